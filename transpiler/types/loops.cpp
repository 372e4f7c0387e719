/// `for`, `while`, `break`, `continue`.
#include "types/engine.hpp"

namespace krait::types {

/// What a loop gets. One of several classes is an object, which an `async for` asks for its methods by name.
Type Engine::walked_type(const Type& source, NodeId site, bool is_async) {
  if (is_async && source.single() == nullptr) {
    expose(source);
  }
  return element_type(source, site);
}

void Engine::execute_kind(const syntax::For& node, Environment& env) {
  const Type source = infer(*node.iter, env);
  std::vector<const syntax::Node*> roots = {node.target};
  roots.insert(roots.end(), node.body.begin(), node.body.end());
  kill_for_body(roots, env);
  if (node.is_async) {
    kill_all_shared(env);
  }
  frame_->breaks.emplace_back();
  frame_->continues.emplace_back();
  Environment inner = env;
  assign(*node.target, walked_type(source, node.iter->id, node.is_async), inner);
  execute(node.body, inner);
  Environment after = merge(env, inner);
  for (const Environment& from_continue : frame_->continues.back()) {
    after = merge(after, from_continue);
  }
  const auto breaks = std::move(frame_->breaks.back());
  frame_->breaks.pop_back();
  frame_->continues.pop_back();
  execute(node.orelse, after);
  for (const Environment& from_break : breaks) {
    after = merge(after, from_break);
  }
  env = after;
}

void Engine::execute_kind(const syntax::While& node, Environment& env) {
  std::vector<const syntax::Node*> roots = {node.test};
  roots.insert(roots.end(), node.body.begin(), node.body.end());
  kill_for_body(roots, env);
  frame_->breaks.emplace_back();
  frame_->continues.emplace_back();
  infer(*node.test, env);
  const auto constant = evaluate_test(*node.test);
  Environment inner = env;
  narrow(*node.test, true, inner);
  inner.dead = inner.dead || constant == std::optional(false);
  execute(node.body, inner);
  Environment after = env;
  narrow(*node.test, false, after);
  after.dead = after.dead || constant == std::optional(true);
  const auto breaks = std::move(frame_->breaks.back());
  frame_->breaks.pop_back();
  frame_->continues.pop_back();
  execute(node.orelse, after);
  for (const Environment& from_break : breaks) {
    after = merge(after, from_break);
  }
  env = after;
}

void Engine::execute_kind(const syntax::Break&, Environment& env) {
  if (!frame_->breaks.empty()) {
    frame_->breaks.back().push_back(env);
  }
  env.dead = true;
}

void Engine::execute_kind(const syntax::Continue&, Environment& env) {
  if (!frame_->continues.empty()) {
    frame_->continues.back().push_back(env);
  }
  env.dead = true;
}

}  // namespace krait::types
