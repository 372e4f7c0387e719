#include <py/main.hpp>

#include "dynamic.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <typeinfo>
#if !defined(__x86_64__) && !defined(__aarch64__)
#include <ucontext.h>
#endif

#ifdef PY_PLAIN_ALLOCATION
#include <sanitizer/common_interface_defs.h>
#endif

namespace py {
namespace detail {

const char* stack_limit = nullptr;

/// Writes buffered output; defined with the streams.
void flush_output() noexcept;
/// Ends what only cycles keep.
void collect_cycles_at_exit() noexcept;

namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;
/// What is kept free at the end of the stack: for raising, destructors and library calls.
constexpr std::size_t reserve = mebibyte;
#ifdef PY_PLAIN_ALLOCATION
constexpr std::size_t bytes_per_frame = std::size_t{32} << 10;
/// Beyond 64 MiB the sanitizer does not clean the shadow of the frames that an exception leaves.
constexpr std::size_t stack_sizes[] = {60 * mebibyte};
#else
constexpr std::size_t bytes_per_frame = std::size_t{8} << 10;
constexpr std::size_t stack_sizes[] = {512 * mebibyte, 128 * mebibyte, 32 * mebibyte};
#endif

struct program {
  int argc = 0;
  char** argv = nullptr;
  void (*body)() = nullptr;
  int exit_code = 0;
  char* stack = nullptr;
  std::size_t stack_size = 0;
};

program running;
std::int64_t frames_allowed = 1000;

/// The lowest address that frames may reach under the present recursion limit.
void apply_recursion_limit() noexcept {
  if (running.stack == nullptr) {
    return;
  }
  const std::size_t most = running.stack_size - reserve;
  const std::size_t wanted = static_cast<std::size_t>(std::clamp<std::int64_t>(frames_allowed, 1, static_cast<std::int64_t>(most / bytes_per_frame)));
  stack_limit = running.stack + running.stack_size - std::min(most, wanted * bytes_per_frame);
}

bool allocate_stack() noexcept {
  for (const std::size_t size : stack_sizes) {
    void* const memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory != MAP_FAILED) {
      // the lowest page stays a wall
      mprotect(memory, static_cast<std::size_t>(sysconf(_SC_PAGESIZE)), PROT_NONE);
      running.stack = static_cast<char*>(memory);
      running.stack_size = size;
      return true;
    }
  }
  return false;
}

int exit_code_of(const SystemExit& exit) {
  if (exit.code.is_none()) {
    return 0;
  }
  if (exit.code.is_int() || exit.code.is_bool()) {
    return static_cast<int>(unbox_int(exit.code).low_word() & 0xFF);
  }
  write_stderr(message(exit.code.py_str(), "\n"));
  return 1;
}

/// Runs the body and turns whatever leaves it into an exit code.
int run_body() noexcept {
  try {
    running.body();
    return 0;
  } catch (const SystemExit& exit) {
    try {
      return exit_code_of(exit);
    } catch (...) {
      return 1;
    }
  } catch (const BaseException& exception) {
    try {
      write_stderr(format_exception(exception));
    } catch (...) {
      std::fputs("an exception could not be printed\n", stderr);
    }
    return dynamic_cast<const KeyboardInterrupt*>(&exception) != nullptr ? 130 : 1;
  } catch (const std::bad_alloc&) {
    write_stderr("Traceback (most recent call last):\nMemoryError\n");
    return 1;
  } catch (const std::exception& error) {
    write_stderr(message("internal error: ", error.what(), "\n"));
    return 1;
  } catch (...) {
    write_stderr("internal error: an unknown exception\n");
    return 1;
  }
}

#ifdef PY_PLAIN_ALLOCATION
void enter_stack(void** outside) { __sanitizer_start_switch_fiber(outside, running.stack, running.stack_size); }
const void* outside_bottom = nullptr;
std::size_t outside_size = 0;
void arrived_on_stack() { __sanitizer_finish_switch_fiber(nullptr, &outside_bottom, &outside_size); }
void leave_stack() { __sanitizer_start_switch_fiber(nullptr, outside_bottom, outside_size); }
void arrived_outside(void* outside) { __sanitizer_finish_switch_fiber(outside, nullptr, nullptr); }
#else
void enter_stack(void**) {}
void arrived_on_stack() {}
void leave_stack() {}
void arrived_outside(void*) {}
#endif

void body_on_large_stack() {
  arrived_on_stack();
  running.exit_code = run_body();
  collect_cycles_at_exit();
  leave_stack();
}

/// Calls body_on_large_stack with the stack pointer at `top`. No exception leaves that function.
#if defined(__x86_64__)
[[gnu::noinline]] void switch_stack(char* top) {
  asm volatile(
      "movq %%rsp, %%rbx\n\t"
      "movq %[top], %%rsp\n\t"
      "callq *%[function]\n\t"
      "movq %%rbx, %%rsp"
      :
      : [top] "r"(top), [function] "r"(&body_on_large_stack)
      : "rbx", "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",
        "xmm12", "xmm13", "xmm14", "xmm15", "memory", "cc");
}
#elif defined(__aarch64__)
[[gnu::noinline]] void switch_stack(char* top) {
  asm volatile(
      "mov x19, sp\n\t"
      "mov sp, %[top]\n\t"
      "blr %[function]\n\t"
      "mov sp, x19"
      :
      : [top] "r"(top), [function] "r"(&body_on_large_stack)
      : "x19", "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "x30", "v0", "v1", "v2", "v3", "v4", "v5", "v6",
        "v7", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "memory", "cc");
}
#else
void switch_stack(char*) {
  static ucontext_t outside;
  static ucontext_t inside;
  getcontext(&inside);
  inside.uc_stack.ss_sp = running.stack;
  inside.uc_stack.ss_size = running.stack_size;
  inside.uc_link = &outside;
  makecontext(&inside, &body_on_large_stack, 0);
  swapcontext(&outside, &inside);
}
#endif

void run_on_large_stack() {
  void* outside = nullptr;
  enter_stack(&outside);
  switch_stack(running.stack + running.stack_size);
  arrived_outside(outside);
}

}  // namespace

void write_stderr(const str& text) {
  flush_output();
  std::fwrite(text.data(), 1, static_cast<std::size_t>(text.byte_size()), stderr);
  std::fflush(stderr);
}

void raise_stack_exhausted() { raise_recursion_error(); }

void set_recursion_limit(std::int64_t frames) {
  frames_allowed = frames;
  apply_recursion_limit();
}

std::int64_t recursion_limit() noexcept { return frames_allowed; }

std::span<char* const> program_arguments() noexcept { return {running.argv, static_cast<std::size_t>(running.argc)}; }

}  // namespace detail

int main(int argc, char** argv, void (*module_body)()) {
  detail::running.argc = argc;
  detail::running.argv = argv;
  detail::running.body = module_body;
  if (detail::allocate_stack()) {
    detail::apply_recursion_limit();
    detail::run_on_large_stack();
  } else {
    detail::running.exit_code = detail::run_body();
  }
  detail::flush_output();
  return detail::running.exit_code;
}

}  // namespace py
