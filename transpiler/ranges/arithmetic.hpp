/// Interval arithmetic: the smallest interval that holds every result. Private to `ranges/`.
#pragma once

#include "ranges/ranges.hpp"
#include "syntax/ast.hpp"

namespace krait::ranges {

[[nodiscard]] Interval join(const Interval& a, const Interval& b);
[[nodiscard]] Interval meet(const Interval& a, const Interval& b);
[[nodiscard]] Interval binary(syntax::BinaryOperator op, const Interval& a, const Interval& b);
[[nodiscard]] Interval negate(const Interval& a);
[[nodiscard]] Interval absolute(const Interval& a);
/// The next threshold outwards on each side that moved; infinite past the last.
[[nodiscard]] Interval widen(const Interval& before, const Interval& after);
/// An end that moved goes straight to that of `limits`, or to zero if it is still on the other side of it. Where the limits are known, the
/// thresholds on the way there would each cost another walk.
[[nodiscard]] Interval widen_to(const Interval& before, const Interval& after, const Interval& limits);

}  // namespace krait::ranges
