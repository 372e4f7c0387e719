/// `area = property(_area)` in the body of a class: the decorators of methods, called as functions.
#include <algorithm>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

namespace {

/// The methods that a call of `property` names: its getter, and its setter or null. Anything else in it is no method that is known here.
struct Accessors {
  const syntax::Name* getter = nullptr;
  const syntax::Name* setter = nullptr;
  bool ok = true;
};

Accessors accessors(const syntax::Call& call) {
  Accessors found;
  const auto take = [&](std::size_t position, const syntax::Expr* argument) {
    const auto* constant = as<syntax::Constant>(argument);
    const bool left_out = constant != nullptr && constant->constant == (position < 3 ? syntax::ConstantKind::None : syntax::ConstantKind::Str);
    const auto* name = as<syntax::Name>(argument);
    found.ok = found.ok && (left_out || (name != nullptr && position < 2));
    (position == 0 ? found.getter : found.setter) = position < 2 ? name : found.setter;
  };
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    take(i, call.arguments[i]);
  }
  const std::vector<std::string> names = {"fget", "fset", "fdel", "doc"};
  for (const syntax::Keyword& keyword : call.keywords) {
    take(static_cast<std::size_t>(std::find(names.begin(), names.end(), keyword.name) - names.begin()), keyword.value);
  }
  found.ok = found.ok && found.getter != nullptr;
  return found;
}

}  // namespace

/// The call in `name = property(getter)`, or in `name = staticmethod(name)`, where they name methods defined above; else null.
const syntax::Call* Engine::called_decorator(ClassId cls, const syntax::Assign& node) const {
  const auto* target = node.targets.size() == 1 ? as<syntax::Name>(node.targets[0]) : nullptr;
  const auto* call = as<syntax::Call>(node.value);
  const auto* callee = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
  if (target == nullptr || callee == nullptr || names_.variable[callee->id] != names::none) {
    return nullptr;
  }
  const auto decorator = class_names_.find(std::pair(program_.builtins().id, callee->name));
  const std::string hook = decorator != class_names_.end() ? hook_name(facts_.classes[decorator->second]) : "";
  const auto is_method = [&](const syntax::Name& name) {
    const auto method = facts_.classes[cls].methods.find(name.name);
    return method != facts_.classes[cls].methods.end() && facts_.functions[method->second].stub_decorators.empty();
  };
  if (hook == "property") {
    const Accessors found = accessors(*call);
    return found.ok && is_method(*found.getter) && (found.setter == nullptr || is_method(*found.setter)) ? call : nullptr;
  }
  const auto* argument = call->arguments.size() == 1 && call->keywords.empty() ? as<syntax::Name>(call->arguments[0]) : nullptr;
  return (hook == "staticmethod" || hook == "classmethod") && argument != nullptr && argument->name == target->name && is_method(*argument) ? call : nullptr;
}

void Engine::declare_called_decorator(ClassId cls, const std::string& name, const syntax::Call& decorator) {
  ClassInfo& info = facts_.classes[cls];
  const std::string& hook = static_cast<const syntax::Name*>(decorator.function)->name;
  if (hook != "property") {
    facts_.functions[info.methods.at(name)].method = hook == "staticmethod" ? MethodKind::Static : MethodKind::Class;
    return;
  }
  const Accessors found = accessors(decorator);
  const FunctionId getter = info.methods.at(found.getter->name);
  if (found.setter != nullptr) {
    info.property_setters[name] = info.methods.at(found.setter->name);
  }
  if (found.getter->name == name) {
    facts_.functions[getter].method = MethodKind::Property;
  } else {
    info.methods[name] = getter;
    info.property_names.insert(name);
  }
}

}  // namespace krait::types
