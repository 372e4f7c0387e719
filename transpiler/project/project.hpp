/// Phase `project`: lowered modules -> the files of an output folder.
#pragma once

#include <filesystem>
#include <optional>
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
[[nodiscard]] std::vector<OutputFile> render(const std::vector<lower::LoweredModule>& modules, program::ModuleId entry, const Options& options, source::Diagnostics& diagnostics);

/// Brings the output folder up to date, whole or not at all: everything is written aside first, then renamed into place. A file whose text is
/// unchanged is not touched; one that the last run wrote and this one does not is removed. `.krait/generated` in the folder keeps what was
/// generated; where a file is neither that nor new, somebody edited it, and nothing is written (K0502). What cannot be written is K0502.
void write(const std::vector<OutputFile>& files, const std::filesystem::path& directory, source::Diagnostics& diagnostics);

/// Writes the files below a folder that nobody edits. What cannot be written is diagnostic K0502.
void write_new(const std::vector<OutputFile>& files, const std::filesystem::path& directory, source::Diagnostics& diagnostics);

/// A file's text; nothing if it cannot be read.
[[nodiscard]] std::optional<std::string> read(const std::filesystem::path& path);

/// A template with every `@NAME@` replaced.
[[nodiscard]] std::string fill(std::string text, const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace krait::project
