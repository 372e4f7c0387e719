#include "syntax/errors.hpp"

#include "syntax/recogniser.hpp"

namespace krait::syntax {

using source::Code;

namespace {

/// The smallest place that tree-sitter could not parse.
source::Span smallest_error(const ConcreteTree& tree, source::FileId file) {
  source::Span best{file, 0, 0};
  bool found = false;
  tree.for_each([&](const Concrete& node) {
    const bool is_error = node.form == Form::Error || node.is_missing;
    if (is_error && (!found || node.end - node.begin < best.end - best.begin)) {
      best = {file, node.begin, node.end};
      found = true;
    }
  });
  return best;
}

}  // namespace

void report_scan_errors(std::string_view text, source::FileId file, const source::Diagnostics& scan_diagnostics, source::Diagnostics& diagnostics) {
  const source::Diagnostic& found = scan_diagnostics.all().front();
  // Like CPython: a broken string or bracket is told first, a wrong indentation only if all is well before it.
  const bool is_indentation = found.code == Code::K0106 || found.code == Code::K0107 || found.code == Code::K0108 || found.code == Code::K0109;
  if (is_indentation) {
    Lexical lexical;
    source::Diagnostics ignored;
    static_cast<void>(scan(text, file, lexical, ignored, true));
    lexical.tokens.push_back({TokenKind::End, found.span.begin, found.span.begin});
    if (!Recogniser(text, lexical.tokens, file, diagnostics).beginning()) {
      return;
    }
  }
  diagnostics.report(found);
}

void report_parse_errors(const ConcreteTree& tree, std::string_view text, source::FileId file, source::Diagnostics& diagnostics) {
  Lexical lexical;
  if (!scan(text, file, lexical, diagnostics, true)) {
    return;
  }
  if (!Recogniser(text, lexical.tokens, file, diagnostics).file()) {
    return;
  }
  for (const std::vector<Token>& field : lexical.fields) {
    if (!Recogniser(text, field, file, diagnostics).field()) {
      return;
    }
  }
  diagnostics.report(Code::K0101, smallest_error(tree, file), "invalid syntax: the parser cannot read this part of the file",
                     "write it in another way; if CPython accepts it, this is a gap in krait's grammar that should be reported");
}

}  // namespace krait::syntax
