#include "lower/open_parameters.hpp"

#include <algorithm>

#include "syntax/children.hpp"

namespace krait::lower {

using representation::Kind;
using representation::Repr;
using syntax::as;
using types::Atom;
using types::AtomKind;

namespace {

/// What a loop over a value of this kind yields in C++; Never if it is not known.
Repr yields(const Atom& atom, const types::Facts& facts, const representation::Representations& reprs) {
  if (atom.kind != AtomKind::Instance) {
    return {.kind = Kind::Never, .cls = types::none, .arguments = {}};
  }
  if (atom.id == facts.range_type) {
    return {.kind = Kind::Int64, .cls = types::none, .arguments = {}};
  }
  const bool sequence = atom.id == facts.list_type || atom.id == facts.set_type || atom.id == facts.frozenset_type || (atom.id == facts.tuple_type && atom.slots.size() == 1);
  return sequence ? reprs.of_slot(atom.slots.front()) : Repr{.kind = Kind::Never, .cls = types::none, .arguments = {}};
}

class Uses {
 public:
  Uses(names::VariableId variable, const types::Type& type, const names::Names& names, const representation::Representations& reprs)
      : variable_(variable), type_(type), names_(names), reprs_(reprs), facts_(reprs.facts()) {}

  bool all_open(const syntax::Body& body) {
    for (const syntax::Stmt* statement : body) {
      scan(*statement);
    }
    return open_;
  }

 private:
  [[nodiscard]] bool is_it(const syntax::Node* node) const { return node != nullptr && node->kind == syntax::Kind::Name && names_.variable[node->id] == variable_; }

  void scan(const syntax::Node& node) {
    if (is_it(&node)) {
      open_ = false;  // a use without a rule
      return;
    }
    if (const auto* loop = as<syntax::For>(&node); loop != nullptr && !loop->is_async && is_it(loop->iter)) {
      open_ = open_ && loop->orelse.empty() && walks(*loop->target);
      scan_body(loop->body);
      return;
    }
    if (const auto* field = as<syntax::FormattedValue>(&node); field != nullptr && is_it(field->value)) {
      if (field->format_spec != nullptr) {
        scan(*field->format_spec);
      }
      return;
    }
    if (const auto* call = as<syntax::Call>(&node)) {
      scan_call(*call);
      return;
    }
    syntax::for_each_child(node, [&](const syntax::Node& child) { scan(child); });
  }

  void scan_body(const syntax::Body& body) {
    for (const syntax::Stmt* statement : body) {
      scan(*statement);
    }
  }

  /// Every kind of argument yields what the loop's variable takes.
  [[nodiscard]] bool walks(const syntax::Expr& target) const {
    if (target.kind != syntax::Kind::Name || names_.variable[target.id] == names::none) {
      return false;
    }
    const Repr& wanted = reprs_.of_variable(names_.variable[target.id]);
    return std::all_of(type_.atoms().begin(), type_.atoms().end(), [&](const Atom& atom) {
      const Repr element = yields(atom, facts_, reprs_);
      return element == wanted || (wanted.is(Kind::Int) && element.is_machine_int());
    });
  }

  void scan_call(const syntax::Call& call) {
    const types::CallFact* fact = facts_.call(call.id);
    const bool shows = fact != nullptr && fact->function != types::none && facts_.functions[fact->function].is_stub && facts_.functions[fact->function].name == "print";
    scan(*call.function);
    for (const syntax::Expr* argument : call.arguments) {
      if (!(shows && is_it(argument))) {
        scan(*argument);
      }
    }
    for (const syntax::Keyword& keyword : call.keywords) {
      scan(*keyword.value);
    }
  }

  names::VariableId variable_;
  const types::Type& type_;
  const names::Names& names_;
  const representation::Representations& reprs_;
  const types::Facts& facts_;
  bool open_ = true;
};

}  // namespace

bool is_open_parameter(const types::FunctionInfo& function, std::size_t index, const program::Program& program, const names::Names& names,
                       const representation::Representations& reprs) {
  const types::ParameterInfo& parameter = function.parameters[index];
  const bool plain = function.node != nullptr && !function.is_stub && function.owner == types::none && function.is_called && !function.is_value && !function.is_exposed &&
                     !reprs.is_boxed(function.id) && !function.is_decorated && !function.is_generator && !function.is_async && function.stub_decorators.empty();
  if (!plain || parameter.variable == names::none || parameter.has_default ||
      (parameter.kind != types::ParameterKind::Ordinary && parameter.kind != types::ParameterKind::PositionalOnly)) {
    return false;
  }
  // The definition must be in sight of every call: in the only module of the program.
  const auto users = std::count_if(program.modules.begin(), program.modules.end(), [](const auto& module) { return module->kind == program::ModuleKind::User; });
  const names::VariableId variable = names.variable[function.node->id];
  const names::Symbol* symbol = variable == names::none ? nullptr : &names.symbols[names.variables[variable].symbol];
  if (symbol == nullptr || !symbol->is_function || names.scope(symbol->scope).kind != names::ScopeKind::Module || symbol->variables.size() != 1 || users != 1) {
    return false;
  }
  const names::Variable& info = names.variables[parameter.variable];
  const types::Type& type = reprs.facts().variable_type(parameter.variable);
  const bool several = type.atoms().size() > 1 && !type.is_unknown() && reprs.of_variable(parameter.variable).is(Kind::Object);
  return several && info.definition_ids.size() <= 1 && Uses(parameter.variable, type, names, reprs).all_open(function.node->body);
}

bool is_open_parameter(const syntax::Expr& node, const types::FunctionInfo* function, const program::Program& program, const names::Names& names,
                       const representation::Representations& reprs) {
  if (function == nullptr || node.kind != syntax::Kind::Name || names.variable[node.id] == names::none) {
    return false;
  }
  for (std::size_t i = 0; i < function->parameters.size(); ++i) {
    if (function->parameters[i].variable == names.variable[node.id]) {
      return is_open_parameter(*function, i, program, names, reprs);
    }
  }
  return false;
}

}  // namespace krait::lower
