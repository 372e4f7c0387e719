// str: padding, tabs, repr, and translation.
#include <py/int.hpp>
#include <py/object.hpp>

#include "str_internal.hpp"

namespace py {

namespace {

char32_t fill_character(const str& fill) {
  if (fill.py_len() != 1) {
    raise_type_error("The fill character must be exactly one character long");
  }
  return detail::decode_at(fill.data());
}

str pad(const str& text, char32_t fill, std::int64_t left, std::int64_t right) {
  str::builder result;
  result.append_fill(fill, left);
  result.append(text);
  result.append_fill(fill, right);
  return result.finish();
}

constexpr char hex_digits[] = "0123456789abcdef";

void append_hex(str::builder& out, char letter, char32_t c, int digits) {
  out.append_char('\\');
  out.append_char(letter);
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    out.append_char(hex_digits[c >> shift & 15]);
  }
}

void append_escaped(str::builder& out, char32_t c) {
  if (c < 0x100) {
    append_hex(out, 'x', c, 2);
  } else if (c < 0x10000) {
    append_hex(out, 'u', c, 4);
  } else {
    append_hex(out, 'U', c, 8);
  }
}

void append_repr_character(str::builder& out, char32_t c, char quote, bool ascii_only) {
  if (c == static_cast<unsigned char>(quote) || c == '\\') {
    out.append_char('\\');
    out.append_char(static_cast<char>(c));
  } else if (c == '\n' || c == '\r' || c == '\t') {
    out.append_char('\\');
    out.append_char(c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
  } else if (c >= 0x20 && c < 0x7F) {
    out.append_char(static_cast<char>(c));
  } else if (c < 0x80 || ascii_only || !unicode::has(c, unicode::printable)) {
    append_escaped(out, c);
  } else {
    out.append_code_point(c);
  }
}

str quoted(const str& text, bool ascii_only) {
  const std::string_view raw = text.view();
  const char quote = raw.find('\'') != std::string_view::npos && raw.find('"') == std::string_view::npos ? '"' : '\'';
  str::builder out;
  out.append_char(quote);
  for (const char32_t c : text.code_points()) {
    append_repr_character(out, c, quote, ascii_only);
  }
  out.append_char(quote);
  return out.finish();
}

}  // namespace

str str::center(size_argument width, const str& fill) const {
  const char32_t filling = fill_character(fill);
  const std::int64_t margin = width - py_len();
  if (margin <= 0) {
    return *this;
  }
  const std::int64_t left = margin / 2 + (margin & width & 1);
  return pad(*this, filling, left, margin - left);
}

str str::ljust(size_argument width, const str& fill) const {
  const char32_t filling = fill_character(fill);
  const std::int64_t margin = width - py_len();
  return margin <= 0 ? *this : pad(*this, filling, 0, margin);
}

str str::rjust(size_argument width, const str& fill) const {
  const char32_t filling = fill_character(fill);
  const std::int64_t margin = width - py_len();
  return margin <= 0 ? *this : pad(*this, filling, margin, 0);
}

str str::zfill(size_argument width) const {
  const std::int64_t margin = width - py_len();
  if (margin <= 0) {
    return *this;
  }
  const bool has_sign = !empty() && (*data() == '+' || *data() == '-');
  builder result;
  if (has_sign) {
    result.append_char(*data());
  }
  result.append_fill('0', margin);
  result.append(byte_slice(has_sign ? 1 : 0, byte_size()));
  return result.finish();
}

str str::expandtabs(size_argument tab_size) const {
  builder result;
  std::int64_t column = 0;
  for (const char32_t c : code_points()) {
    if (c == '\t') {
      if (tab_size > 0) {
        const std::int64_t spaces = tab_size - column % tab_size;
        result.append_fill(' ', spaces);
        column += spaces;
      }
      continue;
    }
    result.append_code_point(c);
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
  return result.finish();
}

str str::py_repr() const { return quoted(*this, false); }

str str::py_ascii() const { return quoted(*this, true); }

namespace detail {

str ascii_of_repr(const str& repr) {
  str::builder out;
  for (const char32_t c : repr.code_points()) {
    if (c < 0x80) {
      out.append_char(static_cast<char>(c));
    } else {
      append_escaped(out, c);
    }
  }
  return out.finish();
}

}  // namespace detail

// --- translation ---

namespace detail {

translation translation_of(none_t) { return {true, {}}; }

translation translation_of(const str& value) { return {true, value}; }

translation translation_of(const Int& value) {
  if (value < 0 || value >= 0x110000) {
    raise_value_error("character mapping must be in range(0x110000)");
  }
  return {true, str::from_code_point(static_cast<char32_t>(value.to_int64()))};
}

translation translation_of(const object& value) {
  if (value.is_none()) {
    return translation_of(None);
  }
  if (value.is_str()) {
    return translation_of(value.as_str());
  }
  if (value.is_int()) {
    return translation_of(value.as_int());
  }
  raise_type_error("character mapping must return integer, None or str");
}

str translate_text(const str& text, translation (*look_up)(const void* table, char32_t code_point), const void* table) {
  translation ascii[128];
  bool known[128] = {};
  str::builder result;
  for (const char32_t c : text.code_points()) {
    translation other;
    const translation* entry = &other;
    if (c < 128) {
      if (!known[c]) {
        ascii[c] = look_up(table, c);
        known[c] = true;
      }
      entry = &ascii[c];
    } else {
      other = look_up(table, c);
    }
    if (entry->found) {
      result.append(entry->text);
    } else {
      result.append_code_point(c);
    }
  }
  return result.finish();
}

}  // namespace detail

}  // namespace py
