/// Located explanations for text that the grammar could not parse.
#pragma once

#include <string_view>

#include "source/diagnostics.hpp"
#include "syntax/concrete.hpp"

namespace krait::syntax {

/// Reports the first place at which the grammar failed; always reports at least one error.
void report_parse_errors(const ConcreteTree& tree, std::string_view text, source::FileId file, source::Diagnostics& diagnostics);

/// After a failed scan, of which `scan_diagnostics` tells: reports an error in the tokens before that place, if there is
/// one, else what the scan found.
void report_scan_errors(std::string_view text, source::FileId file, const source::Diagnostics& scan_diagnostics, source::Diagnostics& diagnostics);

}  // namespace krait::syntax
