// The shapes of docs/facts.md 3.1 that generated code may use around a suspension, each with tracked lifetimes: every object made is
// destroyed once, and the values are right. GCC 12 miscompiles neighbouring shapes; these must hold at every optimisation level.
#include <py/async.hpp>
#include <py/generator.hpp>

#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace {

/// Objects that know whether they are alive.
class Tracked {
 public:
  Tracked() : Tracked(0) {}
  explicit Tracked(int given) : value(given) { begin(); }
  Tracked(const Tracked& other) : value(other.checked()) { begin(); }
  Tracked(Tracked&& other) noexcept : value(std::exchange(other.value, -1)) { begin(); }
  Tracked& operator=(const Tracked& other) {
    value = other.checked();
    return *this;
  }
  Tracked& operator=(Tracked&& other) noexcept {
    value = std::exchange(other.value, -1);
    return *this;
  }
  ~Tracked() {
    if (alive().erase(this) == 0) {
      ++faults();
    }
  }
  int checked() const {
    if (!alive().contains(this)) {
      ++faults();
    }
    return value;
  }
  static std::set<const Tracked*>& alive() {
    static std::set<const Tracked*> objects;
    return objects;
  }
  static int& faults() {
    static int count = 0;
    return count;
  }
  py::object py_box() const { return py::object(checked()); }
  static bool py_check(const py::object& given) { return given.is_int(); }
  static Tracked py_unbox(const py::object& given) { return Tracked(py::cast<int>(given)); }

  int value;

 private:
  void begin() noexcept {
    if (!alive().insert(this).second) {
      ++faults();
    }
  }
};

/// Nothing is alive that was not before, and nothing went wrong.
class LifetimeCheck {
 public:
  LifetimeCheck() : before_(Tracked::alive().size()) { Tracked::faults() = 0; }
  ~LifetimeCheck() {
    CHECK(Tracked::alive().size() == before_);
    CHECK(Tracked::faults() == 0);
  }

 private:
  std::size_t before_;
};

/// Suspends its awaiter once: whoever drives resumes it.
struct bounce {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept { py::detail::execution::stop(py::detail::execution::event::yielded); }
  void await_resume() const noexcept {}
  bounce py_awaiter() const noexcept { return {}; }
};

/// Drives a coroutine to its end; counts how often it was suspended.
template <typename T>
T drive(py::task<T> main, int* suspensions = nullptr) {
  auto& root = main.py_promise();
  root.state = py::detail::coroutine_state::started;
  py::detail::execution now;
  while (now.run(root) == py::detail::execution::event::yielded) {
    if (suspensions != nullptr) {
      ++*suspensions;
    }
  }
  return root.take();
}

py::task<Tracked> make(int value) {
  co_await bounce();
  co_return Tracked(value);
}
py::task<Tracked> pass(Tracked argument) {
  co_await bounce();
  co_return std::move(argument);
}
py::task<Tracked> pass_ready(Tracked argument) { co_return argument; }
py::task<int> number(int value) {
  co_await bounce();
  co_return value;
}
py::task<bool> flag(bool value) {
  co_await bounce();
  co_return value;
}
py::task<std::vector<Tracked>> make_several(int count) {
  co_await bounce();
  std::vector<Tracked> result;
  for (int i = 0; i < count; ++i) {
    result.emplace_back(i);
  }
  co_return result;
}
py::task<std::tuple<Tracked, int>> make_pair() {
  co_await bounce();
  co_return std::tuple<Tracked, int>(Tracked(3), 4);
}
py::task<int> sum_of(std::tuple<Tracked, int> pair, std::optional<Tracked> extra, std::shared_ptr<Tracked> shared, std::string text) {
  co_await bounce();
  co_return std::get<0>(pair).checked() + std::get<1>(pair) + (extra ? extra->checked() : 0) + shared->checked() + static_cast<int>(text.size());
}
py::task<int> apply(std::function<int(int)> f, int value) {
  co_await bounce();
  co_return f(value);
}

py::task<py::none_t> assignments() {
  Tracked named(1);
  auto a = co_await pass(named);
  CHECK(a.checked() == 1);
  auto b = co_await pass(std::move(named));
  CHECK(b.checked() == 1);
  auto c = co_await pass(Tracked(3));
  CHECK(c.checked() == 3);
  auto ready = co_await pass_ready(Tracked(9));
  CHECK(ready.checked() == 9);
  c = co_await make(4);
  CHECK(c.checked() == 4);
  const auto& bound = a;
  CHECK(bound.checked() == 1);
  auto total = co_await sum_of(std::tuple<Tracked, int>(Tracked(1), 2), std::optional<Tracked>(Tracked(3)), std::make_shared<Tracked>(4), "12345");
  CHECK(total == 15);
}

py::task<py::none_t> conditions() {
  int steps = 0;
  if (co_await flag(true)) {
    ++steps;
  }
  if (auto t = co_await make(5); t.checked() == 5) {
    ++steps;
  }
  while (co_await number(steps) < 5) {
    ++steps;
  }
  CHECK(steps == 5);
  for (int i = co_await number(2); i < co_await number(4); i += co_await number(1)) {
    ++steps;
  }
  CHECK(steps == 7);
  do {
    ++steps;
  } while (co_await flag(steps < 10));
  CHECK(steps == 10);
  switch (co_await number(3)) {
    case 3: ++steps; break;
    default: break;
  }
  CHECK(steps == 11);
}

py::task<py::none_t> operators() {
  const bool both = co_await flag(true) && co_await flag(false);
  CHECK(!both);
  const bool either = co_await flag(false) || co_await flag(true);
  CHECK(either);
  const int scalar = co_await flag(true) ? co_await number(1) : co_await number(2);
  CHECK(scalar == 1);
  Tracked first(1);
  Tracked second(2);
  const bool pick = co_await flag(false);
  const Tracked& lvalue = pick ? first : second;
  CHECK(lvalue.checked() == 2);
  const int last = (co_await number(1), co_await number(7));
  CHECK(last == 7);
  const int sum = co_await number(1) + co_await number(2);
  CHECK(sum == 3);
}

py::task<py::none_t> containers() {
  int sum = 0;
  for (const auto& t : co_await make_several(4)) {
    sum += t.checked();
  }
  CHECK(sum == 6);
  auto unique = std::make_unique<Tracked>(co_await make(8));
  CHECK(unique->checked() == 8);
  auto size = (co_await make_several(3)).size();
  CHECK(size == 3);
  Tracked kept(10);
  auto add = [kept](int value) { return value + kept.checked(); };
  auto applied = co_await apply(std::move(add), 5);
  CHECK(applied == 15);
  auto pair = co_await make_pair();
  const auto& [x, y] = pair;
  CHECK(x.checked() + y == 7);
}

py::task<Tracked> failing(int value) {
  Tracked local(value);
  co_await bounce();
  if (value > 0) {
    throw py::ValueError("positive");
  }
  co_return local;
}

py::task<int> handled() {
  Tracked outer(1);
  std::exception_ptr caught;
  try {
    auto t = co_await failing(3);
    CHECK(t.checked() == 0);
  } catch (const py::ValueError&) {
    caught = std::current_exception();
  }
  CHECK(caught);
  auto after = co_await number(2);
  co_return after + outer.checked();
}

py::task<int> recursive(int depth) {
  if (depth == 0) {
    co_await bounce();
    co_return 0;
  }
  auto below = co_await recursive(depth - 1);
  co_return below + 1;
}

py::task<int> many_ready(int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) {
    auto t = co_await pass_ready(Tracked(1));
    sum += t.value;
  }
  co_return sum;
}

py::generator<Tracked> yields(Tracked argument) {
  Tracked local(2);
  co_yield argument;
  co_yield local;
  co_yield Tracked(3);
  co_yield std::move(local);
}

py::generator<Tracked> yields_all(int depth) {
  if (depth > 0) {
    co_yield py::yield_from(yields_all(depth - 1));
  }
  Tracked mark(depth);
  co_yield mark;
  co_yield py::yield_from(yields(Tracked(depth)));
}

py::generator<int, Tracked, Tracked> accumulates() {
  Tracked total(0);
  while (true) {
    auto given = co_yield total.checked();
    if (!given) {
      break;
    }
    total = Tracked(total.checked() + given->checked());
  }
  co_return total;
}

py::generator<int, Tracked> delegates(std::vector<int>& results) {
  auto result = co_yield py::yield_from(accumulates());
  results.push_back(result.checked());
  auto again = co_yield py::yield_from(accumulates());
  results.push_back(again.checked());
}

py::async_generator<Tracked> yields_later(int count) {
  for (int i = 0; i < count; ++i) {
    auto t = co_await make(i);
    co_yield t;
  }
}

py::task<int> consumes(int count) {
  int sum = 0;
  auto items = py::aiter(yields_later(count));
  while (auto item = co_await items.next()) {
    sum += item->checked();
  }
  co_return sum;
}

}  // namespace

TEST_CASE("safe coroutine shapes keep lifetimes") {
  SUBCASE("assignments") {
    LifetimeCheck check;
    drive(assignments());
  }
  SUBCASE("conditions") {
    LifetimeCheck check;
    drive(conditions());
  }
  SUBCASE("operators") {
    LifetimeCheck check;
    drive(operators());
  }
  SUBCASE("containers") {
    LifetimeCheck check;
    drive(containers());
  }
  SUBCASE("exceptions") {
    LifetimeCheck check;
    CHECK(drive(handled()) == 3);
  }
  SUBCASE("unfinished frames are destroyed") {
    LifetimeCheck check;
    auto suspended = failing(1);
    auto& root = suspended.py_promise();
    root.state = py::detail::coroutine_state::started;
    py::detail::execution now;
    CHECK(now.run(root) == py::detail::execution::event::yielded);
    auto never_started = pass(Tracked(1));
  }
}

TEST_CASE("awaiting does not use up the stack") {
  CHECK(drive(recursive(100000)) == 100000);
  LifetimeCheck check;
  CHECK(drive(many_ready(200000)) == 200000);
}

TEST_CASE("yields keep lifetimes") {
  LifetimeCheck check;
  SUBCASE("values") {
    std::vector<int> seen;
    for (auto&& t : yields(Tracked(1))) {
      seen.push_back(t.checked());
    }
    CHECK(seen == std::vector<int>{1, 2, 3, 2});
  }
  SUBCASE("delegation") {
    int count = 0;
    for (auto&& t : yields_all(3)) {
      count += 1 + 0 * t.checked();
    }
    CHECK(count == 20);
  }
  SUBCASE("dropped half-way") {
    auto g = yields_all(5);
    for (int i = 0; i < 7; ++i) {
      CHECK(g.next().has_value());
    }
  }
  SUBCASE("sent values through a delegation") {
    std::vector<int> results;
    auto g = delegates(results);
    CHECK(g.next() == 0);
    CHECK(g.send(Tracked(4)) == 4);
    CHECK(g.send(Tracked(5)) == 9);
    CHECK(g.next() == 0);
    CHECK(g.send(Tracked(1)) == 1);
    CHECK(!g.next());
    CHECK(results == std::vector<int>{9, 1});
  }
  SUBCASE("async generators") { CHECK(drive(consumes(5)) == 10); }
}

namespace {

/// Whose methods are coroutines of every kind, in the class and outside.
class Receiver : public py::Object {
 public:
  py::generator<int> plain() { co_yield value; }
  py::generator<int> with_parameters(int more, const std::string& text) const { co_yield value + more + static_cast<int>(text.size()); }
  py::generator<int> outside();
  py::task<int> task() { co_return value; }
  py::async_generator<int> stream(int more) { co_yield value + more; }

  int value = 1;
};

py::generator<int> Receiver::outside() { co_yield value; }

}  // namespace

TEST_CASE("the coroutine of a method counts its object") {
  const auto receiver = py::make<Receiver>();
  const auto counted = [&](auto&& made) {
    [[maybe_unused]] const auto held = std::forward<decltype(made)>(made);
    return receiver->py_count();
  };
  CHECK(counted(receiver->plain()) == 2);
  CHECK(counted(receiver->with_parameters(1, "x")) == 2);
  CHECK(counted(receiver->outside()) == 2);
  CHECK(counted(receiver->task()) == 2);
  CHECK(counted(receiver->stream(2)) == 2);
  CHECK(receiver->py_count() == 1);
}
