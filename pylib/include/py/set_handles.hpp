/// The shared handles `py::set<T>` and `py::frozenset<T>`, and the set operators of dict views. Included by py/set.hpp.
#pragma once

#include <py/set.hpp>

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <type_traits>
#include <utility>

namespace py {

/// A shared set: copies of the handle are the same set. Made by default it is a new empty one. `s.borrow()` is the set inside.
template <typename T>
class set {
  using block = detail::set_block<T>;
  using owned = hash_set<T>;

 public:
  using value_type = T;
  using iterator = set_iterator<T>;

  constexpr set() noexcept = default;
  set(std::initializer_list<T> items) : handle_(new block(owned(items))) {}
  set(owned&& items) : handle_(new block(std::move(items))) {}
  set(const owned& items) : handle_(new block(items)) {}
  /// `set(iterable)`.
  template <typename Iterable>
    requires(!std::is_convertible_v<Iterable &&, const set&> && !std::is_convertible_v<Iterable &&, const owned&>)
  explicit set(Iterable&& items) : handle_(new block(owned(std::forward<Iterable>(items)))) {}

  owned& borrow() const { return handle_.get().items; }
  /// No other handle of it exists.
  bool is_only() const { return handle_.get().py_count() == 1; }

  void add(const T& item) const { kept().borrow().add(item); }
  void add(T&& item) const { kept().borrow().add(std::move(item)); }
  template <typename Q>
  bool contains(const Q& item) const {
    return kept().borrow().contains(item);
  }
  template <typename Q>
  void discard(const Q& item) const {
    kept().borrow().discard(item);
  }
  template <typename Q>
  void remove(const Q& item) const {
    kept().borrow().remove(item);
  }
  T pop() const { return borrow().pop(); }
  void clear() const { borrow().clear(); }
  set copy() const { return borrow().copy(); }
  std::int64_t size() const { return handle_.pointer() == nullptr ? 0 : handle_.pointer()->items.size(); }
  bool empty() const { return size() == 0; }

  template <typename... Iterables>
  void update(Iterables&&... items) const {
    kept().borrow().update(std::forward<Iterables>(items)...);
  }
  template <typename... Iterables>
  void difference_update(const Iterables&... items) const {
    kept().borrow().difference_update(items...);
  }
  template <typename... Iterables>
  void intersection_update(const Iterables&... items) const {
    kept().borrow().intersection_update(items...);
  }
  template <typename Iterable>
  void symmetric_difference_update(const Iterable& items) const {
    kept().borrow().symmetric_difference_update(items);
  }
  template <typename... Iterables>
  set union_(Iterables&&... items) const {
    return kept().borrow().union_(items...);
  }
  template <typename... Iterables>
  set intersection(const Iterables&... items) const {
    return kept().borrow().intersection(items...);
  }
  template <typename... Iterables>
  set difference(const Iterables&... items) const {
    return kept().borrow().difference(items...);
  }
  template <typename Iterable>
  set symmetric_difference(const Iterable& items) const {
    return kept().borrow().symmetric_difference(items);
  }
  template <typename Iterable>
  bool isdisjoint(const Iterable& items) const {
    return kept().borrow().isdisjoint(items);
  }
  template <typename Iterable>
  bool issubset(const Iterable& items) const {
    return kept().borrow().issubset(items);
  }
  template <typename Iterable>
  bool issuperset(const Iterable& items) const {
    return kept().borrow().issuperset(items);
  }

  template <typename Other>
    requires detail::is_set<Other>
  friend set operator|(const set& a, const Other& b) {
    return a.union_(b);
  }
  template <typename Other>
    requires detail::is_set<Other>
  friend set operator&(const set& a, const Other& b) {
    return a.intersection(b);
  }
  template <typename Other>
    requires detail::is_set<Other>
  friend set operator-(const set& a, const Other& b) {
    return a.difference(b);
  }
  template <typename Other>
    requires detail::is_set<Other>
  friend set operator^(const set& a, const Other& b) {
    return a.symmetric_difference(b);
  }
  template <typename Other>
    requires detail::is_set<Other>
  set& operator|=(const Other& other) {
    update(other);
    return *this;
  }
  template <typename Other>
    requires detail::is_set<Other>
  set& operator&=(const Other& other) {
    intersection_update(other);
    return *this;
  }
  template <typename Other>
    requires detail::is_set<Other>
  set& operator-=(const Other& other) {
    difference_update(other);
    return *this;
  }
  template <typename Other>
    requires detail::is_set<Other>
  set& operator^=(const Other& other) {
    symmetric_difference_update(other);
    return *this;
  }

  iterator begin() const { return iterator(&borrow().table(), &handle_.get()); }
  std::default_sentinel_t end() const noexcept { return {}; }
  str py_repr() const {
    if constexpr (detail::is_scalar<T>) {
      return borrow().py_repr();
    } else {
      const detail::repr_guard guard(&handle_.get());
      return guard.nested() ? str("set(...)") : borrow().py_repr();
    }
  }
  void py_trace(tracer& trace) { trace.counted(handle_); }
  bool py_bool() const { return size() != 0; }
  std::int64_t py_len() const { return size(); }
  [[noreturn]] std::int64_t py_hash() const { raise_type_error("unhashable type: 'set'"); }
  iterator py_iter() const { return begin(); }
  template <typename Q>
  bool py_contains(const Q& item) const {
    return contains(item);
  }
  const void* py_identity() const { return &handle_.get(); }

  static const type& py_class() { return detail::set_type(); }
  object py_box() const { return object::from_pointer(&handle_.get()); }
  static bool py_check(const object& value) {
    const block* const inside = value.is_pointer() ? detail::downcast<block>(value.pointer()) : nullptr;
    return inside != nullptr && !inside->frozen;
  }
  static set py_unbox(const object& value) {
    set result;
    result.handle_ = detail::block_handle<block>::share(*detail::downcast<block>(value.pointer()));
    return result;
  }

 private:
  /// This set, kept alive while a comparison of elements may run code of the program.
  decltype(auto) kept() const {
    if constexpr (detail::is_scalar<T>) {
      return (*this);
    } else {
      return set(*this);
    }
  }

  detail::block_handle<block> handle_;
};

/// An immutable, hashable set.
template <typename T>
class frozenset {
  using block = detail::set_block<T>;
  using owned = hash_set<T>;

 public:
  using value_type = T;
  using iterator = set_iterator<T>;

  constexpr frozenset() noexcept = default;
  /// A set display of constants that is only walked over.
  frozenset(std::initializer_list<T> items) : handle_(new block(owned::constants(items), true)) {}
  frozenset(owned&& items) : handle_(new block(std::move(items), true)) {}
  /// `frozenset(iterable)`.
  template <typename Iterable>
    requires(!std::is_convertible_v<Iterable &&, const frozenset&> && !std::is_same_v<std::remove_cvref_t<Iterable>, owned>)
  explicit frozenset(Iterable&& items) : handle_(new block(owned(std::forward<Iterable>(items)), true)) {}
  explicit frozenset(const owned& items) : handle_(new block(items.copy(), true)) {}

  const owned& borrow() const { return inside().items; }
  template <typename Q>
  bool contains(const Q& item) const {
    return borrow().contains(item);
  }
  frozenset copy() const { return *this; }
  std::int64_t size() const { return handle_.pointer() == nullptr ? 0 : handle_.pointer()->items.size(); }
  bool empty() const { return size() == 0; }

  template <typename... Iterables>
  frozenset union_(Iterables&&... items) const {
    return borrow().union_(items...);
  }
  template <typename... Iterables>
  frozenset intersection(const Iterables&... items) const {
    return borrow().intersection(items...);
  }
  template <typename... Iterables>
  frozenset difference(const Iterables&... items) const {
    return borrow().difference(items...);
  }
  template <typename Iterable>
  frozenset symmetric_difference(const Iterable& items) const {
    return borrow().symmetric_difference(items);
  }
  template <typename Iterable>
  bool isdisjoint(const Iterable& items) const {
    return borrow().isdisjoint(items);
  }
  template <typename Iterable>
  bool issubset(const Iterable& items) const {
    return borrow().issubset(items);
  }
  template <typename Iterable>
  bool issuperset(const Iterable& items) const {
    return borrow().issuperset(items);
  }

  template <typename Other>
    requires detail::is_set<Other>
  friend frozenset operator|(const frozenset& a, const Other& b) {
    return a.union_(b);
  }
  template <typename Other>
    requires detail::is_set<Other>
  friend frozenset operator&(const frozenset& a, const Other& b) {
    return a.intersection(b);
  }
  template <typename Other>
    requires detail::is_set<Other>
  friend frozenset operator-(const frozenset& a, const Other& b) {
    return a.difference(b);
  }
  template <typename Other>
    requires detail::is_set<Other>
  friend frozenset operator^(const frozenset& a, const Other& b) {
    return a.symmetric_difference(b);
  }

  iterator begin() const { return iterator(&borrow().table(), &inside()); }
  std::default_sentinel_t end() const noexcept { return {}; }
  str py_repr() const {
    if (size() == 0) {
      return "frozenset()";
    }
    str::builder text;
    text.append_ascii("frozenset(");
    text.append(borrow().repr_inside());
    text.append_char(')');
    return text.finish();
  }
  void py_trace(tracer& trace) { trace.counted(handle_); }
  bool py_bool() const { return size() != 0; }
  std::int64_t py_len() const { return size(); }
  std::int64_t py_hash() const { return borrow().hash_elements(); }
  iterator py_iter() const { return begin(); }
  template <typename Q>
  bool py_contains(const Q& item) const {
    return contains(item);
  }
  const void* py_identity() const { return &inside(); }

  static const type& py_class() { return detail::frozenset_type(); }
  object py_box() const { return object::from_pointer(&inside()); }
  static bool py_check(const object& value) {
    const block* const found = value.is_pointer() ? detail::downcast<block>(value.pointer()) : nullptr;
    return found != nullptr && found->frozen;
  }
  static frozenset py_unbox(const object& value) {
    frozenset result;
    result.handle_ = detail::block_handle<block>::share(*detail::downcast<block>(value.pointer()));
    return result;
  }

 private:
  block& inside() const {
    block& made = handle_.get();
    made.frozen = true;  // one made by default begins as a set
    return made;
  }

  detail::block_handle<block> handle_;
};

template <typename Iterable>
set(Iterable&&) -> set<element_t<Iterable>>;
template <typename Iterable>
frozenset(Iterable&&) -> frozenset<element_t<Iterable>>;

namespace detail {
template <typename T>
inline constexpr bool is_set_handle = false;
template <typename T>
inline constexpr bool is_set_handle<set<T>> = true;
template <typename T>
inline constexpr bool is_set_handle<frozenset<T>> = true;

/// Two sets of any kind, one of them at least a handle.
template <typename A, typename B>
concept compared_sets = is_set<A> && is_set<B> && (is_set_handle<A> || is_set_handle<B>);
}  // namespace detail

template <typename A, typename B>
  requires detail::compared_sets<A, B>
bool operator==(const A& a, const B& b) {
  return a.size() == b.size() && a.issubset(b);
}
template <typename A, typename B>
  requires detail::compared_sets<A, B>
bool operator<=(const A& a, const B& b) {
  return a.issubset(b);
}
template <typename A, typename B>
  requires detail::compared_sets<A, B>
bool operator<(const A& a, const B& b) {
  return a.size() < b.size() && a.issubset(b);
}
template <typename A, typename B>
  requires detail::compared_sets<A, B>
bool operator>=(const A& a, const B& b) {
  return b.issubset(a);
}
template <typename A, typename B>
  requires detail::compared_sets<A, B>
bool operator>(const A& a, const B& b) {
  return b.size() < a.size() && b.issubset(a);
}

// An owned set with a handle on its right.

template <typename T, typename Other>
  requires detail::is_set_handle<Other>
hash_set<T> operator|(const hash_set<T>& a, const Other& b) {
  return a.union_(b);
}
template <typename T, typename Other>
  requires detail::is_set_handle<Other>
hash_set<T> operator&(const hash_set<T>& a, const Other& b) {
  return a.intersection(b);
}
template <typename T, typename Other>
  requires detail::is_set_handle<Other>
hash_set<T> operator-(const hash_set<T>& a, const Other& b) {
  return a.difference(b);
}
template <typename T, typename Other>
  requires detail::is_set_handle<Other>
hash_set<T> operator^(const hash_set<T>& a, const Other& b) {
  return a.symmetric_difference(b);
}

// --- dict views as sets ---

// A set with a view on its right: the result is a new set, also of `|=`.

template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
auto operator|(const A& a, const B& b) {
  hash_set<typename A::value_type> result;
  result.update(a);
  result.update(b);
  return result;
}
template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
auto operator&(const A& a, const B& b) {
  return b & a;
}
template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
auto operator-(const A& a, const B& b) {
  hash_set<typename A::value_type> result;
  result.update(a);
  result.difference_update(b);
  return result;
}
template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
auto operator^(const A& a, const B& b) {
  hash_set<typename A::value_type> result;
  result.update(a);
  result.symmetric_difference_update(b);
  return result;
}
template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
A& operator|=(A& a, const B& b) {
  return a = a | b;
}
template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
A& operator&=(A& a, const B& b) {
  return a = a & b;
}
template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
A& operator-=(A& a, const B& b) {
  return a = a - b;
}
template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
A& operator^=(A& a, const B& b) {
  return a = a ^ b;
}
template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
bool operator==(const A& a, const B& b) {
  return static_cast<std::int64_t>(a.size()) == b.size() && b.is_subset_of(a);
}
template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
bool operator<=(const A& a, const B& b) {
  return detail::for_each(a, [&b](const auto& item) { return b.py_contains(item); });
}
template <typename A, typename B>
  requires(detail::is_set<A> && detail::is_dict_view<B>)
bool operator>=(const A& a, const B& b) {
  return b.is_subset_of(a);
}

template <typename K, typename V, detail::dict_part part>
auto dict_view<K, V, part>::to_set() const -> hash_set<value_type> {
  if constexpr (part == detail::dict_part::keys) {
    return hash_set<value_type>(*map_);
  } else {
    return hash_set<value_type>(*this);
  }
}

template <typename K, typename V, detail::dict_part part>
template <typename Iterable>
auto dict_view<K, V, part>::intersection(const Iterable& other) const -> hash_set<value_type> {
  hash_set<value_type> result;
  const auto keep_common = [&result](const auto& walked, const auto& searched) {
    detail::for_each(walked, [&](auto&& element) {
      if (searched.py_contains(element)) {
        result.add(value_type(element));
      }
    });
  };
  // the order of CPython: a set that is no smaller is searched, of two views the greater one is
  bool search_other = false;
  if constexpr (detail::is_set<Iterable>) {
    search_other = size() <= other.size();
  } else if constexpr (detail::is_dict_view<Iterable>) {
    search_other = other.size() > size();
  }
  if constexpr (detail::is_set<Iterable> || detail::is_dict_view<Iterable>) {
    if (search_other) {
      keep_common(*this, other);
      return result;
    }
  }
  keep_common(other, *this);
  return result;
}

template <typename K, typename V, detail::dict_part part>
template <typename Iterable>
auto dict_view<K, V, part>::set_union(const Iterable& other) const -> hash_set<value_type> {
  auto result = to_set();
  result.update(other);
  return result;
}

template <typename K, typename V, detail::dict_part part>
template <typename Iterable>
auto dict_view<K, V, part>::difference(const Iterable& other) const -> hash_set<value_type> {
  auto result = to_set();
  result.difference_update(other);
  return result;
}

template <typename K, typename V, detail::dict_part part>
template <typename Iterable>
auto dict_view<K, V, part>::symmetric_difference(const Iterable& other) const -> hash_set<value_type> {
  auto result = to_set();
  result.symmetric_difference_update(other);
  return result;
}

}  // namespace py
