#include "driver/precompiled.hpp"

#include <unistd.h>

#include <algorithm>
#include <sstream>

#include "driver/cache.hpp"
#include "driver/hash.hpp"
#include "driver/process.hpp"

namespace krait::driver {

namespace fs = std::filesystem;

namespace {

constexpr const char* list_name = "files";  // one line each: stamp, hash of the text, path

std::string key(const Installation& installation, const Compiler& compiler, const std::vector<std::string>& flags) {
  Hash hash;
  hash.add(compiler.name());
  hash.add(compiler.version);
  hash.add(installation.headers.string());
  for (const std::string& flag : flags) {
    hash.add(flag);
  }
  return hash.text();
}

std::vector<fs::path> places(const Installation& installation) { return {installation.libraries / "precompiled", cache_folder() / "precompiled"}; }

fs::path header_in(const fs::path& folder, const Compiler& compiler) { return folder / "py" / (compiler.is_clang ? "prelude.pch" : "prelude.hpp.gch"); }

/// Whether all files that went into a precompiled header are as they were.
bool is_fresh(const fs::path& folder) {
  const auto list = read_text(folder / list_name);
  if (!list || list->empty()) {
    return false;
  }
  std::istringstream lines(*list);
  std::string stamp;
  std::string hash;
  std::string path;
  while (lines >> stamp >> hash && lines.ignore(1) && std::getline(lines, path)) {
    if (stamp_of(path) == stamp) {
      continue;
    }
    const auto text = read_text(path);
    if (!text || hash_of(*text) != hash) {
      return false;
    }
  }
  return true;
}

/// The files that a dependency file of the make kind names, but for the target.
std::vector<std::string> dependencies(const std::string& text) {
  std::vector<std::string> result;
  std::string word;
  for (std::size_t i = text.find(": ") + 1; i < text.size(); ++i) {
    const bool escaped = text[i] == '\\' && i + 1 < text.size();
    if (escaped && text[i + 1] != '\n') {
      word += text[++i];
    } else if (escaped || text[i] == ' ' || text[i] == '\n') {
      i += escaped ? 1 : 0;
      if (!word.empty()) {
        result.push_back(std::move(word));
        word.clear();
      }
    } else {
      word += text[i];
    }
  }
  return result;
}

bool write_list(const fs::path& folder, const fs::path& dependency_file) {
  const auto text = read_text(dependency_file);
  std::string list;
  for (const std::string& path : dependencies(text.value_or(""))) {
    const auto content = read_text(path);
    if (!content) {
      return false;
    }
    list += stamp_of(path) + " " + hash_of(*content) + " " + path + "\n";
  }
  return !list.empty() && write_whole(folder / list_name, list);
}

/// Removes precompiled headers that nobody can use any more; each is as large as a small film.
void remove_stale(const fs::path& place) {
  std::error_code error;
  std::vector<fs::path> stale;
  for (fs::directory_iterator entry(place, error), end; !error && entry != end; entry.increment(error)) {
    if (!is_fresh(entry->path()) && entry->path().extension().empty()) {
      stale.push_back(entry->path());
    }
  }
  for (const fs::path& path : stale) {
    fs::remove_all(path, error);
  }
}

fs::path writable_place(const Installation& installation) {
  std::error_code error;
  for (const fs::path& place : places(installation)) {
    fs::create_directories(place, error);
    if (access(place.c_str(), W_OK) == 0) {
      return place;
    }
  }
  return places(installation).back();
}

}  // namespace

std::vector<std::string> precompiled_arguments(const Installation& installation, const Compiler& compiler, const std::vector<std::string>& flags) {
  const std::string name = key(installation, compiler, flags);
  for (const fs::path& place : places(installation)) {
    const fs::path folder = place / name;
    if (is_fresh(folder)) {
      if (compiler.is_clang) {
        return {"-include-pch", header_in(folder, compiler).string()};
      }
      // GCC looks for `X.gch` in each folder where it looks for `X`.
      return {"-isystem", folder.string(), "-include", "py/prelude.hpp"};
    }
  }
  return {};
}

Prepared prepare_precompiled(const Installation& installation, const Compiler& compiler, const std::vector<std::string>& flags) {
  const std::string name = key(installation, compiler, flags);
  for (const fs::path& place : places(installation)) {
    if (is_fresh(place / name)) {
      return {.good = true, .folder = place / name, .output = {}};
    }
  }
  const fs::path place = writable_place(installation);
  remove_stale(place);
  const fs::path fresh = temporary_beside(place / name);
  const fs::path dependency_file = fresh / "dependencies";
  std::error_code error;
  fs::create_directories(fresh / "py", error);
  std::vector<std::string> command = compiler.words;
  command.insert(command.end(), flags.begin(), flags.end());
  if (compiler.is_clang) {
    command.emplace_back("-fpch-validate-input-files-content");
  }
  command.insert(command.end(), {"-isystem", installation.headers.string(), "-MD", "-MF", dependency_file.string(), "-x", "c++-header",
                                 (installation.headers / "py" / "prelude.hpp").string(), "-o", header_in(fresh, compiler).string()});
  const Outcome outcome = run_one({command, {}});
  Prepared result{.good = outcome.good() && write_list(fresh, dependency_file), .folder = place / name, .output = outcome.output};
  if (result.good) {
    fs::remove_all(result.folder, error);
    fs::rename(fresh, result.folder, error);
    result.good = !error || is_fresh(result.folder);
  }
  fs::remove_all(fresh, error);
  return result;
}

}  // namespace krait::driver
