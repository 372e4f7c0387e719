/// `import asyncio`: CPython's tasks, futures, queues, locks and callback order on pylib's own loop.
#pragma once

#include <py/async.hpp>
#include <py/asyncio/future.hpp>
#include <py/asyncio/loop.hpp>
#include <py/asyncio/queue.hpp>
#include <py/asyncio/runner.hpp>
#include <py/asyncio/sync.hpp>
#include <py/asyncio/task.hpp>
#include <py/asyncio/timeouts.hpp>
#include <py/asyncio/wait.hpp>
#include <py/function.hpp>

namespace py::asyncio {

struct all_tasks_fn {
  /// The tasks that are not done.
  set<Task<object>> operator()() const;
};
inline constexpr all_tasks_fn all_tasks{};

namespace detail {

template <typename F, typename... Arguments>
auto call_for_task(F& function, Arguments&... arguments) {
  if constexpr (std::is_void_v<decltype(py::call(function, arguments...))>) {
    py::call(function, arguments...);
    return None;
  } else {
    return py::call(function, arguments...);
  }
}

}  // namespace detail

struct to_thread_fn {
  /// `await to_thread(f, …)`: calls `f` and gives its result after a round of the loop. There are no threads: the loop waits for `f`.
  template <typename F, typename... Arguments>
  auto operator()(F function, Arguments... arguments) const {
    return run(std::move(function), std::move(arguments)...);
  }

 private:
  template <typename F, typename... Arguments>
  static auto run(F function, Arguments... arguments) -> task<std::remove_cvref_t<decltype(detail::call_for_task(function, arguments...))>> {
    [[maybe_unused]] auto result = detail::call_for_task(function, arguments...);
    co_await sleep(0);
    if constexpr (!std::same_as<decltype(result), none_t>) {
      co_return result;
    }
  }
};
inline constexpr to_thread_fn to_thread{};

struct iscoroutine_fn {
  template <typename T>
  bool operator()(const T& value) const {
    if constexpr (std::same_as<T, object>) {
      return value.template try_as<py::detail::coroutine_node>() != nullptr && !detail::future_handle<T>;
    } else {
      return detail::is_task<T>;
    }
  }
};
inline constexpr iscoroutine_fn iscoroutine{};

struct iscoroutinefunction_fn {
  /// Whether calling it gives a coroutine, as far as its type says.
  template <typename R, typename... A>
  bool operator()(const function<R(A...)>&) const noexcept {
    return detail::is_task<R>;
  }
  template <typename R, typename... A>
  bool operator()(R (*)(A...)) const noexcept {
    return detail::is_task<R>;
  }
  bool operator()(const object&) const noexcept { return false; }
};
inline constexpr iscoroutinefunction_fn iscoroutinefunction{};

struct isfuture_fn {
  template <typename T>
  bool operator()(const T& value) const {
    if constexpr (std::same_as<T, object>) {
      return value.template try_as<detail::future_base>() != nullptr;
    } else {
      return detail::future_handle<T>;
    }
  }
};
inline constexpr isfuture_fn isfuture{};

}  // namespace py::asyncio
