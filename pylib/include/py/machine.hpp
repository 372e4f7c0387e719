/// Between exact integers and machine words.
#pragma once

#include <py/fwd.hpp>
#include <py/int.hpp>

#include <cstdint>

namespace py {

__extension__ using int128 = __int128;  ///< for a step in between, as in `(a * b + c) % m`
__extension__ using uint128 = unsigned __int128;

/// An integer that is not negative, to calculate with in 128 bits. Their upper half is known to be 0: products need one multiplication.
template <native_integer T>
[[nodiscard]] constexpr uint128 widened(T value) noexcept {
  return static_cast<std::uint64_t>(value);
}

/// An index: exact as long as it fits a word, else the IndexError that CPython raises.
[[nodiscard]] inline std::int64_t as_index(std::int64_t value) noexcept { return value; }
namespace detail {
[[gnu::cold]] std::int64_t big_as_index(const Int& value);
}  // namespace detail
[[nodiscard]] inline std::int64_t as_index(const Int& value) { return value.is_small() ? value.small() : detail::big_as_index(value); }

/// A value that analysis proved to fit a word.
[[nodiscard]] inline std::int64_t as_int64(std::int64_t value) noexcept { return value; }
[[nodiscard]] inline std::int64_t as_int64(const Int& value) { return value.to_int64(); }

namespace detail {
[[gnu::cold]] double wide_as_double(int128 value) noexcept;
[[gnu::cold]] double wide_as_double(uint128 value) noexcept;
}  // namespace detail

/// A 128-bit step in a float operation. Mostly a word holds it, whose conversion is one instruction and not a call.
[[nodiscard]] inline double as_double(int128 value) noexcept {
  const auto word = static_cast<std::int64_t>(value);
  return word == value ? static_cast<double>(word) : detail::wide_as_double(value);
}
[[nodiscard]] inline double as_double(uint128 value) noexcept { return value >> 63 == 0 ? static_cast<double>(static_cast<std::int64_t>(value)) : detail::wide_as_double(value); }

/// `base ** exponent` where analysis proved that it fits a word and the exponent is not negative. O(log exponent).
[[nodiscard]] constexpr std::int64_t pow_int64(std::int64_t base, std::int64_t exponent) noexcept {
  std::uint64_t result = 1;
  auto factor = static_cast<std::uint64_t>(base);
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) {
      result *= factor;
    }
    factor *= factor;
  }
  return static_cast<std::int64_t>(result);
}

}  // namespace py
