#include <py/attr.hpp>
#include <py/with.hpp>

#include "dynamic.hpp"

namespace py::detail {

object dynamic_enter(const object& manager) {
  const bool enters = hasattr(manager, "__enter__");
  if (!enters || !hasattr(manager, "__exit__")) {
    raise_type_error(message("'", manager.py_type().name(), "' object does not support the context manager protocol", enters ? " (missed __exit__ method)" : ""));
  }
  return manager.attr("__enter__")();
}

object dynamic_exit(const object& manager, const maybe<BaseException>& error) {
  if (error.is_none()) {
    return manager.attr("__exit__")(None, None, None);
  }
  return manager.attr("__exit__")(type_ref(error->py_type()), error, error->py_traceback());
}

}  // namespace py::detail
