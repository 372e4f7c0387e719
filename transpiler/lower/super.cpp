/// `super().method(…)`: the next method in the order of the object's class, which is not always that of the class that the call stands in.
///
///   class B(A):                     →  Where D(B, C) has C between B and A, B asks through a virtual function:
///       def who(self):                   virtual py::str B_super_who() { return A::who(); }             in B
///           return super().who()         py::str B_super_who() override { return C::who(); }            in D
#include <algorithm>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;
using types::CallKind;
using types::ClassInfo;
using types::FunctionInfo;

namespace {

/// May one C++ function stand for both?
bool same_signature(const representation::Representations& reprs, const FunctionInfo& a, const FunctionInfo& b) {
  bool same = a.parameters.size() == b.parameters.size() && (a.name == "__init__" || reprs.of_result(a) == reprs.of_result(b));
  for (std::size_t i = 1; same && i < a.parameters.size(); ++i) {
    same = a.parameters[i].kind == b.parameters[i].kind && a.parameters[i].name == b.parameters[i].name && reprs.of_parameter(a, i) == reprs.of_parameter(b, i);
  }
  return same;
}

bool is_written(const types::Facts& facts, FunctionId method) { return method != types::none && !facts.functions[method].is_stub; }

/// Of several base classes that define the hook, which do not derive it from each other?
std::size_t independent(const types::Facts& facts, const std::set<ClassId>& classes) {
  return static_cast<std::size_t>(std::count_if(classes.begin(), classes.end(), [&](ClassId one) {
    return std::none_of(classes.begin(), classes.end(), [&](ClassId other) { return other != one && facts.is_subclass(other, one); });
  }));
}

}  // namespace

std::string Lowering::super_hook_name(ClassId owner, const std::string& method) const {
  const bool special = method.size() > 4 && method.starts_with("__") && method.ends_with("__");
  return reprs_.cpp_name(facts_.classes[owner].name) + "_super_" + (special ? method.substr(2, method.size() - 4) : representation::cpp_name(method));
}

/// The method of the program that the hook of a class may call, of those that its descendants may find.
FunctionId Lowering::super_signature(ClassId owner, const std::string& name) const {
  FunctionId found = types::none;
  const std::function<void(ClassId)> search = [&](ClassId cls) {
    const FunctionId method = facts_.next_method(cls, owner, name);
    found = found == types::none && is_written(facts_, method) ? method : found;
    for (const ClassId derived : facts_.classes[cls].subclasses) {
      search(derived);
    }
  };
  search(owner);
  return found;
}

cpp::Function* Lowering::super_hook(ClassId owner, const std::string& name, FunctionId target) {
  const FunctionInfo& signature = facts_.functions[super_signature(owner, name)];
  cpp::Function* hook = function_signature(signature, true);
  hook->name = super_hook_name(owner, name);
  hook->leading.clear();
  hook->attributes.clear();
  hook->definition = cpp::Definition::Defined;
  hook->is_const = whole_.const_methods.contains(signature.id);
  if (name == "__init__") {
    hook->result = cpp::void_type();
  }
  const bool known = is_written(facts_, target);
  std::vector<cpp::Expr*> arguments;
  for (cpp::Parameter& parameter : hook->parameters) {
    parameter.attribute = known ? "" : "maybe_unused";
    parameter.default_value = nullptr;
    arguments.push_back(cpp::name(parameter.name));
  }
  if (known) {
    const std::string method = name == "__init__" ? "py_init" : method_cpp_name(facts_.functions[target]);
    cpp::Expr* call = cpp::call(class_spelling(facts_.functions[target].owner) + "::" + method, arguments);
    const bool gives = name != "__init__" && !reprs_.of_result(signature).is(Kind::None) && !reprs_.of_result(signature).is(Kind::Never);
    hook->body.statements = {gives ? static_cast<cpp::Stmt*>(cpp::return_(call)) : cpp::expr_stmt(call)};
  } else if (target == types::none && name != "__init__") {
    need("py/exceptions.hpp");
    hook->body.statements = {cpp::throw_stmt(cpp::construct(cpp::raw_type("py::AttributeError"), {cpp::string("'super' object has no attribute '" + name + "'")}))};
  }
  return hook;
}

/// Is the hook of `owner` defined in the class: its own, one that finds something else in the class's order, or one that ends an ambiguity?
bool Lowering::defines_super_hook(const ClassInfo& cls, ClassId owner, const std::string& name) const {
  if (cls.id == owner) {
    return true;
  }
  const FunctionId target = facts_.next_method(cls.id, owner, name);
  std::set<ClassId> definers;
  for (const ClassId base : cls.mro) {
    if (base == cls.id || !facts_.is_subclass(base, owner)) {
      continue;
    }
    const bool direct = std::find(cls.bases.begin(), cls.bases.end(), base) != cls.bases.end();
    if (direct && facts_.next_method(base, owner, name) != target) {
      return true;
    }
    if (defines_super_hook(facts_.classes[base], owner, name)) {
      definers.insert(base);
    }
  }
  return independent(facts_, definers) > 1;
}

/// Where several bases have a method of a name and the class has none, C++ wants to be told which: the first in the class's order.
void Lowering::settle_bases(const ClassInfo& cls, cpp::Class& into) {
  // Several exceptions of the library have a `__str__` of their own in C++: `class Missing(AppError, KeyError)`.
  const bool joins_library = facts_.is_subclass(cls.id, facts_.base_exception) && cls.bases.size() > 1 && !user_bases(cls, facts_).empty() &&
                             std::any_of(cls.bases.begin(), cls.bases.end(), [&](ClassId base) { return facts_.classes[base].is_stub; });
  if (user_bases(cls, facts_).size() < 2 && !joins_library) {
    return;
  }
  std::map<std::string, std::set<ClassId>> definers;
  for (const ClassId base : cls.mro) {
    for (const auto& [name, function] : facts_.classes[base].methods) {
      if (base != cls.id && !facts_.functions[function].is_stub && !facts_.functions[function].is_synthesised && !facts_.functions[function].is_decorated) {
        definers[name].insert(base);
      }
    }
  }
  for (const auto& [name, classes] : definers) {
    const FunctionInfo& target = facts_.functions[facts_.find_method(cls.id, name)];
    const bool constructor = name == "__init__" || name == "__new__" || name == "__post_init__" || name == "__init_subclass__" || name == "__del__";
    if (cls.methods.contains(name) || constructor || (independent(facts_, classes) < 2 && !(joins_library && name == "__str__")) || target.owner == types::none || target.is_stub) {
      continue;
    }
    in_header([&] {
      const bool object_member = name == "__repr__" || name == "__str__" || name == "__format__" || name == "__hash__";
      const std::string method = object_member ? member_name(name) : method_cpp_name(target);  // of the const ones that py::Object declares
      const bool instance = target.method == types::MethodKind::Instance || target.method == types::MethodKind::Property;
      if (!instance || !(target.is_override || target.is_overridden || object_member)) {
        cpp::section(into, cpp::Access::Public).add(cpp::using_name(class_spelling(target.owner) + "::" + method));
        return;
      }
      cpp::Function* forwarder = function_signature(target, true);
      forwarder->name = method;
      forwarder->leading.clear();
      std::vector<cpp::Expr*> arguments;
      for (cpp::Parameter& parameter : forwarder->parameters) {
        parameter.attribute.clear();
        parameter.default_value = nullptr;
        arguments.push_back(cpp::name(parameter.name));
      }
      if (name == "__hash__") {
        forwarder->result = type(make(Kind::Int64));
      } else if (object_member) {
        forwarder->result = type(str());
      }
      cpp::Expr* call = cpp::call(class_spelling(target.owner) + "::" + method, arguments);
      const Repr result = reprs_.of_result(target);
      forwarder->body.statements = {result.is(Kind::None) || result.is(Kind::Never) ? cpp::expr_stmt(call) : static_cast<cpp::Stmt*>(cpp::return_(call))};
      forwarder->is_const = object_member || whole_.const_methods.contains(target.id);
      forwarder->is_override = true;
      forwarder->definition = cpp::Definition::Defined;
      forwarder->blank_before = true;
      cpp::section(into, cpp::Access::Public).add(forwarder);
    });
  }
}

void Lowering::super_hooks(const ClassInfo& cls, cpp::Class& into) {
  for (const auto& [owner, name] : whole_.super_calls) {
    if (!facts_.is_subclass(cls.id, owner) || !defines_super_hook(cls, owner, name)) {
      continue;
    }
    in_header([&, owner = owner, name = name] {
      cpp::Function* hook = super_hook(owner, name, facts_.next_method(cls.id, owner, name));
      hook->specifiers.is_virtual = owner == cls.id;
      hook->is_override = owner != cls.id;
      hook->blank_before = true;
      cpp::section(into, cpp::Access::Public).add(hook);
    });
  }
}

/// Through the hook, or refused where the methods that it would stand for differ.
Value Lowering::call_super_hook(const syntax::Call& node, const types::CallFact& fact, const std::string& name) {
  const FunctionInfo& function = facts_.functions[fact.function];
  const bool same = std::all_of(fact.targets.begin(), fact.targets.end(), [&](FunctionId target) { return same_signature(reprs_, function, facts_.functions[target]); });
  const bool spreads = syntax::has_starred(node.arguments) || syntax::has_spread_mapping(node.keywords);
  // `super().__init__(*args, **kwargs)` for a method that takes just that.
  const bool passes_on = std::all_of(function.parameters.begin() + 1, function.parameters.end(), [](const types::ParameterInfo& parameter) {
    return parameter.kind == types::ParameterKind::VarArgs || parameter.kind == types::ParameterKind::VarKeywords;
  });
  if (!same || (spreads && !passes_on) || !types::bind(function, 1, node).ok) {
    diagnostics_.report(source::Code::K0401, node.span, "`super()` that reaches methods with different parameters, depending on the object's class, is not supported yet",
                        "give the methods the same parameters, or call them by the names of their classes");
    return {none(), repr(node)};
  }
  return {cpp::call(super_hook_name(fact.cls, name), user_arguments(function, 1, node)), function.name == "__init__" ? make(Kind::None) : reprs_.of_result(function)};
}

/// `super().method(*args)` where each of them is a parameter of its own: through an object that matches arguments as a call of Python does.
Value Lowering::call_spread_super(const syntax::Call& node, const FunctionInfo& function, cpp::Expr* target) {
  cpp::Params parameters;
  std::vector<cpp::Expr*> passed;
  for (std::size_t i = 1; i < function.parameters.size(); ++i) {
    const std::string name = reprs_.cpp_name(function.parameters[i].name);
    parameters.push_back(cpp::param(parameter_type(reprs_.of_parameter(function, i), passing(function, i)), name));
    passed.push_back(cpp::name(name));
  }
  cpp::Expr* call = cpp::call(target, passed);
  const bool gives = function.name != "__init__" && !reprs_.of_result(function).is(Kind::None) && !reprs_.of_result(function).is(Kind::Never);
  cpp::Stmt* statement = gives ? static_cast<cpp::Stmt*>(cpp::return_(call)) : cpp::expr_stmt(call);
  std::vector<cpp::Expr*> arguments = {cpp::string(facts_.classes[function.owner].name + "." + function.name),
                                       cpp::lambda({cpp::capture("this")}, std::move(parameters), {statement})};
  for (cpp::Expr* described : parameter_descriptions(function, 1)) {
    arguments.push_back(described);
  }
  return {cpp::call(cpp::call("py::def", arguments), dynamic_arguments(node)), object()};
}

Value Lowering::call_super(const syntax::Call& node, const types::CallFact& fact) {
  if (!class_cell_.empty()) {
    return run_time_super(&node);
  }
  if (fact.kind == CallKind::Special || fact.function == types::none) {
    return {none(), make(Kind::None)};
  }
  const FunctionInfo& function = facts_.functions[fact.function];
  const ClassInfo& owner = facts_.classes[function.owner];
  if (function.is_stub && function.name == "__new__" && function.owner == facts_.object_type) {
    return new_instance(node);
  }
  const bool by_object = function.owner == facts_.object_type && (function.name == "__setattr__" || function.name == "__delattr__" || function.name == "__getattribute__");
  if ((function.is_decorated || by_object) && context_->self_class != types::none) {
    need("py/class.hpp");
    need("py/type.hpp");
    const Repr here{.kind = Kind::Struct, .cls = context_->self_class, .arguments = {}};
    cpp::Expr* self = cpp::construct(type({.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}), {cpp::this_()});
    cpp::Expr* next = cpp::call("py::super", {cpp::call(cpp::name("py::class_of", {type(here)})), self});
    return {cpp::call(cpp::method_call(next, "attr", {cpp::string(function.name)}), dynamic_arguments(node)), object()};
  }
  if (fact.cls != types::none) {
    return call_super_hook(node, fact, as<syntax::Attribute>(node.function)->attribute);
  }
  if (function.is_stub) {
    std::vector<cpp::Expr*> arguments;
    for (const syntax::Expr* argument : node.arguments) {
      arguments.push_back(argument->kind == syntax::Kind::Starred ? lower(*argument).expr : value_of(*argument).expr);
    }
    if (facts_.is_subclass(owner.id, facts_.base_exception)) {
      if (function.name == "__init__") {
        return {cpp::call("set_args", arguments), make(Kind::None)};
      }
      // Named after the nearest class of the library, as some have a text of their own in C++: KeyError's is the key's repr.
      const auto& order = facts_.classes[context_->self_class].mro;
      const auto nearest = std::find_if(order.begin(), order.end(), [&](ClassId base) { return facts_.classes[base].is_stub && facts_.is_subclass(base, facts_.base_exception); });
      return {cpp::call(cpp::name(class_spelling(*nearest) + "::" + member_name(function.name)), arguments), repr(node)};
    }
    if (function.name == "__init__" || function.name == "__init_subclass__") {
      return {none(), make(Kind::None)};
    }
    // What a data class above has got, or object's own methods.
    const auto& mro = facts_.classes[context_->self_class].mro;
    const auto above = std::find_if(mro.begin() + 1, mro.end(), [&](ClassId base) { return facts_.classes[base].kind == types::ClassKind::Dataclass; });
    if (above != mro.end() && function.name == "__repr__") {
      return {cpp::call(cpp::name(class_spelling(*above) + "::py_repr"), {}), str()};
    }
    need("py/object.hpp");
    return {cpp::call(cpp::name("py::Object::" + member_name(function.name)), arguments), repr(node)};
  }
  const types::Binding binding = types::bind(function, 1, node);
  if (!binding.ok) {
    return raise_type_error(method_error(function, facts_, binding.error), repr(node));
  }
  const std::string name = function.name == "__init__" ? "py_init" : member_name(function.name);
  cpp::Expr* target = cpp::scoped(class_scope(owner.id), name);
  if (spreads(function, 1, node) && context_->self_class != types::none) {
    return call_spread_super(node, function, target);
  }
  return {cpp::call(target, user_arguments(function, 1, node)), function.name == "__init__" ? make(Kind::None) : reprs_.of_result(function)};
}

}  // namespace krait::lower
