#include <py/contextlib.hpp>
#include <py/functools.hpp>

namespace py::contextlib {
namespace detail {

void raise_did_not_yield() { raise_runtime_error("generator didn't yield"); }

void raise_did_not_stop(bool after_throw) { raise_runtime_error(after_throw ? "generator didn't stop after throw()" : "generator didn't stop"); }

bool swallowed_by_generator(const BaseException* thrown, const std::exception_ptr& raised) {
  const BaseException* const instance = py::detail::exception_inside(raised);
  if (instance == thrown) {
    return false;
  }
  if (dynamic_cast<const StopIteration*>(instance) != nullptr) {
    return true;
  }
  // a StopIteration that passed through the generator has become a RuntimeError
  const bool replaced = dynamic_cast<const RuntimeError*>(instance) != nullptr && dynamic_cast<const StopIteration*>(thrown) != nullptr && instance->py_cause().get() == thrown;
  if (!replaced) {
    std::rethrow_exception(raised);
  }
  return false;
}

namespace {

/// What a manager makes of a function that it decorates.
class decorated_function final : public Object {
 public:
  decorated_function(std::function<object(const std::function<object()>&)> run, object function) : run_(std::move(run)), function_(std::move(function)) {}
  const type& py_type() const override { return function_.py_type(); }
  bool py_boxed_callable() const override { return true; }
  object py_boxed_call(const call_arguments& given) override {
    return run_([&] { return function_.py_call(given); });
  }
  dict<str, object>* py_boxed_dict() override { return &attributes_; }

 private:
  std::function<object(const std::function<object()>&)> run_;
  object function_;
  dict<str, object> attributes_;
};

}  // namespace

object make_decorated(std::function<object(const std::function<object()>&)> run, const object& function) {
  return functools::update_wrapper(object(make<decorated_function>(std::move(run), function)), function);
}

void redirected_stream::replace() const {
  auto target = cast<io::TextIO>(target_);
  replaced_->push_back(std::exchange(stream_, std::move(target)));
}

void redirected_stream::restore() const {
  stream_ = std::move(replaced_->back());
  replaced_->pop_back();
}

bool exit_stack_state::unwind(maybe<BaseException> error) {
  bool swallowed = false;
  std::exception_ptr pending;
  while (!exits.empty()) {
    const exit_function leave = std::move(exits.back());
    exits.pop_back();
    try {
      if (leave(error)) {
        swallowed = true;
        pending = nullptr;
        error = None;
      }
    } catch (BaseException& raised) {
      pending = std::current_exception();
      error = keep(raised);
      swallowed = false;
    }
  }
  if (pending) {
    std::rethrow_exception(pending);
  }
  return swallowed;
}

task<bool> async_exit_stack_state::unwind(ref<async_exit_stack_state> self, maybe<BaseException> error) {
  bool swallowed = false;
  std::exception_ptr pending;
  while (!self->exits.empty()) {
    const exit_function leave = std::move(self->exits.back());
    self->exits.pop_back();
    std::exception_ptr raised;
    try {
      auto leaving = leave(error);
      if (co_await leaving) {
        swallowed = true;
        pending = nullptr;
        error = None;
      }
    } catch (...) {
      raised = std::current_exception();
    }
    if (raised) {
      pending = raised;
      error = maybe<BaseException>(py::detail::exception_inside(raised));
      swallowed = false;
    }
  }
  if (pending) {
    std::rethrow_exception(pending);
  }
  co_return swallowed;
}

}  // namespace detail

bool suppress::swallows(const maybe<BaseException>& error) const {
  if (error.is_none()) {
    return false;
  }
  for (const object& kind : kinds_) {
    if (matches(*error, kind)) {
      return true;
    }
  }
  return false;
}

}  // namespace py::contextlib
