#include <py/attr.hpp>
#include <py/unpack.hpp>

#include <string>

#include "dynamic.hpp"

namespace py::detail {

void raise_too_few(std::size_t expected, std::size_t got, bool at_least) {
  const std::string text = std::string("not enough values to unpack (expected ") + (at_least ? "at least " : "") + std::to_string(expected) + ", got " + std::to_string(got) + ")";
  throw ValueError(str::from_utf8(text));
}

void raise_too_many(std::size_t expected) { throw ValueError(str::from_utf8("too many values to unpack (expected " + std::to_string(expected) + ")")); }

void require_unpackable(const object& source) {
  const bool iterable = source.is_pointer() ? hasattr(source, "__iter__") || hasattr(source, "__getitem__") : source.is_str();
  if (!iterable) {
    raise_type_error(message("cannot unpack non-iterable ", source.py_type().name(), " object"));
  }
}

}  // namespace py::detail
