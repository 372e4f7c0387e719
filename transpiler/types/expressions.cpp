/// Expressions other than calls, operators, attributes, subscripts and comprehensions.
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

Type Engine::infer(const syntax::Expr& node, Environment& env) {
  Type type = syntax::visit(node, [&](const auto& concrete) { return infer_kind(concrete, env); });
  facts_.node_types[node.id] = type;
  return type;
}

Type Engine::infer_kind(const syntax::BoolOp& node, Environment& env) {
  const bool is_and = node.op == syntax::BoolOperator::And;
  Type result;
  Environment inner = env;
  for (std::size_t i = 0; i < node.values.size(); ++i) {
    const Type value = infer(*node.values[i], inner);
    if (i + 1 == node.values.size()) {
      join_into(result, value);
      break;
    }
    // An operand is the result only if it is falsy (and) or truthy (or): None never comes out of the left of `or`.
    join_into(result, without(value, [&](const Atom& atom) {
                if (!is_and) {
                  return is_none(atom);
                }
                const bool always_true = atom.kind == AtomKind::Function || atom.kind == AtomKind::Class || atom.kind == AtomKind::BoundMethod || atom.kind == AtomKind::Module ||
                                         (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub && facts_.find_method(atom.id, "__bool__") == none &&
                                          facts_.find_method(atom.id, "__len__") == none && facts_.classes[atom.id].kind != ClassKind::NamedTuple);
                return always_true;
              }));
    narrow(*node.values[i], is_and, inner);
  }
  return result;
}

Type Engine::infer_kind(const syntax::NamedExpr& node, Environment& env) {
  const Type value = infer(*node.value, env);
  assign(*node.target, value, env);
  facts_.node_types[node.target->id] = value;
  return value;
}

Type Engine::infer_kind(const syntax::Lambda& node, Environment& env) {
  const FunctionId id = facts_.function_of(node.id);
  FunctionInfo& function = facts_.functions[id];
  function.is_value = true;
  for (ParameterInfo& parameter : function.parameters) {
    if (parameter.default_value != nullptr) {
      add(parameter.slot, infer(*parameter.default_value, env));
    }
  }
  open_rest(function, node.id);
  return Type(function_object(id));
}

Type Engine::infer_kind(const syntax::IfExp& node, Environment& env) {
  infer(*node.test, env);
  const auto constant = evaluate_test(*node.test);
  Environment yes = env;
  narrow(*node.test, true, yes);
  Environment no = env;
  narrow(*node.test, false, no);
  Type result;
  if (constant != std::optional(false)) {
    join_into(result, infer(*node.body, yes));
  }
  if (constant != std::optional(true)) {
    join_into(result, infer(*node.orelse, no));
  }
  return result;
}

Type Engine::infer_elements(const std::vector<syntax::Expr*>& elements, Environment& env) {
  Type joined;
  for (const syntax::Expr* element : elements) {
    if (const auto* starred = as<syntax::Starred>(element)) {
      const Type inner = infer(*starred->value, env);
      join_into(joined, element_type(inner, starred->id));
    } else {
      join_into(joined, infer(*element, env));
    }
  }
  return joined;
}

Type Engine::infer_kind(const syntax::List& node, Environment& env) {
  if (node.context != syntax::ExprContext::Load) {
    return {};
  }
  const Type element = infer_elements(node.elements, env);
  return container(facts_.list_type, node.id, {element});
}

Type Engine::infer_kind(const syntax::Set& node, Environment& env) { return container(facts_.set_type, node.id, {infer_elements(node.elements, env)}); }

Type Engine::infer_kind(const syntax::Dict& node, Environment& env) {
  if (const std::vector<std::string> names = record_keys(node); !names.empty()) {
    std::vector<Type> held;
    for (const syntax::Dict::Item& item : node.items) {
      infer(*item.key, env);
      held.push_back(infer(*item.value, env));
    }
    return record_display(node, names, held);
  }
  Type keys;
  Type values;
  for (const syntax::Dict::Item& item : node.items) {
    if (item.key != nullptr) {
      join_into(keys, infer(*item.key, env));
      join_into(values, infer(*item.value, env));
      continue;
    }
    const Type spread = infer(*item.value, env);
    for (const Atom& atom : spread.atoms()) {
      if (atom.kind == AtomKind::Unknown) {
        join_into(keys, unknown());
        join_into(values, unknown());
      } else if (atom.kind == AtomKind::Instance && facts_.is_subclass(atom.id, facts_.dict_type)) {
        const auto slots = arguments_as(atom, facts_.dict_type);
        if (slots.size() == 2) {
          join_into(keys, read(slots[0]));
          join_into(values, read(slots[1]));
        }
      }
    }
  }
  return container(facts_.dict_type, node.id, {keys, values});
}

Type Engine::infer_kind(const syntax::Tuple& node, Environment& env) {
  if (node.context != syntax::ExprContext::Load) {
    return {};
  }
  std::vector<Type> elements;
  bool any_length = false;
  Type joined;
  for (const syntax::Expr* element : node.elements) {
    if (const auto* starred = as<syntax::Starred>(element)) {
      const Type inner = infer(*starred->value, env);
      const Atom* only = inner.single();
      if (only != nullptr && only->kind == AtomKind::Tuple) {
        for (const Type& one : only->elements) {
          elements.push_back(one);
          join_into(joined, one);
        }
      } else {
        any_length = true;
        join_into(joined, element_type(inner, starred->id));
      }
    } else {
      elements.push_back(infer(*element, env));
      join_into(joined, elements.back());
    }
  }
  if (any_length) {
    return container(facts_.tuple_type, node.id, {joined});
  }
  return tuple(std::move(elements));
}

Type Engine::infer_kind(const syntax::Slice& node, Environment& env) {
  for (const syntax::Expr* part : {node.lower, node.upper, node.step}) {
    if (part != nullptr) {
      infer(*part, env);
    }
  }
  return instance(facts_.slice_type);
}

Type Engine::infer_kind(const syntax::Await& node, Environment& env) {
  const Type value = infer(*node.value, env);
  const Type result = await_type(value, node.id);
  kill_all_shared(env);
  return result;
}

Type Engine::infer_kind(const syntax::Yield& node, Environment& env) {
  const Type value = node.value != nullptr ? infer(*node.value, env) : none_type();
  kill_all_shared(env);
  if (frame_->function == nullptr) {
    return {};
  }
  add(frame_->function->yields, value);
  return join(read(frame_->function->sends), none_type());
}

Type Engine::infer_kind(const syntax::YieldFrom& node, Environment& env) {
  const Type source = infer(*node.value, env);
  kill_all_shared(env);
  if (frame_->function == nullptr) {
    return {};
  }
  add(frame_->function->yields, element_type(source, node.id));
  Type result;
  for (const Atom& atom : source.atoms()) {
    if (atom.kind == AtomKind::Instance && atom.id == facts_.generator_type && atom.slots.size() == 3) {
      join_into(result, read(atom.slots[2]));
      add(atom.slots[1], read(frame_->function->sends));
    } else {
      join_into(result, atom.kind == AtomKind::Unknown ? unknown() : none_type());
    }
  }
  return result;
}

Type Engine::infer_kind(const syntax::FormattedValue& node, Environment& env) {
  const Type value = infer(*node.value, env);
  if (node.format_spec != nullptr) {
    infer(*node.format_spec, env);
  }
  (void)value;
  return instance(facts_.str_type);
}

Type Engine::infer_kind(const syntax::JoinedStr& node, Environment& env) {
  for (const syntax::Expr* value : node.values) {
    infer(*value, env);
  }
  return instance(facts_.str_type);
}

Type Engine::infer_kind(const syntax::Constant& node, Environment&) {
  switch (node.constant) {
    case syntax::ConstantKind::None: return none_type();
    case syntax::ConstantKind::True:
    case syntax::ConstantKind::False: return instance(facts_.bool_type);
    case syntax::ConstantKind::Int: return instance(facts_.int_type);
    case syntax::ConstantKind::Float: return instance(facts_.float_type);
    case syntax::ConstantKind::Complex: return instance(facts_.complex_type);
    case syntax::ConstantKind::Str: return instance(facts_.str_type);
    case syntax::ConstantKind::Bytes: return instance(facts_.bytes_type);
    case syntax::ConstantKind::Ellipsis: return instance(facts_.ellipsis_type);
  }
  return {};
}

Type Engine::infer_kind(const syntax::Starred& node, Environment& env) { return infer(*node.value, env); }

/// The value of a variable: what was stored.
Type Engine::variable_value(names::VariableId variable) { return read(facts_.variable_slots[variable]); }

Type Engine::infer_kind(const syntax::Name& node, Environment& env) {
  const names::VariableId variable = names_.variable[node.id];
  if (variable == names::none) {
    return builtin_name(node);
  }
  if (names_.access[node.id] == names::Access::Class && frame_->class_body != none) {
    const auto& fields = facts_.classes[frame_->class_body].fields;
    const auto field = fields.find(node.name);
    if (field != fields.end()) {
      const ClassInfo& cls = facts_.classes[frame_->class_body];
      return cls.kind == ClassKind::Enum ? read(enum_value_slot(cls)) : read(field->second.slot);  // a member is still its value
    }
  }
  if (const auto it = env.narrowed.find("v" + std::to_string(variable)); it != env.narrowed.end()) {
    return it->second;
  }
  return variable_value(variable);
}

Type Engine::builtin_name(const syntax::Name& node) {
  if (node.name == "__name__") {
    return instance(facts_.str_type);
  }
  if (node.name == "__doc__" && frame_ != nullptr && frame_->class_body == none) {
    return syntax::docstring(program_.modules[frame_->module]->tree->body) != nullptr ? instance(facts_.str_type) : none_type();
  }
  AttributeFact fact;
  return module_attribute(program_.builtins(), node.name, fact);
}

}  // namespace krait::types
