/// What tests and indices say about the intervals of the values in them.
#include <algorithm>
#include <cstdint>

#include "ranges/walker.hpp"

namespace krait::ranges {

using syntax::as;
using types::Atom;
using types::AtomKind;

/// What is known of `a + 1` says something of `a`.
void Walker::restrict_value(const syntax::Expr& node, const Interval& to, Environment& env) {
  const auto* operation = as<syntax::BinOp>(&node);
  if (operation == nullptr) {
    restrict_name(node, to, env);
    return;
  }
  const auto* left = as<syntax::Constant>(operation->left);
  const auto* right = as<syntax::Constant>(operation->right);
  const auto is_literal = [](const syntax::Constant* constant) { return constant != nullptr && constant->constant == syntax::ConstantKind::Int; };
  if (operation->op == syntax::BinaryOperator::Add && (is_literal(left) || is_literal(right))) {
    const syntax::Expr& other = is_literal(right) ? *operation->left : *operation->right;
    const Interval literal = eval_constant(is_literal(right) ? *right : *left).interval;
    restrict_value(other, binary(syntax::BinaryOperator::Sub, to, literal), env);
  } else if (operation->op == syntax::BinaryOperator::Sub && is_literal(right)) {
    restrict_value(*operation->left, binary(syntax::BinaryOperator::Add, to, eval_constant(*right).interval), env);
  } else if (operation->op == syntax::BinaryOperator::Mult && to.high && *to.high >= 0 && *to.high <= static_cast<Wide>(1) << 120) {
    const auto* one = as<syntax::Name>(operation->left);
    const auto* other = as<syntax::Name>(operation->right);
    if (one != nullptr && other != nullptr && names_.variable[one->id] == names_.variable[other->id]) {
      Wide root = 1;
      while (root < (static_cast<Wide>(1) << 62) && root * root < *to.high) {
        root *= 2;
      }
      restrict_name(*one, Interval::of(-root, root), env);
    }
  }
}

/// After `xs[i]` without an IndexError.
void Walker::restrict_index(const types::Type& container, const syntax::Expr& index, Environment& env) {
  const bool sequence = std::all_of(container.atoms().begin(), container.atoms().end(), [&](const Atom& atom) {
    return atom.kind == AtomKind::Tuple ||
           (atom.kind == AtomKind::Instance && (atom.id == facts_.list_type || atom.id == facts_.str_type || atom.id == facts_.bytes_type || atom.id == facts_.tuple_type));
  });
  if (sequence && !container.atoms().empty()) {
    restrict_value(index, Interval::of(-length_bound, length_bound - 1), env);
  }
}

/// In the body of `for i in range(a, b)`, b is above a.
void Walker::restrict_stop(const syntax::Expr& iterable, Environment& env) {
  const auto* call = as<syntax::Call>(&iterable);
  const types::CallFact* fact = call != nullptr ? facts_.call(call->id) : nullptr;
  if (fact == nullptr || fact->kind != types::CallKind::Construct || fact->cls != facts_.range_type || call->arguments.empty() || call->arguments.size() > 2) {
    return;
  }
  const bool has_start = call->arguments.size() == 2;
  if (call->arguments[0]->kind == syntax::Kind::Starred || (has_start && call->arguments[1]->kind == syntax::Kind::Starred)) {
    return;
  }
  const Interval start = has_start ? result_.node_shape(call->arguments[0]->id).interval : Interval::of(0, 0);
  const syntax::Expr& stop = *call->arguments.back();
  if (start.is_empty || !start.low || !facts_.type(stop).single()) {
    return;
  }
  // A variable that the loop assigns, its own target for one, has another value by now.
  const auto* name = as<syntax::Name>(&stop);
  const names::VariableId variable = name != nullptr ? names_.variable[name->id] : names::none;
  if (variable != names::none && names_.variables[variable].definition_ids.size() <= 1) {
    restrict_name(stop, {.is_empty = false, .low = *start.low + 1, .high = {}}, env);
  }
}

/// After `[x] * n` without a MemoryError; `[] * n` says nothing.
void Walker::restrict_count(const syntax::BinOp& node, Environment& env) {
  const auto is_filled = [](const syntax::Expr& side) {
    const auto* list = as<syntax::List>(&side);
    const auto* text = as<syntax::Constant>(&side);
    return (list != nullptr && !list->elements.empty() && list->elements[0]->kind != syntax::Kind::Starred) ||
           (text != nullptr && text->constant == syntax::ConstantKind::Str && !text->text.empty());
  };
  const Interval fits = {.is_empty = false, .low = {}, .high = length_bound};
  if (is_filled(*node.left)) {
    restrict_value(*node.right, fits, env);
  } else if (is_filled(*node.right)) {
    restrict_value(*node.left, fits, env);
  }
}

void Walker::restrict_name(const syntax::Expr& node, const Interval& to, Environment& env) {
  const syntax::Expr* place = &node;
  if (const auto* walrus = as<syntax::NamedExpr>(place)) {
    place = walrus->target;
  }
  const auto* name = as<syntax::Name>(place);
  if (name == nullptr || names_.variable[name->id] == names::none || !is_int(facts_, facts_.type(node))) {
    return;
  }
  const names::VariableId variable = names_.variable[name->id];
  if (names_.symbols[names_.variables[variable].symbol].is_rebound_by_inner) {
    return;
  }
  const Interval* current = env.find(variable);
  const Interval met = current != nullptr ? meet(*current, to) : to;
  if (!met.is_empty) {
    env.set(variable, met);
  }
}

void Walker::narrow_compare(const syntax::Expr& left, syntax::CompareOperator op, const syntax::Expr& right, Environment& env) {
  const Interval a = result_.node_shape(left.id).interval;
  const Interval b = result_.node_shape(right.id).interval;
  const types::Type& left_type = facts_.type(left);
  const types::Type& right_type = facts_.type(right);
  const auto only_int = [&](const types::Type& type) {
    return type.single() != nullptr && type.single()->kind == AtomKind::Instance && facts_.is_subclass(type.single()->id, facts_.int_type);
  };
  if (!only_int(left_type) || !only_int(right_type) || a.is_empty || b.is_empty) {
    return;
  }
  const auto below = [](const Interval& of_other, Wide by) { return Interval{.is_empty = false, .low = {}, .high = of_other.high ? Bound(*of_other.high - by) : Bound{}}; };
  const auto above = [](const Interval& of_other, Wide by) { return Interval{.is_empty = false, .low = of_other.low ? Bound(*of_other.low + by) : Bound{}, .high = {}}; };
  switch (op) {
    case syntax::CompareOperator::Lt:
      restrict_value(left, below(b, 1), env);
      restrict_value(right, above(a, 1), env);
      break;
    case syntax::CompareOperator::LtE:
      restrict_value(left, below(b, 0), env);
      restrict_value(right, above(a, 0), env);
      break;
    case syntax::CompareOperator::Gt:
      restrict_value(left, above(b, 1), env);
      restrict_value(right, below(a, 1), env);
      break;
    case syntax::CompareOperator::GtE:
      restrict_value(left, above(b, 0), env);
      restrict_value(right, below(a, 0), env);
      break;
    case syntax::CompareOperator::Eq:
      restrict_value(left, b, env);
      restrict_value(right, a, env);
      break;
    case syntax::CompareOperator::NotEq:
      // Cuts off an end point.
      if (b.low && b.high && *b.low == *b.high) {
        Interval cut = a;
        if (cut.low && *cut.low == *b.low) {
          cut.low = *cut.low + 1;
        }
        if (cut.high && *cut.high == *b.low) {
          cut.high = *cut.high - 1;
        }
        restrict_value(left, cut, env);
      }
      break;
    default: break;
  }
}

void Walker::narrow(const syntax::Expr& test, bool outcome, Environment& env) {
  if (const auto* inverse = as<syntax::UnaryOp>(&test); inverse != nullptr && inverse->op == syntax::UnaryOperator::Not) {
    narrow(*inverse->operand, !outcome, env);
  } else if (const auto* several = as<syntax::BoolOp>(&test)) {
    if ((several->op == syntax::BoolOperator::And) == outcome) {
      for (const syntax::Expr* value : several->values) {
        narrow(*value, outcome, env);
      }
    }
  } else if (const auto* comparison = as<syntax::Compare>(&test)) {
    if (outcome) {
      const syntax::Expr* left = comparison->left;
      for (std::size_t i = 0; i < comparison->ops.size(); ++i) {
        narrow_compare(*left, comparison->ops[i], *comparison->comparators[i], env);
        left = comparison->comparators[i];
      }
    } else if (comparison->ops.size() == 1) {
      static const std::map<syntax::CompareOperator, syntax::CompareOperator> opposite = {
          {syntax::CompareOperator::Lt, syntax::CompareOperator::GtE},   {syntax::CompareOperator::LtE, syntax::CompareOperator::Gt},
          {syntax::CompareOperator::Gt, syntax::CompareOperator::LtE},   {syntax::CompareOperator::GtE, syntax::CompareOperator::Lt},
          {syntax::CompareOperator::Eq, syntax::CompareOperator::NotEq}, {syntax::CompareOperator::NotEq, syntax::CompareOperator::Eq}};
      const auto it = opposite.find(comparison->ops[0]);
      if (it != opposite.end()) {
        narrow_compare(*comparison->left, it->second, *comparison->comparators[0], env);
      }
    }
  } else if (test.kind == syntax::Kind::Name) {
    const Interval now = result_.node_shape(test.id).interval;
    if (!outcome && is_int(facts_, facts_.type(test)) && facts_.type(test).atoms().size() == 1) {
      restrict_name(test, Interval::of(0, 0), env);
    } else if (outcome && now.is_non_negative()) {
      restrict_name(test, {.is_empty = false, .low = Wide{1}, .high = {}}, env);
    }
  }
}

}  // namespace krait::ranges
