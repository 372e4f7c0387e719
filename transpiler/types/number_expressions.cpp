/// What expressions, names and operators tell about the numbers that they use.
#include <algorithm>
#include <string_view>
#include <utility>

#include "syntax/children.hpp"
#include "types/number_walker.hpp"

namespace krait::types {

using syntax::as;
using syntax::BinaryOperator;
using syntax::Kind;
using Vertex = NumberGraph::Vertex;

namespace {

/// Does a format specification convert ints to floats by itself: `.2f`, `e`, `%`?
bool formats_as_float(const syntax::FormattedValue& node) {
  const auto* spec = as<syntax::JoinedStr>(node.format_spec);
  if (spec == nullptr || spec->values.empty() || node.conversion != 0) {
    return false;
  }
  const auto* last = as<syntax::Constant>(spec->values.back());
  return last != nullptr && !last->text.empty() && std::string_view("eEfFgG%").find(last->text.back()) != std::string_view::npos;
}

}  // namespace

bool NumberWalker::is_small_literal(const syntax::Expr& node) {
  const auto* constant = as<syntax::Constant>(&node);
  return constant != nullptr && constant->constant == syntax::ConstantKind::Int && constant->text.size() <= 3;
}

bool NumberWalker::is_positive_count(const syntax::Expr& node) const {
  const auto* name = as<syntax::Name>(&node);
  const auto* step = as<syntax::AugAssign>(previous_);
  const auto* counted = step != nullptr && step->op == BinaryOperator::Add && is_small_literal(*step->value) ? as<syntax::Name>(step->target) : nullptr;
  if (name == nullptr || counted == nullptr || static_cast<const syntax::Constant*>(step->value)->text == "0") {
    return false;
  }
  const names::VariableId id = names_.variable[name->id];
  if (id == names::none || names_.variable[counted->id] != id) {
    return false;
  }
  const names::Variable& variable = names_.variables[id];
  const bool is_local = variable.placement != names::Placement::Global && variable.placement != names::Placement::Cell && !names_.symbols[variable.symbol].is_rebound_by_inner;
  return is_local && graph_.is_only(facts_.variable_type(id), facts_.int_type) &&
         std::all_of(variable.definition_ids.begin(), variable.definition_ids.end(), [&](NodeId definition) { return counts_.contains(definition); });
}

/// Notes the targets that get small literals, or are counted up by them.
void NumberWalker::find_counts(const syntax::Node& node) {
  const auto note = [&](const syntax::Expr& target, const syntax::Expr& value) {
    if (target.kind == Kind::Name && is_small_literal(value)) {
      counts_.insert(target.id);
    }
  };
  if (const auto* assign = as<syntax::Assign>(&node)) {
    for (const syntax::Expr* target : assign->targets) {
      note(*target, *assign->value);
      const auto* several = as<syntax::Tuple>(target);
      const auto* values = as<syntax::Tuple>(assign->value);
      for (std::size_t i = 0; several != nullptr && values != nullptr && several->elements.size() == values->elements.size() && i < several->elements.size(); ++i) {
        note(*several->elements[i], *values->elements[i]);
      }
    }
  } else if (const auto* augmented = as<syntax::AugAssign>(&node); augmented != nullptr && augmented->op == BinaryOperator::Add) {
    note(*augmented->target, *augmented->value);
  } else if (const auto* annotated = as<syntax::AnnAssign>(&node); annotated != nullptr && annotated->value != nullptr) {
    note(*annotated->target, *annotated->value);
  }
  syntax::for_each_child(node, [&](const syntax::Node& child) { find_counts(child); });
}

void NumberWalker::visit_all(const std::vector<syntax::Expr*>& nodes, const NumberUse& use) {
  for (const syntax::Expr* node : nodes) {
    visit(*node, use);
  }
}

void NumberWalker::visit_if(const syntax::Expr* node, const NumberUse& use) {
  if (node != nullptr) {
    visit(*node, use);
  }
}

void NumberWalker::visit(const syntax::Expr& node, const NumberUse& use) {
  const Type& type = facts_.type(node);
  const SlotId tuple_slot = std::exchange(tuple_slot_, none);
  if (graph_.is_number(type)) {
    const Vertex self = graph_.node(node.id);
    if (use.observes) {
      graph_.observe(self);
    }
    for (const Vertex place : use.into) {
      graph_.same(self, place);
    }
  } else {
    const bool float_or_literal = graph_.is_float(type) || is_small_literal(node);
    for (const Vertex place : use.into) {
      if (!float_or_literal) {
        graph_.observe(place);
      }
    }
    if (use.observes) {
      observe_within(type);
      observe_tuple(node);
    } else if (tuple_slot != none && type.single() != nullptr) {
      tie_tuple(node, *type.single(), tuple_slot);
    }
  }
  sources(node, use);
}

void NumberWalker::observe_tuple(const syntax::Expr& node) {
  const Atom* only = facts_.type(node).single();
  for (std::uint32_t i = 0; only != nullptr && i < only->elements.size(); ++i) {
    if (graph_.is_number(only->elements[i])) {
      graph_.observe(graph_.node(node.id, i));
    }
  }
}

void NumberWalker::tie_tuple(const syntax::Expr& node, const Atom& tuple, SlotId slot) {
  for (std::uint32_t i = 0; i < tuple.elements.size(); ++i) {
    if (graph_.is_number(tuple.elements[i])) {
      graph_.same(graph_.node(node.id, i), graph_.slot(slot, i));
    } else if (!graph_.is_float(tuple.elements[i])) {
      graph_.observe(graph_.slot(slot, i));
    }
  }
}

void NumberWalker::from_slot(const syntax::Expr& node, SlotId slot) {
  if (slot == none) {
    return;
  }
  const Type& type = facts_.type(node);
  if (graph_.is_number(type)) {
    if (graph_.is_number(facts_.slot_type(slot))) {
      graph_.same(graph_.slot(slot), graph_.node(node.id));
    } else {
      graph_.observe(graph_.node(node.id));
    }
  }
  const Atom* mine = type.single();
  const Atom* theirs = facts_.slot_type(slot).single();
  if (mine != nullptr && theirs != nullptr && mine->kind == AtomKind::Tuple && mine->elements.size() == theirs->elements.size()) {
    for (std::uint32_t i = 0; i < mine->elements.size(); ++i) {
      if (graph_.is_number(mine->elements[i])) {
        graph_.same(graph_.node(node.id, i), graph_.slot(slot, i));
      }
    }
  }
}

void NumberWalker::from_elements(const syntax::Expr& node, const Type& container) {
  const std::vector<Vertex> places = graph_.within(container);
  if (graph_.is_number(facts_.type(node))) {
    if (places.empty()) {
      graph_.observe(graph_.node(node.id));
    }
    for (const Vertex place : places) {
      graph_.same(place, graph_.node(node.id));
    }
    return;
  }
  tie(facts_.type(node), container);
  observe_tuple(node);
}

void NumberWalker::sources(const syntax::Expr& node, const NumberUse& use) {
  switch (node.kind) {
    case Kind::Name: name(static_cast<const syntax::Name&>(node)); return;
    case Kind::Attribute: attribute(static_cast<const syntax::Attribute&>(node)); return;
    case Kind::Subscript: {
      const auto& item = static_cast<const syntax::Subscript&>(node);
      visit(*item.value, unseen());
      visit(*item.slice, NumberUse{});
      from_elements(node, facts_.type(*item.value));
      observe_tuple(*item.value);
      return;
    }
    case Kind::Call: call(static_cast<const syntax::Call&>(node)); return;
    case Kind::BinOp: {
      const auto& operation = static_cast<const syntax::BinOp&>(node);
      operands(operation.op, *operation.left, *operation.right, facts_.type(node), {graph_.node(node.id)});
      return;
    }
    case Kind::UnaryOp: {
      const auto& operation = static_cast<const syntax::UnaryOp&>(node);
      if (operation.op == syntax::UnaryOperator::UAdd) {
        visit(*operation.operand, through(node, use));
        return;
      }
      const bool negates = operation.op == syntax::UnaryOperator::USub || operation.op == syntax::UnaryOperator::Invert;
      if (negates && graph_.is_number(facts_.type(node))) {
        graph_.observe(graph_.node(node.id));  // -0 is 0, -0.0 is not
      }
      const bool is_number = graph_.is_number(facts_.type(*operation.operand));
      visit(*operation.operand, {.observes = negates && is_number, .into = {}});
      return;
    }
    case Kind::BoolOp: visit_all(static_cast<const syntax::BoolOp&>(node).values, through(node, use)); return;
    case Kind::IfExp: {
      const auto& choice = static_cast<const syntax::IfExp&>(node);
      visit(*choice.test, unseen());
      visit(*choice.body, through(node, use));
      visit(*choice.orelse, through(node, use));
      return;
    }
    case Kind::NamedExpr: {
      const auto& walrus = static_cast<const syntax::NamedExpr&>(node);
      assign(*walrus.target, *walrus.value);
      if (graph_.is_number(facts_.type(node))) {
        graph_.same(graph_.node(walrus.value->id), graph_.node(node.id));
        from_slot(node, slot_of(walrus.target->id));
      }
      return;
    }
    case Kind::Compare: {
      const auto& test = static_cast<const syntax::Compare&>(node);
      visit(*test.left, unseen());
      visit_all(test.comparators, unseen());
      return;
    }
    case Kind::FormattedValue: {
      const auto& field = static_cast<const syntax::FormattedValue&>(node);
      visit(*field.value, {.observes = !formats_as_float(field), .into = {}});
      visit_if(field.format_spec, unseen());
      return;
    }
    case Kind::JoinedStr: visit_all(static_cast<const syntax::JoinedStr&>(node).values, unseen()); return;
    default: displays(node, use); return;
  }
}

NumberUse NumberWalker::through(const syntax::Expr& node, const NumberUse& use) {
  if (!graph_.is_number(facts_.type(node))) {
    return {.observes = use.observes || has_number(facts_.type(node)), .into = {}};
  }
  return into({graph_.node(node.id)});
}

void NumberWalker::displays(const syntax::Expr& node, const NumberUse& use) {
  switch (node.kind) {
    case Kind::List: visit_all(static_cast<const syntax::List&>(node).elements, element_use(node, 0)); return;
    case Kind::Set: visit_all(static_cast<const syntax::Set&>(node).elements, element_use(node, 0)); return;
    case Kind::Tuple: {
      const auto& tuple = static_cast<const syntax::Tuple&>(node);
      const Atom* only = facts_.type(node).single();
      for (std::uint32_t i = 0; i < tuple.elements.size(); ++i) {
        const bool known = only != nullptr && only->kind == AtomKind::Tuple && i < only->elements.size() && graph_.is_number(only->elements[i]);
        visit(*tuple.elements[i], known ? into({graph_.node(node.id, i)}) : NumberUse{.observes = use.observes, .into = {}});
      }
      return;
    }
    case Kind::Dict:
      for (const syntax::Dict::Item& item : static_cast<const syntax::Dict&>(node).items) {
        visit_if(item.key, item.key != nullptr ? element_use(node, 0) : NumberUse{});
        visit(*item.value, item.key != nullptr ? element_use(node, 1) : NumberUse{});
      }
      return;
    case Kind::ListComp: return comprehension(static_cast<const syntax::ListComp&>(node));
    case Kind::SetComp: return comprehension(static_cast<const syntax::SetComp&>(node));
    case Kind::GeneratorExp: return comprehension(static_cast<const syntax::GeneratorExp&>(node));
    case Kind::DictComp: {
      const auto& made = static_cast<const syntax::DictComp&>(node);
      clauses(made.generators);
      visit(*made.key, element_use(node, 0));
      visit(*made.value, element_use(node, 1));
      return;
    }
    case Kind::Lambda: {
      const FunctionInfo& function = facts_.functions[facts_.function_of(node.id)];
      defaults(function);
      previous_ = nullptr;  // it runs later
      visit(*static_cast<const syntax::Lambda&>(node).body, into_slot(function.returns));
      return;
    }
    case Kind::Await: {
      const auto& wait = static_cast<const syntax::Await&>(node);
      visit(*wait.value, unseen());
      from_elements(node, facts_.type(*wait.value));
      return;
    }
    case Kind::Yield:
    case Kind::YieldFrom: yielded(node); return;
    default: syntax::for_each_child(node, [&](const syntax::Node& child) { visit(static_cast<const syntax::Expr&>(child), NumberUse{}); });
  }
}

void NumberWalker::yielded(const syntax::Expr& node) {
  const syntax::Expr* value = node.kind == Kind::Yield ? static_cast<const syntax::Yield&>(node).value : static_cast<const syntax::YieldFrom&>(node).value;
  if (function_ == nullptr) {
    return;
  }
  if (node.kind == Kind::Yield && !function_->is_async) {
    from_slot(node, function_->sends);
  } else {
    if (graph_.is_number(facts_.type(node))) {
      graph_.observe(graph_.node(node.id));
    }
    observe_slot(function_->sends);
  }
  if (value == nullptr) {
    return;
  }
  if (node.kind == Kind::Yield) {
    visit(*value, into_slot(function_->yields));
  } else {
    visit(*value, NumberUse{});
    observe_slot(function_->yields);
  }
}

NumberUse NumberWalker::element_use(const syntax::Expr& display, std::size_t index) {
  const Atom* only = facts_.type(display).single();
  return only != nullptr && only->kind == AtomKind::Instance && index < only->slots.size() ? into_slot(only->slots[index]) : NumberUse{};
}

void NumberWalker::clauses(const std::vector<syntax::Comprehension>& generators) {
  for (const syntax::Comprehension& clause : generators) {
    iterate(*clause.target, *clause.iter);
    visit_all(clause.ifs, unseen());
  }
}

SlotId NumberWalker::slot_of(NodeId node) const {
  const names::VariableId variable = names_.variable[node];
  return variable == names::none ? none : facts_.variable_slot(variable);
}

void NumberWalker::attribute(const syntax::Attribute& node) {
  visit(*node.value, graph_.is_number(facts_.type(*node.value)) ? NumberUse{} : unseen());  // `x.real`
  const AttributeFact* fact = facts_.attribute(node.id);
  if (fact == nullptr) {
    return;
  }
  if (fact->kind == AttributeKind::Field || fact->kind == AttributeKind::ClassAttribute) {
    for (const Atom& atom : facts_.type(*node.value).atoms()) {
      if (atom.kind == AtomKind::Instance || atom.kind == AtomKind::Class) {
        const FieldInfo* field = facts_.find_field(atom.id, node.attribute);
        from_slot(node, field != nullptr ? field->slot : none);
      }
    }
  } else if (fact->kind == AttributeKind::Property && fact->function != none) {
    from_slot(node, facts_.functions[fact->function].returns);
  } else if (fact->kind == AttributeKind::ModuleMember && fact->variable != names::none) {
    from_slot(node, facts_.variable_slot(fact->variable));
  } else if (graph_.is_number(facts_.type(node))) {
    graph_.observe(graph_.node(node.id));
  }
}

void NumberWalker::operands(BinaryOperator op, const syntax::Expr& left, const syntax::Expr& right, const Type& result, const std::vector<Vertex>& results) {
  const Type& a = facts_.type(left);
  const Type& b = facts_.type(right);
  const bool arithmetic = op == BinaryOperator::Add || op == BinaryOperator::Sub || op == BinaryOperator::Mult || op == BinaryOperator::Div;
  const bool numbers = graph_.is_number(a) || graph_.is_number(b) || graph_.is_number(result);
  if (!numbers) {
    visit(left, unseen());
    visit(right, {.observes = op == BinaryOperator::Mod, .into = {}});
    tie(result, a);
    tie(result, b);
    return;
  }
  const bool with_float = graph_.is_only(a, facts_.float_type) || graph_.is_only(b, facts_.float_type);
  const bool with_literal = is_small_literal(left) || is_small_literal(right);
  const bool sums = op == BinaryOperator::Add || op == BinaryOperator::Sub;
  const bool both = sums && graph_.is_number(a) && graph_.is_number(b);
  const bool divided = op == BinaryOperator::Div && graph_.is_number(a) && is_positive_count(right);
  const bool blind = arithmetic && (with_float || (sums && with_literal) || (op == BinaryOperator::Div && with_literal) || both || divided);
  if (both) {
    graph_.sum(graph_.node(left.id), graph_.node(right.id), results);
  } else if (blind && graph_.is_number(result)) {
    std::for_each(results.begin(), results.end(), [&](Vertex vertex) { graph_.grows(vertex); });
  }
  for (const Vertex vertex : results) {
    if (!blind && graph_.is_number(result)) {
      graph_.observe(vertex);
    }
  }
  const NumberUse use{.observes = !blind, .into = graph_.is_number(result) && blind && !both ? results : std::vector<Vertex>{}};
  visit(left, use);
  visit(right, use);
}

}  // namespace krait::types
