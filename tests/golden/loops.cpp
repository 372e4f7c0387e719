#include "loops.hpp"

#include <py/builtins.hpp>

namespace loops {

py::vector<std::int64_t> primes(std::int64_t limit) {
  py::vector<std::int64_t> found;
  for (const std::int64_t n : py::range(2, limit)) {
    bool completed = true;
    for (const std::int64_t p : found) {
      if (n % p == 0) {
        completed = false;
        break;
      }
    }
    if (completed) {
      found.append(n);
    }
  }
  return found;
}

template <py::exact_int Integer> std::int64_t collatz(Integer n) {
  std::int64_t steps = 0;
  while (n != 1) {
    n = py::mod(n, 2) == 0 ? py::floor_div(n, 2) : 3 * n + 1;
    steps += 1;
  }
  return steps;
}

std::int64_t collatz(const py::Int& n) {
  return py::checked_or_exact<collatz<py::checked>, collatz<py::Int>>(n);
}

void py_main() {
  const py::vector<py::str> names{"ink", "pen", "pad"};
  const py::vector<double> prices{7.25, 24.95, 3.4};
  for (const auto& [i, name] : py::enumerate(names, 1)) {
    py::print(i, name);
  }
  for (const auto& [name, price] : py::zip(names, prices)) {
    py::print(py::format("{:<5}{:8.2f}", name, price));
  }
  py::print(primes(40));
  py::print(py::vector<std::int64_t>(py::each(py::range(1, 10), [](std::int64_t n) {
    return collatz(n);
  })));
  for (const std::int64_t i : py::range(3)) {
    for ([[maybe_unused]] const std::int64_t _ : py::range(2)) {
      py::print(i, py::end = " ");
    }
  }
  py::print();
}

}  // namespace loops
