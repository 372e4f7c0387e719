/// How much of a program stays dynamic: the declarations of its C++, and those of a type that is settled at run time.
#pragma once

#include <cstddef>
#include <string_view>

namespace krait::report {

struct Summary {
  std::size_t declarations = 0;  ///< of variables, parameters, fields, functions (by their result), classes, bindings; where a header declares them too, twice
  std::size_t dynamic = 0;       ///< of a type that mentions py::object, py::Number or std::variant
};

/// Counts in the text of one C++ file, by the rules of tools/check_output.py. Linear in its size.
[[nodiscard]] Summary summarise(std::string_view text);

}  // namespace krait::report
