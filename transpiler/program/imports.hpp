/// The import statements of one module, in source order.
#pragma once

#include <vector>

#include "syntax/ast.hpp"

namespace krait::program {

struct ImportStatement {
  const syntax::Import* import = nullptr;  ///< one of the two is set
  const syntax::ImportFrom* from = nullptr;
  bool guarded = false;  ///< stands in `try: … except ImportError:` or `if TYPE_CHECKING:`
};

/// All import statements, those of functions and classes included. Linear in the number of statements.
[[nodiscard]] std::vector<ImportStatement> import_statements(const syntax::Body& body);

}  // namespace krait::program
