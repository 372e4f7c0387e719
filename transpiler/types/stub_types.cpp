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
  return strict ? std::all_of(type.atoms().begin(), type.atoms().end(), one)
                : std::any_of(type.atoms().begin(), type.atoms().end(), one);
}

/// `ContextManager[T]`: a class of the program's own with all its methods.
bool Engine::follows_protocol(const Atom& atom, ClassId protocol) const {
  const ClassInfo& cls = facts_.classes[protocol];
  const auto is_protocol = [](const syntax::Expr* base) { return head_of(base) == "Protocol"; };
  const bool instance = atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub;
  return instance && cls.node != nullptr && std::any_of(cls.node->bases.begin(), cls.node->bases.end(), is_protocol) &&
         std::all_of(cls.methods.begin(), cls.methods.end(), [&](const auto& method) { return facts_.find_method(atom.id, method.first) != none; });
}

bool Engine::accepts_atom(const syntax::Expr* annotation, const FunctionInfo& row, const Atom& atom, bool strict) {
  if (atom.kind == AtomKind::Unknown) {
    return true;
  }
  const auto [members, has_none] = members_of(annotation);
  if (has_none && is_none(atom)) {
    return true;
  }
  for (const syntax::Expr* member : members) {
    const std::string& head = head_of(member);
    if (head.empty() || head == "object" || head == "Any" || head == "Self" || is_type_parameter(row, head)) {
      return true;
    }
    if (head == "Literal") {
      return is_instance_of(atom, facts_.str_type) || is_instance_of(atom, facts_.int_type);
    }
    if (head == "Callable") {
      if (atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod || atom.kind == AtomKind::Class ||
          (atom.kind == AtomKind::Instance && facts_.find_method(atom.id, "__call__") != none)) {
        return true;
      }
      continue;
    }
    if (is_iteration_protocol(head)) {
      const bool async = head == "AsyncIterable" || head == "AsyncIterator";
      if (atom.kind == AtomKind::Tuple || (atom.kind == AtomKind::Class && facts_.classes[atom.id].kind == ClassKind::Enum) ||
          (atom.kind == AtomKind::Instance &&
           (facts_.find_method(atom.id, async ? "__aiter__" : "__iter__") != none ||
            facts_.classes[atom.id].kind == ClassKind::NamedTuple ||
            (!async && facts_.find_method(atom.id, "__getitem__") != none)))) {
        const auto* subscript = as<syntax::Subscript>(member);
        if (!strict || subscript == nullptr) {
          return true;
        }
        const syntax::Expr* wanted = arguments_of(*subscript)[0];
        const std::string& wanted_head = head_of(wanted);
        if (wanted_head == "Any" || wanted_head == "object" || is_type_parameter(row, wanted_head)) {
          return true;
        }
        const Type element = element_type(atom, annotation->id);
        if (!element.is_bottom() && accepts(wanted, row, element, true)) {
          return true;
        }
      }
      continue;
    }
    if (head == "Awaitable" || head == "AsyncIterator") {
      if (atom.kind == AtomKind::Instance && facts_.find_method(atom.id, head == "Awaitable" ? "__await__" : "__anext__") != none) {
        return true;
      }
      continue;
    }
    if (head == "Mapping" || head == "MutableMapping") {
      if (atom.kind == AtomKind::Instance && facts_.find_method(atom.id, "keys") != none) {
        return true;
      }
      continue;
    }
    if (head == "type") {
      if (atom.kind == AtomKind::Class) {
        return true;
      }
      continue;
    }
    if (head == "tuple") {
      if (atom.kind == AtomKind::Tuple) {
        const auto* subscript = as<syntax::Subscript>(member);
        if (subscript == nullptr || !strict) {
          return true;
        }
        const auto arguments = arguments_of(*subscript);
        if (arguments.size() == 2 && is_ellipsis(arguments[1])) {
          if (std::all_of(atom.elements.begin(), atom.elements.end(),
                          [&](const Type& element) { return accepts(arguments[0], row, element, strict); })) {
            return true;
          }
        } else if (arguments.size() == atom.elements.size()) {
          return true;
        }
        continue;
      }
    }
    const ClassId cls = lookup_class(head, row.module);
    if (cls == none) {
      return true;  // a protocol without a row of its own: anything
    }
    if (is_instance_of(atom, cls)) {
      const auto* subscript = as<syntax::Subscript>(member);
      if (subscript != nullptr && atom.kind == AtomKind::Instance && strict) {
        const auto slots = arguments_as(atom, cls);
        const auto arguments = arguments_of(*subscript);
        bool all = true;
        for (std::size_t i = 0; i < slots.size() && i < arguments.size(); ++i) {
          all = all && accepts(arguments[i], row, read(slots[i]), strict);
        }
        if (!all) {
          continue;
        }
      }
      return true;
    }
    if (follows_protocol(atom, cls)) {
      return true;
    }
    const bool number = atom.kind == AtomKind::Instance;
    if (number && cls == facts_.float_type && is_instance_of(atom, facts_.int_type)) {
      return true;
    }
    if (number && cls == facts_.complex_type &&
        (is_instance_of(atom, facts_.int_type) || is_instance_of(atom, facts_.float_type))) {
      return true;
    }
    if (facts_.classes[cls].name.starts_with("Supports") || head == "Sized" || head == "Hashable") {
      return atom.kind == AtomKind::Instance || atom.kind == AtomKind::Tuple;
    }
  }
  return false;
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
  Type rest = has_none ? without(actual, [&](const Atom& atom) { return is_none(atom); }) : actual;
  if (members.size() > 1) {
    // Each atom goes to the first concrete member that takes it; a bare type parameter takes what is left.
    const syntax::Expr* catch_all = nullptr;
    for (const syntax::Expr* member : members) {
      if (is_type_parameter(*call.row, head_of(member))) {
        catch_all = member;
        continue;
      }
      Type part;
      Type other;
      for (const Atom& atom : rest.atoms()) {
        (accepts_atom(member, *call.row, atom, false) && atom.kind != AtomKind::Unknown ? part : other).own_atoms().push_back(atom);
      }
      match(call, member, part);
      rest = other;
    }
    match(call, catch_all, rest);
    return;
  }
  if (members.empty() || rest.is_bottom()) {
    return;
  }
  const syntax::Expr* member = members.front();
  const std::string& head = head_of(member);
  const auto* subscript = as<syntax::Subscript>(member);
  if (is_type_parameter(*call.row, head)) {
    flow(call, head, rest);
    return;
  }
  if (head == "Any") {
    expose(rest);
    return;
  }
  if (subscript == nullptr) {
    if (head != "object" && head != "Hashable") {
      std::for_each(rest.atoms().begin(), rest.atoms().end(), [&](const Atom& atom) { use_as_mapping(atom); });
    } else if (special_name(call.row->id) != "print") {
      use_as_mappings(rest);
    }
    return;
  }
  if (head == "Callable") {
    match_callable(call, *subscript, rest);
    return;
  }
  const auto arguments = arguments_of(*subscript);
  if (is_iteration_protocol(head)) {
    match(call, arguments[0], element_type(rest, call.site));
    return;
  }
  if (head == "Awaitable") {
    match(call, arguments[0], await_type(rest, call.site));
    return;
  }
  if (head == "type") {
    Type instances;
    for (const Atom& atom : rest.atoms()) {
      if (atom.kind == AtomKind::Class) {
        join_into(instances, instance(atom.id));
      }
    }
    match(call, arguments[0], instances);
    return;
  }
  for (const Atom& atom : rest.atoms()) {
    if (atom.kind == AtomKind::Unknown) {
      for (const syntax::Expr* argument : arguments) {
        match(call, argument, unknown());
      }
      continue;
    }
    if (head == "tuple" && atom.kind == AtomKind::Tuple) {
      const bool any_length = arguments.size() == 2 && is_ellipsis(arguments[1]);
      for (std::size_t i = 0; i < atom.elements.size() && (any_length || i < arguments.size()); ++i) {
        match(call, any_length ? arguments[0] : arguments[i], atom.elements[i]);
      }
      continue;
    }
    if (head == "tuple") {
      // A pair that the library unpacks may be any iterable: `dict(word.split("=") for word in words)`.
      for (const syntax::Expr* argument : arguments) {
        match(call, argument, element_type(atom, call.site));
      }
      continue;
    }
    const bool mapping = head == "Mapping" || head == "MutableMapping";
    const ClassId cls = mapping ? facts_.dict_type : lookup_class(head, call.row->module);
    if (atom.kind != AtomKind::Instance || cls == none) {
      continue;
    }
    if (!facts_.is_subclass(atom.id, cls)) {
      match_protocol(call, cls, arguments, atom);
      continue;
    }
    const auto slots = arguments_as(atom, cls);
    for (std::size_t i = 0; i < slots.size() && i < arguments.size(); ++i) {
      const auto* name = as<syntax::Name>(arguments[i]);
      if (name == nullptr || !is_type_parameter(*call.row, name->name)) {
        match(call, arguments[i], read(slots[i]));
        continue;
      }
      TypeBinding& binding = call.bindings[name->name];
      if (mapping) {
        flow(call, name->name, read(slots[i]));
      } else if (binding.slot != none) {
        unify(binding.slot, slots[i]);
      } else {
        binding.slot = slots[i];
        add(slots[i], binding.type);
      }
    }
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
    if (parameter == cls.type_parameters.end() || index >= arguments.size() || facts_.functions[id].parameters.size() != 1 ||
        facts_.find_method(actual.id, name) == none) {
      continue;
    }
    CallFact fact;
    bool found = false;
    match(call, arguments[index], call_special(actual, name, {}, call.site, fact, found));
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
    if (std::none_of(actual.atoms().begin(), actual.atoms().end(),
                     [](const Atom& atom) { return atom.kind == AtomKind::Class; })) {
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
    const std::string& head = head_of(member);
    const auto* subscript = as<syntax::Subscript>(member);
    if (is_type_parameter(*call.row, head)) {
      const TypeBinding& binding = call.bindings[head];
      join_into(result, binding.slot != none ? read(binding.slot) : binding.type);
      continue;
    }
    if (head == "Any" || (head == "object" && subscript == nullptr)) {
      join_into(result, unknown());
      continue;
    }
    if (head == "Self") {
      if (call.has_receiver) {
        join_into(result, atom_type(call.receiver));
      }
      continue;
    }
    if (head == "Never" || head == "NoReturn") {
      continue;
    }
    if (head == "Literal") {
      join_into(result, instance(facts_.str_type));
      continue;
    }
    if (head == "Callable") {
      join_into(result, unknown());
      continue;
    }
    const auto arguments = subscript != nullptr ? arguments_of(*subscript) : AnnotationList{};
    if (head == "Final" || head == "ClassVar") {
      join_into(result, evaluate(call, arguments[0]));
      continue;
    }
    if (head == "tuple" && !arguments.empty() && !(arguments.size() == 2 && is_ellipsis(arguments[1]))) {
      std::vector<Type> elements;
      for (const syntax::Expr* argument : arguments) {
        elements.push_back(evaluate(call, argument));
      }
      join_into(result, tuple(std::move(elements)));
      continue;
    }
    if (head == "type" && !arguments.empty()) {
      const Type instances = evaluate(call, arguments[0]);
      for (const Atom& atom : instances.atoms()) {
        if (atom.kind == AtomKind::Instance) {
          Atom cls;
          cls.kind = AtomKind::Class;
          cls.id = atom.id;
          join_into(result, Type(cls));
        }
      }
      continue;
    }
    if (head == "Awaitable") {
      const SlotId awaited = site_slot(call.site, 64 + call.next_site++);
      add(awaited, arguments.empty() ? unknown() : evaluate(call, arguments[0]));
      join_into(result, coroutine(awaited));
      continue;
    }
    std::string class_name = head;
    if (head == "Iterable" || head == "Reversible" || head == "Collection") {
      class_name = "Iterator";
    }
    const ClassId cls = lookup_class(class_name, call.row->module);
    if (cls == none) {
      join_into(result, unknown());
      continue;
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
    join_into(result, instance(cls, std::move(slots)));
  }
  return result;
}

}  // namespace krait::types
