// What libstdc++ keeps for exceptions, as the Itanium C++ ABI lays it down.
#pragma once

#include <cxxabi.h>
#include <unwind.h>
#include <cstddef>
#include <typeinfo>

#if !defined(__GLIBCXX__)
#error "the layout of thrown exceptions is known for libstdc++"
#endif

namespace py::detail {

/// What stands before a thrown object.
struct exception_header {
  /// Of an exception that was thrown again from a std::exception_ptr: the object.
  union {
    const std::type_info* type;
    void* primary;
  };
  void (*destroy)(void*);
  void (*unexpected)();
  void (*terminate)();
  exception_header* next;
  int handler_count;
  int selector;
  const unsigned char* record;
  const unsigned char* landing_pads;
  std::size_t landing_pad;
  void* adjusted;
  _Unwind_Exception unwind;
};

struct exception_globals {
  /// The innermost exception that a handler has caught.
  exception_header* caught;
  unsigned int uncaught_count;
};

inline exception_globals& current_exceptions() noexcept { return *reinterpret_cast<exception_globals*>(abi::__cxa_get_globals()); }

inline constexpr _Unwind_Exception_Class primary_exception = 0x474E5543432B2B00;    // "GNUCC++\0"
inline constexpr _Unwind_Exception_Class dependent_exception = 0x474E5543432B2B01;  // thrown again from a std::exception_ptr

/// What is thrown: its class and the whole object. No class: not an exception of C++.
struct thrown_value {
  const std::type_info* type = nullptr;
  void* object = nullptr;
};

inline thrown_value thrown_by(exception_header& header) noexcept {
  if (header.unwind.exception_class == primary_exception) {
    return {header.type, &header + 1};
  }
  if (header.unwind.exception_class == dependent_exception) {
    return {static_cast<exception_header*>(header.primary)[-1].type, header.primary};
  }
  return {};
}

}  // namespace py::detail
