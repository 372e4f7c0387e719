#include "syntax/children.hpp"

#include <algorithm>

namespace krait::syntax {
namespace {

using Visit = FunctionRef<void(const Node&)>;

struct Children {
  Visit visit;

  void one(const Node* node) const {
    if (node != nullptr) {
      visit(*node);
    }
  }
  template <typename T>
  void all(const std::vector<T*>& nodes) const {
    for (const T* node : nodes) {
      one(node);
    }
  }
  void body(const Body& body) const { all(body.statements); }
  void parameters(const Parameters& list) const {
    list.for_each([this](const Parameter& parameter) {
      one(parameter.annotation);
      one(parameter.default_value);
    });
  }
  void keywords(const std::vector<Keyword>& list) const {
    for (const Keyword& keyword : list) {
      one(keyword.value);
    }
  }
  void generators(const std::vector<Comprehension>& list) const {
    for (const Comprehension& clause : list) {
      one(clause.iter);
      one(clause.target);
      all(clause.ifs);
    }
  }
  void type_parameters(const std::vector<TypeParameter>& list) const {
    for (const TypeParameter& parameter : list) {
      one(parameter.bound);
      one(parameter.default_value);
    }
  }

  void operator()(const BoolOp& n) const { all(n.values); }
  void operator()(const NamedExpr& n) const { one(n.value), one(n.target); }
  void operator()(const BinOp& n) const { one(n.left), one(n.right); }
  void operator()(const UnaryOp& n) const { one(n.operand); }
  void operator()(const Lambda& n) const { parameters(n.parameters), one(n.body); }
  void operator()(const IfExp& n) const { one(n.test), one(n.body), one(n.orelse); }
  void operator()(const Dict& n) const {
    for (const Dict::Item& item : n.items) {
      one(item.key), one(item.value);
    }
  }
  void operator()(const Set& n) const { all(n.elements); }
  void operator()(const ListComp& n) const { generators(n.generators), one(n.element); }
  void operator()(const SetComp& n) const { generators(n.generators), one(n.element); }
  void operator()(const DictComp& n) const { generators(n.generators), one(n.key), one(n.value); }
  void operator()(const GeneratorExp& n) const { generators(n.generators), one(n.element); }
  void operator()(const Await& n) const { one(n.value); }
  void operator()(const Yield& n) const { one(n.value); }
  void operator()(const YieldFrom& n) const { one(n.value); }
  void operator()(const Compare& n) const { one(n.left), all(n.comparators); }
  void operator()(const Call& n) const { one(n.function), all(n.arguments), keywords(n.keywords); }
  void operator()(const FormattedValue& n) const { one(n.value), one(n.format_spec); }
  void operator()(const JoinedStr& n) const { all(n.values); }
  void operator()(const Constant&) const {}
  void operator()(const Attribute& n) const { one(n.value); }
  void operator()(const Subscript& n) const { one(n.value), one(n.slice); }
  void operator()(const Starred& n) const { one(n.value); }
  void operator()(const Name&) const {}
  void operator()(const List& n) const { all(n.elements); }
  void operator()(const Tuple& n) const { all(n.elements); }
  void operator()(const Slice& n) const { one(n.lower), one(n.upper), one(n.step); }

  void operator()(const FunctionDef& n) const { all(n.decorators), parameters(n.parameters), one(n.returns), type_parameters(n.type_parameters), body(n.body); }
  void operator()(const ClassDef& n) const { all(n.decorators), all(n.bases), keywords(n.keywords), type_parameters(n.type_parameters), body(n.body); }
  void operator()(const Assign& n) const { one(n.value), all(n.targets); }
  void operator()(const TypeAlias& n) const { one(n.name), type_parameters(n.type_parameters), one(n.value); }
  void operator()(const AugAssign& n) const { one(n.target), one(n.value); }
  void operator()(const AnnAssign& n) const { one(n.annotation), one(n.value), one(n.target); }
  void operator()(const For& n) const { one(n.iter), one(n.target), body(n.body), body(n.orelse); }
  void operator()(const While& n) const { one(n.test), body(n.body), body(n.orelse); }
  void operator()(const If& n) const { one(n.test), body(n.body), body(n.orelse); }
  void operator()(const With& n) const {
    for (const WithItem& item : n.items) {
      one(item.context), one(item.target);
    }
    body(n.body);
  }
  void operator()(const Match& n) const {
    one(n.subject);
    for (const MatchCase& one_case : n.cases) {
      one(one_case.pattern), one(one_case.guard), body(one_case.body);
    }
  }
  void operator()(const Try& n) const {
    body(n.body);
    for (const ExceptHandler& handler : n.handlers) {
      one(handler.type), body(handler.body);
    }
    body(n.orelse), body(n.finalbody);
  }
  void operator()(const Import&) const {}
  void operator()(const ImportFrom&) const {}
  void operator()(const Global&) const {}
  void operator()(const Nonlocal&) const {}
  template <std::derived_from<SimpleStmt> Simple>
  void operator()(const Simple& n) const {
    n.parts(overloaded{
        [&](const char*, const Expr* part) { one(part); },
        [&](const char*, const std::vector<Expr*>& parts) { all(parts); },
    });
  }

  void operator()(const MatchValue& n) const { one(n.value); }
  void operator()(const MatchSingleton&) const {}
  void operator()(const MatchSequence& n) const { all(n.patterns); }
  void operator()(const MatchMapping& n) const { all(n.keys), all(n.patterns); }
  void operator()(const MatchClass& n) const { one(n.cls), all(n.patterns), all(n.keyword_patterns); }
  void operator()(const MatchStar&) const {}
  void operator()(const MatchAs& n) const { one(n.pattern); }
  void operator()(const MatchOr& n) const { all(n.patterns); }
};

}  // namespace

void for_each_child(const Node& node, Visit visit) {
  const Children children{visit};
  switch (node.kind) {
#define EXPR(name) \
  case Kind::name: children(static_cast<const name&>(node)); return;
#define STMT(name) \
  case Kind::name: children(static_cast<const name&>(node)); return;
#define PATTERN(name) \
  case Kind::name: children(static_cast<const name&>(node)); return;
#include "syntax/nodes.def"
  }
}

bool has_starred(const std::vector<Expr*>& elements) {
  return std::any_of(elements.begin(), elements.end(), [](const Expr* element) { return element->kind == Kind::Starred; });
}

bool has_spread_mapping(const std::vector<Keyword>& keywords) {
  return std::any_of(keywords.begin(), keywords.end(), [](const Keyword& keyword) { return keyword.name.empty(); });
}

const NamedExpr* leading_assignment(const Expr& test) {
  switch (test.kind) {
    case Kind::NamedExpr: return static_cast<const NamedExpr*>(&test);
    case Kind::Compare: return leading_assignment(*static_cast<const Compare&>(test).left);
    case Kind::BoolOp: return leading_assignment(*static_cast<const BoolOp&>(test).values.front());
    case Kind::UnaryOp: return leading_assignment(*static_cast<const UnaryOp&>(test).operand);
    default: return nullptr;
  }
}

}  // namespace krait::syntax
