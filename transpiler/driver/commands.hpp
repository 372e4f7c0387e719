/// krait's command line.
#pragma once

namespace krait::driver {

/// Runs krait; the exit code: 0 success; 2 errors in the Python, or wrong usage; 70 an error in krait itself. `run` gives the program's own.
int run_command_line(int argc, char** argv);

}  // namespace krait::driver
