// float: repr, reading text, hexadecimal form.
#include <py/attempts.hpp>
#include <py/float.hpp>
#include <py/int.hpp>
#include <py/unicode.hpp>

#include "str_internal.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

namespace py::detail {

namespace {

/// Lays out the shortest digits as repr does: plain notation for exponents from -4 to 15.
int lay_out(char* out, const char* digits, int count, int exponent) noexcept {
  char* at = out;
  const auto put = [&at](const char* text, int size) {
    std::memcpy(at, text, static_cast<std::size_t>(size));
    at += size;
  };
  const auto fill = [&at](int size) {
    std::memset(at, '0', static_cast<std::size_t>(size));
    at += size;
  };
  if (exponent < -4 || exponent >= 16) {
    *at++ = digits[0];
    if (count > 1) {
      *at++ = '.';
      put(digits + 1, count - 1);
    }
    *at++ = 'e';
    *at++ = exponent < 0 ? '-' : '+';
    const int magnitude = exponent < 0 ? -exponent : exponent;
    if (magnitude < 10) {
      *at++ = '0';
    }
    at = std::to_chars(at, at + 4, magnitude).ptr;
  } else if (exponent < 0) {
    put("0.", 2);
    fill(-exponent - 1);
    put(digits, count);
  } else if (count <= exponent + 1) {
    put(digits, count);
    fill(exponent + 1 - count);
    put(".0", 2);
  } else {
    put(digits, exponent + 1);
    *at++ = '.';
    put(digits + exponent + 1, count - exponent - 1);
  }
  return static_cast<int>(at - out);
}

}  // namespace

int write_double(char* out, double value) noexcept {
  char* at = out;
  if (std::isnan(value)) {
    std::memcpy(out, "nan", 3);
    return 3;
  }
  if (std::signbit(value)) {
    *at++ = '-';
    value = -value;
  }
  if (std::isinf(value)) {
    std::memcpy(at, "inf", 3);
    return static_cast<int>(at + 3 - out);
  }
  if (value < 1e15 && value == static_cast<double>(static_cast<std::int64_t>(value))) {  // whole numbers are common
    at = std::to_chars(at, at + 16, static_cast<std::int64_t>(value)).ptr;
    std::memcpy(at, ".0", 2);
    return static_cast<int>(at + 2 - out);
  }
  char text[32];
  const char* const end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
  char digits[20];
  int count = 0;
  const char* position = text;
  for (; *position != 'e'; ++position) {
    if (*position != '.') {
      digits[count++] = *position;
    }
  }
  int exponent = 0;
  std::from_chars(position + (position[1] == '+' ? 2 : 1), end, exponent);
  return static_cast<int>(at - out) + lay_out(at, digits, count, exponent);
}

str double_repr(double value) {
  char text[double_repr_capacity];
  return str::from_ascii({text, static_cast<std::size_t>(write_double(text, value))});
}

namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Whether the text is digits[.digits][e[+-]digits] with a digit in the mantissa, as float() wants it.
bool is_decimal_float(std::string_view text) noexcept {
  std::size_t i = 0;
  std::size_t mantissa = 0;
  const auto digits = [&] {
    const std::size_t start = i;
    while (i < text.size() && is_digit(text[i])) {
      ++i;
    }
    return i - start;
  };
  mantissa += digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    mantissa += digits();
  }
  if (mantissa == 0) {
    return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) {
      ++i;
    }
    if (digits() == 0) {
      return false;
    }
  }
  return i == text.size();
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) noexcept {
  if (text.size() != lower.size()) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] | 0x20) != lower[i]) {
      return false;
    }
  }
  return true;
}

/// Takes underscores out; false when one does not stand between digits.
bool remove_underscores(std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      result += text[i];
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return false;
    }
  }
  text = std::move(result);
  return true;
}

std::string_view strip_spaces(std::string_view text) noexcept {
  while (!text.empty() && unicode::is_ascii_space(static_cast<unsigned char>(text.front()))) {
    text.remove_prefix(1);
  }
  while (!text.empty() && unicode::is_ascii_space(static_cast<unsigned char>(text.back()))) {
    text.remove_suffix(1);
  }
  return text;
}

/// Reads ASCII text without spaces and underscores.
bool parse_ascii(std::string_view text, double& value) {
  bool negative = false;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (equals_ignoring_case(text, "inf") || equals_ignoring_case(text, "infinity")) {
    value = HUGE_VAL;
  } else if (equals_ignoring_case(text, "nan")) {
    value = std::nan("");
  } else if (!is_decimal_float(text)) {
    return false;
  } else if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc::result_out_of_range) {
    value = std::strtod(std::string(text).c_str(), nullptr);  // infinity, or zero or a subnormal
  }
  value = negative ? -value : value;
  return true;
}

}  // namespace

bool parse_double(const str& text, double& value) {
  const std::string_view raw = text.view();
  if (text.isascii() && raw.find('_') == std::string_view::npos) {
    return parse_ascii(strip_spaces(raw), value);
  }
  std::string plain;
  for (const char32_t c : text.code_points()) {
    const int digit = unicode::decimal_value(c);
    plain += digit >= 0 ? static_cast<char>('0' + digit) : c < 0x80 ? static_cast<char>(c) : unicode::has(c, unicode::space) ? ' ' : '?';
  }
  plain = std::string(strip_spaces(plain));
  return remove_underscores(plain) && parse_ascii(plain, value);
}

double double_from_text(const str& text) {
  double value = 0;
  if (!parse_double(text, value)) {
    str::builder message;
    message.append("could not convert string to float: ");
    message.append(text.py_repr());
    raise_value_error(message.finish());
  }
  return value;
}

namespace {

/// Whether the text is [0x]hex[.hex][p[+-]digits].
bool is_hex_float(std::string_view text) noexcept {
  std::size_t i = 0;
  std::size_t mantissa = 0;
  const auto digits = [&](bool hex) {
    const std::size_t start = i;
    while (i < text.size() && (is_digit(text[i]) || (hex && (text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'f'))) {
      ++i;
    }
    return i - start;
  };
  mantissa += digits(true);
  if (i < text.size() && text[i] == '.') {
    ++i;
    mantissa += digits(true);
  }
  if (mantissa == 0) {
    return false;
  }
  if (i < text.size() && (text[i] | 0x20) == 'p') {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) {
      ++i;
    }
    if (digits(false) == 0) {
      return false;
    }
  }
  return i == text.size();
}

}  // namespace

}  // namespace py::detail

namespace py {

std::optional<double> try_float(const str& text) {
  double value = 0;
  return detail::parse_double(text, value) ? std::optional(value) : std::nullopt;
}

}  // namespace py

namespace py::float_methods {

str hex(double value) {
  if (!std::isfinite(value)) {
    return detail::double_repr(value);
  }
  str::builder out;
  if (std::signbit(value)) {
    out.append_char('-');
  }
  if (value == 0) {
    out.append_ascii("0x0.0p+0");
    return out.finish();
  }
  int exponent = 0;
  double fraction = std::frexp(std::fabs(value), &exponent);
  // one bit before the point; subnormals keep the smallest exponent
  const int shift = 1 - std::max(-1021 - exponent, 0);
  fraction = std::ldexp(fraction, shift);
  exponent -= shift;
  out.append_ascii("0x");
  for (int i = 0; i < 14; ++i) {
    const int digit = static_cast<int>(fraction);
    out.append_char("0123456789abcdef"[digit]);
    if (i == 0) {
      out.append_char('.');
    }
    fraction = (fraction - digit) * 16;
  }
  out.append_char('p');
  out.append_char(exponent < 0 ? '-' : '+');
  out.append(detail::int64_to_str(exponent < 0 ? -exponent : exponent));
  return out.finish();
}

double fromhex(const str& text) {
  std::string_view rest = detail::strip_spaces(text.view());
  bool negative = false;
  if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
    negative = rest.front() == '-';
    rest.remove_prefix(1);
  }
  double value = 0;
  if (detail::equals_ignoring_case(rest, "inf") || detail::equals_ignoring_case(rest, "infinity")) {
    value = HUGE_VAL;
  } else if (detail::equals_ignoring_case(rest, "nan")) {
    value = std::nan("");
  } else {
    if (rest.size() > 1 && rest[0] == '0' && (rest[1] | 0x20) == 'x') {
      rest.remove_prefix(2);
    }
    if (!detail::is_hex_float(rest)) {
      raise_value_error("invalid hexadecimal floating-point string");
    }
    value = std::strtod(("0x" + std::string(rest)).c_str(), nullptr);
    if (std::isinf(value)) {
      raise_overflow_error("hexadecimal value too large to represent as a float");
    }
  }
  return negative ? -value : value;
}

}  // namespace py::float_methods
