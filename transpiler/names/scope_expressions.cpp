/// Scopes: expressions, and the making of scopes and entries.
#include <algorithm>
#include <cassert>

#include "names/scope_builder.hpp"
#include "syntax/children.hpp"
#include "syntax/private_names.hpp"

namespace krait::names {

using namespace syntax;

void ScopeBuilder::expressions(const std::vector<Expr*>& list) {
  for (const Expr* node : list) {
    expression(node);
  }
}

void ScopeBuilder::keywords(const std::vector<Keyword>& list) {
  for (const Keyword& keyword : list) {
    expression(keyword.value);
  }
}

void ScopeBuilder::expression(const Expr* expression) {
  if (expression == nullptr) {
    return;
  }
  visit(*expression, overloaded{
                         [&](const Name& n) { name(n); },
                         [&](const NamedExpr& n) { named(n); },
                         [&](const Attribute& n) { attribute(n); },
                         [&](const Call& n) { call(n); },
                         [&](const Lambda& n) { lambda(n); },
                         [&](const ListComp& n) { comprehension(n, n.generators, {n.element}); },
                         [&](const SetComp& n) { comprehension(n, n.generators, {n.element}); },
                         [&](const DictComp& n) { comprehension(n, n.generators, {n.key, n.value}); },
                         [&](const GeneratorExp& n) { comprehension(n, n.generators, {n.element}); },
                         [&](const Expr& n) {
                           if (n.kind == Kind::Yield || n.kind == Kind::YieldFrom) {
                             a_.names.scopes[a_.executor[scope_]].is_generator = true;
                           }
                           const bool walks = n.kind == Kind::Starred || n.kind == Kind::YieldFrom || n.kind == Kind::Compare;
                           for_each_child(n, [&](const Node& child) {
                             if (walks) {
                               used_by(static_cast<const Expr&>(child), nullptr);
                             }
                             this->expression(static_cast<const Expr*>(&child));
                           });
                         },
                     });
}

/// Notes what goes through a generator expression.
void ScopeBuilder::used_by(const Expr& source, const Expr* user) {
  if (source.kind == Kind::GeneratorExp) {
    a_.generator_users[source.id] = user;
  }
}

void ScopeBuilder::name(const Name& node) {
  switch (node.context) {
    case ExprContext::Load: use(node, true); break;
    case ExprContext::Store: bind(scope_, node.name, node.id); break;
    case ExprContext::Del: a_.entries[bind(scope_, node.name, node.id)].is_deleted = true; break;
  }
}

void ScopeBuilder::use(const Name& node, bool bare) {
  const EntryId id = lookup(scope_, node.name);
  a_.entry_of_node[node.id] = id;
  if (!evaluated_) {
    return;
  }
  Entry& entry = a_.entries[id];
  entry.is_used = true;
  entry.is_bare = entry.is_bare || bare;
  entry.first_use = entry.first_use == nullptr ? &node : entry.first_use;
  static constexpr std::string_view reflective[] = {"locals", "vars", "dir", "eval", "exec", "globals"};
  if (is_plain_reflection_ && std::find(std::begin(reflective), std::end(reflective), node.name) != std::end(reflective)) {
    a_.reflective_uses.emplace_back(id, scope_);
  }
}

/// `:=` binds outside all comprehensions around it; seen from a generator expression, that is a variable of an enclosing function.
void ScopeBuilder::named(const NamedExpr& node) {
  expression(node.value);
  ScopeId target = scope_;
  while (a_.names.scopes[target].kind == ScopeKind::Comprehension) {
    target = a_.names.scopes[target].parent;
  }
  const auto& name = static_cast<const Name&>(*node.target);
  if (a_.executor[target] == a_.executor[scope_]) {
    bind(target, name.name, name.id);
    return;
  }
  a_.entries[lookup(target, name.name)].is_bound = true;
  Entry& here = a_.entries[bind(scope_, name.name, name.id)];
  (a_.names.scopes[target].kind == ScopeKind::Module ? here.is_global : here.is_nonlocal) = true;
}

void ScopeBuilder::attribute(const Attribute& node) {
  const Expr* root = node.value;
  while (const auto* inner = as<Attribute>(root)) {
    root = inner->value;
  }
  const auto* name = as<Name>(root);
  if (name == nullptr) {
    expression(node.value);
    return;
  }
  use(*name, false);
  const EntryId entry = a_.entry_of_node[name->id];
  if (!a_.entries[entry].is_parameter) {
    a_.attributes.push_back({&node, entry, scope_});
  }
}

void ScopeBuilder::call(const Call& node) {
  const auto* callee = as<Name>(node.function);
  const bool has_arguments = !node.arguments.empty() || !node.keywords.empty();
  is_plain_reflection_ = !(callee != nullptr && has_arguments && (callee->name == "vars" || callee->name == "dir"));
  expression(node.function);
  is_plain_reflection_ = true;
  for (const Expr* argument : node.arguments) {
    used_by(*argument, &node);
  }
  for (const Keyword& keyword : node.keywords) {
    if (keyword.value->kind == Kind::Lambda) {
      a_.generator_users[keyword.value->id] = &node;
    }
  }
  expressions(node.arguments);
  keywords(node.keywords);
}

void ScopeBuilder::lambda(const Lambda& node) {
  defaults(node.parameters);
  const ScopeId opened = open(ScopeKind::Lambda, &node, "<lambda>");
  a_.names.scope_of_node[node.id] = opened;
  make_unit(opened);
  bind_parameters(node.parameters);
  expression(node.body);
  close();
}

void ScopeBuilder::comprehension(const Expr& node, const std::vector<Comprehension>& clauses, const std::vector<const Expr*>& results) {
  for (const Comprehension& clause : clauses) {
    used_by(*clause.iter, &node);
  }
  expression(clauses.front().iter);
  static constexpr std::pair<Kind, std::string_view> spellings[] = {
      {Kind::ListComp, "<listcomp>"}, {Kind::SetComp, "<setcomp>"}, {Kind::DictComp, "<dictcomp>"}, {Kind::GeneratorExp, "<genexpr>"}};
  const auto* spelling = std::find_if(std::begin(spellings), std::end(spellings), [&](const auto& s) { return s.first == node.kind; });
  const ScopeId opened = open(ScopeKind::Comprehension, &node, spelling->second);
  a_.names.scope_of_node[node.id] = opened;
  if (node.kind == Kind::GeneratorExp) {
    a_.names.scopes[opened].is_generator = true;
    make_unit(opened);
  }
  const ScopeId executor = a_.executor[opened];
  const auto begin = static_cast<std::uint32_t>(a_.binding_events[executor].size());
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if (i > 0) {
      expression(clauses[i].iter);
    }
    expression(clauses[i].target);
    expressions(clauses[i].ifs);
  }
  for (const Expr* result : results) {
    expression(result);
  }
  a_.loop_events[node.id] = {begin, static_cast<std::uint32_t>(a_.binding_events[executor].size())};
  close();
}

void ScopeBuilder::defaults(const Parameters& parameters) {
  for (const Parameter* parameter : parameters.all()) {
    expression(parameter->default_value);
  }
}

void ScopeBuilder::parameter_annotations(const Parameters& parameters) {
  for (const Parameter* parameter : parameters.all()) {
    annotation(parameter->annotation, !a_.has_future_annotations[module_.id]);
  }
}

void ScopeBuilder::annotation(const Expr* expression, bool evaluated) {
  const bool outer = evaluated_;
  evaluated_ = evaluated_ && evaluated;
  this->expression(expression);
  evaluated_ = outer;
}

ScopeId ScopeBuilder::open(ScopeKind kind, const Node* node, std::string_view name) {
  const auto id = static_cast<ScopeId>(a_.names.scopes.size());
  Scope scope;
  scope.id = id;
  scope.kind = kind;
  scope.parent = scope_;
  scope.module = module_.id;
  scope.node = node;
  scope.qualified_name = qualified(name);
  a_.names.scopes.push_back(std::move(scope));
  const bool runs_later =
      kind == ScopeKind::Module || kind == ScopeKind::Function || kind == ScopeKind::Lambda || (kind == ScopeKind::Comprehension && node->kind == Kind::GeneratorExp);
  a_.executor.push_back(runs_later ? id : a_.executor[scope_]);
  a_.function_like.push_back(runs_later || kind == ScopeKind::Class ? id : a_.function_like[scope_]);
  a_.unit_of_scope.push_back(none);
  a_.scope_entries.emplace_back();
  a_.binding_events.emplace_back();
  if (scope_ != none) {
    a_.names.scopes[scope_].children.push_back(id);
  }
  scope_ = id;
  outer_nesting_.push_back(nesting_);
  nesting_ = 0;
  return id;
}

void ScopeBuilder::close() {
  scope_ = a_.names.scopes[scope_].parent;
  nesting_ = outer_nesting_.back();
  outer_nesting_.pop_back();
}

bool ScopeBuilder::open_type_parameters(const Node& node, std::string_view name, const std::vector<TypeParameter>& list) {
  if (list.empty()) {
    return false;
  }
  open(ScopeKind::TypeParameters, &node, name);
  for (const TypeParameter& parameter : list) {
    Entry& entry = a_.entries[lookup(scope_, parameter.name)];
    entry.is_bound = true;
    entry.is_type_parameter = true;
    ++entry.bindings;
  }
  for (const TypeParameter& parameter : list) {
    annotation(parameter.bound, false);
    annotation(parameter.default_value, false);
  }
  return true;
}

/// Units hang under the class whose methods they are, so that naming the class leads to them.
void ScopeBuilder::make_unit(ScopeId scope) {
  const auto unit = static_cast<UnitId>(a_.units.size());
  a_.units.push_back({scope, {}, {}, {}});
  a_.unit_of_scope[scope] = unit;
  const ScopeId stop = a_.executor[a_.names.scopes[scope].parent];
  for (ScopeId outer = a_.names.scopes[scope].parent; outer != stop; outer = a_.names.scopes[outer].parent) {
    if (a_.names.scopes[outer].kind == ScopeKind::Class) {
      a_.units[a_.unit_of_scope[outer]].inner.push_back(unit);
      break;
    }
  }
}

void ScopeBuilder::bind_parameters(const Parameters& parameters) {
  for (const Parameter* parameter : parameters.all()) {
    a_.entries[bind(scope_, parameter->name, parameter->id)].is_parameter = true;
  }
}

std::string ScopeBuilder::qualified(std::string_view name) const {
  ScopeId outer = scope_;
  while (outer != none && a_.names.scopes[outer].kind == ScopeKind::TypeParameters) {
    outer = a_.names.scopes[outer].parent;
  }
  if (outer == none || a_.names.scopes[outer].kind == ScopeKind::Module) {
    return std::string(name);
  }
  const auto known = a_.name_numbers.find(name);
  const EntryId entry = known == a_.name_numbers.end() ? none : a_.find_entry(outer, known->second);
  if (entry != none && a_.entries[entry].is_global) {
    return std::string(name);
  }
  const Scope& scope = a_.names.scopes[outer];
  return scope.qualified_name + (scope.kind == ScopeKind::Class ? "." : ".<locals>.") + std::string(name);
}

EntryId ScopeBuilder::lookup(ScopeId scope, std::string_view spelling) {
  if (!classes_.empty() && spelling.size() > 2 && spelling.substr(0, 2) == "__") {
    std::string name = mangle(classes_.back(), spelling);
    if (name != spelling) {
      a_.mangled.push_back(std::move(name));
      return a_.entry(scope, a_.number(a_.mangled.back()), spelling);
    }
  }
  return a_.entry(scope, a_.number(spelling), spelling);
}

EntryId ScopeBuilder::bind(ScopeId scope, std::string_view spelling, NodeId id, BindingKind kind, const Node* definition) {
  const EntryId entry_id = lookup(scope, spelling);
  Entry& entry = a_.entries[entry_id];
  entry.is_bound = true;
  ++entry.bindings;
  entry.imports += kind == BindingKind::Import ? 1 : 0;
  entry.functions += kind == BindingKind::Function ? 1 : 0;
  entry.classes += kind == BindingKind::Class ? 1 : 0;
  entry.top_level_definition = entry.top_level_definition || (definition != nullptr && nesting_ == 0);
  entry.definition = entry.definition == nullptr ? definition : entry.definition;
  a_.entry_of_node[id] = entry_id;
  a_.binding_events[a_.executor[scope_]].push_back(entry_id);
  return entry_id;
}

EntryId Analysis::entry(ScopeId scope, NameNumber name, std::string_view spelling) {
  const auto [found, is_new] = entry_of.emplace(key(scope, name), static_cast<EntryId>(entries.size()));
  if (is_new) {
    Entry entry;
    entry.name = name;
    entry.scope = scope;
    entry.spelling = spelling;
    entries.push_back(entry);
    scope_entries[scope].push_back(found->second);
  }
  return found->second;
}

std::string mangle(std::string_view class_name, std::string_view name) { return syntax::mangle(class_name, name); }

}  // namespace krait::names
