#include "cpp/build.hpp"

#include <cassert>

namespace krait::cpp {

// ---- types --------------------------------------------------------------------------------------------

Type* type(std::string name, Types arguments) {
  auto* node = make<NamedType>();
  node->name = std::move(name);
  node->arguments = std::move(arguments);
  return node;
}

Type* nested_type(Type* outer, std::string name, bool is_dependent) {
  auto* node = make<NestedType>();
  node->outer = outer;
  node->name = std::move(name);
  node->is_dependent = is_dependent;
  return node;
}

Type* const_(Type* inner) {
  if (inner->kind == Kind::ConstType || inner->kind == Kind::ReferenceType) {
    return inner;
  }
  auto* node = make<ConstType>();
  node->inner = inner;
  return node;
}

Type* ref(Type* inner) {
  auto* node = make<ReferenceType>();
  node->inner = inner;
  return node;
}

Type* rvalue_ref(Type* inner) {
  auto* node = make<ReferenceType>();
  node->inner = inner;
  node->is_rvalue = true;
  return node;
}

Type* const_ref(Type* inner) { return ref(const_(inner)); }

Type* pointer(Type* inner) {
  auto* node = make<PointerType>();
  node->inner = inner;
  return node;
}

Type* auto_type(std::string constraint) {
  auto* node = make<AutoType>();
  node->constraint = std::move(constraint);
  return node;
}

Type* decltype_auto() {
  auto* node = make<AutoType>();
  node->is_decltype = true;
  return node;
}

Type* const_auto() { return const_(auto_type()); }
Type* auto_ref() { return ref(auto_type()); }
Type* const_auto_ref() { return const_ref(auto_type()); }
Type* forwarding_ref() { return rvalue_ref(auto_type()); }
Type* void_type() { return type("void"); }

Type* function_type(Type* result, Types parameters) {
  auto* node = make<FunctionType>();
  node->result = result;
  node->parameters = std::move(parameters);
  return node;
}

Type* decltype_of(Expr* operand) {
  auto* node = make<DecltypeType>();
  node->operand = operand;
  return node;
}

Type* value_argument(Expr* value) {
  auto* node = make<ValueArgument>();
  node->value = value;
  return node;
}

Type* value_argument(int value) { return value_argument(number(value)); }

Type* pack(Type* inner) {
  auto* node = make<PackType>();
  node->inner = inner;
  return node;
}

Type* raw_type(std::string text) {
  auto* node = make<RawType>();
  node->text = std::move(text);
  return node;
}

// ---- expressions --------------------------------------------------------------------------------------

namespace {

Expr* literal(std::string_view spelling) {
  auto* node = make<Literal>();
  node->spelling = spelling;
  return node;
}

}  // namespace

Expr* number(std::string_view spelling) {
  assert(!spelling.empty());
  return spelling.front() == '-' ? minus(literal(spelling.substr(1))) : literal(spelling);
}

Expr* number(long long value) { return number(std::to_string(value)); }
Expr* boolean(bool value) { return literal(value ? "true" : "false"); }
Expr* null_pointer() { return literal("nullptr"); }

Expr* string(std::string value, std::string suffix) {
  auto* node = make<StringLiteral>();
  node->value = std::move(value);
  node->suffix = std::move(suffix);
  return node;
}

Expr* character(char value) { return literal(character_literal(value)); }

Expr* name(std::string text, Types template_arguments) {
  auto* node = make<Name>();
  node->text = std::move(text);
  node->template_arguments = std::move(template_arguments);
  return node;
}

Expr* this_() { return name("this"); }
Expr* this_object() { return dereference(this_()); }

Expr* scoped(Type* scope, std::string text, Types template_arguments) {
  auto* node = make<ScopedName>();
  node->scope = scope;
  node->text = std::move(text);
  node->template_arguments = std::move(template_arguments);
  return node;
}

Expr* unary(UnaryOp op, Expr* operand) {
  auto* node = make<Unary>();
  node->op = op;
  node->operand = operand;
  return node;
}

Expr* not_(Expr* operand) { return unary(UnaryOp::Not, operand); }
Expr* minus(Expr* operand) { return unary(UnaryOp::Minus, operand); }
Expr* dereference(Expr* operand) { return unary(UnaryOp::Dereference, operand); }
Expr* address_of(Expr* operand) { return unary(UnaryOp::AddressOf, operand); }
Expr* increment(Expr* operand) { return unary(UnaryOp::Increment, operand); }
Expr* decrement(Expr* operand) { return unary(UnaryOp::Decrement, operand); }

Expr* post_increment(Expr* operand) {
  auto* node = make<Postfix>();
  node->operand = operand;
  return node;
}

Expr* binary(Expr* left, Op op, Expr* right) {
  auto* node = make<Binary>();
  node->left = left;
  node->op = op;
  node->right = right;
  return node;
}

Expr* chain(Op op, const Exprs& operands) {
  assert(!operands.empty());
  Expr* result = operands.front();
  for (std::size_t i = 1; i < operands.size(); ++i) {
    result = binary(result, op, operands[i]);
  }
  return result;
}

Expr* assign(Expr* target, Expr* value) { return assign(target, AssignOp::Assign, value); }

Expr* assign(Expr* target, AssignOp op, Expr* value) {
  auto* node = make<Assign>();
  node->target = target;
  node->op = op;
  node->value = value;
  return node;
}

Expr* conditional(Expr* test, Expr* when_true, Expr* when_false) {
  auto* node = make<Conditional>();
  node->test = test;
  node->when_true = when_true;
  node->when_false = when_false;
  return node;
}

Expr* call(Expr* callee, Exprs arguments) {
  auto* node = make<Call>();
  node->callee = callee;
  node->arguments = std::move(arguments);
  return node;
}

Expr* call(std::string function, Exprs arguments) { return call(name(std::move(function)), std::move(arguments)); }

Expr* method_call(Expr* object, std::string method, Exprs arguments) { return call(member(object, std::move(method)), std::move(arguments)); }

Expr* move(Expr* operand) { return call("std::move", {operand}); }

Expr* construct(Type* of, Exprs arguments) {
  auto* node = make<Construct>();
  node->type = of;
  node->arguments = std::move(arguments);
  return node;
}

namespace {

Expr* access_member(Expr* object, std::string name, Types template_arguments, bool is_arrow) {
  auto* node = make<Member>();
  node->object = object;
  node->name = std::move(name);
  node->template_arguments = std::move(template_arguments);
  node->is_arrow = is_arrow;
  return node;
}

}  // namespace

Expr* member(Expr* object, std::string name, Types template_arguments) {
  if (const auto* pointed = as<Unary>(object); pointed != nullptr && pointed->op == UnaryOp::Dereference) {
    return access_member(pointed->operand, std::move(name), std::move(template_arguments), true);
  }
  return access_member(object, std::move(name), std::move(template_arguments), false);
}

Expr* arrow(Expr* object, std::string name, Types template_arguments) { return access_member(object, std::move(name), std::move(template_arguments), true); }

Expr* subscript(Expr* object, Expr* index) {
  auto* node = make<Subscript>();
  node->object = object;
  node->index = index;
  return node;
}

Lambda* lambda(std::vector<Capture> captures, Params parameters, Stmts statements, Type* result) {
  auto* node = make<Lambda>();
  node->captures = std::move(captures);
  node->parameters = std::move(parameters);
  node->body = body(std::move(statements));
  node->result = result;
  return node;
}

Expr* brace(Type* of, const Exprs& elements) {
  auto* node = make<BraceInit>();
  node->type = of;
  for (Expr* element : elements) {
    node->elements.push_back({{}, element});
  }
  return node;
}

Expr* designated(Type* of, std::vector<BraceInit::Element> elements) {
  auto* node = make<BraceInit>();
  node->type = of;
  node->elements = std::move(elements);
  return node;
}

Expr* static_cast_(Type* to, Expr* operand) { return cast(CastKind::Static, to, operand); }

Expr* cast(CastKind kind, Type* to, Expr* operand) {
  auto* node = make<Cast>();
  node->cast = kind;
  node->type = to;
  node->operand = operand;
  return node;
}

Expr* new_(Type* of, Exprs arguments) {
  auto* node = make<New>();
  node->type = of;
  node->arguments = std::move(arguments);
  return node;
}

Expr* co_await_(Expr* operand) {
  auto* node = make<CoAwait>();
  node->operand = operand;
  return node;
}

Expr* co_yield_(Expr* operand) {
  auto* node = make<CoYield>();
  node->operand = operand;
  return node;
}

Expr* throw_(Expr* operand) {
  auto* node = make<Throw>();
  node->operand = operand;
  return node;
}

Expr* expand(Expr* pattern) {
  auto* node = make<PackExpansion>();
  node->pattern = pattern;
  return node;
}

namespace {

Expr* fold(Op op, Expr* pack, Expr* init, bool is_left) {
  auto* node = make<Fold>();
  node->op = op;
  node->pack = pack;
  node->init = init;
  node->is_left = is_left;
  return node;
}

}  // namespace

Expr* fold_left(Op op, Expr* pack, Expr* init) { return fold(op, pack, init, true); }
Expr* fold_right(Op op, Expr* pack, Expr* init) { return fold(op, pack, init, false); }

Expr* sizeof_pack(std::string name) {
  auto* node = make<SizeofPack>();
  node->name = std::move(name);
  return node;
}

}  // namespace krait::cpp
