/// `py::convert<T>(value)`: a value in another representation of the same Python type, element by element where it must be.
#pragma once

#include <py/cast.hpp>
#include <py/object.hpp>

#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {

template <typename To, typename From>
To convert(From&& value);

namespace detail {

template <typename T>
inline constexpr bool is_optional_value = false;
template <typename T>
inline constexpr bool is_optional_value<std::optional<T>> = true;
template <typename T>
inline constexpr bool is_standard_tuple = false;
template <typename... T>
inline constexpr bool is_standard_tuple<std::tuple<T...>> = true;

template <typename To, typename From, std::size_t... I>
To convert_tuple(From&& value, std::index_sequence<I...> /*indices*/) {
  return To{convert<std::tuple_element_t<I, To>>(std::get<I>(value))...};
}

}  // namespace detail

template <typename To, typename From>
To convert(From&& value) {
  using Source = std::remove_cvref_t<From>;
  if constexpr (std::is_same_v<To, Source>) {
    return std::forward<From>(value);
  } else if constexpr (detail::is_optional_value<To> && detail::is_optional_value<Source>) {
    return value ? To(convert<typename To::value_type>(*value)) : To();
  } else if constexpr (detail::is_optional_value<To> && std::is_same_v<Source, none_t>) {
    return To();
  } else if constexpr (detail::is_optional_value<To> && std::is_same_v<Source, object>) {
    return cast<To>(value);
  } else if constexpr (detail::is_optional_value<To>) {
    return To(convert<typename To::value_type>(std::forward<From>(value)));
  } else if constexpr (detail::is_standard_tuple<To> && detail::is_standard_tuple<Source>) {
    return detail::convert_tuple<To>(value, std::make_index_sequence<std::tuple_size_v<To>>());
  } else if constexpr (std::is_constructible_v<To, From&&>) {
    return To(std::forward<From>(value));
  } else {
    return cast<To>(object(std::forward<From>(value)));
  }
}

}  // namespace py
