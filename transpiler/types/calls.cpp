/// Calls: of user functions, classes, pylib functions, values. How arguments meet parameters is told in binding.cpp, too.
#include <algorithm>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

std::vector<Argument> Engine::infer_arguments(const syntax::Call& node, Environment& env) {
  std::vector<Argument> arguments;
  for (const syntax::Expr* expression : node.arguments) {
    Argument argument;
    argument.expression = expression;
    if (const auto* starred = as<syntax::Starred>(expression)) {
      argument.is_starred = true;
      argument.type = infer(*starred->value, env);
      const Atom* only = argument.type.single();
      const bool named = only != nullptr && only->kind == AtomKind::Instance && facts_.classes[only->id].kind == ClassKind::NamedTuple;
      if (only != nullptr && only->kind == AtomKind::Tuple && !named) {
        for (const Type& element : only->elements) {  // known length: as if written out
          Argument one;
          one.expression = expression;
          one.type = element;
          arguments.push_back(std::move(one));
        }
        continue;
      }
    } else {
      argument.type = infer(*expression, env);
    }
    arguments.push_back(std::move(argument));
  }
  for (const syntax::Keyword& keyword : node.keywords) {
    Argument argument;
    argument.expression = keyword.value;
    argument.keyword = keyword.name.empty() ? "**" : keyword.name;
    argument.is_starred = keyword.name.empty();
    argument.type = infer(*keyword.value, env);
    arguments.push_back(std::move(argument));
  }
  return arguments;
}

/// The form that a row of the library (`@special("isinstance")`) says the callee is; empty for all others.
std::string Engine::special_form_of(const Atom& callee) const {
  if ((callee.kind == AtomKind::Function || callee.kind == AtomKind::BoundMethod) && facts_.functions[callee.id].is_stub) {
    return special_name(callee.id);
  }
  std::string form;
  if (callee.kind == AtomKind::Class && facts_.classes[callee.id].is_stub) {
    for (const StubDecorator& row : facts_.classes[callee.id].stub_decorators) {
      if (row.name == "special" && !row.arguments.empty()) {
        form = as<syntax::Constant>(row.arguments.front())->text;
      }
    }
  }
  return form;
}

/// `x.__eq__(y)` that the class has not written is looked up at run time.
void Engine::show_to_special_method(const syntax::Call& node, const Atom& callee) {
  const auto* asked = as<syntax::Attribute>(node.function);
  const bool is_special = asked != nullptr && asked->attribute.starts_with("__") && asked->attribute.ends_with("__");
  if (is_special && callee.kind == AtomKind::BoundMethod && facts_.functions[callee.id].is_stub) {
    expose_contents(facts_.type(*asked->value));
  }
}

/// A call whose result a hook computes from the arguments (`namedtuple`, `replace`), which may decline.
Type Engine::call_by_hook(const syntax::Call& node, const Atom& callee, const std::vector<Argument>& arguments, CallFact& fact, bool& handled) {
  const bool bound = callee.kind == AtomKind::BoundMethod && facts_.functions[callee.id].is_stub;
  const std::string hook = bound || callee.kind == AtomKind::Function ? hook_name(callee.id) : callee.kind == AtomKind::Class ? hook_name(facts_.classes[callee.id]) : "";
  if (hook.empty()) {
    return {};
  }
  for (const Argument& argument : arguments) {
    use_as_mappings(argument.type);
  }
  std::vector<Argument> all = arguments;
  if (const auto* member = as<syntax::Attribute>(node.function); bound && member != nullptr) {
    Argument self;
    self.expression = member->value;
    self.type = facts_.type(*member->value);
    all.insert(all.begin(), std::move(self));
  }
  Type result = call_hook(&node, hook, all, node.id, handled);
  if (handled) {
    fact.kind = CallKind::Special;
    fact.function = bound || callee.kind == AtomKind::Function ? callee.id : none;
  }
  return result;
}

Type Engine::call_form(const syntax::Call& node, const Atom& callee, const std::string& form, Environment& env, CallFact& fact) {
  fact.kind = CallKind::Special;
  fact.function = callee.kind == AtomKind::Class ? none : callee.id;
  Type result = call_special_form(node, form, env, fact);
  for (const syntax::Expr* argument : node.arguments) {
    if (form == "print") {
      printed_.insert(argument->id);
    } else {
      use_as_mappings(facts_.type(*argument));
    }
  }
  return result;
}

Type Engine::infer_kind(const syntax::Call& node, Environment& env) {
  CallFact fact;
  bool handled = false;
  Type result = call_super_method(node, env, fact, handled);
  if (!handled) {
    const Type callee = infer(*node.function, env);
    const Atom* only = callee.single();
    const std::string form = only != nullptr ? special_form_of(*only) : "";
    if (!form.empty()) {
      result = call_form(node, *only, form, env, fact);
    } else {
      fact = {};
      const auto arguments = infer_arguments(node, env);
      if (only != nullptr) {
        show_to_special_method(node, *only);
        result = call_by_hook(node, *only, arguments, fact, handled);
      }
      if (!handled) {
        result = call(callee, arguments, node.id, fact);
      }
    }
  }
  facts_.calls[node.id] = fact;
  kill_for_call(node, env);
  return result;
}

/// Methods `a` and `b` of one name: the member of their family of overrides through which both are called; or none.
FunctionId Engine::common_override(FunctionId a, FunctionId b) const {
  const FunctionInfo& first = facts_.functions[a];
  const FunctionInfo& second = facts_.functions[b];
  if (first.owner == none || second.owner == none || first.name != second.name) {
    return none;
  }
  if (facts_.is_subclass(first.owner, second.owner)) {
    return b;
  }
  if (facts_.is_subclass(second.owner, first.owner)) {
    return a;
  }
  FunctionId topmost = none;
  for (const ClassId base : facts_.classes[first.owner].mro) {
    const auto it = facts_.classes[base].methods.find(first.name);
    if (it != facts_.classes[base].methods.end() && facts_.is_subclass(second.owner, base) && !facts_.classes[base].is_stub) {
      topmost = it->second;
    }
  }
  return topmost;
}

/// `into` is how what was called up to now is called; `from` how one more is.
void Engine::merge_call_fact(CallFact& into, const CallFact& from) const {
  into.targets.insert(into.targets.end(), from.targets.begin(), from.targets.end());
  if (into.kind == CallKind::User && from.kind == CallKind::User) {
    const FunctionId common = common_override(into.function, from.function);
    if (common != none) {
      into.function = common;
    } else {
      into.kind = CallKind::Value;
    }
  } else if (into.kind != CallKind::Stub || from.kind != CallKind::Stub || into.function != from.function) {
    into.kind = into.kind == CallKind::Dynamic || from.kind == CallKind::Dynamic ? CallKind::Dynamic : CallKind::Value;
  }
}

Type Engine::call(const Type& callee, const std::vector<Argument>& arguments, NodeId site, CallFact& fact) {
  Type result;
  bool first = true;
  for (const Atom& atom : callee.atoms()) {
    if (is_none(atom) && callee.atoms().size() > 1) {
      continue;
    }
    CallFact one;
    join_into(result, call_atom(atom, arguments, site, one));
    if (first) {
      fact = one;
    } else {
      merge_call_fact(fact, one);
    }
    first = false;
  }
  return result;
}

Type Engine::call_function(const Atom& callee, const std::vector<Argument>& arguments, NodeId site, CallFact& fact) {
  const FunctionInfo& function = facts_.functions[callee.id];
  if (!function.is_stub) {
    fact.kind = CallKind::User;
    fact.function = callee.id;
    fact.targets.push_back(callee.id);
    return call_user(callee.id, nullptr, arguments, site);
  }
  // `str.upper` called as a function: the first argument is the receiver.
  const bool unbound = function.owner != none && function.method == MethodKind::Instance && !arguments.empty() && !arguments[0].is_starred && arguments[0].keyword.empty();
  bool matched = false;
  Type result;
  if (unbound) {
    const std::vector<Argument> rest(arguments.begin() + 1, arguments.end());
    for (const Atom& receiver : arguments[0].type.atoms()) {
      join_into(result, call_stub(callee.id, &receiver, rest, site, &matched));
    }
  } else {
    result = call_stub(callee.id, nullptr, arguments, site, &matched);
  }
  fact.kind = matched ? CallKind::Stub : CallKind::Never;
  fact.function = matched ? facts_.calls[site].function : callee.id;
  return result;
}

Type Engine::call_bound_method(const Atom& callee, const std::vector<Argument>& arguments, NodeId site, CallFact& fact) {
  const Atom receiver = {.kind = AtomKind::Instance, .id = callee.owner, .slots = callee.slots, .elements = {}};
  if (facts_.functions[callee.id].is_stub) {
    bool matched = false;
    const Type result = call_stub(callee.id, &receiver, arguments, site, &matched);
    fact.kind = matched ? CallKind::Stub : CallKind::Never;
    fact.function = matched ? facts_.calls[site].function : callee.id;
    return result;
  }
  fact.kind = CallKind::User;
  fact.function = callee.id;
  fact.targets.push_back(callee.id);
  const Type self(facts_.functions[callee.id].method == MethodKind::Class ? class_object(callee.owner) : receiver);
  return call_user(callee.id, &self, arguments, site);
}

Type Engine::call_atom(const Atom& callee, const std::vector<Argument>& arguments, NodeId site, CallFact& fact) {
  switch (callee.kind) {
    case AtomKind::Function: return call_function(callee, arguments, site, fact);
    case AtomKind::BoundMethod: return call_bound_method(callee, arguments, site, fact);
    case AtomKind::Class: return call_class(callee.id, arguments, site, fact);
    case AtomKind::Instance: {
      bool found = false;
      const Type result = call_special(callee, "__call__", arguments, site, fact, found);
      if (!found) {
        fact.kind = CallKind::Never;
      }
      return result;
    }
    case AtomKind::Unknown:
      fact.kind = CallKind::Dynamic;
      for (const Argument& argument : arguments) {
        expose(argument.type);
      }
      return unknown();
    case AtomKind::Tuple:
    case AtomKind::Module: fact.kind = CallKind::Never; return {};
  }
  return {};
}

Type Engine::result_of(const FunctionInfo& function) {
  if (function.is_generator) {
    if (function.is_async) {
      return async_generator(function.yields, function.sends);
    }
    return instance(facts_.generator_type, {function.yields, function.sends, function.returns});
  }
  if (function.is_async) {
    return coroutine(function.returns);
  }
  return read(function.returns);
}

Type Engine::call_user(FunctionId id, const Type* self, const std::vector<Argument>& arguments, NodeId) {
  FunctionInfo& function = facts_.functions[id];
  if (!frozen_) {
    enqueue_function(id);
  }
  std::size_t skip = 0;
  const bool takes_self = self != nullptr && function.method != MethodKind::Static && !function.parameters.empty();
  if (takes_self) {
    const ParameterInfo& parameter = function.parameters.front();
    if (parameter.kind == ParameterKind::VarArgs) {
      add(parameter.slot, *self);
    } else {
      skip = 1;
      add(parameter.slot, *self);
      if (function.owner != none && function.method != MethodKind::Class && function.method != MethodKind::None) {
        add(parameter.slot, instance(function.owner));
      }
    }
  }
  flow_arguments(function, skip, arguments);
  return result_of(function);
}

/// The values of what `**` spreads.
Type Engine::mapping_values(const Type& mapping) {
  Type values;
  for (const Atom& atom : mapping.atoms()) {
    if (atom.kind == AtomKind::Unknown) {
      join_into(values, unknown());
    } else if (atom.kind == AtomKind::Instance && facts_.is_subclass(atom.id, facts_.dict_type)) {
      const auto slots = arguments_as(atom, facts_.dict_type);
      if (slots.size() == 2) {
        join_into(values, read(slots[1]));
      }
    }
  }
  return values;
}

/// `f(*args)` spreads over `self` too, but what a method is called on is an instance of its class.
void Engine::flow_argument(FunctionInfo& function, ParameterInfo& parameter, const Type& type) {
  const bool is_method = function.owner != none && function.method == MethodKind::Instance && !function.is_stub;
  if (!is_method || &parameter != &function.parameters.front()) {
    add(parameter.slot, type);
    return;
  }
  add(parameter.slot, without(type, [&](const Atom& atom) { return atom.kind != AtomKind::Instance || !facts_.is_subclass(atom.id, function.owner); }));
}

/// `f(name=value)`: to the parameter of that name, else into `**rest`.
void Engine::flow_keyword(FunctionInfo& function, const Argument& argument) {
  ParameterInfo* target = nullptr;
  for (ParameterInfo& parameter : function.parameters) {
    const bool by_name = parameter.kind == ParameterKind::Ordinary || parameter.kind == ParameterKind::KeywordOnly;
    if (by_name && parameter.name == argument.keyword) {
      target = &parameter;
      break;
    }
    target = parameter.kind == ParameterKind::VarKeywords ? &parameter : target;
  }
  if (target != nullptr) {
    flow_argument(function, *target, argument.type);
  }
}

void Engine::flow_arguments(FunctionInfo& function, std::size_t skip, const std::vector<Argument>& arguments) {
  auto& parameters = function.parameters;
  const auto varargs = std::find_if(parameters.begin(), parameters.end(), [](const ParameterInfo& one) { return one.kind == ParameterKind::VarArgs; });
  const auto by_keyword_only = [](const ParameterInfo& one) { return one.kind == ParameterKind::KeywordOnly || one.kind == ParameterKind::VarKeywords; };
  std::size_t next = skip;
  bool spread = false;
  for (const Argument& argument : arguments) {
    if (argument.keyword == "**") {
      const Type values = mapping_values(argument.type);
      for (std::size_t i = next; i < parameters.size(); ++i) {
        if (parameters[i].kind != ParameterKind::VarArgs) {
          flow_argument(function, parameters[i], values);
        }
      }
    } else if (!argument.keyword.empty()) {
      flow_keyword(function, argument);
    } else if (argument.is_starred) {
      spread = true;
      const Type element = element_type(argument.type, argument.expression != nullptr ? argument.expression->id : 0);
      for (std::size_t i = next; i < parameters.size() && !by_keyword_only(parameters[i]); ++i) {
        flow_argument(function, parameters[i], element);
      }
    } else if (spread) {
      for (std::size_t i = next; i < parameters.size(); ++i) {
        if (!by_keyword_only(parameters[i])) {
          flow_argument(function, parameters[i], argument.type);
        }
      }
    } else if (next < parameters.size() && (parameters[next].kind == ParameterKind::Ordinary || parameters[next].kind == ParameterKind::PositionalOnly)) {
      flow_argument(function, parameters[next++], argument.type);
    } else if (varargs != parameters.end()) {
      flow_argument(function, *varargs, argument.type);
    }
  }
}

/// Makes an instance of a class of the library.
Type Engine::construct_library(ClassId id, const std::vector<Argument>& arguments, NodeId site, CallFact& fact) {
  std::vector<SlotId> slots;
  for (std::uint32_t i = 0; i < facts_.classes[id].type_parameters.size(); ++i) {
    slots.push_back(site_slot(site, first_site_ + i));
  }
  const Type made = instance(id, slots);
  const FunctionId init = facts_.find_method(id, "__init__");
  if (init == none || !facts_.functions[init].is_stub) {
    return made;
  }
  const Atom* given = arguments.size() == 1 ? arguments[0].type.single() : nullptr;
  if (id == facts_.tuple_type && given != nullptr && given->kind == AtomKind::Tuple) {
    fact.function = init;
    return arguments[0].type;  // tuple(of a tuple) is that tuple
  }
  bool matched = false;
  call_stub(init, &made.atoms().front(), arguments, site, &matched);
  fact.function = matched ? facts_.calls[site].function : init;
  if (!matched) {
    fact.kind = CallKind::Never;
    return {};
  }
  return made;
}

bool Engine::has_abstract_methods(ClassId id) const {
  for (const ClassId base : facts_.classes[id].mro) {
    for (const auto& [name, method] : facts_.classes[base].methods) {
      const FunctionId found = facts_.find_method(id, name);
      if (found != none && facts_.functions[found].is_abstract) {
        return true;
      }
    }
  }
  return false;
}

/// The method that a class of the program, not the library, defines or inherits; or none.
FunctionId Engine::user_method(ClassId cls, std::string_view name) const {
  const FunctionId method = facts_.find_method(cls, name);
  return method != none && !facts_.functions[method].is_stub ? method : none;
}

/// An `__init__` that a hook has made (`@dataclass`) evaluates the defaults of fields itself, and calls `__post_init__`.
void Engine::run_synthesised_init(ClassId id, const FunctionInfo& init, const Type& made, NodeId site, CallFact& fact) {
  for (std::size_t i = 1; i < init.parameters.size(); ++i) {
    const ParameterInfo parameter = init.parameters[i];
    if (parameter.default_value != nullptr) {
      Environment env;
      add(parameter.slot, infer(*parameter.default_value, env));
    }
  }
  for (const ClassId base : facts_.classes[id].mro) {
    for (auto& [name, field] : facts_.classes[base].fields) {
      if (field.default_factory != nullptr) {
        Environment env;
        CallFact ignored;
        const Type factory = infer(*field.default_factory, env);
        add(field.slot, call(factory, {}, field.default_factory->id, ignored));
      }
    }
  }
  if (const FunctionId post = facts_.find_method(id, "__post_init__"); post != none) {
    call_user(post, &made, init_var_arguments(id), site);
    fact.targets.push_back(post);
  }
}

void Engine::call_init(ClassId id, const Type& made, const std::vector<Argument>& arguments, NodeId site, CallFact& fact) {
  const FunctionId init = facts_.find_method(id, "__init__");
  if (init == none) {
    return;
  }
  fact.function = init;
  fact.targets.push_back(init);
  const FunctionInfo& function = facts_.functions[init];
  if (function.is_stub) {
    const bool takes_nothing = facts_.classes[id].kind != ClassKind::Exception && user_method(id, "__new__") == none && function.owner == facts_.object_type;
    if (takes_nothing && !arguments.empty()) {
      fact.kind = CallKind::Never;
    }
    return;
  }
  call_user(init, &made, arguments, site);
  if (function.is_synthesised) {
    run_synthesised_init(id, function, made, site, fact);
  }
}

/// Protocol methods may be called by pylib once there is an instance: with the object alone, or with another of its kind.
void Engine::call_protocol_methods(ClassId id, const Type& made, NodeId site) {
  static constexpr std::string_view unary[] = {"__repr__",   "__str__",   "__hash__", "__bool__",  "__len__", "__iter__", "__next__",     "__enter__", "__del__",  "__await__",
                                               "__aenter__", "__index__", "__int__",  "__float__", "__abs__", "__neg__",  "__reversed__", "__aiter__", "__anext__"};
  for (const std::string_view name : unary) {
    if (const FunctionId method = user_method(id, name); method != none) {
      call_user(method, &made, {}, site);
    }
  }
  Argument other;
  other.type = made;
  for (const std::string_view name : {"__eq__", "__lt__", "__le__", "__gt__", "__ge__"}) {
    if (const FunctionId method = user_method(id, name); method != none) {
      call_user(method, &made, {other}, site);
    }
  }
  if (const FunctionId method = user_method(id, "__format__"); method != none) {
    other.type = instance(facts_.str_type);
    call_user(method, &made, {other}, site);
  }
}

Type Engine::call_class(ClassId id, const std::vector<Argument>& arguments, NodeId site, CallFact& fact) {
  fact.kind = CallKind::Construct;
  fact.cls = id;
  ClassInfo& cls = facts_.classes[id];
  if (cls.is_stub) {
    return construct_library(id, arguments, site, fact);
  }
  if (cls.kind == ClassKind::Enum) {
    fact.function = none;
    return instance(id);
  }
  if (cls.is_abstract && facts_.checks_abstract_methods(id) && has_abstract_methods(id)) {
    fact.kind = CallKind::Never;
    return {};
  }
  cls.is_instantiated = true;
  const Type made = instance(id);
  Type result = made;
  if (const FunctionId maker = user_method(id, "__new__"); maker != none) {
    const Type class_itself(class_object(id));
    result = call_user(maker, &class_itself, arguments, site);
    fact.targets.push_back(maker);
    cls.is_exposed = true;
  }
  call_init(id, made, arguments, site, fact);
  call_protocol_methods(id, made, site);
  return result;
}

/// The first parameter of a class method that is called by who knows: its class and those derived from it.
void Engine::receive_classes(const FunctionInfo& function) {
  for (ClassId cls = 0; cls < facts_.classes.size(); ++cls) {
    if (facts_.is_subclass(cls, function.owner)) {
      add(function.parameters.front().slot, Type(class_object(cls)));
    }
  }
}

/// Values that dynamic code gets hold of: it may call the functions among them with anything.
void Engine::expose(const Type& type) {
  use_as_mappings(type);
  for (const Atom& atom : type.atoms()) {
    if (atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod) {
      FunctionInfo& function = facts_.functions[atom.id];
      function.is_value = true;
      if (function.is_stub || function.is_exposed) {
        continue;
      }
      function.is_exposed = true;
      enqueue_function(atom.id);
      const bool of_class = function.method == MethodKind::Class && function.owner != none && !function.parameters.empty();
      const std::size_t skip = atom.kind == AtomKind::BoundMethod || of_class ? 1 : 0;
      if (of_class) {
        receive_classes(function);
      } else if (skip == 1) {
        add(function.parameters.front().slot, join(instance(atom.owner), instance(function.owner)));
      }
      for (std::size_t i = skip; i < function.parameters.size(); ++i) {
        add(function.parameters[i].slot, unknown());
      }
    } else if (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub) {
      facts_.classes[atom.id].is_exposed = true;
    } else if (atom.kind == AtomKind::Class) {
      facts_.classes[atom.id].is_exposed = true;
    }
  }
}

}  // namespace krait::types
