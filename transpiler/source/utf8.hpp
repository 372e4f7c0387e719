/// UTF-8: checking whole texts, decoding and encoding single code points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace krait::source {

/// One decoded code point and the number of bytes it took.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;
};

/// Decodes the code point at `offset`; text must be valid (possibly generalised) UTF-8 and offset inside it.
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t offset);

/// Appends a code point; surrogates are written as generalised UTF-8.
void append_utf8(std::string& text, char32_t code_point);

/// Whether a byte starts a code point (is not a continuation byte).
[[nodiscard]] constexpr bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

/// Null if the bytes are strict UTF-8, else CPython's reason, such as
/// "'utf-8' codec can't decode byte 0xff in position 3: invalid start byte", and in `where` its offset. Linear time.
[[nodiscard]] std::optional<std::string> check_utf8(std::string_view bytes, std::size_t* where = nullptr);

}  // namespace krait::source
