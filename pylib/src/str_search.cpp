// str: searching, replacing, stripping, cutting.
#include <py/int.hpp>
#include <py/vector.hpp>

#include "str_internal.hpp"

namespace py {

namespace detail {

std::int64_t find_bytes(std::string_view text, std::string_view part) noexcept {
  if (part.size() > text.size()) {
    return -1;
  }
  const void* const found =
      part.size() == 1 ? std::memchr(text.data(), static_cast<unsigned char>(part[0]), text.size()) : memmem(text.data(), text.size(), part.data(), part.size());
  return found == nullptr ? -1 : static_cast<const char*>(found) - text.data();
}

std::int64_t rfind_bytes(std::string_view text, std::string_view part) noexcept {
  if (part.size() > text.size()) {
    return -1;
  }
  const char last = part.back();
  const char* const begin = text.data();
  const char* end = begin + text.size();
  while (true) {
    const auto* const found = static_cast<const char*>(memrchr(begin, static_cast<unsigned char>(last), static_cast<std::size_t>(end - begin)));
    if (found == nullptr || found - begin + 1 < static_cast<std::int64_t>(part.size())) {
      return -1;
    }
    const char* const start = found + 1 - part.size();
    if (std::memcmp(start, part.data(), part.size()) == 0) {
      return start - begin;
    }
    end = found;
  }
}

namespace {

/// Occurrences of a non-empty part that do not overlap.
std::int64_t count_bytes(std::string_view text, std::string_view part) noexcept {
  std::int64_t count = 0;
  for (std::int64_t at = find_bytes(text, part); at >= 0; at = find_bytes(text, part)) {
    ++count;
    text.remove_prefix(static_cast<std::size_t>(at) + part.size());
  }
  return count;
}

/// Cuts pieces of one str off as strs; the pieces know whether the whole is ASCII.
class cutter {
 public:
  explicit cutter(const str& text) : text_(text), begin_(text.data()) {}
  str piece(std::int64_t begin, std::int64_t end) const { return text_.byte_slice(begin, end); }
  str piece(const char* begin, const char* end) const { return piece(begin - begin_, end - begin_); }

 private:
  const str& text_;
  const char* begin_;
};

bool is_space_at(const char* position) noexcept {
  const auto byte = static_cast<unsigned char>(*position);
  return byte < 0x80 ? unicode::is_ascii_space(byte) : unicode::has(decode_at(position), unicode::space);
}

/// Whether a character, given as UTF-8, is one of a set.
class character_set {
 public:
  explicit character_set(const str& characters) : text_(characters.view()) {
    for (const char c : text_) {
      const auto byte = static_cast<unsigned char>(c);
      ascii_[byte >> 6 & 1] |= byte < 0x80 ? std::uint64_t{1} << (byte & 63) : 0;
    }
  }
  bool contains(const char* position) const noexcept {
    const auto byte = static_cast<unsigned char>(*position);
    if (byte < 0x80) {
      return (ascii_[byte >> 6] >> (byte & 63) & 1) != 0;
    }
    return find_bytes(text_, {position, static_cast<std::size_t>(sequence_length(byte))}) >= 0;
  }

 private:
  std::string_view text_;
  std::uint64_t ascii_[2] = {0, 0};
};

template <typename Test>
str strip_where(const str& text, bool left, bool right, Test test) {
  const char* const first = text.data();
  const char* begin = first;
  const char* end = begin + text.byte_size();
  while (left && begin < end && test(begin)) {
    begin += sequence_length(static_cast<unsigned char>(*begin));
  }
  while (right && begin < end) {
    const char* const last = previous(end);
    if (!test(last)) {
      break;
    }
    end = last;
  }
  return text.byte_slice(begin - first, end - first);
}

str strip_spaces(const str& text, bool left, bool right) { return strip_where(text, left, right, is_space_at); }

str strip_set(const str& text, const str& characters, bool left, bool right) {
  const character_set set(characters);
  return strip_where(text, left, right, [&](const char* position) { return set.contains(position); });
}

void require_separator(const str& separator) {
  if (separator.empty()) {
    raise_value_error("empty separator");
  }
}

vector<str> split_spaces(const str& text, std::int64_t maxsplit) {
  vector<str> result;
  const cutter cut(text);
  const char* position = text.data();
  const char* const end = position + text.byte_size();
  const auto step = [](const char* at) { return at + sequence_length(static_cast<unsigned char>(*at)); };
  while (true) {
    while (position < end && is_space_at(position)) {
      position = step(position);
    }
    if (position >= end) {
      return result;
    }
    const char* const start = position;
    if (maxsplit-- == 0) {
      result.append(cut.piece(start, end));
      return result;
    }
    while (position < end && !is_space_at(position)) {
      position = step(position);
    }
    result.append(cut.piece(start, position));
  }
}

vector<str> rsplit_spaces(const str& text, std::int64_t maxsplit) {
  vector<str> result;
  const cutter cut(text);
  const char* const begin = text.data();
  const char* end = begin + text.byte_size();
  while (true) {
    while (end > begin && is_space_at(previous(end))) {
      end = previous(end);
    }
    if (end == begin) {
      break;
    }
    const char* start = end;
    if (maxsplit-- == 0) {
      result.append(cut.piece(begin, end));
      break;
    }
    while (start > begin && !is_space_at(previous(start))) {
      start = previous(start);
    }
    result.append(cut.piece(start, end));
    end = start;
  }
  result.reverse();
  return result;
}

str replace_gaps(const str& text, const str& filling, std::int64_t count) {
  str::builder result;
  std::int64_t left = count;
  for (const str& character : text) {
    if (left != 0) {
      result.append(filling);
      --left;
    }
    result.append(character);
  }
  if (left != 0) {
    result.append(filling);
  }
  return result.finish();
}

}  // namespace

}  // namespace detail

// --- searching ---

slice_range str::byte_window(const bound& start, const bound& end) const noexcept {
  if (!end.present() && (!start.present() || start.value() == 0)) {
    return {0, byte_size()};
  }
  const std::int64_t size = py_len();
  if (start.present() && start.value() > size) {
    return {-1, -1};
  }
  const std::int64_t first = start.present() ? (start.value() < 0 ? (start.value() + size < 0 ? 0 : start.value() + size) : start.value()) : 0;
  const std::int64_t given = end.present() ? (end.value() < 0 ? end.value() + size : end.value()) : size;
  const std::int64_t last = given < 0 ? 0 : given > size ? size : given;
  if (last < first) {
    return {-1, -1};
  }
  const std::int64_t begin = byte_offset(first);
  return {begin, last == size ? byte_size() : byte_offset(last)};
}

std::int64_t str::find(const str& part, const bound& start, const bound& end) const {
  const slice_range window = byte_window(start, end);
  if (window.begin < 0) {
    return -1;
  }
  const std::int64_t found = part.empty() ? 0 : detail::find_bytes(view().substr(static_cast<std::size_t>(window.begin), static_cast<std::size_t>(window.size())), part.view());
  return found < 0 ? -1 : index_of_byte(window.begin + found);
}

std::int64_t str::rfind(const str& part, const bound& start, const bound& end) const {
  const slice_range window = byte_window(start, end);
  if (window.begin < 0) {
    return -1;
  }
  const std::int64_t found =
      part.empty() ? window.size() : detail::rfind_bytes(view().substr(static_cast<std::size_t>(window.begin), static_cast<std::size_t>(window.size())), part.view());
  return found < 0 ? -1 : index_of_byte(window.begin + found);
}

std::int64_t str::index(const str& part, const bound& start, const bound& end) const {
  const std::int64_t found = find(part, start, end);
  if (found < 0) {
    raise_value_error("substring not found");
  }
  return found;
}

std::int64_t str::rindex(const str& part, const bound& start, const bound& end) const {
  const std::int64_t found = rfind(part, start, end);
  if (found < 0) {
    raise_value_error("substring not found");
  }
  return found;
}

std::int64_t str::count(const str& part, const bound& start, const bound& end) const {
  const slice_range window = byte_window(start, end);
  if (window.begin < 0) {
    return 0;
  }
  const std::string_view text = view().substr(static_cast<std::size_t>(window.begin), static_cast<std::size_t>(window.size()));
  if (part.empty()) {
    return detail::count_code_points(text.data(), window.size()) + 1;
  }
  return detail::count_bytes(text, part.view());
}

bool str::py_contains(const str& part) const noexcept { return part.empty() || detail::find_bytes(view(), part.view()) >= 0; }

bool str::startswith(const str& prefix) const noexcept { return view().starts_with(prefix.view()); }

bool str::endswith(const str& suffix) const noexcept { return view().ends_with(suffix.view()); }

bool str::startswith(const str& prefix, const bound& start, const bound& end) const {
  const slice_range window = byte_window(start, end);
  return window.begin >= 0 && view().substr(static_cast<std::size_t>(window.begin), static_cast<std::size_t>(window.size())).starts_with(prefix.view());
}

bool str::endswith(const str& suffix, const bound& start, const bound& end) const {
  const slice_range window = byte_window(start, end);
  return window.begin >= 0 && view().substr(static_cast<std::size_t>(window.begin), static_cast<std::size_t>(window.size())).ends_with(suffix.view());
}

// --- stripping ---

str str::strip() const { return detail::strip_spaces(*this, true, true); }
str str::lstrip() const { return detail::strip_spaces(*this, true, false); }
str str::rstrip() const { return detail::strip_spaces(*this, false, true); }
str str::strip(const str& characters) const { return detail::strip_set(*this, characters, true, true); }
str str::lstrip(const str& characters) const { return detail::strip_set(*this, characters, true, false); }
str str::rstrip(const str& characters) const { return detail::strip_set(*this, characters, false, true); }

str str::removeprefix(const str& prefix) const { return startswith(prefix) ? byte_slice(prefix.byte_size(), byte_size()) : *this; }
str str::removesuffix(const str& suffix) const { return endswith(suffix) ? byte_slice(0, byte_size() - suffix.byte_size()) : *this; }

// --- cutting ---

vector<str> str::split() const { return detail::split_spaces(*this, -1); }
vector<str> str::split(none_t, size_argument maxsplit) const { return detail::split_spaces(*this, maxsplit); }

template <std::same_as<std::optional<str>> Optional>
vector<str> str::split(const Optional& separator, size_argument maxsplit) const {
  return separator ? split(*separator, maxsplit) : split(None, maxsplit);
}
template <std::same_as<std::optional<str>> Optional>
vector<str> str::rsplit(const Optional& separator, size_argument maxsplit) const {
  return separator ? rsplit(*separator, maxsplit) : rsplit(None, maxsplit);
}
template vector<str> str::split(const std::optional<str>& separator, size_argument maxsplit) const;
template vector<str> str::rsplit(const std::optional<str>& separator, size_argument maxsplit) const;

vector<str> str::split(const str& separator, size_argument maxsplit) const {
  detail::require_separator(separator);
  vector<str> result;
  const std::string_view text = view();
  const std::string_view part = separator.view();
  std::int64_t position = 0;
  for (std::int64_t left = maxsplit; left != 0; --left) {
    const std::int64_t found = detail::find_bytes(text.substr(static_cast<std::size_t>(position)), part);
    if (found < 0) {
      break;
    }
    result.append(byte_slice(position, position + found));
    position += found + static_cast<std::int64_t>(part.size());
  }
  result.append(byte_slice(position, byte_size()));
  return result;
}

vector<str> str::rsplit() const { return detail::rsplit_spaces(*this, -1); }
vector<str> str::rsplit(none_t, size_argument maxsplit) const { return detail::rsplit_spaces(*this, maxsplit); }

vector<str> str::rsplit(const str& separator, size_argument maxsplit) const {
  detail::require_separator(separator);
  vector<str> result;
  std::int64_t end = byte_size();
  for (std::int64_t left = maxsplit; left != 0; --left) {
    const std::int64_t found = detail::rfind_bytes(view().substr(0, static_cast<std::size_t>(end)), separator.view());
    if (found < 0) {
      break;
    }
    result.append(byte_slice(found + separator.byte_size(), end));
    end = found;
  }
  result.append(byte_slice(0, end));
  result.reverse();
  return result;
}

vector<str> str::splitlines(bool keepends) const {
  vector<str> result;
  const char* const begin = data();
  const char* const end = begin + byte_size();
  const char* line = begin;
  const char* position = begin;
  while (position < end) {
    const char* const here = position;
    const char32_t c = detail::decode_at(position);
    position += detail::sequence_length(static_cast<unsigned char>(*position));
    if (!unicode::is_line_break(c)) {
      continue;
    }
    if (c == '\r' && position < end && *position == '\n') {
      ++position;
    }
    result.append(byte_slice(line - begin, (keepends ? position : here) - begin));
    line = position;
  }
  if (line < end) {
    result.append(byte_slice(line - begin, end - begin));
  }
  return result;
}

std::tuple<str, str, str> str::partition(const str& separator) const {
  detail::require_separator(separator);
  const std::int64_t found = detail::find_bytes(view(), separator.view());
  if (found < 0) {
    return {*this, str(), str()};
  }
  return {byte_slice(0, found), separator, byte_slice(found + separator.byte_size(), byte_size())};
}

std::tuple<str, str, str> str::rpartition(const str& separator) const {
  detail::require_separator(separator);
  const std::int64_t found = detail::rfind_bytes(view(), separator.view());
  if (found < 0) {
    return {str(), str(), *this};
  }
  return {byte_slice(0, found), separator, byte_slice(found + separator.byte_size(), byte_size())};
}

str str::replace(const str& old_text, const str& new_text, size_argument count) const {
  std::int64_t left = count;
  if (old_text.empty()) {
    return detail::replace_gaps(*this, new_text, left);
  }
  const std::string_view part = old_text.view();
  std::string_view rest = view();
  std::int64_t found = left == 0 ? -1 : detail::find_bytes(rest, part);
  if (found < 0) {
    return *this;
  }
  builder result;
  result.reserve(byte_size());
  while (found >= 0) {
    result.append_ascii(rest.substr(0, static_cast<std::size_t>(found)));
    result.append(new_text);
    rest.remove_prefix(static_cast<std::size_t>(found) + part.size());
    found = --left == 0 ? -1 : detail::find_bytes(rest, part);
  }
  result.append_ascii(rest);
  if (!isascii()) {
    result.mark_non_ascii();
    // the replaced text may have been all there was beyond ASCII
    return detail::all_ascii(result.view().data(), result.byte_size()) ? from_ascii(result.view()) : result.finish();
  }
  return result.finish();
}

}  // namespace py
