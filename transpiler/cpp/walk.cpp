#include "cpp/walk.hpp"

#include <vector>

namespace krait::cpp {

namespace {

using Visitor = FunctionRef<void(const Node&)>;

/// Hands out the children of each kind of node, and counts the comments that hang directly on it.
class Children {
 public:
  explicit Children(Visitor visitor) : visitor_(visitor) {}

  void operator()(const NamedType& n) { all(n.arguments); }
  void operator()(const NestedType& n) { one(n.outer), all(n.arguments); }
  void operator()(const ConstType& n) { one(n.inner); }
  void operator()(const ReferenceType& n) { one(n.inner); }
  void operator()(const PointerType& n) { one(n.inner); }
  void operator()(const AutoType& /*leaf*/) {}
  void operator()(const FunctionType& n) { one(n.result), all(n.parameters); }
  void operator()(const DecltypeType& n) { one(n.operand); }
  void operator()(const ValueArgument& n) { one(n.value); }
  void operator()(const PackType& n) { one(n.inner); }
  void operator()(const RawType& /*leaf*/) {}

  void operator()(const Literal& /*leaf*/) {}
  void operator()(const StringLiteral& /*leaf*/) {}
  void operator()(const Name& n) { all(n.template_arguments); }
  void operator()(const ScopedName& n) { one(n.scope), all(n.template_arguments); }
  void operator()(const Unary& n) { one(n.operand); }
  void operator()(const Postfix& n) { one(n.operand); }
  void operator()(const Binary& n) { one(n.left), one(n.right); }
  void operator()(const Assign& n) { one(n.target), one(n.value); }
  void operator()(const Conditional& n) { one(n.test), one(n.when_true), one(n.when_false); }
  void operator()(const Call& n) { one(n.callee), all(n.arguments); }
  void operator()(const Construct& n) { one(n.type), all(n.arguments); }
  void operator()(const Member& n) { one(n.object), all(n.template_arguments); }
  void operator()(const Subscript& n) { one(n.object), one(n.index); }
  void operator()(const Lambda& n) {
    for (const auto& capture : n.captures) {
      one(capture.value);
    }
    parameters(n.parameters);
    one(n.result);
    body(n.body);
  }
  void operator()(const BraceInit& n) {
    one(n.type);
    for (const auto& element : n.elements) {
      one(element.value);
    }
  }
  void operator()(const Cast& n) { one(n.type), one(n.operand); }
  void operator()(const New& n) { one(n.type), all(n.arguments); }
  void operator()(const CoAwait& n) { one(n.operand); }
  void operator()(const CoYield& n) { one(n.operand); }
  void operator()(const Throw& n) { one(n.operand); }
  void operator()(const PackExpansion& n) { one(n.pattern); }
  void operator()(const Fold& n) { one(n.pack), one(n.init); }
  void operator()(const SizeofPack& /*leaf*/) {}

  void operator()(const ExprStmt& n) { one(n.expr); }
  void operator()(const Block& n) { body(n.body); }
  void operator()(const If& n) {
    condition(n.condition);
    body(n.then);
    one(n.else_if);
    body(n.otherwise);
  }
  void operator()(const RangeFor& n) { one(n.init), one(n.type), one(n.range), body(n.body); }
  void operator()(const For& n) { one(n.init), one(n.test), all(n.steps), body(n.body); }
  void operator()(const While& n) { condition(n.condition), body(n.body); }
  void operator()(const DoWhile& n) { body(n.body), one(n.test); }
  void operator()(const Switch& n) {
    condition(n.condition);
    for (const auto& branch : n.cases) {
      comments_ += branch.leading.size();
      all(branch.labels);
      body(branch.body);
    }
  }
  void operator()(const Return& n) { one(n.value); }
  void operator()(const CoReturn& n) { one(n.value); }
  void operator()(const Break& /*leaf*/) {}
  void operator()(const Continue& /*leaf*/) {}
  void operator()(const Goto& /*leaf*/) {}
  void operator()(const Label& /*leaf*/) {}
  void operator()(const Try& n) {
    body(n.body);
    for (const auto& handler : n.handlers) {
      one(handler.type);
      body(handler.body);
    }
  }
  void operator()(const CommentLine& /*leaf*/) {}

  void operator()(const Variable& n) { one(n.type), all(n.values); }
  void operator()(const Function& n) {
    one(n.requires_clause);
    one(n.result);
    parameters(n.parameters);
    for (const auto& init : n.member_inits) {
      one(init.base);
      all(init.arguments);
    }
    body(n.body);
  }
  void operator()(const Class& n) {
    one(n.requires_clause);
    all(n.specialization);
    for (const auto& base : n.bases) {
      one(base.type);
    }
    for (const auto& section : n.sections) {
      body(section.body);
    }
  }
  void operator()(const Enum& n) {
    one(n.underlying);
    for (const auto& enumerator : n.enumerators) {
      comments_ += enumerator.leading.size() + enumerator.trailing.size();
      one(enumerator.value);
    }
  }
  void operator()(const Alias& n) { one(n.type); }
  void operator()(const UsingName& /*leaf*/) {}
  void operator()(const UsingNamespace& /*leaf*/) {}
  void operator()(const Friend& n) { one(n.type); }
  void operator()(const Concept& n) { one(n.constraint); }
  void operator()(const StaticAssert& n) { one(n.test); }
  void operator()(const Instantiation& n) { one(n.type); }
  void operator()(const Namespace& n) { body(n.body); }
  void operator()(const Include& /*leaf*/) {}
  void operator()(const PragmaOnce& /*leaf*/) {}

  void node(const Node& node) {
    if (is_type(node.kind)) {
      visit(static_cast<const Type&>(node), *this);
    } else if (is_expr(node.kind)) {
      visit(static_cast<const Expr&>(node), *this);
    } else {
      const auto& statement = static_cast<const Stmt&>(node);
      comments_ += statement.leading.size() + statement.trailing.size();
      visit(statement, *this);
    }
  }

  void body(const Body& of) {
    comments_ += of.opening.size() + of.dangling.size();
    all(of.statements);
  }

  [[nodiscard]] std::size_t comments() const { return comments_; }

 private:
  void one(const Node* child) {
    if (child != nullptr) {
      visitor_(*child);
    }
  }

  template <typename T>
  void all(const std::vector<T*>& children) {
    for (const Node* child : children) {
      one(child);
    }
  }

  void condition(const Condition& of) { one(of.init), one(of.declaration), one(of.test); }

  void parameters(const std::vector<Parameter>& of) {
    for (const auto& parameter : of) {
      one(parameter.type);
      one(parameter.default_value);
    }
  }

  Visitor visitor_;
  std::size_t comments_ = 0;
};

}  // namespace

void for_each_child(const Node& node, Visitor visitor) { Children(visitor).node(node); }

void walk(const Node& node, Visitor visitor) {
  visitor(node);
  for_each_child(node, [&](const Node& child) { walk(child, visitor); });
}

void walk(const File& file, Visitor visitor) {
  for (const Stmt* statement : file.body.statements) {
    walk(*statement, visitor);
  }
}

std::size_t count_comments(const File& file) {
  std::vector<const Node*> pending;
  const auto push = [&](const Node& child) { pending.push_back(&child); };
  Children children(push);
  children.body(file.body);
  while (!pending.empty()) {
    const Node* next = pending.back();
    pending.pop_back();
    children.node(*next);
  }
  return children.comments();
}

}  // namespace krait::cpp
