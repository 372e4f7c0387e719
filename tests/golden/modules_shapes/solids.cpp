#include "modules_shapes/solids.hpp"

#include <py/builtins.hpp>

namespace modules_shapes::solids {

std::int64_t made = 0;

double volume(const py::ref<modules_shapes::plane::Square>& base, double height) {
  made += 1;
  return base->area() * height;
}

py::str describe() { return py::format("{} solids", made); }

void py_main() {
  static bool has_run = false;
  if (std::exchange(has_run, true)) {
    return;
  }

  made = 0;
}

}  // namespace modules_shapes::solids
