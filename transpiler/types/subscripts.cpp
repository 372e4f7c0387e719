/// `x[i]`: loads, stores, deletions; tuples of known length by constant index.
#include <algorithm>
#include <charconv>
#include <optional>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

namespace {
/// The value of an int literal, possibly negated.
std::optional<long> constant_index(const syntax::Expr* node) {
  bool negative = false;
  if (const auto* unary = as<syntax::UnaryOp>(node); unary != nullptr && unary->op == syntax::UnaryOperator::USub) {
    negative = true;
    node = unary->operand;
  }
  const auto* constant = as<syntax::Constant>(node);
  if (constant == nullptr || constant->constant != syntax::ConstantKind::Int) {
    return std::nullopt;
  }
  long value = 0;
  const auto [end, error] = std::from_chars(constant->text.data(), constant->text.data() + constant->text.size(), value);
  if (error != std::errc{} || end != constant->text.data() + constant->text.size()) {
    return std::nullopt;
  }
  return negative ? -value : value;
}
}  // namespace

Type Engine::infer_kind(const syntax::Subscript& node, Environment& env) {
  const Type receiver = infer(*node.value, env);
  const Type index = infer(*node.slice, env);
  const Type whole = subscript(node, receiver, index);
  if (const auto path = path_of(node)) {
    if (const auto narrowed = env.narrowed.find(*path); narrowed != env.narrowed.end()) {
      return narrowed->second;
    }
  }
  return whole;
}

/// The elements of a tuple of known length, named or not; nothing for all else.
std::optional<std::vector<Type>> Engine::tuple_elements(const Atom& atom) {
  if (atom.kind == AtomKind::Tuple) {
    return atom.elements;
  }
  if (atom.kind != AtomKind::Instance || facts_.classes[atom.id].kind != ClassKind::NamedTuple) {
    return std::nullopt;
  }
  std::vector<Type> elements = atom.elements;
  for (const std::string& name : facts_.classes[atom.id].field_order) {
    elements.push_back(read(facts_.classes[atom.id].fields.find(name)->second.slot));
  }
  return elements;
}

/// `t[i]`, `t[i:j]`: exact where the bounds are literals.
Type Engine::subscript_elements(const syntax::Subscript& node, const std::vector<Type>& elements) {
  const auto size = static_cast<long>(elements.size());
  if (const auto position = constant_index(node.slice)) {
    const long at = *position < 0 ? *position + size : *position;
    return at >= 0 && at < size ? elements[static_cast<std::size_t>(at)] : Type{};
  }
  const auto* slice = as<syntax::Slice>(node.slice);
  if (slice != nullptr && slice->step == nullptr) {
    const auto lower = slice->lower != nullptr ? constant_index(slice->lower) : std::optional(0L);
    const auto upper = slice->upper != nullptr ? constant_index(slice->upper) : std::optional(size);
    if (lower && upper) {
      const auto clamp = [&](long at) { return std::min(std::max(at < 0 ? at + size : at, 0L), size); };
      std::vector<Type> part;
      for (long i = clamp(*lower); i < clamp(*upper); ++i) {
        part.push_back(elements[static_cast<std::size_t>(i)]);
      }
      return tuple(std::move(part));
    }
  }
  Type joined;
  for (const Type& element : elements) {
    join_into(joined, element);
  }
  return slice != nullptr ? container(facts_.tuple_type, node.id, {joined}) : joined;
}

/// `x[i]` by `__getitem__`; a key of a record that is only asked for by constant keys has a slot of its own.
Type Engine::subscript_by_method(const syntax::Subscript& node, const Type& receiver, const Atom& atom, const Type& index, CallFact& fact) {
  Argument argument;
  argument.expression = node.slice;
  argument.type = index;
  bool found = false;
  const auto others = std::count_if(receiver.atoms().begin(), receiver.atoms().end(), [&](const Atom& one) { return !is_none(one); });
  const bool by_name = index.single() != nullptr && is_instance_of(*index.single(), facts_.str_type) && others == 1;
  const SlotId* key = by_name ? record_value(atom, *node.slice) : nullptr;
  const SlotId held = key != nullptr ? *key : none;
  looks_by_key_ = by_name && record_of(atom) != nullptr;
  const Type any = call_special(atom, "__getitem__", {argument}, node.id, fact, found);
  looks_by_key_ = false;
  Type result = held != none ? read(held) : any;
  if (!found) {
    fact.kind = CallKind::Never;
  }
  if (atom.kind == AtomKind::Instance && facts_.find_method(atom.id, "__missing__") != none) {
    CallFact missing;
    join_into(result, call_special(atom, "__missing__", {argument}, node.id, missing, found));
  }
  return result;
}

Type Engine::subscript_atom(const syntax::Subscript& node, const Type& receiver, const Atom& atom, const Type& index, CallFact& fact) {
  if (atom.kind == AtomKind::Class) {
    fact.kind = CallKind::Special;
    fact.cls = atom.id;
    return facts_.classes[atom.id].kind == ClassKind::Enum ? instance(atom.id) : Type(atom);  // Category["TOOL"], list[int]
  }
  if (atom.kind == AtomKind::Unknown) {
    return unknown();
  }
  if (const auto elements = tuple_elements(atom)) {
    fact.kind = CallKind::Special;
    return subscript_elements(node, *elements);
  }
  return subscript_by_method(node, receiver, atom, index, fact);
}

Type Engine::subscript(const syntax::Subscript& node, const Type& receiver, const Type& index) {
  Type result;
  CallFact merged;
  bool first = true;
  for (const Atom& atom : receiver.atoms()) {
    if (is_none(atom) && receiver.atoms().size() > 1) {
      continue;
    }
    CallFact fact;
    join_into(result, subscript_atom(node, receiver, atom, index, fact));
    if (first) {
      merged = fact;
    } else if (merged.kind != fact.kind || (fact.kind == CallKind::Stub && merged.function != fact.function)) {
      merged.kind = CallKind::Dynamic;
    } else {
      merged.targets.insert(merged.targets.end(), fact.targets.begin(), fact.targets.end());
    }
    first = false;
  }
  facts_.calls[node.id] = merged;
  return result;
}

void Engine::store_subscript(const syntax::Subscript& target, const Type& value, Environment& env) {
  const Type receiver = infer(*target.value, env);
  const Atom* only = receiver.single();
  if (const SlotId* key = only != nullptr ? record_value(*only, *target.slice) : nullptr; key != nullptr) {
    infer(*target.slice, env);
    put_into_record(only->slots[1], static_cast<const syntax::Constant*>(target.slice)->text, value);
    facts_.calls[target.id] = {.kind = CallKind::Stub, .function = facts_.find_method(facts_.dict_type, "__setitem__"), .targets = {}, .parameter_types = {}};
    facts_.node_types[target.id] = value;
    kill_key(target, env);
    set_narrowed(target, value, env);
    return;
  }
  Argument index;
  index.expression = target.slice;
  index.type = infer(*target.slice, env);
  Argument stored;
  stored.type = value;
  CallFact fact;
  call_special(receiver, "__setitem__", {index, stored}, target.id, fact);
  facts_.calls[target.id] = fact;
  facts_.node_types[target.id] = value;
}

}  // namespace krait::types
