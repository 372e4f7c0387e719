#include "types/type.hpp"

#include <tuple>

namespace krait::types {

Type::Type(Atom atom) { atoms_.push_back(std::move(atom)); }

int compare_key(const Atom& a, const Atom& b) {
  const auto key = [](const Atom& atom) {
    return std::tuple(atom.kind, atom.id, atom.owner, atom.elements.size());
  };
  const auto left = key(a);
  const auto right = key(b);
  return left < right ? -1 : (right < left ? 1 : 0);
}

}  // namespace krait::types
