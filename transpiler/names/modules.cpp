/// Names that cross modules: star imports, `import m; m.x`, `from m import x`.
#include <algorithm>

#include "names/analysis.hpp"
#include "program/exports.hpp"

namespace krait::names {
namespace {

using program::Module;
using program::ModuleId;
using program::ModuleKind;

/// What `from module import *` binds, in the order of first appearance in that module.
class Exports {
 public:
  explicit Exports(Analysis& analysis) : a_(analysis), literal_(analysis.program.modules.size()) {
    for (const auto& module : a_.program.modules) {
      literal_[module->id] = program::literal_all(module->tree->body);
    }
  }

  [[nodiscard]] std::vector<std::string_view> of(ModuleId id) const {
    if (literal_[id]) {
      return {literal_[id]->begin(), literal_[id]->end()};
    }
    std::vector<std::string_view> names;
    const bool is_stub = a_.program.modules[id]->kind == ModuleKind::Stub;
    for (const EntryId entry_id : a_.scope_entries[a_.names.scope_of_module[id]]) {
      const Entry& entry = a_.entries[entry_id];
      const bool is_private_import = is_stub && entry.imports == entry.bindings && !entry.is_exported_alias;
      if (entry.is_bound && entry.spelling.front() != '_' && !is_private_import) {
        names.push_back(entry.spelling);
      }
    }
    return names;
  }

 private:
  Analysis& a_;
  std::vector<std::optional<std::vector<std::string>>> literal_;
};

/// Binds the names that a star brings in and that are not yet bound by it; false if there is none.
bool bind_star(Analysis& a, const Exports& exports, StarImport& star, std::unordered_set<std::uint64_t>& known) {
  const auto index = static_cast<std::uint32_t>(&star - a.stars.data());
  bool changed = false;
  for (const std::string_view name : exports.of(star.source)) {
    const NameNumber number = a.number(name);
    if (!known.insert(Analysis::key(index, number)).second) {
      continue;
    }
    const EntryId id = a.entry(a.names.scope_of_module[star.importer], number, name);
    Entry& entry = a.entries[id];
    entry.is_bound = true;
    entry.is_exported_alias = true;
    ++entry.bindings;
    ++entry.imports;
    star.entries.push_back(id);
    changed = true;
  }
  return changed;
}

class ForeignUses {
 public:
  explicit ForeignUses(Analysis& analysis) : a_(analysis) {}

  void run() {
    for (const auto& [alias, importer] : a_.taken_names) {
      const ImportTarget& target = a_.names.imports.at(alias->id);
      if (target.module != none && submodule(target) == nullptr && see(target.module, target.name) == nullptr) {
        report_missing(*alias, *a_.program.modules[importer], *a_.program.modules[target.module]);
      }
    }
    for (const auto& [alias, source] : missing_in_library_) {
      a_.diagnostics.report(source::Code::K0303, alias->span, "krait's library has no `" + alias->name + "` in `" + source->name + "`",
                            "see docs/library.md for what it has; a stub of your own can describe a C++ implementation");
    }
    for (const StarImport& star : a_.stars) {
      for (const EntryId entry : star.entries) {
        see(star.source, a_.entries[entry].spelling);
      }
    }
    for (const AttributeUse& use : a_.attributes) {
      attribute(use);
    }
    for (SymbolId symbol = 0; symbol < a_.notes.size(); ++symbol) {
      if (a_.notes[symbol].is_bare) {
        see_all(symbol);
      }
    }
  }

 private:
  const Module* submodule(const ImportTarget& target) {
    const Module* source = a_.program.modules[target.module].get();
    const NameNumber name = a_.number(target.name);
    const EntryId entry = a_.find_entry(a_.names.scope_of_module[source->id], name);
    const bool is_bound = entry != none && a_.entries[entry].is_bound && !binds_own_submodule(a_.entries[entry], target);
    return is_bound ? nullptr : a_.program.find(source->name + "." + target.name);
  }

  /// A package's own `from . import x`.
  bool binds_own_submodule(const Entry& entry, const ImportTarget& target) {
    const auto& aliases = a_.notes[entry.symbol].aliases;
    return entry.imports == entry.bindings && !aliases.empty() && std::all_of(aliases.begin(), aliases.end(), [&](NodeId alias) {
             const auto found = a_.names.imports.find(alias);
             return found != a_.names.imports.end() && found->second.module == target.module && found->second.name == target.name;
           });
  }

  Symbol* see(ModuleId module, std::string_view name) {
    const auto& index = a_.names.index[a_.names.scope_of_module[module]];
    const auto found = index.find(name);
    if (found == index.end()) {
      return nullptr;
    }
    Symbol& symbol = a_.names.symbols[found->second];
    symbol.is_read_elsewhere = true;
    a_.notes[symbol.id].is_captured_otherwise = true;
    a_.notes[symbol.id].is_read_by_module = true;
    return &symbol;
  }

  /// Modules that failed to parse bind nothing, and guarded imports may fail.
  void report_missing(const syntax::ImportAlias& alias, const Module& importer, const Module& source) {
    const bool is_implicit = alias.name.size() > 4 && alias.name.substr(0, 2) == "__";
    const bool is_open = a_.has_unknown_star[source.id] || a_.names.find(a_.names.scope_of_module[source.id], "__getattr__") != nullptr;
    if (importer.kind == ModuleKind::Stub || is_implicit || is_open || a_.diagnostics.has_errors() || importer.guarded_imports.count(alias.id) != 0) {
      return;
    }
    if (source.kind == ModuleKind::User) {
      a_.diagnostics.report(source::Code::K0302, alias.span, "cannot import name `" + alias.name + "` from `" + source.name + "`",
                            "define `" + alias.name + "` in `" + source.name + "`, or import what it does define");
    } else {
      missing_in_library_.emplace_back(&alias, &source);
    }
  }

  const Module* imported(NodeId alias) {
    const auto found = a_.names.imports.find(alias);
    if (found == a_.names.imports.end() || found->second.module == none) {
      return nullptr;
    }
    return found->second.name.empty() ? a_.program.modules[found->second.module].get() : submodule(found->second);
  }

  /// A module used as a value: anything may be done with its names.
  void see_all(SymbolId symbol) {
    for (const NodeId alias : a_.notes[symbol].aliases) {
      const Module* module = imported(alias);
      if (module == nullptr || module->kind != ModuleKind::User) {
        continue;
      }
      for (const SymbolId member : a_.names.scopes[a_.names.scope_of_module[module->id]].symbols) {
        see(module->id, a_.names.symbols[member].name);
      }
    }
  }

  void attribute(const AttributeUse& use) {
    const SymbolId root = a_.entries[use.root].symbol;
    if (root == none || a_.notes[root].aliases.empty()) {
      return;
    }
    std::vector<const syntax::Attribute*> path;
    for (const syntax::Expr* node = use.node; node->kind == syntax::Kind::Attribute;) {
      path.push_back(static_cast<const syntax::Attribute*>(node));
      node = path.back()->value;
    }
    std::reverse(path.begin(), path.end());
    for (const NodeId alias : a_.notes[root].aliases) {
      if (const Module* module = imported(alias)) {
        follow(*module, path);
      }
    }
  }

  void follow(const Module& first, const std::vector<const syntax::Attribute*>& path) {
    const Module* module = &first;
    for (const syntax::Attribute* step : path) {
      if (const Module* inner = submodule({module->id, step->attribute})) {
        module = inner;
        continue;
      }
      Symbol* symbol = see(module->id, step->attribute);
      if (symbol != nullptr && step == path.back() && step->context != syntax::ExprContext::Load) {
        symbol->is_rebound_by_inner = true;
        a_.notes[symbol->id].is_deleted_by_inner = a_.notes[symbol->id].is_deleted_by_inner || step->context == syntax::ExprContext::Del;
        ++a_.notes[symbol->id].bindings;
      }
      return;
    }
  }

  Analysis& a_;
  std::vector<std::pair<const syntax::ImportAlias*, const Module*>> missing_in_library_;
};

}  // namespace

void expand_stars(Analysis& analysis) {
  const Exports exports(analysis);
  std::unordered_set<std::uint64_t> known;
  for (bool changed = true; changed;) {
    changed = false;
    for (StarImport& star : analysis.stars) {
      changed = (star.source != none && bind_star(analysis, exports, star, known)) || changed;
    }
  }
}

void note_foreign_uses(Analysis& analysis) { ForeignUses(analysis).run(); }

}  // namespace krait::names
