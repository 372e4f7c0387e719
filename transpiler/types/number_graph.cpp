#include "types/number_graph.hpp"

namespace krait::types {

NumberGraph::Vertex NumberGraph::vertex(const NumberPlace& place) {
  constexpr std::uint32_t most_elements = 1023;  // more share one vertex, which only makes the answer coarser
  const std::uint64_t element = place.element == none ? 0 : std::min(place.element, most_elements - 1) + 1;
  const std::uint64_t key = (std::uint64_t{place.id} << 11) | (element << 1) | (place.kind == NumberPlace::Kind::Node ? 1 : 0);
  const auto [it, inserted] = index_.emplace(key, static_cast<Vertex>(places_.size()));
  if (inserted) {
    places_.push_back(place);
    observed_.push_back(false);
    neighbours_.emplace_back();
  }
  return it->second;
}

bool NumberGraph::is_only(const Type& type, ClassId cls) const {
  const Atom* only = type.single();
  return only != nullptr && only->kind == AtomKind::Instance && only->id == cls;
}

bool NumberGraph::is_number(const Type& type) const {
  if (type.atoms().size() != 2) {
    return false;
  }
  for (const Atom& atom : type.atoms()) {
    if (atom.kind != AtomKind::Instance || (atom.id != facts_.int_type && atom.id != facts_.float_type)) {
      return false;
    }
  }
  return true;
}

void NumberGraph::collect(const Type& type, SlotId holder, std::set<SlotId>& seen, std::vector<Vertex>& into) {
  for (const Atom& atom : type.atoms()) {
    for (std::uint32_t i = 0; i < atom.elements.size(); ++i) {
      if (holder != none && is_number(atom.elements[i])) {
        into.push_back(slot(holder, i));
      }
      collect(atom.elements[i], none, seen, into);
    }
    for (const SlotId inner : atom.slots) {
      const SlotId root = facts_.find(inner);
      if (!seen.insert(root).second) {
        continue;
      }
      if (is_number(facts_.slot_type(root))) {
        into.push_back(slot(root));
      } else {
        collect(facts_.slot_type(root), root, seen, into);
      }
    }
  }
}

std::vector<NumberGraph::Vertex> NumberGraph::within(const Type& type) {
  std::set<SlotId> seen;
  std::vector<Vertex> result;
  collect(type, none, seen, result);
  return result;
}

std::vector<NumberPlace> NumberGraph::settle() {
  std::vector<Vertex> work;
  for (Vertex vertex = 0; vertex < observed_.size(); ++vertex) {
    if (observed_[vertex]) {
      work.push_back(vertex);
    }
  }
  while (!work.empty()) {
    const Vertex vertex = work.back();
    work.pop_back();
    for (const Vertex neighbour : neighbours_[vertex]) {
      if (!observed_[neighbour]) {
        observed_[neighbour] = true;
        work.push_back(neighbour);
      }
    }
  }
  std::vector<NumberPlace> result;
  for (Vertex vertex = 0; vertex < observed_.size(); ++vertex) {
    if (!observed_[vertex]) {
      result.push_back(places_[vertex]);
    }
  }
  return result;
}

}  // namespace krait::types
