/// Arithmetic and comparison operators.
///
///   a // b  →  py::floor_div(a, b), or a / b where both are proved non-negative
///   a < b < c  →  a < b && b < c, the middle operand evaluated once
#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::BinaryOperator;
using syntax::CompareOperator;

namespace {

struct Spelling {
  cpp::Op op;
  const char* function;  ///< for representations on which the C++ operator means something else
};

Spelling spelling_of(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::Add: return {cpp::Op::Add, nullptr};
    case BinaryOperator::Sub: return {cpp::Op::Sub, nullptr};
    case BinaryOperator::Mult: return {cpp::Op::Mul, nullptr};
    case BinaryOperator::Div: return {cpp::Op::Div, "py::true_div"};
    case BinaryOperator::Mod: return {cpp::Op::Mod, "py::mod"};
    case BinaryOperator::FloorDiv: return {cpp::Op::Div, "py::floor_div"};
    case BinaryOperator::Pow: return {cpp::Op::Mul, "py::pow"};
    case BinaryOperator::MatMult: return {cpp::Op::Mul, "py::matmul"};
    case BinaryOperator::LShift: return {cpp::Op::Shl, "py::shl"};
    case BinaryOperator::RShift: return {cpp::Op::Shr, "py::shr"};
    case BinaryOperator::BitOr: return {cpp::Op::BitOr, nullptr};
    case BinaryOperator::BitXor: return {cpp::Op::BitXor, nullptr};
    case BinaryOperator::BitAnd: return {cpp::Op::BitAnd, nullptr};
  }
  return {cpp::Op::Add, nullptr};
}

bool is_logical(BinaryOperator op) { return op == BinaryOperator::BitAnd || op == BinaryOperator::BitOr || op == BinaryOperator::BitXor; }
bool is_machine(const Repr& repr) { return repr.is_machine_int() || repr.is(Kind::Bool); }
bool is_numeric(const Repr& repr) { return repr.is_integer() || repr.is(Kind::Bool) || repr.is(Kind::Double) || repr.is(Kind::Number) || repr.is(Kind::Complex); }

}  // namespace

/// `left ** right` that is, or may be, a float.
Value Lowering::power(const Value& left, const Value& right, const Repr& result) {
  need("py/arithmetic.hpp");
  const auto is_int = [](const Repr& repr) { return repr.is_integer() || repr.is(Kind::Bool); };
  if (!is_int(left.repr) || !is_int(right.repr)) {
    return {cpp::call("py::pow", {left.expr, right.expr}), result};
  }
  if (result.is(Kind::Number)) {
    return {cpp::call("py::pow_number", {left.expr, right.expr}), result};
  }
  // A negative power: as floats.
  cpp::Expr* base = left.repr.is_machine_int() ? cpp::construct(type(result), {left.expr}) : convert(left, result);
  return {cpp::call("py::pow", {base, right.expr}), result};
}

namespace {

bool excludes_zero(const ranges::Interval& interval) { return !interval.is_empty && ((interval.low && *interval.low > 0) || (interval.high && *interval.high < 0)); }

bool is_exact_double(const ranges::Interval& interval) {
  constexpr std::int64_t largest = std::int64_t{1} << 53;
  return !interval.is_empty && interval.low && interval.high && *interval.low >= -largest && *interval.high <= largest;
}

/// `100` as `100.0`; false if the expression is no plain number.
bool make_real(cpp::Expr*& expr) {
  const auto* literal = cpp::as<cpp::Literal>(expr);
  if (literal == nullptr || !std::all_of(literal->spelling.begin(), literal->spelling.end(), [](char c) { return (c >= '0' && c <= '9') || c == '\''; })) {
    return false;
  }
  expr = cpp::number(literal->spelling + ".0");
  return true;
}

}  // namespace

/// `left / right` where C++ gives what Python gives: the divisor is never zero, and both sides are doubles or convert to doubles as in Python.
std::optional<Value> Lowering::plain_division(Value left, Value right, const syntax::Node& node) {
  const auto is_plain = [](const Value& value) { return value.repr.is(Kind::Double) || value.repr.is_machine_int(); };
  const auto* operation = syntax::as<syntax::BinOp>(&node);
  if (operation == nullptr || !is_plain(left) || !is_plain(right)) {
    return std::nullopt;
  }
  const auto [dividend, divisor] = operand_ranges(node);
  const auto* constant = syntax::as<syntax::Constant>(operation->right);
  const bool real = constant != nullptr && constant->constant == syntax::ConstantKind::Float && constant->number != 0;
  if (!real && !excludes_zero(divisor)) {
    return std::nullopt;
  }
  const bool integers = left.repr.is_machine_int() && right.repr.is_machine_int();
  if (integers && !(is_exact_double(dividend) && is_exact_double(divisor) && (make_real(right.expr) || make_real(left.expr)))) {
    return std::nullopt;
  }
  return Value{cpp::binary(left.expr, cpp::Op::Div, right.expr), make(Kind::Double)};
}

/// An operator that pylib has a function for:  left // right → py::floor_div(left, right).
Value Lowering::arithmetic_call(const char* function, Value left, const Value& right, Repr result) {
  need("py/arithmetic.hpp");
  if (result.is(Kind::Int) && !context_->integer.empty() && is_machine(left.repr) && is_machine(right.repr)) {
    left.expr = cpp::construct(type(result), {left.expr});
  }
  return {cpp::call(function, {left.expr, right.expr}), std::move(result)};
}

/// Both sides are machine integers or bools.
Value Lowering::binary_of_words(BinaryOperator op, const Value& left, const Value& right, const syntax::Node& node, const Repr& result) {
  if (left.repr.is(Kind::Bool) && right.repr.is(Kind::Bool) && is_logical(op)) {
    return {cpp::static_cast_(type(make(Kind::Bool)), cpp::binary(left.expr, spelling_of(op).op, right.expr)), make(Kind::Bool)};
  }
  switch (op) {
    case BinaryOperator::Div: return arithmetic_call("py::true_div", left, right, make(Kind::Double));
    case BinaryOperator::Pow:
      if (result.is(Kind::Double) || result.is(Kind::Number)) {
        return power(left, right, result);
      }
      return result.is(Kind::Int64) ? Value{machine_call("py::pow_int64", {left.expr, right.expr}), make(Kind::Int64)} : arithmetic_call("py::pow", left, right, make(Kind::Int));
    case BinaryOperator::MatMult: return raise_type_error("unsupported operand type(s) for @: 'int' and 'int'", object());
    default: return machine_binary(op, spelling_of(op).op, left, right, node, result);
  }
}

namespace {
/// What arithmetic of two kinds of number gives.
Kind joined_number(const Repr& a, const Repr& b) {
  const auto either = [&](Kind kind) { return a.is(kind) || b.is(kind); };
  if (either(Kind::Complex)) {
    return Kind::Complex;
  }
  return either(Kind::Double) ? Kind::Double : either(Kind::Number) ? Kind::Number : Kind::Int;
}
}  // namespace

/// Both sides are numbers, at least one of them wider than a word.
Value Lowering::binary_of_numbers(BinaryOperator op, Value left, const Value& right, const Repr& result) {
  const Spelling how = spelling_of(op);
  const Repr kind = make(joined_number(left.repr, right.repr));
  const bool bitwise = is_logical(op) || op == BinaryOperator::LShift || op == BinaryOperator::RShift;
  if (bitwise && !kind.is(Kind::Int)) {
    // TypeError, unless a number that may be a float is an int now.
    return {cpp::binary(cpp::construct(type(object()), {left.expr}), how.op, right.expr), object()};
  }
  if (op == BinaryOperator::Div) {
    return arithmetic_call("py::true_div", left, right, kind.is(Kind::Complex) ? kind : make(Kind::Double));
  }
  if (op == BinaryOperator::Pow && result.is(Kind::Complex) && !kind.is(Kind::Complex)) {
    left = {cpp::construct(type(result), {convert(left, make(Kind::Double))}), result};
    return arithmetic_call("py::pow", left, right, result);
  }
  if (op == BinaryOperator::Pow && (result.is(Kind::Double) || (result.is(Kind::Number) && kind.is(Kind::Int)))) {
    return power(left, right, result);
  }
  if (how.function != nullptr) {
    return arithmetic_call(how.function, left, right, kind);
  }
  if (kind.is(Kind::Complex)) {
    // std::complex takes doubles only.
    const auto part = [&](const Value& value) {
      return value.repr.is(Kind::Complex) || value.repr.is(Kind::Double) ? value.expr : cpp::construct(type(make(Kind::Double)), {value.expr});
    };
    return {cpp::binary(part(left), how.op, part(right)), kind};
  }
  const auto is_wide = [](const Repr& repr) { return repr.is(Kind::Int) || repr.is(Kind::Number); };
  if (kind.is(Kind::Double) && (is_wide(left.repr) || is_wide(right.repr))) {
    return {cpp::binary(convert(left, kind), how.op, convert(right, kind)), kind};
  }
  return {cpp::binary(left.expr, how.op, right.expr), kind};
}

/// One side is a py::object, whose class knows the operator.
Value Lowering::binary_of_objects(BinaryOperator op, const Value& left, const Value& right) {
  const Spelling how = spelling_of(op);
  if (how.function != nullptr && op != BinaryOperator::Mod && op != BinaryOperator::LShift && op != BinaryOperator::RShift) {
    return {cpp::call(how.function, {cpp::construct(type(object()), {left.expr}), right.expr}), object()};
  }
  cpp::Expr* first = left.repr.is(Kind::Object) ? left.expr : cpp::construct(type(object()), {left.expr});
  return {cpp::binary(first, how.op, right.expr), object()};
}

/// `first + second` of two lists that hold other kinds than both together, as `[1, 2] + [0.5]`; nothing where they hold the same.
std::optional<Value> Lowering::joined_lists(const Value& left, const Value& right, const Repr& result) {
  const auto is_list = [&](const Repr& repr) { return repr.is(Kind::Library) && repr.cls == facts_.list_type && repr.arguments.size() == 1; };
  if (!is_list(left.repr) || !is_list(right.repr) || !is_list(result) || left.repr.arguments == right.repr.arguments) {
    return std::nullopt;
  }
  const auto side = [&](const Value& list) { return list.repr.arguments == result.arguments ? list.expr : cpp::construct(type(result), {list.expr}); };
  return Value{cpp::binary(side(left), cpp::Op::Add, side(right)), result};
}

/// What the C++ of a class's own operator gives: an object where it may be NotImplemented, though that is never what the expression gives.
Repr Lowering::operator_result(const syntax::Node& node, const Repr& result) const {
  const types::CallFact* fact = facts_.call(node.id);
  const bool own = fact != nullptr && fact->kind == types::CallKind::User && fact->function != types::none;
  return result.is(Kind::Never) || (own && reprs_.of_result(facts_.functions[fact->function]).is(Kind::Object)) ? object() : result;
}

/// Tuples and other values of pylib and of the program's classes: `"…" * 3`, `xs + ys`, a class's own operator.
Value Lowering::binary_of_values(BinaryOperator op, Value left, Value right, const syntax::Node& node, const Repr& result) {
  const Spelling how = spelling_of(op);
  const Repr a = left.repr;
  const Repr b = right.repr;
  if (left.expr->kind == cpp::Kind::StringLiteral) {
    left.expr = cpp::construct(type(str()), {left.expr});
  } else if (right.expr->kind == cpp::Kind::StringLiteral && op == BinaryOperator::Mult) {
    right.expr = cpp::construct(type(str()), {right.expr});
  }
  if (op == BinaryOperator::Mod && a.is(Kind::Library)) {  // of str or bytes
    if (a.cls == facts_.str_type) {
      need("py/format.hpp");
    }
    return {cpp::binary(left.expr, how.op, right.expr), a.cls == facts_.str_type ? str() : result};
  }
  if (a.is(Kind::Tuple) && b.is(Kind::Tuple) && op == BinaryOperator::Add) {
    need("tuple");
    return {cpp::call("std::tuple_cat", {left.expr, right.expr}), result};
  }
  if ((a.is(Kind::Tuple) || b.is(Kind::Tuple)) && result.is(Kind::Library)) {
    // `(x,) * n`: of run-time length.
    Value& tuple = a.is(Kind::Tuple) ? left : right;
    tuple.expr = cpp::construct(type(result), {convert(tuple, result)});
    return {cpp::binary(left.expr, how.op, right.expr), result};
  }
  if (op == BinaryOperator::FloorDiv || op == BinaryOperator::Pow || op == BinaryOperator::MatMult) {
    return {cpp::call(how.function, {left.expr, right.expr}), operator_result(node, result)};
  }
  if (auto joined = op == BinaryOperator::Add ? joined_lists(left, right, result) : std::nullopt) {
    return *joined;
  }
  const types::CallFact* fact = facts_.call(node.id);
  const bool repeats = op == BinaryOperator::Mult || op == BinaryOperator::Add;
  if (repeats && a.is(Kind::Library) && a.cls != facts_.str_type && fact != nullptr && fact->kind == types::CallKind::Stub) {
    return {cpp::binary(left.expr, how.op, right.expr), a};
  }
  return {cpp::binary(left.expr, how.op, right.expr), operator_result(node, result)};
}

Value Lowering::binary(BinaryOperator op, Value left, Value right, const syntax::Node& node, const Repr& result) {
  if (op == BinaryOperator::Div) {
    if (auto division = plain_division(left, right, node)) {
      return *division;
    }
  }
  need("py/protocol.hpp");
  if (is_machine(left.repr) && is_machine(right.repr)) {
    return binary_of_words(op, left, right, node, result);
  }
  if (is_numeric(left.repr) && is_numeric(right.repr)) {
    return binary_of_numbers(op, left, right, result);
  }
  if (left.repr.is(Kind::Object) || right.repr.is(Kind::Object)) {
    return binary_of_objects(op, left, right);
  }
  const types::CallFact* fact = facts_.call(node.id);
  if (fact != nullptr && (fact->kind == types::CallKind::Never || fact->kind == types::CallKind::Dynamic)) {
    // Raises CPython's TypeError, or decides at run time.
    const Spelling how = spelling_of(op);
    cpp::Expr* first = cpp::construct(type(object()), {left.expr});
    const bool has_operator = how.function == nullptr || op == BinaryOperator::Mod || op == BinaryOperator::Div;
    return {has_operator ? cpp::binary(first, how.op, right.expr) : cpp::call(how.function, {first, right.expr}), object()};
  }
  return binary_of_values(op, left, right, node, result);
}

Value Lowering::lower_kind(const syntax::BinOp& node) {
  if (auto step = narrowed_step(node)) {
    return *step;
  }
  if (node.op == BinaryOperator::Div && repr(*node.left).is(Kind::Double) && effects_.of(*node.left).is_pure()) {
    if (const auto divisor = wide_as_double(*node.right)) {
      return binary(node.op, value_of(*node.left), *divisor, node, repr(node));
    }
  }
  auto values = lower_operands({node.left, node.right}, {"left", "right"});
  if (node.op == BinaryOperator::Pow) {
    if (const auto* number = syntax::as<syntax::Constant>(node.right);
        number != nullptr && number->text == "2" && values[0].repr.is(Kind::Double) && node.left->kind == syntax::Kind::Name) {
      return {cpp::binary(values[0].expr, cpp::Op::Mul, values[0].expr), make(Kind::Double)};
    }
  }
  const Repr& result = repr(node);
  const auto* display = syntax::as<syntax::List>(node.left);
  if (node.op == BinaryOperator::Mult && display != nullptr && display->elements.size() == 1 && values[0].expr->kind == cpp::Kind::BraceInit && values[0].repr == result &&
      values[1].repr.is_integer()) {
    // `[x] * n`: n times x.
    return {cpp::construct(type(result), {values[1].expr, static_cast<const cpp::BraceInit*>(values[0].expr)->elements.front().value}), result};
  }
  return binary(node.op, values[0], values[1], node, result);
}

Value Lowering::lower_kind(const syntax::UnaryOp& node) {
  if (node.op == syntax::UnaryOperator::Not) {
    return {truth(static_cast<const syntax::Expr&>(node)), make(Kind::Bool)};
  }
  const Value operand = value_of(*node.operand);
  const Repr& result = repr(node);
  const cpp::UnaryOp op = node.op == syntax::UnaryOperator::USub ? cpp::UnaryOp::Minus : node.op == syntax::UnaryOperator::UAdd ? cpp::UnaryOp::Plus : cpp::UnaryOp::Complement;
  // The negative of a word may need one bit more, and that of an unsigned one is no unsigned one.
  const bool widens = op != cpp::UnaryOp::Plus && operand.repr.is_machine_int() && (result.is(Kind::Int) || operand.repr.is(Kind::UInt64));
  if (widens) {
    need("py/int.hpp");
    return {cpp::unary(op, cpp::construct(type(make(Kind::Int)), {operand.expr})), make(Kind::Int)};
  }
  if (operand.repr.is(Kind::Optional) || operand.repr.is(Kind::Library) || operand.repr.is(Kind::Tuple) || operand.repr.is(Kind::None) || operand.repr.is(Kind::TypeRef)) {
    return {cpp::unary(op, cpp::construct(type(object()), {operand.expr})), object()};  // raises TypeError, but for a Counter
  }
  const bool boolean = operand.repr.is(Kind::Bool);
  cpp::Expr* expr = boolean ? cpp::static_cast_(type(make(Kind::Int64)), operand.expr) : operand.expr;
  return {cpp::unary(op, expr), boolean ? make(Kind::Int64) : operand.repr.is(Kind::Ref) ? result : operand.repr};
}

Value Lowering::compare(CompareOperator op, Value left, Value right, const syntax::Compare& node, std::size_t index) {
  const Repr boolean = make(Kind::Bool);
  for (Value* operand : {&left, &right}) {
    if (operand->library_function != types::none) {
      *operand = boxed(*operand);
    }
  }
  const auto negated = [&](cpp::Expr* expr, bool negative) { return Value{negative ? cpp::not_(expr) : expr, boolean}; };
  const Repr& a = left.repr;
  const Repr& b = right.repr;
  need("py/protocol.hpp");
  if (op == CompareOperator::Is || op == CompareOperator::IsNot) {
    const bool negative = op == CompareOperator::IsNot;
    if (b.is(Kind::None) || a.is(Kind::None)) {
      const Value& other = b.is(Kind::None) ? left : right;
      switch (other.repr.kind) {
        case Kind::Maybe:
        case Kind::Optional:
        case Kind::Object: return {cpp::binary(other.expr, negative ? cpp::Op::NotEqual : cpp::Op::Equal, none()), boolean};
        default: {
          cpp::Expr* answer = cpp::boolean(other.repr.is(Kind::None) ? !negative : negative);
          if (other.expr->kind != cpp::Kind::Call) {
            return {answer, boolean};
          }
          return {cpp::binary(other.repr.is(Kind::None) ? other.expr : cpp::static_cast_(cpp::void_type(), other.expr), cpp::Op::Comma, answer), boolean};
        }
      }
    }
    if (a.is(Kind::Module) && b.is(Kind::Module)) {  // nothing in C++ that could be compared
      const syntax::Expr& before = index == 0 ? *node.left : *node.comparators[index - 1];
      return {cpp::boolean((facts_.type(before).single()->id == facts_.type(*node.comparators[index]).single()->id) != negative), boolean};
    }
    if (a == b && (a.is(Kind::Bool) || a.is(Kind::TypeRef))) {
      return {cpp::binary(left.expr, negative ? cpp::Op::NotEqual : cpp::Op::Equal, right.expr), boolean};
    }
    return negated(cpp::call("py::is", {left.expr, right.expr}), negative);
  }
  if (op == CompareOperator::In || op == CompareOperator::NotIn) {
    const bool negative = op == CompareOperator::NotIn;
    return negated(cpp::call("py::contains", {right.expr, left.expr}), negative);
  }
  static const std::map<CompareOperator, std::pair<cpp::Op, const char*>> table = {
      {CompareOperator::Eq, {cpp::Op::Equal, "py::eq"}},      {CompareOperator::NotEq, {cpp::Op::NotEqual, "py::eq"}}, {CompareOperator::Lt, {cpp::Op::Less, "py::lt"}},
      {CompareOperator::LtE, {cpp::Op::LessEqual, "py::le"}}, {CompareOperator::Gt, {cpp::Op::Greater, "py::gt"}},     {CompareOperator::GtE, {cpp::Op::GreaterEqual, "py::ge"}}};
  const auto& [cpp_op, function] = table.at(op);
  const types::CallFact* fact = facts_.compare_call(node.id, index);
  const bool user = fact != nullptr && fact->kind == types::CallKind::User;
  const bool both_strings = a.is(Kind::Library) && b.is(Kind::Library) && a.cls == b.cls && a.cls == facts_.str_type;
  if (both_strings && left.expr->kind == cpp::Kind::StringLiteral && right.expr->kind == cpp::Kind::StringLiteral) {
    left.expr = cpp::construct(type(str()), {left.expr});
  }
  const bool same_sign_ints = a.is_machine_int() && a == b;
  const bool numbers = (a.is(Kind::Double) || a.is(Kind::Int64)) && (b.is(Kind::Double) || b.is(Kind::Int64)) && a == b;
  const bool exact = (a.is(Kind::Int) && (b.is_integer())) || (b.is(Kind::Int) && a.is_integer());
  if (!user && (same_sign_ints || numbers || exact || both_strings || a.is(Kind::Object) || (a == b && a.is(Kind::Bool)))) {
    return {cpp::binary(left.expr, cpp_op, right.expr), boolean};
  }
  if (a.is(Kind::Double) && b.is(Kind::Int64) && right.expr->kind == cpp::Kind::Literal) {
    return {cpp::binary(left.expr, cpp_op, right.expr), boolean};
  }
  const bool equality = op == CompareOperator::Eq || op == CompareOperator::NotEq;
  const bool instances = (a.is(Kind::Ref) || a.is(Kind::Maybe)) && (b.is(Kind::Ref) || b.is(Kind::Maybe));
  if (user && equality && instances) {
    return {cpp::binary(left.expr, cpp_op, right.expr), boolean};  // `py::eq` is for containers, which ask for identity first
  }
  return negated(cpp::call(function, {left.expr, right.expr}), op == CompareOperator::NotEq);
}

Value Lowering::lower_kind(const syntax::Compare& node) {
  if (node.ops.size() == 1) {
    if (const auto decided = facts_.constant_test(node.id)) {
      return {cpp::boolean(*decided), make(Kind::Bool)};
    }
    // Tests against None look at the variable itself, not at a narrowed value.
    const bool identity = node.ops[0] == CompareOperator::Is || node.ops[0] == CompareOperator::IsNot;
    const bool ordered = contains_suspension(*node.comparators[0]) || effects_.conflict(effects_.of(*node.left), effects_.of(*node.comparators[0]));
    if (identity && !ordered) {
      Value left = lower(*node.left);
      return compare(node.ops[0], left, lower(*node.comparators[0]), node, 0);
    }
    auto values = lower_operands({node.left, node.comparators[0]}, {"left", "right"});
    return compare(node.ops[0], values[0], values[1], node, 0);
  }
  // A chain: inner operands that are more than a name or a constant are evaluated once, into a local.
  std::vector<cpp::Expr*> tests;
  Value left = value_of(*node.left);
  for (std::size_t i = 0; i < node.ops.size(); ++i) {
    Value right;
    auto before = in_block([&] { right = value_of(*node.comparators[i]); });
    if (!before.empty() && !tests.empty()) {
      return {cpp::call(chain_tail(node, i, left, tests)), make(Kind::Bool)};
    }
    const syntax::Kind kind = node.comparators[i]->kind;
    const bool simple = kind == syntax::Kind::Name || kind == syntax::Kind::Constant || i + 1 == node.ops.size();
    if (i == 0 && (!simple || !before.empty()) && node.left->kind != syntax::Kind::Constant && effects_.conflict(effects_.of(*node.left), effects_.of(*node.comparators[0]))) {
      left = hoist(left, "left");
    }
    for (cpp::Stmt* statement : before) {
      emit(statement);
    }
    if (!simple && effects_.of(*node.comparators[i]).is_pure() && kind == syntax::Kind::Attribute) {
      tests.push_back(compare(node.ops[i], left, right, node, i).expr);
      left = right;
      continue;
    }
    if (!simple) {
      if (!tests.empty()) {
        // Evaluated only if the tests before it held: the rest of the chain becomes a lambda.
        return {cpp::call(chain_tail(node, i, left, tests)), make(Kind::Bool)};
      }
      right = hoist(right, "middle");
    }
    tests.push_back(compare(node.ops[i], left, right, node, i).expr);
    left = right;
  }
  return {cpp::chain(cpp::Op::And, tests), make(Kind::Bool)};
}

/// The tests so far and the rest of a chain whose next operand must be evaluated at most once and only if they held.
cpp::Expr* Lowering::chain_tail(const syntax::Compare& node, std::size_t from, Value left, const std::vector<cpp::Expr*>& tests) {
  std::vector<cpp::Stmt*> statements = in_block([&] {
    emit(cpp::if_(cpp::not_(cpp::chain(cpp::Op::And, tests)), {cpp::return_(cpp::boolean(false))}));
    for (std::size_t i = from; i < node.ops.size(); ++i) {
      Value right = hoist(value_of(*node.comparators[i]), "right");
      cpp::Expr* test = compare(node.ops[i], left, right, node, i).expr;
      if (i + 1 == node.ops.size()) {
        emit(cpp::return_(test));
      } else {
        emit(cpp::if_(cpp::not_(test), {cpp::return_(cpp::boolean(false))}));
      }
      left = right;
    }
  });
  return cpp::lambda({cpp::capture("&")}, {}, std::move(statements), nullptr);
}

}  // namespace krait::lower
