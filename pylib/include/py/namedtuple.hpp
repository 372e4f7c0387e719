/// `typing.NamedTuple`, `collections.namedtuple`: value structs that are tuples to everybody else.
///
///   struct Point : py::NamedTuple<Point> {
///     Point() = default;
///     Point(double x, double y) : x(x), y(y) {}
///     double x = 0.0;
///     double y = 0.0;
///     static constexpr auto py_fields = std::tuple(py::field("x", &Point::x), py::field("y", &Point::y));
///   };
#pragma once

#include <py/boxed.hpp>
#include <py/dict.hpp>
#include <py/field.hpp>
#include <py/list.hpp>
#include <py/tuple.hpp>
#include <py/type.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace py {

namespace detail {

/// What a boxed named tuple is to dynamic code: a tuple whose fields have names.
class named_tuple_object : public tuple_object {
 public:
  virtual str boxed_field_name(std::int64_t index) const = 0;
  /// Another one of the same class, with other values.
  virtual object boxed_remake(vector<object> values) const = 0;

  str py_repr() const override;
  object py_boxed_findattr(const str& name) override;
  void py_boxed_setattr(const str& name, const object& value) override;
};

/// TypeError: "Expected 2 arguments, got 3".
[[noreturn]] void raise_field_count(std::int64_t expected, std::int64_t given);

/// The class object of a named tuple: derived from tuple. `make` gives an instance from one value per field; `defaults` are those of the last fields.
const type& make_named_tuple_class(const str& name, vector<object> fields, const vector<object>& defaults, object (*make)(const vector<object>& values));

/// Whether C is made from the first `Index...` of its fields alone.
template <typename C, typename Fields, std::size_t... Index>
constexpr bool made_from_first(std::index_sequence<Index...>) {
  return std::is_constructible_v<C, std::tuple_element_t<Index, Fields>...> && (std::is_default_constructible_v<std::tuple_element_t<Index, Fields>> && ...);
}

/// The defaults that the constructor of C has for its last fields: read from an instance made of as few as it takes, `Count` at the least.
template <typename C, typename Fields, std::size_t Count = 1>
vector<object> defaults_of_fields() {
  vector<object> defaults;
  if constexpr (Count >= std::tuple_size_v<Fields>) {
    return defaults;
  } else if constexpr (made_from_first<C, Fields>(std::make_index_sequence<Count>())) {
    const C made = []<std::size_t... Index>(std::index_sequence<Index...>) { return C(std::tuple_element_t<Index, Fields>{}...); }(std::make_index_sequence<Count>());
    for (std::size_t i = Count; i < std::tuple_size_v<Fields>; ++i) {
      defaults.append(made.py_boxed_field(static_cast<std::int64_t>(i)));
    }
    return defaults;
  } else {
    return defaults_of_fields<C, Fields, Count + 1>();
  }
}

template <typename... T>
struct common_element {
  using type = object;
};
template <typename First, typename... Rest>
  requires(std::is_same_v<First, Rest> && ...)
struct common_element<First, Rest...> {
  using type = First;
};

template <typename C>
class named_tuple_block final : public named_tuple_object {
 public:
  explicit named_tuple_block(C given) : value(std::move(given)) {}
  const type& py_type() const override { return C::py_class(); }
  std::int64_t boxed_size() const noexcept override { return value.py_len(); }
  object boxed_get(std::int64_t index) const override { return value.py_boxed_field(index); }
  str boxed_field_name(std::int64_t index) const override { return C::py_field_name(index); }
  object boxed_remake(vector<object> values) const override { return C::py_from(values).py_box(); }
  str py_repr() const override { return value.py_repr(); }
  str py_str() const override { return str_of(value); }
  std::int64_t py_hash() const override { return hash(value); }

  C value;
};

}  // namespace detail

/// Base of a named tuple's struct C: what a tuple can do, from its table `py_fields`.
template <typename C>
struct NamedTuple {
  static const type& py_class() {
    static const type& made = []() -> const type& {
      vector<object> fields;
      for (std::int64_t i = 0; i < py_field_count(); ++i) {
        fields.append(object(py_field_name(i)));
      }
      using field_values = decltype(std::declval<const C&>().py_tuple());
      const vector<object> defaults = detail::defaults_of_fields<C, field_values>();
      return detail::make_named_tuple_class(detail::cpp_type_name(typeid(C)), std::move(fields), defaults, [](const vector<object>& values) { return py_from(values).py_box(); });
    }();
    return made;
  }
  static constexpr std::int64_t py_field_count() { return static_cast<std::int64_t>(std::tuple_size_v<decltype(C::py_fields)>); }
  static str py_field_name(std::int64_t index) {
    str result;
    std::int64_t at = 0;
    std::apply([&](const auto&... row) { ((at++ == index ? void(result = str::from_utf8(row.name)) : void()), ...); }, C::py_fields);
    return result;
  }
  /// From one value per field, as dynamic code has them. Raises TypeError for values of other types.
  static C py_from(const vector<object>& values) {
    C made;
    std::int64_t at = 0;
    std::apply([&](const auto&... row) { ((made.*(row.member) = cast<std::remove_cvref_t<decltype(made.*(row.member))>>(values[at++])), ...); }, C::py_fields);
    return made;
  }

  str py_repr() const { return detail::repr_fields(py_class().name(), self()); }
  std::int64_t py_hash() const { return detail::hash_fields(self()); }
  std::int64_t py_len() const { return py_field_count(); }
  bool py_bool() const { return py_field_count() != 0; }
  object py_boxed_field(std::int64_t index) const {
    object result;
    std::int64_t at = 0;
    detail::for_each_field(self(), [&](const auto&, const auto& value) {
      if (at++ == index) {
        result = object(value);
      }
    });
    return result;
  }
  /// The element at a position known only at run time. Raises IndexError.
  auto py_getitem(std::int64_t index) const {
    const std::int64_t count = py_field_count();
    const std::int64_t at = index < 0 ? index + count : index;
    if (at < 0 || at >= count) {
      raise_index_error("tuple index out of range");
    }
    return py_elements().at(at);
  }
  auto at(std::int64_t index) const { return py_getitem(index); }
  /// The elements as a tuple of run-time length.
  auto py_elements() const {
    return std::apply(
        [&](const auto&... row) {
          using element = typename detail::common_element<std::remove_cvref_t<decltype(self().*(row.member))>...>::type;
          return tuple<element>{element(self().*(row.member))...};
        },
        C::py_fields);
  }
  auto py_iter() const { return py_elements().py_iter(); }
  template <typename X>
  bool py_contains(const X& value) const {
    return py_elements().contains(value);
  }
  template <typename X>
  std::int64_t count(const X& value) const {
    return py_elements().count(value);
  }
  template <typename X>
  std::int64_t index(const X& value) const {
    return py_elements().index(value);
  }
  /// The fields as a plain tuple of known shape.
  auto py_tuple() const {
    return std::apply([&](const auto&... row) { return std::make_tuple(self().*(row.member)...); }, C::py_fields);
  }
  dict<str, object> _asdict() const {
    dict<str, object> result;
    detail::for_each_field(self(), [&](const auto& row, const auto& value) { result[str::from_utf8(row.name)] = object(value); });
    return result;
  }

  /// From as many values as there are fields. Raises TypeError for another number.
  template <typename Iterable>
  static C _make(Iterable&& items) {
    vector<object> values;
    detail::for_each(std::forward<Iterable>(items), [&](auto&& item) { values.append(object(std::forward<decltype(item)>(item))); });
    if (values.size() != py_field_count()) {
      detail::raise_field_count(py_field_count(), values.size());
    }
    return py_from(values);
  }

  object py_box() const { return object(make<detail::named_tuple_block<C>>(self())); }
  static bool py_check(const object& value) { return value.is_pointer() && detail::downcast<detail::named_tuple_block<C>>(value.pointer()) != nullptr; }
  static C py_unbox(const object& value) { return detail::downcast<detail::named_tuple_block<C>>(value.pointer())->value; }

  // Templates, so that a comparison of the program's own in C comes first.
  template <std::same_as<C> Own>
  friend bool operator==(const Own& a, const Own& b) {
    return detail::fields_equal(a, b);
  }
  template <std::same_as<C> Own>
  friend bool operator<(const Own& a, const Own& b) {
    return detail::compare_fields(a, b) < 0;
  }
  template <std::same_as<C> Own>
  friend bool operator<=(const Own& a, const Own& b) {
    return detail::compare_fields(a, b) <= 0;
  }
  template <std::same_as<C> Own>
  friend bool operator>(const Own& a, const Own& b) {
    return detail::compare_fields(a, b) > 0;
  }
  template <std::same_as<C> Own>
  friend bool operator>=(const Own& a, const Own& b) {
    return detail::compare_fields(a, b) >= 0;
  }
  template <typename... T>
  friend bool operator==(const C& a, const std::tuple<T...>& b) {
    return py::eq(a.py_tuple(), b);
  }

 private:
  const C& self() const { return static_cast<const C&>(*this); }
};

}  // namespace py
