/// Class statements that make a class object at run time (types/run_time_classes.cpp).
///
///   class Base(metaclass=Registry):   →  py::dict<py::str, py::object> attributes;
///       def go(self):                    attributes["go"] = py::def("go", [](const py::object& self) { … }, py::arg("self"));
///           return "base"                Base = py::new_class("Base", {}, attributes, Registry);
#include <algorithm>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;
using types::FunctionInfo;

/// Does the code ask for its class: `super()`, `__class__`?
bool asks_for_class(const syntax::Node& node) {
  if (const auto* name = as<syntax::Name>(&node); name != nullptr && (name->name == "super" || name->name == "__class__")) {
    return true;
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || asks_for_class(child); });
  return found;
}

namespace {

/// The name of a decorator, or its last part.
std::string decorator_name(const syntax::Expr& decorator) {
  const auto* name = as<syntax::Name>(&decorator);
  const auto* member = as<syntax::Attribute>(&decorator);
  return name != nullptr ? name->name : member != nullptr ? member->attribute : "";
}

}  // namespace

/// `attributes["name"] = …` of a `def` in the class.
void Lowering::run_time_method(const syntax::FunctionDef& node, const std::string& attributes) {
  const FunctionInfo& function = facts_.functions[facts_.function_of(node.id)];
  emit_default_objects(function);
  Value value = decorated(node, {boxed_function(function, closure(function, false)), object()});
  for (auto it = node.decorators.rbegin(); it != node.decorators.rend(); ++it) {
    const std::string name = decorator_name(**it);
    if (name == "staticmethod" || name == "classmethod" || name == "property") {
      need("py/class.hpp");
      const std::string cls = name == "staticmethod" ? "py::StaticMethod" : name == "classmethod" ? "py::ClassMethod" : "py::Property";
      value = {cpp::construct(type(object()), {cpp::call(cpp::name("py::make", {cpp::raw_type(cls)}), {value.expr})}), object()};
    } else if (name == "setter" || name == "getter" || name == "deleter") {
      need("py/attr.hpp");
      const auto& owner = *static_cast<const syntax::Attribute&>(**it).value;
      value = {cpp::call(cpp::method_call(value_of(owner).expr, "attr", {cpp::string(name)}), {value.expr}), object()};
    }
  }
  cpp::Stmt* stored = cpp::expr_stmt(cpp::assign(cpp::subscript(cpp::name(attributes), cpp::string(node.name)), convert(value, object())));
  for (cpp::Comment& comment : documentation(node.body)) {
    comment.style = cpp::CommentStyle::Line;
    stored->leading.push_back(comment);
  }
  emit(stored);
}

/// `py::new_class("Base", {bases}, attributes, metaclass)`, through the class's decorators.
cpp::Expr* Lowering::made_class(const syntax::ClassDef& node, const std::string& attributes) {
  need("py/new_class.hpp");
  std::vector<cpp::Expr*> bases;
  for (const syntax::Expr* base : node.bases) {
    bases.push_back(lower_as(*base, object()));
  }
  std::vector<cpp::Expr*> arguments = {cpp::string(node.name), cpp::brace(nullptr, bases), cpp::name(attributes)};
  for (const syntax::Keyword& keyword : node.keywords) {
    if (keyword.name == "metaclass") {
      arguments.push_back(lower_as(*keyword.value, object()));
    } else {
      unsupported(*keyword.value, "a keyword of a class statement with a metaclass");
    }
  }
  cpp::Expr* made = cpp::call("py::new_class", arguments);
  for (auto it = node.decorators.rbegin(); it != node.decorators.rend(); ++it) {
    const Value decorator = value_of(**it);
    cpp::Expr* callee = decorator.repr.is(Kind::Object) ? decorator.expr : boxed_callable(**it, decorator);
    made = cpp::call(callee, {made});
  }
  return made;
}

void Lowering::run_time_class(const syntax::ClassDef& node) {
  const names::VariableId variable = names_.variable[node.id];
  const bool elsewhere = names_.variables[variable].placement == names::Placement::Global || names_.variables[variable].placement == names::Placement::Member;
  if (!elsewhere && !context_->declared.contains(variable)) {
    declare_variable(variable, nullptr);
  }
  const names::ScopeId scope = names_.scope_of_node[node.id];
  const std::string outer_cell = std::exchange(class_cell_, "");
  auto statements = in_block([&] {
    need("py/dict.hpp");
    const std::string attributes = fresh_name("attributes");
    namespaces_[scope] = attributes;
    emit(cpp::variable(type(library(facts_.dict_type, {str(), object()})), attributes));
    if (std::any_of(node.body.begin(), node.body.end(), [](const syntax::Stmt* statement) { return asks_for_class(*statement); })) {
      need("py/cell.hpp");
      class_cell_ = fresh_name("this_class");
      emit(cpp::variable(cpp::type("py::cell", {type(object())}), class_cell_));
    }
    for (const syntax::Stmt* statement : node.body) {
      const std::size_t before = block_->size();
      const auto* expression = as<syntax::ExprStmt>(statement);
      if (const auto* method = as<syntax::FunctionDef>(statement)) {
        run_time_method(*method, attributes);
      } else if (expression == nullptr || expression->value->kind != syntax::Kind::Constant) {
        lower(*statement);
      }
      if (block_->size() > before) {
        attach_comments((*block_)[before], *statement);
      }
    }
    cpp::Expr* made = made_class(node, attributes);
    store_variable(variable, {made, object()}, false);
    if (!class_cell_.empty()) {
      emit(cpp::expr_stmt(cpp::assign(cpp::dereference(cpp::name(class_cell_)), variable_place(variable))));
    }
  });
  class_cell_ = outer_cell;
  emit(cpp::block(std::move(statements)));
}

/// `super()` in a method of such a class, and a method of it that is called.
Value Lowering::run_time_super(const syntax::Call* call) {
  need("py/class.hpp");
  const FunctionInfo* function = context_->function;
  if (class_cell_.empty() || function == nullptr || function->parameters.empty() || function->parameters.front().variable == names::none) {
    return call != nullptr ? unsupported(*call, "`super()` here") : Value{none(), object()};
  }
  cpp::Expr* self = convert({variable_place(function->parameters.front().variable), reprs_.of_variable(function->parameters.front().variable), true}, object());
  cpp::Expr* owner = cpp::call(cpp::name("py::cast", {cpp::raw_type("py::type_ref")}), {cpp::dereference(cpp::name(class_cell_))});
  need("py/cast.hpp");
  need("py/type.hpp");
  cpp::Expr* next = cpp::call("py::super", {owner, self});
  const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
  if (member == nullptr) {
    return {next, object()};
  }
  return {cpp::call(cpp::method_call(next, "attr", {cpp::string(member->attribute)}), dynamic_arguments(*call)), object()};
}

}  // namespace krait::lower
