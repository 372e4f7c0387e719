#include "syntax/parse.hpp"

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "syntax/builder.hpp"
#include "syntax/comments.hpp"
#include "syntax/concrete.hpp"
#include "syntax/errors.hpp"
#include "syntax/lexical.hpp"
#include "syntax/validity.hpp"

namespace krait::syntax {

namespace {

/// The text with every lone `\r` as `\n`, which is how Python reads it; no offset changes.
std::string with_unix_line_ends(std::string_view text) {
  std::string result(text);
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (result[i] == '\r' && (i + 1 == result.size() || result[i + 1] != '\n')) {
      result[i] = '\n';
    }
  }
  return result;
}

void put_on(std::string& text, const std::vector<Disguise>& disguises) {
  for (const Disguise& disguise : disguises) {
    text.replace(disguise.at, disguise.length, disguise.length, disguise.shown);
  }
}

struct Grammar {
  ConcreteTree tree;
  std::vector<std::uint32_t> hidden_stars;  ///< stars that the grammar saw as spaces
};

/// Parses a disguised text, with more attempts for stars where the grammar does not know them: in expressions as
/// another prefix operator, in targets as nothing.
Grammar parse_concrete(std::string shown, std::vector<Disguise> stars, const std::vector<std::uint32_t>& cuts) {
  ConcreteTree tree(shown, cuts);
  if (!tree.has_error() || stars.empty()) {
    return {std::move(tree), {}};
  }
  put_on(shown, stars);
  if (ConcreteTree second(shown, cuts); !second.has_error()) {
    return {std::move(second), {}};
  }
  std::vector<std::uint32_t> hidden;
  for (Disguise& star : stars) {
    star.shown = ' ';
    hidden.push_back(star.at);
  }
  put_on(shown, stars);
  if (ConcreteTree third(shown, cuts); !third.has_error()) {
    return {std::move(third), std::move(hidden)};
  }
  return {std::move(tree), {}};
}

/// Where a large text may be cut into parts of about the same size, which are parsed at the same time or one in the memory of the one before: before
/// definitions that stand alone at the top level.
std::vector<std::uint32_t> cuts_of(std::string_view text, const Lexical& lexical) {
  constexpr std::size_t part_size = 1 << 17;  // smaller parts win nothing
  const std::size_t parts = text.size() / part_size;
  std::vector<std::uint32_t> cuts;
  bool is_decorated = false;
  for (const LogicalLine& line : lexical.lines) {
    const std::string_view start = text.substr(line.begin, line.end - line.begin);
    const bool defines = line.block_depth == 0 && !is_decorated && (start.starts_with("def ") || start.starts_with("class "));
    if (defines && cuts.size() + 1 < parts && line.begin >= (cuts.size() + 1) * text.size() / parts) {
      cuts.push_back(line.begin);
    }
    is_decorated = start.starts_with("@");
  }
  return cuts;
}

/// One attempt at a module.
struct Attempt {
  std::unique_ptr<Module> module;
  source::Diagnostics diagnostics;
  std::vector<std::uint32_t> overrun_line_ends;
};

Attempt attempt(std::string_view text, std::string shown, const Lexical& lexical, source::FileId file, NodeId first_id) {
  Attempt result;
  const Grammar grammar = parse_concrete(std::move(shown), lexical.star_disguises, cuts_of(text, lexical));
  if (grammar.tree.has_error()) {
    report_parse_errors(grammar.tree, text, file, result.diagnostics);
    return result;
  }
  result.module = std::make_unique<Module>();
  result.module->arena = std::make_unique<Arena>(first_id);
  result.module->file = file;
  result.module->first_id = first_id;
  Builder builder(text, lexical, grammar.hidden_stars, file, *result.module->arena, result.diagnostics);
  result.module->body = builder.module(grammar.tree.root());
  result.overrun_line_ends = builder.overrun_line_ends();
  return result;
}

/// The grammar may skip a line end behind a comma or a name (`x,` newline `y = 1`); with a semicolon it cannot.
Attempt attempt_with_semicolons(const Attempt& first, std::string_view text, std::string shown, const Lexical& lexical, source::FileId file, NodeId first_id) {
  for (const std::uint32_t end : first.overrun_line_ends) {
    const std::size_t newline = shown.find('\n', end);
    if (newline != std::string::npos) {
      shown[newline] = ';';
    }
  }
  return attempt(text, std::move(shown), lexical, file, first_id);
}

}  // namespace

std::unique_ptr<Module> parse(const source::File& file, NodeId first_id, source::Diagnostics& diagnostics) {
  const std::string text = with_unix_line_ends(file.text());
  if (!check_encoding_comment(text, file.id(), diagnostics)) {
    return nullptr;
  }
  Lexical lexical;
  source::Diagnostics scan_diagnostics;
  if (!scan(text, file.id(), lexical, scan_diagnostics)) {
    report_scan_errors(text, file.id(), scan_diagnostics, diagnostics);
    return nullptr;
  }
  std::string shown = text;
  put_on(shown, lexical.disguises);
  Attempt result = attempt(text, shown, lexical, file.id(), first_id);
  if (!result.overrun_line_ends.empty()) {
    Attempt second = attempt_with_semicolons(result, text, std::move(shown), lexical, file.id(), first_id);
    if (second.module != nullptr && second.overrun_line_ends.empty()) {
      result = std::move(second);
    }
  }
  if (!result.diagnostics.has_errors()) {
    check_validity(*result.module, result.diagnostics);
  }
  for (const source::Diagnostic& diagnostic : result.diagnostics.all()) {
    diagnostics.report(diagnostic);
  }
  if (result.diagnostics.has_errors()) {
    return nullptr;
  }
  attach_comments(result.module->body, lexical, text, file.id());
  result.module->last_id = result.module->arena->next_id();
  return std::move(result.module);
}

}  // namespace krait::syntax
