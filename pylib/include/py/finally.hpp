/// `finally`: code that runs on every way out of a block.
#pragma once

#include <utility>

namespace py {

/// Runs `cleanup` when the block ends normally: at its end, by return, break or continue. An exception that passes calls `run` in its
/// handler, so that `cleanup` may raise there; where it cannot raise, the destructor does it in both cases.
template <typename Cleanup>
class finally {
 public:
  explicit finally(Cleanup cleanup) : cleanup_(std::move(cleanup)) {}
  finally(const finally&) = delete;
  finally& operator=(const finally&) = delete;
  ~finally() noexcept(false) {
    if (!done_) {
      cleanup_();
    }
  }

  void run() {
    done_ = true;
    cleanup_();
  }

 private:
  Cleanup cleanup_;
  bool done_ = false;
};

/// Leaves a block behind which code runs that waits, before what the block was left for: a `return`, `break` or `continue`.
struct leave_block {};

}  // namespace py
