/// Waiting for several things: gather, wait_for, wait, as_completed, shield.
#pragma once

#include <py/asyncio/task.hpp>
#include <py/generator.hpp>
#include <py/iterate.hpp>
#include <py/list.hpp>
#include <py/set.hpp>

#include <algorithm>
#include <deque>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::asyncio {
namespace detail {

/// A future that nobody but pylib sees: something to be woken by.
using waiter_state = future_state_of<none_t>;
inline ref<waiter_state> make_waiter() { return ref<waiter_state>::adopt(new waiter_state()); }
/// A callback: wakes `receiver`, a waiter, unless it is done.
void release_waiter(Object& receiver, Object* unused);

template <typename Awaitable>
using future_of_t = std::remove_cvref_t<decltype(ensure_future(std::declval<Awaitable>()))>;

/// The type that results of these two types have in one list: as krait represents the union.
template <typename T, typename U>
auto join_results() {
  if constexpr (std::is_same_v<T, U>) {
    return std::type_identity<T>();
  } else if constexpr (std::is_same_v<U, none_t> && !std::is_same_v<T, object>) {
    if constexpr (is_ref<T>) {
      return std::type_identity<maybe<typename T::element_type>>();
    } else if constexpr (is_maybe<T> || py::detail::is_optional<T>) {
      return std::type_identity<T>();
    } else {
      return std::type_identity<std::optional<T>>();
    }
  } else if constexpr (std::is_same_v<T, none_t> && !std::is_same_v<U, object>) {
    return join_results<U, none_t>();
  } else if constexpr (py::detail::is_optional<T>) {
    if constexpr (std::is_same_v<typename T::value_type, U>) {
      return std::type_identity<T>();
    } else {
      return std::type_identity<object>();
    }
  } else if constexpr (is_maybe<T>) {
    return std::type_identity<std::conditional_t<std::is_convertible_v<U, T>, T, object>>();
  } else {
    return std::type_identity<object>();
  }
}

template <typename... T>
struct joined {
  using type = object;
};
template <typename T>
struct joined<T> {
  using type = T;
};
template <typename T, typename U, typename... Rest>
struct joined<T, U, Rest...> {
  using type = typename joined<typename decltype(join_results<T, U>())::type, Rest...>::type;
};

template <typename Argument>
struct argument_result {
  using type = typename future_of_t<Argument>::result_type;
};
template <typename Values>
struct argument_result<spread_argument<Values>> {
  using type = typename future_of_t<element_t<Values>>::result_type;
};

/// The future that `gather` gives, without its result's type.
class gathering_base : public future_base {
 public:
  bool cancel(object message) override;
  bool settable() const noexcept override { return false; }
  /// Adds an argument unless it is there already.
  template <typename Awaitable>
  void add(Awaitable&& awaitable) {
    using Plain = std::remove_cvref_t<Awaitable>;
    if constexpr (is_task<Plain>) {
      if (awaitable.py_promise().scheduled && add_known_coroutine(awaitable.py_promise())) {
        return;
      }
    }
    const auto future = ensure_future(std::forward<Awaitable>(awaitable));
    add_child(future.py_state(), !future_handle<Plain>);
  }
  void reserve(std::size_t count) { children_.reserve(count); }
  /// All arguments are there; an empty gathering is done at once.
  void complete();

 protected:
  explicit gathering_base(bool return_exceptions) noexcept : return_exceptions_(return_exceptions) {}
  /// Collects the results, all of which are there.
  virtual void take_results() = 0;
  /// A child's result, or what `return_exceptions` gives in its place.
  static object result_or_exception(future_base& child);
  const std::vector<ref<future_base>>& children() const noexcept { return children_; }

 private:
  void add_child(future_base& child, bool is_new);
  bool add_known_coroutine(const py::detail::coroutine_node& coroutine);
  static void child_done(Object& receiver, Object* child);
  void on_child_done(future_base& child);

  std::vector<ref<future_base>> children_;
  std::size_t futures_ = 0;
  std::size_t finished_ = 0;
  bool return_exceptions_;
  bool cancel_requested_ = false;
};

template <typename T>
class gathering final : public gathering_base {
 public:
  /// `same`: every child's result is a T as it is.
  gathering(bool return_exceptions, bool boxed, bool same) noexcept : gathering_base(return_exceptions), boxed_(boxed), same_(same) {}
  void* result_slot() noexcept override { return &result_; }
  object boxed_result() override {
    check_result();
    return object(result_);
  }

 protected:
  void take_results() override {
    vector<T> results;
    results.reserve(static_cast<std::int64_t>(children().size()));
    for (const auto& child : children()) {
      if constexpr (std::same_as<T, object>) {
        results.append(boxed_ ? result_or_exception(*child) : child->boxed_result());
      } else if (same_) {
        results.append(*static_cast<T*>(child->result_slot()));
      } else {
        results.append(cast<T>(child->boxed_result()));
      }
    }
    result_ = list<T>(std::move(results));
  }

 private:
  list<T> result_;
  bool boxed_;
  bool same_;
};

}  // namespace detail

struct gather_fn {
  /// Runs awaitables together: a future of the list of their results, in the order of the arguments (`py::spread(xs)` for `*xs`).
  /// The list's element type is the results' common type, else object; with `py::return_exceptions = …` it is object.
  template <typename... Arguments>
  auto operator()(Arguments&&... arguments) const {
    constexpr bool boxed = has_tag<return_exceptions_tag, Arguments...>;
    using Element = typename decltype(element_type<boxed, std::remove_cvref_t<Arguments>...>())::type;
    const bool returning = static_cast<bool>(pick<return_exceptions_tag>(false, arguments...));
    const auto outer = ref<detail::gathering<Element>>::adopt(new detail::gathering<Element>(returning, returning, all_give<Element, Arguments...>));
    (add(*outer, std::forward<Arguments>(arguments)), ...);
    outer->complete();
    return Future<list<Element>>(*outer);
  }

 private:
  template <typename Element, typename Argument>
  static constexpr bool gives() {
    if constexpr (is_tagged<Argument>) {
      return true;
    } else {
      return std::is_same_v<typename detail::argument_result<Argument>::type, Element>;
    }
  }
  template <typename Element, typename... Arguments>
  static constexpr bool all_give = (gives<Element, std::remove_cvref_t<Arguments>>() && ...);

  template <bool Boxed, typename... Arguments>
  static auto element_type() {
    if constexpr (Boxed) {
      return std::type_identity<object>();
    } else {
      return detail::joined<typename detail::argument_result<Arguments>::type...>();
    }
  }
  template <typename Argument>
  static void add(detail::gathering_base& outer, Argument&& argument) {
    using Plain = std::remove_cvref_t<Argument>;
    if constexpr (is_spread<Plain>) {
      outer.reserve(static_cast<std::size_t>(py::detail::size_hint(argument.values)));
      py::detail::for_each(argument.values, [&](auto&& element) { outer.add(std::forward<decltype(element)>(element)); });
    } else if constexpr (!is_tagged<Plain>) {
      outer.add(std::forward<Argument>(argument));
    }
  }
};
inline constexpr gather_fn gather{};

namespace detail {

/// Seconds, or None: what a `timeout` argument is.
template <typename Timeout>
std::optional<double> timeout_seconds(const Timeout& timeout) {
  if constexpr (std::same_as<Timeout, none_t>) {
    return std::nullopt;
  } else if constexpr (requires { timeout.has_value(); }) {
    return timeout ? timeout_seconds(*timeout) : std::nullopt;
  } else if constexpr (std::same_as<Timeout, object>) {
    return timeout.is_none() ? std::nullopt : std::optional<double>(cast<double>(timeout));
  } else {
    return to_seconds(timeout);
  }
}

/// A waiter that a timer releases.
struct deadline {
  explicit deadline(double seconds);
  ref<waiter_state> waiter;
  Handle timer;
};

/// `wait_for` after its timer has been started: comes back when `future` has a result to be taken; else raises TimeoutError or CancelledError.
task<none_t> wait_until_done(ref<future_base> future, deadline limit);
/// `wait_for` with a timeout that is over.
task<none_t> wait_no_longer(ref<future_base> future);

/// The result type `none_t` is returned by falling off the end, as every coroutine without a value does.
template <typename Awaitable>
task<typename future_of_t<Awaitable>::result_type> run_wait_for(Awaitable awaitable, std::optional<double> timeout) {
  using Result = typename future_of_t<Awaitable>::result_type;
  if (!timeout) {
    if constexpr (std::is_same_v<Result, none_t>) {
      co_await std::move(awaitable);
      co_return;
    } else {
      Result result = co_await std::move(awaitable);
      co_return result;
    }
  }
  // As in CPython, the timer starts before the awaitable becomes a task.
  std::optional<deadline> limit;
  if (*timeout > 0) {
    limit.emplace(*timeout);
  }
  const auto future = ensure_future(std::move(awaitable));
  if (limit) {
    co_await wait_until_done(ref<future_base>(future.py_state()), *limit);
  } else {
    co_await wait_no_longer(ref<future_base>(future.py_state()));
  }
  if constexpr (std::is_same_v<Result, none_t>) {
    future.result();
  } else {
    co_return future.result();
  }
}

}  // namespace detail

struct wait_for_fn {
  /// Awaits at most `timeout` seconds (None: for ever), then cancels the awaitable and raises TimeoutError.
  template <typename Awaitable, typename Timeout>
  auto operator()(Awaitable&& awaitable, const Timeout& timeout) const {
    return detail::run_wait_for(std::remove_cvref_t<Awaitable>(std::forward<Awaitable>(awaitable)), detail::timeout_seconds(timeout));
  }
};
inline constexpr wait_for_fn wait_for{};

/// Values of wait's `return_when`.
inline constexpr str FIRST_COMPLETED("FIRST_COMPLETED");
inline constexpr str FIRST_EXCEPTION("FIRST_EXCEPTION");
inline constexpr str ALL_COMPLETED("ALL_COMPLETED");

namespace detail {

enum class wait_condition : std::uint8_t { first_completed, first_exception, all_completed };
wait_condition wait_condition_of(const str& return_when);
/// Returns when the condition holds or the time is over.
task<none_t> wait_for_several(std::vector<ref<future_base>> futures, std::optional<double> timeout, wait_condition condition);

template <typename Handle>
task<std::tuple<set<Handle>, set<Handle>>> run_wait(std::vector<Handle> futures, std::optional<double> timeout, wait_condition condition) {
  std::vector<ref<future_base>> states;
  for (const Handle& future : futures) {
    states.push_back(ref<future_base>(future.py_state()));
  }
  co_await wait_for_several(std::move(states), timeout, condition);
  set<Handle> done;
  set<Handle> pending;
  for (const Handle& future : futures) {
    (future.done() ? done : pending).add(future);
  }
  std::tuple<set<Handle>, set<Handle>> result(done, pending);
  co_return result;
}

}  // namespace detail

struct wait_fn {
  /// `wait(futures, py::timeout = …, py::return_when = …)`: awaits to (done, pending), two sets.
  template <typename Futures, typename... Tags>
  auto operator()(Futures&& futures, Tags&&... tags) const {
    using Handle = element_t<Futures>;
    static_assert(detail::future_handle<Handle>, "wait takes tasks and futures, no coroutines");
    std::vector<Handle> given;
    py::detail::for_each(futures, [&](auto&& future) {
      if (std::find(given.begin(), given.end(), future) == given.end()) {
        given.push_back(future);
      }
    });
    if (given.empty()) {
      raise_value_error("Set of Tasks/Futures is empty.");
    }
    return detail::run_wait<Handle>(std::move(given), detail::timeout_seconds(pick<timeout_tag>(None, tags...)),
                                    detail::wait_condition_of(str(pick<return_when_tag>("ALL_COMPLETED", tags...))));
  }
};
inline constexpr wait_fn wait{};

namespace detail {

/// Connects the two futures of `shield`; `copy_result(inner, outer)` is called when the inner one has a result.
void connect_shield(future_base& inner, future_base& outer, void (*copy_result)(future_base& inner, future_base& outer));

}  // namespace detail

struct shield_fn {
  /// A future that follows `awaitable`, and whose cancellation does not reach it.
  template <typename Awaitable>
  auto operator()(Awaitable&& awaitable) const {
    auto inner = ensure_future(std::forward<Awaitable>(awaitable));
    using T = typename decltype(inner)::result_type;
    if (inner.done()) {
      return Future<T>(inner);
    }
    const Future<T> outer;
    detail::connect_shield(inner.py_state(), outer.py_state(),
                           [](detail::future_base& from, detail::future_base& to) { static_cast<detail::future_state_of<T>&>(to).set_result(Future<T>(from).result()); });
    return outer;
  }
};
inline constexpr shield_fn shield{};

namespace detail {

/// The futures of `as_completed`, in the order in which they are done.
class completion_queue final : public Object {
 public:
  void add(future_base& future);
  void start(std::optional<double> timeout);
  /// The next future that is done; null when the time is over.
  static task<maybe<future_base>> next(ref<completion_queue> self);
  std::size_t size() const noexcept { return todo_.size(); }

 private:
  static void future_done(Object& receiver, Object* future);
  void put(maybe<future_base> future);
  void time_is_over();

  std::vector<ref<future_base>> todo_;
  std::deque<maybe<future_base>> done_;
  std::deque<ref<waiter_state>> waiters_;
  Handle timer_;
};

[[noreturn]] void raise_timeout();

template <typename T>
task<T> next_completed(ref<completion_queue> queue) {
  maybe<future_base> future = co_await completion_queue::next(queue);
  if (future.is_none()) {
    raise_timeout();
  }
  co_return Future<T>(*future).result();
}

template <typename T>
generator<task<T>> run_as_completed(ref<completion_queue> queue) {
  for (std::size_t left = queue->size(); left != 0; --left) {
    co_yield next_completed<T>(queue);
  }
}

}  // namespace detail

struct as_completed_fn {
  /// An iterator of coroutines: each awaits to the next result in order of completion.
  template <typename Awaitables, typename... Tags>
  auto operator()(Awaitables&& awaitables, Tags&&... tags) const {
    using T = typename detail::future_of_t<element_t<Awaitables>>::result_type;
    const auto queue = ref<detail::completion_queue>::adopt(new detail::completion_queue());
    py::detail::for_each(awaitables, [&](auto&& element) { queue->add(ensure_future(std::forward<decltype(element)>(element)).py_state()); });
    queue->start(detail::timeout_seconds(pick<timeout_tag>(None, tags...)));
    return detail::run_as_completed<T>(queue);
  }
};
inline constexpr as_completed_fn as_completed{};

}  // namespace py::asyncio
