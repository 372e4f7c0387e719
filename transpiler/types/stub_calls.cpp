/// Calls of pylib functions: choosing the overload, binding type parameters, building the result.
#include <algorithm>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

namespace {

std::string row_text(const std::vector<StubDecorator>& rows, std::string_view name) {
  for (const StubDecorator& row : rows) {
    if (row.name == name && !row.arguments.empty()) {
      const auto* text = as<syntax::Constant>(row.arguments.front());
      return text != nullptr ? text->text : "";
    }
  }
  return "";
}

/// The parameter an argument goes to, or null: by position (behind the receiver), by keyword, or into *args / **kwargs.
const ParameterInfo* parameter_for(const FunctionInfo& row, const Argument& argument, std::size_t position, bool skip_first) {
  const std::size_t first = skip_first ? 1 : 0;
  if (!argument.keyword.empty()) {
    for (std::size_t i = first; i < row.parameters.size(); ++i) {
      const ParameterInfo& parameter = row.parameters[i];
      if (parameter.kind == ParameterKind::VarKeywords ||
          (parameter.name == argument.keyword && (parameter.kind == ParameterKind::Ordinary || parameter.kind == ParameterKind::KeywordOnly))) {
        return &parameter;
      }
    }
    return nullptr;
  }
  std::size_t index = first;
  for (; index < row.parameters.size(); ++index) {
    const ParameterInfo& parameter = row.parameters[index];
    if (parameter.kind == ParameterKind::VarArgs) {
      return &parameter;
    }
    if (parameter.kind != ParameterKind::PositionalOnly && parameter.kind != ParameterKind::Ordinary) {
      return nullptr;
    }
    if (position == index - first) {
      return &parameter;
    }
  }
  return nullptr;
}

bool takes_receiver(const FunctionInfo& row, const Atom* receiver) {
  return receiver != nullptr && (row.method == MethodKind::Instance || row.method == MethodKind::Class || row.method == MethodKind::Property);
}

}  // namespace

std::string Engine::hook_name(FunctionId stub) const { return row_text(facts_.functions[stub].stub_decorators, "hook"); }
std::string Engine::hook_name(const ClassInfo& cls) const { return row_text(cls.stub_decorators, "hook"); }
std::string Engine::special_name(FunctionId stub) const { return row_text(facts_.functions[stub].stub_decorators, "special"); }

bool Engine::fits(const FunctionInfo& row, const Atom* receiver, const std::vector<Argument>& arguments, bool strict) {
  const bool skip = takes_receiver(row, receiver);
  const bool makes_receiver = row.name == "__init__";
  if (skip && !makes_receiver && !row.parameters.empty() && row.parameters.front().annotation != nullptr &&
      !accepts_atom(row.parameters.front().annotation, row, *receiver, strict)) {
    return false;
  }
  std::vector<const ParameterInfo*> filled;
  bool starred = false;
  std::size_t position = 0;
  for (const Argument& argument : arguments) {
    if (argument.is_starred) {
      starred = true;
      continue;
    }
    const ParameterInfo* parameter = parameter_for(row, argument, position, skip);
    position += argument.keyword.empty() ? 1 : 0;
    if (parameter == nullptr || !accepts(parameter->annotation, row, argument.type, strict)) {
      return false;
    }
    filled.push_back(parameter);
  }
  if (starred) {
    return true;
  }
  for (std::size_t i = skip ? 1 : 0; i < row.parameters.size(); ++i) {
    const ParameterInfo& parameter = row.parameters[i];
    const bool optional = parameter.has_default || parameter.kind == ParameterKind::VarArgs || parameter.kind == ParameterKind::VarKeywords;
    if (!optional && std::find(filled.begin(), filled.end(), &parameter) == filled.end()) {
      return false;
    }
  }
  return true;
}

const FunctionInfo* Engine::choose_overload(FunctionId first, const Atom* receiver, const std::vector<Argument>& arguments, bool strict) {
  // `zip(*rows)` passes any number of arguments, `dict(**options)` any names: they go to the overload that takes those, if there is one.
  const auto spreads = [&](bool keywords) {
    return std::any_of(arguments.begin(), arguments.end(), [&](const Argument& one) { return one.is_starred && one.keyword.empty() != keywords; });
  };
  const auto takes = [](const FunctionInfo& row, ParameterKind kind) {
    return std::any_of(row.parameters.begin(), row.parameters.end(), [&](const ParameterInfo& one) { return one.kind == kind; });
  };
  const bool any_number = spreads(false);
  const bool any_names = spreads(true);
  const FunctionInfo* chosen = nullptr;
  for (FunctionId id = first; id != none; id = facts_.functions[id].next) {
    const FunctionInfo& row = facts_.functions[id];
    if (!fits(row, receiver, arguments, strict)) {
      continue;
    }
    chosen = chosen == nullptr ? &row : chosen;
    if ((!any_number || takes(row, ParameterKind::VarArgs)) && (!any_names || takes(row, ParameterKind::VarKeywords))) {
      return &row;
    }
  }
  return chosen;
}

void Engine::bind_receiver(StubCall& call, const Atom& receiver) {
  call.receiver = receiver;
  call.has_receiver = true;
  if (call.row->owner == none) {
    return;
  }
  const ClassInfo& owner = facts_.classes[call.row->owner];
  if (receiver.kind == AtomKind::Tuple) {
    Type elements;
    for (const Type& element : receiver.elements) {
      join_into(elements, element);
    }
    for (const std::string& parameter : owner.type_parameters) {
      call.bindings[parameter].type = elements;
    }
    return;
  }
  if (receiver.kind != AtomKind::Instance) {
    return;
  }
  const auto slots = arguments_as(receiver, call.row->owner);
  for (std::size_t i = 0; i < owner.type_parameters.size() && i < slots.size(); ++i) {
    call.bindings[owner.type_parameters[i]].slot = slots[i];
  }
}

/// `abs(x)` where x is an int or a float: the overload for floats takes both, but gives a float for an int only if there is none for ints.
/// Then the result is what the overloads give for each kind; the call is that of the overload which takes both.
bool Engine::call_by_kind(FunctionId first_overload, const Atom* receiver, const std::vector<Argument>& arguments, NodeId site, const FunctionInfo& chosen, Type& result) {
  if (facts_.functions[first_overload].next == none) {
    return false;
  }
  const auto is_float = [&](const Atom& atom) { return atom.kind == AtomKind::Instance && atom.id == facts_.float_type; };
  const auto is_int = [&](const Atom& atom) { return atom.kind == AtomKind::Instance && (atom.id == facts_.int_type || atom.id == facts_.bool_type); };
  const auto mixed = std::find_if(arguments.begin(), arguments.end(), [&](const Argument& argument) {
    const auto& atoms = argument.type.atoms();
    return !argument.is_starred && std::any_of(atoms.begin(), atoms.end(), is_float) && std::any_of(atoms.begin(), atoms.end(), is_int);
  });
  if (mixed == arguments.end()) {
    return false;
  }
  std::vector<Argument> ints = arguments;
  std::vector<Argument> floats = arguments;
  const auto index = static_cast<std::size_t>(mixed - arguments.begin());
  ints[index].type = without(mixed->type, is_float);
  floats[index].type = without(mixed->type, is_int);
  const FunctionInfo* for_ints = choose_overload(first_overload, receiver, ints, true);
  if (for_ints == nullptr || for_ints == &chosen) {
    return false;
  }
  result = call_stub(first_overload, receiver, ints, site);
  join_into(result, call_stub(first_overload, receiver, floats, site));
  facts_.calls[site].function = chosen.id;
  return true;
}

/// `*rest` and `**named` of a call: their elements flow into every parameter that they may fill.
void Engine::match_spread(StubCall& call, const Argument& argument, std::size_t first) {
  const FunctionInfo& row = *call.row;
  for (std::size_t i = 0; i < row.parameters.size(); ++i) {
    const ParameterInfo& parameter = row.parameters[i];
    if (i < first || parameter.kind == ParameterKind::KeywordOnly) {
      continue;
    }
    const bool named = parameter.kind == ParameterKind::VarKeywords;
    Type spread;
    if (named == (argument.keyword == "**")) {
      spread = named ? mapping_values(argument.type) : element_type(argument.type, call.site);
    }
    match(call, parameter.annotation, spread);
  }
}

/// The types of the arguments flow into the annotations. Callables last: their argument types come from the other arguments.
void Engine::match_stub_arguments(StubCall& call, const std::vector<Argument>& arguments, bool has_receiver) {
  const auto is_callable = [](const Atom& atom) { return atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod || atom.kind == AtomKind::Class; };
  for (const bool callables : {false, true}) {
    std::size_t position = 0;
    for (const Argument& argument : arguments) {
      if (argument.is_starred) {
        if (callables) {
          match_spread(call, argument, position + (has_receiver ? 1 : 0));
        }
        continue;
      }
      const ParameterInfo* parameter = parameter_for(*call.row, argument, position, has_receiver);
      position += argument.keyword.empty() ? 1 : 0;
      if (parameter != nullptr && callables == std::any_of(argument.type.atoms().begin(), argument.type.atoms().end(), is_callable)) {
        match(call, parameter->annotation, argument.type);
      }
    }
  }
}

/// Is the row's body a model of its result, `-> Any: return x.__floor__()`?
static const syntax::Expr* model_of(const FunctionInfo& row) {
  const auto* any = as<syntax::Name>(row.node->returns);
  const auto& statements = row.node->body.statements;
  const bool is_model = any != nullptr && any->name == "Any" && statements.size() == 1 && statements[0]->kind == syntax::Kind::Return;
  return is_model ? static_cast<const syntax::Return*>(statements[0])->value : nullptr;
}

/// The result of a row that has a model: the model's, run over the arguments.
Type Engine::model_result(const FunctionInfo& row, const syntax::Expr& model, const std::vector<Argument>& arguments, bool has_receiver, NodeId site) {
  std::map<std::string, Type> locals;
  std::map<std::string, const syntax::Expr*> given;
  std::size_t position = 0;
  for (const Argument& argument : arguments) {
    const ParameterInfo* parameter = argument.is_starred ? nullptr : parameter_for(row, argument, position++, has_receiver);
    if (parameter != nullptr) {
      join_into(locals[parameter->name], argument.type);
      given[parameter->name] = argument.expression;
    }
  }
  Type result = run_model(model, locals, site);
  const auto* power = as<syntax::BinOp>(&model);
  const auto* exponent = power != nullptr && power->op == syntax::BinaryOperator::Pow ? as<syntax::Name>(power->right) : nullptr;
  return exponent != nullptr && given.contains(exponent->name) ? with_sign(std::move(result), given[exponent->name]) : result;
}

Type Engine::call_stub(FunctionId first_overload, const Atom* receiver, const std::vector<Argument>& arguments, NodeId site, bool* matched) {
  // An argument of which nothing is known yet must not choose an overload: the choice would stick.
  if (std::any_of(arguments.begin(), arguments.end(), [](const Argument& argument) { return argument.type.is_bottom(); })) {
    facts_.calls[site].function = first_overload;
    if (matched != nullptr) {
      *matched = true;
    }
    return {};
  }
  const FunctionInfo* row = choose_overload(first_overload, receiver, arguments, true);
  if (row == nullptr) {
    row = choose_overload(first_overload, receiver, arguments, false);
  }
  if (matched != nullptr) {
    *matched = row != nullptr;
  }
  if (row == nullptr) {
    return {};
  }
  const FunctionInfo& chosen = *row;
  if (Type by_kind; call_by_kind(first_overload, receiver, arguments, site, chosen, by_kind)) {
    return by_kind;
  }
  StubCall call;
  call.row = &chosen;
  call.site = site;
  const bool has_receiver = takes_receiver(chosen, receiver);
  if (has_receiver) {
    bind_receiver(call, *receiver);
    if (!chosen.parameters.empty() && chosen.parameters.front().annotation != nullptr) {
      match(call, chosen.parameters.front().annotation, atom_type(*receiver));
      if (chosen.name == "__init__") {
        make_as(call, *chosen.parameters.front().annotation, *receiver);
      }
    }
  }
  match_stub_arguments(call, arguments, has_receiver);
  const syntax::Expr* model = model_of(chosen);
  const Type result = model != nullptr ? model_result(chosen, *model, arguments, has_receiver, site) : evaluate(call, chosen.node->returns);
  facts_.calls[site].function = chosen.id;
  if (chosen.is_async) {
    const SlotId slot = site_slot(site, 48);
    add(slot, result);
    return coroutine(slot);
  }
  return has_decorator(chosen.stub_decorators, "noreturn") ? Type{} : result;
}

/// A model of one expression over the parameters: operators and special methods, as `return x.__floor__()`.
Type Engine::run_model(const syntax::Expr& node, const std::map<std::string, Type>& locals, NodeId site) {
  if (const auto* name = as<syntax::Name>(&node)) {
    const auto it = locals.find(name->name);
    return it == locals.end() ? Type{} : it->second;
  }
  CallFact ignored;
  if (const auto* operation = as<syntax::BinOp>(&node)) {
    return binary(site, operation->op, run_model(*operation->left, locals, site), run_model(*operation->right, locals, site), false, ignored);
  }
  if (const auto* call_node = as<syntax::Call>(&node)) {
    if (const auto* method = as<syntax::Attribute>(call_node->function)) {
      std::vector<Argument> arguments;
      for (const syntax::Expr* argument : call_node->arguments) {
        Argument one;
        one.type = run_model(*argument, locals, site);
        arguments.push_back(std::move(one));
      }
      return call_special(run_model(*method->value, locals, site), method->attribute, arguments, site, ignored);
    }
  }
  return unknown();
}

Type Engine::stub_attribute(const FunctionInfo& row, const Atom& receiver, NodeId site) {
  StubCall call;
  call.row = &row;
  call.site = site;
  bind_receiver(call, receiver);
  return evaluate(call, row.node->returns);
}

Type Engine::stub_variable(program::ModuleId module, const std::string& name) {
  const auto it = stub_variables_.find(std::pair(module, name));
  if (it == stub_variables_.end()) {
    return {};
  }
  FunctionInfo row;
  row.module = module;
  StubCall call;
  call.row = &row;
  call.site = it->second->id;
  return evaluate(call, it->second->annotation);
}

// ---- iteration and awaiting -------------------------------------------------------------------------

Type Engine::element_type(const Type& type, NodeId site) {
  Type result;
  for (const Atom& atom : type.atoms()) {
    join_into(result, element_type(atom, site));
  }
  return result;
}

Type Engine::element_type(const Atom& atom, NodeId site) {
  switch (atom.kind) {
    case AtomKind::Unknown: return unknown();
    case AtomKind::Tuple: {
      Type result;
      for (const Type& element : atom.elements) {
        join_into(result, element);
      }
      return result;
    }
    case AtomKind::Class: return facts_.classes[atom.id].kind == ClassKind::Enum ? instance(atom.id) : Type{};
    case AtomKind::Instance: break;
    default: return {};
  }
  if (facts_.classes[atom.id].kind == ClassKind::NamedTuple) {
    return element_of_named_tuple(facts_.classes[atom.id]);
  }
  // What stands at the site is told of by its own fact, not by the calls of the protocol.
  const std::optional<CallFact> previous = facts_.calls.contains(site) ? std::optional(facts_.calls[site]) : std::nullopt;
  Type result = element_of_instance(atom, site);
  if (previous) {
    facts_.calls[site] = *previous;
  } else {
    facts_.calls.erase(site);
  }
  return result;
}

Type Engine::element_of_named_tuple(const ClassInfo& cls) {
  Type result;
  for (const std::string& name : cls.field_order) {
    if (cls.fields.find(name)->second.is_instance_attribute) {
      join_into(result, read(cls.fields.find(name)->second.slot));
    }
  }
  return result;
}

Type Engine::element_of_instance(const Atom& atom, NodeId site) {
  const bool async = facts_.find_method(atom.id, "__aiter__") != none && facts_.find_method(atom.id, "__iter__") == none;
  const FunctionId iter = facts_.find_method(atom.id, async ? "__aiter__" : "__iter__");
  if (iter != none) {
    return facts_.functions[iter].is_stub ? element_by_row(atom, facts_.functions[iter], site, async) : element_by_method(atom, site, async);
  }
  if (facts_.find_method(atom.id, "__getitem__") == none) {
    return {};
  }
  Argument index;
  index.type = instance(facts_.int_type);
  CallFact fact;
  bool found = false;
  return call_special(atom, "__getitem__", {index}, site, fact, found);
}

/// `__iter__(self) -> Iterator[X]`: X without making an iterator.
Type Engine::element_by_row(const Atom& atom, const FunctionInfo& iter, NodeId site, bool async) {
  if (facts_.is_subclass(atom.id, facts_.iterator_type)) {
    const auto slots = arguments_as(atom, facts_.iterator_type);
    if (!slots.empty()) {
      return read(slots.front());
    }
  }
  StubCall call;
  call.row = &iter;
  call.site = site;
  call.next_site = 200;
  bind_receiver(call, atom);
  if (const auto* subscript = as<syntax::Subscript>(iter.node->returns)) {
    return evaluate(call, subscript->slice);
  }
  const FunctionId next = iter.node->returns != nullptr ? facts_.find_method(atom.id, async ? "__anext__" : "__next__") : none;
  if (next == none) {
    return {};
  }
  const FunctionInfo row = facts_.functions[next];
  call.row = &row;
  call.bindings.clear();
  bind_receiver(call, atom);
  const Type given = evaluate(call, row.node->returns);
  return async ? await_type(given, site) : given;
}

/// What the program's own `__iter__` gives has `__next__`, or is of the library.
Type Engine::element_by_method(const Atom& atom, NodeId site, bool async) {
  CallFact fact;
  bool found = false;
  const Type iterator = call_special(atom, async ? "__aiter__" : "__iter__", {}, site, fact, found);
  Type result;
  for (const Atom& one : iterator.atoms()) {
    if (one.kind == AtomKind::Instance && (one.id == atom.id || !facts_.classes[one.id].is_stub)) {
      bool found_next = false;
      const Type next = call_special(one, async ? "__anext__" : "__next__", {}, site, fact, found_next);
      join_into(result, async ? await_type(next, site) : next);
    } else {
      join_into(result, element_type(one, site));
    }
  }
  return result;
}

Type Engine::await_type(const Type& type, NodeId site) {
  Type result;
  for (const Atom& atom : type.atoms()) {
    if (atom.kind == AtomKind::Unknown) {
      join_into(result, unknown());
    } else if (atom.kind == AtomKind::Instance && facts_.classes[atom.id].is_stub) {
      if (awaitable_type_ == none) {
        awaitable_type_ = facts_.stub_class("Awaitable");
      }
      const auto slots = arguments_as(atom, awaitable_type_);
      join_into(result, slots.empty() ? none_type() : read(slots.front()));
    } else if (atom.kind == AtomKind::Instance) {
      CallFact fact;
      bool found = false;
      const Type inner = call_special(atom, "__await__", {}, site, fact, found);
      for (const Atom& generator : inner.atoms()) {
        if (generator.slots.size() == 3) {
          join_into(result, read(generator.slots[2]));
        }
      }
    }
  }
  return result;
}

}  // namespace krait::types
