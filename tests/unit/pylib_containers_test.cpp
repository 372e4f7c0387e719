// Behaviour of containers, views and builtin functions. Every SAME row has the Python expression it stands for and what CPython
// shows for it; tests/unit/check_same_rows.py evaluates the expressions again.
#include <doctest/doctest.h>

#include <py/builtins.hpp>
#include <py/class.hpp>
#include <py/exceptions.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace {

template <typename F>
std::string shown(F f) {
  try {
    return std::string(py::repr(f()).view());
  } catch (const py::BaseException& e) {
    return std::string(e.py_type().name().view()) + ": " + std::string(e.py_str().view());
  }
}

/// Runs statements and gives what they leave.
#define AFTER(value, ...) \
  ([&] {                  \
    __VA_ARGS__;          \
    return value;         \
  }())

#define SAME(python, expected, ...) CHECK(shown([&] { return __VA_ARGS__; }) == expected)

using Ints = py::list<std::int64_t>;
using Vec = py::vector<std::int64_t>;
using Words = py::list<py::str>;
using Map = py::dict<py::str, std::int64_t>;
using IntMap = py::dict<std::int64_t, std::int64_t>;
using IntSet = py::set<std::int64_t>;
using py::None;
using py::object;

}  // namespace

TEST_CASE("lists") {
  SAME("[3, 1, 2]", "[3, 1, 2]", Ints{3, 1, 2});
  SAME("[]", "[]", Ints());
  SAME("['a', \"b'c\"]", "['a', \"b'c\"]", Words{"a", "b'c"});
  SAME("[True, False]", "[True, False]", py::list<bool>{true, false});
  SAME("[1.0, None][1]", "None", py::list<std::optional<double>>{1.0, std::nullopt}.at(1));
  SAME("[1, 2, 3][-1]", "3", Ints{1, 2, 3}.at(-1));
  SAME("[1, 2, 3][3]", "IndexError: list index out of range", Ints{1, 2, 3}.at(3));
  SAME("[1, 2, 3][-4]", "IndexError: list index out of range", Ints{1, 2, 3}.at(-4));
  SAME("[1][10 ** 30]", "IndexError: cannot fit 'int' into an index-sized integer", Ints{1}.at(py::Int::literal("1000000000000000000000000000000")));
  SAME("[1][object_str]", "TypeError: list indices must be integers or slices, not str", Ints{1}.at(object("a")));
  SAME("[].pop()", "IndexError: pop from empty list", Ints().pop());
  SAME("[1].pop(5)", "IndexError: pop index out of range", Ints{1}.pop(5));
  SAME("[1, 2, 3].pop(-3)", "1", Ints{1, 2, 3}.pop(-3));
  SAME("[1].remove(2)", "ValueError: list.remove(x): x not in list", AFTER(None, Ints{1}.remove(2)));
  SAME("[1].index(5)", "ValueError: 5 is not in list", Ints{1}.index(5));
  SAME("['a'].index('b')", "ValueError: 'b' is not in list", Words{"a"}.index("b"));
  SAME("[1, 2, 1].index(1, 1)", "2", Ints{1, 2, 1}.index(1, 1));
  SAME("[1, 2, 1].index(1, -2, -1)", "ValueError: 1 is not in list", Ints{1, 2, 1}.index(1, -2, -1));
  SAME("[1, 2, 1].count(1)", "2", Ints{1, 2, 1}.count(1));
  SAME("1.0 in [1, 2]", "True", Ints{1, 2}.contains(1.0));
  SAME("'1' in [1, 2]", "False", Ints{1, 2}.contains("1"));
  SAME("[1, 2] + [3]", "[1, 2, 3]", Ints{1, 2} + Ints{3});
  SAME("[1, 2] * 2", "[1, 2, 1, 2]", Ints{1, 2} * 2);
  SAME("3 * [0]", "[0, 0, 0]", 3 * Vec{0});
  SAME("[1] * -1", "[]", Ints{1} * -1);
  SAME("[1, 2] < [1, 3]", "True", Ints{1, 2} < Ints{1, 3});
  SAME("[1, 2] < [1]", "False", Ints{1, 2} < Ints{1});
  SAME("[1, 2] >= [1, 2]", "True", Ints{1, 2} >= Ints{1, 2});
  SAME("[1, 2] == [1, 2]", "True", Ints{1, 2} == Ints{1, 2});
  SAME("hash([1])", "TypeError: unhashable type: 'list'", py::hash(Ints{1}));
  Ints xs{1, 2, 3};
  Ints same = xs;
  same.append(4);
  SAME("[1, 2, 3, 4]", "[1, 2, 3, 4]", xs);
  SAME("True", "True", py::is(xs, same));
  SAME("[1, 2, 3] is [1, 2, 3]", "False", py::is(Ints{1, 2, 3}, Ints{1, 2, 3}));
  xs.extend(xs);
  SAME("[1, 2, 3, 4] * 2", "[1, 2, 3, 4, 1, 2, 3, 4]", same);
  xs += py::range(2);
  xs.insert(-100, 7);
  xs.insert(100, 8);
  SAME("[7, 1, 2, 3, 4, 1, 2, 3, 4, 0, 1, 8]", "[7, 1, 2, 3, 4, 1, 2, 3, 4, 0, 1, 8]", xs);
  xs.reverse();
  xs.del_item(0);
  xs.set_item(-1, 70);
  SAME("[1, 0, 4, 3, 2, 1, 4, 3, 2, 1, 70]", "[1, 0, 4, 3, 2, 1, 4, 3, 2, 1, 70]", xs);
  CHECK(shown([&] {
          xs.set_item(99, 0);
          return None;
        }) == "IndexError: list assignment index out of range");
  CHECK(shown([&] {
          xs.del_item(99);
          return None;
        }) == "IndexError: list assignment index out of range");
  CHECK(shown([&] {
          xs.set_slice(None, None, 2, py::range(3));
          return None;
        }) == "ValueError: attempt to assign sequence of size 3 to extended slice of size 6");
  CHECK(shown([&] { return xs.slice(None, None, 0); }) == "ValueError: slice step cannot be zero");
  xs.clear();
  SAME("[]", "[]", same);
  Ints lazy;
  const Ints lazy_copy = lazy;
  lazy.append(1);
  CHECK(lazy_copy.size() == 1);
}

TEST_CASE("a list inside itself") {
  py::list<object> xs{object(1)};
  xs.append(xs);
  SAME("(lambda xs: xs.append(xs) or xs)([1])", "[1, [...]]", xs);
  SAME("(lambda xs: xs.append(xs) or xs)([1])", "[1, [...]]", object(xs));
  py::dict<object, object> d;
  d["d"] = d;
  SAME("(lambda d: d.update(d=d) or d)({})", "{'d': {...}}", d);
  xs.clear();
  d.clear();
}

TEST_CASE("a for over a list sees it grow and shrink") {
  Ints xs{1, 2, 3};
  std::int64_t seen = 0;
  for (const std::int64_t x : xs) {
    ++seen;
    if (x == 1) {
      xs.append(4);
    }
    if (x == 2) {
      xs.pop();
      xs.pop();
    }
  }
  CHECK(seen == 2);
  auto it = py::iter(xs);
  CHECK(it.next() == 1);
  CHECK(it.next() == 2);
  CHECK(!it.next());
  xs.append(9);
  CHECK(!it.next());  // exhausted for good
}

TEST_CASE("vectors of bool give references") {
  py::vector<bool> flags = py::vector<bool>{false} * 5;
  bool& second = flags[1];
  second = true;
  flags.at(-1) = true;
  SAME("[False, True, False, False, True]", "[False, True, False, False, True]", flags);
  flags.sort(py::reverse = true);
  SAME("[True, True, False, False, False]", "[True, True, False, False, False]", flags);
  SAME("sum([True, True, False])", "2", py::sum(flags));
}

TEST_CASE("sorting") {
  SAME("sorted([3, 1, 2])", "[1, 2, 3]", py::sorted(Ints{3, 1, 2}));
  SAME("sorted(['b', 'B', 'a'], key=str.lower)", "['a', 'b', 'B']", py::sorted(Words{"b", "B", "a"}, py::key = [](const py::str& s) { return s.lower(); }));
  SAME("sorted([1, -2, 2, -1], key=abs, reverse=True)", "[-2, 2, 1, -1]", py::sorted(Ints{1, -2, 2, -1}, py::key = py::abs, py::reverse = true));
  SAME("sorted('banana')", "['a', 'a', 'a', 'b', 'n', 'n']", py::sorted("banana"));
  SAME("sorted({'b': 1, 'a': 2})", "['a', 'b']", py::sorted(Map{{"b", 1}, {"a", 2}}));
  SAME("sorted([(1, 'b'), (1, 'a'), (0, 'z')])", "[(0, 'z'), (1, 'a'), (1, 'b')]", py::sorted(py::list<std::tuple<std::int64_t, py::str>>{{1, "b"}, {1, "a"}, {0, "z"}}));
  SAME("sorted([2.5, -0.0, 0.0, 1.0])", "[-0.0, 0.0, 1.0, 2.5]", py::sorted(py::list<double>{2.5, -0.0, 0.0, 1.0}));
  SAME("sorted([1, 'a'])", "TypeError: '<' not supported between instances of 'str' and 'int'", py::sorted(py::list<object>{object(1), object("a")}));
  Ints xs{3, 1, 2};
  CHECK(shown([&] {
          xs.sort(py::key = [&](std::int64_t x) {
            xs.append(x);
            return x;
          });
          return xs;
        }) == "ValueError: list modified during sort");
  SAME("[1, 2, 3]", "[1, 2, 3]", xs);
  Ints ys{3, 1, 2};
  CHECK_THROWS_AS(ys.sort(py::key = [](std::int64_t x) { return x == 2 ? throw py::KeyError("no") : x; }), py::KeyError);
  SAME("[3, 1, 2]", "[3, 1, 2]", ys);
}

TEST_CASE("a comparison that raises leaves all elements") {
  struct Fragile {
    std::int64_t value = 0;
    int* countdown = nullptr;
    bool operator<(const Fragile& other) const {
      if (--*countdown == 0) {
        throw py::ValueError("stop");
      }
      return value < other.value;
    }
  };
  for (int limit = 1; limit < 4000; limit += 7) {
    int countdown = limit;
    py::vector<Fragile> items;
    for (std::int64_t i = 0; i < 500; ++i) {
      items.append({(i * 7919) % 500 / 3 + (i > 250 ? 100 : 0), &countdown});
    }
    std::int64_t before = 0;
    for (const auto& item : items) {
      before += item.value * item.value;
    }
    try {
      items.sort();
    } catch (const py::ValueError&) {
    }
    std::int64_t after = 0;
    for (const auto& item : items) {
      after += item.value * item.value;
    }
    REQUIRE(items.size() == 500);
    REQUIRE(before == after);
  }
}

TEST_CASE("dicts") {
  SAME("{'a': 1, 'b': 2}", "{'a': 1, 'b': 2}", Map{{"a", 1}, {"b", 2}});
  SAME("{}", "{}", Map());
  SAME("{'a': 1}['b']", "KeyError: 'b'", Map{{"a", 1}}.at("b"));
  SAME("{1: 2}[3]", "KeyError: 3", IntMap{{1, 2}}.at(3));
  SAME("{'a': 1}.get('a')", "1", Map{{"a", 1}}.get("a"));
  SAME("{'a': 1}.get('b')", "None", Map{{"a", 1}}.get("b"));
  SAME("{'a': 1}.get('b', 7)", "7", Map{{"a", 1}}.get("b", 7));
  SAME("{'a': 1}.get('b', 'x')", "'x'", Map{{"a", 1}}.get("b", "x"));
  SAME("{'a': 1}.pop('b')", "KeyError: 'b'", Map{{"a", 1}}.pop("b"));
  SAME("{'a': 1}.pop('b', None)", "None", Map{{"a", 1}}.pop("b", None));
  SAME("{}.popitem()", "KeyError: 'popitem(): dictionary is empty'", Map().popitem());
  SAME("{'a': 1, 'b': 2}.popitem()", "('b', 2)", Map{{"a", 1}, {"b", 2}}.popitem());
  SAME("{'a': 1} | {'b': 2, 'a': 3}", "{'a': 3, 'b': 2}", Map{{"a", 1}} | Map{{"b", 2}, {"a", 3}});
  SAME("{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "True", Map{{"a", 1}, {"b", 2}} == Map{{"b", 2}, {"a", 1}});
  SAME("dict([('a', 1), ('b', 2)])", "{'a': 1, 'b': 2}", Map(py::list<std::tuple<py::str, std::int64_t>>{{"a", 1}, {"b", 2}}));
  SAME("dict(zip('ab', [1, 2]))", "{'a': 1, 'b': 2}", Map(py::zip("ab", Ints{1, 2})));
  SAME("dict.fromkeys('aba', 0)", "{'a': 0, 'b': 0}", Map::fromkeys("aba", 0));
  SAME("{'a': 1}.setdefault('a', 5)", "1", Map{{"a", 1}}.setdefault("a", 5));
  SAME("{1: 'x', 2: 'y'}.keys()", "dict_keys([1, 2])", py::dict<std::int64_t, py::str>{{1, "x"}, {2, "y"}}.keys());
  SAME("{1: 'x'}.values()", "dict_values(['x'])", py::dict<std::int64_t, py::str>{{1, "x"}}.values());
  SAME("{1: 'x'}.items()", "dict_items([(1, 'x')])", py::dict<std::int64_t, py::str>{{1, "x"}}.items());
  SAME("(1, 'x') in {1: 'x'}.items()", "True", py::contains(py::dict<std::int64_t, py::str>{{1, "x"}}.items(), std::tuple(1, py::str("x"))));
  SAME("1.0 in {1: 2}", "True", IntMap{{1, 2}}.contains(1.0));
  SAME("1.5 in {1: 2}", "False", IntMap{{1, 2}}.contains(1.5));
  SAME("True in {1: 2}", "True", IntMap{{1, 2}}.contains(true));
  SAME("'1' in {1: 2}", "False", IntMap{{1, 2}}.contains("1"));
  SAME("[] in {1: 2}", "TypeError: unhashable type: 'list'", IntMap{{1, 2}}.contains(Ints()));
  SAME("hash({})", "TypeError: unhashable type: 'dict'", py::hash(Map()));
  SAME("list({'a': 1, 'b': 2})", "['a', 'b']", Words(Map{{"a", 1}, {"b", 2}}));
  SAME("list(reversed({'a': 1, 'b': 2}))", "['b', 'a']", Words(py::reversed(Map{{"a", 1}, {"b", 2}})));
  SAME("list(reversed({'a': 1, 'b': 2}.items()))", "[('b', 2), ('a', 1)]", py::list(py::reversed(Map{{"a", 1}, {"b", 2}}.items())));
  SAME("sorted({1: 0, 2: 0}.keys() & [2, 3])", "[2]", py::sorted(IntMap{{1, 0}, {2, 0}}.keys() & Ints{2, 3}));
  SAME("{1: 0, 2: 0}.keys() == {2: 0, 1: 5}.keys()", "True", (IntMap{{1, 0}, {2, 0}}.keys() == IntMap{{2, 0}, {1, 5}}.keys()));
  Map d{{"x", 1}};
  d["y"] = 2;
  d.at("x") += 10;
  d.update({{"z", 3}});
  SAME("{'x': 11, 'y': 2, 'z': 3}", "{'x': 11, 'y': 2, 'z': 3}", d);
  d.del_item("x");
  CHECK(shown([&] {
          d.del_item("x");
          return None;
        }) == "KeyError: 'x'");
  SAME("{'y': 2, 'z': 3}", "{'y': 2, 'z': 3}", d);
  for (const auto& [key, value] : d.items()) {
    value += py::len(key);
  }
  SAME("{'y': 3, 'z': 4}", "{'y': 3, 'z': 4}", d);
  CHECK(shown([&] {
          for (const py::str& key : d) {
            d[key + "!"] = 0;
          }
          return None;
        }) == "RuntimeError: dictionary changed size during iteration");
  CHECK(d.find("y") != nullptr);
  CHECK(d.find("nothing") == nullptr);
}

TEST_CASE("dict keys of several kinds meet") {
  py::dict<object, py::str> d;
  d[1] = "one";
  d[1.0] = "float";
  d[true] = "bool";
  d["a"] = "text";
  d[std::tuple(1, 2)] = "pair";
  SAME("{1: 'one', 1.0: 'float', True: 'bool', 'a': 'text', (1, 2): 'pair'}", "{1: 'bool', 'a': 'text', (1, 2): 'pair'}", d);
  SAME("{(1, 2): 'pair'}[(1.0, True + 1)]", "'pair'", d.at(std::tuple(1.0, 2)));
  py::dict<py::Int, std::int64_t> big{{py::Int(5), 1}, {py::Int::literal("36893488147419103232"), 2}};
  SAME("{5: 1, 2 ** 65: 2}[2.0 ** 65]", "2", big.at(36893488147419103232.0));
  SAME("{5: 1, 2 ** 65: 2}[5]", "1", big.at(5));
  SAME("{0.5: 1}[True / 2]", "1", (py::dict<double, std::int64_t>{{0.5, 1}}.at(0.5)));
  SAME("{2.0: 1}[2]", "1", (py::dict<double, std::int64_t>{{2.0, 1}}.at(2)));
}

TEST_CASE("a dict used as a queue") {
  py::ordered_map<std::int64_t, std::int64_t> queue;
  std::int64_t taken = 0;
  for (std::int64_t i = 0; i < 200000; ++i) {
    queue[i] = i;
    if (queue.size() > 1000) {
      const std::int64_t first = *queue.begin();
      taken += queue.pop(first);
    }
  }
  CHECK(taken == 199000LL * 198999 / 2);
  CHECK(queue.first_key() == 199000);
  py::ordered_map<std::int64_t, std::int64_t> shrinking;
  for (std::int64_t i = 0; i < 200000; ++i) {
    shrinking[i] = i;
  }
  while (py::truth(shrinking)) {  // quadratic if the first entry had to be searched
    shrinking.del_item(std::int64_t{*shrinking.begin()});
  }
  CHECK(shrinking.size() == 0);
}

TEST_CASE("sets") {
  SAME("{3, 1, 2}", "{1, 2, 3}", IntSet{3, 1, 2});
  SAME("set()", "set()", IntSet());
  SAME("frozenset()", "frozenset()", py::frozenset<std::int64_t>());
  SAME("frozenset([2, 1])", "frozenset({1, 2})", py::frozenset<std::int64_t>{2, 1});
  SAME("{1}.remove(2)", "KeyError: 2", AFTER(None, IntSet{1}.remove(2)));
  SAME("set().pop()", "KeyError: 'pop from an empty set'", IntSet().pop());
  SAME("{1, 2} | {3}", "{1, 2, 3}", IntSet{1, 2} | IntSet{3});
  SAME("{1, 2} & frozenset([2])", "{2}", IntSet{1, 2} & py::frozenset<std::int64_t>{2});
  SAME("frozenset([1, 2]) - {2}", "frozenset({1})", py::frozenset<std::int64_t>{1, 2} - IntSet{2});
  SAME("{1, 2} == frozenset([2, 1])", "True", (IntSet{1, 2} == py::frozenset<std::int64_t>{2, 1}));
  SAME("{1} < {1, 2}", "True", (IntSet{1} < IntSet{1, 2}));
  SAME("{1, 2}.union([5], {9})", "{1, 2, 5, 9}", IntSet{1, 2}.union_(Ints{5}, IntSet{9}));
  SAME("{1, 2}.issubset(range(5))", "True", IntSet{1, 2}.issubset(py::range(5)));
  SAME("{1, 2}.issuperset([1])", "True", IntSet{1, 2}.issuperset(Ints{1}));
  SAME("set('hello') >= set('he')", "True", (py::set<py::str>("hello") >= py::set<py::str>("he")));
  SAME("hash({1})", "TypeError: unhashable type: 'set'", py::hash(IntSet{1}));
  SAME("[1] in {1}", "TypeError: unhashable type: 'list'", IntSet{1}.contains(Ints{1}));
  SAME("1.0 in {1}", "True", IntSet{1}.contains(1.0));
  SAME("len({0.0, -0.0, 0, False})", "1", py::len(py::set<object>{object(0.0), object(-0.0), object(0), object(false)}));
  IntSet s{1, 2};
  IntSet alias = s;
  alias.add(3);
  s |= IntSet{4};
  SAME("{1, 2, 3, 4}", "{1, 2, 3, 4}", alias);
  CHECK(shown([&] {
          for (const std::int64_t x : s) {
            s.add(x + 100);
          }
          return None;
        }) == "RuntimeError: Set changed size during iteration");
  SAME("frozenset([frozenset([1])])", "frozenset({frozenset({1})})", py::frozenset<py::frozenset<std::int64_t>>{py::frozenset<std::int64_t>{1}});
}

TEST_CASE("tuples") {
  SAME("(1,)", "(1,)", py::tuple<std::int64_t>{1});
  SAME("()", "()", py::tuple<std::int64_t>());
  SAME("(1, 2)[5]", "IndexError: tuple index out of range", py::tuple<std::int64_t>{1, 2}.at(5));
  SAME("(1, 2).index(3)", "ValueError: tuple.index(x): x not in tuple", py::tuple<std::int64_t>{1, 2}.index(3));
  SAME("(1, 2) + (3,)", "(1, 2, 3)", py::tuple<std::int64_t>{1, 2} + py::tuple<std::int64_t>{3});
  SAME("(1, 2, 3)[::-1]", "(3, 2, 1)", py::tuple<std::int64_t>{1, 2, 3}.slice(None, None, -1));
  SAME("(1, 2) * 2", "(1, 2, 1, 2)", py::tuple<std::int64_t>{1, 2} * 2);
  SAME("hash((1, 'a', 2.5)) == hash((1, 'a', 2.5))", "True", py::hash(std::tuple(1, py::str("a"), 2.5)) == py::hash(object(std::tuple(1, py::str("a"), 2.5))));
  SAME("hash((1, 2))", "-3550055125485641917", py::hash(py::tuple<std::int64_t>{1, 2}));
  SAME("hash(())", "5740354900026072187", py::hash(std::tuple<>()));
  SAME("(1, 'x') < (1, 'y')", "True", py::lt(std::tuple(1, py::str("x")), std::tuple(1, py::str("y"))));
  SAME("tuple([1, 2])", "(1, 2)", py::tuple<std::int64_t>(Ints{1, 2}));
  SAME("(1, 'a') + (2.5,)", "(1, 'a', 2.5)", py::concat(std::tuple(1, py::str("a")), std::tuple(2.5)));
}

TEST_CASE("ranges") {
  SAME("range(3)", "range(0, 3)", py::range(3));
  SAME("range(1, 9, 2)", "range(1, 9, 2)", py::range(1, 9, 2));
  SAME("list(range(5, 0, -2))", "[5, 3, 1]", Ints(py::range(5, 0, -2)));
  SAME("len(range(5, 0, -2))", "3", py::len(py::range(5, 0, -2)));
  SAME("range(1, 2, 0)", "ValueError: range() arg 3 must not be zero", py::range(1, 2, 0));
  SAME("range(3)[3]", "IndexError: range object index out of range", py::range(3).at(3));
  SAME("range(10)[-1]", "9", py::range(10).at(-1));
  SAME("range(10)[2:8:3]", "range(2, 8, 3)", py::range(10).slice(2, 8, 3));
  SAME("range(10)[::-1]", "range(9, -1, -1)", py::range(10).slice(None, None, -1));
  SAME("range(0, 10, 3) == range(0, 12, 3)", "True", (py::range(0, 10, 3) == py::range(0, 12, 3)));
  SAME("7 in range(1, 10, 3)", "True", py::range(1, 10, 3).contains(7));
  SAME("8 in range(1, 10, 3)", "False", py::range(1, 10, 3).contains(8));
  SAME("4.0 in range(1, 10, 3)", "True", py::range(1, 10, 3).contains(4.0));
  SAME("'a' in range(3)", "False", py::range(3).contains("a"));
  SAME("range(1, 10, 3).index(7)", "2", py::range(1, 10, 3).index(7));
  SAME("range(3).index(7)", "ValueError: 7 is not in range", py::range(3).index(7));
  SAME("list(reversed(range(0, 10, 3)))", "[9, 6, 3, 0]", Ints(py::reversed(py::range(0, 10, 3))));
  SAME("list(range(2**63 - 3, 2**63 - 1))", "[9223372036854775805, 9223372036854775806]", Ints(py::range(INT64_MAX - 2, INT64_MAX)));
  SAME("list(range(2**63 - 3, 2**63 - 1, 2**62))", "[9223372036854775805]", Ints(py::range(INT64_MAX - 2, INT64_MAX, std::int64_t{1} << 62)));
  SAME("slice(1, None, 2)", "slice(1, None, 2)", py::slice(1, None, 2));
  SAME("slice(None, -3, -1).indices(10)", "(9, 7, -1)", py::slice(None, -3, -1).indices(10));
}

TEST_CASE("lazy views") {
  const Ints xs{1, 2, 3};
  SAME("list(enumerate('ab', 5))", "[(5, 'a'), (6, 'b')]", py::list(py::enumerate("ab", 5)));
  SAME("list(zip([1, 2, 3], 'ab'))", "[(1, 'a'), (2, 'b')]", py::list(py::zip(xs, "ab")));
  SAME("list(zip([1, 2], [3], strict=True))", "ValueError: zip() argument 2 is shorter than argument 1", py::list(py::zip(Ints{1, 2}, Ints{3}, py::strict = true)));
  SAME("list(zip([1], [3, 4], strict=True))", "ValueError: zip() argument 2 is longer than argument 1", py::list(py::zip(Ints{1}, Ints{3, 4}, py::strict = true)));
  SAME("list(zip([1], [3], [], strict=True))", "ValueError: zip() argument 3 is shorter than arguments 1-2", py::list(py::zip(Ints{1}, Ints{3}, Ints(), py::strict = true)));
  SAME("list(map(lambda x: x * 2, [1, 2, 3]))", "[2, 4, 6]", py::list(py::map([](std::int64_t x) { return x * 2; }, xs)));
  SAME("list(map(lambda x, y: x + y, [1, 2, 3], range(2)))", "[1, 3]", py::list(py::map([](std::int64_t x, std::int64_t y) { return x + y; }, xs, py::range(2))));
  SAME("list(map(str, [1, 2]))", "['1', '2']", py::list(py::map(py::str_of, Ints{1, 2})));
  SAME("list(filter(lambda x: x % 2, [1, 2, 3]))", "[1, 3]", py::list(py::filter([](std::int64_t x) { return x % 2; }, xs)));
  SAME("list(filter(None, ['a', '', 'b']))", "['a', 'b']", py::list(py::filter(None, Words{"a", "", "b"})));
  SAME("list(reversed('abc'))", "['c', 'b', 'a']", py::list(py::reversed("abc")));
  SAME("list(reversed([1, 2, 3]))", "[3, 2, 1]", py::list(py::reversed(xs)));
  SAME("[x * y for x in [1, 2, 3] for y in range(x)]", "[0, 0, 2, 0, 3, 6]",
       py::list(py::flat(xs, [](std::int64_t x) { return py::each(py::range(x), [x](std::int64_t y) { return x * y; }); })));
  SAME("[x * 10 for x in [1, 2, 3] if x != 2]", "[10, 30]", py::list(py::each_if(xs, [](std::int64_t x) { return x != 2; }, [](std::int64_t x) { return x * 10; })));
  auto squares = py::map([](std::int64_t x) { return x * x; }, py::range(6));
  CHECK(squares.next() == 0);
  CHECK(squares.next() == 1);
  SAME("[4, 9, 16, 25]", "[4, 9, 16, 25]", py::list(squares));
  SAME("[]", "[]", py::list(squares));
  auto pairs = py::zip(xs, xs);
  for (const auto& [a, b] : pairs) {
    CHECK(a == b);
    xs.place(0) = 7;
    CHECK(a == 1);  // what the list held when it was asked
    xs.place(0) = 1;
    break;
  }
  SAME("[(2, 2), (3, 3)]", "[(2, 2), (3, 3)]", py::list(pairs));
  py::iterator<std::int64_t> erased = py::map([](std::int64_t x) { return -x; }, Vec{1, 2, 3});
  CHECK(py::next(erased) == -1);
  SAME("[-2, -3]", "[-2, -3]", py::list(erased));
  CHECK(shown([&] { return py::next(erased); }) == "StopIteration: ");
  SAME("next(iter([]), 5)", "5", py::next(py::iter(Ints()), 5));
  SAME("list(zip(*[iter(range(6))] * 2))", "[(0, 1), (2, 3), (4, 5)]", [] {
    py::iterator<std::int64_t> shared(py::range(6));
    return py::list(py::zip(shared, shared));
  }());
  int calls = 0;
  auto counted = py::map(
      [&](std::int64_t x) {
        ++calls;
        return x;
      },
      xs);
  SAME("list(zip(map(f, [1, 2, 3]), [1]))", "[(1, 1)]", py::list(py::zip(counted, Ints{1})));
  CHECK(calls == 2);  // the first source is asked before the second one ends
}

TEST_CASE("sum, min, max, any, all") {
  SAME("sum([1, 2, 3])", "6", py::sum(Ints{1, 2, 3}));
  SAME("sum([2**62, 2**62, 2**62])", "13835058055282163712", py::sum(Ints{std::int64_t{1} << 62, std::int64_t{1} << 62, std::int64_t{1} << 62}));
  SAME("sum([-2**63, -2**63, 5])", "-18446744073709551611", py::sum(Ints{INT64_MIN, INT64_MIN, 5}));
  SAME("sum([0.1] * 3)", "0.30000000000000004", py::sum(py::list<double>{0.1} * 3));
  SAME("sum([])", "0", py::sum(py::list<double>()));
  SAME("sum([-0.0])", "0.0", py::sum(py::list<double>{-0.0}));
  SAME("sum([0.5, 0.5], 1)", "2.0", py::sum(py::list<double>{0.5, 0.5}, 1));
  SAME("sum([1, 2], 0.0)", "3.0", py::sum(Ints{1, 2}, 0.0));
  SAME("sum([[1], [2, 3]], [])", "[1, 2, 3]", py::sum(py::list<Ints>{Ints{1}, Ints{2, 3}}, Ints()));
  SAME("sum(['a'], '')", "TypeError: sum() can't sum strings [use ''.join(seq) instead]", py::sum(Words{"a"}, ""));
  SAME("sum(['a'])", "TypeError: unsupported operand type(s) for +: 'int' and 'str'", py::sum(Words{"a"}));
  SAME("sum(x * x for x in range(5))", "30", py::sum(py::each(py::range(5), [](std::int64_t x) { return x * x; })));
  SAME("sum(x > 2 for x in range(5))", "2", py::sum(py::each(py::range(5), [](std::int64_t x) { return x > 2; })));
  SAME("sum([1, 2.5, True])", "4.5", py::sum(py::list<object>{object(1), object(2.5), object(true)}));
  SAME("max([1, 5, 3])", "5", py::max(Ints{1, 5, 3}));
  SAME("min([])", "ValueError: min() arg is an empty sequence", py::min(Ints()));
  SAME("max([], default=None)", "None", py::max(Ints(), py::default_ = None));
  SAME("max([], default=7)", "7", py::max(Ints(), py::default_ = 7));
  SAME("max(3, 9, 4)", "9", py::max(3, 9, 4));
  SAME("min(2, 1.5)", "1.5", py::min(2, 1.5));
  SAME("max(2, 1.5)", "2", py::max(2, 1.5));
  SAME("max('b', 'abc', key=len)", "'abc'", py::max("b", "abc", py::key = py::len));
  SAME("min(['bb', 'a', 'c'], key=len)", "'a'", py::min(Words{"bb", "a", "c"}, py::key = py::len));
  SAME("max([(1, 'a'), (1, 'b')], key=lambda p: p[0])", "(1, 'a')",
       py::max(py::list<std::tuple<std::int64_t, py::str>>{{1, "a"}, {1, "b"}}, py::key = [](const auto& p) { return std::get<0>(p); }));
  SAME("max({'a': 3, 'b': 7}.items(), key=lambda kv: kv[1])", "('b', 7)", py::max(Map{{"a", 3}, {"b", 7}}.items(), py::key = [](const auto& kv) { return std::get<1>(kv); }));
  SAME("max([1, 'a'])", "TypeError: '>' not supported between instances of 'str' and 'int'", py::max(py::list<object>{object(1), object("a")}));
  SAME("any([0, 0])", "False", py::any(Ints{0, 0}));
  SAME("any(x > 3 for x in range(9))", "True", py::any(py::each(py::range(9), [](std::int64_t x) { return x > 3; })));
  SAME("all([])", "True", py::all(Ints()));
  SAME("all('')", "True", py::all(""));
  py::iterator<std::int64_t> it(py::range(10));
  CHECK(py::any(py::each(it, [](std::int64_t x) { return x == 3; })));
  CHECK(it.next() == 4);  // any stops where it found one
}

TEST_CASE("characters and digits") {
  SAME("chr(97)", "'a'", py::chr(97));
  SAME("chr(0x1F600)", "'\xF0\x9F\x98\x80'", py::chr(0x1F600));
  SAME("chr(-1)", "ValueError: chr() arg not in range(0x110000)", py::chr(-1));
  SAME("chr(0x110000)", "ValueError: chr() arg not in range(0x110000)", py::chr(0x110000));
  SAME("ord('a')", "97", py::ord("a"));
  SAME("ord('\\u20ac')", "8364", py::ord("\u20ac"));
  SAME("ord('ab')", "TypeError: ord() expected a character, but string of length 2 found", py::ord("ab"));
  SAME("hex(255)", "'0xff'", py::hex(255));
  SAME("hex(-255)", "'-0xff'", py::hex(-255));
  SAME("oct(8)", "'0o10'", py::oct(8));
  SAME("bin(-5)", "'-0b101'", py::bin(-5));
  SAME("bin(True)", "'0b1'", py::bin(true));
  SAME("hex(2**70)", "'0x400000000000000000'", py::hex(py::Int::literal("1180591620717411303424")));
  SAME("ascii('a\\xe9\\u20ac')", "\"'a\\\\xe9\\\\u20ac'\"", py::ascii("a\u00e9\u20ac"));
}

TEST_CASE("sets and views of dicts") {
  const IntMap d{{1, 0}, {2, 0}};
  SAME("{2, 3} | {1: 0, 2: 0}.keys()", "{1, 2, 3}", IntSet{2, 3} | d.keys());
  SAME("{2, 3} & {1: 0, 2: 0}.keys()", "{2}", IntSet{2, 3} & d.keys());
  SAME("{2, 3} - {1: 0, 2: 0}.keys()", "{3}", IntSet{2, 3} - d.keys());
  SAME("{2, 3} ^ {1: 0, 2: 0}.keys()", "{1, 3}", IntSet{2, 3} ^ d.keys());
  SAME("{1, 2} == {1: 0, 2: 0}.keys()", "True", IntSet{1, 2} == d.keys());
  SAME("{1: 0, 2: 0}.keys() == {1, 2}", "True", d.keys() == IntSet{1, 2});
  SAME("{1} <= {1: 0, 2: 0}.keys()", "True", IntSet{1} <= d.keys());
  SAME("{1: 0, 2: 0}.keys() <= {1, 2, 3}", "True", (d.keys() <= IntSet{1, 2, 3}));
  SAME("{1: 0, 2: 0}.items() & [(1, 0)]", "{(1, 0)}", d.items() & py::list<std::tuple<std::int64_t, std::int64_t>>{{1, 0}});
  SAME("{1: 0, 2: 0}.keys().isdisjoint([3])", "True", d.keys().isdisjoint(Ints{3}));
  IntSet s{7};
  const IntSet alias = s;
  s |= d.keys();
  SAME("{7}", "{7}", alias);
  SAME("{1, 2, 7}", "{1, 2, 7}", s);
}

namespace {

/// Iterates as a class with `__iter__` and `__next__` does.
class Countdown : public py::Object {
 public:
  explicit Countdown(std::int64_t from) : left(from) {}
  py::ref<Countdown> py_iter() { return py::ref<Countdown>(this); }
  std::int64_t py_next() {
    if (left == 0) {
      throw py::StopIteration();
    }
    return left--;
  }
  std::int64_t left;
};

/// A sequence by `__getitem__` and `__len__` only.
class Squares : public py::Object {
 public:
  std::int64_t py_len() const { return 4; }
  std::int64_t py_getitem(std::int64_t i) const {
    if (i < 0 || i >= 4) {
      throw py::IndexError("no");
    }
    return i * i;
  }
};

/// A container whose `__iter__` gives an iterator of pylib.
class Bag : public py::Object {
 public:
  py::iterator<py::str> py_iter() const { return py::iter(words); }
  Words words{"x", "y"};
};

}  // namespace

TEST_CASE("classes of the program are iterables") {
  SAME("[3, 2, 1]", "[3, 2, 1]", py::list(py::make<Countdown>(3)));
  SAME("6", "6", py::sum(py::make<Countdown>(3)));
  SAME("[0, 1, 4, 9]", "[0, 1, 4, 9]", py::list(py::make<Squares>()));
  SAME("[9, 4, 1, 0]", "[9, 4, 1, 0]", py::list(py::reversed(py::make<Squares>())));
  SAME("['x', 'y']", "['x', 'y']", py::list(py::make<Bag>()));
  SAME("[(0, 'x'), (1, 'y')]", "[(0, 'x'), (1, 'y')]", py::list(py::enumerate(py::make<Bag>())));
  SAME("[(2, 'x'), (1, 'y')]", "[(2, 'x'), (1, 'y')]", py::list(py::zip(py::make<Countdown>(2), py::make<Bag>())));
  const auto counter = py::make<Countdown>(5);
  SAME("True", "True", py::any(py::each(counter, [](std::int64_t x) { return x == 4; })));
  CHECK(counter->left == 3);
  SAME("{'x', 'y'} == set('xy')", "True", (py::set<py::str>(py::make<Bag>()) == py::set<py::str>{"y", "x"}));
  py::iterator<std::int64_t> erased = py::make<Countdown>(2);
  CHECK(py::next(erased) == 2);
}

TEST_CASE("iter") {
  auto letters = py::iter("h\u00e9!");
  SAME("'h'", "'h'", py::next(letters));
  SAME("'\\xe9'", "'\xC3\xA9'", py::next(letters));
  SAME("['!']", "['!']", py::list(letters));
  std::int64_t n = 0;
  SAME("[1, 2]", "[1, 2]", py::list(py::iter([&] { return ++n; }, 3)));
  Vec xs{1};
  auto it = py::iter(xs);
  CHECK(py::next(it) == 1);
  xs.append(2);
  CHECK(py::next(it) == 2);
  CHECK(shown([&] { return py::next(it); }) == "StopIteration: ");
}

namespace {

/// Looks at a list from its destructor, as a class with `__del__` may.
class Witness : public py::Object {
 public:
  explicit Witness(std::int64_t given) : number(given) {}
  ~Witness() override {
    if (watched != nullptr) {
      for (const auto& other : watched->borrow()) {
        seen += other.get() != nullptr ? other->number : 1000000;
      }
    }
  }
  std::int64_t number;
  static inline py::list<py::ref<Witness>>* watched = nullptr;
  static inline std::int64_t seen = 0;
};

template <typename F>
std::int64_t seen_while(F change) {
  py::list<py::ref<Witness>> xs;
  for (std::int64_t i = 1; i <= 5; ++i) {
    xs.append(py::make<Witness>(i));
  }
  Witness::seen = 0;
  Witness::watched = &xs;
  change(xs);
  Witness::watched = nullptr;
  return Witness::seen;
}

}  // namespace

/// Lists of every kind of element, against std::vector: taken from both ends, filled again, cut at the front and in the middle.
template <typename T, typename Make>
void check_ends(Make make) {
  py::vector<T> list;
  std::vector<T> expected;
  int next = 0;
  const auto same = [&] { return list.size() == static_cast<std::int64_t>(expected.size()) && std::equal(list.begin(), list.end(), expected.begin()); };
  const auto add = [&](int count) {
    for (int i = 0; i < count; ++i, ++next) {
      list.append(make(next));
      expected.push_back(make(next));
    }
  };
  for (const int round : {3, 40, 7, 300, 1, 90, 1000}) {
    add(round);
    for (int i = 0; i < round - 1; ++i) {
      CHECK(list.pop(0) == expected.front());
      expected.erase(expected.begin());
      if (i % 3 == 0) {
        add(1);
      }
    }
    REQUIRE(same());
    list.insert(0, make(next));
    expected.insert(expected.begin(), make(next));
    list.insert(2, list.at(1));
    expected.insert(expected.begin() + 2, T(expected.at(1)));
    list.append(list.at(0));  // an element of its own, also while it moves
    expected.push_back(T(expected.front()));
    REQUIRE(same());
    list.del_slice(0, round / 2);
    expected.erase(expected.begin(), expected.begin() + std::min<std::ptrdiff_t>(round / 2, std::ssize(expected)));
    add(5);
    list.del_slice(1, 3);
    expected.erase(expected.begin() + 1, expected.begin() + 3);
    list.set_slice(1, 2, py::vector<T>{make(1), make(2), make(3)});
    expected.erase(expected.begin() + 1);
    expected.insert(expected.begin() + 1, {make(1), make(2), make(3)});
    REQUIRE(same());
  }
  const py::vector<T> copy(list);
  list.clear();
  CHECK(static_cast<std::size_t>(copy.size()) == expected.size());
  list.append(make(4));
  CHECK(list.pop(0) == make(4));
  CHECK(list.size() == 0);
}

TEST_CASE("both ends of a list") {
  const auto text = [](int number) { return py::str(py::int_(number)) + " is longer than what lies in place"; };
  check_ends<std::int64_t>([](int number) { return std::int64_t{number}; });
  check_ends<char>([](int number) { return static_cast<char>(number % 100); });
  check_ends<py::Int>([](int number) { return py::Int(number) * py::Int(INT64_MAX); });
  check_ends<py::str>(text);
  check_ends<object>([&](int number) { return number % 2 == 0 ? object(number) : object(text(number)); });
  check_ends<std::string>([](int number) { return std::string(static_cast<std::size_t>(number % 40), 'x'); });
  check_ends<std::tuple<py::str, std::int64_t>>([&](int number) { return std::tuple(text(number), std::int64_t{number}); });
}

TEST_CASE("a destructor finds the list whole") {
  CHECK(seen_while([](auto& xs) { xs.del_item(1); }) == 13);
  CHECK(seen_while([](auto& xs) { xs.pop(0); }) == 14);
  CHECK(seen_while([](auto& xs) { xs.del_slice(1, 3); }) == 2 * 10);
  CHECK(seen_while([](auto& xs) { xs.del_slice(None, None, 2); }) == 3 * 6);
  CHECK(seen_while([](auto& xs) { xs.set_slice(0, 2, py::list<py::ref<Witness>>()); }) == 2 * 12);
  CHECK(seen_while([](auto& xs) { xs.clear(); }) == 0);
}

TEST_CASE("owned and shared containers mix") {
  SAME("[1, 2] + [3]", "[1, 2, 3]", Vec{1, 2} + Ints{3});
  SAME("[1, 2] + [3]", "[1, 2, 3]", Ints{1, 2} + Vec{3});
  SAME("[1, 2] == [1, 2]", "True", Vec{1, 2} == Ints{1, 2});
  SAME("[1, 2] < [1, 3]", "True", Vec{1, 2} < Ints{1, 3});
  SAME("{1} | {2}", "{1, 2}", (py::hash_set<std::int64_t>{1} | IntSet{2}));
  SAME("{1} | frozenset([2])", "{1, 2}", (py::hash_set<std::int64_t>{1} | py::frozenset<std::int64_t>{2}));
  SAME("{1, 2} - frozenset([2])", "{1}", (IntSet{1, 2} - py::frozenset<std::int64_t>{2}));
  SAME("{1, 2} == {2, 1}", "True", (py::hash_set<std::int64_t>{1, 2} == IntSet{2, 1}));
  SAME("{'a': 1} | {'b': 2}", "{'a': 1, 'b': 2}", (py::ordered_map<py::str, std::int64_t>{{"a", 1}} | Map{{"b", 2}}));
  SAME("[1, 2]", "[1, 2]", object(Vec{1, 2}));
  SAME("{1: 2}", "{1: 2}", object(py::ordered_map<std::int64_t, std::int64_t>{{1, 2}}));
  SAME("{1, 2}", "{1, 2}", object(py::hash_set<std::int64_t>{1, 2}));
  SAME("list(zip([1], [2, 3], strict=False))", "[(1, 2)]", py::list(py::zip(Ints{1}, Ints{2, 3}, py::strict = false)));
  SAME("list(zip([1], [2], [3], [4], strict=True))", "[(1, 2, 3, 4)]", py::list(py::zip(Ints{1}, Ints{2}, Ints{3}, Ints{4}, py::strict = true)));
  const py::iterator<std::int64_t> it(Ints{4, 5});
  std::int64_t sum = 0;
  for (const std::int64_t x : it) {
    sum += x;
  }
  CHECK(sum == 9);
}

TEST_CASE("spread arguments") {
  const py::list<Ints> rows{Ints{1, 2, 3}, Ints{4, 5}};
  SAME("list(zip(*[[1, 2, 3], [4, 5]]))", "[(1, 4), (2, 5)]", py::list(py::zip(py::spread(rows))));
  SAME("list(zip('ab', *[[1, 2, 3], [4, 5]]))", "[('a', 1, 4), ('b', 2, 5)]", py::list(py::zip("ab", py::spread(rows))));
  SAME("list(zip(*[]))", "[]", py::list(py::zip(py::spread(py::list<Ints>()))));
  SAME("list(zip(*[[1, 2, 3], [4, 5]], strict=True))", "ValueError: zip() argument 2 is shorter than argument 1", py::list(py::zip(py::spread(rows), py::strict = true)));
  SAME("[list(row) for row in zip(*[[1, 2], [3, 4]])]", "[[1, 3], [2, 4]]",
       py::list(py::each(py::zip(py::spread(py::list<Vec>{Vec{1, 2}, Vec{3, 4}})), [](const auto& row) { return Ints(row); })));
  SAME("max(*[1, 5, 3])", "5", py::max(py::spread(Ints{1, 5, 3})));
  SAME("max(9, *[1, 5])", "9", py::max(9, py::spread(Ints{1, 5})));
  SAME("min(*[3, 1], key=lambda x: -x)", "3", py::min(py::spread(Ints{3, 1}), py::key = [](std::int64_t x) { return -x; }));
  SAME("max(*[])", "TypeError: max expected at least 1 argument, got 0", py::max(py::spread(Ints())));
  const py::list<IntSet> sets{IntSet{1, 2}, IntSet{2, 3}};
  SAME("set().union(*[{1, 2}, {2, 3}])", "{1, 2, 3}", IntSet().union_(py::spread(sets)));
  SAME("{1, 2, 3}.intersection(*[{1, 2}, {2, 3}])", "{2}", IntSet{1, 2, 3}.intersection(py::spread(sets)));
  SAME("{1, 2, 5}.difference(*[{1, 2}, {2, 3}])", "{5}", IntSet{1, 2, 5}.difference(py::spread(sets)));
  SAME("list(map(str.upper, ('a', 'b')))", "['A', 'B']", py::list(py::map([](const py::str& s) { return s.upper(); }, std::tuple(py::str("a"), py::str("b")))));
  SAME("list(enumerate((5, 'x')))", "[(0, 5), (1, 'x')]", py::list(py::enumerate(std::tuple(5, py::str("x")))));
}
