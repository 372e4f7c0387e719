/// The inner workings of `find_owners`. Private to `representation/`.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "representation/ownership.hpp"
#include "source/function_ref.hpp"

namespace krait::representation {

class OwnershipAnalysis {
 public:
  OwnershipAnalysis(const program::Program& program, const names::Names& names, const types::Facts& facts, const effects::EffectFacts& effects)
      : program_(program), names_(names), facts_(facts), effects_(effects) {}
  Ownership run();

 private:
  /// What is done with the value of an expression.
  enum class Use : std::uint8_t {
    Look,   ///< looked at, or changed in place, within the statement
    Walk,   ///< gone through by a loop or a library function: may be an iterator
    Test,   ///< its truth
    Store,  ///< kept somewhere: must be fresh, or move
  };
  /// The code being walked: a function, lambda, or a module's body.
  struct Unit {
    const types::FunctionInfo* function = nullptr;
    const syntax::Body* body = nullptr;  ///< null for a lambda
    bool runs_in_place = false;          ///< a lambda or generator expression that is used up where it stands
    const syntax::Stmt* statement = nullptr;
  };

  // -- types (ownership.cpp)
  [[nodiscard]] const types::Atom* container_atom(const types::Type& type) const;  ///< the type is one kind of container
  void collect(const types::Type& type, std::set<types::SlotId>& containers, std::set<types::SlotId>& seen) const;
  [[nodiscard]] std::set<types::SlotId> containers_of(const types::Type& type) const;  ///< that the value is or holds
  [[nodiscard]] std::set<types::SlotId> nested_in(const types::Type& type) const;      ///< that a container's elements are or hold
  [[nodiscard]] bool mentions_containers(const types::Type& type) const;
  void share(types::SlotId slot);
  void share(const types::Type& type);  ///< all containers that the value is or holds
  void share_nested(const types::Type& type);
  void share_deep(const types::Type& type);  ///< also those in fields of instances
  void share_fields(types::ClassId cls, std::set<types::ClassId>& seen);
  void check_slots();
  void check_type(const types::Type& type);
  [[nodiscard]] bool is_plain_key(const types::Type& type) const;
  [[nodiscard]] bool is_method_of_container(const types::Atom& atom) const {
    return atom.kind == types::AtomKind::BoundMethod && !atom.slots.empty() && (atom.owner == facts_.list_type || atom.owner == facts_.set_type || atom.owner == facts_.dict_type);
  }
  void check_variables();
  void check_parameters(const types::FunctionInfo& function);
  void check_fields();
  void find_changed();
  using EffectsOfCode = FunctionRef<const effects::Effects&()>;
  void find_changed(const syntax::Node& node, const std::vector<const syntax::Node*>& code, EffectsOfCode effects, std::set<names::VariableId>& seen);
  [[nodiscard]] bool is_ordinary(const types::FunctionInfo& function) const;  ///< only called, by name

  // -- storage (ownership_storage.cpp)
  [[nodiscard]] names::VariableId root(const syntax::Expr& node) const;
  [[nodiscard]] bool is_distinct(names::VariableId variable) const;  ///< a local that is the container's only way in
  [[nodiscard]] bool may_be_same(names::VariableId a, names::VariableId b) const;
  /// May running the code write elements of the class `slot`, of a container that `variable` leads to? (none: any)
  [[nodiscard]] bool may_write(const syntax::Node& node, types::SlotId slot, names::VariableId variable) const;
  [[nodiscard]] bool mentions_root(const syntax::Node& node, names::VariableId variable) const;
  [[nodiscard]] bool call_may_write(const syntax::Call& node, types::SlotId slot, names::VariableId variable) const;
  /// May running the code replace what the place stands for: rebind its variable, store its field, write the lists on the way to it?
  [[nodiscard]] bool may_replace(const syntax::Node& node, const syntax::Expr& place) const;
  [[nodiscard]] bool may_replace(const std::vector<const syntax::Node*>& nodes, const syntax::Expr& place) const;
  [[nodiscard]] bool is_place(const syntax::Expr& node) const;
  [[nodiscard]] bool fixed_place(const syntax::Expr& node) const;

  // -- uses (ownership_uses.cpp)
  void walk(const syntax::Expr& node, Use use);
  void walk_place(const syntax::Expr& node, Use use);
  void walk_comprehension(const syntax::Expr& node);
  [[nodiscard]] bool runs_once(names::VariableId variable) const;
  void walk_name(const syntax::Name& node, Use use);
  void walk_display(const std::vector<syntax::Expr*>& elements);
  void walk_clauses(const std::vector<syntax::Comprehension>& clauses, const std::vector<const syntax::Node*>& inner);
  void walk_binary(const syntax::BinOp& node);
  void walk_compare(const syntax::Compare& node);
  void walk_call(const syntax::Call& node, Use use);
  void walk_user_call(const syntax::Call& node, const types::FunctionInfo& callee, std::size_t skip);
  void walk_argument(const syntax::Call& node, const syntax::Expr& argument, const types::FunctionInfo& callee, std::size_t parameter);
  [[nodiscard]] bool may_keep_source(const types::Type& type, std::set<types::SlotId>& seen) const;
  struct LibraryCall;
  void walk_library_call(const syntax::Call& node, const types::FunctionInfo& row, Use use);
  void share_result(const LibraryCall& call);
  void share_called(const LibraryCall& call, const std::vector<const syntax::Expr*>& arguments);
  void walk_library_argument(const LibraryCall& call, const syntax::Expr& passed, std::size_t index);
  [[nodiscard]] bool may_be_copied(const types::Type& type, const types::Type& result) const;
  void walk_generator(const syntax::GeneratorExp& node, bool in_place);
  void walk_children(const syntax::Node& node);
  void give_up(const syntax::Call& node);
  void loop_source(const syntax::Expr& target, const syntax::Expr& iter, const std::vector<const syntax::Node*>& body);

  // -- statements (ownership_statements.cpp)
  void walk_body(const syntax::Body& body);
  void walk(const syntax::Stmt& node);
  void walk_assignment(const syntax::Expr& target, const syntax::Expr& value, const syntax::Stmt& statement);
  void walk_target(const syntax::Expr& target);
  void walk_return(const syntax::Return& node);
  void walk_assign(const syntax::Assign& node);
  void share_and_walk(const syntax::Expr& value);
  void walk_augmented(const syntax::AugAssign& node);
  void walk_for(const syntax::For& node);
  void walk_with(const syntax::With& node);
  void walk_try(const syntax::Try& node);
  void walk_match(const syntax::Match& node);
  void walk_definition(const syntax::FunctionDef& node);
  void walk_assert(const syntax::Assert& node);
  bool bind_alias(const syntax::Name& target, const syntax::Expr& value, const syntax::Stmt& statement);
  [[nodiscard]] bool same_place(const syntax::Expr& a, const syntax::Expr& b) const;
  bool pairwise(const syntax::Expr& target, const syntax::Expr& value, const syntax::Stmt& statement);
  void walk_function(const types::FunctionInfo& function);

  const program::Program& program_;
  const names::Names& names_;
  const types::Facts& facts_;
  const effects::EffectFacts& effects_;
  Ownership result_;
  std::map<names::VariableId, const syntax::Expr*> alias_sources_;
  std::set<syntax::NodeId> in_place_;  ///< lambdas and generator expressions that are used up where they stand
  Unit unit_;
  std::vector<const syntax::Body*> finally_bodies_;  ///< of the `try` statements around
  bool repeats_ = false;                             ///< inside a comprehension
  bool changed_ = false;
};

}  // namespace krait::representation
