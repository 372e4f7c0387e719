#include "containers_internal.hpp"

#include <algorithm>

namespace py {

std::int64_t index_argument::big(const Int& value) {
  if (!value.fits_int64()) {
    raise_index_error("cannot fit 'int' into an index-sized integer");
  }
  return value.to_int64();
}

std::int64_t index_argument::dynamic(const object& value) {
  const object number = detail::index_of(value);
  if (number.is_unbound()) {
    raise_type_error(detail::message("list indices must be integers or slices, not ", value.py_type().name()));
  }
  return index_argument(number.as_int());
}

namespace detail {

// --- errors ---

bool handling_index_error() noexcept {
  try {
    throw;
  } catch (const IndexError&) {
    return true;
  } catch (...) {
    return false;
  }
}

void raise_not_in_list(const object& value) { raise_value_error(message(value.py_repr(), " is not in list")); }
void raise_too_deep(const char* what) { throw RecursionError(message("maximum recursion depth exceeded ", what)); }
void raise_list_modified() { raise_value_error("list modified during sort"); }
void raise_slice_size(std::int64_t given, std::int64_t wanted) {
  raise_value_error(message("attempt to assign sequence of size ", Int(given), " to extended slice of size ", Int(wanted)));
}
void raise_repeat_overflow() { raise_memory_error(); }
void raise_table_too_large() { raise_memory_error(); }
void raise_dict_size_changed() { raise_runtime_error("dictionary changed size during iteration"); }
void raise_set_size_changed() { raise_runtime_error("Set changed size during iteration"); }
void raise_popitem_empty() { raise_key_error("popitem(): dictionary is empty"); }
void raise_pop_from_empty_set() { raise_key_error("pop from an empty set"); }
void raise_repeated_keyword(const object& name) { raise_type_error(message("dict() got multiple values for keyword argument '", str_of(name), "'")); }

void raise_update_scalar(std::int64_t position) { raise_type_error(message("cannot convert dictionary update sequence element #", Int(position), " to a sequence")); }
void raise_update_element(std::int64_t position, std::int64_t size) {
  raise_value_error(message("dictionary update sequence element #", Int(position), " has length ", Int(size), "; 2 is required"));
}
void raise_zip_length(std::int64_t argument, bool longer) {
  const char* const relation = longer ? " is longer than argument" : " is shorter than argument";
  if (argument == 2) {
    raise_value_error(message("zip() argument 2", relation, " 1"));
  }
  raise_value_error(message("zip() argument ", Int(argument), relation, "s 1-", Int(argument - 1)));
}

// --- repr of containers inside themselves ---

namespace {
std::vector<const void*>& containers_being_shown() {
  static std::vector<const void*> shown;
  return shown;
}
}  // namespace

repr_guard::repr_guard(const void* container) {
  check_nesting("while getting the repr of an object");
  auto& shown = containers_being_shown();
  nested_ = std::find(shown.begin(), shown.end(), container) != shown.end();
  if (!nested_) {
    shown.push_back(container);
  }
}

repr_guard::~repr_guard() {
  if (!nested_) {
    containers_being_shown().pop_back();
  }
}

// --- sequences ---

std::int64_t resolve_index(const object& key, std::int64_t size, const char* kind, const char* outside) {
  const object number = index_of(key);
  if (number.is_unbound()) {
    raise_type_error(message(kind, " indices must be integers or slices, not ", key.py_type().name()));
  }
  if (!number.as_int().fits_int64()) {
    raise_index_error("cannot fit 'int' into an index-sized integer");
  }
  std::int64_t index = number.as_int().to_int64();
  if (index < 0) {
    index += size;
  }
  if (index < 0 || index >= size) {
    raise_index_error(outside);
  }
  return index;
}

vector<object> elements(const object& iterable) {
  vector<object> result;
  for (const object& element : iterable) {
    result.append(element);
  }
  return result;
}

object concatenation_declined(const object& self, const object& other, binary_op op, const char* kind) {
  if (other.is_pointer()) {
    object result = other.pointer()->py_boxed_binary(op, self, true);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  raise_type_error(message("can only concatenate ", kind, " (not \"", other.py_type().name(), "\") to ", kind));
}

object repetition(const object& self, const object& other, bool reflected) {
  object times = index_of(other);
  if (!times.is_unbound()) {
    if (!times.as_int().fits_int64()) {
      raise_overflow_error("cannot fit 'int' into an index-sized integer");
    }
    return times;
  }
  if (other.is_str() || (other.is_pointer() && reflected)) {
    if (reflected) {
      return object::unbound();
    }
  } else if (other.is_pointer()) {
    object result = other.pointer()->py_boxed_binary(binary_op::multiply, self, true);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  raise_type_error(message("can't multiply sequence by non-int of type '", other.py_type().name(), "'"));
}

}  // namespace detail
}  // namespace py
