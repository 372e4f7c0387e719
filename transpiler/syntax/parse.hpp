/// Phase `syntax`: text -> our own Python tree, or diagnostics.
#pragma once

#include <memory>
#include <string>

#include "source/diagnostics.hpp"
#include "syntax/ast.hpp"

namespace krait::syntax {

/// Parses a whole file. Everything that CPython's compiler rejects is reported with CPython's reason (and null is
/// returned); Python 3.12 syntax is accepted. Never throws; deep nesting is an error, not a crash. Linear time.
[[nodiscard]] std::unique_ptr<Module> parse(const source::File& file, NodeId first_id, source::Diagnostics& diagnostics);

/// An indented textual tree, one node a line, in the spirit of `ast.dump(indent=1)`; for `--dump=syntax` and tests.
[[nodiscard]] std::string dump(const Module& module);

/// What a dump shows beside the nodes.
struct DumpOptions {
  bool spans = false;    ///< `[begin:end]` behind every node, in bytes
  bool comments = true;  ///< comments on lines of their own
};
[[nodiscard]] std::string dump(const Module& module, DumpOptions options);

}  // namespace krait::syntax
