/// Tuple displays with spread parts: `(a, *xs, b)`.
#pragma once

#include <py/tags.hpp>
#include <py/tuple.hpp>

#include <type_traits>
#include <utility>

namespace py {

/// `py::tuple_of<T>(a, py::spread(xs), b)`.
template <typename T>
struct tuple_of_fn {
  template <typename... Parts>
  tuple<T> operator()(Parts&&... parts) const {
    vector<T> items;
    (add(items, std::forward<Parts>(parts)), ...);
    return tuple<T>(std::move(items));
  }

 private:
  template <typename Part>
  static void add(vector<T>& items, Part&& part) {
    if constexpr (is_spread<std::remove_cvref_t<Part>>) {
      items.extend(part.values);
    } else {
      items.append(T(std::forward<Part>(part)));
    }
  }
};
template <typename T>
inline constexpr tuple_of_fn<T> tuple_of{};

}  // namespace py
