/// Where the elements of a list lie: contiguous, with room after the last and, once the first ones went, before the first.
#pragma once

#include <py/memory.hpp>
#include <py/table_key.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <limits>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::detail {

/// Elements that end as Python's do, the last one first. Adding and removing at the end takes amortised constant time, and so does removing the
/// first: what it leaves is used when the elements next want room. Most elements move as bytes, so that a large block can grow where it is.
template <typename T>
class storage {
 public:
  using value_type = T;

  storage() noexcept = default;
  storage(const storage& other) : storage(other.begin(), other.end()) {}
  storage(storage&& other) noexcept { swap(other); }
  storage(std::size_t count, const T& value) : storage() {
    reserve(count);
    std::uninitialized_fill_n(end_, count, value);
    end_ += count;
  }
  template <std::input_iterator Iterator>
  storage(Iterator first, Iterator last) : storage() {
    append_range(first, last);
  }
  /// The elements move.
  storage(std::vector<T>&& items) : storage(std::make_move_iterator(items.begin()), std::make_move_iterator(items.end())) {}
  storage& operator=(const storage& other) {
    storage copy(other);
    swap(copy);
    return *this;
  }
  storage& operator=(storage&& other) noexcept {
    storage old(std::move(other));
    swap(old);
    return *this;
  }
  ~storage() {
    end_all();
    free();
  }

  T* data() noexcept { return begin_; }
  const T* data() const noexcept { return begin_; }
  T* begin() noexcept { return begin_; }
  T* end() noexcept { return end_; }
  const T* begin() const noexcept { return begin_; }
  const T* end() const noexcept { return end_; }
  T& front() noexcept { return *begin_; }
  const T& front() const noexcept { return *begin_; }
  T& back() noexcept { return end_[-1]; }
  T& operator[](std::size_t index) noexcept { return begin_[index]; }
  const T& operator[](std::size_t index) const noexcept { return begin_[index]; }

  bool empty() const noexcept { return begin_ == end_; }
  bool is_full() const noexcept { return end_ == limit_; }
  std::size_t size() const noexcept { return static_cast<std::size_t>(end_ - begin_); }
  /// So many elements may lie here before anything moves.
  std::size_t capacity() const noexcept { return static_cast<std::size_t>(limit_ - begin_); }
  static constexpr std::size_t max_size() noexcept { return static_cast<std::size_t>(std::numeric_limits<std::ptrdiff_t>::max()) / sizeof(T); }
  void reserve(std::size_t wanted) {
    if (wanted > capacity()) {
      make_room(wanted);
    }
  }
  /// New elements are value-initialised.
  void resize(std::size_t count) {
    reserve(count);
    while (size() > count) {
      pop_back();
    }
    const std::size_t more = count - size();
    std::uninitialized_value_construct_n(end_, more);
    end_ += more;
  }
  void swap(storage& other) noexcept {
    std::swap(start_, other.start_);
    std::swap(begin_, other.begin_);
    std::swap(end_, other.end_);
    std::swap(limit_, other.limit_);
  }

  void push_back(const T& value) { emplace_back(value); }
  void push_back(T&& value) { emplace_back(std::move(value)); }
  template <typename... Arguments>
  T& emplace_back(Arguments&&... arguments) {
    if (is_full()) [[unlikely]] {
      T made(std::forward<Arguments>(arguments)...);  // first: the argument may be an element
      make_room_for_more(1);
      new (end_) T(std::move(made));
    } else {
      new (end_) T(std::forward<Arguments>(arguments)...);
    }
    return *end_++;
  }
  /// The range may be walked twice, and no element may be in it.
  template <std::input_iterator Iterator>
  void append_range(Iterator first, Iterator last) {
    const auto more = static_cast<std::size_t>(std::distance(first, last));
    if (more > capacity() - size()) {
      empty() ? make_room(more) : make_room_for_more(more);
    }
    std::uninitialized_copy(first, last, end_);
    end_ += more;
  }
  void pop_back() noexcept {
    --end_;
    end_->~T();
  }
  void pop_front() noexcept {
    begin_->~T();
    ++begin_;
    use_whole_block_if_empty();
  }
  /// Removes `[first, last)`.
  void erase(T* first, T* last) noexcept {
    if (first == begin_) {
      std::destroy(first, last);
      begin_ = last;
      use_whole_block_if_empty();
    } else if constexpr (is_relocatable<T>) {
      std::destroy(first, last);
      move_bytes(first, last, end_);
      end_ -= last - first;
    } else {
      T* const kept = std::move(last, end_, first);
      std::destroy(kept, end_);
      end_ = kept;
    }
  }
  /// The elements of `source` from `first` on move to before the one at `index`.
  void insert_tail(std::size_t index, storage& source, T* first) {
    const auto count = static_cast<std::size_t>(source.end_ - first);
    if (count > capacity() - size()) {
      make_room_for_more(count);
    }
    if constexpr (is_relocatable<T>) {
      move_bytes(begin_ + index + count, begin_ + index, end_);
      move_bytes(begin_ + index, first, source.end_);
      end_ += count;
      source.end_ = first;
    } else {
      end_ = std::uninitialized_move(first, source.end_, end_);
      std::rotate(begin_ + index, end_ - count, end_);
      source.erase(first, source.end_);
    }
  }
  void clear() noexcept {
    end_all();
    begin_ = start_;
    end_ = start_;
  }

 private:
  static constexpr std::size_t smallest_block = 32;

  /// Each is out of the list before it ends, in case its destructor looks.
  void end_all() noexcept {
    if constexpr (!std::is_trivially_destructible_v<T>) {
      while (end_ != begin_) {
        pop_back();
      }
    }
  }
  void use_whole_block_if_empty() noexcept {
    if (begin_ == end_) {
      begin_ = start_;
      end_ = start_;
    }
  }
  static void move_bytes(T* to, const T* first, const T* last) noexcept {
    if (first != last) {
      std::memmove(static_cast<void*>(to), static_cast<const void*>(first), static_cast<std::size_t>(last - first) * sizeof(T));
    }
  }
  std::size_t block_size() const noexcept { return static_cast<std::size_t>(limit_ - start_) * sizeof(T); }
  void free() noexcept {
    if (start_ != nullptr) {
      free_block(start_, block_size());
    }
  }
  [[gnu::noinline]] void make_room_for_more(std::size_t more) {
    const std::size_t count = size();
    if (more > max_size() - count) {
      throw std::bad_alloc();
    }
    make_room(std::max({count + more, 2 * count, smallest_block / sizeof(T)}));
  }
  /// After this `wanted` elements fit. Where at least as much is free before the elements as they take themselves, they move there: so each
  /// element that went from the front pays for one move.
  [[gnu::noinline]] void make_room(std::size_t wanted) {
    const auto before = static_cast<std::size_t>(begin_ - start_);
    if (before >= size() && wanted <= before + capacity()) {
      move_to_start();
      return;
    }
    if (wanted > max_size()) {
      throw std::bad_alloc();
    }
    std::size_t bytes = wanted * sizeof(T);
    if (bytes <= largest_pooled_block) {
      bytes = (bytes + block_granularity - 1) / block_granularity * block_granularity;
    }
    const std::size_t room = bytes / sizeof(T);
    if constexpr (is_relocatable<T>) {
      if (before == 0 && block_size() > largest_pooled_block) {
        resize_block(room);
        return;
      }
    }
    static_assert(alignof(T) <= block_granularity);
    storage old;
    old.swap(*this);
    start_ = begin_ = end_ = static_cast<T*>(allocate_block(room * sizeof(T)));
    limit_ = start_ + room;
    take_elements_of(old);
  }
  /// Takes the elements of `old`, for which there is room. `old` keeps its block.
  void take_elements_of(storage& old) noexcept {
    const std::size_t count = old.size();
    if constexpr (is_relocatable<T>) {
      move_bytes(begin_, old.begin_, old.end_);
      old.end_ = old.begin_;
    } else {
      static_assert(std::is_nothrow_move_constructible_v<T>);
      std::uninitialized_move(old.begin_, old.end_, begin_);
    }
    end_ = begin_ + count;
  }
  void move_to_start() noexcept {
    const std::size_t count = size();
    if constexpr (is_relocatable<T>) {
      move_bytes(start_, begin_, end_);
    } else {
      std::uninitialized_move(begin_, end_, start_);  // the places do not overlap, as so much was free
      std::destroy(begin_, end_);
    }
    begin_ = start_;
    end_ = start_ + count;
  }
  void resize_block(std::size_t room) {
    const std::size_t count = size();
    void* const block = std::realloc(static_cast<void*>(start_), room * sizeof(T));
    if (block == nullptr) [[unlikely]] {
      throw std::bad_alloc();
    }
    start_ = begin_ = static_cast<T*>(block);
    end_ = begin_ + count;
    limit_ = start_ + room;
  }

  T* start_ = nullptr;  // of the block
  T* begin_ = nullptr;
  T* end_ = nullptr;
  T* limit_ = nullptr;
};

}  // namespace py::detail
