// Int: text and bytes.
#include <py/attempts.hpp>
#include <py/bytes.hpp>
#include <py/exceptions.hpp>
#include <py/unicode.hpp>

#include "int_internal.hpp"
#include "str_internal.hpp"

#include <memory>
#include <string>
#include <vector>

namespace py {

namespace detail {

std::int64_t int_max_str_digits = 4300;

namespace {

constexpr char digit_pairs[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
    "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

void check_output_digits(std::int64_t digits) {
  if (int_max_str_digits > 0 && digits > int_max_str_digits) {
    raise_value_error(str::from_ascii("Exceeds the limit (" + std::to_string(int_max_str_digits) +
                                      " digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"));
  }
}

void check_input_digits(std::int64_t digits) {
  if (int_max_str_digits > 0 && digits > int_max_str_digits) {
    raise_value_error(str::from_ascii("Exceeds the limit (" + std::to_string(int_max_str_digits) + " digits) for integer string conversion: value has " + std::to_string(digits) +
                                      " digits; use sys.set_int_max_str_digits() to increase the limit"));
  }
}

int digit_value(char c) noexcept { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99; }

/// The text with decimal digits and spaces of other scripts turned to ASCII and the spaces around cut off; what cannot be in
/// a number becomes '?'.
std::string ascii_number(const str& text) {
  std::string result;
  for (const char32_t c : text.code_points()) {
    if (c < 0x80) {
      result += static_cast<char>(c);
    } else if (const int digit = unicode::decimal_value(c); digit >= 0) {
      result += static_cast<char>('0' + digit);
    } else {
      result += unicode::has(c, unicode::space) ? ' ' : '?';
    }
  }
  return result;
}

std::string_view strip_ascii(std::string_view text) noexcept {
  while (!text.empty() && unicode::is_ascii_space(static_cast<unsigned char>(text.front()))) {
    text.remove_prefix(1);
  }
  while (!text.empty() && unicode::is_ascii_space(static_cast<unsigned char>(text.back()))) {
    text.remove_suffix(1);
  }
  return text;
}

/// Takes `0x`, `0o`, `0b` off where the base allows it, and settles base 0. False when base 0 forbids the text.
bool read_prefix(std::string_view& text, std::int64_t& base) {
  const char letter = text.size() >= 2 && text[0] == '0' ? static_cast<char>(text[1] | 0x20) : '\0';
  const std::int64_t prefix_base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
  if (prefix_base != 0 && (base == 0 || base == prefix_base)) {
    base = prefix_base;
    text.remove_prefix(2);
    if (!text.empty() && text.front() == '_') {
      text.remove_prefix(1);
    }
    return true;
  }
  if (base == 0) {
    base = 10;
    if (!text.empty() && text.front() == '0') {  // only zeros may begin with a zero
      return text.find_first_not_of("0_") == std::string_view::npos;
    }
  }
  return true;
}

/// The digits without underscores; false when a character is no digit of the base or an underscore is misplaced.
bool collect_digits(std::string_view text, std::int64_t base, std::string& digits) {
  bool after_digit = false;
  for (const char c : text) {
    if (c == '_') {
      if (!after_digit) {
        return false;
      }
      after_digit = false;
      continue;
    }
    if (digit_value(c) >= base) {
      return false;
    }
    digits += c;
    after_digit = true;
  }
  return after_digit;
}

bool parse_int(std::string_view text, std::int64_t base, Int& result) {
  text = strip_ascii(text);
  bool negative = false;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  std::string digits;
  if (!read_prefix(text, base) || !collect_digits(text, base, digits)) {
    return false;
  }
  if (digits.size() > 18 && (base & (base - 1)) != 0) {
    check_input_digits(static_cast<std::int64_t>(digits.size()));
  }
  result = Int::literal(digits.c_str(), static_cast<int>(base));
  if (negative) {
    result = -result;
  }
  return true;
}

bool parse_text(const str& text, std::int64_t base, Int& result) { return text.isascii() ? parse_int(text.view(), base, result) : parse_int(ascii_number(text), base, result); }

/// The value of a short run of ASCII digits with an optional minus sign; false for anything else.
bool parse_plain(std::string_view text, std::int64_t& value) noexcept {
  const bool negative = !text.empty() && text.front() == '-';
  text.remove_prefix(negative ? 1 : 0);
  if (text.empty() || text.size() > 18) {
    return false;
  }
  std::int64_t result = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return false;
    }
    result = result * 10 + (c - '0');
  }
  value = negative ? -result : result;
  return true;
}

}  // namespace

char* write_decimal(char* end, std::uint64_t value) noexcept {
  while (value >= 100) {
    const std::uint64_t rest = value / 100;
    end -= 2;
    std::memcpy(end, digit_pairs + (value - rest * 100) * 2, 2);
    value = rest;
  }
  if (value >= 10) {
    end -= 2;
    std::memcpy(end, digit_pairs + value * 2, 2);
  } else {
    *--end = static_cast<char>('0' + value);
  }
  return end;
}

str int64_to_str(std::int64_t value) {
  char buffer[24];
  char* const end = buffer + sizeof buffer;
  char* begin = write_decimal(end, value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
  if (value < 0) {
    *--begin = '-';
  }
  return str::from_ascii({begin, static_cast<std::size_t>(end - begin)});
}

}  // namespace detail

str Int::py_repr() const {
  if (is_small()) {
    return detail::int64_to_str(small());
  }
  const std::int64_t bits = bit_length();
  if (detail::int_max_str_digits > 0 && bits / 4 > detail::int_max_str_digits) {
    detail::check_output_digits(bits / 4);  // surely too long: do not compute it
  }
  str text = to_base(10);
  detail::check_output_digits(text.byte_size() - (is_negative() ? 1 : 0));
  return text;
}

str Int::py_str() const { return py_repr(); }

str Int::to_base(int base, bool upper) const {
  const detail::mpz_view value(*this);
  const std::size_t room = mpz_sizeinbase(value, base) + 2;
  str::builder result;
  char* const out = result.extend(static_cast<std::int64_t>(room));
  mpz_get_str(out, upper ? -base : base, value);
  result.drop(static_cast<std::int64_t>(room - std::strlen(out)));
  return result.finish();
}

Int Int::literal(const char* digits, int base) {
  std::int64_t value = 0;
  if (base == 10 && detail::parse_plain(digits, value)) {
    return value;
  }
  detail::mpz_value result;
  mpz_set_str(result, digits, base);
  return result.to_int();
}

Int Int::from_text(const str& text, std::int64_t base) {
  if (base != 0 && (base < 2 || base > 36)) {
    raise_value_error("int() base must be >= 2 and <= 36, or 0");
  }
  std::int64_t value = 0;
  if (base == 10 && detail::parse_plain(text.view(), value)) {
    return value;
  }
  Int result;
  const bool fine = detail::parse_text(text, base, result);
  if (!fine) {
    str::builder message;
    message.append("invalid literal for int() with base ");
    message.append(detail::int64_to_str(base));
    message.append(": ");
    message.append(text.slice(None, 200).py_repr());
    raise_value_error(message.finish());
  }
  return result;
}

std::optional<Int> try_int(const str& text) {
  std::int64_t value = 0;
  if (detail::parse_plain(text.view(), value)) {
    return value;
  }
  Int result;
  try {
    return detail::parse_text(text, 10, result) ? std::optional(std::move(result)) : std::nullopt;
  } catch (const ValueError&) {
    return std::nullopt;  // more digits than the limit
  }
}

// --- bytes ---

namespace {

bool is_little(const str& byteorder) {
  if (byteorder == "little") {
    return true;
  }
  if (byteorder != "big") {
    raise_value_error("byteorder must be either 'little' or 'big'");
  }
  return false;
}

}  // namespace

bytes Int::to_bytes(size_argument length, const str& byteorder, bool is_signed) const {
  const bool little = is_little(byteorder);
  const std::int64_t size = length;
  if (size < 0) {
    raise_value_error("length argument must be non-negative");
  }
  const bool negative = is_negative();
  if (negative && !is_signed) {
    raise_overflow_error("can't convert negative int to unsigned");
  }
  // Two's complement needs the bits of ~value for negative ones, and a sign bit.
  const std::int64_t bits = negative ? (~*this).bit_length() : bit_length();
  if (bits + (is_signed && size > 0 ? 1 : 0) > size * 8) {
    raise_overflow_error("int too big to convert");
  }
  std::vector<unsigned char> raw(static_cast<std::size_t>(size), negative ? 0xFF : 0x00);
  const Int magnitude = negative ? ~*this : *this;
  std::size_t written = 0;
  std::vector<unsigned char> digits(static_cast<std::size_t>(bits / 8 + 1));
  mpz_export(digits.data(), &written, -1, 1, 0, 0, detail::mpz_view(magnitude));
  for (std::size_t i = 0; i < written; ++i) {
    raw[i] = negative ? static_cast<unsigned char>(~digits[i]) : digits[i];
  }
  if (!little) {
    for (std::size_t i = 0; i < raw.size() / 2; ++i) {
      std::swap(raw[i], raw[raw.size() - 1 - i]);
    }
  }
  return bytes::from_raw(raw.data(), size);
}

Int Int::from_bytes_raw(const unsigned char* data, std::int64_t size, bool little, bool is_signed) {
  detail::mpz_value result;
  mpz_import(result, static_cast<std::size_t>(size), little ? -1 : 1, 1, 0, 0, data);
  if (is_signed && size > 0 && (data[little ? size - 1 : 0] & 0x80) != 0) {
    detail::mpz_value whole;
    mpz_setbit(whole, static_cast<mp_bitcnt_t>(size) * 8);
    mpz_sub(result, result, whole);
  }
  return result.to_int();
}

Int Int::from_bytes(const bytes& data, const str& byteorder, bool is_signed) { return from_bytes_raw(data.data(), data.py_len(), is_little(byteorder), is_signed); }

}  // namespace py
