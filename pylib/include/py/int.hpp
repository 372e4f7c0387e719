/// Python's int: arbitrary precision, one word.
#pragma once

#include <py/bound.hpp>
#include <py/fwd.hpp>
#include <py/str.hpp>

#include <compare>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {

namespace detail {

struct big_int;  // counted GMP number; known to src/int*.cpp only

void retain(big_int* value) noexcept;
void release(big_int* value) noexcept;

/// Words as Int keeps them: `value << 1`, or the address of a big_int plus one. The slow functions take and give owned words.
using int_word = std::uintptr_t;
int_word add_slow(int_word a, int_word b);
int_word subtract_slow(int_word a, int_word b);
int_word multiply_slow(int_word a, int_word b);
int_word and_slow(int_word a, int_word b);
int_word or_slow(int_word a, int_word b);
int_word xor_slow(int_word a, int_word b);
int_word invert_slow(int_word a);
int_word negate_slow(int_word a);
int_word floor_div_slow(int_word a, int_word b);
int_word mod_slow(int_word a, int_word b);
int_word shift_left_slow(int_word a, int_word b);
int_word shift_right_slow(int_word a, int_word b);
double true_div_slow(int_word a, int_word b);
/// Takes over a value that does not fit in 63 bits.
int_word word_from_int64(std::int64_t value);
int_word word_from_uint64(std::uint64_t value);
std::strong_ordering compare_slow(int_word a, int_word b) noexcept;

/// The same with an operand that is no Int yet.
[[gnu::cold]] int_word add_slow_native(int_word a, std::int64_t b);
[[gnu::cold]] int_word subtract_slow_native(int_word a, std::int64_t b);
[[gnu::cold]] int_word subtract_native_slow(std::int64_t a, int_word b);
[[gnu::cold]] int_word multiply_slow_native(int_word a, std::int64_t b);
[[gnu::cold]] int_word floor_div_slow_native(int_word a, std::int64_t b);
[[gnu::cold]] int_word mod_slow_native(int_word a, std::int64_t b);
[[gnu::cold]] std::strong_ordering compare_slow_native(int_word a, std::int64_t b) noexcept;

/// C++ integers whose every value is an std::int64_t.
template <typename T>
inline constexpr bool is_word = !std::unsigned_integral<T> || sizeof(T) < 8;

}  // namespace detail

/// A Python int. Values of 63 bits stand in the word itself, larger ones in a counted heap block. Exact; never overflows.
/// Operators have Python's meaning (`%` takes the sign of the divisor, `/` is true division) and mix with the C++ integers and double.
class Int {
 public:
  constexpr Int() noexcept = default;
  template <native_integer T>
  constexpr Int(T value) noexcept(sizeof(T) < 8) : word_(from_native(value)) {}
  constexpr Int(const Int& other) noexcept : word_(other.word_) {
    if (is_big()) {
      detail::retain(big());
    }
  }
  constexpr Int(Int&& other) noexcept : word_(std::exchange(other.word_, 0)) {}
  Int& operator=(const Int& other) noexcept {
    Int copy(other);
    swap(copy);
    return *this;
  }
  Int& operator=(Int&& other) noexcept {
    Int moved(std::move(other));
    swap(moved);
    return *this;
  }
  constexpr ~Int() {
    if (is_big()) {
      detail::release(big());
    }
  }
  void swap(Int& other) noexcept { std::swap(word_, other.word_); }

  /// The integer part of `value`. Raises OverflowError for infinities, ValueError for NaN.
  static Int from_double(double value);
  /// From Python integer text: spaces around, sign, underscores, a prefix that fits `base`; base 0 reads the prefix. Raises ValueError.
  static Int from_text(const str& text, std::int64_t base = 10);
  /// From digits only, without any check of their number: literals of generated code. `Int::literal("123456789012345678901234567890")`.
  static Int literal(const char* digits, int base = 10);
  static Int from_bytes(const bytes& data, const str& byteorder = "big", bool is_signed = false);
  static Int from_bytes_raw(const unsigned char* data, std::int64_t size, bool little, bool is_signed);

  // --- conversion ---

  constexpr bool is_small() const noexcept { return (word_ & 1) == 0; }
  static constexpr bool is_small(std::int64_t value) noexcept { return static_cast<std::uint64_t>(value) + (std::uint64_t{1} << 62) < std::uint64_t{1} << 63; }
  static constexpr Int from_small(std::int64_t value) noexcept { return Int(owned{}, static_cast<detail::int_word>(value) << 1); }
  /// The value of a small Int.
  constexpr std::int64_t small() const noexcept { return static_cast<std::int64_t>(word_) >> 1; }
  /// Whether the value fits in 64 bits (which some heap values do, too).
  bool fits_int64() const noexcept { return is_small() || big_fits_int64(); }
  /// The value, which fits in 64 bits: proved by the caller, checked by raising OverflowError otherwise.
  std::int64_t to_int64() const { return is_small() ? small() : big_to_int64(); }
  /// As C++ conversion: the value modulo 2^64.
  std::uint64_t low_word() const noexcept;
  std::uint64_t to_uint64() const;
  /// The value, or the nearest of the 64-bit range.
  std::int64_t clamp_int64() const noexcept;
  /// The nearest double, halves to even. Raises OverflowError ("int too large to convert to float").
  double to_double() const { return is_small() ? static_cast<double>(small()) : big_to_double(); }
  explicit operator double() const { return to_double(); }
  explicit operator bool() const noexcept { return word_ != 0; }

  // --- protocol ---

  bool py_bool() const noexcept { return word_ != 0; }
  /// Decimal text. Raises ValueError past `sys.set_int_max_str_digits`.
  str py_repr() const;
  str py_str() const;
  /// CPython's hash: the value modulo 2^61 - 1 with its sign, -2 instead of -1.
  std::int64_t py_hash() const noexcept;
  str py_format(const str& spec) const;
  /// Digits in a base from 2 to 36, with a minus sign, without a prefix or limit.
  str to_base(int base, bool upper = false) const;

  // --- methods ---

  std::int64_t bit_length() const noexcept;
  std::int64_t bit_count() const noexcept;
  bytes to_bytes(size_argument length = 1, const str& byteorder = "big", bool is_signed = false) const;
  std::tuple<Int, Int> as_integer_ratio() const { return {*this, Int(1)}; }
  Int conjugate() const { return *this; }
  bool is_integer() const noexcept { return true; }
  Int real() const { return *this; }
  Int imag() const { return {}; }
  Int numerator() const { return *this; }
  Int denominator() const { return 1; }

  // --- operators ---

  friend Int operator+(const Int& a, const Int& b) {
    std::int64_t sum;
    if (both_small(a, b) && !__builtin_add_overflow(a.signed_word(), b.signed_word(), &sum)) {
      return Int(owned{}, static_cast<detail::int_word>(sum));
    }
    return Int(owned{}, detail::add_slow(a.word_, b.word_));
  }
  friend Int operator-(const Int& a, const Int& b) {
    std::int64_t difference;
    if (both_small(a, b) && !__builtin_sub_overflow(a.signed_word(), b.signed_word(), &difference)) {
      return Int(owned{}, static_cast<detail::int_word>(difference));
    }
    return Int(owned{}, detail::subtract_slow(a.word_, b.word_));
  }
  friend Int operator*(const Int& a, const Int& b) {
    std::int64_t product;
    if (both_small(a, b) && !__builtin_mul_overflow(a.signed_word(), b.small(), &product)) {
      return Int(owned{}, static_cast<detail::int_word>(product));
    }
    return Int(owned{}, detail::multiply_slow(a.word_, b.word_));
  }
  /// True division, correctly rounded. Raises ZeroDivisionError, OverflowError.
  friend double operator/(const Int& a, const Int& b) {
    if (both_small(a, b) && exact_as_double(a.small()) && exact_as_double(b.small()) && b.word_ != 0) {
      return static_cast<double>(a.small()) / static_cast<double>(b.small());
    }
    return detail::true_div_slow(a.word_, b.word_);
  }
  friend Int operator%(const Int& a, const Int& b) {
    if (both_small(a, b) && b.signed_word() > 0) {
      const std::int64_t remainder = a.signed_word() % b.signed_word();
      return Int(owned{}, static_cast<detail::int_word>(remainder < 0 ? remainder + b.signed_word() : remainder));
    }
    return Int(owned{}, detail::mod_slow(a.word_, b.word_));
  }
  /// `a // b`. Raises ZeroDivisionError.
  friend Int floor_divide(const Int& a, const Int& b) {
    if (both_small(a, b) && b.signed_word() > 0) {
      const std::int64_t quotient = a.small() / b.small();
      return Int(owned{}, static_cast<detail::int_word>(quotient - (quotient * b.small() > a.small())) << 1);
    }
    return Int(owned{}, detail::floor_div_slow(a.word_, b.word_));
  }
  friend Int operator&(const Int& a, const Int& b) { return both_small(a, b) ? Int(owned{}, a.word_ & b.word_) : Int(owned{}, detail::and_slow(a.word_, b.word_)); }
  friend Int operator|(const Int& a, const Int& b) { return both_small(a, b) ? Int(owned{}, a.word_ | b.word_) : Int(owned{}, detail::or_slow(a.word_, b.word_)); }
  friend Int operator^(const Int& a, const Int& b) { return both_small(a, b) ? Int(owned{}, a.word_ ^ b.word_) : Int(owned{}, detail::xor_slow(a.word_, b.word_)); }
  /// Raises ValueError ("negative shift count").
  friend Int operator<<(const Int& a, const Int& b) {
    if (both_small(a, b) && static_cast<std::uint64_t>(b.small()) < 62) {
      const int count = static_cast<int>(b.small());
      const auto shifted = static_cast<std::int64_t>(a.word_ << count);
      if (shifted >> count == a.signed_word()) {
        return Int(owned{}, static_cast<detail::int_word>(shifted));
      }
    }
    return Int(owned{}, detail::shift_left_slow(a.word_, b.word_));
  }
  friend Int operator>>(const Int& a, const Int& b) {
    if (both_small(a, b) && b.signed_word() >= 0) {
      const std::int64_t count = b.small() > 63 ? 63 : b.small();
      return Int(owned{}, static_cast<detail::int_word>(a.small() >> count) << 1);
    }
    return Int(owned{}, detail::shift_right_slow(a.word_, b.word_));
  }
  Int operator~() const { return is_small() ? Int(owned{}, ~word_ & ~detail::int_word{1}) : Int(owned{}, detail::invert_slow(word_)); }
  Int operator-() const {
    std::int64_t negated;
    if (is_small() && !__builtin_sub_overflow(std::int64_t{0}, signed_word(), &negated)) {
      return Int(owned{}, static_cast<detail::int_word>(negated));
    }
    return Int(owned{}, detail::negate_slow(word_));
  }
  Int operator+() const { return *this; }
  Int& operator+=(const Int& b) {
    std::int64_t sum;
    if (both_small(*this, b) && !__builtin_add_overflow(signed_word(), b.signed_word(), &sum)) {
      word_ = static_cast<detail::int_word>(sum);
      return *this;
    }
    return *this = Int(owned{}, detail::add_slow(word_, b.word_));
  }
  Int& operator-=(const Int& b) {
    std::int64_t difference;
    if (both_small(*this, b) && !__builtin_sub_overflow(signed_word(), b.signed_word(), &difference)) {
      word_ = static_cast<detail::int_word>(difference);
      return *this;
    }
    return *this = Int(owned{}, detail::subtract_slow(word_, b.word_));
  }
  Int& operator*=(const Int& b) { return *this = *this * b; }
  Int& operator%=(const Int& b) { return *this = *this % b; }
  Int& operator&=(const Int& b) { return *this = *this & b; }
  Int& operator|=(const Int& b) { return *this = *this | b; }
  Int& operator^=(const Int& b) { return *this = *this ^ b; }
  Int& operator<<=(const Int& b) { return *this = *this << b; }
  Int& operator>>=(const Int& b) { return *this = *this >> b; }
  Int& operator++() { return *this += Int(1); }
  Int& operator--() { return *this -= Int(1); }

  friend bool operator==(const Int& a, const Int& b) noexcept { return a.word_ == b.word_ || (!a.is_small() && !b.is_small() && detail::compare_slow(a.word_, b.word_) == 0); }
  friend std::strong_ordering operator<=>(const Int& a, const Int& b) noexcept {
    return both_small(a, b) ? a.signed_word() <=> b.signed_word() : detail::compare_slow(a.word_, b.word_);
  }
  /// Exact comparison of an int with a float.
  friend bool operator==(const Int& a, double b) noexcept { return compare_double(a, b) == 0; }
  friend std::partial_ordering operator<=>(const Int& a, double b) noexcept { return compare_double(a, b); }

  friend double operator+(const Int& a, double b) { return a.to_double() + b; }
  friend double operator+(double a, const Int& b) { return a + b.to_double(); }
  friend double operator-(const Int& a, double b) { return a.to_double() - b; }
  friend double operator-(double a, const Int& b) { return a - b.to_double(); }
  friend double operator*(const Int& a, double b) { return a.to_double() * b; }
  friend double operator*(double a, const Int& b) { return a * b.to_double(); }
  friend double operator/(const Int& a, double b) { return divide_doubles(a.to_double(), b); }
  friend double operator/(double a, const Int& b) { return divide_doubles(a, b.to_double()); }

  /// `base ** exponent` for a non-negative exponent (ValueError otherwise: the result would be a float).
  static Int power(const Int& base, const Int& exponent);
  /// `pow(base, exponent, modulus)`. Raises ValueError for a zero modulus or a base that is not invertible.
  static Int power_modulo(const Int& base, const Int& exponent, const Int& modulus);
  /// Quotient and remainder in one division. Raises ZeroDivisionError.
  static std::tuple<Int, Int> divide_modulo(const Int& a, const Int& b);
  static Int absolute(const Int& value) { return value.is_negative() ? -value : value; }
  bool is_negative() const noexcept { return is_small() ? signed_word() < 0 : big_is_negative(); }
  /// Rounds to a multiple of 10^-digits, halves to even (`round(n, -2)`).
  static Int round_to(const Int& value, const Int& digits);
  /// The integer square root. Raises ValueError for negative values.
  static Int integer_sqrt(const Int& value);
  static Int gcd(const Int& a, const Int& b);

  /// For py::object, which holds this word: gives it away, and takes it over.
  detail::int_word release_word() noexcept { return std::exchange(word_, 0); }
  detail::int_word word() const noexcept { return word_; }
  static Int from_word(detail::int_word word) noexcept { return Int(owned{}, word); }

 private:
  struct owned {};
  constexpr Int(owned, detail::int_word word) noexcept : word_(word) {}

  template <typename T>
  static constexpr detail::int_word from_native(T value) {
    if constexpr (sizeof(T) < 8) {
      return static_cast<detail::int_word>(static_cast<std::int64_t>(value)) << 1;
    } else if constexpr (std::unsigned_integral<T>) {
      return value < T{1} << 62 ? static_cast<detail::int_word>(value) << 1 : detail::word_from_uint64(value);
    } else {
      std::int64_t doubled = 0;
      return __builtin_add_overflow(value, value, &doubled) ? detail::word_from_int64(value) : static_cast<detail::int_word>(doubled);
    }
  }
  static bool both_small(const Int& a, const Int& b) noexcept { return __builtin_expect(((a.word_ | b.word_) & 1) == 0, 1); }
  static bool exact_as_double(std::int64_t value) noexcept { return static_cast<std::uint64_t>(value + (std::int64_t{1} << 53)) <= std::uint64_t{1} << 54; }
  constexpr bool is_big() const noexcept { return (word_ & 1) != 0; }
  constexpr std::int64_t signed_word() const noexcept { return static_cast<std::int64_t>(word_); }
  detail::big_int* big() const noexcept { return reinterpret_cast<detail::big_int*>(word_ - 1); }
  bool big_fits_int64() const noexcept;
  bool big_is_negative() const noexcept;
  std::int64_t big_to_int64() const;
  double big_to_double() const;
  static std::partial_ordering compare_double(const Int& a, double b) noexcept;
  static double divide_doubles(double a, double b) {
    if (b == 0) {
      raise_zero_division_error("float division by zero");
    }
    return a / b;
  }

  detail::int_word word_ = 0;
};

static_assert(sizeof(Int) == 8);

// Int with C++ integers: as if both were Int. A 64-bit operand becomes an Int only where the result leaves the word.
#define PY_INT_MIXED(op)                \
  template <native_integer T>           \
  auto operator op(const Int& a, T b) { \
    return a op Int(b);                 \
  }                                     \
  template <native_integer T>           \
  auto operator op(T a, const Int& b) { \
    return Int(a) op b;                 \
  }
PY_INT_MIXED(/)
PY_INT_MIXED(&)
PY_INT_MIXED(|)
PY_INT_MIXED(^)
PY_INT_MIXED(<<)
PY_INT_MIXED(>>)
#undef PY_INT_MIXED
#define PY_INT_MIXED(op, builtin, of_int, of_native)                                                                        \
  template <native_integer T>                                                                                               \
  inline Int operator op(const Int& a, T b) {                                                                               \
    if constexpr (detail::is_word<T>) {                                                                                     \
      std::int64_t result;                                                                                                  \
      if (a.is_small() && !builtin(a.small(), static_cast<std::int64_t>(b), &result) && Int::is_small(result)) [[likely]] { \
        return Int::from_small(result);                                                                                     \
      }                                                                                                                     \
      return Int::from_word(detail::of_int(a.word(), b));                                                                   \
    } else {                                                                                                                \
      return a op Int(b);                                                                                                   \
    }                                                                                                                       \
  }                                                                                                                         \
  template <native_integer T>                                                                                               \
  inline Int operator op(T a, const Int& b) {                                                                               \
    if constexpr (detail::is_word<T>) {                                                                                     \
      std::int64_t result;                                                                                                  \
      if (b.is_small() && !builtin(static_cast<std::int64_t>(a), b.small(), &result) && Int::is_small(result)) [[likely]] { \
        return Int::from_small(result);                                                                                     \
      }                                                                                                                     \
      return Int::from_word(detail::of_native);                                                                             \
    } else {                                                                                                                \
      return Int(a) op b;                                                                                                   \
    }                                                                                                                       \
  }
PY_INT_MIXED(+, __builtin_add_overflow, add_slow_native, add_slow_native(b.word(), a))
PY_INT_MIXED(-, __builtin_sub_overflow, subtract_slow_native, subtract_native_slow(a, b.word()))
PY_INT_MIXED(*, __builtin_mul_overflow, multiply_slow_native, multiply_slow_native(b.word(), a))
#undef PY_INT_MIXED

template <native_integer T>
inline Int operator%(const Int& a, T b) {
  if constexpr (detail::is_word<T>) {
    const std::int64_t divisor = b;
    if (a.is_small() && divisor > 0) [[likely]] {
      const std::int64_t remainder = a.small() % divisor;
      return remainder < 0 ? Int(remainder + divisor) : Int::from_small(remainder);  // the divisor may be larger than a small Int
    }
    return Int::from_word(detail::mod_slow_native(a.word(), divisor));
  } else {
    return a % Int(b);
  }
}
template <native_integer T>
inline Int operator%(T a, const Int& b) {
  return Int(a) % b;
}
template <native_integer T>
inline Int floor_divide(const Int& a, T b) {
  if constexpr (detail::is_word<T>) {
    const std::int64_t divisor = b;
    if (a.is_small() && divisor > 0) [[likely]] {
      const std::int64_t quotient = a.small() / divisor;
      return Int::from_small(quotient - (quotient * divisor > a.small() ? 1 : 0));
    }
    return Int::from_word(detail::floor_div_slow_native(a.word(), divisor));
  } else {
    return floor_divide(a, Int(b));
  }
}

template <native_integer T>
inline bool operator==(const Int& a, T b) noexcept {
  if constexpr (std::is_same_v<T, bool>) {
    return a.word() == detail::int_word{b} << 1;
  } else {
    return (a <=> b) == 0;
  }
}
template <native_integer T>
inline std::strong_ordering operator<=>(const Int& a, T b) noexcept {
  if (!a.is_small()) [[unlikely]] {
    if constexpr (detail::is_word<T>) {
      return detail::compare_slow_native(a.word(), b);
    } else {
      return a <=> Int(b);
    }
  }
  if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
    return a.small() < 0 ? std::strong_ordering::less : static_cast<std::uint64_t>(a.small()) <=> b;
  } else {
    return a.small() <=> static_cast<std::int64_t>(b);
  }
}

namespace detail {
/// Digits allowed in conversions between int and decimal text; 0: no limit.
extern std::int64_t int_max_str_digits;
/// Decimal digits of `value` written backwards from `end`; gives where they begin.
char* write_decimal(char* end, std::uint64_t value) noexcept;
str int64_to_str(std::int64_t value);
}  // namespace detail

}  // namespace py

// `py::floor_div`, `py::int_`, `py::bit_length` and the like come with the type.
#include <py/arithmetic.hpp>
