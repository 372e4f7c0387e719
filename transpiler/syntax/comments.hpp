/// Attaches comments and blank lines to the tree.
#pragma once

#include <string_view>

#include "syntax/ast.hpp"
#include "syntax/lexical.hpp"

namespace krait::syntax {

/// Gives every comment of the file to exactly one statement, clause or body. Linear in comments and statements.
void attach_comments(Body& module, const Lexical& lexical, std::string_view text, source::FileId file);

}  // namespace krait::syntax
