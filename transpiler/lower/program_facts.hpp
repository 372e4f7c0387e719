/// What lowering must know about the whole program before it prints any module: which methods are `const`, which classes meet dynamic code,
/// which constructors are constructors in C++.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "representation/joined_lists.hpp"
#include "representation/representation.hpp"
#include "representation/rerunnable.hpp"

namespace krait::lower {

struct ProgramFacts {
  std::set<types::FunctionId> discarded_results;                  ///< some call throws the result away
  std::set<std::pair<types::ClassId, std::string>> class_stores;  ///< class attributes assigned through the class
  std::set<std::pair<types::ClassId, std::string>> class_loads;   ///< class attributes read through the class
  /// By topmost class: attributes that instances may have, and fall back on a class that changes or overrides it.
  std::set<std::pair<types::ClassId, std::string>> layered;
  std::set<std::pair<types::ClassId, std::string>> super_calls;  ///< methods that a class reaches by `super()`, which depend on the object's class
  std::set<types::ClassId> described;                            ///< need a `py_class()`: dynamic code meets them or their instances
  std::set<types::ClassId> named;                                ///< only asked for their name, by `type(x).__name__`
  std::set<syntax::NodeId> name_calls;                           ///< the `type(x)` of such expressions
  std::set<types::ClassId> hashed;                               ///< may be asked for a hash
  std::set<types::ClassId> virtual_bases;                        ///< inherit virtually: some class below has several bases
  std::set<types::ClassId> traced;                               ///< may be part of a cycle of references
  std::set<types::ClassId> deferred;                             ///< `__init__` becomes `py_init`, not a constructor (docs/runtime.md, A6)
  std::set<types::FunctionId> const_methods;
  std::map<types::FunctionId, std::vector<types::FunctionId>> families;  ///< methods that override each other, by any of them
  representation::Rerunnable rerunnable;                                 ///< functions printed as templates over the integer type
  representation::JoinedLists joined_lists;                              ///< lists of strs that are text being built
  bool reads_documentation = false;                                      ///< `__doc__` or `help` is used somewhere
  bool reads_exception_context = false;                                  ///< `__context__` is read somewhere, perhaps by name
  bool lists_subclasses = false;                                         ///< `__subclasses__` is used somewhere: classes are described when they are defined
  bool has_coroutines = false;                                           ///< some function is a generator or async
};

/// Linear in the program, but for fixpoints over the methods of a class hierarchy. The classes of `deferred` cannot have constructors.
[[nodiscard]] ProgramFacts gather_facts(const program::Program& program, const names::Names& names, const types::Facts& facts,
                                        const representation::Representations& representations, const std::set<types::ClassId>& deferred);

/// `lru_cache` or `cache` among a user function's decorators, or null.
[[nodiscard]] const types::StubDecorator* cache_decorator(const types::FunctionInfo& function);

/// Is the expression the first parameter of the method, unqualified?
[[nodiscard]] bool is_self_of(const types::FunctionInfo& method, const syntax::Node& node, const names::Names& names);

/// The topmost class in the order of a class that has the field, or none.
[[nodiscard]] types::ClassId topmost_owner(const types::Facts& facts, types::ClassId cls, const std::string& field);

/// Is it a field of a data class, not another attribute?
[[nodiscard]] bool is_dataclass_field(const types::ClassInfo& cls, const types::FieldInfo& field);

/// The class bases that user code wrote (`object` left out).
[[nodiscard]] std::vector<types::ClassId> user_bases(const types::ClassInfo& cls, const types::Facts& facts);

/// Does the library function's result walk over its arguments later?
[[nodiscard]] bool returns_iterator(const types::FunctionInfo& row);

}  // namespace krait::lower
