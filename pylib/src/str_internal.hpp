// What the parts of str share.
#pragma once

#include <py/str.hpp>
#include <py/unicode.hpp>

#include <cstdint>
#include <cstring>
#include <string_view>

namespace py::detail {

/// What only some strings need. For heap strings it hangs on the block, for long literals in a table by address.
struct str_index {
  std::int64_t length = -1;
  std::int64_t hash = 0;
  bool hashed = false;
  std::uint64_t* offsets = nullptr;  ///< byte offset of every 64th code point, made on first indexing
  std::int64_t cursor_index = 0;     ///< where the last lookup ended: texts are mostly read in order
  std::int64_t cursor_offset = 0;
  ~str_index() { delete[] offsets; }
};

/// Texts up to this many bytes are scanned instead of indexed.
inline constexpr std::int64_t short_text = 64;

inline std::uint64_t load_word(const char* text) noexcept {
  std::uint64_t word;
  std::memcpy(&word, text, sizeof word);
  return word;
}

/// Whether all bytes are below 0x80.
inline bool all_ascii(const char* text, std::int64_t size) noexcept {
  constexpr std::uint64_t high_bits = 0x8080808080808080u;
  std::int64_t i = 0;
  for (; i + 8 <= size; i += 8) {
    if ((load_word(text + i) & high_bits) != 0) {
      return false;
    }
  }
  for (; i < size; ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) {
      return false;
    }
  }
  return true;
}

inline bool is_continuation(char byte) noexcept { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// The number of code points in UTF-8 text.
inline std::int64_t count_code_points(const char* text, std::int64_t size) noexcept {
  std::int64_t continuations = 0;
  std::int64_t i = 0;
  for (; i + 8 <= size; i += 8) {
    const std::uint64_t word = load_word(text + i);
    continuations += __builtin_popcountll(word >> 7 & ~word >> 6 & 0x0101010101010101u);
  }
  for (; i < size; ++i) {
    continuations += is_continuation(text[i]) ? 1 : 0;
  }
  return size - continuations;
}

/// `text` moved on by `count` code points.
inline const char* skip_code_points(const char* text, std::int64_t count) noexcept {
  for (; count > 0; --count) {
    text += sequence_length(static_cast<unsigned char>(*text));
  }
  return text;
}

/// The start of the code point that ends before `end`.
inline const char* previous(const char* end) noexcept {
  do {
    --end;
  } while (is_continuation(*end));
  return end;
}

/// Offset of the first / last occurrence of a non-empty part, or -1.
std::int64_t find_bytes(std::string_view text, std::string_view part) noexcept;
std::int64_t rfind_bytes(std::string_view text, std::string_view part) noexcept;

}  // namespace py::detail
