// math: exact sums and lengths, the functions of ints, and dynamic arguments.
#include <py/exceptions.hpp>
#include <py/math.hpp>

#include "int_internal.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

namespace py::math {

namespace {

/// An unevaluated sum of two doubles: about 106 bits.
struct double_double {
  double high;
  double low;
};

double_double two_sum(double a, double b) {
  const double sum = a + b;
  const double shifted = sum - a;
  return {sum, (a - (sum - shifted)) + (b - shifted)};
}

double_double add(double_double a, double_double b) {
  double_double sum = two_sum(a.high, b.high);
  const double_double rest = two_sum(a.low, b.low);
  sum.low += rest.high;
  double_double folded = two_sum(sum.high, sum.low);
  folded.low += rest.low;
  return two_sum(folded.high, folded.low);
}

double_double square(double x) {
  const double product = x * x;
  return {product, std::fma(x, x, -product)};
}

/// The root of a sum of squares, rounded once: a first root, then one step that corrects it by the exact remainder.
double root(double_double sum) {
  const double first = std::sqrt(sum.high);
  if (first == 0) {
    return 0;
  }
  const double_double squared = square(first);
  const double_double remainder = add(sum, {-squared.high, -squared.low});
  return first + (remainder.high + remainder.low) / (2.0 * first);
}

}  // namespace

namespace detail {

double vector_length(double* coordinates, std::size_t count) {
  double largest = 0;
  bool has_nan = false;
  for (std::size_t i = 0; i < count; ++i) {
    coordinates[i] = std::fabs(coordinates[i]);
    has_nan |= std::isnan(coordinates[i]);
    largest = std::max(largest, std::isnan(coordinates[i]) ? 0.0 : coordinates[i]);
  }
  if (std::isinf(largest)) {
    return largest;
  }
  if (has_nan) {
    return nan;
  }
  if (largest == 0 || count <= 1) {
    return largest;
  }
  int exponent = 0;
  std::frexp(largest, &exponent);
  double_double sum{0, 0};
  for (std::size_t i = 0; i < count; ++i) {
    sum = add(sum, square(std::ldexp(coordinates[i], -exponent)));
  }
  return std::ldexp(root(sum), exponent);
}

exact_sum::~exact_sum() {
  if (partials_ != small_) {
    delete[] partials_;
  }
}

void exact_sum::push(double partial) {
  if (count_ == capacity_) {
    auto* const larger = new double[2 * capacity_];
    std::copy(partials_, partials_ + count_, larger);
    if (partials_ != small_) {
      delete[] partials_;
    }
    partials_ = larger;
    capacity_ *= 2;
  }
  partials_[count_++] = partial;
}

void exact_sum::add(double x) {
  const double given = x;
  std::size_t kept = 0;
  for (std::size_t j = 0; j < count_; ++j) {
    double y = partials_[j];
    if (std::fabs(x) < std::fabs(y)) {
      std::swap(x, y);
    }
    const double high = x + y;
    const double low = y - (high - x);
    if (low != 0.0) {
      partials_[kept++] = low;
    }
    x = high;
  }
  count_ = kept;
  if (x == 0.0) {
    return;
  }
  if (std::isfinite(x)) {
    push(x);
    return;
  }
  if (std::isfinite(given)) {
    raise_overflow_error("intermediate overflow in fsum");
  }
  if (std::isinf(given)) {
    infinities_ += given;
  }
  special_ += given;
  count_ = 0;
}

double exact_sum::total() const {
  if (special_ != 0.0) {
    if (std::isnan(infinities_)) {
      raise_value_error("-inf + inf in fsum");
    }
    return special_;
  }
  if (count_ == 0) {
    return 0.0;
  }
  std::size_t left = count_;
  double high = partials_[--left];
  double low = 0;
  while (left > 0) {
    const double x = high;
    const double y = partials_[--left];
    high = x + y;
    low = y - (high - x);
    if (low != 0.0) {
      break;
    }
  }
  // a tie was rounded to even although smaller partial sums lie on one side of it
  if (left > 0 && ((low < 0.0 && partials_[left - 1] < 0.0) || (low > 0.0 && partials_[left - 1] > 0.0))) {
    const double doubled = low * 2.0;
    const double corrected = high + doubled;
    if (doubled == corrected - high) {
      high = corrected;
    }
  }
  return high;
}

Int gcd_of(const Int& a, const Int& b) { return Int::gcd(a, b); }

Int lcm_of(const Int& a, const Int& b) {
  if (a == 0 || b == 0) {
    return 0;
  }
  return Int::absolute(floor_divide(a, Int::gcd(a, b)) * b);
}

}  // namespace detail

Int factorial(const integer& n) {
  if (n.value().is_negative()) {
    raise_value_error("factorial() not defined for negative values");
  }
  if (!n.value().fits_int64()) {
    raise_overflow_error("factorial() argument should not exceed 9223372036854775807");
  }
  py::detail::mpz_value result;
  mpz_fac_ui(result, n.value().to_uint64());
  return result.to_int();
}

namespace {

void check_not_negative(const Int& n, const Int& k) {
  if (n.is_negative()) {
    raise_value_error("n must be a non-negative integer");
  }
  if (k.is_negative()) {
    raise_value_error("k must be a non-negative integer");
  }
}

}  // namespace

Int comb(const integer& n, const integer& k) {
  check_not_negative(n, k);
  if (k.value() > n.value()) {
    return 0;
  }
  const Int other = n.value() - k.value();
  const Int& fewer = other < k.value() ? other : k.value();
  if (!fewer.fits_int64()) {
    raise_overflow_error("min(n - k, k) must not exceed 9223372036854775807");
  }
  py::detail::mpz_value result(n);
  mpz_bin_ui(result, result, fewer.to_uint64());
  return result.to_int();
}

Int perm(const integer& n, const integer& k) {
  check_not_negative(n, k);
  if (k.value() > n.value()) {
    return 0;
  }
  if (!k.value().fits_int64()) {
    raise_overflow_error("k must not exceed 9223372036854775807");
  }
  Int result = 1;
  Int factor = n.value();
  for (std::int64_t left = k.value().to_int64(); left > 0; --left) {
    result *= factor;
    factor -= 1;
  }
  return result;
}

Int isqrt(const integer& n) {
  if (n.value().is_negative()) {
    raise_value_error("isqrt() argument must be nonnegative");
  }
  return Int::integer_sqrt(n);
}

std::int64_t isqrt(std::int64_t n) {
  if (n < 0) {
    raise_value_error("isqrt() argument must be nonnegative");
  }
  auto root = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(n)));
  while (root * root > static_cast<std::uint64_t>(n)) {  // a float rounds large squares
    --root;
  }
  while ((root + 1) * (root + 1) <= static_cast<std::uint64_t>(n)) {
    ++root;
  }
  return static_cast<std::int64_t>(root);
}

}  // namespace py::math
