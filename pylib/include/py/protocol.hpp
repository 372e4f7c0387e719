/// What every Python value can be asked: repr, str, hash, truth, length, iteration, equality, order, items, calls.
///
/// One function object per question, for every value type: C++ scalars, std::tuple, std::optional, ref, maybe, object,
/// pylib's containers (through their `py_…` members) and the program's classes. Never found by argument-dependent lookup.
#pragma once

#include <py/cast.hpp>
#include <py/hash.hpp>
#include <py/number.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>
#include <py/str.hpp>

#include <complex>
#include <concepts>
#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace py {

namespace detail {

// Defined with the scalars.
str int64_to_str(std::int64_t value);
str double_repr(double value);
str complex_repr(std::complex<double> value);
str format_int(std::int64_t value, const str& spec);
str format_double(double value, const str& spec);
str format_complex(std::complex<double> value, const str& spec);

[[noreturn]] void raise_unhashable(const object& value);
[[noreturn]] void raise_no_len(const object& value);
[[noreturn]] void raise_not_iterable(const object& value);
[[noreturn]] void raise_not_subscriptable(const object& value);
[[noreturn]] void raise_not_callable(const object& value);
[[noreturn]] void raise_not_container(const object& value);
[[noreturn]] void raise_no_item_assignment(const object& value);
[[noreturn]] void raise_no_item_deletion(const object& value);
[[noreturn]] void raise_not_iterator(const object& value);
[[noreturn]] void raise_unorderable(const char* op, const object& left, const object& right);
/// TypeError: "unsupported format string passed to list.__format__".
[[noreturn]] void raise_unsupported_format(const object& value);

template <typename T>
inline constexpr bool is_optional = false;
template <typename T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <typename T>
inline constexpr bool is_variant = false;
template <typename... T>
inline constexpr bool is_variant<std::variant<T...>> = true;
template <typename T>
inline constexpr bool is_complex = std::is_same_v<T, std::complex<double>>;
template <typename T>
inline constexpr bool is_pair = false;
template <typename A, typename B>
inline constexpr bool is_pair<std::pair<A, B>> = true;
template <typename T>
inline constexpr bool is_pointer_like = is_ref<T> || is_maybe<T>;
/// bool, C++ integers, double, Int, Number: comparable by value with each other.
template <typename T>
inline constexpr bool is_number = native_integer<T> || std::is_floating_point_v<T> || is_exact_int<T> || std::is_same_v<T, Number>;
template <typename T>
inline constexpr bool is_text = std::is_same_v<T, str>;

/// CPython's tuple hash (xxHash's mixing), element by element.
class tuple_hasher {
 public:
  constexpr void add(std::int64_t element_hash) noexcept {
    accumulator_ += static_cast<std::uint64_t>(element_hash) * prime_2;
    accumulator_ = accumulator_ << 31 | accumulator_ >> 33;
    accumulator_ *= prime_1;
    ++size_;
  }
  constexpr std::int64_t finish() const noexcept {
    const auto result = static_cast<std::int64_t>(accumulator_ + (size_ ^ (prime_5 ^ std::uint64_t{3527539})));
    return result == -1 ? 1546275796 : result;
  }

 private:
  static constexpr std::uint64_t prime_1 = 11400714785074694791u;
  static constexpr std::uint64_t prime_2 = 14029467366897019727u;
  static constexpr std::uint64_t prime_5 = 2870177450012600261u;
  std::uint64_t accumulator_ = prime_5;
  std::uint64_t size_ = 0;
};

/// Classes whose special methods are not all known to the C++ class: they may come at run time.
template <typename C>
inline constexpr bool is_open_class = std::is_same_v<std::remove_const_t<C>, Object> || std::derived_from<std::remove_const_t<C>, Instance>;

/// A value as an object, also when it is no more than a reference to an instance.
template <typename T>
object boxed(const T& value) {
  if constexpr (std::derived_from<T, Object>) {
    return object::from_pointer(&value);
  } else {
    return object(value);
  }
}

/// Tuples of known shape that hold a container which may hold the tuple.
template <typename T>
inline constexpr bool may_contain_itself = false;
template <typename T>
inline constexpr bool holds_anything = std::is_same_v<T, object>;
template <typename T>
inline constexpr bool holds_anything<list<T>> = holds_anything<T>;
template <typename K, typename V>
inline constexpr bool holds_anything<dict<K, V>> = holds_anything<V>;
template <typename... T>
inline constexpr bool may_contain_itself<std::tuple<T...>> = ((holds_anything<T> && !std::is_same_v<T, object>) || ...);

}  // namespace detail

/// `repr(x)`.
struct repr_fn {
  template <typename T>
  str operator()(const T& value) const {
    if constexpr (std::is_array_v<T>) {
      return str(value).py_repr();
    } else if constexpr (std::is_same_v<T, bool>) {
      return value ? str("True") : str("False");
    } else if constexpr (std::is_same_v<T, none_t>) {
      return "None";
    } else if constexpr (native_integer<T>) {
      return unsigned_beyond(value) ? Int(value).py_repr() : detail::int64_to_str(static_cast<std::int64_t>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
      return detail::double_repr(static_cast<double>(value));
    } else if constexpr (detail::is_complex<T>) {
      return detail::complex_repr(value);
    } else if constexpr (detail::is_optional<T>) {
      return value ? (*this)(*value) : str("None");
    } else if constexpr (is_maybe<T>) {
      return value.is_none() ? str("None") : value->py_repr();
    } else if constexpr (is_ref<T>) {
      return value->py_repr();
    } else if constexpr (detail::is_variant<T>) {
      return std::visit(*this, value);
    } else if constexpr (detail::is_pair<T>) {
      return (*this)(std::tuple<const typename T::first_type&, const typename T::second_type&>(value.first, value.second));
    } else if constexpr (detail::may_contain_itself<T> && boxable<T>) {
      return object(value).py_repr();
    } else if constexpr (detail::is_std_tuple<T>) {
      str::builder text;
      text.append_char('(');
      std::apply(
          [&](const auto&... element) {
            std::size_t left = sizeof...(element);
            ((text.append((*this)(element)), text.append_ascii(--left != 0 ? ", " : "")), ...);
          },
          value);
      text.append_ascii(std::tuple_size_v<T> == 1 ? ",)" : ")");
      return text.finish();
    } else if constexpr (detail::is_object_proxy<T>) {
      return value.value().py_repr();
    } else if constexpr (requires {
                           { value.py_repr() } -> std::convertible_to<str>;
                         }) {
      return value.py_repr();
    } else {
      return detail::boxed(value).py_repr();
    }
  }

 private:
  template <typename T>
  static constexpr bool unsigned_beyond(T value) noexcept {
    if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
      return value >> 63 != 0;
    } else {
      return false;
    }
  }
};
inline constexpr repr_fn repr{};

/// `str(x)`.
struct str_of_fn {
  template <typename T>
  str operator()(const T& value) const {
    if constexpr (std::is_array_v<T>) {
      return str(value);
    } else if constexpr (std::is_same_v<T, str>) {
      return value;
    } else if constexpr (detail::is_optional<T>) {
      return value ? (*this)(*value) : str("None");
    } else if constexpr (is_maybe<T>) {
      return value.is_none() ? str("None") : value->py_str();
    } else if constexpr (is_ref<T>) {
      return value->py_str();
    } else if constexpr (detail::is_variant<T>) {
      return std::visit(*this, value);
    } else if constexpr (detail::is_object_proxy<T>) {
      return value.value().py_str();
    } else if constexpr (requires {
                           { value.py_str() } -> std::convertible_to<str>;
                         }) {
      return value.py_str();
    } else {
      return repr(value);
    }
  }
};
inline constexpr str_of_fn str_of{};

template <typename T>
  requires(!std::is_array_v<T> && !std::is_pointer_v<T> && !std::is_same_v<T, str>)
str::str(const T& value) : str(str_of(value)) {}

/// `format(x, spec)`. Raises ValueError for a bad spec, TypeError where the type takes none.
struct format_value_fn {
  template <typename T>
  str operator()(const T& value, const str& spec = {}) const {
    if constexpr (std::is_array_v<T>) {
      return str(value).py_format(spec);
    } else if constexpr (std::is_same_v<T, bool>) {
      return spec.empty() ? repr(value) : detail::format_int(value ? 1 : 0, spec);
    } else if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
      return Int(value).py_format(spec);
    } else if constexpr (native_integer<T>) {
      return detail::format_int(static_cast<std::int64_t>(value), spec);
    } else if constexpr (std::is_floating_point_v<T>) {
      return detail::format_double(static_cast<double>(value), spec);
    } else if constexpr (detail::is_complex<T>) {
      return detail::format_complex(value, spec);
    } else if constexpr (detail::is_optional<T>) {
      return value ? (*this)(*value, spec) : (*this)(None, spec);
    } else if constexpr (detail::is_variant<T>) {
      return std::visit([&](const auto& alternative) { return (*this)(alternative, spec); }, value);
    } else if constexpr (is_maybe<T>) {
      return value.is_none() ? (*this)(None, spec) : value->py_format(spec);
    } else if constexpr (is_ref<T>) {
      return value->py_format(spec);
    } else if constexpr (detail::is_object_proxy<T>) {
      return value.value().py_format(spec);
    } else if constexpr (requires {
                           { value.py_format(spec) } -> std::convertible_to<str>;
                         }) {
      return value.py_format(spec);
    } else {
      if (!spec.empty()) {
        detail::raise_unsupported_format(detail::boxed(value));
      }
      return str_of(value);
    }
  }
};
inline constexpr format_value_fn format_value{};

/// `hash(x)`, equal to CPython's under PYTHONHASHSEED=0. Raises TypeError for unhashable values.
struct hash_fn {
  template <typename T>
  std::int64_t operator()(const T& value) const {
    if constexpr (std::is_array_v<T>) {
      return str(value).py_hash();
    } else if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
      return Int(value).py_hash();
    } else if constexpr (native_integer<T>) {
      return detail::hash_int64(static_cast<std::int64_t>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
      return detail::hash_double(static_cast<double>(value));
    } else if constexpr (detail::is_complex<T>) {
      return detail::hash_complex(value);
    } else if constexpr (std::is_same_v<T, none_t>) {
      return object().py_hash();
    } else if constexpr (detail::is_optional<T>) {
      return value ? (*this)(*value) : (*this)(None);
    } else if constexpr (is_maybe<T>) {
      return value.is_none() ? (*this)(None) : hash_instance(*value);
    } else if constexpr (is_ref<T>) {
      return hash_instance(*value);
    } else if constexpr (detail::is_variant<T>) {
      return std::visit(*this, value);
    } else if constexpr (detail::is_std_tuple<T>) {
      detail::tuple_hasher hasher;
      std::apply([&](const auto&... element) { (hasher.add((*this)(element)), ...); }, value);
      return hasher.finish();
    } else if constexpr (detail::is_pair<T>) {
      detail::tuple_hasher hasher;
      hasher.add((*this)(value.first));
      hasher.add((*this)(value.second));
      return hasher.finish();
    } else if constexpr (detail::is_object_proxy<T>) {
      return value.value().py_hash();
    } else if constexpr (std::derived_from<T, Object>) {
      return hash_instance(value);
    } else if constexpr (requires {
                           { value.py_hash() } -> std::convertible_to<std::int64_t>;
                         }) {
      return value.py_hash();
    } else {
      detail::raise_unhashable(detail::boxed(value));
    }
  }

 private:
  /// A class with `==` but without `__hash__` is unhashable, as in Python.
  template <typename C>
  static std::int64_t hash_instance(const C& instance) {
    if constexpr (requires { &C::operator==; } && std::is_same_v<decltype(&C::py_hash), std::int64_t (Object::*)() const>) {
      detail::raise_unhashable(object::from_pointer(&instance));
    } else {
      return instance.py_hash();
    }
  }
};
inline constexpr hash_fn hash{};

/// `bool(x)`: what `if` and `while` ask.
struct truth_fn {
  /// `bool()`.
  bool operator()() const noexcept { return false; }

  template <typename T>
  bool operator()(const T& value) const {
    if constexpr (std::is_arithmetic_v<T>) {
      return value != 0;
    } else if constexpr (std::is_array_v<T>) {
      return std::extent_v<T> > 1;
    } else if constexpr (std::is_same_v<T, none_t>) {
      return false;
    } else if constexpr (detail::is_complex<T>) {
      return value != std::complex<double>();
    } else if constexpr (detail::is_optional<T>) {
      return value.has_value() && (*this)(*value);
    } else if constexpr (is_maybe<T>) {
      return !value.is_none() && instance_truth(*value);
    } else if constexpr (is_ref<T>) {
      return instance_truth(*value);
    } else if constexpr (detail::is_variant<T>) {
      return std::visit(*this, value);
    } else if constexpr (detail::is_std_tuple<T>) {
      return std::tuple_size_v<T> != 0;
    } else if constexpr (detail::is_pair<T>) {
      return true;
    } else if constexpr (detail::is_object_proxy<T>) {
      return value.value().py_bool();
    } else if constexpr (requires { value.py_bool(); }) {
      return static_cast<bool>(value.py_bool());
    } else if constexpr (requires { value.py_len(); }) {
      return value.py_len() != 0;
    } else {
      return true;
    }
  }

 private:
  template <typename C>
  static bool instance_truth(C& instance) {
    if constexpr (requires { instance.py_bool(); }) {
      return static_cast<bool>(instance.py_bool());
    } else if constexpr (requires { instance.py_len(); }) {
      return instance.py_len() != 0;
    } else if constexpr (detail::is_open_class<C>) {
      return const_cast<std::remove_const_t<C>&>(instance).py_boxed_bool();
    } else {
      return true;
    }
  }
};
inline constexpr truth_fn truth{};
/// `bool(x)` as a conversion.
inline constexpr truth_fn bool_{};

/// `len(x)`.
struct len_fn {
  template <typename T>
  std::int64_t operator()(const T& value) const {
    if constexpr (std::is_array_v<T>) {
      return str(value).py_len();
    } else if constexpr (detail::is_std_tuple<T>) {
      return static_cast<std::int64_t>(std::tuple_size_v<T>);
    } else if constexpr (detail::is_pointer_like<T>) {
      if constexpr (requires { value->py_len(); }) {
        return static_cast<std::int64_t>(detail_length(value->py_len()));
      } else {
        return object(value).py_len();
      }
    } else if constexpr (detail::is_variant<T>) {
      return std::visit(*this, value);
    } else if constexpr (detail::is_optional<T>) {
      return value ? (*this)(*value) : (*this)(None);
    } else if constexpr (detail::is_object_proxy<T>) {
      return value.value().py_len();
    } else if constexpr (requires { value.py_len(); }) {
      return static_cast<std::int64_t>(detail_length(value.py_len()));
    } else if constexpr (requires {
                           { value.size() } -> std::convertible_to<std::int64_t>;
                         }) {
      return static_cast<std::int64_t>(value.size());
    } else {
      detail::raise_no_len(detail::boxed(value));
    }
  }

 private:
  static std::int64_t detail_length(std::int64_t length) {
    if (length < 0) [[unlikely]] {
      raise_value_error("__len__() should return >= 0");
    }
    return length;
  }
  static std::int64_t detail_length(const Int& length) { return detail_length(length.to_int64()); }
  static std::int64_t detail_length(const object& length) { return detail_length(cast<std::int64_t>(length)); }
};
inline constexpr len_fn len{};

namespace detail {
/// How `py::iter` makes an iterator of a type without `py_iter`: specialised with a static `make(value)` in py/iterate.hpp.
template <typename T>
struct iterator_maker {};

/// The type in which an element is kept: no references, also inside tuples; text as str.
template <typename T>
struct kept {
  using type = T;
};
template <typename T>
using kept_t = typename kept<std::remove_cvref_t<T>>::type;
template <typename... T>
struct kept<std::tuple<T...>> {
  using type = std::tuple<kept_t<T>...>;
};
template <>
struct kept<std::string_view> {
  using type = str;
};
template <std::size_t N>
struct kept<char[N]> {
  using type = str;
};
}  // namespace detail

template <typename F, typename Sentinel>
class callable_iterator;

namespace detail {
template <typename Source>
class item_iterator;
}  // namespace detail

/// `iter(x)`: an iterator, with `next()` giving a std::optional (pylib's) or `py_next()` (classes of the program).
struct iter_fn {
  /// `iter(f, sentinel)`: what `f()` gives, until it equals the sentinel; defined in py/iterate.hpp.
  template <typename F, typename Sentinel>
  callable_iterator<std::decay_t<F>, detail::kept_t<Sentinel>> operator()(F&& f, Sentinel&& sentinel) const {
    return {std::forward<F>(f), std::forward<Sentinel>(sentinel)};
  }
  /// Of a temporary: the iterator keeps the elements.
  template <typename T>
  auto operator()(vector<T>&& value) const {
    return list<T>(std::move(value)).py_iter();
  }
  template <typename T>
  auto operator()(const T& value) const {
    if constexpr (detail::is_pointer_like<T>) {
      if constexpr (requires { value->py_iter(); }) {
        return value->py_iter();
      } else if constexpr (requires { value->next(); } || requires { value->py_next(); }) {
        return value;
      } else if constexpr (requires { value->py_getitem(std::int64_t{}); }) {
        return detail::item_iterator<T>(value);
      } else {
        return object(value).py_iter();
      }
    } else if constexpr (detail::is_object_proxy<T>) {
      return value.value().py_iter();
    } else if constexpr (requires { value.py_iter(); }) {
      return value.py_iter();
    } else if constexpr (requires { detail::iterator_maker<T>::make(value); }) {
      return detail::iterator_maker<T>::make(value);
    } else if constexpr (requires(T copy) { copy.next(); }) {
      return value;
    } else {
      return detail::boxed(value).py_iter();
    }
  }
};
inline constexpr iter_fn iter{};

/// `next(iterator)` and `next(iterator, fallback)`.
struct next_fn {
  /// Raises StopIteration at the end.
  template <typename T>
  auto operator()(T&& iterator) const {
    using Plain = std::remove_cvref_t<T>;
    if constexpr (detail::is_pointer_like<Plain> && requires { iterator->py_next(); }) {
      return iterator->py_next();
    } else {
      auto element = step(iterator);
      if (!element) {
        if constexpr (requires { iterator.py_stop(); }) {
          iterator.py_stop();
        }
        raise_stop_iteration();
      }
      return *std::move(element);
    }
  }
  /// Gives `fallback` at the end.
  template <typename T, typename Fallback>
  auto operator()(T&& iterator, Fallback&& fallback) const {
    auto element = step(iterator);
    using Element = std::remove_cvref_t<decltype(*element)>;
    if constexpr (std::is_same_v<std::remove_cvref_t<Fallback>, none_t> && !std::is_same_v<Element, object>) {
      if constexpr (is_ref<Element>) {
        return element ? maybe<typename Element::element_type>(*std::move(element)) : maybe<typename Element::element_type>();
      } else if constexpr (is_maybe<Element> || detail::is_optional<Element>) {
        return element ? *std::move(element) : Element();
      } else {
        return std::optional<Element>(std::move(element));
      }
    } else if constexpr (std::is_convertible_v<Fallback, Element>) {
      return element ? *std::move(element) : Element(std::forward<Fallback>(fallback));
    } else {
      return element ? object(*std::move(element)) : object(std::forward<Fallback>(fallback));
    }
  }

 private:
  template <typename T>
  static auto step(T& iterator);
};
inline constexpr next_fn next{};

namespace detail {
/// Whether the exception being handled is a StopIteration.
bool handling_stop_iteration() noexcept;
}  // namespace detail

template <typename T>
auto next_fn::step(T& iterator) {
  using Plain = std::remove_cvref_t<T>;
  if constexpr (detail::is_pointer_like<Plain>) {
    if constexpr (requires { iterator->next(); }) {
      return iterator->next();
    } else {
      using Element = std::remove_cvref_t<decltype(iterator->py_next())>;
      try {
        return std::optional<Element>(iterator->py_next());
      } catch (...) {
        if (!detail::handling_stop_iteration()) {
          throw;
        }
        return std::optional<Element>();
      }
    }
  } else if constexpr (detail::is_object_proxy<Plain>) {
    return iterator.value().next();
  } else if constexpr (requires { iterator.next(); }) {
    return iterator.next();
  } else if constexpr (requires(Plain copy) { copy.next(); }) {
    Plain copy(iterator);
    return copy.next();
  } else {
    return detail::boxed(iterator).next();
  }
}

}  // namespace py

#include <py/comparison.hpp>
