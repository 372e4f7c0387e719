/// Methods that a decorator of the program's own, or an assignment to the class, replaces: an attribute of the class holds the function.
///
///   class Job:                  →  void run_undecorated();
///       @timed                     static inline py::object run;
///       def run(self): …       and, where the class statement runs:  Job::run = timed(py::def("run", …));
#include "lower/lowering.hpp"

namespace krait::lower {

using types::ClassInfo;
using types::FunctionInfo;

/// `[](const py::ref<C>& self, …) { return self->method(…); }`
cpp::Expr* Lowering::unbound_method(const FunctionInfo& function) {
  const Repr self{.kind = Kind::Ref, .cls = function.owner, .arguments = {}};
  cpp::Params parameters = {cpp::param(cpp::const_ref(type(self)), "self")};
  std::vector<cpp::Expr*> arguments;
  for (std::size_t i = 1; i < function.parameters.size(); ++i) {
    const std::string name = reprs_.cpp_name(function.parameters[i].name);
    parameters.push_back(cpp::param(parameter_type(reprs_.of_parameter(function, i), reprs_.passing(function, i)), name));
    arguments.push_back(cpp::name(name));
  }
  return cpp::lambda({}, parameters, {cpp::return_(cpp::call(cpp::arrow(cpp::name("self"), method_cpp_name(function)), arguments))});
}

/// Is the method one whose decorators of the program's own only see the function?
bool Lowering::may_be_replaced(const ClassInfo& cls, const FunctionInfo& function) const {
  if (function.method == types::MethodKind::Instance) {
    return true;
  }
  const auto* outermost = function.node->decorators.empty() ? nullptr : syntax::as<syntax::Name>(function.node->decorators.front());
  const bool binds = outermost != nullptr && (outermost->name == "staticmethod" || outermost->name == "classmethod" || outermost->name == "property");
  return binds && !cls.property_setters.contains(function.name);
}

void Lowering::replaced_method(const ClassInfo& cls, const FunctionInfo& function, cpp::Class& into) {
  const std::string name = member_name(function.name);
  in_header([&] {
    need("py/object.hpp");
    cpp::Variable* member = cpp::variable(type(object()), name);
    member->specifiers.is_inline = true;
    member->specifiers.is_static = true;
    member->blank_before = true;
    cpp::section(into, cpp::Access::Public).add(member);
  });
  need("py/function.hpp");
  const bool is_static = function.method == types::MethodKind::Static || function.method == types::MethodKind::Class;
  cpp::Expr* original = is_static ? cpp::name(class_spelling(cls.id) + "::" + method_cpp_name(function)) : unbound_method(function);
  const Value value = decorated(*function.node, {original, make(Kind::Function)});
  cpp::Expr* held = value.expr == original ? boxed_function(function, original) : convert(value, object());
  if (function.method != types::MethodKind::Instance) {
    need("py/class.hpp");
    const char* kind = function.method == types::MethodKind::Static ? "py::StaticMethod" : is_static ? "py::ClassMethod" : "py::Property";
    held = cpp::construct(type(object()), {cpp::call(cpp::name("py::make", {cpp::raw_type(kind)}), {held})});
  }
  emit(cpp::expr_stmt(cpp::assign(cpp::name(class_spelling(cls.id) + "::" + name), held)));
}

/// The class decorators that give the class back: calls of those of the program's own, and of the library's that check it, from the innermost out.
void Lowering::class_decorators(const ClassInfo& cls) {
  for (auto it = cls.node->decorators.rbegin(); it != cls.node->decorators.rend(); ++it) {
    if (!is_of_program(**it)) {
      library_class_decorator(cls, **it);
      continue;
    }
    need("py/type.hpp");
    const Value decorator = value_of(**it);
    const Value made{cpp::call(cpp::name("py::class_of", {cpp::raw_type(class_spelling(cls.id))})), make(Kind::TypeRef)};
    const bool typed = decorator.repr.is(Kind::Function) && decorator.repr.arguments.size() == 2;
    cpp::Expr* callee = typed ? decorator.expr : decorator.repr.is(Kind::Object) ? decorator.expr : boxed_callable(**it, decorator);
    emit(cpp::expr_stmt(cpp::call(callee, {convert(made, typed ? decorator.repr.arguments[1] : object())})));
  }
}

/// `@unique`: a function of the library over the class.
void Lowering::library_class_decorator(const ClassInfo& cls, const syntax::Expr& decorator) {
  const types::Atom* only = facts_.type(decorator).single();
  if (only == nullptr || only->kind != types::AtomKind::Function) {
    return;
  }
  const FunctionInfo& row = facts_.functions[only->id];
  if (const std::string name = types::decorator_text(row.stub_decorators, "cpp"); !name.empty()) {
    need(library_function_header(row));
    emit(cpp::expr_stmt(cpp::call(cpp::name(name, {cpp::raw_type(class_spelling(cls.id))}), {})));
  }
}

/// Is the decorator a function or class that the program defines, or what such a one gives?
bool Lowering::is_of_program(const syntax::Expr& decorator) const {
  const auto& atoms = facts_.type(decorator).atoms();
  return std::any_of(atoms.begin(), atoms.end(), [&](const types::Atom& atom) {
    return ((atom.kind == types::AtomKind::Function || atom.kind == types::AtomKind::BoundMethod) && !facts_.functions[atom.id].is_stub) ||
           ((atom.kind == types::AtomKind::Class || atom.kind == types::AtomKind::Instance) && !facts_.classes[atom.id].is_stub);
  });
}

}  // namespace krait::lower
