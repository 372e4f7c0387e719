// Encoding and decoding text with CPython's error handlers and messages.
#include "codecs.hpp"

#include <py/exceptions.hpp>
#include <py/int.hpp>

#include "str_internal.hpp"

#include <string>

namespace py::detail {

namespace {

/// Lower case, with '_' and ' ' as '-'.
std::string plain_name(const str& name) {
  std::string result;
  for (const char c : name.view()) {
    result += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return result;
}

struct named_codec {
  const char* name;
  codec which;
};
constexpr named_codec codec_names[] = {
    {"utf-8", codec::utf_8},
    {"utf8", codec::utf_8},
    {"u8", codec::utf_8},
    {"cp65001", codec::utf_8},
    {"utf", codec::utf_8},
    {"utf-8-sig", codec::utf_8_signature},
    {"utf8-sig", codec::utf_8_signature},
    {"ascii", codec::ascii},
    {"us-ascii", codec::ascii},
    {"646", codec::ascii},
    {"latin-1", codec::latin_1},
    {"latin1", codec::latin_1},
    {"latin", codec::latin_1},
    {"l1", codec::latin_1},
    {"8859", codec::latin_1},
    {"iso-8859-1", codec::latin_1},
    {"iso8859-1", codec::latin_1},
    {"cp819", codec::latin_1},
    {"utf-16", codec::utf_16},
    {"utf16", codec::utf_16},
    {"u16", codec::utf_16},
    {"utf-16-le", codec::utf_16_le},
    {"utf-16le", codec::utf_16_le},
    {"utf-16-be", codec::utf_16_be},
    {"utf-16be", codec::utf_16_be},
    {"utf-32", codec::utf_32},
    {"utf32", codec::utf_32},
    {"u32", codec::utf_32},
    {"utf-32-le", codec::utf_32_le},
    {"utf-32le", codec::utf_32_le},
    {"utf-32-be", codec::utf_32_be},
    {"utf-32be", codec::utf_32_be},
};

const char* error_name(codec which) noexcept {
  switch (which) {
    case codec::ascii: return "ascii";
    case codec::latin_1: return "latin-1";
    case codec::utf_16: return "utf-16";
    case codec::utf_16_le: return "utf-16-le";
    case codec::utf_16_be: return "utf-16-be";
    case codec::utf_32: return "utf-32";
    case codec::utf_32_le: return "utf-32-le";
    case codec::utf_32_be: return "utf-32-be";
    default: return "utf-8";
  }
}

void append_hex(std::string& out, std::uint32_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    out += "0123456789abcdef"[value >> shift & 15];
  }
}

// --- decoding ---

/// A fault in encoded text: where it is and why.
struct decode_fault {
  std::size_t start;
  std::size_t size;
  const char* reason;
};

/// Puts decoded characters together and deals with faults.
class decoder {
 public:
  decoder(std::string_view data, codec encoding, const str& errors) : data_(data), encoding_(encoding), errors_(errors) {}

  /// Gives the index after the fault.
  std::size_t fault(const decode_fault& what);
  str::builder out;

 private:
  std::string_view data_;
  codec encoding_;
  const str& errors_;
};

std::size_t decoder::fault(const decode_fault& what) {
  const std::size_t after = what.start + what.size;
  if (errors_ == "strict") {
    raise_unicode_decode_error(error_name(encoding_), bytes::from_text(data_), static_cast<std::int64_t>(what.start), static_cast<std::int64_t>(after), what.reason);
  }
  const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(data_[i]); };
  switch (find_error_handling(errors_)) {
    case error_handling::ignore: return after;
    case error_handling::replace: out.append_code_point(0xFFFD); return after;
    case error_handling::backslashreplace:
      for (std::size_t i = what.start; i < after; ++i) {
        std::string text = "\\x";
        append_hex(text, byte_at(i), 2);
        out.append_ascii(text);
      }
      return after;
    case error_handling::surrogateescape:
      if (byte_at(what.start) >= 0x80) {
        std::size_t i = what.start;
        for (; i < after && byte_at(i) >= 0x80; ++i) {
          out.append_code_point(0xDC00u + byte_at(i));
        }
        return i;
      }
      break;
    case error_handling::surrogatepass:
      if (encoding_ == codec::utf_8 && what.start + 3 <= data_.size() && byte_at(what.start) == 0xED && (byte_at(what.start + 1) & 0xE0) == 0xA0 &&
          (byte_at(what.start + 2) & 0xC0) == 0x80) {
        out.append_code_point(decode_at(data_.data() + what.start));
        return what.start + 3;
      }
      break;
    default: break;
  }
  raise_unicode_decode_error(error_name(encoding_), bytes::from_text(data_), static_cast<std::int64_t>(what.start), static_cast<std::int64_t>(after), what.reason);
}

/// The bytes that a UTF-8 sequence beginning with `lead` needs and the range of its second byte; 0 for no lead byte.
struct sequence_shape {
  int size;
  unsigned char lowest;
  unsigned char highest;
};

sequence_shape shape_of(unsigned char lead) noexcept {
  if (lead < 0xC2 || lead > 0xF4) {
    return {0, 0, 0};
  }
  if (lead < 0xE0) {
    return {2, 0x80, 0xBF};
  }
  if (lead < 0xF0) {
    return {3, static_cast<unsigned char>(lead == 0xE0 ? 0xA0 : 0x80), static_cast<unsigned char>(lead == 0xED ? 0x9F : 0xBF)};
  }
  return {4, static_cast<unsigned char>(lead == 0xF0 ? 0x90 : 0x80), static_cast<unsigned char>(lead == 0xF4 ? 0x8F : 0xBF)};
}

/// Bytes of the longest valid beginning of a sequence at `start` (its whole size when it is complete).
std::size_t valid_prefix(std::string_view data, std::size_t start, const sequence_shape& shape) noexcept {
  std::size_t size = 1;
  while (size < static_cast<std::size_t>(shape.size) && start + size < data.size()) {
    const auto byte = static_cast<unsigned char>(data[start + size]);
    const bool fits = size == 1 ? byte >= shape.lowest && byte <= shape.highest : (byte & 0xC0) == 0x80;
    if (!fits) {
      break;
    }
    ++size;
  }
  return size;
}

str decode_utf_8(std::string_view data, const str& errors) {
  if (all_ascii(data.data(), static_cast<std::int64_t>(data.size()))) {
    return str::from_ascii(data);
  }
  decoder result(data, codec::utf_8, errors);
  std::size_t valid_from = 0;
  std::size_t i = 0;
  const auto flush = [&] { result.out.append_utf8(data.substr(valid_from, i - valid_from)); };
  while (i < data.size()) {
    const auto lead = static_cast<unsigned char>(data[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const sequence_shape shape = shape_of(lead);
    const std::size_t size = shape.size == 0 ? 1 : valid_prefix(data, i, shape);
    if (shape.size != 0 && size == static_cast<std::size_t>(shape.size)) {
      i += size;
      continue;
    }
    flush();
    const char* const reason = shape.size == 0 ? "invalid start byte" : i + size == data.size() ? "unexpected end of data" : "invalid continuation byte";
    i = result.fault({i, size, reason});
    valid_from = i;
  }
  flush();
  return result.out.finish();
}

str decode_single_bytes(std::string_view data, codec encoding, const str& errors) {
  if (all_ascii(data.data(), static_cast<std::int64_t>(data.size()))) {
    return str::from_ascii(data);
  }
  decoder result(data, encoding, errors);
  for (std::size_t i = 0; i < data.size();) {
    const auto byte = static_cast<unsigned char>(data[i]);
    if (byte < 0x80 || encoding == codec::latin_1) {
      result.out.append_code_point(byte);
      ++i;
    } else {
      i = result.fault({i, 1, "ordinal not in range(128)"});
    }
  }
  return result.out.finish();
}

/// Units of 2 or 4 bytes in either order.
class unit_reader {
 public:
  unit_reader(std::string_view data, std::size_t width, bool big) noexcept : data_(data), width_(width), big_(big) {}
  std::uint32_t at(std::size_t offset) const noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width_; ++i) {
      const std::size_t place = big_ ? i : width_ - 1 - i;
      value = value << 8 | static_cast<unsigned char>(data_[offset + place]);
    }
    return value;
  }

 private:
  std::string_view data_;
  std::size_t width_;
  bool big_;
};

str decode_utf_16(std::string_view data, bool big, std::size_t start, codec encoding, const str& errors) {
  decoder result(data, encoding, errors);
  const unit_reader units(data, 2, big);
  for (std::size_t i = start; i < data.size();) {
    if (i + 2 > data.size()) {
      i = result.fault({i, data.size() - i, "truncated data"});
      continue;
    }
    const std::uint32_t unit = units.at(i);
    if (unit < 0xD800 || unit > 0xDFFF) {
      result.out.append_code_point(unit);
      i += 2;
    } else if (unit > 0xDBFF) {
      i = result.fault({i, 2, "illegal encoding"});
    } else if (i + 4 > data.size()) {
      i = result.fault({i, data.size() - i, "unexpected end of data"});
    } else if (const std::uint32_t low = units.at(i + 2); low < 0xDC00 || low > 0xDFFF) {
      i = result.fault({i, 2, "illegal UTF-16 surrogate"});
    } else {
      result.out.append_code_point(0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF));
      i += 4;
    }
  }
  return result.out.finish();
}

str decode_utf_32(std::string_view data, bool big, std::size_t start, codec encoding, const str& errors) {
  decoder result(data, encoding, errors);
  const unit_reader units(data, 4, big);
  for (std::size_t i = start; i < data.size();) {
    if (i + 4 > data.size()) {
      i = result.fault({i, data.size() - i, "truncated data"});
      continue;
    }
    const std::uint32_t unit = units.at(i);
    if (unit >= 0x110000) {
      i = result.fault({i, 4, "code point not in range(0x110000)"});
    } else if (unit >= 0xD800 && unit <= 0xDFFF) {
      i = result.fault({i, 4, "code point in surrogate code point range(0xd800, 0xe000)"});
    } else {
      result.out.append_code_point(unit);
      i += 4;
    }
  }
  return result.out.finish();
}

/// UTF-16 or UTF-32 with a byte order mark; little endian without one.
str decode_marked(std::string_view data, std::size_t width, const str& errors) {
  bool big = false;
  std::size_t start = 0;
  if (data.size() >= width) {
    const std::uint32_t little = unit_reader(data, width, false).at(0);
    big = unit_reader(data, width, true).at(0) == 0xFEFF;
    start = little == 0xFEFF || big ? width : 0;
  }
  return width == 2 ? decode_utf_16(data, big, start, big ? codec::utf_16_be : codec::utf_16_le, errors)
                    : decode_utf_32(data, big, start, big ? codec::utf_32_be : codec::utf_32_le, errors);
}

}  // namespace

codec find_codec(const str& name) {
  const std::string plain = plain_name(name);
  for (const named_codec& candidate : codec_names) {
    if (plain == candidate.name) {
      return candidate.which;
    }
  }
  raise_lookup_error(str("unknown encoding: ") + name);
}

error_handling find_error_handling(const str& name) {
  struct entry {
    const char* name;
    error_handling which;
  };
  static constexpr entry entries[] = {
      {"strict", error_handling::strict},
      {"ignore", error_handling::ignore},
      {"replace", error_handling::replace},
      {"backslashreplace", error_handling::backslashreplace},
      {"xmlcharrefreplace", error_handling::xmlcharrefreplace},
      {"namereplace", error_handling::namereplace},
      {"surrogateescape", error_handling::surrogateescape},
      {"surrogatepass", error_handling::surrogatepass},
  };
  for (const entry& candidate : entries) {
    if (name.view() == candidate.name) {
      return candidate.which;
    }
  }
  raise_lookup_error(str("unknown error handler name '") + name + "'");
}

str decode_text(std::string_view data, const str& encoding, const str& errors) { return decode_text(data, find_codec(encoding), errors); }

str decode_text(std::string_view data, codec encoding, const str& errors) {
  switch (encoding) {
    case codec::utf_8: return decode_utf_8(data, errors);
    case codec::utf_8_signature: return decode_utf_8(data.starts_with("\xEF\xBB\xBF") ? data.substr(3) : data, errors);
    case codec::ascii:
    case codec::latin_1: return decode_single_bytes(data, encoding, errors);
    case codec::utf_16: return decode_marked(data, 2, errors);
    case codec::utf_16_le:
    case codec::utf_16_be: return decode_utf_16(data, encoding == codec::utf_16_be, 0, encoding, errors);
    case codec::utf_32: return decode_marked(data, 4, errors);
    default: return decode_utf_32(data, encoding == codec::utf_32_be, 0, encoding, errors);
  }
}

std::size_t incomplete_tail(std::string_view data, codec encoding) noexcept {
  switch (encoding) {
    case codec::utf_8:
    case codec::utf_8_signature:
      for (std::size_t back = 1; back <= 3 && back <= data.size(); ++back) {
        const auto byte = static_cast<unsigned char>(data[data.size() - back]);
        if (byte < 0x80) {
          return 0;
        }
        if (byte >= 0xC0) {
          const sequence_shape shape = shape_of(byte);
          const bool waits = static_cast<std::size_t>(shape.size) > back && valid_prefix(data, data.size() - back, shape) == back;
          return waits ? back : 0;
        }
      }
      return 0;
    case codec::ascii:
    case codec::latin_1: return 0;
    case codec::utf_16:
    case codec::utf_16_le:
    case codec::utf_16_be: return data.size() % 2;
    default: return data.size() % 4;
  }
}

// --- encoding ---

namespace {

class encoder {
 public:
  encoder(const str& text, codec encoding, const str& errors) : text_(text), encoding_(encoding), errors_(errors) {}

  std::string run();

 private:
  bool encodable(char32_t c) const noexcept {
    switch (encoding_) {
      case codec::ascii: return c < 0x80;
      case codec::latin_1: return c < 0x100;
      default: return c < 0xD800 || c > 0xDFFF;
    }
  }
  const char* reason() const noexcept {
    return encoding_ == codec::ascii ? "ordinal not in range(128)" : encoding_ == codec::latin_1 ? "ordinal not in range(256)" : "surrogates not allowed";
  }
  void put(char32_t c);
  void put_unit(std::uint32_t unit, int width, bool big);
  void handle(char32_t c, std::int64_t index);
  [[noreturn]] void refuse(std::int64_t index) const;
  bool is_big() const noexcept { return encoding_ == codec::utf_16_be || encoding_ == codec::utf_32_be; }

  const str& text_;
  codec encoding_;
  const str& errors_;
  std::string out_;
};

void encoder::put_unit(std::uint32_t unit, int width, bool big) {
  for (int i = 0; i < width; ++i) {
    out_ += static_cast<char>(unit >> 8 * (big ? width - 1 - i : i));
  }
}

void encoder::put(char32_t c) {
  switch (encoding_) {
    case codec::ascii:
    case codec::latin_1: out_ += static_cast<char>(c); break;
    case codec::utf_16:
    case codec::utf_16_le:
    case codec::utf_16_be:
      if (c >= 0x10000) {
        put_unit(0xD800 + ((c - 0x10000) >> 10), 2, is_big());
        put_unit(0xDC00 + (c & 0x3FF), 2, is_big());
      } else {
        put_unit(c, 2, is_big());
      }
      break;
    case codec::utf_32:
    case codec::utf_32_le:
    case codec::utf_32_be: put_unit(c, 4, is_big()); break;
    default: {
      char bytes[4];
      out_.append(bytes, static_cast<std::size_t>(encode_to(bytes, c)));
      break;
    }
  }
}

/// CPython reports the whole run of characters that cannot be encoded.
void encoder::refuse(std::int64_t index) const {
  std::int64_t end = 0;
  for (const char32_t c : text_.code_points()) {
    if (end >= index && encodable(c)) {
      break;
    }
    ++end;
  }
  raise_unicode_encode_error(error_name(encoding_), text_, index, end, reason());
}

void encoder::handle(char32_t c, std::int64_t index) {
  std::string replacement;
  switch (find_error_handling(errors_)) {
    case error_handling::ignore: return;
    case error_handling::replace: put('?'); return;
    case error_handling::backslashreplace:
    case error_handling::namereplace:
      replacement = c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U";
      append_hex(replacement, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
      break;
    case error_handling::xmlcharrefreplace: replacement = "&#" + std::to_string(static_cast<std::uint32_t>(c)) + ";"; break;
    case error_handling::surrogateescape:
      if (c < 0xDC80 || c > 0xDCFF) {
        refuse(index);
      }
      out_ += static_cast<char>(c - 0xDC00);
      return;
    case error_handling::surrogatepass:
      if (encoding_ == codec::ascii || encoding_ == codec::latin_1 || c < 0xD800 || c > 0xDFFF) {
        refuse(index);
      }
      put(c);
      return;
    default: refuse(index);
  }
  for (const char r : replacement) {
    put(static_cast<unsigned char>(r));
  }
}

std::string encoder::run() {
  if (encoding_ == codec::utf_8_signature) {
    out_ = "\xEF\xBB\xBF";
  } else if (encoding_ == codec::utf_16 || encoding_ == codec::utf_32) {
    put(0xFEFF);
  }
  std::int64_t index = 0;
  for (const char32_t c : text_.code_points()) {
    if (encodable(c)) {
      put(c);
    } else if (errors_ == "strict") {
      refuse(index);
    } else {
      handle(c, index);
    }
    ++index;
  }
  return std::move(out_);
}

/// Whether UTF-8 text holds a surrogate.
bool has_surrogate(std::string_view text) noexcept {
  for (std::size_t at = text.find('\xED'); at != std::string_view::npos; at = text.find('\xED', at + 1)) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string encode_text(const str& text, codec encoding, const str& errors) {
  const bool same = text.isascii() ? encoding == codec::utf_8 || encoding == codec::ascii || encoding == codec::latin_1 : encoding == codec::utf_8 && !has_surrogate(text.view());
  return same ? std::string(text.view()) : encoder(text, encoding, errors).run();
}

}  // namespace py::detail

namespace py {

bytes str::encode(const str& encoding, const str& errors) const {
  const detail::codec which = detail::find_codec(encoding);
  if (which == detail::codec::utf_8 && isascii()) {
    return bytes::from_text(view());
  }
  return bytes::from_text(detail::encode_text(*this, which, errors));
}

}  // namespace py
