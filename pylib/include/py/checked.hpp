/// Integers of one machine word that notice when a result does not fit: the first try of functions that may run again.
///
/// A function which changes nothing outside itself is a template over its integer type. It runs on `checked` first; an operation whose exact
/// result needs more than 64 bits leaves the whole computation, which then runs on `Int` from its beginning (docs/analysis.md, 17).
#pragma once

#include <py/convert.hpp>
#include <py/int.hpp>

#include <atomic>
#include <compare>
#include <concepts>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {

namespace detail {

/// What leaves a checked computation. No Python exception: no handler of the program sees it.
struct checked_overflow {};
[[noreturn, gnu::cold]] void leave_checked();

}  // namespace detail

/// A Python int of 64 bits. Every operation is exact or leaves.
class checked {
 public:
  constexpr checked() noexcept = default;
  template <native_integer T>
  constexpr checked(T value) : value_(static_cast<std::int64_t>(value)) {
    if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
      leave_if(value_ < 0);
    }
  }
  checked(const Int& value) : value_(value.is_small() ? value.small() : word_of(value)) {}
  operator Int() const { return value_; }

  constexpr std::int64_t value() const noexcept { return value_; }
  constexpr bool fits_int64() const noexcept { return true; }
  constexpr std::int64_t to_int64() const noexcept { return value_; }
  constexpr std::int64_t clamp_int64() const noexcept { return value_; }
  std::uint64_t to_uint64() const { return Int(value_).to_uint64(); }
  constexpr double to_double() const noexcept { return static_cast<double>(value_); }
  explicit constexpr operator double() const noexcept { return to_double(); }
  explicit constexpr operator bool() const noexcept { return value_ != 0; }

  // --- protocol and methods of int ---

  constexpr bool py_bool() const noexcept { return value_ != 0; }
  str py_repr() const { return detail::int64_to_str(value_); }
  str py_str() const { return py_repr(); }
  std::int64_t py_hash() const noexcept { return Int(value_).py_hash(); }
  str py_format(const str& spec) const { return Int(value_).py_format(spec); }
  object py_box() const { return value_; }
  std::int64_t bit_length() const noexcept { return py::bit_length(value_); }
  std::int64_t bit_count() const noexcept { return py::bit_count(value_); }
  std::tuple<checked, checked> as_integer_ratio() const noexcept { return {*this, checked(1)}; }
  constexpr bool is_integer() const noexcept { return true; }

  // --- operators ---

  friend constexpr checked operator+(checked a, checked b) {
    leave_if(__builtin_add_overflow(a.value_, b.value_, &a.value_));
    return a;
  }
  friend constexpr checked operator-(checked a, checked b) {
    leave_if(__builtin_sub_overflow(a.value_, b.value_, &a.value_));
    return a;
  }
  friend constexpr checked operator*(checked a, checked b) {
    leave_if(__builtin_mul_overflow(a.value_, b.value_, &a.value_));
    return a;
  }
  /// Raises ZeroDivisionError.
  friend double operator/(checked a, checked b) { return Int(a) / Int(b); }
  friend constexpr checked operator%(checked a, checked b) { return detail::native_mod(a.value_, b.value_); }
  friend constexpr checked floor_divide(checked a, checked b) {
    leave_if(b.value_ == -1 && a.value_ == INT64_MIN);
    return detail::native_floor_div(a.value_, b.value_);
  }
  friend constexpr checked operator&(checked a, checked b) noexcept { return a.value_ & b.value_; }
  friend constexpr checked operator|(checked a, checked b) noexcept { return a.value_ | b.value_; }
  friend constexpr checked operator^(checked a, checked b) noexcept { return a.value_ ^ b.value_; }
  /// Raises ValueError ("negative shift count").
  friend checked operator<<(checked a, checked b) {
    if (b.value_ < 0) [[unlikely]] {
      raise_value_error("negative shift count");
    }
    leave_if(b.value_ > 62 && a.value_ != 0);
    const auto shifted = static_cast<std::int64_t>(static_cast<std::uint64_t>(a.value_) << (b.value_ & 63));
    leave_if(shifted >> (b.value_ & 63) != a.value_);
    return a.value_ == 0 ? a : checked(shifted);
  }
  friend checked operator>>(checked a, checked b) { return py::shr(a.value_, b.value_); }
  constexpr checked operator~() const noexcept { return ~value_; }
  constexpr checked operator-() const { return checked() - *this; }
  constexpr checked operator+() const noexcept { return *this; }
  constexpr checked& operator+=(checked b) { return *this = *this + b; }
  constexpr checked& operator-=(checked b) { return *this = *this - b; }
  constexpr checked& operator*=(checked b) { return *this = *this * b; }
  constexpr checked& operator%=(checked b) { return *this = *this % b; }
  constexpr checked& operator&=(checked b) noexcept { return *this = *this & b; }
  constexpr checked& operator|=(checked b) noexcept { return *this = *this | b; }
  constexpr checked& operator^=(checked b) noexcept { return *this = *this ^ b; }
  checked& operator<<=(checked b) { return *this = *this << b; }
  checked& operator>>=(checked b) { return *this = *this >> b; }
  constexpr checked& operator++() { return *this += checked(1); }
  constexpr checked& operator--() { return *this -= checked(1); }

  friend constexpr bool operator==(checked a, checked b) noexcept = default;
  friend constexpr std::strong_ordering operator<=>(checked a, checked b) noexcept = default;

  // --- what py/arithmetic.hpp asks of an exact int ---

  /// `base ** exponent`. Raises ValueError for a negative exponent, as Int::power does.
  static checked power(checked base, checked exponent);
  static checked power_modulo(checked base, checked exponent, checked modulus);
  static std::tuple<checked, checked> divide_modulo(checked a, checked b) {
    const checked quotient = floor_divide(a, b);
    return {quotient, a % b};
  }
  static constexpr checked absolute(checked value) { return value.value_ < 0 ? -value : value; }
  static checked round_to(checked value, checked digits) { return Int::round_to(value, digits); }
  static checked integer_sqrt(checked value) { return Int::integer_sqrt(value); }
  static checked gcd(checked a, checked b) { return Int::gcd(a, b); }

 private:
  static constexpr void leave_if(bool overflow) {
    if (overflow) [[unlikely]] {
      detail::leave_checked();
    }
  }
  static std::int64_t word_of(const Int& value) {
    leave_if(!value.fits_int64());
    return value.to_int64();
  }

  std::int64_t value_ = 0;
};

static_assert(std::is_trivially_copyable_v<checked>);

// With C++ integers and with exact ones (globals, elements of containers that were there before).
#define PY_CHECKED_MIXED(op)                                                   \
  template <native_integer T>                                                  \
  constexpr auto operator op(checked a, T b) {                                 \
    return a op checked(b);                                                    \
  }                                                                            \
  template <native_integer T>                                                  \
  constexpr auto operator op(T a, checked b) {                                 \
    return checked(a) op b;                                                    \
  }                                                                            \
  inline auto operator op(checked a, const Int& b) { return a op checked(b); } \
  inline auto operator op(const Int& a, checked b) { return checked(a) op b; }
PY_CHECKED_MIXED(+)
PY_CHECKED_MIXED(-)
PY_CHECKED_MIXED(*)
PY_CHECKED_MIXED(/)
PY_CHECKED_MIXED(%)
PY_CHECKED_MIXED(&)
PY_CHECKED_MIXED(|)
PY_CHECKED_MIXED(^)
PY_CHECKED_MIXED(<<)
PY_CHECKED_MIXED(>>)
#undef PY_CHECKED_MIXED
template <native_integer T>
constexpr checked floor_divide(checked a, T b) {
  return floor_divide(a, checked(b));
}

template <native_integer T>
constexpr bool operator==(checked a, T b) noexcept {
  if constexpr (std::same_as<T, bool>) {
    return a.value() == std::int64_t{b};
  } else {
    return std::cmp_equal(a.value(), b);
  }
}
template <native_integer T>
constexpr std::strong_ordering operator<=>(checked a, T b) noexcept {
  if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
    return a.value() < 0 ? std::strong_ordering::less : static_cast<std::uint64_t>(a.value()) <=> b;
  } else {
    return a.value() <=> static_cast<std::int64_t>(b);
  }
}
inline bool operator==(checked a, const Int& b) noexcept { return b == a.value(); }
inline std::strong_ordering operator<=>(checked a, const Int& b) noexcept { return Int(a) <=> b; }
/// Exact comparison of an int with a float.
inline bool operator==(checked a, double b) noexcept { return Int(a) == b; }
inline std::partial_ordering operator<=>(checked a, double b) noexcept { return Int(a) <=> b; }

inline double operator+(checked a, double b) { return a.to_double() + b; }
inline double operator+(double a, checked b) { return a + b.to_double(); }
inline double operator-(checked a, double b) { return a.to_double() - b; }
inline double operator-(double a, checked b) { return a - b.to_double(); }
inline double operator*(checked a, double b) { return a.to_double() * b; }
inline double operator*(double a, checked b) { return a * b.to_double(); }
inline double operator/(checked a, double b) { return detail::float_div(a.to_double(), b); }
inline double operator/(double a, checked b) { return detail::float_div(a, b.to_double()); }

[[nodiscard]] inline std::int64_t as_index(checked value) noexcept { return value.value(); }
[[nodiscard]] inline std::int64_t as_int64(checked value) noexcept { return value.value(); }

/// The integers over which a function that may run again is a template.
template <typename T>
concept exact_int = std::same_as<T, Int> || std::same_as<T, checked>;

namespace detail {

template <typename T>
inline constexpr bool is_exact_tuple = false;
template <typename... T>
inline constexpr bool is_exact_tuple<std::tuple<T...>> = true;

/// Whether all ints of an argument fit a checked one.
template <typename T>
bool fits_checked(const T& value) noexcept {
  if constexpr (std::same_as<T, Int>) {
    return value.is_small();
  } else if constexpr (is_exact_tuple<T>) {
    return std::apply([](const auto&... element) { return (fits_checked(element) && ...); }, value);
  } else {
    return true;
  }
}

/// Whether trying is worth while: after an overflow the next calls are made exactly, more of them each time.
class checked_memory {
 public:
  bool tries() noexcept {
    const std::uint32_t left = left_.load(std::memory_order_relaxed);
    if (left == 0) [[likely]] {
      return true;
    }
    left_.store(left - 1, std::memory_order_relaxed);
    return false;
  }
  [[gnu::cold]] void note_overflow() noexcept {
    const std::uint32_t pause = pause_.load(std::memory_order_relaxed);
    left_.store(pause, std::memory_order_relaxed);
    pause_.store(pause < 1024 ? 2 * pause + 1 : pause, std::memory_order_relaxed);
  }

 private:
  std::atomic<std::uint32_t> left_ = 0;
  std::atomic<std::uint32_t> pause_ = 0;
};

template <auto function>
inline constinit checked_memory memory_of{};

}  // namespace detail

/// Calls `first` on checked integers, and `exact` on exact ones if an argument or a result on the way does not fit. Neither may change
/// anything that the other, or the caller, could see.
template <auto first, auto exact, typename... Arguments>
auto checked_or_exact(const Arguments&... arguments) {
  using Result = decltype(exact(arguments...));
  if ((detail::fits_checked(arguments) && ...) && detail::memory_of<exact>.tries()) {
    try {
      if constexpr (std::is_void_v<Result> || std::is_convertible_v<decltype(first(arguments...)), Result>) {
        return static_cast<Result>(first(arguments...));
      } else {
        return convert<Result>(first(arguments...));
      }
    } catch (const detail::checked_overflow&) {
      detail::memory_of<exact>.note_overflow();
    }
  }
  return exact(arguments...);
}

}  // namespace py
