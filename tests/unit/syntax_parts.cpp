/// A text that is parsed in parts gives the same tree as one that is parsed whole.
#include <doctest/doctest.h>

#include <string>

#include "syntax/concrete.hpp"

using namespace krait::syntax;

namespace {

const std::string text =
    "\"\"\"Text.\"\"\"\nimport sys\n\n\nclass A:\n    def f(self):\n        if self:\n            return [1,\n                    2]\n\n"
    "def g(x, *y):\n    try:\n        return x\n    finally:\n        pass\n\n\ndef h(): return 1\n\nclass B(A): pass\nprint(g(1))\n";

void check_same(const ConcreteTree& whole, const ConcreteTree& parts) {
  REQUIRE(whole.nodes().size() == parts.nodes().size());
  const auto place = [](const ConcreteTree& tree, const Concrete* node) { return node == nullptr ? -1 : node - tree.nodes().data(); };
  for (std::size_t i = 0; i < whole.nodes().size(); ++i) {
    const Concrete& a = whole.nodes()[i];
    const Concrete& b = parts.nodes()[i];
    CHECK(a.form == b.form);
    CHECK(a.is_rule == b.is_rule);
    CHECK(a.begin == b.begin);
    CHECK(a.end == b.end);
    CHECK(place(whole, a.first) == place(parts, b.first));
    CHECK(place(whole, a.next) == place(parts, b.next));
  }
}

std::uint32_t before(const char* statement) { return static_cast<std::uint32_t>(text.find(statement)); }

}  // namespace

TEST_CASE("parts of a text are parsed as the whole") {
  const ConcreteTree whole(text);
  REQUIRE(!whole.has_error());
  check_same(whole, ConcreteTree(text, {before("def g")}));
  check_same(whole, ConcreteTree(text, {before("class A"), before("def g"), before("def h"), before("class B")}));
}

TEST_CASE("an error in a part is told from the whole") {
  std::string broken = text;
  broken.replace(broken.find("return x"), 8, "return ?");
  const ConcreteTree whole(broken);
  CHECK(whole.has_error());
  const ConcreteTree parts(broken, {before("def g"), before("def h")});
  CHECK(parts.has_error());
  check_same(whole, parts);
}
