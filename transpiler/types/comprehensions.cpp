/// Comprehensions and generator expressions.
#include "types/engine.hpp"

namespace krait::types {

bool Engine::infer_generators(const std::vector<syntax::Comprehension>& generators, Environment& env) {
  for (const syntax::Comprehension& clause : generators) {
    const Type source = infer(*clause.iter, env);
    assign(*clause.target, walked_type(source, clause.iter->id, clause.is_async), env);
    for (const syntax::Expr* test : clause.ifs) {
      infer(*test, env);
      narrow(*test, true, env);
    }
  }
  return true;
}

Type Engine::infer_kind(const syntax::ListComp& node, Environment& env) {
  Environment inner = env;
  infer_generators(node.generators, inner);
  return container(facts_.list_type, node.id, {infer(*node.element, inner)});
}

Type Engine::infer_kind(const syntax::SetComp& node, Environment& env) {
  Environment inner = env;
  infer_generators(node.generators, inner);
  return container(facts_.set_type, node.id, {infer(*node.element, inner)});
}

Type Engine::infer_kind(const syntax::DictComp& node, Environment& env) {
  Environment inner = env;
  infer_generators(node.generators, inner);
  const Type key = infer(*node.key, inner);
  const Type value = infer(*node.value, inner);
  return container(facts_.dict_type, node.id, {key, value});
}

Type Engine::infer_kind(const syntax::GeneratorExp& node, Environment& env) {
  Environment inner = env;
  infer_generators(node.generators, inner);
  const Type element = infer(*node.element, inner);
  return container(facts_.generator_type, node.id, {element, Type{}, none_type()});
}

}  // namespace krait::types
