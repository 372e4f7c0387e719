/// match: literals, sequences, classes, guards, or-patterns.
#pragma once

#include <py/dataclasses.hpp>
#include <py/type.hpp>
#include <tuple>

namespace patterns {

struct Circle : py::Dataclass<Circle> {
  explicit Circle(double radius) : radius(radius) {}

  double radius;

  static constexpr auto py_fields = std::tuple(py::field("radius", &Circle::radius));

  static const py::type& py_class();
  const py::type& py_type() const override { return py_class(); }
};

struct Box : py::Dataclass<Box> {
  Box(double width, double height) : width(width), height(height) {}

  double width;
  double height;

  static constexpr auto py_fields = std::tuple(
      py::field("width", &Box::width), py::field("height", &Box::height));

  static const py::type& py_class();
  const py::type& py_type() const override { return py_class(); }
};

/// Runs the module's body.
void py_main();

}  // namespace patterns
