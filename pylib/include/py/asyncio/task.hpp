/// `py::asyncio::Task<T>`: a coroutine that the event loop runs; create_task, ensure_future, current_task, sleep.
#pragma once

#include <py/asyncio/future.hpp>
#include <py/tags.hpp>

#include <optional>

namespace py::asyncio {
namespace detail {

/// The state behind Task, without its result's type.
class task_base : public future_base {
 public:
  bool cancel(object message) override;
  std::int64_t cancelling() const noexcept { return cancel_requests_; }
  std::int64_t uncancel() noexcept { return cancel_requests_ > 0 ? --cancel_requests_ : 0; }
  str name() const;
  void set_name(str name) noexcept { name_ = std::move(name); }
  const py::detail::coroutine_node* coroutine() const noexcept { return coroutine_; }
  /// Nobody is to be told when this is destroyed while pending.
  void keep_quiet_when_destroyed() noexcept { report_pending_ = false; }

  const char* kind() const noexcept override { return "Task"; }
  static const type& py_class();
  const type& py_type() const override { return py_class(); }
  bool settable() const noexcept override { return false; }

  /// The task that is running, or null.
  static inline constinit task_base* current = nullptr;
  /// All tasks that are not destroyed: a list through the tasks.
  static inline constinit task_base* all = nullptr;
  task_base* next() const noexcept { return next_; }

 protected:
  /// Takes the reference to `coroutine` over and schedules the first step.
  explicit task_base(py::detail::coroutine_node& coroutine);
  ~task_base() override;
  /// Moves the result of the finished coroutine here; raises what it raised.
  virtual void take_result() = 0;
  str repr_details() const override;

 private:
  static void first_step(Object& receiver, Object* unused);
  static void wake_up(Object& receiver, Object* future);
  void step(std::exception_ptr exception);
  void finish_step();
  void wait_for(future_base& awaited);
  void drop_coroutine() noexcept;

  py::detail::coroutine_node* coroutine_;
  maybe<future_base> waiter_;
  object cancel_request_message_;
  str name_;
  std::uint64_t number_;
  task_base* next_;
  task_base* previous_ = nullptr;
  std::int64_t cancel_requests_ = 0;
  bool must_cancel_ = false;
  bool report_pending_ = true;
};

template <typename T>
class task_state_of final : public task_base {
 public:
  explicit task_state_of(task<T>&& coroutine) : task_base(release(std::move(coroutine))) {}
  void* result_slot() noexcept override { return result_ ? std::addressof(*result_) : nullptr; }
  object boxed_result() override {
    check_result();
    return py::detail::boxed_value(*result_);
  }

 protected:
  void take_result() override { result_.emplace(static_cast<typename task<T>::promise_type&>(const_cast<py::detail::coroutine_node&>(*coroutine())).take()); }

 private:
  static py::detail::coroutine_node& release(task<T> coroutine) {
    coroutine.py_promise().py_retain();
    return coroutine.py_promise();
  }

  std::optional<T> result_;
};

}  // namespace detail

/// A coroutine that runs on the loop. One pointer, counted; copies are the same task.
template <typename T>
class Task : public Future<T> {
 public:
  /// Schedules the coroutine.
  explicit Task(task<T> coroutine) : Future<T>(ref<detail::future_base>::adopt(new detail::task_state_of<T>(std::move(coroutine)))) {}
  template <typename Name>
  Task(task<T> coroutine, tagged<name_tag, Name> name) : Task(std::move(coroutine)) {
    if constexpr (std::constructible_from<str, const std::remove_cvref_t<Name>&>) {
      set_name(str(name.value));
    }
  }
  explicit Task(detail::future_base& state) noexcept : Future<T>(state) {}
  template <typename U>
    requires(std::same_as<T, object> && !std::same_as<U, object>)
  Task(const Task<U>& other) noexcept : Future<T>(other.py_state()) {}
  /// No task; only to be assigned to.
  Task() noexcept : Future<T>(ref<detail::future_base>()) {}

  str get_name() const { return state().name(); }
  void set_name(str name) const { state().set_name(std::move(name)); }
  std::int64_t cancelling() const noexcept { return state().cancelling(); }
  std::int64_t uncancel() const noexcept { return state().uncancel(); }
  template <typename F>
  void add_done_callback(F function) const {
    this->template add_callback_of<Task>(std::move(function));
  }

  static bool py_check(const object& value) {
    if constexpr (std::same_as<T, object>) {
      return value.try_as<detail::task_base>() != nullptr;
    } else {
      return value.try_as<detail::task_state_of<T>>() != nullptr;
    }
  }
  static Task py_unbox(const object& value) { return Task(*value.try_as<detail::future_base>()); }

 private:
  detail::task_base& state() const noexcept { return static_cast<detail::task_base&>(*this->state_); }
};

namespace detail {

template <typename T>
inline constexpr bool is_task = false;
template <typename T>
inline constexpr bool is_task<task<T>> = true;
template <typename T>
concept future_handle = requires(const T& value) { static_cast<future_base&>(value.py_state()); };

}  // namespace detail

struct ensure_future_fn {
  /// A future as it is; a task for a coroutine or another awaitable.
  template <typename Awaitable>
  auto operator()(Awaitable&& awaitable) const {
    using Plain = std::remove_cvref_t<Awaitable>;
    if constexpr (detail::future_handle<Plain>) {
      return Plain(std::forward<Awaitable>(awaitable));
    } else if constexpr (detail::is_task<Plain>) {
      return Task<typename Plain::result_type>(std::forward<Awaitable>(awaitable));
    } else if constexpr (requires { std::forward<Awaitable>(awaitable).py_task(); }) {
      auto coroutine = std::forward<Awaitable>(awaitable).py_task();
      return Task<typename decltype(coroutine)::result_type>(std::move(coroutine));
    } else if constexpr (std::same_as<Plain, object>) {
      return ensure_object(awaitable);
    } else {
      auto coroutine = awaitable->py_await();
      return Task<typename decltype(coroutine)::result_type>(std::move(coroutine));
    }
  }

 private:
  static Future<object> ensure_object(const object& awaitable);
};
inline constexpr ensure_future_fn ensure_future{};

struct create_task_fn {
  /// Schedules a coroutine: `create_task(coroutine, py::name = "worker")`. RuntimeError without a running loop.
  template <typename Awaitable, typename... Tags>
  auto operator()(Awaitable&& coroutine, Tags&&... tags) const {
    if (event_loop::running == nullptr) {
      detail::raise_no_running_loop();
    }
    auto created = ensure_future(std::forward<Awaitable>(coroutine));
    if constexpr (has_tag<name_tag, Tags...>) {
      set_name(created, pick<name_tag>(none_t(), tags...));
    }
    return created;
  }

 private:
  template <typename T, typename Name>
  static void set_name(const T& created, const Name& name) {
    if constexpr (std::constructible_from<str, const Name&>) {
      created.set_name(str(name));
    } else if constexpr (requires { name.has_value(); }) {
      if (name) {
        created.set_name(*name);
      }
    }
  }
};
inline constexpr create_task_fn create_task{};

struct current_task_fn {
  /// The running task, or None when no task is running.
  std::optional<Task<object>> operator()() const {
    if (event_loop::running == nullptr) {
      detail::raise_no_running_loop();
    }
    return detail::task_base::current != nullptr ? std::optional<Task<object>>(Task<object>(*detail::task_base::current)) : std::nullopt;
  }
};
inline constexpr current_task_fn current_task{};

namespace detail {

/// Starts a timer that sets the future's result unless the future is done by then.
void start_sleep(future_state_of<none_t>& future, double delay, ref<handle_state>& timer);

/// `asyncio.sleep(delay, result)`, not begun.
template <typename T>
class sleeping {
 public:
  using result_type = T;

  sleeping(double delay, T result) : delay_(delay), result_(std::move(result)) {}

  class awaiter {
   public:
    explicit awaiter(sleeping&& given) : delay_(given.delay_), result_(std::move(given.result_)) {}
    awaiter(awaiter&&) = default;
    awaiter& operator=(awaiter&&) = delete;
    ~awaiter() {
      if (timer_.get() != nullptr) {
        timer_->cancel();
      }
    }
    static constexpr bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) {
      using event = py::detail::execution::event;
      if (delay_ <= 0) {
        node_ = &py::detail::execution::stop(event::yielded);
        return;
      }
      future_ = maybe<future_base>(ref<future_base>::adopt(new future_state_of<none_t>()));
      start_sleep(static_cast<future_state_of<none_t>&>(*future_), delay_, timer_);
      node_ = &py::detail::execution::stop(event::blocked, future_.get());
    }
    T await_resume() {
      py::detail::rethrow_if_thrown(*node_);
      if (future_) {
        future_->check_result();
      }
      return std::move(result_);
    }

   private:
    double delay_;
    [[no_unique_address]] T result_;
    maybe<future_base> future_;
    ref<handle_state> timer_;
    py::detail::coroutine_node* node_ = nullptr;
  };

  awaiter py_awaiter() && { return awaiter(std::move(*this)); }
  awaiter py_awaiter() const& { return awaiter(sleeping(*this)); }
  task<T> py_task() const { return run(*this); }
  operator task<T>() const { return run(*this); }
  object py_box() const { return py_task().py_box(); }

 private:
  static task<T> run(sleeping self) {
    if constexpr (std::is_same_v<T, none_t>) {
      co_await std::move(self);
    } else {
      T result = co_await std::move(self);
      co_return result;
    }
  }

  double delay_;
  T result_;
};

}  // namespace detail

namespace detail {

/// How `sleep` keeps its result: text as a str, an int exactly.
template <typename T>
using slept_t = std::conditional_t<std::is_array_v<T>, str, std::conditional_t<native_integer<T>, Int, T>>;

}  // namespace detail

struct sleep_fn {
  /// Waits `delay` seconds; 0 (or less) lets every other ready task run once.
  template <typename Delay>
  detail::sleeping<none_t> operator()(const Delay& delay) const {
    return {detail::to_seconds(delay), None};
  }
  template <typename Delay, typename T>
  detail::sleeping<detail::slept_t<std::remove_cvref_t<T>>> operator()(const Delay& delay, T&& result) const {
    return {detail::to_seconds(delay), std::forward<T>(result)};
  }
};
inline constexpr sleep_fn sleep{};

}  // namespace py::asyncio
