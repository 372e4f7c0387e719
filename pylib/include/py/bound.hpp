/// Integer arguments of library methods: slice bounds that may be missing, and sizes.
#pragma once

#include <py/fwd.hpp>
#include <py/none.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>

namespace py {

/// The C++ integer types that stand for a Python int (characters do not; bool does, as in Python).
template <typename T>
concept native_integer =
    std::integral<T> && !std::same_as<T, char> && !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

/// A slice bound: an integer, or None. A py::Int outside 64 bits is clamped, as slicing does.
class bound {
 public:
  constexpr bound() noexcept = default;
  constexpr bound(none_t) noexcept {}
  template <native_integer T>
  constexpr bound(T value) noexcept : value_(clamp(value)), present_(true) {}
  template <native_integer T>
  constexpr bound(const std::optional<T>& value) noexcept : value_(value ? clamp(*value) : 0), present_(value.has_value()) {}
  template <std::same_as<checked> T>
  constexpr bound(T value) noexcept : value_(value.value()), present_(true) {}
  bound(const Int& value) noexcept;
  bound(const std::optional<Int>& value) noexcept;
  /// Raises TypeError unless the object is None or has `__index__`.
  bound(const object& value);
  /// An instance of a class of the program that has `__index__`.
  template <typename T>
    requires requires(const T& value) { value->py_index(); }
  bound(const T& value) : bound(value->py_index()) {}

  constexpr bool present() const noexcept { return present_; }
  constexpr std::int64_t value() const noexcept { return value_; }
  constexpr std::int64_t value_or(std::int64_t fallback) const noexcept { return present_ ? value_ : fallback; }

 private:
  template <typename T>
  static constexpr std::int64_t clamp(T value) noexcept {
    if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
      return value > static_cast<T>(std::numeric_limits<std::int64_t>::max()) ? std::numeric_limits<std::int64_t>::max() : static_cast<std::int64_t>(value);
    } else {
      return static_cast<std::int64_t>(value);
    }
  }

  std::int64_t value_ = 0;
  bool present_ = false;
};

/// A size, count or index argument. A py::Int outside 64 bits raises OverflowError; an object must have `__index__`.
class size_argument {
 public:
  template <native_integer T>
  constexpr size_argument(T value) noexcept : value_(static_cast<std::int64_t>(value)) {}
  template <std::same_as<checked> T>
  constexpr size_argument(T value) noexcept : value_(value.value()) {}
  size_argument(const Int& value);
  size_argument(const object& value);
  /// An instance of a class of the program that has `__index__`.
  template <typename T>
    requires requires(const T& value) { value->py_index(); }
  size_argument(const T& value) : size_argument(value->py_index()) {}

  constexpr operator std::int64_t() const noexcept { return value_; }

 private:
  std::int64_t value_;
};

/// The half-open range that `[lower:upper]` selects out of `size` elements.
struct slice_range {
  std::int64_t begin;
  std::int64_t end;
  constexpr std::int64_t size() const noexcept { return end - begin; }
};

/// Resolves negative and missing bounds as Python's slicing with step 1 does; `begin <= end` always.
constexpr slice_range resolve_slice(std::int64_t size, const bound& lower, const bound& upper) noexcept {
  const auto resolve = [size](std::int64_t index) { return index < 0 ? (index + size < 0 ? 0 : index + size) : (index > size ? size : index); };
  const std::int64_t begin = lower.present() ? resolve(lower.value()) : 0;
  const std::int64_t end = upper.present() ? resolve(upper.value()) : size;
  return {begin, end < begin ? begin : end};
}

}  // namespace py
