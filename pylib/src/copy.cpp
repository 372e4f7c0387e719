// copy: dynamic values.
#include <py/builtin_functions.hpp>
#include <py/class.hpp>
#include <py/copy.hpp>
#include <py/deque.hpp>

namespace py::copy {

const type& Error::py_class() {
  static const type& type = *new py::type(py::class_<Error, Exception>("Error").in_module("copy"));
  return type;
}
const type& Error::py_type() const { return py_class(); }

namespace detail {

namespace {

using py::detail::deque_object;
using py::detail::dict_object;
using py::detail::list_object;
using py::detail::set_object;
using py::detail::tuple_object;

/// How an element travels into the copy.
template <typename Element>
object copy_container(Object& original, memo* seen, Element element) {
  const auto remember = [&](Object& made) {
    if (seen != nullptr) {
      seen->add(&original, object::from_pointer(&original), object::from_pointer(&made));
    }
  };
  if (auto* const list = dynamic_cast<list_object*>(&original)) {
    const ref<list_object> made = list->boxed_empty();
    remember(*made);
    for (std::int64_t i = 0; i < list->boxed_size(); ++i) {
      made->boxed_insert(i, element(list->boxed_get(i)));
    }
    return object(made);
  }
  if (auto* const dict = dynamic_cast<dict_object*>(&original)) {
    const ref<dict_object> made = dict->boxed_empty();
    remember(*made);
    object key;
    object value;
    for (std::int64_t position = 0; dict->boxed_next(position, &key, &value);) {
      made->boxed_store(element(key), element(value));
    }
    return object(made);
  }
  if (auto* const deque = dynamic_cast<deque_object*>(&original)) {
    const ref<deque_object> made = deque->boxed_empty();
    remember(*made);
    for (std::int64_t i = 0; i < deque->boxed_size(); ++i) {
      made->boxed_push(element(deque->boxed_get(i)), false);
    }
    return object(made);
  }
  return object::unbound();
}

/// An instance that has only a `__dict__`, or whose class makes it from nothing.
object copy_instance(const object& value, memo* seen) {
  Instance* const original = value.try_as<Instance>();
  if (original == nullptr || typeid(*original) != typeid(Instance)) {
    throw Error(str("un(deep)copyable object of type ") + value.py_type().py_repr());
  }
  const ref<Instance> made = make<Instance>(original->py_type());
  if (seen != nullptr) {
    seen->add(original, value, object(made));
  }
  const ordered_map<str, object> attributes = original->py_attributes().borrow();
  for (const auto& [name, attribute] : attributes.items()) {
    made->py_attributes().set_item(name, seen == nullptr ? attribute : deepcopy_object(attribute, *seen));
  }
  return object(made);
}

bool is_atomic(const object& value) {
  if (!value.is_pointer()) {
    return true;
  }
  Object* const pointer = value.pointer();
  return dynamic_cast<Function*>(pointer) != nullptr || dynamic_cast<type*>(pointer) != nullptr || dynamic_cast<BoundMethod*>(pointer) != nullptr || is_not_implemented(value) ||
         boxing<ellipsis_t>::check(value);
}

}  // namespace

object copy_object(const object& value) {
  if (is_atomic(value)) {
    return value;
  }
  if (const object method = py::detail::find_attribute(value, "__copy__"); !method.is_unbound()) {
    return method();
  }
  if (dynamic_cast<tuple_object*>(value.pointer()) != nullptr) {
    return value;
  }
  if (auto* const set = dynamic_cast<set_object*>(value.pointer())) {
    return set->boxed_frozen() ? value : object(set->boxed_copy(false));
  }
  object made = copy_container(*value.pointer(), nullptr, [](const object& element) { return element; });
  return made.is_unbound() ? copy_instance(value, nullptr) : made;
}

object deepcopy_object(const object& value, memo& seen) {
  if (is_atomic(value)) {
    return value;
  }
  if (const object* const known = seen.find(value.pointer())) {
    return *known;
  }
  const auto deep_element = [&seen](const object& element) { return deepcopy_object(element, seen); };
  if (const object method = py::detail::find_attribute(value, "__deepcopy__"); !method.is_unbound()) {
    object made = method(dict<Int, object>());
    seen.add(value.pointer(), value, made);
    return made;
  }
  if (auto* const tuple = dynamic_cast<tuple_object*>(value.pointer())) {
    vector<object> items;
    bool changed = false;
    for (std::int64_t i = 0; i < tuple->boxed_size(); ++i) {
      const object item = tuple->boxed_get(i);
      items.append(deep_element(item));
      changed |= !object::same(item, items[i]);
    }
    return changed ? object(py::tuple<object>(std::move(items))) : value;
  }
  if (auto* const set = dynamic_cast<set_object*>(value.pointer())) {
    const ref<set_object> made = set->boxed_copy(set->boxed_frozen());
    if (set->boxed_frozen()) {
      return object(made);
    }
    made->boxed_clear();
    object element;
    for (std::int64_t position = 0; set->boxed_next(position, &element);) {
      made->boxed_add(deep_element(element));
    }
    return object(made);
  }
  object made = copy_container(*value.pointer(), &seen, deep_element);
  return made.is_unbound() ? copy_instance(value, &seen) : made;
}

}  // namespace detail
}  // namespace py::copy
