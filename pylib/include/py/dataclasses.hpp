/// Run-time support of the dataclasses module.
///
///   class Version : public py::Dataclass<Version, py::ordered> {
///    public:
///     explicit Version(std::int64_t major, std::int64_t minor = 0) : major(major), minor(minor) {}
///     std::int64_t major;
///     std::int64_t minor;
///     static constexpr auto py_fields = std::tuple(py::field("major", &Version::major), py::field("minor", &Version::minor));
///   };
#pragma once

#include <py/dict.hpp>
#include <py/exceptions.hpp>
#include <py/field.hpp>
#include <py/object.hpp>
#include <py/tuple.hpp>
#include <py/type.hpp>

#include <cstdint>
#include <tuple>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

namespace py {

namespace dataclasses {

/// Raised by an assignment to a field of a frozen data class.
class FrozenInstanceError : public virtual AttributeError {
 public:
  FrozenInstanceError() = default;
  explicit FrozenInstanceError(const str& text) { set_args(text); }
  static const type& py_class();
  const type& py_type() const override;
};

/// Raises FrozenInstanceError: "cannot assign to field 'x'".
[[noreturn]] void raise_frozen(const str& field);

/// `asdict(instance)`, `astuple(instance)`: deep copies, with dicts or tuples for the data classes inside. Raise TypeError for anything
/// but an instance of a data class.
dict<str, object> asdict(const object& instance);
tuple<object> astuple(const object& instance);
/// With `dict_factory` or `tuple_factory`: what makes the results, here and inside, from a list of pairs or of values.
object asdict(const object& instance, const object& factory);
object astuple(const object& instance, const object& factory);
/// Of a data class or an instance of one.
bool is_dataclass(const object& value);

/// What `fields` tells of a field.
class Field {
 public:
  Field() = default;
  Field(str name, bool in_repr, bool in_compare);

  const str& name() const noexcept;
  bool repr() const noexcept;
  bool compare() const noexcept;

  const void* py_identity() const noexcept { return handle_.get(); }
  static const type& py_class();
  object py_box() const;
  static bool py_check(const object& value);
  static Field py_unbox(const object& value);

 private:
  class description;
  ref<Object> handle_;
};

/// The fields of a data class or of an instance of one, in their order. Raises TypeError for anything else.
tuple<Field> fields(const object& value);

}  // namespace dataclasses

/// Options of py::Dataclass: `frozen=True`, `unsafe_hash=True`, `order=True`, `eq=False`.
struct frozen;
struct hashed;
struct ordered;
struct identity_equal;

namespace detail {

/// What dynamic code asks of an instance of any data class.
class dataclass_instance {
 public:
  virtual std::vector<std::pair<str, object>> py_field_values() const = 0;

 protected:
  ~dataclass_instance() = default;
};

[[noreturn]] void raise_unordered(const char* op, const Object& left, const Object& right);
[[noreturn]] void raise_unhashable_instance(const Object& instance);

/// The base class among the options, or Object.
template <typename... Options>
struct dataclass_base {
  using type = Object;
};
template <typename First, typename... Rest>
struct dataclass_base<First, Rest...> : dataclass_base<Rest...> {};
template <typename First, typename... Rest>
  requires(!std::is_same_v<First, frozen> && !std::is_same_v<First, hashed> && !std::is_same_v<First, ordered> && !std::is_same_v<First, identity_equal>)
struct dataclass_base<First, Rest...> {
  using type = First;
};

struct no_interface {};

}  // namespace detail

/// Base of a data class C: repr, comparison and hash from its table `py_fields`. Options are the tags above and C's own base class.
template <typename C, typename... Options>
class Dataclass : public detail::dataclass_base<Options...>::type,
                  public std::conditional_t<std::is_base_of_v<detail::dataclass_instance, typename detail::dataclass_base<Options...>::type>, detail::no_interface,
                                            detail::dataclass_instance> {
  using parent = typename detail::dataclass_base<Options...>::type;
  static constexpr bool is_frozen = (std::is_same_v<Options, frozen> || ...);
  static constexpr bool is_hashed = is_frozen || (std::is_same_v<Options, hashed> || ...);
  static constexpr bool is_ordered = (std::is_same_v<Options, ordered> || ...);
  static constexpr bool has_eq = !(std::is_same_v<Options, identity_equal> || ...);

 public:
  using parent::parent;

  str py_repr() const override {
    const detail::repr_guard guard(this);
    return guard.nested() ? str("...") : detail::repr_fields(this->py_type().qualified_name(), self());
  }

  bool operator==(const C& other) const
    requires has_eq
  {
    return this == &other || (is_same_class(other) && detail::fields_equal(self(), other));
  }
  bool operator<(const C& other) const
    requires is_ordered
  {
    return compare("<", other) < 0;
  }
  bool operator<=(const C& other) const
    requires is_ordered
  {
    return compare("<=", other) <= 0;
  }
  bool operator>(const C& other) const
    requires is_ordered
  {
    return compare(">", other) > 0;
  }
  bool operator>=(const C& other) const
    requires is_ordered
  {
    return compare(">=", other) >= 0;
  }

  std::int64_t py_hash() const override {
    if constexpr (is_hashed && (has_eq || !is_frozen)) {
      return detail::hash_fields(self());
    } else if constexpr (!has_eq) {
      return parent::py_hash();
    } else {
      detail::raise_unhashable_instance(*this);
    }
  }

  void py_boxed_setattr(const str& name, const object& value) override {
    if constexpr (is_frozen) {
      dataclasses::raise_frozen(name);
    } else {
      parent::py_boxed_setattr(name, value);
    }
  }

  std::vector<std::pair<str, object>> py_field_values() const override {
    std::vector<std::pair<str, object>> result;
    detail::for_each_field(self(), [&](const auto& row, const auto& value) { result.emplace_back(str::from_utf8(row.name), object(value)); });
    return result;
  }

  /// `__dataclass_fields__`.
  static object py_field_descriptions() {
    dict<str, object> result;
    std::apply([&](const auto&... row) { (result.set_item(str::from_utf8(row.name), object(dataclasses::Field(str::from_utf8(row.name), row.in_repr, row.in_compare))), ...); },
               C::py_fields);
    return object(result);
  }

 private:
  const C& self() const { return static_cast<const C&>(*this); }
  bool is_same_class(const C& other) const { return typeid(*this) == typeid(other); }
  int compare(const char* op, const C& other) const {
    if (!is_same_class(other)) {
      detail::raise_unordered(op, *this, other);
    }
    return detail::compare_fields(self(), other);
  }
};

}  // namespace py
