#include <doctest/doctest.h>

#include "syntax_table.hpp"

namespace krait::syntax {

namespace {

/// The dump with comments of every kind.
std::string with_comments(std::string text) { return Parsed(std::move(text)).shown({.spans = false, .comments = true}); }

TEST_CASE("comments belong to the statement below or beside them") {
  CHECK(with_comments("# a\nx  # b\n# c\n") == " above: # a\n body: ExprStmt\n  beside: # b\n  value: Name x Load\n after body: # c\n");
  CHECK(with_comments("# only\n") == " after body: # only\n");
  CHECK(with_comments("f(  # a\n  # b\n  x,  # c\n)  # d\n") ==
        " body: ExprStmt\n  beside: # a\n  beside: # b\n  beside: # c\n  beside: # d\n  value: Call\n   func: Name f Load\n   arg: Name x Load\n");
  CHECK(with_comments("x; y  # a\n") == " body: ExprStmt\n  value: Name x Load\n body: ExprStmt\n  beside: # a\n  value: Name y Load\n");
}

TEST_CASE("comments at the end of a block go by their indentation") {
  CHECK(with_comments("if a:  # h\n    # above\n    b\n    # inner\n# outer\nc\n") ==
        " body: If\n  beside: # h\n  test: Name a Load\n  above: # above\n  body: ExprStmt\n   value: Name b Load\n  after body: # inner\n above: # outer\n body: ExprStmt\n  "
        "value: Name c Load\n");
  CHECK(with_comments("def f():\n    if a:\n        b\n        # one\n    # two\n  # three\n# four\n") ==
        " body: FunctionDef f\n  body: If\n   test: Name a Load\n   body: ExprStmt\n    value: Name b Load\n   after body: # one\n  after body: # two\n after body: # three\n "
        "after body: # four\n");
}

TEST_CASE("clauses have comments of their own") {
  CHECK(with_comments("try:\n    a\n# e\nexcept B:  # f\n    c\n# g\nelse:  # h\n    d\n# i\nfinally:  # j\n    e\n") ==
        " body: Try\n  body: ExprStmt\n   value: Name a Load\n  above handler: # e\n  handler: \n   beside: # f\n   type: Name B Load\n   body: ExprStmt\n    value: Name c Load\n"
        "  above orelse: # g\n  beside orelse: # h\n  orelse: ExprStmt\n   value: Name d Load\n  above finalbody: # i\n  beside finalbody: # j\n  finalbody: ExprStmt\n   value: "
        "Name e Load\n");
  CHECK(with_comments("if a:\n    b\n# c\nelif d:  # e\n    f\n# g\nelse:\n    h\n") ==
        " body: If\n  test: Name a Load\n  body: ExprStmt\n   value: Name b Load\n  above: # c\n  orelse: If\n   beside: # e\n   test: Name d Load\n   body: ExprStmt\n    value: "
        "Name f Load\n"
        "   above orelse: # g\n   orelse: ExprStmt\n    value: Name h Load\n");
  CHECK(with_comments("match a:\n    # b\n    case 1:  # c\n        d\n") ==
        " body: Match\n  subject: Name a Load\n  above case: # b\n  case: \n   beside: # c\n   pattern: MatchValue\n    value: Constant Int 1\n   body: ExprStmt\n    value: Name "
        "d Load\n");
}

TEST_CASE("decorated definitions begin at their decorators") {
  CHECK(with_comments("# a\n@b  # c\n# d\ndef f(): pass\n") == " above: # a\n above: # d\n body: FunctionDef f\n  beside: # c\n  decorator: Name b Load\n  body: Pass\n");
}

TEST_CASE("blank lines are counted above statements and comments") {
  const Parsed parsed("a\n\n\n# c\n\nb\n");
  REQUIRE(parsed.module != nullptr);
  const Stmt& second = *parsed.module->body.statements[1];
  CHECK(parsed.module->body.statements[0]->blank_lines_before == 0);
  CHECK(second.leading.at(0).blank_lines_before == 2);
  CHECK(second.blank_lines_before == 1);
}

std::size_t count(const Body& body);

std::size_t count(const Stmt& node) {
  std::size_t found = node.leading.size() + node.trailing.size();
  visit(node, overloaded{
                  [&](const FunctionDef& n) { found += count(n.body); },
                  [&](const ClassDef& n) { found += count(n.body); },
                  [&](const If& n) { found += count(n.body) + count(n.orelse); },
                  [&](const For& n) { found += count(n.body) + count(n.orelse); },
                  [&](const While& n) { found += count(n.body) + count(n.orelse); },
                  [&](const With& n) { found += count(n.body); },
                  [&](const Try& n) {
                    found += count(n.body) + count(n.orelse) + count(n.finalbody);
                    for (const ExceptHandler& handler : n.handlers) {
                      found += handler.leading.size() + handler.trailing.size() + count(handler.body);
                    }
                  },
                  [&](const Match& n) {
                    for (const MatchCase& part : n.cases) {
                      found += part.leading.size() + part.trailing.size() + count(part.body);
                    }
                  },
                  [](const Stmt&) {},
              });
  return found;
}

std::size_t count(const Body& body) {
  std::size_t found = body.leading.size() + body.trailing.size() + body.dangling.size();
  for (const Stmt* node : body) {
    found += count(*node);
  }
  return found;
}

TEST_CASE("every comment is attached exactly once, wherever it stands") {
  const std::string program =
      "@a\n@b\ndef f(\n    x,\n    y=1,\n):\n    if x:\n        pass\n    elif y: z\n    else:\n        for a in b:\n            c\n        else:\n            d\n    return [\n   "
      "     1,\n    ]\n\n\n"
      "class A: pass\ntry:\n    with a:\n        b\nexcept* E:\n    c\nelse:\n    d\nfinally:\n    while e:\n        f\n    else: g\nmatch x:\n    case 1:\n        a\n    case 2: "
      "b\ny = (\n    1)\n";
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < program.size();) {
    const std::size_t end = program.find('\n', begin);
    lines.push_back(program.substr(begin, end - begin));
    begin = end + 1;
  }
  for (std::size_t at = 0; at <= lines.size(); ++at) {
    for (const std::string_view indentation : {"", "  ", "    ", "        ", "                "}) {
      std::string text;
      for (std::size_t i = 0; i <= lines.size(); ++i) {
        text += i == at ? std::string(indentation) + "# own line\n" : "";
        text += i < lines.size() ? lines[i] + (i == at ? "  # beside\n" : "\n") : "";
      }
      const Parsed parsed(text);
      REQUIRE_MESSAGE(parsed.module != nullptr, text << parsed.shown());
      CHECK_MESSAGE(count(parsed.module->body) == (at == lines.size() ? 1 : 2), text);
    }
  }
}

}  // namespace

}  // namespace krait::syntax
