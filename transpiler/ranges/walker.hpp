/// The walk of interval analysis through bodies. Private to `ranges/`.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "ranges/shapes.hpp"

namespace krait::ranges {

constexpr Wide length_bound = static_cast<Wide>(1) << 47;  ///< nothing in memory is longer

/// May the value be an int (a bool counts)?
[[nodiscard]] inline bool is_int(const types::Facts& facts, const types::Type& type) {
  return std::any_of(type.atoms().begin(), type.atoms().end(), [&](const types::Atom& atom) {
    return atom.kind == types::AtomKind::Unknown || (atom.kind == types::AtomKind::Instance && facts.is_subclass(atom.id, facts.int_type));
  });
}

/// Narrowings on the path to a place: local variables only.
using Environment = std::map<names::VariableId, Interval>;

struct Bindings {
  std::map<std::string, Shape> shapes;
  std::map<std::string, types::SlotId> slots;
};

class Walker {
 public:
  Walker(const program::Program& program, const names::Names& names, const types::Facts& facts)
      : program_(program), names_(names), facts_(facts) {}
  RangeFacts run();

 private:
  using BodyId = std::uint32_t;
  struct Body {
    program::ModuleId module = 0;
    types::FunctionId function = types::none;
  };

  // -- slots
  Shape read(types::SlotId slot);
  void add(types::SlotId slot, const Shape& shape);
  void note(const syntax::Node& node, const Shape& shape);
  void add_all(types::SlotId slot) { add(slot, whole()); }
  void flow_into_type(const types::Type& type, const Shape& shape);
  void open(const types::FunctionInfo& function);
  void mark_open_functions();
  void run_to_fixpoint();
  void narrow_slots();

  // -- bodies
  void analyse(BodyId body);
  void execute(const syntax::Body& body, Environment& env);
  void execute(const syntax::Stmt& node, Environment& env);

  // -- loops
  /// What a loop's body does to variables: where each is assigned, and which are bound otherwise.
  struct LoopBindings {
    std::map<names::VariableId, std::vector<types::NodeId>> assignments;  ///< the nodes whose values are stored
    std::set<names::VariableId> others;
  };
  void execute_for(const syntax::For& loop, Environment& env);
  void execute_while(const syntax::While& loop, Environment& env);
  const LoopBindings& bindings_of(const syntax::Node& loop);
  Environment at_head(const syntax::Node& loop, const Environment& entry);
  void close_loop(const syntax::Node& loop, const Environment& entry);
  void add_to_head(types::NodeId loop, names::VariableId variable, const Interval& interval);

  void definition(const syntax::FunctionDef& node, Environment& env);
  void class_body(const syntax::ClassDef& node, Environment& env);
  void kill_assigned(const syntax::Node& node, Environment& env) const;
  void assign(const syntax::Expr& target, const Shape& value, Environment& env);
  void assign_parts(const std::vector<syntax::Expr*>& targets, const Shape& value, Environment& env);
  void store(names::VariableId variable, const Shape& value, Environment& env);
  void match_case(const syntax::Pattern& pattern, const Shape& subject, Environment& env);
  static Environment merge(const Environment& a, const Environment& b);

  // -- expressions
  Shape eval(const syntax::Expr& node, Environment& env);
  Shape eval_kind(const syntax::Expr& node, Environment& env);
  Shape eval_call(const syntax::Call& node, Environment& env);
  Shape eval_name(const syntax::Name& node, Environment& env);
  Shape eval_attribute(const syntax::Attribute& node, Environment& env);
  Shape eval_subscript(const syntax::Subscript& node, Environment& env);
  Shape eval_binary(const syntax::BinOp& node, Environment& env);
  void eval_generators(const std::vector<syntax::Comprehension>& generators, Environment& env);
  Shape element(const types::Type& type, const Shape& shape);
  Shape fields_of(const types::Type& type);
  Shape from_type(const types::Type& type);   ///< of a value of which only the type is known
  /// Of a value that nothing flowed into: nothing while flows are still being found, then anything of its type.
  Shape missing(const types::Type& type) { return is_closing_ ? from_type(type) : Shape{}; }
  [[nodiscard]] Shape complete(Shape shape, const types::Type& type);
  Shape call_function(const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node, const std::vector<Shape>& positional,
                      const std::vector<Shape>& keywords);
  Shape result_of(const types::FunctionInfo& function);
  void call_with(types::FunctionId function, std::size_t skip, const std::vector<Shape>& arguments);
  Shape call_library(const syntax::Call& node, const types::FunctionInfo& row, const types::Type* receiver, const Shape& receiver_shape,
                     const std::vector<Shape>& positional, const std::vector<Shape>& keywords);
  void flow_annotation(const syntax::Expr* annotation, const types::FunctionInfo& row, const types::Type& type, const Shape& shape, Bindings& bindings);
  Shape evaluate_annotation(const syntax::Expr* annotation, const types::FunctionInfo& row, const types::Type& type, Bindings& bindings, const Shape& given);
  Shape declared_range(const types::FunctionInfo& row, const std::vector<Shape>& positional, const std::vector<Shape>& keywords,
                       const syntax::Call& node, const Shape& receiver, const types::Type* receiver_type);
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
  std::vector<BodyId> body_of_function_;
  std::set<BodyId> queue_;
  std::vector<std::vector<BodyId>> dependents_;   ///< by slot
  std::vector<int> changes_;                      ///< by slot
  /// Of a variable whenever control is at a loop's head: a phi.
  using LoopVariable = std::pair<types::NodeId, names::VariableId>;
  std::map<LoopVariable, Interval> heads_;
  std::map<LoopVariable, Interval> narrowed_heads_;
  std::map<LoopVariable, int> head_changes_;
  std::unordered_map<types::NodeId, LoopBindings> loop_bindings_;
  BodyId current_ = 0;
  bool is_closing_ = false;    ///< all flows are known: what is still missing is anything
  bool is_narrowing_ = false;  ///< slots are read as they are and computed again into `narrowed_`
  types::NodeTable<Shape> narrowed_;  ///< by slot
  const types::FunctionInfo* function_ = nullptr;
};

}  // namespace krait::ranges
