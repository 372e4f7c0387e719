/// Which symbol every entry means, as CPython's symtable decides it.
#include <algorithm>
#include <numeric>

#include "names/analysis.hpp"
#include "names/library.hpp"

namespace krait::names {
namespace {

class Resolver {
 public:
  explicit Resolver(Analysis& analysis) : a_(analysis) {}

  void run() {
    a_.names.index.resize(a_.names.scopes.size());
    declare_globals();
    for (EntryId id = 0; id < a_.entries.size(); ++id) {
      resolve(id);
    }
    for (EntryId id = 0; id < a_.entries.size(); ++id) {
      classify(id);
    }
    note_aliases();
    note_kept_generators();
    note_class_fallbacks();
    note_reflection();
    finish_symbols();
    report_undefined();
  }

 private:
  void declare_globals();
  void resolve(EntryId id);
  SymbolId own_symbol(ScopeId scope, NameNumber name, std::string_view spelling);
  SymbolId module_symbol(const Entry& entry);
  SymbolId enclosing_symbol(const Entry& entry, bool only_functions);
  void classify(EntryId id);
  void count_bindings(const Entry& entry);
  void note_outer_use(const Entry& entry);
  void mention(UnitId unit, SymbolId symbol);
  [[nodiscard]] bool only_generators_between(ScopeId scope, ScopeId owner) const;
  void note_kept_generators();
  void note_aliases();
  void note_class_fallbacks();
  void note_reflection();
  void finish_symbols();
  void report_undefined();
  void report(const Entry& entry);
  [[nodiscard]] std::string nearest(const Entry& entry) const;
  [[nodiscard]] bool is_builtin(NameNumber name) const;
  [[nodiscard]] Access unbound_access(const Entry& entry) const;

  Analysis& a_;
  std::vector<std::pair<ScopeId, SymbolId>> generator_captures_;  ///< uses from within nothing but generator expressions
};

/// `global x` in a function binds `x` in the module if the function assigns it.
void Resolver::declare_globals() {
  const auto count = static_cast<EntryId>(a_.entries.size());
  for (EntryId id = 0; id < count; ++id) {
    const Entry entry = a_.entries[id];
    if (entry.is_global) {
      Entry& target = a_.entries[a_.entry(a_.module_scope(entry.scope), entry.name, entry.spelling)];
      target.is_bound = target.is_bound || entry.is_bound;
    }
  }
}

SymbolId Resolver::own_symbol(ScopeId scope, NameNumber name, std::string_view spelling) {
  Entry& entry = a_.entries[a_.entry(scope, name, spelling)];
  if (entry.is_resolved && entry.symbol != none) {
    return entry.symbol;
  }
  Symbol symbol;
  symbol.id = static_cast<SymbolId>(a_.names.symbols.size());
  symbol.name = std::string(entry.spelling);
  symbol.scope = scope;
  symbol.is_parameter = entry.is_parameter;
  symbol.is_type_parameter = entry.is_type_parameter;
  entry.symbol = symbol.id;
  entry.is_resolved = true;
  a_.names.scopes[scope].symbols.push_back(symbol.id);
  a_.names.index[scope].emplace(symbol.name, symbol.id);
  a_.names.symbols.push_back(std::move(symbol));
  a_.notes.emplace_back();
  return entry.symbol;
}

SymbolId Resolver::module_symbol(const Entry& entry) {
  const ScopeId module = a_.module_scope(entry.scope);
  const EntryId id = a_.find_entry(module, entry.name);
  const bool is_bound = id != none && a_.entries[id].is_bound;
  return is_bound ? own_symbol(module, entry.name, entry.spelling) : none;
}

/// The symbol of that name in an enclosing scope: functions, type parameters around them, and the module unless `only_functions`.
SymbolId Resolver::enclosing_symbol(const Entry& entry, bool only_functions) {
  const auto& scopes = a_.names.scopes;
  bool sees_class = scopes[entry.scope].kind == ScopeKind::TypeParameters;
  for (ScopeId id = scopes[entry.scope].parent; id != none; id = scopes[id].parent) {
    const Scope& scope = scopes[id];
    if (scope.kind == ScopeKind::Module) {
      return only_functions ? none : module_symbol(entry);
    }
    const bool visible = scope.kind != ScopeKind::Class || sees_class;
    sees_class = sees_class && scope.kind == ScopeKind::TypeParameters;
    const EntryId found = visible ? a_.find_entry(id, entry.name) : none;
    if (found == none) {
      continue;
    }
    if (a_.entries[found].is_global) {
      return module_symbol(entry);
    }
    if (a_.entries[found].is_bound || a_.entries[found].is_nonlocal) {
      resolve(found);
      return a_.entries[found].symbol;
    }
  }
  return none;
}

void Resolver::resolve(EntryId id) {
  const Entry entry = a_.entries[id];
  if (entry.is_resolved) {
    return;
  }
  SymbolId symbol = none;
  if (entry.is_global) {
    symbol = module_symbol(entry);
  } else if (entry.is_nonlocal) {
    symbol = enclosing_symbol(entry, true);
    if (symbol == none) {  // Python's compiler accepts `nonlocal` without a binding for `__class__` only
      const auto* function = syntax::as<syntax::FunctionDef>(a_.names.scopes[entry.scope].node);
      a_.diagnostics.report(source::Code::K0304, function != nullptr ? function->name_span : source::Span{}, "`nonlocal __class__` in a method",
                            "use another name; `type(self)` is the object's class");
      symbol = own_symbol(entry.scope, entry.name, entry.spelling);
    }
  } else if (entry.is_bound) {
    symbol = own_symbol(entry.scope, entry.name, entry.spelling);
  } else {
    symbol = enclosing_symbol(entry, false);
  }
  a_.entries[id].symbol = symbol;
  a_.entries[id].is_resolved = true;
}

void Resolver::classify(EntryId id) {
  Entry& entry = a_.entries[id];
  if (entry.symbol == none) {
    entry.access = unbound_access(entry);
    return;
  }
  Symbol& symbol = a_.names.symbols[entry.symbol];
  const ScopeKind owner = a_.names.scopes[symbol.scope].kind;
  if (symbol.is_type_parameter) {
    entry.access = Access::TypeParameter;
  } else if (owner == ScopeKind::Class) {
    entry.access = Access::Class;
  } else if (a_.function_like[entry.scope] == a_.function_like[symbol.scope]) {
    entry.access = Access::Local;
  } else {
    entry.access = owner == ScopeKind::Module ? Access::Global : Access::Captured;
    note_outer_use(entry);
  }
  count_bindings(entry);
}

void Resolver::count_bindings(const Entry& entry) {
  SymbolNotes& notes = a_.notes[entry.symbol];
  notes.bindings += entry.bindings;
  notes.imports += entry.imports;
  notes.functions += entry.functions;
  notes.classes += entry.classes;
  notes.top_level_definition = notes.top_level_definition || (entry.top_level_definition && !entry.is_global);
  notes.is_deleted = notes.is_deleted || entry.is_deleted;
  notes.is_bare = notes.is_bare || entry.is_bare;
  notes.definition = notes.definition == nullptr ? entry.definition : notes.definition;
  if (entry.definition != nullptr && a_.executor[entry.scope] == a_.executor[a_.names.symbols[entry.symbol].scope]) {
    const ScopeId scope = a_.names.scope_of_node[entry.definition->id];
    notes.units.push_back(a_.unit_of_scope[scope]);
  }
}

/// A use or binding of a symbol from a scope nested in its owner's.
void Resolver::note_outer_use(const Entry& entry) {
  if (!entry.is_used && !entry.is_bound) {
    return;
  }
  Symbol& symbol = a_.names.symbols[entry.symbol];
  SymbolNotes& notes = a_.notes[entry.symbol];
  const bool is_module = a_.names.scopes[symbol.scope].kind == ScopeKind::Module;
  (is_module ? symbol.is_read_elsewhere : symbol.is_captured) = true;
  if (only_generators_between(entry.scope, symbol.scope)) {
    generator_captures_.emplace_back(entry.scope, symbol.id);
  } else {
    notes.is_captured_otherwise = true;
  }
  const bool is_rebound = entry.is_bound;
  symbol.is_rebound_by_inner = symbol.is_rebound_by_inner || is_rebound;
  const ScopeId owner = a_.executor[symbol.scope];
  ScopeId runner = a_.executor[entry.scope];
  if (runner == owner) {
    return;
  }
  notes.is_deleted_by_inner = notes.is_deleted_by_inner || entry.is_deleted;
  for (ScopeId next = a_.executor[a_.names.scopes[runner].parent]; next != owner; next = a_.executor[a_.names.scopes[runner].parent]) {
    runner = next;
  }
  mention(a_.unit_of_scope[runner], symbol.id);
}

void Resolver::mention(UnitId unit, SymbolId symbol) {
  const auto next = static_cast<std::uint32_t>(a_.mentions.size());
  if (a_.mention_of.emplace(Analysis::key(unit, symbol), next).second) {
    a_.mentions.push_back({symbol, false, none});
    a_.units[unit].mentions.push_back(next);
  }
}

bool Resolver::only_generators_between(ScopeId scope, ScopeId owner) const {
  const ScopeId end = a_.function_like[owner];
  for (ScopeId id = a_.function_like[scope]; id != end; id = a_.function_like[a_.names.scopes[id].parent]) {
    const bool given_lambda = a_.names.scopes[id].node->kind == syntax::Kind::Lambda && a_.generator_users.contains(a_.names.scopes[id].node->id);
    if (!a_.is_generator_expression(id) && !given_lambda) {
      return false;
    }
  }
  return true;
}

/// A generator expression or lambda that lives on is a closure over what it uses.
void Resolver::note_kept_generators() {
  Library library(a_);
  for (const auto& [scope, symbol] : generator_captures_) {
    const ScopeId end = a_.function_like[a_.names.symbols[symbol].scope];
    for (ScopeId id = a_.function_like[scope]; id != end; id = a_.function_like[a_.names.scopes[id].parent]) {
      const syntax::Node& node = *a_.names.scopes[id].node;
      const auto* lambda = syntax::as<syntax::Lambda>(&node);
      if (lambda != nullptr ? !library.is_called_at_once(*lambda) : !library.is_used_up(static_cast<const syntax::GeneratorExp&>(node))) {
        a_.notes[symbol].is_captured_otherwise = true;
      }
    }
  }
}

void Resolver::note_aliases() {
  for (const auto& [entry, alias] : a_.alias_bindings) {
    if (a_.entries[entry].symbol != none) {
      a_.notes[a_.entries[entry].symbol].aliases.push_back(alias);
    }
  }
  for (const StarImport& star : a_.stars) {
    for (const EntryId entry : star.entries) {
      a_.notes[a_.entries[entry].symbol].star_source = star.source;
    }
  }
}

/// A class body that reads a name before binding it sees the module's: `class C: x = x`.
void Resolver::note_class_fallbacks() {
  const auto count = static_cast<EntryId>(a_.entries.size());
  for (EntryId id = 0; id < count; ++id) {
    const Entry entry = a_.entries[id];
    if (entry.access != Access::Class || !entry.is_used || a_.is_stub(entry.scope)) {
      continue;
    }
    if (const SymbolId symbol = module_symbol(entry); symbol != none) {
      a_.names.symbols[symbol].is_read_elsewhere = true;
      a_.notes[symbol].is_captured_otherwise = true;
    }
  }
}

void Resolver::note_reflection() {
  for (const auto& [id, scope] : a_.reflective_uses) {
    const Entry& entry = a_.entries[id];
    if (entry.access != Access::Builtin || a_.is_stub(scope)) {
      continue;
    }
    const bool everything = entry.spelling == "globals" || entry.spelling == "eval" || entry.spelling == "exec";
    a_.names.scopes[a_.function_like[scope]].is_reflective = true;
    const ScopeId module = a_.module_scope(scope);
    a_.names.scopes[module].is_reflective = a_.names.scopes[module].is_reflective || everything;
  }
  for (const Scope& scope : a_.names.scopes) {
    if (scope.kind != ScopeKind::Module || !scope.is_reflective) {
      continue;
    }
    for (const SymbolId symbol : scope.symbols) {
      a_.names.symbols[symbol].is_read_elsewhere = true;
      a_.notes[symbol].is_captured_otherwise = true;
    }
  }
}

void Resolver::finish_symbols() {
  note_foreign_uses(a_);
  for (Symbol& symbol : a_.names.symbols) {
    const SymbolNotes& notes = a_.notes[symbol.id];
    const bool overloads = a_.is_stub(symbol.scope) && notes.functions == notes.bindings;
    const bool once = (notes.bindings == 1 || overloads) && !notes.is_deleted && notes.top_level_definition;
    symbol.is_function = once && notes.functions > 0;
    symbol.is_class = once && notes.classes > 0;
    symbol.is_imported = notes.imports > 0 && notes.imports == notes.bindings;
    const bool is_outer = symbol.is_captured || symbol.is_read_elsewhere;
    symbol.captured_by_generator_only = is_outer && !notes.is_captured_otherwise;
  }
}

// ---- names that nobody binds ------------------------------------------------------------------------

bool Resolver::is_builtin(NameNumber name) const {
  const EntryId id = a_.find_entry(a_.names.scope_of_module[a_.program.builtins().id], name);
  return id != none && a_.entries[id].is_bound && a_.entries[id].imports < a_.entries[id].bindings;
}

Access Resolver::unbound_access(const Entry& entry) const {
  static constexpr std::string_view of_module[] = {"__name__", "__file__",   "__doc__",      "__package__",     "__loader__",
                                                   "__spec__", "__cached__", "__builtins__", "__annotations__", "__path__"};
  static constexpr std::string_view of_class[] = {"__qualname__", "__module__"};
  const auto has = [&](const auto& list) { return std::find(std::begin(list), std::end(list), entry.spelling) != std::end(list); };
  const auto& scopes = a_.names.scopes;
  if (has(of_module) || (scopes[entry.scope].kind == ScopeKind::Class && has(of_class))) {
    return Access::Implicit;
  }
  if (entry.spelling == "__class__") {
    for (ScopeId id = entry.scope; scopes[id].kind != ScopeKind::Module; id = scopes[id].parent) {
      if (id != entry.scope && scopes[id].kind == ScopeKind::Class) {
        return Access::EnclosingClass;
      }
    }
  }
  return Access::Builtin;
}

void Resolver::report_undefined() {
  for (const Entry& entry : a_.entries) {
    const bool missing = entry.symbol == none && entry.access == Access::Builtin && entry.first_use != nullptr;
    if (missing && !a_.is_stub(entry.scope) && !is_builtin(entry.name) && !a_.has_unknown_star[a_.names.scopes[entry.scope].module]) {
      report(entry);
    }
  }
}

void Resolver::report(const Entry& entry) {
  const std::string suggestion = nearest(entry);
  const std::string help = suggestion.empty() ? "define it before this is reached, or import it" : "did you mean `" + suggestion + "`?";
  a_.diagnostics.report(source::Code::K0301, entry.first_use->span, "name `" + std::string(entry.spelling) + "` is not defined", help);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replace = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replace});
    }
  }
  return row.back();
}

/// The visible name most like the entry's, if it is like it at all.
std::string Resolver::nearest(const Entry& entry) const {
  std::string best;
  std::size_t best_distance = entry.spelling.size() / 3 + 1;
  const auto consider = [&](ScopeId scope, bool is_builtins) {
    for (const EntryId id : a_.scope_entries[scope]) {
      const Entry& other = a_.entries[id];
      if (!other.is_bound || (is_builtins && !is_builtin(other.name))) {
        continue;
      }
      const std::size_t distance = edit_distance(entry.spelling, other.spelling);
      if (distance > 0 && distance < best_distance) {
        best = std::string(other.spelling);
        best_distance = distance;
      }
    }
  };
  for (ScopeId id = entry.scope; id != none; id = a_.names.scopes[id].parent) {
    if (id == entry.scope || a_.names.scopes[id].kind != ScopeKind::Class) {
      consider(id, false);
    }
  }
  consider(a_.names.scope_of_module[a_.program.builtins().id], true);
  return best;
}

}  // namespace

void resolve_entries(Analysis& analysis) {
  analysis.names.symbols.reserve(analysis.entries.size());
  analysis.notes.reserve(analysis.entries.size());
  Resolver(analysis).run();
}

}  // namespace krait::names
