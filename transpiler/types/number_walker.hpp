/// The walk that says what each use of an `int | float` tells about it; `number_graph` spreads that. One file per family of syntax.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "types/facts.hpp"
#include "types/number_graph.hpp"

namespace krait::types {

/// What a place does with the value of an expression.
struct NumberUse {
  bool observes = true;                   ///< tells ints from floats, or is not understood
  std::vector<NumberGraph::Vertex> into;  ///< the value goes there
};

class NumberWalker {
 public:
  using Vertex = NumberGraph::Vertex;

  NumberWalker(Facts& facts, const program::Program& program, const names::Names& names) : facts_(facts), program_(program), names_(names), graph_(facts) {}
  void run();

 private:
  static NumberUse unseen() { return {.observes = false, .into = {}}; }
  static NumberUse into(std::vector<Vertex> places) { return {.observes = false, .into = std::move(places)}; }

  // ---- places
  void add_slot(SlotId slot, std::vector<Vertex>& places, bool& known);
  [[nodiscard]] bool has_number(const Type& type) const;
  NumberUse into_slot(SlotId slot);
  void observe_within(const Type& type);
  void observe_slot(SlotId slot);
  void observe_function(const FunctionInfo& function);
  /// All numbers within two types travel together.
  void tie(const Type& a, const Type& b);

  // ---- expressions
  /// An int literal whose size no chain of additions can bring beyond 2^53 (docs/analysis.md, 11 and 18).
  static bool is_small_literal(const syntax::Expr& node);
  void visit_all(const std::vector<syntax::Expr*>& nodes, const NumberUse& use);
  void visit_if(const syntax::Expr* node, const NumberUse& use);
  void visit(const syntax::Expr& node, const NumberUse& use);
  void observe_tuple(const syntax::Expr& node);
  void tie_tuple(const syntax::Expr& node, const Atom& tuple, SlotId slot);
  /// The value of `node` comes from a slot.
  void from_slot(const syntax::Expr& node, SlotId slot);
  /// The value of `node` is one of the numbers within a container's type.
  void from_elements(const syntax::Expr& node, const Type& container);
  void sources(const syntax::Expr& node, const NumberUse& use);
  /// The same use for the operand that the expression gives.
  NumberUse through(const syntax::Expr& node, const NumberUse& use);
  void displays(const syntax::Expr& node, const NumberUse& use);
  void yielded(const syntax::Expr& node);
  /// How a display keeps its elements: type argument `index`.
  NumberUse element_use(const syntax::Expr& display, std::size_t index);
  template <typename Node>
  void comprehension(const Node& node) {
    clauses(node.generators);
    visit(*node.element, element_use(node, 0));
  }
  void clauses(const std::vector<syntax::Comprehension>& generators);

  // ---- names and attributes
  [[nodiscard]] SlotId slot_of(NodeId node) const;
  void name(const syntax::Name& node) { from_slot(node, slot_of(node.id)); }
  void attribute(const syntax::Attribute& node);

  // ---- operators
  /// `left op right`, whose result goes to `results`.
  void operands(syntax::BinaryOperator op, const syntax::Expr& left, const syntax::Expr& right, const Type& result, const std::vector<Vertex>& results);

  void find_counts(const syntax::Node& node);
  /// Is it a name that has just been counted up from what is not negative: not 0, and small?
  [[nodiscard]] bool is_positive_count(const syntax::Expr& node) const;

  // ---- calls
  void call(const syntax::Call& node);
  void observe_arguments(const syntax::Call& node);
  void user_call(const syntax::Call& node, const CallFact& fact, const FunctionInfo& function);
  [[nodiscard]] std::size_t skipped(const syntax::Call& node, const CallFact& fact, const FunctionInfo& function) const;
  [[nodiscard]] static bool takes_float(const FunctionInfo& row);
  [[nodiscard]] bool gives_number(const Type& type) const;
  [[nodiscard]] bool keeps_kind(const syntax::Call& node, const FunctionInfo& row) const;
  void stub_call(const syntax::Call& node, const CallFact&, const FunctionInfo& row);
  /// `max(xs)`, `next(xs)`: one of the elements comes out.
  [[nodiscard]] static bool gives_element(const syntax::Call& node, const FunctionInfo& row);
  void stub_argument(const syntax::Call& node, const syntax::Expr& argument, const FunctionInfo& row, const ParameterInfo* parameter, bool is_method,
                     const std::vector<Vertex>& kept);

  // ---- statements
  void body(const syntax::Body&, const std::vector<syntax::Stmt*>& statements);
  void assign(const syntax::Expr& target, const syntax::Expr& value) { visit(value, target_use(target, value)); }
  /// Where an assignment puts a value.
  NumberUse target_use(const syntax::Expr& target, const syntax::Expr& value);
  NumberUse field_use(const syntax::Attribute& target);
  void unpack(const std::vector<syntax::Expr*>& targets, const syntax::Expr& value);
  /// A target gets something out of a container that is not followed further.
  void from_iteration(const syntax::Expr& target, const Type& source, bool element_known);
  void observe_target(const syntax::Expr& target);
  void iterate(const syntax::Expr& target, const syntax::Expr& iter);
  void execute(const syntax::Stmt& node);
  void compound(const syntax::Stmt& node);
  /// A child of a statement without rules of its own: an expression is observed.
  void part(const syntax::Node& child);
  void augmented(const syntax::AugAssign& node);
  void defaults(const FunctionInfo& function);
  void define(const syntax::FunctionDef& node);

  // ---- what is not seen from expressions
  void declarations();
  void rewrite();

  Facts& facts_;
  const program::Program& program_;
  const names::Names& names_;
  NumberGraph graph_;
  const FunctionInfo* function_ = nullptr;
  ClassId class_ = none;
  std::set<NodeId> counts_;                 ///< targets of small literals, also in `n += 1`
  const syntax::Stmt* previous_ = nullptr;  ///< in the body, before the statement at hand
  SlotId tuple_slot_ = none;                ///< where the next visited value, a tuple, goes
  std::set<FunctionId> watched_functions_;
};

}  // namespace krait::types
