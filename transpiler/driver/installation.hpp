/// Where krait's own files are.
#pragma once

#include <filesystem>

namespace krait::driver {

struct Installation {
  std::filesystem::path home;       ///< holds `pylib/` and `templates/`
  std::filesystem::path headers;    ///< holds `py/`
  std::filesystem::path libraries;  ///< holds `libpylib.a`
  [[nodiscard]] std::filesystem::path stubs() const { return home / "pylib" / "stubs"; }
  [[nodiscard]] std::filesystem::path templates() const { return home / "templates"; }
};

/// The environment variable KRAIT_HOME, else the nearest folder above the executable that holds `pylib/stubs`, else the source tree that
/// krait was built from.
[[nodiscard]] Installation find_installation();

}  // namespace krait::driver
