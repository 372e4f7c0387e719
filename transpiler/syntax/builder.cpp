#include "syntax/builder.hpp"

#include "syntax/unicode.hpp"

namespace krait::syntax {

using source::Code;

void Builder::fail(Code code, std::uint32_t begin, std::uint32_t end, std::string message, std::string help) { fail(code, span(begin, end), std::move(message), std::move(help)); }

void Builder::fail(Code code, Span where, std::string message, std::string help) { diagnostics_.report(code, where, std::move(message), std::move(help)); }

void Builder::fail(Code code, const Concrete& node, std::string message, std::string help) { fail(code, node.begin, node.end, std::move(message), std::move(help)); }

void Builder::fail_invalid(std::uint32_t begin, std::uint32_t end) {
  const std::string found(text_.substr(begin, end - begin));
  fail(Code::K0101, begin, end, found.empty() ? "invalid syntax" : "invalid syntax at `" + found.substr(0, found.find('\n')) + "`",
       "compare the statement with Python's grammar at this place");
}

Expr* Builder::broken(std::uint32_t begin, std::uint32_t end) { return make<Name>(begin, end); }

std::string Builder::identifier(const Concrete& node) {
  const std::string_view spelled = text(node);
  if (spelled == "async" || spelled == "await") {
    fail(Code::K0185, node, "invalid syntax: `" + std::string(spelled) + "` is a keyword", "choose another name");
  }
  return normalise_identifier(spelled);
}

bool Builder::enter(const Concrete& node) {
  if (++depth_ > depth_limit) {
    if (!too_deep_) {
      fail(Code::K0110, node.begin, node.begin + 1, "too deeply nested code", "give names to inner parts");
    }
    too_deep_ = true;
    return false;
  }
  return true;
}

Body Builder::module(const Concrete& root) {
  Body body;
  statements(root, body);
  if (stars_found_ < hidden_stars_.size()) {
    fail(Code::K0133, hidden_stars_.front(), hidden_stars_.front() + 1, "invalid syntax: misplaced `*`", "a starred expression stands in calls, lists, tuples, sets and targets");
  }
  return body;
}

}  // namespace krait::syntax
