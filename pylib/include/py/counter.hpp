/// `py::Counter<T>`: collections.Counter, a dict from elements to their counts.
#pragma once

#include <py/dict.hpp>
#include <py/vector.hpp>

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {

template <typename T, typename V = Int>
class Counter;

namespace detail {

template <typename C>
inline constexpr bool is_counter = false;
template <typename T, typename V>
inline constexpr bool is_counter<Counter<T, V>> = true;

const type& counter_type();
/// Dynamic Counter operators, in the element type of `left`.
object counter_binary(dict_object& left, binary_op op, const object& other, bool reflected);
object counter_inplace(dict_object& self, binary_op op, const object& other);
object counter_unary(dict_object& self, unary_op op);
object counter_compare(dict_object& left, comparison op, const object& other);

/// Entries with the largest counts first; equal counts stay in order.
template <typename T, typename V>
vector<std::tuple<T, V>> entries_by_count(const ordered_map<T, V>& map) {
  vector<std::tuple<T, V>> result;
  result.reserve(map.size());
  for (auto&& [key, count] : map.items()) {
    result.append(std::tuple<T, V>(key, count));
  }
  stable_sort<V>(result.data(), result.size(), [](const auto& a, const auto& b) { return is_less(std::get<1>(b), std::get<1>(a)); });
  return result;
}

template <typename T, typename V>
str counter_repr(const ordered_map<T, V>& map) {
  if (map.empty()) {
    return "Counter()";
  }
  str::builder text;
  text.append_ascii("Counter({");
  bool first = true;
  const auto append = [&](const T& key, const V& count) {
    if (!first) {
      text.append_ascii(", ");
    }
    first = false;
    text.append(py::repr(key));
    text.append_ascii(": ");
    text.append(py::repr(count));
  };
  vector<std::tuple<T, V>> entries;
  if constexpr (is_scalar<V>) {
    entries = entries_by_count(map);
  } else {
    try {
      entries = entries_by_count(map);
    } catch (const Object&) {  // counts that cannot be ordered: as they stand
      for (auto&& [key, count] : map.items()) {
        entries.append(std::tuple<T, V>(key, count));
      }
    }
  }
  for (const auto& [key, count] : entries) {
    append(key, count);
  }
  text.append_ascii("})");
  return text.finish();
}

template <typename T, typename V>
class counter_block : public dict_block<T, V> {
 public:
  counter_block() = default;
  explicit counter_block(ordered_map<T, V> map) : dict_block<T, V>(std::move(map)) {}

  const type& py_type() const override { return counter_type(); }
  str py_repr() const override {
    const repr_guard guard(this);
    return guard.nested() ? str("...") : counter_repr(this->map);
  }
  object py_boxed_getitem(const object& key) override {
    const V* const found = this->map.find(key);
    return found == nullptr ? object(0) : box_element(*found);
  }
  void py_boxed_delitem(const object& key) override { static_cast<void>(this->boxed_take(key)); }
  object py_boxed_compare(comparison op, const object& other) override { return counter_compare(*this, op, other); }
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override { return counter_binary(*this, op, other, reflected); }
  object py_boxed_inplace(binary_op op, const object& other) override { return counter_inplace(*this, op, other); }
  object py_boxed_unary(unary_op op) override { return counter_unary(*this, op); }
  ref<dict_object> boxed_empty() const override { return ref<dict_object>(ref<counter_block>::adopt(new counter_block())); }
  V& missing(const object&) override {
    none_ = V();
    return none_;
  }
  bool is_subclass() const noexcept override { return true; }

 private:
  V none_ = V();  ///< what a missing element reads as
};

}  // namespace detail

/// The elements of a Counter, each as often as it was counted.
template <typename T, typename V>
class counter_elements {
 public:
  using value_type = T;
  using difference_type = std::ptrdiff_t;

  explicit counter_elements(dict_iterator<T, V, detail::dict_part::items> entries) : entries_(std::move(entries)) { settle(); }
  std::optional<T> next() {
    if (ended_) {
      return std::nullopt;
    }
    std::optional<T> result(**this);
    ++*this;
    return result;
  }
  counter_elements py_iter() const { return *this; }
  counter_elements begin() const { return *this; }
  std::default_sentinel_t end() const noexcept { return {}; }
  const T& operator*() const { return std::get<0>(*entries_); }
  counter_elements& operator++() {
    if (--left_ == 0) {
      ++entries_;
      settle();
    }
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const counter_elements& it, std::default_sentinel_t) { return it.ended_; }

 private:
  void settle() {
    for (; !(entries_ == std::default_sentinel); ++entries_) {
      left_ = size_argument(std::get<1>(*entries_));
      if (left_ > 0) {
        return;
      }
    }
    ended_ = true;
  }

  dict_iterator<T, V, detail::dict_part::items> entries_;
  std::int64_t left_ = 0;
  bool ended_ = false;
};

/// Counts of elements. A missing element reads as 0 (`c.at(x)`) without being added; `c[x] += n` adds it.
template <typename T, typename V>
class Counter : public dict<T, V> {
  using base = dict<T, V>;
  using block = detail::counter_block<T, V>;
  using map = ordered_map<T, V>;

 public:
  Counter() : base(made(new block())) {}
  Counter(std::initializer_list<std::pair<T, V>> counts) : base(made(new block(map(counts)))) {}
  /// `Counter(iterable)`, `Counter(mapping)`, with `py::arg("name") = count` after it or alone.
  template <typename... Source>
    requires(sizeof...(Source) > 0 && !(sizeof...(Source) == 1 && (std::is_convertible_v<Source &&, const Counter&> && ...)))
  explicit Counter(Source&&... source) : Counter() {
    update(std::forward<Source>(source)...);
  }

  /// The count of `x`, 0 when it was not counted.
  template <typename X>
  V at(const X& x) const {
    const V* const found = this->find(x);
    return found == nullptr ? V() : *found;
  }
  template <typename X>
  void del_item(const X& x) const {
    if (this->contains(x)) {
      base::del_item(x);
    }
  }
  /// `n` entries with the largest counts, or all. O(n log n).
  vector<std::tuple<T, V>> most_common(const bound& n = {}) const {
    vector<std::tuple<T, V>> result = detail::entries_by_count(this->borrow());
    if (n.present()) {
      result.del_slice(n.value() < 0 ? 0 : n.value(), None);
    }
    return result;
  }
  counter_elements<T, V> elements() const { return counter_elements<T, V>(this->items().begin()); }
  V total() const {
    V sum = V();
    for (auto&& [key, count] : this->items()) {
      sum += count;
    }
    return sum;
  }
  void update() const {}
  void update(none_t) const {}
  /// Adds the counts of a mapping, or 1 for every element of an iterable.
  template <typename First, typename... Rest>
  void update(First&& source, Rest&&... rest) const {
    add_all(std::forward<First>(source), [](V& count, const auto& more) { count += more; });
    update(std::forward<Rest>(rest)...);
  }
  void subtract() const {}
  void subtract(none_t) const {}
  /// The reverse of update; counts may become negative.
  template <typename First, typename... Rest>
  void subtract(First&& source, Rest&&... rest) const {
    add_all(std::forward<First>(source), [](V& count, const auto& more) { count -= more; });
    subtract(std::forward<Rest>(rest)...);
  }
  Counter copy() const {
    Counter result;
    result.borrow() = this->borrow();
    return result;
  }

  /// Sum, difference, minimum and maximum of counts; only positive counts stay.
  friend Counter operator+(const Counter& a, const Counter& b) {
    return merged(a, b, [](const V& x, const V& y) { return x + y; }, [](const V& y) { return y; });
  }
  friend Counter operator-(const Counter& a, const Counter& b) {
    return merged(a, b, [](const V& x, const V& y) { return x - y; }, [](const V& y) { return V() - y; });
  }
  friend Counter operator|(const Counter& a, const Counter& b) {
    return merged(a, b, [](const V& x, const V& y) { return x < y ? y : x; }, [](const V& y) { return y; });
  }
  friend Counter operator&(const Counter& a, const Counter& b) {
    return merged(a, b, [](const V& x, const V& y) { return x < y ? x : y; }, [](const V&) { return V(); });
  }
  Counter operator+() const {
    return merged(*this, Counter(), [](const V& x, const V&) { return x; }, [](const V& y) { return y; });
  }
  Counter operator-() const {
    return merged(Counter(), *this, [](const V& x, const V&) { return x; }, [](const V& y) { return V() - y; });
  }
  Counter& operator+=(const Counter& other) {
    const map others(other.borrow());  // a copy: it may be this very Counter
    for (auto&& [key, count] : others.items()) {
      (*this)[key] += count;
    }
    return keep_positive();
  }
  Counter& operator-=(const Counter& other) {
    const map others(other.borrow());  // a copy: it may be this very Counter
    for (auto&& [key, count] : others.items()) {
      (*this)[key] -= count;
    }
    return keep_positive();
  }
  Counter& operator|=(const Counter& other) {
    const map others(other.borrow());  // a copy: it may be this very Counter
    for (auto&& [key, count] : others.items()) {
      if (at(key) < count) {
        this->set_item(key, count);
      }
    }
    return keep_positive();
  }
  Counter& operator&=(const Counter& other) {
    for (auto&& [key, count] : this->items()) {
      const V limit = other.at(key);
      if (limit < count) {
        count = limit;
      }
    }
    return keep_positive();
  }

  /// Missing elements count as 0.
  friend bool operator==(const Counter& a, const Counter& b) {
    return holds(a, b, [](const V& x, const V& y) { return py::eq(x, y); });
  }
  friend bool operator<=(const Counter& a, const Counter& b) {
    return holds(a, b, [](const V& x, const V& y) { return x <= y; });
  }
  friend bool operator>=(const Counter& a, const Counter& b) {
    return holds(a, b, [](const V& x, const V& y) { return x >= y; });
  }
  friend bool operator<(const Counter& a, const Counter& b) { return a <= b && !(a == b); }
  friend bool operator>(const Counter& a, const Counter& b) { return a >= b && !(a == b); }

  str py_repr() const { return detail::counter_repr(this->borrow()); }
  template <typename X>
  V py_getitem(const X& x) const {
    return at(x);
  }
  template <typename X>
  void py_delitem(const X& x) const {
    del_item(x);
  }
  static const type& py_class() { return detail::counter_type(); }
  static bool py_check(const object& value) { return value.try_as<block>() != nullptr; }
  static Counter py_unbox(const object& value) {
    Counter result;
    result.handle_ = detail::block_handle<detail::dict_block<T, V>>::share(*value.try_as<block>());
    return result;
  }

 private:
  static detail::dict_block<T, V>* made(block* given) noexcept { return given; }

  template <typename Source, typename Apply>
  void add_all(Source&& source, Apply apply) const {
    using Plain = std::remove_cvref_t<Source>;
    map& counts = this->borrow();
    const base kept(*this);
    const auto apply_counts = [&](const auto& entries) {
      for (auto&& [key, count] : entries) {
        apply(counts[key], count);
      }
    };
    if constexpr (std::is_same_v<Plain, none_t>) {
      return;
    } else if constexpr (std::is_same_v<Plain, argument_value>) {
      apply(counts[detail::unbox_element<T>(object(source.name))], detail::unbox_element<V>(source.value));
    } else if constexpr (is_spread_kwargs<Plain>) {
      add_all(source.values, apply);
    } else if constexpr (std::is_base_of_v<base, Plain>) {
      const map copied(source.borrow());  // the source may be this very Counter
      apply_counts(copied.items());
    } else if constexpr (detail::mapping_like<Plain>) {
      apply_counts(source.items());
    } else if constexpr (std::is_same_v<Plain, object>) {
      add_object(source, apply);
    } else if constexpr (detail::is_optional<Plain>) {
      if (source) {
        add_all(*source, apply);
      }
    } else {
      detail::for_each(std::forward<Source>(source), [&](auto&& x) { apply(counts[std::forward<decltype(x)>(x)], 1); });
    }
  }
  template <typename Apply>
  void add_object(const object& source, Apply apply) const {
    map& counts = this->borrow();
    if (source.is_none()) {
      return;
    }
    if (auto* const mapping = source.try_as<detail::dict_object>()) {
      object key;
      object count;
      for (std::int64_t position = 0; mapping->boxed_next(position, &key, &count);) {
        apply(counts[detail::unbox_element<T>(key)], detail::unbox_element<V>(count));
      }
      return;
    }
    for (const object& x : source) {
      apply(counts[detail::unbox_element<T>(x)], 1);
    }
  }
  /// Counts of `a` combined with those of `b`, then those only in `b`; positive ones only.
  template <typename Both, typename Second>
  static Counter merged(const Counter& a, const Counter& b, Both both, Second second) {
    Counter result;
    for (auto&& [key, count] : a.items()) {
      const V combined = both(count, b.at(key));
      if (V() < combined) {
        result.set_item(key, combined);
      }
    }
    for (auto&& [key, count] : b.items()) {
      if (!a.contains(key)) {
        const V alone = second(count);
        if (V() < alone) {
          result.set_item(key, alone);
        }
      }
    }
    return result;
  }
  Counter& keep_positive() {
    vector<T> gone;
    for (auto&& [key, count] : this->items()) {
      if (!(V() < count)) {
        gone.append(key);
      }
    }
    for (const T& key : gone) {
      base::del_item(key);
    }
    return *this;
  }
  template <typename Test>
  static bool holds(const Counter& a, const Counter& b, Test test) {
    for (auto&& [key, count] : a.items()) {
      if (!test(count, b.at(key))) {
        return false;
      }
    }
    for (auto&& [key, count] : b.items()) {
      if (!test(a.at(key), count)) {
        return false;
      }
    }
    return true;
  }
};

template <typename Iterable>
  requires(!detail::mapping_like<std::remove_cvref_t<Iterable>>)
Counter(Iterable&&) -> Counter<element_t<Iterable>>;

namespace detail {
template <typename T, typename V>
inline constexpr bool is_relocatable<Counter<T, V>> = true;
}  // namespace detail

}  // namespace py
