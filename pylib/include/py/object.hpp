/// The base class of everything that lives behind a counted pointer, and py::object, a value of any Python type.
#pragma once

#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/memory.hpp>
#include <py/none.hpp>
#include <py/str.hpp>
#include <py/tags.hpp>

#include <array>
#include <complex>
#include <cstdint>
#include <cstring>
#include <new>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace py {

enum class binary_op : std::uint8_t {
  add,
  subtract,
  multiply,
  true_divide,
  floor_divide,
  modulo,
  divmod,
  power,
  left_shift,
  right_shift,
  bit_and,
  bit_or,
  bit_xor,
  matrix_multiply,
};

enum class unary_op : std::uint8_t { negative, positive, invert, absolute };

enum class comparison : std::uint8_t { less, less_equal, equal, not_equal, greater, greater_equal };

struct call_arguments;

/// The base of every class whose instances are counted: generated classes, container blocks, functions, exceptions, types.
///
/// The `py_boxed_…` functions say what the instance does when it is met as a `py::object`. Their defaults ask the
/// instance's class (`py_type()`) for the special method; pylib's own types override them. A function that does not
/// support its operands gives NotImplemented where the result is an object, and raises TypeError otherwise.
class Object {
 public:
  Object() noexcept = default;
  /// A copy is another object: the count does not travel.
  Object(const Object&) noexcept {}
  Object& operator=(const Object&) noexcept { return *this; }
  virtual ~Object() = default;

  static void* operator new(std::size_t size) { return detail::allocate_block(size); }
  static void* operator new(std::size_t, void* place) noexcept { return place; }
  static void operator delete(void* block, std::size_t size) noexcept { detail::free_block(block, size); }
  static void operator delete(void*, void*) noexcept {}

  /// The instance's class. Without a descriptor it is made up from the C++ class name.
  virtual const type& py_type() const;

  /// What every Python object has. The defaults ask the class for `__repr__`, …, and else do what `object` does.
  virtual str py_repr() const;
  virtual str py_str() const;
  virtual str py_format(const str& spec) const;
  virtual std::int64_t py_hash() const;

  virtual bool py_boxed_bool();
  virtual std::int64_t py_boxed_len();
  /// An iterator object: something whose py_boxed_next works.
  virtual object py_boxed_iter();
  /// The next element, or an unbound object at the end.
  virtual object py_boxed_next();
  virtual bool py_boxed_contains(const object& element);
  virtual object py_boxed_getitem(const object& key);
  virtual void py_boxed_setitem(const object& key, const object& value);
  virtual void py_boxed_delitem(const object& key);
  virtual object py_boxed_call(const call_arguments& arguments);
  /// Whether py_boxed_call is overridden; classes with `__call__` are callable in any case.
  virtual bool py_boxed_callable() const { return false; }
  /// `this.name`, or an unbound object when there is no such attribute. Types with attributes of their own override this.
  virtual object py_boxed_findattr(const str& name);
  /// `this.name`, or AttributeError.
  virtual object py_boxed_getattr(const str& name);
  virtual void py_boxed_setattr(const str& name, const object& value);
  virtual void py_boxed_delattr(const str& name);
  /// `this <op> other`.
  virtual object py_boxed_compare(comparison op, const object& other);
  /// `this <op> other`, or `other <op> this` when `reflected`.
  virtual object py_boxed_binary(binary_op op, const object& other, bool reflected);
  /// `this <op>= other`: gives the new value of the left side. The default gives NotImplemented, after which py_boxed_binary is asked.
  virtual object py_boxed_inplace(binary_op op, const object& other);
  virtual object py_boxed_unary(unary_op op);
  /// The instance's `__dict__`, or null for classes without one.
  virtual dict<str, object>* py_boxed_dict() { return nullptr; }
  /// What boxing gives: this object, or the object that it stands for.
  virtual object py_boxed_self();

  /// Shows the references that the instance holds, for classes whose instances may be part of a cycle.
  virtual void py_trace(tracer&) {}
  /// `__del__`: called once, before destruction, for objects that `py::make` made of a class that overrides it.
  virtual void py_del() {}

  // --- counting ---

  // A new object has one reference, its maker's (`ref<T>::adopt`). Exceptions begin with none: the C++ runtime owns them.
  void py_retain() const noexcept {
    if (count_++ == 0) [[unlikely]] {
      const_cast<Object*>(this)->py_boxed_first_reference();
    }
  }
  void py_release() const noexcept {
    if (--count_ == 0) {
      detail::destroy(const_cast<Object*>(this));
    } else if ((flags_ & ~std::uint32_t{finalizable | finalized}) == traced) [[unlikely]] {
      detail::note_possible_cycle(const_cast<Object&>(*this));
    }
  }
  std::uint32_t py_count() const noexcept { return count_; }
  /// Says that `py_del` is to be called before destruction.
  void py_mark_finalizable() noexcept { flags_ |= finalizable; }
  /// Says that `py_trace` shows references: cycles through the object are found (py/cycles.hpp).
  void py_mark_traced() noexcept { flags_ |= traced; }
  /// Makes the object live for ever (static storage).
  void py_mark_immortal() noexcept { count_ += std::uint32_t{1} << 30; }

 protected:
  /// For objects that somebody else owns while nobody counts them (exceptions).
  void py_begin_uncounted() noexcept { count_ = 0; }
  /// Called when the count rises from zero, which only happens to uncounted objects.
  virtual void py_boxed_first_reference() noexcept {}
  /// Called when the count has fallen to zero. The default deletes the object.
  virtual void py_boxed_release() noexcept {
    count_ = std::uint32_t{1} << 30;  // references made and dropped by the destructor do not end the object again
    delete this;
  }

 private:
  friend struct detail::object_access;
  enum flag : std::uint32_t { finalizable = 1, finalized = 2, traced = 4 };
  static constexpr int place_shift = 3;

  mutable std::uint32_t count_ = 1;
  mutable std::uint32_t flags_ = 0;  ///< from `place_shift` on: the object's place in the collector's table
};

/// Says how a value type travels into an object and back. Specialise for types that have no members for it:
/// `static object box(T)`, `static bool check(const object&)` (would unbox work?), `static T unbox(const object&)`
/// (only called when `check` holds), `static str name()` (for error messages).
template <typename T>
struct boxing;

/// Types that do it by members: `object py_box() const`, `static bool py_check(const object&)`, `static T py_unbox(const object&)`.
template <typename T>
concept self_boxing = std::is_class_v<T> && requires(const T& value) { value.py_box(); };

namespace detail {
template <typename T>
inline constexpr bool is_object_proxy = false;
}  // namespace detail

template <typename T>
concept boxable = !std::is_same_v<T, object> && !detail::is_object_proxy<T> && (requires(const T& value) { boxing<T>::box(value); } || self_boxing<T>);

class attribute_proxy;
class item_proxy;
class object_iterator;
struct object_sentinel {};

/// A value of any Python type, with Python's full dynamic behaviour. 16 bytes: None, bool, float, int and every str live inside,
/// everything else is a counted pointer. Operators, calls, attributes and items act as in Python and raise CPython's errors.
class object {
 public:
  object() noexcept : head_(head_of(value_tag::none)), payload_(0) {}
  object(none_t) noexcept : object() {}
  object(const object& other) noexcept : head_(other.head_), payload_(other.payload_) {
    if (is_counted()) {
      retain();
    }
  }
  object(object&& other) noexcept : head_(other.head_), payload_(other.payload_) { other.head_ = head_of(value_tag::none); }
  ~object() {
    if (is_counted()) {
      release();
    }
  }
  object& operator=(const object& other) noexcept {
    object copy(other);
    swap(copy);
    return *this;
  }
  object& operator=(object&& other) noexcept {
    object moved(std::move(other));
    swap(moved);
    return *this;
  }
  void swap(object& other) noexcept {
    std::swap(head_, other.head_);
    std::swap(payload_, other.payload_);
  }

  object(const str& text) noexcept { new (static_cast<void*>(this)) str(text); }
  object(str&& text) noexcept { new (static_cast<void*>(this)) str(std::move(text)); }
  template <std::size_t N>
  object(const char (&text)[N]) noexcept : object(str(text)) {}
  object(const Int& number) noexcept : head_(head_of(value_tag::integer)) { new (static_cast<void*>(&payload_)) Int(number); }
  object(Int&& number) noexcept : head_(head_of(value_tag::integer)) { new (static_cast<void*>(&payload_)) Int(std::move(number)); }

  template <typename T>
    requires(native_integer<T> || std::is_floating_point_v<T>)
  object(T value) noexcept(sizeof(T) < 8) {
    if constexpr (std::is_same_v<T, bool>) {
      set(value_tag::boolean, value ? 1 : 0);
    } else if constexpr (std::is_floating_point_v<T>) {
      set(value_tag::real, std::bit_cast<std::uint64_t>(static_cast<double>(value)));
    } else {
      head_ = head_of(value_tag::integer);
      new (static_cast<void*>(&payload_)) Int(value);
    }
  }

  /// Boxes any value type of pylib or of the program; handles and refs keep their identity.
  template <typename T>
    requires boxable<std::remove_cvref_t<T>>
  object(T&& value) : object(box(std::forward<T>(value))) {}

  /// Boxes an instance: one more reference to it. Null gives None.
  static object from_pointer(const Object* instance) noexcept {
    object result;
    if (instance != nullptr) {
      instance->py_retain();
      result.set(value_tag::pointer, reinterpret_cast<std::uint64_t>(instance));
    }
    return result;
  }
  /// The same, taking over the caller's reference.
  static object adopt_pointer(const Object* instance) noexcept {
    object result;
    result.set(value_tag::pointer, reinterpret_cast<std::uint64_t>(instance));
    return result;
  }
  /// "No value": what a missing attribute or argument is. Must not reach Python code.
  static object unbound() noexcept {
    object result;
    result.head_ = head_of(value_tag::unbound);
    return result;
  }

  // --- what is inside ---

  value_tag tag() const noexcept { return static_cast<value_tag>(head_ & 0xFF); }
  bool is_none() const noexcept { return tag() == value_tag::none; }
  bool is_unbound() const noexcept { return tag() == value_tag::unbound; }
  bool is_bool() const noexcept { return tag() == value_tag::boolean; }
  bool is_int() const noexcept { return tag() == value_tag::integer; }
  bool is_float() const noexcept { return tag() == value_tag::real; }
  bool is_str() const noexcept { return tag() <= value_tag::str_literal || tag() == value_tag::str_heap; }
  bool is_pointer() const noexcept { return tag() == value_tag::pointer; }

  /// The value inside, unchecked.
  bool as_bool() const noexcept { return payload_ != 0; }
  double as_float() const noexcept { return std::bit_cast<double>(payload_); }
  const Int& as_int() const noexcept { return *std::launder(reinterpret_cast<const Int*>(&payload_)); }
  const str& as_str() const noexcept { return *std::launder(reinterpret_cast<const str*>(this)); }
  Object* pointer() const noexcept { return reinterpret_cast<Object*>(payload_); }

  /// The instance inside as a T, or null when it is something else. T derives from Object.
  template <typename T>
  T* try_as() const noexcept {
    return is_pointer() ? dynamic_cast<T*>(pointer()) : nullptr;
  }

  // --- attributes, items, calls ---

  attribute_proxy attr(str name) const;
  void del_attr(const str& name) const;
  item_proxy operator[](object key) const;
  void del_item(const object& key) const;
  template <typename... Arguments>
  object operator()(Arguments&&... arguments) const;

  /// Iterates as Python's `for` does.
  object_iterator begin() const;
  object_sentinel end() const noexcept { return {}; }

  // --- protocol members ---

  str py_repr() const;
  str py_str() const;
  str py_format(const str& spec) const;
  std::int64_t py_hash() const;
  bool py_bool() const;
  std::int64_t py_len() const;
  /// An iterator object (`next()` gives its elements).
  object py_iter() const;
  /// The next element when this is an iterator.
  std::optional<object> next() const;
  bool py_contains(const object& element) const;
  object py_getitem(const object& key) const;
  void py_setitem(const object& key, const object& value) const;
  void py_delitem(const object& key) const;
  object py_call(const call_arguments& arguments) const;
  object py_getattr(const str& name) const;
  const type& py_type() const;

  // --- operators ---

  /// The operators that C++ lacks, and the general form of all of them.
  static object binary(binary_op op, const object& left, const object& right);
  static object unary(unary_op op, const object& operand);
  static object compare(comparison op, const object& left, const object& right);
  object& inplace(binary_op op, const object& right);

  friend object operator+(const object& a, const object& b) { return binary(binary_op::add, a, b); }
  friend object operator-(const object& a, const object& b) { return binary(binary_op::subtract, a, b); }
  friend object operator*(const object& a, const object& b) { return binary(binary_op::multiply, a, b); }
  friend object operator/(const object& a, const object& b) { return binary(binary_op::true_divide, a, b); }
  friend object operator%(const object& a, const object& b) { return binary(binary_op::modulo, a, b); }
  friend object operator&(const object& a, const object& b) { return binary(binary_op::bit_and, a, b); }
  friend object operator|(const object& a, const object& b) { return binary(binary_op::bit_or, a, b); }
  friend object operator^(const object& a, const object& b) { return binary(binary_op::bit_xor, a, b); }
  friend object operator<<(const object& a, const object& b) { return binary(binary_op::left_shift, a, b); }
  friend object operator>>(const object& a, const object& b) { return binary(binary_op::right_shift, a, b); }
  friend object operator-(const object& a) { return unary(unary_op::negative, a); }
  friend object operator+(const object& a) { return unary(unary_op::positive, a); }
  friend object operator~(const object& a) { return unary(unary_op::invert, a); }
  object& operator+=(const object& right) { return inplace(binary_op::add, right); }
  object& operator-=(const object& right) { return inplace(binary_op::subtract, right); }
  object& operator*=(const object& right) { return inplace(binary_op::multiply, right); }
  object& operator/=(const object& right) { return inplace(binary_op::true_divide, right); }
  object& operator%=(const object& right) { return inplace(binary_op::modulo, right); }
  object& operator&=(const object& right) { return inplace(binary_op::bit_and, right); }
  object& operator|=(const object& right) { return inplace(binary_op::bit_or, right); }
  object& operator^=(const object& right) { return inplace(binary_op::bit_xor, right); }
  object& operator<<=(const object& right) { return inplace(binary_op::left_shift, right); }
  object& operator>>=(const object& right) { return inplace(binary_op::right_shift, right); }

  /// Python's `==` as a truth value (`compare` gives what `__eq__` really returned).
  friend bool operator==(const object& a, const object& b) { return equal(a, b); }
  friend bool operator<(const object& a, const object& b) { return ordered(comparison::less, a, b); }
  friend bool operator<=(const object& a, const object& b) { return ordered(comparison::less_equal, a, b); }
  friend bool operator>(const object& a, const object& b) { return ordered(comparison::greater, a, b); }
  friend bool operator>=(const object& a, const object& b) { return ordered(comparison::greater_equal, a, b); }
  friend bool operator==(const object& a, none_t) noexcept { return a.is_none(); }

  object py_floordiv(const object& right) const { return binary(binary_op::floor_divide, *this, right); }
  object py_pow(const object& right) const { return binary(binary_op::power, *this, right); }
  object py_matmul(const object& right) const { return binary(binary_op::matrix_multiply, *this, right); }
  object py_divmod(const object& right) const { return binary(binary_op::divmod, *this, right); }
  object py_ifloordiv(const object& right) { return inplace(binary_op::floor_divide, right); }
  object py_ipow(const object& right) { return inplace(binary_op::power, right); }
  object py_imatmul(const object& right) { return inplace(binary_op::matrix_multiply, right); }
  object py_abs() const { return unary(unary_op::absolute, *this); }

  /// `a is b`.
  static bool same(const object& a, const object& b) noexcept;
  /// What containers use: identical or equal.
  static bool same_or_equal(const object& a, const object& b) { return same(a, b) || equal(a, b); }

 private:
  static constexpr std::uint64_t head_of(value_tag tag) noexcept { return static_cast<std::uint64_t>(tag); }
  void set(value_tag tag, std::uint64_t payload) noexcept {
    head_ = head_of(tag);
    payload_ = payload;
  }
  bool is_counted() const noexcept { return tag() >= value_tag::str_heap; }
  void retain() const noexcept {
    if (is_pointer()) {
      pointer()->py_retain();
    } else {
      retain_scalar();
    }
  }
  void release() noexcept {
    if (is_pointer()) {
      pointer()->py_release();
    } else {
      release_scalar();
    }
  }
  void retain_scalar() const noexcept;
  void release_scalar() noexcept;
  static bool equal(const object& a, const object& b);
  static bool ordered(comparison op, const object& a, const object& b);
  template <typename T>
  static object box(T&& value) {
    using Value = std::remove_cvref_t<T>;
    if constexpr (requires { boxing<Value>::box(std::forward<T>(value)); }) {
      return boxing<Value>::box(std::forward<T>(value));
    } else {
      return value.py_box();
    }
  }

  alignas(8) std::uint64_t head_;
  std::uint64_t payload_;
};

static_assert(sizeof(object) == 16 && sizeof(str) == 16, "py::str and py::object share one layout");
static_assert(sizeof(Int) == 8);

/// `NotImplemented` and `...` as objects; their types for constants.
struct not_implemented_t {};
struct ellipsis_t {};
inline constexpr not_implemented_t NotImplemented{};
inline constexpr ellipsis_t Ellipsis{};
template <>
struct boxing<not_implemented_t> {
  static object box(not_implemented_t);
  static bool check(const object& value);
  static not_implemented_t unbox(const object&) { return {}; }
};
template <>
struct boxing<ellipsis_t> {
  static object box(ellipsis_t);
  static bool check(const object& value);
  static ellipsis_t unbox(const object&) { return {}; }
};
bool is_not_implemented(const object& value) noexcept;

template <>
struct boxing<std::complex<double>> {
  static object box(const std::complex<double>& value);
  static bool check(const object& value);
  static std::complex<double> unbox(const object& value);
};

/// Elements of an object while `for` runs over it.
class object_iterator {
 public:
  explicit object_iterator(object source) : source_(std::move(source)) { ++*this; }
  const object& operator*() const noexcept { return current_; }
  object_iterator& operator++();
  bool operator==(object_sentinel) const noexcept { return current_.is_unbound(); }

 private:
  object source_;
  object current_;
};

inline object_iterator object::begin() const { return object_iterator(py_iter()); }

}  // namespace py

#include <py/attr.hpp>
