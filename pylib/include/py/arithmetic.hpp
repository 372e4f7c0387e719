/// Arithmetic that C++'s operators cannot say, conversions between the kinds of numbers, and the methods of int and float,
/// as function objects for every numeric kind: C++ integers and bool, double, Int, Number, std::complex<double>, and beyond
/// them py::object and instances of classes (their `py_floordiv`, …).
#pragma once

#include <py/complex.hpp>
#include <py/float.hpp>
#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/tags.hpp>

#include <cmath>
#include <complex>
#include <concepts>
#include <cstdint>
#include <tuple>
#include <type_traits>

namespace py {

namespace detail {

template <typename T>
inline constexpr bool is_int_kind = native_integer<T> || is_exact_int<T>;
template <typename T>
inline constexpr bool is_real_kind = is_int_kind<T> || std::is_floating_point_v<T> || std::is_same_v<T, Number>;
template <typename T>
inline constexpr bool is_complex_kind = std::is_same_v<T, std::complex<double>>;
template <typename A, typename B>
inline constexpr bool both_native = native_integer<A> && native_integer<B>;
template <typename A, typename B>
inline constexpr bool both_int = is_int_kind<A> && is_int_kind<B>;
template <typename A, typename B>
inline constexpr bool both_real = is_real_kind<A> && is_real_kind<B>;
template <typename A, typename B>
inline constexpr bool any_float = both_real<A, B> && (std::is_floating_point_v<A> || std::is_floating_point_v<B>);
template <typename A, typename B>
inline constexpr bool any_complex = (is_complex_kind<A> || is_complex_kind<B>) && (is_real_kind<A> || is_complex_kind<A>) && (is_real_kind<B> || is_complex_kind<B>);

/// The exact type in which ints meet: checked when one operand is that, else Int.
template <typename... T>
using exact_of = std::conditional_t<(std::is_same_v<T, checked> || ...), checked, Int>;

/// A value in that type: itself, not a copy, where it has the type.
template <typename E, typename T>
constexpr std::conditional_t<std::is_same_v<E, T>, const E&, E> exact(const T& value) {
  return value;
}

/// Number, spelled so that the compiler looks into it late: py/number.hpp need not be there.
template <typename A, typename B>
using number_of = std::conditional_t<both_real<A, B>, Number, A>;

/// The C++ integer type in which two native operands meet: std::uint64_t when one is that, else std::int64_t.
template <typename A, typename B>
using native_result = std::conditional_t<(std::unsigned_integral<A> && sizeof(A) == 8) || (std::unsigned_integral<B> && sizeof(B) == 8), std::uint64_t, std::int64_t>;

template <typename T>
double to_double(const T& value) {
  if constexpr (std::is_arithmetic_v<T>) {
    return static_cast<double>(value);
  } else {
    return value.to_double();
  }
}

[[noreturn]] inline void raise_integer_modulo() { raise_zero_division_error("integer modulo by zero"); }
[[noreturn]] inline void raise_integer_division() { raise_zero_division_error("integer division or modulo by zero"); }

template <typename T>
constexpr T native_floor_div(T a, T b) {
  if (b == 0) [[unlikely]] {
    raise_integer_division();
  }
  if constexpr (std::is_signed_v<T>) {
    const T quotient = a / b;
    return quotient * b != a && (a < 0) != (b < 0) ? quotient - 1 : quotient;
  } else {
    return a / b;
  }
}
template <typename T>
constexpr T native_mod(T a, T b) {
  if (b == 0) [[unlikely]] {
    raise_integer_modulo();
  }
  if constexpr (std::is_signed_v<T>) {
    if (b == -1) [[unlikely]] {
      return 0;
    }
    const T remainder = a % b;
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
  } else {
    return a % b;
  }
}

// What dynamic values and mixtures with them do; each raises TypeError as CPython words it.
object dynamic_floor_div(const object& a, const object& b);
object dynamic_mod(const object& a, const object& b);
object dynamic_true_div(const object& a, const object& b);
object dynamic_pow(const object& a, const object& b);
object dynamic_divmod(const object& a, const object& b);
object dynamic_shl(const object& a, const object& b);
object dynamic_shr(const object& a, const object& b);
object dynamic_matmul(const object& a, const object& b);
object dynamic_pow_mod(const object& a, const object& b, const object& modulus);
object dynamic_absolute(const object& value);
object dynamic_round(const object& value);
object dynamic_round(const object& value, const object& digits);
Int dynamic_int(const object& value);
Int dynamic_int(const object& value, const object& base);
double dynamic_float(const object& value);
Int int_from_raw_text(const char* data, std::int64_t size, std::int64_t base);

}  // namespace detail

// For operands that are not both numbers: members of the left operand's class, then the reflected ones of the right operand's,
// then what both can as objects.
#define PY_DYNAMIC_BINARY(member, reflected, fallback)   \
  if constexpr (requires { a->member(*b); }) {           \
    return a->member(*b);                                \
  } else if constexpr (requires { a->member(b); }) {     \
    return a->member(b);                                 \
  } else if constexpr (requires { a.member(b); }) {      \
    return a.member(b);                                  \
  } else if constexpr (requires { b->reflected(*a); }) { \
    return b->reflected(*a);                             \
  } else if constexpr (requires { b->reflected(a); }) {  \
    return b->reflected(a);                              \
  } else if constexpr (requires { b.reflected(a); }) {   \
    return b.reflected(a);                               \
  } else {                                               \
    return detail::fallback(a, b);                       \
  }

/// `a // b`. Raises ZeroDivisionError.
struct floor_div_fn {
  template <typename A, typename B>
  auto operator()(const A& a, const B& b) const {
    if constexpr (detail::both_native<A, B>) {
      using T = detail::native_result<A, B>;
      return detail::native_floor_div(static_cast<T>(a), static_cast<T>(b));
    } else if constexpr (detail::both_int<A, B>) {
      using E = detail::exact_of<A, B>;
      if constexpr (native_integer<B>) {
        return floor_divide(detail::exact<E>(a), b);
      } else {
        return floor_divide(detail::exact<E>(a), detail::exact<E>(b));
      }
    } else if constexpr (detail::any_float<A, B>) {
      return detail::float_floor_div(detail::to_double(a), detail::to_double(b));
    } else if constexpr (detail::both_real<A, B>) {
      return floor_divide(detail::number_of<A, B>(a), detail::number_of<A, B>(b));
    } else {
      PY_DYNAMIC_BINARY(py_floordiv, py_rfloordiv, dynamic_floor_div)
    }
  }
};
inline constexpr floor_div_fn floor_div{};

/// `a % b`: the remainder has the sign of `b`. Raises ZeroDivisionError.
struct mod_fn {
  template <typename A, typename B>
  auto operator()(const A& a, const B& b) const {
    if constexpr (detail::both_native<A, B>) {
      using T = detail::native_result<A, B>;
      return detail::native_mod(static_cast<T>(a), static_cast<T>(b));
    } else if constexpr (detail::any_float<A, B>) {
      return detail::float_mod(detail::to_double(a), detail::to_double(b));
    } else if constexpr (requires { a % b; }) {
      return a % b;
    } else {
      return detail::dynamic_mod(a, b);
    }
  }
};
inline constexpr mod_fn mod{};

/// `a / b`: true division, correctly rounded for ints. Raises ZeroDivisionError, OverflowError.
struct true_div_fn {
  template <typename A, typename B>
  auto operator()(const A& a, const B& b) const {
    if constexpr (detail::both_int<A, B>) {
      using E = detail::exact_of<A, B>;
      return detail::exact<E>(a) / detail::exact<E>(b);
    } else if constexpr (detail::any_float<A, B>) {
      return detail::float_div(detail::to_double(a), detail::to_double(b));
    } else if constexpr (detail::any_complex<A, B>) {
      return detail::complex_divide(detail::to_complex(a), detail::to_complex(b));
    } else if constexpr (requires { a / b; }) {
      return a / b;
    } else {
      return detail::dynamic_true_div(a, b);
    }
  }
};
inline constexpr true_div_fn true_div{};

/// `a ** b`. Of ints: an Int, for a non-negative exponent (ValueError otherwise: see Int::power); Number decides at run time.
struct pow_fn {
  template <typename A, typename B>
  auto operator()(const A& a, const B& b) const {
    if constexpr (detail::both_int<A, B>) {
      using E = detail::exact_of<A, B>;
      if constexpr (native_integer<B>) {
        if (b == static_cast<B>(2)) {  // mostly a literal: decided when compiled
          return detail::exact<E>(a) * detail::exact<E>(a);
        }
        if (b == static_cast<B>(3)) {
          return detail::exact<E>(a) * detail::exact<E>(a) * detail::exact<E>(a);
        }
      }
      return E::power(detail::exact<E>(a), detail::exact<E>(b));
    } else if constexpr (detail::any_float<A, B>) {
      return detail::float_pow(detail::to_double(a), detail::to_double(b));
    } else if constexpr (detail::any_complex<A, B>) {
      return detail::complex_power(detail::to_complex(a), detail::to_complex(b));
    } else if constexpr (detail::both_real<A, B>) {
      return detail::number_of<A, B>::power(detail::number_of<A, B>(a), detail::number_of<A, B>(b));
    } else {
      PY_DYNAMIC_BINARY(py_pow, py_rpow, dynamic_pow)
    }
  }
  /// `pow(a, b, modulus)`.
  template <typename A, typename B, typename M>
  auto operator()(const A& a, const B& b, const M& modulus) const;
};
inline constexpr pow_fn pow{};

/// `a ** b` of ints where the exponent may be negative: an int or a float.
struct pow_number_fn {
  template <typename A, typename B>
  auto operator()(const A& a, const B& b) const {
    static_assert(detail::both_real<A, B>);
    using Result = detail::number_of<A, B>;
    return Result::power(Result(a), Result(b));
  }
};
inline constexpr pow_number_fn pow_number{};

/// `pow(a, b, modulus)`. Raises ValueError.
struct pow_mod_fn {
  template <typename A, typename B, typename M>
  auto operator()(const A& a, const B& b, const M& modulus) const {
    if constexpr (detail::both_int<A, B> && detail::is_int_kind<M>) {
      using E = detail::exact_of<A, B, M>;
      return E::power_modulo(detail::exact<E>(a), detail::exact<E>(b), detail::exact<E>(modulus));
    } else {
      return detail::dynamic_pow_mod(a, b, modulus);
    }
  }
};
inline constexpr pow_mod_fn pow_mod{};

template <typename A, typename B, typename M>
auto pow_fn::operator()(const A& a, const B& b, const M& modulus) const {
  return pow_mod(a, b, modulus);
}

/// `divmod(a, b)`, a std::tuple for numbers. Raises ZeroDivisionError.
struct divmod_fn {
  template <typename A, typename B>
  auto operator()(const A& a, const B& b) const {
    if constexpr (detail::both_native<A, B>) {
      using T = detail::native_result<A, B>;
      const T quotient = detail::native_floor_div(static_cast<T>(a), static_cast<T>(b));
      return std::tuple<T, T>(quotient, static_cast<T>(static_cast<T>(a) - quotient * static_cast<T>(b)));
    } else if constexpr (detail::both_int<A, B>) {
      using E = detail::exact_of<A, B>;
      return E::divide_modulo(detail::exact<E>(a), detail::exact<E>(b));
    } else if constexpr (detail::any_float<A, B>) {
      return detail::float_divmod(detail::to_double(a), detail::to_double(b));
    } else if constexpr (detail::both_real<A, B>) {
      using N = detail::number_of<A, B>;
      return std::tuple<N, N>(floor_divide(N(a), N(b)), N(a) % N(b));
    } else {
      PY_DYNAMIC_BINARY(py_divmod, py_rdivmod, dynamic_divmod)
    }
  }
};
inline constexpr divmod_fn divmod{};

/// `a @ b`.
struct matmul_fn {
  template <typename A, typename B>
  auto operator()(const A& a, const B& b) const {
    PY_DYNAMIC_BINARY(py_matmul, py_rmatmul, dynamic_matmul)
  }
};
inline constexpr matmul_fn matmul{};
#undef PY_DYNAMIC_BINARY

/// `a << b`: exact, so an Int for C++ integers. Raises ValueError for a negative count.
struct shl_fn {
  template <typename A, typename B>
  auto operator()(const A& a, const B& b) const {
    if constexpr (detail::both_int<A, B>) {
      using E = detail::exact_of<A, B>;
      return detail::exact<E>(a) << detail::exact<E>(b);
    } else if constexpr (requires { a << b; }) {
      return a << b;
    } else {
      return detail::dynamic_shl(a, b);
    }
  }
};
inline constexpr shl_fn shl{};

/// `a >> b`. Raises ValueError for a negative count.
struct shr_fn {
  template <typename A, typename B>
  auto operator()(const A& a, const B& b) const {
    if constexpr (detail::both_native<A, B>) {
      if constexpr (std::is_signed_v<B>) {
        if (b < 0) [[unlikely]] {
          raise_value_error("negative shift count");
        }
      }
      using T = detail::native_result<A, A>;
      return static_cast<std::uint64_t>(b) > 63 ? static_cast<T>(static_cast<T>(a) < T{} ? -1 : 0) : static_cast<T>(static_cast<T>(a) >> b);
    } else if constexpr (detail::both_int<A, B>) {
      using E = detail::exact_of<A, B>;
      return detail::exact<E>(a) >> detail::exact<E>(b);
    } else if constexpr (requires { a >> b; }) {
      return a >> b;
    } else {
      return detail::dynamic_shr(a, b);
    }
  }
};
inline constexpr shr_fn shr{};

/// `abs(x)`.
struct abs_fn {
  template <typename T>
  auto operator()(const T& value) const {
    if constexpr (native_integer<T>) {
      using R = detail::native_result<T, T>;
      const auto wide = static_cast<R>(value);
      return wide < R{} ? static_cast<R>(R{} - wide) : wide;
    } else if constexpr (std::is_floating_point_v<T>) {
      return std::fabs(static_cast<double>(value));
    } else if constexpr (detail::is_complex_kind<T>) {
      return detail::complex_absolute(value);
    } else if constexpr (detail::is_real_kind<T>) {
      return T::absolute(value);
    } else if constexpr (requires { value->py_abs(); }) {
      return value->py_abs();
    } else if constexpr (requires { value.py_abs(); }) {
      return value.py_abs();
    } else {
      return detail::dynamic_absolute(value);
    }
  }
};
inline constexpr abs_fn abs{};

/// `round(x)` and `round(x, digits)`: halves to even. A float without digits gives an Int, an int with digits an Int.
struct round_fn {
  template <typename T>
  auto operator()(const T& value) const {
    if constexpr (native_integer<T>) {
      return static_cast<detail::native_result<T, T>>(value);
    } else if constexpr (detail::is_exact_int<T>) {
      return value;
    } else if constexpr (std::is_floating_point_v<T>) {
      return detail::round_to_int(value);
    } else if constexpr (detail::is_real_kind<T>) {
      return value.is_float() ? detail::round_to_int(value.as_float()) : value.as_int();
    } else if constexpr (requires { value->py_round(); }) {
      return value->py_round();
    } else {
      return detail::dynamic_round(value);
    }
  }
  template <typename T>
  auto operator()(const T& value, none_t) const {
    return (*this)(value);
  }
  /// `digits` may be None: the type of the result shows only then.
  template <typename T, typename D>
    requires(detail::is_int_kind<T> || detail::is_real_kind<T> || std::is_floating_point_v<T>)
  auto operator()(const T& value, const std::optional<D>& digits) const {
    if constexpr (detail::is_int_kind<T>) {
      using E = detail::exact_of<T, D>;
      return digits ? E::round_to(E(value), E(*digits)) : E(value);
    } else {
      return digits ? Number((*this)(value, *digits)) : Number((*this)(value));
    }
  }
  template <typename T, typename D>
    requires(!std::is_same_v<D, none_t>)
  auto operator()(const T& value, const D& digits) const {
    if constexpr (detail::is_int_kind<T> && detail::is_int_kind<D>) {
      using E = detail::exact_of<T, D>;
      return E::round_to(E(value), E(digits));
    } else if constexpr (std::is_floating_point_v<T> && detail::is_int_kind<D>) {
      return detail::round_double(value, Int(digits).clamp_int64());
    } else if constexpr (detail::is_real_kind<T> && detail::is_int_kind<D>) {
      return value.is_float() ? T(detail::round_double(value.as_float(), Int(digits).clamp_int64())) : T(Int::round_to(value.as_int(), Int(digits)));
    } else if constexpr (requires { value->py_round(digits); }) {
      return value->py_round(digits);
    } else {
      return detail::dynamic_round(value, digits);
    }
  }
};
inline constexpr round_fn round{};

// --- conversions ---

/// `int(x)` and `int(text, base)`. A C++ integer stays one. Raises ValueError, OverflowError, TypeError.
struct int_fn {
  std::int64_t operator()() const noexcept { return 0; }
  Int operator()(const str& text) const { return Int::from_text(text); }
  Int operator()(const str& text, size_argument base) const { return Int::from_text(text, base); }
  template <typename T>
    requires(!std::is_convertible_v<const T&, const str&>)
  auto operator()(const T& value) const {
    if constexpr (native_integer<T>) {
      return static_cast<detail::native_result<T, T>>(value);
    } else if constexpr (detail::is_exact_int<T>) {
      return value;
    } else if constexpr (std::is_floating_point_v<T>) {
      return std::fabs(value) < 4.6e18 ? Int(static_cast<std::int64_t>(value)) : Int::from_double(value);
    } else if constexpr (detail::is_real_kind<T>) {
      return value.to_int();
    } else if constexpr (requires { value->py_int(); }) {
      return value->py_int();
    } else if constexpr (requires { value->py_index(); }) {
      return value->py_index();
    } else if constexpr (requires { value->py_trunc(); }) {
      return value->py_trunc();
    } else if constexpr (std::is_same_v<T, bytes> || std::is_same_v<T, bytearray>) {
      return detail::int_from_raw_text(reinterpret_cast<const char*>(value.data()), value.py_len(), 10);
    } else {
      return detail::dynamic_int(value);
    }
  }
  template <typename T, typename B>
    requires(!std::is_convertible_v<const T&, const str&>)
  Int operator()(const T& value, const B& base) const {
    if constexpr (std::is_same_v<T, bytes> || std::is_same_v<T, bytearray>) {
      return detail::int_from_raw_text(reinterpret_cast<const char*>(value.data()), value.py_len(), size_argument(base));
    } else {
      return detail::dynamic_int(value, base);
    }
  }
};
inline constexpr int_fn int_{};

/// `float(x)`. Raises ValueError, OverflowError, TypeError.
struct float_fn {
  double operator()() const noexcept { return 0; }
  double operator()(const str& text) const { return detail::double_from_text(text); }
  template <typename T>
    requires(!std::is_convertible_v<const T&, const str&>)
  double operator()(const T& value) const {
    if constexpr (detail::is_real_kind<T>) {
      return detail::to_double(value);
    } else if constexpr (requires { value->py_float(); }) {
      return value->py_float();
    } else if constexpr (requires { value->py_index(); }) {
      return (*this)(value->py_index());
    } else {
      return detail::dynamic_float(value);
    }
  }
};
inline constexpr float_fn float_{};

// --- methods of int and float ---

/// `n.bit_length()`.
struct bit_length_fn {
  template <typename T>
    requires detail::is_int_kind<T>
  std::int64_t operator()(const T& value) const noexcept {
    if constexpr (native_integer<T>) {
      const auto wide = static_cast<detail::native_result<T, T>>(value);
      const std::uint64_t magnitude = wide < 0 ? 0 - static_cast<std::uint64_t>(wide) : static_cast<std::uint64_t>(wide);
      return magnitude == 0 ? 0 : 64 - __builtin_clzll(magnitude);
    } else {
      return value.bit_length();
    }
  }
};
inline constexpr bit_length_fn bit_length{};

/// `n.bit_count()`: the ones in the absolute value.
struct bit_count_fn {
  template <typename T>
    requires detail::is_int_kind<T>
  std::int64_t operator()(const T& value) const noexcept {
    if constexpr (native_integer<T>) {
      const auto wide = static_cast<detail::native_result<T, T>>(value);
      return __builtin_popcountll(wide < 0 ? 0 - static_cast<std::uint64_t>(wide) : static_cast<std::uint64_t>(wide));
    } else {
      return value.bit_count();
    }
  }
};
inline constexpr bit_count_fn bit_count{};

/// `n.to_bytes(length, byteorder, signed=…)`. Include py/bytes.hpp. Raises OverflowError, ValueError.
struct to_bytes_fn {
  template <typename T>
    requires detail::is_int_kind<T>
  auto operator()(const T& value) const {
    return exact(value).to_bytes(1, "big", false);
  }
  template <typename T, typename... Tags>
    requires(detail::is_int_kind<T> && (is_tagged<Tags> && ...))
  auto operator()(const T& value, size_argument length, const Tags&... tags) const {
    return exact(value).to_bytes(length, "big", pick<signed_tag>(false, tags...));
  }
  template <typename T, typename... Tags>
    requires(detail::is_int_kind<T> && (is_tagged<Tags> && ...))
  auto operator()(const T& value, size_argument length, const str& order, const Tags&... tags) const {
    return exact(value).to_bytes(length, order, pick<signed_tag>(false, tags...));
  }

 private:
  /// As an Int, of dependent type: bytes may be incomplete here.
  template <typename T>
  static auto exact(const T& value) {
    return Int(value);
  }
};
inline constexpr to_bytes_fn to_bytes{};

/// `int.from_bytes(data, byteorder, signed=…)`. Include py/bytes.hpp. Raises ValueError.
struct int_from_bytes_fn {
  template <typename T, typename... Tags>
    requires(is_tagged<Tags> && ...)
  Int operator()(const T& data, const Tags&... tags) const {
    return (*this)(data, str("big"), tags...);
  }
  template <typename T, typename... Tags>
    requires(is_tagged<Tags> && ...)
  Int operator()(const T& data, const str& order, const Tags&... tags) const {
    using Raw = std::conditional_t<std::is_same_v<T, T>, bytes, T>;
    if constexpr (std::is_same_v<T, Raw>) {
      return Int::from_bytes(data, order, pick<signed_tag>(false, tags...));
    } else {
      return Int::from_bytes(Raw(data), order, pick<signed_tag>(false, tags...));
    }
  }
};
inline constexpr int_from_bytes_fn int_from_bytes{};

/// `x.as_integer_ratio()`. Raises OverflowError, ValueError for floats that are not finite.
struct as_integer_ratio_fn {
  template <typename T>
    requires detail::is_real_kind<T>
  auto operator()(const T& value) const {
    if constexpr (std::is_floating_point_v<T>) {
      return float_methods::as_integer_ratio(value);
    } else if constexpr (native_integer<T>) {
      return Int(value).as_integer_ratio();
    } else {
      return value.as_integer_ratio();
    }
  }
};
inline constexpr as_integer_ratio_fn as_integer_ratio{};

/// `x.is_integer()`.
struct is_integer_fn {
  template <typename T>
    requires detail::is_real_kind<T>
  bool operator()(const T& value) const noexcept {
    if constexpr (std::is_floating_point_v<T>) {
      return float_methods::is_integer(value);
    } else if constexpr (native_integer<T>) {
      return true;
    } else {
      return value.is_integer();
    }
  }
};
inline constexpr is_integer_fn is_integer{};

/// `x.real` and `x.numerator`: the number itself (an int for a bool), or the real part of a complex.
struct real_fn {
  template <typename T>
  auto operator()(const T& value) const {
    if constexpr (native_integer<T>) {
      return static_cast<detail::native_result<T, T>>(value);
    } else if constexpr (detail::is_complex_kind<T>) {
      return value.real();
    } else {
      return value;
    }
  }
};
inline constexpr real_fn real{};
inline constexpr real_fn numerator{};

/// `x.imag`.
struct imag_fn {
  template <typename T>
  auto operator()(const T& value) const {
    if constexpr (detail::is_complex_kind<T>) {
      return value.imag();
    } else {
      return decltype(real(value))();
    }
  }
};
inline constexpr imag_fn imag{};

/// `x.denominator` of an int.
struct denominator_fn {
  template <typename T>
    requires detail::is_int_kind<T>
  std::int64_t operator()(const T&) const noexcept {
    return 1;
  }
};
inline constexpr denominator_fn denominator{};

/// `x.conjugate()`.
struct conjugate_fn {
  template <typename T>
  auto operator()(const T& value) const {
    if constexpr (detail::is_complex_kind<T>) {
      return std::conj(value);
    } else {
      return real(value);
    }
  }
};
inline constexpr conjugate_fn conjugate{};

/// `x.hex()` and `float.fromhex(text)`.
struct float_hex_fn {
  str operator()(double value) const { return float_methods::hex(value); }
};
inline constexpr float_hex_fn float_hex{};
struct float_from_hex_fn {
  double operator()(const str& text) const { return float_methods::fromhex(text); }
};
inline constexpr float_from_hex_fn float_from_hex{};

}  // namespace py
