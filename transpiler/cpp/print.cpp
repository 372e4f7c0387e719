#include "cpp/print.hpp"

#include <cstdio>
#include <cstdlib>

#include "cpp/printer.hpp"
#include "cpp/walk.hpp"

namespace krait::cpp {

void Printer::mark_origin(const Node& node) {
  if (node.origin != 0) {
    out_.origin(node.origin);
  }
}

void Printer::end_statement() {
  if (!out_.inside_group()) {
    out_.flush();
  }
}

/// Every statement starts with a line end; the first one is taken off again by `take`.
void Printer::file(const File& file) {
  out_.mark();
  if (file.body.opening.size() == 1) {
    bool is_first = true;
    comments_above(file.body.opening, 0, is_first);
    statements(file.body, 0, false);
  } else {
    statements(file.body, 0, true);
  }
  out_.unmark();
}

Printed Printer::take() {
  Printed printed = out_.take();
  printed.comments = comments_;
  return printed;
}

Printed print_with_marks(const File& file) {
  Printer printer;
  printer.file(file);
  Printed printed = printer.take();
  const std::size_t expected = count_comments(file);
  if (printed.comments != expected) {
    std::fprintf(stderr, "krait: the C++ printer lost comments: %zu of %zu printed\n", printed.comments, expected);
    std::abort();
  }
  if (!printed.text.empty()) {
    printed.text.erase(0, 1);
    printed.text += '\n';
  }
  for (Mark& mark : printed.marks) {
    --mark.line;
  }
  return printed;
}

std::string print(const File& file) { return print_with_marks(file).text; }

std::string print(const Expr& expr) {
  Printer printer;
  printer.expr(expr);
  return printer.take().text;
}

std::string print(const Type& type) {
  Printer printer;
  printer.type(type);
  return printer.take().text;
}

std::string print(const Stmt& statement) {
  File file;
  file.body.statements.push_back(const_cast<Stmt*>(&statement));
  std::string text = print(file);
  if (!text.empty()) {
    text.pop_back();
  }
  return text;
}

}  // namespace krait::cpp
