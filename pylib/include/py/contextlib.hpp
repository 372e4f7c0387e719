/// `import contextlib`: managers made of generators, suppress, closing, nullcontext, ExitStack.
#pragma once

#include <py/async.hpp>
#include <py/exceptions.hpp>
#include <py/function.hpp>
#include <py/generator.hpp>
#include <py/io.hpp>
#include <py/object.hpp>
#include <py/shared_handle.hpp>
#include <py/sys.hpp>
#include <py/type.hpp>
#include <py/with.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::contextlib {
namespace detail {

/// What a generator that stands for a manager raised when an exception was thrown into it: true when it swallowed the exception.
bool swallowed_by_generator(const BaseException* thrown, const std::exception_ptr& raised);
[[noreturn]] void raise_did_not_yield();
[[noreturn]] void raise_did_not_stop(bool after_throw);

}  // namespace detail

/// A manager whose `with` block runs at the `yield` of a generator: what calling a function decorated with `contextmanager` gives.
template <typename Generator>
class generator_context {
 public:
  using value_type = typename Generator::value_type;

  explicit generator_context(Generator generator) noexcept : generator_(std::move(generator)) {}

  value_type py_enter() {
    std::optional<value_type> value = generator_.next();
    if (!value) {
      detail::raise_did_not_yield();
    }
    return *std::move(value);
  }
  /// Throws the exception in; true when the generator ends without passing it on.
  template <typename Kind, typename Traceback>
  bool py_exit(const Kind&, const maybe<BaseException>& error, const Traceback&) {
    if (error.is_none()) {
      if (generator_.next()) {
        detail::raise_did_not_stop(false);
      }
      return false;
    }
    try {
      generator_.throw_(error.value());
    } catch (...) {
      return detail::swallowed_by_generator(error.get(), std::current_exception());
    }
    generator_.close();
    detail::raise_did_not_stop(true);
  }

 private:
  Generator generator_;
};

struct contextmanager_fn {
  template <typename T, typename Send, typename Return>
  generator_context<generator<T, Send, Return>> operator()(generator<T, Send, Return> body) const {
    return generator_context<generator<T, Send, Return>>(std::move(body));
  }
};
/// The manager that a generator describes.
inline constexpr contextmanager_fn contextmanager{};

namespace detail {

/// `function` as a callable that passes each call on as `run(call)`.
object make_decorated(std::function<object(const std::function<object()>&)> run, const object& function);

}  // namespace detail

struct decorate_fn {
  /// `@manager(…)` over a function: each call runs in a manager made anew by `make`, which gives its generator.
  template <typename Make>
  object operator()(Make make, const object& function) const {
    return detail::make_decorated(
        [make](const std::function<object()>& call) {
          auto manager = contextmanager(make());
          manager.py_enter();
          object result = None;
          {
            with_block block(manager);
            try {
              result = call();
            } catch (...) {
              if (!block.handle()) {
                throw;
              }
            }
          }
          return result;
        },
        function);
  }
};
inline constexpr decorate_fn decorate{};

/// Swallows exceptions of the given classes.
class suppress {
 public:
  template <typename... Kinds>
  explicit suppress(const Kinds&... kinds) {
    (kinds_.push_back(object(kinds)), ...);
  }
  none_t py_enter() const noexcept { return None; }
  template <typename Kind, typename Traceback>
  bool py_exit(const Kind&, const maybe<BaseException>& error, const Traceback&) const {
    return swallows(error);
  }

 private:
  bool swallows(const maybe<BaseException>& error) const;
  std::vector<object> kinds_;
};

namespace detail {

/// A standard stream that stands aside while its manager is entered, once for each time. Copies stand for one manager.
class redirected_stream {
 public:
  redirected_stream(io::TextIO& stream, const object& target) : stream_(stream), target_(target), replaced_(std::make_shared<std::vector<io::TextIO>>()) {}
  void replace() const;
  void restore() const;

 private:
  io::TextIO& stream_;
  object target_;
  std::shared_ptr<std::vector<io::TextIO>> replaced_;
};

/// What sends a standard stream's output to another stream.
template <typename Stream>
class redirection {
 public:
  redirection(io::TextIO& standard, Stream target) : target_(std::move(target)), redirected_(standard, object(target_)) {}
  Stream py_enter() const {
    redirected_.replace();
    return target_;
  }
  template <typename... Exception>
  none_t py_exit(const Exception&...) const {
    redirected_.restore();
    return None;
  }

 private:
  Stream target_;
  redirected_stream redirected_;
};

}  // namespace detail

/// Sends what is printed to its stream.
template <typename Stream>
class redirect_stdout : public detail::redirection<Stream> {
 public:
  explicit redirect_stdout(Stream target) : detail::redirection<Stream>(sys::stdout_, std::move(target)) {}
};

/// The same for standard error.
template <typename Stream>
class redirect_stderr : public detail::redirection<Stream> {
 public:
  explicit redirect_stderr(Stream target) : detail::redirection<Stream>(sys::stderr_, std::move(target)) {}
};

/// Does nothing: gives its value.
template <typename T>
class nullcontext {
 public:
  nullcontext() = default;
  explicit nullcontext(T value) : value_(std::move(value)) {}
  T py_enter() const { return value_; }
  template <typename... Exception>
  none_t py_exit(const Exception&...) const noexcept {
    return None;
  }

 private:
  T value_{};
};
nullcontext() -> nullcontext<none_t>;

namespace detail {

template <typename T>
void close_thing(T& thing) {
  if constexpr (std::same_as<T, object>) {
    thing.attr("close")();
  } else if constexpr (requires { thing->close(); }) {
    thing->close();
  } else {
    thing.close();
  }
}

template <typename Manager>
decltype(auto) enter_manager(Manager& manager) {
  if constexpr (std::same_as<Manager, object>) {
    return enter(manager);
  } else if constexpr (requires { manager->py_enter(); }) {
    return manager->py_enter();
  } else {
    return manager.py_enter();
  }
}

}  // namespace detail

/// Calls `close()` of its thing at the end.
template <typename T>
class closing {
 public:
  explicit closing(T thing) : thing_(std::move(thing)) {}
  T py_enter() const { return thing_; }
  template <typename... Exception>
  none_t py_exit(const Exception&...) {
    detail::close_thing(thing_);
    return None;
  }

 private:
  T thing_;
};

namespace detail {

class exit_stack_state final : public Object {
 public:
  /// One thing to be left: given the exception, if any; true when it swallows that.
  using exit_function = std::function<bool(const maybe<BaseException>&)>;
  bool unwind(maybe<BaseException> error);
  ~exit_stack_state() override = default;

  std::vector<exit_function> exits;
};

}  // namespace detail

/// A stack of managers and callbacks, left in reverse. A handle.
class ExitStack : public py::detail::shared_handle<ExitStack, detail::exit_stack_state> {
 public:
  using shared_handle::shared_handle;
  ExitStack() : shared_handle(make<detail::exit_stack_state>()) {}

  ExitStack py_enter() const { return *this; }
  template <typename Kind, typename Traceback>
  bool py_exit(const Kind&, const maybe<BaseException>& error, const Traceback&) const {
    return state_->unwind(error);
  }

  /// Enters a manager, which is left with the stack.
  template <typename Manager>
  auto enter_context(Manager manager) const {
    auto entered = detail::enter_manager(manager);
    push(std::move(manager));
    return entered;
  }
  /// Enters the manager that a generator describes.
  template <typename T, typename Send, typename Return>
  T enter_context(generator<T, Send, Return> body) const {
    return enter_context(contextmanager(std::move(body)));
  }
  /// Leaves a manager (already entered) with the stack.
  template <typename Manager>
  Manager push(Manager manager) const {
    state_->exits.push_back([manager](const maybe<BaseException>& error) mutable { return py::detail::exit_manager(manager, error); });
    return manager;
  }
  /// Calls `f(arguments...)` at the end.
  template <typename F, typename... Arguments>
  F callback(F f, const Arguments&... arguments) const {
    state_->exits.push_back([f, bound = std::tuple<py::detail::kept_t<const Arguments&>...>(arguments...)](const maybe<BaseException>&) mutable {
      std::apply([&](const auto&... each) { py::call(f, each...); }, bound);
      return false;
    });
    return f;
  }
  /// A stack that takes everything over.
  ExitStack pop_all() const {
    ExitStack other;
    std::swap(other.state_->exits, state_->exits);
    return other;
  }
  void close() const { state_->unwind(None); }
};

// --- the asynchronous ones ---

/// A manager whose `async with` block runs at the `yield` of an async generator.
template <typename T, typename Send>
class async_generator_context {
 public:
  using value_type = T;

  explicit async_generator_context(async_generator<T, Send> body) noexcept : generator_(std::move(body)) {}

  task<T> py_aenter() const { return enter(generator_); }
  template <typename Kind, typename Traceback>
  task<bool> py_aexit(const Kind&, const maybe<BaseException>& error, const Traceback&) const {
    return exit(generator_, error);
  }

 private:
  static task<T> enter(async_generator<T, Send> body) {
    std::optional<T> value = co_await body.next();
    if (!value) {
      detail::raise_did_not_yield();
    }
    co_return *std::move(value);
  }
  static task<bool> exit(async_generator<T, Send> body, maybe<BaseException> error) {
    if (error.is_none()) {
      std::optional<T> value = co_await body.next();
      if (value) {
        detail::raise_did_not_stop(false);
      }
      co_return false;
    }
    std::exception_ptr raised;
    try {
      co_await body.athrow(error.value());
    } catch (...) {
      raised = std::current_exception();
    }
    if (!raised) {
      co_await body.aclose();
      detail::raise_did_not_stop(true);
    }
    co_return detail::swallowed_by_generator(error.get(), raised);
  }

  async_generator<T, Send> generator_;
};

struct asynccontextmanager_fn {
  template <typename T, typename Send>
  async_generator_context<T, Send> operator()(async_generator<T, Send> body) const {
    return async_generator_context<T, Send>(std::move(body));
  }
};
/// The manager that an async generator describes.
inline constexpr asynccontextmanager_fn asynccontextmanager{};

namespace detail {

/// `manager.__aenter__()` of a handle or of an instance.
template <typename Manager>
decltype(auto) aenter_manager(Manager& manager) {
  if constexpr (requires { manager->py_aenter(); }) {
    return manager->py_aenter();
  } else {
    return manager.py_aenter();
  }
}

/// `manager.__aexit__(…)`; what it gives is to be awaited.
template <typename Manager>
auto aexit_manager(Manager& manager, const maybe<BaseException>& error) {
  const auto call = [&](auto&&... arguments) -> decltype(auto)
    requires requires { manager->py_aexit(std::forward<decltype(arguments)>(arguments)...); } || requires { manager.py_aexit(std::forward<decltype(arguments)>(arguments)...); }
  {
    if constexpr (requires { manager->py_aexit(std::forward<decltype(arguments)>(arguments)...); }) {
      return manager->py_aexit(std::forward<decltype(arguments)>(arguments)...);
    } else {
      return manager.py_aexit(std::forward<decltype(arguments)>(arguments)...);
    }
  };
  return py::detail::call_exit(call, error);
}

template <typename Manager>
task<bool> leave_async(Manager manager, maybe<BaseException> error) {
  auto leaving = aexit_manager(manager, error);
  if constexpr (std::same_as<awaited_t<decltype(leaving)>, none_t>) {
    co_await std::move(leaving);
    co_return false;
  } else {
    auto swallowed = co_await std::move(leaving);
    co_return truth(swallowed);
  }
}

class async_exit_stack_state final : public Object {
 public:
  using exit_function = std::function<task<bool>(const maybe<BaseException>&)>;
  static task<bool> unwind(ref<async_exit_stack_state> self, maybe<BaseException> error);

  std::vector<exit_function> exits;
};

}  // namespace detail

/// A stack of managers, asynchronous ones too, left in reverse. A handle.
class AsyncExitStack : public py::detail::shared_handle<AsyncExitStack, detail::async_exit_stack_state> {
 public:
  using shared_handle::shared_handle;
  AsyncExitStack() : shared_handle(make<detail::async_exit_stack_state>()) {}

  task<AsyncExitStack> py_aenter() const { return entered(*this); }
  template <typename Kind, typename Traceback>
  task<bool> py_aexit(const Kind&, const maybe<BaseException>& error, const Traceback&) const {
    return detail::async_exit_stack_state::unwind(state_, error);
  }
  /// Enters an asynchronous manager, which is left with the stack.
  template <typename Manager>
  auto enter_async_context(Manager manager) const {
    return enter_and_push<Manager>(state_, std::move(manager));
  }
  template <typename T, typename Send>
  auto enter_async_context(async_generator<T, Send> body) const {
    return enter_async_context(asynccontextmanager(std::move(body)));
  }
  template <typename Manager>
  auto enter_context(Manager manager) const {
    auto result = detail::enter_manager(manager);
    state_->exits.push_back([manager](const maybe<BaseException>& error) mutable { return left(py::detail::exit_manager(manager, error)); });
    return result;
  }
  template <typename T, typename Send, typename Return>
  T enter_context(generator<T, Send, Return> body) const {
    return enter_context(contextmanager(std::move(body)));
  }
  template <typename F, typename... Arguments>
  F callback(F f, const Arguments&... arguments) const {
    state_->exits.push_back([f, bound = std::tuple<py::detail::kept_t<const Arguments&>...>(arguments...)](const maybe<BaseException>&) mutable {
      std::apply([&](const auto&... each) { py::call(f, each...); }, bound);
      return left(false);
    });
    return f;
  }
  task<none_t> aclose() const { return close(state_); }

 private:
  static task<AsyncExitStack> entered(AsyncExitStack self) { co_return self; }
  static task<bool> left(bool swallowed) { co_return swallowed; }
  static task<none_t> close(ref<detail::async_exit_stack_state> state) { co_await detail::async_exit_stack_state::unwind(state, None); }
  template <typename Manager>
  static auto enter_and_push(ref<detail::async_exit_stack_state> state, Manager manager) -> task<awaited_t<decltype(detail::aenter_manager(manager))>> {
    auto result = co_await detail::aenter_manager(manager);
    auto leave = [manager](const maybe<BaseException>& error) { return detail::leave_async<Manager>(manager, error); };
    state->exits.push_back(std::move(leave));
    co_return result;
  }
};

}  // namespace py::contextlib
