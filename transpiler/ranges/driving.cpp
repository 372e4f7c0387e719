/// The driving of interval analysis: slots, the fixpoint over bodies, and the closer bounds that follow from it.
#include <numeric>
#include <utility>

#include "ranges/walker.hpp"

namespace krait::ranges {

using types::Atom;
using types::AtomKind;

namespace {
constexpr int narrowing_passes = 2;
}  // namespace

// ---- slots ------------------------------------------------------------------------------------------

const Shape& Walker::read(types::SlotId slot) {
  static const Shape nothing;
  slot = facts_.find(slot);
  std::vector<Reading>& readings = readings_[slot];
  if (readings.empty() || readings.back().body != current_) {
    readings.push_back({.body = current_, .walk = walk_});
  } else {
    readings.back().walk = walk_;
  }
  const Shape* held = result_.slots.find(slot);
  return held == nullptr ? nothing : *held;
}

void Walker::add(types::SlotId slot, const Shape& shape) {
  if (slot == types::none) {
    return;
  }
  slot = facts_.find(slot);
  if (is_narrowing_) {
    if (is_narrowed_[slot]) {
      Shape& narrowed = narrowed_[slot];
      narrowed = join(narrowed, shape);
    }
    return;
  }
  if (writer_[slot] != walk_) {
    writer_[slot] = walk_;
    writes_[current_].push_back(slot);
  }
  Shape& held = result_.slots[slot];
  Shape joined = join(held, shape);
  if (joined == held) {
    return;
  }
  const bool counts = joined.steps && joined.steps == held.steps;  // and would go on until a test stops it, which narrowing finds
  if (++changes_[slot] > (counts ? counts_before_widening : changes_before_widening)) {
    joined = changes_[slot] > changes_before_anything ? whole() : widen(held, joined);
    if (joined == held) {
      return;
    }
  }
  held = std::move(joined);
  for (const Reading& reading : std::exchange(readings_[slot], {})) {
    if (reading.body != current_ || reading.walk == walk_) {  // else the walk at hand comes to where it is read
      enqueue(reading.body);
    }
  }
}

/// What an expression has, or an assignment stores.
void Walker::note(const syntax::Node& node, const Shape& shape) {
  if (!shape.is_empty() || result_.nodes.contains(node.id)) {
    result_.nodes[node.id] = shape;
  }
}

/// Ints of unknown origin go into every int slot of a type: containers that foreign code fills.
void Walker::flow_into_type(const types::Type& type, const Shape& shape) {
  if (!shape.is_empty()) {
    ++flow_;
    flow_on(type, shape);
  }
}

void Walker::flow_on(const types::Type& type, const Shape& shape) {
  for (const Atom& atom : type.atoms()) {
    for (const types::Type& element : atom.elements) {
      flow_on(element, shape);
    }
    if (atom.kind != AtomKind::Instance) {
      continue;
    }
    for (const types::SlotId slot : atom.slots) {
      const types::SlotId root = facts_.find(slot);
      if (flow_visits_[root] != flow_) {
        flow_visits_[root] = flow_;
        add(root, shape);
        flow_on(facts_.slots[root].type, shape);
      }
    }
  }
}

/// A function that code outside this analysis may call: its parameters hold anything.
void Walker::open(const types::FunctionInfo& function) {
  for (const types::ParameterInfo& parameter : function.parameters) {
    add_all(parameter.slot);
    flow_into_type(facts_.slot_type(parameter.slot), whole());
  }
}

void Walker::mark_open_functions() {
  for (const types::FunctionInfo& function : facts_.functions) {
    if (function.is_stub) {
      continue;
    }
    const bool protocol = function.owner != types::none && function.name.starts_with("__") && function.name != "__init__" && function.name != "__getitem__" &&
                          function.name != "__setitem__" && function.name != "__call__";
    const bool is_reached = function.is_synthesised ? function.owner == types::none || !facts_.classes[function.owner].is_exposed : function.is_called;
    if (function.is_exposed || !is_reached || protocol || function.is_decorated) {
      open(function);
    }
    const bool iterates = function.owner != types::none && function.name == "__getitem__" && facts_.find_method(function.owner, "__iter__") == types::none;
    if (iterates && function.parameters.size() > 1) {
      add(function.parameters[1].slot, range_elements(Interval::of(0, 0), Interval::all(), Interval::of(1, 1)));  // the old iteration protocol
    }
  }
  for (const types::ClassInfo& cls : facts_.classes) {
    if (cls.has_dynamic_attributes) {
      for (const auto& [name, field] : cls.fields) {
        add_all(field.slot);
      }
    }
  }
}

// ---- the fixpoint -----------------------------------------------------------------------------------

void Walker::collect_bodies() {
  for (const auto& module : program_.modules) {
    if (module->kind == program::ModuleKind::User) {
      bodies_.push_back({.module = module->id, .function = types::none});
    }
  }
  first_function_ = static_cast<BodyId>(bodies_.size());
  for (const types::FunctionInfo& function : facts_.functions) {
    if (!function.is_stub && !function.is_synthesised) {
      bodies_.push_back({.module = function.module, .function = function.id});
    }
  }
  writes_.resize(bodies_.size());
}

RangeFacts Walker::run() {
  readings_.resize(facts_.slots.size());
  changes_.resize(facts_.slots.size());
  writer_.resize(facts_.slots.size());
  flow_visits_.resize(facts_.slots.size());
  collect_bodies();
  is_incomplete_.assign(bodies_.size(), true);
  mark_open_functions();
  run_incomplete_to_fixpoint();
  is_closing_ = true;
  run_incomplete_to_fixpoint();
  narrow();
  return std::move(result_);
}

void Walker::enqueue(BodyId body) { queue_.insert(body); }

/// Modules come first, and what is defined later before what is defined earlier, since callers say what functions are called with.
void Walker::run_incomplete_to_fixpoint() {
  std::vector<BodyId> order(bodies_.size());
  std::iota(order.begin(), order.end(), BodyId{0});
  std::reverse(order.begin() + first_function_, order.end());
  for (const BodyId body : order) {
    if (is_incomplete_[body]) {
      queue_.erase(body);
      analyse(body);
    }
  }
  run_to_fixpoint();
}

void Walker::run_to_fixpoint() {
  while (!queue_.empty()) {
    const auto function = queue_.lower_bound(first_function_);
    const auto next = function != queue_.end() ? function : queue_.begin();  // a module's body reads what all its functions give
    const BodyId body = *next;
    queue_.erase(next);
    analyse(body);
  }
}

// ---- closer bounds ----------------------------------------------------------------------------------

std::vector<types::SlotId> Walker::written_by(const std::vector<BodyId>& bodies) const {
  std::vector<types::SlotId> slots;
  for (const BodyId body : bodies) {
    slots.insert(slots.end(), writes_[body].begin(), writes_[body].end());
  }
  return slots;
}

/// Widening goes too far, and so does what flowed before a test had values to compare: what is stored, given what slots are known to
/// hold, is a closer bound. Sound after the fixpoint only. What a pass did not bring closer says nothing new in the next.
void Walker::narrow() {
  is_narrowing_ = true;
  std::vector<types::SlotId> slots(facts_.slots.size());
  std::iota(slots.begin(), slots.end(), types::SlotId{0});
  std::vector<BodyId> bodies(bodies_.size());
  std::iota(bodies.begin(), bodies.end(), BodyId{0});
  for (int pass = 0; pass < narrowing_passes; ++pass) {
    bodies = narrow_slots(slots, std::move(bodies));
    slots = written_by(bodies);
  }
  narrow_slots({}, std::move(bodies));  // what expressions have is told by what slots now hold
}

/// Computes what `slots` hold again, from all bodies that write them, and the heads of loops in those and in `bodies`. Which bodies have
/// read what got closer?
std::vector<Walker::BodyId> Walker::narrow_slots(const std::vector<types::SlotId>& slots, std::vector<BodyId> bodies) {
  is_narrowed_.assign(facts_.slots.size(), false);
  narrowed_ = {};
  for (const types::SlotId slot : slots) {
    is_narrowed_[slot] = true;
  }
  mark_open_functions();
  for (BodyId body = 0; body < bodies_.size(); ++body) {
    if (std::any_of(writes_[body].begin(), writes_[body].end(), [&](types::SlotId slot) { return is_narrowed_[slot]; })) {
      bodies.push_back(body);
    }
  }
  std::sort(bodies.begin(), bodies.end());
  bodies.erase(std::unique(bodies.begin(), bodies.end()), bodies.end());
  for (const BodyId body : bodies) {
    analyse(body);
  }
  std::vector<BodyId> changed;
  for (const types::SlotId slot : slots) {
    const Shape* narrowed = is_narrowed_[slot] ? narrowed_.find(slot) : nullptr;
    is_narrowed_[slot] = false;  // it may be listed twice
    if (narrowed == nullptr || narrowed->is_empty()) {
      continue;
    }
    Shape& held = result_.slots[slot];
    Shape met = meet(held, *narrowed);
    if (!(met == held)) {
      held = std::move(met);
      std::transform(readings_[slot].begin(), readings_[slot].end(), std::back_inserter(changed), [](const Reading& reading) { return reading.body; });
    }
  }
  narrow_heads(changed);
  return changed;
}

void Walker::narrow_heads(std::vector<BodyId>& changed) {
  for (const types::NodeId loop : loops_) {
    Assignments& assignments = assignments_[loop];
    for (Assigned& one : assignments.variables) {
      const Interval met = meet(one.head, std::exchange(one.narrowed_head, {}));
      if (!met.is_empty && !(met == one.head)) {
        one.head = met;
        changed.push_back(assignments.body);
      }
    }
  }
}

}  // namespace krait::ranges
