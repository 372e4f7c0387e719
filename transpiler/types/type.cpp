#include "types/type.hpp"

#include <tuple>

namespace krait::types {

Type::Type(Atom atom) : set_(new AtomSet) { set_->atoms.push_back(std::move(atom)); }

std::vector<Atom>& Type::own_atoms() {
  if (set_ == nullptr) {
    set_.reset(new AtomSet);
  } else if (set_->use_count() > 1) {
    set_.reset(new AtomSet(*set_));
  }
  return set_->atoms;
}

int compare_key(const Atom& a, const Atom& b) {
  const auto key = [](const Atom& atom) { return std::tuple(atom.kind, atom.id, atom.owner, atom.elements.size()); };
  const auto left = key(a);
  const auto right = key(b);
  return left < right ? -1 : (right < left ? 1 : 0);
}

}  // namespace krait::types
