/// Reaching definitions over the structured tree.
///
/// While the statements of one executor (a module, function, lambda or generator expression; classes and other comprehensions run
/// inside) are walked in order of execution, `current` holds the value of every symbol: a definition, or a phi where ways meet. Changes are logged, so that
/// a branch can be taken back and its changes be met with those of the other branches; the cost of a meeting is the number of symbols
/// that were changed, not the number of symbols.
///
/// The same walk finds when code that runs later (functions, lambdas) may run first, which decides whether it may see an outer name unbound:
/// a unit is *pending* once it is mentioned, and runs, with all that it mentions in turn, at the next point that may call anything.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "names/analysis.hpp"
#include "names/library.hpp"

namespace krait::names {

class Flow {
 public:
  explicit Flow(Analysis& analysis);
  void run();

 private:
  using Change = std::pair<SymbolId, ValueId>;
  /// What a way through the code has changed since a mark in the log.
  struct Exit {
    bool reachable = true;
    std::vector<Change> changes;
  };
  struct Condition {
    Exit when_true;
    Exit when_false;
  };
  struct Loop {
    std::size_t mark = 0;
    std::vector<Exit> breaks;
    std::vector<Exit> continues;
  };
  struct Jump {
    bool is_break = false;
    std::size_t loop = 0;
    Exit exit;
  };
  struct Finally {
    std::size_t loops = 0;  ///< how many were open before
    std::vector<Jump> jumps;
  };
  struct LogEntry {
    bool is_unit = false;
    std::uint32_t what = 0;  ///< symbol or unit
    ValueId old = 0;
  };
  struct Attempt {
    std::size_t mark = 0;
    std::size_t first = 0;  ///< of the definitions made in it, in `made_`
    std::size_t last = 0;   ///< those from here on are not seen by handlers
  };

  // flow.cpp: values and meetings
  void executor(ScopeId scope);
  void run_parameters(const syntax::Parameters& parameters);
  void record_end();
  ValueId add_value(ValueKind kind, SymbolId symbol);
  void add_operand(ValueId phi, ValueId operand);
  ValueId read(SymbolId symbol);
  void write(SymbolId symbol, ValueId value);
  void define(NodeId id, const syntax::Node* node, std::uint32_t offset, DefinitionKind kind, Place place);
  void define_symbol(SymbolId symbol, NodeId id, const syntax::Node* node, std::uint32_t offset, DefinitionKind kind, Place place);
  void unbind(SymbolId symbol, bool is_statement);
  void use(NodeId id, std::uint32_t offset, UseKind kind);
  [[nodiscard]] std::size_t mark() const { return log_.size(); }
  Exit snapshot(std::size_t mark);
  void restore(std::size_t mark);
  Exit leave(std::size_t mark);
  void apply(const Exit& exit);
  /// Continues from where all exits meet; they are relative to the current state.
  void join(const std::vector<Exit>& exits);
  Exit joined(const std::vector<Exit>& exits, std::size_t mark);
  std::vector<Change> open_loop(NodeId loop);
  void close_loop(const std::vector<Change>& phis, const std::vector<Exit>& backs);
  /// The state in which an exception may leave an attempt: any definition made in it may be the last.
  Exit exceptional(const Attempt& attempt, std::size_t last, const Exit* normal);

  // flow_statements.cpp
  BodyId open_body(const syntax::Body* body);
  void body(const syntax::Body& body);
  void body_in(BodyId id, const syntax::Body& body, std::size_t from = 0);
  void statement(const syntax::Stmt& statement);
  void dispatch(const syntax::Stmt& statement);
  void function(const syntax::FunctionDef& node);
  void class_definition(const syntax::ClassDef& node);
  void decorate(const std::vector<syntax::Expr*>& decorators, UnitId unit);
  void bases(const syntax::ClassDef& node, UnitId unit);
  void finish_class(const syntax::ClassDef& node, UnitId unit);
  [[nodiscard]] bool evaluates_annotations() const;
  void annotated(const syntax::AnnAssign& node);
  void augmented(const syntax::AugAssign& node);
  void remove(const syntax::Expr& target);
  void imports(const syntax::Import& node);
  void imports(const syntax::ImportFrom& node);
  void run_import(program::ModuleId target);
  void see_from_outside();
  void end_path();
  void assertion(const syntax::Assert& node);

  // flow_blocks.cpp
  void branch(const syntax::If& node);
  void loop(const syntax::While& node);
  void loop(const syntax::For& node);
  void finish_loop(const std::vector<Change>& phis, Exit exhausted, const syntax::Body& orelse, bool runs_once);
  void with(const syntax::With& node);
  void match(const syntax::Match& node);
  void attempt(const syntax::Try& node);
  void attempt_body(const syntax::Try& node, Attempt& attempt);
  Exit handler(const syntax::ExceptHandler& handler, const Exit& entry, std::size_t mark);
  void final_body(const syntax::Try& node, const Attempt& attempt, const Exit& normal, std::vector<Jump> jumps);
  void jump(bool is_break);
  void dispatch_jump(Jump jump);
  [[nodiscard]] bool runs_at_least_once(const syntax::Expr& iterable) const;
  [[nodiscard]] bool cannot_raise(const syntax::Stmt& statement) const;

  // flow_expressions.cpp
  void expression(const syntax::Expr* expression);
  void expressions(const std::vector<syntax::Expr*>& list);
  Condition condition(const syntax::Expr& expression, std::size_t mark);
  Condition bool_condition(const syntax::BoolOp& node, std::size_t mark);
  void conditional(const syntax::IfExp& node);
  void compare(const syntax::Compare& node);
  void lambda(const syntax::Lambda& node);
  void comprehension(const syntax::Expr& node, const std::vector<syntax::Comprehension>& clauses, const std::vector<const syntax::Expr*>& results);
  void clauses(NodeId loop, const std::vector<syntax::Comprehension>& clauses, const std::vector<const syntax::Expr*>& results);
  void target(const syntax::Expr* target, DefinitionKind kind, Place place);
  void pattern(const syntax::Pattern& pattern, Place place);
  void quietly(const syntax::Expr* expression);
  void defaults(const syntax::Parameters& parameters);

  // units.cpp
  void create(UnitId unit);
  void mention(SymbolId symbol);
  void pend(UnitId unit);
  void activate(UnitId unit);
  void run_point();
  /// An operator, attribute access or iteration: it can run only code of classes, or code that classes were given.
  void weak_point();

  [[nodiscard]] SymbolId symbol_of(NodeId id) const;

  Analysis& a_;
  Library library_;
  ScopeId executor_ = 0;
  const program::Module* module_ = nullptr;
  ScopeId scope_ = 0;  ///< class bodies and comprehensions included
  Place place_;
  bool reachable_ = true;
  bool is_quiet_ = false;  ///< in annotations and base classes: names are read, nothing of theirs is called
  std::uint32_t clock_ = 0;
  std::uint32_t outermost_loop_ = none;  ///< clock at its start
  std::uint32_t loop_depth_ = 0;         ///< comprehensions included

  std::vector<ValueId> current_;  ///< by symbol, valid if the stamp is the executor's
  std::vector<ScopeId> stamp_;
  std::vector<std::uint32_t> seen_;  ///< by symbol, scratch for meetings
  std::uint32_t meeting_ = 0;
  std::vector<std::uint32_t> slot_;  ///< by symbol, scratch
  std::vector<LogEntry> log_;
  std::vector<Change> made_;  ///< all definitions and unbindings so far, in order
  std::vector<Loop> loops_;
  std::vector<Finally> finallies_;
  std::vector<std::pair<SymbolId, std::size_t>> handler_names_;  ///< of the except clauses around here, with the loops around each
  std::vector<std::pair<SymbolId, std::uint32_t>> definition_clocks_;

  std::vector<UnitId> pending_;
  std::vector<bool> is_pending_;
  std::vector<bool> is_active_;  ///< certainly may have run by here: its mentions are recorded
  std::vector<bool> was_active_;
  std::vector<UnitId> created_;  ///< the executor's, in order
  bool class_seen_ = false;
  std::vector<Place> creation_;  ///< by scope: where a unit is made
};

}  // namespace krait::names
