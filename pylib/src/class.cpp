#include "derived_containers.hpp"

#include <algorithm>

namespace py {

// --- descriptors ---

void Descriptor::set(const object& instance, const object&) { raise_attribute_error(detail::message("'", instance.py_type().name(), "' object attribute is read-only")); }

Property::Property(object getter, object setter, object deleter, object documentation)
    : getter_(std::move(getter)), setter_(std::move(setter)), deleter_(std::move(deleter)), documentation_(std::move(documentation)) {
  if (auto* const function = getter_.try_as<Function>()) {
    name_ = function->name();
  }
}

object Property::get(const object& instance, const type&) {
  if (instance.is_unbound()) {
    return object::from_pointer(this);
  }
  if (getter_.is_none()) {
    raise_attribute_error(detail::message("property '", name_, "' of '", instance.py_type().name(), "' object has no getter"));
  }
  return detail::call_with_self(getter_, instance, std::span<const object>());
}

void Property::set(const object& instance, const object& value) {
  const bool deleting = value.is_unbound();
  const object& accessor = deleting ? deleter_ : setter_;
  if (accessor.is_none()) {
    raise_attribute_error(detail::message("property '", name_, "' of '", instance.py_type().name(), "' object has no ", deleting ? "deleter" : "setter"));
  }
  if (deleting) {
    accessor(instance);
  } else {
    accessor(instance, value);
  }
}

object Property::py_boxed_findattr(const str& name) {
  const ref<Property> self(this);
  if (name == "fget") {
    return getter_;
  }
  if (name == "fset") {
    return setter_;
  }
  if (name == "fdel") {
    return deleter_;
  }
  if (name == "__doc__") {
    return documentation_.is_none() && !getter_.is_none() ? detail::find_attribute(getter_, "__doc__") : documentation_;
  }
  if (name == "getter" || name == "setter" || name == "deleter") {
    const int which = name == "getter" ? 0 : name == "setter" ? 1 : 2;
    return def(name, [self, which](const object& function) {
      ref<Property> changed =
          make<Property>(which == 0 ? function : self->getter_, which == 1 ? function : self->setter_, which == 2 ? function : self->deleter_, self->documentation_);
      changed->set_name(self->name_);
      return object(changed);
    });
  }
  return Object::py_boxed_findattr(name);
}

object StaticMethod::py_boxed_findattr(const str& name) { return name == "__func__" || name == "__wrapped__" ? function_ : detail::find_attribute(function_, name); }
object ClassMethod::py_boxed_findattr(const str& name) { return name == "__func__" || name == "__wrapped__" ? function_ : detail::find_attribute(function_, name); }

object ClassMethod::get(const object& instance, const type& owner) {
  const object kind = instance.is_unbound() || instance.try_as<type>() != nullptr ? object::from_pointer(&owner) : object::from_pointer(&instance.py_type());
  return object(make<BoundMethod>(kind, function_));
}

// --- super ---

str Super::py_repr() const { return detail::message("<super: ", owner_.py_repr(), ", <", self_.py_type().name(), " object>>"); }

object Super::py_boxed_findattr(const str& name) {
  const auto* const as_class = self_.try_as<type>();
  const bool through_class = as_class != nullptr && as_class->is_subclass_of(*owner_);
  const type& start = through_class ? *as_class : self_.py_type();
  const auto mro = start.mro();
  auto position = std::find(mro.begin(), mro.end(), &*owner_);
  if (position == mro.end()) {
    raise_type_error("super(type, obj): obj must be an instance or subtype of type");
  }
  for (++position; position != mro.end(); ++position) {
    if (const object* const own = (*position)->own_attribute(name)) {
      const object kept = *own;
      return detail::bind_attribute(kept, through_class && kept.try_as<ClassMethod>() == nullptr ? object::unbound() : self_, start);
    }
    if (detail::derived_in(self_) != nullptr) {
      if (const object method = detail::find_class_special(**position, name); !method.is_unbound()) {
        return object(make<BoundMethod>(self_, method));
      }
    }
  }
  return object::unbound();
}

// --- instances of classes made at run time ---

Instance::Instance() noexcept = default;

const type& Instance::py_type() const { return class_ != nullptr ? *class_ : Object::py_type(); }

void Instance::py_del() {
  if (class_ == nullptr) {
    return;
  }
  const object method = class_->lookup("__del__");
  if (!method.is_unbound()) {
    detail::call_with_self(method, object::from_pointer(this), std::span<const object>());
  }
}

namespace detail {

object construct_native(const void* data, const type& called, const call_arguments& arguments) {
  const auto& native = *static_cast<const native_constructor*>(data);
  const object self = None;
  std::vector<object> slots(native.parameters.parameters.size());
  native.parameters.bind(&self, arguments, slots);
  object instance = native.make(slots);
  if (called.is_dynamic()) {
    set_dynamic_class(instance, called);
  }
  return instance;
}

void set_dynamic_class(const object& instance, const type& kind) {
  if (auto* const plain = instance.try_as<Instance>()) {
    plain->py_set_class(kind);
    if (!kind.lookup("__del__").is_unbound()) {
      plain->py_mark_finalizable();
    }
  } else if (auto* const exception = instance.try_as<BaseException>()) {
    exception->py_set_class(kind);
  } else if (auto* const container = derived_in(instance)) {
    container->boxed_set_class(kind);
  } else {
    raise_type_error(message("type '", instance.py_type().name(), "' is not an acceptable base type"));
  }
}

namespace {

/// The nearest class of the MRO that C++ code describes.
const type& native_base(const type& kind) {
  for (const type* const candidate : kind.mro()) {
    if (!candidate->is_dynamic() && candidate != &classes::object_()) {
      return *candidate;
    }
  }
  return classes::object_();
}

/// The class of the MRO that defines `name`, or null.
const type* definer(const type& kind, const str& name) {
  for (const type* const candidate : kind.mro()) {
    if (candidate->own_attribute(name) != nullptr) {
      return candidate;
    }
  }
  return nullptr;
}

object bare_instance(const type& kind, const type& base) {
  if (&base == &classes::object_()) {
    ref<Instance> instance = ref<Instance>::adopt(new Instance(kind));
    if (!kind.lookup("__del__").is_unbound()) {
      instance->py_mark_finalizable();
    }
    return object(std::move(instance));
  }
  object instance = base.allocate();
  set_dynamic_class(instance, kind);
  return instance;
}

void initialise(const type& kind, const object& instance, const call_arguments& arguments) {
  const object method = kind.lookup("__init__");
  const object result = call_with_self(method, instance, arguments);
  if (!result.is_none()) {
    raise_type_error(message("__init__() should return None, not '", result.py_type().name(), "'"));
  }
}

}  // namespace

/// Instances of classes made at run time.
object construct_dynamic(const void*, const type& called, const call_arguments& arguments) {
  const type* const maker = definer(called, "__new__");
  const type* const initialiser = definer(called, "__init__");
  const bool own_init = initialiser != nullptr && initialiser != &classes::object_();
  object instance;
  if (maker != nullptr && maker->is_dynamic()) {
    std::vector<object> positional{object::from_pointer(&called)};
    positional.insert(positional.end(), arguments.positional.begin(), arguments.positional.end());
    object function = *maker->own_attribute("__new__");
    function = bind_attribute(function, object::unbound(), called);
    instance = function.py_call({positional, arguments.keywords});
    if (!instance.py_type().is_subclass_of(called)) {
      return instance;
    }
  } else {
    const type& base = native_base(called);
    if (&base == &type::py_class()) {
      instance = make_type(called, arguments);  // the class is a metaclass
      if (own_init && initialiser->is_dynamic()) {
        initialise(called, instance, arguments);
      }
      return instance;
    }
    if (!own_init && &base == &classes::object_() && !(arguments.positional.empty() && arguments.keywords.empty())) {
      raise_type_error(message(called.name(), "() takes no arguments"));
    }
    if (!(own_init && (initialiser->is_dynamic() || base.is_subclass_of(*initialiser))) && &base != &classes::object_()) {
      instance = base.construct(arguments);
      set_dynamic_class(instance, called);
      return instance;
    }
    instance = bare_instance(called, base);
    if (auto* const exception = instance.try_as<BaseException>()) {
      exception->set_arguments({arguments.positional.begin(), arguments.positional.end()});
    }
  }
  if (own_init) {
    initialise(called, instance, arguments);
  }
  return instance;
}

object new_instance(const type& kind) { return kind.is_dynamic() ? bare_instance(kind, native_base(kind)) : kind.allocate(); }

namespace {

const type& checked_base(const object& base) {
  const auto* const kind = base.try_as<type>();
  if (kind == nullptr) {
    raise_type_error("bases must be types");
  }
  if (kind == &classes::bool_() || kind == &classes::none() || kind == &classes::not_implemented() || kind == &classes::ellipsis() || kind == &classes::function()) {
    raise_type_error(message("type '", kind->full_name(), "' is not an acceptable base type"));
  }
  return *kind;
}

void tell_attributes(const type& kind) {
  // a copy: `__set_name__` may change the class
  const std::vector<attribute_table::entry> entries = kind.own_attributes().entries();
  for (const auto& entry : entries) {
    if (!entry.value.is_pointer()) {
      continue;
    }
    if (auto* const property = entry.value.try_as<Property>()) {
      property->set_name(entry.name);
    }
    const object method = entry.value.py_type().lookup("__set_name__");
    if (!method.is_unbound()) {
      call_with_self(method, entry.value, std::array<object, 2>{object::from_pointer(&kind), object(entry.name)});
    }
  }
}

}  // namespace
}  // namespace detail

type_ref make_class(const str& name, std::span<const object> bases, std::span<const detail::attribute_table::entry> attributes, const str& module) {
  return detail::make_class_of(type::py_class(), name, bases, attributes, module);
}

type_ref detail::make_class_of(const type& metaclass, const str& name, std::span<const object> bases, std::span<const detail::attribute_table::entry> attributes,
                               const str& module) {
  detail::class_builder builder;
  if (&metaclass != &type::py_class()) {
    builder.metaclass = &metaclass;
  }
  builder.name = name;
  builder.qualified_name = name;
  builder.module = module;
  for (const object& base : bases) {
    builder.bases.push_back(&detail::checked_base(base));
  }
  for (const auto& entry : attributes) {
    if (entry.name == "__qualname__") {
      builder.qualified_name = cast<str>(entry.value);
    } else if (entry.name == "__module__") {
      builder.module = cast<str>(entry.value);
    } else {
      builder.attributes.set(entry.name, entry.value);
    }
  }
  // `__init_subclass__` and `__class_getitem__` are class methods without saying so; `__new__` is a static method
  for (const str& implicit : {str("__init_subclass__"), str("__class_getitem__")}) {
    if (object* const function = builder.attributes.find(implicit); function != nullptr && function->try_as<Function>() != nullptr) {
      *function = object(make<ClassMethod>(*function));
    }
  }
  if (object* const function = builder.attributes.find("__eq__"); function != nullptr && builder.attributes.find("__hash__") == nullptr) {
    builder.attributes.set("__hash__", None);
  }
  builder.constructor = &detail::construct_dynamic;
  builder.has_dict = true;
  builder.dynamic = true;
  const type* const kind = new type(builder);  // lives for ever
  detail::tell_attributes(*kind);
  const object hook = object(make<Super>(*kind, object::from_pointer(kind))).pointer()->py_boxed_findattr("__init_subclass__");
  if (!hook.is_unbound()) {
    hook();
  }
  return *kind;
}

}  // namespace py
