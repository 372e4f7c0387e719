#include "traffic_light.hpp"

#include <py/match.hpp>

namespace traffic_light {

py::str Crossing::handle(const py::str& command) {
  const auto subject = command.split();
  if (py::len(subject) == 1 && subject.at(0) == "next") {
    light = light->following();
    return light->value();
  }
  if (py::len(subject) == 2 && subject.at(0) == "arrive") {
    const auto& count = subject.at(1);
    if (count.isdigit()) {
      waiting += py::int_(count);
      return py::format("{} waiting", waiting);
    }
  }
  if (py::len(subject) == 1 && subject.at(0) == "leave" && !py::is(light, Light::GREEN)) {
    return "not now";
  }
  if (py::len(subject) == 1 && (subject.at(0) == "leave" || subject.at(0) == "go")) {
    const py::Int gone = waiting;
    waiting = 0;
    return py::format("{} gone", gone);
  }
  if (py::len(subject) >= 1) {
    const auto& verb = subject.at(0);
    const auto rest = py::sequence_rest<py::list<py::str>>(subject, 1, 0);
    return py::format("cannot {} {}", verb, rest);
  }
  return "say something";
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
