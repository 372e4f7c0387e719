#include "sha512.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace py::random::detail {

namespace {

constexpr bool is_prime(unsigned n) {
  for (unsigned divisor = 2; divisor * divisor <= n; ++divisor) {
    if (n % divisor == 0) {
      return false;
    }
  }
  return true;
}

__extension__ using wide = unsigned __int128;

/// Whether x**power <= n * 2**(64 * power), where x has 64 fractional bits and is below 2**68.
constexpr bool root_not_above(wide x, unsigned n, int power) {
  // long multiplication in 32-bit digits, smallest first
  std::array<std::uint64_t, 12> digits{};
  for (int i = 0; i < 4; ++i) {
    digits[static_cast<std::size_t>(i)] = static_cast<std::uint32_t>(x >> (32 * i));
  }
  for (int step = 1; step < power; ++step) {
    std::array<std::uint64_t, 12> product{};
    for (std::size_t i = 0; i < 12; ++i) {
      std::uint64_t carry = 0;
      for (std::size_t j = 0; j < 4 && i + j < 12; ++j) {
        const std::uint64_t sum = digits[i] * static_cast<std::uint32_t>(x >> (32 * j)) + product[i + j] + carry;
        product[i + j] = static_cast<std::uint32_t>(sum);
        carry = sum >> 32;
      }
      if (i + 4 < 12) {
        product[i + 4] += carry;
      }
    }
    digits = product;
  }
  const auto whole = static_cast<std::size_t>(2 * power);
  for (std::size_t i = 11; i > whole; --i) {
    if (digits[i] != 0) {
      return false;
    }
  }
  return digits[whole] < n;  // the roots of primes are irrational: never equal
}

/// The first 64 fractional bits of the root of a prime.
constexpr std::uint64_t root_fraction(unsigned prime, int power) {
  wide root = 0;
  for (int bit = 68; bit >= 0; --bit) {
    const wide candidate = root | wide{1} << bit;
    if (root_not_above(candidate, prime, power)) {
      root = candidate;
    }
  }
  return static_cast<std::uint64_t>(root);
}

template <std::size_t count>
constexpr std::array<std::uint64_t, count> root_fractions(int power) {
  std::array<std::uint64_t, count> result{};
  unsigned prime = 2;
  for (std::uint64_t& each : result) {
    while (!is_prime(prime)) {
      ++prime;
    }
    each = root_fraction(prime++, power);
  }
  return result;
}

using state = std::array<std::uint64_t, 8>;

void add_block(state& hash, const unsigned char* block) {
  static const std::array<std::uint64_t, 80> constants = root_fractions<80>(3);
  std::array<std::uint64_t, 80> schedule;
  for (std::size_t i = 0; i < 16; ++i) {
    std::uint64_t word;
    std::memcpy(&word, block + 8 * i, 8);
    schedule[i] = __builtin_bswap64(word);
  }
  for (std::size_t i = 16; i < 80; ++i) {
    const std::uint64_t a = schedule[i - 15];
    const std::uint64_t b = schedule[i - 2];
    schedule[i] = schedule[i - 16] + (std::rotr(a, 1) ^ std::rotr(a, 8) ^ a >> 7) + schedule[i - 7] + (std::rotr(b, 19) ^ std::rotr(b, 61) ^ b >> 6);
  }
  auto [a, b, c, d, e, f, g, h] = hash;
  for (std::size_t i = 0; i < 80; ++i) {
    const std::uint64_t first = h + (std::rotr(e, 14) ^ std::rotr(e, 18) ^ std::rotr(e, 41)) + ((e & f) ^ (~e & g)) + constants[i] + schedule[i];
    const std::uint64_t second = (std::rotr(a, 28) ^ std::rotr(a, 34) ^ std::rotr(a, 39)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  const state added{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < 8; ++i) {
    hash[i] += added[i];
  }
}

}  // namespace

void sha512_append(std::string& data) {
  state hash = root_fractions<8>(2);
  std::string padded = data;
  padded.push_back(static_cast<char>(0x80));
  padded.resize((padded.size() + 16 + 127) / 128 * 128, '\0');  // the size in bits takes the last 16 bytes
  const std::uint64_t bits = __builtin_bswap64(8 * static_cast<std::uint64_t>(data.size()));
  std::memcpy(padded.data() + padded.size() - 8, &bits, 8);
  for (std::size_t at = 0; at < padded.size(); at += 128) {
    add_block(hash, reinterpret_cast<const unsigned char*>(padded.data()) + at);
  }
  for (const std::uint64_t word : hash) {
    const std::uint64_t big_endian = __builtin_bswap64(word);
    data.append(reinterpret_cast<const char*>(&big_endian), 8);
  }
}

}  // namespace py::random::detail
