/// Annotations as code: what a definition evaluates besides its defaults.
#pragma once

#include <vector>

#include "syntax/ast.hpp"

namespace krait::syntax {

/// The calls in the annotations of a function, in the order in which CPython makes them when it runs the `def`. None where the module
/// has `from __future__ import annotations`: then they are never evaluated.
[[nodiscard]] std::vector<const Call*> annotation_calls(const Body& module, const FunctionDef& function);

}  // namespace krait::syntax
