// itemgetter, attrgetter and methodcaller as objects.
#include <py/class.hpp>
#include <py/operator.hpp>

namespace py::operator_::detail {

namespace {

template <getter kind>
class Getter final : public Object {
 public:
  Getter(std::function<object(const object&)> does, std::vector<shown_argument> shown) : get(std::move(does)), arguments(std::move(shown)) {}

  static str name() { return str::from_utf8(kind == getter::item ? "itemgetter" : kind == getter::attribute ? "attrgetter" : "methodcaller"); }
  static const type& py_class() {
    static const type& instance = class_<Getter>(name()).in_module("operator");
    return instance;
  }
  const type& py_type() const override { return py_class(); }
  bool py_boxed_callable() const override { return true; }
  object py_boxed_call(const call_arguments& given) override {
    if (!given.keywords.empty()) {
      raise_type_error(name() + "() takes no keyword arguments");
    }
    if (given.positional.size() != 1) {
      raise_type_error(name() + " expected 1 argument, got " + str(given.positional.size()));
    }
    return get(given.positional.front());
  }
  str py_repr() const override {
    str text = "operator." + name() + "(";
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const shown_argument& argument = arguments[i];
      text += (i == 0 ? str() : str(", ")) + (argument.name.empty() ? str() : argument.name + "=") + repr(argument.value);
    }
    return text + ")";
  }

  std::function<object(const object&)> get;
  std::vector<shown_argument> arguments;
};

}  // namespace

object make_getter(getter kind, std::function<object(const object&)> get, std::vector<shown_argument> shown) {
  switch (kind) {
    case getter::item: return object(make<Getter<getter::item>>(std::move(get), std::move(shown)));
    case getter::attribute: return object(make<Getter<getter::attribute>>(std::move(get), std::move(shown)));
    case getter::method: break;
  }
  return object(make<Getter<getter::method>>(std::move(get), std::move(shown)));
}

}  // namespace py::operator_::detail
