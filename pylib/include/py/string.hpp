/// Python's string module: constants, capwords, Template.
#pragma once

#include <py/attr.hpp>
#include <py/bound.hpp>
#include <py/dict.hpp>
#include <py/str.hpp>

#include <concepts>
#include <optional>
#include <type_traits>

namespace py::string {

inline constexpr str ascii_lowercase = "abcdefghijklmnopqrstuvwxyz";
inline constexpr str ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
inline constexpr str ascii_letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
inline constexpr str digits = "0123456789";
inline constexpr str hexdigits = "0123456789abcdefABCDEF";
inline constexpr str octdigits = "01234567";
inline constexpr str punctuation = R"(!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~)";
inline constexpr str whitespace = " \t\n\r\v\f";
inline constexpr str printable = R"(0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~)"
                                 " \t\n\r\v\f";

/// The words with their first letters in upper case, joined by `sep` (one space when it is None).
str capwords(const str& text);
inline str capwords(const str& text, none_t) { return capwords(text); }
str capwords(const str& text, const str& sep);
template <std::same_as<std::optional<str>> T>
str capwords(const str& text, const T& sep) {
  return sep ? capwords(text, *sep) : capwords(text);
}

/// Text with `$name` and `${name}` to be replaced; `$$` is a dollar sign.
class Template {
 public:
  explicit Template(str text) : text_(std::move(text)) {}
  const str& template_() const noexcept { return text_; }

  /// Raises KeyError for a missing name, ValueError for a stray `$`. Names come from a mapping, then from `py::arg("name") = value`.
  template <typename... Sources>
  str substitute(const Sources&... sources) const {
    return replace(false, names_of(sources...));
  }
  /// Leaves what it cannot replace.
  template <typename... Sources>
  str safe_substitute(const Sources&... sources) const {
    return replace(true, names_of(sources...));
  }
  friend bool operator==(const Template& a, const Template& b) noexcept { return &a == &b; }

 private:
  using names = ordered_map<str, object>;

  template <typename... Sources>
  static names names_of(const Sources&... sources) {
    names result;
    (add(result, sources), ...);
    return result;
  }
  template <typename Source>
  static void add(names& result, const Source& source) {
    if constexpr (std::is_same_v<Source, argument_value>) {
      result.set_item(source.name, source.value);
    } else if constexpr (is_spread_kwargs<Source>) {
      add(result, source.values);
    } else if constexpr (std::is_same_v<Source, object>) {
      for (const object& key : source) {
        if (key.is_str()) {
          result.set_item(key.as_str(), source.py_getitem(key));
        }
      }
    } else {
      for (const auto& [key, value] : source.items()) {
        result.set_item(str(key), object(value));
      }
    }
  }
  str replace(bool safe, const names& values) const;

  str text_;
};

}  // namespace py::string
