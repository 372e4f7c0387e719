/// Exceptions: handlers, else, finally, chains.
#pragma once

#include <py/builtins.hpp>

namespace exceptions {

class ConfigError : public virtual py::Exception {
 public:
  explicit ConfigError(const py::str& key) : key(key) {
    set_args(py::format("no value for {}", key));
  }

  py::str key;
};

/// Runs the module's body.
void py_main();

}  // namespace exceptions
