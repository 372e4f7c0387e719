#include "ranges/arithmetic.hpp"

#include <algorithm>

namespace krait::ranges {

namespace {

Interval make(Bound low, Bound high) { return {.is_empty = false, .low = low, .high = high}; }

/// Infinite beyond 127 bits.
Bound checked(bool overflow, Wide value) {
  constexpr Wide most = ~(static_cast<Wide>(1) << 127);
  return overflow || value < -most ? Bound{} : Bound{value};
}

Bound add(const Bound& a, const Bound& b) {
  if (!a || !b) {
    return {};
  }
  Wide sum = 0;
  const bool overflow = __builtin_add_overflow(*a, *b, &sum);
  return checked(overflow, sum);
}

Bound minus(const Bound& a) { return a ? Bound{-*a} : Bound{}; }

Bound product(Wide a, Wide b) {
  Wide result = 0;
  const bool overflow = __builtin_mul_overflow(a, b, &result);
  return checked(overflow, result);
}

Interval multiply(const Interval& a, const Interval& b) {
  if (a.is_non_negative() && b.is_non_negative()) {
    const Bound low = product(*a.low, *b.low);
    return make(low ? low : Bound{0}, a.high && b.high ? product(*a.high, *b.high) : Bound{});
  }
  if (!a.low || !a.high || !b.low || !b.high) {
    return Interval::all();
  }
  const Bound products[] = {product(*a.low, *b.low), product(*a.low, *b.high), product(*a.high, *b.low), product(*a.high, *b.high)};
  Interval result;
  for (const Bound& bound : products) {
    if (!bound) {
      return Interval::all();
    }
    result = join(result, make(bound, bound));
  }
  return result;
}

/// A divisor of zero raises: what goes on has another.
Interval without_zero(Interval b) {
  if (b.low && *b.low == 0 && (!b.high || *b.high > 0)) {
    b.low = 1;
  }
  if (b.high && *b.high == 0 && (!b.low || *b.low < 0)) {
    b.high = -1;
  }
  return b;
}

Wide floor_divide(Wide a, Wide b) {
  const Wide quotient = a / b;
  return a % b != 0 && (a % b < 0) != (b < 0) ? quotient - 1 : quotient;
}

Interval divide(const Interval& a, const Interval& divisor) {
  const Interval b = without_zero(divisor);
  if (!b.low || *b.low <= 0) {
    // The divisor may be negative or zero: the magnitude does not grow.
    if (a.low && a.high) {
      const Interval magnitude = absolute(a);
      return magnitude.high ? make(add(minus(magnitude.high), Bound{-1}), magnitude.high) : Interval::all();
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

Interval modulo(const Interval& a, const Interval& divisor) {
  const Interval b = without_zero(divisor);
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
  if (!b.is_non_negative()) {
    return a.is_non_negative() ? make(Wide{0}, {}) : Interval::all();
  }
  const auto factor = [](const Bound& count) { return count && *count < 126 ? Bound{static_cast<Wide>(1) << static_cast<int>(*count)} : Bound{}; };
  const Bound least = factor(b.low);
  return least ? multiply(a, make(least, factor(b.high))) : a.is_non_negative() ? make(Wide{0}, {}) : Interval::all();
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
    mask += mask + 1;
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
  const Bound base = absolute(a).high;
  Bound most = 1;
  for (Wide i = 0; i < *b.high && most; ++i) {
    most = base ? product(*most, *base) : Bound{};
  }
  if (!most) {
    return a.is_non_negative() ? make(Wide{0}, {}) : Interval::all();
  }
  if (a.low == a.high && b.low == b.high) {
    const bool negative = *a.low < 0 && *b.low % 2 != 0;
    return negative ? make(minus(most), minus(most)) : make(most, most);
  }
  most = std::max<Wide>(*most, 1);
  return a.is_non_negative() ? make(Wide{0}, most) : make(minus(most), most);
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

Interval negate(const Interval& a) { return a.is_empty ? a : make(a.high ? Bound{-*a.high} : Bound{}, a.low ? Bound{-*a.low} : Bound{}); }

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
    for (const int bits : {8, 16, 24, 31, 32, 47, 53, 62, 63}) {
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
    result.high = Bound{};
  }
  if (!before.low) {
    result.low = Bound{};
  }
  return result;
}

Interval widen_to(const Interval& before, const Interval& after, const Interval& limits) {
  Interval result = after;
  if (after.low != before.low) {
    result.low = after.low && *after.low >= 0 ? Bound{0} : limits.low;
  }
  if (after.high != before.high) {
    result.high = after.high && *after.high <= 0 ? Bound{0} : limits.high;
  }
  return join(result, after);
}

}  // namespace krait::ranges
