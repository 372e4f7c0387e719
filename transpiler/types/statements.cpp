/// Simple statements, assignments and control flow without loops or exceptions.
#include <algorithm>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

void Engine::execute(const syntax::Body& body, Environment& env) {
  for (const syntax::Stmt* statement : body) {
    if (env.dead) {
      return;
    }
    execute(*statement, env);
  }
}

void Engine::execute(const syntax::Stmt& node, Environment& env) {
  facts_.reached[node.id] = true;
  for (Environment* handler : frame_->handlers) {
    *handler = merge(*handler, env);
  }
  const syntax::overloaded operand{
      [&](const syntax::Expr* part) {
        if (part != nullptr) {
          infer(*part, env);
        }
      },
      [&](const std::vector<syntax::Expr*>& parts) {
        for (const syntax::Expr* part : parts) {
          infer(*part, env);
        }
      },
  };
  syntax::visit(node, syntax::overloaded{
#define STMT(kind) [&](const syntax::kind& one) { execute_kind(one, env); },
#define OPERANDS_STMT(kind)
#include "syntax/nodes.def"
                          [&](const std::derived_from<syntax::SimpleStmt> auto& one) { one.parts([&](const char*, const auto& part) { operand(part); }); },
                      });
}

void Engine::execute_kind(const syntax::Return& node, Environment& env) {
  const Type value = node.value != nullptr ? infer(*node.value, env) : none_type();
  if (frame_->function != nullptr) {
    add(frame_->function->returns, value);
  }
  env.dead = true;
}

void Engine::execute_kind(const syntax::Delete& node, Environment& env) {
  for (const syntax::Expr* target : node.targets) {
    if (const auto* subscript = as<syntax::Subscript>(target)) {
      const Type receiver = infer(*subscript->value, env);
      Argument index;
      index.expression = subscript->slice;
      index.type = infer(*subscript->slice, env);
      CallFact fact;
      call_special(receiver, "__delitem__", {index}, subscript->id, fact);
      facts_.calls[subscript->id] = fact;
    } else if (const auto* attribute = as<syntax::Attribute>(target)) {
      const Type receiver = infer(*attribute->value, env);
      this->attribute(*attribute, receiver);
      for (const Atom& atom : receiver.atoms()) {
        const bool is_property = atom.kind == AtomKind::Instance && facts_.is_property(atom.id, attribute->attribute);
        if (is_property) {
          call_deleter(atom, *attribute);
        }
        if (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub && !is_property) {
          FieldInfo& field = make_field(atom.id, attribute->attribute, attribute->id);
          field.maybe_unset = true;
          if (field.is_class_attribute) {
            keep_attributes_in_dict(atom.id);  // the class's value shows again
          }
        }
      }
      kill_attribute(attribute->attribute, env);
    } else if (const auto* several = as<syntax::Tuple>(target)) {
      syntax::Delete inner = node;
      inner.targets.assign(several->elements.begin(), several->elements.end());
      execute_kind(inner, env);
    } else if (const auto* name = as<syntax::Name>(target)) {
      kill_variable(names_.variable[name->id], env);
    }
  }
}

void Engine::execute_kind(const syntax::Assign& node, Environment& env) {
  if (frame_->class_body != none && called_decorator(frame_->class_body, node) != nullptr) {
    return;  // declared with the class
  }
  const Type value = infer(*node.value, env);
  for (const syntax::Expr* target : node.targets) {
    assign(*target, value, env);
  }
}

void Engine::execute_kind(const syntax::AnnAssign& node, Environment& env) {
  if (node.value != nullptr) {
    const Type value = infer(*node.value, env);
    note_annotated(*node.annotation, value);
    assign(*node.target, value, env);
  }
}

void Engine::execute_kind(const syntax::TypeAlias&, Environment&) {}

void Engine::execute_kind(const syntax::AugAssign& node, Environment& env) {
  Type current;
  if (const auto* name = as<syntax::Name>(node.target)) {
    current = infer_kind(*name, env);
  } else if (const auto* attribute = as<syntax::Attribute>(node.target)) {
    current = infer_kind(*attribute, env);
  } else if (const auto* subscript = as<syntax::Subscript>(node.target)) {
    current = infer_kind(*subscript, env);
  }
  const Type operand = infer(*node.value, env);
  CallFact fact;
  Type result = binary(node.id, node.op, current, operand, true, fact);
  if (node.op == syntax::BinaryOperator::Pow) {
    result = with_sign(std::move(result), node.value);
  }
  assign(*node.target, result, env);
  facts_.calls[node.id] = fact;
  facts_.node_types[node.target->id] = current;
  facts_.node_types[node.id] = result;
}

// ---- targets ----------------------------------------------------------------------------------------

void Engine::assign(const syntax::Expr& target, const Type& value, Environment& env) {
  if (const auto* name = as<syntax::Name>(&target)) {
    facts_.node_types[target.id] = value;
    if (frame_->class_body != none && names_.access[name->id] == names::Access::Class) {
      bind_class_attribute(name->name, value);
    }
    bind_variable(target.id, value, env);
  } else if (const auto* attribute = as<syntax::Attribute>(&target)) {
    store_attribute(*attribute, value, env);
  } else if (const auto* subscript = as<syntax::Subscript>(&target)) {
    store_subscript(*subscript, value, env);
  } else if (const auto* several = as<syntax::Tuple>(&target)) {
    facts_.node_types[target.id] = value;
    assign_unpacked(several->elements, value, target.id, env);
  } else if (const auto* list = as<syntax::List>(&target)) {
    facts_.node_types[target.id] = value;
    assign_unpacked(list->elements, value, target.id, env);
  } else if (const auto* starred = as<syntax::Starred>(&target)) {
    assign(*starred->value, container(facts_.list_type, starred->id, {value}), env);
  }
}

void Engine::assign_unpacked(const std::vector<syntax::Expr*>& targets, const Type& value, NodeId site, Environment& env) {
  std::vector<Type> parts(targets.size());
  std::size_t star = targets.size();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    star = targets[i]->kind == syntax::Kind::Starred ? i : star;
  }
  for (const Atom& atom : value.atoms()) {
    std::vector<Type> elements = atom.elements;
    const bool named = atom.kind == AtomKind::Instance && facts_.classes[atom.id].kind == ClassKind::NamedTuple;
    if (named) {
      for (const std::string& name : facts_.classes[atom.id].field_order) {
        elements.push_back(read(facts_.classes[atom.id].fields.find(name)->second.slot));
      }
    }
    if (atom.kind != AtomKind::Tuple && !named) {
      const Type element = element_type(atom, site);
      for (Type& part : parts) {
        join_into(part, element);
      }
      continue;
    }
    const std::size_t behind = star == targets.size() ? 0 : targets.size() - star - 1;
    for (std::size_t i = 0; i < elements.size(); ++i) {
      std::size_t target = i;
      if (star < targets.size() && i >= star) {
        target = i + behind >= elements.size() ? targets.size() - (elements.size() - i) : star;
      }
      if (target < targets.size()) {
        join_into(parts[target], elements[i]);
      }
    }
  }
  for (std::size_t i = 0; i < targets.size(); ++i) {
    assign(*targets[i], parts[i], env);
  }
}

void Engine::bind_variable(NodeId node, const Type& value, Environment& env) {
  if (names_.variable[node] != names::none) {
    bind(names_.variable[node], value, env);
  }
}

void Engine::bind(names::VariableId variable, const Type& value, Environment& env) {
  add(facts_.variable_slots[variable], value);
  kill_variable(variable, env);
  // What was just stored may be narrower than all that is ever stored: worth knowing for None and classes.
  const Type& whole = facts_.slot_type(facts_.variable_slots[variable]);
  const names::Symbol& symbol = names_.symbols[names_.variables[variable].symbol];
  if (value.is_bottom() || symbol.is_rebound_by_inner || whole.atoms().size() == value.atoms().size()) {
    return;
  }
  const bool nullable = std::any_of(whole.atoms().begin(), whole.atoms().end(), [&](const Atom& atom) { return is_none(atom); });
  const bool has_none = std::any_of(value.atoms().begin(), value.atoms().end(), [&](const Atom& atom) { return is_none(atom); });
  if (nullable && !has_none) {
    env.narrowed["v" + std::to_string(variable)] = without(whole, [&](const Atom& atom) { return is_none(atom); });
  }
}

void Engine::bind_class_attribute(const std::string& name, const Type& value) {
  ClassInfo& cls = facts_.classes[frame_->class_body];
  const auto field = cls.fields.find(name);
  if (cls.kind == ClassKind::Enum && field != cls.fields.end()) {
    add(enum_value_slot(cls), value);
    if (const FunctionId init = facts_.find_method(cls.id, "__init__"); init != none && !facts_.functions[init].is_stub) {
      // A tuple is spread over the parameters.
      const Atom* only = value.single();
      std::vector<Argument> arguments;
      for (const Type& part : only != nullptr && only->kind == AtomKind::Tuple ? only->elements : std::vector<Type>{value}) {
        arguments.emplace_back().type = part;
      }
      const Type self = instance(cls.id);
      call_user(init, &self, arguments, cls.node->id);
    }
    add(field->second.slot, instance(cls.id));
  } else if (field != cls.fields.end()) {
    add(field->second.slot, value);
  }
}

// ---- branches ---------------------------------------------------------------------------------------

void Engine::execute_kind(const syntax::If& node, Environment& env) {
  infer(*node.test, env);
  const auto constant = evaluate_test(*node.test);
  Environment yes = env;
  narrow(*node.test, true, yes);
  Environment no = env;
  narrow(*node.test, false, no);
  yes.dead = yes.dead || constant == std::optional(false);
  no.dead = no.dead || constant == std::optional(true);
  execute(node.body, yes);
  execute(node.orelse, no);
  env = merge(yes, no);
}

void Engine::execute_kind(const syntax::Assert& node, Environment& env) {
  infer(*node.test, env);
  if (node.message != nullptr) {
    Environment failing = env;
    narrow(*node.test, false, failing);
    infer(*node.message, failing);
  }
  narrow(*node.test, true, env);
  const auto* constant = as<syntax::Constant>(node.test);
  env.dead = env.dead || (constant != nullptr && constant->constant == syntax::ConstantKind::False);
}

void Engine::execute_kind(const syntax::Global&, Environment&) {}
void Engine::execute_kind(const syntax::Nonlocal&, Environment&) {}
void Engine::execute_kind(const syntax::Pass&, Environment&) {}

// ---- imports ----------------------------------------------------------------------------------------

void Engine::execute_kind(const syntax::Import& node, Environment& env) {
  for (const syntax::ImportAlias& alias : node.names) {
    const program::Module& importer = *program_.modules[frame_->module];
    const std::string dotted = alias.asname.empty() ? alias.name.substr(0, alias.name.find('.')) : alias.name;
    const program::Module* module = program::resolve(program_, importer, dotted, 0);
    Atom atom;
    atom.kind = module != nullptr ? AtomKind::Module : AtomKind::Unknown;
    atom.id = module != nullptr ? module->id : none;
    bind_variable(alias.id, Type(atom), env);
  }
}

void Engine::execute_kind(const syntax::ImportFrom& node, Environment& env) {
  const program::Module& importer = *program_.modules[frame_->module];
  const program::Module* module = program::resolve(program_, importer, node.module, node.level);
  for (const syntax::ImportAlias& alias : node.names) {
    if (module == nullptr) {
      continue;
    }
    if (alias.name == "*") {
      const auto bound = names_.star_bindings.find(alias.id);
      for (const names::VariableId variable : bound != names_.star_bindings.end() ? bound->second : std::vector<names::VariableId>{}) {
        AttributeFact fact;
        bind(variable, module_attribute(*module, names_.symbols[names_.variables[variable].symbol].name, fact), env);
      }
      continue;
    }
    AttributeFact fact;
    Type value = module_attribute(*module, alias.name, fact);
    if (value.is_bottom()) {
      const std::string separator = node.module.empty() && node.level > 0 && module->name.empty() ? "" : ".";
      if (const program::Module* child = program_.find(module->name + separator + alias.name)) {
        value = Type(module_object(child->id));
      }
    }
    facts_.attributes[alias.id] = fact;
    bind_variable(alias.id, value, env);
  }
}

}  // namespace krait::types
