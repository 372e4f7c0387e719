/// `str.maketrans(mapping)`.
#pragma once

#include <py/dict.hpp>
#include <py/str.hpp>

#include <cstdint>

namespace py {

namespace detail {

/// The code point that a key of a table stands for. Raises ValueError for a str of another length, TypeError for what is neither.
Int translated_code_point(const str& key);
Int translated_code_point(const object& key);
inline Int translated_code_point(const Int& key) { return key; }
inline Int translated_code_point(std::int64_t key) { return Int(key); }

}  // namespace detail

template <typename Mapping>
dict<Int, object> str::maketrans(const Mapping& mapping) {
  dict<Int, object> table;
  for (const auto& [key, value] : mapping.items()) {
    table[detail::translated_code_point(key)] = object(value);
  }
  return table;
}

}  // namespace py
