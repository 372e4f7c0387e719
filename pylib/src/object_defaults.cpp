// What instances do when their C++ class says nothing: they ask their Python class.
#include "dynamic.hpp"

#include <py/hash.hpp>
#include <py/number.hpp>

#include <cxxabi.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <typeindex>

namespace py {
namespace detail {

str counted(std::size_t count, const char* noun) {
  str::builder text;
  text.append(Int(static_cast<std::uint64_t>(count)).py_str());
  text.append_char(' ');
  text.append_utf8(noun);
  if (count != 1) {
    text.append_char('s');
  }
  return text.finish();
}

namespace {

[[noreturn]] void raise_about(const char* before, const object& value, const char* after) {
  raise_type_error(message(str::from_utf8(before), value.py_type().name(), str::from_utf8(after)));
}

}  // namespace

void raise_unhashable(const object& value) { raise_about("unhashable type: '", value, "'"); }
void raise_no_len(const object& value) { raise_about("object of type '", value, "' has no len()"); }
void raise_not_iterable(const object& value) { raise_about("'", value, "' object is not iterable"); }
void raise_not_subscriptable(const object& value) { raise_about("'", value, "' object is not subscriptable"); }
void raise_not_callable(const object& value) { raise_about("'", value, "' object is not callable"); }
void raise_not_container(const object& value) { raise_about("argument of type '", value, "' is not iterable"); }
void raise_no_item_assignment(const object& value) { raise_about("'", value, "' object does not support item assignment"); }
void raise_no_item_deletion(const object& value) { raise_about("'", value, "' object doesn't support item deletion"); }
void raise_not_iterator(const object& value) { raise_about("'", value, "' object is not an iterator"); }
void raise_unsupported_format(const object& value) { raise_about("unsupported format string passed to ", value, ".__format__"); }

bool handling_stop_iteration() noexcept { return dynamic_cast<StopIteration*>(handled_exception()) != nullptr; }

object call_with_self(const object& method, const object& self, const call_arguments& arguments) {
  if (auto* const function = method.try_as<Function>()) {
    return function->call(&self, arguments);
  }
  return bind_attribute(method, self, self.py_type()).py_call(arguments);
}

object call_with_self(const object& method, const object& self, std::span<const object> arguments) { return call_with_self(method, self, call_arguments{arguments, {}}); }

namespace {

std::map<std::type_index, const char*>& class_names() {
  static auto& names = *new std::map<std::type_index, const char*>();
  return names;
}

}  // namespace

void set_class_name(const std::type_info& info, const char* name) { class_names()[info] = name; }

str cpp_type_name(const std::type_info& info) {
  if (const auto given = class_names().find(info); given != class_names().end()) {
    return str::from_utf8(given->second);
  }
  if (info == typeid(Object)) {
    return "object";
  }
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> text(abi::__cxa_demangle(info.name(), nullptr, nullptr, &status), std::free);
  std::string_view name = status == 0 ? text.get() : info.name();
  name = name.substr(0, name.find('<'));
  const std::size_t scope = name.rfind(':');
  return str::from_utf8(scope == std::string_view::npos ? name : name.substr(scope + 1));
}

/// The class that stands for a C++ class without a descriptor.
const type& made_up_class(const std::type_info& info, const type& base) {
  // found by the address first: one class has one std::type_info, as a rule
  struct recent_class {
    const std::type_info* info;
    const type* kind;
  };
  static recent_class recent[64] = {};
  recent_class& slot = recent[reinterpret_cast<std::uintptr_t>(&info) / sizeof(void*) % std::size(recent)];
  if (slot.info == &info) {
    return *slot.kind;
  }
  static auto& known = *new std::map<std::type_index, const type*>();
  const type*& found = known[info];
  if (found == nullptr) {
    class_builder builder;
    builder.name = cpp_type_name(info);
    builder.qualified_name = builder.name;
    builder.bases.push_back(&base);
    found = new type(builder);
  }
  slot = {&info, found};
  return *found;
}

const type& most_derived_class(const Object& instance, const std::type_info& base_info, const type& base) {
  const std::type_info& actual = typeid(instance);
  return actual == base_info ? base : made_up_class(actual, base);
}

namespace {

object self_of(const Object* instance) { return object::from_pointer(instance); }

/// Calls the special method if the class has it; else an unbound object.
template <typename... Arguments>
object ask(const Object* instance, special which, const Arguments&... arguments) {
  const object* const method = instance->py_type().lookup_special(which);
  if (method == nullptr) {
    return object::unbound();
  }
  const object kept = *method;
  const std::array<object, sizeof...(Arguments)> list{arguments...};
  return call_with_self(kept, self_of(instance), list);
}

str text_result(const object& result, const char* method) {
  if (!result.is_str()) {
    raise_type_error(message(str::from_utf8(method), " returned non-string (type ", result.py_type().name(), ")"));
  }
  return result.as_str();
}

}  // namespace

str plain_repr(const Object* instance) {
  char address[32];
  const int size = std::snprintf(address, sizeof(address), "%p", static_cast<const void*>(instance));
  return message("<", instance->py_type().full_name(), " object at ", str::from_utf8({address, static_cast<std::size_t>(size)}), ">");
}
}  // namespace detail

using detail::ask;
using detail::special;

const type& Object::py_type() const { return detail::made_up_class(typeid(*this), classes::object_()); }

object Object::py_boxed_self() { return object::from_pointer(this); }

str Object::py_repr() const {
  const object result = ask(this, special::repr);
  return result.is_unbound() ? detail::plain_repr(this) : detail::text_result(result, "__repr__");
}

str Object::py_str() const {
  const object result = ask(this, special::str_);
  return result.is_unbound() ? py_repr() : detail::text_result(result, "__str__");
}

str Object::py_format(const str& spec) const {
  const object result = ask(this, special::format, object(spec));
  if (!result.is_unbound()) {
    return detail::text_result(result, "__format__");
  }
  if (!spec.empty()) {
    detail::raise_unsupported_format(object::from_pointer(this));
  }
  return py_str();
}

std::int64_t Object::py_hash() const {
  const type& kind = py_type();
  if (const object* const method = kind.lookup_special(special::hash)) {
    if (method->is_none()) {
      detail::raise_unhashable(object::from_pointer(this));
    }
    const object result = detail::call_with_self(*method, object::from_pointer(this), std::span<const object>());
    if (!result.is_int() && !result.is_bool()) {
      raise_type_error("__hash__ method should return an integer");
    }
    const Int value = detail::unbox_int(result);
    if (!value.fits_int64()) {
      return value.py_hash();
    }
    return value.to_int64() == -1 ? -2 : value.to_int64();
  }
  if (kind.lookup_special(special::eq) != nullptr) {
    detail::raise_unhashable(object::from_pointer(this));
  }
  return detail::hash_pointer(this);
}

bool Object::py_boxed_bool() {
  const object result = ask(this, special::bool_);
  if (!result.is_unbound()) {
    if (!result.is_bool()) {
      raise_type_error(detail::message("__bool__ should return bool, returned ", result.py_type().name()));
    }
    return result.as_bool();
  }
  return py_type().lookup_special(special::len) == nullptr || py_boxed_len() != 0;
}

std::int64_t Object::py_boxed_len() {
  const object result = ask(this, special::len);
  if (result.is_unbound()) {
    detail::raise_no_len(object::from_pointer(this));
  }
  const object length = detail::index_of(result);
  if (length.is_unbound()) {
    raise_type_error(detail::message("'", result.py_type().name(), "' object cannot be interpreted as an integer"));
  }
  if (length.as_int().is_negative()) {
    raise_value_error("__len__() should return >= 0");
  }
  if (!length.as_int().fits_int64()) {
    raise_overflow_error("cannot fit 'int' into an index-sized integer");
  }
  return length.as_int().to_int64();
}

namespace detail {
namespace {

/// Iterates with `__getitem__(0)`, `(1)`, … until IndexError.
class sequence_iterator final : public iterator_object {
 public:
  explicit sequence_iterator(object sequence) : sequence_(std::move(sequence)) {}
  object py_boxed_next() override {
    if (sequence_.is_none()) {
      return object::unbound();
    }
    try {
      return sequence_.py_getitem(index_++);
    } catch (const IndexError&) {
    } catch (const StopIteration&) {
    }
    sequence_ = None;
    return object::unbound();
  }

 private:
  object sequence_;
  std::int64_t index_ = 0;
};

bool is_iterator(const object& value) {
  return value.is_pointer() &&
         (value.try_as<iterator_object>() != nullptr || value.py_type().lookup_special(special::next) != nullptr || !find_attribute(value, "__next__").is_unbound());
}

}  // namespace
}  // namespace detail

object Object::py_boxed_iter() {
  const object result = ask(this, special::iter);
  if (!result.is_unbound()) {
    if (!detail::is_iterator(result)) {
      raise_type_error(detail::message("iter() returned non-iterator of type '", result.py_type().name(), "'"));
    }
    return result;
  }
  if (py_type().lookup_special(special::getitem) != nullptr) {
    return object(make<detail::sequence_iterator>(object::from_pointer(this)));
  }
  detail::raise_not_iterable(object::from_pointer(this));
}

object Object::py_boxed_next() {
  if (py_type().lookup_special(special::next) == nullptr) {
    detail::raise_not_iterator(object::from_pointer(this));
  }
  try {
    return ask(this, special::next);
  } catch (const StopIteration&) {
    return object::unbound();
  }
}

bool Object::py_boxed_contains(const object& element) {
  const object result = ask(this, special::contains, element);
  if (!result.is_unbound()) {
    return result.py_bool();
  }
  const type& kind = py_type();
  if (kind.lookup_special(special::iter) == nullptr && kind.lookup_special(special::getitem) == nullptr) {
    detail::raise_not_container(object::from_pointer(this));
  }
  for (const object& item : object::from_pointer(this)) {
    if (object::same_or_equal(item, element)) {
      return true;
    }
  }
  return false;
}

object Object::py_boxed_getitem(const object& key) {
  object result = ask(this, special::getitem, key);
  if (result.is_unbound()) {
    detail::raise_not_subscriptable(object::from_pointer(this));
  }
  return result;
}

void Object::py_boxed_setitem(const object& key, const object& value) {
  if (ask(this, special::setitem, key, value).is_unbound()) {
    detail::raise_no_item_assignment(object::from_pointer(this));
  }
}

void Object::py_boxed_delitem(const object& key) {
  if (ask(this, special::delitem, key).is_unbound()) {
    detail::raise_no_item_deletion(object::from_pointer(this));
  }
}

object Object::py_boxed_call(const call_arguments& arguments) {
  const object* const method = py_type().lookup_special(special::call);
  if (method == nullptr) {
    detail::raise_not_callable(object::from_pointer(this));
  }
  const object kept = *method;
  return detail::call_with_self(kept, object::from_pointer(this), arguments);
}

object Object::py_boxed_compare(comparison op, const object& other) {
  object result = ask(this, detail::special_of(op), other);
  if (!result.is_unbound() && !is_not_implemented(result)) {
    return result;
  }
  if (op == comparison::equal) {
    return other.is_pointer() && other.pointer() == this ? object(true) : object(NotImplemented);
  }
  if (op == comparison::not_equal) {
    // the inverse of `__eq__`, unless that declines
    const object equal = py_boxed_compare(comparison::equal, other);
    return is_not_implemented(equal) ? equal : object(!equal.py_bool());
  }
  return NotImplemented;
}

object Object::py_boxed_binary(binary_op op, const object& other, bool reflected) {
  object result = ask(this, reflected ? detail::reflected_special_of(op) : detail::special_of(op), other);
  return result.is_unbound() ? object(NotImplemented) : result;
}

object Object::py_boxed_inplace(binary_op op, const object& other) {
  object result = ask(this, detail::inplace_special_of(op), other);
  return result.is_unbound() ? object(NotImplemented) : result;
}

object Object::py_boxed_unary(unary_op op) {
  static constexpr special methods[] = {special::neg, special::pos, special::invert, special::abs};
  object result = ask(this, methods[static_cast<int>(op)]);
  return result.is_unbound() ? object(NotImplemented) : result;
}

}  // namespace py
