#include "syntax/lexical.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "source/utf8.hpp"
#include "syntax/numbers.hpp"
#include "syntax/unicode.hpp"

namespace krait::syntax {

namespace {

using source::Code;

constexpr std::size_t bracket_limit = 200;      // CPython's MAXLEVEL
constexpr std::size_t indentation_limit = 100;  // CPython's MAXINDENT
constexpr std::size_t fstring_limit = 100;

struct Bracket {
  char opening;
  std::uint32_t at;
};

char partner(char opening) { return opening == '(' ? ')' : opening == '[' ? ']' : '}'; }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether letters before a quote are a string prefix of Python 3.
bool is_string_prefix(std::string_view letters) {
  std::string lower(letters);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  static constexpr std::array<std::string_view, 8> prefixes = {"r", "u", "b", "f", "br", "rb", "fr", "rf"};
  return std::find(prefixes.begin(), prefixes.end(), lower) != prefixes.end();
}

/// Thrown inside this file only, caught by `scan`: the first error ends the scan.
struct Stop {};

class Scanner {
 public:
  Scanner(std::string_view text, source::FileId file, Lexical& result, source::Diagnostics& diagnostics, bool keep_tokens)
      : text_(text), file_(file), result_(result), diagnostics_(diagnostics), keep_tokens_(keep_tokens) {}

  void run() {
    if (text_.starts_with("\xEF\xBB\xBF")) {
      at_ = 3;
    }
    if (const auto null = text_.find('\0'); null != std::string_view::npos) {
      fail(Code::K0105, to32(null), to32(null) + 1, "source code cannot contain null bytes", "save the file as UTF-8 text");
    }
    while (scan_line_start()) {
      scan_logical_line();
      keep(TokenKind::Newline, last_token_end_, last_token_end_);
    }
    for (; indents_.size() > 1; indents_.pop_back()) {
      keep(TokenKind::Dedent, at_, at_);
    }
    keep(TokenKind::End, at_, at_);
  }

 private:
  static std::uint32_t to32(std::size_t value) { return static_cast<std::uint32_t>(value); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] bool at_newline() const { return peek() == '\n' || (peek() == '\r' && peek(1) == '\n'); }
  void skip_newline() { at_ += peek() == '\r' ? 2 : 1; }

  [[noreturn]] void fail(Code code, std::size_t begin, std::size_t end, std::string message, std::string help, std::vector<source::Label> labels = {}) {
    diagnostics_.report({code, {file_, to32(begin), to32(end)}, std::move(message), std::move(help), std::move(labels)});
    throw Stop{};
  }
  [[nodiscard]] source::Span span(std::size_t begin, std::size_t end) const { return {file_, to32(begin), to32(end)}; }

  /// Notes a token of the file, or of the innermost replacement field.
  void keep(TokenKind kind, std::size_t begin, std::size_t end) {
    if (keep_tokens_) {
      (open_fields_.empty() ? result_.tokens : open_fields_.back()).push_back({kind, to32(begin), to32(end)});
    }
  }
  /// Skips blank lines and comments; true if a logical line starts here, whose indentation has been checked.
  bool scan_line_start();
  [[nodiscard]] std::string missing_block_message() const;
  void check_indentation(std::uint32_t column, std::uint32_t narrow_column);
  void scan_logical_line();
  /// One token or comment or line end; false at the end of the logical line.
  bool scan_token();
  void scan_comment(bool between_lines, std::uint32_t column);
  void scan_continuation();
  void scan_operator();
  void note_prefix_star();
  void open_bracket();
  void close_bracket();
  void scan_word();
  void hide_soft_keyword(std::string_view word, std::size_t begin);
  void scan_number();
  void scan_string(std::string_view prefix, std::size_t begin);
  void scan_fstring_text(char quote, bool triple, bool raw, std::size_t begin);
  void scan_replacement_field(char quote, bool triple, bool raw, std::size_t begin);
  void scan_character_name(char quote);
  void scan_conversion();
  void scan_format_spec(char quote, bool triple, bool raw, std::size_t begin);
  [[nodiscard]] bool at_closing_quote(char quote, bool triple) const { return peek() == quote && (!triple || (peek(1) == quote && peek(2) == quote)); }
  [[noreturn]] void fail_unterminated(std::size_t begin, bool triple, bool is_fstring);
  [[noreturn]] void fail_character();

  std::string_view text_;
  source::FileId file_;
  Lexical& result_;
  source::Diagnostics& diagnostics_;
  bool keep_tokens_;
  std::vector<std::vector<Token>> open_fields_;  // tokens of the replacement fields around the current place
  std::size_t at_ = 0;
  std::vector<Bracket> brackets_;
  struct Indentation {
    std::uint32_t column;
    std::uint32_t narrow_column;
  };
  std::vector<Indentation> indents_{{0, 0}};
  std::uint32_t blank_lines_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t last_token_begin_ = 0;
  std::size_t last_token_end_ = 0;
  std::size_t fstring_depth_ = 0;
  std::size_t spec_depth_ = 0;      // format specifications around the current place, within the innermost f-string
  std::size_t field_brackets_ = 0;  // brackets open where the innermost replacement field began
  bool line_opens_block_ = false;   // the previous logical line ends in a colon
};

bool Scanner::scan_line_start() {
  for (;;) {
    std::uint32_t column = 0;
    std::uint32_t narrow_column = 0;
    std::uint32_t joined_column = 0;  // indentation of the first of the lines that backslashes join, if there is any
    for (;; ++at_) {
      if (peek() == ' ') {
        ++column;
        ++narrow_column;
      } else if (peek() == '\t') {
        column = (column / 8 + 1) * 8;
        ++narrow_column;
      } else if (peek() == '\f') {
        column = narrow_column = 0;
      } else if (peek() == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'))) {
        joined_column = joined_column != 0 ? joined_column : column;
        scan_continuation();
        --at_;
      } else {
        break;
      }
    }
    if (joined_column != 0) {
      column = narrow_column = joined_column;
    }
    if (at_end()) {
      if (line_opens_block_) {
        fail(Code::K0107, last_token_begin_, last_token_end_, missing_block_message(), "write at least `pass` on an indented line below");
      }
      return false;
    }
    if (at_newline()) {
      ++blank_lines_;
      skip_newline();
    } else if (peek() == '#') {
      scan_comment(true, column);
      if (at_newline()) {
        skip_newline();
      }
    } else {
      check_indentation(column, narrow_column);
      return true;
    }
  }
}

/// "expected an indented block after 'if' statement on line 3", as CPython says it.
std::string Scanner::missing_block_message() const {
  const std::string_view header = text_.substr(line_begin_);
  std::size_t word_end = 0;
  while (word_end < header.size() && is_identifier_part(static_cast<unsigned char>(header[word_end]))) {
    ++word_end;
  }
  std::string_view word = header.substr(0, word_end);
  if (word == "async") {
    word = header.find("def") < header.find(':') ? "def" : header.find("for") < header.find(':') ? "for" : "with";
  }
  const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(line_begin_), '\n');
  const std::string what = word == "def" ? "function definition" : word == "class" ? "class definition" : fmt::format("'{}' statement", word);
  return fmt::format("expected an indented block after {} on line {}", what, line);
}

void Scanner::check_indentation(std::uint32_t column, std::uint32_t narrow_column) {
  const auto fail_tabs = [this] { fail(Code::K0109, at_, at_ + 1, "inconsistent use of tabs and spaces in indentation", "indent with spaces only"); };
  const Indentation current = indents_.back();
  const bool deeper = column > current.column;
  if (deeper ? narrow_column <= current.narrow_column : column == current.column && narrow_column != current.narrow_column) {
    fail_tabs();
  }
  if (deeper && !line_opens_block_) {
    fail(Code::K0106, at_, at_ + 1, "unexpected indent", "indent this line like the one above, or end that one with a colon");
  }
  if (!deeper && line_opens_block_) {
    fail(Code::K0107, at_, at_ + 1, missing_block_message(), "indent the body of the block, or write `pass` for an empty one");
  }
  if (deeper) {
    if (indents_.size() >= indentation_limit) {
      fail(Code::K0110, at_, at_ + 1, "too many levels of indentation", "move inner blocks into functions of their own");
    }
    indents_.push_back({column, narrow_column});
    keep(TokenKind::Indent, at_, at_);
    return;
  }
  while (column < indents_.back().column) {
    indents_.pop_back();
    keep(TokenKind::Dedent, at_, at_);
  }
  if (column != indents_.back().column) {
    fail(Code::K0108, at_, at_ + 1, "unindent does not match any outer indentation level", "indent this line exactly like the block it belongs to");
  }
  if (narrow_column != indents_.back().narrow_column) {
    fail_tabs();
  }
}

void Scanner::scan_logical_line() {
  LogicalLine line;
  line.begin = to32(at_);
  line_begin_ = at_;
  line.block_depth = to32(indents_.size() - 1);
  line.blank_before = blank_lines_;
  blank_lines_ = 0;
  while (scan_token()) {
  }
  line.end = to32(last_token_end_);
  const std::string_view line_text = text_.substr(line.begin, line.end - line.begin);
  if (line_text.starts_with("match") && !line_text.ends_with(':') && (line_text.size() == 5 || !is_identifier_part(static_cast<unsigned char>(line_text[5])))) {
    result_.disguises.push_back({line.begin, 1, 'M'});  // a name: the statement `match` ends in a colon
  }
  line_opens_block_ = last_token_end_ > 0 && text_[last_token_end_ - 1] == ':';
  result_.lines.push_back(line);
}

bool Scanner::scan_token() {
  while (is_space(peek())) {
    ++at_;
  }
  if (at_end()) {
    if (!brackets_.empty()) {
      const Bracket open = brackets_.back();
      fail(Code::K0102, open.at, open.at + 1, fmt::format("'{}' was never closed", open.opening), fmt::format("add the missing `{}`", partner(open.opening)));
    }
    return false;
  }
  if (at_newline()) {
    if (!brackets_.empty()) {
      // The grammar's scanner may take a line end in brackets for the end of a block.
      result_.disguises.push_back({to32(at_), peek() == '\r' ? 2U : 1U, ' '});
    }
    skip_newline();
    return !brackets_.empty();
  }
  const char c = peek();
  if (c == '#') {
    scan_comment(false, 0);
  } else if (c == '\\') {
    scan_continuation();
  } else {
    last_token_begin_ = at_;
    const std::size_t begin = at_;
    TokenKind kind = TokenKind::Operator;
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      kind = TokenKind::Number;
      scan_number();
    } else if (c == '"' || c == '\'') {
      kind = TokenKind::String;
      scan_string("", at_);
    } else if (static_cast<unsigned char>(c) >= 0x80 || is_identifier_start(static_cast<unsigned char>(c))) {
      scan_word();
      kind = text_[at_ - 1] == '"' || text_[at_ - 1] == '\'' ? TokenKind::String : TokenKind::Word;
    } else {
      scan_operator();
    }
    last_token_begin_ = begin;
    last_token_end_ = at_;
    keep(kind, begin, at_);
  }
  return true;
}

void Scanner::scan_comment(bool between_lines, std::uint32_t column) {
  const std::size_t begin = at_;
  while (!at_end() && !at_newline()) {
    ++at_;
  }
  ScannedComment comment{to32(begin), to32(at_), column, 0, between_lines};
  if (between_lines) {
    comment.blank_before = blank_lines_;
    blank_lines_ = 0;
  }
  result_.comments.push_back(comment);
  result_.disguises.push_back({comment.begin, comment.end - comment.begin, ' '});
}

void Scanner::scan_continuation() {
  const std::size_t begin = at_++;
  if (at_end()) {
    fail(Code::K0114, begin, begin + 1, "unexpected EOF while parsing", "remove the backslash at the end of the file");
  }
  if (!at_newline()) {
    fail(Code::K0114, at_, at_ + 1, "unexpected character after line continuation character", "remove the backslash, or whatever follows it on its line");
  }
  skip_newline();
  if (at_end()) {
    fail(Code::K0114, begin, begin + 1, "unexpected EOF while parsing", "remove the backslash at the end of the file");
  }
}

void Scanner::open_bracket() {
  if (brackets_.size() >= bracket_limit) {
    fail(Code::K0110, at_, at_ + 1, "too many nested parentheses", "give names to inner parts of this expression");
  }
  brackets_.push_back({peek(), to32(at_)});
}

void Scanner::close_bracket() {
  if (brackets_.size() <= field_brackets_) {
    fail(Code::K0102, at_, at_ + 1, fmt::format("{}unmatched '{}'", fstring_depth_ > 0 ? "f-string: " : "", peek()), "remove it, or open the bracket that it closes");
  }
  const Bracket open = brackets_.back();
  if (partner(open.opening) != peek()) {
    fail(Code::K0102, at_, at_ + 1, fmt::format("closing parenthesis '{}' does not match opening parenthesis '{}'", peek(), open.opening),
         fmt::format("close the bracket with `{}` first", partner(open.opening)), {{span(open.at, open.at + 1), "opened here"}});
  }
  brackets_.pop_back();
}

void Scanner::scan_operator() {
  static constexpr std::array<std::string_view, 25> long_operators = {
      "**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":=", "<>"};
  const char c = peek();
  if (c == '(' || c == '[' || c == '{') {
    open_bracket();
  } else if (c == ')' || c == ']' || c == '}') {
    close_bracket();
  } else {
    const bool may_be_long = std::string_view("*/<>.=!-+%&|^@:").find(c) != std::string_view::npos && std::string_view("=*/<>.").find(peek(1)) != std::string_view::npos;
    for (const std::string_view op : long_operators) {
      if (may_be_long && text_.substr(at_).starts_with(op)) {
        if (op == "<>") {
          fail(Code::K0116, at_, at_ + 2, "`<>` is not an operator of Python 3", "write `!=`");
        }
        at_ += op.size();
        return;
      }
    }
    if (c == '`') {
      fail(Code::K0116, at_, at_ + 1, "backquotes are not part of Python 3", "write `repr(x)`");
    }
    if (std::string_view("+-*/%@&|^~<>,:.;=").find(c) == std::string_view::npos) {
      fail_character();
    }
    if (c == '*') {
      note_prefix_star();
    }
  }
  ++at_;
}

/// The grammar does not know a star before anything but names where Python has `star_expressions`.
void Scanner::note_prefix_star() {
  const char before = at_ == line_begin_ ? ';' : text_[last_token_end_ - 1];
  const bool after_operand = before == ')' || before == ']' || before == '}' || before == '"' || before == '\'' || static_cast<unsigned char>(before) >= 0x80 ||
                             is_identifier_part(static_cast<unsigned char>(before));
  std::size_t word = last_token_end_;
  while (word > 0 && is_identifier_part(static_cast<unsigned char>(text_[word - 1]))) {
    --word;
  }
  const std::string_view last_word = text_.substr(word, last_token_end_ - word);
  const bool after_keyword = last_word == "return" || last_word == "yield" || last_word == "in";
  std::size_t next = at_ + 1;
  while (next < text_.size() && is_space(text_[next])) {
    ++next;
  }
  const char following = next < text_.size() ? text_[next] : '\0';
  const bool before_name = is_identifier_start(static_cast<unsigned char>(following)) || static_cast<unsigned char>(following) >= 0x80;
  const bool before_separator = following == ',' || following == ')' || following == ']' || following == '}' || following == ':' || following == '=';
  if (before_name && !text_.substr(next).starts_with("await ")) {
    return;
  }
  if ((!after_operand || after_keyword) && !before_separator) {
    result_.star_disguises.push_back({to32(at_), 1, '~'});
  }
}

void Scanner::fail_character() {
  const char c = peek();
  if (c == '!') {
    fail(Code::K0188, at_, at_ + 1, "invalid syntax: `!` is not an operator", "write `not`, or `!=` for inequality");
  }
  const source::CodePoint found = source::decode_utf8(text_, at_);
  if (found.value == '$' || found.value == '?') {
    fail(Code::K0104, at_, at_ + 1, fmt::format("invalid syntax: '{}' is not part of Python", c), "remove this character");
  }
  const std::string shown(text_.substr(at_, found.length));
  if (!is_printable(found.value)) {
    fail(Code::K0104, at_, at_ + found.length, fmt::format("invalid non-printable character U+{:04X}", static_cast<unsigned>(found.value)), "remove this character");
  }
  fail(Code::K0104, at_, at_ + found.length, fmt::format("invalid character '{}' (U+{:04X})", shown, static_cast<unsigned>(found.value)),
       "replace it by the ASCII character that was meant");
}

void Scanner::scan_word() {
  const std::size_t begin = at_;
  while (!at_end()) {
    const unsigned char c = static_cast<unsigned char>(peek());
    if (c < 0x80) {
      if (!is_identifier_part(c)) {
        break;
      }
      ++at_;
      continue;
    }
    const source::CodePoint found = source::decode_utf8(text_, at_);
    if (!(at_ == begin ? is_identifier_start(found.value) : is_identifier_part(found.value))) {
      fail_character();
    }
    at_ += found.length;
  }
  const std::string_view word = text_.substr(begin, at_ - begin);
  hide_soft_keyword(word, begin);
  if (peek() == '"' || peek() == '\'') {
    if (is_string_prefix(word)) {
      scan_string(word, begin);
    } else if (word.find_first_not_of("rRbBuUfFtT") == std::string_view::npos) {
      fail(Code::K0101, begin, at_, fmt::format("invalid syntax: `{}` is not a string prefix", word), "use one of the prefixes r, b, f, u, rb, rf");
    }
  }
}

namespace {

/// Keywords that may follow an operand and go on with the expression.
bool continues_expression(std::string_view word) {
  static constexpr std::array<std::string_view, 8> words = {"and", "or", "in", "is", "not", "if", "else", "for"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

/// `print` and `exec` are statements to the grammar and names to Python; `type` is a keyword only before a name.
void Scanner::hide_soft_keyword(std::string_view word, std::size_t begin) {
  if (word != "print" && word != "exec" && word != "type") {
    return;
  }
  std::size_t next = at_;
  while (next < text_.size() && is_space(text_[next])) {
    ++next;
  }
  std::size_t next_end = next;
  while (next_end < text_.size() && (static_cast<unsigned char>(text_[next_end]) >= 0x80 || is_identifier_part(static_cast<unsigned char>(text_[next_end])))) {
    ++next_end;
  }
  const std::string_view next_word = text_.substr(next, next_end - next);
  const bool operand_follows = (!next_word.empty() && !continues_expression(next_word)) || (next < text_.size() && (text_[next] == '"' || text_[next] == '\''));
  const bool statement_start = begin == line_begin_ || text_[last_token_end_ - 1] == ';' || text_[last_token_end_ - 1] == ':';
  if (word == "type" && statement_start && operand_follows) {
    return;
  }
  if (word != "type" && statement_start && operand_follows && next > at_) {
    fail(Code::K0115, begin, at_, fmt::format("Missing parentheses in call to '{0}'. Did you mean {0}(...)?", word),
         fmt::format("write the arguments in parentheses: `{}(…)`", word));
  }
  result_.disguises.push_back({to32(begin), 1, static_cast<char>(word[0] - 'a' + 'A')});
}

void Scanner::scan_number() {
  const std::size_t begin = at_;
  if (const auto problem = scan_number_literal(text_, at_)) {
    fail(problem->code, problem->begin, problem->end, problem->message, problem->help);
  }
  // `1if x else y` is Python, `1px` is not.
  std::size_t end = at_;
  while (end < text_.size()) {
    const source::CodePoint next = source::decode_utf8(text_, end);
    if (!is_identifier_part(next.value)) {
      break;
    }
    end += next.length;
  }
  static constexpr std::array<std::string_view, 9> keywords = {"and", "else", "for", "if", "in", "is", "not", "or", ""};
  const std::string_view word = text_.substr(at_, end - at_);
  if (word == "L" || word == "l") {
    fail(Code::K0116, begin, end, "invalid decimal literal: long integers have no suffix in Python 3", "remove the `L`; integers are unbounded");
  }
  if (std::find(keywords.begin(), keywords.end(), word) == keywords.end()) {
    fail(Code::K0111, begin, end, fmt::format("invalid {} literal", number_kind(text_.substr(begin, at_ - begin))),
         "separate the number from the name, or start the name with a letter or underscore");
  }
}

void Scanner::fail_unterminated(std::size_t begin, bool triple, bool is_fstring) {
  const std::string message = fmt::format("unterminated {}{}string literal", triple ? "triple-quoted " : "", is_fstring ? "f-" : "");
  fail(Code::K0103, begin, last_token_end_ > begin ? last_token_end_ : begin + 1, message, "add the closing quote, or write a line break as \\n");
}

void Scanner::scan_string(std::string_view prefix, std::size_t begin) {
  const char quote = peek();
  const bool triple = peek(1) == quote && peek(2) == quote;
  at_ += triple ? 3 : 1;
  if (prefix.find_first_of("fF") != std::string_view::npos) {
    scan_fstring_text(quote, triple, prefix.find_first_of("rR") != std::string_view::npos, begin);
    return;
  }
  while (!at_closing_quote(quote, triple)) {
    if (at_end() || (!triple && at_newline())) {
      fail_unterminated(begin, triple, false);
    }
    if (peek() == '\\') {
      ++at_;
      if (at_newline()) {
        skip_newline();
        continue;
      }
    }
    ++at_;
  }
  at_ += triple ? 3 : 1;
}

void Scanner::scan_fstring_text(char quote, bool triple, bool raw, std::size_t begin) {
  if (++fstring_depth_ > fstring_limit) {
    fail(Code::K0110, begin, begin + 1, "too many nested f-strings", "give names to inner parts of this f-string");
  }
  const std::size_t outer_specs = std::exchange(spec_depth_, 0);
  while (!at_closing_quote(quote, triple)) {
    if (at_end() || (!triple && at_newline())) {
      fail_unterminated(begin, triple, true);
    }
    if (peek() == '\\') {
      ++at_;
      if (!raw && peek() == 'N' && peek(1) == '{') {
        scan_character_name(quote);
      } else if (at_newline()) {
        skip_newline();
      } else if (peek() != '{' && peek() != '}' && !at_end()) {
        ++at_;
      }
    } else if (peek() == '{' && peek(1) != '{') {
      scan_replacement_field(quote, triple, raw, begin);
    } else if (peek() == '}' && peek(1) != '}') {
      fail(Code::K0123, at_, at_ + 1, "f-string: single '}' is not allowed", "write `}}` for a literal brace");
    } else {
      at_ += peek() == '{' || peek() == '}' ? 2 : 1;
    }
  }
  at_ += triple ? 3 : 1;
  --fstring_depth_;
  spec_depth_ = outer_specs;
}

void Scanner::scan_replacement_field(char quote, bool triple, bool raw, std::size_t begin) {
  if (spec_depth_ >= 2) {
    fail(Code::K0110, at_, at_ + 1, "f-string: expressions nested too deeply", "compute the format specification before");
  }
  const std::size_t open = at_;
  const std::size_t outer_brackets = field_brackets_;
  open_bracket();
  ++at_;
  field_brackets_ = brackets_.size();
  open_fields_.emplace_back();
  bool empty = true;
  for (;; empty = false) {
    const bool outermost = brackets_.size() == field_brackets_;
    while (is_space(peek()) || at_newline()) {
      if (at_newline()) {
        result_.disguises.push_back({to32(at_), peek() == '\r' ? 2U : 1U, ' '});
        skip_newline();
      } else {
        ++at_;
      }
    }
    if (at_end()) {
      fail(Code::K0123, open, open + 1, "f-string: expecting '}'", "close the replacement field with `}`");
    }
    if (outermost && (peek() == '}' || peek() == ':')) {
      break;
    }
    if (outermost && text_.substr(at_).starts_with("lambda") && (at_ + 6 >= text_.size() || !is_identifier_part(static_cast<unsigned char>(text_[at_ + 6])))) {
      fail(Code::K0101, at_, at_ + 6, "f-string: lambda expressions are not allowed without parentheses", "put the lambda in parentheses");
    }
    if (empty && (peek() == '!' || peek() == '=') && peek(1) != '=') {
      fail(Code::K0121, open, at_ + 1, "f-string: empty expression not allowed", "name what to insert, or write `{{}}` for braces");
    }
    if (outermost && peek() == '!' && peek(1) != '=') {
      break;
    }
    if (outermost && (peek() == quote) && at_closing_quote(quote, triple)) {
      // The quote that ends the string, unless a nested string starts here (PEP 701) and is closed again.
      const std::size_t next = text_.find(quote, at_ + 1);
      const std::size_t line_end = text_.find('\n', at_);
      if (next == std::string_view::npos || (!triple && next > line_end)) {
        fail(Code::K0123, open, open + 1, "f-string: expecting '}'", "close the replacement field with `}`");
      }
    }
    scan_token();
  }
  if (empty) {
    fail(Code::K0121, open, at_ + 1, "f-string: empty expression not allowed", "name what to insert, or write `{{}}` for braces");
  }
  keep(TokenKind::End, at_, at_);
  std::vector<Token> tokens = std::move(open_fields_.back());
  open_fields_.pop_back();
  if (keep_tokens_) {
    result_.fields.push_back(std::move(tokens));
  }
  if (peek() == '!') {
    scan_conversion();
  }
  if (peek() == ':') {
    ++at_;
    if (peek() == '=') {
      // The grammar takes `:=` for an assignment expression; Python for a format specification.
      result_.disguises.push_back({to32(at_), 1, '.'});
    }
    scan_format_spec(quote, triple, raw, begin);
  }
  if (peek() != '}') {
    fail(Code::K0123, open, open + 1, "f-string: expecting '}'", "close the replacement field with `}`");
  }
  ++at_;
  brackets_.pop_back();
  field_brackets_ = outer_brackets;
}

/// `\N{NAME}` in the text of an f-string, whose braces are not those of a field.
void Scanner::scan_character_name(char quote) {
  const std::size_t close = text_.find_first_of(std::string("}\n") + quote, at_);
  if (close == std::string_view::npos || text_[close] != '}') {
    fail(Code::K0118, at_ - 1, at_ + 2, "(unicode error) 'unicodeescape' codec can't decode bytes: malformed \\N character escape",
         "write \\N{NAME OF CHARACTER}, or double the backslash");
  }
  at_ = close + 1;
}

void Scanner::scan_conversion() {
  const std::size_t begin = ++at_;
  while (is_identifier_part(static_cast<unsigned char>(peek()))) {
    ++at_;
  }
  const std::string_view conversion = text_.substr(begin, at_ - begin);
  if (conversion != "s" && conversion != "r" && conversion != "a") {
    fail(Code::K0122, begin - 1, std::max(at_, begin + 1), fmt::format("f-string: invalid conversion character '{}': expected 's', 'r', or 'a'", conversion),
         "write `!s`, `!r` or `!a`");
  }
}

void Scanner::scan_format_spec(char quote, bool triple, bool raw, std::size_t begin) {
  ++spec_depth_;
  while (!at_end() && peek() != '}') {
    if (at_closing_quote(quote, triple) || (!triple && at_newline())) {
      break;
    }
    if (peek() == '{') {
      scan_replacement_field(quote, triple, raw, begin);
    } else if (peek() == '\\' && !raw && peek(1) == 'N' && peek(2) == '{') {
      const std::size_t close = text_.find('}', at_);
      at_ = close == std::string_view::npos ? text_.size() : close + 1;
    } else {
      if (peek() == '\n') {
        result_.disguises.push_back({to32(at_), 1, ' '});
      }
      ++at_;
    }
  }
  --spec_depth_;
}

}  // namespace

const LogicalLine& Lexical::line_at(std::uint32_t offset) const {
  assert(!lines.empty());
  auto after = std::upper_bound(lines.begin(), lines.end(), offset, [](std::uint32_t wanted, const LogicalLine& line) { return wanted < line.begin; });
  return after == lines.begin() ? *after : *(after - 1);
}

bool scan(std::string_view text, source::FileId file, Lexical& result, source::Diagnostics& diagnostics, bool keep_tokens) {
  try {
    Scanner(text, file, result, diagnostics, keep_tokens).run();
    return true;
  } catch (const Stop&) {
    return false;
  }
}

}  // namespace krait::syntax
