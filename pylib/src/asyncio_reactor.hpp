/// Waiting for time and files, over Boost.Asio. Nothing outside asyncio_*.cpp includes this.
#pragma once

#include <py/asyncio/loop.hpp>

#include <memory>

namespace py::asyncio::detail {

class reactor {
 public:
  enum class direction : unsigned char { read, write };

  reactor();
  reactor(const reactor&) = delete;
  reactor& operator=(const reactor&) = delete;
  ~reactor();

  /// Waits until a file is ready, a wake-up from another thread, or `seconds` have passed (negative: without limit);
  /// schedules the handles of ready files. Rounds up to milliseconds, as CPython's selectors do.
  void wait(double seconds, ready_queue& ready);
  bool has_files() const noexcept;
  void watch(int fd, direction way, ref<handle_state> handle);
  bool forget(int fd, direction way);
  /// Ends a wait; may be called from another thread.
  void wake();

 private:
  struct implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace py::asyncio::detail
