// Statements, declarations, comments and layout: what tree prints as what text.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "cpp/walk.hpp"
#include "cpp_table.hpp"

namespace {

using namespace krait::cpp;
using testing::check;
using testing::text_of;

struct InArena {
  Arena arena;
  ArenaScope scope{arena};
  Expr* a = name("a");
  Expr* b = name("b");
  Expr* c = name("c");
  Stmt* effect() { return expr_stmt(call("f")); }
  Stmt* other_effect() { return expr_stmt(call("g")); }
  static Expr* wide(int number) { return name("a_name_that_is_forty_columns_wide______" + std::to_string(number)); }
};

TEST_CASE_FIXTURE(InArena, "simple statements") {
  Label* label = make<Label>();
  label->name = "outer_done";
  Goto* jump = make<Goto>();
  jump->label = "outer_done";
  check({
      {effect(), "f();"},
      {return_(), "return;"},
      {return_(a), "return a;"},
      {co_return_(), "co_return;"},
      {co_return_(a), "co_return a;"},
      {break_(), "break;"},
      {continue_(), "continue;"},
      {throw_stmt(), "throw;"},
      {throw_stmt(a), "throw a;"},
      {fallthrough(), "[[fallthrough]];"},
      {expr_stmt(construct(type("C"))), "C();"},
      {expr_stmt(construct(type("C"), {a})), "(C(a));"},
      {expr_stmt(construct(type("C"), {a, b})), "C(a, b);"},
      {jump, "goto outer_done;"},
      {label, "outer_done:;"},
      {block({}), "{\n}"},
      {block({effect()}), "{\n  f();\n}"},
      {expr_stmt(assign(a, b)), "a = b;"},
  });
}

TEST_CASE_FIXTURE(InArena, "variables") {
  Variable* constant = variable(type("int"), "LIMIT", number("3"));
  constant->specifiers.is_constexpr = true;
  constant->specifiers.is_inline = true;
  Variable* counter = variable(type("int"), "counter", number("0"));
  counter->specifiers.is_static = true;
  Variable* external = variable(type("int"), "shared");
  external->specifiers.is_extern = true;
  Variable* initialised = variable(pointer(type("C")), "instance", null_pointer());
  initialised->specifiers.is_constinit = true;
  initialised->specifiers.is_static = true;
  Variable* cache = variable(type("int"), "cache");
  cache->specifiers.is_mutable = true;
  Variable* unused = variable(type("int"), "x", a);
  unused->attributes = {"maybe_unused"};
  Variable* generic = variable(type("bool"), "is_small", boolean(true));
  generic->template_parameters = {type_param("T")};
  generic->specifiers.is_constexpr = true;
  check({
      {variable(type("int"), "x"), "int x;"},
      {variable(type("int"), "x", a), "int x = a;"},
      {variable(const_auto(), "x", a), "const auto x = a;"},
      {variable(type("C"), "x", InitStyle::Call, {a, b}), "C x(a, b);"},
      {variable(type("C"), "x", InitStyle::Brace, {a, b}), "C x{a, b};"},
      {variable(type("C"), "x", InitStyle::Call, {construct(type("D"), {a})}), "C x((D(a)));"},
      {variable(type("C"), "x", InitStyle::Call, {construct(type("D"), {a}), construct(type("D"))}), "C x{D(a), D()};"},
      {variable(type("C"), "x", InitStyle::Call, {construct(type("D"), {a}), b}), "C x(D(a), b);"},
      {variable(type("C"), "x", InitStyle::Brace, {}), "C x{};"},
      {variable(type("C"), "x", brace(nullptr, {a})), "C x = {a};"},
      {binding(const_auto_ref(), {"k", "v"}, a), "const auto& [k, v] = a;"},
      {binding(auto_type(), {"only"}, a), "auto [only] = a;"},
      {constant, "inline constexpr int LIMIT = 3;"},
      {counter, "static int counter = 0;"},
      {external, "extern int shared;"},
      {initialised, "static constinit C* instance = nullptr;"},
      {cache, "mutable int cache;"},
      {unused, "[[maybe_unused]] int x = a;"},
      {generic, "template <typename T>\nconstexpr bool is_small = true;"},
  });
}

TEST_CASE_FIXTURE(InArena, "branches") {
  If* chained = if_(a, {effect()});
  chained->else_if = if_(b, {other_effect()});
  chained->else_if->has_else = true;
  chained->else_if->otherwise = body({return_()});
  If* compile_time = if_(a, {effect()});
  compile_time->is_constexpr = true;
  If* commented = if_(a, {});
  commented->else_if = behind(above(if_(b, {other_effect()}), comment("why")), "then");
  If* empty_else = if_else(a, {effect()}, {});
  empty_else->otherwise.dangling.push_back(comment("nothing"));
  check({
      {if_(a, {effect()}), "if (a) {\n  f();\n}"},
      {if_(a, {}), "if (a) {\n}"},
      {if_else(a, {effect()}, {other_effect()}), "if (a) {\n  f();\n} else {\n  g();\n}"},
      {chained, "if (a) {\n  f();\n} else if (b) {\n  g();\n} else {\n  return;\n}"},
      {compile_time, "if constexpr (a) {\n  f();\n}"},
      {if_(assign(a, b), {effect()}), "if ((a = b)) {\n  f();\n}"},
      {if_(condition(variable(auto_type(), "x", a), b), {effect()}), "if (auto x = a; b) {\n  f();\n}"},
      {if_(condition(variable(auto_ref(), "x", a)), {effect()}), "if (auto& x = a) {\n  f();\n}"},
      {if_(condition(expr_stmt(call("f")), b), {other_effect()}), "if (f(); b) {\n  g();\n}"},
      {commented, "if (a) {\n} else if (b) {\n  // why\n  // then\n  g();\n}"},
      {empty_else, "if (a) {\n  f();\n} else {\n  // nothing\n}"},
      {if_(a, {if_(b, {effect()})}), "if (a) {\n  if (b) {\n    f();\n  }\n}"},
  });
}

TEST_CASE_FIXTURE(InArena, "loops") {
  RangeFor* with_init = range_for(const_auto_ref(), "x", member(name("r"), "items"), {effect()});
  with_init->init = variable(auto_type(), "r", a);
  RangeFor* unused = range_for(const_auto_ref(), "_", a, {effect()});
  unused->attribute = "maybe_unused";
  While* declares = while_(a, {effect()});
  declares->condition = condition(variable(auto_type(), "x", call("next")));
  check({
      {range_for(const_auto_ref(), "x", a, {effect()}), "for (const auto& x : a) {\n  f();\n}"},
      {range_for(type("int"), "i", call("py::range", {a}), {}), "for (int i : py::range(a)) {\n}"},
      {range_for_each(const_auto_ref(), {"k", "v"}, a, {effect()}), "for (const auto& [k, v] : a) {\n  f();\n}"},
      {with_init, "for (auto r = a; const auto& x : r.items) {\n  f();\n}"},
      {unused, "for ([[maybe_unused]] const auto& _ : a) {\n  f();\n}"},
      {for_(variable(type("int"), "i", number("0")), binary(name("i"), Op::Less, a), {increment(name("i"))}, {effect()}), "for (int i = 0; i < a; ++i) {\n  f();\n}"},
      {for_(nullptr, nullptr, {}, {effect()}), "for (;;) {\n  f();\n}"},
      {for_(nullptr, a, {increment(b), decrement(c)}, {}), "for (; a; ++b, --c) {\n}"},
      {while_(a, {effect()}), "while (a) {\n  f();\n}"},
      {while_(assign(a, b), {}), "while ((a = b)) {\n}"},
      {declares, "while (auto x = next()) {\n  f();\n}"},
      {do_while({effect()}, a), "do {\n  f();\n} while (a);"},
  });
}

TEST_CASE_FIXTURE(InArena, "switch and try") {
  Switch::Case one;
  one.labels = {number("1"), number("2")};
  one.body = body({effect(), break_()});
  Switch::Case two;
  two.labels = {name("Colour::Red")};
  two.has_braces = true;
  two.leading = {comment("warm")};
  two.body = body({variable(type("int"), "x", a), break_()});
  Switch::Case other;
  other.is_default = true;
  other.body = body({return_()});
  other.body.opening = {comment("the rest")};
  Switch::Case blocked;
  blocked.labels = {number("1")};
  blocked.body = body({block({effect()}), break_()});
  check({
      {switch_(a, {}), "switch (a) {\n}"},
      {switch_(a, {one}), "switch (a) {\n  case 1:\n  case 2:\n    f();\n    break;\n}"},
      {switch_(a, {two, other}), "switch (a) {\n  // warm\n  case Colour::Red: {\n    int x = a;\n    break;\n  }\n  default:  // the rest\n    return;\n}"},
      {switch_(a, {blocked}), "switch (a) {\n  case 1: {\n    {\n      f();\n    }\n    break;\n  }\n}"},
      {try_({effect()}, {handler(const_ref(type("py::KeyError")), "e", {other_effect()})}), "try {\n  f();\n} catch (const py::KeyError& e) {\n  g();\n}"},
      {try_({effect()}, {handler(const_ref(type("E")), "", {})}), "try {\n  f();\n} catch (const E&) {\n}"},
      {try_({effect()}, {handler(nullptr, "", {throw_stmt()})}), "try {\n  f();\n} catch (...) {\n  throw;\n}"},
  });
}

TEST_CASE_FIXTURE(InArena, "functions") {
  Function* everything = function(type("int"), "f", {param(type("int"), "x")});
  everything->attributes = {"nodiscard"};
  everything->specifiers.is_virtual = true;
  everything->is_const = true;
  everything->is_noexcept = true;
  everything->is_override = true;
  everything->is_final = true;
  Function* pure = function(void_type(), "f", {});
  pure->definition = Definition::Pure;
  Function* defaulted = function(nullptr, "C", {});
  defaulted->definition = Definition::Default;
  Function* deleted = function(nullptr, "C", {param(const_ref(type("C")), "")});
  deleted->definition = Definition::Delete;
  Function* constructor = function(nullptr, "C", {param(type("int"), "x")}, {});
  constructor->specifiers.is_explicit = true;
  constructor->member_inits = {member_init("x", {name("x")}), member_init("y", {})};
  Function* braced = function(nullptr, "C", {}, {effect()});
  braced->member_inits = {{"x", nullptr, {number("1")}, true}, {"", type("Base", {type("T")}), {a}, false}};
  Function* generic = function(type("T"), "f", {param(const_ref(type("T")), "x")}, {return_(name("x"))});
  generic->template_parameters = {type_param("T"), type_param("N", "int")};
  generic->template_parameters[1].default_argument = "3";
  generic->requires_clause = binary(name("std::integral", {type("T")}), Op::And, call("ok", {name("N")}));
  Function* variadic = function(void_type(), "f", {param(const_ref(type("Ts")), "values")});
  variadic->parameters[0].is_pack = true;
  variadic->template_parameters = {type_param("Ts")};
  variadic->template_parameters[0].is_pack = true;
  Function* attributed = function(void_type(), "f", {param(type("int"), "x")});
  attributed->parameters[0].attribute = "maybe_unused";
  Function* rvalue = function(type("C"), "take", {});
  rvalue->ref_qualifier = RefQualifier::Rvalue;
  Function* external = function(pointer(type("PyObject")), "PyInit_m", {}, {return_(a)});
  external->specifiers.is_extern_c = true;
  Function* friendly = function(type("bool"), "operator==", {param(const_ref(type("C")), ""), param(const_ref(type("C")), "")});
  friendly->specifiers.is_friend = true;
  friendly->definition = Definition::Default;
  Function* only_comment = function(void_type(), "f", {}, {});
  only_comment->body.dangling = {comment("nothing to do")};
  check({
      {function(void_type(), "f", {}), "void f();"},
      {function(void_type(), "f", {}, {}), "void f() {}"},
      {function(type("int"), "f", {param(const_ref(type("py::str")), "x"), param(type("int"), "n", number("3"))}, {return_(a)}),
       "int f(const py::str& x, int n = 3) { return a; }"},
      {function(void_type(), "C::f", {}, {effect()}), "void C::f() { f(); }"},
      {everything, "[[nodiscard]] virtual int f(int x) const noexcept override final;"},
      {pure, "void f() = 0;"},
      {defaulted, "C() = default;"},
      {deleted, "C(const C&) = delete;"},
      {constructor, "explicit C(int x) : x(x), y() {}"},
      {braced, "C() : x{1}, Base<T>(a) { f(); }"},
      {generic, "template <typename T, int N = 3>\n  requires std::integral<T> && (ok(N))\nT f(const T& x) { return x; }"},
      {variadic, "template <typename... Ts> void f(const Ts&... values);"},
      {attributed, "void f([[maybe_unused]] int x);"},
      {rvalue, "C take() &&;"},
      {external, "extern \"C\" PyObject* PyInit_m() { return a; }"},
      {friendly, "friend bool operator==(const C&, const C&) = default;"},
      {only_comment, "void f() {\n  // nothing to do\n}"},
  });
}

TEST_CASE_FIXTURE(InArena, "classes") {
  Class* account = class_("Account", {base(type("py::Object")), base(type("Base"), true, Access::Private)});
  section(*account, Access::Public).add(function(void_type(), "f", {}));
  section(*account, Access::Public).add(blank(function(void_type(), "g", {})));
  section(*account, Access::Private).add(variable(type("int"), "x", number("0")));
  Class* starts_private = class_("C");
  section(*starts_private, Access::Private).add(variable(type("int"), "x"));
  section(*starts_private, Access::Public).add(variable(type("int"), "y"));
  Class* plain = struct_("P");
  section(*plain, Access::Public).add(variable(type("int"), "x", InitStyle::Brace, {}));
  Class* special = struct_("std::hash");
  special->is_specialization = true;
  special->specialization = {type("C")};
  Class* generic = struct_("Box");
  generic->template_parameters = {type_param("T")};
  Class* final_class = class_("C");
  final_class->is_final = true;
  final_class->attributes = {"nodiscard"};
  Class* nested = struct_("Outer");
  section(*nested, Access::Public).add(plain);
  Friend* friendship = make<Friend>();
  friendship->type = type("X");
  friendship->has_key = true;
  check({
      {class_("C"), "class C {};"},
      {forward_class("C"), "class C;"},
      {account, "class Account : public py::Object, private virtual Base {\n public:\n  void f();\n\n  void g();\n\n private:\n  int x = 0;\n};"},
      {starts_private, "class C {\n  int x;\n\n public:\n  int y;\n};"},
      {plain, "struct P {\n  int x{};\n};"},
      {special, "template <>\nstruct std::hash<C> {};"},
      {generic, "template <typename T>\nstruct Box {};"},
      {final_class, "class [[nodiscard]] C final {};"},
      {nested, "struct Outer {\n  struct P {\n    int x{};\n  };\n};"},
      {friendship, "friend class X;"},
  });
}

TEST_CASE_FIXTURE(InArena, "other declarations") {
  Enum* valued = enum_class("Colour", {"Red", "Green"});
  valued->underlying = type("std::uint8_t");
  valued->enumerators[1].value = number("3");
  valued->enumerators[1].trailing = {comment("go")};
  Enum* forward = enum_class("E", {});
  forward->is_forward = true;
  Concept* small = make<Concept>();
  small->template_parameters = {type_param("T")};
  small->name = "Small";
  small->constraint = binary(call("sizeof", {name("T")}), Op::LessEqual, number("4"));
  Instantiation* explicit_one = make<Instantiation>();
  explicit_one->type = type("Box", {type("int")});
  explicit_one->is_extern = true;
  UsingNamespace* literals = make<UsingNamespace>();
  literals->name = "py::literals";
  Alias* generic = alias("Words", type("py::list", {type("T")}));
  generic->template_parameters = {type_param("T")};
  check({
      {valued, "enum class Colour : std::uint8_t {\n  Red,\n  Green = 3,  // go\n};"},
      {enum_class("E", {}), "enum class E {};"},
      {forward, "enum class E;"},
      {alias("Words", type("int")), "using Words = int;"},
      {generic, "template <typename T>\nusing Words = py::list<T>;"},
      {using_name("Base::Base"), "using Base::Base;"},
      {literals, "using namespace py::literals;"},
      {small, "template <typename T>\nconcept Small = (sizeof(T) <= 4);"},
      {static_assert_(a), "static_assert(a);"},
      {static_assert_(a, "why"), "static_assert(a, \"why\");"},
      {explicit_one, "extern template class Box<int>;"},
      {include("a.hpp"), "#include \"a.hpp\""},
      {system_include("py/str.hpp"), "#include <py/str.hpp>"},
      {pragma_once(), "#pragma once"},
      {namespace_("a::b", {function(void_type(), "f", {})}), "namespace a::b {\n\nvoid f();\n\n}  // namespace a::b"},
      {namespace_("", {function(void_type(), "f", {})}), "namespace {\n\nvoid f();\n\n}  // namespace"},
  });
}

TEST_CASE_FIXTURE(InArena, "comments and blank lines") {
  Function* opened = function(void_type(), "f", {}, {effect()});
  opened->body.opening = {comment("why")};
  Function* dangling = function(void_type(), "f", {}, {effect()});
  dangling->body.dangling = {comment("later")};
  dangling->body.dangling[0].blank_before = true;
  Function* spaced = function(void_type(), "f", {}, {blank(effect()), blank(other_effect()), above(blank(effect()), comment("why"))});
  Stmt* two = behind(behind(effect(), "one"), "two");
  Comment separate = comment("second");
  separate.blank_before = true;
  check({
      {above(effect(), comment("why")), "// why\nf();"},
      {above(effect(), comment("one\ntwo")), "// one\n// two\nf();"},
      {above(effect(), comment("one\n\nthree")), "// one\n//\n// three\nf();"},
      {above(effect(), doc_comment("What it does.")), "/// What it does.\nf();"},
      {above(above(effect(), comment("first")), separate), "// first\n\n// second\nf();"},
      {behind(effect(), "why"), "f();  // why"},
      {two, "// one\n// two\nf();"},
      {behind(if_(a, {}), "why"), "if (a) {\n}  // why"},
      {opened, "void f() {  // why\n  f();\n}"},
      {dangling, "void f() {\n  f();\n\n  // later\n}"},
      {spaced, "void f() {\n  f();\n\n  g();\n\n  // why\n  f();\n}"},
      {comment_line("alone"), "// alone"},
      {block({effect(), comment_line("alone"), other_effect()}), "{\n  f();\n  // alone\n  g();\n}"},
      {above(effect(), comment("C:\\")), "// C:\\ .\nf();"},
      {behind(effect(), "two\nlines"), "f();  // two lines"},
  });
}

TEST_CASE_FIXTURE(InArena, "a comment where none can be printed ends the program") {
  const Stmt* lost = if_(condition(behind(variable(type("int"), "x", a), "lost"), b), {});
  const pid_t child = fork();
  if (child == 0) {
    static_cast<void>(!std::freopen("/dev/null", "w", stderr));
    std::signal(SIGABRT, SIG_DFL);
    static_cast<void>(print(*lost));
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFSIGNALED(status));
}

TEST_CASE_FIXTURE(InArena, "include lists") {
  File file;
  file.body.statements = include_list("m.hpp", {"py/str.hpp", "cstdint", "py/str.hpp"}, {"b.hpp", "a.hpp"});
  CHECK(print(file) == "#include \"m.hpp\"\n\n#include <cstdint>\n#include <py/str.hpp>\n\n#include \"a.hpp\"\n#include \"b.hpp\"\n");
  file.body.statements = include_list("", {"py/str.hpp"});
  CHECK(print(file) == "#include <py/str.hpp>\n");
}

TEST_CASE_FIXTURE(InArena, "comments are counted") {
  File file;
  Function* outer = function(void_type(), "f", {}, {above(effect(), comment("1")), behind(effect(), "2")});
  outer->body.opening = {comment("3")};
  outer->body.dangling = {comment("4")};
  outer->leading = {doc_comment("5")};
  Stmt* inside_lambda = behind(return_(a), "6");
  outer->body.add(expr_stmt(call("g", {lambda({}, {}, {inside_lambda})})));
  file.body.add(outer);
  file.body.dangling = {comment("7")};
  CHECK(count_comments(file) == 7);
  const Printed printed = print_with_marks(file);
  CHECK(printed.comments == 7);
  for (const auto* number : {"1", "2", "3", "4", "5", "6", "7"}) {
    CHECK(printed.text.find(std::string("// ") + number) != std::string::npos);
  }
}

TEST_CASE_FIXTURE(InArena, "marks say where nodes stand") {
  File file;
  Function* outer = function(void_type(), "f", {}, {from(7, expr_stmt(call("g", {from(8, call("h", {wide(1), wide(2), from(9, call("k"))}))})))});
  file.body.add(comment_line("first line"));
  file.body.add(from(5, outer));
  const Printed printed = print_with_marks(file);
  CHECK(printed.text == "// first line\nvoid f() {\n  g(h(" + print(*wide(1)) + ", " + print(*wide(2)) + ", k()));\n}\n");
  CHECK(printed.marks == std::vector<Mark>{{2, 1, 5}, {3, 3, 7}, {3, 5, 8}, {3, 91, 9}});
}

TEST_CASE_FIXTURE(InArena, "long lines are broken") {
  const std::string w = print(*wide(1));
  Expr* x = wide(1);
  check({
      {expr_stmt(call("f", {x, x})), "f(" + w + ", " + w + ");"},
      {expr_stmt(call("some_function", {x, x})), "some_function(" + w + ", " + w + ");"},
      {expr_stmt(call("some_rather_long_function", {x, x})), "some_rather_long_function(\n    " + w + ", " + w + ");"},
      {expr_stmt(call("f", {x, x, x})), "f(\n    " + w + ", " + w + ",\n    " + w + ");"},
      {return_(chain(Op::And, {x, x, x})), "return " + w + " &&\n    " + w + " &&\n    " + w + ";"},
      {variable(auto_type(), "v", chain(Op::Add, {x, x, x})), "auto v = " + w + " +\n    " + w + " +\n    " + w + ";"},
      {return_(conditional(a, call("f", {x, b}), call("g", {x, b}))), "return a\n    ? f(" + w + ", b)\n    : g(" + w + ", b);"},
      {variable(type("P"), "p", designated(type("P"), {{"x", x}, {"y", x}, {"z", x}})), "P p = P{\n    .x = " + w + ",\n    .y = " + w + ",\n    .z = " + w + ",\n};"},
      {return_(string(std::string(60, 'x') + "\n" + std::string(60, 'y') + "\n")), "return \"" + std::string(60, 'x') + "\\n\"\n       \"" + std::string(60, 'y') + "\\n\";"},
      {throw_stmt(call("py::ValueError", {call("py::format", {string("{}"), x, c})})), "throw py::ValueError(py::format(\"{}\", " + w + ", c));"},
      {throw_stmt(call("py::ValueError", {call("py::format", {string("{}, {}"), x, name("another_name_of_some_length")})})),
       "throw py::ValueError(py::format(\n    \"{}, {}\", " + w + ", another_name_of_some_length));"},
      {function(type("int"), "f", {param(type("int"), w), param(type("int"), w), param(type("int"), w)}), "int f(\n    int " + w + ",\n    int " + w + ",\n    int " + w + ");"},
      {if_(chain(Op::And, {x, x, x}), {effect()}), "if (" + w + " &&\n    " + w + " &&\n    " + w + ") {\n  f();\n}"},
      {expr_stmt(method_call(method_call(method_call(a, "f", {x}), "g", {x}), "h", {x})), "a\n    .f(" + w + ")\n    .g(" + w + ")\n    .h(" + w + ");"},
      {expr_stmt(method_call(name("xs"), "sort", {x, lambda({}, {param(type("int"), "n")}, {return_(call("key", {x, name("n")}))})})),
       "xs.sort(" + w + ", [](int n) {\n  return key(" + w + ", n);\n});"},
  });
  Exprs numbers(40, number("100"));
  const std::string text = text_of(variable(type("X"), "x", InitStyle::Brace, numbers));
  CHECK(text.starts_with("X x{\n    100, 100, "));
  CHECK(text.ends_with(" 100};"));
}

TEST_CASE_FIXTURE(InArena, "no line with a break to spare is too wide") {
  for (int arguments = 1; arguments < 30; ++arguments) {
    const Exprs values(static_cast<std::size_t>(arguments), name("argument"));
    const std::string text = print(*call("f", {call("g", values), chain(Op::Add, values)}));
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      CHECK(end - begin <= static_cast<std::size_t>(line_width));
      begin = end + 1;
    }
  }
}

TEST_CASE_FIXTURE(InArena, "deep chains do not exhaust the stack") {
  Expr* sum = a;
  for (int i = 0; i < 20'000; ++i) {
    sum = binary(sum, Op::Add, b);
  }
  CHECK(print(*sum).size() > 80'000);
  If* branch = if_(a, {});
  If* first = branch;
  for (int i = 0; i < 5'000; ++i) {
    branch->else_if = if_(b, {});
    branch = branch->else_if;
  }
  CHECK(text_of(first).size() > 80'000);
}

TEST_CASE_FIXTURE(InArena, "walking sees every node once, parents first") {
  std::vector<Kind> kinds;
  walk(*return_(call("f", {binary(a, Op::Add, b)})), [&](const Node& node) { kinds.push_back(node.kind); });
  CHECK(kinds == std::vector<Kind>{Kind::Return, Kind::Call, Kind::Name, Kind::Binary, Kind::Name, Kind::Name});
}

}  // namespace
