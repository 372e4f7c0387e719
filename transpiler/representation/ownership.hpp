/// Which lists, sets and dicts have one owner, so that they are values in C++ (docs/analysis.md, 7 and 10).
///
/// Containers that meet anywhere share their element slot (of dicts: the keys'), so a slot stands for a class of containers: all of them are
/// `py::vector<T>`, `py::hash_set<T>` or `py::ordered_map<K, V>`, or all are the handles `py::list<T>`, `py::set<T>`, `py::dict<K, V>`. A class
/// is owned if every store of one is of a fresh container or moves a variable at its last use, and if everything else only looks at it,
/// or changes it in place, while the owner is there. What is not known to be fine makes a class shared.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "effects/effects.hpp"

namespace krait::representation {

class Ownership {
 public:
  Ownership() = default;

  /// Is the container a value?
  [[nodiscard]] bool owns(const types::Facts& facts, const types::Atom& atom) const { return enabled_ && is_ownable(facts, atom) && !shared_.contains(facts.find(atom.slots[0])); }
  /// A list, set or dict, of no subclass.
  [[nodiscard]] static bool is_ownable(const types::Facts& facts, const types::Atom& atom) {
    return atom.kind == types::AtomKind::Instance && !atom.slots.empty() && (atom.id == facts.list_type || atom.id == facts.set_type || atom.id == facts.dict_type);
  }
  /// A local that stands for a container which something else owns: an element, a field, what a loop is at.
  [[nodiscard]] bool is_alias(names::VariableId variable) const { return aliases_.contains(variable); }
  /// The last use of a local whose container moves where it is stored.
  [[nodiscard]] bool is_moved(const syntax::Node& use) const { return is_moved(use.id); }
  [[nodiscard]] bool is_moved(syntax::NodeId use) const { return moves_.contains(use); }
  /// May the container, or one that it owns, change through this variable?
  [[nodiscard]] bool is_changed(names::VariableId variable) const { return changed_.contains(variable); }
  /// Nothing that a loop over the container runs changes which elements it has, or what its name stands for.
  [[nodiscard]] bool is_quiet(const syntax::Node& iterated) const { return quiet_.contains(iterated.id); }

 private:
  friend class OwnershipAnalysis;
  bool enabled_ = false;
  std::set<types::SlotId> shared_;
  std::set<names::VariableId> aliases_;
  std::set<names::VariableId> changed_;
  std::set<syntax::NodeId> moves_;
  std::set<syntax::NodeId> quiet_;
};

/// Reads the whole program a few times: each time with what the time before found to be shared, until nothing is added.
[[nodiscard]] Ownership find_owners(const program::Program& program, const names::Names& names, const types::Facts& facts, const effects::EffectFacts& effects);

/// May `variable` be needed after the statement, which stands somewhere in `body`? Structured control flow only: no answer is too small.
[[nodiscard]] bool is_live_after(const syntax::Body& body, const syntax::Stmt& statement, names::VariableId variable, const names::Names& names);

}  // namespace krait::representation
