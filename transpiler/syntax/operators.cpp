// Runs of operators. The grammar's precedences differ from Python's in places (`^` and `&`, `await` and `**`, `:=`
// and `if`), so a run is flattened to operands and operators and parsed again by Python's rules.
#include "syntax/builder.hpp"

#include <algorithm>
#include <optional>

namespace krait::syntax {

using source::Code;

namespace {

bool is_run(Form form) {
  switch (form) {
    case Form::BinaryOperator:
    case Form::UnaryOperator:
    case Form::NotOperator:
    case Form::BooleanOperator:
    case Form::ComparisonOperator:
    case Form::Await:
    case Form::ConditionalExpression:
    case Form::NamedExpression:
    case Form::Lambda:
    case Form::LambdaWithinForInClause:
    case Form::AsPattern:
    case Form::AsPatternTarget:
    case Form::ListSplat:
    case Form::ListSplatPattern:
    case Form::Type:
    case Form::UnionType:
    case Form::ConstrainedType:
    case Form::SplatType:
    case Form::MemberType: return true;
    default: return false;
  }
}

bool is_primary(Form form) { return form == Form::Call || form == Form::Attribute || form == Form::Subscript; }

struct BinaryEntry {
  BinaryOperator op;
  int precedence;
};

std::optional<BinaryEntry> binary_entry(Form form) {
  switch (form) {
    case Form::Pipe: return BinaryEntry{BinaryOperator::BitOr, 1};
    case Form::Caret: return BinaryEntry{BinaryOperator::BitXor, 2};
    case Form::Ampersand: return BinaryEntry{BinaryOperator::BitAnd, 3};
    case Form::LeftShift: return BinaryEntry{BinaryOperator::LShift, 4};
    case Form::RightShift: return BinaryEntry{BinaryOperator::RShift, 4};
    case Form::Plus: return BinaryEntry{BinaryOperator::Add, 5};
    case Form::Minus: return BinaryEntry{BinaryOperator::Sub, 5};
    case Form::Star: return BinaryEntry{BinaryOperator::Mult, 6};
    case Form::Slash: return BinaryEntry{BinaryOperator::Div, 6};
    case Form::DoubleSlash: return BinaryEntry{BinaryOperator::FloorDiv, 6};
    case Form::Percent: return BinaryEntry{BinaryOperator::Mod, 6};
    case Form::At: return BinaryEntry{BinaryOperator::MatMult, 6};
    default: return std::nullopt;
  }
}

std::optional<CompareOperator> compare_operator(Form form) {
  switch (form) {
    case Form::EqualEqual: return CompareOperator::Eq;
    case Form::NotEqual: return CompareOperator::NotEq;
    case Form::Less: return CompareOperator::Lt;
    case Form::LessEqual: return CompareOperator::LtE;
    case Form::Greater: return CompareOperator::Gt;
    case Form::GreaterEqual: return CompareOperator::GtE;
    case Form::Is: return CompareOperator::Is;
    case Form::IsNot: return CompareOperator::IsNot;
    case Form::In: return CompareOperator::In;
    case Form::NotIn: return CompareOperator::NotIn;
    default: return std::nullopt;
  }
}

std::optional<UnaryOperator> unary_operator(Form form) {
  switch (form) {
    case Form::Plus: return UnaryOperator::UAdd;
    case Form::Minus: return UnaryOperator::USub;
    case Form::Tilde: return UnaryOperator::Invert;
    default: return std::nullopt;
  }
}

}  // namespace

Expr* Builder::expression(const Concrete& node, Allowed allowed) {
  if (!enter(node)) {
    leave();
    return broken(node.begin, node.end);
  }
  Expr* result = nullptr;
  const bool starts_with_star = is_primary(node.form) && text_[node.begin] == '*';
  const auto hidden_star = hidden_star_before(node);
  if (!is_run(node.form) && !starts_with_star && !hidden_star) {
    result = atom(node);
  } else {
    Run run = flatten(node, allowed);
    if (hidden_star) {
      ++stars_found_;
      run.pieces.insert(run.pieces.begin(), Piece{Form::Star, nullptr, *hidden_star, *hidden_star + 1});
    }
    result = run_expression(run).expr;
    if (run.operation() == Form::ColonEqual) {
      fail(Code::K0129, run.pieces[run.at].begin, run.pieces[run.at].end, "invalid syntax: an assignment expression cannot stand here without parentheses",
           "write `(name := value)`");
    } else if (!run.done()) {
      fail_invalid(run.pieces[run.at].begin, run.pieces[run.at].end);
    }
  }
  leave();
  return result;
}

std::optional<std::uint32_t> Builder::hidden_star_before(const Concrete& node) const {
  const auto after = std::lower_bound(hidden_stars_.begin(), hidden_stars_.end(), node.begin);
  if (after == hidden_stars_.begin()) {
    return std::nullopt;
  }
  const std::uint32_t star = *(after - 1);
  const bool only_space_between = text_.substr(star + 1, node.begin - star - 1).find_first_not_of(" \t\f\r\n\\") == std::string_view::npos;
  return only_space_between ? std::optional(star) : std::nullopt;
}

Run Builder::flatten(const Concrete& node, Allowed allowed) {
  Run run;
  run.allowed = allowed;
  std::vector<const Concrete*> pending{&node};
  while (!pending.empty()) {
    const Concrete* current = pending.back();
    pending.pop_back();
    flatten_child(*current, pending, run);
  }
  return run;
}

void Builder::flatten_child(const Concrete& node, std::vector<const Concrete*>& pending, Run& run) {
  const auto add = [&run](Form operation, const Concrete* operand, std::uint32_t begin, std::uint32_t end) { run.pieces.push_back({operation, operand, begin, end}); };
  if (is_primary(node.form) && text_[node.begin] == '*') {
    // `*f()` is parsed as a call of `*f`.
    add(Form::Star, nullptr, node.begin, node.begin + 1);
    add(Form::Other, &node, head_begin(node), node.end);
    return;
  }
  if (!node.is_rule) {
    // In a rewritten text (see parse.cpp) a star may be disguised as another prefix operator.
    add(text(node) == "*" ? Form::Star : node.form, nullptr, node.begin, node.end);
    return;
  }
  if (!is_run(node.form)) {
    add(Form::Other, &node, node.begin, node.end);
    return;
  }
  const bool is_lambda = node.form == Form::Lambda || node.form == Form::LambdaWithinForInClause;
  if (is_lambda) {
    add(Form::LambdaWord, node.child(Form::LambdaParameters), node.begin, node.begin + 6);
  }
  std::vector<const Concrete*> children;
  bool skipping = is_lambda;
  for (const Concrete* child = node.first; child != nullptr; child = child->next) {
    if (!skipping) {
      children.push_back(child);
    }
    skipping = skipping && child->form != Form::Colon;
  }
  pending.insert(pending.end(), children.rbegin(), children.rend());
}

/// A long chain nests to the left: its links count as depth for whoever walks the tree.
bool Builder::chain_fits(std::uint32_t links, std::uint32_t where) {
  if (depth_ + links <= depth_limit) {
    return true;
  }
  if (!too_deep_) {
    fail(Code::K0110, where, where + 1, "too deeply nested code", "give names to inner parts");
  }
  too_deep_ = true;
  return false;
}

bool Builder::enter_run(const Run& run) {
  if (++depth_ <= depth_limit) {
    return true;
  }
  if (!too_deep_) {
    const Piece& piece = run.pieces[run.done() ? run.pieces.size() - 1 : run.at];
    fail(Code::K0110, piece.begin, piece.end, "too deeply nested code", "give names to inner parts");
  }
  too_deep_ = true;
  return false;
}

Operand Builder::run_expression(Run& run) {
  if (run.operation() == Form::Star && (run.allowed.star || run.allowed.star_any)) {
    const bool any = run.allowed.star_any;
    run.allowed = {};
    return starred(run, any ? &Builder::conditional : &Builder::comparison);
  }
  if (run.operation() == Form::Star) {
    fail(Code::K0133, run.pieces[run.at].begin, run.pieces[run.at].end, "can't use starred expression here", "put it into a list or tuple, or add a comma: `*x,`");
    ++run.at;
    run.allowed = {};
  }
  if (run.allowed.only_disjunction) {
    return disjunction(run);
  }
  return run.allowed.named ? named_expression(run) : conditional(run);
}

Operand Builder::starred(Run& run, Operand (Builder::*operand)(Run&)) {
  const std::uint32_t begin = run.pieces[run.at].begin;
  ++run.at;
  if (run.operation() == Form::Star && run.pieces[run.at].begin == begin + 1) {
    fail(Code::K0177, begin, begin + 2, "invalid syntax: `**` cannot stand here", "`**x` unpacks a mapping in a call or a dictionary display only");
    run.at = run.pieces.size();
    return {broken(begin, begin), begin, begin};
  }
  const Operand value = operand == &Builder::comparison ? binary(run, 1) : (this->*operand)(run);
  auto* node = make<Starred>(begin, value.end);
  node->value = value.expr;
  return {node, begin, value.end};
}

Operand Builder::named_expression(Run& run) {
  const bool is_named = run.at + 1 < run.pieces.size() && run.pieces[run.at + 1].operation == Form::ColonEqual;
  if (!is_named) {
    return conditional(run);
  }
  const Piece target = run.pieces[run.at];
  run.at += 2;
  run.allowed.named = false;
  const Operand value = conditional(run);
  auto* node = make<NamedExpr>(target.begin, value.end);
  node->target = target.operation == Form::Other ? atom(*target.node) : broken(target.begin, target.end);
  if (auto* bound = const_cast<Name*>(as<Name>(node->target))) {
    bound->context = ExprContext::Store;
  } else {
    fail(Code::K0129, target.begin, target.end, "cannot use assignment expressions with this target", "bind a plain name: `name := value`");
  }
  node->value = value.expr;
  return {node, target.begin, value.end};
}

Operand Builder::conditional(Run& run) {
  if (run.operation() == Form::LambdaWord) {
    return lambda(run);
  }
  const Operand body = disjunction(run);
  if (run.operation() != Form::If) {
    return body;
  }
  ++run.at;
  if (!enter_run(run)) {
    leave();
    run.at = run.pieces.size();
    return body;
  }
  const Operand test = disjunction(run);
  if (run.operation() != Form::Else) {
    fail(Code::K0182, body.begin, test.end, "expected 'else' after 'if' expression", "add `else value`");
    leave();
    return body;
  }
  ++run.at;
  const Operand orelse = conditional(run);
  leave();
  auto* node = make<IfExp>(body.begin, orelse.end);
  node->test = test.expr;
  node->body = body.expr;
  node->orelse = orelse.expr;
  return {node, body.begin, orelse.end};
}

Operand Builder::lambda(Run& run) {
  const Piece word = run.pieces[run.at];
  ++run.at;
  auto* node = make<Lambda>(word.begin, word.end);
  node->parameters = parameters(word.node);
  if (!enter_run(run)) {
    leave();
    run.at = run.pieces.size();
    return {node, word.begin, word.end};
  }
  const Operand body = conditional(run);
  leave();
  node->body = body.expr;
  node->span.end = body.end;
  return {node, word.begin, body.end};
}

Operand Builder::bool_operation(Run& run, Form word, BoolOperator op, Operand (Builder::*next)(Run&)) {
  const Operand first = (this->*next)(run);
  if (run.operation() != word) {
    return first;
  }
  std::vector<Expr*> values{first.expr};
  std::uint32_t end = first.end;
  while (run.operation() == word) {
    ++run.at;
    const Operand value = (this->*next)(run);
    values.push_back(value.expr);
    end = value.end;
  }
  auto* node = make<BoolOp>(first.begin, end);
  node->op = op;
  node->values = std::move(values);
  return {node, first.begin, end};
}

Operand Builder::disjunction(Run& run) { return bool_operation(run, Form::Or, BoolOperator::Or, &Builder::conjunction); }

Operand Builder::conjunction(Run& run) { return bool_operation(run, Form::And, BoolOperator::And, &Builder::inversion); }

Operand Builder::inversion(Run& run) {
  if (run.operation() != Form::Not) {
    return comparison(run);
  }
  const std::uint32_t begin = run.pieces[run.at].begin;
  ++run.at;
  if (!enter_run(run)) {
    leave();
    run.at = run.pieces.size();
    return {broken(begin, begin), begin, begin};
  }
  const Operand operand = inversion(run);
  leave();
  auto* node = make<UnaryOp>(begin, operand.end);
  node->op = UnaryOperator::Not;
  node->operand = operand.expr;
  return {node, begin, operand.end};
}

Operand Builder::comparison(Run& run) {
  const Operand left = binary(run, 1);
  if (!compare_operator(run.operation())) {
    return left;
  }
  std::vector<CompareOperator> ops;
  std::vector<Expr*> comparators;
  std::uint32_t end = left.end;
  while (const auto op = compare_operator(run.operation())) {
    ++run.at;
    const Operand right = binary(run, 1);
    ops.push_back(*op);
    comparators.push_back(right.expr);
    end = right.end;
  }
  auto* node = make<Compare>(left.begin, end);
  node->left = left.expr;
  node->ops = std::move(ops);
  node->comparators = std::move(comparators);
  return {node, left.begin, end};
}

Operand Builder::binary(Run& run, int minimum) {
  Operand left = unary(run);
  std::uint32_t links = 0;
  while (const auto entry = binary_entry(run.operation())) {
    if (entry->precedence < minimum) {
      break;
    }
    if (!chain_fits(++links, run.pieces[run.at].begin)) {
      run.at = run.pieces.size();
      return left;
    }
    ++run.at;
    const Operand right = binary(run, entry->precedence + 1);
    auto* node = make<BinOp>(left.begin, right.end);
    node->left = left.expr;
    node->op = entry->op;
    node->right = right.expr;
    left = {node, left.begin, right.end};
  }
  return left;
}

Operand Builder::unary(Run& run) {
  const auto op = unary_operator(run.operation());
  if (!op) {
    return power(run);
  }
  const std::uint32_t begin = run.pieces[run.at].begin;
  ++run.at;
  if (!enter_run(run)) {
    leave();
    run.at = run.pieces.size();
    return {broken(begin, begin), begin, begin};
  }
  const Operand operand = unary(run);
  leave();
  auto* node = make<UnaryOp>(begin, operand.end);
  node->op = *op;
  node->operand = operand.expr;
  return {node, begin, operand.end};
}

Operand Builder::power(Run& run) {
  Operand base;
  if (run.operation() == Form::AwaitWord) {
    const std::uint32_t begin = run.pieces[run.at].begin;
    ++run.at;
    const Operand value = primary_operand(run);
    auto* node = make<Await>(begin, value.end);
    node->value = value.expr;
    base = {node, begin, value.end};
  } else {
    base = primary_operand(run);
  }
  if (run.operation() != Form::DoubleStar) {
    return base;
  }
  ++run.at;
  if (!enter_run(run)) {
    leave();
    run.at = run.pieces.size();
    return base;
  }
  const Operand exponent = unary(run);
  leave();
  auto* node = make<BinOp>(base.begin, exponent.end);
  node->left = base.expr;
  node->op = BinaryOperator::Pow;
  node->right = exponent.expr;
  return {node, base.begin, exponent.end};
}

Operand Builder::primary_operand(Run& run) {
  if (!run.at_operand()) {
    const std::uint32_t end = run.pieces.back().end;
    if (run.done()) {
      fail_invalid(end, end);
      return {broken(end, end), end, end};
    }
    const Piece piece = run.pieces[run.at];
    if (piece.operation == Form::Star) {
      fail(Code::K0133, piece.begin, piece.end, "can't use starred expression here", "put it into a list or tuple, or add a comma: `*x,`");
    } else {
      fail_invalid(piece.begin, piece.end);
    }
    run.at = run.pieces.size();
    return {broken(piece.begin, piece.end), piece.begin, piece.end};
  }
  const Piece piece = run.pieces[run.at];
  ++run.at;
  Operand result{atom(*piece.node), piece.begin, piece.end};
  // Attributes of generic types, `list[int].x`, arrive as separate pieces.
  std::uint32_t links = 0;
  while (run.operation() == Form::Dot && run.at + 1 < run.pieces.size()) {
    if (!chain_fits(++links, run.pieces[run.at].begin)) {
      run.at = run.pieces.size();
      return result;
    }
    const Concrete& attribute_name = *run.pieces[run.at + 1].node;
    auto* node = make<Attribute>(result.begin, attribute_name.end);
    node->value = result.expr;
    node->attribute = identifier(attribute_name);
    node->name_span = span(attribute_name.begin, attribute_name.end);
    result = {node, result.begin, attribute_name.end};
    run.at += 2;
  }
  return result;
}

}  // namespace krait::syntax
