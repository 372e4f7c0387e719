/// The table of fields from which py::Dataclass and py::NamedTuple make comparison, hash and repr.
#pragma once

#include <py/protocol.hpp>
#include <py/str.hpp>

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {
namespace detail {

template <typename Owner, typename T>
struct data_field {
  const char* name;
  T Owner::* member;
  bool in_repr;
  bool in_compare;
};

}  // namespace detail

/// One row of `py_fields`: `py::field("x", &Point::x)`; hidden from repr or left out of comparisons on demand.
struct field_fn {
  template <typename Owner, typename T>
  constexpr detail::data_field<Owner, T> operator()(const char* name, T Owner::* member, bool in_repr = true, bool in_compare = true) const {
    return {name, member, in_repr, in_compare};
  }
};
inline constexpr field_fn field{};

namespace detail {

/// Calls `f(name, value, row)` for each field, in order.
template <typename C, typename F>
void for_each_field(const C& instance, F&& f) {
  std::apply([&](const auto&... row) { (f(row, instance.*(row.member)), ...); }, C::py_fields);
}

template <typename C>
bool fields_equal(const C& a, const C& b) {
  return std::apply([&](const auto&... row) { return (... && (!row.in_compare || py::eq(a.*(row.member), b.*(row.member)))); }, C::py_fields);
}

/// Less than 0, 0, more than 0: by the first fields that differ, as tuples compare.
template <typename C>
int compare_fields(const C& a, const C& b) {
  int result = 0;
  std::apply(
      [&](const auto&... row) {
        const auto step = [&](const auto& one) {
          if (result == 0 && one.in_compare && !py::eq(a.*(one.member), b.*(one.member))) {
            result = py::lt(a.*(one.member), b.*(one.member)) ? -1 : 1;
          }
        };
        (step(row), ...);
      },
      C::py_fields);
  return result;
}

template <typename C>
std::int64_t hash_fields(const C& instance) {
  tuple_hasher hasher;
  for_each_field(instance, [&](const auto& row, const auto& value) {
    if (row.in_compare) {
      hasher.add(py::hash(value));
    }
  });
  return hasher.finish();
}

/// `Point(x=1, y=2)`.
template <typename C>
str repr_fields(const str& class_name, const C& instance) {
  str::builder text;
  text.append(class_name);
  text.append_char('(');
  bool first = true;
  for_each_field(instance, [&](const auto& row, const auto& value) {
    if (row.in_repr) {
      if (!first) {
        text.append_ascii(", ");
      }
      first = false;
      text.append(str::from_utf8(row.name));
      text.append_char('=');
      text.append(py::repr(value));
    }
  });
  text.append_char(')');
  return text.finish();
}

}  // namespace detail
}  // namespace py
