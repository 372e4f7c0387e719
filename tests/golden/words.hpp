/// The words of a text, most frequent first.
#pragma once

namespace words {

/// Runs the module's body.
void py_main();

}  // namespace words
