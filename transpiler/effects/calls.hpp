/// Which functions of the program call which. Private to `effects/`.
#pragma once

#include <vector>

#include "types/facts.hpp"

namespace krait::effects {

/// Finds the user functions that a body's calls may reach directly.
class CallCollector {
 public:
  explicit CallCollector(const types::Facts& facts) : facts_(facts), methods_(facts.classes.size()) {
    for (const types::FunctionInfo& function : facts.functions) {
      if (function.owner != types::none && !function.is_stub) {
        methods_[function.owner].push_back(function.id);
      }
    }
  }

  void collect(const syntax::Node& node, std::vector<types::FunctionId>& into) const;
  /// The methods that a virtual call of the function may reach, in the class and those derived from it.
  void take_overrides(const types::FunctionInfo& function, types::ClassId cls, std::vector<types::FunctionId>& into) const;

 private:
  void take(const types::CallFact* fact, bool is_virtual, std::vector<types::FunctionId>& into) const;

  const types::Facts& facts_;
  std::vector<std::vector<types::FunctionId>> methods_;  ///< by class
};

/// By function: does it lie on a cycle of the call graph?
[[nodiscard]] std::vector<bool> recursive_functions(const std::vector<std::vector<types::FunctionId>>& calls);

}  // namespace krait::effects
