/// What handlers and expressions that raise are made of: several classes in one `except`, `raise` in the middle of an expression.
#pragma once

#include <py/exceptions.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>

#include <array>
#include <exception>
#include <span>
#include <utility>

namespace py {

/// Is the exception of one of these classes? `except (A, B)`.
template <typename... Classes>
  requires(sizeof...(Classes) > 0)
[[nodiscard]] bool matches(const BaseException& exception) {
  return ((dynamic_cast<const Classes*>(&exception) != nullptr) || ...);
}

/// The exception as the class that `matches` found.
template <typename Class>
[[nodiscard]] Class& caught_as(BaseException& exception) {
  return dynamic_cast<Class&>(exception);
}

/// Raises, where C++ wants a value.
template <typename T, typename Exception>
[[noreturn]] T raise_as(const Exception& exception) {
  throw Exception(exception);
}

namespace detail {

/// A local on its way to a traceback; unbound where it holds nothing.
template <typename T>
object held_local(T& local) {
  if constexpr (is_ref<T> || is_maybe<T>) {
    return local.get() == nullptr ? object() : object(local);
  } else {
    return object(std::move(local));
  }
}

/// Keeps the objects alive for as long as the traceback of the exception.
void hold_locals(BaseException& error, std::span<const object> locals);

}  // namespace detail

/// What a frame that an exception leaves holds: released with its traceback.
template <typename... Locals>
void hold(BaseException& error, Locals&... locals) {
  const std::array<object, sizeof...(Locals)> held{detail::held_local(locals)...};
  detail::hold_locals(error, held);
}

/// A bare `raise` outside a C++ handler: the exception being handled, or RuntimeError.
[[noreturn]] inline void reraise() {
  if (const std::exception_ptr current = std::current_exception()) {
    std::rethrow_exception(current);
  }
  throw RuntimeError("No active exception to reraise");
}

}  // namespace py
