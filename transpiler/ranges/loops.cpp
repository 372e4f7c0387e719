/// Loops in interval analysis: what a variable holds whenever control is at the head of a loop.
#include <functional>

#include "ranges/walker.hpp"
#include "syntax/children.hpp"

namespace krait::ranges {

using syntax::as;

namespace {

constexpr int changes_before_widening = 6;
constexpr int changes_before_anything = 600;

bool contains_break(const syntax::Node& node) {
  if (node.kind == syntax::Kind::Break) {
    return true;
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || contains_break(child); });
  return found;
}

}  // namespace

const Walker::LoopBindings& Walker::bindings_of(const syntax::Node& loop) {
  const auto [it, is_new] = loop_bindings_.try_emplace(loop.id);
  if (!is_new) {
    return it->second;
  }
  LoopBindings& found = it->second;
  const std::function<void(const syntax::Node&)> scan = [&](const syntax::Node& node) {
    const names::VariableId variable = node.id < names_.variable.size() ? names_.variable[node.id] : names::none;
    const auto* name = as<syntax::Name>(&node);
    if (variable != names::none && name != nullptr && name->context == syntax::ExprContext::Store) {
      found.assignments[variable].push_back(node.id);
    } else if (variable != names::none && (name == nullptr || name->context != syntax::ExprContext::Load)) {
      found.others.insert(variable);
    }
    if (const auto* augmented = node.kind == syntax::Kind::AugAssign ? static_cast<const syntax::AugAssign*>(&node) : nullptr) {
      if (const names::VariableId target = names_.variable[augmented->target->id]; target != names::none) {
        found.assignments[target].push_back(node.id);
        scan(*augmented->value);
        return;
      }
    }
    syntax::for_each_child(node, scan);
  };
  scan(loop);
  return found;
}

/// Joins into the phi of a variable; what depends on it is the body that holds the loop.
void Walker::add_to_head(types::NodeId loop, names::VariableId variable, const Interval& interval) {
  const LoopVariable key{loop, variable};
  if (is_narrowing_) {
    narrowed_heads_[key] = join(narrowed_heads_[key], interval);
    return;
  }
  Interval& held = heads_[key];
  Interval joined = join(held, interval);
  if (joined == held) {
    return;
  }
  if (const int changes = ++head_changes_[key]; changes > changes_before_widening) {
    joined = changes > changes_before_anything ? Interval::all() : widen(held, joined);
  }
  if (!(joined == held)) {
    held = joined;
    queue_.insert(current_);
  }
}

/// What is known at the head, at the first iteration and at every later one: of a variable that the loop assigns, the join of what it
/// held before and of all that is stored to it inside. Kept between walks over the body, which go on until it holds (Cousot and Cousot, 1977).
Environment Walker::at_head(const syntax::Node& loop, const Environment& entry) {
  Environment head = entry;
  kill_assigned(loop, head);
  const LoopBindings& bindings = bindings_of(loop);
  for (const auto& [variable, nodes] : bindings.assignments) {
    const auto before = entry.find(variable);
    const bool is_local = !bindings.others.contains(variable) && !names_.symbols[names_.variables[variable].symbol].is_rebound_by_inner;
    if (before != entry.end() && is_local) {
      add_to_head(loop.id, variable, before->second);
      head[variable] = heads_[{loop.id, variable}];
    }
  }
  return head;
}

/// The body was walked: what it stores reaches the head.
void Walker::close_loop(const syntax::Node& loop, const Environment& head) {
  for (const auto& [variable, nodes] : bindings_of(loop).assignments) {
    if (!head.contains(variable)) {
      continue;
    }
    for (const types::NodeId node : nodes) {
      add_to_head(loop.id, variable, result_.node_shape(node).interval);
    }
  }
}

void Walker::execute_for(const syntax::For& loop, Environment& env) {
  const Shape source = eval(*loop.iter, env);
  env = at_head(loop, env);
  Environment inner = env;
  Shape item = element(facts_.type(*loop.iter), source);
  if (item.is_empty()) {
    item = missing(facts_.type(*loop.target));
  }
  assign(*loop.target, item, inner);
  restrict_stop(*loop.iter, inner);
  execute(loop.body, inner);
  close_loop(loop, env);
  execute(loop.orelse, env);
}

void Walker::execute_while(const syntax::While& loop, Environment& env) {
  env = at_head(loop, env);
  Environment inner = env;
  eval(*loop.test, inner);
  narrow(*loop.test, true, inner);
  execute(loop.body, inner);
  close_loop(loop, env);
  if (!std::any_of(loop.body.begin(), loop.body.end(), [](const syntax::Stmt* statement) { return contains_break(*statement); })) {
    narrow(*loop.test, false, env);
  }
  execute(loop.orelse, env);
}

}  // namespace krait::ranges
