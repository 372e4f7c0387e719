/// `py::vector<T>`: a Python list that has one owner. Like a std::vector<T>, with Python's methods and signed sizes.
#pragma once

#include <py/sequence.hpp>
#include <py/storage.hpp>
#include <py/table_key.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace py {
namespace detail {

/// How a bool lies in a vector: one byte, so that references to it are plain `bool&`.
struct stored_bool {
  bool value = false;
  constexpr stored_bool() noexcept = default;
  constexpr stored_bool(bool given) noexcept : value(given) {}
  constexpr operator bool() const noexcept { return value; }
};

template <typename T>
using stored_t = std::conditional_t<std::is_same_v<T, bool>, stored_bool, T>;

}  // namespace detail

/// `xs[lower:upper:step]` to read at once: nothing is copied. The list must not change meanwhile.
template <typename T>
class slice_view {
 public:
  using value_type = T;

  /// Walks by index, so that a step past the ends makes no pointer.
  class iterator {
   public:
    using value_type = T;
    using difference_type = std::int64_t;

    iterator() noexcept = default;
    iterator(const slice_view* view, std::int64_t index) noexcept : view_(view), index_(index) {}
    const T& operator*() const noexcept { return (*view_)[index_]; }
    iterator& operator++() noexcept {
      ++index_;
      return *this;
    }
    iterator operator++(int) noexcept { return {view_, index_++}; }
    friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.index_ == b.index_; }

   private:
    const slice_view* view_ = nullptr;
    std::int64_t index_ = 0;
  };

  slice_view(const T* items, const stepped_range& range) noexcept : items_(items), range_(range) {}

  std::int64_t size() const noexcept { return range_.count; }
  const T& operator[](std::int64_t index) const noexcept { return items_[range_.start + index * range_.step]; }
  iterator begin() const noexcept { return {this, 0}; }
  iterator end() const noexcept { return {this, range_.count}; }

  /// Are these the elements of `run` backwards?
  bool is_reversed(const T* run, std::int64_t count) const noexcept { return range_.step == -1 && range_.count == count && items_ + (range_.start + 1 - count) == run; }

 private:
  const T* items_;
  stepped_range range_;
};

/// An owned list. `xs.at(i)` is Python's checked, negative-aware index; `xs[i]` is for an index proved inside. Iterating with
/// begin()/end() goes over plain pointers: the loop must not change the size.
template <typename T>
class vector : public detail::storage<detail::stored_t<T>> {
  using stored = detail::stored_t<T>;
  using base = detail::storage<stored>;

 public:
  using value_type = T;
  using reference = T&;
  using const_reference = const T&;
  using iterator = T*;
  using const_iterator = const T*;
  using size_type = std::int64_t;

  /// Elements that are passed in registers.
  static constexpr bool is_register_sized = std::is_trivially_copyable_v<T> && sizeof(T) <= 16;

  vector() noexcept = default;
  vector(const vector&) = default;
  vector(vector&&) noexcept = default;
  vector& operator=(const vector&) = default;
  vector& operator=(vector&&) noexcept = default;
  vector(std::initializer_list<T> items) : base(items.begin(), items.end()) {}
  vector(const base& items) : base(items) {}
  vector(base&& items) noexcept : base(std::move(items)) {}
  vector(const std::vector<T>& items) : base(items.begin(), items.end()) {}
  vector(std::vector<stored>&& items) : base(std::move(items)) {}
  /// `[value] * count`.
  vector(size_argument count, const T& value) : base(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)), stored(value)) {}
  /// The elements of a new list that nothing else holds move; of any other they are copied.
  vector(list<T>&& items);
  /// `list(iterable)`.
  template <typename Iterable>
    requires(!std::is_convertible_v<Iterable &&, const base&> && !std::is_same_v<Iterable, list<T>>)
  explicit vector(Iterable&& items) {
    extend(std::forward<Iterable>(items));
  }

  // --- access ---

  T* data() noexcept {
    if constexpr (std::is_same_v<T, bool>) {
      return reinterpret_cast<bool*>(base::data());
    } else {
      return base::data();
    }
  }
  const T* data() const noexcept { return const_cast<vector*>(this)->data(); }
  T* begin() noexcept { return data(); }
  T* end() noexcept { return data() + size(); }
  const T* begin() const noexcept { return data(); }
  const T* end() const noexcept { return data() + size(); }
  std::reverse_iterator<T*> rbegin() noexcept { return std::reverse_iterator<T*>(end()); }
  std::reverse_iterator<T*> rend() noexcept { return std::reverse_iterator<T*>(begin()); }
  std::reverse_iterator<const T*> rbegin() const noexcept { return std::reverse_iterator<const T*>(end()); }
  std::reverse_iterator<const T*> rend() const noexcept { return std::reverse_iterator<const T*>(begin()); }
  std::int64_t size() const noexcept { return static_cast<std::int64_t>(base::size()); }
  std::int64_t capacity() const noexcept { return static_cast<std::int64_t>(base::capacity()); }
  /// The next append moves the elements to a larger place.
  bool is_full() const noexcept { return base::is_full(); }
  void reserve(std::int64_t capacity) { base::reserve(static_cast<std::size_t>(capacity)); }
  void resize(std::int64_t size) { base::resize(static_cast<std::size_t>(size)); }
  T& front() noexcept { return *data(); }
  const T& front() const noexcept { return *data(); }
  T& back() noexcept { return data()[size() - 1]; }
  const T& back() const noexcept { return data()[size() - 1]; }

  T& operator[](std::int64_t index) noexcept {
    verify(index);
    return data()[index];
  }
  const T& operator[](std::int64_t index) const noexcept {
    verify(index);
    return data()[index];
  }
  /// Raises IndexError.
  T& at(index_argument index) { return data()[inside(index, "list index out of range")]; }
  const T& at(index_argument index) const { return data()[inside(index, "list index out of range")]; }
  /// Where `xs[index] = value` stores: `at` that raises IndexError in the words of an assignment.
  T& place(index_argument index) { return data()[inside(index, "list assignment index out of range")]; }
  template <typename U>
  void set_item(index_argument index, U&& value) {
    data()[inside(index, "list assignment index out of range")] = std::forward<U>(value);
  }
  /// `del xs[index]`. Linear.
  void del_item(index_argument index) { static_cast<void>(take(inside(index, "list assignment index out of range"))); }

  // --- methods ---

  void append(const T& value) { append_one(value); }
  void append(T&& value) { append_one(std::move(value)); }

  template <typename Iterable>
  void extend(Iterable&& items) {
    using Source = std::remove_cvref_t<Iterable>;
    if constexpr (std::is_base_of_v<base, Source>) {
      append_run(static_cast<const base&>(items));
    } else {
      const std::int64_t more = detail::size_hint(items);
      if (more > 0) {
        grow_to(size() + more);
      }
      detail::for_each(std::forward<Iterable>(items), [this](auto&& item) { base::emplace_back(detail::element_as<T>(std::forward<decltype(item)>(item))); });
    }
  }
  void extend(std::initializer_list<T> items) { base::append_range(items.begin(), items.end()); }

  void insert(index_argument index, T value) {
    std::int64_t at = index;
    at = at < 0 ? std::max<std::int64_t>(at + size(), 0) : std::min(at, size());
    base::push_back(std::move(value));
    if constexpr (detail::is_relocatable<T>) {
      rotate_bytes(data() + at, data() + size() - 1);
    } else {
      std::rotate(begin() + at, end() - 1, end());
    }
  }

  /// Raises ValueError.
  template <typename X>
  void remove(const X& value) {
    const std::int64_t at = detail::find_element(*this, value, 0, size());
    if (at < 0) {
      raise_value_error("list.remove(x): x not in list");
    }
    static_cast<void>(take(at));
  }

  /// Raises IndexError.
  T pop() {
    if (base::empty()) {
      raise_index_error("pop from empty list");
    }
    T last = std::move(back());
    base::pop_back();
    return last;
  }
  T pop(index_argument index) {
    if (base::empty()) {
      raise_index_error("pop from empty list");
    }
    return take(inside(index, "pop index out of range"));
  }
  void clear() noexcept {
    if constexpr (detail::is_scalar<T>) {
      base::clear();
    } else {
      vector old;
      old.base::swap(*this);  // destructors of elements find the list empty
    }
  }

  /// First index of an equal element. Raises ValueError.
  template <typename X>
  std::int64_t index(const X& value, const bound& start = {}, const bound& stop = {}) const {
    const slice_range range = resolve_slice(size(), start, stop);
    const std::int64_t at = detail::find_element(*this, value, range.begin, range.end);
    if (at < 0) {
      detail::raise_not_in_list(object(value));
    }
    return at;
  }
  template <typename X>
  std::int64_t count(const X& value) const {
    return detail::count_elements(*this, value);
  }
  template <typename X>
  bool contains(const X& value) const {
    return detail::find_element(*this, value, 0, size()) >= 0;
  }

  /// `xs.sort(py::key = f, py::reverse = true)`: stable. Raises what comparisons raise; the elements stay then.
  template <typename... Tags>
  void sort(Tags&&... tags) {
    base items;
    items.swap(*this);  // as in Python, the list is empty while key and comparisons run
    struct put_back {
      base& list;
      base& items;
      ~put_back() { list.swap(items); }
    };
    {
      const put_back restore{*this, items};
      if constexpr (has_tag<reverse_tag, Tags...>) {
        detail::sort_elements(items, pick<key_tag>(detail::no_key(), tags...), py::truth(pick<reverse_tag>(false, tags...)));
      } else {
        detail::sort_elements(items, pick<key_tag>(detail::no_key(), tags...), std::false_type());
      }
      if (base::empty()) {
        return;
      }
    }
    detail::raise_list_modified();
  }
  void reverse() noexcept { std::reverse(begin(), end()); }
  vector copy() const { return *this; }

  // --- slices ---

  vector slice(const bound& lower, const bound& upper) const {
    const slice_range range = resolve_slice(size(), lower, upper);
    return base(base::begin() + range.begin, base::begin() + range.end);
  }
  vector slice(const bound& lower, const bound& upper, const bound& step) const {
    const stepped_range range = resolve_slice(size(), lower, upper, step);
    if (range.step == 1) {
      return base(base::begin() + range.start, base::begin() + (range.start + range.count));
    }
    if (range.step == -1) {
      const std::reverse_iterator<const stored*> last(base::begin());
      return base(last - (range.start + 1), last - (range.start + 1 - range.count));
    }
    vector result;
    result.reserve(range.count);
    for (std::int64_t i = 0; i < range.count; ++i) {
      result.append((*this)[range.start + i * range.step]);
    }
    return result;
  }
  slice_view<T> view(const bound& lower, const bound& upper) const { return view(lower, upper, None); }
  slice_view<T> view(const bound& lower, const bound& upper, const bound& step) const { return {data(), resolve_slice(size(), lower, upper, step)}; }
  vector slice(const py::slice& part) const { return slice(part.lower(), part.upper(), part.by()); }

  /// `xs[lower:upper] = items`.
  template <typename Iterable>
  void set_slice(const bound& lower, const bound& upper, Iterable&& items) {
    vector replacement(std::forward<Iterable>(items));  // first: the source may be this list
    const slice_range range = resolve_slice(size(), lower, upper);
    const std::int64_t shared = std::min(range.size(), replacement.size());
    if constexpr (std::is_trivially_copyable_v<T>) {
      std::copy(replacement.begin(), replacement.begin() + shared, begin() + range.begin);
    } else {
      std::swap_ranges(replacement.begin(), replacement.begin() + shared, begin() + range.begin);
    }
    if (shared == range.size() && shared == replacement.size()) {
      return;
    }
    if (shared < replacement.size()) {
      base& rest = replacement;
      base::insert_tail(static_cast<std::size_t>(range.begin + shared), rest, rest.begin() + shared);
    } else {
      erase_run(range.begin + shared, range.end);
    }
  }
  /// `xs[:k + 1] = xs[k::-1]` and the like turn elements round where they are.
  void set_slice(const bound& lower, const bound& upper, slice_view<T> items) {
    const slice_range range = resolve_slice(size(), lower, upper);
    if (items.size() == range.size() && items.is_reversed(data() + range.begin, range.size())) {
      std::reverse(begin() + range.begin, begin() + range.end);
    } else {
      set_slice(lower, upper, vector(items));
    }
  }
  /// `xs[lower:upper:step] = items`. Raises ValueError if the sizes differ (unless the step is 1).
  template <typename Iterable>
  void set_slice(const bound& lower, const bound& upper, const bound& step, Iterable&& items) {
    if (step.value_or(1) == 1) {
      set_slice(lower, upper, std::forward<Iterable>(items));
      return;
    }
    vector replacement(std::forward<Iterable>(items));
    const stepped_range range = resolve_slice(size(), lower, upper, step);
    if (replacement.size() != range.count) {
      detail::raise_slice_size(replacement.size(), range.count);
    }
    for (std::int64_t i = 0; i < range.count; ++i) {
      std::swap((*this)[range.start + i * range.step], replacement[i]);
    }
  }
  void del_slice(const bound& lower, const bound& upper) {
    const slice_range range = resolve_slice(size(), lower, upper);
    erase_run(range.begin, range.end);
  }
  void del_slice(const bound& lower, const bound& upper, const bound& step) {
    const stepped_range range = resolve_slice(size(), lower, upper, step).ascending();
    vector erased;
    for (std::int64_t i = 0; i < range.count; ++i) {
      erased.append(std::move((*this)[range.start + i * range.step]));
    }
    std::int64_t to = range.start;
    std::int64_t next = range.start;
    std::int64_t left = range.count;
    for (std::int64_t from = range.start; range.count > 0 && from < size(); ++from) {
      if (left > 0 && from == next) {
        next += --left > 0 ? range.step : 0;
      } else {
        (*this)[to++] = std::move((*this)[from]);
      }
    }
    base::erase(base::end() - range.count, base::end());
  }

  // --- operators ---

  friend vector operator+(const vector& a, const vector& b) {
    vector result;
    result.reserve(a.size() + b.size());
    result.append_run(a);
    result.append_run(b);
    return result;
  }
  friend vector operator+(vector&& a, const vector& b) {
    a.append_run(b);
    return std::move(a);
  }
  template <typename Iterable>
  vector& operator+=(Iterable&& items) {
    extend(std::forward<Iterable>(items));
    return *this;
  }
  vector& operator+=(std::initializer_list<T> items) {
    extend(items);
    return *this;
  }
  friend vector operator*(const vector& items, size_argument times) { return items.repeated(times); }
  friend vector operator*(size_argument times, const vector& items) { return items.repeated(times); }
  vector& operator*=(size_argument times) {
    *this = repeated(times);
    return *this;
  }

  friend bool operator==(const vector& a, const vector& b) { return detail::equal_sequences(a, b); }
  friend bool operator<(const vector& a, const vector& b) { return detail::compare_sequences<comparison::less>(a, b); }
  friend bool operator<=(const vector& a, const vector& b) { return detail::compare_sequences<comparison::less_equal>(a, b); }
  friend bool operator>(const vector& a, const vector& b) { return detail::compare_sequences<comparison::greater>(a, b); }
  friend bool operator>=(const vector& a, const vector& b) { return detail::compare_sequences<comparison::greater_equal>(a, b); }

  // --- protocol ---

  str py_repr() const { return detail::repr_elements(data(), size(), "[", "]"); }
  bool py_bool() const noexcept { return !base::empty(); }
  std::int64_t py_len() const noexcept { return size(); }
  [[noreturn]] std::int64_t py_hash() const { raise_type_error("unhashable type: 'list'"); }
  template <typename X>
  bool py_contains(const X& value) const {
    return contains(value);
  }
  const T& py_getitem(index_argument index) const { return at(index); }
  template <typename U>
  void py_setitem(index_argument index, U&& value) {
    set_item(index, std::forward<U>(value));
  }
  void py_delitem(index_argument index) { del_item(index); }

  /// As an object: a list with a copy of the elements.
  object py_box() const;
  static bool py_check(const object& value);
  static vector py_unbox(const object& value);

 private:
  void verify([[maybe_unused]] std::int64_t index) const noexcept {
#ifdef KRAIT_VERIFY
    if (static_cast<std::uint64_t>(index) >= static_cast<std::uint64_t>(size())) {
      __builtin_trap();
    }
#endif
  }
  std::int64_t inside(std::int64_t index, const char* error) const {
    const std::int64_t count = size();
    if (static_cast<std::uint64_t>(index) < static_cast<std::uint64_t>(count)) [[likely]] {
      return index;
    }
    index += count;
    if (static_cast<std::uint64_t>(index) >= static_cast<std::uint64_t>(count)) [[unlikely]] {
      raise_index_error(error);
    }
    return index;
  }
  // A value that travels in registers (`is_register_sized`) goes with the call that grows the list, so that it need not outlive that call in the caller:
  // a loop which adds up the value would else keep it in memory.
  template <typename U>
  void append_one(U&& value) {
    if constexpr (is_register_sized) {
      if (is_full()) [[unlikely]] {
        append_growing(value);
      } else {
        base::push_back(value);
      }
    } else {
      base::push_back(std::forward<U>(value));
    }
  }
  [[gnu::noinline]] void append_growing(T value) { base::push_back(value); }

  // Elements that go are moved out first and destroyed last: a destructor of the program then finds a whole list.

  T take(std::int64_t at) {
    T taken = std::move(data()[at]);
    if (at == 0) {
      base::pop_front();
    } else {
      base::erase(base::begin() + at, base::begin() + at + 1);
    }
    return taken;
  }
  /// The last element goes before the one at `first`.
  static void rotate_bytes(T* first, T* last) noexcept {
    alignas(T) std::byte kept[sizeof(T)];
    std::memcpy(kept, static_cast<const void*>(last), sizeof(T));
    std::memmove(static_cast<void*>(first + 1), static_cast<const void*>(first), static_cast<std::size_t>(last - first) * sizeof(T));
    std::memcpy(static_cast<void*>(first), kept, sizeof(T));
  }
  void erase_run(std::int64_t first, std::int64_t last) {
    vector erased;
    if constexpr (!detail::is_scalar<T>) {
      erased.base::append_range(std::make_move_iterator(base::begin() + first), std::make_move_iterator(base::begin() + last));
    }
    base::erase(base::begin() + first, base::begin() + last);
  }
  void grow_to(std::int64_t wanted) {
    if (wanted > capacity()) {
      reserve(std::max(wanted, 2 * capacity()));
    }
  }
  void append_run(const base& items) {
    if (&items == this) {
      const std::size_t count = base::size();
      grow_to(2 * size());
      for (std::size_t i = 0; i < count; ++i) {
        base::push_back(base::operator[](i));
      }
    } else {
      base::append_range(items.begin(), items.end());
    }
  }
  vector repeated(std::int64_t times) const {
    vector result;
    if (times <= 0 || base::empty()) {
      return result;
    }
    std::int64_t total;
    if (__builtin_mul_overflow(times, size(), &total) || total > static_cast<std::int64_t>(base::max_size())) {
      detail::raise_repeat_overflow();
    }
    if (size() == 1) {
      return base(static_cast<std::size_t>(times), base::front());
    }
    result.reserve(total);
    for (std::int64_t i = 0; i < times; ++i) {
      result.append_run(*this);
    }
    return result;
  }
};

template <typename Iterable>
vector(Iterable&&) -> vector<element_t<Iterable>>;

}  // namespace py

#include <py/list.hpp>
