/// Values that may be None where Python needs one that is not: each use has an error of its own. `py::some` (ref.hpp) is for attributes.
#pragma once

#include <py/iterate.hpp>

#include <optional>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

[[noreturn]] void raise_none_subscripted();
[[noreturn]] void raise_none_item_assigned();
[[noreturn]] void raise_none_called();

/// A reference to what an lvalue holds; what a temporary holds comes out of it.
template <typename Optional>
using held_t = std::conditional_t<std::is_lvalue_reference_v<Optional>, decltype(*std::declval<Optional>()), typename std::remove_cvref_t<Optional>::value_type>;

}  // namespace detail

/// `value[…]`. Raises TypeError.
template <typename Optional>
  requires detail::is_optional<std::remove_cvref_t<Optional>>
detail::held_t<Optional> subscripted(Optional&& value) {
  if (!value) [[unlikely]] {
    detail::raise_none_subscripted();
  }
  return *std::forward<Optional>(value);
}

/// `value[…] = x`. Raises TypeError.
template <typename Optional>
detail::held_t<Optional> item_assigned(Optional&& value) {
  if (!value) [[unlikely]] {
    detail::raise_none_item_assigned();
  }
  return *std::forward<Optional>(value);
}

/// `for x in value`. Raises TypeError.
template <typename Optional>
detail::held_t<Optional> iterated(Optional&& value) {
  if (!value) [[unlikely]] {
    detail::raise_none_iterated();
  }
  return *std::forward<Optional>(value);
}

/// `value(…)`. Raises TypeError.
template <typename Optional>
detail::held_t<Optional> called(Optional&& value) {
  if (!value) [[unlikely]] {
    detail::raise_none_called();
  }
  return *std::forward<Optional>(value);
}

}  // namespace py
