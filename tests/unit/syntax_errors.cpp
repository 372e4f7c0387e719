#include <doctest/doctest.h>

#include <string>

#include "syntax_table.hpp"

namespace krait::syntax {

namespace {

std::string repeated(std::string_view part, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) {
    result += part;
  }
  return result;
}

TEST_CASE("errors stand where they are and say what CPython says") {
  struct Row {
    std::string_view text;
    std::string_view place;
    std::string_view message;
  };
  const Row rows[] = {
      {"f() = 1\n", "K0124 1:1\n", "cannot assign to function call here. Maybe you meant '==' instead of '='?"},
      {"x = (1,\n", "K0102 1:5\n", "'(' was never closed"},
      {"x = (1]\n", "K0102 1:7\n", "closing parenthesis ']' does not match opening parenthesis '('"},
      {"if x = 1: pass\n", "K0180 1:6\n", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"},
      {"if x:\ny\n", "K0107 2:1\n", "expected an indented block after 'if' statement on line 1"},
      {"class A:\n    def f(self):\n    pass\n", "K0107 3:5\n", "expected an indented block after function definition on line 2"},
      {"x = [a b]\n", "K0184 1:6\n", "invalid syntax. Perhaps you forgot a comma?"},
      {"def f(a, a): pass\n", "K0141 1:10\n", "duplicate argument 'a' in function definition"},
      {"x = 1 if y\n", "K0182 1:5\n", "expected 'else' after 'if' expression"},
      {"for x in y\n    pass\n", "K0183 1:11\n", "expected ':'"},
      {"return\n", "K0146 1:1\n", "'return' outside function"},
      {"\xC3\xA9 = \xE2\x80\x9C"
       "a\n",
       "K0104 1:5\n", "invalid character '\xE2\x80\x9C' (U+201C)"},
      {"x = a[f(1 +, 2)]\n", "K0101 1:12\n", "invalid syntax at `,`"},
      {"f'{a b}'\n", "K0101 1:6\n", "invalid syntax at `b`"},
  };
  for (const Row& row : rows) {
    const Parsed parsed{std::string(row.text)};
    CHECK_MESSAGE(parsed.shown() == row.place, row.text);
    REQUIRE(!parsed.diagnostics.all().empty());
    CHECK(parsed.diagnostics.all().front().message == row.message);
    CHECK_FALSE(parsed.diagnostics.all().front().help.empty());
  }
}

TEST_CASE("independent violations are all reported") { CHECK(Parsed("break\nreturn\nyield 1\n").shown() == "K0152 1:1\nK0146 2:1\nK0147 3:1\n"); }

TEST_CASE("what CPython accepts is accepted") {
  const std::string_view texts[] = {
      "def f():\n    x = 1\n    def g():\n        nonlocal x\n",
      "class A:\n    def f(self):\n        def g():\n            nonlocal __class__\n",
      "def f():\n    return ([await x for x in z] for z in y)\n",
      "(x async for x in y)\n",
      "while True:\n    try:\n        break\n    except* A:\n        for x in y: continue\n",
      "match x:\n    case a if b: pass\n    case 1 | _: pass\n",
      "match x:\n    case [a, b] | [b, a]: pass\n",
      "'doc'\nfrom __future__ import annotations\nimport os\n",
      "x = 0777.5 + 00 + 1if y else 2\n",
      "with (a, b): pass\nwith (a as b, c): pass\nwith (*a, b): pass\nwith (a := b): pass\n",
      "match = case = type = _ = 1\nprint(match, case)\n",
      "def f(a, /, b, *, c): pass\n",
      "type X[T] = list[T]\ndef f[T: int, *Ts, **P](x: T) -> T: pass\nclass A[T]: pass\n",
      "global x\nx: int = 1\n",
      "def f():\n\tif a:\n\t\tb\n\tc\n",
  };
  for (const std::string_view text : texts) {
    const Parsed parsed{std::string(text)};
    CHECK_MESSAGE(parsed.module != nullptr, text << "\n" << parsed.shown());
  }
}

TEST_CASE("nesting is limited, not the stack") {
  const std::string deep[] = {
      repeated("(", 100'000),
      repeated("not ", 50'000) + "a\n",
      repeated("-", 50'000) + "a\n",
      "a" + repeated(".b", 50'000) + "\n",
      "a" + repeated("()", 50'000) + "\n",
      "a" + repeated("[0]", 50'000) + "\n",
      repeated("a if b else ", 20'000) + "c\n",
      repeated("lambda: ", 20'000) + "c\n",
      "a" + repeated(" + a", 50'000) + "\n",
      repeated("a ** ", 20'000) + "a\n",
      "x: a[b]" + repeated(".c", 50'000) + "\n",
      "match a:\n    case a" + repeated(".b", 50'000) + ": pass\n",
      "if a: b\n" + repeated("elif a: b\n", 20'000),
      "x = " + repeated("f'{", 200),
  };
  for (const std::string& text : deep) {
    const Parsed parsed(text);
    REQUIRE(parsed.module == nullptr);
    const source::Code code = parsed.diagnostics.all().front().code;
    CHECK(code == source::Code::K0110);
  }
}

TEST_CASE("long is not deep") {
  const std::string flat[] = {
      "x = " + repeated("a or ", 20'000) + "b\n",
      "x = [" + repeated("1, ", 20'000) + "]\n",
      repeated("x = ", 20'000) + "1\n",
      "x = " + repeated("'a' ", 20'000) + "\n",
      repeated("x = 1\n", 20'000),
      "a" + repeated(" + a", 900) + "\n",
  };
  for (const std::string& text : flat) {
    CHECK(Parsed(text).module != nullptr);
  }
}

}  // namespace

}  // namespace krait::syntax
