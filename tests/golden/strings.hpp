/// Strings: methods, slices, formats.
#pragma once

#include <cstdint>
#include <py/str.hpp>

namespace strings {

[[nodiscard]] bool is_palindrome(const py::str& text);
py::str caesar(const py::str& text, std::int64_t shift);

/// Runs the module's body.
void py_main();

}  // namespace strings
