#include "ranges/arithmetic.hpp"

#include <algorithm>

namespace krait::ranges {

namespace {

using Bound = std::optional<Wide>;
constexpr Wide limit = static_cast<Wide>(1) << 100;  // bounds beyond this are called infinite: products stay in range

Bound clip(Wide value) { return value > limit || value < -limit ? Bound{} : Bound{value}; }

Interval make(Bound low, Bound high) { return {.is_empty = false, .low = low, .high = high}; }

Bound add(const Bound& a, const Bound& b) { return a && b ? clip(*a + *b) : Bound{}; }

bool too_big(Wide value) {
  constexpr Wide safe = static_cast<Wide>(1) << 63;
  return value > safe || value < -safe;
}

Interval multiply(const Interval& a, const Interval& b) {
  if (!a.low || !a.high || !b.low || !b.high || too_big(*a.low) || too_big(*a.high) || too_big(*b.low) || too_big(*b.high)) {
    if (a.is_non_negative() && b.is_non_negative()) {
      const bool small = !too_big(*a.low) && !too_big(*b.low);
      return make(small ? clip(*a.low * *b.low) : Bound{0}, {});
    }
    // 64-bit unsigned factors still fit.
    const auto unsigned_ok = [](const Interval& x) { return x.low && x.high && *x.low >= 0 && *x.high <= (static_cast<Wide>(1) << 64); };
    (void)unsigned_ok;
    return Interval::all();
  }
  const Wide products[] = {*a.low * *b.low, *a.low * *b.high, *a.high * *b.low, *a.high * *b.high};
  const auto [low, high] = std::minmax_element(std::begin(products), std::end(products));
  const Interval result = make(*low, *high);
  return result;
}

Wide floor_divide(Wide a, Wide b) {
  const Wide quotient = a / b;
  return a % b != 0 && (a % b < 0) != (b < 0) ? quotient - 1 : quotient;
}

Interval divide(const Interval& a, const Interval& b) {
  if (!b.low || *b.low <= 0) {
    // The divisor may be negative or zero: the magnitude does not grow.
    if (a.low && a.high) {
      const Wide most = std::max(*a.high < 0 ? -*a.high : *a.high, *a.low < 0 ? -*a.low : *a.low);
      return make(-most - 1, most);
    }
    return Interval::all();
  }
  Bound low;
  Bound high;
  if (a.low) {
    low = *a.low >= 0 ? (b.high ? floor_divide(*a.low, *b.high) : Wide{0}) : floor_divide(*a.low, *b.low);
  }
  if (a.high) {
    high = *a.high >= 0 ? floor_divide(*a.high, *b.low) : (b.high ? floor_divide(*a.high, *b.high) : Wide{-1});
  }
  return make(low, high);
}

Interval modulo(const Interval& a, const Interval& b) {
  if (b.low && *b.low > 0) {
    Bound high = b.high ? Bound{*b.high - 1} : Bound{};
    if (a.is_non_negative() && a.high && (!high || *a.high < *high)) {
      high = a.high;
    }
    if (a.is_non_negative() && a.high && *a.high < *b.low) {
      return a;
    }
    return make(Wide{0}, high);
  }
  if (b.high && *b.high < 0 && b.low) {
    return make(*b.low + 1, Wide{0});
  }
  if (b.low && b.high) {
    const Wide most = std::max(*b.high, -*b.low);
    return make(-most, most);
  }
  return Interval::all();
}

Interval shift_left(const Interval& a, const Interval& b) {
  if (!b.is_non_negative() || !b.high || *b.high > 64 || !a.low || !a.high || too_big(*a.low) || too_big(*a.high)) {
    return a.is_non_negative() ? make(Wide{0}, {}) : Interval::all();
  }
  if (*b.high > 36 && (*a.high > (static_cast<Wide>(1) << 62) || *a.low < -(static_cast<Wide>(1) << 62))) {
    return a.is_non_negative() ? make(Wide{0}, {}) : Interval::all();
  }
  const auto shifted = [](Wide value, Wide by) { return clip(value * (static_cast<Wide>(1) << static_cast<int>(std::min<Wide>(by, 62))) * (by > 62 ? (static_cast<Wide>(1) << static_cast<int>(by - 62)) : 1)); };
  const Bound low = *a.low < 0 ? shifted(*a.low, *b.high) : shifted(*a.low, *b.low);
  const Bound high = *a.high < 0 ? shifted(*a.high, *b.low) : shifted(*a.high, *b.high);
  return make(low, high);
}

Interval shift_right(const Interval& a, const Interval& b) {
  const int least = b.low && *b.low >= 0 ? static_cast<int>(std::min<Wide>(*b.low, 120)) : 0;
  Bound low;
  Bound high;
  if (a.low) {
    low = *a.low < 0 ? (*a.low >> least) : Wide{0};
    if (*a.low >= 0 && b.high && *b.high < 120) {
      low = *a.low >> static_cast<int>(*b.high);
    }
  }
  if (a.high) {
    high = *a.high >= 0 ? (*a.high >> least) : Wide{-1};
  }
  return make(low, high);
}

/// Least 2^k - 1 that is not below the value.
Wide mask_over(Wide value) {
  Wide mask = 0;
  while (mask < value) {
    mask = mask * 2 + 1;
  }
  return mask;
}

Interval bitwise(syntax::BinaryOperator op, const Interval& a, const Interval& b) {
  if (op == syntax::BinaryOperator::BitAnd) {
    if (a.is_non_negative() && b.is_non_negative()) {
      const Bound high = a.high && b.high ? std::min(*a.high, *b.high) : a.high ? a.high : b.high;
      return make(Wide{0}, high);
    }
    if (a.is_non_negative()) {
      return make(Wide{0}, a.high);
    }
    if (b.is_non_negative()) {
      return make(Wide{0}, b.high);
    }
  }
  if (a.is_non_negative() && b.is_non_negative()) {
    return make(Wide{0}, a.high && b.high ? Bound{mask_over(std::max(*a.high, *b.high))} : Bound{});
  }
  if (a.low && a.high && b.low && b.high) {
    const auto magnitude = [](const Interval& x) { return std::max(*x.high, -*x.low - 1); };
    const Wide mask = mask_over(std::max(magnitude(a), magnitude(b)));
    return make(-mask - 1, mask);
  }
  return Interval::all();
}

Interval power(const Interval& a, const Interval& b) {
  if (!b.is_non_negative() || !b.high || *b.high > 100 || !a.low || !a.high) {
    return a.is_non_negative() ? make(Wide{0}, {}) : Interval::all();
  }
  const Wide base = std::max(*a.high < 0 ? -*a.high : *a.high, *a.low < 0 ? -*a.low : *a.low);
  Wide most = 1;
  for (Wide i = 0; i < *b.high; ++i) {
    if (base > 1 && most > limit / base) {
      return a.is_non_negative() ? make(Wide{0}, {}) : Interval::all();
    }
    most *= base;
  }
  most = std::max<Wide>(most, 1);
  return a.is_non_negative() ? make(Wide{0}, most) : make(-most, most);
}

}  // namespace

Interval join(const Interval& a, const Interval& b) {
  if (a.is_empty) {
    return b;
  }
  if (b.is_empty) {
    return a;
  }
  return make(a.low && b.low ? Bound{std::min(*a.low, *b.low)} : Bound{}, a.high && b.high ? Bound{std::max(*a.high, *b.high)} : Bound{});
}

Interval meet(const Interval& a, const Interval& b) {
  if (a.is_empty || b.is_empty) {
    return {};
  }
  const Bound low = a.low && b.low ? Bound{std::max(*a.low, *b.low)} : a.low ? a.low : b.low;
  const Bound high = a.high && b.high ? Bound{std::min(*a.high, *b.high)} : a.high ? a.high : b.high;
  if (low && high && *low > *high) {
    return {};
  }
  return make(low, high);
}

Interval negate(const Interval& a) {
  return a.is_empty ? a : make(a.high ? Bound{-*a.high} : Bound{}, a.low ? Bound{-*a.low} : Bound{});
}

Interval absolute(const Interval& a) {
  if (a.is_empty || a.is_non_negative()) {
    return a;
  }
  const Bound high = a.low && a.high ? Bound{std::max(*a.high, -*a.low)} : Bound{};
  return make(Wide{0}, high);
}

Interval binary(syntax::BinaryOperator op, const Interval& a, const Interval& b) {
  if (a.is_empty || b.is_empty) {
    return {};
  }
  switch (op) {
    case syntax::BinaryOperator::Add: return make(add(a.low, b.low), add(a.high, b.high));
    case syntax::BinaryOperator::Sub: return binary(syntax::BinaryOperator::Add, a, negate(b));
    case syntax::BinaryOperator::Mult: return multiply(a, b);
    case syntax::BinaryOperator::FloorDiv: return divide(a, b);
    case syntax::BinaryOperator::Mod: return modulo(a, b);
    case syntax::BinaryOperator::Pow: return power(a, b);
    case syntax::BinaryOperator::LShift: return shift_left(a, b);
    case syntax::BinaryOperator::RShift: return shift_right(a, b);
    case syntax::BinaryOperator::BitAnd:
    case syntax::BinaryOperator::BitOr:
    case syntax::BinaryOperator::BitXor: return bitwise(op, a, b);
    case syntax::BinaryOperator::Div:
    case syntax::BinaryOperator::MatMult: return Interval::all();
  }
  return Interval::all();
}

Interval widen(const Interval& before, const Interval& after) {
  if (before.is_empty) {
    return after;
  }
  static const std::vector<Wide> thresholds = [] {
    std::vector<Wide> list = {0, 1};
    for (const int bits : {8, 16, 31, 32, 48, 53, 62, 63}) {
      list.push_back((static_cast<Wide>(1) << bits) - 1);
      list.push_back(static_cast<Wide>(1) << bits);
    }
    list.push_back((static_cast<Wide>(1) << 64) - 1);
    return list;
  }();
  Interval result = after;
  if (after.high && (!before.high || *after.high > *before.high)) {
    const auto it = std::lower_bound(thresholds.begin(), thresholds.end(), *after.high);
    result.high = it == thresholds.end() ? Bound{} : Bound{*it};
  }
  if (after.low && (!before.low || *after.low < *before.low)) {
    const auto it = std::lower_bound(thresholds.begin(), thresholds.end(), -*after.low);
    result.low = *after.low >= 0 ? Bound{0} : it == thresholds.end() ? Bound{} : Bound{-*it};
  }
  if (!before.high) {
    result.high = {};
  }
  if (!before.low) {
    result.low = {};
  }
  return result;
}

}  // namespace krait::ranges
