#include "names/names.hpp"

#include "names/analysis.hpp"

namespace krait::names {

const Symbol* Names::find(ScopeId scope, std::string_view name) const {
  const auto found = index[scope].find(name);
  return found == index[scope].end() ? nullptr : &symbols[found->second];
}

const ImportTarget* Names::sole_import(VariableId id) const {
  const Variable& from = variables[id];
  if (from.definition_ids.size() != 1) {
    return nullptr;
  }
  if (const auto star = star_targets.find(id); star != star_targets.end()) {
    return star->second.module == none ? nullptr : &star->second;
  }
  if (!symbols[from.symbol].is_imported) {
    return nullptr;
  }
  const auto target = imports.find(from.definition_ids.front());
  return target == imports.end() || target->second.module == none || target->second.name.empty() ? nullptr : &target->second;
}

Names resolve(const program::Program& program, source::Diagnostics& diagnostics) {
  Analysis analysis(program, diagnostics);
  const std::size_t nodes = program.node_count;
  Names& names = analysis.names;
  analysis.entry_of_node.assign(nodes, none);
  analysis.has_unknown_star.assign(program.modules.size(), false);
  analysis.has_future_annotations.assign(program.modules.size(), false);
  names.variable.assign(nodes, none);
  names.symbol.assign(nodes, none);
  names.access.assign(nodes, Access::Builtin);
  names.maybe_unbound.assign(nodes, false);
  names.may_swallow.assign(nodes, false);
  names.scope_of_node.assign(nodes, none);
  names.scope_of_module.assign(program.modules.size(), none);
  for (const auto& module : program.modules) {
    build_scopes(analysis, *module);
  }
  expand_stars(analysis);
  resolve_entries(analysis);
  follow_flow(analysis);
  build_webs(analysis);
  return std::move(analysis.names);
}

}  // namespace krait::names
