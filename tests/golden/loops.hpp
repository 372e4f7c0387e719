/// Loops: ranges, enumerate, zip, else, while.
#pragma once

#include <cstdint>
#include <py/int.hpp>
#include <py/vector.hpp>

namespace loops {

py::vector<std::int64_t> primes(std::int64_t limit);
[[nodiscard]] std::int64_t collatz(const py::Int& n);

/// Runs the module's body.
void py_main();

}  // namespace loops
