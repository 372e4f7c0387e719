/// Lists, tuples, dicts and sets.
#pragma once

#include <cstdint>
#include <py/builtins.hpp>
#include <tuple>

namespace containers {

py::dict<std::int64_t, py::list<py::str>> group(const py::list<py::str>& words);
[[nodiscard]] std::tuple<std::tuple<std::int64_t, std::int64_t>, std::tuple<std::int64_t, std::int64_t>> bounds(
    const py::vector<std::tuple<std::int64_t, std::int64_t>>& points);

/// Runs the module's body.
void py_main();

}  // namespace containers
