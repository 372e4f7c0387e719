/// What the tests of the syntax phase share: parsing a text and showing the result.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "syntax/parse.hpp"

namespace krait::syntax {

/// A text, parsed; keeps the file alive.
struct Parsed {
  source::FileTable files;
  source::Diagnostics diagnostics;
  std::unique_ptr<Module> module;

  explicit Parsed(std::string text) {
    const source::File& file = files.add("test.py", std::move(text));
    module = parse(file, 1, diagnostics);
  }

  /// The dump of an accepted text without its first line, or "code line:column" of every diagnostic.
  [[nodiscard]] std::string shown(DumpOptions options = {.spans = false, .comments = false}) const {
    if (module != nullptr) {
      return dump(*module, options).substr(std::string_view("Module\n").size());
    }
    std::string codes;
    for (const source::Diagnostic& diagnostic : diagnostics.all()) {
      const source::Place place = files.place(diagnostic.span);
      codes += std::string(source::info(diagnostic.code).text) + " " + std::to_string(place.line) + ":" + std::to_string(place.column) + "\n";
    }
    return codes;
  }

  /// The expression of the first statement.
  [[nodiscard]] const Expr* expression() const {
    const auto* statement = module == nullptr || module->body.empty() ? nullptr : as<ExprStmt>(module->body.statements.front());
    return statement == nullptr ? nullptr : statement->value;
  }
};

/// An expression with every operation in brackets: `1 + 2 * x` is `(1 Add (2 Mult x))`.
[[nodiscard]] std::string bracketed(const Expr& node);

}  // namespace krait::syntax
