/// What `match` asks of subjects whose type is not known.
#pragma once

#include <py/object.hpp>

#include <cstdint>
#include <initializer_list>

namespace py {

/// A list, tuple or other sequence (no str, bytes or bytearray) of exactly, or at least, so many elements.
[[nodiscard]] bool is_sequence_of(const object& subject, std::int64_t count);
[[nodiscard]] bool is_sequence_of_at_least(const object& subject, std::int64_t count);
/// The elements between the first `before` and the last `after`, as a list.
[[nodiscard]] object sequence_rest(const object& subject, std::int64_t before, std::int64_t after);
[[nodiscard]] bool is_mapping(const object& subject);
/// A new dict of what the mapping holds beside these keys.
[[nodiscard]] object mapping_without(const object& subject, std::initializer_list<object> keys);
template <typename... Keys>
[[nodiscard]] object mapping_rest(const object& subject, const Keys&... keys) {
  return mapping_without(subject, {object(keys)...});
}

}  // namespace py
