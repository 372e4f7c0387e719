#include "representation/joined_lists.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "representation/ownership.hpp"
#include "syntax/children.hpp"

namespace krait::representation {

using syntax::as;

/// Collects, per variable, the uses that building a text is made of; a variable with any other use is no candidate.
class JoinedListsSearch {
 public:
  JoinedListsSearch(const program::Program& program, const names::Names& names, const types::Facts& facts) : program_(program), names_(names), facts_(facts) {}

  JoinedLists run() {
    for (const auto& module : program_.modules) {
      if (module->kind == program::ModuleKind::User) {
        walk_unit(module->tree->body);
      }
    }
    JoinedLists result;
    for (const auto& [variable, candidate] : candidates_) {
      if (candidate.is_joined && !candidate.is_refused && starts_empty(variable) && names_.variables[variable].uses.size() == candidate.uses) {
        result.separators_.emplace(variable, *candidate.separator);
      }
    }
    return result;
  }

 private:
  struct Candidate {
    std::size_t uses = 0;
    bool is_joined = false;
    bool is_refused = false;
    std::optional<std::string> separator;
    const syntax::Stmt* last_join = nullptr;
  };

  void walk_unit(const syntax::Body& body) {
    const syntax::Body* const around = std::exchange(unit_, &body);
    walk_body(body);
    unit_ = around;
  }

  void walk_body(const syntax::Body& body) {
    for (const syntax::Stmt* statement : body) {
      walk_statement(*statement);
    }
  }

  void walk_statement(const syntax::Stmt& statement) {
    if (const auto* function = as<syntax::FunctionDef>(&statement)) {
      walk_unit(function->body);
      return;
    }
    if (note_append(statement)) {
      return;
    }
    const bool is_simple = statement.kind == syntax::Kind::Return || statement.kind == syntax::Kind::Assign || statement.kind == syntax::Kind::AnnAssign ||
                           statement.kind == syntax::Kind::AugAssign || statement.kind == syntax::Kind::ExprStmt;
    syntax::for_each_child(statement, [&](const syntax::Node& child) { walk(child, is_simple ? &statement : nullptr); });
  }

  /// `statement`: the simple one that the expression is evaluated in, once.
  void walk(const syntax::Node& node, const syntax::Stmt* statement) {
    if (node.kind >= syntax::Kind::FunctionDef && node.kind < syntax::Kind::MatchValue) {
      walk_statement(static_cast<const syntax::Stmt&>(node));
      return;
    }
    const bool repeats = node.kind == syntax::Kind::Lambda || node.kind == syntax::Kind::ListComp || node.kind == syntax::Kind::SetComp || node.kind == syntax::Kind::DictComp ||
                         node.kind == syntax::Kind::GeneratorExp;
    const syntax::Stmt* const inner = repeats ? nullptr : statement;
    const auto* call = as<syntax::Call>(&node);
    if (call != nullptr && inner != nullptr) {
      note_join(*call, *inner);
    }
    syntax::for_each_child(node, [&](const syntax::Node& child) { walk(child, inner); });
  }

  /// `parts.append(text)`, alone.
  bool note_append(const syntax::Stmt& statement) {
    const auto* alone = as<syntax::ExprStmt>(&statement);
    const auto* call = alone != nullptr ? as<syntax::Call>(alone->value) : nullptr;
    const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
    const auto* list = member != nullptr ? as<syntax::Name>(member->value) : nullptr;
    if (list == nullptr || names_.variable[list->id] == names::none || !has_role(*call, "part") || !has_one_argument(*call)) {
      return false;
    }
    ++candidates_[names_.variable[list->id]].uses;
    walk(*call->arguments[0], &statement);
    return true;
  }

  /// `", ".join(parts)`, after which nothing needs `parts`.
  void note_join(const syntax::Call& call, const syntax::Stmt& statement) {
    const auto* member = as<syntax::Attribute>(call.function);
    const auto* separator = member != nullptr ? as<syntax::Constant>(member->value) : nullptr;
    const auto* list = has_one_argument(call) ? as<syntax::Name>(call.arguments[0]) : nullptr;
    if (separator == nullptr || separator->constant != syntax::ConstantKind::Str || list == nullptr || !has_role(call, "join") || names_.variable[list->id] == names::none) {
      return;
    }
    const names::VariableId variable = names_.variable[list->id];
    Candidate& candidate = candidates_[variable];
    ++candidate.uses;
    candidate.is_joined = true;
    const bool differs = candidate.separator && *candidate.separator != separator->text;
    candidate.is_refused = candidate.is_refused || differs || candidate.last_join == &statement || is_live_after(*unit_, statement, variable, names_);
    candidate.separator = separator->text;
    candidate.last_join = &statement;
  }

  /// Does the stub of what is called say `@text("…")`?
  [[nodiscard]] bool has_role(const syntax::Call& call, std::string_view role) const {
    const types::CallFact* const fact = facts_.call(call.id);
    if (fact == nullptr || fact->kind != types::CallKind::Stub || fact->function == types::none) {
      return false;
    }
    const auto& rows = facts_.functions[fact->function].stub_decorators;
    return std::any_of(rows.begin(), rows.end(), [&](const types::StubDecorator& row) {
      const auto* said = row.name == "text" && !row.arguments.empty() ? as<syntax::Constant>(row.arguments[0]) : nullptr;
      return said != nullptr && said->text == role;
    });
  }

  [[nodiscard]] static bool has_one_argument(const syntax::Call& call) {
    return call.arguments.size() == 1 && call.keywords.empty() && call.arguments[0]->kind != syntax::Kind::Starred;
  }

  /// Its only definition makes an empty list of strs where it is declared.
  [[nodiscard]] bool starts_empty(names::VariableId id) const {
    const names::Variable& variable = names_.variables[id];
    if (variable.placement != names::Placement::AtDefinition || variable.maybe_unbound || variable.is_deleted || variable.definitions.size() != 1 ||
        variable.first_statement == nullptr) {
      return false;
    }
    const auto* plain = as<syntax::Assign>(variable.first_statement);
    const auto* annotated = as<syntax::AnnAssign>(variable.first_statement);
    const syntax::Expr* const target = plain != nullptr && plain->targets.size() == 1 ? plain->targets[0] : annotated != nullptr ? annotated->target : nullptr;
    const syntax::Expr* const value = plain != nullptr ? plain->value : annotated != nullptr ? annotated->value : nullptr;
    const auto* display = value != nullptr ? as<syntax::List>(value) : nullptr;
    return target == variable.definitions[0] && display != nullptr && display->elements.empty() && holds_strs(facts_.variable_type(id));
  }

  [[nodiscard]] bool holds_strs(const types::Type& type) const {
    const types::Atom* list = type.single();
    if (list == nullptr || list->kind != types::AtomKind::Instance || list->id != facts_.list_type) {
      return false;
    }
    const types::Atom* element = facts_.slot_type(list->slots[0]).single();
    return element != nullptr && element->kind == types::AtomKind::Instance && element->id == facts_.str_type;
  }

  const program::Program& program_;
  const names::Names& names_;
  const types::Facts& facts_;
  const syntax::Body* unit_ = nullptr;
  std::map<names::VariableId, Candidate> candidates_;
};

JoinedLists find_joined_lists(const program::Program& program, const names::Names& names, const types::Facts& facts) { return JoinedListsSearch(program, names, facts).run(); }

}  // namespace krait::representation
