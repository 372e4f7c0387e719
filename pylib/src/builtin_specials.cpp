// Special methods of builtin values, asked for by name: `hasattr(x, "__len__")`, `xs.__contains__(y)`, `int.__add__`.
#include "derived_containers.hpp"

#include <py/arithmetic.hpp>

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace py::detail {
namespace {

/// What kinds of builtin classes have in common.
enum trait : unsigned {
  sized = 1,
  iterable = 2,
  indexable = 4,
  assignable = 8,
  integral = 16,
  numeric = 32,
  real_number = 64,
  concatenable = 128,
  ordered = 256,
  iterating = 512,
  callable_value = 1024,
  hashable = 2048,
  set_like = 4096,
  context = 8192,
};

unsigned traits_of(std::string_view name) {
  static const std::unordered_map<std::string_view, unsigned> known = {
      {"str", sized | iterable | indexable | concatenable | ordered | hashable},
      {"bytes", sized | iterable | indexable | concatenable | ordered | hashable},
      {"bytearray", sized | iterable | indexable | assignable | concatenable | ordered},
      {"list", sized | iterable | indexable | assignable | concatenable | ordered},
      {"tuple", sized | iterable | indexable | concatenable | ordered | hashable},
      {"dict", sized | iterable | indexable | assignable},
      {"set", sized | iterable | set_like | ordered},
      {"frozenset", sized | iterable | set_like | ordered | hashable},
      {"range", sized | iterable | indexable | hashable},
      {"dict_keys", sized | iterable | set_like | ordered},
      {"dict_items", sized | iterable | set_like | ordered},
      {"dict_values", sized | iterable},
      {"int", numeric | integral | real_number | ordered | hashable},
      {"bool", numeric | integral | real_number | ordered | hashable},
      {"float", numeric | real_number | ordered | hashable},
      {"complex", numeric | hashable},
      {"NoneType", hashable},
      {"function", callable_value | hashable},
      {"builtin_function_or_method", callable_value | hashable},
      {"method", callable_value | hashable},
      {"type", callable_value | hashable},
      {"generator", iterable | iterating | hashable},
  };
  if (const auto found = known.find(name); found != known.end()) {
    return found->second;
  }
  const bool is_iterator = name.size() > 8 && name.substr(name.size() - 8) == "iterator";
  return is_iterator || name == "zip" || name == "map" || name == "filter" || name == "enumerate" || name == "reversed" ? iterable | iterating | hashable : 0u;
}

using operation = object (*)(std::span<const object> values);

struct special_entry {
  unsigned needs;  ///< any of these traits
  std::size_t arity;
  operation run;
};

template <binary_op op>
object binary_operation(std::span<const object> v) {
  return object::binary(op, v[0], v[1]);
}
template <binary_op op>
object reflected_operation(std::span<const object> v) {
  return object::binary(op, v[1], v[0]);
}
template <comparison op>
object compare_operation(std::span<const object> v) {
  return object::compare(op, v[0], v[1]);
}
template <unary_op op>
object unary_operation(std::span<const object> v) {
  return object::unary(op, v[0]);
}

#define PY_BINARY_ENTRY(stem, op, traits)                                                           \
  {"__" stem "__", {traits, 2, &binary_operation<binary_op::op>}}, {                                \
    "__r" stem "__", { (traits) & ~unsigned{concatenable}, 2, &reflected_operation<binary_op::op> } \
  }

const special_entry* find_entry(const str& name) {
  static const std::unordered_map<std::string_view, special_entry> table = {
      {"__len__", {sized, 1, [](std::span<const object> v) { return object(v[0].py_len()); }}},
      {"__contains__", {sized, 2, [](std::span<const object> v) { return object(v[0].py_contains(v[1])); }}},
      {"__iter__", {iterable, 1, [](std::span<const object> v) { return v[0].py_iter(); }}},
      {"__next__", {iterating, 1, [](std::span<const object> v) { return object(next(v[0])); }}},
      {"__getitem__", {indexable, 2, [](std::span<const object> v) { return v[0].py_getitem(v[1]); }}},
      {"__setitem__",
       {assignable, 3,
        [](std::span<const object> v) {
          v[0].py_setitem(v[1], v[2]);
          return object(None);
        }}},
      {"__delitem__",
       {assignable, 2,
        [](std::span<const object> v) {
          v[0].py_delitem(v[1]);
          return object(None);
        }}},
      {"__hash__", {hashable, 1, [](std::span<const object> v) { return object(v[0].py_hash()); }}},
      {"__bool__", {numeric, 1, [](std::span<const object> v) { return object(v[0].py_bool()); }}},
      {"__int__", {real_number, 1, [](std::span<const object> v) { return object(dynamic_int(v[0])); }}},
      {"__index__", {integral, 1, [](std::span<const object> v) { return index_of(v[0]); }}},
      {"__float__", {real_number, 1, [](std::span<const object> v) { return object(dynamic_float(v[0])); }}},
      {"__round__", {real_number, 1, [](std::span<const object> v) { return dynamic_round(v[0]); }}},
      {"__abs__", {numeric, 1, &unary_operation<unary_op::absolute>}},
      {"__neg__", {numeric, 1, &unary_operation<unary_op::negative>}},
      {"__pos__", {numeric, 1, &unary_operation<unary_op::positive>}},
      {"__invert__", {integral, 1, &unary_operation<unary_op::invert>}},
      {"__lt__", {ordered, 2, &compare_operation<comparison::less>}},
      {"__le__", {ordered, 2, &compare_operation<comparison::less_equal>}},
      {"__gt__", {ordered, 2, &compare_operation<comparison::greater>}},
      {"__ge__", {ordered, 2, &compare_operation<comparison::greater_equal>}},
      PY_BINARY_ENTRY("add", add, numeric | concatenable),
      PY_BINARY_ENTRY("sub", subtract, numeric | set_like),
      PY_BINARY_ENTRY("mul", multiply, numeric | concatenable),
      PY_BINARY_ENTRY("truediv", true_divide, numeric),
      PY_BINARY_ENTRY("floordiv", floor_divide, real_number),
      PY_BINARY_ENTRY("mod", modulo, real_number),
      PY_BINARY_ENTRY("divmod", divmod, real_number),
      PY_BINARY_ENTRY("pow", power, numeric),
      PY_BINARY_ENTRY("and", bit_and, integral | set_like),
      PY_BINARY_ENTRY("or", bit_or, integral | set_like),
      PY_BINARY_ENTRY("xor", bit_xor, integral | set_like),
      PY_BINARY_ENTRY("lshift", left_shift, integral),
      PY_BINARY_ENTRY("rshift", right_shift, integral),
  };
  const auto found = table.find(name.view());
  return found == table.end() ? nullptr : &found->second;
}
#undef PY_BINARY_ENTRY

/// What every object has, whatever its class.
const special_entry* find_common(const str& name) {
  static const std::unordered_map<std::string_view, special_entry> table = {
      {"__repr__", {0, 1, [](std::span<const object> v) { return object(v[0].py_repr()); }}},
      {"__str__", {0, 1, [](std::span<const object> v) { return object(v[0].py_str()); }}},
      {"__format__", {0, 2, [](std::span<const object> v) { return object(v[0].py_format(cast<str>(v[1]))); }}},
      {"__eq__", {0, 2, &compare_operation<comparison::equal>}},
      {"__ne__", {0, 2, &compare_operation<comparison::not_equal>}},
      {"__dir__", {0, 1, [](std::span<const object> v) { return object(directory(v[0])); }}},
  };
  const auto found = table.find(name.view());
  return found == table.end() ? nullptr : &found->second;
}

/// `dict.__getitem__(x, key)` of an instance of a class of the program is the container's own, not what that class makes of it.
class container_meant {
 public:
  explicit container_meant(const object& value) : instance_(derived_in(value)) {
    if (instance_ != nullptr) {
      instance_->boxed_mean_container();
    }
  }
  container_meant(const container_meant&) = delete;
  container_meant& operator=(const container_meant&) = delete;
  ~container_meant() {
    if (instance_ != nullptr) {
      instance_->boxed_mean_instance();
    }
  }

 private:
  derived_container* instance_;
};

object make_special(const special_entry& entry, const str& name, const type& kind) {
  signature description(message(kind.name(), ".", name));
  description.builtin = true;
  description.add(parameter{"self", parameter_kind::positional_only});
  description.complete(entry.arity);
  const operation run = entry.run;
  return object(make<slots_function>(name, std::move(description), [run](std::span<object> slots) {
    const container_meant meant(slots[0]);
    return run(slots);
  }));
}

bool is_dunder(const str& name) {
  const std::string_view text = name.view();
  return text.size() > 4 && text.substr(0, 2) == "__" && text.substr(text.size() - 2) == "__";
}

}  // namespace

object find_class_special(const type& kind, const str& name) {
  if (!kind.is_builtin() || !is_dunder(name)) {
    return object::unbound();
  }
  const special_entry* const entry = find_entry(name);
  if (entry != nullptr && (entry->needs & traits_of(kind.name().view())) != 0) {
    return make_special(*entry, name, kind);
  }
  const special_entry* const common = find_common(name);
  return common == nullptr ? object::unbound() : make_special(*common, name, kind);
}

object find_value_special(const object& value, const type& kind, const str& name) {
  if (name == "__call__" && is_callable(value)) {
    return value;
  }
  const object method = find_class_special(kind, name);
  return method.is_unbound() ? method : object(make<BoundMethod>(value, method));
}

object find_inherited_special(const object& value, const object& found, const str& name) {
  const object* const own = is_dunder(name) ? classes::object_().own_attributes().find(name) : nullptr;
  if (own == nullptr || !object::same(*own, found)) {
    return object::unbound();
  }
  const special_entry* const entry = name == "__hash__" ? find_entry(name) : find_common(name);
  return entry == nullptr ? object::unbound() : object(make<BoundMethod>(value, make_special(*entry, name, value.py_type())));
}

// --- dir and vars ---

namespace {

void add_class_names(std::vector<str>& names, const type& kind) {
  for (const type* const part : kind.mro()) {
    for (const auto& entry : part->own_attributes().entries()) {
      auto* const descriptor = entry.value.try_as<Descriptor>();
      const bool missing = descriptor != nullptr && descriptor->is_class_variable() && descriptor->get(object::unbound(), *part).is_unbound();
      if (!missing) {
        names.push_back(entry.name);
      }
    }
  }
}

}  // namespace

list<str> names_of(const object& value) {
  std::vector<str> names{"__class__", "__doc__", "__module__"};
  if (const auto* const kind = value.try_as<type>()) {
    add_class_names(names, *kind);
  } else {
    add_class_names(names, value.py_type());
    if (dict<str, object>* const attributes = value.is_pointer() ? value.pointer()->py_boxed_dict() : nullptr) {
      for (const str& name : *attributes) {
        names.push_back(name);
      }
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  list<str> result;
  for (const str& name : names) {
    result.append(name);
  }
  return result;
}

list<object> directory(const object& value) {
  list<object> result;
  for (const str& name : names_of(value)) {
    result.append(object(name));
  }
  return result;
}

dict<str, object> member_values(const object& value) {
  dict<str, object> result;
  const auto order = value.py_type().mro();
  for (auto part = order.rbegin(); part != order.rend(); ++part) {
    for (const auto& entry : (*part)->own_attributes().entries()) {
      auto* const descriptor = entry.value.try_as<Descriptor>();
      const bool is_member = descriptor != nullptr && descriptor->is_data() && !descriptor->is_class_variable() && entry.value.try_as<Property>() == nullptr;
      const object held = is_member ? descriptor->get(value, value.py_type()) : object::unbound();
      if (!held.is_unbound()) {
        result[entry.name] = held;
      }
    }
  }
  return result;
}

object variables_of(const object& value) {
  object found = find_attribute(value, "__dict__");
  if (!found.is_unbound()) {
    return found;
  }
  if (!value.is_pointer() || value.py_type().is_builtin()) {
    raise_type_error("vars() argument must have __dict__ attribute");
  }
  return object(member_values(value));
}

}  // namespace py::detail
