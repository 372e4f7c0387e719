/// Assignment, unpacking, augmented assignment.
///
///   a, b = b, a        →  std::swap(a, b);
///   x, y = point       →  const auto [x, y] = point;   (fresh names)
///   x += 1             →  x += 1;  or  x = py::floor_div(x, 2);
#include <algorithm>
#include <optional>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

namespace {
/// The operators that numbers have in place, with the same result.
std::optional<cpp::AssignOp> in_place_operator(syntax::BinaryOperator op) {
  switch (op) {
    case syntax::BinaryOperator::Add: return cpp::AssignOp::Add;
    case syntax::BinaryOperator::Sub: return cpp::AssignOp::Sub;
    case syntax::BinaryOperator::Mult: return cpp::AssignOp::Mul;
    default: return std::nullopt;
  }
}
}  // namespace

/// `T x = co_await f();`: the local that the suspension has just got gives way to the variable it is for.
static cpp::Expr* direct_suspension(std::vector<cpp::Stmt*>& block, FunctionContext& context, cpp::Expr* value) {
  const auto* local = cpp::as<cpp::Name>(value);
  const auto* made = block.empty() ? nullptr : cpp::as<cpp::Variable>(block.back());
  const bool fits = local != nullptr && made != nullptr && made->names.size() == 1 && made->names[0] == local->text && made->init == cpp::InitStyle::Assign &&
                    (made->values[0]->kind == cpp::Kind::CoAwait || made->values[0]->kind == cpp::Kind::CoYield);
  if (!fits) {
    return value;
  }
  context.taken.erase(local->text);
  if (!context.invented.empty() && context.invented.back() == local->text) {
    context.invented.pop_back();
  }
  block.pop_back();
  return made->values[0];
}

/// Does the statement say nothing to C++: a type for annotations, `__all__`, a class made by a call?
bool Lowering::is_silent_definition(const syntax::Assign& node, const syntax::Name& target, names::VariableId variable) const {
  const names::Variable& info = names_.variables[variable];
  const bool names_type = node.value->kind == syntax::Kind::Subscript || node.value->kind == syntax::Kind::Name;
  if (repr(*node.value).is(Kind::TypeRef) && names_type && only_annotates(variable) && !names_.symbols[info.symbol].is_read_elsewhere && info.definition_ids.size() == 1) {
    return true;  // Matrix = list[list[float]]: annotations only
  }
  if (target.name == "__all__" && info.uses.empty() && info.placement != names::Placement::Global) {
    return true;  // for star imports, which have been resolved
  }
  return facts_.class_of(node.value->id) != types::none;  // P = namedtuple("P", …): the struct itself is the definition
}

/// `x = value`. False where it is assigned like any other target.
bool Lowering::assign_name(const syntax::Assign& node, const syntax::Name& target) {
  const names::VariableId variable = names_.variable[target.id];
  const Repr& value_repr = repr(*node.value);
  if (value_repr.is(Kind::Module)) {
    return true;
  }
  if (variable == names::none) {
    statement_value_ = node.value;
    return false;
  }
  const names::Variable& info = names_.variables[variable];
  const bool alias = (reprs_.ownership().is_alias(variable) && value_repr.owned) || is_steady_element(variable, *node.value, node);
  if (alias && may_declare_here(variable, node)) {
    declare_alias(variable, *node.value);
    return true;
  }
  const bool comprehension = node.value->kind == syntax::Kind::ListComp || node.value->kind == syntax::Kind::SetComp || node.value->kind == syntax::Kind::DictComp;
  const bool fresh = !context_->declared.contains(variable) && may_declare_here(variable, node);
  if (comprehension && fresh && reprs_.of_variable(variable) == value_repr && !info.maybe_unbound && info.placement != names::Placement::Cell) {
    context_->declared.insert(variable);
    comprehension_statements(*node.value, variable_name(variable));
    return true;
  }
  statement_value_ = node.value;
  if (is_type_alias(*node.value)) {
    name_recursive_type(node, target.name);
    return true;  // Json = Union[…]: annotations only
  }
  if (is_silent_definition(node, target, variable)) {
    return true;
  }
  if (names_.access[target.id] == names::Access::Class) {
    return false;
  }
  if (fresh) {
    static_cast<void>(variable_name(variable));  // a member of that name is hidden in the initialiser already
  }
  Value value{lower_as(*node.value, reprs_.of_variable(variable)), reprs_.of_variable(variable)};
  const bool suspends = node.value->kind == syntax::Kind::Await || node.value->kind == syntax::Kind::Yield;
  if (suspends && fresh && !info.maybe_unbound && !is_cell(variable)) {
    value.expr = direct_suspension(*block_, *context_, value.expr);
  }
  store_variable(variable, value, may_declare_here(variable, node));
  return true;
}

/// The object that the method is called on, as a handle.
cpp::Expr* Lowering::self_handle() { return cpp::construct(type({.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}), {cpp::this_()}); }

/// `x.field = value`: C++ evaluates the right side of `=` first, as Python does. False where the class does not declare the field.
bool Lowering::assign_field(const syntax::Attribute& target, const syntax::Expr& value) {
  const types::AttributeFact* fact = facts_.attribute(target.id);
  const bool known = fact != nullptr && fact->kind != types::AttributeKind::Dynamic && fact->owner != types::none;
  const types::FieldInfo* field = known ? facts_.find_field(fact->owner, target.attribute) : nullptr;
  if (field == nullptr) {
    return false;
  }
  // None stays None where the object keeps its attributes in a dict.
  const Repr& declared = is_dynamic_field(*field) && repr(value).is(Kind::None) ? repr(value) : reprs_.of_field(*field);
  store_attribute(target, {is_self(value) ? self_handle() : lower_as(value, declared), declared});
  return true;
}

void Lowering::lower_kind(const syntax::Assign& node) {
  const bool single = node.targets.size() == 1;
  if (single && declare_joiner(node, *node.targets[0])) {
    return;
  }
  if (const auto* name = single ? as<syntax::Name>(node.targets[0]) : nullptr; name != nullptr && assign_name(node, *name)) {
    return;
  }
  if (single && (swap_or_parallel(*node.targets[0], *node.value, node) || update_in_place(*node.targets[0], *node.value))) {
    return;
  }
  if (const auto* attribute = single ? as<syntax::Attribute>(node.targets[0]) : nullptr; attribute != nullptr && assign_field(*attribute, *node.value)) {
    return;
  }
  Value value = value_of(*node.value);
  if (is_self(*node.value)) {
    value = {self_handle(), value.repr};
  }
  const bool constant = node.value->kind == syntax::Kind::Constant;
  if (!single && !constant) {
    value = hoist(value, "value");
  }
  for (const syntax::Expr* target : node.targets) {
    assign(*target, constant ? value_of(*node.value) : value, &node);
  }
}

/// `Json = Union[None, str, list["Json"]]`: values of many kinds, nested as deep as one likes, are py::object.
void Lowering::name_recursive_type(const syntax::Assign& node, const std::string& name) {
  const std::function<bool(const syntax::Node&)> mentions = [&](const syntax::Node& part) {
    const auto* text = as<syntax::Constant>(&part);
    bool found = text != nullptr && text->constant == syntax::ConstantKind::Str && text->text == name;
    syntax::for_each_child(part, [&](const syntax::Node& child) { found = found || mentions(child); });
    return found;
  };
  if (context_->function != nullptr || !mentions(*node.value)) {
    return;
  }
  declare_in_header([&] {
    cpp::Stmt* const alias = cpp::alias(reprs_.cpp_name(name), type(object()));
    attach_comments(alias, node);
    return alias;
  });
}

/// Is this the value of a type alias: a subscripted special form of `typing`; or a type variable?
bool Lowering::is_type_alias(const syntax::Expr& value) const {
  const auto* call = as<syntax::Call>(&value);
  const types::Atom* callee = call != nullptr ? facts_.type(*call->function).single() : nullptr;
  if (callee != nullptr && callee->kind == types::AtomKind::Class && facts_.classes[callee->id].is_stub &&
      types::decorator_text(facts_.classes[callee->id].stub_decorators, "hook") == "TypeVar") {
    return true;
  }
  const auto* subscript = as<syntax::Subscript>(&value);
  const auto* name = subscript != nullptr ? as<syntax::Name>(subscript->value) : nullptr;
  if (name == nullptr || names_.variable[name->id] == names::none) {
    return false;
  }
  const auto& definitions = names_.variables[names_.variable[name->id]].definition_ids;
  for (const NodeId definition : definitions) {
    const auto import = names_.imports.find(definition);
    if (import != names_.imports.end() && import->second.module != names::none && program_.modules[import->second.module]->name == "typing") {
      return true;
    }
  }
  return false;
}

/// May this statement's own declaration introduce the variable?
bool Lowering::may_declare_here(names::VariableId variable, const syntax::Stmt& statement) const {
  const names::Variable& info = names_.variables[variable];
  return info.first_statement == &statement && info.declare_at_definition;
}

/// Effects of reading the element that an augmented assignment stores to.
effects::Effects Lowering::element_read(const syntax::Subscript& target) const {
  effects::Effects effects = effects_.of(target);
  if (effects_.of(*target.value).is_pure() && effects_.of(*target.slice).is_pure()) {
    effects.reads.insert(effects.writes);
    effects.writes = {};
  }
  return effects;
}

/// `d[k] = d.get(k, 0) + n` → `d.setdefault(k, 0) += n`: one look-up. The stub of `get` names the method that gives the place (`@in_place`).
bool Lowering::update_in_place(const syntax::Expr& target, const syntax::Expr& source) {
  const auto* subscript = as<syntax::Subscript>(&target);
  const auto* operation = as<syntax::BinOp>(&source);
  const auto* call = operation != nullptr ? as<syntax::Call>(operation->left) : nullptr;
  const auto* method = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
  const types::CallFact* fact = method != nullptr ? facts_.call(call->id) : nullptr;
  if (subscript == nullptr || fact == nullptr || fact->kind != types::CallKind::Stub || call->arguments.size() != 2 || !call->keywords.empty() ||
      !same_place(*subscript->value, *method->value) || !same_place(*subscript->slice, *call->arguments[0])) {
    return false;
  }
  const types::FunctionInfo& row = facts_.functions[fact->function];
  const std::string place = types::decorator_text(row.stub_decorators, "in_place");
  const Repr& container = repr(*method->value);
  const auto simple = [](const effects::Effects& effects) { return effects.is_pure() && effects.raised.empty(); };
  if (place.empty() || !container.is(Kind::Library) || container.cls != row.owner || container.arguments.size() != 2 || call->arguments[1]->kind != syntax::Kind::Constant ||
      !simple(effects_.of(*subscript->value)) || !simple(effects_.of(*call->arguments[0])) || !effects_.of(*operation->right).is_pure()) {
    return false;
  }
  const std::optional<cpp::AssignOp> op = in_place_operator(operation->op);
  const Repr& element = container.arguments[1];
  const Repr& operand = repr(*operation->right);
  const bool exact =
      (element.is(Kind::Int) && operand.is_integer()) || (element.is_machine_int() && operand.is_machine_int()) || (element.is(Kind::Double) && operand.is(Kind::Double));
  if (!op || !exact || !repr(*call->arguments[1]).is_integer()) {
    return false;
  }
  const Value receiver = value_of(*method->value);
  cpp::Expr* key = convert(value_of(*call->arguments[0]), container.arguments[0]);
  cpp::Expr* initial = lower_as(*call->arguments[1], element);
  emit(cpp::expr_stmt(cpp::assign(cpp::method_call(receiver.expr, place, {key, initial}), *op, value_of(*operation->right).expr)));
  return true;
}

void Lowering::lower_kind(const syntax::AnnAssign& node) {
  if (node.value == nullptr || declare_joiner(node, *node.target)) {
    return;
  }
  syntax::Assign plain;
  plain.kind = syntax::Kind::Assign;
  plain.id = node.id;
  plain.targets = {node.target};
  plain.value = node.value;
  const auto* name = as<syntax::Name>(node.target);
  if (name != nullptr && names_.variable[name->id] != names::none && may_declare_here(names_.variable[name->id], node)) {
    const names::VariableId variable = names_.variable[name->id];
    const Repr& declared = reprs_.of_variable(variable);
    if ((reprs_.ownership().is_alias(variable) && declared.owned) || is_steady_element(variable, *node.value, node)) {
      declare_alias(variable, *node.value);
      return;
    }
    const bool comprehension = node.value->kind == syntax::Kind::ListComp || node.value->kind == syntax::Kind::SetComp || node.value->kind == syntax::Kind::DictComp;
    if (comprehension && repr(*node.value) == declared && !context_->declared.contains(variable) && names_.variables[variable].placement != names::Placement::Cell) {
      context_->declared.insert(variable);
      comprehension_statements(*node.value, variable_name(variable));
      return;
    }
    store_variable(variable, {lower_as(*node.value, declared), declared}, true);
    return;
  }
  lower_kind(plain);
}

// ---- targets ----------------------------------------------------------------------------------------

void Lowering::assign(const syntax::Expr& target, Value value, const syntax::Stmt* statement) {
  if (const auto* name = as<syntax::Name>(&target)) {
    const names::VariableId variable = names_.variable[name->id];
    if (variable == names::none) {
      return;
    }
    const bool declares = statement == nullptr ? !context_->declared.contains(variable) : may_declare_here(variable, *statement);
    store_variable(variable, value, declares || !context_->declared.contains(variable));
  } else if (const auto* attribute = as<syntax::Attribute>(&target)) {
    store_attribute(*attribute, value);
  } else if (const auto* subscript = as<syntax::Subscript>(&target)) {
    store_subscript(*subscript, value);
  } else if (const auto* several = as<syntax::Tuple>(&target)) {
    assign_unpacked(several->elements, value, statement);
  } else if (const auto* list = as<syntax::List>(&target)) {
    assign_unpacked(list->elements, value, statement);
  } else if (const auto* starred = as<syntax::Starred>(&target)) {
    assign(*starred->value, value, statement);
  }
}

/// A name that nothing reads: the value that is unpacked holds its part.
bool Lowering::is_idle(const syntax::Expr& target) const {
  const auto* name = as<syntax::Name>(&target);
  const names::VariableId id = name != nullptr ? names_.variable[name->id] : names::none;
  if (id == names::none) {
    return false;
  }
  const names::Variable& variable = names_.variables[id];
  return variable.uses.empty() && !variable.is_deleted && variable.placement == names::Placement::AtDefinition && !names_.symbols[variable.symbol].is_captured;
}

/// `const auto [a, b] = parts;`: fresh names of exactly the elements' types.
bool Lowering::bind_names(const std::vector<syntax::Expr*>& targets, const std::function<Repr(std::size_t)>& element, cpp::Type* declared, cpp::Expr* value,
                          const syntax::Stmt* statement) {
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto* name = as<syntax::Name>(targets[i]);
    const names::VariableId variable = name != nullptr ? names_.variable[name->id] : names::none;
    const bool bindable = variable != names::none && !context_->declared.contains(variable) && (statement == nullptr || may_declare_here(variable, *statement)) &&
                          reprs_.of_variable(variable) == element(i) && names_.variables[variable].definition_ids.size() == 1 && !names_.variables[variable].maybe_unbound &&
                          names_.variables[variable].placement != names::Placement::Cell && !names_.symbols[names_.variables[variable].symbol].is_captured;
    if (!bindable) {
      return false;
    }
  }
  std::vector<std::string> names;
  bool used = false;
  for (const syntax::Expr* target : targets) {
    const names::VariableId variable = names_.variable[target->id];
    names.push_back(variable_name(variable));
    used = used || !names_.variables[variable].uses.empty();
  }
  if (std::set<std::string>(names.begin(), names.end()).size() != names.size()) {
    return false;
  }
  for (const syntax::Expr* target : targets) {
    context_->declared.insert(names_.variable[target->id]);
  }
  auto* declaration = cpp::binding(declared, names, value);
  if (!used) {
    declaration->attributes.emplace_back("maybe_unused");
  }
  emit(declaration);
  return true;
}

/// `a, *rest, z = t` of a tuple of known length, which is long enough.
void Lowering::assign_starred_tuple(const std::vector<syntax::Expr*>& targets, std::size_t star, std::size_t size, Value tuple, const syntax::Stmt* statement) {
  if (tuple.expr->kind != cpp::Kind::Name) {
    tuple = hoist(tuple, "parts");
  }
  const std::size_t taken = size + 1 - targets.size();
  const auto part = [&](std::size_t i) { return element_of_tuple(tuple, i, tuple.repr.is(Kind::Tuple) ? tuple.repr.arguments[i] : Repr{}); };
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const syntax::Expr& target = i == star ? *static_cast<const syntax::Starred*>(targets[i])->value : *targets[i];
    if (is_idle(target)) {
      continue;
    }
    if (i != star) {
      assign(target, part(i < star ? i : i + taken - 1), statement);
      continue;
    }
    const Repr& known = repr(target);
    const Repr rest = known.is(Kind::Library) && known.cls == facts_.list_type ? known : library(facts_.list_type, {object()});
    std::vector<cpp::Expr*> elements;
    for (std::size_t k = star; k < star + taken; ++k) {
      elements.push_back(convert(part(k), rest.arguments[0]));
    }
    assign(target, {cpp::brace(type(rest), elements), rest}, statement);
  }
}

void Lowering::assign_unpacked(const std::vector<syntax::Expr*>& targets, Value value, const syntax::Stmt* statement) {
  if (value.repr.is(Kind::Optional)) {
    need("py/present.hpp");
    value = {cpp::call("py::unpacked", {value.expr}), value.repr.arguments[0], value.is_place};
  }
  const std::size_t count = targets.size();
  std::size_t star = count;
  for (std::size_t i = 0; i < count; ++i) {
    star = targets[i]->kind == syntax::Kind::Starred ? i : star;
  }
  const bool fixed = value.repr.is(Kind::Tuple) || value.repr.is(Kind::Struct);
  const std::size_t size = value.repr.is(Kind::Tuple) ? value.repr.arguments.size() : value.repr.is(Kind::Struct) ? facts_.classes[value.repr.cls].field_order.size() : 0;
  if (fixed && star == count && size == count) {
    const auto element = [&](std::size_t i) { return element_of_tuple(value, i, value.repr.is(Kind::Tuple) ? value.repr.arguments[i] : Repr{}).repr; };
    if (bind_names(targets, element, value.is_element ? cpp::const_auto_ref() : cpp::const_auto(), value.expr, statement)) {
      return;
    }
    if (value.expr->kind != cpp::Kind::Name) {
      value = hoist(value, "parts");
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (is_unread(*targets[i])) {
        continue;  // `_`, as a rule
      }
      assign(*targets[i], element_of_tuple(value, i, value.repr.is(Kind::Tuple) ? value.repr.arguments[i] : Repr{}), statement);
    }
    return;
  }
  if (fixed && star < count && size + 1 >= count) {
    assign_starred_tuple(targets, star, size, value, statement);
    return;
  }
  need("py/unpack.hpp");
  Repr element = object();
  if (value.repr.is(Kind::Library) && !value.repr.arguments.empty()) {
    element = value.repr.arguments[0];
  } else if (value.repr.is(Kind::Library) && value.repr.cls == facts_.str_type) {
    element = str();
  } else if (value.repr.is(Kind::Library) && value.repr.cls == facts_.range_type) {
    element = make(Kind::Int64);
  } else if (fixed) {
    value.expr = cpp::construct(type(object()), {value.expr});
  } else if (value.repr.is(Kind::Ref)) {
    value.expr = cpp::call("py::iter", {value.expr});
    element = reprs_.of(facts_.type(*targets[star == 0 && count > 1 ? 1 : 0]), ranges::Shape{});
  }
  if (value.expr->kind == cpp::Kind::StringLiteral) {
    value.expr = cpp::construct(type(str()), {value.expr});
  }
  const auto number = [](std::size_t n) { return cpp::value_argument(static_cast<long long>(n)); };
  cpp::Expr* const parts = star == count ? cpp::call(cpp::name("py::unpack", {type(element), number(count)}), {value.expr})
                                         : cpp::call(cpp::name("py::unpack_star", {type(element), number(star), number(count - star - 1)}), {value.expr});
  if (star == count && bind_names(targets, [&](std::size_t) { return element; }, cpp::const_auto(), parts, statement)) {
    return;
  }
  const std::string items = fresh_name("items");
  emit(cpp::variable(star == count ? cpp::const_auto() : cpp::auto_type(), items, parts));
  if (star == count) {
    for (std::size_t i = 0; i < count; ++i) {
      if (is_unread(*targets[i])) {
        continue;
      }
      assign(*targets[i], {cpp::subscript(cpp::name(items), cpp::number(static_cast<long long>(i))), element, true}, statement);
    }
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    cpp::Expr* part = i < star   ? cpp::subscript(cpp::member(cpp::name(items), "before"), cpp::number(static_cast<long long>(i)))
                      : i > star ? cpp::subscript(cpp::member(cpp::name(items), "after"), cpp::number(static_cast<long long>(i - star - 1)))
                                 : cpp::member(cpp::name(items), "middle");
    if (i != star) {
      assign(*targets[i], {part, element, true}, statement);
    } else if (const syntax::Expr& rest = *static_cast<const syntax::Starred*>(targets[i])->value; !is_idle(rest)) {
      need("utility");
      assign(rest, {cpp::move(part), library(facts_.list_type, {element})}, statement);
    }
  }
}

// ---- augmented --------------------------------------------------------------------------------------

namespace {
cpp::AssignOp assign_op(syntax::BinaryOperator op) {
  switch (op) {
    case syntax::BinaryOperator::Add: return cpp::AssignOp::Add;
    case syntax::BinaryOperator::Sub: return cpp::AssignOp::Sub;
    case syntax::BinaryOperator::Mult: return cpp::AssignOp::Mul;
    case syntax::BinaryOperator::BitAnd: return cpp::AssignOp::BitAnd;
    case syntax::BinaryOperator::BitOr: return cpp::AssignOp::BitOr;
    case syntax::BinaryOperator::BitXor: return cpp::AssignOp::BitXor;
    case syntax::BinaryOperator::Div: return cpp::AssignOp::Div;
    case syntax::BinaryOperator::Mod: return cpp::AssignOp::Mod;
    case syntax::BinaryOperator::LShift: return cpp::AssignOp::Shl;
    case syntax::BinaryOperator::RShift: return cpp::AssignOp::Shr;
    default: return cpp::AssignOp::Assign;
  }
}

/// On objects, whose operators are all Python's.
cpp::AssignOp object_assign_op(syntax::BinaryOperator op) {
  switch (op) {
    case syntax::BinaryOperator::Div: return cpp::AssignOp::Div;
    case syntax::BinaryOperator::Mod: return cpp::AssignOp::Mod;
    case syntax::BinaryOperator::LShift: return cpp::AssignOp::Shl;
    case syntax::BinaryOperator::RShift: return cpp::AssignOp::Shr;
    default: return assign_op(op);
  }
}
}  // namespace

/// May evaluating the expression store to the variable?
bool Lowering::changes_variable(names::VariableId variable, const syntax::Expr& node) const {
  const effects::Effects& effects = effects_.of(node);
  const names::Variable& info = names_.variables[variable];
  const bool shared = info.placement == names::Placement::Global || names_.symbols[info.symbol].is_captured;
  return effects.writes.contains(effects::variable(variable)) || (shared && (effects.anything || effects.suspends));
}

/// `where op= operand` of a py::object: in place if its class can.
void Lowering::augment_object(syntax::BinaryOperator op, cpp::Expr* where, const Value& operand) {
  const cpp::AssignOp spelling = object_assign_op(op);
  emit(cpp::expr_stmt(spelling != cpp::AssignOp::Assign ? cpp::assign(where, spelling, convert(operand, object()))
                                                        : cpp::method_call(where, member_name(types::in_place_name(op)), {convert(operand, object())})));
}

/// Stores `current op operand` back; `where` is an lvalue that is evaluated once.
void Lowering::augment(const syntax::AugAssign& node, cpp::Expr* where, const Repr& declared, Value operand) {
  const cpp::AssignOp op = assign_op(node.op);
  const bool container = declared.is(Kind::Library) && declared.cls != facts_.str_type && declared.cls != facts_.tuple_type && declared.cls != facts_.bytes_type;
  if (container && node.op == syntax::BinaryOperator::Add && (declared.cls == facts_.list_type)) {
    emit(cpp::expr_stmt(cpp::method_call(where, "extend", {operand.expr})));
    return;
  }
  if (declared.is(Kind::Object)) {
    augment_object(node.op, where, operand);
    return;
  }
  Value current{where, declared, true};
  if (const Repr& held = repr(*node.target); declared.is(Kind::Maybe) && held.is(Kind::Ref)) {
    current = {convert(current, held), held, true};  // not None here
  }
  const types::CallFact* fact = facts_.call(node.id);
  if (current.repr.is(Kind::Ref) && fact != nullptr && fact->kind == types::CallKind::User) {
    const types::FunctionInfo& function = facts_.functions[fact->function];
    if (function.name == types::in_place_name(node.op)) {
      cpp::Expr* call = cpp::call(cpp::arrow(current.expr, member_name(function.name)), {convert(operand, reprs_.of_parameter(function, 1))});
      emit(cpp::expr_stmt(cpp::assign(where, convert({call, reprs_.of_result(function)}, declared))));
      return;
    }
  }
  const Value result = binary(node.op, current, operand, node, reprs_.of_node(node));
  const bool operands_fit = result.repr == declared && op != cpp::AssignOp::Assign && result.expr->kind == cpp::Kind::Binary &&
                            (declared.is_integer() || declared.is(Kind::Double) || declared.is(Kind::Number) ||
                             (declared.is(Kind::Library) && (declared.cls == facts_.str_type || container)) || declared.is(Kind::Object));
  if (operands_fit) {
    const bool widened = declared.is(Kind::Double) && !(operand.repr.is(Kind::Double) || operand.repr.is_machine_int());
    emit(cpp::expr_stmt(cpp::assign(where, op, widened ? convert(operand, declared) : operand.expr)));
    return;
  }
  const cpp::AssignOp dynamic = object_assign_op(node.op);
  const bool is_builtin = declared.is_integer() || declared.is(Kind::Double) || declared.is(Kind::Number) || declared.is(Kind::Library);
  if (is_builtin && result.repr.is(Kind::Object) && result.expr->kind == cpp::Kind::Binary && dynamic != cpp::AssignOp::Assign) {
    // The operator that Python names when it fails is `+=`.
    emit(cpp::expr_stmt(cpp::assign(where, convert({cpp::assign(cpp::construct(type(object()), {where}), dynamic, convert(operand, object())), object()}, declared))));
    return;
  }
  // `n //= 2` of what is not negative: `n = n / 2`, as `n /= 2`.
  const auto* division = result.repr == declared && declared.is_machine_int() ? cpp::as<cpp::Binary>(result.expr) : nullptr;
  if (division != nullptr && division->left == where && (division->op == cpp::Op::Div || division->op == cpp::Op::Mod)) {
    emit(cpp::expr_stmt(cpp::assign(where, division->op == cpp::Op::Div ? cpp::AssignOp::Div : cpp::AssignOp::Mod, division->right)));
    return;
  }
  emit(cpp::expr_stmt(cpp::assign(where, convert(result, declared))));
}

Value Lowering::stable_place(const syntax::Expr& node) {
  const auto* subscript = as<syntax::Subscript>(&node);
  const Repr container = subscript != nullptr ? repr(*subscript->value) : Repr{};
  const bool in_list = container.is(Kind::Library) && container.cls == facts_.list_type && repr(*subscript->slice).is_integer();
  if (!in_list) {
    const Value value = value_of(node);
    const bool repeatable = value.expr->kind == cpp::Kind::Name || effects_.of(node).is_pure();
    if (repeatable || !value.repr.owned || !value.is_place) {
      return repeatable ? value : hoist(value, "container");
    }
    const std::string name = fresh_name("container");
    emit(cpp::variable(cpp::auto_ref(), name, value.expr));
    return {cpp::name(name), value.repr, true};
  }
  const Value list = stable_place(*subscript->value);
  Value index = value_of(*subscript->slice);
  index = index.expr->kind == cpp::Kind::Literal ? index : hoist(index, "index");
  return {element_at(list.expr, index, *subscript), list.repr.arguments[0], true};
}

/// `c[i] += f()` where f may change c[i]: the old element is kept in a variable meanwhile.
void Lowering::augment_element(const syntax::AugAssign& node, cpp::Expr* read, cpp::Expr* written, const Repr& declared) {
  const std::string name = fresh_name("element");
  emit(cpp::variable(type(declared), name, read));
  augment(node, cpp::name(name), declared, value_of(*node.value));
  emit(cpp::expr_stmt(cpp::assign(written, cpp::name(name))));
}

/// `c[i] += x` with the `__getitem__` and `__setitem__` of a class of the program.
bool Lowering::augment_by_methods(const syntax::AugAssign& node, Value receiver) {
  const auto& subscript = static_cast<const syntax::Subscript&>(*node.target);
  const types::CallFact* fact = facts_.call(subscript.id);
  const types::FunctionId getter = facts_.find_method(receiver.repr.cls, "__getitem__");
  if (fact == nullptr || fact->kind != types::CallKind::User || getter == types::none || facts_.functions[getter].is_stub) {
    return false;
  }
  const types::FunctionInfo& setter = facts_.functions[fact->function];
  const bool self = is_self(*subscript.value);
  if (!self && receiver.expr->kind != cpp::Kind::Name) {
    receiver = hoist(receiver, "container");
  }
  Value index = value_of(*subscript.slice);
  if (index.expr->kind != cpp::Kind::Name && index.expr->kind != cpp::Kind::Literal && index.expr->kind != cpp::Kind::StringLiteral) {
    index = hoist(index, "index");
  }
  const auto method = [&](const char* name) { return self ? cpp::name(name) : cpp::arrow(receiver.expr, name); };
  const Repr given = reprs_.of_result(facts_.functions[getter]);
  const std::string name = fresh_name("element");
  emit(cpp::variable(type(given), name, cpp::call(method("py_getitem"), {convert(index, reprs_.of_parameter(facts_.functions[getter], 1))})));
  Value element{cpp::name(name), given, true};
  if (reprs_.of_node(node) == given) {
    augment(node, element.expr, given, value_of(*node.value));
  } else {
    element = binary(node.op, element, value_of(*node.value), node, reprs_.of_node(node));
  }
  emit(cpp::expr_stmt(cpp::call(method("py_setitem"), {convert(index, reprs_.of_parameter(setter, 1)), convert(element, reprs_.of_parameter(setter, 2))})));
  return true;
}

/// `x += value`.
void Lowering::augment_variable(const syntax::AugAssign& node, const syntax::Name& name) {
  const names::VariableId variable = names_.variable[name.id];
  const Repr& declared = reprs_.of_variable(variable);
  Value current = load_variable(variable, name);
  if (!changes_variable(variable, *node.value)) {
    augment(node, current.expr, declared, value_of(*node.value));
    return;
  }
  // Python reads the variable before the right side runs.
  const std::string left = fresh_name("left");
  emit(cpp::variable(type(declared), left, current.expr));
  current = {cpp::name(left), declared, true};
  augment(node, current.expr, declared, value_of(*node.value));
  store_variable(variable, current, false);
}

/// `x.name += value`: in place where C++ has a place for it, else read, added and stored.
void Lowering::augment_attribute(const syntax::AugAssign& node, const syntax::Attribute& attribute) {
  const types::AttributeFact* fact = facts_.attribute(attribute.id);
  const types::FieldInfo* field = fact != nullptr && fact->owner != types::none ? facts_.find_field(fact->owner, attribute.attribute) : nullptr;
  const bool through_class = fact != nullptr && fact->kind == types::AttributeKind::ClassAttribute && repr(*attribute.value).is(Kind::TypeRef);
  const bool plain = field != nullptr && !field->maybe_unset && !is_late(*field) && (through_class || !is_layered(fact->owner, attribute.attribute)) &&
                     (fact->kind == types::AttributeKind::Field || (fact->kind == types::AttributeKind::ClassAttribute && !is_virtual_attribute(fact->owner, attribute.attribute)));
  if (cpp::Expr* where = plain ? place(attribute) : nullptr; where != nullptr) {
    augment(node, where, reprs_.of_field(*field), value_of(*node.value));
    return;
  }
  if (fact != nullptr && fact->kind == types::AttributeKind::ModuleMember && fact->variable != names::none && !names_.variables[fact->variable].maybe_unbound &&
      !effects_.conflict(effects_.of(attribute), effects_.of(*node.value))) {
    augment(node, variable_place(fact->variable), reprs_.of_variable(fact->variable), value_of(*node.value));
    return;
  }
  const Value current = load_attribute(lower(*attribute.value), attribute);
  store_attribute(attribute, binary(node.op, current, value_of(*node.value), node, reprs_.of_node(node)));
}

/// `xs[i] += value` and `d[key] += value` of pylib's containers: in place.
void Lowering::augment_item(const syntax::AugAssign& node, const syntax::Subscript& subscript, Value receiver, Value index) {
  const bool mapping = facts_.find_method(receiver.repr.cls, "keys") != types::none;
  // Python reads the element before the right side runs; C++ does not.
  const bool read_first = contains_suspension(*node.value) || effects_.conflict(element_read(subscript), effects_.of(*node.value));
  if (read_first && !receiver.is_place) {
    const std::string container = fresh_name("container");
    emit(cpp::variable(cpp::auto_type(), container, receiver.expr));
    receiver = {cpp::name(container), receiver.repr, true};
  }
  const bool evaluated_twice = assign_op(node.op) == cpp::AssignOp::Assign && !effects_.of(*subscript.slice).is_pure();
  if ((read_first || evaluated_twice) && index.expr->kind != cpp::Kind::Literal && index.expr->kind != cpp::Kind::StringLiteral) {
    index = hoist(index, "index");
  }
  if (!mapping) {
    cpp::Expr* where = element_at(receiver.expr, index, subscript);
    if (read_first) {
      augment_element(node, where, where, receiver.repr.arguments[0]);
    } else {
      augment(node, where, receiver.repr.arguments[0], value_of(*node.value));
    }
    return;
  }
  cpp::Expr* key = convert(index, receiver.repr.arguments[0]);
  const bool makes = types::has_decorator(facts_.classes[receiver.repr.cls].stub_decorators, "missing_key");
  cpp::Expr* where = makes ? cpp::subscript(receiver.expr, key) : cpp::method_call(receiver.expr, "at", {key});
  const Repr element = receiver.repr.arguments.size() == 2 ? receiver.repr.arguments[1] : make(Kind::Int);
  if (read_first) {
    augment_element(node, where, cpp::subscript(receiver.expr, key), element);
  } else {
    augment(node, where, element, value_of(*node.value));
  }
}

/// `x[i] += value` of anything else:  object element = py::getitem(x, i); …; py::setitem(x, i, element).
void Lowering::augment_object_item(const syntax::AugAssign& node, const Value& receiver, const Value& index) {
  need("py/protocol.hpp");
  const std::string name = fresh_name("element");
  emit(cpp::variable(type(object()), name, cpp::call("py::getitem", {receiver.expr, index.expr})));
  const Value element{cpp::name(name), object(), true};
  augment_object(node.op, element.expr, value_of(*node.value));
  emit(cpp::expr_stmt(cpp::call("py::setitem", {receiver.expr, index.expr, element.expr})));
}

void Lowering::lower_kind(const syntax::AugAssign& node) {
  if (const auto* name = as<syntax::Name>(node.target)) {
    augment_variable(node, *name);
    return;
  }
  if (const auto* attribute = as<syntax::Attribute>(node.target)) {
    augment_attribute(node, *attribute);
    return;
  }
  const auto& subscript = static_cast<const syntax::Subscript&>(*node.target);
  const Value receiver = effects_.of(*subscript.value).is_pure() ? value_of(*subscript.value) : stable_place(*subscript.value);
  if (is_record(receiver.repr)) {
    augment_record(node, receiver);
    return;
  }
  const bool slice = subscript.slice->kind == syntax::Kind::Slice;
  if (!slice && receiver.repr.is(Kind::Library) && !receiver.repr.arguments.empty() && receiver.repr.cls != facts_.tuple_type) {
    const Value index = value_of(*subscript.slice);
    if (index.repr.is_integer() || facts_.find_method(receiver.repr.cls, "keys") != types::none) {
      augment_item(node, subscript, receiver, index);
      return;
    }
  }
  if (!slice && receiver.repr.is(Kind::Ref) && augment_by_methods(node, receiver)) {
    return;
  }
  const Value container = hoist(boxed(receiver), "container");
  augment_object_item(node, container, hoist(slice ? value_of(*subscript.slice) : boxed(value_of(*subscript.slice)), "index"));
}

}  // namespace krait::lower
