/// Descriptors of C++ classes for dynamic code (`py::class_`), instances with a `__dict__` (`py::Instance`), properties, `super`.
#pragma once

#include <py/dict.hpp>
#include <py/function.hpp>
#include <py/isinstance.hpp>
#include <py/list.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>
#include <py/type.hpp>

#include <memory>
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace py {

template <typename T>
class attribute;

/// What a class attribute does when it is reached through an instance.
class Descriptor : public Object {
 public:
  /// `instance.name`; `instance` is unbound for access through the class.
  virtual object get(const object& instance, const type& owner) = 0;
  /// `instance.name = value`; `value` is unbound for `del`.
  virtual void set(const object& instance, const object& value);
  /// Whether it comes before the instance's own `__dict__`.
  virtual bool is_data() const noexcept { return true; }
  /// Whether it stands for a variable of the class, which assignment through the class sets.
  virtual bool is_class_variable() const noexcept { return false; }
};

/// `property(fget, fset, fdel)`.
class Property final : public Descriptor {
 public:
  Property(object getter, object setter = None, object deleter = None, object documentation = None);
  object get(const object& instance, const type& owner) override;
  void set(const object& instance, const object& value) override;
  const type& py_type() const override { return classes::property(); }
  object py_boxed_findattr(const str& name) override;
  void set_name(str name) { name_ = std::move(name); }

 private:
  object getter_;
  object setter_;
  object deleter_;
  object documentation_;
  str name_;
};

/// `staticmethod(f)`.
class StaticMethod final : public Descriptor {
 public:
  explicit StaticMethod(object function) : function_(std::move(function)) {}
  object get(const object&, const type&) override { return function_; }
  bool is_data() const noexcept override { return false; }
  const type& py_type() const override { return classes::static_method(); }
  object py_boxed_call(const call_arguments& arguments) override { return function_.py_call(arguments); }
  bool py_boxed_callable() const override { return true; }
  object py_boxed_findattr(const str& name) override;

 private:
  object function_;
};

/// `classmethod(f)`.
class ClassMethod final : public Descriptor {
 public:
  explicit ClassMethod(object function) : function_(std::move(function)) {}
  object get(const object& instance, const type& owner) override;
  bool is_data() const noexcept override { return false; }
  const type& py_type() const override { return classes::class_method(); }
  object py_boxed_findattr(const str& name) override;

 private:
  object function_;
};

/// `super(owner, self)`: attributes looked up behind `owner` in the MRO of self's class.
class Super final : public Object {
 public:
  Super(type_ref owner, object self) : owner_(owner), self_(std::move(self)) {}
  const type& py_type() const override { return classes::super_(); }
  str py_repr() const override;
  object py_boxed_findattr(const str& name) override;

 private:
  type_ref owner_;
  object self_;
};

/// `py::super(owner, self)`.
struct super_fn {
  template <typename T>
  object operator()(type_ref owner, const T& self) const {
    return object(make<Super>(owner, detail::boxed(self)));
  }
};
inline constexpr super_fn super{};

/// An instance whose attributes are set at run time: it has a `__dict__`. Base of classes that need one, and the instance type
/// of classes made at run time.
class Instance : public Object {
 public:
  Instance() noexcept;
  /// An instance of a class made at run time.
  explicit Instance(const type& kind) noexcept : class_(&kind) { py_mark_traced(); }

  /// A class derived from Instance overrides this as `return py_class_or(py_class());`.
  const type& py_type() const override;
  const type& py_class_or(const type& declared) const noexcept { return class_ != nullptr ? *class_ : declared; }
  /// `self.__class__ = kind`.
  void py_set_class(const type& kind) noexcept { class_ = &kind; }
  dict<str, object>* py_boxed_dict() override { return &attributes_; }
  dict<str, object>& py_attributes() noexcept { return attributes_; }
  void py_del() override;
  void py_trace(tracer& trace) override { trace(attributes_); }

 private:
  dict<str, object> attributes_;
  const type* class_ = nullptr;
};

namespace detail {
list<str> names_of(const object& value);
object variables_of(const object& value);
}  // namespace detail

struct dir_fn {
  /// `dir(value)`: the sorted names of its attributes.
  template <typename T>
  list<str> operator()(const T& value) const {
    return detail::names_of(detail::boxed(value));
  }
};
inline constexpr dir_fn dir{};

struct vars_fn {
  /// `vars(value)`: its `__dict__` itself. Raises TypeError when it has none.
  template <typename T>
  object operator()(const T& value) const {
    return detail::variables_of(detail::boxed(value));
  }
};
inline constexpr vars_fn vars{};

namespace detail {

/// `instance` as the C++ class that a method or field belongs to. Raises TypeError for another.
[[noreturn]] void raise_wrong_self(const object& instance, const str& class_name, const str& member);

/// Self of a builtin value type or of a class.
template <typename C>
decltype(auto) self_as(const object& instance, const str& class_name, const str& member) {
  if constexpr (std::derived_from<C, Object>) {
    C* const found = instance.is_pointer() ? downcast<C>(instance.pointer()) : nullptr;
    if (found == nullptr) [[unlikely]] {
      raise_wrong_self(instance, class_name, member);
    }
    return (*found);
  } else {
    if (!castable<C>(instance)) [[unlikely]] {
      raise_wrong_self(instance, class_name, member);
    }
    return unbox<C>(instance);
  }
}

/// A member that may have no value (py/unbound.hpp): T is what it holds.
template <typename T>
inline constexpr bool may_be_unset = false;
template <typename T>
inline constexpr bool may_be_unset<attribute<T>> = true;
template <typename T>
struct held_by {
  using type = T;
};
template <typename T>
struct held_by<attribute<T>> {
  using type = T;
};

/// A data member as an attribute.
template <typename C, typename Owner, typename T>
class field_descriptor final : public Descriptor {
 public:
  field_descriptor(str class_name, str name, T Owner::* member) : class_name_(std::move(class_name)), name_(std::move(name)), member_(member) {}
  object get(const object& instance, const type&) override {
    if (instance.is_unbound()) {
      return object(ref<field_descriptor>(this));
    }
    if constexpr (may_be_unset<T>) {
      auto& member = self(instance).*member_;
      return member.is_set() ? box_result(member.value()) : object::unbound();
    } else {
      return box_result(self(instance).*member_);
    }
  }
  void set(const object& instance, const object& value) override {
    if (value.is_unbound()) {
      if constexpr (std::is_same_v<T, object>) {
        self(instance).*member_ = object::unbound();
        return;
      } else if constexpr (may_be_unset<T>) {
        (self(instance).*member_).clear(name_, class_name_);
        return;
      } else {
        raise_type_error("this attribute cannot be deleted");
      }
    }
    if constexpr (std::is_const_v<T>) {
      raise_attribute_error("readonly attribute");
    } else {
      self(instance).*member_ = argument_as<typename held_by<T>::type>(value);
    }
  }

 private:
  C& self(const object& instance) const { return self_as<C>(instance, class_name_, name_); }
  str class_name_;
  str name_;
  T Owner::* member_;
};

object bind_attribute(const object& attribute, const object& instance, const type& owner);
/// What `name` means in the bases behind the class whose attribute of that name is `after`; unbound if they lack it.
object find_behind(const Descriptor& after, const object& instance, const type& owner, const str& name);

/// A static data member or a global as an attribute of the class; while it is unset, the bases are asked.
template <typename T>
class static_descriptor final : public Descriptor {
 public:
  static_descriptor(str name, T* target) : name_(std::move(name)), target_(target) {}
  /// A function that was stored on the class is a method of its instances.
  object get(const object& instance, const type& owner) override {
    if constexpr (may_be_unset<T>) {
      return target_->is_set() ? bind_attribute(box_result(target_->value()), instance, owner) : find_behind(*this, instance, owner, name_);
    } else {
      return bind_attribute(box_result(*target_), instance, owner);
    }
  }
  void set(const object&, const object& value) override {
    if constexpr (std::is_const_v<T>) {
      raise_attribute_error("readonly attribute");
    } else {
      *target_ = argument_as<typename held_by<T>::type>(value);
    }
  }
  bool is_data() const noexcept override { return false; }
  bool is_class_variable() const noexcept override { return true; }

 private:
  str name_;
  T* target_;
};

/// An attribute that instances may have of their own, and have from their class until then. `shared` is the class's, or null.
template <typename C, typename T, typename Owner, typename S>
class layered_descriptor final : public Descriptor {
 public:
  layered_descriptor(str class_name, str name, T (Owner::*getter)() const, void (*setter)(C&, const T&), S* shared)
      : class_name_(std::move(class_name)), name_(std::move(name)), getter_(getter), setter_(setter), shared_(shared) {}
  object get(const object& instance, const type& owner) override {
    if (instance.is_unbound()) {
      return shared_ == nullptr ? object::unbound() : bind_attribute(box_result(*shared_), instance, owner);
    }
    return box_result((self(instance).*getter_)());
  }
  void set(const object& instance, const object& value) override {
    if (value.is_unbound()) {
      raise_type_error("this attribute cannot be deleted");
    }
    if (!instance.is_unbound()) {
      setter_(self(instance), argument_as<T>(value));
    } else if constexpr (std::is_const_v<S>) {
      raise_attribute_error("readonly attribute");
    } else {
      *shared_ = argument_as<T>(value);
    }
  }
  bool is_class_variable() const noexcept override { return true; }

 private:
  C& self(const object& instance) const { return self_as<C>(instance, class_name_, name_); }
  str class_name_;
  str name_;
  T (Owner::*getter_)() const;
  void (*setter_)(C&, const T&);
  S* shared_;
};

template <typename F>
struct method_traits;
/// A function object whose first parameter is self.
template <typename F>
struct closure_traits;
template <typename F>
  requires std::is_class_v<F>
struct method_traits<F> : closure_traits<decltype(&F::operator())> {};
template <typename C, typename R, typename... A>
struct method_traits<R (C::*)(A...)> {
  static constexpr std::size_t arity = sizeof...(A);
  template <typename Self, typename F>
  static object apply(Self&& self, const F& function, std::span<const object> slots) {
    return apply_slots<A...>([&](A... values) -> R { return (self.*function)(std::forward<A>(values)...); }, slots, std::index_sequence_for<A...>{});
  }
};
template <typename C, typename R, typename... A>
struct method_traits<R (C::*)(A...) const> : method_traits<R (C::*)(A...)> {};
template <typename C, typename R, typename... A>
struct method_traits<R (C::*)(A...) noexcept> : method_traits<R (C::*)(A...)> {};
template <typename C, typename R, typename... A>
struct method_traits<R (C::*)(A...) const noexcept> : method_traits<R (C::*)(A...)> {};
/// A free function whose first parameter is self.
template <typename R, typename Self_, typename... A>
struct method_traits<R (*)(Self_, A...)> {
  static constexpr std::size_t arity = sizeof...(A);
  template <typename Self, typename F>
  static object apply(Self&& self, const F& function, std::span<const object> slots) {
    return apply_slots<A...>([&](A... values) -> R { return function(self, std::forward<A>(values)...); }, slots, std::index_sequence_for<A...>{});
  }
};
template <typename R, typename Self_, typename... A>
struct method_traits<R (*)(Self_, A...) noexcept> : method_traits<R (*)(Self_, A...)> {};

template <typename L, typename R, typename... A>
struct closure_traits<R (L::*)(A...) const> : method_traits<R (*)(A...)> {};

/// A lambda without captures as a plain function: fewer types.
template <typename F>
auto plain_function(F function) {
  if constexpr (requires { +function; }) {
    return +function;
  } else {
    return function;
  }
}

/// A member function as a Python function whose first parameter is self.
template <typename C, typename F>
class method_function final : public Function {
 public:
  method_function(str name, signature parameters, str class_name, F function)
      : Function(std::move(name), std::move(parameters)), class_name_(std::move(class_name)), function_(function) {}

 protected:
  object run(std::span<object> slots) override { return method_traits<F>::apply(self_as<C>(slots[0], class_name_, name()), function_, slots.subspan(1)); }

 private:
  str class_name_;
  F function_;
};

/// The part of class_ that does not depend on the class.
class class_builder {
 public:
  /// The class. It lives for ever: what ends after the program's static objects may still refer to it.
  operator const type&() const { return *new type(*this); }  // NOLINT: the conversion is the point

  str name;
  str qualified_name;
  str module = "__main__";
  std::vector<const type*> bases;
  attribute_table attributes;
  const type* metaclass = nullptr;
  constructor_function constructor = nullptr;
  const void* constructor_data = nullptr;
  /// Makes an instance by the default constructor, for classes made at run time that derive from this one.
  object (*allocate)() = nullptr;
  const py::detail::conformance* conformance = nullptr;
  bool has_dict = false;
  bool builtin = false;
  bool dynamic = false;

  void add(const str& attribute, object value) { attributes.set(attribute, std::move(value)); }
};

/// The constructor of a class that C++ code describes: binds arguments, makes the instance.
struct native_constructor {
  signature parameters;
  std::function<object(std::span<object>)> make;
};
object construct_native(const void* data, const type& called, const call_arguments& arguments);

}  // namespace detail

namespace detail {
object new_instance(const type& kind);
}  // namespace detail

/// `object.__new__(kind)`: an instance that no `__init__` has seen.
template <typename C>
ref<C> new_instance(type_ref kind) {
  return cast<ref<C>>(detail::new_instance(*kind));
}

/// Describes a C++ class to dynamic code, as pybind11 does:
///
///   static const py::type& type = py::class_<Point>("Point").init<py::Int>(py::arg("x")).field("x", &Point::x).method("norm", &Point::norm);
///
/// Special methods (`py_len`, `operator+`, …) are found by themselves, as far as their address can be taken. `Bases` are the
/// C++ base classes that have descriptors. For value types and boxed containers, C is what `py::cast` gives for self.
template <typename C, typename... Bases>
class class_ : public detail::class_builder {
 public:
  explicit class_(str class_name) {
    name = class_name;
    qualified_name = std::move(class_name);
    (bases.push_back(&detail::class_for<Bases>()), ...);
    if constexpr (std::derived_from<C, Instance>) {
      has_dict = true;
    }
    if constexpr (std::derived_from<C, Object> && std::is_default_constructible_v<C> && !std::is_abstract_v<C>) {
      allocate = []() -> object {
        if constexpr (detail::exception_class<C>) {
          return object(detail::make_exception<C>());
        } else {
          auto made = ref<C>::adopt(new C());
          if constexpr (detail::is_traced<C>) {
            made->py_mark_traced();
          }
          return object(std::move(made));
        }
      };
    }
    if constexpr (requires { C::py_member_table(); }) {
      attribute("_member_table_", C::py_member_table());
      metaclass = &C::py_metaclass();
    }
    if constexpr (requires { C::py_field_descriptions(); }) {
      attribute("__dataclass_fields__", C::py_field_descriptions());
    }
    add_special_methods();
  }

  /// `__module__`; "__main__" by default. Builtin classes say `builtin()`.
  class_& in_module(str module_name) {
    module = std::move(module_name);
    return *this;
  }
  class_& qualname(str text) {
    qualified_name = std::move(text);
    return *this;
  }
  /// One of Python's builtin classes: no attributes can be set, `repr` shows no module, errors are worded as those of C functions.
  /// Say it before the methods.
  class_& as_builtin() {
    module = "builtins";
    builtin = true;
    return *this;
  }
  /// How instances are made, given all arguments as they are.
  class_& constructor_from(detail::constructor_function function) {
    constructor = function;
    return *this;
  }
  /// How instances are made that `__init__` is still to see.
  class_& allocated_by(object (*function)()) {
    allocate = function;
    return *this;
  }
  class_& documentation(str text) { return attribute("__doc__", std::move(text)); }

  /// Instances are made by the constructor (or `py_init`) that takes A...
  template <typename... A, typename... Parameters>
  class_& init(Parameters&&... parameters) {
    return init_with([](A... arguments) { return make<C>(std::forward<A>(arguments)...); }, std::forward<Parameters>(parameters)...);
  }
  /// Instances are made by a function.
  template <typename F, typename... Parameters>
  class_& init_with(F function, Parameters&&... parameters) {
    auto* const native = new detail::native_constructor{signature(name + ".__init__"), {}};
    native->parameters.add(parameter{"self", parameter_kind::positional_only});
    (native->parameters.add(std::forward<Parameters>(parameters)), ...);
    native->parameters.complete(detail::callable_traits<F>::arity + 1);
    native->make = [function](std::span<object> slots) mutable { return detail::callable_traits<F>::apply(function, slots.subspan(1)); };
    constructor = &detail::construct_native;
    constructor_data = native;
    return *this;
  }

  template <typename Owner, typename T>
    requires(!std::is_function_v<T>)
  class_& field(const str& field_name, T Owner::* member) {
    add(field_name, object(make<detail::field_descriptor<C, Owner, T>>(name, field_name, member)));
    return *this;
  }
  template <typename F, typename... Parameters>
  class_& method(const str& method_name, F function, Parameters&&... parameters) {
    add(method_name, method_object(method_name, detail::plain_function(function), std::forward<Parameters>(parameters)...));
    return *this;
  }
  template <typename Getter>
  class_& property(const str& property_name, Getter getter) {
    return add_property(property_name, method_object(property_name, detail::plain_function(getter)), None);
  }
  template <typename Getter, typename Setter>
  class_& property(const str& property_name, Getter getter, Setter setter) {
    return add_property(property_name, method_object(property_name, detail::plain_function(getter)), method_object(property_name, detail::plain_function(setter)));
  }
  /// A field that an instance may lack: it then has what its class has (`shared`).
  template <typename Owner, typename T, typename S = T>
  class_& layered(const str& field_name, T (Owner::*getter)() const, void (*setter)(C&, const std::type_identity_t<T>&), S* shared = nullptr) {
    add(field_name, object(make<detail::layered_descriptor<C, T, Owner, S>>(name, field_name, getter, setter, shared)));
    return *this;
  }
  template <typename T>
  class_& static_field(const str& field_name, T* target) {
    add(field_name, object(make<detail::static_descriptor<T>>(field_name, target)));
    return *this;
  }
  template <typename F, typename... Parameters>
  class_& static_method(const str& method_name, F function, Parameters&&... parameters) {
    add(method_name, object(make<StaticMethod>(def(method_name, function, std::forward<Parameters>(parameters)...))));
    return *this;
  }
  /// The first parameter is the class (`py::type_ref`).
  template <typename F, typename... Parameters>
  class_& class_method(const str& method_name, F function, Parameters&&... parameters) {
    add(method_name, object(make<ClassMethod>(def(method_name, function, arg("cls"), std::forward<Parameters>(parameters)...))));
    return *this;
  }
  /// Any other attribute of the class: a constant, a nested class.
  class_& attribute(const str& attribute_name, object value) {
    add(attribute_name, std::move(value));
    return *this;
  }

 private:
  template <typename F, typename... Parameters>
  object method_object(const str& method_name, F function, Parameters&&... parameters) {
    signature description(name + "." + method_name);
    description.builtin = builtin;
    description.add(parameter{"self", parameter_kind::positional_only});
    (description.add(std::forward<Parameters>(parameters)), ...);
    description.complete(detail::method_traits<F>::arity + 1);
    return object(make<detail::method_function<C, F>>(method_name, std::move(description), name, function));
  }
  class_& add_property(const str& property_name, object getter, object setter) {
    ref<Property> descriptor = make<Property>(std::move(getter), std::move(setter));
    descriptor->set_name(property_name);
    add(property_name, object(descriptor));
    return *this;
  }
  void add_special_methods();
  void add_operators();
};

namespace detail {

template <typename F>
struct member_traits;
template <typename C, typename R, typename... A>
struct member_traits<R (C::*)(A...)> {
  using owner = C;
  using parameters = std::tuple<A...>;
};
template <typename C, typename R, typename... A>
struct member_traits<R (C::*)(A...) const> : member_traits<R (C::*)(A...)> {};
template <typename C, typename R, typename... A>
struct member_traits<R (C::*)(A...) noexcept> : member_traits<R (C::*)(A...)> {};
template <typename C, typename R, typename... A>
struct member_traits<R (C::*)(A...) const noexcept> : member_traits<R (C::*)(A...)> {};

/// Whether F is a member function that the program's class (not Object) has.
template <typename F>
inline constexpr bool is_own_member = false;  // `__iter__ = None` is no function at all
template <typename F>
  requires requires { typename member_traits<F>::owner; }
inline constexpr bool is_own_member<F> = !std::is_same_v<typename member_traits<F>::owner, Object> && !std::is_same_v<typename member_traits<F>::owner, BaseException>;

template <typename F>
inline constexpr bool is_own_binary = false;
template <typename F>
  requires is_own_member<F>
inline constexpr bool is_own_binary<F> = std::tuple_size_v<typename member_traits<F>::parameters> == 1;

/// Whether `value` can be given to a parameter of type A.
template <typename A>
bool accepts(const object& value) {
  using Value = std::remove_cvref_t<A>;
  if constexpr (std::derived_from<Value, Object>) {
    return castable<ref<Value>>(value);
  } else if constexpr (lent<Value>) {
    return castable<typename lender<Value>::handle>(value);
  } else {
    return castable<Value>(value);
  }
}

/// A binary operator as a special method: NotImplemented for operands of other types.
template <typename C, typename F>
object binary_special(const str& name, const str& class_name, F function) {
  signature description(class_name + "." + name);
  description.add(parameter{"self", parameter_kind::positional_only});
  description.add(parameter{"other", parameter_kind::positional_only});
  return object(make<slots_function>(name, std::move(description), [function, name, class_name](std::span<object> slots) -> object {
    using A = std::tuple_element_t<0, typename member_traits<F>::parameters>;
    if (!accepts<A>(slots[1])) {
      return NotImplemented;
    }
    return method_traits<F>::apply(self_as<C>(slots[0], class_name, name), function, slots.subspan(1));
  }));
}

/// A unary operator or other member without parameters as a special method.
template <typename C, typename F>
object unary_special(const str& name, const str& class_name, F function) {
  signature description(class_name + "." + name);
  description.add(parameter{"self", parameter_kind::positional_only});
  return object(make<slots_function>(name, std::move(description),
                                     [function, name, class_name](std::span<object> slots) -> object { return function(self_as<C>(slots[0], class_name, name)); }));
}

}  // namespace detail

#define PY_BINARY_SPECIAL(member, special_method)                                       \
  if constexpr (requires { &C::member; }) {                                             \
    using Member = decltype(&C::member);                                                \
    if constexpr (detail::is_own_binary<Member>) {                                      \
      add(special_method, detail::binary_special<C>(special_method, name, &C::member)); \
    }                                                                                   \
  }
#define PY_METHOD_SPECIAL(member, special_method)  \
  if constexpr (requires { &C::member; }) {        \
    using Member = decltype(&C::member);           \
    if constexpr (detail::is_own_member<Member>) { \
      method(special_method, &C::member);          \
    }                                              \
  }
#define PY_UNARY_SPECIAL(expression, special_method)                                                                             \
  if constexpr (requires(C& self) { expression; }) {                                                                             \
    add(special_method, detail::unary_special<C>(special_method, name, [](C& self) { return detail::box_result(expression); })); \
  }

template <typename C, typename... Bases>
void class_<C, Bases...>::add_special_methods() {
  if constexpr (std::derived_from<C, Object>) {
    PY_METHOD_SPECIAL(py_init, "__init__")
    PY_METHOD_SPECIAL(py_repr, "__repr__")
    PY_METHOD_SPECIAL(py_str, "__str__")
    PY_METHOD_SPECIAL(py_format, "__format__")
    PY_METHOD_SPECIAL(py_hash, "__hash__")
    PY_METHOD_SPECIAL(py_bool, "__bool__")
    PY_METHOD_SPECIAL(py_len, "__len__")
    PY_METHOD_SPECIAL(py_iter, "__iter__")
    PY_METHOD_SPECIAL(py_next, "__next__")
    PY_METHOD_SPECIAL(py_contains, "__contains__")
    PY_METHOD_SPECIAL(py_getitem, "__getitem__")
    PY_METHOD_SPECIAL(py_setitem, "__setitem__")
    PY_METHOD_SPECIAL(py_delitem, "__delitem__")
    PY_METHOD_SPECIAL(py_call, "__call__")
    PY_METHOD_SPECIAL(py_getattr, "__getattr__")
    PY_METHOD_SPECIAL(py_setattr, "__setattr__")
    PY_METHOD_SPECIAL(py_delattr, "__delattr__")
    PY_METHOD_SPECIAL(py_enter, "__enter__")
    PY_METHOD_SPECIAL(py_exit, "__exit__")
    PY_METHOD_SPECIAL(py_await, "__await__")
    PY_METHOD_SPECIAL(py_aiter, "__aiter__")
    PY_METHOD_SPECIAL(py_anext, "__anext__")
    PY_METHOD_SPECIAL(py_aenter, "__aenter__")
    PY_METHOD_SPECIAL(py_aexit, "__aexit__")
    PY_METHOD_SPECIAL(py_abs, "__abs__")
    PY_METHOD_SPECIAL(py_int, "__int__")
    PY_METHOD_SPECIAL(py_float, "__float__")
    PY_METHOD_SPECIAL(py_index, "__index__")
    PY_METHOD_SPECIAL(py_round, "__round__")
    PY_UNARY_SPECIAL(self.operator-(), "__neg__")
    PY_UNARY_SPECIAL(self.operator+(), "__pos__")
    PY_UNARY_SPECIAL(self.operator~(), "__invert__")
    add_operators();
  }
}

template <typename C, typename... Bases>
void class_<C, Bases...>::add_operators() {
  PY_BINARY_SPECIAL(operator==, "__eq__")
  PY_BINARY_SPECIAL(operator<, "__lt__")
  PY_BINARY_SPECIAL(operator<=, "__le__")
  PY_BINARY_SPECIAL(operator>, "__gt__")
  PY_BINARY_SPECIAL(operator>=, "__ge__")
  PY_BINARY_SPECIAL(py_ne, "__ne__")
  PY_BINARY_SPECIAL(operator+, "__add__")
  PY_BINARY_SPECIAL(operator-, "__sub__")
  PY_BINARY_SPECIAL(operator*, "__mul__")
  PY_BINARY_SPECIAL(operator/, "__truediv__")
  PY_BINARY_SPECIAL(operator%, "__mod__")
  PY_BINARY_SPECIAL(operator&, "__and__")
  PY_BINARY_SPECIAL(operator|, "__or__")
  PY_BINARY_SPECIAL(operator^, "__xor__")
  PY_BINARY_SPECIAL(operator<<, "__lshift__")
  PY_BINARY_SPECIAL(operator>>, "__rshift__")
  PY_BINARY_SPECIAL(py_floordiv, "__floordiv__")
  PY_BINARY_SPECIAL(py_pow, "__pow__")
  PY_BINARY_SPECIAL(py_divmod, "__divmod__")
  PY_BINARY_SPECIAL(py_matmul, "__matmul__")
#define PY_REFLECTED_AND_INPLACE(stem)            \
  PY_BINARY_SPECIAL(py_r##stem, "__r" #stem "__") \
  PY_BINARY_SPECIAL(py_i##stem, "__i" #stem "__")
  PY_REFLECTED_AND_INPLACE(add)
  PY_REFLECTED_AND_INPLACE(sub)
  PY_REFLECTED_AND_INPLACE(mul)
  PY_REFLECTED_AND_INPLACE(truediv)
  PY_REFLECTED_AND_INPLACE(floordiv)
  PY_REFLECTED_AND_INPLACE(mod)
  PY_REFLECTED_AND_INPLACE(pow)
  PY_REFLECTED_AND_INPLACE(matmul)
  PY_REFLECTED_AND_INPLACE(lshift)
  PY_REFLECTED_AND_INPLACE(rshift)
  PY_REFLECTED_AND_INPLACE(and)
  PY_REFLECTED_AND_INPLACE(or)
  PY_REFLECTED_AND_INPLACE(xor)
#undef PY_REFLECTED_AND_INPLACE
}
#undef PY_BINARY_SPECIAL
#undef PY_METHOD_SPECIAL
#undef PY_UNARY_SPECIAL

}  // namespace py
