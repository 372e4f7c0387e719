/// `try` around one operation of the library that can also be done without raising. The handler becomes the other branch:
///
///   try: x = d[k]; except KeyError: x = 0   →  if (const auto* found = d.find(k)) { x = *found; } else { x = 0; }
///   try: n = int(s); except ValueError: …   →  if (const auto found = py::try_int(s)) { n = *found; } else { … }
///
/// Stubs name the other form: `@attempts("find", KeyError)`. Nobody may notice that no exception is made: the handler does not name it,
/// raise it again, or raise something whose context it would be.
#include <algorithm>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

namespace {

const types::StubDecorator* attempts_row(const types::FunctionInfo& function) {
  for (const auto& row : function.stub_decorators) {
    if (row.name == "attempts" && row.arguments.size() == 2) {
      return &row;
    }
  }
  return nullptr;
}

/// What the statement does last but for storing or returning its value.
const syntax::Expr* operation_of(const syntax::Stmt& statement) {
  if (const auto* assign = as<syntax::Assign>(&statement)) {
    return assign->targets.size() == 1 && assign->targets[0]->kind == syntax::Kind::Name ? assign->value : nullptr;
  }
  const auto* returned = as<syntax::Return>(&statement);
  return returned != nullptr ? returned->value : nullptr;
}

bool is_quiet(const effects::Effects& effects) { return effects.raised.empty() && !effects.anything && !effects.suspends; }

/// `if (const auto found = attempt()) { return *found; } return std::nullopt;`
bool gives_attempt_or_none(const cpp::Variable* attempt, const std::vector<cpp::Stmt*>& statements, const std::vector<cpp::Stmt*>& otherwise) {
  const auto plain_return = [](const std::vector<cpp::Stmt*>& body) {
    const bool alone = body.size() == 1 && body[0]->leading.empty() && body[0]->trailing.empty();
    return alone ? cpp::as<cpp::Return>(body[0]) : nullptr;
  };
  const cpp::Return* const result = plain_return(statements);
  const cpp::Return* const none = plain_return(otherwise);
  const auto* found = result != nullptr ? cpp::as<cpp::Unary>(result->value) : nullptr;
  const auto* name = found != nullptr && found->op == cpp::UnaryOp::Dereference ? cpp::as<cpp::Name>(found->operand) : nullptr;
  const auto* nothing = none != nullptr ? cpp::as<cpp::Name>(none->value) : nullptr;
  return name != nullptr && nothing != nullptr && name->text == attempt->names[0] && nothing->text == "std::nullopt" && attempt->type->kind == cpp::Kind::ConstType;
}

bool raises_again(const syntax::Node& node) {
  if (const auto* raise = as<syntax::Raise>(&node); raise != nullptr && raise->exception == nullptr) {
    return true;
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || raises_again(child); });
  return found;
}

}  // namespace

/// Comparing and hashing values of this representation calls no code of the program.
bool Lowering::is_plain_key(const Repr& key) const {
  if (key.is(Kind::Tuple)) {
    return std::all_of(key.arguments.begin(), key.arguments.end(), [&](const Repr& part) { return is_plain_key(part); });
  }
  return key.is_integer() || key.is(Kind::Bool) || key.is(Kind::Double) || key == str();
}

/// The stub row of an operation that could be attempted, if the rest of it raises nothing.
const types::FunctionInfo* Lowering::attempted_row(const syntax::Expr& operation) const {
  const types::CallFact* fact = facts_.call(operation.id);
  if (fact == nullptr || fact->function == types::none || !facts_.functions[fact->function].is_stub) {
    return nullptr;
  }
  const types::FunctionInfo& row = facts_.functions[fact->function];
  if (attempts_row(row) == nullptr) {
    return nullptr;
  }
  if (const auto* subscript = as<syntax::Subscript>(&operation)) {
    const Repr& container = repr(*subscript->value);
    const bool plain = container.is(Kind::Library) && container.arguments.size() == 2 && is_plain_key(container.arguments[0]) &&
                       facts_.find_method(container.cls, "__getitem__") == fact->function;
    return plain && is_quiet(effects_.of(*subscript->value)) && is_quiet(effects_.of(*subscript->slice)) ? &row : nullptr;
  }
  const auto* call = as<syntax::Call>(&operation);
  const bool one_text = call != nullptr && fact->kind == types::CallKind::Construct && call->arguments.size() == 1 && call->keywords.empty() && repr(*call->arguments[0]) == str();
  return one_text && is_quiet(effects_.of(*call->arguments[0])) ? &row : nullptr;
}

/// Is the handler's work the same when nothing was raised before it?
bool Lowering::ignores_exception(const syntax::ExceptHandler& handler) const {
  if (!handler.name.empty() && !names_.variables[names_.variable[handler.id]].uses.empty()) {
    return false;
  }
  if (std::any_of(handler.body.begin(), handler.body.end(), [](const syntax::Stmt* statement) { return raises_again(*statement); })) {
    return false;
  }
  if (is_quiet(effects_.body(handler.body))) {
    return true;
  }
  // `raise E(…) from None` hides what was being handled.
  const auto* raise = as<syntax::Raise>(handler.body.statements.back());
  const auto* cause = raise != nullptr ? as<syntax::Constant>(raise->cause) : nullptr;
  const syntax::Body before{.statements = {handler.body.begin(), handler.body.end() - 1}, .dangling = {}, .leading = {}, .trailing = {}};
  return cause != nullptr && cause->constant == syntax::ConstantKind::None && !whole_.reads_exception_context && is_quiet(effects_.body(before)) &&
         is_quiet(effects_.of(*raise->exception));
}

/// Could the statements raise something that a handler for these classes takes?
bool Lowering::may_raise_into(const syntax::Body& body, const std::vector<ClassId>& handled) const {
  const effects::Effects effects = effects_.body(body);
  if (body.empty()) {
    return false;
  }
  return effects.anything || effects.suspends || std::any_of(effects.raised.begin(), effects.raised.end(), [&](effects::Key key) {
           const std::string name = key.text();
           const ClassId raised = facts_.stub_class(name.substr(0, name.find(' ')));
           return raised == types::none ||
                  std::any_of(handled.begin(), handled.end(), [&](ClassId cls) { return facts_.is_subclass(raised, cls) || facts_.is_subclass(cls, raised); });
         });
}

/// The attempt and its result: `const auto* found = d.find(k)`.
cpp::Variable* Lowering::attempt(const syntax::Expr& operation, const types::FunctionInfo& row, const std::string& found) {
  const types::StubDecorator& form = *attempts_row(row);
  const std::string function = as<syntax::Constant>(form.arguments[0])->text;
  if (const auto* subscript = as<syntax::Subscript>(&operation)) {
    const auto values = lower_operands({subscript->value, subscript->slice}, {"container", "index"});
    const Repr& container = values[0].repr;
    attempted_[&operation] = {cpp::dereference(cpp::name(found)), container.arguments[1], true};
    return cpp::variable(cpp::pointer(cpp::const_auto()), found, cpp::method_call(values[0].expr, function, {convert(values[1], container.arguments[0])}));
  }
  for (const syntax::Keyword& option : form.keywords) {
    if (const auto* header = as<syntax::Constant>(option.value); option.name == "header" && header != nullptr) {
      need(header->text);
    }
  }
  const bool is_int = facts_.classes[row.owner].id == facts_.int_type;
  attempted_[&operation] = {cpp::dereference(cpp::name(found)), make(is_int ? Kind::Int : Kind::Double), true};
  return cpp::variable(cpp::const_auto(), found, cpp::call(function, {value_of(*static_cast<const syntax::Call&>(operation).arguments[0]).expr}));
}

/// The whole statement, if it has this form.
bool Lowering::try_attempt(const syntax::Try& node, const std::vector<ClassId>& handled) {
  const syntax::Expr* operation = node.body.empty() ? nullptr : operation_of(*node.body.statements.front());
  const types::FunctionInfo* row = operation != nullptr && node.handlers.size() == 1 ? attempted_row(*operation) : nullptr;
  if (row == nullptr || !ignores_exception(node.handlers[0])) {
    return false;
  }
  const auto* raised_name = as<syntax::Name>(attempts_row(*row)->arguments[1]);
  const ClassId raised = raised_name != nullptr ? facts_.stub_class(raised_name->name) : types::none;
  const bool takes = raised != types::none && std::any_of(handled.begin(), handled.end(), [&](ClassId cls) { return facts_.is_subclass(raised, cls); });
  const syntax::Body rest{.statements = {node.body.begin() + 1, node.body.end()}, .dangling = {}, .leading = {}, .trailing = {}};
  // A recursion that is too deep may happen in any call.
  const ClassId recursion = facts_.stub_class("RecursionError");
  const bool takes_all = std::any_of(handled.begin(), handled.end(), [&](ClassId cls) { return facts_.is_subclass(recursion, cls); });
  if (!takes || may_raise_into(rest, handled) || (takes_all && !rest.empty())) {
    return false;
  }
  const std::string found = fresh_name("found");
  cpp::Variable* declaration = attempt(*operation, *row, found);
  auto statements = in_block([&] {
    for (const syntax::Body* part : {&node.body, &node.orelse}) {
      for (cpp::Stmt* statement : lower_body(*part)) {
        emit(statement);
      }
    }
  });
  attempted_.erase(operation);
  auto otherwise = handler_body(node.handlers[0], "", facts_.base_exception);
  context_->taken.erase(found);
  const syntax::Kind last = node.body.statements.back()->kind;
  const bool leaves = (last == syntax::Kind::Return || last == syntax::Kind::Raise || last == syntax::Kind::Continue || last == syntax::Kind::Break) && otherwise.size() == 1 &&
                      otherwise.front()->kind != cpp::Kind::Variable;
  if (gives_attempt_or_none(declaration, statements, otherwise)) {
    emit(cpp::return_(declaration->values[0]));
    return true;
  }
  auto* branch = cpp::if_(cpp::condition(declaration), std::move(statements));
  emit(branch);
  if (leaves) {
    emit(otherwise.front());
  } else if (!otherwise.empty()) {
    branch->has_else = true;
    branch->otherwise.statements = std::move(otherwise);
  }
  return true;
}

}  // namespace krait::lower
