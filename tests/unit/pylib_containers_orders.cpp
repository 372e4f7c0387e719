// Random operations on sets, dicts, lists and slices, compared with CPython through digests: tests/unit/pylib_containers_oracle.py
// does the same and prints the expected numbers.
#include <doctest/doctest.h>

#include <py/builtins.hpp>
#include <py/type.hpp>

#include <cstdint>

namespace {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::int64_t below(std::uint64_t n) { return static_cast<std::int64_t>(next() % n); }

 private:
  std::uint64_t state_;
};

class Digest {
 public:
  void add(std::int64_t number) { value = (value ^ static_cast<std::uint64_t>(number)) * 0x100000001B3u; }
  std::uint64_t value = 0xCBF29CE484222325u;
};

using Pair = std::tuple<std::int64_t, std::int64_t>;

std::int64_t small_int(Random& r) { return r.below(60); }
std::int64_t wide_int(Random& r) { return r.below(3) != 0 ? r.below(std::uint64_t{1} << 62) - (std::int64_t{1} << 61) : (r.below(500) - 250) * 64; }
py::str text(Random& r) {
  py::str word;
  const std::int64_t length = r.below(5);
  for (std::int64_t i = 0; i < length; ++i) {
    word += py::chr(97 + r.below(4));
  }
  return word;
}
Pair pair(Random& r) {
  const std::int64_t first = r.below(9) - 4;
  return {first, r.below(9)};
}
double real(Random& r) { return static_cast<double>(r.below(40)) * 0.25 - 3; }

std::int64_t mark(std::int64_t x) { return x; }
std::int64_t mark(const py::str& x) {
  std::int64_t result = 0;
  for (const char32_t c : x.code_points()) {
    result = result * 31 + c + 1;
  }
  return result;
}
std::int64_t mark(const Pair& x) { return std::get<0>(x) * 1000 + std::get<1>(x); }
std::int64_t mark(double x) { return static_cast<std::int64_t>(x * 4); }
std::int64_t mark(const py::object& x) {
  if (x.is_str()) {
    return mark(x.as_str());
  }
  if (x.is_float()) {
    return mark(x.as_float());
  }
  return x.is_int() ? x.as_int().to_int64() : mark(py::cast<Pair>(x));
}

// The kinds of sets under test. All are used through a reference to the variable.
struct owned_sets {
  template <typename T>
  using set = py::hash_set<T>;
};
struct shared_sets {
  template <typename T>
  using set = py::set<T>;
};

template <typename Kind, typename T, typename Make>
class SetCases {
  using Set = typename Kind::template set<T>;

 public:
  SetCases(Make make, std::uint64_t seed, std::int64_t limit) : make_(make), r_(seed), limit_(static_cast<std::uint64_t>(limit)) {}

  std::uint64_t run(int steps) {
    for (int i = 0; i < steps; ++i) {
      const auto a = static_cast<std::size_t>(r_.below(4));
      const auto b = static_cast<std::size_t>(r_.below(4));
      step(pool_[a], pool_[b], r_.below(24));
      for (const T& x : pool_[a]) {
        d_.add(mark(x));
      }
      d_.add(pool_[a].size());
    }
    return d_.value;
  }

 private:
  std::int64_t count() { return r_.below(limit_); }
  T element() { return T(make_(r_)); }
  py::vector<T> items() {
    py::vector<T> result;
    const std::int64_t n = count();
    for (std::int64_t i = 0; i < n; ++i) {
      result.append(element());
    }
    return result;
  }
  py::ordered_map<T, std::int64_t> map() {
    py::ordered_map<T, std::int64_t> result;
    const std::int64_t n = count();
    for (std::int64_t i = 0; i < n; ++i) {
      result[element()] = 0;
    }
    return result;
  }

  void step(Set& s, Set& t, std::int64_t op) {
    if (op < 8) {
      const std::int64_t n = count();
      for (std::int64_t i = 0; i < n; ++i) {
        op < 6 ? s.add(element()) : s.discard(element());
      }
      return;
    }
    switch (op) {
      case 8: s = s | t; break;
      case 9: s = s & t; break;
      case 10: s = s - t; break;
      case 11: s = s ^ t; break;
      case 12: s |= t; break;
      case 13: s &= t; break;
      case 14: s -= t; break;
      case 15: s ^= t; break;
      case 16: s = t.copy(); break;
      case 17: s = Set(items()); break;
      case 18: with_map(s); break;
      case 19: with_items(s, t); break;
      case 20: pop_some(s); break;
      case 21: through_frozenset(s, t); break;
      case 22: with_keys(s); break;
      default: compare(s, t); break;
    }
  }
  void with_map(Set& s) {
    const auto m = map();
    if (r_.below(2) != 0) {
      s.update(m);
    } else {
      s = s.difference(m);
    }
  }
  void with_items(Set& s, const Set& t) {
    const auto xs = items();
    switch (r_.below(4)) {
      case 0: s = s.intersection(xs); break;
      case 1: s.difference_update(xs); break;
      case 2: s.symmetric_difference_update(xs); break;
      default: s.intersection_update(xs, t); break;
    }
  }
  void pop_some(Set& s) {
    const std::int64_t n = r_.below(4);
    for (std::int64_t i = 0; i < n; ++i) {
      if (py::truth(s)) {
        d_.add(mark(s.pop()));
      }
    }
  }
  void through_frozenset(Set& s, const Set& t) {
    const py::frozenset<T> frozen(t);
    d_.add(py::hash(frozen));
    s = Set(frozen);
  }
  void with_keys(Set& s) {
    const auto m = map();
    switch (r_.below(4)) {
      case 0: s = m.keys() & s; break;
      case 1: s = m.keys() | s; break;
      case 2: s = m.keys() - s; break;
      default: s = m.keys() ^ s; break;
    }
  }
  void compare(Set& s, const Set& t) {
    if (r_.below(4) == 0) {
      s.clear();
    }
    d_.add(s <= t);
    d_.add(s < t);
    d_.add(s == t);
    d_.add(s.isdisjoint(t));
  }

  Make make_;
  Random r_;
  Digest d_;
  std::uint64_t limit_;
  Set pool_[4] = {};
};

template <typename Kind, typename T, typename Make>
std::uint64_t sets(Make make, std::uint64_t seed, int steps, std::int64_t limit) {
  return SetCases<Kind, T, Make>(make, seed, limit).run(steps);
}

/// The same sets seen as objects: every operation goes through boxed values.
template <typename Make>
class BoxedSetCases {
 public:
  BoxedSetCases(Make make, std::uint64_t seed, std::int64_t limit) : make_(make), r_(seed), limit_(static_cast<std::uint64_t>(limit)) {
    for (py::object& s : pool_) {
      s = py::object(py::set<py::object>());
    }
  }
  std::uint64_t run(int steps) {
    for (int i = 0; i < steps; ++i) {
      const auto a = static_cast<std::size_t>(r_.below(4));
      const auto b = static_cast<std::size_t>(r_.below(4));
      step(pool_[a], pool_[b], r_.below(24));
      for (const py::object& x : pool_[a]) {
        d_.add(mark(x));
      }
      d_.add(py::len(pool_[a]));
    }
    return d_.value;
  }

 private:
  std::int64_t count() { return r_.below(limit_); }
  py::object items() {
    py::list<py::object> result;
    const std::int64_t n = count();
    for (std::int64_t i = 0; i < n; ++i) {
      result.append(py::object(make_(r_)));
    }
    return py::object(result);
  }
  py::object map() {
    py::dict<py::object, py::object> result;
    const std::int64_t n = count();
    for (std::int64_t i = 0; i < n; ++i) {
      result.set_item(py::object(make_(r_)), py::object(0));
    }
    return py::object(result);
  }
  void step(py::object& s, py::object& t, std::int64_t op) {
    if (op < 8) {
      const std::int64_t n = count();
      for (std::int64_t i = 0; i < n; ++i) {
        s.attr(op < 6 ? py::str("add") : py::str("discard"))(make_(r_));
      }
      return;
    }
    switch (op) {
      case 8: s = s | t; break;
      case 9: s = s & t; break;
      case 10: s = s - t; break;
      case 11: s = s ^ t; break;
      case 12: s |= t; break;
      case 13: s &= t; break;
      case 14: s -= t; break;
      case 15: s ^= t; break;
      case 16: s = t.attr("copy")(); break;
      case 17: s = py::class_of<py::set<py::object>>()(items()); break;
      case 18: with_map(s); break;
      case 19: with_items(s, t); break;
      case 20: pop_some(s); break;
      case 21: {
        const py::object frozen = py::class_of<py::frozenset<py::object>>()(t);
        d_.add(py::hash(frozen));
        s = py::class_of<py::set<py::object>>()(frozen);
        break;
      }
      case 22: with_keys(s); break;
      default: compare(s, t); break;
    }
  }
  void with_map(py::object& s) {
    const py::object m = map();
    if (r_.below(2) != 0) {
      s.attr("update")(m);
    } else {
      s = s.attr("difference")(m);
    }
  }
  void with_items(py::object& s, const py::object& t) {
    const py::object xs = items();
    switch (r_.below(4)) {
      case 0: s = s.attr("intersection")(xs); break;
      case 1: s.attr("difference_update")(xs); break;
      case 2: s.attr("symmetric_difference_update")(xs); break;
      default: s.attr("intersection_update")(xs, t); break;
    }
  }
  void pop_some(py::object& s) {
    const std::int64_t n = r_.below(4);
    for (std::int64_t i = 0; i < n; ++i) {
      if (py::truth(s)) {
        d_.add(mark(py::object(s.attr("pop")())));
      }
    }
  }
  void with_keys(py::object& s) {
    const py::object keys = map().attr("keys")();
    switch (r_.below(4)) {
      case 0: s = keys & s; break;
      case 1: s = keys | s; break;
      case 2: s = keys - s; break;
      default: s = keys ^ s; break;
    }
  }
  void compare(py::object& s, const py::object& t) {
    if (r_.below(4) == 0) {
      s.attr("clear")();
    }
    d_.add(s <= t);
    d_.add(s < t);
    d_.add(s == t);
    d_.add(py::truth(s.attr("isdisjoint")(t)));
  }

  Make make_;
  Random r_;
  Digest d_;
  std::uint64_t limit_;
  py::object pool_[4];
};

template <typename Make>
std::uint64_t boxed_sets(Make make, std::uint64_t seed, int steps, std::int64_t limit) {
  return BoxedSetCases<Make>(make, seed, limit).run(steps);
}

template <typename Map, typename T, typename Make>
std::uint64_t dicts(Make make, std::uint64_t seed, int steps, std::uint64_t limit) {
  Random r(seed);
  Digest d;
  Map pool[3] = {};
  for (std::int64_t step = 0; step < steps; ++step) {
    const auto a = static_cast<std::size_t>(r.below(3));
    Map& m = pool[a];
    const std::int64_t op = r.below(12);
    const auto times = [&](std::int64_t n, auto body) {
      for (std::int64_t i = 0; i < n; ++i) {
        body();
      }
    };
    if (op < 4) {
      times(r.below(limit), [&] { m[T(make(r))] = step; });
    } else if (op < 6) {
      times(r.below(limit), [&] { d.add(m.pop(T(make(r)), -1)); });
    } else if (op == 6) {
      times(r.below(4), [&] {
        if (py::truth(m)) {
          d.add(std::get<1>(m.popitem()));
        }
      });
    } else if (op == 7) {
      times(r.below(limit), [&] {
        if (py::truth(m)) {
          m.del_item(T(py::next(py::iter(m))));
        }
      });
    } else if (op == 8) {
      m.update(pool[r.below(3)]);
    } else if (op == 9) {
      pool[a] = m | pool[r.below(3)];
    } else if (op == 10) {
      times(r.below(limit), [&] { d.add(m.setdefault(T(make(r)), step)); });
    } else if (r.below(3) == 0) {
      m.clear();
    } else {
      pool[a] = m.copy();
    }
    for (const auto& [key, value] : pool[a].items()) {
      d.add(mark(key));
      d.add(value);
    }
    for (const T& key : py::reversed(pool[a])) {
      d.add(mark(key));
    }
  }
  return d.value;
}

/// An element whose comparisons are counted in order.
struct Counted {
  std::int64_t key = 0;
  std::int64_t position = 0;
  Digest* digest = nullptr;
  friend bool operator<(const Counted& a, const Counted& b) {
    a.digest->add(a.position);
    a.digest->add(b.position);
    return a.key < b.key;
  }
};

std::int64_t shaped_key(Random& r, std::int64_t shape, std::int64_t n, std::int64_t i) {
  switch (shape) {
    case 0: return r.below(1000);
    case 1: return r.below(4);
    case 2: return i;
    case 3: return n - i;
    case 4: return r.below(20) != 0 ? i : r.below(1000);
    case 5: return i % 97;
    default: return (n - i) / 3;
  }
}

std::uint64_t sorts(std::uint64_t seed, int steps) {
  Random r(seed);
  Digest d;
  for (int step = 0; step < steps; ++step) {
    const std::int64_t n = r.below(3) == 0 ? r.below(9) : r.below(700);
    const std::int64_t shape = r.below(7);
    py::vector<Counted> items;
    for (std::int64_t i = 0; i < n; ++i) {
      items.append({shaped_key(r, shape, n, i), i, &d});
    }
    const bool reverse = r.below(3) == 0;
    if (r.below(2) != 0) {
      items.sort(py::reverse = reverse);
    } else {
      items.sort(py::key = [](const Counted& item) { return item; }, py::reverse = reverse);
    }
    for (const Counted& item : items) {
      d.add(item.position);
    }
  }
  return d.value;
}

std::uint64_t slices(std::uint64_t seed, int steps) {
  Random r(seed);
  Digest d;
  const auto bound = [&]() -> py::bound {
    if (r.below(4) == 0) {
      return py::None;
    }
    return r.below(30) - 15;
  };
  for (int i = 0; i < steps; ++i) {
    py::list<std::int64_t> xs(py::range(r.below(12)));
    const py::bound lower = bound();
    const py::bound upper = bound();
    py::bound step = py::None;
    if (r.below(3) != 0) {
      const std::int64_t by = r.below(9) - 4;
      step = by == 0 ? 5 : by;
    }
    py::list<std::int64_t> ys;
    switch (r.below(5)) {
      case 0: ys = xs.slice(lower, upper, step); break;
      case 1: ys = xs.slice(lower, upper); break;
      case 2:
        xs.del_slice(lower, upper, step);
        ys = xs;
        break;
      case 3:
        xs.set_slice(lower, upper, py::range(50, 50 + r.below(6)));
        ys = xs;
        break;
      default: {
        const py::range part = py::range(3, 3 + 2 * r.below(20), 2).slice(lower, upper, step);
        d.add(part.start());
        d.add(part.stop());
        d.add(part.step());
        ys = py::list<std::int64_t>(part);
        const py::range down = py::range(40, -r.below(20), -3).slice(lower, upper, step);
        d.add(down.start());
        d.add(down.stop());
        d.add(py::len(down));
        d.add(py::sum(py::slice(lower, upper, step).indices(7)).to_int64());
        break;
      }
    }
    for (const std::int64_t y : ys) {
      d.add(y);
    }
  }
  return d.value;
}

std::uint64_t hashes(std::uint64_t seed, int steps) {
  Random r(seed);
  Digest d;
  for (int i = 0; i < steps; ++i) {
    const std::int64_t wide = wide_int(r);
    d.add(py::hash(std::tuple(wide, small_int(r))));
    const py::str word = text(r);
    const double fraction = real(r);
    d.add(py::hash(std::tuple(word, fraction, small_int(r) - 30)));
    const py::object nested = std::tuple(std::tuple<>(), std::tuple(wide_int(r)), true);
    d.add(py::hash(nested));
    py::vector<std::int64_t> items;
    const std::int64_t count = r.below(9);
    for (std::int64_t j = 0; j < count; ++j) {
      items.append(wide_int(r));
    }
    d.add(py::hash(py::frozenset<std::int64_t>(items)));
    const std::int64_t start = r.below(5);
    const std::int64_t stop = 20 + r.below(9);
    d.add(py::hash(py::range(start, stop, 1 + r.below(3))));
  }
  return d.value;
}

}  // namespace

TEST_CASE("owned sets lie as CPython's") {
  CHECK(sets<owned_sets, std::int64_t>(small_int, 1, 4000, 12) == 0xacff594134906fb8);
  CHECK(sets<owned_sets, std::int64_t>(small_int, 2, 1500, 90) == 0x3b7142ad56df0f0d);
  CHECK(sets<owned_sets, std::int64_t>(wide_int, 1, 4000, 12) == 0xbdada9bcffd4a290);
  CHECK(sets<owned_sets, std::int64_t>(wide_int, 2, 1500, 90) == 0xd4770b5ba938d888);
  CHECK(sets<owned_sets, py::str>(text, 1, 4000, 12) == 0xc1ad19a370493b54);
  CHECK(sets<owned_sets, py::str>(text, 2, 1500, 90) == 0xd0b6ba270e2bda62);
  CHECK(sets<owned_sets, Pair>(pair, 1, 4000, 12) == 0x34a31ae7d04c35fd);
  CHECK(sets<owned_sets, Pair>(pair, 2, 1500, 90) == 0x97fc15c19391623c);
  CHECK(sets<owned_sets, double>(real, 1, 4000, 12) == 0x175d4d3ef3b66c54);
  CHECK(sets<owned_sets, double>(real, 2, 1500, 90) == 0x22f87bf15c7b8f5d);
  CHECK(sets<owned_sets, std::int64_t>(wide_int, 5, 60, 30000) == 0x8ecbebd626ad99ce);
}

TEST_CASE("shared sets lie as CPython's, also with dynamic elements") {
  CHECK(sets<shared_sets, py::str>(text, 1, 4000, 12) == 0xc1ad19a370493b54);
  CHECK(sets<shared_sets, Pair>(pair, 2, 1500, 90) == 0x97fc15c19391623c);
  CHECK(sets<shared_sets, py::object>(wide_int, 2, 1500, 90) == 0xd4770b5ba938d888);
  CHECK(sets<shared_sets, py::object>(text, 1, 4000, 12) == 0xc1ad19a370493b54);
  CHECK(sets<shared_sets, py::object>(real, 2, 1500, 90) == 0x22f87bf15c7b8f5d);
}

TEST_CASE("sets that are objects lie as CPython's") {
  CHECK(boxed_sets(small_int, 2, 1500, 90) == 0x3b7142ad56df0f0d);
  CHECK(boxed_sets(text, 1, 4000, 12) == 0xc1ad19a370493b54);
  CHECK(boxed_sets(pair, 2, 1500, 90) == 0x97fc15c19391623c);
}

TEST_CASE("dicts keep the order of insertion") {
  using Owned = py::ordered_map<std::int64_t, std::int64_t>;
  CHECK(dicts<Owned, std::int64_t>(small_int, 3, 3000, 12) == 0x2b50a538466bcea6);
  CHECK(dicts<Owned, std::int64_t>(small_int, 4, 600, 150) == 0x50f7c40cbd0aa076);
  CHECK(dicts<Owned, std::int64_t>(wide_int, 3, 3000, 12) == 0xe716cb0d186e3704);
  CHECK(dicts<Owned, std::int64_t>(wide_int, 4, 600, 150) == 0x5a0ca27e44e8071d);
  CHECK(dicts<py::ordered_map<py::str, std::int64_t>, py::str>(text, 3, 3000, 12) == 0xd893ab48d810603b);
  CHECK(dicts<py::ordered_map<py::str, std::int64_t>, py::str>(text, 4, 600, 150) == 0xa12af163ce327cce);
  CHECK(dicts<py::dict<Pair, std::int64_t>, Pair>(pair, 3, 3000, 12) == 0x1151eecc7dd3290a);
  CHECK(dicts<py::dict<Pair, std::int64_t>, Pair>(pair, 4, 600, 150) == 0x440506246e429f90);
  CHECK(dicts<py::dict<double, std::int64_t>, double>(real, 4, 600, 150) == 0xe9cb6188862afd93);
  CHECK(dicts<py::dict<py::object, std::int64_t>, py::object>(wide_int, 4, 600, 150) == 0x5a0ca27e44e8071d);
  CHECK(dicts<py::dict<py::object, std::int64_t>, py::object>(text, 3, 3000, 12) == 0xd893ab48d810603b);
}

TEST_CASE("sorting compares the same pairs in the same order as CPython") { CHECK(sorts(6, 300) == 0x897c33545084ec5); }

TEST_CASE("slices") { CHECK(slices(7, 20000) == 0x6b119af76edef017); }

TEST_CASE("hashes of tuples, frozensets and ranges") { CHECK(hashes(8, 500) == 0xeeeac5bec8e35e13); }
