#include "types/type.hpp"

#include <tuple>

namespace krait::types {

Type::Type(Atom atom) { atoms_.push_back(std::move(atom)); }

bool Type::is_unknown() const {
  for (const Atom& atom : atoms_) {
    if (atom.kind == AtomKind::Unknown) {
      return true;
    }
  }
  return false;
}

const Atom* Type::single() const { return atoms_.size() == 1 ? &atoms_.front() : nullptr; }

int compare_key(const Atom& a, const Atom& b) {
  const auto key = [](const Atom& atom) {
    return std::tuple(atom.kind, atom.id, atom.owner, atom.elements.size());
  };
  const auto left = key(a);
  const auto right = key(b);
  return left < right ? -1 : (right < left ? 1 : 0);
}

}  // namespace krait::types
