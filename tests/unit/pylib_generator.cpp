// Generators: what CPython 3.11 does with the same bodies.
#include <py/generator.hpp>
#include <py/list.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using std::int64_t;
using Log = std::vector<std::string>;

py::generator<int64_t> count_down(int64_t n) {
  while (n > 0) {
    co_yield n;
    n -= 1;
  }
}

/// A log line at every step; each exception is noted.
py::generator<int64_t, int64_t, py::str> echo(Log& log) {
  co_await py::closes_on_drop;
  std::exception_ptr pending;
  int64_t next = 0;
  while (true) {
    try {
      auto given = co_yield next;
      log.push_back(given ? "got " + std::to_string(*given) : "got None");
      next = given ? *given + 1 : next;
    } catch (const py::ValueError& e) {
      log.push_back("caught ValueError");
      next = -1;
    } catch (const py::GeneratorExit&) {
      log.push_back("exit");
      throw;
    }
    if (next == 100) {
      break;
    }
  }
  co_return "finished";
}

py::generator<int64_t> with_finally(Log& log, int64_t n) {
  co_await py::closes_on_drop;
  try {
    for (int64_t i = 0; i < n; ++i) {
      co_yield i;
    }
  } catch (...) {
    log.push_back("cleanup " + std::to_string(n));
    throw;
  }
  log.push_back("end " + std::to_string(n));
}

py::generator<int64_t> stubborn() {
  co_await py::closes_on_drop;
  try {
    co_yield 1;
  } catch (const py::GeneratorExit&) {
  }
  co_yield 2;
}

py::generator<int64_t> nested(Log& log, int64_t depth) {
  co_await py::closes_on_drop;
  try {
    co_yield depth;
    if (depth > 0) {
      co_yield py::yield_from(nested(log, depth - 1));
    }
    co_yield -depth;
  } catch (const py::ValueError&) {
    log.push_back("value error at " + std::to_string(depth));
  } catch (const py::GeneratorExit&) {
    log.push_back("exit at " + std::to_string(depth));
    throw;
  }
}

py::generator<int64_t, py::none_t, int64_t> leaf(int64_t n) {
  co_yield n;
  co_return n * 10;
}
py::generator<int64_t, py::none_t, int64_t> summed(int64_t n) {
  int64_t total = 0;
  for (int64_t i = 0; i < n; ++i) {
    auto part = co_yield py::yield_from(leaf(i));
    total += part;
  }
  co_return total;
}
py::generator<int64_t> outer_of(py::generator<int64_t> inner) { co_yield py::yield_from(inner); }

py::generator<int64_t> raises_stop() {
  co_yield 1;
  throw py::StopIteration(5);
}

py::generator<int64_t> raises_value_error() {
  co_yield 1;
  throw py::ValueError("inside");
}

py::generator<int64_t> reenters(py::list<py::generator<int64_t>> self) {
  co_yield 1;
  auto value = self.at(0).next();
  co_yield *value;
}

py::generator<int64_t> of_lists(py::list<int64_t> first, py::vector<int64_t> second) {
  co_yield py::yield_from(first);
  co_yield py::yield_from(second);
  py::list<int64_t> third{7, 8};
  co_yield py::yield_from(third);
}

py::generator<py::object> of_objects(py::object source) {
  auto result = co_yield py::yield_from(source);
  co_yield py::object(result);
}

py::generator<int64_t> deep(int64_t depth) {
  if (depth > 0) {
    co_yield py::yield_from(deep(depth - 1));
  }
  co_yield depth;
}

class Tree : public py::Object {
 public:
  explicit Tree(int64_t given) : key(given) {}
  py::generator<int64_t> py_iter() {
    if (left) {
      co_yield py::yield_from(left->py_iter());
    }
    co_yield key;
    if (right) {
      co_yield py::yield_from(right->py_iter());
    }
  }
  int64_t key;
  py::maybe<Tree> left;
  py::maybe<Tree> right;
};

template <typename E, typename F>
std::string message_of(F&& f) {
  try {
    f();
  } catch (const E& e) {
    return std::string(e.py_str().view());
  }
  return "nothing raised";
}

std::vector<int64_t> collect(py::generator<int64_t> g) {
  std::vector<int64_t> result;
  for (auto x : g) {
    result.push_back(x);
  }
  return result;
}

}  // namespace

TEST_CASE("generators are lazy and give their values once") {
  auto g = count_down(3);
  CHECK(g.next() == 3);
  auto same = g;
  CHECK(same.next() == 2);
  CHECK(collect(g) == std::vector<int64_t>{1});
  CHECK(!g.next());
  CHECK(!py::generator<int64_t>().next());
}

TEST_CASE("send, throw, close") {
  Log log;
  auto g = echo(log);
  CHECK(message_of<py::TypeError>([&] { g.send(3); }) == "can't send non-None value to a just-started generator");
  CHECK(g.send(py::None) == 0);
  CHECK(g.send(4) == 5);
  CHECK(g.next() == 5);
  CHECK(g.throw_(py::ValueError("x")) == -1);
  CHECK(g.send(7) == 8);
  CHECK(log == Log{"got 4", "got None", "caught ValueError", "got 7"});
  log.clear();
  SUBCASE("close") {
    g.close();
    CHECK(log == Log{"exit"});
    CHECK(!g.next());
    g.close();
    CHECK(message_of<py::KeyError>([&] { g.throw_(py::KeyError("late")); }) == "'late'");
  }
  SUBCASE("drop") {
    g = py::generator<int64_t, int64_t, py::str>();
    CHECK(log == Log{"exit"});
  }
  SUBCASE("an exception passes") {
    CHECK(message_of<py::TypeError>([&] { g.throw_(py::TypeError("t")); }) == "t");
    CHECK(!g.next());
  }
  SUBCASE("the return value is StopIteration's") {
    try {
      g.send(99);
      CHECK(false);
    } catch (const py::StopIteration& stop) {
      CHECK(py::cast<py::str>(stop.value) == "finished");
    }
    try {
      g.py_next();
      CHECK(false);
    } catch (const py::StopIteration& stop) {
      CHECK(stop.value.is_none());
    }
  }
}

TEST_CASE("generators that have not begun") {
  Log log;
  auto g = echo(log);
  g.close();
  CHECK(!g.next());
  CHECK(log.empty());
  auto h = echo(log);
  CHECK(message_of<py::ValueError>([&] { h.throw_(py::ValueError("early")); }) == "early");
  CHECK(!h.next());
  CHECK(log.empty());
}

TEST_CASE("exceptions") {
  auto g = raises_stop();
  g.next();
  try {
    g.next();
    CHECK(false);
  } catch (const py::RuntimeError& e) {
    CHECK(e.py_str() == "generator raised StopIteration");
    CHECK(dynamic_cast<const py::StopIteration*>(e.py_cause().get()) != nullptr);
  }
  CHECK(!g.next());
  auto h = raises_value_error();
  h.next();
  CHECK(message_of<py::ValueError>([&] { h.next(); }) == "inside");
  CHECK(!h.next());
  py::list<py::generator<int64_t>> cell;
  auto r = reenters(cell);
  cell.append(r);
  CHECK(r.next() == 1);
  CHECK(message_of<py::ValueError>([&] { r.next(); }) == "generator already executing");
  cell.clear();
  auto s = stubborn();
  s.next();
  CHECK(message_of<py::RuntimeError>([&] { s.close(); }) == "generator ignored GeneratorExit");
}

TEST_CASE("dropping runs handlers of marked generators") {
  Log log;
  {
    auto g = with_finally(log, 3);
    g.next();
  }
  CHECK(log == Log{"cleanup 3"});
  log.clear();
  for (auto x : with_finally(log, 2)) {
    CHECK(x < 2);
  }
  CHECK(log == Log{"end 2"});
  log.clear();
  {
    auto g = nested(log, 2);
    for (int i = 0; i < 3; ++i) {
      g.next();
    }
  }
  CHECK(log == Log{"exit at 0", "exit at 1", "exit at 2"});
}

TEST_CASE("yield from") {
  Log log;
  CHECK(collect(nested(log, 2)) == std::vector<int64_t>{2, 1, 0, 0, -1, -2});
  SUBCASE("results") {
    auto g = summed(4);
    int64_t sum = 0;
    while (auto x = g.next()) {
      sum += *x;
    }
    CHECK(sum == 6);
    CHECK(g.take_result() == 60);
  }
  SUBCASE("exceptions reach the innermost first") {
    auto g = nested(log, 2);
    for (int i = 0; i < 3; ++i) {
      g.next();
    }
    CHECK(g.throw_(py::ValueError("x")) == -1);
    CHECK(log == Log{"value error at 0"});
    CHECK(g.throw_(py::ValueError("y")) == -2);
    CHECK(log == Log{"value error at 0", "value error at 1"});
  }
  SUBCASE("a shared generator") {
    auto inner = count_down(5);
    auto outer = outer_of(inner);
    CHECK(outer.next() == 5);
    CHECK(inner.next() == 4);
    CHECK(outer.next() == 3);
    outer.close();
    CHECK(!inner.next());
  }
  SUBCASE("containers") {
    CHECK(collect(of_lists({1, 2}, py::vector<int64_t>{3})) == std::vector<int64_t>{1, 2, 3, 7, 8});
    auto g = of_lists({1, 2}, py::vector<int64_t>{3});
    g.next();
    CHECK(message_of<py::KeyError>([&] { g.throw_(py::KeyError("k")); }) == "'k'");
  }
  SUBCASE("depth costs no stack") {
    int64_t count = 0;
    for (auto x : deep(20000)) {
      count += x >= 0 ? 1 : 0;
    }
    CHECK(count == 20001);
    auto dropped = deep(20000);
    dropped.next();
  }
  SUBCASE("methods keep their object") {
    auto tree = py::make<Tree>(5);
    tree->left = py::make<Tree>(2);
    tree->right = py::make<Tree>(9);
    auto walk = tree->py_iter();
    tree = py::make<Tree>(0);
    CHECK(collect(walk) == std::vector<int64_t>{2, 5, 9});
  }
}

TEST_CASE("boxed generators") {
  py::object boxed = summed(2);
  CHECK(py::cast<int64_t>(*boxed.next()) == 0);
  auto g = of_objects(boxed);
  CHECK(py::cast<int64_t>(*g.next()) == 1);
  CHECK(py::cast<int64_t>(*g.next()) == 10);
  CHECK(!g.next());
  py::object typed = count_down(2);
  auto back = py::cast<py::generator<int64_t>>(typed);
  CHECK(back.next() == 2);
  CHECK(py::cast<int64_t>(*typed.next()) == 1);
}
