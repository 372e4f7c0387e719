// heapq and bisect against CPython: pylib_modules_heap.inc is printed by `pylib_modules_oracle.py heap`.
#include "pylib_modules_show.hpp"

#include <py/bisect.hpp>
#include <py/builtins.hpp>
#include <py/exceptions.hpp>
#include <py/heapq.hpp>

using py::list;
using py::str;
using py::vector;

namespace {

class Item : public py::Object {
 public:
  Item(std::int64_t key, std::int64_t number) : key(key), number(number) {}
  bool operator<(const Item& other) const { return key < other.key; }
  std::int64_t key;
  std::int64_t number;
};
using item = py::ref<Item>;

vector<std::int64_t> numbers(const vector<item>& items) {
  vector<std::int64_t> result;
  for (const item& each : items) {
    result.append(each->number);
  }
  return result;
}

vector<item> every(const vector<item>& items, std::int64_t start, std::int64_t step) {
  vector<item> result = items.slice(start, py::None, step);
  result.sort();
  return result;
}

str heap_operations(const vector<std::int64_t>& keys, std::int64_t n) {
  vector<item> items;
  for (const std::int64_t key : keys) {
    items.append(py::make<Item>(key, items.size()));
  }
  list<item> heap(items);
  py::heapq::heapify(heap);
  vector<item> pushed;
  for (const item& each : items) {
    py::heapq::heappush(pushed, each);
  }
  vector<item> mixed(heap);
  vector<item> seen;
  for (const item& each : items.slice(0, 10)) {
    seen.append(py::heapq::heappushpop(mixed, each));
    seen.append(py::heapq::heapreplace(mixed, each));
  }
  vector<item> popped;
  while (pushed.size() != 0) {
    popped.append(py::heapq::heappop(pushed));
  }
  const vector<item> small = py::heapq::nsmallest(n, items);
  const vector<item> large = py::heapq::nlargest(n, py::iterator<item>(items));
  const vector<item> merged(py::heapq::merge(every(items, 0, 2), every(items, 1, 2), every(items, 0, 3)));
  vector<str> shown;
  for (const vector<item>& part : {vector<item>(heap), popped, seen, mixed, small, large, merged}) {
    shown.append(py::repr(numbers(part)));
  }
  return str(" ").join(shown);
}

template <typename Error, typename F>
str message_of(F call) {
  try {
    call();
  } catch (const Error& e) {
    return e.py_str();
  }
  return "nothing was raised";
}

}  // namespace

#define PARENTHESISED(...) __VA_ARGS__

TEST_CASE("heapq: items of equal order come out as in CPython") {
#define BISECT(...)
#define HEAP(keys, n, expected) CHECK(heap_operations(vector<std::int64_t>(PARENTHESISED keys), n) == expected);
#include "pylib_modules_heap.inc"
#undef BISECT
#undef HEAP
}

TEST_CASE("bisect: positions") {
  const auto probe = [](const vector<std::int64_t>& values) {
    vector<std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>> result;
    const auto half = [](std::int64_t v) { return py::floor_div(v, 2); };
    for (std::int64_t x = -1; x < 8; ++x) {
      result.append(
          {py::bisect::bisect_left(values, x), py::bisect::bisect_right(values, x), py::bisect::bisect_left(values, x, py::key = half), py::bisect::bisect(values, x, 1)});
    }
    return py::repr(result);
  };
#define HEAP(...)
#define BISECT(values, expected) CHECK(probe(vector<std::int64_t>(PARENTHESISED values)) == expected);
#include "pylib_modules_heap.inc"
}

TEST_CASE("bisect: insertion, bounds, errors") {
  list<std::int64_t> xs{1, 3, 3, 5};
  py::bisect::insort(xs, 4);
  py::bisect::insort_left(xs, 0);
  CHECK(py::repr(xs) == "[0, 1, 3, 3, 4, 5]");
  py::bisect::insort(xs, -2, py::key = [](std::int64_t x) { return x < 0 ? -x : x; });
  CHECK(py::repr(xs) == "[0, 1, -2, 3, 3, 4, 5]");
  CHECK(py::bisect::bisect_left(xs, 3, 0, 2) == 2);
  CHECK(py::bisect::bisect_left(xs, 3, 0, py::None) == 3);
  CHECK(message_of<py::ValueError>([&] { py::bisect::bisect(xs, 1, -1); }) == "lo must be non-negative");
  CHECK(message_of<py::IndexError>([&] { py::bisect::bisect(xs, 10, 5, 20); }) == "list index out of range");
  CHECK(py::bisect::bisect(py::tuple<str>{"a", "c"}, str("b")) == 1);
  CHECK(py::bisect::bisect(str("abd"), str("c")) == 2);
  const py::object dynamic(list<std::int64_t>{1, 5});
  py::bisect::insort(dynamic, 3);
  CHECK(dynamic.py_repr() == "[1, 3, 5]");
}

TEST_CASE("heapq: values, keys, errors") {
  vector<std::tuple<std::int64_t, str>> queue;
  py::heapq::heappush(queue, std::tuple<std::int64_t, str>(2, "b"));
  py::heapq::heappush(queue, std::tuple<std::int64_t, str>(1, "z"));
  py::heapq::heappush(queue, std::tuple<std::int64_t, str>(2, "a"));
  CHECK(py::repr(queue) == "[(1, 'z'), (2, 'b'), (2, 'a')]");
  CHECK(py::repr(py::heapq::heappop(queue)) == "(1, 'z')");
  CHECK(py::repr(py::heapq::heappop(queue)) == "(2, 'a')");
  CHECK(py::repr(py::heapq::nlargest(2, vector<str>{"pear", "fig", "apple"}, [](const str& s) { return s.py_len(); })) == "['apple', 'pear']");
  CHECK(py::repr(py::heapq::nsmallest(0, py::range(5))) == "[]");
  CHECK(py::repr(py::heapq::nsmallest(9, py::range(3))) == "[0, 1, 2]");
  CHECK(py::repr(py::heapq::nlargest(-1, py::range(3))) == "[]");
  const auto merged = py::heapq::merge(vector<std::int64_t>{5, 3}, vector<std::int64_t>{4, 1}, py::reverse = true);
  CHECK(py::repr(vector<std::int64_t>(merged)) == "[5, 4, 3, 1]");
  const auto by_length = py::heapq::merge(vector<str>{"dog", "horse"}, vector<str>{"cat", "fish", "kangaroo"}, py::key = [](const str& s) { return s.py_len(); });
  CHECK(py::repr(vector<str>(by_length)) == "['dog', 'cat', 'fish', 'horse', 'kangaroo']");
  vector<std::int64_t> empty;
  CHECK(message_of<py::IndexError>([&] { py::heapq::heappop(empty); }) == "index out of range");
  CHECK(message_of<py::IndexError>([&] { py::heapq::heapreplace(empty, 1); }) == "index out of range");
  CHECK(py::heapq::heappushpop(empty, 4) == 4);
}

TEST_CASE("heapq: dynamic lists") {
  const py::object heap(list<std::int64_t>{5, 2, 8, 1});
  py::heapq::heapify(heap);
  CHECK(heap.py_repr() == "[1, 2, 8, 5]");
  py::heapq::heappush(heap, 0);
  CHECK(heap.py_repr() == "[0, 1, 8, 5, 2]");
  CHECK(py::heapq::heappop(heap) == py::object(0));
  CHECK(heap.py_repr() == "[1, 2, 8, 5]");
  CHECK(py::heapq::heapreplace(heap, 9) == py::object(1));
  CHECK(py::heapq::heappushpop(heap, 0) == py::object(0));
  CHECK(heap.py_repr() == "[2, 5, 8, 9]");
  CHECK(message_of<py::TypeError>([] { py::heapq::heapify(py::object(3)); }) == "heapify() argument must be list, not int");
  const py::object mixed(list<py::object>{py::object(1), py::object("a")});
  CHECK(message_of<py::TypeError>([&] { py::heapq::heapify(mixed); }) == "'<' not supported between instances of 'int' and 'str'");
}

namespace {

class Fickle : public py::Object {
 public:
  explicit Fickle(std::int64_t key) : key(key) {}
  bool operator<(const Fickle& other) const {
    if (countdown > 0 && --countdown == 0) {
      throw py::ValueError("no");
    }
    return key < other.key;
  }
  std::int64_t key;
  static inline int countdown = 0;
};

}  // namespace

TEST_CASE("heapq: a comparison that raises loses no item") {
  for (int when = 1; when < 12; ++when) {
    vector<py::ref<Fickle>> heap;
    for (std::int64_t i = 10; i > 0; --i) {
      heap.append(py::make<Fickle>(i));
    }
    Fickle::countdown = when;
    CHECK_THROWS_AS(py::heapq::heapify(heap), py::ValueError);
    std::int64_t sum = 0;
    for (const auto& each : heap) {
      REQUIRE(each.get() != nullptr);
      sum += each->key;
    }
    CHECK(sum == 55);
  }
}
