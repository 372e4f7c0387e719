/// Flow through simple statements and definitions.
#include <algorithm>

#include "names/flow.hpp"

namespace krait::names {

using namespace syntax;

BodyId Flow::open_body(const Body* body) {
  const std::uint32_t depth = place_.body == none ? 0 : a_.bodies[place_.body].depth + 1;
  a_.bodies.push_back({body, place_.body, place_.statement, depth});
  return static_cast<BodyId>(a_.bodies.size() - 1);
}

void Flow::body(const Body& body) {
  if (!body.empty() || place_.body == none) {
    body_in(open_body(&body), body);
  }
}

void Flow::body_in(BodyId id, const Body& body, std::size_t from) {
  const Place outer = place_;
  place_.body = id;
  for (std::size_t i = from; i < body.statements.size(); ++i) {
    statement(*body.statements[i]);
  }
  place_ = outer;
}

void Flow::statement(const Stmt& statement) {
  place_.statement = &statement;
  dispatch(statement);
}

void Flow::dispatch(const Stmt& statement) {
  visit(statement, overloaded{
                       [&](const FunctionDef& n) { function(n); },
                       [&](const ClassDef& n) { class_definition(n); },
                       [&](const Return& n) {
                         expression(n.value);
                         end_path();
                       },
                       [&](const Delete& n) {
                         for (const Expr* node : n.targets) {
                           remove(*node);
                         }
                       },
                       [&](const Assign& n) {
                         expression(n.value);
                         for (const Expr* node : n.targets) {
                           target(node, DefinitionKind::Assignment, place_);
                         }
                       },
                       [&](const TypeAlias& n) { target(n.name, DefinitionKind::Assignment, place_); },
                       [&](const AugAssign& n) { augmented(n); },
                       [&](const AnnAssign& n) { annotated(n); },
                       [&](const For& n) { loop(n); },
                       [&](const While& n) { loop(n); },
                       [&](const If& n) { branch(n); },
                       [&](const With& n) { with(n); },
                       [&](const Match& n) { match(n); },
                       [&](const Raise& n) {
                         expression(n.exception);
                         expression(n.cause);
                         end_path();
                       },
                       [&](const Try& n) { attempt(n); },
                       [&](const Assert& n) { assertion(n); },
                       [&](const Import& n) { imports(n); },
                       [&](const ImportFrom& n) { imports(n); },
                       [&](const ExprStmt& n) {
                         expression(n.value);
                         if (library_.never_returns(*n.value)) {
                           end_path();
                         }
                       },
                       [&](const Break&) { jump(true); },
                       [&](const Continue&) { jump(false); },
                       [](const Global&) {},
                       [](const Nonlocal&) {},
                       [&]<std::derived_from<SimpleStmt> Simple>(const Simple& n) {
                         n.parts(overloaded{
                             [&](const char*, const Expr* part) { expression(part); },
                             [&](const char*, const std::vector<Expr*>& parts) { expressions(parts); },
                         });
                       },
                   });
}

void Flow::end_path() {
  run_point();
  reachable_ = false;
}

bool Flow::evaluates_annotations() const { return !a_.has_future_annotations[module_->id]; }

/// Reads the names of an annotation or base class; only a call in it runs anything.
void Flow::quietly(const Expr* expression) {
  const bool outer = is_quiet_;
  is_quiet_ = true;
  this->expression(expression);
  is_quiet_ = outer;
}

void Flow::function(const FunctionDef& node) {
  expressions(node.decorators);
  defaults(node.parameters);
  if (evaluates_annotations()) {
    for (const Parameter* parameter : node.parameters.all()) {
      quietly(parameter->annotation);
    }
    quietly(node.returns);
  }
  const UnitId unit = a_.unit_of_scope[a_.names.scope_of_node[node.id]];
  create(unit);
  decorate(node.decorators, unit);
  define(node.id, &node, node.name_span.begin, DefinitionKind::Function, place_);
}

void Flow::decorate(const std::vector<Expr*>& decorators, UnitId unit) {
  const bool inert = std::all_of(decorators.begin(), decorators.end(), [&](const Expr* decorator) { return library_.is_inert_decorator(*decorator); });
  if (!decorators.empty()) {
    pend(unit);
  }
  if (!inert) {
    run_point();
  }
}

void Flow::class_definition(const ClassDef& node) {
  const ScopeId scope = a_.names.scope_of_node[node.id];
  const UnitId unit = a_.unit_of_scope[scope];
  expressions(node.decorators);
  bases(node, unit);
  const ScopeId outer = scope_;
  scope_ = scope;
  if (loop_depth_ > 0) {
    for (const SymbolId symbol : a_.names.scopes[scope].symbols) {
      write(symbol, add_value(ValueKind::Undefined, symbol));
    }
  }
  create(unit);
  body(node.body);
  for (const SymbolId symbol : a_.names.scopes[scope].symbols) {
    a_.notes[symbol].end_value = read(symbol);
  }
  scope_ = outer;
  finish_class(node, unit);
  decorate(node.decorators, unit);
  define(node.id, &node, node.name_span.begin, DefinitionKind::Class, place_);
}

void Flow::bases(const ClassDef& node, UnitId unit) {
  for (const Expr* base : node.bases) {
    quietly(base);
    const auto* subscript = as<Subscript>(base);
    const auto* name = as<Name>(subscript != nullptr ? subscript->value : base);
    const SymbolId symbol = name != nullptr ? symbol_of(name->id) : none;
    if (symbol != none && a_.executor[a_.names.symbols[symbol].scope] == executor_) {
      a_.units[unit].bases.push_back(symbol);
    }
  }
  for (const Keyword& keyword : node.keywords) {
    expression(keyword.value);
  }
}

/// What the class statement itself may call: metaclasses, `__init_subclass__`, and what `Enum` and its like call to make members.
void Flow::finish_class(const ClassDef& node, UnitId unit) {
  if (!node.keywords.empty() || (a_.defines_init_subclass && !node.bases.empty())) {
    pend(unit);
    run_point();
    return;
  }
  const bool has_hook = std::any_of(node.bases.begin(), node.bases.end(), [&](const Expr* base) { return library_.is_hook_class(*base); });
  const bool has_members = std::any_of(node.body.begin(), node.body.end(), [](const Stmt* s) { return s->kind == Kind::Assign; });
  if (!has_hook || !has_members) {
    return;
  }
  for (const UnitId inner : a_.units[unit].inner) {
    const auto* method = as<FunctionDef>(a_.names.scopes[a_.units[inner].scope].node);
    if (method != nullptr && (method->name == "__new__" || method->name == "__init__" || method->name == "_generate_next_value_")) {
      pend(inner);
    }
  }
  run_point();
}

void Flow::annotated(const AnnAssign& node) {
  const bool is_name = as<Name>(node.target) != nullptr;
  expression(node.value);
  if (node.value != nullptr || !is_name || module_->kind == program::ModuleKind::Stub) {
    target(node.target, DefinitionKind::Assignment, place_);
  }
  if (evaluates_annotations() && a_.names.scopes[scope_].kind != ScopeKind::Function) {
    quietly(node.annotation);
  }
}

void Flow::augmented(const AugAssign& node) {
  const auto* name = as<Name>(node.target);
  if (name == nullptr) {
    target(node.target, DefinitionKind::Augmented, place_);
    expression(node.value);
    weak_point();
    return;
  }
  use(name->id, name->span.begin, UseKind::Augmented);
  expression(node.value);
  weak_point();
  define(name->id, name, name->span.begin, DefinitionKind::Augmented, place_);
}

void Flow::remove(const Expr& target) {
  if (const auto* name = as<Name>(&target)) {
    use(name->id, name->span.begin, UseKind::Delete);
    if (const SymbolId symbol = symbol_of(name->id); symbol != none) {
      unbind(symbol, true);
    }
    weak_point();
    return;
  }
  const auto* tuple = as<Tuple>(&target);
  const auto* list = as<List>(&target);
  if (tuple != nullptr || list != nullptr) {
    for (const Expr* element : tuple != nullptr ? tuple->elements : list->elements) {
      remove(*element);
    }
    return;
  }
  this->target(&target, DefinitionKind::Assignment, place_);
}

// ---- imports ------------------------------------------------------------------------------------------

void Flow::imports(const Import& node) {
  for (const ImportAlias& alias : node.names) {
    const auto* target = program::resolve(a_.program, *module_, alias.name, 0);
    run_import(target != nullptr ? target->id : none);
    define(alias.id, nullptr, alias.span.begin, DefinitionKind::Import, place_);
  }
}

void Flow::imports(const ImportFrom& node) {
  if (node.module == "__future__" && node.level == 0) {
    return;
  }
  const auto* target = program::resolve(a_.program, *module_, node.module, node.level);
  run_import(target != nullptr ? target->id : none);
  for (const ImportAlias& alias : node.names) {
    if (alias.name != "*") {
      define(alias.id, nullptr, alias.span.begin, DefinitionKind::Import, place_);
      continue;
    }
    for (const EntryId entry : a_.stars[a_.star_of_alias[alias.id]].entries) {
      define_symbol(a_.entries[entry].symbol, alias.id, nullptr, alias.span.begin, DefinitionKind::Import, place_);
    }
  }
}

/// Another user module's body may run here; in a cycle of imports it sees this module half done.
void Flow::run_import(program::ModuleId target) {
  if (target == none || a_.program.modules[target]->kind == program::ModuleKind::Stub) {
    return;
  }
  const bool is_cycle = target != module_->id && a_.program.modules[target]->component == module_->component;
  if (is_cycle && a_.names.scopes[executor_].kind == ScopeKind::Module) {
    see_from_outside();
  }
  run_point();
}

void Flow::see_from_outside() {
  for (const UnitId unit : created_) {
    pend(unit);
  }
  for (const SymbolId symbol : a_.names.scopes[executor_].symbols) {
    if (a_.notes[symbol].is_read_by_module) {
      a_.foreign_uses.emplace_back(symbol, read(symbol));
    }
  }
}

void Flow::assertion(const Assert& node) {
  const std::size_t start = mark();
  Condition test = condition(*node.test, start);
  apply(test.when_false);
  expression(node.message);
  restore(start);
  apply(test.when_true);
}

}  // namespace krait::names
