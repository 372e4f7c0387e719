/// A variable that closures share: `nonlocal`, loop variables seen late, names rebound after a closure was made.
#pragma once

#include <memory>
#include <utility>

namespace py {

/// Copies share one variable; `*cell` is the variable itself.
template <typename T>
class cell {
 public:
  cell() : value_(std::make_shared<T>()) {}
  explicit cell(T value) : value_(std::make_shared<T>(std::move(value))) {}

  T& operator*() const noexcept { return *value_; }
  T* operator->() const noexcept { return value_.get(); }

 private:
  std::shared_ptr<T> value_;
};

}  // namespace py
