#include "dynamic.hpp"

#include <py/enum.hpp>
#include <py/hash.hpp>

#include <algorithm>

namespace py {
namespace detail {

// --- attribute_table ---

namespace {
constexpr std::size_t largest_unindexed = 8;
}

std::int32_t attribute_table::position_of(const str& name) const noexcept {
  if (index_.empty()) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].name == name) {
        return static_cast<std::int32_t>(i);
      }
    }
    return -1;
  }
  const std::size_t mask = index_.size() - 1;
  for (std::size_t slot = name.fast_hash() & mask; index_[slot] >= 0; slot = (slot + 1) & mask) {
    if (entries_[static_cast<std::size_t>(index_[slot])].name == name) {
      return index_[slot];
    }
  }
  return -1;
}

void attribute_table::index_entries() {
  index_.clear();
  if (entries_.size() <= largest_unindexed) {
    return;
  }
  std::size_t slots = 32;
  while (slots < entries_.size() * 2) {
    slots *= 2;
  }
  index_.assign(slots, -1);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t slot = entries_[i].name.fast_hash() & (slots - 1);
    while (index_[slot] >= 0) {
      slot = (slot + 1) & (slots - 1);
    }
    index_[slot] = static_cast<std::int32_t>(i);
  }
}

object* attribute_table::find(const str& name) noexcept {
  const std::int32_t position = position_of(name);
  return position < 0 ? nullptr : &entries_[static_cast<std::size_t>(position)].value;
}

void attribute_table::set(const str& name, object value) {
  if (object* const known = find(name)) {
    *known = std::move(value);
    return;
  }
  entries_.push_back({name, std::move(value)});
  index_entries();
}

bool attribute_table::erase(const str& name) {
  const std::int32_t position = position_of(name);
  if (position < 0) {
    return false;
  }
  entries_.erase(entries_.begin() + position);
  index_entries();
  return true;
}

void attribute_table::clear() noexcept {
  entries_.clear();
  index_.clear();
}

// --- special methods ---

const str& special_name(special which) noexcept {
  static const str names[] = {"__repr__",    "__str__",      "__format__",    "__hash__",    "__bool__",    "__len__",          "__iter__",     "__next__",      "__contains__",
                              "__getitem__", "__setitem__",  "__delitem__",   "__call__",    "__getattr__", "__getattribute__", "__setattr__",  "__delattr__",   "__lt__",
                              "__le__",      "__eq__",       "__ne__",        "__gt__",      "__ge__",      "__neg__",          "__pos__",      "__invert__",    "__abs__",
                              "__index__",   "__int__",      "__float__",     "__complex__", "__round__",   "__enter__",        "__exit__",     "__missing__",   "__get__",
                              "__set__",     "__delete__",   "__add__",       "__sub__",     "__mul__",     "__truediv__",      "__floordiv__", "__mod__",       "__divmod__",
                              "__pow__",     "__lshift__",   "__rshift__",    "__and__",     "__or__",      "__xor__",          "__matmul__",   "__radd__",      "__rsub__",
                              "__rmul__",    "__rtruediv__", "__rfloordiv__", "__rmod__",    "__rdivmod__", "__rpow__",         "__rlshift__",  "__rrshift__",   "__rand__",
                              "__ror__",     "__rxor__",     "__rmatmul__",   "__iadd__",    "__isub__",    "__imul__",         "__itruediv__", "__ifloordiv__", "__imod__",
                              "__idivmod__", "__ipow__",     "__ilshift__",   "__irshift__", "__iand__",    "__ior__",          "__ixor__",     "__imatmul__"};
  static_assert(std::size(names) == static_cast<std::size_t>(special::count));
  return names[static_cast<int>(which)];
}

// --- the cache of attribute lookups ---

namespace {

struct cached_lookup {
  const type* owner = nullptr;
  std::uint64_t version = 0;
  str name;
  object value;
};

constexpr std::size_t cache_slots = 1024;

/// Grows with every change to any class: older entries are stale.
std::uint64_t classes_version = 1;

cached_lookup* lookup_cache() {
  static auto* const slots = new cached_lookup[cache_slots];
  return slots;
}

}  // namespace
}  // namespace detail

// --- type ---

const type& detail::only_named(const str& name) {
  class_builder described;
  described.name = name;
  return described;
}

type::type(const detail::class_builder& builder)
    : name_(builder.name),
      qualified_name_(builder.qualified_name.empty() ? builder.name : builder.qualified_name),
      module_(builder.module),
      bases_(builder.bases),
      attributes_(builder.attributes),
      metaclass_(builder.metaclass),
      constructor_(builder.constructor),
      constructor_data_(builder.constructor_data),
      allocate_(builder.allocate),
      conformance_(builder.conformance),
      has_dict_(builder.has_dict),
      builtin_(builder.builtin),
      dynamic_(builder.dynamic) {
  py_mark_immortal();
  if (bases_.empty() && !(builtin_ && name_ == "object")) {
    bases_.push_back(&classes::object_());
  }
  for (const type* const base : bases_) {
    base->subclasses_.push_back(this);
    has_dict_ = has_dict_ || base->has_dict_;
    if (metaclass_ == nullptr) {
      metaclass_ = base->metaclass_;
    }
    if (constructor_ == nullptr && (base->builtin_ || base->dynamic_)) {
      constructor_ = base->constructor_;
      constructor_data_ = base->constructor_data_;
    }
  }
  compute_mro();
}

type::~type() = default;

str type::full_name() const { return module_ == "builtins" ? qualified_name_ : detail::message(module_, ".", qualified_name_); }

/// C3 linearisation.
void type::compute_mro() {
  std::vector<std::vector<const type*>> sequences;
  for (const type* const base : bases_) {
    sequences.push_back(base->mro_);
  }
  sequences.push_back(bases_);
  mro_.push_back(this);
  while (true) {
    const type* chosen = nullptr;
    bool empty = true;
    for (const auto& sequence : sequences) {
      if (sequence.empty()) {
        continue;
      }
      empty = false;
      const type* const candidate = sequence.front();
      const bool in_a_tail = std::any_of(sequences.begin(), sequences.end(),
                                         [candidate](const auto& other) { return std::find(other.begin() + (other.empty() ? 0 : 1), other.end(), candidate) != other.end(); });
      if (!in_a_tail) {
        chosen = candidate;
        break;
      }
    }
    if (empty) {
      return;
    }
    if (chosen == nullptr) {
      str::builder names;
      for (const type* const base : bases_) {
        names.append(names.byte_size() == 0 ? base->name() : detail::message(", ", base->name()));
      }
      raise_type_error(detail::message("Cannot create a consistent method resolution\norder (MRO) for bases ", names.finish()));
    }
    mro_.push_back(chosen);
    for (auto& sequence : sequences) {
      if (!sequence.empty() && sequence.front() == chosen) {
        sequence.erase(sequence.begin());
      }
    }
  }
}

bool type::is_subclass_of(const type& other) const noexcept { return this == &other || std::find(mro_.begin(), mro_.end(), &other) != mro_.end(); }

object type::lookup(const str& name) const {
  const std::size_t slot = (name.fast_hash() ^ (reinterpret_cast<std::uintptr_t>(this) >> 5)) & (detail::cache_slots - 1);
  detail::cached_lookup& cached = detail::lookup_cache()[slot];
  if (cached.owner == this && cached.version == detail::classes_version && cached.name == name) {
    return cached.value;
  }
  object found = object::unbound();
  for (const type* const kind : mro_) {
    if (const object* const own = kind->attributes_.find(name)) {
      found = *own;
      break;
    }
  }
  cached.owner = this;
  cached.version = detail::classes_version;
  cached.name = name;
  cached.value = found;
  return found;
}

const object* type::lookup_special(detail::special which) const {
  if (specials_.empty()) {
    std::vector<object> found(static_cast<std::size_t>(detail::special::count), object::unbound());
    for (const type* const kind : mro_) {
      if (kind == &classes::object_()) {
        continue;  // its methods are what happens when there is none
      }
      for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i].is_unbound()) {
          if (const object* const own = kind->attributes_.find(detail::special_name(static_cast<detail::special>(i)))) {
            found[i] = *own;
          }
        }
      }
    }
    specials_ = std::move(found);
  }
  const object& method = specials_[static_cast<std::size_t>(which)];
  return method.is_unbound() ? nullptr : &method;
}

void type::forget_lookups() const noexcept {
  ++detail::classes_version;
  specials_.clear();
  for (const type* const subclass : subclasses_) {
    subclass->forget_lookups();
  }
}

void type::set_own_attribute(const str& name, const object& value) const {
  attributes_.set(name, value);
  forget_lookups();
}

void type::delete_own_attribute(const str& name) const {
  attributes_.erase(name);
  forget_lookups();
}

object type::allocate() const {
  for (const type* const kind : mro_) {
    if (kind->allocate_ != nullptr) {
      return kind->allocate_();
    }
  }
  raise_type_error(detail::message("cannot create '", full_name(), "' instances"));
}

object type::construct(const call_arguments& arguments) const {
  if (constructor_ == nullptr) {
    raise_type_error(detail::message("cannot create '", full_name(), "' instances"));
  }
  return constructor_(constructor_data_, *this, arguments);
}

str type::py_repr() const {
  if (metaclass_ == &EnumMember::py_metaclass()) {
    return detail::message("<enum ", name_.py_repr(), ">");
  }
  return detail::message("<class '", full_name(), "'>");
}
std::int64_t type::py_hash() const { return detail::hash_pointer(this); }

object type::py_boxed_call(const call_arguments& arguments) {
  if (metaclass_ != nullptr) {
    if (const object* const method = metaclass_->lookup_special(detail::special::call)) {
      return detail::call_with_self(*method, object::from_pointer(this), arguments);
    }
  }
  return construct(arguments);
}

object type::py_boxed_compare(comparison op, const object& other) {
  if (op == comparison::equal || op == comparison::not_equal) {
    const bool same = other.is_pointer() && other.pointer() == this;
    return same == (op == comparison::equal);
  }
  return metaclass_ != nullptr ? Object::py_boxed_compare(op, other) : object(NotImplemented);
}

object type::py_boxed_binary(binary_op op, const object& other, bool reflected) {
  return metaclass_ != nullptr ? Object::py_boxed_binary(op, other, reflected) : object(NotImplemented);
}

object type::py_boxed_getitem(const object& key) {
  if (metaclass_ != nullptr && metaclass_->lookup_special(detail::special::getitem) != nullptr) {
    return Object::py_boxed_getitem(key);
  }
  const object method = lookup("__class_getitem__");
  if (!method.is_unbound()) {
    return detail::bind_attribute(method, object::unbound(), *this)(key);
  }
  if (builtin_) {
    return object::from_pointer(this);  // list[int] is used as list
  }
  raise_type_error(detail::message("type '", name_, "' is not subscriptable"));
}

object type::py_boxed_iter() {
  if (metaclass_ == nullptr || metaclass_->lookup_special(detail::special::iter) == nullptr) {
    raise_type_error(detail::message("'", py_type().name(), "' object is not iterable"));
  }
  return Object::py_boxed_iter();
}

// --- attributes of classes ---

namespace {

object tuple_of(std::span<const type* const> kinds) {
  std::vector<object> items;
  for (const type* const kind : kinds) {
    items.push_back(object::from_pointer(kind));
  }
  return detail::box_tuple(items);
}

object attributes_as_dict(const type& kind) {
  dict<str, object> result;
  for (const auto& entry : kind.own_attributes().entries()) {
    auto* const descriptor = entry.value.try_as<Descriptor>();
    const bool is_variable = descriptor != nullptr && descriptor->is_class_variable();
    // For another class than its own it does not look behind: what is unset is missing.
    const object value = is_variable ? descriptor->get(object::unbound(), classes::object_()) : entry.value;
    if (!value.is_unbound()) {
      result.set_item(entry.name, value);
    }
  }
  return result;
}

object subclass_list(const type& kind) {
  list<object> result;
  for (const type* const subclass : kind.subclasses()) {
    result.append(object::from_pointer(subclass));
  }
  return result;
}

/// What every class has by itself.
object class_property(const type& kind, const str& name) {
  if (name == "__name__") {
    return kind.name();
  }
  if (name == "__qualname__") {
    return kind.qualified_name();
  }
  if (name == "__module__") {
    return kind.module();
  }
  if (name == "__mro__") {
    return tuple_of(kind.mro());
  }
  if (name == "__bases__") {
    return tuple_of(kind.bases());
  }
  if (name == "__base__") {
    return kind.bases().empty() ? object(None) : object::from_pointer(kind.bases().front());
  }
  if (name == "__dict__") {
    return attributes_as_dict(kind);
  }
  if (name == "__class__") {
    return object::from_pointer(&kind.py_type());
  }
  if (name == "mro") {
    return def("mro", [&kind] { return list<object>(tuple_of(kind.mro())); });
  }
  if (name == "__subclasses__") {
    return def("__subclasses__", [&kind] { return subclass_list(kind); });
  }
  return object::unbound();
}

}  // namespace

object type::py_boxed_findattr(const str& name) {
  object found = class_property(*this, name);
  if (!found.is_unbound()) {
    return found;
  }
  const object self = object::from_pointer(this);
  const object in_meta = metaclass_ != nullptr ? metaclass_->lookup(name) : object::unbound();
  found = lookup(name);
  if (!found.is_unbound()) {
    return detail::bind_attribute(found, object::unbound(), *this);
  }
  if (!in_meta.is_unbound()) {
    return detail::bind_attribute(in_meta, self, *metaclass_);
  }
  return name == "__doc__" ? object(None) : detail::find_class_special(*this, name);
}

object type::py_boxed_getattr(const str& name) {
  object found = py_boxed_findattr(name);
  if (found.is_unbound()) {
    detail::raise_no_attribute(object::from_pointer(this), name);
  }
  return found;
}

void type::py_boxed_setattr(const str& name, const object& value) {
  if (builtin_) {
    raise_type_error(detail::message("cannot set '", name, "' attribute of immutable type '", name_, "'"));
  }
  if (name == "__name__" || name == "__qualname__") {
    (name == "__name__" ? name_ : qualified_name_) = cast<str>(value);
    return;
  }
  const object known = lookup(name);
  if (known.try_as<EnumMember>() != nullptr && attributes_.find(name) != nullptr) {
    raise_attribute_error(detail::message("cannot reassign member ", name.py_repr()));
  }
  if (auto* const descriptor = known.try_as<Descriptor>(); descriptor != nullptr && attributes_.find(name) != nullptr && descriptor->is_class_variable()) {
    descriptor->set(object::unbound(), value);
    return;
  }
  set_own_attribute(name, value);
}

void type::py_boxed_delattr(const str& name) {
  if (builtin_) {
    raise_type_error(detail::message("cannot set '", name, "' attribute of immutable type '", name_, "'"));
  }
  const object* const known = attributes_.find(name);
  if (known == nullptr) {
    raise_attribute_error(name);
  }
  if (known->try_as<EnumMember>() != nullptr) {
    raise_attribute_error(detail::message("'", name_, "' cannot delete member ", name.py_repr(), "."));
  }
  delete_own_attribute(name);
}

type_ref::type_ref() noexcept : target_(&classes::object_()) {}

// --- isinstance ---

namespace detail {

bool is_instance(const object& value, const object& kinds) {
  if (const auto* const kind = kinds.try_as<type>()) {
    if (value.py_type().is_subclass_of(*kind) || conforms(*kind, value.py_type(), &value)) {
      return true;
    }
    const object check = kind->py_type().lookup("__instancecheck__");
    return !check.is_unbound() && call_with_self(check, kinds, std::array<object, 1>{value}).py_bool();
  }
  const std::int64_t size = tuple_size(kinds);
  if (size < 0) {
    raise_type_error("isinstance() arg 2 must be a type, a tuple of types, or a union");
  }
  for (std::int64_t i = 0; i < size; ++i) {
    if (is_instance(value, tuple_item(kinds, i))) {
      return true;
    }
  }
  return false;
}

bool is_subclass(const object& kind, const object& kinds) {
  const auto* const derived = kind.try_as<type>();
  if (derived == nullptr) {
    raise_type_error("issubclass() arg 1 must be a class");
  }
  if (const auto* const base = kinds.try_as<type>()) {
    if (derived->is_subclass_of(*base) || conforms(*base, *derived, nullptr)) {
      return true;
    }
    const object check = base->py_type().lookup("__subclasscheck__");
    return !check.is_unbound() && call_with_self(check, kinds, std::array<object, 1>{kind}).py_bool();
  }
  const std::int64_t size = tuple_size(kinds);
  if (size < 0) {
    raise_type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union");
  }
  for (std::int64_t i = 0; i < size; ++i) {
    if (is_subclass(kind, tuple_item(kinds, i))) {
      return true;
    }
  }
  return false;
}

bool is_callable(const object& value) {
  if (!value.is_pointer()) {
    return false;
  }
  Object* const target = value.pointer();
  return dynamic_cast<type*>(target) != nullptr || dynamic_cast<Function*>(target) != nullptr || dynamic_cast<BoundMethod*>(target) != nullptr ||
         dynamic_cast<function_base*>(target) != nullptr || target->py_boxed_callable() || target->py_type().lookup_special(special::call) != nullptr;
}

}  // namespace detail
}  // namespace py
