/// asyncio.run, loops as values, call_soon and its family.
#pragma once

#include <py/asyncio/task.hpp>
#include <py/shared_handle.hpp>

#include <optional>
#include <tuple>
#include <utility>

namespace py::asyncio {
namespace detail {

/// A future's completion stops the loop; comes back with the future done. RuntimeError when the loop was stopped before.
void run_until_done(event_loop& loop, future_base& future, bool is_new);

/// What `asyncio.run` sets up and clears away.
class runner {
 public:
  runner();
  runner(const runner&) = delete;
  runner& operator=(const runner&) = delete;
  ~runner();

  /// Cancels what is left, runs it to its end, closes the loop.
  void close();
  event_loop& loop() const noexcept { return *loop_; }

 private:
  void cancel_all_tasks();

  ref<event_loop> loop_;
  bool closed_ = false;
};

template <typename T>
T run_main(event_loop& loop, const Task<T>& main) {
  run_until_done(loop, main.py_state(), false);
  return main.result();
}

/// How a scheduled call keeps an argument: text as a str.
template <typename T>
using kept_argument_t = std::conditional_t<std::is_array_v<std::remove_cvref_t<T>>, str, std::decay_t<T>>;

/// `function(arguments...)` as a scheduled call.
template <typename F, typename... Arguments>
ref<handle_state> make_call(F&& function, Arguments&&... arguments) {
  auto call = [function = std::decay_t<F>(std::forward<F>(function)), bound = std::tuple<kept_argument_t<Arguments>...>(std::forward<Arguments>(arguments)...)]() mutable {
    std::apply(function, bound);
  };
  return ref<handle_state>(ref<call_state<decltype(call)>>::adopt(new call_state<decltype(call)>(std::move(call))));
}

}  // namespace detail

struct run_fn {
  /// Runs a coroutine to its end on a new loop: the program's entry into asyncio.
  template <typename T>
  T operator()(task<T> main) const {
    detail::runner runner;
    std::optional<T> result;
    try {
      result.emplace(detail::run_main(runner.loop(), Task<T>(std::move(main))));
    } catch (...) {
      runner.close();
      throw;
    }
    runner.close();
    return *std::move(result);
  }
  object operator()(const object& main) const { return (*this)(py::detail::await_object(main)); }
};
inline constexpr run_fn run{};

/// A loop as a value of the program. A handle.
class EventLoop : public py::detail::shared_handle<EventLoop, event_loop> {
 public:
  using shared_handle::shared_handle;
  /// No loop; only to be assigned to.
  EventLoop() noexcept = default;
  explicit EventLoop(event_loop& loop) noexcept : shared_handle(ref<event_loop>(loop)) {}

  template <typename Awaitable>
  auto run_until_complete(Awaitable&& awaitable) const {
    constexpr bool is_new = !detail::future_handle<std::remove_cvref_t<Awaitable>>;
    const in_use scope(*state_);
    const auto future = ensure_future(std::forward<Awaitable>(awaitable));
    detail::run_until_done(*state_, future.py_state(), is_new);
    return future.result();
  }
  void run_forever() const { state_->run_forever(); }
  void stop() const noexcept { state_->stop(); }
  void close() const { state_->close(); }
  bool is_running() const noexcept { return state_->is_running(); }
  bool is_closed() const noexcept { return state_->is_closed(); }
  double time() const noexcept { return event_loop::time(); }

  template <typename Awaitable, typename... Tags>
  auto create_task(Awaitable&& coroutine, Tags&&... tags) const {
    const in_use scope(*state_);
    auto created = ensure_future(std::forward<Awaitable>(coroutine));
    if constexpr (has_tag<name_tag, Tags...>) {
      created.set_name(str(pick<name_tag>("", tags...)));
    }
    return created;
  }
  template <typename T = object>
  Future<T> create_future() const {
    return Future<T>();
  }
  /// Calls `function(arguments...)` in the loop's next round.
  template <typename F, typename... Arguments>
  Handle call_soon(F&& function, Arguments&&... arguments) const {
    detail::check_not_closed(*state_);
    const auto call = detail::make_call(std::forward<F>(function), std::forward<Arguments>(arguments)...);
    state_->soon(*call);
    return Handle(call);
  }
  template <typename F, typename... Arguments>
  Handle call_soon_threadsafe(F&& function, Arguments&&... arguments) const {
    return call_soon(std::forward<F>(function), std::forward<Arguments>(arguments)...);
  }
  template <typename Delay, typename F, typename... Arguments>
  TimerHandle call_later(const Delay& delay, F&& function, Arguments&&... arguments) const {
    return call_at(event_loop::time() + detail::to_seconds(delay), std::forward<F>(function), std::forward<Arguments>(arguments)...);
  }
  template <typename When, typename F, typename... Arguments>
  TimerHandle call_at(const When& when, F&& function, Arguments&&... arguments) const {
    detail::check_not_closed(*state_);
    const auto call = detail::make_call(std::forward<F>(function), std::forward<Arguments>(arguments)...);
    state_->at(detail::to_seconds(when), *call);
    return TimerHandle(call);
  }
  template <typename F, typename... Arguments>
  void add_reader(std::int64_t fd, F&& function, Arguments&&... arguments) const {
    state_->add_reader(static_cast<int>(fd), detail::make_call(std::forward<F>(function), std::forward<Arguments>(arguments)...));
  }
  template <typename F, typename... Arguments>
  void add_writer(std::int64_t fd, F&& function, Arguments&&... arguments) const {
    state_->add_writer(static_cast<int>(fd), detail::make_call(std::forward<F>(function), std::forward<Arguments>(arguments)...));
  }
  bool remove_reader(std::int64_t fd) const { return state_->remove_reader(static_cast<int>(fd)); }
  bool remove_writer(std::int64_t fd) const { return state_->remove_writer(static_cast<int>(fd)); }

  event_loop& py_state() const noexcept { return *state_; }

 private:
  /// Makes the loop current where none runs, so that new tasks are its own.
  class in_use {
   public:
    explicit in_use(event_loop& loop) {
      if (event_loop::running == nullptr && &event_loop::current() != &loop) {
        event_loop::set_current(&loop);
      }
    }
  };
};
using AbstractEventLoop = EventLoop;

struct get_running_loop_fn {
  /// RuntimeError when no loop is running.
  EventLoop operator()() const {
    if (event_loop::running == nullptr) {
      detail::raise_no_running_loop();
    }
    return EventLoop(*event_loop::running);
  }
};
inline constexpr get_running_loop_fn get_running_loop{};

struct get_event_loop_fn {
  EventLoop operator()() const { return EventLoop(event_loop::current()); }
};
inline constexpr get_event_loop_fn get_event_loop{};

struct new_event_loop_fn {
  EventLoop operator()() const {
    const auto loop = ref<event_loop>::adopt(new event_loop());
    return EventLoop(*loop);
  }
};
inline constexpr new_event_loop_fn new_event_loop{};

struct set_event_loop_fn {
  void operator()(const EventLoop& loop) const noexcept { event_loop::set_current(&loop.py_state()); }
  void operator()(none_t) const noexcept { event_loop::set_current(nullptr); }
};
inline constexpr set_event_loop_fn set_event_loop{};

}  // namespace py::asyncio
