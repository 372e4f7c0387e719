#include "cpp/printer.hpp"
#include "cpp/spelling.hpp"

namespace krait::cpp {

// ---- comments -----------------------------------------------------------------------------------------

void Printer::comment(const Comment& comment) {
  const std::string_view marker = comment.style == CommentStyle::Doc ? "///" : "//";
  bool is_first = true;
  for (const auto& line : comment_lines(comment.text)) {
    if (!is_first) {
      out_.newline(0);
    }
    is_first = false;
    out_.comment(line.empty() ? std::string(marker) : std::string(marker) + " " + line);
  }
  ++comments_;
}

/// Comments on lines of their own, each preceded by a line end.
void Printer::comments_above(const std::vector<Comment>& comments, int offset, bool& is_first) {
  for (const auto& one : comments) {
    if (one.blank_before && !is_first) {
      out_.blank_line();
    }
    out_.newline(offset);
    out_.mark();
    comment(one);
    out_.unmark();
    is_first = false;
  }
}

/// The comment behind code, if there is exactly one of one line; others have been printed above.
void Printer::trailing(const std::vector<Comment>& comments) {
  if (comments.size() == 1) {
    std::string joined;
    for (const auto& line : comment_lines(comments.front().text)) {
      joined += joined.empty() || line.empty() ? line : " " + line;
    }
    const std::string_view marker = comments.front().style == CommentStyle::Doc ? "  ///< " : "  // ";
    out_.comment(std::string(marker) + joined);
    ++comments_;
  }
}

// ---- blocks -------------------------------------------------------------------------------------------

/// Each statement on a new line, `offset` columns in from the last mark.
void Printer::statements(const Body& body, int offset, bool is_first) {
  if (body.opening.size() > 1) {
    comments_above(body.opening, offset, is_first);
  }
  for (const Stmt* statement : body.statements) {
    if (statement->blank_before && !is_first) {
      out_.blank_line();
      is_first = true;  // a comment's own blank line is the same one
    }
    comments_above(statement->leading, offset, is_first);
    if (statement->trailing.size() > 1) {
      comments_above(statement->trailing, offset, is_first);
    }
    if (statement->kind != Kind::CommentLine) {
      out_.newline(offset);
      this->statement(*statement);
    }
    is_first = false;
    end_statement();
  }
  comments_above(body.dangling, offset, is_first);
}

void Printer::statement(const Stmt& node) {
  const Context outer = enter({});
  out_.mark();
  mark_origin(node);
  visit(node, *this);
  trailing(node.trailing);
  out_.unmark();
  context_ = outer;
}

void Printer::braces(const Body& body, const Stmt* comments_of) {
  out_.text(" {");
  trailing(body.opening);
  end_statement();
  bool is_first = true;
  if (comments_of != nullptr) {
    comments_above(comments_of->leading, 2, is_first);
    comments_above(comments_of->trailing, 2, is_first);
  }
  statements(body, 2, is_first);
  out_.newline(0);
  out_.text("}");
}

void Printer::operator()(const Block& node) {
  out_.text("{");
  trailing(node.body.opening);
  statements(node.body, 2, true);
  out_.newline(0);
  out_.text("}");
}

void Printer::operator()(const CommentLine& /*node*/) {}

// ---- simple statements --------------------------------------------------------------------------------

void Printer::operator()(const ExprStmt& node) {
  const auto* made = as<Construct>(node.expr);
  if (made != nullptr && made->arguments.size() == 1) {
    parenthesized(*made);  // `T(x);` would declare `x`
  } else {
    expr(*node.expr);
  }
  out_.text(";");
}

void Printer::operator()(const Return& node) {
  out_.text("return");
  if (node.value != nullptr) {
    out_.text(" ");
    context_.after_return = true;
    context_.is_first = true;
    expr(*node.value);
  }
  out_.text(";");
}

void Printer::operator()(const CoReturn& node) {
  out_.text("co_return");
  if (node.value != nullptr) {
    out_.text(" ");
    context_.after_return = true;
    context_.is_first = true;
    expr(*node.value);
  }
  out_.text(";");
}

void Printer::operator()(const Break& /*node*/) { out_.text("break;"); }
void Printer::operator()(const Continue& /*node*/) { out_.text("continue;"); }

void Printer::operator()(const Goto& node) { out_.text("goto " + node.label + ";"); }
void Printer::operator()(const Label& node) { out_.text(node.name + ":;"); }

// ---- conditions and loops -----------------------------------------------------------------------------

/// A declaration or expression with its `;`, inside the parentheses of `if`, `for` or `switch`.
void Printer::init_statement(const Stmt& node) {
  mark_origin(node);
  visit(node, *this);
}

void Printer::condition(std::string_view keyword, const Condition& condition) {
  const bool is_if = keyword.starts_with("if");
  out_.text(keyword);
  out_.text(" (");
  out_.open_bracket();
  if (is_if) {
    anchor();
  }
  const Context outer = enter({0, true, true, false});
  open_group(GroupKind::Consistent, GroupBase::Bracket);
  if (condition.init != nullptr) {
    init_statement(*condition.init);
    out_.line_break(1, 0);
  }
  if (condition.declaration != nullptr) {
    variable(*condition.declaration);
  } else if (condition.test->kind == Kind::Assign) {
    parenthesized(*condition.test);
  } else {
    expr(*condition.test);
  }
  close_group();
  context_ = outer;
  out_.close_bracket();
  out_.text(")");
}

void Printer::operator()(const If& node) {
  const If* branch = &node;
  while (true) {
    condition(branch->is_constexpr ? "if constexpr" : "if", branch->condition);
    braces(branch->then, branch == &node ? nullptr : branch);
    if (branch->else_if == nullptr) {
      break;
    }
    branch = branch->else_if;
    out_.text(" else ");
    mark_origin(*branch);
  }
  if (branch->has_else) {
    out_.text(" else");
    braces(branch->otherwise);
  }
}

void Printer::names(const std::vector<std::string>& names, bool is_binding) {
  if (names.size() == 1 && !is_binding) {
    out_.text(names.front());
    return;
  }
  out_.text("[");
  for (std::size_t i = 0; i < names.size(); ++i) {
    out_.text(i > 0 ? ", " : "");
    out_.text(names[i]);
  }
  out_.text("]");
}

void Printer::operator()(const RangeFor& node) {
  out_.text("for (");
  out_.open_bracket();
  anchor();
  const Context outer = enter({0, true, true, false});
  if (node.init != nullptr) {
    init_statement(*node.init);
    out_.text(" ");
  }
  if (!node.attribute.empty()) {
    attributes({node.attribute});
  }
  type(*node.type);
  out_.text(" ");
  names(node.names, node.is_binding);
  out_.text(" : ");
  context_.is_first = false;
  expr(*node.range);
  context_ = outer;
  out_.close_bracket();
  out_.text(")");
  braces(node.body);
}

void Printer::operator()(const For& node) {
  out_.text("for (");
  out_.open_bracket();
  anchor();
  const Context outer = enter({0, true, true, false});
  if (node.init != nullptr) {
    init_statement(*node.init);
  } else {
    out_.text(";");
  }
  if (node.test != nullptr) {
    out_.text(" ");
    expr(*node.test);
  }
  out_.text(";");
  for (std::size_t i = 0; i < node.steps.size(); ++i) {
    out_.text(i > 0 ? ", " : " ");
    expr(*node.steps[i]);
  }
  context_ = outer;
  out_.close_bracket();
  out_.text(")");
  braces(node.body);
}

void Printer::operator()(const While& node) {
  condition("while", node.condition);
  braces(node.body);
}

void Printer::operator()(const DoWhile& node) {
  out_.text("do");
  braces(node.body);
  condition(" while", Condition{nullptr, nullptr, node.test});
  out_.text(";");
}

void Printer::switch_case(const Switch::Case& branch) {
  bool is_first = true;
  comments_above(branch.leading, 2, is_first);
  for (const Expr* label : branch.labels) {
    out_.newline(2);
    out_.text("case ");
    expr(*label);
    out_.text(":");
  }
  if (branch.is_default) {
    out_.newline(2);
    out_.text("default:");
  }
  // A block as first statement would be taken for the braces of the case.
  const auto& statements_of_case = branch.body.statements;
  const bool has_braces = branch.has_braces || (!statements_of_case.empty() && statements_of_case.front()->kind == Kind::Block);
  if (has_braces) {
    out_.text(" {");
  }
  trailing(branch.body.opening);
  statements(branch.body, 4, true);
  if (has_braces) {
    out_.newline(2);
    out_.text("}");
  }
}

void Printer::operator()(const Switch& node) {
  condition("switch", node.condition);
  out_.text(" {");
  for (const auto& branch : node.cases) {
    switch_case(branch);
    end_statement();
  }
  out_.newline(0);
  out_.text("}");
}

void Printer::operator()(const Try& node) {
  out_.text("try");
  braces(node.body);
  for (const auto& handler : node.handlers) {
    out_.text(" catch (");
    if (handler.type == nullptr) {
      out_.text("...");
    } else {
      type(*handler.type);
      out_.text(handler.name.empty() ? "" : " ");
      out_.text(handler.name);
    }
    out_.text(")");
    braces(handler.body);
  }
}

}  // namespace krait::cpp
