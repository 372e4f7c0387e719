/// `None` and its type.
#pragma once

#include <py/fwd.hpp>

#include <optional>

namespace py {

/// The type of `None`. Converts to any empty `std::optional`.
struct none_t {
  constexpr none_t() noexcept = default;

  template <typename T>
  constexpr operator std::optional<T>() const noexcept {
    return std::nullopt;
  }

  friend constexpr bool operator==(none_t, none_t) noexcept { return true; }
};

inline constexpr none_t None{};

template <typename T>
constexpr bool operator==(const std::optional<T>& value, none_t) noexcept {
  return !value.has_value();
}

}  // namespace py
