/// `py::defaultdict<K, V>` and `py::OrderedDict<K, V>`: the subclasses of dict in collections.
#pragma once

#include <py/dict.hpp>
#include <py/function.hpp>

#include <cstdint>
#include <initializer_list>
#include <type_traits>
#include <utility>

namespace py {

/// A class as a function without arguments: `defaultdict(list)` is `py::defaultdict<K, V>(py::default_of<py::list<T>>)`.
template <typename T>
struct default_factory {
  T operator()() const {
    if constexpr (is_ref<T>) {
      return make<typename T::element_type>();
    } else {
      return T();
    }
  }
};
template <typename T>
inline constexpr default_factory<T> default_of{};

namespace detail {

template <typename F>
inline constexpr bool is_default_factory = false;
template <typename T>
inline constexpr bool is_default_factory<default_factory<T>> = true;

const type& defaultdict_type();
const type& ordered_dict_type();
/// The class of a value, as an object.
object class_object_of(const object& value);
/// "defaultdict(" factory ", " contents ")".
str defaultdict_repr(const str& factory, const str& contents);

/// What a defaultdict's block knows beyond its entries.
class factory_owner {
 public:
  virtual object boxed_factory() const = 0;
  virtual void boxed_set_factory(const object& factory) = 0;

 protected:
  ~factory_owner() = default;
};

template <typename K, typename V>
class defaultdict_block : public dict_block<K, V>, public factory_owner {
 public:
  using dict_block<K, V>::dict_block;

  const type& py_type() const override { return defaultdict_type(); }
  str py_repr() const override {
    const repr_guard guard(this);
    return guard.nested() ? str("defaultdict(...)") : defaultdict_repr(boxed_factory().py_repr(), this->map.py_repr());
  }
  object py_boxed_getitem(const object& key) override {
    const V* const found = this->map.find(key);
    return box_element(found != nullptr ? *found : missing(key));
  }
  ref<dict_object> boxed_empty() const override {
    auto result = ref<defaultdict_block>::adopt(new defaultdict_block());
    result->factory = factory;
    result->shown = shown;
    return ref<dict_object>(result);
  }
  V& missing(const object& key) override { return make_missing(unbox_element<K>(key)); }
  bool is_subclass() const noexcept override { return true; }
  void py_trace(tracer& trace) override {
    dict_block<K, V>::py_trace(trace);
    trace(factory);
  }
  object boxed_factory() const override { return shown != nullptr ? shown(factory) : factory.py_box(); }
  void boxed_set_factory(const object& given) override {
    factory = given.is_none() ? function<V()>() : function<V()>(given);
    shown = nullptr;
  }

  template <typename F>
  void set_factory(F&& given) {
    using Plain = std::remove_cvref_t<F>;
    if constexpr (std::is_same_v<Plain, none_t>) {
      factory = function<V()>();
    } else if constexpr (is_default_factory<Plain>) {
      factory = [given]() -> V { return V(given()); };
      shown = [](const function<V()>&) { return class_object_of(box_element(Plain()())); };
    } else if constexpr (std::is_same_v<Plain, function<V()>>) {
      factory = std::forward<F>(given);
    } else if constexpr (std::is_invocable_v<Plain&>) {
      factory = [made = std::forward<F>(given)]() mutable -> V { return V(made()); };
    } else {
      boxed_set_factory(object(std::forward<F>(given)));
    }
  }
  V& make_missing(const K& key) {
    if (factory == None) {
      raise_key_error(boxed(key));
    }
    V value = factory();
    auto [place, added] = this->map.table().find_or_add(key, [&] { return V(std::move(value)); });
    if (!added) {
      std::swap(place, value);  // the factory stored one meanwhile: replaced, as in Python
    }
    return place;
  }

  function<V()> factory;
  object (*shown)(const function<V()>&) = nullptr;  ///< how to show a factory that is a class
};

}  // namespace detail

/// A dict that makes the value of a missing key by calling its factory. `d.at(k)` and `d[k]` add it.
template <typename K, typename V>
class defaultdict : public dict<K, V> {
  using base = dict<K, V>;
  using block = detail::defaultdict_block<K, V>;

 public:
  defaultdict() : base(made(new block())) {}
  /// The factory is a callable, `py::default_of<C>`, a class object, or None.
  template <typename F>
    requires(!std::is_convertible_v<F &&, const defaultdict&>)
  explicit defaultdict(F&& factory) : defaultdict() {
    own().set_factory(std::forward<F>(factory));
  }
  /// With contents: a mapping, an iterable of pairs, `py::arg("name") = value`.
  template <typename F, typename... Source>
    requires(sizeof...(Source) > 0)
  defaultdict(F&& factory, Source&&... source) : defaultdict(std::forward<F>(factory)) {
    (add(std::forward<Source>(source)), ...);
  }
  template <typename F>
  defaultdict(F&& factory, std::initializer_list<std::pair<K, V>> items) : defaultdict(std::forward<F>(factory)) {
    this->update(items);
  }

  /// The value of `key`, made when it is missing. Raises KeyError when there is no factory.
  template <typename Q>
  V& at(const Q& key) const {
    decltype(auto) self = this->kept(key);
    V* const found = self.borrow().find(key);
    if (found != nullptr) [[likely]] {
      return *found;
    }
    if constexpr (std::is_same_v<Q, K>) {
      return own().make_missing(key);
    } else if constexpr (std::is_same_v<Q, object>) {
      return own().missing(key);
    } else {
      return own().make_missing(K(key));
    }
  }
  template <typename Q>
  V& operator[](const Q& key) const {
    return at(key);
  }
  object default_factory() const { return own().boxed_factory(); }
  template <typename F>
  void set_default_factory(F&& factory) const {
    own().set_factory(std::forward<F>(factory));
  }
  template <typename Q>
  V& py_missing(const Q& key) const {
    return own().make_missing(K(key));
  }
  defaultdict copy() const {
    defaultdict result;
    result.own().factory = own().factory;
    result.own().shown = own().shown;
    result.borrow() = this->borrow();
    return result;
  }
  friend defaultdict operator|(const defaultdict& a, const base& b) {
    defaultdict result = a.copy();
    result.update(b);
    return result;
  }

  str py_repr() const { return own().py_repr(); }
  template <typename Q>
  V& py_getitem(const Q& key) const {
    return at(key);
  }
  static const type& py_class() { return detail::defaultdict_type(); }
  static bool py_check(const object& value) { return value.try_as<block>() != nullptr; }
  static defaultdict py_unbox(const object& value) {
    defaultdict result;
    result.handle_ = detail::block_handle<detail::dict_block<K, V>>::share(*value.try_as<block>());
    return result;
  }

 private:
  static detail::dict_block<K, V>* made(block* given) noexcept { return given; }
  block& own() const { return static_cast<block&>(this->handle_.get()); }
  template <typename Source>
  void add(Source&& source) {
    if constexpr (std::is_same_v<std::remove_cvref_t<Source>, argument_value>) {
      this->set_item(detail::unbox_element<K>(object(source.name)), detail::unbox_element<V>(source.value));
    } else {
      this->update(std::forward<Source>(source));
    }
  }
};

namespace detail {

template <typename K, typename V>
str ordered_dict_repr_of(const ordered_map<K, V>& map) {
  if (map.empty()) {
    return "OrderedDict()";
  }
  str::builder text;
  text.append_ascii("OrderedDict([");
  bool first = true;
  for (auto&& item : map.items()) {
    if (!first) {
      text.append_ascii(", ");
    }
    first = false;
    text.append(py::repr(item));
  }
  text.append_ascii("])");
  return text.finish();
}

/// Dynamic `==` with another OrderedDict, which heeds the order; NotImplemented for other values.
object ordered_dict_compare(dict_object& left, comparison op, const object& other);

template <typename K, typename V>
class ordered_dict_block : public dict_block<K, V> {
 public:
  using dict_block<K, V>::dict_block;

  const type& py_type() const override { return ordered_dict_type(); }
  str py_repr() const override {
    const repr_guard guard(this);
    return guard.nested() ? str("...") : ordered_dict_repr_of(this->map);
  }
  object py_boxed_compare(comparison op, const object& other) override { return ordered_dict_compare(*this, op, other); }
  ref<dict_object> boxed_empty() const override { return ref<dict_object>(ref<ordered_dict_block>::adopt(new ordered_dict_block())); }
  bool is_subclass() const noexcept override { return true; }
};

}  // namespace detail

/// A dict that can move entries to its ends, and whose equality with its like heeds the order.
template <typename K, typename V>
class OrderedDict : public dict<K, V> {
  using base = dict<K, V>;
  using block = detail::ordered_dict_block<K, V>;

 public:
  OrderedDict() : base(made(new block())) {}
  OrderedDict(std::initializer_list<std::pair<K, V>> items) : base(made(new block(ordered_map<K, V>(items)))) {}
  template <typename... Source>
    requires(sizeof...(Source) > 0 && !(sizeof...(Source) == 1 && (std::is_convertible_v<Source &&, const OrderedDict&> && ...)))
  explicit OrderedDict(Source&&... source) : OrderedDict() {
    (add(std::forward<Source>(source)), ...);
  }

  /// To the end in O(1); to the beginning (`last` false) in O(n). Raises KeyError.
  template <typename Q>
  void move_to_end(const Q& key, bool last = true) const {
    ordered_map<K, V>& map = this->borrow();
    const auto position = map.table().find(K(key));
    if (position == detail::dict_table<K, V>::missing) {
      raise_key_error(detail::boxed(key));
    }
    auto [kept, value] = map.table().take(position);
    if (last) {
      map.set_item(std::move(kept), std::move(value));
      return;
    }
    ordered_map<K, V> moved;
    moved.reserve(map.size() + 1);
    moved.set_item(std::move(kept), std::move(value));
    moved.update(map);
    map = std::move(moved);
  }
  /// The last entry, or the first. Raises KeyError.
  std::tuple<K, V> popitem(bool last = true) const {
    ordered_map<K, V>& map = this->borrow();
    if (map.empty()) {
      raise_key_error(object("dictionary is empty"));
    }
    auto [key, value] = map.table().take(last ? map.table().last_position() : map.table().begin_position());
    return {std::move(key), std::move(value)};
  }
  template <typename... Arguments>
  static OrderedDict fromkeys(Arguments&&... arguments) {
    OrderedDict result;
    result.borrow() = ordered_map<K, V>::fromkeys(std::forward<Arguments>(arguments)...);
    return result;
  }
  OrderedDict copy() const {
    OrderedDict result;
    result.borrow() = this->borrow();
    return result;
  }
  friend OrderedDict operator|(const OrderedDict& a, const base& b) {
    OrderedDict result = a.copy();
    result.update(b);
    return result;
  }
  friend bool operator==(const OrderedDict& a, const OrderedDict& b) {
    if (a.size() != b.size()) {
      return false;
    }
    const OrderedDict left(a);
    const OrderedDict right(b);
    auto other = right.items().begin();
    for (auto&& [key, value] : left.items()) {
      auto&& [other_key, other_value] = *other;
      if (!detail::same_or_equal(key, other_key) || !detail::same_or_equal(value, other_value)) {
        return false;
      }
      ++other;
    }
    return true;
  }
  friend bool operator==(const OrderedDict& a, const base& b) { return static_cast<const base&>(a) == b; }

  str py_repr() const { return this->handle_.get().py_repr(); }
  static const type& py_class() { return detail::ordered_dict_type(); }
  static bool py_check(const object& value) { return value.try_as<block>() != nullptr; }
  static OrderedDict py_unbox(const object& value) {
    OrderedDict result;
    result.handle_ = detail::block_handle<detail::dict_block<K, V>>::share(*value.try_as<block>());
    return result;
  }

 private:
  static detail::dict_block<K, V>* made(block* given) noexcept { return given; }
  template <typename Source>
  void add(Source&& source) {
    if constexpr (std::is_same_v<std::remove_cvref_t<Source>, argument_value>) {
      this->set_item(detail::unbox_element<K>(object(source.name)), detail::unbox_element<V>(source.value));
    } else {
      this->update(std::forward<Source>(source));
    }
  }
};

namespace detail {
template <typename K, typename V>
inline constexpr bool is_relocatable<defaultdict<K, V>> = true;
template <typename K, typename V>
inline constexpr bool is_relocatable<OrderedDict<K, V>> = true;
}  // namespace detail

}  // namespace py
