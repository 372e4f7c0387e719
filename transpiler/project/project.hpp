/// Phase `project`: lowered modules -> the files of an output folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lower/lower.hpp"
#include "source/diagnostics.hpp"

namespace krait::project {

/// One file of the output, by its path relative to the output folder.
struct OutputFile {
  std::filesystem::path path;
  std::string text;
  friend bool operator==(const OutputFile&, const OutputFile&) = default;
};

struct Options {
  std::filesystem::path template_directory;  ///< `templates/`
};

/// Modules' headers and sources, `main.cpp`, `CMakeLists.txt`, in that order; modules in the order in which they run. The entry module is
/// `modules.back()` unless it takes part in an import cycle; `entry` names it. A missing template is diagnostic K0501.
[[nodiscard]] std::vector<OutputFile> render(const std::vector<lower::LoweredModule>& modules, program::ModuleId entry, const Options& options,
                                             source::Diagnostics& diagnostics);

/// Writes the files below `directory`, which is made if need be. A file whose text is unchanged is not touched. What cannot be written is
/// diagnostic K0502.
void write(const std::vector<OutputFile>& files, const std::filesystem::path& directory, source::Diagnostics& diagnostics);

/// A template with every `@NAME@` replaced.
[[nodiscard]] std::string fill(std::string text, const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace krait::project
