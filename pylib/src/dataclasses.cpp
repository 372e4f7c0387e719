#include <py/class.hpp>
#include <py/dataclasses.hpp>

namespace py::dataclasses {

const type& FrozenInstanceError::py_class() {
  static const type& type = *new py::type(py::class_<FrozenInstanceError, AttributeError>("FrozenInstanceError").in_module("dataclasses"));
  return type;
}
const type& FrozenInstanceError::py_type() const { return py_class(); }

void raise_frozen(const str& field) { throw FrozenInstanceError(str("cannot assign to field '") + field + str("'")); }

}  // namespace py::dataclasses
