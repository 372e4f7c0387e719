/// What the compiled parts of dynamic behaviour share.
#pragma once

#include <py/boxed.hpp>
#include <py/class.hpp>
#include <py/dict.hpp>
#include <py/exceptions.hpp>
#include <py/function.hpp>
#include <py/isinstance.hpp>
#include <py/list.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>
#include <py/tuple.hpp>
#include <py/type.hpp>

#include <array>
#include <complex>

namespace py::detail {

/// A boxed complex number.
class complex_object final : public Object {
 public:
  explicit complex_object(std::complex<double> number) noexcept : value(number) {}
  const type& py_type() const override { return classes::complex_(); }
  str py_repr() const override { return complex_repr(value); }
  str py_format(const str& spec) const override { return format_complex(value, spec); }
  std::int64_t py_hash() const override { return hash_complex(value); }
  bool py_boxed_bool() override { return value != std::complex<double>(); }
  object py_boxed_compare(comparison op, const object& other) override;
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override;
  object py_boxed_unary(unary_op op) override;

  std::complex<double> value;
};

/// The value as an int object when it is one or has `__index__`, else an unbound object.
object index_of(const object& value);

/// Calls what a class has as special method with `self` before the arguments.
object call_with_self(const object& method, const object& self, std::span<const object> arguments);
object call_with_self(const object& method, const object& self, const call_arguments& arguments);

/// A class attribute as seen through an instance (`instance` unbound: through the class).
object bind_attribute(const object& attribute, const object& instance, const type& owner);

/// The attribute of an instance by the ordinary rules, or an unbound object; no `__getattr__`.
object find_generic(const object& instance, const type& kind, const str& name, dict<str, object>* attributes);

/// Sets (deletes, when `value` is unbound) through a data descriptor of the class; false when `found` is none.
bool set_descriptor(const object& self, const object& found, const object& value);
/// `instance.name = value` by the ordinary rules: what `object.__setattr__` does.
void set_generic(Object* instance, const str& name, const object& value);

/// What the data members of a C++ class hold, those of its bases first.
dict<str, object> member_values(const object& value);

/// The special methods that builtin classes have without a table ("__len__" of a list), for one value or through the class.
object find_value_special(const object& value, const type& kind, const str& name);
object find_class_special(const type& kind, const str& name);
/// Where `found`, what the class of `value` has, is a method of `object`: that operation as this value does it, bound to it; else an unbound object.
object find_inherited_special(const object& value, const object& found, const str& name);

/// Makes `instance` one of a class made at run time. Raises TypeError when its C++ class cannot be.
void set_dynamic_class(const object& instance, const type& kind);
/// `type.__new__(metaclass, name, bases, attributes)`.
type_ref make_class_of(const type& metaclass, const str& name, std::span<const object> bases, std::span<const attribute_table::entry> attributes, const str& module = "__main__");
/// `metaclass(name, bases, attributes)`, where the metaclass has no `__new__` of its own.
object make_type(const type& metaclass, const call_arguments& arguments);
/// What `object.__new__(kind)` gives.
object new_instance(const type& kind);

[[noreturn]] void raise_no_attribute(const object& owner, const str& name);

/// The sign of an operator as error messages show it: "+", "** or pow()".
const char* operator_text(binary_op op) noexcept;
const char* operator_text(comparison op) noexcept;
special special_of(binary_op op) noexcept;
special reflected_special_of(binary_op op) noexcept;
special inplace_special_of(binary_op op) noexcept;
special special_of(comparison op) noexcept;
comparison mirrored(comparison op) noexcept;

inline str message_part(const str& part) { return part; }
inline str message_part(const Int& part) { return part.py_str(); }
inline str message_part(const char* part) { return str::from_utf8(part); }

/// Concatenation for messages.
template <typename... Parts>
str message(const Parts&... parts) {
  str::builder text;
  (text.append(message_part(parts)), ...);
  return text.finish();
}

/// The sorted names of `dir(value)`.
list<object> directory(const object& value);
/// "<module.Class object at 0x…>".
str plain_repr(const Object* instance);

/// Flushes stdout, then writes to stderr.
void write_stderr(const str& text);

/// "1 positional argument", "2 positional arguments".
str counted(std::size_t count, const char* noun);

}  // namespace py::detail
