/// The checks that CPython makes after parsing: one walk in the order of its symbol table, with scopes.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "source/diagnostics.hpp"
#include "syntax/ast.hpp"

namespace krait::syntax {

enum class ScopeKind : std::uint8_t { Module, Class, Function, Lambda, Comprehension };

/// How a scope has used a name so far.
struct SymbolUse {
  bool parameter = false;
  bool assigned = false;
  bool used = false;
  bool annotated = false;
  bool declared_global = false;
  bool declared_nonlocal = false;
  bool iteration_variable = false;      ///< of a comprehension
  bool named_in_comprehension = false;  ///< bound by `:=` in a comprehension inside
  Span declaration;                     ///< of `global` or `nonlocal`
};

enum class Enclosing : std::uint8_t { Loop, ExceptStar };

struct ValidityScope {
  ScopeKind kind{};
  ValidityScope* parent = nullptr;
  bool is_async = false;  ///< function or comprehension with asynchronous parts
  bool is_generator = false;
  bool is_generator_expression = false;
  const Return* value_return = nullptr;  ///< the first `return value`
  std::string_view comprehension_name;
  std::string private_prefix;  ///< `_Class` in a class body and what is inside it
  std::vector<Enclosing> enclosing;
  std::size_t blocks = 0;  ///< loops, `with` and `try` around the current statement
  std::unordered_map<std::string, SymbolUse> symbols;
};

class Validator {
 public:
  Validator(const Module& module, source::Diagnostics& diagnostics) : module_(module), diagnostics_(diagnostics) {}
  void run();

 private:
  void fail(source::Code code, Span where, std::string message, std::string help);

  // ---- statements (validity.cpp)
  void body(const Body& statements);
  void statement(const Stmt& node);
  void simple(const Stmt& node);
  void loop_body(const Body& statements);
  /// Runs `walk` inside so many of CPython's static blocks, of which a scope nests at most 20.
  template <typename F>
  void in_blocks(std::size_t count, Span where, F&& walk);
  void function(const FunctionDef& node);
  void class_definition(const ClassDef& node);
  void type_parameters(const std::vector<TypeParameter>& parameters);
  void for_loop(const For& node);
  void with(const With& node);
  void try_statement(const Try& node);
  void handlers(const Try& node);
  void annotated_assignment(const AnnAssign& node);
  void annotation(const Expr* node);
  void return_statement(const Return& node);
  void loop_exit(const Stmt& node, source::Code code, std::string_view outside_loop);
  void import(const Import& node);
  void import_from(const ImportFrom& node);
  void future_imports();
  void future_feature(const ImportFrom& node);

  // ---- expressions (validity_expressions.cpp)
  void expr(const Expr* node);
  void exprs(const std::vector<Expr*>& nodes);
  void parameters_outside(const Parameters& parameters, bool annotations);
  void parameters_inside(const Parameters& parameters);
  void lambda(const Lambda& node);
  void named(const NamedExpr& node);
  void bind_outside_comprehensions(const Name& target, ValidityScope* scope);
  void await(const Await& node);
  void yield(const Expr& node, const Expr* value);
  void name(const Name& node);
  void attribute(const Attribute& node);
  void comprehension(const Expr& node, std::string_view what, const std::vector<Comprehension>& generators, const std::vector<const Expr*>& elements);
  void comprehension_part(const Comprehension& part, bool is_outermost);

  // ---- scopes (validity_scopes.cpp)
  ValidityScope& open(ScopeKind kind);
  void close() { scope_ = scope_->parent; }
  std::string mangled(std::string_view name) const;
  SymbolUse& symbol(std::string_view name);
  void bind(std::string_view name, Span where);
  void declare(const Stmt& node, const std::vector<std::string>& names, bool is_global);
  void resolve_nonlocals();
  void resolve(const ValidityScope& scope, const std::string& name, const SymbolUse& use);
  [[nodiscard]] bool in_async_function() const { return scope_->kind == ScopeKind::Function && scope_->is_async; }

  // ---- patterns (validity_patterns.cpp)
  void match(const Match& node);
  struct Capture {
    std::string_view name;
    Span span;
  };
  void pattern(const Pattern& node, std::vector<Capture>& captures);
  void capture(std::string_view name, Span span, std::vector<Capture>& captures);
  void alternatives(const MatchOr& node, std::vector<Capture>& captures);
  void class_pattern(const MatchClass& node, std::vector<Capture>& captures);
  void mapping_pattern(const MatchMapping& node, std::vector<Capture>& captures);
  void sequence_pattern(const MatchSequence& node, std::vector<Capture>& captures);
  void fail_unreachable(const Pattern& node);

  const Module& module_;
  source::Diagnostics& diagnostics_;
  std::deque<ValidityScope> scopes_;
  ValidityScope* scope_ = nullptr;
  bool future_annotations_ = false;
  int annotation_depth_ = 0;  // inside annotations that are not evaluated
  int iterable_depth_ = 0;    // inside the iterables of comprehensions
};

}  // namespace krait::syntax
