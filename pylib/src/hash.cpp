#include <py/hash.hpp>
#include <py/str.hpp>

#include <bit>
#include <cmath>
#include <cstring>

namespace py::detail {

namespace {

std::uint64_t load(const unsigned char* data) noexcept {
  std::uint64_t word;
  std::memcpy(&word, data, sizeof word);
  return word;
}

struct sip_state {
  std::uint64_t a, b, c, d;

  void round() noexcept {
    a += b;
    c += d;
    b = std::rotl(b, 13) ^ a;
    d = std::rotl(d, 16) ^ c;
    a = std::rotl(a, 32);
    a += d;
    c += b;
    d = std::rotl(d, 21) ^ a;
    b = std::rotl(b, 17) ^ c;
    c = std::rotl(c, 32);
  }
  void absorb(std::uint64_t word) noexcept {
    d ^= word;
    round();
    a ^= word;
  }
};

}  // namespace

std::int64_t hash_bytes(const void* data, std::size_t size) noexcept {
  if (size == 0) {
    return 0;
  }
  const auto* bytes = static_cast<const unsigned char*>(data);
  sip_state state{0x736F6D6570736575u, 0x646F72616E646F6Du, 0x6C7967656E657261u, 0x7465646279746573u};
  std::size_t rest = size;
  for (; rest >= 8; rest -= 8, bytes += 8) {
    state.absorb(load(bytes));
  }
  std::uint64_t last = static_cast<std::uint64_t>(size) << 56;
  for (std::size_t i = 0; i < rest; ++i) {
    last |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
  }
  state.absorb(last);
  state.c ^= 0xFF;
  state.round();
  state.round();
  state.round();
  const auto hash = static_cast<std::int64_t>(state.a ^ state.b ^ state.c ^ state.d);
  return hash == -1 ? -2 : hash;
}

std::int64_t hash_double(double value) noexcept {
  if (!std::isfinite(value)) {
    return std::isnan(value) ? 0 : value > 0 ? 314159 : -314159;
  }
  int exponent = 0;
  double fraction = std::frexp(std::fabs(value), &exponent);
  std::uint64_t hash = 0;
  while (fraction != 0) {  // 28 bits at a time
    hash = (hash << 28 & hash_modulus) | hash >> 33;
    fraction *= 268435456.0;
    exponent -= 28;
    const auto part = static_cast<std::uint64_t>(fraction);
    fraction -= static_cast<double>(part);
    hash += part;
    if (hash >= hash_modulus) {
      hash -= hash_modulus;
    }
  }
  const int turn = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
  hash = (hash << turn & hash_modulus) | hash >> (61 - turn);
  const auto result = value < 0 ? -static_cast<std::int64_t>(hash) : static_cast<std::int64_t>(hash);
  return result == -1 ? -2 : result;
}

std::int64_t hash_complex(std::complex<double> value) noexcept {
  const auto real = static_cast<std::uint64_t>(hash_double(value.real()));
  const auto imaginary = static_cast<std::uint64_t>(hash_double(value.imag()));
  const auto result = static_cast<std::int64_t>(real + 1000003u * imaginary);
  return result == -1 ? -2 : result;
}

std::uint64_t fast_hash_bytes(const char* data, std::size_t size) noexcept {
  const auto* bytes = reinterpret_cast<const unsigned char*>(data);
  std::uint64_t state = mix_words(size, 0x8EBC6AF09C88C6E3u);
  std::size_t rest = size;
  for (; rest > 16; rest -= 16, bytes += 16) {
    state = mix_words(load(bytes) ^ state, load(bytes + 8));
  }
  if (size >= 16) {  // the last 16 bytes, overlapping what was read
    return mix_words(load(bytes + rest - 16) ^ state, load(bytes + rest - 8));
  }
  unsigned char tail[16] = {};
  std::memcpy(tail, bytes, rest);
  return mix_words(load(tail) ^ state, load(tail + 8));
}

}  // namespace py::detail
