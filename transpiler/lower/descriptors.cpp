/// Descriptors: what dynamic code sees of a class.
///
///   const py::type& Point::py_class() {
///     static const py::type& type = py::class_<Point>("Point").init<double, double>(py::arg("x"), py::arg("y")).field("x", &Point::x);
///     return type;
///   }
#include <algorithm>

#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;
using types::ClassInfo;
using types::ClassKind;
using types::FieldInfo;
using types::FunctionInfo;
using types::MethodKind;

namespace {
/// Special methods that py::class_ finds by itself. What only a library function asks for is a method like any other, and those whose arguments
/// are not simply given by position have to be described: `def __exit__(self, *details)`.
bool is_special(const FunctionInfo& function) {
  const std::string& name = function.name;
  const auto is_plain = [](const types::ParameterInfo& parameter) {
    return !parameter.has_default && (parameter.kind == types::ParameterKind::Ordinary || parameter.kind == types::ParameterKind::PositionalOnly);
  };
  const bool found = name.size() > 4 && name.starts_with("__") && name.ends_with("__") && name != "__bytes__";
  return found && (name == "__init__" || function.method != MethodKind::Instance || std::all_of(function.parameters.begin(), function.parameters.end(), is_plain));
}
}  // namespace

/// `.init<…>(…)` where a call of the class object can make instances.
cpp::Expr* Lowering::describe_constructor(const ClassInfo& cls, cpp::Expr* chain) {
  if (cls.kind == ClassKind::Enum || !abstract_methods(cls).empty()) {
    return chain;
  }
  const FunctionId init = facts_.find_method(cls.id, "__init__");
  if (init == types::none || facts_.functions[init].is_stub) {
    const bool of_exception = init != types::none && facts_.is_subclass(cls.id, facts_.base_exception);
    return of_exception ? chain : cpp::method_call(chain, "init<>");
  }
  const FunctionInfo& function = facts_.functions[init];
  std::vector<cpp::Type*> types;
  for (std::size_t i = 1; i < function.parameters.size(); ++i) {
    types.push_back(type(reprs_.of_parameter(function, i)));
  }
  return cpp::call(cpp::member(chain, "init", types), parameter_descriptions(function, 1));
}

/// `.field(…)`, `.static_field(…)` or `.attribute(…)` for one attribute of the class or its instances.
cpp::Expr* Lowering::describe_field(const ClassInfo& cls, const FieldInfo& field, cpp::Expr* chain) {
  const std::string name = reprs_.cpp_name(cls.name);
  const auto row = [&](const char* kind, const std::string& spelled) {
    return cpp::method_call(chain, kind, {cpp::string(field.name), cpp::address_of(cpp::name(name + "::" + spelled))});
  };
  if (cls.kind == ClassKind::Enum && !field.is_instance_attribute) {
    return cpp::method_call(chain, "attribute", {cpp::string(field.name), cpp::construct(type(object()), {cpp::name(name + "::" + member_name(field.name))})});
  }
  if (facts_.slot_type(field.slot).is_bottom()) {
    return chain;
  }
  if (is_dynamic_field(field)) {
    return field.is_class_attribute ? row("static_field", attribute_cpp_name(cls.id, field.name)) : chain;
  }
  if (is_layered(cls.id, field.name) && has_own_values(cls, field.name)) {
    return layered_attribute(cls, field, chain);
  }
  if (field.is_instance_attribute) {
    return row("field", member_name(field.name));
  }
  return field.is_class_attribute && (field.declaration != nullptr || is_late(field)) ? row("static_field", attribute_cpp_name(cls.id, field.name)) : chain;
}

/// `.property(…)`, with its setter if it has one.
cpp::Expr* Lowering::describe_property(const ClassInfo& cls, const std::string& name, const std::string& getter, cpp::Expr* chain) {
  const std::string scope = reprs_.cpp_name(cls.name) + "::";
  std::vector<cpp::Expr*> row = {cpp::string(name), cpp::address_of(cpp::name(scope + getter))};
  if (cls.property_setters.contains(name)) {
    row.push_back(cpp::address_of(cpp::name(scope + "py_set_" + name)));
  }
  return cpp::method_call(chain, "property", row);
}

/// `.method(…)`, `.property(…)`, … for one method.
cpp::Expr* Lowering::describe_method(const ClassInfo& cls, const FunctionInfo& function, cpp::Expr* chain) {
  if (function.is_synthesised || function.is_stub || function.node == nullptr || is_special(function)) {
    return chain;
  }
  const auto member = [&](const std::string& spelled) { return cpp::address_of(cpp::name(reprs_.cpp_name(cls.name) + "::" + spelled)); };
  const std::string& name = function.name;
  if (function.is_decorated) {
    return cpp::method_call(chain, "static_field", {cpp::string(name), member(member_name(name))});
  }
  if (function.method == MethodKind::Property) {
    return describe_property(cls, name, method_cpp_name(function), chain);
  }
  std::vector<cpp::Expr*> row = {cpp::string(name), member(method_cpp_name(function))};
  const bool has_first = function.method == MethodKind::Instance || function.method == MethodKind::Class;
  for (cpp::Expr* described : parameter_descriptions(function, has_first ? 1 : 0)) {
    row.push_back(described);
  }
  return cpp::method_call(chain, function.method == MethodKind::Static ? "static_method" : function.method == MethodKind::Class ? "class_method" : "method", row);
}

/// What `.class_<C, Bases…>(name)` says of the class as an object: its constructor, its attributes and its methods.
cpp::Expr* Lowering::descriptor(const ClassInfo& cls) {
  need("py/class.hpp");
  std::vector<cpp::Type*> arguments = {cpp::raw_type(reprs_.cpp_name(cls.name))};
  for (const ClassId base : cls.bases) {
    const ClassInfo& info = facts_.classes[base];
    if (!info.is_stub) {
      arguments.push_back(cpp::raw_type(class_spelling(base)));
    } else if (facts_.is_subclass(base, facts_.base_exception)) {
      arguments.push_back(cpp::raw_type(reprs_.library_name(info)));
    }
  }
  cpp::Expr* chain = cpp::construct(cpp::type("py::class_", arguments), {cpp::string(cls.name)});
  if (!module_.is_entry) {
    chain = cpp::method_call(chain, "in_module", {cpp::string(module_.name)});
  }
  const syntax::Constant* text = cls.node != nullptr && whole_.reads_documentation ? syntax::docstring(cls.node->body) : nullptr;
  if (text != nullptr) {
    chain = cpp::method_call(chain, "documentation", {cpp::string(text->text)});
  }
  chain = describe_constructor(cls, chain);
  for (const std::string& field_name : cls.field_order) {
    chain = describe_field(cls, cls.fields.find(field_name)->second, chain);
  }
  for (const syntax::Stmt* statement : cls.node != nullptr ? cls.node->body : syntax::Body{}) {
    const auto* definition = as<syntax::FunctionDef>(statement);
    const auto own = definition != nullptr ? cls.methods.find(definition->name) : cls.methods.end();
    if (own != cls.methods.end() && own->second == facts_.function_of(definition->id)) {
      chain = describe_method(cls, facts_.functions[own->second], chain);
    }
  }
  for (const std::string& property : cls.property_names) {
    chain = describe_property(cls, property, member_name(property), chain);
  }
  return chain;
}

/// An attribute of instances that falls back on the class's: a property, and what the class itself has.
cpp::Expr* Lowering::layered_attribute(const ClassInfo& cls, const FieldInfo& field, cpp::Expr* chain) {
  const std::string name = reprs_.cpp_name(cls.name);
  cpp::Params parameters;
  parameters.push_back(cpp::param(cpp::ref(cpp::raw_type(name)), "self"));
  parameters.push_back(cpp::param(cpp::const_ref(type(reprs_.of_field(field))), "value"));
  cpp::Expr* setter = cpp::lambda({}, parameters, {cpp::expr_stmt(cpp::assign(cpp::member(cpp::name("self"), member_name(field.name)), cpp::name("value")))});
  std::vector<cpp::Expr*> arguments = {cpp::string(field.name), cpp::address_of(cpp::name(name + "::py_get_" + field.name)), setter};
  if (field.is_class_attribute) {
    arguments.push_back(cpp::address_of(cpp::name(name + "::" + attribute_cpp_name(cls.id, field.name))));
  }
  return cpp::method_call(chain, "layered", arguments);
}

/// Of a class that is only asked for its name: `const py::type& py_type() const override { return py::type_named<Point>("Point"); }`.
void Lowering::add_class_name(const ClassInfo& cls, cpp::Class& into) {
  in_header([&] {
    need("py/type.hpp");
    cpp::Expr* named = cpp::call(cpp::name("py::type_named", {cpp::raw_type(reprs_.cpp_name(cls.name))}), {cpp::string(cls.name)});
    cpp::Function* function = cpp::function(cpp::const_ref(cpp::raw_type("py::type")), "py_type", {}, {cpp::return_(named)});
    function->is_const = true;
    function->is_override = true;
    function->definition = cpp::Definition::Defined;
    function->blank_before = true;
    cpp::section(into, cpp::Access::Public).add(function);
  });
}

void Lowering::add_descriptor(const ClassInfo& cls, cpp::Class& into) {
  const std::string name = reprs_.cpp_name(cls.name);
  const auto type_reference = [] { return cpp::const_ref(cpp::raw_type("py::type")); };
  in_header([&] {
    need("py/type.hpp");
    cpp::Function* declaration = cpp::function(type_reference(), "py_class", {});
    declaration->specifiers.is_static = true;
    declaration->blank_before = true;
    cpp::section(into, cpp::Access::Public).add(declaration);
    cpp::Expr* known = cls.has_dynamic_attributes ? cpp::call("py_class_or", {cpp::call("py_class", {})}) : cpp::call("py_class", {});
    cpp::Function* dynamic = cpp::function(type_reference(), "py_type", {}, {cpp::return_(known)});
    dynamic->is_const = true;
    dynamic->is_override = true;
    dynamic->definition = cpp::Definition::Defined;
    cpp::section(into, cpp::Access::Public).add(dynamic);
  });
  cpp::Variable* described = cpp::variable(type_reference(), "type", descriptor(cls));
  described->specifiers.is_static = true;
  cpp::Function* definition = cpp::function(type_reference(), name + "::py_class", {}, {described, cpp::return_(cpp::name("type"))});
  definition->definition = cpp::Definition::Defined;
  definition->blank_before = true;
  source_declarations_.push_back(definition);
}

}  // namespace krait::lower
