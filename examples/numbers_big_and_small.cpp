#include "numbers_big_and_small.hpp"

#include <py/builtins.hpp>
#include <py/math.hpp>

namespace numbers_big_and_small {

template <py::exact_int Integer> Integer factorial(std::int64_t n) {
  Integer result = 1;
  for (const std::int64_t i : py::range(2, n + 1)) {
    result *= i;
  }
  return result;
}

py::Int factorial(std::int64_t n) {
  return py::checked_or_exact<factorial<py::checked>, factorial<py::Int>>(n);
}

bool is_prime(std::int64_t n) {
  if (n < 2) {
    return false;
  }
  for (const std::int64_t d : py::range(2, py::math::isqrt(n) + 1)) {
    if (n % d == 0) {
      return false;
    }
  }
  return true;
}

double mean(const py::vector<double>& values) {
  return py::true_div(py::sum(values), py::len(values));
}

void py_main() {
  py::print(factorial(20), factorial(30));
  py::print(py::vector<std::int64_t>(py::each_if(py::range(40), is_prime)));
  py::print(py::floor_div(-7, 2), py::mod(-7, 2), 7 / 2.0, py::pow(2, 100), 0xFF, 1'000'000);
  py::print(0.1 + 0.2, 1e16, 1 / 3.0, py::round(2.5), py::format("{:.3f}", py::math::pi));
  py::print(mean(py::vector<double>{1.5, 2.5, 4.0}), py::math::hypot(3, 4), py::math::gcd(48, 36));
}

}  // namespace numbers_big_and_small
