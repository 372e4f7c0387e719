/// Python's math module: CPython's results, ValueError "math domain error" and OverflowError "math range error".
#pragma once

#include <py/float.hpp>
#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/iterate.hpp>
#include <py/number.hpp>
#include <py/object.hpp>
#include <py/tags.hpp>

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <tuple>
#include <type_traits>
#include <vector>

namespace py {

struct rel_tol_tag {};
struct abs_tol_tag {};
struct start_tag {};
inline constexpr tag<rel_tol_tag> rel_tol{};
inline constexpr tag<abs_tol_tag> abs_tol{};
inline constexpr tag<start_tag> start{};

namespace math {

inline constexpr double pi = 3.141592653589793;
inline constexpr double e = 2.718281828459045;
inline constexpr double tau = 6.283185307179586;
inline constexpr double inf = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

namespace detail {

[[noreturn]] void raise_domain_error();
[[noreturn]] void raise_range_error();
/// `__float__` or `__index__` of a dynamic value. Raises TypeError ("must be real number, not str").
double real_of_object(const object& value);
/// `__index__` of a dynamic value. Raises TypeError ("'float' object cannot be interpreted as an integer").
Int integer_of_object(const object& value);
/// `method()` of a dynamic value (`__floor__`, …), or that of its `__float__`.
object round_object(const object& value, const char* method);

}  // namespace detail

/// An argument that Python turns into a float. An int too large for one raises OverflowError.
class real {
 public:
  template <typename T>
    requires(native_integer<T> || std::floating_point<T>)
  constexpr real(T value) noexcept : value_(static_cast<double>(value)) {}
  real(const Int& value) : value_(value.to_double()) {}
  real(const Number& value) : value_(value.to_double()) {}
  real(const object& value) : value_(detail::real_of_object(value)) {}
  /// An instance with `__float__`.
  template <typename T>
    requires requires(const T& value) {
      { value->py_float() } -> std::convertible_to<double>;
    }
  real(const T& value) : value_(value->py_float()) {}

  constexpr operator double() const noexcept { return value_; }

 private:
  double value_;
};

/// An argument that must be an int.
class integer {
 public:
  template <native_integer T>
  integer(T value) : value_(value) {}
  template <std::same_as<checked> T>
  integer(T value) : value_(value) {}
  integer(const Int& value) : value_(value) {}
  integer(Int&& value) noexcept : value_(std::move(value)) {}
  integer(const object& value) : value_(detail::integer_of_object(value)) {}
  template <typename T>
    requires requires(const T& value) { value->py_index(); }
  integer(const T& value) : value_(value->py_index()) {}

  operator const Int&() const noexcept { return value_; }
  const Int& value() const noexcept { return value_; }

 private:
  Int value_;
};

double acos(real x);
double acosh(real x);
double asin(real x);
double asinh(real x);
double atan(real x);
double atan2(real y, real x);
double atanh(real x);
double cbrt(real x);
double cos(real x);
double cosh(real x);
double erf(real x);
double erfc(real x);
double exp(real x);
double exp2(real x);
double expm1(real x);
double gamma(real x);
double lgamma(real x);
double log1p(real x);
double sin(real x);
double sinh(real x);
double tan(real x);
double tanh(real x);
double fmod(real x, real y);
double pow(real x, real y);
double remainder(real x, real y);

inline double sqrt(real x) {
  if (x < 0.0) [[unlikely]] {
    detail::raise_domain_error();
  }
  return std::sqrt(x);
}
inline double fabs(real x) { return std::fabs(x); }
inline double copysign(real x, real y) { return std::copysign(x, y); }
inline double degrees(real x) { return x * (180.0 / pi); }
inline double radians(real x) { return x * (pi / 180.0); }
inline bool isnan(real x) { return std::isnan(static_cast<double>(x)); }
inline bool isinf(real x) { return std::isinf(static_cast<double>(x)); }
inline bool isfinite(real x) { return std::isfinite(static_cast<double>(x)); }
double nextafter(real x, real y);
double ulp(real x);

/// Mantissa and exponent.
std::tuple<double, std::int64_t> frexp(real x);
/// `x * 2**i`. Raises OverflowError.
double ldexp(real x, const integer& i);
/// Fractional and integral part.
std::tuple<double, double> modf(real x);

namespace detail {

double log_int(const Int& x);
double log2_int(const Int& x);
double log10_int(const Int& x);
double log_float(double x);
double log2_float(double x);
double log10_float(double x);

/// Logarithms take ints of any size.
template <typename T, typename OfInt, typename OfFloat>
double logarithm(const T& x, OfInt of_int, OfFloat of_float) {
  if constexpr (py::detail::is_exact_int<T>) {
    return of_int(x);
  } else if constexpr (std::is_same_v<T, Number>) {
    return x.is_float() ? of_float(x.as_float()) : of_int(x.as_int());
  } else if constexpr (std::is_same_v<T, object>) {
    return x.is_int() ? of_int(x.as_int()) : of_float(real(x));
  } else {
    return of_float(real(x));
  }
}

}  // namespace detail

/// Raises ValueError unless x is positive.
template <typename T>
double log(const T& x) {
  return detail::logarithm(x, detail::log_int, detail::log_float);
}
/// Raises ZeroDivisionError for base 1.
template <typename T, typename B>
double log(const T& x, const B& base) {
  const double numerator = log(x);
  return py::detail::float_div(numerator, log(base));
}
template <typename T>
double log2(const T& x) {
  return detail::logarithm(x, detail::log2_int, detail::log2_float);
}
template <typename T>
double log10(const T& x) {
  return detail::logarithm(x, detail::log10_int, detail::log10_float);
}

namespace detail {

inline Int int_of(double whole) { return std::fabs(whole) < 4611686018427387904.0 ? Int(static_cast<std::int64_t>(whole)) : Int::from_double(whole); }

}  // namespace detail

/// The largest int that is not above x; of an int itself. Raises ValueError for NaN, OverflowError for infinities.
template <typename T>
auto floor(const T& x) {
  if constexpr (std::is_same_v<T, bool>) {
    return static_cast<std::int64_t>(x);
  } else if constexpr (native_integer<T> || py::detail::is_exact_int<T>) {
    return x;
  } else if constexpr (std::floating_point<T>) {
    return detail::int_of(std::floor(x));
  } else if constexpr (std::is_same_v<T, Number>) {
    return x.is_float() ? detail::int_of(std::floor(x.as_float())) : x.as_int();
  } else if constexpr (std::is_same_v<T, object>) {
    return detail::round_object(x, "__floor__");
  } else if constexpr (requires { x->py_floor(); }) {
    return x->py_floor();
  } else {
    return detail::int_of(std::floor(real(x)));
  }
}
/// The smallest int that is not below x.
template <typename T>
auto ceil(const T& x) {
  if constexpr (std::is_same_v<T, bool>) {
    return static_cast<std::int64_t>(x);
  } else if constexpr (native_integer<T> || py::detail::is_exact_int<T>) {
    return x;
  } else if constexpr (std::floating_point<T>) {
    return detail::int_of(std::ceil(x));
  } else if constexpr (std::is_same_v<T, Number>) {
    return x.is_float() ? detail::int_of(std::ceil(x.as_float())) : x.as_int();
  } else if constexpr (std::is_same_v<T, object>) {
    return detail::round_object(x, "__ceil__");
  } else if constexpr (requires { x->py_ceil(); }) {
    return x->py_ceil();
  } else {
    return detail::int_of(std::ceil(real(x)));
  }
}
/// The integer part.
template <typename T>
auto trunc(const T& x) {
  if constexpr (std::is_same_v<T, bool>) {
    return static_cast<std::int64_t>(x);
  } else if constexpr (native_integer<T> || py::detail::is_exact_int<T>) {
    return x;
  } else if constexpr (std::floating_point<T>) {
    return detail::int_of(std::trunc(x));
  } else if constexpr (std::is_same_v<T, Number>) {
    return x.is_float() ? detail::int_of(std::trunc(x.as_float())) : x.as_int();
  } else if constexpr (std::is_same_v<T, object>) {
    return detail::round_object(x, "__trunc__");
  } else {
    return x->py_trunc();
  }
}

/// Integer functions. They raise ValueError for negative arguments, as their names say.
Int factorial(const integer& n);
Int comb(const integer& n, const integer& k);
Int perm(const integer& n, const integer& k);
inline Int perm(const integer& n, none_t = None) { return factorial(n); }
template <typename T>
Int perm(const integer& n, const std::optional<T>& k) {
  return k ? perm(n, integer(*k)) : factorial(n);
}
Int isqrt(const integer& n);
std::int64_t isqrt(std::int64_t n);

namespace detail {

Int gcd_of(const Int& a, const Int& b);
Int lcm_of(const Int& a, const Int& b);

}  // namespace detail

inline Int gcd() { return 0; }
/// The greatest common divisor of any number of ints, `py::spread(xs)` included.
template <typename... T>
Int gcd(const T&... numbers) {
  Int result = 0;
  const auto add = [&result]<typename X>(const X& x) {
    if constexpr (is_spread<X>) {
      py::detail::for_each(x.values, [&result](const auto& each) { result = detail::gcd_of(result, integer(each)); });
    } else {
      result = detail::gcd_of(result, integer(x));
    }
  };
  (add(numbers), ...);
  return result;
}
inline Int lcm() { return 1; }
/// The least common multiple.
template <typename... T>
Int lcm(const T&... numbers) {
  Int result = 1;
  const auto add = [&result]<typename X>(const X& x) {
    if constexpr (is_spread<X>) {
      py::detail::for_each(x.values, [&result](const auto& each) { result = detail::lcm_of(result, integer(each)); });
    } else {
      result = detail::lcm_of(result, integer(x));
    }
  };
  (add(numbers), ...);
  return result;
}

namespace detail {

/// The length of a vector, correctly rounded. `coordinates` is overwritten.
double vector_length(double* coordinates, std::size_t count);

/// Exact sum of doubles: non-overlapping partial sums, smallest first.
class exact_sum {
 public:
  void add(double x);
  /// The correctly rounded total. Raises ValueError ("-inf + inf in fsum"), OverflowError ("intermediate overflow in fsum").
  double total() const;
  exact_sum() = default;
  exact_sum(const exact_sum&) = delete;
  exact_sum& operator=(const exact_sum&) = delete;
  ~exact_sum();

 private:
  void push(double partial);

  double small_[32];
  double* partials_ = small_;
  std::size_t count_ = 0;
  std::size_t capacity_ = 32;
  double special_ = 0;  // the sum of the infinities and NaNs met
  double infinities_ = 0;
};

}  // namespace detail

/// The Euclidean length, without overflow on the way.
template <typename... T>
double hypot(const T&... coordinates) {
  if constexpr ((is_spread<T> || ...)) {
    std::vector<double> all;
    const auto add = [&all]<typename X>(const X& x) {
      if constexpr (is_spread<X>) {
        py::detail::for_each(x.values, [&all](const auto& each) { all.push_back(real(each)); });
      } else {
        all.push_back(real(x));
      }
    };
    (add(coordinates), ...);
    return detail::vector_length(all.data(), all.size());
  } else {
    double all[sizeof...(T) + 1] = {real(coordinates)...};
    return detail::vector_length(all, sizeof...(T));
  }
}

/// The distance of two points. Raises ValueError if their dimensions differ.
template <typename P, typename Q>
double dist(const P& p, const Q& q) {
  std::vector<double> all;
  py::detail::for_each(p, [&all](const auto& x) { all.push_back(real(x)); });
  std::size_t i = 0;
  const std::size_t dimensions = all.size();
  py::detail::for_each(q, [&](const auto& x) {
    if (i < dimensions) {
      all[i] -= real(x);
    }
    ++i;
  });
  if (i != dimensions) {
    raise_value_error("both points must have the same number of dimensions");
  }
  return detail::vector_length(all.data(), dimensions);
}

/// The exact sum of the values, rounded once.
template <typename Iterable>
double fsum(Iterable&& xs) {
  detail::exact_sum sum;
  py::detail::for_each(std::forward<Iterable>(xs), [&sum](const auto& x) { sum.add(real(x)); });
  return sum.total();
}

namespace detail {

bool is_close(double a, double b, double relative, double absolute);

template <typename T>
auto product_start(const T& start) {
  if constexpr (native_integer<T>) {
    return Int(start);
  } else {
    return start;
  }
}

}  // namespace detail

/// `isclose(a, b, py::rel_tol = 1e-9, py::abs_tol = 0.0)`. Raises ValueError for negative tolerances.
template <typename... Tags>
bool isclose(real a, real b, const Tags&... tags) {
  return detail::is_close(a, b, real(pick<rel_tol_tag>(1e-09, tags...)), real(pick<abs_tol_tag>(0.0, tags...)));
}

/// `prod(xs, py::start = 1)`: exact for ints; with floats a Number, which is the int 1 for no elements.
template <typename Iterable, typename... Tags>
auto prod(Iterable&& xs, const Tags&... tags) {
  using Element = element_t<Iterable>;
  auto total = [&] {
    auto start = detail::product_start(pick<start_tag>(1, tags...));
    using Start = decltype(start);
    if constexpr (std::is_same_v<Start, Int> && (std::floating_point<Element> || std::is_same_v<Element, Number>)) {
      return Number(start);
    } else if constexpr (std::is_same_v<Start, Int> && !native_integer<Element> && !std::is_same_v<Element, Int>) {
      return object(start);
    } else {
      return start;
    }
  }();
  py::detail::for_each(std::forward<Iterable>(xs), [&total](const auto& x) { total = total * x; });
  return total;
}

}  // namespace math
}  // namespace py
