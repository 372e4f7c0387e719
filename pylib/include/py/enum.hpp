/// Run-time support of the enum module.
///
///   class Color : public py::Enum<Color, py::Int> {
///    public:
///     static const py::ref<Color> RED;
///   };
///   const py::ref<Color> Color::RED = Color::define("RED", 1);
///
/// Members are compared by identity and live for ever. `Color::of(1)` is Python's `Color(1)`, `Color::named("RED")` is `Color["RED"]`,
/// `Color::members()` iterates. An IntEnum's members act as ints, a StrEnum's as strs, a Flag's combine with `|`.
#pragma once

#include <py/arithmetic.hpp>
#include <py/attr.hpp>
#include <py/dict.hpp>
#include <py/iterator.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>
#include <py/ref.hpp>
#include <py/type.hpp>
#include <py/vector.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {

/// What all members of enumerations have.
class EnumMember : public Object {
 public:
  EnumMember();

  /// `Color.RED.name`. A combination of flags has the names of its parts; without any, the empty str.
  const str& name() const noexcept { return name_; }
  /// Position in the order of definition.
  std::int64_t py_index_in_class() const noexcept { return position_; }

  str py_repr() const override;
  str py_str() const override;
  str py_format(const str& spec) const override;
  std::int64_t py_hash() const override;
  object py_boxed_findattr(const str& name) override;
  void py_boxed_setattr(const str& name, const object& value) override;

  /// `EnumType`: the class of enumerations.
  static const type& py_metaclass();

  /// The value, for dynamic code.
  virtual object boxed_value() const = 0;
  /// Whether the member is an int, a str: what dynamic operators treat it as.
  virtual bool boxed_is_mixed() const noexcept { return false; }

 protected:
  friend struct detail::object_access;
  void set_identity(str name, std::int64_t position);

  str name_;
  std::int64_t position_ = -1;
  std::int64_t hash_ = 0;
};

namespace detail {

/// The name that `define` gives to the member being made, so that its `__init__` sees it.
struct pending_member {
  const str* name = nullptr;
  std::int64_t position = 0;
};
extern thread_local pending_member enum_pending;

/// "Color", of a member's class.
str enum_class_name(const EnumMember& member);
[[noreturn]] void raise_not_a_member(const object& value, const str& class_name);
[[noreturn]] void raise_bad_flag(const Int& value, const Int& mask, const str& class_name);
/// The operators that dynamic code applies to a member of an IntEnum or StrEnum: those of its value.
object mixed_compare(const EnumMember& member, comparison op, const object& other);
object mixed_binary(const EnumMember& member, binary_op op, const object& other, bool reflected);

/// How dynamic code asks an enumeration for its members: as they are when it asks.
class member_table final : public Object {
 public:
  list<object> (*members)() = nullptr;
  dict<str, object> (*by_name)() = nullptr;
  object (*of)(const object& value) = nullptr;
};

template <typename C>
struct enum_registry {
  vector<ref<C>> members;            ///< in order of definition, without aliases
  ordered_map<str, ref<C>> by_name;  ///< aliases too
};

}  // namespace detail

/// The base of an enumeration's class C, whose members have values of type V.
template <typename C, typename V>
class Enum : public EnumMember {
 public:
  using value_type = V;

  const V& value() const noexcept { return *value_; }
  object boxed_value() const override { return object(*value_); }

  /// Makes a member, or another name of the one that has an equal value. The arguments are those of its `__init__`.
  template <typename... Arguments>
  static ref<C> define(str name, V value, Arguments&&... arguments) {
    detail::enum_registry<C>& all = registry();
    for (const ref<C>& member : all.members) {
      if (py::eq(member->value(), value)) {
        all.by_name.set_item(name, member);
        return member;
      }
    }
    detail::enum_pending = {&name, all.members.size()};
    pending_value() = &value;
    ref<C> member = make<C>(std::forward<Arguments>(arguments)...);
    detail::enum_pending = {};
    pending_value() = nullptr;
    member->value_ = std::move(value);
    all.members.append(member);
    all.by_name.set_item(std::move(name), member);
    return member;
  }

  /// What `auto()` stands for: one more than the value defined last.
  static V next_value()
    requires std::same_as<V, Int>
  {
    V last(0);
    for (const auto& [name, member] : registry().by_name.items()) {
      last = member->value();
    }
    return last + 1;
  }

  /// All members in the order of definition.
  static const vector<ref<C>>& members() { return registry().members; }
  /// Those that iteration leaves out, too: flags of several bits or none.
  static const vector<ref<C>>& all_members() { return registry().members; }
  /// `Color.__members__`.
  static const ordered_map<str, ref<C>>& all_names() { return registry().by_name; }
  static std::int64_t count() { return C::members().size(); }
  /// `auto()`: one more than the highest value so far.
  static Int next_value() {
    Int highest = 0;
    for (const ref<C>& member : all_members()) {
      if constexpr (std::is_same_v<V, Int>) {
        highest = member->value() > highest ? member->value() : highest;
      } else if constexpr (std::is_same_v<V, object>) {
        highest = detail::castable<Int>(member->value()) && cast<Int>(member->value()) > highest ? cast<Int>(member->value()) : highest;
      }
    }
    return highest + 1;
  }
  /// `Color(value)`. Raises ValueError ("5 is not a valid Color") unless the class has a `__missing__` that knows better.
  template <typename X>
  static ref<C> of(const X& value) {
    if constexpr (std::is_same_v<X, ref<C>>) {
      return value;
    } else {
      for (const ref<C>& member : members()) {
        if (py::eq(member->value(), value)) {
          return member;
        }
      }
      if constexpr (requires { C::_missing_(value); }) {
        return ref<C>(C::_missing_(value));
      } else {
        detail::raise_not_a_member(object(value), detail::cpp_type_name(typeid(C)));
      }
    }
  }
  /// What dynamic code sees of the class itself: `py::class_` asks for it.
  static object py_member_table() {
    ref<detail::member_table> table = make<detail::member_table>();
    table->members = [] { return list<object>(C::members()); };
    table->by_name = [] {
      dict<str, object> names;
      for (const auto& [name, member] : all_names().items()) {
        names.set_item(name, object(member));
      }
      return names;
    };
    table->of = [](const object& value) {
      if (const auto* const member = value.try_as<C>()) {
        return object::from_pointer(member);
      }
      if constexpr (requires { C::of(cast<V>(value)); }) {
        if (detail::castable<V>(value)) {
          return object(C::of(cast<V>(value)));
        }
      }
      return object(Enum::of(value));
    };
    return object(table);
  }

  /// `Color["RED"]`. Raises KeyError.
  static ref<C> named(const str& name) { return registry().by_name.at(name); }
  static bool has(const ref<C>&) noexcept { return true; }

  bool operator==(const Enum& other) const noexcept { return this == &other; }

 protected:
  Enum() {
    if (pending_value() != nullptr) {
      value_ = *pending_value();
    }
  }

 private:
  friend struct detail::object_access;
  static detail::enum_registry<C>& registry() {
    static auto* const all = new detail::enum_registry<C>();  // lives for ever, as its members do
    return *all;
  }
  static const V*& pending_value() {
    static thread_local const V* pending = nullptr;
    return pending;
  }

  std::optional<V> value_;

  template <typename D>
  friend class Flag;
  template <typename D>
  friend class IntFlag;
};

namespace detail {
/// Raises ValueError if a name is that of a member defined before.
void check_unique(const dict<str, object>& members, const str& class_name);
}  // namespace detail

/// `@unique` over an enumeration. Raises ValueError if two members have one value.
template <typename C>
void check_unique() {
  dict<str, object> members;
  for (const auto& [name, member] : C::all_names().items()) {
    members.set_item(name, object(member));
  }
  detail::check_unique(members, detail::cpp_type_name(typeid(C)));
}

namespace detail {

/// A member's value where the operand is one, else the operand.
template <typename T>
decltype(auto) enum_value(const T& operand) {
  if constexpr (std::derived_from<T, EnumMember>) {
    return operand.value();
  } else if constexpr (is_ref<T>) {
    if constexpr (std::derived_from<typename T::element_type, EnumMember>) {
      return operand->value();
    } else {
      return (operand);
    }
  } else {
    return (operand);
  }
}

#define PY_ENUM_ORDER(op)                       \
  template <typename T>                         \
  bool operator op(const T& other) const {      \
    return self() op detail::enum_value(other); \
  }
#define PY_ENUM_BINARY(op, reflected)           \
  template <typename T>                         \
  auto operator op(const T& other) const {      \
    return self() op detail::enum_value(other); \
  }                                             \
  template <typename T>                         \
  auto reflected(const T& other) const {        \
    return detail::enum_value(other) op self(); \
  }
#define PY_ENUM_FUNCTION(name, reflected, function)     \
  template <typename T>                                 \
  auto name(const T& other) const {                     \
    return function(self(), detail::enum_value(other)); \
  }                                                     \
  template <typename T>                                 \
  auto reflected(const T& other) const {                \
    return function(detail::enum_value(other), self()); \
  }

/// A member that is an int: all operators are those of its value.
template <typename Base>
class int_mixin : public Base {
 public:
  bool operator==(const int_mixin& other) const { return self() == other.self(); }
  template <typename T>
    requires(!std::derived_from<T, int_mixin>)
  bool operator==(const T& other) const {
    return py::eq(self(), enum_value(other));
  }
  PY_ENUM_ORDER(<)
  PY_ENUM_ORDER(<=)
  PY_ENUM_ORDER(>)
  PY_ENUM_ORDER(>=)
  PY_ENUM_BINARY(+, py_radd)
  PY_ENUM_BINARY(-, py_rsub)
  PY_ENUM_BINARY(*, py_rmul)
  PY_ENUM_BINARY(/, py_rtruediv)
  PY_ENUM_BINARY(%, py_rmod)
  PY_ENUM_BINARY(<<, py_rlshift)
  PY_ENUM_BINARY(>>, py_rrshift)
  PY_ENUM_FUNCTION(py_floordiv, py_rfloordiv, py::floor_div)
  PY_ENUM_FUNCTION(py_pow, py_rpow, py::pow)
  PY_ENUM_FUNCTION(py_divmod, py_rdivmod, py::divmod)
  Int operator-() const { return -self(); }
  Int operator+() const { return self(); }
  Int py_abs() const { return Int::absolute(self()); }
  Int py_index() const { return self(); }
  Int py_int() const { return self(); }
  Int py_trunc() const { return self(); }
  double py_float() const { return self().to_double(); }
  bool py_bool() const { return self().py_bool(); }
  std::int64_t py_hash() const override { return self().py_hash(); }
  str py_str() const override { return self().py_str(); }
  str py_format(const str& spec) const override { return self().py_format(spec); }

  bool boxed_is_mixed() const noexcept override { return true; }
  bool py_boxed_bool() override { return self().py_bool(); }
  object py_boxed_compare(comparison op, const object& other) override { return mixed_compare(*this, op, other); }
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override { return mixed_binary(*this, op, other, reflected); }
  object py_boxed_unary(unary_op op) override { return object::unary(op, object(self())); }

 protected:
  const Int& self() const noexcept { return this->value(); }
};

}  // namespace detail

/// `class C(IntEnum)`.
template <typename C>
class IntEnum : public detail::int_mixin<Enum<C, Int>> {
  using base = detail::int_mixin<Enum<C, Int>>;

 public:
  Int operator~() const { return ~this->self(); }
  PY_ENUM_BINARY(&, py_rand)
  PY_ENUM_BINARY(|, py_ror)
  PY_ENUM_BINARY(^, py_rxor)

 private:
  using base::self;
};

/// `class C(int, Enum)`: an int that shows as the member.
template <typename C>
class MixedIntEnum : public IntEnum<C> {
 public:
  str py_str() const override { return EnumMember::py_str(); }
  str py_format(const str& spec) const override { return EnumMember::py_format(spec); }
};

/// `class C(StrEnum)`: the methods of the str are those of `value()`.
template <typename C>
class StrEnum : public Enum<C, str> {
 public:
  bool operator==(const StrEnum& other) const { return this->value() == other.value(); }
  template <typename T>
    requires(!std::derived_from<T, StrEnum>)
  bool operator==(const T& other) const {
    return py::eq(this->value(), detail::enum_value(other));
  }
  PY_ENUM_ORDER(<)
  PY_ENUM_ORDER(<=)
  PY_ENUM_ORDER(>)
  PY_ENUM_ORDER(>=)
  PY_ENUM_BINARY(+, py_radd)
  PY_ENUM_BINARY(*, py_rmul)
  bool py_bool() const { return this->value().py_bool(); }
  std::int64_t py_len() const { return this->value().py_len(); }
  std::int64_t py_hash() const override { return this->value().py_hash(); }
  str py_str() const override { return this->value(); }
  str py_format(const str& spec) const override { return this->value().py_format(spec); }
  bool py_contains(const str& part) const { return this->value().contains(part); }
  str py_getitem(std::int64_t index) const { return this->value().at(index); }

  bool boxed_is_mixed() const noexcept override { return true; }
  bool py_boxed_bool() override { return py_bool(); }
  std::int64_t py_boxed_len() override { return py_len(); }
  object py_boxed_compare(comparison op, const object& other) override { return detail::mixed_compare(*this, op, other); }
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override { return detail::mixed_binary(*this, op, other, reflected); }

 private:
  const str& self() const noexcept { return this->value(); }
};

/// `class C(str, Enum)`: a str that shows as the member.
template <typename C>
class MixedStrEnum : public StrEnum<C> {
 public:
  str py_str() const override { return EnumMember::py_str(); }
  str py_format(const str& spec) const override { return EnumMember::py_format(spec); }
};

namespace detail {

/// What Flag and IntFlag share: combinations are members made on demand, one per value.
template <typename C, bool keeps_unknown_bits>
struct flag_members {
  static Int mask() {
    Int all = 0;
    for (const ref<C>& member : C::all_members()) {
      all |= member->value();
    }
    return all;
  }
  static bool is_single(const Int& value) { return value > 0 && value.bit_count() == 1; }
  /// What iteration over the class gives: flags of several bits are names for others.
  static const vector<ref<C>>& single_members() {
    static std::int64_t known = 0;  // how many members there were
    static auto* const single = new vector<ref<C>>();
    if (known != C::all_members().size()) {
      known = C::all_members().size();
      *single = parts(mask());
    }
    return *single;
  }
  /// The members with one bit that are in `value`, in the order of definition.
  static vector<ref<C>> parts(const Int& value) {
    vector<ref<C>> result;
    for (const ref<C>& member : C::all_members()) {
      if (is_single(member->value()) && (member->value() & value) != 0) {
        result.append(member);
      }
    }
    return result;
  }
  static str name_of(const Int& value) {
    str name;
    Int left = value;
    for (const ref<C>& part : parts(value)) {
      name = name.empty() ? part->name() : name + "|" + part->name();
      left &= ~part->value();
    }
    return left == 0 || name.empty() ? name : name + "|" + left.py_str();
  }
};

}  // namespace detail

/// `class C(Flag)`.
template <typename C>
class Flag : public Enum<C, Int> {
  using parts_of = detail::flag_members<C, false>;

 public:
  static const vector<ref<C>>& members() { return parts_of::single_members(); }
  /// `C(value)`. Raises ValueError for bits that no member has.
  static ref<C> of(const Int& value) {
    for (const ref<C>& member : C::all_members()) {
      if (member->value() == value) {
        return member;
      }
    }
    static auto* const made = new ordered_map<Int, ref<C>>();
    if (const ref<C>* const known = made->find(value)) {
      return *known;
    }
    const Int mask = parts_of::mask();
    if (value.is_negative() || (value & ~mask) != 0) {
      if (!value.is_negative() || (~value & ~mask) != 0) {
        detail::raise_bad_flag(value, mask, detail::cpp_type_name(typeid(C)));
      }
      return of(value & mask);
    }
    ref<C> member = make<C>();
    member->value_ = value;
    member->name_ = parts_of::name_of(value);
    made->set_item(value, member);
    return member;
  }
  static ref<C> of(const ref<C>& member) { return member; }
  /// `auto()`: the next power of two.
  static Int next_value() {
    const Int highest = Enum<C, Int>::next_value() - 1;
    return highest > 0 ? Int(1) << highest.bit_length() : Int(1);
  }

  ref<C> operator|(const Flag& other) const { return of(this->value() | other.value()); }
  ref<C> operator&(const Flag& other) const { return of(this->value() & other.value()); }
  ref<C> operator^(const Flag& other) const { return of(this->value() ^ other.value()); }
  ref<C> operator~() const { return of(parts_of::mask() & ~this->value()); }
  bool operator==(const Flag& other) const noexcept { return this->value() == other.value(); }
  /// `other in self`.
  bool py_contains(const ref<C>& other) const { return (other->value() & this->value()) == other->value(); }
  bool py_bool() const { return this->value().py_bool(); }
  std::int64_t py_len() const { return this->value().bit_count(); }
  /// Iterates over the members with one bit.
  iterator<ref<C>> py_iter() const { return list<ref<C>>(parts_of::parts(this->value())).py_iter(); }

  bool py_boxed_bool() override { return py_bool(); }
  std::int64_t py_boxed_len() override { return py_len(); }
  object py_boxed_iter() override { return object(list<ref<C>>(parts_of::parts(this->value()))).py_iter(); }
  bool py_boxed_contains(const object& element) override { return py_contains(cast<ref<C>>(element)); }
  object py_boxed_binary(binary_op op, const object& other, bool) override {
    C* const second = other.is_pointer() ? detail::downcast<C>(other.pointer()) : nullptr;
    if (second != nullptr && (op == binary_op::bit_or || op == binary_op::bit_and || op == binary_op::bit_xor)) {
      return object(op == binary_op::bit_or ? *this | *second : op == binary_op::bit_and ? *this & *second : *this ^ *second);
    }
    return object(NotImplemented);
  }
  object py_boxed_unary(unary_op op) override { return op == unary_op::invert ? object(~*this) : EnumMember::py_boxed_unary(op); }
};

/// `class C(IntFlag)`: a flag that is an int; unknown bits stay.
template <typename C>
class IntFlag : public detail::int_mixin<Enum<C, Int>> {
  using parts_of = detail::flag_members<C, true>;
  using base = detail::int_mixin<Enum<C, Int>>;

 public:
  static const vector<ref<C>>& members() { return parts_of::single_members(); }
  static ref<C> of(const Int& value) {
    for (const ref<C>& member : C::all_members()) {
      if (member->value() == value) {
        return member;
      }
    }
    const Int mask = parts_of::mask();
    const Int whole = value.is_negative() ? value & mask : value;
    if (whole != value) {
      return of(whole);
    }
    static auto* const made = new ordered_map<Int, ref<C>>();
    if (const ref<C>* const known = made->find(value)) {
      return *known;
    }
    ref<C> member = make<C>();
    member->value_ = value;
    member->name_ = parts_of::name_of(value);
    made->set_item(value, member);
    return member;
  }
  static ref<C> of(const ref<C>& member) { return member; }

  template <typename T>
  ref<C> operator|(const T& other) const {
    return of(this->value() | Int(detail::enum_value(other)));
  }
  template <typename T>
  ref<C> operator&(const T& other) const {
    return of(this->value() & Int(detail::enum_value(other)));
  }
  template <typename T>
  ref<C> operator^(const T& other) const {
    return of(this->value() ^ Int(detail::enum_value(other)));
  }
  template <typename T>
  ref<C> py_ror(const T& other) const {
    return *this | other;
  }
  template <typename T>
  ref<C> py_rand(const T& other) const {
    return *this & other;
  }
  template <typename T>
  ref<C> py_rxor(const T& other) const {
    return *this ^ other;
  }
  ref<C> operator~() const { return of(parts_of::mask() & ~this->value()); }
  bool py_contains(const ref<C>& other) const { return (other->value() & this->value()) == other->value(); }
  std::int64_t py_len() const { return this->value().bit_count(); }
  iterator<ref<C>> py_iter() const { return list<ref<C>>(parts_of::parts(this->value())).py_iter(); }
};

#undef PY_ENUM_ORDER
#undef PY_ENUM_BINARY
#undef PY_ENUM_FUNCTION

}  // namespace py
