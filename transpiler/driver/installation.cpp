#include "driver/installation.hpp"

#include <cstdlib>

namespace krait::driver {

namespace fs = std::filesystem;

static bool is_home(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "pylib" / "stubs" / "builtins.pyi", error);
}

static fs::path find_home(const fs::path& executable) {
  if (const char* home = std::getenv("KRAIT_HOME"); home != nullptr && *home != '\0') {
    return home;
  }
  for (fs::path folder = executable.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    for (const fs::path& candidate : {folder, folder / "share" / "krait"}) {
      if (is_home(candidate)) {
        return candidate;
      }
    }
  }
#ifdef KRAIT_SOURCE_DIRECTORY
  return KRAIT_SOURCE_DIRECTORY;
#else
  return executable.parent_path();
#endif
}

Installation find_installation() {
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  const fs::path prefix = executable.parent_path().parent_path();
  const fs::path home = find_home(executable);
  const fs::path beside = home / "pylib" / "include";
  return {.home = home, .headers = fs::exists(beside, error) ? beside : prefix / "include", .libraries = prefix / "lib"};
}

}  // namespace krait::driver
