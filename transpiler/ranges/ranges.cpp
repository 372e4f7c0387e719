#include "ranges/ranges.hpp"

#include <cstdint>

namespace krait::ranges {

bool Interval::fits_int64() const { return fits(INT64_MIN, INT64_MAX); }
bool Interval::fits_uint64() const { return fits(0, static_cast<Wide>(UINT64_MAX)); }

Interval RangeFacts::slot(const types::Facts& facts, types::SlotId slot) const {
  const auto it = slots.find(facts.find(slot));
  return it == slots.end() ? Interval::all() : it->second;
}

Interval RangeFacts::node(types::NodeId node) const {
  return node < nodes.size() && !nodes[node].is_empty ? nodes[node] : Interval::all();
}

}  // namespace krait::ranges
