#include "asynchronous.hpp"

#include <py/async.hpp>
#include <py/asyncio.hpp>
#include <py/builtins.hpp>

namespace asynchronous {

py::task<py::str> fetch(py::str name, double delay) {
  co_await py::asyncio::sleep(delay);
  co_return name.upper();
}

py::task<std::int64_t> total(py::list<std::int64_t> numbers) {
  std::int64_t result = 0;
  for (const std::int64_t n : py::iter(numbers)) {
    // the loop runs other tasks meanwhile
    co_await py::asyncio::sleep(0);
    result += n;
  }
  co_return result;
}

py::task<py::none_t> produce(py::asyncio::Queue<std::int64_t> queue, std::int64_t count) {
  for (const std::int64_t i : py::range(count)) {
    co_await queue.put(i * i);
  }
  co_await queue.put(-1);
}

py::task<py::list<py::Int>> consume(py::asyncio::Queue<std::int64_t> queue) {
  py::list<py::Int> seen;
  while (true) {
    const py::Int item = co_await queue.get();
    if (item < 0) {
      co_return seen;
    }
    seen.append(item);
  }
}

py::task<py::none_t> forever() {
  co_await py::closes_on_drop;
  const py::finally cleanup([&] { py::print("stopped"); });
  while (true) {
    co_await py::asyncio::sleep(1);
  }
}

py::task<py::none_t> main() {
  co_await py::closes_on_drop;
  {
    const auto fetch_result = co_await fetch("one", 0);
    const auto numbers = py::list<std::int64_t>{1, 2, 3};
    const auto total_result = co_await total(numbers);
    py::print(fetch_result, total_result);
  }
  const auto gather_result = co_await py::asyncio::gather(
      fetch("two", 0.002), fetch("three", 0.001));
  const auto [first, second] = py::unpack<py::str, 2>(gather_result);
  py::print(first, second);
  const auto queue = py::asyncio::Queue<std::int64_t>(2);
  const py::asyncio::Task<py::none_t> task = py::asyncio::create_task(produce(queue, 4));
  {
    const auto consume_result = co_await consume(queue);
    py::print(consume_result);
  }
  co_await task;
  const py::asyncio::Task<py::none_t> endless = py::asyncio::create_task(forever());
  co_await py::asyncio::sleep(0);
  endless.cancel();
  try {
    co_await endless;
  } catch (const py::asyncio::CancelledError&) {
    py::print("cancelled");
  }
}

void py_main() { py::asyncio::run(main()); }

}  // namespace asynchronous
