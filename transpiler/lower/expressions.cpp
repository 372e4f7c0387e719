/// Names, constants, displays, boolean and conditional expressions.
#include "lower/lowering.hpp"
#include "syntax/children.hpp"

#include <algorithm>

namespace krait::lower {

using syntax::as;

Value Lowering::lower(const syntax::Expr& node) {
  if (const auto done = attempted_.find(&node); done != attempted_.end()) {
    return done->second;
  }
  Value value = syntax::visit(node, [&](const auto& concrete) { return lower_kind(concrete); });
  const bool has_operands = node.kind == syntax::Kind::Call || node.kind == syntax::Kind::Attribute || node.kind == syntax::Kind::Subscript;
  return has_operands ? behind_passing_objects(node, std::move(value)) : value;
}

Value Lowering::raise_type_error(const std::string& text, const Repr& result) {
  need("py/handling.hpp");
  const Repr shown = result.is(Kind::Never) || result.is(Kind::None) ? make(Kind::None) : result;
  return {cpp::call(cpp::name("py::raise_as", {type(shown)}), {cpp::call("py::TypeError", {cpp::string(text)})}), shown};
}

// ---- names and constants ----------------------------------------------------------------------------

Value Lowering::lower_kind(const syntax::Name& node) {
  const names::VariableId variable = names_.variable[node.id];
  if (is_self(node)) {
    return {cpp::this_object(), {.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}, true};
  }
  const types::Type& known = facts_.type(node);
  const types::Atom* only = known.single();
  if (variable == names::none) {
    if (node.name == "__name__") {
      return {cpp::string(module_.is_entry ? "__main__" : module_.name), str()};
    }
    if (node.name == "__doc__" && only != nullptr) {
      const syntax::Constant* text = syntax::docstring(module_.tree->body);
      return text != nullptr ? Value{cpp::string(text->text), str()} : Value{none(), make(Kind::None)};
    }
    if (only != nullptr && only->kind == types::AtomKind::Class) {
      need("py/type.hpp");
      return {cpp::call(cpp::name("py::class_of", {class_type(only->id, node)})), make(Kind::TypeRef)};
    }
    if (only != nullptr && only->kind == types::AtomKind::Function) {
      return function_value(only->id, node);
    }
    if (only != nullptr && only->kind == types::AtomKind::Instance) {
      return {cpp::name("py::" + node.name), repr(node)};
    }
    need("py/handling.hpp");
    return {cpp::call(cpp::name("py::raise_as", {type(object())}), {cpp::call("py::NameError", {cpp::string("name '" + node.name + "' is not defined")})}), object()};
  }
  // A function or class that is never rebound stands for itself.
  if (only != nullptr && names_.symbols[names_.symbol[node.id]].variables.size() == 1) {
    const bool rebound = names_.variables[variable].definition_ids.size() > 1;
    const names::Symbol& symbol = names_.symbols[names_.symbol[node.id]];
    if (only->kind == types::AtomKind::Function && (symbol.is_function || symbol.is_imported) && !rebound && !facts_.functions[only->id].is_decorated &&
        facts_.functions[only->id].lambda == nullptr) {
      return function_value(only->id, node);
    }
    if (only->kind == types::AtomKind::Class && !rebound && (symbol.is_class || symbol.is_imported || facts_.classes[only->id].call != nullptr) && !symbol.is_parameter) {
      const types::ClassInfo& cls = facts_.classes[only->id];
      need("py/type.hpp");
      if (cls.is_stub) {
        return {cpp::call(cpp::name("py::class_of", {class_type(cls.id, node)})), make(Kind::TypeRef)};
      }
      const Repr of_class{.kind = Kind::Struct, .cls = cls.id, .arguments = {}};
      return {cpp::call(cpp::name("py::class_of", {type(of_class)})), make(Kind::TypeRef)};
    }
  }
  Value value = load_variable(variable, node);
  if (value.repr.owned && reprs_.ownership().is_moved(node)) {
    need("utility");
    value = {cpp::move(value.expr), value.repr, false};
  }
  return value;
}

Value Lowering::lower_kind(const syntax::Constant& node) {
  switch (node.constant) {
    case syntax::ConstantKind::None: return {none(), make(Kind::None)};
    case syntax::ConstantKind::True: return {cpp::boolean(true), make(Kind::Bool)};
    case syntax::ConstantKind::False: return {cpp::boolean(false), make(Kind::Bool)};
    case syntax::ConstantKind::Int: {
      const bool small = node.text.size() < 19 || (node.text.size() == 19 && node.text <= "9223372036854775807");
      if (small) {
        return {cpp::number(cpp::number_spelling(node.spelling)), make(Kind::Int64)};
      }
      if (node.text.size() < 20 || (node.text.size() == 20 && node.text <= "18446744073709551615")) {
        return {cpp::number(cpp::number_spelling(node.spelling) + "U"), make(Kind::UInt64)};
      }
      need("py/int.hpp");
      return {cpp::call("py::Int::literal", {cpp::string(node.text)}), make(Kind::Int)};
    }
    case syntax::ConstantKind::Float: return {cpp::number(cpp::number_spelling(node.spelling)), make(Kind::Double)};
    case syntax::ConstantKind::Complex: {
      need("complex");
      std::string text = node.text;
      return {cpp::construct(type(make(Kind::Complex)), {cpp::number("0.0"), cpp::number(text.find_first_of(".eE") == std::string::npos ? text + ".0" : text)}),
              make(Kind::Complex)};
    }
    case syntax::ConstantKind::Str: return {cpp::string(node.text), str()};
    case syntax::ConstantKind::Bytes: need("py/bytes.hpp"); return {cpp::call("py::bytes", {cpp::string(node.text)}), library(facts_.bytes_type)};
    case syntax::ConstantKind::Ellipsis: return {cpp::name("py::Ellipsis"), object()};
  }
  return {none(), make(Kind::None)};
}

// ---- displays ---------------------------------------------------------------------------------------

/// `{1, 0}` for `std::tuple<…>{1, 0}` or `py::list<…>{1, 0}`: the container around them says what its elements are.
static std::vector<cpp::Expr*> untyped(std::vector<cpp::Expr*> elements, const Repr& element) {
  const auto is_flat = [](const cpp::BraceInit& braces) {
    return std::none_of(braces.elements.begin(), braces.elements.end(), [](const auto& value) { return value.value->kind == cpp::Kind::BraceInit; });
  };
  for (cpp::Expr*& one : elements) {
    const auto* braces = cpp::as<cpp::BraceInit>(one);
    const bool is_tuple = braces != nullptr && element.is(Kind::Tuple) && braces->elements.size() > 1;
    const bool is_row = braces != nullptr && element.is(Kind::Library) && !braces->elements.empty() && is_flat(*braces);
    if (is_tuple || is_row) {
      cpp::Exprs values;
      for (const auto& value : braces->elements) {
        values.push_back(value.value);
      }
      one = cpp::brace(nullptr, values);
    }
  }
  return elements;
}

/// `py::list<py::object>{x}`. Compilers differ on braces around one value of the container's own type, which may also mean a copy: it is boxed.
cpp::Expr* Lowering::display(const Repr& whole, const std::vector<const syntax::Expr*>& parts, std::vector<cpp::Expr*> elements) {
  if (parts.size() == 1 && repr(*parts.front()) == whole) {
    elements.front() = cpp::construct(type(object()), elements);
  }
  return cpp::brace(type(whole), elements);
}

/// A literal as the str that it is: what C++ walks over otherwise is an array of characters.
static cpp::Expr* as_text(cpp::Expr* expr, cpp::Type* text) { return expr->kind == cpp::Kind::StringLiteral ? cpp::construct(text, {expr}) : expr; }

Value Lowering::lower_kind(const syntax::List& node) {
  const Repr& whole = repr(node);
  const Repr element = whole.arguments.empty() ? object() : whole.arguments[0];
  const bool starred = syntax::has_starred(node.elements);
  if (starred) {
    const std::string name = fresh_name("items");
    const auto first_starred = std::find_if(node.elements.begin(), node.elements.end(), [](const syntax::Expr* e) { return e->kind == syntax::Kind::Starred; });
    const std::vector<const syntax::Expr*> before(node.elements.begin(), first_starred);
    auto first = untyped(lower_in_order(before, [&](std::size_t i) { return lower_as(*before[i], element); }), element);
    if (before.size() == 1 && repr(*before.front()) == whole) {
      first.front() = cpp::construct(type(object()), first);  // as in `display`
    }
    emit(first.empty() ? cpp::variable(type(whole), name) : cpp::variable(type(whole), name, cpp::InitStyle::Brace, first));
    for (auto it = first_starred; it != node.elements.end(); ++it) {
      const auto* spread = as<syntax::Starred>(*it);
      cpp::Expr* value = spread != nullptr ? as_text(value_of(*spread->value).expr, type(str())) : lower_as(**it, element);
      emit(cpp::expr_stmt(cpp::method_call(cpp::name(name), spread != nullptr ? "extend" : "append", {value})));
    }
    return {cpp::name(name), whole};
  }
  const std::vector<const syntax::Expr*> parts(node.elements.begin(), node.elements.end());
  return {display(whole, parts, untyped(lower_in_order(parts, [&](std::size_t i) { return lower_as(*parts[i], element); }), element)), whole};
}

/// Does CPython's compiler make this a constant? (It folds operators and tuples of constants.)
static bool is_folded(const syntax::Expr& node) {
  const auto all = [](const std::vector<syntax::Expr*>& nodes) { return std::all_of(nodes.begin(), nodes.end(), [](const syntax::Expr* one) { return is_folded(*one); }); };
  if (const auto* tuple = as<syntax::Tuple>(&node)) {
    return all(tuple->elements);
  }
  if (const auto* operation = as<syntax::BinOp>(&node)) {
    return is_folded(*operation->left) && is_folded(*operation->right);
  }
  const auto* sign = as<syntax::UnaryOp>(&node);
  return node.kind == syntax::Kind::Constant || (sign != nullptr && is_folded(*sign->operand));
}

bool Lowering::is_constant_set(const syntax::Expr& node) {
  const auto* set = as<syntax::Set>(&node);
  return set != nullptr && std::all_of(set->elements.begin(), set->elements.end(), [](const syntax::Expr* one) { return is_folded(*one); });
}

Value Lowering::lower_kind(const syntax::Set& node) {
  const Repr& whole = repr(node);
  const Repr element = whole.arguments.empty() ? object() : whole.arguments[0];
  if (syntax::has_starred(node.elements)) {
    const std::string name = fresh_name("items");
    emit(cpp::variable(type(whole), name));
    for (const syntax::Expr* one : node.elements) {
      const auto* spread = as<syntax::Starred>(one);
      cpp::Expr* value = spread != nullptr ? as_text(value_of(*spread->value).expr, type(str())) : lower_as(*one, element);
      emit(cpp::expr_stmt(cpp::method_call(cpp::name(name), spread != nullptr ? "update" : "add", {value})));
    }
    return {cpp::name(name), whole};
  }
  const std::vector<const syntax::Expr*> parts(node.elements.begin(), node.elements.end());
  auto elements = untyped(lower_in_order(parts, [&](std::size_t i) { return lower_as(*parts[i], element); }), element);
  // Three constants or more have an order of their own in CPython, which braces stand for (pylib's `hash_set`).
  constexpr std::size_t most_in_plain_order = 2;
  if (parts.size() > most_in_plain_order && !is_constant_set(node)) {
    return {cpp::construct(type(whole), {cpp::brace(type(library(facts_.tuple_type, {element})), elements)}), whole};
  }
  return {display(whole, parts, elements), whole};
}

Value Lowering::lower_kind(const syntax::Dict& node) {
  const Repr& whole = repr(node);
  if (is_record(whole)) {
    return make_record(node, whole);
  }
  if (!whole.is(Kind::Library) || whole.arguments.size() != 2) {
    return {cpp::brace(type(whole), {}), whole};
  }
  const bool spread = std::any_of(node.items.begin(), node.items.end(), [](const auto& item) { return item.key == nullptr; });
  if (spread) {
    const std::string name = fresh_name("items");
    emit(cpp::variable(type(whole), name));
    for (const auto& item : node.items) {
      if (item.key == nullptr) {
        emit(cpp::expr_stmt(cpp::method_call(cpp::name(name), "update", {value_of(*item.value).expr})));
        continue;
      }
      auto values = lower_operands({item.key, item.value}, {"key", "value"});
      emit(cpp::expr_stmt(cpp::assign(cpp::subscript(cpp::name(name), convert(values[0], whole.arguments[0])), convert(values[1], whole.arguments[1]))));
    }
    return {cpp::name(name), whole};
  }
  std::vector<const syntax::Expr*> parts;
  for (const auto& item : node.items) {
    parts.push_back(item.key);
    parts.push_back(item.value);
  }
  const auto lowered = lower_in_order(parts, [&](std::size_t i) { return lower_as(*parts[i], whole.arguments[i % 2]); });
  std::vector<cpp::Expr*> entries;
  for (std::size_t i = 0; i < lowered.size(); i += 2) {
    entries.push_back(cpp::brace(nullptr, {lowered[i], lowered[i + 1]}));
  }
  return {cpp::brace(type(whole), entries), whole};
}

/// Expressions whose C++ form has the type of its representation, so that a template argument can be deduced from it. Literals,
/// displays and conditional expressions take theirs from what they initialise.
static bool names_its_type(const syntax::Expr& node) {
  switch (node.kind) {
    case syntax::Kind::Name:
    case syntax::Kind::Attribute:
    case syntax::Kind::Subscript:
    case syntax::Kind::Call: return true;
    case syntax::Kind::UnaryOp: return names_its_type(*static_cast<const syntax::UnaryOp&>(node).operand);
    default: return false;
  }
}

/// Whether the C++ expression deduces exactly this type. Sums of small integers are `int` in C++, and literals have their own types.
static bool has_type(const Value& value, const Repr& wanted) {
  const auto* unary = cpp::as<cpp::Unary>(value.expr);
  const cpp::Expr* expr = unary != nullptr ? unary->operand : value.expr;
  return value.repr == wanted && !value.repr.is(Kind::Bool) && expr->kind != cpp::Kind::Literal && expr->kind != cpp::Kind::StringLiteral && expr->kind != cpp::Kind::BraceInit &&
         expr->kind != cpp::Kind::Lambda;
}

Value Lowering::lower_kind(const syntax::Tuple& node) {
  const Repr& whole = repr(node);
  // `x - 1` of a 64-bit `x` is no `int` in C++.
  const auto is_wide_sum = [&](const syntax::BinOp& sum, const Repr& wanted) {
    const bool keeps = sum.op == syntax::BinaryOperator::Add || sum.op == syntax::BinaryOperator::Sub || sum.op == syntax::BinaryOperator::Mult;
    const auto is_wide = [&](const syntax::Expr& operand) { return names_its_type(operand) && repr(operand) == wanted; };
    return keeps && (wanted.is_integer() || wanted.is(Kind::Double)) && (is_wide(*sum.left) || is_wide(*sum.right));
  };
  if (whole.is(Kind::Tuple) && whole.arguments.size() == node.elements.size() && !syntax::has_starred(node.elements)) {
    bool deduced = node.elements.size() > 1;
    const std::vector<const syntax::Expr*> parts(node.elements.begin(), node.elements.end());
    const auto elements = lower_in_order(parts, [&](std::size_t i) {
      const auto* operation = as<syntax::BinOp>(parts[i]);
      deduced = deduced && (operation != nullptr ? is_wide_sum(*operation, whole.arguments[i]) : names_its_type(*parts[i]));
      if (!deduced) {
        return lower_as(*parts[i], whole.arguments[i]);
      }
      const Value value = value_of(*parts[i]);
      deduced = has_type(value, whole.arguments[i]);
      return convert(value, whole.arguments[i]);
    });
    need("tuple");
    return {cpp::brace(deduced ? cpp::type("std::tuple") : type(whole), elements), whole};
  }
  if (whole.is(Kind::Tuple)) {
    // `(*pair, x)` of known lengths.
    need("tuple");
    std::vector<cpp::Expr*> parts;
    for (const syntax::Expr* one : node.elements) {
      const auto* spread = as<syntax::Starred>(one);
      parts.push_back(spread != nullptr ? value_of(*spread->value).expr : cpp::call("std::make_tuple", {value_of(*one).expr}));
    }
    return {cpp::call("std::tuple_cat", parts), whole};
  }
  const Repr element = whole.is(Kind::Library) && !whole.arguments.empty() ? whole.arguments[0] : object();
  const std::string name = fresh_name("items");
  const Repr list = library(facts_.list_type, {element});
  emit(cpp::variable(type(list), name));
  for (const syntax::Expr* one : node.elements) {
    const auto* spread = as<syntax::Starred>(one);
    cpp::Expr* value = spread != nullptr ? as_text(value_of(*spread->value).expr, type(str())) : lower_as(*one, element);
    emit(cpp::expr_stmt(cpp::method_call(cpp::name(name), spread != nullptr ? "extend" : "append", {value})));
  }
  return {cpp::construct(type(library(facts_.tuple_type, {element})), {cpp::name(name)}), library(facts_.tuple_type, {element})};
}

Value Lowering::lower_kind(const syntax::Slice& node) {
  need("py/slice.hpp");
  const auto part = [&](const syntax::Expr* bound) { return bound != nullptr ? value_of(*bound).expr : none(); };
  std::vector<cpp::Expr*> parts = {part(node.lower), part(node.upper)};
  if (node.step != nullptr) {
    parts.push_back(part(node.step));
  }
  return {cpp::call("py::slice", parts), library(facts_.slice_type)};
}

Value Lowering::lower_kind(const syntax::Starred& node) {
  need("py/tags.hpp");
  return {cpp::call("py::spread", {value_of(*node.value).expr}), object()};
}

// ---- boolean and conditional ------------------------------------------------------------------------

Value Lowering::lower_kind(const syntax::BoolOp& node) {
  const Repr& whole = repr(node);
  const bool is_and = node.op == syntax::BoolOperator::And;
  const bool booleans = std::all_of(node.values.begin(), node.values.end(), [&](const syntax::Expr* value) { return repr(*value).is(Kind::Bool); });
  if (!contains_suspension(node) && booleans) {
    return {truth(static_cast<const syntax::Expr&>(node)), make(Kind::Bool)};
  }
  const Repr result = whole.is(Kind::Never) ? object() : whole;
  if (contains_suspension(node)) {
    const std::string name = fresh_name(is_and ? "both" : "either");
    emit(cpp::variable(type(result), name, lower_as(*node.values[0], result)));
    std::vector<cpp::Stmt*>* const outer = block_;
    for (std::size_t i = 1; i < node.values.size(); ++i) {
      cpp::Expr* test = truth(Value{cpp::name(name), result});
      auto* branch = cpp::if_(is_and ? test : cpp::not_(test), {});
      emit(branch);
      block_ = &branch->then.statements;
      emit(cpp::expr_stmt(cpp::assign(cpp::name(name), lower_as(*node.values[i], result))));
    }
    block_ = outer;
    return {cpp::name(name), result};
  }
  if (repr(*node.values[0]).is(Kind::None) && node.values.size() == 2) {
    // None decides: `print(x) or y` gives y.
    const Value first = lower(*node.values[0]);
    if (is_and) {
      return first;
    }
    emit(cpp::expr_stmt(first.expr));
    return {lower_as(*node.values[1], result), result};
  }
  // `a or b` -> py::or_(a, [&] { return b; }): yields an operand, evaluates lazily.
  need("py/logic.hpp");
  const Value first = with_none(lower(*node.values[0]), repr(*node.values[0]));
  std::function<std::vector<cpp::Stmt*>(std::size_t)> rest = [&](std::size_t index) {
    return in_block([&] {
      if (index + 1 == node.values.size()) {
        cpp::Expr* last = lower_as(*node.values[index], result);
        emit(cpp::return_(last->kind == cpp::Kind::StringLiteral ? cpp::construct(type(str()), {last}) : last));
        return;
      }
      const Value operand = with_none(lower(*node.values[index]), repr(*node.values[index]));
      cpp::Expr* later = cpp::lambda({cpp::capture("&")}, {}, rest(index + 1), nullptr);
      emit(cpp::return_(cpp::call(cpp::name(is_and ? "py::and_" : "py::or_", {type(result)}), {operand.expr, later})));
    });
  };
  cpp::Expr* later = cpp::lambda({cpp::capture("&")}, {}, rest(1), nullptr);
  return {cpp::call(cpp::name(is_and ? "py::and_" : "py::or_", {type(result)}), {first.expr, later}), result};
}

Value Lowering::lower_kind(const syntax::IfExp& node) {
  const Repr& whole = repr(node);
  const Repr result = whole.is(Kind::Never) ? object() : whole;
  if (const auto decided = facts_.constant_test(node.test->id)) {
    return value_of(*decided ? *node.body : *node.orelse);
  }
  if (contains_suspension(node)) {
    const std::string name = fresh_name("chosen");
    emit(cpp::variable(type(result), name));
    cpp::Expr* test = truth(*node.test);
    auto then = in_block([&] { emit(cpp::expr_stmt(cpp::assign(cpp::name(name), lower_as(*node.body, result)))); });
    auto otherwise = in_block([&] { emit(cpp::expr_stmt(cpp::assign(cpp::name(name), lower_as(*node.orelse, result)))); });
    emit(cpp::if_else(test, std::move(then), std::move(otherwise)));
    return {cpp::name(name), result};
  }
  cpp::Expr* test = truth(*node.test);
  // Both branches must have one C++ type: spelled out where they have not.
  const bool needs_spelling = !result.is_trivial() || !(repr(*node.body) == repr(*node.orelse));
  const bool exact_branch = !context_->integer.empty() && result.is(Kind::Int) && (may_be_exact(*node.body) || may_be_exact(*node.orelse));
  const bool same = repr(*node.body) == result && repr(*node.orelse) == result && node.body->kind != syntax::Kind::Constant && !exact_branch;
  const bool plain = !needs_spelling || same;
  const auto branch = [&](const syntax::Expr& one, bool spelled) {
    if (!spelled) {
      return lower_as(one, result);
    }
    const Value value = value_of(one);
    cpp::Expr* expr = convert(value, result);
    const bool literal = one.kind == syntax::Kind::Constant && result.is(Kind::Library);
    // In a template over the integer type, what the library gives may still be the exact type.
    const bool exact = result.is(Kind::Int) && !context_->integer.empty() && may_be_exact(one);
    return !(value.repr == result) || literal || exact ? cpp::construct(type(result), {expr}) : expr;
  };
  cpp::Expr* then = self_contained([&] { return branch(*node.body, true); });
  cpp::Expr* otherwise = self_contained([&] { return branch(*node.orelse, !plain); });
  return {cpp::conditional(test, then, otherwise), result};
}

Value Lowering::lower_kind(const syntax::NamedExpr& node) {
  const names::VariableId variable = names_.variable[node.target->id];
  if (declared_in_condition_.contains(&node)) {
    return {variable_place(variable), reprs_.of_variable(variable), true};
  }
  Value value = value_of(*node.value);
  if (!context_->declared.contains(variable)) {
    declare_variable(variable, nullptr);
  }
  const Repr& declared = reprs_.of_variable(variable);
  cpp::Expr* stored = cpp::assign(variable_place(variable), convert(value, declared));
  const bool has_presence = names_.variables[variable].maybe_unbound && names_.variables[variable].placement != names::Placement::Parameter;
  return {has_presence ? cpp::dereference(stored) : stored, declared, true};
}

}  // namespace krait::lower
