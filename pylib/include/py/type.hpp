/// Classes as objects: py::type, py::type_ref, `type(x)`, `issubclass`.
#pragma once

#include <py/object.hpp>
#include <py/ref.hpp>

#include <complex>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace py {

namespace detail {

class class_builder;

/// Names with values, in the order in which they were first set.
class attribute_table {
 public:
  struct entry {
    str name;
    object value;
  };
  object* find(const str& name) noexcept;
  const object* find(const str& name) const noexcept { return const_cast<attribute_table*>(this)->find(name); }
  void set(const str& name, object value);
  /// False when there is no such name.
  bool erase(const str& name);
  const std::vector<entry>& entries() const noexcept { return entries_; }
  void clear() noexcept;

 private:
  std::int32_t position_of(const str& name) const noexcept;
  void index_entries();

  std::vector<entry> entries_;
  std::vector<std::int32_t> index_;  ///< open addressing, used past a handful of entries
};

/// How a class makes instances: gets the class that was called (a subclass, perhaps).
using constructor_function = object (*)(const void* data, const type& called, const call_arguments& arguments);

/// What makes classes count as derived from an abstract one, besides what Python registers: a test that may look at the value itself (null
/// in `issubclass`), or, without one, methods.
struct conformance {
  std::vector<str> methods;
  bool (*test)(const type& kind, const object* value);
};
/// Does the class, or this value of it, count as derived from `base`? False for every base without such a rule.
bool conforms(const type& base, const type& kind, const object* value);

/// The special methods whose absence or presence is remembered per class.
enum class special : std::uint8_t {
  repr,
  str_,
  format,
  hash,
  bool_,
  len,
  iter,
  next,
  contains,
  getitem,
  setitem,
  delitem,
  call,
  getattr,
  getattribute,
  setattr,
  delattr,
  lt,
  le,
  eq,
  ne,
  gt,
  ge,
  neg,
  pos,
  invert,
  abs,
  index,
  int_,
  float_,
  complex_,
  round_,
  enter,
  exit,
  missing,
  get,
  set,
  delete_,
  add,
  sub,
  mul,
  truediv,
  floordiv,
  mod,
  divmod,
  pow,
  lshift,
  rshift,
  and_,
  or_,
  xor_,
  matmul,
  radd,
  rsub,
  rmul,
  rtruediv,
  rfloordiv,
  rmod,
  rdivmod,
  rpow,
  rlshift,
  rrshift,
  rand_,
  ror_,
  rxor_,
  rmatmul,
  iadd,
  isub,
  imul,
  itruediv,
  ifloordiv,
  imod,
  idivmod,
  ipow,
  ilshift,
  irshift,
  iand_,
  ior_,
  ixor_,
  imatmul,
  count,
};
/// "__add__" and so on.
const str& special_name(special which) noexcept;

}  // namespace detail

/// A Python class. Those of C++ classes are made by `py::class_`, others at run time; all live for ever.
/// A class is `const` everywhere: its attributes can be set all the same, as in Python.
class type : public Object {
 public:
  /// Takes a finished description over.
  explicit type(const detail::class_builder& builder);
  type(const type&) = delete;
  type& operator=(const type&) = delete;
  ~type() override;

  /// `__name__`, `__qualname__`, `__module__`.
  const str& name() const noexcept { return name_; }
  const str& qualified_name() const noexcept { return qualified_name_; }
  const str& module() const noexcept { return module_; }
  /// The name as error messages and repr show it: with the module unless that is builtins.
  str full_name() const;
  std::span<const type* const> bases() const noexcept { return bases_; }
  /// Method resolution order; begins with this class.
  std::span<const type* const> mro() const noexcept { return mro_; }
  std::vector<const type*> subclasses() const { return subclasses_; }
  bool is_subclass_of(const type& other) const noexcept;
  /// Whether instances have a `__dict__`.
  bool has_instance_dict() const noexcept { return has_dict_; }
  /// Whether it is one of Python's builtin classes, whose attributes cannot be set.
  bool is_builtin() const noexcept { return builtin_; }

  /// The attribute as found along the MRO, without binding it; unbound when there is none. Cached.
  object lookup(const str& name) const;
  /// The special method, or null. Constant after the first time.
  const object* lookup_special(detail::special which) const;
  /// The attribute in this class's own `__dict__`, or null.
  const object* own_attribute(const str& name) const noexcept { return attributes_.find(name); }
  const detail::attribute_table& own_attributes() const noexcept { return attributes_; }
  void set_own_attribute(const str& name, const object& value) const;
  void delete_own_attribute(const str& name) const;

  /// The rule by which other classes count as derived from this one; null for nearly all classes.
  const detail::conformance* conformance() const noexcept { return conformance_; }

  /// Whether the class was made at run time.
  bool is_dynamic() const noexcept { return dynamic_; }
  /// An instance by the C++ class's default constructor. Raises TypeError when there is none.
  object allocate() const;

  /// Calls the class: makes an instance.
  object construct(const call_arguments& arguments) const;
  template <typename... Arguments>
  object operator()(Arguments&&... arguments) const {
    return object::from_pointer(this)(std::forward<Arguments>(arguments)...);
  }

  static const type& py_class();
  const type& py_type() const override { return metaclass_ != nullptr ? *metaclass_ : py_class(); }
  str py_repr() const override;
  std::int64_t py_hash() const override;
  object py_boxed_call(const call_arguments& arguments) override;
  object py_boxed_findattr(const str& name) override;
  object py_boxed_getattr(const str& name) override;
  void py_boxed_setattr(const str& name, const object& value) override;
  void py_boxed_delattr(const str& name) override;
  object py_boxed_compare(comparison op, const object& other) override;
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override;
  object py_boxed_getitem(const object& key) override;
  object py_boxed_iter() override;
  bool py_boxed_bool() override { return true; }

 private:
  friend class detail::class_builder;
  friend struct detail::object_access;
  void compute_mro();
  void forget_lookups() const noexcept;

  str name_;
  str qualified_name_;
  str module_;
  std::vector<const type*> bases_;
  std::vector<const type*> mro_;
  mutable std::vector<const type*> subclasses_;
  mutable detail::attribute_table attributes_;
  const type* metaclass_ = nullptr;
  detail::constructor_function constructor_ = nullptr;
  const void* constructor_data_ = nullptr;
  object (*allocate_)() = nullptr;
  mutable std::vector<object> specials_;  ///< by `special`; filled on first use, emptied when a class of the MRO changes
  const detail::conformance* conformance_ = nullptr;
  bool has_dict_ = false;
  bool builtin_ = false;
  bool dynamic_ = false;
};

/// A class as a value of the program: copied freely, compared by identity, callable.
class type_ref {
 public:
  type_ref() noexcept;
  type_ref(const type& target) noexcept : target_(&target) {}

  const type& operator*() const noexcept { return *target_; }
  const type* operator->() const noexcept { return target_; }
  template <typename... Arguments>
  object operator()(Arguments&&... arguments) const {
    return (*target_)(std::forward<Arguments>(arguments)...);
  }
  friend bool operator==(type_ref a, type_ref b) noexcept { return a.target_ == b.target_; }

  attribute_proxy attr(str name) const { return object(*this).attr(std::move(name)); }
  const void* py_identity() const noexcept { return target_; }
  str py_repr() const { return target_->py_repr(); }
  std::int64_t py_hash() const { return target_->py_hash(); }
  object py_box() const { return object::from_pointer(target_); }
  static bool py_check(const object& value) { return value.try_as<type>() != nullptr; }
  static type_ref py_unbox(const object& value) { return *value.try_as<type>(); }

 private:
  const type* target_;
};

template <>
struct boxing<type> {
  static object box(const type& value) { return object::from_pointer(&value); }
};

/// The builtin classes of values that live inside objects.
namespace classes {
const type& object_();
const type& none();
const type& not_implemented();
const type& ellipsis();
const type& bool_();
const type& int_();
const type& float_();
const type& complex_();
const type& str_();
const type& function();
const type& builtin_function();
const type& method();
const type& property();
const type& static_method();
const type& class_method();
const type& super_();
const type& tuple_();
}  // namespace classes

namespace detail {

/// A class by its builtin name ("list"): for containers, which register theirs when they are first met.
template <typename T>
const type& class_for() {
  if constexpr (is_ref<T> || is_maybe<T>) {
    return class_for<typename T::element_type>();
  } else if constexpr (requires { T::py_class(); }) {
    return T::py_class();
  } else if constexpr (std::is_same_v<T, none_t>) {
    return classes::none();
  } else if constexpr (std::is_same_v<T, bool>) {
    return classes::bool_();
  } else if constexpr (native_integer<T> || std::is_same_v<T, Int>) {
    return classes::int_();
  } else if constexpr (std::is_floating_point_v<T>) {
    return classes::float_();
  } else if constexpr (std::is_same_v<T, std::complex<double>>) {
    return classes::complex_();
  } else if constexpr (std::is_same_v<T, str>) {
    return classes::str_();
  } else if constexpr (std::is_same_v<T, object> || std::is_same_v<T, Object>) {
    return classes::object_();
  } else if constexpr (is_std_tuple<T>) {
    return classes::tuple_();
  } else {
    static_assert(std::is_void_v<T>, "the type has no descriptor: give it py_class()");
  }
}

}  // namespace detail

/// The class object of a C++ type: `py::class_of<py::Int>()` is Python's `int`.
template <typename T>
type_ref class_of() {
  return detail::class_for<std::remove_cvref_t<T>>();
}

struct type_of_fn {
  /// `type(x)`.
  template <typename T>
  type_ref operator()(const T& value) const {
    if constexpr (is_ref<T>) {
      return value->py_type();
    } else if constexpr (is_maybe<T>) {
      return value.is_none() ? classes::none() : value->py_type();
    } else if constexpr (std::derived_from<T, Object>) {
      return value.py_type();
    } else if constexpr (requires { T::py_class(); }) {
      return T::py_class();
    } else {
      return object(value).py_type();
    }
  }
};
inline constexpr type_of_fn type_of{};

namespace detail {
const type& only_named(const str& name);
}  // namespace detail

/// The description of a class of which nothing but the name is asked: `type(x).__name__`.
///
///   const py::type& py_type() const override { return py::type_named<Point>("Point"); }
template <typename C>
const type& type_named(const str& name) {
  static const type& description = detail::only_named(name);
  return description;
}

/// `type(name, bases, namespace)`: a class made at run time. Raises TypeError for bases that cannot be combined.
type_ref make_class(const str& name, std::span<const object> bases, std::span<const detail::attribute_table::entry> attributes, const str& module = "__main__");

}  // namespace py
