/// Functions: defaults, keywords, open lists of arguments, recursion.
#pragma once

#include <cstdint>
#include <py/builtins.hpp>

namespace functions {

[[nodiscard]] py::str greet(
    const py::str& name, const py::str& greeting = "hello", bool loud = false);
[[nodiscard]] std::int64_t total(const py::tuple<std::int64_t>& numbers = {});

/// The greatest common divisor.
[[nodiscard]] std::int64_t gcd(std::int64_t a, std::int64_t b);
[[nodiscard]] py::Int factorial(std::int64_t n);

/// Runs the module's body.
void py_main();

}  // namespace functions
