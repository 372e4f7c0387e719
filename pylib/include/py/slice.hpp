/// Python's slice objects and the resolution of slice bounds.
#pragma once

#include <py/bound.hpp>
#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/iterate.hpp>
#include <py/object.hpp>

#include <cstdint>
#include <tuple>

namespace py {
/// The elements that `[lower:upper:step]` selects out of a sequence: `count` of them, from `start` on.
struct stepped_range {
  std::int64_t start;
  std::int64_t step;
  std::int64_t count;
  /// The lowest index, then upwards by |step|: the same elements in ascending order.
  constexpr stepped_range ascending() const noexcept { return step < 0 ? stepped_range{count > 0 ? start + (count - 1) * step : start, -step, count} : *this; }
};

/// Resolves the bounds of a slice for a sequence of `size` elements. Raises ValueError when the step is zero.
inline stepped_range resolve_slice(std::int64_t size, const bound& lower, const bound& upper, const bound& step) {
  const std::int64_t by = step.value_or(1);
  if (by == 0) {
    raise_value_error("slice step cannot be zero");
  }
  const bool backwards = by < 0;
  const std::int64_t lowest = backwards ? -1 : 0;
  const std::int64_t highest = backwards ? size - 1 : size;
  const auto resolve = [&](const bound& given, std::int64_t fallback) {
    if (!given.present()) {
      return fallback;
    }
    std::int64_t index = given.value();
    if (index < 0) {
      index += size;
      return index < lowest ? lowest : index;
    }
    return index > highest ? highest : index;
  };
  const std::int64_t start = resolve(lower, backwards ? highest : lowest);
  const std::int64_t stop = resolve(upper, backwards ? lowest : highest);
  std::int64_t count = 0;
  if (backwards && start > stop) {
    // -by overflows for the least step, which selects one element
    count = by == INT64_MIN ? 1 : (start - stop - 1) / -by + 1;
  } else if (!backwards && start < stop) {
    count = (stop - start - 1) / by + 1;
  }
  return {start, by, count};
}

/// `slice(lower, upper, step)`. Bounds that are no ints have no place here: they raise TypeError when the slice is made.
class slice {
 public:
  slice() noexcept = default;
  explicit slice(const bound& upper) noexcept : upper_(upper) {}
  slice(const bound& lower, const bound& upper, const bound& step = {}) noexcept : lower_(lower), upper_(upper), step_(step) {}

  const bound& lower() const noexcept { return lower_; }
  const bound& upper() const noexcept { return upper_; }
  const bound& by() const noexcept { return step_; }
  object start() const { return boxed(lower_); }
  object stop() const { return boxed(upper_); }
  object step() const { return boxed(step_); }

  /// `(start, stop, step)` for a sequence of `size` elements. Raises ValueError for a step of zero or a negative size.
  std::tuple<std::int64_t, std::int64_t, std::int64_t> indices(size_argument size) const;
  stepped_range resolve(std::int64_t size) const { return resolve_slice(size, lower_, upper_, step_); }

  str py_repr() const;
  std::int64_t py_hash() const;
  friend bool operator==(const slice& a, const slice& b) noexcept { return same(a.lower_, b.lower_) && same(a.upper_, b.upper_) && same(a.step_, b.step_); }

  static const type& py_class() { return detail::slice_type(); }
  object py_box() const;
  static bool py_check(const object& value);
  static slice py_unbox(const object& value);

 private:
  static object boxed(const bound& value) { return value.present() ? object(value.value()) : object(None); }
  static bool same(const bound& a, const bound& b) noexcept { return a.present() == b.present() && a.value_or(0) == b.value_or(0); }

  bound lower_;
  bound upper_;
  bound step_;
};

}  // namespace py
