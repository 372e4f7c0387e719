/// The inner workings of lowering one module. Private to `lower/`; one file per family of syntax, the same base names as in `types/`.
///
/// Expressions are lowered to a `Value`: a C++ expression and the representation that this expression really has in C++ (a variable's declared
/// one, say, even where types are narrower). `convert` gives another representation; `value_of` the node's own (narrowed) one.
/// Statements are appended to the current block; an expression that needs statements of its own (an await, a hoisted operand) puts
/// them there before it returns, so everything that is lowered earlier must already be safe from them: `lower_operands` sees to that.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cpp/build.hpp"
#include "lower/lower.hpp"
#include "lower/program_facts.hpp"
#include "lower/taken_names.hpp"

namespace krait::lower {

using representation::Kind;
using representation::Repr;
using syntax::NodeId;
using types::ClassId;
using types::FunctionId;

struct Value {
  cpp::Expr* expr = nullptr;
  Repr repr;
  bool is_place = false;                             ///< names an object that lives on (variable, field, element): copying it is a real copy; otherwise a temporary
  types::FunctionId library_function = types::none;  ///< the one that the expression names
  bool is_view = false;                              ///< a lazy view of pylib, not yet the `py::iterator` that `repr` says
  bool is_element = false;                           ///< part of a local tuple: binding a reference to it is safe
  cpp::Expr* callable = nullptr;                     ///< `@own_type`: what `expr` makes an object of, for those that call it at once
};

/// What is being lowered around an expression or statement.
/// How a block with code behind it that waits is left (departures.cpp): the C++ names of what is noted, empty where nothing is.
struct Departure {
  const syntax::Stmt* end = nullptr;  ///< a `return` behind which the block is at its end anyway
  std::string returned;               ///< std::optional of the result, or bool
  std::string breaks, continues;      ///< bool
  int loops = 0;                      ///< of the block itself, around the statement at hand
  bool at_end = false;                ///< the `return` at hand is `end`
  bool throws = false;                ///< py::leave_block
};

struct FunctionContext {
  const types::FunctionInfo* function = nullptr;  ///< null in a module's body
  ClassId self_class = types::none;               ///< inside an instance method: `self` is `*this`
  std::string self_name;                          ///< its Python name
  ClassId enclosing_class = types::none;          ///< of any member function, static ones too: its members hide the module's names
  bool is_coroutine = false;                      ///< generator or async: co_return, co_await
  std::string integer;                            ///< in a template over the integer type: its parameter's name
  Repr result;                                    ///< what `return` converts to; Kind::None for void
  TakenNames taken;                               ///< C++ names in use here
  std::set<std::string> locals;                   ///< what the function's own Python names are in C++: invented ones stay clear of them
  std::vector<std::string> invented;              ///< those of them that the Python does not have, in order
  std::map<names::VariableId, std::string> variable_names;
  std::set<names::VariableId> declared;
  std::set<names::VariableId> cells;       ///< held in a py::cell<T>
  bool in_handler = false;                 ///< inside a C++ catch block: a bare `raise` is `throw;`
  int guards = 0;                          ///< `finally` guards around: they run behind the return value
  bool returns_flag = false;               ///< inside the lambda that stands for a try body without a return value
  struct Departure* departure = nullptr;   ///< inside a block with code behind it that waits
  bool holds_result = false;               ///< inside the lambda that stands for a try body and gives a std::optional of the result
  std::set<names::VariableId> given_away;  ///< returned or yielded by name: moved out, so not const
  std::set<names::VariableId> caught;      ///< names of exceptions bound by a catch clause: C++ references
};

/// What holds data is a `struct`.
[[nodiscard]] inline cpp::ClassKey class_key(const types::ClassInfo& cls) {
  const bool holds_data = cls.kind == types::ClassKind::NamedTuple || cls.kind == types::ClassKind::Dataclass || cls.kind == types::ClassKind::Record;
  return holds_data ? cpp::ClassKey::Struct : cpp::ClassKey::Class;
}

/// Does the code ask for its class: `super()`, `__class__`?
[[nodiscard]] bool asks_for_class(const syntax::Node& node);

/// The TypeError of a call whose arguments do not fit, in CPython's words.
[[nodiscard]] std::string method_error(const types::FunctionInfo& function, const types::Facts& facts, std::string text);

class Lowering {
 public:
  Lowering(const program::Program& program, const program::Module& module, const names::Names& names, const types::Facts& facts, const effects::EffectFacts& effects,
           const ranges::RangeFacts& ranges, const representation::Representations& representations, const ProgramFacts& whole, source::Diagnostics& diagnostics);
  /// Lowers everything of the module. Whether its body is printed depends on all modules: see `finish`.
  void run();
  /// Modules whose bodies do nothing are not run: `silent` names them.
  LoweredModule finish(const std::set<program::ModuleId>& silent);
  /// Does the body do nothing but run those of the modules given back? Nothing where it does more.
  [[nodiscard]] std::optional<std::set<program::ModuleId>> only_runs() const;
  /// Modules whose bodies functions run.
  [[nodiscard]] const std::set<program::ModuleId>& run_by_functions() const { return run_by_functions_; }
  /// Classes whose bases are given arguments that need statements, which no constructor's list has: their `__init__` must become `py_init`.
  [[nodiscard]] const std::set<types::ClassId>& classes_to_defer() const { return classes_to_defer_; }

 private:
  // -- values (values.cpp)
  /// The value in another representation: boxing, unboxing, widening, narrowing of optionals. Conversions that can fail raise.
  cpp::Expr* convert_number(cpp::Expr* value, const Repr& from, const Repr& to);
  cpp::Expr* convert_from_optional(const Value& value, const Repr& to);
  cpp::Expr* convert_reference(const Value& value, const Repr& to);
  cpp::Expr* convert(const Value& value, const Repr& to);
  Value boxed(const Value& value);  ///< as a py::object, spelled out where C++ would not convert by itself
  Value with_none(const Value& value, const Repr& wanted);
  Value value_of(const syntax::Expr& node);  ///< lowered, in the node's own representation
  cpp::Expr* lower_as(const syntax::Expr& node, const Repr& to);
  cpp::Expr* truth(const syntax::Expr& node);  ///< as a C++ condition
  cpp::Expr* truth(const Value& value);
  const Repr& repr(const syntax::Node& node) const { return reprs_.of_node(node); }
  cpp::Type* type(const Repr& repr);  ///< its spelling as a C++ type; notes the headers
  cpp::Type* parameter_type(const Repr& repr, representation::Passing passing);
  cpp::Expr* default_of(const Repr& repr);                                           ///< `{}`-like value for a declaration that stands alone
  void need(const std::string& header);                                              ///< an #include of the module's source file
  cpp::Expr* machine_call(const char* function, std::vector<cpp::Expr*> arguments);  ///< of py/machine.hpp
  cpp::Expr* none();                                                                 ///< py::None
  [[nodiscard]] Repr object() const { return {}; }
  [[nodiscard]] static Repr make(Kind kind) { return {.kind = kind, .cls = types::none, .arguments = {}}; }
  [[nodiscard]] Repr library(ClassId cls, std::vector<Repr> arguments = {}) const;
  [[nodiscard]] Repr str() const { return library(facts_.str_type); }

  // -- names (variables.cpp)
  std::string variable_name(names::VariableId variable);  ///< its C++ name here
  std::string fresh_name(const std::string& wanted);      ///< `wanted`, or with trailing underscores if taken; notes it as taken
  Value load_variable(names::VariableId variable, const syntax::Node& use);
  const names::ImportTarget* library_import(names::VariableId variable) const;      ///< what `from sys import argv` brought in; null for all else
  bool is_visible_beside(names::VariableId first, names::VariableId second) const;  ///< may one block of C++ see both declarations?
  cpp::Expr* variable_place(names::VariableId variable);                            ///< as an assignable place
  /// `T name = initial;` into the current block; `exact`: `initial` has that type in C++.
  void declare_variable(names::VariableId variable, cpp::Expr* initial, bool exact = false);
  bool fill_cell(names::VariableId variable, cpp::Expr* value);
  void store_variable(names::VariableId variable, Value value, bool may_declare);
  void declare_variables_before(const syntax::Body& body, const syntax::Stmt& statement);  ///< those placed alone before it
  bool is_self(const syntax::Expr& node) const;
  bool is_unread(const syntax::Expr& target) const;
  bool is_idle(const syntax::Expr& target) const;
  bool is_constant(names::VariableId variable) const;  ///< keeps the value that its declaration gives, which is not moved out
  cpp::Stmt* declaration(cpp::Type* declared, const Repr& repr, const std::string& name, cpp::Expr* initial, bool constant, bool exact);
  // constness.cpp
  // receivers.cpp
  std::vector<effects::Key> storage_of(const syntax::Expr& place) const;
  bool may_lose_receiver(const syntax::Call& call, const syntax::Expr& receiver, const types::CallFact& fact) const;
  bool is_value_or_handle(const Repr& repr) const;  ///< what all can be done with is const in C++ (a handle: what it refers to may change all the same)
  bool has_const_methods(ClassId cls) const;
  bool is_library_handle(const Repr& repr) const;
  bool is_handle(const Repr& repr) const;                                   ///< of a list, a dict, any object: all that is done with it leaves it as it is
  cpp::Variable* constant_if_kept(cpp::Variable* local, const Repr& repr);  ///< makes it `const` in the end if nothing changes it
  bool is_steady_element(names::VariableId id, const syntax::Expr& value, const syntax::Stmt& statement);  ///< `body = bodies[i]`: a reference
  bool only_annotates(names::VariableId id) const;
  void settle_constants(const std::vector<cpp::Stmt*>& declarations);
  void declare_alias(names::VariableId variable, const syntax::Expr& value);  ///< `auto& row = grid.at(i);`
  std::string member_name(std::string_view python_name) const;                ///< fields and methods; dunders by the table of docs/pylib.md

  // lifetimes.cpp: objects whose end shows
  bool ends_noticeably(const types::Type& type);
  std::vector<names::VariableId> watched_variables(names::ScopeId scope);
  std::vector<std::string> declare_watched(const std::vector<names::VariableId>& watched, const syntax::Body& body, bool raises);
  std::vector<cpp::Stmt*> held_by_exceptions(std::vector<cpp::Stmt*> body, const std::vector<std::string>& names);
  bool is_passing_object(const syntax::Expr& node, bool steps);
  Value behind_passing_objects(const syntax::Expr& node, Value value);
  void release_rebound(names::VariableId variable);
  std::optional<bool> finishing_generators_;       ///< has the program generators that do something when they are dropped?
  bool has_finalizers_ = false;                    ///< and classes with `__del__`?
  const syntax::Expr* statement_value_ = nullptr;  ///< of the expression statement at hand: ends with it

  // -- blocks (blocks.cpp)
  void emit(cpp::Stmt* statement);                                                      ///< appends to the current block
  void open(cpp::Expr*& node);                                                          ///< the comprehension it evaluates first: statements before it (openings.cpp)
  std::vector<cpp::Stmt*> in_block(const std::function<void()>& body);                  ///< statements that `body` emits
  std::vector<cpp::Stmt*> lower_body(const syntax::Body& body, std::size_t first = 0);  ///< from statement `first` on
  void attach_comments(cpp::Stmt* statement, const syntax::Stmt& source);
  std::vector<cpp::Comment> comments(const std::vector<syntax::Comment>& source) const;
  /// Lowers operands so that Python's order of evaluation holds: earlier ones become locals (named after `hints`) where a later one
  /// conflicts with them or suspends.
  /// `only_read`: what they are operands of runs no code of the program, so that a reference to a place serves for its value.
  std::vector<Value> lower_operands(const std::vector<const syntax::Expr*>& operands, const std::vector<std::string>& hints, bool only_read = false);
  /// For displays, whose parts C++ evaluates in order too: only statements that a later part needs have earlier ones hoisted.
  std::vector<cpp::Expr*> lower_in_order(const std::vector<const syntax::Expr*>& parts, const std::function<cpp::Expr*(std::size_t)>& lower_part);
  cpp::Expr* self_contained(const std::function<cpp::Expr*()>& make);  ///< an expression evaluated only under a condition: its statements come along in a lambda
  std::string operand_name(const syntax::Expr& operand) const;         ///< for an operand that becomes a local: after the function it calls
  Value hoist(Value value, const std::string& hint);                   ///< into a local of the current block
  bool contains_suspension(const syntax::Node& node) const;            ///< await or yield below, not counting nested functions
  bool suspends_guarded(const syntax::Node& node) const;               ///< inside a `try` or `with` (functions.cpp)

  // -- expressions
  Value lower(const syntax::Expr& node);
#define EXPR(kind) Value lower_kind(const syntax::kind& node);
#include "syntax/nodes.def"

  // operators.cpp
  Value power(const Value& left, const Value& right, const Repr& result);
  std::optional<Value> plain_division(Value left, Value right, const syntax::Node& node);
  Value arithmetic_call(const char* function, Value left, const Value& right, Repr result);
  Value binary_of_words(syntax::BinaryOperator op, const Value& left, const Value& right, const syntax::Node& node, const Repr& result);
  Value binary_of_numbers(syntax::BinaryOperator op, Value left, const Value& right, const Repr& result);
  Value binary_of_objects(syntax::BinaryOperator op, const Value& left, const Value& right);
  std::optional<Value> joined_lists(const Value& left, const Value& right, const Repr& result);
  [[nodiscard]] Repr operator_result(const syntax::Node& node, const Repr& result) const;
  Value binary_of_values(syntax::BinaryOperator op, Value left, Value right, const syntax::Node& node, const Repr& result);
  Value binary(syntax::BinaryOperator op, Value left, Value right, const syntax::Node& node, const Repr& result);
  Value compare(syntax::CompareOperator op, Value left, Value right, const syntax::Compare& node, std::size_t index);
  cpp::Expr* chain_tail(const syntax::Compare& node, std::size_t from, Value left, const std::vector<cpp::Expr*>& tests);
  // integers.cpp
  Value machine_binary(syntax::BinaryOperator op, cpp::Op spelling, Value left, Value right, const syntax::Node& node, const Repr& result);
  std::pair<ranges::Interval, ranges::Interval> operand_ranges(const syntax::Node& node) const;
  cpp::Expr* exact(const Value& value);  ///< as a py::Int
  bool is_wide(const syntax::Expr& node) const;
  bool can_be_wide(const syntax::Expr& node) const;
  bool is_unsigned(const syntax::Expr& node) const;
  cpp::Expr* wide(const syntax::Expr& node, bool no_sign);
  std::optional<Value> wide_as_double(const syntax::Expr& node);
  std::optional<Value> narrowed_step(const syntax::BinOp& node);
  [[nodiscard]] static bool is_constant_set(const syntax::Expr& node);  ///< a set display of constants only
  // calls.cpp, library_calls.cpp, special_calls.cpp
  [[nodiscard]] bool is_called_by_value(const syntax::Call& node, const types::FunctionInfo& function, const types::AttributeFact* attribute) const;
  Value call_on_class(const syntax::Call& node, const types::FunctionInfo& function, std::size_t skip, const Value& cls);
  Value method_receiver(const syntax::Call& node, const types::CallFact& fact, Value receiver);
  Value call_method(const syntax::Call& node, const types::CallFact& fact, std::size_t skip);
  Value call_user(const syntax::Call& node, const types::CallFact& fact);
  bool is_bound_by_class(const syntax::Call& node) const;
  [[nodiscard]] bool binds_class_attribute(const syntax::Attribute& node) const;
  Value call_class_attribute(const syntax::Call& node, const types::CallFact& fact);
  Value call_constructor(const syntax::Call& node, const types::CallFact& fact);
  std::optional<Value> power_by_model(const types::FunctionInfo& row, const syntax::Call& node, const Repr& result);
  Value spread_construction(const syntax::Call& node, const Repr& result);
  Value construct_scalar(const Repr& result, std::vector<cpp::Expr*> arguments);
  Value construct_with_entries(const Repr& result, std::vector<cpp::Expr*> arguments, cpp::BraceInit& entries);
  Value construct_library(const syntax::Call& node, const types::CallFact& fact);
  Value kept_callable(const types::FunctionInfo& row, Value made);
  Value call_library_function(const syntax::Call& node, const types::CallFact& fact, const Repr& result);
  Value call_library_on_class(const syntax::Call& node, const types::FunctionInfo& row, const Repr& result);
  std::optional<Value> call_of_cache(const syntax::Call& node, const types::FunctionInfo& row, const Repr& result);
  Value library_receiver(const syntax::Attribute& member, const types::FunctionInfo& row);
  Value call_library_method(const syntax::Call& node, const types::FunctionInfo& row, Value receiver, Repr result);
  Value call_library(const syntax::Call& node, const types::CallFact& fact);
  /// special_calls.cpp: one function for each form, or for forms that are lowered alike; nothing where this call is like any other.
  struct SpecialCall {
    const std::string& form;
    const types::CallFact& fact;
  };
  [[nodiscard]] std::string special_form(const syntax::Call& node, const types::CallFact& fact) const;
  std::optional<Value> call_isinstance(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_issubclass(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_object_new(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_type(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_callable(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> field_store(const syntax::Call& node);
  std::optional<Value> call_attribute_function(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_object_function(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_print(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_namedtuple(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_as_object(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_replace(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_make(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_fields_function(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_partial(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> call_cast(const syntax::Call& node, const SpecialCall& call);
  std::optional<Value> module_has(const syntax::Call& node);
  Value call_special(const syntax::Call& node, const types::CallFact& fact);
  Value call_value(const syntax::Call& node, const types::CallFact& fact);
  Value call_library_object(const syntax::Call& node);
  Value call_dynamic(const syntax::Call& node);
  /// What the library gave as an object. A new list of its own holds objects there: nobody else has it, so its elements move to the list
  /// that is known here.
  Value out_of_object(const syntax::Call& node, cpp::Expr* result);
  // super.cpp
  Value call_super(const syntax::Call& node, const types::CallFact& fact);
  [[nodiscard]] static bool spreads(const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node);
  Value call_spread_super(const syntax::Call& node, const types::FunctionInfo& function, cpp::Expr* target);
  Value call_super_hook(const syntax::Call& node, const types::CallFact& fact, const std::string& name);
  std::string super_hook_name(ClassId owner, const std::string& method) const;
  FunctionId super_signature(ClassId owner, const std::string& name) const;
  cpp::Function* super_hook(ClassId owner, const std::string& name, FunctionId target);
  bool defines_super_hook(const types::ClassInfo& cls, ClassId owner, const std::string& name) const;
  void settle_bases(const types::ClassInfo& cls, cpp::Class& into);
  void super_hooks(const types::ClassInfo& cls, cpp::Class& into);
  /// Arguments for a user function's parameters (behind a bound self), converted, in C++ order.
  /// What a call gives to a function of the program.
  struct GivenArguments {
    const types::FunctionInfo& function;
    std::size_t skip;  ///< parameters that the receiver fills
    const types::Binding& binding;
    std::map<const syntax::Expr*, Value> values;  ///< of operands that were lowered already, as their order asks
  };
  std::map<const syntax::Expr*, Value> conflicting_operands(const types::FunctionInfo& function, std::size_t skip, const types::Binding& binding, const syntax::Call& node);
  [[nodiscard]] bool is_replaced_by(const types::FunctionInfo& function, const syntax::Expr& argument) const;
  cpp::Expr* argument_as(const GivenArguments& given, const syntax::Expr& argument, const Repr& wanted);
  cpp::Expr* rest_argument(const GivenArguments& given, std::size_t index, bool defaults_behind);
  cpp::Expr* keywords_argument(const GivenArguments& given, std::size_t index, bool defaults_behind);
  cpp::Expr* omitted_argument(const GivenArguments& given, std::size_t index, bool defaults_behind);
  cpp::Expr* single_argument(const GivenArguments& given, std::size_t index);
  std::vector<cpp::Expr*> user_arguments(const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node);
  /// The argument for a row's parameter of that index.
  struct PlacedArgument {
    std::size_t parameter = 0;
    cpp::Expr* expr = nullptr;
  };
  std::vector<cpp::Expr*> with_skipped_defaults(const types::FunctionInfo& row, std::size_t first, const std::vector<PlacedArgument>& placed);
  std::vector<cpp::Expr*> library_arguments(const types::FunctionInfo& row, bool has_receiver, const syntax::Call& node);
  std::vector<cpp::Expr*> dynamic_arguments(const syntax::Call& node);
  cpp::Expr* copied_container(const syntax::Call& node, const Repr& result, const std::vector<cpp::Expr*>& arguments);
  cpp::Expr* overload_set(const types::FunctionInfo& row, cpp::Expr* name, const syntax::Expr* callable);
  cpp::Expr* tuple_to_walk(const syntax::Expr& argument, const Value& value, const Repr& element);
  [[nodiscard]] static Repr joined_element(const std::vector<Repr>& parts);  ///< the one representation that all parts convert to
  static cpp::Expr* callable_by_position(const types::FunctionInfo& function, cpp::Expr* target, const syntax::Expr* callable);
  [[nodiscard]] Repr elements_by_result(const types::FunctionInfo& row, const types::ParameterInfo& parameter, const Repr& made);
  cpp::Expr* library_argument(const types::FunctionInfo& row, const types::ParameterInfo* parameter, const syntax::Expr& argument, bool holds_functions, const Repr& made,
                              const syntax::Expr* receiver);  ///< `made`: what the call makes
  bool uses_up(const types::FunctionInfo& row, const types::ParameterInfo* parameter, const syntax::GeneratorExp& generator, const syntax::Expr* receiver) const;
  cpp::Expr* library_method(const types::FunctionInfo& row, Value receiver, std::vector<cpp::Expr*> arguments);
  Repr library_result(const types::FunctionInfo& row, const syntax::Call& node) const;
  cpp::Type* class_type(ClassId id, const syntax::Node& place);
  Value replace_fields(Value subject, const syntax::Call& node);
  cpp::Expr* default_argument(const types::FunctionInfo& function, const types::ParameterInfo& parameter);
  Value raise_type_error(const std::string& text, const Repr& result);  ///< an expression that raises
  cpp::Expr* function_target(const types::FunctionInfo& function, const syntax::Expr& node);
  Value function_value(FunctionId function, const syntax::Expr& node);                  ///< a user function or method as a value
  cpp::Expr* library_function_object(const types::FunctionInfo& row, cpp::Expr* name);  ///< as a py::object
  std::string library_function_name(const types::FunctionInfo& row) const;
  std::string library_function_header(const types::FunctionInfo& row) const;
  // attributes.cpp, subscripts.cpp
  Value module_member(const syntax::Attribute& node, const types::AttributeFact& fact);
  Value library_constant(const program::Module& module, const std::string& name, const Repr& result);  ///< `sys.argv`
  Value library_attribute(Value receiver, const syntax::Attribute& node, const types::AttributeFact& fact);
  Value bound_method(Value receiver, const syntax::Attribute& node, const types::AttributeFact& fact);
  bool is_virtual_attribute(ClassId owner, const std::string& name) const;  ///< read through `py_get_<name>()`
  /// What an optional holds: `*value` if the node is known not to be None, else `py::subscripted(value)` and the like, which raise.
  Value held(const Value& optional, const syntax::Expr& node, const std::string& use, std::vector<cpp::Expr*> arguments = {});
  /// `xs[i]` for an index that is proved inside, else `xs.at(i)`, or `place`, which check.
  cpp::Expr* element_at(cpp::Expr* sequence, const Value& index, const syntax::Subscript& node, const char* checked = "at");
  cpp::Expr* slice_call(Value receiver, const syntax::Slice& slice, const std::string& method, std::vector<cpp::Expr*> behind);
  Value load_dynamic(const Value& receiver, const syntax::Attribute& node);
  cpp::Expr* member_of(const Value& receiver, const syntax::Attribute& node, const std::string& name);
  Value load_field(const Value& receiver, const syntax::Attribute& node, ClassId owner);
  [[nodiscard]] cpp::Type* class_scope(ClassId cls) const;
  cpp::Expr* class_value(const types::FieldInfo& field);
  [[nodiscard]] const types::FieldInfo* inherited_attribute(const types::FieldInfo& field) const;
  Value load_class_attribute(const Value& receiver, const syntax::Attribute& node, ClassId owner);
  Value load_name_attribute(const Value& receiver, const syntax::Attribute& node);
  Value load_special_name(const Value& receiver, const syntax::Attribute& node, ClassId owner);
  Value load_attribute(Value receiver, const syntax::Attribute& node);
  void store_attribute(const syntax::Attribute& target, Value value);
  /// Reports a store that Python would not carry out as an ordinary one.
  bool refuses_store(const syntax::Attribute& target);
  Value load_from_tuple(const syntax::Subscript& node, const Value& tuple, const Value& index);
  std::optional<Value> load_from_library(const syntax::Subscript& node, const Value& receiver, const Value& index);
  Value load_slice(const syntax::Subscript& node, const Value& receiver, const syntax::Slice& slice);
  Value load_from_class(const syntax::Subscript& node, const types::ClassInfo& cls);
  Value load_subscript(const syntax::Subscript& node);
  void store_subscript(const syntax::Subscript& target, Value value);
  cpp::Expr* place(const syntax::Expr& target);  ///< an assignable C++ place for a simple target, evaluated once; null if there is none
  /// `(x, y)` of a std::tuple, NamedTuple: element i as a value.
  Value element_of_tuple(Value tuple, std::size_t index, const Repr& element);
  // comprehensions.cpp
  /// `result` filled by loops, as statements; used for `x = [..]` and `return [..]`.
  Value comprehension_statements(const syntax::Expr& comprehension, const std::string& name);
  Value lazy_view(const syntax::GeneratorExp& node);  ///< consumed on the spot: py::each(…)
  Value comprehension_value(const syntax::Expr& node);
  Repr comprehension_repr(const syntax::Expr& comprehension) const;
  void find_unpacked_generators(const syntax::Node& node);
  std::set<NodeId> unpacked_generators_;
  std::vector<cpp::Parameter> loop_parameters(const cpp::RangeFor& loop, const syntax::Expr& target);
  cpp::Expr* element_function(const syntax::Expr& element, const std::vector<cpp::Parameter>& parameters, cpp::Expr* value) const;
  cpp::Expr* container_of_view(const syntax::Comprehension& clause, const syntax::Expr& element, const Repr& whole, const std::vector<cpp::Stmt*>& statements);
  void comprehension_loops(const std::vector<syntax::Comprehension>& generators, std::size_t index, const std::function<void()>& innermost);
  cpp::Parameter target_parameter(const syntax::Expr& target, const Repr& element, std::vector<cpp::Stmt*>& opening);
  std::vector<cpp::Parameter> target_parameters(const syntax::Expr& target, const Repr& element);
  Value iteration_source(const syntax::Expr& node);
  [[nodiscard]] bool holds_handle(const Repr& of) const;
  cpp::Expr* view_function(const syntax::GeneratorExp& node, const syntax::Expr* element, const std::vector<cpp::Parameter>& parameters, std::vector<cpp::Stmt*> body);
  cpp::Expr* all_hold(const std::vector<syntax::Expr*>& conditions);
  std::vector<names::VariableId> captured_variables(const syntax::Expr& node) const;  ///< locals of the function around that a generator expression uses
  /// loops.cpp: `for target in iter` around what `body` emits, in the form that fits (range-for, structured bindings, …).
  bool makes_container(const syntax::Expr& iter) const;
  /// What a `for` goes over, and what it gives.
  struct LoopSource {
    Value value;
    Repr element;
    bool may_move = false;  ///< the body may move or free the element while it has it: the loop has a copy
    [[nodiscard]] cpp::Type* loop_type() const { return may_move ? cpp::const_auto() : cpp::const_auto_ref(); }
  };
  LoopSource display_source(const syntax::Tuple& display, const syntax::Expr& target);
  LoopSource undisturbed_source(const syntax::Expr& target, const syntax::Expr& iter, bool given);
  LoopSource loop_source(const syntax::Expr& target, const syntax::Expr& iter);
  [[nodiscard]] bool is_loops_own(names::VariableId variable) const;
  void loop_declaring(const syntax::Name& target, const LoopSource& source, const std::function<void()>& body);
  bool loop_binding(const syntax::Tuple& targets, const LoopSource& source, const std::function<void()>& body);
  void loop_over_parts(const syntax::Tuple& targets, const LoopSource& source, const std::function<void()>& body);
  void loop_assigning(const syntax::Expr& target, const LoopSource& source, const std::function<void()>& body);
  void emit_loop(const syntax::Expr& target, const syntax::Expr& iter, bool is_async, const std::function<void()>& body);
  cpp::Expr* first_source_ = nullptr;  ///< stands for the first iterable while a generator expression's coroutine is made
  // joined_lists.cpp
  bool declare_joiner(const syntax::Stmt& statement, const syntax::Expr& target);
  std::optional<Value> call_joiner(const syntax::Call& node);
  [[nodiscard]] std::set<const syntax::Expr*> texts_made_first(const syntax::JoinedStr& node) const;                    // strings.cpp
  void flatten_format(const syntax::JoinedStr& node, std::string& format, std::vector<const syntax::Expr*>& operands);  // strings.cpp
  // lambdas.cpp
  [[nodiscard]] std::vector<names::VariableId> captured_by(const types::FunctionInfo& function) const;
  std::vector<cpp::Capture> closure_captures(const types::FunctionInfo& function, bool by_reference, FunctionContext& inner);
  cpp::Params closure_parameters(const types::FunctionInfo& function, FunctionContext& inner);
  std::vector<cpp::Stmt*> closure_body(const types::FunctionInfo& function);
  cpp::Type* closure_result(const types::FunctionInfo& function);
  cpp::Lambda* closure(const types::FunctionInfo& function, bool by_reference);

  // -- statements
  void lower(const syntax::Stmt& node);
#define STMT(kind) void lower_kind(const syntax::kind& node);
#include "syntax/nodes.def"
  void assign(const syntax::Expr& target, Value value, const syntax::Stmt* statement);
  bool bind_names(const std::vector<syntax::Expr*>& targets, const std::function<Repr(std::size_t)>& element, cpp::Type* declared, cpp::Expr* value, const syntax::Stmt* statement);
  void assign_unpacked(const std::vector<syntax::Expr*>& targets, Value value, const syntax::Stmt* statement);
  void return_value(cpp::Expr* value);  ///< return or co_return, or a note of it
  void break_loop();
  void continue_loop();
  void leave_block(bool at_end);
  [[nodiscard]] bool gives_nothing() const;
  void departing_block(const std::vector<const syntax::Body*>& bodies, const std::string& pending, const std::function<void()>& inner, Departure& departure);
  void carry_out(const Departure& departure);
  void delete_target(const syntax::Expr& target);
  cpp::Stmt* condition_declaration(const syntax::If& node);
  std::set<const syntax::NamedExpr*> declared_in_condition_;  ///< the header of their `if` has evaluated and declared them
  void run_import(const program::Module* module);
  void hold_import(names::VariableId variable, const program::Module& module, const std::string& name);
  bool may_declare_here(names::VariableId variable, const syntax::Stmt& statement) const;
  effects::Effects element_read(const syntax::Subscript& target) const;
  // parallel.cpp
  // assignments.cpp
  [[nodiscard]] bool is_silent_definition(const syntax::Assign& node, const syntax::Name& target, names::VariableId variable) const;
  bool assign_name(const syntax::Assign& node, const syntax::Name& target);
  [[nodiscard]] cpp::Expr* self_handle();
  bool assign_field(const syntax::Attribute& target, const syntax::Expr& value);
  void augment_variable(const syntax::AugAssign& node, const syntax::Name& name);
  void augment_attribute(const syntax::AugAssign& node, const syntax::Attribute& attribute);
  void augment_item(const syntax::AugAssign& node, const syntax::Subscript& subscript, Value receiver, Value index);
  void augment_object_item(const syntax::AugAssign& node, const Value& receiver, const Value& index);
  bool swap_or_parallel(const syntax::Expr& target, const syntax::Expr& source, const syntax::Stmt& statement);
  bool store_in_order(const syntax::Tuple& targets, const syntax::Tuple& sources, const syntax::Stmt& statement);
  bool store_in_turn(const syntax::Tuple& targets, const syntax::Tuple& sources, const syntax::Stmt& statement);
  Value kept_for_store(const syntax::Expr& source, Value value, const std::string& hint);
  bool update_in_place(const syntax::Expr& target, const syntax::Expr& source);
  bool is_type_alias(const syntax::Expr& value) const;
  void name_recursive_type(const syntax::Assign& node, const std::string& name);
  bool same_place(const syntax::Expr& a, const syntax::Expr& b) const;
  bool exchange(const syntax::Expr& first, const syntax::Expr& second, const syntax::Expr& old, const syntax::Expr& replacement);
  cpp::Expr* swappable(const syntax::Expr& target);
  void augment_object(syntax::BinaryOperator op, cpp::Expr* where, const Value& operand);
  bool changes_variable(names::VariableId variable, const syntax::Expr& node) const;
  void augment(const syntax::AugAssign& node, cpp::Expr* where, const Repr& declared, Value operand);
  void augment_element(const syntax::AugAssign& node, cpp::Expr* read, cpp::Expr* written, const Repr& declared);
  bool augment_by_methods(const syntax::AugAssign& node, Value receiver);
  void name_displays(cpp::Expr*& expr, const std::vector<std::string>& names, const std::string& hint);
  [[nodiscard]] std::vector<std::string> parameters_of_call(const syntax::Expr& node) const;
  cpp::Expr* suspension(const syntax::Expr& node);  ///< `co_await …` / `co_yield …`, to stand alone in a statement
  void guarded_block(const syntax::Body& finalbody, const std::string& hint, const std::function<void()>& inner);
  void finish_pending(const syntax::Body& finalbody, const std::string& pending);
  std::vector<cpp::Stmt*> block_with_result(const std::string& returned, cpp::Type* held, const std::function<void()>& inner);
  void run_finally(const syntax::Body& finalbody, const std::string& hint, const std::function<void()>& inner, const syntax::Try& node);
  void try_except(const syntax::Try& node);
  /// An `except` clause.
  struct Clause {
    const syntax::ExceptHandler* handler = nullptr;
    std::vector<ClassId> classes;  ///< that it names
    bool is_static = true;         ///< these are known; if not, the value decides at run time
    std::string name;              ///< of the exception in C++; empty if the clause does not use it
  };
  bool is_declared_by(const syntax::ExceptHandler& handler) const;
  std::vector<Clause> except_clauses(const syntax::Try& node);
  cpp::Try::Handler plain_handler(const Clause& clause);
  cpp::Expr* clause_test(const Clause& clause, const std::string& caught);
  std::vector<cpp::Stmt*> clause_body(const Clause& clause, const std::string& caught);
  void dispatch_clauses(const std::vector<Clause>& clauses, const std::string& caught, cpp::Stmt* rethrow);
  void handle_behind(std::vector<cpp::Stmt*> body, const std::vector<Clause>& clauses, const std::string& caught);
  std::vector<cpp::Stmt*> tried_body(const syntax::Try& node, const std::string& flag);
  // attempts.cpp
  bool try_attempt(const syntax::Try& node, const std::vector<ClassId>& handled);  ///< as an `if`; false: not of that form
  const types::FunctionInfo* attempted_row(const syntax::Expr& operation) const;
  bool ignores_exception(const syntax::ExceptHandler& handler) const;
  bool may_raise_into(const syntax::Body& body, const std::vector<ClassId>& handled) const;
  bool is_plain_key(const Repr& key) const;
  cpp::Variable* attempt(const syntax::Expr& operation, const types::FunctionInfo& row, const std::string& found);
  std::map<const syntax::Expr*, Value> attempted_;  ///< operations that have been done: their values
  void try_star(const syntax::Try& node);
  bool body_suspends(const syntax::Body& body) const;
  cpp::Type* exception_type(ClassId cls);
  std::vector<cpp::Stmt*> handler_body(const syntax::ExceptHandler& handler, const std::string& caught, ClassId cls);
  Value generator_manager(Value generator, const syntax::WithItem& item);
  void with_item(const syntax::With& node, std::size_t index);
  void async_with_item(const syntax::With& node, std::size_t index, Value manager);
  bool is_caught(const syntax::Expr& node) const;  ///< the name of the exception being handled
  // patterns.cpp: each test is null where nothing needs testing
  using Bindings = std::vector<std::function<void()>>;  ///< store what a pattern captures, once all of it matched
  cpp::Expr* pattern_test(const syntax::Pattern& pattern, Value subject, Bindings& bindings);
  cpp::Expr* capture_test(const syntax::MatchAs& pattern, Value subject, Bindings& bindings);
  cpp::Expr* either_test(const syntax::MatchOr& pattern, Value subject, Bindings& bindings);
  cpp::Expr* equality_test(const syntax::MatchValue& pattern, const Value& subject);
  cpp::Expr* singleton_test(const syntax::MatchSingleton& pattern, const Value& subject);
  cpp::Expr* class_test(const syntax::MatchClass& pattern, const Value& subject, Bindings& bindings);
  cpp::Expr* sequence_test(const syntax::MatchSequence& pattern, const Value& subject, Bindings& bindings);
  cpp::Expr* mapping_test(const syntax::MatchMapping& pattern, const Value& subject, Bindings& bindings);
  void bind_capture(NodeId node, Value value, Bindings& bindings);
  Value matched_attribute(const Value& instance, ClassId cls, const std::string& name);
  Value match_subject(const syntax::Match& node);
  std::vector<cpp::Stmt*> case_body(const syntax::MatchCase& one, const Bindings& bindings, const std::string& flag, bool& leaves);
  void match_chain(const std::vector<const syntax::MatchCase*>& cases, const Value& subject, bool exhaustive);
  void match_guarded(const std::vector<const syntax::MatchCase*>& cases, const Value& subject, bool exhaustive);
  // loops.cpp, asynchronous.cpp
  [[nodiscard]] bool is_wide_range(const syntax::Expr& node) const;
  Repr yielded(const syntax::Expr& iter, const Repr& source) const;
  void assign_starred_tuple(const std::vector<syntax::Expr*>& targets, std::size_t star, std::size_t size, Value tuple, const syntax::Stmt* statement);
  Value stable_place(const syntax::Expr& node);  ///< a place that may be named more than once: what its path evaluates is kept in variables
  [[nodiscard]] Repr element_of_rows(const syntax::Expr& rows) const;
  Repr yielded_by_instance(const Repr& source) const;
  Repr element_of_display(const syntax::Tuple& display, const syntax::Expr& target);
  bool may_disturb(const syntax::Expr& iter, const effects::Effects& effects) const;
  void loop_with_else(const syntax::Body& body, const syntax::Body& orelse, const std::function<void()>& loop);
  void emit_async_loop(const syntax::Expr& target, const syntax::Expr& iter, const std::function<void()>& body);
  const effects::Effects* loop_effects_ = nullptr;  ///< of the body of the loop being opened; null: unknown
  cpp::Lambda* element_lambda(std::vector<cpp::Parameter> parameters, std::vector<cpp::Stmt*> body) const;
  cpp::Expr* display(const Repr& whole, const std::vector<const syntax::Expr*>& parts, std::vector<cpp::Expr*> elements);
  bool names_same(const syntax::Expr& node, const Repr& wanted) const;
  bool is_bindable(const syntax::Name& target, const Repr& part) const;
  const syntax::Stmt* loop_statement_ = nullptr;
  std::string break_flag_;  ///< what `break` clears for the loop's `else`
  /// Variables declared alone, by the statement before which they stand.
  std::multimap<const syntax::Stmt*, names::VariableId> alone_;

  // -- declarations
  // modules.cpp
  void module_body();
  void declare_body(const std::set<program::ModuleId>& silent);  ///< `py_main`
  void lower_top_level(const syntax::Stmt& statement);
  bool constant_declaration(const syntax::Stmt& statement);  ///< printed as a constant of the header: nothing left to run
  void declare_global(names::VariableId variable);
  void declare_globals_of(const syntax::Stmt& statement);
  bool is_constant_value(const syntax::Expr& value, const Repr& repr) const;  ///< has a `constexpr` C++ form
  std::vector<cpp::Stmt*> forward_declarations(program::ModuleId module) const;
  std::vector<const program::Module*> modules_included_later() const;
  std::string module_header(const program::Module& module) const;  ///< "package/module.hpp"
  std::string module_scope(const program::Module& module) const;   ///< "package::module::"
  void note_classes(const Repr& repr);                             ///< forward declarations or includes that naming it needs
  void in_header(const std::function<void()>& make);               ///< what `make` needs goes to the header
  cpp::Type* variable_type(names::VariableId variable);            ///< as declared: py::unbound<T>, py::cell<T> where needed
  bool is_cell(names::VariableId variable) const;
  std::string module_level_name(const std::string& python_name) const;    ///< qualified where a member, or std, would hide it
  std::string class_spelling(ClassId cls) const;                          ///< relative to this module
  void place_comments(cpp::Stmt* statement, const syntax::Stmt& source);  ///< attach_comments without doubling
  // declarations.cpp
  void declare_in_header(const std::function<cpp::Stmt*()>& make);  ///< a function or variable, unless only the source needs it
  void settle_declarations(bool has_body);
  // functions.cpp
  static void give_defaults_behind(cpp::Params& parameters);  ///< C++ wants one behind every other: `{}`, which callers never leave to it
  cpp::Function* function_signature(const types::FunctionInfo& function, bool is_definition);
  void enter_function(const types::FunctionInfo& function, FunctionContext& context);
  void note_given_away(const syntax::Node& node, FunctionContext& context) const;
  bool is_recursive(const types::FunctionInfo& function) const;
  void function_body(const types::FunctionInfo& function, cpp::Function& into);
  cpp::Function* define_function(const types::FunctionInfo& function);  ///< signature and body, in a context of its own
  void emit_function(const types::FunctionInfo& function);              ///< of a module
  // reruns.cpp
  bool is_over_integers(const types::FunctionInfo& function) const { return whole_.rerunnable.over_integers.contains(function.id); }
  std::string integer_parameter() const;              ///< `Integer`, or with underscores behind where the module has that name
  bool may_be_exact(const syntax::Expr& node) const;  ///< inside the template: a py::Int, whatever the integer type
  cpp::Function* template_signature(const types::FunctionInfo& function, bool with_defaults);
  void emit_over_integers(const types::FunctionInfo& function);  ///< the template, and the function that runs it
  cpp::Expr* cache_limit(const types::StubDecorator& row);
  cpp::Type* cached_closure_type(const types::FunctionInfo& function);
  cpp::Type* kept_result(const types::FunctionInfo& function);
  [[nodiscard]] bool is_library_method(const syntax::Attribute& member) const;
  cpp::Function* cached_function(const types::FunctionInfo& function, const types::StubDecorator& row, cpp::Expr* uncached);
  void add_cache(const types::FunctionInfo& function, cpp::Class& into);  ///< `lru_cache` and `cached_property` of methods
  void emit_default_objects(const types::FunctionInfo& function);         ///< defaults that are evaluated once, when `def` runs
  bool is_plain_function(const types::FunctionInfo& function) const;      ///< a C++ function of the namespace
  bool is_plain_local(const types::FunctionInfo& function) const;         ///< a lambda that never leaves its function
  bool rebinds_parameter(const types::FunctionInfo& function, std::size_t index) const;
  representation::Passing passing(const types::FunctionInfo& function, std::size_t index) const;
  std::string default_object_name(const types::FunctionInfo& function, const types::ParameterInfo& parameter) const;
  static bool has_constant_default(const types::ParameterInfo& parameter);
  std::vector<cpp::Comment> documentation(const syntax::Body& body) const;
  cpp::Expr* made_default(const types::FunctionInfo& function, const types::ParameterInfo& parameter);
  cpp::Expr* default_maker(const types::FunctionInfo& function, const types::ParameterInfo& parameter);
  std::vector<cpp::Expr*> parameter_descriptions(const types::FunctionInfo& function, std::size_t skip);
  cpp::Expr* boxed_callable(const syntax::Expr& node, const Value& value);
  cpp::Expr* boxed_function(const types::FunctionInfo& function, cpp::Expr* callable);  ///< py::def("name", f, py::arg…)
  [[nodiscard]] Repr undecorated_repr(const types::FunctionInfo& function) const;
  ClassId dispatched_class(const syntax::Expr& decorator, const types::FunctionInfo& function) const;
  Value decorated(const syntax::FunctionDef& node, Value value);
  // classes.cpp, constructors.cpp, dataclasses.cpp, namedtuples.cpp, enums.cpp, descriptors.cpp
  void complete_value_fields(const types::ClassInfo& cls);
  void class_comments(const types::ClassInfo& cls, cpp::Class& made);
  void lower_class(const types::ClassInfo& cls);
  void report_unsupported(const types::ClassInfo& cls);
  void init_subclass(const types::ClassInfo& cls);
  void class_bases(const types::ClassInfo& cls, cpp::Class& into);
  void class_statement(const types::ClassInfo& cls, const syntax::Stmt& statement, cpp::Class& into);
  void class_attribute(const types::ClassInfo& cls, const syntax::Stmt& statement, const std::string& name, cpp::Class& into);
  [[nodiscard]] bool is_read_virtually(const types::ClassInfo& cls, const types::FieldInfo& field) const;
  void virtual_accessor(const types::ClassInfo& cls, const std::string& name, cpp::Class& into);
  void instance_fields(const types::ClassInfo& cls, cpp::Class& into);
  // traces.cpp
  [[nodiscard]] bool has_member(const types::ClassInfo& cls, const types::FieldInfo& field) const;
  [[nodiscard]] std::vector<std::string> traced_members(const types::ClassInfo& cls) const;
  [[nodiscard]] bool is_traced(ClassId cls) const;
  void trace_function(const types::ClassInfo& cls, cpp::Class& into);
  void collect_before_end();
  [[nodiscard]] Repr method_result(const types::FunctionInfo& function, const Repr& otherwise) const;
  [[nodiscard]] bool has_arity_of_base(const types::ClassInfo& cls, const types::FunctionInfo& function) const;
  bool method_specifiers(const types::ClassInfo& cls, const types::FunctionInfo& function, cpp::Function& made);
  void define_method(const types::ClassInfo& cls, const types::FunctionInfo& function, const cpp::Function& declared, const Repr& result, std::vector<cpp::Stmt*> statements);
  [[nodiscard]] bool returns_as_operator(const types::FunctionInfo& function, const Repr& result) const;
  void mark_unused_parameters(const types::FunctionInfo& function, cpp::Function& made) const;
  std::vector<cpp::Stmt*> method_body(const types::FunctionInfo& function, std::set<std::string>& needs);
  void method(const types::ClassInfo& cls, const types::FunctionInfo& function, cpp::Class& into);
  void add_method(const types::ClassInfo& cls, const syntax::FunctionDef* source, cpp::Function* function, bool in_class, cpp::Class& into);
  // run_time_classes.cpp
  void run_time_class(const syntax::ClassDef& node);
  void run_time_method(const syntax::FunctionDef& node, const std::string& attributes);
  cpp::Expr* made_class(const syntax::ClassDef& node, const std::string& attributes);
  Value run_time_super(const syntax::Call* call);
  std::map<names::ScopeId, std::string> namespaces_;  ///< of class statements being run: the dict of their names
  std::string class_cell_;                            ///< of the innermost: what its methods know it by, for `super()`; empty if they do not ask
  // makers.cpp
  const types::FunctionInfo& maker_signature(const types::ClassInfo& cls) const;
  bool can_make(const types::ClassInfo& cls) const;
  void make_function(const types::ClassInfo& cls, cpp::Class& into);
  Value new_instance(const syntax::Call& node);
  // replaced_methods.cpp
  cpp::Expr* unbound_method(const types::FunctionInfo& function);
  bool may_be_replaced(const types::ClassInfo& cls, const types::FunctionInfo& function) const;
  void replaced_method(const types::ClassInfo& cls, const types::FunctionInfo& function, cpp::Class& into);
  void class_decorators(const types::ClassInfo& cls);
  void library_class_decorator(const types::ClassInfo& cls, const syntax::Expr& decorator);
  bool is_of_program(const syntax::Expr& decorator) const;
  [[nodiscard]] bool is_totally_ordered(const types::ClassInfo& cls) const;
  [[nodiscard]] const types::FunctionInfo* written_method(const types::ClassInfo& cls, const std::string& name) const;
  void total_ordering(const types::ClassInfo& cls, cpp::Class& into);
  [[nodiscard]] static bool takes_no_operand(const types::FunctionInfo& function);
  void comparison_without_operand(const types::ClassInfo& cls, const types::FunctionInfo& function, cpp::Class& into);
  /// How a comparison follows from the written one.
  struct Derivation {
    bool same_direction = false;
    bool same_strictness = false;
    bool is_strict = false;
  };
  cpp::Function* derived_comparison(const types::ClassInfo& cls, const types::FunctionInfo& written, const std::string& method, cpp::Op root, const Derivation& derivation);
  void method_alias(const types::FunctionInfo& function, const std::string& name, const syntax::Stmt& statement, cpp::Class& into);
  void called_property(const types::ClassInfo& cls, const std::string& name, const syntax::Stmt& statement, cpp::Class& into);
  void const_forwarder(const types::FunctionInfo& function, cpp::Class& into);
  void arity_forwarder(const types::FunctionInfo& function, cpp::Class& into);
  bool is_dynamic_field(const types::FieldInfo& field) const;
  bool is_late(const types::FieldInfo& field) const;
  bool has_own_values(const types::ClassInfo& cls, const std::string& name) const;
  bool is_layered(ClassId owner, const std::string& name) const;
  bool uses_later(const types::ClassInfo& cls, const syntax::Node& node) const;
  bool is_forced_const(const types::FunctionInfo& function) const;
  std::string method_cpp_name(const types::FunctionInfo& function) const;
  std::string attribute_cpp_name(ClassId owner, const std::string& name) const;  ///< of a class attribute's static member
  cpp::Type* field_type(const types::FieldInfo& field);
  std::vector<std::string> abstract_methods(const types::ClassInfo& cls) const;
  void inherited_constructor(const types::ClassInfo& cls, cpp::Class& into);
  void forwarding_constructor(const types::ClassInfo& cls, const types::FunctionInfo& init, cpp::Class& into);
  cpp::Function* written_constructor(const types::ClassInfo& cls, const types::FunctionInfo& init, cpp::Class& into);
  void define_constructor(const types::ClassInfo& cls, const types::FunctionInfo& init, cpp::Function& made, cpp::Class& into);
  void constructor(const types::ClassInfo& cls, cpp::Class& into);
  void deferred_constructor(const types::ClassInfo& cls, const types::FunctionInfo& init, cpp::Class& into);
  void set_own_arguments(const types::ClassInfo& cls, const types::FunctionInfo& init, cpp::Function& made, cpp::Class& into);
  Value given_arguments(const syntax::Call& node, const types::ClassInfo& cls, cpp::Expr* made);
  std::size_t member_initialisers(const types::ClassInfo& cls, const types::FunctionInfo& init, cpp::Function& made);
  bool calls_self(const types::FunctionInfo& init, const syntax::Node& node) const;
  ClassId enumeration(const syntax::Expr& node) const;  ///< the Enum class that the expression names, or none
  bool only_keeps_arguments(const types::ClassInfo& cls, const types::FunctionInfo& init, const syntax::Call& call) const;
  bool stores_parameter(const types::ClassInfo& cls, const types::FunctionInfo& init, const syntax::Stmt& statement) const;
  bool constant_field(const types::ClassInfo& cls, const types::FunctionInfo& init, const syntax::Stmt& statement);
  bool member_initialiser(const types::ClassInfo& cls, const types::FunctionInfo& init, const syntax::Stmt& statement, cpp::Function& made,
                          const std::set<names::VariableId>& moved);
  std::set<names::VariableId> moved_parameters(const types::ClassInfo& cls, const types::FunctionInfo& init) const;
  const syntax::Expr* field_store(const types::ClassInfo& cls, const types::FunctionInfo& init, const syntax::Stmt& statement, std::string& name) const;
  cpp::Expr* default_factory_value(const types::FieldInfo& field, const Repr& repr);
  cpp::Expr* field_default(const types::FieldInfo& field, const types::FunctionInfo& init);
  cpp::Params field_parameters(std::vector<const types::FieldInfo*> fields, const types::FunctionInfo& init);
  void dataclass_constructor(const types::ClassInfo& cls, cpp::Class& into);
  std::vector<const types::FieldInfo*> dataclass_fields(const types::ClassInfo& cls) const;  ///< bases' first
  cpp::Stmt* field_table(const types::ClassInfo& cls);
  void namedtuple_constructors(const std::string& name, const std::vector<const types::FieldInfo*>& fields, cpp::Body& members);
  void namedtuple_members(const std::vector<const types::FieldInfo*>& fields, cpp::Body& members);
  void check_namedtuple_options(const types::ClassInfo& cls, const std::vector<const types::FieldInfo*>& fields);
  void lower_namedtuple(const types::ClassInfo& cls);
  // records.cpp
  [[nodiscard]] bool is_record(const Repr& repr) const;
  void lower_record(const types::ClassInfo& cls);
  Value make_record(const syntax::Dict& node, const Repr& whole);
  Value record_field(const Value& record, const std::string& key);
  Value load_record(const syntax::Subscript& node);
  void augment_record(const syntax::AugAssign& node, Value record);
  void say_class_name(const types::ClassInfo& cls);
  void lower_enum(const types::ClassInfo& cls);
  cpp::Variable* declare_member(const types::ClassInfo& cls, const std::string& name, cpp::Class& into);
  void numbered_members(const types::ClassInfo& cls, cpp::Class& into);
  void enum_member(const types::ClassInfo& cls, const syntax::Stmt& statement, cpp::Class& into);
  Repr enum_value(const types::ClassInfo& cls) const;
  cpp::Expr* layered_attribute(const types::ClassInfo& cls, const types::FieldInfo& field, cpp::Expr* chain);
  void add_class_name(const types::ClassInfo& cls, cpp::Class& into);
  void add_descriptor(const types::ClassInfo& cls, cpp::Class& into);
  cpp::Expr* describe_constructor(const types::ClassInfo& cls, cpp::Expr* chain);
  cpp::Expr* describe_field(const types::ClassInfo& cls, const types::FieldInfo& field, cpp::Expr* chain);
  cpp::Expr* describe_property(const types::ClassInfo& cls, const std::string& name, const std::string& getter, cpp::Expr* chain);
  cpp::Expr* describe_method(const types::ClassInfo& cls, const types::FunctionInfo& function, cpp::Expr* chain);
  cpp::Expr* descriptor(const types::ClassInfo& cls);

  bool in_header_ = false;
  std::set<ClassId> declared_classes_;                               ///< that the header has defined so far
  std::set<ClassId> forward_classes_;                                ///< that it names earlier
  std::map<std::string, const syntax::Stmt*> default_initialisers_;  ///< of the class at hand: fields given a constant first thing in `__init__`
  std::set<std::string> listed_fields_;                              ///< of the class at hand: fields that its constructor's list sets
  std::set<const syntax::Stmt*> moved_statements_;                   ///< of `__init__`: taken over by a field's initialiser
  std::set<ClassId> lowered_classes_;
  std::set<FunctionId> declared_templates_;  ///< over the integer type, so far
  mutable std::map<FunctionId, bool> plain_locals_;

  /// "not supported yet": diagnostic K0401 that names the construct; lowering goes on with a placeholder.
  Value unsupported(const syntax::Node& node, const std::string& construct);

  const program::Program& program_;
  const program::Module& module_;
  const names::Names& names_;
  const types::Facts& facts_;
  const effects::EffectFacts& effects_;
  const ranges::RangeFacts& ranges_;
  const representation::Representations& reprs_;
  const ProgramFacts& whole_;
  source::Diagnostics& diagnostics_;

  std::vector<cpp::Stmt*>* block_ = nullptr;
  FunctionContext* context_ = nullptr;
  std::set<std::string> source_headers_;
  std::set<std::string> header_headers_;
  bool uses_asyncio_ = false;

  // the module's output under construction (modules.cpp)
  std::vector<cpp::Stmt*> header_declarations_;
  std::vector<cpp::Stmt*> source_declarations_;
  struct Keepable {
    cpp::Variable* local = nullptr;
    bool is_handle = false;  ///< storing to an element changes what it refers to, not the local
  };
  std::map<const cpp::Node*, Keepable> constant_if_kept_;      ///< looked up only: the order does not matter
  std::vector<cpp::Stmt*> body_;                               ///< of the module, in `py_main`
  std::map<const cpp::Stmt*, program::ModuleId> module_runs_;  ///< statements that run the body of another module
  std::set<program::ModuleId> run_by_functions_;
  std::set<types::ClassId> classes_to_defer_;
  struct DeclarationNeeds {
    std::set<std::string> headers;
    std::set<ClassId> forward;  ///< classes to be declared before
  };
  std::map<const cpp::Stmt*, DeclarationNeeds> declaration_needs_;  ///< of those made by declare_in_header
};

}  // namespace krait::lower
