/// `py::ChainMap<K, V>`: several dicts searched one after another; the first one is written to.
#pragma once

#include <py/dict.hpp>
#include <py/list.hpp>

#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

/// KeyError: "Key not found in the first mapping: 'k'".
[[noreturn]] void raise_not_in_first_map(const object& key);

/// A ChainMap as dynamic code sees it.
class chain_map_object : public Object {
 public:
  static const type& py_class();
  const type& py_type() const override { return py_class(); }
  str py_repr() const override;
  std::int64_t py_hash() const override;
  bool py_boxed_bool() override;
  std::int64_t py_boxed_len() override;
  object py_boxed_iter() override;
  bool py_boxed_contains(const object& key) override;
  object py_boxed_getitem(const object& key) override;
  void py_boxed_setitem(const object& key, const object& value) override;
  void py_boxed_delitem(const object& key) override;
  object py_boxed_compare(comparison op, const object& other) override;

  /// The list of the dicts, which it shares.
  virtual object boxed_maps() const = 0;
  /// Another one of the same kind, over these dicts.
  virtual object boxed_with_maps(const object& maps) const = 0;
};

template <typename K, typename V>
class chain_map_block final : public chain_map_object {
 public:
  object boxed_maps() const override { return object(maps); }
  object boxed_with_maps(const object& given) const override {
    auto result = ref<chain_map_block>::adopt(new chain_map_block());
    for (const object& map : given) {
      result->maps.append(cast<dict<K, V>>(map));
    }
    return object(result);
  }

  list<dict<K, V>> maps;
};

}  // namespace detail

template <typename K, typename V>
class ChainMap {
  using block = detail::chain_map_block<K, V>;
  using map = dict<K, V>;

 public:
  using key_type = K;
  using mapped_type = V;
  using value_type = K;

  ChainMap() : block_(make<block>()) { block_->maps.append(map()); }
  /// The maps are shared, not copied; `py::spread(maps)` gives several.
  template <typename... Maps>
    requires(sizeof...(Maps) > 0 && !(sizeof...(Maps) == 1 && (std::is_same_v<std::remove_cvref_t<Maps>, ChainMap> && ...)))
  explicit ChainMap(const Maps&... maps) : block_(make<block>()) {
    (add(maps), ...);
    if (block_->maps.empty()) {
      block_->maps.append(map());
    }
  }

  list<map>& maps() const { return block_->maps; }
  ChainMap parents() const {
    ChainMap result(unmade{});
    for (std::int64_t i = 1; i < maps().size(); ++i) {
      result.maps().append(maps()[i]);
    }
    if (result.maps().empty()) {
      result.maps().append(map());
    }
    return result;
  }
  ChainMap new_child() const { return new_child(map()); }
  ChainMap new_child(none_t) const { return new_child(); }
  template <typename T>
  ChainMap new_child(const std::optional<T>& first) const {
    return first ? new_child(map(*first)) : new_child();
  }
  ChainMap new_child(const map& first) const {
    ChainMap result(unmade{});
    result.maps().append(first);
    result.maps().extend(maps());
    return result;
  }

  /// The value in the first dict that has the key. Raises KeyError.
  template <typename Q>
  V& at(const Q& key) const {
    V* const found = find(key);
    if (found == nullptr) {
      raise_key_error(detail::boxed(key));
    }
    return *found;
  }
  template <typename Q>
  V* find(const Q& key) const {
    for (std::int64_t i = 0; i < maps().size(); ++i) {
      if (V* const found = maps()[i].find(key)) {
        return found;
      }
    }
    return nullptr;
  }
  template <typename Q>
  bool contains(const Q& key) const {
    return find(key) != nullptr;
  }
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
    for (std::int64_t i = 0; i + 1 < maps().size(); ++i) {
      if (maps()[i].contains(key)) {
        return maps()[i].get(key, std::forward<Fallback>(fallback));
      }
    }
    return maps()[maps().size() - 1].get(key, std::forward<Fallback>(fallback));
  }
  template <typename Q, typename U>
  void set_item(Q&& key, U&& value) const {
    first().set_item(std::forward<Q>(key), std::forward<U>(value));
  }
  /// For a store: the first map's element.
  template <typename Q>
  V& operator[](const Q& key) const {
    return first()[key];
  }
  template <typename Q>
  void del_item(const Q& key) const {
    if (!first().contains(key)) {
      detail::raise_not_in_first_map(detail::boxed(key));
    }
    first().del_item(key);
  }
  template <typename Q, typename... Fallback>
  auto pop(const Q& key, Fallback&&... fallback) const {
    if constexpr (sizeof...(Fallback) == 0) {
      if (!first().contains(key)) {
        detail::raise_not_in_first_map(detail::boxed(key));
      }
    }
    return first().pop(key, std::forward<Fallback>(fallback)...);
  }
  std::tuple<K, V> popitem() const {
    if (first().empty()) {
      raise_key_error(object("No keys found in the first mapping."));
    }
    return first().popitem();
  }
  template <typename Q, typename U>
  V& setdefault(Q&& key, U&& value) const {
    if (V* const found = find(key)) {
      return *found;
    }
    return first().setdefault(std::forward<Q>(key), std::forward<U>(value));
  }
  template <typename Source>
  void update(Source&& source) const {
    if constexpr (std::is_same_v<std::remove_cvref_t<Source>, ChainMap>) {
      first().update(source.merged());
    } else {
      first().update(std::forward<Source>(source));
    }
  }
  void clear() const { first().clear(); }
  ChainMap copy() const {
    ChainMap result(unmade{});
    result.maps().append(first().copy());
    for (std::int64_t i = 1; i < maps().size(); ++i) {
      result.maps().append(maps()[i]);
    }
    return result;
  }

  /// Keys, values and items in the order of iteration: those of the last dict come first.
  vector<K> keys() const {
    vector<K> result;
    const ordered_map<K, V> all = merged();
    for (const K& key : all) {
      result.append(key);
    }
    return result;
  }
  vector<V> values() const {
    vector<V> result;
    const ordered_map<K, V> all = merged();
    for (auto&& [key, value] : all.items()) {
      result.append(value);
    }
    return result;
  }
  vector<std::tuple<K, V>> items() const {
    vector<std::tuple<K, V>> result;
    const ordered_map<K, V> all = merged();
    for (auto&& [key, value] : all.items()) {
      result.append(std::tuple<K, V>(key, value));
    }
    return result;
  }
  std::int64_t size() const { return merged().size(); }

  friend ChainMap operator|(const ChainMap& a, const map& b) {
    ChainMap result = a.copy();
    result.update(b);
    return result;
  }
  template <typename Source>
  ChainMap& operator|=(Source&& source) {
    update(std::forward<Source>(source));
    return *this;
  }
  friend bool operator==(const ChainMap& a, const ChainMap& b) { return a.merged() == b.merged(); }
  friend bool operator==(const ChainMap& a, const map& b) { return a.merged() == b; }

  str py_repr() const {
    str::builder text;
    text.append_ascii("ChainMap(");
    for (std::int64_t i = 0; i < maps().size(); ++i) {
      if (i != 0) {
        text.append_ascii(", ");
      }
      text.append(py::repr(maps()[i]));
    }
    text.append_char(')');
    return text.finish();
  }
  bool py_bool() const {
    for (std::int64_t i = 0; i < maps().size(); ++i) {
      if (!maps()[i].empty()) {
        return true;
      }
    }
    return false;
  }
  std::int64_t py_len() const { return size(); }
  [[noreturn]] std::int64_t py_hash() const { raise_type_error("unhashable type: 'ChainMap'"); }
  auto py_iter() const { return list<K>(keys()).py_iter(); }
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
  const void* py_identity() const { return block_.get(); }
  object py_box() const { return object(block_); }
  static bool py_check(const object& value) { return value.try_as<block>() != nullptr; }
  static ChainMap py_unbox(const object& value) {
    ChainMap result(unmade{});
    result.block_ = ref<block>(value.try_as<block>());
    return result;
  }

 private:
  struct unmade {};
  explicit ChainMap(unmade) : block_(make<block>()) {}

  template <typename Source>
  void add(const Source& source) {
    if constexpr (is_spread<Source>) {
      detail::for_each(source.values, [this](const auto& each) { add(each); });
    } else if constexpr (std::is_convertible_v<const Source&, map>) {
      block_->maps.append(source);
    } else {
      block_->maps.append(map(source));
    }
  }
  const map& first() const { return maps()[0]; }
  /// One dict of all entries, in the order in which Python goes through them.
  ordered_map<K, V> merged() const {
    ordered_map<K, V> result;
    for (std::int64_t i = maps().size(); i-- > 0;) {
      for (auto&& [key, value] : maps()[i].items()) {
        result.set_item(key, value);
      }
    }
    return result;
  }

  ref<block> block_;
};

}  // namespace py
