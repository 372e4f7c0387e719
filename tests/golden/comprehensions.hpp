/// Comprehensions and generator expressions.
#pragma once

namespace comprehensions {

/// Runs the module's body.
void py_main();

}  // namespace comprehensions
