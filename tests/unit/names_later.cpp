/// Names that code run later sees: captures, globals, other modules.
#include "names_table.hpp"

using namespace krait;
using krait::test::check;
using krait::test::check_dump;
using krait::test::Project;
using krait::test::Sources;
using krait::test::with_stubs;

TEST_CASE("whether an inner function may see a name unbound") {
  check({
      {"called before", "def f():\n    def g():\n        print(v)\n    g()\n    v = 1\n", {"v#0 cell maybe-unbound  defined 5:5  used 3:15?"}},
      {"called after", "def f():\n    def g():\n        print(v)\n    v = 1\n    g()\n", {"v#0 cell  defined 4:5  used 3:15"}},
      {"returned, bound on one way", "def f(c):\n    def g():\n        print(v)\n    if c:\n        v = 1\n    return g\n", {"v#0 cell maybe-unbound  defined 5:9  used 3:15?"}},
      {"mutual recursion",
       "def f(n):\n    def even(n):\n        return n == 0 or odd(n - 1)\n    def odd(n):\n        return n != 0 and even(n - 1)\n    return even(n)\n",
       {"even: captured function", "odd: captured rebound-after-capture function", "odd#0 cell  defined 4:9  used 3:26",
        "even#0 at-definition line 2  defined 2:9  used 6:12 5:27"}},
      {"a closure in a loop over what the loop binds", "def f(xs):\n    for x in xs:\n        print(any(x > y for y in xs))\n    print(1)\n", {"x#0 cell  defined 2:9  used 3:19"}},
      {"deleted names", "def f():\n    x = 1\n    def g():\n        return x\n    g()\n    del x\n", {"x#0 cell maybe-unbound deleted  defined 2:5  used 4:16?"}},
      {"called on two ways, bound on one",
       "def f(c):\n    def g():\n        print(v)\n    if c:\n        v = 1\n        g()\n    else:\n        g()\n",
       {"v#0 cell maybe-unbound  defined 5:9  used 3:15?"}},
  });
}

TEST_CASE("whether a function may see a global unbound") {
  check({
      {"constants after the functions that use them", "def a():\n    return X\ndef b():\n    return a()\nX = 1\nb()\n", {"X#0 global  defined 5:1  used 2:12"}},
      {"a table of functions calls nothing", "def a():\n    return X\nT = {'a': a}\nX = 1\nT['a']()\n", {"X#0 global  defined 4:1  used 2:12"}},
      {"an unrelated call", "def a():\n    return X\nprint(1)\nX = 1\na()\n", {"X#0 global  defined 4:1  used 2:12"}},
      {"a call before", "def a():\n    return X\na()\nX = 1\n", {"X#0 global maybe-unbound  defined 4:1  used 2:12?"}},
      {"a call through another function", "def a():\n    return X\ndef b():\n    return a()\nb()\nX = 1\n", {"X#0 global maybe-unbound  defined 6:1  used 2:12?"}},
      {"a call through a value", "def a():\n    return X\nt = [a]\nt[0]()\nX = 1\n", {"X#0 global maybe-unbound  defined 5:1  used 2:12?"}},
      {"never bound on one way", "import sys\ndef a():\n    return X\nif sys.argv:\n    X = 1\na()\n", {"X#0 global maybe-unbound  defined 5:5  used 3:12?"}},
      {"bound and called inside the main guard", "def a():\n    return X\nif __name__ == '__main__':\n    X = 1\n    a()\n", {"X#0 global  defined 4:5  used 2:12"}},
      {"methods run once their class is named", "class C:\n    def m(self):\n        return X\nX = 1\nC().m()\n", {"X#0 global  defined 4:1  used 3:16"}},
      {"operators of a class", "class C:\n    def __add__(self, o):\n        return X\nc = C()\nX = c + 1\n", {"X#0 global maybe-unbound  defined 5:1  used 3:16?"}},
      {"inherited methods", "class B:\n    def m(self):\n        return X\nclass C(B):\n    pass\nC().m()\nX = 1\n", {"X#0 global maybe-unbound  defined 7:1  used 3:16?"}},
      {"library decorators do not call", "from functools import cache\n@cache\ndef a():\n    return X\nX = 1\na()\n", {"X#0 global  defined 5:1  used 4:12"}},
      {"nor do the program's that only wrap",
       "from functools import wraps\ndef deco(f):\n    @wraps(f)\n    def w(n):\n        return f(n)\n    return w\n@deco\ndef fib(n):\n    return fib(n - 1)\nfib(3)\n",
       {"fib#0 global  defined 8:5  used 10:1 9:12"}},
      {"or make such",
       "def deco(k):\n    def inner(f):\n        return f\n    return inner\n@deco(1)\ndef fib(n):\n    return fib(n - 1)\nfib(3)\n",
       {"fib#0 global  defined 6:5  used 8:1 7:12"}},
      {"others may", "def deco(f):\n    f()\n    return f\n@deco\ndef a():\n    return X\nX = 1\n", {"X#0 global maybe-unbound  defined 7:1  used 6:12?"}},
      {"properties",
       "class C:\n    @property\n    def p(self):\n        return X\n    @p.setter\n    def p(self, v):\n        print(X)\nX = 1\nC().p\n",
       {"X#0 global  defined 8:1  used 4:16 7:15"}},
      {"Enum calls `__init__` when the class is made",
       "from enum import Enum\nclass E(Enum):\n    A = 1\n    def __init__(self, n):\n        print(X)\nX = 1\n",
       {"X#0 global maybe-unbound  defined 6:1  used 5:15?"}},
      {"assigned by the function itself", "def a():\n    global X\n    X = 1\n    return X\na()\nprint(X)\n", {"X#0 global maybe-unbound  defined 3:5  used 6:7? 4:12"}},
      {"deleted by some function", "X = 1\ndef a():\n    return X\ndef b():\n    global X\n    del X\n", {"X#0 global maybe-unbound deleted  defined 1:1  used 3:12?"}},
      {"never called in its module", "def a():\n    return X\nX = 1\n", {"X#0 global  defined 3:1  used 2:12"}},
  });
}

namespace {

struct ModulesCase {
  const char* rule;
  Sources sources;
  std::vector<std::string> lines;
  const char* problems;
};

}  // namespace

TEST_CASE("names of other modules") {
  const std::vector<ModulesCase> table = {
      {"m.x",
       {{"main.py", "import m\nprint(m.x)\n"}, {"m.py", "x = 1\ny = 2\nprint(y)\n"}},
       {"x: read-elsewhere", "x#0 global  defined 1:1", "y:", "y#0 at-definition line 2  defined 2:1  used 3:7"},
       ""},
      {"p.q.x through packages", {{"main.py", "import p.q\nprint(p.q.x)\n"}, {"p/__init__.py", "q1 = 1\n"}, {"p/q.py", "x = 1\n"}}, {"x: read-elsewhere", "q1:"}, ""},
      {"m.x = 1", {{"main.py", "import m\nm.x = 1\n"}, {"m.py", "x = 0\n"}}, {"x: read-elsewhere rebound-by-inner"}, ""},
      {"from m import x", {{"main.py", "from m import x as z\nprint(z)\n"}, {"m.py", "x = 1\n"}}, {"x: read-elsewhere", "z: imported"}, ""},
      {"a module as a value", {{"main.py", "import m\nprint(m)\n"}, {"m.py", "x = 1\n"}}, {"x: read-elsewhere"}, ""},
      {"star",
       {{"main.py", "from m import *\nprint(x, y)\ndef f(): return y\n"}, {"m.py", "x = 1\ny = 2\n_z = 3\n"}},
       {"x: imported", "x#0 at-definition line 1  defined 1:15  used 2:7", "y: read-elsewhere imported", "_z:"},
       ""},
      {"star with __all__",
       {{"main.py", "from m import *\nprint(_z)\n"}, {"m.py", "__all__ = ['_z']\nx = 1\n_z = 3\n"}},
       {"_z: imported", "_z#0 at-definition line 1  defined 1:15  used 2:7", "x:"},
       ""},
      {"star of star",
       {{"main.py", "from a import *\nprint(x)\n"}, {"a.py", "from b import *\n"}, {"b.py", "from a import *\nx = 1\n"}},
       {"x#0 at-definition line 1  defined 1:15  used 2:7"},
       ""},
      {"star of a stub leaves its imports out",
       {{"main.py", "from sys import *\nprint(argv, NoReturn)\n"}},
       {"argv#0 at-definition line 1  defined 1:17  used 2:7", "builtin names print@2:1 NoReturn@2:13"},
       "main.py:2:13 K0301 name `NoReturn` is not defined\n"},
      {"a name that the module has not",
       {{"main.py", "from m import x, y\ntry:\n    from m import z\nexcept ImportError:\n    z = 1\n"}, {"m.py", "x = 1\n"}},
       {},
       "main.py:1:18 K0302 cannot import name `y` from `m`\n"},
      {"a name that the library has not", {{"main.py", "from sys import nothing\n"}}, {}, "main.py:1:17 K0303 krait's library has no `nothing` in `sys`\n"},
      {"a package's own submodule", {{"main.py", "from p import m\nprint(m.x)\n"}, {"p/__init__.py", "from . import m\n"}, {"p/m.py", "x = 1\n"}}, {"x: read-elsewhere"}, ""},
      {"maybe unbound for importers",
       {{"main.py", "from m import x\n"}, {"m.py", "import sys\nif sys.argv:\n    x = 1\n"}},
       {"x: read-elsewhere maybe-unbound-at-end", "x#0 global maybe-unbound  defined 3:5"},
       ""},
      {"an import cycle sees what is bound so far",
       {{"main.py", "import a\n"}, {"a.py", "x = 1\nimport b\ny = 2\n"}, {"b.py", "import a\nprint(a.x, a.y)\n"}},
       {"x#0 global  defined 1:1", "y#0 global maybe-unbound  defined 3:1"},
       ""},
  };
  for (const ModulesCase& example : table) {
    CAPTURE(example.rule);
    Project project(with_stubs(example.sources));
    const names::Names names = names::resolve(project.program, project.diagnostics);
    CHECK_EQ(project.problems(), example.problems);
    check_dump(project, names, example.lines);
  }
}

TEST_CASE("star imports say what they bind") {
  Project project(with_stubs({{"main.py", "from m import *\nprint(x)\n"}, {"m.py", "x = 1\ny = 2\n"}}));
  const names::Names names = names::resolve(project.program, project.diagnostics);
  REQUIRE_EQ(names.star_bindings.size(), 1);
  std::string bound;
  for (const names::VariableId variable : names.star_bindings.begin()->second) {
    bound += names.symbols[names.variables[variable].symbol].name + " ";
  }
  CHECK_EQ(bound, "x y ");
}

TEST_CASE("stubs are resolved too, in any order") {
  Project project(with_stubs({{"main.py", "import lib\n"}, {"stubs/lib.pyi", "def f(x: Later) -> Later: ...\ndef f(x: int) -> Later: ...\nclass Later: ...\n"}}));
  const names::Names names = names::resolve(project.program, project.diagnostics);
  CHECK_EQ(project.problems(), "");
  const auto scope = names.scope_of_module[project.program.find("lib")->id];
  const names::Symbol* function = names.find(scope, "f");
  REQUIRE(function != nullptr);
  CHECK(function->is_function);
  CHECK_EQ(names.variables[function->variables.front()].definitions.size(), 2);
  const names::Symbol* later = names.find(scope, "Later");
  REQUIRE(later != nullptr);
  CHECK_FALSE(names.variables[later->variables.front()].maybe_unbound);
  CHECK_EQ(names.variables[later->variables.front()].uses.size(), 3);
  CHECK_EQ(names.find(scope, "nothing"), nullptr);
}
