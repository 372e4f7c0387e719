#include "source/utf8.hpp"

#include <fmt/format.h>

namespace krait::source {

namespace {

unsigned byte_at(std::string_view text, std::size_t offset) { return static_cast<unsigned char>(text[offset]); }

/// Length of the sequence that a first byte announces; 0 if it cannot start one.
std::uint32_t announced_length(unsigned first) {
  if (first < 0x80) {
    return 1;
  }
  if (first >= 0xC2 && first <= 0xDF) {
    return 2;
  }
  if (first >= 0xE0 && first <= 0xEF) {
    return 3;
  }
  return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

/// Whether the second byte fits the first: no overlong forms, no surrogates, nothing above U+10FFFF.
bool second_byte_fits(unsigned first, unsigned second) {
  switch (first) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return second >= 0x80 && second <= 0xBF;
  }
}

std::string decode_error(std::string_view bytes, std::size_t begin, std::size_t length, std::string_view reason) {
  if (length == 1) {
    return fmt::format("'utf-8' codec can't decode byte {:#04x} in position {}: {}", byte_at(bytes, begin), begin, reason);
  }
  return fmt::format("'utf-8' codec can't decode bytes in position {}-{}: {}", begin, begin + length - 1, reason);
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t offset) {
  const unsigned first = byte_at(text, offset);
  if (first < 0x80) {
    return {first, 1};
  }
  std::uint32_t length = 2;
  char32_t value = first & 0x1FU;
  if (first >= 0xF0) {
    length = 4;
    value = first & 0x07U;
  } else if (first >= 0xE0) {
    length = 3;
    value = first & 0x0FU;
  }
  for (std::uint32_t i = 1; i < length && offset + i < text.size(); ++i) {
    value = (value << 6U) | (byte_at(text, offset + i) & 0x3FU);
  }
  return {value, length};
}

void append_utf8(std::string& text, char32_t code_point) {
  const auto push = [&text](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code_point < 0x80) {
    push(code_point);
  } else if (code_point < 0x800) {
    push(0xC0U | (code_point >> 6U));
    push(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    push(0xE0U | (code_point >> 12U));
    push(0x80U | ((code_point >> 6U) & 0x3FU));
    push(0x80U | (code_point & 0x3FU));
  } else {
    push(0xF0U | (code_point >> 18U));
    push(0x80U | ((code_point >> 12U) & 0x3FU));
    push(0x80U | ((code_point >> 6U) & 0x3FU));
    push(0x80U | (code_point & 0x3FU));
  }
}

std::optional<std::string> check_utf8(std::string_view bytes, std::size_t* where) {
  std::size_t ignored = 0;
  std::size_t& i = where != nullptr ? *where : ignored;
  i = 0;
  while (i < bytes.size()) {
    const unsigned first = byte_at(bytes, i);
    if (first < 0x80) {
      ++i;
      continue;
    }
    const std::uint32_t length = announced_length(first);
    if (length == 0) {
      return decode_error(bytes, i, 1, "invalid start byte");
    }
    for (std::uint32_t k = 1; k < length; ++k) {
      if (i + k >= bytes.size()) {
        return decode_error(bytes, i, k, "unexpected end of data");
      }
      const unsigned next = byte_at(bytes, i + k);
      if (k == 1 ? !second_byte_fits(first, next) : (next < 0x80 || next > 0xBF)) {
        return decode_error(bytes, i, k, "invalid continuation byte");
      }
    }
    i += length;
  }
  return std::nullopt;
}

}  // namespace krait::source
