// The format mini-language: parsing specifications, and text and integers.
#include <py/format_spec.hpp>
#include <py/int.hpp>

#include "str_internal.hpp"

#include <limits>
#include <string>

namespace py::detail {

namespace {

bool is_align(char32_t c) noexcept { return c == '<' || c == '>' || c == '=' || c == '^'; }

/// Reads the pieces of a specification one after the other.
class spec_reader {
 public:
  explicit spec_reader(std::string_view text) noexcept : text_(text) {}
  bool done() const noexcept { return at_ >= text_.size(); }
  char32_t peek() const noexcept { return done() ? U'\0' : decode_at(text_.data() + at_); }
  bool peek_is(char c) const noexcept { return !done() && text_[at_] == c; }
  char32_t take() noexcept {
    const char32_t c = peek();
    at_ += static_cast<std::size_t>(sequence_length(static_cast<unsigned char>(text_[at_])));
    return c;
  }
  bool take_if(char c) noexcept {
    if (!peek_is(c)) {
      return false;
    }
    ++at_;
    return true;
  }
  /// The character after the current one, or 0.
  char32_t peek_second() const noexcept {
    const std::size_t next = at_ + (done() ? 0 : static_cast<std::size_t>(sequence_length(static_cast<unsigned char>(text_[at_]))));
    return next >= text_.size() ? U'\0' : decode_at(text_.data() + next);
  }
  /// Digits of any script; -1 when there are none.
  std::int64_t take_number() {
    std::int64_t value = -1;
    for (int digit = unicode::decimal_value(peek()); !done() && digit >= 0; digit = unicode::decimal_value(peek())) {
      value = value < 0 ? 0 : value;
      if (value > (std::numeric_limits<std::int64_t>::max() - digit) / 10) {
        raise_value_error("Too many decimal digits in format string");
      }
      value = value * 10 + digit;
      take();
    }
    return value;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

str printable_code(char32_t code) {
  str::builder out;
  if (code > 32 && code < 128) {
    out.append_char(static_cast<char>(code));
  } else {
    out.append_ascii("\\x");
    out.append(Int(static_cast<std::int64_t>(code)).to_base(16));
  }
  return out.finish();
}

void check_grouping(const format_spec& spec) {
  if (spec.grouping == '\0') {
    return;
  }
  switch (spec.type) {
    case 'd':
    case 'e':
    case 'f':
    case 'g':
    case 'E':
    case 'G':
    case '%':
    case 'F':
    case 0: return;
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      if (spec.grouping == '_') {
        return;
      }
      break;
    default: break;
  }
  str::builder message;
  message.append("Cannot specify '");
  message.append_char(spec.grouping);
  message.append("' with '");
  message.append(printable_code(spec.type));
  message.append("'.");
  raise_value_error(message.finish());
}

[[noreturn]] void raise_unknown_code(char32_t code, const char* type_name) {
  str::builder message;
  message.append("Unknown format code '");
  message.append(printable_code(code));
  message.append("' for object of type '");
  message.append_ascii(type_name);
  message.append("'");
  raise_value_error(message.finish());
}

void read_layout(spec_reader& reader, format_spec& spec, char default_align) {
  bool fill_given = false;
  if (is_align(reader.peek_second())) {
    spec.fill = reader.take();
    spec.align = static_cast<char>(reader.take());
    fill_given = true;
  } else if (is_align(reader.peek())) {
    spec.align = static_cast<char>(reader.take());
  }
  if (reader.peek_is('+') || reader.peek_is('-') || reader.peek_is(' ')) {
    spec.sign = static_cast<char>(reader.take());
  }
  spec.coerce_zero = reader.take_if('z');
  spec.alternate = reader.take_if('#');
  if (!fill_given && reader.take_if('0')) {
    spec.fill = '0';
    if (spec.align == '\0' && default_align == '>') {
      spec.align = '=';
    }
  }
  spec.width = reader.take_number();
}

void read_grouping(spec_reader& reader, format_spec& spec) {
  const auto refuse = [] { raise_value_error("Cannot specify both ',' and '_'."); };
  if (reader.take_if(',')) {
    spec.grouping = ',';
  }
  if (reader.take_if('_')) {
    if (spec.grouping != '\0') {
      refuse();
    }
    spec.grouping = '_';
  }
  if (reader.peek_is(',') && spec.grouping == '_') {
    refuse();
  }
}

}  // namespace

format_spec parse_format_spec(std::string_view text, char default_type, char default_align, const char* type_name) {
  format_spec spec;
  spec.type = static_cast<unsigned char>(default_type);
  spec_reader reader(text);
  read_layout(reader, spec, default_align);
  read_grouping(reader, spec);
  if (reader.take_if('.')) {
    spec.precision = reader.take_number();
    if (spec.precision < 0) {
      raise_value_error("Format specifier missing precision");
    }
  }
  if (!reader.done()) {
    spec.type = reader.take();
    if (!reader.done()) {
      str::builder message;
      message.append("Invalid format specifier '");
      message.append_utf8(text);
      message.append("' for object of type '");
      message.append_ascii(type_name);
      message.append("'");
      raise_value_error(message.finish());
    }
  }
  check_grouping(spec);
  if (spec.align == '\0') {
    spec.align = default_align;
  }
  return spec;
}

// --- layout of numbers ---

namespace {

/// Writes the digits with separators, and zeros before them up to `min_width`, from the right.
std::string group_digits(std::string_view digits, char separator, int group_size, std::int64_t min_width) {
  std::string reversed;
  auto remaining = static_cast<std::int64_t>(digits.size());
  bool use_separator = false;
  while (true) {
    const std::int64_t wanted = std::max<std::int64_t>(std::max(remaining, min_width), 1);
    const std::int64_t length = separator == '\0' ? wanted : std::min<std::int64_t>(group_size, wanted);
    if (use_separator) {
      reversed += separator;
    }
    for (std::int64_t i = 0; i < length; ++i) {
      reversed += i < remaining ? digits[static_cast<std::size_t>(remaining - 1 - i)] : '0';
    }
    remaining -= length;
    min_width -= length;
    if (remaining <= 0 && min_width <= 0) {
      break;
    }
    min_width -= 1;
    use_separator = true;
  }
  return {reversed.rbegin(), reversed.rend()};
}

}  // namespace

void append_number(str::builder& out, const number_parts& parts, const format_spec& spec, int group_size) {
  char sign = parts.sign;
  if (sign == '\0' && (spec.sign == '+' || spec.sign == ' ')) {
    sign = spec.sign;
  }
  const auto outside = static_cast<std::int64_t>((sign != '\0' ? 1 : 0) + parts.prefix.size() + parts.rest.size());
  const bool zero_padded = spec.fill == '0' && spec.align == '=';
  std::string grouped;
  std::string_view digits = parts.digits;
  if (!digits.empty() && (spec.grouping != '\0' || zero_padded)) {
    grouped = group_digits(digits, spec.grouping, group_size, zero_padded ? spec.width - outside : 0);
    digits = grouped;
  }
  const std::int64_t padding = spec.width - outside - static_cast<std::int64_t>(digits.size());
  const std::int64_t left = padding <= 0 ? 0 : spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  const std::int64_t inside = padding > 0 && spec.align == '=' ? padding : 0;
  out.append_fill(spec.fill, left);
  if (sign != '\0') {
    out.append_char(sign);
  }
  out.append_ascii(parts.prefix);
  out.append_fill(spec.fill, inside);
  out.append_ascii(digits);
  out.append_utf8(parts.rest);
  out.append_fill(spec.fill, padding - left - inside);
}

// --- int ---

void append_plain(str::builder& out, std::int64_t value) {
  char buffer[24];
  char* const end = buffer + sizeof buffer;
  char* begin = write_decimal(end, value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
  if (value < 0) {
    *--begin = '-';
  }
  out.append_ascii({begin, static_cast<std::size_t>(end - begin)});
}

namespace {

void check_integer_spec(const format_spec& spec) {
  if (spec.precision >= 0) {
    raise_value_error("Precision not allowed in integer format specifier");
  }
  if (spec.coerce_zero) {
    raise_value_error("Negative zero coercion (z) not allowed in integer format specifier");
  }
}

void append_character(str::builder& out, const Int& value, format_spec spec) {
  if (spec.sign != '\0') {
    raise_value_error("Sign not allowed with integer format specifier 'c'");
  }
  if (spec.alternate) {
    raise_value_error("Alternate form (#) not allowed with integer format specifier 'c'");
  }
  const std::int64_t code = value.to_int64();
  if (code < 0 || code > 0x10FFFF) {
    raise_overflow_error("%c arg not in range(0x110000)");
  }
  char bytes[4];
  const int size = encode_to(bytes, static_cast<char32_t>(code));
  number_parts parts;
  parts.rest = {bytes, static_cast<std::size_t>(size)};
  spec.width -= spec.width > 0 ? 1 - size : 0;  // the width counts characters
  spec.sign = '\0';
  append_number(out, parts, spec, 3);
}

/// Digits of |value| in the base of a presentation type, written to `buffer` from its end when they fit.
std::string_view integer_digits(const Int& value, int base, bool upper, char (&buffer)[72], str& text) {
  if (!value.is_small()) {
    text = base == 10 ? value.py_repr() : value.to_base(base, upper);
    const std::string_view digits = text.view();
    return digits.substr(digits.front() == '-' ? 1 : 0);
  }
  std::uint64_t rest = value.small() < 0 ? 0 - static_cast<std::uint64_t>(value.small()) : static_cast<std::uint64_t>(value.small());
  char* const end = buffer + sizeof buffer;
  char* begin = end;
  if (base == 10) {
    begin = write_decimal(end, rest);
  } else {
    const int shift = base == 16 ? 4 : base == 8 ? 3 : 1;
    const char* const letters = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    do {
      *--begin = letters[rest & static_cast<std::uint64_t>(base - 1)];
      rest >>= shift;
    } while (rest != 0);
  }
  return {begin, static_cast<std::size_t>(end - begin)};
}

void append_integer(str::builder& out, const Int& value, std::string_view text, const char* type_name) {
  const format_spec spec = parse_format_spec(text, 'd', '>', type_name);
  number_parts parts;
  int base = 10;
  switch (spec.type) {
    case 'd':
    case 'n': break;
    case 'c':
      check_integer_spec(spec);
      append_character(out, value, spec);
      return;
    case 'b':
      base = 2;
      parts.prefix = "0b";
      break;
    case 'o':
      base = 8;
      parts.prefix = "0o";
      break;
    case 'x':
      base = 16;
      parts.prefix = "0x";
      break;
    case 'X':
      base = 16;
      parts.prefix = "0X";
      break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%': append_formatted(out, value.to_double(), text); return;
    default: raise_unknown_code(spec.type, type_name);
  }
  check_integer_spec(spec);
  if (!spec.alternate) {
    parts.prefix = "";
  }
  char buffer[72];
  str kept;
  parts.sign = value.is_negative() ? '-' : '\0';
  parts.digits = integer_digits(value, base, spec.type == 'X', buffer, kept);
  append_number(out, parts, spec, base == 10 ? 3 : 4);
}

}  // namespace

void append_formatted(str::builder& out, std::int64_t value, std::string_view spec) {
  if (spec.empty()) {
    append_plain(out, value);
  } else {
    append_integer(out, Int(value), spec, "int");
  }
}

void append_formatted(str::builder& out, bool value, std::string_view spec) {
  if (spec.empty()) {
    out.append_ascii(value ? "True" : "False");
  } else {
    append_integer(out, Int(value ? 1 : 0), spec, "bool");
  }
}

void append_formatted(str::builder& out, const Int& value, std::string_view spec) {
  if (spec.empty()) {
    out.append(value.py_repr());
  } else {
    append_integer(out, value, spec, "int");
  }
}

str format_int(std::int64_t value, const str& spec) {
  str::builder out;
  append_formatted(out, value, spec.view());
  return out.finish();
}

// --- str ---

void append_formatted(str::builder& out, const str& value, std::string_view text) {
  if (text.empty()) {
    out.append(value);
    return;
  }
  const format_spec spec = parse_format_spec(text, 's', '<', "str");
  if (spec.type != 's') {
    raise_unknown_code(spec.type, "str");
  }
  if (spec.sign != '\0') {
    raise_value_error(spec.sign == ' ' ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier");
  }
  if (spec.coerce_zero) {
    raise_value_error("Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) {
    raise_value_error("Alternate form (#) not allowed in string format specifier");
  }
  if (spec.align == '=') {
    raise_value_error("'=' alignment not allowed in string format specifier");
  }
  std::int64_t size = value.py_len();
  const bool cut = spec.precision >= 0 && spec.precision < size;
  size = cut ? spec.precision : size;
  const std::int64_t padding = spec.width > size ? spec.width - size : 0;
  const std::int64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  out.append_fill(spec.fill, left);
  if (cut) {
    out.append(value.slice(None, size));
  } else {
    out.append(value);
  }
  out.append_fill(spec.fill, padding - left);
}

}  // namespace py::detail

namespace py {

str str::py_format(const str& spec) const {
  if (spec.empty()) {
    return *this;
  }
  builder out;
  detail::append_formatted(out, *this, spec.view());
  return out.finish();
}

str Int::py_format(const str& spec) const {
  str::builder out;
  detail::append_formatted(out, *this, spec.view());
  return out.finish();
}

}  // namespace py
