#include <py/asyncio/sync.hpp>

#include <algorithm>

namespace py::asyncio {
namespace detail {

void waiter_list::remove(const waiter& gone) noexcept {
  const auto found = std::find_if(waiters_.begin(), waiters_.end(), [&](const waiter& other) { return other.get() == gone.get(); });
  if (found != waiters_.end()) {
    waiters_.erase(found);
  }
}

void waiter_list::wake_first() {
  if (!waiters_.empty()) {
    release_waiter(*waiters_.front(), nullptr);
  }
}

std::int64_t waiter_list::wake(std::int64_t count) {
  std::int64_t woken = 0;
  for (std::size_t i = 0; i < waiters_.size() && woken < count; ++i) {
    if (waiters_[i]->pending()) {
      waiters_[i]->set_result(None);
      ++woken;
    }
  }
  return woken;
}

void waiter_list::pop_and_wake() {
  while (!waiters_.empty()) {
    const waiter first = std::move(waiters_.front());
    waiters_.pop_front();
    if (first->pending()) {
      first->set_result(None);
      return;
    }
  }
}

bool waiter_list::all_cancelled() const noexcept {
  return std::all_of(waiters_.begin(), waiters_.end(), [](const waiter& each) { return each->cancelled(); });
}

namespace {

/// A place in a list, given up on every way out.
class place_in_list {
 public:
  place_in_list(ref<Object> owner, waiter_list& list) : owner_(std::move(owner)), list_(list), waiter_(list.add()) {}
  place_in_list(const place_in_list&) = delete;
  place_in_list& operator=(const place_in_list&) = delete;
  ~place_in_list() { list_.remove(waiter_); }

  Future<none_t> future() const noexcept { return Future<none_t>(*waiter_); }
  const waiter_list::waiter& waiter() const noexcept { return waiter_; }

 private:
  ref<Object> owner_;
  waiter_list& list_;
  waiter_list::waiter waiter_;
};

}  // namespace

task<none_t> wait_in(ref<Object> owner, waiter_list* list) {
  const place_in_list place(std::move(owner), *list);
  const Future<none_t> woken = place.future();
  co_await woken;
}

task<none_t> lock_state::wait_turn(ref<lock_state> self) {
  try {
    const place_in_list place(self, self->waiters);
    const Future<none_t> woken = place.future();
    co_await woken;
  } catch (const CancelledError&) {
    if (!self->locked) {
      self->waiters.wake_first();
    }
    throw;
  }
}

void lock_state::release() {
  if (!locked) {
    raise_runtime_error("Lock is not acquired.");
  }
  locked = false;
  waiters.wake_first();
}

task<bool> condition_state::wait(ref<condition_state> self) {
  if (!self->lock.locked()) {
    raise_runtime_error("cannot wait on un-acquired lock");
  }
  self->lock.release();
  std::exception_ptr exception;
  try {
    const place_in_list place(self, self->waiters);
    const Future<none_t> woken = place.future();
    co_await woken;
  } catch (...) {
    exception = std::current_exception();
  }
  bool cancelled = false;
  for (bool held = false; !held;) {
    try {
      held = co_await self->lock.acquire();
    } catch (const CancelledError&) {
      cancelled = true;
    }
  }
  if (cancelled) {
    throw CancelledError();
  }
  if (exception) {
    std::rethrow_exception(exception);
  }
  co_return true;
}

void condition_state::notify(std::int64_t count) {
  if (!lock.locked()) {
    raise_runtime_error("cannot notify on un-acquired lock");
  }
  waiters.wake(count);
}

semaphore_state::semaphore_state(std::int64_t initial, bool is_bounded) : value(initial), limit(is_bounded ? initial : std::numeric_limits<std::int64_t>::max()) {
  if (initial < 0) {
    raise_value_error("Semaphore initial value must be >= 0");
  }
}

task<none_t> semaphore_state::wait_turn(ref<semaphore_state> self) {
  waiter_list::waiter waiter;
  try {
    const place_in_list place(self, self->waiters);
    waiter = place.waiter();
    const Future<none_t> woken = place.future();
    co_await woken;
  } catch (const CancelledError&) {
    if (!waiter->cancelled()) {
      ++self->value;
      self->wake_next();
    }
    throw;
  }
  if (self->value > 0) {
    self->wake_next();
  }
}

void semaphore_state::release() {
  if (value >= limit) {
    raise_value_error("BoundedSemaphore released too many times");
  }
  ++value;
  wake_next();
}

barrier_state::barrier_state(std::int64_t given) : parties(given) {
  if (parties < 1) {
    raise_value_error("parties must be > 0");
  }
}

task<std::int64_t> barrier_state::wait(ref<barrier_state> self) {
  co_await self->condition.py_aenter();
  std::exception_ptr exception;
  std::int64_t index = 0;
  try {
    index = co_await wait_locked(self);
  } catch (...) {
    exception = std::current_exception();
  }
  self->condition.release();
  if (exception) {
    std::rethrow_exception(exception);
  }
  co_return index;
}

task<std::int64_t> barrier_state::wait_locked(ref<barrier_state> self) {
  auto may_enter = [barrier = self.get()]() { return barrier->state != phase::draining && barrier->state != phase::resetting; };
  co_await self->condition.wait_for(may_enter);
  if (self->state == phase::broken) {
    throw BrokenBarrierError("Barrier aborted");
  }
  struct departure {
    ref<barrier_state> barrier;
    ~departure() { barrier->leave(); }
  } const depart{self};
  const std::int64_t index = self->count++;
  if (index + 1 == self->parties) {
    self->state = phase::draining;
    self->condition.notify_all();
    co_return index;
  }
  auto may_leave = [barrier = self.get()]() { return barrier->state != phase::filling; };
  co_await self->condition.wait_for(may_leave);
  if (self->state == phase::broken || self->state == phase::resetting) {
    throw BrokenBarrierError("Abort or reset of barrier");
  }
  co_return index;
}

void barrier_state::leave() {
  --count;
  if (count == 0) {
    if (state == phase::resetting || state == phase::draining) {
      state = phase::filling;
    }
    if (condition.locked()) {
      condition.notify_all();
    }
  }
}

task<none_t> barrier_state::change(ref<barrier_state> self, bool abort) {
  co_await self->condition.py_aenter();
  if (abort) {
    self->state = phase::broken;
  } else {
    self->state = self->count > 0 ? phase::resetting : phase::filling;
  }
  self->condition.notify_all();
  self->condition.release();
}

}  // namespace detail

str Lock::py_repr() const { return locked() ? str("<asyncio.locks.Lock object [locked]>") : str("<asyncio.locks.Lock object [unlocked]>"); }
str Event::py_repr() const { return is_set() ? str("<asyncio.locks.Event object [set]>") : str("<asyncio.locks.Event object [unset]>"); }

void Event::set() const {
  if (!state_->is_set) {
    state_->is_set = true;
    state_->waiters.wake(std::numeric_limits<std::int64_t>::max());
  }
}

}  // namespace py::asyncio
