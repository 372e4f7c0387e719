#include "shapes.hpp"

namespace shapes {

void py_main() {
  const py::vector<py::ref<Shape>> shapes{
      py::make<Circle>(1.5),
      py::make<Rectangle>(2.0, 3.0),
      py::make<Square>(2.5),
  };
  for (const py::ref<Shape>& shape : py::sorted(shapes)) {
    py::print(shape->describe());
  }
  py::print(py::make<Circle>(2.0)->diameter(), py::max(shapes)->describe());
}

}  // namespace shapes
