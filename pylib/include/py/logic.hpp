/// `and` and `or` as values: they give one of their operands, and evaluate the second only when it is needed.
#pragma once

#include <py/cast.hpp>
#include <py/protocol.hpp>

#include <type_traits>
#include <utility>

namespace py {

namespace detail {
/// An operand as the common type: by conversion where C++ has one, unwrapped where it may be None but is known not to be.
template <typename Result, typename Operand>
Result operand_as(Operand&& operand) {
  if constexpr (std::is_constructible_v<Result, Operand&&>) {
    return Result(std::forward<Operand>(operand));
  } else if constexpr (requires { Result(operand.value()); }) {
    return Result(operand.value());
  } else if constexpr (requires { Result(*operand); }) {
    return Result(*operand);
  } else {
    return py::cast<Result>(object(std::forward<Operand>(operand)));
  }
}
}  // namespace detail

/// `first or second()`.
template <typename Result, typename First, typename Second>
Result or_(First&& first, Second&& second) {
  if constexpr (!std::is_same_v<std::remove_cvref_t<First>, none_t>) {  // None is never what `or` gives first
    if (truth(first)) {
      return detail::operand_as<Result>(std::forward<First>(first));
    }
  }
  return detail::operand_as<Result>(std::forward<Second>(second)());
}

/// `first and second()`.
template <typename Result, typename First, typename Second>
Result and_(First&& first, Second&& second) {
  if (!truth(first)) {
    return detail::operand_as<Result>(std::forward<First>(first));
  }
  return detail::operand_as<Result>(std::forward<Second>(second)());
}

}  // namespace py
