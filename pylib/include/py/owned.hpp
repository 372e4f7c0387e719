/// `py::owned(list)`: the elements of a list that the library made, as a value.
#pragma once

#include <py/list.hpp>

#include <utility>

namespace py {
namespace detail {

struct owned_fn {
  /// The elements of a list that nothing else holds move; of any other they are copied.
  template <typename T>
  vector<T> operator()(list<T>&& items) const {
    if (items.handle().pointer()->py_count() == 1) {
      return std::move(items.borrow());
    }
    return items.borrow();
  }
  template <typename T>
  vector<T> operator()(vector<T>&& items) const noexcept {
    return std::move(items);
  }
};

}  // namespace detail

inline constexpr detail::owned_fn owned{};

}  // namespace py
