// collections.deque as dynamic code sees it.
#include "derived_containers.hpp"

#include <py/deque.hpp>

#include <algorithm>

namespace py::detail {

void raise_deque_mutated() { raise_runtime_error("deque mutated during iteration"); }
void raise_not_in_deque(const object& value) { raise_value_error(message(value.py_repr(), " is not in deque")); }

std::int64_t checked_maxlen(const bound& given) {
  if (!given.present()) {
    return -1;
  }
  if (given.value() < 0) {
    raise_value_error("maxlen must be non-negative");
  }
  return given.value();
}

namespace {

class deque_cursor final : public iterator_object {
 public:
  deque_cursor(deque_object& source, bool backwards) : source_(&source), left_(source.boxed_size()), changes_(source.changes), backwards_(backwards) {}
  const char* boxed_name() const noexcept override { return backwards_ ? "_collections._deque_reverse_iterator" : "_collections._deque_iterator"; }
  object py_boxed_next() override {
    if (left_ == 0) {
      return object::unbound();
    }
    if (changes_ != source_->changes) {
      left_ = 0;
      raise_deque_mutated();
    }
    const std::int64_t at = backwards_ ? left_ - 1 : source_->boxed_size() - left_;
    --left_;
    return source_->boxed_get(at);
  }

 private:
  ref<deque_object> source_;
  std::int64_t left_;
  std::uint64_t changes_;
  bool backwards_;
};

std::int64_t find(deque_object& self, const object& value, std::int64_t begin, std::int64_t end, const char* changed) {
  const ref<deque_object> alive(&self);
  const std::uint64_t changes = self.changes;
  for (std::int64_t i = begin; i < end; ++i) {
    const bool found = object::same_or_equal(self.boxed_get(i), value);
    if (changes != self.changes) {
      if (changed != nullptr) {
        raise_index_error(changed);
      }
      raise_deque_mutated();
    }
    if (found) {
      return i;
    }
  }
  return -1;
}

void push_all(deque_object& self, const object& source, bool front) {
  const ref<deque_object> alive(&self);
  if (source.is_pointer() && source.pointer() == &self) {
    for (const object& element : elements(source)) {
      self.boxed_push(element, front);
    }
    return;
  }
  for (const object& element : source) {
    self.boxed_push(element, front);
  }
}

ref<deque_object> copy_of(const deque_object& self) {
  ref<deque_object> result = self.boxed_empty();
  for (std::int64_t i = 0; i < self.boxed_size(); ++i) {
    result->boxed_push(self.boxed_get(i), false);
  }
  return result;
}

void repeat_in_place(deque_object& self, std::int64_t times) {
  const vector<object> once = elements(object::from_pointer(&self));
  if (times <= 0) {
    self.boxed_clear();
  }
  for (std::int64_t round = 1; round < times; ++round) {
    for (const object& element : once) {
      self.boxed_push(element, false);
    }
  }
}

object taken(deque_object& self, bool front) {
  if (self.boxed_size() == 0) {
    raise_index_error("pop from an empty deque");
  }
  return self.boxed_pop(front);
}

void deque_insert(deque_object& self, std::int64_t index, const object& value) {
  const std::int64_t size = self.boxed_size();
  if (self.maxlen >= 0 && size >= self.maxlen) {
    raise_index_error("deque already at its maximum size");
  }
  self.boxed_insert(index < 0 ? std::max<std::int64_t>(index + size, 0) : std::min(index, size), value);
}

void deque_remove(deque_object& self, const object& value) {
  const std::int64_t at = find(self, value, 0, self.boxed_size(), "deque mutated during remove().");
  if (at < 0) {
    raise_not_in_deque(value);
  }
  self.boxed_erase(at);
}

std::int64_t deque_index(deque_object& self, const object& value, const object& start, const object& stop) {
  const slice_range range = resolve_slice(self.boxed_size(), bound(start), bound(stop));
  const std::int64_t at = find(self, value, range.begin, range.end, nullptr);
  if (at < 0) {
    raise_not_in_deque(value);
  }
  return at;
}

std::int64_t deque_count(deque_object& self, const object& value) {
  std::int64_t result = 0;
  for (const object& element : object::from_pointer(&self)) {
    result += object::same_or_equal(element, value);
  }
  return result;
}

void initialise_deque(deque_object& self, const object& source, const object& maxlen) {
  self.maxlen = checked_maxlen(bound(maxlen));
  self.boxed_clear();
  push_all(self, source, false);
}

object make_deque(const object& source, const object& maxlen) {
  const auto made = ref<deque_block<object>>::adopt(new deque_block<object>());
  initialise_deque(*made, source, maxlen);
  return object(made);
}

}  // namespace

const type& deque_object::py_class() {
  static const type& type = class_<deque_object>("deque")
                                .in_module("collections")
                                .init_with(&make_deque, arg("iterable") = tuple<object>(), arg("maxlen") = None)
                                .allocated_by(&allocate_derived<deque_block<object>>)
                                .method("__init__", &initialise_deque, arg("iterable") = tuple<object>(), arg("maxlen") = None)
                                .method("append", [](deque_object& self, const object& x) { self.boxed_push(x, false); })
                                .method("appendleft", [](deque_object& self, const object& x) { self.boxed_push(x, true); })
                                .method("pop", [](deque_object& self) { return taken(self, false); })
                                .method("popleft", [](deque_object& self) { return taken(self, true); })
                                .method("extend", [](deque_object& self, const object& source) { push_all(self, source, false); })
                                .method("extendleft", [](deque_object& self, const object& source) { push_all(self, source, true); })
                                .method("insert", &deque_insert)
                                .method("remove", &deque_remove)
                                .method("index", &deque_index, arg("value"), arg("start") = 0, arg("stop") = INT64_MAX, pos_only())
                                .method("count", &deque_count)
                                .method("clear", [](deque_object& self) { self.boxed_clear(); })
                                .method("copy", [](deque_object& self) { return object(copy_of(self)); })
                                .method("__copy__", [](deque_object& self) { return object(copy_of(self)); })
                                .method("reverse", [](deque_object& self) { self.boxed_reverse(); })
                                .method(
                                    "rotate", [](deque_object& self, std::int64_t n) { self.boxed_rotate(n); }, arg("n") = 1, pos_only())
                                .method("__reversed__", [](deque_object& self) { return object(make<deque_cursor>(self, true)); })
                                .property("maxlen", [](deque_object& self) { return self.maxlen < 0 ? object(None) : object(self.maxlen); });
  return type;
}

str deque_object::py_repr() const {
  const repr_guard guard(this);
  if (guard.nested()) {
    return "[...]";
  }
  str::builder text;
  text.append_ascii("deque([");
  for (std::int64_t i = 0; i < boxed_size(); ++i) {
    if (i > 0) {
      text.append_ascii(", ");
    }
    text.append(boxed_get(i).py_repr());
  }
  text.append_char(']');
  if (maxlen >= 0) {
    text.append_ascii(", maxlen=");
    text.append(py::repr(maxlen));
  }
  text.append_char(')');
  return text.finish();
}

std::int64_t deque_object::py_hash() const { raise_type_error("unhashable type: 'collections.deque'"); }

object deque_object::py_boxed_iter() { return object(make<deque_cursor>(*this, false)); }

bool deque_object::py_boxed_contains(const object& element) { return find(*this, element, 0, boxed_size(), nullptr) >= 0; }

namespace {

std::int64_t deque_position(const deque_object& self, const object& key) {
  const object number = index_of(key);
  if (number.is_unbound()) {
    raise_type_error(message("sequence index must be integer, not '", key.py_type().name(), "'"));
  }
  const std::int64_t index = number.as_int().clamp_int64();
  const std::int64_t at = index < 0 ? index + self.boxed_size() : index;
  if (at < 0 || at >= self.boxed_size()) {
    raise_index_error("deque index out of range");
  }
  return at;
}

}  // namespace

object deque_object::py_boxed_getitem(const object& key) { return boxed_get(deque_position(*this, key)); }
void deque_object::py_boxed_setitem(const object& key, const object& value) { boxed_set(deque_position(*this, key), value); }
void deque_object::py_boxed_delitem(const object& key) { boxed_erase(deque_position(*this, key)); }

object deque_object::py_boxed_compare(comparison op, const object& other) {
  const auto* const right = other.try_as<deque_object>();
  if (right == nullptr) {
    return NotImplemented;
  }
  const ref<deque_object> alive(this);
  const object other_alive = other;
  return compare_boxed(op, *this, *right);
}

object deque_object::py_boxed_binary(binary_op op, const object& other, bool reflected) {
  if (op == binary_op::add && !reflected) {
    auto* const right = other.try_as<deque_object>();
    if (right == nullptr) {
      return concatenation_declined(object::from_pointer(this), other, op, "deque");
    }
    const ref<deque_object> result = copy_of(*this);
    push_all(*result, other, false);
    return object(result);
  }
  if (op == binary_op::multiply) {
    object times = repetition(object::from_pointer(this), other, reflected);
    if (times.is_unbound()) {
      return NotImplemented;
    }
    if (!times.is_int()) {
      return times;
    }
    const ref<deque_object> result = copy_of(*this);
    repeat_in_place(*result, times.as_int().to_int64());
    return object(result);
  }
  return NotImplemented;
}

object deque_object::py_boxed_inplace(binary_op op, const object& other) {
  if (op == binary_op::add) {
    push_all(*this, other, false);
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
