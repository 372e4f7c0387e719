/// Python's bisect module: where to insert into a sorted sequence.
#pragma once

#include <py/bound.hpp>
#include <py/iterate.hpp>
#include <py/sequence.hpp>
#include <py/tags.hpp>

#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py::bisect {
namespace detail {

[[noreturn]] void raise_negative_lo();

template <typename Sequence>
decltype(auto) element(const Sequence& xs, std::int64_t index) {
  if constexpr (py::detail::is_pointer_like<Sequence>) {
    return xs->py_getitem(index);
  } else if constexpr (std::is_same_v<Sequence, object>) {
    return xs.py_getitem(object(index));
  } else if constexpr (requires { xs.at(index); }) {
    return xs.at(index);
  } else {
    return xs.py_getitem(index);
  }
}

/// The first index at which `beyond(element)` holds.
template <typename Sequence, typename Beyond>
std::int64_t search(const Sequence& xs, std::int64_t low, const bound& high, Beyond beyond) {
  if (low < 0) {
    raise_negative_lo();
  }
  std::int64_t end = high.present() && high.value() != -1 ? high.value() : py::len(xs);
  while (low < end) {
    const auto middle = static_cast<std::int64_t>((static_cast<std::uint64_t>(low) + static_cast<std::uint64_t>(end)) / 2);
    if (beyond(element(xs, middle))) {
      end = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

template <typename... Tags>
decltype(auto) key_of(const Tags&... tags) {
  if constexpr (has_tag<key_tag, Tags...>) {
    using Key = std::remove_cvref_t<decltype(pick<key_tag>(None, tags...))>;
    if constexpr (std::is_same_v<Key, none_t>) {
      return py::detail::no_key();
    } else {
      return pick<key_tag>(None, tags...);
    }
  } else {
    return py::detail::no_key();
  }
}

template <typename Sequence, typename X, typename Key>
std::int64_t left(const Sequence& xs, const X& x, std::int64_t low, const bound& high, const Key& key) {
  return search(xs, low, high, [&](const auto& each) { return !py::detail::is_less(key(each), x); });
}
template <typename Sequence, typename X, typename Key>
std::int64_t right(const Sequence& xs, const X& x, std::int64_t low, const bound& high, const Key& key) {
  return search(xs, low, high, [&](const auto& each) { return py::detail::is_less(x, key(each)); });
}

template <typename T>
inline constexpr bool is_position = !is_tagged<T>;

template <typename Sequence, typename X>
void insert(Sequence&& xs, std::int64_t index, X&& x) {
  using Plain = std::remove_cvref_t<Sequence>;
  if constexpr (std::is_same_v<Plain, object>) {
    xs.attr("insert")(index, std::forward<X>(x));
  } else if constexpr (requires { xs.insert(index, std::forward<X>(x)); }) {
    xs.insert(index, std::forward<X>(x));
  } else {
    xs->insert(index, std::forward<X>(x));
  }
}

/// Splits `lo, hi, tags...` of a call.
template <typename Body>
auto with_bounds(Body body) {
  return body(std::int64_t{0}, bound());
}
template <typename Body, typename First, typename... Rest>
auto with_bounds(Body body, const First& first, const Rest&... rest) {
  if constexpr (is_tagged<First>) {
    return body(std::int64_t{0}, bound());
  } else {
    const std::int64_t low = size_argument(first);
    if constexpr (sizeof...(Rest) == 0) {
      return body(low, bound());
    } else {
      using Second = std::tuple_element_t<0, std::tuple<Rest...>>;
      if constexpr (is_tagged<Second>) {
        return body(low, bound());
      } else {
        return body(low, bound(std::get<0>(std::tuple<const Rest&...>(rest...))));
      }
    }
  }
}

}  // namespace detail

/// `bisect_left(xs, x, lo, hi, py::key = f)`: the index before the elements equal to x. Raises ValueError for a negative lo.
struct bisect_left_fn {
  template <typename Sequence, typename X, typename... Options>
  std::int64_t operator()(const Sequence& xs, const X& x, const Options&... options) const {
    return detail::with_bounds([&](std::int64_t low, const bound& high) { return detail::left(xs, x, low, high, detail::key_of(options...)); }, options...);
  }
};
inline constexpr bisect_left_fn bisect_left{};

/// The index behind the elements equal to x.
struct bisect_right_fn {
  template <typename Sequence, typename X, typename... Options>
  std::int64_t operator()(const Sequence& xs, const X& x, const Options&... options) const {
    return detail::with_bounds([&](std::int64_t low, const bound& high) { return detail::right(xs, x, low, high, detail::key_of(options...)); }, options...);
  }
};
inline constexpr bisect_right_fn bisect_right{};
inline constexpr bisect_right_fn bisect{};

/// Inserts x before the elements equal to it. O(n).
struct insort_left_fn {
  template <typename Sequence, typename X, typename... Options>
  void operator()(Sequence&& xs, X&& x, const Options&... options) const {
    const auto& key = detail::key_of(options...);
    const std::int64_t at = detail::with_bounds([&](std::int64_t low, const bound& high) { return detail::left(xs, key(x), low, high, key); }, options...);
    detail::insert(std::forward<Sequence>(xs), at, std::forward<X>(x));
  }
};
inline constexpr insort_left_fn insort_left{};

/// Inserts x behind the elements equal to it. O(n).
struct insort_right_fn {
  template <typename Sequence, typename X, typename... Options>
  void operator()(Sequence&& xs, X&& x, const Options&... options) const {
    const auto& key = detail::key_of(options...);
    const std::int64_t at = detail::with_bounds([&](std::int64_t low, const bound& high) { return detail::right(xs, key(x), low, high, key); }, options...);
    detail::insert(std::forward<Sequence>(xs), at, std::forward<X>(x));
  }
};
inline constexpr insort_right_fn insort_right{};
inline constexpr insort_right_fn insort{};

}  // namespace py::bisect
