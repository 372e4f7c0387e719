/// Which effects must stay in their order (docs/analysis.md, 22).
#include <algorithm>

#include "effects/effects.hpp"

namespace krait::effects {

/// A local variable that no other function sees?
static bool is_own_variable(const names::Names& names, Key key) {
  if (key.kind() != Key::Kind::Variable) {
    return false;
  }
  const names::Variable& variable = names.variables[key.id()];
  const names::Symbol& symbol = names.symbols[variable.symbol];
  const names::ScopeKind scope = names.scope(symbol.scope).kind;
  return !symbol.is_captured && (scope == names::ScopeKind::Function || scope == names::ScopeKind::Comprehension);
}

bool EffectFacts::conflict(const Effects& first, const Effects& second) const {
  const auto visible = [](const Effects& e) { return !e.writes.empty() || e.io || e.anything || e.finalises || e.suspends; };
  // Code that is not known reaches everything but the variables of this function.
  const auto reads_shared = [&](const Effects& e) { return std::any_of(e.reads.begin(), e.reads.end(), [&](Key key) { return !is_own_variable(*names, key); }); };
  const auto touches = [&](const Effects& e) { return visible(e) || reads_shared(e) || !e.raised.empty(); };
  if ((first.anything && touches(second)) || (second.anything && touches(first)) || (first.io && second.io)) {
    return true;
  }
  if (first.writes.intersects(second.reads) || first.reads.intersects(second.writes) || first.writes.intersects(second.writes)) {
    return true;
  }
  // What is inside a value of which nothing is known may be anything that is inside of something.
  const auto looks_anywhere = [](const Effects& e) { return e.reads.contains(named("elements")); };
  const auto changes_inside = [](const Effects& e) {
    return std::any_of(e.writes.begin(), e.writes.end(), [](Key key) { return key.kind() == Key::Kind::Elements || key.kind() == Key::Kind::Field; });
  };
  if ((looks_anywhere(first) && changes_inside(second)) || (looks_anywhere(second) && changes_inside(first))) {
    return true;
  }
  if ((!first.raised.empty() && visible(second)) || (!second.raised.empty() && visible(first))) {
    return true;
  }
  // Two that may raise: only the same error with the same text is the same either way.
  const auto has_one_text = [](const std::string& raised) { return raised.starts_with("IndexError of ") || raised.starts_with("ZeroDivisionError "); };
  return !first.raised.empty() && !second.raised.empty() && !(first.raised == second.raised && first.raised.size() == 1 && has_one_text(first.raised.begin()->text()));
}

bool EffectFacts::writes_parameter(types::FunctionId function, std::size_t) const {
  const Effects& effects = functions[function];
  return effects.anything || !effects.writes.empty();
}

}  // namespace krait::effects
