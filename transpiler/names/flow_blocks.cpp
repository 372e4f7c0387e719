/// Flow through compound statements.
#include <algorithm>
#include <unordered_map>

#include "names/flow.hpp"

namespace krait::names {

using namespace syntax;

namespace {

/// A constant or a display of constants.
bool is_plain(const Expr& expression) {
  const auto all_plain = [](const std::vector<Expr*>& list) { return std::all_of(list.begin(), list.end(), [](const Expr* element) { return is_plain(*element); }); };
  if (const auto* list = as<List>(&expression)) {
    return all_plain(list->elements);
  }
  if (const auto* tuple = as<Tuple>(&expression)) {
    return all_plain(tuple->elements);
  }
  if (const auto* dict = as<Dict>(&expression)) {
    return dict->items.empty();
  }
  return expression.kind == Kind::Constant;
}

/// How many names a statement stores after everything in it that may raise; 0 if it does anything else.
std::size_t final_stores(const Stmt& statement) {
  if (const auto* assign = as<Assign>(&statement)) {
    const bool only_names = std::all_of(assign->targets.begin(), assign->targets.end(), [](const Expr* t) { return t->kind == Kind::Name; });
    return only_names ? assign->targets.size() : 0;
  }
  if (const auto* augmented = as<AugAssign>(&statement)) {
    return augmented->target->kind == Kind::Name ? 1 : 0;
  }
  if (const auto* import = as<Import>(&statement)) {
    return import->names.size() == 1 ? 1 : 0;
  }
  return 0;
}

bool is_irrefutable(const Pattern& pattern) {
  if (const auto* capture = as<MatchAs>(&pattern)) {
    return capture->pattern == nullptr || is_irrefutable(*capture->pattern);
  }
  const auto* choice = as<MatchOr>(&pattern);
  return choice != nullptr && is_irrefutable(*choice->patterns.back());
}

}  // namespace

void Flow::branch(const If& first) {
  const bool compound = first.test->kind == Kind::BoolOp || first.test->kind == Kind::UnaryOp || first.test->kind == Kind::Constant || first.test->kind == Kind::Compare;
  const Place outer = place_;
  std::size_t start = mark();
  Condition test;
  if (compound) {
    test = condition(*first.test, start);
  } else {
    expression(first.test);
    weak_point();
    start = mark();
    test.when_true.reachable = test.when_false.reachable = reachable_;
  }
  std::vector<Exit> exits;
  for (const If* node = &first;;) {
    apply(test.when_true);
    body(node->body);
    exits.push_back(leave(start));
    apply(test.when_false);
    const auto& rest = node->orelse.statements;
    const If* next = rest.size() == 1 ? as<If>(rest.front()) : nullptr;
    if (next == nullptr) {
      body(node->orelse);
      exits.push_back(leave(start));
      break;
    }
    place_.body = open_body(&node->orelse);
    place_.statement = next;
    test = condition(*next->test, start);
    node = next;
  }
  place_ = outer;
  join(exits);
}

void Flow::loop(const While& node) {
  const std::size_t start = mark();
  const std::vector<Change> phis = open_loop(node.id);
  Condition test = condition(*node.test, start);
  apply(test.when_true);
  loops_.push_back({start, {}, {}});
  body(node.body);
  finish_loop(phis, std::move(test.when_false), node.orelse, false);
}

void Flow::loop(const For& node) {
  expression(node.iter);
  weak_point();
  const std::size_t start = mark();
  const std::vector<Change> phis = open_loop(node.id);
  Exit exhausted = snapshot(start);
  weak_point();
  const BodyId inside = open_body(&node.body);
  target(node.target, DefinitionKind::Loop, {inside, &node});
  loops_.push_back({start, {}, {}});
  body_in(inside, node.body);
  finish_loop(phis, std::move(exhausted), node.orelse, runs_at_least_once(*node.iter));
}

void Flow::finish_loop(const std::vector<Change>& phis, Exit exhausted, const Body& orelse, bool runs_once) {
  Loop loop = std::move(loops_.back());
  loops_.pop_back();
  std::vector<Exit> backs = std::move(loop.continues);
  backs.push_back(leave(loop.mark));
  close_loop(phis, backs);
  apply(runs_once ? joined(backs, loop.mark) : exhausted);
  body(orelse);
  std::vector<Exit> exits = std::move(loop.breaks);
  exits.push_back(leave(loop.mark));
  join(exits);
}

/// Displays with elements, non-empty strings, `range` of constants.
bool Flow::runs_at_least_once(const Expr& iterable) const {
  const auto has_element = [](const std::vector<Expr*>& list) { return std::any_of(list.begin(), list.end(), [](const Expr* element) { return element->kind != Kind::Starred; }); };
  if (const auto* list = as<List>(&iterable)) {
    return has_element(list->elements);
  }
  if (const auto* tuple = as<Tuple>(&iterable)) {
    return has_element(tuple->elements);
  }
  if (const auto* constant = as<Constant>(&iterable)) {
    return constant->constant == ConstantKind::Str && !constant->text.empty();
  }
  const auto* call = as<Call>(&iterable);
  const auto* callee = call != nullptr ? as<Name>(call->function) : nullptr;
  if (callee == nullptr || callee->name != "range" || symbol_of(callee->id) != none || call->arguments.empty() || call->arguments.size() > 2) {
    return false;
  }
  const auto is_positive = [](const Expr* argument) {
    const auto* constant = as<Constant>(argument);
    return constant != nullptr && constant->constant == ConstantKind::Int && constant->text != "0";
  };
  const auto* first = as<Constant>(call->arguments.front());
  const bool from_zero = call->arguments.size() == 1 || (first != nullptr && first->constant == ConstantKind::Int && first->text == "0");
  return from_zero && is_positive(call->arguments.back());
}

void Flow::jump(bool is_break) {
  if (reachable_ && !loops_.empty()) {
    for (const auto& [symbol, loops] : handler_names_) {
      if (loops == loops_.size()) {
        unbind(symbol, false);
      }
    }
    dispatch_jump({is_break, loops_.size() - 1, snapshot(loops_.back().mark)});
  }
  reachable_ = false;
}

/// To its loop, or first to the innermost `finally` on the way there.
void Flow::dispatch_jump(Jump jump) {
  if (!finallies_.empty() && jump.loop < finallies_.back().loops) {
    finallies_.back().jumps.push_back(std::move(jump));
    return;
  }
  Loop& loop = loops_[jump.loop];
  (jump.is_break ? loop.breaks : loop.continues).push_back(std::move(jump.exit));
}

void Flow::with(const With& node) {
  bool swallows = false;
  const BodyId inside = open_body(&node.body);
  for (const WithItem& item : node.items) {
    expression(item.context);
    weak_point();
    swallows = swallows || library_.may_swallow(*item.context);
    if (item.target != nullptr) {
      target(item.target, DefinitionKind::With, {inside, &node});
    }
  }
  a_.names.may_swallow[node.id] = swallows;
  const bool reachable = reachable_;
  const Attempt attempt{mark(), made_.size(), 0};
  body_in(inside, node.body);
  if (swallows) {
    std::vector<Exit> exits{leave(attempt.mark)};
    exits.push_back(exceptional(attempt, made_.size(), nullptr));
    exits.back().reachable = reachable;
    join(exits);
  }
  weak_point();
}

void Flow::match(const Match& node) {
  expression(node.subject);
  const Place outer = place_;
  const std::size_t start = mark();
  std::vector<Exit> exits;
  Exit next;
  next.reachable = reachable_;
  for (const MatchCase& match_case : node.cases) {
    apply(next);
    weak_point();
    const bool irrefutable = is_irrefutable(*match_case.pattern);
    const BodyId inside = open_body(&match_case.body);
    std::vector<Exit> failures;
    if (!irrefutable) {
      failures.push_back(snapshot(start));
    }
    place_ = {inside, &node};
    pattern(*match_case.pattern, place_);
    if (match_case.guard != nullptr) {
      Condition guard = condition(*match_case.guard, start);
      failures.push_back(std::move(guard.when_false));
      apply(guard.when_true);
    }
    place_ = outer;
    body_in(inside, match_case.body);
    exits.push_back(leave(start));
    if (failures.empty()) {
      failures.push_back({false, {}});
    }
    next = joined(failures, start);
  }
  exits.push_back(std::move(next));
  join(exits);
}

// ---- try ----------------------------------------------------------------------------------------------

bool Flow::cannot_raise(const Stmt& statement) const {
  if (const auto* assign = as<Assign>(&statement)) {
    return final_stores(statement) > 0 && is_plain(*assign->value);
  }
  const auto* expression = as<ExprStmt>(&statement);
  return statement.kind == Kind::Pass || statement.kind == Kind::Global || statement.kind == Kind::Nonlocal || (expression != nullptr && expression->value->kind == Kind::Constant);
}

void Flow::attempt(const Try& node) {
  Attempt attempt;
  std::vector<Exit> exits;
  const bool reachable = reachable_;
  const bool has_final = !node.finalbody.empty();
  if (has_final) {
    finallies_.push_back({loops_.size(), {}});
  }
  attempt_body(node, attempt);
  body(node.orelse);
  exits.push_back(leave(attempt.mark));
  if (!node.handlers.empty()) {
    Exit raised = exceptional(attempt, attempt.last, nullptr);
    raised.reachable = reachable;
    for (const ExceptHandler& clause : node.handlers) {
      exits.push_back(handler(clause, raised, attempt.mark));
    }
  }
  if (!has_final) {
    join(exits);
    return;
  }
  std::vector<Jump> jumps = std::move(finallies_.back().jumps);
  finallies_.pop_back();
  const Exit normal = joined(exits, attempt.mark);
  reachable_ = reachable;
  final_body(node, attempt, normal, std::move(jumps));
}

/// The body of a `try`. Leading statements that cannot raise come before the attempt; what the last statement stores after all that may
/// raise is not seen by the handlers.
void Flow::attempt_body(const Try& node, Attempt& attempt) {
  const Place outer = place_;
  const auto& statements = node.body.statements;
  place_.body = open_body(&node.body);
  std::size_t i = 0;
  for (; i < statements.size() && cannot_raise(*statements[i]); ++i) {
    statement(*statements[i]);
  }
  attempt.mark = mark();
  attempt.first = made_.size();
  for (; i + 1 < statements.size(); ++i) {
    statement(*statements[i]);
  }
  attempt.last = made_.size();
  if (i < statements.size()) {
    const std::size_t before = made_.size();
    statement(*statements[i]);
    attempt.last = made_.size() - before == final_stores(*statements[i]) ? before : made_.size();
  }
  place_ = outer;
}

Flow::Exit Flow::handler(const ExceptHandler& handler, const Exit& entry, std::size_t mark) {
  apply(entry);
  expression(handler.type);
  weak_point();
  const BodyId inside = open_body(&handler.body);
  if (!handler.name.empty()) {
    define(handler.id, nullptr, handler.name_span.begin, DefinitionKind::Handler, {inside, place_.statement});
  }
  const SymbolId symbol = handler.name.empty() ? none : symbol_of(handler.id);
  if (symbol != none) {
    handler_names_.emplace_back(symbol, loops_.size());
  }
  body_in(inside, handler.body);
  if (symbol != none) {  // also on the ways that leave the clause earlier
    handler_names_.pop_back();
    unbind(symbol, false);
  }
  return leave(mark);
}

/// The `finally` body runs once in this walk, from any state in which the rest may have been left; what it does not assign keeps, on the
/// normal way, the value of the normal way.
void Flow::final_body(const Try& node, const Attempt& attempt, const Exit& normal, std::vector<Jump> jumps) {
  const bool reachable = reachable_;
  apply(exceptional(attempt, made_.size(), &normal));
  reachable_ = reachable;
  const std::size_t inside = mark();
  body(node.finalbody);
  const Exit final_changes = leave(inside);
  restore(attempt.mark);
  apply(normal);
  for (const auto& [symbol, value] : final_changes.changes) {
    if (reachable_) {
      write(symbol, value);
    }
  }
  reachable_ = normal.reachable && final_changes.reachable;
  if (!final_changes.reachable) {
    return;
  }
  for (Jump& jump : jumps) {
    std::unordered_map<SymbolId, ValueId> overriding(final_changes.changes.begin(), final_changes.changes.end());
    for (auto& [symbol, value] : jump.exit.changes) {
      if (const auto found = overriding.find(symbol); found != overriding.end()) {
        value = found->second;
        overriding.erase(found);
      }
    }
    for (const Change& change : final_changes.changes) {
      if (overriding.count(change.first) != 0) {
        jump.exit.changes.push_back(change);
      }
    }
    dispatch_jump(std::move(jump));
  }
}

}  // namespace krait::names
