#include "derived_containers.hpp"

namespace py::detail {
namespace {

class set_cursor final : public iterator_object {
 public:
  explicit set_cursor(set_object& source) : source_(ref<set_object>(&source)), size_(source.boxed_size()) {}
  const char* boxed_name() const noexcept override { return "set_iterator"; }
  object py_boxed_next() override {
    if (source_.is_none()) {
      return object::unbound();
    }
    if (source_->boxed_size() != size_) {
      size_ = -1;  // an error stays one
      raise_set_size_changed();
    }
    object element;
    if (!source_->boxed_next(position_, &element)) {
      source_ = None;
      return object::unbound();
    }
    return element;
  }

 private:
  maybe<set_object> source_;
  std::int64_t size_;
  std::int64_t position_ = 0;
};

template <typename Other>
hash_set<object> operated(set_operation op, hash_set<object> elements, const Other& other, bool in_place) {
  if (in_place) {
    switch (op) {
      case set_operation::make_union: elements.update(other); break;
      case set_operation::intersection: elements.intersection_update(other); break;
      case set_operation::difference: elements.difference_update(other); break;
      case set_operation::symmetric_difference: elements.symmetric_difference_update(other); break;
    }
    return elements;
  }
  switch (op) {
    case set_operation::make_union: return elements.union_(other);
    case set_operation::intersection: return elements.intersection(other);
    case set_operation::difference: return elements.difference(other);
    case set_operation::symmetric_difference: return elements.symmetric_difference(other);
  }
  return elements;
}

/// The elements of any iterable as a set that lies as a set of them does.
hash_set<object> as_set(const object& other) {
  if (const auto* const same = other.try_as<set_object>()) {
    return same->boxed_objects();
  }
  return operate_on_objects(set_operation::make_union, hash_set<object>(), other, true);
}

/// What `set(other)` makes: the elements of a set are merged into a new table.
hash_set<object> new_set(const object& other) { return other.try_as<set_object>() != nullptr ? as_set(other).copy() : as_set(other); }

bool is_subset(const set_object& part, const set_object& whole) {
  if (part.boxed_size() > whole.boxed_size()) {
    return false;
  }
  object element;
  for (std::int64_t position = 0; part.boxed_next(position, &element);) {
    if (!whole.boxed_contains(element)) {
      return false;
    }
  }
  return true;
}

object method_result(set_object& self, set_operation op, const tuple<object>& others) {
  ref<set_object> result = others.empty() ? self.boxed_copy(self.boxed_frozen()) : self.boxed_operate(op, others[0], false);
  for (std::int64_t i = 1; i < others.size(); ++i) {
    result = result->boxed_operate(op, others[i], op != set_operation::intersection);
  }
  return object(result);
}

template <set_operation op>
object combined(set_object& self, const tuple<object>& others) {
  return method_result(self, op, others);
}

void intersect(set_object& self, const tuple<object>& others) {
  const object result = method_result(self, set_operation::intersection, others);
  self.boxed_replace(static_cast<set_object*>(result.pointer())->boxed_objects());
}

template <set_operation op>
void combine(set_object& self, const tuple<object>& others) {
  for (const object& other : others) {
    self.boxed_operate(op, other, true);
  }
}

object symmetric_difference(set_object& self, const object& other) { return object(self.boxed_operate(set_operation::symmetric_difference, other, false)); }

bool issubset(set_object& self, const object& other) {
  if (const auto* const same = other.try_as<set_object>()) {
    return is_subset(self, *same);
  }
  return self.boxed_objects().issubset(as_set(other));
}

bool issuperset(set_object& self, const object& other) {
  if (const auto* const same = other.try_as<set_object>()) {
    return is_subset(*same, self);
  }
  for (const object& element : other) {
    if (!self.boxed_contains(element)) {
      return false;
    }
  }
  return true;
}

bool isdisjoint(set_object& self, const object& other) {
  for (const object& element : other) {
    if (self.boxed_contains(element)) {
      return false;
    }
  }
  return true;
}

void describe_common(class_<set_object>& description) {
  description.as_builtin()
      .method("union", &combined<set_operation::make_union>, args())
      .method("intersection", &combined<set_operation::intersection>, args())
      .method("difference", &combined<set_operation::difference>, args())
      .method("symmetric_difference", &symmetric_difference)
      .method("issubset", &issubset)
      .method("issuperset", &issuperset)
      .method("isdisjoint", &isdisjoint);
}

class_<set_object> describe_set() {
  class_<set_object> description("set");
  describe_common(description);
  description.init_with([](const object& source) { return set<object>(new_set(source)); }, arg("iterable") = tuple<object>(), pos_only())
      .allocated_by(&allocate_derived<set_block<object>>)
      .method(
          "__init__", [](set_object& self, const object& source) { self.boxed_replace(new_set(source)); }, arg("iterable") = tuple<object>(), pos_only())
      .method("add", [](set_object& self, const object& x) { self.boxed_add(x); })
      .method("discard", [](set_object& self, const object& x) { self.boxed_discard(x); })
      .method("remove",
              [](set_object& self, const object& x) {
                if (!self.boxed_discard(x)) {
                  raise_key_error(x);
                }
              })
      .method("pop",
              [](set_object& self) {
                if (self.boxed_size() == 0) {
                  raise_pop_from_empty_set();
                }
                return self.boxed_pop();
              })
      .method("clear", [](set_object& self) { self.boxed_clear(); })
      .method("copy", [](set_object& self) { return object(self.boxed_copy(false)); })
      .method("update", &combine<set_operation::make_union>, args())
      .method("intersection_update", &intersect, args())
      .method("difference_update", &combine<set_operation::difference>, args())
      .method("symmetric_difference_update", [](set_object& self, const object& other) { self.boxed_operate(set_operation::symmetric_difference, other, true); });
  return description;
}

class_<set_object> describe_frozenset() {
  class_<set_object> description("frozenset");
  describe_common(description);
  description
      .init_with(
          [](const object& source) -> object {
            const auto* const same = source.try_as<set_object>();
            return same != nullptr && same->boxed_frozen() ? source : object(frozenset<object>(new_set(source)));
          },
          arg("iterable") = tuple<object>(), pos_only())
      .method("copy", [](set_object& self) { return object::from_pointer(&self); });
  return description;
}

std::optional<set_operation> operation_of(binary_op op) {
  switch (op) {
    case binary_op::bit_or: return set_operation::make_union;
    case binary_op::bit_and: return set_operation::intersection;
    case binary_op::subtract: return set_operation::difference;
    case binary_op::bit_xor: return set_operation::symmetric_difference;
    default: return std::nullopt;
  }
}

}  // namespace

hash_set<object> operate_on_objects(set_operation op, hash_set<object> elements, const object& other, bool in_place) {
  if (const auto* const same = other.try_as<set_object>()) {
    return operated(op, std::move(elements), same->boxed_objects(), in_place);
  }
  if (const auto* const mapping = other.try_as<dict_object>()) {
    ordered_map<object, none_t> keys;
    object key;
    for (std::int64_t position = 0; mapping->boxed_next(position, &key, nullptr);) {
      keys.set_item(key, None);
    }
    return operated(op, std::move(elements), keys, in_place);
  }
  return operated(op, std::move(elements), detail::elements(other), in_place);
}

const type& set_type() {
  static const type& type = describe_set();
  return type;
}

const type& frozenset_type() {
  static const type& type = describe_frozenset();
  return type;
}

const type& set_object::py_type() const { return boxed_frozen() ? frozenset_type() : set_type(); }

str set_object::py_repr() const {
  const str& name = py_type().name();
  const repr_guard guard(this);
  if (guard.nested()) {
    return message(name, "(...)");
  }
  if (boxed_size() == 0) {
    return message(name, "()");
  }
  str::builder text;
  if (boxed_frozen()) {
    text.append_ascii("frozenset(");
  }
  text.append_char('{');
  object element;
  bool first = true;
  for (std::int64_t position = 0; boxed_next(position, &element);) {
    if (!first) {
      text.append_ascii(", ");
    }
    first = false;
    text.append(element.py_repr());
  }
  text.append_ascii(boxed_frozen() ? "})" : "}");
  return text.finish();
}

std::int64_t set_object::py_hash() const {
  if (!boxed_frozen()) {
    raise_type_error("unhashable type: 'set'");
  }
  return boxed_hash();
}

object set_object::py_boxed_iter() { return object(make<set_cursor>(*this)); }

bool set_object::py_boxed_contains(const object& element) {
  if (const auto* const inner = element.try_as<set_object>(); inner != nullptr && !inner->boxed_frozen()) {
    return boxed_contains(object(frozenset<object>(inner->boxed_objects())));  // a set is looked up as the frozenset it equals
  }
  return boxed_contains(element);
}

object set_object::py_boxed_compare(comparison op, const object& other) {
  const auto* const right = other.try_as<set_object>();
  if (right == nullptr) {
    return NotImplemented;
  }
  switch (op) {
    case comparison::equal: return boxed_size() == right->boxed_size() && is_subset(*this, *right);
    case comparison::not_equal: return boxed_size() != right->boxed_size() || !is_subset(*this, *right);
    case comparison::less: return boxed_size() < right->boxed_size() && is_subset(*this, *right);
    case comparison::less_equal: return is_subset(*this, *right);
    case comparison::greater: return boxed_size() > right->boxed_size() && is_subset(*right, *this);
    case comparison::greater_equal: return is_subset(*right, *this);
  }
  return NotImplemented;
}

object set_object::py_boxed_binary(binary_op op, const object& other, bool reflected) {
  const std::optional<set_operation> operation = operation_of(op);
  if (!operation || reflected || other.try_as<set_object>() == nullptr) {
    return NotImplemented;
  }
  return object(boxed_operate(*operation, other, false));
}

object set_object::py_boxed_inplace(binary_op op, const object& other) {
  const std::optional<set_operation> operation = operation_of(op);
  if (!operation || boxed_frozen() || other.try_as<set_object>() == nullptr) {
    return NotImplemented;
  }
  return object(boxed_operate(*operation, other, true));
}

}  // namespace py::detail
