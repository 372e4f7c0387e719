/// How literals and comments are spelled in C++ source.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace krait::cpp {

/// C++ spelling of a Python number's spelling: `1_000_000` -> `1'000'000`, `0o17` -> `017`, `0xFF` as it is, `1_0.5e3` -> `1'0.5e3`.
/// The imaginary `j` must have been taken off.
[[nodiscard]] std::string number_spelling(std::string_view python);

/// The literal of a byte string: quotes, readable UTF-8, escapes only where needed, each of which ends where it should
/// whatever follows it.
[[nodiscard]] std::string string_literal(std::string_view bytes);

/// The inside of that literal, without its outer quotes.
[[nodiscard]] std::string escape_string(std::string_view bytes);

/// `'c'`, escaped where needed.
[[nodiscard]] std::string character_literal(char value);

/// A comment's text as lines that are safe behind `//`: no trailing blanks, no control characters, no backslash at
/// the end (it would join the next line), no marks that turn the direction of text. At least one line.
[[nodiscard]] std::vector<std::string> comment_lines(std::string_view text);

}  // namespace krait::cpp
