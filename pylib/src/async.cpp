#include <py/async.hpp>
#include <py/exceptions.hpp>
#include <py/type.hpp>

#include <string_view>

namespace py::detail {

namespace {

class current_execution {
 public:
  explicit current_execution(execution& now) noexcept : outer_(std::exchange(execution::current, &now)) {}
  current_execution(const current_execution&) = delete;
  current_execution& operator=(const current_execution&) = delete;
  ~current_execution() { execution::current = outer_; }

 private:
  execution* outer_;
};

template <typename Interface>
Interface* dynamic_interface(const object& value) noexcept {
  return value.is_pointer() ? dynamic_cast<Interface*>(value.pointer()) : nullptr;
}

}  // namespace

execution::event execution::run(coroutine_node& root) {
  const current_execution scope(*this);
  leaf_ = root.leaf;
  awaited_ = nullptr;
  event_ = event::none;
  do {
    leaf_->frame.resume();
  } while (event_ == event::none);
  root.leaf = leaf_;
  return event_;
}

void coroutine_node::finish() noexcept {
  state = coroutine_state::finished;
  execution::leave(*this);
}

void coroutine_node::close() {
  if (state == coroutine_state::created) {
    state = coroutine_state::finished;
  }
  if (state == coroutine_state::finished) {
    return;
  }
  leaf->thrown = make_generator_exit();
  execution now;
  if (now.run(*this) != execution::event::finished) {
    raise_runtime_error("coroutine ignored GeneratorExit");
  }
  if (thrown && !is_generator_exit(thrown) && !is_stop_iteration(thrown)) {
    std::rethrow_exception(std::exchange(thrown, nullptr));
  }
  thrown = nullptr;
}

bool coroutine_node::chain_closes_on_drop() const noexcept {
  if (state != coroutine_state::started || leaf == nullptr) {
    return false;
  }
  for (const coroutine_node* node = leaf; node != nullptr && node != this; node = node->parent) {
    if (node->closes_on_drop) {
      return true;
    }
  }
  return closes_on_drop;
}

void coroutine_node::py_boxed_release() noexcept {
  if (chain_closes_on_drop()) {
    py_retain();
    if (close_later()) {
      return;
    }
    try {
      close();
    } catch (...) {
      report_unraisable("<coroutine object>");
    }
    if (py_count() > 1) {
      py_release();
      return;
    }
  }
  frame.destroy();
}

void raise_reused_coroutine(const coroutine_node& node) {
  raise_runtime_error(node.state == coroutine_state::finished ? "cannot reuse already awaited coroutine" : "coroutine is being awaited already");
}

void raise_async_generator_running(const char* method) { raise_runtime_error(str::from_utf8(method) + "(): asynchronous generator is already running"); }

void raise_async_just_started() { raise_type_error("can't send non-None value to a just-started async generator"); }
void raise_async_generator_ignored_exit() { raise_runtime_error("async generator ignored GeneratorExit"); }

task<object> await_object(object value) {
  if (auto* const awaitable = dynamic_interface<boxed_awaitable>(value)) {
    object result = co_await awaitable->boxed_await();
    co_return result;
  }
  const object method = getattr(value, "__await__", None);
  if (method.is_none()) {
    raise_type_error("object " + value.py_type().name() + " can't be used in 'await' expression");
  }
  object inner = method();
  object result = co_await await_object(std::move(inner));
  co_return result;
}

async_object_cursor::async_object_cursor(const object& source) : iterator_(source) {
  if (dynamic_interface<boxed_async_iterator>(source) != nullptr) {
    return;
  }
  const object method = getattr(source, "__aiter__", None);
  if (method.is_none()) {
    raise_type_error("'async for' requires an object with __aiter__ method, got " + source.py_type().name());
  }
  iterator_ = method();
}

task<std::optional<object>> async_object_cursor::next_or_end(object iterator) {
  if (auto* const items = dynamic_interface<boxed_async_iterator>(iterator)) {
    std::optional<object> item = co_await items->boxed_anext();
    co_return item;
  }
  try {
    object awaitable = iterator.attr("__anext__")();
    object item = co_await std::move(awaitable);
    co_return item;
  } catch (const StopAsyncIteration&) {
  }
  co_return std::nullopt;
}

}  // namespace py::detail
