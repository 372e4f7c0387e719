/// Walking a C++ tree without knowing its kinds.
#pragma once

#include <cstddef>

#include "cpp/tree.hpp"
#include "source/function_ref.hpp"

namespace krait::cpp {

/// Calls `visitor` with each direct child node, in source order; null children are left out.
void for_each_child(const Node& node, FunctionRef<void(const Node&)> visitor);

/// Calls `visitor` with every node of the file, parents before children. Linear in the size of the file.
void walk(const File& file, FunctionRef<void(const Node&)> visitor);

/// The same below (and including) one node.
void walk(const Node& node, FunctionRef<void(const Node&)> visitor);

/// How many comments the file holds, wherever they hang.
[[nodiscard]] std::size_t count_comments(const File& file);

}  // namespace krait::cpp
