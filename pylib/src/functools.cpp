#include <py/class.hpp>
#include <py/functools.hpp>
#include <py/int.hpp>
#include <py/tuple.hpp>

namespace py::functools {
namespace detail {

void raise_empty_reduce() { raise_type_error("reduce() of empty iterable with no initial value"); }

std::optional<std::int64_t> cache_limit(none_t) noexcept { return std::nullopt; }
std::optional<std::int64_t> cache_limit(std::int64_t maxsize) noexcept { return maxsize < 0 ? 0 : maxsize; }

namespace {

/// The object that `partial` gives.
class Partial final : public Object {
 public:
  static const type& py_class();
  const type& py_type() const override { return py_class(); }
  bool py_boxed_callable() const override { return true; }
  object py_boxed_call(const call_arguments& given) override {
    std::vector<object> all = arguments;
    all.insert(all.end(), given.positional.begin(), given.positional.end());
    std::vector<keyword_argument> named = keywords;
    for (const keyword_argument& keyword : given.keywords) {
      set_keyword(named, keyword);
    }
    return function.py_call({all, named});
  }
  str py_repr() const override {
    str text = "functools.partial(" + repr(function);
    for (const object& argument : arguments) {
      text += ", " + repr(argument);
    }
    for (const keyword_argument& keyword : keywords) {
      text += ", " + keyword.name + "=" + repr(keyword.value);
    }
    return text + ")";
  }

  static void set_keyword(std::vector<keyword_argument>& named, const keyword_argument& keyword) {
    for (keyword_argument& known : named) {
      if (known.name == keyword.name) {
        known.value = keyword.value;
        return;
      }
    }
    named.push_back(keyword);
  }

  object function;
  std::vector<object> arguments;
  std::vector<keyword_argument> keywords;
};

tuple<object> partial_args(const Partial& self) { return tuple<object>(self.arguments); }

dict<str, object> partial_keywords(const Partial& self) {
  dict<str, object> result;
  for (const keyword_argument& keyword : self.keywords) {
    result[keyword.name] = keyword.value;
  }
  return result;
}

object partial_func(const Partial& self) { return self.function; }

const type& Partial::py_class() {
  static const type& instance =
      class_<Partial>("partial").in_module("functools").property("func", &partial_func).property("args", &partial_args).property("keywords", &partial_keywords);
  return instance;
}

/// What a kept key function makes of an element.
class KeyWrapper final : public Object {
 public:
  KeyWrapper(object value, std::function<object(const object&, const object&)> by) : obj(std::move(value)), compare(std::move(by)) {}

  static const type& py_class() {
    static const type& instance = class_<KeyWrapper>("KeyWrapper").in_module("functools").property("obj", [](const KeyWrapper& self) { return self.obj; });
    return instance;
  }
  const type& py_type() const override { return py_class(); }
  std::int64_t py_hash() const override { raise_type_error("unhashable type: 'functools.KeyWrapper'"); }
  object py_boxed_compare(comparison op, const object& other) override {
    const auto* const right = other.try_as<KeyWrapper>();
    if (right == nullptr) {
      raise_type_error("other argument must be K instance");
    }
    const object order = compare(obj, right->obj);
    switch (op) {
      case comparison::less: return object(order < object(0));
      case comparison::less_equal: return object(order <= object(0));
      case comparison::equal: return object(order == object(0));
      case comparison::not_equal: return object(order != object(0));
      case comparison::greater: return object(order > object(0));
      default: return object(order >= object(0));
    }
  }

  object obj;
  std::function<object(const object&, const object&)> compare;
};

class KeyFunction final : public Object {
 public:
  explicit KeyFunction(std::function<object(const object&, const object&)> by) : compare(std::move(by)) {}
  const type& py_type() const override { return KeyWrapper::py_class(); }
  bool py_boxed_callable() const override { return true; }
  object py_boxed_call(const call_arguments& given) override {
    if (given.positional.size() + given.keywords.size() != 1) {
      raise_type_error("K() missing required argument 'obj' (pos 1)");
    }
    return object(make<KeyWrapper>(given.positional.empty() ? given.keywords.front().value : given.positional.front(), compare));
  }

  std::function<object(const object&, const object&)> compare;
};

}  // namespace

object make_key_function(std::function<object(const object&, const object&)> compare) { return object(make<KeyFunction>(std::move(compare))); }

object make_partial(object function, const call_arguments& given) {
  const ref<Partial> result = make<Partial>();
  if (const auto* const inner = function.try_as<Partial>()) {
    result->arguments = inner->arguments;
    result->keywords = inner->keywords;
    result->function = inner->function;
  } else {
    if (!callable(function)) {
      raise_type_error("the first argument must be callable");
    }
    result->function = std::move(function);
  }
  result->arguments.insert(result->arguments.end(), given.positional.begin(), given.positional.end());
  for (const keyword_argument& keyword : given.keywords) {
    Partial::set_keyword(result->keywords, keyword);
  }
  return object(result);
}

}  // namespace detail

str CacheInfo::py_repr() const {
  return "CacheInfo(hits=" + repr(hits_) + ", misses=" + repr(misses_) + ", maxsize=" + (maxsize_ ? repr(*maxsize_) : str("None")) + ", currsize=" + repr(currsize_) + ")";
}

namespace {

/// The object that `singledispatch` gives.
class Dispatcher final : public Object {
 public:
  explicit Dispatcher(object given) : function_(std::move(given)) {}
  const type& py_type() const override { return classes::function(); }
  bool py_boxed_callable() const override { return true; }
  object py_boxed_call(const call_arguments& given) override {
    if (given.positional.empty()) {
      raise_type_error(cast<str>(function_.attr("__name__")) + " requires at least 1 positional argument");
    }
    return implementation(given.positional.front().py_type()).py_call(given);
  }
  object py_boxed_findattr(const str& name) override {
    const ref<Dispatcher> self(this);
    if (name == "register") {
      return def(name, [self](const object& kind, const object& function) { return self->add(kind, function); }, arg("cls"), arg("func") = None);
    }
    if (name == "dispatch") {
      return def(name, [self](const object& kind) { return self->implementation(*cast<type_ref>(kind)); }, arg("cls"));
    }
    if (name == "registry") {
      return object(implementations_);
    }
    return name == "__wrapped__" ? function_ : py::detail::find_attribute(function_, name);
  }

 private:
  /// Without a function: the decorator that adds one.
  object add(const object& kind, const object& function) {
    if (kind.try_as<type>() == nullptr) {
      raise_type_error("Invalid first argument to `register()`: " + kind.py_repr() + ". Use either `@register(some_class)` or plain `@register` on an annotated function.");
    }
    if (!function.is_none()) {
      implementations_.set_item(kind, function);
      return function;
    }
    const ref<Dispatcher> self(this);
    return def("register", [self, kind](const object& given) { return self->add(kind, given); }, arg("func"));
  }
  object implementation(const type& kind) const {
    for (const type* const base : kind.mro()) {
      if (const object* const found = implementations_.find(object(type_ref(*base)))) {
        return *found;
      }
    }
    return function_;
  }

  object function_;
  dict<object, object> implementations_;
};

}  // namespace

object singledispatch_fn::operator()(const object& function) const { return object(make<Dispatcher>(function)); }

object update_wrapper_fn::operator()(const object& wrapper, const object& wrapped) const {
  for (const str& name : {str("__module__"), str("__name__"), str("__qualname__"), str("__doc__"), str("__annotations__")}) {
    const object value = py::detail::find_attribute(wrapped, name);
    if (!value.is_unbound()) {
      wrapper.attr(name) = value;
    }
  }
  const object attributes = py::detail::find_attribute(wrapped, "__dict__");
  if (!attributes.is_unbound() && hasattr(wrapper, "__dict__")) {
    wrapper.attr("__dict__").attr("update")(attributes);
  }
  wrapper.attr("__wrapped__") = wrapped;
  return wrapper;
}

}  // namespace py::functools
