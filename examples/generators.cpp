#include "generators.hpp"

#include <py/builtins.hpp>
#include <py/generator.hpp>
#include <py/itertools.hpp>

namespace generators {

py::generator<std::int64_t> naturals(std::int64_t start = 1) {
  std::int64_t n = start;
  while (true) {
    co_yield n;
    n += 1;
  }
}

py::generator<std::int64_t> primes() {
  const py::list<std::int64_t> found;
  for (const std::int64_t n : naturals(2)) {
    if (py::all(py::each(found, [&](std::int64_t p) { return n % p != 0; }))) {
      found.append(n);
      co_yield n;
    }
  }
}

py::generator<std::tuple<std::int64_t, std::int64_t>> pairs(py::generator<std::int64_t> items) {
  std::int64_t previous = py::next(items);
  for (const std::int64_t item : py::iter(items)) {
    co_yield std::tuple{previous, item};
    previous = item;
  }
}

/// Every leaf of nested lists, with its depth.
py::generator<std::tuple<std::int64_t, py::str>> walk(
    py::list<py::object> tree, std::int64_t depth = 0) {
  py::check_stack();
  for (const py::object& branch : py::iter(tree)) {
    if (py::isinstance<py::list<py::object>>(branch)) {
      co_yield py::yield_from(walk(py::cast<py::list<py::object>>(branch), depth + 1));
    } else {
      co_yield std::tuple{depth, py::cast<py::str>(branch)};
    }
  }
}

py::generator<std::optional<double>, double> running_mean() {
  double total = 0.0;
  std::int64_t count = 0;
  std::optional<double> mean = std::nullopt;
  while (true) {
    const auto sent = co_yield mean;
    total = py::cast<double>(py::object(total) += sent);
    count += 1;
    mean = total / count;
  }
}

void py_main() {
  py::print(py::vector<std::int64_t>(py::itertools::islice(primes(), 10)));
  py::print(
      py::vector<std::tuple<std::int64_t, std::int64_t>>(
          py::each_if(
              py::itertools::islice(pairs(primes()), 15),
              [](std::int64_t a, std::int64_t b) { return b - a == 2; })));
  for (const auto& [depth, leaf] : walk(
           py::list<py::object>{"a", py::list<py::object>{"b", py::list<py::object>{"c"}}, "d"})) {
    py::print(py::str("  ") * depth + leaf);
  }
  auto mean = running_mean();
  py::next(mean);
  py::print(
      py::vector<std::optional<double>>(
          py::each(std::initializer_list<double>{10.0, 20.0, 60.0}, [&](double x) {
            return mean.send(x);
          })));
}

}  // namespace generators
