#include "generators.hpp"

#include <py/builtins.hpp>
#include <py/generator.hpp>

namespace generators {

py::generator<std::int64_t> count_from(std::int64_t start) {
  while (true) {
    co_yield start;
    start += 1;
  }
}

py::generator<std::int64_t> evens(py::generator<std::int64_t> numbers) {
  for (const std::int64_t n : py::iter(numbers)) {
    if (n % 2 == 0) {
      co_yield n;
    }
  }
}

py::generator<std::tuple<std::int64_t, py::str>> pairs(py::list<py::str> words) {
  for (const auto& [i, word] : py::enumerate(words)) {
    co_yield std::tuple{i, word.title()};
  }
}

py::generator<std::int64_t> flat(py::list<py::list<std::int64_t>> rows) {
  // row after row
  for (const py::list<std::int64_t>& row : py::iter(rows)) {
    co_yield py::yield_from(row);
  }
}

py::generator<py::str> lines(py::str text) {
  co_await py::closes_on_drop;
  const py::finally cleanup([&] { py::print("closed"); });
  for (const py::str& line : text.splitlines()) {
    co_yield line.strip();
  }
}

py::str first_long(const py::str& text, std::int64_t length) {
  for (const py::str& line : lines(text)) {
    if (py::len(line) >= length) {
      return line;
    }
  }
  return "none";
}

void py_main() {
  py::generator<std::int64_t> numbers = evens(count_from(3));
  {
    const auto next_result = py::next(numbers);
    const auto next_result_ = py::next(numbers);
    py::print(next_result, next_result_, py::next(numbers));
  }
  for (const auto& [index, title] : pairs(py::list<py::str>{"sun", "moon"})) {
    py::print(index, title);
  }
  {
    const auto list_result = py::vector<std::int64_t>(flat(
        py::list<py::list<std::int64_t>>{{1, 2}, py::list<std::int64_t>{}, {3}}));
    py::print(list_result, py::sum(flat(py::list<py::list<std::int64_t>>{{4}, {5, 6}})));
  }
  py::print(first_long("a\n  bcd \n ef", 3));
}

}  // namespace generators
