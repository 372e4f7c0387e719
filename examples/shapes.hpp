/// Classes: an abstract base, overriding, operators and properties.
#pragma once

#include <py/builtins.hpp>
#include <py/math.hpp>

namespace shapes {

/// Something with an area.
class Shape : public py::Object {
 public:
  [[nodiscard]] virtual std::optional<double> area() const { return std::nullopt; }

  [[nodiscard]] virtual py::str describe() const {
    return py::format("{} of area {:.2f}", py_type().name(), area());
  }

  [[nodiscard]] bool operator<(const py::ref<Shape>& other) const {
    return py::lt(area(), other->area());
  }

  static const py::type& py_class();
  const py::type& py_type() const override { return py_class(); }
};

class Circle : public Shape {
 public:
  explicit Circle(double radius) : radius(radius) {}

  [[nodiscard]] std::optional<double> area() const override {
    return py::math::pi * py::pow(radius, 2);
  }

  [[nodiscard]] double diameter() const { return 2 * radius; }

  double radius;

  static const py::type& py_class();
  const py::type& py_type() const override { return py_class(); }
};

class Rectangle : public Shape {
 public:
  Rectangle(double width, double height) : width(width), height(height) {}

  [[nodiscard]] std::optional<double> area() const override { return width * height; }

  double width;
  double height;

  static const py::type& py_class();
  const py::type& py_type() const override { return py_class(); }
};

class Square : public Rectangle {
 public:
  explicit Square(double side) : Rectangle(side, side) {}

  [[nodiscard]] py::str describe() const override {
    return py::str("exactly square ") + Shape::describe();
  }

  static const py::type& py_class();
  const py::type& py_type() const override { return py_class(); }
};

/// Runs the module's body.
void py_main();

}  // namespace shapes
