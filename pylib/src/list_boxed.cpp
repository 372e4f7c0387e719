#include "derived_containers.hpp"

namespace py::detail {
namespace {

/// A typed list gives its elements as objects, so an operation on two lists works on a third of the first one's type.
ref<list_object> copy_of(const list_object& self, std::int64_t begin, std::int64_t step, std::int64_t count) {
  ref<list_object> result = self.boxed_empty();
  for (std::int64_t i = 0; i < count; ++i) {
    result->boxed_insert(i, self.boxed_get(begin + i * step));
  }
  return result;
}

void append_all(list_object& self, const object& source) {
  if (source.is_pointer() && source.pointer() == &self) {
    const std::int64_t count = self.boxed_size();
    for (std::int64_t i = 0; i < count && i < self.boxed_size(); ++i) {
      self.boxed_insert(self.boxed_size(), self.boxed_get(i));
    }
    return;
  }
  for (const object& element : source) {
    self.boxed_insert(self.boxed_size(), element);
  }
}

bool holds_objects(const list_object& self) { return dynamic_cast<const list_block<object>*>(&self) != nullptr; }

ref<list_object> sum_of(const list_object& a, const list_object& b) {
  ref<list_object> result = typeid(a) == typeid(b) || holds_objects(a) ? a.boxed_empty() : ref<list_object>(ref<list_block<object>>::adopt(new list_block<object>()));
  for (const list_object* part : {&a, &b}) {
    const std::int64_t count = part->boxed_size();
    for (std::int64_t i = 0; i < count; ++i) {
      result->boxed_insert(result->boxed_size(), part->boxed_get(i));
    }
  }
  return result;
}

std::int64_t find(list_object& self, const object& value, std::int64_t begin, std::int64_t end) {
  const ref<list_object> alive(&self);
  for (std::int64_t i = begin; i < end && i < self.boxed_size(); ++i) {
    if (object::same_or_equal(self.boxed_get(i), value)) {
      return i;
    }
  }
  return -1;
}

void set_slice(list_object& self, const slice& part, const object& source) {
  vector<object> replacement;
  if (source.is_pointer() || source.is_str()) {
    replacement = elements(source);
  } else {
    raise_type_error("can only assign an iterable");
  }
  const stepped_range range = part.resolve(self.boxed_size());
  if (range.step == 1) {
    const std::int64_t shared = std::min(range.count, replacement.size());
    for (std::int64_t i = 0; i < shared; ++i) {
      self.boxed_set(range.start + i, replacement[i]);
    }
    if (range.count > shared) {
      self.boxed_erase(range.start + shared, range.start + range.count);
    }
    for (std::int64_t i = shared; i < replacement.size(); ++i) {
      self.boxed_insert(range.start + i, replacement[i]);
    }
    return;
  }
  if (replacement.size() != range.count) {
    raise_slice_size(replacement.size(), range.count);
  }
  for (std::int64_t i = 0; i < range.count; ++i) {
    self.boxed_set(range.start + i * range.step, replacement[i]);
  }
}

void delete_slice(list_object& self, const slice& part) {
  const stepped_range range = part.resolve(self.boxed_size()).ascending();
  if (range.step == 1) {
    self.boxed_erase(range.start, range.start + range.count);
    return;
  }
  for (std::int64_t i = range.count - 1; i >= 0; --i) {
    const std::int64_t at = range.start + i * range.step;
    self.boxed_erase(at, at + 1);
  }
}

void repeat_in_place(list_object& self, std::int64_t times) {
  const std::int64_t count = self.boxed_size();
  if (times <= 0) {
    self.boxed_erase(0, count);
    return;
  }
  for (std::int64_t round = 1; round < times; ++round) {
    for (std::int64_t i = 0; i < count; ++i) {
      self.boxed_insert(self.boxed_size(), self.boxed_get(i));
    }
  }
}

// --- methods ---

object list_pop(list_object& self, const object& index) {
  const std::int64_t size = self.boxed_size();
  if (size == 0) {
    raise_index_error("pop from empty list");
  }
  const object number = index_of(index);
  if (number.is_unbound()) {
    raise_type_error(message("'", index.py_type().name(), "' object cannot be interpreted as an integer"));
  }
  const std::int64_t at = resolve_index(number, size, "list", "pop index out of range");
  object taken = self.boxed_get(at);
  self.boxed_erase(at, at + 1);
  return taken;
}

std::int64_t list_index(list_object& self, const object& value, const object& start, const object& stop) {
  const slice_range range = resolve_slice(self.boxed_size(), bound(start), bound(stop));
  const std::int64_t at = find(self, value, range.begin, range.end);
  if (at < 0) {
    raise_not_in_list(value);
  }
  return at;
}

void list_remove(list_object& self, const object& value) {
  const std::int64_t at = find(self, value, 0, INT64_MAX);
  if (at < 0) {
    raise_value_error("list.remove(x): x not in list");
  }
  self.boxed_erase(at, at + 1);
}

std::int64_t list_count(list_object& self, const object& value) {
  const ref<list_object> alive(&self);
  std::int64_t result = 0;
  for (std::int64_t i = 0; i < self.boxed_size(); ++i) {
    result += object::same_or_equal(self.boxed_get(i), value);
  }
  return result;
}

void list_insert(list_object& self, const object& index, const object& value) {
  const object number = index_of(index);
  if (number.is_unbound()) {
    raise_type_error(message("'", index.py_type().name(), "' object cannot be interpreted as an integer"));
  }
  const std::int64_t size = self.boxed_size();
  const std::int64_t at = number.as_int().clamp_int64();
  self.boxed_insert(at < 0 ? std::max<std::int64_t>(at + size, 0) : std::min(at, size), value);
}

/// Takes all elements out, sorts them as objects and puts them back, also when a comparison raises.
void list_sort(list_object& self, const object& key, const object& reverse) {
  const ref<list_object> alive(&self);
  storage<object> items;
  const std::int64_t count = self.boxed_size();
  for (std::int64_t i = 0; i < count; ++i) {
    items.push_back(self.boxed_get(i));
  }
  self.boxed_erase(0, count);
  struct put_back {
    list_object& self;
    storage<object>& items;
    ~put_back() {
      self.boxed_erase(0, self.boxed_size());
      for (std::size_t i = 0; i < items.size(); ++i) {
        self.boxed_insert(static_cast<std::int64_t>(i), items[i]);
      }
    }
  };
  {
    const put_back restore{self, items};
    if (key.is_none()) {
      sort_elements(items, no_key(), reverse.py_bool());
    } else {
      sort_elements(items, [&key](const object& item) { return key(item); }, reverse.py_bool());
    }
    if (self.boxed_size() == 0) {
      return;
    }
  }
  raise_list_modified();
}

void list_init(list_object& self, const object& source) {
  self.boxed_erase(0, self.boxed_size());
  append_all(self, source);
}

object list_copy(list_object& self) { return object(copy_of(self, 0, 1, self.boxed_size())); }

}  // namespace

const type& list_type() {
  static const type& type = class_<list_object>("list")
                                .as_builtin()
                                .init_with([](const object& source) { return list<object>(elements(source)); }, arg("iterable") = tuple<object>(), pos_only())
                                .allocated_by(&allocate_derived<list_block<object>>)
                                .method("__init__", &list_init, arg("iterable") = tuple<object>(), pos_only())
                                .method("append", [](list_object& self, const object& x) { self.boxed_insert(self.boxed_size(), x); })
                                .method("extend", &append_all)
                                .method("insert", &list_insert)
                                .method("remove", &list_remove)
                                .method("pop", &list_pop, arg("index") = -1, pos_only())
                                .method("clear", [](list_object& self) { self.boxed_erase(0, self.boxed_size()); })
                                .method("index", &list_index, arg("value"), arg("start") = 0, arg("stop") = INT64_MAX, pos_only())
                                .method("count", &list_count)
                                .method("sort", &list_sort, kw_only(), arg("key") = None, arg("reverse") = false)
                                .method("reverse", [](list_object& self) { self.boxed_reverse(); })
                                .method("copy", &list_copy)
                                .method("__reversed__", [](list_object& self) { return object(make<sequence_cursor<list_object>>(self, true)); });
  return type;
}

const type& list_object::py_type() const { return list_type(); }

str list_object::py_repr() const {
  const repr_guard guard(this);
  if (guard.nested()) {
    return "[...]";
  }
  str::builder text;
  text.append_char('[');
  for (std::int64_t i = 0; i < boxed_size(); ++i) {
    if (i > 0) {
      text.append_ascii(", ");
    }
    text.append(boxed_get(i).py_repr());
  }
  text.append_char(']');
  return text.finish();
}

std::int64_t list_object::py_hash() const { raise_type_error("unhashable type: 'list'"); }

object list_object::py_boxed_iter() { return object(make<sequence_cursor<list_object>>(*this)); }

bool list_object::py_boxed_contains(const object& element) { return find(*this, element, 0, INT64_MAX) >= 0; }

object list_object::py_boxed_getitem(const object& key) {
  if (const slice* const part = slice_in(key)) {
    const stepped_range range = part->resolve(boxed_size());
    return object(copy_of(*this, range.start, range.step, range.count));
  }
  return boxed_get(resolve_index(key, boxed_size(), "list", "list index out of range"));
}

void list_object::py_boxed_setitem(const object& key, const object& value) {
  if (const slice* const part = slice_in(key)) {
    set_slice(*this, *part, value);
    return;
  }
  boxed_set(resolve_index(key, boxed_size(), "list", "list assignment index out of range"), value);
}

void list_object::py_boxed_delitem(const object& key) {
  if (const slice* const part = slice_in(key)) {
    delete_slice(*this, *part);
    return;
  }
  const std::int64_t at = resolve_index(key, boxed_size(), "list", "list assignment index out of range");
  boxed_erase(at, at + 1);
}

object list_object::py_boxed_compare(comparison op, const object& other) {
  const auto* const right = other.try_as<list_object>();
  if (right == nullptr) {
    return NotImplemented;
  }
  const ref<list_object> alive(this);
  const object other_alive = other;
  return compare_boxed(op, *this, *right);
}

object list_object::py_boxed_binary(binary_op op, const object& other, bool reflected) {
  if (op == binary_op::add && !reflected) {
    const auto* const right = other.try_as<list_object>();
    return right != nullptr ? object(sum_of(*this, *right)) : concatenation_declined(object::from_pointer(this), other, op, "list");
  }
  if (op == binary_op::multiply) {
    object times = repetition(object::from_pointer(this), other, reflected);
    if (times.is_unbound()) {
      return NotImplemented;
    }
    if (!times.is_int()) {
      return times;
    }
    ref<list_object> result = copy_of(*this, 0, 1, boxed_size());
    repeat_in_place(*result, times.as_int().to_int64());
    return object(result);
  }
  return NotImplemented;
}

object list_object::py_boxed_inplace(binary_op op, const object& other) {
  if (op == binary_op::add) {
    append_all(*this, other);
    return object::from_pointer(this);
  }
  if (op == binary_op::multiply) {
    const object times = index_of(other);
    if (!times.is_unbound()) {
      repeat_in_place(*this, times.as_int().clamp_int64());
      return object::from_pointer(this);
    }
  }
  return NotImplemented;
}

}  // namespace py::detail
