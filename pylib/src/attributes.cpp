#include "derived_containers.hpp"

#include <py/dataclasses.hpp>

namespace py {
namespace detail {

void raise_no_attribute(const object& owner, const str& name) {
  const str text = owner.try_as<type>() != nullptr ? message("type object '", owner.try_as<type>()->name(), "' has no attribute '", name, "'")
                                                   : message("'", owner.py_type().name(), "' object has no attribute '", name, "'");
  AttributeError error(text);
  error.name = name;
  error.obj = owner;
  throw error;
}

void raise_none_attribute(const char* name) {
  if (name == nullptr) {
    raise_attribute_error("'NoneType' object has no such attribute");
  }
  raise_no_attribute(None, str::from_utf8(name));
}

void raise_wrong_self(const object& instance, const str& class_name, const str& member) {
  raise_type_error(message("descriptor '", member, "' for '", class_name, "' objects doesn't apply to a '", instance.py_type().name(), "' object"));
}

object bind_attribute(const object& attribute, const object& instance, const type& owner) {
  if (!attribute.is_pointer()) {
    return attribute;
  }
  Object* const target = attribute.pointer();
  if (dynamic_cast<Function*>(target) != nullptr) {
    return instance.is_unbound() ? attribute : object(make<BoundMethod>(instance, attribute));
  }
  if (auto* const descriptor = dynamic_cast<Descriptor*>(target)) {
    const object alive = attribute;
    return descriptor->get(instance, owner);
  }
  if (dynamic_cast<function_base*>(target) != nullptr) {
    return instance.is_unbound() ? attribute : object(make<BoundMethod>(instance, attribute));
  }
  if (const object* const method = target->py_type().lookup_special(special::get)) {
    const std::array<object, 2> arguments{instance.is_unbound() ? object(None) : instance, object::from_pointer(&owner)};
    return call_with_self(*method, attribute, arguments);
  }
  return attribute;
}

namespace {

/// Whether the class attribute comes before the instance's `__dict__`.
bool is_data_descriptor(const object& attribute) {
  if (!attribute.is_pointer()) {
    return false;
  }
  Object* const target = attribute.pointer();
  if (auto* const descriptor = dynamic_cast<Descriptor*>(target)) {
    return descriptor->is_data();
  }
  return target->py_type().lookup_special(special::set) != nullptr || target->py_type().lookup_special(special::delete_) != nullptr;
}

/// `__class__`, `__dict__` and their like, which no table holds.
object find_universal(const object& instance, const type& kind, const str& name, dict<str, object>* attributes) {
  if (name == "__class__") {
    return object::from_pointer(&kind);
  }
  if (name == "__dict__" && attributes != nullptr) {
    return object(*attributes);
  }
  if (name == "__dict__" && instance.is_pointer() && dynamic_cast<dataclass_instance*>(instance.pointer()) != nullptr) {
    return object(member_values(instance));
  }
  if (name == "__doc__") {
    return None;
  }
  if (name == "__module__" && instance.is_pointer()) {
    return kind.module();
  }
  for (const type* const base : kind.mro()) {  // of `class Registry(dict)` and of a named tuple, the container's
    if (const object method = base->is_builtin() ? find_value_special(instance, *base, name) : object::unbound(); !method.is_unbound()) {
      return method;
    }
  }
  return object::unbound();
}

}  // namespace

object find_behind(const Descriptor& after, const object& instance, const type& owner, const str& name) {
  bool behind = false;
  for (const type* const kind : owner.mro()) {
    const object* const own = kind->own_attributes().find(name);
    if (own != nullptr && behind) {
      return bind_attribute(*own, instance, owner);
    }
    behind = behind || (own != nullptr && own->try_as<Descriptor>() == &after);
  }
  return object::unbound();
}

object find_generic(const object& instance, const type& kind, const str& name, dict<str, object>* attributes) {
  const object found = kind.lookup(name);
  if (!found.is_unbound() && is_data_descriptor(found)) {
    return bind_attribute(found, instance, kind);
  }
  if (attributes != nullptr) {
    if (const object* const own = attributes->find(name)) {
      return *own;
    }
  }
  if (found.is_unbound()) {
    return find_universal(instance, kind, name, attributes);
  }
  const object inherited = find_inherited_special(instance, found, name);
  return inherited.is_unbound() ? bind_attribute(found, instance, kind) : inherited;
}

object get_attribute(const object& owner, const str& name) {
  if (owner.is_pointer()) {
    const object alive = owner;
    return owner.pointer()->py_boxed_getattr(name);
  }
  object found = find_generic(owner, owner.py_type(), name, nullptr);
  if (found.is_unbound()) {
    raise_no_attribute(owner, name);
  }
  return found;
}

object find_attribute(const object& owner, const str& name) {
  if (!owner.is_pointer()) {
    return find_generic(owner, owner.py_type(), name, nullptr);
  }
  const object alive = owner;
  try {
    return owner.pointer()->py_boxed_findattr(name);
  } catch (const AttributeError&) {
    return object::unbound();
  }
}

void set_attribute(const object& owner, const str& name, const object& value) {
  if (owner.is_pointer()) {
    const object alive = owner;
    owner.pointer()->py_boxed_setattr(name, value);
    return;
  }
  if (owner.py_type().lookup(name).is_unbound()) {
    raise_no_attribute(owner, name);
  }
  raise_attribute_error(message("'", owner.py_type().name(), "' object attribute '", name, "' is read-only"));
}

void delete_attribute(const object& owner, const str& name) {
  if (!owner.is_pointer()) {
    set_attribute(owner, name, None);
    return;
  }
  const object alive = owner;
  owner.pointer()->py_boxed_delattr(name);
}

object call_method(const object& owner, const str& name, const call_arguments& arguments) {
  // the common case, a function of the class that nothing of the instance hides, needs no bound method
  const type& kind = owner.py_type();
  if (owner.try_as<type>() == nullptr && owner.try_as<Super>() == nullptr && kind.lookup_special(special::getattribute) == nullptr) {
    const object found = kind.lookup(name);
    if (auto* const function = found.try_as<Function>(); function != nullptr && find_inherited_special(owner, found, name).is_unbound()) {
      dict<str, object>* const attributes = owner.is_pointer() ? owner.pointer()->py_boxed_dict() : nullptr;
      if (attributes == nullptr || attributes->find(name) == nullptr) {
        const object alive = owner;
        return function->call(&alive, arguments);
      }
    }
  }
  return get_attribute(owner, name).py_call(arguments);
}

}  // namespace detail

object Object::py_boxed_findattr(const str& name) {
  const type& kind = py_type();
  const object self = object::from_pointer(this);
  const object* const reader = kind.lookup_special(detail::special::getattribute);
  const object* const fallback = kind.lookup_special(detail::special::getattr);
  object found = object::unbound();
  if (fallback == nullptr) {
    found = reader == nullptr ? detail::find_generic(self, kind, name, py_boxed_dict()) : detail::call_with_self(*reader, self, std::array<object, 1>{name});
    return found;
  }
  try {
    found = reader == nullptr ? detail::find_generic(self, kind, name, py_boxed_dict()) : detail::call_with_self(*reader, self, std::array<object, 1>{name});
  } catch (const AttributeError&) {
    // then `__getattr__` is asked
  }
  return found.is_unbound() ? detail::call_with_self(*fallback, self, std::array<object, 1>{name}) : found;
}

object Object::py_boxed_getattr(const str& name) {
  object found = py_boxed_findattr(name);
  if (found.is_unbound()) {
    detail::raise_no_attribute(object::from_pointer(this), name);
  }
  return found;
}

namespace detail {

bool set_descriptor(const object& self, const object& found, const object& value) {
  if (!found.is_pointer()) {
    return false;
  }
  if (auto* const descriptor = found.try_as<Descriptor>()) {
    if (!descriptor->is_data()) {
      return false;
    }
    descriptor->set(self, value);
    return true;
  }
  const type& descriptor_class = found.py_type();
  const object* const setter = descriptor_class.lookup_special(value.is_unbound() ? special::delete_ : special::set);
  if (setter == nullptr) {
    return false;
  }
  if (value.is_unbound()) {
    call_with_self(*setter, found, std::array<object, 1>{self});
  } else {
    call_with_self(*setter, found, std::array<object, 2>{self, value});
  }
  return true;
}

void set_generic(Object* instance, const str& name, const object& value) {
  const type& kind = instance->py_type();
  const object self = object::from_pointer(instance);
  const object found = kind.lookup(name);
  if (set_descriptor(self, found, value)) {
    return;
  }
  dict<str, object>* const attributes = instance->py_boxed_dict();
  if (attributes == nullptr) {
    if (found.is_unbound()) {
      raise_no_attribute(self, name);
    }
    raise_attribute_error(message("'", kind.name(), "' object attribute '", name, "' is read-only"));
  }
  if (!value.is_unbound()) {
    attributes->set_item(name, value);
  } else if (attributes->find(name) != nullptr) {
    attributes->del_item(name);
  } else {
    raise_attribute_error(message("'", kind.name(), "' object has no attribute '", name, "'"));
  }
}

}  // namespace detail

void Object::py_boxed_setattr(const str& name, const object& value) {
  if (name == "__class__") {
    if (auto* const instance = dynamic_cast<Instance*>(this)) {
      if (const type* const kind = value.try_as<type>()) {
        instance->py_set_class(*kind);
        return;
      }
    }
    raise_type_error("__class__ assignment only supported for instances with a __dict__");
  }
  if (name == "__dict__" && py_boxed_dict() != nullptr) {
    if (!detail::castable<dict<str, object>>(value)) {
      raise_type_error(detail::message("__dict__ must be set to a dictionary, not a '", value.py_type().name(), "'"));
    }
    *py_boxed_dict() = cast<dict<str, object>>(value);
    return;
  }
  const object* const writer = py_type().lookup_special(detail::special::setattr);
  if (writer != nullptr) {
    detail::call_with_self(*writer, object::from_pointer(this), std::array<object, 2>{name, value});
    return;
  }
  detail::set_generic(this, name, value);
}

void Object::py_boxed_delattr(const str& name) {
  const object* const writer = py_type().lookup_special(detail::special::delattr);
  if (writer != nullptr) {
    detail::call_with_self(*writer, object::from_pointer(this), std::array<object, 1>{name});
    return;
  }
  detail::set_generic(this, name, object::unbound());
}

}  // namespace py
