/// Builtin functions over iterables and characters: sum, min, max, any, all, sorted, chr, ord, hex, oct, bin, ascii.
/// (abs, round, divmod and pow are in py/arithmetic.hpp, len, repr and hash in py/protocol.hpp.)
#pragma once

#include <py/arithmetic.hpp>
#include <py/iter.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

[[noreturn]] void raise_empty_sequence(bool is_max);
[[noreturn]] void raise_sum_of_text(const char* message);

template <typename T>
inline constexpr bool is_integer_kind = native_integer<T> || is_exact_int<T>;

/// The type of "one of these": the type itself, the wider number, or object.
template <typename A, typename B>
auto common_probe() {
  if constexpr (std::is_same_v<A, B>) {
    return std::type_identity<A>();
  } else if constexpr (std::is_same_v<A, bool> || std::is_same_v<B, bool>) {
    return std::type_identity<object>();
  } else if constexpr (native_integer<A> && native_integer<B>) {
    return std::type_identity<std::conditional_t<std::is_unsigned_v<A> == std::is_unsigned_v<B>, std::common_type_t<A, B>, Int>>();
  } else if constexpr (is_integer_kind<A> && is_integer_kind<B>) {
    return std::type_identity<exact_of<A, B>>();
  } else if constexpr (is_number<A> && is_number<B>) {
    return std::type_identity<Number>();
  } else if constexpr (std::is_same_v<A, none_t>) {
    return std::type_identity<optional_t<B>>();
  } else if constexpr (std::is_same_v<B, none_t>) {
    return std::type_identity<optional_t<A>>();
  } else if constexpr (std::is_convertible_v<A, B> && !std::is_same_v<A, object>) {
    return std::type_identity<B>();
  } else if constexpr (std::is_convertible_v<B, A>) {
    return std::type_identity<A>();
  } else {
    return std::type_identity<object>();
  }
}
template <typename A, typename B>
using common_t = typename decltype(common_probe<kept_t<A>, kept_t<B>>())::type;

template <typename First, typename... Rest>
struct common_of_all {
  using type = kept_t<First>;
};
template <typename First, typename Second, typename... Rest>
struct common_of_all<First, Second, Rest...> {
  using type = typename common_of_all<common_t<First, Second>, Rest...>::type;
};

template <typename... Args>
inline constexpr std::size_t positional_count = ((is_tagged<std::remove_cvref_t<Args>> ? 0 : 1) + ... + 0);

}  // namespace detail

// --- sum ---

struct sum_fn {
  /// Ints give an exact int; floats a Number, as the sum of none is the int 0; anything else an object.
  template <typename Source>
  auto operator()(Source&& source) const {
    using Element = element_t<Source>;
    if constexpr (detail::is_integer_kind<Element>) {
      return integers(std::forward<Source>(source), detail::exact_of<Element>());
    } else if constexpr (detail::is_number<Element>) {
      return numbers(std::forward<Source>(source), Number());
    } else {
      return generic<object>(std::forward<Source>(source), object(0));
    }
  }
  /// `sum(source, start)`: a float to begin with gives a float; a value of the elements' type one of that type.
  template <typename Source, typename Start>
  auto operator()(Source&& source, Start&& start) const {
    using Element = element_t<Source>;
    using First = detail::kept_t<Start>;
    if constexpr (detail::is_integer_kind<First> && detail::is_integer_kind<Element>) {
      return integers(std::forward<Source>(source), detail::exact_of<Element, First>(start));
    } else if constexpr (std::is_same_v<First, double> && detail::is_number<Element>) {
      return floats(std::forward<Source>(source), start);
    } else if constexpr (detail::is_number<First> && detail::is_number<Element>) {
      return numbers(std::forward<Source>(source), Number(start));
    } else if constexpr (std::is_same_v<First, str>) {
      detail::raise_sum_of_text("sum() can't sum strings [use ''.join(seq) instead]");
      return str();
    } else if constexpr (requires(First a, Element b) {
                           { a + b } -> std::convertible_to<First>;
                         }) {
      return generic<First>(std::forward<Source>(source), First(std::forward<Start>(start)));
    } else {
      return generic<object>(std::forward<Source>(source), object(std::forward<Start>(start)));
    }
  }

 private:
  template <typename Source, typename Exact>
  static Exact integers(Source&& source, Exact total) {
    if constexpr (detail::is_exact_int<element_t<Source>> || std::is_same_v<element_t<Source>, std::uint64_t>) {
      detail::for_each(std::forward<Source>(source), [&](const auto& x) { total += Exact(x); });
      return total;
    } else {
      std::int64_t part = 0;
      detail::for_each(std::forward<Source>(source), [&](std::int64_t x) {
        std::int64_t next;
        if (__builtin_add_overflow(part, x, &next)) [[unlikely]] {
          total += Exact(part);
          next = x;
        }
        part = next;
      });
      return total + Exact(part);
    }
  }
  template <typename Source>
  static double floats(Source&& source, double total) {
    detail::for_each(std::forward<Source>(source), [&](const auto& x) {
      if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(x)>>) {
        total += x;
      } else {
        total = (Number(total) + Number(x)).to_double();
      }
    });
    return total;
  }
  template <typename Source>
  static Number numbers(Source&& source, Number total) {
    if constexpr (std::is_same_v<element_t<Source>, double>) {
      double sum = total.is_float() ? total.as_float() : total.as_int().py_bool() ? total.to_double() : 0.0;
      bool any = false;
      detail::for_each(std::forward<Source>(source), [&](double x) {
        sum += x;
        any = true;
      });
      return any ? Number(sum) : total;
    } else {
      detail::for_each(std::forward<Source>(source), [&](const auto& x) { total += Number(x); });
      return total;
    }
  }
  template <typename Total, typename Source>
  static Total generic(Source&& source, Total total) {
    if constexpr (std::is_same_v<Total, object>) {
      if (total.is_str()) {
        detail::raise_sum_of_text("sum() can't sum strings [use ''.join(seq) instead]");
      }
    }
    detail::for_each(std::forward<Source>(source), [&](const auto& x) {
      if constexpr (std::is_same_v<Total, object>) {
        total = total + detail::boxed(x);
      } else {
        total = std::move(total) + x;
      }
    });
    return total;
  }
};
/// `sum(source)`, `sum(source, start)`, in the order and with the types of CPython 3.11.
inline constexpr sum_fn sum{};

// --- min and max ---

namespace detail {
/// Room for a value that comes later, and whether it has come. What is read before is defined: GCC 12 cannot follow in an inlined loop that
/// nothing is read before, and warns about a std::optional.
template <typename T>
class late_value {
 public:
  late_value() noexcept = default;
  late_value(const late_value&) = delete;
  late_value& operator=(const late_value&) = delete;
  ~late_value() {
    if (has_come_) {
      std::destroy_at(&**this);
    }
  }
  explicit operator bool() const noexcept { return has_come_; }
  T& operator*() noexcept { return *std::launder(reinterpret_cast<T*>(room_)); }
  template <typename U>
  late_value& operator=(U&& value) {
    if (has_come_) {
      **this = std::forward<U>(value);
    } else {
      ::new (static_cast<void*>(room_)) T(std::forward<U>(value));
      has_come_ = true;
    }
    return *this;
  }

 private:
  alignas(T) std::byte room_[sizeof(T)] = {};
  bool has_come_ = false;
};
/// Numbers, strings and what else begins empty.
template <typename T>
  requires std::is_nothrow_default_constructible_v<T>
class late_value<T> {
 public:
  explicit operator bool() const noexcept { return has_come_; }
  T& operator*() noexcept { return value_; }
  template <typename U>
  late_value& operator=(U&& value) {
    value_ = std::forward<U>(value);
    has_come_ = true;
    return *this;
  }

 private:
  T value_{};
  bool has_come_ = false;
};
}  // namespace detail

template <bool is_max>
struct extreme_fn {
  template <typename First, typename... Rest>
  auto operator()(First&& first, Rest&&... rest) const {
    if constexpr (is_spread<std::remove_cvref_t<First>> || (is_spread<std::remove_cvref_t<Rest>> || ...)) {
      return of_spread(first, rest...);
    } else if constexpr (detail::positional_count<Rest...> == 0) {
      return of_iterable(std::forward<First>(first), rest...);
    } else {
      return of_arguments(std::tuple<First&&, Rest&&...>(std::forward<First>(first), std::forward<Rest>(rest)...),
                          std::make_index_sequence<detail::positional_count<Rest...> + 1>(), pick<key_tag>(detail::no_key(), rest...));
    }
  }

 private:
  template <typename A, typename B>
  static bool better(const A& candidate, const B& best) {
    if constexpr (is_max) {
      return py::gt(candidate, best);
    } else {
      return py::lt(candidate, best);
    }
  }

  /// The best element so far, with its key.
  template <typename Element, typename Key>
  class champion {
    static constexpr bool keyed = !detail::is_no_key<Key>;
    using Rank = std::conditional_t<keyed, std::remove_cvref_t<decltype(std::declval<Key&>()(std::declval<const Element&>()))>, char>;

   public:
    explicit champion(Key& key) : key_(key) {}
    template <typename X>
    void consider(X&& x) {
      if constexpr (keyed) {
        Element candidate(std::forward<X>(x));
        Rank rank = key_(std::as_const(candidate));
        if (!best_ || better(rank, *rank_)) {
          best_ = std::move(candidate);
          rank_ = std::move(rank);
        }
      } else {
        if (!best_ || better(x, *best_)) {
          best_ = std::forward<X>(x);
        }
      }
    }
    detail::late_value<Element>& best() noexcept { return best_; }

   private:
    Key& key_;
    detail::late_value<Element> best_;
    detail::late_value<Rank> rank_;
  };

  template <typename Source, typename... Tags>
  static auto of_iterable(Source&& source, Tags&&... tags) {
    using Element = element_t<Source>;
    auto&& key = pick<key_tag>(detail::no_key(), tags...);
    champion<Element, std::remove_reference_t<decltype(key)>> found(key);
    detail::for_each(std::forward<Source>(source), [&](auto&& x) { found.consider(std::forward<decltype(x)>(x)); });
    if constexpr (has_tag<default_tag, Tags...>) {
      auto&& fallback = pick<default_tag>(None, tags...);
      using Result = detail::common_t<Element, decltype(fallback)>;
      return found.best() ? Result(std::move(*found.best())) : Result(fallback);
    } else {
      if (!found.best()) {
        detail::raise_empty_sequence(is_max);
      }
      return std::move(*found.best());
    }
  }

  template <typename Argument>
  static auto spread_type() {
    if constexpr (is_tagged<Argument>) {
      return std::tuple<>();
    } else if constexpr (is_spread<Argument>) {
      return std::tuple<std::type_identity<element_t<decltype(Argument::values)>>>();
    } else {
      return std::tuple<std::type_identity<detail::kept_t<Argument>>>();
    }
  }
  template <typename... T>
  static typename detail::common_of_all<T...>::type common(std::tuple<std::type_identity<T>...>);

  /// `max(a, *xs)`: all of them in a row.
  template <typename... Arguments>
  static auto of_spread(Arguments&... arguments) {
    using Element = decltype(common(std::tuple_cat(spread_type<std::remove_cvref_t<Arguments>>()...)));
    vector<Element> all;
    const auto add = [&all](auto& argument) {
      using Argument = std::remove_cvref_t<decltype(argument)>;
      if constexpr (is_spread<Argument>) {
        detail::for_each(argument.values, [&all](auto&& x) { all.append(Element(std::forward<decltype(x)>(x))); });
      } else if constexpr (!is_tagged<Argument>) {
        all.append(Element(argument));
      }
    };
    (add(arguments), ...);
    if (all.empty()) {
      raise_type_error(is_max ? "max expected at least 1 argument, got 0" : "min expected at least 1 argument, got 0");
    }
    auto&& key = pick<key_tag>(detail::no_key(), arguments...);
    return of_iterable(all, py::key = key);
  }

  template <typename Arguments, std::size_t... I, typename Key>
  static auto of_arguments(Arguments arguments, std::index_sequence<I...>, Key&& key) {
    using Element = typename detail::common_of_all<std::tuple_element_t<I, Arguments>...>::type;
    if constexpr (detail::is_no_key<Key> && std::is_arithmetic_v<Element>) {
      Element best = static_cast<Element>(std::get<0>(arguments));
      ((best = better(static_cast<Element>(std::get<I>(arguments)), best) ? static_cast<Element>(std::get<I>(arguments)) : best), ...);
      return best;
    } else {
      champion<Element, std::remove_reference_t<Key>> found(key);
      (found.consider(Element(std::get<I>(std::move(arguments)))), ...);
      return std::move(*found.best());
    }
  }
};
/// `min(source, py::key = f, py::default_ = d)` or `min(a, b, …, py::key = f)`. Raises ValueError for nothing.
inline constexpr extreme_fn<false> min{};
/// `max(…)`, as `min`.
inline constexpr extreme_fn<true> max{};

// --- any, all, sorted ---

struct any_fn {
  template <typename Source>
  bool operator()(Source&& source) const {
    return !detail::for_each(std::forward<Source>(source), [](const auto& x) { return !py::truth(x); });
  }
};
inline constexpr any_fn any{};

struct all_fn {
  template <typename Source>
  bool operator()(Source&& source) const {
    return detail::for_each(std::forward<Source>(source), [](const auto& x) { return py::truth(x); });
  }
};
inline constexpr all_fn all{};

struct sorted_fn {
  template <typename Source, typename... Tags>
  vector<element_t<Source>> operator()(Source&& source, Tags&&... tags) const {
    vector<element_t<Source>> result(std::forward<Source>(source));
    result.sort(std::forward<Tags>(tags)...);
    return result;
  }
};
/// `sorted(source, py::key = f, py::reverse = r)`: a new list.
inline constexpr sorted_fn sorted{};

// --- characters and digits ---

namespace detail {
/// `chr(code)`. Raises ValueError, OverflowError.
str character_of(const Int& code);
/// `ord(text)`. Raises TypeError unless it is one character.
std::int64_t code_of(const str& text);
std::int64_t code_of_object(const object& text);
/// The int that an operand of `__index__` stands for. Raises TypeError.
Int index_of_object(const object& value);
/// Digits with Python's prefix, as "-0x1f".
str prefixed_digits(const Int& value, int base);
/// A repr with everything but ASCII escaped.
str escape_non_ascii(const str& text);

template <typename T>
Int index_of(const T& value) {
  if constexpr (is_integer_kind<T>) {
    return Int(value);
  } else if constexpr (is_pointer_like<T> && requires { value->py_index(); }) {
    return Int(value->py_index());
  } else {
    return index_of_object(boxed(value));
  }
}
}  // namespace detail

struct chr_fn {
  template <typename T>
  str operator()(const T& code) const {
    if constexpr (native_integer<T>) {
      if (code >= 0 && static_cast<std::uint64_t>(code) < 0x110000) [[likely]] {
        return str::from_code_point(static_cast<char32_t>(code));
      }
    }
    return detail::character_of(detail::index_of(code));
  }
};
/// `chr(code)`.
inline constexpr chr_fn chr{};

struct ord_fn {
  template <typename T>
  std::int64_t operator()(const T& text) const {
    if constexpr (std::is_array_v<T>) {
      return detail::code_of(str(text));
    } else if constexpr (std::is_same_v<T, str>) {
      return text.isascii() && text.byte_size() == 1 ? static_cast<unsigned char>(*text.data()) : detail::code_of(text);
    } else {
      return detail::code_of_object(detail::boxed(text));
    }
  }
};
/// `ord(character)`, also of bytes of length one.
inline constexpr ord_fn ord{};

template <int base>
struct digits_fn {
  template <typename T>
  str operator()(const T& value) const {
    return detail::prefixed_digits(detail::index_of(value), base);
  }
};
/// `hex(x)`, `oct(x)`, `bin(x)`.
inline constexpr digits_fn<16> hex{};
inline constexpr digits_fn<8> oct{};
inline constexpr digits_fn<2> bin{};

struct ascii_fn {
  template <typename T>
  str operator()(const T& value) const {
    return detail::escape_non_ascii(py::repr(value));
  }
};
/// `ascii(x)`.
inline constexpr ascii_fn ascii{};

}  // namespace py
