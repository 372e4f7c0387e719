/// Expressions of interval analysis.
#include <algorithm>
#include <cstdint>

#include "ranges/walker.hpp"
#include "syntax/children.hpp"

namespace krait::ranges {

using syntax::as;
using types::Atom;
using types::AtomKind;

namespace {

bool is_tuple(const types::Type& type) { return type.single() != nullptr && type.single()->kind == AtomKind::Tuple; }

Interval constant(const std::string& digits) {
  if (digits.size() > 37) {
    return {.is_empty = false, .low = Wide{0}, .high = {}};
  }
  Wide value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
  }
  return Interval::of(value, value);
}

}  // namespace

/// A value of which only the type is known.
Shape Walker::from_type(const types::Type& type) {
  Shape shape;
  for (const Atom& atom : type.atoms()) {
    if (atom.kind == AtomKind::Unknown || (atom.kind == AtomKind::Instance && facts_.is_subclass(atom.id, facts_.int_type) && atom.id != facts_.bool_type)) {
      shape.interval = Interval::all();
    } else if (atom.kind == AtomKind::Instance && atom.id == facts_.bool_type) {
      shape.interval = join(shape.interval, Interval::of(0, 1));
    } else if (atom.kind == AtomKind::Instance && atom.id == facts_.range_type) {
      shape.interval = join(shape.interval, Interval::of(INT64_MIN, INT64_MAX));
    } else if (atom.kind == AtomKind::Tuple) {
      Shape tuple;
      for (const types::Type& one : atom.elements) {
        tuple.elements.push_back(from_type(one));
      }
      shape = join(shape, tuple);
    }
  }
  return shape;
}

/// Is something known of every part that may hold ints?
bool Walker::is_complete(const Shape& shape, const types::Type& type) const {
  return std::all_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) {
    if (atom.kind == AtomKind::Instance || atom.kind == AtomKind::Unknown) {
      const bool holds_ints = atom.kind == AtomKind::Unknown || facts_.is_subclass(atom.id, facts_.int_type);
      return !shape.interval.is_empty || (!holds_ints && (!shape.is_empty() || atom.id != facts_.range_type));
    }
    if (shape.is_empty()) {
      return atom.elements.empty();
    }
    for (std::size_t i = 0; i < atom.elements.size() && atom.elements.size() == shape.elements.size(); ++i) {
      if (!is_complete(shape.elements[i], atom.elements[i])) {
        return false;
      }
    }
    return true;
  });
}

/// With the parts that nothing is known of, though their types have ints, said to be anything.
Shape Walker::complete(Shape shape, const types::Type& type) {
  if (shape.is_empty()) {
    return from_type(type);
  }
  if (shape.interval.is_empty && is_int(facts_, type)) {
    shape.interval = Interval::all();
  }
  for (const Atom& atom : type.atoms()) {
    for (std::size_t i = 0; i < atom.elements.size() && atom.elements.size() == shape.elements.size(); ++i) {
      shape.elements[i] = complete(shape.elements[i], atom.elements[i]);
    }
  }
  return shape;
}

Shape Walker::eval(const syntax::Expr& node, Environment& env) {
  Shape shape = eval_kind(node, env);
  if (shape.interval.is_empty && shape.elements.empty()) {
    const types::Type& type = facts_.type(node);
    const types::Atom* only = type.single();
    if (only != nullptr && only->kind == AtomKind::Instance && only->id == facts_.bool_type) {
      shape.interval = Interval::of(0, 1);
    }
  }
  if (!is_complete(shape, facts_.type(node)) && is_closing()) {
    shape = complete(std::move(shape), facts_.type(node));
  }
  note(node, shape);
  return shape;
}

/// What a container of this type gets as an element.
void Walker::flow_element(const types::Type& container, const Shape& element) {
  for (const Atom& atom : container.atoms()) {
    if (!atom.slots.empty()) {
      add(atom.slots[0], element);
    }
  }
}

/// What a dict of this type gets as a key and its value.
void Walker::flow_item(const types::Type& dict, const Shape& key, const Shape& value) {
  for (const Atom& atom : dict.atoms()) {
    if (atom.slots.size() == 2) {
      add(atom.slots[0], key);
      add(atom.slots[1], value);
    }
  }
}

/// Nodes that have no interval of their own: their operands may.
void Walker::eval_children(const syntax::Node& node, Environment& env) {
  syntax::for_each_child(node, [&](const syntax::Node& child) {
    if (child.kind < syntax::Kind::FunctionDef) {
      eval(static_cast<const syntax::Expr&>(child), env);
    }
  });
}

Shape Walker::eval_kind(const syntax::Expr& node, Environment& env) {
  switch (node.kind) {
    case syntax::Kind::Constant: return eval_constant(static_cast<const syntax::Constant&>(node));
    case syntax::Kind::Name: return eval_name(static_cast<const syntax::Name&>(node), env);
    case syntax::Kind::BinOp: return eval_binary(static_cast<const syntax::BinOp&>(node), env);
    case syntax::Kind::UnaryOp: return eval_unary(static_cast<const syntax::UnaryOp&>(node), env);
    case syntax::Kind::BoolOp: return eval_bool_op(static_cast<const syntax::BoolOp&>(node), env);
    case syntax::Kind::IfExp: return eval_conditional(static_cast<const syntax::IfExp&>(node), env);
    case syntax::Kind::NamedExpr: {
      const auto& walrus = static_cast<const syntax::NamedExpr&>(node);
      const Shape value = eval(*walrus.value, env);
      assign(*walrus.target, value, env);
      return value;
    }
    case syntax::Kind::Tuple: return eval_tuple(static_cast<const syntax::Tuple&>(node), env);
    case syntax::Kind::List: return eval_display(node, static_cast<const syntax::List&>(node).elements, env);
    case syntax::Kind::Set: return eval_display(node, static_cast<const syntax::Set&>(node).elements, env);
    case syntax::Kind::Dict: return eval_dict(static_cast<const syntax::Dict&>(node), env);
    case syntax::Kind::ListComp: return eval_comprehension(static_cast<const syntax::ListComp&>(node), env);
    case syntax::Kind::SetComp: return eval_comprehension(static_cast<const syntax::SetComp&>(node), env);
    case syntax::Kind::GeneratorExp: return eval_comprehension(static_cast<const syntax::GeneratorExp&>(node), env);
    case syntax::Kind::DictComp: return eval_dict_comprehension(static_cast<const syntax::DictComp&>(node), env);
    case syntax::Kind::Compare: return eval_compare(static_cast<const syntax::Compare&>(node), env);
    case syntax::Kind::Call: return eval_call(static_cast<const syntax::Call&>(node), env);
    case syntax::Kind::Attribute: return eval_attribute(static_cast<const syntax::Attribute&>(node), env);
    case syntax::Kind::Subscript: return eval_subscript(static_cast<const syntax::Subscript&>(node), env);
    case syntax::Kind::Starred: return eval(*static_cast<const syntax::Starred&>(node).value, env);
    case syntax::Kind::Await: return eval_await(static_cast<const syntax::Await&>(node), env);
    case syntax::Kind::Yield: return eval_yield(static_cast<const syntax::Yield&>(node), env);
    case syntax::Kind::YieldFrom: return eval_yield_from(static_cast<const syntax::YieldFrom&>(node), env);
    case syntax::Kind::Lambda: flow_defaults(facts_.functions[facts_.function_of(node.id)], env); return {};
    default: eval_children(node, env); return {};
  }
}

Shape Walker::eval_constant(const syntax::Constant& node) {
  switch (node.constant) {
    case syntax::ConstantKind::Int: return of(constant(node.text));
    case syntax::ConstantKind::True: return of(Interval::of(1, 1));
    case syntax::ConstantKind::False: return of(Interval::of(0, 0));
    default: return {};
  }
}

// ---- operators --------------------------------------------------------------------------------------

Shape Walker::eval_unary(const syntax::UnaryOp& node, Environment& env) {
  const Shape operand = eval(*node.operand, env);
  targets_of(facts_.call(node.id), {});
  if (node.op == syntax::UnaryOperator::Not) {
    return of(Interval::of(0, 1));
  }
  if (operand.interval.is_empty) {
    return is_int(facts_, facts_.type(*node.operand)) ? missing(facts_.type(node)) : from_type(facts_.type(node));
  }
  if (node.op == syntax::UnaryOperator::UAdd) {
    return operand;
  }
  // ~x is -x - 1
  return node.op == syntax::UnaryOperator::USub ? negate(operand) : of(binary(syntax::BinaryOperator::Sub, negate(operand.interval), Interval::of(1, 1)));
}

Shape Walker::eval_bool_op(const syntax::BoolOp& node, Environment& env) {
  Shape shape;
  Environment inner = env;
  for (const syntax::Expr* value : node.values) {
    shape = join(shape, eval(*value, inner));
    narrow(*value, node.op == syntax::BoolOperator::And, inner);
  }
  return shape;
}

Shape Walker::eval_conditional(const syntax::IfExp& node, Environment& env) {
  eval(*node.test, env);
  Environment yes = env;
  narrow(*node.test, true, yes);
  Environment no = env;
  narrow(*node.test, false, no);
  const auto decided = facts_.constant_test(node.test->id);
  const Shape a = decided == std::optional(false) ? Shape{} : eval(*node.body, yes);
  const Shape b = decided == std::optional(true) ? Shape{} : eval(*node.orelse, no);
  return join(a, b);
}

Shape Walker::eval_compare(const syntax::Compare& node, Environment& env) {
  Environment inner = env;
  Shape left = eval(*node.left, inner);
  for (std::size_t i = 0; i < node.ops.size(); ++i) {
    const Shape right = eval(*node.comparators[i], inner);
    const types::CallFact* fact = facts_.compare_call(node.id, i);
    targets_of(fact, {fact != nullptr && fact->reflected ? left : right});
    targets_of(fact, {left});
    left = right;
  }
  return of(Interval::of(0, 1));
}

// ---- displays and comprehensions --------------------------------------------------------------------

Shape Walker::eval_tuple(const syntax::Tuple& node, Environment& env) {
  Shape shape;
  bool starred = false;
  for (const syntax::Expr* one : node.elements) {
    starred = starred || one->kind == syntax::Kind::Starred;
    shape.elements.push_back(eval(*one, env));
  }
  if (starred) {
    flow_into_type(facts_.type(node), whole());
    shape.elements.clear();
  } else if (const Atom* only = facts_.type(node).single(); only != nullptr && only->kind == AtomKind::Instance && !only->slots.empty()) {
    for (const Shape& one : shape.elements) {
      add(only->slots[0], one);
    }
    shape.elements.clear();
  }
  return shape;
}

/// A list or set.
Shape Walker::eval_display(const syntax::Expr& node, const std::vector<syntax::Expr*>& elements, Environment& env) {
  for (const syntax::Expr* one : elements) {
    Shape shape = eval(*one, env);
    if (const auto* starred = as<syntax::Starred>(one)) {
      shape = element(facts_.type(*starred->value), shape);
    }
    flow_element(facts_.type(node), shape);
  }
  return {};
}

Shape Walker::eval_dict(const syntax::Dict& node, Environment& env) {
  for (const auto& item : node.items) {
    const Shape key = item.key != nullptr ? eval(*item.key, env) : Shape{};
    const Shape value = eval(*item.value, env);
    if (item.key != nullptr) {
      flow_item(facts_.type(node), key, value);
      continue;
    }
    for (const Atom& atom : facts_.type(node).atoms()) {
      for (const Atom& source : facts_.type(*item.value).atoms()) {
        if (atom.slots.size() == 2 && source.slots.size() == 2) {
          add(atom.slots[0], read(source.slots[0]));
          add(atom.slots[1], read(source.slots[1]));
        }
      }
    }
  }
  return {};
}

template <class Node>
Shape Walker::eval_comprehension(const Node& node, Environment& env) {
  Environment inner = env;
  eval_generators(node.generators, inner);
  flow_element(facts_.type(node), eval(*node.element, inner));
  return {};
}

Shape Walker::eval_dict_comprehension(const syntax::DictComp& node, Environment& env) {
  Environment inner = env;
  eval_generators(node.generators, inner);
  const Shape key = eval(*node.key, inner);
  const Shape value = eval(*node.value, inner);
  flow_item(facts_.type(node), key, value);
  return {};
}

// ---- coroutines and generators ----------------------------------------------------------------------

Shape Walker::eval_await(const syntax::Await& node, Environment& env) {
  eval(*node.value, env);
  Shape shape;
  for (const Atom& atom : facts_.type(*node.value).atoms()) {
    const bool has_result = atom.kind == AtomKind::Instance && !atom.slots.empty();
    shape = join(shape, has_result ? read(atom.slots.back()) : from_type(facts_.type(node)));
  }
  return shape;
}

Shape Walker::eval_yield(const syntax::Yield& node, Environment& env) {
  const Shape shape = node.value != nullptr ? eval(*node.value, env) : Shape{};
  if (function_ == nullptr) {
    return {};
  }
  add(function_->yields, shape);
  return read(function_->sends);
}

Shape Walker::eval_yield_from(const syntax::YieldFrom& node, Environment& env) {
  const Shape source = eval(*node.value, env);
  if (function_ != nullptr) {
    add(function_->yields, element(facts_.type(*node.value), source));
  }
  Shape shape;
  for (const Atom& atom : facts_.type(*node.value).atoms()) {
    if (atom.slots.size() == 3) {
      shape = join(shape, read(atom.slots[2]));
    }
  }
  return shape;
}

// ---- names, attributes, elements --------------------------------------------------------------------

Shape Walker::eval_name(const syntax::Name& node, Environment& env) {
  const names::VariableId variable = names_.variable[node.id];
  if (variable == names::none) {
    return from_type(facts_.type(node));
  }
  Shape shape = read(facts_.variable_slots[variable]);
  const Interval* narrowed = env.find(variable);
  if (narrowed != nullptr && !shape.interval.is_empty) {
    const Interval met = meet(shape.interval, *narrowed);
    shape.interval = met.is_empty ? shape.interval : met;
  }
  return shape;
}

Shape Walker::eval_binary(const syntax::BinOp& node, Environment& env) {
  const Shape left = eval(*node.left, env);
  const Shape right = eval(*node.right, env);
  const types::CallFact* fact = facts_.call(node.id);
  targets_of(fact, {fact != nullptr && fact->reflected ? left : right});
  if (fact != nullptr && fact->kind == types::CallKind::User) {
    return fact->function != types::none ? result_of(facts_.functions[fact->function]) : whole();
  }
  if (is_int(facts_, facts_.type(*node.left)) && is_int(facts_, facts_.type(*node.right))) {
    if (left.interval.is_empty || right.interval.is_empty) {
      return missing(facts_.type(node));
    }
    const bool is_float = node.op == syntax::BinaryOperator::Div;
    return is_float ? from_type(facts_.type(node)) : binary(node.op, left, right, node.left->kind == syntax::Kind::Constant);
  }
  // Containers: `[x] * n`, `xs + ys`.
  for (const Atom& atom : facts_.type(node).atoms()) {
    if (atom.kind == AtomKind::Instance && !atom.slots.empty()) {
      for (const syntax::Expr* side : {node.left, node.right}) {
        for (const Atom& source : facts_.type(*side).atoms()) {
          for (std::size_t i = 0; i < source.slots.size() && i < atom.slots.size(); ++i) {
            add(atom.slots[i], read(source.slots[i]));
          }
          for (const Shape& one : source.kind == AtomKind::Tuple ? (side == node.left ? left : right).elements : std::vector<Shape>{}) {
            add(atom.slots[0], one);
          }
        }
      }
    }
  }
  if (node.op == syntax::BinaryOperator::Add && is_tuple(facts_.type(*node.left)) && is_tuple(facts_.type(*node.right))) {
    if (left.elements.empty() || right.elements.empty()) {
      return from_type(facts_.type(node));
    }
    Shape both = left;
    both.elements.insert(both.elements.end(), right.elements.begin(), right.elements.end());
    return both;
  }
  if (node.op == syntax::BinaryOperator::Mult) {
    restrict_count(node, env);
  }
  return from_type(facts_.type(node));
}

void Walker::targets_of(const types::CallFact* fact, const std::vector<Shape>& arguments) {
  if (fact != nullptr) {
    for (const types::FunctionId target : fact->targets) {
      call_with(target, facts_.functions[target].owner != types::none ? 1 : 0, arguments);
    }
  }
}

Shape Walker::eval_attribute(const syntax::Attribute& node, Environment& env) {
  const Shape receiver = eval(*node.value, env);
  const types::AttributeFact* fact = facts_.attribute(node.id);
  Shape shape;
  if (fact != nullptr && fact->kind == types::AttributeKind::ModuleMember) {
    return fact->variable != names::none ? read(facts_.variable_slots[fact->variable]) : from_type(facts_.type(node));
  }
  for (const Atom& atom : facts_.type(*node.value).atoms()) {
    const bool object = atom.kind == AtomKind::Instance || atom.kind == AtomKind::Class;
    const types::FieldInfo* field = object ? facts_.find_field(atom.id, node.attribute) : nullptr;
    if (field != nullptr && field->slot != types::none && facts_.classes[atom.id].kind != types::ClassKind::Enum) {
      shape = join(shape, read(field->slot));
      continue;
    }
    const types::FunctionId method = object ? facts_.find_method(atom.id, node.attribute) : types::none;
    if (method != types::none && facts_.is_property(atom.id, node.attribute) && !facts_.functions[method].is_stub) {
      shape = join(shape, result_of(facts_.functions[method]));
      continue;
    }
    shape = join(shape, from_type(facts_.type(node)));
  }
  (void)receiver;
  return shape;
}

Shape Walker::eval_subscript(const syntax::Subscript& node, Environment& env) {
  const Shape receiver = eval(*node.value, env);
  const Shape index = eval(*node.slice, env);
  const types::CallFact* fact = facts_.call(node.id);
  targets_of(fact, {index});
  const bool slice = node.slice->kind == syntax::Kind::Slice;
  const auto& indices = facts_.type(*node.slice).atoms();
  const bool slice_object = std::any_of(indices.begin(), indices.end(), [&](const Atom& atom) { return atom.kind == AtomKind::Instance && atom.id == facts_.slice_type; });
  restrict_index(facts_.type(*node.value), *node.slice, env);
  Shape shape;
  for (const Atom& atom : facts_.type(*node.value).atoms()) {
    if (atom.kind == AtomKind::Tuple && !slice && receiver.elements.size() == atom.elements.size()) {
      const Interval at = index.interval;
      if (at.low && at.high && *at.low == *at.high) {
        const Wide size = static_cast<Wide>(atom.elements.size());
        const Wide position = *at.low < 0 ? *at.low + size : *at.low;
        if (position >= 0 && position < size) {
          shape = join(shape, receiver.elements[static_cast<std::size_t>(position)]);
        }
      } else {
        for (const Shape& one : receiver.elements) {
          shape = join(shape, one);
        }
      }
      continue;
    }
    if (atom.kind == AtomKind::Instance && facts_.classes[atom.id].is_stub && !atom.slots.empty()) {
      if (slice || slice_object) {
        for (const Atom& made : facts_.type(node).atoms()) {
          for (std::size_t i = 0; i < made.slots.size() && i < atom.slots.size(); ++i) {
            add(made.slots[i], read(atom.slots[i]));
          }
        }
      }
      if (slice) {
        continue;
      }
      const auto& rows = facts_.classes[atom.id].stub_decorators;
      const bool counter = is_counter(facts_.classes[atom.id]);
      shape = join(shape, counter ? whole() : read(atom.slots.back()));
      if (!counter && types::has_decorator(rows, "missing_key")) {
        shape = join(shape, is_int(facts_, facts_.type(node)) ? of(Interval::of(0, 0)) : Shape{});
        add(atom.slots[0], index);
        add(atom.slots.back(), is_int(facts_, facts_.slot_type(atom.slots.back())) ? of(Interval::of(0, 0)) : Shape{});
      }
      continue;
    }
    if (atom.kind == AtomKind::Instance && facts_.classes[atom.id].kind == types::ClassKind::NamedTuple) {
      for (const std::string& name : facts_.classes[atom.id].field_order) {
        shape = join(shape, read(facts_.classes[atom.id].fields.find(name)->second.slot));
      }
      continue;
    }
    if (fact != nullptr && fact->kind == types::CallKind::User && fact->function != types::none) {
      shape = join(shape, result_of(facts_.functions[fact->function]));
      continue;
    }
    shape = join(shape, from_type(facts_.type(node)));
  }
  return shape;
}

void Walker::eval_generators(const std::vector<syntax::Comprehension>& generators, Environment& env) {
  for (const syntax::Comprehension& clause : generators) {
    const Shape source = eval(*clause.iter, env);
    Shape item = element(facts_.type(*clause.iter), source);
    if (item.is_empty()) {
      item = missing(facts_.type(*clause.target));
    }
    assign(*clause.target, item, env);
    for (const syntax::Expr* test : clause.ifs) {
      eval(*test, env);
      narrow(*test, true, env);
    }
  }
}

/// What iterating over a value of this type yields.
Shape Walker::element(const types::Type& type, const Shape& shape) {
  Shape result;
  for (const Atom& atom : type.atoms()) {
    if (atom.kind == AtomKind::Tuple) {
      if (shape.elements.size() == atom.elements.size()) {
        for (const Shape& one : shape.elements) {
          result = join(result, one);
        }
      } else if (!shape.is_empty() || is_closing()) {
        for (const types::Type& one : atom.elements) {
          result = join(result, from_type(one));
        }
      }
      continue;
    }
    if (atom.kind != AtomKind::Instance) {
      result = join(result, atom.kind == AtomKind::Unknown ? whole() : Shape{});
      continue;
    }
    const types::ClassInfo& cls = facts_.classes[atom.id];
    if (atom.id == facts_.range_type) {
      result = join(result, shape.interval.is_empty ? missing(type) : shape);
    } else if (atom.id == facts_.bytes_type || cls.name == "bytearray") {
      result = join(result, of(Interval::of(0, 255)));
    } else if (cls.kind == types::ClassKind::NamedTuple) {
      for (const std::string& name : cls.field_order) {
        result = join(result, read(cls.fields.find(name)->second.slot));
      }
    } else if (cls.is_stub && !atom.slots.empty()) {
      result = join(result, element_of_library(atom));
    } else if (!cls.is_stub) {
      const types::FunctionId iter = facts_.find_method(atom.id, "__iter__");
      const types::FunctionId next = facts_.find_method(atom.id, "__next__");
      if (next != types::none && !facts_.functions[next].is_stub) {
        result = join(result, read(facts_.functions[next].returns));
      } else if (iter != types::none && !facts_.functions[iter].is_stub) {
        const types::FunctionInfo& function = facts_.functions[iter];
        result = join(result, function.is_generator ? read(function.yields) : element(facts_.slot_type(function.returns), read(function.returns)));
      } else {
        result = join(result, whole());
      }
    }
  }
  return result;
}

/// As the class's `__iter__` row has it: `dict_items[K, V]` gives `tuple[K, V]`.
Shape Walker::element_of_library(const Atom& atom) {
  const types::ClassInfo& cls = facts_.classes[atom.id];
  const types::FunctionId iter = facts_.find_method(atom.id, "__iter__");
  if (iter != types::none && facts_.functions[iter].owner == atom.id && cls.type_parameters.size() == atom.slots.size() && atom.slots.size() > 1) {
    const types::FunctionInfo& row = facts_.functions[iter];
    const auto* iterator = row.node != nullptr ? as<syntax::Subscript>(row.node->returns) : nullptr;
    if (iterator != nullptr && iterator->slice->kind != syntax::Kind::Tuple) {
      Bindings bindings;
      for (std::size_t i = 0; i < atom.slots.size(); ++i) {
        bindings.slots[cls.type_parameters[i]] = atom.slots[i];
      }
      return evaluate_annotation(iterator->slice, row, {}, bindings, whole());
    }
  }
  return read(atom.slots.front());
}

}  // namespace krait::ranges
