/// Lists, tuples, dicts and sets.
#pragma once

namespace containers {

/// Runs the module's body.
void py_main();

}  // namespace containers
