/// `isinstance` and `issubclass`, for classes known at compile time and for class objects.
#pragma once

#include <py/object.hpp>
#include <py/ref.hpp>
#include <py/type.hpp>

#include <type_traits>

namespace py {

namespace abc {
/// A class that has no instances of its own: others count as derived from it by the methods that they have, or because Python says so.
struct protocol {};
}  // namespace abc

namespace detail {
/// `isinstance(value, kinds)`; kinds is a class or a (nested) tuple of classes. Raises TypeError for anything else.
bool is_instance(const object& value, const object& kinds);
bool is_subclass(const object& kind, const object& kinds);

template <typename C, typename T>
bool is_instance_of(const T& value) {
  if constexpr (std::derived_from<C, abc::protocol>) {
    return is_instance(object(value), object(class_of<C>()));
  } else if constexpr (is_ref<T>) {
    if constexpr (std::is_base_of_v<C, typename T::element_type>) {
      return true;
    } else {
      return downcast<C>(const_cast<Object*>(static_cast<const Object*>(value.get()))) != nullptr;
    }
  } else if constexpr (is_maybe<T>) {
    return !value.is_none() && is_instance_of<C>(value.value());
  } else if constexpr (std::derived_from<T, Object>) {
    return dynamic_cast<const C*>(&value) != nullptr;
  } else if constexpr (std::derived_from<C, Object>) {
    if constexpr (std::is_same_v<T, object>) {
      return value.is_pointer() && downcast<C>(value.pointer()) != nullptr;
    } else {
      return false;
    }
  } else {
    return is_instance(object(value), object(class_of<C>()));
  }
}
}  // namespace detail

/// `isinstance(value, C)` for C++ types: `py::isinstance<Shape>(x)`, `py::isinstance<py::Int, py::str>(x)`.
template <typename... C, typename T>
  requires(sizeof...(C) != 0)
bool isinstance(const T& value) {
  return (detail::is_instance_of<C>(value) || ...);
}

/// `isinstance(value, kinds)` with class objects or tuples of them.
template <typename T, typename K>
bool isinstance(const T& value, const K& kinds) {
  return detail::is_instance(object(value), object(kinds));
}

/// `issubclass(kind, kinds)`.
template <typename T, typename K>
bool issubclass(const T& kind, const K& kinds) {
  return detail::is_subclass(object(kind), object(kinds));
}

namespace detail {
bool is_callable(const object& value);
}
struct callable_fn {
  template <typename T>
  bool operator()(const T& value) const {
    return detail::is_callable(object(value));
  }
};
/// `callable(x)`.
inline constexpr callable_fn callable{};

/// `id(x)`: the address of what has identity, else a number that equal values share.
struct id_fn {
  template <typename T>
  Int operator()(const T& value) const {
    if constexpr (requires { value.py_identity(); }) {
      return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(value.py_identity()));
    } else {
      return of(object(value));
    }
  }

 private:
  static Int of(const object& value);
};
inline constexpr id_fn id{};

}  // namespace py
