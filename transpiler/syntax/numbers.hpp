/// Number literals: their exact form and their values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "source/diagnostics.hpp"

namespace krait::syntax {

/// Why a literal is refused.
struct NumberProblem {
  source::Code code;
  std::size_t begin;
  std::size_t end;
  std::string message;
  std::string help;
};

/// Moves `at` past the number that starts there, or tells what is wrong with it.
[[nodiscard]] std::optional<NumberProblem> scan_number_literal(std::string_view text, std::size_t& at);

/// "decimal", "hexadecimal", "octal" or "binary", as CPython's messages say; also "imaginary".
[[nodiscard]] std::string_view number_kind(std::string_view literal);

/// Decimal digits of an integer literal in any base; quadratic in its length.
[[nodiscard]] std::string decimal_digits(std::string_view literal);

/// Value of a floating-point literal without underscores and suffix; overflow gives infinity, underflow zero.
[[nodiscard]] double float_value(const std::string& literal);

}  // namespace krait::syntax
