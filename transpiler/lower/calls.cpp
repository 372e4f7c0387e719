/// Calls of user functions, classes and function values.
#include <algorithm>

#include "lower/lowering.hpp"
#include "lower/open_parameters.hpp"

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
  return attribute->kind == types::AttributeKind::Dynamic || std::any_of(atoms.begin(), atoms.end(), [](const types::Atom& atom) { return atom.kind == types::AtomKind::BoundMethod; });
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
  if (parameter.default_value == nullptr) {
    return cpp::brace(type(wanted), {});
  }
  if (has_constant_default(parameter)) {
    return lower_as(*parameter.default_value, wanted);
  }
  // Evaluated once, where the function is defined: the object that functions.cpp makes for it.
  return cpp::name(default_object_name(function, parameter));
}

std::vector<cpp::Expr*> Lowering::user_arguments(const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node) {
  const types::Binding binding = types::bind(function, skip, node);
  std::vector<cpp::Expr*> arguments;
  // Operands in order of evaluation; hoisted where they conflict.
  std::vector<const syntax::Expr*> operands;
  std::vector<std::string> hints;
  std::vector<const syntax::Expr*> in_source_order;
  for (const syntax::Expr* argument : node.arguments) {
    in_source_order.push_back(argument->kind == syntax::Kind::Starred ? static_cast<const syntax::Starred*>(argument)->value : argument);
  }
  for (const syntax::Keyword& keyword : node.keywords) {
    in_source_order.push_back(keyword.value);
  }
  std::map<const syntax::Expr*, std::string> parameter_names;
  for (std::size_t i = 0; i < binding.parameters.size(); ++i) {
    for (const auto& item : binding.parameters[i]) {
      parameter_names[item.value] = function.parameters[i + skip].name;
    }
  }
  std::map<const syntax::Expr*, Value> values;
  bool conflicts = false;
  for (std::size_t i = 0; i < in_source_order.size(); ++i) {
    for (std::size_t j = i + 1; j < in_source_order.size(); ++j) {
      conflicts = conflicts || contains_suspension(*in_source_order[j]) ||
                  effects_.conflict(effects_.expression(*in_source_order[i]), effects_.expression(*in_source_order[j]));
    }
  }
  if (conflicts) {
    std::vector<std::string> names;
    for (const syntax::Expr* operand : in_source_order) {
      names.push_back(parameter_names[operand]);
    }
    const auto lowered = lower_operands(in_source_order, names);
    for (std::size_t i = 0; i < in_source_order.size(); ++i) {
      values[in_source_order[i]] = lowered[i];
    }
  }
  const auto argument_as = [&](const syntax::Expr* expression, const Repr& wanted) {
    const auto it = values.find(expression);
    return it != values.end() ? convert(it->second, wanted) : lower_as(*expression, wanted);
  };
  // A reference to a place that the callee may replace would show the new value: the callee gets a copy, of a handle as a rule.
  const auto replaceable = [&](const syntax::Expr& argument) {
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
  };
  const auto passed = [&](const syntax::Expr* expression, const Repr& wanted, std::size_t index) {
    cpp::Expr* expr = argument_as(expression, wanted);
    const bool reference = !wanted.is_trivial() && !wanted.owned && !values.contains(expression) && repr(*expression) == wanted && passing(function, index) == representation::Passing::ConstReference;
    return reference && replaceable(*expression) ? cpp::construct(type(wanted), {expr}) : expr;
  };
  bool defaults_behind = true;  // trailing defaults are left to C++
  std::vector<cpp::Expr*> reversed;
  for (std::size_t i = binding.parameters.size(); i-- > 0;) {
    const types::ParameterInfo& parameter = function.parameters[i + skip];
    const auto& items = binding.parameters[i];
    const Repr& wanted = reprs_.of_parameter(function, i + skip);
    if (parameter.kind == ParameterKind::VarArgs) {
      const Repr element = wanted.is(Kind::Library) && !wanted.arguments.empty() ? wanted.arguments[0] : object();
      defaults_behind = defaults_behind && items.empty();
      if (items.empty()) {
        if (!defaults_behind) {
          reversed.push_back(cpp::brace(type(wanted), {}));
        }
        continue;
      }
      if (items.size() == 1 && items[0].is_starred) {
        reversed.push_back(cpp::construct(type(wanted), {values.contains(items[0].value) ? values[items[0].value].expr : value_of(*items[0].value).expr}));
        continue;
      }
      const bool spread = std::any_of(items.begin(), items.end(), [](const auto& item) { return item.is_starred; });
      std::vector<cpp::Expr*> elements;
      for (const auto& item : items) {
        elements.push_back(item.is_starred ? cpp::call("py::spread", {values.contains(item.value) ? values[item.value].expr : value_of(*item.value).expr})
                                           : argument_as(item.value, element));
      }
      if (spread) {
        need("py/tuple_of.hpp");
        reversed.push_back(cpp::call(cpp::name("py::tuple_of", {type(element)}), elements));
      } else {
        const std::vector<const syntax::Expr*> given = {items.front().value};
        reversed.push_back(items.size() == 1 ? display(wanted, given, elements) : cpp::brace(type(wanted), elements));
      }
      continue;
    }
    if (parameter.kind == ParameterKind::VarKeywords) {
      if (items.empty()) {
        if (!defaults_behind) {
          reversed.push_back(cpp::brace(type(wanted), {}));
        }
        continue;
      }
      defaults_behind = false;
      std::vector<cpp::Expr*> entries;
      const Repr element = wanted.arguments.size() == 2 ? wanted.arguments[1] : object();
      if (items.size() == 1 && items[0].is_starred) {
        reversed.push_back(cpp::construct(type(wanted), {value_of(*items[0].value).expr}));
        continue;
      }
      for (std::size_t k = 0; k < items.size(); ++k) {
        entries.push_back(cpp::brace(nullptr, {cpp::string(binding.keyword_names[k]), argument_as(items[k].value, element)}));
      }
      reversed.push_back(cpp::brace(type(wanted), entries));
      continue;
    }
    if (items.empty()) {
      // A closure's C++ signature has constant defaults only; a closure behind py::function has none.
      const bool closure = !is_plain_function(function) && function.owner == types::none;
      if (!defaults_behind || (closure && (!has_constant_default(parameter) || !is_plain_local(function) || effects_.recursive[function.id]))) {
        reversed.push_back(default_argument(function, parameter));
        defaults_behind = false;
      }
      continue;
    }
    defaults_behind = false;
    cpp::Expr* argument = passed(items.front().value, wanted, i + skip);
    if (argument->kind == cpp::Kind::StringLiteral && is_open_parameter(function, i + skip, program_, names_, reprs_)) {
      argument = cpp::construct(type(str()), {argument});  // an array of characters is no str
    }
    reversed.push_back(argument);
  }
  arguments.assign(reversed.rbegin(), reversed.rend());
  return arguments;
}

namespace {
/// Does a `*x` or `**x` argument feed parameters one by one, so that the call's shape is only known at run time?
bool spreads_over_parameters(const types::Binding& binding, const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node) {
  const bool spreads_keywords = std::any_of(node.keywords.begin(), node.keywords.end(), [](const auto& keyword) { return keyword.name.empty(); });
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

bool has_star(const syntax::Call& node) {
  for (const syntax::Expr* argument : node.arguments) {
    if (argument->kind == syntax::Kind::Starred) {
      return true;
    }
  }
  return std::any_of(node.keywords.begin(), node.keywords.end(), [](const auto& keyword) { return keyword.name.empty(); });
}
}  // namespace

/// Do `*args` or `**kwargs` of the call feed the function's parameters one by one?
bool Lowering::spreads(const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node) {
  return has_star(node) && spreads_over_parameters(types::bind(function, skip, node), function, skip, node);
}

Value Lowering::call_user(const syntax::Call& node, const types::CallFact& fact) {
  const types::FunctionInfo& function = facts_.functions[fact.function];
  const auto* member = as<syntax::Attribute>(node.function);
  const types::AttributeFact* attribute = member != nullptr ? facts_.attribute(member->id) : nullptr;
  const bool method = attribute != nullptr && attribute->kind == types::AttributeKind::Method;
  const types::Type& callee = facts_.type(*node.function);
  const types::Atom* only = callee.single();
  const bool instance = !method && only != nullptr && only->kind == types::AtomKind::Instance;   // one with `__call__`
  const bool by_value = instance || (!method && (node.function->kind != syntax::Kind::Name && node.function->kind != syntax::Kind::Attribute));
  const auto* name = as<syntax::Name>(node.function);
  const bool local_closure = function.lambda != nullptr || function.is_decorated;
  // A bound method called with its receiver, or a plain function by its name: resolved here.
  const bool bound = only != nullptr && only->kind == types::AtomKind::BoundMethod;
  const std::size_t skip = method && function.owner != types::none && function.method != types::MethodKind::Static &&
                                   (bound || (attribute != nullptr && callee.atoms().size() > 1))
                               ? 1
                               : 0;
  // The closure's own name, where its default arguments are in sight.
  const bool renamed = function.owner == types::none && function.node != nullptr && !is_plain_function(function) && name != nullptr &&
                       names_.variable[name->id] != names_.variable[function.node->id];
  // A parameter is called as the value that it is: its one target may be declared further down.
  const bool by_parameter = name != nullptr && names_.variable[name->id] != names::none && names_.symbols[names_.variables[names_.variable[name->id]].symbol].is_parameter &&
                            reprs_.of_variable(names_.variable[name->id]).is(Kind::Function);
  const bool kept_method = name != nullptr && function.owner != types::none;
  // A closure that lives in a `py::object` takes arguments as any caller gives them.
  const bool by_object = name != nullptr && !is_plain_function(function) && names_.variable[name->id] != names::none && reprs_.of_variable(names_.variable[name->id]).is(Kind::Object);
  if (by_object || by_value || local_closure || renamed || by_parameter || kept_method || (name != nullptr && names_.variable[name->id] != names::none &&
                                    names_.variables[names_.variable[name->id]].definition_ids.size() > 1)) {
    return call_value(node, fact);
  }
  const bool class_attribute = attribute != nullptr && attribute->kind == types::AttributeKind::ClassAttribute && !is_plain_function(function);
  if (class_attribute || (callee.atoms().size() > 1 && !method)) {
    return call_value(node, fact);
  }
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
  const Repr result = reprs_.of_result(function);
  if (method && member != nullptr) {
    Value receiver = lower(*member->value);
    const bool on_class = receiver.repr.is(Kind::TypeRef);
    if (on_class) {
      // C.method(…): static and class methods, or a method with an explicit receiver.
      const types::ClassInfo& cls = facts_.classes[attribute->owner];
      const Repr of_class{.kind = Kind::Struct, .cls = cls.id, .arguments = {}};
      if (function.method == types::MethodKind::Instance && skip == 0 && !node.arguments.empty()) {
        syntax::Call rest = node;
        const syntax::Expr* self = rest.arguments.front();
        rest.arguments.erase(rest.arguments.begin());
        cpp::Expr* object = value_of(*self).expr;
        const std::string qualified = reprs_.spelling(of_class, module_.id) + "::" + member_name(function.name);
        return {cpp::call(is_self(*self) ? cpp::name(qualified) : cpp::arrow(object, qualified), user_arguments(function, 1, rest)), result};
      }
      auto arguments = user_arguments(function, skip, node);
      if (function.method == types::MethodKind::Class) {
        arguments.insert(arguments.begin(), receiver.expr);
      }
      return {cpp::call(cpp::scoped(cpp::raw_type(reprs_.spelling(of_class, module_.id)), member_name(function.name)), arguments), result};
    }
    // The receiver is evaluated before the arguments; C++ agrees for member calls.
    const bool self = is_self(*member->value);
    cpp::Expr* object = receiver.expr;
    if (receiver.repr.is(Kind::Object)) {
      object = convert(receiver, {.kind = Kind::Ref, .cls = attribute->owner, .arguments = {}});
    } else if (receiver.repr.is(Kind::Optional)) {
      receiver = held(receiver, *member->value, "py::some", {cpp::string(member->attribute)});
      object = receiver.expr;
    }
    if (!self && (receiver.repr.is(Kind::Ref) || receiver.repr.is(Kind::Maybe)) && !is_caught(*member->value) && may_lose_receiver(node, *member->value, fact)) {
      object = cpp::construct(type(receiver.repr), {object});
    }
    auto arguments = user_arguments(function, skip, node);
    if (function.method == types::MethodKind::Class) {
      const Repr of_class{.kind = Kind::Struct, .cls = attribute->owner, .arguments = {}};
      arguments.insert(arguments.begin(), cpp::call(cpp::name("py::class_of", {type(of_class)})));
      need("py/type.hpp");
    }
    const std::string method_name = member_name(function.name);
    const auto own_member = [&](const std::string& name) {  // a parameter or local of that name hides it, even the one that is declared here
      return context_->taken.contains(name) || context_->locals.contains(name) ? cpp::arrow(cpp::this_(), name) : cpp::name(name);
    };
    cpp::Expr* target = is_caught(*member->value)         ? cpp::member(variable_place(names_.variable[member->value->id]), method_name)
                        : self                            ? own_member(method_name)
                        : receiver.repr.is(Kind::Struct)  ? cpp::member(object, method_name)
                                                          : cpp::arrow(object, method_name);
    return {cpp::call(target, arguments), result};
  }
  if (!context_->integer.empty() && is_over_integers(function) && function.module == module_.id) {  // stays in the same try
    return {cpp::call(cpp::name(module_level_name(function.name), {cpp::raw_type(context_->integer)}), user_arguments(function, skip, node)), result};
  }
  return {cpp::call(function_target(function, *node.function), user_arguments(function, skip, node)), result};
}

Value Lowering::call_constructor(const syntax::Call& node, const types::CallFact& fact) {
  const types::ClassInfo& cls = facts_.classes[fact.cls];
  if (const std::string hook = decorator_argument(cls.stub_decorators, "hook"); hook == "staticmethod" || hook == "classmethod" || hook == "property") {
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
    if (const std::string maker = init != nullptr && init->owner == cls.id ? decorator_argument(init->stub_decorators, "cpp") : ""; !maker.empty()) {
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
         std::all_of(type.atoms().begin(), type.atoms().end(), [&](const types::Atom& atom) {
           return atom.kind == types::AtomKind::BoundMethod && facts_.functions[atom.id].owner == types::none;
         });
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
    bool unseen_default = false;   // one that stands where the closure is made
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
      arguments.push_back(keyword.name.empty() ? cpp::call("py::spread_kwargs", {expr})
                                               : cpp::assign(cpp::call("py::arg", {cpp::string(keyword.name)}), expr));
    }
  }
  return arguments;
}

/// `itemgetter(1)(row)` → `py::object(py::operator_::itemgetter(1)(row))`: an object of the library that is callable.
Value Lowering::call_library_object(const syntax::Call& node) {
  if (!repr(*node.function).is(Kind::Library) || !node.keywords.empty() || has_star(node)) {
    return call_dynamic(node);
  }
  std::vector<const syntax::Expr*> operands = {node.function};
  operands.insert(operands.end(), node.arguments.begin(), node.arguments.end());
  const auto values = lower_operands(operands, {});
  std::vector<cpp::Expr*> arguments;
  for (std::size_t i = 1; i < values.size(); ++i) {
    arguments.push_back(values[i].expr);
  }
  return {cpp::construct(type(object()), {cpp::call(values[0].expr, arguments)}), object()};
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
      // A new list of the library's holds objects there: nobody else has it, so its elements move to the list that is known here.
      const types::CallFact* fact = facts_.call(node.id);
      const types::FunctionInfo* row = fact != nullptr && fact->kind == CallKind::Stub && fact->function != types::none ? &facts_.functions[fact->function] : nullptr;
      const auto* returned = row != nullptr && row->node != nullptr ? as<syntax::Subscript>(row->node->returns) : nullptr;
      const auto* container = returned != nullptr ? as<syntax::Name>(returned->value) : nullptr;
      const Repr& given = repr(node);
      if (container != nullptr && container->name == "list" && given.is(Kind::Library) && given.cls == facts_.list_type) {
        return {cpp::construct(type(given), {made}), given};
      }
      return {made, object()};
    }
  }
  Value callee = value_of(*node.function);
  // Braces: `py::object(f)();` would declare a function f.
  cpp::Expr* target = callee.repr.is(Kind::Object)     ? callee.expr
                      : callee.repr.is(Kind::Function) ? boxed_callable(*node.function, callee)
                                                       : cpp::brace(type(object()), {convert(callee, object())});
  return {cpp::call(target, dynamic_arguments(node)), object()};
}

Value Lowering::function_value(FunctionId id, const syntax::Expr& node) {
  const types::FunctionInfo& function = facts_.functions[id];
  const Repr& result = repr(node);
  if (function.is_stub) {
    need(library_function_header(function));
    if (function.owner != types::none) {
      need("py/attr.hpp");
      need("py/type.hpp");
      cpp::Expr* cls = cpp::call(cpp::name("py::class_of", {class_type(function.owner)}));
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
    const Kind kind = scalar_kind(parameter.annotation);
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
