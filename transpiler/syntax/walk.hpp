/// Walking the tree: the direct children of every kind of node, in the order in which CPython evaluates or lists them.
#pragma once

#include "syntax/ast.hpp"

namespace krait::syntax {

namespace walk_detail {

/// Calls a visitor with every node that is not null; lists, bodies and composite parts are opened up.
template <typename F>
struct Each {
  F& visit;

  void operator()(const Expr* node) const {
    if (node != nullptr) {
      visit(*node);
    }
  }
  void operator()(const Stmt* node) const { visit(*node); }
  void operator()(const Pattern* node) const {
    if (node != nullptr) {
      visit(*node);
    }
  }
  void operator()(const Body& body) const {
    for (const Stmt* statement : body) {
      visit(*statement);
    }
  }
  void operator()(const Keyword& keyword) const { (*this)(keyword.value); }
  void operator()(const Parameter& parameter) const {
    (*this)(parameter.annotation);
    (*this)(parameter.default_value);
  }
  void operator()(const Parameters& parameters) const {
    for (const Parameter* parameter : parameters.all()) {
      (*this)(*parameter);
    }
  }
  void operator()(const Comprehension& part) const {
    (*this)(part.target);
    (*this)(part.iter);
    (*this)(part.ifs);
  }
  void operator()(const TypeParameter& parameter) const {
    (*this)(parameter.bound);
    (*this)(parameter.default_value);
  }
  void operator()(const Dict::Item& item) const {
    (*this)(item.key);
    (*this)(item.value);
  }
  void operator()(const WithItem& item) const {
    (*this)(item.context);
    (*this)(item.target);
  }
  void operator()(const MatchCase& part) const {
    (*this)(part.pattern);
    (*this)(part.guard);
    (*this)(part.body);
  }
  void operator()(const ExceptHandler& handler) const {
    (*this)(handler.type);
    (*this)(handler.body);
  }
  template <typename T>
  void operator()(const std::vector<T>& parts) const {
    for (const T& part : parts) {
      (*this)(part);
    }
  }
  template <typename... Parts>
  void all(const Parts&... parts) const {
    ((*this)(parts), ...);
  }
};

}  // namespace walk_detail

/// Calls `visitor` with each direct child of an expression; it must take `const Expr&` (lambdas hold no statements).
template <typename F>
void for_each_child(const Expr& node, F&& visitor) {
  const walk_detail::Each<std::remove_reference_t<F>> each{visitor};
  visit(node, overloaded{
                  [&](const BoolOp& n) { each(n.values); },
                  [&](const NamedExpr& n) { each.all(n.target, n.value); },
                  [&](const BinOp& n) { each.all(n.left, n.right); },
                  [&](const UnaryOp& n) { each(n.operand); },
                  [&](const Lambda& n) { each.all(n.parameters, n.body); },
                  [&](const IfExp& n) { each.all(n.test, n.body, n.orelse); },
                  [&](const Dict& n) { each(n.items); },
                  [&](const Set& n) { each(n.elements); },
                  [&](const ListComp& n) { each.all(n.element, n.generators); },
                  [&](const SetComp& n) { each.all(n.element, n.generators); },
                  [&](const DictComp& n) { each.all(n.key, n.value, n.generators); },
                  [&](const GeneratorExp& n) { each.all(n.element, n.generators); },
                  [&](const Await& n) { each(n.value); },
                  [&](const Yield& n) { each(n.value); },
                  [&](const YieldFrom& n) { each(n.value); },
                  [&](const Compare& n) { each.all(n.left, n.comparators); },
                  [&](const Call& n) { each.all(n.function, n.arguments, n.keywords); },
                  [&](const FormattedValue& n) { each.all(n.value, n.format_spec); },
                  [&](const JoinedStr& n) { each(n.values); },
                  [&](const Constant&) {},
                  [&](const Attribute& n) { each(n.value); },
                  [&](const Subscript& n) { each.all(n.value, n.slice); },
                  [&](const Starred& n) { each(n.value); },
                  [&](const Name&) {},
                  [&](const List& n) { each(n.elements); },
                  [&](const Tuple& n) { each(n.elements); },
                  [&](const Slice& n) { each.all(n.lower, n.upper, n.step); },
              });
}

/// Calls `visitor` with each direct child of a pattern: `const Expr&` and `const Pattern&`.
template <typename F>
void for_each_child(const Pattern& node, F&& visitor) {
  const walk_detail::Each<std::remove_reference_t<F>> each{visitor};
  visit(node, overloaded{
                  [&](const MatchValue& n) { each(n.value); },
                  [&](const MatchSingleton&) {},
                  [&](const MatchSequence& n) { each(n.patterns); },
                  [&](const MatchMapping& n) { each.all(n.keys, n.patterns); },
                  [&](const MatchClass& n) { each.all(n.cls, n.patterns, n.keyword_patterns); },
                  [&](const MatchStar&) {},
                  [&](const MatchAs& n) { each(n.pattern); },
                  [&](const MatchOr& n) { each(n.patterns); },
              });
}

/// Calls `visitor` with each direct child of a statement: `const Expr&`, `const Stmt&`, and `const Pattern&` of `match`.
template <typename F>
void for_each_child(const Stmt& node, F&& visitor) {
  const walk_detail::Each<std::remove_reference_t<F>> each{visitor};
  visit(node, overloaded{
                  [&](const FunctionDef& n) { each.all(n.decorators, n.type_parameters, n.parameters, n.returns, n.body); },
                  [&](const ClassDef& n) { each.all(n.decorators, n.type_parameters, n.bases, n.keywords, n.body); },
                  [&](const Assign& n) { each.all(n.targets, n.value); },
                  [&](const TypeAlias& n) { each.all(n.name, n.type_parameters, n.value); },
                  [&](const AugAssign& n) { each.all(n.target, n.value); },
                  [&](const AnnAssign& n) { each.all(n.target, n.annotation, n.value); },
                  [&](const For& n) { each.all(n.target, n.iter, n.body, n.orelse); },
                  [&](const While& n) { each.all(n.test, n.body, n.orelse); },
                  [&](const If& n) { each.all(n.test, n.body, n.orelse); },
                  [&](const With& n) { each.all(n.items, n.body); },
                  [&](const Match& n) { each.all(n.subject, n.cases); },
                  [&](const Try& n) { each.all(n.body, n.handlers, n.orelse, n.finalbody); },
                  [&](const Import&) {},
                  [&](const ImportFrom&) {},
                  [&](const Global&) {},
                  [&](const Nonlocal&) {},
                  [&]<std::derived_from<SimpleStmt> Simple>(const Simple& n) { n.parts([&](const char*, const auto& part) { each(part); }); },
              });
}

}  // namespace krait::syntax
