#include "containers_internal.hpp"

namespace py {

namespace detail {
namespace {

tuple<object> all_of(const tuple_object& self) {
  vector<object> items;
  for (std::int64_t i = 0; i < self.boxed_size(); ++i) {
    items.append(self.boxed_get(i));
  }
  return items;
}

std::int64_t tuple_index(tuple_object& self, const object& value, const object& start, const object& stop) {
  const slice_range range = resolve_slice(self.boxed_size(), bound(start), bound(stop));
  for (std::int64_t i = range.begin; i < range.end; ++i) {
    if (object::same_or_equal(self.boxed_get(i), value)) {
      return i;
    }
  }
  raise_value_error("tuple.index(x): x not in tuple");
}

std::int64_t tuple_count(tuple_object& self, const object& value) {
  std::int64_t result = 0;
  for (std::int64_t i = 0; i < self.boxed_size(); ++i) {
    result += object::same_or_equal(self.boxed_get(i), value);
  }
  return result;
}

/// Marks a tuple as being shown. Tuples of known shape are values in C++: one with the same elements is taken for the same tuple.
class tuple_guard {
 public:
  explicit tuple_guard(const tuple_object& tuple) : guard_(&tuple), nested_(guard_.nested()) {
    if (!nested_) {
      nested_ = std::any_of(shown().begin(), shown().end(), [&](const tuple_object* other) { return holds_the_same(*other, tuple); });
      shown().push_back(&tuple);
      pushed_ = true;
    }
  }
  tuple_guard(const tuple_guard&) = delete;
  tuple_guard& operator=(const tuple_guard&) = delete;
  ~tuple_guard() {
    if (pushed_) {
      shown().pop_back();
    }
  }
  bool nested() const noexcept { return nested_; }

 private:
  static std::vector<const tuple_object*>& shown() {
    static std::vector<const tuple_object*> tuples;
    return tuples;
  }
  static bool holds_the_same(const tuple_object& a, const tuple_object& b) {
    bool same = a.boxed_size() == b.boxed_size();
    bool holds_container = false;
    for (std::int64_t i = 0; same && i < a.boxed_size(); ++i) {
      const object element = a.boxed_get(i);
      same = py::is(element, b.boxed_get(i));
      holds_container = holds_container || element.is_pointer();
    }
    return same && holds_container;
  }

  repr_guard guard_;
  bool nested_;
  bool pushed_ = false;
};

}  // namespace

const type& tuple_type() {
  static const type& type =
      class_<tuple_object>("tuple")
          .as_builtin()
          .init_with([](const object& source) -> object { return source.try_as<tuple_object>() != nullptr ? source : object(tuple<object>(elements(source))); },
                     arg("iterable") = tuple<object>(), pos_only())
          .method("index", &tuple_index, arg("value"), arg("start") = 0, arg("stop") = INT64_MAX, pos_only())
          .method("count", &tuple_count);
  return type;
}

const type& tuple_object::py_type() const { return tuple_type(); }

str tuple_object::py_repr() const {
  const tuple_guard guard(*this);
  if (guard.nested()) {
    return "(...)";
  }
  str::builder text;
  text.append_char('(');
  const std::int64_t size = boxed_size();
  for (std::int64_t i = 0; i < size; ++i) {
    if (i > 0) {
      text.append_ascii(", ");
    }
    text.append(boxed_get(i).py_repr());
  }
  text.append_ascii(size == 1 ? ",)" : ")");
  return text.finish();
}

std::int64_t tuple_object::py_hash() const {
  tuple_hasher hasher;
  for (std::int64_t i = 0; i < boxed_size(); ++i) {
    hasher.add(boxed_get(i).py_hash());
  }
  return hasher.finish();
}

object tuple_object::py_boxed_iter() { return object(make<sequence_cursor<tuple_object>>(*this)); }

bool tuple_object::py_boxed_contains(const object& element) {
  for (std::int64_t i = 0; i < boxed_size(); ++i) {
    if (object::same_or_equal(boxed_get(i), element)) {
      return true;
    }
  }
  return false;
}

object tuple_object::py_boxed_getitem(const object& key) {
  if (const slice* const part = slice_in(key)) {
    const stepped_range range = part->resolve(boxed_size());
    if (range.step == 1 && range.count == boxed_size()) {
      return object::from_pointer(this);
    }
    vector<object> items;
    for (std::int64_t i = 0; i < range.count; ++i) {
      items.append(boxed_get(range.start + i * range.step));
    }
    return object(tuple<object>(std::move(items)));
  }
  return boxed_get(resolve_index(key, boxed_size(), "tuple", "tuple index out of range"));
}

object tuple_object::py_boxed_compare(comparison op, const object& other) {
  const auto* const right = other.try_as<tuple_object>();
  return right == nullptr ? object(NotImplemented) : object(compare_boxed(op, *this, *right));
}

object tuple_object::py_boxed_binary(binary_op op, const object& other, bool reflected) {
  if (op == binary_op::add && !reflected) {
    const auto* const right = other.try_as<tuple_object>();
    return right != nullptr ? object(all_of(*this) + all_of(*right)) : concatenation_declined(object::from_pointer(this), other, op, "tuple");
  }
  if (op == binary_op::multiply) {
    object times = repetition(object::from_pointer(this), other, reflected);
    if (times.is_unbound()) {
      return NotImplemented;
    }
    return times.is_int() ? object(all_of(*this) * times.as_int()) : times;
  }
  return NotImplemented;
}

}  // namespace detail
}  // namespace py
