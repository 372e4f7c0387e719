/// Phase `representation`: facts -> the C++ type of every value (docs/design.md, 5; docs/pylib.md).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "effects/effects.hpp"
#include "ranges/ranges.hpp"
#include "representation/naming.hpp"
#include "representation/ownership.hpp"
#include "types/facts.hpp"

namespace krait::representation {

enum class Kind : std::uint8_t {
  Never,     ///< no value gets here
  None,      ///< py::none_t
  Bool,      ///< bool
  Int64,     ///< std::int64_t
  UInt64,    ///< std::uint64_t
  Int,       ///< py::Int
  Double,    ///< double
  Number,    ///< py::Number
  Complex,   ///< std::complex<double>
  Library,   ///< class of pylib: `spelling`<arguments…>: py::str, py::list<T>, py::dict<K, V>, py::iterator<T>, py::task<T> …
  Tuple,     ///< std::tuple<arguments…>
  Struct,    ///< NamedTuple: a value struct, `cls`
  Ref,       ///< py::ref<cls>: a user class, enum or exception class (user's or pylib's)
  Maybe,     ///< py::maybe<cls>
  Optional,  ///< std::optional<arguments[0]>
  Function,  ///< py::function<arguments[0](arguments[1…])>
  TypeRef,   ///< py::type_ref: a class object
  Module,    ///< never a C++ value
  Object,    ///< py::object
};

struct Repr {
  Kind kind = Kind::Object;
  types::ClassId cls = types::none;  ///< Library, Struct, Ref, Maybe
  std::vector<Repr> arguments;
  bool owned = false;  ///< Library: the container itself (py::vector<T>), not a handle of it

  friend bool operator==(const Repr&, const Repr&) = default;
  [[nodiscard]] bool is(Kind other) const { return kind == other; }
  [[nodiscard]] bool is_machine_int() const { return kind == Kind::Int64 || kind == Kind::UInt64; }
  [[nodiscard]] bool is_integer() const { return is_machine_int() || kind == Kind::Int; }
  /// bool, machine integers, double, None: passed by value, copied freely.
  [[nodiscard]] bool is_trivial() const;
  /// Mentions py::object, py::Number or a variant anywhere.
  [[nodiscard]] bool is_dynamic() const;
};

/// How a parameter is passed.
enum class Passing : std::uint8_t { Value, ConstReference, Reference, MoveIn };

class Representations {
 public:
  Representations(const program::Program& program, const names::Names& names, const types::Facts& facts, const effects::EffectFacts& effects, const ranges::RangeFacts& ranges);

  /// Representation of a type as such: ints, also in tuples, by `shape`, elements of containers by their slots.
  [[nodiscard]] Repr of(const types::Type& type, const ranges::Shape& shape) const;
  /// Of a slot: everything that flows into it.
  [[nodiscard]] const Repr& of_slot(types::SlotId slot) const;
  /// Declared C++ type of a variable, parameter, field, function result.
  [[nodiscard]] const Repr& of_variable(names::VariableId variable) const;
  [[nodiscard]] const Repr& of_field(const types::FieldInfo& field) const;
  [[nodiscard]] Repr of_result(const types::FunctionInfo& function) const;               ///< as declared: generator, task or plain
  [[nodiscard]] const Repr& of_return_value(const types::FunctionInfo& function) const;  ///< what `return` / `co_return` converts to
  [[nodiscard]] const Repr& of_parameter(const types::FunctionInfo& function, std::size_t index) const;
  [[nodiscard]] Passing passing(const types::FunctionInfo& function, std::size_t index) const;
  /// Of an expression's value by its own (narrowed) type. The C++ expression that lowering makes for it may have a wider representation
  /// (a variable's declared one); lowering converts.
  [[nodiscard]] const Repr& of_node(const syntax::Node& node) const;

  /// "py::list<std::int64_t>" (namespaces of user classes spelled relative to `module`).
  /// `integer` is what an exact int is called: the parameter of a template over the integer type, inside one.
  [[nodiscard]] std::string spelling(const Repr& repr, program::ModuleId module, std::string_view integer = "py::Int") const;
  /// Headers that declaring such a value needs ("py/list.hpp").
  void headers(const Repr& repr, std::vector<std::string>& into) const;
  /// The C++ name of a stub class or function (`@cpp`), and its header.
  [[nodiscard]] std::string library_name(const types::ClassInfo& cls) const;
  [[nodiscard]] std::string library_header(const types::ClassInfo& cls) const;

  /// Is the function an object wherever it is a value?
  [[nodiscard]] bool is_boxed(types::FunctionId function) const { return boxed_functions_.contains(function); }

  [[nodiscard]] std::string cpp_name(std::string_view python_name) const { return naming_.name(python_name); }
  [[nodiscard]] std::string member_name(std::string_view python_name) const { return naming_.member(python_name); }
  [[nodiscard]] const types::Facts& facts() const { return facts_; }
  [[nodiscard]] const effects::EffectFacts& effects() const { return effects_; }
  [[nodiscard]] const Ownership& ownership() const { return ownership_; }
  /// May code with these effects change a value of the type in place: what the type owns?
  [[nodiscard]] bool changes(const effects::Effects& effects, const types::Type& type) const;
  [[nodiscard]] const ranges::RangeFacts& ranges() const { return ranges_; }

 private:
  [[nodiscard]] Repr of(const types::Type& type, const ranges::Shape& shape, int depth) const;
  [[nodiscard]] Repr of_slot(types::SlotId slot, int depth) const;
  [[nodiscard]] Repr of_atom(const types::Atom& atom, const ranges::Shape& shape, int depth) const;
  [[nodiscard]] Repr of_instances(const std::vector<const types::Atom*>& atoms, int depth) const;
  [[nodiscard]] Repr of_tuples(const std::vector<const types::Atom*>& atoms, const ranges::Shape& shape, int depth) const;
  [[nodiscard]] Repr of_functions(const std::vector<const types::Atom*>& atoms, int depth) const;
  [[nodiscard]] Repr of_int(const ranges::Interval& interval) const;
  void find_boxed_functions();
  [[nodiscard]] types::ClassId common_base(const std::vector<const types::Atom*>& atoms) const;

  const program::Program& program_;
  const names::Names& names_;
  const types::Facts& facts_;
  const effects::EffectFacts& effects_;
  const ranges::RangeFacts& ranges_;
  Ownership ownership_;
  const Naming naming_;
  const std::vector<bool> slots_in_cycles_;
  std::set<types::FunctionId> boxed_functions_;
  mutable types::NodeTable<Repr> slot_reprs_;  ///< by root slot: those that somebody asked for
  mutable types::NodeTable<Repr> node_reprs_;
};

/// Per slot (by its root): does it, through elements of containers and tuples only, contain itself?
[[nodiscard]] std::vector<bool> slots_in_cycles(const types::Facts& facts);

/// The classes of the program whose instances may, over their fields, refer to themselves, and the bases of these classes.
[[nodiscard]] std::set<types::ClassId> classes_in_cycles(const Representations& representations);
/// May a value of this representation hold a reference to an instance of one of the classes?
[[nodiscard]] bool leads_to(const Repr& repr, const std::set<types::ClassId>& classes, const types::Facts& facts);

/// Namespace of a user module: its name with characters mapped as docs/style.md says ("01_bank" -> "m_01_bank", "select" -> "select_").
[[nodiscard]] std::string namespace_of(const program::Module& module);
/// C++ spelling of a Python identifier as such: keywords, macros and reserved names get a trailing underscore. For names of the library;
/// those of the program are `Representations::cpp_name`.
[[nodiscard]] std::string cpp_name(std::string_view python_name);

[[nodiscard]] std::string dump(const Representations& representations, const program::Program& program, const names::Names& names);

}  // namespace krait::representation
