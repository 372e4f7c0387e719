/// Loops: ranges, enumerate, zip, else, while.
#pragma once

namespace loops {

/// Runs the module's body.
void py_main();

}  // namespace loops
