/// Generic traversal: the children of a node in source order (evaluation order where that differs is the phases' business).
#pragma once

#include "source/function_ref.hpp"
#include "syntax/ast.hpp"

namespace krait::syntax {

/// Calls `visit` for each direct child node: expressions, statements and patterns, those inside parameters, handlers, cases
/// and comprehensions included.
void for_each_child(const Node& node, FunctionRef<void(const Node&)> visit);

/// Is one of the elements or arguments spread, as `*rows` is in `f(*rows)`?
[[nodiscard]] bool has_starred(const std::vector<Expr*>& elements);

/// Is one of the keyword arguments a spread mapping, as `**options` is in `f(**options)`?
[[nodiscard]] bool has_spread_mapping(const std::vector<Keyword>& keywords);

/// The `:=` that a test evaluates before anything else, or null.
[[nodiscard]] const NamedExpr* leading_assignment(const Expr& test);

}  // namespace krait::syntax
