/// What handlers and expressions that raise are made of: several classes in one `except`, `raise` in the middle of an expression.
#pragma once

#include <py/exceptions.hpp>
#include <py/object.hpp>

#include <exception>

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

/// A bare `raise` outside a C++ handler: the exception being handled, or RuntimeError.
[[noreturn]] inline void reraise() {
  if (const std::exception_ptr current = std::current_exception()) {
    std::rethrow_exception(current);
  }
  throw RuntimeError("No active exception to reraise");
}

}  // namespace py
