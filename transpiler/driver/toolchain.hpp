/// Compiles emitted programs with the user's C++ compiler.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "driver/installation.hpp"
#include "project/project.hpp"

namespace krait::driver {

struct BuildOptions {
  std::string compiler = "c++";             ///< from CXX when that is set
  std::vector<std::string> flags = {"-O2"};
  bool links_asyncio = false;
};

/// Compiles and links the files into an executable, which is kept in the user's cache and used again while neither they nor the runtime
/// library change. Nothing (and diagnostic K0503) if the compiler fails.
[[nodiscard]] std::optional<std::filesystem::path> build_cached(const std::vector<project::OutputFile>& files, const Installation& installation,
                                                                const BuildOptions& options, source::Diagnostics& diagnostics);

/// Replaces this process by the program. Returns only if that fails.
void execute(const std::filesystem::path& program, const std::vector<std::string>& arguments);

}  // namespace krait::driver
