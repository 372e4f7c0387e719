/// Declarations: Python in, fragments of the C++ that must come out. What whole programs look like is in tests/golden.
#include <doctest/doctest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "cpp/print.hpp"
#include "lower/lower.hpp"
#include "types/infer.hpp"

namespace {

using namespace krait;

struct Output {
  std::map<std::string, std::string> headers;  ///< by module
  std::map<std::string, std::string> sources;
  std::string problems;
};

/// Lowers the program whose first module is `shop`, given the text of each module.
Output translate(const std::map<std::string, std::string>& modules) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("krait_lower_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  for (const auto& [name, text] : modules) {
    std::ofstream(folder / (name + ".py")) << text;
  }
  const std::filesystem::path stubs = std::filesystem::path(KRAIT_ROOT) / "pylib" / "stubs";
  source::FileTable files;
  source::Diagnostics diagnostics;
  const program::Program program = program::load(folder / "shop.py", {.stub_directory = stubs, .search_path = {}}, files, diagnostics);
  const names::Names names = names::resolve(program, diagnostics);
  const types::Facts facts = types::infer(program, names, diagnostics);
  const ranges::RangeFacts ranges = ranges::compute(program, names, facts);
  const effects::EffectFacts effects = effects::compute(program, names, facts, ranges);
  const representation::Representations representations(program, names, facts, effects, ranges);
  cpp::Arena arena;
  Output output;
  for (const lower::LoweredModule& module : lower::lower(program, names, facts, effects, ranges, representations, arena, diagnostics)) {
    output.headers[module.file_stem] = cpp::print(module.header);
    output.sources[module.file_stem] = cpp::print(module.source);
  }
  for (const source::Diagnostic& one : diagnostics.all()) {
    output.problems += std::string(source::info(one.code).text) + " " + one.message + "\n";
  }
  std::filesystem::remove_all(folder);
  return output;
}

void check_fragment(const std::string& text, const std::string& fragment) {
  CAPTURE(text);
  CHECK_MESSAGE(text.find(fragment) != std::string::npos, fragment);
}

struct Row {
  std::string python;
  std::vector<std::string> fragments;  ///< of the header or the source
};

const Row rows[] = {
    // modules
    {"\"\"\"Sells things.\"\"\"\n", {"/// Sells things.\n#pragma once\n", "#include \"shop.hpp\"\n", "void py_main() {}"}},
    {"LIMIT = 3\n"
     "\n"
     "\n"
     "def f():\n"
     "    return LIMIT\n"
     "\n"
     "\n"
     "print(f())\n",
     {"constexpr std::int64_t LIMIT = 3;", "return LIMIT;"}},
    {"NAME = \"a\"\n"
     "\n"
     "\n"
     "def f():\n"
     "    return NAME\n"
     "\n"
     "\n"
     "print(f())\n",
     {"constexpr py::str NAME = \"a\";"}},
    {"count = 0\n"
     "\n"
     "\n"
     "def f():\n"
     "    global count\n"
     "    count += 1\n"
     "\n"
     "\n"
     "f()\n"
     "print(count)\n",
     {"std::int64_t count = 0;", "shop::count += 1;"}},
    {"if __name__ == \"__main__\":\n"
     "    print(1)\n",
     {"void py_main() { py::print(1); }"}},
    // functions
    {"def add(a, b=2):\n"
     "    \"\"\"Adds.\"\"\"\n"
     "    return a + b\n"
     "\n"
     "\n"
     "print(add(1), add(1, 3))\n",
     {"/// Adds.\nstd::int64_t add(std::int64_t a, std::int64_t b = 2) { return a + b; }", "add(1)"}},
    {"def f(xs=[]):\n"
     "    xs.append(1)\n"
     "    return xs\n"
     "\n"
     "\n"
     "print(f(), f())\n",
     {"f(const py::list<std::int64_t>& xs = f_xs_default)", "f_xs_default = py::list<std::int64_t>{};"}},
    {"def f(n):\n"
     "    return 1 if n == 0 else f(n - 1)\n"
     "\n"
     "\n"
     "print(f(3))\n",
     {"py::check_stack();"}},
    {"def f(text):\n"
     "    return text.upper()\n"
     "\n"
     "\n"
     "print(f(\"a\"))\n",
     {"py::str f(const py::str& text)"}},
    {"def f(n):\n"
     "    n += 1\n"
     "    return n\n"
     "\n"
     "\n"
     "print(f(1))\n",
     {"f(std::int64_t n)", "n += 1;"}},
    {"def f(*args):\n"
     "    return len(args)\n"
     "\n"
     "\n"
     "print(f(1, 2))\n",
     {"const py::tuple<std::int64_t>& args = {}"}},
    {"def f():\n"
     "    for i in range(3):\n"
     "        yield i\n"
     "\n"
     "\n"
     "print(list(f()))\n",
     {"py::generator<std::int64_t> f() {", "co_yield i;"}},
    {"def f():\n"
     "    def inner(n):\n"
     "        return n * 2\n"
     "\n"
     "    return inner(3)\n"
     "\n"
     "\n"
     "print(f())\n",
     {"const auto inner = [](std::int64_t n) "}},
    {"def f(k):\n"
     "    def inner(n):\n"
     "        return n * k\n"
     "\n"
     "    return inner\n"
     "\n"
     "\n"
     "print(f(2)(3))\n",
     {"py::function<std::int64_t(std::int64_t)> f(std::int64_t k)", "[k](std::int64_t n)"}},
    {"def f(n):\n"
     "    return n + 1\n"
     "\n"
     "\n"
     "g = f\n"
     "f = abs\n"
     "print(g(1), f(-1))\n",
     {"py::function<std::int64_t(std::int64_t)> f = [](std::int64_t n)"}},
    {"from functools import lru_cache\n"
     "\n"
     "\n"
     "@lru_cache(maxsize=None)\n"
     "def f(n):\n"
     "    return n if n < 2 else f(n - 1) + f(n - 2)\n"
     "\n"
     "\n"
     "print(f(10))\n",
     {"f_uncached(", "static py::functools::lru_cache<", "cache(py::None);", "return cache(f_uncached, n);"}},
    // classes
    {"class P:\n"
     "    \"\"\"A place.\"\"\"\n"
     "\n"
     "    def __init__(self, x, name):\n"
     "        self.x = x\n"
     "        self.name = name\n"
     "        self.seen = []\n"
     "\n"
     "\n"
     "p = P(1, \"a\")\n"
     "p.seen.append(2)\n"
     "print(p.x, p.name)\n",
     {"/// A place.\nclass P : public py::Object {", "P(std::int64_t x, py::str name) : x(x), name(std::move(name)) {}", "std::int64_t x;", "py::str name;",
      "py::vector<std::int64_t> seen;"}},
    {"class P:\n"
     "    def __init__(self):\n"
     "        self.count = 0\n"
     "\n"
     "    def get(self):\n"
     "        return self.count\n"
     "\n"
     "    def add(self):\n"
     "        self.count += 1\n"
     "\n"
     "\n"
     "p = P()\n"
     "p.add()\n"
     "print(p.get())\n",
     {"std::int64_t get() const { return count; }", "void add() { count += 1; }", "std::int64_t count = 0;", "py::make<P>()"}},
    {"class A:\n"
     "    def f(self):\n"
     "        return 1\n"
     "\n"
     "\n"
     "class B(A):\n"
     "    def f(self):\n"
     "        return 2\n"
     "\n"
     "\n"
     "for x in [A(), B()]:\n"
     "    print(x.f())\n",
     {"class B : public A {", "virtual std::int64_t f() const {", "std::int64_t f() const override {"}},
    {"class A:\n"
     "    def __init__(self, n):\n"
     "        self.n = n\n"
     "\n"
     "\n"
     "class B(A):\n"
     "    def __init__(self):\n"
     "        super().__init__(3)\n"
     "        self.m = self.n + 1\n"
     "\n"
     "\n"
     "print(B().m)\n",
     {"B() : A(3), m(n + 1) {}"}},
    {"class A:\n"
     "    def __init__(self, keep):\n"
     "        keep.append(self)\n"
     "\n"
     "\n"
     "xs = []\n"
     "A(xs)\n"
     "print(len(xs))\n",
     {"void py_init(", "A::py_init("}},
    {"class A:\n"
     "    limit = 3\n"
     "\n"
     "    def f(self):\n"
     "        return self.limit\n"
     "\n"
     "\n"
     "print(A().f())\n",
     {"static constexpr std::int64_t limit = 3;"}},
    {"class A:\n"
     "    made = 0\n"
     "\n"
     "    def __init__(self):\n"
     "        A.made += 1\n"
     "\n"
     "\n"
     "A()\n"
     "print(A.made)\n",
     {"static inline std::int64_t made = 0;"}},
    {"class A:\n"
     "    @staticmethod\n"
     "    def f(n):\n"
     "        return n\n"
     "\n"
     "    @property\n"
     "    def g(self):\n"
     "        return 1\n"
     "\n"
     "\n"
     "print(A.f(2), A().g)\n",
     {"static std::int64_t f(std::int64_t n)", "std::int64_t g() const {"}},
    {"class V:\n"
     "    def __init__(self, x):\n"
     "        self.x = x\n"
     "\n"
     "    def __add__(self, other):\n"
     "        return V(self.x + other.x)\n"
     "\n"
     "    def __repr__(self):\n"
     "        return f\"V({self.x})\"\n"
     "\n"
     "\n"
     "print(V(1) + V(2))\n",
     {"operator+(const py::ref<V>& other) const", "py::str py_repr() const override {"}},
    {"def logged(f):\n"
     "    def wrapper(*args):\n"
     "        return f(*args)\n"
     "    return wrapper\n"
     "\n"
     "\n"
     "class A:\n"
     "    @logged\n"
     "    def f(self, n):\n"
     "        return n\n"
     "\n"
     "\n"
     "print(A().f(2))\n",
     {"f_undecorated(", "A::f = logged("}},
    {"class E(ValueError):\n"
     "    pass\n"
     "\n"
     "\n"
     "try:\n"
     "    raise E(\"x\")\n"
     "except E as e:\n"
     "    print(e)\n",
     {"class E : public virtual py::ValueError {", "using py::ValueError::ValueError;"}},
    {"class E(Exception):\n"
     "    def __init__(self, code):\n"
     "        super().__init__(f\"code {code}\")\n"
     "        self.code = code\n"
     "\n"
     "\n"
     "try:\n"
     "    raise E(3)\n"
     "except E as e:\n"
     "    print(e, e.code)\n",
     {"explicit E(std::int64_t code)", "set_args(py::format(\"code {}\", code));", "throw E(3);"}},
    {"from abc import ABC, abstractmethod\n"
     "\n"
     "\n"
     "class S(ABC):\n"
     "    @abstractmethod\n"
     "    def area(self):\n"
     "        raise NotImplementedError\n"
     "\n"
     "\n"
     "class Q(S):\n"
     "    def area(self):\n"
     "        return 2\n"
     "\n"
     "\n"
     "print(Q().area())\n",
     {"class Q : public S {", "area() const override { return 2; }"}},
    // data classes, named tuples, enumerations
    {"from dataclasses import dataclass\n"
     "\n"
     "\n"
     "@dataclass(order=True)\n"
     "class V:\n"
     "    first: int\n"
     "    second: int = 0\n"
     "\n"
     "\n"
     "print(V(1) < V(1, 2))\n",
     {"struct V : py::Dataclass<V, py::ordered> {", "explicit V(std::int64_t first, std::int64_t second = 0)", "static constexpr auto py_fields = std::tuple(",
      "py::field(\"first\", &V::first)"}},
    {"from dataclasses import dataclass, field\n"
     "\n"
     "\n"
     "@dataclass\n"
     "class V:\n"
     "    xs: list = field(default_factory=list)\n"
     "\n"
     "\n"
     "v = V()\n"
     "v.xs.append(1)\n"
     "print(v)\n",
     {"explicit V(py::list<std::int64_t> xs = {})"}},
    {"from typing import NamedTuple\n"
     "\n"
     "\n"
     "class P(NamedTuple):\n"
     "    x: float\n"
     "    y: float\n"
     "\n"
     "\n"
     "print(P(1.0, 2.0))\n",
     {"struct P : py::NamedTuple<P> {", "P(double x, double y)", "P{1.0, 2.0}"}},
    {"from enum import Enum\n"
     "\n"
     "\n"
     "class C(Enum):\n"
     "    RED = 1\n"
     "    BLUE = 2\n"
     "\n"
     "\n"
     "print(C.RED, list(C))\n",
     {"class C : public py::Enum<C, py::Int> {", "static inline py::ref<C> RED;", "C::RED = C::define(\"RED\", 1);"}},
};

}  // namespace

TEST_CASE("declarations come out as C++ declarations") {
  for (const Row& row : rows) {
    CAPTURE(row.python);
    const Output output = translate({{"shop", row.python}});
    CHECK(output.problems == "");
    for (const std::string& fragment : row.fragments) {
      check_fragment(output.headers.at("shop") + output.sources.at("shop"), fragment);
    }
  }
}

TEST_CASE("a header declares what other modules use") {
  const Output output = translate({{"shop", "from goods import LIMIT, count, price\n\nprint(price(2), LIMIT, count)\n"},
                                   {"goods", "LIMIT = 3\ncount = len('abc')\n\n\ndef price(n):\n    return n * LIMIT\n"}});
  CHECK(output.problems == "");
  check_fragment(output.headers.at("goods"), "std::int64_t price(std::int64_t n);");
  check_fragment(output.headers.at("goods"), "inline constexpr std::int64_t LIMIT = 3;");
  check_fragment(output.headers.at("goods"), "extern std::int64_t count;");
  check_fragment(output.sources.at("goods"), "std::int64_t price(std::int64_t n) { return n * LIMIT; }");
  check_fragment(output.sources.at("shop"), "#include \"goods.hpp\"\n");
  check_fragment(output.sources.at("shop"), "goods::price(2)");
}

TEST_CASE("what is not supported is reported and nothing else happens") {
  const Output output = translate({{"shop", "def deco(f):\n    return f\n\n\nclass A:\n    @deco\n    @staticmethod\n    def f():\n        return 1\n\n\nprint(A.f())\n"}});
  check_fragment(output.problems, "K0401");
}

TEST_CASE("comments are kept") {
  const Output output = translate({{"shop",
                                    "# first\nLIMIT = 3  # a limit\n\n\n# makes\ndef f():\n    # inside\n    return LIMIT  # why\n\n\nclass A:\n    # of the class\n"
                                    "    def __init__(self):\n        self.x = 1  # a field\n\n\nprint(f(), A().x)\n# last\n"}});
  const std::string text = output.headers.at("shop") + output.sources.at("shop");
  for (const char* comment : {"// first", "// a limit", "// makes", "// inside", "// why", "// of the class", "// a field", "// last"}) {
    check_fragment(text, comment);
  }
}
