/// f-strings, `str.format` and `%`: text with values put into it.
#pragma once

#include <py/attr.hpp>
#include <py/format_spec.hpp>
#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/number.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>
#include <py/str.hpp>
#include <py/tags.hpp>

#include <array>
#include <complex>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace py {

namespace detail {

/// What a value of any type can do for formatting.
struct format_operations {
  /// `format(x, spec)`, or with a conversion 'r', 's' or 'a'.
  str (*text)(const void* value, char conversion, const str& spec);
  object (*box)(const void* value);
};

/// A reference to an argument of any type.
class format_argument {
 public:
  enum class kind : std::uint8_t { boolean, integer, big, real, text, other };

  kind what = kind::other;
  union {
    bool boolean;
    std::int64_t integer;
    double real;
    const void* pointer;
  };
  const format_operations* operations = nullptr;

  format_argument() noexcept : pointer(nullptr) {}
  /// str of the argument after a conversion ('r', 's', 'a', or 0 for the value itself), formatted with `spec`.
  void append_to(str::builder& out, char conversion, std::string_view spec) const;
  object box() const;
};

template <typename T>
inline constexpr format_operations operations_of{
    [](const void* value, char conversion, const str& spec) -> str {
      const T& x = *static_cast<const T*>(value);
      return conversion == 'r' ? py::repr(x) : conversion == 's' ? py::str_of(x) : py::format_value(x, spec);
    },
    [](const void* value) -> object { return detail::boxed(*static_cast<const T*>(value)); },
};

template <typename T>
format_argument make_format_argument(const T& value) {
  format_argument result;
  using kind = format_argument::kind;
  if constexpr (std::is_same_v<T, bool>) {
    result.what = kind::boolean;
    result.boolean = value;
  } else if constexpr (native_integer<T> && !(std::unsigned_integral<T> && sizeof(T) == 8)) {
    result.what = kind::integer;
    result.integer = static_cast<std::int64_t>(value);
  } else if constexpr (std::is_floating_point_v<T>) {
    result.what = kind::real;
    result.real = static_cast<double>(value);
  } else if constexpr (std::is_same_v<T, checked>) {
    result.what = kind::integer;
    result.integer = value.to_int64();
  } else if constexpr (std::is_same_v<T, Int>) {
    result.what = kind::big;
    result.pointer = &value;
  } else if constexpr (std::is_same_v<T, str>) {
    result.what = kind::text;
    result.pointer = &value;
  } else {
    result.pointer = static_cast<const void*>(&value);
    result.operations = &operations_of<T>;
  }
  return result;
}

/// A literal stands as a str beside its call.
inline const str& as_format_value(const str& value) noexcept { return value; }
template <std::size_t N>
str as_format_value(const char (&value)[N]) {
  return str(value);
}
template <typename T>
  requires(!std::is_array_v<T> && !std::is_same_v<T, str>)
const T& as_format_value(const T& value) noexcept {
  return value;
}

/// A named argument of str.format.
struct named_format_argument {
  str name;
  format_argument value;
};

str format_fields(std::string_view pattern, std::span<const format_argument> arguments);
str format_dynamic(const str& pattern, std::span<const format_argument> arguments, std::span<const named_format_argument> named);
/// With names looked up in a mapping by `look_up`; it raises KeyError.
str format_mapping(const str& pattern, object (*look_up)(const void* mapping, const str& name), const void* mapping);
/// `pattern % arguments`; `mapping` for `%(name)s`, or null. With `lenient`, unused arguments are no error (a mapping was given).
str percent_fields(const str& pattern, std::span<const format_argument> arguments, const object* mapping, bool lenient);
str percent_dynamic(const str& pattern, const object& value);

template <typename... T>
str format_values(std::string_view pattern, const T&... values) {
  const std::array<format_argument, sizeof...(T)> arguments{make_format_argument(values)...};
  return format_fields(pattern, arguments);
}
template <typename... T>
str percent_values(const str& pattern, const T&... values) {
  const std::array<format_argument, sizeof...(T)> arguments{make_format_argument(values)...};
  return percent_fields(pattern, arguments, nullptr, false);
}

}  // namespace detail

/// An f-string: `{}`, `{:spec}`, `{!r}`, `{0}`, nested `{:{}}`, `{{` and `}}`. The pattern is a literal, checked when the program
/// was translated. Raises what formatting the values raises.
struct format_fn {
  template <std::size_t N, typename... T>
  str operator()(const char (&pattern)[N], const T&... values) const {
    return detail::format_values(std::string_view(pattern, N - 1), detail::as_format_value(values)...);
  }
};
inline constexpr format_fn format{};

/// `pattern % (values...)`. Raises TypeError, ValueError as the operator does.
struct percent_fn {
  template <typename... T>
  str operator()(const str& pattern, const T&... values) const {
    return detail::percent_values(pattern, detail::as_format_value(values)...);
  }
};
inline constexpr percent_fn percent{};

/// `pattern % value`: a tuple gives the values, a mapping the named ones, anything else is the one value.
template <typename T>
  requires(!std::is_same_v<T, tag<T>>)
str operator%(const str& pattern, const T& value) {
  if constexpr (detail::is_std_tuple<T>) {
    return std::apply([&](const auto&... element) { return percent(pattern, element...); }, value);
  } else if constexpr (
      std::is_same_v<T, object> || requires { value.items(); } ||
      requires {
        typename T::value_type;
        value.py_len();
      }) {
    return detail::percent_dynamic(pattern, object(value));
  } else {
    return percent(pattern, value);
  }
}

namespace detail {

/// The arguments of str.format: references to the plain ones, objects for those that come out of `*xs` and `**d`.
class format_argument_list {
 public:
  template <typename T>
  void add(const T& argument) {
    if constexpr (std::is_same_v<T, argument_value>) {
      named_.push_back({argument.name, make_format_argument(argument.value)});
    } else if constexpr (is_spread<T> || is_spread_kwargs<T>) {
      add_spread(argument);
    } else {
      positional_.push_back(make_format_argument(argument));
    }
  }
  str format(const str& pattern) const { return format_dynamic(pattern, positional_, named_); }

 private:
  template <typename T>
  void add_spread(const T& argument) {
    lists_.emplace_back();
    argument_list& list = lists_.back();
    list.add(argument);
    for (const object& value : list.arguments().positional) {
      positional_.push_back(make_format_argument(value));
    }
    for (const keyword_argument& keyword : list.arguments().keywords) {
      named_.push_back({keyword.name, make_format_argument(keyword.value)});
    }
  }

  std::vector<format_argument> positional_;
  std::vector<named_format_argument> named_;
  std::vector<argument_list> lists_;
};

template <typename... T>
str format_with_list(const str& pattern, const T&... values) {
  format_argument_list list;
  (list.add(values), ...);
  return list.format(pattern);
}

}  // namespace detail

template <typename... Args>
str str::format(const Args&... args) const {
  return detail::format_with_list(*this, detail::as_format_value(args)...);
}

template <typename Mapping>
str str::format_map(const Mapping& mapping) const {
  return detail::format_mapping(*this, [](const void* source, const str& name) -> object { return py::getitem(*static_cast<const Mapping*>(source), name); }, &mapping);
}

}  // namespace py
