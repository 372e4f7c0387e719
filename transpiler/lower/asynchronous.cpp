/// `await`, `yield`, `async for`: every suspension stands alone in its statement (docs/facts.md, 3.1).
#include <algorithm>

#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;

/// Names, literals, and calls, operators and tuples of such: GCC 12 destroys other temporaries beside a `co_yield` twice (docs/facts.md, 3.1).
static bool may_stand_in_yield(const cpp::Expr& node) {
  switch (node.kind) {
    case cpp::Kind::Name:
    case cpp::Kind::Literal: return true;
    case cpp::Kind::Member: return may_stand_in_yield(*static_cast<const cpp::Member&>(node).object);
    case cpp::Kind::Unary: return may_stand_in_yield(*static_cast<const cpp::Unary&>(node).operand);
    case cpp::Kind::Binary: {
      const auto& operation = static_cast<const cpp::Binary&>(node);
      return operation.op != cpp::Op::Comma && may_stand_in_yield(*operation.left) && may_stand_in_yield(*operation.right);
    }
    case cpp::Kind::Call: {
      const auto& call = static_cast<const cpp::Call&>(node);
      return may_stand_in_yield(*call.callee) && std::all_of(call.arguments.begin(), call.arguments.end(), [](const cpp::Expr* one) { return may_stand_in_yield(*one); });
    }
    case cpp::Kind::Construct: {
      const auto& arguments = static_cast<const cpp::Construct&>(node).arguments;
      return std::all_of(arguments.begin(), arguments.end(), [](const cpp::Expr* one) { return may_stand_in_yield(*one); });
    }
    case cpp::Kind::BraceInit: {
      const auto& braces = static_cast<const cpp::BraceInit&>(node);
      const auto* named = braces.type != nullptr && braces.type->kind == cpp::Kind::NamedType ? static_cast<const cpp::NamedType*>(braces.type) : nullptr;
      const auto* spelled = braces.type != nullptr && braces.type->kind == cpp::Kind::RawType ? static_cast<const cpp::RawType*>(braces.type) : nullptr;
      const bool is_tuple = (named != nullptr && named->name == "std::tuple") || (spelled != nullptr && spelled->text.starts_with("std::tuple<"));
      return is_tuple && std::all_of(braces.elements.begin(), braces.elements.end(), [](const auto& one) { return may_stand_in_yield(*one.value); });
    }
    default: return false;
  }
}

/// Gives the braced containers in an expression that suspends names of their own: GCC 12 rejects their initializer lists there.
/// `names` are for the arguments of the expression's own call.
void Lowering::name_displays(cpp::Expr*& expr, const std::vector<std::string>& names, const std::string& hint) {
  if (expr->kind == cpp::Kind::BraceInit) {
    auto& display = static_cast<cpp::BraceInit&>(*expr);
    const auto* made = cpp::as<cpp::RawType>(display.type);
    if (const auto* listed = cpp::as<cpp::NamedType>(display.type); listed != nullptr && listed->name == "std::initializer_list") {
      need("py/vector.hpp");  // as a local it would outlive its elements
      display.type = cpp::type("py::vector", listed->arguments);
      expr = hoist({expr, object()}, hint).expr;
      return;
    }
    if (made != nullptr && !display.elements.empty() && made->text.starts_with("py::")) {
      expr = hoist({expr, object()}, hint).expr;
    }
  } else if (expr->kind == cpp::Kind::Call) {
    auto& call = static_cast<cpp::Call&>(*expr);
    name_displays(call.callee, {}, "argument");
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      name_displays(call.arguments[i], {}, i < names.size() ? names[i] : "argument");
    }
  } else if (expr->kind == cpp::Kind::Construct) {
    for (cpp::Expr*& argument : static_cast<cpp::Construct&>(*expr).arguments) {
      name_displays(argument, {}, hint);
    }
  } else if (expr->kind == cpp::Kind::Member) {
    name_displays(static_cast<cpp::Member&>(*expr).object, {}, hint);
  }
}

/// The names of the parameters that an awaited call fills.
std::vector<std::string> Lowering::parameters_of_call(const syntax::Expr& node) const {
  const types::CallFact* fact = node.kind == syntax::Kind::Call ? facts_.call(node.id) : nullptr;
  std::vector<std::string> names;
  if (fact != nullptr && fact->kind == types::CallKind::User) {
    const types::FunctionInfo& function = facts_.functions[fact->function];
    const bool skips_self = function.owner != types::none && function.method != types::MethodKind::Static;
    for (std::size_t i = skips_self ? 1 : 0; i < function.parameters.size(); ++i) {
      names.push_back(function.parameters[i].name);
    }
  }
  return names;
}

/// The suspending expression itself, its operand a name or a plain call.
cpp::Expr* Lowering::suspension(const syntax::Expr& node) {
  if (const auto* await = as<syntax::Await>(&node)) {
    uses_asyncio_ = true;
    cpp::Expr* awaited = value_of(*await->value).expr;
    name_displays(awaited, parameters_of_call(*await->value), "argument");
    return cpp::co_await_(awaited);
  }
  if (const auto* yield = as<syntax::Yield>(&node)) {
    const Repr element = context_->function != nullptr ? reprs_.of_slot(context_->function->yields) : object();
    if (yield->value == nullptr) {
      return cpp::co_yield_(convert({none(), make(Kind::None)}, element));
    }
    Value value{lower_as(*yield->value, element), element};
    if (is_self(*yield->value) && (element.is(Kind::Ref) || element.is(Kind::Maybe))) {
      value.expr = cpp::construct(type(element), {cpp::this_()});
    }
    if (!element.is_trivial() && !may_stand_in_yield(*value.expr)) {
      value = hoist({value.expr, element}, "item");
      // A braced or converted value gets its type spelled: the local is of the element's type.
    }
    return cpp::co_yield_(value.expr);
  }
  const auto& delegate = static_cast<const syntax::YieldFrom&>(node);
  need("py/generator.hpp");
  Value source = value_of(*delegate.value);
  if (is_self(*delegate.value)) {
    source.expr = cpp::construct(type({.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}), {cpp::this_()});
  }
  if (source.repr.is(Kind::Ref) || source.repr.is(Kind::Maybe) || source.repr.is(Kind::Object)) {
    source.expr = cpp::call("py::iter", {source.expr});
  }
  const auto* name = as<syntax::Name>(delegate.value);
  const names::VariableId variable = name != nullptr ? names_.variable[name->id] : names::none;
  const bool is_local = variable != names::none && source.expr->kind == cpp::Kind::Name && context_->declared.contains(variable);
  if (!is_local && (source.expr->kind != cpp::Kind::Call || !may_stand_in_yield(*source.expr))) {
    source = hoist({source.expr, source.repr}, "source");
  }
  return cpp::co_yield_(cpp::call("py::yield_from", {source.expr}));
}

Value Lowering::lower_kind(const syntax::Await& node) {
  const Repr& result = repr(node);
  const auto* call = as<syntax::Call>(node.value);
  const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
  const auto* name = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
  const std::string hint = member != nullptr ? member->attribute + "_result" : name != nullptr ? name->name + "_result" : "awaited";
  cpp::Expr* suspended = suspension(node);
  if (result.is(Kind::None) || result.is(Kind::Never)) {
    emit(cpp::expr_stmt(suspended));
    return {none(), make(Kind::None)};
  }
  const std::string local = fresh_name(hint);
  emit(constant_if_kept(cpp::variable(cpp::auto_type(), local, suspended), result));
  return {cpp::name(local), result, true};
}

Value Lowering::lower_kind(const syntax::Yield& node) {
  cpp::Expr* suspended = suspension(node);
  const Repr& result = repr(node);
  const std::string local = fresh_name("sent");
  emit(constant_if_kept(cpp::variable(cpp::auto_type(), local, suspended), result));
  return {cpp::name(local), result, true};
}

Value Lowering::lower_kind(const syntax::YieldFrom& node) {
  cpp::Expr* suspended = suspension(node);
  const Repr& result = repr(node);
  if (result.is(Kind::None) || result.is(Kind::Never)) {
    emit(cpp::expr_stmt(suspended));
    return {none(), make(Kind::None)};
  }
  const std::string local = fresh_name("returned");
  emit(constant_if_kept(cpp::variable(cpp::auto_type(), local, suspended), result));
  return {cpp::name(local), result, true};
}

/// `async for x in source`: next() until it is empty.
void Lowering::emit_async_loop(const syntax::Expr& target, const syntax::Expr& iter, const std::function<void()>& body) {
  need("py/asyncio.hpp");
  uses_asyncio_ = true;
  Value source = value_of(iter);
  cpp::Expr* aiter = source.repr.is(Kind::Library) ? source.expr : cpp::call("py::aiter", {source.expr});
  const std::string iterator = fresh_name("items");
  // It dies with the loop: a `break` lets a generator go, which closes it.
  auto made = in_block([&] { emit(cpp::variable(cpp::auto_type(), iterator, aiter)); });
  cpp::Stmt* const init = made.back();
  made.pop_back();
  block_->insert(block_->end(), made.begin(), made.end());
  const std::string item = fresh_name("item");
  const Repr element = source.repr.is(Kind::Library) && !source.repr.arguments.empty() ? source.repr.arguments[0]
                       : source.repr.is(Kind::Object)                                  ? object()
                                                                                       : reprs_.of(facts_.type(target), ranges::Shape{});
  auto statements = in_block([&] {
    emit(cpp::variable(cpp::auto_type(), item, cpp::co_await_(cpp::method_call(cpp::name(iterator), "next"))));
    emit(cpp::if_(cpp::not_(cpp::name(item)), {cpp::break_()}));
    assign(target, {cpp::dereference(cpp::name(item)), element, true}, loop_statement_);
    body();
  });
  emit(cpp::for_(init, nullptr, {}, std::move(statements)));
}

}  // namespace krait::lower
