// float: arithmetic with Python's rules, rounding, ratios.
#include <py/exceptions.hpp>
#include <py/float.hpp>
#include <py/hash.hpp>
#include <py/int.hpp>
#include <py/number.hpp>

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace py::detail {

double float_floor_div(double a, double b) {
  if (b == 0) {
    raise_zero_division_error("float floor division by zero");
  }
  return std::get<0>(float_divmod(a, b));
}

std::tuple<double, double> float_divmod(double a, double b) {
  if (b == 0) {
    raise_zero_division_error("float divmod()");
  }
  double remainder = std::fmod(a, b);
  // a - remainder is very nearly a multiple of b
  double quotient = (a - remainder) / b;
  if (remainder != 0) {
    if ((b < 0) != (remainder < 0)) {
      remainder += b;
      quotient -= 1.0;
    }
  } else {
    remainder = std::copysign(0.0, b);
  }
  if (quotient == 0) {
    return {std::copysign(0.0, a / b), remainder};
  }
  double floored = std::floor(quotient);
  if (quotient - floored > 0.5) {
    floored += 1.0;
  }
  return {floored, remainder};
}

double float_pow(double a, double b) {
  if (a == 0 && b < 0) {
    raise_zero_division_error("0.0 cannot be raised to a negative power");
  }
  if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) {
    raise_value_error("a negative float to a fractional power is a complex number; write complex(base) ** exponent");
  }
  const double result = std::pow(a, b);
  if (std::isinf(result) && std::isfinite(a) && std::isfinite(b)) {
    throw OverflowError(34, "Numerical result out of range");
  }
  return result;
}

Int round_to_int(double value) {
  if (!std::isfinite(value)) {
    return Int::from_double(value);  // raises
  }
  const double rounded = std::nearbyint(value);
  return Int::from_double(rounded);
}

namespace {

/// Rounds to `kept` significant decimal digits of the exact value, halves to even; `kept` is at least 1.
double round_significant(double value, int kept) {
  char digits[800];
  const std::to_chars_result end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific, kept - 1);
  double result = 0;
  const std::from_chars_result read = std::from_chars(digits, end.ptr, result);
  if (read.ec == std::errc::result_out_of_range) {
    raise_overflow_error("rounded value too large to represent");
  }
  return result;
}

/// The exponent of the first digit of the exact decimal value.
int decimal_exponent(double value) {
  char digits[64];
  const std::to_chars_result end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific, 40);
  const auto* const letter = static_cast<const char*>(std::memchr(digits, 'e', static_cast<std::size_t>(end.ptr - digits)));
  int exponent = 0;
  std::from_chars(letter + (letter[1] == '+' ? 2 : 1), end.ptr, exponent);
  return exponent;
}

}  // namespace

double round_double(double value, std::int64_t digits) {
  if (!std::isfinite(value) || value == 0 || digits > 323) {
    return value;
  }
  if (digits < -308) {
    return std::copysign(0.0, value);
  }
  const int kept = decimal_exponent(value) + 1 + static_cast<int>(digits);
  if (kept > 0) {
    return kept > 770 ? value : round_significant(value, kept);
  }
  if (kept < 0) {
    return std::copysign(0.0, value);
  }
  // The first digit is just below the one to keep: more than five of it rounds up, exactly five goes to the even zero.
  char unit[16];
  unit[0] = '1';
  unit[1] = 'e';
  const std::to_chars_result end = std::to_chars(unit + 2, unit + sizeof unit, -digits);
  double above = 0;
  std::from_chars(unit, end.ptr, above);
  return std::copysign(std::fabs(value) > above / 2 ? above : 0.0, value);
}

}  // namespace py::detail

namespace py {

namespace float_methods {

bool is_integer(double value) noexcept { return std::isfinite(value) && std::floor(value) == value; }

std::tuple<Int, Int> as_integer_ratio(double value) {
  if (std::isinf(value)) {
    raise_overflow_error("cannot convert Infinity to integer ratio");
  }
  if (std::isnan(value)) {
    raise_value_error("cannot convert NaN to integer ratio");
  }
  int exponent = 0;
  double fraction = std::frexp(value, &exponent);
  while (fraction != std::floor(fraction)) {
    fraction *= 2;
    --exponent;
  }
  const Int numerator = Int::from_double(fraction);
  return exponent >= 0 ? std::tuple<Int, Int>(numerator << Int(exponent), 1) : std::tuple<Int, Int>(numerator, Int(1) << Int(-exponent));
}

}  // namespace float_methods

str Number::py_repr() const { return is_float_ ? detail::double_repr(float_) : int_.py_repr(); }
str Number::py_str() const { return py_repr(); }

std::int64_t Number::py_hash() const noexcept { return is_float_ ? detail::hash_double(float_) : int_.py_hash(); }

bool Number::is_integer() const noexcept { return !is_float_ || float_methods::is_integer(float_); }

std::tuple<Int, Int> Number::as_integer_ratio() const { return is_float_ ? float_methods::as_integer_ratio(float_) : std::tuple<Int, Int>(int_, 1); }

Number Number::power(const Number& a, const Number& b) {
  if (both_int(a, b) && !b.int_.is_negative()) {
    return Int::power(a.int_, b.int_);
  }
  return detail::float_pow(a.to_double(), b.to_double());
}

}  // namespace py
