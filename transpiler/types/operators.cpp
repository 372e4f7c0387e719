/// Unary, binary and comparison operators: special methods of stubs and of user classes.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;
using syntax::BinaryOperator;
using syntax::CompareOperator;

/// The method cannot be called with so many positional arguments, `self` among them.
static bool lacks_parameters(const FunctionInfo& function, std::size_t given) {
  const auto takes = [](const ParameterInfo& parameter) { return parameter.kind != ParameterKind::KeywordOnly && parameter.kind != ParameterKind::VarKeywords; };
  const bool any = std::any_of(function.parameters.begin(), function.parameters.end(), [](const ParameterInfo& parameter) { return parameter.kind == ParameterKind::VarArgs; });
  return function.method == MethodKind::Instance && !any && std::count_if(function.parameters.begin(), function.parameters.end(), takes) < static_cast<std::ptrdiff_t>(given);
}

std::string_view dunder(BinaryOperator op) {
  static constexpr std::string_view names[] = {"__add__",    "__sub__",    "__mul__", "__matmul__", "__truediv__", "__mod__",     "__pow__",
                                               "__lshift__", "__rshift__", "__or__",  "__xor__",    "__and__",     "__floordiv__"};
  return names[static_cast<int>(op)];
}
std::string_view reflected_dunder(BinaryOperator op) {
  static constexpr std::string_view names[] = {"__radd__",    "__rsub__",    "__rmul__", "__rmatmul__", "__rtruediv__", "__rmod__",     "__rpow__",
                                               "__rlshift__", "__rrshift__", "__ror__",  "__rxor__",    "__rand__",     "__rfloordiv__"};
  return names[static_cast<int>(op)];
}
std::string_view in_place_dunder(BinaryOperator op) {
  static constexpr std::string_view names[] = {"__iadd__",    "__isub__",    "__imul__", "__imatmul__", "__itruediv__", "__imod__",     "__ipow__",
                                               "__ilshift__", "__irshift__", "__ior__",  "__ixor__",    "__iand__",     "__ifloordiv__"};
  return names[static_cast<int>(op)];
}
std::string_view in_place_name(BinaryOperator op) { return in_place_dunder(op); }
std::string_view dunder(CompareOperator op) {
  switch (op) {
    case CompareOperator::Eq: return "__eq__";
    case CompareOperator::NotEq: return "__ne__";
    case CompareOperator::Lt: return "__lt__";
    case CompareOperator::LtE: return "__le__";
    case CompareOperator::Gt: return "__gt__";
    case CompareOperator::GtE: return "__ge__";
    default: return "";
  }
}
std::string_view reflected_dunder(CompareOperator op) {
  switch (op) {
    case CompareOperator::Eq: return "__eq__";
    case CompareOperator::NotEq: return "__ne__";
    case CompareOperator::Lt: return "__gt__";
    case CompareOperator::LtE: return "__ge__";
    case CompareOperator::Gt: return "__lt__";
    case CompareOperator::GtE: return "__le__";
    default: return "";
  }
}

Type Engine::call_special(const Atom& receiver, std::string_view name, const std::vector<Argument>& arguments, NodeId site, CallFact& fact, bool& found) {
  found = false;
  ClassId cls = receiver.kind == AtomKind::Instance ? receiver.id : receiver.kind == AtomKind::Tuple ? facts_.tuple_type : none;
  if (cls == none) {
    return {};
  }
  const FunctionId method = facts_.find_method(cls, name);
  if (method == none) {
    return {};
  }
  if (facts_.functions[method].is_stub) {
    CallFact saved = facts_.calls[site];
    const Type result = call_stub(method, &receiver, arguments, site, &found);
    const FunctionId overload = facts_.calls[site].function;
    facts_.calls[site] = saved;
    if (found) {
      fact.kind = CallKind::Stub;
      fact.function = overload;
    }
    return result;
  }
  found = true;
  if (lacks_parameters(facts_.functions[method], arguments.size() + 1)) {  // Python raises TypeError when it gets here
    fact.kind = CallKind::Dynamic;
    return unknown();
  }
  fact.kind = CallKind::User;
  fact.function = method;
  fact.targets.push_back(method);
  const Type self = atom_type(receiver);
  return call_user(method, &self, arguments, site);
}

Type Engine::call_special(const Type& receiver, std::string_view name, const std::vector<Argument>& arguments, NodeId site, CallFact& fact) {
  Type result;
  bool first = true;
  for (const Atom& atom : receiver.atoms()) {
    if (atom.kind == AtomKind::Unknown) {
      join_into(result, unknown());
      fact.kind = CallKind::Dynamic;
      first = false;
      continue;
    }
    CallFact one;
    bool found = false;
    join_into(result, call_special(atom, name, arguments, site, one, found));
    if (!found) {
      one.kind = CallKind::Never;
    }
    if (first) {
      const auto targets = fact.targets;
      fact = one;
      fact.targets.insert(fact.targets.end(), targets.begin(), targets.end());
    } else if (fact.kind == one.kind && one.kind == CallKind::User) {
      fact.targets.push_back(one.function);
      if (fact.function != one.function && facts_.functions[one.function].is_overridden) {
        fact.function = one.function;
      }
    } else if (fact.kind != one.kind || fact.function != one.function) {
      fact.kind = CallKind::Dynamic;
    }
    first = false;
  }
  return result;
}

/// `int ** int` is a float where the exponent is negative (docs/analysis.md, 9).
Type Engine::with_sign(Type power, const syntax::Expr* exponent) {
  const Sign sign = exponent != nullptr ? signs_.of(*exponent) : Sign::Unknown;
  const bool has_int = std::any_of(power.atoms().begin(), power.atoms().end(), [&](const Atom& atom) { return is_instance_of(atom, facts_.int_type); });
  if (sign == Sign::Unknown || !has_int) {
    return power;
  }
  if (sign == Sign::Negative && power.single() != nullptr) {
    return instance(facts_.float_type);
  }
  join_into(power, instance(facts_.float_type));
  return power;
}

Type Engine::binary_atoms(NodeId node, BinaryOperator op, const Atom& left, const Atom& right, bool in_place, CallFact& fact) {
  if (left.kind == AtomKind::Unknown || right.kind == AtomKind::Unknown) {
    fact.kind = CallKind::Dynamic;
    const Atom& known = left.kind == AtomKind::Unknown ? right : left;
    if (known.kind == AtomKind::Instance && !facts_.classes[known.id].is_stub) {
      Argument other;
      other.type = unknown();
      CallFact ignored;
      bool found = false;
      call_special(known, left.kind == AtomKind::Unknown ? reflected_dunder(op) : dunder(op), {other}, node, ignored, found);
    }
    return unknown();
  }
  bool handled = false;
  Type tuples = tuple_binary(node, op, left, right, handled);
  if (handled) {
    fact.kind = CallKind::Stub;
    return tuples;
  }
  Argument argument;
  argument.type = atom_type(right);
  bool found = false;
  const auto drop_not_implemented = [&](Type result) {
    return without(result, [&](const Atom& atom) { return atom.kind == AtomKind::Instance && atom.id == facts_.not_implemented_type; });
  };
  if (in_place) {
    Type result = call_special(left, in_place_dunder(op), {argument}, node, fact, found);
    if (found) {
      return drop_not_implemented(result);
    }
  }
  Type result = call_special(left, dunder(op), {argument}, node, fact, found);
  const bool may_decline = found && fact.kind == CallKind::User && result.atoms().size() != drop_not_implemented(result).atoms().size();
  result = drop_not_implemented(result);
  if (found && !may_decline) {
    // `xs * n`, `xs + ys`: one element slot where the elements are of one kind, so that no conversion is needed.
    for (const Atom& made : result.atoms()) {
      for (const Atom* operand : {&left, &right}) {
        if (made.kind == AtomKind::Instance && operand->kind == AtomKind::Instance && made.id == operand->id && made.slots.size() == 1 && operand->slots.size() == 1) {
          const auto& a = facts_.slot_type(made.slots[0]).atoms();
          const auto& b = facts_.slot_type(operand->slots[0]).atoms();
          const bool same = std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Atom& x, const Atom& y) { return compare_key(x, y) == 0; });
          if (same || b.empty()) {
            unify(made.slots[0], operand->slots[0]);
          }
        }
      }
    }
    return result;
  }
  Argument reflected;
  reflected.type = atom_type(left);
  CallFact other;
  bool found_reflected = false;
  const Type second = call_special(right, reflected_dunder(op), {reflected}, node, other, found_reflected);
  if (found_reflected) {
    if (!found) {
      other.reflected = true;
      other.targets.insert(other.targets.end(), fact.targets.begin(), fact.targets.end());
      fact = other;
      return drop_not_implemented(second);
    }
    fact.targets.insert(fact.targets.end(), other.targets.begin(), other.targets.end());
    join_into(result, drop_not_implemented(second));
    return result;
  }
  if (!found) {
    fact.kind = CallKind::Never;
  }
  return result;
}

/// Concatenation and repetition of tuples of known length.
Type Engine::tuple_binary(NodeId, BinaryOperator op, const Atom& left, const Atom& right, bool& handled) {
  if (op == BinaryOperator::Add && left.kind == AtomKind::Tuple && right.kind == AtomKind::Tuple) {
    handled = true;
    std::vector<Type> elements = left.elements;
    elements.insert(elements.end(), right.elements.begin(), right.elements.end());
    return tuple(std::move(elements));
  }
  return {};
}

Type Engine::binary(NodeId node, BinaryOperator op, const Type& left, const Type& right, bool in_place, CallFact& fact) {
  Type result;
  bool first = true;
  for (const Atom& a : left.atoms()) {
    for (const Atom& b : right.atoms()) {
      CallFact one;
      join_into(result, binary_atoms(node, op, a, b, in_place, one));
      if (first) {
        fact = one;
      } else {
        fact.targets.insert(fact.targets.end(), one.targets.begin(), one.targets.end());
        const bool same = fact.kind == one.kind && (fact.function == one.function || one.kind == CallKind::Stub) && fact.reflected == one.reflected;
        const bool family = fact.kind == CallKind::User && one.kind == CallKind::User && fact.reflected == one.reflected &&
                            facts_.functions[fact.function].name == facts_.functions[one.function].name;
        if (!same && !family) {
          const bool numbers = one.kind == CallKind::Stub && fact.kind == CallKind::Stub;
          fact.kind = numbers ? CallKind::Stub : CallKind::Dynamic;
        }
      }
      first = false;
    }
  }
  return result;
}

/// `(-8) ** 0.5`: a negative literal to a fractional one is a complex number.
static bool is_complex_power(const syntax::BinOp& node) {
  const auto* sign = syntax::as<syntax::UnaryOp>(node.left);
  const auto* base = sign != nullptr && sign->op == syntax::UnaryOperator::USub ? syntax::as<syntax::Constant>(sign->operand) : nullptr;
  const auto* exponent = syntax::as<syntax::Constant>(node.right);
  if (base == nullptr || exponent == nullptr || exponent->constant != syntax::ConstantKind::Float ||
      (base->constant != syntax::ConstantKind::Int && base->constant != syntax::ConstantKind::Float)) {
    return false;
  }
  const double power = std::strtod(exponent->text.c_str(), nullptr);
  return power != std::floor(power);
}

Type Engine::infer_kind(const syntax::BinOp& node, Environment& env) {
  const Type left = infer(*node.left, env);
  const Type right = infer(*node.right, env);
  CallFact fact;
  Type result = binary(node.id, node.op, left, right, false, fact);
  if (node.op == BinaryOperator::Pow) {
    result = is_complex_power(node) ? instance(facts_.complex_type) : with_sign(std::move(result), node.right);
  }
  facts_.calls[node.id] = fact;
  return result;
}

Type Engine::infer_kind(const syntax::UnaryOp& node, Environment& env) {
  const Type operand = infer(*node.operand, env);
  if (node.op == syntax::UnaryOperator::Not) {
    return instance(facts_.bool_type);
  }
  const std::string_view name = node.op == syntax::UnaryOperator::USub ? "__neg__" : node.op == syntax::UnaryOperator::UAdd ? "__pos__" : "__invert__";
  CallFact fact;
  const Type result = call_special(operand, name, {}, node.id, fact);
  facts_.calls[node.id] = fact;
  return result;
}

/// `@total_ordering` or `@functools.total_ordering` above the class.
static bool is_totally_ordered(const ClassInfo& cls) {
  const syntax::ClassDef* node = cls.node;
  return node != nullptr && std::any_of(node->decorators.begin(), node->decorators.end(), [](const syntax::Expr* decorator) {
           const auto* name = as<syntax::Name>(decorator);
           const auto* member = as<syntax::Attribute>(decorator);
           return (name != nullptr && name->name == "total_ordering") || (member != nullptr && member->attribute == "total_ordering");
         });
}

/// A comparison that `total_ordering` adds calls the one that was written, and `__eq__`.
bool Engine::compare_by_total_ordering(NodeId node, const Atom& left, const Argument& right) {
  const bool ordered = left.kind == AtomKind::Instance &&
                       std::any_of(facts_.classes[left.id].mro.begin(), facts_.classes[left.id].mro.end(), [&](ClassId base) { return is_totally_ordered(facts_.classes[base]); });
  if (!ordered) {
    return false;
  }
  for (const char* method : {"__lt__", "__le__", "__gt__", "__ge__", "__eq__"}) {
    if (const FunctionId written = facts_.find_method(left.id, method); written != none && !facts_.functions[written].is_stub) {
      CallFact fact;
      bool found = false;
      call_special(left, method, {right}, node, fact, found);
    }
  }
  return true;
}

static void note_comparison(Facts& facts, NodeId node, std::size_t index, const CallFact& fact) {
  auto& comparisons = facts.compare_calls[node];
  comparisons.resize(std::max(comparisons.size(), index + 1));
  comparisons[index] = fact;
}

/// The right operand's method for the comparison, where the left one has none, or only that of `object`.
bool Engine::compare_reflected(NodeId node, CompareOperator op, const Atom& left, const Atom& right, bool left_has_method, CallFact& fact, Type& outcome) {
  Argument reflected;
  reflected.type = atom_type(left);
  CallFact other;
  bool found = false;
  const Type given = call_special(right, reflected_dunder(op), {reflected}, node, other, found);
  if (!found || (left_has_method && other.kind != CallKind::User)) {
    return false;
  }
  other.reflected = true;
  fact = other;
  outcome = given;
  return true;
}

Type Engine::compare_atoms(NodeId node, CompareOperator op, const Atom& left, const Atom& right, CallFact& fact) {
  const Type boolean = instance(facts_.bool_type);
  if (left.kind == AtomKind::Unknown || right.kind == AtomKind::Unknown) {
    fact.kind = CallKind::Dynamic;
    return boolean;
  }
  Argument argument;
  argument.type = atom_type(right);
  bool found = false;
  Type outcome = call_special(left, dunder(op), {argument}, node, fact, found);
  const bool only_object = found && fact.kind == CallKind::Stub && fact.function != none && facts_.functions[fact.function].owner == facts_.object_type;
  if (!found || only_object) {
    found = compare_reflected(node, op, left, right, found, fact, outcome) || found;
  }
  if (op == CompareOperator::NotEq && only_object) {
    // `!=` is the negation of a user's `__eq__`.
    CallFact eq;
    bool found_eq = false;
    call_special(left, "__eq__", {argument}, node, eq, found_eq);
    if (found_eq && eq.kind == CallKind::User) {
      fact = eq;
    }
  }
  const bool equality = op == CompareOperator::Eq || op == CompareOperator::NotEq;
  if (!equality && !found) {
    const bool by_fields = left.kind == AtomKind::Instance && right.kind == AtomKind::Instance && facts_.classes[left.id].has_order;
    if (by_fields || compare_by_total_ordering(node, left, argument)) {
      fact.kind = CallKind::Stub;
      outcome = boolean;
    } else {
      fact.kind = CallKind::Never;
    }
  }
  outcome = without(outcome, [&](const Atom& atom) { return atom.kind == AtomKind::Instance && atom.id == facts_.not_implemented_type; });
  return equality && outcome.is_bottom() ? boolean : outcome;
}

Type Engine::compare(NodeId node, std::size_t index, CompareOperator op, const Type& left, const Type& right) {
  const Type boolean = instance(facts_.bool_type);
  if (op == CompareOperator::Is || op == CompareOperator::IsNot) {
    return boolean;
  }
  CallFact fact;
  if (op == CompareOperator::In || op == CompareOperator::NotIn) {
    Argument item;
    item.type = left;
    call_special(right, "__contains__", {item}, node, fact);
    note_comparison(facts_, node, index, fact);
    return boolean;
  }
  Type result;
  bool first = true;
  for (const Atom& a : left.atoms()) {
    for (const Atom& b : right.atoms()) {
      CallFact one;
      join_into(result, compare_atoms(node, op, a, b, one));
      if (first) {
        fact = one;
      } else {
        fact.targets.insert(fact.targets.end(), one.targets.begin(), one.targets.end());
        fact.kind = fact.kind == one.kind ? fact.kind : CallKind::Dynamic;
      }
      first = false;
    }
  }
  note_comparison(facts_, node, index, fact);
  return result;
}

Type Engine::infer_kind(const syntax::Compare& node, Environment& env) {
  Type left = infer(*node.left, env);
  Type result;
  for (std::size_t i = 0; i < node.ops.size(); ++i) {
    const Type right = infer(*node.comparators[i], env);
    if (node.ops[i] != syntax::CompareOperator::Is && node.ops[i] != syntax::CompareOperator::IsNot) {
      use_as_mappings(left);
      use_as_mappings(right);
    }
    join_into(result, compare(node.id, i, node.ops[i], left, right));
    left = right;
  }
  return result;
}

}  // namespace krait::types
