/// Indices: those that are proved inside need no check.
#pragma once

namespace indices {

/// Runs the module's body.
void py_main();

}  // namespace indices
