#include <doctest/doctest.h>

#include <algorithm>

#include "program/exports.hpp"
#include "program/imports.hpp"
#include "program/kept_stubs.hpp"
#include "program_project.hpp"

using krait::test::Project;
using krait::test::Sources;

namespace {

struct Case {
  const char* rule;
  Sources sources;
  const char* dump;      ///< with the folder's name taken out
  const char* problems;  ///< see Project::problems
};

const std::vector<Case>& cases() {
  static const std::vector<Case> table = {
      {"the entry comes first, builtins second", {{"main.py", "x = 1\n"}}, "0 main user entry main.py\n1 builtins stub stubs/builtins.pyi\norder main\n", ""},
      {"modules in order of discovery, imports without repetition, imported before importer",
       {{"main.py", "import b\nimport a, b\n"}, {"a.py", "import b\n"}, {"b.py", ""}},
       "0 main user entry main.py imports b, a\n1 builtins stub stubs/builtins.pyi\n2 b user b.py\n3 a user a.py imports b\norder b a main\n",
       ""},
      {"imports inside functions, classes and branches count",
       {{"main.py", "def f():\n    import a\nclass C:\n    import b\nif 1:\n    pass\nelif 2:\n    import c\n"}, {"a.py", ""}, {"b.py", ""}, {"c.py", ""}},
       "0 main user entry main.py imports a, b, c\n1 builtins stub stubs/builtins.pyi\n2 a user a.py\n3 b user b.py\n4 c user c.py\norder a b c main\n",
       ""},
      {"a.b loads a and a.b",
       {{"main.py", "import a.b as c\n"}, {"a/__init__.py", ""}, {"a/b.py", ""}},
       "0 main user entry main.py imports a, a.b\n1 builtins stub stubs/builtins.pyi\n2 a user package a/__init__.py\n3 a.b user a/b.py\norder a a.b main\n",
       ""},
      {"relative imports start at the module's package",
       {{"main.py", "import p.q.r\n"},
        {"p/__init__.py", ""},
        {"p/s.py", ""},
        {"p/q/__init__.py", "from . import r\n"},
        {"p/q/r.py", "from .. import s\nfrom ..s import x\nfrom . import t\n"},
        {"p/q/t.py", ""}},
       "0 main user entry main.py imports p, p.q, p.q.r\n1 builtins stub stubs/builtins.pyi\n2 p user package p/__init__.py\n"
       "3 p.q user package p/q/__init__.py imports p, p.q.r\n4 p.q.r user p/q/r.py imports p, p.s, p.q, p.q.t\n5 p.s user p/s.py\n6 p.q.t user p/q/t.py\n"
       "order p p.s p.q.t p.q.r p.q main\n",
       ""},
      {"a package's own name hides its submodule",
       {{"main.py", "from p import x, y\n"}, {"p/__init__.py", "x = 1\n"}, {"p/x.py", ""}, {"p/y.py", ""}},
       "0 main user entry main.py imports p, p.y\n1 builtins stub stubs/builtins.pyi\n2 p user package p/__init__.py\n3 p.y user p/y.py\norder p p.y main\n",
       ""},
      {"a star import loads the submodules that __all__ names",
       {{"main.py", "from p import *\n"}, {"p/__init__.py", "__all__ = ['x'] + ['y']\ny = 1\n"}, {"p/x.py", ""}, {"p/y.py", ""}},
       "0 main user entry main.py imports p, p.x\n1 builtins stub stubs/builtins.pyi\n2 p user package p/__init__.py\n3 p.x user p/x.py\norder p p.x main\n",
       ""},
      {"a package before a module, Python before stubs, the program's folder before the search path and the library",
       {{"main.py", "import a, b, c, d\n"},
        {"a.py", ""},
        {"a/__init__.py", ""},
        {"b.py", ""},
        {"b.pyi", ""},
        {"path/b.py", ""},
        {"stubs/b.pyi", ""},
        {"path/c.pyi", ""},
        {"stubs/c.pyi", ""},
        {"stubs/d.pyi", ""}},
       "0 main user entry main.py imports a, b, c, d\n1 builtins stub stubs/builtins.pyi\n2 a user package a/__init__.py\n3 b user b.py\n"
       "4 c stub path/c.pyi\n5 d stub stubs/d.pyi\norder a b main\n",
       ""},
      {"stubs of packages as folders or with dots; their imports are followed",
       {{"main.py", "import collections.abc\nimport x.y\n"},
        {"stubs/collections.pyi", "from typing import T\n"},
        {"stubs/collections/abc.pyi", ""},
        {"stubs/typing.pyi", ""},
        {"stubs/x.pyi", ""},
        {"stubs/x.y.pyi", ""}},
       "0 main user entry main.py imports collections, collections.abc, x, x.y\n1 builtins stub stubs/builtins.pyi\n2 collections stub package stubs/collections.pyi imports "
       "typing\n"
       "3 collections.abc stub stubs/collections/abc.pyi\n4 x stub stubs/x.pyi\n5 x.y stub stubs/x.y.pyi\n6 typing stub stubs/typing.pyi\norder main\n",
       ""},
      {"a folder without __init__.py is a package",
       {{"main.py", "import p.x\n"}, {"p/x.py", ""}},
       "0 main user entry main.py imports p, p.x\n1 builtins stub stubs/builtins.pyi\n2 p user package (no file)\n3 p.x user p/x.py\norder p p.x main\n",
       ""},
      {"cycles end",
       {{"main.py", "import a\n"}, {"a.py", "import b\n"}, {"b.py", "import a\nimport c\n"}, {"c.py", ""}},
       "0 main user entry main.py imports a\n1 builtins stub stubs/builtins.pyi\n2 a user a.py imports b\n3 b user b.py imports a, c\n4 c user c.py\norder c b a main\n",
       ""},
      {"__future__ is no module, __main__ is the entry",
       {{"main.py", "from __future__ import annotations\nimport a\n"}, {"a.py", "import __main__\n"}},
       "0 main user entry main.py imports a\n1 builtins stub stubs/builtins.pyi\n2 a user a.py imports main\norder a main\n",
       ""},
      {"a missing module",
       {{"main.py", "x = 1\nimport nowhere.at\n"}},
       "0 main user entry main.py\n1 builtins stub stubs/builtins.pyi\norder main\n",
       "main.py:2:8 K0203 no module named `nowhere`\n"},
      {"a missing submodule",
       {{"main.py", "import p.x\n"}, {"p/__init__.py", ""}},
       "0 main user entry main.py imports p\n1 builtins stub stubs/builtins.pyi\n2 p user package p/__init__.py\norder p main\n",
       "main.py:1:8 K0203 no module named `p.x`\n"},
      {"a missing module may be missing where ImportError is caught, or only the type checker looks",
       {{"main.py",
         "try:\n    import fast\nexcept (ValueError, ImportError):\n    fast = None\nif TYPE_CHECKING:\n    import types_only\n"
         "try:\n    from other import x\nexcept:\n    pass\n"}},
       "0 main user entry main.py\n1 builtins stub stubs/builtins.pyi\norder main\n",
       ""},
      {"but not in the handler, nor where something else is caught",
       {{"main.py", "try:\n    import a\nexcept ImportError:\n    import b\ntry:\n    import c\nexcept KeyError:\n    pass\n"}},
       "0 main user entry main.py\n1 builtins stub stubs/builtins.pyi\norder main\n",
       "main.py:4:12 K0203 no module named `b`\nmain.py:6:12 K0203 no module named `c`\n"},
      {"a relative import outside a package",
       {{"main.py", "from . import x\n"}},
       "0 main user entry main.py\n1 builtins stub stubs/builtins.pyi\norder main\n",
       "main.py:1:1 K0204 relative import goes above the top-level package\n"},
      {"a relative import above the top",
       {{"main.py", "import p.x\n"}, {"p/__init__.py", ""}, {"p/x.py", "from ... import y\n"}},
       "0 main user entry main.py imports p, p.x\n1 builtins stub stubs/builtins.pyi\n2 p user package p/__init__.py\n3 p.x user p/x.py\norder p p.x main\n",
       "x.py:1:1 K0204 relative import goes above the top-level package\n"},
      {"a file that hides the library module it imports",
       {{"main.py", "import main\n"}, {"stubs/main.pyi", ""}},
       "0 main user entry main.py\n1 builtins stub stubs/builtins.pyi\norder main\n",
       "main.py:1:8 K0205 `main` is the program's own file, which Python would run a second time\n"},
      {"not UTF-8",
       {{"main.py", "import a\n"}, {"a.py", "x = '\xff'\n"}},
       "0 main user entry main.py imports a\n1 builtins stub stubs/builtins.pyi\n2 a user (no file)\norder a main\n",
       "a.py:1:6 K0202 `a.py` is not UTF-8: 'utf-8' codec can't decode byte 0xff in position 5: invalid start byte\n"},
      {"a module with a syntax error is there, empty",
       {{"main.py", "import a\n"}, {"a.py", "return 1\n"}},
       "0 main user entry main.py imports a\n1 builtins stub stubs/builtins.pyi\n2 a user a.py\norder a main\n",
       nullptr},
  };
  return table;
}

}  // namespace

TEST_CASE("loading programs") {
  for (const Case& example : cases()) {
    CAPTURE(example.rule);
    const Project project(example.sources);
    CHECK_EQ(project.without_root(krait::program::dump(project.program)), example.dump);
    if (example.problems != nullptr) {
      CHECK_EQ(project.problems(), example.problems);
    } else {
      CHECK(project.diagnostics.has_errors());
    }
  }
}

TEST_CASE("unreadable entries") {
  CHECK_EQ(Project(Sources{}, "main.py").problems(), "K0201 cannot read `main.py`: No such file or directory\n");
  CHECK_EQ(Project(Sources{{"folder/x.py", ""}}, "folder").problems(), "K0201 cannot read `folder`: is a directory\n");
}

TEST_CASE("a library without builtins") {
  krait::source::FileTable files;
  krait::source::Diagnostics diagnostics;
  const Project project(Sources{{"main.py", "x = 1\n"}});
  const auto program = krait::program::load(project.root() / "main.py", {project.root() / "nowhere", {}}, files, diagnostics);
  REQUIRE_EQ(diagnostics.all().size(), 1);
  CHECK(diagnostics.all()[0].code == krait::source::Code::K0206);
  CHECK_EQ(program.builtins().id, 1);
}

TEST_CASE("node ids are consecutive over modules") {
  const Project project(Sources{{"main.py", "import a\nx = 1 + 2\n"}, {"a.py", "y = 3\n"}});
  krait::syntax::NodeId next = 0;
  for (const auto& module : project.program.modules) {
    CHECK_EQ(module->tree->first_id, next);
    CHECK_GE(module->tree->last_id, next);
    next = module->tree->last_id;
  }
  CHECK_EQ(project.program.node_count, next);
}

TEST_CASE("kept stubs give the same program, whatever they are asked for") {
  const Project project(
      Sources{{"main.py", "import b\nimport c\nx = 1\n"}, {"stubs/a.pyi", "y: int\n"}, {"stubs/b.pyi", "import a\n"}, {"stubs/broken.pyi", "def\n"}, {"c.py", "import broken\n"}});
  const auto kept = krait::program::keep_stubs(project.root() / "stubs");
  CHECK_EQ(kept.by_path.size(), 3);
  krait::source::FileTable files;
  krait::source::Diagnostics diagnostics;
  const auto program = krait::program::load(project.root() / "main.py", {project.root() / "stubs", {}, &kept}, files, diagnostics);
  CHECK_EQ(krait::program::dump(program), krait::program::dump(project.program));
  CHECK_EQ(diagnostics.all().size(), project.diagnostics.all().size());
  CHECK(program.find("a")->tree == kept.by_path.at((project.root() / "stubs/a.pyi").string()).tree);
  CHECK_GE(program.entry().tree->first_id, kept.node_count);
  CHECK_EQ(files.get(program.entry().file).path(), project.root() / "main.py");
}

TEST_CASE("modules that import each other share a component") {
  const Project project(Sources{{"main.py", "import a\n"}, {"a.py", "import b\n"}, {"b.py", "import a\nimport c\n"}, {"c.py", ""}});
  const auto component = [&](const char* name) { return project.program.find(name)->component; };
  CHECK_EQ(component("a"), component("b"));
  CHECK_NE(component("a"), component("c"));
  CHECK_NE(component("a"), component("main"));
}

TEST_CASE("resolving what an import names") {
  const Project project(Sources{{"main.py", "import p.q\n"}, {"p/__init__.py", ""}, {"p/q.py", "from . import r\n"}, {"p/r.py", ""}});
  const auto& program = project.program;
  const auto& q = *program.find("p.q");
  CHECK_EQ(krait::program::resolve(program, q, "r", 1), program.find("p.r"));
  CHECK_EQ(krait::program::resolve(program, q, "", 1), program.find("p"));
  CHECK_EQ(krait::program::resolve(program, program.entry(), "p.q", 0), &q);
  CHECK_EQ(krait::program::resolve(program, q, "r", 2), nullptr);
  CHECK_EQ(krait::program::resolve(program, program.entry(), "x", 1), nullptr);
  CHECK_EQ(krait::program::resolve(program, program.entry(), "nowhere", 0), nullptr);
}

TEST_CASE("__all__ counts when it is literal") {
  const auto all = [](const std::string& source) { return krait::program::literal_all(Project(Sources{{"main.py", source}}).program.entry().tree->body); };
  using List = std::vector<std::string>;
  CHECK_EQ(all("__all__ = ['a', 'b']\n"), List{"a", "b"});
  CHECK_EQ(all("__all__ = ('a',)\n__all__ += ['b']\n__all__.append('c')\n__all__.extend(['d'])\n"), List{"a", "b", "c", "d"});
  CHECK_EQ(all("__all__: list = ['a']\n__all__ = ['b']\n"), List{"b"});
  CHECK_FALSE(all("x = 1\n").has_value());
  CHECK_FALSE(all("__all__ = [n for n in names]\n").has_value());
  CHECK_FALSE(all("__all__ = ['a']\n__all__ += other\n").has_value());
  CHECK_FALSE(all("__all__ = ['a']\n__all__.remove('a')\n").has_value());
}

TEST_CASE("names that a module's body binds") {
  const Project project(Sources{{"main.py",
                                 "import a.b, c as d\nfrom e import f, g as h\ni, (j, *k) = x\nfor l in y:\n    m = 1\nwhile 1:\n    n = 1\nelse:\n    o = 1\n"
                                 "with z as p:\n    pass\ntry:\n    q = 1\nexcept E:\n    r = 1\nelse:\n    s = 1\nfinally:\n    t = 1\n"
                                 "def u():\n    no = 1\nclass v:\n    no = 1\nif x:\n    w: int = 1\nelse:\n    x = 1\n"}});
  std::string sorted;
  std::vector<std::string> names;
  for (const auto name : krait::program::top_level_names(project.program.entry().tree->body)) {
    names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  for (const auto& name : names) {
    sorted += name + " ";
  }
  CHECK_EQ(sorted, "a d f h i j k l m n o p q r s t u v w x ");
}
