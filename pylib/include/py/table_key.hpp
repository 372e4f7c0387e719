/// How keys of dicts are hashed, compared and looked up by values of other types.
#pragma once

#include <py/hash.hpp>
#include <py/sequence.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py::detail {

/// Types whose objects may be moved by copying their bytes.
template <typename T>
inline constexpr bool is_relocatable = std::is_trivially_copyable_v<T>;
template <>
inline constexpr bool is_relocatable<str> = true;
template <>
inline constexpr bool is_relocatable<bytes> = true;
template <>
inline constexpr bool is_relocatable<Int> = true;
template <>
inline constexpr bool is_relocatable<Number> = true;
template <>
inline constexpr bool is_relocatable<object> = true;
template <typename T>
inline constexpr bool is_relocatable<ref<T>> = true;
template <typename T>
inline constexpr bool is_relocatable<maybe<T>> = true;
template <typename T>
inline constexpr bool is_relocatable<vector<T>> = true;
template <typename T>
inline constexpr bool is_relocatable<list<T>> = true;
template <typename T>
inline constexpr bool is_relocatable<tuple<T>> = true;
template <typename T>
inline constexpr bool is_relocatable<set<T>> = true;
template <typename T>
inline constexpr bool is_relocatable<frozenset<T>> = true;
template <typename K, typename V>
inline constexpr bool is_relocatable<dict<K, V>> = true;
template <typename S>
inline constexpr bool is_relocatable<function<S>> = true;
template <typename... T>
inline constexpr bool is_relocatable<std::tuple<T...>> = (is_relocatable<T> && ...);
template <typename T>
inline constexpr bool is_relocatable<std::optional<T>> = is_relocatable<T>;

inline constexpr std::uint64_t spread_factor = 0x9E3779B97F4A7C15u;

/// Hash of a key in a dict, whose order does not show it. Numbers keep their low bits, so runs of ints lie in a row.
template <typename K>
std::uint64_t table_hash(const K& key) {
  if constexpr (std::is_integral_v<K>) {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(key));
  } else if constexpr (std::is_same_v<K, double>) {
    return std::bit_cast<std::uint64_t>(key == 0 ? 0.0 : key);
  } else if constexpr (std::is_same_v<K, str>) {
    return key.fast_hash();
  } else if constexpr (is_std_tuple<K>) {
    return std::apply(
        [](const auto&... element) {
          std::uint64_t hash = sizeof...(element);
          ((hash = hash * spread_factor + table_hash(element)), ...);
          return hash;
        },
        key);
  } else {
    return static_cast<std::uint64_t>(py::hash(key));
  }
}

/// Whether hashing a key again is about as cheap as reading a stored hash.
template <typename K>
inline constexpr bool is_cheap_to_hash = std::is_arithmetic_v<K>;
template <typename... T>
inline constexpr bool is_cheap_to_hash<std::tuple<T...>> = (std::is_arithmetic_v<T> && ...);

/// The native integer that equals `value`, if there is one.
template <typename K, typename Q>
std::optional<K> integer_equal_to(const Q& value) {
  if constexpr (std::is_integral_v<Q>) {
    return std::in_range<std::conditional_t<std::is_same_v<K, bool>, unsigned char, K>>(static_cast<std::conditional_t<std::is_same_v<Q, bool>, int, Q>>(value)) &&
                   static_cast<Q>(static_cast<K>(value)) == value
               ? std::optional<K>(static_cast<K>(value))
               : std::nullopt;
  } else if constexpr (is_exact_int<Q>) {
    return value.fits_int64() ? integer_equal_to<K>(value.to_int64()) : std::nullopt;
  } else if constexpr (std::is_same_v<Q, Number>) {
    return value.is_float() ? integer_equal_to<K>(value.as_float()) : integer_equal_to<K>(value.as_int());
  } else {
    const bool whole = value >= -9223372036854775808.0 && value < 9223372036854775808.0 && std::trunc(value) == value;
    return whole ? integer_equal_to<K>(static_cast<std::int64_t>(value)) : std::nullopt;
  }
}

/// The double that equals `value`, if there is one.
template <typename Q>
std::optional<double> double_equal_to(const Q& value) {
  if constexpr (std::is_same_v<Q, Number>) {
    return value.is_float() ? std::optional<double>(value.as_float()) : double_equal_to(value.as_int());
  } else if constexpr (is_exact_int<Q>) {
    return value.fits_int64() ? double_equal_to(value.to_int64()) : std::nullopt;
  } else {
    const auto result = static_cast<double>(value);
    return result < 9223372036854775808.0 && static_cast<Q>(result) == value ? std::optional<double>(result) : std::nullopt;
  }
}

template <typename K, typename Q, typename Found, typename Result>
Result with_key(const Q& value, Found&& found, Result absent);

/// The tuple K whose elements equal those of `value`, a tuple of other types: each is made a key of its element's type, the first one first.
template <typename K, typename Q, typename Found, typename Result, typename... Parts>
Result with_tuple_key(const Q& value, Found& found, Result absent, const Parts&... parts) {
  constexpr std::size_t done = sizeof...(Parts);
  if constexpr (done == std::tuple_size_v<K>) {
    return found(K(parts...));
  } else {
    const auto next = [&](const auto& part) { return with_tuple_key<K>(value, found, absent, parts..., part); };
    if constexpr (is_std_tuple<Q>) {
      return with_key<std::tuple_element_t<done, K>>(std::get<done>(value), next, absent);
    } else {
      return with_key<std::tuple_element_t<done, K>>(value[static_cast<std::int64_t>(done)], next, absent);
    }
  }
}

/// The same for a tuple K whose length is not part of its type.
template <typename K, typename Q, typename Found, typename Result>
Result with_run_key(const Q& value, Found& found, Result absent) {
  using Element = typename K::value_type;
  vector<Element> parts;
  const auto add = [&](const auto& element) {
    return with_key<Element>(
        element,
        [&](const Element& part) {
          parts.append(part);
          return true;
        },
        false);
  };
  bool all = true;
  if constexpr (is_std_tuple<Q>) {
    all = std::apply([&](const auto&... elements) { return (add(elements) && ...); }, value);
  } else {
    for (const auto& element : value) {
      all = all && add(element);
    }
  }
  return all ? found(K(std::move(parts))) : absent;
}

/// May a tuple of type Q equal one of type K?
template <typename K, typename Q>
inline constexpr bool is_other_tuple = false;
template <typename T>
inline constexpr bool is_run_tuple = false;
template <typename T>
inline constexpr bool is_run_tuple<tuple<T>> = true;
template <typename... K, typename... Q>
inline constexpr bool is_other_tuple<std::tuple<K...>, std::tuple<Q...>> = sizeof...(K) == sizeof...(Q);

/// Calls `found(key)` with `value` as a K, or gives `absent` when no K can equal it. Raises TypeError when it is unhashable.
template <typename K, typename Q, typename Found, typename Result>
Result with_key(const Q& value, Found&& found, Result absent) {
  if constexpr (std::is_same_v<K, Q>) {
    return found(value);
  } else if constexpr (std::is_integral_v<K> && is_number<Q>) {
    const std::optional<K> key = integer_equal_to<K>(value);
    return key ? found(*key) : absent;
  } else if constexpr (std::is_same_v<K, double> && is_number<Q>) {
    const std::optional<double> key = double_equal_to(value);
    return key ? found(*key) : absent;
  } else if constexpr (std::is_same_v<K, Int> && (std::is_same_v<Q, double> || std::is_same_v<Q, Number>)) {
    if constexpr (std::is_same_v<Q, Number>) {
      return value.is_float() ? with_key<K>(value.as_float(), found, absent) : found(value.as_int());
    } else {
      return std::isfinite(value) && std::trunc(value) == value ? found(Int::from_double(value)) : absent;
    }
  } else if constexpr (std::is_same_v<Q, object> && !std::is_same_v<K, object>) {
    if (value.is_bool() || value.is_int() || value.is_float()) {
      if constexpr (is_number<K>) {
        if (value.is_float()) {
          return with_key<K>(value.as_float(), found, absent);
        }
        return value.is_bool() ? with_key<K>(value.as_bool(), found, absent) : with_key<K>(value.as_int(), found, absent);
      }
    } else if (castable<K>(value)) {
      return found(unbox<K>(value));
    }
    static_cast<void>(py::hash(value));
    return absent;
  } else if constexpr (is_other_tuple<K, Q>) {
    static_cast<void>(py::hash(value));
    return with_tuple_key<K>(value, found, absent);
  } else if constexpr (is_run_tuple<K> && (is_std_tuple<Q> || is_run_tuple<Q>)) {
    static_cast<void>(py::hash(value));
    return with_run_key<K>(value, found, absent);
  } else if constexpr (is_std_tuple<K> && is_run_tuple<Q>) {
    static_cast<void>(py::hash(value));
    return value.size() == static_cast<std::int64_t>(std::tuple_size_v<K>) ? with_tuple_key<K>(value, found, absent) : absent;
  } else if constexpr (std::is_convertible_v<const Q&, K>) {
    return found(static_cast<const K&>(K(value)));
  } else {
    static_cast<void>(py::hash(value));
    return absent;
  }
}

}  // namespace py::detail
