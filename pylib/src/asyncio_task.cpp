#include <py/asyncio/task.hpp>
#include <py/protocol.hpp>

namespace py::asyncio {
namespace detail {

namespace {

std::uint64_t tasks_made = 0;

bool is_cancelled_error(const std::exception_ptr& exception) noexcept { return dynamic_cast<CancelledError*>(py::detail::exception_inside(exception)) != nullptr; }

/// Exceptions that leave the loop, besides being the task's.
bool ends_the_loop(const std::exception_ptr& exception) noexcept {
  BaseException* const instance = py::detail::exception_inside(exception);
  return dynamic_cast<KeyboardInterrupt*>(instance) != nullptr || dynamic_cast<SystemExit*>(instance) != nullptr;
}

class current_task_scope {
 public:
  explicit current_task_scope(task_base& task) noexcept : outer_(std::exchange(task_base::current, &task)) {}
  current_task_scope(const current_task_scope&) = delete;
  current_task_scope& operator=(const current_task_scope&) = delete;
  ~current_task_scope() { task_base::current = outer_; }

 private:
  task_base* outer_;
};

}  // namespace

task_base::task_base(py::detail::coroutine_node& coroutine) : coroutine_(&coroutine), number_(++tasks_made), next_(all) {
  coroutine.scheduled = true;
  if (all != nullptr) {
    all->previous_ = this;
  }
  all = this;
  event_loop::current().soon(&first_step, *this);
}

task_base::~task_base() {
  if (pending() && report_pending_) {
    try {
      event_loop::report("Task was destroyed but it is pending!\ntask: " + py_repr(), nullptr);
    } catch (...) {
      // a destructor has nobody to tell
    }
  }
  drop_coroutine();
  (previous_ != nullptr ? previous_->next_ : all) = next_;
  if (next_ != nullptr) {
    next_->previous_ = previous_;
  }
}

void task_base::drop_coroutine() noexcept {
  if (py::detail::coroutine_node* const coroutine = std::exchange(coroutine_, nullptr)) {
    coroutine->py_release();
  }
}

str task_base::name() const { return py::len(name_) != 0 ? name_ : "Task-" + str(Int(number_)); }

str task_base::repr_details() const { return " name=" + repr(name()); }

bool task_base::cancel(object message) {
  take_notice();
  if (done()) {
    return false;
  }
  ++cancel_requests_;
  if (waiter_) {
    const ref<future_base> waiter = waiter_.value();
    if (waiter->cancel(message)) {
      return true;
    }
  }
  must_cancel_ = true;
  cancel_request_message_ = std::move(message);
  return true;
}

void task_base::first_step(Object& receiver, Object*) { static_cast<task_base&>(receiver).step(nullptr); }

void task_base::wake_up(Object& receiver, Object* future) {
  auto& task = static_cast<task_base&>(receiver);
  auto& awaited = *static_cast<future_base*>(future);
  std::exception_ptr exception;
  if (task.must_cancel_) [[unlikely]] {
    awaited.take_notice();
    if (awaited.cancelled()) {
      exception = awaited.cancelled_error();
    }
  }
  task.step(std::move(exception));
}

void task_base::step(std::exception_ptr exception) {
  if (done()) [[unlikely]] {
    throw InvalidStateError("_step(): already done: " + py_repr());
  }
  if (must_cancel_) [[unlikely]] {
    must_cancel_ = false;
    if (!is_cancelled_error(exception)) {
      exception = cancel_request_message_.is_none() ? std::make_exception_ptr(CancelledError()) : std::make_exception_ptr(CancelledError(cancel_request_message_));
    }
  }
  waiter_ = None;
  py::detail::coroutine_node& coroutine = *coroutine_;
  if (coroutine.state == py::detail::coroutine_state::created) {
    // an exception ends a coroutine that has not begun
    coroutine.state = exception ? py::detail::coroutine_state::finished : py::detail::coroutine_state::started;
  }
  py::detail::execution now;
  if (exception) [[unlikely]] {
    if (coroutine.state == py::detail::coroutine_state::finished) {
      coroutine.thrown = std::move(exception);
      finish_step();
      return;
    }
    coroutine.leaf->thrown = std::move(exception);
  }
  using event = py::detail::execution::event;
  event reason;
  {
    const current_task_scope scope(*this);
    reason = now.run(coroutine);
  }
  switch (reason) {
    case event::yielded: event_loop::current().soon(&first_step, *this); break;
    case event::blocked: wait_for(static_cast<future_base&>(*now.awaited())); break;
    default: finish_step(); break;
  }
}

void task_base::wait_for(future_base& awaited) {
  if (&awaited == this) [[unlikely]] {
    coroutine_->leaf->thrown = std::make_exception_ptr(RuntimeError("Task cannot await on itself: " + py_repr()));
    event_loop::current().soon(&first_step, *this);
    return;
  }
  awaited.add_callback(&wake_up, *this);
  waiter_ = maybe<future_base>(&awaited);
  if (must_cancel_ && awaited.cancel(cancel_request_message_)) {
    must_cancel_ = false;
  }
}

void task_base::finish_step() {
  std::exception_ptr exception = std::exchange(coroutine_->thrown, nullptr);
  if (!exception) {
    if (must_cancel_) {
      must_cancel_ = false;
      cancel_future(cancel_request_message_);
    } else {
      take_result();
      finish(future_state::finished);
    }
  } else if (is_cancelled_error(exception)) {
    cancelled_error_ = std::move(exception);
    cancel_future(None);
  } else {
    const bool leaves = ends_the_loop(exception);
    future_base::set_exception(exception);
    if (leaves) {
      drop_coroutine();
      std::rethrow_exception(exception);
    }
  }
  drop_coroutine();
}

namespace {

class sleep_timer final : public handle_state {
 public:
  explicit sleep_timer(future_state_of<none_t>& future) noexcept : future_(future) {}
  void run() override {
    if (future_->pending()) {
      future_->set_result(None);
    }
  }

 private:
  ref<future_state_of<none_t>> future_;
};

}  // namespace

void start_sleep(future_state_of<none_t>& future, double delay, ref<handle_state>& timer) {
  timer = ref<handle_state>(ref<sleep_timer>::adopt(new sleep_timer(future)));
  event_loop::current().at(event_loop::time() + delay, *timer);
}

void close_generator(task<none_t> closing) {
  auto start = [closing = std::move(closing)]() { const Task<none_t> created(closing); };
  const auto handle = ref<call_state<decltype(start)>>::adopt(new call_state<decltype(start)>(std::move(start)));
  event_loop::current().soon(*handle);
}

}  // namespace detail

Future<object> ensure_future_fn::ensure_object(const object& awaitable) {
  if (auto* const future = awaitable.try_as<detail::future_base>()) {
    return Future<object>(*future);
  }
  if (awaitable.is_pointer() && dynamic_cast<py::detail::boxed_awaitable*>(awaitable.pointer()) == nullptr && !hasattr(awaitable, "__await__")) {
    raise_type_error("An asyncio.Future, a coroutine or an awaitable is required");
  }
  return Task<object>(py::detail::await_object(awaitable));
}

}  // namespace py::asyncio
