#include <py/attr.hpp>
#include <py/with.hpp>

#include "dynamic.hpp"

namespace py::detail {

object dynamic_enter(const object& manager, managing how) {
  const bool waits = how == managing::async;
  const str entering = str::from_utf8(waits ? "__aenter__" : "__enter__");
  const str leaving = str::from_utf8(waits ? "__aexit__" : "__exit__");
  const bool enters = hasattr(manager, entering);
  if (!enters || !hasattr(manager, leaving)) {
    const str missed = enters ? " (missed " + leaving + " method)" : str();
    raise_type_error(message("'", manager.py_type().name(), "' object does not support the ", str::from_utf8(waits ? "asynchronous " : ""), "context manager protocol", missed));
  }
  return manager.attr(entering)();
}

object dynamic_exit(const object& manager, const maybe<BaseException>& error, managing how) {
  const object leave = manager.attr(str::from_utf8(how == managing::async ? "__aexit__" : "__exit__"));
  if (error.is_none()) {
    return leave(None, None, None);
  }
  return leave(type_ref(error->py_type()), error, error->py_traceback());
}

}  // namespace py::detail
