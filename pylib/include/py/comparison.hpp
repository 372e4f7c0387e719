/// Equality, order, identity, membership, items and calls for every value type. Included by py/protocol.hpp.
#pragma once

#include <py/protocol.hpp>

namespace py {

namespace detail {

template <typename A, typename B>
bool equal_numbers(const A& a, const B& b) {
  if constexpr (native_integer<A> && native_integer<B>) {
    if constexpr (std::is_same_v<A, bool> || std::is_same_v<B, bool>) {
      return static_cast<std::int64_t>(a) == static_cast<std::int64_t>(b);
    } else {
      return std::cmp_equal(a, b);
    }
  } else if constexpr (std::is_floating_point_v<A> && std::is_floating_point_v<B>) {
    return a == b || (a != a && b != b);  // a NaN is identical to itself, and its bits are all that is left of its identity
  } else if constexpr (std::is_same_v<A, B>) {
    return a == b;
  } else if constexpr (std::is_same_v<A, Number> || std::is_same_v<B, Number>) {
    return Number(a) == Number(b);
  } else if constexpr (std::is_same_v<A, checked> || std::is_same_v<B, checked>) {
    return a == b;
  } else if constexpr (std::is_floating_point_v<A>) {
    return Int(b) == static_cast<double>(a);
  } else if constexpr (std::is_floating_point_v<B>) {
    return Int(a) == static_cast<double>(b);
  } else {
    return Int(a) == Int(b);
  }
}

template <typename A, typename B>
bool less_numbers(const A& a, const B& b) {
  if constexpr (native_integer<A> && native_integer<B>) {
    if constexpr (std::is_same_v<A, bool> || std::is_same_v<B, bool>) {
      return static_cast<std::int64_t>(a) < static_cast<std::int64_t>(b);
    } else {
      return std::cmp_less(a, b);
    }
  } else if constexpr (std::is_floating_point_v<A> && std::is_floating_point_v<B>) {
    return a < b;
  } else if constexpr (std::is_same_v<A, B>) {
    return a < b;
  } else if constexpr (std::is_same_v<A, Number> || std::is_same_v<B, Number>) {
    return Number(a) < Number(b);
  } else if constexpr (std::is_same_v<A, checked> || std::is_same_v<B, checked>) {
    return a < b;
  } else if constexpr (std::is_floating_point_v<A>) {
    return Int(b) > static_cast<double>(a);
  } else if constexpr (std::is_floating_point_v<B>) {
    return Int(a) < static_cast<double>(b);
  } else {
    return Int(a) < Int(b);
  }
}

template <typename T>
bool as_bool(const T& result) {
  if constexpr (std::is_same_v<T, bool>) {
    return result;
  } else if constexpr (std::is_same_v<T, not_implemented_t>) {
    return false;  // asked for what did not decline only
  } else {
    return truth(result);
  }
}

/// A result that says "not supported": NotImplemented of a dynamically typed operator.
template <typename T>
bool declined(const T& result) {
  if constexpr (std::is_same_v<T, object>) {
    return is_not_implemented(result);
  } else {
    return std::is_same_v<T, not_implemented_t>;
  }
}

/// Left operand None: raises the TypeError of `None <op> b`.
[[noreturn]] void raise_none_operand(binary_op op, const object& left, const object& right);
/// What `left <op> right` gives after left's class has declined: right's reflected method, or TypeError.
object binary_after_left(binary_op op, const object& left, const object& right);

template <typename A, typename B, typename R>
auto unless_declined(binary_op op, const A& a, const B& b, R&& result) {
  if constexpr (std::is_same_v<std::remove_cvref_t<R>, object>) {
    return is_not_implemented(result) ? binary_after_left(op, object(a), object(b)) : object(std::forward<R>(result));
  } else if constexpr (std::is_same_v<std::remove_cvref_t<R>, not_implemented_t>) {
    return binary_after_left(op, object(a), object(b));
  } else {
    return std::remove_cvref_t<R>(std::forward<R>(result));
  }
}

/// What is left of `a op b` after b's reflected member has declined: a built-in left operand's own operator, then TypeError.
object binary_after_right(binary_op op, const object& left, const object& right);

template <typename A, typename B, typename R>
auto unless_declined_reflected(binary_op op, const A& a, const B& b, R&& result) {
  if constexpr (std::is_same_v<std::remove_cvref_t<R>, object>) {
    return is_not_implemented(result) ? binary_after_right(op, object(a), object(b)) : object(std::forward<R>(result));
  } else if constexpr (std::is_same_v<std::remove_cvref_t<R>, not_implemented_t>) {
    return binary_after_right(op, object(a), object(b));
  } else {
    return std::remove_cvref_t<R>(std::forward<R>(result));
  }
}

/// What `left <op> right` gives after left's class has declined: right's mirrored method, unless it `was_asked` already, or TypeError.
bool compare_after_declining(comparison op, const object& left, const object& right, bool was_asked);

template <bool right_was_asked, typename A, typename B, typename R>
bool order_unless_declined(comparison op, const A& a, const B& b, const R& result) {
  return declined(result) ? compare_after_declining(op, object(a), object(b), right_was_asked) : as_bool(result);
}

/// `*a == b` with a class's own operator, on the instance or on the reference to it; identity when there is none.
template <typename C, typename B>
bool equal_instance(C& a, const B& b) {
  if constexpr (is_pointer_like<B>) {
    if constexpr (requires { a.operator==(*b); }) {
      const auto result = a.operator==(*b);
      return declined(result) ? static_cast<const Object*>(&a) == static_cast<const Object*>(b.get()) : as_bool(result);
    } else if constexpr (requires { a.operator==(b); }) {
      const auto result = a.operator==(b);
      return declined(result) ? static_cast<const Object*>(&a) == static_cast<const Object*>(b.get()) : as_bool(result);
    } else if constexpr (requires { (*b).operator==(a); }) {
      return as_bool((*b).operator==(a));
    } else if constexpr (is_open_class<C>) {
      return object::from_pointer(&a) == object(b);
    } else {
      return false;  // identity, which the caller has compared
    }
  } else if constexpr (requires { a.operator==(b); }) {
    const auto result = a.operator==(b);
    return !declined(result) && as_bool(result);
  } else if constexpr (is_open_class<C>) {
    return object::from_pointer(&a) == boxed(b);
  } else {
    return false;
  }
}

}  // namespace detail

/// `a is b or a == b`: how containers compare their elements. Unrelated types are unequal.
struct eq_fn {
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    if constexpr (std::is_array_v<A>) {
      return (*this)(str(a), b);
    } else if constexpr (std::is_array_v<B>) {
      return (*this)(a, str(b));
    } else if constexpr (detail::is_number<A> && detail::is_number<B>) {
      return detail::equal_numbers(a, b);
    } else if constexpr (std::is_same_v<A, object> || std::is_same_v<B, object>) {
      return object::same_or_equal(detail::boxed(a), detail::boxed(b));
    } else if constexpr (detail::is_object_proxy<A> || detail::is_object_proxy<B>) {
      return (*this)(object(a), object(b));
    } else if constexpr (std::is_same_v<A, none_t>) {
      return is_none(b);
    } else if constexpr (std::is_same_v<B, none_t>) {
      return is_none(a);
    } else if constexpr (detail::is_optional<A>) {
      return a ? (*this)(*a, b) : is_none(b);
    } else if constexpr (detail::is_optional<B>) {
      return b ? (*this)(a, *b) : is_none(a);
    } else if constexpr (detail::is_variant<A>) {
      return std::visit([&](const auto& alternative) { return (*this)(alternative, b); }, a);
    } else if constexpr (detail::is_variant<B>) {
      return (*this)(b, a);
    } else if constexpr (detail::is_pointer_like<A> && detail::is_pointer_like<B>) {
      return identical(a, b) || (a.get() != nullptr && b.get() != nullptr && detail::equal_instance(*a.get(), b));
    } else if constexpr (detail::is_pointer_like<A>) {
      return a.get() != nullptr && detail::equal_instance(*a.get(), b);
    } else if constexpr (detail::is_pointer_like<B>) {
      return b.get() != nullptr && detail::equal_instance(*b.get(), a);
    } else if constexpr (detail::is_std_tuple<A> && detail::is_std_tuple<B>) {
      if constexpr (std::tuple_size_v<A> == std::tuple_size_v<B>) {
        return equal_elements(a, b, std::make_index_sequence<std::tuple_size_v<A>>{});
      } else {
        return false;
      }
    } else if constexpr (detail::is_pair<A> && detail::is_pair<B>) {
      return (*this)(a.first, b.first) && (*this)(a.second, b.second);
    } else if constexpr (requires {
                           { a == b } -> std::convertible_to<bool>;
                         }) {
      return a == b;
    } else if constexpr (std::is_constructible_v<object, const A&> && std::is_constructible_v<object, const B&>) {
      return object::same_or_equal(detail::boxed(a), detail::boxed(b));  // containers of other elements may be equal too
    } else {
      return false;
    }
  }

 private:
  template <typename T>
  static bool is_none(const T& value) noexcept {
    if constexpr (std::is_same_v<T, none_t>) {
      return true;
    } else if constexpr (detail::is_optional<T>) {
      return !value.has_value();
    } else if constexpr (is_maybe<T>) {
      return value.is_none();
    } else {
      return false;
    }
  }
  template <typename A, typename B>
  static bool identical(const A& a, const B& b) noexcept {
    return static_cast<const void*>(static_cast<const Object*>(a.get())) == static_cast<const void*>(static_cast<const Object*>(b.get()));
  }
  template <typename A, typename B, std::size_t... I>
  bool equal_elements([[maybe_unused]] const A& a, [[maybe_unused]] const B& b, std::index_sequence<I...>) const {
    return ((*this)(std::get<I>(a), std::get<I>(b)) && ...);
  }
};
inline constexpr eq_fn eq{};

/// `a < b`; the other order relations, which Python keeps apart. Raises TypeError for types without order.
template <comparison Op>
struct order_fn {
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    if constexpr (std::is_array_v<A>) {
      return (*this)(str(a), b);
    } else if constexpr (std::is_array_v<B>) {
      return (*this)(a, str(b));
    } else if constexpr (detail::is_number<A> && detail::is_number<B>) {
      return numbers(a, b);
    } else if constexpr (detail::is_std_tuple<A> && detail::is_std_tuple<B>) {
      return tuples<0>(a, b);
    } else if constexpr (detail::is_object_proxy<A> || detail::is_object_proxy<B> || std::is_same_v<A, object> || std::is_same_v<B, object>) {
      return truth(object::compare(Op, detail::boxed(a), detail::boxed(b)));
    } else if constexpr (detail::is_optional<A>) {
      return a ? (*this)(*a, b) : (*this)(None, b);
    } else if constexpr (detail::is_optional<B>) {
      return b ? (*this)(a, *b) : (*this)(a, None);
    } else if constexpr (requires {
                           { apply(a, b) } -> std::convertible_to<bool>;
                         }) {
      return apply(a, b);
    } else {
      // None and unrelated types: raises TypeError with the names of both
      return truth(object::compare(Op, detail::boxed(a), detail::boxed(b)));
    }
  }

 private:
  template <typename A, typename B>
  static auto apply(const A& a, const B& b) -> decltype(a < b) {
    if constexpr (Op == comparison::less) {
      return a < b;
    } else if constexpr (Op == comparison::less_equal) {
      return a <= b;
    } else if constexpr (Op == comparison::greater) {
      return a > b;
    } else {
      return a >= b;
    }
  }
  template <typename A, typename B>
  static bool numbers(const A& a, const B& b) {
    if constexpr (Op == comparison::less) {
      return detail::less_numbers(a, b);
    } else if constexpr (Op == comparison::greater) {
      return detail::less_numbers(b, a);
    } else if constexpr (std::is_floating_point_v<A> || std::is_floating_point_v<B> || std::is_same_v<A, Number> || std::is_same_v<B, Number>) {
      // a NaN is neither less nor equal
      const bool ordered = Op == comparison::less_equal ? detail::less_numbers(a, b) : detail::less_numbers(b, a);
      return ordered || (detail::equal_numbers(a, b) && !is_nan(a));
    } else {
      return Op == comparison::less_equal ? !detail::less_numbers(b, a) : !detail::less_numbers(a, b);
    }
  }
  template <typename T>
  static bool is_nan(const T& value) {
    if constexpr (std::is_floating_point_v<T>) {
      return value != value;
    } else if constexpr (std::is_same_v<T, Number>) {
      return value.is_float() && value.as_float() != value.as_float();
    } else {
      return false;
    }
  }
  template <std::size_t I, typename A, typename B>
  bool tuples(const A& a, const B& b) const {
    if constexpr (I == std::tuple_size_v<A> || I == std::tuple_size_v<B>) {
      return (*this)(std::int64_t{std::tuple_size_v<A>}, std::int64_t{std::tuple_size_v<B>});
    } else {
      return eq(std::get<I>(a), std::get<I>(b)) ? tuples<I + 1>(a, b) : (*this)(std::get<I>(a), std::get<I>(b));
    }
  }
};
inline constexpr order_fn<comparison::less> lt{};
inline constexpr order_fn<comparison::less_equal> le{};
inline constexpr order_fn<comparison::greater> gt{};
inline constexpr order_fn<comparison::greater_equal> ge{};

/// `a is b`.
struct is_fn {
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    if constexpr (std::is_same_v<A, none_t> || std::is_same_v<B, none_t>) {
      return eq(a, b);
    } else if constexpr (detail::is_pointer_like<A> && detail::is_pointer_like<B>) {
      return static_cast<const Object*>(a.get()) == static_cast<const Object*>(b.get());
    } else if constexpr (requires {
                           { a.py_identity() } -> std::convertible_to<const void*>;
                           { b.py_identity() } -> std::convertible_to<const void*>;
                         }) {
      return a.py_identity() == b.py_identity();
    } else {
      return object::same(detail::boxed(a), detail::boxed(b));
    }
  }
};
inline constexpr is_fn is{};

namespace detail {
/// Defined in py/iterate.hpp.
template <typename Source, typename Body>
bool for_each(Source&& source, Body&& body);
}  // namespace detail

/// `element in container`, as `contains(container, element)`.
struct contains_fn {
  template <typename C, typename T>
  bool operator()(const C& container, const T& element) const {
    if constexpr (std::is_array_v<C>) {
      return (*this)(str(container), element);
    } else if constexpr (detail::is_pointer_like<C>) {
      if constexpr (requires { container->py_contains(element); }) {
        return detail::as_bool(container->py_contains(element));
      } else if constexpr (requires { container->py_iter(); } || requires { container->py_getitem(std::int64_t{}); }) {
        return !detail::for_each(container, [&](const auto& item) { return !eq(item, element); });
      } else {
        return object(container).py_contains(detail::boxed(element));
      }
    } else if constexpr (detail::is_std_tuple<C>) {
      return std::apply([&](const auto&... item) { return (eq(item, element) || ...); }, container);
    } else if constexpr (detail::is_object_proxy<C>) {
      return container.value().py_contains(object(element));
    } else if constexpr (std::is_same_v<C, str> && !std::is_convertible_v<const T&, str>) {
      return object(container).py_contains(detail::boxed(element));
    } else if constexpr (requires { container.py_contains(element); }) {
      return container.py_contains(element);
    } else if constexpr (requires { container.begin() != container.end(); }) {
      for (const auto& item : container) {
        if (eq(item, element)) {
          return true;
        }
      }
      return false;
    } else {
      return detail::boxed(container).py_contains(detail::boxed(element));
    }
  }
};
inline constexpr contains_fn contains{};

/// `container[key]`, checked.
struct getitem_fn {
  template <typename C, typename K>
  decltype(auto) operator()(C&& container, K&& key) const {
    using Plain = std::remove_cvref_t<C>;
    if constexpr (detail::is_pointer_like<Plain> && requires { container->py_getitem(std::forward<K>(key)); }) {
      return container->py_getitem(std::forward<K>(key));
    } else if constexpr (requires { container.py_getitem(std::forward<K>(key)); }) {
      return container.py_getitem(std::forward<K>(key));
    } else if constexpr (requires { container.at(std::forward<K>(key)); }) {
      return container.at(std::forward<K>(key));
    } else {
      return object(container).py_getitem(object(std::forward<K>(key)));
    }
  }
};
inline constexpr getitem_fn getitem{};

/// `container[key] = value`.
struct setitem_fn {
  template <typename C, typename K, typename V>
  void operator()(C&& container, K&& key, V&& value) const {
    using Plain = std::remove_cvref_t<C>;
    if constexpr (detail::is_pointer_like<Plain> && requires { container->py_setitem(std::forward<K>(key), std::forward<V>(value)); }) {
      container->py_setitem(std::forward<K>(key), std::forward<V>(value));
    } else if constexpr (requires { container.py_setitem(std::forward<K>(key), std::forward<V>(value)); }) {
      container.py_setitem(std::forward<K>(key), std::forward<V>(value));
    } else {
      object(container).py_setitem(object(std::forward<K>(key)), object(std::forward<V>(value)));
    }
  }
};
inline constexpr setitem_fn setitem{};

/// `del container[key]`.
struct delitem_fn {
  template <typename C, typename K>
  void operator()(C&& container, K&& key) const {
    using Plain = std::remove_cvref_t<C>;
    if constexpr (detail::is_pointer_like<Plain> && requires { container->py_delitem(std::forward<K>(key)); }) {
      container->py_delitem(std::forward<K>(key));
    } else if constexpr (requires { container.py_delitem(std::forward<K>(key)); }) {
      container.py_delitem(std::forward<K>(key));
    } else {
      object(container).py_delitem(object(std::forward<K>(key)));
    }
  }
};
inline constexpr delitem_fn delitem{};

/// `f(arguments...)` for any callable: C++ callables, instances with `py_call`, objects.
struct call_fn {
  template <typename F, typename... Arguments>
  decltype(auto) operator()(F&& function, Arguments&&... arguments) const {
    if constexpr (requires { function(std::forward<Arguments>(arguments)...); }) {
      return function(std::forward<Arguments>(arguments)...);
    } else if constexpr (requires { function.py_call(std::forward<Arguments>(arguments)...); }) {
      return function.py_call(std::forward<Arguments>(arguments)...);
    } else {
      return object(function)(std::forward<Arguments>(arguments)...);
    }
  }
};
inline constexpr call_fn call{};

// --- operators of references ---

namespace detail {

template <typename A, typename B>
concept ref_operands = (is_pointer_like<A> || is_pointer_like<B>) && !std::is_same_v<A, object> && !std::is_same_v<B, object> && !is_object_proxy<A> && !is_object_proxy<B> &&
                       std::is_constructible_v<object, const A&> && std::is_constructible_v<object, const B&>;

/// The instance that a reference refers to; any other operand itself.
template <typename T>
const auto& pointee(const T& operand) {
  if constexpr (is_pointer_like<T>) {
    return *operand;
  } else {
    return operand;
  }
}

}  // namespace detail

/// Identity, unless the class has an `==`: that may find an object different from itself.
template <typename A, typename B>
  requires(detail::ref_operands<A, B> && !std::is_same_v<A, none_t> && !std::is_same_v<B, none_t>)
bool operator==(const A& a, const B& b) {
  if constexpr (detail::is_pointer_like<A> && detail::is_pointer_like<B>) {
    if constexpr (requires { (*a).operator==(*b); } || requires { (*a).operator==(b); }) {
      if (a.get() != nullptr && b.get() != nullptr) {
        return detail::equal_instance(*a.get(), b);
      }
    }
  }
  return eq(a, b);
}

// `a <op> b` asks a's class, then b's with the mirrored operator, then what both classes can at run time.
#define PY_REF_ORDER(op, mirrored, name)                                                                            \
  template <typename A, typename B>                                                                                 \
    requires detail::ref_operands<A, B>                                                                             \
  bool operator op(const A& a, const B& b) {                                                                        \
    if constexpr (is_maybe<A> || is_maybe<B>) {                                                                     \
      if (eq(a, None) || eq(b, None)) {                                                                             \
        return truth(object::compare(comparison::name, object(a), object(b)));                                      \
      }                                                                                                             \
    }                                                                                                               \
    if constexpr (requires { a->operator op(detail::pointee(b)); }) {                                               \
      return detail::order_unless_declined<false>(comparison::name, a, b, a->operator op(detail::pointee(b)));      \
    } else if constexpr (requires { a->operator op(b); }) {                                                         \
      return detail::order_unless_declined<false>(comparison::name, a, b, a->operator op(b));                       \
    } else if constexpr (requires { b->operator mirrored(detail::pointee(a)); }) {                                  \
      return detail::order_unless_declined<true>(comparison::name, a, b, b->operator mirrored(detail::pointee(a))); \
    } else if constexpr (requires { b->operator mirrored(a); }) {                                                   \
      return detail::order_unless_declined<true>(comparison::name, a, b, b->operator mirrored(a));                  \
    } else {                                                                                                        \
      return truth(object::compare(comparison::name, object(a), object(b)));                                        \
    }                                                                                                               \
  }
PY_REF_ORDER(<, >, less)
PY_REF_ORDER(<=, >=, less_equal)
PY_REF_ORDER(>, <, greater)
PY_REF_ORDER(>=, <=, greater_equal)
#undef PY_REF_ORDER

// The left operand's class comes first, then the right one's reflected member, then what both can at run time (usually TypeError).
#define PY_REF_BINARY(op, reflected, name)                                                               \
  template <typename A, typename B>                                                                      \
    requires detail::ref_operands<A, B>                                                                  \
  auto operator op(const A& a, const B& b) {                                                             \
    if constexpr (is_maybe<A>) {                                                                         \
      if (a.is_none()) {                                                                                 \
        detail::raise_none_operand(binary_op::name, object(a), object(b));                               \
      }                                                                                                  \
    }                                                                                                    \
    if constexpr (requires { a->operator op(detail::pointee(b)); }) {                                    \
      return detail::unless_declined(binary_op::name, a, b, a->operator op(detail::pointee(b)));         \
    } else if constexpr (requires { a->operator op(b); }) {                                              \
      return detail::unless_declined(binary_op::name, a, b, a->operator op(b));                          \
    } else if constexpr (requires { b->reflected(detail::pointee(a)); }) {                               \
      return detail::unless_declined_reflected(binary_op::name, a, b, b->reflected(detail::pointee(a))); \
    } else if constexpr (requires { b->reflected(a); }) {                                                \
      return detail::unless_declined_reflected(binary_op::name, a, b, b->reflected(a));                  \
    } else {                                                                                             \
      return object::binary(binary_op::name, object(a), object(b));                                      \
    }                                                                                                    \
  }
PY_REF_BINARY(+, py_radd, add)
PY_REF_BINARY(-, py_rsub, subtract)
PY_REF_BINARY(*, py_rmul, multiply)
PY_REF_BINARY(/, py_rtruediv, true_divide)
PY_REF_BINARY(%, py_rmod, modulo)
PY_REF_BINARY(&, py_rand, bit_and)
PY_REF_BINARY(|, py_ror, bit_or)
PY_REF_BINARY(^, py_rxor, bit_xor)
PY_REF_BINARY(<<, py_rlshift, left_shift)
PY_REF_BINARY(>>, py_rrshift, right_shift)
#undef PY_REF_BINARY

#define PY_REF_INPLACE(op, in_place, plain)                                    \
  template <typename T, typename B>                                            \
  ref<T>& operator op(ref<T>& a, const B & b) {                                \
    if constexpr (requires { a->in_place(b); }) {                              \
      a = a->in_place(b);                                                      \
    } else if constexpr (requires { a->in_place(detail::pointee(b)); }) {      \
      a = a->in_place(detail::pointee(b));                                     \
    } else if constexpr (std::is_convertible_v<decltype(a plain b), ref<T>>) { \
      a = a plain b;                                                           \
    } else {                                                                   \
      a = cast<ref<T>>(object(a plain b));                                     \
    }                                                                          \
    return a;                                                                  \
  }
PY_REF_INPLACE(+=, py_iadd, +)
PY_REF_INPLACE(-=, py_isub, -)
PY_REF_INPLACE(*=, py_imul, *)
PY_REF_INPLACE(/=, py_itruediv, /)
PY_REF_INPLACE(%=, py_imod, %)
PY_REF_INPLACE(&=, py_iand, &)
PY_REF_INPLACE(|=, py_ior, |)
PY_REF_INPLACE(^=, py_ixor, ^)
PY_REF_INPLACE(<<=, py_ilshift, <<)
PY_REF_INPLACE(>>=, py_irshift, >>)
#undef PY_REF_INPLACE

#define PY_REF_UNARY(op, name)                         \
  template <typename T>                                \
  auto operator op(const ref<T>& a) {                  \
    if constexpr (requires { a->operator op(); }) {    \
      return a->operator op();                         \
    } else {                                           \
      return object::unary(unary_op::name, object(a)); \
    }                                                  \
  }
PY_REF_UNARY(-, negative)
PY_REF_UNARY(+, positive)
PY_REF_UNARY(~, invert)
#undef PY_REF_UNARY

}  // namespace py
