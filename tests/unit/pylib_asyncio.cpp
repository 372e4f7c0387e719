// asyncio: the scenarios of pylib_asyncio_events.py, written as krait writes them. The logs must be CPython's, line by line
// (pylib_asyncio_events.inc, made by that program).
#include <py/asyncio.hpp>
#include <py/builtins.hpp>
#include <py/type.hpp>

#include <doctest/doctest.h>

#include <map>
#include <sstream>
#include <string>

namespace {

using std::int64_t;
namespace aio = py::asyncio;

const char* const expected_text =
#include "pylib_asyncio_events.inc"
    ;

std::map<std::string, std::string> expected_logs() {
  std::map<std::string, std::string> result;
  std::istringstream lines(expected_text);
  std::string name;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("== ")) {
      name = line.substr(3);
    } else {
      result[name] += line + "\n";
    }
  }
  return result;
}

std::string log_text;

template <typename... Parts>
void say(const Parts&... parts) {
  bool first = true;
  const auto add = [&](const py::str& part) {
    log_text += first ? "" : " ";
    log_text += part.view();
    first = false;
  };
  const auto text = [](const auto& part) {
    if constexpr (std::is_same_v<std::decay_t<decltype(part)>, const char*>) {
      return py::str::from_utf8(part);
    } else {
      return py::str(part);
    }
  };
  (add(text(parts)), ...);
  log_text += "\n";
}

py::list<py::str> reprs(const py::list<py::object>& values) {
  py::list<py::str> result;
  for (const auto& value : values) {
    result.append(py::repr(value));
  }
  return result;
}

py::task<py::str> worker(py::str name, int64_t steps) {
  for (int64_t i = 0; i < steps; ++i) {
    say(name, i);
    co_await aio::sleep(0);
  }
  say(name, "done");
  co_return name + ":" + py::str(steps);
}

py::task<py::none_t> order() {
  auto a = aio::create_task(worker("a", 2), py::name = "A");
  auto b = aio::create_task(worker("b", 1));
  a.add_done_callback([](const aio::Task<py::str>& t) { say("callback", t.get_name(), t.result()); });
  b.add_done_callback([](const aio::Task<py::str>& t) { say("callback", t.get_name(), t.result()); });
  say("made");
  auto inline_result = co_await worker("inline", 1);
  say(inline_result);
  auto first = co_await b;
  auto second = co_await a;
  say(first, second);
  aio::get_running_loop().call_soon([](int64_t n) { say("soon", n); }, int64_t{1});
  aio::get_running_loop().call_soon([](int64_t n) { say("soon", n); }, int64_t{2});
  auto handle = aio::get_running_loop().call_soon([] { say("never"); });
  handle.cancel();
  co_await aio::sleep(0);
  say("end", a.done(), a.cancelled(), py::repr(a.exception()));
}

template <typename T>
py::task<T> sleeper(py::str name, double delay, T result) {
  try {
    co_await aio::sleep(delay);
    say(name, "woke");
  } catch (const aio::CancelledError& e) {
    say(name, "cancelled", e.args());
    say(name, "finally");
    throw;
  }
  say(name, "finally");
  co_return result;
}
py::task<py::none_t> sleeper(py::str name, double delay) {
  auto inner = sleeper<int64_t>(name, delay, 0);
  co_await inner;
}

py::task<py::str> suppress_cancel() {
  try {
    co_await aio::sleep(10);
  } catch (const aio::CancelledError&) {
    say("suppressed");
  }
  co_await aio::sleep(0);
  co_return "survived";
}

py::task<py::none_t> cancelling() {
  auto t = aio::create_task(sleeper("s", 10));
  co_await aio::sleep(0);
  const bool requested = t.cancel("why");
  say(requested, t.cancelling(), t.cancelled());
  try {
    co_await t;
  } catch (const aio::CancelledError& e) {
    say("caught", e.args());
  }
  say(t.cancelled(), t.done(), t.cancel());
  try {
    t.exception();
  } catch (const aio::CancelledError&) {
    say("exception raises CancelledError");
  }
  auto early = aio::create_task(sleeper("early", 1));
  early.cancel();
  try {
    co_await early;
  } catch (const aio::CancelledError& e) {
    say("never begun", e.args());
  }
  auto stay = aio::create_task(suppress_cancel());
  co_await aio::sleep(0);
  stay.cancel();
  auto survived = co_await stay;
  const auto requests = stay.cancelling();
  const auto once = stay.uncancel();
  say(survived, requests, once, stay.uncancel());
  aio::Future<int64_t> f;
  const bool done = f.done();
  const bool cancelled = f.cancel("m");
  say(done, cancelled, f.cancel(), f.cancelled());
  try {
    co_await f;
  } catch (const aio::CancelledError& e) {
    say("future", e.args());
  }
  auto me = py::some(aio::current_task());
  say(me.get_name());
  me.cancel();
  try {
    say("still running");
    co_await aio::sleep(0);
    say("not reached");
  } catch (const aio::CancelledError&) {
    say("cancelled at the next await");
  }
  me.uncancel();
}

template <typename E>
py::task<py::none_t> failing(int64_t steps, E error) {
  for (int64_t i = 0; i < steps; ++i) {
    co_await aio::sleep(0);
  }
  say("raising", error.py_type().name());
  throw error;
}

py::task<py::none_t> gathering() {
  auto none = co_await aio::gather();
  say(none);
  auto mixed = co_await aio::gather(worker("x", 1), worker("y", 2), aio::sleep(0, "slept"));
  say(mixed);
  auto results = co_await aio::gather(failing(2, py::ValueError("v")), worker("z", 1), failing(0, py::KeyError("k")), py::return_exceptions = true);
  say(reprs(results));
  auto later = aio::create_task(worker("later", 3));
  try {
    co_await aio::gather(failing(1, py::IndexError("i")), later, failing(2, py::KeyError("second")));
  } catch (const py::LookupError& e) {
    say("first", py::repr(e));
  }
  const bool later_done = later.done();
  auto later_result = co_await later;
  say(later_done, later_result);
  auto t = aio::create_task(worker("twice", 1));
  auto both = co_await aio::gather(t, t);
  say(both);
  auto c = worker("coroutine twice", 0);
  auto same = co_await aio::gather(c, c);
  say(same);
  auto g = aio::gather(sleeper("g1", 5), sleeper("g2", 5));
  co_await aio::sleep(0);
  say(g.cancel("gone"));
  try {
    co_await g;
  } catch (const aio::CancelledError& e) {
    say("gather cancelled", e.args());
  }
  auto inner = aio::create_task(sleeper("inner", 5));
  auto outer = aio::gather(inner, worker("w", 0), py::return_exceptions = true);
  co_await aio::sleep(0);
  inner.cancel("just me");
  auto ends = co_await outer;
  say(reprs(ends));
}

py::task<py::none_t> limit_contexts() {
  auto cm = aio::timeout(0.01);
  co_await cm.py_aenter();
  std::exception_ptr raised;
  try {
    say("inside");
    co_await sleeper("body", 1);
  } catch (...) {
    raised = std::current_exception();
  }
  try {
    co_await cm.py_aexit(py::None, raised, py::None);
  } catch (const py::TimeoutError& e) {
    say("timeout context", py::repr(e), cm.expired());
  }
  auto long_one = aio::timeout(1);
  co_await long_one.py_aenter();
  co_await aio::sleep(0);
  co_await long_one.py_aexit(py::None, py::None, py::None);
  say(long_one.expired());
  auto rescheduled = aio::timeout(py::None);
  co_await rescheduled.py_aenter();
  rescheduled.reschedule(aio::get_running_loop().time() + 1);
  co_await aio::sleep(0);
  co_await rescheduled.py_aexit(py::None, py::None, py::None);
  say(rescheduled.expired());
}

py::task<py::none_t> limits() {
  auto quick = co_await aio::wait_for(worker("quick", 1), 1);
  say(quick);
  try {
    co_await aio::wait_for(sleeper("slow", 1), 0.01);
  } catch (const py::TimeoutError& e) {
    say("timeout", py::repr(e), e.py_cause()->py_type().name());
  }
  try {
    co_await aio::wait_for(sleeper("never", 1), 0);
  } catch (const py::TimeoutError& e) {
    say("timeout 0", py::repr(e));
  }
  auto seven = co_await aio::wait_for(aio::sleep(0, int64_t{7}), py::None);
  say(seven);
  try {
    co_await aio::wait_for(failing(1, py::OSError("bad")), 1);
  } catch (const py::OSError& e) {
    say(py::repr(e));
  }
  auto waiting = aio::create_task(aio::wait_for(sleeper("outer cancel", 1), 5));
  co_await aio::sleep(0);
  co_await aio::sleep(0);
  waiting.cancel("stop");
  try {
    co_await waiting;
  } catch (const aio::CancelledError& e) {
    say("wait_for cancelled", e.args());
  }
  co_await limit_contexts();
}

template <typename T>
py::list<py::str> names_of(const py::set<aio::Task<T>>& tasks) {
  py::list<py::str> result;
  for (const auto& t : tasks) {
    result.append(t.get_name());
  }
  result.sort();
  return result;
}

py::task<py::none_t> waits() {
  py::list<aio::Task<int64_t>> ts;
  for (int64_t i = 0; i < 3; ++i) {
    ts.append(aio::create_task(sleeper<int64_t>("t" + py::str(i), 0.01 * static_cast<double>(i), i), py::name = "t" + py::str(i)));
  }
  auto one = co_await aio::wait(ts, py::return_when = aio::FIRST_COMPLETED);
  say(names_of(std::get<0>(one)), names_of(std::get<1>(one)));
  auto timed = co_await aio::wait(ts, py::timeout = 0.001);
  say(names_of(std::get<0>(timed)), names_of(std::get<1>(timed)));
  auto all = co_await aio::wait(ts);
  py::list<int64_t> results;
  for (const auto& t : std::get<0>(all)) {
    results.append(t.result());
  }
  results.sort();
  say(results, py::len(std::get<1>(all)));
  py::list<aio::Task<py::none_t>> bad;
  bad.append(aio::create_task(failing(1, py::ValueError("w"))));
  bad.append(aio::create_task(aio::sleep(5)));
  auto failed = co_await aio::wait(bad, py::return_when = aio::FIRST_EXCEPTION);
  const auto failures = py::len(std::get<0>(failed));
  say(failures, py::len(std::get<1>(failed)), py::repr(std::get<0>(failed).pop().exception()));
  bad.at(1).cancel();
  py::list<py::task<int64_t>> sleepers;
  sleepers.append(sleeper<int64_t>("c2", 0.02, 2));
  sleepers.append(sleeper<int64_t>("c1", 0.01, 1));
  for (const auto& coro : aio::as_completed(sleepers)) {
    auto result = co_await coro;
    say("completed", result);
  }
  auto protected_ = aio::create_task(worker("protected", 2));
  auto shield = aio::shield(protected_);
  co_await aio::sleep(0);
  shield.cancel();
  try {
    co_await shield;
  } catch (const aio::CancelledError&) {
    say("shield cancelled", protected_.cancelled());
  }
  auto result = co_await protected_;
  say(result);
}

py::task<py::none_t> producer(aio::Queue<py::str> queue, py::str name, int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    co_await queue.put(name + py::str(i));
    say("put", name + py::str(i), queue.qsize());
  }
}

py::task<py::none_t> consumer(aio::Queue<py::str> queue, py::str name) {
  try {
    while (true) {
      auto item = co_await queue.get();
      say(name, "got", item);
      co_await aio::sleep(0);
      queue.task_done();
    }
  } catch (const aio::CancelledError&) {
    say(name, "stops");
    throw;
  }
}

py::task<py::none_t> other_queues() {
  aio::LifoQueue<int64_t> lifo;
  aio::PriorityQueue<int64_t> heap;
  for (const int64_t x : {3, 1, 2}) {
    co_await lifo.put(x);
    co_await heap.put(x);
  }
  py::list<int64_t> stack;
  py::list<int64_t> sorted;
  for (int64_t i = 0; i < 3; ++i) {
    auto top = co_await lifo.get();
    stack.append(top);
    auto smallest = co_await heap.get();
    sorted.append(smallest);
  }
  say(stack, sorted);
}

py::task<py::none_t> queues() {
  aio::Queue<py::str> queue(2);
  py::list<aio::Task<py::none_t>> cs;
  cs.append(aio::create_task(consumer(queue, "c")));
  cs.append(aio::create_task(consumer(queue, "d")));
  co_await aio::gather(producer(queue, "p", 3), producer(queue, "q", 3));
  say("produced");
  co_await queue.join();
  say("joined", queue.empty(), queue.full());
  for (const auto& c : cs) {
    c.cancel();
  }
  co_await aio::gather(py::spread(cs), py::return_exceptions = true);
  try {
    queue.get_nowait();
  } catch (const aio::QueueEmpty& e) {
    say(py::repr(e));
  }
  queue.put_nowait("1");
  queue.put_nowait("2");
  try {
    queue.put_nowait("3");
  } catch (const aio::QueueFull& e) {
    say(py::repr(e));
  }
  auto waiting = aio::create_task(queue.put("late"));
  co_await aio::sleep(0);
  waiting.cancel();
  co_await aio::sleep(0);
  auto first = queue.get_nowait();
  auto second = queue.get_nowait();
  say(first, second, queue.qsize(), waiting.cancelled());
  try {
    for (int64_t i = 0; i < 9; ++i) {
      queue.task_done();
    }
  } catch (const py::ValueError& e) {
    say(e.py_str());
  }
  co_await other_queues();
}

template <typename LockType>
py::task<py::none_t> locker(LockType lock, py::str name, int64_t steps) {
  co_await lock.py_aenter();
  std::exception_ptr raised;
  try {
    for (int64_t i = 0; i < steps; ++i) {
      say(name, i);
      co_await aio::sleep(0);
    }
  } catch (...) {
    raised = std::current_exception();
  }
  co_await lock.py_aexit(py::None, py::None, py::None);
  if (raised) {
    std::rethrow_exception(raised);
  }
}

py::task<py::none_t> waiter(aio::Event event, py::str name) {
  co_await event.wait();
  say(name, "released");
}

py::task<py::none_t> wait_ready(aio::Condition condition, py::list<int64_t> ready, py::str name) {
  co_await condition.py_aenter();
  auto is_ready = [ready] { return ready; };
  co_await condition.wait_for(is_ready);
  say(name, "sees", ready);
  co_await condition.py_aexit(py::None, py::None, py::None);
}

py::task<py::none_t> meet(aio::Barrier barrier, py::str name) {
  auto index = co_await barrier.wait();
  say(name, "passed", index);
}

py::task<py::none_t> locks() {
  aio::Lock lock;
  co_await aio::gather(locker(lock, "a", 2), locker(lock, "b", 2), locker(lock, "c", 2));
  say(lock.locked());
  try {
    lock.release();
  } catch (const py::RuntimeError& e) {
    say(e.py_str());
  }
  co_await lock.acquire();
  py::list<aio::Task<py::none_t>> ts;
  ts.append(aio::create_task(locker(lock, "x", 1)));
  ts.append(aio::create_task(locker(lock, "y", 1)));
  co_await aio::sleep(0);
  ts.at(0).cancel();
  lock.release();
  co_await aio::gather(py::spread(ts), py::return_exceptions = true);
  aio::Event event;
  py::list<aio::Task<py::none_t>> ws;
  ws.append(aio::create_task(waiter(event, "m")));
  ws.append(aio::create_task(waiter(event, "n")));
  co_await aio::sleep(0);
  say(event.is_set());
  event.set();
  co_await aio::gather(py::spread(ws));
  co_await event.wait();
  event.clear();
  aio::Semaphore semaphore(2);
  co_await aio::gather(locker(semaphore, "a", 2), locker(semaphore, "b", 2), locker(semaphore, "c", 2), locker(semaphore, "d", 2));
  aio::BoundedSemaphore bounded(1);
  try {
    bounded.release();
  } catch (const py::ValueError& e) {
    say(e.py_str());
  }
  aio::Condition condition;
  py::list<int64_t> ready;
  py::list<aio::Task<py::none_t>> cs;
  cs.append(aio::create_task(wait_ready(condition, ready, "u")));
  cs.append(aio::create_task(wait_ready(condition, ready, "v")));
  co_await aio::sleep(0);
  co_await condition.py_aenter();
  ready.append(1);
  condition.notify_all();
  say("notified");
  co_await condition.py_aexit(py::None, py::None, py::None);
  co_await aio::gather(py::spread(cs));
  aio::Barrier barrier(2);
  co_await aio::gather(meet(barrier, "l"), meet(barrier, "r"));
}

py::task<py::none_t> group_body_fails() {
  aio::TaskGroup tg;
  co_await tg.py_aenter();
  std::exception_ptr raised;
  try {
    tg.create_task(sleeper("other", 5));
    co_await aio::sleep(0);
    throw py::OSError("body fails");
  } catch (...) {
    raised = std::current_exception();
  }
  co_await tg.py_aexit(py::None, raised, py::None);
}

py::task<py::none_t> groups() {
  aio::TaskGroup tg;
  co_await tg.py_aenter();
  auto t1 = tg.create_task(worker("g1", 1));
  auto t2 = tg.create_task(worker("g2", 2));
  say("body");
  co_await tg.py_aexit(py::None, py::None, py::None);
  say(t1.result(), t2.result());
  aio::TaskGroup failing_group;
  co_await failing_group.py_aenter();
  std::exception_ptr raised;
  try {
    failing_group.create_task(failing(1, py::ValueError("one")));
    failing_group.create_task(sleeper("victim", 5));
    failing_group.create_task(failing(1, py::KeyError("two")));
    co_await sleeper("group body", 5);
  } catch (...) {
    raised = std::current_exception();
  }
  try {
    co_await failing_group.py_aexit(py::None, raised, py::None);
  } catch (const py::ExceptionGroup& e) {
    say(e.py_str(), reprs(py::list<py::object>(e.exceptions())));
  }
  try {
    co_await group_body_fails();
  } catch (const py::ExceptionGroup& e) {
    say(reprs(py::list<py::object>(e.exceptions())));
  }
}

py::async_generator<int64_t> numbers(int64_t n) {
  co_await py::closes_on_drop;
  try {
    for (int64_t i = 0; i < n; ++i) {
      co_await aio::sleep(0);
      co_yield i;
    }
  } catch (const py::GeneratorExit&) {
    say("numbers closed");
    say("numbers finally");
    throw;
  } catch (...) {
    say("numbers finally");
    throw;
  }
  say("numbers finally");
}

py::task<py::none_t> asyncgens() {
  auto items = py::aiter(numbers(3));
  while (auto x = co_await items.next()) {
    say("item", *x);
  }
  py::list<int64_t> result;
  auto more = py::aiter(numbers(2));
  while (auto x = co_await more.next()) {
    result.append(*x);
  }
  say(result);
  auto it = numbers(5);
  auto first = co_await py::anext(it);
  auto second = co_await py::anext(it);
  say(first, second);
  co_await it.aclose();
  try {
    co_await py::anext(it);
  } catch (const py::StopAsyncIteration&) {
    say("stopped");
  }
  auto fallback = co_await py::anext(it, int64_t{-1});
  say(fallback == -1 ? "default" : "wrong");
  auto thrown = numbers(3);
  co_await py::anext(thrown);
  try {
    co_await thrown.athrow(py::ValueError("into"));
  } catch (const py::ValueError& e) {
    say(py::repr(e));
  }
}

py::task<py::none_t> futures() {
  auto loop = aio::get_running_loop();
  auto f = loop.create_future<int64_t>();
  f.add_done_callback([](const aio::Future<int64_t>& x) { say("first", x.result()); });
  f.add_done_callback([](const aio::Future<int64_t>& x) { say("second", x.result()); });
  loop.call_later(0.01, [f](int64_t value) { f.set_result(value); }, int64_t{42});
  auto answer = co_await f;
  say(answer);
  try {
    f.set_result(1);
  } catch (const aio::InvalidStateError& e) {
    say(e.py_str());
  }
  aio::Future<int64_t> g;
  try {
    g.result();
  } catch (const aio::InvalidStateError& e) {
    say(e.py_str());
  }
  try {
    g.exception();
  } catch (const aio::InvalidStateError& e) {
    say(e.py_str());
  }
  g.set_exception(py::ValueError("set"));
  try {
    co_await g;
  } catch (const py::ValueError& e) {
    say(py::repr(e), static_cast<const py::BaseException*>(&e) == g.exception().get());
  }
  auto c = worker("once", 0);
  co_await c;
  try {
    co_await c;
  } catch (const py::RuntimeError& e) {
    say(e.py_str());
  }
  auto t = aio::create_task(worker("t", 0));
  try {
    t.set_result("1");
  } catch (const py::RuntimeError& e) {
    say(e.py_str());
  }
  co_await t;
  py::list<double> order;
  for (const double d : {0.003, 0.001, 0.002}) {
    loop.call_later(d, [order](double x) { order.append(x); }, d);
  }
  co_await aio::sleep(0.02);
  say(order);
}

py::task<py::none_t> leftover() {
  aio::create_task(sleeper("left", 10));
  co_await aio::sleep(0);
  say("main ends");
}

py::task<py::none_t> names() {
  auto created = aio::create_task(worker("n", 0));
  say(py::some(aio::current_task()).get_name(), created.get_name());
  co_return;
}

}  // namespace

TEST_CASE("event order is CPython's") {
  const auto expected = expected_logs();
  const std::pair<const char*, py::task<py::none_t> (*)()> scenarios[] = {
      {"order", order}, {"cancelling", cancelling}, {"gathering", gathering}, {"limits", limits},   {"waits", waits},       {"queues", queues},
      {"locks", locks}, {"groups", groups},         {"asyncgens", asyncgens}, {"futures", futures}, {"leftover", leftover}, {"names", names},
  };
  for (const auto& [name, scenario] : scenarios) {
    log_text.clear();
    CAPTURE(name);
    aio::run(scenario());
    CHECK(log_text == expected.at(name));
  }
}

TEST_CASE("asyncio.run") {
  CHECK(aio::run(worker("w", 0)) == "w:0");
  CHECK_THROWS_AS(aio::run(failing(1, py::ValueError("x"))), py::ValueError);
  CHECK_THROWS_AS(aio::create_task(worker("w", 0)), py::RuntimeError);
  const auto loop = aio::new_event_loop();
  CHECK(loop.run_until_complete(worker("own loop", 1)) == "own loop:1");
  loop.close();
  CHECK(loop.is_closed());
}

namespace {

py::task<int64_t> boxed_awaits(py::object awaitable) {
  auto value = co_await awaitable;
  co_return py::cast<int64_t>(value);
}
py::task<int64_t> five() { co_return 5; }
py::task<py::none_t> dynamic() {
  auto from_coroutine = co_await boxed_awaits(py::object(five()));
  CHECK(from_coroutine == 5);
  auto from_task = co_await boxed_awaits(py::object(aio::create_task(five())));
  CHECK(from_task == 5);
  py::object task = aio::create_task(five());
  co_await aio::sleep(0);
  CHECK(py::cast<bool>(task.attr("done")()));
  CHECK(py::cast<int64_t>(task.attr("result")()) == 5);
  aio::Task<py::object> as_object = aio::create_task(five());
  auto boxed = co_await as_object;
  CHECK(py::cast<int64_t>(boxed) == 5);
  try {
    co_await boxed_awaits(py::object(3));
    CHECK(false);
  } catch (const py::TypeError& e) {
    CHECK(e.py_str() == "object int can't be used in 'await' expression");
  }
}

py::task<int64_t> deep(int64_t depth) {
  if (depth == 0) {
    co_await aio::sleep(0);
    co_return 0;
  }
  auto below = co_await deep(depth - 1);
  co_return below + 1;
}

}  // namespace

TEST_CASE("dynamic awaitables") { aio::run(dynamic()); }
TEST_CASE("deep awaits") { CHECK(aio::run(deep(100000)) == 100000); }
