/// What the iterators of py::itertools are made of.
#pragma once

#include <py/iter.hpp>

#include <concepts>
#include <cstdint>
#include <iterator>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::itertools::detail {

/// Range-`for` and the iterator protocol over `std::optional<T> next()`.
template <typename Iterator, typename T>
class iterator_base {
 public:
  using value_type = T;
  auto begin() { return py::detail::pulled_cursor<Iterator, T>(static_cast<Iterator&>(*this)); }
  std::default_sentinel_t end() const noexcept { return {}; }
  bool py_bool() const noexcept { return true; }
};

/// Elements of any source, one by one: the source is kept as views keep theirs.
template <typename Source>
class pulled {
 public:
  using Element = element_t<Source>;

  template <typename S>
    requires(!std::same_as<std::remove_cvref_t<S>, pulled>)
  explicit pulled(S&& source) : cursor_(std::forward<S>(source)) {}
  std::optional<Element> next() {
    if (over_) {
      return std::nullopt;
    }
    cursor_.advance();
    if (cursor_.done()) {
      over_ = true;
      return std::nullopt;
    }
    return std::optional<Element>(Element(cursor_.current()));
  }

 private:
  py::detail::cursor_of<Source> cursor_;
  bool over_ = false;
};

/// The common element type of several sources, else object.
template <typename... Sources>
using common_element_t = typename py::detail::element_of_tuple<element_t<Sources>...>::type;

template <typename Source>
using boxed_element = object;
/// A source of zip_longest.
template <typename Source>
using ending = pulled<Source>;

/// `zip_longest(*sources)`.
class zipped_longest_spread : public iterator_base<zipped_longest_spread, tuple<object>> {
 public:
  explicit zipped_longest_spread(object fill) : fill_(std::move(fill)) {}
  void add(const object& source) { sources_.push_back(iterator<object>(source)); }
  std::optional<tuple<object>> next() {
    vector<object> elements;
    bool found = false;
    for (auto& source : sources_) {
      std::optional<object> element = source.next();
      found = found || element;
      elements.append(element ? *std::move(element) : fill_);
    }
    return found ? std::optional<tuple<object>>(tuple<object>(std::move(elements))) : std::nullopt;
  }

 private:
  object fill_;
  std::vector<iterator<object>> sources_;
};

// --- starmap ---

inline constexpr std::size_t most_starred = 6;

/// How many Ts a callable takes, of what is known only at run time; most_starred + 1 when it takes none of them.
template <typename F, typename T, typename... Given>
constexpr std::size_t smallest_arity() {
  if constexpr (sizeof...(Given) != 0 && std::is_invocable_v<F&, Given...>) {
    return sizeof...(Given);
  } else if constexpr (sizeof...(Given) < most_starred) {
    return smallest_arity<F, T, Given..., const T&>();
  } else {
    return most_starred + 1;
  }
}

[[noreturn]] void raise_starred_count(std::int64_t expected, std::int64_t given);

template <typename F, typename Values, std::size_t... I>
decltype(auto) call_with_elements(F& f, const Values& values, std::index_sequence<I...>) {
  return py::call(f, values[static_cast<std::int64_t>(I)]...);
}

/// `f(*values)`.
template <typename F, typename Values>
auto call_starred(F& f, const Values& values) {
  if constexpr (py::detail::is_std_tuple<Values>) {
    return std::apply([&](const auto&... element) { return py::call(f, element...); }, values);
  } else if constexpr (std::same_as<std::remove_cvref_t<F>, object>) {
    return object(f(spread(values)));
  } else {
    constexpr std::size_t arity = smallest_arity<F, element_t<Values>>();
    static_assert(arity <= most_starred, "starmap: the function does not take these elements");
    const vector<element_t<Values>> elements(values);
    if (elements.size() != static_cast<std::int64_t>(arity)) {
      raise_starred_count(static_cast<std::int64_t>(arity), elements.size());
    }
    return call_with_elements(f, elements, std::make_index_sequence<arity>());
  }
}

template <typename F, typename Values>
using starred_result_t = std::remove_cvref_t<decltype(call_starred(std::declval<F&>(), std::declval<const Values&>()))>;

}  // namespace py::itertools::detail
