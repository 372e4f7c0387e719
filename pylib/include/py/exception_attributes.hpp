/// The attributes of builtin exceptions in the types that the stubs give them: `py::exception_attribute::code(e)`.
#pragma once

#include <py/cast.hpp>
#include <py/exceptions.hpp>
#include <py/ref.hpp>

#include <cstddef>
#include <optional>

namespace py::exception_attribute {
namespace detail {

template <typename E>
const E& exception_in(const E& e) {
  return e;
}
template <typename E>
const E& exception_in(const ref<E>& e) {
  return *e;
}
template <typename E>
const E& exception_in(const maybe<E>& e) {
  return *e;
}

/// A value that is not there yet reads as None.
inline object shown(const object& value) { return value.is_unbound() ? object(None) : value; }

/// The argument at `index`, None when it was not given.
template <typename E>
object argument(const E& e, std::size_t index) {
  const auto& all = exception_in(e).arguments();
  return index < all.size() ? all[index] : object(None);
}

}  // namespace detail

#define PY_EXCEPTION_ATTRIBUTE(name, type, member)                      \
  struct name##_fn {                                                    \
    template <typename E>                                               \
    type operator()(const E& e) const {                                 \
      return cast<type>(detail::shown(detail::exception_in(e).member)); \
    }                                                                   \
  };                                                                    \
  inline constexpr name##_fn name{};
PY_EXCEPTION_ATTRIBUTE(code, object, code)
PY_EXCEPTION_ATTRIBUTE(value, object, value)
PY_EXCEPTION_ATTRIBUTE(obj, object, obj)
PY_EXCEPTION_ATTRIBUTE(name, std::optional<str>, name)
PY_EXCEPTION_ATTRIBUTE(path, std::optional<str>, path)
PY_EXCEPTION_ATTRIBUTE(msg, std::optional<str>, msg)
PY_EXCEPTION_ATTRIBUTE(errno_, std::optional<Int>, errno_)
PY_EXCEPTION_ATTRIBUTE(strerror, std::optional<str>, strerror)
PY_EXCEPTION_ATTRIBUTE(filename, object, filename)
PY_EXCEPTION_ATTRIBUTE(filename2, object, filename2)
#undef PY_EXCEPTION_ATTRIBUTE

// Of UnicodeDecodeError and UnicodeEncodeError: encoding, object, start, end, reason.
#define PY_UNICODE_ATTRIBUTE(name, type, index)      \
  struct name##_fn {                                 \
    template <typename E>                            \
    type operator()(const E& e) const {              \
      return cast<type>(detail::argument(e, index)); \
    }                                                \
  };                                                 \
  inline constexpr name##_fn name{};
PY_UNICODE_ATTRIBUTE(encoding, str, 0)
PY_UNICODE_ATTRIBUTE(object_, py::object, 1)
PY_UNICODE_ATTRIBUTE(start, Int, 2)
PY_UNICODE_ATTRIBUTE(end, Int, 3)
PY_UNICODE_ATTRIBUTE(reason, str, 4)
#undef PY_UNICODE_ATTRIBUTE

}  // namespace py::exception_attribute
