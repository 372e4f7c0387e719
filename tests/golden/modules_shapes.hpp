/// Shapes, flat and solid.
#pragma once

namespace modules_shapes {

inline constexpr double UNIT = 2.0;

/// Runs the module's body.
void py_main();

}  // namespace modules_shapes
