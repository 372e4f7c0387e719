/// `x.name` as a value and as a target.
#include <algorithm>

#include "lower/lowering.hpp"

namespace krait::lower {

using types::AttributeKind;

Value Lowering::lower_kind(const syntax::Attribute& node) {
  const types::AttributeFact* fact = facts_.attribute(node.id);
  if (fact != nullptr && fact->kind == AttributeKind::ModuleMember) {
    return module_member(node, *fact);
  }
  return load_attribute(lower(*node.value), node);
}

/// `module.name`: a library constant or function, or another user module's variable.
Value Lowering::module_member(const syntax::Attribute& node, const types::AttributeFact& fact) {
  const program::Module& module = *program_.modules[fact.module];
  const Repr& result = repr(node);
  if (module.kind == program::ModuleKind::User) {
    const types::Atom* only = facts_.type(node).single();
    if (only != nullptr && only->kind == types::AtomKind::Function && !facts_.functions[only->id].is_decorated && facts_.functions[only->id].lambda == nullptr) {
      return function_value(only->id, node);
    }
    if (only != nullptr && only->kind == types::AtomKind::Class) {
      const Repr of_class{.kind = Kind::Struct, .cls = only->id, .arguments = {}};
      need("py/type.hpp");
      return {cpp::call(cpp::name("py::class_of", {type(of_class)})), make(Kind::TypeRef)};
    }
    if (only != nullptr && only->kind == types::AtomKind::Module) {
      return {none(), make(Kind::Module)};
    }
    return load_variable(fact.variable, node);
  }
  if (fact.function != types::none) {
    return function_value(fact.function, node);
  }
  if (fact.owner != types::none) {
    need("py/type.hpp");
    return {cpp::call(cpp::name("py::class_of", {class_type(fact.owner, node)})), make(Kind::TypeRef)};
  }
  if (facts_.type(node).is_bottom()) {
    diagnostics_.report(source::Code::K0303, node.name_span, "krait's library has no `" + node.attribute + "` in `" + module.name + "`",
                        "see docs/library.md for what it has; a stub of your own can describe a C++ implementation");
    return {none(), make(Kind::None)};
  }
  return library_constant(module, node.attribute, result);
}

Value Lowering::library_constant(const program::Module& module, const std::string& name, const Repr& result) {
  if (const auto literal = facts_.library_literals.find({module.id, name}); literal != facts_.library_literals.end()) {
    return value_of(*literal->second);
  }
  std::string path = module.name;
  for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot)) {
    path.replace(dot, 1, "::");
  }
  std::string header = module.name;
  std::replace(header.begin(), header.end(), '.', '_');
  need("py/" + header + ".hpp");
  if (result.is(Kind::Module)) {
    return {none(), result};
  }
  return {cpp::name("py::" + path + "::" + representation::cpp_name(name)), result};
}

namespace {
/// Receivers whose members are reached by `->`.
bool is_pointer(const Repr& repr) { return repr.is(Kind::Ref) || repr.is(Kind::Maybe); }
}  // namespace

/// An attribute that only the object itself knows:  x.name → py::getattr(x, "name").
Value Lowering::load_dynamic(const Value& receiver, const syntax::Attribute& node) {
  need("py/attr.hpp");
  return {cpp::call("py::getattr", {boxed(is_self(*node.value) ? value_of(*node.value) : receiver).expr, cpp::string(node.attribute)}), object()};
}

/// The member `name` of what `node` asks an attribute of: `name` in the class itself, `x->name` and `x.name` elsewhere.
cpp::Expr* Lowering::member_of(const Value& receiver, const syntax::Attribute& node, const std::string& name) {
  if (is_caught(*node.value)) {
    return cpp::member(variable_place(names_.variable[node.value->id]), name);
  }
  if (is_self(*node.value)) {
    // A parameter or local of the same name, even one whose declaration this value is for.
    const bool in_function = context_->function != nullptr && context_->function->scope != names::none;
    const names::Symbol* local = in_function ? names_.find(context_->function->scope, node.attribute) : nullptr;
    const bool hidden = context_->taken.contains(name) || (local != nullptr && local->scope == context_->function->scope);
    return hidden ? cpp::arrow(cpp::this_(), name) : cpp::name(name);
  }
  const ClassId owner = facts_.attribute(node.id)->owner;
  const bool of_base = is_pointer(receiver.repr) && owner != types::none && !facts_.is_subclass(receiver.repr.cls, owner) && facts_.is_subclass(owner, receiver.repr.cls);
  if ((receiver.repr.is(Kind::Object) || of_base) && owner != types::none) {
    return cpp::arrow(convert(receiver, {.kind = Kind::Ref, .cls = owner, .arguments = {}}), name);
  }
  return is_pointer(receiver.repr) ? cpp::arrow(receiver.expr, name) : cpp::member(receiver.expr, name);
}

Value Lowering::load_field(const Value& receiver, const syntax::Attribute& node, ClassId owner) {
  const types::FieldInfo& field = *facts_.find_field(owner, node.attribute);
  if (is_dynamic_field(field)) {
    return load_dynamic(receiver, node);
  }
  const Repr& declared = reprs_.of_field(field);
  if (is_layered(owner, node.attribute)) {
    return {cpp::call(member_of(receiver, node, "py_get_" + node.attribute)), declared};
  }
  cpp::Expr* place = member_of(receiver, node, member_name(node.attribute));
  if (field.maybe_unset && !field.is_class_attribute) {
    place = cpp::method_call(place, "get", {cpp::string(node.attribute), cpp::string(facts_.classes[owner].name)});
  }
  return {place, declared, true};
}

/// The C++ name of the class, as it stands before `::`.
cpp::Type* Lowering::class_scope(ClassId cls) const { return cpp::raw_type(class_spelling(cls)); }

Value Lowering::load_class_attribute(const Value& receiver, const syntax::Attribute& node, ClassId owner) {
  if (receiver.repr.is(Kind::TypeRef)) {
    const types::Atom* only = facts_.type(*node.value).single();
    if (only == nullptr) {
      return load_dynamic(receiver, node);
    }
    owner = facts_.find_field(only->id, node.attribute)->owner;
  } else if (facts_.classes[topmost_owner(facts_, owner, node.attribute)].has_dynamic_attributes || binds_class_attribute(node)) {
    return load_dynamic(receiver, node);
  } else if (is_virtual_attribute(owner, node.attribute) || is_layered(owner, node.attribute)) {
    return {cpp::call(member_of(receiver, node, "py_get_" + node.attribute)), reprs_.of_field(*facts_.find_field(owner, node.attribute))};
  }
  const types::FieldInfo& field = *facts_.find_field(owner, node.attribute);
  return {class_value(field), reprs_.of_field(field), true};
}

/// x.__name__ and x.__qualname__, of classes, of `type(x)` and of functions.
Value Lowering::load_name_attribute(const Value& receiver, const syntax::Attribute& node) {
  const auto* asked = cpp::as<cpp::Call>(receiver.expr);
  if (asked != nullptr && whole_.name_calls.contains(node.value->id)) {  // py::type_of(x)
    need("py/type.hpp");
    const bool self = is_self(*static_cast<const syntax::Call&>(*node.value).arguments[0]);
    cpp::Expr* type = self ? cpp::call("py_type") : cpp::call(cpp::arrow(asked->arguments.front(), "py_type"));
    return {cpp::method_call(type, "name"), str()};
  }
  if (receiver.repr.is(Kind::TypeRef)) {
    need("py/type.hpp");
    return {cpp::method_call(cpp::dereference(receiver.expr), "name"), str()};
  }
  const types::Atom* only = facts_.type(*node.value).single();
  if (only != nullptr && only->kind == types::AtomKind::Function && !receiver.repr.is(Kind::Object)) {
    return {cpp::string(facts_.functions[only->id].name), str()};
  }
  return load_dynamic(receiver, node);
}

/// Names that every class has, and those that named tuples and enumerations have besides.
Value Lowering::load_special_name(const Value& receiver, const syntax::Attribute& node, ClassId owner) {
  const auto is_of = [&](types::ClassKind kind) { return owner != types::none && facts_.classes[owner].kind == kind; };
  if (node.attribute == "_fields" && is_of(types::ClassKind::NamedTuple)) {
    std::vector<cpp::Expr*> fields;
    for (const std::string& field : facts_.classes[owner].field_order) {
      fields.push_back(cpp::string(field));
    }
    return {cpp::brace(type(repr(node)), fields), repr(node)};
  }
  const types::Atom* only = facts_.type(*node.value).single();
  if (node.attribute == "__name__" && only != nullptr && only->kind == types::AtomKind::Module) {
    return {cpp::string(program_.modules[only->id]->name), str()};
  }
  if (node.attribute == "__name__" || node.attribute == "__qualname__") {
    return load_name_attribute(receiver, node);
  }
  if (node.attribute == "__class__") {
    need("py/type.hpp");
    return {cpp::call("py::type_of", {receiver.expr}), make(Kind::TypeRef)};
  }
  if (is_of(types::ClassKind::Enum)) {
    const std::string name = node.attribute.starts_with("_") ? node.attribute.substr(1, node.attribute.size() - 2) : node.attribute;
    return {cpp::call(member_of(receiver, node, name)), name == "value" ? enum_value(facts_.classes[owner]) : str(), true};
  }
  return load_dynamic(receiver, node);
}

Value Lowering::load_attribute(Value receiver, const syntax::Attribute& node) {
  const types::AttributeFact* fact = facts_.attribute(node.id);
  if (fact == nullptr || fact->kind == AttributeKind::Dynamic) {
    return load_dynamic(receiver, node);
  }
  if (receiver.repr.is(Kind::Optional)) {
    receiver = held(receiver, *node.value, "py::some", {cpp::string(node.attribute)});
  }
  switch (fact->kind) {
    case AttributeKind::Field: return load_field(receiver, node, fact->owner);
    case AttributeKind::ClassAttribute: return load_class_attribute(receiver, node, fact->owner);
    case AttributeKind::EnumMember: return {cpp::scoped(class_scope(fact->owner), member_name(node.attribute)), {.kind = Kind::Ref, .cls = fact->owner, .arguments = {}}, true};
    case AttributeKind::Property: return {cpp::call(member_of(receiver, node, member_name(node.attribute))), reprs_.of_result(facts_.functions[fact->function])};
    case AttributeKind::StubAttribute:
      if (receiver.repr.is(Kind::TypeRef)) {
        return load_special_name(receiver, node, fact->owner);
      }
      return receiver.repr.is(Kind::Ref) && fact->owner == facts_.object_type ? load_dynamic(receiver, node) : library_attribute(receiver, node, *fact);
    case AttributeKind::Method: return bound_method(receiver, node, *fact);
    case AttributeKind::Special: return load_special_name(receiver, node, fact->owner);
    case AttributeKind::ModuleMember: return module_member(node, *fact);
    case AttributeKind::Dynamic: break;
  }
  return load_dynamic(receiver, node);
}

Value Lowering::library_attribute(Value receiver, const syntax::Attribute& node, const types::AttributeFact& fact) {
  const Repr& result = repr(node);
  if (node.attribute == "__dict__") {
    need("py/class.hpp");
    return {cpp::call("py::vars", {boxed(is_self(*node.value) ? value_of(*node.value) : receiver).expr}), object()};
  }
  std::string name = representation::cpp_name(node.attribute);
  if (node.attribute.starts_with("__") && node.attribute.ends_with("__")) {
    name = "py_" + node.attribute.substr(2, node.attribute.size() - 4);
  }
  if (fact.function != types::none) {
    const std::string given = types::decorator_text(facts_.functions[fact.function].stub_decorators, "cpp");
    name = given.empty() ? name : given;
    if (name.find("::") != std::string::npos) {
      need(library_function_header(facts_.functions[fact.function]));
      return {cpp::call(name, {receiver.expr}), result};
    }
  }
  if (receiver.repr.is(Kind::Object) || receiver.repr.is(Kind::TypeRef)) {
    need("py/attr.hpp");
    return {cpp::call("py::getattr", {cpp::construct(type(object()), {receiver.expr}), cpp::string(node.attribute)}), object()};
  }
  cpp::Expr* place = nullptr;
  if (is_caught(*node.value)) {
    place = cpp::member(variable_place(names_.variable[node.value->id]), name);
  } else if (is_self(*node.value)) {
    place = cpp::name(name);
  } else {
    place = is_pointer(receiver.repr) ? cpp::arrow(receiver.expr, name) : cpp::member(receiver.expr, name);
  }
  return {cpp::call(place), result};
}

/// A bound method as a value: a lambda that keeps its receiver.
Value Lowering::bound_method(Value receiver, const syntax::Attribute& node, const types::AttributeFact& fact) {
  const types::FunctionInfo& function = facts_.functions[fact.function];
  const Repr& result = repr(node);
  need("py/attr.hpp");
  if (function.is_stub || result.is(Kind::Object)) {
    cpp::Expr* object_expr = is_self(*node.value) ? cpp::construct(type({.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}), {cpp::this_()}) : receiver.expr;
    return {cpp::call("py::getattr", {cpp::construct(type(object()), {object_expr}), cpp::string(node.attribute)}), object()};
  }
  cpp::Params parameters;
  std::vector<cpp::Expr*> arguments;
  for (std::size_t i = 1; i < function.parameters.size(); ++i) {
    const std::string name = reprs_.cpp_name(function.parameters[i].name);
    parameters.push_back(cpp::param(parameter_type(reprs_.of_parameter(function, i), reprs_.passing(function, i)), name));
    arguments.push_back(cpp::name(name));
  }
  const Repr self_repr{.kind = facts_.classes[function.owner].kind == types::ClassKind::NamedTuple ? Kind::Struct : Kind::Ref, .cls = function.owner, .arguments = {}};
  if (receiver.repr.is(Kind::TypeRef) && function.method == types::MethodKind::Instance) {  // `C.method`: the object comes as the first argument
    parameters.insert(parameters.begin(), cpp::param(cpp::const_ref(type(self_repr)), "self"));
    const std::string name = member_name(function.name);
    cpp::Expr* target = self_repr.is(Kind::Struct) ? cpp::member(cpp::name("self"), name) : cpp::arrow(cpp::name("self"), name);
    return {cpp::lambda({}, parameters, {cpp::return_(cpp::call(target, arguments))}), result};
  }
  cpp::Expr* self = is_self(*node.value) ? cpp::construct(type(self_repr), {cpp::this_()}) : convert(receiver, self_repr);
  cpp::Expr* call = cpp::call(cpp::arrow(cpp::name("self"), member_name(function.name)), arguments);
  return {cpp::lambda({cpp::capture("self", self)}, parameters, {cpp::return_(call)}), result};
}

void Lowering::store_attribute(const syntax::Attribute& target, Value value) {
  if (refuses_store(target)) {
    return;
  }
  cpp::Expr* where = place(target);
  const types::AttributeFact* fact = facts_.attribute(target.id);
  if (where != nullptr) {
    const types::FieldInfo* field = fact != nullptr && fact->owner != types::none ? facts_.find_field(fact->owner, target.attribute) : nullptr;
    const Repr declared = field != nullptr ? reprs_.of_field(*field) : fact != nullptr && fact->variable != names::none ? reprs_.of_variable(fact->variable) : value.repr;
    emit(cpp::expr_stmt(cpp::assign(where, convert(value, declared))));
    return;
  }
  if (fact != nullptr && fact->kind == AttributeKind::Property) {
    const types::FunctionInfo& setter = facts_.functions[fact->function];
    cpp::Expr* converted = convert(value, reprs_.of_parameter(setter, 1));
    const std::string name = "py_set_" + target.attribute;
    const Value receiver = value_of(*target.value);
    emit(cpp::expr_stmt(cpp::call(is_self(*target.value) ? cpp::name(name) : cpp::arrow(receiver.expr, name), {converted})));
    return;
  }
  need("py/attr.hpp");
  const Value receiver = value_of(*target.value);
  emit(cpp::expr_stmt(cpp::call(
      "py::setattr", {boxed(receiver).expr, cpp::string(target.attribute), value.repr.is(Kind::Function) ? cpp::construct(type(value.repr), {value.expr}) : value.expr})));
}

/// The C++ lvalue of a name, a data field or an element of a list; null where a store is a call.
cpp::Expr* Lowering::place(const syntax::Expr& target) {
  if (const auto* name = syntax::as<syntax::Name>(&target)) {
    return names_.variable[name->id] == names::none ? nullptr : variable_place(names_.variable[name->id]);
  }
  const auto* attribute = syntax::as<syntax::Attribute>(&target);
  if (attribute == nullptr) {
    return nullptr;
  }
  const types::AttributeFact* fact = facts_.attribute(attribute->id);
  if (fact == nullptr) {
    return nullptr;
  }
  if (fact->kind == AttributeKind::ModuleMember && fact->variable != names::none) {
    return variable_place(fact->variable);
  }
  if (fact->kind != AttributeKind::Field && fact->kind != AttributeKind::ClassAttribute) {
    return nullptr;
  }
  if (const types::FieldInfo* field = facts_.find_field(fact->owner, attribute->attribute); fact->kind == AttributeKind::Field && field != nullptr && is_dynamic_field(*field)) {
    return nullptr;
  }
  if (fact->kind == AttributeKind::ClassAttribute) {
    const types::Type& classes = facts_.type(*attribute->value);
    const bool inherits = std::any_of(classes.atoms().begin(), classes.atoms().end(), [&](const types::Atom& atom) {
      return atom.kind == types::AtomKind::Class && !facts_.classes[atom.id].is_stub && !facts_.classes[atom.id].fields.contains(attribute->attribute);
    });
    if (inherits) {
      diagnostics_.report(source::Code::K0401, target.span, "an attribute set through a class that inherits it is not supported yet",
                          "set it through the class that has it, or give this class its own");
    }
    if (classes.single() == nullptr && repr(*attribute->value).is(Kind::TypeRef)) {
      return nullptr;  // which class it is shows at run time
    }
    return cpp::scoped(class_scope(fact->owner), attribute_cpp_name(fact->owner, attribute->attribute));
  }
  const std::string name = member_name(attribute->attribute);
  if (is_self(*attribute->value)) {
    return context_->taken.contains(name) ? cpp::arrow(cpp::this_(), name) : cpp::name(name);
  }
  Value receiver = value_of(*attribute->value);
  if (receiver.repr.is(Kind::Struct)) {
    return cpp::member(receiver.expr, name);
  }
  if (receiver.repr.is(Kind::Ref) && !facts_.is_subclass(receiver.repr.cls, fact->owner)) {
    receiver.expr = convert(receiver, {.kind = Kind::Ref, .cls = fact->owner, .arguments = {}});
  } else if (receiver.repr.is(Kind::Object)) {
    receiver.expr = convert(receiver, {.kind = Kind::Ref, .cls = fact->owner, .arguments = {}});
  }
  return cpp::arrow(receiver.expr, name);
}

}  // namespace krait::lower
