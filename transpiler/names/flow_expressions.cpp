/// Flow through expressions, targets and patterns.
#include <algorithm>
#include <optional>

#include "names/flow.hpp"
#include "syntax/children.hpp"

namespace krait::names {

using namespace syntax;

namespace {

std::optional<bool> constant_truth(const Expr& expression) {
  const auto* constant = as<Constant>(&expression);
  if (constant == nullptr) {
    return std::nullopt;
  }
  switch (constant->constant) {
    case ConstantKind::None:
    case ConstantKind::False: return false;
    case ConstantKind::True:
    case ConstantKind::Ellipsis: return true;
    case ConstantKind::Int: return constant->text != "0";
    case ConstantKind::Float:
    case ConstantKind::Complex: return constant->number != 0;
    case ConstantKind::Str:
    case ConstantKind::Bytes: return !constant->text.empty();
  }
  return std::nullopt;
}

/// `__name__ == "__main__"`.
const Name* main_guard(const Expr& expression) {
  const auto* compare = as<Compare>(&expression);
  if (compare == nullptr || compare->ops.size() != 1 || compare->ops.front() != CompareOperator::Eq) {
    return nullptr;
  }
  const auto* name = as<Name>(compare->left);
  const auto* text = as<Constant>(compare->comparators.front());
  const bool fits = name != nullptr && name->name == "__name__" && text != nullptr && text->constant == ConstantKind::Str && text->text == "__main__";
  return fits ? name : nullptr;
}

bool is_operator(Kind kind) {
  return kind == Kind::BinOp || kind == Kind::UnaryOp || kind == Kind::Subscript || kind == Kind::Attribute || kind == Kind::FormattedValue || kind == Kind::Starred;
}

bool has_only_constants(const Expr& node) {
  bool only = true;
  for_each_child(node, [&](const Node& child) { only = only && child.kind == Kind::Constant; });
  return only;
}

}  // namespace

void Flow::expressions(const std::vector<Expr*>& list) {
  for (const Expr* node : list) {
    expression(node);
  }
}

void Flow::expression(const Expr* expression) {
  if (expression == nullptr) {
    return;
  }
  visit(*expression, overloaded{
                         [&](const Name& n) { use(n.id, n.span.begin, UseKind::Load); },
                         [](const Constant&) {},
                         [&](const NamedExpr& n) {
                           this->expression(n.value);
                           target(n.target, DefinitionKind::Walrus, place_);
                         },
                         [&](const Lambda& n) { lambda(n); },
                         [&](const ListComp& n) { comprehension(n, n.generators, {n.element}); },
                         [&](const SetComp& n) { comprehension(n, n.generators, {n.element}); },
                         [&](const DictComp& n) { comprehension(n, n.generators, {n.key, n.value}); },
                         [&](const GeneratorExp& n) { comprehension(n, n.generators, {n.element}); },
                         [&](const BoolOp& n) {
                           const std::size_t start = mark();
                           std::vector<Exit> exits;
                           for (const Expr* value : n.values) {
                             this->expression(value);
                             exits.push_back(snapshot(start));
                           }
                           if (mark() != start) {
                             restore(start);
                             join(exits);
                           }
                         },
                         [&](const IfExp& n) { conditional(n); },
                         [&](const Compare& n) { compare(n); },
                         [&](const Expr& n) {
                           for_each_child(n, [&](const Node& child) { this->expression(static_cast<const Expr*>(&child)); });
                           if (n.kind == Kind::Call || n.kind == Kind::Await || n.kind == Kind::Yield || n.kind == Kind::YieldFrom) {
                             run_point();
                           } else if (is_operator(n.kind) && !has_only_constants(n)) {
                             weak_point();
                           }
                         },
                     });
}

/// Evaluates a test from the current state, which `mark` precedes; leaves the state as it was at `mark`.
Flow::Condition Flow::condition(const Expr& expression, std::size_t mark) {
  const auto* negation = as<UnaryOp>(&expression);
  if (negation != nullptr && negation->op == UnaryOperator::Not) {
    Condition inner = condition(*negation->operand, mark);
    return {std::move(inner.when_false), std::move(inner.when_true)};
  }
  if (const auto* both = as<BoolOp>(&expression)) {
    return bool_condition(*both, mark);
  }
  std::optional<bool> truth = constant_truth(expression);
  if (const Name* name = main_guard(expression); name != nullptr && symbol_of(name->id) == none) {
    truth = module_->is_entry;
  }
  this->expression(&expression);
  if (expression.kind != Kind::Constant && !truth) {
    weak_point();
  }
  Condition result;
  result.when_true = leave(mark);
  result.when_false = result.when_true;
  if (truth) {
    (*truth ? result.when_false : result.when_true) = {false, {}};
  }
  return result;
}

Flow::Condition Flow::bool_condition(const BoolOp& node, std::size_t mark) {
  const bool is_and = node.op == BoolOperator::And;
  std::vector<Exit> decided;
  Exit open;
  for (std::size_t i = 0; i < node.values.size(); ++i) {
    if (i > 0) {
      apply(open);
    }
    Condition operand = condition(*node.values[i], mark);
    decided.push_back(std::move(is_and ? operand.when_false : operand.when_true));
    open = std::move(is_and ? operand.when_true : operand.when_false);
  }
  Exit met = joined(decided, mark);
  return is_and ? Condition{std::move(open), std::move(met)} : Condition{std::move(met), std::move(open)};
}

void Flow::conditional(const IfExp& node) {
  const std::size_t start = mark();
  Condition test = condition(*node.test, start);
  std::vector<Exit> exits;
  apply(test.when_true);
  expression(node.body);
  exits.push_back(leave(start));
  apply(test.when_false);
  expression(node.orelse);
  exits.push_back(leave(start));
  join(exits);
}

/// `a < b < c` evaluates `c` only if `a < b`.
void Flow::compare(const Compare& node) {
  expression(node.left);
  expression(node.comparators.front());
  weak_point();
  const std::size_t start = mark();
  std::vector<Exit> exits;
  for (std::size_t i = 1; i < node.comparators.size(); ++i) {
    exits.push_back(snapshot(start));
    expression(node.comparators[i]);
    weak_point();
  }
  if (mark() != start) {
    exits.push_back(leave(start));
    join(exits);
  }
}

void Flow::defaults(const Parameters& parameters) {
  for (const Parameter* parameter : parameters.all()) {
    expression(parameter->default_value);
  }
}

void Flow::lambda(const Lambda& node) {
  defaults(node.parameters);
  const UnitId unit = a_.unit_of_scope[a_.names.scope_of_node[node.id]];
  create(unit);
  pend(unit);
}

void Flow::comprehension(const Expr& node, const std::vector<Comprehension>& clauses, const std::vector<const Expr*>& results) {
  expression(clauses.front().iter);
  weak_point();
  if (node.kind == Kind::GeneratorExp) {
    const UnitId unit = a_.unit_of_scope[a_.names.scope_of_node[node.id]];
    create(unit);
    pend(unit);
    return;
  }
  this->clauses(node.id, clauses, results);
}

/// The loops of a comprehension. Only `:=` can bind anything that outlives an iteration.
void Flow::clauses(NodeId loop, const std::vector<Comprehension>& clauses, const std::vector<const Expr*>& results) {
  const std::size_t start = mark();
  const std::vector<Change> phis = open_loop(loop);
  const Exit exhausted = snapshot(start);
  std::vector<Exit> backs;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if (i > 0) {
      expression(clauses[i].iter);
      backs.push_back(snapshot(start));
    }
    weak_point();
    target(clauses[i].target, DefinitionKind::Comprehension, place_);
    for (const Expr* test : clauses[i].ifs) {
      Condition outcome = condition(*test, start);
      backs.push_back(std::move(outcome.when_false));
      apply(outcome.when_true);
    }
  }
  for (const Expr* result : results) {
    expression(result);
  }
  backs.push_back(leave(start));
  close_loop(phis, backs);
  apply(exhausted);
}

void Flow::target(const Expr* target, DefinitionKind kind, Place place) {
  if (target == nullptr) {
    return;
  }
  visit(*target, overloaded{
                     [&](const Name& n) { define(n.id, &n, n.span.begin, kind, place); },
                     [&](const Tuple& n) {
                       weak_point();
                       for (const Expr* element : n.elements) {
                         this->target(element, kind, place);
                       }
                     },
                     [&](const List& n) {
                       weak_point();
                       for (const Expr* element : n.elements) {
                         this->target(element, kind, place);
                       }
                     },
                     [&](const Starred& n) { this->target(n.value, kind, place); },
                     [&](const Expr& n) {
                       for_each_child(n, [&](const Node& child) { expression(static_cast<const Expr*>(&child)); });
                       weak_point();
                     },
                 });
}

void Flow::pattern(const Pattern& pattern, Place place) {
  const auto capture = [&](const Pattern& node, const std::string& name) {
    if (!name.empty()) {
      define(node.id, &node, node.span.begin, DefinitionKind::Pattern, place);
    }
  };
  const auto parts = [&](const std::vector<Pattern*>& list) {
    for (const Pattern* part : list) {
      this->pattern(*part, place);
    }
  };
  visit(pattern, overloaded{
                     [&](const MatchValue& n) { expression(n.value); },
                     [](const MatchSingleton&) {},
                     [&](const MatchSequence& n) { parts(n.patterns); },
                     [&](const MatchMapping& n) {
                       expressions(n.keys);
                       parts(n.patterns);
                       capture(n, n.rest);
                     },
                     [&](const MatchClass& n) {
                       expression(n.cls);
                       parts(n.patterns);
                       parts(n.keyword_patterns);
                     },
                     [&](const MatchStar& n) { capture(n, n.name); },
                     [&](const MatchAs& n) {
                       if (n.pattern != nullptr) {
                         this->pattern(*n.pattern, place);
                       }
                       capture(n, n.name);
                     },
                     [&](const MatchOr& n) {
                       const std::size_t start = mark();
                       std::vector<Exit> exits;
                       for (const Pattern* part : n.patterns) {
                         this->pattern(*part, place);
                         exits.push_back(leave(start));
                       }
                       join(exits);
                     },
                 });
}

}  // namespace krait::names
