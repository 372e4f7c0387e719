/// What statements do with lists: stores, names for elements, returns.
#include <algorithm>

#include "representation/ownership_analysis.hpp"
#include "syntax/annotations.hpp"
#include "syntax/children.hpp"

namespace krait::representation {

using syntax::as;

void OwnershipAnalysis::walk_function(const types::FunctionInfo& function) {
  finally_bodies_.clear();
  if (function.lambda != nullptr) {
    unit_ = {.function = &function, .body = nullptr, .runs_in_place = in_place_.contains(function.lambda->id)};
    walk(*function.lambda->body, Use::Look);
    share(facts_.type(*function.lambda->body));
    return;
  }
  if (function.node == nullptr) {
    return;
  }
  unit_ = {.function = &function, .body = &function.node->body};
  walk_body(function.node->body);
}

void OwnershipAnalysis::walk_body(const syntax::Body& body) {
  for (const syntax::Stmt* statement : body) {
    if (!facts_.is_reached(statement->id)) {
      continue;
    }
    unit_.statement = statement;
    walk(*statement);
  }
}

void OwnershipAnalysis::walk(const syntax::Stmt& node) {
  switch (node.kind) {
    case syntax::Kind::Assign: walk_assign(static_cast<const syntax::Assign&>(node)); return;
    case syntax::Kind::AnnAssign: {
      const auto& assign = static_cast<const syntax::AnnAssign&>(node);
      if (assign.value != nullptr) {
        walk_assignment(*assign.target, *assign.value, node);
      }
      return;
    }
    case syntax::Kind::AugAssign: walk_augmented(static_cast<const syntax::AugAssign&>(node)); return;
    case syntax::Kind::Return: walk_return(static_cast<const syntax::Return&>(node)); return;
    case syntax::Kind::ExprStmt: walk(*static_cast<const syntax::ExprStmt&>(node).value, Use::Look); return;
    case syntax::Kind::If: {
      const auto& branch = static_cast<const syntax::If&>(node);
      walk(*branch.test, Use::Test);
      walk_body(branch.body);
      walk_body(branch.orelse);
      return;
    }
    case syntax::Kind::While: {
      const auto& loop = static_cast<const syntax::While&>(node);
      walk(*loop.test, Use::Test);
      walk_body(loop.body);
      walk_body(loop.orelse);
      return;
    }
    case syntax::Kind::For: walk_for(static_cast<const syntax::For&>(node)); return;
    case syntax::Kind::With: walk_with(static_cast<const syntax::With&>(node)); return;
    case syntax::Kind::Try: walk_try(static_cast<const syntax::Try&>(node)); return;
    case syntax::Kind::Match: walk_match(static_cast<const syntax::Match&>(node)); return;
    case syntax::Kind::FunctionDef: walk_definition(static_cast<const syntax::FunctionDef&>(node)); return;
    case syntax::Kind::ClassDef: walk_body(static_cast<const syntax::ClassDef&>(node).body); return;
    case syntax::Kind::Delete:
      for (const syntax::Expr* target : static_cast<const syntax::Delete&>(node).targets) {
        walk_target(*target);
      }
      return;
    case syntax::Kind::Assert: walk_assert(static_cast<const syntax::Assert&>(node)); return;
    default:
      syntax::for_each_child(node, [&](const syntax::Node& child) {
        if (child.kind < syntax::Kind::FunctionDef) {
          share_deep(facts_.type(child.id));
          walk(static_cast<const syntax::Expr&>(child), Use::Look);
        }
      });
      return;
  }
}

/// With several targets all of them have the same value.
void OwnershipAnalysis::walk_assign(const syntax::Assign& node) {
  if (node.targets.size() == 1) {
    walk_assignment(*node.targets[0], *node.value, node);
    return;
  }
  share_and_walk(*node.value);
  for (const syntax::Expr* target : node.targets) {
    walk_target(*target);
  }
}

void OwnershipAnalysis::share_and_walk(const syntax::Expr& value) {
  share(facts_.type(value));
  walk(value, Use::Look);
}

void OwnershipAnalysis::walk_augmented(const syntax::AugAssign& node) {
  walk(*node.value, Use::Look);
  walk_target(*node.target);
  const types::Type& target = facts_.type(*node.target);
  const types::Type& value = facts_.type(*node.value);
  if (!mentions_containers(target) && !mentions_containers(value)) {
    return;
  }
  share_nested(target);
  share_nested(value);
  const types::CallFact* fact = facts_.call(node.id);
  if (fact == nullptr || fact->kind != types::CallKind::Stub || container_atom(target) == nullptr) {
    share(target);
    share(value);
  }
}

void OwnershipAnalysis::walk_for(const syntax::For& node) {
  if (node.is_async) {
    share(facts_.type(*node.iter));
    share(facts_.type(*node.target));
  }
  const std::vector<const syntax::Node*> body(node.body.begin(), node.body.end());
  loop_source(*node.target, *node.iter, body);
  if (node.target->kind != syntax::Kind::Name) {
    walk_target(*node.target);
  }
  walk_body(node.body);
  walk_body(node.orelse);
}

void OwnershipAnalysis::walk_with(const syntax::With& node) {
  for (const syntax::WithItem& item : node.items) {
    share_deep(facts_.type(*item.context));
    walk(*item.context, Use::Look);
  }
  walk_body(node.body);
}

void OwnershipAnalysis::walk_try(const syntax::Try& node) {
  finally_bodies_.push_back(&node.finalbody);
  walk_body(node.body);
  for (const syntax::ExceptHandler& handler : node.handlers) {
    walk_body(handler.body);
  }
  walk_body(node.orelse);
  finally_bodies_.pop_back();
  walk_body(node.finalbody);
}

void OwnershipAnalysis::walk_match(const syntax::Match& node) {
  share_deep(facts_.type(*node.subject));
  walk(*node.subject, Use::Look);
  for (const syntax::MatchCase& one : node.cases) {
    if (one.guard != nullptr) {
      walk(*one.guard, Use::Test);
    }
    walk_body(one.body);
  }
}

/// The statement `def` itself: defaults, and annotations that are evaluated.
void OwnershipAnalysis::walk_definition(const syntax::FunctionDef& node) {
  for (const syntax::Parameter* parameter : node.parameters.all()) {
    if (parameter->default_value != nullptr) {
      share_and_walk(*parameter->default_value);
    }
  }
  const program::ModuleId module = facts_.functions[facts_.function_of(node.id)].module;
  for (const syntax::Call* call : syntax::annotation_calls(program_.modules[module]->tree->body, node)) {
    share_and_walk(*call);
  }
}

void OwnershipAnalysis::walk_assert(const syntax::Assert& node) {
  walk(*node.test, Use::Test);
  if (node.message != nullptr) {
    share_and_walk(*node.message);
  }
}

/// What a target evaluates itself: the object of an attribute, the container and index of an element.
void OwnershipAnalysis::walk_target(const syntax::Expr& target) {
  switch (target.kind) {
    case syntax::Kind::Name: return;
    case syntax::Kind::Attribute: walk(*static_cast<const syntax::Attribute&>(target).value, Use::Look); return;
    case syntax::Kind::Subscript: walk_place(target, Use::Look); return;
    default:
      share(facts_.type(target));
      syntax::for_each_child(target, [&](const syntax::Node& child) {
        share(facts_.type(child.id));
        walk_target(static_cast<const syntax::Expr&>(child));
      });
      return;
  }
}

/// `row = grid[i]`: a name for the element, if nothing replaces it while the name is in use.
bool OwnershipAnalysis::bind_alias(const syntax::Name& target, const syntax::Expr& value, const syntax::Stmt& statement) {
  const names::VariableId variable = names_.variable[target.id];
  const names::Variable& info = names_.variables[variable];
  if (!fixed_place(value) || value.kind == syntax::Kind::Name || info.definition_ids.size() != 1 || info.placement != names::Placement::AtDefinition ||
      !info.declare_at_definition || info.first_statement != &statement || info.home == nullptr || names_.symbols[info.symbol].is_captured) {
    return false;
  }
  const syntax::Expr* base = &value;
  while (base->kind == syntax::Kind::Subscript || base->kind == syntax::Kind::Attribute) {
    base = base->kind == syntax::Kind::Subscript ? static_cast<const syntax::Subscript*>(base)->value : static_cast<const syntax::Attribute*>(base)->value;
  }
  if (names_.variable[base->id] == variable) {
    return false;
  }
  const auto at = std::find(info.home->begin(), info.home->end(), &statement);
  if (at == info.home->end()) {
    return false;
  }
  const std::vector<const syntax::Node*> rest(at + 1, info.home->end());
  alias_sources_[variable] = &value;
  if (may_replace(rest, value)) {
    return false;
  }
  result_.aliases_.insert(variable);
  return true;
}

/// Do two expressions name the same place, textually?
bool OwnershipAnalysis::same_place(const syntax::Expr& a, const syntax::Expr& b) const {
  if (a.kind != b.kind) {
    return false;
  }
  if (a.kind == syntax::Kind::Name) {
    return names_.variable[a.id] == names_.variable[b.id] && names_.variable[a.id] != names::none;
  }
  if (const auto* member = as<syntax::Attribute>(&a)) {
    const auto& other = static_cast<const syntax::Attribute&>(b);
    return member->attribute == other.attribute && same_place(*member->value, *other.value);
  }
  if (const auto* item = as<syntax::Subscript>(&a)) {
    const auto& other = static_cast<const syntax::Subscript&>(b);
    return same_place(*item->value, *other.value) && same_place(*item->slice, *other.slice);
  }
  if (const auto* constant = as<syntax::Constant>(&a)) {
    return constant->text == static_cast<const syntax::Constant&>(b).text;
  }
  if (const auto* operation = as<syntax::BinOp>(&a)) {
    const auto& other = static_cast<const syntax::BinOp&>(b);
    return operation->op == other.op && same_place(*operation->left, *other.left) && same_place(*operation->right, *other.right);
  }
  return false;
}

/// `a, b = x, y`: each value goes to its target.
bool OwnershipAnalysis::pairwise(const syntax::Expr& target, const syntax::Expr& value, const syntax::Stmt& statement) {
  const auto* targets = as<syntax::Tuple>(&target);
  const auto* values = as<syntax::Tuple>(&value);
  if (targets == nullptr || values == nullptr || targets->elements.size() != values->elements.size()) {
    return false;
  }
  const auto starred = [](const syntax::Expr* e) { return e->kind == syntax::Kind::Starred; };
  if (std::any_of(targets->elements.begin(), targets->elements.end(), starred) || std::any_of(values->elements.begin(), values->elements.end(), starred)) {
    return false;
  }
  for (std::size_t i = 0; i < values->elements.size(); ++i) {
    const syntax::Expr& one = *values->elements[i];
    const syntax::Expr& to = *targets->elements[i];
    if (!mentions_containers(facts_.type(one))) {
      walk(one, Use::Look);
      walk_target(to);
      continue;
    }
    const types::Atom* container = container_atom(facts_.type(to));
    const bool fits = container != nullptr && container_atom(facts_.type(one)) != nullptr;
    // Two that change places, or new lists.
    const bool exchanged = values->elements.size() == 2 && is_place(one) && is_place(to) && same_place(*targets->elements[0], *values->elements[1]) &&
                           same_place(*targets->elements[1], *values->elements[0]);
    const bool fresh = !is_place(one);
    const auto* name = as<syntax::Name>(&to);
    if (!fits || !(fresh || exchanged) || (name != nullptr && alias_sources_.contains(names_.variable[name->id]))) {
      share(facts_.type(one));
      share(facts_.type(to));
    }
    walk(one, fresh ? Use::Store : Use::Look);
    walk_target(to);
  }
  static_cast<void>(statement);
  return true;
}

void OwnershipAnalysis::walk_assignment(const syntax::Expr& target, const syntax::Expr& value, const syntax::Stmt& statement) {
  const types::Type& type = facts_.type(value);
  if (target.kind == syntax::Kind::Tuple && pairwise(target, value, statement)) {
    return;
  }
  if (!mentions_containers(type)) {
    walk(value, Use::Look);
    walk_target(target);
    return;
  }
  const types::Atom* container = container_atom(type);
  if (const auto* name = as<syntax::Name>(&target); name != nullptr && names_.variable[name->id] != names::none && container != nullptr) {
    const names::VariableId variable = names_.variable[name->id];
    if (container_atom(facts_.variable_type(variable)) == nullptr) {
      share(type);
    }
    if (is_place(value) && bind_alias(*name, value, statement)) {
      walk(value, Use::Look);
    } else {
      walk(value, Use::Store);
    }
    return;
  }
  const auto* item = as<syntax::Subscript>(&target);
  if (item != nullptr && item->slice->kind == syntax::Kind::Slice) {
    walk(value, Use::Look);
    share_nested(type);
    walk_target(target);
    return;
  }
  const auto* member = as<syntax::Attribute>(&target);
  const types::AttributeFact* fact = member != nullptr ? facts_.attribute(member->id) : nullptr;
  const bool is_field = fact != nullptr && fact->kind == types::AttributeKind::Field && fact->owner != types::none;
  const types::FieldInfo* field = is_field ? facts_.find_field(fact->owner, member->attribute) : nullptr;
  const bool into_field = field != nullptr && container_atom(facts_.slot_type(field->slot)) != nullptr;
  const bool into_list = item != nullptr && container_atom(facts_.type(*item->value)) != nullptr;
  if (container == nullptr || !(into_field || into_list)) {
    share(type);
    walk(value, Use::Look);
  } else {
    walk(value, Use::Store);
  }
  walk_target(target);
}

void OwnershipAnalysis::walk_return(const syntax::Return& node) {
  if (node.value == nullptr) {
    return;
  }
  const types::Type& type = facts_.type(*node.value);
  if (!mentions_containers(type)) {
    walk(*node.value, Use::Look);
    return;
  }
  const types::FunctionInfo* function = unit_.function;
  const bool plain = function != nullptr && is_ordinary(*function) && container_atom(type) != nullptr && container_atom(facts_.slot_type(function->returns)) != nullptr;
  if (!plain) {
    share(type);
    walk(*node.value, Use::Look);
    return;
  }
  if (const auto* name = as<syntax::Name>(node.value); name != nullptr && is_distinct(names_.variable[name->id]) && names_.access[name->id] != names::Access::Captured) {
    // The last use of all, but for the `finally` bodies on the way out.
    const bool used_later = std::any_of(finally_bodies_.begin(), finally_bodies_.end(), [&](const syntax::Body* body) {
      return std::any_of(body->begin(), body->end(), [&](const syntax::Stmt* one) { return mentions_root(*one, names_.variable[name->id]); });
    });
    if (used_later) {
      share(type);
    }
    return;
  }
  walk(*node.value, Use::Store);
}

}  // namespace krait::representation
