/// Calls of user functions, classes and function values.
#include <algorithm>

#include "lower/lowering.hpp"
#include "lower/open_parameters.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;
using types::CallKind;
using types::ParameterKind;

/// Are all arguments literals, whose evaluation nobody notices?
static bool has_plain_arguments(const syntax::Call& node) {
  return std::all_of(node.arguments.begin(), node.arguments.end(), [](const syntax::Expr* one) { return one->kind == syntax::Kind::Constant; }) &&
         std::all_of(node.keywords.begin(), node.keywords.end(), [](const auto& one) { return one.value->kind == syntax::Kind::Constant; });
}

/// `x.f(…)` where `f` is a function that the class of `x` holds: it binds at run time.
bool Lowering::is_bound_by_class(const syntax::Call& node) const {
  const auto* member = as<syntax::Attribute>(node.function);
  const types::AttributeFact* attribute = member != nullptr ? facts_.attribute(member->id) : nullptr;
  if (attribute == nullptr || (attribute->kind != types::AttributeKind::Dynamic && attribute->kind != types::AttributeKind::ClassAttribute)) {
    return false;
  }
  const auto& atoms = facts_.type(*member).atoms();
  const auto is_bound = [](const types::Atom& atom) { return atom.kind == types::AtomKind::BoundMethod; };
  return attribute->kind == types::AttributeKind::Dynamic || std::any_of(atoms.begin(), atoms.end(), is_bound);
}

Value Lowering::lower_kind(const syntax::Call& node) {
  const types::CallFact* fact = facts_.call(node.id);
  if (const ClassId made = facts_.class_of(node.id); made != types::none) {
    lower_class(facts_.classes[made]);
    need("py/type.hpp");
    return {cpp::call(cpp::name("py::class_of", {cpp::raw_type(class_spelling(made))})), make(Kind::TypeRef)};
  }
  if (fact == nullptr) {
    return call_dynamic(node);
  }
  if (const auto joined = call_joiner(node)) {
    return *joined;
  }
  const auto* member = as<syntax::Attribute>(node.function);
  const auto* inner = member != nullptr ? as<syntax::Call>(member->value) : nullptr;
  const auto* super_name = inner != nullptr ? as<syntax::Name>(inner->function) : nullptr;
  if (super_name != nullptr && super_name->name == "super" && names_.variable[super_name->id] == names::none) {
    return call_super(node, *fact);
  }
  if (member != nullptr && binds_class_attribute(*member)) {
    return call_class_attribute(node, *fact);
  }
  switch (fact->kind) {
    case CallKind::User: return is_bound_by_class(node) ? call_dynamic(node) : call_user(node, *fact);
    case CallKind::Construct: return call_constructor(node, *fact);
    case CallKind::Stub:
      if (fact->function != types::none && facts_.functions[fact->function].name == "__call__") {
        return call_library_object(node);
      }
      return call_library(node, *fact);
    case CallKind::Special: return call_special(node, *fact);
    case CallKind::Value: return call_value(node, *fact);
    case CallKind::Never:
      if (fact->cls != types::none && !facts_.classes[fact->cls].is_stub && !abstract_methods(facts_.classes[fact->cls]).empty() && has_plain_arguments(node)) {
        return call_constructor(node, *fact);
      }
      return call_dynamic(node);
    case CallKind::Dynamic: return call_dynamic(node);
  }
  return call_dynamic(node);
}

/// The binding of the call as TypeError, when arguments do not fit.
std::string method_error(const types::FunctionInfo& function, const types::Facts& facts, std::string text) {
  if (function.owner != types::none && text.starts_with(function.name)) {
    return facts.classes[function.owner].name + "." + text;
  }
  return text;
}

cpp::Expr* Lowering::default_argument(const types::FunctionInfo& function, const types::ParameterInfo& parameter) {
  const Repr wanted = parameter.variable != names::none ? reprs_.of_variable(parameter.variable) : reprs_.of_slot(parameter.slot);
  if (cpp::Expr* made = made_default(function, parameter)) {
    return made;
  }
  if (parameter.default_value == nullptr) {
    return cpp::brace(type(wanted), {});
  }
  if (has_constant_default(parameter)) {
    return lower_as(*parameter.default_value, wanted);
  }
  // Evaluated once, where the function is defined: the object that functions.cpp makes for it.
  return cpp::name(default_object_name(function, parameter));
}

/// Operands that conflict, lowered in the order in which Python evaluates them; none where each may stand where C++ wants it.
std::map<const syntax::Expr*, Value> Lowering::conflicting_operands(const types::FunctionInfo& function, std::size_t skip, const types::Binding& binding,
                                                                    const syntax::Call& node) {
  std::vector<const syntax::Expr*> in_source_order;
  for (const syntax::Expr* argument : node.arguments) {
    in_source_order.push_back(argument->kind == syntax::Kind::Starred ? static_cast<const syntax::Starred*>(argument)->value : argument);
  }
  for (const syntax::Keyword& keyword : node.keywords) {
    in_source_order.push_back(keyword.value);
  }
  bool conflicts = false;
  for (std::size_t i = 0; i < in_source_order.size(); ++i) {
    for (std::size_t j = i + 1; j < in_source_order.size(); ++j) {
      conflicts = conflicts || contains_suspension(*in_source_order[j]) || effects_.conflict(effects_.of(*in_source_order[i]), effects_.of(*in_source_order[j]));
    }
  }
  std::map<const syntax::Expr*, Value> values;
  if (!conflicts) {
    return values;
  }
  std::map<const syntax::Expr*, std::string> parameter_names;
  for (std::size_t i = 0; i < binding.parameters.size(); ++i) {
    for (const auto& item : binding.parameters[i]) {
      parameter_names[item.value] = function.parameters[i + skip].name;
    }
  }
  std::vector<std::string> names;
  for (const syntax::Expr* operand : in_source_order) {
    names.push_back(parameter_names[operand]);
  }
  const auto lowered = lower_operands(in_source_order, names);
  for (std::size_t i = 0; i < in_source_order.size(); ++i) {
    values[in_source_order[i]] = lowered[i];
  }
  return values;
}

/// May the callee replace what the argument names? A reference to that place would show the new value.
bool Lowering::is_replaced_by(const types::FunctionInfo& function, const syntax::Expr& argument) const {
  const effects::Effects& effects = effects_.function(function.id);
  const bool anything = effects.anything || function.is_overridden;
  if (const auto* member = as<syntax::Attribute>(&argument)) {
    return anything || effects.writes.contains(effects::field(member->attribute));
  }
  if (const auto* item = as<syntax::Subscript>(&argument); item != nullptr && item->slice->kind != syntax::Kind::Slice) {
    const auto storage = effects_.element_storage(facts_.type(*item->value));
    return anything || std::any_of(storage.begin(), storage.end(), [&](effects::Key key) { return effects.writes.contains(key); });
  }
  const auto* name = as<syntax::Name>(&argument);
  return name != nullptr && names_.variable[name->id] != names::none && effects.writes.contains(effects::variable(names_.variable[name->id]));
}

cpp::Expr* Lowering::argument_as(const GivenArguments& given, const syntax::Expr& argument, const Repr& wanted) {
  const auto it = given.values.find(&argument);
  return it != given.values.end() ? convert(it->second, wanted) : lower_as(argument, wanted);
}

/// `*rest`: the tuple of what is given for it; null where that is left to the default of the C++ parameter.
cpp::Expr* Lowering::rest_argument(const GivenArguments& given, std::size_t index, bool defaults_behind) {
  const auto& items = given.binding.parameters[index];
  const Repr& wanted = reprs_.of_parameter(given.function, index + given.skip);
  const Repr element = wanted.is(Kind::Library) && !wanted.arguments.empty() ? wanted.arguments[0] : object();
  if (items.empty()) {
    return defaults_behind ? nullptr : cpp::brace(type(wanted), {});
  }
  const auto whole = [&](const syntax::Expr& source) {
    const auto it = given.values.find(&source);
    return it != given.values.end() ? it->second.expr : value_of(source).expr;
  };
  if (items.size() == 1 && items[0].is_starred) {
    return cpp::construct(type(wanted), {whole(*items[0].value)});
  }
  std::vector<cpp::Expr*> elements;
  for (const auto& item : items) {
    elements.push_back(item.is_starred ? cpp::call("py::spread", {whole(*item.value)}) : argument_as(given, *item.value, element));
  }
  if (std::any_of(items.begin(), items.end(), [](const auto& item) { return item.is_starred; })) {
    need("py/tuple_of.hpp");
    return cpp::call(cpp::name("py::tuple_of", {type(element)}), elements);
  }
  return items.size() == 1 ? display(wanted, {items.front().value}, elements) : cpp::brace(type(wanted), elements);
}

/// `**named`: the dict of what is given for it; null where that is left to the default of the C++ parameter.
cpp::Expr* Lowering::keywords_argument(const GivenArguments& given, std::size_t index, bool defaults_behind) {
  const auto& items = given.binding.parameters[index];
  const Repr& wanted = reprs_.of_parameter(given.function, index + given.skip);
  if (items.empty()) {
    return defaults_behind ? nullptr : cpp::brace(type(wanted), {});
  }
  if (items.size() == 1 && items[0].is_starred) {
    return cpp::construct(type(wanted), {value_of(*items[0].value).expr});
  }
  const Repr element = wanted.arguments.size() == 2 ? wanted.arguments[1] : object();
  std::vector<cpp::Expr*> entries;
  for (std::size_t k = 0; k < items.size(); ++k) {
    entries.push_back(cpp::brace(nullptr, {cpp::string(given.binding.keyword_names[k]), argument_as(given, *items[k].value, element)}));
  }
  return cpp::brace(type(wanted), entries);
}

/// A parameter that nothing is given for: its default, or null where C++ fills it in.
cpp::Expr* Lowering::omitted_argument(const GivenArguments& given, std::size_t index, bool defaults_behind) {
  const types::FunctionInfo& function = given.function;
  const types::ParameterInfo& parameter = function.parameters[index + given.skip];
  // A closure's C++ signature has constant defaults only; a closure behind a handle has none.
  const bool closure = !is_plain_function(function) && function.owner == types::none;
  const bool has_none = closure && (!has_constant_default(parameter) || !is_plain_local(function) || effects_.recursive[function.id] || cache_decorator(function) != nullptr);
  return !defaults_behind || has_none ? default_argument(function, parameter) : nullptr;
}

/// The one argument of an ordinary parameter.
cpp::Expr* Lowering::single_argument(const GivenArguments& given, std::size_t index) {
  const types::FunctionInfo& function = given.function;
  const syntax::Expr& source = *given.binding.parameters[index].front().value;
  const Repr& wanted = reprs_.of_parameter(function, index + given.skip);
  cpp::Expr* argument = argument_as(given, source, wanted);
  const bool by_reference = !wanted.is_trivial() && !wanted.owned && !given.values.contains(&source) && repr(source) == wanted &&
                            passing(function, index + given.skip) == representation::Passing::ConstReference;
  if (by_reference && is_replaced_by(function, source)) {
    return cpp::construct(type(wanted), {argument});  // the callee gets a copy, of a handle as a rule
  }
  if (argument->kind == cpp::Kind::StringLiteral && is_open_parameter(function, index + given.skip, program_, names_, reprs_)) {
    return cpp::construct(type(str()), {argument});  // an array of characters is no str
  }
  return argument;
}

std::vector<cpp::Expr*> Lowering::user_arguments(const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node) {
  const types::Binding binding = types::bind(function, skip, node);
  const GivenArguments given{function, skip, binding, conflicting_operands(function, skip, binding, node)};
  bool defaults_behind = true;  // trailing defaults are left to C++
  std::vector<cpp::Expr*> reversed;
  for (std::size_t i = binding.parameters.size(); i-- > 0;) {
    const ParameterKind kind = function.parameters[i + skip].kind;
    cpp::Expr* argument = nullptr;
    if (kind == ParameterKind::VarArgs) {
      argument = rest_argument(given, i, defaults_behind);
    } else if (kind == ParameterKind::VarKeywords) {
      argument = keywords_argument(given, i, defaults_behind);
    } else if (binding.parameters[i].empty()) {
      argument = omitted_argument(given, i, defaults_behind);
    } else {
      argument = single_argument(given, i);
    }
    if (argument != nullptr) {
      reversed.push_back(argument);
      defaults_behind = false;
    }
  }
  return {reversed.rbegin(), reversed.rend()};
}

namespace {
/// Does a `*x` or `**x` argument feed parameters one by one, so that the call's shape is only known at run time?
bool spreads_over_parameters(const types::Binding& binding, const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node) {
  const bool spreads_keywords = syntax::has_spread_mapping(node.keywords);
  for (std::size_t i = 0; i < binding.parameters.size(); ++i) {
    const ParameterKind kind = function.parameters[i + skip].kind;
    if (spreads_keywords && binding.parameters[i].empty() && (kind == ParameterKind::Ordinary || kind == ParameterKind::KeywordOnly)) {
      return true;  // `**x` may hold its value
    }
    for (const auto& item : binding.parameters[i]) {
      const bool collected = kind == ParameterKind::VarArgs || (kind == ParameterKind::VarKeywords && binding.parameters[i].size() == 1);
      if (item.is_starred && !collected) {
        return true;  // among keywords, a name may come twice
      }
    }
  }
  return false;
}

bool has_star(const syntax::Call& node) { return syntax::has_starred(node.arguments) || syntax::has_spread_mapping(node.keywords); }
}  // namespace

/// Do `*args` or `**kwargs` of the call feed the function's parameters one by one?
bool Lowering::spreads(const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node) {
  return has_star(node) && spreads_over_parameters(types::bind(function, skip, node), function, skip, node);
}

/// Is the function called as the value that the expression is, and not by its C++ name?
bool Lowering::is_called_by_value(const syntax::Call& node, const types::FunctionInfo& function, const types::AttributeFact* attribute) const {
  const bool method = attribute != nullptr && attribute->kind == types::AttributeKind::Method;
  const types::Type& callee = facts_.type(*node.function);
  const auto* name = as<syntax::Name>(node.function);
  if (function.lambda != nullptr || function.is_decorated) {
    return true;
  }
  if (name == nullptr) {
    const bool instance = !method && callee.single() != nullptr && callee.single()->kind == types::AtomKind::Instance;  // one with `__call__`
    const bool computed = !method && node.function->kind != syntax::Kind::Attribute;
    const bool class_attribute = attribute != nullptr && attribute->kind == types::AttributeKind::ClassAttribute && !is_plain_function(function);
    return instance || computed || class_attribute || (callee.atoms().size() > 1 && !method);
  }
  const names::VariableId variable = names_.variable[name->id];
  if (function.owner != types::none || callee.atoms().size() > 1 || (callee.single() != nullptr && callee.single()->kind == types::AtomKind::Instance)) {
    return true;
  }
  // The closure's own name, where its default arguments are in sight.
  const bool renamed = function.node != nullptr && !is_plain_function(function) && variable != names_.variable[function.node->id];
  if (renamed || variable == names::none) {
    return renamed;
  }
  // A parameter is called as the value that it is: its one target may be declared further down.
  const bool by_parameter = names_.symbols[names_.variables[variable].symbol].is_parameter && reprs_.of_variable(variable).is(Kind::Function);
  // A closure that lives in a `py::object` takes arguments as any caller gives them.
  const bool by_object = !is_plain_function(function) && !is_plain_local(function) && reprs_.of_variable(variable).is(Kind::Object);
  return by_parameter || by_object || names_.variables[variable].definition_ids.size() > 1;
}

/// C.method(…): static and class methods, or a method with an explicit receiver.
Value Lowering::call_on_class(const syntax::Call& node, const types::FunctionInfo& function, std::size_t skip, const Value& cls) {
  const auto& member = static_cast<const syntax::Attribute&>(*node.function);
  const ClassId owner = facts_.attribute(member.id)->owner;
  const Repr result = reprs_.of_result(function);
  if (function.method == types::MethodKind::Instance && skip == 0 && !node.arguments.empty()) {
    syntax::Call rest = node;
    const syntax::Expr* self = rest.arguments.front();
    rest.arguments.erase(rest.arguments.begin());
    cpp::Expr* object = value_of(*self).expr;
    const std::string qualified = class_spelling(owner) + "::" + member_name(function.name);
    return {cpp::call(is_self(*self) ? cpp::name(qualified) : cpp::arrow(object, qualified), user_arguments(function, 1, rest)), result};
  }
  auto arguments = user_arguments(function, skip, node);
  if (function.method == types::MethodKind::Class) {
    arguments.insert(arguments.begin(), cls.expr);
  }
  return {cpp::call(cpp::scoped(class_scope(owner), member_name(function.name)), arguments), result};
}

/// The object of `object.method(…)`: kept by a handle of its own where the arguments may drop the last reference to it.
Value Lowering::method_receiver(const syntax::Call& node, const types::CallFact& fact, Value receiver) {
  const auto& member = static_cast<const syntax::Attribute&>(*node.function);
  if (receiver.repr.is(Kind::Object)) {
    receiver.expr = convert(receiver, {.kind = Kind::Ref, .cls = facts_.attribute(member.id)->owner, .arguments = {}});
  } else if (receiver.repr.is(Kind::Optional)) {
    receiver = held(receiver, *member.value, "py::some", {cpp::string(member.attribute)});
  }
  const bool handle = receiver.repr.is(Kind::Ref) || receiver.repr.is(Kind::Maybe);
  if (handle && !is_self(*member.value) && !is_caught(*member.value) && may_lose_receiver(node, *member.value, fact)) {
    receiver.expr = cpp::construct(type(receiver.repr), {receiver.expr});
  }
  return receiver;
}

/// object.method(…). The receiver is evaluated before the arguments; C++ agrees for member calls.
Value Lowering::call_method(const syntax::Call& node, const types::CallFact& fact, std::size_t skip) {
  const types::FunctionInfo& function = facts_.functions[fact.function];
  const auto& member = static_cast<const syntax::Attribute&>(*node.function);
  Value receiver = lower(*member.value);
  if (receiver.repr.is(Kind::TypeRef)) {
    return call_on_class(node, function, skip, receiver);
  }
  receiver = method_receiver(node, fact, receiver);
  auto arguments = user_arguments(function, skip, node);
  if (function.method == types::MethodKind::Class) {
    const Repr of_class{.kind = Kind::Struct, .cls = facts_.attribute(member.id)->owner, .arguments = {}};
    arguments.insert(arguments.begin(), cpp::call(cpp::name("py::class_of", {type(of_class)})));
    need("py/type.hpp");
  }
  const std::string name = member_name(function.name);
  cpp::Expr* target = nullptr;
  if (is_caught(*member.value)) {
    target = cpp::member(variable_place(names_.variable[member.value->id]), name);
  } else if (is_self(*member.value)) {
    // A parameter or local of that name hides it, even the one that is declared here.
    target = context_->taken.contains(name) || context_->locals.contains(name) ? cpp::arrow(cpp::this_(), name) : cpp::name(name);
  } else {
    target = receiver.repr.is(Kind::Struct) ? cpp::member(receiver.expr, name) : cpp::arrow(receiver.expr, name);
  }
  return {cpp::call(target, arguments), reprs_.of_result(function)};
}

Value Lowering::call_user(const syntax::Call& node, const types::CallFact& fact) {
  const types::FunctionInfo& function = facts_.functions[fact.function];
  const auto* member = as<syntax::Attribute>(node.function);
  const types::AttributeFact* attribute = member != nullptr ? facts_.attribute(member->id) : nullptr;
  if (is_called_by_value(node, function, attribute)) {
    return call_value(node, fact);
  }
  const bool method = attribute != nullptr && attribute->kind == types::AttributeKind::Method;
  const types::Type& callee = facts_.type(*node.function);
  // A bound method called with its receiver, or a plain function by its name: resolved here.
  const bool bound = (callee.single() != nullptr && callee.single()->kind == types::AtomKind::BoundMethod) || callee.atoms().size() > 1;
  const std::size_t skip = method && bound && function.owner != types::none && function.method != types::MethodKind::Static ? 1 : 0;
  const types::Binding binding = types::bind(function, skip, node);
  if (!binding.ok) {
    return raise_type_error(method_error(function, facts_, binding.error), repr(node));
  }
  if (method && takes_no_operand(function)) {  // its C++ is an operator, which has one
    return unsupported(node, "a call of `" + function.name + "` that takes no operand");
  }
  if (has_star(node) && spreads_over_parameters(binding, function, skip, node)) {
    return call_value(node, fact);
  }
  if (method) {
    return call_method(node, fact, skip);
  }
  const Repr result = reprs_.of_result(function);
  if (!context_->integer.empty() && is_over_integers(function) && function.module == module_.id) {  // stays in the same try
    return {cpp::call(cpp::name(module_level_name(function.name), {cpp::raw_type(context_->integer)}), user_arguments(function, skip, node)), result};
  }
  return {cpp::call(function_target(function, *node.function), user_arguments(function, skip, node)), result};
}

Value Lowering::call_constructor(const syntax::Call& node, const types::CallFact& fact) {
  const types::ClassInfo& cls = facts_.classes[fact.cls];
  if (const std::string hook = types::decorator_text(cls.stub_decorators, "hook"); hook == "staticmethod" || hook == "classmethod" || hook == "property") {
    diagnostics_.report(source::Code::K0401, node.span, "`" + hook + "` called as a function is not supported yet", "define the method with `@" + hook + "` above its `def`");
    return {none(), repr(node)};
  }
  if (cls.is_stub && !facts_.is_subclass(cls.id, facts_.base_exception)) {
    return call_library(node, fact);
  }
  const Repr of_class{.kind = Kind::Struct, .cls = cls.id, .arguments = {}};
  need("py/ref.hpp");
  if (cls.is_stub && !node.keywords.empty()) {
    return call_dynamic(node);
  }
  if (cls.is_stub) {
    std::vector<cpp::Expr*> arguments;
    for (const syntax::Expr* argument : node.arguments) {
      arguments.push_back(argument->kind == syntax::Kind::Starred ? lower(*argument).expr : value_of(*argument).expr);
    }
    need("py/exceptions.hpp");
    const Repr made{.kind = Kind::Ref, .cls = cls.id, .arguments = {}};
    const types::FunctionInfo* init = fact.function != types::none ? &facts_.functions[fact.function] : nullptr;
    if (const std::string maker = init != nullptr && init->owner == cls.id ? types::decorator_text(init->stub_decorators, "cpp") : ""; !maker.empty()) {
      return {cpp::call(maker, arguments), made};
    }
    return {cpp::call(cpp::name("py::make", {cpp::raw_type(reprs_.library_name(cls))}), arguments), made};
  }
  cpp::Type* name = type(of_class);
  const std::vector<std::string> missing = abstract_methods(cls);
  if (!missing.empty()) {
    std::string list;
    for (const std::string& one : missing) {
      list += (list.empty() ? "" : ", ") + one;
    }
    return raise_type_error("Can't instantiate abstract class " + cls.name + " with abstract method" + (missing.size() > 1 ? "s " : " ") + list,
                            {.kind = Kind::Ref, .cls = cls.id, .arguments = {}});
  }
  if (cls.kind == types::ClassKind::Enum) {
    return {cpp::call(cpp::scoped(name, "of"), {value_of(*node.arguments.front()).expr}), {.kind = Kind::Ref, .cls = cls.id, .arguments = {}}};
  }
  std::vector<cpp::Expr*> arguments;
  const FunctionId init = facts_.find_method(cls.id, "__init__");
  const bool user_init = init != types::none && !facts_.functions[init].is_stub;
  if (user_init) {
    const types::FunctionInfo& function = facts_.functions[init];
    const types::Binding binding = types::bind(function, 1, node);
    const Repr result{.kind = cls.kind == types::ClassKind::NamedTuple ? Kind::Struct : Kind::Ref, .cls = cls.id, .arguments = {}};
    if (!binding.ok) {
      const std::string text = cls.kind == types::ClassKind::NamedTuple ? "__new__" + binding.error.substr(function.name.size()) : binding.error;
      return raise_type_error(cls.name + "." + text, result);
    }
    if (has_star(node) && spreads_over_parameters(binding, function, 1, node)) {
      return call_dynamic(node);
    }
    arguments = user_arguments(function, 1, node);
  } else if (const FunctionId maker = facts_.find_method(cls.id, "__new__"); maker != types::none && !facts_.functions[maker].is_stub) {
    const types::Binding binding = types::bind(facts_.functions[maker], 1, node);
    if (!binding.ok) {
      return raise_type_error(cls.name + "." + binding.error, {.kind = Kind::Ref, .cls = cls.id, .arguments = {}});
    }
    arguments = user_arguments(facts_.functions[maker], 1, node);
  } else {
    for (const syntax::Expr* argument : node.arguments) {
      arguments.push_back(argument->kind == syntax::Kind::Starred ? lower(*argument).expr : value_of(*argument).expr);
    }
  }
  if (cls.kind == types::ClassKind::NamedTuple) {
    return {cpp::brace(name, arguments), of_class};
  }
  return given_arguments(node, cls, cpp::call(cpp::name("py::make", {name}), arguments));
}

/// `a.f` where `f` is a function that the class holds as a plain attribute: it binds `a`.
bool Lowering::binds_class_attribute(const syntax::Attribute& node) const {
  const types::AttributeFact* attribute = facts_.attribute(node.id);
  const types::Type& type = facts_.type(node);
  return attribute != nullptr && attribute->kind == types::AttributeKind::ClassAttribute && !type.is_bottom() &&
         std::all_of(type.atoms().begin(), type.atoms().end(),
                     [&](const types::Atom& atom) { return atom.kind == types::AtomKind::BoundMethod && facts_.functions[atom.id].owner == types::none; });
}

/// `a.f(x)` of such an attribute: `A::f(a, x)`.
Value Lowering::call_class_attribute(const syntax::Call& node, const types::CallFact& fact) {
  const auto& member = static_cast<const syntax::Attribute&>(*node.function);
  syntax::Call full = node;
  full.arguments.insert(full.arguments.begin(), member.value);
  const types::FunctionInfo* function = fact.kind == CallKind::User ? &facts_.functions[fact.function] : nullptr;
  if (function != nullptr && is_plain_function(*function)) {
    return {cpp::call(function_target(*function, member), user_arguments(*function, 0, full)), reprs_.of_result(*function)};
  }
  const types::AttributeFact& attribute = *facts_.attribute(member.id);
  if (is_virtual_attribute(attribute.owner, member.attribute)) {
    return call_dynamic(node);
  }
  const Repr& declared = reprs_.of_field(*facts_.find_field(attribute.owner, member.attribute));
  cpp::Expr* callee = cpp::name(class_spelling(attribute.owner) + "::" + attribute_cpp_name(attribute.owner, member.attribute));
  if (declared.is(Kind::Function) && node.keywords.empty() && !has_star(node) && declared.arguments.size() == full.arguments.size() + 1) {
    const auto values = lower_operands({full.arguments.begin(), full.arguments.end()}, {});
    std::vector<cpp::Expr*> arguments;
    for (std::size_t i = 0; i < values.size(); ++i) {
      arguments.push_back(convert(values[i], declared.arguments[i + 1]));
    }
    return {cpp::call(callee, arguments), declared.arguments[0]};
  }
  return {cpp::call(boxed({callee, declared}).expr, dynamic_arguments(full)), object()};
}

/// Calls a value: a closure, a parameter, a field that holds a function.
Value Lowering::call_value(const syntax::Call& node, const types::CallFact& fact) {
  Value callee = value_of(*node.function);
  if (callee.repr.is(Kind::Optional)) {
    callee = held(callee, *node.function, "py::called");
  }
  const bool plain = node.keywords.empty() && !has_star(node);
  if (callee.repr.is(Kind::Ref)) {
    std::vector<cpp::Expr*> arguments;
    const types::FunctionInfo* function = fact.kind == CallKind::User ? &facts_.functions[fact.function] : nullptr;
    if (function != nullptr && function->owner != types::none && facts_.is_subclass(callee.repr.cls, function->owner)) {
      const types::Binding binding = types::bind(*function, 1, node);
      if (!binding.ok) {
        return raise_type_error(method_error(*function, facts_, binding.error), repr(node));
      }
      if (!has_star(node) || !spreads_over_parameters(binding, *function, 1, node)) {
        arguments = user_arguments(*function, 1, node);
        return {cpp::call(cpp::arrow(callee.expr, "py_call"), arguments), reprs_.of_result(*function)};
      }
    }
    return call_dynamic(node);
  }
  if (callee.repr.is(Kind::Function) && fact.kind == CallKind::User && !facts_.functions[fact.function].is_decorated) {
    // One target: its parameters' names and defaults are known.
    const types::FunctionInfo& function = facts_.functions[fact.function];
    const types::Type& type = facts_.type(*node.function);
    const std::size_t skip = type.single() != nullptr && type.single()->kind == types::AtomKind::BoundMethod ? 1 : 0;
    const types::Binding binding = types::bind(function, skip, node);
    if (!binding.ok) {
      return raise_type_error(method_error(function, facts_, binding.error), repr(node));
    }
    const bool closure = function.owner == types::none && !is_plain_function(function);
    bool unseen_default = false;  // one that stands where the closure is made
    for (std::size_t i = 0; i < binding.parameters.size(); ++i) {
      const types::ParameterInfo& parameter = function.parameters[i + skip];
      unseen_default = unseen_default || (closure && binding.parameters[i].empty() && parameter.default_value != nullptr && !has_constant_default(parameter));
    }
    if (!unseen_default && !spreads_over_parameters(binding, function, skip, node)) {
      return {cpp::call(callee.expr, user_arguments(function, skip, node)), reprs_.of_result(function)};
    }
  }
  if (callee.repr.is(Kind::Function) && plain && callee.repr.arguments.size() == node.arguments.size() + 1) {
    std::vector<const syntax::Expr*> operands(node.arguments.begin(), node.arguments.end());
    auto values = lower_operands(operands, {});
    std::vector<cpp::Expr*> arguments;
    for (std::size_t i = 0; i < values.size(); ++i) {
      arguments.push_back(convert(values[i], callee.repr.arguments[i + 1]));
    }
    return {cpp::call(callee.expr, arguments), callee.repr.arguments[0]};
  }
  return call_dynamic(node);
}

std::vector<cpp::Expr*> Lowering::dynamic_arguments(const syntax::Call& node) {
  std::vector<const syntax::Expr*> operands;
  for (const syntax::Expr* argument : node.arguments) {
    operands.push_back(argument->kind == syntax::Kind::Starred ? static_cast<const syntax::Starred*>(argument)->value : argument);
  }
  for (const syntax::Keyword& keyword : node.keywords) {
    operands.push_back(keyword.value);
  }
  const auto values = lower_operands(operands, {});
  std::vector<cpp::Expr*> arguments;
  for (std::size_t i = 0; i < values.size(); ++i) {
    cpp::Expr* expr = convert(values[i], object());
    if (i < node.arguments.size()) {
      arguments.push_back(node.arguments[i]->kind == syntax::Kind::Starred ? cpp::call("py::spread", {expr}) : expr);
    } else {
      const syntax::Keyword& keyword = node.keywords[i - node.arguments.size()];
      arguments.push_back(keyword.name.empty() ? cpp::call("py::spread_kwargs", {expr}) : cpp::assign(cpp::call("py::arg", {cpp::string(keyword.name)}), expr));
    }
  }
  return arguments;
}

/// `itemgetter(1)(row)` → `py::object(py::operator_::itemgetter(1)(row))`: called as what it is where it is made.
Value Lowering::call_library_object(const syntax::Call& node) {
  const auto* made = as<syntax::Call>(node.function);
  const types::CallFact* fact = made != nullptr ? facts_.call(made->id) : nullptr;
  const bool own_type = fact != nullptr && fact->function != types::none && types::has_decorator(facts_.functions[fact->function].stub_decorators, "own_type");
  if (!own_type || !node.keywords.empty() || node.arguments.size() != 1 || has_star(node)) {
    return call_dynamic(node);
  }
  const auto values = lower_operands({node.function, node.arguments.front()}, {});
  cpp::Expr* callee = values[0].callable != nullptr ? values[0].callable : values[0].expr;
  return {cpp::construct(type(object()), {cpp::call(callee, {values[1].expr})}), object()};
}

Value Lowering::call_dynamic(const syntax::Call& node) {
  need("py/attr.hpp");
  const auto* member = as<syntax::Attribute>(node.function);
  const types::AttributeFact* known = member != nullptr ? facts_.attribute(member->id) : nullptr;
  const bool is_field = known != nullptr && known->kind == types::AttributeKind::Field && repr(*node.function).is(Kind::Object);
  if (member != nullptr && !is_field) {
    Value receiver = value_of(*member->value);
    if (!receiver.repr.is(Kind::Module)) {
      cpp::Expr* made = cpp::call(cpp::method_call(boxed(receiver).expr, "attr", {cpp::string(member->attribute)}), dynamic_arguments(node));
      return out_of_object(node, made);
    }
  }
  Value callee = value_of(*node.function);
  // Braces: `py::object(f)();` would declare a function f.
  cpp::Expr* target = callee.repr.is(Kind::Object)     ? callee.expr
                      : callee.repr.is(Kind::Function) ? boxed_callable(*node.function, callee)
                                                       : cpp::brace(type(object()), {convert(callee, object())});
  return out_of_object(node, cpp::call(target, dynamic_arguments(node)));
}

Value Lowering::out_of_object(const syntax::Call& node, cpp::Expr* result) {
  const types::CallFact* fact = facts_.call(node.id);
  const types::FunctionInfo* row = fact != nullptr && fact->function != types::none ? &facts_.functions[fact->function] : nullptr;
  const auto* returned = row != nullptr && row->is_stub && row->node != nullptr ? as<syntax::Subscript>(row->node->returns) : nullptr;
  const auto* container = returned != nullptr ? as<syntax::Name>(returned->value) : nullptr;
  const Repr& given = repr(node);
  const bool is_list = container != nullptr && container->name == "list" && given.is(Kind::Library) && given.cls == facts_.list_type;
  return is_list ? Value{cpp::construct(type(given), {result}), given} : Value{result, object()};
}

Value Lowering::function_value(FunctionId id, const syntax::Expr& node) {
  const types::FunctionInfo& function = facts_.functions[id];
  const Repr& result = repr(node);
  if (function.is_stub) {
    need(library_function_header(function));
    if (function.owner != types::none) {
      need("py/attr.hpp");
      need("py/type.hpp");
      cpp::Expr* cls = cpp::call(cpp::name("py::class_of", {class_type(function.owner, node)}));
      return {cpp::call("py::getattr", {cpp::construct(type(object()), {cls}), cpp::string(function.name)}), object()};
    }
    Value named{cpp::name(library_function_name(function)), make(Kind::Function)};
    named.library_function = id;
    return named;
  }
  cpp::Expr* target = function_target(function, node);
  if (result.is(Kind::Object)) {
    // A local function of this representation is an object already.
    return {is_plain_function(function) || function.owner != types::none ? boxed_function(function, target) : target, object()};
  }
  return {target, result};
}

namespace {
/// What an argument of a library function is cast to: its annotation, if that is a scalar.
Kind scalar_kind(const syntax::Expr* annotation) {
  const auto* name = as<syntax::Name>(annotation);
  const std::string text = name != nullptr ? name->name : "";
  return text == "int" ? Kind::Int : text == "float" ? Kind::Double : text == "bool" ? Kind::Bool : Kind::Object;
}
}  // namespace

/// `py::builtin("len")`, or for a module's function `py::def("sqrt", [](double x) { return py::math::sqrt(x); })`.
cpp::Expr* Lowering::library_function_object(const types::FunctionInfo& row, cpp::Expr* name) {
  if (program_.modules[row.module]->name == "builtins") {
    need("py/builtin_objects.hpp");
    return cpp::call("py::builtin", {cpp::string(row.name)});
  }
  need("py/function.hpp");
  cpp::Params parameters;
  std::vector<cpp::Expr*> arguments;
  for (const types::ParameterInfo& parameter : row.parameters) {
    if (parameter.kind != ParameterKind::Ordinary && parameter.kind != ParameterKind::PositionalOnly) {
      return row.node == nullptr ? none() : unsupported(*row.node, "`" + row.name + "` as a value").expr;
    }
    if (parameter.has_default) {
      break;
    }
    const Kind kind = row.next == types::none ? scalar_kind(parameter.annotation) : Kind::Object;  // an overloaded one asks what it is given
    parameters.push_back(cpp::param(kind == Kind::Double || kind == Kind::Bool ? type(make(kind)) : cpp::const_ref(type(make(kind))), representation::cpp_name(parameter.name)));
    arguments.push_back(cpp::name(representation::cpp_name(parameter.name)));
  }
  return cpp::call("py::def", {cpp::string(row.name), cpp::lambda({}, parameters, {cpp::return_(cpp::call(name, arguments))})});
}

/// The C++ function, or the local variable that holds the closure.
cpp::Expr* Lowering::function_target(const types::FunctionInfo& function, const syntax::Expr& node) {
  if (function.module != module_.id) {
    const program::Module& other = *program_.modules[function.module];
    need(module_header(other));
    return cpp::name(module_scope(other) + reprs_.cpp_name(function.name));
  }
  if (is_plain_function(function)) {
    return cpp::name(module_level_name(function.name));
  }
  const names::VariableId variable = node.kind == syntax::Kind::Name ? names_.variable[node.id] : names::none;
  return variable != names::none ? load_variable(variable, node).expr : cpp::name(reprs_.cpp_name(function.name));
}

}  // namespace krait::lower
