/// Solid shapes, made from flat ones.
#pragma once

#include <cstdint>
#include <py/ref.hpp>
#include <py/str.hpp>

#include "modules_shapes/plane.hpp"

namespace modules_shapes::solids {

extern std::int64_t made;

double volume(const py::ref<modules_shapes::plane::Square>& base, double height);
[[nodiscard]] py::str describe();

/// Runs the module's body.
void py_main();

}  // namespace modules_shapes::solids
