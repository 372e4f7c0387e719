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
  cpp::Expr* original = unbound_method(function);
  const Value value = decorated(*function.node, {original, make(Kind::Function)});
  cpp::Expr* held = value.expr == original ? boxed_function(function, original) : convert(value, object());
  emit(cpp::expr_stmt(cpp::assign(cpp::name(class_spelling(cls.id) + "::" + name), held)));
}

/// The class decorators of the program's own, which give the class back: calls of them, from the innermost out.
void Lowering::class_decorators(const ClassInfo& cls) {
  for (auto it = cls.node->decorators.rbegin(); it != cls.node->decorators.rend(); ++it) {
    if (!is_of_program(**it)) {
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

/// Is the decorator a function or class that the program defines, or what such a one gives?
bool Lowering::is_of_program(const syntax::Expr& decorator) const {
  const auto& atoms = facts_.type(decorator).atoms();
  return std::any_of(atoms.begin(), atoms.end(), [&](const types::Atom& atom) {
    return ((atom.kind == types::AtomKind::Function || atom.kind == types::AtomKind::BoundMethod) && !facts_.functions[atom.id].is_stub) ||
           ((atom.kind == types::AtomKind::Class || atom.kind == types::AtomKind::Instance) && !facts_.classes[atom.id].is_stub);
  });
}

}  // namespace krait::lower
