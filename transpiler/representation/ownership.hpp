/// Which lists have one owner, so that they are values in C++ (docs/analysis.md, 7 and 10).
///
/// Lists that meet anywhere share their element slot, so a slot stands for a class of lists: all of them are `py::vector<T>`, or all are
/// the handle `py::list<T>`. A class is owned if every store of one is of a fresh list or moves a variable at its last use, and if
/// everything else only looks at it, or changes it in place, while the owner is there. What is not known to be fine makes a class shared.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "effects/effects.hpp"

namespace krait::representation {

class Ownership {
 public:
  Ownership() = default;

  /// Is the list with these elements a value?
  [[nodiscard]] bool owns(const types::Facts& facts, types::SlotId elements) const { return enabled_ && !shared_.contains(facts.find(elements)); }
  /// A local that stands for a list which something else owns: an element, a field, what a loop is at.
  [[nodiscard]] bool is_alias(names::VariableId variable) const { return aliases_.contains(variable); }
  /// The last use of a local whose list moves where it is stored.
  [[nodiscard]] bool is_moved(const syntax::Node& use) const { return moves_.contains(use.id); }
  /// May the list, or one that it owns, change through this variable?
  [[nodiscard]] bool is_changed(names::VariableId variable) const { return changed_.contains(variable); }
  /// Nothing that a loop over the list runs changes which elements the list has, or what the list's name stands for.
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
[[nodiscard]] Ownership find_owners(const program::Program& program, const names::Names& names, const types::Facts& facts,
                                    const effects::EffectFacts& effects);

/// May `variable` be needed after the statement, which stands somewhere in `body`? Structured control flow only: no answer is too small.
[[nodiscard]] bool is_live_after(const syntax::Body& body, const syntax::Stmt& statement, names::VariableId variable, const names::Names& names);

}  // namespace krait::representation
