/// Located explanations for text that the grammar could not parse.
#pragma once

#include <string_view>

#include "source/diagnostics.hpp"
#include "syntax/concrete.hpp"

namespace krait::syntax {

/// Reports the first place at which the grammar failed; always reports at least one error.
void report_parse_errors(const ConcreteTree& tree, std::string_view text, source::FileId file, source::Diagnostics& diagnostics);

}  // namespace krait::syntax
