// The classes that Python shows for generators, coroutines and async generators: their methods for dynamic code.
#include <py/async.hpp>
#include <py/class.hpp>
#include <py/generator.hpp>
#include <py/isinstance.hpp>
#include <py/tuple.hpp>

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
object throw_into(generator_node& self, const object& kind, const object& value, const object& /*traceback*/) { return or_stop(self.boxed_throw(raised_by(kind, value)), self); }
object iter_of(generator_node& self) { return object::from_pointer(&self); }
void close_generator(generator_node& self) { self.close(); }
void close_coroutine(coroutine_node& self) { self.close(); }

}  // namespace

std::exception_ptr raised_by(const object& kind, const object& value) {
  const auto* const exception_class = kind.try_as<type>();
  if (exception_class == nullptr) {
    if (!value.is_none()) {
      raise_type_error("instance exception may not have a separate value");
    }
    return raised_by(kind);
  }
  if (value.is_none() || !exception_class->is_subclass_of(BaseException::py_class())) {
    return raised_by(kind);
  }
  if (isinstance(value, kind)) {
    return raised_by(value);
  }
  return raised_by(isinstance<tuple<object>>(value) ? kind(spread(value)) : kind(value));
}

const type& generator_node::py_class() {
  static const type& instance = class_<generator_node>("generator")
                                    .as_builtin()
                                    .method("__iter__", &iter_of)
                                    .method("__next__", &next_of)
                                    .method("send", &send_to)
                                    .method("throw", &throw_into, arg("typ"), arg("value") = None, arg("tb") = None, pos_only())
                                    .method("close", &close_generator);
  return instance;
}

const type& coroutine_node::py_class() {
  static const type& instance = class_<coroutine_node>("coroutine").as_builtin().method("close", &close_coroutine);
  return instance;
}

}  // namespace py::detail
