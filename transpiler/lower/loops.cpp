/// Loops.
///
///   for x in xs             →  for (const T& x : xs)
///   for i, x in enumerate(xs)  →  for (const auto& [i, x] : py::enumerate(xs))
///   for …: … else: …        →  a flag that `break` clears
#include <algorithm>

#include "lower/lowering.hpp"
#include "lower/open_parameters.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

/// A range with elements that no machine word holds: `py::wide_range`.
bool Lowering::is_wide_range(const syntax::Expr& node) const {
  const types::Atom* only = facts_.type(node).single();
  const ranges::Interval elements = ranges_.node(node.id);
  return only != nullptr && only->kind == types::AtomKind::Instance && only->id == facts_.range_type && elements.low && elements.high && !elements.fits_int64();
}

/// What pylib's iteration over the source yields, as C++ has it.
Repr Lowering::yielded(const syntax::Expr& iter, const Repr& source) const {
  if (const auto* call = as<syntax::Call>(&iter)) {
    const auto* name = as<syntax::Name>(call->function);
    const bool builtin = name != nullptr && names_.variable[name->id] == names::none;
    if (builtin && name->name == "range") {
      return make(is_wide_range(iter) ? Kind::Int : Kind::Int64);
    }
    if (builtin && name->name == "enumerate" && !call->arguments.empty()) {
      return {.kind = Kind::Tuple, .cls = types::none, .arguments = {make(Kind::Int64), yielded(*call->arguments[0], reprs_.of_node(*call->arguments[0]))}};
    }
    if (builtin && name->name == "zip" && call->keywords.empty()) {
      Repr tuple = make(Kind::Tuple);
      for (const syntax::Expr* argument : call->arguments) {
        if (const auto* rows = as<syntax::Starred>(argument)) {
          return {.kind = Kind::Library, .cls = facts_.tuple_type, .arguments = {call->arguments.size() == 1 ? element_of_rows(*rows->value) : object()}};
        }
        tuple.arguments.push_back(yielded(*argument, reprs_.of_node(*argument)));
      }
      return tuple;
    }
    if (builtin && (name->name == "reversed" || name->name == "iter") && call->arguments.size() == 1) {
      return yielded(*call->arguments[0], reprs_.of_node(*call->arguments[0]));
    }
    const auto* member = as<syntax::Attribute>(call->function);
    if (member != nullptr && call->arguments.empty()) {
      const Repr& receiver = reprs_.of_node(*member->value);
      if (receiver.is(Kind::Library) && receiver.arguments.size() == 2) {
        if (member->attribute == "items") {
          return {.kind = Kind::Tuple, .cls = types::none, .arguments = receiver.arguments};
        }
        if (member->attribute == "keys" || member->attribute == "values") {
          return receiver.arguments[member->attribute == "keys" ? 0 : 1];
        }
      }
    }
  }
  if (source.is(Kind::Library) && source.cls == facts_.str_type) {
    return str();
  }
  if (source.is(Kind::Library) && (source.cls == facts_.range_type || source.cls == facts_.bytes_type)) {
    return make(is_wide_range(iter) ? Kind::Int : Kind::Int64);
  }
  if (source.is(Kind::Library) && source.arguments.size() == 2 && source.cls == facts_.stub_class("dict_items")) {  // of a Counter, say
    return {.kind = Kind::Tuple, .cls = types::none, .arguments = source.arguments};
  }
  if (source.is(Kind::Library) && source.arguments.size() == 2 && source.cls == facts_.stub_class("dict_values")) {
    return source.arguments[1];
  }
  if (source.is(Kind::Library) && !source.arguments.empty()) {
    return source.arguments[0];
  }
  if (const ClassId members = enumeration(iter); members != types::none) {
    return {.kind = Kind::Ref, .cls = members, .arguments = {}};
  }
  if (source.is(Kind::Ref)) {
    return yielded_by_instance(source);
  }
  if (source.is(Kind::Object) || source.is(Kind::Tuple) || source.is(Kind::Struct) || source.is(Kind::TypeRef)) {
    return object();
  }
  return make(Kind::Never);
}

/// What the sources in `zip(*rows)` hold, where the rows are containers of one kind: `py::zip` gives tuples of just that.
Repr Lowering::element_of_rows(const syntax::Expr& rows) const {
  const Repr outer = reprs_.of_node(rows);
  const bool one = outer.is(Kind::Library) && outer.arguments.size() == 1 && outer.arguments[0].is(Kind::Library) && outer.arguments[0].arguments.size() == 1;
  return one && !outer.arguments[0].arguments[0].owned ? outer.arguments[0].arguments[0] : object();
}

/// What `__iter__` of the program's own class gives, element by element; Never where that is not known.
Repr Lowering::yielded_by_instance(const Repr& source) const {
  const FunctionId iter = facts_.find_method(source.cls, "__iter__");
  if (iter == types::none || facts_.functions[iter].is_stub) {
    return make(Kind::Never);
  }
  const Repr made = reprs_.of_result(facts_.functions[iter]);
  if (made.is(Kind::Library) && !made.arguments.empty()) {
    return made.arguments[0];
  }
  const FunctionId next = made.is(Kind::Ref) ? facts_.find_method(made.cls, "__next__") : types::none;
  return next != types::none && !facts_.functions[next].is_stub ? reprs_.of_result(facts_.functions[next]) : make(Kind::Never);
}

/// May running `body` change the container that is iterated over, or the place it came from?
bool Lowering::may_disturb(const syntax::Expr& iter, const effects::Effects& effects) const {
  if (effects.anything) {
    return iter.kind == syntax::Kind::Name || iter.kind == syntax::Kind::Attribute || iter.kind == syntax::Kind::Subscript || iter.kind == syntax::Kind::Call;
  }
  const syntax::Expr* source = &iter;
  if (const auto* call = as<syntax::Call>(source)) {
    const auto* member = as<syntax::Attribute>(call->function);
    if (member != nullptr && call->arguments.empty()) {
      source = member->value;
    } else {
      return std::any_of(call->arguments.begin(), call->arguments.end(), [&](const syntax::Expr* argument) { return may_disturb(*argument, effects); });
    }
  }
  for (const effects::Key key : effects_.element_storage(facts_.type(*source))) {
    if (effects.writes.contains(key)) {
      return true;
    }
  }
  const auto* name = as<syntax::Name>(source);
  const auto* attribute = as<syntax::Attribute>(source);
  return (name != nullptr && names_.variable[name->id] != names::none && effects.writes.contains(effects::variable(names_.variable[name->id]))) ||
         (attribute != nullptr && effects.writes.contains(effects::field(attribute->attribute)));
}

/// The one representation that all elements of a tuple display convert to.
Repr Lowering::element_of_display(const syntax::Tuple& display, const syntax::Expr& target) {
  const auto* name = as<syntax::Name>(&target);
  if (name != nullptr && names_.variable[name->id] != names::none) {
    return reprs_.of_variable(names_.variable[name->id]);
  }
  const Repr& first = repr(*display.elements.front());
  const bool same = std::all_of(display.elements.begin(), display.elements.end(), [&](const syntax::Expr* one) { return repr(*one) == first; });
  if (same && !first.is(Kind::Never)) {
    return first;
  }
  // `for word, value in (("true", True), ("null", None))`: rows of what the targets hold.
  const auto* targets = as<syntax::Tuple>(&target);
  Repr row = make(Kind::Tuple);
  for (const syntax::Expr* one : targets != nullptr ? targets->elements : std::vector<syntax::Expr*>{}) {
    const auto* column = as<syntax::Name>(one);
    const names::VariableId variable = column != nullptr ? names_.variable[column->id] : names::none;
    const Repr held = variable != names::none ? reprs_.of_variable(variable) : make(Kind::Never);
    if (held.is(Kind::Never)) {
      return object();
    }
    row.arguments.push_back(held);
  }
  const bool fits = targets != nullptr && std::all_of(display.elements.begin(), display.elements.end(), [&](const syntax::Expr* one) {
                      const auto* values = as<syntax::Tuple>(one);
                      return values != nullptr && values->elements.size() == row.arguments.size() && !syntax::has_starred(values->elements);
                    });
  return fits ? row : object();
}

/// `for (const double x : {0.5, 1.0})`: literals that C++ takes for elements of one type, which converts without loss.
static bool deduces_list(const syntax::Tuple& display, const Repr& element) {
  constexpr std::size_t digits_of_int = 9;
  return std::all_of(display.elements.begin(), display.elements.end(), [&](const syntax::Expr* one) {
    const auto* sign = as<syntax::UnaryOp>(one);
    const auto* constant = as<syntax::Constant>(sign != nullptr && sign->op == syntax::UnaryOperator::USub ? sign->operand : one);
    return constant != nullptr && ((element.is_machine_int() && constant->constant == syntax::ConstantKind::Int && constant->text.size() <= digits_of_int) ||
                                   (element.is(Kind::Double) && constant->constant == syntax::ConstantKind::Float));
  });
}

/// May the loop's structured binding be the variable itself?
bool Lowering::is_bindable(const syntax::Name& target, const Repr& part) const {
  const names::VariableId id = names_.variable[target.id];
  if (id == names::none || context_->declared.contains(id)) {
    return false;
  }
  const names::Variable& variable = names_.variables[id];
  return !variable.maybe_unbound && variable.definition_ids.size() == 1 && reprs_.of_variable(id) == part && !names_.symbols[variable.symbol].is_captured &&
         variable.placement != names::Placement::Cell && variable.placement != names::Placement::Global && variable.placement != names::Placement::Alone;
}

/// Is the expression a variable, or an object just made, of exactly this C++ type?
bool Lowering::names_same(const syntax::Expr& node, const Repr& wanted) const {
  if (node.kind == syntax::Kind::Name) {
    const names::VariableId variable = names_.variable[node.id];
    return variable != names::none && reprs_.of_variable(variable) == wanted && !names_.variables[variable].maybe_unbound && !context_->caught.contains(variable);
  }
  const types::CallFact* fact = facts_.call(node.id);
  return fact != nullptr && fact->kind == types::CallKind::Construct && wanted.is(Kind::Ref) && fact->cls == wanted.cls;
}

/// Is it a call of the library that gives a new container, which nobody else can change?
bool Lowering::makes_container(const syntax::Expr& iter) const {
  const types::CallFact* fact = iter.kind == syntax::Kind::Call ? facts_.call(iter.id) : nullptr;
  const syntax::FunctionDef* row = fact != nullptr && fact->kind == types::CallKind::Stub && fact->function != types::none ? facts_.functions[fact->function].node : nullptr;
  const auto* subscript = row != nullptr ? as<syntax::Subscript>(row->returns) : nullptr;
  const auto* head = subscript != nullptr ? as<syntax::Name>(subscript->value) : nullptr;
  return head != nullptr && (head->name == "list" || head->name == "dict" || head->name == "set");
}

/// `for x in (a, b)`: a braced list of one kind of element, which `for (const T x : {a, b})` goes over.
Lowering::LoopSource Lowering::display_source(const syntax::Tuple& display, const syntax::Expr& target) {
  const Repr element = element_of_display(display, target);
  std::vector<cpp::Expr*> elements;
  bool same = true;  // all of exactly that type
  for (const syntax::Expr* one : display.elements) {
    elements.push_back(lower_as(*one, element));
    same = same && (one->kind == syntax::Kind::Name || one->kind == syntax::Kind::Call) && repr(*one) == element && names_same(*one, element) && !element.owned;
  }
  cpp::Type* list = nullptr;
  if (!same && !deduces_list(display, element)) {
    need("initializer_list");
    list = cpp::type("std::initializer_list", {type(element)});
    for (cpp::Expr* one : elements) {  // which says the rows' type once
      if (one->kind == cpp::Kind::BraceInit && element.is(Kind::Tuple)) {
        static_cast<cpp::BraceInit*>(one)->type = nullptr;
      }
    }
  }
  return {.value = {cpp::brace(list, elements), make(Kind::Tuple)}, .element = element};
}

/// What the loop goes over and what it gives, before it is known whether the body changes it.
Lowering::LoopSource Lowering::undisturbed_source(const syntax::Expr& target, const syntax::Expr& iter, bool given) {
  const auto* display = as<syntax::Tuple>(&iter);
  if (display != nullptr && !given && !display->elements.empty() && !contains_suspension(iter) && !syntax::has_starred(display->elements)) {
    return display_source(*display, target);
  }
  if (!given && target.kind == syntax::Kind::Name && is_open_parameter(iter, context_->function, program_, names_, reprs_)) {
    Value parameter{variable_place(names_.variable[iter.id]), make(Kind::Tuple)};
    if (loop_effects_ == nullptr || may_disturb(iter, *loop_effects_)) {
      need("py/iter.hpp");
      parameter.expr = cpp::call("py::iter", {parameter.expr});
    }
    return {.value = parameter, .element = reprs_.of_variable(names_.variable[target.id])};
  }
  const Value source = iteration_source(iter);
  return {.value = source, .element = yielded(iter, source.repr)};
}

/// The source of a `for`, made safe against what the body does to it.
Lowering::LoopSource Lowering::loop_source(const syntax::Expr& target, const syntax::Expr& iter) {
  const bool given = first_source_ != nullptr;
  LoopSource source = undisturbed_source(target, iter, given);
  if (source.element.is(Kind::Never)) {
    source.element = reprs_.of(facts_.type(target), ranges::Shape{});
  }
  const Repr& container = source.value.repr;
  const bool quiet =
      source.value.expr->kind == cpp::Kind::BraceInit || makes_container(iter) || (container.owned && (iter.kind == syntax::Kind::Call || reprs_.ownership().is_quiet(iter)));
  const bool disturbed = !quiet && (context_->is_coroutine || loop_effects_ == nullptr || may_disturb(iter, *loop_effects_));
  const bool handle = container.is(Kind::Library) && !given && iter.kind != syntax::Kind::Call;
  if (disturbed && handle) {
    // By index (lists) or checked (dicts, sets): sees growth, keeps the container.
    if (container.cls == facts_.tuple_type) {
      source.value.expr = cpp::construct(type(container), {source.value.expr});  // a handle of its own, should the variable change
    } else {
      need("py/iter.hpp");
      source.value.expr = cpp::call("py::iter", {source.value.expr});
    }
  }
  // Iterators, and those of objects and of lists, have the current element in a slot of their own.
  const bool keeps_current = container.is(Kind::Object) || (container.is(Kind::Library) && facts_.is_subclass(container.cls, facts_.iterator_type)) ||
                             (disturbed && handle && container.cls == facts_.list_type);
  source.may_move = disturbed && !keeps_current;
  return source;
}

/// Does a name that a loop binds belong to the loop alone, so that the loop may declare it?
bool Lowering::is_loops_own(names::VariableId variable) const {
  const names::Variable& info = names_.variables[variable];
  return !context_->declared.contains(variable) && !info.maybe_unbound && info.placement != names::Placement::Cell && info.placement != names::Placement::Global &&
         info.placement != names::Placement::Alone;
}

/// Does C++ convert the element to what the variable holds, where a range-for initialises one by the other?
static bool initialises(const Repr& declared, const Repr& element) {
  const bool numeric = element.is_integer() || element.is(Kind::Double);
  return declared == element || declared.is(Kind::Object) || (declared.is(Kind::Int) && element.is_machine_int()) || (declared.is(Kind::Number) && numeric) ||
         (declared.is(Kind::Maybe) && element.is(Kind::Ref)) || (declared.is(Kind::Optional) && declared.arguments[0] == element);
}

/// `for x in xs`, where the loop declares `x`:  for (const T& x : xs).
void Lowering::loop_declaring(const syntax::Name& target, const LoopSource& source, const std::function<void()>& body) {
  const names::VariableId variable = names_.variable[target.id];
  const names::Variable& info = names_.variables[variable];
  const Repr& declared = reprs_.of_variable(variable);
  const Repr& element = source.element;
  const std::string spelled = variable_name(variable);
  context_->declared.insert(variable);
  cpp::Type* of = type(declared);
  if (!initialises(declared, element)) {
    const std::string item = fresh_name(target.name + "_item");
    auto statements = in_block([&] {
      emit(cpp::variable(of, spelled, convert({cpp::name(item), element, true}, declared)));
      body();
    });
    emit(cpp::range_for(cpp::const_auto_ref(), item, source.value.expr, std::move(statements)));
    return;
  }
  const bool same = declared == element;
  const bool constant = info.definition_ids.size() == 1;
  const bool by_value = element.is_trivial() || (source.may_move && source.value.repr != str());  // a str never changes
  const bool alias = declared.owned && same && reprs_.ownership().is_alias(variable);
  const bool copies = by_value && same && !element.is_trivial();  // on purpose: compilers warn of a constant copy
  cpp::Type* loop_type = nullptr;
  if (alias) {
    loop_type = reprs_.ownership().is_changed(variable) ? cpp::ref(of) : cpp::const_ref(of);
  } else if (by_value || !same || !constant) {
    loop_type = constant && !copies ? cpp::const_(of) : of;
  } else {
    loop_type = cpp::const_ref(of);
  }
  auto statements = in_block(body);
  auto* loop = cpp::range_for(loop_type, spelled, source.value.expr, std::move(statements));
  if (info.uses.empty()) {
    loop->attribute = "maybe_unused";
  }
  emit(loop);
}

/// `for a, b in rows`, where every part is a name that the loop declares:  for (const auto& [a, b] : rows). False where that cannot be.
bool Lowering::loop_binding(const syntax::Tuple& targets, const LoopSource& source, const std::function<void()>& body) {
  std::vector<std::string> names;
  bool any_used = false;
  for (std::size_t i = 0; i < targets.elements.size(); ++i) {
    const auto* name = as<syntax::Name>(targets.elements[i]);
    if (name == nullptr || !is_bindable(*name, source.element.arguments[i])) {
      return false;
    }
    const names::VariableId variable = names_.variable[name->id];
    const std::string spelled = variable_name(variable);
    if (std::find(names.begin(), names.end(), spelled) != names.end()) {
      return false;
    }
    names.push_back(spelled);
    any_used = any_used || !names_.variables[variable].uses.empty();
  }
  for (const syntax::Expr* one : targets.elements) {
    context_->declared.insert(names_.variable[one->id]);
  }
  auto statements = in_block(body);
  auto* loop = cpp::range_for_each(source.loop_type(), names, source.value.expr, std::move(statements));
  if (!any_used) {
    loop->attribute = "maybe_unused";
  }
  emit(loop);
  return true;
}

/// How often does a loop's target bind the name? `for _, _, x in …`
static std::size_t times_named(const syntax::Node& target, const std::string& name) {
  const auto* own = as<syntax::Name>(&target);
  std::size_t times = own != nullptr && own->name == name ? 1 : 0;
  syntax::for_each_child(target, [&](const syntax::Node& child) { times += times_named(child, name); });
  return times;
}

/// Is it a variable of the loop's own that nothing reads?
bool Lowering::is_unread(const syntax::Expr& target) const {
  const auto* name = as<syntax::Name>(&target);
  const names::VariableId id = name != nullptr ? names_.variable[name->id] : names::none;
  const names::Placement placement = id != names::none ? names_.variables[id].placement : names::Placement::Alone;
  const bool by_loop = placement == names::Placement::ByLoop || placement == names::Placement::ByComprehension;
  return is_idle(target) || (by_loop && names_.variables[id].uses.empty() && !names_.variables[id].is_deleted && !names_.symbols[names_.variables[id].symbol].is_captured);
}

/// `for a, b.c in rows`: the parts have names of their own, from which the targets are made.
void Lowering::loop_over_parts(const syntax::Tuple& targets, const LoopSource& source, const std::function<void()>& body) {
  std::vector<std::string> parts;
  auto statements = in_block([&] {
    std::vector<bool> bound;
    for (std::size_t i = 0; i < targets.elements.size(); ++i) {
      const auto* name = as<syntax::Name>(targets.elements[i]);
      bound.push_back(name != nullptr && is_bindable(*name, source.element.arguments[i]) && times_named(targets, name->name) == 1);
      parts.push_back(bound[i] ? variable_name(names_.variable[name->id]) : fresh_name(name == nullptr ? "parts" : is_idle(*name) ? name->name : name->name + "_item"));
      if (bound[i]) {
        context_->declared.insert(names_.variable[name->id]);
      }
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!bound[i] && !is_unread(*targets.elements[i])) {
        assign(*targets.elements[i], {.expr = cpp::name(parts[i]), .repr = source.element.arguments[i], .is_place = true, .is_element = true}, loop_statement_);
      }
    }
    body();
  });
  emit(cpp::range_for_each(source.loop_type(), parts, source.value.expr, std::move(statements)));
}

/// Any other target: the loop's element has a name of its own, which is assigned to the target first.
void Lowering::loop_assigning(const syntax::Expr& target, const LoopSource& source, const std::function<void()>& body) {
  const auto* name = as<syntax::Name>(&target);
  const std::string item = fresh_name(name != nullptr ? name->name + "_item" : "item");
  auto statements = in_block([&] {
    assign(target, {cpp::name(item), source.element, true}, name != nullptr ? nullptr : loop_statement_);
    body();
  });
  emit(cpp::range_for(name != nullptr ? cpp::const_auto_ref() : source.loop_type(), item, source.value.expr, std::move(statements)));
}

void Lowering::emit_loop(const syntax::Expr& target, const syntax::Expr& iter, bool is_async, const std::function<void()>& body) {
  if (is_async) {
    emit_async_loop(target, iter, body);
    return;
  }
  const LoopSource source = loop_source(target, iter);
  const auto* name = as<syntax::Name>(&target);
  const auto* several = as<syntax::Tuple>(&target);
  const bool row_by_row = several != nullptr && source.element.is(Kind::Tuple) && source.element.arguments.size() == several->elements.size();
  if (name != nullptr && is_loops_own(names_.variable[name->id])) {
    loop_declaring(*name, source, body);
  } else if (row_by_row && loop_binding(*several, source, body)) {
    return;
  } else if (row_by_row && !syntax::has_starred(several->elements)) {
    loop_over_parts(*several, source, body);
  } else {
    loop_assigning(target, source, body);
  }
}

namespace {
/// Is there a `break` that belongs to this loop?
bool has_break(const syntax::Body& body) {
  const std::function<bool(const syntax::Node&)> search = [&](const syntax::Node& node) -> bool {
    if (node.kind == syntax::Kind::Break) {
      return true;
    }
    if (node.kind == syntax::Kind::FunctionDef || node.kind == syntax::Kind::ClassDef || node.kind == syntax::Kind::Lambda) {
      return false;
    }
    if (node.kind == syntax::Kind::For || node.kind == syntax::Kind::While) {
      const syntax::Body& orelse = node.kind == syntax::Kind::For ? static_cast<const syntax::For&>(node).orelse : static_cast<const syntax::While&>(node).orelse;
      return std::any_of(orelse.begin(), orelse.end(), [&](const syntax::Stmt* statement) { return search(*statement); });
    }
    bool found = false;
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || search(child); });
    return found;
  };
  return std::any_of(body.begin(), body.end(), [&](const syntax::Stmt* statement) { return search(*statement); });
}
}  // namespace

/// The `else` of a loop: plain statements behind it without a `break`, else under a flag.
void Lowering::loop_with_else(const syntax::Body& body, const syntax::Body& orelse, const std::function<void()>& make_loop) {
  const auto loop = [&] {
    Departure* const departure = context_->departure;
    if (departure != nullptr) {
      ++departure->loops;
    }
    make_loop();
    if (departure != nullptr) {
      --departure->loops;
    }
  };
  if (orelse.empty() || !has_break(body)) {
    const std::string outer = std::exchange(break_flag_, "");
    loop();
    break_flag_ = outer;
    for (cpp::Stmt* statement : lower_body(orelse)) {
      emit(statement);
    }
    return;
  }
  const std::string flag = fresh_name("completed");
  emit(cpp::variable(cpp::type("bool"), flag, cpp::boolean(true)));
  const std::string outer = std::exchange(break_flag_, flag);
  loop();
  break_flag_ = outer;
  emit(cpp::if_(cpp::name(flag), lower_body(orelse)));
}

void Lowering::lower_kind(const syntax::For& node) {
  const effects::Effects effects = effects_.body(node.body);
  loop_with_else(node.body, node.orelse, [&] {
    const effects::Effects* const outer = std::exchange(loop_effects_, &effects);
    const syntax::Stmt* const outer_statement = std::exchange(loop_statement_, &node);
    emit_loop(*node.target, *node.iter, node.is_async, [&] {
      loop_effects_ = nullptr;
      for (cpp::Stmt* statement : lower_body(node.body)) {
        emit(statement);
      }
    });
    loop_statement_ = outer_statement;
    loop_effects_ = outer;
  });
}

void Lowering::lower_kind(const syntax::While& node) {
  loop_with_else(node.body, node.orelse, [&] {
    cpp::Expr* test = nullptr;
    auto before = in_block([&] { test = facts_.constant_test(node.test->id) == std::optional(true) ? cpp::boolean(true) : truth(*node.test); });
    for (const cpp::Stmt* statement : before) {
      if (const auto* variable = cpp::as<cpp::Variable>(statement)) {
        context_->taken.insert(variable->names);  // the body joins their block
      }
    }
    auto body = lower_body(node.body);
    if (before.empty()) {
      emit(cpp::while_(test, std::move(body)));
      return;
    }
    // The test needs statements of its own: they run in each round.
    before.push_back(cpp::if_(cpp::not_(test), {cpp::break_()}));
    before.insert(before.end(), body.begin(), body.end());
    emit(cpp::while_(cpp::boolean(true), std::move(before)));
  });
}

void Lowering::lower_kind(const syntax::Break&) { break_loop(); }

void Lowering::lower_kind(const syntax::Continue&) { continue_loop(); }

}  // namespace krait::lower
