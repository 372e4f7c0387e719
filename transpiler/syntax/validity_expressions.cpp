// Placement of expressions: `await`, `yield`, `:=`, comprehensions.
#include <fmt/format.h>

#include "syntax/validator.hpp"
#include "syntax/walk.hpp"

namespace krait::syntax {

using source::Code;

void Validator::exprs(const std::vector<Expr*>& nodes) {
  for (const Expr* node : nodes) {
    expr(node);
  }
}

void Validator::expr(const Expr* node) {
  if (node == nullptr) {
    return;
  }
  visit(*node, overloaded{
                   [&](const Lambda& n) { lambda(n); },
                   [&](const NamedExpr& n) { named(n); },
                   [&](const ListComp& n) { comprehension(n, "list comprehension", n.generators, {n.element}); },
                   [&](const SetComp& n) { comprehension(n, "set comprehension", n.generators, {n.element}); },
                   [&](const DictComp& n) { comprehension(n, "dict comprehension", n.generators, {n.key, n.value}); },
                   [&](const GeneratorExp& n) { comprehension(n, "generator expression", n.generators, {n.element}); },
                   [&](const Await& n) { await(n); },
                   [&](const Yield& n) { yield(n, n.value); },
                   [&](const YieldFrom& n) { yield(n, n.value); },
                   [&](const Name& n) { name(n); },
                   [&](const Attribute& n) { attribute(n); },
                   [&](const Expr& n) { for_each_child(n, [&](const Expr& child) { expr(&child); }); },
               });
}

void Validator::name(const Name& node) {
  if (node.context == ExprContext::Load) {
    symbol(node.name).used = true;
    return;
  }
  if (node.context == ExprContext::Del && node.name == "__debug__") {
    fail(Code::K0125, node.span, "cannot delete __debug__", "remove the statement");
    return;
  }
  bind(node.name, node.span);
}

void Validator::attribute(const Attribute& node) {
  if (node.context == ExprContext::Store && node.attribute == "__debug__") {
    fail(Code::K0128, node.name_span, "cannot assign to __debug__", "choose another name");
  }
  expr(node.value);
}

// ---- functions without a name

/// Defaults and annotations, which are evaluated outside the function.
void Validator::parameters_outside(const Parameters& parameters, bool annotations) {
  for (const Parameter* parameter : parameters.all()) {
    expr(parameter->default_value);
  }
  for (const Parameter* parameter : parameters.all()) {
    if (annotations) {
      annotation(parameter->annotation);
    }
  }
}

void Validator::parameters_inside(const Parameters& parameters) {
  for (const Parameter* parameter : parameters.all()) {
    symbol(parameter->name).parameter = true;
  }
}

void Validator::lambda(const Lambda& node) {
  parameters_outside(node.parameters, false);
  open(ScopeKind::Lambda);
  parameters_inside(node.parameters);
  expr(node.body);
  close();
}

// ---- await and yield

void Validator::await(const Await& node) {
  const Span word{node.span.file, node.span.begin, node.span.begin + 5};
  if (annotation_depth_ > 0) {
    fail(Code::K0181, node.span, "await expression cannot be used within an annotation", "await the value in a statement before");
  }
  if (scope_->kind == ScopeKind::Comprehension) {
    scope_->is_async = true;
  } else if (scope_->kind == ScopeKind::Module || scope_->kind == ScopeKind::Class) {
    fail(Code::K0148, word, "'await' outside function", "put the code into an `async def` and run it with `asyncio.run()`");
  } else if (!in_async_function()) {
    fail(Code::K0148, word, "'await' outside async function", "make the function `async def`");
  }
  expr(node.value);
}

void Validator::yield(const Expr& node, const Expr* value) {
  const Span word{node.span.file, node.span.begin, node.span.begin + 5};
  const bool is_from = node.kind == Kind::YieldFrom;
  if (annotation_depth_ > 0) {
    fail(Code::K0181, node.span, "yield expression cannot be used within an annotation", "yield the value in a statement before");
  } else if (scope_->kind == ScopeKind::Comprehension) {
    fail(Code::K0179, node.span, fmt::format("'yield' inside {}", scope_->comprehension_name), "write a loop with `yield` instead");
  } else if (scope_->kind == ScopeKind::Module || scope_->kind == ScopeKind::Class) {
    fail(Code::K0147, word, "'yield' outside function", "put the code into a function");
  } else if (is_from && in_async_function()) {
    fail(Code::K0150, node.span, "'yield from' inside async function", "loop with `async for` and `yield` each value");
  }
  scope_->is_generator = true;
  expr(value);
}

// ---- assignment expressions

void Validator::named(const NamedExpr& node) {
  if (annotation_depth_ > 0) {
    fail(Code::K0181, node.span, "named expression cannot be used within an annotation", "bind the name in a statement before");
  }
  if (iterable_depth_ > 0) {
    fail(Code::K0130, node.span, "assignment expression cannot be used in a comprehension iterable expression", "bind the name in a statement before the comprehension");
  } else if (const auto* target = as<Name>(node.target)) {
    if (scope_->kind == ScopeKind::Comprehension) {
      bind_outside_comprehensions(*target, scope_);
    } else {
      bind(target->name, target->span);
    }
  }
  expr(node.value);
}

/// A name bound in a comprehension lives in the function (or module) around it.
void Validator::bind_outside_comprehensions(const Name& target, ValidityScope* scope) {
  const std::string key = mangled(target.name);
  for (; scope->kind == ScopeKind::Comprehension; scope = scope->parent) {
    SymbolUse& use = scope->symbols[key];
    if (use.iteration_variable) {
      fail(Code::K0131, target.span, fmt::format("assignment expression cannot rebind comprehension iteration variable '{}'", target.name), "choose another name");
      return;
    }
    use.named_in_comprehension = true;
  }
  if (scope->kind == ScopeKind::Class) {
    fail(Code::K0132, target.span, "assignment expression within a comprehension cannot be used in a class body", "write a loop, or bind the name outside the class");
    return;
  }
  if (target.name == "__debug__") {
    fail(Code::K0128, target.span, "cannot assign to __debug__", "choose another name");
  }
  scope->symbols[key].assigned = true;
}

// ---- comprehensions

void Validator::comprehension(const Expr& node, std::string_view what, const std::vector<Comprehension>& generators, const std::vector<const Expr*>& elements) {
  ++iterable_depth_;
  expr(generators.front().iter);  // the first iterable belongs to the scope outside
  --iterable_depth_;
  const int outer_iterables = iterable_depth_;
  ValidityScope& inner = open(ScopeKind::Comprehension);
  inner.comprehension_name = what;
  inner.is_generator_expression = node.kind == Kind::GeneratorExp;
  for (const Comprehension& part : generators) {
    comprehension_part(part, &part == &generators.front());
  }
  for (const Expr* element : elements) {
    expr(element);
  }
  close();
  iterable_depth_ = outer_iterables;
  if (!inner.is_async || inner.is_generator_expression) {
    return;
  }
  if (scope_->kind == ScopeKind::Comprehension) {
    scope_->is_async = true;
  } else if (!in_async_function()) {
    fail(Code::K0149, node.span, "asynchronous comprehension outside of an asynchronous function", "put it into an `async def`");
  }
}

/// Names that a target binds, for comprehensions.
template <typename F>
void each_bound_name(const Expr& target, F&& visitor) {
  if (const auto* bound = as<Name>(&target); bound != nullptr && bound->context == ExprContext::Store) {
    visitor(*bound);
    return;
  }
  const bool is_container = target.kind == Kind::Tuple || target.kind == Kind::List || target.kind == Kind::Starred;
  if (is_container) {
    for_each_child(target, [&](const Expr& child) { each_bound_name(child, visitor); });
  }
}

void Validator::comprehension_part(const Comprehension& part, bool is_outermost) {
  scope_->is_async = scope_->is_async || part.is_async;
  each_bound_name(*part.target, [&](const Name& bound) {
    SymbolUse& use = symbol(bound.name);
    if (use.named_in_comprehension) {
      fail(Code::K0131, bound.span, fmt::format("comprehension inner loop cannot rebind assignment expression target '{}'", bound.name), "choose another name");
    }
    use.iteration_variable = true;
  });
  expr(part.target);
  if (!is_outermost) {
    ++iterable_depth_;
    expr(part.iter);
    --iterable_depth_;
  }
  exprs(part.ifs);
}

}  // namespace krait::syntax
