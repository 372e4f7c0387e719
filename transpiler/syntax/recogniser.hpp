/// A recogniser of Python's grammar over tokens. It runs only when the grammar of tree-sitter has failed, to say where
/// and why: it reads one token ahead, so it stops exactly where CPython's parser would.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "source/diagnostics.hpp"
#include "syntax/lexical.hpp"

namespace krait::syntax {

/// What an expression would be as a target.
struct Recognised {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view what;   ///< CPython's word: "function call", "literal", …
  bool is_target = false;  ///< may be assigned to
  bool is_name = false;
  std::string_view bad_what;  ///< the first part that cannot be assigned to
  std::uint32_t bad_begin = 0;
  std::uint32_t bad_end = 0;
};

class Recogniser {
 public:
  Recogniser(std::string_view text, const std::vector<Token>& tokens, source::FileId file, source::Diagnostics& diagnostics)
      : text_(text), tokens_(tokens), file_(file), diagnostics_(diagnostics) {}

  /// Reads a whole file; true if it found nothing wrong, else one diagnostic was reported.
  bool file();
  /// Reads tokens that end too early; true unless something is wrong before their end.
  bool beginning();
  /// Reads the expression of a replacement field.
  bool field();

 private:
  struct Stop {};  ///< an error has been reported
  struct Cut {};   ///< the tokens ended before anything was wrong

  // ---- tokens (recogniser.cpp)
  [[nodiscard]] const Token& token(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  [[nodiscard]] const Token& previous() const { return tokens_[at_ == 0 ? 0 : at_ - 1]; }
  [[nodiscard]] std::string_view text(const Token& token) const { return text_.substr(token.begin, token.end - token.begin); }
  [[nodiscard]] bool at(std::string_view word, std::size_t ahead = 0) const {
    const Token& wanted = token(ahead);
    return (wanted.kind == TokenKind::Word || wanted.kind == TokenKind::Operator) && text(wanted) == word;
  }
  [[nodiscard]] bool at(TokenKind kind) const { return token().kind == kind; }
  [[nodiscard]] bool at_name(std::size_t ahead = 0) const;
  [[nodiscard]] bool at_operand() const;
  void advance() { ++at_; }
  bool take(std::string_view word);
  void expect(std::string_view word);
  void expect_name(std::string_view purpose);
  [[noreturn]] void fail(source::Code code, std::uint32_t begin, std::uint32_t end, std::string message, std::string help);
  [[noreturn]] void fail_here();
  void enter();
  void leave() { --depth_; }

  // ---- expressions (recogniser_expressions.cpp)
  Recognised star_expressions();
  Recognised star_or_yield();
  Recognised star_or_named();
  Recognised named();
  Recognised expression();
  Recognised lambda();
  Recognised disjunction();
  Recognised inversion();
  Recognised comparison();
  Recognised binary(int minimum);
  Recognised unary();
  Recognised power();
  Recognised primary();
  Recognised atom();
  Recognised brackets(std::string_view close, std::string_view sequence);
  Recognised braces();
  void dict_items(std::uint32_t begin);
  void subscripts();
  void arguments(bool takes_generator = true);
  void argument(bool is_first, bool takes_generator);
  void comprehension_clauses();
  void fail_missing_comma(const Recognised& before);
  Recognised made(std::uint32_t begin, std::string_view what) const;

  // ---- statements (recogniser_statements.cpp)
  void statement();
  void simple_statements();
  void simple_statement();
  void end_of_statement();
  void expression_statement();
  void targets_assigned(Recognised left);
  void compound_statement();
  void block();
  void expect_colon();
  void if_statement();
  void loop_else();
  void try_statement();
  void with_statement();
  void with_item();
  bool parenthesised_with();
  void function();
  void class_definition();
  void parameters(std::string_view close, bool annotated);
  void type_parameters();
  void import_statement();
  void from_statement();
  void dotted_name();
  void check_target(const Recognised& target, std::string_view hint, source::Code code = source::Code::K0124);
  void delete_statement();
  bool at_match_statement() const;
  void match_statement();
  void pattern_list();
  void star_or_pattern();
  void mapping_items();
  void pattern();
  void closed_pattern();

  std::string_view text_;
  const std::vector<Token>& tokens_;
  source::FileId file_;
  source::Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::uint32_t depth_ = 0;
  bool ends_early_ = false;
};

}  // namespace krait::syntax
