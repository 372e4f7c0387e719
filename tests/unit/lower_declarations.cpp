/// Declarations: Python in, fragments of the C++ that must come out.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include "cpp/print.hpp"
#include "lower/lower.hpp"
#include "types/infer.hpp"

namespace {

using namespace krait;

struct Output {
  std::string header;
  std::string source;
  std::string problems;
};

Output translate(const std::string& python) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("krait_lower_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::filesystem::path entry = folder / "shop.py";
  std::ofstream(entry) << python;
  const std::filesystem::path stubs = std::filesystem::path(__FILE__).parent_path() / ".." / ".." / "pylib" / "stubs";
  source::FileTable files;
  source::Diagnostics diagnostics;
  const program::Program program = program::load(entry, {.stub_directory = stubs, .search_path = {}}, files, diagnostics);
  const names::Names names = names::resolve(program, diagnostics);
  const types::Facts facts = types::infer(program, names, diagnostics);
  const ranges::RangeFacts ranges = ranges::compute(program, names, facts);
  const effects::EffectFacts effects = effects::compute(program, names, facts, ranges);
  const representation::Representations representations(program, names, facts, effects, ranges);
  cpp::Arena arena;
  const auto modules = lower::lower(program, names, facts, effects, ranges, representations, arena, diagnostics);
  Output output{cpp::print(modules.back().header), cpp::print(modules.back().source), {}};
  for (const source::Diagnostic& one : diagnostics.all()) {
    output.problems += std::string(source::info(one.code).text) + " " + one.message + "\n";
  }
  std::filesystem::remove_all(folder);
  return output;
}

struct Row {
  const char* python;
  std::vector<const char*> header;
  std::vector<const char*> source;
};

const Row rows[] = {
    // modules
    {"\"\"\"Sells things.\"\"\"\n", {"/// Sells things.\n#pragma once\n"}, {"#include \"shop.hpp\"\n", "void py_main() {}"}},
    {"LIMIT = 3\n\n\ndef f():\n    return LIMIT\n\n\nprint(f())\n", {"inline constexpr std::int64_t LIMIT = 3;"}, {"return LIMIT;"}},
    {"NAME = \"a\"\n\n\ndef f():\n    return NAME\n\n\nprint(f())\n", {"inline constexpr py::str NAME = \"a\";"}, {}},
    {"count = 0\n\n\ndef f():\n    global count\n    count += 1\n\n\nf()\nprint(count)\n",
     {"extern std::int64_t count;"},
     {"std::int64_t count = 0;", "count += 1;"}},
    {"if __name__ == \"__main__\":\n    print(1)\n", {}, {"void py_main() {\n  py::print(1);\n}"}},
    // functions
    {"def add(a, b=2):\n    \"\"\"Adds.\"\"\"\n    return a + b\n\n\nprint(add(1), add(1, 3))\n",
     {"/// Adds.\n[[nodiscard]] std::int64_t add(std::int64_t a, std::int64_t b = 2);"},
     {"std::int64_t add(std::int64_t a, std::int64_t b) {\n  return a + b;\n}", "add(1)"}},
    {"def f(xs=[]):\n    xs.append(1)\n    return xs\n\n\nprint(f(), f())\n", {"extern py::list<std::int64_t> f_xs_default;", "xs = f_xs_default)"}, {"f_xs_default = "}},
    {"def f(n):\n    return 1 if n == 0 else f(n - 1)\n\n\nprint(f(3))\n", {}, {"py::check_stack();"}},
    {"def f(text):\n    return text.upper()\n\n\nprint(f(\"a\"))\n", {"py::str f(const py::str& text);"}, {}},
    {"def f(n):\n    n += 1\n    return n\n\n\nprint(f(1))\n", {"f(std::int64_t n)"}, {"n += 1;"}},
    {"def f(*args):\n    return len(args)\n\n\nprint(f(1, 2))\n", {"const py::tuple<std::int64_t>& args = {}"}, {}},
    {"def f():\n    for i in range(3):\n        yield i\n\n\nprint(list(f()))\n", {"py::generator<std::int64_t> f();"}, {"co_yield i;"}},
    {"def f():\n    def inner(n):\n        return n * 2\n\n    return inner(3)\n\n\nprint(f())\n", {}, {"const auto inner = [](std::int64_t n) "}},
    {"def f(k):\n    def inner(n):\n        return n * k\n\n    return inner\n\n\nprint(f(2)(3))\n", {"py::function<std::int64_t(std::int64_t)> f(std::int64_t k);"}, {"[k](std::int64_t n)"}},
    {"from functools import lru_cache\n\n\n@lru_cache(maxsize=None)\ndef f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n\n\nprint(f(10))\n",
     {},
     {"f_uncached(", "static py::functools::lru_cache<", "cache(py::None);", "return cache(f_uncached, n);"}},
    // classes
    {"class P:\n    \"\"\"A place.\"\"\"\n\n    def __init__(self, x, name):\n        self.x = x\n        self.name = name\n        self.seen = []\n\n\np = P(1, \"a\")\np.seen.append(2)\nprint(p.x, p.name)\n",
     {"/// A place.\nclass P : public py::Object {", "P(std::int64_t x, py::str name)", ": x(x), name(std::move(name)) {}", "std::int64_t x;", "py::str name;", "py::list<std::int64_t> seen;"},
     {}},
    {"class P:\n    def __init__(self):\n        self.count = 0\n\n    def get(self):\n        return self.count\n\n    def add(self):\n        self.count += 1\n\n\np = P()\np.add()\nprint(p.get())\n",
     {"std::int64_t get() const {\n    return count;", "void add() {\n    count += 1;", "std::int64_t count = 0;"},
     {"py::make<P>()"}},
    {"class A:\n    def f(self):\n        return 1\n\n\nclass B(A):\n    def f(self):\n        return 2\n\n\nfor x in [A(), B()]:\n    print(x.f())\n",
     {"class B : public A {", "virtual std::int64_t f() const {", "std::int64_t f() const override {"},
     {}},
    {"class A:\n    def __init__(self, n):\n        self.n = n\n\n\nclass B(A):\n    def __init__(self):\n        super().__init__(3)\n        self.m = self.n + 1\n\n\nprint(B().m)\n",
     {": A(3), m("},
     {}},
    {"class A:\n    def __init__(self, keep):\n        keep.append(self)\n\n\nxs = []\nA(xs)\nprint(len(xs))\n", {"void py_init("}, {"A::py_init("}},
    {"class A:\n    limit = 3\n\n    def f(self):\n        return self.limit\n\n\nprint(A().f())\n", {"static constexpr std::int64_t limit = 3;"}, {}},
    {"class A:\n    made = 0\n\n    def __init__(self):\n        A.made += 1\n\n\nA()\nprint(A.made)\n", {"static inline std::int64_t made = 0;"}, {}},
    {"class A:\n    @staticmethod\n    def f(n):\n        return n\n\n    @property\n    def g(self):\n        return 1\n\n\nprint(A.f(2), A().g)\n", {"static std::int64_t f(std::int64_t n)", "std::int64_t g() const {"}, {}},
    {"class V:\n    def __init__(self, x):\n        self.x = x\n\n    def __add__(self, other):\n        return V(self.x + other.x)\n\n    def __repr__(self):\n        return f\"V({self.x})\"\n\n\nprint(V(1) + V(2))\n",
     {"operator+(const py::ref<V>& other) const", "py::str py_repr() const override {"},
     {}},
    {"class E(ValueError):\n    pass\n\n\ntry:\n    raise E(\"x\")\nexcept E as e:\n    print(e)\n", {"class E : public virtual py::ValueError {", "using py::ValueError::ValueError;"}, {}},
    {"class E(Exception):\n    def __init__(self, code):\n        super().__init__(f\"code {code}\")\n        self.code = code\n\n\ntry:\n    raise E(3)\nexcept E as e:\n    print(e, e.code)\n",
     {"explicit E(std::int64_t code)", "set_args(py::format(\"code {}\", code));"},
     {"throw E(3);"}},
    {"from abc import ABC, abstractmethod\n\n\nclass S(ABC):\n    @abstractmethod\n    def area(self): ...\n\n\nclass Q(S):\n    def area(self):\n        return 2\n\n\nprint(Q().area())\n", {"virtual std::int64_t area() const = 0;", "std::int64_t area() const override {"}, {}},
    // data classes, named tuples, enumerations
    {"from dataclasses import dataclass\n\n\n@dataclass(order=True)\nclass V:\n    major: int\n    minor: int = 0\n\n\nprint(V(1) < V(1, 2))\n",
     {"class V : public py::Dataclass<V, py::ordered> {", "explicit V(std::int64_t major, std::int64_t minor = 0)", "static constexpr auto py_fields = std::tuple(", "py::field(\"major\", &V::major)"},
     {}},
    {"from dataclasses import dataclass, field\n\n\n@dataclass\nclass V:\n    xs: list = field(default_factory=list)\n\n\nv = V()\nv.xs.append(1)\nprint(v)\n", {"explicit V(py::list<std::int64_t> xs = {})"}, {}},
    {"from typing import NamedTuple\n\n\nclass P(NamedTuple):\n    x: float\n    y: float\n\n\nprint(P(1.0, 2.0))\n", {"struct P : public py::NamedTuple<P> {", "P(double x, double y)"}, {"P{1.0, 2.0}"}},
    {"from enum import Enum\n\n\nclass C(Enum):\n    RED = 1\n    BLUE = 2\n\n\nprint(C.RED, list(C))\n", {"class C : public py::Enum<C, py::Int> {", "static inline py::ref<C> RED;"}, {"C::RED = C::define(\"RED\", 1);"}},
};

}  // namespace

TEST_CASE("declarations come out as C++ declarations") {
  for (const Row& row : rows) {
    CAPTURE(row.python);
    const Output output = translate(row.python);
    CHECK(output.problems.empty());
    for (const char* fragment : row.header) {
      CAPTURE(output.header);
      CHECK_MESSAGE(output.header.find(fragment) != std::string::npos, fragment);
    }
    for (const char* fragment : row.source) {
      CAPTURE(output.source);
      CHECK_MESSAGE(output.source.find(fragment) != std::string::npos, fragment);
    }
  }
}

TEST_CASE("comments are kept") {
  const Output output = translate("# first\nLIMIT = 3  # a limit\n\n\n# makes\ndef f():\n    # inside\n    return LIMIT  # why\n\n\nclass A:\n    # of the class\n    def __init__(self):\n        self.x = 1  # a field\n\n\nprint(f(), A().x)\n# last\n");
  for (const char* text : {"// first", "// a limit", "// of the class", "// a field"}) {
    CHECK_MESSAGE(output.header.find(text) != std::string::npos, text);
  }
  for (const char* text : {"// makes", "// inside", "// why", "// last"}) {
    CHECK_MESSAGE(output.source.find(text) != std::string::npos, text);
  }
}
