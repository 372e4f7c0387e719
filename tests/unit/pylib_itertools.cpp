// itertools, functools, contextlib: expectations taken from CPython 3.11.
#include <py/contextlib.hpp>
#include <py/functools.hpp>
#include <py/generator.hpp>
#include <py/itertools.hpp>
#include <py/type.hpp>

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace {

using std::int64_t;
namespace it = py::itertools;

/// repr(list(source))
template <typename Source>
std::string all(Source&& source) {
  py::list<py::element_t<Source>> result(std::forward<Source>(source));
  return std::string(py::repr(result).view());
}

template <typename E, typename F>
std::string message_of(F&& f) {
  try {
    f();
  } catch (const E& e) {
    return std::string(e.py_str().view());
  }
  return "nothing raised";
}

py::generator<int64_t> naturals() {
  for (int64_t n = 0;; ++n) {
    co_yield n;
  }
}

const py::list<int64_t>& few() {
  static const py::list<int64_t> items{1, 2, 3};
  return items;
}

}  // namespace

TEST_CASE("count, cycle, repeat") {
  CHECK(all(it::islice(it::count(), 3)) == "[0, 1, 2]");
  CHECK(all(it::islice(it::count(5, -2), 3)) == "[5, 3, 1]");
  CHECK(all(it::islice(it::count(0.5, 0.25), 3)) == "[0.5, 0.75, 1.0]");
  CHECK(all(it::islice(it::count(1, 0.5), 3)) == "[1, 1.5, 2.0]");
  CHECK(all(it::islice(it::count(py::Int(1) << 70, 1), 2)) == "[1180591620717411303424, 1180591620717411303425]");
  auto last = it::count(INT64_MAX);
  CHECK(last.next() == INT64_MAX);
  CHECK_THROWS_AS(last.next(), py::OverflowError);
  CHECK(all(it::islice(it::cycle(few()), 7)) == "[1, 2, 3, 1, 2, 3, 1]");
  CHECK(all(it::cycle(py::list<int64_t>())) == "[]");
  CHECK(all(it::repeat("x", 3)) == "['x', 'x', 'x']");
  CHECK(all(it::repeat(1, -1)) == "[]");
  CHECK(all(it::islice(it::repeat(2.5), 2)) == "[2.5, 2.5]");
}

TEST_CASE("chain") {
  CHECK(all(it::chain()) == "[]");
  CHECK(all(it::chain(few(), py::range(2), py::list<int64_t>{9})) == "[1, 2, 3, 0, 1, 9]");
  CHECK(all(it::chain(few(), py::list<py::str>{"a"})) == "[1, 2, 3, 'a']");
  CHECK(all(it::chain("ab", "c")) == "['a', 'b', 'c']");
  const py::list<py::list<int64_t>> nested{{1, 2}, {}, {3}};
  CHECK(all(it::chain_from_iterable(nested)) == "[1, 2, 3]");
  CHECK(all(it::chain(py::spread(nested))) == "[1, 2, 3]");
  CHECK(all(it::chain_from_iterable(py::list<py::str>{"ab", "c"})) == "['a', 'b', 'c']");
}

TEST_CASE("islice") {
  CHECK(all(it::islice(naturals(), 3)) == "[0, 1, 2]");
  CHECK(all(it::islice(naturals(), 2, 10, 3)) == "[2, 5, 8]");
  CHECK(all(it::islice(few(), 1, py::None)) == "[2, 3]");
  CHECK(all(it::islice(few(), py::None, py::None, 2)) == "[1, 3]");
  CHECK(all(it::islice(few(), 5, 9)) == "[]");
  CHECK(all(it::islice(few(), 0)) == "[]");
  auto g = naturals();
  CHECK(all(it::islice(g, 3)) == "[0, 1, 2]");
  CHECK(g.next() == 3);
  auto h = naturals();
  CHECK(all(it::islice(h, 1, 6, 3)) == "[1, 4]");
  CHECK(h.next() == 6);
  CHECK(message_of<py::ValueError>([] { it::islice(few(), -1); }) == "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  CHECK(message_of<py::ValueError>([] { it::islice(few(), -1, 2); }) == "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  CHECK(message_of<py::ValueError>([] { it::islice(few(), 0, 2, 0); }) == "Step for islice() must be a positive integer or None.");
}

TEST_CASE("sieves") {
  const auto small = [](int64_t x) { return x < 3; };
  CHECK(all(it::takewhile(small, naturals())) == "[0, 1, 2]");
  CHECK(all(it::dropwhile(small, py::range(6))) == "[3, 4, 5]");
  CHECK(all(it::dropwhile(small, py::list<int64_t>{4, 1, 5})) == "[4, 1, 5]");
  CHECK(all(it::filterfalse(small, py::list<int64_t>{4, 1, 5})) == "[4, 5]");
  CHECK(all(it::filterfalse(py::None, py::list<int64_t>{0, 1, 2, 0})) == "[0, 0]");
  CHECK(all(it::compress("ABCDEF", py::list<int64_t>{1, 0, 1, 0, 1, 1})) == "['A', 'C', 'E', 'F']");
  auto taken = it::takewhile(small, py::list<int64_t>{1, 7, 2});
  CHECK(all(taken) == "[1]");
  CHECK(!taken.next());
}

TEST_CASE("accumulate, pairwise, starmap") {
  CHECK(all(it::accumulate(few())) == "[1, 3, 6]");
  CHECK(all(it::accumulate(py::list<int64_t>{INT64_MAX, 1})) == "[9223372036854775807, 9223372036854775808]");
  CHECK(all(it::accumulate(few(), [](int64_t a, int64_t b) { return a * b; })) == "[1, 2, 6]");
  CHECK(all(it::accumulate(few(), py::initial = py::Int(100))) == "[100, 101, 103, 106]");
  CHECK(all(it::accumulate(py::list<double>{0.5}, py::initial = 0)) == "[0, 0.5]");
  CHECK(all(it::accumulate("abc")) == "['a', 'ab', 'abc']");
  CHECK(all(it::accumulate(py::list<int64_t>())) == "[]");
  CHECK(all(it::pairwise(few())) == "[(1, 2), (2, 3)]");
  CHECK(all(it::pairwise(py::list<int64_t>{1})) == "[]");
  const py::list<std::tuple<int64_t, int64_t>> pairs{{2, 5}, {3, 2}};
  CHECK(all(it::starmap([](int64_t a, int64_t b) { return a * 10 + b; }, pairs)) == "[25, 32]");
  const py::list<py::tuple<int64_t>> tuples{{2, 5}, {3, 2}};
  CHECK(all(it::starmap([](int64_t a, int64_t b) { return a * 10 + b; }, tuples)) == "[25, 32]");
}

TEST_CASE("groupby") {
  std::string text;
  for (auto [key, group] : it::groupby("AAAABBBCCD")) {
    text += std::string(key.view()) + all(group);
  }
  CHECK(text == "A['A', 'A', 'A', 'A']B['B', 'B', 'B']C['C', 'C']D['D']");
  text.clear();
  for (auto [key, group] : it::groupby(py::range(7), [](int64_t x) { return x / 3; })) {
    text += std::to_string(key);
  }
  CHECK(text == "012");
  auto groups = it::groupby(py::list<int64_t>{1, 1, 2});
  auto first = groups.next();
  auto old = std::get<1>(*first);
  CHECK(old.next() == 1);
  groups.next();
  CHECK(!old.next());
}

TEST_CASE("combinatorics") {
  CHECK(all(it::product(few(), "ab")) == "[(1, 'a'), (1, 'b'), (2, 'a'), (2, 'b'), (3, 'a'), (3, 'b')]");
  CHECK(all(it::product(few(), py::list<int64_t>())) == "[]");
  CHECK(all(it::product(py::range(2), py::repeat = 2)) == "[(0, 0), (0, 1), (1, 0), (1, 1)]");
  CHECK(all(it::product(py::range(2), py::repeat = 0)) == "[()]");
  CHECK(all(it::product(py::spread(py::list<py::list<int64_t>>{{1, 2}, {3}}))) == "[(1, 3), (2, 3)]");
  CHECK(all(it::permutations(few(), 2)) == "[(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)]");
  CHECK(all(it::permutations("abc")) == "[('a', 'b', 'c'), ('a', 'c', 'b'), ('b', 'a', 'c'), ('b', 'c', 'a'), ('c', 'a', 'b'), ('c', 'b', 'a')]");
  CHECK(all(it::permutations(few(), 0)) == "[()]");
  CHECK(all(it::permutations(few(), 4)) == "[]");
  CHECK(all(it::combinations(py::range(4), 2)) == "[(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]");
  CHECK(all(it::combinations(few(), 4)) == "[]");
  CHECK(all(it::combinations(few(), 0)) == "[()]");
  CHECK(all(it::combinations_with_replacement("ab", 2)) == "[('a', 'a'), ('a', 'b'), ('b', 'b')]");
  CHECK(all(it::combinations_with_replacement(py::list<int64_t>(), 1)) == "[]");
  CHECK(message_of<py::ValueError>([] { it::combinations(few(), -1); }) == "r must be non-negative");
  CHECK(message_of<py::ValueError>([] { it::product(few(), py::repeat = -1); }) == "repeat argument cannot be negative");
  int64_t count = 0;
  for (const auto& p : it::permutations(py::range(8))) {
    count += p[0];
  }
  CHECK(count == 141120);
}

TEST_CASE("zip_longest and tee") {
  CHECK(all(it::zip_longest(few(), "a", py::fillvalue = "-")) == "[(1, 'a'), (2, '-'), (3, '-')]");
  CHECK(all(it::zip_longest(few(), py::range(1))) == "[(1, 0), (2, None), (3, None)]");
  CHECK(all(it::zip_longest(py::spread(py::list<py::list<int64_t>>{{1}, {2, 3}}))) == "[(1, 2), (None, 3)]");
  auto both = it::tee(naturals());
  CHECK(both.size() == 2);
  auto a = both[0];
  auto b = both[1];
  CHECK(a.next() == 0);
  CHECK(a.next() == 1);
  CHECK(b.next() == 0);
  CHECK(a.next() == 2);
  CHECK(b.next() == 1);
  CHECK(it::tee(few(), 0).size() == 0);
  CHECK(message_of<py::ValueError>([] { it::tee(few(), -1); }) == "n must be >= 0");
}

TEST_CASE("itertools convert to iterator") {
  py::iterator<int64_t> chosen = it::islice(naturals(), 2);
  CHECK(chosen.next() == 0);
  chosen = it::count(7);
  CHECK(chosen.next() == 7);
  py::object boxed = py::iterator<int64_t>(it::chain(few()));
  CHECK(py::cast<int64_t>(*boxed.next()) == 1);
}

TEST_CASE("reduce and cmp_to_key") {
  namespace ft = py::functools;
  const auto add = [](int64_t a, int64_t b) { return a + b; };
  CHECK(ft::reduce(add, few()) == 6);
  CHECK(ft::reduce(add, few(), int64_t{10}) == 16);
  CHECK(ft::reduce([](py::str a, const py::str& b) { return b + a; }, "abc", "-") == "cba-");
  CHECK(message_of<py::TypeError>([&] { ft::reduce(add, py::list<int64_t>()); }) == "reduce() of empty iterable with no initial value");
  py::list<int64_t> items{3, 10, 2};
  items.sort(py::key = ft::cmp_to_key([](int64_t a, int64_t b) { return b - a; }));
  CHECK(all(items) == "[10, 3, 2]");
}

namespace {

py::functools::lru_cache<py::Int(int64_t)>& fib_cache() {
  static py::functools::lru_cache<py::Int(int64_t)> cache(py::None);
  return cache;
}
py::Int fib(int64_t n) {
  return fib_cache()([](int64_t k) { return k < 2 ? py::Int(k) : fib(k - 1) + fib(k - 2); }, n);
}

}  // namespace

TEST_CASE("lru_cache") {
  CHECK(py::repr(fib(100)) == "354224848179261915075");
  CHECK(py::repr(fib_cache().cache_info()) == "CacheInfo(hits=98, misses=101, maxsize=None, currsize=101)");
  fib_cache().cache_clear();
  CHECK(py::repr(fib_cache().cache_info()) == "CacheInfo(hits=0, misses=0, maxsize=None, currsize=0)");
  int64_t calls = 0;
  const auto squares = [&](int64_t x, const py::str&) {
    ++calls;
    return x * x;
  };
  const py::functools::cached_function<int64_t(int64_t, py::str)> square(2, squares);
  CHECK(square(1, "a") == 1);
  CHECK(square(2, "a") == 4);
  CHECK(square(1, "a") == 1);
  CHECK(square(3, "a") == 9);  // 2 goes
  CHECK(square(1, "a") == 1);
  CHECK(square(2, "a") == 4);
  CHECK(calls == 4);
  CHECK(py::repr(square.cache_info()) == "CacheInfo(hits=2, misses=4, maxsize=2, currsize=2)");
  py::functools::lru_cache<int64_t(int64_t)> none(0);
  CHECK(none([](int64_t x) { return x; }, 5) == 5);
  CHECK(py::repr(none.cache_info()) == "CacheInfo(hits=0, misses=1, maxsize=0, currsize=0)");
}

TEST_CASE("partial and update_wrapper") {
  const py::object subtract = py::def("subtract", [](int64_t a, int64_t b) { return a - b; }, py::arg("a"), py::arg("b"));
  const py::object from_ten = py::functools::partial(subtract, 10);
  CHECK(py::cast<int64_t>(from_ten(3)) == 7);
  const py::object minus_one = py::functools::partial(subtract, py::arg("b") = 1);
  CHECK(py::cast<int64_t>(minus_one(5)) == 4);
  CHECK(py::cast<int64_t>(minus_one(5, py::arg("b") = 2)) == 3);
  CHECK(py::repr(minus_one.attr("keywords")) == "{'b': 1}");
  CHECK(py::repr(from_ten.attr("args")) == "(10,)");
  CHECK(message_of<py::TypeError>([] { py::functools::partial(py::object(3)); }) == "the first argument must be callable");
}

namespace {

std::string context_log;

py::generator<int64_t> managed(bool swallow) {
  context_log += "enter ";
  std::exception_ptr raised;
  try {
    co_yield 42;
  } catch (const py::ValueError&) {
    context_log += "caught ";
    if (!swallow) {
      throw;
    }
  }
  context_log += "exit";
}

template <typename Manager, typename Body>
void with(Manager manager, Body body) {
  auto entered = manager.py_enter();
  py::with_block block(manager);
  try {
    body(entered);
  } catch (...) {
    if (!block.handle()) {
      throw;
    }
  }
}

}  // namespace

TEST_CASE("contextlib") {
  namespace cl = py::contextlib;
  context_log.clear();
  with(cl::contextmanager(managed(true)), [](int64_t x) { CHECK(x == 42); });
  CHECK(context_log == "enter exit");
  context_log.clear();
  with(cl::contextmanager(managed(true)), [](int64_t) { throw py::ValueError("v"); });
  CHECK(context_log == "enter caught exit");
  context_log.clear();
  CHECK(message_of<py::ValueError>([] { with(cl::contextmanager(managed(false)), [](int64_t) { throw py::ValueError("v"); }); }) == "v");
  CHECK(message_of<py::KeyError>([] { with(cl::contextmanager(managed(true)), [](int64_t) { throw py::KeyError("k"); }); }) == "'k'");
  with(cl::suppress(py::class_of<py::LookupError>()), [](py::none_t) { throw py::KeyError("k"); });
  CHECK_THROWS_AS(with(cl::suppress(py::class_of<py::LookupError>()), [](py::none_t) { throw py::ValueError("v"); }), py::ValueError);
  with(cl::nullcontext(int64_t{3}), [](int64_t x) { CHECK(x == 3); });
  context_log.clear();
  with(cl::ExitStack(), [](const cl::ExitStack& stack) {
    stack.callback([] { context_log += "last "; });
    CHECK(stack.enter_context(cl::contextmanager(managed(true))) == 42);
    stack.callback([](int64_t x) { context_log += std::to_string(x) + " "; }, int64_t{1});
    throw py::ValueError("inside");
  });
  CHECK(context_log == "enter 1 caught exitlast ");
}
