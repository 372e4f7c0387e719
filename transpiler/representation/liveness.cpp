/// Whether a variable may be needed after a statement, on the tree: what follows it in its body, then around the loops it lies in.
#include <algorithm>
#include <functional>

#include "representation/ownership.hpp"
#include "syntax/children.hpp"

namespace krait::representation {

using syntax::as;

namespace {

class Liveness {
 public:
  Liveness(const names::Names& names, names::VariableId variable) : names_(names), variable_(variable) {}

  [[nodiscard]] bool mentions(const syntax::Node& node) const {
    bool found = node.id < names_.variable.size() && names_.variable[node.id] == variable_;
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || mentions(child); });
    return found;
  }

  /// What the statements from `first` on do with the value that the variable has before them.
  enum class Fate : std::uint8_t { Passes, Used, Replaced };

  [[nodiscard]] Fate fate(const syntax::Body& body, std::size_t first) const {
    bool may_leave = false;  // by `break` or `continue`, with the value that it has now
    for (std::size_t i = first; i < body.statements.size(); ++i) {
      const syntax::Stmt& statement = *body.statements[i];
      if (replaces(statement)) {
        return may_leave ? Fate::Passes : Fate::Replaced;
      }
      if (mentions(statement)) {
        return Fate::Used;
      }
      if (statement.kind == syntax::Kind::Return || statement.kind == syntax::Kind::Raise) {
        return may_leave ? Fate::Passes : Fate::Replaced;
      }
      may_leave = may_leave || leaves(statement);
    }
    return Fate::Passes;
  }

  /// Is the value needed after `target`, if what follows `body` needs it (or not)?
  [[nodiscard]] bool after(const syntax::Body& body, const syntax::Stmt& target, bool needed_behind) const {
    for (std::size_t i = 0; i < body.statements.size(); ++i) {
      const syntax::Stmt& statement = *body.statements[i];
      const bool here = &statement == &target;
      if (!here && !contains(statement, target)) {
        continue;
      }
      const Fate rest = fate(body, i + 1);
      const bool needed = rest == Fate::Used || (rest == Fate::Passes && needed_behind);
      return here ? needed : inside(statement, target, needed);
    }
    return true;
  }

 private:
  [[nodiscard]] bool replaces(const syntax::Stmt& statement) const {
    const auto* assign = as<syntax::Assign>(&statement);
    if (assign == nullptr || assign->targets.size() != 1) {
      return false;
    }
    const auto* name = as<syntax::Name>(assign->targets[0]);
    return name != nullptr && names_.variable[name->id] == variable_ && !mentions(*assign->value);
  }

  [[nodiscard]] static bool leaves(const syntax::Node& node) {
    if (node.kind == syntax::Kind::Break || node.kind == syntax::Kind::Continue || node.kind == syntax::Kind::Return) {
      return node.kind != syntax::Kind::Return;
    }
    bool found = false;
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || leaves(child); });
    return found;
  }

  [[nodiscard]] static bool contains(const syntax::Node& node, const syntax::Stmt& target) {
    bool found = &node == &target;
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || contains(child, target); });
    return found;
  }

  [[nodiscard]] bool inside(const syntax::Stmt& statement, const syntax::Stmt& target, bool needed) const {
    if (const auto* branch = as<syntax::If>(&statement)) {
      const syntax::Body& body = holds(branch->body, target) ? branch->body : branch->orelse;
      return after(body, target, needed);
    }
    if (const auto* loop = as<syntax::For>(&statement)) {
      return round(loop->body, loop->orelse, *loop->target, target, needed);
    }
    if (const auto* loop = as<syntax::While>(&statement)) {
      return round(loop->body, loop->orelse, *loop->test, target, needed);
    }
    if (const auto* with = as<syntax::With>(&statement)) {
      return after(with->body, target, needed);
    }
    return needed || mentions(statement);  // try, match: simply every mention
  }

  [[nodiscard]] bool round(const syntax::Body& body, const syntax::Body& orelse, const syntax::Node& head, const syntax::Stmt& target, bool needed) const {
    if (!holds(body, target)) {
      return after(orelse, target, needed);
    }
    const Fate behind = fate(orelse, 0);
    const bool needed_out = needed || behind == Fate::Used;
    const Fate again = fate(body, 0);  // the next round
    const bool needed_again = mentions(head) || again == Fate::Used;
    return after(body, target, needed_out || needed_again);
  }

  [[nodiscard]] static bool holds(const syntax::Body& body, const syntax::Stmt& target) {
    return std::any_of(body.begin(), body.end(), [&](const syntax::Stmt* one) { return contains(*one, target); });
  }

  const names::Names& names_;
  names::VariableId variable_;
};

}  // namespace

bool is_live_after(const syntax::Body& body, const syntax::Stmt& statement, names::VariableId variable, const names::Names& names) {
  return Liveness(names, variable).after(body, statement, false);
}

}  // namespace krait::representation
