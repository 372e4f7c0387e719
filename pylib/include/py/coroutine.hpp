/// What generators, coroutines and async generators share: pooled frames, the mark of frames that must see their end,
/// and cheap questions about exceptions in flight.
#pragma once

#include <py/exceptions.hpp>
#include <py/fwd.hpp>
#include <py/memory.hpp>
#include <py/object.hpp>

#include <concepts>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <new>
#include <type_traits>
#include <utility>

namespace py {

/// `co_await py::closes_on_drop;`, the first statement of a generator, coroutine or async generator that may be suspended inside
/// `try` or `with`: when such a frame is dropped half-way, GeneratorExit is thrown into it first, as CPython does. A frame
/// without the mark is destroyed in place, which releases its locals and runs no handler. Costs nothing per item.
struct closes_on_drop_t {
  explicit constexpr closes_on_drop_t() noexcept = default;
};
inline constexpr closes_on_drop_t closes_on_drop{};

namespace detail {

/// Frames come from free lists of one size class each; larger ones from the global heap.
class frame_pool {
 public:
  static constexpr std::size_t granularity = 32;
  static constexpr std::size_t classes = 64;
  static constexpr std::size_t largest = granularity * (classes - 1);

  static void* allocate(std::size_t size) {
#ifndef PY_PLAIN_ALLOCATION
    if (size <= largest) [[likely]] {
      free_block_link*& head = free_[(size + granularity - 1) / granularity];
      if (free_block_link* const block = head) [[likely]] {
        head = block->next;
        return block;
      }
      return refill(size);
    }
#endif
    return ::operator new(size);
  }

  static void release(void* frame, std::size_t size) noexcept {
#ifndef PY_PLAIN_ALLOCATION
    if (size <= largest) [[likely]] {
      free_block_link*& head = free_[(size + granularity - 1) / granularity];
      auto* const block = static_cast<free_block_link*>(frame);
      block->next = head;
      head = block;
      return;
    }
#endif
    ::operator delete(frame);
  }

 private:
  static void* refill(std::size_t size);

  static inline constinit free_block_link* free_[classes] = {};
};

/// Keeps the object whose member function a coroutine is, as long as the frame lives (`*this` is no parameter to C++).
class self_keeper {
 public:
  self_keeper() noexcept = default;
  explicit self_keeper(const Object& self) noexcept : self_(&self) { self.py_retain(); }
  self_keeper(const self_keeper&) = delete;
  self_keeper& operator=(const self_keeper&) = delete;
  ~self_keeper() {
    if (self_ != nullptr) {
      self_->py_release();
    }
  }

 private:
  const Object* self_ = nullptr;
};

/// What kind of frame an escaping StopIteration is turned into a RuntimeError for.
enum class frame_kind : unsigned char { generator, coroutine, async_generator };

/// For `unhandled_exception`: inside a handler. Replaces StopIteration (in an async generator StopAsyncIteration too) by the
/// RuntimeError that CPython raises instead, with the former as its cause; otherwise returns.
void forbid_stop_iteration(frame_kind kind);

bool is_generator_exit(const std::exception_ptr& exception) noexcept;
bool is_stop_iteration(const std::exception_ptr& exception) noexcept;
std::exception_ptr make_generator_exit();
std::exception_ptr make_runtime_error(const char* text);

/// The exception_ptr of an exception object.
std::exception_ptr exception_pointer(const ref<BaseException>& exception) noexcept;
inline std::exception_ptr exception_pointer(std::exception_ptr exception) noexcept { return exception; }
template <typename E>
  requires std::derived_from<std::remove_cvref_t<E>, BaseException>
std::exception_ptr exception_pointer(E&& exception) {
  if constexpr (std::is_lvalue_reference_v<E>) {
    return exception_pointer(ref<BaseException>(keep(exception)));
  } else {
    return std::make_exception_ptr(std::forward<E>(exception));
  }
}

}  // namespace detail
}  // namespace py
