/// Python's random module: the Mersenne Twister, giving CPython's numbers for every seed.
#pragma once

#include <py/bytes.hpp>
#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/iterate.hpp>
#include <py/math.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>
#include <py/tags.hpp>
#include <py/vector.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <unordered_set>
#include <utility>

namespace py {

struct k_tag {};

struct cum_weights_tag {};
struct counts_tag {};
inline constexpr tag<k_tag> k{};
inline constexpr tag<cum_weights_tag> cum_weights{};
inline constexpr tag<counts_tag> counts{};

namespace random {
namespace detail {

[[noreturn]] void raise_empty_range(const Int& start, const Int& stop, const Int& width);
[[noreturn]] void raise_empty_range();
[[noreturn]] void raise_empty_sequence();

/// The generator MT19937 and the methods that draw from it. Not seeded until first used.
class twister {
 public:
  /// 32 random bits.
  std::uint32_t word() {
    if (position_ >= size) {
      refill();
    }
    std::uint32_t y = state_[position_++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9D2C5680u;
    y ^= y << 15 & 0xEFC60000u;
    return y ^ y >> 18;
  }
  /// A float in [0, 1) with 53 random bits.
  double random() {
    const std::uint32_t a = word() >> 5;
    const std::uint32_t b = word() >> 6;
    return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
  }
  /// An int in [0, n), n positive.
  std::uint64_t below(std::uint64_t n) {
    const int bits = std::bit_width(n);
    std::uint64_t drawn = draw_bits(bits);
    while (drawn >= n) {
      drawn = draw_bits(bits);
    }
    return drawn;
  }
  Int below(const Int& n);
  Int getrandbits(const Int& bits);
  bytes randbytes(const Int& size);

  void seed(none_t = None);
  void seed(const Int& value);
  void seed(double value);
  void seed(const str& text);
  void seed(const bytes& data);
  void seed(const object& value);
  template <native_integer T>
  void seed(T value) {
    seed(Int(value));
  }
  template <typename T>
  void seed(const std::optional<T>& value) {
    value ? seed(*value) : seed(None);
  }
  template <typename T>
  void seed(const T& value, std::int64_t version) {
    if (version == 1) {
      seed_version_1(object(value));
    } else {
      seed(value);
    }
  }
  object getstate() const;
  /// Raises ValueError, TypeError unless `state` came from getstate.
  void setstate(const object& state);

  double betavariate(double alpha, double beta);
  double expovariate(double rate);
  double gammavariate(double alpha, double beta);
  double gauss(double mu, double sigma);
  double normalvariate(double mu, double sigma);
  double paretovariate(double alpha);
  double triangular(double low, double high, std::optional<double> mode);
  double vonmisesvariate(double mu, double kappa);
  double weibullvariate(double alpha, double beta);

 private:
  static constexpr int size = 624;

  std::uint64_t draw_bits(int bits) {
    if (bits <= 32) {
      return word() >> (32 - bits);
    }
    const std::uint64_t low = word();
    return low | static_cast<std::uint64_t>(word() >> (64 - bits)) << 32;
  }
  void refill();
  void seed_with(const std::uint32_t* key, std::size_t count);
  void seed_version_1(const object& value);

  std::uint32_t state_[size] = {};
  int position_ = size + 1;  // one more than the end: not seeded
  std::optional<double> next_gauss_;
};

/// The generator behind the module's functions.
extern twister shared;

template <typename T>
concept native_int = native_integer<T> && !(std::unsigned_integral<T> && sizeof(T) == 8);

/// An int in [start, stop): native when both bounds are.
template <typename A, typename B>
auto draw_range(twister& source, const A& start, const B& stop) {
  if constexpr (native_int<A> && native_int<B>) {
    const auto first = static_cast<std::int64_t>(start);
    const auto last = static_cast<std::int64_t>(stop);
    if (first >= last) [[unlikely]] {
      raise_empty_range(Int(start), Int(stop), Int(stop) - Int(start));
    }
    const std::uint64_t width = static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(first) + source.below(width));
  } else {
    const math::integer first(start);
    const math::integer last(stop);
    const Int width = last.value() - first.value();
    if (width <= 0) {
      raise_empty_range(first, last, width);
    }
    return first.value() + source.below(width);
  }
}

Int draw_stepped_range(twister& source, const Int& start, const Int& stop, const Int& step);

template <typename A, typename B>
auto draw_int(twister& source, const A& low, const B& high) {
  if constexpr (native_int<A> && native_int<B>) {
    if (static_cast<std::int64_t>(high) == INT64_MAX) [[unlikely]] {
      return draw_range(source, Int(low), Int(high) + 1).to_int64();
    }
    return draw_range(source, static_cast<std::int64_t>(low), static_cast<std::int64_t>(high) + 1);
  } else {
    return draw_range(source, math::integer(low).value(), math::integer(high).value() + 1);
  }
}

/// `xs[i]` of any sequence, as it would be kept.
template <typename Sequence>
auto element_at(const Sequence& xs, std::int64_t i) -> element_t<const Sequence&> {
  if constexpr (py::detail::is_std_tuple<Sequence>) {
    using Element = element_t<const Sequence&>;
    std::optional<Element> result;
    std::int64_t at = 0;
    std::apply([&](const auto&... x) { ((at++ == i ? static_cast<void>(result.emplace(x)) : static_cast<void>(0)), ...); }, xs);
    return *std::move(result);
  } else if constexpr (requires { xs.at(i); }) {
    return xs.at(i);
  } else if constexpr (requires { xs.py_getitem(i); }) {
    return xs.py_getitem(i);
  } else {
    return xs->py_getitem(i);
  }
}

template <typename Sequence>
auto choose(twister& source, const Sequence& xs) {
  const std::int64_t count = py::len(xs);
  if (count == 0) [[unlikely]] {
    raise_empty_sequence();
  }
  return element_at(xs, static_cast<std::int64_t>(source.below(static_cast<std::uint64_t>(count))));
}

template <typename Sequence>
void shuffle(twister& source, Sequence&& xs) {
  using Plain = std::remove_cvref_t<Sequence>;
  for (std::int64_t i = py::len(xs) - 1; i > 0; --i) {
    const auto j = static_cast<std::int64_t>(source.below(static_cast<std::uint64_t>(i) + 1));
    if constexpr (std::is_same_v<Plain, object>) {
      const object kept = xs.py_getitem(object(i));
      xs.py_setitem(object(i), xs.py_getitem(object(j)));
      xs.py_setitem(object(j), kept);
    } else if constexpr (requires { xs.at(i); }) {
      if (i != j) {
        std::swap(xs.at(i), xs.at(j));
      }
    } else {
      auto kept = xs->py_getitem(i);
      xs->py_setitem(i, xs->py_getitem(j));
      xs->py_setitem(j, kept);
    }
  }
}

/// The largest population that is copied to draw `k` elements from, rather than remembered by a set.
std::int64_t pool_limit(std::int64_t k);
[[noreturn]] void raise_sample_size();
/// Index of the group that number `drawn` falls into, after the running totals.
std::int64_t group_of(const vector<Int>& totals, const Int& drawn);
/// Running totals of the counts; the last is taken off into `total`. Raises ValueError.
vector<Int> running_totals(vector<Int> counts, std::int64_t population, Int& total);

template <typename Sequence>
auto sample_plain(twister& source, const Sequence& population, std::int64_t k) {
  using Element = element_t<const Sequence&>;
  const std::int64_t n = py::len(population);
  if (k < 0 || k > n) {
    raise_sample_size();
  }
  vector<Element> result;
  result.reserve(k);
  if (n <= pool_limit(k)) {
    vector<Element> pool(population);
    for (std::int64_t i = 0; i < k; ++i) {
      const auto j = static_cast<std::int64_t>(source.below(static_cast<std::uint64_t>(n - i)));
      result.append(pool[j]);
      pool[j] = pool[n - i - 1];
    }
  } else {
    std::unordered_set<std::uint64_t> taken;
    for (std::int64_t i = 0; i < k; ++i) {
      std::uint64_t j = source.below(static_cast<std::uint64_t>(n));
      while (!taken.insert(j).second) {
        j = source.below(static_cast<std::uint64_t>(n));
      }
      result.append(element_at(population, static_cast<std::int64_t>(j)));
    }
  }
  return result;
}

/// The numbers 0, 1, … n - 1 as a sequence.
class counting {
 public:
  explicit counting(std::int64_t n) : n_(n) {}
  class iterator {
   public:
    using value_type = std::int64_t;
    using difference_type = std::ptrdiff_t;
    explicit iterator(std::int64_t i = 0) : i_(i) {}
    std::int64_t operator*() const { return i_; }
    iterator& operator++() {
      ++i_;
      return *this;
    }
    friend bool operator==(const iterator&, const iterator&) = default;

   private:
    std::int64_t i_;
  };
  iterator begin() const { return iterator(0); }
  iterator end() const { return iterator(n_); }
  std::int64_t size() const { return n_; }
  std::int64_t at(std::int64_t i) const { return i; }

 private:
  std::int64_t n_;
};

template <typename Sequence, typename... Tags>
auto sample(twister& source, const Sequence& population, std::int64_t k, const Tags&... tags) {
  using Element = element_t<const Sequence&>;
  if constexpr (has_tag<counts_tag, Tags...>) {
    vector<Int> counts;
    py::detail::for_each(pick<counts_tag>(0, tags...), [&counts](const auto& x) { counts.append(math::integer(x).value()); });
    Int total;
    const vector<Int> totals = running_totals(std::move(counts), py::len(population), total);
    vector<Element> result;
    for (const std::int64_t drawn : sample_plain(source, counting(total.clamp_int64()), k)) {
      result.append(element_at(population, group_of(totals, Int(drawn))));
    }
    return result;
  } else {
    return sample_plain(source, population, k);
  }
}

template <typename Weights>
vector<double> doubles_of(const Weights& weights) {
  vector<double> result;
  py::detail::for_each(weights, [&result](const auto& x) { result.append(math::real(x)); });
  return result;
}
/// The index that a weighted draw gives. `totals` are cumulative.
std::int64_t weighted_index(const vector<double>& totals, double drawn);
/// Raises ValueError for weights that cannot be drawn from.
void check_weights(const vector<double>& totals, std::int64_t population);

template <typename Sequence>
auto choices_weighted(twister& source, const Sequence& population, const vector<double>& totals, std::int64_t k) {
  vector<element_t<const Sequence&>> result;
  check_weights(totals, py::len(population));
  const double total = totals.back();
  for (std::int64_t i = 0; i < k; ++i) {
    result.append(element_at(population, weighted_index(totals, source.random() * total)));
  }
  return result;
}

template <typename T>
inline constexpr bool is_absent = std::is_same_v<std::remove_cvref_t<T>, none_t>;

template <typename Sequence, typename Weights, typename... Tags>
auto choices(twister& source, const Sequence& population, const Weights& weights, const Tags&... tags) {
  const std::int64_t k = size_argument(pick<k_tag>(1, tags...));
  if constexpr (has_tag<cum_weights_tag, Tags...>) {
    if constexpr (!is_absent<Weights>) {
      raise_type_error("Cannot specify both weights and cumulative weights");
    }
    return choices_weighted(source, population, doubles_of(pick<cum_weights_tag>(0, tags...)), k);
  } else if constexpr (!is_absent<Weights>) {
    vector<double> totals = doubles_of(weights);
    for (std::int64_t i = 1; i < totals.size(); ++i) {
      totals[i] += totals[i - 1];
    }
    return choices_weighted(source, population, totals, k);
  } else {
    vector<element_t<const Sequence&>> result;
    const std::int64_t n = py::len(population);
    for (std::int64_t i = 0; i < k; ++i) {
      result.append(element_at(population, static_cast<std::int64_t>(source.random() * static_cast<double>(n))));
    }
    return result;
  }
}

inline std::optional<double> optional_real(none_t) { return std::nullopt; }
inline std::optional<double> optional_real(math::real x) { return static_cast<double>(x); }
template <typename T>
std::optional<double> optional_real(const std::optional<T>& x) {
  return x ? optional_real(*x) : std::nullopt;
}

/// What a py::random::Random shares.
class generator_block final : public Object {
 public:
  static const type& py_class();
  const type& py_type() const override { return py_class(); }

  twister source;
};

/// Every method once, for the generator that `Derived::source()` gives.
template <typename Derived>
class methods {
 public:
  double random() const { return source().random(); }
  double uniform(math::real a, math::real b) const { return a + (b - a) * source().random(); }
  template <typename A, typename B>
  auto randint(const A& a, const B& b) const {
    return draw_int(source(), a, b);
  }
  template <typename T>
  auto randrange(const T& stop) const {
    if constexpr (native_int<T>) {
      if (stop <= 0) [[unlikely]] {
        raise_empty_range();
      }
      return static_cast<std::int64_t>(source().below(static_cast<std::uint64_t>(stop)));
    } else {
      const math::integer end(stop);
      if (end.value() <= 0) {
        raise_empty_range();
      }
      return source().below(end.value());
    }
  }
  template <typename A, typename B>
  auto randrange(const A& start, const B& stop) const {
    return draw_range(source(), start, stop);
  }
  template <typename A, typename B, typename S>
  auto randrange(const A& start, const B& stop, const S& step) const {
    if constexpr (native_int<A> && native_int<B> && native_int<S>) {
      return draw_stepped_range(source(), Int(start), Int(stop), Int(step)).to_int64();
    } else {
      return draw_stepped_range(source(), math::integer(start), math::integer(stop), math::integer(step));
    }
  }
  template <typename Sequence>
  auto choice(const Sequence& xs) const {
    if constexpr (std::is_array_v<Sequence>) {
      return choose(source(), str(xs));
    } else {
      return choose(source(), xs);
    }
  }
  template <typename Sequence, typename... Tags>
  auto choices(const Sequence& population, const Tags&... tags) const {
    if constexpr (std::is_array_v<Sequence>) {
      return choices(str(population), tags...);
    } else if constexpr (sizeof...(Tags) == 0 || (is_tagged<Tags> && ...)) {
      return detail::choices(source(), population, None, tags...);
    } else {
      return detail::choices(source(), population, tags...);
    }
  }
  template <typename Sequence>
  void shuffle(Sequence&& xs) const {
    detail::shuffle(source(), xs);
  }
  template <typename Sequence, typename... Tags>
  auto sample(const Sequence& population, size_argument k, const Tags&... tags) const {
    if constexpr (std::is_array_v<Sequence>) {
      return detail::sample(source(), str(population), k, tags...);
    } else {
      return detail::sample(source(), population, k, tags...);
    }
  }
  Int getrandbits(const math::integer& k) const { return source().getrandbits(k); }
  bytes randbytes(const math::integer& n) const { return source().randbytes(n); }
  template <typename... T>
  void seed(const T&... value) const {
    if constexpr ((std::is_array_v<T> || ...)) {
      seed_text(value...);
    } else {
      source().seed(value...);
    }
  }
  object getstate() const { return source().getstate(); }
  void setstate(const object& state) const { source().setstate(state); }
  double betavariate(math::real alpha, math::real beta) const { return source().betavariate(alpha, beta); }
  double expovariate(math::real lambd) const { return source().expovariate(lambd); }
  double gammavariate(math::real alpha, math::real beta) const { return source().gammavariate(alpha, beta); }
  double gauss(math::real mu = 0.0, math::real sigma = 1.0) const { return source().gauss(mu, sigma); }
  double lognormvariate(math::real mu, math::real sigma) const { return math::exp(source().normalvariate(mu, sigma)); }
  double normalvariate(math::real mu = 0.0, math::real sigma = 1.0) const { return source().normalvariate(mu, sigma); }
  double paretovariate(math::real alpha) const { return source().paretovariate(alpha); }
  template <typename Mode = none_t>
  double triangular(math::real low = 0.0, math::real high = 1.0, const Mode& mode = Mode()) const {
    return source().triangular(low, high, optional_real(mode));
  }
  double vonmisesvariate(math::real mu, math::real kappa) const { return source().vonmisesvariate(mu, kappa); }
  double weibullvariate(math::real alpha, math::real beta) const { return source().weibullvariate(alpha, beta); }

 private:
  twister& source() const { return static_cast<const Derived*>(this)->generator(); }
  void seed_text(const str& text, std::int64_t version = 2) const { source().seed(text, version); }
};

class module_methods : public methods<module_methods> {
 public:
  twister& generator() const { return shared; }
};
inline constexpr module_methods module{};

}  // namespace detail

/// A generator of its own; copies of the handle share it. `Random()` is seeded by the system.
class Random : public detail::methods<Random> {
 public:
  Random() : block_(make<detail::generator_block>()) {}
  template <typename T>
    requires(!std::is_same_v<std::remove_cvref_t<T>, Random>)
  explicit Random(const T& value) : Random() {
    this->seed(value);
  }

  detail::twister& generator() const { return block_->source; }
  object py_box() const { return object(block_); }
  static bool py_check(const object& value) { return value.try_as<detail::generator_block>() != nullptr; }
  static Random py_unbox(const object& value) {
    Random result{unmade{}};
    result.block_ = ref<detail::generator_block>(value.try_as<detail::generator_block>());
    return result;
  }
  friend bool operator==(const Random& a, const Random& b) { return a.block_.get() == b.block_.get(); }

 private:
  struct unmade {};
  explicit Random(unmade) {}

  ref<detail::generator_block> block_;
};

inline double random() { return detail::shared.random(); }
inline double uniform(math::real a, math::real b) { return detail::module.uniform(a, b); }
#define PY_RANDOM_FUNCTION(name)                               \
  template <typename... T>                                     \
  decltype(auto) name(T&&... arguments) {                      \
    return detail::module.name(std::forward<T>(arguments)...); \
  }
PY_RANDOM_FUNCTION(betavariate)
PY_RANDOM_FUNCTION(choice)
PY_RANDOM_FUNCTION(choices)
PY_RANDOM_FUNCTION(expovariate)
PY_RANDOM_FUNCTION(gammavariate)
PY_RANDOM_FUNCTION(gauss)
PY_RANDOM_FUNCTION(getrandbits)
PY_RANDOM_FUNCTION(getstate)
PY_RANDOM_FUNCTION(lognormvariate)
PY_RANDOM_FUNCTION(normalvariate)
PY_RANDOM_FUNCTION(paretovariate)
PY_RANDOM_FUNCTION(randbytes)
PY_RANDOM_FUNCTION(randint)
PY_RANDOM_FUNCTION(randrange)
PY_RANDOM_FUNCTION(sample)
PY_RANDOM_FUNCTION(seed)
PY_RANDOM_FUNCTION(setstate)
PY_RANDOM_FUNCTION(shuffle)
PY_RANDOM_FUNCTION(triangular)
PY_RANDOM_FUNCTION(vonmisesvariate)
PY_RANDOM_FUNCTION(weibullvariate)
#undef PY_RANDOM_FUNCTION

}  // namespace random
}  // namespace py
