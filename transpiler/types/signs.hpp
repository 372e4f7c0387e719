/// The cheap pass before types that says which ints may be negative: the exponents of `int ** int` (docs/analysis.md, 9).
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_set>

#include "names/names.hpp"
#include "types/facts.hpp"

namespace krait::types {

enum class Sign : std::uint8_t {
  Unknown,        ///< nothing says that it is negative
  MaybeNegative,  ///< something negative is seen to get here
  Negative,       ///< a literal
};

/// Evidence by variables, and by the names of functions and attributes: what is stored there, passed there, or returned.
class Signs {
 public:
  void build(const program::Program& program, const names::Names& names, const Facts& facts);
  [[nodiscard]] Sign of(const syntax::Expr& node) const;

 private:
  void scan(const syntax::Node& node, const std::string& function);
  void scan_call(const syntax::Call& call);
  void store(const syntax::Expr& target, const syntax::Expr& value);
  void mark(const syntax::Expr& target);
  [[nodiscard]] bool any(const std::vector<syntax::Expr*>& nodes) const;
  [[nodiscard]] Sign of_call(const syntax::Call& call) const;

  const names::Names* names_ = nullptr;
  /// The program's functions of one name, and which of their parameters some call gives a value of known sign.
  struct Named {
    std::vector<const FunctionInfo*> functions;
    std::set<std::size_t> positions;
    std::set<std::string, std::less<>> keywords;
  };
  void mark_parameter(const ParameterInfo& parameter);
  std::map<std::string, Named, std::less<>> functions_;
  std::unordered_set<names::VariableId> variables_;
  std::set<std::string, std::less<>> attributes_;
  std::set<std::string, std::less<>> results_;  ///< functions that may return something negative
  bool grew_ = false;
};

}  // namespace krait::types
