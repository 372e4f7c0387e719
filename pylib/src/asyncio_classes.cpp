// The class objects of asyncio's exceptions and handles, for dynamic code.
#include <py/asyncio.hpp>
#include <py/class.hpp>

#include <limits>

namespace py::asyncio {
namespace {

template <typename E>
object construct_exception(const void*, const type& called, const call_arguments& arguments) {
  const ref<E> instance = make<E>();
  instance->set_arguments({arguments.positional.begin(), arguments.positional.end()});
  if (called.is_dynamic()) {
    instance->py_set_class(called);
  }
  return object(instance);
}

template <typename E, typename Base>
py::detail::class_builder describe(str name, str module) {
  class_<E, Base> builder(std::move(name));
  builder.in_module(std::move(module)).constructor_from(&construct_exception<E>);
  builder.has_dict = true;
  return builder;
}

}  // namespace

#define PY_ASYNCIO_CLASS(Name, Base, Module)                           \
  const type& Name::py_class() {                                       \
    static const type& instance = describe<Name, Base>(#Name, Module); \
    return instance;                                                   \
  }                                                                    \
  const type& Name::py_type() const { return py::detail::most_derived_class(*this, typeid(Name), py_class()); }

PY_ASYNCIO_CLASS(CancelledError, BaseException, "asyncio.exceptions")
PY_ASYNCIO_CLASS(InvalidStateError, Exception, "asyncio.exceptions")
PY_ASYNCIO_CLASS(BrokenBarrierError, RuntimeError, "asyncio.exceptions")
PY_ASYNCIO_CLASS(LimitOverrunError, Exception, "asyncio.exceptions")
PY_ASYNCIO_CLASS(IncompleteReadError, EOFError, "asyncio.exceptions")
PY_ASYNCIO_CLASS(QueueEmpty, Exception, "asyncio.queues")
PY_ASYNCIO_CLASS(QueueFull, Exception, "asyncio.queues")

namespace detail {

namespace {

void add_done_callback(future_base& self, const object& callback) {
  auto run = [callback](const Future<object>& future) { callback(future); };
  using Holder = callback_holder<decltype(run), Future<object>>;
  const ref<Holder> holder = ref<Holder>::adopt(new Holder(std::move(run)));
  self.add_callback(&Holder::invoke, *holder);
}

object exception_of(future_base& self) {
  const std::exception_ptr exception = self.exception();
  return exception ? object(ref<BaseException>(py::detail::exception_inside(exception))) : object(None);
}

void set_exception_of(future_base& self, const object& error) {
  if (!self.settable()) {
    raise_task_result("set_exception");
  }
  self.set_exception(py::detail::raised_by(error));
}

}  // namespace

const type& future_base::py_class() {
  static const type& instance = class_<future_base>("Future")
                                    .in_module("_asyncio")
                                    .method("done", &future_base::done)
                                    .method("cancelled", &future_base::cancelled)
                                    .method("cancel", &future_base::cancel, arg("msg") = None)
                                    .method("result", &future_base::boxed_result)
                                    .method("exception", &exception_of)
                                    .method("set_result", &future_base::set_boxed_result)
                                    .method("set_exception", &set_exception_of)
                                    .method("add_done_callback", &add_done_callback);
  return instance;
}

const type& task_base::py_class() {
  static const type& instance = class_<task_base, future_base>("Task")
                                    .in_module("_asyncio")
                                    .method("get_name", &task_base::name)
                                    .method("set_name", &task_base::set_name)
                                    .method("cancelling", &task_base::cancelling)
                                    .method("uncancel", &task_base::uncancel);
  return instance;
}

namespace {

template <typename Operation>
auto await_operation(Operation operation) {
  return quick_awaitable<Operation>(std::move(operation)).py_task();
}

task<bool> acquire_lock(lock_state& self) { return await_operation(lock_acquire{ref<lock_state>(self)}); }
task<none_t> enter_lock(lock_state& self) { return await_operation(enter_by<lock_acquire>{lock_acquire{ref<lock_state>(self)}}); }
task<bool> acquire_semaphore(semaphore_state& self) { return await_operation(semaphore_acquire{ref<semaphore_state>(self)}); }
task<none_t> enter_semaphore(semaphore_state& self) { return await_operation(enter_by<semaphore_acquire>{semaphore_acquire{ref<semaphore_state>(self)}}); }
template <typename State>
task<none_t> run_exit(ref<State> self) {
  self->release();
  co_return;
}
template <typename State>
task<none_t> exit_by_release(State& self, const object&, const object&, const object&) {
  return run_exit(ref<State>(self));
}
bool is_locked(const lock_state& self) { return self.locked; }
bool is_event_set(const event_state& self) { return self.is_set; }
void set_event(event_state& self) {
  self.is_set = true;
  self.waiters.wake(std::numeric_limits<std::int64_t>::max());
}
void clear_event(event_state& self) { self.is_set = false; }
task<bool> wait_event(event_state& self) { return await_operation(event_wait{ref<event_state>(self)}); }

task<none_t> put_later(ref<queue_base> self, object item) {
  if (self->full()) {
    co_await queue_base::wait_for_room(self);
  }
  self->boxed_put(item);
}
task<object> get_later(ref<queue_base> self) {
  if (self->empty()) {
    co_await queue_base::wait_for_item(self);
  }
  object item = self->boxed_take();
  co_return item;
}
task<none_t> put_boxed(queue_base& self, const object& item) { return put_later(ref<queue_base>(self), item); }
task<object> get_boxed(queue_base& self) { return get_later(ref<queue_base>(self)); }
void put_boxed_now(queue_base& self, const object& item) {
  if (self.full()) {
    queue_base::raise_full();
  }
  self.boxed_put(item);
}
object get_boxed_now(queue_base& self) {
  if (self.empty()) {
    queue_base::raise_empty();
  }
  return self.boxed_take();
}
task<none_t> join_queue(queue_base& self) { return await_operation(queue_join{ref<queue_base>(self)}); }
std::int64_t queue_size(const queue_base& self) { return self.size; }
std::int64_t queue_maxsize(const queue_base& self) { return self.maxsize; }

}  // namespace

const type& lock_state::py_class() {
  static const type& instance = class_<lock_state>("Lock")
                                    .in_module("asyncio.locks")
                                    .method("acquire", &acquire_lock)
                                    .method("release", &lock_state::release)
                                    .method("locked", &is_locked)
                                    .method("__aenter__", &enter_lock)
                                    .method("__aexit__", &exit_by_release<lock_state>);
  return instance;
}

const type& semaphore_state::py_class() {
  static const type& instance = class_<semaphore_state>("Semaphore")
                                    .in_module("asyncio.locks")
                                    .method("acquire", &acquire_semaphore)
                                    .method("release", &semaphore_state::release)
                                    .method("locked", &semaphore_state::locked)
                                    .method("__aenter__", &enter_semaphore)
                                    .method("__aexit__", &exit_by_release<semaphore_state>);
  return instance;
}

const type& event_state::py_class() {
  static const type& instance =
      class_<event_state>("Event").in_module("asyncio.locks").method("is_set", &is_event_set).method("set", &set_event).method("clear", &clear_event).method("wait", &wait_event);
  return instance;
}

const type& queue_base::py_class() {
  static const type& instance = class_<queue_base>("Queue")
                                    .in_module("asyncio.queues")
                                    .method("put", &put_boxed)
                                    .method("get", &get_boxed)
                                    .method("put_nowait", &put_boxed_now)
                                    .method("get_nowait", &get_boxed_now)
                                    .method("join", &join_queue)
                                    .method("task_done", &queue_base::task_done)
                                    .method("qsize", &queue_size)
                                    .method("empty", &queue_base::empty)
                                    .method("full", &queue_base::full)
                                    .property("maxsize", &queue_maxsize);
  return instance;
}

}  // namespace detail
}  // namespace py::asyncio
