#include "containers_internal.hpp"

namespace py::detail {

void raise_empty_sequence(bool is_max) { raise_value_error(is_max ? "max() arg is an empty sequence" : "min() arg is an empty sequence"); }
void raise_sum_of_text(const char* text) { raise_type_error(text); }

str character_of(const Int& code) {
  if (!code.fits_int64() || code.to_int64() > INT32_MAX || code.to_int64() < INT32_MIN) {
    raise_overflow_error(code.fits_int64() ? "signed integer is greater than maximum" : "Python int too large to convert to C long");
  }
  const std::int64_t value = code.to_int64();
  if (value < 0 || value >= 0x110000) {
    raise_value_error("chr() arg not in range(0x110000)");
  }
  return str::from_code_point(static_cast<char32_t>(value));
}

std::int64_t code_of(const str& text) {
  const std::int64_t length = text.py_len();
  if (length != 1) {
    raise_type_error(message("ord() expected a character, but string of length ", Int(length), " found"));
  }
  return static_cast<std::int64_t>(decode_at(text.data()));
}

std::int64_t code_of_object(const object& text) {
  if (text.is_str()) {
    return code_of(text.as_str());
  }
  const str& name = text.py_type().name();
  if (text.is_pointer() && (name == "bytes" || name == "bytearray")) {
    const std::int64_t length = text.py_len();
    if (length == 1) {
      return cast<std::int64_t>(text.py_getitem(0));
    }
    raise_type_error(message("ord() expected a character, but string of length ", Int(length), " found"));
  }
  raise_type_error(message("ord() expected string of length 1, but ", name, " found"));
}

Int index_of_object(const object& value) {
  const object number = index_of(value);
  if (number.is_unbound()) {
    raise_type_error(message("'", value.py_type().name(), "' object cannot be interpreted as an integer"));
  }
  return number.as_int();
}

str prefixed_digits(const Int& value, int base) {
  const char* const prefix = base == 16 ? "0x" : base == 8 ? "0o" : "0b";
  if (value.is_negative()) {
    return message("-", prefix, (-value).to_base(base));
  }
  return message(prefix, value.to_base(base));
}

str escape_non_ascii(const str& text) {
  if (text.isascii()) {
    return text;
  }
  static constexpr char digits[] = "0123456789abcdef";
  str::builder result;
  for (const char32_t code : text.code_points()) {
    if (code < 0x80) {
      result.append_char(static_cast<char>(code));
      continue;
    }
    const int width = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
    result.append_char('\\');
    result.append_char(width == 2 ? 'x' : width == 4 ? 'u' : 'U');
    for (int shift = 4 * (width - 1); shift >= 0; shift -= 4) {
      result.append_char(digits[code >> shift & 15]);
    }
  }
  return result.finish();
}

}  // namespace py::detail
