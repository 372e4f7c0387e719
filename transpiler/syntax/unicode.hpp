/// What Python's grammar needs to know about Unicode (version 14, that of CPython 3.11).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace krait::syntax {

/// Whether an identifier may start with, or go on with, the code point.
[[nodiscard]] bool is_identifier_start(char32_t code_point);
[[nodiscard]] bool is_identifier_part(char32_t code_point);
/// `str.isprintable` of one code point.
[[nodiscard]] bool is_printable(char32_t code_point);
/// An identifier in normal form NFKC, as Python compares them. ASCII is returned as it is.
[[nodiscard]] std::string normalise_identifier(std::string_view identifier);
/// The character of a name or alias, as in `\N{name}`; case does not matter.
[[nodiscard]] std::optional<char32_t> character_named(std::string_view name);

}  // namespace krait::syntax
