#include "syntax/errors.hpp"

#include <string>

namespace krait::syntax {

using source::Code;

void report_parse_errors(const ConcreteTree& tree, std::string_view text, const Lexical& lexical, source::FileId file, source::Diagnostics& diagnostics) {
  static_cast<void>(lexical);
  std::uint32_t begin = static_cast<std::uint32_t>(text.size());
  std::uint32_t end = begin;
  for (const Concrete& node : tree.nodes()) {
    if (node.form == Form::Error || node.is_missing) {
      begin = node.begin;
      end = node.end;
      break;
    }
  }
  diagnostics.report(Code::K0101, {file, begin, end}, "invalid syntax", "compare the statement with Python's grammar at this place");
}

}  // namespace krait::syntax
