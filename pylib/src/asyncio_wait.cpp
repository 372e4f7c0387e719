#include <py/asyncio/wait.hpp>

#include <algorithm>

namespace py::asyncio::detail {

void release_waiter(Object& receiver, Object*) {
  auto& waiter = static_cast<waiter_state&>(receiver);
  if (waiter.pending()) {
    waiter.set_result(None);
  }
}

// --- gather ---

bool gathering_base::cancel(object message) {
  if (done()) {
    return false;
  }
  bool cancelled = false;
  for (std::size_t i = 0; i < children_.size(); ++i) {
    const ref<future_base> child = children_[i];
    cancelled = child->cancel(message) || cancelled;
  }
  cancel_requested_ = cancel_requested_ || cancelled;
  return cancelled;
}

bool gathering_base::add_known_coroutine(const py::detail::coroutine_node& coroutine) {
  for (std::size_t i = 0; i < children_.size(); ++i) {
    const ref<future_base> child = children_[i];
    const auto* const known = dynamic_cast<const task_base*>(child.get());
    if (known != nullptr && known->coroutine() == &coroutine) {
      children_.push_back(child);
      return true;
    }
  }
  return false;
}

void gathering_base::add_child(future_base& child, bool is_new) {
  if (is_new) {
    if (auto* const made = dynamic_cast<task_base*>(&child)) {
      made->keep_quiet_when_destroyed();
    }
  }
  const bool seen = !is_new && (child.pending() ? child.has_callback(&child_done, *this)
                                                : std::any_of(children_.begin(), children_.end(), [&](const auto& other) { return other.get() == &child; }));
  if (!seen) {
    ++futures_;
    child.add_callback(&child_done, *this);
  }
  children_.push_back(ref<future_base>(child));
}

void gathering_base::complete() {
  if (children_.empty()) {
    take_results();
    finish(future_state::finished);
  }
}

void gathering_base::child_done(Object& receiver, Object* child) { static_cast<gathering_base&>(receiver).on_child_done(*static_cast<future_base*>(child)); }

void gathering_base::on_child_done(future_base& child) {
  ++finished_;
  if (done()) {
    if (!child.cancelled()) {
      child.take_notice();
    }
    return;
  }
  if (!return_exceptions_) {
    if (child.cancelled()) {
      set_exception(child.cancelled_error());
      return;
    }
    if (const std::exception_ptr& exception = child.take_notice()) {
      set_exception(exception);
      return;
    }
  }
  if (finished_ == futures_) {
    if (cancel_requested_) {
      for (const auto& each : children_) {
        each->take_notice();
      }
      set_exception(children_.back()->cancelled_error());
      return;
    }
    take_results();
    finish(future_state::finished);
  }
}

object gathering_base::result_or_exception(future_base& child) {
  if (child.cancelled()) {
    return object(child.cancel_message().is_none() ? make<CancelledError>("") : make<CancelledError>(child.cancel_message()));
  }
  if (const std::exception_ptr& exception = child.take_notice()) {
    return object(ref<BaseException>(py::detail::exception_inside(exception)));
  }
  return child.boxed_result();
}

// --- wait_for ---

deadline::deadline(double seconds) : waiter(make_waiter()) {
  auto release = [waiter = this->waiter]() { release_waiter(*waiter, nullptr); };
  const auto state = ref<call_state<decltype(release)>>::adopt(new call_state<decltype(release)>(std::move(release)));
  event_loop::current().at(event_loop::time() + seconds, *state);
  timer = Handle(ref<handle_state>(state));
}

namespace {

/// Cancels a timer on every way out.
class timer_guard {
 public:
  explicit timer_guard(Handle timer) noexcept : timer_(std::move(timer)) {}
  timer_guard(const timer_guard&) = delete;
  timer_guard& operator=(const timer_guard&) = delete;
  ~timer_guard() { timer_.cancel(); }

 private:
  Handle timer_;
};

/// Removes a waiter from a future's callbacks on every way out.
class callback_guard {
 public:
  callback_guard(ref<future_base> future, ref<Object> receiver) noexcept : future_(std::move(future)), receiver_(std::move(receiver)) {}
  callback_guard(const callback_guard&) = delete;
  callback_guard& operator=(const callback_guard&) = delete;
  ~callback_guard() { future_->remove_callbacks(*receiver_); }

 private:
  ref<future_base> future_;
  ref<Object> receiver_;
};

task<none_t> cancel_and_wait(ref<future_base> future) {
  const ref<waiter_state> waiter = make_waiter();
  future->add_callback(&release_waiter, *waiter);
  const callback_guard guard(future, waiter);
  future->cancel(None);
  const Future<none_t> released(*waiter);
  co_await released;
}

void raise_timeout_after(future_base& future) {
  if (future.cancelled()) {
    const std::exception_ptr cause = future.cancelled_error();
    TimeoutError error;
    error.py_set_cause(maybe<BaseException>(py::detail::exception_inside(cause)));
    throw error;
  }
}

}  // namespace

task<none_t> wait_until_done(ref<future_base> future, deadline limit) {
  const timer_guard timer(limit.timer);
  future->add_callback(&release_waiter, *limit.waiter);
  std::exception_ptr cancelled;
  const Future<none_t> released(*limit.waiter);
  try {
    co_await released;
  } catch (const CancelledError&) {
    cancelled = std::current_exception();
  }
  if (future->done()) {
    co_return;
  }
  future->remove_callbacks(*limit.waiter);
  co_await cancel_and_wait(future);
  if (cancelled) {
    std::rethrow_exception(cancelled);
  }
  raise_timeout_after(*future);
}

task<none_t> wait_no_longer(ref<future_base> future) {
  if (future->done()) {
    co_return;
  }
  co_await cancel_and_wait(future);
  raise_timeout_after(*future);
}

// --- wait ---

wait_condition wait_condition_of(const str& return_when) {
  if (return_when == "ALL_COMPLETED") {
    return wait_condition::all_completed;
  }
  if (return_when == "FIRST_COMPLETED") {
    return wait_condition::first_completed;
  }
  if (return_when == "FIRST_EXCEPTION") {
    return wait_condition::first_exception;
  }
  raise_value_error("Invalid return_when value: " + return_when);
}

namespace {

/// Counts futures down; wakes the waiter when the condition holds.
class countdown final : public Object {
 public:
  countdown(std::size_t count, wait_condition condition) : waiter(make_waiter()), left_(count), condition_(condition) {}

  static void future_done(Object& receiver, Object* future) { static_cast<countdown&>(receiver).on_done(*static_cast<future_base*>(future)); }

  ref<waiter_state> waiter;
  Handle timer;

 private:
  void on_done(future_base& future) {
    --left_;
    const bool failed = condition_ == wait_condition::first_exception && !future.cancelled() && future.take_notice();
    if (left_ == 0 || condition_ == wait_condition::first_completed || failed) {
      timer.cancel();
      release_waiter(*waiter, nullptr);
    }
  }

  std::size_t left_;
  wait_condition condition_;
};

}  // namespace

task<none_t> wait_for_several(std::vector<ref<future_base>> futures, std::optional<double> timeout, wait_condition condition) {
  const auto counter = ref<countdown>::adopt(new countdown(futures.size(), condition));
  if (timeout) {
    deadline limit(*timeout);
    counter->waiter = limit.waiter;
    counter->timer = limit.timer;
  }
  for (const auto& future : futures) {
    future->add_callback(&countdown::future_done, *counter);
  }
  std::exception_ptr exception;
  const Future<none_t> released(*counter->waiter);
  try {
    co_await released;
  } catch (...) {
    exception = std::current_exception();
  }
  counter->timer.cancel();
  for (const auto& future : futures) {
    future->remove_callbacks(*counter);
  }
  if (exception) {
    std::rethrow_exception(exception);
  }
}

// --- shield ---

namespace {

class shield_link final : public Object {
 public:
  using copy_function = void (*)(future_base& inner, future_base& outer);
  shield_link(future_base& inner, future_base& outer, copy_function copy) noexcept : inner_(inner), outer_(outer), copy_(copy) {}

  static void inner_done(Object& receiver, Object*) {
    auto& self = static_cast<shield_link&>(receiver);
    future_base& inner = *self.inner_;
    future_base& outer = *self.outer_;
    if (outer.cancelled()) {
      if (!inner.cancelled()) {
        inner.take_notice();
      }
    } else if (inner.cancelled()) {
      outer.cancel(None);
    } else if (const std::exception_ptr& exception = inner.take_notice()) {
      outer.set_exception(exception);
    } else {
      self.copy_(inner, outer);
    }
  }
  static void outer_done(Object& receiver, Object*) {
    auto& self = static_cast<shield_link&>(receiver);
    if (!self.inner_->done()) {
      self.inner_->remove_callbacks(self);
    }
  }

 private:
  ref<future_base> inner_;
  ref<future_base> outer_;
  copy_function copy_;
};

}  // namespace

void connect_shield(future_base& inner, future_base& outer, void (*copy_result)(future_base&, future_base&)) {
  const auto link = ref<shield_link>::adopt(new shield_link(inner, outer, copy_result));
  inner.add_callback(&shield_link::inner_done, *link);
  outer.add_callback(&shield_link::outer_done, *link);
}

// --- as_completed ---

void completion_queue::add(future_base& future) {
  const bool seen = std::any_of(todo_.begin(), todo_.end(), [&](const auto& other) { return other.get() == &future; });
  if (!seen) {
    todo_.push_back(ref<future_base>(future));
  }
}

void completion_queue::start(std::optional<double> timeout) {
  for (const auto& future : todo_) {
    future->add_callback(&future_done, *this);
  }
  if (timeout && !todo_.empty()) {
    auto expire = [self = ref<completion_queue>(this)]() { self->time_is_over(); };
    const auto state = ref<call_state<decltype(expire)>>::adopt(new call_state<decltype(expire)>(std::move(expire)));
    event_loop::current().at(event_loop::time() + *timeout, *state);
    timer_ = Handle(ref<handle_state>(state));
  }
}

void completion_queue::future_done(Object& receiver, Object* future) {
  auto& self = static_cast<completion_queue&>(receiver);
  const auto found = std::find_if(self.todo_.begin(), self.todo_.end(), [&](const auto& other) { return other.get() == future; });
  if (found == self.todo_.end()) {
    return;
  }
  self.todo_.erase(found);
  self.put(maybe<future_base>(static_cast<future_base*>(future)));
  if (self.todo_.empty()) {
    self.timer_.cancel();
  }
}

void completion_queue::time_is_over() {
  for (const auto& future : todo_) {
    future->remove_callbacks(*this);
    put(None);
  }
  todo_.clear();
}

void completion_queue::put(maybe<future_base> future) {
  done_.push_back(std::move(future));
  while (!waiters_.empty()) {
    const ref<waiter_state> waiter = waiters_.front();
    waiters_.pop_front();
    if (waiter->pending()) {
      waiter->set_result(None);
      break;
    }
  }
}

task<maybe<future_base>> completion_queue::next(ref<completion_queue> self) {
  while (self->done_.empty()) {
    const ref<waiter_state> waiter = make_waiter();
    self->waiters_.push_back(waiter);
    const Future<none_t> released(*waiter);
    co_await released;
  }
  maybe<future_base> future = self->done_.front();
  self->done_.pop_front();
  co_return future;
}

void raise_timeout() { throw TimeoutError(); }

}  // namespace py::asyncio::detail
