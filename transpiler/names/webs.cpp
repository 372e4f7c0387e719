#include "names/webs.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace krait::names {

void build_webs(Analysis& analysis) {
  analysis.names.variables.reserve(std::max(analysis.names.symbols.size(), analysis.definitions.size()));
  Webs(analysis).build();
}

Webs::Webs(Analysis& analysis)
    : a_(analysis),
      parent_(analysis.values.size()),
      maybe_unbound_(analysis.values.size(), false),
      maybe_outer_(analysis.values.size(), false),
      maybe_defined_(analysis.values.size(), false),
      is_reached_(analysis.values.size(), false),
      is_used_(analysis.values.size(), false),
      variable_(analysis.values.size(), none) {
  std::iota(parent_.begin(), parent_.end(), ValueId{0});
}

void Webs::build() {
  find_operands();
  spread_flags();
  join_at_uses();
  make_variables();
  settle_later_uses();
  settle_uses();
  settle_other_names();
  settle_ends();
  std::vector<VariableId> variable_of_value(a_.values.size(), none);
  for (ValueId value = 0; value < a_.values.size(); ++value) {
    variable_of_value[value] = variable_[find(value)];
    if (variable_of_value[value] == none && !a_.names.symbols[a_.values[value].symbol].variables.empty()) {
      variable_of_value[value] = a_.names.symbols[a_.values[value].symbol].variables.front();
    }
  }
  place_variables(a_, is_reached_, variable_of_value);
}

void Webs::find_operands() {
  first_operand_.assign(a_.values.size() + 1, 0);
  for (const auto& edge : a_.edges) {
    ++first_operand_[edge.first + 1];
  }
  std::partial_sum(first_operand_.begin(), first_operand_.end(), first_operand_.begin());
  operands_.resize(a_.edges.size());
  std::vector<std::uint32_t> next(first_operand_.begin(), first_operand_.end() - 1);
  for (const auto& [phi, operand] : a_.edges) {
    operands_[next[phi]++] = operand;
  }
}

/// What a phi may be: from each kind of value to all phis that it flows into.
void Webs::spread_flags() {
  std::vector<std::uint32_t> first(a_.values.size() + 1, 0);
  for (const auto& edge : a_.edges) {
    ++first[edge.second + 1];
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<ValueId> users(a_.edges.size());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (const auto& [phi, operand] : a_.edges) {
    users[next[operand]++] = phi;
  }
  const auto spread = [&](std::vector<bool>& flag, auto is_source) {
    std::vector<ValueId> work;
    for (ValueId value = 0; value < a_.values.size(); ++value) {
      if (is_source(a_.values[value].kind)) {
        flag[value] = true;
        work.push_back(value);
      }
    }
    while (!work.empty()) {
      const ValueId value = work.back();
      work.pop_back();
      for (std::uint32_t i = first[value]; i < first[value + 1]; ++i) {
        const ValueId user = users[i];
        if (!flag[user] && a_.values[user].kind == ValueKind::Phi) {
          flag[user] = true;
          work.push_back(user);
        }
      }
    }
  };
  spread(maybe_unbound_, [](ValueKind kind) { return kind == ValueKind::Undefined || kind == ValueKind::Unbinding; });
  spread(maybe_outer_, [](ValueKind kind) { return kind == ValueKind::Outer; });
  spread(maybe_defined_, [](ValueKind kind) { return kind == ValueKind::Outer || kind == ValueKind::Definition; });
}

ValueId Webs::find(ValueId value) {
  while (parent_[value] != value) {
    parent_[value] = parent_[parent_[value]];
    value = parent_[value];
  }
  return value;
}

void Webs::unite(ValueId a, ValueId b) {
  a = find(a);
  b = find(b);
  parent_[std::max(a, b)] = std::min(a, b);
}

/// Joins all values that a use may see.
void Webs::reach(ValueId start) {
  std::vector<ValueId> work{start};
  while (!work.empty()) {
    const ValueId value = work.back();
    work.pop_back();
    if (is_reached_[value]) {
      continue;
    }
    is_reached_[value] = true;
    for (std::uint32_t i = first_operand_[value]; i < first_operand_[value + 1]; ++i) {
      const ValueId operand = operands_[i];
      if (a_.values[operand].kind != ValueKind::Undefined) {
        unite(value, operand);
      }
      work.push_back(operand);
    }
  }
}

void Webs::join_at_uses() {
  for (const Use& use : a_.uses) {
    reach(use.value);
  }
  std::unordered_map<NodeId, ValueId> augmented;
  for (const Use& use : a_.uses) {
    if (use.kind == UseKind::Augmented) {
      augmented.emplace(use.id, use.value);
    }
  }
  for (const Definition& definition : a_.definitions) {
    if (definition.kind == DefinitionKind::Augmented) {
      const auto found = augmented.find(definition.id);
      if (found != augmented.end() && a_.values[found->second].kind != ValueKind::Undefined) {
        unite(found->second, definition.value);
      }
    }
  }
  for (const Use& use : a_.uses) {
    is_used_[find(use.value)] = true;
  }
}

bool Webs::has_one_variable(const Symbol& symbol) const {
  const Scope& scope = a_.names.scopes[symbol.scope];
  const bool is_body = scope.kind == ScopeKind::Module || scope.kind == ScopeKind::Class;
  return symbol.is_captured || symbol.is_read_elsewhere || symbol.is_type_parameter || scope.kind == ScopeKind::Class ||
         a_.names.scopes[a_.function_like[symbol.scope]].is_reflective || (is_body && a_.is_stub(symbol.scope));
}

void Webs::make_variables() {
  order_.resize(a_.definitions.size());
  std::iota(order_.begin(), order_.end(), std::uint32_t{0});
  const auto key = [&](std::uint32_t i) { return std::tuple(a_.definitions[i].symbol, a_.definitions[i].offset, i); };
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t x, std::uint32_t y) { return key(x) < key(y); });
  std::uint32_t next = 0;
  for (Symbol& symbol : a_.names.symbols) {
    const std::uint32_t first = next;
    while (next < order_.size() && a_.definitions[order_[next]].symbol == symbol.id) {
      ++next;
    }
    make_symbol_variables(symbol, first, next);
  }
}

VariableId Webs::new_variable(Symbol& symbol) {
  Variable variable;
  variable.id = static_cast<VariableId>(a_.names.variables.size());
  variable.symbol = symbol.id;
  variable.index = static_cast<std::uint32_t>(symbol.variables.size());
  symbol.variables.push_back(variable.id);
  a_.names.variables.push_back(std::move(variable));
  return symbol.variables.back();
}

/// A plain store that nobody reads joins the web before it.
void Webs::join_dead_store(std::uint32_t index, ValueId previous) {
  const Definition& definition = a_.definitions[index];
  const bool is_store = definition.kind == DefinitionKind::Assignment || definition.kind == DefinitionKind::Walrus || definition.kind == DefinitionKind::Augmented;
  if (previous != none && is_store && !is_used_[find(definition.value)]) {
    const bool used = is_used_[find(previous)];
    unite(previous, definition.value);
    is_used_[find(previous)] = used;
  }
}

void Webs::make_symbol_variables(Symbol& symbol, std::uint32_t first, std::uint32_t last) {
  const bool one = has_one_variable(symbol);
  ValueId previous = none;
  for (std::uint32_t i = first; i < last; ++i) {
    const ValueId value = a_.definitions[order_[i]].value;
    if (one && previous != none) {
      unite(previous, value);
    } else if (!one) {
      join_dead_store(order_[i], previous);
    }
    previous = value;
  }
  for (std::uint32_t i = first; i < last; ++i) {
    const Definition& definition = a_.definitions[order_[i]];
    const ValueId root = find(definition.value);
    if (variable_[root] == none) {
      variable_[root] = new_variable(symbol);
    }
    Variable& variable = a_.names.variables[variable_[root]];
    if (definition.node != nullptr) {
      variable.definitions.push_back(definition.node);
    }
    variable.definition_ids.push_back(definition.id);
    if (a_.star_of_alias.count(definition.id) != 0) {
      a_.names.star_bindings[definition.id].push_back(variable.id);
      a_.names.star_targets[variable.id] = {a_.stars[a_.star_of_alias[definition.id]].source, symbol.name};
    } else {
      a_.names.variable[definition.id] = variable.id;
      a_.names.symbol[definition.id] = symbol.id;
      a_.names.access[definition.id] = a_.entries[a_.entry_of_node[definition.id]].access;
    }
  }
  if (symbol.variables.empty()) {
    new_variable(symbol);
  }
}

/// The variable of a value; a value that no definition reaches belongs to the symbol's first.
VariableId Webs::variable_of(SymbolId symbol, ValueId value) {
  const VariableId known = variable_[find(value)];
  return known != none ? known : a_.names.symbols[symbol].variables.front();
}

// ---- uses ---------------------------------------------------------------------------------------------

void Webs::settle_later_uses() {
  for (const auto& [id, value] : a_.later_uses) {
    Mention& mention = a_.mentions[id];
    const bool bound_before = mention.created != none && !maybe_unbound_[mention.created];
    mention.maybe_unbound = mention.maybe_unbound || (!bound_before && maybe_unbound_[value]);
  }
}

std::uint32_t Webs::mention_of(ScopeId executor, SymbolId symbol) const {
  const ScopeId owner = a_.executor[a_.names.symbols[symbol].scope];
  ScopeId runner = executor;
  for (ScopeId next = a_.executor[a_.names.scopes[runner].parent]; next != owner; next = a_.executor[a_.names.scopes[runner].parent]) {
    runner = next;
  }
  const auto found = a_.mention_of.find(Analysis::key(a_.unit_of_scope[runner], symbol));
  return found == a_.mention_of.end() ? none : found->second;
}

bool Webs::may_be_unbound(const Use& use) const {
  const SymbolNotes& notes = a_.notes[use.symbol];
  const Symbol& symbol = a_.names.symbols[use.symbol];
  const ScopeKind owner = a_.names.scopes[symbol.scope].kind;
  if (a_.is_stub(symbol.scope) && (owner == ScopeKind::Module || owner == ScopeKind::Class)) {
    return false;
  }
  if (maybe_unbound_[use.value] || notes.is_deleted_by_inner) {
    return true;
  }
  if (a_.executor[symbol.scope] == use.executor) {
    return false;
  }
  if (notes.is_deleted) {
    return true;
  }
  const std::uint32_t mention = maybe_outer_[use.value] ? mention_of(use.executor, use.symbol) : none;
  return mention != none && a_.mentions[mention].maybe_unbound;
}

void Webs::settle_uses() {
  for (const Use& use : a_.uses) {
    const bool is_class = a_.names.scopes[a_.names.symbols[use.symbol].scope].kind == ScopeKind::Class;
    if (is_class && use.kind == UseKind::Load && !maybe_defined_[use.value] && !a_.is_stub(a_.names.symbols[use.symbol].scope)) {
      fall_back(use);
    } else {
      settle_use(use);
    }
  }
}

void Webs::settle_use(const Use& use) {
  const VariableId id = variable_of(use.symbol, use.value);
  Variable& variable = a_.names.variables[id];
  const bool unbound = may_be_unbound(use);
  variable.maybe_unbound = variable.maybe_unbound || unbound;
  if (use.kind == UseKind::Delete) {
    variable.is_deleted = true;
  } else {
    variable.uses.push_back(use.id);
  }
  a_.names.variable[use.id] = id;
  a_.names.symbol[use.id] = use.symbol;
  a_.names.access[use.id] = a_.entries[a_.entry_of_node[use.id]].access;
  a_.names.maybe_unbound[use.id] = unbound;
}

/// A class body that reads a name which it has not bound yet sees the module's, or the builtin.
void Webs::fall_back(const Use& use) {
  const auto outer = a_.fallbacks.find(use.id);
  if (outer == a_.fallbacks.end()) {
    a_.names.access[use.id] = Access::Builtin;
    return;
  }
  const SymbolId symbol = a_.values[outer->second].symbol;
  Variable& variable = a_.names.variables[a_.names.symbols[symbol].variables.front()];
  const bool unbound = maybe_unbound_[outer->second] || maybe_outer_[outer->second];
  variable.uses.push_back(use.id);
  variable.maybe_unbound = variable.maybe_unbound || unbound;
  a_.names.variable[use.id] = variable.id;
  a_.names.symbol[use.id] = symbol;
  a_.names.access[use.id] = Access::Global;
  a_.names.maybe_unbound[use.id] = unbound;
}

/// Names without flow: builtins, type parameters, and those of annotations that are never evaluated.
void Webs::settle_other_names() {
  for (NodeId id = 0; id < a_.entry_of_node.size(); ++id) {
    if (a_.entry_of_node[id] == none || a_.names.symbol[id] != none) {
      continue;
    }
    const Entry& entry = a_.entries[a_.entry_of_node[id]];
    const bool is_fallback = entry.access == Access::Class && a_.names.access[id] == Access::Builtin && entry.is_used;
    if (entry.symbol == none) {
      a_.names.access[id] = entry.access;
    } else if (!is_fallback || a_.is_stub(entry.scope)) {
      a_.names.access[id] = entry.access;
      a_.names.symbol[id] = entry.symbol;
      a_.names.variable[id] = a_.names.symbols[entry.symbol].variables.back();
    }
  }
}

/// What modules and classes leave unbound, and what importers in a cycle may see too early.
void Webs::settle_ends() {
  for (Symbol& symbol : a_.names.symbols) {
    const SymbolNotes& notes = a_.notes[symbol.id];
    if (notes.end_value == none || a_.is_stub(symbol.scope)) {
      continue;
    }
    symbol.maybe_unbound_at_end = maybe_unbound_[notes.end_value] || notes.is_deleted_by_inner;
    if (notes.is_read_by_module && symbol.maybe_unbound_at_end) {
      a_.names.variables[symbol.variables.front()].maybe_unbound = true;
    }
  }
  for (const auto& [symbol, value] : a_.foreign_uses) {
    Variable& variable = a_.names.variables[a_.names.symbols[symbol].variables.front()];
    variable.maybe_unbound = variable.maybe_unbound || maybe_unbound_[value];
  }
  for (Symbol& symbol : a_.names.symbols) {
    symbol.is_rebound_after_capture = symbol.is_captured && (symbol.is_rebound_after_capture || symbol.is_rebound_by_inner);
  }
}

}  // namespace krait::names
