/// Builtin functions as objects: what `len` is where it is stored, compared or passed to dynamic code. Names of attributes in objects.
#pragma once

#include <py/object.hpp>

namespace py {

/// The builtin function of that name, the same object each time: `py::builtin("len")`. Raises NameError for others.
const object& builtin(const str& name);

/// The name of an attribute that is an object, as in `getattr(x, name)`. Raises TypeError unless it is a str.
str attribute_name(const object& name);

}  // namespace py
