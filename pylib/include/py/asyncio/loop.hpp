/// The event loop of py::asyncio: CPython's FIFO ready queue and timers; waiting for time and files is done in pylib/src.
#pragma once

#include <py/async.hpp>
#include <py/exceptions.hpp>
#include <py/fwd.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>
#include <py/str.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::asyncio {

#define PY_ASYNCIO_EXCEPTION(Name, Base)                                                              \
  class Name : public virtual Base {                                                                  \
   public:                                                                                            \
    Name() = default;                                                                                 \
    template <typename First, typename... Rest>                                                       \
      requires(sizeof...(Rest) != 0 || !std::is_base_of_v<BaseException, std::remove_cvref_t<First>>) \
    explicit Name(First&& first, Rest&&... rest) {                                                    \
      this->set_args(std::forward<First>(first), std::forward<Rest>(rest)...);                        \
    }                                                                                                 \
    static const type& py_class();                                                                    \
    const type& py_type() const override;                                                             \
  };

/// Raised inside a task that is cancelled; not an Exception, so that `except Exception` lets it pass.
PY_ASYNCIO_EXCEPTION(CancelledError, BaseException)
/// An operation that the state of a future or task does not allow.
PY_ASYNCIO_EXCEPTION(InvalidStateError, Exception)
PY_ASYNCIO_EXCEPTION(QueueEmpty, Exception)
PY_ASYNCIO_EXCEPTION(QueueFull, Exception)
PY_ASYNCIO_EXCEPTION(BrokenBarrierError, RuntimeError)
PY_ASYNCIO_EXCEPTION(LimitOverrunError, Exception)
PY_ASYNCIO_EXCEPTION(IncompleteReadError, EOFError)
#undef PY_ASYNCIO_EXCEPTION
using TimeoutError = py::TimeoutError;

class event_loop;

namespace detail {

class future_base;
class task_base;
class reactor;

/// What the ready queue calls; `argument` may be null.
using ready_function = void (*)(Object& receiver, Object* argument);

struct ready_entry {
  ready_function invoke;
  Object* receiver;  ///< counted
  Object* argument;  ///< counted, or null
};

/// First in, first out, in one growing block.
class ready_queue {
 public:
  ready_queue() = default;
  ready_queue(const ready_queue&) = delete;
  ready_queue& operator=(const ready_queue&) = delete;
  ~ready_queue() { clear(); }

  std::size_t size() const noexcept { return last_ - first_; }
  bool empty() const noexcept { return first_ == last_; }
  void push(ready_function invoke, Object& receiver, Object* argument) {
    if (size() == capacity_) [[unlikely]] {
      grow();
    }
    receiver.py_retain();
    if (argument != nullptr) {
      argument->py_retain();
    }
    entries_[last_++ & (capacity_ - 1)] = {invoke, &receiver, argument};
  }
  ready_entry pop() noexcept { return entries_[first_++ & (capacity_ - 1)]; }
  void clear() noexcept;

 private:
  void grow();

  std::unique_ptr<ready_entry[]> entries_;
  std::size_t capacity_ = 0;  ///< a power of two
  std::size_t first_ = 0;
  std::size_t last_ = 0;
};

/// A scheduled call that can be cancelled.
class handle_state : public Object {
 public:
  virtual void run() = 0;
  void cancel() noexcept;

  double when = 0.0;
  event_loop* timer_of = nullptr;  ///< the loop whose timers hold it
  bool cancelled = false;
};

template <typename F>
class call_state final : public handle_state {
 public:
  explicit call_state(F function) : function_(std::move(function)) {}
  void run() override { function_(); }

 private:
  F function_;
};

}  // namespace detail

namespace detail {

/// Any number as seconds.
template <typename Delay>
double to_seconds(const Delay& delay) {
  if constexpr (std::is_arithmetic_v<Delay>) {
    return static_cast<double>(delay);
  } else {
    return cast<double>(object(delay));
  }
}

}  // namespace detail

/// What call_soon, call_later and call_at give.
class Handle {
 public:
  Handle() noexcept = default;
  explicit Handle(ref<detail::handle_state> state) noexcept : state_(std::move(state)) {}
  void cancel() const noexcept {
    if (state_.get() != nullptr) {
      state_->cancel();
    }
  }
  bool cancelled() const noexcept { return state_.get() != nullptr && state_->cancelled; }
  double when() const noexcept { return state_->when; }
  object py_box() const { return object(state_); }

 private:
  ref<detail::handle_state> state_;
};
using TimerHandle = Handle;

/// The state of a loop. Programs hold `py::asyncio::EventLoop`.
class event_loop final : public Object {
 public:
  event_loop();
  ~event_loop() override;

  /// Runs callbacks until `stop()`.
  void run_forever();
  void stop() noexcept { stopping_ = true; }
  bool is_running() const noexcept { return running_; }
  bool is_closed() const noexcept { return closed_; }
  void close();
  /// Seconds of the monotonic clock.
  static double time() noexcept;

  void soon(detail::ready_function invoke, Object& receiver, Object* argument = nullptr) { ready_.push(invoke, receiver, argument); }
  void soon(detail::handle_state& handle);
  void at(double when, detail::handle_state& handle);
  void timer_cancelled() noexcept { ++cancelled_timers_; }

  /// What `call_exception_handler` does by default: the message, and the exception's traceback, on stderr.
  static void report(const str& message, const std::exception_ptr& exception);

  /// Calls `function(fd)` through the loop whenever the file can be read (or written), until removed.
  void add_reader(int fd, ref<detail::handle_state> handle);
  void add_writer(int fd, ref<detail::handle_state> handle);
  bool remove_reader(int fd);
  bool remove_writer(int fd);

  /// The loop that is running, or null.
  static inline constinit event_loop* running = nullptr;
  /// The running loop, or the one that `set_event_loop` or `asyncio.run` made current; made when there is none.
  static event_loop& current();
  static void set_current(event_loop* loop) noexcept;

 private:
  void run_once();
  void collect_due_timers();
  double waiting_time();
  void push_timer(detail::handle_state* handle);
  detail::handle_state* pop_timer() noexcept;
  void run_ready(std::size_t count);
  detail::reactor& io();

  detail::ready_queue ready_;
  std::vector<detail::handle_state*> timers_;  ///< a heap by `when`; counted
  std::size_t cancelled_timers_ = 0;
  std::unique_ptr<detail::reactor> reactor_;
  bool stopping_ = false;
  bool running_ = false;
  bool closed_ = false;
};

namespace detail {
[[noreturn]] void raise_no_running_loop();
/// Runs the `aclose()` of a dropped async generator, soon.
void close_generator(task<none_t> closing);
void check_not_closed(const event_loop& loop);
}  // namespace detail

}  // namespace py::asyncio
