// The abstract base classes of collections.abc: what Python registers with them, and the methods that make a class one of them.
#include <py/collections_abc.hpp>

#include "dynamic.hpp"

#include <py/class.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace py {
namespace {

/// The most specific of the classes that Python registers a class of its own with; null for all others.
const type* registered_with(const type& kind) {
  struct registration {
    std::string_view name;  ///< the class's full name
    const type& (*base)();
  };
  static constexpr std::array registrations = {
      registration{"list", &abc::MutableSequence::py_class},
      registration{"bytearray", &abc::MutableSequence::py_class},
      registration{"collections.deque", &abc::MutableSequence::py_class},
      registration{"tuple", &abc::Sequence::py_class},
      registration{"str", &abc::Sequence::py_class},
      registration{"bytes", &abc::ByteString::py_class},
      registration{"range", &abc::Sequence::py_class},
      registration{"memoryview", &abc::Sequence::py_class},
      registration{"dict", &abc::MutableMapping::py_class},
      registration{"collections.ChainMap", &abc::MutableMapping::py_class},
      registration{"mappingproxy", &abc::Mapping::py_class},
      registration{"set", &abc::MutableSet::py_class},
      registration{"frozenset", &abc::AbstractSet::py_class},
      registration{"dict_keys", &abc::KeysView::py_class},
      registration{"dict_items", &abc::ItemsView::py_class},
      registration{"dict_values", &abc::ValuesView::py_class},
  };
  const str name = kind.full_name();
  const auto found = std::find_if(registrations.begin(), registrations.end(), [&](const registration& row) { return name.view() == row.name; });
  return found == registrations.end() ? nullptr : &found->base();
}

bool is_registered(const type& kind, const type& base) {
  return std::any_of(kind.mro().begin(), kind.mro().end(), [&](const type* own) {
    const type* const registered = own->is_dynamic() ? nullptr : registered_with(*own);
    // A byte array is a byte string as well as a mutable sequence.
    return registered != nullptr && (registered->is_subclass_of(base) || (&base == &abc::ByteString::py_class() && own->full_name() == "bytearray"));
  });
}

/// The attribute as `kind.name` gives it: behind the descriptor that keeps a field of the class.
object class_attribute(const type& kind, const str& name) { return const_cast<type&>(kind).py_boxed_findattr(name); }

/// Has the class all these methods? One that is None counts as missing.
bool has_methods(const type& kind, const std::vector<str>& names) {
  const auto has = [&](const str& name) {
    for (const type* const own : kind.mro()) {
      if (own->own_attribute(name) != nullptr) {
        return !class_attribute(kind, name).is_none();
      }
      if (!detail::find_class_special(*own, name).is_unbound()) {
        return true;
      }
    }
    return false;
  };
  return std::all_of(names.begin(), names.end(), has);
}

bool is_hashable(const type& kind, const object* /*value*/) {
  const bool of_container = std::any_of(kind.mro().begin(), kind.mro().end(), [](const type* own) { return registered_with(*own) != nullptr; });
  for (const type* const own : kind.mro()) {
    if (const type* const registered = registered_with(*own)) {
      const std::array changeable = {&abc::MutableSequence::py_class(), &abc::MutableMapping::py_class(), &abc::MutableSet::py_class(), &abc::KeysView::py_class(),
                                     &abc::ItemsView::py_class()};
      return std::find(changeable.begin(), changeable.end(), registered) == changeable.end();
    }
    if (of_container && !own->is_dynamic()) {
      continue;  // `Counter` leaves it to what it derives from
    }
    if (own->own_attribute("__hash__") != nullptr && own != &classes::object_()) {
      return !class_attribute(kind, "__hash__").is_none();
    }
    if (own->own_attribute("__eq__") != nullptr && !own->is_builtin()) {
      return false;  // Python gives it `__hash__ = None`
    }
  }
  return true;
}

bool is_callable_class(const type& kind, const object* value) {
  return value != nullptr ? detail::is_callable(*value) : kind.is_subclass_of(type::py_class()) || has_methods(kind, {"__call__"});
}

/// A class that others conform to which have all the methods; by what Python registers alone, if there are none.
const type& make_class(const char* name, std::initializer_list<const type*> bases, std::vector<str> methods, bool (*test)(const type&, const object*) = nullptr) {
  detail::class_builder builder;
  builder.name = str::from_utf8(name);
  builder.module = "collections.abc";
  builder.bases = bases;
  builder.conformance = new detail::conformance{std::move(methods), test};  // lives as long as the class: for ever
  return *new type(builder);
}

}  // namespace

namespace detail {

bool conforms(const type& base, const type& kind, const object* value) {
  const conformance* const rule = base.conformance();
  return rule != nullptr && (is_registered(kind, base) || (rule->test != nullptr && rule->test(kind, value)) || (!rule->methods.empty() && has_methods(kind, rule->methods)));
}

}  // namespace detail

namespace abc {

const type& Iterable::py_class() {
  static const type& made = make_class("Iterable", {}, {"__iter__"});
  return made;
}
const type& Iterator::py_class() {
  static const type& made = make_class("Iterator", {&Iterable::py_class()}, {"__iter__", "__next__"});
  return made;
}
const type& Reversible::py_class() {
  static const type& made = make_class("Reversible", {&Iterable::py_class()}, {"__reversed__", "__iter__"});
  return made;
}
const type& Sized::py_class() {
  static const type& made = make_class("Sized", {}, {"__len__"});
  return made;
}
const type& Hashable::py_class() {
  static const type& made = make_class("Hashable", {}, {}, &is_hashable);
  return made;
}
const type& Container::py_class() {
  static const type& made = make_class("Container", {}, {"__contains__"});
  return made;
}
const type& Collection::py_class() {
  static const type& made = make_class("Collection", {&Sized::py_class(), &Iterable::py_class(), &Container::py_class()}, {"__len__", "__iter__", "__contains__"});
  return made;
}
const type& Callable::py_class() {
  static const type& made = make_class("Callable", {}, {}, &is_callable_class);
  return made;
}
const type& Sequence::py_class() {
  static const type& made = make_class("Sequence", {&Reversible::py_class(), &Collection::py_class()}, {});
  return made;
}
const type& MutableSequence::py_class() {
  static const type& made = make_class("MutableSequence", {&Sequence::py_class()}, {});
  return made;
}
const type& ByteString::py_class() {
  static const type& made = make_class("ByteString", {&Sequence::py_class()}, {});
  return made;
}
const type& Mapping::py_class() {
  static const type& made = make_class("Mapping", {&Collection::py_class()}, {});
  return made;
}
const type& MutableMapping::py_class() {
  static const type& made = make_class("MutableMapping", {&Mapping::py_class()}, {});
  return made;
}
const type& AbstractSet::py_class() {
  static const type& made = make_class("Set", {&Collection::py_class()}, {});
  return made;
}
const type& MutableSet::py_class() {
  static const type& made = make_class("MutableSet", {&AbstractSet::py_class()}, {});
  return made;
}
const type& MappingView::py_class() {
  static const type& made = make_class("MappingView", {&Sized::py_class()}, {});
  return made;
}
const type& KeysView::py_class() {
  static const type& made = make_class("KeysView", {&MappingView::py_class(), &AbstractSet::py_class()}, {});
  return made;
}
const type& ItemsView::py_class() {
  static const type& made = make_class("ItemsView", {&MappingView::py_class(), &AbstractSet::py_class()}, {});
  return made;
}
const type& ValuesView::py_class() {
  static const type& made = make_class("ValuesView", {&MappingView::py_class(), &Collection::py_class()}, {});
  return made;
}

}  // namespace abc
}  // namespace py
