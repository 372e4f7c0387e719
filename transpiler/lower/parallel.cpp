/// Assignments of several values to several targets at once.
///
///   xs[i], xs[j] = xs[j], xs[i]  →  std::swap(xs.at(i), xs.at(j));
///   a, b = b, a + b              →  a = std::exchange(b, a + b);
///   q, r = 10 * q, 10 * (r - q)  →  r = 10 * (r - q); q = 10 * q;
#include <algorithm>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

/// `a, b = x, y` with as many targets as values.
bool Lowering::swap_or_parallel(const syntax::Expr& target, const syntax::Expr& source, const syntax::Stmt& statement) {
  const auto* targets = as<syntax::Tuple>(&target);
  const auto* sources = as<syntax::Tuple>(&source);
  if (targets == nullptr || sources == nullptr || targets->elements.size() != sources->elements.size()) {
    return false;
  }
  const auto starred = [](const syntax::Expr* e) { return e->kind == syntax::Kind::Starred; };
  if (std::any_of(targets->elements.begin(), targets->elements.end(), starred) || std::any_of(sources->elements.begin(), sources->elements.end(), starred)) {
    return false;
  }
  if (targets->elements.size() == 2 && same_place(*targets->elements[0], *sources->elements[1]) && same_place(*targets->elements[1], *sources->elements[0])) {
    cpp::Expr* first = swappable(*targets->elements[0]);
    cpp::Expr* second = first != nullptr ? swappable(*targets->elements[1]) : nullptr;
    if (second != nullptr) {
      need("utility");
      emit(cpp::expr_stmt(cpp::call("std::swap", {first, second})));
      return true;
    }
  }
  if (targets->elements.size() == 2 && exchange(*targets->elements[0], *targets->elements[1], *sources->elements[0], *sources->elements[1])) {
    return true;
  }
  if (store_in_order(*targets, *sources, statement) || store_in_turn(*targets, *sources, statement)) {
    return true;
  }
  // Values first, in order, then the stores.
  std::vector<Value> values;
  for (std::size_t i = 0; i < sources->elements.size(); ++i) {
    const syntax::Expr& one = *sources->elements[i];
    const auto* name = as<syntax::Name>(targets->elements[i]);
    const Repr wanted = name != nullptr && names_.variable[name->id] != names::none ? reprs_.of_variable(names_.variable[name->id]) : repr(one);
    Value value{lower_as(one, wanted), wanted};
    if (wanted.is(Kind::Never)) {
      value.repr = repr(one);
    }
    if (one.kind != syntax::Kind::Constant) {
      value = kept_for_store(one, value, name != nullptr ? "new_" + name->name : "value");
    }
    values.push_back(value);
  }
  for (std::size_t i = 0; i < targets->elements.size(); ++i) {
    assign(*targets->elements[i], values[i], &statement);
  }
  return true;
}

/// The value in a local of its own, a copy and not a reference, to be moved to where it is stored.
Value Lowering::kept_for_store(const syntax::Expr& source, Value value, const std::string& hint) {
  const std::string local = fresh_name(hint);
  cpp::Expr* initial = is_self(source) ? cpp::construct(type({.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}), {cpp::this_()}) : value.expr;
  emit(cpp::variable(value.repr.is_trivial() ? cpp::const_(type(value.repr)) : type(value.repr), local, initial));
  value.expr = value.repr.is_trivial() ? cpp::name(local) : cpp::move(cpp::name(local));
  need("utility");
  return value;
}

/// `count, self.waiting = self.waiting, 0`: each value is stored before the next is made, which no later value can tell.
bool Lowering::store_in_order(const syntax::Tuple& targets, const syntax::Tuple& sources, const syntax::Stmt& statement) {
  const std::size_t count = targets.elements.size();
  bool all_fresh = true;
  bool independent = true;
  for (std::size_t i = 0; i < count; ++i) {
    const auto* name = as<syntax::Name>(targets.elements[i]);
    all_fresh = all_fresh && name != nullptr && names_.variable[name->id] != names::none && !context_->declared.contains(names_.variable[name->id]) &&
                may_declare_here(names_.variable[name->id], statement);
    independent = independent && !contains_suspension(*sources.elements[i]) && !is_self(*sources.elements[i]);
    for (std::size_t k = 0; k < i && independent; ++k) {
      independent = !effects_.conflict(effects_.of(*targets.elements[k]), effects_.of(*sources.elements[i]));
    }
  }
  if (!all_fresh && !independent) {
    return false;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto* name = as<syntax::Name>(targets.elements[i]);
    const Repr wanted = name != nullptr && names_.variable[name->id] != names::none ? reprs_.of_variable(names_.variable[name->id]) : repr(*sources.elements[i]);
    assign(*targets.elements[i], {lower_as(*sources.elements[i], wanted), wanted}, &statement);
  }
  return true;
}

namespace {
/// Does the expression mention the name?
bool mentions(const syntax::Node& node, names::VariableId variable, const names::Names& names) {
  bool found = node.kind == syntax::Kind::Name && names.variable[node.id] == variable;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || mentions(child, variable, names); });
  return found;
}
}  // namespace

/// `q, r = 10 * q, 10 * (r - q)`  →  `r = 10 * (r - q); q = 10 * q;`: locals, each stored once no other value needs its old one; where all
/// need each other's, one value is kept. Nothing if the order of the values, or an exception between the stores, could be noticed.
bool Lowering::store_in_turn(const syntax::Tuple& targets, const syntax::Tuple& sources, const syntax::Stmt& statement) {
  const std::size_t count = targets.elements.size();
  std::vector<names::VariableId> stored;
  for (std::size_t i = 0; i < count; ++i) {
    const auto* name = as<syntax::Name>(targets.elements[i]);
    const names::VariableId variable = name != nullptr ? names_.variable[name->id] : names::none;
    const effects::Effects& effects = effects_.of(*sources.elements[i]);
    const bool local = variable != names::none && !names_.symbols[names_.variables[variable].symbol].is_captured && !is_cell(variable) &&
                       !names_.variables[variable].maybe_unbound && names_.variables[variable].placement != names::Placement::Global &&
                       names_.variables[variable].placement != names::Placement::Member;
    if (!local || !effects.is_pure() || !effects.raised.empty() || contains_suspension(*sources.elements[i]) || is_self(*sources.elements[i]) ||
        std::find(stored.begin(), stored.end(), variable) != stored.end()) {
      return false;
    }
    stored.push_back(variable);
  }
  std::vector<bool> done(count, false);
  std::vector<Value> kept(count);
  const auto needed = [&](std::size_t target) {
    for (std::size_t i = 0; i < count; ++i) {
      if (i != target && !done[i] && kept[i].expr == nullptr && mentions(*sources.elements[i], stored[target], names_)) {
        return true;
      }
    }
    return false;
  };
  const auto value = [&](std::size_t i) {
    const Repr& wanted = reprs_.of_variable(stored[i]);
    return Value{lower_as(*sources.elements[i], wanted), wanted};
  };
  for (std::size_t stores = 0; stores < count;) {
    std::size_t next = 0;
    while (next < count && (done[next] || needed(next))) {
      ++next;
    }
    if (next == count) {  // a circle: the first value steps aside
      const auto first = static_cast<std::size_t>(std::find(done.begin(), done.end(), false) - done.begin());
      std::size_t aside = first;
      while (done[aside] || kept[aside].expr != nullptr) {
        ++aside;
      }
      kept[aside] = kept_for_store(*sources.elements[aside], value(aside), "new_" + static_cast<const syntax::Name*>(targets.elements[aside])->name);
      continue;
    }
    assign(*targets.elements[next], kept[next].expr != nullptr ? kept[next] : value(next), &statement);
    done[next] = true;
    ++stores;
  }
  return true;
}

/// `a, b = b, x`  →  `a = std::exchange(b, x);`
bool Lowering::exchange(const syntax::Expr& first, const syntax::Expr& second, const syntax::Expr& old, const syntax::Expr& replacement) {
  if (first.kind != syntax::Kind::Name || second.kind != syntax::Kind::Name || !same_place(second, old) || contains_suspension(replacement)) {
    return false;
  }
  const names::VariableId a = names_.variable[first.id];
  const names::VariableId b = names_.variable[second.id];
  const Repr& repr = reprs_.of_variable(a);
  const auto plain = [&](names::VariableId id) { return id != names::none && context_->declared.contains(id) && !names_.variables[id].maybe_unbound && !is_cell(id); };
  const bool steady = repr.is_integer() || repr.is(Kind::Double) || (repr.is(Kind::Library) && repr.cls == facts_.str_type);
  if (!plain(a) || !plain(b) || a == b || !(reprs_.of_variable(b) == repr) || !steady || effects_.conflict(effects_.of(old), effects_.of(replacement))) {
    return false;
  }
  cpp::Expr* value = lower_as(replacement, repr);
  need("utility");
  emit(cpp::expr_stmt(cpp::assign(variable_place(a), cpp::call("std::exchange", {variable_place(b), value}))));
  return true;
}

/// Do two expressions name the same place, textually, without side effects?
bool Lowering::same_place(const syntax::Expr& a, const syntax::Expr& b) const {
  if (a.kind != b.kind) {
    return false;
  }
  if (const auto* name = as<syntax::Name>(&a)) {
    return names_.variable[name->id] == names_.variable[b.id] && names_.variable[b.id] != names::none;
  }
  if (const auto* attribute = as<syntax::Attribute>(&a)) {
    const auto& other = static_cast<const syntax::Attribute&>(b);
    return attribute->attribute == other.attribute && same_place(*attribute->value, *other.value);
  }
  if (const auto* subscript = as<syntax::Subscript>(&a)) {
    const auto& other = static_cast<const syntax::Subscript&>(b);
    return same_place(*subscript->value, *other.value) && same_place(*subscript->slice, *other.slice);
  }
  if (const auto* constant = as<syntax::Constant>(&a)) {
    return constant->text == static_cast<const syntax::Constant&>(b).text;
  }
  if (const auto* several = as<syntax::Tuple>(&a)) {
    const auto& other = static_cast<const syntax::Tuple&>(b);
    return std::equal(several->elements.begin(), several->elements.end(), other.elements.begin(), other.elements.end(),
                      [&](const syntax::Expr* one, const syntax::Expr* two) { return same_place(*one, *two); });
  }
  if (const auto* operation = as<syntax::BinOp>(&a)) {
    const auto& other = static_cast<const syntax::BinOp&>(b);
    return operation->op == other.op && same_place(*operation->left, *other.left) && same_place(*operation->right, *other.right);
  }
  return false;
}

/// An lvalue of the expression for std::swap: a variable, a data field, an element of a list; null otherwise.
cpp::Expr* Lowering::swappable(const syntax::Expr& target) {
  if (const auto* name = as<syntax::Name>(&target)) {
    const names::VariableId variable = names_.variable[name->id];
    return variable == names::none || names_.variables[variable].maybe_unbound || !context_->declared.contains(variable) ? nullptr : variable_place(variable);
  }
  if (target.kind == syntax::Kind::Attribute) {
    const types::AttributeFact* fact = facts_.attribute(target.id);
    const bool is_field = fact != nullptr && fact->kind == types::AttributeKind::Field;
    const types::FieldInfo* field = is_field ? facts_.find_field(fact->owner, static_cast<const syntax::Attribute&>(target).attribute) : nullptr;
    return field == nullptr || field->maybe_unset ? nullptr : place(target);
  }
  const auto* subscript = as<syntax::Subscript>(&target);
  if (subscript == nullptr || subscript->slice->kind == syntax::Kind::Slice || !effects_.of(*subscript->slice).is_pure()) {
    return nullptr;
  }
  const Value receiver = value_of(*subscript->value);
  const Value index = value_of(*subscript->slice);
  if (!receiver.repr.is(Kind::Library) || receiver.repr.cls != facts_.list_type || !index.repr.is_integer()) {
    return nullptr;
  }
  return element_at(receiver.expr, index, *subscript);
}

}  // namespace krait::lower
