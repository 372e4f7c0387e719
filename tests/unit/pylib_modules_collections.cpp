// collections: deque, Counter, defaultdict, OrderedDict, ChainMap. Expectations are CPython's.
#include "pylib_modules_show.hpp"

#include <py/builtins.hpp>
#include <py/collections.hpp>
#include <py/exceptions.hpp>

using py::deque;
using py::dict;
using py::Int;
using py::list;
using py::object;
using py::repr;
using py::str;
using py::vector;

namespace {

template <typename Error, typename F>
str message_of(F call) {
  try {
    call();
  } catch (const Error& e) {
    return e.py_str();
  }
  return "nothing was raised";
}

class Item : public py::Object {
 public:
  explicit Item(std::int64_t key) : key(key) { ++alive; }
  ~Item() override { --alive; }
  std::int64_t key;
  static inline int alive = 0;
};

}  // namespace

TEST_CASE("deque: ends and growth") {
  deque<std::int64_t> d;
  for (std::int64_t i = 0; i < 100; ++i) {
    d.append(i);
    d.appendleft(-i);
  }
  CHECK(d.size() == 200);
  CHECK(d.at(0) == -99);
  CHECK(d.at(-1) == 99);
  CHECK(d[100] == 0);
  CHECK(d.popleft() == -99);
  CHECK(d.pop() == 99);
  for (int i = 0; i < 99; ++i) {
    d.popleft();
    d.pop();
  }
  CHECK(d.empty());
  CHECK(!py::truth(d));
  CHECK(message_of<py::IndexError>([&] { d.pop(); }) == "pop from an empty deque");
  CHECK(message_of<py::IndexError>([&] { d.popleft(); }) == "pop from an empty deque");
}

TEST_CASE("deque: methods") {
  deque<std::int64_t> d{1, 2, 3, 4, 5};
  d.rotate(2);
  CHECK(repr(d) == "deque([4, 5, 1, 2, 3])");
  d.rotate(-1);
  CHECK(repr(d) == "deque([5, 1, 2, 3, 4])");
  d.rotate(-12);
  CHECK(repr(d) == "deque([2, 3, 4, 5, 1])");
  d.rotate();
  d.reverse();
  CHECK(repr(d) == "deque([5, 4, 3, 2, 1])");
  d.insert(2, 9);
  d.insert(-100, 7);
  d.insert(100, 8);
  d.insert(-1, 6);
  CHECK(repr(d) == "deque([7, 5, 4, 9, 3, 2, 1, 6, 8])");
  d.remove(9);
  d.del_item(0);
  d.del_item(-1);
  CHECK(repr(d) == "deque([5, 4, 3, 2, 1, 6])");
  CHECK(d.index(3) == 2);
  CHECK(d.count(6) == 1);
  CHECK(d.contains(4));
  CHECK(!py::contains(d, 44));
  d.extend(py::range(2));
  d.extendleft(vector<std::int64_t>{10, 20});
  CHECK(repr(d) == "deque([20, 10, 5, 4, 3, 2, 1, 6, 0, 1])");
  d.set_item(-1, 77);
  d.at(0) = 5;
  CHECK(repr(list<std::int64_t>(d)) == "[5, 10, 5, 4, 3, 2, 1, 6, 0, 77]");
  CHECK(repr(list<std::int64_t>(py::reversed(d))) == "[77, 0, 6, 1, 2, 3, 4, 5, 10, 5]");
  deque<std::int64_t> copy = d.copy();
  copy.clear();
  CHECK(d.size() == 10);
  const deque<std::int64_t> same = d;
  same.append(1);
  CHECK(d.size() == 11);
  CHECK(py::is(same, d));
}

TEST_CASE("deque: maximal length") {
  deque<std::int64_t> d(py::range(6), py::maxlen = 3);
  CHECK(repr(d) == "deque([3, 4, 5], maxlen=3)");
  d.append(6);
  CHECK(repr(d) == "deque([4, 5, 6], maxlen=3)");
  d.appendleft(1);
  CHECK(repr(d) == "deque([1, 4, 5], maxlen=3)");
  d.rotate(1);
  CHECK(repr(d) == "deque([5, 1, 4], maxlen=3)");
  CHECK(message_of<py::IndexError>([&] { d.insert(0, 1); }) == "deque already at its maximum size");
  CHECK(d.maxlen() == 3);
  CHECK(deque<std::int64_t>(vector<std::int64_t>{1, 2}, py::None).maxlen() == py::None);
  CHECK(repr(deque<std::int64_t>(vector<std::int64_t>{1, 2, 3}, 2)) == "deque([2, 3], maxlen=2)");
  CHECK(repr(deque<str>(py::maxlen = 0)) == "deque([], maxlen=0)");
  CHECK(message_of<py::ValueError>([] { deque<str>(py::maxlen = -1); }) == "maxlen must be non-negative");
  deque<std::int64_t> doubled({1, 2}, py::maxlen = 3);
  doubled *= 2;
  CHECK(repr(doubled) == "deque([2, 1, 2], maxlen=3)");
  deque<std::int64_t> none(py::maxlen = 0);
  none.append(1);
  CHECK(none.empty());
}

TEST_CASE("deque: operators and errors") {
  const deque<std::int64_t> a{1, 2};
  const deque<std::int64_t> b{1, 3};
  CHECK(a < b);
  CHECK(a <= a);
  CHECK(b > a);
  CHECK(a != b);
  CHECK(a == deque<std::int64_t>{1, 2});
  CHECK(repr(a + b) == "deque([1, 2, 1, 3])");
  CHECK(repr(a * 2) == "deque([1, 2, 1, 2])");
  CHECK(repr(0 * a) == "deque([])");
  deque<std::int64_t> c{1, 2, 3};
  c += c;
  CHECK(repr(c) == "deque([1, 2, 3, 1, 2, 3])");
  CHECK(message_of<py::IndexError>([&] { c.at(6); }) == "deque index out of range");
  CHECK(message_of<py::ValueError>([&] { c.remove(9); }) == "9 is not in deque");
  CHECK(message_of<py::ValueError>([&] { c.index(1, 4); }) == "1 is not in deque");
  CHECK(message_of<py::TypeError>([&] { py::hash(c); }) == "unhashable type: 'collections.deque'");
  CHECK(message_of<py::RuntimeError>([&] {
          for (const std::int64_t x : c) {
            c.append(x);
          }
        }) == "deque mutated during iteration");
}

TEST_CASE("deque: elements of every kind live and die") {
  {
    deque<py::ref<Item>> d(py::maxlen = 5);
    for (std::int64_t i = 0; i < 50; ++i) {
      d.append(py::make<Item>(i));
    }
    CHECK(Item::alive == 5);
    d.rotate(3);
    d.pop();
    d.appendleft(d.at(1));
    CHECK(Item::alive == 4);
  }
  CHECK(Item::alive == 0);
  deque<bool> flags{true, false};
  flags.append(true);
  CHECK(repr(flags) == "deque([True, False, True])");
  deque<str> words{"a", "b"};
  words.append(words.at(0));
  CHECK(repr(words) == "deque(['a', 'b', 'a'])");
  deque<deque<std::int64_t>> nested{deque<std::int64_t>{1}, deque<std::int64_t>{}};
  CHECK(repr(nested) == "deque([deque([1]), deque([])])");
  deque<object> self{1};
  self.append(object(self));
  CHECK(repr(self) == "deque([1, [...]])");
  self.clear();
}

TEST_CASE("deque: dynamic") {
  const deque<std::int64_t> typed{1, 2, 3};
  const object d(typed);
  d.attr("append")(4);
  d.attr("appendleft")(0);
  CHECK(d.py_repr() == "deque([0, 1, 2, 3, 4])");
  CHECK(typed.size() == 5);
  CHECK(d.attr("popleft")() == object(0));
  d.attr("rotate")(1);
  CHECK(d.py_repr() == "deque([4, 1, 2, 3])");
  CHECK(object(d.attr("maxlen")).is_none());
  CHECK(py::len(d) == 4);
  CHECK(object(d[1]) == object(1));
  CHECK(py::type_of(d).py_repr() == "<class 'collections.deque'>");
  CHECK((d + d).py_repr() == "deque([4, 1, 2, 3, 4, 1, 2, 3])");
  CHECK((d * object(2)).py_len() == 8);
  CHECK(d == object(deque<object>{4, 1, 2, 3}));
  CHECK(message_of<py::TypeError>([&] { d + object(list<Int>{1}); }) == "can only concatenate deque (not \"list\") to deque");
  CHECK(message_of<py::IndexError>([&] { static_cast<void>(object(d[10])); }) == "deque index out of range");
  CHECK(py::cast<deque<std::int64_t>>(d).size() == 4);
  str seen;
  for (const object& x : d) {
    seen += x.py_str();
  }
  CHECK(seen == "4123");
}

TEST_CASE("Counter: counting") {
  py::Counter<str> c(str("abracadabra"));
  CHECK(repr(c) == "Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1})");
  CHECK(c.at("a") == 5);
  CHECK(c.at("zz") == 0);
  CHECK(c.size() == 5);
  c["q"] += 3;
  c["a"] -= 1;
  CHECK(repr(c.most_common(3)) == "[('a', 4), ('q', 3), ('b', 2)]");
  CHECK(repr(c.most_common(0)) == "[]");
  CHECK(repr(c.most_common(-1)) == "[]");
  CHECK(c.total() == 13);
  CHECK(repr(list<str>(c.elements())) == "['a', 'a', 'a', 'a', 'b', 'b', 'r', 'r', 'c', 'd', 'q', 'q', 'q']");
  c.update(vector<str>{"x", "a"});
  c.update(py::Counter<str>(py::arg("x") = 4));
  c.subtract(str("bbbb"));
  CHECK(repr(c) == "Counter({'a': 5, 'x': 5, 'q': 3, 'r': 2, 'c': 1, 'd': 1, 'b': -2})");
  c.del_item("nothing");
  c.del_item("x");
  CHECK(!c.contains("x"));
  CHECK(repr(py::Counter<str>()) == "Counter()");
  CHECK(repr(py::Counter<std::int64_t>(dict<std::int64_t, Int>{{1, 5}, {2, 7}})) == "Counter({2: 7, 1: 5})");
  CHECK(repr(py::Counter<str>(py::arg("a") = 1, py::arg("b") = 2)) == "Counter({'b': 2, 'a': 1})");
}

TEST_CASE("Counter: arithmetic") {
  const py::Counter<str> a{{"a", 3}, {"b", 1}, {"z", -2}};
  const py::Counter<str> b{{"a", 1}, {"b", 2}, {"c", 4}};
  CHECK(repr(a + b) == "Counter({'a': 4, 'c': 4, 'b': 3})");
  CHECK(repr(a - b) == "Counter({'a': 2})");
  CHECK(repr(b - a) == "Counter({'c': 4, 'z': 2, 'b': 1})");
  CHECK(repr(a | b) == "Counter({'c': 4, 'a': 3, 'b': 2})");
  CHECK(repr(a & b) == "Counter({'a': 1, 'b': 1})");
  CHECK(repr(+a) == "Counter({'a': 3, 'b': 1})");
  CHECK(repr(-a) == "Counter({'z': 2})");
  py::Counter<str> c = a.copy();
  c += b;
  CHECK(repr(c) == "Counter({'a': 4, 'c': 4, 'b': 3})");
  c -= a;
  CHECK(repr(c) == "Counter({'c': 4, 'b': 2, 'z': 2, 'a': 1})");
  c &= b;
  CHECK(repr(c) == "Counter({'c': 4, 'b': 2, 'a': 1})");
  c |= py::Counter<str>{{"n", 9}};
  CHECK(repr(c) == "Counter({'n': 9, 'c': 4, 'b': 2, 'a': 1})");
  CHECK(py::Counter<str>{{"a", 1}, {"b", 0}} == py::Counter<str>{{"a", 1}});
  CHECK(py::Counter<str>{{"a", 1}} <= b);
  CHECK(py::Counter<str>{{"a", 1}} < b);
  CHECK(!(b < b));
  CHECK(b >= b);
  CHECK(py::Counter<str>{{"a", 1}} != py::Counter<str>{{"a", 2}});
}

TEST_CASE("Counter: dynamic") {
  const py::Counter<str> typed(str("hello"));
  const object c(typed);
  CHECK(c.py_repr() == "Counter({'l': 2, 'h': 1, 'e': 1, 'o': 1})");
  CHECK(object(c["l"]) == object(2));
  CHECK(object(c["nope"]) == object(0));
  CHECK(py::type_of(c).py_repr() == "<class 'collections.Counter'>");
  CHECK(object(c.attr("most_common")(1)).py_repr() == "[('l', 2)]");
  c.attr("update")("hh");
  CHECK(typed.at("h") == 3);
  CHECK((c + c).py_repr() == "Counter({'h': 6, 'l': 4, 'e': 2, 'o': 2})");
  CHECK(object(c.attr("total")()) == object(7));
  CHECK(object(c.attr("get")("q", 5)) == object(5));
  const dict<str, Int> as_dict = typed;
  CHECK(repr(as_dict) == "Counter({'h': 3, 'l': 2, 'e': 1, 'o': 1})");
  CHECK(as_dict.at("nope") == 0);
  CHECK(!typed.contains("nope"));
}

TEST_CASE("defaultdict") {
  py::defaultdict<str, list<std::int64_t>> groups(py::default_of<list<std::int64_t>>);
  groups["a"].append(1);
  groups.at("b").append(2);
  groups[str("a")].append(3);
  CHECK(repr(groups) == "defaultdict(<class 'list'>, {'a': [1, 3], 'b': [2]})");
  py::defaultdict<str, Int> counts(py::default_of<Int>);
  for (const str& word : vector<str>{"x", "y", "x"}) {
    counts[word] += 1;
  }
  CHECK(repr(counts) == "defaultdict(<class 'int'>, {'x': 2, 'y': 1})");
  CHECK(counts.get("zz") == py::None);
  CHECK(!counts.contains("zz"));
  CHECK(repr(counts.copy()) == repr(counts));
  py::defaultdict<std::int64_t, std::int64_t> sevens([] { return 7; });
  CHECK(sevens.at(5) == 7);
  CHECK(sevens.size() == 1);
  py::defaultdict<std::int64_t, str> none(py::None);
  CHECK(message_of<py::KeyError>([&] { none.at(4); }) == "4");
  CHECK(repr(none) == "defaultdict(None, {})");
  py::defaultdict<std::int64_t, py::dict<str, double>> tables(py::default_of<py::dict<str, double>>);
  tables[1]["pi"] = 3.5;
  CHECK(repr(tables) == "defaultdict(<class 'dict'>, {1: {'pi': 3.5}})");
  py::defaultdict<str, py::defaultdict<str, Int>> deep([] { return py::defaultdict<str, Int>(py::default_of<Int>); });
  deep["a"]["b"] += 4;
  CHECK(repr(deep.at("a")) == "defaultdict(<class 'int'>, {'b': 4})");
  const py::defaultdict<str, Int> filled(py::default_of<Int>, dict<str, Int>{{"k", 1}}, py::arg("m") = 2);
  CHECK(repr(filled) == "defaultdict(<class 'int'>, {'k': 1, 'm': 2})");
}

TEST_CASE("defaultdict: dynamic") {
  const py::defaultdict<str, Int> typed(py::default_of<Int>);
  const object d(typed);
  CHECK(object(d["new"]) == object(0));
  CHECK(typed.size() == 1);
  CHECK(py::type_of(d).py_repr() == "<class 'collections.defaultdict'>");
  CHECK(object(d.attr("default_factory")).py_repr() == "<class 'int'>");
  d.attr("default_factory") = py::None;
  CHECK(message_of<py::KeyError>([&] { static_cast<void>(object(d["newer"])); }) == "'newer'");
  const dict<str, Int> base = py::defaultdict<str, Int>([] { return 3; });
  CHECK(base.at("x") == 3);
  CHECK(base.size() == 1);
}

TEST_CASE("OrderedDict") {
  py::OrderedDict<str, std::int64_t> d{{"a", 1}, {"b", 2}, {"c", 3}};
  CHECK(repr(d) == "OrderedDict([('a', 1), ('b', 2), ('c', 3)])");
  CHECK(repr(py::OrderedDict<str, Int>()) == "OrderedDict()");
  d.move_to_end("a");
  CHECK(repr(d) == "OrderedDict([('b', 2), ('c', 3), ('a', 1)])");
  d.move_to_end("c", false);
  CHECK(repr(d) == "OrderedDict([('c', 3), ('b', 2), ('a', 1)])");
  CHECK(message_of<py::KeyError>([&] { d.move_to_end("q"); }) == "'q'");
  CHECK(repr(d.popitem(false)) == "('c', 3)");
  CHECK(repr(d.popitem()) == "('a', 1)");
  d.popitem();
  CHECK(message_of<py::KeyError>([&] { d.popitem(); }) == "'dictionary is empty'");
  const py::OrderedDict<str, std::int64_t> one{{"a", 1}, {"b", 2}};
  const py::OrderedDict<str, std::int64_t> two{{"b", 2}, {"a", 1}};
  CHECK(one != two);
  CHECK(one == one.copy());
  CHECK(one == dict<str, std::int64_t>{{"b", 2}, {"a", 1}});
  const object dynamic(one);
  CHECK(!(dynamic == object(two)));
  CHECK(dynamic == object(dict<str, std::int64_t>{{"b", 2}, {"a", 1}}));
  dynamic.attr("move_to_end")("a");
  CHECK(one == two);
  CHECK(object(dynamic.attr("popitem")(py::arg("last") = false)).py_repr() == "('b', 2)");
  CHECK(dynamic.py_repr() == "OrderedDict([('a', 1)])");
}

TEST_CASE("ChainMap") {
  const dict<str, std::int64_t> first{{"x", 1}, {"y", 2}};
  const dict<str, std::int64_t> second{{"y", 20}, {"z", 30}};
  py::ChainMap<str, std::int64_t> chain(first, second);
  CHECK(repr(chain) == "ChainMap({'x': 1, 'y': 2}, {'y': 20, 'z': 30})");
  CHECK(chain.at("y") == 2);
  CHECK(chain.at("z") == 30);
  CHECK(chain.size() == 3);
  CHECK(repr(chain.keys()) == "['y', 'z', 'x']");
  CHECK(repr(chain.items()) == "[('y', 2), ('z', 30), ('x', 1)]");
  chain.set_item("z", 3);
  CHECK(first.at("z") == 3);
  CHECK(second.at("z") == 30);
  CHECK(chain.get("nope") == py::None);
  CHECK(chain.get("nope", 7) == 7);
  CHECK(chain.get("z", 7) == 3);
  CHECK(message_of<py::KeyError>([&] { chain.at("nope"); }) == "'nope'");
  CHECK(message_of<py::KeyError>([&] { chain.parents().del_item("x"); }) == "\"Key not found in the first mapping: 'x'\"");
  const py::ChainMap<str, std::int64_t> child = chain.new_child();
  child.set_item("x", 100);
  CHECK(chain.at("x") == 1);
  CHECK(child.at("x") == 100);
  CHECK(child.parents().at("x") == 1);
  CHECK(chain.pop("z") == 3);
  CHECK(chain == chain.copy());
  CHECK(repr(py::ChainMap<str, Int>()) == "ChainMap({})");
  const object dynamic(chain);
  CHECK(object(dynamic["z"]) == object(30));
  CHECK(py::len(dynamic) == 3);
  CHECK(dynamic.py_repr() == "ChainMap({'x': 1, 'y': 2}, {'y': 20, 'z': 30})");
}
