/// What is known of values and how it combines: intervals, steps (docs/analysis.md, 18), tuple elements. Private to `ranges/`.
#pragma once

#include "ranges/arithmetic.hpp"

namespace krait::ranges {

[[nodiscard]] inline Shape of(Interval interval) { return {.interval = interval, .steps = {}, .elements = {}}; }
/// Any value at all.
[[nodiscard]] inline Shape whole() { return of(Interval::all()); }
[[nodiscard]] Shape join(const Shape& a, const Shape& b);
/// What a slot that held `before` and now also gets `joined` is said to hold.
[[nodiscard]] Shape widen(const Shape& before, const Shape& joined);
/// Both hold of the same value.
[[nodiscard]] Shape meet(const Shape& a, const Shape& b);
/// An int operation. A small right or left operand (`is_constant`: it is one for certain) makes a sum a step of the other one.
[[nodiscard]] Shape binary(syntax::BinaryOperator op, const Shape& left, const Shape& right, bool left_is_constant);
[[nodiscard]] Shape negate(const Shape& a);
/// The ints of `range(…)`: iterating from `start`, each is a step from the one before.
[[nodiscard]] Shape range_elements(const Interval& start, const Interval& stop, const Interval& step);
/// Of a range whose elements are taken out of order: what steps reach from the start does not bound them.
[[nodiscard]] Shape without_steps(const Shape& a);

}  // namespace krait::ranges
