#include "traffic_light.hpp"

#include <initializer_list>
#include <py/match.hpp>
#include <utility>

namespace traffic_light {

py::str Crossing::handle(const py::str& command) {
  const auto subject = command.split();
  bool matched = false;
  if (!matched &&
      (py::is_sequence_of(py::object(subject), 1) &&
          py::eq(py::getitem(py::object(subject), 0), "next"))) {
    matched = true;
    light = light->following();
    return light->value();
  }
  if (!matched &&
      (py::is_sequence_of(py::object(subject), 2) &&
          py::eq(py::getitem(py::object(subject), 0), "arrive"))) {
    py::str count = py::cast<py::str>(py::getitem(py::object(subject), 1));
    if (count.isdigit()) {
      matched = true;
      waiting += py::int_(count);
      return py::format("{} waiting", waiting);
    }
  }
  if (!matched &&
      (py::is_sequence_of(py::object(subject), 1) &&
          py::eq(py::getitem(py::object(subject), 0), "leave"))) {
    if (!py::is(light, Light::GREEN)) {
      matched = true;
      return "not now";
    }
  }
  if (!matched &&
      (py::is_sequence_of(py::object(subject), 1) &&
          (py::eq(py::getitem(py::object(subject), 0), "leave") ||
              py::eq(py::getitem(py::object(subject), 0), "go")))) {
    matched = true;
    auto new_gone = py::Int(waiting);
    const py::Int gone = std::move(new_gone);
    waiting = 0;
    return py::format("{} gone", gone);
  }
  if (!matched && py::is_sequence_of_at_least(py::object(subject), 1)) {
    py::str verb = py::cast<py::str>(py::getitem(py::object(subject), 0));
    py::list<py::str> rest = py::cast<py::list<py::str>>(py::sequence_rest(
        py::object(subject), 1, 0));
    matched = true;
    return py::format("cannot {} {}", verb, rest);
  }
  if (!matched) {
    matched = true;
    return "say something";
  }
}

void py_main() {
  Light::RED = Light::define("RED", "stop");
  Light::GREEN = Light::define("GREEN", "go");
  Light::YELLOW = Light::define("YELLOW", "wait");

  const auto crossing = py::make<Crossing>();
  for (const py::str& command : std::initializer_list<py::str>{
           "arrive 3", "leave", "next", "leave", "next", "arrive many cars", ""}) {
    const auto operand = crossing->light->name();
    py::print(py::format("{:<6} {!r}: {}", operand, command, crossing->handle(command)));
  }
}

}  // namespace traffic_light
