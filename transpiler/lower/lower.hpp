/// Phase `lower`: Python tree + representations -> C++ tree.
#pragma once

#include <string>
#include <vector>

#include "cpp/tree.hpp"
#include "representation/representation.hpp"
#include "source/diagnostics.hpp"

namespace krait::lower {

/// The C++ of one user module.
struct LoweredModule {
  program::ModuleId module = 0;
  std::string file_stem;      ///< "word_count": word_count.hpp, word_count.cpp
  std::string cpp_namespace;  ///< "word_count", "package::module"
  std::string body_function;  ///< what main.cpp or an importer calls to run the module's body: "word_count::py_main"
  cpp::File header;
  cpp::File source;
  bool uses_asyncio = false;  ///< links pylib_asyncio
};

/// Nodes live in `arena`. Constructs that the slice leaves out are diagnostics K04xx that name them.
[[nodiscard]] std::vector<LoweredModule> lower(const program::Program& program, const names::Names& names, const types::Facts& facts, const effects::EffectFacts& effects,
                                               const ranges::RangeFacts& ranges, const representation::Representations& representations, cpp::Arena& arena,
                                               source::Diagnostics& diagnostics);

}  // namespace krait::lower
