#include "modules_shapes/plane.hpp"

namespace modules_shapes::plane {

py::Number total_area(const py::vector<py::ref<Square>>& squares) {
  return py::sum(py::each(squares, [](const auto& square) { return square->area(); }));
}

}  // namespace modules_shapes::plane
