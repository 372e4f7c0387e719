/// Which subscripts have an index that is proved inside their sequence, so that C++ needs no check (docs/analysis.md, 25).
#pragma once

#include <vector>

#include "program/program.hpp"
#include "types/facts.hpp"

namespace krait::effects {

class EffectFacts;

/// By node id: the subscripts of lists, tuples of one type, strings and bytes whose index is from 0 to below the length.
///
/// Proved are indices up to a bound that is compared with the length, both in the form "a variable and a constant": of `for i in range(n)`
/// and its like, where the sequence has n elements or n is its length; and indices whose interval ends below a length that is known.
/// The sequence is one variable with one definition, in a function that never makes it shorter. O(nodes · depth of blocks).
[[nodiscard]] std::vector<bool> indices_inside(const program::Program& program, const EffectFacts& effects);

}  // namespace krait::effects
