/// Shapes, flat and solid.
#pragma once

namespace modules_shapes {

inline constexpr double UNIT = 2.0;

}  // namespace modules_shapes
