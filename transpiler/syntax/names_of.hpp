/// CPython's words for kinds of expressions, as its messages use them.
#pragma once

#include <string_view>

#include "syntax/ast.hpp"

namespace krait::syntax {

/// "function call", "literal", "list comprehension", …
[[nodiscard]] std::string_view describe_expression(const Expr& expr);

/// "Name", "BinOp", …
[[nodiscard]] std::string_view kind_name(Kind kind);

}  // namespace krait::syntax
