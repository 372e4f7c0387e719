/// A small project in a temporary folder, for tests of the phases that read files.
#pragma once

#include <unistd.h>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <system_error>

#include "program/program.hpp"

namespace krait::test {

using Sources = std::map<std::string, std::string>;

/// Writes files (by relative path) into a new folder and loads `main.py` there; stubs are in its folder `stubs`.
class Project {
 public:
  explicit Project(const Sources& sources, const std::string& entry = "main.py") {
    static std::atomic<int> count{0};
    root_ = std::filesystem::temp_directory_path() / ("krait_test_" + std::to_string(::getpid()) + "_" + std::to_string(count++));
    for (const auto& [name, text] : sources) {
      write(name, text);
    }
    if (sources.count("stubs/builtins.pyi") == 0) {
      write("stubs/builtins.pyi", "class object: ...\n");
    }
    program = program::load(root_ / entry, {root_ / "stubs", {root_ / "path"}}, files, diagnostics);
  }
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;
  ~Project() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }

  /// All diagnostics, one a line: `file:line:column code message`.
  [[nodiscard]] std::string problems() const {
    std::string text;
    for (const source::Diagnostic& diagnostic : diagnostics.all()) {
      if (diagnostic.span.file != 0) {
        const source::Place place = files.place(diagnostic.span);
        text += files.get(diagnostic.span.file).path().filename().string() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + " ";
      }
      text += std::string(source::info(diagnostic.code).text) + " " + without_root(diagnostic.message) + "\n";
    }
    return text;
  }

  /// Text with the temporary folder's name taken out.
  [[nodiscard]] std::string without_root(std::string text) const {
    const std::string prefix = root_.string() + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
      text.erase(at, prefix.size());
    }
    return text;
  }

  source::FileTable files;
  source::Diagnostics diagnostics;
  program::Program program;

 private:
  void write(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = root_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }

  std::filesystem::path root_;
};

}  // namespace krait::test
