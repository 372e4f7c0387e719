#include "syntax/numbers.hpp"

#include <charconv>
#include <limits>
#include <vector>

#include <fmt/format.h>

namespace krait::syntax {

namespace {

using source::Code;

constexpr std::size_t decimal_digit_limit = 4300;  // CPython's default for sys.set_int_max_str_digits

bool is_digit_of(char c, unsigned base) {
  if (base == 16) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  }
  return c >= '0' && c < static_cast<char>('0' + base);
}

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }

char at_or_null(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

/// Digits with single underscores between them; false after a misplaced underscore.
bool skip_digits(std::string_view text, std::size_t& at, unsigned base) {
  while (is_digit_of(at_or_null(text, at), base)) {
    ++at;
    if (at_or_null(text, at) == '_') {
      ++at;
      if (!is_digit_of(at_or_null(text, at), base)) {
        return false;
      }
    }
  }
  return true;
}

NumberProblem malformed(std::size_t begin, std::size_t end, std::string message) {
  return {Code::K0111, begin, end, std::move(message), "digits of the base, with single underscores between them only"};
}

std::optional<NumberProblem> scan_based(std::string_view text, std::size_t& at, unsigned base, std::string_view kind) {
  const std::size_t begin = at;
  at += 2;
  if (at_or_null(text, at) == '_') {
    ++at;
  }
  const char first = at_or_null(text, at);
  if (!is_digit_of(first, base)) {
    if (is_decimal_digit(first)) {
      return malformed(begin, at + 1, fmt::format("invalid digit '{}' in {} literal", first, kind));
    }
    return malformed(begin, at, fmt::format("invalid {} literal", kind));
  }
  if (!skip_digits(text, at, base)) {
    return malformed(begin, at, fmt::format("invalid {} literal", kind));
  }
  if (is_decimal_digit(at_or_null(text, at))) {
    return malformed(begin, at + 1, fmt::format("invalid digit '{}' in {} literal", text[at], kind));
  }
  return std::nullopt;
}

unsigned base_of(std::string_view literal) {
  if (literal.size() < 2 || literal[0] != '0') {
    return 10;
  }
  switch (literal[1] | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 10;
  }
}

/// Fraction, exponent and suffix after the integer part; true if there was any of them.
bool skip_float_tail(std::string_view text, std::size_t& at, bool& well_formed) {
  bool any = false;
  if (at_or_null(text, at) == '.') {
    any = true;
    ++at;
    well_formed = skip_digits(text, at, 10) && well_formed;
  }
  if ((at_or_null(text, at) | 0x20) == 'e') {
    std::size_t digits = at + 1;
    if (at_or_null(text, digits) == '+' || at_or_null(text, digits) == '-') {
      ++digits;
    }
    if (is_decimal_digit(at_or_null(text, digits))) {
      any = true;
      at = digits;
      well_formed = skip_digits(text, at, 10) && well_formed;
    }
  }
  if ((at_or_null(text, at) | 0x20) == 'j') {
    any = true;
    ++at;
  }
  return any;
}

std::size_t count_digits(std::string_view literal) {
  std::size_t count = 0;
  for (const char c : literal) {
    count += is_decimal_digit(c) ? 1 : 0;
  }
  return count;
}

}  // namespace

std::optional<NumberProblem> scan_number_literal(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  switch (base_of(text.substr(at, 2))) {
    case 16: return scan_based(text, at, 16, "hexadecimal");
    case 8: return scan_based(text, at, 8, "octal");
    case 2: return scan_based(text, at, 2, "binary");
    default: break;
  }
  bool well_formed = skip_digits(text, at, 10);
  const std::string_view integer = text.substr(begin, at - begin);
  const bool is_float = well_formed && skip_float_tail(text, at, well_formed);
  if (!well_formed) {
    return malformed(begin, at, "invalid decimal literal");
  }
  if (is_float) {
    return std::nullopt;
  }
  const bool is_zero = integer.find_first_not_of("0_") == std::string_view::npos;
  if (integer.size() > 1 && integer[0] == '0' && !is_zero) {
    return NumberProblem{Code::K0112, begin, at, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                         fmt::format("write `0o{0}` for octal, or drop the zeros", integer.substr(integer.find_first_not_of("0_")))};
  }
  if (count_digits(integer) > decimal_digit_limit) {
    return NumberProblem{Code::K0113, begin, at,
                         fmt::format("Exceeds the limit ({} digits) for integer string conversion: value has {} digits", decimal_digit_limit, count_digits(integer)),
                         "write the number in hexadecimal"};
  }
  return std::nullopt;
}

std::string_view number_kind(std::string_view literal) {
  switch (base_of(literal)) {
    case 16: return "hexadecimal";
    case 8: return "octal";
    case 2: return "binary";
    default: return !literal.empty() && (literal.back() | 0x20) == 'j' ? "imaginary" : "decimal";
  }
}

std::string decimal_digits(std::string_view literal) {
  const unsigned base = base_of(literal);
  std::string digits;
  for (const char c : literal.substr(base == 10 ? 0 : 2)) {
    if (c != '_') {
      digits.push_back(c);
    }
  }
  if (base == 10) {
    const std::size_t first = digits.find_first_not_of('0');
    return first == std::string::npos ? "0" : digits.substr(first);
  }
  constexpr std::uint64_t limb_base = 1'000'000'000;
  std::vector<std::uint64_t> limbs{0};
  for (const char c : digits) {
    std::uint64_t carry = is_decimal_digit(c) ? static_cast<unsigned>(c - '0') : static_cast<unsigned>((c | 0x20) - 'a' + 10);
    for (std::uint64_t& limb : limbs) {
      carry += limb * base;
      limb = carry % limb_base;
      carry /= limb_base;
    }
    if (carry != 0) {
      limbs.push_back(carry);
    }
  }
  std::string result = std::to_string(limbs.back());
  for (auto limb = limbs.rbegin() + 1; limb != limbs.rend(); ++limb) {
    result += fmt::format("{:09}", *limb);
  }
  return result;
}

double float_value(const std::string& literal) {
  double value = 0;
  const auto [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), value);
  static_cast<void>(end);
  if (error == std::errc::result_out_of_range) {
    // from_chars leaves the value alone; a negative exponent means that it is too small rather than too large.
    const std::size_t exponent = literal.find_first_of("eE");
    const bool small = exponent == std::string::npos ? literal.starts_with("0.") || literal.starts_with('.') : literal[exponent + 1] == '-';
    return small ? 0.0 : std::numeric_limits<double>::infinity();
  }
  return value;
}

}  // namespace krait::syntax
