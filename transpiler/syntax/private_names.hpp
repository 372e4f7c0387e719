/// Private names (`self.__x` inside a class) as CPython's compiler spells them: `_C__x`.
#pragma once

#include <string>
#include <string_view>

#include "syntax/ast.hpp"

namespace krait::syntax {

/// `name` as it is inside class `class_name`.
[[nodiscard]] std::string mangle(std::string_view class_name, std::string_view name);

/// Mangles the names of attributes everywhere inside classes, and what class bodies bind: two classes of a hierarchy have each their
/// own `__x`, and code outside may say `_C__x`. Other names cannot be seen from outside and keep their spelling.
/// `text` is that of the module: most have no such name.
void mangle_private_names(Module& module, std::string_view text);

}  // namespace krait::syntax
