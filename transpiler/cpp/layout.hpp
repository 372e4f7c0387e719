/// Lays text out in lines: a stream of texts, groups and possible line breaks goes in, lines come out.
///
/// A group whose text fits into the rest of the line stays on it; otherwise its own breaks become line ends, outermost
/// group first. The rules of indentation are those of clang-format without a column limit, so that it finds nothing to change.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cpp/print.hpp"

namespace krait::cpp {

enum class GroupKind : std::uint8_t {
  Consistent,  ///< all breaks of the group, or none
  Fill,        ///< only the breaks that are needed
  Hug,         ///< fits if the text up to the next hug point fits: a block may follow on further lines
};

/// What the breaks of a group are indented from.
enum class GroupBase : std::uint8_t {
  Anchor,        ///< the last anchor on the line, else the line's indentation
  Column,        ///< the column where the group opens
  Bracket,       ///< what stands inside the innermost bracket; outside of brackets, the statement
  Fluent,        ///< the larger of `Anchor` and `Bracket`
  FluentColumn,  ///< the largest of `Anchor`, `Bracket` and `Column`
};

class Layout {
 public:
  void text(std::string_view text);
  /// Text that does not count when deciding what fits.
  void comment(std::string_view text);
  /// `shift` is added to the `Bracket` base.
  void open(GroupKind kind = GroupKind::Consistent, GroupBase base = GroupBase::Anchor, int shift = 0);
  void close();
  /// Between them, `Bracket` means four columns in from the anchor of the line on which the bracket opened.
  void open_bracket();
  void close_bracket();
  /// A possible line break: `spaces` if the group stays on one line, else a line end and the group's base plus `offset`.
  /// `before` and `after` are printed around the line end only.
  void line_break(int spaces, int offset, std::string_view before = {}, std::string_view after = {});
  void hug_point();
  /// Later groups on this line are indented from this column, if the group around the anchor is broken.
  void anchor();
  /// Remembers the indentation of the current line (or the last anchor on it) for `newline`, until `unmark`.
  void mark();
  void unmark();
  /// A line end for certain; the next line is indented from the last mark.
  void newline(int offset);
  /// Makes the next `newline` leave one empty line.
  void blank_line();
  void origin(Origin origin);
  /// Lays out what has come so far. Only between statements, when no group is open.
  void flush();
  [[nodiscard]] bool inside_group() const { return open_groups_ > 0; }

  /// Everything, without trailing line end.
  [[nodiscard]] Printed take();

 private:
  enum class TokenKind : std::uint8_t { Text, Comment, Open, Close, Break, HugPoint, Anchor, OpenBracket, CloseBracket, Mark, Unmark, Newline, Blank, Origin };
  struct Token {
    TokenKind kind{};
    GroupKind group{};
    GroupBase base{};
    std::int16_t spaces = 0;
    std::int16_t offset = 0;
    std::uint32_t begin = 0;  ///< text: range in buffer_; break: range of `before`, with `after` behind it
    std::uint32_t end = 0;
    std::uint32_t after_end = 0;
    std::uint32_t width = 0;  ///< open: columns of its contents, up to the hug point for `Hug`; break: columns of the element behind it
    std::uint32_t trail = 0;  ///< columns from here to the next possible line end
    std::uint64_t origin = 0;
  };
  struct Group {
    bool is_broken = false;
    bool is_fill = false;
    int base = 0;
  };

  Token& add(TokenKind kind);
  std::uint32_t store(std::string_view text);
  void measure();
  void measure_trails();
  void render(const Token& token);
  void render_open(const Token& token);
  void render_break(const Token& token);
  void write(std::string_view text, std::uint32_t columns);
  void end_line(int indentation);
  [[nodiscard]] std::string_view stored(std::uint32_t begin, std::uint32_t end) const;

  std::vector<Token> tokens_;
  std::string buffer_;
  int open_groups_ = 0;

  Printed printed_;
  std::vector<Group> groups_;
  struct Marked {
    int indentation = 0;
    std::size_t groups = 0;  ///< how many were open
  };
  std::vector<Marked> marks_;
  std::vector<int> brackets_;  ///< indentation inside each open bracket and statement
  int column_ = 0;
  int line_indentation_ = 0;
  int base_ = 0;
  std::uint32_t line_ = 1;
  bool at_line_start_ = true;
  bool wants_blank_ = false;
};

/// Columns of a UTF-8 text: one per code point, two for wide East Asian ones, as clang-format counts.
[[nodiscard]] std::uint32_t display_width(std::string_view text);

}  // namespace krait::cpp
