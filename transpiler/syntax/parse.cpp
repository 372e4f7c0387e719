#include "syntax/parse.hpp"

#include <string>

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

struct Attempt {
  ConcreteTree tree;
  std::vector<std::uint32_t> hidden_stars;  ///< stars that the grammar saw as spaces
};

/// Parses the disguised text, with more attempts for stars where the grammar does not know them: in expressions as
/// another prefix operator, in targets as nothing.
Attempt parse_concrete(std::string_view text, Lexical& lexical) {
  std::string shown(text);
  put_on(shown, lexical.disguises);
  ConcreteTree tree(shown);
  if (!tree.has_error() || lexical.star_disguises.empty()) {
    return {std::move(tree), {}};
  }
  put_on(shown, lexical.star_disguises);
  if (ConcreteTree second(shown); !second.has_error()) {
    return {std::move(second), {}};
  }
  std::vector<std::uint32_t> hidden;
  for (Disguise& star : lexical.star_disguises) {
    star.shown = ' ';
    hidden.push_back(star.at);
  }
  put_on(shown, lexical.star_disguises);
  if (ConcreteTree third(shown); !third.has_error()) {
    return {std::move(third), std::move(hidden)};
  }
  return {std::move(tree), {}};
}

}  // namespace

std::unique_ptr<Module> parse(const source::File& file, NodeId first_id, source::Diagnostics& diagnostics) {
  const std::string text = with_unix_line_ends(file.text());
  const std::size_t errors_before = diagnostics.all().size();
  Lexical lexical;
  if (!check_encoding_comment(text, file.id(), diagnostics) || !scan(text, file.id(), lexical, diagnostics)) {
    return nullptr;
  }
  auto module = std::make_unique<Module>();
  module->arena = std::make_unique<Arena>(first_id);
  module->file = file.id();
  module->first_id = first_id;
  const auto [tree, hidden_stars] = parse_concrete(text, lexical);
  if (tree.has_error()) {
    report_parse_errors(tree, text, lexical, file.id(), diagnostics);
    return nullptr;
  }
  module->body = Builder(text, lexical, hidden_stars, file.id(), *module->arena, diagnostics).module(tree.root());
  if (diagnostics.all().size() != errors_before) {
    return nullptr;
  }
  check_validity(*module, diagnostics);
  if (diagnostics.all().size() != errors_before) {
    return nullptr;
  }
  attach_comments(module->body, lexical, text, file.id());
  module->last_id = module->arena->next_id();
  return module;
}

}  // namespace krait::syntax
