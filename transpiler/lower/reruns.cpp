/// Functions that may run again: a template over the integer type, and the function of the module that runs it.
///
///   def gcd(a, b): …  →  template <py::exact_int Integer>
///                        Integer gcd(Integer a, Integer b) { … }
///
///                        py::Int gcd(const py::Int& a, const py::Int& b) {
///                          return py::checked_or_exact<gcd<py::checked>, gcd<py::Int>>(a, b);
///                        }
///
/// A recursive one is `inline`: GCC then puts some levels of the recursion into one call, as it does unasked for a function that is no template.
/// (`fib` takes less than half the time.)
#include <functional>
#include <utility>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;
using types::FunctionInfo;

std::string Lowering::integer_parameter() const {
  std::string name = "Integer";
  const std::function<bool(const syntax::Node&)> mentions = [&](const syntax::Node& node) {
    const auto* used = as<syntax::Name>(&node);
    bool found = used != nullptr && representation::cpp_name(used->name) == name;
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || mentions(child); });
    return found;
  };
  for (bool taken = true; taken;) {
    taken = false;
    for (const syntax::Stmt* statement : module_.tree->body) {
      taken = taken || mentions(*statement);
    }
    name += taken ? "_" : "";
  }
  return name;
}

bool Lowering::may_be_exact(const syntax::Expr& node) const {
  if (node.kind == syntax::Kind::Call) {
    const types::CallFact* fact = facts_.call(node.id);
    return fact == nullptr || fact->kind != types::CallKind::User || !is_over_integers(facts_.functions[fact->function]) || facts_.functions[fact->function].module != module_.id;
  }
  return node.kind == syntax::Kind::Attribute || node.kind == syntax::Kind::Subscript;
}

/// In the context of the function. Exact ints go by value: in registers, on the first try.
cpp::Function* Lowering::template_signature(const FunctionInfo& function, bool with_defaults) {
  cpp::Function* made = function_signature(function, true);
  made->template_parameters = {cpp::type_param(context_->integer, "py::exact_int")};
  made->specifiers.is_inline = is_recursive(function);
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const Repr& repr = reprs_.of_parameter(function, i);
    if (repr.is(Kind::Int)) {
      made->parameters[i].type = type(repr);
    }
    if (with_defaults && function.parameters[i].default_value != nullptr) {
      made->parameters[i].default_value = default_argument(function, function.parameters[i]);
    }
  }
  return made;
}

void Lowering::emit_over_integers(const FunctionInfo& function) {
  need("py/checked.hpp");
  // What it calls in the same try must be declared before.
  const auto declare = [&](const FunctionInfo& other) {
    if (declared_templates_.insert(other.id).second) {
      FunctionContext context;
      FunctionContext* const outer = std::exchange(context_, &context);
      enter_function(other, context);
      cpp::Function* prototype = template_signature(other, true);
      context_ = outer;
      source_declarations_.push_back(prototype);
    }
  };
  const std::function<void(const syntax::Node&)> declare_called = [&](const syntax::Node& node) {
    const types::CallFact* fact = node.kind == syntax::Kind::Call ? facts_.call(node.id) : nullptr;
    if (fact != nullptr && fact->kind == types::CallKind::User && fact->function != function.id) {
      const FunctionInfo& callee = facts_.functions[fact->function];
      if (is_over_integers(callee) && callee.module == module_.id) {
        declare(callee);
      }
    }
    syntax::for_each_child(node, declare_called);
  };
  for (const syntax::Stmt* statement : function.node->body) {
    declare_called(*statement);
  }

  FunctionContext context;
  FunctionContext* const outer = std::exchange(context_, &context);
  enter_function(function, context);
  cpp::Function* definition = template_signature(function, declared_templates_.insert(function.id).second);
  function_body(function, *definition);
  context_ = outer;
  place_comments(definition, *function.node);
  source_declarations_.push_back(definition);

  cpp::Function* entry = function_signature(function, true);
  std::vector<cpp::Expr*> arguments;
  for (cpp::Parameter& parameter : entry->parameters) {
    parameter.attribute.clear();
    arguments.push_back(cpp::name(parameter.name));
  }
  const auto instance = [&](const char* integer) { return cpp::name(module_level_name(function.name), {cpp::raw_type(integer)}); };
  cpp::Expr* call = nullptr;
  if (whole_.rerunnable.tried.contains(function.id)) {
    const std::string name = module_level_name(function.name);
    call = cpp::call(cpp::name("py::checked_or_exact", {cpp::raw_type(name + "<py::checked>"), cpp::raw_type(name + "<py::Int>")}), arguments);
  } else {
    call = cpp::call(instance("py::Int"), arguments);
  }
  entry->body.statements = {cpp::return_(call)};
  entry->definition = cpp::Definition::Defined;
  entry->blank_before = true;
  source_declarations_.push_back(entry);
}

}  // namespace krait::lower
