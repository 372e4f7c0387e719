/// Invariants of the phase's result.
#include <algorithm>

#include "names/names.hpp"
#include "syntax/children.hpp"

namespace krait::names {
namespace {

using namespace syntax;

class Verifier {
 public:
  Verifier(const Names& names, const program::Program& program) : names_(names), program_(program) {}

  std::vector<std::string> run() {
    for (const Symbol& symbol : names_.symbols) {
      check(symbol);
    }
    for (const Variable& variable : names_.variables) {
      check(variable);
    }
    for (const auto& module : program_.modules) {
      for (const Stmt* statement : module->tree->body) {
        check(*statement, *module);
      }
    }
    return std::move(problems_);
  }

 private:
  void expect(bool holds, const std::string& problem) {
    if (!holds) {
      problems_.push_back(problem);
    }
  }

  void check(const Symbol& symbol) {
    expect(!symbol.variables.empty(), "symbol without variables: " + symbol.name);
    const bool is_shared = symbol.is_captured || symbol.is_read_elsewhere;
    expect(!is_shared || symbol.variables.size() == 1, "shared symbol with several variables: " + symbol.name);
    expect(!symbol.captured_by_generator_only || is_shared, "captured by a generator but not captured: " + symbol.name);
    expect(names_.find(symbol.scope, symbol.name) != nullptr, "symbol not in its scope: " + symbol.name);
  }

  void check(const Variable& variable) {
    const Symbol& symbol = names_.symbols[variable.symbol];
    expect(symbol.variables[variable.index] == variable.id, "variable not listed: " + symbol.name);
    for (const NodeId use : variable.uses) {
      expect(names_.variable[use] == variable.id, "use of another variable: " + symbol.name);
      expect(!names_.maybe_unbound[use] || variable.maybe_unbound, "unbound use of a bound variable: " + symbol.name);
    }
    for (const NodeId definition : variable.definition_ids) {
      const bool is_star = names_.star_bindings.count(definition) != 0;
      expect(is_star || names_.variable[definition] == variable.id, "definition of another variable: " + symbol.name);
    }
    expect(!variable.declare_at_definition || variable.first_statement != nullptr || variable.home == nullptr, "declared nowhere: " + symbol.name);
  }

  void check(const Node& node, const program::Module& module) {
    expect(node.id >= module.tree->first_id && node.id < module.tree->last_id, "node id outside its module: " + module.name);
    if (const auto* name = as<Name>(&node)) {
      const bool has_symbol = names_.symbol[name->id] != none;
      expect(has_symbol == (names_.variable[name->id] != none), "symbol without variable at a use of " + name->name);
      const Access access = names_.access[name->id];
      const bool is_free = access == Access::Builtin || access == Access::Implicit || access == Access::EnclosingClass;
      expect(has_symbol != is_free, "access does not fit symbol at a use of " + name->name);
      expect(name->context == ExprContext::Load || has_symbol, "binding without symbol: " + name->name);
    }
    for_each_child(node, [&](const Node& child) { check(child, module); });
  }

  const Names& names_;
  const program::Program& program_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> verify(const Names& names, const program::Program& program) { return Verifier(names, program).run(); }

}  // namespace krait::names
