/// Comprehensions and generator expressions.
#pragma once

#include <cstdint>
#include <py/builtins.hpp>

namespace comprehensions {

[[nodiscard]] py::vector<std::int64_t> squares(std::int64_t n);
[[nodiscard]] py::dict<py::str, py::str> initials(const py::vector<py::str>& names);
[[nodiscard]] py::vector<py::vector<std::int64_t>> identity(std::int64_t n);

/// Runs the module's body.
void py_main();

}  // namespace comprehensions
