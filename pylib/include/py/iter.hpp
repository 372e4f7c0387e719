/// Iterators and lazy views: py::iterator<T>, each, each_if, flat, enumerate, zip, map, filter, reversed.
///
/// A view is an iterator, as in Python: it gives each element once, in a range-`for`, by `next()` or to a library function, and goes
/// on where it stopped. Sources that are handles are shared, owned containers that are lvalues are referred to.
#pragma once

#include <py/dict.hpp>
#include <py/list.hpp>
#include <py/range.hpp>
#include <py/set.hpp>
#include <py/tags.hpp>
#include <py/tuple.hpp>

#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

struct identity_fn {
  template <typename T>
  constexpr T operator()(T&& value) const {
    return std::forward<T>(value);
  }
};

/// The base of all views: `start`, `step`, `done` and `current` are theirs. `current` is asked exactly once per element.
struct view_base {};
template <typename T>
concept lazy_view = std::is_base_of_v<view_base, T>;

/// Handles, which a view keeps by counting; other lvalues are referred to.
template <typename T>
inline constexpr bool is_handle =
    std::is_same_v<T, str> || std::is_same_v<T, object> || std::is_same_v<T, range> || is_ref<T> || is_maybe<T> || is_dict_view<T> || is_set_handle<T>;
template <typename T>
inline constexpr bool is_handle<list<T>> = true;
template <typename T>
inline constexpr bool is_handle<tuple<T>> = true;
template <typename K, typename V>
inline constexpr bool is_handle<dict<K, V>> = true;
template <typename T>
inline constexpr bool is_handle<iterator<T>> = true;
template <typename T, typename S, typename R>
inline constexpr bool is_handle<generator<T, S, R>> = true;

/// How a source is kept inside a view. An owned container given as an rvalue moves into a handle, whose iterators survive a move of the view.
template <typename T>
struct kept_source {
  using type = T;
};
template <typename T>
struct kept_source<vector<T>> {
  using type = list<T>;
};
template <typename K, typename V>
struct kept_source<ordered_map<K, V>> {
  using type = dict<K, V>;
};
template <typename T>
struct kept_source<hash_set<T>> {
  using type = set<T>;
};
template <typename T>
struct kept_source<std::vector<T>> {
  using type = list<T>;
};

template <typename T>
struct referred {
  T* source;
  explicit referred(T& given) noexcept : source(&given) {}
  T& get() noexcept { return *source; }
};
template <typename T>
struct owned_source {
  T source;
  template <typename U>
  explicit owned_source(U&& given) : source(std::forward<U>(given)) {}
  T& get() noexcept { return source; }
};

template <typename Source>
auto holder_probe() {
  using Plain = std::remove_cvref_t<Source>;
  if constexpr (std::is_array_v<Plain>) {
    return std::type_identity<owned_source<str>>();
  } else if constexpr (is_handle<Plain>) {
    return std::type_identity<owned_source<Plain>>();
  } else if constexpr (is_object_proxy<Plain> || !walkable<Plain>) {
    return std::type_identity<owned_source<object>>();
  } else if constexpr (is_std_tuple<Plain>) {
    return std::type_identity<owned_source<list<element_t<Plain>>>>();
  } else if constexpr (std::is_lvalue_reference_v<Source>) {
    return std::type_identity<referred<std::remove_reference_t<Source>>>();
  } else {
    return std::type_identity<owned_source<typename kept_source<Plain>::type>>();
  }
}
template <typename Source>
using holder = typename decltype(holder_probe<Source>())::type;

/// Walks over a held source. `Holder::get()` gives the source.
template <typename Holder>
class source_cursor {
  using Source = std::remove_reference_t<decltype(std::declval<Holder&>().get())>;
  static constexpr bool by_view = lazy_view<Source>;
  static constexpr bool by_range = !by_view && has_begin_end<Source>;

  template <typename S>
  static auto state_probe() {
    if constexpr (lazy_view<S>) {
      return std::type_identity<char>();
    } else if constexpr (has_begin_end<S>) {
      struct range_state {
        decltype(std::declval<S&>().begin()) at;
        decltype(std::declval<S&>().end()) end;
      };
      return std::type_identity<range_state>();
    } else {
      using Iterator = std::decay_t<decltype(iterator_of(std::declval<S&>()))>;
      struct pull_state {
        Iterator iterator;
        decltype(pull(std::declval<Iterator&>())) element;
      };
      return std::type_identity<pull_state>();
    }
  }
  using State = typename decltype(state_probe<Source>())::type;

 public:
  template <typename S>
  explicit source_cursor(S&& source) : holder_(std::forward<S>(source)) {}

  /// Moves to the first element, or to the next one if there is one.
  void advance() {
    if constexpr (by_view) {
      holder_.get().advance();
    } else if (state_) {
      if (!done()) {
        step();
      }
    } else {
      start();
    }
  }
  void step() {
    if constexpr (by_view) {
      holder_.get().step();
    } else if constexpr (by_range) {
      ++state_->at;
    } else {
      state_->element = pull(state_->iterator);
    }
  }
  bool done() {
    if constexpr (by_view) {
      return holder_.get().done();
    } else if constexpr (by_range) {
      return !(state_->at != state_->end);
    } else {
      return !state_->element.has_value();
    }
  }
  decltype(auto) current() {
    if constexpr (by_view) {
      return holder_.get().current();
    } else if constexpr (by_range) {
      return *state_->at;
    } else {
      return *std::move(state_->element);
    }
  }
  /// The source, for a walk that nothing else sees.
  decltype(auto) source() noexcept { return holder_.get(); }
  bool started() const noexcept { return by_view || state_.has_value(); }

 private:
  void start() {
    Source& source = holder_.get();
    if constexpr (by_range) {
      state_.emplace(State{source.begin(), source.end()});
    } else {
      state_.emplace(State{iterator_of(source), {}});
      step();
    }
  }

  Holder holder_;
  std::optional<State> state_;
};

/// What range-`for` goes over a view with.
template <typename View>
class view_iterator {
 public:
  using difference_type = std::ptrdiff_t;
  using value_type = kept_t<decltype(std::declval<View&>().current())>;

  explicit view_iterator(View& view) noexcept : view_(&view) {}
  decltype(auto) operator*() const { return view_->current(); }
  view_iterator& operator++() {
    view_->step();
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const view_iterator& it, std::default_sentinel_t) { return it.view_->done(); }

 private:
  View* view_;
};

/// What all views offer, made of `advance`, `step`, `done` and `current`.
template <typename View>
class view : public view_base {
 public:
  auto begin() {
    if (!finished_) {
      self().advance();
    }
    return view_iterator<View>(self());
  }
  std::default_sentinel_t end() const noexcept { return {}; }
  /// The next element, or nothing, then for good.
  auto next() {
    using Element = kept_t<decltype(self().current())>;
    if (finished_) {
      return std::optional<Element>();
    }
    self().advance();
    if (self().done()) {
      finished_ = true;
      return std::optional<Element>();
    }
    return std::optional<Element>(Element(self().current()));
  }

 private:
  View& self() noexcept { return static_cast<View&>(*this); }
  bool finished_ = false;
};

template <typename Source>
using cursor_of = source_cursor<holder<Source>>;

}  // namespace detail

namespace detail {

/// Calls `f` with an element or, where it takes several arguments, with the parts of one: `f(k, v) for k, v in d.items()`.
template <typename F, typename Element>
decltype(auto) on_element(F& f, Element&& element) {
  if constexpr (std::is_invocable_v<F&, Element>) {
    return f(std::forward<Element>(element));
  } else {
    return std::apply(f, std::forward<Element>(element));
  }
}

}  // namespace detail

// --- each, each_if, flat ---

/// See `py::each`.
template <typename Source, typename F>
class each_view : public detail::view<each_view<Source, F>> {
 public:
  each_view(Source&& source, F f) : cursor_(std::forward<Source>(source)), f_(std::move(f)) {}
  void advance() { cursor_.advance(); }
  void step() { cursor_.step(); }
  bool done() { return cursor_.done(); }
  decltype(auto) current() { return detail::on_element(f_, cursor_.current()); }
  std::int64_t py_size_hint() { return detail::size_hint(cursor_.source()); }
  template <typename Body>
  bool py_each(Body&& body) && {
    return detail::for_each(std::move(cursor_.source()), [&](auto&& x) { return body(detail::on_element(f_, std::forward<decltype(x)>(x))); });
  }

 private:
  detail::cursor_of<Source> cursor_;
  F f_;
};

struct each_fn {
  template <typename Source, typename F>
  each_view<Source, F> operator()(Source&& source, F f) const {
    return {std::forward<Source>(source), std::move(f)};
  }
};
/// `f(x) for x in source`, made when asked for.
inline constexpr each_fn each{};

/// See `py::each_if`.
template <typename Source, typename Predicate, typename F>
class each_if_view : public detail::view<each_if_view<Source, Predicate, F>> {
  using Element = decltype(std::declval<detail::cursor_of<Source>&>().current());
  using Kept = std::conditional_t<std::is_lvalue_reference_v<Element>, std::remove_reference_t<Element>*, std::optional<std::remove_cvref_t<Element>>>;

 public:
  each_if_view(Source&& source, Predicate predicate, F f) : cursor_(std::forward<Source>(source)), predicate_(std::move(predicate)), f_(std::move(f)) {}
  void advance() {
    cursor_.advance();
    skip();
  }
  void step() {
    cursor_.step();
    skip();
  }
  bool done() { return cursor_.done(); }
  decltype(auto) current() {
    if constexpr (std::is_lvalue_reference_v<Element>) {
      return detail::on_element(f_, *kept_);
    } else {
      return detail::on_element(f_, *std::move(kept_));
    }
  }
  template <typename Body>
  bool py_each(Body&& body) && {
    return detail::for_each(std::move(cursor_.source()),
                            [&](auto&& x) { return !py::truth(detail::on_element(predicate_, std::as_const(x))) || body(detail::on_element(f_, std::forward<decltype(x)>(x))); });
  }

 private:
  void skip() {
    for (; !cursor_.done(); cursor_.step()) {
      if constexpr (std::is_lvalue_reference_v<Element>) {
        kept_ = &cursor_.current();
      } else {
        kept_.emplace(cursor_.current());
      }
      if (py::truth(detail::on_element(predicate_, std::as_const(*kept_)))) {
        return;
      }
    }
  }

  detail::cursor_of<Source> cursor_;
  Predicate predicate_;
  F f_;
  Kept kept_{};
};

struct each_if_fn {
  template <typename Source, typename Predicate, typename F>
  each_if_view<Source, Predicate, F> operator()(Source&& source, Predicate predicate, F f) const {
    return {std::forward<Source>(source), std::move(predicate), std::move(f)};
  }
  template <typename Source, typename Predicate>
  auto operator()(Source&& source, Predicate predicate) const {
    return (*this)(std::forward<Source>(source), std::move(predicate), detail::identity_fn());
  }
};
/// `f(x) for x in source if predicate(x)`; without `f` the elements themselves.
inline constexpr each_if_fn each_if{};

/// See `py::flat`.
template <typename Source, typename F>
class flat_view : public detail::view<flat_view<Source, F>> {
  using Inner = decltype(detail::on_element(std::declval<F&>(), std::declval<detail::cursor_of<Source>&>().current()));
  using InnerCursor = detail::cursor_of<Inner>;

 public:
  flat_view(Source&& source, F f) : cursor_(std::forward<Source>(source)), f_(std::move(f)) {}
  void advance() {
    if (inner_) {
      step();
    } else {
      cursor_.advance();
      find();
    }
  }
  void step() {
    inner_->step();
    if (inner_->done()) {
      inner_.reset();
      cursor_.step();
      find();
    }
  }
  bool done() { return !inner_; }
  decltype(auto) current() { return inner_->current(); }
  template <typename Body>
  bool py_each(Body&& body) && {
    return detail::for_each(std::move(cursor_.source()), [&](auto&& x) { return detail::for_each(detail::on_element(f_, std::forward<decltype(x)>(x)), body); });
  }

 private:
  void find() {
    for (; !cursor_.done(); cursor_.step()) {
      inner_.emplace(detail::on_element(f_, cursor_.current()));
      inner_->advance();
      if (!inner_->done()) {
        return;
      }
      inner_.reset();
    }
  }

  detail::cursor_of<Source> cursor_;
  F f_;
  std::optional<InnerCursor> inner_;
};

struct flat_fn {
  template <typename Source, typename F>
  flat_view<Source, F> operator()(Source&& source, F f) const {
    return {std::forward<Source>(source), std::move(f)};
  }
};
/// The elements of every `f(x)`: a generator expression with more than one `for`.
inline constexpr flat_fn flat{};

// --- enumerate ---

/// See `py::enumerate`.
template <typename Source>
class enumerate_view : public detail::view<enumerate_view<Source>> {
 public:
  enumerate_view(Source&& source, std::int64_t start) : cursor_(std::forward<Source>(source)), index_(start) {}
  void advance() {
    index_ += started_;
    started_ = true;
    cursor_.advance();
  }
  void step() {
    ++index_;
    cursor_.step();
  }
  bool done() { return cursor_.done(); }
  std::tuple<std::int64_t, decltype(std::declval<detail::cursor_of<Source>&>().current())> current() { return {index_, cursor_.current()}; }
  std::int64_t py_size_hint() { return detail::size_hint(cursor_.source()); }

 private:
  detail::cursor_of<Source> cursor_;
  std::int64_t index_;
  bool started_ = false;
};

struct enumerate_fn {
  template <typename Source>
  enumerate_view<Source> operator()(Source&& source, size_argument start = 0) const {
    return {std::forward<Source>(source), start};
  }
};
/// `enumerate(source, start)`: tuples of a number and an element.
inline constexpr enumerate_fn enumerate{};

// --- zip ---

namespace detail {

[[noreturn]] void raise_zip_length(std::int64_t argument, bool longer);

/// A cursor whose computed elements are kept until they are asked for, as Python makes them when it advances.
template <typename Source>
class zipped_cursor {
  using Cursor = cursor_of<Source>;
  using Element = decltype(std::declval<Cursor&>().current());
  static constexpr bool computed = !std::is_reference_v<Element>;
  struct nothing {};

 public:
  explicit zipped_cursor(Source&& source) : cursor_(std::forward<Source>(source)) {}
  bool advance() {
    cursor_.advance();
    return take();
  }
  bool step() {
    cursor_.step();
    return take();
  }
  Element current() {
    if constexpr (computed) {
      return *std::move(kept_);
    } else {
      return cursor_.current();
    }
  }
  std::int64_t size_hint() { return detail::size_hint(cursor_.source()); }

 private:
  bool take() {
    if (cursor_.done()) {
      return false;
    }
    if constexpr (computed) {
      kept_.emplace(cursor_.current());
    }
    return true;
  }
  Cursor cursor_;
  [[no_unique_address]] std::conditional_t<computed, std::optional<std::remove_cv_t<Element>>, nothing> kept_;
};

}  // namespace detail

/// See `py::zip`.
template <bool strict, typename... Sources>
class zip_view : public detail::view<zip_view<strict, Sources...>> {
 public:
  explicit zip_view(Sources&&... sources) : cursors_(detail::zipped_cursor<Sources>(std::forward<Sources>(sources))...) {}
  void advance() {
    if (!done_) {
      move([](auto& cursor) { return cursor.advance(); });
    }
  }
  void step() {
    move([](auto& cursor) { return cursor.step(); });
  }
  bool done() const noexcept { return done_; }
  void check_lengths_if(bool wanted) noexcept { checks_lengths_ = wanted; }
  auto current() {
    return std::apply([](auto&... cursor) { return std::tuple<decltype(cursor.current())...>(cursor.current()...); }, cursors_);
  }

 private:
  template <typename Move>
  void move(Move&& move_one) {
    if constexpr (sizeof...(Sources) == 0) {
      done_ = true;
    } else {
      std::int64_t moved = 0;
      done_ = !std::apply([&](auto&... cursor) { return ((move_one(cursor) && ++moved) && ...); }, cursors_);
      if constexpr (strict) {
        if (done_ && checks_lengths_) {
          check_lengths(move_one, moved);
        }
      }
    }
  }
  template <typename Move>
  void check_lengths(Move& move_one, std::int64_t moved) {
    if (moved != 0) {
      detail::raise_zip_length(moved + 1, false);
    }
    std::int64_t at = 0;
    std::apply([&](auto&... cursor) { (((at == 0 || !move_one(cursor)) ? static_cast<void>(++at) : detail::raise_zip_length(at + 1, true)), ...); }, cursors_);
  }

  std::tuple<detail::zipped_cursor<Sources>...> cursors_;
  bool done_ = false;
  bool checks_lengths_ = strict;
};

/// See `py::zip`: sources whose number is not known when compiling.
template <typename Element>
class zip_rows_view : public detail::view<zip_rows_view<Element>> {
 public:
  /// `strict`: the sizes must agree.
  zip_rows_view(std::vector<iterator<Element>> sources, bool strict) : sources_(std::move(sources)), strict_(strict) {}
  void advance() {
    if (!done_) {
      step();
    }
  }
  void step() {
    row_ = vector<Element>();
    for (iterator<Element>& source : sources_) {
      std::optional<Element> element = source.next();
      if (!element) {
        stop(row_.size());
        return;
      }
      row_.append(*std::move(element));
    }
    done_ = sources_.empty();
  }
  bool done() const noexcept { return done_; }
  tuple<Element> current() { return tuple<Element>(std::move(row_)); }

 private:
  void stop(std::int64_t ended) {
    done_ = true;
    if (!strict_) {
      return;
    }
    if (ended > 0) {
      detail::raise_zip_length(ended + 1, false);
    }
    for (std::size_t i = 1; i < sources_.size(); ++i) {
      if (sources_[i].next()) {
        detail::raise_zip_length(static_cast<std::int64_t>(i) + 1, true);
      }
    }
  }

  std::vector<iterator<Element>> sources_;
  vector<Element> row_;
  bool strict_;
  bool done_ = false;
};

namespace detail {

/// The elements of the sources that one argument of zip stands for.
template <typename Argument>
struct zipped_element {
  using type = element_t<Argument>;
};
template <typename T>
struct zipped_element<spread_argument<T>> {
  using type = element_t<element_t<T>>;
};

/// The element type of all arguments but the keywords: the one they agree on, or object.
template <typename... Arguments>
struct zipped_rows {
  template <typename... Elements>
  static element_of_tuple<Elements...> agree(std::tuple<std::type_identity<Elements>...>);
  template <typename Argument>
  static auto positional() {
    if constexpr (is_tagged<Argument>) {
      return std::tuple<>();
    } else {
      return std::tuple<std::type_identity<typename zipped_element<Argument>::type>>();
    }
  }
  using type = typename decltype(agree(std::tuple_cat(positional<Arguments>()...)))::type;
};

template <typename Element, typename Argument>
void add_zipped(std::vector<iterator<Element>>& sources, Argument&& argument) {
  using Plain = std::remove_cvref_t<Argument>;
  if constexpr (is_spread<Plain>) {
    for_each(argument.values, [&](auto&& source) { sources.push_back(iterator<Element>(kept_t<decltype(source)>(source))); });
  } else if constexpr (!is_tagged<Plain>) {
    sources.push_back(iterator<Element>(std::forward<Argument>(argument)));
  }
}

}  // namespace detail

struct zip_fn {
  template <typename... Sources>
    requires(!(is_tagged<std::remove_cvref_t<Sources>> || ...) && !(is_spread<std::remove_cvref_t<Sources>> || ...))
  zip_view<false, Sources...> operator()(Sources&&... sources) const {
    return zip_view<false, Sources...>(std::forward<Sources>(sources)...);
  }
  /// `py::zip(a, b, py::strict = true)`: the sizes must agree, if the flag says so. Raises ValueError.
  template <typename... Arguments>
    requires((is_tagged<std::remove_cvref_t<Arguments>> || ...) && !(is_spread<std::remove_cvref_t<Arguments>> || ...))
  auto operator()(Arguments&&... arguments) const {
    return checked(std::forward_as_tuple(std::forward<Arguments>(arguments)...), std::make_index_sequence<sizeof...(Arguments) - 1>());
  }
  /// `py::zip(py::spread(sources))`: tuples as long as there are sources.
  template <typename... Arguments>
    requires(is_spread<std::remove_cvref_t<Arguments>> || ...)
  auto operator()(Arguments&&... arguments) const {
    using Element = typename detail::zipped_rows<std::remove_cvref_t<Arguments>...>::type;
    std::vector<iterator<Element>> sources;
    (detail::add_zipped<Element>(sources, std::forward<Arguments>(arguments)), ...);
    return zip_rows_view<Element>(std::move(sources), py::truth(pick<strict_tag>(false, arguments...)));
  }

 private:
  template <typename Arguments, std::size_t... I>
  static auto checked(Arguments arguments, std::index_sequence<I...>) {
    zip_view<true, std::tuple_element_t<I, Arguments>...> result(std::get<I>(std::move(arguments))...);
    result.check_lengths_if(py::truth(std::get<sizeof...(I)>(arguments).value));
    return result;
  }
};
/// `zip(a, b, …)`: tuples of references to the elements, until the shortest source ends.
inline constexpr zip_fn zip{};

// --- map and filter ---

/// See `py::map`.
template <typename F, typename... Sources>
class map_view : public detail::view<map_view<F, Sources...>> {
 public:
  map_view(F f, Sources&&... sources) : f_(std::move(f)), zipped_(std::forward<Sources>(sources)...) {}
  void advance() { zipped_.advance(); }
  void step() { zipped_.step(); }
  bool done() { return zipped_.done(); }
  decltype(auto) current() {
    return std::apply([this](auto&&... elements) -> decltype(auto) { return py::call(f_, std::forward<decltype(elements)>(elements)...); }, zipped_.current());
  }

 private:
  F f_;
  zip_view<false, Sources...> zipped_;
};

struct map_fn {
  template <typename F, typename Source>
    requires(!is_spread<std::remove_cvref_t<Source>>)
  auto operator()(F f, Source&& source) const {
    auto apply = [f = std::move(f)](auto&& x) mutable -> decltype(auto) { return py::call(f, std::forward<decltype(x)>(x)); };
    return each_view<Source, decltype(apply)>(std::forward<Source>(source), std::move(apply));
  }
  template <typename F, typename A, typename B, typename... More>
    requires(!is_spread<std::remove_cvref_t<A>> && !is_spread<std::remove_cvref_t<B>> && !(is_spread<std::remove_cvref_t<More>> || ...))
  map_view<F, A, B, More...> operator()(F f, A&& a, B&& b, More&&... more) const {
    return {std::move(f), std::forward<A>(a), std::forward<B>(b), std::forward<More>(more)...};
  }
  /// `py::map(f, py::spread(sources))`: as many arguments as there are sources.
  template <typename... Sources>
    requires(is_spread<std::remove_cvref_t<Sources>> || ...)
  auto operator()(const object& f, Sources&&... sources) const {
    return each(zip(std::forward<Sources>(sources)...), [f](const auto& row) { return f(py::spread(row)); });
  }
};
/// `map(f, source, …)`.
inline constexpr map_fn map{};

struct filter_fn {
  template <typename Predicate, typename Source>
  auto operator()(Predicate predicate, Source&& source) const {
    if constexpr (std::is_same_v<Predicate, none_t>) {
      return each_if(std::forward<Source>(source), py::truth);
    } else {
      return each_if(std::forward<Source>(source), [f = std::move(predicate)](const auto& x) mutable { return py::call(f, x); });
    }
  }
};
/// `filter(predicate, source)`; a predicate of None keeps what is true.
inline constexpr filter_fn filter{};

}  // namespace py

#include <py/iterator.hpp>
