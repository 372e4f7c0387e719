/// krait's command line.
#pragma once

namespace krait::driver {

/// Runs krait; the exit code: 0 success, 1 errors in the Python, 2 wrong usage. `run` gives the program's own.
int run_command_line(int argc, char** argv);

}  // namespace krait::driver
