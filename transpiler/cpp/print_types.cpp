#include "cpp/printer.hpp"

namespace krait::cpp {

void Printer::type(const Type& node) {
  mark_origin(node);
  visit(node, *this);
}

void Printer::template_arguments(const std::vector<Type*>& arguments) {
  if (arguments.empty()) {
    return;
  }
  out_.text("<");
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (i > 0) {
      out_.text(", ");
    }
    type(*arguments[i]);
  }
  out_.text(">");
}

void Printer::operator()(const NamedType& node) {
  out_.text(node.name);
  template_arguments(node.arguments);
}

void Printer::operator()(const NestedType& node) {
  if (node.is_dependent) {
    out_.text("typename ");
  }
  type(*node.outer);
  out_.text("::");
  out_.text(node.name);
  template_arguments(node.arguments);
}

void Printer::operator()(const ConstType& node) {
  const bool is_postfix = node.inner->kind == Kind::PointerType;
  if (!is_postfix) {
    out_.text("const ");
  }
  type(*node.inner);
  if (is_postfix) {
    out_.text(" const");
  }
}

void Printer::operator()(const ReferenceType& node) {
  type(*node.inner);
  out_.text(node.is_rvalue ? "&&" : "&");
}

void Printer::operator()(const PointerType& node) {
  type(*node.inner);
  out_.text("*");
}

void Printer::operator()(const AutoType& node) {
  if (node.is_decltype) {
    out_.text("decltype(auto)");
    return;
  }
  if (!node.constraint.empty()) {
    out_.text(node.constraint);
    out_.text(" ");
  }
  out_.text("auto");
}

void Printer::operator()(const FunctionType& node) {
  type(*node.result);
  out_.text("(");
  for (std::size_t i = 0; i < node.parameters.size(); ++i) {
    if (i > 0) {
      out_.text(", ");
    }
    type(*node.parameters[i]);
  }
  out_.text(")");
}

void Printer::operator()(const DecltypeType& node) {
  out_.text("decltype(");
  expr(*node.operand);
  out_.text(")");
}

void Printer::operator()(const ValueArgument& node) {
  // A `>` would end the list; anything weaker than a call is put in parentheses, as people do.
  if (precedence_of(*node.value) < Precedence::Unary) {
    parenthesized(*node.value);
  } else {
    expr(*node.value);
  }
}

void Printer::operator()(const PackType& node) {
  type(*node.inner);
  out_.text("...");
}

void Printer::operator()(const RawType& node) { out_.text(node.text); }

}  // namespace krait::cpp
