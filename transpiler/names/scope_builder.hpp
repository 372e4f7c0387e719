/// First step: scopes, and which names each of them binds and uses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "names/analysis.hpp"

namespace krait::names {

class ScopeBuilder {
 public:
  ScopeBuilder(Analysis& analysis, const program::Module& module) : a_(analysis), module_(module) {}

  void build();

 private:
  enum class BindingKind : std::uint8_t { Ordinary, Function, Class, Import };

  // statements (scopes.cpp)
  void body(const syntax::Body& body);
  void nested(const syntax::Body& body);
  void statement(const syntax::Stmt& statement);
  void function(const syntax::FunctionDef& node);
  void class_definition(const syntax::ClassDef& node);
  void type_alias(const syntax::TypeAlias& node);
  void annotated(const syntax::AnnAssign& node);
  void loop(const syntax::Stmt& node, const syntax::Expr* target, const syntax::Expr& head, const syntax::Body& body, const syntax::Body& orelse);
  void branch(const syntax::If& first);
  void with(const syntax::With& node);
  void match(const syntax::Match& node);
  void attempt(const syntax::Try& node);
  void imports(const syntax::Import& node);
  void imports(const syntax::ImportFrom& node);
  void star(const syntax::ImportAlias& alias, program::ModuleId source);
  void global(const std::vector<std::string>& names, bool is_global);
  void pattern(const syntax::Pattern& pattern);

  // expressions (scope_expressions.cpp)
  void expression(const syntax::Expr* expression);
  void used_by(const syntax::Expr& source, const syntax::Expr* user);
  void expressions(const std::vector<syntax::Expr*>& list);
  void name(const syntax::Name& node);
  void named(const syntax::NamedExpr& node);
  void attribute(const syntax::Attribute& node);
  void call(const syntax::Call& node);
  void lambda(const syntax::Lambda& node);
  void comprehension(const syntax::Expr& node, const std::vector<syntax::Comprehension>& clauses, const std::vector<const syntax::Expr*>& results);
  void keywords(const std::vector<syntax::Keyword>& list);
  void defaults(const syntax::Parameters& parameters);
  void parameter_annotations(const syntax::Parameters& parameters);
  /// An annotation; `evaluated` as Python does when the statement runs.
  void annotation(const syntax::Expr* expression, bool evaluated);

  // scopes and entries (scope_expressions.cpp)
  ScopeId open(ScopeKind kind, const syntax::Node* node, std::string_view name);
  void close();
  bool open_type_parameters(const syntax::Node& node, std::string_view name, const std::vector<syntax::TypeParameter>& list);
  void make_unit(ScopeId scope);
  void bind_parameters(const syntax::Parameters& parameters);
  [[nodiscard]] std::string qualified(std::string_view name) const;
  EntryId lookup(ScopeId scope, std::string_view spelling);
  EntryId bind(ScopeId scope, std::string_view spelling, NodeId id, BindingKind kind = BindingKind::Ordinary, const syntax::Node* definition = nullptr);
  void use(const syntax::Name& node, bool bare);
  [[nodiscard]] bool is_stub() const { return module_.kind == program::ModuleKind::Stub; }

  Analysis& a_;
  const program::Module& module_;
  ScopeId scope_ = none;
  std::uint32_t nesting_ = 0;  ///< compound statements between here and the scope's own body
  bool evaluated_ = true;
  bool is_plain_reflection_ = true;        ///< false for the callee of `vars(x)`, `dir(x)`
  std::vector<std::string_view> classes_;  ///< enclosing classes, for mangling
  std::vector<std::uint32_t> outer_nesting_;
};

}  // namespace krait::names
