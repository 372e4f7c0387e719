/// Compiles emitted programs with the user's C++ compiler.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "driver/installation.hpp"
#include "project/project.hpp"

namespace krait::driver {

struct BuildOptions {
  std::string optimisation = "2";
  bool links_asyncio = false;
  std::function<void(const std::string&)> progress;  ///< called with what is being done; may be empty
};

/// Compiles and links the files into an executable, which is kept in the user's cache and used again while neither they nor the runtime library
/// change. Each `.cpp` file becomes an object of its own there, so that a changed module is compiled alone. Nothing (and diagnostic K0503)
/// if the compiler fails.
[[nodiscard]] std::optional<std::filesystem::path> build_cached(const std::vector<project::OutputFile>& files, const Installation& installation, const BuildOptions& options,
                                                                source::Diagnostics& diagnostics);

}  // namespace krait::driver
