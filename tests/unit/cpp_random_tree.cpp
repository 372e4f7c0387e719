#include "cpp_random_tree.hpp"

namespace krait::cpp::testing {

std::uint32_t RandomTree::below(std::uint32_t bound) {
  state_ ^= state_ << 13U;
  state_ ^= state_ >> 17U;
  state_ ^= state_ << 5U;
  return state_ % bound;
}

std::string RandomTree::identifier() {
  static const std::vector<std::string> names = {"x",
                                                 "y",
                                                 "n",
                                                 "it",
                                                 "key",
                                                 "value",
                                                 "result",
                                                 "index",
                                                 "account",
                                                 "py::len",
                                                 "words_of_text",
                                                 "py::math::sqrt",
                                                 "current_position",
                                                 "remaining_capacity_of_queue",
                                                 "a_rather_long_name_for_a_variable",
                                                 "std::numeric_limits_of_type"};
  return names[below(static_cast<std::uint32_t>(names.size()))];
}

std::string RandomTree::text() {
  static const std::vector<std::string> texts = {"",
                                                 "a",
                                                 "two words",
                                                 "line one\nline two\n",
                                                 "a somewhat longer text with\na line end in it, and then some more\nof it in a third line",
                                                 "\x1b[0m",
                                                 "déjà vu",
                                                 "\x01"
                                                 "f",
                                                 "quote \" and \\",
                                                 "日本語のテキスト",
                                                 std::string("nul\0nul", 7),
                                                 "what?\?="};
  return texts[below(static_cast<std::uint32_t>(texts.size()))];
}

Exprs RandomTree::exprs(int depth, std::uint32_t most) {
  Exprs result;
  for (std::uint32_t i = below(most + 1); i > 0; --i) {
    result.push_back(expr(depth));
  }
  return result;
}

Exprs RandomTree::operands(int depth, std::uint32_t most) {
  Exprs result;
  for (std::uint32_t i = below(most + 1); i > 0; --i) {
    result.push_back(operand(depth));
  }
  return result;
}

Type* RandomTree::type(int depth) {
  switch (below(depth > 0 ? 9 : 4)) {
    case 0: return cpp::type("std::int64_t");
    case 1: return cpp::type("py::str");
    case 2: return cpp::type("bool");
    case 3: return cpp::type("Account");
    case 4: return const_ref(type(depth - 1));
    case 5: return cpp::type("py::list", {type(depth - 1)});
    case 6: return cpp::type("py::dict", {cpp::type("py::str"), cpp::type("py::list", {cpp::type("py::Int")})});
    case 7: return cpp::type("std::array", {cpp::type("double"), value_argument(8)});
    default: return cpp::type("py::function", {function_type(cpp::type("bool"), {const_ref(cpp::type("py::str")), pointer(cpp::type("char"))})});
  }
}

Expr* RandomTree::primary(int depth) {
  switch (below(8)) {
    case 0: return number(static_cast<long long>(below(1000)));
    case 1: return number("1'000'000");
    case 2: return string(text());
    case 3: return depth > 0 ? call(identifier(), exprs(depth - 1, 3)) : name(identifier());
    case 4: return character('c');
    default: return name(identifier());
  }
}

Expr* RandomTree::fluent(int depth) {
  const WithoutLambdas guard(*this);
  Expr* result = name(identifier());
  for (std::uint32_t i = below(4) + 1; i > 0; --i) {
    result = chance(20) ? member(result, "field") : method_call(result, chance(50) ? "strip" : "a_method_of_it", exprs(depth - 1, 2));
  }
  return result;
}

Expr* RandomTree::random_lambda(int depth) {
  if (lambdas_forbidden_ > 0) {
    return name(identifier());
  }
  Stmts statements = chance(50) ? Stmts{return_(expr(depth - 1))} : block_of(depth - 2);
  Lambda* result = lambda(chance(50) ? std::vector<Capture>{capture("&")} : std::vector<Capture>{}, params(0), statements);
  return result;
}

Expr* RandomTree::compound(int depth) {
  static const std::vector<Op> ops = {Op::Add, Op::Sub, Op::Mul, Op::Mod, Op::And, Op::Or, Op::BitOr, Op::Less, Op::Equal};
  switch (below(16)) {
    case 0:
    case 1:
    case 2: return binary(operand(depth - 1), ops[below(static_cast<std::uint32_t>(ops.size()))], operand(depth - 1));
    case 3: {
      Exprs links = {operand(depth - 1), operand(depth - 1)};
      for (std::uint32_t i = below(4); i > 0; --i) {
        links.push_back(operand(depth - 2));
      }
      return chain(ops[below(static_cast<std::uint32_t>(ops.size()))], links);
    }
    case 4: return not_(operand(depth - 1));
    case 5: return minus(operand(depth - 1));
    case 6: return conditional(operand(depth - 1), operand(depth - 1), operand(depth - 1));
    case 7: {
      const WithoutLambdas guard(*this);
      return subscript(name(identifier()), binary(name("i"), Op::Shl, operand(depth - 2)));
    }
    case 8: return static_cast_(type(1), expr(depth - 1));
    case 9: return construct(cpp::type("Account"), exprs(depth - 1, 3));
    case 10: {
      const WithoutLambdas guard(*this);
      return brace(cpp::type("py::vector", {type(1)}), operands(depth - 1, 6));
    }
    case 11: {
      const WithoutLambdas guard(*this);
      return designated(cpp::type("Point"), {{"x", operand(depth - 1)}, {"y_coordinate", operand(depth - 1)}});
    }
    case 12: return random_lambda(depth);
    case 13:
    case 14: return fluent(depth);
    default: return call(identifier(), exprs(depth - 1, 5));
  }
}

/// What people put beside an operator: no lambda and no braces.
Expr* RandomTree::operand(int depth) {
  const WithoutLambdas guard(*this);
  Expr* result = expr(depth);
  return result->kind == Kind::Lambda || result->kind == Kind::BraceInit ? name(identifier()) : result;
}

Expr* RandomTree::expr(int depth) { return depth <= 0 || chance(25) ? primary(depth) : compound(depth); }

Expr* RandomTree::effect(int depth) {
  switch (below(5)) {
    case 0: return assign(name(identifier()), expr(depth));
    case 1: return assign(subscript(name(identifier()), binary(name("i"), Op::Shl, operand(depth - 2))), AssignOp::Add, expr(depth));
    case 2: return fluent(depth);
    case 3: return throw_(call("py::ValueError", exprs(depth, 2)));
    default: return call(identifier(), exprs(depth, 4));
  }
}

template <typename S>
S* RandomTree::decorate(S* statement) {
  if (chance(12)) {
    statement->leading.push_back(comment("a comment above"));
  }
  if (chance(5)) {
    statement->leading.push_back(comment("a comment\nof two lines"));
  }
  if (chance(10)) {
    behind(statement, "behind it");
  }
  statement->blank_before = chance(15);
  return statement;
}

Body RandomTree::decorated(Body body) {
  if (chance(8)) {
    body.opening.push_back(comment("opening"));
  }
  if (chance(8)) {
    body.dangling.push_back(comment("dangling"));
    body.dangling.back().blank_before = chance(40);
  }
  return body;
}

Stmts RandomTree::block_of(int depth) {
  Stmts result;
  for (std::uint32_t i = below(4); i > 0; --i) {
    result.push_back(decorate(statement(depth)));
  }
  return result;
}

Stmt* RandomTree::local(int depth) {
  switch (below(6)) {
    case 0: return binding(const_auto_ref(), {"key", "value"}, expr(depth));
    case 1: {
      const WithoutLambdas guard(*this);
      return variable(type(2), "values", InitStyle::Brace, operands(depth, 8));
    }
    case 2: return variable(type(1), "x", InitStyle::Call, {expr(depth), expr(depth)});
    case 3: return variable(type(1), "unset");
    default: return variable(chance(50) ? auto_type() : const_auto(), "local", expr(depth));
  }
}

Stmt* RandomTree::loop(int depth) {
  switch (below(4)) {
    case 0: {
      RangeFor* result = range_for_each(const_auto_ref(), {"k", "v"}, chance(50) ? fluent(3) : call(identifier(), exprs(2, 4)), {});
      result->body = decorated(body(block_of(depth - 1)));
      return result;
    }
    case 1: return for_(variable(cpp::type("int"), "i", number("0")), binary(name("i"), Op::Less, name("n")), {increment(name("i"))}, block_of(depth - 1));
    case 2: {
      While* result = while_(operand(depth), {});
      result->body = decorated(body(block_of(depth - 1)));
      return result;
    }
    default: return do_while(block_of(depth - 1), expr(1));
  }
}

If* RandomTree::branch(int depth) {
  If* result = if_(operand(depth), {});
  if (chance(20)) {
    result->condition.init = variable(auto_type(), "it", method_call(name("d"), "find", {operand(1)}));
  }
  result->then = decorated(body(block_of(depth - 1)));
  if (chance(20)) {
    result->else_if = branch(depth);
  } else if (chance(30)) {
    result->has_else = true;
    result->otherwise = decorated(body(block_of(depth - 1)));
  }
  return result;
}

Stmt* RandomTree::switch_statement(int depth) {
  std::vector<Switch::Case> cases;
  for (std::uint32_t i = below(3) + 1; i > 0; --i) {
    Switch::Case one;
    one.labels = {number("1"), number("2")};
    one.has_braces = chance(50);
    one.body = decorated(body(block_of(depth - 1)));
    one.body.statements.push_back(break_());
    if (chance(20)) {
      one.leading.push_back(comment("about this case"));
    }
    cases.push_back(one);
  }
  Switch::Case other;
  other.is_default = true;
  other.body = body({break_()});
  cases.push_back(other);
  return switch_(expr(1), cases);
}

Stmt* RandomTree::try_statement(int depth) {
  auto* result = try_(block_of(depth - 1), {handler(const_ref(cpp::type("py::KeyError")), "e", block_of(depth - 1))});
  if (chance(50)) {
    result->handlers.push_back(handler(nullptr, "", block_of(depth - 1)));
  }
  result->body = decorated(result->body);
  return result;
}

Stmt* RandomTree::plain_statement(int depth) {
  switch (below(5)) {
    case 0: return return_(expr(depth));
    case 1: return local(depth);
    case 2: return chance(50) ? break_() : continue_();
    default: return expr_stmt(effect(depth));
  }
}

Stmt* RandomTree::statement(int depth) {
  if (depth <= 0) {
    return plain_statement(1);
  }
  switch (below(12)) {
    case 0:
    case 1: return branch(depth);
    case 2: return loop(depth);
    case 3: return switch_statement(depth);
    case 4: return try_statement(depth);
    case 5: return block(block_of(depth - 1));
    default: return plain_statement(depth);
  }
}

Params RandomTree::params(int depth) {
  Params result;
  for (std::uint32_t i = below(5); i > 0; --i) {
    result.push_back(param(type(depth), "parameter_" + std::to_string(i), chance(20) ? expr(0) : nullptr));
  }
  return result;
}

Function* RandomTree::random_function(int depth) {
  Function* result = function(type(2), chance(50) ? "f" : "a_function_with_a_long_name", params(2), block_of(depth));
  result->body = decorated(result->body);
  if (chance(30)) {
    result->attributes = {"nodiscard"};
  }
  if (chance(20)) {
    result->template_parameters = {type_param("T"), type_param("U", "std::integral")};
    if (chance(50)) {
      result->requires_clause = chain(Op::And, {name("std::integral", {cpp::type("T")}), call("is_small", {name("T")})});
    }
  }
  return result;
}

Class* RandomTree::random_class(int depth) {
  Class* result = chance(50) ? class_("Account", {base(cpp::type("py::Object"), chance(30))}) : struct_("Point");
  Function* constructor = function(nullptr, result->name, params(1), {});
  constructor->specifiers.is_explicit = chance(50);
  for (std::uint32_t i = below(4); i > 0; --i) {
    constructor->member_inits.push_back(member_init("member_" + std::to_string(i), operands(2, 2)));
  }
  constructor->body = decorated(body(block_of(depth - 2)));
  section(*result, Access::Public).add(decorate(constructor));
  for (std::uint32_t i = below(3); i > 0; --i) {
    Function* method = random_function(depth - 1);
    method->is_const = chance(50);
    method->is_override = chance(20);
    section(*result, Access::Public).add(blank(decorate(method)));
  }
  for (std::uint32_t i = below(3); i > 0; --i) {
    section(*result, Access::Private).add(decorate(variable(type(2), "field_", expr(1))));
  }
  for (auto& one : result->sections) {
    one.body = decorated(one.body);
  }
  return result;
}

Enum* RandomTree::random_enum() {
  Enum* result = enum_class("Colour", {"Red", "Green"});
  result->enumerators[1].value = number("3");
  if (chance(50)) {
    result->enumerators[0].trailing.push_back(comment("warm"));
    result->enumerators[1].leading.push_back(comment("cold"));
  }
  return result;
}

Stmt* RandomTree::declaration(int depth) {
  switch (below(10)) {
    case 0:
    case 1:
    case 2: return random_class(depth);
    case 3: return random_enum();
    case 4: {
      Variable* constant = variable(cpp::type("std::int64_t"), "MIN_LENGTH", number("3"));
      constant->specifiers.is_constexpr = true;
      return constant;
    }
    case 5: return function(type(2), "declared_only", params(2));
    case 6: return alias("Words", type(3));
    default: return random_function(depth);
  }
}

File RandomTree::file(int declarations) {
  File result;
  for (Stmt* one : include_list("random.hpp", {"py/str.hpp", "cstdint", "py/io.hpp", "py/Upper.hpp", "py/a_b.hpp", "py/ab.hpp", "py/a/b.hpp"}, {"b/c.hpp", "b.hpp", "a.hpp"})) {
    result.body.add(one);
  }
  above(result.body.statements.front(), doc_comment("Words of a text."));
  Namespace* space = namespace_("random_tree", {});
  for (int i = 0; i < declarations; ++i) {
    space->body.add(blank(decorate(declaration(4))));
  }
  result.body.add(blank(space));
  return result;
}

}  // namespace krait::cpp::testing
