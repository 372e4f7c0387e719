/// Numbers: integers that never overflow, exact division, floats as Python prints them.
#pragma once

namespace numbers_big_and_small {

/// Runs the module's body.
void py_main();

}  // namespace numbers_big_and_small
