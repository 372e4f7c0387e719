/// Where C++ declares a variable: the innermost body around all that concerns it.
#include <algorithm>

#include "names/webs.hpp"
#include "syntax/children.hpp"

namespace krait::names {
namespace {

using namespace syntax;

class Placing {
 public:
  explicit Placing(Analysis& analysis) : a_(analysis), spots_(analysis.names.variables.size()) {}

  void run(const std::vector<bool>& reached, const std::vector<VariableId>& variable_of_value) {
    for (const Definition& definition : a_.definitions) {
      const VariableId id = variable_of_value[definition.value];
      Spot& spot = spots_[id];
      occur(id, definition.place);
      if (spot.first == nullptr || definition.offset < spot.first->offset) {
        spot.first = &definition;
      }
    }
    for (const Use& use : a_.uses) {
      if (a_.names.variable[use.id] != none) {
        occur(a_.names.variable[use.id], use.place);
        Spot& spot = spots_[a_.names.variable[use.id]];
        spot.first_use = std::min(spot.first_use, use.offset);
      }
    }
    for (const LoopPhi& phi : a_.loop_phis) {
      if (reached[phi.value]) {
        occur(variable_of_value[phi.value], phi.place);
      }
    }
    for (Variable& variable : a_.names.variables) {
      place(variable);
    }
  }

 private:
  struct Spot {
    BodyId body = none;
    const Stmt* statement = nullptr;  ///< the first concerned one of that body
    const Definition* first = nullptr;
    std::uint32_t first_use = none;  ///< offset
    bool several_statements = false;
  };

  /// The statement of `ancestor` that holds a place inside it.
  [[nodiscard]] const Stmt* within(Place place, BodyId ancestor) const {
    while (place.body != ancestor && a_.bodies[place.body].parent != none) {
      place = {a_.bodies[place.body].parent, a_.bodies[place.body].owner};
    }
    return place.statement;
  }

  [[nodiscard]] BodyId common(BodyId x, BodyId y) const {
    while (x != y) {
      BodyId& deeper = a_.bodies[x].depth >= a_.bodies[y].depth ? x : y;
      if (a_.bodies[deeper].parent == none) {
        return deeper;
      }
      deeper = a_.bodies[deeper].parent;
    }
    return x;
  }

  static std::uint32_t begin(const Stmt* statement) { return statement == nullptr ? 0 : statement->span.begin; }

  void occur(VariableId id, Place place) {
    Spot& spot = spots_[id];
    if (place.body == none) {
      return;
    }
    if (spot.body == none) {
      spot.body = place.body;
      spot.statement = place.statement;
      return;
    }
    const BodyId home = common(spot.body, place.body);
    const Stmt* known = within({spot.body, spot.statement}, home);
    const Stmt* added = within(place, home);
    spot.several_statements = (home == spot.body && spot.several_statements) || known != added;
    spot.body = home;
    spot.statement = begin(added) < begin(known) ? added : known;
  }

  /// A cell is one for the whole call: a closure made in one round of a loop sees what later rounds store. Only comprehensions make new ones.
  void leave_loops(Spot& spot) const {
    const auto is_loop = [](const Stmt* owner) { return owner != nullptr && (owner->kind == Kind::For || owner->kind == Kind::While); };
    for (BodyId body = spot.body; body != none && a_.bodies[body].parent != none; body = a_.bodies[body].parent) {
      if (is_loop(a_.bodies[body].owner)) {
        spot.body = a_.bodies[body].parent;
        spot.statement = a_.bodies[body].owner;
      }
    }
  }

  void place(Variable& variable) {
    const Symbol& symbol = a_.names.symbols[variable.symbol];
    Spot& spot = spots_[variable.id];
    if (choose(variable, symbol, spot) == Placement::Cell && a_.names.scopes[symbol.scope].kind != ScopeKind::Comprehension) {
      leave_loops(spot);
    }
    if (spot.body != none) {
      variable.home = a_.bodies[spot.body].body;
      variable.first_statement = spot.statement;
    }
    variable.placement = choose(variable, symbol, spot);
    variable.declare_at_definition = variable.placement != Placement::Alone && variable.placement <= Placement::ByCondition;
  }

  [[nodiscard]] Placement choose(const Variable& variable, const Symbol& symbol, const Spot& spot) const {
    const ScopeKind owner = a_.names.scopes[symbol.scope].kind;
    if (symbol.is_type_parameter) {
      return Placement::TypeParameter;
    }
    if (owner == ScopeKind::Class) {
      return Placement::Member;
    }
    if (symbol.is_read_elsewhere || (owner == ScopeKind::Module && a_.is_stub(symbol.scope))) {
      return Placement::Global;
    }
    if (spot.first != nullptr && spot.first->kind == DefinitionKind::Parameter) {
      return Placement::Parameter;
    }
    if (symbol.is_rebound_after_capture && !symbol.captured_by_generator_only) {
      return Placement::Cell;
    }
    const bool in_header = spot.first != nullptr && spot.first->place.body == spot.body && spot.first->place.statement == spot.statement;
    return in_header && !variable.is_deleted && !variable.maybe_unbound ? at_definition(spot) : Placement::Alone;
  }

  /// The first definition stands in the first statement itself; can that declare the variable?
  [[nodiscard]] Placement at_definition(const Spot& spot) const {
    switch (spot.first->kind) {
      case DefinitionKind::Loop: return Placement::ByLoop;
      case DefinitionKind::With: return Placement::ByWith;
      case DefinitionKind::Comprehension: return Placement::ByComprehension;
      case DefinitionKind::Handler: return Placement::ByHandler;
      case DefinitionKind::Pattern: return Placement::ByPattern;
      case DefinitionKind::Assignment: return spot.first_use > spot.first->offset && !is_used_in_value(spot) ? Placement::AtDefinition : Placement::Alone;
      case DefinitionKind::Function:
      case DefinitionKind::Class:
      case DefinitionKind::Import: return Placement::AtDefinition;
      case DefinitionKind::Walrus: {
        return is_first_in_test(spot) && !spot.several_statements && spot.first_use > spot.first->offset ? Placement::ByCondition : Placement::Alone;
      }
      case DefinitionKind::Augmented:
      case DefinitionKind::Parameter:
      case DefinitionKind::TypeParameter: return Placement::Alone;
    }
    return Placement::Alone;
  }

  /// Whether the first definition is what the test of an `if` or `while` evaluates before anything else.
  [[nodiscard]] static bool is_first_in_test(const Spot& spot) {
    const auto* branch = syntax::as<syntax::If>(spot.statement);
    const auto* loop = syntax::as<syntax::While>(spot.statement);
    const syntax::Expr* test = branch != nullptr ? branch->test : loop != nullptr ? loop->test : nullptr;
    const syntax::NamedExpr* walrus = test != nullptr ? syntax::leading_assignment(*test) : nullptr;
    return walrus != nullptr && walrus->target == spot.first->node;
  }
  /// Whether a use stands in the defining statement, as in `f = lambda: f()`.
  [[nodiscard]] static bool is_used_in_value(const Spot& spot) { return spot.first_use != none && spot.first_use < spot.statement->span.end; }

  Analysis& a_;
  std::vector<Spot> spots_;
};

}  // namespace

void place_variables(Analysis& analysis, const std::vector<bool>& reached, const std::vector<VariableId>& variable_of_value) { Placing(analysis).run(reached, variable_of_value); }

}  // namespace krait::names
