#include "report/summary.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace krait::report {

namespace {

enum class TokenKind : std::uint8_t { String, Number, Name, Symbol };

struct Token {
  TokenKind kind{};
  std::string_view text;
};

bool is_name_start(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }

/// The tokens that are neither comments nor directives.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<Token> tokens() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n' || at_ == 0) {
        at_ += c == '\n' ? 1 : 0;
        if (is_directive()) {
          skip_line();
        } else if (c != '\n') {
          scan();
        }
      } else {
        scan();
      }
    }
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] bool is_directive() const {
    const std::size_t first = text_.find_first_not_of(" \t", at_);
    return first != std::string_view::npos && text_[first] == '#';
  }

  void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void add(TokenKind kind, std::size_t length) {
    tokens_.push_back({kind, text_.substr(at_, length)});
    at_ += length;
  }

  void scan() {
    const std::string_view rest = text_.substr(at_);
    if (std::isspace(static_cast<unsigned char>(rest[0])) != 0) {
      ++at_;
    } else if (rest.starts_with("//")) {
      skip_line();
    } else if (rest.starts_with("/*")) {
      const std::size_t end = rest.find("*/", 2);
      at_ = end == std::string_view::npos ? text_.size() : at_ + end + 2;
    } else if (const std::size_t quoted = quoted_length(rest); quoted > 0) {
      add(TokenKind::String, quoted);
    } else if (is_digit(rest[0]) || (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1]))) {
      add(TokenKind::Number, number_length(rest));
    } else if (is_name_start(rest[0])) {
      add(TokenKind::Name, static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_name_part) - rest.begin()));
    } else {
      add(TokenKind::Symbol, symbol_length(rest));
    }
  }

  static std::size_t quoted_length(std::string_view rest) {
    std::size_t i = rest.starts_with("u8") ? 2 : rest.starts_with('u') || rest.starts_with('U') || rest.starts_with('L') ? 1 : 0;
    if (i >= rest.size() || (rest[i] != '"' && rest[i] != '\'')) {
      return 0;
    }
    const char quote = rest[i];
    for (++i; i < rest.size() && rest[i] != quote; ++i) {
      i += rest[i] == '\\' ? 1 : 0;
    }
    return std::min(i + 1, rest.size());
  }

  static std::size_t number_length(std::string_view rest) {
    std::size_t i = rest[0] == '.' ? 1 : 0;
    for (++i; i < rest.size(); ++i) {
      const char c = rest[i];
      const bool sign = (c == '+' || c == '-') && std::string_view("eEpP").find(rest[i - 1]) != std::string_view::npos;
      const bool separator = c == '\'' && i + 1 < rest.size() && std::isalnum(static_cast<unsigned char>(rest[i + 1])) != 0;
      if (!is_name_part(c) && c != '.' && !sign && !separator) {
        break;
      }
    }
    return i;
  }

  static std::size_t symbol_length(std::string_view rest) {
    static constexpr std::array<std::string_view, 11> pairs = {"::", "->", "&&", "||", "<<", "<=", ">=", "==", "!=", "+=", "-="};
    return std::any_of(pairs.begin(), pairs.end(), [&](std::string_view pair) { return rest.starts_with(pair); }) ? 2 : 1;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

/// Words that stand before an expression, so that a name behind them is not being declared.
bool is_no_type(std::string_view word) {
  static const std::set<std::string_view> words = {"return",   "co_return", "co_yield",  "co_await", "throw",      "case",        "new",      "delete",   "else",     "goto",
                                                   "do",       "using",     "namespace", "class",    "struct",     "enum",        "typename", "template", "operator", "sizeof",
                                                   "if",       "while",     "for",       "switch",   "not",        "and",         "or",       "public",   "private",  "protected",
                                                   "friend",   "default",   "break",     "continue", "const_cast", "static_cast", "typedef",  "inline",   "static",   "constexpr",
                                                   "explicit", "virtual",   "extern",    "mutable",  "try",        "catch",       "noexcept", "override", "final"};
  return words.contains(word);
}

class Counter {
 public:
  explicit Counter(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Summary count() const {
    Summary result;
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
      if (tokens_[i].kind != TokenKind::Name) {
        continue;
      }
      if (declares_type(i)) {
        ++result.declarations;
      } else if (declares_object(i)) {
        ++result.declarations;
        result.dynamic += is_dynamic(type_before(i)) ? 1 : 0;
      }
    }
    result.declarations += bound_names();
    return result;
  }

 private:
  [[nodiscard]] bool is(std::size_t i, std::initializer_list<std::string_view> texts) const { return std::find(texts.begin(), texts.end(), tokens_[i].text) != texts.end(); }

  [[nodiscard]] bool declares_type(std::size_t i) const { return is(i - 1, {"class", "struct", "using"}) && is(i + 1, {"{", ":", "=", "final", ";"}); }

  [[nodiscard]] bool declares_object(std::size_t i) const {
    return is(i + 1, {"=", ";", ",", ")", "(", "{", ":"}) && !is(i - 1, {"class", "struct", "namespace"}) && is_type_end(i - 1) &&
           (tokens_[i + 1].text != "(" || is(i - 1, {">", "&", "*"}) || tokens_[i - 1].kind == TokenKind::Name);
  }

  /// May a type end at token i, so that a name after it is a declared one?
  [[nodiscard]] bool is_type_end(std::size_t i) const {
    if (tokens_[i].kind == TokenKind::Name) {
      return !is_no_type(tokens_[i].text);
    }
    if (tokens_[i].text == ">") {
      return true;
    }
    if (!is(i, {"&", "&&", "*"}) || i == 0) {
      return false;
    }
    return is(i - 1, {"auto", ">", "const"}) || (tokens_[i - 1].kind == TokenKind::Name && i > 1 && is(i - 2, {"::", "const"}) && is_parameter_type(i - 1));
  }

  /// Has the (qualified) name that ends at i `const` before it: `const py::str& text`, but not `py::x & y`?
  [[nodiscard]] bool is_parameter_type(std::size_t i) const {
    while (i > 1 && tokens_[i - 1].text == "::") {
      i -= 2;
    }
    return i > 0 && tokens_[i - 1].text == "const";
  }

  /// The text of the type in front of the declared name at i, back to where the declaration begins.
  [[nodiscard]] std::string type_before(std::size_t i) const {
    int depth = 0;
    std::size_t begin = i;
    while (begin > 0) {
      const std::string_view text = tokens_[begin - 1].text;
      depth += text == ">" ? 1 : text == "<" ? -1 : 0;
      if (depth <= 0 && (is(begin - 1, {";", "{", "}", "(", ":", "=", ")"}) || (text == "," && depth == 0) || depth < 0)) {
        break;
      }
      --begin;
    }
    std::string result;
    for (; begin < i; ++begin) {
      result += tokens_[begin].text;
    }
    return result;
  }

  static bool is_dynamic(const std::string& type) {
    static constexpr std::array<std::string_view, 3> names = {"py::object", "py::Number", "std::variant"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return type.find(name) != std::string::npos; });
  }

  /// Of structured bindings.
  [[nodiscard]] std::size_t bound_names() const {
    std::size_t result = 0;
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      const bool behind_auto = tokens_[i - 1].text == "auto" || (i > 1 && is(i - 1, {"&", "&&"}) && tokens_[i - 2].text == "auto");
      if (tokens_[i].text != "[" || !behind_auto) {
        continue;
      }
      for (std::size_t k = i + 1; k < tokens_.size() && tokens_[k].text != "]"; ++k) {
        result += tokens_[k].kind == TokenKind::Name ? 1 : 0;
      }
    }
    return result;
  }

  std::vector<Token> tokens_;
};

}  // namespace

Summary summarise(std::string_view text) { return Counter(Scanner(text).tokens()).count(); }

}  // namespace krait::report
