/// The walk of interval analysis through bodies. Private to `ranges/`.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "ranges/environment.hpp"
#include "ranges/shapes.hpp"
#include "types/stub_annotations.hpp"

namespace krait::ranges {

constexpr Wide length_bound = static_cast<Wide>(1) << 47;  ///< nothing in memory is longer

/// May the value be an int (a bool counts)?
/// Do the instances count, as collections.Counter does? What they hold has no bounds then, whatever is put in.
[[nodiscard]] inline bool is_counter(const types::ClassInfo& cls) { return types::has_decorator(cls.stub_decorators, "counts"); }

[[nodiscard]] inline bool is_int(const types::Facts& facts, const types::Type& type) {
  return std::any_of(type.atoms().begin(), type.atoms().end(), [&](const types::Atom& atom) {
    return atom.kind == types::AtomKind::Unknown || (atom.kind == types::AtomKind::Instance && facts.is_subclass(atom.id, facts.int_type));
  });
}

constexpr int changes_before_widening = 6;
constexpr int counts_before_widening = 3;  ///< of what changes by the same steps again
constexpr int changes_before_anything = 600;

struct Bindings {
  std::map<std::string, Shape> shapes;
  std::map<std::string, types::SlotId> slots;
};

class Walker {
 public:
  Walker(const program::Program& program, const names::Names& names, const types::Facts& facts) : program_(program), names_(names), facts_(facts) {}
  RangeFacts run();

 private:
  using BodyId = std::uint32_t;
  struct Body {
    program::ModuleId module = 0;
    types::FunctionId function = types::none;
  };

  /// A walk that read a slot.
  struct Reading {
    BodyId body = 0;
    std::uint32_t walk = 0;
  };

  // -- slots
  const Shape& read(types::SlotId slot);
  void add(types::SlotId slot, const Shape& shape);
  void note(const syntax::Node& node, const Shape& shape);
  void add_all(types::SlotId slot) { add(slot, whole()); }
  void flow_into_type(const types::Type& type, const Shape& shape);
  void flow_element(const types::Type& container, const Shape& element);
  void flow_item(const types::Type& dict, const Shape& key, const Shape& value);
  void flow_on(const types::Type& type, const Shape& shape);
  void open(const types::FunctionInfo& function);
  void mark_open_functions();

  // -- driving
  void collect_bodies();
  void enqueue(BodyId body);
  void run_incomplete_to_fixpoint();
  void run_to_fixpoint();
  void narrow();
  std::vector<BodyId> narrow_slots(const std::vector<types::SlotId>& slots, std::vector<BodyId> bodies);
  void narrow_heads(std::vector<BodyId>& changed);
  [[nodiscard]] std::vector<types::SlotId> written_by(const std::vector<BodyId>& bodies) const;

  // -- bodies
  void analyse(BodyId body);
  void execute(const syntax::Body& body, Environment& env);
  void execute(const syntax::Stmt& node, Environment& env);

  // -- loops
  /// A variable that the code in a statement binds.
  struct Assigned {
    names::VariableId variable = names::none;
    std::vector<types::NodeId> values;  ///< the nodes whose values are stored
    bool is_bound_otherwise = false;    ///< by a pattern, an import, …, or deleted
    // Of loops: what the variable holds whenever control is at the head, a phi.
    Interval head;
    Interval narrowed_head;
    int changes = 0;
  };
  struct Assignments {
    BodyId body = 0;
    std::vector<Assigned> variables;  ///< by variable
  };
  void execute_for(const syntax::For& loop, Environment& env);
  void execute_while(const syntax::While& loop, Environment& env);
  Assignments& assignments_in(const syntax::Node& statement);
  void forget_assigned(const syntax::Node& statement, Environment& env);
  Environment at_head(const syntax::Node& loop, const Environment& entry);
  void close_loop(const syntax::Node& loop, const Environment& head);
  void add_to_head(Assigned& assigned, const Interval& interval, bool counts);

  void execute_return(const syntax::Return& node, Environment& env);
  void execute_assign(const syntax::Assign& node, Environment& env);
  void execute_aug_assign(const syntax::AugAssign& node, Environment& env);
  void execute_if(const syntax::If& node, Environment& env);
  void execute_assert(const syntax::Assert& node, Environment& env);
  void execute_try(const syntax::Try& node, Environment& env);
  void execute_with(const syntax::With& node, Environment& env);
  void execute_match(const syntax::Match& node, Environment& env);
  void execute_delete(const syntax::Delete& node, Environment& env);
  void definition(const syntax::FunctionDef& node, Environment& env);
  void flow_defaults(const types::FunctionInfo& function, Environment& env);
  void class_body(const syntax::ClassDef& node, Environment& env);
  void assign(const syntax::Expr& target, const Shape& value, Environment& env);
  void assign_name(const syntax::Name& target, const Shape& value, Environment& env);
  void assign_attribute(const syntax::Attribute& target, const Shape& value, Environment& env);
  void assign_subscript(const syntax::Subscript& target, const Shape& value, Environment& env);
  void assign_parts(const std::vector<syntax::Expr*>& targets, const Shape& value, Environment& env);
  void store(names::VariableId variable, const Shape& value, Environment& env);
  void match_case(const syntax::Pattern& pattern, const Shape& subject, Environment& env);
  static Environment merge(const Environment& a, const Environment& b);

  // -- expressions
  Shape eval(const syntax::Expr& node, Environment& env);
  Shape eval_kind(const syntax::Expr& node, Environment& env);
  void eval_children(const syntax::Node& node, Environment& env);
  static Shape eval_constant(const syntax::Constant& node);
  Shape eval_unary(const syntax::UnaryOp& node, Environment& env);
  Shape eval_bool_op(const syntax::BoolOp& node, Environment& env);
  Shape eval_conditional(const syntax::IfExp& node, Environment& env);
  Shape eval_compare(const syntax::Compare& node, Environment& env);
  Shape eval_tuple(const syntax::Tuple& node, Environment& env);
  Shape eval_display(const syntax::Expr& node, const std::vector<syntax::Expr*>& elements, Environment& env);
  Shape eval_dict(const syntax::Dict& node, Environment& env);
  template <class Node>
  Shape eval_comprehension(const Node& node, Environment& env);
  Shape eval_dict_comprehension(const syntax::DictComp& node, Environment& env);
  Shape eval_await(const syntax::Await& node, Environment& env);
  Shape eval_yield(const syntax::Yield& node, Environment& env);
  Shape eval_yield_from(const syntax::YieldFrom& node, Environment& env);
  Shape eval_call(const syntax::Call& node, Environment& env);
  Shape eval_name(const syntax::Name& node, Environment& env);
  Shape eval_attribute(const syntax::Attribute& node, Environment& env);
  Shape eval_subscript(const syntax::Subscript& node, Environment& env);
  Shape eval_binary(const syntax::BinOp& node, Environment& env);
  void eval_generators(const std::vector<syntax::Comprehension>& generators, Environment& env);
  Shape element(const types::Type& type, const Shape& shape);
  Shape fields_of(const types::Type& type);
  Shape from_type(const types::Type& type);  ///< of a value of which only the type is known
  /// Of a value that nothing flowed into: nothing while flows are still being found, then anything of its type.
  Shape missing(const types::Type& type) { return is_closing() ? from_type(type) : Shape{}; }
  [[nodiscard]] Shape complete(Shape shape, const types::Type& type);
  [[nodiscard]] bool is_complete(const Shape& shape, const types::Type& type) const;
  /// Are all flows known, so that what is still missing is anything? Where it matters, the body is walked again once they are.
  bool is_closing() {
    is_incomplete_[current_] = !is_closing_;
    return is_closing_;
  }
  Shape call_function(const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node, const std::vector<Shape>& positional, const std::vector<Shape>& keywords);
  Shape result_of(const types::FunctionInfo& function);
  void call_with(types::FunctionId function, std::size_t skip, const std::vector<Shape>& arguments);
  Shape call_library(const syntax::Call& node, const types::FunctionInfo& row, const types::Type* receiver, const Shape& receiver_shape, const std::vector<Shape>& positional,
                     const std::vector<Shape>& keywords);
  void flow_member(const syntax::Expr& member, const types::FunctionInfo& row, const types::Type& type, const Shape& shape, Bindings& bindings);
  void flow_callable(const types::AnnotationList& arguments, const types::FunctionInfo& row, const types::Type& type, Bindings& bindings);
  void flow_type_argument(const std::string& head, const std::string& parameter, types::SlotId slot, Bindings& bindings);
  void flow_annotation(const syntax::Expr* annotation, const types::FunctionInfo& row, const types::Type& type, const Shape& shape, Bindings& bindings);
  Shape evaluate_annotation(const syntax::Expr* annotation, const types::FunctionInfo& row, const types::Type& type, Bindings& bindings, const Shape& given);
  Shape declared_range(const types::FunctionInfo& row, const std::vector<Shape>& positional, const std::vector<Shape>& keywords, const syntax::Call& node, const Shape& receiver,
                       const types::Type* receiver_type);
  Shape construct_library(const syntax::Call& node, types::ClassId cls, const std::vector<Shape>& positional);
  Shape element_of_library(const types::Atom& atom);

  bool is_parameter(const types::FunctionInfo& row, const std::string& name) const;
  void call_constructor(types::ClassId cls, const std::vector<Shape>& arguments);
  void special_call(const syntax::Call& node, const types::Type* receiver, const std::vector<Shape>& positional, const std::vector<Shape>& keywords);
  void targets_of(const types::CallFact* fact, const std::vector<Shape>& arguments);

  // -- narrowing
  void narrow(const syntax::Expr& test, bool outcome, Environment& env);
  void narrow_compare(const syntax::Expr& left, syntax::CompareOperator op, const syntax::Expr& right, Environment& env);
  void restrict_value(const syntax::Expr& node, const Interval& to, Environment& env);
  void restrict_name(const syntax::Expr& node, const Interval& to, Environment& env);
  void restrict_index(const types::Type& container, const syntax::Expr& index, Environment& env);
  void restrict_stop(const syntax::Expr& iterable, Environment& env);
  void restrict_count(const syntax::BinOp& node, Environment& env);

  const program::Program& program_;
  const names::Names& names_;
  const types::Facts& facts_;
  RangeFacts result_;
  std::vector<Body> bodies_;
  std::set<BodyId> queue_;
  BodyId first_function_ = 0;                       ///< bodies of modules come before those of functions
  std::vector<bool> is_incomplete_;                 ///< by body: misses flows that were not known when it was walked
  std::vector<std::vector<types::SlotId>> writes_;  ///< by body: what its last walk added to
  std::vector<std::vector<Reading>> readings_;      ///< by slot: since it changed last
  std::vector<int> changes_;                        ///< by slot
  std::vector<std::uint32_t> writer_;               ///< by slot: the last walk that added to it
  std::vector<std::uint32_t> flow_visits_;          ///< by slot: the last flow into a type that reached it
  types::NodeTable<Assignments> assignments_;       ///< by statement
  std::vector<types::NodeId> loops_;                ///< those with heads
  std::uint32_t walk_ = 0;
  std::uint32_t flow_ = 0;
  BodyId current_ = 0;
  bool is_closing_ = false;
  bool is_narrowing_ = false;         ///< slots are read as they are; some are computed again into `narrowed_`
  std::vector<bool> is_narrowed_;     ///< by slot: one of those
  types::NodeTable<Shape> narrowed_;  ///< by slot
  const types::FunctionInfo* function_ = nullptr;
};

}  // namespace krait::ranges
