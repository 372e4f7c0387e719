/// `import itertools`: iterators over any iterables.
///
/// All of them are iterators as Python's are: lazy, consumed once, with `next()` and range-`for`. Sources that are handles are
/// shared; owned containers that are lvalues are referred to.
#pragma once

#include <py/itertools/combinatorics.hpp>
#include <py/itertools/grouping.hpp>
#include <py/itertools/iterator_base.hpp>

#include <py/coroutine.hpp>
#include <py/int.hpp>
#include <py/iter.hpp>
#include <py/number.hpp>
#include <py/tags.hpp>

#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::itertools {
namespace detail {

/// `count(start, step)`.
template <typename T>
class counting : public iterator_base<counting<T>, T> {
 public:
  counting(T start, T step) : value_(std::move(start)), step_(std::move(step)) {}
  std::optional<T> next() {
    if constexpr (std::integral<T>) {
      if (exhausted_) [[unlikely]] {
        raise_overflow_error("itertools.count: beyond 64 bits");
      }
      const T value = value_;
      exhausted_ = __builtin_add_overflow(value_, step_, &value_);
      return value;
    } else {
      std::optional<T> value(value_);
      value_ = value_ + step_;
      return value;
    }
  }

 private:
  T value_;
  T step_;
  bool exhausted_ = false;
};

/// `cycle(source)`.
template <typename Source>
class cycling : public iterator_base<cycling<Source>, element_t<Source>> {
  using Element = element_t<Source>;

 public:
  explicit cycling(Source&& source) : source_(std::forward<Source>(source)) {}
  std::optional<Element> next() {
    if (!replaying_) {
      if (std::optional<Element> element = source_.next()) {
        saved_.push_back(*element);
        return element;
      }
      replaying_ = true;
    }
    if (saved_.empty()) {
      return std::nullopt;
    }
    const std::size_t at = index_;
    index_ = at + 1 == saved_.size() ? 0 : at + 1;
    return saved_[at];
  }

 private:
  pulled<Source> source_;
  std::vector<Element> saved_;
  std::size_t index_ = 0;
  bool replaying_ = false;
};

/// `repeat(value)` and `repeat(value, times)`.
template <typename T>
class repeating : public iterator_base<repeating<T>, T> {
 public:
  explicit repeating(T value) : value_(std::move(value)), endless_(true) {}
  repeating(T value, std::int64_t times) : value_(std::move(value)), left_(times < 0 ? 0 : times) {}
  std::optional<T> next() {
    if (!endless_) {
      if (left_ == 0) {
        return std::nullopt;
      }
      --left_;
    }
    return value_;
  }
  std::int64_t py_size_hint() const noexcept { return left_; }

 private:
  T value_;
  std::int64_t left_ = 0;
  bool endless_ = false;
};

/// `chain(a, b, …)`.
template <typename... Sources>
class chained : public iterator_base<chained<Sources...>, common_element_t<Sources...>> {
  using Element = common_element_t<Sources...>;

 public:
  explicit chained(Sources&&... sources) : sources_(std::forward<Sources>(sources)...) {}
  std::optional<Element> next() { return next_from<0>(); }

 private:
  template <std::size_t I>
  std::optional<Element> next_from() {
    if constexpr (I == sizeof...(Sources)) {
      return std::nullopt;
    } else {
      if (at_ == I) {
        if (auto element = std::get<I>(sources_).next()) [[likely]] {
          return std::optional<Element>(Element(*std::move(element)));
        }
        ++at_;
      }
      return next_from<I + 1>();
    }
  }

  std::tuple<pulled<Sources>...> sources_;
  std::size_t at_ = 0;
};

/// `chain.from_iterable(sources)`.
template <typename Outer>
class flattened : public iterator_base<flattened<Outer>, element_t<element_t<Outer>>> {
  using Inner = element_t<Outer>;
  using Element = element_t<Inner>;

 public:
  explicit flattened(Outer&& sources) : sources_(std::forward<Outer>(sources)) {}
  std::optional<Element> next() {
    while (true) {
      if (inner_) {
        if (std::optional<Element> element = inner_->next()) [[likely]] {
          return element;
        }
        inner_.reset();
      }
      std::optional<Inner> source = sources_.next();
      if (!source) {
        return std::nullopt;
      }
      inner_.emplace(*std::move(source));
    }
  }

 private:
  pulled<Outer> sources_;
  std::optional<pulled<Inner>> inner_;
};

/// A bound of islice: a number that is not negative, or None.
class slice_bound {
 public:
  slice_bound(none_t) noexcept {}
  template <typename T>
    requires(!std::same_as<T, none_t>)
  slice_bound(const T& value) : value_(to_bound(value)) {}
  std::optional<std::int64_t> value() const noexcept { return value_; }

 private:
  template <typename T>
  static std::optional<std::int64_t> to_bound(const T& value) {
    const py::bound bound(value);
    return bound.present() ? std::optional<std::int64_t>(bound.value()) : std::nullopt;
  }
  std::optional<std::int64_t> value_;
};
/// Raise ValueError for negative bounds, with CPython's texts.
std::int64_t checked_stop(const slice_bound& stop, bool alone);
std::int64_t checked_start(const slice_bound& start);
std::int64_t checked_step(const slice_bound& step);

/// `islice(source, start, stop, step)`.
template <typename Source>
class sliced : public iterator_base<sliced<Source>, element_t<Source>> {
  using Element = element_t<Source>;

 public:
  sliced(Source&& source, std::int64_t start, std::int64_t stop, std::int64_t step) : source_(std::forward<Source>(source)), wanted_(start), stop_(stop), step_(step) {}
  std::optional<Element> next() {
    const std::int64_t target = stop_ < 0 || wanted_ < stop_ ? wanted_ : stop_;
    for (; at_ < target; ++at_) {
      if (done_ || !source_.next()) {
        done_ = true;
        return std::nullopt;
      }
    }
    if (done_ || (stop_ >= 0 && wanted_ >= stop_)) {
      return std::nullopt;
    }
    std::optional<Element> element = source_.next();
    if (!element) {
      done_ = true;
      return element;
    }
    ++at_;
    if (__builtin_add_overflow(wanted_, step_, &wanted_)) {
      wanted_ = std::numeric_limits<std::int64_t>::max();
    }
    return element;
  }

 private:
  pulled<Source> source_;
  std::int64_t at_ = 0;
  std::int64_t wanted_;
  std::int64_t stop_;  ///< negative for none
  std::int64_t step_;
  bool done_ = false;
};

/// takewhile, dropwhile, filterfalse.
enum class sieve : unsigned char { take_while, drop_while, filter_false };

template <sieve kind, typename Predicate, typename Source>
class sieved : public iterator_base<sieved<kind, Predicate, Source>, element_t<Source>> {
  using Element = element_t<Source>;

 public:
  sieved(Predicate predicate, Source&& source) : predicate_(std::move(predicate)), source_(std::forward<Source>(source)) {}
  std::optional<Element> next() {
    if constexpr (kind == sieve::take_while) {
      if (over_) {
        return std::nullopt;
      }
      std::optional<Element> element = source_.next();
      if (element && !holds(*element)) {
        over_ = true;
        element.reset();
      }
      return element;
    } else {
      std::optional<Element> element = source_.next();
      if (kind == sieve::filter_false || !over_) {
        while (element && holds(*element)) {
          element = source_.next();
        }
        over_ = true;
      }
      return element;
    }
  }

 private:
  bool holds(const Element& element) {
    if constexpr (std::same_as<Predicate, none_t>) {
      return truth(element);
    } else {
      return truth(py::call(predicate_, element));
    }
  }

  [[no_unique_address]] Predicate predicate_;
  pulled<Source> source_;
  bool over_ = false;
};

/// `accumulate(source, f, initial)`.
template <typename T, typename F, typename Source>
class accumulating : public iterator_base<accumulating<T, F, Source>, T> {
 public:
  accumulating(Source&& source, F f, std::optional<T> initial) : source_(std::forward<Source>(source)), f_(std::move(f)), initial_(std::move(initial)) {}
  std::optional<T> next() {
    if (initial_) {
      total_ = std::move(initial_);
      initial_.reset();
      return total_;
    }
    auto element = source_.next();
    if (!element) {
      return std::nullopt;
    }
    if (total_) {
      total_.emplace(combine(*total_, *std::move(element)));
    } else {
      total_.emplace(*std::move(element));
    }
    return total_;
  }

 private:
  template <typename Element>
  T combine(const T& total, Element&& element) {
    if constexpr (std::same_as<F, none_t>) {
      return T(total + std::forward<Element>(element));
    } else {
      return T(py::call(f_, total, std::forward<Element>(element)));
    }
  }

  pulled<Source> source_;
  [[no_unique_address]] F f_;
  std::optional<T> initial_;
  std::optional<T> total_;
};

/// `compress(data, selectors)`.
template <typename Data, typename Selectors>
class compressed : public iterator_base<compressed<Data, Selectors>, element_t<Data>> {
 public:
  compressed(Data&& data, Selectors&& selectors) : data_(std::forward<Data>(data)), selectors_(std::forward<Selectors>(selectors)) {}
  std::optional<element_t<Data>> next() {
    while (true) {
      auto element = data_.next();
      if (!element) {
        return element;
      }
      const auto selected = selectors_.next();
      if (!selected) {
        return std::nullopt;
      }
      if (truth(*selected)) {
        return element;
      }
    }
  }

 private:
  pulled<Data> data_;
  pulled<Selectors> selectors_;
};

/// `pairwise(source)`.
template <typename Source>
class paired : public iterator_base<paired<Source>, std::tuple<element_t<Source>, element_t<Source>>> {
  using Element = element_t<Source>;

 public:
  explicit paired(Source&& source) : source_(std::forward<Source>(source)) {}
  std::optional<std::tuple<Element, Element>> next() {
    if (!last_) {
      last_ = source_.next();
    }
    std::optional<Element> element = last_ ? source_.next() : std::nullopt;
    if (!element) {
      return std::nullopt;
    }
    std::optional<std::tuple<Element, Element>> pair(std::in_place, *std::move(last_), *element);
    last_ = std::move(element);
    return pair;
  }

 private:
  pulled<Source> source_;
  std::optional<Element> last_;
};

/// `starmap(f, source)`: each element is the arguments of one call.
template <typename F, typename Source>
class star_mapped : public iterator_base<star_mapped<F, Source>, starred_result_t<F, element_t<Source>>> {
 public:
  star_mapped(F f, Source&& source) : f_(std::move(f)), source_(std::forward<Source>(source)) {}
  std::optional<starred_result_t<F, element_t<Source>>> next() {
    auto element = source_.next();
    if (!element) {
      return std::nullopt;
    }
    return call_starred(f_, *element);
  }

 private:
  F f_;
  pulled<Source> source_;
};

/// `zip_longest(a, b, …)`: tuples of objects.
template <typename... Sources>
class zipped_longest : public iterator_base<zipped_longest<Sources...>, std::tuple<boxed_element<Sources>...>> {
  using Element = std::tuple<boxed_element<Sources>...>;

 public:
  explicit zipped_longest(object fill, Sources&&... sources) : fill_(std::move(fill)), sources_(std::forward<Sources>(sources)...) {}
  std::optional<Element> next() {
    // braces: from left to right
    std::size_t found = 0;
    Element elements = std::apply([&](auto&... source) { return Element{next_of(source, found)...}; }, sources_);
    return found == 0 ? std::nullopt : std::optional<Element>(std::move(elements));
  }

 private:
  template <typename Source>
  object next_of(Source& source, std::size_t& found) {
    if (auto element = source.next()) {
      ++found;
      return object(*std::move(element));
    }
    return fill_;
  }

  object fill_;
  std::tuple<ending<Sources>...> sources_;
};

}  // namespace detail

struct count_fn {
  auto operator()() const { return detail::counting<std::int64_t>(0, 1); }
  template <typename Start>
  auto operator()(const Start& start) const {
    return (*this)(start, std::int64_t{1});
  }
  /// Numbers from `start` on. 64-bit arguments give 64-bit numbers (OverflowError past them), floats floats, Ints Ints.
  template <typename Start, typename Step>
  auto operator()(const Start& start, const Step& step) const {
    if constexpr (native_integer<Start> && native_integer<Step>) {
      return detail::counting<std::int64_t>(start, step);
    } else if constexpr (std::is_floating_point_v<Start> && std::is_floating_point_v<Step>) {
      return detail::counting<double>(start, step);
    } else if constexpr (std::same_as<Start, object> || std::same_as<Step, object>) {
      return detail::counting<object>(object(start), object(step));
    } else if constexpr (std::is_floating_point_v<Start> || std::is_floating_point_v<Step> || std::same_as<Start, Number> || std::same_as<Step, Number>) {
      return detail::counting<Number>(Number(start), Number(step));
    } else {
      return detail::counting<Int>(Int(start), Int(step));
    }
  }
};
inline constexpr count_fn count{};

struct cycle_fn {
  template <typename Source>
  auto operator()(Source&& source) const {
    return detail::cycling<Source>(std::forward<Source>(source));
  }
};
inline constexpr cycle_fn cycle{};

struct repeat_fn {
  template <typename T>
  auto operator()(T&& value) const {
    return detail::repeating<py::detail::kept_t<T>>(std::forward<T>(value));
  }
  template <typename T>
  auto operator()(T&& value, size_argument times) const {
    return detail::repeating<py::detail::kept_t<T>>(std::forward<T>(value), times);
  }
};
inline constexpr repeat_fn repeat{};

struct chain_from_iterable_fn {
  template <typename Sources>
  auto operator()(Sources&& sources) const {
    return detail::flattened<Sources>(std::forward<Sources>(sources));
  }
};
/// `chain.from_iterable(sources)`.
inline constexpr chain_from_iterable_fn chain_from_iterable{};

struct chain_fn {
  template <typename... Sources>
  auto operator()(Sources&&... sources) const {
    if constexpr (sizeof...(Sources) == 1 && (is_spread<std::remove_cvref_t<Sources>> && ...)) {
      return chain_from_iterable(std::forward<Sources>(sources).values...);
    } else {
      return detail::chained<Sources...>(std::forward<Sources>(sources)...);
    }
  }
};
/// The elements of each source in turn; of their common type, else objects.
inline constexpr chain_fn chain{};

struct islice_fn {
  template <typename Source>
  auto operator()(Source&& source, const detail::slice_bound& stop) const {
    return detail::sliced<Source>(std::forward<Source>(source), 0, detail::checked_stop(stop, true), 1);
  }
  template <typename Source>
  auto operator()(Source&& source, const detail::slice_bound& start, const detail::slice_bound& stop, const detail::slice_bound& step = None) const {
    const std::int64_t last = detail::checked_stop(stop, false);
    const std::int64_t first = detail::checked_start(start);
    return detail::sliced<Source>(std::forward<Source>(source), first, last, detail::checked_step(step));
  }
};
/// The elements that a slice would select. ValueError for negative bounds.
inline constexpr islice_fn islice{};

template <detail::sieve kind>
struct sieve_fn {
  template <typename Predicate, typename Source>
  auto operator()(Predicate predicate, Source&& source) const {
    return detail::sieved<kind, Predicate, Source>(std::move(predicate), std::forward<Source>(source));
  }
};
inline constexpr sieve_fn<detail::sieve::take_while> takewhile{};
inline constexpr sieve_fn<detail::sieve::drop_while> dropwhile{};
inline constexpr sieve_fn<detail::sieve::filter_false> filterfalse{};

struct accumulate_fn {
  template <typename Source, typename... Tags>
  auto operator()(Source&& source, Tags&&... tags) const {
    if constexpr (sizeof...(Tags) == 0) {
      return (*this)(std::forward<Source>(source), None);
    } else if constexpr ((is_tagged<std::remove_cvref_t<Tags>> && ...)) {
      return (*this)(std::forward<Source>(source), None, std::forward<Tags>(tags)...);
    } else {
      return make(std::forward<Source>(source), std::forward<Tags>(tags)...);
    }
  }

 private:
  template <typename Source, typename F, typename... Tags>
  static auto make(Source&& source, F f, Tags&&... tags) {
    using Element = element_t<Source>;
    using T = typename decltype(total_type<Element, F, Tags...>())::type;
    std::optional<T> initial;
    if constexpr (has_tag<initial_tag, Tags...>) {
      if (const auto& given = pick<initial_tag>(None, tags...); !py::detail::is_none_value(given)) {
        initial.emplace(py::detail::converted<T>(given));
      }
    }
    return detail::accumulating<T, F, Source>(std::forward<Source>(source), std::move(f), std::move(initial));
  }
  /// Sums of 64-bit integers are Ints: they never overflow.
  template <typename Element, typename F, typename... Tags>
  static auto total_type() {
    if constexpr (has_tag<initial_tag, Tags...>) {
      using Initial = py::detail::kept_t<decltype(pick<initial_tag>(None, std::declval<Tags&>()...))>;
      if constexpr (native_integer<Initial>) {
        using Total = typename decltype(total_type<Element, F>())::type;
        return std::type_identity<std::conditional_t<std::is_floating_point_v<Total>, Number, Total>>();
      } else if constexpr (std::same_as<Initial, none_t>) {
        return total_type<Element, F>();
      } else {
        return std::type_identity<Initial>();
      }
    } else if constexpr (std::same_as<F, none_t>) {
      return std::type_identity<std::conditional_t<native_integer<Element>, Int, Element>>();
    } else {
      using Result = std::remove_cvref_t<decltype(py::call(std::declval<F&>(), std::declval<const Element&>(), std::declval<Element>()))>;
      return std::type_identity<std::conditional_t<std::is_constructible_v<Result, Element>, Result, object>>();
    }
  }
};
/// Running totals, by `+` or by `f(total, element)`; `py::initial = …` comes first.
inline constexpr accumulate_fn accumulate{};

struct compress_fn {
  template <typename Data, typename Selectors>
  auto operator()(Data&& data, Selectors&& selectors) const {
    return detail::compressed<Data, Selectors>(std::forward<Data>(data), std::forward<Selectors>(selectors));
  }
};
inline constexpr compress_fn compress{};

struct pairwise_fn {
  template <typename Source>
  auto operator()(Source&& source) const {
    return detail::paired<Source>(std::forward<Source>(source));
  }
};
inline constexpr pairwise_fn pairwise{};

struct starmap_fn {
  template <typename F, typename Source>
  auto operator()(F f, Source&& source) const {
    return detail::star_mapped<F, Source>(std::move(f), std::forward<Source>(source));
  }
};
inline constexpr starmap_fn starmap{};

struct zip_longest_fn {
  /// `zip_longest(a, b, py::fillvalue = x)`; `py::spread(sources)` gives py::tuple<object>.
  template <typename... Arguments>
  auto operator()(Arguments&&... arguments) const {
    object fill(pick<fillvalue_tag>(None, arguments...));
    if constexpr ((is_spread<std::remove_cvref_t<Arguments>> || ...)) {
      detail::zipped_longest_spread result(std::move(fill));
      (add(result, arguments), ...);
      return result;
    } else {
      return without_tags(std::move(fill), std::tuple<>(), std::forward<Arguments>(arguments)...);
    }
  }

 private:
  template <typename Argument>
  static void add(detail::zipped_longest_spread& result, Argument& argument) {
    using Plain = std::remove_cvref_t<Argument>;
    if constexpr (is_spread<Plain>) {
      py::detail::for_each(argument.values, [&](auto&& source) { result.add(object(source)); });
    } else if constexpr (!is_tagged<Plain>) {
      result.add(object(argument));
    }
  }
  template <typename... Kept>
  static auto without_tags(object fill, std::tuple<Kept...> kept) {
    return std::apply([&](auto&&... sources) { return detail::zipped_longest<Kept...>(std::move(fill), std::forward<Kept>(sources)...); }, std::move(kept));
  }
  template <typename... Kept, typename First, typename... Rest>
  static auto without_tags(object fill, std::tuple<Kept...> kept, First&& first, Rest&&... rest) {
    if constexpr (is_tagged<std::remove_cvref_t<First>>) {
      return without_tags(std::move(fill), std::move(kept), std::forward<Rest>(rest)...);
    } else {
      return without_tags(std::move(fill), std::tuple_cat(std::move(kept), std::tuple<First&&>(std::forward<First>(first))), std::forward<Rest>(rest)...);
    }
  }
};
inline constexpr zip_longest_fn zip_longest{};

/// `chain(a, b, …)` as a type: the iterator over the elements of all sources, where they meet in T.
template <typename T>
class Chain : public iterator<T> {
 public:
  Chain() = default;
  template <typename... Sources>
    requires(sizeof...(Sources) > 0 && !(sizeof...(Sources) == 1 && (std::is_same_v<std::remove_cvref_t<Sources>, Chain> && ...)))
  explicit Chain(Sources&&... sources) : iterator<T>(chain(std::forward<Sources>(sources)...)) {}
};

}  // namespace py::itertools
