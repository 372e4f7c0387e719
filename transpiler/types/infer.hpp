/// Phase `types`: whole-program type inference.
#pragma once

#include <string>

#include "names/names.hpp"
#include "types/facts.hpp"

namespace krait::types {

/// Infers the types of everything reachable from the entry module, to the fixpoint (docs/analysis.md, 6); functions that nobody calls are
/// typed afterwards from their annotations. Deterministic; what cannot be bounded is `Unknown`. Stub rows that make no sense are diagnostics.
[[nodiscard]] Facts infer(const program::Program& program, const names::Names& names, source::Diagnostics& diagnostics);

[[nodiscard]] std::string dump(const Facts& facts, const program::Program& program, const names::Names& names);

}  // namespace krait::types
