#include "syntax/validity.hpp"

namespace krait::syntax {

void check_validity(const Module& module, source::Diagnostics& diagnostics) {
  static_cast<void>(module);
  static_cast<void>(diagnostics);
}

}  // namespace krait::syntax
