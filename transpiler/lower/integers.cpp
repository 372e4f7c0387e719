/// Machine integers: plain operators where ranges allow them, 128-bit steps inside an expression.
///
///   n % 10           →  n % 10, or py::mod(n, m) where a sign or a zero is possible
///   1 << n           →  std::int64_t{1} << n
///   (a * b + c) % m  →  static_cast<std::int64_t>((py::int128{a} * b + c) % m)
#include "lower/lowering.hpp"

#include <algorithm>
#include <climits>

namespace krait::lower {

using ranges::Interval;
using ranges::Wide;
using syntax::as;
using syntax::BinaryOperator;

namespace {

constexpr Wide most_shifted = 126;

bool is_positive(const Interval& a) { return !a.is_empty && a.low && *a.low > 0; }

/// Is the C++ expression an `int`, though its Python value is any int?
bool is_int_typed(const cpp::Expr& expr) {
  switch (expr.kind) {
    case cpp::Kind::Literal: {
      const std::string& text = static_cast<const cpp::Literal&>(expr).spelling;
      return text.size() - static_cast<std::size_t>(std::count(text.begin(), text.end(), '\'')) <= 10;
    }
    case cpp::Kind::Unary: return is_int_typed(*static_cast<const cpp::Unary&>(expr).operand);
    case cpp::Kind::Binary: {
      const auto& operation = static_cast<const cpp::Binary&>(expr);
      return is_int_typed(*operation.left) && is_int_typed(*operation.right);
    }
    default: return false;
  }
}

bool is_wide_operator(BinaryOperator op) {
  return op == BinaryOperator::Add || op == BinaryOperator::Sub || op == BinaryOperator::Mult || op == BinaryOperator::FloorDiv || op == BinaryOperator::Mod ||
         op == BinaryOperator::RShift || op == BinaryOperator::BitAnd;
}

cpp::Op wide_spelling(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::Add: return cpp::Op::Add;
    case BinaryOperator::Sub: return cpp::Op::Sub;
    case BinaryOperator::Mult: return cpp::Op::Mul;
    case BinaryOperator::FloorDiv: return cpp::Op::Div;
    case BinaryOperator::Mod: return cpp::Op::Mod;
    case BinaryOperator::RShift: return cpp::Op::Shr;
    default: return cpp::Op::BitAnd;
  }
}

}  // namespace

std::pair<Interval, Interval> Lowering::operand_ranges(const syntax::Node& node) const {
  if (const auto* operation = as<syntax::BinOp>(&node)) {
    return {ranges_.node(operation->left->id), ranges_.node(operation->right->id)};
  }
  if (const auto* augmented = as<syntax::AugAssign>(&node)) {
    return {ranges_.node(augmented->target->id), ranges_.node(augmented->value->id)};
  }
  return {Interval::all(), Interval::all()};
}

cpp::Expr* Lowering::exact(const Value& value) {
  need("py/int.hpp");
  return cpp::construct(type(make(Kind::Int)), {value.expr});
}

/// Operands are machine integers or bools.
Value Lowering::machine_binary(BinaryOperator op, cpp::Op spelling, Value left, Value right, const syntax::Node& node, const Repr& result) {
  const bool fits = result.is_machine_int();
  const auto [a, b] = operand_ranges(node);
  const bool any_unsigned = left.repr.is(Kind::UInt64) || right.repr.is(Kind::UInt64);
  const Repr natural = any_unsigned ? make(Kind::UInt64) : make(Kind::Int64);
  const auto finish = [&](cpp::Expr* expr) -> Value {
    if (natural.is(Kind::UInt64) && result.is(Kind::Int64)) {
      return {cpp::static_cast_(type(result), expr), result};
    }
    return {expr, natural};
  };
  const auto library = [&](const char* function, bool is_exact) -> Value {
    need("py/arithmetic.hpp");
    return is_exact ? Value{cpp::call(function, {exact(left), right.expr}), make(Kind::Int)} : finish(cpp::call(function, {left.expr, right.expr}));
  };
  if (op == BinaryOperator::FloorDiv || op == BinaryOperator::Mod) {
    const bool plain_signs = a.is_non_negative() && b.is_non_negative();
    if (plain_signs && is_positive(b)) {
      return finish(cpp::binary(left.expr, spelling, right.expr));
    }
    const bool mixed = any_unsigned && !plain_signs;
    return library(op == BinaryOperator::Mod ? "py::mod" : "py::floor_div", mixed || !fits);
  }
  if (op == BinaryOperator::RShift) {
    if (b.fits(0, 63)) {
      return {cpp::binary(left.expr, spelling, right.expr), left.repr.is(Kind::UInt64) ? left.repr : make(Kind::Int64)};
    }
    need("py/arithmetic.hpp");
    return {cpp::call("py::shr", {left.expr, right.expr}), left.repr.is(Kind::UInt64) ? left.repr : make(Kind::Int64)};
  }
  const bool shift = op == BinaryOperator::LShift;
  if (!fits || (shift && (!b.fits(0, 63) || (left.repr.is(Kind::Int64) && result.is(Kind::UInt64) && !is_int_typed(*left.expr))))) {
    // The result may leave 64 bits: exact from here on.
    return shift ? library("py::shl", true) : Value{cpp::binary(exact(left), spelling, right.expr), make(Kind::Int)};
  }
  const Interval value = ranges_.node(node.id);
  const bool left_is_int = left.repr.is(Kind::Bool) || is_int_typed(*left.expr);
  const bool right_is_int = right.repr.is(Kind::Bool) || is_int_typed(*right.expr);
  if (left_is_int && (shift || right_is_int) && !value.fits(INT_MIN, INT_MAX)) {
    left = {cpp::brace(type(result), {left.expr}), result};
    if (shift) {
      return {cpp::binary(left.expr, spelling, right.expr), result};
    }
  }
  if (shift) {
    return {cpp::binary(left.expr, spelling, right.expr), left.repr.is(Kind::UInt64) ? left.repr : make(Kind::Int64)};
  }
  if (!any_unsigned && result.is(Kind::UInt64) && !left.repr.is(Kind::UInt64)) {
    left = {cpp::static_cast_(type(result), left.expr), result};
    return {cpp::binary(left.expr, spelling, right.expr), result};
  }
  // Arithmetic modulo 2^64 gives the result, which is known to fit.
  return finish(cpp::binary(left.expr, spelling, right.expr));
}

// ---- 128-bit steps ----------------------------------------------------------------------------------

/// An int beyond 64 bits that 128 hold.
bool Lowering::is_wide(const syntax::Expr& node) const {
  const types::Atom* only = facts_.type(node).single();
  const Interval range = ranges_.node(node.id);
  return only != nullptr && only->kind == types::AtomKind::Instance && only->id == facts_.int_type && repr(node).is(Kind::Int) && range.low && range.high;
}

/// Can the expression be written in 128-bit arithmetic? Its parts then have no effects, and their order does not matter.
bool Lowering::can_be_wide(const syntax::Expr& node) const {
  const auto* operation = as<syntax::BinOp>(&node);
  if (!is_wide(node)) {
    return repr(node).is_machine_int() && effects_.of(node).is_pure() && !contains_suspension(node);
  }
  if (operation == nullptr) {
    return false;
  }
  const Interval left = ranges_.node(operation->left->id);
  const Interval right = ranges_.node(operation->right->id);
  if (operation->op == BinaryOperator::LShift) {
    return left.is_non_negative() && right.fits(0, most_shifted) && repr(*operation->left).is_machine_int() && can_be_wide(*operation->left) && can_be_wide(*operation->right);
  }
  if (!is_wide_operator(operation->op) || !can_be_wide(*operation->left) || !can_be_wide(*operation->right)) {
    return false;
  }
  switch (operation->op) {
    case BinaryOperator::FloorDiv:
    case BinaryOperator::Mod: return left.is_non_negative() && is_positive(right);
    case BinaryOperator::RShift: return right.fits(0, most_shifted);
    default: return true;
  }
}

/// Is every part of it known not to be negative?
bool Lowering::is_unsigned(const syntax::Expr& node) const {
  const auto* operation = as<syntax::BinOp>(&node);
  return ranges_.node(node.id).is_non_negative() && (operation == nullptr || !is_wide(node) || (is_unsigned(*operation->left) && is_unsigned(*operation->right)));
}

/// `py::int128(a) * b + c`, or `py::widened(a) * py::widened(b) + c` where no part is negative: one instruction multiplies then.
cpp::Expr* Lowering::wide(const syntax::Expr& node, bool no_sign) {
  if (!is_wide(node)) {
    return convert(value_of(node), repr(node));
  }
  need("py/machine.hpp");
  const auto& operation = static_cast<const syntax::BinOp&>(node);
  cpp::Expr* left = wide(*operation.left, no_sign);
  cpp::Expr* right = wide(*operation.right, no_sign);
  const bool multiplies = operation.op == BinaryOperator::Mult;
  const auto widened = [&](const syntax::Expr& part, cpp::Expr* operand) {
    const bool literal = part.kind == syntax::Kind::Constant;
    // braces would narrow, Clang says
    return no_sign && !literal ? cpp::call("py::widened", {operand}) : cpp::construct(cpp::raw_type(no_sign ? "py::uint128" : "py::int128"), {operand});
  };
  if (!is_wide(*operation.left) && ((no_sign && multiplies) || !is_wide(*operation.right) || operation.op == BinaryOperator::LShift)) {
    left = widened(*operation.left, left);
  }
  if (no_sign && multiplies && !is_wide(*operation.right) && operation.right->kind != syntax::Kind::Constant) {
    right = widened(*operation.right, right);
  }
  return cpp::binary(left, operation.op == BinaryOperator::LShift ? cpp::Op::Shl : wide_spelling(operation.op), right);
}

/// The expression as a `double`, where a float operation uses it.
std::optional<Value> Lowering::wide_as_double(const syntax::Expr& node) {
  if (!is_wide(node) || !can_be_wide(node)) {
    return std::nullopt;
  }
  const Repr real = make(Kind::Double);
  return Value{cpp::call("py::as_double", {wide(node, is_unsigned(node))}), real};
}

/// `(a * b + c) % m` with a wide left side and a narrow result.
std::optional<Value> Lowering::narrowed_step(const syntax::BinOp& node) {
  const Repr& result = repr(node);
  const bool brings_back = node.op == BinaryOperator::Mod || node.op == BinaryOperator::FloorDiv || node.op == BinaryOperator::RShift || node.op == BinaryOperator::BitAnd ||
                           node.op == BinaryOperator::Sub;
  if (!result.is_machine_int() || !brings_back || (!is_wide(*node.left) && !is_wide(*node.right)) || !can_be_wide(*node.left) || !can_be_wide(*node.right)) {
    return std::nullopt;
  }
  const Interval left = ranges_.node(node.left->id);
  const Interval right = ranges_.node(node.right->id);
  const bool divides = node.op == BinaryOperator::Mod || node.op == BinaryOperator::FloorDiv;
  if ((divides && (!left.is_non_negative() || !is_positive(right))) || (node.op == BinaryOperator::RShift && !right.fits(0, most_shifted))) {
    return std::nullopt;
  }
  const bool no_sign = is_unsigned(*node.left) && is_unsigned(*node.right) && node.op != BinaryOperator::Sub;
  cpp::Expr* first = wide(*node.left, no_sign);
  cpp::Expr* second = wide(*node.right, no_sign);
  return Value{cpp::static_cast_(type(result), cpp::binary(first, wide_spelling(node.op), second)), result};
}

}  // namespace krait::lower
