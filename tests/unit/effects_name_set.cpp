/// Sets of storages against std::set, whatever is inserted in which order and whenever somebody looks.
#include <random>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "effects/name_set.hpp"

using namespace krait::effects;

namespace {

bool same(const NameSet& set, const std::set<Key>& expected) { return std::vector<Key>(set.begin(), set.end()) == std::vector<Key>(expected.begin(), expected.end()); }

}  // namespace

TEST_CASE("sets hold each key once, in order, however they were joined") {
  std::mt19937 random(7);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  for (int round = 0; round < 200; ++round) {
    NameSet set;
    std::set<Key> expected;
    for (int step = 0; step < 60; ++step) {
      NameSet joined;
      std::set<Key> keys;
      for (std::uint32_t count = below(round % 2 == 0 ? 5 : 90); count > 0; --count) {
        const Key key = variable(below(400));
        joined.insert(key);
        keys.insert(key);
      }
      set.insert(joined);
      expected.insert(keys.begin(), keys.end());
      const Key one = elements(below(50));
      set.insert(one);
      expected.insert(one);
      if (below(6) == 0) {
        const Key asked = variable(below(400));
        CHECK(set.contains(asked) == expected.contains(asked));
        CHECK(set.size() == expected.size());
      }
      if (below(20) == 0) {
        const auto odd = [](Key key) { return key.id() % 2 != 0; };
        set.erase_if(odd);
        std::erase_if(expected, odd);
      }
    }
    CHECK(same(set, expected));
  }
}

TEST_CASE("equality and common keys do not depend on the order of insertion") {
  NameSet up;
  NameSet down;
  NameSet other;
  for (std::uint32_t i = 0; i < 100; ++i) {
    up.insert(variable(i));
    down.insert(variable(99 - i));
    other.insert(elements(i));
  }
  CHECK(up == down);
  CHECK(!up.intersects(other));
  other.insert(variable(99));
  CHECK(up.intersects(other));
  CHECK(other.intersects(down));
}
