/// The parts that the annotations of stub rows are made of. Asked at every call of a row, so nothing here allocates as a rule.
#pragma once

#include <boost/container/small_vector.hpp>
#include <string>
#include <string_view>

#include "syntax/ast.hpp"

namespace krait::types {

using AnnotationList = boost::container::small_vector<const syntax::Expr*, 4>;

/// `list` of `list[T]` and of `list`, `Task` of `asyncio.Task[T]`; empty for what has no name.
[[nodiscard]] const std::string& head_of(const syntax::Expr* annotation);

/// A subscript's arguments: `dict[K, V]` -> K, V.
[[nodiscard]] AnnotationList arguments_of(const syntax::Subscript& annotation);

/// `A | B | Optional[C]` -> A, B, C and None.
struct UnionMembers {
  AnnotationList members;
  bool has_none = false;
};
[[nodiscard]] UnionMembers members_of(const syntax::Expr* annotation);

/// `Iterable`, `Sequence` …: what only says that elements come out of it.
[[nodiscard]] bool is_iteration_protocol(std::string_view name);

/// The `...` of `tuple[T, ...]`.
[[nodiscard]] bool is_ellipsis(const syntax::Expr* annotation);

}  // namespace krait::types
