/// `py::generator<T, Send, Return>`: Python's generators as C++20 coroutines.
///
///   py::generator<std::int64_t> count_down(std::int64_t n) {
///     while (n > 0) {
///       co_yield n;
///       n -= 1;
///     }
///   }
///
/// The handle is one pointer, counted; copies are the same generator. A body starts at the first `next()`.
/// `co_yield v;` gives what was sent (see `py::sent_t`), `co_yield py::yield_from(xs);` what the delegate returned, `co_return v;`
/// sets StopIteration.value. A generator that may be dropped inside `try` or `with` begins with `co_await py::closes_on_drop;`.
#pragma once

#include <py/coroutine.hpp>
#include <py/cycles.hpp>
#include <py/fwd.hpp>
#include <py/none.hpp>
#include <py/object.hpp>

#include <concepts>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace py {
namespace detail {

enum class generator_state : std::uint8_t {
  created,    ///< not started
  suspended,  ///< stopped at a `co_yield`; its value is in the slot
  delegated,  ///< stopped at a `yield_from`; `child` runs in its place
  running,
  finished,
};

/// A value on its way into a generator: `value` points to one of that type, to be moved from.
struct sent_value {
  void* value;
  const std::type_info& type;
  object (*box)(void* value);

  template <typename T>
  static sent_value of(T& value) noexcept {
    return {&value, typeid(T), [](void* given) { return boxed_value(std::move(*static_cast<T*>(given))); }};
  }
};

/// One link of a chain of generators that delegate to each other. The root (the generator that the program holds) resumes its
/// innermost link directly, so an item costs the same at every depth and no depth overflows the stack.
class generator_node : public Object {
 public:
  generator_node() = default;
  generator_node(const generator_node&) = delete;
  generator_node& operator=(const generator_node&) = delete;

  /// A delegate without a frame makes its next value, `exception` thrown in first if there is one; false at the end.
  virtual bool step(const std::exception_ptr& exception);
  /// Puts a sent value where this link's `co_yield` finds it.
  virtual void accept_sent(const sent_value& sent);
  /// Destroys the value in the slot.
  virtual void discard_value() noexcept = 0;
  /// What the generator returned, when it has finished and nobody has taken it; else None.
  virtual object boxed_result();
  /// `throw`, giving the value yielded, unbound at the end.
  virtual object boxed_throw(std::exception_ptr exception);
  /// `send`, giving the value yielded, unbound at the end.
  virtual object boxed_send(const object& value);

  static const type& py_class();
  const type& py_type() const override { return py_class(); }

  /// Resumes a root by the innermost link of its chain; true: that link has a value.
  bool run(std::exception_ptr closing = nullptr);
  /// Resumes a root with an exception; true: it yielded a value.
  bool run_throw(std::exception_ptr exception);
  /// Python's `close()` of a root.
  void close();

  /// The link that runs in this one's place.
  generator_node* innermost() noexcept {
    if (state != generator_state::delegated) {
      return this;
    }
    return parent == nullptr && leaf != nullptr ? leaf : deepest();
  }
  /// `child` takes over until it is finished.
  void delegate_to(generator_node& given) noexcept {
    child = &given;
    leaf = nullptr;
    given.parent = this;
    state = generator_state::delegated;
  }

  std::coroutine_handle<> frame;
  generator_node* child = nullptr;   ///< while delegated: who runs instead
  generator_node* parent = nullptr;  ///< who delegated to this
  generator_node* leaf = nullptr;    ///< in a delegated root: the innermost link, if known
  std::exception_ptr thrown;
  generator_state state = generator_state::created;
  bool closes_on_drop = false;
  std::int32_t depth = 0;  ///< how many delegate to this

 protected:
  ~generator_node() override = default;
  void py_boxed_release() noexcept override;

 private:
  void resume_once();
  generator_node* deepest() noexcept;
  generator_node* resumable() noexcept;
  void stopped_at(generator_node& link) noexcept;
  void forget_leaf_of_root() noexcept;
  bool chain_closes_on_drop() const noexcept;
};

[[noreturn]] void raise_already_executing();
[[noreturn]] void raise_just_started();
[[noreturn]] void raise_wrong_send();
[[noreturn]] void raise_no_result();
/// The end of a delegation by `outer`: `inner` stands alone again; when others hold it and it was left half-way, it is closed, as
/// closing `outer` does in CPython.
void leave_delegate(generator_node& inner, generator_node& outer) noexcept;

/// Steps of `yield from` over a dynamic iterator; unbound at its end.
object delegate_next(const object& iterator);
object delegate_send(const object& iterator, const object& value);
object delegate_throw(const object& iterator, const std::exception_ptr& exception);
object delegate_result(const object& iterator);

/// A link that yields values of type T.
template <typename T>
class generator_link : public generator_node {
 public:
  template <typename U>
  void put(U&& value) {
    std::construct_at(std::addressof(slot_), std::forward<U>(value));
  }

  T take() {
    if constexpr (std::is_trivially_copyable_v<T>) {
      return slot_;
    } else {
      T value(std::move(slot_));
      std::destroy_at(std::addressof(slot_));
      return value;
    }
  }

  void discard_value() noexcept final { std::destroy_at(std::addressof(slot_)); }

  /// Resumes this root; true: `take_innermost` has a value.
  bool advance() {
    if (state > generator_state::suspended) [[unlikely]] {
      return run();
    }
    state = generator_state::running;
    frame.resume();
    if (state == generator_state::suspended) [[likely]] {
      return true;
    }
    return state == generator_state::delegated && run();
  }

  T take_innermost() {
    generator_link* const link = state == generator_state::suspended ? this : static_cast<generator_link*>(innermost());
    return link->take();
  }

 protected:
  generator_link() noexcept {}
  ~generator_link() override {}

 private:
  union {
    T slot_;
  };
};

template <typename T>
inline constexpr bool is_generator = false;
template <typename T, typename Send, typename Return>
inline constexpr bool is_generator<generator<T, Send, Return>> = true;

/// The argument of `co_yield py::yield_from(source);`: handles are copied or moved in, an owned container that is an lvalue is referred to.
template <typename Source>
class yield_from_argument {
 public:
  explicit yield_from_argument(Source&& given) : source(std::forward<Source>(given)) {}
  Source source;
};

template <typename T, typename Sub>
class generator_delegate;
template <typename T, typename Source>
class iterator_delegate;
template <typename T>
class object_delegate;

}  // namespace detail

struct yield_from_fn {
  template <typename Source>
  auto operator()(Source&& source) const {
    if constexpr (std::is_lvalue_reference_v<Source> && !detail::is_generator<std::remove_cvref_t<Source>>) {
      return detail::yield_from_argument<Source>(source);
    } else {
      return detail::yield_from_argument<std::remove_cvref_t<Source>>(std::remove_cvref_t<Source>(std::forward<Source>(source)));
    }
  }
};
/// `co_yield py::yield_from(source);` yields everything `source` (a generator or any iterable) yields, passes on what is sent and thrown
/// in, and gives the return value of a generator. A generator that nobody else holds costs O(1) per item at any depth.
inline constexpr yield_from_fn yield_from{};

template <typename T, typename Send, typename Return>
class generator {
 public:
  class promise_type;
  using value_type = T;
  using send_type = Send;
  using return_type = Return;

  /// An exhausted generator.
  generator() noexcept = default;
  generator(const generator& other) noexcept : promise_(other.promise_) {
    if (promise_ != nullptr) {
      promise_->py_retain();
    }
  }
  generator(generator&& other) noexcept : promise_(std::exchange(other.promise_, nullptr)) {}
  generator& operator=(generator other) noexcept {
    std::swap(promise_, other.promise_);
    return *this;
  }
  ~generator() {
    if (promise_ != nullptr) {
      promise_->py_release();
    }
  }

  /// The next value; empty when the generator has returned. Raises ValueError when it is already executing.
  std::optional<T> next() const {
    if (promise_ != nullptr && promise_->advance()) [[likely]] {
      return std::optional<T>(promise_->take_innermost());
    }
    return std::nullopt;
  }

  /// `next(g)`: raises StopIteration, with the return value the first time.
  T py_next() const {
    if (promise_ == nullptr || !promise_->advance()) {
      py_stop();
    }
    return promise_->take_innermost();
  }

  /// `g.send(value)`: None acts as `next(g)`. Raises StopIteration at the end, TypeError for a value sent to a generator not yet started.
  template <typename U>
  T send(U&& value) const {
    if (promise_ == nullptr) {
      py_stop();
    }
    promise_->give(std::forward<U>(value));
    return py_next();
  }

  /// `g.throw(exception)`: raises it where the generator is suspended. Takes an exception object, a ref to one, an exception_ptr, or an object that is an
  /// exception or an exception class; behind a class what to make the exception with, and a traceback, of which nothing is kept.
  template <typename E>
  T throw_(E&& exception) const {
    if (promise_ == nullptr || !promise_->run_throw(detail::exception_pointer(std::forward<E>(exception)))) {
      py_stop();
    }
    return promise_->take_innermost();
  }
  template <typename Value, typename... Traceback>
  T throw_(const object& kind, const Value& value, const Traceback&... traceback) const {
    return throw_(detail::raised_by(kind, object(value), object(traceback)...));
  }

  /// `g.close()`: raises GeneratorExit where it is suspended. RuntimeError if it yields instead of ending.
  void close() const {
    if (promise_ != nullptr) {
      promise_->close();
    }
  }

  /// What `co_return` gave, once the generator has finished and nobody has taken it.
  std::optional<Return> take_result() const { return promise_ != nullptr ? promise_->take_result() : std::nullopt; }

  /// After the last value: raises StopIteration, with the return value the first time.
  [[noreturn]] void py_stop() const {
    if constexpr (!std::same_as<Return, none_t>) {
      if (std::optional<Return> result = take_result()) {
        raise_stop_iteration(detail::boxed_value(std::move(*result)));
      }
    }
    raise_stop_iteration();
  }

  void py_trace(tracer& trace) {
    if (promise_ != nullptr && trace.shows(*promise_)) {
      *this = generator();
    }
  }
  generator py_iter() const { return *this; }
  bool py_bool() const noexcept { return true; }
  std::int64_t py_hash() const noexcept { return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(promise_) >> 4); }
  friend bool operator==(const generator& a, const generator& b) noexcept { return a.promise_ == b.promise_; }

  object py_box() const { return object::from_pointer(promise_); }
  static bool py_check(const object& value) { return value.try_as<promise_type>() != nullptr; }
  static generator py_unbox(const object& value) { return generator(value.try_as<promise_type>(), true); }

  class cursor;
  cursor begin() { return cursor(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  template <typename, typename>
  friend class detail::generator_delegate;

  generator(promise_type* promise, bool retain) noexcept : promise_(promise) {
    if (retain && promise_ != nullptr) {
      promise_->py_retain();
    }
  }

  promise_type* promise_ = nullptr;
};

template <typename T, typename Send, typename Return>
class generator<T, Send, Return>::promise_type final : public detail::generator_link<T>, public detail::sent_slot<Send>, public detail::return_slot<Return> {
 public:
  promise_type() noexcept { start(); }
  /// A member function's generator keeps its object.
  template <detail::receiver Self, typename... Parameters>
  explicit promise_type(Self&& self, Parameters&&...) noexcept : self_(self) {
    this->py_mark_traced();
    start();
  }
  /// The object stays until the frame has ended, which may still use it.
  void py_trace(tracer& trace) override { trace.kept(self_.get()); }

  static void* operator new(std::size_t size) { return detail::frame_pool::allocate(size); }
  static void operator delete(void* frame, std::size_t size) noexcept { detail::frame_pool::release(frame, size); }

  generator get_return_object() noexcept { return generator(this, false); }
  static std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept {
    this->state = detail::generator_state::finished;
    return {};
  }
  void unhandled_exception() {
    this->state = detail::generator_state::finished;
    if (std::exception_ptr replaced = detail::replaced_stop_iteration(detail::frame_kind::generator)) {
      std::rethrow_exception(std::move(replaced));
    }
    throw;
  }

  template <typename U>
    requires std::convertible_to<U, T>
  detail::yield_awaiter<promise_type> yield_value(U&& value) {
    this->put(std::forward<U>(value));
    this->state = detail::generator_state::suspended;
    return detail::yield_awaiter<promise_type>(*this);
  }

  template <typename Source>
  auto yield_value(detail::yield_from_argument<Source>&& argument) {
    using Sub = std::remove_cvref_t<Source>;
    if constexpr (detail::is_generator<Sub>) {
      return detail::generator_delegate<T, Sub>(*this, std::move(argument.source));
    } else if constexpr (std::same_as<Sub, object>) {
      return detail::object_delegate<T>(*this, argument.source);
    } else {
      return detail::iterator_delegate<T, Source>(*this, std::forward<Source>(argument.source));
    }
  }

  std::suspend_never await_transform(closes_on_drop_t) noexcept {
    this->closes_on_drop = true;
    return {};
  }

  /// Leaves a sent value for the next resumption; None leaves nothing.
  template <typename U>
  void give(U&& value) {
    if (this->state == detail::generator_state::running) {
      detail::raise_already_executing();
    }
    if constexpr (!std::same_as<std::remove_cvref_t<U>, none_t>) {
      if (this->state != detail::generator_state::finished && !detail::is_none_value(value)) {
        give_value(std::forward<U>(value));
      }
    }
  }

  void accept_sent(const detail::sent_value& sent) override {
    if constexpr (!std::same_as<Send, none_t>) {
      if (sent.type == typeid(Send)) {
        this->set_sent(std::move(*static_cast<Send*>(sent.value)));
      } else if constexpr (std::same_as<Send, object>) {
        this->set_sent(sent.box(sent.value));
      } else if constexpr (std::is_constructible_v<object, Send>) {
        this->set_sent(cast<Send>(sent.box(sent.value)));
      } else {
        detail::raise_wrong_send();
      }
    }
  }

  object py_boxed_iter() override { return object::from_pointer(this); }
  object py_boxed_next() override { return this->advance() ? detail::boxed_value(this->take_innermost()) : object::unbound(); }
  object boxed_result() override {
    if constexpr (!std::same_as<Return, none_t>) {
      if (std::optional<Return> result = this->take_result()) {
        return detail::boxed_value(std::move(*result));
      }
    }
    return None;
  }
  object boxed_throw(std::exception_ptr exception) override { return this->run_throw(std::move(exception)) ? detail::boxed_value(this->take_innermost()) : object::unbound(); }
  object boxed_send(const object& value) override {
    give(value);
    return py_boxed_next();
  }

 private:
  template <typename U>
  void give_value(U&& value) {
    if (this->state == detail::generator_state::created) {
      detail::raise_just_started();
    }
    using Given = std::conditional_t<std::same_as<Send, none_t>, std::remove_cvref_t<U>, Send>;
    if (this->state == detail::generator_state::delegated) {
      Given given(detail::converted<Given>(std::forward<U>(value)));
      this->innermost()->accept_sent(detail::sent_value::of(given));
    } else if constexpr (!std::same_as<Send, none_t>) {
      this->set_sent(detail::converted<Given>(std::forward<U>(value)));
    }
  }

  void start() noexcept { this->frame = std::coroutine_handle<promise_type>::from_promise(*this); }

  [[no_unique_address]] detail::self_keeper self_;
};

/// An input iterator over the values; `*it` may be moved from.
template <typename T, typename Send, typename Return>
class generator<T, Send, Return>::cursor {
 public:
  using iterator_concept = std::input_iterator_tag;
  using difference_type = std::ptrdiff_t;
  using value_type = T;

  explicit cursor(generator& source) : promise_(source.promise_), current_(source.next()) {}
  T&& operator*() const noexcept { return std::move(*current_); }
  cursor& operator++() {
    if (promise_->advance()) [[likely]] {
      current_ = promise_->take_innermost();
    } else {
      current_.reset();
    }
    return *this;
  }
  void operator++(int) { ++*this; }
  bool operator==(std::default_sentinel_t) const noexcept { return !current_.has_value(); }

 private:
  promise_type* promise_;
  mutable std::optional<T> current_;
};

namespace detail {

/// `yield_from(generator)`. A generator of the same T becomes a link of the chain, though others may hold and resume it too; one of
/// another T, or that is a link already, is stepped through this object.
template <typename T, typename Sub>
class generator_delegate final : public generator_link<T> {
 public:
  using Return = typename Sub::return_type;

  generator_delegate(generator_node& outer, Sub&& source) noexcept : outer_(outer), source_(std::move(source)) {}
  ~generator_delegate() override {
    if (source_.promise_ != nullptr) {
      leave_delegate(*source_.promise_, outer_);
    }
  }

  bool await_ready() const {
    if (source_.promise_ == nullptr || source_.promise_->state == generator_state::finished) {
      return true;
    }
    source_.promise_->depth = outer_.depth + 1;
    if (source_.promise_->depth % depth_step == 0) [[unlikely]] {
      check_depth(source_.promise_->depth);
    }
    return false;
  }
  void await_suspend(std::coroutine_handle<>) noexcept {
    if constexpr (std::same_as<T, typename Sub::value_type>) {
      if (source_.promise_->parent == nullptr && source_.promise_->state != generator_state::running) {
        outer_.delegate_to(*source_.promise_);
        return;
      }
    }
    outer_.delegate_to(*this);
  }
  Return await_resume() {
    if (outer_.thrown) [[unlikely]] {
      std::rethrow_exception(std::exchange(outer_.thrown, nullptr));
    }
    if (std::optional<Return> result = source_.take_result()) {
      return std::move(*result);
    }
    if constexpr (std::constructible_from<Return, none_t>) {
      return Return(None);
    } else {
      raise_no_result();
    }
  }

  bool step(const std::exception_ptr& exception) override {
    auto* const inner = source_.promise_;
    if (exception && is_generator_exit(exception)) {
      inner->close();
      std::rethrow_exception(exception);
    }
    if (!(exception ? inner->run_throw(exception) : inner->advance())) {
      return false;
    }
    this->put(inner->take_innermost());
    return true;
  }
  void accept_sent(const sent_value& sent) override { source_.promise_->innermost()->accept_sent(sent); }

 private:
  generator_node& outer_;
  Sub source_;
};

/// `yield_from(object)`: whatever the object is, generators with all that they can do.
template <typename T>
class object_delegate final : public generator_link<T> {
 public:
  object_delegate(generator_node& outer, const object& source) : outer_(outer), iterator_(source.py_iter()) {}

  static constexpr bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept { outer_.delegate_to(*this); }
  object await_resume() {
    if (outer_.thrown) [[unlikely]] {
      std::rethrow_exception(std::exchange(outer_.thrown, nullptr));
    }
    return std::move(result_);
  }

  bool step(const std::exception_ptr& exception) override {
    object value = exception ? delegate_throw(iterator_, exception) : std::exchange(answer_, object::unbound());
    if (!exception && value.is_unbound()) {
      value = delegate_next(iterator_);
    }
    if (value.is_unbound()) {
      result_ = delegate_result(iterator_);
      return false;
    }
    this->put(converted<T>(std::move(value)));
    return true;
  }
  void accept_sent(const sent_value& sent) override {
    try {
      answer_ = delegate_send(iterator_, sent.box(sent.value));
    } catch (...) {
      this->thrown = std::current_exception();
    }
  }

 private:
  generator_node& outer_;
  object iterator_;
  object answer_ = object::unbound();
  object result_;
};

/// Elements of any iterable, one by one: `next()` gives a std::optional.
template <typename Source>
class element_source {
 public:
  explicit element_source(Source&& source) : source_(std::forward<Source>(source)), first_(source_.begin()) {}
  element_source(const element_source&) = delete;
  element_source& operator=(const element_source&) = delete;
  auto next() {
    using Element = std::remove_cvref_t<decltype(*first_)>;
    if (started_) {
      ++first_;
    }
    started_ = true;
    return first_ != source_.end() ? std::optional<Element>(*first_) : std::nullopt;
  }

 private:
  Source source_;
  decltype(std::declval<Source&>().begin()) first_;
  bool started_ = false;
};

template <typename Source>
  requires requires(Source& source) { source.py_iter().next(); }
class element_source<Source> {
 public:
  explicit element_source(Source&& source) : elements_(source.py_iter()) {}
  auto next() { return elements_.next(); }

 private:
  decltype(std::declval<Source&>().py_iter()) elements_;
};

/// `yield_from(iterable)` of anything that is no generator.
template <typename T, typename Source>
class iterator_delegate final : public generator_link<T> {
 public:
  iterator_delegate(generator_node& outer, Source&& source) : outer_(outer), elements_(std::forward<Source>(source)) {}

  static constexpr bool await_ready() noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept { outer_.delegate_to(*this); }
  none_t await_resume() {
    if (outer_.thrown) [[unlikely]] {
      std::rethrow_exception(std::exchange(outer_.thrown, nullptr));
    }
    return None;
  }

  /// An iterator has no `throw`: the exception is raised where the delegation stands.
  bool step(const std::exception_ptr& exception) override {
    if (exception) {
      std::rethrow_exception(exception);
    }
    auto element = elements_.next();
    if (!element) {
      return false;
    }
    this->put(std::move(*element));
    return true;
  }

 private:
  generator_node& outer_;
  element_source<Source> elements_;
};

}  // namespace detail
}  // namespace py
