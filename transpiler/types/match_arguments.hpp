/// What positional patterns of a class stand for: `__match_args__`.
#pragma once

#include <string>
#include <vector>

#include "types/facts.hpp"

namespace krait::types {

/// The attributes that `case C(a, b)` looks at, in order: those that a class names itself, or the fields of a dataclass or a named tuple.
[[nodiscard]] std::vector<std::string> match_arguments(const Facts& facts, ClassId cls);

}  // namespace krait::types
