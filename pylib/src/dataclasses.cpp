#include <py/boxed.hpp>
#include <py/class.hpp>
#include <py/copy.hpp>
#include <py/dataclasses.hpp>
#include <py/dict.hpp>
#include <py/list.hpp>
#include <py/namedtuple.hpp>
#include <py/tuple.hpp>

#include <functional>
#include <utility>
#include <vector>

namespace py {

namespace detail {

void raise_unordered(const char* op, const Object& left, const Object& right) {
  raise_type_error(str("'") + str::from_utf8(op) + str("' not supported between instances of '") + left.py_type().name() + str("' and '") + right.py_type().name() + str("'"));
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

const detail::dataclass_instance* as_dataclass(const object& value) { return value.is_pointer() ? dynamic_cast<const detail::dataclass_instance*>(value.pointer()) : nullptr; }

/// What makes the results of `asdict` and `astuple` from names and values.
using maker = std::function<object(std::vector<std::pair<str, object>>)>;

/// Data classes are converted where they stand, in lists, tuples and dicts too; other containers are copied, other objects shared.
object converted(const object& value, const maker& make) {
  if (const auto* const instance = as_dataclass(value)) {
    std::vector<std::pair<str, object>> fields = instance->py_field_values();
    for (auto& [name, item] : fields) {
      item = converted(item, make);
    }
    return make(std::move(fields));
  }
  if (const auto* const sequence = value.try_as<detail::list_object>()) {
    vector<object> items;
    for (std::int64_t i = 0; i < sequence->boxed_size(); ++i) {
      items.append(converted(sequence->boxed_get(i), make));
    }
    return object(list<object>(std::move(items)));
  }
  if (const auto* const sequence = value.try_as<detail::tuple_object>()) {
    vector<object> items;
    for (std::int64_t i = 0; i < sequence->boxed_size(); ++i) {
      items.append(converted(sequence->boxed_get(i), make));
    }
    const auto* const named = value.try_as<detail::named_tuple_object>();
    return named != nullptr ? named->boxed_remake(std::move(items)) : object(tuple<object>(std::move(items)));
  }
  if (const auto* const mapping = value.try_as<detail::dict_object>()) {
    dict<object, object> result;
    std::int64_t position = 0;
    object key;
    object item;
    while (mapping->boxed_next(position, &key, &item)) {
      result[converted(key, make)] = converted(item, make);
    }
    return object(result);
  }
  const bool is_container = value.try_as<detail::set_object>() != nullptr || value.try_as<detail::deque_object>() != nullptr;
  return is_container ? copy::copy(value) : value;
}

object converted_instance(const object& instance, const maker& make, const char* function) {
  if (as_dataclass(instance) == nullptr) {
    raise_type_error(str::from_utf8(function) + str("() should be called on dataclass instances"));
  }
  return converted(instance, make);
}

object make_dict(const std::vector<std::pair<str, object>>& fields) {
  dict<str, object> result;
  for (const auto& [name, value] : fields) {
    result[name] = value;
  }
  return object(result);
}

vector<object> values_of(const std::vector<std::pair<str, object>>& fields) {
  vector<object> items;
  for (const auto& [name, value] : fields) {
    items.append(value);
  }
  return items;
}

object make_tuple(const std::vector<std::pair<str, object>>& fields) { return object(tuple<object>(values_of(fields))); }

}  // namespace

// --- fields ---

class Field::description : public Object {
 public:
  description(str name, bool in_repr, bool in_compare) : name_(std::move(name)), in_repr_(in_repr), in_compare_(in_compare) {}
  const type& py_type() const override { return Field::py_class(); }
  static const type& py_class() { return Field::py_class(); }
  str py_repr() const override { return str("Field(name=") + name_.py_repr() + str(",repr=") + py::repr(in_repr_) + str(",compare=") + py::repr(in_compare_) + str(")"); }

  str name_;
  bool in_repr_;
  bool in_compare_;
};

Field::Field(str name, bool in_repr, bool in_compare) : handle_(make<description>(std::move(name), in_repr, in_compare)) {}

const type& Field::py_class() {
  static const type& type = *new py::type(py::class_<description>("Field")
                                              .in_module("dataclasses")
                                              .field("name", &description::name_)
                                              .field("repr", &description::in_repr_)
                                              .field("compare", &description::in_compare_));
  return type;
}

const str& Field::name() const noexcept { return static_cast<const description&>(*handle_).name_; }
bool Field::repr() const noexcept { return static_cast<const description&>(*handle_).in_repr_; }
bool Field::compare() const noexcept { return static_cast<const description&>(*handle_).in_compare_; }
object Field::py_box() const { return object(handle_); }
bool Field::py_check(const object& value) { return value.try_as<description>() != nullptr; }
Field Field::py_unbox(const object& value) {
  Field result;
  result.handle_ = ref<Object>(value.pointer());
  return result;
}

bool is_dataclass(const object& value) { return !detail::find_attribute(value, "__dataclass_fields__").is_unbound() || as_dataclass(value) != nullptr; }

tuple<Field> fields(const object& value) {
  const object table = detail::find_attribute(value, "__dataclass_fields__");
  if (table.is_unbound()) {
    raise_type_error("must be called with a dataclass type or instance");
  }
  vector<Field> result;
  for (const auto& [name, field] : cast<dict<str, object>>(table).items()) {
    result.append(cast<Field>(field));
  }
  return result;
}

dict<str, object> asdict(const object& instance) { return cast<dict<str, object>>(converted_instance(instance, make_dict, "asdict")); }

tuple<object> astuple(const object& instance) { return cast<tuple<object>>(converted_instance(instance, make_tuple, "astuple")); }

object asdict(const object& instance, const object& factory) {
  return converted_instance(
      instance,
      [&](const std::vector<std::pair<str, object>>& fields) {
        vector<object> pairs;
        for (const auto& [name, value] : fields) {
          pairs.append(object(std::tuple(name, value)));
        }
        return factory(list<object>(std::move(pairs)));
      },
      "asdict");
}

object astuple(const object& instance, const object& factory) {
  return converted_instance(instance, [&](const std::vector<std::pair<str, object>>& fields) { return factory(list<object>(values_of(fields))); }, "astuple");
}

}  // namespace dataclasses
}  // namespace py
