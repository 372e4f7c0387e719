// Expressions.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "syntax/recogniser.hpp"

namespace krait::syntax {

using source::Code;

namespace {

struct Level {
  std::string_view word;
  int precedence;
};
constexpr std::array<Level, 12> binary_levels = {{{"|", 1}, {"^", 2}, {"&", 3}, {"<<", 4}, {">>", 4}, {"+", 5}, {"-", 5}, {"*", 6}, {"/", 6}, {"//", 6}, {"%", 6}, {"@", 6}}};
constexpr std::array<std::string_view, 7> comparisons = {"==", "!=", "<", "<=", ">", ">=", "in"};

}  // namespace

/// An expression from `begin` to the last token read, which is no target.
Recognised Recogniser::made(std::uint32_t begin, std::string_view what) const {
  Recognised result;
  result.begin = result.bad_begin = begin;
  result.end = result.bad_end = previous().end;
  result.what = result.bad_what = what;
  return result;
}

Recognised Recogniser::star_or_yield() {
  if (!at("yield")) {
    return star_expressions();
  }
  const std::uint32_t begin = token().begin;
  advance();
  if (take("from")) {
    expression();
  } else if (at_operand() || at("*")) {
    star_expressions();
  }
  return made(begin, "yield expression");
}

Recognised Recogniser::star_expressions() {
  const std::uint32_t begin = token().begin;
  const auto one = [this] {
    if (!at("*")) {
      return expression();
    }
    const std::uint32_t star = token().begin;
    advance();
    Recognised inner = binary(1);
    inner.begin = star;
    inner.is_name = false;
    inner.what = "starred";
    return inner;
  };
  Recognised first = one();
  if (!at(",")) {
    return first;
  }
  Recognised result = first;
  while (take(",")) {
    if (!at_operand() && !at("*")) {
      break;
    }
    const Recognised next = one();
    if (result.bad_what.empty()) {
      result.bad_what = next.bad_what;
      result.bad_begin = next.bad_begin;
      result.bad_end = next.bad_end;
    }
  }
  result.begin = begin;
  result.end = previous().end;
  result.what = "tuple";
  result.is_name = false;
  result.is_target = result.bad_what.empty();
  return result;
}

Recognised Recogniser::star_or_named() {
  if (!at("*")) {
    return named();
  }
  const std::uint32_t begin = token().begin;
  advance();
  Recognised inner = binary(1);
  inner.begin = begin;
  inner.what = "starred";
  inner.is_name = false;
  return inner;
}

Recognised Recogniser::named() {
  const Recognised left = expression();
  if (!at(":=")) {
    return left;
  }
  if (!left.is_name) {
    fail(Code::K0129, left.begin, left.end, fmt::format("cannot use assignment expressions with {}", left.what), "bind a plain name: `name := value`");
  }
  advance();
  expression();
  return made(left.begin, "named expression");
}

Recognised Recogniser::expression() {
  enter();
  const std::uint32_t begin = token().begin;
  if (at("lambda")) {
    const Recognised result = lambda();
    leave();
    return result;
  }
  Recognised result = disjunction();
  if (take("if")) {
    disjunction();
    if (!at("else")) {
      fail(Code::K0182, begin, previous().end, "expected 'else' after 'if' expression", "add `else value`");
    }
    advance();
    expression();
    result = made(begin, "conditional expression");
  }
  leave();
  return result;
}

Recognised Recogniser::lambda() {
  const std::uint32_t begin = token().begin;
  advance();
  parameters(":", false);
  expect(":");
  expression();
  return made(begin, "lambda");
}

Recognised Recogniser::disjunction() {
  const std::uint32_t begin = token().begin;
  Recognised result = inversion();
  while (at("or") || at("and")) {
    advance();
    inversion();
    result = made(begin, "expression");
  }
  return result;
}

Recognised Recogniser::inversion() {
  const std::uint32_t begin = token().begin;
  if (!take("not")) {
    return comparison();
  }
  enter();
  inversion();
  leave();
  return made(begin, "expression");
}

Recognised Recogniser::comparison() {
  const std::uint32_t begin = token().begin;
  Recognised result = binary(1);
  for (;;) {
    if (std::any_of(comparisons.begin(), comparisons.end(), [this](std::string_view word) { return at(word); })) {
      advance();
    } else if (at("is")) {
      advance();
      take("not");
    } else if (at("not") && at("in", 1)) {
      advance();
      advance();
    } else {
      return result;
    }
    binary(1);
    result = made(begin, "comparison");
  }
}

Recognised Recogniser::binary(int minimum) {
  const std::uint32_t begin = token().begin;
  Recognised result = unary();
  for (;;) {
    const auto level = std::find_if(binary_levels.begin(), binary_levels.end(), [this](const Level& entry) { return at(entry.word); });
    if (level == binary_levels.end() || level->precedence < minimum) {
      return result;
    }
    advance();
    binary(level->precedence + 1);
    result = made(begin, "expression");
  }
}

Recognised Recogniser::unary() {
  const std::uint32_t begin = token().begin;
  if (!at("+") && !at("-") && !at("~")) {
    return power();
  }
  advance();
  enter();
  unary();
  leave();
  return made(begin, "expression");
}

Recognised Recogniser::power() {
  const std::uint32_t begin = token().begin;
  const bool awaits = take("await");
  Recognised result = primary();
  if (awaits) {
    result = made(begin, "await expression");
  }
  if (take("**")) {
    enter();
    unary();
    leave();
    result = made(begin, "expression");
  }
  return result;
}

Recognised Recogniser::primary() {
  const std::uint32_t begin = token().begin;
  Recognised result = atom();
  for (;;) {
    if (take(".")) {
      expect_name("an attribute");
      result = made(begin, "attribute");
    } else if (at("(")) {
      arguments();
      result = made(begin, "function call");
      continue;
    } else if (at("[")) {
      subscripts();
      result = made(begin, "subscript");
    } else {
      return result;
    }
    result.is_target = true;
    result.bad_what = {};
  }
}

Recognised Recogniser::atom() {
  const Token& first = token();
  if (at(TokenKind::String)) {
    bool is_format = false;
    for (; at(TokenKind::String); advance()) {
      const std::string_view literal = text(token());
      is_format = is_format || literal.substr(0, literal.find_first_of("'\"")).find_first_of("fF") != std::string_view::npos;
    }
    return made(first.begin, is_format ? "f-string expression" : "literal");
  }
  if (at(TokenKind::Number)) {
    advance();
    return made(first.begin, "literal");
  }
  for (const std::string_view word : {"None", "True", "False", "..."}) {
    if (take(word)) {
      return made(first.begin, word == "..." ? "ellipsis" : word);
    }
  }
  if (at_name()) {
    advance();
    Recognised result = made(first.begin, "name");
    result.is_target = result.is_name = true;
    result.bad_what = {};
    return result;
  }
  if (at("(")) {
    return brackets(")", "tuple");
  }
  if (at("[")) {
    return brackets("]", "list");
  }
  if (at("{")) {
    return braces();
  }
  fail_here();
}

/// `( … )` or `[ … ]`: elements, a comprehension, `yield`.
Recognised Recogniser::brackets(std::string_view close, std::string_view sequence) {
  const std::uint32_t begin = token().begin;
  const bool is_round = close == ")";
  advance();
  enter();
  Recognised first;
  bool has_comma = false;
  bool any = false;
  if (at("yield") && is_round) {
    first = star_or_yield();
    any = true;
  }
  Recognised bad;
  while (!any && !at(close)) {
    const Recognised element = star_or_named();
    if (bad.bad_what.empty()) {
      bad = element;
    }
    first = has_comma ? first : element;
    if ((at("for") || (at("async") && at("for", 1))) && !has_comma) {
      comprehension_clauses();
      expect(close);
      leave();
      return made(begin, is_round ? "generator expression" : "list comprehension");
    }
    if (!take(",")) {
      if (!at(close)) {
        fail_missing_comma(element);
      }
      break;
    }
    has_comma = true;
  }
  expect(close);
  leave();
  if (is_round && !has_comma && !first.what.empty()) {
    first.begin = begin;
    first.end = previous().end;
    first.is_name = false;
    return first;
  }
  Recognised result = made(begin, sequence);
  result.bad_what = bad.bad_what;
  result.bad_begin = bad.bad_begin;
  result.bad_end = bad.bad_end;
  result.is_target = result.bad_what.empty();
  return result;
}

Recognised Recogniser::braces() {
  const std::uint32_t begin = token().begin;
  advance();
  enter();
  const auto close = [&](std::string_view what) {
    expect("}");
    leave();
    return made(begin, what);
  };
  if (at("}")) {
    return close("dict literal");
  }
  if (at("**")) {
    dict_items(begin);
    return close("dict literal");
  }
  const Recognised first = star_or_named();
  if (at(":") && first.what != "starred") {
    advance();
    if (!at_operand()) {
      fail(Code::K0186, previous().begin, previous().end, "expression expected after dictionary key and ':'", "write the value behind the colon");
    }
    const Recognised value = expression();
    if (at("for") || (at("async") && at("for", 1))) {
      comprehension_clauses();
      return close("dict comprehension");
    }
    if (take(",")) {
      dict_items(begin);
    } else if (!at("}")) {
      fail_missing_comma(value);
    }
    return close("dict literal");
  }
  if (at("for") || (at("async") && at("for", 1))) {
    comprehension_clauses();
    return close("set comprehension");
  }
  Recognised last = first;
  while (take(",")) {
    if (at("}")) {
      break;
    }
    last = star_or_named();
  }
  if (!at("}")) {
    fail_missing_comma(last);
  }
  return close("set display");
}

void Recogniser::dict_items(std::uint32_t begin) {
  while (!at("}")) {
    Recognised value;
    if (at("**")) {
      advance();
      value = binary(1);
      if (at("for")) {
        fail(Code::K0176, begin, token().end, "dict unpacking cannot be used in dict comprehension", "merge the dictionaries in a loop");
      }
    } else {
      const Recognised key = expression();
      if (!at(":")) {
        fail(Code::K0186, key.begin, key.end, "':' expected after dictionary key", "write `key: value`");
      }
      advance();
      if (!at_operand()) {
        fail(Code::K0186, previous().begin, previous().end, "expression expected after dictionary key and ':'", "write the value behind the colon");
      }
      value = expression();
    }
    if (!take(",")) {
      if (!at("}")) {
        fail_missing_comma(value);
      }
      return;
    }
  }
}

void Recogniser::comprehension_clauses() {
  while (at("for") || at("async")) {
    take("async");
    expect("for");
    // Targets end where `in` begins, which a comparison would swallow.
    const std::uint32_t begin = token().begin;
    Recognised target;
    do {
      if (at("in") && !target.what.empty()) {
        break;
      }
      take("*");
      target = binary(1);
      check_target(target, "");
    } while (take(","));
    if (!at("in")) {
      fail(Code::K0101, begin, previous().end, "'in' expected after for-loop variables", "write `for name in iterable`");
    }
    advance();
    disjunction();
    while (take("if")) {
      disjunction();
    }
  }
}

void Recogniser::subscripts() {
  advance();
  enter();
  if (at("]")) {
    fail_here();
  }
  while (!at("]")) {
    Recognised part;
    if (!at(":")) {
      part = star_or_named();
    }
    for (int colons = 0; colons < 2 && take(":"); ++colons) {
      if (at_operand()) {
        part = expression();
      }
    }
    if (!take(",")) {
      if (!at("]")) {
        fail_missing_comma(part);
      }
      break;
    }
  }
  expect("]");
  leave();
}

void Recogniser::arguments(bool takes_generator) {
  advance();
  enter();
  for (bool is_first = true; !at(")"); is_first = false) {
    argument(is_first, takes_generator);
    if (!take(",")) {
      break;
    }
  }
  expect(")");
  leave();
}

void Recogniser::argument(bool is_first, bool takes_generator) {
  if (take("**") || take("*")) {
    const Recognised value = expression();
    if (!at(",") && !at(")")) {
      fail_missing_comma(value);
    }
    return;
  }
  const std::uint32_t begin = token().begin;
  const Recognised value = named();
  if (at("=")) {
    if (!value.is_name) {
      const bool is_constant = value.what == "None" || value.what == "True" || value.what == "False";
      fail(is_constant ? Code::K0128 : Code::K0139, value.begin, value.end,
           is_constant ? fmt::format("cannot assign to {}", value.what) : "expression cannot contain assignment, perhaps you meant \"==\"?",
           "the left side of `=` in a call is a plain name");
    }
    advance();
    if (at(",") || at(")")) {
      fail(Code::K0139, begin, previous().end, "expected argument value expression", "write the value behind the `=`");
    }
    const Recognised passed = expression();
    if (at("for") || (at("async") && at("for", 1))) {
      fail(Code::K0140, passed.begin, token().end, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", "put the generator expression in parentheses");
    }
    if (!at(",") && !at(")")) {
      fail_missing_comma(passed);
    }
    return;
  }
  if (takes_generator && (at("for") || (at("async") && at("for", 1)))) {
    comprehension_clauses();
    if (!is_first || at(",")) {
      fail(Code::K0140, begin, previous().end, "Generator expression must be parenthesized", "put the generator expression in its own parentheses");
    }
    return;
  }
  if (!at(",") && !at(")")) {
    fail_missing_comma(value);
  }
}

/// Two operands side by side inside brackets.
void Recogniser::fail_missing_comma(const Recognised& before) {
  const bool side_by_side = at(TokenKind::Number) || at(TokenKind::String) || at_name() || at("None") || at("True") || at("False") || at("{") || at("lambda");
  if (before.what.empty() || !side_by_side) {
    fail_here();
  }
  fail(Code::K0184, before.begin, token().end, "invalid syntax. Perhaps you forgot a comma?", "separate the two expressions by a comma or an operator");
}

}  // namespace krait::syntax
