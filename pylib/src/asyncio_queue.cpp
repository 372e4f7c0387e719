#include <py/asyncio/queue.hpp>

namespace py::asyncio::detail {

namespace {

/// Waits in `list` until `blocked()` no longer holds; a waiter that leaves early passes its turn on.
template <typename Blocked>
task<none_t> wait_while(ref<queue_base> self, waiter_list* list, Blocked blocked) {
  while (blocked(*self)) {
    const waiter_list::waiter waiter = list->add();
    std::exception_ptr exception;
    const Future<none_t> woken(*waiter);
    try {
      co_await woken;
    } catch (...) {
      exception = std::current_exception();
    }
    if (exception) {
      waiter->cancel(None);
      list->remove(waiter);
      if (!blocked(*self) && !waiter->cancelled()) {
        list->pop_and_wake();
      }
      std::rethrow_exception(exception);
    }
  }
}

}  // namespace

task<none_t> queue_base::wait_for_room(ref<queue_base> self) {
  waiter_list* const list = &self->putters;
  return wait_while(std::move(self), list, [](const queue_base& queue) { return queue.full(); });
}

task<none_t> queue_base::wait_for_item(ref<queue_base> self) {
  waiter_list* const list = &self->getters;
  return wait_while(std::move(self), list, [](const queue_base& queue) { return queue.empty(); });
}

task<none_t> queue_base::wait_until_done(ref<queue_base> self) {
  waiter_list* const list = &self->joiners;
  return wait_in(std::move(self), list);
}

void queue_base::task_done() {
  if (unfinished <= 0) {
    raise_value_error("task_done() called too many times");
  }
  --unfinished;
  if (unfinished == 0) {
    joiners.wake(std::numeric_limits<std::int64_t>::max());
  }
}

void queue_base::raise_full() { throw QueueFull(); }
void queue_base::raise_empty() { throw QueueEmpty(); }

}  // namespace py::asyncio::detail
