#include <algorithm>

#include "cpp/printer.hpp"
#include "cpp/walk.hpp"

namespace krait::cpp {

namespace {

bool has_comments(const Stmt& node) { return !node.leading.empty() || !node.trailing.empty(); }

/// clang-format breaks around lambdas by rules of its own, which the plain layouts agree with.
bool contains_lambda(const Expr* value) {
  bool found = false;
  walk(*value, [&](const Node& node) { found = found || node.kind == Kind::Lambda; });
  return found;
}
bool contains_lambda(const std::vector<Expr*>& values) {
  return std::any_of(values.begin(), values.end(), [](const Expr* value) { return contains_lambda(value); });
}

bool can_hug(const std::vector<Expr*>& values);

/// A lambda, or a call by name or constructor whose last argument is, or ends in, one.
bool ends_in_lambda(const Expr* node) {
  if (const auto* lambda = as<Lambda>(node)) {
    return !lambda->body.empty();
  }
  if (const auto* made = as<Construct>(node)) {
    return can_hug(made->arguments);
  }
  const auto* call = as<Call>(node);
  return call != nullptr && call->callee->kind == Kind::Name && can_hug(call->arguments);
}

/// The last argument ends in a lambda and no other holds one: its body may start on the line of the call.
bool can_hug(const std::vector<Expr*>& values) {
  return !values.empty() && ends_in_lambda(values.back()) && std::none_of(values.begin(), values.end() - 1, [](const Expr* value) { return contains_lambda(value); });
}

bool is_plain(const BraceInit::Element& element) {
  if (!element.designator.empty()) {
    return false;
  }
  const Expr* value = element.value;
  if (const auto* sign = as<Unary>(value)) {
    value = sign->operand;
  }
  // A text with line ends is printed on several lines.
  const auto* text = as<StringLiteral>(value);
  return value->kind == Kind::Literal || value->kind == Kind::Name || (text != nullptr && text->value.find('\n') == std::string::npos);
}

bool is_number(const BraceInit::Element& element) { return is_plain(element) && element.value->kind != Kind::StringLiteral && element.value->kind != Kind::Name; }

/// `{1, 0}`: short enough to have others beside it.
bool is_row(const BraceInit::Element& element) {
  const auto* list = as<BraceInit>(element.value);
  return element.designator.empty() && list != nullptr && list->type == nullptr && !list->elements.empty() && list->elements.size() <= 4 &&
         std::all_of(list->elements.begin(), list->elements.end(), is_number);
}

/// Arguments that stand on one line each for certain: they may share lines. Others may be broken inside, where clang-format
/// wants the next one on a line of its own.
bool are_short(const std::vector<Expr*>& values) {
  constexpr std::uint32_t limit = 60;
  return std::all_of(values.begin(), values.end(), [](const Expr* value) {
    std::uint32_t width = 0;
    walk(*value, [&](const Node& node) {
      const auto* name = as<Name>(&node);
      const auto* literal = as<Literal>(&node);
      const auto* text = as<StringLiteral>(&node);
      const auto* member = as<Member>(&node);
      const std::string_view spelled = name != nullptr      ? name->text
                                       : literal != nullptr ? literal->spelling
                                       : text != nullptr    ? text->value
                                       : member != nullptr  ? member->name
                                                            : std::string_view();
      const bool has_line_end = text != nullptr && text->value.find('\n') != std::string::npos;
      const bool is_block = node.kind == Kind::Lambda || node.kind == Kind::BraceInit || node.kind == Kind::Cast || has_line_end;
      width += is_block ? limit : display_width(spelled) + 3;
    });
    return width < limit;
  });
}

/// `f(g(…))`: only the inner call is broken.
bool nests(const std::vector<Expr*>& values) {
  if (values.size() != 1 || values.front()->kind != Kind::Call) {
    return false;
  }
  const auto* call = static_cast<const Call*>(values.front());
  return call->callee->kind == Kind::Name && !call->arguments.empty() && !contains_lambda(values);
}

}  // namespace

bool is_short_body(const Body& body) {
  if (body.statements.size() != 1 || !body.opening.empty() || !body.dangling.empty()) {
    return false;
  }
  const Stmt& only = *body.statements.front();
  return (only.kind == Kind::Return || only.kind == Kind::ExprStmt) && !has_comments(only);
}

bool has_block_body(const Lambda& node) { return !node.body.empty() && !is_short_body(node.body); }

void Printer::arguments(std::string_view opening, const Exprs& values, std::string_view closing) {
  const Context outer = enter({0, values.size() == 1, true, false});
  out_.text(opening);
  out_.open_bracket();
  if (!values.empty()) {
    const bool hugs = can_hug(values);
    const int offset = hugs ? 4 : 0;
    open_group(hugs ? GroupKind::Hug : GroupKind::Consistent);
    if (!nests(values)) {
      line_break(0, 4);
    }
    if (!hugs) {
      open_group(are_short(values) ? GroupKind::Fill : GroupKind::Consistent);
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) {
        out_.text(",");
        line_break(1, offset);
      }
      expr(*values[i]);
    }
    if (!hugs) {
      close_group();
    }
    close_group();
  }
  out_.close_bracket();
  out_.text(closing);
  context_ = outer;
}

// ---- chains of calls and members ----------------------------------------------------------------------

namespace {

/// The expression that a call, member access or subscript works on; null for anything else.
const Expr* object_of(const Expr& node) {
  switch (node.kind) {
    case Kind::Call: return static_cast<const Call&>(node).callee;
    case Kind::Member: return static_cast<const Member&>(node).object;
    case Kind::Subscript: return static_cast<const Subscript&>(node).object;
    default: return nullptr;
  }
}

}  // namespace

namespace {

bool ends_in_block(const Expr* part) {
  const auto* call = as<Call>(part);
  const Expr* last = call != nullptr && !call->arguments.empty() ? call->arguments.back() : nullptr;
  if (const auto* option = last != nullptr ? as<Assign>(last) : nullptr) {
    last = option->value;  // `py::key = [] { … }`
  }
  const auto* lambda = last != nullptr ? as<Lambda>(last) : nullptr;
  return lambda != nullptr && !lambda->body.empty();
}

/// Is one of the links, but the last, a call with arguments? Not if only one call follows a block: `f([] { … }).g()`,
/// unless that stands in brackets.
bool goes_on_after_arguments(const Expr& head, const std::vector<const Expr*>& parts, bool in_bracket) {
  const auto* list = as<BraceInit>(&head);
  if (list != nullptr && !list->elements.empty()) {
    return true;
  }
  if (!in_bracket && parts.size() > 2 && ends_in_block(*(parts.end() - 3))) {
    return false;
  }
  const auto has_arguments = [](const Expr* part) { return part->kind == Kind::Call && !static_cast<const Call*>(part)->arguments.empty(); };
  return parts.size() > 2 && std::any_of(parts.begin(), parts.end() - 1, has_arguments);
}

}  // namespace

/// What one link adds behind its object.
void Printer::postfix_part(const Expr& part) {
  if (const auto* call = as<Call>(&part)) {
    arguments("(", call->arguments, ")");
  } else if (const auto* index = as<Subscript>(&part)) {
    out_.text("[");
    if (index->index->kind == Kind::Lambda) {
      parenthesized(*index->index);  // `[[` would open an attribute
    } else {
      const Context outer = enter({});
      ++unbroken_;
      expr(*index->index);
      --unbroken_;
      context_ = outer;
    }
    out_.text("]");
  } else {
    const auto& member = static_cast<const Member&>(part);
    out_.text(member.is_arrow ? "->" : ".");
    out_.text(member.is_dependent ? "template " : "");
    out_.text(member.name);
    template_arguments(member.template_arguments);
  }
}

/// `a.b(x).c(y)`: a chain that goes on behind a call's arguments may have each of its calls on a line of its own; in
/// others only the last call's arguments are broken.
void Printer::postfix_chain(const Expr& node) {
  std::vector<const Expr*> parts;
  const Expr* head = &node;
  while (const Expr* object = object_of(*head)) {
    parts.push_back(head);
    head = object;
  }
  std::reverse(parts.begin(), parts.end());
  const bool is_fluent = goes_on_after_arguments(*head, parts, context_.in_bracket);
  if (is_fluent) {
    const bool is_aligned = !context_.in_bracket && !context_.after_return;
    open_group(GroupKind::Consistent, is_aligned ? GroupBase::FluentColumn : GroupBase::Fluent, context_.shift);
  }
  const Context outer = enter({});
  operand(*head, Precedence::Postfix);
  bool may_break = head->kind != Kind::Name;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Expr& part = *parts[i];
    const bool starts_call = part.kind == Kind::Member && i + 1 < parts.size() && parts[i + 1]->kind == Kind::Call;
    const bool follows_call = i > 0 && parts[i - 1]->kind == Kind::Call && part.kind == Kind::Member;
    may_break = may_break || (starts_call && !static_cast<const Call*>(parts[i + 1])->arguments.empty());
    if (is_fluent && may_break && (starts_call || follows_call)) {
      line_break(0, 4);
    }
    if (&part != &node) {
      mark_origin(part);
    }
    postfix_part(part);
    may_break = may_break || part.kind == Kind::Call;
  }
  context_ = outer;
  if (is_fluent) {
    close_group();
  }
}

void Printer::operator()(const Call& node) { postfix_chain(node); }
void Printer::operator()(const Member& node) { postfix_chain(node); }
void Printer::operator()(const Subscript& node) { postfix_chain(node); }

void Printer::operator()(const Construct& node) {
  type(*node.type);
  arguments("(", node.arguments, ")");
}

void Printer::operator()(const New& node) {
  out_.text("new ");
  type(*node.type);
  arguments("(", node.arguments, ")");
}

void Printer::operator()(const Cast& node) {
  constexpr std::string_view keywords[] = {"static_cast<", "const_cast<", "dynamic_cast<", "reinterpret_cast<"};
  out_.text(keywords[static_cast<std::size_t>(node.cast)]);
  type(*node.type);
  arguments(">(", {node.operand}, ")");
}

// ---- braces -------------------------------------------------------------------------------------------

void Printer::operator()(const BraceInit& node) {
  if (node.type != nullptr) {
    type(*node.type);
  }
  out_.text("{");
  if (!node.elements.empty()) {
    const Context outer = enter({0, false, true, false});
    out_.open_bracket();
    if (std::all_of(node.elements.begin(), node.elements.end(), is_plain) || std::all_of(node.elements.begin(), node.elements.end(), is_row)) {
      elements_filled(node);
    } else {
      elements_listed(node);
    }
    out_.close_bracket();
    context_ = outer;
  }
  out_.text("}");
}

/// Literals and names: as many on a line as fit.
void Printer::elements_filled(const BraceInit& node) {
  open_group(GroupKind::Fill);
  line_break(0, 4);
  for (std::size_t i = 0; i < node.elements.size(); ++i) {
    if (i > 0) {
      out_.text(",");
      line_break(1, 4);
    }
    expr(*node.elements[i].value);
  }
  close_group();
}

/// Anything else: all on one line or one on each.
void Printer::elements_listed(const BraceInit& node) {
  open_group();
  line_break(0, 4);
  for (std::size_t i = 0; i < node.elements.size(); ++i) {
    if (i > 0) {
      out_.text(",");
      line_break(1, 4);
    }
    const auto& element = node.elements[i];
    if (!element.designator.empty()) {
      out_.text("." + element.designator + " = ");
    }
    expr(*element.value);
  }
  if (unbroken_ == 0) {
    out_.line_break(0, 0, ",");
  }
  close_group();
}

// ---- lambdas ------------------------------------------------------------------------------------------

void Printer::operator()(const Lambda& node) {
  const Context outer = enter({});
  out_.text("[");
  for (std::size_t i = 0; i < node.captures.size(); ++i) {
    out_.text(i > 0 ? ", " : "");
    out_.text(node.captures[i].name);
    if (node.captures[i].value != nullptr) {
      out_.text(" = ");
      expr(*node.captures[i].value);
    }
  }
  out_.text("]");
  template_parameter_list(node.template_parameters);
  const bool needs_list = node.has_parameter_list || node.is_mutable || node.is_noexcept || node.result != nullptr;
  if (!node.parameters.empty() || needs_list) {
    out_.text("(");
    ++unbroken_;
    for (std::size_t i = 0; i < node.parameters.size(); ++i) {
      out_.text(i > 0 ? ", " : "");
      parameter(node.parameters[i]);
    }
    --unbroken_;
    out_.text(")");
  }
  out_.text(node.is_mutable ? " mutable" : "");
  out_.text(node.is_noexcept ? " noexcept" : "");
  if (node.result != nullptr) {
    out_.text(" -> ");
    type(*node.result);
  }
  const int outer_unbroken = unbroken_;
  unbroken_ = 0;
  lambda_body(node.body);
  unbroken_ = outer_unbroken;
  context_ = outer;
}

void Printer::lambda_body(const Body& body) {
  if (!is_short_body(body)) {
    out_.mark();
    out_.text(" {");
    out_.hug_point();
    if (!body.empty()) {
      trailing(body.opening);
      statements(body, 2, true);
      out_.newline(0);
    }
    out_.text("}");
    out_.unmark();
    return;
  }
  open_group();
  out_.text(" {");
  out_.hug_point();
  line_break(1, 2);
  statement(*body.statements.front());
  line_break(1, 0);
  out_.text("}");
  close_group();
}

}  // namespace krait::cpp
