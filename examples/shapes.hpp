/// Classes: an abstract base, overriding, operators and properties.
#pragma once

#include <py/builtins.hpp>
#include <py/math.hpp>

namespace shapes {

/// Something with an area.
class Shape : public py::Object {
 public:
  [[nodiscard]] virtual double area() const = 0;

  [[nodiscard]] virtual py::str describe() const {
    return py::format("{} of area {:.2f}", py_type().name(), area());
  }

  [[nodiscard]] bool operator<(const py::ref<Shape>& other) const { return area() < other->area(); }

  const py::type& py_type() const override { return py::type_named<Shape>("Shape"); }
};

class Circle : public Shape {
 public:
  explicit Circle(double radius) : radius(radius) {}

  [[nodiscard]] double area() const override { return py::math::pi * py::pow(radius, 2); }

  [[nodiscard]] double diameter() const { return 2 * radius; }

  double radius;

  const py::type& py_type() const override { return py::type_named<Circle>("Circle"); }
};

class Rectangle : public Shape {
 public:
  Rectangle(double width, double height) : width(width), height(height) {}

  [[nodiscard]] double area() const override { return width * height; }

  double width;
  double height;

  const py::type& py_type() const override { return py::type_named<Rectangle>("Rectangle"); }
};

class Square : public Rectangle {
 public:
  explicit Square(double side) : Rectangle(side, side) {}

  [[nodiscard]] py::str describe() const override {
    return py::str("exactly square ") + Shape::describe();
  }

  const py::type& py_type() const override { return py::type_named<Square>("Square"); }
};

/// Runs the module's body.
void py_main();

}  // namespace shapes
