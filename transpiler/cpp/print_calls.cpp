#include <algorithm>

#include "cpp/printer.hpp"

namespace krait::cpp {

namespace {

bool has_comments(const Stmt& node) { return !node.leading.empty() || !node.trailing.empty(); }

/// `{ return x; }`: fits on the lambda's own line if the line has room.
bool is_short_body(const Body& body) {
  if (body.statements.size() != 1 || !body.opening.empty() || !body.dangling.empty()) {
    return false;
  }
  const Stmt& only = *body.statements.front();
  return (only.kind == Kind::Return || only.kind == Kind::ExprStmt) && !has_comments(only);
}

bool is_lambda(const Expr* node) { return node->kind == Kind::Lambda; }

/// The last argument is a lambda and no other is: its body may start on the line of the call.
bool can_hug(const std::vector<Expr*>& values) {
  return !values.empty() && is_lambda(values.back()) && !static_cast<const Lambda*>(values.back())->body.empty() &&
         std::none_of(values.begin(), values.end() - 1, is_lambda);
}

}  // namespace

bool has_block_body(const Lambda& node) { return !node.body.empty() && !is_short_body(node.body); }

void Printer::arguments(std::string_view opening, const Exprs& values, std::string_view closing) {
  const GroupBase outer_base = binary_base_;
  binary_base_ = GroupBase::Line;
  out_.text(opening);
  if (!values.empty()) {
    const bool hugs = can_hug(values);
    const int offset = hugs ? 4 : 0;
    out_.open(hugs ? GroupKind::Hug : GroupKind::Consistent);
    out_.line_break(0, 4);
    if (!hugs) {
      out_.open();
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) {
        out_.text(",");
        out_.line_break(1, offset);
      }
      expr(*values[i]);
    }
    if (!hugs) {
      out_.close();
    }
    out_.close();
  }
  out_.text(closing);
  binary_base_ = outer_base;
}

// ---- chains of calls and members ----------------------------------------------------------------------

namespace {

/// The expression that a call, member access or subscript works on; null for anything else.
const Expr* object_of(const Expr& node) {
  switch (node.kind) {
    case Kind::Call:
      return static_cast<const Call&>(node).callee;
    case Kind::Member:
      return static_cast<const Member&>(node).object;
    case Kind::Subscript:
      return static_cast<const Subscript&>(node).object;
    default:
      return nullptr;
  }
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
      const GroupBase outer_base = binary_base_;
      binary_base_ = GroupBase::Line;
      expr(*index->index);
      binary_base_ = outer_base;
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

/// `a.b(x).c(y)`: from three method calls on, each call behind the first may go on a line of its own.
void Printer::postfix_chain(const Expr& node) {
  constexpr int fluent_calls = 3;
  std::vector<const Expr*> parts;
  const Expr* head = &node;
  int method_calls = 0;
  while (const Expr* object = object_of(*head)) {
    const bool is_method_call = head->kind == Kind::Call && object->kind == Kind::Member;
    method_calls += is_method_call ? 1 : 0;
    parts.push_back(head);
    head = object;
  }
  const bool is_fluent = method_calls >= fluent_calls;
  if (is_fluent) {
    out_.open(GroupKind::Consistent, GroupBase::Column);
  }
  operand(*head, Precedence::Postfix);
  bool may_break = false;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    const bool starts_call = (*part)->kind == Kind::Member && part + 1 != parts.rend() && part[1]->kind == Kind::Call;
    if (is_fluent && starts_call && may_break) {
      out_.line_break(0, 4);
    }
    if (*part != &node) {
      mark_origin(**part);
    }
    postfix_part(**part);
    may_break = may_break || (*part)->kind == Kind::Call;
  }
  if (is_fluent) {
    out_.close();
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

namespace {

bool is_plain(const BraceInit::Element& element) {
  if (!element.designator.empty()) {
    return false;
  }
  const Expr* value = element.value;
  if (const auto* sign = as<Unary>(value)) {
    value = sign->operand;
  }
  return value->kind == Kind::Literal || value->kind == Kind::Name;
}

}  // namespace

void Printer::operator()(const BraceInit& node) {
  if (node.type != nullptr) {
    type(*node.type);
  }
  out_.text("{");
  if (!node.elements.empty()) {
    const GroupBase outer_base = binary_base_;
    binary_base_ = GroupBase::Line;
    if (std::all_of(node.elements.begin(), node.elements.end(), is_plain)) {
      elements_filled(node);
    } else {
      elements_listed(node);
    }
    binary_base_ = outer_base;
  }
  out_.text("}");
}

/// Numbers and names: as many on a line as fit.
void Printer::elements_filled(const BraceInit& node) {
  out_.open(GroupKind::Fill);
  out_.line_break(0, 4);
  for (std::size_t i = 0; i < node.elements.size(); ++i) {
    if (i > 0) {
      out_.text(",");
      out_.line_break(1, 4);
    }
    expr(*node.elements[i].value);
  }
  out_.close();
}

/// Anything else: all on one line or one on each.
void Printer::elements_listed(const BraceInit& node) {
  out_.open();
  out_.line_break(0, 4);
  for (std::size_t i = 0; i < node.elements.size(); ++i) {
    if (i > 0) {
      out_.text(",");
      out_.line_break(1, 4);
    }
    const auto& element = node.elements[i];
    if (!element.designator.empty()) {
      out_.text("." + element.designator + " = ");
    }
    expr(*element.value);
  }
  out_.line_break(0, 0, ",");
  out_.close();
}

// ---- lambdas ------------------------------------------------------------------------------------------

void Printer::operator()(const Lambda& node) {
  const GroupBase outer_base = binary_base_;
  binary_base_ = GroupBase::Line;
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
    for (std::size_t i = 0; i < node.parameters.size(); ++i) {
      out_.text(i > 0 ? ", " : "");
      parameter(node.parameters[i]);
    }
    out_.text(")");
  }
  out_.text(node.is_mutable ? " mutable" : "");
  out_.text(node.is_noexcept ? " noexcept" : "");
  if (node.result != nullptr) {
    out_.text(" -> ");
    type(*node.result);
  }
  lambda_body(node.body);
  binary_base_ = outer_base;
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
  out_.open();
  out_.text(" {");
  out_.hug_point();
  out_.line_break(1, 2);
  statement(*body.statements.front());
  out_.line_break(1, 0);
  out_.text("}");
  out_.close();
}

}  // namespace krait::cpp
