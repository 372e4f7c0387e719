/// Rows of (tree, text) for the printer's tests.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cpp/build.hpp"
#include "cpp/print.hpp"

namespace krait::cpp::testing {

inline std::string text_of(const Node* node) {
  if (is_type(node->kind)) {
    return print(*static_cast<const Type*>(node));
  }
  return is_expr(node->kind) ? print(*static_cast<const Expr*>(node)) : print(*static_cast<const Stmt*>(node));
}

struct Row {
  const Node* tree;
  std::string expected;
};

inline void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CHECK(text_of(row.tree) == row.expected);
  }
}

}  // namespace krait::cpp::testing
