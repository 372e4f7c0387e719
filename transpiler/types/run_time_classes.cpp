/// Classes that no C++ class can stand for: those with a metaclass, metaclasses, containers of the program's own (`class Caseless(dict)`), and
/// classes made anew each time a function runs, with what that function knows. Their statement makes a class object; what is done with it and
/// its instances is looked up at run time.
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

namespace {
/// `list` of `list[int]`.
const syntax::Expr& without_arguments(const syntax::Expr& base) {
  const auto* subscript = as<syntax::Subscript>(&base);
  return subscript != nullptr ? *subscript->value : base;
}
}  // namespace

/// The class statements of the program that the name of a base may mean, in this module or the one that it is imported from.
std::vector<const syntax::ClassDef*> Engine::base_statements(const names::Symbol* symbol) const {
  std::vector<const syntax::ClassDef*> found;
  for (const names::VariableId variable : symbol != nullptr ? symbol->variables : std::vector<names::VariableId>{}) {
    for (const syntax::Node* definition : names_.variables[variable].definitions) {
      if (const auto* statement = as<syntax::ClassDef>(definition)) {
        found.push_back(statement);
      }
    }
    for (const NodeId definition : names_.variables[variable].definition_ids) {
      const auto imported = names_.imports.find(definition);
      if (imported != names_.imports.end() && imported->second.module != names::none && !imported->second.name.empty()) {
        const auto there = base_statements(names_.find(names_.scope_of_module[imported->second.module], imported->second.name));
        found.insert(found.end(), there.begin(), there.end());
      }
    }
  }
  return found;
}

/// Is it a container of the library, as a class from which the program derives one of its own?
bool Engine::is_derivable(ClassId cls) const {
  const auto& rows = facts_.classes[cls].stub_decorators;
  return facts_.classes[cls].is_stub && has_decorator(rows, "derivable");
}

bool Engine::has_base_at_run_time(const syntax::Expr& base, program::ModuleId module) {
  const auto* name = as<syntax::Name>(&without_arguments(base));
  const names::SymbolId symbol = name != nullptr ? names_.symbol[name->id] : names::none;
  if (name != nullptr && name->name == "type" && names_.variable[name->id] == names::none) {
    return true;
  }
  for (const syntax::ClassDef* statement : base_statements(symbol != names::none ? &names_.symbols[symbol] : nullptr)) {
    const names::ScopeId scope = names_.scope_of_node[statement->id];
    if (is_made_at_run_time(*statement, names_.scope(scope).module)) {
      return true;
    }
  }
  const Type type = annotation_type(&without_arguments(base), module);
  const Atom* only = type.single();
  if (only == nullptr || only->kind != AtomKind::Instance || !is_derivable(only->id)) {
    return false;
  }
  facts_.derived_containers.insert(only->id);
  return true;
}

/// `class Registry(Named, dict)`: an instance is a container, so no C++ class can stand for `Named` either.
void Engine::declare_mixins(const syntax::Node& root, program::ModuleId module) {
  if (const auto* node = as<syntax::ClassDef>(&root); node != nullptr && node->bases.size() > 1) {
    const bool at_run_time = std::any_of(node->bases.begin(), node->bases.end(), [&](const syntax::Expr* base) { return has_base_at_run_time(*base, module); });
    for (const syntax::Expr* base : at_run_time ? node->bases : std::vector<syntax::Expr*>{}) {
      declare_at_run_time(*base);
    }
  }
  syntax::for_each_child(root, [&](const syntax::Node& child) { declare_mixins(child, module); });
}

void Engine::declare_at_run_time(const syntax::Expr& base) {
  const auto* name = as<syntax::Name>(&without_arguments(base));
  const names::SymbolId symbol = name != nullptr ? names_.symbol[name->id] : names::none;
  for (const syntax::ClassDef* statement : base_statements(symbol != names::none ? &names_.symbols[symbol] : nullptr)) {
    facts_.run_time_classes.insert(statement->id);
    for (const syntax::Expr* inner : statement->bases) {
      declare_at_run_time(*inner);
    }
  }
}

bool Engine::is_made_at_run_time(const syntax::ClassDef& node, program::ModuleId module) {
  if (facts_.run_time_classes.contains(node.id)) {
    return true;
  }
  for (const syntax::Keyword& keyword : node.keywords) {
    const auto* name = as<syntax::Name>(keyword.value);
    const auto* member = as<syntax::Attribute>(keyword.value);
    const std::string text = name != nullptr ? name->name : member != nullptr ? member->attribute : "";
    if (keyword.name == "metaclass" && text != "ABCMeta" && text != "type") {
      return true;
    }
  }
  if (std::any_of(node.bases.begin(), node.bases.end(), [&](const syntax::Expr* base) { return has_base_at_run_time(*base, module); })) {
    return true;
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
