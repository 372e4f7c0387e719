#include <py/asyncio.hpp>

#include <algorithm>

namespace py::asyncio {
namespace detail {

namespace {

void stop_loop(Object& receiver, Object* future) {
  auto& done = static_cast<future_base&>(*future);
  if (!done.cancelled()) {
    // KeyboardInterrupt and SystemExit leave the loop by themselves
    BaseException* const exception = py::detail::exception_inside(done.peek_exception());
    if (dynamic_cast<KeyboardInterrupt*>(exception) != nullptr || dynamic_cast<SystemExit*>(exception) != nullptr) {
      return;
    }
  }
  static_cast<event_loop&>(receiver).stop();
}

task<none_t> nothing() { co_return; }

}  // namespace

void run_until_done(event_loop& loop, future_base& future, bool is_new) {
  check_not_closed(loop);
  const ref<future_base> keep_alive(future);
  if (is_new) {
    if (auto* const made = dynamic_cast<task_base*>(&future)) {
      made->keep_quiet_when_destroyed();
    }
  }
  future.add_callback(&stop_loop, loop);
  try {
    loop.run_forever();
  } catch (...) {
    if (is_new && future.done() && !future.cancelled()) {
      future.take_notice();
    }
    future.remove_callbacks(loop);
    throw;
  }
  future.remove_callbacks(loop);
  if (!future.done()) {
    raise_runtime_error("Event loop stopped before Future completed.");
  }
}

runner::runner() {
  if (event_loop::running != nullptr) {
    raise_runtime_error("asyncio.run() cannot be called from a running event loop");
  }
  loop_ = ref<event_loop>::adopt(new event_loop());
  event_loop::set_current(loop_.get());
}

runner::~runner() {
  if (!closed_) {
    event_loop::set_current(nullptr);
  }
}

void runner::close() {
  closed_ = true;
  std::exception_ptr exception;
  try {
    cancel_all_tasks();
    // the steps in which CPython closes async generators and executors, which take one task each
    run_main(*loop_, Task<none_t>(nothing()));
    run_main(*loop_, Task<none_t>(nothing()));
  } catch (...) {
    exception = std::current_exception();
  }
  event_loop::set_current(nullptr);
  loop_->close();
  if (exception) {
    std::rethrow_exception(exception);
  }
}

void runner::cancel_all_tasks() {
  std::vector<Task<object>> pending;
  for (task_base* task = task_base::all; task != nullptr; task = task->next()) {
    if (!task->done()) {
      pending.push_back(Task<object>(*task));
    }
  }
  if (pending.empty()) {
    return;
  }
  std::reverse(pending.begin(), pending.end());
  for (const auto& task : pending) {
    task.cancel();
  }
  const auto ended = gather(spread(pending), py::return_exceptions = true);
  run_until_done(*loop_, ended.py_state(), true);
  for (const auto& task : pending) {
    if (!task.cancelled() && task.exception()) {
      event_loop::report("unhandled exception during asyncio.run() shutdown\ntask: " + task.py_repr(), task.py_state().take_notice());
    }
  }
}

}  // namespace detail

set<Task<object>> all_tasks_fn::operator()() const {
  set<Task<object>> result;
  for (detail::task_base* task = detail::task_base::all; task != nullptr; task = task->next()) {
    if (!task->done()) {
      result.add(Task<object>(*task));
    }
  }
  return result;
}

}  // namespace py::asyncio
