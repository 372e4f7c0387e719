/// `py::task<T>` (Python's coroutine object) and `py::async_generator<T>`: coroutines that await, without an event loop yet.
///
///   py::task<py::Int> total(py::str path) {
///     auto lines = co_await read_lines(path);
///     co_return py::len(lines);
///   }
///
/// A task is lazy: it starts when it is awaited, or stepped by py::asyncio. Every `co_await` and `co_yield` is a statement of its own
/// (docs/facts.md, 3.1). A coroutine that may be dropped inside `try` or `with` begins with `co_await py::closes_on_drop;`.
#pragma once

#include <py/coroutine.hpp>
#include <py/fwd.hpp>
#include <py/none.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>

#include <concepts>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace py {
namespace detail {

enum class coroutine_state : std::uint8_t { created, started, finished };

/// A boxed value that `await` takes: coroutines, futures.
class boxed_awaitable {
 public:
  virtual task<object> boxed_await() = 0;

 protected:
  ~boxed_awaitable() = default;
};

/// A boxed value that `async for` takes: async generators.
class boxed_async_iterator {
 public:
  virtual task<std::optional<object>> boxed_anext() = 0;

 protected:
  ~boxed_async_iterator() = default;
};

/// One frame of a chain of coroutines that await each other.
class coroutine_node : public Object {
 public:
  coroutine_node() = default;
  coroutine_node(const coroutine_node&) = delete;
  coroutine_node& operator=(const coroutine_node&) = delete;

  /// Python's `close()`.
  void close();

  static const type& py_class();
  const type& py_type() const override { return py_class(); }

  std::coroutine_handle<> frame;
  coroutine_node* parent = nullptr;  ///< who awaits this
  coroutine_node* leaf = this;       ///< in a suspended root: the frame to resume; null in the frames below it
  std::exception_ptr thrown;         ///< before a resumption: to be raised inside; after the end: what the frame raised
  coroutine_state state = coroutine_state::created;
  bool closes_on_drop = false;
  bool running = false;    ///< async generators: between a request and its answer
  bool scheduled = false;  ///< a task runs it
  std::int32_t depth = 0;  ///< how many await this

 protected:
  ~coroutine_node() override = default;
  void py_boxed_release() noexcept override;
  void finish() noexcept;
  /// Dropped half-way: true when somebody else will close it, and keeps it until then.
  virtual bool close_later() noexcept { return false; }

 private:
  bool chain_closes_on_drop() const noexcept;
};

/// One run of a chain of coroutines, from a resumption until it waits for something. Awaiting a child runs it at once, on the stack
/// up to a depth, then from the loop in `run`: no chain overflows the stack, at any optimisation level.
class execution {
 public:
  enum class event : std::uint8_t {
    none,
    yielded,  ///< a bare yield: wants to be resumed later
    blocked,  ///< waits for `awaited`
    finished,
  };

  /// Resumes the chain of `root`, with `root.leaf->thrown` raised there if set.
  event run(coroutine_node& root);

  /// `co_await child` begins. True when the child finished without waiting.
  static bool enter(coroutine_node& child) {
    execution& now = *current;
    coroutine_node* const outer = now.leaf_;
    child.parent = outer;
    child.leaf = nullptr;
    child.depth = outer->depth + 1;
    if (child.depth % depth_step == 0) [[unlikely]] {
      check_depth(child.depth);
    }
    now.leaf_ = &child;
    if (now.depth_ == depth_limit) [[unlikely]] {
      return false;
    }
    ++now.depth_;
    child.frame.resume();
    --now.depth_;
    return now.leaf_ == outer;
  }

  /// The running frame has ended or yielded: its parent goes on.
  static void leave(coroutine_node& node) noexcept {
    execution& now = *current;
    now.leaf_ = node.parent;
    if (node.parent == nullptr) {
      now.event_ = event::finished;
    }
  }

  /// The running frame is about to be suspended; gives it.
  static coroutine_node& stop(event reason, Object* awaited = nullptr) noexcept {
    execution& now = *current;
    now.event_ = reason;
    now.awaited_ = awaited;
    return *now.leaf_;
  }

  Object* awaited() const noexcept { return awaited_; }
  coroutine_node* leaf() const noexcept { return leaf_; }

  static inline constinit execution* current = nullptr;

 private:
  static constexpr int depth_limit = 64;

  coroutine_node* leaf_ = nullptr;
  Object* awaited_ = nullptr;
  event event_ = event::none;
  int depth_ = 0;
};

[[noreturn]] void raise_reused_coroutine(const coroutine_node& node);
[[noreturn]] void raise_async_generator_running(const char* method);

/// Takes the `aclose()` of async generators that are dropped half-way; set by the event loop while it runs.
inline void (*finalize_async_generator)(task<none_t> closing) = nullptr;

inline void rethrow_if_thrown(coroutine_node& node) {
  if (node.thrown) [[unlikely]] {
    std::rethrow_exception(std::exchange(node.thrown, nullptr));
  }
}

template <typename T>
class task_awaiter;
template <typename T, typename Send>
class anext_awaiter;

/// Types that can be awaited give an awaiter by `py_awaiter()`.
template <typename T>
concept has_awaiter = requires(T&& value) { std::forward<T>(value).py_awaiter(); };

task<object> await_object(object value);

template <typename Awaitable>
auto awaiter_of(Awaitable&& value);

}  // namespace detail

/// A coroutine object that returns a T (`none_t` for none). One pointer, counted; copies are the same coroutine.
template <typename T>
class [[nodiscard]] task {
 public:
  class promise_type;
  using result_type = T;

  task() noexcept = default;
  task(const task& other) noexcept : promise_(other.promise_) {
    if (promise_ != nullptr) {
      promise_->py_retain();
    }
  }
  task(task&& other) noexcept : promise_(std::exchange(other.promise_, nullptr)) {}
  task& operator=(task other) noexcept {
    std::swap(promise_, other.promise_);
    return *this;
  }
  ~task() {
    if (promise_ != nullptr) {
      promise_->py_release();
    }
  }

  /// `coro.close()`: raises GeneratorExit where it waits.
  void close() {
    if (promise_ != nullptr) {
      promise_->close();
    }
  }

  detail::task_awaiter<T> py_awaiter() && { return detail::task_awaiter<T>(std::move(*this)); }
  detail::task_awaiter<T> py_awaiter() const& { return detail::task_awaiter<T>(task(*this)); }

  /// The frame, for those that step it.
  promise_type& py_promise() const noexcept { return *promise_; }

  bool py_bool() const noexcept { return true; }
  std::int64_t py_hash() const noexcept { return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(promise_) >> 4); }
  friend bool operator==(const task& a, const task& b) noexcept { return a.promise_ == b.promise_; }

  object py_box() const { return object::from_pointer(promise_); }
  static bool py_check(const object& value) { return value.try_as<promise_type>() != nullptr; }
  static task py_unbox(const object& value) { return task(*value.try_as<promise_type>(), true); }

  task(promise_type& promise, bool retain) noexcept : promise_(&promise) {
    if (retain) {
      promise_->py_retain();
    }
  }

 private:
  promise_type* promise_ = nullptr;
};

namespace detail {

template <typename T>
class task_awaiter {
 public:
  explicit task_awaiter(task<T>&& child) noexcept : child_(std::move(child)) {}
  bool await_ready() {
    coroutine_node& node = child_.py_promise();
    if (node.state != coroutine_state::created) [[unlikely]] {
      raise_reused_coroutine(node);
    }
    node.state = coroutine_state::started;
    return execution::enter(node);
  }
  static void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume() { return child_.py_promise().take(); }

 private:
  task<T> child_;
};

}  // namespace detail

namespace detail {

/// The awaiter of anything that can be awaited: pylib's awaitables, instances with `__await__` (a coroutine `py_await()`), objects.
template <typename Awaitable>
auto awaiter_of(Awaitable&& value) {
  using Plain = std::remove_cvref_t<Awaitable>;
  if constexpr (has_awaiter<Awaitable>) {
    return std::forward<Awaitable>(value).py_awaiter();
  } else if constexpr (std::same_as<Plain, object> || is_object_proxy<Plain>) {
    return await_object(object(std::forward<Awaitable>(value))).py_awaiter();
  } else {
    return awaiter_of(value->py_await());
  }
}

}  // namespace detail

/// What `co_await` gives for an awaitable of this type.
template <typename Awaitable>
using awaited_t = decltype(detail::awaiter_of(std::declval<Awaitable>()).await_resume());

/// `awaitable.__await__()`: what `await` gives where that is awaited.
template <typename T>
task<T> await_method(task<T> coroutine) {
  return coroutine;
}
template <typename Awaitable>
task<awaited_t<Awaitable>> await_method(Awaitable awaitable) {
  co_return co_await std::move(awaitable);
}

namespace detail {

/// What the promises of tasks and async generators share. `Promise` is the most derived class.
template <typename Promise>
class coroutine_promise : public coroutine_node {
 public:
  coroutine_promise() noexcept = default;
  /// A member function's coroutine keeps its object.
  explicit coroutine_promise(const Object& self) noexcept : self_(self) {}

  static void* operator new(std::size_t size) { return frame_pool::allocate(size); }
  static void operator delete(void* frame, std::size_t size) noexcept { frame_pool::release(frame, size); }

  static std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept {
    this->finish();
    return {};
  }

  std::suspend_never await_transform(closes_on_drop_t) noexcept {
    this->closes_on_drop = true;
    return {};
  }
  template <typename Awaitable>
  auto await_transform(Awaitable&& value) {
    return awaiter_of(std::forward<Awaitable>(value));
  }

 protected:
  /// Once the promise is whole: in `get_return_object`.
  void start() noexcept { this->frame = std::coroutine_handle<Promise>::from_promise(static_cast<Promise&>(*this)); }

 private:
  [[no_unique_address]] self_keeper self_;
};

}  // namespace detail

template <typename T>
class task<T>::promise_type final : public detail::coroutine_promise<promise_type>, public detail::return_slot<T>, public detail::boxed_awaitable {
 public:
  promise_type() noexcept = default;
  template <detail::receiver Self, typename... Parameters>
  explicit promise_type(Self&& self, Parameters&&...) noexcept : detail::coroutine_promise<promise_type>(self) {}

  task get_return_object() noexcept {
    this->start();
    return task(*this, false);
  }
  void unhandled_exception() {
    std::exception_ptr replaced = detail::replaced_stop_iteration(detail::frame_kind::coroutine);
    this->thrown = replaced ? std::move(replaced) : std::current_exception();
  }

  /// What the finished coroutine gave; raises what it raised.
  T take() {
    detail::rethrow_if_thrown(*this);
    return *std::move(this->take_result());
  }

  task<object> boxed_await() override { return box_result(task(*this, true)); }

 private:
  static task<object> box_result(task self);
};

template <typename T>
task<object> task<T>::promise_type::box_result(task self) {
  T result = co_await self;
  object boxed = detail::boxed_value(std::move(result));
  co_return boxed;
}

/// An async generator: a coroutine that may both await and yield. One pointer, counted.
///
/// `async for x in g` is `while (auto x = co_await g.next()) { … *x … }`.
template <typename T, typename Send>
class async_generator {
 public:
  class promise_type;
  using value_type = T;

  async_generator() noexcept = default;
  async_generator(const async_generator& other) noexcept : promise_(other.promise_) {
    if (promise_ != nullptr) {
      promise_->py_retain();
    }
  }
  async_generator(async_generator&& other) noexcept : promise_(std::exchange(other.promise_, nullptr)) {}
  async_generator& operator=(async_generator other) noexcept {
    std::swap(promise_, other.promise_);
    return *this;
  }
  ~async_generator() {
    if (promise_ != nullptr) {
      promise_->py_release();
    }
  }

  /// `co_await g.next()` gives the next value, empty at the end.
  detail::anext_awaiter<T, Send> next() const { return detail::anext_awaiter<T, Send>(*this); }
  /// `await anext(g)`: raises StopAsyncIteration at the end.
  task<T> py_anext() const { return anext_or_raise(*this); }
  /// `g.asend(value)`: None acts as `anext(g)`.
  template <typename U>
  task<T> asend(U&& value) const {
    using Value = std::conditional_t<std::is_array_v<std::remove_reference_t<U>>, str, std::remove_cvref_t<U>>;
    return send_or_raise<Value>(*this, std::forward<U>(value));
  }
  /// `g.athrow(exception)`: takes an exception object, a ref to one or an exception_ptr, or what `throw` of a generator takes.
  template <typename E>
  task<T> athrow(E&& exception) const {
    return throw_or_raise(*this, detail::exception_pointer(std::forward<E>(exception)));
  }
  template <typename Value, typename... Traceback>
  task<T> athrow(const object& kind, const Value& value, const Traceback&... traceback) const {
    return athrow(detail::raised_by(kind, object(value), object(traceback)...));
  }
  /// `g.aclose()`: raises GeneratorExit where it is suspended. RuntimeError if it yields instead of ending.
  task<none_t> aclose() const { return close_awaited(*this); }

  async_generator py_aiter() const { return *this; }
  bool py_bool() const noexcept { return true; }
  std::int64_t py_hash() const noexcept { return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(promise_) >> 4); }
  friend bool operator==(const async_generator& a, const async_generator& b) noexcept { return a.promise_ == b.promise_; }

  object py_box() const { return object::from_pointer(promise_); }
  static bool py_check(const object& value) { return value.try_as<promise_type>() != nullptr; }
  static async_generator py_unbox(const object& value) { return async_generator(*value.try_as<promise_type>(), true); }

  async_generator(promise_type& promise, bool retain) noexcept : promise_(&promise) {
    if (retain) {
      promise_->py_retain();
    }
  }
  promise_type* py_promise() const noexcept { return promise_; }

 private:
  static task<T> anext_or_raise(async_generator self);
  template <typename U>
  static task<T> send_or_raise(async_generator self, U value);
  static task<T> throw_or_raise(async_generator self, std::exception_ptr exception);
  static task<none_t> close_awaited(async_generator self);

  promise_type* promise_ = nullptr;
};

template <typename T, typename Send>
class async_generator<T, Send>::promise_type final : public detail::coroutine_promise<promise_type>, public detail::sent_slot<Send>, public detail::boxed_async_iterator {
 public:
  promise_type() noexcept = default;
  template <detail::receiver Self, typename... Parameters>
  explicit promise_type(Self&& self, Parameters&&...) noexcept : detail::coroutine_promise<promise_type>(self) {}

  async_generator get_return_object() noexcept {
    this->start();
    return async_generator(*this, false);
  }
  static void return_void() noexcept {}
  void unhandled_exception() {
    std::exception_ptr replaced = detail::replaced_stop_iteration(detail::frame_kind::async_generator);
    this->thrown = replaced ? std::move(replaced) : std::current_exception();
  }

  template <typename U>
    requires std::convertible_to<U, T>
  detail::yield_awaiter<promise_type> yield_value(U&& value) {
    value_.emplace(std::forward<U>(value));
    this->leaf = this;
    detail::execution::leave(*this);
    return detail::yield_awaiter<promise_type>(*this);
  }

  std::optional<T> take() { return std::exchange(value_, std::nullopt); }

  task<std::optional<object>> boxed_anext() override { return box_next(async_generator(*this, true)); }

 protected:
  bool close_later() noexcept override {
    if (detail::finalize_async_generator == nullptr) {
      return false;
    }
    detail::finalize_async_generator(close_awaited(async_generator(*this, false)));
    return true;
  }

 private:
  static task<std::optional<object>> box_next(async_generator self);

  std::optional<T> value_;
};

namespace detail {

/// Resumes an async generator, with `thrown` set to raise that inside; gives the value it yields, empty at the end.
template <typename T, typename Send>
class anext_awaiter {
 public:
  explicit anext_awaiter(async_generator<T, Send> source) noexcept : source_(std::move(source)) {}
  anext_awaiter(async_generator<T, Send> source, std::exception_ptr thrown, const char* method) noexcept
      : source_(std::move(source)), thrown_(std::move(thrown)), method_(method) {}

  anext_awaiter py_awaiter() && { return std::move(*this); }

  bool await_ready() {
    auto* const node = source_.py_promise();
    if (node == nullptr || node->state == coroutine_state::finished) {
      source_ = async_generator<T, Send>();
      return true;
    }
    if (node->running) {
      raise_async_generator_running(method_);
    }
    if (thrown_ && node->state == coroutine_state::created) {
      node->state = coroutine_state::finished;
      std::rethrow_exception(std::exchange(thrown_, nullptr));
    }
    node->state = coroutine_state::started;
    node->running = true;
    node->thrown = std::move(thrown_);
    return execution::enter(*node);
  }
  static void await_suspend(std::coroutine_handle<>) noexcept {}
  std::optional<T> await_resume() {
    auto* const node = source_.py_promise();
    if (node == nullptr) {
      return std::nullopt;
    }
    node->running = false;
    rethrow_if_thrown(*node);
    return node->take();
  }

 private:
  async_generator<T, Send> source_;
  std::exception_ptr thrown_;
  const char* method_ = "anext";
};

[[noreturn]] void raise_async_just_started();
[[noreturn]] void raise_async_generator_ignored_exit();

}  // namespace detail

template <typename T, typename Send>
task<std::optional<object>> async_generator<T, Send>::promise_type::box_next(async_generator self) {
  std::optional<T> value = co_await self.next();
  if (!value) {
    co_return std::nullopt;
  }
  object boxed = detail::boxed_value(*std::move(value));
  co_return boxed;
}

template <typename T, typename Send>
task<T> async_generator<T, Send>::anext_or_raise(async_generator self) {
  std::optional<T> value = co_await self.next();
  if (!value) {
    raise_stop_async_iteration();
  }
  co_return *std::move(value);
}

template <typename T, typename Send>
template <typename U>
task<T> async_generator<T, Send>::send_or_raise(async_generator self, U value) {
  if (self.promise_ != nullptr && !detail::is_none_value(value)) {
    if (self.promise_->state == detail::coroutine_state::created) {
      detail::raise_async_just_started();
    }
    if constexpr (!std::same_as<Send, none_t>) {
      self.promise_->set_sent(std::move(value));
    }
  }
  std::optional<T> answer = co_await self.next();
  if (!answer) {
    raise_stop_async_iteration();
  }
  co_return *std::move(answer);
}

template <typename T, typename Send>
task<T> async_generator<T, Send>::throw_or_raise(async_generator self, std::exception_ptr exception) {
  detail::anext_awaiter<T, Send> request(self, std::move(exception), "athrow");
  std::optional<T> answer = co_await std::move(request);
  if (!answer) {
    raise_stop_async_iteration();
  }
  co_return *std::move(answer);
}

template <typename T, typename Send>
task<none_t> async_generator<T, Send>::close_awaited(async_generator self) {
  if (self.promise_ == nullptr || self.promise_->state == detail::coroutine_state::finished) {
    co_return;
  }
  detail::anext_awaiter<T, Send> request(self, detail::make_generator_exit(), "aclose");
  bool yielded = false;
  try {
    std::optional<T> answer = co_await std::move(request);
    yielded = answer.has_value();
  } catch (const GeneratorExit&) {
    co_return;
  } catch (const StopAsyncIteration&) {
    co_return;
  }
  if (yielded) {
    detail::raise_async_generator_ignored_exit();
  }
}

namespace detail {

/// Async iteration over instances whose classes have `__anext__`.
template <typename Iterator>
class async_cursor {
 public:
  explicit async_cursor(Iterator iterator) : iterator_(std::move(iterator)) {}
  using value_type = std::remove_cvref_t<awaited_t<decltype(std::declval<Iterator&>()->py_anext())>>;

  task<std::optional<value_type>> next() const { return next_or_end(iterator_); }

 private:
  static task<std::optional<value_type>> next_or_end(Iterator iterator) {
    try {
      value_type value = co_await iterator->py_anext();
      co_return std::optional<value_type>(std::move(value));
    } catch (const StopAsyncIteration&) {
    }
    co_return std::nullopt;
  }

  Iterator iterator_;
};

/// Async iteration over a dynamic value.
class async_object_cursor {
 public:
  explicit async_object_cursor(const object& source);
  task<std::optional<object>> next() const { return next_or_end(iterator_); }

 private:
  static task<std::optional<object>> next_or_end(object iterator);

  object iterator_;
};

}  // namespace detail

struct aiter_fn {
  /// The async iterator of `source`: its `next()` awaits to a std::optional, empty at the end. TypeError when there is none.
  template <typename Source>
  auto operator()(const Source& source) const {
    if constexpr (std::same_as<Source, object>) {
      return detail::async_object_cursor(source);
    } else if constexpr (requires { source.py_aiter(); }) {
      return source.py_aiter();
    } else if constexpr (requires { source->py_aiter().next(); }) {
      return source->py_aiter();  // `async def __aiter__` that yields
    } else {
      return detail::async_cursor(source->py_aiter());
    }
  }
};
/// `async for x in source` is `auto items = py::aiter(source); while (auto x = co_await items.next()) { … }`.
inline constexpr aiter_fn aiter{};

namespace detail {

/// What `anext(iterator, fallback)` gives: an element, or the fallback in its place.
template <typename Element, typename Fallback>
auto element_or() {
  if constexpr (std::is_same_v<Fallback, none_t> && is_ref<Element>) {
    return std::type_identity<maybe<typename Element::element_type>>();
  } else if constexpr (std::is_same_v<Fallback, none_t> && !std::is_convertible_v<none_t, Element>) {
    return std::type_identity<std::optional<Element>>();
  } else if constexpr (std::is_convertible_v<Fallback, Element>) {
    return std::type_identity<Element>();
  } else {
    return std::type_identity<object>();
  }
}

}  // namespace detail

struct anext_fn {
  /// `await anext(iterator)`: raises StopAsyncIteration at the end.
  template <typename Iterator>
  auto operator()(const Iterator& iterator) const {
    if constexpr (requires { iterator.py_anext(); }) {
      return iterator.py_anext();
    } else {
      return iterator->py_anext();
    }
  }
  /// `await anext(iterator, fallback)`.
  template <typename Iterator, typename Fallback>
  auto operator()(Iterator iterator, const Fallback& fallback) const {
    if constexpr (std::is_array_v<Fallback>) {
      return next_or(std::move(iterator), str(fallback));
    } else {
      return next_or(std::move(iterator), fallback);
    }
  }

 private:
  template <typename Iterator>
  using element_t = std::remove_cvref_t<decltype(*std::declval<awaited_t<decltype(aiter(std::declval<Iterator&>()).next())>>())>;

  template <typename Iterator, typename Fallback>
  static auto next_or(Iterator iterator, Fallback fallback) -> task<typename decltype(detail::element_or<element_t<Iterator>, Fallback>())::type> {
    using Result = typename decltype(detail::element_or<element_t<Iterator>, Fallback>())::type;
    auto items = aiter(iterator);
    auto value = co_await items.next();
    if (value) {
      Result element(*std::move(value));
      co_return element;
    }
    if constexpr (std::is_same_v<Fallback, none_t>) {
      co_return Result();
    } else {
      Result other(fallback);
      co_return other;
    }
  }
};
inline constexpr anext_fn anext{};

}  // namespace py
