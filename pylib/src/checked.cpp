// Integers of one machine word that notice when a result does not fit.
#include <py/checked.hpp>

namespace py {

void detail::leave_checked() { throw checked_overflow{}; }

checked checked::power(checked base, checked exponent) {
  if (exponent.value() < 0) [[unlikely]] {
    return Int::power(base, exponent);
  }
  checked result = 1;
  for (std::int64_t rest = exponent.value(); rest != 0;) {
    if ((rest & 1) != 0) {
      result *= base;
    }
    rest >>= 1;
    if (rest != 0) {
      base *= base;  // its top bit is set: the square goes into the result, and fits if that does
    }
  }
  return result;
}

checked checked::power_modulo(checked base, checked exponent, checked modulus) { return Int::power_modulo(base, exponent, modulus); }

}  // namespace py
