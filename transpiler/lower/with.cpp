/// `with` and `async with`.
///
///   with open(p) as f: …   →  { auto f = py::open(p); … }          (closed at the end of the block)
///   with guard: …          →  py::with_block block(guard); try { … } catch (...) { if (!block.handle()) { throw; } }
#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;

void Lowering::lower_kind(const syntax::With& node) {
  emit(cpp::block(in_block([&] { with_item(node, 0); })));
}

/// A generator as a manager: its block runs at the `yield`.
Value Lowering::generator_manager(Value generator, const syntax::WithItem& item) {
  need("py/contextlib.hpp");
  const auto* target = as<syntax::Name>(item.target);
  const std::string name = fresh_name(target != nullptr ? target->name + "_manager" : "manager");
  const bool plain = generator.repr.cls == facts_.generator_type;
  emit(cpp::variable(cpp::auto_type(), name, cpp::call(plain ? "py::contextlib::contextmanager" : "py::contextlib::asynccontextmanager", {generator.expr})));
  return {cpp::name(name), generator.repr, true};
}

void Lowering::with_item(const syntax::With& node, std::size_t index) {
  if (index == node.items.size()) {
    for (cpp::Stmt* statement : lower_body(node.body)) {
      emit(statement);
    }
    return;
  }
  const syntax::WithItem& item = node.items[index];
  Value manager = value_of(*item.context);
  if (is_self(*item.context)) {
    manager.expr = cpp::construct(type({.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}), {cpp::this_()});
  }
  need("py/with.hpp");
  const bool of_generator = manager.repr.is(Kind::Library) && (manager.repr.cls == facts_.generator_type || manager.repr.cls == facts_.stub_class("AsyncGenerator"));
  if (of_generator) {
    manager = generator_manager(manager, item);
  }
  if (node.is_async) {
    async_with_item(node, index, manager);
    return;
  }
  const auto* target = as<syntax::Name>(item.target);
  if (target != nullptr && manager.repr.is(Kind::Library) && types::has_decorator(facts_.classes[manager.repr.cls].stub_decorators, "closes_itself")) {
    store_variable(names_.variable[target->id], manager, true);
    with_item(node, index + 1);
    return;
  }
  if (manager.expr->kind != cpp::Kind::Name) {
    manager = hoist(manager, target != nullptr ? target->name + "_manager" : "manager");
  }
  const bool pointer = manager.repr.is(Kind::Ref) || manager.repr.is(Kind::Maybe);
  const auto enter = facts_.with_enters.find(item.context->id);
  if (!of_generator && enter != facts_.with_enters.end() && enter->second.kind == types::CallKind::Never) {
    manager = boxed(manager);  // no context manager, which it will say
  }
  cpp::Expr* call =
      manager.repr.is(Kind::Object) ? cpp::call("py::enter", {manager.expr}) : cpp::call(pointer ? cpp::arrow(manager.expr, "py_enter") : cpp::member(manager.expr, "py_enter"));
  Repr entered = object();
  if (enter != facts_.with_enters.end() && enter->second.kind == types::CallKind::User) {
    entered = reprs_.of_result(facts_.functions[enter->second.function]);
  } else if (manager.repr.is(Kind::Library) && manager.repr.cls == facts_.generator_type && !manager.repr.arguments.empty()) {
    entered = manager.repr.arguments[0];
  } else if (!manager.repr.is(Kind::Object)) {
    entered = item.target != nullptr ? reprs_.of_node(*item.target) : object();
  }
  if (item.target != nullptr) {
    assign(*item.target, {call, entered}, &node);
  } else {
    emit(cpp::expr_stmt(call));
  }
  const std::string block = fresh_name("block");
  emit(cpp::variable(cpp::type("py::with_block"), block, cpp::InitStyle::Call, {manager.expr}));
  auto body = in_block([&] { with_item(node, index + 1); });
  emit(cpp::try_(std::move(body), {cpp::handler(nullptr, "", {cpp::if_(cpp::not_(cpp::method_call(cpp::name(block), "handle")), {cpp::throw_stmt()})})}));
}

void Lowering::async_with_item(const syntax::With& node, std::size_t index, Value manager) {
  uses_asyncio_ = true;
  const syntax::WithItem& item = node.items[index];
  const auto* target = as<syntax::Name>(item.target);
  if (manager.expr->kind != cpp::Kind::Name) {
    manager = hoist(manager, target != nullptr ? target->name + "_manager" : "manager");
  }
  const auto& rows = manager.repr.is(Kind::Library) ? facts_.classes[manager.repr.cls].stub_decorators : std::vector<types::StubDecorator>{};
  if (const std::string release = types::decorator_text(rows, "released_by"); !release.empty()) {
    // Releasing never waits: a guard does it.
    need("py/finally.hpp");
    emit(cpp::expr_stmt(cpp::co_await_(cpp::method_call(manager.expr, "acquire"))));
    emit(cpp::variable(cpp::const_(cpp::type("py::finally")), fresh_name(release), cpp::InitStyle::Call,
                       {cpp::lambda({cpp::capture("&")}, {}, {cpp::expr_stmt(cpp::method_call(manager.expr, release))})}));
    with_item(node, index + 1);
    return;
  }
  const bool pointer = manager.repr.is(Kind::Ref);
  const bool dynamic = manager.repr.is(Kind::Object);
  const auto member = [&](const char* name) { return pointer ? cpp::arrow(manager.expr, name) : cpp::member(manager.expr, name); };
  const auto enter = facts_.with_enters.find(item.context->id);
  cpp::Expr* entering = cpp::co_await_(dynamic ? cpp::call("py::aenter", {manager.expr}) : cpp::call(member("py_aenter")));
  if (item.target != nullptr) {
    Repr entered = dynamic ? object() : repr(*item.target);
    if (!dynamic && enter != facts_.with_enters.end() && enter->second.kind == types::CallKind::User) {
      entered = reprs_.of_return_value(facts_.functions[enter->second.function]);
    }
    const std::string local = fresh_name(target != nullptr ? target->name + "_entered" : "entered");
    emit(cpp::variable(cpp::const_auto(), local, entering));
    assign(*item.target, {cpp::name(local), entered, true}, &node);
  } else {
    emit(cpp::expr_stmt(entering));
  }
  need("exception");
  const std::string pending = fresh_name("pending");
  emit(cpp::variable(cpp::type("std::exception_ptr"), pending));
  Departure departure;
  departure.end = index + 1 == node.items.size() ? node.body.statements.back() : nullptr;
  departing_block({&node.body}, pending, [&] { with_item(node, index + 1); }, departure);
  const std::string swallowed = fresh_name("swallowed");
  emit(cpp::variable(cpp::const_auto(), swallowed, cpp::co_await_(cpp::call("py::aexit", {manager.expr, cpp::name(pending)}))));
  emit(cpp::if_(cpp::binary(cpp::name(pending), cpp::Op::And, cpp::not_(cpp::call("py::truth", {cpp::name(swallowed)}))),
                {cpp::expr_stmt(cpp::call("std::rethrow_exception", {cpp::name(pending)}))}));
  carry_out(departure);
}

}  // namespace krait::lower
