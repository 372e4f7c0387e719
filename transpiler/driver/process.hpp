/// Running other programs.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace krait::driver {

struct Command {
  std::vector<std::string> words;   ///< the program, looked up in PATH, and its arguments
  std::filesystem::path directory;  ///< where it runs; empty for this process's own
};

struct Outcome {
  int status = 0;      ///< exit code; 128 + signal if a signal ended it; -1 if it could not be started
  std::string output;  ///< what it wrote to stdout and stderr
  [[nodiscard]] bool good() const { return status == 0; }
};

/// Runs the commands, at most `jobs` at a time, and waits for all. `finished` is called after each with the number of those that ended.
[[nodiscard]] std::vector<Outcome> run_all(const std::vector<Command>& commands, unsigned jobs, const std::function<void(std::size_t)>& finished = {});

[[nodiscard]] Outcome run_one(const Command& command);

/// How many processes may work at once: KRAIT_JOBS, else the number of processors.
[[nodiscard]] unsigned job_count();

/// Replaces this process by the program. Returns only if that fails.
void execute(const std::filesystem::path& program, const std::vector<std::string>& arguments);

}  // namespace krait::driver
