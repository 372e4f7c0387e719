// Builtin functions as objects: each is its typed form over objects, behind the parameters that CPython gives it.
#include "dynamic.hpp"

#include <py/arithmetic.hpp>
#include <py/attr.hpp>
#include <py/builtin_objects.hpp>
#include <py/builtins.hpp>
#include <py/iter.hpp>
#include <py/print.hpp>

#include <map>
#include <string>

namespace py {
namespace {

/// The builtin functions by name.
class builtin_table {
 public:
  builtin_table() {
    add_values();
    add_sequences();
    add_attributes();
  }
  const object& find(const str& name) const {
    const auto found = functions_.find(std::string(name.view()));
    if (found == functions_.end()) {
      raise_name_error(detail::message("name '", name, "' is not defined"));
    }
    return found->second;
  }

 private:
  template <typename F, typename... Parameters>
  void add(const char* name, F function, Parameters&&... parameters) {
    object made = def(str::from_utf8(name), function, std::forward<Parameters>(parameters)...);
    made.try_as<Function>()->parameters().builtin = true;
    functions_.emplace(name, std::move(made));
  }

  void add_values();
  void add_sequences();
  void add_attributes();

  std::map<std::string, object> functions_;
};

void builtin_table::add_values() {
  add("abs", [](const object& x) { return object::unary(unary_op::absolute, x); });
  add("ascii", [](const object& x) { return ascii(x); });
  add("bin", [](const object& x) { return detail::prefixed_digits(detail::index_of_object(x), 2); });
  add("callable", [](const object& x) { return callable(x); });
  add("chr", [](const object& x) { return detail::character_of(detail::index_of_object(x)); });
  add("divmod", [](const object& x, const object& y) { return object::binary(binary_op::divmod, x, y); });
  add("format", [](const object& x, const str& spec) { return x.py_format(spec); }, pos_only(), arg("x"), arg("spec") = str(""), pos_only());
  add("hash", [](const object& x) { return x.py_hash(); });
  add("hex", [](const object& x) { return detail::prefixed_digits(detail::index_of_object(x), 16); });
  add("id", [](const object& x) { return id(x); });
  add("len", [](const object& x) { return x.py_len(); });
  add("oct", [](const object& x) { return detail::prefixed_digits(detail::index_of_object(x), 8); });
  add("ord", [](const object& x) { return ord(x); });
  add("pow", [](const object& base, const object& exponent) { return object::binary(binary_op::power, base, exponent); });
  add("repr", [](const object& x) { return x.py_repr(); });
  add(
      "round", [](const object& number, const object& digits) { return digits.is_none() ? object(round(number)) : object(round(number, digits)); }, arg("number"),
      arg("ndigits") = None);
}

/// A keyword argument of a function that takes them as a dict, or `fallback`.
object option(const dict<str, object>& options, const str& name, const object& fallback) { return options.get(name, fallback); }

template <typename Extreme>
object extreme_of(const Extreme& extreme, const char* name, const tuple<object>& values, const dict<str, object>& options) {
  const object key = option(options, "key", None);
  if (values.py_len() == 0) {
    raise_type_error(detail::message(str::from_utf8(name), " expected at least 1 argument, got 0"));
  }
  const object source = values.py_len() == 1 ? values.at(0) : object(values);
  const bool has_default = options.py_contains("default");
  if (has_default && values.py_len() > 1) {
    raise_type_error(detail::message("Cannot specify a default for ", str::from_utf8(name), "() with multiple positional arguments"));
  }
  if (has_default && !py::truth(object(list<object>(source)))) {
    return options.at("default");
  }
  return key.is_none() ? object(extreme(source)) : object(extreme(source, py::key = key));
}

void print_of(const tuple<object>& values, const dict<str, object>& options) {
  for (const str& name : options) {
    if (name != "sep" && name != "end" && name != "file" && name != "flush") {
      raise_type_error(detail::message("'", name, "' is an invalid keyword argument for print()"));
    }
  }
  const bool flushed = py::truth(option(options, "flush", false));
  print(spread(values), sep = option(options, "sep", None), end = option(options, "end", None), file = option(options, "file", None), flush = flushed);
}

void builtin_table::add_sequences() {
  add("all", [](const object& source) { return all(source); });
  add("any", [](const object& source) { return any(source); });
  add("iter", [](const object& source) { return source.py_iter(); });
  add("max", [](const tuple<object>& values, const dict<str, object>& options) { return extreme_of(max, "max", values, options); }, args("args"), kwargs("kwargs"));
  add("min", [](const tuple<object>& values, const dict<str, object>& options) { return extreme_of(min, "min", values, options); }, args("args"), kwargs("kwargs"));
  add("next", [](const object& source) {
    std::optional<object> element = source.next();
    if (!element) {
      raise_stop_iteration();
    }
    return *std::move(element);
  });
  add("print", print_of, args("args"), kwargs("kwargs"));
  add(
      "sorted",
      [](const object& source, const dict<str, object>& options) {
        const object key = option(options, "key", None);
        const bool backwards = py::truth(option(options, "reverse", false));
        return key.is_none() ? list<object>(sorted(source, reverse = backwards)) : list<object>(sorted(source, py::key = key, reverse = backwards));
      },
      arg("iterable"), kwargs("kwargs"));
  add("sum", [](const object& source, const object& start) { return object(sum(source, start)); }, arg("iterable"), arg("start") = 0);
}

void builtin_table::add_attributes() {
  add("delattr", [](const object& x, const object& name) { delattr(x, attribute_name(name)); });
  add(
      "getattr",
      [](const tuple<object>& given) {
        if (given.py_len() < 2 || given.py_len() > 3) {
          raise_type_error(detail::message("getattr expected at ", given.py_len() < 2 ? str("least 2") : str("most 3"), " arguments, got ", Int(given.py_len())));
        }
        return given.py_len() == 2 ? getattr(given.at(0), attribute_name(given.at(1))) : getattr(given.at(0), attribute_name(given.at(1)), given.at(2));
      },
      args("args"));
  add("hasattr", [](const object& x, const object& name) { return hasattr(x, attribute_name(name)); });
  add("isinstance", [](const object& x, const object& kinds) { return isinstance(x, kinds); });
  add("issubclass", [](const object& x, const object& kinds) { return issubclass(x, kinds); });
  add("setattr", [](const object& x, const object& name, const object& value) { setattr(x, attribute_name(name), value); });
}

}  // namespace

str attribute_name(const object& name) {
  if (!name.is_str()) {
    raise_type_error(detail::message("attribute name must be string, not '", name.py_type().name(), "'"));
  }
  return name.as_str();
}

const object& builtin(const str& name) {
  static const builtin_table table;
  return table.find(name);
}

}  // namespace py
