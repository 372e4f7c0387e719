/// A value that is an int or a float, and prints as what it is.
#pragma once

#include <py/float.hpp>
#include <py/fwd.hpp>
#include <py/int.hpp>

#include <compare>
#include <cstdint>
#include <utility>

namespace py {

/// An int or a float known only at run time. Arithmetic follows Python: int with int stays int, a float makes a float,
/// `/` always gives a double.
class Number {
 public:
  constexpr Number() noexcept = default;
  template <native_integer T>
  constexpr Number(T value) : int_(value) {}
  constexpr Number(double value) noexcept : float_(value), is_float_(true) {}
  Number(const Int& value) noexcept : int_(value) {}
  Number(Int&& value) noexcept : int_(std::move(value)) {}

  bool is_float() const noexcept { return is_float_; }
  /// The int inside; only when `!is_float()`.
  const Int& as_int() const noexcept { return int_; }
  /// The float inside; only when `is_float()`.
  double as_float() const noexcept { return float_; }
  /// Raises OverflowError for a huge int.
  double to_double() const { return is_float_ ? float_ : int_.to_double(); }
  /// `int(x)`: the integer part.
  Int to_int() const { return is_float_ ? Int::from_double(float_) : int_; }
  explicit operator double() const { return to_double(); }
  explicit operator bool() const noexcept { return py_bool(); }

  bool py_bool() const noexcept { return is_float_ ? float_ != 0 : int_.py_bool(); }
  str py_repr() const;
  str py_str() const;
  str py_format(const str& spec) const;
  std::int64_t py_hash() const noexcept;
  bool is_integer() const noexcept;
  std::tuple<Int, Int> as_integer_ratio() const;

  friend Number operator+(const Number& a, const Number& b) { return both_int(a, b) ? Number(a.int_ + b.int_) : Number(a.to_double() + b.to_double()); }
  friend Number operator-(const Number& a, const Number& b) { return both_int(a, b) ? Number(a.int_ - b.int_) : Number(a.to_double() - b.to_double()); }
  friend Number operator*(const Number& a, const Number& b) { return both_int(a, b) ? Number(a.int_ * b.int_) : Number(a.to_double() * b.to_double()); }
  friend double operator/(const Number& a, const Number& b) { return both_int(a, b) ? a.int_ / b.int_ : detail::float_div(a.to_double(), b.to_double()); }
  friend Number operator%(const Number& a, const Number& b) { return both_int(a, b) ? Number(a.int_ % b.int_) : Number(detail::float_mod(a.to_double(), b.to_double())); }
  friend Number floor_divide(const Number& a, const Number& b) {
    return both_int(a, b) ? Number(floor_divide(a.int_, b.int_)) : Number(detail::float_floor_div(a.to_double(), b.to_double()));
  }
  /// `a ** b`: an int to a negative int gives a float.
  static Number power(const Number& a, const Number& b);
  static Number absolute(const Number& value) { return value.is_float_ ? Number(std::fabs(value.float_)) : Number(Int::absolute(value.int_)); }
  Number operator-() const { return is_float_ ? Number(-float_) : Number(-int_); }
  Number operator+() const { return *this; }
  Number& operator+=(const Number& b) { return *this = *this + b; }
  Number& operator-=(const Number& b) { return *this = *this - b; }
  Number& operator*=(const Number& b) { return *this = *this * b; }
  Number& operator/=(const Number& b) { return *this = Number(*this / b); }
  Number& operator%=(const Number& b) { return *this = *this % b; }

  friend bool operator==(const Number& a, const Number& b) noexcept { return (a <=> b) == 0; }
  friend std::partial_ordering operator<=>(const Number& a, const Number& b) noexcept {
    if (a.is_float_) {
      return b.is_float_ ? a.float_ <=> b.float_ : a.float_ <=> b.int_;
    }
    return b.is_float_ ? a.int_ <=> b.float_ : std::partial_ordering(a.int_ <=> b.int_);
  }

 private:
  static bool both_int(const Number& a, const Number& b) noexcept { return !a.is_float_ && !b.is_float_; }

  Int int_;
  double float_ = 0;
  bool is_float_ = false;
};

}  // namespace py
