/// `x.name`: fields, methods, properties, class attributes, module members.
#include <algorithm>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

Type Engine::infer_kind(const syntax::Attribute& node, Environment& env) {
  if (node.attribute == "__name__") {
    named_ = as<syntax::Call>(node.value);
  }
  const Type receiver = infer(*node.value, env);
  Type result = attribute(node, receiver);
  if (const auto path = path_of(node)) {
    const auto it = env.narrowed.find(*path);
    if (it != env.narrowed.end()) {
      return it->second;
    }
  }
  return result;
}

void Engine::merge_attribute_fact(AttributeFact& into, const AttributeFact& from, bool first) {
  if (first) {
    into = from;
    return;
  }
  if (into.kind != from.kind) {
    // A field here and a property there, say: look it up at run time.
    into.kind = AttributeKind::Dynamic;
    return;
  }
  if (into.owner == from.owner && into.function == from.function) {
    return;
  }
  if (into.owner != none && from.owner != none) {
    if (facts_.is_subclass(into.owner, from.owner)) {
      into = from;
      return;
    }
    if (facts_.is_subclass(from.owner, into.owner)) {
      return;
    }
    // Siblings: fine if a common base has it.
    for (const ClassId base : facts_.classes[into.owner].mro) {
      if (facts_.is_subclass(from.owner, base) && !facts_.classes[base].is_stub) {
        const bool method = into.kind == AttributeKind::Method || into.kind == AttributeKind::Property;
        const std::string name = method ? facts_.functions[into.function].name : "";
        if (method && facts_.classes[base].methods.contains(name)) {
          into.owner = base;
          into.function = facts_.classes[base].methods.find(name)->second;
          return;
        }
      }
    }
  }
  into.kind = AttributeKind::Dynamic;
}

/// Sibling classes that override one class attribute: it is read through the base that has it.
static void shared_class_attribute(const Facts& facts, const Type& receiver, const std::string& name, AttributeFact& fact) {
  ClassId owner = none;
  for (const Atom& atom : receiver.atoms()) {
    if (atom.kind == AtomKind::Instance && atom.id == facts.none_type) {
      continue;
    }
    if (atom.kind != AtomKind::Instance || facts.classes[atom.id].is_stub) {
      return;
    }
    ClassId topmost = none;
    for (const ClassId base : facts.classes[atom.id].mro) {
      const auto field = facts.classes[base].fields.find(name);
      if (field != facts.classes[base].fields.end() && !facts.classes[base].is_stub) {
        topmost = base;
      }
      if (facts.classes[base].methods.contains(name)) {
        return;
      }
    }
    if (topmost == none || (owner != none && owner != topmost) || !facts.classes[topmost].fields.find(name)->second.is_class_attribute) {
      return;
    }
    owner = topmost;
  }
  if (owner == none) {
    return;  // nothing gets here
  }
  fact = {.kind = AttributeKind::ClassAttribute, .owner = owner, .function = none, .variable = names::none, .module = names::none};
}

Type Engine::attribute(const syntax::Attribute& node, const Type& receiver) {
  Type result;
  AttributeFact merged;
  bool first = true;
  const bool several = receiver.atoms().size() > 1;
  for (const Atom& atom : receiver.atoms()) {
    if (several && is_none(atom)) {
      continue;  // raises AttributeError at run time: the nullable access checks
    }
    AttributeFact fact;
    join_into(result, attribute_of(atom, node.attribute, node.id, fact));
    merge_attribute_fact(merged, fact, first);
    first = false;
  }
  if (merged.kind == AttributeKind::Dynamic) {
    shared_class_attribute(facts_, receiver, node.attribute, merged);
  }
  facts_.attributes[node.id] = merged;
  return result;
}

Type Engine::attribute_of(const Atom& atom, const std::string& name, NodeId site, AttributeFact& fact) {
  switch (atom.kind) {
    case AtomKind::Instance:
    case AtomKind::Tuple: return instance_attribute(atom, name, site, fact);
    case AtomKind::Class: return class_attribute(atom, name, site, fact);
    case AtomKind::Module: return module_attribute(atom, name, site, fact);
    case AtomKind::Function:
    case AtomKind::BoundMethod: return function_attribute(atom, name, site, fact);
    case AtomKind::Unknown: return unknown();
  }
  return {};
}

Type Engine::instance_attribute(const Atom& atom, const std::string& name, NodeId site, AttributeFact& fact) {
  const ClassId cls = atom.kind == AtomKind::Tuple ? facts_.tuple_type : atom.id;
  if (name == "__class__") {
    fact.kind = AttributeKind::Special;
    Atom type;
    type.kind = AtomKind::Class;
    type.id = cls;
    return Type(type);
  }
  const ClassInfo& info = facts_.classes[cls];
  if (name == "__dict__" && !info.is_stub && info.kind != ClassKind::NamedTuple) {
    keep_attributes_in_dict(cls);
  }
  if (info.kind == ClassKind::Enum && (name == "value" || name == "_value_" || name == "name" || name == "_name_")) {
    fact.kind = AttributeKind::Special;
    fact.owner = cls;
    if (name == "name" || name == "_name_") {
      return instance(facts_.str_type);
    }
    return read(enum_value_slot(info));
  }
  for (const ClassId base : info.mro) {
    const ClassInfo& owner = facts_.classes[base];
    if (const auto field = owner.fields.find(name); field != owner.fields.end()) {
      fact.owner = base;
      if (owner.is_stub) {
        fact.kind = AttributeKind::StubAttribute;
        FunctionInfo row;
        row.module = owner.module;
        row.owner = base;
        StubCall call;
        call.row = &row;
        call.site = site;
        bind_receiver(call, atom);
        return evaluate(call, static_cast<const syntax::AnnAssign*>(field->second.declaration)->annotation);
      }
      const bool own = field->second.is_instance_attribute;
      fact.kind = owner.kind == ClassKind::Enum && !own ? AttributeKind::EnumMember
                  : own                                 ? AttributeKind::Field
                                                        : AttributeKind::ClassAttribute;
      if (fact.kind == AttributeKind::EnumMember) {
        return instance(cls);
      }
      const Type value = read(field->second.slot);
      return own ? value : bound_to(value, atom);
    }
    if (const auto method = owner.methods.find(name); method != owner.methods.end()) {
      const FunctionInfo& function = facts_.functions[method->second];
      if (!function.is_stub && function.node != nullptr) {
        const Type replaced = read(replaced_method_slot(function));
        if (function.is_decorated) {
          facts_.classes[cls].is_exposed = true;
          return replaced_member(function, function.method == MethodKind::Instance ? bound_to(replaced, atom) : replaced);
        }
      }
      fact.owner = base;
      fact.function = method->second;
      if (function.method == MethodKind::Property) {
        fact.kind = function.is_stub ? AttributeKind::StubAttribute : AttributeKind::Property;
        if (function.is_stub) {
          const FunctionInfo row = function;
          return stub_attribute(row, atom, site);
        }
        const Type self = atom_type(atom);
        return call_user(method->second, &self, {}, site);
      }
      fact.kind = AttributeKind::Method;
      Atom bound;
      bound.kind = AtomKind::BoundMethod;
      bound.id = method->second;
      bound.owner = cls;
      bound.slots = atom.slots;
      bound.elements = {};
      if (function.method == MethodKind::Static) {
        bound = {};
        bound.kind = AtomKind::Function;
        bound.id = method->second;
      }
      if (atom.kind == AtomKind::Tuple) {
        Type joined;
        for (const Type& element : atom.elements) {
          join_into(joined, element);
        }
        const SlotId slot = site_slot(site, 32);
        add(slot, joined);
        bound.slots = {slot};
      }
      return Type(bound);
    }
  }
  if (info.kind == ClassKind::NamedTuple) {
    return named_tuple_attribute(atom, name, fact);
  }
  // A field that only code outside the class stores.
  if (!info.is_stub) {
    for (const ClassId base : info.mro) {
      if (const FunctionId hook = facts_.classes[base].methods.contains("__getattr__")
                                      ? facts_.classes[base].methods.find("__getattr__")->second
                                      : none;
          hook != none) {
        Argument argument;
        argument.type = instance(facts_.str_type);
        const Type self = atom_type(atom);
        const Type given = call_user(hook, &self, {argument}, site);
        return facts_.classes[cls].has_dynamic_attributes ? unknown() : given;
      }
    }
  }
  return facts_.classes[cls].has_dynamic_attributes ? unknown() : Type{};
}

/// Functions stored on the class bind.
Type Engine::bound_to(const Type& value, const Atom& receiver) {
  Type bound;
  for (const Atom& one : value.atoms()) {
    if (one.kind == AtomKind::Function && !facts_.functions[one.id].is_stub) {
      Atom method = one;
      method.kind = AtomKind::BoundMethod;
      method.owner = receiver.id;
      facts_.classes[receiver.id].is_exposed = true;
      join_into(bound, Type(method));
    } else {
      join_into(bound, Type(one));
    }
  }
  return bound;
}

/// What every named tuple has: the rows of `typing.NamedTuple`, and those of tuples at run time.
Type Engine::named_tuple_attribute(const Atom& atom, const std::string& name, AttributeFact& fact) {
  if (name == "_fields") {
    fact.kind = AttributeKind::Special;
    fact.owner = atom.id;
    return tuple(std::vector<Type>(facts_.classes[atom.id].field_order.size(), instance(facts_.str_type)));
  }
  const ClassId base = facts_.stub_class("NamedTuple", "typing");
  const FunctionId method = base == none ? none : facts_.find_method(base, name);
  if (method == none || facts_.functions[method].owner != base) {
    return {};
  }
  fact.kind = AttributeKind::Method;
  fact.owner = atom.id;
  fact.function = method;
  Atom bound;
  bound.kind = AtomKind::BoundMethod;
  bound.id = method;
  bound.owner = atom.id;
  return Type(bound);
}

Type Engine::class_attribute(const Atom& atom, const std::string& name, NodeId site, AttributeFact& fact) {
  if (name == "__name__" || name == "__qualname__" || name == "__module__") {
    fact.kind = AttributeKind::Special;
    return instance(facts_.str_type);
  }
  if (name == "__doc__") {
    fact.kind = AttributeKind::Special;
    return join(instance(facts_.str_type), none_type());
  }
  const ClassInfo& info = facts_.classes[atom.id];
  for (const ClassId base : info.mro) {
    const ClassInfo& owner = facts_.classes[base];
    if (const auto field = owner.fields.find(name); field != owner.fields.end() && !owner.is_stub) {
      fact.owner = base;
      fact.kind = owner.kind == ClassKind::Enum ? AttributeKind::EnumMember : AttributeKind::ClassAttribute;
      return owner.kind == ClassKind::Enum ? instance(atom.id) : read(field->second.slot);
    }
    if (const auto method = owner.methods.find(name); method != owner.methods.end()) {
      const FunctionInfo& function = facts_.functions[method->second];
      if (!function.is_stub && function.node != nullptr) {
        const Type replaced = read(replaced_method_slot(function));
        if (function.is_decorated) {
          facts_.classes[atom.id].is_exposed = true;
          return replaced_member(function, replaced);
        }
      }
      note_called_by_class(method->second);
      fact.owner = base;
      fact.function = method->second;
      fact.kind = AttributeKind::Method;
      Atom value;
      value.kind = AtomKind::Function;
      value.id = method->second;
      if (function.method == MethodKind::Class) {
        value.kind = AtomKind::BoundMethod;
        value.owner = atom.id;
      }
      return Type(value);
    }
  }
  if (info.kind == ClassKind::Enum && name == "__members__") {
    fact.kind = AttributeKind::Special;
    return unknown();
  }
  if (info.kind == ClassKind::NamedTuple) {
    if (Type own = named_tuple_attribute(atom, name, fact); !own.is_bottom()) {
      return own;
    }
  }
  if (const FunctionId method = facts_.find_method(facts_.type_type, name); method != none) {
    fact.kind = AttributeKind::Method;
    fact.function = method;
    fact.owner = facts_.type_type;
    Atom bound;
    bound.kind = AtomKind::BoundMethod;
    bound.id = method;
    bound.owner = facts_.type_type;
    return Type(bound);
  }
  (void)site;
  return {};
}

Type Engine::module_attribute(const Atom& atom, const std::string& name, NodeId, AttributeFact& fact) {
  fact.kind = AttributeKind::ModuleMember;
  fact.module = atom.id;
  const program::Module& module = *program_.modules[atom.id];
  if (module.kind == program::ModuleKind::User) {
    const names::Symbol* symbol = names_.find(names_.scope_of_module[atom.id], name);
    if (symbol != nullptr && !symbol->variables.empty()) {
      fact.variable = symbol->variables.front();
      return variable_value(fact.variable);
    }
    if (const program::Module* child = program_.find(module.name + "." + name)) {
      Atom inner;
      inner.kind = AtomKind::Module;
      inner.id = child->id;
      return Type(inner);
    }
    if (name == "__name__") {
      fact.kind = AttributeKind::Special;
      return instance(facts_.str_type);
    }
    return {};
  }
  if (const auto it = function_names_.find(std::pair(atom.id, name)); it != function_names_.end()) {
    fact.function = it->second;
    Atom function;
    function.kind = AtomKind::Function;
    function.id = it->second;
    return Type(function);
  }
  if (const auto it = class_names_.find(std::pair(atom.id, name)); it != class_names_.end()) {
    fact.owner = it->second;
    Atom cls;
    cls.kind = AtomKind::Class;
    cls.id = it->second;
    return Type(cls);
  }
  if (stub_variables_.contains(std::pair(atom.id, name))) {
    return stub_variable(atom.id, name);
  }
  if (const auto it = stub_aliases_.find(std::pair(atom.id, name)); it != stub_aliases_.end()) {
    if (const auto* target = as<syntax::Name>(it->second)) {
      return module_attribute(atom, target->name, 0, fact);
    }
  }
  if (const program::Module* child = program_.find(module.name + "." + name)) {
    Atom inner;
    inner.kind = AtomKind::Module;
    inner.id = child->id;
    return Type(inner);
  }
  // `from x import y` inside the stub re-exports.
  for (const syntax::Stmt* statement : module.tree->body) {
    if (const auto* from = as<syntax::ImportFrom>(statement)) {
      for (const syntax::ImportAlias& alias : from->names) {
        if ((alias.asname.empty() ? alias.name : alias.asname) == name) {
          if (const program::Module* target = program::resolve(program_, module, from->module, from->level)) {
            Atom inner;
            inner.kind = AtomKind::Module;
            inner.id = target->id;
            return module_attribute(inner, alias.name, 0, fact);
          }
        }
      }
    }
  }
  return {};
}

Type Engine::function_attribute(const Atom& atom, const std::string& name, NodeId site, AttributeFact& fact) {
  fact.kind = AttributeKind::Special;
  if (name == "__name__" || name == "__qualname__" || name == "__module__") {
    return instance(facts_.str_type);
  }
  if (name == "__doc__") {
    return join(instance(facts_.str_type), none_type());
  }
  FunctionInfo& function = facts_.functions[atom.id];
  for (const StubDecorator& decorator : function.stub_decorators) {
    if (!function.is_stub && (decorator.name == "lru_cache" || decorator.name == "cache")) {
      if (const program::Module* module = program_.find("functools")) {
        const ClassId wrapper = lookup_class("_lru_cache_wrapper", module->id);
        if (wrapper != none) {
          const FunctionId method = facts_.find_method(wrapper, name);
          if (method != none) {
            fact.kind = AttributeKind::Method;
            fact.owner = wrapper;
            fact.function = method;
            Atom bound;
            bound.kind = AtomKind::BoundMethod;
            bound.id = method;
            bound.owner = wrapper;
            return Type(bound);
          }
        }
      }
    }
  }
  function.is_value = true;
  fact.kind = AttributeKind::Dynamic;
  // Attributes of function objects: one slot per function and name.
  if (function.is_stub) {
    return unknown();
  }
  (void)site;
  std::uint32_t index = 7;
  for (const char c : name) {
    index = (index * 31 + static_cast<unsigned char>(c)) & 0x3FFF;
  }
  const NodeId origin = function.node != nullptr ? function.node->id : function.lambda != nullptr ? function.lambda->id : 0;
  return read(site_slot(origin, 0x4000 | index));
}

/// What a decorated method gives as an attribute. What stands in a class method's or property's place is called with the class or instance at run time.
Type Engine::replaced_member(const FunctionInfo& method, const Type& replaced) {
  if (method.method == MethodKind::Instance || method.method == MethodKind::Static) {
    return replaced;
  }
  expose(replaced);
  return unknown();
}

/// `C.method = value`: the method becomes an attribute of the class that holds a function, as a decorated one is.
void Engine::replace_method(FunctionInfo& method, const Type& value) {
  Atom original;
  original.kind = AtomKind::Function;
  original.id = method.id;
  add(replaced_method_slot(method), Type(original));
  add(replaced_method_slot(method), value);
  method.is_decorated = true;
  method.is_value = true;
  facts_.classes[method.owner].is_exposed = true;
}

/// `self.__dict__ = {…}`: from now on the dict holds the attributes.
void Engine::store_attribute_dict(const syntax::Attribute& target, const Type& receiver, const Type& value) {
  for (const Atom& atom : receiver.atoms()) {
    if (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub) {
      keep_attributes_in_dict(atom.id);
    }
  }
  for (const Atom& atom : value.atoms()) {
    const auto slots = atom.kind == AtomKind::Instance ? arguments_as(atom, facts_.dict_type) : std::vector<SlotId>{};
    if (slots.size() == 2) {
      add(slots[0], instance(facts_.str_type));
      add(slots[1], unknown());
    }
  }
  facts_.attributes[target.id] = AttributeFact{};
}

void Engine::store_attribute(const syntax::Attribute& target, const Type& value, Environment& env) {
  const Type receiver = infer(*target.value, env);
  if (target.attribute == "__dict__") {
    store_attribute_dict(target, receiver, value);
    return;
  }
  AttributeFact merged;
  bool first = true;
  for (const Atom& atom : receiver.atoms()) {
    AttributeFact fact;
    if (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub) {
      bool done = false;
      for (const ClassId base : facts_.classes[atom.id].mro) {
        const auto setter = facts_.classes[base].property_setters.find(target.attribute);
        if (setter != facts_.classes[base].property_setters.end()) {
          Argument argument;
          argument.type = value;
          const Type self = atom_type(atom);
          call_user(setter->second, &self, {argument}, target.id);
          fact.kind = AttributeKind::Property;
          fact.owner = base;
          fact.function = setter->second;
          done = true;
          break;
        }
      }
      if (const FunctionId hook = facts_.find_method(atom.id, "__setattr__"); hook != none && !facts_.functions[hook].is_stub) {
        Argument name;
        name.type = instance(facts_.str_type);
        Argument stored;
        stored.type = value;
        const Type self = atom_type(atom);
        call_user(hook, &self, {name, stored}, target.id);
      }
      const ClassInfo& info = facts_.classes[atom.id];
      const FunctionId property = facts_.find_method(atom.id, target.attribute);
      if (!done && property != none && facts_.functions[property].method == MethodKind::Property) {
        fact.kind = AttributeKind::Dynamic;  // AttributeError: no setter
        done = true;
      }
      if (!done && !info.is_frozen && info.kind != ClassKind::NamedTuple) {
        FieldInfo& field = make_field(atom.id, target.attribute, target.id);
        field.is_instance_attribute = true;
        add(field.slot, value);
        fact.kind = AttributeKind::Field;
        fact.owner = field.owner;
      }
    } else if (atom.kind == AtomKind::Class && !facts_.classes[atom.id].is_stub && facts_.classes[atom.id].kind == ClassKind::Enum && facts_.find_field(atom.id, target.attribute) != nullptr) {
      fact.kind = AttributeKind::Dynamic;  // AttributeError: members stay
      facts_.classes[atom.id].is_exposed = true;
    } else if (atom.kind == AtomKind::Class && !facts_.classes[atom.id].is_stub) {
      FieldInfo* field = nullptr;
      for (const ClassId base : facts_.classes[atom.id].mro) {
        const auto it = facts_.classes[base].fields.find(target.attribute);
        if (it != facts_.classes[base].fields.end() && !facts_.classes[base].is_stub) {
          field = &it->second;
          break;
        }
      }
      const auto own_method = facts_.classes[atom.id].methods.find(target.attribute);
      if (own_method != facts_.classes[atom.id].methods.end() && facts_.functions[own_method->second].method == MethodKind::Instance &&
          facts_.functions[own_method->second].node != nullptr) {
        replace_method(facts_.functions[own_method->second], value);
        merge_attribute_fact(merged, fact, first);
        first = false;
        continue;
      }
      if (field == nullptr) {
        field = &make_field(atom.id, target.attribute, target.id);
      }
      field->is_class_attribute = true;
      add(field->slot, value);
      fact.kind = AttributeKind::ClassAttribute;
      fact.owner = field->owner;
    } else if (atom.kind == AtomKind::Module && program_.modules[atom.id]->kind == program::ModuleKind::User) {
      const names::Symbol* symbol = names_.find(names_.scope_of_module[atom.id], target.attribute);
      fact.kind = AttributeKind::ModuleMember;
      fact.module = atom.id;
      if (symbol != nullptr) {
        for (const names::VariableId variable : symbol->variables) {
          add(facts_.variable_slots[variable], value);
          fact.variable = variable;
        }
      }
    } else if (atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod) {
      AttributeFact ignored;
      function_attribute(atom, target.attribute, target.id, ignored);
      FunctionInfo& function = facts_.functions[atom.id];
      std::uint32_t index = 7;
      for (const char c : target.attribute) {
        index = (index * 31 + static_cast<unsigned char>(c)) & 0x3FFF;
      }
      const NodeId origin = function.node != nullptr ? function.node->id : function.lambda != nullptr ? function.lambda->id : 0;
      add(site_slot(origin, 0x4000 | index), value);
      fact.kind = AttributeKind::Dynamic;
      if (!function.is_stub && function.owner == none) {
        function.is_decorated = true;  // one object, which keeps it
        function.is_value = true;
      }
    } else {
      fact.kind = AttributeKind::Dynamic;
      expose(value);
    }
    merge_attribute_fact(merged, fact, first);
    first = false;
  }
  facts_.attributes[target.id] = merged;
  facts_.node_types[target.id] = value;
  kill_attribute(target.attribute, env);
  set_narrowed(target, value, env);
}

}  // namespace krait::types
