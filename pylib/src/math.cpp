// math: the functions of floats. Out of line so that compilers cannot fold them: results are those of the C library, as CPython's.
#include <py/exceptions.hpp>
#include <py/math.hpp>

#include <cmath>
#include <cstdint>
#include <limits>

namespace py::math {

namespace {

/// The rule of CPython for a result: NaN out of a number, or infinity out of a finite one, is an error.
double checked(double x, double result, bool can_overflow) {
  if (std::isnan(result) && !std::isnan(x)) {
    detail::raise_domain_error();
  }
  if (std::isinf(result) && std::isfinite(x)) {
    if (can_overflow) {
      detail::raise_range_error();
    }
    detail::raise_domain_error();
  }
  return result;
}

}  // namespace

double acos(real x) { return checked(x, std::acos(x), false); }
double acosh(real x) { return checked(x, std::acosh(x), false); }
double asin(real x) { return checked(x, std::asin(x), false); }
double asinh(real x) { return checked(x, std::asinh(x), false); }
double atan(real x) { return std::atan(x); }
double atan2(real y, real x) { return std::atan2(static_cast<double>(y), static_cast<double>(x)); }
double atanh(real x) { return checked(x, std::atanh(x), false); }
double cbrt(real x) { return std::cbrt(x); }
double cos(real x) { return checked(x, std::cos(x), false); }
double cosh(real x) { return checked(x, std::cosh(x), true); }
double erf(real x) { return std::erf(x); }
double erfc(real x) { return std::erfc(x); }
double exp(real x) { return checked(x, std::exp(x), true); }
double exp2(real x) { return checked(x, std::exp2(x), true); }
double expm1(real x) { return checked(x, std::expm1(x), true); }
double log1p(real x) { return checked(x, x == 0.0 ? static_cast<double>(x) : std::log1p(x), false); }
double sin(real x) { return checked(x, std::sin(x), false); }
double sinh(real x) { return checked(x, std::sinh(x), true); }
double tan(real x) { return checked(x, std::tan(x), false); }
double tanh(real x) { return std::tanh(x); }

double fmod(real x, real y) {
  const double result = std::fmod(static_cast<double>(x), static_cast<double>(y));
  if (std::isnan(result) && !std::isnan(static_cast<double>(x)) && !std::isnan(static_cast<double>(y))) {
    detail::raise_domain_error();
  }
  return result;
}

double remainder(real x, real y) {
  const double result = std::remainder(static_cast<double>(x), static_cast<double>(y));
  if (std::isnan(result) && !std::isnan(static_cast<double>(x)) && !std::isnan(static_cast<double>(y))) {
    detail::raise_domain_error();
  }
  return result;
}

double pow(real x, real y) {
  const double base = x;
  const double exponent = y;
  const double result = std::pow(base, exponent);
  if (!std::isfinite(result) && std::isfinite(base) && std::isfinite(exponent)) {
    if (std::isnan(result) || base == 0.0) {
      detail::raise_domain_error();
    }
    detail::raise_range_error();
  }
  return result;
}

double nextafter(real x, real y) { return std::nextafter(static_cast<double>(x), static_cast<double>(y)); }

double ulp(real x) {
  const double size = std::fabs(x);
  if (!std::isfinite(size)) {
    return size;
  }
  const double next = std::nextafter(size, inf);
  return std::isinf(next) ? size - std::nextafter(size, -inf) : next - size;
}

std::tuple<double, std::int64_t> frexp(real x) {
  int exponent = 0;
  const double value = x;
  if (!std::isfinite(value) || value == 0) {
    return {value, 0};
  }
  const double mantissa = std::frexp(value, &exponent);
  return {mantissa, exponent};
}

double ldexp(real x, const integer& i) {
  const double value = x;
  if (value == 0 || !std::isfinite(value)) {
    return value;
  }
  const std::int64_t exponent = i.value().clamp_int64();
  if (exponent > std::numeric_limits<int>::max()) {
    detail::raise_range_error();
  }
  if (exponent < std::numeric_limits<int>::min()) {
    return std::copysign(0.0, value);
  }
  const double result = std::ldexp(value, static_cast<int>(exponent));
  if (std::isinf(result)) {
    detail::raise_range_error();
  }
  return result;
}

std::tuple<double, double> modf(real x) {
  const double value = x;
  if (std::isinf(value)) {
    return {std::copysign(0.0, value), value};
  }
  double whole = 0;
  const double fraction = std::modf(value, &whole);
  return {fraction, whole};
}

namespace {

// Lanczos' approximation of the gamma function with 13 terms (g chosen for 53 bits), as a rational function.
constexpr double lanczos_g = 6.024680040776729583740234375;
constexpr double lanczos_g_minus_half = 5.524680040776729583740234375;
constexpr int lanczos_terms = 13;
constexpr double lanczos_numerator[lanczos_terms] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959, 35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390, 6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640, 2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328, 8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
constexpr double lanczos_denominator[lanczos_terms] = {0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
                                                       2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};

/// The rational function, evaluated from the end that keeps it in range.
double lanczos_sum(double x) {
  double numerator = 0;
  double denominator = 0;
  if (x < 5.0) {
    for (int i = lanczos_terms - 1; i >= 0; --i) {
      numerator = numerator * x + lanczos_numerator[i];
      denominator = denominator * x + lanczos_denominator[i];
    }
  } else {
    for (int i = 0; i < lanczos_terms; ++i) {
      numerator = numerator / x + lanczos_numerator[i];
      denominator = denominator / x + lanczos_denominator[i];
    }
  }
  return numerator / denominator;
}

/// sin(pi x), exact at the quarters.
double sine_of_pi_times(double x) {
  const double y = std::fmod(std::fabs(x), 2.0);
  double result = 0;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0: result = std::sin(pi * y); break;
    case 1: result = std::cos(pi * (y - 0.5)); break;
    case 2: result = std::sin(pi * (1.0 - y)); break;
    case 3: result = -std::cos(pi * (y - 1.5)); break;
    default: result = std::sin(pi * (y - 2.0)); break;
  }
  return std::copysign(1.0, x) * result;
}

/// What is lost when `size + g - 1/2` is rounded to `y`, scaled for the correction of the power.
double lanczos_correction(double size, double y) {
  const double lost = size > lanczos_g_minus_half ? (y - size) - lanczos_g_minus_half : (y - lanczos_g_minus_half) - size;
  return lost * lanczos_g / y;
}

double gamma_of_negative(double size, double y, double correction) {
  double result = -pi / sine_of_pi_times(size) / size * std::exp(y) / lanczos_sum(size);
  result -= correction * result;
  if (size < 140.0) {
    return result / std::pow(y, size - 0.5);
  }
  const double half_power = std::pow(y, size / 2.0 - 0.25);
  return result / half_power / half_power;
}

double gamma_of_positive(double size, double y, double correction) {
  double result = lanczos_sum(size) / std::exp(y);
  result += correction * result;
  if (size < 140.0) {
    return result * std::pow(y, size - 0.5);
  }
  const double half_power = std::pow(y, size / 2.0 - 0.25);
  return result * half_power * half_power;
}

}  // namespace

double gamma(real argument) {
  const double x = argument;
  if (!std::isfinite(x)) {
    if (std::isnan(x) || x > 0) {
      return x;
    }
    detail::raise_domain_error();
  }
  if (x == 0 || (x == std::floor(x) && x < 0)) {
    detail::raise_domain_error();
  }
  if (x == std::floor(x) && x <= 23.0) {
    double factorial = 1;
    for (double factor = 2; factor < x; ++factor) {
      factorial *= factor;
    }
    return factorial;
  }
  const double size = std::fabs(x);
  if (size < 1e-20) {
    const double result = 1.0 / x;
    if (std::isinf(result)) {
      detail::raise_range_error();
    }
    return result;
  }
  if (size > 200.0) {
    if (x < 0) {
      return 0.0 / sine_of_pi_times(x);
    }
    detail::raise_range_error();
  }
  const double y = size + lanczos_g_minus_half;
  const double correction = lanczos_correction(size, y);
  const double result = x < 0 ? gamma_of_negative(size, y, correction) : gamma_of_positive(size, y, correction);
  if (std::isinf(result)) {
    detail::raise_range_error();
  }
  return result;
}

double lgamma(real argument) {
  const double x = argument;
  if (!std::isfinite(x)) {
    return std::isnan(x) ? x : inf;
  }
  if (x == std::floor(x) && x <= 2.0) {
    if (x <= 0.0) {
      detail::raise_domain_error();
    }
    return 0.0;
  }
  const double size = std::fabs(x);
  if (size < 1e-20) {
    return -std::log(size);
  }
  double result = std::log(lanczos_sum(size)) - lanczos_g;
  result += (size - 0.5) * (std::log(size + lanczos_g - 0.5) - 1);
  if (x < 0.0) {
    constexpr double log_pi = 1.144729885849400174143427351353058711647;
    result = log_pi - std::log(std::fabs(sine_of_pi_times(size))) - std::log(size) - result;
  }
  if (std::isinf(result)) {
    detail::raise_range_error();
  }
  return result;
}

namespace detail {

void raise_domain_error() { raise_value_error("math domain error"); }
void raise_range_error() { raise_overflow_error("math range error"); }

namespace {

template <typename Log>
double checked_log(double x, Log log) {
  if (std::isfinite(x)) {
    if (x > 0.0) {
      return log(x);
    }
    raise_domain_error();
  }
  if (std::isnan(x) || x > 0.0) {
    return x;
  }
  raise_domain_error();
}

/// The logarithm of a positive int: that of its leading bits when it is too large for a float.
template <typename Log>
double checked_log_of_int(const Int& x, Log log) {
  if (x <= 0) {
    raise_domain_error();
  }
  const std::int64_t bits = x.bit_length();
  if (bits <= 1024) {
    try {
      return log(x.to_double());
    } catch (const OverflowError&) {
      // just below 2**1024: rounds up out of range
    }
  }
  // a mantissa in [0.5, 1), rounded once: drop the bits that cannot matter but for stickiness
  const std::int64_t drop = bits - 64;
  const Int shift(drop);
  Int top = x >> shift;
  if ((top << shift) != x) {
    top |= Int(1);
  }
  double mantissa = std::ldexp(top.to_double(), -64);
  double exponent = static_cast<double>(bits);
  if (mantissa == 1.0) {
    mantissa = 0.5;
    exponent += 1;
  }
  return log(mantissa) + log(2.0) * exponent;
}

}  // namespace

double log_float(double x) {
  return checked_log(x, [](double value) { return std::log(value); });
}
double log2_float(double x) {
  return checked_log(x, [](double value) { return std::log2(value); });
}
double log10_float(double x) {
  return checked_log(x, [](double value) { return std::log10(value); });
}
double log_int(const Int& x) { return checked_log_of_int(x, log_float); }
double log2_int(const Int& x) { return checked_log_of_int(x, log2_float); }
double log10_int(const Int& x) { return checked_log_of_int(x, log10_float); }

bool is_close(double a, double b, double relative, double absolute) {
  if (relative < 0.0 || absolute < 0.0) {
    raise_value_error("tolerances must be non-negative");
  }
  if (a == b) {
    return true;
  }
  if (std::isinf(a) || std::isinf(b)) {
    return false;
  }
  const double difference = std::fabs(b - a);
  return difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) || difference <= absolute;
}

}  // namespace detail
}  // namespace py::math
