/// Which functions may run twice without anybody noticing, so that a first try on machine integers costs nothing but time (docs/analysis.md, 17).
#pragma once

#include <set>

#include "representation/representation.hpp"

namespace krait::representation {

struct Rerunnable {
  /// Have exact ints inside and become templates over the integer type.
  std::set<types::FunctionId> over_integers;
  /// Of those, the ones with enough work in them (a loop, recursion, several exact operations) for a first try of their own; the others join the try of their callers.
  std::set<types::FunctionId> tried;
};

/// A function is re-runnable if it writes nothing that was there before it was called, does no I/O, catches nothing, makes nothing whose end
/// is observable, and calls only such functions. Linear in the program.
[[nodiscard]] Rerunnable find_rerunnable(const program::Program& program, const names::Names& names, const types::Facts& facts, const Representations& representations);

}  // namespace krait::representation
