#include <py/attr.hpp>
#include <py/with.hpp>

namespace py::detail {

object dynamic_enter(const object& manager) { return manager.attr("__enter__")(); }

object dynamic_exit(const object& manager, const object& kind, const object& error) {
  return manager.attr("__exit__")(kind, error, object(None));
}

}  // namespace py::detail
