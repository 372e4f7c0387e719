#include "program/exports.hpp"

#include <algorithm>

namespace krait::program {
namespace {

using namespace syntax;

/// Appends the strings of a literal list, tuple or sum of those; false for anything else.
bool append_literal(const Expr& value, std::vector<std::string>& names) {
  if (const auto* sum = as<BinOp>(&value); sum != nullptr && sum->op == BinaryOperator::Add) {
    return append_literal(*sum->left, names) && append_literal(*sum->right, names);
  }
  const std::vector<Expr*>* elements = nullptr;
  if (const auto* list = as<List>(&value)) {
    elements = &list->elements;
  } else if (const auto* tuple = as<Tuple>(&value)) {
    elements = &tuple->elements;
  }
  if (elements == nullptr) {
    return false;
  }
  for (const Expr* element : *elements) {
    const auto* constant = as<Constant>(element);
    if (constant == nullptr || constant->constant != ConstantKind::Str) {
      return false;
    }
    names.push_back(constant->text);
  }
  return true;
}

bool is_all(const Expr* expression) {
  const auto* name = as<Name>(expression);
  return name != nullptr && name->name == "__all__";
}

enum class Effect { None, Literal, Computed };

/// `__all__.append("x")` and `__all__.extend(["x"])`.
Effect method_call(const Expr& value, std::vector<std::string>& names) {
  const auto* call = as<Call>(&value);
  const auto* method = call != nullptr ? as<Attribute>(call->function) : nullptr;
  if (method == nullptr || !is_all(method->value)) {
    return Effect::None;
  }
  if (call->arguments.size() != 1 || !call->keywords.empty()) {
    return Effect::Computed;
  }
  if (method->attribute == "extend") {
    return append_literal(*call->arguments[0], names) ? Effect::Literal : Effect::Computed;
  }
  const auto* constant = as<Constant>(call->arguments[0]);
  if (method->attribute != "append" || constant == nullptr || constant->constant != ConstantKind::Str) {
    return Effect::Computed;
  }
  names.push_back(constant->text);
  return Effect::Literal;
}

Effect effect_on_all(const Stmt& statement, std::vector<std::string>& names) {
  if (const auto* assign = as<Assign>(&statement)) {
    if (std::none_of(assign->targets.begin(), assign->targets.end(), is_all)) {
      return Effect::None;
    }
    names.clear();
    return append_literal(*assign->value, names) ? Effect::Literal : Effect::Computed;
  }
  if (const auto* annotated = as<AnnAssign>(&statement); annotated != nullptr && is_all(annotated->target) && annotated->value != nullptr) {
    names.clear();
    return append_literal(*annotated->value, names) ? Effect::Literal : Effect::Computed;
  }
  if (const auto* augmented = as<AugAssign>(&statement); augmented != nullptr && is_all(augmented->target)) {
    return append_literal(*augmented->value, names) ? Effect::Literal : Effect::Computed;
  }
  if (const auto* expression = as<ExprStmt>(&statement)) {
    return method_call(*expression->value, names);
  }
  return Effect::None;
}

using NameSet = std::unordered_set<std::string_view>;

void collect(const Body& body, NameSet& names);

void collect_target(const Expr* target, NameSet& names) {
  if (const auto* name = as<Name>(target)) {
    names.insert(name->name);
  } else if (const auto* tuple = as<Tuple>(target)) {
    std::for_each(tuple->elements.begin(), tuple->elements.end(), [&](const Expr* e) { collect_target(e, names); });
  } else if (const auto* list = as<List>(target)) {
    std::for_each(list->elements.begin(), list->elements.end(), [&](const Expr* e) { collect_target(e, names); });
  } else if (const auto* starred = as<Starred>(target)) {
    collect_target(starred->value, names);
  }
}

void collect_import(const std::vector<ImportAlias>& aliases, bool from, NameSet& names) {
  for (const ImportAlias& alias : aliases) {
    const std::string_view whole = alias.name;
    names.insert(!alias.asname.empty() ? std::string_view(alias.asname) : from ? whole : whole.substr(0, whole.find('.')));
  }
}

void collect_try(const Try& node, NameSet& names) {
  collect(node.body, names);
  for (const ExceptHandler& handler : node.handlers) {
    collect(handler.body, names);
  }
  collect(node.orelse, names);
  collect(node.finalbody, names);
}

void collect(const Stmt& statement, NameSet& names) {
  visit(statement, overloaded{
                       [&](const FunctionDef& n) { names.insert(n.name); },
                       [&](const ClassDef& n) { names.insert(n.name); },
                       [&](const Assign& n) {
                         for (const Expr* target : n.targets) {
                           collect_target(target, names);
                         }
                       },
                       [&](const AnnAssign& n) { collect_target(n.target, names); },
                       [&](const TypeAlias& n) { collect_target(n.name, names); },
                       [&](const Import& n) { collect_import(n.names, false, names); },
                       [&](const ImportFrom& n) { collect_import(n.names, true, names); },
                       [&](const For& n) {
                         collect_target(n.target, names);
                         collect(n.body, names);
                         collect(n.orelse, names);
                       },
                       [&](const While& n) {
                         collect(n.body, names);
                         collect(n.orelse, names);
                       },
                       [&](const If& n) {
                         collect(n.body, names);
                         collect(n.orelse, names);
                       },
                       [&](const With& n) {
                         for (const WithItem& item : n.items) {
                           collect_target(item.target, names);
                         }
                         collect(n.body, names);
                       },
                       [&](const Match& n) {
                         for (const MatchCase& match_case : n.cases) {
                           collect(match_case.body, names);
                         }
                       },
                       [&](const Try& n) { collect_try(n, names); },
                       [](const Stmt&) {},
                   });
}

void collect(const Body& body, NameSet& names) {
  for (const Stmt* statement : body) {
    collect(*statement, names);
  }
}

}  // namespace

std::optional<std::vector<std::string>> literal_all(const Body& body) {
  std::vector<std::string> names;
  bool found = false;
  for (const Stmt* statement : body) {
    switch (effect_on_all(*statement, names)) {
      case Effect::None: break;
      case Effect::Literal: found = true; break;
      case Effect::Computed: return std::nullopt;
    }
  }
  return found ? std::optional(std::move(names)) : std::nullopt;
}

NameSet top_level_names(const Body& body) {
  NameSet names;
  collect(body, names);
  return names;
}

}  // namespace krait::program
