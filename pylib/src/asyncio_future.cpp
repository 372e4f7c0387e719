#include <py/asyncio/future.hpp>
#include <py/asyncio/task.hpp>
#include <py/protocol.hpp>

#include <algorithm>

namespace py::asyncio::detail {

future_base::~future_base() {
  if (log_exception_ && exception_) {
    try {
      event_loop::report(str::from_utf8(kind()) + " exception was never retrieved", exception_);
    } catch (...) {
      // a destructor has nobody to tell
    }
  }
}

bool future_base::cancel(object message) { return cancel_future(std::move(message)); }

bool future_base::cancel_future(object message) {
  log_exception_ = false;
  if (state_ != future_state::pending) {
    return false;
  }
  cancel_message_ = std::move(message);
  finish(future_state::cancelled);
  return true;
}

std::exception_ptr future_base::cancelled_error() {
  if (cancelled_error_) {
    return std::exchange(cancelled_error_, nullptr);
  }
  return cancel_message_.is_none() ? std::make_exception_ptr(CancelledError()) : std::make_exception_ptr(CancelledError(cancel_message_));
}

void future_base::raise_instead_of_result() {
  if (state_ == future_state::cancelled) {
    std::rethrow_exception(cancelled_error());
  }
  if (state_ == future_state::pending) {
    throw InvalidStateError("Result is not set.");
  }
  log_exception_ = false;
  std::rethrow_exception(exception_);
}

std::exception_ptr future_base::exception() {
  if (state_ == future_state::cancelled) {
    std::rethrow_exception(cancelled_error());
  }
  if (state_ == future_state::pending) {
    throw InvalidStateError("Exception is not set.");
  }
  return take_notice();
}

void future_base::raise_done() const { throw InvalidStateError("invalid state"); }

void future_base::set_exception(std::exception_ptr exception) {
  check_pending();
  if (py::detail::is_stop_iteration(exception)) {
    raise_type_error("StopIteration interacts badly with generators and cannot be raised into a Future");
  }
  exception_ = std::move(exception);
  log_exception_ = true;
  finish(future_state::finished);
}

void future_base::set_boxed_result(const object&) { raise_task_result("set_result"); }

void raise_task_result(const char* operation) { raise_runtime_error("Task does not support " + str::from_utf8(operation) + " operation"); }

void future_base::finish(future_state state) {
  state_ = state;
  if (first_.invoke == nullptr) {
    return;
  }
  event_loop& loop = event_loop::current();
  const done_callback first = std::exchange(first_, done_callback{});
  loop.soon(first.invoke, *first.receiver, this);
  if (more_) {
    const std::unique_ptr<std::vector<done_callback>> more = std::move(more_);
    for (const done_callback& callback : *more) {
      loop.soon(callback.invoke, *callback.receiver, this);
    }
  }
}

void future_base::add_callback(ready_function invoke, Object& receiver) {
  if (state_ != future_state::pending) {
    event_loop::current().soon(invoke, receiver, this);
  } else if (first_.invoke == nullptr) {
    first_ = {invoke, ref<Object>(receiver)};
  } else {
    if (!more_) {
      more_ = std::make_unique<std::vector<done_callback>>();
    }
    more_->push_back({invoke, ref<Object>(receiver)});
  }
}

template <typename Matches>
std::int64_t future_base::remove_matching(Matches&& matches) noexcept {
  std::int64_t removed = 0;
  if (more_) {
    removed = static_cast<std::int64_t>(std::erase_if(*more_, [&](const done_callback& callback) { return matches(*callback.receiver); }));
  }
  if (first_.invoke != nullptr && matches(*first_.receiver)) {
    first_ = done_callback{};
    ++removed;
    if (more_ && !more_->empty()) {
      first_ = std::move(more_->front());
      more_->erase(more_->begin());
    }
  }
  return removed;
}

std::int64_t future_base::remove_callbacks(const Object& receiver) noexcept {
  return remove_matching([&](const Object& other) { return &other == &receiver; });
}

std::int64_t future_base::remove_callbacks_of(const void* identity) noexcept {
  if (identity == nullptr) {
    return 0;
  }
  return remove_matching([&](const Object& other) {
    const auto* const callback = dynamic_cast<const callback_base*>(&other);
    return callback != nullptr && callback->identity == identity;
  });
}

bool future_base::has_callback(ready_function invoke, const Object& receiver) const noexcept {
  const auto is_it = [&](const done_callback& callback) { return callback.invoke == invoke && callback.receiver.get() == &receiver; };
  return (first_.invoke != nullptr && is_it(first_)) || (more_ && std::any_of(more_->begin(), more_->end(), is_it));
}

str future_base::repr_details() const { return {}; }

str future_base::py_repr() const {
  str text = str("<") + str::from_utf8(kind());
  switch (state_) {
    case future_state::pending: text += " pending"; break;
    case future_state::cancelled: text += " cancelled"; break;
    case future_state::finished: text += " finished"; break;
  }
  text += repr_details();
  if (state_ == future_state::finished) {
    if (exception_) {
      const BaseException* const exception = py::detail::exception_inside(exception_);
      text += " exception=" + (exception != nullptr ? exception->py_repr() : str("?"));
    } else {
      text += " result=" + repr(const_cast<future_base*>(this)->boxed_result());
    }
  }
  return text + ">";
}

namespace {

task<object> await_boxed(ref<future_base> future) {
  const Future<object> handle(future);
  object result = co_await handle;
  co_return result;
}

}  // namespace

task<object> future_base::boxed_await() { return await_boxed(ref<future_base>(this)); }

}  // namespace py::asyncio::detail
