// The classes that Python shows for generators, coroutines and async generators: their methods for dynamic code.
#include <py/async.hpp>
#include <py/class.hpp>
#include <py/generator.hpp>

namespace py::detail {

namespace {

object or_stop(object value, generator_node& self) {
  if (value.is_unbound()) {
    const object result = self.boxed_result();
    if (result.is_none()) {
      raise_stop_iteration();
    }
    raise_stop_iteration(result);
  }
  return value;
}

object next_of(generator_node& self) { return or_stop(self.py_boxed_next(), self); }
object send_to(generator_node& self, const object& value) { return or_stop(self.boxed_send(value), self); }
object throw_into(generator_node& self, const object& exception) { return or_stop(self.boxed_throw(exception_pointer(raise_fn::as_instance(exception))), self); }
object iter_of(generator_node& self) { return object::from_pointer(&self); }
void close_generator(generator_node& self) { self.close(); }
void close_coroutine(coroutine_node& self) { self.close(); }

}  // namespace

const type& generator_node::py_class() {
  static const type instance = class_<generator_node>("generator")
                                   .as_builtin()
                                   .method("__iter__", &iter_of)
                                   .method("__next__", &next_of)
                                   .method("send", &send_to)
                                   .method("throw", &throw_into)
                                   .method("close", &close_generator);
  return instance;
}

const type& coroutine_node::py_class() {
  static const type instance = class_<coroutine_node>("coroutine").as_builtin().method("close", &close_coroutine);
  return instance;
}

}  // namespace py::detail
