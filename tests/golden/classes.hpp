/// Classes: inheritance, properties, operators.
#pragma once

#include <py/builtins.hpp>
#include <py/math.hpp>

namespace classes {

/// Something with an area.
class Shape : public py::Object {
 public:
  [[nodiscard]] virtual double area() const { throw py::NotImplementedError(); }

  [[nodiscard]] py::str describe() const { return py::format("{} of {:.2f}", name(), area()); }

  [[nodiscard]] virtual py::str name() const { return "shape"; }
};

class Circle : public Shape {
 public:
  explicit Circle(double radius) : radius(radius) {}

  [[nodiscard]] double area() const override { return py::math::pi * py::pow(radius, 2); }

  [[nodiscard]] py::str name() const override { return "circle"; }

  [[nodiscard]] double diameter() const { return 2 * radius; }

  double radius;
};

class Vector : public py::Object {
 public:
  Vector(double x, double y) : x(x), y(y) {}

  [[nodiscard]] py::ref<Vector> operator+(const py::ref<Vector>& other) const {
    return py::make<Vector>(x + other->x, y + other->y);
  }

  [[nodiscard]] bool operator==(const py::ref<Vector>& other) const {
    return py::isinstance<Vector>(other) && x == other->x && y == other->y;
  }

  [[nodiscard]] py::str py_repr() const override { return py::format("Vector({}, {})", x, y); }

  double x;
  double y;
};

/// Runs the module's body.
void py_main();

}  // namespace classes
