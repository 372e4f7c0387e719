#include <py/unpack.hpp>

#include <string>

namespace py::detail {

void raise_too_few(std::size_t expected, std::size_t got, bool at_least) {
  const std::string text = std::string("not enough values to unpack (expected ") + (at_least ? "at least " : "") + std::to_string(expected) +
                           ", got " + std::to_string(got) + ")";
  throw ValueError(str::from_utf8(text));
}

void raise_too_many(std::size_t expected) {
  throw ValueError(str::from_utf8("too many values to unpack (expected " + std::to_string(expected) + ")"));
}

}  // namespace py::detail
