#include "project/project.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>

#include "cpp/print.hpp"

namespace krait::project {

std::optional<std::string> read(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return std::nullopt;
  }
  std::ostringstream text;
  text << stream.rdbuf();
  return std::move(text).str();
}

namespace {

std::string filled_template(const std::string& name, const std::vector<std::pair<std::string, std::string>>& values, const Options& options, source::Diagnostics& diagnostics) {
  const std::filesystem::path path = options.template_directory / name;
  auto text = read(path);
  if (!text) {
    diagnostics.report(source::Code::K0501, {}, "cannot read the template `" + path.string() + "`",
                       "install krait completely, or set KRAIT_HOME to the folder that holds `templates` and `pylib`");
    return {};
  }
  return fill(std::move(*text), values);
}

/// A CMake target's name: letters, digits, `_`, `-`, `.`, `+`.
std::string target_name(const std::string& stem) {
  std::string name;
  for (const char c : stem) {
    name += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' ? c : '_';
  }
  return name == "test" || name == "all" || name == "help" || name == "clean" || name == "install" ? name + "_program" : name;
}

}  // namespace

std::string fill(std::string text, const std::vector<std::pair<std::string, std::string>>& values) {
  for (const auto& [name, value] : values) {
    const std::string mark = "@" + name + "@";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) {
      text.replace(at, mark.size(), value);
    }
  }
  return text;
}

std::vector<OutputFile> render(const std::vector<lower::LoweredModule>& modules, program::ModuleId entry, const Options& options, source::Diagnostics& diagnostics) {
  std::vector<OutputFile> files;
  std::string sources;
  bool uses_asyncio = false;
  const lower::LoweredModule* main_module = nullptr;
  for (const lower::LoweredModule& module : modules) {
    files.push_back({module.file_stem + ".hpp", cpp::print(module.header)});
    files.push_back({module.file_stem + ".cpp", cpp::print(module.source)});
    sources += "  " + module.file_stem + ".cpp\n";
    uses_asyncio = uses_asyncio || module.uses_asyncio;
    if (module.module == entry) {
      main_module = &module;
    }
  }
  if (main_module == nullptr) {
    return files;
  }
  const std::vector<std::pair<std::string, std::string>> values = {
      {"HEADER", main_module->file_stem + ".hpp"},
      {"BODY", main_module->body_function},
      {"TARGET", target_name(std::filesystem::path(main_module->file_stem).filename().string())},
      {"SOURCES", sources},
      {"LIBRARY", uses_asyncio ? "pylib::pylib_asyncio" : "pylib::pylib"},
  };
  files.push_back({"main.cpp", filled_template("main.cpp.in", values, options, diagnostics)});
  files.push_back({"CMakeLists.txt", filled_template("CMakeLists.txt.in", values, options, diagnostics)});
  return files;
}

}  // namespace krait::project
