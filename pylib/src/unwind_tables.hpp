// What the compiler's unwind tables say about one return address, in a form that costs a few instructions to apply. Only for x86-64
// with libgcc and libstdc++; what is not understood is reported so, and the C++ runtime's own unwinder takes over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <typeinfo>

#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBCXX__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PY_OWN_UNWINDER 1
#else
#define PY_OWN_UNWINDER 0
#endif
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#undef PY_OWN_UNWINDER
#define PY_OWN_UNWINDER 0
#endif
#endif

#if PY_OWN_UNWINDER
namespace py::detail::unwind {

/// The registers that calls preserve, in the order of `preserved_numbers`.
inline constexpr std::size_t preserved_count = 6;

/// A frame that is suspended in a call: where it goes on, its stack pointer there, and what the preserved registers held.
struct registers {
  std::uintptr_t preserved[preserved_count];
  std::uintptr_t stack_pointer;
  std::uintptr_t address;
};

/// How to get from a frame that is suspended before `address` to its caller.
struct frame_rule {
  std::uintptr_t address = 0;
  /// Whether the tables were understood.
  bool usable = false;
  /// The canonical frame address is this preserved register, or else the stack pointer, plus the offset.
  bool from_register = false;
  std::uint8_t base_register = 0;
  std::int32_t base_offset = 0;
  /// Where the caller's preserved registers are, from the canonical frame address; 0 for those that were not saved.
  std::int32_t saved[preserved_count] = {};
  /// What the frame has pushed for the call.
  std::int32_t argument_size = 0;
  /// The table of landing pads, if any, and the begin of the function.
  const unsigned char* landing_pads = nullptr;
  std::uintptr_t function = 0;

  std::uintptr_t frame_address(const registers& frame) const noexcept {
    return (from_register ? frame.preserved[base_register] : frame.stack_pointer) + static_cast<std::uintptr_t>(static_cast<std::intptr_t>(base_offset));
  }

  /// Replaces the registers of the frame by those of its caller.
  void step(registers& frame) const noexcept {
    const std::uintptr_t top = frame_address(frame);
    for (std::size_t i = 0; i < preserved_count; ++i) {
      if (saved[i] != 0) {
        frame.preserved[i] = *reinterpret_cast<const std::uintptr_t*>(top + static_cast<std::uintptr_t>(static_cast<std::intptr_t>(saved[i])));
      }
    }
    frame.address = *reinterpret_cast<const std::uintptr_t*>(top - sizeof(std::uintptr_t));
    frame.stack_pointer = top;
  }
};

/// What a frame does with an exception of one class.
enum class reaction : std::uint8_t {
  unknown,
  pass,
  clean_up,
  handle,
  /// Not understood, or the end of the program.
  refuse,
};

struct frame_action {
  std::uintptr_t address = 0;
  const std::type_info* thrown = nullptr;
  reaction what = reaction::unknown;
  /// What the landing pad finds in its second register: which handler.
  int selector = 0;
  std::uintptr_t landing_pad = 0;
  const unsigned char* record = nullptr;
  /// From the thrown object to the part of it that the handler catches.
  std::ptrdiff_t adjustment = 0;
};

/// Reads the tables for a return address.
frame_rule read_rule(std::uintptr_t address) noexcept;
/// Reads what the frame does; `object` is an exception object of exactly the class `thrown`, which is no pointer.
frame_action read_action(const frame_rule& rule, const std::type_info& thrown, void* object) noexcept;

}  // namespace py::detail::unwind
#endif
