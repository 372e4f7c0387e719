/// Python's complex: std::complex<double>, with Python's rules where C++'s differ.
#pragma once

#include <py/fwd.hpp>
#include <py/str.hpp>

#include <complex>

namespace py {

namespace detail {

str complex_repr(std::complex<double> value);
/// Raises ZeroDivisionError ("complex division by zero").
std::complex<double> complex_divide(std::complex<double> a, std::complex<double> b);
/// Raises ZeroDivisionError, OverflowError.
std::complex<double> complex_power(std::complex<double> a, std::complex<double> b);
/// Raises OverflowError ("absolute value too large").
double complex_absolute(std::complex<double> value);
/// complex(text). Raises ValueError.
std::complex<double> complex_from_text(const str& text);
std::complex<double> complex_of_object(const object& value);

template <typename T>
constexpr std::complex<double> to_complex(const T& value) {
  if constexpr (std::is_same_v<T, std::complex<double>>) {
    return value;
  } else if constexpr (std::is_arithmetic_v<T>) {
    return {static_cast<double>(value), 0.0};
  } else if constexpr (std::is_same_v<T, object>) {
    return complex_of_object(value);
  } else {
    return {value.to_double(), 0.0};
  }
}

}  // namespace detail

struct complex_mul_fn {
  /// The product by the school formula, as CPython computes it: no recovery of infinities.
  template <typename A, typename B>
  std::complex<double> operator()(const A& left, const B& right) const {
    const std::complex<double> a = detail::to_complex(left);
    const std::complex<double> b = detail::to_complex(right);
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
  }
};
inline constexpr complex_mul_fn complex_mul{};

/// `complex(real, imag)`, `complex(text)`.
struct complex_fn {
  std::complex<double> operator()() const { return {}; }
  std::complex<double> operator()(const str& text) const { return detail::complex_from_text(text); }
  template <typename T>
    requires(!std::is_convertible_v<const T&, const str&>)
  std::complex<double> operator()(const T& value) const {
    if constexpr (requires { value->py_complex(); }) {
      return value->py_complex();
    } else {
      return detail::to_complex(value);
    }
  }
  template <typename A, typename B>
  std::complex<double> operator()(const A& real, const B& imag) const {
    const std::complex<double> a = detail::to_complex(real);
    const std::complex<double> b = detail::to_complex(imag);
    return {a.real() - b.imag(), a.imag() + b.real()};
  }
};
inline constexpr complex_fn complex_{};

}  // namespace py
