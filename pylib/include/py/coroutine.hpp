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
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <optional>
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

template <typename Send>
struct sent {
  using type = std::optional<Send>;
};
template <>
struct sent<none_t> {
  using type = none_t;
};
template <>
struct sent<object> {
  using type = object;
};
template <typename T>
struct sent<std::optional<T>> {
  using type = std::optional<T>;
};
template <typename T>
struct sent<maybe<T>> {
  using type = maybe<T>;
};
template <typename T>
struct sent<ref<T>> {
  using type = maybe<T>;
};

}  // namespace detail

/// The type of a `co_yield` expression: what `send` gave, empty (None) when the generator was resumed by `next()`.
/// `none_t` for Send = none_t; `object`, `maybe<C>` and `std::optional<X>` stay what they are; `ref<C>` gives `maybe<C>`; any
/// other type gives `std::optional<Send>`.
template <typename Send>
using sent_t = typename detail::sent<Send>::type;

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

  static void release(void* frame, [[maybe_unused]] std::size_t size) noexcept {
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
  Object* get() const noexcept { return const_cast<Object*>(self_); }
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

/// The object of a member function, as the promise of its coroutine is given it. GCC 12 deduces a reference to a reference, of which
/// remove_cvref takes one away at a time; it also gives closures, whose type is not complete yet.
template <typename Self>
concept receiver = std::convertible_to<std::remove_cvref_t<std::remove_cvref_t<Self>>*, const Object*>;

/// Frames that wait for each other stand on the heap, where no stack ends: their number is checked every so often, with
/// RecursionError as the answer to what would have no end.
inline constexpr std::int32_t depth_step = 1024;
void check_depth(std::int32_t depth);

/// What kind of frame an escaping StopIteration is turned into a RuntimeError for.
enum class frame_kind : unsigned char { generator, coroutine, async_generator };

/// For `unhandled_exception`, inside a handler: the RuntimeError that CPython raises in place of a StopIteration (in an async
/// generator of a StopAsyncIteration too) that escapes from a frame, with the former as its cause; null for other exceptions.
std::exception_ptr replaced_stop_iteration(frame_kind kind);

bool is_generator_exit(const std::exception_ptr& exception) noexcept;
bool is_stop_iteration(const std::exception_ptr& exception) noexcept;
std::exception_ptr make_generator_exit();
std::exception_ptr make_runtime_error(const char* text);

/// The exception_ptr of an exception object.
std::exception_ptr exception_pointer(const ref<BaseException>& exception) noexcept;
inline std::exception_ptr exception_pointer(std::exception_ptr exception) noexcept { return exception; }
/// Of what `raise value` would raise. Raises TypeError for anything else.
std::exception_ptr raised_by(const object& value);
/// Of what `throw(kind, value, traceback)` raises: a class and what to make it with, an exception of it or None, or an exception alone.
std::exception_ptr raised_by(const object& kind, const object& value);
inline std::exception_ptr raised_by(const object& kind, const object& value, const object& /*traceback*/) { return raised_by(kind, value); }
template <typename Value>
  requires std::same_as<Value, object> || std::same_as<Value, type_ref>
std::exception_ptr exception_pointer(const Value& value) {
  return raised_by(object(value));
}
template <typename E>
  requires std::derived_from<std::remove_cvref_t<E>, BaseException>
std::exception_ptr exception_pointer(E&& exception) {
  if constexpr (std::is_lvalue_reference_v<E>) {
    return exception_pointer(ref<BaseException>(keep(exception)));
  } else {
    return std::make_exception_ptr(std::forward<E>(exception));
  }
}

/// A value as dynamic code sees it. Raises TypeError for types without a dynamic form.
template <typename T>
object boxed_value(T&& value) {
  if constexpr (std::is_constructible_v<object, T&&>) {
    return object(std::forward<T>(value));
  } else {
    raise_type_error("this type has no dynamic form");
  }
}

/// A value as a T; objects are cast, checked.
template <typename T, typename U>
decltype(auto) converted(U&& value) {
  if constexpr (std::same_as<std::remove_cvref_t<U>, object> && !std::same_as<T, object>) {
    return cast<T>(value);
  } else {
    return std::forward<U>(value);
  }
}

template <typename T>
bool is_none_value(const T& value) {
  if constexpr (std::same_as<T, none_t>) {
    return true;
  } else if constexpr (requires {
                         { value == None } -> std::convertible_to<bool>;
                       }) {
    return value == None;
  } else {
    return false;
  }
}

/// Suspends at `co_yield value`; afterwards gives what was sent or raises what was thrown in.
template <typename Promise>
class yield_awaiter {
 public:
  explicit yield_awaiter(Promise& promise) noexcept : promise_(promise) {}
  static constexpr bool await_ready() noexcept { return false; }
  static constexpr void await_suspend(std::coroutine_handle<>) noexcept {}
  auto await_resume() {
    if (promise_.thrown) [[unlikely]] {
      std::rethrow_exception(std::exchange(promise_.thrown, nullptr));
    }
    return promise_.take_sent();
  }

 private:
  Promise& promise_;
};

template <typename Send>
class sent_slot {
 public:
  sent_t<Send> take_sent() { return std::exchange(sent_, sent_t<Send>()); }
  template <typename U>
  void set_sent(U&& value) {
    sent_ = std::forward<U>(value);
  }

 private:
  sent_t<Send> sent_{};
};
template <>
class sent_slot<none_t> {
 public:
  static none_t take_sent() noexcept { return {}; }
};

/// `co_return` of a generator: promises have either return_value or return_void.
template <typename Return>
class return_slot {
 public:
  template <typename U>
  void return_value(U&& value) {
    result_.emplace(std::forward<U>(value));
  }
  std::optional<Return> take_result() { return std::exchange(result_, std::nullopt); }

 private:
  std::optional<Return> result_;
};
template <>
class return_slot<none_t> {
 public:
  static void return_void() noexcept {}
  static std::optional<none_t> take_result() noexcept { return none_t(); }
};

}  // namespace detail
}  // namespace py
