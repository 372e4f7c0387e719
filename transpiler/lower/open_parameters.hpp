/// Parameters that become `const auto&`: callers pass different kinds of values, and the body only walks or shows them.
#pragma once

#include "representation/representation.hpp"

namespace krait::lower {

/// Is a parameter of a function such a one? Each kind of argument then gets its own instance of a template, instead of a boxed value.
[[nodiscard]] bool is_open_parameter(const types::FunctionInfo& function, std::size_t index, const program::Program& program, const names::Names& names,
                                     const representation::Representations& representations);

/// The same of the parameter that an expression names, or false.
[[nodiscard]] bool is_open_parameter(const syntax::Expr& node, const types::FunctionInfo* function, const program::Program& program, const names::Names& names,
                                     const representation::Representations& representations);

}  // namespace krait::lower
