/// Strings: methods, slices, formats.
#pragma once

namespace strings {

/// Runs the module's body.
void py_main();

}  // namespace strings
