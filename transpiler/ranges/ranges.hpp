/// Phase `ranges`: intervals of integers (docs/design.md, 4; docs/analysis.md, 18).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "types/facts.hpp"

namespace krait::ranges {

__extension__ using Wide = __int128;  ///< holds any product of two 64-bit integers

/// An end of an interval: an integer, or infinite.
class Bound {
 public:
  Bound() = default;                    ///< infinite
  Bound(Wide value) : value_(value) {}  // NOLINT(google-explicit-constructor): an integer is a bound
  explicit operator bool() const { return value_ != infinite; }
  Wide operator*() const { return value_; }
  friend bool operator==(const Bound&, const Bound&) = default;

 private:
  static constexpr Wide infinite = static_cast<Wide>(1) << 127;  // the one integer that has no negative
  Wide value_ = infinite;
};

/// All integers from `low` to `high`. Empty (nothing known to flow) if `is_empty`.
struct Interval {
  bool is_empty = true;
  Bound low;
  Bound high;

  [[nodiscard]] static Interval all() { return {.is_empty = false, .low = {}, .high = {}}; }
  [[nodiscard]] static Interval of(Wide low, Wide high) { return {.is_empty = false, .low = low, .high = high}; }
  [[nodiscard]] bool is_non_negative() const { return !is_empty && low && *low >= 0; }
  [[nodiscard]] bool fits(Wide least, Wide most) const { return !is_empty && low && high && *low >= least && *high <= most; }
  [[nodiscard]] bool fits_int64() const;
  [[nodiscard]] bool fits_uint64() const;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Where a value came from: one in `base`, by executed additions of at least -`down` and at most `up` each (docs/analysis.md, 18).
struct Steps {
  Interval base;
  int down = 0;
  int up = 0;
  friend bool operator==(const Steps&, const Steps&) = default;
};

/// What is known of a value: its interval if it is an int, those of its elements if it is a tuple of known length. A `range` object has
/// the interval of its elements.
struct Shape {
  Interval interval;
  std::optional<Steps> steps;  ///< nothing: no step was taken since `interval`
  std::vector<Shape> elements;
  [[nodiscard]] bool is_empty() const { return interval.is_empty && elements.empty(); }
  friend bool operator==(const Shape&, const Shape&) = default;
};

class RangeFacts {
 public:
  /// Of the int values that flow into a slot (its bools count as 0 and 1); `all()` when nothing is known.
  [[nodiscard]] Interval slot(const types::Facts& facts, types::SlotId slot) const;
  /// The same with what is known of tuple elements; an empty shape when nothing is known.
  [[nodiscard]] const Shape& slot_shape(const types::Facts& facts, types::SlotId slot) const;
  /// Of an expression's int value.
  [[nodiscard]] Interval node(types::NodeId node) const;
  [[nodiscard]] const Shape& node_shape(types::NodeId node) const;

  types::NodeTable<Shape> slots;  ///< by root slot
  types::NodeTable<Shape> nodes;
};

/// Computes intervals for the whole program, to a fixpoint with widening; linear in practice.
[[nodiscard]] RangeFacts compute(const program::Program& program, const names::Names& names, const types::Facts& facts);

[[nodiscard]] std::string dump(const RangeFacts& ranges, const program::Program& program, const names::Names& names, const types::Facts& facts);

}  // namespace krait::ranges
