/// Python's operator module, as function objects: `py::operator_::add(a, b)`, `py::reduce(py::operator_::mul, xs)`.
/// Arithmetic of C++ integers is exact: its results are py::Int.
#pragma once

#include <py/arithmetic.hpp>
#include <py/attr.hpp>
#include <py/builtin_functions.hpp>
#include <py/iterate.hpp>
#include <py/protocol.hpp>
#include <py/slice.hpp>

#include <cstdint>
#include <functional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::operator_ {
namespace detail {

/// C++ integers as Ints where the operator could leave 64 bits.
template <typename T>
decltype(auto) exact(const T& value) {
  if constexpr (native_integer<T>) {
    return Int(value);
  } else if constexpr (std::is_array_v<T>) {
    return str(value);
  } else {
    return (value);
  }
}

template <typename T>
inline constexpr bool is_bool = std::is_same_v<T, bool>;

[[noreturn]] void raise_not_in_sequence();

}  // namespace detail

#define PY_OPERATOR(name, expression)                      \
  struct name##_fn {                                       \
    template <typename A, typename B>                      \
    auto operator()(const A& a, const B& b) const {        \
      return detail::exact(a) expression detail::exact(b); \
    }                                                      \
  };
PY_OPERATOR(add, +)
PY_OPERATOR(sub, -)
PY_OPERATOR(mul, *)
#undef PY_OPERATOR
inline constexpr add_fn add{};
inline constexpr add_fn concat{};
inline constexpr sub_fn sub{};
inline constexpr mul_fn mul{};
inline constexpr auto& truediv = py::true_div;
inline constexpr auto& floordiv = py::floor_div;
inline constexpr auto& mod = py::mod;
inline constexpr auto& pow = py::pow;
inline constexpr auto& matmul = py::matmul;
inline constexpr auto& lshift = py::shl;
inline constexpr auto& rshift = py::shr;

#define PY_OPERATOR(name, expression)                                                \
  struct name##fn {                                                                  \
    template <typename A, typename B>                                                \
    auto operator()(const A& a, const B& b) const {                                  \
      if constexpr (detail::is_bool<A> && detail::is_bool<B>) {                      \
        return static_cast<bool>(a expression b);                                    \
      } else if constexpr (native_integer<A> && native_integer<B>) {                 \
        return static_cast<std::int64_t>(a) expression static_cast<std::int64_t>(b); \
      } else {                                                                       \
        return a expression b;                                                       \
      }                                                                              \
    }                                                                                \
  };                                                                                 \
  inline constexpr name##fn name{};
PY_OPERATOR(and_, &)
PY_OPERATOR(or_, |)
PY_OPERATOR(xor_, ^)
#undef PY_OPERATOR

inline constexpr auto& lt = py::lt;
inline constexpr auto& le = py::le;
inline constexpr auto& gt = py::gt;
inline constexpr auto& ge = py::ge;

/// Python's `==`, which NaN fails also with itself.
struct eq_fn {
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    if constexpr (std::is_floating_point_v<A> && std::is_floating_point_v<B>) {
      return a == b;
    } else if constexpr (std::is_same_v<A, object> && std::is_same_v<B, object>) {
      return a == b;
    } else {
      return py::eq(a, b);
    }
  }
};
inline constexpr eq_fn eq{};
struct ne_fn {
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    return !eq(a, b);
  }
};
inline constexpr ne_fn ne{};
inline constexpr auto& is_ = py::is;
struct is_not_fn {
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    return !py::is(a, b);
  }
};
inline constexpr is_not_fn is_not{};

struct neg_fn {
  template <typename A>
  auto operator()(const A& a) const {
    return -detail::exact(a);
  }
};
inline constexpr neg_fn neg{};
struct pos_fn {
  template <typename A>
  auto operator()(const A& a) const {
    if constexpr (native_integer<A>) {
      return static_cast<std::int64_t>(a);
    } else {
      return +a;
    }
  }
};
inline constexpr pos_fn pos{};
struct invert_fn {
  template <typename A>
  auto operator()(const A& a) const {
    return ~detail::exact(a);
  }
};
inline constexpr invert_fn invert{};
inline constexpr invert_fn inv{};
struct not_fn {
  template <typename A>
  bool operator()(const A& a) const {
    return !py::truth(a);
  }
};
inline constexpr not_fn not_{};
inline constexpr auto& truth = py::truth;
struct abs_fn {
  template <typename A>
  auto operator()(const A& a) const {
    return py::abs(detail::exact(a));
  }
};
inline constexpr abs_fn abs{};
struct index_fn {
  template <typename A>
  auto operator()(const A& a) const {
    if constexpr (requires { a->py_index(); }) {
      return a->py_index();
    } else {
      return py::int_(a);
    }
  }
};
inline constexpr index_fn index{};

/// `contains(xs, x)`: `x in xs`.
inline constexpr auto& contains = py::contains;
struct getitem_fn {
  template <typename C, typename K>
  auto operator()(const C& xs, const K& key) const {
    if constexpr (std::is_same_v<K, py::slice>) {
      return xs.slice(key);
    } else {
      return py::getitem(xs, key);
    }
  }
};
inline constexpr getitem_fn getitem{};
inline constexpr auto& setitem = py::setitem;
inline constexpr auto& delitem = py::delitem;
struct count_of_fn {
  template <typename C, typename X>
  std::int64_t operator()(const C& xs, const X& x) const {
    std::int64_t count = 0;
    py::detail::for_each(xs, [&](const auto& each) { count += py::eq(each, x); });
    return count;
  }
};
inline constexpr count_of_fn countOf{};
struct index_of_fn {
  /// Raises ValueError.
  template <typename C, typename X>
  std::int64_t operator()(const C& xs, const X& x) const {
    std::int64_t at = 0;
    const bool missing = py::detail::for_each(xs, [&](const auto& each) { return !py::eq(each, x) && ++at > 0; });
    if (missing) {
      detail::raise_not_in_sequence();
    }
    return at;
  }
};
inline constexpr index_of_fn indexOf{};
struct length_hint_fn {
  template <typename C>
  std::int64_t operator()(const C& xs, std::int64_t fallback = 0) const {
    if constexpr (requires { xs.py_size_hint(); }) {
      return xs.py_size_hint();
    } else if constexpr (requires { xs.py_len(); }) {
      return xs.py_len();
    } else {
      return fallback;
    }
  }
};
inline constexpr length_hint_fn length_hint{};
inline constexpr auto& call = py::call;

/// In-place operators on a reference: `a op= b`, then `a`.
#define PY_OPERATOR(name, plain)                   \
  struct name##_fn {                               \
    template <typename A, typename B>              \
    auto operator()(A&& a, const B& b) const {     \
      if constexpr (requires { a plain b; }) {     \
        std::remove_cvref_t<A> result(a);          \
        result plain b;                            \
        return result;                             \
      } else {                                     \
        return fallback(a, b);                     \
      }                                            \
    }                                              \
                                                   \
   private:                                        \
    template <typename A, typename B>              \
    static auto fallback(const A& a, const B& b) { \
      object result(a);                            \
      result plain object(b);                      \
      return result;                               \
    }                                              \
  };
PY_OPERATOR(iadd_any, +=)
PY_OPERATOR(isub_any, -=)
PY_OPERATOR(imul_any, *=)
PY_OPERATOR(iand_any, &=)
PY_OPERATOR(ior_any, |=)
PY_OPERATOR(ixor_any, ^=)
#undef PY_OPERATOR

/// Numbers have no in-place form of their own; containers and instances are changed.
template <typename InPlace, typename Plain>
struct in_place_fn {
  template <typename A, typename B>
  auto operator()(A&& a, const B& b) const {
    if constexpr (std::is_arithmetic_v<std::remove_cvref_t<A>>) {
      return Plain()(a, b);
    } else {
      return InPlace()(a, b);
    }
  }
};
inline constexpr in_place_fn<iadd_any_fn, add_fn> iadd{};
inline constexpr in_place_fn<iadd_any_fn, add_fn> iconcat{};
inline constexpr in_place_fn<isub_any_fn, sub_fn> isub{};
inline constexpr in_place_fn<imul_any_fn, mul_fn> imul{};
inline constexpr in_place_fn<iand_any_fn, and_fn> iand{};
inline constexpr in_place_fn<ior_any_fn, or_fn> ior{};
inline constexpr in_place_fn<ixor_any_fn, xor_fn> ixor{};
inline constexpr auto& itruediv = py::true_div;
inline constexpr auto& ifloordiv = py::floor_div;
inline constexpr auto& imod = py::mod;
inline constexpr auto& ipow = py::pow;
inline constexpr auto& imatmul = py::matmul;
inline constexpr auto& ilshift = py::shl;
inline constexpr auto& irshift = py::shr;

/// `itemgetter(1)` of tuples whose shape is known: `py::operator_::item<1>`, `item<0, 2>`.
template <std::size_t... I>
struct item_fn {
  template <typename T>
  auto operator()(const T& values) const {
    if constexpr (sizeof...(I) == 1) {
      return (value<I>(values), ...);
    } else {
      return std::make_tuple(value<I>(values)...);
    }
  }

 private:
  template <std::size_t index, typename T>
  static auto value(const T& values) {
    if constexpr (py::detail::is_std_tuple<T>) {
      return std::tuple_element_t<index, T>(std::get<index>(values));
    } else {
      return std::remove_cvref_t<decltype(py::getitem(values, std::int64_t{index}))>(py::getitem(values, std::int64_t{index}));
    }
  }
};
template <std::size_t... I>
inline constexpr item_fn<I...> item{};

namespace detail {

enum class getter : std::uint8_t { item, attribute, method };

/// What the text of a getter shows of one argument, `name=` in front if there is one.
struct shown_argument {
  shown_argument(const argument_value& named) : name(named.name), value(named.value) {}
  template <typename T>
  explicit shown_argument(const T& given) : value(given) {}

  str name;
  object value;
};

/// The object that an itemgetter, attrgetter or methodcaller is where it is kept: what it does with a value, and what its text shows.
object make_getter(getter kind, std::function<object(const object&)> get, std::vector<shown_argument> shown);

}  // namespace detail

/// `itemgetter(key)` and `itemgetter(key, …)`, which gives a tuple.
template <typename... Keys>
class itemgetter {
 public:
  explicit itemgetter(Keys... keys) : keys_(std::move(keys)...) {}
  template <typename T>
  auto operator()(const T& values) const {
    return std::apply(
        [&](const auto&... key) {
          if constexpr (sizeof...(Keys) == 1) {
            return (value(values, key), ...);
          } else {
            return std::make_tuple(value(values, key)...);
          }
        },
        keys_);
  }
  object py_box() const {
    return detail::make_getter(
        detail::getter::item, [self = *this](const object& values) { return object(self(values)); },
        std::apply([](const auto&... key) { return std::vector<detail::shown_argument>{detail::shown_argument(key)...}; }, keys_));
  }

 private:
  template <typename T, typename K>
  static auto value(const T& values, const K& key) {
    if constexpr (py::detail::is_std_tuple<T>) {
      return object(values).py_getitem(object(key));
    } else {
      return std::remove_cvref_t<decltype(py::getitem(values, key))>(py::getitem(values, key));
    }
  }
  std::tuple<Keys...> keys_;
};
template <typename... Keys>
itemgetter(const Keys&...) -> itemgetter<py::detail::kept_t<const Keys&>...>;

/// `attrgetter("name")`, `attrgetter("a.b", "c")`: attributes by name, of any value.
template <std::size_t count>
class attrgetter {
 public:
  template <typename... Names>
  explicit attrgetter(const Names&... names) : names_{str(names)...} {}
  template <typename T>
  auto operator()(const T& value) const {
    if constexpr (count == 1) {
      return attribute(py::detail::boxed(value), names_[0]);
    } else {
      return all(py::detail::boxed(value), std::make_index_sequence<count>());
    }
  }
  object py_box() const {
    return detail::make_getter(
        detail::getter::attribute, [self = *this](const object& value) { return object(self(value)); }, std::vector<detail::shown_argument>(std::begin(names_), std::end(names_)));
  }

 private:
  template <std::size_t... I>
  auto all(const object& value, std::index_sequence<I...>) const {
    return std::make_tuple(attribute(value, names_[I])...);
  }
  static object attribute(object value, const str& path) {
    for (const str& name : path.split(str("."))) {
      value = py::detail::get_attribute(value, name);
    }
    return value;
  }
  str names_[count];
};
template <typename... Names>
attrgetter(const Names&...) -> attrgetter<sizeof...(Names)>;

/// `methodcaller("name", arguments...)`.
template <typename... Arguments>
class methodcaller {
 public:
  explicit methodcaller(str name, Arguments... arguments) : name_(std::move(name)), arguments_(std::move(arguments)...) {}
  template <typename T>
  object operator()(const T& value) const {
    return std::apply([&](const auto&... argument) { return object(py::detail::boxed(value).attr(name_)(argument...)); }, arguments_);
  }
  object py_box() const {
    return detail::make_getter(
        detail::getter::method, [self = *this](const object& value) { return self(value); },
        std::apply([this](const auto&... argument) { return std::vector<detail::shown_argument>{detail::shown_argument(name_), detail::shown_argument(argument)...}; },
                   arguments_));
  }

 private:
  str name_;
  std::tuple<Arguments...> arguments_;
};
template <typename... Arguments>
methodcaller(const str&, const Arguments&...) -> methodcaller<py::detail::kept_t<const Arguments&>...>;
template <std::size_t N, typename... Arguments>
methodcaller(const char (&)[N], const Arguments&...) -> methodcaller<py::detail::kept_t<const Arguments&>...>;

}  // namespace py::operator_
