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

}  // namespace krait::ranges
