#include "patterns.hpp"

#include <cstdint>
#include <optional>
#include <py/builtins.hpp>
#include <py/class.hpp>
#include <py/function.hpp>
#include <py/match.hpp>

namespace patterns {

const py::type& Circle::py_class() {
  static const py::type type = py::class_<Circle>("Circle")
                                   .init<double>(py::arg("radius"))
                                   .field("radius", &Circle::radius);
  return type;
}

const py::type& Box::py_class() {
  static const py::type type = py::class_<Box>("Box")
                                   .init<double, double>(py::arg("width"), py::arg("height"))
                                   .field("width", &Box::width)
                                   .field("height", &Box::height);
  return type;
}

std::optional<double> area(const py::object& shape) {
  bool matched = false;
  if (!matched && py::isinstance<Circle>(shape)) {
    double radius = py::cast<py::ref<Circle>>(shape)->radius;
    matched = true;
    return 3.0 * radius * radius;
  }
  if (!matched && py::isinstance<Box>(shape)) {
    double w = py::cast<py::ref<Box>>(shape)->width;
    double h = py::cast<py::ref<Box>>(shape)->height;
    if (w == h) {
      matched = true;
      // a square
      return w * w;
    }
  }
  if (!matched && py::isinstance<Box>(shape)) {
    double w_float = py::cast<py::ref<Box>>(shape)->width;
    double h_float = py::cast<py::ref<Box>>(shape)->height;
    matched = true;
    return w_float * h_float;
  }
  return std::nullopt;
}

py::str direction(const py::str& command) {
  const auto subject = command.split();
  if (py::is_sequence_of(py::object(subject), 2) &&
      py::eq(py::getitem(py::object(subject), 0), "go") &&
      (py::eq(py::getitem(py::object(subject), 1), "north") ||
          py::eq(py::getitem(py::object(subject), 1), "south"))) {
    py::str way = py::cast<py::str>(py::getitem(py::object(subject), 1));
    return py::str("along the meridian, ") + way;
  } else if (py::is_sequence_of(py::object(subject), 2) &&
      py::eq(py::getitem(py::object(subject), 0), "go")) {
    py::str way_str = py::cast<py::str>(py::getitem(py::object(subject), 1));
    return way_str;
  } else if ((py::is_sequence_of(py::object(subject), 1) &&
                 py::eq(py::getitem(py::object(subject), 0), "stop")) ||
      (py::is_sequence_of(py::object(subject), 1) &&
          py::eq(py::getitem(py::object(subject), 0), "halt"))) {
    return "nowhere";
  } else if (py::is_sequence_of_at_least(py::object(subject), 1)) {
    py::str first = py::cast<py::str>(py::getitem(py::object(subject), 0));
    py::list<py::str> rest = py::cast<py::list<py::str>>(py::sequence_rest(
        py::object(subject), 1, 0));
    return py::format("{} and {} more", first, py::len(rest));
  } else {
    return "silence";
  }
}

py::str name_of(std::int64_t code) {
  bool matched = false;
  if (!matched && code == 200) {
    matched = true;
    return "ok";
  }
  if (!matched && (code == 404 || code == 410)) {
    matched = true;
    return "gone";
  }
  if (!matched) {
    std::int64_t n = code;
    if (n >= 500) {
      matched = true;
      return py::format("broken ({})", n);
    }
  }
  if (!matched) {
    matched = true;
    return "other";
  }
}

void py_main() {
  py::print(
      area(py::make<Circle>(2.0)), area(py::make<Box>(3.0, 3.0)), area(py::make<Box>(2.0, 5.0)));
  for (const py::str& command : py::vector<py::str>{
           "go north", "go home", "halt", "sing a song", ""}) {
    py::print(direction(command));
  }
  py::print(name_of(200), name_of(410), name_of(503), name_of(302));
}

}  // namespace patterns
