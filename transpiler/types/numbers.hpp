/// The backward pass over `int | float` (docs/analysis.md, 11): where no use tells an int from a float, the value is a float.
#pragma once

#include "types/facts.hpp"

namespace krait::types {

/// Drops the int from the types of those slots and expressions whose ints are small constants and whose kind no use observes: neither printing,
/// `repr`, an index, `//`, a test of the type, nor an operation of int with int. Run once, after the fixpoint.
void settle_numbers(Facts& facts, const program::Program& program, const names::Names& names);

}  // namespace krait::types
