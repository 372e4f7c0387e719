/// What the collector of cycles asks of objects: which others they refer to. Reference counts free everything else.
///
///   class Node : public py::Object {
///     void py_trace(py::tracer& trace) override { trace(next, previous); }
///     py::maybe<Node> next;
///     py::maybe<Node> previous;
///   };
#pragma once

#include <py/object.hpp>
#include <py/ref.hpp>

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {

template <typename T>
class cell;
template <typename T>
class attribute;
template <typename T>
class unbound;

namespace detail {

/// Whether a T may hold counted references, so that a cycle may lead through it.
template <typename T>
inline constexpr bool may_refer = requires { T::py_fields; };
template <>
inline constexpr bool may_refer<object> = true;
template <typename T>
inline constexpr bool may_refer<ref<T>> = true;
template <typename T>
inline constexpr bool may_refer<maybe<T>> = true;
template <typename Signature>
inline constexpr bool may_refer<function<Signature>> = true;
template <typename T, typename Send, typename Return>
inline constexpr bool may_refer<generator<T, Send, Return>> = true;
template <typename T>
inline constexpr bool may_refer<cell<T>> = may_refer<T>;
template <typename T>
inline constexpr bool may_refer<attribute<T>> = may_refer<T>;
template <typename T>
inline constexpr bool may_refer<unbound<T>> = may_refer<T>;
template <typename T>
inline constexpr bool may_refer<std::optional<T>> = may_refer<T>;
template <typename... T>
inline constexpr bool may_refer<std::tuple<T...>> = (may_refer<T> || ...);
template <typename T>
inline constexpr bool may_refer<vector<T>> = may_refer<T>;
template <typename T>
inline constexpr bool may_refer<list<T>> = may_refer<T>;
template <typename T>
inline constexpr bool may_refer<tuple<T>> = may_refer<T>;
template <typename T>
inline constexpr bool may_refer<deque<T>> = may_refer<T>;
template <typename T>
inline constexpr bool may_refer<hash_set<T>> = may_refer<T>;
template <typename T>
inline constexpr bool may_refer<set<T>> = may_refer<T>;
template <typename T>
inline constexpr bool may_refer<frozenset<T>> = may_refer<T>;
template <typename K, typename V>
inline constexpr bool may_refer<ordered_map<K, V>> = may_refer<K> || may_refer<V>;
template <typename K, typename V>
inline constexpr bool may_refer<dict<K, V>> = may_refer<K> || may_refer<V>;

template <typename T>
inline constexpr bool is_std_optional = false;
template <typename T>
inline constexpr bool is_std_optional<std::optional<T>> = true;

/// The captures of a closure, which C++ shows to nobody: its bytes, and how it is copied. Copying counts what it refers to once more.
struct closure_view {
  const void* bytes;
  std::size_t size;
  /// Makes a copy, calls `then(context)`, and ends the copy.
  void (*with_copy)(const void* bytes, void (*then)(void*), void* context);
};

/// Whether a closure of type F may hold references that copying shows.
template <typename F>
inline constexpr bool has_captures = std::is_class_v<F> && !std::is_empty_v<F> && !std::is_trivially_copyable_v<F> && std::is_copy_constructible_v<F>;

}  // namespace detail

/// Goes over the references that an object holds: `trace(left, right)` names all fields that may hold some. A field that is
/// left out only keeps a cycle alive; one reference must not be shown twice. Some tracers drop the references that they are shown.
class tracer {
 public:
  template <typename... T>
  void operator()(T&... fields) {
    (trace(const_cast<std::remove_const_t<T>&>(fields)), ...);
  }
  /// A handle: something with `pointer()` or `get()`, which made by default refers to nothing.
  template <typename Pointer>
  void counted(Pointer& pointer) {
    Object* target = nullptr;
    if constexpr (requires { pointer.pointer(); }) {
      target = pointer.pointer();
    } else {
      target = pointer.get();
    }
    if (target != nullptr && refers_to(*target)) {
      pointer = Pointer();
    }
  }
  /// One reference. Whether to drop it.
  bool shows(Object& target) { return refers_to(target); }
  /// A reference that goes when its holder ends, not before; or null.
  void kept(Object* target) {
    if (target != nullptr) {
      refers_to(*target);
    }
  }
  /// What a closure captures.
  template <typename F>
  void captures(const F& callable) {
    if constexpr (detail::has_captures<F>) {
      refers_by({&callable, sizeof(F), [](const void* bytes, void (*then)(void*), void* context) {
                   const F copy(*static_cast<const F*>(bytes));
                   then(context);
                 }});
    }
  }

 protected:
  ~tracer() = default;
  /// One reference to `target`. Whether to drop it.
  virtual bool refers_to(Object& target) = 0;
  virtual void refers_by(const detail::closure_view& closure) = 0;

 private:
  template <typename T>
  void trace(T& value) {
    if constexpr (!detail::may_refer<T>) {
      return;
    } else if constexpr (std::is_same_v<T, object>) {
      if (value.is_pointer() && refers_to(*value.pointer())) {
        value = object();
      }
    } else if constexpr (is_ref<T> || is_maybe<T>) {
      counted(value);
    } else if constexpr (requires { value.py_trace(*this); }) {
      value.py_trace(*this);
    } else if constexpr (detail::is_std_optional<T>) {
      if (value) {
        trace(*value);
      }
    } else if constexpr (detail::is_std_tuple<T>) {
      std::apply([this](auto&... element) { (*this)(element...); }, value);
    } else if constexpr (requires { T::py_fields; }) {
      std::apply([&](const auto&... row) { (*this)(value.*(row.member)...); }, T::py_fields);
    } else {
      for (auto& element : value) {
        (*this)(element);
      }
    }
  }
};

/// Looks for cycles that nothing else refers to, and ends their objects: first every `__del__`, then the references among them.
/// Takes time in proportion to what can be reached from objects that lost a reference and stayed.
void collect_cycles();

}  // namespace py
