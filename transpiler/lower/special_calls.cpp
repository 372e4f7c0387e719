/// Special forms and hooks: `isinstance`, `type`, `getattr`, `print`, `namedtuple`, `replace`, `partial`, …
#include <algorithm>

#include "lower/lowering.hpp"

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
}  // namespace

/// The C++ type that `py::isinstance<T>` takes for a class.
cpp::Type* Lowering::class_type(ClassId id) {
  const types::ClassInfo& cls = facts_.classes[id];
  if (!cls.is_stub) {
    return type({.kind = Kind::Struct, .cls = id, .arguments = {}});
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

Value Lowering::call_special(const syntax::Call& node, const types::CallFact& fact) {
  std::string form;
  if (fact.function != types::none) {
    const auto& rows = facts_.functions[fact.function].stub_decorators;
    form = decorator_argument(rows, "special");
    form = form.empty() ? decorator_argument(rows, "hook") : form;
  } else {
    const types::Type& callee = facts_.type(*node.function);
    if (callee.single() != nullptr && callee.single()->kind == types::AtomKind::Class) {
      const auto& rows = facts_.classes[callee.single()->id].stub_decorators;
      form = decorator_argument(rows, "special");
      form = form.empty() ? decorator_argument(rows, "hook") : form;
    }
  }
  const Repr& result = repr(node);
  const Repr boolean = make(Kind::Bool);
  const auto argument = [&](std::size_t i) { return value_of(*node.arguments[i]); };
  const auto boxed = [&](const Value& value) { return this->boxed(value).expr; };
  if (form == "isinstance" && node.arguments.size() == 2) {
    if (const auto decided = facts_.constant_test(node.id)) {
      return {cpp::boolean(*decided), boolean};
    }
    std::vector<types::ClassId> classes;
    const bool known = classes_of(facts_.type(*node.arguments[1]), classes);
    Value subject = with_none(lower(*node.arguments[0]), repr(*node.arguments[0]));
    need("py/isinstance.hpp");
    const bool is_static = known && (node.arguments[1]->kind == syntax::Kind::Name || node.arguments[1]->kind == syntax::Kind::Tuple);
    if (is_static && !classes.empty()) {
      std::vector<cpp::Type*> wanted;
      for (const types::ClassId cls : classes) {
        wanted.push_back(class_type(cls));
      }
      return {cpp::call(cpp::name("py::isinstance", wanted), {subject.expr}), boolean};
    }
    return {cpp::call("py::isinstance", {boxed(subject), argument(1).expr}), boolean};
  }
  if (form == "object_new") {
    return new_instance(node);
  }
  const auto* method = as<syntax::Attribute>(node.function);
  if ((form == "setattr" || form == "delattr") && method != nullptr) {
    return call_dynamic(node);  // `object.__setattr__(x, name, value)`: not the one that the class of x defines
  }
  if (form == "issubclass" && node.arguments.size() == 2) {
    need("py/isinstance.hpp");
    Value first = argument(0);
    Value second = argument(1);
    return {cpp::call("py::issubclass", {boxed(first), boxed(second)}), boolean};
  }
  if (form == "type" && node.arguments.size() == 1) {
    need("py/type.hpp");
    return {cpp::call("py::type_of", {argument(0).expr}), make(Kind::TypeRef)};
  }
  if (form == "type" && node.arguments.size() == 3) {
    need("py/new_class.hpp");
    const auto* bases = as<syntax::Tuple>(node.arguments[1]);
    std::vector<cpp::Expr*> listed;
    for (const syntax::Expr* base : bases != nullptr ? bases->elements : std::vector<syntax::Expr*>{}) {
      listed.push_back(lower_as(*base, object()));
    }
    cpp::Expr* given = bases != nullptr ? cpp::brace(nullptr, listed) : cpp::construct(type(library(facts_.tuple_type, {object()})), {argument(1).expr});
    const Repr attributes = library(facts_.dict_type, {str(), object()});
    const Value space = argument(2);
    return {cpp::call("py::new_class", {lower_as(*node.arguments[0], str()), given, space.repr == attributes ? space.expr : cpp::construct(type(attributes), {space.expr})}), object()};
  }
  if (form == "callable" && node.arguments.size() == 1) {
    Value subject = argument(0);
    if (subject.repr.is(Kind::Ref) && node.arguments[0]->kind == syntax::Kind::Name && facts_.classes[subject.repr.cls].subclasses.empty()) {
      return {cpp::boolean(facts_.find_method(subject.repr.cls, "__call__") != types::none), boolean};
    }
    return {cpp::call("py::callable", {boxed(subject)}), boolean};
  }
  if (form == "hasattr" && node.arguments.size() == 2) {
    const types::Atom* only = facts_.type(*node.arguments[0]).single();
    const auto* name = as<syntax::Constant>(node.arguments[1]);
    if (only != nullptr && only->kind == types::AtomKind::Module && name != nullptr) {
      const names::Symbol* symbol = names_.find(names_.scope_of_module[only->id], name->text);
      if (symbol != nullptr && symbol->variables.size() == 1 && names_.variables[symbol->variables.front()].maybe_unbound) {
        need(module_header(*program_.modules[only->id]));
        return {cpp::method_call(variable_place(symbol->variables.front()), "is_bound"), boolean};
      }
      return {cpp::boolean(symbol != nullptr), boolean};
    }
  }
  if (form == "getattr" || form == "setattr" || form == "hasattr" || form == "delattr") {
    need("py/attr.hpp");
    std::vector<cpp::Expr*> arguments;
    for (std::size_t i = 0; i < node.arguments.size(); ++i) {
      const Value value = argument(i);
      if (i == 1 && value.repr.is(Kind::Object)) {
        need("py/builtin_objects.hpp");
        arguments.push_back(cpp::call("py::attribute_name", {value.expr}));
      } else {
        arguments.push_back(i == 0 ? boxed(value) : convert(value, object()));
      }
    }
    return {cpp::call("py::" + form, arguments), form == "hasattr" ? boolean : form == "getattr" ? object() : make(Kind::None)};
  }
  if (form == "callable" || form == "vars" || form == "dir" || form == "id") {
    need("py/attr.hpp");
    std::vector<cpp::Expr*> arguments;
    for (std::size_t i = 0; i < node.arguments.size(); ++i) {
      arguments.push_back(boxed(argument(i)));
    }
    return {cpp::call("py::" + form, arguments), form == "callable" ? boolean : form == "id" ? make(Kind::Int) : form == "vars" ? object() : result};
  }
  if (form == "print") {
    const types::FunctionInfo& row = facts_.functions[fact.function];
    need("py/print.hpp");
    return {cpp::call("py::print", library_arguments(row, false, node)), make(Kind::None)};
  }
  if (form == "namedtuple") {
    return {none(), make(Kind::Module)};
  }
  if (form == "dynamic") {   // what only the object itself knows
    return call_dynamic(node);
  }
  if (form == "replace") {
    // replace(x, a=1), x._replace(a=1): a copy of x with some fields changed, through the constructor.
    const bool method = fact.function != types::none && facts_.functions[fact.function].owner != types::none;
    const Value subject = method ? value_of(*static_cast<const syntax::Attribute*>(node.function)->value) : argument(0);
    return replace_fields(subject, node);
  }
  if (form == "make") {
    const auto* member = as<syntax::Attribute>(node.function);
    return {cpp::call(cpp::scoped(type(result), member_name(member->attribute)), {argument(0).expr}), result};
  }
  if (form == "asdict" || form == "astuple") {
    need("py/dataclasses.hpp");
    std::vector<cpp::Expr*> arguments = {boxed(argument(0))};
    for (const syntax::Keyword& factory : node.keywords) {
      arguments.push_back(lower_as(*factory.value, object()));
    }
    return {cpp::call("py::dataclasses::" + form, arguments), result};
  }
  if (form == "gather") {
    uses_asyncio_ = true;
    need("py/asyncio.hpp");
    const types::FunctionInfo& row = facts_.functions[fact.function];
    Repr list = result.arguments.empty() ? result : result.arguments[0];
    const Repr element = list.arguments.empty() ? object() : list.arguments[0];
    (void)element;
    return {cpp::call("py::asyncio::gather", library_arguments(row, false, node)), result};
  }
  if (form == "partial") {
    need("py/functools.hpp");
    return {cpp::call("py::functools::partial", dynamic_arguments(node)), object()};
  }
  if (form == "cast" && node.arguments.size() == 2) {
    return argument(1);
  }
  if (fact.function != types::none) {
    const types::FunctionInfo& row = facts_.functions[fact.function];
    if (row.owner == types::none) {
      need(library_function_header(row));
      return {cpp::call(library_function_name(row), library_arguments(row, false, node)), result};
    }
    return call_library(node, {.kind = types::CallKind::Stub, .function = fact.function, .cls = types::none, .reflected = false, .targets = {}, .parameter_types = {}});
  }
  return call_dynamic(node);
}

/// `replace(x, a=1)` → `py::make<C>(x->…, 1, …)`: every init field from x unless given.
Value Lowering::replace_fields(Value subject, const syntax::Call& node) {
  const types::FunctionId init = facts_.find_method(subject.repr.cls, "__init__");
  const bool spreads = std::any_of(node.keywords.begin(), node.keywords.end(), [](const auto& keyword) { return keyword.name.empty(); });
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
    arguments.push_back(given != node.keywords.end() ? lower_as(*given->value, wanted)
                        : is_own ? (context_->taken.contains(field) ? cpp::arrow(cpp::this_(), field) : cpp::name(field))
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
