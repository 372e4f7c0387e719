/// The words of a text, most frequent first.
#pragma once

#include <cstdint>
#include <py/list.hpp>
#include <py/str.hpp>

namespace words {

inline constexpr std::int64_t MIN_LENGTH = 3;

[[nodiscard]] py::list<py::str> words(const py::str& text);
void main(const py::str& path);

/// Runs the module's body.
void py_main();

}  // namespace words
