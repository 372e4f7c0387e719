/// Words of a text, most frequent first.
#pragma once

namespace word_count {

/// Runs the module's body.
void py_main();

}  // namespace word_count
