#include <py/exceptions.hpp>
#include <py/present.hpp>

namespace py::detail {

void raise_none_subscripted() { raise_type_error("'NoneType' object is not subscriptable"); }
void raise_none_item_assigned() { raise_type_error("'NoneType' object does not support item assignment"); }
void raise_none_unpacked() { raise_type_error("cannot unpack non-iterable NoneType object"); }
void raise_none_iterated() { raise_type_error("'NoneType' object is not iterable"); }
void raise_none_called() { raise_type_error("'NoneType' object is not callable"); }

}  // namespace py::detail
