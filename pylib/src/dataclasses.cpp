#include <py/boxed.hpp>
#include <py/class.hpp>
#include <py/dataclasses.hpp>
#include <py/dict.hpp>
#include <py/list.hpp>
#include <py/tuple.hpp>

namespace py {

namespace detail {

void raise_unordered(const char* op, const Object& left, const Object& right) {
  raise_type_error(str("'") + str::from_utf8(op) + str("' not supported between instances of '") + left.py_type().name() + str("' and '") + right.py_type().name() +
                   str("'"));
}

void raise_unhashable_instance(const Object& instance) { raise_type_error(str("unhashable type: '") + instance.py_type().name() + str("'")); }

}  // namespace detail

namespace dataclasses {

const type& FrozenInstanceError::py_class() {
  static const type& type = *new py::type(py::class_<FrozenInstanceError, AttributeError>("FrozenInstanceError").in_module("dataclasses"));
  return type;
}
const type& FrozenInstanceError::py_type() const { return py_class(); }

void raise_frozen(const str& field) { throw FrozenInstanceError(str("cannot assign to field '") + field + str("'")); }

namespace {

const detail::dataclass_instance* as_dataclass(const object& value) {
  return value.is_pointer() ? dynamic_cast<const detail::dataclass_instance*>(value.pointer()) : nullptr;
}

enum class form : std::uint8_t { dict, tuple };

object converted(const object& value, form into);

object converted_instance(const detail::dataclass_instance& instance, form into) {
  if (into == form::dict) {
    dict<str, object> result;
    for (auto& [name, value] : instance.py_field_values()) {
      result[name] = converted(value, into);
    }
    return object(result);
  }
  vector<object> items;
  for (auto& [name, value] : instance.py_field_values()) {
    items.append(converted(value, into));
  }
  return object(tuple<object>(std::move(items)));
}

/// Containers are copied; other values are taken as they are (values without identity) or shared.
object converted(const object& value, form into) {
  if (const auto* const instance = as_dataclass(value)) {
    return converted_instance(*instance, into);
  }
  if (const auto* const sequence = value.try_as<detail::list_object>()) {
    vector<object> items;
    for (std::int64_t i = 0; i < sequence->boxed_size(); ++i) {
      items.append(converted(sequence->boxed_get(i), into));
    }
    return object(list<object>(std::move(items)));
  }
  if (const auto* const sequence = value.try_as<detail::tuple_object>()) {
    vector<object> items;
    for (std::int64_t i = 0; i < sequence->boxed_size(); ++i) {
      items.append(converted(sequence->boxed_get(i), into));
    }
    return object(tuple<object>(std::move(items)));
  }
  if (const auto* const mapping = value.try_as<detail::dict_object>()) {
    dict<object, object> result;
    std::int64_t position = 0;
    object key;
    object item;
    while (mapping->boxed_next(position, &key, &item)) {
      result[converted(key, into)] = converted(item, into);
    }
    return object(result);
  }
  return value;
}

}  // namespace

bool is_dataclass(const object& instance) { return as_dataclass(instance) != nullptr; }

object asdict(const object& instance) {
  const auto* const data = as_dataclass(instance);
  if (data == nullptr) {
    raise_type_error("asdict() should be called on dataclass instances");
  }
  return converted_instance(*data, form::dict);
}

object astuple(const object& instance) {
  const auto* const data = as_dataclass(instance);
  if (data == nullptr) {
    raise_type_error("astuple() should be called on dataclass instances");
  }
  return converted_instance(*data, form::tuple);
}

}  // namespace dataclasses
}  // namespace py
