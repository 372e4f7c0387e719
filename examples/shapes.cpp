#include "shapes.hpp"

#include <py/class.hpp>
#include <py/function.hpp>

namespace shapes {

const py::type& Shape::py_class() {
  static const py::type type = py::class_<Shape>("Shape")
                                   .init<>()
                                   .method("area", &Shape::area)
                                   .method("describe", &Shape::describe);
  return type;
}

const py::type& Circle::py_class() {
  static const py::type type = py::class_<Circle, Shape>("Circle")
                                   .init<double>(py::arg("radius"))
                                   .field("radius", &Circle::radius)
                                   .method("area", &Circle::area)
                                   .property("diameter", &Circle::diameter);
  return type;
}

const py::type& Rectangle::py_class() {
  static const py::type type = py::class_<Rectangle, Shape>("Rectangle")
                                   .init<double, double>(py::arg("width"), py::arg("height"))
                                   .field("width", &Rectangle::width)
                                   .field("height", &Rectangle::height)
                                   .method("area", &Rectangle::area);
  return type;
}

const py::type& Square::py_class() {
  static const py::type type = py::class_<Square, Rectangle>("Square")
                                   .init<double>(py::arg("side"))
                                   .method("describe", &Square::describe);
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
