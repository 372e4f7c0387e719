/// Turns nodes into the stream that `Layout` lays out. One file per family: print_types, print_expressions,
/// print_calls, print_statements, print_declarations.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cpp/layout.hpp"
#include "cpp/tree.hpp"

namespace krait::cpp {

/// Binding strength of C++ expressions, weakest first.
enum class Precedence : std::uint8_t {
  Assignment,
  Or,
  And,
  BitOr,
  BitXor,
  BitAnd,
  Equality,
  Relational,
  ThreeWay,
  Shift,
  Additive,
  Multiplicative,
  Unary,
  Postfix,
  Primary,
};

[[nodiscard]] Precedence precedence_of(Op op);
[[nodiscard]] Precedence precedence_of(const Expr& expr);
[[nodiscard]] std::string_view spelling(Op op);

class Printer {
 public:
  void file(const File& file);
  void expr(const Expr& node);
  void type(const Type& node);
  /// The statement with its comments, but without a line end.
  void statement(const Stmt& node);

  [[nodiscard]] Printed take();

  // One per kind of node, for `visit`.
#define TYPE(name) void operator()(const name& node);
#define EXPR(name) void operator()(const name& node);
#define STMT(name) void operator()(const name& node);
#define DECL(name) void operator()(const name& node);
#include "cpp/nodes.def"

 private:
  using Exprs = std::vector<Expr*>;

  // expressions
  void operand(const Expr& node, Precedence weakest);
  void parenthesized(const Expr& node);
  void conditional_test(const Expr& node);
  void conditional_branch(const Expr& node);
  void open_chain(bool always_shifts);
  // As in Layout, but nothing inside text that is never broken.
  void line_break(int spaces, int offset);
  void open_group(GroupKind kind = GroupKind::Consistent, GroupBase base = GroupBase::Anchor, int shift = 0);
  void close_group();
  void anchor();
  void constraint(const Expr& node);
  void binary_operand(const Expr& node, const Binary& parent, bool is_left);
  void string_pieces(const StringLiteral& node);
  void template_arguments(const std::vector<Type*>& arguments);
  void arguments(std::string_view opening, const Exprs& values, std::string_view closing);
  void postfix_chain(const Expr& node);
  void postfix_part(const Expr& part);
  void elements_filled(const BraceInit& node);
  void elements_listed(const BraceInit& node);
  void lambda_body(const Body& body);

  // statements
  void comment(const Comment& comment);
  void comments_above(const std::vector<Comment>& comments, int offset, bool& is_first);
  void trailing(const std::vector<Comment>& comments);
  void statements(const Body& body, int offset, bool is_first);
  /// ` {`, the body one level in, `}`.
  void braces(const Body& body, const Stmt* comments_of = nullptr);
  void condition(std::string_view keyword, const Condition& condition);
  void init_statement(const Stmt& node);
  void call_initializer(const Exprs& values);
  void variable(const Variable& node);
  void names(const std::vector<std::string>& names, bool is_binding);
  void switch_case(const Switch::Case& branch);

  // declarations
  void attributes(const std::vector<std::string>& attributes);
  void template_head(const std::vector<TemplateParameter>& parameters, const Expr* requires_clause, bool may_share_line = false);
  void template_parameter_list(const std::vector<TemplateParameter>& parameters);
  void specifiers(const Specifiers& specifiers);
  void parameter(const Parameter& parameter);
  void parameter_list(const std::vector<Parameter>& parameters);
  void signature(const Function& node);
  void short_body(const Body& body);
  void member_inits(const std::vector<Function::MemberInit>& inits);
  void class_body(const Class& node);
  void enumerator(const Enum::Enumerator& enumerator);

  void mark_origin(const Node& node);
  void end_statement();

  Layout out_;

  /// Where an expression stands, as far as its line breaks depend on it.
  struct Context {
    int shift = 0;          ///< continuation indents since the innermost bracket
    bool is_first = false;  ///< directly behind a bracket or `return`: the next chain adds no indent
    bool in_bracket = false;
    bool after_return = false;
    bool after_yield = false;  ///< directly behind `co_yield`, where clang-format aligns nothing
  };
  [[nodiscard]] Context enter(Context context);
  Context context_;
  int unbroken_ = 0;  ///< inside text that is never broken
  std::size_t comments_ = 0;
};

/// `{ return x; }`: fits on the line of its signature if the line has room.
[[nodiscard]] bool is_short_body(const Body& body);
/// A lambda whose body takes several lines wherever it stands.
[[nodiscard]] bool has_block_body(const Lambda& node);

}  // namespace krait::cpp
