/// Synchronisation: Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier.
#pragma once

#include <py/asyncio/task.hpp>
#include <py/asyncio/wait.hpp>
#include <py/shared_handle.hpp>

#include <deque>
#include <limits>
#include <optional>
#include <utility>

namespace py::asyncio {
namespace detail {

/// What an `await` of an operation that need not wait is: `Operation` has `bool ready()`, which acts at once if it can,
/// `task<none_t> wait()`, which otherwise waits until it can, and `result_type finish()`. No frame is made on the fast path.
template <typename Operation>
class quick_awaitable {
 public:
  using result_type = typename Operation::result_type;

  explicit quick_awaitable(Operation operation) noexcept : operation_(std::move(operation)) {}

  class awaiter {
   public:
    explicit awaiter(Operation&& operation) noexcept : operation_(std::move(operation)) {}
    bool await_ready() {
      if (operation_.ready()) {
        return true;
      }
      waiting_.emplace(operation_.wait());
      return waiting_->await_ready();
    }
    static void await_suspend(std::coroutine_handle<>) noexcept {}
    result_type await_resume() {
      if (waiting_) {
        waiting_->await_resume();
      }
      return operation_.finish();
    }

   private:
    Operation operation_;
    std::optional<py::detail::task_awaiter<none_t>> waiting_;
  };

  awaiter py_awaiter() && { return awaiter(std::move(operation_)); }
  awaiter py_awaiter() const& { return awaiter(Operation(operation_)); }
  task<result_type> py_task() const { return run(*this); }
  operator task<result_type>() const { return run(*this); }
  object py_box() const { return py_task().py_box(); }

 private:
  static task<result_type> run(quick_awaitable self) {
    if constexpr (std::same_as<result_type, none_t>) {
      co_await std::move(self);
    } else {
      result_type result = co_await std::move(self);
      co_return result;
    }
  }

  Operation operation_;
};

/// Those who wait, first come first served.
class waiter_list {
 public:
  using waiter = ref<waiter_state>;
  bool empty() const noexcept { return waiters_.empty(); }
  std::size_t size() const noexcept { return waiters_.size(); }
  waiter add() { return waiters_.emplace_back(make_waiter()); }
  void remove(const waiter& gone) noexcept;
  /// Wakes the first one if it is still waiting.
  void wake_first();
  /// Wakes up to `count` that are still waiting, without removing them; gives how many.
  std::int64_t wake(std::int64_t count);
  /// Removes waiters up to and including the first that is still waiting, which is woken.
  void pop_and_wake();
  bool all_cancelled() const noexcept;

 private:
  std::deque<waiter> waiters_;
};

/// Waits in the list until woken; leaves the list on every way out.
task<none_t> wait_in(ref<Object> owner, waiter_list* list);

class lock_state final : public Object {
 public:
  static const type& py_class();
  const type& py_type() const override { return py_class(); }
  static task<none_t> wait_turn(ref<lock_state> self);
  bool try_acquire() noexcept {
    if (!locked && (waiters.empty() || waiters.all_cancelled())) {
      locked = true;
      return true;
    }
    return false;
  }
  void release();

  waiter_list waiters;
  bool locked = false;
};

struct lock_acquire {
  using result_type = bool;
  ref<lock_state> lock;
  bool ready() noexcept { return lock->try_acquire(); }
  task<none_t> wait() { return lock_state::wait_turn(lock); }
  bool finish() noexcept {
    lock->locked = true;
    return true;
  }
};

/// An operation that never waits.
template <typename F>
struct at_once {
  using result_type = none_t;
  F function;
  bool ready() {
    function();
    return true;
  }
  static task<none_t> wait() { co_return; }
  static none_t finish() noexcept { return None; }
};
template <typename F>
quick_awaitable<at_once<F>> do_at_once(F function) {
  return quick_awaitable<at_once<F>>(at_once<F>{std::move(function)});
}

/// Entering a lock or semaphore by `async with`: acquires, gives None.
template <typename Acquire>
struct enter_by {
  using result_type = none_t;
  Acquire acquire;
  bool ready() { return acquire.ready(); }
  task<none_t> wait() { return acquire.wait(); }
  none_t finish() {
    acquire.finish();
    return None;
  }
};

}  // namespace detail

/// A mutual exclusion lock for tasks. A handle: copies are the same lock.
class Lock : public py::detail::shared_handle<Lock, detail::lock_state> {
 public:
  using shared_handle::shared_handle;
  Lock() : shared_handle(make<detail::lock_state>()) {}
  bool locked() const noexcept { return state_->locked; }
  /// Awaits to True once the lock is held.
  detail::quick_awaitable<detail::lock_acquire> acquire() const { return detail::quick_awaitable<detail::lock_acquire>({state_}); }
  /// RuntimeError when it is not locked.
  void release() const { state_->release(); }

  auto py_aenter() const {
    using enter = detail::enter_by<detail::lock_acquire>;
    return detail::quick_awaitable<enter>(enter{detail::lock_acquire{state_}});
  }
  template <typename... Exception>
  auto py_aexit(const Exception&...) const {
    return detail::do_at_once([state = state_]() { state->release(); });
  }
  str py_repr() const;
};

namespace detail {

class event_state final : public Object {
 public:
  static const type& py_class();
  const type& py_type() const override { return py_class(); }
  waiter_list waiters;
  bool is_set = false;
};

struct event_wait {
  using result_type = bool;
  ref<event_state> event;
  bool ready() const noexcept { return event->is_set; }
  task<none_t> wait() { return wait_in(event, &event->waiters); }
  static bool finish() noexcept { return true; }
};

}  // namespace detail

/// A flag that tasks wait for. A handle.
class Event : public py::detail::shared_handle<Event, detail::event_state> {
 public:
  using shared_handle::shared_handle;
  Event() : shared_handle(make<detail::event_state>()) {}
  bool is_set() const noexcept { return state_->is_set; }
  void set() const;
  void clear() const noexcept { state_->is_set = false; }
  /// Awaits to True once the flag is set.
  detail::quick_awaitable<detail::event_wait> wait() const { return detail::quick_awaitable<detail::event_wait>({state_}); }

  str py_repr() const;
};

namespace detail {

class condition_state final : public Object {
 public:
  explicit condition_state(Lock given) noexcept : lock(std::move(given)) {}
  static task<bool> wait(ref<condition_state> self);
  void notify(std::int64_t count);

  Lock lock;
  waiter_list waiters;
};

}  // namespace detail

/// A lock together with a place to wait until another task notifies. A handle.
class Condition : public py::detail::shared_handle<Condition, detail::condition_state> {
 public:
  using shared_handle::shared_handle;
  Condition() : Condition(Lock()) {}
  explicit Condition(none_t) : Condition(Lock()) {}
  explicit Condition(Lock lock) : shared_handle(make<detail::condition_state>(std::move(lock))) {}

  bool locked() const noexcept { return state_->lock.locked(); }
  auto acquire() const { return state_->lock.acquire(); }
  void release() const { state_->lock.release(); }
  /// Releases the lock, waits for a notification, takes the lock again. RuntimeError unless the lock is held.
  task<bool> wait() const { return detail::condition_state::wait(state_); }
  /// Waits until `predicate()` is true; gives its value.
  template <typename Predicate>
  auto wait_for(Predicate predicate) const {
    return run_wait_for(state_, std::move(predicate));
  }
  void notify(std::int64_t count = 1) const { state_->notify(count); }
  void notify_all() const { state_->notify(std::numeric_limits<std::int64_t>::max()); }

  auto py_aenter() const { return state_->lock.py_aenter(); }
  template <typename... Exception>
  auto py_aexit(const Exception&... exception) const {
    return state_->lock.py_aexit(exception...);
  }

 private:
  template <typename Predicate>
  static auto run_wait_for(ref<detail::condition_state> state, Predicate predicate) -> task<std::remove_cvref_t<decltype(predicate())>> {
    auto result = predicate();
    while (!truth(result)) {
      co_await detail::condition_state::wait(state);
      result = predicate();
    }
    co_return result;
  }
};

namespace detail {

class semaphore_state final : public Object {
 public:
  static const type& py_class();
  const type& py_type() const override { return py_class(); }
  semaphore_state(std::int64_t initial, bool is_bounded);
  static task<none_t> wait_turn(ref<semaphore_state> self);
  bool locked() const noexcept { return value == 0 || !waiters.all_cancelled(); }
  bool try_acquire() noexcept {
    if (locked()) {
      return false;
    }
    --value;
    return true;
  }
  void release();
  void wake_next() { value -= waiters.wake(1); }

  waiter_list waiters;
  std::int64_t value;
  std::int64_t limit;
};

struct semaphore_acquire {
  using result_type = bool;
  ref<semaphore_state> semaphore;
  bool ready() noexcept { return semaphore->try_acquire(); }
  task<none_t> wait() { return semaphore_state::wait_turn(semaphore); }
  static bool finish() noexcept { return true; }
};

}  // namespace detail

/// A counter of permits. A handle. ValueError for a negative initial value.
class Semaphore : public py::detail::shared_handle<Semaphore, detail::semaphore_state> {
 public:
  using shared_handle::shared_handle;
  explicit Semaphore(std::int64_t value = 1) : Semaphore(value, false) {}
  bool locked() const noexcept { return state_->locked(); }
  detail::quick_awaitable<detail::semaphore_acquire> acquire() const { return detail::quick_awaitable<detail::semaphore_acquire>({state_}); }
  /// ValueError for a BoundedSemaphore released too often.
  void release() const { state_->release(); }

  auto py_aenter() const {
    using enter = detail::enter_by<detail::semaphore_acquire>;
    return detail::quick_awaitable<enter>(enter{detail::semaphore_acquire{state_}});
  }
  template <typename... Exception>
  auto py_aexit(const Exception&...) const {
    return detail::do_at_once([state = state_]() { state->release(); });
  }

 protected:
  Semaphore(std::int64_t value, bool bounded) : shared_handle(make<detail::semaphore_state>(value, bounded)) {}
};

/// A semaphore that is never released more often than acquired.
class BoundedSemaphore : public Semaphore {
 public:
  using Semaphore::Semaphore;
  explicit BoundedSemaphore(std::int64_t value = 1) : Semaphore(value, true) {}
  static BoundedSemaphore py_unbox(const object& value) { return BoundedSemaphore(ref<detail::semaphore_state>(value.try_as<detail::semaphore_state>())); }
};

namespace detail {

class barrier_state final : public Object {
 public:
  enum class phase : std::uint8_t { filling, draining, resetting, broken };
  explicit barrier_state(std::int64_t parties);
  static task<std::int64_t> wait(ref<barrier_state> self);
  static task<none_t> change(ref<barrier_state> self, bool abort);

  Condition condition;
  std::int64_t parties;
  std::int64_t count = 0;
  phase state = phase::filling;

 private:
  static task<std::int64_t> wait_locked(ref<barrier_state> self);
  void leave();
};

}  // namespace detail

/// Lets a number of tasks meet. A handle.
class Barrier : public py::detail::shared_handle<Barrier, detail::barrier_state> {
 public:
  using shared_handle::shared_handle;
  explicit Barrier(std::int64_t parties) : shared_handle(make<detail::barrier_state>(parties)) {}
  /// Awaits to a number from 0, different for each of the tasks that meet.
  task<std::int64_t> wait() const { return detail::barrier_state::wait(state_); }
  task<none_t> reset() const { return detail::barrier_state::change(state_, false); }
  task<none_t> abort() const { return detail::barrier_state::change(state_, true); }
  std::int64_t parties() const noexcept { return state_->parties; }
  std::int64_t n_waiting() const noexcept { return state_->state == detail::barrier_state::phase::filling ? state_->count : 0; }
  bool broken() const noexcept { return state_->state == detail::barrier_state::phase::broken; }

  task<std::int64_t> py_aenter() const { return wait(); }
  template <typename... Exception>
  auto py_aexit(const Exception&...) const {
    return detail::do_at_once([]() {});
  }
};

}  // namespace py::asyncio
