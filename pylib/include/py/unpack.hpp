/// Unpacking iterables into several targets.
#pragma once

#include <py/convert.hpp>
#include <py/exceptions.hpp>
#include <py/iterate.hpp>
#include <py/list.hpp>
#include <py/str.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace py {

namespace detail {
[[noreturn]] void raise_too_few(std::size_t expected, std::size_t got, bool at_least);
[[noreturn]] void raise_too_many(std::size_t expected);
/// TypeError in the words of an unpacking, if the object has no iterator.
void require_unpackable(const object& source);

template <typename Source>
void check_source(const Source& source) {
  if constexpr (std::is_same_v<Source, object> || is_number<Source> || std::is_same_v<Source, bool> || std::is_same_v<Source, none_t>) {
    require_unpackable(object(source));
  }
}
}  // namespace detail

/// `a, b = source`: exactly Count elements, or CPython's ValueError. Takes at most one element more than it needs.
template <typename T, std::size_t Count, typename Source>
std::array<T, Count> unpack(Source&& source) {
  std::array<T, Count> items;
  std::size_t count = 0;
  detail::check_source(source);
  detail::for_each(std::forward<Source>(source), [&](auto&& item) {
    if (count == Count) {
      detail::raise_too_many(Count);
    }
    items[count++] = detail::element_as<T>(std::forward<decltype(item)>(item));
  });
  if (count < Count) {
    detail::raise_too_few(Count, count, false);
  }
  return items;
}

/// The parts of `a, *middle, b = source`.
template <typename T, std::size_t Before, std::size_t After>
struct starred {
  std::array<T, Before> before;
  list<T> middle;
  std::array<T, After> after;
};

template <typename T, std::size_t Before, std::size_t After, typename Source>
starred<T, Before, After> unpack_star(Source&& source) {
  std::vector<T> all;
  detail::check_source(source);
  detail::for_each(std::forward<Source>(source), [&](auto&& item) { all.push_back(detail::element_as<T>(std::forward<decltype(item)>(item))); });
  if (all.size() < Before + After) {
    detail::raise_too_few(Before + After, all.size(), true);
  }
  starred<T, Before, After> parts;
  for (std::size_t i = 0; i < Before; ++i) {
    parts.before[i] = std::move(all[i]);
  }
  for (std::size_t i = Before; i + After < all.size(); ++i) {
    parts.middle.append(std::move(all[i]));
  }
  for (std::size_t i = 0; i < After; ++i) {
    parts.after[i] = std::move(all[all.size() - After + i]);
  }
  return parts;
}

}  // namespace py
