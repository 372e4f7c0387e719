/// Keyword arguments of library functions (`py::print(x, py::end = "")`) and spread positional ones.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace py {

/// A keyword argument: a name (a type) with its value. References live as long as the call's full expression.
template <typename Name, typename T>
struct tagged {
  using name = Name;
  T value;
};

/// Gives a `tagged` value when assigned to.
template <typename Name>
struct tag {
  using name = Name;
  constexpr tag() noexcept = default;
  constexpr tag(const tag&) noexcept = default;

  template <typename T>
  constexpr tagged<Name, T> operator=(T&& value) const {
    return {std::forward<T>(value)};
  }
};

template <typename T>
inline constexpr bool is_tagged = false;
template <typename Name, typename T>
inline constexpr bool is_tagged<tagged<Name, T>> = true;

/// Whether the argument type `T` is the keyword argument `Name`.
template <typename Name, typename T>
inline constexpr bool is_tagged_as = false;
template <typename Name, typename T>
inline constexpr bool is_tagged_as<Name, tagged<Name, T>> = true;

template <typename Name, typename... Args>
inline constexpr bool has_tag = (is_tagged_as<Name, std::remove_cvref_t<Args>> || ...);

/// The value of keyword argument `Name` among `args`, or `fallback`. Gives a reference; both live until the full expression ends.
template <typename Name, typename Fallback>
constexpr decltype(auto) pick(Fallback&& fallback) {
  return std::forward<Fallback>(fallback);
}
template <typename Name, typename Fallback, typename First, typename... Rest>
constexpr decltype(auto) pick(Fallback&& fallback, First&& first, Rest&&... rest) {
  if constexpr (is_tagged_as<Name, std::remove_cvref_t<First>>) {
    return (first.value);
  } else {
    return pick<Name>(std::forward<Fallback>(fallback), std::forward<Rest>(rest)...);
  }
}

/// `*values` in a call.
template <typename T>
struct spread_argument {
  T values;
};

template <typename T>
inline constexpr bool is_spread = false;
template <typename T>
inline constexpr bool is_spread<spread_argument<T>> = true;

struct spread_fn {
  template <typename T>
  constexpr spread_argument<T> operator()(T&& values) const {
    return {std::forward<T>(values)};
  }
};
inline constexpr spread_fn spread{};

/// `**values` in a call.
template <typename T>
struct spread_kwargs_argument {
  T values;
};
struct spread_kwargs_fn {
  template <typename T>
  constexpr spread_kwargs_argument<T> operator()(T&& values) const {
    return {std::forward<T>(values)};
  }
};
inline constexpr spread_kwargs_fn spread_kwargs{};

template <typename T>
inline constexpr bool is_spread_kwargs = false;
template <typename T>
inline constexpr bool is_spread_kwargs<spread_kwargs_argument<T>> = true;

// Names of keyword arguments. A C++ keyword gets a trailing underscore.
struct key_tag {};
struct reverse_tag {};
struct default_tag {};
struct sep_tag {};
struct end_tag {};
struct file_tag {};
struct flush_tag {};
struct strict_tag {};
struct maxlen_tag {};
struct initial_tag {};
struct fillvalue_tag {};
struct repeat_tag {};
struct name_tag {};
struct return_exceptions_tag {};
struct timeout_tag {};
struct return_when_tag {};
struct encoding_tag {};
struct errors_tag {};
struct newline_tag {};
struct byteorder_tag {};
struct signed_tag {};

inline constexpr tag<key_tag> key{};
inline constexpr tag<reverse_tag> reverse{};
inline constexpr tag<default_tag> default_{};
inline constexpr tag<sep_tag> sep{};
inline constexpr tag<end_tag> end{};
inline constexpr tag<file_tag> file{};
inline constexpr tag<flush_tag> flush{};
inline constexpr tag<strict_tag> strict{};
inline constexpr tag<maxlen_tag> maxlen{};
inline constexpr tag<initial_tag> initial{};
inline constexpr tag<fillvalue_tag> fillvalue{};
inline constexpr tag<repeat_tag> repeat{};
inline constexpr tag<name_tag> name{};
inline constexpr tag<return_exceptions_tag> return_exceptions{};
inline constexpr tag<timeout_tag> timeout{};
inline constexpr tag<return_when_tag> return_when{};
inline constexpr tag<encoding_tag> encoding{};
inline constexpr tag<errors_tag> errors{};
inline constexpr tag<newline_tag> newline{};
inline constexpr tag<byteorder_tag> byteorder{};
inline constexpr tag<signed_tag> signed_{};

}  // namespace py
