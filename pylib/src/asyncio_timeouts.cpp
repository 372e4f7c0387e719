#include <py/asyncio/timeouts.hpp>

#include <algorithm>

namespace py::asyncio {
namespace detail {

namespace {

bool is_cancelled_error(const maybe<BaseException>& exception) noexcept { return dynamic_cast<CancelledError*>(exception.get()) != nullptr; }

bool is_base_error(const BaseException* exception) noexcept {
  return dynamic_cast<const SystemExit*>(exception) != nullptr || dynamic_cast<const KeyboardInterrupt*>(exception) != nullptr;
}

/// BaseExceptionGroup picks ExceptionGroup when all members are Exceptions.
[[noreturn]] void raise_group(const list<object>& errors) {
  const bool plain = std::all_of(errors.borrow().begin(), errors.borrow().end(), [](const object& each) { return each.try_as<Exception>() != nullptr; });
  if (plain) {
    throw from(ExceptionGroup("unhandled errors in a TaskGroup", errors), None);
  }
  throw from(BaseExceptionGroup("unhandled errors in a TaskGroup", errors), None);
}

task_base& parent_of(const maybe<future_base>& parent) { return static_cast<task_base&>(*parent.get()); }

}  // namespace

// --- timeout ---

void timeout_state::enter() {
  if (state != phase::created) {
    raise_runtime_error("Timeout has already been entered");
  }
  if (task_base::current == nullptr) {
    raise_runtime_error("Timeout should be used inside a task");
  }
  state = phase::active;
  task_ = maybe<future_base>(task_base::current);
  cancelling_ = task_base::current->cancelling();
  reschedule(when);
}

void timeout_state::reschedule(std::optional<double> new_when) {
  static constexpr const char* const names[] = {"created", "active", "expiring", "expired", "finished"};
  if (state == phase::created) {
    raise_runtime_error("Timeout has not been entered");
  }
  if (state != phase::active) {
    raise_runtime_error("Cannot change state of " + str::from_utf8(names[static_cast<int>(state)]) + " Timeout");
  }
  when = new_when;
  timer_.cancel();
  timer_ = Handle();
  if (!when) {
    return;
  }
  const auto call = make_call([self = ref<timeout_state>(this)]() { self->expire(); });
  event_loop& loop = event_loop::current();
  if (*when <= event_loop::time()) {
    loop.soon(*call);
  } else {
    loop.at(*when, *call);
  }
  timer_ = Handle(call);
}

void timeout_state::expire() {
  task_->cancel(None);
  state = phase::expiring;
  timer_ = Handle();
}

void timeout_state::exit(const maybe<BaseException>& exception) {
  timer_.cancel();
  timer_ = Handle();
  if (state == phase::expiring) {
    state = phase::expired;
    if (parent_of(task_).uncancel() <= cancelling_ && is_cancelled_error(exception)) {
      TimeoutError error;
      error.py_set_cause(exception);
      throw error;
    }
  } else if (state == phase::active) {
    state = phase::finished;
  }
}

// --- TaskGroup ---

void task_group_state::enter() {
  if (entered_) {
    raise_runtime_error("TaskGroup has already been entered");
  }
  if (task_base::current == nullptr) {
    raise_runtime_error("TaskGroup cannot determine the parent task");
  }
  parent_ = maybe<future_base>(task_base::current);
  entered_ = true;
}

void task_group_state::check_open() const {
  if (!entered_) {
    raise_runtime_error("TaskGroup has not been entered");
  }
  if (exiting_ && tasks_.empty()) {
    raise_runtime_error("TaskGroup is finished");
  }
  if (aborting_) {
    raise_runtime_error("TaskGroup is shutting down");
  }
}

void task_group_state::add(task_base& task) {
  task.add_callback(&task_done, *this);
  tasks_.push_back(ref<task_base>(task));
}

void task_group_state::abort() {
  aborting_ = true;
  const std::vector<ref<task_base>> tasks = tasks_;
  for (const auto& task : tasks) {
    if (!task->done()) {
      task->cancel(None);
    }
  }
}

void task_group_state::task_done(Object& receiver, Object* task) {
  static_cast<task_group_state&>(receiver).on_task_done(static_cast<task_base&>(static_cast<future_base&>(*task)));
}

void task_group_state::on_task_done(task_base& task) {
  std::erase_if(tasks_, [&](const auto& other) { return other.get() == &task; });
  if (completed_.get() != nullptr && tasks_.empty()) {
    release_waiter(*completed_, nullptr);
  }
  if (task.cancelled()) {
    return;
  }
  BaseException* const exception = py::detail::exception_inside(task.take_notice());
  if (exception == nullptr) {
    return;
  }
  errors_.push_back(object(ref<BaseException>(exception)));
  if (is_base_error(exception) && base_error_.is_none()) {
    base_error_ = maybe<BaseException>(exception);
  }
  task_base& parent = parent_of(parent_);
  if (parent.done()) {
    event_loop::report("Task " + task.py_repr() + " has errored out but its parent task " + parent.py_repr() + " is already completed", task.take_notice());
    return;
  }
  if (!aborting_ && !parent_cancel_requested_) {
    abort();
    parent_cancel_requested_ = true;
    parent.cancel(None);
  }
}

task<bool> task_group_state::exit(ref<task_group_state> self, maybe<BaseException> exception) {
  self->exiting_ = true;
  if (exception && is_base_error(exception.get()) && self->base_error_.is_none()) {
    self->base_error_ = exception;
  }
  maybe<BaseException> cancellation;
  if (is_cancelled_error(exception)) {
    cancellation = exception;
  }
  if (self->parent_cancel_requested_ && parent_of(self->parent_).uncancel() == 0) {
    cancellation = None;
  }
  if (exception && !self->aborting_) {
    self->abort();
  }
  while (!self->tasks_.empty()) {
    self->completed_ = make_waiter();
    const Future<none_t> completed(*self->completed_);
    try {
      co_await completed;
    } catch (const CancelledError& error) {
      if (!self->aborting_) {
        cancellation = keep(error);
        self->abort();
      }
    }
    self->completed_ = ref<waiter_state>();
  }
  if (self->base_error_) {
    raise(self->base_error_);
  }
  if (cancellation && self->errors_.empty()) {
    raise(cancellation);
  }
  if (exception && !is_cancelled_error(exception)) {
    self->errors_.push_back(object(exception));
  }
  if (!self->errors_.empty()) {
    const list<object> errors(vector<object>(std::exchange(self->errors_, {})));
    raise_group(errors);
  }
  co_return false;
}

}  // namespace detail

task<Timeout> Timeout::enter(Timeout self) {
  self.state_->enter();
  co_return self;
}

task<bool> Timeout::exit(Timeout self, maybe<BaseException> exception) {
  self.state_->exit(exception);
  co_return false;
}

task<TaskGroup> TaskGroup::enter(TaskGroup self) {
  self.state_->enter();
  co_return self;
}

}  // namespace py::asyncio
