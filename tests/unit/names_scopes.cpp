#include "names_table.hpp"

using namespace krait;
using krait::test::check;
using krait::test::NamesCase;
using krait::test::Project;
using krait::test::with_stubs;

TEST_CASE("which symbol a name means") {
  check({
      {"a class's names are invisible to its methods and comprehensions",
       "x = 1\nclass C:\n    x = 2\n    def m(self):\n        return x\n    y = [x for _ in range(x)]\n",
       {"x: read-elsewhere", "x#0 global  defined 1:1  used 6:10 5:16", "x#0 member  defined 3:5  used 6:27", "_#0 by-comprehension line 6  defined 6:16"}},
      {"an enclosing function before the module",
       "x = 1\ndef f():\n    x = 2\n    def g():\n        return x\n    return g\n",
       {"x: captured", "x#0 at-definition line 3  defined 3:5  used 5:16", "x#0 at-definition line 1  defined 1:1"}},
      {"a comprehension owns its targets and runs inside the function: no capture",
       "def f(n):\n    i = 0\n    return [i * n for i in range(n)], i\n",
       {"n: parameter", "n#0 parameter  defined 1:7  used 3:34 3:17", "i#0 at-definition line 2  defined 2:5  used 3:39", "i#0 by-comprehension line 3  defined 3:23  used 3:13",
        "comprehension f.<locals>.<listcomp>"}},
      {"the first iterable belongs to the enclosing scope",
       "def f(x):\n    return [x for x in x]\n",
       {"x#0 parameter  defined 1:7  used 2:24", "x#0 by-comprehension line 2  defined 2:19  used 2:13"}},
      {"a lambda captures", "def f(n):\n    return lambda m: m + n\n", {"n: parameter captured", "n#0 parameter  defined 1:7  used 2:26", "lambda f.<locals>.<lambda>"}},
      {"`:=` in a comprehension binds outside",
       "def f(xs):\n    ys = [(last := v) for v in xs]\n    return last\n",
       {"last:", "last#0 alone line 2 maybe-unbound  defined 2:12  used 3:12?"}},
      {"`:=` in a generator expression rebinds the function's variable",
       "def f(xs):\n    hit = None\n    it = ((hit := v) for v in xs)\n    return hit, it\n",
       {"hit: captured rebound-by-inner rebound-after-capture", "hit#0 cell  defined 2:5 3:12  used 4:12"}},
      {"global",
       "n = 0\ndef bump():\n    global n, made\n    n += 1\n    made = n\nbump()\nprint(n, made)\n",
       {"n: read-elsewhere rebound-by-inner", "n#0 global  defined 1:1 4:5  used 7:7 4:5 5:12", "made: read-elsewhere rebound-by-inner maybe-unbound-at-end",
        "made#0 global maybe-unbound  defined 5:5  used 7:10?"}},
      {"nonlocal",
       "def f():\n    k = 0\n    def g():\n        nonlocal k\n        k += 1\n    g()\n    return k\n",
       {"k: captured rebound-by-inner rebound-after-capture", "k#0 cell  defined 2:5 5:9  used 7:12 5:9"}},
      {"nonlocal skips classes",
       "def f():\n    k = 0\n    class C:\n        k = 1\n        def m(self):\n            nonlocal k\n            k = 2\n    return C, k\n",
       {"k#0 cell  defined 2:5 7:13  used 8:15", "k#0 member  defined 4:9"}},
      {"a function that declares a name global hides the enclosing function's",
       "x = 0\ndef f():\n    global x\n    x = 1\n    def g():\n        return x\n    return g\n",
       {"x: read-elsewhere rebound-by-inner", "x#0 global  defined 1:1 4:5  used 6:16"}},
      {"private names in a class",
       "class _Account:\n    __rate = 2\n    def get(self):\n        __t = 1\n        return __t\n",
       {"_Account__rate#0 member  defined 2:5", "__t#0 at-definition line 4  defined 4:9  used 5:16"}},
      {"a private name in a class is not the module's",
       "def __helper(): pass\nclass C:\n    def m(self):\n        return __helper()\n",
       {"__helper: function", "builtin names __helper@4:16"}},
      {"a class body reads the module's name until it binds its own",
       "limit = 10\nclass A:\n    limit = limit\n    other = limit\n",
       {"limit: read-elsewhere", "limit#0 global  defined 1:1  used 3:13", "limit#0 member  defined 3:5  used 4:13"}},
      {"or the builtin", "class A:\n    len = len\n    size = len\n", {"len#0 member  defined 2:5  used 3:12", "builtin names len@2:11"}},
      {"names that Python binds itself",
       "class A:\n    q = __qualname__\n    def m(self):\n        return __class__, __name__, __file__\n",
       {"implicit names __qualname__@2:9 __name__@4:27 __file__@4:37", "enclosing-class names __class__@4:16"}},
      {"qualified names",
       "class A:\n    class B:\n        def m(self):\n            def inner(): pass\n            return [lambda: 0 for _ in ()]\ndef f():\n    global g\n    def g(): pass\n",
       {"class A", "class A.B", "function A.B.m", "function A.B.m.<locals>.inner", "comprehension A.B.m.<locals>.<listcomp>", "lambda A.B.m.<locals>.<listcomp>.<locals>.<lambda>",
        "function g"}},
      {"type parameters",
       "class Box[T]:\n    def get(self, x: T) -> T:\n        return x\ndef first[U](xs: list[U]) -> U:\n    def inner(y: U): return y\n    return inner(xs[0])\n"
       "type Pair[K] = tuple[K, K]\n",
       {"type-parameters Box", "T#0 type-parameter", "type-parameters first", "U:", "function first.<locals>.inner", "function Box.get", "type-parameters Pair",
        "Pair#0 at-definition line 7  defined 7:6"}},
      {"annotations that are never evaluated neither use nor capture",
       "def f(x):\n    k = 1\n    y: k = x\n    def g():\n        z: k = 0\n        return z\n    return y, g\n",
       {"k:", "k#0 at-definition line 2  defined 2:5"}},
      {"annotations of parameters are evaluated by the def",
       "T = 1\nT = 2\ndef f(x: T): pass\nT = 3\nprint(T)\n",
       {"T#0 at-definition line 1  defined 1:1", "T#1 at-definition line 2  defined 2:1  used 3:10", "T#2 at-definition line 4  defined 4:1  used 5:7"}},
      {"unless the future import defers them",
       "from __future__ import annotations\ndef f(x: Later) -> Unknown:\n    return x\nclass Later: pass\n",
       {"Later: class", "Later#0 at-definition line 4  defined 4:7"}},
      {"generators",
       "def g():\n    yield 1\ndef h():\n    return (x for x in [1])\ndef k():\n    return [lambda: (yield)]\n",
       {"function g generator", "function h", "comprehension h.<locals>.<genexpr> generator", "function k", "lambda k.<locals>.<lambda> generator"}},
      {"reflection keeps one variable for each name",
       "def f():\n    x = 1\n    print(x)\n    x = 'a'\n    print(x)\n    return locals()\n",
       {"function f reflective", "x#0 at-definition line 2  defined 2:5 4:5  used 3:11 5:11"}},
      {"vars and dir of something are no reflection", "def f(x):\n    return vars(x), dir(x)\n", {"function f"}},
      {"globals() sees all of the module", "x = 1\ndef f():\n    return globals()\n", {"module reflective", "x: read-elsewhere", "function f reflective"}},
  });
}

TEST_CASE("what symbols say about their bindings") {
  check({
      {"functions and classes bound once at top level",
       "def f(): pass\nclass C: pass\nif C:\n    def g(): pass\ndef h(): pass\nh = 1\n",
       {"f: function", "C: class", "g: maybe-unbound-at-end", "h:"}},
      {"a deleted function is none", "def f(): pass\ndel f\n", {"f: maybe-unbound-at-end"}},
      {"imports", "import sys\ntry:\n    import enum as e\nexcept ImportError:\n    e = None\n", {"sys: imported", "e:"}},
      {"`import a.b` binds a", "import contextlib as c, sys\nprint(c, sys)\n", {"c: imported", "sys#0 at-definition line 1  defined 1:25  used 2:10"}},
      {"a local of the module's body", "x = 1\nprint(x)\n", {"x:", "x#0 at-definition line 1  defined 1:1  used 2:7"}},
      {"a module's name that only generator expressions see", "k = 2\nit = (x * k for x in [1])\n", {"k: read-elsewhere", "k#0 global  defined 1:1  used 2:11"}},
      {"rebound in the loop that makes the closure",
       "def f(xs):\n    out = []\n    for x in xs:\n        out.append(lambda: x)\n    return out\n",
       {"x: captured rebound-after-capture", "x#0 cell  defined 3:9  used 4:28"}},
      {"bound before the closure is made, for good",
       "def f(xs):\n    n = 1\n    n = 2\n    return lambda: n\n",
       {"n: captured", "n#0 at-definition line 2  defined 2:5 3:5  used 4:20"}},
      {"bound after the closure is made",
       "def f():\n    def g():\n        return n\n    n = 1\n    return g\n",
       {"n: captured rebound-after-capture", "n#0 cell  defined 4:5  used 3:16"}},
      {"a function that calls itself",
       "def f():\n    def g(n):\n        return g(n - 1)\n    return g\n",
       {"g: captured rebound-after-capture function", "g#0 cell  defined 2:9  used 4:12 3:16"}},
      {"a parameter that is captured and assigned later",
       "def f(n):\n    g = lambda: n\n    n += 1\n    return g\n",
       {"n: parameter captured rebound-after-capture", "n#0 parameter  defined 1:7 3:5  used 3:5 2:17"}},
  });
}

TEST_CASE("names that nobody binds") {
  Project project(with_stubs({{"main.py", "total = 1\ndef f(x):\n    return totl + unknown + print(x)\nclass C:\n    y: Missing = 1\n"}}));
  const auto names = names::resolve(project.program, project.diagnostics);
  CHECK_EQ(project.problems(),
           "main.py:3:12 K0301 name `totl` is not defined\nmain.py:3:19 K0301 name `unknown` is not defined\nmain.py:5:8 K0301 name `Missing` is not defined\n");
  CHECK_EQ(project.diagnostics.all()[0].help, "did you mean `total`?");
  CHECK_EQ(project.diagnostics.all()[1].help, "define it before this is reached, or import it");
  CHECK_FALSE(project.diagnostics.has_errors());
}

TEST_CASE("`nonlocal __class__`") {
  Project project(with_stubs({{"main.py", "class C:\n    def m(self):\n        nonlocal __class__\n        __class__ = 1\n"}}));
  const auto names = names::resolve(project.program, project.diagnostics);
  CHECK_EQ(project.problems(), "main.py:2:9 K0304 `nonlocal __class__` in a method\n");
  CHECK(names::verify(names, project.program).empty());
}

TEST_CASE("mangling") {
  CHECK_EQ(names::mangle("C", "__x"), "_C__x");
  CHECK_EQ(names::mangle("__C", "__x"), "_C__x");
  CHECK_EQ(names::mangle("C", "__x__"), "__x__");
  CHECK_EQ(names::mangle("C", "_x"), "_x");
  CHECK_EQ(names::mangle("C", "__"), "__");
  CHECK_EQ(names::mangle("___", "__x"), "__x");
}
