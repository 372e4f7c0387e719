#include "types/number_graph.hpp"

#include <algorithm>
#include <numeric>

namespace krait::types {

NumberGraph::Vertex NumberGraph::vertex(const NumberPlace& place) {
  constexpr std::uint32_t most_elements = 1023;  // more share one vertex, which only makes the answer coarser
  const std::uint64_t element = place.element == none ? 0 : std::min(place.element, most_elements - 1) + 1;
  const std::uint64_t key = (std::uint64_t{place.id} << 11) | (element << 1) | (place.kind == NumberPlace::Kind::Node ? 1 : 0);
  const auto [it, inserted] = index_.emplace(key, static_cast<Vertex>(places_.size()));
  if (inserted) {
    places_.push_back(place);
    observed_.push_back(false);
    grown_.push_back(false);
    neighbours_.emplace_back();
  }
  return it->second;
}

bool NumberGraph::is_only(const Type& type, ClassId cls) const {
  const Atom* only = type.single();
  return only != nullptr && only->kind == AtomKind::Instance && only->id == cls;
}

bool NumberGraph::is_number(const Type& type) const {
  std::size_t numbers = 0;
  for (const Atom& atom : type.atoms()) {
    if (atom.kind != AtomKind::Instance || (atom.id != facts_.int_type && atom.id != facts_.float_type && atom.id != facts_.none_type)) {
      return false;
    }
    numbers += atom.id == facts_.none_type ? 0 : 1;
  }
  return numbers == 2;
}

bool NumberGraph::is_float(const Type& type) const {
  return std::all_of(type.atoms().begin(), type.atoms().end(),
                     [&](const Atom& atom) { return atom.kind == AtomKind::Instance && (atom.id == facts_.float_type || atom.id == facts_.none_type); });
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

/// Sums of sums are observed: what they hold may be large.
void NumberGraph::observe_large_sums() {
  std::vector<Vertex> root(places_.size());
  std::iota(root.begin(), root.end(), Vertex{0});
  const auto find = [&](Vertex vertex) {
    while (root[vertex] != vertex) {
      vertex = root[vertex] = root[root[vertex]];
    }
    return vertex;
  };
  for (const auto& [from, into] : copies_) {
    root[find(from)] = find(into);
  }
  std::vector<bool> grown(places_.size(), false);
  const auto mark = [&](Vertex vertex) { grown[find(vertex)] = true; };
  for (Vertex vertex = 0; vertex < places_.size(); ++vertex) {
    if (grown_[vertex]) {
      mark(vertex);
    }
  }
  for (const Sum& sum : sums_) {
    std::for_each(sum.into.begin(), sum.into.end(), mark);
  }
  for (const Sum& sum : sums_) {
    if (grown[find(sum.left)] && grown[find(sum.right)]) {
      observe(sum.left);
      observe(sum.right);
      std::for_each(sum.into.begin(), sum.into.end(), [&](Vertex vertex) { observe(vertex); });
    }
  }
}

std::vector<NumberPlace> NumberGraph::settle() {
  observe_large_sums();
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
