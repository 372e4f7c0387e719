/// The user's C++ compiler and how krait calls it.
#pragma once

#include <string>
#include <vector>

#include "driver/installation.hpp"

namespace krait::driver {

struct Compiler {
  std::vector<std::string> words;  ///< the command and the arguments that CXX holds
  std::string version;             ///< what `--version` says; empty if it could not be started
  bool is_clang = false;
  [[nodiscard]] std::string name() const;
};

/// The compiler that CXX names, else g++. Starts it to ask for its version.
[[nodiscard]] Compiler find_compiler();

/// The command itself, not started: CXX split at spaces, else g++.
[[nodiscard]] std::vector<std::string> compiler_words();

/// The arguments with which every generated file is compiled, without those that name files: language, debug lines, optimisation.
[[nodiscard]] std::vector<std::string> compile_flags(const Compiler& compiler, const std::string& optimisation);

}  // namespace krait::driver
