/// Simple statements and branches.
#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

void Lowering::lower(const syntax::Stmt& node) {
  const auto visit = [&] { syntax::visit(node, [&](const auto& concrete) { lower_kind(concrete); }); };
  if (node.kind != syntax::Kind::ExprStmt) {
    visit();
    return;
  }
  // Operands that were evaluated ahead live and die with the statement.
  const std::size_t invented = context_->invented.size();
  const std::size_t declared = context_->declared.size();
  auto statements = in_block(visit);
  const bool own_block = statements.size() > 1 && context_->invented.size() > invented && context_->declared.size() == declared;
  if (!own_block) {
    for (cpp::Stmt* statement : statements) {
      emit(statement);
    }
    return;
  }
  emit(cpp::block(std::move(statements)));
}

/// Variables whose declaration stands alone: in front of the first statement of their home that mentions them.
void Lowering::declare_variables_before(const syntax::Body& body, const syntax::Stmt& statement) {
  const auto range = alone_.equal_range(&statement);
  for (auto it = range.first; it != range.second; ++it) {
    const names::Variable& variable = names_.variables[it->second];
    if (variable.home == &body && !context_->declared.contains(it->second)) {
      declare_variable(it->second, nullptr);
    }
  }
}

void Lowering::lower_kind(const syntax::Return& node) {
  if (context_->returns_flag) {
    if (node.value != nullptr && node.value->kind != syntax::Kind::Constant) {
      emit(cpp::expr_stmt(lower(*node.value).expr));
    }
    emit(cpp::return_(cpp::boolean(true)));
    return;
  }
  if (context_->departure != nullptr) {
    context_->departure->at_end = &node == context_->departure->end;
  }
  const Repr& result = context_->result;
  const bool no_value = gives_nothing();
  if (node.value == nullptr) {
    return_value(no_value ? nullptr : convert({none(), make(Kind::None)}, result));
    return;
  }
  if (no_value) {
    const auto* constant = as<syntax::Constant>(node.value);
    if (constant == nullptr) {
      emit(cpp::expr_stmt(lower(*node.value).expr));
    }
    return_value(nullptr);
    return;
  }
  const bool comprehension = node.value->kind == syntax::Kind::ListComp || node.value->kind == syntax::Kind::SetComp || node.value->kind == syntax::Kind::DictComp;
  if (comprehension && repr(*node.value) == result) {
    const Value value = comprehension_statements(*node.value, fresh_name("result"));
    return_value(value.expr);
    return;
  }
  cpp::Expr* value = lower_as(*node.value, result);
  if (context_->guards > 0 && value->kind == cpp::Kind::Name && !result.is_trivial()) {
    value = cpp::construct(type(result), {value});  // a copy: the guard may change the variable itself
  }
  if (is_self(*node.value) && (result.is(Kind::Ref) || result.is(Kind::Maybe))) {
    value = cpp::construct(type(result), {cpp::this_()});
  }
  // The signature says the type of a tuple.
  if (const auto* braces = value->kind == cpp::Kind::BraceInit ? static_cast<const cpp::BraceInit*>(value) : nullptr;
      braces != nullptr && result.is(Kind::Tuple) && node.value->kind == syntax::Kind::Tuple && !context_->is_coroutine && !context_->holds_result && result.arguments.size() > 1) {
    cpp::Exprs elements;
    for (const auto& element : braces->elements) {
      elements.push_back(element.value);
    }
    value = cpp::brace(nullptr, elements);
  }
  return_value(value);
}

void Lowering::lower_kind(const syntax::ExprStmt& node) {
  if (const auto* constant = as<syntax::Constant>(node.value)) {
    (void)constant;  // docstrings are printed with their definition; other constants do nothing
    return;
  }
  if (node.value->kind == syntax::Kind::Yield || node.value->kind == syntax::Kind::YieldFrom || node.value->kind == syntax::Kind::Await) {
    emit(cpp::expr_stmt(suspension(*node.value)));
    return;
  }
  if (const auto* several = as<syntax::Tuple>(node.value)) {
    for (const syntax::Expr* element : several->elements) {
      emit(cpp::expr_stmt(lower(*element).expr));
    }
    return;
  }
  statement_value_ = node.value;
  const Value value = lower(*node.value);
  statement_value_ = nullptr;
  const cpp::Kind kind = value.expr->kind;
  const bool call = kind == cpp::Kind::Call || kind == cpp::Kind::CoAwait || kind == cpp::Kind::Binary || kind == cpp::Kind::Assign;
  if (node.value->kind == syntax::Kind::Call && call) {
    emit(cpp::expr_stmt(value.expr));
    return;
  }
  // Evaluated for its effects only.
  emit(cpp::expr_stmt(cpp::static_cast_(cpp::void_type(), value.expr)));
}

/// `if (n := f()) > 1:`  →  `if (const auto n = f(); n > 1) {`: the declaration, where no other code uses the name.
cpp::Stmt* Lowering::condition_declaration(const syntax::If& node) {
  const syntax::NamedExpr* walrus = syntax::leading_assignment(*node.test);
  if (walrus == nullptr || contains_suspension(*node.test)) {
    return nullptr;
  }
  const names::VariableId id = names_.variable[walrus->target->id];
  const names::Variable& variable = names_.variables[id];
  if (variable.placement != names::Placement::ByCondition || variable.first_statement != &node || context_->declared.contains(id)) {
    return nullptr;
  }
  const Repr& declared = reprs_.of_variable(id);
  const Value value = value_of(*walrus->value);
  const bool constant = variable.definition_ids.size() == 1;
  cpp::Type* const deduced = constant ? cpp::const_auto() : cpp::auto_type();
  const bool literal = value.expr->kind == cpp::Kind::Literal || value.expr->kind == cpp::Kind::StringLiteral;
  cpp::Stmt* const declaration = cpp::variable(value.repr == declared && !literal ? deduced : type(declared), variable_name(id), convert(value, declared));
  context_->declared.insert(id);
  declared_in_condition_.insert(walrus);
  return declaration;
}

void Lowering::lower_kind(const syntax::If& node) {
  if (const auto decided = facts_.constant_test(node.test->id)) {
    const syntax::Body& live = *decided ? node.body : node.orelse;
    auto statements = lower_body(live);
    for (cpp::Stmt* statement : statements) {
      emit(statement);
    }
    return;
  }
  cpp::Stmt* declaration = condition_declaration(node);
  const auto before = static_cast<std::ptrdiff_t>(block_->size());
  cpp::Expr* test = truth(*node.test);
  std::vector<cpp::Stmt*> first;  // statements that the test needs stand behind the declaration, before the `if`
  if (declaration != nullptr && static_cast<std::ptrdiff_t>(block_->size()) > before) {
    first.push_back(std::exchange(declaration, nullptr));
    first.insert(first.end(), block_->begin() + before, block_->end());
    block_->resize(static_cast<std::size_t>(before));
  }
  if (const auto* known = cpp::as<cpp::Literal>(test); known != nullptr && known->spelling == "true" && declaration == nullptr && node.orelse.empty()) {
    for (cpp::Stmt* statement : lower_body(node.body)) {
      emit(statement);
    }
    return;
  }
  auto* branch = declaration != nullptr ? cpp::if_(cpp::condition(declaration, test), lower_body(node.body)) : cpp::if_(test, lower_body(node.body));
  if (first.empty()) {
    emit(branch);
  } else {
    first.push_back(branch);
    emit(cpp::block(std::move(first)));
  }
  // `elif` continues the chain unless its test needs statements of its own.
  cpp::If* last = branch;
  const syntax::If* current = &node;
  while (!current->orelse.empty() || !current->orelse.dangling.empty()) {
    const auto* next = current->orelse.statements.size() == 1 ? as<syntax::If>(current->orelse.statements[0]) : nullptr;
    if (next != nullptr && next->is_elif && facts_.is_reached(next->id) && !facts_.constant_test(next->test->id) && !contains_suspension(*next->test)) {
      cpp::Expr* next_test = nullptr;
      auto before = in_block([&] {
        declare_variables_before(current->orelse, *next);
        next_test = truth(*next->test);
      });
      if (before.empty()) {
        auto* chained = cpp::if_(next_test, lower_body(next->body));
        attach_comments(chained, *next);
        chained->blank_before = false;
        last->else_if = chained;
        last = chained;
        current = next;
        continue;
      }
      last->has_else = true;
      auto* inner = cpp::if_(next_test, lower_body(next->body));
      before.push_back(inner);
      last->otherwise.statements = std::move(before);
      last = inner;
      current = next;
      continue;
    }
    auto otherwise = lower_body(current->orelse);
    if (!otherwise.empty()) {
      last->has_else = true;
      last->otherwise.statements = std::move(otherwise);
    }
    break;
  }
}

void Lowering::lower_kind(const syntax::Assert& node) {
  need("py/exceptions.hpp");
  cpp::Expr* test = truth(*node.test);
  auto failing = in_block([&] {
    std::vector<cpp::Expr*> arguments;
    if (node.message != nullptr) {
      arguments.push_back(value_of(*node.message).expr);
    }
    emit(cpp::throw_stmt(cpp::construct(cpp::type("py::AssertionError"), arguments)));
  });
  // `!(a == b)` of numbers and strs is `a != b`.
  const auto* comparison = as<syntax::Compare>(node.test);
  auto* equal = comparison != nullptr && comparison->ops.size() == 1 && comparison->ops[0] == syntax::CompareOperator::Eq ? cpp::as<cpp::Binary>(test) : nullptr;
  const auto is_plain = [&](const syntax::Expr& side) {
    const Repr& of = repr(side);
    return of.is_trivial() || of.is_integer() || of == str();
  };
  if (equal != nullptr && equal->op == cpp::Op::Equal && is_plain(*comparison->left) && is_plain(*comparison->comparators[0])) {
    test = cpp::binary(equal->left, cpp::Op::NotEqual, equal->right);
  } else {
    test = cpp::not_(test);
  }
  emit(cpp::if_(test, std::move(failing)));
}

void Lowering::lower_kind(const syntax::Delete& node) {
  for (const syntax::Expr* target : node.targets) {
    delete_target(*target);
  }
}

void Lowering::delete_target(const syntax::Expr& target) {
  if (const auto* several = as<syntax::Tuple>(&target)) {
    for (const syntax::Expr* element : several->elements) {
      delete_target(*element);
    }
  } else if (const auto* subscript = as<syntax::Subscript>(&target)) {
    Value receiver = value_of(*subscript->value);
    const types::CallFact* fact = facts_.call(subscript->id);
    const auto* slice = as<syntax::Slice>(subscript->slice);
    if (slice != nullptr && (fact == nullptr || fact->kind != types::CallKind::User)) {
      emit(cpp::expr_stmt(slice_call(receiver, *slice, "del_slice", {})));
      return;
    }
    const Value index = value_of(*subscript->slice);
    if (receiver.repr.is(Kind::Library)) {
      const bool mapping = facts_.find_method(receiver.repr.cls, "keys") != types::none;
      cpp::Expr* key = mapping && !receiver.repr.arguments.empty() ? convert(index, receiver.repr.arguments[0])
                       : index.repr.is(Kind::Int)                  ? machine_call("py::as_index", {index.expr})
                                                                   : index.expr;
      emit(cpp::expr_stmt(cpp::method_call(receiver.expr, "del_item", {key})));
      return;
    }
    need("py/protocol.hpp");
    if (receiver.repr.is(Kind::Ref) && (fact == nullptr || fact->kind != types::CallKind::Dynamic)) {
      emit(cpp::expr_stmt(cpp::call(cpp::arrow(receiver.expr, "py_delitem"), {index.expr})));
      return;
    }
    emit(cpp::expr_stmt(cpp::call("py::delitem", {cpp::construct(type(object()), {receiver.expr}), index.expr})));
  } else if (const auto* attribute = as<syntax::Attribute>(&target)) {
    const types::AttributeFact* fact = facts_.attribute(attribute->id);
    cpp::Expr* where = fact != nullptr && fact->kind == types::AttributeKind::Field ? place(target) : nullptr;
    if (where != nullptr) {
      emit(cpp::expr_stmt(cpp::method_call(where, "clear", {cpp::string(attribute->attribute), cpp::string(facts_.classes[fact->owner].name)})));
      return;
    }
    const bool is_property = fact != nullptr && fact->kind == types::AttributeKind::Property && fact->owner != types::none;
    if (is_property && facts_.classes[fact->owner].property_deleters.contains(attribute->attribute)) {
      const std::string name = "py_delete_" + attribute->attribute;
      emit(cpp::expr_stmt(cpp::call(is_self(*attribute->value) ? cpp::name(name) : cpp::arrow(value_of(*attribute->value).expr, name))));
      return;
    }
    need("py/attr.hpp");
    emit(cpp::expr_stmt(cpp::call("py::delattr", {cpp::construct(type(object()), {value_of(*attribute->value).expr}), cpp::string(attribute->attribute)})));
  } else if (const auto* name = as<syntax::Name>(&target)) {
    const names::VariableId variable = names_.variable[name->id];
    if (variable == names::none) {
      return;
    }
    if (names_.variables[variable].maybe_unbound) {
      emit(cpp::expr_stmt(cpp::method_call(variable_place(variable), "clear")));
    } else if (!reprs_.of_variable(variable).is_trivial()) {
      emit(cpp::expr_stmt(cpp::assign(variable_place(variable), cpp::brace(nullptr, {}))));  // drops the reference now
    }
  }
}

void Lowering::lower_kind(const syntax::Global&) {}
void Lowering::lower_kind(const syntax::Nonlocal&) {}
void Lowering::lower_kind(const syntax::Pass&) {}
void Lowering::lower_kind(const syntax::TypeAlias&) {}

/// What Python raises for an import that may fail (`try: … except ImportError:`) of a module that is not there. It names the first part of the
/// dotted name that is missing.
static cpp::Stmt* missing_module(const program::Program& program, const program::Module& importer, std::string_view dotted, std::uint32_t level) {
  std::size_t end = dotted.find('.');
  while (end != std::string_view::npos && program::resolve(program, importer, dotted.substr(0, end), level) != nullptr) {
    end = dotted.find('.', end + 1);
  }
  const std::string package = level == 0 ? "" : std::string(program::package_of(importer)) + ".";
  const std::string text = "No module named '" + package + std::string(dotted.substr(0, end)) + "'";
  return cpp::throw_stmt(cpp::call("py::ModuleNotFoundError", {cpp::string(text)}));
}

void Lowering::lower_kind(const syntax::Import& node) {
  for (const syntax::ImportAlias& alias : node.names) {
    const program::Module* module = program::resolve(program_, module_, alias.name, 0);
    if (module == nullptr) {
      need("py/exceptions.hpp");
      emit(missing_module(program_, module_, alias.name, 0));
      return;
    }
    run_import(module);
  }
}

void Lowering::lower_kind(const syntax::ImportFrom& node) {
  if (node.module == "__future__") {
    return;  // a directive to the compiler
  }
  const program::Module* module = program::resolve(program_, module_, node.module, node.level);
  if (module == nullptr) {
    need("py/exceptions.hpp");
    emit(missing_module(program_, module_, node.module, node.level));
    return;
  }
  run_import(module);
  for (const syntax::ImportAlias& alias : node.names) {
    if (const auto star = names_.star_bindings.find(alias.id); star != names_.star_bindings.end()) {
      for (const names::VariableId variable : star->second) {
        hold_import(variable, *module, names_.symbols[names_.variables[variable].symbol].name);
      }
      continue;
    }
    run_import(program_.find(module->name + "." + alias.name));
    if (alias.id < names_.variable.size() && names_.variable[alias.id] != names::none) {
      hold_import(names_.variable[alias.id], *module, alias.name);
    }
  }
}

/// A variable that others read, or that is bound otherwise too, holds the imported value; classes, functions and modules stand for themselves.
void Lowering::hold_import(names::VariableId variable, const program::Module& module, const std::string& name) {
  const names::Symbol* symbol = module.kind == program::ModuleKind::User ? names_.find(names_.scope_of_module[module.id], name) : nullptr;
  if (symbol == nullptr || symbol->variables.empty()) {
    return;
  }
  const names::VariableId source = symbol->variables.front();
  const types::Atom* only = facts_.variable_type(variable).single();
  const bool stands_for_itself =
      only != nullptr && (only->kind == types::AtomKind::Class || only->kind == types::AtomKind::Module ||
                          (only->kind == types::AtomKind::Function && !facts_.functions[only->id].is_decorated && facts_.functions[only->id].lambda == nullptr));
  if (!stands_for_itself) {
    cpp::Expr* value = variable_place(source);
    if (names_.variables[source].maybe_unbound) {
      value = cpp::method_call(value, "imported", {cpp::string(name), cpp::string(module.name)});
    }
    store_variable(variable, {value, reprs_.of_variable(source), true}, true);
  }
}

/// The body of an imported user module runs once, when first imported.
void Lowering::run_import(const program::Module* module) {
  if (module == nullptr || module->kind != program::ModuleKind::User || module->id == module_.id) {
    return;
  }
  // The packages that it lies in come first; those around this module are being imported already.
  if (const std::size_t dot = module->name.rfind('.'); dot != std::string::npos && !module_.name.starts_with(module->name.substr(0, dot + 1))) {
    run_import(program_.find(module->name.substr(0, dot)));
  }
  need(module_header(*module));
  cpp::Stmt* const run = cpp::expr_stmt(cpp::call(module_scope(*module) + "py_main"));
  module_runs_.emplace(run, module->id);
  if (context_->function != nullptr) {
    run_by_functions_.insert(module->id);
  }
  emit(run);
}

}  // namespace krait::lower
