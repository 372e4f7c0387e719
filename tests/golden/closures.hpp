/// Closures, lambdas, functions as values.
#pragma once

namespace closures {

/// Runs the module's body.
void py_main();

}  // namespace closures
