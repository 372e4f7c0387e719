#include "syntax/ast.hpp"

namespace krait::syntax {

std::vector<const Parameter*> Parameters::all() const {
  std::vector<const Parameter*> result;
  const auto add = [&result](const std::vector<Parameter>& group) {
    for (const Parameter& parameter : group) {
      result.push_back(&parameter);
    }
  };
  add(positional_only);
  add(positional_or_keyword);
  if (vararg != nullptr) {
    result.push_back(vararg);
  }
  add(keyword_only);
  if (kwarg != nullptr) {
    result.push_back(kwarg);
  }
  return result;
}

const Constant* docstring(const Body& body) {
  if (body.empty()) {
    return nullptr;
  }
  const auto* statement = as<ExprStmt>(body.statements.front());
  const auto* constant = statement == nullptr ? nullptr : as<Constant>(statement->value);
  return constant != nullptr && constant->constant == ConstantKind::Str ? constant : nullptr;
}

}  // namespace krait::syntax
