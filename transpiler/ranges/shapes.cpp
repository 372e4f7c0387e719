#include "ranges/shapes.hpp"

#include <algorithm>
#include <cstdint>

namespace krait::ranges {

namespace {

constexpr Wide executed_steps = static_cast<Wide>(1) << 51;  // no program gets further
constexpr int largest_step = 1 << 10;

/// Everything that steps can reach.
Interval reach(const Steps& steps) { return binary(syntax::BinaryOperator::Add, steps.base, Interval::of(-executed_steps * steps.down, executed_steps * steps.up)); }

Steps steps_of(const Shape& shape) { return shape.steps ? *shape.steps : Steps{.base = shape.interval}; }

/// Steps from an unbounded base say nothing.
Shape with_steps(const Interval& interval, const Steps& steps) {
  if (!steps.base.low && !steps.base.high) {
    return of(interval);
  }
  const Interval both = meet(interval, reach(steps));
  return {.interval = both.is_empty ? interval : both, .steps = steps, .elements = {}};
}

Shape join_ints(const Shape& a, const Shape& b) {
  if (a.interval.is_empty || b.interval.is_empty) {
    const Shape& one = a.interval.is_empty ? b : a;
    return {.interval = one.interval, .steps = one.steps, .elements = {}};
  }
  const Interval interval = join(a.interval, b.interval);
  if (!a.steps && !b.steps) {
    return of(interval);
  }
  const Steps left = steps_of(a);
  const Steps right = steps_of(b);
  return with_steps(interval, {.base = join(left.base, right.base), .down = std::max(left.down, right.down), .up = std::max(left.up, right.up)});
}

int next_power(int value) {
  int power = 1;
  while (power < value) {
    power *= 2;
  }
  return value == 0 ? 0 : power;
}

bool is_step(const Interval& by) { return by.fits(-largest_step, largest_step); }

Shape step(const Shape& from, const Interval& by, const Interval& result) {
  Steps steps = steps_of(from);
  steps.down = std::max(steps.down, static_cast<int>(-*by.low));
  steps.up = std::max(steps.up, static_cast<int>(*by.high));
  return with_steps(result, steps);
}

Wide magnitude(const Interval& a) { return std::max(*absolute(a).high, Wide{0}); }

}  // namespace

Shape join(const Shape& a, const Shape& b) {
  if (a.is_empty() || b.is_empty()) {
    return a.is_empty() ? b : a;
  }
  Shape result = join_ints(a, b);
  if (a.elements.size() == b.elements.size()) {
    for (std::size_t i = 0; i < a.elements.size(); ++i) {
      result.elements.push_back(join(a.elements[i], b.elements[i]));
    }
  } else if (a.elements.empty() || b.elements.empty()) {
    // One side is an int, or a tuple of which nothing is known: that is an unbounded one.
    const Shape& without = a.elements.empty() ? a : b;
    if (without.interval.low && without.interval.high) {
      result.elements = a.elements.empty() ? b.elements : a.elements;
    }
  } else {
    result = whole();  // tuples of different lengths
  }
  return result;
}

/// Tuples inside tuples further than this are not followed: `def f(n): return f(n - 1), n` nests without end.
static constexpr int deepest = 4;

/// The shape without what is nested deeper than `depth` levels.
static Shape cut(Shape shape, int depth) {
  if (shape.elements.empty()) {
    return shape;
  }
  if (depth == 0) {
    return whole();
  }
  for (Shape& element : shape.elements) {
    element = cut(std::move(element), depth - 1);
  }
  return shape;
}

Shape widen(const Shape& before, const Shape& joined) {
  Shape result = cut(joined, deepest);
  result.interval = widen(before.interval, joined.interval);
  if (joined.steps) {
    const Steps old = steps_of(before);
    Steps steps = {.base = widen(old.base, joined.steps->base), .down = joined.steps->down, .up = joined.steps->up};
    steps.down = steps.down > old.down ? next_power(steps.down) : steps.down;
    steps.up = steps.up > old.up ? next_power(steps.up) : steps.up;
    result = with_steps(steps == old ? widen_to(before.interval, joined.interval, Interval::all()) : result.interval, steps);
    result.elements = cut(joined, deepest).elements;
  }
  for (std::size_t i = 0; i < result.elements.size() && i < before.elements.size(); ++i) {
    result.elements[i] = widen(before.elements[i], result.elements[i]);
  }
  return result;
}

Shape meet(const Shape& a, const Shape& b) {
  if (a.is_empty() || b.is_empty()) {
    return a.is_empty() ? a : b;
  }
  Shape result = b;
  const Interval both = meet(a.interval, b.interval);
  result.interval = both.is_empty ? b.interval : both;
  if (b.elements.empty() && !a.elements.empty()) {
    result.elements = a.elements;
  }
  for (std::size_t i = 0; i < b.elements.size() && a.elements.size() == b.elements.size(); ++i) {
    result.elements[i] = meet(a.elements[i], b.elements[i]);
  }
  return result;
}

Shape negate(const Shape& a) {
  const Interval interval = negate(a.interval);
  return a.steps ? with_steps(interval, {.base = negate(a.steps->base), .down = a.steps->up, .up = a.steps->down}) : of(interval);
}

Shape binary(syntax::BinaryOperator op, const Shape& left, const Shape& right, bool left_is_constant) {
  const Interval result = binary(op, left.interval, right.interval);
  if ((op != syntax::BinaryOperator::Add && op != syntax::BinaryOperator::Sub) || result.is_empty) {
    return of(result);
  }
  const bool minus = op == syntax::BinaryOperator::Sub;
  const bool by_right = is_step(right.interval);
  const bool by_left = is_step(left.interval);
  // Both small: the one that has taken steps, or else the larger one, is the one that grows.
  const bool right_grows = by_left && (!by_right || left_is_constant || (right.steps && !left.steps) ||
                                       (left.steps.has_value() == right.steps.has_value() && magnitude(right.interval) > magnitude(left.interval)));
  if (right_grows) {
    return step(minus ? negate(right) : right, left.interval, result);
  }
  return by_right ? step(left, minus ? negate(right.interval) : right.interval, result) : of(result);
}

Shape range_elements(const Interval& start, const Interval& stop, const Interval& step_by) {
  if (start.is_empty || stop.is_empty || step_by.is_empty) {
    return {};
  }
  Interval all = join(start, stop);
  if (step_by.low && *step_by.low > 0) {
    all = {.is_empty = false, .low = start.low, .high = stop.high ? Bound(*stop.high - 1) : Bound{}};
  } else if (step_by.high && *step_by.high < 0) {
    all = {.is_empty = false, .low = stop.low ? Bound(*stop.low + 1) : Bound{}, .high = start.high};
  }
  if (all.low && all.high && *all.low > *all.high) {
    return {};  // no element
  }
  // Ranges are made of machine words, unless the program says that they cannot be.
  const Interval interval = meet(all, Interval::of(INT64_MIN, INT64_MAX));
  const auto is_constant = [](const Interval& one) { return one.low && one.low == one.high; };
  if (interval.is_empty || (!all.fits_int64() && is_constant(start) && is_constant(stop))) {
    return of(all);
  }
  const Interval from = meet(start, interval);
  return is_step(step_by) && !from.is_empty ? step(of(from), step_by, interval) : of(interval);
}

Shape without_steps(const Shape& a) {
  if (!a.steps) {
    return a;
  }
  // Every base is near zero, so an end that is near too was not cut off by what steps can reach.
  constexpr Wide near = executed_steps / 2;
  const bool plain = a.steps->base.fits(-near, near);
  Interval interval = Interval::of(INT64_MIN, INT64_MAX);
  if (plain && a.interval.low && *a.interval.low > -near) {
    interval.low = a.interval.low;
  }
  if (plain && a.interval.high && *a.interval.high < near) {
    interval.high = a.interval.high;
  }
  return {.interval = interval, .steps = {}, .elements = a.elements};
}

}  // namespace krait::ranges
