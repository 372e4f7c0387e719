#include "driver/commands.hpp"

int main(int argc, char** argv) { return krait::driver::run_command_line(argc, argv); }
