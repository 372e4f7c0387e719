/// What `match` asks of subjects whose type is not known.
#pragma once

#include <py/builtin_functions.hpp>
#include <py/convert.hpp>
#include <py/dict.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>

#include <cstdint>
#include <initializer_list>

namespace py {

/// A list, tuple or other sequence (no str, bytes or bytearray) of exactly, or at least, so many elements.
[[nodiscard]] bool is_sequence_of(const object& subject, std::int64_t count);
[[nodiscard]] bool is_sequence_of_at_least(const object& subject, std::int64_t count);
/// The elements between the first `before` and the last `after`, as a new list.
template <typename List, typename Sequence>
[[nodiscard]] List sequence_rest(const Sequence& subject, std::int64_t before, std::int64_t after) {
  List rest;
  const std::int64_t end = len(subject) - after;
  for (std::int64_t i = before; i < end; ++i) {
    rest.append(convert<typename List::value_type>(getitem(subject, i)));
  }
  return rest;
}
[[nodiscard]] bool is_mapping(const object& subject);
/// A new dict of what the mapping holds beside these keys.
[[nodiscard]] dict<object, object> mapping_without(const object& subject, std::initializer_list<object> keys);
template <typename Dict, typename... Keys>
[[nodiscard]] Dict mapping_rest(const object& subject, const Keys&... keys) {
  Dict rest;
  for (const auto& [key, value] : mapping_without(subject, {object(keys)...}).items()) {
    rest[convert<typename Dict::key_type>(key)] = convert<typename Dict::mapped_type>(value);
  }
  return rest;
}

}  // namespace py
