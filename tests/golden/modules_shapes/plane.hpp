/// Flat shapes.
#pragma once

#include <py/builtins.hpp>

namespace modules_shapes::plane {

class Square : public py::Object {
 public:
  explicit Square(double side) : side(side) {}

  [[nodiscard]] double area() const { return side * side; }

  double side;
};

/// The sum of all areas.
[[nodiscard]] py::Number total_area(const py::vector<py::ref<Square>>& squares);

}  // namespace modules_shapes::plane
