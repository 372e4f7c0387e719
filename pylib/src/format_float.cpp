// The format mini-language: floats and complex numbers.
#include <py/complex.hpp>
#include <py/float.hpp>
#include <py/format_spec.hpp>
#include <py/int.hpp>
#include <py/number.hpp>

#include "str_internal.hpp"

#include <charconv>
#include <cmath>
#include <string>

namespace py::detail {

namespace {

char lower_of(char type) noexcept { return static_cast<char>(type | 0x20); }

/// Digits in one of std::to_chars' notations, exact and correctly rounded.
std::string convert(double value, std::chars_format notation, std::int64_t precision) {
  if (precision > 0x7FFFFFFF) {
    raise_value_error("precision too big");
  }
  const bool short_integer_part = notation == std::chars_format::scientific || std::fabs(value) < 1e16;
  std::string text(static_cast<std::size_t>(precision) + (short_integer_part ? 26 : 330), '\0');
  const std::to_chars_result end = std::to_chars(text.data(), text.data() + text.size(), value, notation, static_cast<int>(precision));
  text.resize(static_cast<std::size_t>(end.ptr - text.data()));
  return text;
}

int exponent_of(const std::string& scientific) {
  const std::size_t letter = scientific.find('e');
  int exponent = 0;
  const char* const digits = scientific.data() + letter + (scientific[letter + 1] == '+' ? 2 : 1);
  std::from_chars(digits, scientific.data() + scientific.size(), exponent);
  return exponent;
}

/// Puts a point after the mantissa's digits where there is none, or takes zeros (and the point) off its end.
void adjust_mantissa(std::string& text, bool strip_zeros, bool alternate) {
  const std::size_t letter = text.find('e');
  std::string tail = letter == std::string::npos ? "" : text.substr(letter);
  text.resize(text.size() - tail.size());
  const bool has_point = text.find('.') != std::string::npos;
  if (has_point && strip_zeros && !alternate) {
    while (text.back() == '0') {
      text.pop_back();
    }
    if (text.back() == '.') {
      text.pop_back();
    }
  } else if (!has_point && alternate) {
    text += '.';
  }
  text += tail;
}

std::string general_digits(double value, std::int64_t precision, bool alternate, bool add_point_zero) {
  precision = precision == 0 ? 1 : precision;
  std::string text = convert(value, std::chars_format::scientific, precision - 1);
  const int exponent = exponent_of(text);
  if (exponent >= -4 && exponent < precision - (add_point_zero ? 1 : 0)) {
    text = convert(value, std::chars_format::fixed, precision - 1 - exponent);
  }
  adjust_mantissa(text, true, alternate);
  return text;
}

std::string shortest_digits(double value, bool alternate, bool add_point_zero) {
  char buffer[double_repr_capacity];
  std::string text(buffer, static_cast<std::size_t>(write_double(buffer, value)));
  if (!add_point_zero && text.ends_with(".0")) {
    text.resize(text.size() - 2);
  }
  adjust_mantissa(text, false, alternate);
  return text;
}

std::string finite_digits(double value, char type, std::int64_t precision, bool alternate, bool add_point_zero) {
  std::string text;
  switch (lower_of(type)) {
    case 'e':
      text = convert(value, std::chars_format::scientific, precision);
      adjust_mantissa(text, false, alternate);
      break;
    case 'f':
      text = convert(value, std::chars_format::fixed, precision);
      adjust_mantissa(text, false, alternate);
      break;
    case 'g': text = general_digits(value, precision, alternate, add_point_zero); break;
    default: text = shortest_digits(value, alternate, add_point_zero); break;
  }
  if (add_point_zero && text.find_first_of(".e") == std::string::npos) {
    text += ".0";
  }
  if (type >= 'A' && type <= 'Z') {
    for (char& c : text) {
      c = c == 'e' ? 'E' : c;
    }
  }
  return text;
}

std::string any_digits(double value, char type, std::int64_t precision, bool alternate, bool add_point_zero) {
  if (std::isfinite(value)) {
    return finite_digits(std::fabs(value), type, precision, alternate, add_point_zero);
  }
  const bool upper = type >= 'A' && type <= 'Z';
  return std::isnan(value) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf");
}

/// Presentation type, precision and flags of a specification, resolved.
struct float_style {
  char type = 'r';
  std::int64_t precision = 0;
  bool add_point_zero = false;
  bool percent = false;
};

float_style style_of(const format_spec& spec, bool default_adds_point) {
  float_style style;
  if (spec.type == 0) {
    style.add_point_zero = default_adds_point;
    style.type = spec.precision < 0 ? 'r' : 'g';
    style.precision = spec.precision < 0 ? 0 : spec.precision;
    return style;
  }
  style.type = spec.type == 'n' ? 'g' : static_cast<char>(spec.type);
  style.precision = spec.precision < 0 ? 6 : spec.precision;
  if (spec.type == '%') {
    style.type = 'f';
    style.percent = true;
  }
  return style;
}

bool is_zero(std::string_view digits) noexcept {
  for (const char c : digits) {
    if (c == 'e' || c == 'E') {
      return true;
    }
    if (c >= '1' && c <= '9') {
      return false;
    }
  }
  return true;
}

/// Splits digits from what follows them (point, decimals, exponent, a percent sign; "inf" is all rest).
number_parts split_digits(std::string_view text, char sign) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') {
    ++count;
  }
  number_parts parts;
  parts.sign = sign;
  parts.digits = text.substr(0, count);
  parts.rest = text.substr(count);
  return parts;
}

[[noreturn]] void raise_unknown_code(char32_t code, const char* type_name) {
  str::builder message;
  message.append("Unknown format code '");
  if (code > 32 && code < 128) {
    message.append_char(static_cast<char>(code));
  } else {
    message.append_ascii("\\x");
    message.append(Int(static_cast<std::int64_t>(code)).to_base(16));
  }
  message.append("' for object of type '");
  message.append_ascii(type_name);
  message.append("'");
  raise_value_error(message.finish());
}

bool is_float_type(char32_t type, bool percent_allowed) noexcept {
  switch (type) {
    case 0:
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'n': return true;
    case '%': return percent_allowed;
    default: return false;
  }
}

}  // namespace

void append_double_digits(str::builder& out, double value, char type, std::int64_t precision, bool alternate, bool add_point_zero) {
  out.append_ascii(any_digits(value, type, precision, alternate, add_point_zero));
}

void append_plain(str::builder& out, double value) {
  char text[double_repr_capacity];
  out.append_ascii({text, static_cast<std::size_t>(write_double(text, value))});
}

void append_formatted(str::builder& out, double value, std::string_view text) {
  if (text.empty()) {
    append_plain(out, value);
    return;
  }
  const format_spec spec = parse_format_spec(text, '\0', '>', "float");
  if (!is_float_type(spec.type, true)) {
    raise_unknown_code(spec.type, "float");
  }
  const float_style style = style_of(spec, true);
  const double shown = style.percent ? value * 100 : value;
  std::string digits = any_digits(shown, style.type, style.precision, spec.alternate, style.add_point_zero);
  bool negative = std::signbit(value) && !std::isnan(value);
  if (negative && spec.coerce_zero && std::isfinite(shown) && is_zero(digits)) {
    negative = false;
  }
  if (style.percent) {
    digits += '%';
  }
  append_number(out, split_digits(digits, negative ? '-' : '\0'), spec, 3);
}

str format_double(double value, const str& spec) {
  str::builder out;
  append_formatted(out, value, spec.view());
  return out.finish();
}

// --- complex ---

namespace {

void append_complex_part(str::builder& out, double value, const format_spec& spec, const float_style& style, char forced_sign) {
  const std::string digits = any_digits(value, style.type, style.precision, spec.alternate, false);
  format_spec inner = spec;
  inner.width = -1;
  inner.sign = forced_sign;
  bool negative = std::signbit(value) && !std::isnan(value);
  if (negative && spec.coerce_zero && std::isfinite(value) && is_zero(digits)) {
    negative = false;
  }
  append_number(out, split_digits(digits, negative ? '-' : '\0'), inner, 3);
}

}  // namespace

void append_formatted(str::builder& out, std::complex<double> value, std::string_view text) {
  if (text.empty()) {
    out.append(complex_repr(value));
    return;
  }
  const format_spec spec = parse_format_spec(text, '\0', '>', "complex");
  if (!is_float_type(spec.type, false)) {
    raise_unknown_code(spec.type, "complex");
  }
  if (spec.fill == '0') {
    raise_value_error("Zero padding is not allowed in complex format specifier");
  }
  if (spec.align == '=') {
    raise_value_error("'=' alignment flag is not allowed in complex format specifier");
  }
  const float_style style = style_of(spec, false);
  const bool plain = spec.type == 0;
  const bool imaginary_only = plain && value.real() == 0 && !std::signbit(value.real());
  str::builder body;
  if (plain && !imaginary_only) {
    body.append_char('(');
  }
  if (!imaginary_only) {
    append_complex_part(body, value.real(), spec, style, spec.sign);
  }
  append_complex_part(body, value.imag(), spec, style, imaginary_only ? spec.sign : '+');
  body.append_char('j');
  if (plain && !imaginary_only) {
    body.append_char(')');
  }
  const std::int64_t padding = spec.width > body.byte_size() ? spec.width - body.byte_size() : 0;
  const std::int64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  out.append_fill(spec.fill, left);
  out.append_ascii(body.view());
  out.append_fill(spec.fill, padding - left);
}

str format_complex(std::complex<double> value, const str& spec) {
  str::builder out;
  append_formatted(out, value, spec.view());
  return out.finish();
}

}  // namespace py::detail

namespace py {

str Number::py_format(const str& spec) const { return is_float_ ? detail::format_double(float_, spec) : int_.py_format(spec); }

}  // namespace py
