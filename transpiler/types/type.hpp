/// The lattice: a type is a finite set of abstract values (docs/analysis.md, 1 and 2).
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

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

/// A set of atoms, ordered by (kind, id, owner, arity); empty = bottom (nothing gets here).
class Type {
 public:
  Type() = default;
  explicit Type(Atom atom);
  [[nodiscard]] bool is_bottom() const { return atoms_.empty(); }
  [[nodiscard]] const std::vector<Atom>& atoms() const { return atoms_; }
  [[nodiscard]] std::vector<Atom>& atoms() { return atoms_; }
  [[nodiscard]] inline bool is_unknown() const;
  /// The only atom, or null when there are none or several.
  [[nodiscard]] inline const Atom* single() const;

 private:
  std::vector<Atom> atoms_;
};

struct Atom {
  AtomKind kind{};
  std::uint32_t id = none;
  std::uint32_t owner = none;     ///< BoundMethod: the receiver's class
  std::vector<SlotId> slots;      ///< Instance of a generic class: one slot per type parameter; BoundMethod: those of its receiver
  std::vector<Type> elements;     ///< Tuple
};

bool Type::is_unknown() const {
  return std::any_of(atoms_.begin(), atoms_.end(), [](const Atom& atom) { return atom.kind == AtomKind::Unknown; });
}

const Atom* Type::single() const { return atoms_.size() == 1 ? &atoms_.front() : nullptr; }

/// Same set of atoms by key (kind, id, owner, arity)?
[[nodiscard]] int compare_key(const Atom& a, const Atom& b);

}  // namespace krait::types
