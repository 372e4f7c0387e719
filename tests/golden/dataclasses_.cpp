#include "dataclasses_.hpp"

#include <py/builtins.hpp>

namespace dataclasses_ {

void py_main() {
  const auto basket = py::make<Basket>("Ada");
  basket->add("pen");
  py::print(basket);
  py::print(
      py::make<Point>(1),
      py::eq(py::make<Point>(1), py::make<Point>(1, 0)),
      py::len(
          py::set<py::ref<Point>>(
              py::tuple<py::ref<Point>>{
                  py::make<Point>(1),
                  py::make<Point>(2),
                  py::make<Point>(1),
              })));
}

}  // namespace dataclasses_
