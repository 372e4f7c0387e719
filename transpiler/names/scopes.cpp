/// Scopes: statements and patterns.
#include "names/scope_builder.hpp"

namespace krait::names {

using namespace syntax;

void build_scopes(Analysis& analysis, const program::Module& module) { ScopeBuilder(analysis, module).build(); }

void ScopeBuilder::build() {
  a_.names.scope_of_module[module_.id] = open(ScopeKind::Module, nullptr, "");
  for (const Stmt* statement : module_.tree->body) {
    const auto* import = as<ImportFrom>(statement);
    if (import != nullptr && import->module == "__future__" && import->level == 0) {
      for (const ImportAlias& alias : import->names) {
        a_.has_future_annotations[module_.id] = a_.has_future_annotations[module_.id] || alias.name == "annotations";
      }
    }
  }
  body(module_.tree->body);
  close();
}

void ScopeBuilder::body(const Body& body) {
  for (const Stmt* node : body) {
    statement(*node);
  }
}

void ScopeBuilder::nested(const Body& body) {
  ++nesting_;
  this->body(body);
  --nesting_;
}

void ScopeBuilder::statement(const Stmt& statement) {
  visit(statement, overloaded{
                       [&](const FunctionDef& n) { function(n); },
                       [&](const ClassDef& n) { class_definition(n); },
                       [&](const Assign& n) {
                         expression(n.value);
                         expressions(n.targets);
                       },
                       [&](const TypeAlias& n) { type_alias(n); },
                       [&](const AugAssign& n) {
                         expression(n.target);
                         expression(n.value);
                       },
                       [&](const AnnAssign& n) { annotated(n); },
                       [&](const For& n) {
                         used_by(*n.iter, nullptr);
                         loop(n, n.target, *n.iter, n.body, n.orelse);
                       },
                       [&](const While& n) { loop(n, nullptr, *n.test, n.body, n.orelse); },
                       [&](const If& n) { branch(n); },
                       [&](const With& n) { with(n); },
                       [&](const Match& n) { match(n); },
                       [&](const Try& n) { attempt(n); },
                       [&](const Import& n) { imports(n); },
                       [&](const ImportFrom& n) { imports(n); },
                       [&](const Global& n) { global(n.names, true); },
                       [&](const Nonlocal& n) { global(n.names, false); },
                       [&]<std::derived_from<SimpleStmt> Simple>(const Simple& n) {
                         n.parts(overloaded{
                             [&](const char*, const Expr* part) { expression(part); },
                             [&](const char*, const std::vector<Expr*>& parts) { expressions(parts); },
                         });
                       },
                   });
}

void ScopeBuilder::function(const FunctionDef& node) {
  expressions(node.decorators);
  defaults(node.parameters);
  const bool generic = open_type_parameters(node, node.name, node.type_parameters);
  parameter_annotations(node.parameters);
  annotation(node.returns, !a_.has_future_annotations[module_.id]);
  const ScopeId opened = open(ScopeKind::Function, &node, node.name);
  a_.names.scope_of_node[node.id] = opened;
  make_unit(opened);
  bind_parameters(node.parameters);
  body(node.body);
  close();
  if (generic) {
    close();
  }
  bind(scope_, node.name, node.id, BindingKind::Function, &node);
}

void ScopeBuilder::class_definition(const ClassDef& node) {
  a_.has_classes = a_.has_classes || !is_stub();
  expressions(node.decorators);
  const bool generic = open_type_parameters(node, node.name, node.type_parameters);
  expressions(node.bases);
  keywords(node.keywords);
  const ScopeId opened = open(ScopeKind::Class, &node, node.name);
  a_.names.scope_of_node[node.id] = opened;
  make_unit(opened);
  classes_.push_back(node.name);
  body(node.body);
  classes_.pop_back();
  if (!is_stub()) {
    for (const EntryId id : a_.scope_entries[opened]) {
      const auto spelling = a_.entries[id].spelling;
      a_.defines_init_subclass = a_.defines_init_subclass || spelling == "__init_subclass__" || spelling == "__set_name__";
    }
  }
  close();
  if (generic) {
    close();
  }
  bind(scope_, node.name, node.id, BindingKind::Class, &node);
}

void ScopeBuilder::type_alias(const TypeAlias& node) {
  const auto* target = as<Name>(node.name);
  const bool generic = open_type_parameters(node, target != nullptr ? target->name : "", node.type_parameters);
  annotation(node.value, false);
  if (generic) {
    close();
  }
  expression(node.name);
}

/// Python evaluates annotations of variables in modules and classes only.
void ScopeBuilder::annotated(const AnnAssign& node) {
  expression(node.value);
  expression(node.target);
  annotation(node.annotation, !a_.has_future_annotations[module_.id] && a_.names.scopes[scope_].kind != ScopeKind::Function);
}

void ScopeBuilder::loop(const Stmt& node, const Expr* target, const Expr& head, const Body& body, const Body& orelse) {
  if (target != nullptr) {
    expression(&head);
  }
  const ScopeId executor = a_.executor[scope_];
  const auto begin = static_cast<std::uint32_t>(a_.binding_events[executor].size());
  expression(target != nullptr ? target : &head);
  nested(body);
  a_.loop_events[node.id] = {begin, static_cast<std::uint32_t>(a_.binding_events[executor].size())};
  nested(orelse);
}

void ScopeBuilder::branch(const If& first) {
  for (const If* node = &first; node != nullptr;) {
    expression(node->test);
    nested(node->body);
    const auto& rest = node->orelse.statements;
    const If* next = rest.size() == 1 ? as<If>(rest.front()) : nullptr;
    if (next == nullptr) {
      nested(node->orelse);
    }
    node = next;
  }
}

void ScopeBuilder::with(const With& node) {
  for (const WithItem& item : node.items) {
    expression(item.context);
    expression(item.target);
  }
  nested(node.body);
}

void ScopeBuilder::match(const Match& node) {
  expression(node.subject);
  for (const MatchCase& match_case : node.cases) {
    pattern(*match_case.pattern);
    expression(match_case.guard);
    nested(match_case.body);
  }
}

void ScopeBuilder::attempt(const Try& node) {
  nested(node.body);
  for (const ExceptHandler& handler : node.handlers) {
    expression(handler.type);
    if (!handler.name.empty()) {
      const EntryId id = bind(scope_, handler.name, handler.id);
      a_.entries[id].is_deleted = true;
    }
    nested(handler.body);
  }
  nested(node.orelse);
  nested(node.finalbody);
}

void ScopeBuilder::imports(const Import& node) {
  for (const ImportAlias& alias : node.names) {
    const std::string_view whole = alias.name;
    const std::string_view bound = alias.asname.empty() ? whole.substr(0, whole.find('.')) : alias.asname;
    const auto* target = program::resolve(a_.program, module_, alias.asname.empty() ? bound : whole, 0);
    a_.names.imports[alias.id] = {target != nullptr ? target->id : none, ""};
    const EntryId id = bind(scope_, bound, alias.id, BindingKind::Import);
    a_.entries[id].is_exported_alias = a_.entries[id].is_exported_alias || alias.asname == alias.name;
    a_.alias_bindings.emplace_back(id, alias.id);
  }
}

void ScopeBuilder::imports(const ImportFrom& node) {
  if (node.module == "__future__" && node.level == 0) {
    return;
  }
  const auto* source = program::resolve(a_.program, module_, node.module, node.level);
  for (const ImportAlias& alias : node.names) {
    if (alias.name == "*") {
      star(alias, source != nullptr ? source->id : none);
      continue;
    }
    a_.names.imports[alias.id] = {source != nullptr ? source->id : none, alias.name};
    a_.taken_names.emplace_back(&alias, module_.id);
    const EntryId id = bind(scope_, alias.asname.empty() ? alias.name : alias.asname, alias.id, BindingKind::Import);
    a_.entries[id].is_exported_alias = a_.entries[id].is_exported_alias || alias.asname == alias.name;
    a_.alias_bindings.emplace_back(id, alias.id);
  }
}

void ScopeBuilder::star(const ImportAlias& alias, program::ModuleId source) {
  if (source == none) {
    a_.has_unknown_star[module_.id] = true;
  }
  a_.star_of_alias[alias.id] = static_cast<std::uint32_t>(a_.stars.size());
  a_.stars.push_back({alias.id, module_.id, source, {}});
}

void ScopeBuilder::global(const std::vector<std::string>& names, bool is_global) {
  if (a_.names.scopes[scope_].kind == ScopeKind::Module) {
    return;
  }
  for (const std::string& spelling : names) {
    Entry& entry = a_.entries[lookup(scope_, spelling)];
    entry.is_global = entry.is_global || is_global;
    entry.is_nonlocal = entry.is_nonlocal || !is_global;
  }
}

void ScopeBuilder::pattern(const Pattern& pattern) {
  visit(pattern, overloaded{
                     [&](const MatchValue& n) { expression(n.value); },
                     [](const MatchSingleton&) {},
                     [&](const MatchSequence& n) {
                       for (const Pattern* part : n.patterns) {
                         this->pattern(*part);
                       }
                     },
                     [&](const MatchMapping& n) {
                       expressions(n.keys);
                       for (const Pattern* part : n.patterns) {
                         this->pattern(*part);
                       }
                       if (!n.rest.empty()) {
                         bind(scope_, n.rest, n.id);
                       }
                     },
                     [&](const MatchClass& n) {
                       expression(n.cls);
                       for (const Pattern* part : n.patterns) {
                         this->pattern(*part);
                       }
                       for (const Pattern* part : n.keyword_patterns) {
                         this->pattern(*part);
                       }
                     },
                     [&](const MatchStar& n) {
                       if (!n.name.empty()) {
                         bind(scope_, n.name, n.id);
                       }
                     },
                     [&](const MatchAs& n) {
                       if (n.pattern != nullptr) {
                         this->pattern(*n.pattern);
                       }
                       if (!n.name.empty()) {
                         bind(scope_, n.name, n.id);
                       }
                     },
                     [&](const MatchOr& n) {
                       for (const Pattern* part : n.patterns) {
                         this->pattern(*part);
                       }
                     },
                 });
}

}  // namespace krait::names
