/// Phase `names`: which variable each name means.
///
/// A *symbol* is a name in a scope, as in CPython's symtable. A *variable* is what becomes one C++ variable: a web of
/// definitions joined by shared uses (docs/analysis.md, 19). A symbol that is captured by an inner function, is global and read by
/// another function, or lives in a class body has exactly one variable; any other symbol of a function, or of a module's
/// body, has one variable per web. A parameter's value on entry is a definition like any other. Symbols of a function that calls
/// `locals()`, `exec` and the like have one variable each too.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "program/program.hpp"

namespace krait::names {

using syntax::NodeId;
using ScopeId = std::uint32_t;
using SymbolId = std::uint32_t;
using VariableId = std::uint32_t;
inline constexpr std::uint32_t none = 0xFFFFFFFF;

enum class ScopeKind : std::uint8_t {
  Module,
  Class,
  Function,
  Lambda,
  Comprehension,   ///< all four kinds; a generator expression is one whose node is a GeneratorExp
  TypeParameters,  ///< around a generic function, class or `type` statement: holds `T` of `def f[T]`
};

struct Scope {
  ScopeId id = 0;
  ScopeKind kind{};
  ScopeId parent = none;
  program::ModuleId module = 0;
  const syntax::Node* node = nullptr;  ///< FunctionDef, ClassDef, Lambda, comprehension expression, TypeAlias; null for a module
  std::string qualified_name;          ///< as `__qualname__`: "Outer.method.<locals>.inner", "<lambda>", ""
  bool is_generator = false;           ///< contains `yield` (functions and lambdas); also every generator expression
  bool is_reflective = false;          ///< calls `locals`, `vars`, `dir`, `eval`, `exec` or (modules) `globals`
  std::vector<SymbolId> symbols;       ///< in order of first appearance, parameters first
  std::vector<ScopeId> children;       ///< in source order
};

struct Symbol {
  SymbolId id = 0;
  std::string name;   ///< as written (`__x`, not `_C__x`)
  ScopeId scope = 0;  ///< the scope that owns the binding (after global/nonlocal)
  bool is_parameter = false;
  bool is_captured = false;  ///< used by a scope nested in its function (comprehensions inlined into it do not count)
  /// All uses from nested scopes stand in generator expressions: if those are consumed in place, nothing is captured. For a module's
  /// symbol: `is_read_elsewhere` for that reason only.
  bool captured_by_generator_only = false;
  bool is_rebound_by_inner = false;       ///< an inner scope assigns it (nonlocal, or `global` for module symbols), or another module (`m.x = 1`)
  bool is_rebound_after_capture = false;  ///< some assignment may run after a closure over it was made: it needs a shared cell
  bool is_imported = false;               ///< bound by an import statement only
  bool is_function = false;               ///< bound exactly once, by a `def` at the scope's top level
  bool is_class = false;                  ///< bound exactly once, by a `class` at the scope's top level
  bool is_read_elsewhere = false;         ///< module symbols: read or written by a function, class body or another module
  bool is_type_parameter = false;         ///< `T` of `class C[T]`
  bool maybe_unbound_at_end = false;      ///< module and class symbols: some way through the body leaves it unbound
  std::vector<VariableId> variables;
};

/// What introduces a variable in C++.
enum class Placement : std::uint8_t {
  AtDefinition,     ///< `first_statement` is its first definition (an assignment, `def`, `class` or import) and can declare it
  ByLoop,           ///< target of `first_statement`, a For, in whose body (`home`) every use lies
  ByWith,           ///< target of `first_statement`, a With, in whose body (`home`) every use lies
  ByComprehension,  ///< target of a comprehension inside `first_statement`
  ByHandler,        ///< the name of an except clause of `first_statement`, a Try; `home` is the clause's body
  ByPattern,        ///< captured by a case of `first_statement`, a Match; `home` is the case's body
  ByCondition,      ///< `:=` that the test of `first_statement`, an If or While outside which it is not used, evaluates first
  Alone,            ///< needs a declaration of its own before `first_statement`
  Parameter,        ///< the web of a parameter's value on entry
  Global,           ///< a module's symbol that functions, classes or other modules see
  Cell,             ///< a captured symbol that is assigned after a closure (not merely a generator expression) over it was made
  Member,           ///< a name of a class body
  TypeParameter,
};

struct Variable {
  VariableId id = 0;
  SymbolId symbol = 0;
  std::uint32_t index = 0;  ///< which of the symbol's webs, in source order of first definition
  /// Nodes that bind it (Name in Store context, FunctionDef, ClassDef, patterns…), source order; parameters, handlers and import aliases by id only.
  std::vector<const syntax::Node*> definitions;
  std::vector<NodeId> definition_ids;  ///< ids of all definitions, source order
  /// Ids of Name nodes in Load context, and of the targets of `x += 1` (definitions too); not those of annotations that are never evaluated.
  std::vector<NodeId> uses;
  bool maybe_unbound = false;  ///< some use or `del` may see it unbound
  bool is_deleted = false;     ///< some `del name` concerns it
  /// The innermost body that contains all definitions and uses, and the first statement of that body which contains one of them.
  /// If `declare_at_definition`, that statement itself is the (unconditional) first definition and can declare the variable; otherwise the
  /// declaration stands alone before it.
  const syntax::Body* home = nullptr;
  const syntax::Stmt* first_statement = nullptr;
  bool declare_at_definition = false;  ///< placement is AtDefinition or one of those named By…
  Placement placement = Placement::Alone;
};

enum class Access : std::uint8_t {
  Local,           ///< a variable of the innermost function or module body (or comprehension)
  Global,          ///< a module's symbol seen from a function or class
  Captured,        ///< a variable of an enclosing function
  Class,           ///< a class body's name inside that class body
  Builtin,         ///< not bound by the program: the stub module `builtins` has it, or nobody (then a diagnostic or NameError)
  TypeParameter,   ///< `T` of `def f[T]`, wherever it is used
  Implicit,        ///< bound by Python itself: `__name__`, `__file__`, `__doc__`, … of the module, `__qualname__`, `__module__` of a class body
  EnclosingClass,  ///< `__class__` inside a method
};

/// What an import alias brings in.
struct ImportTarget {
  program::ModuleId module = none;  ///< `none` if the module is missing
  std::string name;                 ///< the name taken from it; empty: the module itself
};

/// Everything that names mean, by node id. Vectors are indexed by NodeId.
struct Names {
  std::vector<Scope> scopes;
  std::vector<Symbol> symbols;
  std::vector<Variable> variables;
  /// For Name nodes (any context), parameters, except handlers, import aliases, FunctionDef, ClassDef, MatchAs/MatchStar/MatchMapping captures:
  std::vector<VariableId> variable;  ///< `none` for builtins
  std::vector<SymbolId> symbol;      ///< `none` for builtins
  std::vector<Access> access;
  std::vector<bool> maybe_unbound;  ///< this use may see its variable unbound
  /// For Module (by module id), FunctionDef, ClassDef, Lambda and comprehension nodes: the scope they open; `none` otherwise.
  std::vector<ScopeId> scope_of_node;
  std::vector<ScopeId> scope_of_module;
  std::unordered_map<NodeId, ImportTarget> imports;         ///< by import alias; not for stars
  std::map<NodeId, std::vector<VariableId>> star_bindings;  ///< by the alias of `from m import *`: what it binds
  std::map<VariableId, ImportTarget> star_targets;          ///< of those variables: what they are in the other module
  std::vector<bool> may_swallow;                            ///< With statements by id: a manager may end an exception

  [[nodiscard]] const Scope& scope(ScopeId id) const { return scopes[id]; }
  /// The symbol that a scope owns under that name (as written), or null; O(1).
  [[nodiscard]] const Symbol* find(ScopeId scope, std::string_view name) const;

  /// What `from m import x` brought in, where nothing else binds the variable; null for all else.
  [[nodiscard]] const ImportTarget* sole_import(VariableId variable) const;

  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::vector<std::unordered_map<std::string, SymbolId, Hash, std::equal_to<>>> index;  ///< of `find`, by scope
};

/// The name that `__x` inside a class really has: `_C__x`; other names unchanged. Leading underscores of the class name are dropped.
[[nodiscard]] std::string mangle(std::string_view class_name, std::string_view name);

/// Resolves every name of the user modules, and of the stubs (whose names are bound throughout, in whatever order). A name that neither the
/// program nor `builtins` binds is diagnostic K0301 (warning: it raises NameError when reached). Module symbols referred to from other modules
/// through `import m; m.x` or `from m import x` count as read elsewhere. Linear in the program.
[[nodiscard]] Names resolve(const program::Program& program, source::Diagnostics& diagnostics);

/// User modules only: scopes, symbols and variables with their places.
[[nodiscard]] std::string dump(const Names& names, const program::Program& program);

/// What is inconsistent, one line each; empty unless the phase has a bug.
[[nodiscard]] std::vector<std::string> verify(const Names& names, const program::Program& program);

}  // namespace krait::names
