/// Special forms and hooks: `isinstance`, `type`, `getattr`, `print`, `namedtuple`, `replace`, `partial`, …
#include <algorithm>
#include <map>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

namespace {
/// The classes an isinstance test names. False if it tests one of several, as values of a variable.
bool classes_of(const types::Type& type, std::vector<types::ClassId>& classes) {
  const types::Atom* only = type.single();
  if (only == nullptr) {
    return false;
  }
  if (only->kind == types::AtomKind::Class) {
    classes.push_back(only->id);
  }
  return std::all_of(only->elements.begin(), only->elements.end(), [&](const types::Type& element) { return classes_of(element, classes); });
}

/// Stubs have classes that no class in C++ stands for: forms of the language, decorators, protocols of annotations, what is a template
/// over a class of the program, and what is any object.
bool is_nothing_in_cpp(const types::ClassInfo& cls) {
  const std::string& given = types::decorator_text(cls.stub_decorators, "cpp");
  const std::string& hook = types::decorator_text(cls.stub_decorators, "hook");
  const bool is_form = !hook.empty() || types::has_decorator(cls.stub_decorators, "special") || types::is_protocol(cls);
  return given == "py::object" || (given.empty() && is_form) || hook == "Enum" || hook == "NamedTuple";
}
}  // namespace

/// The C++ type that `py::isinstance<T>` takes for a class.
cpp::Type* Lowering::class_type(ClassId id, const syntax::Node& place) {
  const types::ClassInfo& cls = facts_.classes[id];
  if (types::is_tested_by_methods(cls)) {
    need("py/collections_abc.hpp");
    return cpp::raw_type(types::decorator_text(cls.stub_decorators, "tested_as"));
  }
  if (!cls.is_stub) {
    return type({.kind = Kind::Struct, .cls = id, .arguments = {}});
  }
  if (id != facts_.object_type && is_nothing_in_cpp(cls)) {
    unsupported(place, "`" + cls.name + "` as a value");
  }
  if (id == facts_.type_type) {
    return cpp::raw_type("py::type");
  }
  if (id == facts_.int_type) {
    return cpp::raw_type("py::Int");
  }
  if (id == facts_.float_type) {
    return cpp::raw_type("double");
  }
  if (id == facts_.bool_type) {
    return cpp::raw_type("bool");
  }
  if (id == facts_.none_type) {
    return cpp::raw_type("py::none_t");
  }
  if (id == facts_.complex_type) {
    return cpp::raw_type("std::complex<double>");
  }
  need(reprs_.library_header(cls));
  std::string arguments;
  for (std::size_t i = 0; i < cls.type_parameters.size(); ++i) {
    arguments += (i == 0 ? "<py::object" : ", py::object");
  }
  return cpp::raw_type(reprs_.library_name(cls) + (arguments.empty() ? "" : arguments + ">"));
}

/// The form that the row of the called function or class names: `@special(form)`, or what hooks it.
std::string Lowering::special_form(const syntax::Call& node, const types::CallFact& fact) const {
  const auto named = [](const auto& rows) {
    std::string form = types::decorator_text(rows, "special");
    return form.empty() ? types::decorator_text(rows, "hook") : form;
  };
  if (fact.function != types::none) {
    return named(facts_.functions[fact.function].stub_decorators);
  }
  const types::Atom* callee = facts_.type(*node.function).single();
  return callee != nullptr && callee->kind == types::AtomKind::Class ? named(facts_.classes[callee->id].stub_decorators) : std::string();
}

Value Lowering::call_special(const syntax::Call& node, const types::CallFact& fact) {
  using Lower = std::optional<Value> (Lowering::*)(const syntax::Call&, const SpecialCall&);
  static const std::map<std::string, Lower, std::less<>> forms = {
      {"isinstance", &Lowering::call_isinstance},
      {"issubclass", &Lowering::call_issubclass},
      {"object_new", &Lowering::call_object_new},
      {"type", &Lowering::call_type},
      {"callable", &Lowering::call_callable},
      {"getattr", &Lowering::call_attribute_function},
      {"setattr", &Lowering::call_attribute_function},
      {"hasattr", &Lowering::call_attribute_function},
      {"delattr", &Lowering::call_attribute_function},
      {"vars", &Lowering::call_object_function},
      {"dir", &Lowering::call_object_function},
      {"id", &Lowering::call_object_function},
      {"print", &Lowering::call_print},
      {"namedtuple", &Lowering::call_namedtuple},
      {"dynamic", &Lowering::call_as_object},
      {"replace", &Lowering::call_replace},
      {"make", &Lowering::call_make},
      {"asdict", &Lowering::call_fields_function},
      {"astuple", &Lowering::call_fields_function},
      {"partial", &Lowering::call_partial},
      {"cast", &Lowering::call_cast},
  };
  const std::string form = special_form(node, fact);
  if (const auto found = forms.find(form); found != forms.end()) {
    if (auto value = (this->*found->second)(node, {form, fact})) {
      return *value;
    }
  }
  uses_asyncio_ = uses_asyncio_ || form == "gather";
  if (fact.function == types::none) {
    return call_dynamic(node);
  }
  const types::FunctionInfo& row = facts_.functions[fact.function];
  if (row.owner == types::none) {
    need(library_function_header(row));
    return {cpp::call(library_function_name(row), library_arguments(row, false, node)), repr(node)};
  }
  return call_library(node, {.kind = types::CallKind::Stub, .function = fact.function, .cls = types::none, .reflected = false, .targets = {}, .parameter_types = {}});
}

/// isinstance(x, C)  →  py::isinstance<C>(x).
std::optional<Value> Lowering::call_isinstance(const syntax::Call& node, const SpecialCall& /*call*/) {
  if (node.arguments.size() != 2) {
    return std::nullopt;
  }
  const Repr boolean = make(Kind::Bool);
  if (const auto decided = facts_.constant_test(node.id)) {
    return Value{cpp::boolean(*decided), boolean};
  }
  std::vector<types::ClassId> classes;
  const bool known = classes_of(facts_.type(*node.arguments[1]), classes);
  Value subject = with_none(lower(*node.arguments[0]), repr(*node.arguments[0]));
  need("py/isinstance.hpp");
  const bool is_static = known && (node.arguments[1]->kind == syntax::Kind::Name || node.arguments[1]->kind == syntax::Kind::Tuple);
  if (is_static && !classes.empty()) {
    std::vector<cpp::Type*> wanted;
    for (const types::ClassId cls : classes) {
      wanted.push_back(class_type(cls, *node.arguments[1]));
    }
    return Value{cpp::call(cpp::name("py::isinstance", wanted), {subject.expr}), boolean};
  }
  return Value{cpp::call("py::isinstance", {boxed(subject).expr, value_of(*node.arguments[1]).expr}), boolean};
}

std::optional<Value> Lowering::call_issubclass(const syntax::Call& node, const SpecialCall& /*call*/) {
  if (node.arguments.size() != 2) {
    return std::nullopt;
  }
  need("py/isinstance.hpp");
  const Value first = value_of(*node.arguments[0]);
  const Value second = value_of(*node.arguments[1]);
  return Value{cpp::call("py::issubclass", {boxed(first).expr, boxed(second).expr}), make(Kind::Bool)};
}

std::optional<Value> Lowering::call_object_new(const syntax::Call& node, const SpecialCall& /*call*/) { return new_instance(node); }

/// type(x)  →  py::type_of(x);  type(name, bases, namespace)  →  py::new_class(name, bases, namespace).
std::optional<Value> Lowering::call_type(const syntax::Call& node, const SpecialCall& /*call*/) {
  if (node.arguments.size() == 1) {
    need("py/type.hpp");
    const Value value = value_of(*node.arguments[0]);
    cpp::Expr* given = value.repr.is(Kind::Function) ? boxed_callable(*node.arguments[0], value) : value.expr;
    return Value{cpp::call("py::type_of", {given}), make(Kind::TypeRef)};
  }
  if (node.arguments.size() != 3) {
    return std::nullopt;
  }
  need("py/new_class.hpp");
  const auto* bases = as<syntax::Tuple>(node.arguments[1]);
  std::vector<cpp::Expr*> listed;
  for (const syntax::Expr* base : bases != nullptr ? bases->elements : std::vector<syntax::Expr*>{}) {
    listed.push_back(lower_as(*base, object()));
  }
  cpp::Expr* given = bases != nullptr ? cpp::brace(nullptr, listed) : cpp::construct(type(library(facts_.tuple_type, {object()})), {value_of(*node.arguments[1]).expr});
  const Repr attributes = library(facts_.dict_type, {str(), object()});
  const Value space = value_of(*node.arguments[2]);
  return Value{cpp::call("py::new_class", {lower_as(*node.arguments[0], str()), given, space.repr == attributes ? space.expr : cpp::construct(type(attributes), {space.expr})}),
               object()};
}

std::optional<Value> Lowering::call_callable(const syntax::Call& node, const SpecialCall& call) {
  if (node.arguments.size() != 1) {
    return call_object_function(node, call);
  }
  const Value subject = value_of(*node.arguments[0]);
  if (subject.repr.is(Kind::Ref) && node.arguments[0]->kind == syntax::Kind::Name && facts_.classes[subject.repr.cls].subclasses.empty()) {
    return Value{cpp::boolean(facts_.find_method(subject.repr.cls, "__call__") != types::none), make(Kind::Bool)};
  }
  return Value{cpp::call("py::callable", {boxed(subject).expr}), make(Kind::Bool)};
}

/// hasattr(module, "name"): known from the module's names, or asked of the variable where it may be unbound.
std::optional<Value> Lowering::module_has(const syntax::Call& node) {
  const types::Atom* only = facts_.type(*node.arguments[0]).single();
  const auto* name = as<syntax::Constant>(node.arguments[1]);
  if (only == nullptr || only->kind != types::AtomKind::Module || name == nullptr) {
    return std::nullopt;
  }
  const names::Symbol* symbol = names_.find(names_.scope_of_module[only->id], name->text);
  if (symbol != nullptr && symbol->variables.size() == 1 && names_.variables[symbol->variables.front()].maybe_unbound) {
    need(module_header(*program_.modules[only->id]));
    return Value{cpp::method_call(variable_place(symbol->variables.front()), "is_bound"), make(Kind::Bool)};
  }
  return Value{cpp::boolean(symbol != nullptr), make(Kind::Bool)};
}

/// `object.__setattr__(self, "norm", value)`, the way to a field past what its class says of stores:  norm = value
std::optional<Value> Lowering::field_store(const syntax::Call& node) {
  const auto* name = node.arguments.size() == 3 && node.keywords.empty() ? syntax::as<syntax::Constant>(node.arguments[1]) : nullptr;
  if (name == nullptr) {
    return std::nullopt;
  }
  const Repr receiver = is_self(*node.arguments.front()) ? Repr{.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}} : repr(*node.arguments.front());
  const types::FieldInfo* field = receiver.is(Kind::Ref) ? facts_.find_field(receiver.cls, name->text) : nullptr;
  if (field == nullptr || !field->is_instance_attribute || facts_.classes[field->owner].is_stub || is_dynamic_field(*field) || facts_.is_property(receiver.cls, name->text)) {
    return std::nullopt;
  }
  const std::string member = member_name(field->name);
  cpp::Expr* place = !is_self(*node.arguments.front())  ? cpp::arrow(value_of(*node.arguments.front()).expr, member)
                     : context_->taken.contains(member) ? cpp::arrow(cpp::this_(), member)
                                                        : cpp::name(member);
  return Value{cpp::assign(place, lower_as(*node.arguments[2], reprs_.of_field(*field))), make(Kind::None)};
}

/// getattr, setattr, hasattr and delattr: of the object, by a name that is only known at run time.
std::optional<Value> Lowering::call_attribute_function(const syntax::Call& node, const SpecialCall& call) {
  if (node.function->kind == syntax::Kind::Attribute && (call.form == "setattr" || call.form == "delattr")) {
    if (auto stored = call.form == "setattr" ? field_store(node) : std::nullopt) {
      return stored;
    }
    return call_dynamic(node);  // `object.__setattr__(x, name, value)`: not the one that the class of x defines
  }
  const bool asks = call.form == "hasattr";
  if (asks && node.arguments.size() == 2) {
    if (auto known = module_has(node)) {
      return known;
    }
  }
  need("py/attr.hpp");
  std::vector<cpp::Expr*> arguments;
  for (std::size_t i = 0; i < node.arguments.size(); ++i) {
    const Value value = value_of(*node.arguments[i]);
    if (i == 1 && value.repr.is(Kind::Object)) {
      need("py/builtin_objects.hpp");
      arguments.push_back(cpp::call("py::attribute_name", {value.expr}));
    } else {
      arguments.push_back(value.repr.is(Kind::Function) ? boxed_callable(*node.arguments[i], value) : i == 0 ? boxed(value).expr : convert(value, object()));
    }
  }
  return Value{cpp::call("py::" + call.form, arguments), asks ? make(Kind::Bool) : call.form == "getattr" ? object() : make(Kind::None)};
}

/// callable(), vars(), dir(), id(): pylib's functions of the same name take objects.
std::optional<Value> Lowering::call_object_function(const syntax::Call& node, const SpecialCall& call) {
  need(call.form == "vars" || call.form == "dir" ? "py/class.hpp" : "py/attr.hpp");
  std::vector<cpp::Expr*> arguments;
  for (const syntax::Expr* argument : node.arguments) {
    arguments.push_back(boxed(value_of(*argument)).expr);
  }
  Repr result = repr(node);
  if (call.form == "callable") {
    result = make(Kind::Bool);
  } else if (call.form == "id") {
    result = make(Kind::Int);
  } else if (call.form == "vars") {
    result = object();
  }
  return Value{cpp::call("py::" + call.form, arguments), result};
}

std::optional<Value> Lowering::call_print(const syntax::Call& node, const SpecialCall& call) {
  const types::FunctionInfo& row = facts_.functions[call.fact.function];
  if (types::spreads_over_row(row, node)) {
    return call_dynamic(node);
  }
  need("py/print.hpp");
  return Value{cpp::call("py::print", library_arguments(row, false, node)), make(Kind::None)};
}

/// `Point = namedtuple("Point", "x y")` has become a class.
std::optional<Value> Lowering::call_namedtuple(const syntax::Call& /*node*/, const SpecialCall& /*call*/) { return Value{none(), make(Kind::Module)}; }

/// What only the object itself knows.
std::optional<Value> Lowering::call_as_object(const syntax::Call& node, const SpecialCall& /*call*/) { return call_dynamic(node); }

/// replace(x, a=1), x._replace(a=1): a copy of x with some fields changed, through the constructor.
std::optional<Value> Lowering::call_replace(const syntax::Call& node, const SpecialCall& call) {
  const bool method = call.fact.function != types::none && facts_.functions[call.fact.function].owner != types::none;
  return replace_fields(value_of(method ? *static_cast<const syntax::Attribute*>(node.function)->value : *node.arguments[0]), node);
}

/// Point._make(values)  →  Point::make(values).
std::optional<Value> Lowering::call_make(const syntax::Call& node, const SpecialCall& /*call*/) {
  const auto* member = as<syntax::Attribute>(node.function);
  return Value{cpp::call(cpp::scoped(type(repr(node)), member_name(member->attribute)), {value_of(*node.arguments[0]).expr}), repr(node)};
}

/// asdict(x) and astuple(x), with a factory of their own or the default.
std::optional<Value> Lowering::call_fields_function(const syntax::Call& node, const SpecialCall& call) {
  need("py/dataclasses.hpp");
  std::vector<cpp::Expr*> arguments = {boxed(value_of(*node.arguments[0])).expr};
  for (const syntax::Keyword& factory : node.keywords) {
    arguments.push_back(lower_as(*factory.value, object()));
  }
  return Value{cpp::call("py::dataclasses::" + call.form, arguments), repr(node)};
}

std::optional<Value> Lowering::call_partial(const syntax::Call& node, const SpecialCall& /*call*/) {
  need("py/functools.hpp");
  return Value{cpp::call("py::functools::partial", dynamic_arguments(node)), object()};
}

/// typing.cast(T, x) is x.
std::optional<Value> Lowering::call_cast(const syntax::Call& node, const SpecialCall& /*call*/) {
  return node.arguments.size() == 2 ? std::optional(value_of(*node.arguments[1])) : std::nullopt;
}

/// `replace(x, a=1)` → `py::make<C>(x->…, 1, …)`: every init field from x unless given.
Value Lowering::replace_fields(Value subject, const syntax::Call& node) {
  const types::FunctionId init = facts_.find_method(subject.repr.cls, "__init__");
  const bool spreads = syntax::has_spread_mapping(node.keywords);
  if (init == types::none || subject.repr.is(Kind::Object) || spreads) {
    return call_dynamic(node);
  }
  const types::FunctionInfo& function = facts_.functions[init];
  const auto* place = node.function->kind == syntax::Kind::Attribute ? as<syntax::Attribute>(node.function) : nullptr;
  const bool is_own = (place != nullptr && is_self(*place->value)) || (!node.arguments.empty() && is_self(*node.arguments[0]));
  if (is_own) {
    subject.repr.kind = facts_.classes[subject.repr.cls].kind == types::ClassKind::NamedTuple ? Kind::Struct : Kind::Ref;
  } else if (subject.expr->kind != cpp::Kind::Name) {
    subject = hoist(subject, "original");
  }
  std::vector<cpp::Expr*> arguments;
  for (std::size_t i = 1; i < function.parameters.size(); ++i) {
    const types::ParameterInfo& parameter = function.parameters[i];
    const auto given = std::find_if(node.keywords.begin(), node.keywords.end(), [&](const auto& keyword) { return keyword.name == parameter.name; });
    const Repr& wanted = reprs_.of_parameter(function, i);
    const std::string field = member_name(parameter.name);
    arguments.push_back(given != node.keywords.end()    ? lower_as(*given->value, wanted)
                        : is_own                        ? (context_->taken.contains(field) ? cpp::arrow(cpp::this_(), field) : cpp::name(field))
                        : subject.repr.is(Kind::Struct) ? cpp::member(subject.expr, member_name(parameter.name))
                                                        : cpp::arrow(subject.expr, member_name(parameter.name)));
  }
  const Repr of_class{.kind = Kind::Struct, .cls = subject.repr.cls, .arguments = {}};
  if (subject.repr.is(Kind::Struct)) {
    return {cpp::brace(type(of_class), arguments), of_class};
  }
  return {cpp::call(cpp::name("py::make", {type(of_class)}), arguments), {.kind = Kind::Ref, .cls = subject.repr.cls, .arguments = {}}};
}

}  // namespace krait::lower
