#include "classes.hpp"

namespace classes {

void py_main() {
  const auto circle = py::make<Circle>(1.5);
  py::print(circle->describe(), circle->diameter());
  py::print(
      py::make<Vector>(1.0, 2.0) + py::make<Vector>(0.5, 0.5),
      py::make<Vector>(1.0, 2.0) == py::make<Vector>(1.0, 2.0));
}

}  // namespace classes
