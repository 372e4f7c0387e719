#include <py/exceptions.hpp>
#include <py/machine.hpp>

namespace py {

double detail::wide_as_double(int128 value) noexcept { return static_cast<double>(value); }
double detail::wide_as_double(uint128 value) noexcept { return static_cast<double>(value); }

std::int64_t detail::big_as_index(const Int& value) {
  if (!value.fits_int64()) {
    throw IndexError("cannot fit 'int' into an index-sized integer");
  }
  return value.to_int64();
}

}  // namespace py
