// What the printer leaves without parentheses means the same to GCC and Clang as the tree does, and warns nobody.
#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "cpp/build.hpp"
#include "cpp/print.hpp"
#include "cpp_random_tree.hpp"

namespace {

using namespace krait::cpp;
using Word = std::uint64_t;

struct Valued {
  Expr* expr;
  Word value;
};

/// Random arithmetic over four known variables, with the value it must have.
class Arithmetic {
 public:
  explicit Arithmetic(std::uint32_t seed) : random_(seed) {}

  Valued word(int depth) {
    if (depth <= 0 || random_.chance(15)) {
      return leaf();
    }
    switch (random_.below(7)) {
      case 0: {
        const Valued x = word(depth - 1);
        return {minus(x.expr), 0 - x.value};
      }
      case 1: {
        const Valued x = word(depth - 1);
        return {unary(UnaryOp::Complement, x.expr), ~x.value};
      }
      case 2: {
        const Valued test = truth(depth - 1);
        const Valued yes = word(depth - 1);
        const Valued no = word(depth - 1);
        return {conditional(test.expr, yes.expr, no.expr), test.value != 0 ? yes.value : no.value};
      }
      default: return arithmetic(depth);
    }
  }

  Valued truth(int depth) {
    if (depth > 0 && random_.chance(40)) {
      return logic(depth);
    }
    const Valued x = word(depth - 1);
    const Valued y = word(depth - 1);
    switch (random_.below(6)) {
      case 0: return {binary(x.expr, Op::Less, y.expr), static_cast<Word>(x.value < y.value)};
      case 1: return {binary(x.expr, Op::Greater, y.expr), static_cast<Word>(x.value > y.value)};
      case 2: return {binary(x.expr, Op::LessEqual, y.expr), static_cast<Word>(x.value <= y.value)};
      case 3: return {binary(x.expr, Op::GreaterEqual, y.expr), static_cast<Word>(x.value >= y.value)};
      case 4: return {binary(x.expr, Op::Equal, y.expr), static_cast<Word>(x.value == y.value)};
      default: return {binary(x.expr, Op::NotEqual, y.expr), static_cast<Word>(x.value != y.value)};
    }
  }

 private:
  Valued leaf() {
    static const std::array<Word, 4> values = {3, 10, 7, 123456789};
    const auto index = random_.below(4);
    return {name(std::string(1, static_cast<char>('a' + index))), values[index]};
  }

  Valued arithmetic(int depth) {
    const Valued x = word(depth - 1);
    const Valued y = word(depth - 1);
    switch (random_.below(10)) {
      case 0: return {binary(x.expr, Op::Add, y.expr), x.value + y.value};
      case 1: return {binary(x.expr, Op::Sub, y.expr), x.value - y.value};
      case 2: return {binary(x.expr, Op::Mul, y.expr), x.value * y.value};
      case 3: return {binary(x.expr, Op::Div, binary(y.expr, Op::BitOr, number("1"))), x.value / (y.value | 1)};
      case 4: return {binary(x.expr, Op::Mod, binary(y.expr, Op::BitOr, number("1"))), x.value % (y.value | 1)};
      case 5: return {binary(x.expr, Op::BitAnd, y.expr), x.value & y.value};
      case 6: return {binary(x.expr, Op::BitXor, y.expr), x.value ^ y.value};
      case 7: return {binary(x.expr, Op::BitOr, y.expr), x.value | y.value};
      case 8: return {binary(x.expr, Op::Shl, binary(y.expr, Op::Mod, number("7"))), x.value << (y.value % 7)};
      default: return {binary(x.expr, Op::Shr, binary(y.expr, Op::Mod, number("7"))), x.value >> (y.value % 7)};
    }
  }

  Valued logic(int depth) {
    const Valued x = truth(depth - 1);
    const Valued y = truth(depth - 1);
    switch (random_.below(5)) {
      case 0: return {not_(x.expr), static_cast<Word>(x.value == 0)};
      case 1: return {binary(x.expr, Op::And, y.expr), x.value & y.value};
      case 2: return {binary(x.expr, Op::Or, y.expr), x.value | y.value};
      case 3: return {binary(x.expr, Op::Equal, y.expr), static_cast<Word>(x.value == y.value)};
      default: return {binary(x.expr, Op::NotEqual, y.expr), static_cast<Word>(x.value != y.value)};
    }
  }

  testing::RandomTree random_;
};

/// A program that returns how many of the expressions have the wrong value.
std::string program(int count) {
  File file;
  file.body.add(system_include("cstdint"));
  Stmts checks = {variable(type("int"), "wrong", number("0"))};
  const auto word = type("std::uint64_t");
  for (int i = 0; i < count; ++i) {
    Arithmetic arithmetic(static_cast<std::uint32_t>(i) + 1);
    const bool is_truth = i % 2 == 0;
    const Valued valued = is_truth ? arithmetic.truth(5) : arithmetic.word(6);
    const std::string function_name = "f" + std::to_string(i);
    Function* one = function(is_truth ? type("bool") : word, function_name, {param(word, "a"), param(word, "b"), param(word, "c"), param(word, "d")}, {return_(valued.expr)});
    for (auto& parameter : one->parameters) {
      parameter.attribute = "maybe_unused";
    }
    one->specifiers.is_static = true;
    file.body.add(blank(one));
    Expr* result = call(function_name, {number("3"), number("10"), number("7"), number("123456789")});
    Expr* expected = is_truth ? boolean(valued.value != 0) : number(std::to_string(valued.value) + "U");
    checks.push_back(if_(binary(result, Op::NotEqual, expected), {expr_stmt(increment(name("wrong")))}));
  }
  checks.push_back(return_(conditional(binary(name("wrong"), Op::Equal, number("0")), number("0"), number("1"))));
  file.body.add(blank(function(type("int"), "main", {}, checks)));
  return print(file);
}

bool succeeds(const std::string& command) { return std::system(command.c_str()) == 0; }

TEST_CASE("parentheses are right and no compiler warns") {
  Arena arena;
  ArenaScope scope(arena);
  const auto folder = std::filesystem::temp_directory_path() / ("krait_cpp_compile_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const auto source = (folder / "arithmetic.cpp").string();
  const auto binary_file = (folder / "arithmetic").string();
  std::ofstream(source) << program(300);
  for (const std::string compiler : {"g++", "clang++-19"}) {
    CAPTURE(compiler);
    CHECK(succeeds(compiler + " -std=c++20 -O0 -Wall -Wextra -Wpedantic -Werror -Wno-tautological-compare -o " + binary_file + " " + source));
    CHECK(succeeds(binary_file));
  }
  std::filesystem::remove_all(folder);
}

/// A namespace that uses every kind of declaration and statement, with sense enough to compile.
class Tour {
 public:
  Stmts declarations() {
    add_types();
    add_shape();
    add_square();
    add_templates();
    add_run();
    return std::move(declarations_);
  }

 private:
  void add(Stmt* statement) { declarations_.push_back(blank(statement)); }
  void then(Stmt* statement) { statements_.push_back(statement); }

  void add_types() {
    Enum* colour = enum_class("Colour", {"Red", "Green"});
    colour->underlying = type("std::uint8_t");
    colour->enumerators[1].value = number("3");
    add(colour);
    add(forward_class("Later"));
    add(alias("Words", type("std::vector", {type("std::string")})));

    Variable* limit = variable(type("std::int64_t"), "LIMIT", number("1'000'000"));
    limit->specifiers.is_constexpr = true;
    add(limit);

    Concept* small = make<Concept>();
    small->template_parameters = {type_param("T")};
    small->name = "Small";
    small->constraint = chain(Op::And, {name("std::integral", {type("T")}), binary(call("sizeof", {name("T")}), Op::LessEqual, number("4"))});
    add(small);
  }

  void add_shape() {
    Class* shape = class_("Shape");
    Function* destructor = function(nullptr, "~Shape", {});
    destructor->specifiers.is_virtual = true;
    destructor->definition = Definition::Default;
    Function* area = function(type("double"), "area", {});
    area->specifiers.is_virtual = true;
    area->is_const = true;
    area->definition = Definition::Pure;
    area->attributes = {"nodiscard"};
    Function* copy = function(nullptr, "Shape", {param(const_ref(type("Shape")), "")});
    copy->definition = Definition::Delete;
    Function* plain = function(nullptr, "Shape", {});
    plain->definition = Definition::Default;
    section(*shape, Access::Public) = body({plain, copy, destructor, blank(area)});
    add(above(shape, doc_comment("Something with an area.")));
  }

  void add_square() {
    Class* square = class_("Square", {base(type("Shape"), true)});
    square->is_final = true;
    Function* constructor = function(nullptr, "Square", {param(type("double"), "side"), param(type("std::string"), "label", string("none"))}, {});
    constructor->specifiers.is_explicit = true;
    constructor->member_inits = {member_init("side_", {name("side")}), member_init("label_", {move(name("label"))})};
    Function* square_area = function(type("double"), "area", {}, {return_(binary(name("side_"), Op::Mul, name("side_")))});
    square_area->is_const = true;
    square_area->is_override = true;
    square_area->attributes = {"nodiscard"};
    section(*square, Access::Public) = body({constructor, square_area});
    section(*square, Access::Private) = body({variable(type("double"), "side_", number("0.0")), behind(variable(type("std::string"), "label_"), "shown to people")});
    add(square);

    Class* point = struct_("Point");
    section(*point, Access::Public) = body({variable(type("int"), "x", number("0")), variable(type("int"), "y", number("0"))});
    Function* compare = function(auto_type(), "operator<=>", {param(const_ref(type("Point")), "")});
    compare->is_const = true;
    compare->definition = Definition::Default;
    section(*point, Access::Public).add(blank(compare));
    add(point);
  }

  void add_templates() {
    Function* largest = function(type("T"), "largest", {param(const_ref(type("T")), "a"), param(const_ref(type("T")), "b")},
                                 {return_(conditional(binary(name("a"), Op::Less, name("b")), name("b"), name("a")))});
    largest->template_parameters = {type_param("T")};
    largest->requires_clause = name("std::totally_ordered", {type("T")});
    add(largest);

    Function* sum = function(auto_type(), "sum", {param(const_ref(type("Ts")), "values")}, {return_(fold_left(Op::Add, name("values"), number("0")))});
    sum->parameters[0].is_pack = true;
    sum->template_parameters = {type_param("Ts")};
    sum->template_parameters[0].is_pack = true;
    add(sum);

    Function* size = function(type("std::size_t"), "size_of", {}, {return_(sizeof_pack("Ts"))});
    size->template_parameters = sum->template_parameters;
    size->specifiers.is_constexpr = true;
    add(size);
  }

  void add_loops() {
    then(variable(type("Words"), "words",
                  brace(nullptr, {string("a\nb"), string("déjà\x01"
                                                         "f")})));
    then(variable(type("std::map", {type("std::string"), type("int")}), "counts"));
    then(range_for(const_auto_ref(), "word", name("words"), {expr_stmt(assign(subscript(name("counts"), name("word")), AssignOp::Add, number("1")))}));
    then(variable(type("int"), "total", number("0")));
    then(range_for_each(const_auto_ref(), {"word", "n"}, name("counts"),
                        {if_(binary(method_call(name("word"), "empty"), Op::Or, binary(name("n"), Op::Equal, number("0"))), {continue_()}),
                         expr_stmt(assign(name("total"), AssignOp::Add, name("n")))}));
  }

  void add_branches() {
    If* found =
        if_(condition(variable(auto_type(), "it", method_call(name("counts"), "find", {string("a")})), binary(name("it"), Op::NotEqual, method_call(name("counts"), "end"))),
            {expr_stmt(increment(arrow(name("it"), "second")))});
    found->else_if = if_(condition(variable(auto_ref(), "first", method_call(name("words"), "front"))), {});
    found->else_if->condition = condition(name("words"));
    found->else_if->condition = condition(not_(method_call(name("words"), "empty")));
    found->else_if->then = body({expr_stmt(method_call(name("words"), "pop_back"))});
    found->else_if->has_else = true;
    found->else_if->otherwise = body({expr_stmt(assign(name("total"), number("0")))});
    then(found);
    then(for_(variable(type("int"), "i", number("0")), binary(name("i"), Op::Less, number("3")), {increment(name("i"))},
              {expr_stmt(assign(name("total"), AssignOp::Add, name("i")))}));
    then(while_(binary(name("total"), Op::Greater, name("LIMIT")), {expr_stmt(assign(name("total"), AssignOp::Div, number("2")))}));
    then(do_while({expr_stmt(increment(name("total")))}, binary(name("total"), Op::Less, number("0"))));
  }

  void add_switch_and_try() {
    Switch::Case red;
    red.labels = {number("1"), number("2")};
    red.has_braces = true;
    red.body = body({variable(const_auto(), "twice", binary(number("2"), Op::Mul, name("total"))), expr_stmt(assign(name("total"), name("twice"))), break_()});
    Switch::Case other;
    other.is_default = true;
    other.body = body({break_()});
    then(switch_(name("total"), {red, other}));
    then(variable(const_auto(), "add", lambda({capture("&total")}, {param(type("int"), "n")}, {return_(binary(name("total"), Op::Add, name("n")))})));
    then(variable(const_auto(), "counter", lambda({capture("n", number("0"))}, {}, {return_(increment(name("n")))})));
    as<Lambda>(static_cast<Variable*>(statements_.back())->values[0])->is_mutable = true;
    static_cast<Variable*>(statements_.back())->type = auto_type();
    then(try_({if_(binary(call("add", {number("1")}), Op::Equal, call("counter")), {throw_stmt(construct(type("std::invalid_argument"), {string("equal")}))})},
              {handler(const_ref(type("std::invalid_argument")), "", {expr_stmt(assign(name("total"), number("1")))}), handler(nullptr, "", {throw_stmt()})}));
    then(binding(const_auto(), {"low", "high"}, construct(type("std::pair"), {number("1"), number("2")})));
    then(variable(const_(type("Point")), "origin", designated(type("Point"), {{"x", name("low")}, {"y", name("high")}})));
    then(variable(const_(type("std::unique_ptr", {type("Shape")})), "shape", call(name("std::make_unique", {type("Square")}), {number("2.0")})));
    then(variable(const_(type("std::function", {function_type(type("int"), {type("int")})})), "apply", name("add")));
    then(variable(const_(pointer(const_(type("int")))), "where", address_of(name("total"))));
  }

  void add_rest() {
    Class* local = struct_("Local");
    section(*local, Access::Public) = body({variable(type("int"), "value", number("0"))});
    then(local);
    then(variable(type("Local"), "local", InitStyle::Brace, {number("5")}));
    then(expr_stmt(assign(member(name("local"), "value"), AssignOp::BitOr, unary(UnaryOp::Complement, minus(minus(name("total")))))));
    then(block({variable(const_(type("int")), "inner", dereference(name("where"))), expr_stmt(assign(name("total"), AssignOp::Sub, name("inner")))}));
    then(static_assert_(binary(call(name("size_of", {type("int"), type("char")})), Op::Equal, number("2")), "two"));
    as<Call>(as<Binary>(static_cast<StaticAssert*>(statements_.back())->test)->left)->callee = name("size_of", {type("int"), type("char")});
    then(return_(binary(binary(static_cast_(type("int"), method_call(dereference(name("shape")), "area")), Op::Add, call("apply", {call("sum", {number("1"), number("2")})})),
                        Op::Add,
                        conditional(binary(name("origin"), Op::Less, construct(type("Point"))), member(name("local"), "value"), call("largest", {number("1"), name("total")})))));
  }

  void add_run() {
    add_loops();
    add_branches();
    add_switch_and_try();
    add_rest();
    Function* run = function(type("int"), "run", {}, std::move(statements_));
    run->body.opening = {comment("everything at once")};
    add(run);
  }

  Stmts declarations_;
  Stmts statements_;
};

std::string tour() {
  File file;
  file.body.statements =
      include_list("", {"array", "compare", "concepts", "coroutine", "cstdint", "functional", "map", "memory", "optional", "stdexcept", "string", "tuple", "utility", "vector"});
  above(file.body.statements.front(), doc_comment("A tour of the tree."));
  file.body.add(blank(namespace_("tour", Tour().declarations())));
  return print(file);
}

TEST_CASE("every kind of node compiles without a warning, also from clang-tidy") {
  Arena arena;
  ArenaScope scope(arena);
  const auto source = (std::filesystem::temp_directory_path() / ("krait_cpp_tour_" + std::to_string(getpid()) + ".cpp")).string();
  const std::string text = tour();
  std::ofstream(source) << text;
  CAPTURE(text);
  CHECK(succeeds("g++ -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Werror " + source));
  CHECK(succeeds("clang++-19 -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Werror " + source));
  const auto root = std::filesystem::path(KRAIT_ROOT);
  const std::string tidy = "clang-tidy-19 --quiet --config-file=" + (root / ".clang-tidy").string();
  CHECK(succeeds(tidy + " --verify-config >/dev/null"));
  CHECK(succeeds(tidy + " --warnings-as-errors='*' " + source + " -- -std=c++20 2>/dev/null"));
  std::filesystem::remove(source);
}

}  // namespace
