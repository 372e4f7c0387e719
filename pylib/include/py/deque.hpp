/// `py::deque<T>`: collections.deque as a shared handle over a ring buffer.
#pragma once

#include <py/boxed.hpp>
#include <py/dict_table.hpp>
#include <py/vector.hpp>

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

[[noreturn]] void raise_deque_mutated();
[[noreturn]] void raise_not_in_deque(const object& value);
/// `maxlen` out of an argument: -1 for None. Raises ValueError for a negative one.
std::int64_t checked_maxlen(const bound& given);

/// A queue with two ends in one array whose size is a power of two. Ends are O(1), the middle is linear.
template <typename T>
class ring {
  static constexpr bool relocatable = is_relocatable<T>;

 public:
  using value_type = T;

  constexpr ring() noexcept = default;
  ring(const ring& other) {
    reserve(other.size_);
    for (std::int64_t i = 0; i < other.size_; ++i) {
      push_back(other[i]);
    }
  }
  ring(ring&& other) noexcept { swap(other); }
  ring& operator=(ring other) noexcept {
    swap(other);
    return *this;
  }
  ~ring() {
    destroy_elements();
    std::free(static_cast<void*>(slots_));
  }
  void swap(ring& other) noexcept {
    std::swap(slots_, other.slots_);
    std::swap(mask_, other.mask_);
    std::swap(head_, other.head_);
    std::swap(size_, other.size_);
  }

  std::int64_t size() const noexcept { return size_; }
  T& operator[](std::int64_t index) noexcept { return slots_[slot(index)]; }
  const T& operator[](std::int64_t index) const noexcept { return slots_[slot(index)]; }

  template <typename U>
  void push_back(U&& value) {
    if (size_ == capacity()) [[unlikely]] {
      T kept(std::forward<U>(value));  // may lie in the array that moves
      grow(size_ + 1);
      std::construct_at(&slots_[slot(size_)], std::move(kept));
    } else {
      std::construct_at(&slots_[slot(size_)], std::forward<U>(value));
    }
    ++size_;
  }
  template <typename U>
  void push_front(U&& value) {
    if (size_ == capacity()) [[unlikely]] {
      T kept(std::forward<U>(value));
      grow(size_ + 1);
      std::construct_at(&slots_[slot(-1)], std::move(kept));
    } else {
      std::construct_at(&slots_[slot(-1)], std::forward<U>(value));
    }
    head_ = slot(-1);
    ++size_;
  }
  T pop_back() {
    T& last = slots_[slot(size_ - 1)];
    --size_;
    return take(last);
  }
  T pop_front() {
    T& first = slots_[head_];
    head_ = slot(1);
    --size_;
    return take(first);
  }
  /// Turns the whole by `steps` to the right. Costs at most half the size.
  void rotate(std::int64_t steps) {
    if (size_ <= 1) {
      return;
    }
    steps %= size_;
    if (steps > size_ / 2) {
      steps -= size_;
    } else if (steps < -(size_ / 2)) {
      steps += size_;
    }
    if (size_ == capacity()) {
      head_ = slot(-steps);  // no free slots between the ends: only the beginning moves
      return;
    }
    for (; steps > 0; --steps) {
      push_front(pop_back());
    }
    for (; steps < 0; ++steps) {
      push_back(pop_front());
    }
  }
  /// Elements from `index` on move one to the right, or those before it one to the left.
  void insert(std::int64_t index, T value) {
    if (index * 2 < size_) {
      push_front(std::move(value));
      for (std::int64_t i = 0; i < index; ++i) {
        std::swap((*this)[i], (*this)[i + 1]);
      }
    } else {
      push_back(std::move(value));
      for (std::int64_t i = size_ - 1; i > index; --i) {
        std::swap((*this)[i], (*this)[i - 1]);
      }
    }
  }
  T erase(std::int64_t index) {
    if (index * 2 < size_) {
      for (std::int64_t i = index; i > 0; --i) {
        std::swap((*this)[i], (*this)[i - 1]);
      }
      return pop_front();
    }
    for (std::int64_t i = index; i + 1 < size_; ++i) {
      std::swap((*this)[i], (*this)[i + 1]);
    }
    return pop_back();
  }
  void reserve(std::int64_t wanted) {
    if (wanted > capacity()) {
      grow(wanted);
    }
  }

 private:
  std::int64_t capacity() const noexcept { return slots_ == nullptr ? 0 : mask_ + 1; }
  std::int64_t slot(std::int64_t index) const noexcept { return (head_ + index) & mask_; }
  static T take(T& place) {
    T value(std::move(place));
    std::destroy_at(&place);
    return value;
  }
  void destroy_elements() noexcept {
    if constexpr (!std::is_trivially_destructible_v<T>) {
      for (std::int64_t i = 0; i < size_; ++i) {
        std::destroy_at(&(*this)[i]);
      }
    }
  }
  [[gnu::noinline]] void grow(std::int64_t wanted) {
    const auto larger = static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(wanted < 8 ? 8 : wanted)));
    auto* const slots = static_cast<T*>(std::malloc(static_cast<std::size_t>(larger) * sizeof(T)));
    if (slots == nullptr) {
      raise_memory_error();
    }
    if constexpr (relocatable) {
      const std::int64_t first = size_ < capacity() - head_ ? size_ : capacity() - head_;
      if (size_ > 0) {
        std::memcpy(static_cast<void*>(slots), static_cast<const void*>(slots_ + head_), static_cast<std::size_t>(first) * sizeof(T));
        std::memcpy(static_cast<void*>(slots + first), static_cast<const void*>(slots_), static_cast<std::size_t>(size_ - first) * sizeof(T));
      }
    } else {
      for (std::int64_t i = 0; i < size_; ++i) {
        std::construct_at(&slots[i], std::move((*this)[i]));
        std::destroy_at(&(*this)[i]);
      }
    }
    std::free(static_cast<void*>(slots_));
    slots_ = slots;
    mask_ = larger - 1;
    head_ = 0;
  }

  T* slots_ = nullptr;
  std::int64_t mask_ = 0;
  std::int64_t head_ = 0;
  std::int64_t size_ = 0;
};

/// A deque behind a handle, as dynamic code sees it.
class deque_object : public Object {
 public:
  static const type& py_class();
  const type& py_type() const override { return py_class(); }
  str py_repr() const override;
  std::int64_t py_hash() const override;
  bool py_boxed_bool() override { return boxed_size() != 0; }
  std::int64_t py_boxed_len() override { return boxed_size(); }
  object py_boxed_iter() override;
  bool py_boxed_contains(const object& element) override;
  object py_boxed_getitem(const object& key) override;
  void py_boxed_setitem(const object& key, const object& value) override;
  void py_boxed_delitem(const object& key) override;
  object py_boxed_compare(comparison op, const object& other) override;
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override;
  object py_boxed_inplace(binary_op op, const object& other) override;

  virtual std::int64_t boxed_size() const noexcept = 0;
  /// Indices are inside.
  virtual object boxed_get(std::int64_t index) const = 0;
  virtual void boxed_set(std::int64_t index, const object& value) = 0;
  virtual void boxed_insert(std::int64_t index, const object& value) = 0;
  virtual object boxed_erase(std::int64_t index) = 0;
  virtual void boxed_push(const object& value, bool front) = 0;
  /// The deque is not empty.
  virtual object boxed_pop(bool front) = 0;
  virtual void boxed_clear() = 0;
  virtual void boxed_rotate(std::int64_t steps) = 0;
  virtual void boxed_reverse() = 0;
  /// An empty deque of the same kind and maximal length.
  virtual ref<deque_object> boxed_empty() const = 0;

  std::int64_t maxlen = -1;  ///< -1: no limit
  std::uint64_t changes = 0;
};

template <typename T>
class deque_block : public deque_object {
 public:
  deque_block() {
    if constexpr (may_refer<T>) {
      this->py_mark_traced();
    }
  }
  void py_trace(tracer& trace) override {
    for (std::int64_t i = 0; i < items.size(); ++i) {
      trace(items[i]);
    }
  }
  std::int64_t boxed_size() const noexcept override { return items.size(); }
  object boxed_get(std::int64_t index) const override { return box_element(items[index]); }
  void boxed_set(std::int64_t index, const object& value) override {
    T element = unbox_element<T>(value);
    std::swap(items[index], element);
  }
  void boxed_insert(std::int64_t index, const object& value) override {
    items.insert(index, unbox_element<T>(value));
    ++changes;
  }
  object boxed_erase(std::int64_t index) override {
    ++changes;
    return box_element(items.erase(index));
  }
  void boxed_push(const object& value, bool front) override { front ? push_front(unbox_element<T>(value)) : push_back(unbox_element<T>(value)); }
  object boxed_pop(bool front) override {
    ++changes;
    return box_element(front ? items.pop_front() : items.pop_back());
  }
  void boxed_clear() override { clear(); }
  void boxed_rotate(std::int64_t steps) override {
    items.rotate(steps);
    ++changes;
  }
  void boxed_reverse() override { reverse(); }
  ref<deque_object> boxed_empty() const override {
    auto result = ref<deque_block>::adopt(new deque_block());
    result->maxlen = maxlen;
    return result;
  }

  template <typename U>
  void push_back(U&& value) {
    ++changes;
    items.push_back(std::forward<U>(value));
    if (maxlen >= 0 && items.size() > maxlen) {
      static_cast<void>(items.pop_front());
    }
  }
  template <typename U>
  void push_front(U&& value) {
    ++changes;
    items.push_front(std::forward<U>(value));
    if (maxlen >= 0 && items.size() > maxlen) {
      static_cast<void>(items.pop_back());
    }
  }
  void clear() {
    ++changes;
    ring<T> old;
    old.swap(items);
  }
  void reverse() {
    for (std::int64_t i = 0, j = items.size() - 1; i < j; ++i, --j) {
      std::swap(items[i], items[j]);
    }
  }

  ring<T> items;
};

}  // namespace detail

/// The iterator over a deque. Raises RuntimeError once the deque was changed. Keeps it alive.
template <typename T, bool backwards = false>
class deque_iterator {
 public:
  using value_type = T;
  using difference_type = std::ptrdiff_t;

  explicit deque_iterator(ref<detail::deque_block<T>> block) noexcept : block_(std::move(block)), left_(block_->items.size()), changes_(block_->changes) {}

  std::optional<T> next() {
    if (at_end()) {
      return std::nullopt;
    }
    std::optional<T> result(**this);
    --left_;
    return result;
  }
  deque_iterator py_iter() const { return *this; }
  deque_iterator begin() const { return *this; }
  std::default_sentinel_t end() const noexcept { return {}; }
  std::int64_t py_size_hint() const noexcept { return left_; }

  T& operator*() const { return block_->items[backwards ? left_ - 1 : block_->items.size() - left_]; }
  deque_iterator& operator++() noexcept {
    --left_;
    return *this;
  }
  void operator++(int) noexcept { --left_; }
  friend bool operator==(const deque_iterator& it, std::default_sentinel_t) { return it.at_end(); }

 private:
  bool at_end() const {
    if (changes_ != block_->changes) [[unlikely]] {
      if (left_ == 0) {
        return true;
      }
      detail::raise_deque_mutated();
    }
    return left_ == 0;
  }

  ref<detail::deque_block<T>> block_;
  std::int64_t left_;
  std::uint64_t changes_;
};

/// A shared deque: copies of the handle are the same deque. Ends are O(1); with `maxlen` the far end gives way.
template <typename T>
class deque {
  using block = detail::deque_block<T>;

 public:
  using value_type = T;
  using iterator = deque_iterator<T>;

  constexpr deque() noexcept = default;
  deque(std::initializer_list<T> items) { extend(items); }
  /// `deque(iterable)`, `deque(iterable, maxlen)`, `deque(iterable, py::maxlen = n)`.
  template <typename Iterable>
    requires(!std::is_convertible_v<Iterable &&, const deque&> && !is_tagged<std::remove_cvref_t<Iterable>>)
  explicit deque(Iterable&& items) {
    extend(std::forward<Iterable>(items));
  }
  template <typename Iterable, typename Limit>
    requires(!is_tagged<std::remove_cvref_t<Iterable>>)
  deque(Iterable&& items, const Limit& limit) {
    set_limit(limit);
    extend(std::forward<Iterable>(items));
  }
  template <typename Limit>
  deque(std::initializer_list<T> items, const Limit& limit) {
    set_limit(limit);
    extend(items);
  }
  template <typename Limit>
  explicit deque(const tagged<maxlen_tag, Limit>& limit) {
    set_limit(limit);
  }

  // --- access ---

  std::int64_t size() const noexcept { return handle_.pointer() == nullptr ? 0 : handle_.pointer()->items.size(); }
  bool empty() const noexcept { return size() == 0; }
  /// The maximal length, or nothing.
  std::optional<std::int64_t> maxlen() const {
    const std::int64_t limit = handle_.get().maxlen;
    return limit < 0 ? std::nullopt : std::optional<std::int64_t>(limit);
  }
  /// Raises IndexError. O(1).
  T& at(index_argument index) const { return items()[inside(index)]; }
  T& operator[](std::int64_t index) const { return items()[index]; }
  template <typename U>
  void set_item(index_argument index, U&& value) const {
    T element(std::forward<U>(value));
    std::swap(items()[inside(index)], element);
  }
  void del_item(index_argument index) const {
    const std::int64_t at = inside(index);
    ++handle_.get().changes;
    static_cast<void>(items().erase(at));
  }
  deque_iterator<T> begin() const { return deque_iterator<T>(shared()); }
  std::default_sentinel_t end() const noexcept { return {}; }

  // --- methods ---

  void append(const T& value) const { handle_.get().push_back(value); }
  void append(T&& value) const { handle_.get().push_back(std::move(value)); }
  void appendleft(const T& value) const { handle_.get().push_front(value); }
  void appendleft(T&& value) const { handle_.get().push_front(std::move(value)); }
  /// Raises IndexError.
  T pop() const {
    check_not_empty();
    ++handle_.get().changes;
    return items().pop_back();
  }
  T popleft() const {
    check_not_empty();
    ++handle_.get().changes;
    return items().pop_front();
  }
  template <typename Iterable>
  void extend(Iterable&& source) const {
    each_of(std::forward<Iterable>(source), [this](auto&& item) { append(detail::element_as<T>(std::forward<decltype(item)>(item))); });
  }
  void extend(std::initializer_list<T> source) const {
    for (const T& item : source) {
      append(item);
    }
  }
  template <typename Iterable>
  void extendleft(Iterable&& source) const {
    each_of(std::forward<Iterable>(source), [this](auto&& item) { appendleft(T(std::forward<decltype(item)>(item))); });
  }
  void extendleft(std::initializer_list<T> source) const {
    for (const T& item : source) {
      appendleft(item);
    }
  }
  /// Raises IndexError when the deque is full.
  void insert(index_argument index, T value) const {
    block& self = handle_.get();
    if (self.maxlen >= 0 && size() >= self.maxlen) {
      raise_index_error("deque already at its maximum size");
    }
    std::int64_t at = index;
    at = at < 0 ? (at + size() < 0 ? 0 : at + size()) : at > size() ? size() : at;
    ++self.changes;
    items().insert(at, std::move(value));
  }
  /// Raises ValueError.
  template <typename X>
  void remove(const X& value) const {
    const std::int64_t at = find_unchanged(value, 0, size(), true);
    if (at < 0) {
      detail::raise_not_in_deque(detail::boxed(value));
    }
    ++handle_.get().changes;
    static_cast<void>(items().erase(at));
  }
  template <typename X>
  std::int64_t index(const X& value, const bound& start = {}, const bound& stop = {}) const {
    const slice_range range = resolve_slice(size(), start, stop);
    const std::int64_t at = find_unchanged(value, range.begin, range.end, false);
    if (at < 0) {
      detail::raise_not_in_deque(detail::boxed(value));
    }
    return at;
  }
  template <typename X>
  std::int64_t count(const X& value) const {
    std::int64_t result = 0;
    for (const T& element : *this) {
      const T kept(element);
      result += detail::same_or_equal(kept, value);
    }
    return result;
  }
  template <typename X>
  bool contains(const X& value) const {
    return find_unchanged(value, 0, size(), false) >= 0;
  }
  void clear() const { handle_.get().clear(); }
  deque copy() const {
    deque result;
    block& made = result.handle_.get();
    made.maxlen = handle_.get().maxlen;
    made.items = items();
    return result;
  }
  void reverse() const { handle_.get().reverse(); }
  /// `n` steps to the right; negative ones to the left.
  void rotate(size_argument n = 1) const {
    ++handle_.get().changes;
    items().rotate(n);
  }

  // --- operators and protocol ---

  friend deque operator+(const deque& a, const deque& b) {
    deque result = a.copy();
    result.extend(b);
    return result;
  }
  friend deque operator*(const deque& a, size_argument times) {
    deque result;
    result.handle_.get().maxlen = a.handle_.get().maxlen;
    for (std::int64_t i = 0; i < times; ++i) {
      result.extend(a);
    }
    return result;
  }
  friend deque operator*(size_argument times, const deque& a) { return a * times; }
  template <typename Iterable>
  deque& operator+=(Iterable&& source) {
    extend(std::forward<Iterable>(source));
    return *this;
  }
  deque& operator*=(size_argument times) {
    const deque once = copy();
    if (times <= 0) {
      clear();
    }
    for (std::int64_t i = 1; i < times; ++i) {
      extend(once);
    }
    return *this;
  }
  friend bool operator==(const deque& a, const deque& b) {
    const deque left(a);
    const deque right(b);
    return detail::equal_sequences(left.items(), right.items());
  }
  friend bool operator<(const deque& a, const deque& b) { return detail::compare_sequences<comparison::less>(a.items(), b.items()); }
  friend bool operator<=(const deque& a, const deque& b) { return detail::compare_sequences<comparison::less_equal>(a.items(), b.items()); }
  friend bool operator>(const deque& a, const deque& b) { return detail::compare_sequences<comparison::greater>(a.items(), b.items()); }
  friend bool operator>=(const deque& a, const deque& b) { return detail::compare_sequences<comparison::greater_equal>(a.items(), b.items()); }

  str py_repr() const {
    const detail::repr_guard guard(&handle_.get());
    if (guard.nested()) {
      return "[...]";
    }
    str::builder text;
    text.append_ascii("deque([");
    bool first = true;
    for (const T& element : *this) {
      if (!first) {
        text.append_ascii(", ");
      }
      first = false;
      text.append(py::repr(element));
    }
    text.append_char(']');
    if (const std::optional<std::int64_t> limit = maxlen()) {
      text.append_ascii(", maxlen=");
      text.append(py::repr(*limit));
    }
    text.append_char(')');
    return text.finish();
  }
  void py_trace(tracer& trace) { trace.counted(handle_); }
  bool py_bool() const noexcept { return size() != 0; }
  std::int64_t py_len() const noexcept { return size(); }
  [[noreturn]] std::int64_t py_hash() const { raise_type_error("unhashable type: 'collections.deque'"); }
  deque_iterator<T> py_iter() const { return begin(); }
  deque_iterator<T, true> py_reversed() const { return deque_iterator<T, true>(shared()); }
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

  object py_box() const { return object::from_pointer(&handle_.get()); }
  static const type& py_class() { return detail::deque_object::py_class(); }
  static bool py_check(const object& value) { return value.try_as<block>() != nullptr; }
  static deque py_unbox(const object& value) {
    deque result;
    result.handle_ = detail::block_handle<block>::share(*value.try_as<block>());
    return result;
  }

 private:
  detail::ring<T>& items() const { return handle_.get().items; }
  ref<block> shared() const { return ref<block>(&handle_.get()); }
  template <typename Limit>
  void set_limit(const Limit& limit) {
    if constexpr (is_tagged<Limit>) {
      handle_.get().maxlen = detail::checked_maxlen(limit.value);
    } else {
      handle_.get().maxlen = detail::checked_maxlen(limit);
    }
  }
  /// Goes through an iterable that may be this deque itself.
  template <typename Iterable, typename Body>
  void each_of(Iterable&& source, Body body) const {
    if constexpr (std::is_same_v<std::remove_cvref_t<Iterable>, deque>) {
      if (&source.handle_.get() == &handle_.get()) {
        const detail::ring<T> snapshot(items());
        for (std::int64_t i = 0; i < snapshot.size(); ++i) {
          body(snapshot[i]);
        }
        return;
      }
    }
    const deque kept(*this);
    detail::for_each(std::forward<Iterable>(source), body);
  }
  void check_not_empty() const {
    if (empty()) [[unlikely]] {
      raise_index_error("pop from an empty deque");
    }
  }
  std::int64_t inside(std::int64_t index) const {
    const std::int64_t count = size();
    const std::int64_t at = index < 0 ? index + count : index;
    if (static_cast<std::uint64_t>(at) >= static_cast<std::uint64_t>(count)) [[unlikely]] {
      raise_index_error("deque index out of range");
    }
    return at;
  }
  template <typename X>
  std::int64_t find_unchanged(const X& value, std::int64_t begin, std::int64_t end, bool removing) const {
    const deque kept(*this);
    const std::uint64_t changes = kept.handle_.get().changes;
    for (std::int64_t i = begin; i < end; ++i) {
      const T element = kept.items()[i];
      const bool found = detail::same_or_equal(element, value);
      if (changes != kept.handle_.get().changes) [[unlikely]] {
        if (removing) {
          raise_index_error("deque mutated during remove().");
        }
        detail::raise_deque_mutated();
      }
      if (found) {
        return i;
      }
    }
    return -1;
  }

  detail::block_handle<block> handle_;
};

template <typename Iterable>
deque(Iterable&&) -> deque<element_t<Iterable>>;

namespace detail {
template <typename T>
inline constexpr bool is_relocatable<deque<T>> = true;
}  // namespace detail

}  // namespace py
