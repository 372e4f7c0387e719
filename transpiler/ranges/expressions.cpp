/// Expressions of interval analysis, and narrowing by comparisons.
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

Shape Walker::eval_kind(const syntax::Expr& node, Environment& env) {
  switch (node.kind) {
    case syntax::Kind::Constant: {
      const auto& literal = static_cast<const syntax::Constant&>(node);
      if (literal.constant == syntax::ConstantKind::Int) {
        return of(constant(literal.text));
      }
      if (literal.constant == syntax::ConstantKind::True || literal.constant == syntax::ConstantKind::False) {
        const Wide value = literal.constant == syntax::ConstantKind::True ? 1 : 0;
        return of(Interval::of(value, value));
      }
      return {};
    }
    case syntax::Kind::Name: return eval_name(static_cast<const syntax::Name&>(node), env);
    case syntax::Kind::BinOp: return eval_binary(static_cast<const syntax::BinOp&>(node), env);
    case syntax::Kind::UnaryOp: {
      const auto& unary = static_cast<const syntax::UnaryOp&>(node);
      const Shape operand = eval(*unary.operand, env);
      targets_of(facts_.call(node.id), {});
      if (unary.op == syntax::UnaryOperator::Not) {
        return of(Interval::of(0, 1));
      }
      if (operand.interval.is_empty) {
        return is_int(facts_, facts_.type(*unary.operand)) ? missing(facts_.type(node)) : from_type(facts_.type(node));
      }
      return unary.op == syntax::UnaryOperator::UAdd   ? operand
             : unary.op == syntax::UnaryOperator::USub ? negate(operand)
                                                       : of(binary(syntax::BinaryOperator::Sub, negate(operand.interval), Interval::of(1, 1)));
    }
    case syntax::Kind::BoolOp: {
      const auto& several = static_cast<const syntax::BoolOp&>(node);
      Shape shape;
      Environment inner = env;
      for (const syntax::Expr* value : several.values) {
        shape = join(shape, eval(*value, inner));
        narrow(*value, several.op == syntax::BoolOperator::And, inner);
      }
      return shape;
    }
    case syntax::Kind::IfExp: {
      const auto& choice = static_cast<const syntax::IfExp&>(node);
      eval(*choice.test, env);
      Environment yes = env;
      narrow(*choice.test, true, yes);
      Environment no = env;
      narrow(*choice.test, false, no);
      const auto decided = facts_.constant_test(choice.test->id);
      const Shape a = decided == std::optional(false) ? Shape{} : eval(*choice.body, yes);
      const Shape b = decided == std::optional(true) ? Shape{} : eval(*choice.orelse, no);
      return join(a, b);
    }
    case syntax::Kind::NamedExpr: {
      const auto& walrus = static_cast<const syntax::NamedExpr&>(node);
      const Shape value = eval(*walrus.value, env);
      assign(*walrus.target, value, env);
      return value;
    }
    case syntax::Kind::Tuple: {
      Shape shape;
      const auto& tuple = static_cast<const syntax::Tuple&>(node);
      bool starred = false;
      for (const syntax::Expr* element_node : tuple.elements) {
        starred = starred || element_node->kind == syntax::Kind::Starred;
        shape.elements.push_back(eval(*element_node, env));
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
    case syntax::Kind::List:
    case syntax::Kind::Set: {
      const auto& elements = node.kind == syntax::Kind::List ? static_cast<const syntax::List&>(node).elements : static_cast<const syntax::Set&>(node).elements;
      for (const syntax::Expr* one : elements) {
        Shape shape = eval(*one, env);
        if (const auto* starred = as<syntax::Starred>(one)) {
          shape = element(facts_.type(*starred->value), shape);
        }
        for (const Atom& atom : facts_.type(node).atoms()) {
          if (!atom.slots.empty()) {
            add(atom.slots[0], shape);
          }
        }
      }
      return {};
    }
    case syntax::Kind::Dict: {
      for (const auto& item : static_cast<const syntax::Dict&>(node).items) {
        const Shape key = item.key != nullptr ? eval(*item.key, env) : Shape{};
        const Shape value = eval(*item.value, env);
        for (const Atom& atom : facts_.type(node).atoms()) {
          if (atom.slots.size() != 2) {
            continue;
          }
          if (item.key != nullptr) {
            add(atom.slots[0], key);
            add(atom.slots[1], value);
            continue;
          }
          for (const Atom& source : facts_.type(*item.value).atoms()) {
            if (source.slots.size() == 2) {
              add(atom.slots[0], read(source.slots[0]));
              add(atom.slots[1], read(source.slots[1]));
            }
          }
        }
      }
      return {};
    }
    case syntax::Kind::ListComp:
    case syntax::Kind::SetComp:
    case syntax::Kind::GeneratorExp: {
      Environment inner = env;
      const auto& generators = node.kind == syntax::Kind::ListComp  ? static_cast<const syntax::ListComp&>(node).generators
                               : node.kind == syntax::Kind::SetComp ? static_cast<const syntax::SetComp&>(node).generators
                                                                    : static_cast<const syntax::GeneratorExp&>(node).generators;
      const syntax::Expr* result = node.kind == syntax::Kind::ListComp  ? static_cast<const syntax::ListComp&>(node).element
                                   : node.kind == syntax::Kind::SetComp ? static_cast<const syntax::SetComp&>(node).element
                                                                        : static_cast<const syntax::GeneratorExp&>(node).element;
      eval_generators(generators, inner);
      const Shape shape = eval(*result, inner);
      for (const Atom& atom : facts_.type(node).atoms()) {
        if (!atom.slots.empty()) {
          add(atom.slots[0], shape);
        }
      }
      return {};
    }
    case syntax::Kind::DictComp: {
      const auto& comprehension = static_cast<const syntax::DictComp&>(node);
      Environment inner = env;
      eval_generators(comprehension.generators, inner);
      const Shape key = eval(*comprehension.key, inner);
      const Shape value = eval(*comprehension.value, inner);
      for (const Atom& atom : facts_.type(node).atoms()) {
        if (atom.slots.size() == 2) {
          add(atom.slots[0], key);
          add(atom.slots[1], value);
        }
      }
      return {};
    }
    case syntax::Kind::Compare: {
      const auto& comparison = static_cast<const syntax::Compare&>(node);
      Environment inner = env;
      Shape left = eval(*comparison.left, inner);
      for (std::size_t i = 0; i < comparison.ops.size(); ++i) {
        const Shape right = eval(*comparison.comparators[i], inner);
        const types::CallFact* fact = facts_.compare_call(node.id, i);
        targets_of(fact, {fact != nullptr && fact->reflected ? left : right});
        targets_of(fact, {left});
        left = right;
      }
      return of(Interval::of(0, 1));
    }
    case syntax::Kind::Call: return eval_call(static_cast<const syntax::Call&>(node), env);
    case syntax::Kind::Attribute: return eval_attribute(static_cast<const syntax::Attribute&>(node), env);
    case syntax::Kind::Subscript: return eval_subscript(static_cast<const syntax::Subscript&>(node), env);
    case syntax::Kind::Starred: return eval(*static_cast<const syntax::Starred&>(node).value, env);
    case syntax::Kind::Await: {
      const auto& await = static_cast<const syntax::Await&>(node);
      eval(*await.value, env);
      Shape shape;
      for (const Atom& atom : facts_.type(*await.value).atoms()) {
        if (atom.kind == AtomKind::Instance && !atom.slots.empty()) {
          shape = join(shape, read(atom.slots.back()));
        } else {
          shape = join(shape, from_type(facts_.type(node)));
        }
      }
      return shape;
    }
    case syntax::Kind::Yield: {
      const auto& yield = static_cast<const syntax::Yield&>(node);
      const Shape shape = yield.value != nullptr ? eval(*yield.value, env) : Shape{};
      if (function_ != nullptr) {
        add(function_->yields, shape);
        return read(function_->sends);
      }
      return {};
    }
    case syntax::Kind::YieldFrom: {
      const auto& delegate = static_cast<const syntax::YieldFrom&>(node);
      const Shape source = eval(*delegate.value, env);
      if (function_ != nullptr) {
        add(function_->yields, element(facts_.type(*delegate.value), source));
      }
      Shape shape;
      for (const Atom& atom : facts_.type(*delegate.value).atoms()) {
        if (atom.slots.size() == 3) {
          shape = join(shape, read(atom.slots[2]));
        }
      }
      return shape;
    }
    case syntax::Kind::Lambda: {
      const types::FunctionInfo& function = facts_.functions[facts_.function_of(node.id)];
      for (const types::ParameterInfo& parameter : function.parameters) {
        if (parameter.default_value != nullptr) {
          add(parameter.slot, eval(*parameter.default_value, env));
        }
      }
      return {};
    }
    default:
      syntax::for_each_child(node, [&](const syntax::Node& child) {
        if (child.kind < syntax::Kind::FunctionDef) {
          eval(static_cast<const syntax::Expr&>(child), env);
        }
      });
      return {};
  }
}

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
    if (method != types::none && facts_.functions[method].method == types::MethodKind::Property && !facts_.functions[method].is_stub) {
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
      const bool counter = facts_.classes[atom.id].name == "Counter";
      shape = join(shape, counter ? whole() : read(atom.slots.back()));
      if (facts_.classes[atom.id].name == "defaultdict") {
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

// ---- narrowing --------------------------------------------------------------------------------------

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
    const Interval literal = constant(is_literal(right) ? right->text : left->text);
    restrict_value(other, binary(syntax::BinaryOperator::Sub, to, literal), env);
  } else if (operation->op == syntax::BinaryOperator::Sub && is_literal(right)) {
    restrict_value(*operation->left, binary(syntax::BinaryOperator::Add, to, constant(right->text)), env);
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
    return atom.kind == AtomKind::Tuple || (atom.kind == AtomKind::Instance && (atom.id == facts_.list_type || atom.id == facts_.str_type ||
                                                                               atom.id == facts_.bytes_type || atom.id == facts_.tuple_type));
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
    case syntax::CompareOperator::Lt: restrict_value(left, below(b, 1), env); restrict_value(right, above(a, 1), env); break;
    case syntax::CompareOperator::LtE: restrict_value(left, below(b, 0), env); restrict_value(right, above(a, 0), env); break;
    case syntax::CompareOperator::Gt: restrict_value(left, above(b, 1), env); restrict_value(right, below(a, 1), env); break;
    case syntax::CompareOperator::GtE: restrict_value(left, above(b, 0), env); restrict_value(right, below(a, 0), env); break;
    case syntax::CompareOperator::Eq: restrict_value(left, b, env); restrict_value(right, a, env); break;
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
          {syntax::CompareOperator::Lt, syntax::CompareOperator::GtE},  {syntax::CompareOperator::LtE, syntax::CompareOperator::Gt},
          {syntax::CompareOperator::Gt, syntax::CompareOperator::LtE},  {syntax::CompareOperator::GtE, syntax::CompareOperator::Lt},
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
