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

/// Sibling classes that override one class attribute: instances are asked through the base that has it (`kind`), and it is the attribute that a store through one of
/// the classes concerns.
static void shared_class_attribute(const Facts& facts, const Type& receiver, AtomKind kind, const std::string& name, AttributeFact& fact) {
  ClassId owner = none;
  for (const Atom& atom : receiver.atoms()) {
    if (atom.kind == AtomKind::Instance && atom.id == facts.none_type) {
      continue;
    }
    if (atom.kind != kind || facts.classes[atom.id].is_stub || (kind == AtomKind::Class && facts.classes[atom.id].kind == ClassKind::Enum)) {
      return;  // members of enumerations are not stored
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
    shared_class_attribute(facts_, receiver, AtomKind::Instance, node.attribute, merged);
  }
  facts_.attributes[node.id] = merged;
  return result;
}

Type Engine::attribute_of(const Atom& atom, const std::string& name, NodeId site, AttributeFact& fact) {
  switch (atom.kind) {
    case AtomKind::Instance:
    case AtomKind::Tuple: return instance_attribute(atom, name, site, fact);
    case AtomKind::Class: return class_attribute(atom, name, fact);
    case AtomKind::Module: return module_attribute(*program_.modules[atom.id], name, fact);
    case AtomKind::Function:
    case AtomKind::BoundMethod: return function_attribute(atom, name, fact);
    case AtomKind::Unknown: return unknown();
  }
  return {};
}

// ---- of instances -----------------------------------------------------------------------------------

Type Engine::instance_attribute(const Atom& atom, const std::string& name, NodeId site, AttributeFact& fact) {
  const ClassId cls = atom.kind == AtomKind::Tuple ? facts_.tuple_type : atom.id;
  if (name == "__class__") {
    fact.kind = AttributeKind::Special;
    return Type(class_object(cls));
  }
  const ClassInfo& info = facts_.classes[cls];
  if (name == "__dict__" && !info.is_stub && info.kind != ClassKind::NamedTuple) {
    show_attribute_dict(cls);
  }
  const bool is_name_of_member = name == "name" || name == "_name_";
  if (info.kind == ClassKind::Enum && (is_name_of_member || name == "value" || name == "_value_")) {
    fact.kind = AttributeKind::Special;
    fact.owner = cls;
    return is_name_of_member ? instance(facts_.str_type) : read(enum_value_slot(info));
  }
  for (const ClassId base : info.mro) {
    const ClassInfo& owner = facts_.classes[base];
    if (const auto field = owner.fields.find(name); field != owner.fields.end()) {
      return instance_field(atom, field->second, base, site, fact);
    }
    if (const auto method = owner.methods.find(name); method != owner.methods.end()) {
      return instance_method(atom, *method, base, site, fact);
    }
  }
  if (info.kind == ClassKind::NamedTuple) {
    return named_tuple_attribute(atom, name, fact);
  }
  return missing_attribute(atom, cls, site);
}

Type Engine::instance_field(const Atom& atom, const FieldInfo& field, ClassId base, NodeId site, AttributeFact& fact) {
  const ClassInfo& owner = facts_.classes[base];
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
    return evaluate(call, static_cast<const syntax::AnnAssign*>(field.declaration)->annotation);
  }
  if (field.is_instance_attribute) {
    fact.kind = AttributeKind::Field;
    return read(field.slot);
  }
  if (owner.kind == ClassKind::Enum) {
    fact.kind = AttributeKind::EnumMember;
    return instance(atom.kind == AtomKind::Tuple ? facts_.tuple_type : atom.id);
  }
  fact.kind = AttributeKind::ClassAttribute;
  return bound_to(read(field.slot), atom);
}

/// What a decorator or an assignment has put in the method's place, if any has.
std::optional<Type> Engine::replacement_of(const FunctionInfo& method, ClassId receiver) {
  if (method.is_stub || method.node == nullptr) {
    return std::nullopt;
  }
  Type replaced = read(replaced_method_slot(method));  // read in any case: who asked is walked again when something is put there
  if (!method.is_decorated) {
    return std::nullopt;
  }
  facts_.classes[receiver].is_exposed = true;
  return replaced;
}

Type Engine::instance_method(const Atom& atom, const std::pair<const std::string, FunctionId>& method, ClassId base, NodeId site, AttributeFact& fact) {
  const FunctionInfo& function = facts_.functions[method.second];
  if (const auto replaced = replacement_of(function, atom.kind == AtomKind::Tuple ? facts_.tuple_type : atom.id)) {
    return replaced_member(function, function.method == MethodKind::Instance ? bound_to(*replaced, atom) : *replaced);
  }
  fact.owner = base;
  fact.function = method.second;
  if (!facts_.is_property(base, method.first)) {
    fact.kind = AttributeKind::Method;
    return bound_to_instance(atom, function, site);
  }
  fact.kind = function.is_stub ? AttributeKind::StubAttribute : AttributeKind::Property;
  if (function.is_stub) {
    const FunctionInfo row = function;
    return stub_attribute(row, atom, site);
  }
  const Type self = atom_type(atom);
  return call_user(method.second, &self, {}, site);
}

Type Engine::bound_to_instance(const Atom& atom, const FunctionInfo& method, NodeId site) {
  const bool is_static = method.method == MethodKind::Static;
  Atom bound = is_static ? function_object(method.id) : bound_method(method.id, atom.kind == AtomKind::Tuple ? facts_.tuple_type : atom.id);
  if (atom.kind == AtomKind::Tuple) {
    Type joined;
    for (const Type& element : atom.elements) {
      join_into(joined, element);
    }
    const SlotId slot = site_slot(site, 32);
    add(slot, joined);
    bound.slots = {slot};
  } else if (!is_static) {
    bound.slots = atom.slots;
  }
  return Type(bound);
}

/// What `__getattr__` gives for a name that no class has.
Type Engine::missing_attribute(const Atom& atom, ClassId cls, NodeId site) {
  const ClassInfo& info = facts_.classes[cls];
  Type given;
  if (const FunctionId hook = info.is_stub ? none : facts_.find_method(cls, "__getattr__"); hook != none) {
    Argument argument;
    argument.type = instance(facts_.str_type);
    const Type self = atom_type(atom);
    given = call_user(hook, &self, {argument}, site);
  }
  return info.has_dynamic_attributes ? unknown() : given;
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
  if (name == "_field_defaults") {
    fact.kind = AttributeKind::Dynamic;  // the class object knows them
    return unknown();
  }
  const ClassId base = facts_.stub_class("NamedTuple", "typing");
  const FunctionId method = base == none ? none : facts_.find_method(base, name);
  if (method == none || facts_.functions[method].owner != base) {
    return {};
  }
  fact.kind = AttributeKind::Method;
  fact.owner = atom.id;
  fact.function = method;
  return Type(bound_method(method, atom.id));
}

// ---- of classes -------------------------------------------------------------------------------------

Type Engine::class_attribute(const Atom& atom, const std::string& name, AttributeFact& fact) {
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
      return class_method(atom, method->second, base, fact);
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
  const FunctionId method = facts_.find_method(facts_.type_type, name);
  if (method == none) {
    return {};
  }
  fact.kind = AttributeKind::Method;
  fact.function = method;
  fact.owner = facts_.type_type;
  return Type(bound_method(method, facts_.type_type));
}

/// `Class.method`: a function that takes the instance, but for class methods.
Type Engine::class_method(const Atom& atom, FunctionId method, ClassId base, AttributeFact& fact) {
  const FunctionInfo& function = facts_.functions[method];
  if (const auto replaced = replacement_of(function, atom.id)) {
    return replaced_member(function, *replaced);
  }
  note_called_by_class(method);
  fact.owner = base;
  fact.function = method;
  fact.kind = AttributeKind::Method;
  return Type(function.method == MethodKind::Class ? bound_method(method, atom.id) : function_object(method));
}

// ---- of modules -------------------------------------------------------------------------------------

Type Engine::module_attribute(const program::Module& module, const std::string& name, AttributeFact& fact) {
  fact.kind = AttributeKind::ModuleMember;
  fact.module = module.id;
  return module.kind == program::ModuleKind::User ? user_module_attribute(module, name, fact) : stub_module_attribute(module, name, fact);
}

/// The module `name` in the package `module`.
Type Engine::submodule(const program::Module& module, const std::string& name) const {
  const program::Module* child = program_.find(module.name + "." + name);
  return child != nullptr ? Type(module_object(child->id)) : Type{};
}

Type Engine::user_module_attribute(const program::Module& module, const std::string& name, AttributeFact& fact) {
  const names::Symbol* symbol = names_.find(names_.scope_of_module[module.id], name);
  if (symbol != nullptr && !symbol->variables.empty()) {
    fact.variable = symbol->variables.front();
    return variable_value(fact.variable);
  }
  if (Type child = submodule(module, name); !child.is_bottom()) {
    return child;
  }
  if (name == "__name__") {
    fact.kind = AttributeKind::Special;
    return instance(facts_.str_type);
  }
  return {};
}

Type Engine::stub_module_attribute(const program::Module& module, const std::string& name, AttributeFact& fact) {
  const auto key = std::pair(module.id, name);
  if (const auto it = function_names_.find(key); it != function_names_.end()) {
    fact.function = it->second;
    return Type(function_object(it->second));
  }
  if (const auto it = class_names_.find(key); it != class_names_.end()) {
    fact.owner = it->second;
    return Type(class_object(it->second));
  }
  if (stub_variables_.contains(key)) {
    return stub_variable(module.id, name);
  }
  if (const auto it = stub_aliases_.find(key); it != stub_aliases_.end()) {
    if (const auto* target = as<syntax::Name>(it->second)) {
      return module_attribute(module, target->name, fact);
    }
  }
  if (Type child = submodule(module, name); !child.is_bottom()) {
    return child;
  }
  // `from x import y` inside the stub re-exports.
  for (const syntax::Stmt* statement : module.tree->body) {
    const auto* from = as<syntax::ImportFrom>(statement);
    if (from == nullptr) {
      continue;
    }
    for (const syntax::ImportAlias& alias : from->names) {
      if ((alias.asname.empty() ? alias.name : alias.asname) != name) {
        continue;
      }
      if (const program::Module* target = program::resolve(program_, module, from->module, from->level)) {
        return module_attribute(*target, alias.name, fact);
      }
    }
  }
  return {};
}

// ---- of functions -----------------------------------------------------------------------------------

/// `cache_info` and the like of a function that `lru_cache` decorates.
Type Engine::cached_function_attribute(const FunctionInfo& function, const std::string& name, AttributeFact& fact) {
  const bool is_cached = !function.is_stub && (has_decorator(function.stub_decorators, "lru_cache") || has_decorator(function.stub_decorators, "cache"));
  const program::Module* module = is_cached ? program_.find("functools") : nullptr;
  const ClassId wrapper = module != nullptr ? lookup_class("_lru_cache_wrapper", module->id) : none;
  const FunctionId method = wrapper != none ? facts_.find_method(wrapper, name) : none;
  if (method == none) {
    return {};
  }
  fact.kind = AttributeKind::Method;
  fact.owner = wrapper;
  fact.function = method;
  return Type(bound_method(method, wrapper));
}

/// Attributes of function objects: one slot per function and name.
SlotId Engine::function_attribute_slot(const FunctionInfo& function, const std::string& name) {
  std::uint32_t index = 7;
  for (const char c : name) {
    index = (index * 31 + static_cast<unsigned char>(c)) & 0x3FFF;
  }
  const NodeId origin = function.node != nullptr ? function.node->id : function.lambda != nullptr ? function.lambda->id : 0;
  return site_slot(origin, 0x4000 | index);
}

Type Engine::function_attribute(const Atom& atom, const std::string& name, AttributeFact& fact) {
  fact.kind = AttributeKind::Special;
  if (name == "__name__" || name == "__qualname__" || name == "__module__") {
    return instance(facts_.str_type);
  }
  if (name == "__doc__") {
    return join(instance(facts_.str_type), none_type());
  }
  FunctionInfo& function = facts_.functions[atom.id];
  if (Type of_cache = cached_function_attribute(function, name, fact); !of_cache.is_bottom()) {
    return of_cache;
  }
  function.is_value = true;
  fact.kind = AttributeKind::Dynamic;
  return function.is_stub ? unknown() : read(function_attribute_slot(function, name));
}

// ---- stores -----------------------------------------------------------------------------------------

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
  add(replaced_method_slot(method), Type(function_object(method.id)));
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

/// Calls the setter of a property of that name, if the instance's class has one.
bool Engine::call_setter(const Atom& atom, const syntax::Attribute& target, const Type& value, AttributeFact& fact) {
  for (const ClassId base : facts_.classes[atom.id].mro) {
    const auto setter = facts_.classes[base].property_setters.find(target.attribute);
    if (setter == facts_.classes[base].property_setters.end()) {
      continue;
    }
    Argument argument;
    argument.type = value;
    const Type self = atom_type(atom);
    call_user(setter->second, &self, {argument}, target.id);
    fact.kind = AttributeKind::Property;
    fact.owner = base;
    fact.function = setter->second;
    return true;
  }
  return false;
}

/// Calls the deleter of a property of that name, if the instance's class has one.
void Engine::call_deleter(const Atom& atom, const syntax::Attribute& target) {
  for (const ClassId base : facts_.classes[atom.id].mro) {
    const auto deleter = facts_.classes[base].property_deleters.find(target.attribute);
    if (deleter != facts_.classes[base].property_deleters.end()) {
      const Type self = atom_type(atom);
      call_user(deleter->second, &self, {}, target.id);
      return;
    }
  }
}

void Engine::call_setattr_hook(const Atom& atom, const syntax::Attribute& target, const Type& value) {
  const FunctionId hook = facts_.find_method(atom.id, "__setattr__");
  if (hook == none || facts_.functions[hook].is_stub) {
    return;
  }
  Argument name;
  name.type = instance(facts_.str_type);
  Argument stored;
  stored.type = value;
  const Type self = atom_type(atom);
  call_user(hook, &self, {name, stored}, target.id);
}

AttributeFact Engine::store_instance_attribute(const Atom& atom, const syntax::Attribute& target, const Type& value) {
  AttributeFact fact;
  const bool by_setter = call_setter(atom, target, value, fact);
  call_setattr_hook(atom, target, value);
  const ClassInfo& info = facts_.classes[atom.id];
  if (by_setter || facts_.is_property(atom.id, target.attribute) || info.is_frozen || info.kind == ClassKind::NamedTuple) {
    return fact;  // without a setter: AttributeError
  }
  FieldInfo& field = make_field(atom.id, target.attribute, target.id);
  field.is_instance_attribute = true;
  add(field.slot, value);
  fact.kind = AttributeKind::Field;
  fact.owner = field.owner;
  return fact;
}

/// The attribute that a store through an inheriting class makes on that class: one virtual accessor with the inherited one, so they share a slot.
FieldInfo& Engine::inheriting_attribute(ClassId cls, const FieldInfo& inherited, NodeId definition) {
  FieldInfo own;
  own.name = inherited.name;
  own.owner = cls;
  own.slot = inherited.slot;
  own.first_definition = definition;
  ClassInfo& info = facts_.classes[cls];
  info.field_order.push_back(own.name);
  return info.fields.emplace(own.name, std::move(own)).first->second;
}

AttributeFact Engine::store_class_attribute(ClassId cls, const syntax::Attribute& target, const Type& value) {
  AttributeFact fact;
  ClassInfo& info = facts_.classes[cls];
  if (info.kind == ClassKind::Enum && facts_.find_field(cls, target.attribute) != nullptr) {
    info.is_exposed = true;
    return fact;  // AttributeError: members stay
  }
  if (const auto method = info.methods.find(target.attribute); method != info.methods.end()) {
    FunctionInfo& function = facts_.functions[method->second];
    if (function.method == MethodKind::Instance && function.node != nullptr) {
      replace_method(function, value);
      return fact;
    }
  }
  FieldInfo* field = &make_field(cls, target.attribute, target.id);
  if (field->owner != cls && field->is_class_attribute && !field->is_instance_attribute && info.kind != ClassKind::Enum) {
    field = &inheriting_attribute(cls, *field, target.id);
  }
  field->is_class_attribute = true;
  add(field->slot, value);
  fact.kind = AttributeKind::ClassAttribute;
  fact.owner = field->owner;
  return fact;
}

AttributeFact Engine::store_module_attribute(program::ModuleId module, const syntax::Attribute& target, const Type& value) {
  AttributeFact fact;
  fact.kind = AttributeKind::ModuleMember;
  fact.module = module;
  if (const names::Symbol* symbol = names_.find(names_.scope_of_module[module], target.attribute)) {
    for (const names::VariableId variable : symbol->variables) {
      add(facts_.variable_slots[variable], value);
      fact.variable = variable;
    }
  }
  return fact;
}

AttributeFact Engine::store_function_attribute(const Atom& atom, const syntax::Attribute& target, const Type& value) {
  AttributeFact ignored;
  function_attribute(atom, target.attribute, ignored);
  FunctionInfo& function = facts_.functions[atom.id];
  add(function_attribute_slot(function, target.attribute), value);
  if (!function.is_stub && function.owner == none) {
    function.is_decorated = true;  // one object, which keeps it
    function.is_value = true;
  }
  return {};
}

AttributeFact Engine::store_attribute_of(const Atom& atom, const syntax::Attribute& target, const Type& value) {
  switch (atom.kind) {
    case AtomKind::Instance:
      if (!facts_.classes[atom.id].is_stub) {
        return store_instance_attribute(atom, target, value);
      }
      break;
    case AtomKind::Class:
      if (!facts_.classes[atom.id].is_stub) {
        return store_class_attribute(atom.id, target, value);
      }
      break;
    case AtomKind::Module:
      if (program_.modules[atom.id]->kind == program::ModuleKind::User) {
        return store_module_attribute(atom.id, target, value);
      }
      break;
    case AtomKind::Function:
    case AtomKind::BoundMethod: return store_function_attribute(atom, target, value);
    case AtomKind::Tuple:
    case AtomKind::Unknown: break;
  }
  expose(value);
  return {};
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
    merge_attribute_fact(merged, store_attribute_of(atom, target, value), first);
    first = false;
  }
  if (merged.kind == AttributeKind::Dynamic) {
    shared_class_attribute(facts_, receiver, AtomKind::Class, target.attribute, merged);
  }
  facts_.attributes[target.id] = merged;
  facts_.node_types[target.id] = value;
  kill_attribute(target.attribute, env);
  set_narrowed(target, value, env);
}

}  // namespace krait::types
