/// Counted references to instances: py::ref (never null), py::maybe (nullable), py::make.
#pragma once

#include <py/object.hpp>

#include <concepts>
#include <type_traits>
#include <typeinfo>
#include <utility>

namespace py {

template <typename T>
inline constexpr bool is_ref = false;
template <typename T>
inline constexpr bool is_ref<ref<T>> = true;
template <typename T>
inline constexpr bool is_maybe = false;
template <typename T>
inline constexpr bool is_maybe<maybe<T>> = true;

namespace detail {

/// `instance` as a T, or null: exact classes are found without a search.
template <typename T>
T* downcast(Object* instance) noexcept {
  if constexpr (requires(Object* base) { static_cast<T*>(base); }) {
    if (typeid(*instance) == typeid(T)) {
      return static_cast<T*>(instance);
    }
  }
  return dynamic_cast<T*>(instance);
}

[[noreturn]] void raise_none_attribute(const char* name);

/// The pointer of ref and maybe. T may be incomplete until a member is used.
template <typename T>
class counted_pointer {
 public:
  counted_pointer() noexcept = default;
  explicit counted_pointer(T* instance) noexcept : pointer_(instance) {
    if (instance != nullptr) {
      instance->py_retain();
    }
  }
  counted_pointer(const counted_pointer& other) noexcept : counted_pointer(other.pointer_) {}
  counted_pointer(counted_pointer&& other) noexcept : pointer_(std::exchange(other.pointer_, nullptr)) {}
  ~counted_pointer() {
    if (pointer_ != nullptr) {
      pointer_->py_release();
    }
  }
  counted_pointer& operator=(const counted_pointer& other) noexcept {
    counted_pointer copy(other);
    std::swap(pointer_, copy.pointer_);
    return *this;
  }
  counted_pointer& operator=(counted_pointer&& other) noexcept {
    counted_pointer moved(std::move(other));
    std::swap(pointer_, moved.pointer_);
    return *this;
  }

  T* get() const noexcept { return pointer_; }
  /// Gives the reference away without counting.
  T* detach() noexcept { return std::exchange(pointer_, nullptr); }

 protected:
  struct adopted {};
  counted_pointer(adopted, T* instance) noexcept : pointer_(instance) {}

  T* pointer_ = nullptr;
};

}  // namespace detail

/// A counted reference to an instance of class T or of a subclass. Never null, except when made by default or moved from.
template <typename T>
class ref : public detail::counted_pointer<T> {
 public:
  using element_type = T;

  ref() noexcept = default;
  /// One more reference to `instance`: `py::ref<Node>(this)`.
  explicit ref(T* instance) noexcept : detail::counted_pointer<T>(instance) {}
  explicit ref(T& instance) noexcept : detail::counted_pointer<T>(&instance) {}
  template <typename U>
    requires(!std::is_same_v<U, T> && std::is_convertible_v<U*, T*>)
  ref(const ref<U>& other) noexcept : detail::counted_pointer<T>(other.get()) {}
  template <typename U>
    requires(!std::is_same_v<U, T> && std::is_convertible_v<U*, T*>)
  ref(ref<U>&& other) noexcept : detail::counted_pointer<T>(typename ref::adopted{}, other.detach()) {}
  /// Takes over the reference that a new object begins with.
  static ref adopt(T* instance) noexcept { return ref(typename ref::adopted{}, instance); }

  T* operator->() const noexcept { return this->pointer_; }
  T& operator*() const noexcept { return *this->pointer_; }

  /// Calls the instance: its `py_call`.
  template <typename... Arguments>
  decltype(auto) operator()(Arguments&&... arguments) const {
    return this->pointer_->py_call(std::forward<Arguments>(arguments)...);
  }
  template <typename Key>
    requires requires(T& instance, Key&& key) { instance.py_getitem(std::forward<Key>(key)); }
  decltype(auto) operator[](Key&& key) const {
    return this->pointer_->py_getitem(std::forward<Key>(key));
  }

 private:
  ref(typename detail::counted_pointer<T>::adopted tag, T* instance) noexcept : detail::counted_pointer<T>(tag, instance) {}
};

/// A counted reference, or None.
template <typename T>
class maybe : public detail::counted_pointer<T> {
 public:
  using element_type = T;

  maybe() noexcept = default;
  maybe(none_t) noexcept {}
  explicit maybe(T* instance) noexcept : detail::counted_pointer<T>(instance) {}
  template <typename U>
    requires std::is_convertible_v<U*, T*>
  maybe(const ref<U>& other) noexcept : detail::counted_pointer<T>(other.get()) {}
  template <typename U>
    requires std::is_convertible_v<U*, T*>
  maybe(ref<U>&& other) noexcept : detail::counted_pointer<T>(typename maybe::adopted{}, other.detach()) {}
  template <typename U>
    requires(!std::is_same_v<U, T> && std::is_convertible_v<U*, T*>)
  maybe(const maybe<U>& other) noexcept : detail::counted_pointer<T>(other.get()) {}
  template <typename U>
    requires(!std::is_same_v<U, T> && std::is_convertible_v<U*, T*>)
  maybe(maybe<U>&& other) noexcept : detail::counted_pointer<T>(typename maybe::adopted{}, other.detach()) {}

  bool is_none() const noexcept { return this->pointer_ == nullptr; }
  explicit operator bool() const noexcept { return this->pointer_ != nullptr; }

  /// Raises AttributeError when this is None. `py::some(x, "name")` words it fully.
  T* operator->() const {
    if (this->pointer_ == nullptr) [[unlikely]] {
      detail::raise_none_attribute(nullptr);
    }
    return this->pointer_;
  }
  T& operator*() const { return *operator->(); }
  /// The reference, proved to be there by the caller.
  ref<T> value() const noexcept { return ref<T>(this->pointer_); }
};

template <typename T>
bool operator==(const maybe<T>& a, none_t) noexcept {
  return a.is_none();
}
template <typename T>
bool operator==(const ref<T>&, none_t) noexcept {
  return false;
}

struct some_fn {
  /// The reference inside, or AttributeError as for an attribute `name` of None.
  template <typename T>
  ref<T> operator()(const maybe<T>& value, const char* name = nullptr) const {
    if (value.is_none()) [[unlikely]] {
      detail::raise_none_attribute(name);
    }
    return value.value();
  }
  template <typename T>
  const ref<T>& operator()(const ref<T>& value, const char* = nullptr) const noexcept {
    return value;
  }
  /// The value inside, or AttributeError as for an attribute `name` of None.
  template <typename T>
  const T& operator()(const std::optional<T>& value, const char* name = nullptr) const {
    if (!value) [[unlikely]] {
      detail::raise_none_attribute(name);
    }
    return *value;
  }
  template <typename T>
  T& operator()(std::optional<T>& value, const char* name = nullptr) const {
    if (!value) [[unlikely]] {
      detail::raise_none_attribute(name);
    }
    return *value;
  }
  template <typename T>
  T operator()(std::optional<T>&& value, const char* name = nullptr) const {
    if (!value) [[unlikely]] {
      detail::raise_none_attribute(name);
    }
    return *std::move(value);
  }
};
/// The checked access to a value that may be None.
inline constexpr some_fn some{};

namespace detail {

template <typename T>
concept exception_class = std::is_base_of_v<BaseException, T>;

template <typename T, typename... Arguments>
concept has_py_init = std::is_default_constructible_v<T> && requires(T& instance, Arguments&&... arguments) { instance.py_init(std::forward<Arguments>(arguments)...); };

template <typename T>
inline constexpr bool has_finalizer = !std::is_same_v<decltype(&T::py_del), void (Object::*)()>;

template <typename T>
inline constexpr bool is_traced = !std::is_same_v<decltype(&T::py_trace), void (Object::*)(tracer&)>;

template <typename T>
void mark_finalizable(T& instance) {
  instance.py_mark_finalizable();
  if constexpr (is_traced<T>) {
    number_finalizable(instance);
  }
}

/// In a handler: hands an instance whose `__init__` raised to the exception, as Python's frames hold it, and raises that again.
[[noreturn]] void raise_holding(object instance);

/// Makes an exception that is not thrown; defined in py/exceptions.hpp.
template <typename E, typename... Arguments>
ref<E> make_exception(Arguments&&... arguments);

}  // namespace detail

/// A new instance of T: constructed from the arguments; when T's `__init__` is no constructor, made by default and then given
/// to `py_init(arguments...)`.
template <typename T, typename... Arguments>
auto make(Arguments&&... arguments) {
  if constexpr (detail::is_traced<T>) {
    detail::before_traced_instance();
  }
  if constexpr (requires { T::py_make(std::forward<Arguments>(arguments)...); }) {
    return T::py_make(std::forward<Arguments>(arguments)...);  // the class has a `__new__`
  } else if constexpr (detail::exception_class<T>) {
    return detail::make_exception<T>(std::forward<Arguments>(arguments)...);
  } else if constexpr (detail::has_py_init<T, Arguments...> && (sizeof...(Arguments) == 0 || !std::is_constructible_v<T, Arguments...>)) {
    ref<T> instance = ref<T>::adopt(new T());
    if constexpr (detail::has_finalizer<T>) {
      detail::mark_finalizable<T>(*instance);
      try {
        instance->py_init(std::forward<Arguments>(arguments)...);
      } catch (...) {
        detail::raise_holding(object(std::move(instance)));
      }
    } else {
      instance->py_init(std::forward<Arguments>(arguments)...);
    }
    if constexpr (detail::is_traced<T>) {
      instance->py_mark_traced();
    }
    return instance;
  } else {
    ref<T> instance = ref<T>::adopt(new T(std::forward<Arguments>(arguments)...));
    if constexpr (detail::has_finalizer<T>) {
      detail::mark_finalizable<T>(*instance);
    }
    if constexpr (detail::is_traced<T>) {
      instance->py_mark_traced();
    }
    return instance;
  }
}

template <typename T>
struct boxing<ref<T>> {
  static object box(const ref<T>& value) { return object::from_pointer(value.get()); }
  static object box(ref<T>&& value) { return object::adopt_pointer(value.detach()); }
  static bool check(const object& value) { return value.is_pointer() && detail::downcast<T>(value.pointer()) != nullptr; }
  static ref<T> unbox(const object& value) { return ref<T>(detail::downcast<T>(value.pointer())); }
};

template <typename T>
struct boxing<maybe<T>> {
  static object box(const maybe<T>& value) { return object::from_pointer(value.get()); }
  static bool check(const object& value) { return value.is_none() || boxing<ref<T>>::check(value); }
  static maybe<T> unbox(const object& value) { return value.is_none() ? maybe<T>() : maybe<T>(boxing<ref<T>>::unbox(value)); }
};

}  // namespace py
