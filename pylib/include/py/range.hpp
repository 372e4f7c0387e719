/// Python's range, over 64-bit integers.
#pragma once

#include <py/bound.hpp>
#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>
#include <py/sequence.hpp>

#include <cstdint>
#include <iterator>
#include <optional>

namespace py {

class range_iterator;

/// `range(stop)`, `range(start, stop)`, `range(start, stop, step)`. A `for` over it is a plain counting loop.
class range {
 public:
  class cursor;
  using value_type = std::int64_t;

  constexpr range() noexcept = default;
  constexpr explicit range(size_argument stop) noexcept : stop_(stop) { finish_plain(); }
  constexpr range(size_argument start, size_argument stop) noexcept : start_(start), stop_(stop) { finish_plain(); }
  /// Raises ValueError for a step of zero.
  constexpr range(size_argument start, size_argument stop, size_argument step) : start_(start), stop_(stop), step_(step) {
    if (step_ == 0) [[unlikely]] {
      raise_value_error("range() arg 3 must not be zero");
    }
    size_ = count_steps(start_, stop_, step_);
  }

  constexpr std::int64_t start() const noexcept { return start_; }
  constexpr std::int64_t stop() const noexcept { return stop_; }
  constexpr std::int64_t step() const noexcept { return step_; }
  constexpr std::int64_t size() const noexcept { return size_; }
  constexpr std::int64_t py_len() const noexcept { return size_; }
  constexpr bool py_bool() const noexcept { return size_ != 0; }

  constexpr cursor begin() const noexcept;
  constexpr cursor end() const noexcept;
  range_iterator py_iter() const noexcept;
  range_iterator py_reversed() const noexcept;

  /// An element by an index known to be inside.
  constexpr std::int64_t operator[](std::int64_t index) const noexcept { return wrapped(index); }
  /// Raises IndexError.
  std::int64_t at(index_argument index) const {
    const std::int64_t position = index < 0 ? index + size_ : std::int64_t{index};
    if (static_cast<std::uint64_t>(position) >= static_cast<std::uint64_t>(size_)) [[unlikely]] {
      raise_index_error("range object index out of range");
    }
    return wrapped(position);
  }
  std::int64_t py_getitem(index_argument index) const { return at(index); }
  range slice(const bound& lower, const bound& upper, const bound& step = {}) const;
  range slice(const py::slice& part) const;

  /// Whether the value equals an element: constant for numbers.
  template <typename X>
  bool contains(const X& value) const {
    return position_of(value) >= 0;
  }
  template <typename X>
  bool py_contains(const X& value) const {
    return contains(value);
  }
  template <typename X>
  std::int64_t count(const X& value) const {
    return contains(value) ? 1 : 0;
  }
  /// Raises ValueError.
  template <typename X>
  std::int64_t index(const X& value) const {
    const std::int64_t position = position_of(value);
    if (position < 0) {
      raise_not_inside(detail::boxed(value));
    }
    return position;
  }

  str py_repr() const;
  std::int64_t py_hash() const;
  /// Equal as sequences.
  friend constexpr bool operator==(const range& a, const range& b) noexcept {
    return a.size_ == b.size_ && (a.size_ == 0 || (a.start_ == b.start_ && (a.size_ == 1 || a.step_ == b.step_)));
  }

  static const type& py_class() { return detail::range_type(); }
  object py_box() const;
  static bool py_check(const object& value);
  static range py_unbox(const object& value);

 private:
  constexpr void finish_plain() noexcept { size_ = stop_ > start_ ? static_cast<std::int64_t>(static_cast<std::uint64_t>(stop_) - static_cast<std::uint64_t>(start_)) : 0; }
  static constexpr std::int64_t count_steps(std::int64_t start, std::int64_t stop, std::int64_t step) noexcept {
    const auto distance = [](std::int64_t from, std::int64_t to) { return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from); };
    if (step > 0) {
      return start < stop ? static_cast<std::int64_t>((distance(start, stop) - 1) / static_cast<std::uint64_t>(step) + 1) : 0;
    }
    return start > stop ? static_cast<std::int64_t>((distance(stop, start) - 1) / (0 - static_cast<std::uint64_t>(step)) + 1) : 0;
  }
  constexpr std::int64_t wrapped(std::int64_t index) const noexcept {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(start_) + static_cast<std::uint64_t>(index) * static_cast<std::uint64_t>(step_));
  }
  constexpr std::int64_t position_of_int(std::int64_t value) const noexcept {
    const bool inside = step_ > 0 ? value >= start_ && value < stop_ : value <= start_ && value > stop_;
    if (!inside) {
      return -1;
    }
    const auto width = step_ > 0 ? static_cast<std::uint64_t>(step_) : 0 - static_cast<std::uint64_t>(step_);
    const auto distance =
        step_ > 0 ? static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(start_) : static_cast<std::uint64_t>(start_) - static_cast<std::uint64_t>(value);
    return distance % width == 0 ? static_cast<std::int64_t>(distance / width) : -1;
  }
  template <typename X>
  std::int64_t position_of(const X& value) const {
    if constexpr (native_integer<X> && !(std::is_unsigned_v<X> && sizeof(X) == 8)) {
      return position_of_int(static_cast<std::int64_t>(value));
    } else {
      return position_of_object(detail::boxed(value));
    }
  }
  std::int64_t position_of_object(const object& value) const;
  [[noreturn]] static void raise_not_inside(const object& value);

  std::int64_t start_ = 0;
  std::int64_t stop_ = 0;
  std::int64_t step_ = 1;
  std::int64_t size_ = 0;
};

/// What a range-`for` over a range counts with.
class range::cursor {
 public:
  using value_type = std::int64_t;
  using difference_type = std::ptrdiff_t;
  using reference = std::int64_t;
  using pointer = void;
  using iterator_category = std::input_iterator_tag;

  constexpr cursor() noexcept = default;
  constexpr cursor(std::int64_t value, std::int64_t step) noexcept : value_(static_cast<std::uint64_t>(value)), step_(static_cast<std::uint64_t>(step)) {}
  constexpr std::int64_t operator*() const noexcept { return static_cast<std::int64_t>(value_); }
  constexpr cursor& operator++() noexcept {
    value_ += step_;
    return *this;
  }
  constexpr cursor operator++(int) noexcept {
    const cursor before = *this;
    ++*this;
    return before;
  }
  friend constexpr bool operator==(const cursor& a, const cursor& b) noexcept { return a.value_ == b.value_; }

 private:
  std::uint64_t value_ = 0;
  std::uint64_t step_ = 1;
};

constexpr range::cursor range::begin() const noexcept { return {start_, step_}; }
constexpr range::cursor range::end() const noexcept { return {wrapped(size_), step_}; }

}  // namespace py
