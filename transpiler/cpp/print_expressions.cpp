#include <utility>

#include "cpp/printer.hpp"
#include "cpp/spelling.hpp"
#include "cpp/walk.hpp"

namespace krait::cpp {

Precedence precedence_of(Op op) {
  switch (op) {
    case Op::Mul:
    case Op::Div:
    case Op::Mod: return Precedence::Multiplicative;
    case Op::Add:
    case Op::Sub: return Precedence::Additive;
    case Op::Shl:
    case Op::Shr: return Precedence::Shift;
    case Op::ThreeWay: return Precedence::ThreeWay;
    case Op::Less:
    case Op::Greater:
    case Op::LessEqual:
    case Op::GreaterEqual: return Precedence::Relational;
    case Op::Equal:
    case Op::NotEqual: return Precedence::Equality;
    case Op::BitAnd: return Precedence::BitAnd;
    case Op::BitXor: return Precedence::BitXor;
    case Op::BitOr: return Precedence::BitOr;
    case Op::And: return Precedence::And;
    case Op::Or: return Precedence::Or;
    case Op::Comma: return Precedence::Primary;
  }
  __builtin_unreachable();
}

Precedence precedence_of(const Expr& expr) {
  switch (expr.kind) {
    case Kind::Assign:
    case Kind::Conditional:
    case Kind::Throw:
    case Kind::CoYield:
    case Kind::PackExpansion: return Precedence::Assignment;
    case Kind::Binary: return precedence_of(static_cast<const Binary&>(expr).op);
    case Kind::Unary:
    case Kind::CoAwait:
    case Kind::New: return Precedence::Unary;
    case Kind::Call:
    case Kind::Construct:
    case Kind::Member:
    case Kind::Subscript:
    case Kind::Postfix:
    case Kind::Cast:
    case Kind::BraceInit: return Precedence::Postfix;
    default: return Precedence::Primary;
  }
}

std::string_view spelling(Op op) {
  constexpr std::string_view spellings[] = {"*", "/", "%", "+", "-", "<<", ">>", "<=>", "<", ">", "<=", ">=", "==", "!=", "&", "^", "|", "&&", "||", ","};
  return spellings[static_cast<std::size_t>(op)];
}

namespace {

std::string_view spelling(UnaryOp op) {
  constexpr std::string_view spellings[] = {"-", "+", "!", "~", "*", "&", "++", "--"};
  return spellings[static_cast<std::size_t>(op)];
}

std::string_view spelling(AssignOp op) {
  constexpr std::string_view spellings[] = {" = ", " += ", " -= ", " *= ", " /= ", " %= ", " <<= ", " >>= ", " &= ", " ^= ", " |= "};
  return spellings[static_cast<std::size_t>(op)];
}

bool is_comparison(Precedence level) { return level >= Precedence::Equality && level <= Precedence::ThreeWay; }
bool is_bitwise(Precedence level) { return level >= Precedence::BitOr && level <= Precedence::BitAnd; }

/// Operators of which `a op (b op c)` may be printed without parentheses: none, since `+` of floats and strings is not associative.
bool needs_parentheses_by_precedence(Precedence child, Precedence parent, bool is_left) { return is_left ? child < parent : child <= parent; }

/// What GCC's and Clang's -Wparentheses, -Wlogical-not-parentheses and relatives ask for beyond precedence.
bool warns_without_parentheses(const Expr& child, Op op, bool is_left) {
  const Precedence parent = precedence_of(op);
  if (const auto* inner = as<Unary>(&child)) {
    return inner->op == UnaryOp::Not && is_left && (is_comparison(parent) || is_bitwise(parent));
  }
  const auto* inner = as<Binary>(&child);
  if (inner == nullptr) {
    return false;
  }
  const Precedence level = precedence_of(inner->op);
  if (parent == Precedence::Or) {
    return level == Precedence::And;
  }
  if (is_comparison(parent)) {
    return is_comparison(level);
  }
  if (is_bitwise(parent)) {
    return level != parent;
  }
  if (parent == Precedence::Shift) {
    return level != Precedence::Shift;
  }
  return false;
}

/// `- -x` must not become `--x`, nor `& &x` an `&&x`.
bool would_merge(const Unary& outer, const Expr& operand) {
  const auto* inner = as<Unary>(&operand);
  if (inner == nullptr) {
    return false;
  }
  const char last = spelling(outer.op).back();
  return (last == '-' || last == '+' || last == '&') && spelling(inner->op).front() == last;
}

bool is_number(const Expr& node) {
  const auto* literal = as<Literal>(&node);
  return literal != nullptr && !literal->spelling.empty() && (literal->spelling[0] == '.' || (literal->spelling[0] >= '0' && literal->spelling[0] <= '9'));
}

}  // namespace

void Printer::expr(const Expr& node) {
  mark_origin(node);
  visit(node, *this);
}

Printer::Context Printer::enter(Context context) {
  const Context outer = context_;
  context_ = context;
  return outer;
}

void Printer::line_break(int spaces, int offset) {
  if (unbroken_ > 0) {
    out_.text(spaces > 0 ? " " : "");
  } else {
    out_.line_break(spaces, offset);
  }
}

void Printer::open_group(GroupKind kind, GroupBase base, int shift) {
  if (unbroken_ == 0) {
    out_.open(kind, base, shift);
  }
}

void Printer::close_group() {
  if (unbroken_ == 0) {
    out_.close();
  }
}

void Printer::anchor() {
  if (unbroken_ == 0) {
    out_.anchor();
  }
}

void Printer::parenthesized(const Expr& node) {
  const Context outer = enter({0, true, true, false});
  out_.text("(");
  out_.open_bracket();
  expr(node);
  out_.close_bracket();
  out_.text(")");
  context_ = outer;
}

void Printer::operand(const Expr& node, Precedence weakest) {
  const bool is_object = weakest == Precedence::Postfix;
  if (precedence_of(node) < weakest || (is_object && is_number(node))) {
    parenthesized(node);
  } else {
    expr(node);
  }
}

// ---- leaves -------------------------------------------------------------------------------------------

void Printer::operator()(const Literal& node) { out_.text(node.spelling); }

void Printer::operator()(const StringLiteral& node) {
  string_pieces(node);
  out_.text(node.suffix);
}

/// One literal; where it does not fit, one literal per line of the text.
void Printer::string_pieces(const StringLiteral& node) {
  open_group(GroupKind::Consistent, GroupBase::Column);
  out_.text("\"");
  std::string_view rest = node.value;
  while (true) {
    const auto end = rest.find('\n');
    if (unbroken_ > 0 || end == std::string_view::npos || end + 1 == rest.size()) {
      break;
    }
    out_.text(escape_string(rest.substr(0, end + 1)));
    out_.line_break(0, 0, "\"", "\"");
    rest.remove_prefix(end + 1);
  }
  out_.text(escape_string(rest));
  out_.text("\"");
  close_group();
}

void Printer::operator()(const Name& node) {
  out_.text(node.text);
  template_arguments(node.template_arguments);
}

void Printer::operator()(const ScopedName& node) {
  type(*node.scope);
  out_.text("::");
  out_.text(node.text);
  template_arguments(node.template_arguments);
}

void Printer::operator()(const SizeofPack& node) {
  out_.text("sizeof...(");
  out_.text(node.name);
  out_.text(")");
}

// ---- operators ----------------------------------------------------------------------------------------

void Printer::operator()(const Unary& node) {
  context_.after_return = false;
  out_.text(spelling(node.op));
  if (would_merge(node, *node.operand)) {
    parenthesized(*node.operand);
  } else {
    operand(*node.operand, Precedence::Unary);
  }
}

void Printer::operator()(const Postfix& node) {
  operand(*node.operand, Precedence::Postfix);
  out_.text(spelling(node.op));
}

namespace {

bool needs_parentheses(const Expr& child, Op op, bool is_left) {
  return needs_parentheses_by_precedence(precedence_of(child), precedence_of(op), is_left) || warns_without_parentheses(child, op, is_left);
}

}  // namespace

/// Opens the group of a chain of operators and enters the context of its operands. As clang-format does it, each chain
/// inside another is indented once more.
void Printer::open_chain(bool always_shifts) {
  Context inner = context_;
  inner.shift += context_.is_first && !always_shifts ? 0 : 4;
  inner.is_first = false;
  inner.after_return = false;
  const bool is_flush_left = inner.shift == 0 && !inner.in_bracket;
  open_group(GroupKind::Consistent, GroupBase::Bracket, is_flush_left ? 4 : inner.shift);
  context_ = inner;
}

void Printer::binary_operand(const Expr& node, const Binary& parent, bool is_left) {
  if (needs_parentheses(node, parent.op, is_left)) {
    parenthesized(node);
  } else {
    expr(node);
  }
}

static bool holds_lambda(const Expr& node) {
  bool found = false;
  walk(node, [&](const Node& part) { found = found || part.kind == Kind::Lambda; });
  return found;
}

/// A chain of operators of one level, such as `a + b - c`, is one group. The chain is followed by a loop, since sums of
/// thousands of strings exist.
void Printer::operator()(const Binary& node) {
  if (node.op == Op::Comma) {
    out_.text("(");
    expr(*node.left);
    out_.text(", ");
    expr(*node.right);
    out_.text(")");
    return;
  }
  std::vector<const Binary*> links = {&node};
  while (true) {
    const auto* left = as<Binary>(links.back()->left);
    if (left == nullptr || left->origin != 0 || precedence_of(left->op) != precedence_of(node.op) || needs_parentheses(*left, links.back()->op, true)) {
      break;
    }
    links.push_back(left);
  }
  const Context outer = context_;
  const bool is_yielded = std::exchange(context_.after_yield, false);
  open_chain(false);
  if (!is_yielded) {
    anchor();
  }
  binary_operand(*links.back()->left, *links.back(), true);
  // Behind the line that follows a lambda clang-format takes line ends away.
  int behind_lambda = holds_lambda(*links.back()->left) ? 1 : 0;
  for (auto link = links.rbegin(); link != links.rend(); ++link) {
    out_.text(" ");
    out_.text(spelling((*link)->op));
    if (behind_lambda > 1) {
      out_.text(" ");
    } else {
      line_break(1, 0);
      anchor();
    }
    binary_operand(*(*link)->right, **link, false);
    behind_lambda += behind_lambda > 0 || holds_lambda(*(*link)->right) ? 1 : 0;
  }
  context_ = outer;
  close_group();
}

void Printer::operator()(const Assign& node) {
  operand(*node.target, Precedence::Or);
  out_.text(spelling(node.op));
  expr(*node.value);
}

void Printer::conditional_test(const Expr& node) {
  const auto* test = as<Binary>(&node);
  const bool warns = test != nullptr && precedence_of(test->op) > Precedence::And && !is_comparison(precedence_of(test->op));
  if (warns) {
    parenthesized(node);
  } else {
    operand(node, Precedence::Or);
  }
}

/// A conditional inside another stands in parentheses, though the grammar asks for none.
void Printer::conditional_branch(const Expr& node) {
  if (node.kind == Kind::Assign || node.kind == Kind::CoYield || node.kind == Kind::Conditional) {
    parenthesized(node);
  } else {
    expr(node);
  }
}

void Printer::operator()(const Conditional& node) {
  const Context outer = context_;
  open_chain(true);
  anchor();
  conditional_test(*node.test);
  line_break(1, 0);
  out_.text("? ");
  anchor();
  conditional_branch(*node.when_true);
  line_break(1, 0);
  out_.text(": ");
  anchor();
  conditional_branch(*node.when_false);
  close_group();
  context_ = outer;
}

void Printer::operator()(const CoAwait& node) {
  context_.after_return = false;
  out_.text("co_await ");
  operand(*node.operand, Precedence::Unary);
}

void Printer::operator()(const CoYield& node) {
  out_.text("co_yield ");
  const auto* operation = as<Binary>(node.operand);
  if (operation != nullptr && (operation->op == Op::Mul || operation->op == Op::BitAnd)) {
    parenthesized(*node.operand);  // clang-format would read `co_yield a * b` as a declaration
  } else {
    context_.after_yield = operation != nullptr;
    expr(*node.operand);
  }
}

void Printer::operator()(const Throw& node) {
  out_.text("throw");
  if (node.operand != nullptr) {
    out_.text(" ");
    expr(*node.operand);
  }
}

void Printer::operator()(const PackExpansion& node) {
  operand(*node.pattern, Precedence::Postfix);
  out_.text("...");
}

void Printer::operator()(const Fold& node) {
  const std::string op = " " + std::string(spelling(node.op)) + " ";
  const auto part = [&](const Expr* value) {
    if (value != nullptr) {
      operand(*value, Precedence::Unary);
      out_.text(op);
    }
  };
  out_.text("(");
  if (node.is_left) {
    part(node.init);
    out_.text("...");
    out_.text(op);
    operand(*node.pack, Precedence::Unary);
  } else {
    part(node.pack);
    out_.text("...");
    if (node.init != nullptr) {
      out_.text(op);
      operand(*node.init, Precedence::Unary);
    }
  }
  out_.text(")");
}

}  // namespace krait::cpp
