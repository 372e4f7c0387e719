/// What expressions do with the lists in them.
#include <algorithm>

#include "representation/ownership_analysis.hpp"
#include "syntax/children.hpp"

namespace krait::representation {

using syntax::as;

namespace {

const types::StubDecorator* find_row(const types::FunctionInfo& row, std::string_view name) {
  for (const auto& decorator : row.stub_decorators) {
    if (decorator.name == name) {
      return &decorator;
    }
  }
  return nullptr;
}

bool names_parameter(const types::FunctionInfo& row, std::string_view decorator, const std::string& parameter) {
  for (const auto& one : row.stub_decorators) {
    if (one.name != decorator) {
      continue;
    }
    for (const syntax::Expr* argument : one.arguments) {
      const auto* text = as<syntax::Constant>(argument);
      if (text != nullptr && text->text == parameter) {
        return true;
      }
    }
  }
  return false;
}

std::string head_of(const syntax::Expr* annotation) {
  const auto* subscript = as<syntax::Subscript>(annotation);
  const auto* name = as<syntax::Name>(subscript != nullptr ? subscript->value : annotation);
  return name != nullptr ? name->name : "";
}

bool names_container(const std::string& head) { return head == "list" || head == "set" || head == "dict"; }

/// The parameter of a library function that an argument goes to, or null.
const types::ParameterInfo* parameter_of(const types::FunctionInfo& row, std::size_t first, const syntax::Call& node, std::size_t index) {
  if (index >= node.arguments.size()) {
    const std::string& name = node.keywords[index - node.arguments.size()].name;
    const auto it = std::find_if(row.parameters.begin(), row.parameters.end(), [&](const auto& one) { return one.name == name; });
    return it == row.parameters.end() ? nullptr : &*it;
  }
  for (std::size_t position = first; position < row.parameters.size(); ++position) {
    const auto kind = row.parameters[position].kind;
    if (kind == types::ParameterKind::VarArgs) {
      return &row.parameters[position];
    }
    if (kind == types::ParameterKind::KeywordOnly || kind == types::ParameterKind::VarKeywords) {
      return nullptr;
    }
    if (position - first == index) {
      return &row.parameters[position];
    }
  }
  return nullptr;
}

}  // namespace

void OwnershipAnalysis::walk_children(const syntax::Node& node) {
  syntax::for_each_child(node, [&](const syntax::Node& child) {
    if (child.kind < syntax::Kind::FunctionDef) {
      walk(static_cast<const syntax::Expr&>(child), Use::Look);
    }
  });
}

void OwnershipAnalysis::walk(const syntax::Expr& node, Use use) {
  check_type(facts_.type(node));
  switch (node.kind) {
    case syntax::Kind::Name: walk_name(static_cast<const syntax::Name&>(node), use); return;
    case syntax::Kind::Attribute:
    case syntax::Kind::Subscript: walk_place(node, use); return;
    case syntax::Kind::Call: walk_call(static_cast<const syntax::Call&>(node), use); return;
    case syntax::Kind::BinOp: walk_binary(static_cast<const syntax::BinOp&>(node)); return;
    case syntax::Kind::Compare: walk_compare(static_cast<const syntax::Compare&>(node)); return;
    case syntax::Kind::List: walk_display(static_cast<const syntax::List&>(node).elements); return;
    case syntax::Kind::Set:
    case syntax::Kind::Dict: {
      // The display itself is fresh; what it holds is shared.
      syntax::for_each_child(node, [&](const syntax::Node& child) {
        const auto& part = static_cast<const syntax::Expr&>(child);
        share(facts_.type(part));
        walk(part, Use::Look);
      });
      return;
    }
    case syntax::Kind::ListComp:
    case syntax::Kind::SetComp:
    case syntax::Kind::DictComp: walk_comprehension(node); return;
    case syntax::Kind::GeneratorExp: walk_generator(static_cast<const syntax::GeneratorExp&>(node), in_place_.contains(node.id)); return;
    case syntax::Kind::UnaryOp: walk(*static_cast<const syntax::UnaryOp&>(node).operand, Use::Test); return;
    case syntax::Kind::BoolOp:
      if (use != Use::Test) {
        share(facts_.type(node));
      }
      for (const syntax::Expr* operand : static_cast<const syntax::BoolOp&>(node).values) {
        walk(*operand, use == Use::Test ? Use::Test : Use::Look);
      }
      return;
    case syntax::Kind::IfExp: {
      const auto& choice = static_cast<const syntax::IfExp&>(node);
      walk(*choice.test, Use::Test);
      if (use != Use::Test) {
        share(facts_.type(node));
      }
      walk(*choice.body, Use::Look);
      walk(*choice.orelse, Use::Look);
      return;
    }
    case syntax::Kind::JoinedStr:
    case syntax::Kind::FormattedValue:
    case syntax::Kind::Slice:
    case syntax::Kind::Constant: walk_children(node); return;
    case syntax::Kind::Lambda: return;  // its body is walked as a function's
    case syntax::Kind::Starred: walk(*static_cast<const syntax::Starred&>(node).value, Use::Look); return;
    default:
      // tuples, await, yield, `:=`: what they hold is shared
      syntax::for_each_child(node, [&](const syntax::Node& child) {
        share(facts_.type(child.id));
        if (child.kind < syntax::Kind::FunctionDef) {
          walk(static_cast<const syntax::Expr&>(child), Use::Look);
        }
      });
      share(facts_.type(node));
      return;
  }
}

void OwnershipAnalysis::walk_name(const syntax::Name& node, Use use) {
  const types::Type& type = facts_.type(node);
  if (!mentions_containers(type)) {
    return;
  }
  const names::VariableId variable = names_.variable[node.id];
  const bool captured = variable != names::none && names_.access[node.id] == names::Access::Captured;
  if (variable == names::none || (captured && !unit_.runs_in_place) || container_atom(facts_.variable_type(variable)) == nullptr) {
    share(type);
    return;
  }
  if (use != Use::Store) {
    return;
  }
  const names::Variable& info = names_.variables[variable];
  const bool local = is_distinct(variable) && !captured && unit_.body != nullptr && unit_.statement != nullptr;
  if (!local || info.home == nullptr || !runs_once(variable) || is_live_after(*unit_.body, *unit_.statement, variable, names_)) {
    share(type);
    return;
  }
  result_.moves_.insert(node.id);
}

/// Is the use at hand, in a simple statement and not in a comprehension, the only one of the variable in the statement?
bool OwnershipAnalysis::runs_once(names::VariableId variable) const {
  std::size_t mentions = 0;
  const auto count = [&](const auto& self, const syntax::Node& node) -> void {
    mentions += node.kind == syntax::Kind::Name && names_.variable[node.id] == variable ? 1 : 0;
    syntax::for_each_child(node, [&](const syntax::Node& child) { self(self, child); });
  };
  count(count, *unit_.statement);
  const syntax::Kind kind = unit_.statement->kind;
  return mentions == 1 && !repeats_ && (kind == syntax::Kind::Assign || kind == syntax::Kind::AnnAssign || kind == syntax::Kind::ExprStmt || kind == syntax::Kind::Return);
}

void OwnershipAnalysis::walk_place(const syntax::Expr& node, Use use) {
  const types::Type& type = facts_.type(node);
  if (const auto* member = as<syntax::Attribute>(&node)) {
    walk(*member->value, Use::Look);
    const types::AttributeFact* fact = facts_.attribute(node.id);
    const bool plain = fact != nullptr && (fact->kind == types::AttributeKind::Field || (fact->kind == types::AttributeKind::ModuleMember && fact->variable != names::none));
    if (!plain) {
      share_deep(type);  // a bound method, property, attribute of the library
      return;
    }
  }
  if (const auto* item = as<syntax::Subscript>(&node)) {
    walk(*item->value, Use::Look);
    walk(*item->slice, Use::Look);
    const types::Type& container = facts_.type(*item->value);
    const types::Atom* index = facts_.type(*item->slice).single();
    const bool slice = item->slice->kind == syntax::Kind::Slice;
    const bool integer = index != nullptr && index->kind == types::AtomKind::Instance && (index->id == facts_.int_type || index->id == facts_.bool_type);
    const types::Atom* owned = container_atom(container);
    if (owned == nullptr || !(slice || integer || owned->id == facts_.dict_type)) {
      share(container);
      share(type);
      return;
    }
    if (slice) {
      share_nested(container);  // both lists hold the same elements
      return;
    }
  }
  if (use == Use::Store) {
    share(type);
  }
}

void OwnershipAnalysis::walk_display(const std::vector<syntax::Expr*>& elements) {
  for (const syntax::Expr* element : elements) {
    if (element->kind == syntax::Kind::Starred) {
      share_nested(facts_.type(*static_cast<const syntax::Starred*>(element)->value));
      walk(*element, Use::Look);
    } else {
      walk(*element, Use::Store);
    }
  }
}

void OwnershipAnalysis::walk_comprehension(const syntax::Expr& node) {
  const bool outer = std::exchange(repeats_, true);
  if (const auto* list = as<syntax::ListComp>(&node)) {
    walk_clauses(list->generators, {list->element});
    walk(*list->element, Use::Store);
  } else if (const auto* set = as<syntax::SetComp>(&node)) {
    walk_clauses(set->generators, {set->element});
    walk(*set->element, Use::Look);
  } else if (const auto* dict = as<syntax::DictComp>(&node)) {
    walk_clauses(dict->generators, {dict->key, dict->value});
    walk(*dict->key, Use::Look);
    walk(*dict->value, Use::Look);
  }
  repeats_ = outer;
}

/// The clauses of a comprehension; `inner` is what it runs in each round besides.
void OwnershipAnalysis::walk_clauses(const std::vector<syntax::Comprehension>& clauses, const std::vector<const syntax::Node*>& inner) {
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    std::vector<const syntax::Node*> body = inner;
    for (std::size_t j = i; j < clauses.size(); ++j) {
      body.insert(body.end(), clauses[j].ifs.begin(), clauses[j].ifs.end());
      if (j > i) {
        body.push_back(clauses[j].iter);
      }
    }
    loop_source(*clauses[i].target, *clauses[i].iter, body);
    for (const syntax::Expr* test : clauses[i].ifs) {
      walk(*test, Use::Test);
    }
  }
}

void OwnershipAnalysis::walk_generator(const syntax::GeneratorExp& node, bool in_place) {
  const bool outer = std::exchange(unit_.runs_in_place, unit_.runs_in_place && in_place);
  if (in_place && (unit_.function == nullptr || !(unit_.function->is_generator || unit_.function->is_async))) {
    unit_.runs_in_place = true;
  }
  if (!unit_.runs_in_place) {
    // Lives on with what it captures: lists of any kind in it are shared.
    const auto give = [&](const auto& self, const syntax::Node& part) -> void {
      share(facts_.type(part.id));
      syntax::for_each_child(part, [&](const syntax::Node& child) { self(self, child); });
    };
    give(give, node);
  }
  const bool once = std::exchange(repeats_, true);
  walk_clauses(node.generators, {node.element});
  for (const syntax::Comprehension& clause : node.generators) {
    // The lambda's parameter is `const auto&`: what changes its elements goes by handle.
    for (const types::SlotId slot : nested_in(facts_.type(*clause.iter))) {
      const auto writes = [&](const syntax::Expr* part) { return may_write(*part, slot, names::none); };
      if (writes(node.element) || std::any_of(clause.ifs.begin(), clause.ifs.end(), writes)) {
        share(slot);
      }
    }
  }
  walk(*node.element, Use::Look);
  share(facts_.type(*node.element));
  repeats_ = once;
  unit_.runs_in_place = outer;
}

/// A loop over `iter`, whose rounds run `body`.
void OwnershipAnalysis::loop_source(const syntax::Expr& target, const syntax::Expr& iter, const std::vector<const syntax::Node*>& body) {
  if (iter.kind == syntax::Kind::GeneratorExp) {
    in_place_.insert(iter.id);
  }
  walk(iter, Use::Walk);
  const types::Atom* container = container_atom(facts_.type(iter));
  const auto* name = as<syntax::Name>(&target);
  if (container == nullptr) {
    share(facts_.type(target));
    // A view of lists: none of them may change while it goes over them.
    const auto views = [&](const auto& self, const syntax::Expr& source) -> void {
      if (const types::Atom* viewed = container_atom(facts_.type(source))) {
        const types::SlotId slot = facts_.find(viewed->slots[0]);
        const bool touched = (is_place(source) && may_replace(body, source)) ||
                             std::any_of(body.begin(), body.end(), [&](const syntax::Node* part) { return may_write(*part, slot, root(source)); });
        if (touched) {
          share(slot);
        }
      } else if (const auto* call = as<syntax::Call>(&source)) {
        if (const auto* member = as<syntax::Attribute>(call->function)) {
          self(self, *member->value);
        }
        for (const syntax::Expr* argument : call->arguments) {
          self(self, *argument);
        }
      }
    };
    views(views, iter);
    return;
  }
  if (is_place(iter) && (!fixed_place(iter) || may_replace(body, iter))) {
    share(facts_.type(iter));
  }
  const types::SlotId slot = facts_.find(container->slots[0]);
  const bool written = std::any_of(body.begin(), body.end(), [&](const syntax::Node* part) { return may_write(*part, slot, root(iter)); });
  if (!written) {
    result_.quiet_.insert(iter.id);
  }
  if (!mentions_containers(facts_.slot_type(slot))) {
    return;
  }
  // The target stands for the element itself.
  const names::VariableId variable = name != nullptr ? names_.variable[name->id] : names::none;
  const bool fine = variable != names::none && names_.variables[variable].definition_ids.size() == 1 && !names_.symbols[names_.variables[variable].symbol].is_captured &&
                    (names_.variables[variable].placement == names::Placement::ByLoop || names_.variables[variable].placement == names::Placement::ByComprehension) &&
                    (fixed_place(iter) || iter.kind == syntax::Kind::ListComp || iter.kind == syntax::Kind::List) && !written;
  if (!fine) {
    share_nested(facts_.type(iter));
    return;
  }
  alias_sources_[variable] = fixed_place(iter) ? &iter : nullptr;
  result_.aliases_.insert(variable);
}

void OwnershipAnalysis::walk_binary(const syntax::BinOp& node) {
  walk(*node.left, Use::Look);
  walk(*node.right, Use::Look);
  const types::CallFact* fact = facts_.call(node.id);
  const bool plain = fact != nullptr && fact->kind == types::CallKind::Stub;
  for (const syntax::Expr* operand : {node.left, node.right}) {
    if (mentions_containers(facts_.type(*operand))) {
      share_nested(facts_.type(*operand));
      if (!plain || container_atom(facts_.type(*operand)) == nullptr) {
        share(facts_.type(*operand));
      }
    }
  }
  if (!plain) {
    share(facts_.type(node));
  }
}

void OwnershipAnalysis::walk_compare(const syntax::Compare& node) {
  const auto operand = [&](const syntax::Expr& one, bool identity) {
    walk(one, Use::Look);
    if (identity) {
      share(facts_.type(one));
    }
  };
  const auto is_identity = [&](std::size_t i) { return i < node.ops.size() && (node.ops[i] == syntax::CompareOperator::Is || node.ops[i] == syntax::CompareOperator::IsNot); };
  operand(*node.left, is_identity(0));
  for (std::size_t i = 0; i < node.comparators.size(); ++i) {
    operand(*node.comparators[i], is_identity(i) || is_identity(i + 1));
  }
}

// ---- calls ------------------------------------------------------------------------------------------

/// Something that is neither a container nor a plain value, or that holds such, may keep what it was made from: an iterator, a partial.
bool OwnershipAnalysis::may_keep_source(const types::Type& type, std::set<types::SlotId>& seen) const {
  return std::any_of(type.atoms().begin(), type.atoms().end(), [&](const types::Atom& atom) {
    const bool fixed = atom.kind == types::AtomKind::Tuple;
    const bool container =
        atom.kind == types::AtomKind::Instance && (atom.slots.empty() || Ownership::is_ownable(facts_, atom) || atom.id == facts_.frozenset_type || atom.id == facts_.tuple_type);
    const auto of_slot = [&](types::SlotId slot) { return seen.insert(facts_.find(slot)).second && may_keep_source(facts_.slot_type(slot), seen); };
    const auto of_element = [&](const types::Type& element) { return may_keep_source(element, seen); };
    return !(fixed || container) || std::any_of(atom.slots.begin(), atom.slots.end(), of_slot) || std::any_of(atom.elements.begin(), atom.elements.end(), of_element);
  });
}

/// Code that is not known may do anything with what it is given.
void OwnershipAnalysis::give_up(const syntax::Call& node) {
  const auto one = [&](const syntax::Expr& part) {
    share_deep(facts_.type(part));
    walk(part, Use::Look);
  };
  one(*node.function);
  for (const syntax::Expr* argument : node.arguments) {
    one(*argument);
  }
  for (const syntax::Keyword& keyword : node.keywords) {
    one(*keyword.value);
  }
  share(facts_.type(node));
}

void OwnershipAnalysis::walk_call(const syntax::Call& node, Use use) {
  const types::CallFact* fact = facts_.call(node.id);
  if (fact != nullptr && fact->kind == types::CallKind::Special && fact->function != types::none) {
    const types::StubDecorator* form = find_row(facts_.functions[fact->function], "special");
    const auto* name = form != nullptr && !form->arguments.empty() ? as<syntax::Constant>(form->arguments.front()) : nullptr;
    if (name != nullptr && name->text == "print") {
      walk_library_call(node, facts_.functions[fact->function], use);
      return;
    }
  }
  if (fact == nullptr || fact->kind == types::CallKind::Dynamic || fact->kind == types::CallKind::Special || fact->kind == types::CallKind::Never ||
      fact->kind == types::CallKind::Value) {
    give_up(node);
    return;
  }
  if (fact->kind == types::CallKind::Construct && !facts_.classes[fact->cls].is_stub) {
    const types::FunctionId init = facts_.find_method(fact->cls, "__init__");
    if (init == types::none || facts_.functions[init].is_stub || facts_.functions[init].is_synthesised || facts_.classes[fact->cls].kind != types::ClassKind::Plain) {
      give_up(node);
      return;
    }
    walk_user_call(node, facts_.functions[init], 1);
    return;
  }
  if (fact->kind == types::CallKind::Construct && facts_.is_subclass(fact->cls, facts_.base_exception)) {
    give_up(node);
    return;
  }
  if (fact->kind == types::CallKind::User) {
    const types::FunctionInfo& callee = facts_.functions[fact->function];
    const auto* member = as<syntax::Attribute>(node.function);
    const types::AttributeFact* attribute = member != nullptr ? facts_.attribute(member->id) : nullptr;
    const bool by_name = node.function->kind == syntax::Kind::Name || (attribute != nullptr && attribute->kind == types::AttributeKind::ModuleMember);
    const bool method = attribute != nullptr && attribute->kind == types::AttributeKind::Method && callee.method == types::MethodKind::Instance;
    const bool on_instance = method && facts_.type(*member->value).single() != nullptr && facts_.type(*member->value).single()->kind == types::AtomKind::Instance;
    if (fact->targets.size() > 1 || !(on_instance || (by_name && callee.owner == types::none))) {
      give_up(node);
      return;
    }
    if (member != nullptr) {
      walk(*member->value, Use::Look);
    }
    walk_user_call(node, callee, on_instance ? 1 : 0);
    return;
  }
  if (fact->function == types::none) {
    if (!node.arguments.empty() || !node.keywords.empty()) {
      give_up(node);
    }
    return;
  }
  walk_library_call(node, facts_.functions[fact->function], use);
}

void OwnershipAnalysis::walk_user_call(const syntax::Call& node, const types::FunctionInfo& callee, std::size_t skip) {
  const types::Binding binding = types::bind(callee, skip, node);
  std::set<const syntax::Expr*> bound;
  for (std::size_t i = 0; i < binding.parameters.size(); ++i) {
    for (const auto& item : binding.parameters[i]) {
      if (item.value == nullptr) {
        continue;
      }
      bound.insert(item.value);
      const auto kind = callee.parameters[i + skip].kind;
      const bool plain = binding.ok && !item.is_starred && kind != types::ParameterKind::VarArgs && kind != types::ParameterKind::VarKeywords;
      if (plain && container_atom(facts_.type(*item.value)) != nullptr) {
        walk_argument(node, *item.value, callee, i + skip);
      } else {
        share(facts_.type(*item.value));
        walk(*item.value, Use::Look);
      }
    }
  }
  const auto rest = [&](const syntax::Expr* argument) {
    const syntax::Expr* value = argument->kind == syntax::Kind::Starred ? static_cast<const syntax::Starred*>(argument)->value : argument;
    if (!bound.contains(value) && !bound.contains(argument)) {
      share(facts_.type(*value));
      walk(*value, Use::Look);
    }
  };
  std::for_each(node.arguments.begin(), node.arguments.end(), rest);
  for (const syntax::Keyword& keyword : node.keywords) {
    rest(keyword.value);
  }
}

/// A list passed to a function of the program, which gets a reference to it.
void OwnershipAnalysis::walk_argument(const syntax::Call& node, const syntax::Expr& argument, const types::FunctionInfo& callee, std::size_t parameter) {
  const types::Type& type = facts_.type(argument);
  walk(argument, Use::Look);
  const names::VariableId variable = callee.parameters[parameter].variable;
  if (variable == names::none || container_atom(facts_.variable_type(variable)) == nullptr) {
    share(type);
    return;
  }
  const effects::Effects& effects = effects_.function(callee.id);
  const auto writes_any = [&](const std::set<types::SlotId>& slots) {
    return std::any_of(slots.begin(), slots.end(), [&](types::SlotId slot) { return effects.writes.contains(effects::elements(slot)); });
  };
  if (!is_place(argument)) {
    // A temporary binds to `const T&` only.
    if (writes_any(containers_of(type))) {
      share(type);
    }
    return;
  }
  if (!fixed_place(argument)) {
    share(type);
    return;
  }
  // Nothing that runs until the callee returns may replace what the reference stands for.
  const syntax::Expr* place = &argument;
  while (const auto* item = as<syntax::Subscript>(place)) {
    const types::Atom* container = container_atom(facts_.type(*item->value));
    const effects::Key key = effects::elements(facts_.find(container->slots[0]));
    if (effects.anything || effects.writes.contains(key)) {
      share(type);
    }
    place = item->value;
  }
  if (const auto* member = as<syntax::Attribute>(place)) {
    if (effects.anything || effects.writes.contains(effects::field(member->attribute))) {
      share(type);
    }
  } else if (const auto* name = as<syntax::Name>(place)) {
    const names::VariableId used = names_.variable[name->id];
    if (names_.variables[used].placement == names::Placement::Global && (effects.anything || effects.writes.contains(effects::variable(used)))) {
      share(type);
    }
  }
  for (const syntax::Expr* other : node.arguments) {
    if (other != &argument && may_replace(*other, argument)) {
      share(type);
    }
  }
  for (const syntax::Keyword& other : node.keywords) {
    if (other.value != &argument && may_replace(*other.value, argument)) {
      share(type);
    }
  }
}

/// A call of a row of the library, as its receiver, its result and each of its arguments are looked at.
struct OwnershipAnalysis::LibraryCall {
  const syntax::Call& node;
  const types::FunctionInfo& row;
  const types::Type* receiver;  ///< null: no method
  const types::Type& result;
  bool is_lazy;   ///< the result may go on reading what the call was given
  bool in_place;  ///< all is read before the statement ends
  bool has_list_result;
  bool calls_back;  ///< something that is passed may be called
};

static std::vector<const syntax::Expr*> all_arguments(const syntax::Call& node) {
  std::vector<const syntax::Expr*> arguments(node.arguments.begin(), node.arguments.end());
  for (const syntax::Keyword& keyword : node.keywords) {
    arguments.push_back(keyword.value);
  }
  return arguments;
}

static bool may_be_function(const types::Type& type) {
  return std::any_of(type.atoms().begin(), type.atoms().end(), [](const types::Atom& atom) {
    return atom.kind == types::AtomKind::Function || atom.kind == types::AtomKind::BoundMethod || atom.kind == types::AtomKind::Unknown;
  });
}

void OwnershipAnalysis::walk_library_call(const syntax::Call& node, const types::FunctionInfo& row, Use use) {
  const auto* member = as<syntax::Attribute>(node.function);
  const types::AttributeFact* attribute = member != nullptr ? facts_.attribute(member->id) : nullptr;
  const bool method = row.owner != types::none && attribute != nullptr && attribute->kind == types::AttributeKind::Method;
  const types::Type& result = facts_.type(node);
  const std::vector<const syntax::Expr*> arguments = all_arguments(node);
  std::set<types::SlotId> seen;
  const bool is_lazy = may_keep_source(result, seen);
  const LibraryCall call = {.node = node,
                            .row = row,
                            .receiver = method ? &facts_.type(*member->value) : nullptr,
                            .result = result,
                            .is_lazy = is_lazy,
                            .in_place = !is_lazy || use == Use::Walk,
                            .has_list_result = mentions_containers(result),
                            .calls_back = std::any_of(arguments.begin(), arguments.end(), [&](const syntax::Expr* argument) { return may_be_function(facts_.type(*argument)); })};
  if (member != nullptr) {
    walk(*member->value, Use::Look);
  }
  if (method) {
    // A view of a value that no variable holds would outlive it.
    const bool loose = is_lazy && !is_place(*member->value);
    if (mentions_containers(*call.receiver) && (container_atom(*call.receiver) == nullptr || !call.in_place || loose)) {
      share(*call.receiver);
    }
  }
  if (call.has_list_result) {
    share_result(call);
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    walk_library_argument(call, *arguments[i], i);
  }
  if (types::spreads_over_row(row, node)) {  // called as an object
    share_called(call, arguments);
  }
}

/// What a call of the library hands over as objects.
void OwnershipAnalysis::share_called(const LibraryCall& call, const std::vector<const syntax::Expr*>& arguments) {
  if (call.receiver != nullptr) {
    share(*call.receiver);
  }
  for (const syntax::Expr* argument : arguments) {
    share(facts_.type(*argument));
  }
}

/// A container that comes out of the library is new, or is taken out of one, or belongs to who knows.
void OwnershipAnalysis::share_result(const LibraryCall& call) {
  const syntax::Expr* returns = call.row.node != nullptr ? call.row.node->returns : nullptr;
  const bool is_container = container_atom(call.result) != nullptr;
  const bool fresh = is_container && (call.row.name == "__init__" || names_container(head_of(returns)));
  if (fresh) {
    share_nested(call.result);
    if (call.receiver != nullptr) {
      share_nested(*call.receiver);
    }
    return;
  }
  const bool from_container = call.receiver != nullptr && container_atom(*call.receiver) != nullptr;
  const bool takes_out = is_container && from_container && find_row(call.row, "mutates") != nullptr && find_row(call.row, "keeps") == nullptr;
  if (!takes_out) {
    share(call.result);
  }
}

/// Instances of the program's classes that the row may copy, with the lists in them.
bool OwnershipAnalysis::may_be_copied(const types::Type& type, const types::Type& result) const {
  const bool has_instances =
      std::any_of(type.atoms().begin(), type.atoms().end(), [&](const types::Atom& atom) { return atom.kind == types::AtomKind::Instance && !facts_.classes[atom.id].is_stub; });
  return has_instances &&
         std::any_of(result.atoms().begin(), result.atoms().end(), [&](const types::Atom& atom) { return atom.kind != types::AtomKind::Instance || atom.id != facts_.none_type; });
}

void OwnershipAnalysis::walk_library_argument(const LibraryCall& call, const syntax::Expr& passed, std::size_t index) {
  const bool starred = passed.kind == syntax::Kind::Starred;
  const syntax::Expr& argument = starred ? *static_cast<const syntax::Starred&>(passed).value : passed;
  const std::size_t first = call.row.owner != types::none && call.row.method != types::MethodKind::Static ? 1 : 0;
  const types::ParameterInfo* parameter = parameter_of(call.row, first, call.node, index);
  const std::string head = parameter != nullptr ? head_of(parameter->annotation) : "";
  const bool keeps = parameter != nullptr && names_parameter(call.row, "keeps", parameter->name);
  const bool later = keeps || (parameter != nullptr && names_parameter(call.row, "calls_later", parameter->name));
  if ((argument.kind == syntax::Kind::Lambda || argument.kind == syntax::Kind::GeneratorExp) && call.in_place && !call.is_lazy && !later) {
    in_place_.insert(argument.id);
  }
  const types::Type& type = facts_.type(argument);
  const bool bare = as<syntax::Name>(parameter != nullptr ? parameter->annotation : nullptr) != nullptr && head != "object" && head != "Sized";
  if (!mentions_containers(type)) {
    if (bare && !keeps && may_be_copied(type, call.result)) {
      share_deep(type);
    }
    walk(argument, call.in_place && !(keeps && bare) ? Use::Walk : Use::Look);
    return;
  }
  const bool alone = container_atom(type) != nullptr;
  if (keeps && bare && alone && call.receiver != nullptr && container_atom(*call.receiver) != nullptr && !starred) {
    walk(argument, Use::Store);
    return;
  }
  walk(argument, !alone && call.in_place ? Use::Walk : Use::Look);
  const bool views = !alone && argument.kind == syntax::Kind::Call;  // a view of lists, used up here
  if (parameter == nullptr || head == "Any" || head.empty() || (bare && !names_container(head)) || (!alone && !views) || !call.in_place) {
    share(type);
  }
  if (starred || keeps || call.has_list_result || call.calls_back) {
    share_nested(type);
  }
}

}  // namespace krait::representation
