/// Interval arithmetic against all pairs of small values, at the edges of machine words, and the claims about steps.
#include <cstdint>
#include <random>

#include <doctest/doctest.h>

#include "ranges/shapes.hpp"

using namespace krait::ranges;
using krait::syntax::BinaryOperator;

namespace {

std::optional<Wide> floor_division(Wide a, Wide b) {
  if (b == 0) {
    return std::nullopt;
  }
  const Wide quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

/// Python's result, nothing where it raises or is a float.
std::optional<Wide> evaluate(BinaryOperator op, Wide a, Wide b) {
  switch (op) {
    case BinaryOperator::Add: return a + b;
    case BinaryOperator::Sub: return a - b;
    case BinaryOperator::Mult: return a * b;
    case BinaryOperator::FloorDiv: return floor_division(a, b);
    case BinaryOperator::Mod: return b == 0 ? std::nullopt : std::optional<Wide>(a - b * *floor_division(a, b));
    case BinaryOperator::LShift: return b < 0 || b > 40 ? std::nullopt : std::optional<Wide>(a * (static_cast<Wide>(1) << static_cast<int>(b)));
    case BinaryOperator::RShift: return b < 0 ? std::nullopt : std::optional<Wide>(a >> static_cast<int>(b > 100 ? 100 : b));
    case BinaryOperator::BitAnd: return a & b;
    case BinaryOperator::BitOr: return a | b;
    case BinaryOperator::BitXor: return a ^ b;
    case BinaryOperator::Pow: {
      if (b < 0 || b > 6) {
        return std::nullopt;
      }
      Wide result = 1;
      for (Wide i = 0; i < b; ++i) {
        result *= a;
      }
      return result;
    }
    default: return std::nullopt;
  }
}

bool holds(const Interval& interval, Wide value) { return !interval.is_empty && (!interval.low || *interval.low <= value) && (!interval.high || *interval.high >= value); }

/// The last one, a power of large operands, is more than a Wide can hold.
constexpr BinaryOperator operators[] = {BinaryOperator::Add,   BinaryOperator::Sub,    BinaryOperator::Mult,   BinaryOperator::FloorDiv,
                                        BinaryOperator::Mod,   BinaryOperator::LShift, BinaryOperator::RShift, BinaryOperator::BitAnd,
                                        BinaryOperator::BitOr, BinaryOperator::BitXor, BinaryOperator::Pow};

}  // namespace

TEST_CASE("the interval of a result holds every result of small operands") {
  for (const BinaryOperator op : operators) {
    for (Wide low = -4; low <= 4; ++low) {
      for (Wide high = low; high <= 4; ++high) {
        for (Wide left = -4; left <= 4; ++left) {
          for (Wide right = left; right <= 4; ++right) {
            const Interval result = binary(op, Interval::of(low, high), Interval::of(left, right));
            for (Wide a = low; a <= high; ++a) {
              for (Wide b = left; b <= right; ++b) {
                const auto value = evaluate(op, a, b);
                REQUIRE((!value || holds(result, *value)));
              }
            }
          }
        }
      }
    }
  }
}

TEST_CASE("the interval of a result holds the results of operands near the ends of machine words") {
  std::mt19937_64 random(7);
  const auto edge = [&]() -> Wide {
    const int bits[] = {0, 1, 3, 31, 32, 51, 61, 62, 63};
    const Wide near = static_cast<Wide>(1) << bits[random() % 9];
    return (random() % 2 == 0 ? near : -near) + static_cast<int>(random() % 5) - 2;
  };
  for (int round = 0; round < 20000; ++round) {
    const BinaryOperator op = operators[random() % 10];
    Wide ends[] = {edge(), edge(), edge(), edge()};
    if (ends[0] > ends[1]) {
      std::swap(ends[0], ends[1]);
    }
    if (ends[2] > ends[3]) {
      std::swap(ends[2], ends[3]);
    }
    const Interval result = binary(op, Interval::of(ends[0], ends[1]), Interval::of(ends[2], ends[3]));
    for (const Wide a : {ends[0], ends[1]}) {
      for (const Wide b : {ends[2], ends[3]}) {
        const auto value = evaluate(op, a, b);
        REQUIRE((!value || holds(result, *value)));
      }
    }
  }
}

TEST_CASE("bounds beyond 127 bits are infinite") {
  const Wide big = static_cast<Wide>(1) << 100;
  CHECK(!binary(BinaryOperator::Mult, Interval::of(big, big), Interval::of(big, big)).high);
  CHECK(!binary(BinaryOperator::Mult, Interval::of(-big, big), Interval::of(-big, big)).low);
  CHECK(!binary(BinaryOperator::LShift, Interval::of(1, 1), Interval::of(0, 1000)).high);
  CHECK(binary(BinaryOperator::FloorDiv, Interval::of(INT64_MIN, 0), Interval::of(-1, 1)).high == -static_cast<Wide>(INT64_MIN));
}

TEST_CASE("a counter stays within its base and its steps, a doubling does not") {
  Shape counter = of(Interval::of(0, 0));
  Shape doubled = of(Interval::of(1, 1));
  Shape quadratic = of(Interval::of(0, 0));
  for (int i = 0; i < 200; ++i) {
    const Shape next = join(counter, binary(BinaryOperator::Add, counter, of(Interval::of(1, 1)), false));
    const Shape twice = join(doubled, binary(BinaryOperator::Add, doubled, doubled, false));
    const Shape sum = join(quadratic, binary(BinaryOperator::Add, quadratic, counter, false));
    counter = i > 5 ? widen(counter, next) : next;
    doubled = i > 5 ? widen(doubled, twice) : twice;
    quadratic = i > 5 ? widen(quadratic, sum) : sum;
  }
  CHECK(counter.interval.fits(0, static_cast<Wide>(1) << 52));
  CHECK(binary(BinaryOperator::Add, counter, counter, false).interval.fits_int64());
  CHECK(!doubled.interval.high);
  CHECK(!quadratic.interval.high);
}

TEST_CASE("iterating over a range goes from its start; taking elements out of order does not") {
  const Shape unbounded = range_elements(Interval::of(0, 0), Interval::all(), Interval::of(1, 1));
  CHECK(unbounded.interval == Interval::of(0, static_cast<Wide>(1) << 51));
  CHECK(without_steps(unbounded).interval == Interval::of(0, INT64_MAX));
  CHECK(without_steps(range_elements(Interval::of(0, 0), Interval::of(8, 8), Interval::of(1, 1))).interval == Interval::of(0, 7));
  CHECK(range_elements(Interval::of(5, 5), Interval::of(3, 3), Interval::of(1, 1)).is_empty());
  CHECK(range_elements(Interval::of(10, 20), Interval::of(-1, 3), Interval::of(-2, -1)).interval == Interval::of(0, 20));
  CHECK(range_elements(Interval::of(static_cast<Wide>(1) << 62, static_cast<Wide>(1) << 62), Interval::all(), Interval::of(1, 1)).interval.low == static_cast<Wide>(1) << 62);
}
