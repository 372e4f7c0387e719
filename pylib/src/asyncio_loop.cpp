#include "asyncio_reactor.hpp"
#include "dynamic.hpp"

#include <py/asyncio/loop.hpp>

#include <algorithm>
#include <ctime>

namespace py::asyncio {
namespace detail {

void ready_queue::grow() {
  const std::size_t capacity = capacity_ == 0 ? 64 : capacity_ * 2;
  auto entries = std::make_unique<ready_entry[]>(capacity);
  for (std::size_t i = first_; i != last_; ++i) {
    entries[i - first_] = entries_[i & (capacity_ - 1)];
  }
  last_ -= first_;
  first_ = 0;
  entries_ = std::move(entries);
  capacity_ = capacity;
}

void ready_queue::clear() noexcept {
  while (!empty()) {
    const ready_entry entry = pop();
    entry.receiver->py_release();
    if (entry.argument != nullptr) {
      entry.argument->py_release();
    }
  }
}

void handle_state::cancel() noexcept {
  if (!cancelled) {
    cancelled = true;
    if (timer_of != nullptr) {
      timer_of->timer_cancelled();
    }
  }
}

namespace {

void run_handle(Object& receiver, Object*) {
  auto& handle = static_cast<handle_state&>(receiver);
  if (!handle.cancelled) {
    handle.run();
  }
}

/// Whether the exception being handled leaves the loop.
bool leaves_the_loop() noexcept {
  BaseException* const instance = py::detail::handled_exception();
  return dynamic_cast<KeyboardInterrupt*>(instance) != nullptr || dynamic_cast<SystemExit*>(instance) != nullptr;
}

event_loop* current_loop = nullptr;

}  // namespace

void raise_no_running_loop() { raise_runtime_error("no running event loop"); }

void check_not_closed(const event_loop& loop) {
  if (loop.is_closed()) {
    raise_runtime_error("Event loop is closed");
  }
}

}  // namespace detail

event_loop::event_loop() = default;

event_loop::~event_loop() {
  close();
  if (detail::current_loop == this) {
    detail::current_loop = nullptr;
  }
}

event_loop& event_loop::current() {
  if (running != nullptr) [[likely]] {
    return *running;
  }
  if (detail::current_loop == nullptr) {
    set_current(ref<event_loop>::adopt(new event_loop()).get());
  }
  return *detail::current_loop;
}

void event_loop::set_current(event_loop* loop) noexcept {
  if (loop != nullptr) {
    loop->py_retain();
  }
  if (event_loop* const old = std::exchange(detail::current_loop, loop)) {
    old->py_release();
  }
}

double event_loop::time() noexcept {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void event_loop::close() {
  if (running_) {
    raise_runtime_error("Cannot close a running event loop");
  }
  closed_ = true;
  ready_.clear();
  for (detail::handle_state* timer : timers_) {
    timer->timer_of = nullptr;
    timer->py_release();
  }
  timers_.clear();
  reactor_.reset();
}

void event_loop::soon(detail::handle_state& handle) { ready_.push(&detail::run_handle, handle, nullptr); }

void event_loop::at(double when, detail::handle_state& handle) {
  handle.when = when;
  handle.timer_of = this;
  handle.py_retain();
  push_timer(&handle);
}

// The heap is Python's heapq, move for move: timers of equal time run in the order that it gives.

void event_loop::push_timer(detail::handle_state* handle) {
  timers_.push_back(handle);
  std::size_t place = timers_.size() - 1;
  while (place > 0) {
    const std::size_t above = (place - 1) / 2;
    if (!(handle->when < timers_[above]->when)) {
      break;
    }
    timers_[place] = timers_[above];
    place = above;
  }
  timers_[place] = handle;
}

detail::handle_state* event_loop::pop_timer() noexcept {
  detail::handle_state* const last = timers_.back();
  timers_.pop_back();
  if (timers_.empty()) {
    return last;
  }
  detail::handle_state* const first = timers_.front();
  const std::size_t size = timers_.size();
  std::size_t place = 0;
  for (std::size_t below = 1; below < size; below = 2 * place + 1) {
    if (below + 1 < size && !(timers_[below]->when < timers_[below + 1]->when)) {
      ++below;
    }
    timers_[place] = timers_[below];
    place = below;
  }
  while (place > 0) {
    const std::size_t above = (place - 1) / 2;
    if (!(last->when < timers_[above]->when)) {
      break;
    }
    timers_[place] = timers_[above];
    place = above;
  }
  timers_[place] = last;
  return first;
}

double event_loop::waiting_time() {
  constexpr std::size_t few_timers = 100;
  if (timers_.size() > few_timers && cancelled_timers_ * 2 > timers_.size()) {
    std::vector<detail::handle_state*> all;
    all.swap(timers_);
    cancelled_timers_ = 0;
    for (detail::handle_state* timer : all) {
      if (timer->cancelled) {
        timer->timer_of = nullptr;
        timer->py_release();
      } else {
        push_timer(timer);
      }
    }
  }
  while (!timers_.empty() && timers_.front()->cancelled) {
    detail::handle_state* const timer = pop_timer();
    --cancelled_timers_;
    timer->timer_of = nullptr;
    timer->py_release();
  }
  if (!ready_.empty() || stopping_) {
    return 0.0;
  }
  if (timers_.empty()) {
    return -1.0;
  }
  constexpr double day = 24.0 * 3600.0;
  return std::clamp(timers_.front()->when - time(), 0.0, day);
}

void event_loop::collect_due_timers() {
  constexpr double clock_resolution = 1e-9;
  if (timers_.empty()) {
    return;
  }
  const double limit = time() + clock_resolution;
  while (!timers_.empty() && timers_.front()->when < limit) {
    detail::handle_state* const timer = pop_timer();
    timer->timer_of = nullptr;
    soon(*timer);
    timer->py_release();
  }
}

void event_loop::run_ready(std::size_t count) {
  for (; count != 0; --count) {
    const detail::ready_entry entry = ready_.pop();
    struct releaser {
      const detail::ready_entry& entry;
      ~releaser() {
        entry.receiver->py_release();
        if (entry.argument != nullptr) {
          entry.argument->py_release();
        }
      }
    } release{entry};
    try {
      entry.invoke(*entry.receiver, entry.argument);
    } catch (...) {
      if (detail::leaves_the_loop()) {
        throw;
      }
      report("Exception in callback", std::current_exception());
    }
  }
}

void event_loop::run_once() {
  const double wait = waiting_time();
  if (reactor_ && reactor_->has_files()) {
    reactor_->wait(wait, ready_);
  } else if (wait != 0.0) {
    io().wait(wait, ready_);
  }
  collect_due_timers();
  run_ready(ready_.size());
}

void event_loop::run_forever() {
  detail::check_not_closed(*this);
  if (running_) {
    raise_runtime_error("This event loop is already running");
  }
  if (running != nullptr) {
    raise_runtime_error("Cannot run the event loop while another loop is running");
  }
  const ref<event_loop> keep_alive(this);
  struct scope {
    event_loop& loop;
    explicit scope(event_loop& given) : loop(given) {
      loop.running_ = true;
      running = &loop;
      py::detail::finalize_async_generator = &detail::close_generator;
    }
    scope(const scope&) = delete;
    scope& operator=(const scope&) = delete;
    ~scope() {
      loop.stopping_ = false;
      loop.running_ = false;
      running = nullptr;
      py::detail::finalize_async_generator = nullptr;
    }
  } running_scope(*this);
  do {
    run_once();
  } while (!stopping_);
}

void event_loop::report(const str& message, const std::exception_ptr& exception) {
  str text = message + "\n";
  if (const BaseException* const instance = py::detail::exception_inside(exception)) {
    text += format_exception(*instance);
  }
  py::detail::write_stderr(text);
}

detail::reactor& event_loop::io() {
  if (!reactor_) {
    reactor_ = std::make_unique<detail::reactor>();
  }
  return *reactor_;
}

void event_loop::add_reader(int fd, ref<detail::handle_state> handle) { io().watch(fd, detail::reactor::direction::read, std::move(handle)); }
void event_loop::add_writer(int fd, ref<detail::handle_state> handle) { io().watch(fd, detail::reactor::direction::write, std::move(handle)); }
bool event_loop::remove_reader(int fd) { return reactor_ && reactor_->forget(fd, detail::reactor::direction::read); }
bool event_loop::remove_writer(int fd) { return reactor_ && reactor_->forget(fd, detail::reactor::direction::write); }

}  // namespace py::asyncio
