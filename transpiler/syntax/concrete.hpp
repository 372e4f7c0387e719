/// The grammar's tree as plain data, so that nothing else needs tree-sitter: every node and token with its place,
/// without comments, in the order of the text. Made in one iterative walk; linear in time and memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace krait::syntax {

/// What a concrete node is.
enum class Form : std::uint8_t {
  Other,
#define FORM(name, text) name,
#define WORD(name, text) name,
#include "syntax/concrete.def"
};

struct Concrete {
  Form form = Form::Other;
  bool is_rule = false;     ///< a rule of the grammar, not a keyword or punctuation
  bool is_missing = false;  ///< put in by error recovery
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  const Concrete* first = nullptr;
  const Concrete* next = nullptr;

  /// First child of a form, or null.
  [[nodiscard]] const Concrete* child(Form wanted) const;
  /// The first child that is a rule, or null.
  [[nodiscard]] const Concrete* first_rule() const;
  [[nodiscard]] bool has(Form wanted) const { return child(wanted) != nullptr; }
};

class ConcreteTree {
 public:
  /// Parses text with tree-sitter. `cuts`, ascending, are places of statements at the top level from which parts of the text may be parsed
  /// at the same time as others; the tree is the same.
  explicit ConcreteTree(std::string_view text, const std::vector<std::uint32_t>& cuts = {});
  ConcreteTree(ConcreteTree&&) = default;
  ConcreteTree& operator=(ConcreteTree&&) = default;
  ConcreteTree(const ConcreteTree&) = delete;
  ConcreteTree& operator=(const ConcreteTree&) = delete;
  ~ConcreteTree() = default;
  [[nodiscard]] const Concrete& root() const { return parts_.front().front(); }
  /// Whether the parser had to recover from an error.
  [[nodiscard]] bool has_error() const { return has_error_; }
  /// Visits all nodes in the order of the text, parents before children.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (const std::vector<Concrete>& part : parts_) {
      for (std::size_t i = &part == &parts_.front() ? 0 : 1; i < part.size(); ++i) {
        visit(part[i]);
      }
    }
  }

 private:
  std::vector<std::vector<Concrete>> parts_;  ///< of the text; each begins with a root, of which only the first is in the tree
  bool has_error_ = false;
};

}  // namespace krait::syntax
