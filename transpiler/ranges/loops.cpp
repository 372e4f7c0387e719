/// Loops in interval analysis: what a variable holds whenever control is at the head of a loop.
#include "ranges/walker.hpp"
#include "syntax/children.hpp"

namespace krait::ranges {

using syntax::as;

namespace {

bool contains_break(const syntax::Node& node) {
  if (node.kind == syntax::Kind::Break) {
    return true;
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || contains_break(child); });
  return found;
}

}  // namespace

Walker::Assignments& Walker::assignments_in(const syntax::Node& statement) {
  if (assignments_.contains(statement.id)) {
    return assignments_[statement.id];
  }
  Assignments& found = assignments_[statement.id];
  found.body = current_;
  const auto row = [&](names::VariableId variable) -> Assigned& {
    auto it = std::lower_bound(found.variables.begin(), found.variables.end(), variable, [](const Assigned& one, names::VariableId id) { return one.variable < id; });
    if (it == found.variables.end() || it->variable != variable) {
      it = found.variables.emplace(it);
      it->variable = variable;
    }
    return *it;
  };
  const auto scan = [&](const auto& self, const syntax::Node& node) -> void {
    const names::VariableId variable = node.id < names_.variable.size() ? names_.variable[node.id] : names::none;
    const auto* name = as<syntax::Name>(&node);
    if (variable != names::none && name != nullptr && name->context == syntax::ExprContext::Store) {
      row(variable).values.push_back(node.id);
    } else if (variable != names::none && (name == nullptr || name->context != syntax::ExprContext::Load)) {
      row(variable).is_bound_otherwise = true;
    }
    if (const auto* augmented = node.kind == syntax::Kind::AugAssign ? static_cast<const syntax::AugAssign*>(&node) : nullptr) {
      if (const names::VariableId target = names_.variable[augmented->target->id]; target != names::none) {
        row(target).values.push_back(node.id);
        self(self, *augmented->value);
        return;
      }
    }
    syntax::for_each_child(node, [&](const syntax::Node& child) { self(self, child); });
  };
  scan(scan, statement);
  return found;
}

/// Forgets what the code in a statement may assign.
void Walker::forget_assigned(const syntax::Node& statement, Environment& env) {
  if (!env.empty()) {
    for (const Assigned& one : assignments_in(statement).variables) {
      env.erase(one.variable);
    }
  }
}

/// Joins into the phi of a variable; what depends on it is the body that holds the loop.
void Walker::add_to_head(Assigned& assigned, const Interval& interval, bool counts) {
  if (is_narrowing_) {
    assigned.narrowed_head = join(assigned.narrowed_head, interval);
    return;
  }
  Interval joined = join(assigned.head, interval);
  if (joined == assigned.head) {
    return;
  }
  if (++assigned.changes > (counts ? counts_before_widening : changes_before_widening)) {
    const Interval stored = read(facts_.variable_slots[assigned.variable]).interval;  // has been widened itself
    joined = assigned.changes > changes_before_anything ? Interval::all() : widen_to(assigned.head, joined, stored);
  }
  if (!(joined == assigned.head)) {
    assigned.head = joined;
    enqueue(current_);
  }
}

/// What is known at the head, at the first iteration and at every later one: of a variable that the loop assigns, the join of what it
/// held before and of all that is stored to it inside. Kept between walks over the body, which go on until it holds (Cousot and Cousot, 1977).
Environment Walker::at_head(const syntax::Node& loop, const Environment& entry) {
  Environment head = entry;
  if (entry.empty()) {
    return head;
  }
  if (!assignments_.contains(loop.id)) {
    loops_.push_back(loop.id);
  }
  for (Assigned& one : assignments_in(loop).variables) {
    const Interval* before = entry.find(one.variable);
    if (before == nullptr) {
      continue;
    }
    if (one.values.empty() || one.is_bound_otherwise) {
      head.erase(one.variable);
    } else {
      add_to_head(one, *before, false);
      head.set(one.variable, one.head);
    }
  }
  return head;
}

/// The body was walked: what it stores reaches the head.
void Walker::close_loop(const syntax::Node& loop, const Environment& head) {
  if (head.empty()) {
    return;
  }
  for (Assigned& one : assignments_in(loop).variables) {
    if (head.find(one.variable) != nullptr) {
      for (const types::NodeId node : one.values) {
        const Shape& value = result_.node_shape(node);
        add_to_head(one, value.interval, value.steps.has_value());
      }
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
