#include <py/new_class.hpp>

namespace py {

object new_class(const str& name, const tuple<object>& bases, const dict<str, object>& attributes, const object& metaclass) {
  object kind = metaclass.is_none() ? object::from_pointer(&type::py_class()) : metaclass;
  const auto* chosen = kind.try_as<type>();
  for (const object& base : bases) {
    const type& of_base = base.py_type();
    if (chosen != nullptr && base.try_as<type>() != nullptr && of_base.is_subclass_of(*chosen)) {
      chosen = &of_base;
      kind = object::from_pointer(chosen);
    }
  }
  return kind(name, bases, attributes);
}

}  // namespace py
