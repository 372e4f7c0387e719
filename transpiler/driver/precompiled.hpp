/// The precompiled header: `py/prelude.hpp` in the compiler's own form, which saves most of a small program's compile time.
///
/// It is made by `krait --prepare`, never by a first run, and lies beside the library or, where that folder cannot be written, in the user's cache. One
/// serves one compiler and one set of flags. It carries the list of all files that went into it, the system's too; where one of them
/// has changed since, it is not used.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "driver/compiler.hpp"
#include "driver/installation.hpp"

namespace krait::driver {

/// The arguments that make the compiler use the precompiled header for these flags; none if there is no fresh one.
[[nodiscard]] std::vector<std::string> precompiled_arguments(const Installation& installation, const Compiler& compiler, const std::vector<std::string>& flags);

struct Prepared {
  bool good = false;
  std::filesystem::path folder;  ///< where it lies
  std::string output;            ///< the compiler's messages if it failed
};

/// Makes the precompiled header for these flags unless a fresh one is there.
[[nodiscard]] Prepared prepare_precompiled(const Installation& installation, const Compiler& compiler, const std::vector<std::string>& flags);

}  // namespace krait::driver
