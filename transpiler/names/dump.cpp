/// The textual dump: scopes, symbols, variables, with places as line:column.
#include <algorithm>

#include "names/names.hpp"
#include "syntax/children.hpp"

namespace krait::names {
namespace {

using namespace syntax;

const char* text_of(ScopeKind kind) {
  switch (kind) {
    case ScopeKind::Module: return "module";
    case ScopeKind::Class: return "class";
    case ScopeKind::Function: return "function";
    case ScopeKind::Lambda: return "lambda";
    case ScopeKind::Comprehension: return "comprehension";
    case ScopeKind::TypeParameters: return "type-parameters";
  }
  return "";
}

const char* text_of(Placement placement) {
  switch (placement) {
    case Placement::AtDefinition: return "at-definition";
    case Placement::ByLoop: return "by-loop";
    case Placement::ByWith: return "by-with";
    case Placement::ByComprehension: return "by-comprehension";
    case Placement::ByHandler: return "by-handler";
    case Placement::ByPattern: return "by-pattern";
    case Placement::ByCondition: return "by-condition";
    case Placement::Alone: return "alone";
    case Placement::Parameter: return "parameter";
    case Placement::Global: return "global";
    case Placement::Cell: return "cell";
    case Placement::Member: return "member";
    case Placement::TypeParameter: return "type-parameter";
  }
  return "";
}

const char* text_of(Access access) {
  switch (access) {
    case Access::Local: return "local";
    case Access::Global: return "global";
    case Access::Captured: return "captured";
    case Access::Class: return "class";
    case Access::Builtin: return "builtin";
    case Access::TypeParameter: return "type-parameter";
    case Access::Implicit: return "implicit";
    case Access::EnclosingClass: return "enclosing-class";
  }
  return "";
}

/// Places of everything that has facts, and the names without a variable, of one module.
class Places {
 public:
  explicit Places(const program::Module& module) : module_(module), offsets_(module.tree->last_id - module.tree->first_id, 0) {
    for (const Stmt* statement : module.tree->body) {
      collect(*statement);
    }
  }

  [[nodiscard]] std::string of(NodeId id) const {
    const NodeId first = module_.tree->first_id;
    return id >= first && id - first < offsets_.size() ? at(offsets_[id - first]) : "elsewhere";
  }
  [[nodiscard]] std::string at(std::uint32_t offset) const {
    const source::Place place = module_.text->place(offset);
    return std::to_string(place.line) + ":" + std::to_string(place.column);
  }
  [[nodiscard]] std::string line(const Node& node) const { return std::to_string(module_.text->place(node.span.begin).line); }
  [[nodiscard]] const std::vector<const Name*>& names() const { return names_; }

 private:
  void note(NodeId id, std::uint32_t offset) { offsets_[id - module_.tree->first_id] = offset; }

  void parameters(const Parameters& list) {
    for (const Parameter* parameter : list.all()) {
      note(parameter->id, parameter->span.begin);
    }
  }

  void collect(const Node& node) {
    note(node.id, node.span.begin);
    if (const auto* name = as<Name>(&node)) {
      names_.push_back(name);
    } else if (const auto* function = as<FunctionDef>(&node)) {
      note(node.id, function->name_span.begin);
      parameters(function->parameters);
    } else if (const auto* definition = as<ClassDef>(&node)) {
      note(node.id, definition->name_span.begin);
    } else if (const auto* lambda = as<Lambda>(&node)) {
      parameters(lambda->parameters);
    } else if (const auto* attempt = as<Try>(&node)) {
      for (const ExceptHandler& handler : attempt->handlers) {
        note(handler.id, handler.name.empty() ? handler.span.begin : handler.name_span.begin);
      }
    } else if (const auto* import = as<Import>(&node)) {
      aliases(import->names);
    } else if (const auto* from = as<ImportFrom>(&node)) {
      aliases(from->names);
    }
    for_each_child(node, [&](const Node& child) { collect(child); });
  }

  void aliases(const std::vector<ImportAlias>& list) {
    for (const ImportAlias& alias : list) {
      note(alias.id, alias.span.begin);
    }
  }

  const program::Module& module_;
  std::vector<std::uint32_t> offsets_;
  std::vector<const Name*> names_;
};

class Dump {
 public:
  Dump(const Names& names, const program::Module& module) : names_(names), places_(module) {}

  std::string module(ScopeId id) {
    scope(id, 1);
    others();
    return std::move(text_);
  }

 private:
  void indent(int depth) { text_.append(static_cast<std::size_t>(depth) * 2, ' '); }

  void scope(ScopeId id, int depth) {
    const Scope& scope = names_.scope(id);
    indent(depth);
    text_ += text_of(scope.kind);
    text_ += scope.qualified_name.empty() ? "" : " " + scope.qualified_name;
    text_ += scope.is_generator ? " generator" : "";
    text_ += scope.is_reflective ? " reflective" : "";
    text_ += "\n";
    for (const SymbolId symbol : scope.symbols) {
      this->symbol(names_.symbols[symbol], depth + 1);
    }
    for (const ScopeId child : scope.children) {
      this->scope(child, depth + 1);
    }
  }

  void flag(bool is_set, const char* name) { text_ += is_set ? std::string(" ") + name : std::string(); }

  void symbol(const Symbol& symbol, int depth) {
    const auto flags_of = [&](const Symbol& s) {
      flag(s.is_parameter, "parameter");
      flag(s.is_captured, "captured");
      flag(s.is_read_elsewhere, "read-elsewhere");
      flag(s.captured_by_generator_only, "by-generator-only");
      flag(s.is_rebound_by_inner, "rebound-by-inner");
      flag(s.is_rebound_after_capture, "rebound-after-capture");
      flag(s.is_imported, "imported");
      flag(s.is_function, "function");
      flag(s.is_class, "class");
      flag(s.maybe_unbound_at_end, "maybe-unbound-at-end");
    };
    indent(depth);
    text_ += symbol.name + ":";
    flags_of(symbol);
    text_ += "\n";
    for (const VariableId variable : symbol.variables) {
      this->variable(symbol, names_.variables[variable], depth + 1);
    }
  }

  void variable(const Symbol& symbol, const Variable& variable, int depth) {
    indent(depth);
    text_ += symbol.name + "#" + std::to_string(variable.index) + " " + text_of(variable.placement);
    if (variable.first_statement != nullptr && variable.placement <= Placement::Alone) {
      text_ += " line " + places_.line(*variable.first_statement);
    }
    flag(variable.maybe_unbound, "maybe-unbound");
    flag(variable.is_deleted, "deleted");
    list("defined", variable.definition_ids);
    list("used", variable.uses);
    text_ += "\n";
  }

  void list(const char* title, const std::vector<NodeId>& ids) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
      text_ += i == 0 ? std::string("  ") + title : std::string();
      text_ += " " + places_.of(ids[i]) + (names_.maybe_unbound[ids[i]] ? "?" : "");
    }
  }

  void others() {
    for (const Access access : {Access::Builtin, Access::Implicit, Access::EnclosingClass}) {
      std::vector<const Name*> found;
      std::copy_if(places_.names().begin(), places_.names().end(), std::back_inserter(found),
                   [&](const Name* name) { return names_.symbol[name->id] == none && names_.access[name->id] == access; });
      std::sort(found.begin(), found.end(), [](const Name* a, const Name* b) { return a->span.begin < b->span.begin; });
      for (std::size_t i = 0; i < found.size(); ++i) {
        text_ += i == 0 ? std::string("  ") + text_of(access) + " names" : std::string();
        text_ += " " + found[i]->name + "@" + places_.at(found[i]->span.begin);
      }
      text_ += found.empty() ? "" : "\n";
    }
  }

  const Names& names_;
  Places places_;
  std::string text_;
};

}  // namespace

std::string dump(const Names& names, const program::Program& program) {
  std::string text;
  for (const auto& module : program.modules) {
    if (module->kind == program::ModuleKind::User && module->text != nullptr) {
      text += "names of " + module->name + "\n" + Dump(names, *module).module(names.scope_of_module[module->id]);
    }
  }
  return text;
}

}  // namespace krait::names
