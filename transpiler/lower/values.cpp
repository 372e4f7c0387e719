/// Values and their conversions between representations.
#include <algorithm>

#include "lower/lowering.hpp"

namespace krait::lower {

using namespace cpp;
using syntax::as;

cpp::Expr* Lowering::none() {
  need("py/none.hpp");
  return cpp::name("py::None");
}

cpp::Expr* Lowering::machine_call(const char* function, std::vector<cpp::Expr*> arguments) {
  need("py/machine.hpp");
  return cpp::call(function, std::move(arguments));
}

void Lowering::need(const std::string& header) { source_headers_.insert(header); }

cpp::Type* Lowering::type(const Repr& repr) {
  std::vector<std::string> headers;
  reprs_.headers(repr, headers);
  for (const std::string& header : headers) {
    need(header);
  }
  note_classes(repr);
  return cpp::raw_type(context_ == nullptr || context_->integer.empty() ? reprs_.spelling(repr, module_.id) : reprs_.spelling(repr, module_.id, context_->integer));
}

cpp::Type* Lowering::parameter_type(const Repr& repr, representation::Passing passing) {
  return passing == representation::Passing::ConstReference ? cpp::const_ref(type(repr)) : passing == representation::Passing::Reference ? cpp::ref(type(repr)) : type(repr);
}

Repr Lowering::library(ClassId cls, std::vector<Repr> arguments) const { return {.kind = Kind::Library, .cls = cls, .arguments = std::move(arguments)}; }

cpp::Expr* Lowering::default_of(const Repr& repr) {
  switch (repr.kind) {
    case Kind::Int64:
    case Kind::UInt64: return cpp::number(0);
    case Kind::Bool: return cpp::boolean(false);
    case Kind::Double: return cpp::number("0.0");
    case Kind::None: return none();
    default: return nullptr;
  }
}

namespace {

bool is_number_kind(Kind kind) { return kind == Kind::Int64 || kind == Kind::UInt64 || kind == Kind::Int || kind == Kind::Double || kind == Kind::Number || kind == Kind::Bool; }

/// Does C++ convert by itself, so that nothing needs to be written?
bool is_implicit(const Repr& from, const Repr& to, const types::Facts& facts) {
  if (from == to || to.is(Kind::Object)) {
    return true;
  }
  switch (to.kind) {
    case Kind::Int: return from.is_machine_int() || from.is(Kind::Bool);
    case Kind::Number: return from.is_integer() || from.is(Kind::Double);
    case Kind::Double: return from.is_machine_int();
    case Kind::Ref: return from.is(Kind::Ref) && facts.is_subclass(from.cls, to.cls);
    case Kind::Maybe: return (from.is(Kind::Ref) || from.is(Kind::Maybe) ? facts.is_subclass(from.cls, to.cls) : from.is(Kind::None));
    case Kind::Optional: return from.is(Kind::None) ? false : is_implicit(from, to.arguments[0], facts);
    case Kind::Function: return from.is(Kind::Function);
    default: return false;
  }
}

}  // namespace

/// A number as another kind of number.
cpp::Expr* Lowering::convert_number(cpp::Expr* value, const Repr& from, const Repr& to) {
  if (to.is_machine_int() && from.is(Kind::Int)) {
    return cpp::method_call(value, to.is(Kind::UInt64) ? "to_uint64" : "to_int64");
  }
  if (to.is_machine_int() && (from.is_machine_int() || from.is(Kind::Bool))) {
    need("cstdint");
    return cpp::static_cast_(type(to), value);
  }
  if (to.is(Kind::Double) && (from.is(Kind::Int) || from.is(Kind::Number) || from.is(Kind::Bool))) {
    need("py/float.hpp");
    return cpp::call("py::float_", {value});
  }
  if (to.is_integer() && from.is(Kind::Number)) {
    cpp::Expr* integer = cpp::method_call(value, "as_int");
    return to.is(Kind::Int) ? integer : cpp::method_call(integer, "to_int64");
  }
  return to.is(Kind::Bool) ? cpp::call("py::truth", {value}) : value;
}

/// What may be None as what is known not to be here, or as another kind that may be None.
cpp::Expr* Lowering::convert_from_optional(const Value& value, const Repr& to) {
  if (to.is(Kind::Optional)) {
    need("py/convert.hpp");
    return cpp::call(cpp::name("py::convert", {type(to)}), {value.expr});
  }
  // Narrowed: known not to be None here (or checked by the caller's own test).
  return convert({cpp::dereference(value.expr), value.repr.arguments[0], value.is_place}, to);
}

/// A reference to an object as one of another class.
cpp::Expr* Lowering::convert_reference(const Value& value, const Repr& to) {
  const bool narrows = value.repr.is(Kind::Maybe) && to.is(Kind::Ref);
  cpp::Expr* reference = narrows ? cpp::method_call(value.expr, "value") : value.expr;
  if (narrows && facts_.is_subclass(value.repr.cls, to.cls)) {
    return reference;
  }
  need("py/cast.hpp");
  return cpp::call(cpp::name("py::cast", {type(to)}), {reference});
}

cpp::Expr* Lowering::convert(const Value& value, const Repr& to) {
  const Repr& from = value.repr;
  if (value.is_view && (to.is(Kind::Object) || to.is(Kind::Optional) || (to.is(Kind::Library) && to.cls == facts_.iterator_type))) {
    return cpp::construct(type(to.is(Kind::Library) ? to : from), {value.expr});
  }
  if (from == to || to.is(Kind::Never) || from.is(Kind::Never) || to.is(Kind::Module)) {
    return value.expr;
  }
  if (to.is(Kind::Object)) {
    // py::object's constructors box; what is no value yet must become one first.
    if (value.library_function != types::none) {
      return library_function_object(facts_.functions[value.library_function], value.expr);
    }
    return value.expr->kind == cpp::Kind::Lambda && !from.arguments.empty() ? cpp::construct(type(from), {value.expr}) : value.expr;
  }
  if (from.is(Kind::Object)) {
    if (to.is(Kind::None)) {
      return value.expr;
    }
    need("py/cast.hpp");
    return cpp::call(cpp::name("py::cast", {type(to)}), {value.expr});
  }
  if (from.is(Kind::Optional)) {
    return convert_from_optional(value, to);
  }
  if (from.is(Kind::Maybe) && to.is(Kind::Ref)) {
    return convert_reference(value, to);
  }
  if (to.is(Kind::Optional) && from.is(Kind::None)) {
    need("optional");
    return cpp::name("std::nullopt");
  }
  if (is_implicit(from, to, facts_)) {
    return value.expr;
  }
  if (to.is(Kind::Optional)) {
    return convert(value, to.arguments[0]);
  }
  if ((to.is(Kind::Ref) || to.is(Kind::Maybe)) && (from.is(Kind::Ref) || from.is(Kind::Maybe))) {
    return convert_reference(value, to);
  }
  if (is_number_kind(from.kind) && is_number_kind(to.kind)) {
    return convert_number(value.expr, from, to);
  }
  if (to.is(Kind::None)) {
    return value.expr;
  }
  if (to.owned && from.is(Kind::Library) && from.cls == to.cls) {
    if (from.arguments != to.arguments) {
      return cpp::construct(type(to), {value.expr});
    }
    need("py/owned.hpp");
    return cpp::call("py::owned", {value.expr});  // a new list of the library's
  }
  // Containers and tuples of another element representation: element by element, or a located internal error.
  need("py/convert.hpp");
  return cpp::call(cpp::name("py::convert", {type(to)}), {value.expr});
}

Value Lowering::boxed(const Value& value) {
  if (value.repr.is(Kind::Object)) {
    return value;
  }
  cpp::Expr* expr = convert(value, object());
  return {value.library_function != types::none ? expr : cpp::construct(type(object()), {expr}), object()};
}

/// A call whose Python value is None (or that never returns) has no value in C++: None behind it.
Value Lowering::with_none(const Value& value, const Repr& wanted) {
  const bool is_void = value.repr.is(Kind::None) || (value.repr.is(Kind::Never) && (wanted.is(Kind::None) || wanted.is(Kind::Never)));
  return value.expr->kind == cpp::Kind::Call && is_void ? Value{cpp::binary(value.expr, cpp::Op::Comma, none()), make(Kind::None)} : value;
}

Value Lowering::value_of(const syntax::Expr& node) {
  if (is_self(node)) {  // the object itself as a value: a counted reference to it
    const Repr self{.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}};
    return {cpp::construct(type(self), {cpp::this_()}), self};
  }
  const Value given = lower(node);
  const Repr& wanted = repr(node);
  const Value value = with_none(given, wanted);
  if (value.expr != given.expr) {
    return value;
  }
  if (wanted.is(Kind::Never) || value.repr == wanted) {
    return value;
  }
  // A wider C++ value is brought to what is known here, but numbers keep the variable's own representation.
  const bool narrowed = value.repr.is(Kind::Object) || value.repr.is(Kind::Optional) || value.repr.is(Kind::Maybe) ||
                        (value.repr.is(Kind::Ref) && wanted.is(Kind::Ref) && !facts_.is_subclass(value.repr.cls, wanted.cls));
  const bool is_view = wanted.is(Kind::Library) && types::has_decorator(facts_.classes[wanted.cls].stub_decorators, "view");
  if (!narrowed || is_view || wanted.is(Kind::Object) || wanted.is(Kind::Module) || wanted.is(Kind::TypeRef)) {
    return value;
  }
  return {convert(value, wanted), wanted, value.is_place};
}

cpp::Expr* Lowering::lower_as(const syntax::Expr& node, const Repr& to) {
  // Literals take the wanted representation directly: an empty list, `None`, a tuple of literals.
  if (const auto* list = as<syntax::List>(&node); list != nullptr && to.is(Kind::Library) && to.cls == facts_.list_type) {
    std::vector<cpp::Expr*> elements;
    bool plain = true;
    for (const syntax::Expr* element : list->elements) {
      plain = plain && element->kind != syntax::Kind::Starred;
    }
    if (plain && list->elements.empty()) {
      return cpp::brace(type(to), {});
    }
  }
  if (const auto* dict = as<syntax::Dict>(&node); dict != nullptr && dict->items.empty() && to.is(Kind::Library) && to.cls == facts_.dict_type) {
    return cpp::brace(type(to), {});
  }
  if (const auto* tuple = as<syntax::Tuple>(&node); tuple != nullptr && tuple->elements.empty() && to.is(Kind::Library) && to.cls == facts_.tuple_type) {
    return cpp::brace(type(to), {});
  }
  if (const auto* tuple = as<syntax::Tuple>(&node);
      tuple != nullptr && to.is(Kind::Tuple) && to.arguments.size() == tuple->elements.size() && repr(node) != to && !contains_suspension(node)) {
    bool plain = true;
    std::vector<const syntax::Expr*> operands;
    for (const syntax::Expr* element : tuple->elements) {
      plain = plain && element->kind != syntax::Kind::Starred;
      operands.push_back(element);
    }
    if (plain) {
      const auto elements = lower_in_order(operands, [&](std::size_t i) { return lower_as(*operands[i], to.arguments[i]); });
      need("tuple");
      return cpp::brace(type(to), elements);
    }
  }
  if (node.kind == syntax::Kind::Name && (to.is(Kind::Optional) || to.is(Kind::Maybe))) {
    if (const Value whole = lower(node); whole.repr == to) {
      return whole.expr;  // not what it is known to hold, which would be wrapped again
    }
  }
  const Value value = value_of(node);
  return to.is(Kind::Object) && value.repr.is(Kind::Function) ? boxed_callable(node, value) : convert(value, to);
}

cpp::Expr* Lowering::truth(const Value& value) {
  switch (value.repr.kind) {
    case Kind::Bool: return value.expr;
    case Kind::Int64:
    case Kind::UInt64: return cpp::binary(value.expr, cpp::Op::NotEqual, cpp::number(0));
    default: need("py/protocol.hpp"); return cpp::call("py::truth", {value.expr});
  }
}

cpp::Expr* Lowering::truth(const syntax::Expr& node) {
  if (const auto* inverse = as<syntax::UnaryOp>(&node); inverse != nullptr && inverse->op == syntax::UnaryOperator::Not) {
    const Value operand = with_none(lower(*inverse->operand), repr(*inverse->operand));
    if (operand.repr.is_machine_int()) {
      return cpp::binary(operand.expr, cpp::Op::Equal, cpp::number(0));
    }
    return cpp::not_(truth(operand));
  }
  if (const auto* several = as<syntax::BoolOp>(&node); several != nullptr && !contains_suspension(node)) {
    std::vector<cpp::Expr*> operands;
    for (const syntax::Expr* operand : several->values) {
      operands.push_back(operands.empty() ? truth(*operand) : self_contained([&] { return truth(*operand); }));
    }
    return cpp::chain(several->op == syntax::BoolOperator::And ? cpp::Op::And : cpp::Op::Or, operands);
  }
  return truth(with_none(lower(node), repr(node)));
}

}  // namespace krait::lower
