/// A variable that closures share: `nonlocal`, loop variables seen late, names rebound after a closure was made.
#pragma once

#include <py/cycles.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>

#include <utility>
#include <vector>

namespace py {

namespace detail {

template <typename T>
class cell_block final : public Object {
 public:
  cell_block() : cell_block(T()) {}
  explicit cell_block(T given) : value(std::move(given)) {
    if constexpr (may_refer<T>) {
      py_mark_traced();
    }
  }
  void py_trace(tracer& trace) override { trace(value); }

  T value;
};

/// While the collector copies a closure to see what it captures: the cells that were copied.
extern std::vector<Object*>* copied_cells;

}  // namespace detail

/// Copies share one variable; `*cell` is the variable itself.
template <typename T>
class cell {
  using block = detail::cell_block<T>;

 public:
  cell() : block_(made()) {}
  explicit cell(T value) : block_(made(std::move(value))) {}
  cell(const cell& other) : block_(other.block_) {
    if (detail::copied_cells != nullptr) [[unlikely]] {
      detail::copied_cells->push_back(block_.get());
    }
  }
  cell(cell&& other) noexcept = default;
  cell& operator=(const cell& other) = default;
  cell& operator=(cell&& other) noexcept = default;
  ~cell() = default;

  T& operator*() const noexcept { return block_->value; }
  T* operator->() const noexcept { return &block_->value; }
  void py_trace(tracer& trace) { trace.counted(block_); }

 private:
  template <typename... Value>
  static ref<block> made(Value&&... value) {
    if constexpr (detail::may_refer<T>) {
      detail::before_traced_instance();
    }
    return ref<block>::adopt(new block(std::forward<Value>(value)...));
  }

  ref<block> block_;
};

}  // namespace py
