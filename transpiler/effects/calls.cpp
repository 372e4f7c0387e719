#include "effects/calls.hpp"

#include <algorithm>

#include "syntax/children.hpp"

namespace krait::effects {

using syntax::as;
using types::CallFact;

/// `super().method(…)`: its targets are all there are.
static bool is_on_super(const syntax::Node& node) {
  const auto* call = as<syntax::Call>(&node);
  const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
  const auto* receiver = member != nullptr ? as<syntax::Call>(member->value) : nullptr;
  const auto* inner = receiver != nullptr ? as<syntax::Name>(receiver->function) : nullptr;
  return inner != nullptr && inner->name == "super";
}

void CallCollector::collect(const syntax::Node& node, std::vector<types::FunctionId>& into) const {
  if (node.kind == syntax::Kind::FunctionDef || node.kind == syntax::Kind::Lambda || node.kind == syntax::Kind::ClassDef) {
    return;
  }
  take(facts_.call(node.id), !is_on_super(node), into);
  if (const auto* comparison = as<syntax::Compare>(&node)) {
    for (std::size_t i = 0; i < comparison->ops.size(); ++i) {
      take(facts_.compare_call(node.id, i), true, into);
    }
  }
  if (const types::AttributeFact* attribute = facts_.attribute(node.id); attribute != nullptr && attribute->kind == types::AttributeKind::Property) {
    into.push_back(attribute->function);
  }
  syntax::for_each_child(node, [&](const syntax::Node& child) { collect(child, into); });
}

void CallCollector::take(const CallFact* fact, bool is_virtual, std::vector<types::FunctionId>& into) const {
  if (fact == nullptr) {
    return;
  }
  for (const types::FunctionId target : fact->targets) {
    into.push_back(target);
    const types::FunctionInfo& function = facts_.functions[target];
    if (is_virtual && function.owner != types::none && function.is_overridden) {
      take_overrides(function, function.owner, into);
    }
  }
}

void CallCollector::take_overrides(const types::FunctionInfo& function, types::ClassId cls, std::vector<types::FunctionId>& into) const {
  for (const types::FunctionId other : methods_[cls]) {
    if (facts_.functions[other].name == function.name) {
      into.push_back(other);
    }
  }
  for (const types::ClassId derived : facts_.classes[cls].subclasses) {
    take_overrides(function, derived, into);
  }
}

std::vector<bool> recursive_functions(const std::vector<std::vector<types::FunctionId>>& calls) {
  // Tarjan's strongly connected components (1972), iterative.
  const std::size_t count = calls.size();
  std::vector<int> index(count, -1);
  std::vector<int> low(count, 0);
  std::vector<bool> on_stack(count, false);
  std::vector<types::FunctionId> stack;
  int next = 0;
  std::vector<bool> recursive(count, false);
  struct Visit {
    types::FunctionId node;
    std::size_t edge;
  };
  for (types::FunctionId root = 0; root < count; ++root) {
    if (index[root] >= 0) {
      continue;
    }
    std::vector<Visit> work = {{root, 0}};
    while (!work.empty()) {
      auto& [node, edge] = work.back();
      if (edge == 0) {
        index[node] = low[node] = next++;
        stack.push_back(node);
        on_stack[node] = true;
      }
      if (edge < calls[node].size()) {
        const types::FunctionId callee = calls[node][edge++];
        recursive[node] = recursive[node] || callee == node;
        if (index[callee] < 0) {
          work.push_back({callee, 0});
        } else if (on_stack[callee]) {
          low[node] = std::min(low[node], index[callee]);
        }
        continue;
      }
      if (low[node] == index[node]) {
        std::vector<types::FunctionId> component;
        types::FunctionId member = 0;
        do {
          member = stack.back();
          stack.pop_back();
          on_stack[member] = false;
          component.push_back(member);
        } while (member != node);
        for (const types::FunctionId one : component) {
          recursive[one] = recursive[one] || component.size() > 1;
        }
      }
      const types::FunctionId finished = node;
      work.pop_back();
      if (!work.empty()) {
        low[work.back().node] = std::min(low[work.back().node], low[finished]);
      }
    }
  }
  return recursive;
}

}  // namespace krait::effects
