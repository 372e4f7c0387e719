#include <py/attr.hpp>
#include <py/class.hpp>
#include <py/namedtuple.hpp>

#include "dynamic.hpp"

namespace py::detail {

str named_tuple_object::py_repr() const {
  str::builder text;
  text.append(py_type().name());
  text.append_char('(');
  for (std::int64_t i = 0; i < boxed_size(); ++i) {
    if (i > 0) {
      text.append_ascii(", ");
    }
    text.append(boxed_field_name(i));
    text.append_char('=');
    text.append(boxed_get(i).py_repr());
  }
  text.append_char(')');
  return text.finish();
}

object named_tuple_object::py_boxed_findattr(const str& name) {
  for (std::int64_t i = 0; i < boxed_size(); ++i) {
    if (boxed_field_name(i) == name) {
      return boxed_get(i);
    }
  }
  const ref<named_tuple_object> self(this);
  if (name == "_fields") {
    vector<object> names;
    for (std::int64_t i = 0; i < boxed_size(); ++i) {
      names.append(object(boxed_field_name(i)));
    }
    return object(tuple<object>(std::move(names)));
  }
  if (name == "_asdict") {
    return def("_asdict", [self] {
      dict<str, object> result;
      for (std::int64_t i = 0; i < self->boxed_size(); ++i) {
        result[self->boxed_field_name(i)] = self->boxed_get(i);
      }
      return result;
    });
  }
  if (name == "_replace") {
    return def(
        "_replace",
        [self](const dict<str, object>& changes) {
          vector<object> values;
          dict<str, object> unknown(changes);
          for (std::int64_t i = 0; i < self->boxed_size(); ++i) {
            const str field = self->boxed_field_name(i);
            const object* const given = changes.find(field);
            values.append(given != nullptr ? *given : self->boxed_get(i));
            unknown.pop(field, object(None));
          }
          if (unknown.size() != 0) {
            raise_value_error(str("Got unexpected field names: ") + py::repr(list<str>(unknown.keys())));
          }
          return self->boxed_remake(std::move(values));
        },
        kwargs("kwargs"));
  }
  return tuple_object::py_boxed_findattr(name);
}

void named_tuple_object::py_boxed_setattr(const str& name, const object& value) {
  for (std::int64_t i = 0; i < boxed_size(); ++i) {
    if (boxed_field_name(i) == name) {
      raise_attribute_error("can't set attribute");
    }
  }
  tuple_object::py_boxed_setattr(name, value);
}

void raise_field_count(std::int64_t expected, std::int64_t given) { raise_type_error(str("Expected ") + Int(expected).py_str() + str(" arguments, got ") + Int(given).py_str()); }

const type& make_named_tuple_class(const str& name, vector<object> fields, const vector<object>& defaults, object (*make)(const vector<object>& values)) {
  class_builder builder;
  builder.name = name;
  builder.qualified_name = name;
  builder.bases.push_back(&tuple_type());
  const std::int64_t count = fields.size();
  auto* const native = new native_constructor{signature(name + ".__new__"), [make](std::span<object> slots) {
                                                vector<object> values;
                                                for (const object& value : slots.subspan(1)) {
                                                  values.append(value);
                                                }
                                                return make(values);
                                              }};
  native->parameters.add(parameter{"_cls"});
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t from = i - (count - defaults.size());
    native->parameters.add(parameter{str(fields.at(i)), parameter_kind::positional_or_keyword, from < 0 ? object::unbound() : defaults.at(from)});
  }
  builder.constructor = &construct_native;
  builder.constructor_data = native;
  dict<str, object> field_defaults;
  for (std::int64_t i = count - defaults.size(); i < count; ++i) {
    field_defaults[str(fields.at(i))] = defaults.at(i - (count - defaults.size()));
  }
  builder.add("_field_defaults", object(std::move(field_defaults)));
  builder.add("_fields", object(tuple<object>(std::move(fields))));
  builder.add("_make", object(py::make<StaticMethod>(def("_make", [count, make](const object& iterable) {
                const vector<object> values(iterable);
                if (values.size() != count) {
                  raise_type_error(message("Expected ", Int(count), " arguments, got ", Int(values.size())));
                }
                return make(values);
              }))));
  return *new type(builder);
}

}  // namespace py::detail
