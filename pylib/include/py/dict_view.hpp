/// What dicts share: optional results, iterators and the live views of keys, values and items. Included by py/dict.hpp.
#pragma once

#include <py/boxed.hpp>
#include <py/dict_table.hpp>

#include <cstdint>
#include <iterator>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

/// The type of a T that may be missing: `maybe<C>` for references; object, maybe and optional are their own.
template <typename T>
struct optional_of {
  using type = std::optional<T>;
};
template <typename T>
struct optional_of<ref<T>> {
  using type = maybe<T>;
};
template <typename T>
struct optional_of<maybe<T>> {
  using type = maybe<T>;
};
template <typename T>
struct optional_of<std::optional<T>> {
  using type = std::optional<T>;
};
template <>
struct optional_of<object> {
  using type = object;
};
template <>
struct optional_of<none_t> {
  using type = none_t;
};

[[noreturn]] void raise_dict_size_changed();
[[noreturn]] void raise_popitem_empty();
/// TypeError: an element of a sequence given to dict() or update() is no sequence.
/// TypeError: "dict() got multiple values for keyword argument 'a'".
[[noreturn]] void raise_repeated_keyword(const object& name);
[[noreturn]] void raise_update_scalar(std::int64_t position);
/// ValueError: such an element has not two items.
[[noreturn]] void raise_update_element(std::int64_t position, std::int64_t size);

enum class dict_part : std::uint8_t { keys, values, items };

/// Anything with `keys()` and lookup, as dict() and update() treat it.
template <typename Source>
concept mapping_like = requires(Source& source) {
  source.keys();
  source.items();
};

}  // namespace detail

/// What a T that may be missing is: `maybe<C>` for a `ref<C>`, object for object, else `std::optional<T>`.
template <typename T>
using optional_t = typename detail::optional_of<T>::type;

/// The iterator over the keys, values or items of a dict. Raises RuntimeError when the size changes meanwhile.
template <typename K, typename V, detail::dict_part part, bool backwards = false>
class dict_iterator {
  using map = ordered_map<K, V>;

 public:
  using difference_type = std::ptrdiff_t;
  using value_type = std::conditional_t<part == detail::dict_part::keys, K, std::conditional_t<part == detail::dict_part::values, V, std::tuple<K, V>>>;

  /// `owner` keeps the map alive; null for an owned map.
  dict_iterator(map* source, Object* owner) noexcept
      : map_(source), owner_(owner), size_(source->size()), position_(backwards ? source->table().end_position() : source->table().begin_position()) {
    retain();
    if constexpr (backwards) {
      retreat();
    }
  }
  dict_iterator(const dict_iterator& other) noexcept : map_(other.map_), owner_(other.owner_), size_(other.size_), position_(other.position_) { retain(); }
  dict_iterator(dict_iterator&& other) noexcept : map_(other.map_), owner_(std::exchange(other.owner_, nullptr)), size_(other.size_), position_(other.position_) {}
  dict_iterator& operator=(dict_iterator other) noexcept {
    std::swap(map_, other.map_);
    std::swap(owner_, other.owner_);
    std::swap(size_, other.size_);
    std::swap(position_, other.position_);
    return *this;
  }
  ~dict_iterator() {
    if (owner_ != nullptr) {
      owner_->py_release();
    }
  }

  std::optional<value_type> next() {
    if (at_end()) {
      return std::nullopt;
    }
    std::optional<value_type> result(**this);
    ++*this;
    return result;
  }
  dict_iterator py_iter() const { return *this; }
  detail::pulled_cursor<dict_iterator, value_type> begin() { return detail::pulled_cursor<dict_iterator, value_type>(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }

  decltype(auto) operator*() const {
    auto& table = map_->table();
    if constexpr (part == detail::dict_part::keys) {
      return table.key_at(position_);
    } else if constexpr (part == detail::dict_part::values) {
      return (table.value_at(position_));
    } else {
      return std::tuple<const K&, V&>(table.key_at(position_), table.value_at(position_));
    }
  }
  dict_iterator& operator++() {
    if constexpr (backwards) {
      retreat();
    } else {
      position_ = map_->table().next_position(position_);
    }
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const dict_iterator& it, std::default_sentinel_t) { return it.at_end(); }

 private:
  void retain() noexcept {
    if (owner_ != nullptr) {
      owner_->py_retain();
    }
  }
  void retreat() noexcept {
    const auto& table = map_->table();
    position_ = position_ > table.begin_position() ? table.previous_position(position_) : detail::dict_table<K, V>::missing;
  }
  bool at_end() const {
    const auto& table = map_->table();
    if (table.size() != size_) [[unlikely]] {
      detail::raise_dict_size_changed();
    }
    return position_ >= table.end_position();
  }

  map* map_;
  Object* owner_;
  std::int64_t size_;
  std::uint32_t position_;
};

/// `d.keys()`, `d.values()` or `d.items()`: a live view. Of an owned map it must not outlive the map.
template <typename K, typename V, detail::dict_part part>
class dict_view {
  using map = ordered_map<K, V>;

 public:
  using iterator = dict_iterator<K, V, part>;
  using value_type = typename iterator::value_type;

  dict_view(map* source, Object* owner) noexcept : map_(source), owner_(owner) {}

  iterator begin() const { return iterator(map_, owner_.get()); }
  std::default_sentinel_t end() const noexcept { return {}; }
  std::int64_t size() const noexcept { return map_->size(); }
  std::int64_t py_len() const noexcept { return map_->size(); }
  bool py_bool() const noexcept { return map_->size() != 0; }
  iterator py_iter() const { return begin(); }
  dict_iterator<K, V, part, true> py_reversed() const { return {map_, owner_.get()}; }
  map& source() const noexcept { return *map_; }

  template <typename X>
  bool py_contains(const X& value) const {
    if constexpr (part == detail::dict_part::keys) {
      return map_->contains(value);
    } else if constexpr (part == detail::dict_part::items && detail::is_std_tuple<X>) {
      if constexpr (std::tuple_size_v<X> == 2) {
        const V* const found = map_->find(std::get<0>(value));
        return found != nullptr && detail::same_or_equal(*found, std::get<1>(value));
      } else {
        return false;
      }
    } else {
      for (auto&& element : *this) {
        if (detail::same_or_equal(element, value)) {
          return true;
        }
      }
      return false;
    }
  }

  str py_repr() const;
  friend bool operator==(const dict_view& a, const dict_view& b)
    requires(part != detail::dict_part::values)
  {
    return a.size() == b.size() && a.is_subset_of(b);
  }
  /// Whether every element is in `other`.
  template <typename Other>
  bool is_subset_of(const Other& other) const {
    for (auto&& element : *this) {
      if (!other.py_contains(element)) {
        return false;
      }
    }
    return true;
  }
  template <typename Other>
  friend bool operator<=(const dict_view& a, const Other& b) {
    return a.size() <= py::len(b) && a.is_subset_of(b);
  }
  template <typename Other>
  friend bool operator<(const dict_view& a, const Other& b) {
    return a.size() < py::len(b) && a.is_subset_of(b);
  }
  template <typename Other>
  friend bool operator>=(const dict_view& a, const Other& b) {
    return detail::for_each(b, [&a](const auto& item) { return a.py_contains(item); });
  }
  template <typename Other>
  friend bool operator>(const dict_view& a, const Other& b) {
    return a.size() > py::len(b) && a >= b;
  }
  template <typename Iterable>
  bool isdisjoint(const Iterable& items) const {
    return detail::for_each(items, [this](const auto& item) { return !this->py_contains(item); });
  }

  // Set operators of keys and items views; defined in py/set.hpp.
  template <typename Iterable>
  friend hash_set<value_type> operator&(const dict_view& a, const Iterable& b) {
    return a.intersection(b);
  }
  template <typename Iterable>
  friend hash_set<value_type> operator|(const dict_view& a, const Iterable& b) {
    return a.set_union(b);
  }
  template <typename Iterable>
  friend hash_set<value_type> operator-(const dict_view& a, const Iterable& b) {
    return a.difference(b);
  }
  template <typename Iterable>
  friend hash_set<value_type> operator^(const dict_view& a, const Iterable& b) {
    return a.symmetric_difference(b);
  }

  object py_box() const;

 private:
  template <typename Iterable>
  hash_set<value_type> intersection(const Iterable& other) const;
  template <typename Iterable>
  hash_set<value_type> set_union(const Iterable& other) const;
  template <typename Iterable>
  hash_set<value_type> difference(const Iterable& other) const;
  template <typename Iterable>
  hash_set<value_type> symmetric_difference(const Iterable& other) const;
  hash_set<value_type> to_set() const;

  map* map_;
  maybe<Object> owner_;
};

template <typename K, typename V>
using dict_keys = dict_view<K, V, detail::dict_part::keys>;
template <typename K, typename V>
using dict_values = dict_view<K, V, detail::dict_part::values>;
template <typename K, typename V>
using dict_items = dict_view<K, V, detail::dict_part::items>;

namespace detail {
template <typename T>
inline constexpr bool is_dict_view = false;
template <typename K, typename V, dict_part part>
inline constexpr bool is_dict_view<dict_view<K, V, part>> = true;
}  // namespace detail

}  // namespace py
