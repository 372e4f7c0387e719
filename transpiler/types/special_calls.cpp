/// Special forms (`isinstance`, `super`, `getattr`, …) and results that stubs compute by hook (`namedtuple`, `replace`, …).
#include <algorithm>
#include <functional>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

/// What `super().name` in class `owner` may be, each once: for the class itself, then for classes below it with several bases.
std::vector<FunctionId> Engine::super_methods(ClassId owner, const std::string& name) const {
  std::vector<FunctionId> methods;
  const std::function<void(ClassId)> collect = [&](ClassId cls) {
    const FunctionId method = facts_.next_method(cls, owner, name);
    if (std::find(methods.begin(), methods.end(), method) == methods.end()) {
      methods.push_back(method);
    }
    for (const ClassId derived : facts_.classes[cls].subclasses) {
      collect(derived);
    }
  };
  collect(owner);
  return methods;
}

/// What `object.__new__(cls)` makes.
Type Engine::new_instances(const std::vector<Argument>& arguments) {
  Type made;
  for (const Atom& atom : arguments.empty() ? std::vector<Atom>{} : arguments.front().type.atoms()) {
    if (atom.kind == AtomKind::Class && !facts_.classes[atom.id].is_stub) {
      facts_.classes[atom.id].is_exposed = true;
      join_into(made, instance(atom.id));
    }
  }
  return made;
}

/// Methods that one call may reach take and give the same.
void Engine::unify_signatures(FunctionId first, FunctionId second) {
  if (first == second || frozen_) {
    return;
  }
  FunctionInfo& own = facts_.functions[first];
  FunctionInfo& other = facts_.functions[second];
  unify(own.returns, other.returns);
  unify(own.yields, other.yields);
  unify(own.sends, other.sends);
  for (std::size_t i = 1; i < own.parameters.size() && i < other.parameters.size(); ++i) {
    if (own.parameters[i].kind == other.parameters[i].kind) {
      unify(own.parameters[i].slot, other.parameters[i].slot);
    }
  }
}

Type Engine::call_super_method(const syntax::Call& node, Environment& env, CallFact& fact, bool& handled) {
  const auto* member = as<syntax::Attribute>(node.function);
  const auto* inner = member != nullptr ? as<syntax::Call>(member->value) : nullptr;
  const auto* name = inner != nullptr ? as<syntax::Name>(inner->function) : nullptr;
  if (name == nullptr || name->name != "super" || frame_->function == nullptr || names_.access[name->id] != names::Access::Builtin) {
    return {};
  }
  // The class is that of the enclosing method; an inner function or comprehension keeps its method's.
  names::ScopeId scope = frame_->function->scope;
  ClassId owner = frame_->function->owner;
  while (owner == none && scope != names::none) {
    scope = names_.scope(scope).parent;
    if (scope != names::none && names_.scope(scope).kind == names::ScopeKind::Function) {
      const FunctionId outer = facts_.function_of(names_.scope(scope).node->id);
      owner = outer == none ? none : facts_.functions[outer].owner;
    }
  }
  if (owner == none) {
    return {};
  }
  handled = true;
  const auto arguments = infer_arguments(node, env);
  const std::vector<FunctionId> methods = super_methods(owner, member->attribute);
  const auto of_program = [&](FunctionId method) { return method != none && !facts_.functions[method].is_stub; };
  const auto first = std::find_if(methods.begin(), methods.end(), of_program);
  if (first != methods.end()) {
    fact.kind = CallKind::User;
    fact.function = *first;
    fact.cls = methods.size() > 1 ? owner : none;
    facts_.attributes[member->id] = {.kind = AttributeKind::Method, .owner = facts_.functions[*first].owner, .function = *first, .variable = names::none, .module = names::none};
    // The receiver keeps its exact classes.
    Type self = frame_->function->parameters.empty() ? instance(owner) : read(frame_->function->parameters.front().slot);
    if (frame_->function->owner == none) {
      self = instance(owner);
    }
    Type result;
    for (const FunctionId method : methods) {
      if (!of_program(method)) {
        join_into(result, method != none || member->attribute == "__init__" ? none_type() : Type{});
        continue;
      }
      fact.targets.push_back(method);
      note_called_by_class(method);
      unify_signatures(*first, method);
      const Type reaching = without(self, [&](const Atom& atom) {
        return atom.kind == AtomKind::Instance && facts_.is_subclass(atom.id, owner) && facts_.next_method(atom.id, owner, member->attribute) != method;
      });
      join_into(result, call_user(method, &reaching, arguments, node.id));
    }
    return result;
  }
  if (methods.front() != none) {
    fact.kind = CallKind::Stub;
    fact.function = methods.front();
    facts_.attributes[member->id] = {
        .kind = AttributeKind::Method, .owner = facts_.functions[methods.front()].owner, .function = methods.front(), .variable = names::none, .module = names::none};
    if (member->attribute == "__new__") {
      return new_instances(arguments);
    }
    const Type self = instance(owner);
    return call_stub(methods.front(), &self.atoms().front(), arguments, node.id);
  }
  if (member->attribute == "__init_subclass__" || member->attribute == "__init__") {
    fact.kind = CallKind::Special;
    return none_type();
  }
  fact.kind = CallKind::Never;
  return {};
}

/// `type(x)`: what is done with the class is looked up at run time, unless only its name is asked for.
Type Engine::classes_of(const Type& values, bool only_named) {
  Type result;
  for (const Atom& atom : values.atoms()) {
    const bool is_function = atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod;
    const ClassId cls = atom.kind == AtomKind::Instance ? atom.id
                        : atom.kind == AtomKind::Tuple  ? facts_.tuple_type
                        : atom.kind == AtomKind::Class  ? facts_.type_type
                        : is_function                   ? facts_.stub_class("function")
                                                        : none;
    if (cls == none) {
      join_into(result, unknown());
      continue;
    }
    facts_.classes[cls].is_exposed = facts_.classes[cls].is_exposed || !only_named;
    join_into(result, Type(class_object(cls)));
  }
  return result;
}

/// `vars(o)`, `locals()`, `globals()`: who has the dict sees the attributes by their names.
Type Engine::namespace_form(const syntax::Call& node, const std::vector<Argument>& arguments) {
  for (const Argument& argument : arguments) {
    for (const Atom& atom : argument.type.atoms()) {
      if (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub) {
        show_attribute_dict(atom.id);
      }
    }
  }
  return container(facts_.dict_type, node.id, {instance(facts_.str_type), unknown()});
}

/// `gather(…, return_exceptions=True)`: results and exceptions side by side.
void Engine::mix_with_exceptions(const Type& gathered) {
  for (const Atom& future : gathered.atoms()) {
    for (const SlotId slot : future.slots) {
      const Type lists = read(slot);
      for (const Atom& list : lists.atoms()) {
        for (const SlotId element : list.slots) {
          add(element, unknown());
        }
      }
    }
  }
}

/// A form that only lowering treats in its own way: typed by its row.
Type Engine::form_of_row(const syntax::Call& node, const std::string& form, const std::vector<Argument>& arguments, CallFact& fact) {
  bool matched = false;
  const Type result = call_stub(fact.function, nullptr, arguments, node.id, &matched);
  const auto with_exceptions = [](const Argument& one) { return one.keyword == "return_exceptions"; };
  if (form == "gather" && std::any_of(arguments.begin(), arguments.end(), with_exceptions)) {
    mix_with_exceptions(result);
  }
  if (matched) {
    fact.function = facts_.calls[node.id].function;
  }
  return result;
}

/// The name in `setattr(x, "name", value)` and `object.__setattr__(x, "name", value)`; null for one that is computed.
static const syntax::Constant* stored_name(const syntax::Call& node) {
  const auto* name = node.arguments.size() == 3 ? as<syntax::Constant>(node.arguments[1]) : nullptr;
  return name != nullptr && name->constant == syntax::ConstantKind::Str ? name : nullptr;
}

Type Engine::call_special_form(const syntax::Call& node, const std::string& form, Environment& env, CallFact& fact) {
  const auto arguments = infer_arguments(node, env);
  if (form == "isinstance" || form == "issubclass" || form == "callable") {
    if (form != "callable" && arguments.size() == 2 && may_test_methods(arguments[1].type)) {
      expose(arguments[0].type);
    }
    return instance(facts_.bool_type);
  }
  if (form == "hasattr") {
    getattr_form(node, arguments);
    return instance(facts_.bool_type);
  }
  if (form == "getattr") {
    return getattr_form(node, arguments);
  }
  if (form == "object_new") {
    return new_instances(arguments);
  }
  if (form == "setattr") {
    setattr_form(node, arguments);
    if (const syntax::Constant* name = stored_name(node)) {
      kill_attribute(name->text, env);
    }
    return none_type();
  }
  if (form == "delattr") {
    return none_type();
  }
  if (form == "type" && arguments.size() == 1) {
    return classes_of(arguments[0].type, &node == named_);
  }
  if (form == "type" && arguments.size() == 3) {
    for (const Argument& argument : arguments) {
      expose_contents(argument.type);
    }
    return unknown();
  }
  if (form == "vars" || form == "locals" || form == "globals") {
    return namespace_form(node, arguments);
  }
  if (form == "dir") {
    for (const Argument& argument : arguments) {
      expose(argument.type);
    }
    return container(facts_.list_type, node.id, {instance(facts_.str_type)});
  }
  if (form == "id") {
    return instance(facts_.int_type);
  }
  return form == "super" || fact.function == none ? unknown() : form_of_row(node, form, arguments, fact);
}

namespace {
/// Known beginning and end of a string expression: `"op_" + x` -> "op_", f"do_{n}" -> "do_".
void known_affixes(const syntax::Expr* node, std::string& prefix, std::string& suffix, bool& exact) {
  if (const auto* constant = as<syntax::Constant>(node); constant != nullptr && constant->constant == syntax::ConstantKind::Str) {
    prefix = suffix = constant->text;
    exact = true;
  } else if (const auto* sum = as<syntax::BinOp>(node); sum != nullptr && sum->op == syntax::BinaryOperator::Add) {
    std::string ignored;
    bool left_exact = false;
    bool right_exact = false;
    known_affixes(sum->left, prefix, ignored, left_exact);
    known_affixes(sum->right, ignored, suffix, right_exact);
  } else if (const auto* joined = as<syntax::JoinedStr>(node); joined != nullptr && !joined->values.empty()) {
    if (const auto* head = as<syntax::Constant>(joined->values.front())) {
      prefix = head->text;
    }
    if (const auto* tail = as<syntax::Constant>(joined->values.back())) {
      suffix = tail->text;
    }
  }
}
}  // namespace

/// `getattr(o, name[, default])` ranges over the attributes of o's classes, filtered by what is known of the name.
Type Engine::getattr_form(const syntax::Call& node, const std::vector<Argument>& arguments) {
  if (arguments.size() < 2) {
    return {};
  }
  std::string prefix;
  std::string suffix;
  bool exact = false;
  known_affixes(arguments[1].expression, prefix, suffix, exact);
  Type result = arguments.size() > 2 ? arguments[2].type : Type{};
  const auto matches = [&](const std::string& name) { return exact ? name == prefix : !name.starts_with("__") && name.starts_with(prefix) && name.ends_with(suffix); };
  for (const Atom& atom : arguments[0].type.atoms()) {
    if (atom.kind == AtomKind::Unknown) {
      join_into(result, unknown());
      continue;
    }
    if (atom.kind == AtomKind::Module || (atom.kind == AtomKind::Instance && facts_.classes[atom.id].is_stub)) {
      join_into(result, unknown());
      continue;
    }
    if (atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod) {
      facts_.functions[atom.id].is_value = true;
      AttributeFact ignored;
      if (exact) {
        join_into(result, function_attribute(atom, prefix, ignored));
      }
      join_into(result, unknown());
      continue;
    }
    if (atom.kind != AtomKind::Instance && atom.kind != AtomKind::Class) {
      continue;
    }
    facts_.classes[atom.id].is_exposed = true;
    const auto mro = facts_.classes[atom.id].mro;
    for (const ClassId base : mro) {
      if (!facts_.classes[base].is_stub) {
        facts_.classes[base].is_exposed = true;
        join_attributes_named(base, atom, matches, node.id, result);
      }
    }
  }
  return result;
}

/// The own attributes of a class whose names match, as `atom`, an instance or the class of one derived from it, has them.
void Engine::join_attributes_named(ClassId cls, const Atom& atom, FunctionRef<bool(const std::string&)> matches, NodeId site, Type& result) {
  std::vector<std::string> names;  // looking at an attribute may add others
  for (const auto& [name, method] : facts_.classes[cls].methods) {
    names.push_back(name);
  }
  for (const auto& [name, field] : facts_.classes[cls].fields) {
    names.push_back(name);
  }
  for (const std::string& name : names) {
    if (!matches(name)) {
      continue;
    }
    AttributeFact fact;
    const Type value = attribute_of(atom, name, site, fact);
    for (const Atom& one : value.atoms()) {
      if (one.kind == AtomKind::BoundMethod || one.kind == AtomKind::Function) {
        facts_.functions[one.id].is_value = true;
      }
    }
    join_into(result, value);
  }
}

/// Instances keep their attributes in a `__dict__`: the C++ base class does, so all of a hierarchy's do.
void Engine::keep_attributes_in_dict(ClassId cls) {
  facts_.classes[cls].is_exposed = true;
  for (const ClassId base : facts_.classes[cls].mro) {
    facts_.classes[base].has_dynamic_attributes = facts_.classes[base].has_dynamic_attributes || !facts_.classes[base].is_stub;
  }
}

/// `x.__dict__`: the attributes live in it, but those of a data class, which its table of fields describes, are copied into a dict.
void Engine::show_attribute_dict(ClassId cls) {
  const auto& mro = facts_.classes[cls].mro;
  const bool described = std::any_of(mro.begin(), mro.end(), [&](ClassId base) { return facts_.classes[base].kind == ClassKind::Dataclass; });
  const ClassKind kind = facts_.classes[cls].kind;
  if (described || kind == ClassKind::Enum || kind == ClassKind::NamedTuple) {
    facts_.classes[cls].is_exposed = true;
  } else {
    keep_attributes_in_dict(cls);
  }
}

/// The field of that name that instances of the class have; null if they may have none.
FieldInfo* Engine::known_field(ClassId cls, const syntax::Constant* name) {
  for (const ClassId base : name != nullptr ? facts_.classes[cls].mro : std::vector<ClassId>{}) {
    const auto field = facts_.classes[base].fields.find(name->text);
    if (field != facts_.classes[base].fields.end()) {
      return field->second.is_instance_attribute && !facts_.classes[base].is_stub ? &field->second : nullptr;
    }
  }
  return nullptr;
}

void Engine::setattr_form(const syntax::Call& node, const std::vector<Argument>& arguments) {
  if (arguments.size() < 3) {
    return;
  }
  std::string prefix;
  std::string suffix;
  bool exact = false;
  known_affixes(arguments[1].expression, prefix, suffix, exact);
  for (const Atom& atom : arguments[0].type.atoms()) {
    if ((atom.kind != AtomKind::Instance && atom.kind != AtomKind::Class) || facts_.classes[atom.id].is_stub) {
      continue;
    }
    if (FieldInfo* field = atom.kind == AtomKind::Instance ? known_field(atom.id, stored_name(node)) : nullptr) {
      facts_.classes[atom.id].is_exposed = true;  // found by its name, where it is
      add(field->slot, arguments[2].type);
      continue;
    }
    keep_attributes_in_dict(atom.id);
    for (const ClassId base : facts_.classes[atom.id].mro) {
      for (auto& [name, field] : facts_.classes[base].fields) {
        if (!facts_.classes[base].is_stub && (exact ? name == prefix : name.starts_with(prefix) && name.ends_with(suffix))) {
          add(field.slot, arguments[2].type);
          field.is_instance_attribute = true;
        }
      }
    }
  }
}

/// Does a field of the format string ask for an attribute, `{0.name}`, or may it?
static bool names_attributes(const syntax::Expr* format) {
  const auto* text = as<syntax::Constant>(format);
  if (text == nullptr) {
    return true;
  }
  bool inside = false;
  for (const char c : text->text) {
    if (inside && c == '.') {
      return true;
    }
    inside = c == '{' || (inside && c != ':' && c != '!' && c != '}');
  }
  return false;
}

/// `namedtuple("P", "x y")` and `Enum("Color", "RED GREEN")`: a class that the call declares; nothing for any other call.
std::optional<Type> Engine::class_by_call(const syntax::Call& node, const std::string& hook) {
  if (node.arguments.size() < 2) {
    return std::nullopt;
  }
  const auto* name = as<syntax::Constant>(node.arguments[0]);
  const std::vector<std::string> listed = listed_names(*node.arguments[1]);
  if (name == nullptr || listed.empty()) {
    return std::nullopt;
  }
  if (hook == "namedtuple") {
    return Type(class_object(declare_namedtuple_call(node, name->text, listed)));
  }
  const Atom* base = facts_.type(*node.function).single();
  if (base == nullptr || node.arguments.size() != 2 || !node.keywords.empty()) {
    return std::nullopt;
  }
  return Type(class_object(declare_enum_call(node, base->id, name->text, listed)));
}

/// `replace(x, field=value)`: what is given flows into the fields of a new instance.
Type Engine::replaced_instances(const std::vector<Argument>& arguments) {
  for (const Atom& atom : arguments[0].type.atoms()) {
    if (atom.kind != AtomKind::Instance) {
      continue;
    }
    for (const Argument& argument : arguments) {
      if (const FieldInfo* field = argument.keyword.empty() ? nullptr : facts_.find_field(atom.id, argument.keyword)) {
        add(field->slot, argument.type);
      }
    }
    if (const FunctionId post = facts_.find_method(atom.id, "__post_init__"); post != none) {
      const Type self = atom_type(atom);
      call_user(post, &self, init_var_arguments(atom.id), 0);
    }
  }
  return arguments[0].type;
}

/// `P._make(values)`: every value flows into every field.
Type Engine::made_instances(const std::vector<Argument>& arguments, NodeId site, bool& handled) {
  Type result;
  for (const Atom& atom : arguments[0].type.atoms()) {
    if (atom.kind != AtomKind::Class && atom.kind != AtomKind::Instance) {
      continue;
    }
    handled = true;
    const Type element = element_type(arguments[1].type, site);
    for (const std::string& name : facts_.classes[atom.id].field_order) {
      add(facts_.find_field(atom.id, name)->slot, element);
    }
    join_into(result, instance(atom.id));
  }
  return result;
}

/// `asdict(x)` and `astuple(x)`: what the fields hold is copied, and data classes among it become dicts or tuples: nothing of it lives on in the result.
Type Engine::copied_fields(const std::string& hook, const std::vector<Argument>& arguments, NodeId site) {
  for (const Atom& atom : arguments[0].type.atoms()) {
    if (atom.kind == AtomKind::Instance) {
      facts_.classes[atom.id].is_exposed = true;
    }
  }
  if (arguments.size() > 1) {  // a factory makes the result
    expose(arguments[1].type);
    return unknown();
  }
  return hook == "astuple" ? container(facts_.tuple_type, site, {unknown()}) : container(facts_.dict_type, site, {instance(facts_.str_type), unknown()});
}

/// `partial(f, x)`: what is bound flows in now; the rest flows in when it is called, which the result's own row describes.
void Engine::bind_partially(const syntax::Call* node, const std::vector<Argument>& arguments) {
  for (const Atom& atom : arguments[0].type.atoms()) {
    if (atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod) {
      facts_.functions[atom.id].is_value = true;
    }
  }
  CallFact ignored;
  call(arguments[0].type, std::vector<Argument>(arguments.begin() + 1, arguments.end()), node != nullptr ? node->id : 0, ignored);
}

/// Hooks that only note what the library does with its arguments, and leave the result to the row.
void Engine::note_hook(const syntax::Call* node, const std::string& hook, const std::vector<Argument>& arguments) {
  if (arguments.empty()) {
    return;
  }
  if (hook == "format" && names_attributes(arguments.front().expression)) {
    for (const Argument& argument : arguments) {
      expose_contents(argument.type);
    }
  } else if (hook == "partial") {
    bind_partially(node, arguments);
  }
  for (const Atom& atom : arguments[0].type.atoms()) {
    const bool of_class = atom.kind == AtomKind::Instance || atom.kind == AtomKind::Class;
    if (of_class && (hook == "fields" || hook == "is_dataclass")) {
      facts_.classes[atom.id].is_exposed = true;
    } else if (hook == "wraps" && arguments.size() >= 2 && atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub) {
      keep_attributes_in_dict(atom.id);  // update_wrapper(self, f) sets attributes
    }
  }
}

Type Engine::call_hook(const syntax::Call* node, const std::string& hook, const std::vector<Argument>& arguments, NodeId site, bool& handled) {
  if (node != nullptr && (hook == "namedtuple" || hook == "Enum")) {
    if (auto declared = class_by_call(*node, hook)) {
      handled = true;
      return *declared;
    }
  }
  if (hook == "replace" && !arguments.empty()) {
    handled = true;
    return replaced_instances(arguments);
  }
  if (hook == "make" && arguments.size() == 2) {
    return made_instances(arguments, site, handled);
  }
  if ((hook == "asdict" || hook == "astuple") && !arguments.empty()) {
    handled = true;
    return copied_fields(hook, arguments, site);
  }
  if (hook == "auto" || hook == "field") {
    handled = true;
    return hook == "auto" ? instance(facts_.int_type) : Type{};
  }
  note_hook(node, hook, arguments);
  const bool decorates = hook == "wraps" || hook == "lru_cache" || hook == "cache" || hook == "total_ordering" || hook == "contextmanager";
  if (node != nullptr && (decorates || hook == "TypeVar")) {
    handled = hook == "TypeVar";
    return unknown();
  }
  return {};
}

}  // namespace krait::types
