/// Python's copy module: `py::copy::copy(x)`, `py::copy::deepcopy(x)`.
///
/// What a class says about itself: `ref<C> py_copy()` is its `__copy__`, `ref<C> py_deepcopy(memo)` its `__deepcopy__`. Without them the
/// instance is copied by C++, and `void py_deepen(py::copy::memo&)`, if there is one, replaces its fields by deep copies.
#pragma once

#include <py/collections.hpp>
#include <py/dict.hpp>
#include <py/exceptions.hpp>
#include <py/list.hpp>
#include <py/object.hpp>
#include <py/set.hpp>
#include <py/tuple.hpp>

#include <concepts>
#include <optional>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>

namespace py::copy {

class Error : public virtual Exception {
 public:
  Error() = default;
  explicit Error(const str& text) { set_args(text); }
  static const type& py_class();
  const type& py_type() const override;
};

namespace detail {

object copy_object(const object& value);

template <typename T>
inline constexpr bool is_immutable = std::is_arithmetic_v<T> || std::is_same_v<T, str> || py::detail::is_exact_int<T> || std::is_same_v<T, Number> || std::is_same_v<T, bytes> ||
                                     std::is_same_v<T, none_t> || std::is_same_v<T, range>;

template <typename T>
inline constexpr bool is_function = false;
template <typename S>
inline constexpr bool is_function<function<S>> = true;

}  // namespace detail

/// What was deep-copied already, by the address of the original: shared parts stay shared, cycles end.
class memo {
 public:
  /// The copy of what lives at `original`, or null.
  const object* find(const void* original) const {
    const auto found = copies_.find(original);
    return found == copies_.end() ? nullptr : &found->second.second;
  }
  /// Keeps the original too, so that its address stays its own.
  void add(const void* original, object kept, object copy) { copies_.emplace(original, std::pair(std::move(kept), std::move(copy))); }

 private:
  std::unordered_map<const void*, std::pair<object, object>> copies_;
};

namespace detail {

object deepcopy_object(const object& value, memo& seen);

template <typename T>
T deep(const T& value, memo& seen);

/// Deep-copies the elements of a handle into a new container, which is known before its elements are.
template <typename Handle, typename Fill>
Handle deep_handle(const Handle& value, memo& seen, Handle made, Fill fill) {
  if (const object* const known = seen.find(value.py_identity())) {
    return Handle::py_unbox(*known);
  }
  seen.add(value.py_identity(), object(value), object(made));
  fill(made);
  return made;
}

template <typename T>
struct deep_copier {
  static T copy(const T& value, memo& seen) {
    if constexpr (is_immutable<T> || is_function<T>) {
      return value;
    } else if constexpr (std::is_same_v<T, object>) {
      return deepcopy_object(value, seen);
    } else {
      return cast<T>(deepcopy_object(object(value), seen));
    }
  }
};
template <typename T>
struct deep_copier<vector<T>> {
  static vector<T> copy(const vector<T>& value, memo& seen) {
    vector<T> result;
    result.reserve(value.size());
    for (const T& item : value) {
      result.append(deep(item, seen));
    }
    return result;
  }
};
template <typename T>
struct deep_copier<list<T>> {
  static list<T> copy(const list<T>& value, memo& seen) {
    return deep_handle(value, seen, list<T>(vector<T>()), [&](list<T>& made) {
      for (std::int64_t i = 0; i < value.size(); ++i) {
        made.append(deep(T(value[i]), seen));
      }
    });
  }
};
template <typename T>
struct deep_copier<deque<T>> {
  static deque<T> copy(const deque<T>& value, memo& seen) {
    deque<T> empty = value.copy();
    empty.clear();
    return deep_handle(value, seen, empty, [&](deque<T>& made) {
      for (std::int64_t i = 0; i < value.size(); ++i) {
        made.append(deep(T(value[i]), seen));
      }
    });
  }
};
template <typename K, typename V>
struct deep_copier<ordered_map<K, V>> {
  static ordered_map<K, V> copy(const ordered_map<K, V>& value, memo& seen) {
    ordered_map<K, V> result;
    for (auto&& [key, item] : value.items()) {
      result.set_item(deep(K(key), seen), deep(V(item), seen));
    }
    return result;
  }
};
template <typename Dict>
struct deep_dict {
  static Dict copy(const Dict& value, memo& seen) {
    Dict empty = value.copy();
    empty.clear();
    return deep_handle(value, seen, empty, [&](Dict& made) {
      for (auto&& [key, item] : value.items()) {
        made.set_item(deep(typename Dict::key_type(key), seen), deep(typename Dict::mapped_type(item), seen));
      }
    });
  }
};
template <typename K, typename V>
struct deep_copier<dict<K, V>> : deep_dict<dict<K, V>> {};
template <typename K, typename V>
struct deep_copier<defaultdict<K, V>> : deep_dict<defaultdict<K, V>> {};
template <typename K, typename V>
struct deep_copier<OrderedDict<K, V>> : deep_dict<OrderedDict<K, V>> {};
template <typename T, typename V>
struct deep_copier<Counter<T, V>> : deep_dict<Counter<T, V>> {};
template <typename T>
struct deep_copier<set<T>> {
  static set<T> copy(const set<T>& value, memo& seen) {
    return deep_handle(value, seen, set<T>(), [&](set<T>& made) {
      for (const T& item : value) {
        made.add(deep(T(item), seen));
      }
    });
  }
};
template <typename T>
struct deep_copier<hash_set<T>> {
  static hash_set<T> copy(const hash_set<T>& value, memo& seen) {
    hash_set<T> result;
    for (const T& item : value) {
      result.add(deep(item, seen));
    }
    return result;
  }
};
template <typename... T>
struct deep_copier<std::tuple<T...>> {
  static std::tuple<T...> copy(const std::tuple<T...>& value, memo& seen) {
    return std::apply([&](const T&... item) { return std::tuple<T...>{deep(item, seen)...}; }, value);
  }
};
template <typename T>
struct deep_copier<tuple<T>> {
  static tuple<T> copy(const tuple<T>& value, memo& seen) {
    if constexpr (is_immutable<T>) {
      return value;
    } else {
      vector<T> items;
      for (const T& item : value) {
        items.append(deep(item, seen));
      }
      return tuple<T>(std::move(items));
    }
  }
};
template <typename T>
struct deep_copier<frozenset<T>> {
  static frozenset<T> copy(const frozenset<T>& value, memo& seen) {
    vector<T> items;
    for (const T& item : value) {
      items.append(deep(T(item), seen));
    }
    return frozenset<T>(items);
  }
};
template <typename T>
struct deep_copier<std::optional<T>> {
  static std::optional<T> copy(const std::optional<T>& value, memo& seen) { return value ? std::optional<T>(deep(*value, seen)) : std::nullopt; }
};
template <typename... T>
struct deep_copier<std::variant<T...>> {
  static std::variant<T...> copy(const std::variant<T...>& value, memo& seen) {
    return std::visit([&](const auto& alternative) { return std::variant<T...>(deep(alternative, seen)); }, value);
  }
};

/// An instance through its own class: `C` is its static type, `py_deepcopy` and `py_deepen` may be virtual.
template <typename C>
ref<C> deep_instance(C& value, memo& seen) {
  const void* const address = dynamic_cast<const void*>(static_cast<const Object*>(&value));
  if (const object* const known = seen.find(address)) {
    return boxing<ref<C>>::unbox(*known);
  }
  if constexpr (requires { value.py_deepcopy(seen); }) {
    ref<C> made = value.py_deepcopy(seen);
    seen.add(address, object::from_pointer(&value), object(made));
    return made;
  } else if constexpr (std::is_copy_constructible_v<C>) {
    ref<C> made = make<C>(std::as_const(value));
    seen.add(address, object::from_pointer(&value), object(made));
    if constexpr (requires { made->py_deepen(seen); }) {
      made->py_deepen(seen);
    }
    return made;
  } else {
    return boxing<ref<C>>::unbox(deepcopy_object(object::from_pointer(&value), seen));
  }
}
template <typename C>
struct deep_copier<ref<C>> {
  static ref<C> copy(const ref<C>& value, memo& seen) { return deep_instance(*value, seen); }
};
template <typename C>
struct deep_copier<maybe<C>> {
  static maybe<C> copy(const maybe<C>& value, memo& seen) { return value.is_none() ? value : maybe<C>(deep_instance(*value.get(), seen)); }
};

template <typename T>
T deep(const T& value, memo& seen) {
  return deep_copier<T>::copy(value, seen);
}

}  // namespace detail

/// A shallow copy. Raises Error for what cannot be copied.
struct copy_fn {
  template <typename T>
  T operator()(const T& value) const {
    if constexpr (std::is_same_v<T, object>) {
      return detail::copy_object(value);
    } else if constexpr (is_maybe<T>) {
      return value.is_none() ? value : T((*this)(value.value()));
    } else if constexpr (is_ref<T>) {
      using C = typename T::element_type;
      if constexpr (requires { value->py_copy(); }) {
        return value->py_copy();
      } else if constexpr (std::is_copy_constructible_v<C>) {
        return make<C>(std::as_const(*value));
      } else {
        return boxing<T>::unbox(detail::copy_object(object(value)));
      }
    } else if constexpr (requires {
                           { value.copy() } -> std::same_as<T>;
                         }) {
      return value.copy();
    } else {
      return value;
    }
  }
};
inline constexpr copy_fn copy{};

/// A deep copy: parts that are shared stay shared in the copy, cycles are kept.
struct deepcopy_fn {
  template <typename T>
  T operator()(const T& value) const {
    memo seen;
    return detail::deep(value, seen);
  }
  template <typename T>
  T operator()(const T& value, memo& seen) const {
    return detail::deep(value, seen);
  }
  template <typename T>
  T operator()(const T& value, none_t) const {
    return (*this)(value);
  }
};
inline constexpr deepcopy_fn deepcopy{};

}  // namespace py::copy
