/// What Python's compiler rejects although the grammar accepts it.
#pragma once

#include <string_view>

#include "source/diagnostics.hpp"
#include "syntax/ast.hpp"

namespace krait::syntax {

/// Reports a coding comment in the first two lines that names another encoding than UTF-8; false if there is one.
[[nodiscard]] bool check_encoding_comment(std::string_view text, source::FileId file, source::Diagnostics& diagnostics);

/// Checks placement of statements and expressions, scopes, patterns and imports; reports every violation.
void check_validity(const Module& module, source::Diagnostics& diagnostics);

}  // namespace krait::syntax
