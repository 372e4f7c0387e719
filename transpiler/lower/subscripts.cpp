/// `x[i]`, slices, and elements of tuples of known length.
#include "lower/lowering.hpp"

#include <charconv>

namespace krait::lower {

using syntax::as;

namespace {
std::optional<long> constant_index(const syntax::Expr* node) {
  bool negative = false;
  if (const auto* unary = as<syntax::UnaryOp>(node); unary != nullptr && unary->op == syntax::UnaryOperator::USub) {
    negative = true;
    node = unary->operand;
  }
  const auto* constant = as<syntax::Constant>(node);
  if (constant == nullptr || constant->constant != syntax::ConstantKind::Int || constant->text.size() > 9) {
    return std::nullopt;
  }
  const long value = std::stol(constant->text);
  return negative ? -value : value;
}
}  // namespace

Value Lowering::element_of_tuple(Value tuple, std::size_t index, const Repr& element) {
  if (tuple.repr.is(Kind::Struct)) {
    const types::ClassInfo& cls = facts_.classes[tuple.repr.cls];
    return {cpp::member(tuple.expr, member_name(cls.field_order[index])), reprs_.of_field(cls.fields.find(cls.field_order[index])->second), true};
  }
  need("tuple");
  Value result{cpp::call(cpp::name("std::get", {cpp::value_argument(static_cast<long long>(index))}), {tuple.expr}), element, true};
  result.is_element = tuple.expr->kind == cpp::Kind::Name;
  return result;
}

Value Lowering::held(const Value& optional, const syntax::Expr& node, const std::string& use, std::vector<cpp::Expr*> arguments) {
  const auto& atoms = facts_.type(node).atoms();
  const bool may_be_none = std::any_of(atoms.begin(), atoms.end(), [&](const types::Atom& atom) { return atom.kind == types::AtomKind::Instance && atom.id == facts_.none_type; });
  if (!may_be_none) {
    return {cpp::dereference(optional.expr), optional.repr.arguments[0], true};
  }
  need(use == "py::some" ? "py/ref.hpp" : "py/present.hpp");
  arguments.insert(arguments.begin(), optional.expr);
  return {cpp::call(use, arguments), optional.repr.arguments[0], optional.is_place};
}

cpp::Expr* Lowering::element_at(cpp::Expr* sequence, const Value& index, const syntax::Subscript& node, const char* checked) {
  if (index.repr.is(Kind::Int)) {
    return cpp::method_call(sequence, checked, {machine_call("py::as_index", {index.expr})});
  }
  return index.repr.is_machine_int() && effects_.is_inside(node) ? cpp::subscript(sequence, index.expr) : cpp::method_call(sequence, checked, {index.expr});
}

Value Lowering::lower_kind(const syntax::Subscript& node) { return load_subscript(node); }

/// `t[1]` of a tuple or a named tuple: std::get where the index is known.
Value Lowering::load_from_tuple(const syntax::Subscript& node, const Value& tuple, const Value& index) {
  const bool plain = tuple.repr.is(Kind::Tuple);
  const auto size = static_cast<long>(plain ? tuple.repr.arguments.size() : facts_.classes[tuple.repr.cls].field_order.size());
  if (const auto known = constant_index(node.slice)) {
    const long at = *known < 0 ? *known + size : *known;
    if (at >= 0 && at < size) {
      const auto position = static_cast<std::size_t>(at);
      return element_of_tuple(tuple, position, plain ? tuple.repr.arguments[position] : repr(node));
    }
  }
  return {cpp::call("py::getitem", {boxed(tuple).expr, index.expr}), object()};
}

/// `xs[i]` and `d[key]` of pylib's containers; nothing for those that have neither.
std::optional<Value> Lowering::load_from_library(const syntax::Subscript& node, const Value& receiver, const Value& index) {
  const Repr& of = receiver.repr;
  const bool sliceable = of.cls == facts_.list_type || of.cls == facts_.tuple_type;
  if (facts_.find_method(of.cls, "keys") != types::none) {
    cpp::Expr* key = of.arguments.empty() ? index.expr : convert(index, of.arguments[0]);
    return Value{cpp::method_call(receiver.expr, "at", {key}), of.arguments.size() == 2 ? of.arguments[1] : repr(node), true};
  }
  const types::FunctionId getter = facts_.find_method(of.cls, "__getitem__");
  const bool by_index = getter != types::none && types::decorator_text(facts_.functions[getter].stub_decorators, "cpp") == "at";
  if (!sliceable && !by_index) {
    return std::nullopt;
  }
  if (sliceable && index.repr.is(Kind::Library) && index.repr.cls == facts_.slice_type) {
    return Value{cpp::method_call(receiver.expr, "slice", {index.expr}), of};
  }
  if (!index.repr.is_integer() && !index.repr.is(Kind::Bool)) {
    return Value{cpp::call("py::getitem", {boxed(receiver).expr, index.expr}), object()};
  }
  const Repr element = !sliceable ? repr(node) : of.arguments.empty() ? object() : of.arguments[0];
  return Value{element_at(receiver.expr, index, node), element, true};
}

/// `xs[a:b]`.
Value Lowering::load_slice(const syntax::Subscript& node, const Value& receiver, const syntax::Slice& slice) {
  const bool library = receiver.repr.is(Kind::Library);
  const bool list = library && receiver.repr.cls == facts_.list_type;  // C++ gives what it slices, handle or not
  if (list && slice.lower == nullptr && slice.upper == nullptr && slice.step == nullptr) {
    return {cpp::method_call(receiver.expr, "copy"), receiver.repr};
  }
  return {slice_call(receiver, slice, "slice", {}), list ? receiver.repr : library ? repr(node) : object()};
}

/// `Color["RED"]`, and `list[int]` as a value.
Value Lowering::load_from_class(const syntax::Subscript& node, const types::ClassInfo& cls) {
  if (cls.kind != types::ClassKind::Enum) {
    return value_of(*node.value);
  }
  const Repr of_class{.kind = Kind::Struct, .cls = cls.id, .arguments = {}};
  return {cpp::call(cpp::scoped(type(of_class), "named"), {value_of(*node.slice).expr}), {.kind = Kind::Ref, .cls = cls.id, .arguments = {}}};
}

Value Lowering::load_subscript(const syntax::Subscript& node) {
  const types::CallFact* fact = facts_.call(node.id);
  if (fact != nullptr && fact->kind == types::CallKind::Special && fact->cls != types::none) {
    return load_from_class(node, facts_.classes[fact->cls]);
  }
  if (is_record(repr(*node.value))) {
    return load_record(node);
  }
  const bool own = fact != nullptr && fact->kind == types::CallKind::User;  // a class's `__getitem__` takes the slice as an object
  const auto* slice = own ? nullptr : as<syntax::Slice>(node.slice);
  std::vector<const syntax::Expr*> operands = {node.value};
  if (slice == nullptr) {
    operands.push_back(node.slice);
  }
  auto values = lower_operands(operands, {"container", "index"});
  Value receiver = values[0];
  if (receiver.repr.is(Kind::Optional)) {
    receiver = held(receiver, *node.value, "py::subscripted");
  }
  if (receiver.expr->kind == cpp::Kind::StringLiteral) {
    receiver.expr = cpp::construct(type(str()), {receiver.expr});
  }
  if (receiver.repr.is(Kind::Function)) {  // raises TypeError
    receiver = {boxed_callable(*node.value, receiver), object()};
  }
  if (slice != nullptr) {
    return load_slice(node, receiver, *slice);
  }
  if (receiver.repr.is(Kind::Tuple) || receiver.repr.is(Kind::Struct)) {
    return load_from_tuple(node, receiver, values[1]);
  }
  if (auto element = receiver.repr.is(Kind::Library) ? load_from_library(node, receiver, values[1]) : std::nullopt) {
    return *element;
  }
  need("py/protocol.hpp");
  if (receiver.repr.is(Kind::Ref) && own) {
    const types::FunctionInfo& function = facts_.functions[fact->function];
    cpp::Expr* index = convert(values[1], reprs_.of_parameter(function, 1));
    cpp::Expr* target = is_self(*node.value) ? cpp::name("py_getitem") : cpp::arrow(receiver.expr, "py_getitem");
    return {cpp::call(target, {index}), reprs_.of_result(function)};
  }
  return {cpp::call("py::getitem", {boxed(receiver).expr, values[1].expr}), object()};
}

/// `xs[a:b:c]` → `xs.slice(a, b, c)`; `py::None` for a bound left out before one that is given.
cpp::Expr* Lowering::slice_call(Value receiver, const syntax::Slice& slice, const std::string& method, std::vector<cpp::Expr*> behind) {
  const auto bound = [&](const syntax::Expr* node) -> cpp::Expr* {
    if (node == nullptr) {
      return none();
    }
    const Value value = value_of(*node);
    const bool fits = value.repr.is(Kind::Int) || value.repr.is_machine_int() || value.repr.is(Kind::Bool) || value.repr.is(Kind::None) || value.repr.is(Kind::Optional);
    return fits ? value.expr : boxed(value).expr;  // `__index__`, or TypeError
  };
  const bool all_parts = method != "slice" && !receiver.repr.is(Kind::Library);
  std::vector<cpp::Expr*> arguments = {bound(slice.lower)};
  arguments.push_back(bound(slice.upper));
  if (slice.step != nullptr || all_parts) {
    arguments.push_back(bound(slice.step));
  }
  arguments.insert(arguments.end(), behind.begin(), behind.end());
  const bool own_method = receiver.repr.is(Kind::Library);
  if (!own_method) {
    need("py/slice.hpp");
    const std::vector<cpp::Expr*> parts(arguments.begin(), arguments.end() - static_cast<std::ptrdiff_t>(behind.size()));
    std::vector<cpp::Expr*> generic = {boxed(receiver).expr, cpp::call("py::slice", parts)};
    generic.insert(generic.end(), behind.begin(), behind.end());
    return cpp::call(method == "slice" ? "py::getitem" : method == "set_slice" ? "py::setitem" : "py::delitem", generic);
  }
  return cpp::method_call(receiver.expr, method, arguments);
}

/// `xs.slice(…)` of a list, to be copied from at once → `xs.view(…)`.
static cpp::Expr* as_view(const Value& value, types::ClassId list_type) {
  auto* call = cpp::as<cpp::Call>(value.expr);
  auto* member = call != nullptr ? cpp::as<cpp::Member>(call->callee) : nullptr;
  const bool slice = member != nullptr && member->name == "slice" && value.repr.is(Kind::Library) && value.repr.cls == list_type;
  return slice ? cpp::method_call(member->object, "view", call->arguments) : value.expr;
}

void Lowering::store_subscript(const syntax::Subscript& target, Value value) {
  Value receiver = value_of(*target.value);
  if (is_record(receiver.repr)) {
    const Value place = record_field(receiver, static_cast<const syntax::Constant*>(target.slice)->text);
    emit(cpp::expr_stmt(cpp::assign(place.expr, convert(value, place.repr))));
    return;
  }
  if (receiver.repr.is(Kind::Optional)) {
    receiver = held(receiver, *target.value, "py::item_assigned");
  }
  if (receiver.repr.is(Kind::Function)) {  // raises TypeError
    receiver = {boxed_callable(*target.value, receiver), object()};
  }
  const types::CallFact* fact = facts_.call(target.id);
  const auto* slice = as<syntax::Slice>(target.slice);
  if (slice != nullptr && (fact == nullptr || fact->kind != types::CallKind::User)) {
    const auto* display = value.expr->kind == cpp::Kind::BraceInit ? static_cast<const cpp::BraceInit*>(value.expr) : nullptr;
    const bool empty = display != nullptr && display->elements.empty() && receiver.repr.is(Kind::Library) && receiver.repr.cls == facts_.list_type;
    emit(cpp::expr_stmt(slice_call(receiver, *slice, "set_slice", {empty ? cpp::brace(type(receiver.repr), {}) : as_view(value, facts_.list_type)})));
    return;
  }
  const Value index = value_of(*target.slice);
  if (receiver.repr.is(Kind::Library) && !receiver.repr.arguments.empty()) {
    const bool mapping = facts_.find_method(receiver.repr.cls, "keys") != types::none;
    if (mapping) {
      const Repr element = receiver.repr.arguments.size() == 2 ? receiver.repr.arguments[1] : value.repr;
      emit(cpp::expr_stmt(cpp::assign(cpp::subscript(receiver.expr, convert(index, receiver.repr.arguments[0])), convert(value, element))));
      return;
    }
    if (index.repr.is_integer() || index.repr.is(Kind::Bool)) {
      const char* const method = receiver.repr.cls == facts_.list_type ? "place" : "at";
      emit(cpp::expr_stmt(cpp::assign(element_at(receiver.expr, index, target, method), convert(value, receiver.repr.arguments[0]))));
      return;
    }
  }
  Value key = index;
  const bool plain = effects_.of(*target.value).is_pure() && effects_.of(*target.slice).is_pure();
  if (!plain) {
    // The value comes first, then the container, then the index; C++ leaves the order of arguments open.
    const bool ready = value.expr->kind == cpp::Kind::Name || value.expr->kind == cpp::Kind::Literal || value.expr->kind == cpp::Kind::StringLiteral;
    value = ready ? value : hoist(value, "value");
    receiver = is_self(*target.value) || receiver.expr->kind == cpp::Kind::Name ? receiver : hoist(receiver, "container");
    key = index.expr->kind == cpp::Kind::Name || index.expr->kind == cpp::Kind::Literal ? index : hoist(index, "index");
  }
  if (receiver.repr.is(Kind::Ref) && fact != nullptr && fact->kind == types::CallKind::User) {
    const types::FunctionInfo& function = facts_.functions[fact->function];
    cpp::Expr* callee = is_self(*target.value) ? cpp::name("py_setitem") : cpp::arrow(receiver.expr, "py_setitem");
    emit(cpp::expr_stmt(cpp::call(callee, {convert(key, reprs_.of_parameter(function, 1)), convert(value, reprs_.of_parameter(function, 2))})));
    return;
  }
  need("py/protocol.hpp");
  emit(cpp::expr_stmt(cpp::call("py::setitem", {boxed(receiver).expr, convert(key, object()), convert(value, object())})));
}

}  // namespace krait::lower
