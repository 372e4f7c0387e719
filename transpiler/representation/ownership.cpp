#include "representation/ownership.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "representation/ownership_analysis.hpp"
#include "syntax/children.hpp"

namespace krait::representation {

using types::Atom;
using types::AtomKind;
using types::SlotId;
using types::Type;

// ---- types ------------------------------------------------------------------------------------------

const Atom* OwnershipAnalysis::container_atom(const Type& type) const {
  const Atom* only = type.single();
  return only != nullptr && Ownership::is_ownable(facts_, *only) ? only : nullptr;
}

void OwnershipAnalysis::collect(const Type& type, std::set<SlotId>& containers, std::set<SlotId>& seen) const {
  for (const Atom& atom : type.atoms()) {
    for (const Type& element : atom.elements) {
      collect(element, containers, seen);
    }
    const bool container = Ownership::is_ownable(facts_, atom) || is_method_of_container(atom);
    for (const SlotId slot : atom.slots) {
      const SlotId found = facts_.find(slot);
      if (container && slot == atom.slots.front()) {
        containers.insert(found);
      }
      if (seen.insert(found).second) {
        collect(facts_.slot_type(found), containers, seen);
      }
    }
  }
}

std::set<SlotId> OwnershipAnalysis::containers_of(const Type& type) const {
  if (std::all_of(type.atoms().begin(), type.atoms().end(), [](const Atom& atom) { return atom.slots.empty() && atom.elements.empty(); })) {
    return {};
  }
  std::set<SlotId> containers;
  std::set<SlotId> seen;
  collect(type, containers, seen);
  return containers;
}

bool OwnershipAnalysis::mentions_containers(const Type& type) const {
  const auto is_container = [&](const Atom& atom) { return !atom.slots.empty() && (Ownership::is_ownable(facts_, atom) || is_method_of_container(atom)); };
  return std::any_of(type.atoms().begin(), type.atoms().end(), is_container) || !containers_of(type).empty();
}

std::set<SlotId> OwnershipAnalysis::nested_in(const Type& type) const {
  std::set<SlotId> containers;
  for (const Atom& atom : type.atoms()) {
    for (const SlotId slot : atom.slots) {
      containers.merge(containers_of(facts_.slot_type(slot)));
    }
    for (const Type& element : atom.elements) {
      containers.merge(containers_of(element));
    }
  }
  return containers;
}

void OwnershipAnalysis::share(SlotId slot) { changed_ = result_.shared_.insert(facts_.find(slot)).second || changed_; }

void OwnershipAnalysis::share(const Type& type) {
  for (const SlotId slot : containers_of(type)) {
    share(slot);
  }
}

void OwnershipAnalysis::share_nested(const Type& type) {
  for (const SlotId slot : nested_in(type)) {
    share(slot);
  }
}

void OwnershipAnalysis::share_fields(types::ClassId cls, std::set<types::ClassId>& seen) {
  if (!seen.insert(cls).second || facts_.classes[cls].is_stub) {
    return;
  }
  for (const types::ClassId base : facts_.classes[cls].mro) {
    for (const auto& [name, field] : facts_.classes[base].fields) {
      if (field.slot == types::none) {
        continue;
      }
      share(facts_.slot_type(field.slot));
      for (const Atom& atom : facts_.slot_type(field.slot).atoms()) {
        if (atom.kind == AtomKind::Instance) {
          share_fields(atom.id, seen);
        }
      }
    }
  }
  for (const types::ClassId sub : facts_.classes[cls].subclasses) {
    share_fields(sub, seen);
  }
}

void OwnershipAnalysis::share_deep(const Type& type) {
  share(type);
  std::set<types::ClassId> seen;
  std::set<SlotId> slots;
  const std::function<void(const Type&)> visit = [&](const Type& one) {
    for (const Atom& atom : one.atoms()) {
      if (atom.kind == AtomKind::Instance) {
        share_fields(atom.id, seen);
      }
      for (const SlotId slot : atom.slots) {
        if (slots.insert(facts_.find(slot)).second) {
          visit(facts_.slot_type(slot));
        }
      }
      for (const Type& element : atom.elements) {
        visit(element);
      }
    }
  };
  visit(type);
}

// ---- what may hold an owned container ----------------------------------------------------------------------

/// Keys whose comparing and hashing run no code of the program, which could change the container meanwhile.
bool OwnershipAnalysis::is_plain_key(const Type& type) const {
  return std::all_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) {
    if (atom.kind == AtomKind::Tuple) {
      return std::all_of(atom.elements.begin(), atom.elements.end(), [&](const Type& element) { return is_plain_key(element); });
    }
    const bool tuple = atom.kind == AtomKind::Instance && atom.id == facts_.tuple_type;
    return atom.kind == AtomKind::Instance && facts_.classes[atom.id].is_stub && (atom.slots.empty() || (tuple && is_plain_key(facts_.slot_type(atom.slots[0]))));
  });
}

/// A container beside other kinds, in a tuple, or in a container that is no list, is shared.
void OwnershipAnalysis::check_type(const Type& type) {
  const bool alone = container_atom(type) != nullptr;
  for (const Atom& atom : type.atoms()) {
    const bool list = atom.kind == AtomKind::Instance && atom.id == facts_.list_type;
    const bool container = Ownership::is_ownable(facts_, atom);
    if (facts_.record_class(atom) != types::none) {
      share(Type(atom));  // an object of its own
    }
    if (list && alone) {
      continue;
    }
    if (container && (!alone || !is_plain_key(facts_.slot_type(atom.slots[0])))) {
      share(Type(atom));
    }
    for (const Type& element : atom.elements) {
      share(element);
    }
    if (!list) {
      for (const SlotId slot : atom.slots) {
        if (is_method_of_container(atom) && slot == atom.slots.front()) {
          share(slot);
        }
        share(facts_.slot_type(slot));
      }
    }
  }
}

void OwnershipAnalysis::check_slots() {
  for (SlotId slot = 0; slot < facts_.slots.size(); ++slot) {
    if (facts_.find(slot) == slot) {
      check_type(facts_.slot_type(slot));
    }
  }
  for (const types::FunctionInfo& function : facts_.functions) {
    if (function.is_stub) {
      continue;
    }
    check_parameters(function);
    if (!is_ordinary(function)) {
      share(facts_.slot_type(function.returns));
      for (const types::ParameterInfo& parameter : function.parameters) {
        share(facts_.slot_type(parameter.slot));
      }
    }
    if (function.yields != types::none) {
      share(facts_.slot_type(function.yields));
      share(facts_.slot_type(function.sends));
    }
  }
}

bool OwnershipAnalysis::is_ordinary(const types::FunctionInfo& function) const {
  return function.lambda == nullptr && function.node != nullptr && !function.is_value && !function.is_exposed && !function.is_decorated && !function.is_generator &&
         !function.is_async && !function.is_overridden && !function.is_override && !function.is_synthesised && function.method != types::MethodKind::Property &&
         function.method != types::MethodKind::PropertySetter && function.method != types::MethodKind::PropertyDeleter && function.method != types::MethodKind::Class &&
         (function.node->decorators.empty() || function.method == types::MethodKind::Static);
}

void OwnershipAnalysis::check_parameters(const types::FunctionInfo& function) {
  for (const types::ParameterInfo& parameter : function.parameters) {
    const bool plain =
        parameter.kind == types::ParameterKind::PositionalOnly || parameter.kind == types::ParameterKind::Ordinary || parameter.kind == types::ParameterKind::KeywordOnly;
    const bool rebound = parameter.variable != names::none && names_.variables[parameter.variable].definition_ids.size() > 1;
    if (!plain || parameter.has_default || rebound) {
      share(facts_.slot_type(parameter.slot));
      if (parameter.variable != names::none) {
        share(facts_.variable_type(parameter.variable));
      }
    }
  }
}

void OwnershipAnalysis::check_variables() {
  for (const names::Variable& variable : names_.variables) {
    if (variable.id >= facts_.variable_slots.size() || facts_.variable_slots[variable.id] == types::none) {
      continue;
    }
    const Type& type = facts_.variable_type(variable.id);
    if (!mentions_containers(type)) {
      continue;
    }
    const names::Symbol& symbol = names_.symbols[variable.symbol];
    bool fine = !variable.maybe_unbound && !variable.is_deleted && !symbol.is_imported && !symbol.is_rebound_by_inner;
    switch (variable.placement) {
      case names::Placement::AtDefinition:
      case names::Placement::ByLoop:
      case names::Placement::ByComprehension:
      case names::Placement::Alone:
      case names::Placement::Parameter: break;
      case names::Placement::Global: fine = fine && variable.definition_ids.size() == 1; break;
      default: fine = false;
    }
    if (!fine) {
      share(type);
    }
  }
}

void OwnershipAnalysis::check_fields() {
  for (const types::ClassInfo& cls : facts_.classes) {
    if (cls.is_stub) {
      continue;
    }
    const bool plain = cls.kind == types::ClassKind::Plain && !cls.is_exposed && !cls.has_dynamic_attributes;
    for (const auto& [name, field] : cls.fields) {
      if (field.slot == types::none) {
        continue;
      }
      if (!plain || field.maybe_unset || field.is_class_attribute || !field.is_instance_attribute || field.default_value != nullptr || field.default_factory != nullptr) {
        share(facts_.slot_type(field.slot));
      }
    }
  }
}

// ---- what changes through which name ------------------------------------------------------------------

/// Of the variables that `node` mentions, those whose lists `code` (the function's body) may change through them.
void OwnershipAnalysis::find_changed(const syntax::Node& node, const std::vector<const syntax::Node*>& code, EffectsOfCode effects, std::set<names::VariableId>& seen) {
  if (node.kind == syntax::Kind::FunctionDef || node.kind == syntax::Kind::Lambda) {
    return;  // examined by itself: its variables are changed by what it runs, not by what runs around it
  }
  if (node.id < names_.variable.size() && names_.variable[node.id] != names::none && seen.insert(names_.variable[node.id]).second) {
    const names::VariableId variable = names_.variable[node.id];
    if (facts_.variable_slots[variable] != types::none) {
      const types::Type& type = facts_.variable_type(variable);
      const std::set<SlotId> slots = container_atom(type) != nullptr ? containers_of(type) : std::set<SlotId>{};
      const names::VariableId owner = alias_sources_.contains(variable) && alias_sources_.at(variable) != nullptr ? root(*alias_sources_.at(variable)) : variable;
      const bool changed = std::any_of(slots.begin(), slots.end(), [&](SlotId slot) {
        const auto writes = [&](const syntax::Node* part) { return may_write(*part, slot, owner); };
        return effects().writes.contains(effects::elements(slot)) && std::any_of(code.begin(), code.end(), writes);
      });
      if (changed) {
        result_.changed_.insert(variable);
      }
    }
  }
  syntax::for_each_child(node, [&](const syntax::Node& child) { find_changed(child, code, effects, seen); });
}

void OwnershipAnalysis::find_changed() {
  const auto examine = [&](const std::vector<const syntax::Node*>& code, FunctionRef<effects::Effects()> find_effects) {
    std::set<names::VariableId> seen;
    std::optional<effects::Effects> found;  // few functions have containers
    const auto effects = [&]() -> const effects::Effects& { return found ? *found : found.emplace(find_effects()); };
    for (const syntax::Node* part : code) {
      find_changed(*part, code, effects, seen);
    }
  };
  for (const auto& module : program_.modules) {
    if (module->kind == program::ModuleKind::User && module->tree != nullptr) {
      examine({module->tree->body.begin(), module->tree->body.end()}, [&] { return effects_.body(module->tree->body); });
    }
  }
  for (const types::FunctionInfo& function : facts_.functions) {
    if (function.lambda != nullptr && !function.is_stub) {
      examine({function.lambda->body}, [&] { return effects_.of(*function.lambda->body); });
    } else if (function.node != nullptr && !function.is_stub) {
      const bool runs_when_called = !function.is_generator && !function.is_async;  // else what calling it does is nothing
      examine({function.node->body.begin(), function.node->body.end()}, [&] { return runs_when_called ? effects_.function(function.id) : effects_.body(function.node->body); });
    }
  }
}

// ---- driver -------------------------------------------------------------------------------------------

Ownership OwnershipAnalysis::run() {
  result_.enabled_ = true;
  check_slots();
  check_variables();
  check_fields();
  int rounds = 0;
  do {
    changed_ = false;
    result_.aliases_.clear();
    result_.moves_.clear();
    result_.quiet_.clear();
    for (const auto& module : program_.modules) {
      if (module->kind == program::ModuleKind::User && module->tree != nullptr) {
        unit_ = {.function = nullptr, .body = &module->tree->body};
        walk_body(module->tree->body);
      }
    }
    for (const types::FunctionInfo& function : facts_.functions) {
      if (!function.is_stub && !function.is_synthesised) {
        walk_function(function);
      }
    }
  } while (changed_ || ++rounds < 2);
  find_changed();
  return std::move(result_);
}

Ownership find_owners(const program::Program& program, const names::Names& names, const types::Facts& facts, const effects::EffectFacts& effects) {
  return OwnershipAnalysis(program, names, facts, effects).run();
}

}  // namespace krait::representation
