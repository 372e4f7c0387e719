/// Functions: defaults, keywords, open lists of arguments, recursion, callables of the library.
#pragma once

namespace functions {

/// Runs the module's body.
void py_main();

}  // namespace functions
