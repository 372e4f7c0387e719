#include "asyncio_reactor.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace py::asyncio::detail {

namespace asio = boost::asio;

namespace {

void run_watcher(Object& receiver, Object*) {
  auto& handle = static_cast<handle_state&>(receiver);
  if (!handle.cancelled) {
    handle.run();
  }
}

}  // namespace

struct reactor::implementation {
  struct watched_file {
    explicit watched_file(asio::io_context& context, int fd) : descriptor(context, fd) {}
    ~watched_file() { descriptor.release(); }
    watched_file(const watched_file&) = delete;
    watched_file& operator=(const watched_file&) = delete;
    asio::posix::stream_descriptor descriptor;
    ref<handle_state> handles[2];
    bool armed[2] = {false, false};
  };

  asio::io_context context{1};
  asio::steady_timer timer{context};
  std::map<int, std::shared_ptr<watched_file>> files;
  ready_queue* ready = nullptr;

  /// Asks for one more readiness event; readiness is level-triggered for Python, so this is done anew before every wait.
  void arm(const std::shared_ptr<watched_file>& file, direction way) {
    const auto index = static_cast<std::size_t>(way);
    if (file->armed[index] || file->handles[index].get() == nullptr) {
      return;
    }
    file->armed[index] = true;
    const auto type = way == direction::read ? asio::posix::stream_descriptor::wait_read : asio::posix::stream_descriptor::wait_write;
    file->descriptor.async_wait(type, [this, file, index](const boost::system::error_code& error) {
      file->armed[index] = false;
      if (error != asio::error::operation_aborted && file->handles[index].get() != nullptr && ready != nullptr) {
        ready->push(&run_watcher, *file->handles[index], nullptr);
      }
    });
  }
};

reactor::reactor() : implementation_(std::make_unique<implementation>()) {}

reactor::~reactor() {
  for (auto& [fd, file] : implementation_->files) {
    file->descriptor.release();
  }
  implementation_->files.clear();
}

bool reactor::has_files() const noexcept { return !implementation_->files.empty(); }

void reactor::wait(double seconds, ready_queue& ready) {
  implementation& io = *implementation_;
  io.ready = &ready;
  for (const auto& [fd, file] : io.files) {
    io.arm(file, direction::read);
    io.arm(file, direction::write);
  }
  io.context.restart();
  if (seconds == 0.0) {
    io.context.poll();
  } else {
    const asio::executor_work_guard<asio::io_context::executor_type> work(io.context.get_executor());
    if (seconds < 0.0) {
      io.context.run_one();
    } else {
      const auto limit = std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(seconds * 1e3)));
      io.context.run_one_for(limit);
    }
    io.context.poll();
  }
  io.ready = nullptr;
}

void reactor::watch(int fd, direction way, ref<handle_state> handle) {
  auto& file = implementation_->files[fd];
  if (!file) {
    file = std::make_shared<implementation::watched_file>(implementation_->context, fd);
  }
  file->handles[static_cast<std::size_t>(way)] = std::move(handle);
}

bool reactor::forget(int fd, direction way) {
  const auto found = implementation_->files.find(fd);
  if (found == implementation_->files.end()) {
    return false;
  }
  const std::shared_ptr<implementation::watched_file> file = found->second;
  const auto index = static_cast<std::size_t>(way);
  const bool watched = file->handles[index].get() != nullptr;
  file->handles[index] = ref<handle_state>();
  if (file->handles[0].get() == nullptr && file->handles[1].get() == nullptr) {
    implementation_->files.erase(found);
    file->descriptor.cancel();
    file->descriptor.release();
  }
  return watched;
}

void reactor::wake() {
  asio::post(implementation_->context, [] {});
}

}  // namespace py::asyncio::detail
