// Int: powers, roots, rounding, conversion from float.
#include "int_internal.hpp"

#include <cmath>

namespace py {

namespace {

/// base ** exponent in machine words; false on overflow.
bool small_power(std::int64_t base, std::uint64_t exponent, std::int64_t& result) {
  result = 1;
  while (true) {
    if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result)) {
      return false;
    }
    exponent >>= 1;
    if (exponent == 0) {
      return true;
    }
    if (__builtin_mul_overflow(base, base, &base)) {
      return false;
    }
  }
}

}  // namespace

Int Int::from_double(double value) {
  if (std::isnan(value)) {
    raise_value_error("cannot convert float NaN to integer");
  }
  if (std::isinf(value)) {
    raise_overflow_error("cannot convert float infinity to integer");
  }
  if (std::fabs(value) < 4.6e18) {
    return static_cast<std::int64_t>(value);
  }
  detail::mpz_value result;
  mpz_set_d(result, value);
  return result.to_int();
}

Int Int::power(const Int& base, const Int& exponent) {
  if (exponent.is_negative()) {
    if (!base.py_bool()) {
      raise_zero_division_error("0.0 cannot be raised to a negative power");
    }
    raise_value_error("an int to a negative power is a float; write float(base) ** exponent");
  }
  if (base.is_small()) {
    const std::int64_t value = base.small();
    if (value == 0 || value == 1) {
      return exponent.py_bool() ? value : 1;
    }
    if (value == -1) {
      return (exponent.low_word() & 1) != 0 ? -1 : 1;
    }
    std::int64_t result = 0;
    if (exponent.is_small() && exponent.small() < 64 && small_power(value, static_cast<std::uint64_t>(exponent.small()), result)) {
      return result;
    }
    if (value == 2) {
      return Int(1) << exponent;
    }
  }
  if (!exponent.is_small() || exponent.small() > std::int64_t{1} << 36) {
    raise_memory_error();
  }
  detail::mpz_value result;
  mpz_pow_ui(result, detail::mpz_view(base), static_cast<unsigned long>(exponent.small()));
  return result.to_int();
}

Int Int::power_modulo(const Int& base, const Int& exponent, const Int& modulus) {
  if (!modulus.py_bool()) {
    raise_value_error("pow() 3rd argument cannot be 0");
  }
  const detail::mpz_view divisor(modulus);
  detail::mpz_value result;
  if (exponent.is_negative() && mpz_invert(result, detail::mpz_view(base), divisor) == 0 && mpz_cmpabs_ui(divisor, 1) != 0) {
    raise_value_error("base is not invertible for the given modulus");
  }
  mpz_powm(result, detail::mpz_view(base), detail::mpz_view(exponent), divisor);
  if (modulus.is_negative() && mpz_sgn(static_cast<mpz_srcptr>(result)) > 0) {
    mpz_add(result, result, divisor);
  }
  return result.to_int();
}

std::tuple<Int, Int> Int::divide_modulo(const Int& a, const Int& b) {
  if (a.is_small() && b.is_small()) {
    return {floor_divide(a, b), a % b};
  }
  if (!b.py_bool()) {
    raise_zero_division_error("integer division or modulo by zero");
  }
  detail::mpz_value quotient;
  detail::mpz_value remainder;
  mpz_fdiv_qr(quotient, remainder, detail::mpz_view(a), detail::mpz_view(b));
  return {quotient.to_int(), remainder.to_int()};
}

Int Int::round_to(const Int& value, const Int& digits) {
  if (!digits.is_negative()) {
    return value;
  }
  const Int unit = power(10, -digits);
  auto [quotient, remainder] = divide_modulo(value, unit);
  const Int doubled = remainder * 2;
  if (doubled > unit || (doubled == unit && (quotient.low_word() & 1) != 0)) {
    quotient += 1;
  }
  return quotient * unit;
}

Int Int::integer_sqrt(const Int& value) {
  if (value.is_negative()) {
    raise_value_error("isqrt() argument must be nonnegative");
  }
  detail::mpz_value result;
  mpz_sqrt(result, detail::mpz_view(value));
  return result.to_int();
}

Int Int::gcd(const Int& a, const Int& b) {
  detail::mpz_value result;
  mpz_gcd(result, detail::mpz_view(a), detail::mpz_view(b));
  return result.to_int();
}

}  // namespace py
