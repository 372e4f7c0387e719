// math and operator: dynamic arguments.
#include "dynamic.hpp"

#include <py/math.hpp>
#include <py/operator.hpp>

namespace py::math::detail {

double real_of_object(const object& value) {
  if (value.is_float()) {
    return value.as_float();
  }
  if (value.is_int() || value.is_bool()) {
    return cast<Int>(value).to_double();
  }
  if (value.is_pointer()) {
    if (const object method = py::detail::find_attribute(value, "__float__"); !method.is_unbound()) {
      const object result = method();
      if (!result.is_float()) {
        raise_type_error(py::detail::message(value.py_type().name(), ".__float__ returned non-float (type ", result.py_type().name(), ")"));
      }
      return result.as_float();
    }
    if (const object index = py::detail::index_of(value); !index.is_unbound()) {
      return cast<Int>(index).to_double();
    }
  }
  raise_type_error(py::detail::message("must be real number, not ", value.py_type().name()));
}

Int integer_of_object(const object& value) {
  const object index = py::detail::index_of(value);
  if (index.is_unbound()) {
    raise_type_error(py::detail::message("'", value.py_type().name(), "' object cannot be interpreted as an integer"));
  }
  return cast<Int>(index);
}

object round_object(const object& value, const char* method_name) {
  const std::string_view name(method_name);
  if (value.is_int() || value.is_bool()) {
    return object(cast<Int>(value));
  }
  if (value.is_pointer()) {
    if (const object method = py::detail::find_attribute(value, str::from_utf8(name)); !method.is_unbound()) {
      return method();
    }
  }
  if (name == "__trunc__" && !value.is_float()) {
    raise_type_error(py::detail::message("type ", value.py_type().name(), " doesn't define __trunc__ method"));
  }
  const double number = real_of_object(value);
  return object(int_of(name == "__floor__" ? std::floor(number) : name == "__ceil__" ? std::ceil(number) : std::trunc(number)));
}

}  // namespace py::math::detail

namespace py::operator_::detail {

void raise_not_in_sequence() { raise_value_error("sequence.index(x): x not in sequence"); }

}  // namespace py::operator_::detail
