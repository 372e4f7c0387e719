/// `async with asyncio.timeout(…)` and `async with asyncio.TaskGroup()`.
#pragma once

#include <py/asyncio/runner.hpp>
#include <py/asyncio/sync.hpp>
#include <py/asyncio/wait.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace py::asyncio {
namespace detail {

/// The exception that `__aexit__` is called with, in whatever form the caller has it; null for none.
inline maybe<BaseException> exit_exception(none_t) noexcept { return None; }
inline maybe<BaseException> exit_exception(const std::exception_ptr& exception) noexcept { return maybe<BaseException>(py::detail::exception_inside(exception)); }
inline maybe<BaseException> exit_exception(const BaseException& exception) noexcept { return keep(exception); }
template <typename E>
maybe<BaseException> exit_exception(const ref<E>& exception) noexcept {
  return exception;
}
template <typename E>
maybe<BaseException> exit_exception(const maybe<E>& exception) noexcept {
  return exception;
}
inline maybe<BaseException> exit_exception(const object& exception) noexcept { return maybe<BaseException>(exception.try_as<BaseException>()); }

class timeout_state final : public Object {
 public:
  enum class phase : std::uint8_t { created, active, expiring, expired, finished };
  explicit timeout_state(std::optional<double> given) noexcept : when(given) {}
  void enter();
  void exit(const maybe<BaseException>& exception);
  void reschedule(std::optional<double> new_when);

  std::optional<double> when;
  phase state = phase::created;

 private:
  void expire();

  Handle timer_;
  maybe<future_base> task_;
  std::int64_t cancelling_ = 0;
};

}  // namespace detail

/// A time limit around the body of `async with`. A handle.
class Timeout : public py::detail::shared_handle<Timeout, detail::timeout_state> {
 public:
  using shared_handle::shared_handle;
  explicit Timeout(std::optional<double> when) : shared_handle(make<detail::timeout_state>(when)) {}

  std::optional<double> when() const noexcept { return state_->when; }
  template <typename When>
  void reschedule(const When& when) const {
    state_->reschedule(detail::timeout_seconds(when));
  }
  bool expired() const noexcept { return state_->state == detail::timeout_state::phase::expiring || state_->state == detail::timeout_state::phase::expired; }

  task<Timeout> py_aenter() const { return enter(*this); }
  /// `py_aexit(type, exception, traceback)`: raises TimeoutError in place of the CancelledError that the limit caused; never swallows.
  template <typename Type, typename Exception, typename Traceback>
  task<bool> py_aexit(const Type&, const Exception& exception, const Traceback&) const {
    return exit(*this, detail::exit_exception(exception));
  }

 private:
  static task<Timeout> enter(Timeout self);
  static task<bool> exit(Timeout self, maybe<BaseException> exception);
};

struct timeout_fn {
  /// `timeout(seconds)`; None for no limit.
  template <typename Delay>
  Timeout operator()(const Delay& delay) const {
    const std::optional<double> seconds = detail::timeout_seconds(delay);
    return Timeout(seconds ? std::optional<double>(event_loop::time() + *seconds) : std::nullopt);
  }
};
inline constexpr timeout_fn timeout{};

struct timeout_at_fn {
  template <typename When>
  Timeout operator()(const When& when) const {
    return Timeout(detail::timeout_seconds(when));
  }
};
inline constexpr timeout_at_fn timeout_at{};

namespace detail {

class task_group_state final : public Object {
 public:
  void enter();
  static task<bool> exit(ref<task_group_state> self, maybe<BaseException> exception);
  void check_open() const;
  void add(task_base& task);

 private:
  static void task_done(Object& receiver, Object* task);
  void on_task_done(task_base& task);
  void abort();

  std::vector<ref<task_base>> tasks_;
  std::vector<object> errors_;
  maybe<BaseException> base_error_;
  maybe<future_base> parent_;
  ref<waiter_state> completed_;
  bool entered_ = false;
  bool exiting_ = false;
  bool aborting_ = false;
  bool parent_cancel_requested_ = false;
};

}  // namespace detail

/// Tasks that end together: `async with` waits for all, and the first error cancels the others. A handle.
class TaskGroup : public py::detail::shared_handle<TaskGroup, detail::task_group_state> {
 public:
  using shared_handle::shared_handle;
  TaskGroup() : shared_handle(make<detail::task_group_state>()) {}

  template <typename Awaitable, typename... Tags>
  auto create_task(Awaitable&& coroutine, Tags&&... tags) const {
    state_->check_open();
    auto created = asyncio::create_task(std::forward<Awaitable>(coroutine), std::forward<Tags>(tags)...);
    state_->add(static_cast<detail::task_base&>(created.py_state()));
    return created;
  }

  task<TaskGroup> py_aenter() const { return enter(*this); }
  template <typename Type, typename Exception, typename Traceback>
  task<bool> py_aexit(const Type&, const Exception& exception, const Traceback&) const {
    return detail::task_group_state::exit(state_, detail::exit_exception(exception));
  }

 private:
  static task<TaskGroup> enter(TaskGroup self);
};

}  // namespace py::asyncio
