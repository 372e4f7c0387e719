/// Run-time support of the dataclasses module.
#pragma once

#include <py/exceptions.hpp>

namespace py::dataclasses {

/// Raised by an assignment to a field of a frozen data class.
class FrozenInstanceError : public virtual AttributeError {
 public:
  FrozenInstanceError() = default;
  explicit FrozenInstanceError(const str& text) { set_args(text); }
  static const type& py_class();
  const type& py_type() const override;
};

/// Raises FrozenInstanceError: "cannot assign to field 'x'".
[[noreturn]] void raise_frozen(const str& field);

}  // namespace py::dataclasses
