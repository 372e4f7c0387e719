/// A first look at the text, line by line and token by token: what Python's tokenizer rejects is found here, and
/// what the grammar of tree-sitter forgets is kept: logical lines, indentation, comments.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "source/diagnostics.hpp"

namespace krait::syntax {

/// A line of code as the grammar sees it: brackets, backslashes and triple quotes may spread it over several lines.
struct LogicalLine {
  std::uint32_t begin = 0;         ///< its first token
  std::uint32_t end = 0;           ///< end of its last token
  std::uint32_t block_depth = 0;   ///< number of blocks around it, by indentation
  std::uint32_t blank_before = 0;  ///< blank lines directly above
};

struct ScannedComment {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t column = 0;        ///< indentation, tabs counted to multiples of eight
  std::uint32_t blank_before = 0;  ///< blank lines directly above, if on its own line
  bool between_lines = false;      ///< on a line of its own and outside every logical line
};

/// Bytes that the grammar must see as others, because it would misread the text; places stay the same.
struct Disguise {
  std::uint32_t at = 0;
  std::uint32_t length = 1;
  char shown = ' ';
};

enum class TokenKind : std::uint8_t { Word, Number, String, Operator, Newline, Indent, Dedent, End };

struct Token {
  TokenKind kind{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct Lexical {
  std::vector<LogicalLine> lines;
  std::vector<ScannedComment> comments;
  std::vector<Disguise> disguises;       ///< to be put on before the first parse
  std::vector<Disguise> star_disguises;  ///< prefix stars before brackets and literals, for more attempts if the first parse fails

  /// Only when asked for: the tokens of the file, and those of each replacement field of its f-strings.
  std::vector<Token> tokens;
  std::vector<std::vector<Token>> fields;

  /// The logical line that holds an offset (or the last one before it).
  [[nodiscard]] const LogicalLine& line_at(std::uint32_t offset) const;
};

/// Scans the text of one file, in which line ends are `\n` or `\r\n` only. Reports the first error that it meets and
/// returns false; linear time.
[[nodiscard]] bool scan(std::string_view text, source::FileId file, Lexical& result, source::Diagnostics& diagnostics, bool keep_tokens = false);

}  // namespace krait::syntax
