#include "async_workers.hpp"

#include <py/async.hpp>
#include <py/asyncio.hpp>
#include <py/builtins.hpp>

namespace async_workers {

py::task<py::none_t> worker(
    py::str name, py::asyncio::Queue<std::int64_t> queue, py::list<py::str> results) {
  while (true) {
    const py::Int n = co_await queue.get();
    co_await py::asyncio::sleep(0);
    results.append(py::format("{} squared {} to {}", name, n, n * n));
    queue.task_done();
  }
}

py::task<py::str> slow() {
  co_await py::asyncio::sleep(10);
  co_return "never";
}

py::task<py::none_t> main() {
  co_await py::closes_on_drop;
  const py::asyncio::Queue<std::int64_t> queue;
  const py::list<py::str> results;
  py::vector<py::asyncio::Task<py::none_t>> workers;
  for (const py::str& name : std::initializer_list<py::str>{"ann", "bob"}) {
    workers.append(py::asyncio::create_task(worker(name, queue, results)));
  }
  for (const std::int64_t n : py::range(1, 6)) {
    queue.put_nowait(n);
  }
  co_await queue.join();
  for (const py::asyncio::Task<py::none_t>& task : workers) {
    task.cancel();
  }
  co_await py::asyncio::gather(py::spread(workers), py::return_exceptions = true);
  py::print(py::str("\n").join(results));
  try {
    const auto wait_for_result = co_await py::asyncio::wait_for(slow(), 0.01);
    py::print(wait_for_result);
  } catch (const py::TimeoutError&) {
    py::print("gave up waiting");
  }
}

void py_main() { py::asyncio::run(main()); }

}  // namespace async_workers
