#include "protocols.hpp"

#include <py/builtins.hpp>
#include <py/collections_abc.hpp>
#include <py/generator.hpp>

namespace protocols {

py::generator<py::object> leaves(py::object tree) {
  py::check_stack();
  if (py::isinstance<py::abc::Iterable>(tree) && !py::isinstance<py::str>(tree)) {
    for (const py::object& branch : py::iter(tree)) {
      co_yield py::yield_from(leaves(branch));
    }
  } else {
    co_yield tree;
  }
}

std::int64_t size_of(const py::object& value) {
  if (py::isinstance<py::abc::Mapping>(value)) {
    return 2 * py::len(py::cast<py::dict<std::int64_t, std::int64_t>>(value));
  }
  if (py::isinstance<py::abc::Sized>(value)) {
    return py::len(py::cast<py::str>(value));
  }
  return 1;
}

py::Int total(const py::object& values) {
  // A list is known to be iterable, an int not to be.
  return py::isinstance<py::abc::Iterable>(values)
      ? py::sum(py::cast<py::list<std::int64_t>>(values))
      : py::Int(py::cast<std::int64_t>(values));
}

void py_main() {
  const py::list<std::int64_t> numbers{1, 2, 3};
  {
    const auto list_result = py::vector<py::object>(leaves(
        py::list<py::object>{
            1,
            py::list<py::object>{2, std::tuple<py::str, std::int64_t>{"three", 4}},
        }));
    py::print(
        list_result,
        size_of(py::dict<std::int64_t, std::int64_t>{{1, 2}}),
        size_of("text"),
        size_of(5));
  }
  py::print(
      total(numbers),
      total(4),
      py::isinstance<py::abc::Iterable>(numbers),
      py::issubclass(
          py::object(py::class_of<py::Int>()), py::object(py::class_of<py::abc::Sized>())));
}

}  // namespace protocols
