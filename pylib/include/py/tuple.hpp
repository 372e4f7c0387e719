/// `py::tuple<T>`: a Python tuple of any length with elements of one C++ type. A tuple of known shape is a std::tuple.
#pragma once

#include <py/boxed.hpp>
#include <py/vector.hpp>

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

template <typename T>
class tuple_block final : public tuple_object {
 public:
  tuple_block() : tuple_block(vector<T>()) {}
  explicit tuple_block(vector<T> given) : items(std::move(given)) {
    if constexpr (may_refer<T>) {
      this->py_mark_traced();
    }
  }
  void py_trace(tracer& trace) override { trace(items); }

  std::int64_t boxed_size() const noexcept override { return items.size(); }
  object boxed_get(std::int64_t index) const override { return box_element(items[index]); }

  vector<T> items;  ///< never changes once the tuple is made
};

}  // namespace detail

/// An immutable shared sequence.
template <typename T>
class tuple {
  using block = detail::tuple_block<T>;

 public:
  using value_type = T;

  constexpr tuple() noexcept = default;
  tuple(std::initializer_list<T> items) : handle_(new block(vector<T>(items))) {}
  tuple(vector<T>&& items) : handle_(new block(std::move(items))) {}
  /// `tuple(iterable)`; also from a std::tuple, element by element.
  template <typename Iterable>
    requires(!std::is_convertible_v<Iterable &&, const tuple&> && !std::is_same_v<std::remove_cvref_t<Iterable>, vector<T>>)
  explicit tuple(Iterable&& items) : handle_(new block(vector<T>(std::forward<Iterable>(items)))) {}
  explicit tuple(const vector<T>& items) : handle_(new block(items)) {}

  const vector<T>& borrow() const { return handle_.get().items; }

  const T* begin() const { return borrow().begin(); }
  const T* end() const { return borrow().end(); }
  std::int64_t size() const { return handle_.pointer() == nullptr ? 0 : handle_.pointer()->items.size(); }
  bool empty() const { return size() == 0; }
  const T& operator[](std::int64_t index) const { return borrow()[index]; }
  /// Raises IndexError.
  const T& at(index_argument index) const {
    const std::int64_t count = size();
    const std::int64_t at = index < 0 ? index + count : std::int64_t{index};
    if (static_cast<std::uint64_t>(at) >= static_cast<std::uint64_t>(count)) [[unlikely]] {
      raise_index_error("tuple index out of range");
    }
    return borrow()[at];
  }

  /// First index of an equal element. Raises ValueError.
  template <typename X>
  std::int64_t index(const X& value, const bound& start = {}, const bound& stop = {}) const {
    const tuple kept(*this);
    const slice_range range = resolve_slice(size(), start, stop);
    const std::int64_t at = detail::find_element(kept.borrow(), value, range.begin, range.end);
    if (at < 0) {
      raise_value_error("tuple.index(x): x not in tuple");
    }
    return at;
  }
  template <typename X>
  std::int64_t count(const X& value) const {
    const tuple kept(*this);
    return kept.borrow().count(value);
  }
  template <typename X>
  bool contains(const X& value) const {
    const tuple kept(*this);
    return kept.borrow().contains(value);
  }

  tuple slice(const bound& lower, const bound& upper) const {
    const slice_range range = resolve_slice(size(), lower, upper);
    return range.size() == size() ? *this : tuple(borrow().slice(lower, upper));
  }
  tuple slice(const bound& lower, const bound& upper, const bound& step) const { return borrow().slice(lower, upper, step); }
  tuple slice(const py::slice& part) const { return slice(part.lower(), part.upper(), part.by()); }

  friend tuple operator+(const tuple& a, const tuple& b) { return a.empty() ? b : b.empty() ? a : tuple(a.borrow() + b.borrow()); }
  friend tuple operator*(const tuple& items, size_argument times) { return items.borrow() * times; }
  friend tuple operator*(size_argument times, const tuple& items) { return items.borrow() * times; }
  tuple& operator+=(const tuple& other) { return *this = *this + other; }
  tuple& operator*=(size_argument times) { return *this = *this * times; }
  friend bool operator==(const tuple& a, const tuple& b) { return a.borrow() == b.borrow(); }
  friend bool operator<(const tuple& a, const tuple& b) { return a.borrow() < b.borrow(); }
  friend bool operator<=(const tuple& a, const tuple& b) { return a.borrow() <= b.borrow(); }
  friend bool operator>(const tuple& a, const tuple& b) { return a.borrow() > b.borrow(); }
  friend bool operator>=(const tuple& a, const tuple& b) { return a.borrow() >= b.borrow(); }

  str py_repr() const {
    if constexpr (detail::holds_anything<T>) {
      return handle_.get().py_repr();
    }
    if (size() == 1) {
      str::builder text;
      text.append_char('(');
      text.append(py::repr(borrow()[0]));
      text.append_ascii(",)");
      return text.finish();
    }
    return detail::repr_elements(borrow().data(), size(), "(", ")");
  }
  void py_trace(tracer& trace) { trace.counted(handle_); }
  bool py_bool() const { return size() != 0; }
  std::int64_t py_len() const { return size(); }
  std::int64_t py_hash() const {
    detail::tuple_hasher hasher;
    for (const T& element : *this) {
      hasher.add(py::hash(element));
    }
    return hasher.finish();
  }
  template <typename X>
  bool py_contains(const X& value) const {
    return contains(value);
  }
  class iterator_type {
   public:
    explicit iterator_type(tuple source) : source_(std::move(source)) {}
    std::optional<T> next() { return index_ < source_.size() ? std::optional<T>(source_[index_++]) : std::nullopt; }
    iterator_type py_iter() const { return *this; }

   private:
    tuple source_;
    std::int64_t index_ = 0;
  };
  iterator_type py_iter() const { return iterator_type(*this); }
  const T& py_getitem(index_argument index) const { return at(index); }
  const void* py_identity() const { return &handle_.get(); }

  static const type& py_class() { return detail::tuple_type(); }
  object py_box() const { return object::from_pointer(&handle_.get()); }
  static bool py_check(const object& value) {
    if (!value.is_pointer()) {
      return false;
    }
    if (detail::downcast<block>(value.pointer()) != nullptr) {
      return true;
    }
    // a tuple has no identity to keep: one of another element type is converted
    const std::int64_t count = detail::tuple_size(value);
    for (std::int64_t i = 0; i < count; ++i) {
      if (!detail::castable<T>(detail::tuple_item(value, i))) {
        return false;
      }
    }
    return count >= 0;
  }
  static tuple py_unbox(const object& value) {
    if (auto* const same = detail::downcast<block>(value.pointer())) {
      tuple result;
      result.handle_ = detail::block_handle<block>::share(*same);
      return result;
    }
    vector<T> items;
    const std::int64_t count = detail::tuple_size(value);
    for (std::int64_t i = 0; i < count; ++i) {
      items.append(detail::unbox<T>(detail::tuple_item(value, i)));
    }
    return items;
  }

 private:
  detail::block_handle<block> handle_;
};

template <typename Iterable>
tuple(Iterable&&) -> tuple<element_t<Iterable>>;

namespace detail {
template <typename T>
inline constexpr bool is_std_tuple_like = is_std_tuple<std::remove_cvref_t<T>>;
}  // namespace detail

/// `a + b` of tuples of known shape.
struct concat_fn {
  template <typename A, typename B>
    requires(detail::is_std_tuple_like<A> && detail::is_std_tuple_like<B>)
  auto operator()(A&& a, B&& b) const {
    return std::tuple_cat(std::forward<A>(a), std::forward<B>(b));
  }
};
inline constexpr concat_fn concat{};

}  // namespace py
