/// Dicts whose keys are known: structs with a field for each key.
///
///   struct parse_record : py::Record<parse_record> {
///     parse_record(std::int64_t at, py::str level) : at(at), level(std::move(level)) {}
///     std::int64_t at;
///     py::str level;
///     static constexpr auto py_fields = std::tuple(py::field("at", &parse_record::at), py::field("level", &parse_record::level));
///   };
#pragma once

#include <py/dict.hpp>
#include <py/exceptions.hpp>
#include <py/field.hpp>
#include <py/object.hpp>
#include <py/present.hpp>
#include <py/type.hpp>

#include <tuple>

namespace py {

namespace detail {

/// What does not depend on the fields. To dynamic code a record is a dict that cannot change.
class record : public Object {
 public:
  const type& py_type() const override;
  str py_repr() const override;
  std::int64_t py_hash() const override;
  std::int64_t py_boxed_len() override;
  object py_boxed_iter() override;
  bool py_boxed_contains(const object& key) override;
  object py_boxed_getitem(const object& key) override;

  /// All keys and values, in their order.
  virtual dict<str, object> py_items() const = 0;
};

[[noreturn]] void raise_missing_key(const str& key);

}  // namespace detail

/// Base of a record R: what asks for keys that only the running program knows, repr and comparison, from its table `py_fields`.
template <typename R>
class Record : public detail::record {
 public:
  /// `r[key]`.
  object py_item(const str& key) const {
    object result = object::unbound();
    detail::for_each_field(self(), [&](const auto& row, const auto& value) {
      if (result.is_unbound() && key == str::from_utf8(row.name)) {
        result = object(value);
      }
    });
    if (result.is_unbound()) {
      detail::raise_missing_key(key);
    }
    return result;
  }

  bool operator==(const R& other) const { return this == &other || detail::fields_equal(self(), other); }

  dict<str, object> py_items() const override {
    dict<str, object> result;
    detail::for_each_field(self(), [&](const auto& row, const auto& value) { result.set_item(str::from_utf8(row.name), object(value)); });
    return result;
  }

 private:
  const R& self() const { return static_cast<const R&>(*this); }
};

/// The record whose key is asked for. Raises TypeError for None.
template <typename R>
ref<R> subscripted(const maybe<R>& value) {
  if (value == None) {
    detail::raise_none_subscripted();
  }
  return value.value();
}

}  // namespace py
