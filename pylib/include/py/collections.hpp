/// Python's collections module.
#pragma once

#include <py/chain_map.hpp>
#include <py/counter.hpp>
#include <py/defaultdict.hpp>
#include <py/deque.hpp>
#include <py/iter.hpp>

namespace py::detail {

template <typename T>
inline constexpr bool is_handle<deque<T>> = true;
template <typename T, typename V>
inline constexpr bool is_handle<Counter<T, V>> = true;
template <typename K, typename V>
inline constexpr bool is_handle<defaultdict<K, V>> = true;
template <typename K, typename V>
inline constexpr bool is_handle<OrderedDict<K, V>> = true;
template <typename K, typename V>
inline constexpr bool is_handle<ChainMap<K, V>> = true;
template <typename T, bool backwards>
inline constexpr const char* iterator_name<deque_iterator<T, backwards>> = backwards ? "_collections._deque_reverse_iterator" : "_collections._deque_iterator";

}  // namespace py::detail
