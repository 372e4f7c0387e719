#include "functions.hpp"

#include <py/builtins.hpp>
#include <py/function.hpp>
#include <py/operator.hpp>

namespace functions {

py::str greet(const py::str& name, const py::str& greeting = "hello", bool loud = false) {
  const py::str text = py::format("{}, {}", greeting, name);
  return loud ? text.upper() : text;
}

std::int64_t total(const py::tuple<std::int64_t>& numbers = {}) {
  std::int64_t result = 0;
  for (const std::int64_t number : numbers) {
    result += number;
  }
  return result;
}

/// The greatest common divisor.
std::int64_t gcd(std::int64_t a, std::int64_t b) {
  while (b != 0) {
    a = std::exchange(b, a % b);
  }
  return a;
}

template <py::exact_int Integer> inline Integer factorial(std::int64_t n) {
  py::check_stack();
  return n < 2 ? Integer(1) : n * factorial<Integer>(n - 1);
}

py::Int factorial(std::int64_t n) {
  return py::checked_or_exact<factorial<py::checked>, factorial<py::Int>>(n);
}

void py_main() {
  py::print(greet("Ada"), greet("Ada", "hello", true), greet("Ada", "good morning"));
  py::print(total(), total(py::tuple<std::int64_t>{1, 2, 3}));
  py::print(functions::gcd(48, 36), factorial(25));
  const py::object area = py::def(
      "<lambda>",
      [](std::int64_t width, std::int64_t height, const py::str& unit) {
        return py::format("{} {}", width * height, unit);
      },
      py::arg("width"),
      py::arg("height") = 2,
      py::kw_only{},
      py::arg("unit"));
  py::print(
      py::cast<py::str>(area(3, py::arg("unit") = "m")),
      py::cast<py::str>(area(3, 4, py::arg("unit") = "km")));
  const py::object second = py::object(py::operator_::itemgetter(1));
  {
    const auto sorted_result = py::sorted(
        py::vector<std::tuple<std::int64_t, py::str>>{{1, "b"}, {2, "a"}},
        py::key = py::operator_::itemgetter(1));
    const auto second_result = second("xy");
    py::print(sorted_result, second_result, py::object(py::operator_::itemgetter(0)("xy")));
  }
}

}  // namespace functions
