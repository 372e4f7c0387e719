#include "syntax/ast.hpp"

namespace krait::syntax {

std::vector<const Parameter*> Parameters::all() const {
  std::vector<const Parameter*> result;
  for_each([&](const Parameter& parameter) { result.push_back(&parameter); });
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
