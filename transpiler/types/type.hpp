/// The lattice: a type is a finite set of abstract values (docs/analysis.md, 1 and 2).
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include "names/names.hpp"

namespace krait::types {

using syntax::NodeId;
using ClassId = std::uint32_t;     ///< index into Facts::classes
using FunctionId = std::uint32_t;  ///< index into Facts::functions
using SlotId = std::uint32_t;      ///< a place that values flow into; compare through `Facts::find`
inline constexpr std::uint32_t none = 0xFFFFFFFF;

enum class AtomKind : std::uint8_t {
  Instance,     ///< `id` = class (user or stub; None, int, str … are stub classes); `slots` = its type arguments
  Tuple,        ///< tuple of known length; `elements`
  Class,        ///< the class object `id`
  Function,     ///< a user's function or lambda `id`; also a stub's function (then FunctionInfo::is_stub)
  BoundMethod,  ///< method `id` bound to a receiver of class `owner`
  Module,       ///< module `id`
  Unknown,      ///< any value at all
};

struct Atom;
struct AtomSet;

/// A set of atoms, ordered by (kind, id, owner, arity); empty = bottom (nothing gets here). Copies share the set until one of them
/// is changed: types are copied far more often than built. The count of the sharers is not atomic: a type stays in its thread.
class Type {
 public:
  inline Type() noexcept;
  explicit Type(Atom atom);
  inline Type(const Type& other) noexcept;
  inline Type(Type&& other) noexcept;
  inline Type& operator=(const Type& other) noexcept;
  inline Type& operator=(Type&& other) noexcept;
  inline ~Type();
  [[nodiscard]] inline bool is_bottom() const;
  [[nodiscard]] inline const std::vector<Atom>& atoms() const;
  /// The atoms to change, which no other type shares from now on.
  [[nodiscard]] std::vector<Atom>& own_atoms();
  [[nodiscard]] inline bool is_unknown() const;
  /// The only atom, or null when there are none or several.
  [[nodiscard]] inline const Atom* single() const;
  /// Do both share one set? Then they are equal; equal types need not share.
  [[nodiscard]] inline bool shares_with(const Type& other) const;

 private:
  boost::intrusive_ptr<AtomSet> set_;  ///< null for bottom
};

struct Atom {
  AtomKind kind{};
  std::uint32_t id = none;
  std::uint32_t owner = none;  ///< BoundMethod: the receiver's class
  std::vector<SlotId> slots;   ///< Instance of a generic class: one slot per type parameter; BoundMethod: those of its receiver
  std::vector<Type> elements;  ///< Tuple
};

struct AtomSet : boost::intrusive_ref_counter<AtomSet, boost::thread_unsafe_counter> {
  std::vector<Atom> atoms;
};

Type::Type() noexcept = default;
Type::Type(const Type& other) noexcept = default;
Type::Type(Type&& other) noexcept = default;
Type& Type::operator=(const Type& other) noexcept = default;
Type& Type::operator=(Type&& other) noexcept = default;
Type::~Type() = default;

bool Type::is_bottom() const { return set_ == nullptr || set_->atoms.empty(); }

const std::vector<Atom>& Type::atoms() const {
  static const std::vector<Atom> nothing;
  return set_ == nullptr ? nothing : set_->atoms;
}

bool Type::is_unknown() const {
  return std::any_of(atoms().begin(), atoms().end(), [](const Atom& atom) { return atom.kind == AtomKind::Unknown; });
}

const Atom* Type::single() const { return atoms().size() == 1 ? &atoms().front() : nullptr; }

bool Type::shares_with(const Type& other) const { return set_ == other.set_; }

/// Same set of atoms by key (kind, id, owner, arity)?
[[nodiscard]] int compare_key(const Atom& a, const Atom& b);

}  // namespace krait::types
