/// Phase `names`: which variable each name means.
///
/// A *symbol* is a name in a scope, as in CPython's symtable. A *variable* is what becomes one C++ variable: a web of
/// definitions joined by shared uses (docs/analysis.md, 19). A symbol that is captured by an inner function, is global and read by
/// another function, or lives in a class body has exactly one variable; any other symbol of a function, or of a module's
/// body, has one variable per web.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "program/program.hpp"

namespace krait::names {

using syntax::NodeId;
using ScopeId = std::uint32_t;
using SymbolId = std::uint32_t;
using VariableId = std::uint32_t;
inline constexpr std::uint32_t none = 0xFFFFFFFF;

enum class ScopeKind : std::uint8_t { Module, Class, Function, Lambda, Comprehension };

struct Scope {
  ScopeId id = 0;
  ScopeKind kind{};
  ScopeId parent = none;
  program::ModuleId module = 0;
  const syntax::Node* node = nullptr;  ///< FunctionDef, ClassDef, Lambda, comprehension expression; null for a module
  std::string qualified_name;          ///< as `__qualname__`: "Outer.method.<locals>.inner", "<lambda>", ""
  bool is_generator = false;           ///< contains `yield` (functions and lambdas)
  std::vector<SymbolId> symbols;       ///< in order of first appearance, parameters first
  std::vector<ScopeId> children;       ///< in source order
};

struct Symbol {
  SymbolId id = 0;
  std::string name;
  ScopeId scope = 0;              ///< the scope that owns the binding (after global/nonlocal)
  bool is_parameter = false;
  bool is_captured = false;       ///< used by a scope nested in its function (comprehensions inlined into it do not count)
  bool is_rebound_by_inner = false;   ///< an inner scope assigns it (nonlocal, or `global` for module symbols)
  bool is_rebound_after_capture = false;  ///< some assignment may run after a closure over it was made: it needs a shared cell
  bool is_imported = false;       ///< bound by an import statement only
  bool is_function = false;       ///< bound exactly once, by a `def` at the scope's top level
  bool is_class = false;          ///< bound exactly once, by a `class` at the scope's top level
  bool is_read_elsewhere = false; ///< module symbols: read or written by a function, class body or another module
  std::vector<VariableId> variables;
};

struct Variable {
  VariableId id = 0;
  SymbolId symbol = 0;
  std::uint32_t index = 0;                 ///< which of the symbol's webs, in source order of first definition
  std::vector<const syntax::Node*> definitions;  ///< nodes that bind it (Name in Store context, FunctionDef, ClassDef, patterns…), source order; parameters, handlers and import aliases by id only
  std::vector<NodeId> definition_ids;      ///< ids of all definitions, source order
  std::vector<NodeId> uses;                ///< ids of Name nodes in Load context
  bool maybe_unbound = false;              ///< some use or `del` may see it unbound
  bool is_deleted = false;                 ///< some `del name` concerns it
  /// The innermost body that contains all definitions and uses, and the first statement of that body which contains one of them.
  /// If `declare_at_definition`, that statement itself is the (unconditional) first definition and can declare the variable; otherwise the
  /// declaration stands alone before it.
  const syntax::Body* home = nullptr;
  const syntax::Stmt* first_statement = nullptr;
  bool declare_at_definition = false;
};

enum class Access : std::uint8_t {
  Local,     ///< a variable of the innermost function or module body (or comprehension)
  Global,    ///< a module's symbol seen from a function or class
  Captured,  ///< a variable of an enclosing function
  Class,     ///< a class body's name inside that class body
  Builtin,   ///< not bound by the program: the stub module `builtins` has it, or nobody (then a diagnostic or NameError)
};

/// Everything that names mean, by node id. Vectors are indexed by NodeId.
struct Names {
  std::vector<Scope> scopes;
  std::vector<Symbol> symbols;
  std::vector<Variable> variables;
  /// For Name nodes (any context), parameters, except handlers, import aliases, FunctionDef, ClassDef, MatchAs/MatchStar/MatchMapping captures:
  std::vector<VariableId> variable;   ///< `none` for builtins
  std::vector<SymbolId> symbol;       ///< `none` for builtins
  std::vector<Access> access;
  std::vector<bool> maybe_unbound;    ///< this use may see its variable unbound
  /// For Module (by module id), FunctionDef, ClassDef, Lambda and comprehension nodes: the scope they open; `none` otherwise.
  std::vector<ScopeId> scope_of_node;
  std::vector<ScopeId> scope_of_module;

  [[nodiscard]] const Scope& scope(ScopeId id) const { return scopes[id]; }
  [[nodiscard]] const Symbol* find(ScopeId scope, std::string_view name) const;
};

/// Resolves every name of the user modules. A name that neither the program nor `builtins` binds is diagnostic K0301 (warning: it raises NameError when
/// reached). Module symbols referred to from other modules through `import m; m.x` or `from m import x` count as read elsewhere. Linear in the program.
[[nodiscard]] Names resolve(const program::Program& program, source::Diagnostics& diagnostics);

[[nodiscard]] std::string dump(const Names& names, const program::Program& program);

}  // namespace krait::names
