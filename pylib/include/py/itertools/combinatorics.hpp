/// product, permutations, combinations, combinations_with_replacement.
#pragma once

#include <py/itertools/iterator_base.hpp>
#include <py/tags.hpp>
#include <py/tuple.hpp>

#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::itertools {
namespace detail {

/// `indices` into pools of the given sizes, the last one turning fastest. False when all have been seen.
bool advance_product(std::vector<std::int64_t>& indices, const std::vector<std::int64_t>& sizes);
/// The next permutation of `r` out of the indices, as CPython makes it; `cycles` belongs to the same state.
bool advance_permutation(std::vector<std::int64_t>& indices, std::vector<std::int64_t>& cycles);
/// The next combination out of `n`.
bool advance_combination(std::vector<std::int64_t>& indices, std::int64_t n);
bool advance_combination_with_replacement(std::vector<std::int64_t>& indices, std::int64_t n);
std::int64_t checked_length(std::int64_t r);
std::int64_t checked_repeat(std::int64_t repeat);

/// `product` of a few sources: std::tuples of one element of each.
template <typename... T>
class tuple_product : public iterator_base<tuple_product<T...>, std::tuple<T...>> {
 public:
  explicit tuple_product(vector<T>... pools) : over_((pools.empty() || ...)), pools_(std::move(pools)...) {}
  std::optional<std::tuple<T...>> next() {
    if (over_) {
      return std::nullopt;
    }
    std::optional<std::tuple<T...>> result(current(std::index_sequence_for<T...>()));
    over_ = !turn<sizeof...(T)>();
    return result;
  }

 private:
  template <std::size_t... I>
  std::tuple<T...> current(std::index_sequence<I...>) const {
    return std::tuple<T...>(std::get<I>(pools_)[indices_[I]]...);
  }
  /// Moves the last index on, and those before it as they come round.
  template <std::size_t N>
  bool turn() {
    if constexpr (N == 0) {
      return false;
    } else {
      if (++indices_[N - 1] < std::get<N - 1>(pools_).size()) {
        return true;
      }
      indices_[N - 1] = 0;
      return turn<N - 1>();
    }
  }

  std::array<std::int64_t, sizeof...(T)> indices_{};
  bool over_;
  std::tuple<vector<T>...> pools_;
};

/// Tuples of elements picked by changing indices.
template <typename T, typename Selection>
class selected : public iterator_base<selected<T, Selection>, tuple<T>> {
 public:
  explicit selected(Selection selection) : selection_(std::move(selection)) {}
  std::optional<tuple<T>> next() {
    if (!selection_.valid) {
      return std::nullopt;
    }
    if (started_ && !selection_.advance()) {
      selection_.valid = false;
      return std::nullopt;
    }
    started_ = true;
    vector<T> elements;
    elements.reserve(selection_.length());
    for (std::int64_t i = 0; i < selection_.length(); ++i) {
      elements.append(selection_.element(i));
    }
    return tuple<T>(std::move(elements));
  }

 private:
  Selection selection_;
  bool started_ = false;
};

template <typename T>
struct product_selection {
  std::vector<vector<T>> pools;
  std::vector<std::int64_t> sizes;
  std::vector<std::int64_t> indices;
  bool valid = true;

  explicit product_selection(std::vector<vector<T>> given) : pools(std::move(given)), indices(pools.size()) {
    for (const auto& pool : pools) {
      sizes.push_back(pool.size());
      valid = valid && !pool.empty();
    }
  }
  bool advance() { return advance_product(indices, sizes); }
  std::int64_t length() const noexcept { return static_cast<std::int64_t>(pools.size()); }
  T element(std::int64_t i) const { return pools[static_cast<std::size_t>(i)][indices[static_cast<std::size_t>(i)]]; }
};

/// Picks `r` elements of one pool.
template <typename T>
struct pool_selection {
  vector<T> pool;
  std::vector<std::int64_t> indices;
  std::int64_t r;
  bool valid = true;

  pool_selection(vector<T> given, std::int64_t length) : pool(std::move(given)), r(length) {}
  std::int64_t length() const noexcept { return r; }
  T element(std::int64_t i) const { return pool[indices[static_cast<std::size_t>(i)]]; }
};

template <typename T>
struct permutation_selection : pool_selection<T> {
  std::vector<std::int64_t> cycles;

  permutation_selection(vector<T> given, std::int64_t r) : pool_selection<T>(std::move(given), r) {
    const std::int64_t n = this->pool.size();
    this->valid = r <= n;
    this->indices.resize(static_cast<std::size_t>(n));
    std::iota(this->indices.begin(), this->indices.end(), 0);
    for (std::int64_t i = 0; i < r; ++i) {
      cycles.push_back(n - i);
    }
  }
  bool advance() { return advance_permutation(this->indices, cycles); }
};

template <typename T>
struct combination_selection : pool_selection<T> {
  combination_selection(vector<T> given, std::int64_t r) : pool_selection<T>(std::move(given), r) {
    this->valid = r <= this->pool.size();
    this->indices.resize(static_cast<std::size_t>(r));
    std::iota(this->indices.begin(), this->indices.end(), 0);
  }
  bool advance() { return advance_combination(this->indices, this->pool.size()); }
};

template <typename T>
struct replacement_selection : pool_selection<T> {
  replacement_selection(vector<T> given, std::int64_t r) : pool_selection<T>(std::move(given), r) {
    this->valid = r == 0 || !this->pool.empty();
    this->indices.resize(static_cast<std::size_t>(r));
  }
  bool advance() { return advance_combination_with_replacement(this->indices, this->pool.size()); }
};

template <template <typename> typename Selection, typename Source>
auto select(Source&& source, std::int64_t r) {
  using T = element_t<Source>;
  return selected<T, Selection<T>>(Selection<T>(vector<T>(std::forward<Source>(source)), checked_length(r)));
}

}  // namespace detail

struct product_fn {
  /// Two to four sources give std::tuples; other numbers, `py::repeat = n` and `py::spread(sources)` give py::tuples of the common type.
  template <typename... Arguments>
  auto operator()(Arguments&&... arguments) const {
    constexpr bool plain = ((!is_tagged<std::remove_cvref_t<Arguments>> && !is_spread<std::remove_cvref_t<Arguments>>) && ...);
    if constexpr (plain && sizeof...(Arguments) >= 2 && sizeof...(Arguments) <= 4) {
      return detail::tuple_product<element_t<Arguments>...>(vector<element_t<Arguments>>(std::forward<Arguments>(arguments))...);
    } else {
      using T = typename decltype(element_type<Arguments...>())::type;
      std::vector<vector<T>> pools;
      (add<T>(pools, arguments), ...);
      const std::int64_t times = detail::checked_repeat(size_argument(pick<repeat_tag>(std::int64_t{1}, arguments...)));
      std::vector<vector<T>> repeated;
      for (std::int64_t i = 0; i < times; ++i) {
        repeated.insert(repeated.end(), pools.begin(), pools.end());
      }
      return detail::selected<T, detail::product_selection<T>>(detail::product_selection<T>(std::move(repeated)));
    }
  }

 private:
  template <typename Argument>
  static auto source_element() {
    using Plain = std::remove_cvref_t<Argument>;
    if constexpr (is_spread<Plain>) {
      return std::tuple<element_t<element_t<decltype(std::declval<Plain&>().values)>>>();
    } else if constexpr (is_tagged<Plain>) {
      return std::tuple<>();
    } else {
      return std::tuple<element_t<Argument>>();
    }
  }
  template <typename... T>
  static py::detail::element_of_tuple<T...> common(std::tuple<T...>);
  template <typename... Arguments>
  static auto element_type() {
    return decltype(common(std::tuple_cat(source_element<Arguments>()...)))();
  }
  template <typename T, typename Argument>
  static void add(std::vector<vector<T>>& pools, Argument& argument) {
    using Plain = std::remove_cvref_t<Argument>;
    if constexpr (is_spread<Plain>) {
      py::detail::for_each(argument.values, [&](auto&& source) { pools.push_back(vector<T>(source)); });
    } else if constexpr (!is_tagged<Plain>) {
      pools.push_back(vector<T>(argument));
    }
  }
};
inline constexpr product_fn product{};

struct permutations_fn {
  template <typename Source>
  auto operator()(Source&& source, none_t = {}) const {
    using T = element_t<Source>;
    vector<T> pool(std::forward<Source>(source));
    const std::int64_t r = pool.size();
    return detail::selected<T, detail::permutation_selection<T>>(detail::permutation_selection<T>(std::move(pool), r));
  }
  template <typename Source>
  auto operator()(Source&& source, size_argument r) const {
    return detail::select<detail::permutation_selection>(std::forward<Source>(source), r);
  }
};
/// Tuples of `r` elements in all orders (all elements without `r`). ValueError for a negative `r`.
inline constexpr permutations_fn permutations{};

struct combinations_fn {
  template <typename Source>
  auto operator()(Source&& source, size_argument r) const {
    return detail::select<detail::combination_selection>(std::forward<Source>(source), r);
  }
};
inline constexpr combinations_fn combinations{};

struct combinations_with_replacement_fn {
  template <typename Source>
  auto operator()(Source&& source, size_argument r) const {
    return detail::select<detail::replacement_selection>(std::forward<Source>(source), r);
  }
};
inline constexpr combinations_with_replacement_fn combinations_with_replacement{};

}  // namespace py::itertools
