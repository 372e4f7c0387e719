/// Element slots that contain themselves (`xs.append(xs)`): no C++ type is finite, so these elements are objects (docs/analysis.md, 2).
#include <algorithm>

#include "representation/representation.hpp"

namespace krait::representation {

namespace {

/// Tarjan's components of the graph from element slots to the element slots of what they hold; classes of the program end it.
class ElementGraph {
 public:
  explicit ElementGraph(const types::Facts& facts) : facts_(facts), index_(facts.slots.size(), 0), low_(facts.slots.size(), 0), on_stack_(facts.slots.size(), false) {}

  std::vector<bool> slots_in_cycles() {
    in_cycle_.assign(facts_.slots.size(), false);
    for (types::SlotId slot = 0; slot < facts_.slots.size(); ++slot) {
      if (facts_.find(slot) == slot && index_[slot] == 0) {
        visit(slot);
      }
    }
    return std::move(in_cycle_);
  }

 private:
  struct Entry {
    types::SlotId slot = types::none;
    std::vector<types::SlotId> successors;
    std::size_t next = 0;
  };

  void collect(const types::Type& type, std::vector<types::SlotId>& into) const {
    for (const types::Atom& atom : type.atoms()) {
      if (atom.kind == types::AtomKind::Instance && facts_.classes[atom.id].is_stub) {
        for (const types::SlotId slot : atom.slots) {
          into.push_back(facts_.find(slot));
        }
      }
      for (const types::Type& element : atom.elements) {
        collect(element, into);
      }
    }
  }

  void enter(types::SlotId slot) {
    index_[slot] = low_[slot] = ++count_;
    stack_.push_back(slot);
    on_stack_[slot] = true;
    path_.push_back({slot, {}, 0});
    collect(facts_.slots[slot].type, path_.back().successors);
  }

  void visit(types::SlotId start) {
    enter(start);
    while (!path_.empty()) {
      Entry& entry = path_.back();
      if (entry.next < entry.successors.size()) {
        const types::SlotId successor = entry.successors[entry.next++];
        if (index_[successor] == 0) {
          enter(successor);
        } else if (on_stack_[successor]) {
          low_[entry.slot] = std::min(low_[entry.slot], index_[successor]);
        }
        continue;
      }
      leave(entry);
      const types::SlotId done = entry.slot;
      path_.pop_back();
      if (!path_.empty()) {
        low_[path_.back().slot] = std::min(low_[path_.back().slot], low_[done]);
      }
    }
  }

  void leave(const Entry& entry) {
    if (low_[entry.slot] != index_[entry.slot]) {
      return;
    }
    const bool alone = stack_.back() == entry.slot;
    const bool refers_to_itself = std::find(entry.successors.begin(), entry.successors.end(), entry.slot) != entry.successors.end();
    for (bool more = true; more;) {
      const types::SlotId member = stack_.back();
      stack_.pop_back();
      on_stack_[member] = false;
      in_cycle_[member] = !alone || refers_to_itself;
      more = member != entry.slot;
    }
  }

  const types::Facts& facts_;
  std::vector<std::uint32_t> index_, low_;
  std::vector<bool> on_stack_, in_cycle_;
  std::vector<types::SlotId> stack_;
  std::vector<Entry> path_;
  std::uint32_t count_ = 0;
};

}  // namespace

std::vector<bool> slots_in_cycles(const types::Facts& facts) { return ElementGraph(facts).slots_in_cycles(); }

}  // namespace krait::representation
