// Counter, defaultdict, OrderedDict and ChainMap as dynamic code sees them.
#include "derived_containers.hpp"

#include <py/collections.hpp>

#include <algorithm>

namespace py::detail {

namespace {

template <typename Body>
void each_entry(const dict_object& source, Body body) {
  object key;
  object value;
  for (std::int64_t position = 0; source.boxed_next(position, &key, &value);) {
    body(key, value);
  }
}

bool is_counter_object(const object& value) { return value.is_pointer() && value.py_type().is_subclass_of(counter_type()); }

object count_of(const dict_object& counter, const object& key) {
  object found = counter.boxed_find(key);
  return found.is_unbound() ? object(0) : found;
}

/// Adds (or subtracts) the counts of a mapping or the elements of an iterable.
void count_all(dict_object& self, const object& source, bool subtracting) {
  const auto change = [&](const object& key, const object& amount) {
    const object old = count_of(self, key);
    self.boxed_store(key, subtracting ? old - amount : old + amount);
  };
  if (source.is_none()) {
    return;
  }
  if (auto* const mapping = source.try_as<dict_object>()) {
    vector<std::tuple<object, object>> entries;  // first: the source may be this very Counter
    each_entry(*mapping, [&](const object& key, const object& value) { entries.append({key, value}); });
    for (const auto& [key, value] : entries) {
      change(key, value);
    }
    return;
  }
  for (const object& element : source) {
    change(element, object(1));
  }
}

void count_arguments(dict_object& self, const tuple<object>& positional, const dict<str, object>& keywords, bool subtracting) {
  if (positional.size() > 1) {
    raise_type_error(message("Counter.", subtracting ? "subtract" : "update", "() takes from 1 to 2 positional arguments but ", Int(positional.size() + 1), " were given"));
  }
  if (positional.size() == 1) {
    count_all(self, positional[0], subtracting);
  }
  for (const auto& [name, value] : keywords.items()) {
    const object old = count_of(self, object(name));
    self.boxed_store(object(name), subtracting ? old - value : old + value);
  }
}

vector<std::tuple<object, object>> boxed_entries(const dict_object& self) {
  vector<std::tuple<object, object>> result;
  each_entry(self, [&](const object& key, const object& value) { result.append({key, value}); });
  return result;
}

object most_common(dict_object& self, const object& n) {
  vector<std::tuple<object, object>> entries = boxed_entries(self);
  stable_sort<object>(entries.data(), entries.size(), [](const auto& a, const auto& b) { return std::get<1>(b) < std::get<1>(a); });
  if (!n.is_none()) {
    entries.del_slice(std::max<std::int64_t>(bound(n).value(), 0), None);
  }
  return object(list<std::tuple<object, object>>(std::move(entries)));
}

object counted_elements(dict_object& self) {
  vector<object> result;
  each_entry(self, [&](const object& key, const object& count) {
    for (auto left = cast<std::int64_t>(count); left > 0; --left) {
      result.append(key);
    }
  });
  return object(list<object>(std::move(result))).py_iter();
}

object total_of(dict_object& self) {
  object sum(0);
  each_entry(self, [&](const object&, const object& count) { sum += count; });
  return sum;
}

ref<dict_object> plain_copy(const dict_object& self) {
  ref<dict_object> result = self.boxed_empty();
  each_entry(self, [&](const object& key, const object& value) { result->boxed_store(key, value); });
  return result;
}

void keep_positive(dict_object& self) {
  vector<object> gone;
  each_entry(self, [&](const object& key, const object& count) {
    if (!(count > object(0))) {
      gone.append(key);
    }
  });
  for (const object& key : gone) {
    self.boxed_take(key);
  }
}

object combined_count(binary_op op, const object& a, const object& b) {
  switch (op) {
    case binary_op::add: return a + b;
    case binary_op::subtract: return a - b;
    case binary_op::bit_or: return a < b ? b : a;
    default: return a < b ? a : b;
  }
}

bool is_counter_operator(binary_op op) { return op == binary_op::add || op == binary_op::subtract || op == binary_op::bit_or || op == binary_op::bit_and; }

object make_counter(const tuple<object>& positional, const dict<str, object>& keywords) {
  Counter<object, object> made;
  object result(made);
  count_arguments(*result.try_as<dict_object>(), positional, keywords, false);
  return result;
}

}  // namespace

const type& counter_type() {
  static const type& type = []() -> const py::type& {
    auto description = class_<dict_object>("Counter");
    description.bases.push_back(&dict_type());
    description.in_module("collections")
        .init_with(&make_counter, args(), kwargs())
        .allocated_by(&allocate_derived<counter_block<object, object>>)
        .method(
            "__init__", [](dict_object& self, const tuple<object>& positional, const dict<str, object>& keywords) { count_arguments(self, positional, keywords, false); }, args(),
            kwargs())
        .method("most_common", &most_common, arg("n") = None)
        .method("elements", &counted_elements)
        .method("total", &total_of)
        .method(
            "update", [](dict_object& self, const tuple<object>& positional, const dict<str, object>& keywords) { count_arguments(self, positional, keywords, false); }, args(),
            kwargs())
        .method(
            "subtract", [](dict_object& self, const tuple<object>& positional, const dict<str, object>& keywords) { count_arguments(self, positional, keywords, true); }, args(),
            kwargs())
        .method("copy", [](dict_object& self) { return object(plain_copy(self)); })
        .method("__missing__", [](dict_object&, const object&) { return 0; });
    return *new py::type(description);
  }();
  return type;
}

object counter_binary(dict_object& left, binary_op op, const object& other, bool reflected) {
  if (!is_counter_operator(op) || !is_counter_object(other)) {
    return NotImplemented;
  }
  const auto* const right = other.try_as<dict_object>();
  const dict_object& first = reflected ? *right : left;
  const dict_object& second = reflected ? left : *right;
  const ref<dict_object> result = first.boxed_empty();
  const object zero(0);
  each_entry(first, [&](const object& key, const object& count) {
    const object combined = combined_count(op, count, count_of(second, key));
    if (combined > zero) {
      result->boxed_store(key, combined);
    }
  });
  each_entry(second, [&](const object& key, const object& count) {
    if (first.boxed_find(key).is_unbound()) {
      const object alone = combined_count(op, zero, count);
      if (alone > zero) {
        result->boxed_store(key, alone);
      }
    }
  });
  return object(result);
}

object counter_inplace(dict_object& self, binary_op op, const object& other) {
  if (!is_counter_operator(op) || !is_counter_object(other)) {
    return NotImplemented;
  }
  const vector<std::tuple<object, object>> entries = boxed_entries(*other.try_as<dict_object>());
  if (op == binary_op::bit_and) {
    for (const auto& [key, count] : boxed_entries(self)) {
      self.boxed_store(key, combined_count(op, count, count_of(*other.try_as<dict_object>(), key)));
    }
  } else {
    for (const auto& [key, count] : entries) {
      const object old = count_of(self, key);
      if (op != binary_op::bit_or || old < count) {
        self.boxed_store(key, combined_count(op, old, count));
      }
    }
  }
  keep_positive(self);
  return object::from_pointer(&self);
}

object counter_unary(dict_object& self, unary_op op) {
  if (op != unary_op::positive && op != unary_op::negative) {
    return NotImplemented;
  }
  const ref<dict_object> result = self.boxed_empty();
  each_entry(self, [&](const object& key, const object& count) {
    const object shown = op == unary_op::negative ? object(0) - count : count;
    if (shown > object(0)) {
      result->boxed_store(key, shown);
    }
  });
  return object(result);
}

object counter_compare(dict_object& left, comparison op, const object& other) {
  if (!is_counter_object(other)) {
    return op == comparison::equal || op == comparison::not_equal ? left.dict_object::py_boxed_compare(op, other) : object(NotImplemented);
  }
  const auto& right = *other.try_as<dict_object>();
  const auto holds = [&](comparison test) {
    bool all = true;
    const auto check = [&](const object& key, const object&) { all = all && object::compare(test, count_of(left, key), count_of(right, key)).py_bool(); };
    each_entry(left, check);
    each_entry(right, check);
    return all;
  };
  switch (op) {
    case comparison::equal: return holds(comparison::equal);
    case comparison::not_equal: return !holds(comparison::equal);
    case comparison::less: return holds(comparison::less_equal) && !holds(comparison::equal);
    case comparison::greater: return holds(comparison::greater_equal) && !holds(comparison::equal);
    default: return holds(op);
  }
}

// --- defaultdict ---

object class_object_of(const object& value) { return object(type_ref(value.py_type())); }

str defaultdict_repr(const str& factory, const str& contents) { return message("defaultdict(", factory, ", ", contents, ")"); }

namespace {

factory_owner& factory_of(dict_object& self) { return dynamic_cast<factory_owner&>(self); }

void initialise_defaultdict(dict_object& self, const tuple<object>& positional, const dict<str, object>& keywords) {
  if (positional.size() > 0) {
    if (!positional[0].is_none() && !is_callable(positional[0])) {
      raise_type_error("first argument must be callable or None");
    }
    factory_of(self).boxed_set_factory(positional[0]);
  }
  const object update = dict_type().lookup("update");
  for (std::int64_t i = 1; i < positional.size(); ++i) {
    update(object::from_pointer(&self), positional[i]);
  }
  for (const auto& [name, value] : keywords.items()) {
    self.boxed_store(object(name), value);
  }
}

object make_defaultdict(const tuple<object>& positional, const dict<str, object>& keywords) {
  const object made(defaultdict<object, object>{});
  initialise_defaultdict(*made.try_as<dict_object>(), positional, keywords);
  return made;
}

/// What a missing key gives, in a class of the program too, which may define `__missing__` and ask for this one.
object defaultdict_missing(dict_object& self, const object& key) {
  auto* const block = dynamic_cast<dict_block<object, object>*>(&self);
  return block != nullptr ? block->missing(key) : self.py_boxed_getitem(key);
}

object ordered_popitem(dict_object& self, bool last) {
  object key;
  object value;
  std::int64_t position = last ? -1 : 0;
  if (!(last ? self.boxed_previous(position, &key, &value) : self.boxed_next(position, &key, &value))) {
    raise_key_error(object("dictionary is empty"));
  }
  self.boxed_take(key);
  return object(std::tuple<object, object>(key, value));
}

void move_to_end(dict_object& self, const object& key, bool last) {
  const object value = self.boxed_take(key);
  if (value.is_unbound()) {
    raise_key_error(key);
  }
  if (last) {
    self.boxed_store(key, value);
    return;
  }
  const vector<std::tuple<object, object>> others = boxed_entries(self);
  self.boxed_clear();
  self.boxed_store(key, value);
  for (const auto& [other_key, other_value] : others) {
    self.boxed_store(other_key, other_value);
  }
}

object make_ordered_dict(const tuple<object>& positional, const dict<str, object>& keywords) {
  OrderedDict<object, object> made;
  object result(made);
  for (const object& source : positional) {
    result.attr("update")(source);
  }
  for (const auto& [name, value] : keywords.items()) {
    made.set_item(object(name), value);
  }
  return result;
}

}  // namespace

const type& defaultdict_type() {
  static const type& type = []() -> const py::type& {
    auto description = class_<dict_object>("defaultdict");
    description.bases.push_back(&dict_type());
    description.in_module("collections")
        .init_with(&make_defaultdict, args(), kwargs())
        .allocated_by(&allocate_derived<defaultdict_block<object, object>>)
        .method("__init__", &initialise_defaultdict, args(), kwargs())
        .method("copy", [](dict_object& self) { return object(plain_copy(self)); })
        .method("__copy__", [](dict_object& self) { return object(plain_copy(self)); })
        .method("__missing__", &defaultdict_missing)
        .property(
            "default_factory", [](dict_object& self) { return factory_of(self).boxed_factory(); },
            [](dict_object& self, const object& factory) { factory_of(self).boxed_set_factory(factory); });
    return *new py::type(description);
  }();
  return type;
}

const type& ordered_dict_type() {
  static const type& type = []() -> const py::type& {
    auto description = class_<dict_object>("OrderedDict");
    description.bases.push_back(&dict_type());
    description.in_module("collections")
        .init_with(&make_ordered_dict, args(), kwargs())
        .allocated_by(&allocate_derived<ordered_dict_block<object, object>>)
        .method("copy", [](dict_object& self) { return object(plain_copy(self)); })
        .method("popitem", &ordered_popitem, arg("last") = true)
        .method("move_to_end", &move_to_end, arg("key"), arg("last") = true);
    return *new py::type(description);
  }();
  return type;
}

object ordered_dict_compare(dict_object& left, comparison op, const object& other) {
  if (op != comparison::equal && op != comparison::not_equal) {
    return NotImplemented;
  }
  if (!other.is_pointer() || !other.py_type().is_subclass_of(ordered_dict_type())) {
    return left.dict_object::py_boxed_compare(op, other);
  }
  const vector<std::tuple<object, object>> mine = boxed_entries(left);
  const vector<std::tuple<object, object>> others = boxed_entries(*other.try_as<dict_object>());
  return (mine == others) == (op == comparison::equal);
}

// --- ChainMap ---

void raise_not_in_first_map(const object& key) { raise_key_error(object(message("Key not found in the first mapping: ", key.py_repr()))); }

namespace {

object first_map(chain_map_object& self) { return self.boxed_maps().py_getitem(object(0)); }

object chain_find(const chain_map_object& self, const object& key) {
  for (const object& map : self.boxed_maps()) {
    if (map.py_contains(key)) {
      return map.py_getitem(key);
    }
  }
  return object::unbound();
}

dict<object, object> chain_merged(const chain_map_object& self) {
  dict<object, object> result;
  const vector<object> maps = elements(self.boxed_maps());
  for (std::int64_t i = maps.size(); i-- > 0;) {
    for (const object& key : maps[i]) {
      result.set_item(key, maps[i].py_getitem(key));
    }
  }
  return result;
}

object chain_new_child(chain_map_object& self, const object& first) {
  vector<object> maps;
  maps.append(first.is_none() ? cast<object>(first_map(self).attr("copy")()) : first);
  if (first.is_none()) {
    maps[0].attr("clear")();
  }
  maps.extend(elements(self.boxed_maps()));
  return self.boxed_with_maps(object(list<object>(std::move(maps))));
}

object chain_pop(chain_map_object& self, const object& key, const tuple<object>& fallback) {
  const object first = first_map(self);
  if (fallback.empty() && !first.py_contains(key)) {
    raise_not_in_first_map(key);
  }
  return fallback.empty() ? first.attr("pop")(key) : first.attr("pop")(key, fallback[0]);
}

object make_chain_map(const tuple<object>& maps) {
  ChainMap<object, object> made;
  if (!maps.empty()) {
    made.maps().clear();
  }
  for (const object& map : maps) {
    made.maps().append(cast<dict<object, object>>(map));
  }
  return object(made);
}

}  // namespace

const type& chain_map_object::py_class() {
  static const type& type = *new py::type(class_<chain_map_object>("ChainMap")
                                              .in_module("collections")
                                              .init_with(&make_chain_map, args())
                                              .method(
                                                  "get",
                                                  [](chain_map_object& self, const object& key, const object& fallback) {
                                                    const object found = chain_find(self, key);
                                                    return found.is_unbound() ? fallback : found;
                                                  },
                                                  arg("key"), arg("default") = None)
                                              .method("keys", [](chain_map_object& self) { return object(chain_merged(self)).attr("keys")(); })
                                              .method("values", [](chain_map_object& self) { return object(chain_merged(self)).attr("values")(); })
                                              .method("items", [](chain_map_object& self) { return object(chain_merged(self)).attr("items")(); })
                                              .method("pop", &chain_pop, arg("key"), args())
                                              .method("clear", [](chain_map_object& self) { first_map(self).attr("clear")(); })
                                              .method("update", [](chain_map_object& self, const object& source) { first_map(self).attr("update")(source); })
                                              .method(
                                                  "setdefault",
                                                  [](chain_map_object& self, const object& key, const object& fallback) {
                                                    const object found = chain_find(self, key);
                                                    return found.is_unbound() ? first_map(self).attr("setdefault")(key, fallback) : found;
                                                  },
                                                  arg("key"), arg("default") = None)
                                              .method("new_child", &chain_new_child, arg("m") = None)
                                              .property("maps", [](chain_map_object& self) { return self.boxed_maps(); }));
  return type;
}

str chain_map_object::py_repr() const {
  str::builder text;
  text.append_ascii("ChainMap(");
  bool first = true;
  for (const object& map : boxed_maps()) {
    if (!first) {
      text.append_ascii(", ");
    }
    first = false;
    text.append(map.py_repr());
  }
  text.append_char(')');
  return text.finish();
}

std::int64_t chain_map_object::py_hash() const { raise_type_error("unhashable type: 'ChainMap'"); }
bool chain_map_object::py_boxed_bool() { return py_boxed_len() != 0; }
std::int64_t chain_map_object::py_boxed_len() { return chain_merged(*this).size(); }
object chain_map_object::py_boxed_iter() { return object(chain_merged(*this)).py_iter(); }
bool chain_map_object::py_boxed_contains(const object& key) { return !chain_find(*this, key).is_unbound(); }
object chain_map_object::py_boxed_getitem(const object& key) {
  object found = chain_find(*this, key);
  if (found.is_unbound()) {
    raise_key_error(key);
  }
  return found;
}
void chain_map_object::py_boxed_setitem(const object& key, const object& value) { first_map(*this).py_setitem(key, value); }
void chain_map_object::py_boxed_delitem(const object& key) {
  const object first = first_map(*this);
  if (!first.py_contains(key)) {
    raise_not_in_first_map(key);
  }
  first.py_delitem(key);
}
object chain_map_object::py_boxed_compare(comparison op, const object& other) {
  if (op != comparison::equal && op != comparison::not_equal) {
    return NotImplemented;
  }
  const auto* const chain = other.try_as<chain_map_object>();
  return object::compare(op, object(chain_merged(*this)), chain != nullptr ? object(chain_merged(*chain)) : other);
}

}  // namespace py::detail
