/// Blocks with code behind them that waits: a `finally` or `__aexit__` with an `await` or a `yield` in it. No destructor can run that, so
/// `return`, `break` and `continue` note what they are about to do, leave the block, and happen behind that code.
///
///   async with gate:        →  std::optional<std::int64_t> returned;
///       if x:                  try {
///           return 1             if (x) { returned.emplace(1); throw py::leave_block(); }
///       return 2                 returned.emplace(2);
///                              } catch (const py::leave_block&) {
///                              } catch (...) { pending = std::current_exception(); }
///                              …
///                              if (returned) { co_return *returned; }
#include <algorithm>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

namespace {

/// Does the code leave the block by such a statement?
bool departs(const syntax::Node& node, syntax::Kind by, bool in_loop) {
  if (node.kind == by) {
    return by == syntax::Kind::Return || !in_loop;
  }
  if (node.kind == syntax::Kind::FunctionDef || node.kind == syntax::Kind::ClassDef || node.kind == syntax::Kind::Lambda) {
    return false;
  }
  const bool loop = in_loop || node.kind == syntax::Kind::For || node.kind == syntax::Kind::While;
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || departs(child, by, loop); });
  return found;
}

}  // namespace

/// The body as a C++ try block, whose errors are kept in `pending`.
void Lowering::departing_block(const std::vector<const syntax::Body*>& bodies, const std::string& pending, const std::function<void()>& inner, Departure& departure) {
  const auto departed = [&](syntax::Kind by) {
    return std::any_of(bodies.begin(), bodies.end(), [&](const syntax::Body* body) {
      return std::any_of(body->begin(), body->end(), [&](const syntax::Stmt* statement) { return departs(*statement, by, false); });
    });
  };
  const auto flag = [&](const char* name) {
    const std::string fresh = fresh_name(name);
    emit(cpp::variable(cpp::type("bool"), fresh, cpp::boolean(false)));
    return fresh;
  };
  const bool returns = departed(syntax::Kind::Return);
  if (returns && gives_nothing()) {
    departure.returned = flag("returned");
  } else if (returns) {
    need("optional");
    departure.returned = fresh_name("returned");
    emit(cpp::variable(cpp::type("std::optional", {type(context_->result)}), departure.returned));
  }
  departure.breaks = departed(syntax::Kind::Break) ? flag("breaks") : "";
  departure.continues = departed(syntax::Kind::Continue) ? flag("continues") : "";
  Departure* const outer = std::exchange(context_->departure, &departure);
  const bool outer_holds = std::exchange(context_->holds_result, context_->holds_result || returns);
  auto body = in_block(inner);
  context_->holds_result = outer_holds;
  context_->departure = outer;
  std::vector<cpp::Try::Handler> handlers;
  if (departure.throws) {
    need("py/finally.hpp");
    handlers.push_back(cpp::handler(cpp::const_ref(cpp::raw_type("py::leave_block")), "", {}));
  }
  handlers.push_back(cpp::handler(nullptr, "", {cpp::expr_stmt(cpp::assign(cpp::name(pending), cpp::call("std::current_exception")))}));
  emit(cpp::try_(std::move(body), std::move(handlers)));
}

/// What the block was left for, behind the code that had to run first.
void Lowering::carry_out(const Departure& departure) {
  if (!departure.returned.empty()) {
    emit(cpp::if_(cpp::name(departure.returned), in_block([&] { return_value(gives_nothing() ? nullptr : cpp::dereference(cpp::name(departure.returned))); })));
  }
  if (!departure.breaks.empty()) {
    emit(cpp::if_(cpp::name(departure.breaks), in_block([&] { break_loop(); })));
  }
  if (!departure.continues.empty()) {
    emit(cpp::if_(cpp::name(departure.continues), in_block([&] { continue_loop(); })));
  }
}

bool Lowering::gives_nothing() const { return context_->result.is(Kind::None) || context_->result.is(Kind::Never); }

void Lowering::leave_block(bool at_end) {
  if (!at_end) {
    context_->departure->throws = true;
    emit(cpp::throw_stmt(cpp::construct(cpp::raw_type("py::leave_block"), {})));
  }
}

void Lowering::return_value(cpp::Expr* value) {
  if (Departure* const departure = context_->departure) {
    cpp::Expr* kept = value == nullptr ? cpp::assign(cpp::name(departure->returned), cpp::boolean(true)) : cpp::method_call(cpp::name(departure->returned), "emplace", {value});
    emit(cpp::expr_stmt(kept));
    leave_block(std::exchange(departure->at_end, false));
  } else {
    emit(context_->is_coroutine ? cpp::co_return_(value) : static_cast<cpp::Stmt*>(cpp::return_(value)));
  }
}

void Lowering::break_loop() {
  if (context_->departure != nullptr && context_->departure->loops == 0) {
    emit(cpp::expr_stmt(cpp::assign(cpp::name(context_->departure->breaks), cpp::boolean(true))));
    leave_block(false);
    return;
  }
  if (!break_flag_.empty()) {
    emit(cpp::expr_stmt(cpp::assign(cpp::name(break_flag_), cpp::boolean(false))));
  }
  emit(cpp::break_());
}

void Lowering::continue_loop() {
  if (context_->departure != nullptr && context_->departure->loops == 0) {
    emit(cpp::expr_stmt(cpp::assign(cpp::name(context_->departure->continues), cpp::boolean(true))));
    leave_block(false);
    return;
  }
  emit(cpp::continue_());
}

}  // namespace krait::lower
