/// Going through anything Python can iterate over: what library functions that take an iterable are made of.
#pragma once

#include <py/fwd.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py {
namespace detail {

/// The builtin classes of containers; defined with their boxed behaviour.
const type& list_type();
const type& tuple_type();
const type& dict_type();
const type& set_type();
const type& frozenset_type();
const type& range_type();
const type& slice_type();

template <typename Source>
concept has_begin_end = requires(Source& source) {
  source.begin() != source.end();
  *source.begin();
};

/// A view that, used up at once, hands its elements to `body(element)` until that gives false: `bool py_each(body) &&`, false when it
/// was stopped.
struct each_probe {
  template <typename T>
  bool operator()(T&&) const;
};
template <typename Source>
concept has_py_each = requires(Source&& source) { std::move(source).py_each(each_probe{}); };

template <typename Source>
concept has_next = requires(Source& source) {
  { *source.next() };
  { source.next().has_value() };
};

template <typename Source>
concept has_pointer_next = requires(Source& source) { source->py_next(); };

template <typename Source>
concept has_pointer_iter = requires(Source& source) { source->py_iter(); };

template <typename Source>
concept has_pointer_getitem = requires(Source& source) { source->py_getitem(std::int64_t{}); };

/// Sources whose elements C++ code can ask for; all others are walked over as objects.
template <typename Source>
concept walkable = std::is_array_v<Source> || is_std_tuple<Source> || has_begin_end<Source> || has_next<Source> || has_pointer_next<Source> || has_pointer_iter<Source> ||
                   has_pointer_getitem<Source> || requires(Source& source) { source.py_iter(); };

template <typename Source>
class item_iterator;

[[noreturn]] void raise_none_iterated();

/// The iterator that `iter(source)` gives, for sources without begin()/end(). An optional may be None: TypeError.
template <typename Source>
decltype(auto) iterator_of(Source& source) {
  if constexpr (has_next<Source>) {
    return (source);
  } else if constexpr (has_pointer_iter<Source>) {
    if constexpr (is_optional<std::remove_const_t<Source>>) {
      if (!source) [[unlikely]] {
        raise_none_iterated();
      }
    }
    return source->py_iter();
  } else if constexpr (has_pointer_next<Source>) {
    return (source);
  } else if constexpr (has_pointer_getitem<Source>) {
    return item_iterator<std::remove_const_t<Source>>(source);
  } else {
    return source.py_iter();
  }
}

/// Whether the exception being handled is an IndexError.
bool handling_index_error() noexcept;

/// The next element of an iterator: of pylib (`next()`), a coroutine, or an instance of a user's class (`py_next`).
template <typename Iterator>
auto pull(Iterator& iterator) {
  if constexpr (has_next<Iterator>) {
    return iterator.next();
  } else {
    using Element = std::decay_t<decltype(iterator->py_next())>;
    try {
      return std::optional<Element>(iterator->py_next());
    } catch (...) {
      if (!handling_stop_iteration()) {
        throw;
      }
      return std::optional<Element>();
    }
  }
}

/// An element of an iterable as a container of T keeps it: an exact int may be known to fit in a machine integer.
template <typename T, typename Element>
[[gnu::always_inline]] inline T element_as(Element&& element) {
  using Plain = std::remove_cvref_t<Element>;
  if constexpr (native_integer<T> && std::is_same_v<Plain, Int>) {
    return static_cast<T>(element.to_int64());
  } else if constexpr (std::is_same_v<Plain, object> && !std::is_same_v<T, object>) {
    return cast<T>(element);
  } else {
    return T(std::forward<Element>(element));
  }
}

template <typename Body, typename Element>
[[gnu::always_inline]] inline bool call_body(Body& body, Element&& element) {
  if constexpr (std::is_void_v<decltype(body(std::forward<Element>(element)))>) {
    body(std::forward<Element>(element));
    return true;
  } else {
    return body(std::forward<Element>(element));
  }
}

/// Calls `body(element)` for each element of any iterable until it gives false (a body without a result goes through all).
/// False when it was stopped.
template <typename Source, typename Body>
[[gnu::always_inline]] inline bool for_each(Source&& source, Body&& body) {
  using Plain = std::remove_cvref_t<Source>;
  if constexpr (std::is_array_v<Plain>) {
    const str text(source);
    return for_each(text, body);
  } else if constexpr (is_std_tuple<Plain>) {
    return std::apply([&](auto&&... elements) { return (call_body(body, std::forward<decltype(elements)>(elements)) && ...); }, source);
  } else if constexpr (!std::is_reference_v<Source> && has_py_each<Plain>) {
    return std::move(source).py_each([&](auto&& element) { return call_body(body, std::forward<decltype(element)>(element)); });
  } else if constexpr (has_begin_end<std::remove_reference_t<Source>>) {
    for (auto&& element : source) {
      if (!call_body(body, std::forward<decltype(element)>(element))) {
        return false;
      }
    }
    return true;
  } else if constexpr (!walkable<Plain>) {
    return for_each(boxed(source), body);
  } else {
    const auto drain = [&](auto&& iterator) {
      while (auto element = pull(iterator)) {
        if (!call_body(body, *std::move(element))) {
          return false;
        }
      }
      return true;
    };
    if constexpr (!has_next<Plain> && !has_pointer_iter<Plain> && has_pointer_getitem<Plain>) {
      return drain(item_iterator<Plain>(source));
    } else {
      return drain(iterator_of(source));
    }
  }
}

template <typename... T>
struct element_of_tuple {
  using type = object;
};
template <typename T>
struct element_of_tuple<T> {
  using type = kept_t<T>;
};
template <typename T, typename U, typename... Rest>
struct element_of_tuple<T, U, Rest...> {
  using type = typename std::conditional_t<std::is_same_v<kept_t<T>, kept_t<U>>, element_of_tuple<U, Rest...>, element_of_tuple<object, object>>::type;
};
template <>
struct element_of_tuple<object, object> {
  using type = object;
};

template <typename Source>
auto element_probe() {
  using Plain = std::remove_reference_t<Source>;
  if constexpr (std::is_array_v<Plain>) {
    return std::type_identity<str>();
  } else if constexpr (has_begin_end<Plain>) {
    return std::type_identity<kept_t<decltype(*std::declval<Plain&>().begin())>>();
  } else if constexpr (!walkable<Plain>) {
    return std::type_identity<object>();
  } else if constexpr (!has_next<Plain> && !has_pointer_iter<Plain> && has_pointer_getitem<Plain>) {
    return std::type_identity<kept_t<decltype(std::declval<Plain&>()->py_getitem(std::int64_t{}))>>();
  } else {
    using Iterator = std::remove_reference_t<decltype(iterator_of(std::declval<Plain&>()))>;
    return std::type_identity<kept_t<decltype(*pull(std::declval<Iterator&>()))>>();
  }
}

template <typename Source>
struct element_of {
  using type = typename decltype(element_probe<Source>())::type;
};
template <typename... T>
struct element_of<std::tuple<T...>> : element_of_tuple<T...> {};

/// How many elements a source has, when that is cheap to ask; else 0.
template <typename Given>
std::int64_t size_hint(Given& source) {
  using Source = std::remove_const_t<Given>;
  if constexpr (std::is_same_v<Source, str> || std::is_same_v<Source, object> || std::is_array_v<Source>) {
    return 0;
  } else if constexpr (requires {
                         { source.py_len() } -> std::convertible_to<std::int64_t>;
                       }) {
    return source.py_len();
  } else if constexpr (requires {
                         { source.py_size_hint() } -> std::convertible_to<std::int64_t>;
                       }) {
    return source.py_size_hint();
  } else if constexpr (requires { source.size(); }) {
    return static_cast<std::int64_t>(source.size());
  } else {
    return 0;
  }
}

/// Lets range-`for` go on with an iterator where it stands: the element at hand, and the iterator to ask for more.
template <typename Iterator, typename Element>
class pulled_cursor {
 public:
  using difference_type = std::ptrdiff_t;
  using value_type = Element;

  explicit pulled_cursor(Iterator& source) : source_(&source), element_(source.next()) {}
  Element& operator*() const { return *element_; }
  pulled_cursor& operator++() {
    element_ = source_->next();
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const pulled_cursor& it, std::default_sentinel_t) noexcept { return !it.element_.has_value(); }

 private:
  Iterator* source_;
  mutable std::optional<Element> element_;
};

/// The iterator over an instance whose class has only `__getitem__`: asked for 0, 1, … until IndexError.
template <typename Source>
class item_iterator {
 public:
  using value_type = std::decay_t<decltype(std::declval<Source&>()->py_getitem(std::int64_t{}))>;

  explicit item_iterator(Source source) : source_(std::move(source)) {}
  std::optional<value_type> next() {
    if (index_ < 0) {
      return std::nullopt;
    }
    try {
      return std::optional<value_type>(source_->py_getitem(index_++));
    } catch (...) {
      if (!handling_index_error() && !handling_stop_iteration()) {
        throw;
      }
      index_ = -1;  // exhausted for good
      return std::nullopt;
    }
  }
  item_iterator py_iter() const { return *this; }
  pulled_cursor<item_iterator, value_type> begin() { return pulled_cursor<item_iterator, value_type>(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  Source source_;
  std::int64_t index_ = 0;
};

}  // namespace detail

/// `iter(f, sentinel)`.
template <typename F, typename Sentinel>
class callable_iterator {
 public:
  using value_type = detail::kept_t<decltype(std::declval<F&>()())>;

  template <typename G, typename S>
  callable_iterator(G&& f, S&& sentinel) : f_(std::forward<G>(f)), sentinel_(std::forward<S>(sentinel)) {}
  std::optional<value_type> next() {
    if (done_) {
      return std::nullopt;
    }
    value_type value = f_();
    if (py::eq(sentinel_, value)) {
      done_ = true;
      return std::nullopt;
    }
    return value;
  }
  detail::pulled_cursor<callable_iterator, value_type> begin() { return detail::pulled_cursor<callable_iterator, value_type>(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  F f_;
  Sentinel sentinel_;
  bool done_ = false;
};

/// The iterator over the characters of a str.
class str_iterator {
 public:
  using value_type = str;

  explicit str_iterator(str text) noexcept : text_(std::move(text)) {}
  std::optional<str> next() noexcept {
    if (offset_ >= text_.byte_size()) {
      return std::nullopt;
    }
    const char* const at = text_.data() + offset_;
    const int size = detail::sequence_length(static_cast<unsigned char>(*at));
    offset_ += size;
    return size == 1 ? str::from_ascii_char(*at) : str::from_character(at, size);
  }
  str_iterator py_iter() const { return *this; }
  detail::pulled_cursor<str_iterator, str> begin() { return detail::pulled_cursor<str_iterator, str>(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  str text_;
  std::int64_t offset_ = 0;
};

/// The iterator over an owned list, by index. The vector must outlive it.
template <typename T>
class vector_iterator {
 public:
  using value_type = T;

  explicit vector_iterator(const vector<T>& source) noexcept : source_(&source) {}
  std::optional<T> next() {
    if (source_ != nullptr && index_ < source_->size()) {
      return (*source_)[index_++];
    }
    source_ = nullptr;  // exhausted for good
    return std::nullopt;
  }
  vector_iterator py_iter() const { return *this; }
  detail::pulled_cursor<vector_iterator, T> begin() { return detail::pulled_cursor<vector_iterator, T>(*this); }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  const vector<T>* source_;
  std::int64_t index_ = 0;
};

namespace detail {
template <>
struct iterator_maker<str> {
  static str_iterator make(const str& text) { return str_iterator(text); }
};
template <std::size_t N>
struct iterator_maker<char[N]> {
  static str_iterator make(const char (&text)[N]) { return str_iterator(str(text)); }
};
template <typename T>
struct iterator_maker<vector<T>> {
  static vector_iterator<T> make(const vector<T>& source) { return vector_iterator<T>(source); }
};
}  // namespace detail

/// The type of the elements that iterating over a `Source` gives, as they would be kept in a container.
template <typename Source>
using element_t = typename detail::element_of<std::remove_cvref_t<Source>>::type;

}  // namespace py
