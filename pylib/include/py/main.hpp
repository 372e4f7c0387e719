/// The program's entry: stack, arguments, uncaught exceptions, exit code.
#pragma once

#include <cstdint>
#include <span>

namespace py {

namespace detail {

/// Frames below this address are too deep; null before `main` has set it.
extern const char* stack_limit;

[[noreturn]] void raise_stack_exhausted();

/// How deep recursion may go, in Python's measure; scales the share of the stack that may be used.
void set_recursion_limit(std::int64_t frames);
std::int64_t recursion_limit() noexcept;

/// The program's arguments as `main` got them.
std::span<char* const> program_arguments() noexcept;

}  // namespace detail

/// Raises RecursionError near the end of the stack. One compare; stands at the beginning of functions that may recurse deeply.
[[gnu::always_inline]] inline void check_stack() {
  if (static_cast<const char*>(__builtin_frame_address(0)) < detail::stack_limit) [[unlikely]] {
    detail::raise_stack_exhausted();
  }
}

/// Runs the entry module's body on a large stack. Prints what CPython prints for an uncaught exception, flushes the output,
/// and gives the exit code: 0, 1, or what SystemExit says.
int main(int argc, char** argv, void (*module_body)());

}  // namespace py
