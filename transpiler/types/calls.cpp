/// Calls: of user functions, classes, pylib functions, values, and binding arguments to parameters.
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

Type Engine::infer_kind(const syntax::Call& node, Environment& env) {
  CallFact fact;
  bool handled = false;
  Type result = call_super_method(node, env, fact, handled);
  if (!handled) {
    const Type callee = infer(*node.function, env);
    const Atom* only = callee.single();
    std::string special;
    if (only != nullptr && (only->kind == AtomKind::Function || only->kind == AtomKind::BoundMethod) &&
        facts_.functions[only->id].is_stub) {
      special = special_name(only->id);
    } else if (only != nullptr && only->kind == AtomKind::Class && facts_.classes[only->id].is_stub) {
      for (const StubDecorator& row : facts_.classes[only->id].stub_decorators) {
        if (row.name == "special" && !row.arguments.empty()) {
          special = as<syntax::Constant>(row.arguments.front())->text;
        }
      }
    }
    if (!special.empty()) {
      fact.kind = CallKind::Special;
      fact.function = only->kind == AtomKind::Class ? none : only->id;
      result = call_special_form(node, special, env, fact);
      for (const syntax::Expr* argument : node.arguments) {
        if (special == "print") {
          printed_.insert(argument->id);
        } else {
          use_as_mappings(facts_.type(*argument));
        }
      }
    } else {
      const auto arguments = infer_arguments(node, env);
      const bool bound = only != nullptr && only->kind == AtomKind::BoundMethod && facts_.functions[only->id].is_stub;
      const std::string hook = only == nullptr                         ? ""
                               : bound || only->kind == AtomKind::Function ? hook_name(only->id)
                               : only->kind == AtomKind::Class         ? hook_name(facts_.classes[only->id])
                                                                       : "";
      bool hooked = false;
      if (!hook.empty()) {
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
        result = call_hook(&node, hook, all, node.id, hooked);
        fact.kind = CallKind::Special;
        fact.function = bound || only->kind == AtomKind::Function ? only->id : none;
      }
      if (!hooked) {
        fact = {};
        result = call(callee, arguments, node.id, fact);
      }
    }
  }
  facts_.calls[node.id] = fact;
  kill_for_call(node, env);
  return result;
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
      first = false;
      continue;
    }
    fact.targets.insert(fact.targets.end(), one.targets.begin(), one.targets.end());
    if (fact.kind == CallKind::User && one.kind == CallKind::User) {
      const FunctionInfo& a = facts_.functions[fact.function];
      const FunctionInfo& b = facts_.functions[one.function];
      if (a.owner != none && b.owner != none && a.name == b.name) {
        // One override family: called through the topmost member.
        if (facts_.is_subclass(a.owner, b.owner)) {
          fact.function = one.function;
          continue;
        }
        if (facts_.is_subclass(b.owner, a.owner)) {
          continue;
        }
        for (const ClassId base : facts_.classes[a.owner].mro) {
          const auto it = facts_.classes[base].methods.find(a.name);
          if (it != facts_.classes[base].methods.end() && facts_.is_subclass(b.owner, base) && !facts_.classes[base].is_stub) {
            fact.function = it->second;
          }
        }
        if (facts_.is_subclass(b.owner, facts_.functions[fact.function].owner)) {
          continue;
        }
      }
      fact.kind = CallKind::Value;
    } else if (fact.kind == CallKind::Stub && one.kind == CallKind::Stub && fact.function == one.function) {
      continue;
    } else {
      fact.kind = fact.kind == CallKind::Dynamic || one.kind == CallKind::Dynamic ? CallKind::Dynamic : CallKind::Value;
    }
  }
  return result;
}

Type Engine::call_atom(const Atom& callee, const std::vector<Argument>& arguments, NodeId site, CallFact& fact) {
  switch (callee.kind) {
    case AtomKind::Function: {
      if (facts_.functions[callee.id].is_stub) {
        bool matched = false;
        const FunctionInfo& function = facts_.functions[callee.id];
        // `str.upper` called as a function: the first argument is the receiver.
        const bool unbound = function.owner != none && function.method == MethodKind::Instance && !arguments.empty() &&
                             !arguments[0].is_starred && arguments[0].keyword.empty();
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
      fact.kind = CallKind::User;
      fact.function = callee.id;
      fact.targets.push_back(callee.id);
      return call_user(callee.id, nullptr, arguments, site);
    }
    case AtomKind::BoundMethod: {
      Atom receiver;
      receiver.kind = AtomKind::Instance;
      receiver.id = callee.owner;
      receiver.slots = callee.slots;
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
      if (facts_.functions[callee.id].method == MethodKind::Class) {
        receiver = {};
        receiver.kind = AtomKind::Class;
        receiver.id = callee.owner;
      }
      const Type self = Type(receiver);
      return call_user(callee.id, &self, arguments, site);
    }
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

void Engine::flow_arguments(FunctionInfo& function, std::size_t skip, const std::vector<Argument>& arguments) {
  auto& parameters = function.parameters;
  const bool is_method = function.owner != none && function.method == MethodKind::Instance && !function.is_stub;
  const auto flow_in = [&](ParameterInfo& parameter, const Type& type) {
    // `f(*args)` spreads over `self` too, but what a method is called on is an instance of its class.
    const auto fits = [&](const Atom& atom) { return atom.kind == AtomKind::Instance && facts_.is_subclass(atom.id, function.owner); };
    const bool is_self = is_method && &parameter == &parameters.front();
    add(parameter.slot, is_self ? without(type, [&](const Atom& atom) { return !fits(atom); }) : type);
  };
  ParameterInfo* varargs = nullptr;
  ParameterInfo* varkeywords = nullptr;
  for (ParameterInfo& parameter : parameters) {
    varargs = parameter.kind == ParameterKind::VarArgs ? &parameter : varargs;
    varkeywords = parameter.kind == ParameterKind::VarKeywords ? &parameter : varkeywords;
  }
  std::size_t next = skip;
  bool spread = false;
  for (const Argument& argument : arguments) {
    if (argument.keyword == "**") {
      const Type values = mapping_values(argument.type);
      for (std::size_t i = next; i < parameters.size(); ++i) {
        if (parameters[i].kind != ParameterKind::VarArgs) {
          flow_in(parameters[i], values);
        }
      }
    } else if (!argument.keyword.empty()) {
      const auto it = std::find_if(parameters.begin(), parameters.end(), [&](const ParameterInfo& parameter) {
        return parameter.name == argument.keyword &&
               (parameter.kind == ParameterKind::Ordinary || parameter.kind == ParameterKind::KeywordOnly);
      });
      if (it != parameters.end()) {
        flow_in(*it, argument.type);
      } else if (varkeywords != nullptr) {
        flow_in(*varkeywords, argument.type);
      }
    } else if (argument.is_starred) {
      spread = true;
      const Type element = element_type(argument.type, argument.expression != nullptr ? argument.expression->id : 0);
      for (std::size_t i = next; i < parameters.size(); ++i) {
        if (parameters[i].kind == ParameterKind::KeywordOnly || parameters[i].kind == ParameterKind::VarKeywords) {
          break;
        }
        flow_in(parameters[i], element);
      }
    } else if (spread) {
      for (std::size_t i = next; i < parameters.size(); ++i) {
        if (parameters[i].kind != ParameterKind::KeywordOnly && parameters[i].kind != ParameterKind::VarKeywords) {
          flow_in(parameters[i], argument.type);
        }
      }
    } else if (next < parameters.size() && (parameters[next].kind == ParameterKind::Ordinary ||
                                            parameters[next].kind == ParameterKind::PositionalOnly)) {
      flow_in(parameters[next++], argument.type);
    } else if (varargs != nullptr) {
      flow_in(*varargs, argument.type);
    }
  }
}

Type Engine::call_class(ClassId id, const std::vector<Argument>& arguments, NodeId site, CallFact& fact) {
  fact.kind = CallKind::Construct;
  fact.cls = id;
  ClassInfo& cls = facts_.classes[id];
  const FunctionId init = facts_.find_method(id, "__init__");
  if (cls.is_stub) {
    std::vector<SlotId> slots;
    for (std::uint32_t i = 0; i < cls.type_parameters.size(); ++i) {
      slots.push_back(site_slot(site, first_site_ + i));
    }
    const Type made = instance(id, slots);
    if (init != none && facts_.functions[init].is_stub) {
      const Atom receiver = made.atoms().front();
      bool matched = false;
      if (id == facts_.tuple_type && arguments.size() == 1 && arguments[0].type.single() != nullptr &&
          arguments[0].type.single()->kind == AtomKind::Tuple) {
        fact.function = init;
        return arguments[0].type;  // tuple(of a tuple) is that tuple
      }
      call_stub(init, &receiver, arguments, site, &matched);
      fact.function = matched ? facts_.calls[site].function : init;
      if (!matched) {
        fact.kind = CallKind::Never;
        return {};
      }
    }
    return made;
  }
  if (cls.kind == ClassKind::Enum) {
    fact.function = none;
    return instance(id);
  }
  if (cls.is_abstract && facts_.checks_abstract_methods(id)) {
    bool concrete = true;
    for (const ClassId base : cls.mro) {
      for (const auto& [name, method] : facts_.classes[base].methods) {
        const FunctionId found = facts_.find_method(id, name);
        concrete = concrete && !(found != none && facts_.functions[found].is_abstract);
      }
    }
    if (!concrete) {
      fact.kind = CallKind::Never;
      return {};
    }
  }
  const bool first = !cls.is_instantiated;
  cls.is_instantiated = true;
  const Type made = instance(id);
  Type result = made;
  if (const FunctionId maker = facts_.find_method(id, "__new__"); maker != none && !facts_.functions[maker].is_stub) {
    Atom self;
    self.kind = AtomKind::Class;
    self.id = id;
    const Type class_object(self);
    result = call_user(maker, &class_object, arguments, site);
    fact.targets.push_back(maker);
    cls.is_exposed = true;
  }
  if (init != none) {
    fact.function = init;
    fact.targets.push_back(init);
    if (facts_.functions[init].is_stub) {
      const FunctionId maker = facts_.find_method(id, "__new__");
      const bool own_maker = maker != none && !facts_.functions[maker].is_stub;
      if (cls.kind != ClassKind::Exception && !own_maker && facts_.functions[init].owner == facts_.object_type && !arguments.empty()) {
        fact.kind = CallKind::Never;
      }
    } else {
      call_user(init, &made, arguments, site);
      if (facts_.functions[init].is_synthesised) {
        for (std::size_t i = 1; i < facts_.functions[init].parameters.size(); ++i) {
          const ParameterInfo parameter = facts_.functions[init].parameters[i];
          if (parameter.default_value != nullptr) {
            Environment env;
            add(parameter.slot, infer(*parameter.default_value, env));
          }
        }
        for (const ClassId base : cls.mro) {
          for (auto& [name, field] : facts_.classes[base].fields) {
            if (field.default_factory != nullptr) {
              Environment env;
              CallFact ignored;
              const Type factory = infer(*field.default_factory, env);
              add(field.slot, call(factory, {}, field.default_factory->id, ignored));
            }
          }
        }
        const FunctionId post = facts_.find_method(id, "__post_init__");
        if (post != none) {
          call_user(post, &made, init_var_arguments(id), site);
          fact.targets.push_back(post);
        }
      }
    }
  }
  // Protocol methods may be called by pylib from now on: with the object alone, or with another of its kind.
  (void)first;
  static constexpr std::string_view unary[] = {"__repr__", "__str__", "__hash__", "__bool__", "__len__", "__iter__", "__next__",
                                               "__enter__", "__del__", "__await__", "__aenter__", "__index__", "__int__",
                                               "__float__", "__abs__", "__neg__", "__reversed__", "__aiter__", "__anext__"};
  for (const std::string_view name : unary) {
    const FunctionId method = facts_.find_method(id, name);
    if (method != none && !facts_.functions[method].is_stub) {
      call_user(method, &made, {}, site);
    }
  }
  Argument other;
  other.type = made;
  for (const std::string_view name : {"__eq__", "__lt__", "__le__", "__gt__", "__ge__"}) {
    const FunctionId method = facts_.find_method(id, name);
    if (method != none && !facts_.functions[method].is_stub) {
      call_user(method, &made, {other}, site);
    }
  }
  if (const FunctionId method = facts_.find_method(id, "__format__"); method != none && !facts_.functions[method].is_stub) {
    other.type = instance(facts_.str_type);
    call_user(method, &made, {other}, site);
  }
  return result;
}

/// Values that dynamic code gets hold of: it may call the functions among them with anything.
/// The first parameter of a class method that is called by who knows: its class and those derived from it.
void Engine::receive_classes(const FunctionInfo& function) {
  for (ClassId cls = 0; cls < facts_.classes.size(); ++cls) {
    if (facts_.is_subclass(cls, function.owner)) {
      Atom receiver;
      receiver.kind = AtomKind::Class;
      receiver.id = cls;
      add(function.parameters.front().slot, Type(receiver));
    }
  }
}

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

// ---- binding ----------------------------------------------------------------------------------------

namespace {

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == names.size() ? (names.size() > 2 ? ", and " : " and ") : ", ") + ("'" + names[i] + "'");
  }
  return text;
}

std::string count_error(const FunctionInfo& function, std::size_t skip, std::size_t given) {
  std::size_t most = 0;
  std::size_t least = 0;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ParameterInfo& parameter = function.parameters[i];
    if (parameter.kind == ParameterKind::Ordinary || parameter.kind == ParameterKind::PositionalOnly) {
      ++most;
      least += parameter.has_default ? 0 : 1;
    }
  }
  const std::string wanted = least == most ? std::to_string(most) : "from " + std::to_string(least) + " to " + std::to_string(most);
  return function.name + "() takes " + wanted + " positional argument" + (most == 1 ? "" : "s") + " but " +
         std::to_string(given + skip) + (given + skip == 1 ? " was" : " were") + " given";
}

bool is_positional_only(const FunctionInfo& function, const std::string& name) {
  return std::any_of(function.parameters.begin(), function.parameters.end(),
                     [&](const ParameterInfo& one) { return one.kind == ParameterKind::PositionalOnly && one.name == name; });
}

}  // namespace

Binding bind(const FunctionInfo& function, std::size_t skip, const syntax::Call& call) {
  Binding binding;
  binding.parameters.resize(function.parameters.size() - std::min(skip, function.parameters.size()));
  const auto parameter = [&](std::size_t i) -> const ParameterInfo& { return function.parameters[i + skip]; };
  const std::size_t count = binding.parameters.size();
  std::size_t next = 0;
  bool starred = false;
  std::string by_position;  // keywords that name positional-only parameters
  const auto fail = [&](std::string text) {
    if (binding.ok) {
      binding.ok = false;
      binding.error = std::move(text);
    }
  };
  for (const syntax::Expr* argument : call.arguments) {
    const auto* spread = as<syntax::Starred>(argument);
    const Binding::Item item{spread != nullptr ? spread->value : argument, spread != nullptr};
    starred = starred || spread != nullptr;
    while (next < count && (parameter(next).kind == ParameterKind::Ordinary || parameter(next).kind == ParameterKind::PositionalOnly) &&
           !binding.parameters[next].empty()) {
      ++next;
    }
    if (next < count && parameter(next).kind != ParameterKind::KeywordOnly && parameter(next).kind != ParameterKind::VarKeywords) {
      binding.parameters[next].push_back(item);
    } else {
      fail(count_error(function, skip, call.arguments.size()));
    }
  }
  for (const syntax::Keyword& keyword : call.keywords) {
    const Binding::Item item{keyword.value, keyword.name.empty()};
    if (keyword.name.empty()) {
      starred = true;
    }
    std::size_t target = count;
    for (std::size_t i = 0; i < count; ++i) {
      const bool by_name = parameter(i).kind == ParameterKind::Ordinary || parameter(i).kind == ParameterKind::KeywordOnly;
      if (by_name && parameter(i).name == keyword.name) {
        target = i;
        break;
      }
      if (parameter(i).kind == ParameterKind::VarKeywords) {
        target = i;
      }
    }
    if (target == count) {
      if (is_positional_only(function, keyword.name)) {
        by_position += (by_position.empty() ? "" : ", ") + keyword.name;
      } else if (!keyword.name.empty()) {
        fail(function.name + "() got an unexpected keyword argument '" + keyword.name + "'");
      }
      continue;
    }
    if (parameter(target).kind == ParameterKind::VarKeywords) {
      binding.keyword_names.push_back(keyword.name);
    } else if (!binding.parameters[target].empty()) {
      fail(function.name + "() got multiple values for argument '" + keyword.name + "'");
      continue;
    }
    binding.parameters[target].push_back(item);
  }
  if (!by_position.empty()) {
    fail(function.name + "() got some positional-only arguments passed as keyword arguments: '" + by_position + "'");
  }
  std::vector<std::string> missing;
  std::vector<std::string> missing_keywords;
  for (std::size_t i = 0; i < count; ++i) {
    const ParameterInfo& one = parameter(i);
    if (!binding.parameters[i].empty() || one.has_default || starred) {
      continue;
    }
    if (one.kind == ParameterKind::KeywordOnly) {
      missing_keywords.push_back(one.name);
    } else if (one.kind == ParameterKind::Ordinary || one.kind == ParameterKind::PositionalOnly) {
      missing.push_back(one.name);
    }
  }
  const auto report_missing = [&](const std::vector<std::string>& names, const char* kind) {
    if (!names.empty()) {
      fail(function.name + "() missing " + std::to_string(names.size()) + " required " + kind + " argument" +
           (names.size() == 1 ? "" : "s") + ": " + quoted_list(names));
    }
  };
  report_missing(missing, "positional");
  report_missing(missing_keywords, "keyword-only");
  return binding;
}

}  // namespace krait::types
