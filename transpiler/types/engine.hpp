/// The inner workings of inference: one `Engine` per run. Private to `types/`.
///
/// Each body (a module's, a function's) is walked as a whole with an environment of narrowings; types flow into slots.
/// A body that read a slot is walked again when the slot changes. Slots only grow, each a bounded number of times, so this ends.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "source/diagnostics.hpp"
#include "source/function_ref.hpp"
#include "types/facts.hpp"
#include "types/signs.hpp"
#include "types/stub_annotations.hpp"

namespace krait::types {

/// What is known on the path to a place beyond the slots' types: "v12" or "v12.left" -> narrower type.
struct Environment {
  bool dead = false;
  std::map<std::string, Type> narrowed;
};

/// A type parameter while a stub row is matched: what flowed in, and the slot it aliases if it is a container's.
struct TypeBinding {
  SlotId slot = none;
  Type type;
};
using TypeBindings = std::map<std::string, TypeBinding>;

[[nodiscard]] inline Atom class_object(ClassId cls) { return {.kind = AtomKind::Class, .id = cls, .slots = {}, .elements = {}}; }
[[nodiscard]] inline Atom function_object(FunctionId function) { return {.kind = AtomKind::Function, .id = function, .slots = {}, .elements = {}}; }
[[nodiscard]] inline Atom module_object(program::ModuleId module) { return {.kind = AtomKind::Module, .id = module, .slots = {}, .elements = {}}; }
[[nodiscard]] inline Atom bound_method(FunctionId method, ClassId receiver) {
  return {.kind = AtomKind::BoundMethod, .id = method, .owner = receiver, .slots = {}, .elements = {}};
}

struct Argument {
  const syntax::Expr* expression = nullptr;
  Type type;
  std::string keyword;      ///< empty: positional
  bool is_starred = false;  ///< `*x` or (with keyword "**") `**x`
};

/// Names of attributes that calling something may write or read, by the name that is called (docs/analysis.md, 9).
class WriteSets {
 public:
  void build(const program::Program& program);
  /// May calling functions named `callee` (by any object) write an attribute `attribute`?
  [[nodiscard]] bool may_write(std::string_view callee, const std::string& attribute) const;
  /// May it read one?
  [[nodiscard]] bool may_read(std::string_view callee, const std::string& attribute) const;

 private:
  std::map<std::string, std::set<std::string>, std::less<>> reads_;
  std::map<std::string, std::set<std::string>, std::less<>> writes_;
};

/// `"x y"` or `["x", "y"]`: the names that a call of `namedtuple` or `Enum` lists.
[[nodiscard]] std::vector<std::string> listed_names(const syntax::Expr& expression);
/// A class that a call makes, not a class statement.
[[nodiscard]] ClassInfo made_by_call(ClassId id, const std::string& name, program::ModuleId module, ClassKind kind, const syntax::Call& call);

class Engine {
 public:
  Engine(const program::Program& program, const names::Names& names, source::Diagnostics& diagnostics);
  Facts run();

 private:
  using BodyId = std::uint32_t;
  struct BodyUnit {
    program::ModuleId module = 0;
    FunctionId function = none;  ///< none: the module's body
  };

  /// A walk that read a slot.
  struct Reading {
    BodyId body = 0;
    std::uint32_t walk = 0;
  };

  /// State of the walk through one body.
  struct Frame {
    BodyId body = 0;
    std::uint32_t walk = 0;  ///< counts all walks over bodies
    FunctionInfo* function = nullptr;
    program::ModuleId module = 0;
    ClassId class_body = none;  ///< while inside a class statement
    std::vector<std::vector<Environment>> breaks;
    std::vector<std::vector<Environment>> continues;
    std::vector<Environment*> handlers;  ///< joins of states in which a try body may raise
  };

  // -- slots (engine.cpp)
  SlotId new_slot();
  SlotId site_slot(NodeId node, std::uint32_t index);
  SlotId find(SlotId slot) const { return facts_.find(slot); }
  Type read(SlotId slot);
  bool add(SlotId slot, const Type& type);
  [[nodiscard]] bool holds(const Type& held, const Type& type) const;
  void unify(SlotId a, SlotId b);
  void changed(SlotId slot);
  bool join_into(Type& into, const Type& from, int depth = 0);
  bool join_parts(Type& into, std::size_t index, const Atom& from, int depth);
  Type join(const Type& a, const Type& b);
  void enqueue(BodyId body);
  void enqueue_function(FunctionId function);
  void note_called_by_class(FunctionId method);  ///< `super().name` or `Class.name` may run its body
  void analyse(BodyId body);
  void fixpoint();
  void type_uncalled();

  // -- making types (engine.cpp)
  [[nodiscard]] Type instance(ClassId cls) const;
  [[nodiscard]] Type instance(ClassId cls, std::vector<SlotId> slots) const;
  [[nodiscard]] static Type unknown();
  [[nodiscard]] static Type tuple(std::vector<Type> elements);
  [[nodiscard]] Type none_type() const { return instance(facts_.none_type); }
  [[nodiscard]] static Type atom_type(const Atom& atom) { return Type(atom); }
  [[nodiscard]] Type without(const Type& type, FunctionRef<bool(const Atom&)> drop) const;
  [[nodiscard]] bool is_none(const Atom& atom) const;
  [[nodiscard]] bool is_instance_of(const Atom& atom, ClassId cls) const;
  [[nodiscard]] bool may_test_methods(const Type& tested) const;
  [[nodiscard]] std::optional<bool> passes(const Atom& atom, ClassId tested) const;
  [[nodiscard]] std::optional<bool> passes_any(const Atom& atom, const std::vector<ClassId>& classes) const;
  Type container(ClassId cls, NodeId site, const std::vector<Type>& element_types);
  Type coroutine(SlotId result);  ///< what calling an `async def` makes
  Type async_generator(SlotId yields, SlotId sends);
  SlotId none_slot_ = none;  ///< a slot that holds None: what coroutines yield to the loop

  // -- declarations (declare.cpp, classes.cpp)
  void declare_stubs();
  void declare_stub_module(const program::Module& module);
  void declare_stub_class(const syntax::ClassDef& node, program::ModuleId module);
  FunctionId declare_stub_function(const syntax::FunctionDef& node, program::ModuleId module, ClassId owner);
  void resolve_stub_bases();
  void resolve_well_known();
  void declare_user_module(const program::Module& module);
  void declare_body(const syntax::Body& body, program::ModuleId module, ClassId owner);
  void declare_expression_functions(const syntax::Node& root, program::ModuleId module, ClassId owner);
  FunctionId declare_function(const syntax::FunctionDef& node, program::ModuleId module, ClassId owner);
  FunctionId declare_lambda(const syntax::Lambda& node, program::ModuleId module);
  ParameterInfo declare_parameter(const syntax::Parameter& parameter, ParameterKind kind);
  void declare_parameters(FunctionInfo& function, const syntax::Parameters& parameters);
  ClassId declare_class(const syntax::ClassDef& node, program::ModuleId module);
  void link_classes();
  void link_class(ClassId cls);
  void declare_fields(ClassId cls);
  void declare_class_level(ClassId cls, const syntax::Body& body);
  void declare_self_fields(ClassId cls);
  [[nodiscard]] const syntax::Call* called_decorator(ClassId cls, const syntax::Assign& node) const;
  void declare_called_decorator(ClassId cls, const std::string& name, const syntax::Call& decorator);
  void unify_overrides(ClassId cls);
  void find_unset_fields();  ///< presence.cpp, when all types are known
  void find_library_state();
  void synthesise_dataclass(ClassId cls);
  std::vector<FieldInfo*> init_vars(ClassId cls);
  void share_init_vars(ClassId cls);
  std::vector<Argument> init_var_arguments(ClassId cls);
  void synthesise_namedtuple(ClassId cls);
  FunctionId synthesise_init(ClassId cls, const std::vector<std::string>& fields);
  /// What a method's name holds in its class, where a decorator or an assignment replaces the method.
  SlotId replaced_method_slot(const FunctionInfo& method) { return site_slot(method.node->id, 0x3000); }
  std::optional<Type> replacement_of(const FunctionInfo& method, ClassId receiver);
  SlotId function_attribute_slot(const FunctionInfo& function, const std::string& name);
  void store_attribute_dict(const syntax::Attribute& target, const Type& receiver, const Type& value);
  Type replaced_member(const FunctionInfo& method, const Type& replaced);
  void replace_method(FunctionInfo& method, const Type& value);
  Type bound_to(const Type& value, const Atom& receiver);
  // run_time_classes.cpp
  bool uses_function_around(const syntax::Node& node, names::ScopeId cls) const;
  bool is_made_at_run_time(const syntax::ClassDef& node, program::ModuleId module);
  bool has_base_at_run_time(const syntax::Expr& base, program::ModuleId module);
  void declare_mixins(const syntax::Node& root, program::ModuleId module);
  void declare_at_run_time(const syntax::Expr& base);
  bool is_derivable(ClassId cls) const;
  std::vector<const syntax::ClassDef*> base_statements(const names::Symbol* symbol) const;
  void expose_contents(const Type& type);
  void execute_run_time_class(const syntax::ClassDef& node, Environment& env);
  SlotId enum_value_slot(const ClassInfo& cls) { return site_slot(cls.node != nullptr ? cls.node->id : cls.call->id, 0); }
  ClassId declare_enum_call(const syntax::Call& call, ClassId base, const std::string& name, const std::vector<std::string>& members);
  void declare_listed_fields(ClassId id, const syntax::Call& call, const std::vector<std::string>& fields);
  [[nodiscard]] bool calls_namedtuple(const syntax::Expr& expression) const;
  bool link_to_namedtuple(ClassId id, const syntax::Expr& base);
  ClassId declare_namedtuple_call(const syntax::Call& call, const std::string& name, const std::vector<std::string>& fields);
  FieldInfo& make_field(ClassId cls, const std::string& name, NodeId definition);
  void compute_mro(ClassId cls);
  [[nodiscard]] bool decorated_with(const std::vector<const syntax::Expr*>& decorators, std::string_view name) const;

  // -- records (records.cpp)
  RecordInfo* record_of(const Atom& atom);
  [[nodiscard]] std::vector<std::string> record_keys(const syntax::Dict& node) const;
  Type record_display(const syntax::Dict& node, const std::vector<std::string>& keys, const std::vector<Type>& values);
  void put_into_record(SlotId value_slot, const std::string& key, const Type& value);
  const SlotId* record_value(const Atom& atom, const syntax::Expr& index);
  void open_record(SlotId slot);
  std::vector<std::pair<SlotId, SlotId>> merge_records(SlotId into, SlotId from);
  void use_as_mapping(const Atom& atom);
  void use_as_mappings(const Type& type);
  void find_mixed_records(const Type& type);
  [[nodiscard]] bool contains_itself(SlotId value_slot) const;
  [[nodiscard]] bool holds_kinds(const RecordInfo& record, const Type& values) const;
  void find_mappings();
  void make_records();
  [[nodiscard]] bool are_numbers(const Type& type) const;
  [[nodiscard]] bool lacks_values(const RecordInfo& record) const;
  std::uint32_t first_site_ = 0;  ///< of the slots of what a class makes at a call
  bool stores_by_key_ = false;    ///< the next store into a record's slot is that of a key
  bool looks_by_key_ = false;     ///< what is looked up is the value of a key
  std::set<NodeId> printed_;      ///< arguments of `print`

  // -- annotations (annotations.cpp)
  Type annotation_type(const syntax::Expr* annotation, program::ModuleId module, int depth = 0);
  std::optional<Type> special_form_annotation(const std::string& name, const AnnotationList& arguments, program::ModuleId module, int depth);
  Type class_annotation(const syntax::Expr& annotation, const std::string& name, AnnotationList arguments, program::ModuleId module, int depth);
  Type string_annotation(const std::string& name, program::ModuleId module);
  [[nodiscard]] ClassId user_class(const std::string& name) const;
  [[nodiscard]] ClassId class_of_module(program::ModuleId module, const std::string& name) const;
  const names::ImportTarget* import_of(const names::Symbol& symbol) const;
  ClassId imported_class(const names::Symbol& symbol) const;
  program::ModuleId module_named(const syntax::Expr* expression) const;
  ClassId class_bound_to(const names::Symbol& symbol) const;
  [[nodiscard]] ClassId class_named(const syntax::Expr* expression, program::ModuleId module) const;
  struct Annotated {
    const syntax::Expr* annotation = nullptr;
    program::ModuleId module = 0;
    Type value;
    SlotId slot = none;  ///< of a parameter
  };
  void note_annotated(const syntax::Expr& annotation, const Type& value);
  bool type_empty();
  [[nodiscard]] bool has_methods_of(ClassId container, ClassId wanted) const;
  void find_empty(const Annotated& one, std::vector<std::pair<SlotId, Type>>& grown);
  std::map<NodeId, Annotated> annotated_;  ///< by annotation

  // -- stub rows (stub_calls.cpp, stub_types.cpp)
  struct StubCall {
    const FunctionInfo* row = nullptr;
    Atom receiver;  ///< kind Unknown when there is none
    bool has_receiver = false;
    TypeBindings bindings;
    std::uint32_t next_site = 0;
    NodeId site = 0;
  };
  void make_as(StubCall& call, const syntax::Expr& annotation, const Atom& made);
  void match_spread(StubCall& call, const Argument& argument, std::size_t first);
  void match_stub_arguments(StubCall& call, const std::vector<Argument>& arguments, bool has_receiver);
  Type model_result(const FunctionInfo& row, const syntax::Expr& model, const std::vector<Argument>& arguments, bool has_receiver, NodeId site);
  Type call_stub(FunctionId first_overload, const Atom* receiver, const std::vector<Argument>& arguments, NodeId site, bool* matched = nullptr);
  bool call_by_kind(FunctionId first_overload, const Atom* receiver, const std::vector<Argument>& arguments, NodeId site, const FunctionInfo& chosen, Type& result);
  const FunctionInfo* choose_overload(FunctionId first, const Atom* receiver, const std::vector<Argument>& arguments, bool strict);
  bool fits(const FunctionInfo& row, const Atom* receiver, const std::vector<Argument>& arguments, bool strict);
  bool accepts(const syntax::Expr* annotation, const FunctionInfo& row, const Type& type, bool strict);
  [[nodiscard]] bool follows_protocol(const Atom& atom, ClassId protocol) const;
  [[nodiscard]] bool only_in_callables(const FunctionInfo& row, const std::string& name) const;
  bool accepts_atom(const syntax::Expr* annotation, const FunctionInfo& row, const Atom& atom, bool strict);
  bool accepts_member(const syntax::Expr& member, const FunctionInfo& row, const Atom& atom, bool strict, NodeId site);
  bool accepts_elements(const syntax::Expr& member, const FunctionInfo& row, const Atom& atom, bool strict, NodeId site);
  bool accepts_tuple(const syntax::Expr& member, const FunctionInfo& row, const Atom& tuple, bool strict);
  bool accepts_instance(const syntax::Expr& member, ClassId cls, const FunctionInfo& row, const Atom& atom, bool strict);
  bool accepts_type_arguments(const syntax::Expr& member, ClassId cls, const FunctionInfo& row, const Atom& atom);
  [[nodiscard]] bool is_callable(const Atom& atom) const;
  [[nodiscard]] bool is_iterable(const Atom& atom, bool async) const;
  void bind_receiver(StubCall& call, const Atom& receiver);
  void match(StubCall& call, const syntax::Expr* annotation, const Type& actual);
  void match_union(StubCall& call, const AnnotationList& members, Type actual);
  void match_member(StubCall& call, const syntax::Expr& member, const Type& actual);
  void match_parameterised(StubCall& call, const std::string& head, const AnnotationList& arguments, const Atom& actual);
  void match_type_argument(StubCall& call, const syntax::Expr& argument, SlotId actual, bool is_mapping);
  void match_callable(StubCall& call, const syntax::Subscript& annotation, const Type& actual);
  void match_protocol(StubCall& call, ClassId protocol, const AnnotationList& arguments, const Atom& actual);
  Type evaluate(StubCall& call, const syntax::Expr* annotation);
  Type evaluate_member(StubCall& call, const syntax::Expr& member);
  Type evaluate_class(StubCall& call, const std::string& head, const AnnotationList& arguments);
  Type with_sign(Type power, const syntax::Expr* exponent);
  Type run_model(const syntax::Expr& node, const std::map<std::string, Type>& locals, NodeId site);
  Type stub_attribute(const FunctionInfo& row, const Atom& receiver, NodeId site);
  Type stub_variable(program::ModuleId module, const std::string& name);
  void flow(StubCall& call, const std::string& parameter, const Type& type);
  [[nodiscard]] ClassId lookup_class(const std::string& name, program::ModuleId module) const;
  [[nodiscard]] bool is_type_parameter(const FunctionInfo& row, const std::string& name) const;
  std::vector<SlotId> arguments_as(const Atom& atom, ClassId base);
  Type element_type(const Type& type, NodeId site);
  Type element_type(const Atom& atom, NodeId site);
  Type element_of_named_tuple(const ClassInfo& cls);
  Type walked_type(const Type& source, NodeId site, bool is_async);
  Type element_of_instance(const Atom& atom, NodeId site);
  Type element_by_row(const Atom& atom, const FunctionInfo& iter, NodeId site, bool async);
  Type element_by_method(const Atom& atom, NodeId site, bool async);
  Type await_type(const Type& type, NodeId site);
  ClassId awaitable_type_ = none;

  // -- expressions (expressions.cpp, comprehensions.cpp, operators.cpp, attributes.cpp, subscripts.cpp)
  Type infer(const syntax::Expr& node, Environment& env);
#define EXPR(kind) Type infer_kind(const syntax::kind& node, Environment& env);
#include "syntax/nodes.def"
  Type infer_elements(const std::vector<syntax::Expr*>& elements, Environment& env);
  bool infer_generators(const std::vector<syntax::Comprehension>& generators, Environment& env);
  Type builtin_name(const syntax::Name& node);
  Type variable_value(names::VariableId variable);

  Type binary(NodeId node, syntax::BinaryOperator op, const Type& left, const Type& right, bool in_place, CallFact& fact);
  Type binary_atoms(NodeId node, syntax::BinaryOperator op, const Atom& left, const Atom& right, bool in_place, CallFact& fact);
  Type tuple_binary(NodeId node, syntax::BinaryOperator op, const Atom& left, const Atom& right, bool& handled);
  Type compare(NodeId node, std::size_t index, syntax::CompareOperator op, const Type& left, const Type& right);
  Type compare_atoms(NodeId node, syntax::CompareOperator op, const Atom& left, const Atom& right, CallFact& fact);
  bool compare_reflected(NodeId node, syntax::CompareOperator op, const Atom& left, const Atom& right, bool left_has_method, CallFact& fact, Type& outcome);
  /// Calls special method `name` of the value; bottom and `found = false` if its class has none.
  Type call_special(const Atom& receiver, std::string_view name, const std::vector<Argument>& arguments, NodeId site, CallFact& fact, bool& found);
  Type call_special(const Type& receiver, std::string_view name, const std::vector<Argument>& arguments, NodeId site, CallFact& fact);

  Type attribute(const syntax::Attribute& node, const Type& receiver);
  Type attribute_of(const Atom& atom, const std::string& name, NodeId site, AttributeFact& fact);
  Type instance_attribute(const Atom& atom, const std::string& name, NodeId site, AttributeFact& fact);
  Type instance_field(const Atom& atom, const FieldInfo& field, ClassId base, NodeId site, AttributeFact& fact);
  Type instance_method(const Atom& atom, const std::pair<const std::string, FunctionId>& method, ClassId base, NodeId site, AttributeFact& fact);
  Type bound_to_instance(const Atom& atom, const FunctionInfo& method, NodeId site);
  Type missing_attribute(const Atom& atom, ClassId cls, NodeId site);
  Type class_attribute(const Atom& atom, const std::string& name, AttributeFact& fact);
  Type class_method(const Atom& atom, FunctionId method, ClassId base, AttributeFact& fact);
  Type named_tuple_attribute(const Atom& atom, const std::string& name, AttributeFact& fact);
  Type module_attribute(const program::Module& module, const std::string& name, AttributeFact& fact);
  Type user_module_attribute(const program::Module& module, const std::string& name, AttributeFact& fact);
  Type stub_module_attribute(const program::Module& module, const std::string& name, AttributeFact& fact);
  [[nodiscard]] Type submodule(const program::Module& module, const std::string& name) const;
  Type function_attribute(const Atom& atom, const std::string& name, AttributeFact& fact);
  Type cached_function_attribute(const FunctionInfo& function, const std::string& name, AttributeFact& fact);
  void merge_attribute_fact(AttributeFact& into, const AttributeFact& from, bool first);
  void store_attribute(const syntax::Attribute& target, const Type& value, Environment& env);
  AttributeFact store_attribute_of(const Atom& atom, const syntax::Attribute& target, const Type& value);
  AttributeFact store_instance_attribute(const Atom& atom, const syntax::Attribute& target, const Type& value);
  bool call_setter(const Atom& atom, const syntax::Attribute& target, const Type& value, AttributeFact& fact);
  void call_deleter(const Atom& atom, const syntax::Attribute& target);
  void call_setattr_hook(const Atom& atom, const syntax::Attribute& target, const Type& value);
  FieldInfo& inheriting_attribute(ClassId cls, const FieldInfo& inherited, NodeId definition);
  AttributeFact store_class_attribute(ClassId cls, const syntax::Attribute& target, const Type& value);
  AttributeFact store_module_attribute(program::ModuleId module, const syntax::Attribute& target, const Type& value);
  AttributeFact store_function_attribute(const Atom& atom, const syntax::Attribute& target, const Type& value);
  Type subscript(const syntax::Subscript& node, const Type& receiver, const Type& index);
  Type subscript_atom(const syntax::Subscript& node, const Type& receiver, const Atom& atom, const Type& index, CallFact& fact);
  Type subscript_elements(const syntax::Subscript& node, const std::vector<Type>& elements);
  Type subscript_by_method(const syntax::Subscript& node, const Type& receiver, const Atom& atom, const Type& index, CallFact& fact);
  std::optional<std::vector<Type>> tuple_elements(const Atom& atom);
  void store_subscript(const syntax::Subscript& target, const Type& value, Environment& env);

  // -- calls (calls.cpp, special_calls.cpp)
  std::vector<Argument> infer_arguments(const syntax::Call& node, Environment& env);
  Type call(const Type& callee, const std::vector<Argument>& arguments, NodeId site, CallFact& fact);
  Type call_atom(const Atom& callee, const std::vector<Argument>& arguments, NodeId site, CallFact& fact);
  Type call_function(const Atom& callee, const std::vector<Argument>& arguments, NodeId site, CallFact& fact);
  Type call_bound_method(const Atom& callee, const std::vector<Argument>& arguments, NodeId site, CallFact& fact);
  Type call_form(const syntax::Call& node, const Atom& callee, const std::string& form, Environment& env, CallFact& fact);
  void show_to_special_method(const syntax::Call& node, const Atom& callee);
  Type call_by_hook(const syntax::Call& node, const Atom& callee, const std::vector<Argument>& arguments, CallFact& fact, bool& handled);
  [[nodiscard]] std::string special_form_of(const Atom& callee) const;
  [[nodiscard]] FunctionId common_override(FunctionId a, FunctionId b) const;
  void merge_call_fact(CallFact& into, const CallFact& from) const;
  bool compare_by_total_ordering(NodeId node, const Atom& left, const Argument& right);
  Type call_user(FunctionId function, const Type* self, const std::vector<Argument>& arguments, NodeId site);
  Type call_class(ClassId cls, const std::vector<Argument>& arguments, NodeId site, CallFact& fact);
  Type construct_library(ClassId cls, const std::vector<Argument>& arguments, NodeId site, CallFact& fact);
  void call_init(ClassId cls, const Type& made, const std::vector<Argument>& arguments, NodeId site, CallFact& fact);
  void run_synthesised_init(ClassId cls, const FunctionInfo& init, const Type& made, NodeId site, CallFact& fact);
  void call_protocol_methods(ClassId cls, const Type& made, NodeId site);
  [[nodiscard]] bool has_abstract_methods(ClassId cls) const;
  [[nodiscard]] FunctionId user_method(ClassId cls, std::string_view name) const;
  std::vector<FunctionId> super_methods(ClassId owner, const std::string& name) const;
  Type new_instances(const std::vector<Argument>& arguments);
  void unify_signatures(FunctionId first, FunctionId second);
  Type call_super_method(const syntax::Call& node, Environment& env, CallFact& fact, bool& handled);
  Type call_special_form(const syntax::Call& node, const std::string& form, Environment& env, CallFact& fact);
  Type form_of_row(const syntax::Call& node, const std::string& form, const std::vector<Argument>& arguments, CallFact& fact);
  Type namespace_form(const syntax::Call& node, const std::vector<Argument>& arguments);
  Type classes_of(const Type& values, bool only_named);
  void mix_with_exceptions(const Type& gathered);
  std::optional<Type> class_by_call(const syntax::Call& node, const std::string& hook);
  Type replaced_instances(const std::vector<Argument>& arguments);
  Type made_instances(const std::vector<Argument>& arguments, NodeId site, bool& handled);
  Type copied_fields(const std::string& hook, const std::vector<Argument>& arguments, NodeId site);
  void bind_partially(const syntax::Call* node, const std::vector<Argument>& arguments);
  void note_hook(const syntax::Call* node, const std::string& hook, const std::vector<Argument>& arguments);
  Type call_hook(const syntax::Call* node, const std::string& hook, const std::vector<Argument>& arguments, NodeId site, bool& handled);
  Type getattr_form(const syntax::Call& node, const std::vector<Argument>& arguments);
  void join_attributes_named(ClassId cls, const Atom& atom, FunctionRef<bool(const std::string&)> matches, NodeId site, Type& result);
  void show_attribute_dict(ClassId cls);
  void keep_attributes_in_dict(ClassId cls);
  FieldInfo* known_field(ClassId cls, const syntax::Constant* name);
  void setattr_form(const syntax::Call& node, const std::vector<Argument>& arguments);
  Type result_of(const FunctionInfo& function);
  Type mapping_values(const Type& mapping);
  void open_rest(FunctionInfo& function, NodeId site);
  void flow_arguments(FunctionInfo& function, std::size_t skip, const std::vector<Argument>& arguments);
  void flow_argument(FunctionInfo& function, ParameterInfo& parameter, const Type& type);
  void flow_keyword(FunctionInfo& function, const Argument& argument);
  void expose(const Type& type);
  void receive_classes(const FunctionInfo& function);
  [[nodiscard]] std::string hook_name(FunctionId stub) const;
  [[nodiscard]] std::string hook_name(const ClassInfo& cls) const;
  [[nodiscard]] std::string special_name(FunctionId stub) const;

  // -- statements (statements.cpp, loops.cpp, exceptions.cpp, patterns.cpp, definitions.cpp)
  void execute(const syntax::Body& body, Environment& env);
  void execute(const syntax::Stmt& node, Environment& env);
#define STMT(kind) void execute_kind(const syntax::kind& node, Environment& env);
#define OPERANDS_STMT(kind)
#include "syntax/nodes.def"
  Type yielded_by_manager(const Type& manager);
  void assign(const syntax::Expr& target, const Type& value, Environment& env);
  void assign_unpacked(const std::vector<syntax::Expr*>& targets, const Type& value, NodeId site, Environment& env);
  void bind_variable(NodeId node, const Type& value, Environment& env);
  void bind(names::VariableId variable, const Type& value, Environment& env);
  void bind_class_attribute(const std::string& name, const Type& value);
  void bind_pattern(const syntax::Pattern& pattern, const Type& subject, Environment& env);
  void bind_part(const syntax::Pattern& pattern, const Type& part, Environment& env);
  void bind_capture(const syntax::MatchAs& pattern, const Type& subject, Environment& env);
  void bind_sequence(const syntax::MatchSequence& pattern, const Type& subject, Environment& env);
  void bind_mapping(const syntax::MatchMapping& pattern, const Type& subject, Environment& env);
  void bind_attributes(const syntax::MatchClass& pattern, const Type& subject, Environment& env);
  Type pattern_type(const syntax::Pattern& pattern, const Type& subject, bool& exhaustive);
  Type pattern_type_of_alternatives(const syntax::MatchOr& pattern, const Type& subject, bool& exhaustive);
  Type pattern_type_of_class(const syntax::MatchClass& pattern, const Type& subject, bool& exhaustive);
  [[nodiscard]] bool is_sequence(ClassId cls) const;
  Type apply_decorators(const syntax::FunctionDef& node, Type value, Environment& env);

  // -- narrowing (narrowing.cpp)
  void narrow(const syntax::Expr& test, bool outcome, Environment& env);
  void narrow_compare(const syntax::Compare& test, bool outcome, Environment& env);
  void narrow_isinstance(const syntax::Call& test, bool outcome, Environment& env);
  std::optional<std::string> path_of(const syntax::Expr& node) const;
  void set_narrowed(const syntax::Expr& node, const Type& type, Environment& env);
  void kill_variable(names::VariableId variable, Environment& env);
  void kill_attribute(std::string_view attribute, Environment& env);
  void kill_key(const syntax::Subscript& target, Environment& env);
  void kill_for_call(const syntax::Call& call, Environment& env);
  void kill_for_body(const std::vector<const syntax::Node*>& roots, Environment& env);
  void kill_all_shared(Environment& env);
  Environment merge(const Environment& a, const Environment& b);
  [[nodiscard]] std::vector<ClassId> classes_of_test(const Type& type) const;
  std::optional<bool> evaluate_test(const syntax::Expr& test);
  const syntax::Constant* library_literal(const syntax::Expr& node) const;

  const program::Program& program_;
  const names::Names& names_;
  source::Diagnostics& diagnostics_;
  Facts facts_;
  mutable std::vector<Type> instances_;  ///< by class without type arguments: the type that all uses share
  WriteSets write_sets_;
  Signs signs_;
  std::vector<BodyUnit> bodies_;
  std::vector<BodyId> body_of_function_;
  std::vector<BodyId> body_of_module_;
  std::set<BodyId> queue_;
  BodyId first_function_ = 0;                   ///< bodies of modules come before those of functions
  std::vector<std::vector<Reading>> readings_;  ///< by slot: since it changed
  std::uint32_t walk_ = 0;
  std::unordered_map<std::uint64_t, SlotId> site_slots_;
  std::map<std::pair<program::ModuleId, std::string>, ClassId> class_names_;        ///< stub classes by module and name
  std::map<std::pair<program::ModuleId, std::string>, FunctionId> function_names_;  ///< stub functions
  std::map<std::pair<program::ModuleId, std::string>, const syntax::AnnAssign*> stub_variables_;
  std::map<std::pair<program::ModuleId, std::string>, const syntax::Expr*> stub_aliases_;
  Frame* frame_ = nullptr;
  const syntax::Call* named_ = nullptr;  ///< the `type(x)` of `type(x).__name__`: no more is asked of the class than its name
  bool frozen_ = false;
  SlotId frozen_limit_ = 0;
  std::unordered_set<SlotId> thawed_;
  int model_depth_ = 0;
};

[[nodiscard]] std::string_view dunder(syntax::BinaryOperator op);
[[nodiscard]] std::string_view reflected_dunder(syntax::BinaryOperator op);
[[nodiscard]] std::string_view in_place_dunder(syntax::BinaryOperator op);
[[nodiscard]] std::string_view dunder(syntax::CompareOperator op);
[[nodiscard]] std::string_view reflected_dunder(syntax::CompareOperator op);

}  // namespace krait::types
