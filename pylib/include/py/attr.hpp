/// Calls, attributes and items of py::object, written as in pybind11: `o.attr("f")(1, py::arg("x") = 2)`, `o[key] = v`.
/// Included by py/object.hpp.
#pragma once

#include <py/object.hpp>
#include <py/tags.hpp>

#include <array>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace py {

/// A keyword argument of a dynamic call.
struct keyword_argument {
  str name;
  object value;
};

/// The arguments of one dynamic call; valid while the call runs.
struct call_arguments {
  std::span<const object> positional;
  std::span<const keyword_argument> keywords;
};

/// `arg("x") = value`: a keyword argument, or a parameter with its default.
struct argument_value {
  str name;
  object value;
};

/// `arg("x").made_by(f)`: a parameter whose default is made anew for each call.
struct argument_maker {
  str name;
  std::function<object()> make;
};

/// The name of a keyword argument, or of a parameter of `py::def` and `class_::init`.
class arg {
 public:
  explicit arg(str name) noexcept : name(std::move(name)) {}
  template <typename T>
  argument_value operator=(T&& value) const {
    return {name, object(std::forward<T>(value))};
  }
  template <typename Maker>
  argument_maker made_by(Maker maker) const {
    return {name, std::move(maker)};
  }

  str name;
};

/// Collects the arguments of a call that has keywords or spread values. Raises TypeError for a repeated keyword.
class argument_list {
 public:
  template <typename T>
  void add(T&& argument) {
    using Argument = std::remove_cvref_t<T>;
    if constexpr (std::is_same_v<Argument, argument_value>) {
      add_keyword(argument.name, argument.value);
    } else if constexpr (is_spread<Argument>) {
      using Values = std::remove_cvref_t<decltype(argument.values)>;
      if constexpr (detail::is_std_tuple<Values>) {
        std::apply([this](const auto&... value) { (positional_.emplace_back(value), ...); }, argument.values);
      } else if constexpr (std::is_array_v<Values>) {
        add(spread_argument<str>{str(argument.values)});
      } else {
        for (auto&& value : argument.values) {
          positional_.emplace_back(std::forward<decltype(value)>(value));
        }
      }
    } else if constexpr (is_spread_kwargs<Argument>) {
      if constexpr (std::is_convertible_v<decltype(argument.values), object>) {
        add_mapping(object(argument.values));
      } else {
        for (const auto& [name, value] : argument.values.items()) {
          add_keyword(object(name), object(value));
        }
      }
    } else {
      positional_.emplace_back(std::forward<T>(argument));
    }
  }
  void add_keyword(const object& name, const object& value);
  void add_mapping(const object& mapping);
  call_arguments arguments() const noexcept { return {positional_, keywords_}; }

 private:
  std::vector<object> positional_;
  std::vector<keyword_argument> keywords_;
};

namespace detail {

template <typename T>
inline constexpr bool is_plain_argument = !std::is_same_v<T, argument_value> && !is_spread<T> && !is_spread_kwargs<T>;

/// Makes call_arguments out of C++ arguments and hands them to `receive`.
template <typename Receiver, typename... Arguments>
decltype(auto) with_arguments(Receiver&& receive, Arguments&&... arguments) {
  if constexpr ((is_plain_argument<std::remove_cvref_t<Arguments>> && ...)) {
    const std::array<object, sizeof...(Arguments)> positional{object(std::forward<Arguments>(arguments))...};
    return receive(call_arguments{{positional.data(), positional.size()}, {}});
  } else {
    argument_list list;
    (list.add(std::forward<Arguments>(arguments)), ...);
    return receive(list.arguments());
  }
}

/// `owner.name`; AttributeError when there is none.
object get_attribute(const object& owner, const str& name);
/// The attribute, or an unbound object when there is none.
object find_attribute(const object& owner, const str& name);
void set_attribute(const object& owner, const str& name, const object& value);
void delete_attribute(const object& owner, const str& name);
/// `owner.name(arguments)` without making a bound method where that can be avoided.
object call_method(const object& owner, const str& name, const call_arguments& arguments);

}  // namespace detail

/// What every stand-in for an object offers: it reads as the object, and forwards calls, attributes and items.
template <typename Proxy>
class object_proxy {
 public:
  operator object() const { return self().value(); }
  attribute_proxy attr(str name) const;
  item_proxy operator[](object key) const;
  void del_attr(const str& name) const { self().value().del_attr(name); }
  void del_item(const object& key) const { self().value().del_item(key); }
  object_iterator begin() const { return self().value().begin(); }
  object_sentinel end() const noexcept { return {}; }

#define PY_PROXY_ASSIGNMENT(op)                     \
  template <typename T>                             \
  const Proxy& operator op(const T & right) const { \
    object value = self().value();                  \
    value op object(right);                         \
    self().assign(value);                           \
    return self();                                  \
  }
  PY_PROXY_ASSIGNMENT(+=)
  PY_PROXY_ASSIGNMENT(-=)
  PY_PROXY_ASSIGNMENT(*=)
  PY_PROXY_ASSIGNMENT(/=)
  PY_PROXY_ASSIGNMENT(%=)
  PY_PROXY_ASSIGNMENT(&=)
  PY_PROXY_ASSIGNMENT(|=)
  PY_PROXY_ASSIGNMENT(^=)
  PY_PROXY_ASSIGNMENT(<<=)
  PY_PROXY_ASSIGNMENT(>>=)
#undef PY_PROXY_ASSIGNMENT

 private:
  const Proxy& self() const noexcept { return static_cast<const Proxy&>(*this); }
};

/// `owner.name` as something that can be read, assigned and called.
class attribute_proxy : public object_proxy<attribute_proxy> {
 public:
  attribute_proxy(object owner, str name) noexcept : owner_(std::move(owner)), name_(std::move(name)) {}
  attribute_proxy(const attribute_proxy&) = default;

  object value() const { return detail::get_attribute(owner_, name_); }
  void assign(const object& value) const { detail::set_attribute(owner_, name_, value); }
  template <typename T>
  const attribute_proxy& operator=(T&& value) const {
    assign(object(std::forward<T>(value)));
    return *this;
  }
  const attribute_proxy& operator=(const attribute_proxy& other) const {
    assign(other.value());
    return *this;
  }
  template <typename... Arguments>
  object operator()(Arguments&&... arguments) const {
    return detail::with_arguments([this](const call_arguments& list) { return detail::call_method(owner_, name_, list); }, std::forward<Arguments>(arguments)...);
  }

 private:
  object owner_;
  str name_;
};

/// `owner[key]` as something that can be read and assigned.
class item_proxy : public object_proxy<item_proxy> {
 public:
  item_proxy(object owner, object key) noexcept : owner_(std::move(owner)), key_(std::move(key)) {}
  item_proxy(const item_proxy&) = default;

  object value() const { return owner_.py_getitem(key_); }
  void assign(const object& value) const { owner_.py_setitem(key_, value); }
  template <typename T>
  const item_proxy& operator=(T&& value) const {
    assign(object(std::forward<T>(value)));
    return *this;
  }
  const item_proxy& operator=(const item_proxy& other) const {
    assign(other.value());
    return *this;
  }
  template <typename... Arguments>
  object operator()(Arguments&&... arguments) const {
    return value()(std::forward<Arguments>(arguments)...);
  }

 private:
  object owner_;
  object key_;
};

namespace detail {
template <>
inline constexpr bool is_object_proxy<attribute_proxy> = true;
template <>
inline constexpr bool is_object_proxy<item_proxy> = true;
}  // namespace detail

template <typename Proxy>
attribute_proxy object_proxy<Proxy>::attr(str name) const {
  return {self().value(), std::move(name)};
}
template <typename Proxy>
item_proxy object_proxy<Proxy>::operator[](object key) const {
  return {self().value(), std::move(key)};
}

inline attribute_proxy object::attr(str name) const { return {*this, std::move(name)}; }
inline item_proxy object::operator[](object key) const { return {*this, std::move(key)}; }

template <typename... Arguments>
object object::operator()(Arguments&&... arguments) const {
  return detail::with_arguments([this](const call_arguments& list) { return py_call(list); }, std::forward<Arguments>(arguments)...);
}

// Operators between a stand-in and anything else work on the object it stands for.
#define PY_PROXY_OPERATOR(op)                                          \
  template <typename A, typename B>                                    \
    requires(detail::is_object_proxy<A> || detail::is_object_proxy<B>) \
  auto operator op(const A& a, const B& b) {                           \
    return static_cast<object>(a) op static_cast<object>(b);           \
  }
PY_PROXY_OPERATOR(+)
PY_PROXY_OPERATOR(-)
PY_PROXY_OPERATOR(*)
PY_PROXY_OPERATOR(/)
PY_PROXY_OPERATOR(%)
PY_PROXY_OPERATOR(&)
PY_PROXY_OPERATOR(|)
PY_PROXY_OPERATOR(^)
PY_PROXY_OPERATOR(<<)
PY_PROXY_OPERATOR(>>)
PY_PROXY_OPERATOR(==)
PY_PROXY_OPERATOR(<)
PY_PROXY_OPERATOR(<=)
PY_PROXY_OPERATOR(>)
PY_PROXY_OPERATOR(>=)
#undef PY_PROXY_OPERATOR

// --- getattr and its family ---

struct getattr_fn {
  /// `getattr(owner, name)`: AttributeError when there is none.
  object operator()(const object& owner, const str& name) const { return detail::get_attribute(owner, name); }
  /// `getattr(owner, name, fallback)`.
  template <typename T>
  object operator()(const object& owner, const str& name, T&& fallback) const {
    object found = detail::find_attribute(owner, name);
    return found.is_unbound() ? object(std::forward<T>(fallback)) : found;
  }
};
inline constexpr getattr_fn getattr{};

struct hasattr_fn {
  bool operator()(const object& owner, const str& name) const { return !detail::find_attribute(owner, name).is_unbound(); }
};
inline constexpr hasattr_fn hasattr{};

struct setattr_fn {
  template <typename T>
  void operator()(const object& owner, const str& name, T&& value) const {
    detail::set_attribute(owner, name, object(std::forward<T>(value)));
  }
};
inline constexpr setattr_fn setattr{};

struct delattr_fn {
  void operator()(const object& owner, const str& name) const { detail::delete_attribute(owner, name); }
};
inline constexpr delattr_fn delattr{};

}  // namespace py
