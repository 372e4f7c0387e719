#include "syntax/annotations.hpp"

#include <algorithm>

#include "syntax/children.hpp"

namespace krait::syntax {

namespace {

bool defers_annotations(const Body& module) {
  return std::any_of(module.begin(), module.end(), [](const Stmt* statement) {
    const auto* import = as<ImportFrom>(statement);
    return import != nullptr && import->module == "__future__" &&
           std::any_of(import->names.begin(), import->names.end(), [](const auto& alias) { return alias.name == "annotations"; });
  });
}

void collect(const Node* node, std::vector<const Call*>& calls) {
  if (const auto* call = as<Call>(node)) {
    calls.push_back(call);
  } else if (node != nullptr && node->kind != Kind::Lambda) {
    for_each_child(*node, [&](const Node& child) { collect(&child, calls); });
  }
}

}  // namespace

std::vector<const Call*> annotation_calls(const Body& module, const FunctionDef& function) {
  std::vector<const Call*> calls;
  const Parameters& parameters = function.parameters;
  const auto all = [&](const std::vector<Parameter>& some) {
    for (const Parameter& one : some) {
      collect(one.annotation, calls);
    }
  };
  const auto one = [&](const Parameter* parameter) { collect(parameter != nullptr ? parameter->annotation : nullptr, calls); };
  all(parameters.positional_or_keyword);  // before the positional-only ones, indeed
  all(parameters.positional_only);
  one(parameters.vararg);
  all(parameters.keyword_only);
  one(parameters.kwarg);
  collect(function.returns, calls);
  return calls.empty() || defers_annotations(module) ? std::vector<const Call*>{} : calls;
}

}  // namespace krait::syntax
