/// Which storage an expression stands for, and what code may write it.
#include <algorithm>

#include "representation/ownership_analysis.hpp"
#include "syntax/children.hpp"

namespace krait::representation {

using syntax::as;
using types::SlotId;

/// The variable that the place hangs from; none for fields and values.
names::VariableId OwnershipAnalysis::root(const syntax::Expr& node) const {
  if (const auto* name = as<syntax::Name>(&node)) {
    const names::VariableId variable = names_.variable[name->id];
    const auto source = alias_sources_.find(variable);
    return source == alias_sources_.end() ? variable : source->second == nullptr ? names::none : root(*source->second);
  }
  if (const auto* item = as<syntax::Subscript>(&node)) {
    return root(*item->value);
  }
  return names::none;
}

bool OwnershipAnalysis::is_distinct(names::VariableId variable) const {
  if (variable == names::none || alias_sources_.contains(variable)) {
    return false;
  }
  const names::Variable& info = names_.variables[variable];
  const names::Symbol& symbol = names_.symbols[info.symbol];
  const types::Atom* container = container_atom(facts_.variable_type(variable));
  return container != nullptr && !result_.shared_.contains(facts_.find(container->slots[0])) && !symbol.is_parameter &&
         (!symbol.is_captured || symbol.captured_by_generator_only) && (info.placement == names::Placement::AtDefinition || info.placement == names::Placement::Alone);
}

bool OwnershipAnalysis::may_be_same(names::VariableId a, names::VariableId b) const { return (a == b && a != names::none) || !(is_distinct(a) || is_distinct(b)); }

bool OwnershipAnalysis::mentions_root(const syntax::Node& node, names::VariableId variable) const {
  if (node.kind == syntax::Kind::Name && root(static_cast<const syntax::Name&>(node)) == variable) {
    return true;
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || mentions_root(child, variable); });
  return found;
}

bool OwnershipAnalysis::call_may_write(const syntax::Call& node, SlotId slot, names::VariableId variable) const {
  const effects::Key key = effects::elements(slot);
  const types::CallFact* fact = facts_.call(node.id);
  if (fact == nullptr || fact->kind == types::CallKind::Dynamic) {
    return !is_distinct(variable) || mentions_root(node, variable);
  }
  // What a call writes it reaches through its operands, or it is nobody's local.
  const effects::Effects& effects = effects_.of(node);
  const bool writes = effects.anything || effects.writes.contains(key);
  if (!writes) {
    return false;
  }
  const bool library = fact->function != types::none && facts_.functions[fact->function].is_stub;
  const auto* member = as<syntax::Attribute>(node.function);
  if (library && member != nullptr && !effects.anything && fact->targets.empty()) {
    const types::Atom* receiver = container_atom(facts_.type(*member->value));
    const bool only_receiver = receiver != nullptr && std::none_of(node.arguments.begin(), node.arguments.end(),
                                                                   [&](const syntax::Expr* argument) { return effects_.of(*argument).writes.contains(key); });
    if (only_receiver) {
      return facts_.find(receiver->slots[0]) == slot && may_be_same(root(*member->value), variable);
    }
  }
  return !is_distinct(variable) || mentions_root(node, variable);
}

bool OwnershipAnalysis::may_write(const syntax::Node& node, SlotId slot, names::VariableId variable) const {
  switch (node.kind) {
    case syntax::Kind::Lambda:
    case syntax::Kind::FunctionDef: return false;
    case syntax::Kind::Call: {
      const auto& call = static_cast<const syntax::Call&>(node);
      if (call_may_write(call, slot, variable)) {
        return true;
      }
      break;
    }
    case syntax::Kind::Subscript: {
      const auto& item = static_cast<const syntax::Subscript&>(node);
      const types::CallFact* fact = facts_.call(node.id);
      if (fact != nullptr && !fact->targets.empty() && !is_distinct(variable)) {
        const effects::Effects& called = effects_.of(item);
        if (called.anything || called.writes.contains(effects::elements(slot))) {
          return true;
        }
      }
      if (item.context != syntax::ExprContext::Load) {
        const types::Atom* container = container_atom(facts_.type(*item.value));
        if (container == nullptr ? containers_of(facts_.type(*item.value)).contains(slot) : facts_.find(container->slots[0]) == slot && may_be_same(root(*item.value), variable)) {
          return true;
        }
      }
      break;
    }
    case syntax::Kind::AugAssign: {
      const auto& augmented = static_cast<const syntax::AugAssign&>(node);
      const types::Atom* container = container_atom(facts_.type(*augmented.target));
      if (container != nullptr && facts_.find(container->slots[0]) == slot && may_be_same(root(*augmented.target), variable)) {
        return true;
      }
      break;
    }
    case syntax::Kind::Await:
    case syntax::Kind::Yield:
    case syntax::Kind::YieldFrom:
      if (!is_distinct(variable)) {
        return true;
      }
      break;
    default: {
      // Special methods of the program that an operator calls, properties, …
      const bool implicit = node.kind == syntax::Kind::Attribute || node.kind == syntax::Kind::BinOp || node.kind == syntax::Kind::Compare || node.kind == syntax::Kind::UnaryOp ||
                            node.kind == syntax::Kind::FormattedValue || node.kind == syntax::Kind::With || node.kind == syntax::Kind::For;
      if (implicit && !is_distinct(variable)) {
        if (effects_.of(node).anything) {
          return true;
        }
      }
      break;
    }
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || may_write(child, slot, variable); });
  return found;
}

bool OwnershipAnalysis::is_place(const syntax::Expr& node) const {
  if (node.kind == syntax::Kind::Name) {
    return names_.variable[node.id] != names::none;
  }
  if (node.kind == syntax::Kind::Attribute) {
    const types::AttributeFact* fact = facts_.attribute(node.id);
    return fact != nullptr && (fact->kind == types::AttributeKind::Field || fact->kind == types::AttributeKind::ModuleMember);
  }
  const auto* item = as<syntax::Subscript>(&node);
  return item != nullptr && item->slice->kind != syntax::Kind::Slice;
}

/// A name, a field of a name, or an element of such: nothing on the way to it is a value that may go away.
bool OwnershipAnalysis::fixed_place(const syntax::Expr& node) const {
  if (node.kind == syntax::Kind::Name) {
    return is_place(node);
  }
  if (const auto* member = as<syntax::Attribute>(&node)) {
    return is_place(node) && member->value->kind == syntax::Kind::Name;
  }
  const auto* item = as<syntax::Subscript>(&node);
  return item != nullptr && is_place(node) && container_atom(facts_.type(*item->value)) != nullptr && fixed_place(*item->value);
}

bool OwnershipAnalysis::may_replace(const syntax::Node& node, const syntax::Expr& place) const {
  const auto assigned = [&](names::VariableId variable) {
    const auto search = [&](const auto& self, const syntax::Node& part) -> bool {
      const auto* name = as<syntax::Name>(&part);
      bool found = name != nullptr && name->context != syntax::ExprContext::Load && names_.variable[name->id] == variable;
      syntax::for_each_child(part, [&](const syntax::Node& child) { found = found || self(self, child); });
      return found;
    };
    return search(search, node);
  };
  if (const auto* name = as<syntax::Name>(&place)) {
    const names::VariableId variable = names_.variable[name->id];
    const auto source = alias_sources_.find(variable);
    if (source != alias_sources_.end()) {
      return source->second == nullptr || assigned(variable) || may_replace(node, *source->second);
    }
    if (names_.variables[variable].placement == names::Placement::Global) {
      const effects::Effects effects = effects_.of(node);
      return effects.anything || effects.writes.contains(effects::variable(variable));
    }
    return assigned(variable);
  }
  if (const auto* member = as<syntax::Attribute>(&place)) {
    const effects::Effects effects = effects_.of(node);
    return effects.anything || effects.writes.contains(effects::field(member->attribute)) || may_replace(node, *member->value);
  }
  const auto& item = static_cast<const syntax::Subscript&>(place);
  const types::Atom* container = container_atom(facts_.type(*item.value));
  return container == nullptr || may_write(node, facts_.find(container->slots[0]), root(*item.value)) || may_replace(node, *item.value);
}

bool OwnershipAnalysis::may_replace(const std::vector<const syntax::Node*>& nodes, const syntax::Expr& place) const {
  return std::any_of(nodes.begin(), nodes.end(), [&](const syntax::Node* node) { return may_replace(*node, place); });
}

}  // namespace krait::representation
