/// What the memory management may do with an object: count, finalizer, the collector's place for it.
#pragma once

#include <py/object.hpp>

namespace py::detail {

struct object_access {
  /// Whether `__del__` is still to be called.
  static bool has_finalizer_due(const Object& instance) noexcept { return (instance.flags_ & (Object::finalizable | Object::finalized)) == Object::finalizable; }
  /// Whether `__del__` is still to be called; marks it as called.
  static bool take_finalizer(Object* instance) noexcept {
    const bool due = has_finalizer_due(*instance);
    instance->flags_ |= due ? std::uint32_t{Object::finalized} : std::uint32_t{0};
    return due;
  }
  static void set_count(Object* instance, std::uint32_t count) noexcept { instance->count_ = count; }
  static bool drop(Object* instance) noexcept { return --instance->count_ == 0; }
  static void release(Object* instance) noexcept { instance->py_boxed_release(); }

  static bool is_finalizable(const Object& instance) noexcept { return (instance.flags_ & Object::finalizable) != 0; }
  static bool is_traced(const Object& instance) noexcept { return (instance.flags_ & Object::traced) != 0; }
  /// The object's place in the collector's table, counted from 1; 0 when it is not there.
  static std::uint32_t place(const Object& instance) noexcept { return instance.flags_ >> Object::place_shift; }
  static void set_place(Object& instance, std::uint32_t place) noexcept {
    instance.flags_ = (instance.flags_ & ((std::uint32_t{1} << Object::place_shift) - 1)) | (place << Object::place_shift);
  }
};

/// Takes an object that ends out of the collector's table.
void forget_possible_cycle(Object& instance) noexcept;
/// The same for an object that `number_finalizable` knows.
void forget_finalizable(const Object& instance) noexcept;
/// Calls `__del__` of an object with at least one reference, if that is due; reports what it raises.
void finalize_early(Object& instance) noexcept;
/// Whether an object is being ended: a container around it may be half changed.
bool is_destroying() noexcept;

}  // namespace py::detail
