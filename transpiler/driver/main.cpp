#include "driver/commands.hpp"

#ifdef KRAIT_MIMALLOC
#include <mimalloc.h>
#endif

int main(int argc, char** argv) {
#ifdef KRAIT_MIMALLOC
  // The trees of large programs lie in hundreds of megabytes: with large pages the kernel is asked for them less often.
  mi_option_enable(mi_option_large_os_pages);
#endif
  return krait::driver::run_command_line(argc, argv);
}
