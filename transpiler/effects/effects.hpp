/// Phase `effects`: what functions and expressions read, write and raise (docs/design.md, 4; docs/analysis.md, 7, 16, 22).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "effects/characters.hpp"
#include "effects/name_set.hpp"
#include "ranges/ranges.hpp"
#include "types/facts.hpp"

namespace krait::effects {

/// Effects of running some code. Storage is named coarsely: fields by name, elements by the unified slot of their containers, globals and cells by variable.
struct Effects {
  NameSet reads;
  NameSet writes;
  NameSet shortens;  ///< elements of containers that may become fewer
  NameSet raised;    ///< exceptions it may raise, by class name, and behind it what decides the text of some; "*" is any (MemoryError, RecursionError and the like are not counted)
  bool io = false;   ///< prints, reads, exits, sleeps
  bool suspends = false;   ///< awaits or yields
  bool finalises = false;  ///< may run a `__del__`
  bool anything = false;   ///< calls code that is not known

  [[nodiscard]] bool is_pure() const { return writes.empty() && !io && !suspends && !finalises && !anything; }
};

class EffectFacts {
 public:
  [[nodiscard]] const Effects& function(types::FunctionId id) const { return functions[id]; }
  /// Effects of evaluating an expression or running a statement once, its parts and everything it calls.
  [[nodiscard]] const Effects& of(const syntax::Node& node) const;
  /// Of making the text of the expression's value, beyond evaluating it: its methods run, and what it holds is looked at.
  [[nodiscard]] Effects text_of(const syntax::Expr& value) const;
  /// Of running the statements of a body once.
  [[nodiscard]] Effects body(const syntax::Body& body) const;
  /// The storages of a container's elements, for every container the type may be.
  [[nodiscard]] std::vector<Key> element_storage(const types::Type& type) const;
  /// Must `first` be evaluated before `second` for Python's order to hold? (docs/analysis.md, 22)
  [[nodiscard]] bool conflict(const Effects& first, const Effects& second) const;
  /// Is the index from 0 to below the length, whatever happens?
  [[nodiscard]] bool is_inside(const syntax::Subscript& node) const { return inside[node.id]; }
  /// May the function store through, or change the length of, what this parameter refers to, or replace the storage it came from?
  [[nodiscard]] bool writes_parameter(types::FunctionId function, std::size_t parameter) const;

  std::vector<Effects> functions;
  std::map<types::FunctionId, std::vector<types::FunctionId>> overrides;  ///< of methods that have some: what a call may reach
  const types::Facts* facts = nullptr;
  const names::Names* names = nullptr;
  const ranges::RangeFacts* ranges = nullptr;
  Characters characters;
  std::vector<bool> recursive;  ///< by function: lies on a cycle of the call graph
  std::vector<bool> inside;     ///< by subscript: see `is_inside`

 private:
  mutable types::NodeTable<Effects> nodes_;  ///< by node: those that somebody asked for
};

[[nodiscard]] EffectFacts compute(const program::Program& program, const names::Names& names, const types::Facts& facts, const ranges::RangeFacts& ranges);

[[nodiscard]] std::string dump(const EffectFacts& effects, const types::Facts& facts);

}  // namespace krait::effects
