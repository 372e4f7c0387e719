// The classes object, type, NoneType, functions, methods, property and their like.
#include "dynamic.hpp"

#include <py/hash.hpp>

namespace py {
namespace detail {
namespace {

class_builder builtin_class(const char* name) {
  class_builder builder;
  builder.name = str::from_utf8(name);
  builder.module = "builtins";
  builder.builtin = true;
  return builder;
}

const type& make_builtin(class_builder builder) { return *new type(builder); }

template <typename F, typename... Parameters>
void add_method(class_builder& builder, const char* name, F function, Parameters&&... parameters) {
  const str method_name = str::from_utf8(name);
  object method = def(method_name, function, arg("self"), std::forward<Parameters>(parameters)...);
  signature& description = method.try_as<Function>()->parameters();
  description.builtin = true;
  description.name = message(builder.name, ".", name);
  builder.add(method_name, std::move(method));
}

/// An instance of `object` itself.
class PlainObject final : public Object {
 public:
  const type& py_type() const override { return classes::object_(); }
  bool py_boxed_bool() override { return true; }
};

object construct_object(const void*, const type& called, const call_arguments& arguments) {
  if (!arguments.positional.empty() || !arguments.keywords.empty()) {
    raise_type_error(&called == &classes::object_() ? str("object() takes no arguments") : message(called.name(), "() takes no arguments"));
  }
  return object(make<PlainObject>());
}

object object_getattribute(const object& self, const str& name) {
  object found = find_generic(self, self.py_type(), name, self.is_pointer() ? self.pointer()->py_boxed_dict() : nullptr);
  if (found.is_unbound()) {
    raise_no_attribute(self, name);
  }
  return found;
}

/// What `object` offers to `super()` calls and explicit ones.
class_builder describe_object() {
  class_builder builder = builtin_class("object");
  builder.constructor = &construct_object;
  add_method(builder, "__init__", [](const object&, const tuple<object>&, const dict<str, object>&) {}, args("args"), kwargs("kwargs"));
  add_method(builder, "__getattribute__", &object_getattribute, arg("name"));
  add_method(
      builder, "__setattr__",
      [](const object& self, const str& name, const object& value) {
        if (!self.is_pointer()) {
          set_attribute(self, name, value);
        }
        set_generic(self.pointer(), name, value);
      },
      arg("name"), arg("value"));
  add_method(
      builder, "__delattr__",
      [](const object& self, const str& name) {
        if (!self.is_pointer()) {
          delete_attribute(self, name);
        }
        set_generic(self.pointer(), name, object::unbound());
      },
      arg("name"));
  add_method(builder, "__repr__", [](const object& self) { return self.is_pointer() ? plain_repr(self.pointer()) : self.py_repr(); });
  add_method(builder, "__str__", [](const object& self) { return self.py_repr(); });
  add_method(builder, "__hash__", [](const object& self) { return self.is_pointer() ? hash_pointer(self.pointer()) : self.py_hash(); });
  add_method(builder, "__eq__", [](const object& self, const object& other) { return object::same(self, other) ? object(true) : object(NotImplemented); }, arg("other"));
  add_method(
      builder, "__ne__",
      [](const object& self, const object& other) {
        const object equal = self.attr("__eq__")(other);
        return is_not_implemented(equal) ? equal : object(!equal.py_bool());
      },
      arg("other"));
  add_method(
      builder, "__format__",
      [](const object& self, const str& spec) {
        if (!spec.empty()) {
          raise_unsupported_format(self);
        }
        return self.py_str();
      },
      arg("format_spec"));
  add_method(builder, "__dir__", [](const object& self) { return directory(self); });
  builder.add("__init_subclass__", object(make<ClassMethod>(def("__init_subclass__", [](const object&) {}, arg("cls")))));
  builder.add("__new__", object(make<StaticMethod>(def(
                             "__new__", [](const object& kind, const tuple<object>&, const dict<str, object>&) { return new_instance(*cast<type_ref>(kind)); }, arg("cls"),
                             args("args"), kwargs("kwargs")))));
  return builder;
}

}  // namespace

object make_type(const type& metaclass, const call_arguments& arguments) {
  const auto& given = arguments.positional;
  if (given.size() != 3) {
    raise_type_error("type() takes 1 or 3 arguments");
  }
  if (!given[0].is_str()) {
    raise_type_error(message("type.__new__() argument 1 must be str, not ", given[0].py_type().name()));
  }
  if (tuple_size(given[1]) < 0) {
    raise_type_error(message("type.__new__() argument 2 must be tuple, not ", given[1].py_type().name()));
  }
  std::vector<object> bases;
  for (const object& base : given[1]) {
    bases.push_back(base);
  }
  std::vector<attribute_table::entry> attributes;
  for (const object& key : given[2]) {
    attributes.push_back({cast<str>(key), given[2].py_getitem(key)});
  }
  return make_class_of(metaclass, given[0].as_str(), bases, attributes);
}

namespace {

/// `type(x)` and `type(name, bases, namespace)`.
object construct_type(const void*, const type& called, const call_arguments& arguments) {
  if (arguments.positional.size() == 1 && &called == &type::py_class()) {
    return object::from_pointer(&arguments.positional[0].py_type());
  }
  return make_type(called, arguments);
}

/// What `type` offers to metaclasses: `super().__new__(mcs, name, bases, namespace)` and the like.
class_builder describe_type() {
  class_builder builder = builtin_class("type");
  builder.constructor = &construct_type;
  builder.add("__new__", object(make<StaticMethod>(def(
                             "__new__",
                             [](const object& metaclass, const tuple<object>& given, const dict<str, object>&) {
                               const std::vector<object> positional(given.begin(), given.end());
                               return make_type(*cast<type_ref>(metaclass), {positional, {}});
                             },
                             arg("metaclass"), args("args"), kwargs("kwargs")))));
  add_method(builder, "__init__", [](const object&, const tuple<object>&, const dict<str, object>&) {}, args("args"), kwargs("kwargs"));
  add_method(
      builder, "__call__",
      [](const object& self, const tuple<object>& given, const dict<str, object>& named) {
        const std::vector<object> positional(given.begin(), given.end());
        std::vector<keyword_argument> keywords;
        for (const auto& [name, value] : named.items()) {
          keywords.push_back({name, value});
        }
        return self.try_as<type>()->construct({positional, keywords});
      },
      args("args"), kwargs("kwargs"));
  return builder;
}

object construct_none(const void*, const type& called, const call_arguments& arguments) {
  if (!arguments.positional.empty() || !arguments.keywords.empty()) {
    raise_type_error(message(called.name(), " takes no arguments"));
  }
  return &called == &classes::none() ? object(None) : &called == &classes::ellipsis() ? object(Ellipsis) : object(NotImplemented);
}

const object& given_or_none(const call_arguments& arguments, std::size_t position, const str& name) {
  static const object none;
  if (position < arguments.positional.size()) {
    return arguments.positional[position];
  }
  for (const keyword_argument& keyword : arguments.keywords) {
    if (keyword.name == name) {
      return keyword.value;
    }
  }
  return none;
}

object construct_property(const void*, const type&, const call_arguments& arguments) {
  return object(make<Property>(given_or_none(arguments, 0, "fget"), given_or_none(arguments, 1, "fset"), given_or_none(arguments, 2, "fdel"), given_or_none(arguments, 3, "doc")));
}

template <typename Wrapper>
object construct_wrapper(const void*, const type& called, const call_arguments& arguments) {
  if (arguments.positional.size() != 1) {
    raise_type_error(message(called.name(), " expected 1 argument, got ", Int(static_cast<std::uint64_t>(arguments.positional.size()))));
  }
  return object(make<Wrapper>(arguments.positional[0]));
}

object construct_super(const void*, const type&, const call_arguments& arguments) {
  if (arguments.positional.size() != 2) {
    raise_runtime_error("super(): no arguments");
  }
  return object(make<Super>(cast<type_ref>(arguments.positional[0]), arguments.positional[1]));
}

class_builder with_constructor(class_builder builder, constructor_function constructor) {
  builder.constructor = constructor;
  return builder;
}

}  // namespace
}  // namespace detail

namespace classes {

#define PY_BUILTIN_CLASS(function, builder)                  \
  const type& function() {                                   \
    static const type& kind = detail::make_builtin(builder); \
    return kind;                                             \
  }
PY_BUILTIN_CLASS(object_, detail::describe_object())
PY_BUILTIN_CLASS(none, detail::with_constructor(detail::builtin_class("NoneType"), &detail::construct_none))
PY_BUILTIN_CLASS(not_implemented, detail::with_constructor(detail::builtin_class("NotImplementedType"), &detail::construct_none))
PY_BUILTIN_CLASS(ellipsis, detail::with_constructor(detail::builtin_class("ellipsis"), &detail::construct_none))
PY_BUILTIN_CLASS(function, detail::builtin_class("function"))
PY_BUILTIN_CLASS(builtin_function, detail::builtin_class("builtin_function_or_method"))
PY_BUILTIN_CLASS(method, detail::builtin_class("method"))
PY_BUILTIN_CLASS(property, detail::with_constructor(detail::builtin_class("property"), &detail::construct_property))
PY_BUILTIN_CLASS(static_method, detail::with_constructor(detail::builtin_class("staticmethod"), &detail::construct_wrapper<StaticMethod>))
PY_BUILTIN_CLASS(class_method, detail::with_constructor(detail::builtin_class("classmethod"), &detail::construct_wrapper<ClassMethod>))
PY_BUILTIN_CLASS(super_, detail::with_constructor(detail::builtin_class("super"), &detail::construct_super))
#undef PY_BUILTIN_CLASS

const type& tuple_() { return detail::tuple_type(); }

}  // namespace classes

const type& type::py_class() {
  static const type& kind = detail::make_builtin(detail::describe_type());
  return kind;
}

}  // namespace py
