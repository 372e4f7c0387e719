#include <py/boxed.hpp>
#include <py/record.hpp>

namespace py::detail {

void raise_missing_key(const str& key) { throw KeyError(key); }

const type& record::py_type() const { return dict_object::py_class(); }

str record::py_repr() const {
  const repr_guard guard(this);
  return guard.nested() ? str("{...}") : py_items().py_repr();
}

std::int64_t record::py_hash() const { return object(py_items()).py_hash(); }
std::int64_t record::py_boxed_len() { return py_items().size(); }
object record::py_boxed_iter() { return object(py_items()).py_iter(); }
bool record::py_boxed_contains(const object& key) { return object(py_items()).py_contains(key); }
object record::py_boxed_getitem(const object& key) { return object(py_items()).py_getitem(key); }

}  // namespace py::detail
