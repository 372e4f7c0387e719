/// `def` and `class` as statements.
#include <algorithm>
#include <functional>

#include "syntax/annotations.hpp"
#include "syntax/children.hpp"
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

/// Inside, `args` is a tuple and `kwargs` a dict of what callers pass.
void Engine::open_rest(FunctionInfo& function, NodeId site) {
  for (ParameterInfo& parameter : function.parameters) {
    const bool keywords = parameter.kind == ParameterKind::VarKeywords;
    if (parameter.variable == names::none || (parameter.kind != ParameterKind::VarArgs && !keywords)) {
      continue;
    }
    const SlotId inner = site_slot(site, keywords ? 1 : 0);
    unify(inner, parameter.slot);
    if (keywords) {
      const SlotId key = site_slot(site, 2);
      add(key, instance(facts_.str_type));
      add(facts_.variable_slots[parameter.variable], instance(facts_.dict_type, {key, parameter.slot}));
    } else {
      add(facts_.variable_slots[parameter.variable], instance(facts_.tuple_type, {parameter.slot}));
    }
  }
}

void Engine::execute_kind(const syntax::FunctionDef& node, Environment& env) {
  const FunctionId id = facts_.function_of(node.id);
  FunctionInfo& function = facts_.functions[id];
  for (ParameterInfo& parameter : function.parameters) {
    if (parameter.default_value != nullptr) {
      add(parameter.slot, infer(*parameter.default_value, env));
    }
  }
  open_rest(function, node.id);
  for (const syntax::Call* call : syntax::annotation_calls(program_.modules[function.module]->tree->body, node)) {
    infer(*call, env);
  }
  Type value = apply_decorators(node, Type(function_object(id)), env);
  facts_.node_types[node.id] = value;
  if (frame_->class_body != none) {
    if (function.is_decorated) {
      add(replaced_method_slot(function), value);
    }
    return;
  }
  bind_variable(node.id, value, env);
}

/// Applies decorators from the innermost out; those with a hook of their own leave the function as it is.
Type Engine::apply_decorators(const syntax::FunctionDef& node, Type value, Environment& env) {
  static const std::vector<std::string> transparent = {
      "property", "staticmethod", "classmethod",     "abstractmethod", "lru_cache", "cache",   "wraps",          "total_ordering",      "overload",
      "override", "final",        "cached_property", "setter",         "getter",    "deleter", "contextmanager", "asynccontextmanager", "unique"};
  for (auto it = node.decorators.rbegin(); it != node.decorators.rend(); ++it) {
    const auto* call_node = as<syntax::Call>(*it);
    const syntax::Expr* head = call_node != nullptr ? call_node->function : *it;
    const auto* name = as<syntax::Name>(head);
    const auto* member = as<syntax::Attribute>(head);
    const std::string text = name != nullptr ? name->name : member != nullptr ? member->attribute : "";
    const bool known = std::find(transparent.begin(), transparent.end(), text) != transparent.end();
    if (member == nullptr || (text != "setter" && text != "getter" && text != "deleter")) {
      const Type head_type = infer(*head, env);
      const Atom* only = head_type.single();
      const bool stub =
          only != nullptr && ((only->kind == AtomKind::Function && facts_.functions[only->id].is_stub) || (only->kind == AtomKind::Class && facts_.classes[only->id].is_stub));
      if (known && stub) {
        if (call_node != nullptr) {
          for (const syntax::Expr* argument : call_node->arguments) {
            infer(*argument, env);
          }
          for (const syntax::Keyword& keyword : call_node->keywords) {
            infer(*keyword.value, env);
          }
        }
        continue;
      }
    } else if (known) {
      continue;
    }
    const Type decorator = infer(**it, env);
    for (const Atom& atom : value.atoms()) {
      if (atom.kind == AtomKind::Function) {
        facts_.functions[atom.id].is_value = true;
        FunctionInfo& function = facts_.functions[atom.id];
        function.is_decorated = true;
        if (function.method == MethodKind::Class && function.owner != none && !function.parameters.empty()) {
          receive_classes(function);  // by way of what the decorator gives
        }
      }
    }
    Argument argument;
    argument.type = value;
    CallFact fact;
    // What `contextmanager` makes is a decorator too: each call runs in a manager made anew.
    const bool manager = !yielded_by_manager(decorator).is_bottom();
    value = call(manager ? unknown() : decorator, {argument}, (*it)->id, fact);
    facts_.decorator_calls[(*it)->id] = fact;
  }
  return value;
}

/// Are all of the function's returns `return cls` of its first parameter, which nothing assigns? A registering decorator, whoever else uses it.
static bool gives_its_argument(const FunctionInfo& function, const names::Names& names) {
  const names::VariableId first = function.parameters.empty() ? names::none : function.parameters.front().variable;
  if (function.node == nullptr || function.is_generator || function.is_async || function.falls_off_end || first == names::none ||
      names.variables[first].definition_ids.size() != 1) {
    return false;
  }
  const auto fine = [&](const auto& self, const syntax::Node& node) -> bool {
    if (node.kind == syntax::Kind::FunctionDef || node.kind == syntax::Kind::ClassDef || node.kind == syntax::Kind::Lambda) {
      return true;
    }
    if (const auto* leaves = as<syntax::Return>(&node)) {
      const auto* name = as<syntax::Name>(leaves->value);
      return name != nullptr && names.variable[name->id] == first;
    }
    bool all = true;
    syntax::for_each_child(node, [&](const syntax::Node& child) { all = all && self(self, child); });
    return all;
  };
  return std::all_of(function.node->body.begin(), function.node->body.end(), [&](const syntax::Stmt* statement) { return fine(fine, *statement); });
}

void Engine::execute_kind(const syntax::ClassDef& node, Environment& env) {
  if (facts_.run_time_classes.contains(node.id)) {
    execute_run_time_class(node, env);
    return;
  }
  const ClassId id = facts_.class_of(node.id);
  for (const syntax::Expr* base : node.bases) {
    infer(*base, env);
  }
  const ClassId outer = std::exchange(frame_->class_body, id);
  Environment inner = env;
  execute(node.body, inner);
  // The class attributes' own variables hold what the fields hold.
  frame_->class_body = outer;
  Type value(class_object(id));
  for (auto it = node.decorators.rbegin(); it != node.decorators.rend(); ++it) {
    const Type decorator = infer(**it, env);
    const Atom* only = decorator.single();
    const bool user = only != nullptr && only->kind == AtomKind::Function && !facts_.functions[only->id].is_stub;
    if (user) {
      Argument argument;
      argument.type = value;
      CallFact fact;
      const Type result = call(decorator, {argument}, (*it)->id, fact);
      value = result.is_bottom() || gives_its_argument(facts_.functions[only->id], names_) ? value : result;
    }
  }
  // What the class statement calls of the nearest base: `__init_subclass__`, with the statement's keywords.
  std::vector<Argument> arguments;
  for (const syntax::Keyword& keyword : node.keywords) {
    Argument argument;
    argument.expression = keyword.value;
    argument.type = infer(*keyword.value, env);
    argument.keyword = keyword.name;
    if (keyword.name != "metaclass") {
      arguments.push_back(std::move(argument));
    }
  }
  for (const ClassId base : facts_.classes[id].mro) {
    const auto hook = facts_.classes[base].methods.find("__init_subclass__");
    if (base != id && hook != facts_.classes[base].methods.end()) {
      const Type self(class_object(id));
      if (!facts_.classes[base].is_stub) {
        call_user(hook->second, &self, arguments, node.id);
      }
      break;
    }
  }
  facts_.node_types[node.id] = value;
  if (outer != none) {
    ClassInfo& owner = facts_.classes[outer];
    if (!owner.fields.contains(node.name)) {
      make_field(outer, node.name, node.id).is_class_attribute = true;
    }
    add(owner.fields.find(node.name)->second.slot, value);
  }
  bind_variable(node.id, value, env);
}

}  // namespace krait::types
