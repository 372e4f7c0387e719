#include "program/locate.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

namespace krait::program {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

fs::path relative_path(std::string_view name) {
  std::string path(name);
  std::replace(path.begin(), path.end(), '.', '/');
  return path;
}

fs::path with_suffix(fs::path path, const char* suffix) {
  path += suffix;
  return path;
}

std::optional<Location> in_folder(const fs::path& base) {
  if (is_file(base / "__init__.py")) {
    return Location{base / "__init__.py", ModuleKind::User, true};
  }
  if (is_file(with_suffix(base, ".py"))) {
    return Location{with_suffix(base, ".py"), ModuleKind::User, false};
  }
  if (is_file(base / "__init__.pyi")) {
    return Location{base / "__init__.pyi", ModuleKind::Stub, true};
  }
  if (is_file(with_suffix(base, ".pyi"))) {
    return Location{with_suffix(base, ".pyi"), ModuleKind::Stub, false};
  }
  return std::nullopt;
}

std::optional<Location> in_stubs(std::string_view name, const fs::path& stubs) {
  if (auto found = in_folder(stubs / relative_path(name))) {
    found->is_package = found->is_package || is_folder(stubs / relative_path(name));
    return found;
  }
  if (const fs::path flat = with_suffix(stubs / std::string(name), ".pyi"); is_file(flat)) {
    return Location{flat, ModuleKind::Stub, false};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Location> locate(std::string_view name, const std::vector<fs::path>& folders, const fs::path& stub_directory) {
  const fs::path relative = relative_path(name);
  for (const fs::path& folder : folders) {
    if (auto found = in_folder(folder / relative)) {
      return found;
    }
  }
  if (auto found = in_stubs(name, stub_directory)) {
    return found;
  }
  for (const fs::path& folder : folders) {
    if (is_folder(folder / relative)) {
      return Location{{}, ModuleKind::User, true};
    }
  }
  return std::nullopt;
}

Contents read_file(const fs::path& path) {
  if (is_folder(path)) {
    return {std::nullopt, "is a directory"};
  }
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return {std::nullopt, errno != 0 ? std::strerror(errno) : "cannot be opened"};
  }
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) {
    return {std::nullopt, "cannot be read"};
  }
  return {std::move(text), {}};
}

}  // namespace krait::program
