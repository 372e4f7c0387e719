#include "driver/toolchain.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>

extern "C" char** environ;

namespace krait::driver {

namespace fs = std::filesystem;

namespace {

/// FNV-1a, 64 bits: names the cache's folders.
class Hash {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    value_ = (value_ ^ 0xFFU) * 0x100000001B3ULL;
  }
  [[nodiscard]] std::string text() const {
    static constexpr char digits[] = "0123456789abcdef";
    std::string result;
    for (int shift = 60; shift >= 0; shift -= 4) {
      result += digits[(value_ >> shift) & 15U];
    }
    return result;
  }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

fs::path cache_folder() {
  if (const char* folder = std::getenv("XDG_CACHE_HOME"); folder != nullptr && *folder != '\0') {
    return fs::path(folder) / "krait";
  }
  const char* home = std::getenv("HOME");
  return (home != nullptr ? fs::path(home) / ".cache" : fs::temp_directory_path()) / "krait";
}

/// Runs a program and waits; its exit status, or -1 if it could not be started.
int run_and_wait(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& part : command) {
    arguments.push_back(const_cast<char*>(part.c_str()));
  }
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) {
    return -1;
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

std::string modification_time(const fs::path& path) {
  std::error_code error;
  const auto time = fs::last_write_time(path, error);
  return error ? "" : std::to_string(time.time_since_epoch().count());
}

std::vector<fs::path> libraries(const Installation& installation, const BuildOptions& options) {
  std::vector<fs::path> result;
  if (options.links_asyncio) {
    result.push_back(installation.libraries / "libpylib_asyncio.a");
  }
  result.push_back(installation.libraries / "libpylib.a");
  return result;
}

}  // namespace

std::optional<fs::path> build_cached(const std::vector<project::OutputFile>& files, const Installation& installation, const BuildOptions& options,
                                     source::Diagnostics& diagnostics) {
  Hash hash;
  hash.add(options.compiler);
  for (const std::string& flag : options.flags) {
    hash.add(flag);
  }
  for (const fs::path& library : libraries(installation, options)) {
    hash.add(library.string() + modification_time(library));
  }
  for (const project::OutputFile& file : files) {
    hash.add(file.path.string());
    hash.add(file.text);
  }
  const fs::path folder = cache_folder() / hash.text();
  const fs::path program = folder / "program";
  if (fs::exists(program)) {
    return program;
  }
  project::write(files, folder, diagnostics);
  std::vector<std::string> command = {options.compiler, "-std=c++20", "-g1", "-ffp-contract=off"};
  command.insert(command.end(), options.flags.begin(), options.flags.end());
  command.insert(command.end(), {"-isystem", installation.headers.string(), "-I", folder.string()});
  for (const project::OutputFile& file : files) {
    if (file.path.extension() == ".cpp") {
      command.push_back((folder / file.path).string());
    }
  }
  const fs::path fresh = folder / ("program." + std::to_string(getpid()));
  for (const fs::path& library : libraries(installation, options)) {
    command.push_back(library.string());
  }
  command.insert(command.end(), {"-lgmp", "-o", fresh.string()});
  if (run_and_wait(command) != 0) {
    diagnostics.report(source::Code::K0503, {}, "the C++ compiler `" + options.compiler + "` failed on the generated program",
                       "the generated files are in `" + folder.string() + "`; set CXX to use another compiler");
    return std::nullopt;
  }
  std::error_code error;
  fs::rename(fresh, program, error);
  return program;
}

void execute(const fs::path& program, const std::vector<std::string>& arguments) {
  std::vector<char*> list = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) {
    list.push_back(const_cast<char*>(argument.c_str()));
  }
  list.push_back(nullptr);
  execv(program.c_str(), list.data());
}

}  // namespace krait::driver
