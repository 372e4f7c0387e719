// Statements.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "syntax/recogniser.hpp"

namespace krait::syntax {

using source::Code;

namespace {

constexpr std::array<std::string_view, 13> augmented = {"+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**="};

}  // namespace

void Recogniser::statement() {
  if (at(TokenKind::Indent) || at(TokenKind::Dedent)) {
    fail_here();
  }
  if (at_match_statement()) {
    match_statement();
    return;
  }
  static constexpr std::array<std::string_view, 9> compound = {"if", "while", "for", "try", "with", "def", "class", "async", "@"};
  if (std::any_of(compound.begin(), compound.end(), [this](std::string_view word) { return at(word); })) {
    compound_statement();
  } else {
    simple_statements();
  }
}

void Recogniser::simple_statements() {
  simple_statement();
  while (take(";")) {
    if (at(TokenKind::Newline)) {
      break;
    }
    simple_statement();
  }
  end_of_statement();
}

void Recogniser::end_of_statement() {
  if (at(TokenKind::Newline)) {
    advance();
    return;
  }
  if (at(TokenKind::End)) {
    return;
  }
  if (at_name() || at(TokenKind::Number) || at(TokenKind::String)) {
    fail(Code::K0178, token().begin, token().end, fmt::format("invalid syntax at `{}`: the statement before it is complete", text(token())),
         "start a new line, or join the two with an operator or a comma");
  }
  fail_here();
}

void Recogniser::simple_statement() {
  if (take("pass") || take("break") || take("continue")) {
    return;
  }
  if (take("return")) {
    if (at_operand() || at("*")) {
      star_expressions();
    }
  } else if (take("raise")) {
    if (at_operand()) {
      expression();
      if (take("from")) {
        expression();
      }
    }
  } else if (take("global") || take("nonlocal")) {
    do {
      expect_name("declared");
    } while (take(","));
  } else if (at("del")) {
    delete_statement();
  } else if (take("assert")) {
    expression();
    if (take(",")) {
      expression();
    }
  } else if (at("import")) {
    import_statement();
  } else if (at("from")) {
    from_statement();
  } else if (at("type") && at_name(1) && (at("=", 2) || at("[", 2))) {
    advance();
    advance();
    if (at("[")) {
      type_parameters();
    }
    expect("=");
    expression();
  } else {
    expression_statement();
  }
}

// ---- targets

void Recogniser::check_target(const Recognised& target, std::string_view hint, Code code) {
  if (target.bad_what.empty()) {
    return;
  }
  const bool is_keyword = target.bad_what == "None" || target.bad_what == "True" || target.bad_what == "False";
  const bool hinted = !is_keyword && !hint.empty() && target.what != "tuple" && target.what != "list";
  const std::string_view verb = code == Code::K0125 ? "delete" : "assign to";
  fail(is_keyword && code == Code::K0124 ? Code::K0128 : code, target.bad_begin, target.bad_end, fmt::format("cannot {} {}{}", verb, target.bad_what, hinted ? hint : ""),
       is_keyword ? "choose another name" : fmt::format("{} names, attributes, items, or lists and tuples of those only", code == Code::K0125 ? "delete" : "assign to"));
}

void Recogniser::delete_statement() {
  advance();
  bool any = false;
  do {
    if (any && (at(TokenKind::Newline) || at(";"))) {
      break;
    }
    any = true;
    check_target(expression(), "", Code::K0125);
  } while (take(","));
}

void Recogniser::expression_statement() {
  const Recognised left = star_or_yield();
  if (at(":")) {
    if (!left.is_target || left.what == "tuple" || left.what == "list") {
      const bool is_sequence = left.what == "tuple" || left.what == "list";
      fail(Code::K0126, left.begin, left.end, is_sequence ? fmt::format("only single target (not {}) can be annotated", left.what) : "illegal target for annotation",
           "annotate one name, attribute or item");
    }
    advance();
    expression();
    if (take("=")) {
      star_or_yield();
    }
    return;
  }
  for (const std::string_view word : augmented) {
    if (at(word)) {
      if (!left.is_target || left.what == "tuple" || left.what == "list") {
        fail(Code::K0127, left.begin, left.end, fmt::format("'{}' is an illegal expression for augmented assignment", left.what), "assign to a name, attribute or item");
      }
      advance();
      star_or_yield();
      return;
    }
  }
  targets_assigned(left);
}

void Recogniser::targets_assigned(Recognised left) {
  while (at("=")) {
    if (left.what == "yield expression") {
      fail(Code::K0124, left.begin, left.end, "assignment to yield expression not possible", "put the target on the left side");
    }
    check_target(left, " here. Maybe you meant '==' instead of '='?");
    advance();
    left = star_or_yield();
  }
}

// ---- imports

void Recogniser::dotted_name() {
  expect_name("imported");
  while (take(".")) {
    expect_name("imported");
  }
}

void Recogniser::import_statement() {
  advance();
  do {
    if (at(TokenKind::Newline)) {
      fail(Code::K0168, token().begin, token().end, "Expected one or more names after 'import'", "name the modules to import");
    }
    dotted_name();
    if (take("as")) {
      expect_name("bound by an import");
    }
  } while (take(","));
}

void Recogniser::from_statement() {
  advance();
  bool relative = false;
  while (at(".") || at("...")) {
    relative = true;
    advance();
  }
  if (!relative || !at("import")) {
    dotted_name();
  }
  expect("import");
  if (take("*")) {
    return;
  }
  const bool parenthesised = take("(");
  if (at(TokenKind::Newline) || (parenthesised && at(")"))) {
    fail(Code::K0168, previous().begin, previous().end, "Expected one or more names after 'import'", "name what to import, or `*`");
  }
  do {
    if (parenthesised && at(")")) {
      break;
    }
    if (!parenthesised && at(TokenKind::Newline)) {
      fail(Code::K0168, previous().begin, previous().end, "trailing comma not allowed without surrounding parentheses", "remove the comma");
    }
    expect_name("imported");
    if (take("as")) {
      expect_name("bound by an import");
    }
  } while (take(","));
  if (parenthesised) {
    expect(")");
  }
}

// ---- compound statements

void Recogniser::expect_colon() {
  if (take(":")) {
    return;
  }
  if (at(TokenKind::Newline)) {
    fail(Code::K0183, token().begin, token().end, "expected ':'", "end the header of a block with a colon");
  }
  fail_here();
}

void Recogniser::block() {
  expect_colon();
  if (!at(TokenKind::Newline)) {
    simple_statements();
    return;
  }
  advance();
  if (!at(TokenKind::Indent)) {
    fail(Code::K0107, token().begin, token().begin, "expected an indented block", "write at least `pass`");
  }
  advance();
  enter();
  while (!at(TokenKind::Dedent) && !at(TokenKind::End)) {
    statement();
  }
  leave();
  if (at(TokenKind::Dedent)) {
    advance();
  }
}

void Recogniser::compound_statement() {
  if (at("@")) {
    advance();
    named();
    end_of_statement();
    if (!at("@") && !at("def") && !at("class") && !(at("async") && at("def", 1))) {
      fail_here();
    }
    return;  // the definition is the next statement
  }
  if (take("async") && !at("def") && !at("for") && !at("with")) {
    fail_here();
  }
  if (at("if")) {
    if_statement();
  } else if (take("while")) {
    named();
    block();
    loop_else();
  } else if (at("for")) {
    advance();
    const std::uint32_t begin = token().begin;
    bool any = false;
    do {
      if (at("in") && any) {
        break;
      }
      any = true;
      take("*");
      check_target(binary(1), "");
    } while (take(","));
    if (!at("in")) {
      fail(Code::K0101, begin, previous().end, "invalid syntax: `for` needs `in` behind its variables", "write `for name in iterable:`");
    }
    advance();
    star_expressions();
    block();
    loop_else();
  } else if (at("try")) {
    try_statement();
  } else if (at("with")) {
    with_statement();
  } else if (at("def")) {
    function();
  } else {
    class_definition();
  }
}

void Recogniser::if_statement() {
  advance();
  named();
  block();
  while (take("elif")) {
    named();
    block();
  }
  if (at("else") && at("if", 1)) {
    fail(Code::K0187, token().begin, token(1).end, "invalid syntax: `else if` is not Python", "write `elif`");
  }
  loop_else();
}

void Recogniser::loop_else() {
  if (take("else")) {
    block();
  }
}

void Recogniser::try_statement() {
  advance();
  block();
  if (!at("except") && !at("finally")) {
    fail(Code::K0163, token().begin, token().end, "expected 'except' or 'finally' block", "add a handler, or `finally:`");
  }
  while (take("except")) {
    take("*");
    if (!at(":")) {
      const std::uint32_t begin = token().begin;
      expression();
      if (at(",")) {
        while (take(",") && at_operand()) {
          expression();
        }
        fail(Code::K0167, begin, previous().end, "multiple exception types must be parenthesized", "write `except (A, B):`");
      }
      if (take("as")) {
        const std::uint32_t bound = token().begin;
        expect_name("bound to an exception");
        if (at(".") || at("[") || at("(")) {
          fail(Code::K0124, bound, token().end, "cannot use except statement with this target", "write `as name`");
        }
      }
    }
    block();
  }
  loop_else();
  if (take("finally")) {
    block();
  }
}

/// Whether the brackets behind `with` hold items: then the closing bracket stands before the colon, and a name is bound
/// inside or a comma separates.
bool Recogniser::parenthesised_with() {
  if (!at("(")) {
    return false;
  }
  int open = 0;
  bool binds = false;
  for (std::size_t i = at_; i < tokens_.size() && tokens_[i].kind != TokenKind::Newline; ++i) {
    const std::string_view word = text(tokens_[i]);
    if (tokens_[i].kind == TokenKind::Operator && (word == "(" || word == "[" || word == "{")) {
      ++open;
    } else if (tokens_[i].kind == TokenKind::Operator && (word == ")" || word == "]" || word == "}")) {
      if (--open == 0) {
        return binds && i + 1 < tokens_.size() && text(tokens_[i + 1]) == ":";
      }
    } else if (open == 1 && tokens_[i].kind == TokenKind::Word && word == "as") {
      binds = true;
    }
  }
  return false;
}

void Recogniser::with_statement() {
  advance();
  const bool parenthesised = parenthesised_with();
  if (parenthesised) {
    advance();
  }
  do {
    if (parenthesised && at(")")) {
      break;
    }
    with_item();
  } while (take(","));
  if (parenthesised) {
    expect(")");
  }
  block();
}

void Recogniser::with_item() {
  expression();
  if (take("as")) {
    take("*");
    check_target(primary(), "");
  }
}

// ---- definitions

void Recogniser::type_parameters() {
  advance();
  do {
    if (at("]")) {
      break;
    }
    if (!take("**")) {
      take("*");
    }
    expect_name("a type parameter");
    if (take(":")) {
      expression();
    }
  } while (take(","));
  expect("]");
}

void Recogniser::function() {
  advance();
  expect_name("the name of a function");
  if (at("[")) {
    type_parameters();
  }
  expect("(");
  parameters(")", true);
  expect(")");
  if (take("->")) {
    expression();
  }
  block();
}

void Recogniser::class_definition() {
  expect("class");
  expect_name("the name of a class");
  if (at("[")) {
    type_parameters();
  }
  if (at("(")) {
    arguments(false);
  }
  block();
}

void Recogniser::parameters(std::string_view close, bool annotated) {
  while (!at(close)) {
    if (take("/") || (at("*") && (at(",", 1) || at(close, 1)) && take("*"))) {
      if (!take(",")) {
        break;
      }
      continue;
    }
    const bool is_star = at("*");
    const bool is_splat = take("*") || take("**");
    if (at("(")) {
      fail(Code::K0145, token().begin, token().end, annotated ? "Function parameters cannot be parenthesized" : "Lambda expression parameters cannot be parenthesized",
           "take one parameter and unpack it in the body");
    }
    if (at(TokenKind::Number) || at(TokenKind::String)) {
      fail(Code::K0145, token().begin, token().end, "invalid syntax: a parameter is a plain name", "write a name, with its default behind `=`");
    }
    expect_name("a parameter");
    if (annotated && take(":")) {
      if (is_star) {
        take("*");
      }
      expression();
    }
    if (at("=") && is_splat) {
      fail(Code::K0143, token().begin, token().end, fmt::format("var-{} argument cannot have default value", is_star ? "positional" : "keyword"), "remove the default");
    }
    if (take("=")) {
      if (at(",") || at(close)) {
        fail(Code::K0142, previous().begin, previous().end, "expected default value expression", "write the default behind the `=`");
      }
      expression();
    }
    if (!take(",")) {
      break;
    }
  }
}

// ---- match

/// `match` starts a statement if its logical line ends in a colon and an expression follows.
bool Recogniser::at_match_statement() const {
  if (!at("match")) {
    return false;
  }
  std::size_t last = at_;
  while (last + 1 < tokens_.size() && tokens_[last + 1].kind != TokenKind::Newline) {
    ++last;
  }
  return last > at_ + 1 && text(tokens_[last]) == ":";
}

void Recogniser::match_statement() {
  advance();
  do {
    if (at(":")) {
      break;
    }
    star_or_named();
  } while (take(","));
  expect_colon();
  if (!at(TokenKind::Newline)) {
    fail_here();
  }
  advance();
  if (!at(TokenKind::Indent)) {
    fail(Code::K0189, previous().begin, previous().end, "expected an indented block after 'match' statement", "add a `case`");
  }
  advance();
  while (at("case")) {
    advance();
    pattern_list();
    if (take("if")) {
      named();
    } else if (!at(":") && !at(TokenKind::Newline)) {
      fail(Code::K0174, token().begin, token().end, fmt::format("invalid syntax in a pattern at `{}`", text(token())),
           "patterns are literals, names, dotted names, classes, sequences and mappings; compute in a guard");
    }
    block();
  }
  if (!at(TokenKind::Dedent) && !at(TokenKind::End)) {
    fail(Code::K0189, token().begin, token().end, "invalid syntax: only `case` can stand in the block of `match`", "move the statement into a case");
  }
  if (at(TokenKind::Dedent)) {
    advance();
  }
}

void Recogniser::pattern_list() {
  bool any = false;
  do {
    if (any && (at(":") || at("if"))) {
      break;
    }
    any = true;
    star_or_pattern();
  } while (take(","));
}

void Recogniser::star_or_pattern() {
  if (take("*")) {
    expect_name("bound by a pattern");
  } else {
    pattern();
  }
}

void Recogniser::mapping_items() {
  while (!at("}")) {
    if (take("**")) {
      expect_name("bound by a pattern");
    } else {
      pattern();
      expect(":");
      pattern();
    }
    if (!take(",")) {
      break;
    }
  }
  expect("}");
}

void Recogniser::pattern() {
  enter();
  do {
    closed_pattern();
  } while (take("|"));
  if (take("as")) {
    expect_name("bound by a pattern");
    if (at(".") || at("(") || at("[")) {
      fail(Code::K0174, previous().begin, token().end, "invalid pattern target", "bind a plain name");
    }
  }
  leave();
}

void Recogniser::closed_pattern() {
  const auto list = [this](std::string_view close, bool is_class) {
    while (!at(close)) {
      star_or_pattern();
      if (is_class && take("=")) {
        pattern();
      }
      if (!take(",")) {
        break;
      }
    }
    expect(close);
  };
  if (take("(")) {
    list(")", false);
    return;
  }
  if (take("[")) {
    list("]", false);
    return;
  }
  if (take("{")) {
    mapping_items();
    return;
  }
  if (at("-") || at(TokenKind::Number)) {
    take("-");
    if (!at(TokenKind::Number)) {
      fail_here();
    }
    advance();
    if ((at("+") || at("-")) && tokens_[at_ + 1].kind == TokenKind::Number) {
      advance();
      advance();
    }
    return;
  }
  if (at(TokenKind::String)) {
    while (at(TokenKind::String)) {
      advance();
    }
    return;
  }
  if (take("None") || take("True") || take("False")) {
    return;
  }
  if (!at_name()) {
    fail(Code::K0174, token().begin, token().end, "invalid syntax in a pattern", "patterns are literals, names, dotted names, classes, sequences and mappings");
  }
  advance();
  while (take(".")) {
    expect_name("an attribute");
  }
  if (take("(")) {
    list(")", true);
  }
}

}  // namespace krait::syntax
