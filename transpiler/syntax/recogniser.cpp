#include "syntax/recogniser.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace krait::syntax {

using source::Code;

namespace {

constexpr std::array<std::string_view, 35> keywords = {"False",  "None",     "True", "and",    "as",      "assert", "async",  "await",  "break", "class",  "continue", "def",
                                                       "del",    "elif",     "else", "except", "finally", "for",    "from",   "global", "if",    "import", "in",       "is",
                                                       "lambda", "nonlocal", "not",  "or",     "pass",    "raise",  "return", "try",    "while", "with",   "yield"};

bool is_keyword(std::string_view word) { return std::find(keywords.begin(), keywords.end(), word) != keywords.end(); }

constexpr std::uint32_t depth_limit_of_recogniser = 1200;

}  // namespace

bool Recogniser::file() {
  try {
    while (!at(TokenKind::End)) {
      statement();
    }
    return true;
  } catch (const Cut&) {
    return true;
  } catch (const Stop&) {
    return false;
  }
}

bool Recogniser::beginning() {
  ends_early_ = true;
  return file();
}

bool Recogniser::field() {
  try {
    star_or_yield();
    take("=");
    if (!at(TokenKind::End)) {
      fail_here();
    }
    return true;
  } catch (const Stop&) {
    return false;
  }
}

bool Recogniser::at_name(std::size_t ahead) const { return token(ahead).kind == TokenKind::Word && !is_keyword(text(token(ahead))); }

/// Whether an expression can start here.
bool Recogniser::at_operand() const {
  if (at(TokenKind::Number) || at(TokenKind::String) || at_name()) {
    return true;
  }
  static constexpr std::array<std::string_view, 13> starts = {"None", "True", "False", "not", "lambda", "await", "(", "[", "{", "-", "+", "~", "..."};
  return std::any_of(starts.begin(), starts.end(), [this](std::string_view word) { return at(word); });
}

bool Recogniser::take(std::string_view word) {
  if (!at(word)) {
    return false;
  }
  advance();
  return true;
}

void Recogniser::fail(Code code, std::uint32_t begin, std::uint32_t end, std::string message, std::string help) {
  if (ends_early_ && at_ + 1 >= tokens_.size()) {
    throw Cut{};
  }
  const auto size = static_cast<std::uint32_t>(text_.size());  // an indentation may be what the text ends with
  diagnostics_.report(code, {file_, std::min(begin, size), std::min(end, size)}, std::move(message), std::move(help));
  throw Stop{};
}

/// "invalid syntax" at the current token, with what can be said about it.
void Recogniser::fail_here() {
  const Token& found = token();
  const std::string_view word = text(found);
  if (found.kind == TokenKind::Newline || found.kind == TokenKind::End) {
    const bool increment = at_ >= 2 && previous().end - previous().begin == 1 && tokens_[at_ - 2].end == previous().begin && text(tokens_[at_ - 2]) == text(previous());
    if (increment && (text(previous()) == "+" || text(previous()) == "-")) {
      fail(Code::K0188, tokens_[at_ - 2].begin, previous().end, fmt::format("invalid syntax: Python has no `{0}{0}`", text(previous())),
           fmt::format("write `{}= 1`", text(previous())));
    }
    fail(Code::K0101, found.begin, found.end, "invalid syntax: the line ends before the statement is complete",
         "finish the statement, or put the part that goes on in parentheses");
  }
  if (found.kind == TokenKind::Indent || found.kind == TokenKind::Dedent) {
    fail(Code::K0106, found.begin, found.begin + 1, "unexpected indent", "indent this line like the one above");
  }
  const bool doubled = at_ > 0 && previous().end == found.begin && text(previous()) == word;
  if (doubled && (word == "+" || word == "-")) {
    fail(Code::K0188, previous().begin, found.end, fmt::format("invalid syntax: Python has no `{0}{0}`", word), fmt::format("write `{}= 1`", word));
  }
  if (doubled && (word == "&" || word == "|")) {
    fail(Code::K0188, previous().begin, found.end, fmt::format("invalid syntax: Python has no `{0}{0}`", word), fmt::format("write `{}`", word == "&" ? "and" : "or"));
  }
  if (word == "=") {
    fail(Code::K0180, found.begin, found.end, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", "write `==` to compare, `:=` to bind a name in an expression");
  }
  if (word == ":=") {
    fail(Code::K0129, found.begin, found.end, "invalid syntax: an assignment expression cannot stand here without parentheses", "write `(name := value)`, or `=` in a statement");
  }
  if (word == "**") {
    fail(Code::K0177, found.begin, found.end, "invalid syntax: `**` cannot stand here", "`**x` unpacks a mapping in a call or a dictionary display only");
  }
  if (found.kind == TokenKind::Word && is_keyword(word)) {
    fail(Code::K0185, found.begin, found.end, fmt::format("invalid syntax at `{}`", word), "a keyword cannot stand here; if a name was meant, choose another one");
  }
  fail(Code::K0101, found.begin, found.end, fmt::format("invalid syntax at `{}`", word), "compare the statement with Python's grammar at this place");
}

void Recogniser::expect(std::string_view word) {
  if (!take(word)) {
    fail_here();
  }
}

void Recogniser::expect_name(std::string_view purpose) {
  if (at_name()) {
    advance();
    return;
  }
  const Token& found = token();
  if (found.kind == TokenKind::Word) {
    fail(Code::K0185, found.begin, found.end, fmt::format("invalid syntax: `{}` is a keyword and cannot be {}", text(found), purpose), "choose another name");
  }
  if (at("=") && at_ > 0 && is_keyword(text(previous()))) {
    fail(Code::K0185, previous().begin, previous().end, fmt::format("invalid syntax: `{}` is a keyword and cannot be assigned to", text(previous())), "choose another name");
  }
  fail_here();
}

void Recogniser::enter() {
  if (++depth_ > depth_limit_of_recogniser) {
    fail(Code::K0110, token().begin, token().end, "too deeply nested code", "give names to inner parts");
  }
}

}  // namespace krait::syntax
