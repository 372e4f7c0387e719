#include <doctest/doctest.h>

#include "syntax/names_of.hpp"
#include "syntax/walk.hpp"
#include "syntax_table.hpp"

namespace krait::syntax {

std::string bracketed(const Expr& node) {
  if (const auto* name = as<Name>(&node)) {
    return name->name;
  }
  if (const auto* constant = as<Constant>(&node)) {
    return constant->spelling;
  }
  std::string parts(kind_name(node.kind));
  for_each_child(node, [&](const Expr& child) { parts += " " + bracketed(child); });
  return "(" + parts + ")";
}

namespace {

struct Row {
  std::string_view text;
  std::string_view tree;
};

TEST_CASE("operators bind as in Python") {
  const Row rows[] = {
      {"a + b * c", "(BinOp a (BinOp b c))"},
      {"a * b + c", "(BinOp (BinOp a b) c)"},
      {"a - b - c", "(BinOp (BinOp a b) c)"},
      {"a ** b ** c", "(BinOp a (BinOp b c))"},
      {"-a ** b", "(UnaryOp (BinOp a b))"},
      {"a ** -b ** c", "(BinOp a (UnaryOp (BinOp b c)))"},
      {"a & b ^ c", "(BinOp (BinOp a b) c)"},
      {"a ^ b & c", "(BinOp a (BinOp b c))"},
      {"a | b ^ c & d", "(BinOp a (BinOp b (BinOp c d)))"},
      {"a << b + c", "(BinOp a (BinOp b c))"},
      {"not a == b", "(UnaryOp (Compare a b))"},
      {"not a and b", "(BoolOp (UnaryOp a) b)"},
      {"a or b or c and d", "(BoolOp a b (BoolOp c d))"},
      {"(a or b) or c", "(BoolOp (BoolOp a b) c)"},
      {"a < b <= c", "(Compare a b c)"},
      {"a is not b not in c", "(Compare a b c)"},
      {"a if b else c if d else e", "(IfExp b a (IfExp d c e))"},
      {"lambda: a if b else c", "(Lambda (IfExp b a c))"},
      {"(a := b if c else d)", "(NamedExpr a (IfExp c b d))"},
      {"(yield_, a)", "(Tuple yield_ a)"},
      {"a.b[c](d).e", "(Attribute (Call (Subscript (Attribute a) c) d))"},
      {"print >> f, x", "(Tuple (BinOp print f) x)"},
      {"print -1", "(BinOp print 1)"},
      {"type(x).y", "(Attribute (Call type x))"},
      {"match * case", "(BinOp match case)"},
      {"x[*a, b]", "(Subscript x (Tuple (Starred a) b))"},
      {"x[*a]", "(Subscript x (Tuple (Starred a)))"},
      {"x[a:b, ::c]", "(Subscript x (Tuple (Slice a b) (Slice c)))"},
      {"f(*a or b)", "(Call f (Starred (BoolOp a b)))"},
      {"*a, *f(b), *[c]", "(Tuple (Starred a) (Starred (Call f b)) (Starred (List c)))"},
  };
  for (const Row& row : rows) {
    const Parsed parsed{std::string(row.text)};
    REQUIRE_MESSAGE(parsed.expression() != nullptr, row.text << "\n" << parsed.shown());
    CHECK_MESSAGE(bracketed(*parsed.expression()) == row.tree, row.text);
  }
}

TEST_CASE("await binds tighter than the power operator") {
  const Parsed parsed("async def f():\n    await x ** 2\n");
  CHECK(parsed.shown() == " body: FunctionDef f async\n  body: ExprStmt\n   value: BinOp Pow\n    left: Await\n     value: Name x Load\n    right: Constant Int 2\n");
}

TEST_CASE("spans cover a node without its own parentheses and with those of its parts") {
  const Parsed parsed("x = ((a) + b)\n");
  CHECK(parsed.shown({.spans = true, .comments = false}) ==
        " body: Assign [0:13]\n  target: Name x Store [0:1]\n  value: BinOp Add [5:12]\n   left: Name a Load [6:7]\n   right: Name b Load [11:12]\n");
}

TEST_CASE("annotations are ordinary expressions") {
  CHECK(Parsed("x: list[int, a[1:2]].y | None\n").shown() ==
        " body: AnnAssign simple\n  target: Name x Store\n  annotation: BinOp BitOr\n   left: Attribute y Load\n    value: Subscript Load\n     value: Name list Load\n     slice: "
        "Tuple Load\n"
        "      elt: Name int Load\n      elt: Subscript Load\n       value: Name a Load\n       slice: Slice\n        lower: Constant Int 1\n        upper: Constant Int 2\n   "
        "right: Constant None\n");
  CHECK(Parsed("(x): int\n").shown() == " body: AnnAssign\n  target: Name x Store\n  annotation: Name int Load\n");
}

TEST_CASE("a trailing comma makes a tuple although an assignment follows") {
  CHECK(Parsed("x,\ny = 1\n").shown() == " body: ExprStmt\n  value: Tuple Load\n   elt: Name x Load\n body: Assign\n  target: Name y Store\n  value: Constant Int 1\n");
}

TEST_CASE("starred targets may be lists and tuples") {
  CHECK(Parsed("a, *(b, c) = d\n").shown() ==
        " body: Assign\n  target: Tuple Store\n   elt: Name a Store\n   elt: Starred Store\n    value: Tuple Store\n     elt: Name b Store\n     elt: Name c Store\n  value: Name "
        "d Load\n");
}

TEST_CASE("node ids are consecutive and kinds are set") {
  source::FileTable files;
  source::Diagnostics diagnostics;
  const auto module = parse(files.add("a.py", "x = 1\n"), 100, diagnostics);
  REQUIRE(module != nullptr);
  CHECK(module->first_id == 100);
  CHECK(module->last_id == 103);
  CHECK(module->body.statements.front()->kind == Kind::Assign);
}

TEST_CASE("lines may end in carriage returns") {
  for (const std::string_view text : {"if a:\r\n    b\r\nc\r\n", "if a:\r    b\rc\r"}) {
    CHECK(Parsed(std::string(text)).shown() == Parsed("if a:\n    b\nc\n").shown());
  }
  CHECK(Parsed("\xEF\xBB\xBFx\n").shown() == " body: ExprStmt\n  value: Name x Load\n");
}

TEST_CASE("line ends in brackets are nothing but space") {
  CHECK(Parsed("def f():\n    return (a +\nb)\n").shown() == Parsed("def f():\n    return (a + b)\n").shown());
  CHECK(Parsed("x = [  # one\n# two\n1]\n").shown() == Parsed("x = [1]\n").shown());
}

}  // namespace

}  // namespace krait::syntax
