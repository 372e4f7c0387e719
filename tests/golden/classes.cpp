#include "classes.hpp"

namespace classes {

void py_main() {
  const auto circle = py::make<Circle>(1.5);
  py::print(circle->describe(), circle->diameter());
  {
    const auto left = py::make<Vector>(1.0, 2.0);
    const auto argument = left + py::make<Vector>(0.5, 0.5);
    const auto left_ = py::make<Vector>(1.0, 2.0);
    py::print(argument, left_ == py::make<Vector>(1.0, 2.0));
  }
}

}  // namespace classes
