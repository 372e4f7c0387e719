// The abstract base classes of collections.abc: what Python registers with them, and the methods that make a class one of them.
#include <py/collections_abc.hpp>

#include "dynamic.hpp"

#include <py/class.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace py {
namespace {

using type_list = std::vector<const type*>;

/// What Python registers a class of its own with, by the class's full name. All that can be hashed stands in `Hashable`, too.
type_list registrations(const str& name) {
  struct registration {
    std::string_view name;
    const type& (*base)();
  };
  static constexpr std::array rows = {
      registration{"list", &abc::MutableSequence::py_class},
      registration{"bytearray", &abc::MutableSequence::py_class},
      registration{"bytearray", &abc::ByteString::py_class},
      registration{"collections.deque", &abc::MutableSequence::py_class},
      registration{"tuple", &abc::Sequence::py_class},
      registration{"tuple", &abc::Hashable::py_class},
      registration{"str", &abc::Sequence::py_class},
      registration{"str", &abc::Hashable::py_class},
      registration{"bytes", &abc::ByteString::py_class},
      registration{"bytes", &abc::Hashable::py_class},
      registration{"range", &abc::Sequence::py_class},
      registration{"range", &abc::Hashable::py_class},
      registration{"memoryview", &abc::Sequence::py_class},
      registration{"memoryview", &abc::Hashable::py_class},
      registration{"dict", &abc::MutableMapping::py_class},
      registration{"collections.Counter", &abc::MutableMapping::py_class},
      registration{"collections.OrderedDict", &abc::MutableMapping::py_class},
      registration{"collections.defaultdict", &abc::MutableMapping::py_class},
      registration{"collections.ChainMap", &abc::MutableMapping::py_class},
      registration{"mappingproxy", &abc::Mapping::py_class},
      registration{"set", &abc::MutableSet::py_class},
      registration{"frozenset", &abc::AbstractSet::py_class},
      registration{"frozenset", &abc::Hashable::py_class},
      registration{"dict_keys", &abc::KeysView::py_class},
      registration{"dict_items", &abc::ItemsView::py_class},
      registration{"dict_values", &abc::ValuesView::py_class},
      registration{"dict_values", &abc::Hashable::py_class},
  };
  type_list found;
  for (const registration& row : rows) {
    if (name.view() == row.name) {
      found.push_back(&row.base());
    }
  }
  return found;
}

/// The same for a class; looked for once. Classes live for ever, and those made at run time are not registered.
const type_list& registrations_of(const type& kind) {
  static std::unordered_map<const type*, type_list> known;
  const auto [entry, is_new] = known.try_emplace(&kind);
  if (is_new && !kind.is_dynamic()) {
    entry->second = registrations(kind.full_name());
  }
  return entry->second;
}

bool is_registered(const type& kind, const type& base) {
  return std::any_of(kind.mro().begin(), kind.mro().end(), [&](const type* own) {
    const type_list& found = registrations_of(*own);
    return std::any_of(found.begin(), found.end(), [&](const type* registered) { return registered->is_subclass_of(base); });
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

/// By the first class that says something about it.
bool is_hashable(const type& kind, const object* /*value*/) {
  for (const type* const own : kind.mro()) {
    if (const type_list& found = registrations_of(*own); !found.empty()) {
      return std::find(found.begin(), found.end(), &abc::Hashable::py_class()) != found.end();
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

/// A class to which others conform as the test says, if there is one, else by what Python registers or by having all the methods.
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
  if (rule == nullptr) {
    return false;
  }
  return rule->test != nullptr ? rule->test(kind, value) : is_registered(kind, base) || (!rule->methods.empty() && has_methods(kind, rule->methods));
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
