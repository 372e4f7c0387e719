/// The working state of phase `names`, shared by its steps:
/// scopes.cpp (scopes and entries) -> modules.cpp (star imports) -> symbols.cpp (which symbol an entry means) ->
/// flow*.cpp (which definitions reach a use) -> webs.cpp (variables) -> placement.cpp (where C++ declares them).
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "names/names.hpp"

namespace krait::names {

using NameNumber = std::uint32_t;  ///< of an interned (mangled) name
using EntryId = std::uint32_t;
using ValueId = std::uint32_t;
using BodyId = std::uint32_t;
using UnitId = std::uint32_t;

/// A name as one scope sees it.
struct Entry {
  NameNumber name = 0;
  ScopeId scope = 0;
  std::string_view spelling;
  const syntax::Name* first_use = nullptr;  ///< evaluated
  bool is_bound = false;                    ///< by the scope itself
  bool is_parameter = false;
  bool is_global = false;  ///< declared `global`
  bool is_nonlocal = false;
  bool is_used = false;  ///< read where the read is evaluated
  bool is_bare = false;  ///< read other than as `name.attribute`
  bool is_deleted = false;
  bool is_exported_alias = false;  ///< stubs: bound by `import x as x` or a star
  bool is_type_parameter = false;
  bool is_resolved = false;
  std::uint32_t bindings = 0;
  std::uint32_t imports = 0;  ///< how many of the bindings are imports
  std::uint32_t functions = 0;
  std::uint32_t classes = 0;
  bool top_level_definition = false;         ///< some `def` or `class` of it stands directly in the scope's body
  const syntax::Node* definition = nullptr;  ///< the first FunctionDef or ClassDef
  SymbolId symbol = none;
  Access access = Access::Builtin;
};

/// What only this phase needs to know about a symbol.
struct SymbolNotes {
  std::uint32_t bindings = 0;
  std::uint32_t imports = 0;
  std::uint32_t functions = 0;
  std::uint32_t classes = 0;
  bool top_level_definition = false;
  bool is_deleted = false;
  bool is_deleted_by_inner = false;
  bool is_captured_otherwise = false;  ///< by something else than a generator expression
  bool is_read_by_module = false;
  bool is_bare = false;
  const syntax::Node* definition = nullptr;
  std::vector<NodeId> aliases;           ///< import aliases that bind it
  program::ModuleId star_source = none;  ///< the module whose star import binds it
  std::vector<UnitId> units;             ///< code that a mention of the symbol may lead to
  std::uint32_t capture_start = none;    ///< clock from which on a closure over it may exist
  ValueId end_value = none;              ///< module symbols: after the body
};

/// Code that runs later than where it stands: a function, lambda or generator expression; or a class, standing for all its methods.
struct Unit {
  ScopeId scope = 0;
  std::vector<std::uint32_t> mentions;  ///< into `Analysis::mentions`: symbols of the enclosing executor
  std::vector<UnitId> inner;            ///< of a class: its methods
  std::vector<SymbolId> bases;          ///< of a class: its base classes
};
struct Mention {
  SymbolId symbol = 0;
  bool maybe_unbound = false;
  std::uint32_t created = none;  ///< the symbol's value where the unit is made; if it is bound there it stays so
};

enum class ValueKind : std::uint8_t {
  Undefined,  ///< no definition yet
  Outer,      ///< whatever the symbol's own scope has given it
  Definition,
  Unbinding,  ///< after `del`, or after an except clause
  Phi,        ///< one of several values
};
struct Value {
  ValueKind kind{};
  bool is_loop_phi = false;
  SymbolId symbol = 0;
};

/// Where something happens: a statement and the body that holds it.
struct Place {
  BodyId body = none;
  const syntax::Stmt* statement = nullptr;
};
struct BodyInfo {
  const syntax::Body* body = nullptr;  ///< null for the root of a lambda or generator expression
  BodyId parent = none;
  const syntax::Stmt* owner = nullptr;  ///< the statement of the parent body that holds this body
  std::uint32_t depth = 0;
};

enum class DefinitionKind : std::uint8_t {
  Assignment,
  Augmented,
  Walrus,
  Loop,
  With,
  Comprehension,
  Handler,
  Pattern,
  Function,
  Class,
  Import,
  Parameter,
  TypeParameter,
};
struct Definition {
  NodeId id = 0;
  const syntax::Node* node = nullptr;
  std::uint32_t offset = 0;
  SymbolId symbol = 0;
  ValueId value = 0;
  Place place;
  DefinitionKind kind{};
};
enum class UseKind : std::uint8_t { Load, Augmented, Delete };
struct Use {
  NodeId id = 0;
  std::uint32_t offset = 0;
  SymbolId symbol = 0;
  ValueId value = 0;
  Place place;
  UseKind kind{};
  ScopeId executor = 0;
};
/// A loop's phi with the place of the loop: if it is used, its web outlives an iteration.
struct LoopPhi {
  ValueId value = 0;
  Place place;
};

struct StarImport {
  NodeId alias = 0;
  program::ModuleId importer = 0;
  program::ModuleId source = none;
  std::vector<EntryId> entries;
};
struct AttributeUse {
  const syntax::Attribute* node = nullptr;  ///< outermost of `a.b.c`
  EntryId root = 0;
  ScopeId scope = 0;
};

struct Analysis {
  Analysis(const program::Program& p, source::Diagnostics& d) : program(p), diagnostics(d) {}

  const program::Program& program;
  source::Diagnostics& diagnostics;
  Names names;

  // names and entries
  std::unordered_map<std::string_view, NameNumber> name_numbers;
  std::vector<std::string_view> name_texts;
  std::deque<std::string> mangled;
  std::vector<Entry> entries;
  std::unordered_map<std::uint64_t, EntryId> entry_of;
  std::vector<EntryId> entry_of_node;  ///< by node id
  std::vector<std::vector<EntryId>> scope_entries;

  // by scope
  std::vector<ScopeId> executor;                     ///< the scope whose code runs this scope's: itself for modules, functions, lambdas, generator expressions
  std::vector<ScopeId> function_like;                ///< same, but classes are their own
  std::vector<UnitId> unit_of_scope;                 ///< functions, lambdas, generator expressions and classes
  std::vector<std::vector<EntryId>> binding_events;  ///< by executor, in order
  std::unordered_map<NodeId, std::pair<std::uint32_t, std::uint32_t>> loop_events;  ///< by loop: range of its executor's events

  /// By generator expression: the call, comprehension or loop (null) that it is handed to, if any. By lambda: the call that gets it by keyword.
  std::unordered_map<NodeId, const syntax::Expr*> generator_users;

  std::vector<StarImport> stars;
  std::unordered_map<NodeId, std::uint32_t> star_of_alias;
  std::vector<AttributeUse> attributes;
  std::vector<std::pair<EntryId, NodeId>> alias_bindings;
  std::vector<std::pair<const syntax::ImportAlias*, program::ModuleId>> taken_names;  ///< `x` of `from m import x`, and the importer
  std::vector<std::pair<EntryId, ScopeId>> reflective_uses;
  std::vector<bool> has_unknown_star;        ///< by module
  std::vector<bool> has_future_annotations;  ///< by module
  bool defines_init_subclass = false;        ///< some user class has `__init_subclass__` or `__set_name__`
  bool has_classes = false;

  // symbols and units
  std::vector<SymbolNotes> notes;  ///< by symbol
  std::vector<Unit> units;
  std::vector<Mention> mentions;
  std::unordered_map<std::uint64_t, std::uint32_t> mention_of;  ///< (unit, symbol)

  // flow
  std::vector<BodyInfo> bodies;
  std::vector<Value> values;
  std::vector<std::pair<ValueId, ValueId>> edges;  ///< phi, operand
  std::vector<Definition> definitions;
  std::vector<Use> uses;
  std::vector<LoopPhi> loop_phis;
  std::unordered_map<NodeId, ValueId> fallbacks;              ///< uses in a class body of names that it binds: the module's value there
  std::vector<std::pair<std::uint32_t, ValueId>> later_uses;  ///< mention, value when its unit may first run
  std::vector<std::pair<SymbolId, ValueId>> foreign_uses;     ///< what a module that is being imported may see of its importer

  NameNumber number(std::string_view name) {
    const auto [found, is_new] = name_numbers.emplace(name, static_cast<NameNumber>(name_texts.size()));
    if (is_new) {
      name_texts.push_back(name);
    }
    return found->second;
  }
  static std::uint64_t key(std::uint32_t a, std::uint32_t b) { return (static_cast<std::uint64_t>(a) << 32U) | b; }
  [[nodiscard]] EntryId find_entry(ScopeId scope, NameNumber name) const {
    const auto found = entry_of.find(key(scope, name));
    return found == entry_of.end() ? none : found->second;
  }
  /// The entry of a name in a scope, made if it is new.
  EntryId entry(ScopeId scope, NameNumber name, std::string_view spelling);
  [[nodiscard]] ScopeId module_scope(ScopeId scope) const { return names.scope_of_module[names.scopes[scope].module]; }
  [[nodiscard]] bool is_stub(ScopeId scope) const { return program.modules[names.scopes[scope].module]->kind == program::ModuleKind::Stub; }
  [[nodiscard]] bool is_generator_expression(ScopeId scope) const {
    const auto* node = names.scopes[scope].node;
    return node != nullptr && node->kind == syntax::Kind::GeneratorExp;
  }
};

/// Makes the scopes of one module and notes, per scope, which names it binds and uses.
void build_scopes(Analysis& analysis, const program::Module& module);
/// Binds what star imports bring in, through any chain of modules.
void expand_stars(Analysis& analysis);
/// Decides for every entry which symbol it means; reports names that nobody binds.
void resolve_entries(Analysis& analysis);
/// Notes which module symbols other modules see.
void note_foreign_uses(Analysis& analysis);
/// Follows the flow of every module and function; fills values, definitions and uses.
void follow_flow(Analysis& analysis);
/// Joins definitions into variables and says for each use which one it sees and whether it may be unbound.
void build_webs(Analysis& analysis);

}  // namespace krait::names
