#include "shapes.hpp"

#include <py/class.hpp>

namespace shapes {

const py::type& Shape::py_type() const {
  static const py::type type = py::class_<Shape>("Shape");
  return type;
}

const py::type& Circle::py_type() const {
  static const py::type type = py::class_<Circle>("Circle");
  return type;
}

const py::type& Rectangle::py_type() const {
  static const py::type type = py::class_<Rectangle>("Rectangle");
  return type;
}

const py::type& Square::py_type() const {
  static const py::type type = py::class_<Square>("Square");
  return type;
}

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
