/// `py::set<T>` and `py::frozenset<T>`: shared handles; `py::hash_set<T>`: a set with one owner. All iterate in CPython's order.
#pragma once

#include <py/boxed.hpp>
#include <py/dict.hpp>
#include <py/set_table.hpp>

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

[[noreturn]] void raise_set_size_changed();
[[noreturn]] void raise_pop_from_empty_set();

template <typename T>
inline constexpr bool is_set = false;
template <typename T>
inline constexpr bool is_set<hash_set<T>> = true;
template <typename T>
inline constexpr bool is_set<set<T>> = true;
template <typename T>
inline constexpr bool is_set<frozenset<T>> = true;
template <typename T>
inline constexpr bool is_dict = false;
template <typename K, typename V>
inline constexpr bool is_dict<ordered_map<K, V>> = true;
template <typename K, typename V>
inline constexpr bool is_dict<dict<K, V>> = true;

/// frozenset's hash, from the hashes of the elements in any order.
class frozenset_hasher {
 public:
  void add(std::int64_t element_hash) noexcept {
    const auto h = static_cast<std::uint64_t>(element_hash);
    mixed_ ^= ((h ^ 89869747) ^ (h << 16)) * 3644798167;
    ++size_;
  }
  std::int64_t finish() const noexcept {
    std::uint64_t result = mixed_ ^ (size_ + 1) * 1927868237;
    result ^= (result >> 11) ^ (result >> 25);
    result = result * 69069 + 907133923;
    return static_cast<std::int64_t>(result == ~std::uint64_t{0} ? 590923713 : result);
  }

 private:
  std::uint64_t mixed_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace detail

/// The iterator over a set. Raises RuntimeError when the size changes meanwhile.
template <typename T>
class set_iterator {
 public:
  using value_type = T;
  using difference_type = std::ptrdiff_t;

  /// `owner` keeps the set alive; null for an owned set.
  set_iterator(const detail::set_table<T>* table, Object* owner) noexcept : table_(table), owner_(owner), size_(table->size()), position_(table->next_live(0)) {}

  std::optional<T> next() {
    if (at_end()) {
      return std::nullopt;
    }
    std::optional<T> result(**this);
    ++*this;
    return result;
  }
  set_iterator py_iter() const { return *this; }
  detail::pulled_cursor<set_iterator, T> begin() { return detail::pulled_cursor<set_iterator, T>(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }
  const T& operator*() const noexcept { return table_->key_at(position_); }
  set_iterator& operator++() noexcept {
    position_ = table_->next_live(position_ + 1);
    return *this;
  }
  void operator++(int) noexcept { ++*this; }
  friend bool operator==(const set_iterator& it, std::default_sentinel_t) { return it.at_end(); }

 private:
  bool at_end() const {
    if (table_->size() != size_) [[unlikely]] {
      detail::raise_set_size_changed();
    }
    return position_ >= table_->capacity();
  }

  const detail::set_table<T>* table_;
  maybe<Object> owner_;
  std::int64_t size_;
  std::uint64_t position_;
};

/// An owned set. The order of elements, also of results of its operators, is CPython's.
template <typename T>
class hash_set {
 public:
  using value_type = T;
  using iterator = set_iterator<T>;
  using table_type = detail::set_table<T>;

  constexpr hash_set() noexcept = default;
  /// A display of constants: CPython keeps more than two as a frozenset, which it copies; that changes their order.
  /// (A display of other values adds them one by one, as `set((a, b))` does.)
  hash_set(std::initializer_list<T> items) {
    if (items.size() > 2) {
      *this = constants(items).copy();
    } else {
      add_each(items);
    }
  }
  explicit hash_set(table_type table) noexcept : table_(std::move(table)) {}
  /// `set(iterable)`. A C++ copy has the same order; `copy()` has the order of Python's copy, as `set(other)`.
  template <typename Iterable>
    requires(!std::is_convertible_v<Iterable &&, const hash_set&>)
  explicit hash_set(Iterable&& items) {
    update(std::forward<Iterable>(items));
  }

  /// The frozenset that CPython's compiler makes of constants: built from the elements of a first one, in its order.
  static hash_set constants(std::initializer_list<T> items) {
    hash_set first;
    first.add_each(items);
    hash_set result;
    result.add_each(first);
    return result;
  }

  // --- methods ---

  void add(const T& item) { table_.add(item); }
  void add(T&& item) { table_.add(std::move(item)); }
  template <typename Q>
  bool contains(const Q& item) const {
    if constexpr (std::is_integral_v<T> && std::is_same_v<T, Q>) {
      return table_.contains(item);
    } else {
      return position_of(item) != table_type::missing;
    }
  }
  template <typename Q>
  void discard(const Q& item) {
    const std::uint64_t at = position_of(item);
    if (at != table_type::missing) {
      static_cast<void>(table_.take(at));
    }
  }
  /// Raises KeyError.
  template <typename Q>
  void remove(const Q& item) {
    const std::uint64_t at = position_of(item);
    if (at == table_type::missing) {
      raise_key_error(detail::boxed(item));
    }
    static_cast<void>(table_.take(at));
  }
  /// Removes some element. Raises KeyError.
  T pop() {
    if (table_.size() == 0) {
      detail::raise_pop_from_empty_set();
    }
    return table_.take_any();
  }
  void clear() noexcept { table_.clear(); }
  hash_set copy() const {
    hash_set result;
    result.table_.merge(table_);
    return result;
  }
  std::int64_t size() const noexcept { return table_.size(); }
  bool empty() const noexcept { return table_.size() == 0; }

  template <typename... Iterables>
  void update(Iterables&&... items) {
    (update_one(std::forward<Iterables>(items)), ...);
  }
  template <typename... Iterables>
  void difference_update(const Iterables&... items) {
    (subtract(items), ...);
  }
  template <typename... Iterables>
  void intersection_update(const Iterables&... items) {
    hash_set result = intersection(items...);
    table_.exchange(result.table_);
  }
  template <typename Iterable>
  void symmetric_difference_update(const Iterable& items) {
    if constexpr (detail::is_set<Iterable>) {
      const auto& other = set_of(items);
      if (&other == this) {
        clear();
      } else {
        toggle(other.table());
      }
    } else if constexpr (detail::is_dict<Iterable>) {
      for (const auto& key : items) {
        toggle_one(T(key));
      }
    } else {
      toggle(hash_set(items).table_);
    }
  }

  template <typename... Iterables>
  hash_set union_(Iterables&&... items) const {
    hash_set result = copy();
    ((is_self(items) ? static_cast<void>(0) : result.update_one(items)), ...);
    return result;
  }
  template <typename... Iterables>
  hash_set intersection(const Iterables&... items) const {
    if constexpr (sizeof...(items) == 0) {
      return copy();
    } else {
      return intersection_of(*this, items...);
    }
  }
  template <typename... Iterables>
  hash_set difference(const Iterables&... items) const {
    if constexpr (sizeof...(items) == 0) {
      return copy();
    } else {
      return difference_of(items...);
    }
  }
  template <typename Iterable>
  hash_set symmetric_difference(const Iterable& items) const {
    hash_set result;
    if constexpr (detail::is_set<Iterable>) {
      result.table_.merge(set_of(items).table());
    } else {
      result.update_one(items);
    }
    result.toggle(table_);
    return result;
  }
  template <typename Iterable>
  bool isdisjoint(const Iterable& items) const {
    if constexpr (detail::is_set<Iterable>) {
      const auto& other = set_of(items);
      const bool other_larger = other.size() > size();
      const auto& walked = other_larger ? table_ : other.table_;
      const auto& searched = other_larger ? other.table_ : table_;
      return walk(walked, [&](const T& key, std::int64_t hash) { return searched.find(key, hash) == table_type::missing; });
    } else {
      return detail::for_each(items, [this](const auto& item) { return !this->contains(item); });
    }
  }
  template <typename Iterable>
  bool issubset(const Iterable& items) const {
    if constexpr (detail::is_set<Iterable>) {
      const auto& other = set_of(items);
      return size() <= other.size() && walk(table_, [&](const T& key, std::int64_t hash) { return other.table_.find(key, hash) != table_type::missing; });
    } else {
      return issubset(hash_set(items));
    }
  }
  template <typename Iterable>
  bool issuperset(const Iterable& items) const {
    if constexpr (detail::is_set<Iterable>) {
      return set_of(items).issubset(*this);
    } else {
      return detail::for_each(items, [this](const auto& item) { return this->contains(item); });
    }
  }

  // --- operators ---

  friend hash_set operator|(const hash_set& a, const hash_set& b) { return a.union_(b); }
  friend hash_set operator&(const hash_set& a, const hash_set& b) { return a.intersection(b); }
  friend hash_set operator-(const hash_set& a, const hash_set& b) { return a.difference(b); }
  friend hash_set operator^(const hash_set& a, const hash_set& b) { return a.symmetric_difference(b); }
  template <typename Other>
    requires detail::is_set<Other>
  hash_set& operator|=(const Other& other) {
    update(other);
    return *this;
  }
  template <typename Other>
    requires detail::is_set<Other>
  hash_set& operator&=(const Other& other) {
    intersection_update(other);
    return *this;
  }
  template <typename Other>
    requires detail::is_set<Other>
  hash_set& operator-=(const Other& other) {
    difference_update(other);
    return *this;
  }
  template <typename Other>
    requires detail::is_set<Other>
  hash_set& operator^=(const Other& other) {
    symmetric_difference_update(other);
    return *this;
  }
  friend bool operator==(const hash_set& a, const hash_set& b) { return a.size() == b.size() && a.issubset(b); }
  friend bool operator<=(const hash_set& a, const hash_set& b) { return a.issubset(b); }
  friend bool operator<(const hash_set& a, const hash_set& b) { return a.size() < b.size() && a.issubset(b); }
  friend bool operator>=(const hash_set& a, const hash_set& b) { return b.issubset(a); }
  friend bool operator>(const hash_set& a, const hash_set& b) { return b.size() < a.size() && b.issubset(a); }

  // --- iteration and protocol ---

  iterator begin() const { return iterator(&table_, nullptr); }
  std::default_sentinel_t end() const noexcept { return {}; }
  str py_repr() const { return size() == 0 ? str("set()") : repr_inside(); }
  bool py_bool() const noexcept { return size() != 0; }
  std::int64_t py_len() const noexcept { return size(); }
  [[noreturn]] std::int64_t py_hash() const { raise_type_error("unhashable type: 'set'"); }
  iterator py_iter() const { return begin(); }
  template <typename Q>
  bool py_contains(const Q& item) const {
    return contains(item);
  }

  /// `{a, b}`: the elements of a set that is not empty.
  str repr_inside() const {
    str::builder text;
    text.append_char('{');
    bool first = true;
    for (const T& item : *this) {
      if (!first) {
        text.append_ascii(", ");
      }
      first = false;
      text.append(py::repr(item));
    }
    text.append_char('}');
    return text.finish();
  }
  /// What frozenset's hash() gives for these elements.
  std::int64_t hash_elements() const {
    detail::frozenset_hasher hasher;
    walk(table_, [&](const T&, std::int64_t hash) {
      hasher.add(hash);
      return true;
    });
    return hasher.finish();
  }
  /// As an object: a set with a copy of the elements, lying as these do.
  object py_box() const { return object(set<T>(*this)); }
  static bool py_check(const object& value) { return set<T>::py_check(value); }
  static hash_set py_unbox(const object& value) { return set<T>::py_unbox(value).borrow(); }

  table_type& table() noexcept { return table_; }
  void py_trace(tracer& trace) {
    for (std::uint64_t at = table_.next_live(0); at < table_.capacity(); at = table_.next_live(at + 1)) {
      trace(table_.key_at(at));
    }
  }
  const table_type& table() const noexcept { return table_; }

 private:
  template <typename Items>
  void add_each(const Items& items) {
    for (const T& item : items) {
      table_.add(item);
    }
  }
  template <typename>
  friend class hash_set;

  template <typename Q>
  std::uint64_t position_of(const Q& item) const {
    if constexpr (std::is_array_v<Q>) {
      return position_of(str(item));
    } else {
      return detail::with_key<T>(item, [this](const T& same) { return table_.find(same, table_type::hash_of(same)); }, std::uint64_t{table_type::missing});
    }
  }

  /// Calls `visit(key, hash)` for each element until it gives false.
  template <typename Table, typename Visit>
  static bool walk(const Table& table, Visit&& visit) {
    for (std::uint64_t at = table.next_live(0); at < table.capacity(); at = table.next_live(at + 1)) {
      if (!visit(table.key_at(at), table.hash_at(at))) {
        return false;
      }
    }
    return true;
  }

  /// The owned set inside a set, frozenset or hash_set of T; one of another element type is converted, slot by slot.
  template <typename Set>
  static decltype(auto) set_of(const Set& items) {
    if constexpr (std::is_same_v<Set, hash_set>) {
      return (items);
    } else if constexpr (std::is_same_v<typename Set::value_type, T> && !std::is_same_v<Set, hash_set>) {
      return static_cast<const hash_set&>(items.borrow());
    } else if constexpr (requires { items.borrow(); }) {
      return converted(items.borrow());
    } else {
      return converted(items);
    }
  }
  template <typename U>
  static hash_set converted(const hash_set<U>& items) {
    return hash_set(table_type::converted(items.table(), [](const U& item) {
      if constexpr (std::is_convertible_v<const U&, T>) {
        return T(item);
      } else {
        return detail::unbox_element<T>(object(item));
      }
    }));
  }
  template <typename Iterable>
  bool is_self(const Iterable& items) const {
    if constexpr (detail::is_set<Iterable>) {
      if constexpr (std::is_same_v<typename Iterable::value_type, T>) {
        return &set_of(items) == this;
      }
    }
    return false;
  }

  template <typename Iterable>
  void update_one(Iterable&& items) {
    using Plain = std::remove_cvref_t<Iterable>;
    if constexpr (is_spread<Plain>) {
      detail::for_each(items.values, [this](auto&& each) { this->update_one(std::forward<decltype(each)>(each)); });
    } else if constexpr (detail::is_set<Plain>) {
      table_.merge(set_of(items).table());
    } else if constexpr (detail::is_dict<Plain>) {
      table_.grow_for(items.size());
      for (const auto& key : items) {
        table_.add(T(key));
      }
    } else {
      detail::for_each(std::forward<Iterable>(items), [this](auto&& item) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(item)>, T>) {
          table_.add(std::forward<decltype(item)>(item));
        } else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(item)>, object>) {
          table_.add(detail::unbox_element<T>(item));
        } else {
          table_.add(detail::element_as<T>(std::forward<decltype(item)>(item)));
        }
      });
    }
  }

  template <typename Iterable>
  void subtract(const Iterable& items) {
    if constexpr (is_spread<Iterable>) {
      detail::for_each(items.values, [this](const auto& each) { this->subtract(each); });
    } else if constexpr (detail::is_set<Iterable>) {
      subtract_set(set_of(items));
    } else {
      detail::for_each(items, [this](const auto& item) { this->discard(item); });
      table_.drop_dummies();
    }
  }
  void subtract_set(const hash_set& other) {
    if (&other == this) {
      clear();
      return;
    }
    if ((other.size() >> 3) > size()) {
      subtract_walking(other.intersection(*this).table_);
    } else {
      subtract_walking(other.table_);
    }
    table_.drop_dummies();
  }
  void subtract_walking(const table_type& other) {
    walk(other, [this](const T& key, std::int64_t hash) {
      table_.discard(key, hash);
      return true;
    });
  }

  void toggle(const table_type& other) {
    walk(other, [this](const T& key, std::int64_t hash) {
      if (!table_.discard(key, hash)) {
        table_.add_hashed(key, hash);
      }
      return true;
    });
  }
  void toggle_one(T key) {
    const std::int64_t hash = table_type::hash_of(key);
    if (!table_.discard(key, hash)) {
      table_.add_hashed(std::move(key), hash);
    }
  }

  template <typename Iterable, typename... Rest>
  static hash_set intersection_of(const hash_set& first, const Iterable& items, const Rest&... rest) {
    hash_set result;
    if constexpr (is_spread<Iterable>) {
      result = first.copy();
      detail::for_each(items.values, [&](const auto& each) { result = intersection_of(result, each); });
    } else if constexpr (detail::is_set<Iterable>) {
      const auto& other = set_of(items);
      if (static_cast<const void*>(&other) == static_cast<const void*>(&first)) {
        result.table_.merge(first.table_);
      } else {
        const bool other_larger = other.size() > first.size();
        const auto& walked = other_larger ? first.table_ : other.table_;
        const auto& searched = other_larger ? other.table_ : first.table_;
        walk(walked, [&](const T& key, std::int64_t hash) {
          if (searched.find(key, hash) != table_type::missing) {
            result.table_.add_hashed(key, hash);
          }
          return true;
        });
      }
    } else {
      detail::for_each(items, [&](const auto& item) {
        if (first.contains(item)) {
          if constexpr (std::is_convertible_v<decltype(item), T>) {
            result.add(T(item));
          } else {
            result.add(detail::unbox_element<T>(object(item)));
          }
        }
      });
    }
    if constexpr (sizeof...(rest) == 0) {
      return result;
    } else {
      return intersection_of(result, rest...);
    }
  }

  template <typename Iterable, typename... Rest>
  hash_set difference_of(const Iterable& items, const Rest&... rest) const {
    hash_set result = difference_one(items);
    (result.subtract(rest), ...);
    return result;
  }
  template <typename Iterable>
  hash_set difference_one(const Iterable& items) const {
    if constexpr (detail::is_set<Iterable> || detail::is_dict<Iterable>) {
      const auto other_size = static_cast<std::int64_t>(items.size());
      if ((size() >> 2) <= other_size) {
        hash_set result;
        walk(table_, [&](const T& key, std::int64_t hash) {
          bool common;
          if constexpr (detail::is_set<Iterable> && std::is_same_v<typename Iterable::value_type, T>) {
            common = set_of(items).table().find(key, hash) != table_type::missing;
          } else {
            common = items.contains(key);
          }
          if (!common) {
            result.table_.add_hashed(key, hash);
          }
          return true;
        });
        return result;
      }
    }
    hash_set result = copy();
    result.subtract(items);
    return result;
  }

  table_type table_;
};

template <typename Iterable>
hash_set(Iterable&&) -> hash_set<element_t<Iterable>>;

namespace detail {

/// `elements <op> other` on boxed elements, for an `other` of any type; as the method of the set that changes it if `in_place`.
hash_set<object> operate_on_objects(set_operation op, hash_set<object> elements, const object& other, bool in_place);

template <typename T>
class set_block : public set_object {
 public:
  set_block() : set_block(hash_set<T>()) {}
  explicit set_block(hash_set<T> given, bool is_frozen = false) : items(std::move(given)), frozen(is_frozen) {
    if constexpr (may_refer<T>) {
      this->py_mark_traced();
    }
  }
  void py_trace(tracer& trace) override { trace(items); }

  bool boxed_frozen() const noexcept override { return frozen; }
  std::int64_t boxed_size() const noexcept override { return items.size(); }
  bool boxed_contains(const object& element) const override { return items.contains(element); }
  void boxed_add(const object& element) override { items.add(unbox_element<T>(element)); }
  bool boxed_discard(const object& element) override {
    const std::int64_t before = items.size();
    items.discard(element);
    return items.size() != before;
  }
  object boxed_pop() override { return box_element(items.pop()); }
  void boxed_clear() override { items.clear(); }
  std::int64_t boxed_hash() const override { return items.hash_elements(); }
  bool boxed_next(std::int64_t& position, object* element) const override {
    const auto& table = items.table();
    const std::uint64_t at = table.next_live(static_cast<std::uint64_t>(position));
    if (at >= table.capacity()) {
      return false;
    }
    *element = box_element(table.key_at(at));
    position = static_cast<std::int64_t>(at) + 1;
    return true;
  }
  ref<set_object> boxed_copy(bool as_frozen) const override { return ref<set_object>(ref<set_block>::adopt(new set_block(items.copy(), as_frozen))); }
  hash_set<object> boxed_objects() const override {
    return hash_set<object>(set_table<object>::converted(items.table(), [](const T& item) { return box_element(item); }));
  }
  void boxed_replace(const hash_set<object>& elements) override {
    auto table = set_table<T>::converted(elements.table(), [](const object& item) { return unbox_element<T>(item); });
    items.table().exchange(table);
  }
  ref<set_object> boxed_operate(set_operation op, const object& other, bool in_place) override {
    auto* const same = other.is_pointer() ? downcast<set_block>(other.pointer()) : nullptr;
    if (!in_place) {
      if (same != nullptr) {
        return ref<set_object>(ref<set_block>::adopt(new set_block(result_of(op, same->items), frozen)));
      }
      return ref<set_object>(ref<set_block<object>>::adopt(new set_block<object>(operate_on_objects(op, boxed_objects(), other, false), frozen)));
    }
    if (same != nullptr) {
      change(op, same->items);
    } else {
      boxed_replace(operate_on_objects(op, boxed_objects(), other, true));
    }
    return ref<set_object>(static_cast<set_object*>(this));
  }

  hash_set<T> items;
  bool frozen = false;

 private:
  void change(set_operation op, const hash_set<T>& other) {
    switch (op) {
      case set_operation::make_union: items.update(other); break;
      case set_operation::intersection: items.intersection_update(other); break;
      case set_operation::difference: items.difference_update(other); break;
      case set_operation::symmetric_difference: items.symmetric_difference_update(other); break;
    }
  }
  hash_set<T> result_of(set_operation op, const hash_set<T>& other) const {
    switch (op) {
      case set_operation::make_union: return items.union_(other);
      case set_operation::intersection: return items.intersection(other);
      case set_operation::difference: return items.difference(other);
      case set_operation::symmetric_difference: return items.symmetric_difference(other);
    }
    return items;
  }
};

}  // namespace detail
}  // namespace py

#include <py/set_handles.hpp>
