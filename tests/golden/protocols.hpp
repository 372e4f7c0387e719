/// isinstance with the classes of collections.abc.
#pragma once

namespace protocols {

/// Runs the module's body.
void py_main();

}  // namespace protocols
