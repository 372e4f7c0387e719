/// Expressions whose value is a string of one character: `for c in text`, `text[i]`, `"a"`, `chr(n)`.
#pragma once

#include <vector>

#include "types/facts.hpp"

namespace krait::effects {

class Characters {
 public:
  Characters() = default;
  Characters(const program::Program& program, const names::Names& names, const types::Facts& facts);

  [[nodiscard]] bool contains(const syntax::Expr& node) const;

 private:
  void visit(const syntax::Node& node);
  void iterated(const syntax::Expr& target, const syntax::Expr& source);
  [[nodiscard]] bool is_text(const syntax::Expr& node) const;

  const names::Names* names_ = nullptr;
  const types::Facts* facts_ = nullptr;
  std::vector<std::size_t> bound_;  ///< by variable: how many of its definitions bind a character
};

}  // namespace krait::effects
