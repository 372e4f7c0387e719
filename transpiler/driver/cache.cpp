#include "driver/cache.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

namespace krait::driver {

namespace fs = std::filesystem;

fs::path cache_folder() {
  if (const char* folder = std::getenv("XDG_CACHE_HOME"); folder != nullptr && *folder == '/') {
    return fs::path(folder) / "krait";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    return fs::path(home) / ".cache" / "krait";
  }
  std::error_code error;
  return fs::temp_directory_path(error) / ("krait-" + std::to_string(getuid()));
}

std::optional<std::string> read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return std::nullopt;
  }
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return stream.bad() ? std::nullopt : std::optional(std::move(text));
}

fs::path temporary_beside(const fs::path& path) {
  static unsigned count = 0;
  fs::path result = path;
  result += ".new" + std::to_string(getpid()) + "-" + std::to_string(++count);
  return result;
}

bool write_whole(const fs::path& path, std::string_view text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  const fs::path fresh = temporary_beside(path);
  std::ofstream stream(fresh, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (stream) {
    fs::rename(fresh, path, error);
  }
  const bool written = stream.good() && !error;
  if (!written) {
    fs::remove(fresh, error);
  }
  return written;
}

std::string stamp_of(const fs::path& path) {
  struct stat status{};
  if (stat(path.c_str(), &status) != 0) {
    return {};
  }
  return std::to_string(status.st_size) + "," + std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> result;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->is_regular_file(error)) {
      result.push_back(entry->path());
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

void prune(const fs::path& folder, std::size_t most) {
  std::vector<std::pair<fs::file_time_type, fs::path>> entries;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    entries.emplace_back(fs::last_write_time(entry->path(), ignored), entry->path());
  }
  if (entries.size() <= most) {
    return;
  }
  std::sort(entries.begin(), entries.end());
  entries.resize(entries.size() - most * 3 / 4);  // some room, so that not every run has to look for what may go
  for (const auto& [time, path] : entries) {
    fs::remove_all(path, error);
  }
}

}  // namespace krait::driver
