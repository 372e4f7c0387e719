/// `py::dict<K, V>`: a Python dict as a shared handle; `py::ordered_map<K, V>`: one that has a single owner. Both keep insertion order.
#pragma once

#include <py/boxed.hpp>
#include <py/dict_view.hpp>
#include <py/vector.hpp>

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {

/// An owned dict. Lookups take any type that could equal a key: `d.find("abc")` makes no key.
template <typename K, typename V>
class ordered_map {
 public:
  using key_type = K;
  using mapped_type = V;
  using value_type = K;
  using iterator = dict_iterator<K, V, detail::dict_part::keys>;
  using table_type = detail::dict_table<K, V>;

  constexpr ordered_map() noexcept = default;
  ordered_map(std::initializer_list<std::pair<K, V>> items) {
    table_.reserve(static_cast<std::int64_t>(items.size()));
    for (const auto& [key, value] : items) {
      set_item(key, value);
    }
  }
  /// `dict(mapping)` or `dict(pairs)`.
  template <typename Source>
    requires(!std::is_convertible_v<Source &&, const ordered_map&> && !is_spread_kwargs<std::remove_cvref_t<Source>>)
  explicit ordered_map(Source&& source) {
    update(std::forward<Source>(source));
  }
  /// `dict(a=1, **more)`, `dict(source, a=1, **more)`: then the keywords. Raises TypeError for a keyword that is given twice.
  template <typename... More>
    requires(sizeof...(More) != 0)
  ordered_map(std::initializer_list<std::pair<K, V>> named, const spread_kwargs_argument<More>&... more) : ordered_map(named) {
    (add_keywords(more.values), ...);
  }
  template <typename... More>
  explicit ordered_map(const spread_kwargs_argument<More>&... more)
    requires(sizeof...(More) != 0)
  {
    (add_keywords(more.values), ...);
  }
  template <typename Source, typename... More>
    requires(!is_spread_kwargs<std::remove_cvref_t<Source>>)
  ordered_map(Source&& source, std::initializer_list<std::pair<K, V>> named, const spread_kwargs_argument<More>&... more) : ordered_map(std::forward<Source>(source)) {
    update(ordered_map(named, more...));
  }
  template <typename Source, typename... More>
    requires(!is_spread_kwargs<std::remove_cvref_t<Source>> && sizeof...(More) != 0)
  ordered_map(Source&& source, const spread_kwargs_argument<More>&... more) : ordered_map(std::forward<Source>(source)) {
    update(ordered_map(more...));
  }

  // --- access ---

  /// The value of `key`. Raises KeyError.
  template <typename Q>
  V& at(const Q& key) {
    V* const found = find(key);
    if (found == nullptr) [[unlikely]] {
      raise_key_error(detail::boxed(key));
    }
    return *found;
  }
  template <typename Q>
  const V& at(const Q& key) const {
    return const_cast<ordered_map*>(this)->at(key);
  }
  /// The value of `key`, made by default when it is missing: for `d[key] = value`.
  template <typename Q>
  V& operator[](Q&& key) {
    return table_.find_or_add(as_key(std::forward<Q>(key)), [] { return V(); }).first;
  }
  /// The value of `key`, or null.
  template <typename Q>
  V* find(const Q& key) {
    const std::uint32_t position = position_of(key);
    return position == table_type::missing ? nullptr : &table_.value_at(position);
  }
  template <typename Q>
  const V* find(const Q& key) const {
    return const_cast<ordered_map*>(this)->find(key);
  }
  template <typename Q>
  bool contains(const Q& key) const {
    return position_of(key) != table_type::missing;
  }
  /// `d.get(key)`: empty when it is missing.
  template <typename Q>
  optional_t<V> get(const Q& key) const {
    const V* const found = find(key);
    if (found == nullptr) {
      return None;
    }
    return optional_t<V>(*found);
  }
  template <typename Q, typename Fallback>
  auto get(const Q& key, Fallback&& fallback) const {
    const V* const found = find(key);
    using Result = joined<Fallback>;
    return found == nullptr ? Result(std::forward<Fallback>(fallback)) : Result(*found);
  }

  /// `d[key] = value`.
  template <typename Q, typename U>
  void set_item(Q&& key, U&& value) {
    V stored(std::forward<U>(value));
    auto [place, added] = table_.find_or_add(as_key(std::forward<Q>(key)), [&] { return V(std::move(stored)); });
    if (!added) {
      std::swap(place, stored);  // the old value goes last
    }
  }
  /// `del d[key]`. Raises KeyError.
  template <typename Q>
  void del_item(const Q& key) {
    const std::uint32_t position = position_of(key);
    if (position == table_type::missing) [[unlikely]] {
      raise_key_error(detail::boxed(key));
    }
    static_cast<void>(table_.take(position));
  }
  template <typename Q, typename U = V>
  V& setdefault(Q&& key, U&& value) {
    return table_.find_or_add(as_key(std::forward<Q>(key)), [&] { return V(std::forward<U>(value)); }).first;
  }
  template <typename Q>
  V& setdefault(Q&& key) {
    return table_.find_or_add(as_key(std::forward<Q>(key)), [&] { return default_value(); }).first;
  }
  /// Raises KeyError.
  template <typename Q>
  V pop(const Q& key) {
    const std::uint32_t position = position_of(key);
    if (position == table_type::missing) [[unlikely]] {
      raise_key_error(detail::boxed(key));
    }
    return std::move(table_.take(position).second);
  }
  /// `d.pop(key, fallback)`; with None it gives the type of `get(key)`.
  template <typename Q, typename Fallback>
  auto pop(const Q& key, Fallback&& fallback) {
    const std::uint32_t position = position_of(key);
    using Result = joined<Fallback>;
    return position == table_type::missing ? Result(std::forward<Fallback>(fallback)) : Result(std::move(table_.take(position).second));
  }
  /// Removes the last entry. Raises KeyError.
  std::tuple<K, V> popitem() {
    if (table_.size() == 0) {
      detail::raise_popitem_empty();
    }
    auto [key, value] = table_.take(table_.last_position());
    return {std::move(key), std::move(value)};
  }

  /// From a mapping, or from an iterable of pairs.
  template <typename Source>
  void update(Source&& source) {
    using Plain = std::remove_cvref_t<Source>;
    if constexpr (std::is_same_v<Plain, ordered_map>) {
      if (&source != this) {
        merge(source);
      }
    } else if constexpr (std::is_same_v<Plain, dict<K, V>>) {
      const Plain kept(source);
      update(static_cast<const ordered_map&>(kept.borrow()));
    } else if constexpr (detail::mapping_like<Plain>) {
      for (auto&& [key, value] : source.items()) {
        set_item(key, value);
      }
    } else if constexpr (std::is_same_v<Plain, object>) {
      update_from_object(source);
    } else {
      std::int64_t position = 0;
      detail::for_each(std::forward<Source>(source), [&](auto&& pair) { set_pair(std::forward<decltype(pair)>(pair), position++); });
    }
  }
  void update() noexcept {}  ///< `d.update()`, which adds nothing
  void update(std::initializer_list<std::pair<K, V>> items) {
    for (const auto& [key, value] : items) {
      set_item(key, value);
    }
  }
  void clear() noexcept { table_.clear(); }
  ordered_map copy() const { return *this; }
  void reserve(std::int64_t size) { table_.reserve(size); }
  std::int64_t size() const noexcept { return table_.size(); }
  bool empty() const noexcept { return table_.size() == 0; }

  template <typename Iterable, typename U>
  static ordered_map fromkeys(Iterable&& keys, const U& value) {
    ordered_map result;
    detail::for_each(std::forward<Iterable>(keys), [&](auto&& key) { result.set_item(std::forward<decltype(key)>(key), value); });
    return result;
  }
  template <typename Iterable>
  static ordered_map fromkeys(Iterable&& keys) {
    return fromkeys(std::forward<Iterable>(keys), default_value());
  }

  // --- iteration ---

  iterator begin() const { return iterator(const_cast<ordered_map*>(this), nullptr); }
  std::default_sentinel_t end() const noexcept { return {}; }
  dict_keys<K, V> keys() const { return {const_cast<ordered_map*>(this), nullptr}; }
  dict_values<K, V> values() const { return {const_cast<ordered_map*>(this), nullptr}; }
  dict_items<K, V> items() const { return {const_cast<ordered_map*>(this), nullptr}; }
  dict_iterator<K, V, detail::dict_part::keys, true> py_reversed() const { return {const_cast<ordered_map*>(this), nullptr}; }
  /// The first and last key, of a dict that is not empty.
  const K& first_key() const noexcept { return table_.key_at(table_.begin_position()); }
  const K& last_key() const noexcept { return table_.key_at(table_.last_position()); }

  // --- operators and protocol ---

  friend ordered_map operator|(const ordered_map& a, const ordered_map& b) {
    ordered_map result(a);
    result.merge(b);
    return result;
  }
  template <typename Source>
  ordered_map& operator|=(Source&& source) {
    update(std::forward<Source>(source));
    return *this;
  }
  friend bool operator==(const ordered_map& a, const ordered_map& b) {
    if constexpr (!detail::is_scalar<V>) {
      detail::check_nesting("in comparison");
    }
    if (a.size() != b.size()) {
      return false;
    }
    for (auto&& [key, value] : a.items()) {
      const V* const other = b.find(key);
      if (other == nullptr || !detail::same_or_equal(value, *other)) {
        return false;
      }
    }
    return true;
  }

  str py_repr() const {
    str::builder text;
    text.append_char('{');
    bool first = true;
    for (auto&& [key, value] : items()) {
      if (!first) {
        text.append_ascii(", ");
      }
      first = false;
      text.append(py::repr(key));
      text.append_ascii(": ");
      text.append(py::repr(value));
    }
    text.append_char('}');
    return text.finish();
  }
  bool py_bool() const noexcept { return size() != 0; }
  std::int64_t py_len() const noexcept { return size(); }
  [[noreturn]] std::int64_t py_hash() const { raise_type_error("unhashable type: 'dict'"); }
  iterator py_iter() const { return begin(); }
  template <typename Q>
  bool py_contains(const Q& key) const {
    return contains(key);
  }
  template <typename Q>
  const V& py_getitem(const Q& key) const {
    return at(key);
  }
  template <typename Q, typename U>
  void py_setitem(Q&& key, U&& value) {
    set_item(std::forward<Q>(key), std::forward<U>(value));
  }
  template <typename Q>
  void py_delitem(const Q& key) {
    del_item(key);
  }

  /// As an object: a dict with a copy of the entries.
  object py_box() const { return object(dict<K, V>(*this)); }
  static bool py_check(const object& value) { return dict<K, V>::py_check(value); }
  static ordered_map py_unbox(const object& value) { return dict<K, V>::py_unbox(value).borrow(); }

  table_type& table() noexcept { return table_; }
  void py_trace(tracer& trace) {
    for (auto at = table_.begin_position(); at < table_.end_position(); at = table_.next_position(at)) {
      trace(table_.key_at(at), table_.value_at(at));
    }
  }
  const table_type& table() const noexcept { return table_; }

 private:
  template <typename Fallback>
  using joined_plain =
      std::conditional_t<std::is_same_v<std::remove_cvref_t<Fallback>, none_t>, optional_t<V>,
                         std::conditional_t<std::is_convertible_v<Fallback, V> && !(std::is_same_v<V, bool> && !std::is_same_v<std::remove_cvref_t<Fallback>, bool>), V,
                                            std::conditional_t<std::is_convertible_v<V, std::remove_cvref_t<Fallback>>, std::remove_cvref_t<Fallback>, object>>>;
  /// The type of a V or of a fallback: V itself when the fallback converts to it; an int or a float stays what it is.
  template <typename Fallback>
  using joined = std::conditional_t<(native_integer<V> || std::is_same_v<V, Int>) && std::is_floating_point_v<std::remove_cvref_t<Fallback>>, Number, joined_plain<Fallback>>;

  static V default_value() {
    if constexpr (std::is_constructible_v<V, none_t>) {
      return V(None);
    } else {
      return V();
    }
  }
  template <typename Q>
  static decltype(auto) as_key(Q&& key) {
    if constexpr (std::is_same_v<std::remove_cvref_t<Q>, K>) {
      return std::forward<Q>(key);
    } else {
      return K(std::forward<Q>(key));
    }
  }
  template <typename Q>
  std::uint32_t position_of(const Q& key) const {
    if constexpr (std::is_array_v<Q>) {
      return position_of(str(key));
    } else {
      return detail::with_key<K>(key, [this](const K& same) { return table_.find(same); }, std::uint32_t{table_type::missing});
    }
  }
  void merge(const ordered_map& other) {
    if (table_.size() == 0) {
      table_ = other.table_;
      return;
    }
    for (auto&& [key, value] : other.items()) {
      set_item(key, value);
    }
  }
  template <typename Pair>
  void set_pair(Pair&& pair, std::int64_t position) {
    using Plain = std::remove_cvref_t<Pair>;
    if constexpr (detail::is_std_tuple<Plain> || detail::is_pair<Plain>) {
      static_assert(std::tuple_size_v<Plain> == 2, "dict() takes pairs");
      set_item(std::get<0>(std::forward<Pair>(pair)), std::get<1>(std::forward<Pair>(pair)));
    } else if constexpr (detail::is_number<Plain> || std::is_same_v<Plain, none_t>) {
      detail::raise_update_scalar(position);
    } else {
      if constexpr (std::is_same_v<Plain, object>) {
        if (!pair.is_pointer() && !pair.is_str()) {
          detail::raise_update_scalar(position);
        }
      }
      vector<element_t<Plain>> parts(pair);
      if (parts.size() != 2) {
        detail::raise_update_element(position, parts.size());
      }
      if constexpr (std::is_same_v<element_t<Plain>, object>) {
        set_item(detail::unbox_element<K>(parts[0]), detail::unbox_element<V>(parts[1]));
      } else {
        set_item(std::move(parts[0]), std::move(parts[1]));
      }
    }
  }
  template <typename Mapping>
  void add_keywords(const Mapping& keywords) {
    for (auto&& [key, value] : keywords.items()) {
      if (contains(key)) {
        detail::raise_repeated_keyword(detail::boxed(key));
      }
      set_item(key, value);
    }
  }
  void add_keywords(const object& keywords) { add_keywords(ordered_map<str, object>(keywords)); }
  void update_from_object(const object& source) {
    if (hasattr(source, "keys")) {
      for (const object& key : source.attr("keys")()) {
        set_item(detail::unbox_element<K>(key), detail::unbox_element<V>(source.py_getitem(key)));
      }
    } else {
      std::int64_t position = 0;
      for (const object& pair : source) {
        set_pair(pair, position++);
      }
    }
  }

  table_type table_;
};

namespace detail {

template <typename K, typename V>
class dict_block : public dict_object {
 public:
  dict_block() : dict_block(ordered_map<K, V>()) {}
  explicit dict_block(ordered_map<K, V> given) : map(std::move(given)) {
    if constexpr (may_refer<K> || may_refer<V>) {
      this->py_mark_traced();
    }
  }
  void py_trace(tracer& trace) override { trace(map); }

  std::int64_t boxed_size() const noexcept override { return map.size(); }
  object boxed_find(const object& key) const override {
    const V* const found = map.find(key);
    return found == nullptr ? object::unbound() : box_element(*found);
  }
  void boxed_store(const object& key, const object& value) override { map.set_item(unbox_element<K>(key), unbox_element<V>(value)); }
  object boxed_take(const object& key) override {
    const V* const found = map.find(key);
    return found == nullptr ? object::unbound() : box_element(map.pop(key));
  }
  void boxed_clear() override { map.clear(); }
  ref<dict_object> boxed_empty() const override { return ref<dict_object>(ref<dict_block>::adopt(new dict_block())); }
  bool boxed_next(std::int64_t& position, object* key, object* value) const override {
    const auto& table = map.table();
    auto at = static_cast<std::uint32_t>(position);
    at = at <= table.begin_position() ? table.begin_position() : table.next_position(at - 1);
    if (at >= table.end_position()) {
      return false;
    }
    give(at, key, value);
    position = std::int64_t{at} + 1;
    return true;
  }
  bool boxed_previous(std::int64_t& position, object* key, object* value) const override {
    const auto& table = map.table();
    const std::int64_t from = position < 0 || position > table.end_position() ? table.end_position() : position;
    if (table.size() == 0 || from <= table.begin_position()) {
      return false;
    }
    const std::uint32_t at = table.previous_position(static_cast<std::uint32_t>(from));
    give(at, key, value);
    position = at;
    return true;
  }

  /// What `d[key]` of a missing key gives. The subclasses in py/collections.hpp have a value for it.
  virtual V& missing(const object& key) { raise_key_error(key); }
  /// Whether the block is that of a subclass, which shows in another way.
  virtual bool is_subclass() const noexcept { return false; }

  ordered_map<K, V> map;

 private:
  void give(std::uint32_t at, object* key, object* value) const {
    if (key != nullptr) {
      *key = box_element(map.table().key_at(at));
    }
    if (value != nullptr) {
      *value = box_element(map.table().value_at(at));
    }
  }
};

object make_dict_view(dict_object& source, dict_part part);

}  // namespace detail

/// A shared dict: copies of the handle are the same dict. Made by default it is a new empty one. `d.borrow()` is the map inside.
template <typename K, typename V>
class dict {
  using block = detail::dict_block<K, V>;
  using map = ordered_map<K, V>;

 public:
  using key_type = K;
  using mapped_type = V;
  using value_type = K;
  using iterator = dict_iterator<K, V, detail::dict_part::keys>;

  constexpr dict() noexcept = default;
  dict(std::initializer_list<std::pair<K, V>> items) : handle_(new block(map(items))) {}
  dict(map&& items) : handle_(new block(std::move(items))) {}
  dict(const map& items) : handle_(new block(items)) {}
  template <typename Source>
    requires(!std::is_convertible_v<Source &&, const dict&> && !std::is_convertible_v<Source &&, const map&>)
  explicit dict(Source&& source) : handle_(new block(map(std::forward<Source>(source)))) {}
  template <typename... More>
    requires(sizeof...(More) != 0)
  dict(std::initializer_list<std::pair<K, V>> named, const spread_kwargs_argument<More>&... more) : handle_(new block(map(named, more...))) {}
  template <typename Source, typename... More>
  dict(Source&& source, std::initializer_list<std::pair<K, V>> named, const spread_kwargs_argument<More>&... more)
      : handle_(new block(map(std::forward<Source>(source), named, more...))) {}
  template <typename Source, typename... More>
    requires(sizeof...(More) != 0)
  dict(Source&& source, const spread_kwargs_argument<More>&... more) : handle_(new block(map(std::forward<Source>(source), more...))) {}

  map& borrow() const { return handle_.get().map; }
  /// No other handle of it exists.
  bool is_only() const { return handle_.get().py_count() == 1; }

  template <typename Q>
  V& at(const Q& key) const {
    decltype(auto) self = kept(key);
    V* const found = self.borrow().find(key);
    return found != nullptr ? *found : self.handle_.get().missing(detail::boxed(key));
  }
  template <typename Q>
  V& operator[](Q&& key) const {
    return borrow()[std::forward<Q>(key)];
  }
  template <typename Q>
  V* find(const Q& key) const {
    return kept(key).borrow().find(key);
  }
  template <typename Q>
  bool contains(const Q& key) const {
    return kept(key).borrow().contains(key);
  }
  template <typename Q>
  optional_t<V> get(const Q& key) const {
    return kept(key).borrow().get(key);
  }
  template <typename Q, typename Fallback>
  auto get(const Q& key, Fallback&& fallback) const {
    return kept(key).borrow().get(key, std::forward<Fallback>(fallback));
  }
  template <typename Q, typename U>
  void set_item(Q&& key, U&& value) const {
    kept(key).borrow().set_item(std::forward<Q>(key), std::forward<U>(value));
  }
  template <typename Q>
  void del_item(const Q& key) const {
    kept(key).borrow().del_item(key);
  }
  template <typename Q, typename U = V>
  V& setdefault(Q&& key, U&& value) const {
    return borrow().setdefault(std::forward<Q>(key), std::forward<U>(value));
  }
  template <typename Q>
  V& setdefault(Q&& key) const {
    return borrow().setdefault(std::forward<Q>(key));
  }
  template <typename Q>
  V pop(const Q& key) const {
    return kept(key).borrow().pop(key);
  }
  template <typename Q, typename Fallback>
  auto pop(const Q& key, Fallback&& fallback) const {
    return kept(key).borrow().pop(key, std::forward<Fallback>(fallback));
  }
  std::tuple<K, V> popitem() const { return borrow().popitem(); }
  template <typename Source>
  void update(Source&& source) const {
    const dict self(*this);
    self.borrow().update(std::forward<Source>(source));
  }
  void update() const noexcept {}
  void update(std::initializer_list<std::pair<K, V>> items) const { borrow().update(items); }
  void clear() const { borrow().clear(); }
  dict copy() const { return dict(borrow()); }
  void reserve(std::int64_t size) const { borrow().reserve(size); }
  std::int64_t size() const { return handle_.pointer() == nullptr ? 0 : handle_.pointer()->map.size(); }
  bool empty() const { return size() == 0; }
  template <typename Iterable, typename U>
  static dict fromkeys(Iterable&& keys, const U& value) {
    return map::fromkeys(std::forward<Iterable>(keys), value);
  }
  template <typename Iterable>
  static dict fromkeys(Iterable&& keys) {
    return map::fromkeys(std::forward<Iterable>(keys));
  }

  iterator begin() const { return iterator(&borrow(), handle_.pointer()); }
  std::default_sentinel_t end() const noexcept { return {}; }
  dict_keys<K, V> keys() const { return {&borrow(), handle_.pointer()}; }
  dict_values<K, V> values() const { return {&borrow(), handle_.pointer()}; }
  dict_items<K, V> items() const { return {&borrow(), handle_.pointer()}; }
  dict_iterator<K, V, detail::dict_part::keys, true> py_reversed() const { return {&borrow(), handle_.pointer()}; }

  friend dict operator|(const dict& a, const dict& b) { return a.borrow() | b.borrow(); }
  template <typename Source>
  dict& operator|=(Source&& source) {
    update(std::forward<Source>(source));
    return *this;
  }
  friend bool operator==(const dict& a, const dict& b) {
    const dict left(a);
    const dict right(b);
    return left.borrow() == right.borrow();
  }
  friend bool operator==(const dict& a, const map& b) { return a.borrow() == b; }

  str py_repr() const {
    if (handle_.get().is_subclass()) {
      return handle_.get().py_repr();
    }
    if constexpr (detail::is_scalar<V>) {
      return borrow().py_repr();
    } else {
      const detail::repr_guard guard(&handle_.get());
      return guard.nested() ? str("{...}") : borrow().py_repr();
    }
  }
  void py_trace(tracer& trace) { trace.counted(handle_); }
  bool py_bool() const { return size() != 0; }
  std::int64_t py_len() const { return size(); }
  [[noreturn]] std::int64_t py_hash() const { raise_type_error("unhashable type: 'dict'"); }
  iterator py_iter() const { return begin(); }
  template <typename Q>
  bool py_contains(const Q& key) const {
    return contains(key);
  }
  template <typename Q>
  V& py_getitem(const Q& key) const {
    return at(key);
  }
  template <typename Q, typename U>
  void py_setitem(Q&& key, U&& value) const {
    set_item(std::forward<Q>(key), std::forward<U>(value));
  }
  template <typename Q>
  void py_delitem(const Q& key) const {
    del_item(key);
  }
  const void* py_identity() const { return &handle_.get(); }

  static const type& py_class() { return detail::dict_type(); }
  object py_box() const { return object::from_pointer(&handle_.get()); }
  static bool py_check(const object& value) { return value.is_pointer() && detail::downcast<block>(value.pointer()) != nullptr; }
  static dict py_unbox(const object& value) {
    dict result;
    result.handle_ = detail::block_handle<block>::share(*detail::downcast<block>(value.pointer()));
    return result;
  }

 protected:
  /// Takes the block of a subclass over.
  explicit dict(block* adopted) noexcept : handle_(adopted) {}

  /// This dict, kept alive while a comparison of keys may run code of the program.
  template <typename Q>
  decltype(auto) kept(const Q&) const {
    if constexpr (detail::is_scalar<K>) {
      return (*this);
    } else {
      return dict(*this);
    }
  }

  detail::block_handle<block> handle_;
};

template <typename K, typename V, detail::dict_part part>
str dict_view<K, V, part>::py_repr() const {
  str::builder text;
  text.append_ascii(part == detail::dict_part::keys ? "dict_keys([" : part == detail::dict_part::values ? "dict_values([" : "dict_items([");
  bool first = true;
  for (auto&& element : *this) {
    if (!first) {
      text.append_ascii(", ");
    }
    first = false;
    text.append(py::repr(element));
  }
  text.append_ascii("])");
  return text.finish();
}

/// A view of an owned map shows a copy of it: nothing else can see the map.
template <typename K, typename V, detail::dict_part part>
object dict_view<K, V, part>::py_box() const {
  if (!owner_.is_none()) {
    return detail::make_dict_view(static_cast<detail::dict_block<K, V>&>(*owner_), part);
  }
  const auto copy = ref<detail::dict_block<K, V>>::adopt(new detail::dict_block<K, V>(*map_));
  return detail::make_dict_view(*copy, part);
}

}  // namespace py
