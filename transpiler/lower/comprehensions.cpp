/// Comprehensions and generator expressions.
///
///   return [f(x) for x in xs if p(x)]  →  a loop that appends to `result`
///   sum(f(x) for x in xs)              →  py::sum(py::each(xs, [&](const T& x) { return f(x); }))
#include <algorithm>
#include <optional>
#include <utility>

#include "cpp/walk.hpp"
#include "lower/lowering.hpp"
#include "lower/open_parameters.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

/// Opens the loops of a comprehension around `innermost`.
void Lowering::comprehension_loops(const std::vector<syntax::Comprehension>& generators, std::size_t index, const std::function<void()>& innermost) {
  if (index == generators.size()) {
    innermost();
    return;
  }
  const syntax::Comprehension& clause = generators[index];
  auto body = [&] {
    if (clause.ifs.empty()) {
      comprehension_loops(generators, index + 1, innermost);
      return;
    }
    cpp::Expr* const condition = all_hold(clause.ifs);
    auto inner = in_block([&] { comprehension_loops(generators, index + 1, innermost); });
    emit(cpp::if_(condition, std::move(inner)));
  };
  emit_loop(*clause.target, *clause.iter, clause.is_async, body);
}

/// What the comprehension makes; of a generator expression that is unpacked where it stands, a list.
Repr Lowering::comprehension_repr(const syntax::Expr& comprehension) const {
  const Repr& whole = repr(comprehension);
  if (comprehension.kind != syntax::Kind::GeneratorExp) {
    return whole;
  }
  Repr list = library(facts_.list_type, {whole.arguments.empty() ? object() : whole.arguments[0]});
  list.owned = true;
  return list;
}

Value Lowering::comprehension_statements(const syntax::Expr& comprehension, const std::string& name) {
  const Repr whole = comprehension_repr(comprehension);
  auto* const built = cpp::variable(type(whole), name);
  emit(is_handle(whole) ? constant_if_kept(built, whole) : built);
  const effects::Effects& own = effects_.of(comprehension);
  const effects::Effects* const outer_effects = std::exchange(loop_effects_, &own);
  const auto element = [&](std::size_t i) { return whole.is(Kind::Library) && i < whole.arguments.size() ? whole.arguments[i] : object(); };
  if (const auto* list = as<syntax::ListComp>(&comprehension)) {
    comprehension_loops(list->generators, 0, [&] { emit(cpp::expr_stmt(cpp::method_call(cpp::name(name), "append", {lower_as(*list->element, element(0))}))); });
  } else if (const auto* unpacked = as<syntax::GeneratorExp>(&comprehension)) {
    comprehension_loops(unpacked->generators, 0, [&] { emit(cpp::expr_stmt(cpp::method_call(cpp::name(name), "append", {lower_as(*unpacked->element, element(0))}))); });
  } else if (const auto* set = as<syntax::SetComp>(&comprehension)) {
    comprehension_loops(set->generators, 0, [&] { emit(cpp::expr_stmt(cpp::method_call(cpp::name(name), "add", {lower_as(*set->element, element(0))}))); });
  } else if (const auto* dict = as<syntax::DictComp>(&comprehension)) {
    comprehension_loops(dict->generators, 0, [&] {
      auto pair = lower_operands({dict->key, dict->value}, {"key", "value"});
      emit(cpp::expr_stmt(cpp::assign(cpp::subscript(cpp::name(name), convert(pair[0], element(0))), convert(pair[1], element(1)))));
    });
  }
  loop_effects_ = outer_effects;
  return {cpp::name(name), whole};
}

namespace {

/// `T result; for (const X& x : source) { if (test) { result.append(element); } } return result;` taken apart.
struct PlainLoop {
  const cpp::RangeFor* loop = nullptr;
  cpp::Expr* test = nullptr;  ///< null: every element
  cpp::Expr* element = nullptr;
};

const cpp::Stmt* only_statement(const cpp::Body& body) { return body.statements.size() == 1 ? body.statements[0] : nullptr; }

/// Nothing where the loop is more than that, or copies what it goes over.
std::optional<PlainLoop> plain_loop(const std::vector<cpp::Stmt*>& statements) {
  const auto* loop = statements.size() == 3 ? cpp::as<cpp::RangeFor>(statements[1]) : nullptr;
  if (loop == nullptr || loop->init != nullptr) {
    return std::nullopt;
  }
  PlainLoop result{.loop = loop};
  const cpp::Stmt* statement = only_statement(loop->body);
  if (const auto* condition = statement != nullptr ? cpp::as<cpp::If>(statement) : nullptr) {
    if (condition->condition.init != nullptr || condition->condition.test == nullptr || condition->has_else || condition->else_if != nullptr) {
      return std::nullopt;
    }
    result.test = condition->condition.test;
    statement = only_statement(condition->then);
  }
  const auto* added = statement != nullptr ? cpp::as<cpp::ExprStmt>(statement) : nullptr;
  const auto* call = added != nullptr ? cpp::as<cpp::Call>(added->expr) : nullptr;
  const auto* member = call != nullptr && call->arguments.size() == 1 ? cpp::as<cpp::Member>(call->callee) : nullptr;
  if (member == nullptr || (member->name != "append" && member->name != "add")) {
    return std::nullopt;
  }
  result.element = call->arguments[0];
  return result;
}

/// Is the element just what the loop is at?
bool is_what_it_goes_over(const cpp::Expr& element, const std::vector<std::string>& names) {
  const auto is_name = [](const cpp::Expr* expr, const std::string& name) {
    const auto* spelled = cpp::as<cpp::Name>(expr);
    return spelled != nullptr && spelled->text == name;
  };
  if (names.size() == 1) {
    return is_name(&element, names[0]);
  }
  const auto* tuple = cpp::as<cpp::BraceInit>(&element);
  bool same = tuple != nullptr && tuple->elements.size() == names.size();
  for (std::size_t i = 0; same && i < names.size(); ++i) {
    same = is_name(tuple->elements[i].value, names[i]);
  }
  return same;
}

cpp::Type* by_value(cpp::Type* of) {
  const auto* reference = cpp::as<cpp::ReferenceType>(of);
  const auto* constant = reference != nullptr ? cpp::as<cpp::ConstType>(reference->inner) : nullptr;
  return constant != nullptr ? constant->inner : reference != nullptr ? reference->inner : of;
}

bool has_loop(const syntax::Body& body) {
  const std::function<bool(const syntax::Node&)> search = [&](const syntax::Node& node) {
    bool found = node.kind == syntax::Kind::For || node.kind == syntax::Kind::While;
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || search(child); });
    return found;
  };
  return std::any_of(body.begin(), body.end(), [&](const syntax::Stmt* one) { return search(*one); });
}

/// Does it assign, or make something that may live on?
bool has_more_than_values(const cpp::Expr& expr) {
  bool found = false;
  cpp::walk(expr, [&](const cpp::Node& node) { found = found || node.kind == cpp::Kind::Assign || node.kind == cpp::Kind::Lambda || node.kind == cpp::Kind::Postfix; });
  return found;
}

}  // namespace

/// What the loop's names are as parameters of a lambda; nothing where it copies more than a machine word for each element.
std::vector<cpp::Parameter> Lowering::loop_parameters(const cpp::RangeFor& loop, const syntax::Expr& target) {
  std::vector<cpp::Parameter> parameters;
  const auto* tuple = as<syntax::Tuple>(&target);
  if (target.kind != syntax::Kind::Name && (tuple == nullptr || tuple->elements.size() != loop.names.size())) {
    return {};
  }
  for (std::size_t i = 0; i < loop.names.size(); ++i) {
    const auto* name = as<syntax::Name>(tuple != nullptr ? tuple->elements[i] : &target);
    const names::VariableId variable = name != nullptr ? names_.variable[name->id] : names::none;
    if (variable == names::none || variable_name(variable) != loop.names[i]) {
      return {};
    }
    const Repr& held = reprs_.of_variable(variable);
    if (!held.is_trivial() && loop.type->kind != cpp::Kind::ReferenceType) {
      return {};
    }
    parameters.push_back(cpp::param(held.is_trivial() ? type(held) : tuple != nullptr ? cpp::const_ref(type(held)) : loop.type, loop.names[i]));
  }
  return parameters;
}

/// Where `value` is `f(x)` of the only parameter: `f` itself. Functions of the program only where the work in them outweighs a call
/// through a pointer; a short one stays in a lambda, which is compiled into the loop.
cpp::Expr* Lowering::element_function(const syntax::Expr& element, const std::vector<cpp::Parameter>& parameters, cpp::Expr* value) const {
  const auto* call = cpp::as<cpp::Call>(value);
  const auto* callee = call != nullptr ? cpp::as<cpp::Name>(call->callee) : nullptr;
  const auto* argument = call != nullptr && call->arguments.size() == 1 ? cpp::as<cpp::Name>(call->arguments[0]) : nullptr;
  if (callee == nullptr || argument == nullptr || parameters.size() != 1 || argument->text != parameters[0].name || !callee->template_arguments.empty()) {
    return nullptr;
  }
  const types::CallFact* fact = element.kind == syntax::Kind::Call ? facts_.call(element.id) : nullptr;
  if (fact == nullptr || fact->function == types::none) {
    return nullptr;
  }
  const types::FunctionInfo& function = facts_.functions[fact->function];
  if (function.is_stub) {  // function objects, as all functions that stand in py:: itself
    const bool in_py = callee->text.starts_with("py::") && callee->text.find("::", 4) == std::string::npos;
    const bool converts = fact->kind == types::CallKind::Construct && (function.owner == facts_.int_type || function.owner == facts_.float_type);
    return in_py && (converts || function.owner == types::none) ? call->callee : nullptr;
  }
  const bool plain = fact->kind == types::CallKind::User && is_plain_function(function) && !is_over_integers(function) && function.parameters.size() == 1 &&
                     !is_open_parameter(function, 0, program_, names_, reprs_);
  const bool recursive = function.id < effects_.recursive.size() && effects_.recursive[function.id];
  return plain && (recursive || has_loop(function.node->body)) ? call->callee : nullptr;
}

/// A loop that only appends reads well as the view that it goes over: `py::vector<T>(py::each(xs, [](const X& x) { return f(x); }))`.
/// Null where it does not.
cpp::Expr* Lowering::container_of_view(const syntax::Comprehension& clause, const syntax::Expr& element_node, const Repr& whole, const std::vector<cpp::Stmt*>& statements) {
  const std::optional<PlainLoop> plain = plain_loop(statements);
  if (!plain || has_more_than_values(*plain->element) || (plain->test != nullptr && has_more_than_values(*plain->test))) {
    return nullptr;
  }
  cpp::Expr* source = plain->loop->range;
  const auto* braces = cpp::as<cpp::BraceInit>(source);
  const auto* element = cpp::as<cpp::BraceInit>(plain->element);
  std::vector<cpp::Parameter> parameters = loop_parameters(*plain->loop, *clause.target);
  if (parameters.empty() || (element != nullptr && element->type == nullptr)) {
    return nullptr;
  }
  if (braces != nullptr && braces->type == nullptr) {
    need("initializer_list");
    cpp::Exprs values;
    for (const auto& one : braces->elements) {
      values.push_back(one.value);
    }
    source = cpp::brace(cpp::type("std::initializer_list", {by_value(parameters[0].type)}), values);
  }
  const bool same = is_what_it_goes_over(*plain->element, plain->loop->names);
  const bool has_two = plain->test != nullptr && !same;  // functions of what it goes over
  if ((same && plain->test == nullptr) || (has_two && parameters.size() > 1)) {
    return nullptr;
  }
  std::vector<cpp::Expr*> arguments = {source};
  if (plain->test != nullptr) {
    cpp::Expr* const named = clause.ifs.size() == 1 ? element_function(*clause.ifs[0], parameters, plain->test) : nullptr;
    arguments.push_back(named != nullptr ? named : element_lambda(parameters, {cpp::return_(plain->test)}));
  }
  if (!same) {
    cpp::Expr* const made = plain->element;
    cpp::Expr* const named = element_function(element_node, parameters, made);
    arguments.push_back(named != nullptr ? named : element_lambda(parameters, {cpp::return_(made->kind == cpp::Kind::StringLiteral ? cpp::construct(type(str()), {made}) : made)}));
  }
  need("py/iter.hpp");
  return cpp::construct(type(whole), {cpp::call(plain->test != nullptr ? "py::each_if" : "py::each", arguments)});
}

/// In the middle of an expression: the container of a view; for all that needs more, a lambda called on the spot, or statements before
/// the expression where awaits demand them.
Value Lowering::comprehension_value(const syntax::Expr& node) {
  if (contains_suspension(node)) {
    return comprehension_statements(node, fresh_name("result"));
  }
  const Repr whole = comprehension_repr(node);
  const bool is_stored = std::exchange(statement_value_, nullptr) == &node;
  const std::size_t invented = context_->invented.size();
  std::string name;
  auto statements = in_block([&] {
    name = fresh_name("result");
    comprehension_statements(node, name);
    emit(cpp::return_(cpp::name(name)));
  });
  context_->invented.resize(invented);
  const auto* list = as<syntax::ListComp>(&node);
  const auto* set = as<syntax::SetComp>(&node);
  const auto* unpacked = as<syntax::GeneratorExp>(&node);
  if (list != nullptr || set != nullptr || unpacked != nullptr) {
    const std::vector<syntax::Comprehension>& clauses = list != nullptr ? list->generators : set != nullptr ? set->generators : unpacked->generators;
    const syntax::Expr& element = *(list != nullptr ? list->element : set != nullptr ? set->element : unpacked->element);
    cpp::Expr* const view = clauses.size() == 1 && !is_stored ? container_of_view(clauses[0], element, whole, statements) : nullptr;
    if (view != nullptr) {
      return {view, whole};
    }
  }
  return {cpp::call(cpp::lambda({cpp::capture("&")}, {}, std::move(statements))), whole};
}

Value Lowering::lower_kind(const syntax::ListComp& node) { return comprehension_value(node); }
Value Lowering::lower_kind(const syntax::SetComp& node) { return comprehension_value(node); }
Value Lowering::lower_kind(const syntax::DictComp& node) { return comprehension_value(node); }

/// Declares the targets of a loop as the parameter of a lambda: its name and, for tuple targets, the bindings to open with.
cpp::Parameter Lowering::target_parameter(const syntax::Expr& target, const Repr& element, std::vector<cpp::Stmt*>& opening) {
  cpp::Type* by = element.is_trivial() ? type(element) : cpp::const_auto_ref();
  const auto* name = as<syntax::Name>(&target);
  if (name != nullptr && (!element.is(Kind::Object) || reprs_.of_variable(names_.variable[name->id]).is(Kind::Object))) {
    const names::VariableId variable = names_.variable[name->id];
    const std::string spelled = variable_name(variable);
    context_->declared.insert(variable);
    return cpp::param(by, spelled);
  }
  const std::string item = fresh_name("item");
  Value whole{cpp::name(item), element, true};
  whole.is_element = true;
  opening = in_block([&] { assign(target, whole, nullptr); });
  return cpp::param(cpp::const_auto_ref(), item);
}

/// A lambda by reference whose parameters have names only where its body mentions them, and which captures only if it mentions
/// what else is local here.
cpp::Lambda* Lowering::element_lambda(std::vector<cpp::Parameter> parameters, std::vector<cpp::Stmt*> body) const {
  std::set<std::string> mentioned;
  std::set<std::string> own;
  for (const cpp::Parameter& parameter : parameters) {
    own.insert(parameter.name);
  }
  bool captures = context_->self_class != types::none;
  const auto is_of_namespace = [&](const names::Symbol& symbol) {
    return std::all_of(symbol.variables.begin(), symbol.variables.end(), [&](const names::VariableId variable) {
      const types::Atom* only = facts_.variable_type(variable).single();
      const bool function = only != nullptr && only->kind == types::AtomKind::Function && symbol.is_function && is_plain_function(facts_.functions[only->id]);
      return function || (only != nullptr && only->kind == types::AtomKind::Class && symbol.is_class);
    });
  };
  // The module's body keeps clear of the names of its functions and classes.
  const auto is_local = [&](const std::string& name) {
    const names::Symbol* symbol = context_->function == nullptr ? names_.find(names_.scope_of_module[module_.id], name) : nullptr;
    const auto is_other = [&](const auto& known) { return known.second == name && &names_.symbols[names_.variables[known.first].symbol] != symbol; };
    const bool hidden = std::any_of(context_->variable_names.begin(), context_->variable_names.end(), is_other);
    const bool caught = std::any_of(context_->caught.begin(), context_->caught.end(), [&](const names::VariableId one) {
      const auto known = context_->variable_names.find(one);
      return known != context_->variable_names.end() && known->second == name;
    });
    return caught || (context_->taken.contains(name) && (symbol == nullptr || hidden || !is_of_namespace(*symbol)));
  };
  for (const cpp::Stmt* statement : body) {
    cpp::walk(*statement, [&](const cpp::Node& node) {
      if (const auto* variable = cpp::as<cpp::Variable>(&node)) {
        own.insert(variable->names.begin(), variable->names.end());
      }
      if (const auto* name = cpp::as<cpp::Name>(&node)) {
        mentioned.insert(name->text);
        captures = captures || (!own.contains(name->text) && is_local(name->text));
      }
      captures = captures || (node.kind == cpp::Kind::Lambda && !static_cast<const cpp::Lambda&>(node).captures.empty());
    });
  }
  for (cpp::Parameter& parameter : parameters) {
    if (!mentioned.contains(parameter.name)) {
      parameter.name.clear();
    }
  }
  return cpp::lambda(captures ? std::vector<cpp::Capture>{cpp::capture("&")} : std::vector<cpp::Capture>{}, std::move(parameters), std::move(body));
}

/// `for k, v in …` as parameters of a lambda, one for each name: py::each hands the parts of an element over. Nothing where the target is
/// no flat tuple of fresh names, or the parts need conversions.
std::vector<cpp::Parameter> Lowering::target_parameters(const syntax::Expr& target, const Repr& element) {
  const auto* tuple = as<syntax::Tuple>(&target);
  if (tuple == nullptr || !element.is(Kind::Tuple) || element.arguments.size() != tuple->elements.size()) {
    return {};
  }
  std::vector<cpp::Parameter> parameters;
  for (std::size_t i = 0; i < tuple->elements.size(); ++i) {
    const auto* name = as<syntax::Name>(tuple->elements[i]);
    if (name == nullptr || names_.variable[name->id] == names::none || is_cell(names_.variable[name->id])) {
      return {};
    }
    const Repr& declared = reprs_.of_variable(names_.variable[name->id]);
    const bool widened = declared.is(Kind::Int) && element.arguments[i].is_machine_int();
    if (declared != element.arguments[i] && !widened) {
      return {};
    }
    cpp::Type* const by = declared.is_trivial() ? type(declared) : cpp::const_ref(type(declared));
    parameters.push_back(cpp::param(by, variable_name(names_.variable[name->id])));
  }
  for (const syntax::Expr* element_target : tuple->elements) {
    context_->declared.insert(names_.variable[element_target->id]);
  }
  return parameters;
}

/// `for x in xs for y in …`: what the lambda of an outer `for` has is gone when the view that it gave is gone through, so the lambdas of that
/// view copy it.
static cpp::Expr* keep_copies(cpp::Expr* function, const std::vector<std::string>& passing) {
  auto* const lambda = cpp::as<cpp::Lambda>(function);
  if (lambda == nullptr || lambda->captures.empty()) {
    return function;
  }
  std::set<std::string> mentioned;
  cpp::walk(*lambda, [&](const cpp::Node& inner) {
    if (const auto* name = cpp::as<cpp::Name>(&inner)) {
      mentioned.insert(name->text);
    }
  });
  for (const std::string& name : passing) {
    const bool own = std::any_of(lambda->parameters.begin(), lambda->parameters.end(), [&](const cpp::Parameter& parameter) { return parameter.name == name; });
    if (mentioned.contains(name) && !own) {
      lambda->captures.push_back(cpp::capture(name));
    }
  }
  return function;
}

/// Names that die with a call of the lambda: what comes by value or is declared inside, and references unless what they refer to stays.
static void add_passing(const std::vector<cpp::Parameter>& parameters, const std::vector<cpp::Stmt*>& opening, bool elements_stay, std::vector<std::string>& passing) {
  for (const cpp::Parameter& parameter : parameters) {
    if (!parameter.name.empty() && !(elements_stay && parameter.type->kind == cpp::Kind::ReferenceType)) {
      passing.push_back(parameter.name);
    }
  }
  for (const cpp::Stmt* statement : opening) {
    if (const auto* variable = cpp::as<cpp::Variable>(statement)) {
      passing.insert(passing.end(), variable->names.begin(), variable->names.end());
    }
  }
}

/// Does a value of this kind hold a container by a handle? What a function of the library makes is a container of its own.
bool Lowering::holds_handle(const Repr& of) const {
  const bool container = of.is(Kind::Library) && !of.owned && (of.cls == facts_.list_type || of.cls == facts_.set_type || of.cls == facts_.dict_type);
  return container || std::any_of(of.arguments.begin(), of.arguments.end(), [&](const Repr& part) { return holds_handle(part); });
}

/// The function of a lazy view that gives `element`: one that has a name, where there is one, or a lambda.
cpp::Expr* Lowering::view_function(const syntax::GeneratorExp& node, const syntax::Expr* element, const std::vector<cpp::Parameter>& parameters, std::vector<cpp::Stmt*> body) {
  const auto* last = body.empty() ? nullptr : cpp::as<cpp::Return>(body.back());
  if (element == node.element && last != nullptr && last->value->kind != cpp::Kind::Name && holds_handle(repr(*element))) {
    cpp::Lambda* const lambda = element_lambda(parameters, std::move(body));
    lambda->result = type(repr(*element));
    return lambda;
  }
  last = body.size() == 1 ? last : nullptr;
  cpp::Expr* const named = element != nullptr && last != nullptr ? element_function(*element, parameters, last->value) : nullptr;
  return named != nullptr ? named : element_lambda(parameters, std::move(body));
}

/// The conditions of a comprehension, joined by `&&`.
cpp::Expr* Lowering::all_hold(const std::vector<syntax::Expr*>& conditions) {
  std::vector<cpp::Expr*> tests;
  for (const syntax::Expr* condition : conditions) {
    tests.push_back(truth(*condition));
  }
  return cpp::chain(cpp::Op::And, tests);
}

Value Lowering::lazy_view(const syntax::GeneratorExp& node) {
  need("py/iter.hpp");
  if (contains_suspension(static_cast<const syntax::Expr&>(*node.element))) {
    return unsupported(node, "`await` in a generator expression");
  }
  std::vector<std::string> passing;  // of the `for`s around
  const std::function<cpp::Expr*(std::size_t)> view = [&](std::size_t index) -> cpp::Expr* {
    const syntax::Comprehension& clause = node.generators[index];
    Value source = iteration_source(*clause.iter);
    Repr element = yielded(*clause.iter, source.repr);
    if (element.is(Kind::Never) || (clause.target->kind == syntax::Kind::Name && !element.is(Kind::Object))) {
      element = reprs_.of(facts_.type(*clause.target), ranges_.node_shape(clause.target->id));
    }
    const auto* held_by = cpp::as<cpp::Name>(source.expr);
    const bool dies = held_by != nullptr && std::find(passing.begin(), passing.end(), held_by->text) != passing.end();
    const bool elements_stay = !dies && source.expr->kind != cpp::Kind::Call && source.expr->kind != cpp::Kind::BraceInit && source.repr.is(Kind::Library) &&
                               (source.repr.cls == facts_.list_type || source.repr.cls == facts_.tuple_type);
    std::vector<cpp::Stmt*> opening;
    const Repr parts = yielded(*clause.iter, source.repr);
    if (dies && (source.repr.is(Kind::Library) || source.repr.is(Kind::Object))) {
      source.expr = cpp::construct(type(source.repr), {source.expr});
    }
    std::vector<cpp::Parameter> parameters = target_parameters(*clause.target, parts.is(Kind::Tuple) ? parts : element);
    if (parameters.empty()) {
      parameters.push_back(target_parameter(*clause.target, element, opening));
    }
    const std::size_t around = passing.size();
    std::vector<cpp::Stmt*> body = in_block([&] {
      if (index + 1 < node.generators.size()) {
        add_passing(parameters, opening, elements_stay, passing);
        emit(cpp::return_(view(index + 1)));
        passing.resize(around);
      } else {
        const Repr& result = repr(*node.element);
        const Value value = value_of(*node.element);
        cpp::Expr* expr = convert(value, result);
        emit(cpp::return_(expr->kind == cpp::Kind::StringLiteral ? cpp::construct(type(str()), {expr}) : expr));
      }
    });
    body.insert(body.begin(), opening.begin(), opening.end());
    std::vector<cpp::Expr*> arguments = {source.expr};
    if (!clause.ifs.empty()) {
      std::vector<cpp::Stmt*> filter = in_block([&] { emit(cpp::return_(all_hold(clause.ifs))); });
      filter.insert(filter.begin(), opening.begin(), opening.end());
      arguments.push_back(keep_copies(view_function(node, clause.ifs.size() == 1 ? clause.ifs[0] : nullptr, parameters, std::move(filter)), passing));
    }
    arguments.push_back(keep_copies(view_function(node, index + 1 < node.generators.size() ? nullptr : node.element, parameters, std::move(body)), passing));
    if (index + 1 == node.generators.size()) {
      return cpp::call(clause.ifs.empty() ? "py::each" : "py::each_if", arguments);
    }
    cpp::Expr* const gives = arguments.back();
    arguments.pop_back();
    return cpp::call("py::flat", {clause.ifs.empty() ? source.expr : cpp::call("py::each_if", arguments), gives});
  };
  Value result{view(0), repr(node)};
  result.is_view = true;
  return result;
}

/// `f(*(g(x) for x in xs))`: all elements are there before `f` is called, as those of a list.
void Lowering::find_unpacked_generators(const syntax::Node& node) {
  const auto* starred = as<syntax::Starred>(&node);
  const auto* generator = starred != nullptr ? as<syntax::GeneratorExp>(starred->value) : nullptr;
  if (generator != nullptr) {
    const auto clause_waits = [&](const syntax::Comprehension& clause) {
      return clause.is_async || std::any_of(clause.ifs.begin(), clause.ifs.end(), [&](const syntax::Expr* test) { return contains_suspension(*test); });
    };
    const bool waits = contains_suspension(*generator->element) || std::any_of(generator->generators.begin(), generator->generators.end(), clause_waits);
    if (!waits) {
      unpacked_generators_.insert(generator->id);
    }
  }
  syntax::for_each_child(node, [&](const syntax::Node& child) { find_unpacked_generators(child); });
}

/// A generator expression that lives on: a coroutine lambda without captures, called with what it needs.
Value Lowering::lower_kind(const syntax::GeneratorExp& node) {
  if (unpacked_generators_.contains(node.id)) {
    return comprehension_value(node);
  }
  const Repr& whole = repr(node);
  need("py/generator.hpp");
  // Free variables travel as parameters; the first iterable is evaluated now.
  std::vector<names::VariableId> captured = captured_variables(node);
  FunctionContext inner;
  inner.is_coroutine = true;
  inner.result = make(Kind::None);
  cpp::Params parameters;
  std::vector<cpp::Expr*> arguments;
  const Value source = iteration_source(*node.generators[0].iter);
  inner.taken.insert("source");
  parameters.push_back(cpp::param(cpp::auto_type(), "source"));
  arguments.push_back(source.expr);
  inner.self_class = context_->self_class;
  inner.self_name = context_->self_name;
  for (const names::VariableId variable : captured) {
    const names::Symbol& symbol = names_.symbols[names_.variables[variable].symbol];
    const std::string name = variable_name(variable);
    if (symbol.is_parameter && context_->self_class != types::none && symbol.name == context_->self_name) {
      inner.self_class = types::none;
      parameters.push_back(cpp::param(type({.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}), name));
      arguments.push_back(cpp::construct(type({.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}), {cpp::this_()}));
    } else {
      if (context_->cells.contains(variable)) {
        inner.cells.insert(variable);
      }
      parameters.push_back(cpp::param(is_cell(variable) ? cpp::auto_type() : type(reprs_.of_variable(variable)), name));
      arguments.push_back(cpp::name(name));
    }
    inner.variable_names[variable] = name;
    inner.declared.insert(variable);
    inner.taken.insert(name);
  }
  FunctionContext* const outer = std::exchange(context_, &inner);
  const Repr element = whole.arguments.empty() ? object() : whole.arguments[0];
  auto statements = in_block([&] {
    first_source_ = cpp::name("source");
    comprehension_loops(node.generators, 0, [&] {
      const Value value{lower_as(*node.element, element), element};
      emit(cpp::expr_stmt(cpp::co_yield_(value.expr)));
    });
    first_source_ = nullptr;
  });
  context_ = outer;
  return {cpp::call(cpp::lambda({}, parameters, std::move(statements), type(whole)), arguments), whole};
}

/// What a `for` iterates over, as C++: `range(n)` and the like stay views.
Value Lowering::iteration_source(const syntax::Expr& node) {
  if (first_source_ != nullptr) {
    return {std::exchange(first_source_, nullptr), repr(node)};
  }
  if (const auto* generator = as<syntax::GeneratorExp>(&node); generator != nullptr && !unpacked_generators_.contains(node.id) && context_ != nullptr && !context_->is_coroutine) {
    return lazy_view(*generator);
  }
  if (const ClassId members = enumeration(node); members != types::none) {
    return {cpp::call(cpp::scoped(type({.kind = Kind::Struct, .cls = members, .arguments = {}}), "members")),
            library(facts_.list_type, {{.kind = Kind::Ref, .cls = members, .arguments = {}}})};
  }
  Value value = value_of(node);
  if (value.repr.is(Kind::Optional)) {
    value = held(value, node, "py::iterated");
  }
  if (is_constant_set(node) && value.repr.is(Kind::Library) && value.expr->kind == cpp::Kind::BraceInit) {
    value.repr.owned = false;
    value.repr.cls = facts_.frozenset_type;  // what CPython walks over instead, with the order of one
    static_cast<cpp::BraceInit*>(value.expr)->type = type(value.repr);
  }
  if (is_self(node)) {
    value.expr = cpp::construct(type({.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}), {cpp::this_()});
  }
  if (value.repr.is(Kind::Tuple) && !value.repr.arguments.empty()) {
    const Repr element = joined_element(value.repr.arguments);
    return {tuple_to_walk(node, value, element), library(facts_.tuple_type, {element})};
  }
  if (value.repr.is(Kind::Ref) || value.repr.is(Kind::Object) || value.repr.is(Kind::TypeRef) || value.repr.is(Kind::Struct) || value.repr.is(Kind::Tuple)) {
    need("py/iter.hpp");
    value.expr = cpp::call("py::iter", {value.expr});
    // An iterator of the program's own has `__next__`, not C++'s `begin` and `end`.
    const FunctionId iter = value.repr.is(Kind::Ref) ? facts_.find_method(value.repr.cls, "__iter__") : types::none;
    const Repr made = iter != types::none && !facts_.functions[iter].is_stub ? reprs_.of_result(facts_.functions[iter]) : Repr{};
    const FunctionId next = made.is(Kind::Ref) ? facts_.find_method(made.cls, "__next__") : types::none;
    if (next != types::none && !facts_.functions[next].is_stub) {
      value.expr = cpp::construct(type(library(facts_.iterator_type, {reprs_.of_result(facts_.functions[next])})), {value.expr});
    }
  }
  if (value.expr->kind == cpp::Kind::StringLiteral) {
    value.expr = cpp::construct(type(str()), {value.expr});
  }
  return value;
}

}  // namespace krait::lower
