/// Functions with `lru_cache` whose cache the program asks for.
#pragma once

#include "types/facts.hpp"

namespace krait::lower {

/// Is `f.cache_info()` or `f.cache_clear()` used anywhere? Linear in the program, for each function with a cache.
[[nodiscard]] bool is_cache_inspected(types::FunctionId function, const program::Program& program, const types::Facts& facts);

}  // namespace krait::lower
