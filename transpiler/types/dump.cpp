#include "types/infer.hpp"

namespace krait::types {

/// One line per function, variable and field, in source order.
std::string dump(const Facts& facts, const program::Program& program, const names::Names& names) {
  std::string text;
  for (const names::Variable& variable : names.variables) {
    const names::Symbol& symbol = names.symbols[variable.symbol];
    const names::Scope& scope = names.scope(symbol.scope);
    if (program.modules[scope.module]->kind == program::ModuleKind::Stub) {
      continue;
    }
    text += program.modules[scope.module]->name + ":" + scope.qualified_name + (scope.qualified_name.empty() ? "" : ".") + symbol.name +
            (variable.index == 0 ? "" : "#" + std::to_string(variable.index)) + ": " + facts.to_string(facts.variable_type(variable.id)) + "\n";
  }
  for (const ClassInfo& cls : facts.classes) {
    if (cls.is_stub) {
      continue;
    }
    for (const std::string& name : cls.field_order) {
      const auto field = cls.fields.find(name);
      if (field != cls.fields.end()) {
        text += "field " + cls.name + "." + name + ": " + facts.to_string(facts.slot_type(field->second.slot)) + (field->second.is_class_attribute ? " (class)" : "") +
                (field->second.maybe_unset ? " (maybe unset)" : "") + "\n";
      }
    }
  }
  for (const FunctionInfo& function : facts.functions) {
    if (function.is_stub) {
      continue;
    }
    text += "function " + (function.owner != none ? facts.classes[function.owner].name + "." : "") + function.name + "(";
    bool first = true;
    for (const ParameterInfo& parameter : function.parameters) {
      text += (first ? "" : ", ") + parameter.name + ": " + facts.to_string(facts.slot_type(parameter.slot));
      first = false;
    }
    text += ") -> " + facts.to_string(facts.slot_type(function.returns));
    if (function.is_generator) {
      text += " yields " + facts.to_string(facts.slot_type(function.yields)) + " sends " + facts.to_string(facts.slot_type(function.sends));
    }
    text += std::string(function.is_called ? "" : " (uncalled)") + (function.is_exposed ? " (exposed)" : "") + "\n";
  }
  return text;
}

}  // namespace krait::types
