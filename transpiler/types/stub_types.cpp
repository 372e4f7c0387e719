/// Type expressions of stub rows: matching what is passed against them, and building results from them.
#include <algorithm>
#include <utility>

#include "syntax/children.hpp"
#include "types/engine.hpp"
#include "types/stub_annotations.hpp"

namespace krait::types {

using syntax::as;

bool Engine::is_type_parameter(const FunctionInfo& row, const std::string& name) const {
  const auto in = [&](const std::vector<syntax::TypeParameter>& parameters) {
    return std::any_of(parameters.begin(), parameters.end(), [&](const auto& parameter) { return parameter.name == name; });
  };
  if (row.node != nullptr && in(row.node->type_parameters)) {
    return true;
  }
  if (row.owner == none) {
    return false;
  }
  const auto& names = facts_.classes[row.owner].type_parameters;
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The type arguments of an instance seen as its base class: `Counter[str]` as `dict` -> (str, int).
std::vector<SlotId> Engine::arguments_as(const Atom& atom, ClassId base) {
  if (!looks_by_key_) {
    use_as_mapping(atom);
  }
  if (atom.id == base) {
    return atom.slots;
  }
  const ClassInfo& cls = facts_.classes[atom.id];
  if (cls.node == nullptr) {
    return {};
  }
  for (const syntax::Expr* expression : cls.node->bases) {
    const auto* subscript = as<syntax::Subscript>(expression);
    const ClassId id = lookup_class(head_of(expression), cls.module);
    if (id == none || !facts_.is_subclass(id, base)) {
      continue;
    }
    Atom as_base;
    as_base.kind = AtomKind::Instance;
    as_base.id = id;
    if (subscript != nullptr) {
      std::uint32_t position = 0;
      for (const syntax::Expr* argument : arguments_of(*subscript)) {
        const auto* name = as<syntax::Name>(argument);
        const auto& parameters = cls.type_parameters;
        const auto it = name == nullptr ? parameters.end() : std::find(parameters.begin(), parameters.end(), name->name);
        if (it != parameters.end() && !atom.slots.empty()) {
          as_base.slots.push_back(atom.slots[static_cast<std::size_t>(it - parameters.begin())]);
        } else {
          // A concrete argument: one slot per row, shared by all instances.
          const SlotId slot = site_slot(argument->id, position);
          FunctionInfo row;
          row.module = cls.module;
          row.owner = atom.id;
          StubCall call;
          call.row = &row;
          add(slot, evaluate(call, argument));
          as_base.slots.push_back(slot);
        }
        ++position;
      }
    }
    return arguments_as(as_base, base);
  }
  return {};
}

// ---- does a value fit? ------------------------------------------------------------------------------

bool Engine::accepts(const syntax::Expr* annotation, const FunctionInfo& row, const Type& type, bool strict) {
  if (annotation == nullptr || type.is_bottom()) {
    return true;
  }
  const auto one = [&](const Atom& atom) { return accepts_atom(annotation, row, atom, strict); };
  return strict ? std::all_of(type.atoms().begin(), type.atoms().end(), one) : std::any_of(type.atoms().begin(), type.atoms().end(), one);
}

/// `ContextManager[T]`: a class of the program's own with all its methods.
bool Engine::follows_protocol(const Atom& atom, ClassId protocol) const {
  const ClassInfo& cls = facts_.classes[protocol];
  const bool instance = atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub;
  return instance && is_protocol(cls) && std::all_of(cls.methods.begin(), cls.methods.end(), [&](const auto& method) { return facts_.find_method(atom.id, method.first) != none; });
}

bool Engine::accepts_atom(const syntax::Expr* annotation, const FunctionInfo& row, const Atom& atom, bool strict) {
  if (atom.kind == AtomKind::Unknown) {
    return true;
  }
  const auto [members, has_none] = members_of(annotation);
  if (has_none && is_none(atom)) {
    return true;
  }
  return std::any_of(members.begin(), members.end(), [&](const syntax::Expr* member) { return accepts_member(*member, row, atom, strict, annotation->id); });
}

bool Engine::is_callable(const Atom& atom) const {
  return atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod || atom.kind == AtomKind::Class ||
         (atom.kind == AtomKind::Instance && facts_.find_method(atom.id, "__call__") != none);
}

bool Engine::is_iterable(const Atom& atom, bool async) const {
  if (atom.kind == AtomKind::Class) {
    return facts_.classes[atom.id].kind == ClassKind::Enum;
  }
  if (atom.kind != AtomKind::Instance) {
    return atom.kind == AtomKind::Tuple;
  }
  return facts_.find_method(atom.id, async ? "__aiter__" : "__iter__") != none || facts_.classes[atom.id].kind == ClassKind::NamedTuple ||
         (!async && facts_.find_method(atom.id, "__getitem__") != none);
}

/// Does the value fit one member of a union? `site` is where elements are looked at.
bool Engine::accepts_member(const syntax::Expr& member, const FunctionInfo& row, const Atom& atom, bool strict, NodeId site) {
  const std::string& head = head_of(&member);
  if (head.empty() || head == "object" || head == "Any" || head == "Self" || is_type_parameter(row, head)) {
    return true;
  }
  if (head == "Literal") {
    return is_instance_of(atom, facts_.str_type) || is_instance_of(atom, facts_.int_type);
  }
  if (head == "Callable") {
    return is_callable(atom);
  }
  if (is_iteration_protocol(head)) {
    return is_iterable(atom, head == "AsyncIterable" || head == "AsyncIterator") && accepts_elements(member, row, atom, strict, site);
  }
  if (head == "Awaitable") {
    return atom.kind == AtomKind::Instance && facts_.find_method(atom.id, "__await__") != none;
  }
  if (head == "Mapping" || head == "MutableMapping") {
    return atom.kind == AtomKind::Instance && facts_.find_method(atom.id, "keys") != none;
  }
  if (head == "type") {
    return atom.kind == AtomKind::Class;
  }
  if (head == "tuple" && atom.kind == AtomKind::Tuple) {
    return accepts_tuple(member, row, atom, strict);
  }
  const ClassId cls = lookup_class(head, row.module);
  return cls == none || accepts_instance(member, cls, row, atom, strict);  // a protocol without a row of its own: anything
}

/// `Iterable[T]` and its like, given something iterable.
bool Engine::accepts_elements(const syntax::Expr& member, const FunctionInfo& row, const Atom& atom, bool strict, NodeId site) {
  const auto* subscript = as<syntax::Subscript>(&member);
  if (!strict || subscript == nullptr) {
    return true;
  }
  const syntax::Expr* wanted = arguments_of(*subscript)[0];
  const std::string& head = head_of(wanted);
  if (head == "Any" || head == "object" || is_type_parameter(row, head)) {
    return true;
  }
  const Type element = element_type(atom, site);
  return !element.is_bottom() && accepts(wanted, row, element, true);
}

bool Engine::accepts_tuple(const syntax::Expr& member, const FunctionInfo& row, const Atom& tuple, bool strict) {
  const auto* subscript = as<syntax::Subscript>(&member);
  if (subscript == nullptr || !strict) {
    return true;
  }
  const auto arguments = arguments_of(*subscript);
  if (arguments.size() == 2 && is_ellipsis(arguments[1])) {
    return std::all_of(tuple.elements.begin(), tuple.elements.end(), [&](const Type& element) { return accepts(arguments[0], row, element, strict); });
  }
  return arguments.size() == tuple.elements.size();
}

bool Engine::accepts_type_arguments(const syntax::Expr& member, ClassId cls, const FunctionInfo& row, const Atom& atom) {
  const auto* subscript = as<syntax::Subscript>(&member);
  if (subscript == nullptr || atom.kind != AtomKind::Instance) {
    return true;
  }
  const auto slots = arguments_as(atom, cls);
  const auto arguments = arguments_of(*subscript);
  for (std::size_t i = 0; i < slots.size() && i < arguments.size(); ++i) {
    if (!accepts(arguments[i], row, read(slots[i]), true)) {
      return false;
    }
  }
  return true;
}

bool Engine::accepts_instance(const syntax::Expr& member, ClassId cls, const FunctionInfo& row, const Atom& atom, bool strict) {
  if (is_instance_of(atom, cls)) {
    return !strict || accepts_type_arguments(member, cls, row, atom);
  }
  if (follows_protocol(atom, cls)) {
    return true;
  }
  const auto is_number = [&](ClassId number) { return atom.kind == AtomKind::Instance && is_instance_of(atom, number); };
  if (cls == facts_.float_type && is_number(facts_.int_type)) {
    return true;
  }
  if (cls == facts_.complex_type && (is_number(facts_.int_type) || is_number(facts_.float_type))) {
    return true;
  }
  const std::string& head = head_of(&member);
  const bool takes_any_object = facts_.classes[cls].name.starts_with("Supports") || head == "Sized" || head == "Hashable";
  return takes_any_object && (atom.kind == AtomKind::Instance || atom.kind == AtomKind::Tuple);
}

// ---- what flows in ----------------------------------------------------------------------------------

void Engine::flow(StubCall& call, const std::string& parameter, const Type& type) {
  TypeBinding& binding = call.bindings[parameter];
  join_into(binding.type, type);
  if (binding.slot != none) {
    add(binding.slot, type);
  }
}

void Engine::match(StubCall& call, const syntax::Expr* annotation, const Type& actual) {
  if (annotation == nullptr || actual.is_bottom()) {
    return;
  }
  const auto [members, has_none] = members_of(annotation);
  const Type rest = has_none ? without(actual, [&](const Atom& atom) { return is_none(atom); }) : actual;
  if (members.size() > 1) {
    match_union(call, members, rest);
  } else if (!members.empty() && !rest.is_bottom()) {
    match_member(call, *members.front(), rest);
  }
}

/// Each atom goes to the first concrete member that takes it; a bare type parameter takes what is left.
void Engine::match_union(StubCall& call, const AnnotationList& members, Type actual) {
  const syntax::Expr* catch_all = nullptr;
  for (const syntax::Expr* member : members) {
    if (is_type_parameter(*call.row, head_of(member))) {
      catch_all = member;
      continue;
    }
    Type part;
    Type other;
    for (const Atom& atom : actual.atoms()) {
      (accepts_atom(member, *call.row, atom, false) && atom.kind != AtomKind::Unknown ? part : other).own_atoms().push_back(atom);
    }
    match(call, member, part);
    actual = other;
  }
  match(call, catch_all, actual);
}

void Engine::match_member(StubCall& call, const syntax::Expr& member, const Type& actual) {
  const std::string& head = head_of(&member);
  if (is_type_parameter(*call.row, head)) {
    flow(call, head, actual);
    return;
  }
  if (head == "Any") {
    expose(actual);
    return;
  }
  const auto* subscript = as<syntax::Subscript>(&member);
  if (subscript == nullptr) {
    if (head != "object" && head != "Hashable") {
      std::for_each(actual.atoms().begin(), actual.atoms().end(), [&](const Atom& atom) { use_as_mapping(atom); });
    } else if (special_name(call.row->id) != "print") {
      use_as_mappings(actual);
    }
    return;
  }
  if (head == "Callable") {
    match_callable(call, *subscript, actual);
    return;
  }
  const auto arguments = arguments_of(*subscript);
  if (is_iteration_protocol(head)) {
    match(call, arguments[0], element_type(actual, call.site));
    return;
  }
  if (head == "Awaitable") {
    match(call, arguments[0], await_type(actual, call.site));
    return;
  }
  if (head == "type") {
    Type instances;
    for (const Atom& atom : actual.atoms()) {
      if (atom.kind == AtomKind::Class) {
        join_into(instances, instance(atom.id));
      }
    }
    match(call, arguments[0], instances);
    return;
  }
  for (const Atom& atom : actual.atoms()) {
    match_parameterised(call, head, arguments, atom);
  }
}

/// `dict[K, V]`, `tuple[A, B]`, a protocol with type arguments: what the value holds goes to each argument.
void Engine::match_parameterised(StubCall& call, const std::string& head, const AnnotationList& arguments, const Atom& actual) {
  if (actual.kind == AtomKind::Unknown) {
    for (const syntax::Expr* argument : arguments) {
      match(call, argument, unknown());
    }
    return;
  }
  if (head == "tuple" && actual.kind == AtomKind::Tuple) {
    const bool any_length = arguments.size() == 2 && is_ellipsis(arguments[1]);
    for (std::size_t i = 0; i < actual.elements.size() && (any_length || i < arguments.size()); ++i) {
      match(call, any_length ? arguments[0] : arguments[i], actual.elements[i]);
    }
    return;
  }
  if (head == "tuple") {
    // A pair that the library unpacks may be any iterable: `dict(word.split("=") for word in words)`.
    for (const syntax::Expr* argument : arguments) {
      match(call, argument, element_type(actual, call.site));
    }
    return;
  }
  const bool mapping = head == "Mapping" || head == "MutableMapping";
  const ClassId cls = mapping ? facts_.dict_type : lookup_class(head, call.row->module);
  if (actual.kind != AtomKind::Instance || cls == none) {
    return;
  }
  if (!facts_.is_subclass(actual.id, cls)) {
    match_protocol(call, cls, arguments, actual);
    return;
  }
  const auto slots = arguments_as(actual, cls);
  for (std::size_t i = 0; i < slots.size() && i < arguments.size(); ++i) {
    match_type_argument(call, *arguments[i], slots[i], mapping);
  }
}

/// A type parameter becomes one with the container's slot; of mappings of any kind only the values flow.
void Engine::match_type_argument(StubCall& call, const syntax::Expr& argument, SlotId actual, bool is_mapping) {
  const auto* name = as<syntax::Name>(&argument);
  if (name == nullptr || !is_type_parameter(*call.row, name->name)) {
    match(call, &argument, read(actual));
    return;
  }
  TypeBinding& binding = call.bindings[name->name];
  if (is_mapping) {
    flow(call, name->name, read(actual));
  } else if (binding.slot != none) {
    unify(binding.slot, actual);
  } else {
    binding.slot = actual;
    add(actual, binding.type);
  }
}

/// `self: dict[str, V]` of an `__init__`: what is made holds these types.
void Engine::make_as(StubCall& call, const syntax::Expr& annotation, const Atom& made) {
  const auto* subscript = as<syntax::Subscript>(&annotation);
  if (subscript == nullptr) {
    return;
  }
  const auto types = arguments_of(*subscript);
  const auto slots = arguments_as(made, call.row->owner);
  for (std::size_t i = 0; i < types.size() && i < slots.size(); ++i) {
    const auto* name = as<syntax::Name>(types[i]);
    if (name == nullptr || !is_type_parameter(*call.row, name->name)) {
      add(slots[i], evaluate(call, types[i]));
    }
  }
}

/// `SupportsAbs[R]`, given a class that has the method without deriving from the protocol: what the method returns flows into R.
void Engine::match_protocol(StubCall& call, ClassId protocol, const AnnotationList& arguments, const Atom& actual) {
  const ClassInfo& cls = facts_.classes[protocol];
  for (const auto& [name, id] : cls.methods) {
    const auto* returned = as<syntax::Name>(facts_.functions[id].node->returns);
    const auto parameter = returned != nullptr ? std::find(cls.type_parameters.begin(), cls.type_parameters.end(), returned->name) : cls.type_parameters.end();
    const auto index = static_cast<std::size_t>(parameter - cls.type_parameters.begin());
    if (parameter == cls.type_parameters.end() || index >= arguments.size() || facts_.find_method(actual.id, name) == none) {
      continue;
    }
    // `round(x, digits)` hands on what stands behind the object.
    std::vector<Argument> passed;
    for (std::size_t i = 1; i < std::min(facts_.functions[id].parameters.size(), call.row->parameters.size()); ++i) {
      Argument argument;
      argument.type = annotation_type(facts_.functions[id].parameters[i].annotation, cls.module);
      passed.push_back(argument);
    }
    CallFact fact;
    bool found = false;
    match(call, arguments[index], call_special(actual, name, passed, call.site, fact, found));
  }
}

/// A type parameter that no argument of the row but a callable says anything about.
bool Engine::only_in_callables(const FunctionInfo& row, const std::string& name) const {
  const auto mentions = [&](const auto& self, const syntax::Node& node) -> bool {
    const auto* used = as<syntax::Name>(&node);
    bool found = used != nullptr && used->name == name;
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || self(self, child); });
    return found;
  };
  return is_type_parameter(row, name) && row.owner == none && std::none_of(row.parameters.begin(), row.parameters.end(), [&](const ParameterInfo& parameter) {
           return parameter.annotation != nullptr && head_of(parameter.annotation) != "Callable" && mentions(mentions, *parameter.annotation);
         });
}

/// `Callable[[A, B], R]`: the argument is called with A and B; what it returns flows into R.
/// Of calls of one callable: each makes the set of its arguments' types grow; what is left is found when its function is analysed again.
static constexpr int most_rounds = 4;
static constexpr std::uint32_t sites_of_callables = 0x5000;

void Engine::match_callable(StubCall& call, const syntax::Subscript& annotation, const Type& actual) {
  const auto arguments = arguments_of(annotation);
  std::vector<Argument> passed;
  if (const auto* list = as<syntax::List>(arguments[0])) {
    for (const syntax::Expr* parameter : list->elements) {
      Argument argument;
      if (const auto* starred = as<syntax::Starred>(parameter)) {
        argument.is_starred = true;
        parameter = starred->value;
      }
      argument.type = evaluate(call, parameter);
      if (argument.type.is_bottom() && only_in_callables(*call.row, head_of(parameter))) {
        argument.type = unknown();  // `cmp_to_key(compare)`: what it is called with comes later
      }
      passed.push_back(std::move(argument));
    }
  } else {
    Argument rest;  // Callable[..., R]: called with anything the row's other parameters hold
    expose(actual);
    if (std::none_of(actual.atoms().begin(), actual.atoms().end(), [](const Atom& atom) { return atom.kind == AtomKind::Class; })) {
      match(call, arguments.back(), unknown());
      return;
    }
  }
  // What the callable gives may be passed to it again (`reduce`): until its arguments do not grow.
  for (int round = 0; round < most_rounds; ++round) {
    CallFact fact;
    // What it makes is not what the call itself makes: `defaultdict(list)`.
    const std::uint32_t outer = std::exchange(first_site_, sites_of_callables);
    const Type given = this->call(actual, passed, call.site, fact);
    first_site_ = outer;
    match(call, arguments.back(), given);
    bool grown = false;
    const auto* list = as<syntax::List>(arguments[0]);
    for (std::size_t i = 0; list != nullptr && i < passed.size(); ++i) {
      grown = join_into(passed[i].type, evaluate(call, passed[i].is_starred ? static_cast<const syntax::Starred*>(list->elements[i])->value : list->elements[i])) || grown;
    }
    if (!grown) {
      return;
    }
  }
}

// ---- results ----------------------------------------------------------------------------------------

Type Engine::evaluate(StubCall& call, const syntax::Expr* annotation) {
  if (annotation == nullptr) {
    return none_type();
  }
  const auto [members, has_none] = members_of(annotation);
  Type result = has_none ? none_type() : Type{};
  for (const syntax::Expr* member : members) {
    join_into(result, evaluate_member(call, *member));
  }
  return result;
}

Type Engine::evaluate_member(StubCall& call, const syntax::Expr& member) {
  const std::string& head = head_of(&member);
  const auto* subscript = as<syntax::Subscript>(&member);
  if (is_type_parameter(*call.row, head)) {
    const TypeBinding& binding = call.bindings[head];
    return binding.slot != none ? read(binding.slot) : binding.type;
  }
  if (head == "Any" || (head == "object" && subscript == nullptr)) {
    return unknown();
  }
  if (head == "Self") {
    return call.has_receiver ? atom_type(call.receiver) : Type{};
  }
  if (head == "Never" || head == "NoReturn") {
    return {};
  }
  if (head == "Literal") {
    return instance(facts_.str_type);
  }
  if (head == "Callable") {
    return unknown();
  }
  const auto arguments = subscript != nullptr ? arguments_of(*subscript) : AnnotationList{};
  if (head == "Final" || head == "ClassVar") {
    return evaluate(call, arguments[0]);
  }
  if (head == "tuple" && !arguments.empty() && !(arguments.size() == 2 && is_ellipsis(arguments[1]))) {
    std::vector<Type> elements;
    for (const syntax::Expr* argument : arguments) {
      elements.push_back(evaluate(call, argument));
    }
    return tuple(std::move(elements));
  }
  if (head == "type" && !arguments.empty()) {
    Type classes;
    const Type instances = evaluate(call, arguments[0]);
    for (const Atom& atom : instances.atoms()) {
      if (atom.kind == AtomKind::Instance) {
        join_into(classes, Type(class_object(atom.id)));
      }
    }
    return classes;
  }
  if (head == "Awaitable") {
    const SlotId awaited = site_slot(call.site, 64 + call.next_site++);
    add(awaited, arguments.empty() ? unknown() : evaluate(call, arguments[0]));
    return coroutine(awaited);
  }
  return evaluate_class(call, head, arguments);
}

/// An instance that the call makes; its type arguments have slots of the call's site.
Type Engine::evaluate_class(StubCall& call, const std::string& head, const AnnotationList& arguments) {
  const bool gives_elements = head == "Iterable" || head == "Reversible" || head == "Collection";
  const ClassId cls = lookup_class(gives_elements ? "Iterator" : head, call.row->module);
  if (cls == none) {
    return unknown();
  }
  const std::size_t wanted = facts_.classes[cls].type_parameters.size();
  std::vector<SlotId> slots;
  for (std::size_t i = 0; i < wanted; ++i) {
    const SlotId slot = site_slot(call.site, 64 + call.next_site++);
    if (i < arguments.size() && !is_ellipsis(arguments[i])) {
      add(slot, evaluate(call, arguments[i]));
    } else if (i >= arguments.size()) {
      add(slot, unknown());
    }
    slots.push_back(slot);
  }
  return instance(cls, std::move(slots));
}

}  // namespace krait::types
