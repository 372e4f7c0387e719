/// Variables from definitions and uses.
#pragma once

#include <vector>

#include "names/analysis.hpp"

namespace krait::names {

class Webs {
 public:
  explicit Webs(Analysis& analysis);
  void build();

 private:
  void find_operands();
  void spread_flags();
  void join_at_uses();
  ValueId find(ValueId value);
  void unite(ValueId a, ValueId b);
  void reach(ValueId start);
  [[nodiscard]] bool has_one_variable(const Symbol& symbol) const;
  void make_variables();
  void make_symbol_variables(Symbol& symbol, std::uint32_t first, std::uint32_t last);
  void join_dead_store(std::uint32_t definition, ValueId previous);
  VariableId new_variable(Symbol& symbol);
  VariableId variable_of(SymbolId symbol, ValueId value);
  void settle_later_uses();
  void settle_uses();
  void settle_use(const Use& use);
  void fall_back(const Use& use);
  [[nodiscard]] bool may_be_unbound(const Use& use) const;
  [[nodiscard]] std::uint32_t mention_of(ScopeId executor, SymbolId symbol) const;
  void settle_other_names();
  void settle_ends();

  Analysis& a_;
  std::vector<std::uint32_t> first_operand_;  ///< by value, into operands_
  std::vector<ValueId> operands_;
  std::vector<ValueId> parent_;
  std::vector<bool> maybe_unbound_;  ///< by value
  std::vector<bool> maybe_outer_;
  std::vector<bool> maybe_defined_;
  std::vector<bool> is_reached_;      ///< by value: some use sees it
  std::vector<bool> is_used_;         ///< by root
  std::vector<VariableId> variable_;  ///< by root
  std::vector<std::uint32_t> order_;  ///< definitions by symbol, then source order
};

/// Fills `home`, `first_statement`, `placement` of all variables.
void place_variables(Analysis& analysis, const std::vector<bool>& reached, const std::vector<VariableId>& variable_of_value);

}  // namespace krait::names
