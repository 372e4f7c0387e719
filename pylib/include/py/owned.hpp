/// `py::owned(handle)`: a list, set or dict that the library made, as a value.
#pragma once

#include <py/dict.hpp>
#include <py/list.hpp>
#include <py/set.hpp>

#include <utility>

namespace py {
namespace detail {

struct owned_fn {
  template <typename T>
  vector<T> operator()(list<T>&& items) const {
    return taken(items);
  }
  template <typename T>
  hash_set<T> operator()(set<T>&& items) const {
    return taken(items);
  }
  template <typename K, typename V>
  ordered_map<K, V> operator()(dict<K, V>&& items) const {
    return taken(items);
  }
  template <typename Value>
    requires(!std::is_lvalue_reference_v<Value>)
  Value operator()(Value&& items) const noexcept {
    return std::move(items);
  }

 private:
  /// What is in a handle that nothing else holds moves; of any other it is copied.
  template <typename Handle>
  static auto taken(const Handle& handle) {
    auto& inside = handle.borrow();
    using Value = std::remove_reference_t<decltype(inside)>;
    return handle.is_only() ? Value(std::move(inside)) : Value(inside);
  }
};

}  // namespace detail

inline constexpr detail::owned_fn owned{};

}  // namespace py
