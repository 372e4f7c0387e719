// The heap form of py::Int. GMP is known to the int sources only.
#pragma once

#include <py/int.hpp>

#include <gmp.h>

#include <cstdint>

namespace py::detail {

/// A counted number too large for 63 bits: sign and magnitude, `size` negative for a negative number, limbs behind the header.
struct big_int {
  std::uint32_t count;
  std::int32_t size;
  std::uint64_t allocated;  ///< limbs there is room for

  mp_limb_t* limbs() noexcept { return reinterpret_cast<mp_limb_t*>(this + 1); }
  const mp_limb_t* limbs() const noexcept { return reinterpret_cast<const mp_limb_t*>(this + 1); }
  std::int64_t limb_count() const noexcept { return size < 0 ? -size : size; }
};

big_int* allocate_big(std::int64_t limbs);
/// Makes a word of a block with `size` limbs used (leading zeros allowed); the block is kept or freed.
int_word normalise(big_int* block, std::int64_t size, bool negative);
int_word word_from_mpz(mpz_srcptr value);
inline big_int* big_of(int_word word) noexcept { return reinterpret_cast<big_int*>(word - 1); }
inline bool is_small_word(int_word word) noexcept { return (word & 1) == 0; }
inline std::int64_t small_of(int_word word) noexcept { return static_cast<std::int64_t>(word) >> 1; }

/// A word as GMP reads it, without copying.
class mpz_view {
 public:
  explicit mpz_view(int_word word) noexcept {
    if (is_small_word(word)) {
      const std::int64_t value = small_of(word);
      limb_ = value < 0 ? 0 - static_cast<mp_limb_t>(value) : static_cast<mp_limb_t>(value);
      mpz_roinit_n(view_, &limb_, value < 0 ? -1 : value > 0 ? 1 : 0);
    } else {
      mpz_roinit_n(view_, big_of(word)->limbs(), big_of(word)->size);
    }
  }
  explicit mpz_view(const Int& value) noexcept : mpz_view(value.word()) {}
  mpz_view(const mpz_view&) = delete;
  mpz_view& operator=(const mpz_view&) = delete;
  operator mpz_srcptr() const noexcept { return view_; }
  const mp_limb_t* limbs() const noexcept { return view_->_mp_d; }
  std::int64_t size() const noexcept { return view_->_mp_size < 0 ? -view_->_mp_size : view_->_mp_size; }
  bool negative() const noexcept { return view_->_mp_size < 0; }

 private:
  mp_limb_t limb_ = 0;
  mpz_t view_;
};

/// A GMP variable of its own.
class mpz_value {
 public:
  mpz_value() noexcept { mpz_init(value_); }
  explicit mpz_value(const Int& from) {
    const mpz_view view(from);
    mpz_init_set(value_, view);
  }
  mpz_value(const mpz_value&) = delete;
  mpz_value& operator=(const mpz_value&) = delete;
  ~mpz_value() { mpz_clear(value_); }
  operator mpz_ptr() noexcept { return value_; }
  operator mpz_srcptr() const noexcept { return value_; }
  Int to_int() const { return Int::from_word(word_from_mpz(value_)); }

 private:
  mpz_t value_;
};

[[noreturn]] void raise_int_too_large_for_float();

}  // namespace py::detail
