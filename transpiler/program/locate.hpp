/// Where a module's file is.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "program/program.hpp"

namespace krait::program {

struct Location {
  std::filesystem::path file;  ///< empty for a package that is only a folder
  ModuleKind kind{};
  bool is_package = false;
};

/// Finds a module by its dotted name: in each of `folders` a package, then `.py`, then `.pyi`; then the stubs; then a folder without
/// `__init__.py`. Touches the file system a constant number of times for each folder.
[[nodiscard]] std::optional<Location> locate(std::string_view name, const std::vector<std::filesystem::path>& folders, const std::filesystem::path& stub_directory);

/// A file's bytes, or why they cannot be had ("no such file", "is a directory", …).
struct Contents {
  std::optional<std::string> text;
  std::string failure;
};
[[nodiscard]] Contents read_file(const std::filesystem::path& path);

}  // namespace krait::program
