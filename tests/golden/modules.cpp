#include "modules.hpp"

#include <py/builtins.hpp>

#include "modules_shapes.hpp"
#include "modules_shapes/plane.hpp"
#include "modules_shapes/solids.hpp"

namespace modules {

void py_main() {
  modules_shapes::solids::py_main();
  const double UNIT = modules_shapes::UNIT;

  const py::vector<py::ref<modules_shapes::plane::Square>> squares{
      py::make<modules_shapes::plane::Square>(1.5),
      py::make<modules_shapes::plane::Square>(UNIT),
  };
  py::print(modules_shapes::plane::total_area(squares));
  py::print(modules_shapes::solids::volume(squares[0], 4.0));
  modules_shapes::solids::made += 1;
  py::print(modules_shapes::solids::made, modules_shapes::solids::describe());
}

}  // namespace modules
