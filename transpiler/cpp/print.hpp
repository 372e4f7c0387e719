/// Prints a C++ tree as the source a C++ engineer would have formatted: parentheses only where precedence or a
/// compiler's warning asks for them, lines of at most 100 columns where the code can be broken, and a layout that
/// clang-format leaves alone under the project's `.clang-format`.
///
/// Known limits of that last promise: a lambda of several lines is laid out as clang-format does it where it is an
/// argument, an initial value or returned, but not inside braces, subscripts, operators or chains of method calls; and
/// where a line would have to be broken behind the `&` of `f(…) & g(…)`, clang-format takes it for a reference.
/// Template arguments, captures, lambda parameters and subscripts are never broken, nor are texts without a line end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cpp/tree.hpp"

namespace krait::cpp {

/// Where the first token of a node with an origin landed. Lines and columns count from 1; wide characters are two columns.
struct Mark {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  Origin origin = 0;
  friend bool operator==(const Mark&, const Mark&) = default;
};

struct Printed {
  std::string text;
  std::vector<Mark> marks;   ///< in the order of the text
  std::size_t comments = 0;  ///< how many comments were printed
};

constexpr int line_width = 100;

/// The file's text, with a line end at its end. Aborts if a comment of the tree was not printed. Linear in the size of the tree.
[[nodiscard]] std::string print(const File& file);
/// The same, and where each node with an origin stands.
[[nodiscard]] Printed print_with_marks(const File& file);
/// One node, as in a file of its own and without the line end: for dumps and tests.
[[nodiscard]] std::string print(const Expr& expr);
[[nodiscard]] std::string print(const Type& type);
[[nodiscard]] std::string print(const Stmt& statement);

}  // namespace krait::cpp
