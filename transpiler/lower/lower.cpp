#include "lower/lower.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "lower/lowering.hpp"

namespace krait::lower {

Lowering::Lowering(const program::Program& program, const program::Module& module, const names::Names& names, const types::Facts& facts, const effects::EffectFacts& effects,
                   const ranges::RangeFacts& ranges, const representation::Representations& representations, const ProgramFacts& whole, source::Diagnostics& diagnostics)
    : program_(program), module_(module), names_(names), facts_(facts), effects_(effects), ranges_(ranges), reprs_(representations), whole_(whole), diagnostics_(diagnostics) {
  for (const names::Variable& variable : names.variables) {
    const bool alone = variable.placement == names::Placement::Alone || variable.placement == names::Placement::Cell;
    if (alone && variable.first_statement != nullptr && names.scope(names.symbols[variable.symbol].scope).module == module.id) {
      alone_.emplace(variable.first_statement, variable.id);
    }
  }
}

Value Lowering::unsupported(const syntax::Node& node, const std::string& construct) {
  diagnostics_.report(source::Code::K0401, node.span, construct + " is not supported yet", "write it in another way, or leave it out of the program");
  return {none(), object()};
}

/// Modules whose bodies do nothing but run those of others that do nothing: nobody needs to run them.
static std::set<program::ModuleId> silent_modules(const program::Program& program, const std::vector<std::unique_ptr<Lowering>>& lowerings) {
  std::map<program::ModuleId, std::set<program::ModuleId>> candidates;
  std::set<program::ModuleId> needed;
  for (std::size_t i = 0; i < lowerings.size(); ++i) {
    const program::ModuleId id = program.user_order[i];
    needed.insert(lowerings[i]->run_by_functions().begin(), lowerings[i]->run_by_functions().end());
    if (auto runs = lowerings[i]->only_runs(); runs && !program.modules[id]->is_entry) {
      candidates.emplace(id, std::move(*runs));
    }
  }
  const auto is_out = [&](const auto& candidate) {
    return needed.contains(candidate.first) || std::any_of(candidate.second.begin(), candidate.second.end(), [&](program::ModuleId id) { return !candidates.contains(id); });
  };
  while (std::erase_if(candidates, is_out) > 0) {
  }
  std::set<program::ModuleId> silent;
  for (const auto& [id, runs] : candidates) {
    silent.insert(id);
  }
  return silent;
}

std::vector<LoweredModule> lower(const program::Program& program, const names::Names& names, const types::Facts& facts, const effects::EffectFacts& effects,
                                 const ranges::RangeFacts& ranges, const representation::Representations& representations, cpp::Arena& arena, source::Diagnostics& diagnostics) {
  const cpp::ArenaScope scope(arena);
  ProgramFacts whole;
  source::Diagnostics reported;
  std::vector<std::unique_ptr<Lowering>> lowerings;
  std::set<types::ClassId> deferred;
  // Which constructors cannot be ones is sometimes seen only when they are written: then once more, with those that are not.
  for (std::size_t known = 0; lowerings.empty() || deferred.size() > known;) {
    known = deferred.size();
    lowerings.clear();
    reported = {};
    whole = gather_facts(program, names, facts, representations, deferred);
    for (const program::ModuleId id : program.user_order) {
      lowerings.push_back(std::make_unique<Lowering>(program, *program.modules[id], names, facts, effects, ranges, representations, whole, reported));
      lowerings.back()->run();
      deferred.insert(lowerings.back()->classes_to_defer().begin(), lowerings.back()->classes_to_defer().end());
    }
  }
  for (const source::Diagnostic& one : reported.all()) {
    diagnostics.report(one);
  }
  const std::set<program::ModuleId> silent = silent_modules(program, lowerings);
  std::vector<LoweredModule> modules;
  for (const auto& lowering : lowerings) {
    modules.push_back(lowering->finish(silent));
  }
  return modules;
}

}  // namespace krait::lower
