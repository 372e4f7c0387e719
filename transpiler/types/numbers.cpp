/// The backward pass over `int | float`: its driver, its places, and what is not seen from expressions.
#include "types/numbers.hpp"

#include <algorithm>

#include "syntax/children.hpp"
#include "types/number_walker.hpp"

namespace krait::types {

using syntax::as;
using syntax::Kind;
using Vertex = NumberGraph::Vertex;

void NumberWalker::run() {
  for (const auto& module : program_.modules) {
    for (const syntax::Stmt* statement : module->kind == program::ModuleKind::User && module->tree != nullptr ? module->tree->body.statements : std::vector<syntax::Stmt*>{}) {
      find_counts(*statement);
    }
  }
  for (const auto& module : program_.modules) {
    if (module->kind == program::ModuleKind::User && module->tree != nullptr) {
      body(module->tree->body, module->tree->body.statements);
    }
  }
  declarations();
  rewrite();
}

void NumberWalker::add_slot(SlotId slot, std::vector<Vertex>& places, bool& known) {
  const Type& type = facts_.slot_type(slot);
  if (graph_.is_number(type)) {
    places.push_back(graph_.slot(slot));
  } else if (has_number(type)) {
    known = false;  // int, float and more: a dynamic slot
  }
}

bool NumberWalker::has_number(const Type& type) const {
  return type.atoms().size() > 1 && std::any_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) {
           return atom.kind == AtomKind::Unknown || (atom.kind == AtomKind::Instance && (atom.id == facts_.int_type || atom.id == facts_.float_type));
         });
}

NumberUse NumberWalker::into_slot(SlotId slot) {
  NumberUse use = unseen();
  bool known = true;
  add_slot(slot, use.into, known);
  const Atom* tuple = facts_.slot_type(slot).single();
  if (tuple != nullptr && tuple->kind == AtomKind::Tuple) {
    tuple_slot_ = slot;
  }
  use.observes = !known || facts_.slot_type(slot).is_unknown();
  return use;
}

void NumberWalker::observe_within(const Type& type) {
  for (const Vertex vertex : graph_.within(type)) {
    graph_.observe(vertex);
  }
  for (const Atom& atom : type.atoms()) {
    if (atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod) {
      observe_function(facts_.functions[atom.id]);
    }
  }
}

void NumberWalker::observe_slot(SlotId slot) {
  if (slot == none) {
    return;
  }
  if (graph_.is_number(facts_.slot_type(slot))) {
    graph_.observe(graph_.slot(slot));
  }
  const Atom* only = facts_.slot_type(slot).single();
  for (std::uint32_t i = 0; only != nullptr && i < only->elements.size(); ++i) {
    graph_.observe(graph_.slot(slot, i));
  }
  observe_within(facts_.slot_type(slot));
}

void NumberWalker::observe_function(const FunctionInfo& function) {
  if (function.is_stub || !watched_functions_.insert(function.id).second) {
    return;
  }
  observe_slot(function.returns);
  observe_slot(function.yields);
  observe_slot(function.sends);
  for (const ParameterInfo& parameter : function.parameters) {
    observe_slot(parameter.slot);
  }
}

void NumberWalker::tie(const Type& a, const Type& b) {
  std::vector<Vertex> all = graph_.within(a);
  const std::vector<Vertex> more = graph_.within(b);
  all.insert(all.end(), more.begin(), more.end());
  for (std::size_t i = 1; i < all.size(); ++i) {
    graph_.same(all[i - 1], all[i]);
  }
}

void NumberWalker::declarations() {
  for (const FunctionInfo& function : facts_.functions) {
    const bool implicit = function.owner != none && function.name.starts_with("__") && function.name != "__init__";
    if (!function.is_stub && (function.is_exposed || function.is_decorated || implicit || !function.is_called)) {
      observe_function(function);
    }
  }
  for (const ClassInfo& cls : facts_.classes) {
    const bool shown = cls.kind != ClassKind::Plain || cls.is_exposed || cls.has_dynamic_attributes;
    for (const auto& [name, field] : cls.fields) {
      if (!cls.is_stub && shown) {
        observe_slot(field.slot);
      }
    }
  }
}

void NumberWalker::rewrite() {
  const auto drop_int = [&](Type& type) {
    if (graph_.is_number(type)) {
      std::erase_if(type.own_atoms(), [&](const Atom& atom) { return atom.id == facts_.int_type; });
    }
  };
  for (const NumberPlace& place : graph_.settle()) {
    Type& type = place.kind == NumberPlace::Kind::Slot ? facts_.slots[facts_.find(place.id)].type : facts_.node_types[place.id];
    if (place.element == none) {
      drop_int(type);
    } else if (type.atoms().size() == 1 && place.element < type.atoms().front().elements.size()) {
      drop_int(type.own_atoms().front().elements[place.element]);
    }
  }
}

void settle_numbers(Facts& facts, const program::Program& program, const names::Names& names) { NumberWalker(facts, program, names).run(); }

}  // namespace krait::types
