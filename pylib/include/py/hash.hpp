/// CPython's hash functions for scalars, and fast ones for tables whose order never shows.
#pragma once

#include <py/fwd.hpp>

#include <complex>
#include <cstddef>
#include <cstdint>

namespace py::detail {

inline constexpr std::uint64_t hash_modulus = (std::uint64_t{1} << 61) - 1;

/// hash() of a 64-bit int: modulo 2^61 - 1 with the sign kept; never -1.
constexpr std::int64_t hash_int64(std::int64_t value) noexcept {
  const std::uint64_t magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  std::uint64_t rest = (magnitude & hash_modulus) + (magnitude >> 61);
  rest = rest >= hash_modulus ? rest - hash_modulus : rest;
  const auto result = value < 0 ? -static_cast<std::int64_t>(rest) : static_cast<std::int64_t>(rest);
  return result == -1 ? -2 : result;
}

/// hash() of a float: equal to the int's where the values are equal. A NaN hashes by a constant here.
std::int64_t hash_double(double value) noexcept;
std::int64_t hash_complex(std::complex<double> value) noexcept;

/// SipHash-1-3 with a zero key: CPython's hash of str and bytes under PYTHONHASHSEED=0 (0 for empty input, never -1).
std::int64_t hash_bytes(const void* data, std::size_t size) noexcept;

/// hash() of a pointer, as object.__hash__ computes it.
inline std::int64_t hash_pointer(const void* pointer) noexcept {
  const auto bits = reinterpret_cast<std::uintptr_t>(pointer);
  const auto result = static_cast<std::int64_t>(bits >> 4 | bits << 60);
  return result == -1 ? -2 : result;
}

/// Spreads the bits of a 64-bit value over the whole word.
constexpr std::uint64_t mix(std::uint64_t value) noexcept {
  __extension__ using wide = unsigned __int128;
  const wide product = static_cast<wide>(value ^ 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// A fast, well mixed hash of bytes.
std::uint64_t fast_hash_bytes(const char* data, std::size_t size) noexcept;

}  // namespace py::detail
