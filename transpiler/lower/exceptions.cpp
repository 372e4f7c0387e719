/// `raise`, `try`.
///
///   try: … except KeyError as e: …  →  try { … } catch (py::KeyError& e) { … }
///   finally: …                      →  py::finally cleanup([&] { … });  and, where an error passes, run in its handler
#include <algorithm>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

namespace {

/// Statements of this kind that leave the body itself (not a nested function; loops keep their own break and continue).
bool leaves(const syntax::Body& body, bool returns, bool loop_exits) {
  const std::function<bool(const syntax::Node&, bool)> search = [&](const syntax::Node& node, bool in_loop) -> bool {
    switch (node.kind) {
      case syntax::Kind::Return: return returns;
      case syntax::Kind::Break:
      case syntax::Kind::Continue: return loop_exits && !in_loop;
      case syntax::Kind::FunctionDef:
      case syntax::Kind::ClassDef:
      case syntax::Kind::Lambda: return false;
      default: break;
    }
    const bool loop = in_loop || node.kind == syntax::Kind::For || node.kind == syntax::Kind::While;
    bool found = false;
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || search(child, loop); });
    return found;
  };
  return std::any_of(body.begin(), body.end(), [&](const syntax::Stmt* statement) { return search(*statement, false); });
}

}  // namespace

bool Lowering::body_suspends(const syntax::Body& body) const {
  return std::any_of(body.begin(), body.end(), [&](const syntax::Stmt* statement) { return contains_suspension(*statement); });
}

void Lowering::lower_kind(const syntax::Raise& node) {
  need("py/handling.hpp");
  if (node.exception == nullptr) {
    emit(context_->in_handler ? cpp::throw_stmt() : cpp::expr_stmt(cpp::call("py::reraise")));
    return;
  }
  const types::Type& raised = facts_.type(*node.exception);
  const types::Atom* only = raised.single();
  const auto* call = as<syntax::Call>(node.exception);
  const types::CallFact* fact = call != nullptr ? facts_.call(call->id) : nullptr;
  cpp::Expr* fresh = nullptr;
  if (fact != nullptr && fact->kind == types::CallKind::Construct && only != nullptr && only->kind == types::AtomKind::Instance) {
    // `raise E(…)`: thrown as a new object.
    Value made = call_constructor(*call, *fact);
    cpp::Call* keeps = nullptr;  // `py::keep_args(…, 1)`
    if (auto* outer = cpp::as<cpp::Call>(made.expr); outer != nullptr && outer->arguments.size() == 2) {
      const auto* name = cpp::as<cpp::Name>(outer->callee);
      if (name != nullptr && name->text == "py::keep_args") {
        keeps = outer;
        made.expr = outer->arguments[0];
      }
    }
    const auto* maker = made.expr->kind == cpp::Kind::Call ? cpp::as<cpp::Name>(static_cast<const cpp::Call&>(*made.expr).callee) : nullptr;
    if (made.repr.is(Kind::Object) || (maker != nullptr && maker->text == "py::os_error")) {
      std::vector<cpp::Expr*> arguments = {made.expr};
      if (node.cause != nullptr) {
        arguments.push_back(value_of(*node.cause).expr);
      }
      emit(cpp::expr_stmt(cpp::call("py::raise", arguments)));
      return;
    }
    if (maker != nullptr && made.repr.is(Kind::Ref)) {
      const auto& make_call = static_cast<const cpp::Call&>(*made.expr);
      cpp::Type* cls =
          facts_.classes[fact->cls].is_stub ? cpp::type(reprs_.library_name(facts_.classes[fact->cls])) : type({.kind = Kind::Struct, .cls = fact->cls, .arguments = {}});
      fresh = cpp::construct(cls, make_call.arguments);
      if (keeps != nullptr) {
        keeps->arguments[0] = fresh;
        fresh = keeps;
      }
    } else {
      emit(cpp::expr_stmt(made.expr));
      return;
    }
  } else if (only != nullptr && only->kind == types::AtomKind::Class && node.exception->kind != syntax::Kind::Call) {
    cpp::Type* cls = facts_.classes[only->id].is_stub ? cpp::type(reprs_.library_name(facts_.classes[only->id])) : type({.kind = Kind::Struct, .cls = only->id, .arguments = {}});
    fresh = cpp::construct(cls, {});
  }
  if (fresh != nullptr) {
    if (node.cause != nullptr) {
      emit(cpp::throw_stmt(cpp::call("py::from", {fresh, value_of(*node.cause).expr})));
    } else {
      emit(cpp::throw_stmt(fresh));
    }
    return;
  }
  std::vector<cpp::Expr*> arguments = {value_of(*node.exception).expr};
  if (node.cause != nullptr) {
    arguments.push_back(value_of(*node.cause).expr);
  }
  emit(cpp::expr_stmt(cpp::call("py::raise", arguments)));
}

/// The classes a handler names, when they are plain names: empty if they must be asked for at run time.
static bool static_classes(const types::Type& type, const syntax::Expr& node, std::vector<ClassId>& classes) {
  if (const auto* several = as<syntax::Tuple>(&node)) {
    const types::Atom* only = type.single();
    if (only == nullptr || only->kind != types::AtomKind::Tuple) {
      return false;
    }
    for (std::size_t i = 0; i < several->elements.size(); ++i) {
      if (i >= only->elements.size() || !static_classes(only->elements[i], *several->elements[i], classes)) {
        return false;
      }
    }
    return true;
  }
  const types::Atom* only = type.single();
  if (only == nullptr || only->kind != types::AtomKind::Class) {
    return false;
  }
  classes.push_back(only->id);
  return true;
}

cpp::Type* Lowering::exception_type(ClassId cls) {
  need("py/handling.hpp");
  return facts_.classes[cls].is_stub ? cpp::type(reprs_.library_name(facts_.classes[cls])) : type({.kind = Kind::Struct, .cls = cls, .arguments = {}});
}

/// Is the name that a handler binds the parameter of C++'s handler for `cls`? If not, it is a variable of its own.
static bool binds_parameter(const names::Variable& variable, const Repr& declared, ClassId cls) {
  return variable.placement == names::Placement::ByHandler && declared.is(Kind::Ref) && declared.cls == cls && !variable.maybe_unbound;
}

/// The body of a handler: its name bound to the exception in flight.
std::vector<cpp::Stmt*> Lowering::handler_body(const syntax::ExceptHandler& handler, const std::string& caught, ClassId cls) {
  const bool outer = std::exchange(context_->in_handler, true);
  bool unbinds = false;
  auto statements = in_block([&] {
    if (!handler.name.empty()) {
      const names::VariableId variable = names_.variable[handler.id];
      const Repr& declared = reprs_.of_variable(variable);
      if (binds_parameter(names_.variables[variable], declared, cls)) {
        context_->caught.insert(variable);
        context_->variable_names[variable] = caught;
        context_->declared.insert(variable);
      } else if (!names_.variables[variable].uses.empty()) {
        const bool narrower = declared.is(Kind::Ref) && declared.cls != cls;
        cpp::Expr* error = narrower ? cpp::call(cpp::name("py::caught_as", {exception_type(declared.cls)}), {cpp::name(caught)}) : cpp::name(caught);
        store_variable(variable, {cpp::call("py::keep", {error}), {.kind = Kind::Ref, .cls = narrower ? declared.cls : cls, .arguments = {}}}, true);
        unbinds = names_.variables[variable].maybe_unbound;
      }
    }
    for (cpp::Stmt* statement : lower_body(handler.body)) {
      emit(statement);
    }
    const syntax::Kind last = handler.body.statements.back()->kind;
    const bool leaves = last == syntax::Kind::Return || last == syntax::Kind::Raise || last == syntax::Kind::Break || last == syntax::Kind::Continue;
    if (unbinds && !leaves) {
      emit(cpp::expr_stmt(cpp::method_call(variable_place(names_.variable[handler.id]), "clear")));
    }
  });
  context_->in_handler = outer;
  if (!statements.empty()) {
    auto leading = comments(handler.leading);
    auto trailing = comments(handler.trailing);
    leading.insert(leading.end(), trailing.begin(), trailing.end());
    statements.front()->leading.insert(statements.front()->leading.begin(), leading.begin(), leading.end());
  } else if (!handler.leading.empty() || !handler.trailing.empty()) {
    auto* line = cpp::make<cpp::CommentLine>();
    line->leading = comments(handler.leading);
    for (cpp::Comment& one : comments(handler.trailing)) {
      line->leading.push_back(std::move(one));
    }
    statements.push_back(line);
  }
  return statements;
}

/// A variable that lives longer than its handler is another than the one that the C++ handler declares.
bool Lowering::is_declared_by(const syntax::ExceptHandler& handler) const {
  const names::Variable& variable = names_.variables[names_.variable[handler.id]];
  return variable.placement == names::Placement::ByHandler && !variable.maybe_unbound;
}

std::vector<Lowering::Clause> Lowering::except_clauses(const syntax::Try& node) {
  std::vector<Clause> clauses;
  for (const syntax::ExceptHandler& handler : node.handlers) {
    Clause clause{&handler, {}, true, ""};
    clause.is_static = handler.type == nullptr || static_classes(facts_.type(*handler.type), *handler.type, clause.classes);
    const bool used = !handler.name.empty() && !names_.variables[names_.variable[handler.id]].uses.empty();
    const std::string own = used ? reprs_.cpp_name(handler.name) : "";
    clause.name = used && !is_declared_by(handler) ? fresh_name(own) : own;
    clauses.push_back(std::move(clause));
  }
  return clauses;
}

/// A clause of one class: a handler of C++.
cpp::Try::Handler Lowering::plain_handler(const Clause& clause) {
  const ClassId cls = clause.classes.empty() ? facts_.base_exception : clause.classes.front();
  std::string name = clause.name;
  const names::VariableId bound = name.empty() ? names::none : names_.variable[clause.handler->id];
  if (bound != names::none && is_declared_by(*clause.handler) && !binds_parameter(names_.variables[bound], reprs_.of_variable(bound), cls)) {
    name = fresh_name("error");
  }
  auto statements = handler_body(*clause.handler, name, cls);
  cpp::Type* caught = exception_type(cls);
  return cpp::handler(name.empty() ? cpp::const_ref(caught) : cpp::ref(caught), name, std::move(statements));
}

/// Does the clause take `caught`? Null: it takes everything.
cpp::Expr* Lowering::clause_test(const Clause& clause, const std::string& caught) {
  if (clause.handler->type == nullptr) {
    return nullptr;
  }
  if (!clause.is_static) {
    return cpp::call("py::matches", {cpp::name(caught), cpp::construct(type(object()), {value_of(*clause.handler->type).expr})});
  }
  std::vector<cpp::Type*> wanted;
  for (const ClassId cls : clause.classes) {
    wanted.push_back(exception_type(cls));
  }
  return cpp::call(cpp::name("py::matches", wanted), {cpp::name(caught)});
}

/// The body of a clause that shares its C++ handler with others.
std::vector<cpp::Stmt*> Lowering::clause_body(const Clause& clause, const std::string& caught) {
  const syntax::ExceptHandler& handler = *clause.handler;
  const Repr declared = handler.name.empty() ? object() : reprs_.of_variable(names_.variable[handler.id]);
  if (clause.name.empty() || !is_declared_by(handler) || !declared.is(Kind::Ref) || declared.cls == facts_.base_exception) {
    return handler_body(handler, caught, facts_.base_exception);
  }
  return in_block([&] {
    const names::VariableId variable = names_.variable[handler.id];
    const std::string local = clause.name == caught ? fresh_name(clause.name) : clause.name;
    context_->variable_names[variable] = local;
    context_->declared.insert(variable);
    context_->caught.insert(variable);
    emit(cpp::variable(cpp::auto_ref(), local, cpp::call(cpp::name("py::caught_as", {exception_type(declared.cls)}), {cpp::name(caught)})));
    syntax::ExceptHandler unnamed = handler;
    unnamed.name.clear();
    for (cpp::Stmt* statement : handler_body(unnamed, caught, facts_.base_exception)) {
      emit(statement);
    }
  });
}

/// `if (py::matches<A, B>(caught)) … else if … else throw;`
void Lowering::dispatch_clauses(const std::vector<Clause>& clauses, const std::string& caught, cpp::Stmt* rethrow) {
  cpp::If* last = nullptr;
  for (const Clause& clause : clauses) {
    cpp::Expr* test = clause_test(clause, caught);
    auto statements = clause_body(clause, caught);
    if (test == nullptr && last == nullptr) {
      for (cpp::Stmt* statement : statements) {
        emit(statement);
      }
      return;
    }
    if (test == nullptr) {
      last->has_else = true;
      last->otherwise.statements = std::move(statements);
      return;
    }
    auto* branch = cpp::if_(test, std::move(statements));
    if (last == nullptr) {
      emit(branch);
    } else {
      last->else_if = branch;
    }
    last = branch;
  }
  last->has_else = true;
  last->otherwise.statements.push_back(rethrow);
}

/// No await inside a C++ handler: the exception is kept, and handled behind it.
void Lowering::handle_behind(std::vector<cpp::Stmt*> body, const std::vector<Clause>& clauses, const std::string& caught) {
  need("exception");
  const std::string pending = fresh_name("pending");
  emit(cpp::variable(cpp::type("std::exception_ptr"), pending));
  const std::string kept = caught + "_ref";
  emit(cpp::variable(cpp::type("py::maybe", {exception_type(facts_.base_exception)}), kept));
  emit(cpp::try_(std::move(body), {cpp::handler(cpp::ref(exception_type(facts_.base_exception)), caught,
                                                {cpp::expr_stmt(cpp::assign(cpp::name(pending), cpp::call("std::current_exception"))),
                                                 cpp::expr_stmt(cpp::assign(cpp::name(kept), cpp::call("py::keep", {cpp::name(caught)})))})}));
  auto statements = in_block([&] {
    emit(cpp::variable(cpp::auto_ref(), caught, cpp::dereference(cpp::name(kept))));
    const bool outer = std::exchange(context_->in_handler, false);
    dispatch_clauses(clauses, caught, cpp::expr_stmt(cpp::call("std::rethrow_exception", {cpp::name(pending)})));
    context_->in_handler = outer;
  });
  emit(cpp::if_(cpp::name(pending), std::move(statements)));
}

/// The body of a `try`, and behind it the flag that its `else` asks for.
std::vector<cpp::Stmt*> Lowering::tried_body(const syntax::Try& node, const std::string& flag) {
  return in_block([&] {
    for (cpp::Stmt* statement : lower_body(node.body)) {
      emit(statement);
    }
    if (!flag.empty()) {
      emit(cpp::expr_stmt(cpp::assign(cpp::name(flag), cpp::boolean(true))));
    }
  });
}

void Lowering::try_except(const syntax::Try& node) {
  const syntax::ExceptHandler& first = node.handlers.front();
  std::vector<ClassId> handled;
  if (first.type == nullptr) {
    handled.push_back(facts_.base_exception);
  }
  if ((first.type == nullptr || static_classes(facts_.type(*first.type), *first.type, handled)) && try_attempt(node, handled)) {
    return;
  }
  const std::string flag = node.orelse.empty() ? "" : fresh_name("succeeded");
  if (!flag.empty()) {
    emit(cpp::variable(cpp::type("bool"), flag, cpp::boolean(false)));
  }
  auto body = tried_body(node, flag);
  std::vector<Clause> clauses = except_clauses(node);
  const bool suspends = std::any_of(clauses.begin(), clauses.end(), [&](const Clause& clause) { return body_suspends(clause.handler->body); });
  // Clauses of one class each are C++ handlers, up to the first one that is not.
  const auto plain =
      suspends ? clauses.begin() : std::find_if_not(clauses.begin(), clauses.end(), [](const Clause& clause) { return clause.is_static && clause.classes.size() < 2; });
  std::vector<cpp::Try::Handler> handlers;
  std::transform(clauses.begin(), plain, std::back_inserter(handlers), [&](const Clause& clause) { return plain_handler(clause); });
  clauses.erase(clauses.begin(), plain);
  std::string caught = "error";
  for (const Clause& clause : clauses) {
    caught = clause.name.empty() ? caught : clause.name;
  }
  if (!clauses.empty()) {
    context_->taken.insert(caught);
  }
  if (suspends) {
    handle_behind(std::move(body), clauses, caught);
  } else {
    if (!clauses.empty()) {
      // Several classes in one clause, or classes known at run time only: one handler that tells them apart.
      auto statements = in_block([&] { dispatch_clauses(clauses, caught, cpp::throw_stmt()); });
      handlers.push_back(cpp::handler(cpp::ref(exception_type(facts_.base_exception)), caught, std::move(statements)));
    }
    emit(cpp::try_(std::move(body), std::move(handlers)));
  }
  if (!flag.empty()) {
    emit(cpp::if_(cpp::name(flag), lower_body(node.orelse)));
  }
}

/// `except*`: each clause is given its part of the group, the last line raises what is left.
void Lowering::try_star(const syntax::Try& node) {
  need("py/except_star.hpp");
  const std::string flag = node.orelse.empty() ? "" : fresh_name("succeeded");
  if (!flag.empty()) {
    emit(cpp::variable(cpp::type("bool"), flag, cpp::boolean(false)));
  }
  auto body = tried_body(node, flag);
  const ClassId group = facts_.stub_class("ExceptionGroup");
  const std::string caught = fresh_name("error");
  const std::string unhandled = fresh_name("unhandled");
  auto clauses = in_block([&] {
    emit(cpp::variable(cpp::type("py::unhandled_group"), unhandled, cpp::InitStyle::Call, {cpp::name(caught)}));
    for (const syntax::ExceptHandler& handler : node.handlers) {
      if (body_suspends(handler.body)) {
        unsupported(node, "`await` or `yield` in an `except*` clause");
        return;
      }
      const bool used = !handler.name.empty() && !names_.variables[names_.variable[handler.id]].uses.empty();
      const std::string name = used ? reprs_.cpp_name(handler.name) : "";
      cpp::Expr* clause = cpp::lambda({cpp::capture("&")}, {cpp::param(cpp::ref(exception_type(group)), name)}, handler_body(handler, name, group));
      std::vector<ClassId> named;
      if (static_classes(facts_.type(*handler.type), *handler.type, named)) {
        std::vector<cpp::Type*> wanted;
        for (const ClassId cls : named) {
          wanted.push_back(exception_type(cls));
        }
        emit(cpp::expr_stmt(cpp::call(cpp::member(cpp::name(unhandled), "handle", wanted), {clause})));
      } else {
        cpp::Expr* kinds = cpp::construct(type(object()), {value_of(*handler.type).expr});
        emit(cpp::expr_stmt(cpp::method_call(cpp::name(unhandled), "handle_matching", {kinds, clause})));
      }
    }
    emit(cpp::expr_stmt(cpp::method_call(cpp::name(unhandled), "raise_rest")));
  });
  emit(cpp::try_(std::move(body), {cpp::handler(cpp::ref(exception_type(facts_.base_exception)), caught, std::move(clauses))}));
  if (!flag.empty()) {
    emit(cpp::if_(cpp::name(flag), lower_body(node.orelse)));
  }
}

void Lowering::lower_kind(const syntax::Try& node) {
  const auto handled = [&] { node.is_star ? try_star(node) : try_except(node); };
  if (node.finalbody.empty()) {
    handled();
    return;
  }
  const auto inner = [&] {
    ++context_->guards;
    if (node.handlers.empty()) {
      for (cpp::Stmt* statement : lower_body(node.body)) {
        emit(statement);
      }
    } else {
      handled();
    }
    --context_->guards;
  };
  run_finally(node.finalbody, "cleanup", inner, node);
}

/// A `finally` that neither leaves nor waits: a guard runs the body on every normal way out; an error passing runs it in its handler, where it may raise.
void Lowering::guarded_block(const syntax::Body& finalbody, const std::string& hint, const std::function<void()>& inner) {
  const std::string guard = fresh_name(hint);
  auto cleanup = lower_body(finalbody);
  const bool safe = effects_.body(finalbody).raised.empty() && !effects_.body(finalbody).anything;
  auto block = in_block([&] {
    emit(cpp::variable(cpp::const_(cpp::type("py::finally")), guard, cpp::InitStyle::Call, {cpp::lambda({cpp::capture("&")}, {}, std::move(cleanup))}));
    if (safe) {
      inner();
      return;
    }
    static_cast<cpp::Variable*>(block_->back())->type = cpp::type("py::finally");
    auto body = in_block(inner);
    emit(cpp::try_(std::move(body), {cpp::handler(nullptr, "", {cpp::expr_stmt(cpp::method_call(cpp::name(guard), "run")), cpp::throw_stmt()})}));
  });
  emit(cpp::block(std::move(block)));
}

/// The body of a `finally`, and what was pending before it.
void Lowering::finish_pending(const syntax::Body& finalbody, const std::string& pending) {
  for (cpp::Stmt* statement : lower_body(finalbody)) {
    emit(statement);
  }
  emit(cpp::if_(cpp::name(pending), {cpp::expr_stmt(cpp::call("std::rethrow_exception", {cpp::name(pending)}))}));
}

/// `returned = [&] { … }()`: what `inner` returns, or nothing where it comes to its end.
std::vector<cpp::Stmt*> Lowering::block_with_result(const std::string& returned, cpp::Type* held, const std::function<void()>& inner) {
  const bool no_value = context_->result.is(Kind::None) || context_->result.is(Kind::Never);
  const Repr outer = context_->result;
  const bool outer_holds = std::exchange(context_->holds_result, true);
  if (no_value) {
    context_->returns_flag = true;
  }
  Departure* const departure = std::exchange(context_->departure, nullptr);
  auto statements = in_block([&] {
    inner();
    emit(cpp::return_(no_value ? cpp::boolean(false) : cpp::name("std::nullopt")));
  });
  context_->departure = departure;
  context_->returns_flag = false;
  context_->result = outer;
  context_->holds_result = outer_holds;
  return {cpp::expr_stmt(cpp::assign(cpp::name(returned), cpp::call(cpp::lambda({cpp::capture("&")}, {}, std::move(statements), held))))};
}

void Lowering::run_finally(const syntax::Body& finalbody, const std::string& hint, const std::function<void()>& inner, const syntax::Try& node) {
  need("py/finally.hpp");
  if (!leaves(finalbody, true, true) && !body_suspends(finalbody)) {
    guarded_block(finalbody, hint, inner);
    return;
  }
  need("exception");
  const std::string pending = fresh_name("pending");
  emit(cpp::variable(cpp::type("std::exception_ptr"), pending));
  std::vector<const syntax::Body*> bodies = {&node.body, &node.orelse};
  for (const syntax::ExceptHandler& handler : node.handlers) {
    bodies.push_back(&handler.body);
  }
  const auto leaves_one = [&](bool by_return, bool by_loop) {
    return std::any_of(bodies.begin(), bodies.end(), [&](const syntax::Body* body) { return leaves(*body, by_return, by_loop); });
  };
  const bool returns = leaves_one(true, false);
  if (leaves_one(false, true) || (returns && context_->is_coroutine)) {
    Departure departure;
    departure.end = node.orelse.empty() ? node.body.statements.back() : nullptr;
    departing_block(bodies, pending, inner, departure);
    finish_pending(finalbody, pending);
    carry_out(departure);
    return;
  }
  const bool no_value = context_->result.is(Kind::None) || context_->result.is(Kind::Never);
  std::vector<cpp::Stmt*> body;
  std::string returned;
  if (returns) {
    returned = fresh_name("returned");
    cpp::Type* held = no_value ? cpp::type("bool") : cpp::type("std::optional", {type(context_->result)});
    need("optional");
    emit(cpp::variable(held, returned, cpp::InitStyle::Brace, {}));
    body = block_with_result(returned, held, inner);
  } else {
    body = in_block(inner);
  }
  emit(cpp::try_(std::move(body), {cpp::handler(nullptr, "", {cpp::expr_stmt(cpp::assign(cpp::name(pending), cpp::call("std::current_exception")))})}));
  finish_pending(finalbody, pending);
  if (returns) {
    emit(cpp::if_(cpp::name(returned), {cpp::return_(no_value ? nullptr : cpp::dereference(cpp::name(returned)))}));
  }
}

}  // namespace krait::lower
