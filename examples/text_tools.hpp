/// Text: wrapping, a frame around lines, a cipher, and characters beyond ASCII.
#pragma once

namespace text_tools {

/// Runs the module's body.
void py_main();

}  // namespace text_tools
