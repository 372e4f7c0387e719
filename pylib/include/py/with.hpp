/// `with`: leaving a context manager's block.
#pragma once

#include <py/exceptions.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>
#include <py/ref.hpp>
#include <py/tuple.hpp>
#include <py/type.hpp>

#include <cstdint>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace py {

namespace detail {

enum class managing : std::uint8_t { sync, async };

/// `manager.__exit__(…)`, or `__aexit__`, whose result is to be awaited.
object dynamic_exit(const object& manager, const maybe<BaseException>& error, managing how);
/// `manager.__enter__()`, or `__aenter__`. Raises TypeError when `manager` is no context manager.
object dynamic_enter(const object& manager, managing how);

/// Calls `__exit__` (or `__aexit__`) with what its parameters take.
template <typename Call>
decltype(auto) call_exit(Call&& call, const maybe<BaseException>& error) {
  std::optional<type_ref> kind;
  object traceback = None;
  if (!error.is_none()) {
    kind = type_ref(error->py_type());
    traceback = error->py_traceback();
  }
  if constexpr (requires { call(kind, error, traceback); }) {
    return call(kind, error, traceback);
  } else if constexpr (requires { call(object(kind), object(error), traceback); }) {
    return call(object(kind), object(error), traceback);
  } else {
    return call(tuple<object>{object(kind), object(error), traceback});
  }
}

/// The instance that has the methods: what a reference refers to, or the manager itself.
template <typename Manager>
auto& managing_instance(Manager& manager) {
  if constexpr (is_ref<std::remove_const_t<Manager>> || is_maybe<std::remove_const_t<Manager>>) {
    return *manager.get();
  } else {
    return manager;
  }
}

template <typename Manager>
bool exit_manager(Manager& manager, const maybe<BaseException>& error) {
  if constexpr (std::is_same_v<Manager, object>) {
    return truth(dynamic_exit(manager, error, managing::sync));
  } else {
    auto& instance = managing_instance(manager);
    const auto call = [&](auto&&... arguments) -> decltype(instance.py_exit(std::forward<decltype(arguments)>(arguments)...)) {
      return instance.py_exit(std::forward<decltype(arguments)>(arguments)...);
    };
    using Result = decltype(call_exit(call, error));
    if constexpr (std::is_void_v<Result>) {
      call_exit(call, error);
      return false;
    } else {
      return truth(call_exit(call, error));
    }
  }
}

/// The Python exception in `pending`; one of C++ goes on its way.
inline maybe<BaseException> exception_of(const std::exception_ptr& pending) {
  if (!pending) {
    return None;
  }
  if (BaseException* const error = exception_inside(pending)) {
    return maybe<BaseException>(error);
  }
  std::rethrow_exception(pending);
}

}  // namespace detail

/// One entered manager. Its destructor calls `__exit__(None, None, None)` on a normal way out; `handle()`, in the handler around the block,
/// calls it with the exception in flight and says whether that was swallowed.
template <typename Manager>
class with_block {
 public:
  explicit with_block(Manager manager) : manager_(std::move(manager)) {}
  with_block(const with_block&) = delete;
  with_block& operator=(const with_block&) = delete;
  ~with_block() noexcept(false) {
    if (!left_) {
      detail::exit_manager(manager_, None);
    }
  }

  [[nodiscard]] bool handle() {
    BaseException* const error = detail::handled_exception();
    left_ = error != nullptr;  // what is no exception of Python's leaves the block on a normal way
    return left_ && detail::exit_manager(manager_, maybe<BaseException>(error));
  }

 private:
  Manager manager_;
  bool left_ = false;
};

/// `__enter__` of a dynamic manager.
inline object enter(const object& manager) { return detail::dynamic_enter(manager, detail::managing::sync); }
/// `__aenter__` of a dynamic manager: to be awaited.
inline object aenter(const object& manager) { return detail::dynamic_enter(manager, detail::managing::async); }

/// The coroutine of `__aexit__` for the exception kept in `pending`, or for none.
template <typename Manager>
auto aexit(Manager& manager, const std::exception_ptr& pending) {
  const maybe<BaseException> error = detail::exception_of(pending);
  if constexpr (std::is_same_v<std::remove_const_t<Manager>, object>) {
    return detail::dynamic_exit(manager, error, detail::managing::async);
  } else {
    auto& instance = detail::managing_instance(manager);
    const auto call = [&](auto&&... arguments) -> decltype(instance.py_aexit(std::forward<decltype(arguments)>(arguments)...)) {
      return instance.py_aexit(std::forward<decltype(arguments)>(arguments)...);
    };
    return detail::call_exit(call, error);
  }
}

}  // namespace py
