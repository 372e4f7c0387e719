#include "driver/process.hpp"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <thread>

extern "C" char** environ;

namespace krait::driver {

namespace {

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> result;
  for (const std::string& word : words) {
    result.push_back(const_cast<char*>(word.c_str()));
  }
  result.push_back(nullptr);
  return result;
}

/// A process that runs, and the unnamed file that takes what it writes.
struct Running {
  pid_t process = -1;
  int output = -1;
  std::size_t index = 0;
};

Running start(const Command& command, std::size_t index) {
  Running running{.process = -1, .output = memfd_create("output", MFD_CLOEXEC), .index = index};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (running.output >= 0) {
    posix_spawn_file_actions_adddup2(&actions, running.output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, running.output, STDERR_FILENO);
  }
  if (!command.directory.empty()) {
    posix_spawn_file_actions_addchdir_np(&actions, command.directory.c_str());
  }
  if (posix_spawnp(&running.process, command.words.front().c_str(), &actions, nullptr, pointers(command.words).data(), environ) != 0) {
    running.process = -1;
  }
  posix_spawn_file_actions_destroy(&actions);
  return running;
}

std::string text_of(int file) {
  std::string text;
  std::array<char, 4096> part{};
  lseek(file, 0, SEEK_SET);
  for (ssize_t size = 0; (size = read(file, part.data(), part.size())) > 0;) {
    text.append(part.data(), static_cast<std::size_t>(size));
  }
  return text;
}

int exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

/// Waits for one of the processes, or takes one that did not start; its place in the list.
std::size_t wait_for_one(const std::vector<Running>& running, int& status) {
  for (std::size_t i = 0; i < running.size(); ++i) {
    if (running[i].process < 0) {
      status = -1;
      return i;
    }
  }
  for (;;) {
    int raw = 0;
    const pid_t process = waitpid(-1, &raw, 0);
    if (process < 0 && errno != EINTR) {
      status = -1;
      return 0;
    }
    const auto found = std::find_if(running.begin(), running.end(), [&](const Running& one) { return one.process == process; });
    if (process >= 0 && found != running.end()) {
      status = exit_code(raw);
      return static_cast<std::size_t>(found - running.begin());
    }
  }
}

}  // namespace

std::vector<Outcome> run_all(const std::vector<Command>& commands, unsigned jobs, const std::function<void(std::size_t)>& finished) {
  std::vector<Outcome> outcomes(commands.size());
  std::vector<Running> running;
  std::size_t next = 0;
  std::size_t ended = 0;
  while (ended < commands.size()) {
    while (next < commands.size() && running.size() < std::max(jobs, 1U)) {
      running.push_back(start(commands[next], next));
      ++next;
    }
    int status = 0;
    const std::size_t at = wait_for_one(running, status);
    Outcome& outcome = outcomes[running[at].index];
    outcome.status = status;
    if (running[at].output >= 0) {
      outcome.output = text_of(running[at].output);
      close(running[at].output);
    }
    running.erase(running.begin() + static_cast<std::ptrdiff_t>(at));
    ++ended;
    if (finished) {
      finished(ended);
    }
  }
  return outcomes;
}

Outcome run_one(const Command& command) { return run_all({command}, 1).front(); }

unsigned job_count() {
  if (const char* jobs = std::getenv("KRAIT_JOBS"); jobs != nullptr && std::atoi(jobs) > 0) {
    return static_cast<unsigned>(std::atoi(jobs));
  }
  return std::max(1U, std::thread::hardware_concurrency());
}

void execute(const std::filesystem::path& program, const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  execv(program.c_str(), pointers(words).data());
}

}  // namespace krait::driver
