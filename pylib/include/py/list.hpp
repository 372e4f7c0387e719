/// `py::list<T>`: a Python list as a shared handle.
#pragma once

#include <py/boxed.hpp>
#include <py/vector.hpp>

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

/// What list handles share: the elements.
template <typename T>
class list_block : public list_object {
 public:
  list_block() : list_block(vector<T>()) {}
  explicit list_block(vector<T> given) : items(std::move(given)) {
    if constexpr (may_refer<T>) {
      this->py_mark_traced();
    }
  }
  void py_trace(tracer& trace) override { trace(items); }

  std::int64_t boxed_size() const noexcept override { return items.size(); }
  object boxed_get(std::int64_t index) const override { return box_element(items[index]); }
  void boxed_set(std::int64_t index, const object& value) override {
    T element = unbox_element<T>(value);
    if (index < items.size()) {
      std::swap(items[index], element);  // what was there goes after the list is whole again
    }
  }
  void boxed_insert(std::int64_t index, const object& value) override { items.insert(index, unbox_element<T>(value)); }
  void boxed_erase(std::int64_t begin, std::int64_t end) override { items.del_slice(begin, end); }
  void boxed_reverse() noexcept override { items.reverse(); }
  ref<list_object> boxed_empty() const override { return ref<list_object>(ref<list_block>::adopt(new list_block())); }

  vector<T> items;
};

}  // namespace detail

/// The iterator over a list: by index, so that it sees the list grow and shrink. Keeps the list alive.
template <typename T>
class list_iterator {
 public:
  using value_type = T;
  using difference_type = std::ptrdiff_t;

  list_iterator() noexcept = default;
  explicit list_iterator(const list<T>& source) : block_(source.handle()) {}

  std::optional<T> next() {
    if (block_.pointer() == nullptr) {
      return std::nullopt;
    }
    if (index_ < block_.pointer()->items.size()) {
      return block_.pointer()->items[index_++];
    }
    block_ = {};  // exhausted for good
    return std::nullopt;
  }
  list_iterator py_iter() const { return *this; }
  detail::pulled_cursor<list_iterator, T> begin() { return detail::pulled_cursor<list_iterator, T>(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }
  std::int64_t py_size_hint() const noexcept { return block_.pointer() == nullptr ? 0 : block_.pointer()->items.size() - index_; }

  // range-for: a value, since the loop may change the list meanwhile
  T operator*() const { return block_.pointer()->items[index_]; }
  list_iterator& operator++() {
    ++index_;
    return *this;
  }
  void operator++(int) { ++index_; }
  friend bool operator==(const list_iterator& it, std::default_sentinel_t) noexcept { return it.index_ >= it.block_.pointer()->items.size(); }

 private:
  detail::block_handle<detail::list_block<T>> block_;
  std::int64_t index_ = 0;
};

/// A shared list: copies of the handle are the same list. Made by default it is a new empty list. `xs.borrow()` is the vector inside.
template <typename T>
class list {
  using block = detail::list_block<T>;

 public:
  using value_type = T;

  constexpr list() noexcept = default;
  list(std::initializer_list<T> items) : handle_(new block(vector<T>(items))) {}
  /// A new list whose elements are of another representation of the same Python type: takes the place of a temporary.
  template <typename U>
    requires(!std::is_same_v<U, T> && std::is_convertible_v<const U&, T>)
  list(list<U>&& other) : list() {
    for (const auto& item : other.borrow()) {
      append(T(item));
    }
  }
  template <typename U>
    requires(!std::is_same_v<U, T> && std::is_convertible_v<const U&, T>)
  list(vector<U>&& other) : list() {
    for (const auto& item : other) {
      append(T(item));
    }
  }
  /// `[value] * count`.
  list(size_argument count, const T& value) : handle_(new block(vector<T>(count, value))) {}
  list(vector<T>&& items) : handle_(new block(std::move(items))) {}
  list(const vector<T>& items) : handle_(new block(items)) {}
  /// `list(iterable)`.
  template <typename Iterable>
    requires(!std::is_convertible_v<Iterable &&, const list&> && !std::is_convertible_v<Iterable &&, const vector<T>&>)
  explicit list(Iterable&& items) : handle_(new block(vector<T>(std::forward<Iterable>(items)))) {}

  /// The elements themselves, while this handle lives and the list is not exchanged.
  vector<T>& borrow() const { return handle_.get().items; }
  /// No other handle of the list exists.
  bool is_only() const { return handle_.get().py_count() == 1; }
  const detail::block_handle<block>& handle() const {
    static_cast<void>(handle_.get());
    return handle_;
  }

  // --- access ---

  list_iterator<T> begin() const { return list_iterator<T>(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }
  T* data() const { return borrow().data(); }
  std::int64_t size() const { return handle_.pointer() == nullptr ? 0 : handle_.pointer()->items.size(); }
  bool empty() const { return size() == 0; }
  void reserve(std::int64_t capacity) const { borrow().reserve(capacity); }
  T& operator[](std::int64_t index) const { return handle_.pointer()->items[index]; }
  /// Raises IndexError.
  T& at(index_argument index) const { return filled("list index out of range").at(index); }
  T& place(index_argument index) const { return filled("list assignment index out of range").place(index); }
  template <typename U>
  void set_item(index_argument index, U&& value) const {
    filled("list assignment index out of range").set_item(index, std::forward<U>(value));
  }
  void del_item(index_argument index) const { borrow().del_item(index); }

  // --- methods ---

  void append(const T& value) const { append_one(value); }
  void append(T&& value) const { append_one(std::move(value)); }
  template <typename Iterable>
  void extend(Iterable&& items) const {
    const list kept(*this);
    if constexpr (std::is_same_v<std::remove_cvref_t<Iterable>, list>) {
      kept.borrow().extend(items.borrow());
    } else {
      kept.borrow().extend(std::forward<Iterable>(items));
    }
  }
  void extend(std::initializer_list<T> items) const { borrow().extend(items); }
  void insert(index_argument index, T value) const { borrow().insert(index, std::move(value)); }
  template <typename X>
  void remove(const X& value) const {
    const list kept(*this);
    kept.borrow().remove(value);
  }
  T pop() const { return borrow().pop(); }
  T pop(index_argument index) const { return borrow().pop(index); }
  void clear() const { borrow().clear(); }
  template <typename X>
  std::int64_t index(const X& value, const bound& start = {}, const bound& stop = {}) const {
    const list kept(*this);
    return kept.borrow().index(value, start, stop);
  }
  template <typename X>
  std::int64_t count(const X& value) const {
    const list kept(*this);
    return kept.borrow().count(value);
  }
  template <typename X>
  bool contains(const X& value) const {
    const list kept(*this);
    return kept.borrow().contains(value);
  }
  template <typename... Tags>
  void sort(Tags&&... tags) const {
    const list kept(*this);
    kept.borrow().sort(std::forward<Tags>(tags)...);
  }
  void reverse() const { borrow().reverse(); }
  list copy() const { return list(borrow()); }

  // --- slices ---

  list slice(const bound& lower, const bound& upper) const { return borrow().slice(lower, upper); }
  list slice(const bound& lower, const bound& upper, const bound& step) const { return borrow().slice(lower, upper, step); }
  slice_view<T> view(const bound& lower, const bound& upper) const { return borrow().view(lower, upper); }
  slice_view<T> view(const bound& lower, const bound& upper, const bound& step) const { return borrow().view(lower, upper, step); }
  list slice(const py::slice& part) const { return borrow().slice(part); }
  template <typename Iterable>
  void set_slice(const bound& lower, const bound& upper, Iterable&& items) const {
    const list kept(*this);
    kept.borrow().set_slice(lower, upper, std::forward<Iterable>(items));
  }
  template <typename Iterable>
  void set_slice(const bound& lower, const bound& upper, const bound& step, Iterable&& items) const {
    const list kept(*this);
    kept.borrow().set_slice(lower, upper, step, std::forward<Iterable>(items));
  }
  void del_slice(const bound& lower, const bound& upper) const { borrow().del_slice(lower, upper); }
  void del_slice(const bound& lower, const bound& upper, const bound& step) const { borrow().del_slice(lower, upper, step); }

  // --- operators ---

  friend list operator+(const list& a, const list& b) { return a.borrow() + b.borrow(); }
  friend list operator+(const list& a, const vector<T>& b) { return a.borrow() + b; }
  friend list operator+(const vector<T>& a, const list& b) { return a + b.borrow(); }
  template <typename Iterable>
  list& operator+=(Iterable&& items) {
    extend(std::forward<Iterable>(items));
    return *this;
  }
  list& operator+=(std::initializer_list<T> items) {
    extend(items);
    return *this;
  }
  friend list operator*(const list& items, size_argument times) { return items.borrow() * times; }
  friend list operator*(size_argument times, const list& items) { return items.borrow() * times; }
  list& operator*=(size_argument times) {
    borrow() *= times;
    return *this;
  }
  friend bool operator==(const list& a, const list& b) { return equal_lists(a, b.borrow()); }
  friend bool operator==(const list& a, const vector<T>& b) { return equal_lists(a, b); }
  friend bool operator<(const list& a, const list& b) { return a.borrow() < b.borrow(); }
  friend bool operator<=(const list& a, const list& b) { return a.borrow() <= b.borrow(); }
  friend bool operator>(const list& a, const list& b) { return a.borrow() > b.borrow(); }
  friend bool operator>=(const list& a, const list& b) { return a.borrow() >= b.borrow(); }
  friend bool operator<(const list& a, const vector<T>& b) { return a.borrow() < b; }
  friend bool operator<(const vector<T>& a, const list& b) { return a < b.borrow(); }
  friend bool operator<=(const list& a, const vector<T>& b) { return a.borrow() <= b; }
  friend bool operator<=(const vector<T>& a, const list& b) { return a <= b.borrow(); }
  friend bool operator>(const list& a, const vector<T>& b) { return a.borrow() > b; }
  friend bool operator>(const vector<T>& a, const list& b) { return a > b.borrow(); }
  friend bool operator>=(const list& a, const vector<T>& b) { return a.borrow() >= b; }
  friend bool operator>=(const vector<T>& a, const list& b) { return a >= b.borrow(); }

  // --- protocol ---

  str py_repr() const {
    if constexpr (detail::is_scalar<T>) {
      return borrow().py_repr();
    } else {
      const detail::repr_guard guard(&handle_.get());
      return guard.nested() ? str("[...]") : borrow().py_repr();
    }
  }
  void py_trace(tracer& trace) { trace.counted(handle_); }
  bool py_bool() const { return size() != 0; }
  std::int64_t py_len() const { return size(); }
  [[noreturn]] std::int64_t py_hash() const { raise_type_error("unhashable type: 'list'"); }
  list_iterator<T> py_iter() const { return list_iterator<T>(*this); }
  template <typename X>
  bool py_contains(const X& value) const {
    return contains(value);
  }
  T& py_getitem(index_argument index) const { return at(index); }
  template <typename U>
  void py_setitem(index_argument index, U&& value) const {
    set_item(index, std::forward<U>(value));
  }
  void py_delitem(index_argument index) const { del_item(index); }
  const void* py_identity() const { return &handle_.get(); }

  static const type& py_class() { return detail::list_type(); }
  object py_box() const { return object::from_pointer(&handle_.get()); }
  static bool py_check(const object& value) { return value.is_pointer() && detail::downcast<block>(value.pointer()) != nullptr; }
  static list py_unbox(const object& value) {
    list result;
    result.handle_ = detail::block_handle<block>::share(*detail::downcast<block>(value.pointer()));
    return result;
  }

 private:
  static bool equal_lists(const list& a, const vector<T>& b) {
    const list kept(a);
    return kept.borrow() == b;
  }

  /// The elements of a list that was ever given any. One that was not has no index inside it, and needs no block to say so.
  vector<T>& filled(const char* error) const {
    block* elements = handle_.pointer();
    if (elements == nullptr) [[unlikely]] {
      raise_index_error(error);
    }
    return elements->items;
  }
  // As in the vector: a value in registers goes along with the call that makes or grows the elements.
  template <typename U>
  void append_one(U&& value) const {
    if constexpr (vector<T>::is_register_sized) {
      block* elements = handle_.pointer();
      if (elements == nullptr || elements->items.is_full()) [[unlikely]] {
        append_growing(value);
      } else {
        elements->items.append(value);
      }
    } else {
      borrow().append(std::forward<U>(value));
    }
  }
  [[gnu::noinline]] void append_growing(T value) const { borrow().append(value); }

  detail::block_handle<block> handle_;
};

template <typename Iterable>
list(Iterable&&) -> list<element_t<Iterable>>;

template <typename T>
vector<T>::vector(list<T>&& items) {
  if (items.handle().is_unique()) {
    base::swap(items.borrow());
  } else {
    base::operator=(items.borrow());
  }
}
template <typename T>
object vector<T>::py_box() const {
  return object(list<T>(*this));
}
template <typename T>
bool vector<T>::py_check(const object& value) {
  return list<T>::py_check(value);
}
template <typename T>
vector<T> vector<T>::py_unbox(const object& value) {
  return list<T>::py_unbox(value).borrow();
}

}  // namespace py
