#include "cpp/spelling.hpp"

#include <array>
#include <cctype>
#include <cstdint>

namespace krait::cpp {

namespace {

struct Decoded {
  std::uint32_t code_point = 0;
  std::size_t length = 0;  ///< 0: not valid UTF-8 here
};

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

/// One code point of strict UTF-8: no surrogates, nothing overlong, nothing past U+10FFFF.
Decoded decode(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes[0]);
  if (first < 0x80) {
    return {first, 1};
  }
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || bytes.size() < length) {
    return {};
  }
  std::uint32_t code_point = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (!is_continuation(byte)) {
      return {};
    }
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < smallest[length] || code_point > 0x10FFFF || is_surrogate) {
    return {};
  }
  return {code_point, length};
}

/// Characters that reviewers cannot see or that compilers warn about: controls, direction marks, odd spaces, non-characters.
bool is_invisible(std::uint32_t c) {
  return (c >= 0x80 && c <= 0xA0) || c == 0xAD || c == 0x61C || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
         c == 0xFEFF || (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFFF0 && c <= 0xFFFB) || (c & 0xFFFEU) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || c >= 0xE0000;
}

std::string hex(std::uint32_t value, int digits) {
  constexpr std::string_view alphabet = "0123456789abcdef";
  std::string text(static_cast<std::size_t>(digits), '0');
  for (auto place = text.rbegin(); place != text.rend(); ++place, value >>= 4U) {
    *place = alphabet[value & 0xFU];
  }
  return text;
}

/// The escape of an ASCII character that has a short one, else nothing.
std::string_view short_escape(char c) {
  switch (c) {
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\t': return "\\t";
    case '\r': return "\\r";
    case '\a': return "\\a";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\v': return "\\v";
    default: return {};
  }
}

char octal_digit(unsigned value) { return static_cast<char>('0' + (value & 7U)); }

bool is_octal_digit(char c) { return c >= '0' && c <= '7'; }

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// Writes the inside of a string literal.
class StringEscaper {
 public:
  explicit StringEscaper(std::string_view bytes) : bytes_(bytes) {}

  std::string run() {
    while (at_ < bytes_.size()) {
      step();
    }
    return std::move(result_);
  }

 private:
  void step() {
    const char c = bytes_[at_];
    const Decoded decoded = decode(bytes_.substr(at_));
    if (decoded.length == 0) {
      byte_escape();
    } else if (decoded.length > 1) {
      code_point(decoded);
    } else if (c == '"') {
      plain("\\\"");
    } else if (const auto escape = short_escape(c); !escape.empty()) {
      plain(escape);
    } else if (is_control(c)) {
      control(c);
    } else if (c == '?' && at_ > 0 && bytes_[at_ - 1] == '?') {
      plain("\\?");  // "??=" would be a trigraph to compilers that still know them
    } else {
      character(c);
    }
  }

  void plain(std::string_view text) {
    result_ += text;
    ++at_;
  }

  void character(char c) { plain(std::string_view(&c, 1)); }

  void control(char c) {
    const bool digit_follows = at_ + 1 < bytes_.size() && is_octal_digit(bytes_[at_ + 1]);
    if (c == '\0' && !digit_follows) {
      plain("\\0");
    } else {
      byte_escape();
    }
  }

  /// Two hexadecimal digits; three octal ones where a hexadecimal digit follows, which `\x` would swallow.
  void byte_escape() {
    const auto byte = static_cast<unsigned char>(bytes_[at_]);
    const bool digit_follows = at_ + 1 < bytes_.size() && std::isxdigit(static_cast<unsigned char>(bytes_[at_ + 1])) != 0;
    if (digit_follows) {
      result_ += {'\\', octal_digit(byte >> 6U), octal_digit(byte >> 3U), octal_digit(byte)};
    } else {
      result_ += "\\x" + hex(byte, 2);
    }
    ++at_;
  }

  void code_point(Decoded decoded) {
    if (!is_invisible(decoded.code_point)) {
      result_ += bytes_.substr(at_, decoded.length);
      at_ += decoded.length;
    } else if (decoded.code_point < 0xA0) {
      byte_escape();  // C++ has no universal character names for the control characters
      byte_escape();
    } else {
      const bool is_short = decoded.code_point <= 0xFFFF;
      result_ += (is_short ? "\\u" : "\\U") + hex(decoded.code_point, is_short ? 4 : 8);
      at_ += decoded.length;
    }
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::string result_;
};

std::string_view without_trailing_blanks(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\f\v\r");
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

std::string comment_line(std::string_view text) {
  text = without_trailing_blanks(text);
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded decoded = decode(text.substr(i));
    const char c = text[i];
    if (decoded.length == 1) {
      result += c == '\t' ? std::string("  ") : is_control(c) ? "\\x" + hex(static_cast<unsigned char>(c), 2) : std::string(1, c);
    } else if (decoded.length > 1 && !is_invisible(decoded.code_point)) {
      result += text.substr(i, decoded.length);
    } else if (decoded.length > 1) {
      result += "U+" + hex(decoded.code_point, decoded.code_point > 0xFFFF ? 6 : 4);
    } else {
      result += "\\x" + hex(static_cast<unsigned char>(c), 2);
    }
    i += decoded.length == 0 ? 1 : decoded.length;
  }
  if (result.ends_with('\\') || result.ends_with("?\?/")) {
    result += " .";
  }
  return result;
}

}  // namespace

std::string number_spelling(std::string_view python) {
  std::string digits(python);
  for (char& c : digits) {
    c = c == '_' ? '\'' : c;
  }
  if (digits.size() < 2 || digits[0] != '0') {
    return digits;
  }
  if (digits[1] == 'o' || digits[1] == 'O') {
    const std::size_t first = digits[2] == '\'' ? 3 : 2;
    return "0" + digits.substr(first);
  }
  if (digits[1] == 'x' || digits[1] == 'X' || digits[1] == 'b' || digits[1] == 'B') {
    // Python allows a `_` behind the prefix, C++ no `'`.
    return digits[2] == '\'' ? digits.substr(0, 2) + digits.substr(3) : digits;
  }
  const bool is_zero = digits.find_first_not_of("0'") == std::string::npos;
  return is_zero ? "0" : digits;
}

std::string escape_string(std::string_view bytes) { return StringEscaper(bytes).run(); }

std::string string_literal(std::string_view bytes) { return '"' + escape_string(bytes) + '"'; }

std::string character_literal(char value) {
  if (value == '\'') {
    return "'\\''";
  }
  if (value == '"') {
    return "'\"'";
  }
  return '\'' + escape_string(std::string_view(&value, 1)) + '\'';
}

std::vector<std::string> comment_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (true) {
    const auto end = text.find('\n');
    lines.push_back(comment_line(text.substr(0, end)));
    if (end == std::string_view::npos) {
      return lines;
    }
    text.remove_prefix(end + 1);
  }
}

}  // namespace krait::cpp
