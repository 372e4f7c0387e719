/// Python's float: C++ double, with the conversions and methods Python gives it.
#pragma once

#include <py/fwd.hpp>

#include <cmath>
#include <cstdint>
#include <optional>
#include <tuple>

namespace py {

namespace detail {

/// repr(): the shortest text that reads back as the same double.
str double_repr(double value);
/// Room for any repr of a double.
inline constexpr int double_repr_capacity = 32;
/// Writes repr(value) to `out`; gives the number of characters.
int write_double(char* out, double value) noexcept;
/// float(text): spaces around, underscores between digits, inf and nan. Raises ValueError.
double double_from_text(const str& text);
/// The same; false instead of raising.
bool parse_double(const str& text, double& value);
/// `round(value, digits)`: correctly rounded on the decimal value, halves to even.
double round_double(double value, std::int64_t digits);
/// `round(value)`: the nearest int, halves to even. Raises OverflowError, ValueError.
Int round_to_int(double value);

/// `a % b`, with the sign of `b`. Raises ZeroDivisionError ("float modulo").
double float_mod_slow(double a, double b);
inline double float_mod(double a, double b) {
  if (b == 0) {
    raise_zero_division_error("float modulo");
  }
  const double remainder = std::fmod(a, b);
  if (remainder != 0) {
    return (b < 0) != (remainder < 0) ? remainder + b : remainder;
  }
  return std::copysign(0.0, b);
}
/// `a // b`. Raises ZeroDivisionError ("float floor division by zero").
double float_floor_div(double a, double b);
std::tuple<double, double> float_divmod(double a, double b);
inline double float_div(double a, double b) {
  if (b == 0) {
    raise_zero_division_error("float division by zero");
  }
  return a / b;
}
/// `a ** b` of floats. Raises ZeroDivisionError, OverflowError; ValueError where Python's result would be complex.
double float_pow(double a, double b);

}  // namespace detail

/// The methods of float that need the value only.
namespace float_methods {
bool is_integer(double value) noexcept;
/// Raises OverflowError, ValueError for values that are not finite.
std::tuple<Int, Int> as_integer_ratio(double value);
str hex(double value);
/// Raises ValueError, OverflowError.
double fromhex(const str& text);
}  // namespace float_methods

}  // namespace py

#include <py/arithmetic.hpp>
