/// A range whose bounds are no machine words: `range(2 ** 64, 2 ** 64 + 3)`.
#pragma once

#include <py/int.hpp>
#include <py/iterator.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>
#include <py/range.hpp>

#include <cstdint>
#include <iterator>
#include <utility>

namespace py {

/// As `py::range`, over exact integers. As an object it becomes a `py::range`, which raises OverflowError for such bounds.
class wide_range {
 public:
  class cursor;
  using value_type = Int;

  explicit wide_range(Int stop) : stop_(std::move(stop)) {}
  /// Raises ValueError for a step of zero.
  wide_range(Int start, Int stop, Int step = 1);

  const Int& start() const noexcept { return start_; }
  const Int& stop() const noexcept { return stop_; }
  const Int& step() const noexcept { return step_; }
  /// Raises OverflowError.
  std::int64_t py_len() const { return size_argument(count()); }
  bool py_bool() const { return count() != 0; }

  cursor begin() const;
  std::default_sentinel_t end() const noexcept { return {}; }
  wide_range py_reversed() const;

  /// Raises IndexError.
  Int at(const Int& index) const;
  Int py_getitem(const Int& index) const { return at(index); }

  bool contains(const Int& value) const;
  bool contains(const object& value) const;
  template <typename X>
  bool contains(const X& value) const {
    if constexpr (native_integer<X>) {
      return contains(Int(value));
    } else {
      return contains(detail::boxed(value));
    }
  }
  template <typename X>
  bool py_contains(const X& value) const {
    return contains(value);
  }
  template <typename X>
  std::int64_t count(const X& value) const {
    return contains(value) ? 1 : 0;
  }

  str py_repr() const;
  operator range() const { return {start_, stop_, step_}; }
  object py_box() const { return range(*this).py_box(); }
  friend bool operator==(const wide_range& a, const wide_range& b);

 private:
  Int count() const;

  Int start_ = 0;
  Int stop_;
  Int step_ = 1;
};

/// What a range-`for` over such a range counts with.
class wide_range::cursor {
 public:
  using value_type = Int;
  using difference_type = std::ptrdiff_t;

  cursor(Int value, Int stop, Int step) : value_(std::move(value)), stop_(std::move(stop)), step_(std::move(step)) {}
  const Int& operator*() const noexcept { return value_; }
  cursor& operator++() {
    value_ += step_;
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const cursor& at, std::default_sentinel_t) { return at.step_ > 0 ? at.value_ >= at.stop_ : at.value_ <= at.stop_; }

 private:
  Int value_;
  Int stop_;
  Int step_;
};

inline wide_range::cursor wide_range::begin() const { return {start_, stop_, step_}; }

}  // namespace py
