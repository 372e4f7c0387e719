/// What tests and stores have shown of local variables on the path to a place. Private to `ranges/`.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "ranges/ranges.hpp"

namespace krait::ranges {

/// Intervals of a few variables; copied at every branch. Variables that inner functions assign never stand here.
class Environment {
  using Entry = std::pair<names::VariableId, Interval>;

  template <typename Entries>
  static auto place(Entries& entries, names::VariableId variable) {
    return std::lower_bound(entries.begin(), entries.end(), variable, [](const Entry& entry, names::VariableId id) { return entry.first < id; });
  }

 public:
  /// Null if nothing was shown.
  [[nodiscard]] const Interval* find(names::VariableId variable) const {
    const auto it = place(entries_, variable);
    return it != entries_.end() && it->first == variable ? &it->second : nullptr;
  }
  void set(names::VariableId variable, const Interval& interval) {
    const auto it = place(entries_, variable);
    if (it != entries_.end() && it->first == variable) {
      it->second = interval;
    } else {
      entries_.insert(it, {variable, interval});
    }
  }
  void erase(names::VariableId variable) {
    const auto it = place(entries_, variable);
    if (it != entries_.end() && it->first == variable) {
      entries_.erase(it);
    }
  }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] auto begin() const { return entries_.begin(); }
  [[nodiscard]] auto end() const { return entries_.end(); }

 private:
  std::vector<Entry> entries_;  ///< by variable
};

}  // namespace krait::ranges
