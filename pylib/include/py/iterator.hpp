/// `py::iterator<T>`, the type-erased iterator; range_iterator; reversed. Included by py/iter.hpp.
#pragma once

#include <py/iter.hpp>

#include <cstdint>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

template <typename T>
class iterator_block : public iterator_object {
 public:
  virtual std::optional<T> next() = 0;
  object py_boxed_next() override {
    const std::optional<T> element = next();
    return element ? box_element(*element) : object::unbound();
  }
};

/// The class that Python shows for an iterator of pylib.
template <typename Source>
inline constexpr const char* iterator_name = "generator";
template <typename T>
inline constexpr const char* iterator_name<list_iterator<T>> = "list_iterator";
template <typename T>
inline constexpr const char* iterator_name<set_iterator<T>> = "set_iterator";
template <>
inline constexpr const char* iterator_name<range_iterator> = "range_iterator";
template <typename K, typename V>
inline constexpr const char* iterator_name<dict_iterator<K, V, dict_part::keys>> = "dict_keyiterator";
template <typename K, typename V>
inline constexpr const char* iterator_name<dict_iterator<K, V, dict_part::values>> = "dict_valueiterator";
template <typename K, typename V>
inline constexpr const char* iterator_name<dict_iterator<K, V, dict_part::items>> = "dict_itemiterator";
template <typename S>
inline constexpr const char* iterator_name<enumerate_view<S>> = "enumerate";
template <bool strict, typename... S>
inline constexpr const char* iterator_name<zip_view<strict, S...>> = "zip";
template <typename S, typename F>
inline constexpr const char* iterator_name<each_view<S, F>> = "map";
template <typename F, typename... S>
inline constexpr const char* iterator_name<map_view<F, S...>> = "map";
template <typename S, typename P>
inline constexpr const char* iterator_name<each_if_view<S, P, identity_fn>> = "filter";

template <typename T, typename Source>
class erased_iterator final : public iterator_block<T> {
 public:
  explicit erased_iterator(Source source) : source_(std::move(source)) {}
  std::optional<T> next() override {
    auto element = pull(source_);
    if (!element) {
      return std::nullopt;
    }
    if constexpr (std::is_constructible_v<T, decltype(*std::move(element))>) {
      return std::optional<T>(T(*std::move(element)));
    } else {
      return unbox_element<T>(object(*std::move(element)));
    }
  }
  const char* boxed_name() const noexcept override { return iterator_name<Source>; }

 private:
  Source source_;
};

/// Any source as a view of its elements.
template <typename Source>
auto elements_of(Source&& source) {
  return each_view<Source, identity_fn>(std::forward<Source>(source), identity_fn());
}

/// Something `iterator<T>` takes over as it is: it gives elements by `next()` or `py_next()`.
template <typename Source>
concept iterator_like = !std::is_same_v<Source, object> && (has_next<Source> || has_pointer_next<Source>);

}  // namespace detail

/// A shared handle of an iterator over Ts, whatever is behind it. Made by default it is exhausted.
template <typename T>
class iterator {
 public:
  using value_type = T;

  iterator() noexcept = default;
  /// Any iterator of pylib, generator or instance with `__next__`.
  template <typename Source>
    requires(!std::is_same_v<std::remove_cvref_t<Source>, iterator> && detail::iterator_like<std::remove_cvref_t<Source>>)
  iterator(Source&& source) : block_(ref<detail::iterator_block<T>>::adopt(new detail::erased_iterator<T, std::remove_cvref_t<Source>>(std::forward<Source>(source)))) {}
  /// `iter(iterable)`. An owned container that is an lvalue is referred to.
  template <typename Source>
    requires(!std::is_same_v<std::remove_cvref_t<Source>, iterator> && !detail::iterator_like<std::remove_cvref_t<Source>>)
  explicit iterator(Source&& source) : iterator(detail::elements_of(std::forward<Source>(source))) {}

  std::optional<T> next() const { return block_.is_none() ? std::nullopt : (*block_).next(); }
  iterator py_iter() const { return *this; }
  bool py_bool() const noexcept { return true; }
  const void* py_identity() const noexcept { return block_.get(); }
  std::int64_t py_hash() const noexcept { return detail::hash_pointer(block_.get()); }
  friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.block_.get() == b.block_.get(); }
  template <typename X>
  bool py_contains(const X& value) const {
    while (auto element = next()) {
      if (detail::same_or_equal(*element, value)) {
        return true;
      }
    }
    return false;
  }

  detail::pulled_cursor<const iterator, T> begin() const { return detail::pulled_cursor<const iterator, T>(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }

  object py_box() const { return block_.is_none() ? object(iterator(list_iterator<T>())) : object::from_pointer(block_.get()); }
  static bool py_check(const object& value) { return value.is_pointer(); }
  static iterator py_unbox(const object& value) {
    iterator result;
    if (auto* const same = detail::downcast<detail::iterator_block<T>>(value.pointer())) {
      result.block_ = maybe<detail::iterator_block<T>>(same);
    } else {
      result.block_ = ref<detail::iterator_block<T>>::adopt(new detail::erased_iterator<T, object>(value));
    }
    return result;
  }

 private:
  maybe<detail::iterator_block<T>> block_;
};

template <typename Iterable>
iterator(Iterable&&) -> iterator<element_t<Iterable>>;

/// The iterator over a range.
class range_iterator {
 public:
  using value_type = std::int64_t;

  constexpr range_iterator() noexcept = default;
  constexpr range_iterator(std::int64_t value, std::int64_t step, std::int64_t left) noexcept
      : value_(static_cast<std::uint64_t>(value)), step_(static_cast<std::uint64_t>(step)), left_(left) {}
  std::optional<std::int64_t> next() noexcept {
    if (left_ == 0) {
      return std::nullopt;
    }
    --left_;
    const auto value = static_cast<std::int64_t>(value_);
    value_ += step_;
    return value;
  }
  range_iterator py_iter() const noexcept { return *this; }
  std::int64_t py_size_hint() const noexcept { return left_; }

  detail::pulled_cursor<range_iterator, std::int64_t> begin() { return detail::pulled_cursor<range_iterator, std::int64_t>(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  std::uint64_t value_ = 0;
  std::uint64_t step_ = 0;
  std::int64_t left_ = 0;
};

inline range_iterator range::py_iter() const noexcept { return {start_, step_, size_}; }
inline range_iterator range::py_reversed() const noexcept {
  return {size_ == 0 ? start_ : wrapped(size_ - 1), static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(step_)), size_};
}

/// See `py::reversed`. Goes by index, so it bears with a list that shrinks.
template <typename Source>
class reversed_view : public detail::view<reversed_view<Source>> {
 public:
  explicit reversed_view(Source&& source) : holder_(std::forward<Source>(source)), index_(py::len(holder_.get())) {}
  void advance() {
    if (index_ >= 0) {
      step();
    }
  }
  void step() {
    --index_;
    if (index_ >= py::len(holder_.get())) {
      index_ = -1;
    }
  }
  bool done() const noexcept { return index_ < 0; }
  decltype(auto) current() {
    if constexpr (detail::is_pointer_like<std::remove_cvref_t<decltype(holder_.get())>>) {
      return holder_.get()->py_getitem(index_);
    } else {
      return holder_.get()[index_];
    }
  }
  std::int64_t py_size_hint() const noexcept { return index_; }

 private:
  detail::holder<Source> holder_;
  std::int64_t index_;
};

namespace detail {
/// `reversed(source)` of a dynamic value: an iterator object.
object reversed_object(const object& source);
template <typename Source>
inline constexpr const char* iterator_name<reversed_view<Source>> = "list_reverseiterator";
}  // namespace detail

struct reversed_fn {
  template <typename Source>
  auto operator()(Source&& source) const {
    using Plain = std::remove_cvref_t<Source>;
    if constexpr (std::is_array_v<Plain>) {
      return reversed_view<str>(str(source));
    } else if constexpr (std::is_same_v<Plain, object> || detail::is_object_proxy<Plain>) {
      return cast<iterator<object>>(detail::reversed_object(source));
    } else if constexpr (detail::is_std_tuple<Plain>) {
      return reversed_view<vector<element_t<Plain>>>(vector<element_t<Plain>>(source));
    } else if constexpr (detail::is_optional<Plain>) {
      if (!source) {
        detail::reversed_object(None);  // raises TypeError
      }
      return (*this)(*std::forward<Source>(source));
    } else if constexpr (detail::is_pointer_like<Plain>) {
      if constexpr (requires { source->py_reversed(); }) {
        return source->py_reversed();
      } else {
        return reversed_view<Source>(std::forward<Source>(source));
      }
    } else if constexpr (requires { source.py_reversed(); }) {
      return source.py_reversed();
    } else {
      return reversed_view<Source>(std::forward<Source>(source));
    }
  }
};
/// `reversed(sequence)`.
inline constexpr reversed_fn reversed{};

}  // namespace py
