/// What Python's str knows of each code point.
#pragma once

#include <cstdint>

namespace py::unicode {

enum property : std::uint16_t {
  alpha = 1 << 0,
  decimal = 1 << 1,
  digit = 1 << 2,
  numeric = 1 << 3,
  space = 1 << 4,
  upper = 1 << 5,
  lower = 1 << 6,
  title = 1 << 7,
  printable = 1 << 8,
  identifier_start = 1 << 9,
  identifier_continue = 1 << 10,
  cased = 1 << 11,
  case_ignorable = 1 << 12,
  special_case = 1 << 13,  ///< a case mapping of more than one character
  alnum = alpha | decimal | digit | numeric,
};

/// The properties of `code_point`, a set of `property` bits. Constant time.
std::uint16_t properties(char32_t code_point) noexcept;
inline bool has(char32_t code_point, std::uint16_t any_of) noexcept { return (properties(code_point) & any_of) != 0; }

enum class mapping : std::uint8_t { lower, upper, title, folded };

/// Writes the mapped characters (one to three) to `out`; gives their number. Sigma's final form is the caller's matter.
int map(char32_t code_point, mapping kind, char32_t out[3]) noexcept;

/// The value of a decimal digit, or -1.
int decimal_value(char32_t code_point) noexcept;

/// Whether str.splitlines ends a line here.
constexpr bool is_line_break(char32_t c) noexcept { return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029; }
/// str.isspace for ASCII.
constexpr bool is_ascii_space(unsigned char c) noexcept { return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20); }

}  // namespace py::unicode
