// Encodings of text.
#pragma once

#include <py/bytes.hpp>
#include <py/str.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace py::detail {

enum class codec : std::uint8_t { utf_8, utf_8_signature, ascii, latin_1, utf_16, utf_16_le, utf_16_be, utf_32, utf_32_le, utf_32_be };

/// The codec of a Python encoding name. Raises LookupError ("unknown encoding: x").
codec find_codec(const str& name);

enum class error_handling : std::uint8_t { strict, ignore, replace, backslashreplace, xmlcharrefreplace, namereplace, surrogateescape, surrogatepass };
/// Raises LookupError ("unknown error handler name 'x'").
error_handling find_error_handling(const str& name);

str decode_text(std::string_view data, const str& encoding, const str& errors);
str decode_text(std::string_view data, codec encoding, const str& errors);
std::string encode_text(const str& text, codec encoding, const str& errors);

/// How many bytes at the end of `data` are a beginning of a character and must wait for more input.
std::size_t incomplete_tail(std::string_view data, codec encoding) noexcept;

}  // namespace py::detail
