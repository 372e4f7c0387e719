// The methods that bytes and bytearray share.
#include "byte_text.hpp"
#include "codecs.hpp"

#include <array>

namespace py::detail {

namespace {

constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_alpha(char c) noexcept { return is_upper(c) || is_lower(c); }
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_space(char c) noexcept { return (c >= '\t' && c <= '\r') || c == ' '; }
constexpr char to_lower(char c) noexcept { return is_upper(c) ? static_cast<char>(c + 32) : c; }
constexpr char to_upper(char c) noexcept { return is_lower(c) ? static_cast<char>(c - 32) : c; }

struct window {
  std::string_view text;
  std::int64_t offset;  ///< -1 when the start lies past the end
};

window cut_window(std::string_view text, const bound& start, const bound& end) {
  const auto size = static_cast<std::int64_t>(text.size());
  if (start.present() && start.value() > size) {
    return {{}, -1};
  }
  const std::int64_t first = !start.present() ? 0 : start.value() < 0 ? std::max<std::int64_t>(start.value() + size, 0) : start.value();
  const std::int64_t given = !end.present() ? size : end.value() < 0 ? std::max<std::int64_t>(end.value() + size, 0) : std::min(end.value(), size);
  if (given < first) {
    return {{}, -1};
  }
  return {text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(given - first)), first};
}

template <typename Test>
bool all_bytes(std::string_view text, Test test) noexcept {
  for (const char c : text) {
    if (!test(c)) {
      return false;
    }
  }
  return !text.empty();
}

template <typename Map>
std::string mapped(std::string_view text, Map map) {
  std::string result(text);
  for (char& c : result) {
    c = map(c);
  }
  return result;
}

template <typename Test>
std::string_view stripped(std::string_view text, bool left, bool right, Test test) noexcept {
  while (left && !text.empty() && test(text.front())) {
    text.remove_prefix(1);
  }
  while (right && !text.empty() && test(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// Cuts at runs of spaces; from the right when `backwards`, then the parts come last first.
std::vector<std::string_view> split_spaces(std::string_view text, std::int64_t most, bool backwards) {
  std::vector<std::string_view> parts;
  while (true) {
    text = stripped(text, !backwards, backwards, is_space);
    if (text.empty()) {
      return parts;
    }
    if (most-- == 0) {
      parts.push_back(text);
      return parts;
    }
    std::size_t size = 0;
    while (size < text.size() && !is_space(backwards ? text[text.size() - 1 - size] : text[size])) {
      ++size;
    }
    parts.push_back(backwards ? text.substr(text.size() - size) : text.substr(0, size));
    backwards ? text.remove_suffix(size) : text.remove_prefix(size);
  }
}

std::vector<std::string_view> split_at(std::string_view text, std::string_view separator, std::int64_t most, bool backwards) {
  if (separator.empty()) {
    raise_value_error("empty separator");
  }
  std::vector<std::string_view> parts;
  for (; most != 0; --most) {
    const std::int64_t found = backwards ? rfind_bytes(text, separator) : find_bytes(text, separator);
    if (found < 0) {
      break;
    }
    const auto at = static_cast<std::size_t>(found);
    parts.push_back(backwards ? text.substr(at + separator.size()) : text.substr(0, at));
    backwards ? text.remove_suffix(text.size() - at) : text.remove_prefix(at + separator.size());
  }
  parts.push_back(text);
  return parts;
}

template <typename Self>
vector<Self> in_order(const std::vector<std::string_view>& parts, bool backwards) {
  vector<Self> result;
  for (const std::string_view part : parts) {
    result.append(Self::from_text(part));
  }
  if (backwards) {
    result.reverse();
  }
  return result;
}

char fill_of(const bytes_view& fill, const char* method) {
  if (fill.view().size() != 1) {
    raise_type_error(str::from_utf8(std::string(method) + "() argument 2 must be a byte string of length 1, not bytes"));
  }
  return fill.view().front();
}

std::string padded(std::string_view text, char fill, std::int64_t left, std::int64_t right) {
  std::string result(static_cast<std::size_t>(std::max<std::int64_t>(left, 0)), fill);
  result += text;
  result.append(static_cast<std::size_t>(std::max<std::int64_t>(right, 0)), fill);
  return result;
}

std::int64_t margin_of(std::string_view text, std::int64_t width) { return std::max<std::int64_t>(width - static_cast<std::int64_t>(text.size()), 0); }

constexpr char hex_letters[] = "0123456789abcdef";

int hex_value(char c) noexcept { return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

}  // namespace

std::string sliced(std::string_view text, const bound& lower, const bound& upper, const bound& step) {
  const stepped_range range = resolve_slice(static_cast<std::int64_t>(text.size()), lower, upper, step);
  std::string result;
  result.reserve(static_cast<std::size_t>(range.count));
  for (std::int64_t i = 0; i < range.count; ++i) {
    result += text[static_cast<std::size_t>(range.start + i * range.step)];
  }
  return result;
}

str byte_repr(std::string_view text) {
  const char quote = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
  str::builder out;
  out.append_char('b');
  out.append_char(quote);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\') {
      out.append_char('\\');
      out.append_char(c);
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out.append_char('\\');
      out.append_char(c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
    } else if (byte >= 0x20 && byte < 0x7F) {
      out.append_char(c);
    } else {
      out.append_ascii("\\x");
      out.append_char(hex_letters[byte >> 4]);
      out.append_char(hex_letters[byte & 15]);
    }
  }
  out.append_char(quote);
  return out.finish();
}

template <typename Self>
str byte_methods<Self>::py_repr() const {
  if constexpr (std::is_same_v<Self, bytearray>) {
    return str("bytearray(") + byte_repr(view()) + ")";
  } else {
    return byte_repr(view());
  }
}

// --- searching ---

template <typename Self>
bool byte_methods<Self>::py_contains(const byte_pattern& part) const noexcept {
  return part.view().empty() || find_bytes(view(), part.view()) >= 0;
}

template <typename Self>
std::int64_t byte_methods<Self>::find(const byte_pattern& part, const bound& start, const bound& end) const {
  const window in = cut_window(view(), start, end);
  if (in.offset < 0) {
    return -1;
  }
  const std::int64_t found = part.view().empty() ? 0 : find_bytes(in.text, part.view());
  return found < 0 ? -1 : found + in.offset;
}

template <typename Self>
std::int64_t byte_methods<Self>::rfind(const byte_pattern& part, const bound& start, const bound& end) const {
  const window in = cut_window(view(), start, end);
  if (in.offset < 0) {
    return -1;
  }
  const std::int64_t found = part.view().empty() ? static_cast<std::int64_t>(in.text.size()) : rfind_bytes(in.text, part.view());
  return found < 0 ? -1 : found + in.offset;
}

template <typename Self>
std::int64_t byte_methods<Self>::index(const byte_pattern& part, const bound& start, const bound& end) const {
  const std::int64_t found = find(part, start, end);
  if (found < 0) {
    raise_value_error("subsection not found");
  }
  return found;
}

template <typename Self>
std::int64_t byte_methods<Self>::rindex(const byte_pattern& part, const bound& start, const bound& end) const {
  const std::int64_t found = rfind(part, start, end);
  if (found < 0) {
    raise_value_error("subsection not found");
  }
  return found;
}

template <typename Self>
std::int64_t byte_methods<Self>::count(const byte_pattern& part, const bound& start, const bound& end) const {
  const window in = cut_window(view(), start, end);
  if (in.offset < 0) {
    return 0;
  }
  if (part.view().empty()) {
    return static_cast<std::int64_t>(in.text.size()) + 1;
  }
  std::int64_t count = 0;
  std::string_view rest = in.text;
  for (std::int64_t at = find_bytes(rest, part.view()); at >= 0; at = find_bytes(rest, part.view())) {
    ++count;
    rest.remove_prefix(static_cast<std::size_t>(at) + part.view().size());
  }
  return count;
}

template <typename Self>
bool byte_methods<Self>::has_prefix(const bytes_view& prefix, const bound& start, const bound& end) const {
  const window in = cut_window(view(), start, end);
  return in.offset >= 0 && in.text.starts_with(prefix.view());
}

template <typename Self>
bool byte_methods<Self>::has_suffix(const bytes_view& suffix, const bound& start, const bound& end) const {
  const window in = cut_window(view(), start, end);
  return in.offset >= 0 && in.text.ends_with(suffix.view());
}

// --- cutting ---

template <typename Self>
Self byte_methods<Self>::slice(const bound& lower, const bound& upper) const {
  const slice_range range = resolve_slice(self().py_len(), lower, upper);
  if (std::is_same_v<Self, bytes> && range.size() == self().py_len()) {
    return self();
  }
  return Self::from_text(view().substr(static_cast<std::size_t>(range.begin), static_cast<std::size_t>(range.size())));
}

template <typename Self>
Self byte_methods<Self>::slice(const bound& lower, const bound& upper, const bound& step) const {
  return Self::from_text(sliced(view(), lower, upper, step));
}

template <typename Self>
vector<Self> byte_methods<Self>::split(none_t, size_argument maxsplit) const {
  return in_order<Self>(split_spaces(view(), maxsplit, false), false);
}
template <typename Self>
vector<Self> byte_methods<Self>::split(const bytes_view& separator, size_argument maxsplit) const {
  return in_order<Self>(split_at(view(), separator.view(), maxsplit, false), false);
}
template <typename Self>
vector<Self> byte_methods<Self>::rsplit(none_t, size_argument maxsplit) const {
  return in_order<Self>(split_spaces(view(), maxsplit, true), true);
}
template <typename Self>
vector<Self> byte_methods<Self>::rsplit(const bytes_view& separator, size_argument maxsplit) const {
  return in_order<Self>(split_at(view(), separator.view(), maxsplit, true), true);
}

template <typename Self>
vector<Self> byte_methods<Self>::splitlines(bool keepends) const {
  vector<Self> result;
  std::string_view rest = view();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    std::size_t next = end;
    if (end < rest.size()) {
      next = end + (rest[end] == '\r' && end + 1 < rest.size() && rest[end + 1] == '\n' ? 2 : 1);
    }
    result.append(Self::from_text(rest.substr(0, keepends ? next : end)));
    rest.remove_prefix(next);
  }
  return result;
}

template <typename Self>
std::tuple<Self, Self, Self> byte_methods<Self>::partition(const bytes_view& separator) const {
  const std::vector<std::string_view> parts = split_at(view(), separator.view(), 1, false);
  if (parts.size() == 1) {
    return {Self::from_text(view()), Self(), Self()};
  }
  return {Self::from_text(parts[0]), Self::from_text(separator.view()), Self::from_text(parts[1])};
}

template <typename Self>
std::tuple<Self, Self, Self> byte_methods<Self>::rpartition(const bytes_view& separator) const {
  const std::vector<std::string_view> parts = split_at(view(), separator.view(), 1, true);
  if (parts.size() == 1) {
    return {Self(), Self(), Self::from_text(view())};
  }
  return {Self::from_text(parts[1]), Self::from_text(separator.view()), Self::from_text(parts[0])};
}

template <typename Self>
Self byte_methods<Self>::strip(none_t) const {
  return Self::from_text(stripped(view(), true, true, is_space));
}
template <typename Self>
Self byte_methods<Self>::lstrip(none_t) const {
  return Self::from_text(stripped(view(), true, false, is_space));
}
template <typename Self>
Self byte_methods<Self>::rstrip(none_t) const {
  return Self::from_text(stripped(view(), false, true, is_space));
}
template <typename Self>
Self byte_methods<Self>::strip(const bytes_view& characters) const {
  return Self::from_text(stripped(view(), true, true, [&](char c) { return characters.view().find(c) != std::string_view::npos; }));
}
template <typename Self>
Self byte_methods<Self>::lstrip(const bytes_view& characters) const {
  return Self::from_text(stripped(view(), true, false, [&](char c) { return characters.view().find(c) != std::string_view::npos; }));
}
template <typename Self>
Self byte_methods<Self>::rstrip(const bytes_view& characters) const {
  return Self::from_text(stripped(view(), false, true, [&](char c) { return characters.view().find(c) != std::string_view::npos; }));
}
template <typename Self>
Self byte_methods<Self>::removeprefix(const bytes_view& prefix) const {
  return Self::from_text(view().starts_with(prefix.view()) ? view().substr(prefix.view().size()) : view());
}
template <typename Self>
Self byte_methods<Self>::removesuffix(const bytes_view& suffix) const {
  return Self::from_text(view().ends_with(suffix.view()) ? view().substr(0, view().size() - suffix.view().size()) : view());
}

// --- changing ---

template <typename Self>
Self byte_methods<Self>::replace(const bytes_view& old_text, const bytes_view& new_text, size_argument count) const {
  std::string result;
  std::string_view rest = view();
  std::int64_t left = count;
  if (old_text.view().empty()) {
    for (const char c : rest) {
      if (left != 0) {
        result += new_text.view();
        --left;
      }
      result += c;
    }
    result += left != 0 ? new_text.view() : std::string_view();
    return Self::from_text(result);
  }
  for (; left != 0; --left) {
    const std::int64_t found = find_bytes(rest, old_text.view());
    if (found < 0) {
      break;
    }
    result += rest.substr(0, static_cast<std::size_t>(found));
    result += new_text.view();
    rest.remove_prefix(static_cast<std::size_t>(found) + old_text.view().size());
  }
  result += rest;
  return Self::from_text(result);
}

template <typename Self>
Self byte_methods<Self>::translate(none_t, const bytes_view& removed) const {
  std::string result;
  for (const char c : view()) {
    if (removed.view().find(c) == std::string_view::npos) {
      result += c;
    }
  }
  return Self::from_text(result);
}

template <typename Self>
Self byte_methods<Self>::translate(const bytes_view& table, const bytes_view& removed) const {
  if (table.view().size() != 256) {
    raise_value_error("translation table must be 256 characters long");
  }
  std::string result;
  for (const char c : view()) {
    if (removed.view().find(c) == std::string_view::npos) {
      result += table.view()[static_cast<unsigned char>(c)];
    }
  }
  return Self::from_text(result);
}

template <typename Self>
Self byte_methods<Self>::percent(const object& value) const {
  return Self(percent_bytes(bytes(self()), value));
}

template <typename Self>
Self byte_methods<Self>::repeat(std::int64_t times) const {
  std::string result;
  for (; times > 0; --times) {
    result += view();
  }
  return Self::from_text(result);
}

template <typename Self>
Self byte_methods<Self>::center(size_argument width, const bytes_view& fill) const {
  const std::int64_t margin = margin_of(view(), width);
  const std::int64_t left = margin / 2 + (margin & width & 1);
  return Self::from_text(padded(view(), fill_of(fill, "center"), left, margin - left));
}
template <typename Self>
Self byte_methods<Self>::ljust(size_argument width, const bytes_view& fill) const {
  return Self::from_text(padded(view(), fill_of(fill, "ljust"), 0, margin_of(view(), width)));
}
template <typename Self>
Self byte_methods<Self>::rjust(size_argument width, const bytes_view& fill) const {
  return Self::from_text(padded(view(), fill_of(fill, "rjust"), margin_of(view(), width), 0));
}

template <typename Self>
Self byte_methods<Self>::zfill(size_argument width) const {
  const std::string_view text = view();
  const std::size_t sign = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  return Self::from_text(std::string(text.substr(0, sign)) + padded(text.substr(sign), '0', margin_of(text, width), 0));
}

template <typename Self>
Self byte_methods<Self>::expandtabs(size_argument tab_size) const {
  std::string result;
  std::int64_t column = 0;
  for (const char c : view()) {
    if (c == '\t') {
      const std::int64_t spaces = tab_size > 0 ? tab_size - column % tab_size : 0;
      result.append(static_cast<std::size_t>(spaces), ' ');
      column += spaces;
    } else {
      result += c;
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return Self::from_text(result);
}

template <typename Self>
Self byte_methods<Self>::lower() const {
  return Self::from_text(mapped(view(), to_lower));
}
template <typename Self>
Self byte_methods<Self>::upper() const {
  return Self::from_text(mapped(view(), to_upper));
}
template <typename Self>
Self byte_methods<Self>::swapcase() const {
  return Self::from_text(mapped(view(), [](char c) { return is_upper(c) ? to_lower(c) : to_upper(c); }));
}
template <typename Self>
Self byte_methods<Self>::capitalize() const {
  bool first = true;
  return Self::from_text(mapped(view(), [&](char c) { return std::exchange(first, false) ? to_upper(c) : to_lower(c); }));
}
template <typename Self>
Self byte_methods<Self>::title() const {
  bool after_letter = false;
  return Self::from_text(mapped(view(), [&](char c) { return std::exchange(after_letter, is_alpha(c)) ? to_lower(c) : to_upper(c); }));
}

// --- classes of bytes ---

template <typename Self>
bool byte_methods<Self>::isalpha() const noexcept {
  return all_bytes(view(), is_alpha);
}
template <typename Self>
bool byte_methods<Self>::isdigit() const noexcept {
  return all_bytes(view(), is_digit);
}
template <typename Self>
bool byte_methods<Self>::isalnum() const noexcept {
  return all_bytes(view(), [](char c) { return is_alpha(c) || is_digit(c); });
}
template <typename Self>
bool byte_methods<Self>::isspace() const noexcept {
  return all_bytes(view(), is_space);
}
template <typename Self>
bool byte_methods<Self>::isascii() const noexcept {
  return all_ascii(view().data(), static_cast<std::int64_t>(view().size()));
}
template <typename Self>
bool byte_methods<Self>::isupper() const noexcept {
  const Self& data = self();
  return all_bytes(view(), [](char c) { return !is_lower(c); }) && data.view().find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos;
}
template <typename Self>
bool byte_methods<Self>::islower() const noexcept {
  const Self& data = self();
  return all_bytes(view(), [](char c) { return !is_upper(c); }) && data.view().find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
}
template <typename Self>
bool byte_methods<Self>::istitle() const noexcept {
  bool found = false;
  bool after_letter = false;
  for (const char c : view()) {
    if (is_alpha(c) && is_upper(c) == after_letter) {
      return false;
    }
    after_letter = is_alpha(c);
    found = found || after_letter;
  }
  return found;
}

// --- text ---

template <typename Self>
str byte_methods<Self>::hex(const str& separator, size_argument bytes_per_separator) const {
  if (!separator.empty() && separator.py_len() != 1) {
    raise_value_error("sep must be length 1.");
  }
  if (!separator.isascii()) {
    raise_value_error("sep must be ASCII.");
  }
  const std::int64_t group = separator.empty() ? std::int64_t{0} : std::int64_t{bytes_per_separator};
  const std::int64_t size = self().py_len();
  str::builder out;
  for (std::int64_t i = 0; i < size; ++i) {
    if (i > 0 && group != 0 && (group > 0 ? (size - i) % group == 0 : i % -group == 0)) {
      out.append(separator);
    }
    const unsigned char byte = self().data()[i];
    out.append_char(hex_letters[byte >> 4]);
    out.append_char(hex_letters[byte & 15]);
  }
  return out.finish();
}

template <typename Self>
Self byte_methods<Self>::fromhex(const str& text) {
  std::string result;
  std::int64_t position = 0;
  int high = -1;
  for (const char32_t c : text.code_points()) {
    const int digit = c < 0x80 ? hex_value(static_cast<char>(c)) : -1;
    if (digit >= 0) {
      if (high >= 0) {
        result += static_cast<char>(high << 4 | digit);
      }
      high = high >= 0 ? -1 : digit;
    } else if (high >= 0 || c >= 0x80 || !is_space(static_cast<char>(c))) {
      break;
    }
    ++position;
  }
  if (position < text.py_len() || high >= 0) {
    raise_value_error(str("non-hexadecimal number found in fromhex() arg at position ") + int64_to_str(position));
  }
  return Self::from_text(result);
}

template <typename Self>
str byte_methods<Self>::decode(const str& encoding, const str& errors) const {
  return decode_text(view(), encoding, errors);
}

template class byte_methods<bytes>;
template class byte_methods<bytearray>;

}  // namespace py::detail

namespace py {

str::str(const bytes& data, const str& encoding, const str& errors) : str(data.decode(encoding, errors)) {}
str::str(const bytearray& data, const str& encoding, const str& errors) : str(data.decode(encoding, errors)) {}

}  // namespace py
