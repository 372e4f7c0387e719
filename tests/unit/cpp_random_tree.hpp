/// Random C++ trees for property tests: well-formed syntax, no meaning. The same seed gives the same tree.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cpp/build.hpp"

namespace krait::cpp::testing {

class RandomTree {
 public:
  explicit RandomTree(std::uint32_t seed) : state_(seed * 2654435761U + 12345U) {}

  /// A whole file with a namespace of random declarations.
  File file(int declarations);

  Expr* expr(int depth);
  /// An expression as it may stand as a statement of its own.
  Expr* effect(int depth);
  Type* type(int depth);
  Stmt* statement(int depth);
  Stmt* declaration(int depth);

  std::uint32_t below(std::uint32_t bound);
  bool chance(std::uint32_t percent) { return below(100) < percent; }

 private:
  /// Inside subscripts, braces and chains of method calls clang-format has rules of its own for lambdas of several lines.
  struct WithoutLambdas {
    explicit WithoutLambdas(RandomTree& tree) : tree(tree) { ++tree.lambdas_forbidden_; }
    WithoutLambdas(const WithoutLambdas&) = delete;
    WithoutLambdas& operator=(const WithoutLambdas&) = delete;
    ~WithoutLambdas() { --tree.lambdas_forbidden_; }
    RandomTree& tree;
  };

  std::string identifier();
  std::string text();
  Exprs exprs(int depth, std::uint32_t most);
  Exprs operands(int depth, std::uint32_t most);
  Expr* operand(int depth);
  Expr* primary(int depth);
  Expr* compound(int depth);
  Expr* fluent(int depth);
  Expr* random_lambda(int depth);
  Stmts block_of(int depth);
  Stmt* plain_statement(int depth);
  Stmt* local(int depth);
  Stmt* loop(int depth);
  If* branch(int depth);
  Stmt* switch_statement(int depth);
  Stmt* try_statement(int depth);
  Params params(int depth);
  Function* random_function(int depth);
  Class* random_class(int depth);
  Enum* random_enum();
  template <typename S>
  S* decorate(S* statement);
  Body decorated(Body body);

  std::uint32_t state_;
  int lambdas_forbidden_ = 0;
};

}  // namespace krait::cpp::testing
