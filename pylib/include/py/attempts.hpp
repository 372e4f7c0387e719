/// Conversions that say by an empty result what others say by an exception.
#pragma once

#include <py/int.hpp>
#include <py/str.hpp>

#include <optional>

namespace py {

/// `int(text)`; empty where that raises ValueError.
std::optional<Int> try_int(const str& text);
/// `float(text)`; empty where that raises ValueError.
std::optional<double> try_float(const str& text);

}  // namespace py
