/// Classes that no C++ class can stand for: those with a metaclass, metaclasses, and classes made anew each time a function runs, with what
/// that function knows. Their statement makes a class object; what is done with it and its instances is looked up at run time.
#include <algorithm>

#include "syntax/children.hpp"
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

/// Does the code use a variable of a function around the class? Classes and functions defined there are not counted.
bool Engine::uses_function_around(const syntax::Node& node, names::ScopeId cls) const {
  if (const auto* name = as<syntax::Name>(&node); name != nullptr && names_.variable[name->id] != names::none) {
    const names::Symbol& symbol = names_.symbols[names_.variables[names_.variable[name->id]].symbol];
    if (names_.scope(symbol.scope).kind == names::ScopeKind::Function && !symbol.is_class && !symbol.is_function) {
      for (names::ScopeId scope = names_.scope(cls).parent; scope != names::none; scope = names_.scope(scope).parent) {
        if (scope == symbol.scope) {
          return true;
        }
      }
    }
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || uses_function_around(child, cls); });
  return found;
}

bool Engine::is_made_at_run_time(const syntax::ClassDef& node) const {
  for (const syntax::Keyword& keyword : node.keywords) {
    const auto* name = as<syntax::Name>(keyword.value);
    const auto* member = as<syntax::Attribute>(keyword.value);
    const std::string text = name != nullptr ? name->name : member != nullptr ? member->attribute : "";
    if (keyword.name == "metaclass" && text != "ABCMeta" && text != "type") {
      return true;
    }
  }
  for (const syntax::Expr* base : node.bases) {
    const auto* name = as<syntax::Name>(base);
    const names::VariableId variable = name != nullptr ? names_.variable[name->id] : names::none;
    if (name != nullptr && name->name == "type" && variable == names::none) {
      return true;
    }
    for (const NodeId definition : variable != names::none ? names_.variables[variable].definition_ids : std::vector<NodeId>{}) {
      if (facts_.run_time_classes.contains(definition)) {
        return true;
      }
    }
  }
  const names::ScopeId scope = names_.scope_of_node[node.id];
  return node.bases.empty() && node.decorators.empty() &&
         std::any_of(node.body.begin(), node.body.end(), [&](const syntax::Stmt* statement) { return uses_function_around(*statement, scope); });
}

/// What a class made at run time is given: its bases, and the values of its namespace.
void Engine::expose_contents(const Type& type) {
  expose(type);
  for (const Atom& atom : type.atoms()) {
    if (atom.kind == AtomKind::Class && !facts_.classes[atom.id].is_stub) {
      keep_attributes_in_dict(atom.id);
    }
    for (const Type& element : atom.elements) {
      expose_contents(element);
    }
    for (const SlotId slot : atom.slots) {
      expose(read(slot));
    }
  }
}

/// Runs the body as Python does: its names are variables of the class statement; whoever gets the class may call what they hold.
void Engine::execute_run_time_class(const syntax::ClassDef& node, Environment& env) {
  for (const syntax::Expr* base : node.bases) {
    expose_contents(infer(*base, env));
  }
  for (const syntax::Keyword& keyword : node.keywords) {
    expose(infer(*keyword.value, env));
  }
  const ClassId outer = std::exchange(frame_->class_body, none);
  Environment inner = env;
  execute(node.body, inner);
  frame_->class_body = outer;
  for (const names::SymbolId symbol : names_.scope(names_.scope_of_node[node.id]).symbols) {
    for (const names::VariableId variable : names_.symbols[symbol].scope == names_.scope_of_node[node.id] ? names_.symbols[symbol].variables : std::vector<names::VariableId>{}) {
      expose(read(facts_.variable_slots[variable]));
    }
  }
  for (const syntax::Expr* decorator : node.decorators) {
    Argument argument;
    argument.type = unknown();
    CallFact ignored;
    call(infer(*decorator, env), {argument}, decorator->id, ignored);
  }
  facts_.node_types[node.id] = unknown();
  bind_variable(node.id, unknown(), env);
}

}  // namespace krait::types
