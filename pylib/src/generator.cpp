#include <py/exceptions.hpp>
#include <py/generator.hpp>

namespace py::detail {

bool generator_node::step(const std::exception_ptr&) { return false; }

void generator_node::accept_sent(const sent_value&) {
  try {
    raise_attribute_error("'iterator' object has no attribute 'send'");
  } catch (...) {
    thrown = std::current_exception();
  }
}

object generator_node::boxed_result() { return None; }
object generator_node::boxed_throw(std::exception_ptr exception) { std::rethrow_exception(std::move(exception)); }
object generator_node::boxed_send(const object&) { return object::unbound(); }

object delegate_next(const object& iterator) {
  std::optional<object> value = iterator.next();
  return value ? *std::move(value) : object::unbound();
}

object delegate_send(const object& iterator, const object& value) {
  if (auto* const node = iterator.try_as<generator_node>()) {
    return node->boxed_send(value);
  }
  return iterator.attr("send")(value);
}

object delegate_throw(const object& iterator, const std::exception_ptr& exception) {
  auto* const node = iterator.try_as<generator_node>();
  if (is_generator_exit(exception)) {
    if (node != nullptr) {
      node->close();
    } else if (const object close = getattr(iterator, "close", None); !close.is_none()) {
      close();
    }
    std::rethrow_exception(exception);
  }
  if (node != nullptr) {
    return node->boxed_throw(exception);
  }
  const object method = getattr(iterator, "throw", None);
  if (method.is_none()) {
    std::rethrow_exception(exception);
  }
  return method(object(ref<BaseException>(exception_inside(exception))));
}

object delegate_result(const object& iterator) {
  auto* const node = iterator.try_as<generator_node>();
  return node != nullptr ? node->boxed_result() : object(None);
}

void generator_node::resume_once() {
  if (frame) {
    state = generator_state::running;
    frame.resume();
    return;
  }
  const std::exception_ptr exception = std::exchange(thrown, nullptr);
  state = step(exception) ? generator_state::suspended : generator_state::finished;
}

generator_node* generator_node::deepest() noexcept {
  generator_node* link = this;
  while (link->state == generator_state::delegated) {
    link = link->child;
  }
  return link;
}

/// The link to resume: the innermost one that has not finished, be it by somebody else.
generator_node* generator_node::resumable() noexcept {
  generator_node* link = innermost();
  while (link != this && link->state == generator_state::finished) {
    link = link->parent;
  }
  return link;
}

/// A link of a longer chain that is resumed on its own: the chain's root must look again for its innermost link.
void generator_node::forget_leaf_of_root() noexcept {
  generator_node* root = parent;
  while (root != nullptr && root->parent != nullptr) {
    root = root->parent;
  }
  if (root != nullptr) {
    root->leaf = nullptr;
  }
}

void generator_node::stopped_at(generator_node& link) noexcept {
  if (&link != this) {
    leaf = &link;
    state = generator_state::delegated;
  }
  forget_leaf_of_root();
}

bool generator_node::run(std::exception_ptr closing) {
  if (state == generator_state::running) {
    raise_already_executing();
  }
  if (state == generator_state::finished) {
    return false;
  }
  generator_node* active = resumable();
  if (active->state == generator_state::running) {
    raise_already_executing();
  }
  forget_leaf_of_root();
  state = generator_state::running;
  for (;;) {
    try {
      active->resume_once();
    } catch (...) {
      active->state = generator_state::finished;
      if (active == this) {
        stopped_at(*this);
        throw;
      }
      std::exception_ptr exception = std::current_exception();
      if (closing && !is_generator_exit(exception) && !is_stop_iteration(exception)) {
        closing = nullptr;
      }
      active = active->parent;
      active->thrown = closing ? closing : std::move(exception);
      continue;
    }
    switch (active->state) {
      case generator_state::delegated: active = active->resumable(); break;
      case generator_state::suspended:
        if (!closing || active == this) {
          stopped_at(*active);
          return true;
        }
        active->discard_value();
        active = active->parent;
        active->thrown = make_runtime_error("generator ignored GeneratorExit");
        closing = nullptr;
        break;
      default:
        if (active == this) {
          stopped_at(*this);
          return false;
        }
        active = active->parent;
        active->thrown = closing;
        break;
    }
  }
}

bool generator_node::run_throw(std::exception_ptr exception) {
  if (state == generator_state::running) {
    raise_already_executing();
  }
  if (state == generator_state::created || state == generator_state::finished) {
    state = generator_state::finished;
    std::rethrow_exception(std::move(exception));
  }
  generator_node* const active = resumable();
  if (active->state == generator_state::running) {
    raise_already_executing();
  }
  active->thrown = exception;
  return run(active != this && is_generator_exit(exception) ? std::move(exception) : nullptr);
}

void generator_node::close() {
  if (state == generator_state::created) {
    state = generator_state::finished;
  }
  if (state == generator_state::finished) {
    return;
  }
  bool yielded = false;
  try {
    yielded = run_throw(make_generator_exit());
  } catch (...) {
    const std::exception_ptr exception = std::current_exception();
    if (!is_generator_exit(exception) && !is_stop_iteration(exception)) {
      throw;
    }
  }
  if (yielded) {
    innermost()->discard_value();
    raise_runtime_error("generator ignored GeneratorExit");
  }
}

bool generator_node::chain_closes_on_drop() const noexcept {
  if (state == generator_state::created || state == generator_state::finished) {
    return false;
  }
  for (const generator_node* link = this;; link = link->child) {
    if (link->closes_on_drop) {
      return true;
    }
    if (link->state != generator_state::delegated) {
      return false;
    }
  }
}

void leave_delegate(generator_node& inner, generator_node& outer) noexcept {
  if (inner.parent == &outer) {
    inner.parent = nullptr;
    inner.leaf = nullptr;
  }
  if (inner.py_count() > 1 && inner.state != generator_state::finished && inner.state != generator_state::running) {
    try {
      inner.close();
    } catch (...) {
      report_unraisable("<generator object>");
    }
  }
}

void generator_node::py_boxed_release() noexcept {
  if (chain_closes_on_drop()) {
    py_retain();
    try {
      close();
    } catch (...) {
      report_unraisable("<generator object>");
    }
    if (py_count() > 1) {
      py_release();
      return;
    }
  }
  frame.destroy();
}

void raise_already_executing() { raise_value_error("generator already executing"); }
void raise_just_started() { raise_type_error("can't send non-None value to a just-started generator"); }
void raise_wrong_send() { raise_type_error("a value of another type than expected was sent to the generator"); }
void raise_no_result() { raise_runtime_error("the generator had already finished: its result is gone"); }

}  // namespace py::detail
