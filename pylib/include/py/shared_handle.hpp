/// What library types that are handles of a counted state have in common.
#pragma once

#include <py/cycles.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>

#include <cstdint>
#include <utility>

namespace py::detail {

/// One pointer; copies share the state, are equal and identical. `Handle` is the class itself.
template <typename Handle, typename State>
class shared_handle {
 public:
  explicit shared_handle(ref<State> state) noexcept : state_(std::move(state)) {}

  void py_trace(tracer& trace) { trace.counted(state_); }
  const void* py_identity() const noexcept { return state_.get(); }
  std::int64_t py_hash() const noexcept { return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(state_.get()) >> 4); }
  bool py_bool() const noexcept { return true; }
  friend bool operator==(const Handle& a, const Handle& b) noexcept { return a.py_identity() == b.py_identity(); }

  object py_box() const { return object(state_); }
  static bool py_check(const object& value) { return value.try_as<State>() != nullptr; }
  static Handle py_unbox(const object& value) { return Handle(ref<State>(value.try_as<State>())); }

 protected:
  shared_handle() noexcept = default;

  ref<State> state_;
};

}  // namespace py::detail
