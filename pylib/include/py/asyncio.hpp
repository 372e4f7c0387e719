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

namespace py::asyncio {

struct all_tasks_fn {
  /// The tasks that are not done.
  set<Task<object>> operator()() const;
};
inline constexpr all_tasks_fn all_tasks{};

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
