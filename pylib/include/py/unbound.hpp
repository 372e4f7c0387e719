/// Variables and attributes that may have no value: reading one then raises as Python does.
#pragma once

#include <py/cycles.hpp>
#include <py/exceptions.hpp>
#include <py/str.hpp>

#include <optional>
#include <utility>

namespace py {

namespace detail {
[[noreturn]] inline void raise_unbound_local(const char* name) {
  throw UnboundLocalError(str("cannot access local variable '") + str::from_utf8(name) + str("' where it is not associated with a value"));
}
[[noreturn]] inline void raise_unbound_free(const char* name) {
  throw NameError(str("cannot access free variable '") + str::from_utf8(name) + str("' where it is not associated with a value in enclosing scope"));
}
[[noreturn]] inline void raise_unbound_global(const char* name) { throw NameError(str("name '") + str::from_utf8(name) + str("' is not defined")); }
[[noreturn]] inline void raise_unset_member(const char* name, const char* module) {
  throw AttributeError(str("partially initialized module '") + str::from_utf8(module) + str("' has no attribute '") + str::from_utf8(name) +
                       str("' (most likely due to a circular import)"));
}
[[noreturn]] inline void raise_unset_import(const char* name, const char* module) {
  throw ImportError(str("cannot import name '") + str::from_utf8(name) + str("' from partially initialized module '") + str::from_utf8(module) +
                    str("' (most likely due to a circular import)"));
}
[[noreturn]] inline void raise_unset_attribute(const str& name, const str& class_name) {
  throw AttributeError(str("'") + class_name + str("' object has no attribute '") + name + str("'"));
}
[[noreturn]] inline void raise_unset_attribute(const char* name, const char* class_name) { raise_unset_attribute(str::from_utf8(name), str::from_utf8(class_name)); }
}  // namespace detail

/// A variable that some path reaches before it is bound, or behind its `del`.
template <typename T>
class unbound {
 public:
  unbound() = default;
  unbound(T value) : value_(std::move(value)) {}
  unbound& operator=(T value) {
    value_ = std::move(value);
    return *this;
  }

  [[nodiscard]] bool is_bound() const noexcept { return value_.has_value(); }
  /// The value of a function's variable; UnboundLocalError without one.
  [[nodiscard]] T& local(const char* name) {
    if (!value_) [[unlikely]] {
      detail::raise_unbound_local(name);
    }
    return *value_;
  }
  /// The value of a variable of a function around this one; NameError without one.
  [[nodiscard]] T& free(const char* name) {
    if (!value_) [[unlikely]] {
      detail::raise_unbound_free(name);
    }
    return *value_;
  }
  /// The value of a module's variable; NameError without one.
  [[nodiscard]] T& global(const char* name) {
    if (!value_) [[unlikely]] {
      detail::raise_unbound_global(name);
    }
    return *value_;
  }
  /// `module.name`, where the modules import each other; AttributeError without a value.
  [[nodiscard]] T& member(const char* name, const char* module) {
    if (!value_) [[unlikely]] {
      detail::raise_unset_member(name, module);
    }
    return *value_;
  }
  /// `from module import name`, where the modules import each other; ImportError without a value.
  [[nodiscard]] T& imported(const char* name, const char* module) {
    if (!value_) [[unlikely]] {
      detail::raise_unset_import(name, module);
    }
    return *value_;
  }
  /// The value, where it is known to be there.
  [[nodiscard]] T& operator*() noexcept { return *value_; }
  [[nodiscard]] T* operator->() noexcept { return &*value_; }
  void clear() noexcept { value_.reset(); }
  void py_trace(tracer& trace) { trace(value_); }

 private:
  std::optional<T> value_;
};

/// A field that some path reads before it is set, or behind its `del`.
template <typename T>
class attribute {
 public:
  attribute() = default;
  attribute(T value) : value_(std::move(value)) {}
  attribute& operator=(T value) {
    value_ = std::move(value);
    return *this;
  }

  [[nodiscard]] bool is_set() const noexcept { return value_.has_value(); }
  [[nodiscard]] T& get(const char* name, const char* class_name) {
    if (!value_) [[unlikely]] {
      detail::raise_unset_attribute(name, class_name);
    }
    return *value_;
  }
  [[nodiscard]] const T& get(const char* name, const char* class_name) const {
    if (!value_) [[unlikely]] {
      detail::raise_unset_attribute(name, class_name);
    }
    return *value_;
  }
  /// The value, where it is known to be there.
  [[nodiscard]] T& value() noexcept { return *value_; }
  /// The value, or what the class has.
  [[nodiscard]] const T& value_or(const T& inherited) const noexcept { return value_ ? *value_ : inherited; }
  [[nodiscard]] const T& value_or(const attribute& inherited, const char* name, const char* class_name) const { return value_ ? *value_ : inherited.get(name, class_name); }
  void clear(const char* name, const char* class_name) { clear(str::from_utf8(name), str::from_utf8(class_name)); }
  void clear(const str& name, const str& class_name) {
    if (!value_) [[unlikely]] {
      detail::raise_unset_attribute(name, class_name);
    }
    value_.reset();
  }
  void py_trace(tracer& trace) { trace(value_); }

 private:
  std::optional<T> value_;
};

}  // namespace py
