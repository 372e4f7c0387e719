/// Functions: signatures, bodies, defaults, closures, decorators.
///
///   def area(self, scale: float = 1.0) -> float  →  double area(double scale = 1.0) const;
#include <algorithm>

#include "cpp/walk.hpp"
#include "lower/lowering.hpp"
#include "lower/open_parameters.hpp"
#include "syntax/annotations.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using representation::Passing;
using syntax::as;
using types::FunctionInfo;
using types::MethodKind;
using types::ParameterInfo;
using types::ParameterKind;

bool Lowering::is_plain_function(const FunctionInfo& function) const {
  if (function.node == nullptr || function.owner != types::none || function.is_stub || function.is_decorated) {
    return false;
  }
  const names::VariableId variable = names_.variable[function.node->id];
  if (variable == names::none) {
    return false;
  }
  const names::Symbol& symbol = names_.symbols[names_.variables[variable].symbol];
  return symbol.is_function && names_.scope(symbol.scope).kind == names::ScopeKind::Module;
}

bool Lowering::is_plain_local(const FunctionInfo& function) const {
  if (function.node == nullptr || function.is_value || function.is_decorated || function.is_exposed || function.is_generator || function.is_async ||
      function.owner != types::none) {
    return false;
  }
  const names::VariableId variable = names_.variable[function.node->id];
  if (variable == names::none || names_.variables[variable].definition_ids.size() != 1 || names_.variables[variable].placement == names::Placement::Global) {
    return false;
  }
  if (const auto known = plain_locals_.find(function.id); known != plain_locals_.end()) {
    return known->second;
  }
  plain_locals_[function.id] = true;  // functions that call each other
  const names::Scope& around = names_.scope(names_.symbols[names_.variables[variable].symbol].scope);
  // Not if something defined earlier refers to it, nor if a closure that may outlive this call does.
  const std::function<bool(const syntax::Node&, bool)> fine = [&](const syntax::Node& node, bool stays) -> bool {
    if (const auto* name = as<syntax::Name>(&node); name != nullptr && names_.variable[name->id] == variable) {
      return false;  // as a value
    }
    if (const auto* call = as<syntax::Call>(&node)) {
      const auto* method = as<syntax::Attribute>(call->function);  // of its cache
      const bool of_cache = method != nullptr && cache_decorator(function) != nullptr && is_library_method(*method);
      const auto* name = as<syntax::Name>(of_cache ? method->value : call->function);
      if (name != nullptr && names_.variable[name->id] == variable) {
        bool good = stays && node.span.begin > function.node->span.begin;
        for (const syntax::Expr* argument : call->arguments) {
          good = good && fine(*argument, stays);
        }
        for (const syntax::Keyword& keyword : call->keywords) {
          good = good && fine(*keyword.value, stays);
        }
        return good;
      }
    }
    bool inside = stays;
    if (const auto* other = as<syntax::FunctionDef>(&node); other != nullptr && other != around.node && other != function.node) {
      inside = stays && is_plain_local(facts_.functions[facts_.function_of(other->id)]);
    } else if (node.kind == syntax::Kind::Lambda) {
      inside = false;
    }
    bool good = true;
    syntax::for_each_child(node, [&](const syntax::Node& child) { good = good && fine(child, inside); });
    return good;
  };
  const syntax::Module& module = *program_.modules[around.module]->tree;
  const bool result =
      around.node != nullptr ? fine(*around.node, true) : std::all_of(module.body.begin(), module.body.end(), [&](const syntax::Stmt* one) { return fine(*one, true); });
  plain_locals_[function.id] = result;
  return result;
}

bool Lowering::has_constant_default(const ParameterInfo& parameter) {
  const syntax::Expr* value = parameter.default_value;
  const auto* tuple = as<syntax::Tuple>(value);
  return value != nullptr && (value->kind == syntax::Kind::Constant || value->kind == syntax::Kind::UnaryOp || (tuple != nullptr && tuple->elements.empty()));
}

/// Of the object that holds a default which is evaluated once: `Account_history`, `append_target`.
std::string Lowering::default_object_name(const FunctionInfo& function, const ParameterInfo& parameter) const {
  const std::string owner = function.owner != types::none ? facts_.classes[function.owner].name : "";
  std::string name = function.name;
  if (name.starts_with("__") && name.ends_with("__") && name.size() > 4) {
    name = name == "__init__" || name == "__new__" ? "" : name.substr(2, name.size() - 4);
  }
  std::string result;
  for (const std::string& part : {owner, name, parameter.name}) {
    result += (result.empty() || part.empty() || result.ends_with('_') ? "" : "_") + part;
  }
  return reprs_.cpp_name(result + "_default");
}

bool Lowering::rebinds_parameter(const FunctionInfo& function, std::size_t index) const {
  if (index >= function.parameters.size()) {
    return false;
  }
  const names::VariableId variable = function.parameters[index].variable;
  return variable != names::none && names_.variables[variable].definition_ids.size() > 1;
}

/// By value where the body assigns to the parameter, or that of a function which shares its signature does.
Passing Lowering::passing(const FunctionInfo& function, std::size_t index) const {
  bool rebound = rebinds_parameter(function, index) && !is_over_integers(function);  // whose templates take values anyway
  if (const auto family = whole_.families.find(function.id); family != whole_.families.end()) {
    for (const FunctionId member : family->second) {
      rebound = rebound || rebinds_parameter(facts_.functions[member], index);
    }
  }
  return rebound ? Passing::Value : reprs_.passing(function, index);
}

std::vector<cpp::Comment> Lowering::documentation(const syntax::Body& body) const {
  const syntax::Constant* text = syntax::docstring(body);
  if (text == nullptr || text->text.empty()) {
    return {};
  }
  // As inspect.cleandoc: the indentation that all lines but the first share goes away.
  std::vector<std::string> lines(1);
  for (const char c : text->text) {
    if (c == '\n') {
      lines.emplace_back();
    } else if (c != '\r') {
      lines.back() += c == '\t' ? ' ' : c;
    }
  }
  std::size_t margin = std::string::npos;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::size_t indent = lines[i].find_first_not_of(' ');
    margin = indent == std::string::npos ? margin : std::min(margin, indent);
  }
  std::string cleaned;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string line = lines[i];
    if (i > 0 && margin != std::string::npos) {
      line = line.size() > margin ? line.substr(margin) : "";
    }
    const std::size_t end = line.find_last_not_of(' ');
    line = end == std::string::npos ? "" : line.substr(i == 0 ? line.find_first_not_of(' ') : 0, i == 0 ? end + 1 - line.find_first_not_of(' ') : end + 1);
    cleaned += (i == 0 ? "" : "\n") + line;
  }
  const std::size_t first = cleaned.find_first_not_of('\n');
  const std::size_t last = cleaned.find_last_not_of('\n');
  if (first == std::string::npos) {
    return {};
  }
  return {cpp::doc_comment(cleaned.substr(first, last + 1 - first))};
}

// ---- signatures ---------------------------------------------------------------------------------------

void Lowering::give_defaults_behind(cpp::Params& parameters) {
  bool default_seen = false;
  for (cpp::Parameter& parameter : parameters) {
    default_seen = default_seen || parameter.default_value != nullptr;
    if (default_seen && parameter.default_value == nullptr) {
      parameter.default_value = cpp::brace(nullptr, {});  // callers always give it: a keyword-only parameter
    }
  }
}

cpp::Function* Lowering::function_signature(const FunctionInfo& function, bool is_definition) {
  const bool coroutine = function.is_generator || function.is_async;
  const bool member = function.owner != types::none;
  const bool has_self = member && function.method != MethodKind::Static && function.method != MethodKind::Class;
  const Repr result = reprs_.of_result(function);
  const bool no_result = result.is(Kind::None) || result.is(Kind::Never);
  cpp::Params parameters;
  for (std::size_t i = has_self ? 1 : 0; i < function.parameters.size(); ++i) {
    const ParameterInfo& parameter = function.parameters[i];
    const Repr& repr = reprs_.of_parameter(function, i);
    const bool is_class = i == 0 && function.method == MethodKind::Class;
    cpp::Type* declared = is_class ? type(make(Kind::TypeRef)) : parameter_type(repr, coroutine ? Passing::Value : passing(function, i));
    if (!member && is_open_parameter(function, i, program_, names_, reprs_)) {
      declared = cpp::const_ref(cpp::auto_type());  // one instance for each kind of argument
    }
    cpp::Parameter made = cpp::param(declared, reprs_.cpp_name(parameter.name));
    const bool unused = parameter.variable != names::none && names_.variables[parameter.variable].uses.empty();
    made.attribute = is_definition && unused ? "maybe_unused" : "";
    if (!is_definition && !is_class) {
      if (parameter.default_value != nullptr) {
        const bool is_empty = parameter.default_value->kind == syntax::Kind::Tuple && repr.is(Kind::Library) && repr.cls == facts_.tuple_type;
        made.default_value = is_empty && has_constant_default(parameter) ? cpp::brace(nullptr, {}) : default_argument(function, parameter);
      } else if (parameter.kind == ParameterKind::VarArgs || parameter.kind == ParameterKind::VarKeywords) {
        made.default_value = cpp::brace(nullptr, {});
      }
    }
    parameters.push_back(std::move(made));
  }
  give_defaults_behind(parameters);
  cpp::Function* made = cpp::function(no_result ? cpp::void_type() : type(result), reprs_.cpp_name(function.name), std::move(parameters));
  const bool may_be_discarded = function.owner != types::none && function.name == "__enter__";  // `with` without `as`
  if (!is_definition && !no_result && !coroutine && !may_be_discarded && !whole_.discarded_results.contains(function.id) && effects_.function(function.id).is_pure()) {
    made->attributes.push_back("nodiscard");
  }
  if (!is_definition && result.is(Kind::Never) && !function.falls_off_end && !coroutine && function.is_called && !function.is_override && !function.is_overridden) {
    made->attributes.push_back("noreturn");
  }
  return made;
}

// ---- bodies -------------------------------------------------------------------------------------------

void Lowering::note_given_away(const syntax::Node& node, FunctionContext& context) const {
  const syntax::Expr* value = nullptr;
  if (const auto* last = as<syntax::Return>(&node)) {
    value = last->value;
  } else if (const auto* yield = as<syntax::Yield>(&node)) {
    value = yield->value;
  }
  if (const auto* name = as<syntax::Name>(value); name != nullptr && names_.variable[name->id] != names::none) {
    context.given_away.insert(names_.variable[name->id]);
  }
  syntax::for_each_child(node, [&](const syntax::Node& child) { note_given_away(child, context); });
}

void Lowering::enter_function(const FunctionInfo& function, FunctionContext& context) {
  if (function.node != nullptr) {
    note_given_away(*function.node, context);
  }
  context.function = &function;
  context.integer = is_over_integers(function) ? integer_parameter() : "";
  context.is_coroutine = function.is_generator || function.is_async;
  context.result = reprs_.of_return_value(function);
  context.enclosing_class = function.owner;
  if (function.scope != names::none) {
    for (const names::SymbolId id : names_.scope(function.scope).symbols) {
      context.locals.insert(reprs_.cpp_name(names_.symbols[id].name));
    }
  }
  const bool member = function.owner != types::none && function.method != MethodKind::Static && function.method != MethodKind::Class;
  if (member && !function.parameters.empty()) {
    context.self_class = function.owner;
    context.self_name = function.parameters.front().name;
  }
  for (std::size_t i = member ? 1 : 0; i < function.parameters.size(); ++i) {
    const ParameterInfo& parameter = function.parameters[i];
    const std::string name = reprs_.cpp_name(parameter.name);
    context.taken.insert(name);
    if (parameter.variable != names::none) {
      context.variable_names[parameter.variable] = name;
      context.declared.insert(parameter.variable);
    }
  }
}

namespace {

/// Does the body contain what makes it a coroutine in C++, outside of lambdas?
bool makes_coroutine(const cpp::Node& node) {
  if (node.kind == cpp::Kind::CoAwait || node.kind == cpp::Kind::CoYield || node.kind == cpp::Kind::CoReturn) {
    return true;
  }
  if (node.kind == cpp::Kind::Lambda) {
    return false;
  }
  bool found = false;
  cpp::for_each_child(node, [&](const cpp::Node& child) { found = found || makes_coroutine(child); });
  return found;
}

bool ends_control_flow(const cpp::Stmt& statement) {
  switch (statement.kind) {
    case cpp::Kind::Return:
    case cpp::Kind::CoReturn: return true;
    case cpp::Kind::ExprStmt: return static_cast<const cpp::ExprStmt&>(statement).expr->kind == cpp::Kind::Throw;
    default: return false;
  }
}

}  // namespace

/// May the generator or coroutine be dropped where handlers, a `finally` or a manager must see its end?
bool Lowering::suspends_guarded(const syntax::Node& node) const {
  switch (node.kind) {
    case syntax::Kind::Lambda:
    case syntax::Kind::FunctionDef:
    case syntax::Kind::ClassDef: return false;
    case syntax::Kind::Try:
    case syntax::Kind::With: return contains_suspension(node);
    default: break;
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || suspends_guarded(child); });
  return found;
}

bool Lowering::is_recursive(const FunctionInfo& function) const { return function.id < effects_.recursive.size() && effects_.recursive[function.id]; }

/// Lowers the body in the current context.
void Lowering::function_body(const FunctionInfo& function, cpp::Function& into) {
  into.definition = cpp::Definition::Defined;
  const Repr result = context_->result;
  auto statements = in_block([&] {
    if (is_recursive(function)) {
      need("py/main.hpp");
      emit(cpp::expr_stmt(cpp::call("py::check_stack")));
    }
    const auto guarded = [&](const syntax::Stmt* statement) { return suspends_guarded(*statement); };
    if (context_->is_coroutine && function.node != nullptr && std::any_of(function.node->body.begin(), function.node->body.end(), guarded)) {
      emit(cpp::expr_stmt(cpp::co_await_(cpp::name("py::closes_on_drop"))));
    }
    // A captured parameter that is assigned later lives in a cell.
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      const names::VariableId variable = function.parameters[i].variable;
      if (variable == names::none) {
        continue;
      }
      const names::Symbol& symbol = names_.symbols[names_.variables[variable].symbol];
      if (symbol.is_rebound_after_capture && !symbol.captured_by_generator_only) {
        const std::string name = context_->variable_names[variable];
        const std::string cell = fresh_name("shared_" + name);
        need("py/cell.hpp");
        emit(cpp::variable(cpp::const_(cpp::type("py::cell", {type(reprs_.of_variable(variable))})), cell, cpp::InitStyle::Call, {cpp::name(name)}));
        context_->variable_names[variable] = cell;
        context_->cells.insert(variable);
      }
    }
    if (function.node == nullptr) {
      return;
    }
    const effects::Effects& effects = effects_.function(function.id);
    const bool raises = !effects.raised.empty() || effects.anything;
    std::vector<std::string> held;
    if (!context_->is_coroutine && function.scope != names::none) {
      held = declare_watched(watched_variables(function.scope), function.node->body, raises);
    }
    auto body = lower_body(function.node->body);
    if (raises && !held.empty()) {
      body = held_by_exceptions(std::move(body), held);
    }
    for (cpp::Stmt* statement : body) {
      emit(statement);
    }
  });
  const bool ends = !statements.empty() && ends_control_flow(*statements.back());
  const bool no_value = result.is(Kind::None) || result.is(Kind::Never);
  if (!no_value && function.falls_off_end && !ends) {
    cpp::Expr* value = nullptr;
    auto rest = in_block([&] {
      value = convert({none(), make(Kind::None)}, result);
      return_value(value);
    });
    statements.insert(statements.end(), rest.begin(), rest.end());
  }
  if (context_->is_coroutine) {
    bool found = false;
    for (const cpp::Stmt* statement : statements) {
      found = found || makes_coroutine(*statement);
    }
    if (!found) {
      statements.push_back(cpp::co_return_());
    }
  } else if (no_value && !statements.empty() && statements.back()->kind == cpp::Kind::Return && static_cast<const cpp::Return*>(statements.back())->value == nullptr &&
             statements.back()->leading.empty() && statements.back()->trailing.empty()) {
    statements.pop_back();
  }
  into.body.statements = std::move(statements);
}

cpp::Function* Lowering::define_function(const FunctionInfo& function) {
  FunctionContext context;
  FunctionContext* const outer = std::exchange(context_, &context);
  enter_function(function, context);
  cpp::Function* made = function_signature(function, true);
  function_body(function, *made);
  context_ = outer;
  return made;
}

void Lowering::emit_default_objects(const FunctionInfo& function) {
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ParameterInfo& parameter = function.parameters[i];
    if (parameter.default_value == nullptr || has_constant_default(parameter)) {
      continue;
    }
    const Repr& repr = reprs_.of_parameter(function, i);
    const auto* place = static_cast<const cpp::Name*>(default_argument(function, parameter));
    const bool module_level = function.owner != types::none || is_plain_function(function);
    if (!module_level) {
      emit(cpp::variable(cpp::const_(type(repr)), place->text, lower_as(*parameter.default_value, repr)));
      continue;
    }
    declare_in_header([&] {
      cpp::Variable* declaration = cpp::variable(type(repr), place->text);
      declaration->specifiers.is_extern = true;
      return declaration;
    });
    source_declarations_.push_back(cpp::variable(type(repr), place->text));
    emit(cpp::expr_stmt(cpp::assign(cpp::name(place->text), lower_as(*parameter.default_value, repr))));
  }
  for (const syntax::Call* call : function.node != nullptr ? syntax::annotation_calls(module_.tree->body, *function.node) : std::vector<const syntax::Call*>{}) {
    emit(cpp::expr_stmt(lower(*call).expr));
  }
}

void Lowering::emit_function(const FunctionInfo& function) {
  emit_default_objects(function);
  declare_in_header([&] {
    cpp::Function* declaration = function_signature(function, false);
    declaration->leading = documentation(function.node->body);
    declaration->blank_before = !declaration->leading.empty();
    return declaration;
  });
  if (is_over_integers(function)) {
    emit_over_integers(function);
    return;
  }
  cpp::Function* definition = define_function(function);
  place_comments(definition, *function.node);
  source_declarations_.push_back(definition);
  if (const types::StubDecorator* row = cache_decorator(function)) {
    definition->name += "_uncached";
    source_declarations_.push_back(cached_function(function, *row, cpp::name(definition->name)));
  }
}

// ---- functions as values ------------------------------------------------------------------------------

/// What `field(default_factory=list)` makes for a parameter of a data class's constructor that nothing is given for; null where the field has no factory.
cpp::Expr* Lowering::made_default(const FunctionInfo& function, const ParameterInfo& parameter) {
  if (!function.is_synthesised || function.owner == types::none || !parameter.has_default || parameter.default_value != nullptr) {
    return nullptr;
  }
  const types::FieldInfo* field = facts_.find_field(function.owner, parameter.name);
  if (field == nullptr || field->default_factory == nullptr) {
    return nullptr;
  }
  const Repr& repr = reprs_.of_field(*field);
  cpp::Expr* value = default_factory_value(*field, repr);
  if (auto* display = cpp::as<cpp::BraceInit>(value); display != nullptr && display->type == nullptr) {
    display->type = type(repr);
  }
  return value;
}

/// A lambda that makes that default, for each call anew; or null.
cpp::Expr* Lowering::default_maker(const FunctionInfo& function, const ParameterInfo& parameter) {
  cpp::Expr* value = nullptr;
  std::vector<cpp::Stmt*> body = in_block([&] {
    value = made_default(function, parameter);
    if (value != nullptr) {
      emit(cpp::return_(value));
    }
  });
  return value != nullptr ? cpp::lambda({}, {}, std::move(body)) : nullptr;
}

std::vector<cpp::Expr*> Lowering::parameter_descriptions(const FunctionInfo& function, std::size_t skip) {
  need("py/function.hpp");
  std::vector<cpp::Expr*> result;
  bool keyword_only = false;
  for (std::size_t i = skip; i < function.parameters.size(); ++i) {
    const ParameterInfo& parameter = function.parameters[i];
    const std::string name = parameter.name;
    switch (parameter.kind) {
      case ParameterKind::VarArgs:
        result.push_back(cpp::call("py::args", {cpp::string(name)}));
        keyword_only = true;
        continue;
      case ParameterKind::VarKeywords: result.push_back(cpp::call("py::kwargs", {cpp::string(name)})); continue;
      case ParameterKind::KeywordOnly:
        if (!keyword_only) {
          result.push_back(cpp::brace(cpp::type("py::kw_only"), {}));
          keyword_only = true;
        }
        break;
      default: break;
    }
    cpp::Expr* described = cpp::call("py::arg", {cpp::string(name)});
    if (parameter.default_value != nullptr) {
      const bool once = !has_constant_default(parameter) && function.lambda == nullptr;
      const auto* constant = syntax::as<syntax::Constant>(parameter.default_value);
      const bool is_none = constant != nullptr && constant->constant == syntax::ConstantKind::None;
      described = cpp::assign(described, is_none ? none() : once ? default_argument(function, parameter) : lower_as(*parameter.default_value, reprs_.of_parameter(function, i)));
    }
    if (cpp::Expr* maker = default_maker(function, parameter)) {
      described = cpp::method_call(described, "made_by", {maker});
    }
    result.push_back(described);
    const bool last_positional =
        parameter.kind == ParameterKind::PositionalOnly && (i + 1 == function.parameters.size() || function.parameters[i + 1].kind != ParameterKind::PositionalOnly);
    if (last_positional) {
      result.push_back(cpp::brace(cpp::type("py::pos_only"), {}));
    }
  }
  return result;
}

cpp::Expr* Lowering::boxed_function(const FunctionInfo& function, cpp::Expr* callable) {
  if (callable->kind == cpp::Kind::Lambda) {
    for (cpp::Parameter& parameter : static_cast<cpp::Lambda*>(callable)->parameters) {
      parameter.default_value = nullptr;  // `py::arg` says it
    }
  }
  std::vector<cpp::Expr*> arguments = {cpp::string(function.name), callable};
  for (cpp::Expr* described : parameter_descriptions(function, 0)) {
    arguments.push_back(described);
  }
  const syntax::Constant* text = function.node != nullptr && whole_.reads_documentation ? syntax::docstring(function.node->body) : nullptr;
  if (text != nullptr) {
    arguments.push_back(cpp::call("py::doc", {cpp::string(text->text)}));
  }
  return cpp::call("py::def", arguments);
}

/// A function, closure or bound method where an object is wanted.
cpp::Expr* Lowering::boxed_callable(const syntax::Expr& node, const Value& value) {
  need("py/function.hpp");
  const auto* member = as<syntax::Attribute>(&node);
  const types::AttributeFact* fact = member != nullptr ? facts_.attribute(member->id) : nullptr;
  if (fact != nullptr && fact->kind == types::AttributeKind::Method) {
    need("py/attr.hpp");
    return cpp::call("py::getattr", {cpp::construct(type(object()), {value_of(*member->value).expr}), cpp::string(member->attribute)});
  }
  const types::Atom* only = facts_.type(node).single();
  const bool known = only != nullptr && only->kind == types::AtomKind::Function && !facts_.functions[only->id].is_stub;
  if (known && (node.kind == syntax::Kind::Lambda || is_plain_function(facts_.functions[only->id]))) {
    return boxed_function(facts_.functions[only->id], value.expr);
  }
  if (value.library_function != types::none) {
    return library_function_object(facts_.functions[value.library_function], value.expr);
  }
  if (value.repr.arguments.empty()) {
    // A template in C++: as an object it would need one signature.
    const std::string name = only != nullptr && only->kind == types::AtomKind::Function ? "`" + facts_.functions[only->id].name + "`" : "a library function";
    return unsupported(node, name + " as a value that is called dynamically").expr;
  }
  return cpp::construct(type(value.repr), {value.expr});
}

/// `@area.register` of a function that `singledispatch` made: the class that the annotation of the first parameter names; or none.
ClassId Lowering::dispatched_class(const syntax::Expr& decorator, const FunctionInfo& function) const {
  const auto* member = as<syntax::Attribute>(&decorator);
  const auto* owner = member != nullptr ? as<syntax::Name>(member->value) : nullptr;
  if (owner == nullptr || member->attribute != "register" || names_.variable[owner->id] == names::none || function.parameters.empty()) {
    return types::none;
  }
  const auto makes_dispatcher = [&](const syntax::Expr* expression) {
    const types::Atom* only = facts_.type(*expression).single();
    return only != nullptr && only->kind == types::AtomKind::Function && types::decorator_text(facts_.functions[only->id].stub_decorators, "hook") == "singledispatch";
  };
  const auto& definitions = names_.variables[names_.variable[owner->id]].definitions;
  const bool dispatches = std::any_of(definitions.begin(), definitions.end(), [&](const syntax::Node* definition) {
    const auto* made = as<syntax::FunctionDef>(definition);
    return made != nullptr && std::any_of(made->decorators.begin(), made->decorators.end(), makes_dispatcher);
  });
  const auto* annotation = as<syntax::Name>(function.parameters.front().annotation);
  if (!dispatches || annotation == nullptr) {
    return types::none;
  }
  if (names_.variable[annotation->id] == names::none) {
    return facts_.stub_class(annotation->name);
  }
  for (const NodeId definition : names_.variables[names_.variable[annotation->id]].definition_ids) {
    if (const ClassId cls = facts_.class_of(definition); cls != types::none) {
      return cls;
    }
  }
  return types::none;
}

/// The value after the decorators that have an effect of their own, from the innermost out.
Value Lowering::decorated(const syntax::FunctionDef& node, Value value) {
  const FunctionInfo& original = facts_.functions[facts_.function_of(node.id)];
  bool is_original = !value.repr.is(Kind::Object);  // still the C++ function or closure itself
  for (auto it = node.decorators.rbegin(); it != node.decorators.rend(); ++it) {
    const auto known = facts_.decorator_calls.find((*it)->id);
    if (known == facts_.decorator_calls.end()) {
      const auto* wraps = as<syntax::Call>(*it);
      const auto* name = wraps != nullptr ? as<syntax::Name>(wraps->function) : nullptr;
      const auto* member = wraps != nullptr ? as<syntax::Attribute>(wraps->function) : nullptr;
      if (((name != nullptr && name->name == "wraps") || (member != nullptr && member->attribute == "wraps")) && value.repr.is(Kind::Object)) {
        need("py/functools.hpp");
        value.expr = cpp::call("py::functools::update_wrapper", {value.expr, value_of(*wraps->arguments.front()).expr});
      }
      continue;
    }
    const types::CallFact& fact = known->second;
    const Value decorator = value_of(**it);
    if (decorator.repr.is(Kind::Library) && decorator.repr.cls == facts_.generator_type) {
      need("py/contextlib.hpp");
      std::vector<cpp::Capture> captures;
      if (context_->function != nullptr) {
        captures.push_back(cpp::capture("="));
      }
      cpp::Expr* manager = cpp::lambda(std::move(captures), {}, {cpp::return_(decorator.expr)});
      value = {cpp::call("py::contextlib::decorate", {manager, is_original ? boxed_function(original, value.expr) : value.expr}), object()};
      is_original = false;
      continue;
    }
    if (const ClassId dispatched = dispatched_class(**it, original); dispatched != types::none) {
      need("py/type.hpp");
      cpp::Expr* kind = cpp::construct(type(object()), {cpp::call(cpp::name("py::class_of", {class_type(dispatched, node)}), {})});
      value = {cpp::call(decorator.expr, {kind, is_original ? boxed_function(original, value.expr) : value.expr}), object()};
      is_original = false;
      continue;
    }
    if (decorator.library_function != types::none) {
      value = {cpp::call(decorator.expr, {is_original ? boxed_function(original, value.expr) : value.expr}), object()};
      is_original = false;
      continue;
    }
    const FunctionId init = fact.kind == types::CallKind::Construct ? facts_.find_method(fact.cls, "__init__") : types::none;
    if (init != types::none && !facts_.functions[init].is_stub && facts_.functions[init].parameters.size() == 2) {
      // `@Memo`: an object of a class of the program's own takes the function's place.
      const Repr& wanted = reprs_.of_parameter(facts_.functions[init], 1);
      cpp::Expr* argument = wanted.is(Kind::Object) && is_original ? boxed_function(original, value.expr) : convert(value, wanted);
      const Repr of_class{.kind = Kind::Struct, .cls = fact.cls, .arguments = {}};
      value = {cpp::call(cpp::name("py::make", {type(of_class)}), {argument}), {.kind = Kind::Ref, .cls = fact.cls, .arguments = {}}};
    } else if (fact.kind == types::CallKind::User && fact.function != types::none && !decorator.repr.is(Kind::Object)) {
      const FunctionInfo& target = facts_.functions[fact.function];
      const Repr wanted = target.parameters.empty() ? value.repr : reprs_.of_parameter(target, target.owner != types::none ? 1 : 0);
      cpp::Expr* argument = wanted.is(Kind::Object) && is_original ? boxed_function(original, value.expr) : convert(value, wanted);
      value = {cpp::call(decorator.expr, {argument}), reprs_.of_result(target)};
    } else if (decorator.repr.is(Kind::Function) && decorator.repr.arguments.size() == 2) {
      const Repr wanted = decorator.repr.arguments[1];
      cpp::Expr* argument = wanted.is(Kind::Object) && is_original ? boxed_function(original, value.expr) : convert(value, wanted);
      value = {cpp::call(decorator.expr, {argument}), decorator.repr.arguments[0]};
    } else {
      cpp::Expr* callee = decorator.repr.is(Kind::Object) ? decorator.expr : cpp::construct(type(object()), {decorator.expr});
      value = {cpp::call(callee, {is_original ? boxed_function(original, value.expr) : value.expr}), object()};
    }
    is_original = false;
  }
  return value;
}

/// The representation in which a function without its decorators travels.
Repr Lowering::undecorated_repr(const FunctionInfo& function) const {
  types::Atom atom;
  atom.kind = types::AtomKind::Function;
  atom.id = function.id;
  return reprs_.of(types::Type(atom), ranges::Shape{});
}

/// Does the declaration of the local, without a value, stand right before?
static bool is_declared_last(const std::vector<cpp::Stmt*>& block, const std::string& name) {
  const auto* last = block.empty() ? nullptr : cpp::as<cpp::Variable>(block.back());
  return last != nullptr && last->values.empty() && last->names.front() == name && last->leading.empty() && last->trailing.empty();
}

void Lowering::lower_kind(const syntax::FunctionDef& node) {
  const FunctionInfo& function = facts_.functions[facts_.function_of(node.id)];
  if (is_plain_function(function)) {
    return;
  }
  const names::VariableId variable = names_.variable[node.id];
  const Repr& declared = reprs_.of_variable(variable);
  emit_default_objects(function);
  if (is_plain_local(function)) {
    const bool recursive = function.id < effects_.recursive.size() && effects_.recursive[function.id];
    bool declared_before = !context_->declared.insert(variable).second;
    const std::string name = variable_name(variable);
    if (declared_before && names_.variables[variable].definition_ids.size() == 1 && is_declared_last(*block_, name)) {
      block_->pop_back();
      declared_before = false;
    }
    cpp::Lambda* lambda = closure(function, true);
    cpp::Type* spelled = cpp::const_auto();
    if (recursive) {
      Repr signature = undecorated_repr(function);
      if (!signature.is(Kind::Function)) {
        signature = make(Kind::Function);
        signature.arguments.push_back(reprs_.of_result(function));
        for (std::size_t i = 0; i < function.parameters.size(); ++i) {
          signature.arguments.push_back(reprs_.of_parameter(function, i));
        }
      }
      spelled = cpp::const_(type(signature));
    }
    cpp::Stmt* made = declared_before ? cpp::expr_stmt(cpp::assign(cpp::name(name), lambda)) : static_cast<cpp::Stmt*>(cpp::variable(spelled, name, lambda));
    if (const types::StubDecorator* row = cache_decorator(function)) {
      cpp::Type* handle = cached_closure_type(function);
      const std::vector<cpp::Expr*> parts = {cache_limit(*row), lambda};
      made = declared_before ? cpp::expr_stmt(cpp::assign(cpp::name(name), cpp::construct(handle, parts)))
                             : static_cast<cpp::Stmt*>(cpp::variable(cpp::const_(handle), name, cpp::InitStyle::Call, parts));
    }
    for (cpp::Comment& comment : documentation(node.body)) {
      comment.style = cpp::CommentStyle::Line;
      made->leading.push_back(comment);
    }
    emit(made);
    return;
  }
  const Repr travels = undecorated_repr(function);
  cpp::Expr* callable = nullptr;
  const names::Symbol& symbol = names_.symbols[names_.variables[variable].symbol];
  if (names_.scope(symbol.scope).kind == names::ScopeKind::Module && symbol.is_function) {
    // A decorated function of the module: the function itself has a name of its own.
    cpp::Function* original = define_function(function);
    original->name = reprs_.cpp_name(function.name) + "_undecorated";
    place_comments(original, node);
    auto docs = documentation(node.body);
    original->leading.insert(original->leading.end(), docs.begin(), docs.end());
    source_declarations_.push_back(original);
    callable = cpp::name(original->name);
  } else {
    callable = closure(function, false);
    if (const types::StubDecorator* row = cache_decorator(function)) {
      callable = cpp::construct(cached_closure_type(function), {cache_limit(*row), callable});
    }
  }
  Value value{travels.is(Kind::Object) ? boxed_function(function, callable) : callable, travels};
  value = decorated(node, value);
  const bool direct = names_.variables[variable].first_statement == &node && names_.variables[variable].declare_at_definition;
  store_variable(variable, {convert(value, declared), declared}, direct);
}

}  // namespace krait::lower
