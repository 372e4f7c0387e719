#include "lower/lower.hpp"

#include "lower/lowering.hpp"

namespace krait::lower {

Lowering::Lowering(const program::Program& program, const program::Module& module, const names::Names& names, const types::Facts& facts,
                   const effects::EffectFacts& effects, const ranges::RangeFacts& ranges, const representation::Representations& representations,
                   const ProgramFacts& whole, source::Diagnostics& diagnostics)
    : program_(program),
      module_(module),
      names_(names),
      facts_(facts),
      effects_(effects),
      ranges_(ranges),
      reprs_(representations),
      whole_(whole),
      diagnostics_(diagnostics) {
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

std::vector<LoweredModule> lower(const program::Program& program, const names::Names& names, const types::Facts& facts,
                                 const effects::EffectFacts& effects, const ranges::RangeFacts& ranges,
                                 const representation::Representations& representations, cpp::Arena& arena, source::Diagnostics& diagnostics) {
  const cpp::ArenaScope scope(arena);
  const ProgramFacts whole = gather_facts(program, names, facts, representations);
  std::vector<LoweredModule> modules;
  for (const program::ModuleId id : program.user_order) {
    Lowering lowering(program, *program.modules[id], names, facts, effects, ranges, representations, whole, diagnostics);
    modules.push_back(lowering.run());
  }
  return modules;
}

}  // namespace krait::lower
