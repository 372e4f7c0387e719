// complex: repr, reading text, division and powers as CPython computes them.
#include <py/complex.hpp>
#include <py/exceptions.hpp>
#include <py/float.hpp>
#include <py/unicode.hpp>

#include <cerrno>
#include <cmath>
#include <string>
#include <string_view>

namespace py::detail {

namespace {

/// repr of a part: like float's, but without ".0".
void append_part(str::builder& out, double value, bool with_sign) {
  char text[double_repr_capacity];
  int size = write_double(text, value);
  if (size > 2 && text[size - 1] == '0' && text[size - 2] == '.') {
    size -= 2;
  }
  if (with_sign && text[0] != '-') {
    out.append_char('+');
  }
  out.append_ascii({text, static_cast<std::size_t>(size)});
}

}  // namespace

str complex_repr(std::complex<double> value) {
  str::builder out;
  const bool imaginary_only = value.real() == 0 && !std::signbit(value.real());
  if (!imaginary_only) {
    out.append_char('(');
    append_part(out, value.real(), false);
  }
  append_part(out, value.imag(), !imaginary_only);
  out.append_char('j');
  if (!imaginary_only) {
    out.append_char(')');
  }
  return out.finish();
}

std::complex<double> complex_divide(std::complex<double> a, std::complex<double> b) {
  const double abs_real = std::fabs(b.real());
  const double abs_imag = std::fabs(b.imag());
  if (abs_real >= abs_imag) {
    if (abs_real == 0) {
      raise_zero_division_error("complex division by zero");
    }
    const double ratio = b.imag() / b.real();
    const double denominator = b.real() + b.imag() * ratio;
    return {(a.real() + a.imag() * ratio) / denominator, (a.imag() - a.real() * ratio) / denominator};
  }
  if (abs_imag >= abs_real) {
    const double ratio = b.real() / b.imag();
    const double denominator = b.real() * ratio + b.imag();
    return {(a.real() * ratio + a.imag()) / denominator, (a.imag() * ratio - a.real()) / denominator};
  }
  return {std::nan(""), std::nan("")};
}

namespace {

std::complex<double> multiply(std::complex<double> a, std::complex<double> b) { return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()}; }

std::complex<double> positive_integer_power(std::complex<double> base, long exponent) {
  std::complex<double> result{1, 0};
  for (long mask = 1; mask > 0 && exponent >= mask; mask <<= 1) {
    if ((exponent & mask) != 0) {
      result = multiply(result, base);
    }
    base = multiply(base, base);
  }
  return result;
}

std::complex<double> general_power(std::complex<double> a, std::complex<double> b) {
  if (b == std::complex<double>()) {
    return {1, 0};
  }
  if (a == std::complex<double>()) {
    if (b.imag() != 0 || b.real() < 0) {
      raise_zero_division_error("0.0 to a negative or complex power");
    }
    return {};
  }
  const double absolute = std::hypot(a.real(), a.imag());
  double length = std::pow(absolute, b.real());
  const double angle = std::atan2(a.imag(), a.real());
  double phase = angle * b.real();
  if (b.imag() != 0) {
    length *= std::exp(-angle * b.imag());
    phase += b.imag() * std::log(absolute);
  }
  return {length * std::cos(phase), length * std::sin(phase)};
}

}  // namespace

std::complex<double> complex_power(std::complex<double> a, std::complex<double> b) {
  std::complex<double> result;
  if (b.imag() == 0 && b.real() == std::floor(b.real()) && std::fabs(b.real()) <= 100) {
    const auto exponent = static_cast<long>(b.real());
    if (exponent < 0 && a == std::complex<double>()) {
      raise_zero_division_error("0.0 to a negative or complex power");
    }
    result = exponent >= 0 ? positive_integer_power(a, exponent) : complex_divide({1, 0}, positive_integer_power(a, -exponent));
  } else {
    result = general_power(a, b);
  }
  if ((std::isinf(result.real()) || std::isinf(result.imag())) && std::isfinite(a.real()) && std::isfinite(a.imag()) && std::isfinite(b.real()) && std::isfinite(b.imag())) {
    raise_overflow_error("complex exponentiation");
  }
  return result;
}

double complex_absolute(std::complex<double> value) {
  const double result = std::hypot(value.real(), value.imag());
  if (std::isinf(result) && std::isfinite(value.real()) && std::isfinite(value.imag())) {
    raise_overflow_error("absolute value too large");
  }
  return result;
}

// --- reading text ---

namespace {

/// The length of a number at the start of the text (sign, digits or inf/nan, exponent); 0 when there is none.
std::size_t number_length(std::string_view text) {
  std::size_t i = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  const auto follows = [&](std::string_view word) {
    if (text.size() - i < word.size()) {
      return false;
    }
    for (std::size_t k = 0; k < word.size(); ++k) {
      if ((text[i + k] | 0x20) != word[k]) {
        return false;
      }
    }
    return true;
  };
  for (const std::string_view word : {"infinity", "inf", "nan"}) {
    if (follows(word)) {
      return i + word.size();
    }
  }
  std::size_t digits = 0;
  const auto run = [&] {
    while (i < text.size() && ((text[i] >= '0' && text[i] <= '9') || text[i] == '_')) {
      ++i;
      ++digits;
    }
  };
  run();
  if (i < text.size() && text[i] == '.') {
    ++i;
    run();
  }
  if (digits == 0) {
    return 0;
  }
  if (i + 1 < text.size() && (text[i] | 0x20) == 'e') {
    std::size_t after = i + 1;
    after += text[after] == '+' || text[after] == '-' ? 1 : 0;
    if (after < text.size() && text[after] >= '0' && text[after] <= '9') {
      i = after;
      run();
    }
  }
  return i;
}

/// Reads a number off the front; a sign alone counts as 1 when `sign_alone` (for "+j").
bool take_number(std::string_view& text, bool sign_alone, double& value) {
  const std::size_t size = number_length(text);
  if (size == 0) {
    const bool has_sign = !text.empty() && (text[0] == '+' || text[0] == '-');
    const std::size_t letter = has_sign ? 1 : 0;
    if (!sign_alone || letter >= text.size() || (text[letter] | 0x20) != 'j') {
      return false;
    }
    value = has_sign && text[0] == '-' ? -1 : 1;
    text.remove_prefix(letter);
    return true;
  }
  if (!parse_double(str::from_utf8(text.substr(0, size)), value)) {
    return false;
  }
  text.remove_prefix(size);
  return true;
}

bool parse_complex(std::string_view text, std::complex<double>& value) {
  double first = 0;
  if (!take_number(text, true, first)) {
    return false;
  }
  if (text.empty()) {
    value = {first, 0};
    return true;
  }
  if ((text[0] | 0x20) == 'j') {
    value = {0, first};
    return text.size() == 1;
  }
  double second = 0;
  if ((text[0] != '+' && text[0] != '-') || !take_number(text, true, second)) {
    return false;
  }
  value = {first, second};
  return text.size() == 1 && (text[0] | 0x20) == 'j';
}

}  // namespace

std::complex<double> complex_from_text(const str& text) {
  const str stripped = text.strip();
  std::string_view rest = stripped.view();
  if (!rest.empty() && rest.front() == '(') {
    const auto trim = [&rest] {
      while (!rest.empty() && unicode::is_ascii_space(static_cast<unsigned char>(rest.front()))) {
        rest.remove_prefix(1);
      }
      while (!rest.empty() && unicode::is_ascii_space(static_cast<unsigned char>(rest.back()))) {
        rest.remove_suffix(1);
      }
    };
    rest.remove_prefix(1);
    if (rest.empty() || rest.back() != ')') {
      raise_value_error("complex() arg is a malformed string");
    }
    rest.remove_suffix(1);
    trim();
  }
  std::complex<double> value;
  if (!parse_complex(rest, value)) {
    raise_value_error("complex() arg is a malformed string");
  }
  return value;
}

}  // namespace py::detail
