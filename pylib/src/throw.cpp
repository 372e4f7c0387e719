// A faster way from `throw` to the handler. The C++ runtime's unwinder reads the unwind tables of every frame twice for every exception,
// which makes raising in Python's manner, as a part of normal control flow, slower than in CPython. This one remembers what the tables say
// about each return address, and what the frame there does with each class of exceptions. It replaces three functions of the C++ ABI in the
// programs it is linked into, works on the same data, and hands over to the originals whenever it meets something that it does not know.
#include "unwind_tables.hpp"

#if PY_OWN_UNWINDER
#include "exception_layout.hpp"

#include <exception>

namespace py::detail::unwind {
namespace {

exception_header* header_of(_Unwind_Exception* exception) noexcept { return reinterpret_cast<exception_header*>(exception + 1) - 1; }

/// Handlers see through pointers, so that their classes alone do not decide.
bool is_simple(const thrown_value& value) noexcept { return value.type != nullptr && !value.type->__is_pointer_p() && !value.type->__is_function_p(); }

constexpr std::size_t cache_bits = 9;
thread_local constinit frame_rule rules[std::size_t{1} << cache_bits];
thread_local constinit frame_action actions[std::size_t{1} << cache_bits];

std::size_t slot_of(std::uintptr_t key) noexcept { return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> (64 - cache_bits)); }

const frame_rule& rule_at(std::uintptr_t address) noexcept {
  frame_rule& known = rules[slot_of(address)];
  if (known.address != address) {
    known = read_rule(address);
  }
  return known;
}

const frame_action& action_of(const frame_rule& rule, const thrown_value& value) noexcept {
  frame_action& known = actions[slot_of(rule.address ^ (reinterpret_cast<std::uintptr_t>(value.type) << 1))];
  if (known.address != rule.address || known.thrown != value.type) {
    known = read_action(rule, *value.type, value.object);
  }
  return known;
}

/// Where to go on, and with what in the two registers that landing pads expect.
struct landing {
  registers frame;
  exception_header* exception;
  std::uintptr_t selector;
};

[[noreturn, gnu::always_inline]] inline void land(landing& place) noexcept {
  asm volatile(
      "movq 0(%[frame]), %%rbx\n\t"
      "movq 8(%[frame]), %%rbp\n\t"
      "movq 16(%[frame]), %%r12\n\t"
      "movq 24(%[frame]), %%r13\n\t"
      "movq 32(%[frame]), %%r14\n\t"
      "movq 40(%[frame]), %%r15\n\t"
      "movq 56(%[frame]), %%rcx\n\t"
      "movq 48(%[frame]), %%rsp\n\t"
      "jmp *%%rcx"
      :
      : [frame] "D"(&place.frame), "a"(&place.exception->unwind), "d"(place.selector)
      : "memory");
  __builtin_unreachable();
}

/// The registers at this place of the function that it is expanded in. Gives false where a shadow stack would notice the jump.
[[gnu::always_inline]] inline bool capture(registers& here) noexcept {
  std::uintptr_t shadow_stack = 0;
  asm volatile(
      "leaq 1f(%%rip), %%rax\n"
      "1:\n\t"
      "movq %%rax, 56(%[frame])\n\t"
      "movq %%rbx, 0(%[frame])\n\t"
      "movq %%rbp, 8(%[frame])\n\t"
      "movq %%r12, 16(%[frame])\n\t"
      "movq %%r13, 24(%[frame])\n\t"
      "movq %%r14, 32(%[frame])\n\t"
      "movq %%r15, 40(%[frame])\n\t"
      "movq %%rsp, 48(%[frame])\n\t"
      "rdsspq %[shadow]"
      : [shadow] "+d"(shadow_stack)
      : [frame] "D"(&here)
      : "rax", "memory");
  return shadow_stack == 0;
}

void enter(landing& place, const frame_rule& rule, std::uintptr_t landing_pad, int selector) noexcept {
  place.frame.address = landing_pad;
  place.frame.stack_pointer += static_cast<std::uintptr_t>(rule.argument_size);
  place.selector = static_cast<std::uintptr_t>(selector);
}

/// Finds the handler from `frame` on, notes it in the exception, and says where to go: to the first cleanup on the way, or to the handler.
bool search(registers frame, exception_header& exception, landing& place) noexcept {
  const thrown_value value = thrown_by(exception);
  if (!is_simple(value)) {
    return false;
  }
  bool found_cleanup = false;
  place.exception = &exception;
  for (;;) {
    const frame_rule& rule = rule_at(frame.address);
    if (!rule.usable) {
      return false;
    }
    if (rule.landing_pads != nullptr) {
      const frame_action& action = action_of(rule, value);
      if (action.what == reaction::refuse) {
        return false;
      }
      const bool handles = action.what == reaction::handle;
      if (!found_cleanup && action.what != reaction::pass) {
        found_cleanup = true;
        place.frame = frame;
        enter(place, rule, action.landing_pad, action.selector);
      }
      if (handles) {
        exception.selector = action.selector;
        exception.record = action.record;
        exception.landing_pads = rule.landing_pads;
        exception.landing_pad = action.landing_pad;
        exception.adjusted = static_cast<char*>(value.object) + action.adjustment;
        exception.unwind.private_1 = 0;
        exception.unwind.private_2 = frame.stack_pointer;
        return true;
      }
    }
    rule.step(frame);
  }
}

/// Where an exception goes whose handler is known already.
bool find_next(registers frame, exception_header& exception, landing& place) noexcept {
  const thrown_value value = thrown_by(exception);
  if (!is_simple(value) || exception.unwind.private_1 != 0) {
    return false;
  }
  place.exception = &exception;
  for (;;) {
    const frame_rule& rule = rule_at(frame.address);
    if (!rule.usable) {
      return false;
    }
    if (frame.stack_pointer == exception.unwind.private_2) {
      place.frame = frame;
      enter(place, rule, exception.landing_pad, exception.selector);
      return true;
    }
    if (rule.landing_pads != nullptr) {
      const frame_action& action = action_of(rule, value);
      if (action.what == reaction::clean_up) {
        place.frame = frame;
        enter(place, rule, action.landing_pad, 0);
        return true;
      }
      if (action.what != reaction::pass) {
        return false;
      }
    }
    rule.step(frame);
  }
}

}  // namespace
}  // namespace py::detail::unwind

namespace unwind = py::detail::unwind;

// Their names for the linker are those of the C++ ABI. Hidden: other libraries of the process keep the runtime's own. Weak: a program
// that links the runtime statically keeps it too.
#define PY_REPLACES(name) asm(name) __attribute__((noreturn, noinline, weak, visibility("hidden")))
extern "C" {
void py_throw(void* object, std::type_info* type, void (*destroy)(void*)) PY_REPLACES("__cxa_throw");
void py_rethrow() PY_REPLACES("__cxa_rethrow");
void py_end_cleanup(_Unwind_Exception* exception) PY_REPLACES("_Unwind_Resume");
}

void py_throw(void* object, std::type_info* type, void (*destroy)(void*)) {
  py::detail::current_exceptions().uncaught_count += 1;
  *reinterpret_cast<int*>(abi::__cxa_init_primary_exception(object, type, destroy)) = 1;  // its count of references
  py::detail::exception_header& exception = static_cast<py::detail::exception_header*>(object)[-1];
  unwind::registers here;
  unwind::landing place;
  if (unwind::capture(here) && unwind::search(here, exception, place)) {
    unwind::land(place);
  }
  _Unwind_RaiseException(&exception.unwind);
  abi::__cxa_begin_catch(&exception.unwind);
  std::terminate();
}

void py_rethrow() {
  py::detail::exception_header* const exception = py::detail::current_exceptions().caught;
  py::detail::current_exceptions().uncaught_count += 1;
  if (exception == nullptr) {
    std::terminate();
  }
  if ((exception->unwind.exception_class | 1) == py::detail::dependent_exception) {
    exception->handler_count = -exception->handler_count;  // for the end of the handler that this leaves
  } else {
    py::detail::current_exceptions().caught = nullptr;
  }
  unwind::registers here;
  unwind::landing place;
  if (unwind::capture(here) && unwind::search(here, *exception, place)) {
    unwind::land(place);
  }
  _Unwind_Resume_or_Rethrow(&exception->unwind);
  abi::__cxa_begin_catch(&exception->unwind);
  std::terminate();
}

void py_end_cleanup(_Unwind_Exception* exception) {
  unwind::registers here;
  unwind::landing place;
  if (unwind::capture(here) && unwind::find_next(here, *unwind::header_of(exception), place)) {
    unwind::land(place);
  }
  _Unwind_Resume_or_Rethrow(exception);
  std::terminate();
}
#endif
