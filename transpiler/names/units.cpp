/// When code that runs later may run first.
#include "names/flow.hpp"

#include <algorithm>

namespace krait::names {

void Flow::create(UnitId unit) {
  const Unit& info = a_.units[unit];
  creation_[info.scope] = place_;
  created_.push_back(unit);
  ++clock_;
  const std::uint32_t start = outermost_loop_ != none ? outermost_loop_ : clock_;
  for (const std::uint32_t mention : info.mentions) {
    a_.mentions[mention].created = read(a_.mentions[mention].symbol);
    std::uint32_t& known = a_.notes[a_.mentions[mention].symbol].capture_start;
    known = known == none ? start : std::min(known, start);
  }
}

/// Naming a function or class: from now on anything may call it.
void Flow::mention(SymbolId symbol) {
  if (is_quiet_ || a_.executor[a_.names.symbols[symbol].scope] != executor_) {
    return;
  }
  for (const UnitId unit : a_.notes[symbol].units) {
    pend(unit);
  }
}

void Flow::pend(UnitId unit) {
  class_seen_ = class_seen_ || a_.names.scopes[a_.units[unit].scope].kind == ScopeKind::Class;
  if (!is_pending_[unit] && !is_active_[unit]) {
    is_pending_[unit] = true;
    pending_.push_back(unit);
  }
}

/// The unit and all that it mentions run now, as far as anyone knows.
void Flow::activate(UnitId first) {
  std::vector<UnitId> work{first};
  while (!work.empty()) {
    const UnitId unit = work.back();
    work.pop_back();
    if (is_active_[unit]) {
      continue;
    }
    is_active_[unit] = was_active_[unit] = true;
    log_.push_back({true, unit, 0});
    const Unit& info = a_.units[unit];
    work.insert(work.end(), info.inner.begin(), info.inner.end());
    for (const SymbolId base : info.bases) {
      work.insert(work.end(), a_.notes[base].units.begin(), a_.notes[base].units.end());
    }
    for (const std::uint32_t mention : info.mentions) {
      const SymbolId symbol = a_.mentions[mention].symbol;
      a_.later_uses.emplace_back(mention, read(symbol));
      work.insert(work.end(), a_.notes[symbol].units.begin(), a_.notes[symbol].units.end());
    }
  }
}

void Flow::run_point() {
  if (!reachable_) {
    return;
  }
  std::vector<UnitId> units;
  units.swap(pending_);
  for (const UnitId unit : units) {
    is_pending_[unit] = false;
  }
  for (const UnitId unit : units) {
    activate(unit);
  }
}

void Flow::weak_point() {
  if (class_seen_ && !is_quiet_) {
    run_point();
  }
}

}  // namespace krait::names
