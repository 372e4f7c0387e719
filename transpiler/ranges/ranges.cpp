#include "ranges/ranges.hpp"

#include <cstdint>

namespace krait::ranges {

bool Interval::fits_int64() const { return fits(INT64_MIN, INT64_MAX); }
bool Interval::fits_uint64() const { return fits(0, static_cast<Wide>(UINT64_MAX)); }

const Shape& RangeFacts::slot_shape(const types::Facts& facts, types::SlotId slot) const {
  static const Shape nothing;
  const Shape* known = slots.find(facts.find(slot));
  return known == nullptr ? nothing : *known;
}

Interval RangeFacts::slot(const types::Facts& facts, types::SlotId slot) const {
  const Shape& shape = slot_shape(facts, slot);
  return shape.interval.is_empty ? Interval::all() : shape.interval;
}

const Shape& RangeFacts::node_shape(types::NodeId node) const {
  static const Shape nothing;
  const Shape* known = nodes.find(node);
  return known == nullptr ? nothing : *known;
}

Interval RangeFacts::node(types::NodeId node) const {
  const Shape& shape = node_shape(node);
  return shape.interval.is_empty ? Interval::all() : shape.interval;
}

}  // namespace krait::ranges
