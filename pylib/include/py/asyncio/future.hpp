/// `py::asyncio::Future<T>`: a result that is not there yet.
#pragma once

#include <py/asyncio/loop.hpp>
#include <py/protocol.hpp>

#include <concepts>
#include <optional>
#include <string_view>

namespace py::asyncio {

class EventLoop;

namespace detail {

enum class future_state : std::uint8_t { pending, cancelled, finished };

/// Called through the loop when a future is done.
struct done_callback {
  ready_function invoke;
  ref<Object> receiver;
};

/// The state behind Future and Task, without its result's type.
class future_base : public Object, public py::detail::boxed_awaitable {
 public:
  bool done() const noexcept { return state_ != future_state::pending; }
  bool cancelled() const noexcept { return state_ == future_state::cancelled; }
  bool pending() const noexcept { return state_ == future_state::pending; }

  /// Requests cancellation; false when it was done already.
  virtual bool cancel(object message);
  /// Raises unless there is a result: CancelledError, InvalidStateError, or the exception that was set.
  void check_result() {
    if (state_ != future_state::finished || exception_) [[unlikely]] {
      raise_instead_of_result();
    }
  }
  /// The exception that was set, or null; raises CancelledError and InvalidStateError as `exception()` does.
  std::exception_ptr exception();
  /// The exception without checks, which counts as having looked at it.
  const std::exception_ptr& take_notice() noexcept {
    log_exception_ = false;
    return exception_;
  }
  const std::exception_ptr& peek_exception() const noexcept { return exception_; }
  void set_exception(std::exception_ptr exception);
  /// The CancelledError that awaiting this raises.
  std::exception_ptr cancelled_error();
  const object& cancel_message() const noexcept { return cancel_message_; }

  void add_callback(ready_function invoke, Object& receiver);
  /// Removes all callbacks of `receiver` and gives their number.
  std::int64_t remove_callbacks(const Object& receiver) noexcept;
  std::int64_t remove_callbacks_of(const void* identity) noexcept;
  bool has_callback(ready_function invoke, const Object& receiver) const noexcept;

  /// Where the result is stored, of the type that this future was made for.
  virtual void* result_slot() noexcept = 0;
  virtual object boxed_result() = 0;
  virtual const char* kind() const noexcept { return "Future"; }
  static const type& py_class();
  const type& py_type() const override { return py_class(); }
  str py_repr() const override;
  /// Whether programs may set the result: a task's they may not.
  virtual bool settable() const noexcept { return true; }
  virtual void set_boxed_result(const object& value);
  task<object> boxed_await() override;

 protected:
  future_base() = default;
  ~future_base() override;
  /// Raises InvalidStateError unless pending.
  void check_pending() const {
    if (state_ != future_state::pending) [[unlikely]] {
      raise_done();
    }
  }
  void finish(future_state state);
  bool cancel_future(object message);
  [[noreturn]] void raise_done() const;
  virtual str repr_details() const;

  std::exception_ptr exception_;

 private:
  [[noreturn]] void raise_instead_of_result();
  template <typename Matches>
  std::int64_t remove_matching(Matches&& matches) noexcept;

  object cancel_message_;
  done_callback first_{};
  std::unique_ptr<std::vector<done_callback>> more_;
  future_state state_ = future_state::pending;
  bool log_exception_ = false;

 protected:
  std::exception_ptr cancelled_error_;  ///< the very error that ended a task
};

template <typename T>
class future_state_of : public future_base {
 public:
  template <typename U>
  void set_result(U&& value) {
    check_pending();
    result_.emplace(std::forward<U>(value));
    finish(future_state::finished);
  }
  void* result_slot() noexcept override { return result_ ? std::addressof(*result_) : nullptr; }
  object boxed_result() override {
    check_result();
    return py::detail::boxed_value(*result_);
  }
  void set_boxed_result(const object& value) override {
    if constexpr (std::is_constructible_v<object, T>) {
      set_result(cast<T>(value));
    } else {
      future_base::set_boxed_result(value);
    }
  }

 private:
  std::optional<T> result_;
};

[[noreturn]] void raise_task_result(const char* operation);

template <typename T>
class future_awaiter;

/// What tells a callable from another: its address, for handles and plain functions; null for closures.
template <typename F>
const void* callable_identity(const F& function) noexcept {
  if constexpr (requires { function.py_identity(); }) {
    return function.py_identity();
  } else if constexpr (std::same_as<F, object>) {
    return function.is_pointer() ? function.pointer() : nullptr;
  } else if constexpr (std::is_pointer_v<F>) {
    return reinterpret_cast<const void*>(function);
  } else {
    return nullptr;
  }
}

/// A callback of the program, as the receiver of a done_callback.
class callback_base : public Object {
 public:
  explicit callback_base(const void* given) noexcept : identity(given) {}
  const void* const identity;
};

template <typename F, typename Argument>
class callback_holder final : public callback_base {
 public:
  explicit callback_holder(F function) : callback_base(callable_identity(function)), function_(std::move(function)) {}
  static void invoke(Object& receiver, Object* future) { py::call(static_cast<callback_holder&>(receiver).function_, Argument(*static_cast<future_base*>(future))); }

 private:
  F function_;
};

}  // namespace detail

/// A result that will be set later. One pointer, counted; copies are the same future.
template <typename T>
class Future {
 public:
  using result_type = T;

  /// A pending future.
  Future() : state_(ref<detail::future_base>::adopt(new detail::future_state_of<T>())) {}
  explicit Future(detail::future_base& state) noexcept : state_(&state) {}
  explicit Future(ref<detail::future_base> state) noexcept : state_(std::move(state)) {}
  template <typename U>
    requires(std::same_as<T, object> && !std::same_as<U, object>)
  Future(const Future<U>& other) noexcept : state_(&other.py_state()) {}

  bool done() const noexcept { return state_->done(); }
  bool cancelled() const noexcept { return state_->cancelled(); }
  bool cancel(object message = None) const { return state_->cancel(std::move(message)); }
  /// The result; raises what was set, CancelledError, or InvalidStateError when not done.
  T result() const {
    if constexpr (std::same_as<T, object>) {
      return state_->boxed_result();
    } else {
      state_->check_result();
      return *static_cast<T*>(state_->result_slot());
    }
  }
  /// The exception that was set, or None.
  maybe<BaseException> exception() const {
    const std::exception_ptr found = state_->exception();
    return found ? maybe<BaseException>(py::detail::exception_inside(found)) : maybe<BaseException>();
  }
  template <typename U>
  void set_result(U&& value) const {
    if (!state_->settable()) [[unlikely]] {
      detail::raise_task_result("set_result");
    }
    if constexpr (std::same_as<T, object>) {
      state_->set_boxed_result(object(std::forward<U>(value)));
    } else {
      static_cast<detail::future_state_of<T>&>(*state_).set_result(std::forward<U>(value));
    }
  }
  template <typename E>
  void set_exception(E&& exception) const {
    if (!state_->settable()) [[unlikely]] {
      detail::raise_task_result("set_exception");
    }
    state_->set_exception(py::detail::exception_pointer(std::forward<E>(exception)));
  }
  /// Calls `function(future)` through the loop when this is done.
  template <typename F>
  void add_done_callback(F function) const {
    add_callback_of<Future>(std::move(function));
  }

  template <typename Loop = EventLoop>
  Loop get_loop() const {
    return Loop(event_loop::current());
  }
  /// Removes a callback given before (a function or a handle); gives how many there were.
  template <typename F>
  std::int64_t remove_done_callback(const F& function) const {
    return state_->remove_callbacks_of(detail::callable_identity(function));
  }

  detail::future_awaiter<T> py_awaiter() const { return detail::future_awaiter<T>(*this); }

  detail::future_base& py_state() const noexcept { return *state_; }
  str py_repr() const { return state_->py_repr(); }
  bool py_bool() const noexcept { return true; }
  std::int64_t py_hash() const noexcept { return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(state_.get()) >> 4); }
  friend bool operator==(const Future& a, const Future& b) noexcept { return a.state_.get() == b.state_.get(); }
  const void* py_identity() const noexcept { return state_.get(); }

  object py_box() const { return object(state_); }
  static bool py_check(const object& value) {
    if constexpr (std::same_as<T, object>) {
      return value.try_as<detail::future_base>() != nullptr;
    } else {
      return value.try_as<detail::future_state_of<T>>() != nullptr;
    }
  }
  static Future py_unbox(const object& value) { return Future(*value.try_as<detail::future_base>()); }

 protected:
  template <typename Handle, typename F>
  void add_callback_of(F function) const {
    using Holder = detail::callback_holder<F, Handle>;
    const ref<Holder> holder = ref<Holder>::adopt(new Holder(std::move(function)));
    state_->add_callback(&Holder::invoke, *holder);
  }

  ref<detail::future_base> state_;
};

namespace detail {

template <typename T>
class future_awaiter {
 public:
  explicit future_awaiter(Future<T> future) noexcept : future_(std::move(future)) {}
  bool await_ready() const noexcept { return future_.done(); }
  void await_suspend(std::coroutine_handle<>) noexcept { node_ = &py::detail::execution::stop(py::detail::execution::event::blocked, &future_.py_state()); }
  T await_resume() {
    if (node_ != nullptr) {
      py::detail::rethrow_if_thrown(*node_);
    }
    return future_.result();
  }

 private:
  Future<T> future_;
  py::detail::coroutine_node* node_ = nullptr;
};

}  // namespace detail
}  // namespace py::asyncio
