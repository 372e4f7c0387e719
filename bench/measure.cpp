// Runs a command and writes what it cost to a file: `measure RESULT COMMAND [ARGUMENT…]`.
//
// The runner does not start the programs itself, because Linux counts the memory of the process that calls exec towards the
// peak of the new program: a child of a Python process never seems smaller than Python. This one is built statically and small.
//
// The result is one line: CPU seconds (user and system), peak memory in KiB, the exit status (128 + n for signal n).
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

static double seconds(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6; }

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: measure RESULT COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  const pid_t child = vfork();
  if (child == 0) {
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child) {
    std::perror("measure");
    return 2;
  }
  const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  std::FILE* result = std::fopen(argv[1], "w");
  if (result == nullptr) {
    std::perror(argv[1]);
    return 2;
  }
  std::fprintf(result, "%.6f %ld %d\n", seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss, code);
  return std::fclose(result) == 0 ? 0 : 2;
}
