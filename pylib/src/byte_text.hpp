// The methods of bytes on plain text, shared by bytes and bytearray.
#pragma once

#include <py/bound.hpp>
#include <py/bytes.hpp>
#include <py/slice.hpp>
#include <py/str.hpp>
#include <py/vector.hpp>

#include "str_internal.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace py::detail {

/// repr of byte data: b'…', with the quotes Python chooses.
str byte_repr(std::string_view text);
/// The bytes of a bytes-like object; none of any other. Valid while the object is not changed.
std::optional<std::string_view> byte_data(const object& value);
std::string sliced(std::string_view text, const bound& lower, const bound& upper, const bound& step);

}  // namespace py::detail
