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
[[noreturn]] void raise_none_unpacked();

/// A reference to what an lvalue holds; what a temporary holds comes out of it.
template <typename Optional>
using held_t = std::conditional_t<std::is_lvalue_reference_v<Optional>, decltype(*std::declval<Optional>()), typename std::remove_cvref_t<Optional>::value_type>;

/// What is in `value`; `raise` is called when nothing is.
template <auto raise, typename Optional>
held_t<Optional> held_or(Optional&& value) {
  if (!value) [[unlikely]] {
    raise();
  }
  return *std::forward<Optional>(value);
}

}  // namespace detail

/// `value[…]`. Raises TypeError.
template <typename Optional>
  requires detail::is_optional<std::remove_cvref_t<Optional>>
detail::held_t<Optional> subscripted(Optional&& value) {
  return detail::held_or<detail::raise_none_subscripted>(std::forward<Optional>(value));
}

/// `value[…] = x`. Raises TypeError.
template <typename Optional>
detail::held_t<Optional> item_assigned(Optional&& value) {
  return detail::held_or<detail::raise_none_item_assigned>(std::forward<Optional>(value));
}

/// `for x in value`. Raises TypeError.
template <typename Optional>
detail::held_t<Optional> iterated(Optional&& value) {
  return detail::held_or<detail::raise_none_iterated>(std::forward<Optional>(value));
}

/// `a, b = value`. Raises TypeError.
template <typename Optional>
detail::held_t<Optional> unpacked(Optional&& value) {
  return detail::held_or<detail::raise_none_unpacked>(std::forward<Optional>(value));
}

/// `value(…)`. Raises TypeError.
template <typename Optional>
detail::held_t<Optional> called(Optional&& value) {
  return detail::held_or<detail::raise_none_called>(std::forward<Optional>(value));
}

}  // namespace py
