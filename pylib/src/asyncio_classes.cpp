// The class objects of asyncio's exceptions and handles, for dynamic code.
#include <py/asyncio.hpp>
#include <py/class.hpp>

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

#define PY_ASYNCIO_CLASS(Name, Base, Module)                                                               \
  const type& Name::py_class() {                                                                           \
    static const type instance = describe<Name, Base>(#Name, Module);                                      \
    return instance;                                                                                       \
  }                                                                                                        \
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

}  // namespace

const type& future_base::py_class() {
  static const type instance = class_<future_base>("Future")
                                   .in_module("_asyncio")
                                   .method("done", &future_base::done)
                                   .method("cancelled", &future_base::cancelled)
                                   .method("cancel", &future_base::cancel, arg("msg") = None)
                                   .method("result", &future_base::boxed_result)
                                   .method("exception", &exception_of)
                                   .method("set_result", &future_base::set_boxed_result)
                                   .method("add_done_callback", &add_done_callback);
  return instance;
}

const type& task_base::py_class() {
  static const type instance = class_<task_base, future_base>("Task")
                                   .in_module("_asyncio")
                                   .method("get_name", &task_base::name)
                                   .method("set_name", &task_base::set_name)
                                   .method("cancelling", &task_base::cancelling)
                                   .method("uncancel", &task_base::uncancel);
  return instance;
}

}  // namespace detail
}  // namespace py::asyncio
