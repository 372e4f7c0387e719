/// A text that is parsed in parts gives the same tree as one that is parsed whole.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "syntax/concrete.hpp"

using namespace krait::syntax;

namespace {

const std::string text =
    "\"\"\"Text.\"\"\"\nimport sys\n\n\nclass A:\n    def f(self):\n        if self:\n            return [1,\n                    2]\n\n"
    "def g(x, *y):\n    try:\n        return x\n    finally:\n        pass\n\n\ndef h(): return 1\n\nclass B(A): pass\nprint(g(1))\n";

std::vector<const Concrete*> nodes_of(const ConcreteTree& tree) {
  std::vector<const Concrete*> result;
  tree.for_each([&](const Concrete& node) { result.push_back(&node); });
  return result;
}

void check_same(const ConcreteTree& whole, const ConcreteTree& parts) {
  const auto left = nodes_of(whole);
  const auto right = nodes_of(parts);
  REQUIRE(left.size() == right.size());
  CHECK(left.front() == &whole.root());
  CHECK(right.front() == &parts.root());
  const auto place = [](const auto& nodes, const Concrete* node) { return node == nullptr ? -1 : std::find(nodes.begin(), nodes.end(), node) - nodes.begin(); };
  for (std::size_t i = 0; i < left.size(); ++i) {
    const Concrete& a = *left[i];
    const Concrete& b = *right[i];
    CHECK(a.form == b.form);
    CHECK(a.is_rule == b.is_rule);
    CHECK(a.begin == b.begin);
    CHECK(a.end == b.end);
    CHECK(place(left, a.first) == place(right, b.first));
    CHECK(place(left, a.next) == place(right, b.next));
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
