// string: capwords and Template.
#include <py/exceptions.hpp>
#include <py/string.hpp>
#include <py/vector.hpp>

#include <algorithm>
#include <string_view>

namespace py::string {

str capwords(const str& text) {
  vector<str> words = text.split();
  for (str& word : words) {
    word = word.capitalize();
  }
  return str(" ").join(words);
}

str capwords(const str& text, const str& sep) {
  vector<str> words = text.split(sep);
  for (str& word : words) {
    word = word.capitalize();
  }
  return (sep.empty() ? str(" ") : sep).join(words);
}

namespace {

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

/// The size of the identifier at the beginning of `text`.
std::size_t name_size(std::string_view text) {
  if (text.empty() || !starts_name(text.front())) {
    return 0;
  }
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), continues_name) - text.begin());
}

[[noreturn]] void raise_invalid(const str& text, std::size_t offset) {
  const std::string_view before = text.view().substr(0, offset);
  const std::int64_t line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t last_break = before.rfind('\n');
  const std::string_view in_line = last_break == std::string_view::npos ? before : before.substr(last_break + 1);
  const auto column = 1 + std::count_if(in_line.begin(), in_line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  raise_value_error(str("Invalid placeholder in string: line ") + py::repr(line) + str(", col ") + py::repr(static_cast<std::int64_t>(column)));
}

}  // namespace

str Template::replace(bool safe, const names& values) const {
  const std::string_view source = text_.view();
  str::builder result;
  std::size_t at = 0;
  while (true) {
    const std::size_t dollar = source.find('$', at);
    if (dollar == std::string_view::npos) {
      result.append_utf8(source.substr(at));
      return result.finish();
    }
    result.append_utf8(source.substr(at, dollar - at));
    const std::string_view rest = source.substr(dollar + 1);
    if (rest.starts_with('$')) {
      result.append_char('$');
      at = dollar + 2;
      continue;
    }
    const bool braced = rest.starts_with('{');
    const std::size_t size = name_size(braced ? rest.substr(1) : rest);
    if (size == 0 || (braced && (rest.size() < size + 2 || rest[size + 1] != '}'))) {
      if (!safe) {
        raise_invalid(text_, dollar);
      }
      result.append_char('$');
      at = dollar + 1;
      continue;
    }
    const str name = str::from_ascii(rest.substr(braced ? 1 : 0, size));
    const std::size_t end = dollar + 1 + size + (braced ? 2 : 0);
    if (const object* const value = values.find(name)) {
      result.append(value->py_str());
    } else if (safe) {
      result.append_utf8(source.substr(dollar, end - dollar));
    } else {
      raise_key_error(object(name));
    }
    at = end;
  }
}

}  // namespace py::string
