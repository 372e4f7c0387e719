/// Lambdas and closures.
///
///   lambda p: (p.city, -p.age)  →  [](const Person& p) { return std::tuple<…>{p.city, -p.age}; }
#include <algorithm>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using types::ParameterKind;

/// The captured variables of a function's body, in order of first use.
static void find_captures(const syntax::Node& node, const names::Names& names, names::ScopeId scope, std::vector<names::VariableId>& captured) {
  if (node.id < names.variable.size() && names.variable[node.id] != names::none) {
    const names::VariableId variable = names.variable[node.id];
    const names::Symbol& symbol = names.symbols[names.variables[variable].symbol];
    // Owned by a function around this one?
    bool outer = names.scope(symbol.scope).kind != names::ScopeKind::Module && names.scope(symbol.scope).kind != names::ScopeKind::Class;
    for (names::ScopeId s = symbol.scope; s != names::none && outer; s = names.scope(s).parent) {
      outer = s != scope;
    }
    if (outer && std::find(captured.begin(), captured.end(), variable) == captured.end()) {
      captured.push_back(variable);
    }
  }
  syntax::for_each_child(node, [&](const syntax::Node& child) { find_captures(child, names, scope, captured); });
}

/// Modules, classes and functions that a function imports for itself are named, not captured.
static void leave_imports_out(const names::Names& names, const types::Facts& facts, std::vector<names::VariableId>& captured) {
  std::erase_if(captured, [&](const names::VariableId variable) {
    const names::Symbol& symbol = names.symbols[names.variables[variable].symbol];
    const types::Atom* only = facts.variable_type(variable).single();
    return symbol.is_imported && symbol.variables.size() == 1 && names.variables[variable].definition_ids.size() == 1 && only != nullptr &&
           (only->kind == types::AtomKind::Module || only->kind == types::AtomKind::Class || only->kind == types::AtomKind::Function);
  });
}

std::vector<names::VariableId> Lowering::captured_variables(const syntax::Expr& node) const {
  std::vector<names::VariableId> captured;
  const auto& generator = static_cast<const syntax::GeneratorExp&>(node);
  const names::ScopeId scope = names_.scope_of_node[node.id];
  find_captures(*generator.element, names_, scope, captured);
  for (std::size_t i = 0; i < generator.generators.size(); ++i) {
    const syntax::Comprehension& clause = generator.generators[i];
    find_captures(*clause.target, names_, scope, captured);
    if (i > 0) {
      find_captures(*clause.iter, names_, scope, captured);
    }
    for (const syntax::Expr* test : clause.ifs) {
      find_captures(*test, names_, scope, captured);
    }
  }
  leave_imports_out(names_, facts_, captured);
  return captured;
}

/// The variables around a lambda or a nested function that its body uses.
std::vector<names::VariableId> Lowering::captured_by(const types::FunctionInfo& function) const {
  std::vector<names::VariableId> captured;
  if (function.lambda != nullptr) {
    find_captures(*function.lambda->body, names_, function.scope, captured);
  } else {
    for (const syntax::Stmt* statement : function.node->body) {
      find_captures(*statement, names_, function.scope, captured);
    }
  }
  leave_imports_out(names_, facts_, captured);
  return captured;
}

/// The capture list of a closure; `inner` learns how what is captured is spelled inside.
std::vector<cpp::Capture> Lowering::closure_captures(const types::FunctionInfo& function, bool by_reference, FunctionContext& inner) {
  const std::vector<names::VariableId> captured = captured_by(function);
  std::vector<cpp::Capture> captures;
  bool uses_self = false;
  for (const names::VariableId variable : captured) {
    const names::Symbol& symbol = names_.symbols[names_.variables[variable].symbol];
    if (context_->self_class != types::none && symbol.is_parameter && symbol.name == context_->self_name) {
      uses_self = true;
      continue;
    }
    inner.variable_names[variable] = variable_name(variable);
    inner.declared.insert(variable);
    inner.taken.insert(variable_name(variable));
    if (context_->cells.contains(variable)) {
      inner.cells.insert(variable);
    }
    if (!by_reference) {
      captures.push_back(cpp::capture(variable_name(variable)));
    }
  }
  const bool everything = by_reference && !captured.empty();
  if (everything) {
    captures = {cpp::capture("&")};
  } else if (uses_self) {
    // The closure outlives the call: it keeps the object.
    captures.push_back(cpp::capture("this"));
    captures.push_back(cpp::capture("self_", self_handle()));
  }
  if (!class_cell_.empty() && !everything && function.node != nullptr && asks_for_class(*function.node)) {
    captures.push_back(cpp::capture(class_cell_));
    inner.taken.insert(class_cell_);
  }
  return captures;
}

/// The parameters of a closure; those that nothing uses have no name.
cpp::Params Lowering::closure_parameters(const types::FunctionInfo& function, FunctionContext& inner) {
  cpp::Params parameters;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const types::ParameterInfo& parameter = function.parameters[i];
    const std::string name = reprs_.cpp_name(parameter.name);
    if (parameter.variable != names::none) {
      inner.variable_names[parameter.variable] = name;
      inner.declared.insert(parameter.variable);
    }
    inner.taken.insert(name);
    const bool is_receiver = i == 0 && !class_cell_.empty();  // `super()` names it
    const bool unused = !is_receiver && parameter.variable != names::none && names_.variables[parameter.variable].uses.empty();
    parameters.push_back(cpp::param(parameter_type(reprs_.of_parameter(function, i), passing(function, i)), unused ? "" : name));
    if (has_constant_default(parameter)) {
      parameters.back().default_value = lower_as(*parameter.default_value, reprs_.of_parameter(function, i));
    }
  }
  return parameters;
}

std::vector<cpp::Stmt*> Lowering::closure_body(const types::FunctionInfo& function) {
  if (function.lambda == nullptr) {
    cpp::Function* holder = cpp::function(nullptr, "", {});
    function_body(function, *holder);
    return holder->body.statements;
  }
  const Repr result = reprs_.of_result(function);
  return in_block([&] {
    if (!result.is(Kind::Never) && !result.is(Kind::None)) {
      emit(cpp::return_(lower_as(*function.lambda->body, result)));
      return;
    }
    const Value value = lower(*function.lambda->body);
    // What C++ has a value for is given back, even where inference saw none come out.
    const bool valueless = value.repr.is(Kind::None) || value.repr.is(Kind::Never);
    emit(valueless ? cpp::expr_stmt(value.expr) : static_cast<cpp::Stmt*>(cpp::return_(value.expr)));
  });
}

/// The result that a closure spells out: where the C++ type of its body differs from what it is declared to give.
cpp::Type* Lowering::closure_result(const types::FunctionInfo& function) {
  const Repr result = reprs_.of_result(function);
  if (result.is(Kind::None) || result.is(Kind::Never)) {
    return function.lambda == nullptr ? cpp::void_type() : nullptr;
  }
  const bool is_text = result.is(Kind::Library) && result.cls == facts_.str_type;
  const bool spelled = function.lambda == nullptr || result.is(Kind::Object) || result.is(Kind::Optional) || result.is(Kind::Maybe) || result.is(Kind::Int) ||
                       (is_text && function.lambda->body->kind == syntax::Kind::Constant);
  return spelled ? type(result) : nullptr;
}

cpp::Lambda* Lowering::closure(const types::FunctionInfo& function, bool by_reference) {
  FunctionContext inner;
  inner.function = &function;
  inner.is_coroutine = function.is_generator || function.is_async;
  inner.result = reprs_.of_return_value(function);
  inner.self_class = context_->self_class;
  inner.self_name = context_->self_name;
  if (function.scope != names::none) {
    for (const names::SymbolId id : names_.scope(function.scope).symbols) {
      inner.locals.insert(reprs_.cpp_name(names_.symbols[id].name));
    }
  }
  const std::vector<cpp::Capture> captures = closure_captures(function, by_reference, inner);
  const cpp::Params parameters = closure_parameters(function, inner);
  FunctionContext* const outer = std::exchange(context_, &inner);
  std::vector<cpp::Stmt*> statements = closure_body(function);
  context_ = outer;
  return cpp::lambda(captures, parameters, std::move(statements), closure_result(function));
}

Value Lowering::lower_kind(const syntax::Lambda& node) {
  const types::FunctionInfo& function = facts_.functions[facts_.function_of(node.id)];
  const Repr& wanted = repr(node);
  cpp::Expr* expr = closure(function, false);
  if (wanted.is(Kind::Object)) {
    return {boxed_function(function, expr), object()};
  }
  return {expr, wanted};
}

}  // namespace krait::lower
