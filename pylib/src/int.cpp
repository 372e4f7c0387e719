// Int: heap numbers and the operators' slow paths.
#include <py/hash.hpp>
#include <py/memory.hpp>

#include "int_internal.hpp"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace py {

namespace detail {

namespace {

std::size_t block_bytes(std::uint64_t limbs) noexcept { return sizeof(big_int) + limbs * sizeof(mp_limb_t); }

/// The variable that the mpz functions write results to before they become blocks. Its memory is reused.
mpz_ptr scratch() {
  static mpz_t value;
  static const bool ready = (mpz_init2(value, 1024), true);
  (void)ready;
  return value;
}

int_word take_scratch(mpz_ptr value) {
  const int_word word = word_from_mpz(value);
  if (value->_mp_alloc > 1 << 16) {
    mpz_realloc2(value, 1024);
  }
  return word;
}

/// |a| + |b|, with the sign given.
int_word add_magnitudes(const mpz_view& a, const mpz_view& b, bool negative) {
  if (a.size() < b.size()) {
    return add_magnitudes(b, a, negative);
  }
  big_int* const block = allocate_big(a.size() + 1);
  const mp_limb_t carry = b.size() == 0 ? (mpn_copyi(block->limbs(), a.limbs(), a.size()), 0) : mpn_add(block->limbs(), a.limbs(), a.size(), b.limbs(), b.size());
  block->limbs()[a.size()] = carry;
  return normalise(block, a.size() + 1, negative);
}

/// |a| - |b|, times -1 when `negative`.
int_word subtract_magnitudes(const mpz_view& a, const mpz_view& b, bool negative) {
  if (mpz_cmpabs(a, b) < 0) {
    return subtract_magnitudes(b, a, !negative);
  }
  if (a.size() == 0) {
    return 0;
  }
  big_int* const block = allocate_big(a.size());
  if (b.size() == 0) {
    mpn_copyi(block->limbs(), a.limbs(), a.size());
  } else {
    mpn_sub(block->limbs(), a.limbs(), a.size(), b.limbs(), b.size());
  }
  return normalise(block, a.size(), negative);
}

/// A shift count: the Int must not be negative; beyond 2^63 gives the largest.
std::uint64_t shift_count(int_word word) {
  const Int count = is_small_word(word) ? Int(small_of(word)) : (retain(big_of(word)), Int::from_word(word));
  if (count.is_negative()) {
    raise_value_error("negative shift count");
  }
  return static_cast<std::uint64_t>(count.clamp_int64());
}

}  // namespace

void raise_int_too_large_for_float() { raise_overflow_error("int too large to convert to float"); }

big_int* allocate_big(std::int64_t limbs) {
  const std::size_t bytes = block_bytes(static_cast<std::uint64_t>(limbs));
  return new (allocate_block(bytes)) big_int{1, 0, static_cast<std::uint64_t>(limbs)};
}

void retain(big_int* value) noexcept { ++value->count; }

void release(big_int* value) noexcept {
  if (--value->count == 0) {
    free_block(value, block_bytes(value->allocated));
  }
}

int_word normalise(big_int* block, std::int64_t size, bool negative) {
  const mp_limb_t* const limbs = block->limbs();
  while (size > 0 && limbs[size - 1] == 0) {
    --size;
  }
  constexpr mp_limb_t small_limit = mp_limb_t{1} << 62;
  if (size == 0 || (size == 1 && (limbs[0] < small_limit || (negative && limbs[0] == small_limit)))) {
    const auto magnitude = static_cast<std::int64_t>(size == 0 ? 0 : limbs[0]);
    release(block);
    return static_cast<int_word>(negative ? -magnitude : magnitude) << 1;
  }
  block->size = static_cast<std::int32_t>(negative ? -size : size);
  return reinterpret_cast<int_word>(block) + 1;
}

int_word word_from_mpz(mpz_srcptr value) {
  const auto size = static_cast<std::int64_t>(mpz_size(value));
  if (size == 0) {
    return 0;
  }
  if (size == 1) {
    const mp_limb_t limb = mpz_limbs_read(value)[0];
    if (limb < mp_limb_t{1} << 62) {
      const auto magnitude = static_cast<std::int64_t>(limb);
      return static_cast<int_word>(mpz_sgn(value) < 0 ? -magnitude : magnitude) << 1;
    }
  }
  big_int* const block = allocate_big(size);
  mpn_copyi(block->limbs(), mpz_limbs_read(value), size);
  return normalise(block, size, mpz_sgn(value) < 0);
}

int_word word_from_int64(std::int64_t value) {
  big_int* const block = allocate_big(1);
  block->limbs()[0] = value < 0 ? 0 - static_cast<mp_limb_t>(value) : static_cast<mp_limb_t>(value);
  return normalise(block, 1, value < 0);
}

int_word word_from_uint64(std::uint64_t value) {
  big_int* const block = allocate_big(1);
  block->limbs()[0] = value;
  return normalise(block, 1, false);
}

int_word add_slow(int_word a, int_word b) {
  if (is_small_word(a) && is_small_word(b)) {
    return word_from_int64(small_of(a) + small_of(b));
  }
  const mpz_view left(a);
  const mpz_view right(b);
  return left.negative() == right.negative() ? add_magnitudes(left, right, left.negative()) : subtract_magnitudes(left, right, left.negative());
}

int_word subtract_slow(int_word a, int_word b) {
  if (is_small_word(a) && is_small_word(b)) {
    return word_from_int64(small_of(a) - small_of(b));
  }
  const mpz_view left(a);
  const mpz_view right(b);
  return left.negative() != right.negative() ? add_magnitudes(left, right, left.negative()) : subtract_magnitudes(left, right, left.negative());
}

int_word multiply_slow(int_word a, int_word b) {
  const mpz_view left(a);
  const mpz_view right(b);
  if (left.size() == 0 || right.size() == 0) {
    return 0;
  }
  const std::int64_t size = left.size() + right.size();
  big_int* const block = allocate_big(size);
  if (a == b) {
    mpn_sqr(block->limbs(), left.limbs(), left.size());
  } else if (left.size() >= right.size()) {
    mpn_mul(block->limbs(), left.limbs(), left.size(), right.limbs(), right.size());
  } else {
    mpn_mul(block->limbs(), right.limbs(), right.size(), left.limbs(), left.size());
  }
  return normalise(block, size, left.negative() != right.negative());
}

int_word and_slow(int_word a, int_word b) {
  mpz_and(scratch(), mpz_view(a), mpz_view(b));
  return take_scratch(scratch());
}

int_word or_slow(int_word a, int_word b) {
  mpz_ior(scratch(), mpz_view(a), mpz_view(b));
  return take_scratch(scratch());
}

int_word xor_slow(int_word a, int_word b) {
  mpz_xor(scratch(), mpz_view(a), mpz_view(b));
  return take_scratch(scratch());
}

int_word invert_slow(int_word a) {
  mpz_com(scratch(), mpz_view(a));
  return take_scratch(scratch());
}

int_word negate_slow(int_word a) {
  if (is_small_word(a)) {
    return word_from_int64(-small_of(a));
  }
  const big_int* const value = big_of(a);
  big_int* const block = allocate_big(value->limb_count());
  mpn_copyi(block->limbs(), value->limbs(), value->limb_count());
  return normalise(block, value->limb_count(), value->size > 0);
}

int_word floor_div_slow(int_word a, int_word b) {
  if (b == 0) {
    raise_integer_division();
  }
  if (is_small_word(a) && is_small_word(b)) {
    const std::int64_t left = small_of(a);
    const std::int64_t right = small_of(b);
    const std::int64_t quotient = left / right;
    const bool inexact = quotient * right != left;
    return Int(quotient - (inexact && (left < 0) != (right < 0) ? 1 : 0)).release_word();
  }
  mpz_fdiv_q(scratch(), mpz_view(a), mpz_view(b));
  return take_scratch(scratch());
}

int_word mod_slow(int_word a, int_word b) {
  if (b == 0) {
    raise_zero_division_error("integer modulo by zero");
  }
  if (is_small_word(a) && is_small_word(b)) {
    const std::int64_t right = small_of(b);
    const std::int64_t remainder = small_of(a) % right;
    return Int(remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder).release_word();
  }
  mpz_fdiv_r(scratch(), mpz_view(a), mpz_view(b));
  return take_scratch(scratch());
}

int_word shift_left_slow(int_word a, int_word b) {
  const std::uint64_t count = shift_count(b);
  if (a == 0) {
    return 0;
  }
  const mpz_view value(a);
  if (count >= std::uint64_t{1} << 36) {
    raise_overflow_error("too many digits in integer");
  }
  const auto whole = static_cast<std::int64_t>(count / 64);
  const auto part = static_cast<unsigned>(count % 64);
  const std::int64_t size = value.size() + whole + 1;
  big_int* const block = allocate_big(size);
  mp_limb_t* const limbs = block->limbs();
  if (whole > 0) {
    mpn_zero(limbs, whole);
  }
  if (part != 0) {
    limbs[size - 1] = mpn_lshift(limbs + whole, value.limbs(), value.size(), part);
  } else {
    mpn_copyi(limbs + whole, value.limbs(), value.size());
    limbs[size - 1] = 0;
  }
  return normalise(block, size, value.negative());
}

int_word shift_right_slow(int_word a, int_word b) {
  const std::uint64_t count = shift_count(b);
  const mpz_view value(a);
  if (count >= static_cast<std::uint64_t>(value.size()) * 64) {
    return static_cast<int_word>(value.negative() ? -2 : 0);
  }
  mpz_fdiv_q_2exp(scratch(), value, count);
  return take_scratch(scratch());
}

int_word add_slow_native(int_word a, std::int64_t b) { return add_slow(a, Int(b).word()); }
int_word subtract_slow_native(int_word a, std::int64_t b) { return subtract_slow(a, Int(b).word()); }
int_word subtract_native_slow(std::int64_t a, int_word b) { return subtract_slow(Int(a).word(), b); }
int_word multiply_slow_native(int_word a, std::int64_t b) { return multiply_slow(a, Int(b).word()); }
int_word floor_div_slow_native(int_word a, std::int64_t b) { return floor_div_slow(a, Int(b).word()); }
int_word mod_slow_native(int_word a, std::int64_t b) { return mod_slow(a, Int(b).word()); }
std::strong_ordering compare_slow_native(int_word a, std::int64_t b) noexcept { return compare_slow(a, Int(b).word()); }

std::strong_ordering compare_slow(int_word a, int_word b) noexcept { return mpz_cmp(mpz_view(a), mpz_view(b)) <=> 0; }

}  // namespace detail

bool Int::big_fits_int64() const noexcept {
  const detail::big_int* const value = big();
  if (value->limb_count() > 1) {
    return false;
  }
  const mp_limb_t magnitude = value->limbs()[0];
  return magnitude <= static_cast<mp_limb_t>(std::numeric_limits<std::int64_t>::max()) || (value->size < 0 && magnitude == mp_limb_t{1} << 63);
}

bool Int::big_is_negative() const noexcept { return big()->size < 0; }

std::int64_t Int::big_to_int64() const {
  if (!big_fits_int64()) {
    raise_overflow_error("Python int too large to convert to C long");
  }
  return static_cast<std::int64_t>(low_word());
}

std::uint64_t Int::low_word() const noexcept {
  if (is_small()) {
    return static_cast<std::uint64_t>(small());
  }
  const mp_limb_t magnitude = big()->limbs()[0];
  return big()->size < 0 ? 0 - magnitude : magnitude;
}

std::uint64_t Int::to_uint64() const {
  if (is_negative()) {
    raise_overflow_error("can't convert negative int to unsigned");
  }
  if (!is_small() && big()->limb_count() > 1) {
    raise_overflow_error("Python int too large to convert to C unsigned long");
  }
  return low_word();
}

std::int64_t Int::clamp_int64() const noexcept {
  if (fits_int64()) {
    return static_cast<std::int64_t>(low_word());
  }
  return is_negative() ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

std::int64_t Int::py_hash() const noexcept {
  if (is_small()) {
    return detail::hash_int64(small());
  }
  const detail::mpz_view value(*this);
  const auto rest = static_cast<std::int64_t>(mpz_tdiv_ui(value, detail::hash_modulus));
  const std::int64_t hash = value.negative() ? -rest : rest;
  return hash == -1 ? -2 : hash;
}

std::int64_t Int::bit_length() const noexcept { return word_ == 0 ? 0 : static_cast<std::int64_t>(mpz_sizeinbase(detail::mpz_view(*this), 2)); }

std::int64_t Int::bit_count() const noexcept {
  const detail::mpz_view value(*this);
  return value.size() == 0 ? 0 : static_cast<std::int64_t>(mpn_popcount(value.limbs(), value.size()));
}

// --- comparison with float ---

std::partial_ordering Int::compare_double(const Int& a, double b) noexcept {
  if (std::isnan(b)) {
    return std::partial_ordering::unordered;
  }
  if (a.is_small()) {
    const std::int64_t value = a.small();
    if (exact_as_double(value)) {
      return static_cast<double>(value) <=> b;
    }
    constexpr double two_to_63 = 0x1p63;
    if (b >= two_to_63 || b < -two_to_63) {
      return 0.0 <=> b;
    }
    const auto whole = static_cast<std::int64_t>(b);  // no fraction past 2^53
    return value != whole ? value <=> whole : static_cast<double>(whole) <=> b;
  }
  if (std::isinf(b)) {
    return 0.0 <=> b;
  }
  return mpz_cmp_d(detail::mpz_view(a), b) <=> 0;
}

// --- true division ---

namespace {

/// Rounds `bits` (with `inexact` below its last bit) to 53 bits or to what a subnormal leaves, halves to even, and scales by 2^shift.
double round_scaled(std::uint64_t bits, bool inexact, std::int64_t shift) {
  const int length = 64 - __builtin_clzll(bits | 1);
  const std::int64_t wanted = shift + length > std::numeric_limits<double>::min_exponent ? shift + length : std::numeric_limits<double>::min_exponent;
  const auto extra = static_cast<int>(wanted - shift - std::numeric_limits<double>::digits);
  if (extra > 0) {
    if (extra > 63) {
      return 0;
    }
    const std::uint64_t half = std::uint64_t{1} << (extra - 1);
    const std::uint64_t low = bits & ((half << 1) - 1);
    bits -= low;
    if (low > half || (low == half && (inexact || (bits & (half << 1)) != 0))) {
      bits += half << 1;
    }
  }
  return std::ldexp(static_cast<double>(bits), static_cast<int>(shift));
}

}  // namespace

double detail::true_div_slow(int_word a, int_word b) {
  if (b == 0) {
    raise_zero_division_error("division by zero");
  }
  const mpz_view left(a);
  const mpz_view right(b);
  if (a == 0) {
    return right.negative() ? -0.0 : 0.0;
  }
  const bool negative = left.negative() != right.negative();
  const std::int64_t difference = static_cast<std::int64_t>(mpz_sizeinbase(left, 2)) - static_cast<std::int64_t>(mpz_sizeinbase(right, 2));
  if (difference > std::numeric_limits<double>::max_exponent) {
    raise_overflow_error("integer division result too large for a float");
  }
  if (difference < -1080) {
    return negative ? -0.0 : 0.0;
  }
  // The quotient gets 61 or 62 bits, which is enough below 53 to round right together with "inexact".
  const std::int64_t shift = difference - 61;
  mpz_value dividend;
  mpz_value divisor;
  mpz_abs(dividend, left);
  mpz_abs(divisor, right);
  if (shift < 0) {
    mpz_mul_2exp(dividend, dividend, static_cast<mp_bitcnt_t>(-shift));
  } else {
    mpz_mul_2exp(divisor, divisor, static_cast<mp_bitcnt_t>(shift));
  }
  mpz_value remainder;
  mpz_tdiv_qr(dividend, remainder, dividend, divisor);
  const double result = round_scaled(mpz_get_ui(dividend), mpz_cmp_ui(static_cast<mpz_srcptr>(remainder), 0) != 0, shift);
  if (std::isinf(result)) {
    raise_overflow_error("integer division result too large for a float");
  }
  return negative ? -result : result;
}

double Int::big_to_double() const {
  const detail::mpz_view value(*this);
  const std::int64_t bits = bit_length();
  if (bits > std::numeric_limits<double>::max_exponent) {
    detail::raise_int_too_large_for_float();
  }
  double result = 0;
  if (bits <= 64) {
    result = static_cast<double>(value.limbs()[0]);
  } else {
    const std::int64_t shift = bits - 62;
    detail::mpz_value top;
    mpz_tdiv_q_2exp(top, value, static_cast<mp_bitcnt_t>(shift));
    const bool inexact = mpz_scan1(value, 0) < static_cast<mp_bitcnt_t>(shift);
    result = round_scaled(mpz_get_ui(top), inexact, shift);
  }
  if (std::isinf(result)) {
    detail::raise_int_too_large_for_float();
  }
  return value.negative() ? -result : result;
}

}  // namespace py
