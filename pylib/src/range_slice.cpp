#include "containers_internal.hpp"

#include <py/wide_range.hpp>

namespace py {

// --- slice ---

std::tuple<std::int64_t, std::int64_t, std::int64_t> slice::indices(size_argument size) const {
  const std::int64_t length = size;
  if (length < 0) {
    raise_value_error("length should not be negative");
  }
  const stepped_range range = resolve(length);
  // the stop is resolved on its own: it need not follow from the count
  const bool backwards = range.step < 0;
  const std::int64_t lowest = backwards ? -1 : 0;
  const std::int64_t highest = backwards ? length - 1 : length;
  std::int64_t stop = backwards ? lowest : highest;
  if (upper_.present()) {
    stop = upper_.value() < 0 ? std::max(upper_.value() + length, lowest) : std::min(upper_.value(), highest);
  }
  return {range.start, stop, range.step};
}

str slice::py_repr() const { return detail::message("slice(", start().py_repr(), ", ", stop().py_repr(), ", ", step().py_repr(), ")"); }

std::int64_t slice::py_hash() const { raise_type_error("unhashable type: 'slice'"); }

object slice::py_box() const { return object(make<detail::slice_object>(*this)); }
bool slice::py_check(const object& value) { return detail::slice_in(value) != nullptr; }
slice slice::py_unbox(const object& value) { return *detail::slice_in(value); }

// --- range ---

range range::slice(const bound& lower, const bound& upper, const bound& step) const {
  const stepped_range part = resolve_slice(size_, lower, upper, step);
  range result;
  result.start_ = wrapped(part.start);
  result.step_ = step_ * part.step;
  result.stop_ = wrapped(part.start + part.count * part.step);
  result.size_ = part.count;
  if (part.count == 0 || (!upper.present() && (part.step == 1 || part.step == -1))) {
    // CPython keeps the resolved bounds, which show in the repr
    const auto [first, last, by] = py::slice(lower, upper, step).indices(size_);
    result.start_ = wrapped(first);
    result.stop_ = wrapped(last);
    static_cast<void>(by);
  } else {
    const auto [first, last, by] = py::slice(lower, upper, step).indices(size_);
    static_cast<void>(first);
    static_cast<void>(by);
    result.stop_ = wrapped(last);
  }
  return result;
}

range range::slice(const py::slice& part) const { return slice(part.lower(), part.upper(), part.by()); }

str range::py_repr() const {
  if (step_ == 1) {
    return detail::message("range(", Int(start_), ", ", Int(stop_), ")");
  }
  return detail::message("range(", Int(start_), ", ", Int(stop_), ", ", Int(step_), ")");
}

std::int64_t range::py_hash() const {
  detail::tuple_hasher hasher;
  hasher.add(py::hash(size_));
  hasher.add(size_ == 0 ? py::hash(None) : py::hash(start_));
  hasher.add(size_ <= 1 ? py::hash(None) : py::hash(step_));
  return hasher.finish();
}

std::int64_t range::position_of_object(const object& value) const {
  if (value.is_int() || value.is_bool()) {
    const Int number = detail::unbox_int(value);
    return number.fits_int64() ? position_of_int(number.to_int64()) : -1;
  }
  if (value.is_float()) {
    const std::optional<std::int64_t> number = detail::integer_equal_to<std::int64_t>(value.as_float());
    return number ? position_of_int(*number) : -1;
  }
  if (value.is_pointer()) {
    for (std::int64_t i = 0; i < size_; ++i) {
      if (object::same_or_equal(object(wrapped(i)), value)) {
        return i;
      }
    }
  }
  return -1;
}

void range::raise_not_inside(const object& value) {
  if (value.is_int() || value.is_bool()) {
    raise_value_error(detail::message(value.py_repr(), " is not in range"));
  }
  raise_value_error("sequence.index(x): x not in sequence");
}

// --- wide_range ---

wide_range::wide_range(Int start, Int stop, Int step) : start_(std::move(start)), stop_(std::move(stop)), step_(std::move(step)) {
  if (step_ == 0) {
    raise_value_error("range() arg 3 must not be zero");
  }
}

Int wide_range::count() const {
  const Int distance = step_ > 0 ? stop_ - start_ : start_ - stop_;
  const Int width = step_ > 0 ? step_ : -step_;
  return distance > 0 ? Int(floor_divide(distance - 1, width) + 1) : Int(0);
}

wide_range wide_range::py_reversed() const { return {start_ + (count() - 1) * step_, start_ - step_, -step_}; }

Int wide_range::at(const Int& index) const {
  const Int size = count();
  const Int position = index < 0 ? Int(index + size) : index;
  if (position < 0 || position >= size) {
    raise_index_error("range object index out of range");
  }
  return start_ + position * step_;
}

bool wide_range::contains(const Int& value) const {
  const bool inside = step_ > 0 ? value >= start_ && value < stop_ : value <= start_ && value > stop_;
  return inside && (value - start_) % step_ == 0;
}

bool wide_range::contains(const object& value) const {
  if (value.is_int() || value.is_bool()) {
    return contains(detail::unbox_int(value));
  }
  for (const Int& element : *this) {
    if (object::same_or_equal(object(element), value)) {
      return true;
    }
  }
  return false;
}

str wide_range::py_repr() const { return step_ == 1 ? detail::message("range(", start_, ", ", stop_, ")") : detail::message("range(", start_, ", ", stop_, ", ", step_, ")"); }

bool operator==(const wide_range& a, const wide_range& b) {
  const Int size = a.count();
  return size == b.count() && (size == 0 || (a.start_ == b.start_ && (size == 1 || a.step_ == b.step_)));
}

object range::py_box() const { return object(make<detail::range_object>(*this)); }
bool range::py_check(const object& value) { return value.try_as<detail::range_object>() != nullptr; }
range range::py_unbox(const object& value) { return value.try_as<detail::range_object>()->value; }

namespace detail {
namespace {

/// The bounds of a slice made by dynamic code, which have to be ints or None.
slice make_slice(const object& start, const object& stop, const object& step) { return {bound(start), bound(stop), bound(step)}; }

range make_range(const tuple<object>& arguments) {
  const std::int64_t count = arguments.size();
  if (count == 0 || count > 3) {
    raise_type_error(message("range expected at ", count == 0 ? "least 1 argument, got " : "most 3 arguments, got ", Int(count)));
  }
  for (const object& argument : arguments) {
    if (index_of(argument).is_unbound()) {
      raise_type_error(message("'", argument.py_type().name(), "' object cannot be interpreted as an integer"));
    }
  }
  const auto at = [&](std::int64_t i) { return size_argument(arguments[i]); };
  return count == 1 ? range(at(0)) : count == 2 ? range(at(0), at(1)) : range(at(0), at(1), at(2));
}

slice slice_of_arguments(const tuple<object>& arguments) {
  switch (arguments.size()) {
    case 1: return make_slice(None, arguments[0], None);
    case 2: return make_slice(arguments[0], arguments[1], None);
    case 3: return make_slice(arguments[0], arguments[1], arguments[2]);
    default: break;
  }
  raise_type_error(message("slice expected at ", arguments.empty() ? "least 1 argument, got " : "most 3 arguments, got ", Int(arguments.size())));
}

}  // namespace

object slice_object::py_boxed_compare(comparison op, const object& other) {
  const slice* const right = slice_in(other);
  if (right == nullptr || (op != comparison::equal && op != comparison::not_equal)) {
    return NotImplemented;
  }
  return (value == *right) == (op == comparison::equal);
}

object range_object::py_boxed_getitem(const object& key) {
  if (const slice* const part = slice_in(key)) {
    return object(value.slice(*part));
  }
  return object(value[resolve_index(key, value.size(), "range", "range object index out of range")]);
}

object range_object::py_boxed_compare(comparison op, const object& other) {
  const auto* const right = other.try_as<range_object>();
  if (right == nullptr || (op != comparison::equal && op != comparison::not_equal)) {
    return NotImplemented;
  }
  return (value == right->value) == (op == comparison::equal);
}

const type& slice_type() {
  static const type& type = class_<slice_object>("slice")
                                .as_builtin()
                                .init_with(&slice_of_arguments, args())
                                .property("start", [](slice_object& self) { return self.value.start(); })
                                .property("stop", [](slice_object& self) { return self.value.stop(); })
                                .property("step", [](slice_object& self) { return self.value.step(); })
                                .method("indices", [](slice_object& self, std::int64_t size) { return self.value.indices(size); });
  return type;
}

const type& range_type() {
  static const type& type = class_<range_object>("range")
                                .as_builtin()
                                .init_with(&make_range, args())
                                .property("start", [](range_object& self) { return self.value.start(); })
                                .property("stop", [](range_object& self) { return self.value.stop(); })
                                .property("step", [](range_object& self) { return self.value.step(); })
                                .method("index", [](range_object& self, const object& x) { return self.value.index(x); })
                                .method("count", [](range_object& self, const object& x) { return self.value.count(x); })
                                .method("__reversed__", [](range_object& self) { return object(iterator<std::int64_t>(self.value.py_reversed())); });
  return type;
}

}  // namespace detail
}  // namespace py
