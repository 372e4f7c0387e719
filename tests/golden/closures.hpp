/// Closures, lambdas, functions as values.
#pragma once

#include <cstdint>
#include <py/function.hpp>

namespace closures {

[[nodiscard]] py::function<std::int64_t()> counter(std::int64_t start);
[[nodiscard]] py::function<std::int64_t(std::int64_t)> compose(
    const py::function<std::int64_t(std::int64_t)>& f,
    const py::function<std::int64_t(std::int64_t)>& g);

/// Runs the module's body.
void py_main();

}  // namespace closures
