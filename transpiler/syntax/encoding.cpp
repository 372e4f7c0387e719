// Coding comments (PEP 263): krait reads UTF-8 only.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "syntax/validity.hpp"

namespace krait::syntax {

namespace {

bool is_name_character(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.'; }

/// The encoding that a comment line names, with its place; empty if it names none.
std::string_view encoding_in(std::string_view line) {
  const std::size_t hash = line.find_first_not_of(" \t\f");
  if (hash == std::string_view::npos || line[hash] != '#') {
    return {};
  }
  for (std::size_t at = line.find("coding", hash); at != std::string_view::npos; at = line.find("coding", at + 1)) {
    std::size_t begin = at + 6;
    if (begin >= line.size() || (line[begin] != ':' && line[begin] != '=')) {
      continue;
    }
    begin = line.find_first_not_of(" \t", begin + 1);
    if (begin == std::string_view::npos) {
      continue;
    }
    std::size_t end = begin;
    while (end < line.size() && is_name_character(line[end])) {
      ++end;
    }
    if (end > begin) {
      return line.substr(begin, end - begin);
    }
  }
  return {};
}

bool is_blank_or_comment(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\f\r");
  return first == std::string_view::npos || line[first] == '#';
}

/// Whether the name means UTF-8, or an encoding that agrees with it on a text of ASCII characters only.
bool is_readable(std::string_view name, std::string_view text) {
  std::string plain(name);
  std::transform(plain.begin(), plain.end(), plain.begin(), [](char c) { return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (plain == "utf-8" || plain == "utf8" || plain.starts_with("utf-8-") || plain == "u8" || plain == "utf" || plain == "cp65001") {
    return true;
  }
  const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const bool is_superset = plain == "ascii" || plain == "us-ascii" || plain == "646" || plain.starts_with("latin") || plain.starts_with("l1") || plain.starts_with("iso-8859-") ||
                           plain.starts_with("iso8859-") || plain.starts_with("cp125") || plain.starts_with("windows-125") || plain.starts_with("koi8-") || plain == "cp437" ||
                           plain == "cp850";
  return is_ascii && is_superset;
}

}  // namespace

bool check_encoding_comment(std::string_view text, source::FileId file, source::Diagnostics& diagnostics) {
  std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (int line_number = 1; line_number <= 2 && begin < text.size(); ++line_number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (const std::string_view name = encoding_in(line); !name.empty()) {
      if (is_readable(name, text)) {
        return true;
      }
      const auto at = static_cast<std::uint32_t>(name.data() - text.data());
      diagnostics.report(source::Code::K0117, {file, at, at + static_cast<std::uint32_t>(name.size())}, fmt::format("encoding `{}` is not supported; source files are UTF-8", name),
                         "convert the file to UTF-8 and remove the coding comment");
      return false;
    }
    if (!is_blank_or_comment(line)) {
      break;
    }
    begin = end + 1;
  }
  return true;
}

}  // namespace krait::syntax
