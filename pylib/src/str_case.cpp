// str: case mapping and classes of characters.
#include "str_internal.hpp"

namespace py {

namespace {

constexpr bool is_ascii_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr char ascii_lower(char c) noexcept { return is_ascii_upper(c) ? static_cast<char>(c + 32) : c; }
constexpr char ascii_upper(char c) noexcept { return is_ascii_lower(c) ? static_cast<char>(c - 32) : c; }

/// An ASCII text with every character mapped.
template <typename Map>
str map_ascii(const str& text, Map map) {
  str::builder result;
  const std::int64_t size = text.byte_size();
  const char* const in = text.data();
  char* const out = result.extend(size);
  for (std::int64_t i = 0; i < size; ++i) {
    out[i] = map(in[i]);
  }
  return result.finish();
}

void append_mapped(str::builder& result, char32_t c, unicode::mapping kind) {
  char32_t mapped[3];
  const int count = unicode::map(c, kind, mapped);
  for (int i = 0; i < count; ++i) {
    result.append_code_point(mapped[i]);
  }
}

constexpr char32_t capital_sigma = 0x3A3;
constexpr char32_t small_sigma = 0x3C3;
constexpr char32_t final_sigma = 0x3C2;

/// Whether a capital sigma at `position` ends a word: after a cased character and not before one, looking through
/// characters that have no say.
bool ends_word(const str& text, const char* position) {
  const char* const begin = text.data();
  const char* const end = begin + text.byte_size();
  bool after_cased = false;
  for (const char* before = position; before > begin;) {
    before = detail::previous(before);
    const std::uint16_t facts = unicode::properties(detail::decode_at(before));
    if ((facts & unicode::case_ignorable) == 0) {
      after_cased = (facts & unicode::cased) != 0;
      break;
    }
  }
  if (!after_cased) {
    return false;
  }
  for (const char* after = position + 2; after < end; after += detail::sequence_length(static_cast<unsigned char>(*after))) {
    const std::uint16_t facts = unicode::properties(detail::decode_at(after));
    if ((facts & unicode::case_ignorable) == 0) {
      return (facts & unicode::cased) == 0;
    }
  }
  return true;
}

void append_lower(str::builder& result, const str& text, const char* position) {
  const char32_t c = detail::decode_at(position);
  if (c == capital_sigma) {
    result.append_code_point(ends_word(text, position) ? final_sigma : small_sigma);
  } else {
    append_mapped(result, c, unicode::mapping::lower);
  }
}

/// Calls `body(position)` for the start of each character.
template <typename Body>
void for_positions(const str& text, Body body) {
  const char* position = text.data();
  const char* const end = position + text.byte_size();
  while (position < end) {
    const char* const here = position;
    position += detail::sequence_length(static_cast<unsigned char>(*position));
    body(here);
  }
}

str map_all(const str& text, unicode::mapping kind) {
  str::builder result;
  for (const char32_t c : text.code_points()) {
    append_mapped(result, c, kind);
  }
  return result.finish();
}

/// Whether the text is not empty and every character has one of the properties.
bool all_have(const str& text, std::uint16_t any_of) noexcept {
  if (text.empty()) {
    return false;
  }
  for (const char32_t c : text.code_points()) {
    if (!unicode::has(c, any_of)) {
      return false;
    }
  }
  return true;
}

/// isupper / islower: some character of the wanted case and none of the other ones.
bool has_only_case(const str& text, std::uint16_t wanted, std::uint16_t forbidden) noexcept {
  bool found = false;
  for (const char32_t c : text.code_points()) {
    const std::uint16_t facts = unicode::properties(c);
    if ((facts & forbidden) != 0) {
      return false;
    }
    found = found || (facts & wanted) != 0;
  }
  return found;
}

}  // namespace

str str::lower() const {
  if (isascii()) {
    return map_ascii(*this, ascii_lower);
  }
  builder result;
  for_positions(*this, [&](const char* position) { append_lower(result, *this, position); });
  return result.finish();
}

str str::upper() const { return isascii() ? map_ascii(*this, ascii_upper) : map_all(*this, unicode::mapping::upper); }

str str::casefold() const { return isascii() ? map_ascii(*this, ascii_lower) : map_all(*this, unicode::mapping::folded); }

str str::swapcase() const {
  if (isascii()) {
    return map_ascii(*this, [](char c) { return is_ascii_upper(c) ? ascii_lower(c) : ascii_upper(c); });
  }
  builder result;
  for_positions(*this, [&](const char* position) {
    const char32_t c = detail::decode_at(position);
    const std::uint16_t facts = unicode::properties(c);
    if ((facts & unicode::upper) != 0) {
      append_lower(result, *this, position);
    } else if ((facts & unicode::lower) != 0) {
      append_mapped(result, c, unicode::mapping::upper);
    } else {
      result.append_code_point(c);
    }
  });
  return result.finish();
}

str str::capitalize() const {
  if (isascii()) {
    bool first = true;
    return map_ascii(*this, [&first](char c) { return std::exchange(first, false) ? ascii_upper(c) : ascii_lower(c); });
  }
  builder result;
  const char* const begin = data();
  for_positions(*this, [&](const char* position) {
    if (position == begin) {
      append_mapped(result, detail::decode_at(position), unicode::mapping::title);
    } else {
      append_lower(result, *this, position);
    }
  });
  return result.finish();
}

str str::title() const {
  bool after_cased = false;
  if (isascii()) {
    return map_ascii(*this, [&after_cased](char c) {
      const bool letter = is_ascii_upper(c) || is_ascii_lower(c);
      return std::exchange(after_cased, letter) ? ascii_lower(c) : ascii_upper(c);
    });
  }
  builder result;
  for_positions(*this, [&](const char* position) {
    const char32_t c = detail::decode_at(position);
    if (after_cased) {
      append_lower(result, *this, position);
    } else {
      append_mapped(result, c, unicode::mapping::title);
    }
    after_cased = unicode::has(c, unicode::cased);
  });
  return result.finish();
}

bool str::isalpha() const noexcept { return all_have(*this, unicode::alpha); }
bool str::isdigit() const noexcept { return all_have(*this, unicode::digit); }
bool str::isdecimal() const noexcept { return all_have(*this, unicode::decimal); }
bool str::isnumeric() const noexcept { return all_have(*this, unicode::numeric); }
bool str::isalnum() const noexcept { return all_have(*this, unicode::alnum); }
bool str::isspace() const noexcept { return all_have(*this, unicode::space); }
bool str::isprintable() const noexcept { return empty() || all_have(*this, unicode::printable); }
bool str::isupper() const noexcept { return has_only_case(*this, unicode::upper, unicode::lower | unicode::title); }
bool str::islower() const noexcept { return has_only_case(*this, unicode::lower, unicode::upper | unicode::title); }

bool str::istitle() const noexcept {
  bool found = false;
  bool after_cased = false;
  for (const char32_t c : code_points()) {
    const std::uint16_t facts = unicode::properties(c);
    if ((facts & (unicode::upper | unicode::title)) != 0) {
      if (after_cased) {
        return false;
      }
      after_cased = found = true;
    } else if ((facts & unicode::lower) != 0) {
      if (!after_cased) {
        return false;
      }
      found = true;
    } else {
      after_cased = false;
    }
  }
  return found;
}

bool str::isidentifier() const noexcept {
  bool first = true;
  for (const char32_t c : code_points()) {
    if (!unicode::has(c, first ? unicode::identifier_start : unicode::identifier_continue)) {
      return false;
    }
    first = false;
  }
  return !first;
}

}  // namespace py
