#include "cpp/printer.hpp"
#include "cpp/spelling.hpp"

namespace krait::cpp {

// ---- parts --------------------------------------------------------------------------------------------

void Printer::attributes(const std::vector<std::string>& attributes) {
  for (const auto& attribute : attributes) {
    out_.text("[[" + attribute + "]] ");
  }
}

void Printer::template_parameter_list(const std::vector<TemplateParameter>& parameters) {
  if (parameters.empty()) {
    return;
  }
  out_.text("<");
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto& parameter = parameters[i];
    out_.text(i > 0 ? ", " : "");
    out_.text(parameter.kind + (parameter.is_pack ? "... " : " ") + parameter.name);
    if (!parameter.default_argument.empty()) {
      out_.text(" = " + parameter.default_argument);
    }
  }
  out_.text(">");
}

/// On a line of its own, but for functions: theirs stands before a signature that has room behind it.
void Printer::template_head(const std::vector<TemplateParameter>& parameters, const Expr* requires_clause, bool may_share_line) {
  if (parameters.empty()) {
    return;
  }
  out_.text("template ");
  template_parameter_list(parameters);
  if (may_share_line && requires_clause == nullptr) {
    line_break(1, 0);
  } else {
    out_.newline(0);
  }
  if (requires_clause != nullptr) {
    out_.text("  requires ");
    constraint(*requires_clause);
    out_.newline(0);
  }
}

/// `A<T> && B<T>`: operands other than names stand in parentheses.
void Printer::constraint(const Expr& node) {
  const auto* both = as<Binary>(&node);
  if (both != nullptr && (both->op == Op::And || both->op == Op::Or)) {
    const auto part = [&](const Expr& side) {
      const auto* inner = as<Binary>(&side);
      if (inner != nullptr && inner->op != both->op) {
        parenthesized(side);
      } else {
        constraint(side);
      }
    };
    part(*both->left);
    out_.text(both->op == Op::And ? " && " : " || ");
    part(*both->right);
  } else {
    operand(node, Precedence::Primary);
  }
}

void Printer::specifiers(const Specifiers& specifiers) {
  const auto word = [&](bool is_set, std::string_view text) { out_.text(is_set ? text : std::string_view{}); };
  word(specifiers.is_extern_c, "extern \"C\" ");
  word(specifiers.is_friend, "friend ");
  word(specifiers.is_extern, "extern ");
  word(specifiers.is_static, "static ");
  word(specifiers.is_thread_local, "thread_local ");
  word(specifiers.is_inline, "inline ");
  word(specifiers.is_mutable, "mutable ");
  word(specifiers.is_constexpr, "constexpr ");
  word(specifiers.is_constinit, "constinit ");
  word(specifiers.is_virtual, "virtual ");
  word(specifiers.is_explicit, "explicit ");
}

// ---- variables ----------------------------------------------------------------------------------------

/// `T x(a)`. Where all arguments look like parameters, as in `T x(U(a))`, that would declare a function.
void Printer::call_initializer(const Exprs& values) {
  bool looks_like_parameters = true;
  for (const Expr* value : values) {
    const auto* made = as<Construct>(value);
    looks_like_parameters = looks_like_parameters && made != nullptr && made->arguments.size() <= 1;
  }
  if (!looks_like_parameters) {
    arguments("(", values, ")");
  } else if (values.size() == 1) {
    out_.text("(");
    arguments("(", values, ")");
    out_.text(")");
  } else {
    arguments("{", values, "}");
  }
}

/// Without the `;`, as it stands in a condition.
void Printer::variable(const Variable& node) {
  attributes(node.attributes);
  specifiers(node.specifiers);
  type(*node.type);
  out_.text(" ");
  names(node.names, node.is_binding);
  switch (node.init) {
    case InitStyle::None: break;
    case InitStyle::Assign:
      out_.text(" = ");
      expr(*node.values.front());
      break;
    case InitStyle::Call: call_initializer(node.values); break;
    case InitStyle::Brace: {
      BraceInit init;
      for (Expr* value : node.values) {
        init.elements.push_back({{}, value});
      }
      (*this)(init);
      break;
    }
  }
}

void Printer::operator()(const Variable& node) {
  template_head(node.template_parameters, nullptr);
  variable(node);
  out_.text(";");
}

// ---- functions ----------------------------------------------------------------------------------------

void Printer::parameter(const Parameter& parameter) {
  if (!parameter.attribute.empty()) {
    attributes({parameter.attribute});
  }
  const Context outer = enter({0, false, true, false});
  type(*parameter.type);
  out_.text(parameter.is_pack ? "..." : "");
  out_.text(parameter.name.empty() ? "" : " ");
  out_.text(parameter.name);
  if (parameter.default_value != nullptr) {
    out_.text(" = ");
    expr(*parameter.default_value);
  }
  context_ = outer;
}

void Printer::parameter_list(const std::vector<Parameter>& parameters) {
  out_.text("(");
  out_.open_bracket();
  if (!parameters.empty()) {
    open_group();
    line_break(0, 4);
    open_group();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (i > 0) {
        out_.text(",");
        line_break(1, 0);
      }
      parameter(parameters[i]);
    }
    close_group();
    close_group();
  }
  out_.close_bracket();
  out_.text(")");
}

void Printer::signature(const Function& node) {
  attributes(node.attributes);
  specifiers(node.specifiers);
  if (node.result != nullptr) {
    type(*node.result);
    out_.text(" ");
  }
  out_.text(node.name);
  parameter_list(node.parameters);
  out_.text(node.is_const ? " const" : "");
  out_.text(node.ref_qualifier == RefQualifier::Lvalue ? " &" : node.ref_qualifier == RefQualifier::Rvalue ? " &&" : "");
  out_.text(node.is_noexcept ? " noexcept" : "");
  out_.text(node.is_override ? " override" : "");
  out_.text(node.is_final ? " final" : "");
}

/// `: a(x), b(y)` behind the signature, on a line of its own, or one on each.
void Printer::member_inits(const std::vector<Function::MemberInit>& inits) {
  line_break(1, 4);
  out_.text(": ");
  open_group();
  anchor();
  for (std::size_t i = 0; i < inits.size(); ++i) {
    if (i > 0) {
      out_.text(",");
      line_break(1, 2);
      anchor();
    }
    if (inits[i].base != nullptr) {
      type(*inits[i].base);
    } else {
      out_.text(inits[i].name);
    }
    arguments(inits[i].is_brace ? "{" : "(", inits[i].arguments, inits[i].is_brace ? "}" : ")");
  }
  close_group();
}

/// `{ return x; }`: a body of one short statement stands on the line of its signature if there is room.
void Printer::short_body(const Body& body) {
  out_.text(" {");
  if (!body.empty()) {
    line_break(1, 2);
    statement(*body.statements.front());
    line_break(1, 0);
  }
  out_.text("}");
}

void Printer::operator()(const Function& node) {
  open_group();
  template_head(node.template_parameters, node.requires_clause, true);
  const bool is_short = node.definition == Definition::Defined && (node.body.empty() || is_short_body(node.body));
  open_group();
  open_group();
  signature(node);
  if (!node.member_inits.empty()) {
    member_inits(node.member_inits);
  }
  close_group();
  if (is_short) {
    short_body(node.body);
  }
  close_group();
  close_group();
  switch (node.definition) {
    case Definition::Declared: out_.text(";"); break;
    case Definition::Defined:
      if (!is_short) {
        braces(node.body);
      }
      break;
    case Definition::Default: out_.text(" = default;"); break;
    case Definition::Delete: out_.text(" = delete;"); break;
    case Definition::Pure: out_.text(" = 0;"); break;
  }
}

// ---- classes ------------------------------------------------------------------------------------------

namespace {

std::string_view spelling(Access access) {
  switch (access) {
    case Access::Public: return "public";
    case Access::Protected: return "protected";
    case Access::Private: return "private";
  }
  __builtin_unreachable();
}

}  // namespace

void Printer::class_body(const Class& node) {
  const Access default_access = node.key == ClassKey::Struct ? Access::Public : Access::Private;
  bool is_first = true;
  for (const auto& section : node.sections) {
    if (section.body.empty()) {
      continue;
    }
    if (!is_first || section.access != default_access) {
      if (!is_first) {
        out_.blank_line();
      }
      out_.newline(1);
      out_.text(spelling(section.access));
      out_.text(":");
    }
    trailing(section.body.opening);
    statements(section.body, 2, true);
    is_first = false;
  }
}

void Printer::operator()(const Class& node) {
  template_head(node.template_parameters, node.requires_clause);
  if (node.is_specialization && node.template_parameters.empty()) {
    out_.text("template <>");
    out_.newline(0);
  }
  out_.text(node.key == ClassKey::Struct ? "struct " : "class ");
  attributes(node.attributes);
  out_.text(node.name);
  template_arguments(node.specialization);
  if (node.is_forward) {
    out_.text(";");
    return;
  }
  out_.text(node.is_final ? " final" : "");
  for (std::size_t i = 0; i < node.bases.size(); ++i) {
    out_.text(i == 0 ? " : " : ", ");
    const bool is_default = node.key == ClassKey::Struct && node.bases[i].access == Access::Public;
    out_.text(is_default ? "" : std::string(spelling(node.bases[i].access)) + " ");
    out_.text(node.bases[i].is_virtual ? "virtual " : "");
    type(*node.bases[i].type);
  }
  bool is_empty = true;
  for (const auto& section : node.sections) {
    is_empty = is_empty && section.body.empty();
  }
  out_.text(" {");
  if (!is_empty) {
    end_statement();
    class_body(node);
    out_.newline(0);
  }
  out_.text("};");
}

void Printer::enumerator(const Enum::Enumerator& enumerator) {
  bool is_first = true;
  comments_above(enumerator.leading, 2, is_first);
  if (enumerator.trailing.size() > 1) {
    comments_above(enumerator.trailing, 2, is_first);
  }
  out_.newline(2);
  out_.text(enumerator.name);
  if (enumerator.value != nullptr) {
    out_.text(" = ");
    expr(*enumerator.value);
  }
  out_.text(",");
  trailing(enumerator.trailing);
}

void Printer::operator()(const Enum& node) {
  out_.text(node.is_class ? "enum class " : "enum ");
  out_.text(node.name);
  if (node.underlying != nullptr) {
    out_.text(" : ");
    type(*node.underlying);
  }
  if (node.is_forward) {
    out_.text(";");
    return;
  }
  out_.text(" {");
  for (const auto& one : node.enumerators) {
    enumerator(one);
  }
  if (!node.enumerators.empty()) {
    out_.newline(0);
  }
  out_.text("};");
}

// ---- the rest -----------------------------------------------------------------------------------------

void Printer::operator()(const Alias& node) {
  template_head(node.template_parameters, nullptr);
  out_.text("using " + node.name + " = ");
  type(*node.type);
  out_.text(";");
}

void Printer::operator()(const UsingName& node) { out_.text("using " + node.name + ";"); }
void Printer::operator()(const UsingNamespace& node) { out_.text("using namespace " + node.name + ";"); }

void Printer::operator()(const Friend& node) {
  out_.text(node.has_key ? "friend class " : "friend ");
  type(*node.type);
  out_.text(";");
}

void Printer::operator()(const Concept& node) {
  template_head(node.template_parameters, nullptr);
  out_.text("concept " + node.name + " = ");
  constraint(*node.constraint);
  out_.text(";");
}

void Printer::operator()(const StaticAssert& node) {
  out_.text("static_assert(");
  expr(*node.test);
  if (!node.message.empty()) {
    out_.text(", " + string_literal(node.message));
  }
  out_.text(");");
}

void Printer::operator()(const Instantiation& node) {
  out_.text(node.is_extern ? "extern template class " : "template class ");
  type(*node.type);
  out_.text(";");
}

void Printer::operator()(const Namespace& node) {
  out_.text(node.name.empty() ? "namespace {" : "namespace " + node.name + " {");
  trailing(node.body.opening);
  end_statement();
  if (!node.body.empty()) {
    out_.blank_line();
    statements(node.body, 0, true);
    out_.blank_line();
  }
  out_.newline(0);
  out_.text(node.name.empty() ? "}" : "}");
  out_.comment(node.name.empty() ? "  // namespace" : "  // namespace " + node.name);
}

void Printer::operator()(const Include& node) { out_.text(node.is_system ? "#include <" + node.path + ">" : "#include \"" + node.path + "\""); }

void Printer::operator()(const PragmaOnce& /*node*/) { out_.text("#pragma once"); }

}  // namespace krait::cpp
