/// What inference found out: read by every later phase, written only by `types/`.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "names/names.hpp"
#include "types/node_table.hpp"
#include "types/type.hpp"

namespace krait::types {

enum class ParameterKind : std::uint8_t { PositionalOnly, Ordinary, VarArgs, KeywordOnly, VarKeywords };

struct ParameterInfo {
  std::string name;
  ParameterKind kind{};
  const syntax::Expr* default_value = nullptr;  ///< null: required (dataclass fields with default_factory: see `has_default`)
  bool has_default = false;
  const syntax::Expr* annotation = nullptr;
  names::VariableId variable = names::none;  ///< user functions
  SlotId slot = none;                        ///< what callers pass; for VarArgs the element type, for VarKeywords the value type
};

enum class MethodKind : std::uint8_t { None, Instance, Static, Class, Property, PropertySetter, PropertyDeleter };

/// A decorator row of a stub, such as `@raises(ValueError)`: name and argument expressions.
struct StubDecorator {
  std::string name;
  std::vector<const syntax::Expr*> arguments;
  std::vector<syntax::Keyword> keywords;
};

/// Is one of the rows `@name`, with or without arguments?
[[nodiscard]] bool has_decorator(const std::vector<StubDecorator>& rows, std::string_view name);
/// The text in the first row `@name("text")`, or, with a keyword, in `@name(…, keyword="text")`; empty without one.
[[nodiscard]] const std::string& decorator_text(const std::vector<StubDecorator>& rows, std::string_view name, std::string_view keyword = "");

struct FunctionInfo {
  FunctionId id = 0;
  std::string name;  ///< "<lambda>" for lambdas
  program::ModuleId module = 0;
  bool is_stub = false;
  const syntax::FunctionDef* node = nullptr;  ///< null for lambdas and synthesised methods
  const syntax::Lambda* lambda = nullptr;
  names::ScopeId scope = names::none;  ///< user functions
  ClassId owner = none;                ///< class it is defined in
  MethodKind method = MethodKind::None;
  bool is_async = false;
  bool is_generator = false;
  bool is_abstract = false;
  bool is_placeholder = false;            ///< abstract, in a class that has no instances then, with only `pass`, `…`, a docstring or `raise NotImplementedError` inside
  bool is_called_by_class = false;        ///< abstract methods: `super().name` or `Class.name` reaches the body
  bool is_synthesised = false;            ///< made by a hook: a dataclass's `__init__`, …
  std::vector<ParameterInfo> parameters;  ///< includes self/cls of methods
  SlotId returns = none;                  ///< joined type of `return` values (before wrapping into coroutine or generator)
  SlotId yields = none;
  SlotId sends = none;         ///< what `send` passes in (bottom: only next())
  bool is_called = false;      ///< some analysed code may call it
  bool is_exposed = false;     ///< dynamic code may call it with anything
  bool is_decorated = false;   ///< a decorator with an effect of its own is applied: its name is a variable
  bool is_value = false;       ///< used as a value (not only called by name)
  bool falls_off_end = false;  ///< may return None implicitly
  bool is_overridden = false;  ///< a subclass defines the same method
  bool is_override = false;
  std::vector<StubDecorator> stub_decorators;
  FunctionId next = none;  ///< stubs: the next overload
};

/// Does `*x` or `**x` in a call of the library fill parameters one by one, so that only the running program knows which?
[[nodiscard]] bool spreads_over_row(const FunctionInfo& row, const syntax::Call& call);

enum class ClassKind : std::uint8_t { Plain, Dataclass, NamedTuple, Enum, Exception, Record };

struct FieldInfo {
  std::string name;
  SlotId slot = none;
  ClassId owner = none;                         ///< the class that declares the C++ member
  bool maybe_unset = false;                     ///< some read may find it unset
  bool is_class_attribute = false;              ///< lives on the class (a static member)
  bool is_instance_attribute = false;           ///< assigned through an instance somewhere
  const syntax::Expr* default_value = nullptr;  ///< class-level value, or a dataclass field's default
  const syntax::Expr* default_factory = nullptr;
  bool in_init = true, in_repr = true, in_compare = true;  ///< dataclass field()
  bool is_keyword_only = false;                            ///< of a dataclass: `kw_only=True`, or behind `_: KW_ONLY`
  bool is_class_var = false;                               ///< ClassVar annotation
  bool is_init_var = false;                                ///< InitVar annotation: a parameter of `__init__` that goes on to `__post_init__`
  NodeId first_definition = 0;                             ///< orders members
  const syntax::Stmt* declaration = nullptr;               ///< class-level statement, if any
};

struct ClassInfo {
  ClassId id = 0;
  std::string name;
  program::ModuleId module = 0;
  bool is_stub = false;
  ClassKind kind = ClassKind::Plain;
  const syntax::ClassDef* node = nullptr;  ///< null for namedtuple("P", …) (then `call`)
  const syntax::Call* call = nullptr;
  names::ScopeId scope = names::none;
  std::vector<ClassId> bases;
  std::vector<ClassId> mro;         ///< itself first
  std::vector<ClassId> subclasses;  ///< direct, in source order
  std::vector<std::string> type_parameters;
  std::vector<Type> base_arguments;                        ///< stubs: `class Counter[K](dict[K, int])`
  std::map<std::string, FunctionId, std::less<>> methods;  ///< own; first overload for stubs
  std::map<std::string, FunctionId, std::less<>> property_setters;
  std::map<std::string, FunctionId, std::less<>> property_deleters;
  std::set<std::string, std::less<>> property_names;     ///< of `methods`: what `area = property(_area)` made of an ordinary method
  std::map<std::string, FieldInfo, std::less<>> fields;  ///< own
  std::vector<std::string> field_order;                  ///< fields in order of declaration: dataclass, NamedTuple and Enum members too
  bool is_frozen = false, has_order = false, has_eq = true, has_hash = false, is_keyword_only = false;  ///< dataclass options
  bool is_abstract = false;                                                                             ///< has abstract methods left
  bool is_exposed = false;                                                                              ///< meets dynamic code: needs a descriptor
  bool is_instantiated = false;
  bool is_int_enum = false;
  bool has_dynamic_attributes = false;  ///< `setattr` with computed names: instances have a `__dict__`
  std::vector<StubDecorator> stub_decorators;
  std::optional<std::set<std::string, std::less<>>> slots;  ///< what `__slots__` of its own body names, as attributes are spelled; nothing without one, or if it is computed
  bool has_library_state = false;                           ///< it or a base of it is a stub that says `@reads` or `@mutates`
};

/// Does the class statement name `Protocol` among its bases?
[[nodiscard]] bool is_protocol(const ClassInfo& cls);

/// Is it one of collections.abc, whose `isinstance` asks for methods? `@tested_as` in the stubs names what C++ asks.
[[nodiscard]] inline bool is_tested_by_methods(const ClassInfo& cls) { return has_decorator(cls.stub_decorators, "tested_as"); }

/// Dicts that displays with the same constant keys make (types/records.cpp).
struct RecordInfo {
  std::vector<std::string> keys;
  std::vector<SlotId> values;  ///< by key: what it holds
  NodeId display = 0;          ///< the first
  program::ModuleId module = 0;
  std::string function;     ///< where that stands: a function, or the class of an `__init__`; empty: in the module's body
  bool is_open = false;     ///< values come from elsewhere, too
  bool is_mapping = false;  ///< not only asked for the values of keys
  bool is_read_by_key = false;
  ClassId cls = none;  ///< the struct that it is
};

/// How a `name.attribute` expression is to be understood, per possible receiver.
enum class AttributeKind : std::uint8_t {
  Field,           ///< data member `field` of class `owner`
  ClassAttribute,  ///< static member
  Method,          ///< bound method (function)
  Property,        ///< getter (function)
  ModuleMember,    ///< variable, function or class of a module
  StubAttribute,   ///< property of a stub class (function)
  EnumMember,
  Special,  ///< `__name__`, `__class__`, `__dict__`, `__doc__` …: by name
  Dynamic,  ///< look up at run time by name
};
struct AttributeFact {
  AttributeKind kind = AttributeKind::Dynamic;
  ClassId owner = none;  ///< class that has it (first in the receiver's MRO)
  FunctionId function = none;
  names::VariableId variable = names::none;  ///< ModuleMember of a user module
  program::ModuleId module = names::none;    ///< ModuleMember
};

/// How a call, operator or implicit protocol call is carried out.
enum class CallKind : std::uint8_t {
  User,       ///< user function `function` (plain, method; virtual if overridden)
  Construct,  ///< class `cls` (user or stub); `function` its __init__ (none: no arguments, or synthesised)
  Stub,       ///< pylib function or method `function` (that very overload)
  Value,      ///< calls a function value of known signature
  Special,    ///< special form, by name: isinstance, super, …
  Dynamic,    ///< at run time, on objects
  Never,      ///< raises TypeError for certain (dynamic form raises it)
};
struct CallFact {
  CallKind kind = CallKind::Dynamic;
  FunctionId function = none;
  ClassId cls = none;               ///< Construct; and where `super()` finds several methods, the class whose method calls it
  bool reflected = false;           ///< binary operators: the right operand's method
  std::vector<FunctionId> targets;  ///< all user functions that may be called (effects)
  /// Types that the parameters of a stub overload got here, in parameter order (for implicit conversions); empty otherwise.
  std::vector<Type> parameter_types;
};

/// Argument `argument` (index into positional ++ keywords) goes to `parameter`.
struct Binding {
  struct Item {
    const syntax::Expr* value = nullptr;  ///< null: the default
    bool is_starred = false;              ///< `*value` / `**value` feeding this parameter
  };
  std::vector<std::vector<Item>> parameters;  ///< per parameter (without a bound self); several only for VarArgs/VarKeywords
  std::vector<std::string> keyword_names;     ///< names of the items of the VarKeywords parameter
  bool ok = true;
  std::string error;  ///< CPython's TypeError text if not ok
};

class Facts {
 public:
  std::deque<ClassInfo> classes;       ///< addresses are stable
  std::deque<FunctionInfo> functions;  ///< addresses are stable

  // -- slots
  [[nodiscard]] SlotId find(SlotId slot) const {
    while (slots[slot].parent != slot) {
      slots[slot].parent = slots[slots[slot].parent].parent;
      slot = slots[slot].parent;
    }
    return slot;
  }
  [[nodiscard]] const Type& slot_type(SlotId slot) const { return slots[find(slot)].type; }

  // -- per node (merged over contexts)
  [[nodiscard]] const Type& type(const syntax::Node& expression) const { return type(expression.id); }
  [[nodiscard]] const Type& type(NodeId id) const { return id < node_types.size() ? node_types[id] : bottom; }
  [[nodiscard]] const CallFact* call(NodeId id) const { return calls.find(id); }        ///< Call, BinOp, UnaryOp, AugAssign, Subscript (load/store/del), With items
  [[nodiscard]] const CallFact* compare_call(NodeId compare, std::size_t index) const;  ///< for `Compare`
  [[nodiscard]] const AttributeFact* attribute(NodeId id) const { return attributes.find(id); }
  [[nodiscard]] bool is_reached(NodeId statement) const { return statement < reached.size() && reached[statement]; }  ///< false: type-dead
  [[nodiscard]] std::optional<bool> constant_test(NodeId expression) const;                                           ///< a test decided by types (isinstance, is None)

  // -- per entity
  [[nodiscard]] const Type& variable_type(names::VariableId variable) const;
  [[nodiscard]] SlotId variable_slot(names::VariableId variable) const;
  [[nodiscard]] FunctionId function_of(NodeId definition) const;                        ///< FunctionDef or Lambda
  [[nodiscard]] ClassId class_of(NodeId definition) const;                              ///< ClassDef, or the Call of namedtuple(…)
  [[nodiscard]] const FieldInfo* find_field(ClassId cls, std::string_view name) const;  ///< through the MRO
  [[nodiscard]] FunctionId find_method(ClassId cls, std::string_view name) const;       ///< through the MRO; none
  [[nodiscard]] bool is_property(ClassId cls, std::string_view name) const;             ///< does `object.name` call a getter?
  /// The method that `super()` in class `owner` gives an instance of exactly the class `runtime`: the next in its MRO behind the owner; or none.
  [[nodiscard]] FunctionId next_method(ClassId runtime, ClassId owner, std::string_view name) const;
  /// Is the class made by `ABCMeta`, which refuses instances while a method is abstract?
  [[nodiscard]] bool checks_abstract_methods(ClassId cls) const;
  [[nodiscard]] bool is_subclass(ClassId derived, ClassId base) const {
    const auto& mro = classes[derived].mro;
    return derived == base || std::find(mro.begin(), mro.end(), base) != mro.end();
  }
  [[nodiscard]] ClassId stub_class(std::string_view name, std::string_view module = "builtins") const;
  /// What is known of the dict's keys, if displays make it.
  [[nodiscard]] const RecordInfo* record_of(const Atom& atom) const {
    const bool is_dict = atom.kind == AtomKind::Instance && atom.id == dict_type && atom.slots.size() == 2;
    const std::uint32_t record = is_dict ? slots[find(atom.slots[1])].record : none;
    return record == none ? nullptr : &records[record];
  }
  /// The struct that a dict is; or none.
  [[nodiscard]] ClassId record_class(const Atom& atom) const {
    const RecordInfo* record = record_of(atom);
    return record == nullptr ? none : record->cls;
  }
  /// Element type when iterating over a value of this type.
  [[nodiscard]] Type iteration_type(const Type& type) const;
  /// Python's spelling of a type, for dumps and messages: `list[int] | None`.
  [[nodiscard]] std::string to_string(const Type& type) const;

  // -- well-known stub classes, resolved once
  ClassId none_type = none, bool_type = none, int_type = none, float_type = none, complex_type = none, str_type = none, bytes_type = none, list_type = none, dict_type = none,
          set_type = none, frozenset_type = none, tuple_type = none, range_type = none, slice_type = none, object_type = none, type_type = none, base_exception = none,
          generator_type = none, coroutine_type = none, iterator_type = none, ellipsis_type = none, not_implemented_type = none;

  // -- storage (written by inference)
  struct Slot {
    mutable SlotId parent = none;
    Type type;
    std::uint32_t changes = 0;
    std::uint32_t record = none;  ///< of the values of dicts: which of `records` they are
  };
  std::deque<RecordInfo> records;
  std::map<SlotId, SlotId> record_value_slots;  ///< of the keys of structs: the slot of all values
  static const Type bottom;
  std::vector<Slot> slots;
  std::vector<Type> node_types;
  std::vector<bool> reached;
  NodeTable<CallFact> calls;
  NodeTable<std::vector<std::optional<CallFact>>> compare_calls;  ///< by `Compare`: of each of its comparisons
  std::unordered_map<NodeId, CallFact> with_enters, with_exits;   ///< by the context expression of a `with` item
  NodeTable<AttributeFact> attributes;
  std::unordered_map<NodeId, CallFact> decorator_calls;
  NodeTable<bool> constant_tests;
  std::map<std::pair<program::ModuleId, std::string>, const syntax::Constant*> library_literals;  ///< `TYPE_CHECKING: Final[Literal[False]]` of a stub
  NodeTable<FunctionId> function_ids;
  NodeTable<ClassId> class_ids;
  std::vector<SlotId> variable_slots;
  std::set<ClassId> derived_containers;  ///< classes of the library, `dict`, that the program derives containers of its own from
  std::set<NodeId> unknown_bases;        ///< base expressions that name no class known before the program runs
  std::set<NodeId> run_time_classes;     ///< class statements that make a class object and no C++ class (run_time_classes.cpp)
};

inline const Type Facts::bottom;

/// "__iadd__" for `+=`.
[[nodiscard]] std::string_view in_place_name(syntax::BinaryOperator op);

/// Matches call arguments to parameters as CPython does, statically. `skip` parameters (a bound self) are left out.
[[nodiscard]] Binding bind(const FunctionInfo& function, std::size_t skip, const syntax::Call& call);

}  // namespace krait::types
