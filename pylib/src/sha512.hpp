// SHA-512, which CPython uses to make seeds of texts.
#pragma once

#include <string>

namespace py::random::detail {

/// Appends the 64 bytes of the digest of `data` to it.
void sha512_append(std::string& data);

}  // namespace py::random::detail
