/// What a module says about its own names without being resolved: `__all__` and the names its body binds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "syntax/ast.hpp"

namespace krait::program {

/// The names in `__all__`, if every statement that gives it a value is a literal list or tuple of strings (`=`, `+=`, `.append`, `.extend`,
/// also `+` of literals); nothing if the module has no `__all__` or computes it.
[[nodiscard]] std::optional<std::vector<std::string>> literal_all(const syntax::Body& body);

/// Names that the module's body binds outside functions and classes, whatever the branch. Star imports are not followed.
[[nodiscard]] std::unordered_set<std::string_view> top_level_names(const syntax::Body& body);

}  // namespace krait::program
