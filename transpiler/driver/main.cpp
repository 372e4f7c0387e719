#include "driver/commands.hpp"

#ifdef KRAIT_MIMALLOC
#include <mimalloc.h>
#endif

int main(int argc, char** argv) {
#ifdef KRAIT_MIMALLOC
  // A run is short, and what a phase frees the next one takes: nothing is handed back to the kernel, which would clear it again. (Large pages cost more
  // than they save: clearing them took an eighth of the time for a program of 100,000 lines, 4 KiB pages take half of that.)
#if MI_MALLOC_VERSION < 210
  mi_option_disable(mi_option_allow_decommit);
#else
  mi_option_set(mi_option_purge_delay, -1);
#endif
#endif
  return krait::driver::run_command_line(argc, argv);
}
