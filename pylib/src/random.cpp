// random: the Mersenne Twister and the distributions drawn from it.
#include <py/exceptions.hpp>
#include <py/random.hpp>
#include <py/tuple.hpp>

#include "sha512.hpp"

#include <sys/random.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace py::random::detail {

constinit twister shared;

namespace {

constexpr std::uint32_t twist(std::uint32_t upper, std::uint32_t lower) {
  const std::uint32_t joined = (upper & 0x80000000u) | (lower & 0x7FFFFFFFu);
  return joined >> 1 ^ ((lower & 1) != 0 ? 0x9908B0DFu : 0);
}

// The functions of the C library, not folded by the compiler, as in CPython.
double natural_log(double x) { return math::log(x); }

}  // namespace

void twister::refill() {
  if (position_ > size) {
    seed(None);
  }
  constexpr int middle = 397;
  for (int i = 0; i < size; ++i) {
    const int next = i + 1 < size ? i + 1 : 0;
    const int other = i + middle < size ? i + middle : i + middle - size;
    state_[i] = state_[other] ^ twist(state_[i], state_[next]);
  }
  position_ = 0;
}

void twister::seed_with(const std::uint32_t* key, std::size_t count) {
  state_[0] = 19650218u;
  for (std::uint32_t i = 1; i < size; ++i) {
    state_[i] = 1812433253u * (state_[i - 1] ^ state_[i - 1] >> 30) + i;
  }
  int i = 1;
  std::size_t j = 0;
  const auto advance = [&] {
    if (++i == size) {
      state_[0] = state_[size - 1];
      i = 1;
    }
  };
  for (std::size_t step = std::max<std::size_t>(size, count); step > 0; --step) {
    state_[i] = (state_[i] ^ (state_[i - 1] ^ state_[i - 1] >> 30) * 1664525u) + key[j] + static_cast<std::uint32_t>(j);
    advance();
    j = j + 1 == count ? 0 : j + 1;
  }
  for (int step = size - 1; step > 0; --step) {
    state_[i] = (state_[i] ^ (state_[i - 1] ^ state_[i - 1] >> 30) * 1566083941u) - static_cast<std::uint32_t>(i);
    advance();
  }
  state_[0] = 0x80000000u;
  position_ = size;
  next_gauss_.reset();
}

void twister::seed(none_t) {
  std::uint32_t key[size];
  std::size_t filled = 0;
  while (filled < sizeof key) {
    const ssize_t got = getrandom(reinterpret_cast<char*>(key) + filled, sizeof key - filled, 0);
    if (got <= 0) {
      break;  // what is on the stack and the clock must do
    }
    filled += static_cast<std::size_t>(got);
  }
  seed_with(key, size);
}

void twister::seed(const Int& value) {
  Int magnitude = Int::absolute(value);
  std::vector<std::uint32_t> key;
  do {
    key.push_back(static_cast<std::uint32_t>(magnitude.low_word()));
    magnitude >>= Int(32);
  } while (magnitude != 0);
  seed_with(key.data(), key.size());
}

void twister::seed(double value) { seed(Int(static_cast<std::uint64_t>(py::hash(value)))); }

void twister::seed(const str& text) {
  const std::string_view raw = text.view();
  std::string data(raw);
  sha512_append(data);
  seed(Int::from_bytes_raw(reinterpret_cast<const unsigned char*>(data.data()), static_cast<std::int64_t>(data.size()), false, false));
}

void twister::seed(const bytes& given) {
  std::string data(given.view());
  sha512_append(data);
  seed(Int::from_bytes_raw(reinterpret_cast<const unsigned char*>(data.data()), static_cast<std::int64_t>(data.size()), false, false));
}

void twister::seed(const object& value) {
  if (value.is_none()) {
    seed(None);
  } else if (value.is_str()) {
    seed(value.as_str());
  } else if (value.is_int() || value.is_bool()) {
    seed(cast<Int>(value));
  } else if (value.is_float()) {
    seed(value.as_float());
  } else if (py::detail::castable<bytes>(value)) {
    seed(cast<bytes>(value));
  } else {
    raise_type_error("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.");
  }
}

void twister::seed_version_1(const object& value) {
  if (!value.is_str()) {
    seed(value);
    return;
  }
  const str& text = value.as_str();
  std::uint64_t mixed = 0;
  bool first = true;
  for (const char32_t code_point : text.code_points()) {
    if (first) {
      mixed = std::uint64_t{code_point} << 7;
      first = false;
    }
    mixed = (1000003 * mixed) ^ code_point;
  }
  mixed ^= static_cast<std::uint64_t>(text.py_len());
  seed(Int(mixed));
}

object twister::getstate() const {
  vector<object> words;
  twister copy(*this);
  if (copy.position_ > size) {
    copy.seed(None);
  }
  for (const std::uint32_t each : copy.state_) {
    words.append(object(static_cast<std::int64_t>(each)));
  }
  words.append(object(static_cast<std::int64_t>(copy.position_)));
  vector<object> parts{object(3), object(tuple<object>(std::move(words))), next_gauss_ ? object(*next_gauss_) : object(None)};
  return object(tuple<object>(std::move(parts)));
}

void twister::setstate(const object& state) {
  const object version = state.py_getitem(object(0));
  if (!(version == object(3))) {
    raise_value_error(str("state with version ") + version.py_str() + str(" passed to Random.setstate() of version 3"));
  }
  const object words = state.py_getitem(object(1));
  if (words.py_len() != size + 1) {
    raise_value_error("state vector is the wrong size");
  }
  for (int i = 0; i < size; ++i) {
    state_[i] = static_cast<std::uint32_t>(cast<std::int64_t>(words.py_getitem(object(i))));
  }
  const auto position = cast<std::int64_t>(words.py_getitem(object(static_cast<std::int64_t>(size))));
  if (position < 0 || position > size) {
    raise_value_error("invalid state");
  }
  position_ = static_cast<int>(position);
  const object next = state.py_getitem(object(2));
  next_gauss_ = next.is_none() ? std::nullopt : std::optional<double>(cast<double>(next));
}

Int twister::below(const Int& n) {
  if (n.fits_int64()) {
    return Int(static_cast<std::int64_t>(below(static_cast<std::uint64_t>(n.to_int64()))));
  }
  const Int bits(n.bit_length());
  Int drawn = getrandbits(bits);
  while (drawn >= n) {
    drawn = getrandbits(bits);
  }
  return drawn;
}

Int twister::getrandbits(const Int& count) {
  if (count.is_negative()) {
    raise_value_error("number of bits must be non-negative");
  }
  std::int64_t bits = count.to_int64();
  if (bits == 0) {
    return 0;
  }
  if (bits <= 32) {
    return Int(static_cast<std::int64_t>(word() >> (32 - bits)));
  }
  std::vector<std::uint32_t> words(static_cast<std::size_t>((bits - 1) / 32 + 1));
  for (std::uint32_t& each : words) {
    each = word();
    if (bits < 32) {
      each >>= 32 - bits;
    }
    bits -= 32;
  }
  return Int::from_bytes_raw(reinterpret_cast<const unsigned char*>(words.data()), static_cast<std::int64_t>(4 * words.size()), true, false);
}

bytes twister::randbytes(const Int& count) { return getrandbits(count * Int(8)).to_bytes(count, "little"); }

Int draw_stepped_range(twister& source, const Int& start, const Int& stop, const Int& step) {
  const Int width = stop - start;
  if (step == 1) {
    if (width <= 0) {
      raise_empty_range(start, stop, width);
    }
    return start + source.below(width);
  }
  if (step == 0) {
    raise_value_error("zero step for randrange()");
  }
  const Int count = floor_divide(step > 0 ? width + step - 1 : width + step + 1, step);
  if (count <= 0) {
    raise_empty_range();
  }
  return start + step * source.below(count);
}

void raise_empty_range(const Int& start, const Int& stop, const Int& width) {
  raise_value_error(str("empty range for randrange() (") + start.py_str() + str(", ") + stop.py_str() + str(", ") + width.py_str() + str(")"));
}
void raise_empty_range() { raise_value_error("empty range for randrange()"); }
void raise_empty_sequence() { raise_index_error("Cannot choose from an empty sequence"); }
void raise_sample_size() { raise_value_error("Sample larger than population or is negative"); }

std::int64_t pool_limit(std::int64_t k) {
  std::int64_t limit = 21;
  if (k > 5) {
    const double power = std::ceil(math::log(static_cast<double>(k * 3), 4.0));
    limit += static_cast<std::int64_t>(std::ldexp(1.0, static_cast<int>(2 * power)));
  }
  return limit;
}

vector<Int> running_totals(vector<Int> counts, std::int64_t population, Int& total) {
  for (std::int64_t i = 1; i < counts.size(); ++i) {
    counts[i] += counts[i - 1];
  }
  if (counts.size() != population) {
    raise_value_error("The number of counts does not match the population");
  }
  total = counts.pop();
  if (total <= 0) {
    raise_value_error("Total of counts must be greater than zero");
  }
  return counts;
}

std::int64_t group_of(const vector<Int>& totals, const Int& drawn) { return std::upper_bound(totals.begin(), totals.end(), drawn) - totals.begin(); }

void check_weights(const vector<double>& totals, std::int64_t population) {
  if (totals.size() != population) {
    raise_value_error("The number of weights does not match the population");
  }
  if (totals.size() == 0) {
    raise_index_error("list index out of range");
  }
  if (totals.back() <= 0.0) {
    raise_value_error("Total of weights must be greater than zero");
  }
  if (!std::isfinite(totals.back())) {
    raise_value_error("Total of weights must be finite");
  }
}

std::int64_t weighted_index(const vector<double>& totals, double drawn) { return std::upper_bound(totals.begin(), totals.end() - 1, drawn) - totals.begin(); }

double twister::expovariate(double rate) { return py::detail::float_div(-natural_log(1.0 - random()), rate); }

double twister::normalvariate(double mu, double sigma) {
  const double scale = 4 * math::exp(-0.5) / math::sqrt(2.0);
  while (true) {
    const double u = random();
    const double v = 1.0 - random();
    const double z = scale * (u - 0.5) / v;
    if (z * z / 4.0 <= -natural_log(v)) {
      return mu + z * sigma;
    }
  }
}

double twister::gauss(double mu, double sigma) {
  if (next_gauss_) {
    const double z = *next_gauss_;
    next_gauss_.reset();
    return mu + z * sigma;
  }
  const double angle = random() * math::tau;
  const double radius = std::sqrt(-2.0 * natural_log(1.0 - random()));
  next_gauss_ = math::sin(angle) * radius;
  return mu + math::cos(angle) * radius * sigma;
}

double twister::gammavariate(double alpha, double beta) {
  if (alpha <= 0.0 || beta <= 0.0) {
    raise_value_error("gammavariate: alpha and beta must be > 0.0");
  }
  if (alpha == 1.0) {
    return -natural_log(1.0 - random()) * beta;
  }
  if (alpha > 1.0) {
    const double magic = 1.0 + math::log(4.5);
    const double inverse = std::sqrt(2.0 * alpha - 1.0);
    const double offset = alpha - math::log(4.0);
    const double slope = alpha + inverse;
    while (true) {
      const double u = random();
      if (!(1e-7 < u && u < 0.9999999)) {
        continue;
      }
      const double w = 1.0 - random();
      const double v = natural_log(u / (1.0 - u)) / inverse;
      const double x = alpha * math::exp(v);
      const double z = u * u * w;
      const double r = offset + slope * v - x;
      if (r + magic - 4.5 * z >= 0.0 || r >= natural_log(z)) {
        return x * beta;
      }
    }
  }
  while (true) {
    const double b = (math::e + alpha) / math::e;
    const double p = b * random();
    const double x = p <= 1.0 ? math::pow(p, 1.0 / alpha) : -natural_log((b - p) / alpha);
    const double u = random();
    if (p > 1.0 ? u <= math::pow(x, alpha - 1.0) : u <= math::exp(-x)) {
      return x * beta;
    }
  }
}

double twister::betavariate(double alpha, double beta) {
  const double y = gammavariate(alpha, 1.0);
  return y != 0 ? y / (y + gammavariate(beta, 1.0)) : 0.0;
}

double twister::paretovariate(double alpha) {
  const double u = 1.0 - random();
  return math::pow(u, py::detail::float_div(-1.0, alpha));
}

double twister::weibullvariate(double alpha, double beta) {
  const double u = 1.0 - random();
  return alpha * math::pow(-natural_log(u), py::detail::float_div(1.0, beta));
}

double twister::triangular(double low, double high, std::optional<double> mode) {
  double u = random();
  if (mode && high - low == 0) {
    return low;
  }
  double c = mode ? (*mode - low) / (high - low) : 0.5;
  if (u > c) {
    u = 1.0 - u;
    c = 1.0 - c;
    std::swap(low, high);
  }
  return low + (high - low) * math::sqrt(u * c);
}

double twister::vonmisesvariate(double mu, double kappa) {
  if (kappa <= 1e-6) {
    return math::tau * random();
  }
  const double s = 0.5 / kappa;
  const double r = s + math::sqrt(1.0 + s * s);
  double z = 0;
  while (true) {
    z = math::cos(math::pi * random());
    const double d = z / (r + z);
    const double u = random();
    if (u < 1.0 - d * d || u <= (1.0 - d) * math::exp(d)) {
      break;
    }
  }
  const double q = 1.0 / r;
  const double f = (q + z) / (1.0 + q * z);
  const double turn = math::acos(f);
  return py::detail::float_mod(random() > 0.5 ? mu + turn : mu - turn, math::tau);
}

}  // namespace py::random::detail
