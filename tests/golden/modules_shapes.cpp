#include "modules_shapes.hpp"

namespace modules_shapes {

void py_main() {}

}  // namespace modules_shapes
