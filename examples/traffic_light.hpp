/// Enumerations and match: a traffic light, and commands that are taken apart by their shape.
#pragma once

#include <py/builtins.hpp>
#include <py/enum.hpp>

namespace traffic_light {

class Light : public py::Enum<Light, py::str> {
 public:
  static inline py::ref<Light> RED;
  static inline py::ref<Light> GREEN;
  static inline py::ref<Light> YELLOW;

  [[nodiscard]] py::maybe<Light> following() {
    if (py::eq(*this, Light::RED)) {
      return Light::GREEN;
    }
    if (py::eq(*this, Light::GREEN)) {
      return Light::YELLOW;
    }
    if (py::eq(*this, Light::YELLOW)) {
      return Light::RED;
    }
    return py::None;
  }
};

class Crossing : public py::Object {
 public:
  Crossing() : light(Light::RED) {}
  py::str handle(const py::str& command);

  py::maybe<Light> light;
  py::Int waiting = 0;
};

/// Runs the module's body.
void py_main();

}  // namespace traffic_light
