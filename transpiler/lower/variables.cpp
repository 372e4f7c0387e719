/// Variables: C++ names, declarations, loads and stores.
#include <algorithm>

#include "cpp/walk.hpp"
#include "lower/lowering.hpp"

namespace krait::lower {

using names::VariableId;
using syntax::as;

std::string Lowering::fresh_name(const std::string& wanted) {
  std::string name = reprs_.cpp_name(wanted);
  // What the program itself calls so, here, in the class or in the module, even if it comes later.
  const auto is_member = [&] {
    const ClassId self = context_->self_class;
    return self != types::none && (facts_.find_field(self, name) != nullptr || facts_.find_method(self, name) != types::none);
  };
  const auto is_bound = [&] { return context_->locals.contains(name) || is_member() || names_.find(names_.scope_of_module[module_.id], name) != nullptr; };
  while (context_ != nullptr && (context_->taken.contains(name) || is_bound())) {
    name += "_";
  }
  if (context_ != nullptr) {
    context_->taken.insert(name);
    context_->invented.push_back(name);
  }
  return name;
}

/// The second web of a name takes a name from its type: `words_list`; see docs/style-of-output.md.
static std::string retyped_name(const std::string& name, const Repr& repr, const types::Facts& facts) {
  switch (repr.kind) {
    case Kind::Library: {
      std::string cls = facts.classes[repr.cls].name;
      std::transform(cls.begin(), cls.end(), cls.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      return name + "_" + cls;
    }
    case Kind::Bool: return name + "_flag";
    case Kind::Int:
    case Kind::Int64:
    case Kind::UInt64: return name + "_int";
    case Kind::Double: return name + "_float";
    case Kind::Number: return name + "_number";
    case Kind::Tuple: return name + "_tuple";
    case Kind::Object: return name + "_object";
    case Kind::Ref:
    case Kind::Maybe:
    case Kind::Struct: {
      std::string cls = facts.classes[repr.cls].name;
      std::transform(cls.begin(), cls.end(), cls.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      return name + "_" + cls;
    }
    default: return name + "_value";
  }
}

bool Lowering::is_visible_beside(VariableId first, VariableId second) const {
  // A declaration is seen from the statement that makes it to the end of its home; of a loop's variable that is the loop.
  const auto region = [&](VariableId id) -> std::optional<std::pair<std::uint32_t, std::uint32_t>> {
    const names::Variable& variable = names_.variables[id];
    if (variable.home == nullptr || variable.first_statement == nullptr || variable.home->statements.empty()) {
      return std::nullopt;
    }
    const std::uint32_t last = variable.home->statements.back()->span.end;
    return std::pair(variable.first_statement->span.begin, std::max(last, variable.placement == names::Placement::ByLoop ? variable.first_statement->span.end : last));
  };
  const auto one = region(first);
  const auto other = region(second);
  return !one || !other || (one->first < other->second && other->first < one->second);
}

const names::ImportTarget* Lowering::library_import(VariableId id) const {
  const names::ImportTarget* target = names_.sole_import(id);
  return target != nullptr && program_.modules[target->module]->kind != program::ModuleKind::User ? target : nullptr;
}

std::string Lowering::variable_name(VariableId id) {
  const names::Variable& variable = names_.variables[id];
  const names::Symbol& symbol = names_.symbols[variable.symbol];
  if (context_ != nullptr) {
    const auto known = context_->variable_names.find(id);
    if (known != context_->variable_names.end()) {
      return known->second;
    }
  }
  std::string name = reprs_.cpp_name(symbol.name);
  if (context_ != nullptr && variable.placement == names::Placement::Cell && names_.scope(symbol.scope).kind == names::ScopeKind::Comprehension) {
    name = fresh_name("shared_" + name);  // declared beside the function's own names
  } else if (variable.index > 0 && context_ != nullptr) {
    // An earlier web of the name that is still declared, with another type: a name of its own.
    bool clash = false;
    for (const VariableId other : symbol.variables) {
      const auto it = context_->variable_names.find(other);
      clash = clash || (other != id && it != context_->variable_names.end() && it->second == name && context_->declared.contains(other) && is_visible_beside(other, id));
    }
    if (clash) {
      name = fresh_name(retyped_name(name, reprs_.of_variable(id), facts_));
    }
  }
  if (context_ != nullptr) {
    context_->variable_names[id] = name;
    context_->taken.insert(name);
  }
  return name;
}

bool Lowering::is_self(const syntax::Expr& node) const {
  const auto* name = as<syntax::Name>(&node);
  return name != nullptr && context_ != nullptr && context_->self_class != types::none && name->name == context_->self_name && names_.variable[name->id] != names::none &&
         names_.symbols[names_.symbol[name->id]].is_parameter;
}

bool Lowering::is_caught(const syntax::Expr& node) const {
  const auto* name = as<syntax::Name>(&node);
  return name != nullptr && context_ != nullptr && context_->caught.contains(names_.variable[name->id]);
}

cpp::Expr* Lowering::variable_place(VariableId id) {
  const names::Variable& variable = names_.variables[id];
  const names::Symbol& symbol = names_.symbols[variable.symbol];
  const names::Scope& scope = names_.scope(symbol.scope);
  if (scope.kind == names::ScopeKind::Module && scope.module != module_.id) {
    const program::Module& other = *program_.modules[scope.module];
    need(module_header(other));
    return cpp::name(module_scope(other) + reprs_.cpp_name(symbol.name));
  }
  if (scope.kind == names::ScopeKind::Class && scope.node != nullptr && facts_.run_time_classes.contains(scope.node->id)) {
    return cpp::subscript(cpp::name(namespaces_[symbol.scope]), cpp::string(symbol.name));
  }
  if (scope.kind == names::ScopeKind::Class && scope.node != nullptr) {
    const ClassId cls = facts_.class_of(scope.node->id);
    return cpp::name(class_spelling(cls) + "::" + attribute_cpp_name(cls, symbol.name));
  }
  if (scope.kind == names::ScopeKind::Module && variable.placement == names::Placement::Global) {
    return cpp::name(module_level_name(symbol.name));
  }
  cpp::Expr* place = cpp::name(variable_name(id));
  if (is_cell(id)) {
    return cpp::dereference(place);
  }
  return place;
}

Value Lowering::load_variable(VariableId id, const syntax::Node& use) {
  const names::Variable& variable = names_.variables[id];
  const names::Symbol& symbol = names_.symbols[variable.symbol];
  if (const names::ImportTarget* target = library_import(id)) {
    return library_constant(*program_.modules[target->module], target->name, reprs_.of_variable(id));
  }
  if (const names::Scope& scope = names_.scope(symbol.scope); scope.kind == names::ScopeKind::Class && scope.node != nullptr && facts_.run_time_classes.contains(scope.node->id)) {
    return {cpp::method_call(cpp::name(namespaces_[symbol.scope]), "at", {cpp::string(symbol.name)}), object(), true};
  }
  Value value{variable_place(id), reprs_.of_variable(id), true};
  if (const names::Scope& scope = names_.scope(symbol.scope); scope.kind == names::ScopeKind::Class && scope.node != nullptr) {
    if (const types::FieldInfo* field = facts_.find_field(facts_.class_of(scope.node->id), symbol.name)) {
      value.repr = reprs_.of_field(*field);
      if (const types::ClassInfo& cls = facts_.classes[field->owner]; cls.kind == types::ClassKind::Enum) {
        return {cpp::call(cpp::arrow(value.expr, "value")), enum_value(cls), true};  // in the class body a member is still its value
      }
    }
    return value;
  }
  if (context_->caught.contains(id)) {
    need("py/exceptions.hpp");
    value.expr = cpp::call("py::keep", {value.expr});
    return value;
  }
  if (const auto* member = syntax::as<syntax::Attribute>(&use); member != nullptr && variable.maybe_unbound) {
    const program::Module& module = *program_.modules[names_.scope(symbol.scope).module];
    value.expr = cpp::method_call(value.expr, "member", {cpp::string(member->attribute), cpp::string(module.name)});
  } else if (use.id < names_.maybe_unbound.size() && names_.maybe_unbound[use.id] && variable.maybe_unbound) {
    // py::unbound<T>: a variable with presence; `get` raises UnboundLocalError or NameError.
    const bool local = names_.scope(symbol.scope).kind == names::ScopeKind::Function;
    const bool free = local && context_->function != nullptr && context_->function->scope != symbol.scope;
    value.expr = cpp::method_call(value.expr, free ? "free" : local ? "local" : "global", {cpp::string(symbol.name)});
  } else if (variable.maybe_unbound && variable.placement != names::Placement::Parameter) {
    value.expr = cpp::dereference(value.expr);
  }
  return value;
}

bool Lowering::is_constant(VariableId id) const {
  const names::Variable& variable = names_.variables[id];
  const names::Symbol& symbol = names_.symbols[variable.symbol];
  const Repr& repr = reprs_.of_variable(id);
  const bool value = repr.is_trivial() || repr.is_integer() || repr.is(Kind::Number) || (repr.is(Kind::Library) && repr.cls == facts_.str_type);
  const bool handle = !value && !repr.owned && is_value_or_handle(repr) && !context_->given_away.contains(id);
  const bool unchanged = repr.is(Kind::Library) && repr.owned && !reprs_.ownership().is_changed(id) && !context_->given_away.contains(id) &&
                         std::none_of(variable.uses.begin(), variable.uses.end(), [&](NodeId use) { return reprs_.ownership().is_moved(use); });
  return (value || handle || unchanged) && variable.definition_ids.size() == 1 && !variable.maybe_unbound && !variable.is_deleted && !symbol.is_rebound_by_inner &&
         variable.placement == names::Placement::AtDefinition && variable.declare_at_definition && !variable.uses.empty();
}

/// `T name = initial;`, saying the type once where the right side has it.
cpp::Stmt* Lowering::declaration(cpp::Type* declared, const Repr& repr, const std::string& name, cpp::Expr* initial, bool constant, bool exact) {
  const std::string spelled = reprs_.spelling(repr, module_.id);
  const auto same = [&](const cpp::Type* of) { return of != nullptr && of->kind == cpp::Kind::RawType && static_cast<const cpp::RawType*>(of)->text == spelled; };
  if (initial->kind == cpp::Kind::BraceInit && same(static_cast<const cpp::BraceInit*>(initial)->type)) {
    const auto& braces = static_cast<const cpp::BraceInit&>(*initial);
    cpp::Exprs elements;
    for (const auto& element : braces.elements) {
      if (!element.designator.empty()) {
        return cpp::variable(declared, name, initial);
      }
      elements.push_back(element.value);
    }
    return cpp::variable(declared, name, cpp::InitStyle::Brace, elements);
  }
  const auto* made = initial->kind == cpp::Kind::Call ? static_cast<const cpp::Call*>(initial) : nullptr;
  const auto* maker = made != nullptr && made->callee->kind == cpp::Kind::Name ? static_cast<const cpp::Name*>(made->callee) : nullptr;
  const bool makes = maker != nullptr && maker->text == "py::make" && maker->template_arguments.size() == 1 && repr.is(Kind::Ref) &&
                     same(cpp::raw_type("py::ref<" + reprs_.spelling({.kind = Kind::Struct, .cls = repr.cls, .arguments = {}}, module_.id) + ">"));
  const bool converts = maker != nullptr && maker->template_arguments.size() == 1 && same(maker->template_arguments.front());  // `py::cast<T>(x)`
  const bool names_type = (initial->kind == cpp::Kind::Construct && same(static_cast<const cpp::Construct*>(initial)->type)) || makes || converts;
  constexpr std::ptrdiff_t deep = 2;
  const bool of_program = maker != nullptr && maker->template_arguments.empty() && !maker->text.starts_with("py::") && !maker->text.starts_with("std::");
  if (of_program && exact && std::count(spelled.begin(), spelled.end(), '<') >= deep) {
    return cpp::variable(constant ? cpp::const_auto() : cpp::auto_type(), name, initial);  // nobody writes such a type out
  }
  if (names_type && (repr.is(Kind::Library) || repr.is(Kind::Ref) || repr.is(Kind::Struct))) {
    declared = constant ? cpp::const_auto() : cpp::auto_type();
  } else if (constant) {
    declared = cpp::const_(declared);
  }
  return cpp::variable(declared, name, initial);
}

/// `body = bodies[i]`, where nothing behind it changes which elements the list, a local of its own, has: a name for the element, not a copy.
bool Lowering::is_steady_element(VariableId id, const syntax::Expr& value, const syntax::Stmt& statement) {
  const auto* item = as<syntax::Subscript>(&value);
  const auto* list = item != nullptr && item->slice->kind != syntax::Kind::Slice ? as<syntax::Name>(item->value) : nullptr;
  const VariableId source = list != nullptr ? names_.variable[list->id] : names::none;
  const auto is_plain_local = [&](VariableId one) {
    const names::Variable& info = names_.variables[one];
    return info.definition_ids.size() == 1 && info.placement == names::Placement::AtDefinition && info.declare_at_definition && !info.maybe_unbound && !info.is_deleted &&
           !names_.symbols[info.symbol].is_captured && !context_->given_away.contains(one) && !context_->caught.contains(one);
  };
  if (source == names::none || !is_plain_local(source) || !is_plain_local(id)) {
    return false;
  }
  const names::Variable& info = names_.variables[id];
  const Repr& held = reprs_.of_variable(source);
  const Repr& declared = reprs_.of_variable(id);
  const bool in_list = held.is(Kind::Library) && held.cls == facts_.list_type && !held.owned && held.arguments[0] == declared && repr(value) == declared;
  if (!in_list || declared.is_trivial() || info.home == nullptr || info.first_statement != &statement || ends_noticeably(facts_.type(value))) {
    return false;
  }
  const auto at = std::find(info.home->begin(), info.home->end(), &statement);
  if (at == info.home->end()) {
    return false;
  }
  const syntax::Body rest{.statements = {at + 1, info.home->end()}, .dangling = {}, .leading = {}, .trailing = {}};
  const effects::Effects effects = effects_.body(rest);
  const auto elements = effects_.element_storage(facts_.type(*list));
  return !effects.anything && !effects.suspends && !effects.finalises &&
         std::none_of(elements.begin(), elements.end(), [&](effects::Key key) { return effects.writes.contains(key); });
}

void Lowering::declare_alias(VariableId id, const syntax::Expr& value) {
  static_cast<void>(variable_name(id));  // hides a member of that name in the initialiser already
  const Value place = value_of(value);
  context_->declared.insert(id);
  auto* declaration = cpp::variable(reprs_.ownership().is_changed(id) ? cpp::auto_ref() : cpp::const_auto_ref(), variable_name(id), place.expr);
  if (names_.variables[id].uses.empty()) {
    declaration->attributes.emplace_back("maybe_unused");
  }
  emit(declaration);
}

/// `Matrix = list[list[float]]`: used in annotations, which C++ has instead.
bool Lowering::only_annotates(VariableId id) const {
  const auto& uses = names_.variables[id].uses;
  return std::all_of(uses.begin(), uses.end(), [&](NodeId use) { return facts_.type(use).is_bottom(); });
}

void Lowering::declare_variable(VariableId id, cpp::Expr* initial, bool exact) {
  const Repr& repr = reprs_.of_variable(id);
  const names::Variable& variable = names_.variables[id];
  const std::string name = variable_name(id);
  context_->declared.insert(id);
  cpp::Type* declared = variable_type(id);
  if (is_cell(id)) {
    context_->cells.insert(id);
    declared = cpp::const_(declared);  // the handle; what it refers to changes
    emit(initial == nullptr ? cpp::variable(declared, name) : cpp::variable(declared, name, cpp::InitStyle::Call, {initial}));
    return;
  }
  if (const auto* braces = initial != nullptr && initial->kind == cpp::Kind::BraceInit ? static_cast<const cpp::BraceInit*>(initial) : nullptr;
      braces != nullptr && braces->elements.empty() && braces->type != nullptr && !variable.maybe_unbound && !repr.is(Kind::Object) && !repr.is(Kind::Optional)) {
    auto* const empty = cpp::variable(declared, name);  // as it is made
    emit(is_handle(repr) && !variable.is_deleted ? constant_if_kept(empty, repr) : empty);
    return;
  }
  cpp::Stmt* declaration_of_it = nullptr;
  if (initial == nullptr) {
    initial = variable.maybe_unbound ? nullptr : default_of(repr);
    declaration_of_it = initial == nullptr ? cpp::variable(declared, name) : cpp::variable(declared, name, initial);
  } else {
    declaration_of_it = variable.maybe_unbound ? cpp::variable(declared, name, initial) : declaration(declared, repr, name, initial, is_constant(id), exact);
  }
  if (auto* made = cpp::as<cpp::Variable>(declaration_of_it); made != nullptr) {
    if ((variable.uses.empty() && repr.is_trivial()) || (repr.is(Kind::TypeRef) && only_annotates(id))) {
      made->attributes.emplace_back("maybe_unused");
    }
    const bool changed = repr.owned && reprs_.ownership().is_changed(id);
    if (!variable.maybe_unbound && !variable.is_deleted && !changed) {
      constant_if_kept(made, repr);
    }
  }
  emit(declaration_of_it);
}

/// `const py::cell<T> n;` as the last statement, then `*n = value;`: `const py::cell<T> n(value);`.
bool Lowering::fill_cell(VariableId id, cpp::Expr* value) {
  auto* last = is_cell(id) && !block_->empty() ? cpp::as<cpp::Variable>(block_->back()) : nullptr;
  const std::string name = variable_name(id);
  if (last == nullptr || !last->values.empty() || last->names.front() != name) {
    return false;
  }
  bool looks_back = false;
  cpp::walk(*value, [&](const cpp::Node& node) {
    const auto* mentioned = cpp::as<cpp::Name>(&node);
    looks_back = looks_back || node.kind == cpp::Kind::Lambda || (mentioned != nullptr && mentioned->text == name);
  });
  if (!looks_back) {
    last->init = cpp::InitStyle::Call;
    last->values = {value};
  }
  return !looks_back;
}

void Lowering::store_variable(VariableId id, Value value, bool may_declare) {
  cpp::Expr* converted = convert(value, reprs_.of_variable(id));
  const names::Placement placement = names_.variables[id].placement;
  const bool elsewhere = placement == names::Placement::Global || placement == names::Placement::Member;
  if (may_declare && !elsewhere && !context_->declared.contains(id)) {
    declare_variable(id, converted, converted == value.expr && value.repr == reprs_.of_variable(id));
    release_rebound(id);
    return;
  }
  if (!fill_cell(id, converted)) {
    emit(cpp::expr_stmt(cpp::assign(variable_place(id), converted)));
  }
  release_rebound(id);
}

std::string Lowering::member_name(std::string_view name) const {
  static const std::map<std::string_view, std::string_view> operators = {
      {"__eq__", "operator=="},     {"__lt__", "operator<"},  {"__le__", "operator<="}, {"__gt__", "operator>"},    {"__ge__", "operator>="},
      {"__ne__", "operator!="},     {"__add__", "operator+"}, {"__sub__", "operator-"}, {"__mul__", "operator*"},   {"__mod__", "operator%"},
      {"__truediv__", "operator/"}, {"__and__", "operator&"}, {"__or__", "operator|"},  {"__xor__", "operator^"},   {"__lshift__", "operator<<"},
      {"__rshift__", "operator>>"}, {"__neg__", "operator-"}, {"__pos__", "operator+"}, {"__invert__", "operator~"}};
  const auto it = operators.find(name);
  if (it != operators.end()) {
    return std::string(it->second);
  }
  if (name.size() > 4 && name.starts_with("__") && name.ends_with("__")) {
    return "py_" + std::string(name.substr(2, name.size() - 4));
  }
  return reprs_.member_name(name);
}

}  // namespace krait::lower
