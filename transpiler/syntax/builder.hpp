/// Translation of the grammar's tree into our own. One class, whose members are defined in one file per family of
/// syntax: operators, expressions, strings, statements, definitions, patterns, targets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/diagnostics.hpp"
#include "syntax/ast.hpp"
#include "syntax/concrete.hpp"
#include "syntax/lexical.hpp"

namespace krait::syntax {

/// Deepest nesting of nodes that is accepted; the phases after this one recurse over the tree.
constexpr std::uint32_t depth_limit = 1000;

/// What an expression may be where it stands, beyond Python's `expression`.
struct Allowed {
  bool named = false;             ///< `name := value` without parentheses
  bool star = false;              ///< `*` before a bitwise-or expression: elements of lists, tuples, sets
  bool star_any = false;          ///< `*` before any expression: arguments of calls
  bool only_disjunction = false;  ///< neither `if … else` nor `lambda`: clauses of comprehensions
};

/// One operand or operator of a run of operators; the grammar's own precedence is not Python's, so runs are
/// flattened and parsed again.
struct Piece {
  Form operation = Form::Other;  ///< `Other` for an operand
  const Concrete* node = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Position in a run of pieces.
struct Run {
  std::vector<Piece> pieces;
  std::size_t at = 0;
  Allowed allowed;
  [[nodiscard]] bool done() const { return at == pieces.size(); }
  [[nodiscard]] Form operation() const { return done() ? Form::Other : pieces[at].operation; }
  [[nodiscard]] bool at_operand() const { return !done() && pieces[at].operation == Form::Other; }
};

/// An expression with the range of text it takes, parentheses included.
struct Operand {
  Expr* expr = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Part of an f-string or of its format specification, or of a plain string.
struct StringPart {
  const Concrete* node = nullptr;
  std::uint32_t content_begin = 0;
  std::uint32_t content_end = 0;
  bool raw = false;
  bool bytes = false;
  bool format = false;
  bool triple = false;
};

class Builder {
 public:
  /// `hidden_stars`: places of prefix stars that the tree does not show, in order.
  Builder(std::string_view text, const Lexical& lexical, const std::vector<std::uint32_t>& hidden_stars, source::FileId file, Arena& arena, source::Diagnostics& diagnostics)
      : text_(text), lexical_(lexical), hidden_stars_(hidden_stars), file_(file), arena_(arena), diagnostics_(diagnostics) {}

  /// The statements of a module. Problems are reported; the result is used only if there were none.
  Body module(const Concrete& root);

  /// Ends of logical lines over which the grammar ran a statement on.
  [[nodiscard]] const std::vector<std::uint32_t>& overrun_line_ends() const { return overrun_line_ends_; }

 private:
  // ---- basics (builder.cpp)
  template <typename T>
  T* make(std::uint32_t begin, std::uint32_t end) {
    T* node = arena_.make<T>();
    node->span = span(begin, end);
    return node;
  }
  [[nodiscard]] Span span(std::uint32_t begin, std::uint32_t end) const { return {file_, begin, end}; }
  [[nodiscard]] std::string_view text(const Concrete& node) const { return text_.substr(node.begin, node.end - node.begin); }
  void fail(source::Code code, std::uint32_t begin, std::uint32_t end, std::string message, std::string help);
  void fail(source::Code code, Span where, std::string message, std::string help);
  void fail(source::Code code, const Concrete& node, std::string message, std::string help);
  /// "invalid syntax" at a place that the grammar let through.
  void fail_invalid(std::uint32_t begin, std::uint32_t end);
  /// A stand-in after an error has been reported.
  Expr* broken(std::uint32_t begin, std::uint32_t end);
  std::string identifier(const Concrete& node);
  bool enter(const Concrete& node);
  void leave() { --depth_; }

  // ---- operators (operators.cpp)
  Expr* expression(const Concrete& node, Allowed allowed = {});
  Run flatten(const Concrete& node, Allowed allowed);
  void flatten_child(const Concrete& node, std::vector<const Concrete*>& pending, Run& run);
  Operand run_expression(Run& run);
  Operand named_expression(Run& run);
  Operand conditional(Run& run);
  Operand lambda(Run& run);
  Operand disjunction(Run& run);
  Operand conjunction(Run& run);
  Operand bool_operation(Run& run, Form word, BoolOperator op, Operand (Builder::*next)(Run&));
  Operand inversion(Run& run);
  Operand comparison(Run& run);
  Operand binary(Run& run, int minimum);
  Operand unary(Run& run);
  Operand power(Run& run);
  Operand primary_operand(Run& run);
  Operand starred(Run& run, Operand (Builder::*operand)(Run&));
  bool enter_run(const Run& run);
  bool chain_fits(std::uint32_t links, std::uint32_t where);
  /// Place of the hidden star directly before a node, if there is one.
  [[nodiscard]] std::optional<std::uint32_t> hidden_star_before(const Concrete& node) const;

  // ---- expressions (expressions.cpp)
  /// An operand: names, literals, brackets, calls, attributes, subscripts.
  Expr* atom(const Concrete& node);
  Expr* head(const Concrete& node);
  [[nodiscard]] std::uint32_t head_begin(const Concrete& node) const;
  Expr* call(const Concrete& node);
  Expr* attribute(const Concrete& node);
  Expr* subscript(const Concrete& node);
  Expr* subscript_item(const Concrete& node, bool& is_tuple);
  Expr* generic_subscript(const Concrete& node);
  Expr* subscript_of(Expr* value, const Concrete& brackets, std::uint32_t begin, std::uint32_t end);
  Expr* slice(const Concrete& node);
  Expr* slice_from_pieces(Run& run);
  Expr* parenthesised(const Concrete& node);
  Expr* list_display(const Concrete& node);
  Expr* set_display(const Concrete& node);
  Expr* dict_display(const Concrete& node);
  std::vector<Expr*> elements(const Concrete& node);
  Expr* yield(const Concrete& node);
  Expr* yield_with_tuple(const Concrete& tuple);
  std::vector<Comprehension> comprehension_clauses(const Concrete& node);
  Expr* comprehension(const Concrete& node);
  Expr* dict_comprehension(const Concrete& node);
  void arguments(const Concrete& list, std::vector<Expr*>& positional, std::vector<Keyword>& keywords);
  void argument(const Concrete& node, std::vector<Expr*>& positional, std::vector<Keyword>& keywords);
  void check_argument_order(const Concrete& list);
  /// A list of expressions that is a tuple if it holds a comma, else the one expression.
  Expr* star_expressions(const Concrete& node);
  /// The same for the children of a node from `first` until `stop`.
  Expr* sequence(const Concrete* first, const Concrete* stop, Allowed allowed);
  /// The right side of an assignment: star expressions or `yield`.
  Expr* assigned_value(const Concrete& node);
  Expr* name(const Concrete& node);
  Expr* constant(const Concrete& node, ConstantKind kind);
  Expr* number(const Concrete& node);
  /// The expression of an annotation; `star` allows `*Ts`.
  Expr* annotation(const Concrete& node, bool star = false);
  std::vector<TypeParameter> type_parameters(const Concrete& node);
  TypeParameter type_parameter(const Concrete& node);

  // ---- strings (strings.cpp, fstrings.cpp)
  Expr* string(const Concrete& node);
  std::vector<StringPart> string_parts(const Concrete& node);
  Expr* plain_string(const Concrete& node, const std::vector<StringPart>& parts);
  Expr* joined_string(const Concrete& node, const std::vector<StringPart>& parts);
  void joined_part(const StringPart& part, const Concrete& whole, JoinedStr& result);
  void add_field(const Concrete& field, const StringPart& part, const Concrete& whole, JoinedStr& result);
  Expr* field_expression(const Concrete& field);
  JoinedStr* format_spec(const Concrete& field, std::uint32_t colon, const StringPart& part, const Concrete& whole);
  void add_text(JoinedStr& result, std::string text, const Concrete& whole);
  std::string decode(std::uint32_t begin, std::uint32_t end, const StringPart& part, bool braces_doubled);
  std::uint32_t decode_escape(std::uint32_t at, std::uint32_t end, const StringPart& part, std::string& result);
  std::uint32_t decode_hex(std::uint32_t at, std::uint32_t end, const StringPart& part, std::string& result);
  std::uint32_t decode_named(std::uint32_t at, std::uint32_t end, std::string& result);

  // ---- targets (targets.cpp)
  enum class Target : std::uint8_t { Assignment, Other, Delete };
  /// Turns a loaded expression into a target, reporting what cannot be one.
  void make_target(Expr* expr, Target purpose, bool inside_sequence = false);
  Expr* target(const Concrete& node, Target purpose);
  void fail_target(const Expr& expr, Target purpose);
  void check_single_star(const std::vector<Expr*>& elements);

  // ---- statements (statements.cpp)
  void statements(const Concrete& block, Body& body);
  Body suite(const Concrete* block, const Concrete& header);
  Stmt* statement(const Concrete& node);
  Stmt* simple_statement(const Concrete& node);
  Stmt* compound_statement(const Concrete& node);
  void check_one_line(const Concrete& node);
  void check_header(const Concrete& node);
  [[nodiscard]] std::uint32_t suite_end(const Body& body, std::uint32_t otherwise) const;
  Stmt* expression_statement(const Concrete& node);
  Stmt* assignment(const Concrete& node);
  Stmt* annotated_assignment(const Concrete& node);
  Stmt* augmented_assignment(const Concrete& node);
  Stmt* return_statement(const Concrete& node);
  Stmt* delete_statement(const Concrete& node);
  Stmt* raise_statement(const Concrete& node);
  Stmt* assert_statement(const Concrete& node);
  Stmt* import_statement(const Concrete& node);
  Stmt* import_from(const Concrete& node);
  void import_names(const Concrete* first, bool parenthesised, std::vector<ImportAlias>& names);
  ImportAlias import_alias(const Concrete& node);
  std::string dotted_name(const Concrete& node);
  template <typename T>
  Stmt* name_declaration(const Concrete& node);
  Stmt* type_alias(const Concrete& node);
  Stmt* if_statement(const Concrete& node);
  Stmt* for_statement(const Concrete& node);
  Stmt* while_statement(const Concrete& node);
  Stmt* with_statement(const Concrete& node);
  void with_items(const Concrete& clause, std::vector<WithItem>& items);
  WithItem with_item(const Concrete& node);
  Expr* with_parenthesised_value(const Concrete& clause);
  Stmt* try_statement(const Concrete& node);
  void check_try(const Concrete& node, const Try& result);
  ExceptHandler except_clause(const Concrete& node);
  Body else_suite(const Concrete& clause);

  // ---- definitions (definitions.cpp)
  Stmt* decorated_definition(const Concrete& node);
  Stmt* function_definition(const Concrete& node, std::vector<Expr*> decorators);
  Stmt* class_definition(const Concrete& node, std::vector<Expr*> decorators);
  Parameters parameters(const Concrete* node);
  struct ParameterState;
  void add_parameter(const Concrete& node, ParameterState& state);
  void add_separator(const Concrete& node, ParameterState& state);
  void add_splat(const Concrete& splat, const Concrete* type, ParameterState& state);
  void check_parameter_names(const Parameters& parameters);

  // ---- patterns (patterns.cpp)
  Stmt* match_statement(const Concrete& node);
  MatchCase match_case(const Concrete& node);
  Pattern* pattern(const Concrete& node);
  Pattern* pattern_parts(const Concrete* first, const Concrete* stop, bool open);
  Pattern* literal_pattern(const Concrete* first, const Concrete* stop, std::uint32_t begin, std::uint32_t end);
  Expr* signed_number(const Concrete* first, const Concrete* stop, std::uint32_t begin);
  Expr* dotted_value(const Concrete& node);
  Pattern* name_pattern(const Concrete& node);
  Pattern* sequence_pattern(const Concrete& node);
  Pattern* mapping_pattern(const Concrete& node);
  Pattern* class_pattern(const Concrete& node);
  Pattern* splat_pattern(const Concrete& node);
  Pattern* as_pattern(const Concrete& node);
  Pattern* or_pattern(const Concrete& node);
  Expr* mapping_key(const Concrete* first, const Concrete* stop);

  std::string_view text_;
  const Lexical& lexical_;
  const std::vector<std::uint32_t>& hidden_stars_;
  source::FileId file_;
  Arena& arena_;
  source::Diagnostics& diagnostics_;
  std::uint32_t depth_ = 0;
  bool too_deep_ = false;
  std::vector<std::uint32_t> overrun_line_ends_;
  std::size_t stars_found_ = 0;  // of the hidden ones
};

}  // namespace krait::syntax
