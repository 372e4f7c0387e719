/// `py::cast<T>(object)`: the checked way out of an object; and how scalars, tuples and optionals are boxed.
#pragma once

#include <py/number.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>

#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace py {

namespace detail {

/// Raises TypeError: `expected` is what the C++ side needs.
[[noreturn]] void raise_cast_error(const object& value, const str& expected);
/// Raises OverflowError: an int that does not fit in 64 bits.
[[noreturn]] void raise_int64_cast_error();
/// The name of the class that Python code sees for a C++ type whose descriptor is not at hand.
str cpp_type_name(const std::type_info& type);

/// A boxed std::tuple: makes a py::tuple<object>; defined by py/tuple.hpp's compiled part.
object box_tuple(std::span<object> items);
/// Number of elements when `value` is a tuple, else -1.
std::int64_t tuple_size(const object& value) noexcept;
/// An element of a tuple, unchecked.
object tuple_item(const object& value, std::int64_t index);

template <typename T>
bool castable(const object& value);
template <typename T>
T unbox(const object& value);
template <typename T>
str expected_name();

}  // namespace detail

/// The value inside as a T. Raises TypeError when it is something else (bool passes for int, int and bool pass for float).
template <typename T>
std::remove_cvref_t<T> cast(const object& value) {
  using Value = std::remove_cvref_t<T>;
  if constexpr (std::is_same_v<Value, object>) {
    return value;
  } else {
    if (!detail::castable<Value>(value)) [[unlikely]] {
      detail::raise_cast_error(value, detail::expected_name<Value>());
    }
    return detail::unbox<Value>(value);
  }
}

namespace detail {

template <typename T>
bool castable(const object& value) {
  if constexpr (std::is_same_v<T, object>) {
    return true;
  } else if constexpr (std::is_same_v<T, bool>) {
    return value.is_bool();
  } else if constexpr (std::is_same_v<T, none_t>) {
    return value.is_none();
  } else if constexpr (std::is_same_v<T, str>) {
    return value.is_str();
  } else if constexpr (is_exact_int<T> || native_integer<T>) {
    return value.is_int() || value.is_bool();
  } else if constexpr (std::is_floating_point_v<T> || std::is_same_v<T, Number>) {
    return value.is_float() || value.is_int() || value.is_bool();
  } else if constexpr (self_boxing<T>) {
    return T::py_check(value);
  } else {
    return boxing<T>::check(value);
  }
}

inline Int unbox_int(const object& value) { return value.is_bool() ? Int(value.as_bool() ? 1 : 0) : value.as_int(); }

template <typename T>
T unbox(const object& value) {
  if constexpr (std::is_same_v<T, object>) {
    return value;
  } else if constexpr (std::is_same_v<T, bool>) {
    return value.as_bool();
  } else if constexpr (std::is_same_v<T, none_t>) {
    return None;
  } else if constexpr (std::is_same_v<T, str>) {
    return value.as_str();
  } else if constexpr (is_exact_int<T>) {
    return unbox_int(value);
  } else if constexpr (std::is_same_v<T, std::uint64_t>) {
    return unbox_int(value).to_uint64();
  } else if constexpr (native_integer<T>) {
    const Int number = unbox_int(value);
    if (!number.fits_int64() || !std::in_range<T>(number.to_int64())) [[unlikely]] {
      raise_int64_cast_error();
    }
    return static_cast<T>(number.to_int64());
  } else if constexpr (std::is_floating_point_v<T>) {
    return value.is_float() ? value.as_float() : unbox_int(value).to_double();
  } else if constexpr (std::is_same_v<T, Number>) {
    return value.is_float() ? Number(value.as_float()) : Number(unbox_int(value));
  } else if constexpr (self_boxing<T>) {
    return T::py_unbox(value);
  } else {
    return boxing<T>::unbox(value);
  }
}

template <typename T>
str expected_name() {
  if constexpr (std::is_same_v<T, bool>) {
    return "bool";
  } else if constexpr (std::is_same_v<T, none_t>) {
    return "None";
  } else if constexpr (std::is_same_v<T, str>) {
    return "str";
  } else if constexpr (is_exact_int<T> || native_integer<T>) {
    return "int";
  } else if constexpr (std::is_floating_point_v<T>) {
    return "float";
  } else if constexpr (is_ref<T> || is_maybe<T>) {
    return cpp_type_name(typeid(typename T::element_type));
  } else {
    return cpp_type_name(typeid(T));
  }
}

}  // namespace detail

template <>
struct boxing<Number> {
  static object box(const Number& value) { return value.is_float() ? object(value.as_float()) : object(value.as_int()); }
};

template <typename T>
struct boxing<std::optional<T>> {
  static object box(const std::optional<T>& value) { return value ? object(*value) : object(None); }
  static bool check(const object& value) { return value.is_none() || detail::castable<T>(value); }
  static std::optional<T> unbox(const object& value) { return value.is_none() ? std::optional<T>() : std::optional<T>(detail::unbox<T>(value)); }
};

template <typename... T>
struct boxing<std::tuple<T...>> {
  static object box(const std::tuple<T...>& value) {
    return std::apply(
        [](const auto&... element) {
          std::array<object, sizeof...(T)> items{object(element)...};
          return detail::box_tuple(items);
        },
        value);
  }
  static bool check(const object& value) {
    if (detail::tuple_size(value) != static_cast<std::int64_t>(sizeof...(T))) {
      return false;
    }
    return check_items(value, std::index_sequence_for<T...>{});
  }
  static std::tuple<T...> unbox(const object& value) { return unbox_items(value, std::index_sequence_for<T...>{}); }

 private:
  template <std::size_t... I>
  static bool check_items(const object& value, std::index_sequence<I...>) {
    return (detail::castable<std::remove_cvref_t<T>>(detail::tuple_item(value, I)) && ...);
  }
  template <std::size_t... I>
  static std::tuple<T...> unbox_items([[maybe_unused]] const object& value, std::index_sequence<I...>) {
    return std::tuple<T...>(detail::unbox<std::remove_cvref_t<T>>(detail::tuple_item(value, I))...);
  }
};

/// As a tuple of two.
template <typename A, typename B>
struct boxing<std::pair<A, B>> {
  static object box(const std::pair<A, B>& value) {
    std::array<object, 2> items{object(value.first), object(value.second)};
    return detail::box_tuple(items);
  }
  static bool check(const object& value) { return boxing<std::tuple<A, B>>::check(value); }
  static std::pair<A, B> unbox(const object& value) {
    return {detail::unbox<std::remove_cvref_t<A>>(detail::tuple_item(value, 0)), detail::unbox<std::remove_cvref_t<B>>(detail::tuple_item(value, 1))};
  }
};

template <typename... T>
struct boxing<std::variant<T...>> {
  static object box(const std::variant<T...>& value) {
    return std::visit([](const auto& alternative) { return object(alternative); }, value);
  }
  static bool check(const object& value) { return (detail::castable<T>(value) || ...); }
  static std::variant<T...> unbox(const object& value) {
    std::optional<std::variant<T...>> result;
    // the first alternative that fits exactly comes before one that only converts
    ((!result && detail::castable<T>(value) && !(std::is_floating_point_v<T> && !value.is_float()) && !(!std::is_same_v<T, bool> && value.is_bool())
          ? static_cast<void>(result.emplace(std::in_place_type<T>, detail::unbox<T>(value)))
          : static_cast<void>(0)),
     ...);
    ((!result && detail::castable<T>(value) ? static_cast<void>(result.emplace(std::in_place_type<T>, detail::unbox<T>(value))) : static_cast<void>(0)), ...);
    return *std::move(result);
  }
};

}  // namespace py
