#include "syntax/unicode.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <unordered_map>

#include "source/utf8.hpp"

namespace krait::syntax {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};
struct Decomposition {
  char32_t code_point;
  std::uint32_t offset;
  std::uint32_t length;
};
struct Composition {
  char32_t first;
  char32_t second;
  char32_t composed;
};
struct CombiningClass {
  char32_t first;
  char32_t last;
  unsigned rank;
};
struct NameRun {
  char32_t first;
  std::uint32_t count;
};
struct ComputedName {
  std::string_view prefix;
  char32_t first;
  char32_t last;
};

#include "syntax/unicode_names.inc"
#include "syntax/unicode_tables.inc"

template <typename Entry, std::size_t Size>
const Entry* find_range(const Entry (&table)[Size], char32_t code_point) {
  const auto* entry = std::upper_bound(std::begin(table), std::end(table), code_point, [](char32_t wanted, const Entry& range) { return wanted < range.first; });
  if (entry == std::begin(table)) {
    return nullptr;
  }
  --entry;
  return code_point <= entry->last ? entry : nullptr;
}

// Hangul syllables are composed arithmetically (Unicode standard, 3.12).
constexpr char32_t hangul_base = 0xAC00;
constexpr char32_t leading_base = 0x1100;
constexpr char32_t vowel_base = 0x1161;
constexpr char32_t trailing_base = 0x11A7;
constexpr char32_t leading_count = 19;
constexpr char32_t vowel_count = 21;
constexpr char32_t trailing_count = 28;
constexpr char32_t hangul_count = leading_count * vowel_count * trailing_count;

void decompose(char32_t code_point, std::u32string& result) {
  if (code_point >= hangul_base && code_point < hangul_base + hangul_count) {
    const char32_t index = code_point - hangul_base;
    result.push_back(leading_base + index / (vowel_count * trailing_count));
    result.push_back(vowel_base + index % (vowel_count * trailing_count) / trailing_count);
    if (index % trailing_count != 0) {
      result.push_back(trailing_base + index % trailing_count);
    }
    return;
  }
  const auto* entry =
      std::lower_bound(std::begin(decompositions), std::end(decompositions), code_point, [](const Decomposition& d, char32_t wanted) { return d.code_point < wanted; });
  if (entry != std::end(decompositions) && entry->code_point == code_point) {
    result.append(decomposition_pool + entry->offset, entry->length);
  } else {
    result.push_back(code_point);
  }
}

unsigned combining_class(char32_t code_point) {
  const auto* entry = find_range(combining_classes, code_point);
  return entry == nullptr ? 0 : entry->rank;
}

/// Puts runs of combining marks into canonical order.
void reorder(std::u32string& text) {
  for (auto begin = text.begin(); begin != text.end();) {
    if (combining_class(*begin) == 0) {
      ++begin;
      continue;
    }
    const auto end = std::find_if(begin, text.end(), [](char32_t c) { return combining_class(c) == 0; });
    // By insertion: runs are short, and equals keep their order.
    for (auto mark = begin; mark != end; ++mark) {
      const auto place = std::upper_bound(begin, mark, *mark, [](char32_t a, char32_t b) { return combining_class(a) < combining_class(b); });
      std::rotate(place, mark, mark + 1);
    }
    begin = end;
  }
}

/// The composition of two code points, or 0.
char32_t compose_pair(char32_t first, char32_t second) {
  if (first >= leading_base && first < leading_base + leading_count && second >= vowel_base && second < vowel_base + vowel_count) {
    return hangul_base + ((first - leading_base) * vowel_count + (second - vowel_base)) * trailing_count;
  }
  const bool is_open_syllable = first >= hangul_base && first < hangul_base + hangul_count && (first - hangul_base) % trailing_count == 0;
  if (is_open_syllable && second > trailing_base && second < trailing_base + trailing_count) {
    return first + (second - trailing_base);
  }
  const auto* entry = std::lower_bound(std::begin(compositions), std::end(compositions), Composition{first, second, 0},
                                       [](const Composition& a, const Composition& b) { return a.first != b.first ? a.first < b.first : a.second < b.second; });
  const bool found = entry != std::end(compositions) && entry->first == first && entry->second == second;
  return found ? entry->composed : 0;
}

std::u32string compose(const std::u32string& text) {
  std::u32string result;
  std::size_t starter = std::u32string::npos;
  unsigned last_class = 0;
  for (const char32_t c : text) {
    const unsigned rank = combining_class(c);
    const bool reaches_starter = starter != std::u32string::npos && (starter + 1 == result.size() || (last_class != 0 && last_class < rank));
    const char32_t composed = reaches_starter ? compose_pair(result[starter], c) : 0;
    if (composed != 0) {
      result[starter] = composed;
      continue;
    }
    if (rank == 0) {
      starter = result.size();
    }
    last_class = rank;
    result.push_back(c);
  }
  return result;
}

std::uint64_t name_hash(std::string_view name) {
  std::uint64_t value = 0xCBF29CE484222325ULL;
  for (const char c : name) {
    value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  }
  return (value ^ (value >> 48U)) & 0xFFFFFFFFFFFFULL;
}

std::uint64_t digit_value(char digit) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  return alphabet.find(digit);
}

/// Code points by the hash of their name; built at the first use.
const std::unordered_map<std::uint64_t, char32_t>& names_by_hash() {
  static const auto table = [] {
    std::unordered_map<std::uint64_t, char32_t> names;
    const std::string_view* row = name_hashes;
    std::size_t column = 0;
    for (const NameRun& run : name_runs) {
      for (std::uint32_t i = 0; i < run.count; ++i) {
        if (column == row->size()) {
          ++row;
          column = 0;
        }
        std::uint64_t hash = 0;
        for (const char digit : row->substr(column, 8)) {
          hash = hash << 6U | digit_value(digit);
        }
        column += 8;
        names.emplace(hash, run.first + i);
      }
    }
    return names;
  }();
  return table;
}

std::optional<char32_t> computed_name(std::string_view name) {
  for (const ComputedName& entry : computed_names) {
    if (!name.starts_with(entry.prefix)) {
      continue;
    }
    const std::string_view digits = name.substr(entry.prefix.size());
    if (digits.size() < 4 || digits.size() > 5 || digits.find_first_not_of("0123456789ABCDEF") != std::string_view::npos) {
      continue;
    }
    const auto code_point = static_cast<char32_t>(std::stoul(std::string(digits), nullptr, 16));
    if (code_point >= entry.first && code_point <= entry.last && (digits.size() == 4) == (code_point < 0x10000)) {
      return code_point;
    }
  }
  return std::nullopt;
}

/// The longest of the letters that the text starts with; returns its index and cuts it off.
template <std::size_t Size>
std::optional<char32_t> take_letter(std::string_view& text, const std::string_view (&letters)[Size]) {
  std::optional<char32_t> best;
  for (char32_t i = 0; i < Size; ++i) {
    if (text.starts_with(letters[i]) && (!best || letters[i].size() > letters[*best].size())) {
      best = i;
    }
  }
  if (best) {
    text.remove_prefix(letters[*best].size());
  }
  return best;
}

std::optional<char32_t> hangul_named(std::string_view name) {
  static constexpr std::string_view leading[] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
  static constexpr std::string_view vowels[] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
  static constexpr std::string_view trailing[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
                                                  "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};
  constexpr std::string_view prefix = "HANGUL SYLLABLE ";
  if (!name.starts_with(prefix)) {
    return std::nullopt;
  }
  name.remove_prefix(prefix.size());
  const auto first = take_letter(name, leading);
  const auto second = take_letter(name, vowels);
  const auto third = take_letter(name, trailing);
  if (!first || !second || !third || !name.empty()) {
    return std::nullopt;
  }
  return hangul_base + (*first * vowel_count + *second) * trailing_count + *third;
}

}  // namespace

bool is_identifier_start(char32_t code_point) {
  if (code_point < 0x80) {
    return code_point == '_' || (code_point | 0x20U) - 'a' < 26;
  }
  return find_range(identifier_starts, code_point) != nullptr;
}

bool is_identifier_part(char32_t code_point) {
  if (code_point < 0x80) {
    return is_identifier_start(code_point) || code_point - '0' < 10;
  }
  return find_range(identifier_parts, code_point) != nullptr;
}

bool is_printable(char32_t code_point) { return find_range(unprintables, code_point) == nullptr; }

std::string normalise_identifier(std::string_view identifier) {
  if (std::all_of(identifier.begin(), identifier.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return std::string(identifier);
  }
  std::u32string decomposed;
  for (std::size_t i = 0; i < identifier.size();) {
    const source::CodePoint c = source::decode_utf8(identifier, i);
    decompose(c.value, decomposed);
    i += c.length;
  }
  reorder(decomposed);
  std::string result;
  for (const char32_t c : compose(decomposed)) {
    source::append_utf8(result, c);
  }
  return result;
}

std::optional<char32_t> character_named(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  if (const auto entry = names_by_hash().find(name_hash(upper)); entry != names_by_hash().end()) {
    return entry->second;
  }
  if (const auto syllable = hangul_named(upper)) {
    return syllable;
  }
  return computed_name(upper);
}

}  // namespace krait::syntax
