#include "derived_containers.hpp"

namespace py::detail {
namespace {

class dict_cursor final : public iterator_object {
 public:
  dict_cursor(dict_object& source, dict_part part, bool backwards)
      : source_(ref<dict_object>(&source)), size_(source.boxed_size()), position_(backwards ? -1 : 0), part_(part), backwards_(backwards) {}

  const char* boxed_name() const noexcept override {
    static constexpr const char* names[] = {"dict_keyiterator",        "dict_valueiterator",        "dict_itemiterator",
                                            "dict_reversekeyiterator", "dict_reversevalueiterator", "dict_reverseitemiterator"};
    return names[static_cast<int>(part_) + (backwards_ ? 3 : 0)];
  }
  object py_boxed_next() override {
    if (source_.is_none()) {
      return object::unbound();
    }
    if (source_->boxed_size() != size_) {
      size_ = -1;  // an error stays one
      raise_dict_size_changed();
    }
    object key;
    object value;
    object* const key_out = part_ == dict_part::values ? nullptr : &key;
    object* const value_out = part_ == dict_part::keys ? nullptr : &value;
    if (!(backwards_ ? source_->boxed_previous(position_, key_out, value_out) : source_->boxed_next(position_, key_out, value_out))) {
      source_ = None;
      return object::unbound();
    }
    return part_ == dict_part::keys ? key : part_ == dict_part::values ? value : object(std::tuple<object, object>(key, value));
  }

 private:
  maybe<dict_object> source_;
  std::int64_t size_;
  std::int64_t position_;
  dict_part part_;
  bool backwards_;
};

/// A boxed keys, values or items view.
class dict_view_object final : public Object {
 public:
  dict_view_object(dict_object& source, dict_part part) : source_(&source), part_(part) {}

  const type& py_type() const override;
  str py_repr() const override {
    static constexpr const char* names[] = {"dict_keys(", "dict_values(", "dict_items("};
    const repr_guard guard(this);
    if (guard.nested()) {
      return "...";
    }
    return message(names[static_cast<int>(part_)], list<object>(elements(object::from_pointer(this))).py_repr(), ")");
  }
  std::int64_t py_hash() const override {
    if (part_ == dict_part::values) {
      return hash_pointer(this);
    }
    raise_type_error(message("unhashable type: '", py_type().name(), "'"));
  }
  bool py_boxed_bool() override { return source_->boxed_size() != 0; }
  std::int64_t py_boxed_len() override { return source_->boxed_size(); }
  object py_boxed_iter() override { return object(make<dict_cursor>(*source_, part_, false)); }
  object reversed() { return object(make<dict_cursor>(*source_, part_, true)); }
  bool py_boxed_contains(const object& element) override {
    if (part_ == dict_part::keys) {
      return source_->py_boxed_contains(element);
    }
    if (part_ == dict_part::items) {
      if (tuple_size(element) != 2) {
        return false;
      }
      const object found = source_->boxed_find(tuple_item(element, 0));
      return !found.is_unbound() && object::same_or_equal(found, tuple_item(element, 1));
    }
    for (const object& value : object::from_pointer(this)) {
      if (object::same_or_equal(value, element)) {
        return true;
      }
    }
    return false;
  }
  object py_boxed_compare(comparison op, const object& other) override;
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override;
  bool isdisjoint(const object& other) {
    for (const object& element : other) {
      if (py_boxed_contains(element)) {
        return false;
      }
    }
    return true;
  }

 private:
  static bool set_like(const object& value) {
    const auto* const view = value.try_as<dict_view_object>();
    return value.try_as<set_object>() != nullptr || (view != nullptr && view->part_ != dict_part::values);
  }
  static bool all_inside(const object& part, const object& whole) {
    for (const object& element : part) {
      if (!whole.py_contains(element)) {
        return false;
      }
    }
    return true;
  }
  hash_set<object> to_set() const;
  hash_set<object> intersection(const object& other);

  ref<dict_object> source_;
  dict_part part_;
};

ordered_map<object, object> objects_of(const dict_object& source) {
  ordered_map<object, object> result;
  object key;
  object value;
  for (std::int64_t position = 0; source.boxed_next(position, &key, &value);) {
    result.set_item(key, value);
  }
  return result;
}

hash_set<object> dict_view_object::to_set() const {
  hash_set<object> result;
  if (part_ == dict_part::keys) {
    result.update(objects_of(*source_));
  } else {
    result.update(elements(object::from_pointer(this)));
  }
  return result;
}

hash_set<object> dict_view_object::intersection(const object& other) {
  const object self = object::from_pointer(this);
  const bool other_is_set = other.try_as<set_object>() != nullptr;
  const bool other_is_view = other.try_as<dict_view_object>() != nullptr;
  const bool search_other = other_is_set ? py_boxed_len() <= other.py_len() : other_is_view && other.py_len() > py_boxed_len();
  const object& walked = search_other ? self : other;
  const object& searched = search_other ? other : self;
  hash_set<object> result;
  for (const object& element : walked) {
    if (searched.py_contains(element)) {
      result.add(element);
    }
  }
  return result;
}

object dict_view_object::py_boxed_compare(comparison op, const object& other) {
  if (part_ == dict_part::values || !set_like(other)) {
    return NotImplemented;
  }
  const object self = object::from_pointer(this);
  const std::int64_t mine = py_boxed_len();
  const std::int64_t others = other.py_len();
  switch (op) {
    case comparison::equal: return mine == others && all_inside(self, other);
    case comparison::not_equal: return mine != others || !all_inside(self, other);
    case comparison::less: return mine < others && all_inside(self, other);
    case comparison::less_equal: return mine <= others && all_inside(self, other);
    case comparison::greater: return mine > others && all_inside(other, self);
    case comparison::greater_equal: return mine >= others && all_inside(other, self);
  }
  return NotImplemented;
}

object dict_view_object::py_boxed_binary(binary_op op, const object& other, bool reflected) {
  if (part_ == dict_part::values || op < binary_op::subtract) {
    return NotImplemented;
  }
  const object self = object::from_pointer(this);
  const auto start = [&]() -> hash_set<object> {
    if (!reflected) {
      return to_set();
    }
    return operate_on_objects(set_operation::make_union, hash_set<object>(), other, true);
  };
  const object& right = reflected ? self : other;
  const auto finish = [](hash_set<object> result) { return object(set<object>(std::move(result))); };
  switch (op) {
    case binary_op::bit_and: return finish(intersection(other));
    case binary_op::bit_or: return finish(operate_on_objects(set_operation::make_union, start(), right, true));
    case binary_op::subtract: return finish(operate_on_objects(set_operation::difference, start(), right, true));
    case binary_op::bit_xor: return finish(operate_on_objects(set_operation::symmetric_difference, start(), right, true));
    default: return NotImplemented;
  }
}

class_<dict_view_object> describe_view(const char* name) {
  class_<dict_view_object> description(str::from_utf8(name));
  description.as_builtin();
  description.method("__reversed__", &dict_view_object::reversed);
  return description;
}

const type& dict_view_object::py_type() const {
  static const type& keys = describe_view("dict_keys").method("isdisjoint", &dict_view_object::isdisjoint);
  static const type& values = describe_view("dict_values");
  static const type& items = describe_view("dict_items").method("isdisjoint", &dict_view_object::isdisjoint);
  return part_ == dict_part::keys ? keys : part_ == dict_part::values ? values : items;
}

// --- methods ---

void update(dict_object& self, const object& source) {
  if (const auto* const other = source.try_as<dict_object>()) {
    if (other == &self) {
      return;
    }
    object key;
    object value;
    for (std::int64_t position = 0; other->boxed_next(position, &key, &value);) {
      self.boxed_store(key, value);
    }
    return;
  }
  if (hasattr(source, "keys")) {
    for (const object& key : source.attr("keys")()) {
      self.boxed_store(key, source.py_getitem(key));
    }
    return;
  }
  std::int64_t position = 0;
  for (const object& pair : source) {
    if (!pair.is_pointer() && !pair.is_str()) {
      raise_update_scalar(position);
    }
    const vector<object> parts = elements(pair);
    if (parts.size() != 2) {
      raise_update_element(position, parts.size());
    }
    self.boxed_store(parts[0], parts[1]);
    ++position;
  }
}

void update_with_keywords(dict_object& self, const tuple<object>& positional, const dict<str, object>& keywords) {
  if (positional.size() > 1) {
    raise_type_error(message("update expected at most 1 argument, got ", Int(positional.size())));
  }
  if (positional.size() == 1) {
    update(self, positional[0]);
  }
  for (const auto& [name, value] : keywords.items()) {
    self.boxed_store(object(name), value);
  }
}

object dict_get(dict_object& self, const object& key, const object& fallback) {
  object found = self.boxed_find(key);
  return found.is_unbound() ? fallback : found;
}

object dict_pop(dict_object& self, const object& key, const tuple<object>& fallback) {
  if (fallback.size() > 1) {
    raise_type_error(message("pop expected at most 2 arguments, got ", Int(fallback.size() + 1)));
  }
  object taken = self.boxed_take(key);
  if (!taken.is_unbound()) {
    return taken;
  }
  if (fallback.empty()) {
    raise_key_error(key);
  }
  return fallback[0];
}

object dict_popitem(dict_object& self) {
  object key;
  object value;
  std::int64_t position = -1;
  if (!self.boxed_previous(position, &key, &value)) {
    raise_popitem_empty();
  }
  self.boxed_take(key);
  return object(std::tuple<object, object>(key, value));
}

object dict_setdefault(dict_object& self, const object& key, const object& fallback) {
  object found = self.boxed_find(key);
  if (!found.is_unbound()) {
    return found;
  }
  self.boxed_store(key, fallback);
  return fallback;
}

ref<dict_object> copy_of(const dict_object& self) {
  ref<dict_object> result = self.boxed_empty();
  object key;
  object value;
  for (std::int64_t position = 0; self.boxed_next(position, &key, &value);) {
    result->boxed_store(key, value);
  }
  return result;
}

object dict_from_arguments(const tuple<object>& positional, const dict<str, object>& keywords) {
  if (positional.size() > 1) {
    raise_type_error(message("dict expected at most 1 argument, got ", Int(positional.size())));
  }
  const auto made = ref<dict_block<object, object>>::adopt(new dict_block<object, object>());
  if (positional.size() == 1) {
    update(*made, positional[0]);
  }
  for (const auto& [name, value] : keywords.items()) {
    made->boxed_store(object(name), value);
  }
  return object(made);
}

object dict_fromkeys(const object&, const object& keys, const object& value) {
  dict<object, object> result;
  for (const object& key : keys) {
    result.set_item(key, value);
  }
  return object(result);
}

}  // namespace

object make_dict_view(dict_object& source, dict_part part) { return object(make<dict_view_object>(source, part)); }

const type& dict_type() {
  static const type& type = class_<dict_object>("dict")
                                .as_builtin()
                                .init_with(&dict_from_arguments, args(), kwargs())
                                .allocated_by(&allocate_derived<dict_block<object, object>>)
                                .method("__init__", &update_with_keywords, args(), kwargs())
                                .method("get", &dict_get, arg("key"), arg("default") = None, pos_only())
                                .method("setdefault", &dict_setdefault, arg("key"), arg("default") = None, pos_only())
                                .method("pop", &dict_pop, arg("key"), args())
                                .method("popitem", &dict_popitem)
                                .method("update", &update_with_keywords, args(), kwargs())
                                .method("clear", [](dict_object& self) { self.boxed_clear(); })
                                .method("copy", [](dict_object& self) { return object(copy_of(self)); })
                                .method("keys", [](dict_object& self) { return make_dict_view(self, dict_part::keys); })
                                .method("values", [](dict_object& self) { return make_dict_view(self, dict_part::values); })
                                .method("items", [](dict_object& self) { return make_dict_view(self, dict_part::items); })
                                .method("__reversed__", [](dict_object& self) { return object(make<dict_cursor>(self, dict_part::keys, true)); })
                                .class_method("fromkeys", &dict_fromkeys, arg("iterable"), arg("value") = None, pos_only());
  return type;
}

const type& dict_object::py_type() const { return dict_type(); }

str dict_object::py_repr() const {
  const repr_guard guard(this);
  if (guard.nested()) {
    return "{...}";
  }
  str::builder text;
  text.append_char('{');
  object key;
  object value;
  bool first = true;
  for (std::int64_t position = 0; boxed_next(position, &key, &value);) {
    if (!first) {
      text.append_ascii(", ");
    }
    first = false;
    text.append(key.py_repr());
    text.append_ascii(": ");
    text.append(value.py_repr());
  }
  text.append_char('}');
  return text.finish();
}

std::int64_t dict_object::py_hash() const { raise_type_error("unhashable type: 'dict'"); }

object dict_object::py_boxed_iter() { return object(make<dict_cursor>(*this, dict_part::keys, false)); }

bool dict_object::py_boxed_contains(const object& element) { return !boxed_find(element).is_unbound(); }

object dict_object::py_boxed_getitem(const object& key) {
  object found = boxed_find(key);
  if (found.is_unbound()) {
    raise_key_error(key);
  }
  return found;
}

void dict_object::py_boxed_setitem(const object& key, const object& value) { boxed_store(key, value); }

void dict_object::py_boxed_delitem(const object& key) {
  if (boxed_take(key).is_unbound()) {
    raise_key_error(key);
  }
}

object dict_object::py_boxed_compare(comparison op, const object& other) {
  const auto* const right = other.try_as<dict_object>();
  if (right == nullptr || (op != comparison::equal && op != comparison::not_equal)) {
    return NotImplemented;
  }
  check_nesting("in comparison");
  bool equal = boxed_size() == right->boxed_size();
  object key;
  object value;
  for (std::int64_t position = 0; equal && boxed_next(position, &key, &value);) {
    const object found = right->boxed_find(key);
    equal = !found.is_unbound() && object::same_or_equal(value, found);
  }
  return equal == (op == comparison::equal);
}

object dict_object::py_boxed_binary(binary_op op, const object& other, bool reflected) {
  const auto* const right = other.try_as<dict_object>();
  if (op != binary_op::bit_or || right == nullptr) {
    return NotImplemented;
  }
  const dict_object& first = reflected ? *right : *this;
  const dict_object& second = reflected ? *this : *right;
  if (typeid(first) == typeid(second)) {
    const ref<dict_object> result = copy_of(first);
    update(*result, object::from_pointer(&second));
    return object(result);
  }
  dict<object, object> result(objects_of(first));
  result.update(objects_of(second));
  return object(result);
}

object dict_object::py_boxed_inplace(binary_op op, const object& other) {
  if (op != binary_op::bit_or) {
    return NotImplemented;
  }
  update(*this, other);
  return object::from_pointer(this);
}

}  // namespace py::detail
