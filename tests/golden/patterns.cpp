#include "patterns.hpp"

#include <py/builtins.hpp>
#include <py/class.hpp>
#include <py/function.hpp>
#include <py/match.hpp>

namespace patterns {

const py::type& Circle::py_class() {
  static const py::type& type = py::class_<Circle>("Circle")
                                    .init<double>(py::arg("radius"))
                                    .field("radius", &Circle::radius);
  return type;
}

const py::type& Box::py_class() {
  static const py::type& type = py::class_<Box>("Box")
                                    .init<double, double>(py::arg("width"), py::arg("height"))
                                    .field("width", &Box::width)
                                    .field("height", &Box::height);
  return type;
}

std::optional<double> area(const py::object& shape) {
  if (py::isinstance<Circle>(shape)) {
    const double radius = py::cast<py::ref<Circle>>(shape)->radius;
    return 3.0 * radius * radius;
  }
  if (py::isinstance<Box>(shape)) {
    const double w = py::cast<py::ref<Box>>(shape)->width;
    const double h = py::cast<py::ref<Box>>(shape)->height;
    if (w == h) {
      // a square
      return w * w;
    }
  }
  if (py::isinstance<Box>(shape)) {
    const double w = py::cast<py::ref<Box>>(shape)->width;
    const double h = py::cast<py::ref<Box>>(shape)->height;
    return w * h;
  }
  return std::nullopt;
}

py::str direction(const py::str& command) {
  const auto subject = command.split();
  if (py::len(subject) == 2 &&
      subject.at(0) == "go" &&
      (subject.at(1) == "north" || subject.at(1) == "south")) {
    const auto& way = subject.at(1);
    return py::str("along the meridian, ") + way;
  }
  if (py::len(subject) == 2 && subject.at(0) == "go") {
    const auto& way = subject.at(1);
    return way;
  }
  if ((py::len(subject) == 1 && subject.at(0) == "stop") ||
      (py::len(subject) == 1 && subject.at(0) == "halt")) {
    return "nowhere";
  }
  if (py::len(subject) >= 1) {
    const auto& first = subject.at(0);
    const auto rest = py::sequence_rest<py::list<py::str>>(subject, 1, 0);
    return py::format("{} and {} more", first, py::len(rest));
  }
  return "silence";
}

py::str name_of(std::int64_t code) {
  if (code == 200) {
    return "ok";
  }
  if (code == 404 || code == 410) {
    return "gone";
  }
  {
    const std::int64_t n = code;
    if (n >= 500) {
      return py::format("broken ({})", n);
    }
  }
  return "other";
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
