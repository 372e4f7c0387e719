/// Forward declarations of pylib's types, the tag space that py::str and py::object share, and the raising functions
/// that layers below the exception classes use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace py {

// Scalars.
struct none_t;
struct ellipsis_t;
struct not_implemented_t;
class str;
class bytes;
class bytearray;
class memoryview;
class Int;
class checked;
class Number;

namespace detail {
/// Int, or what stands for it in a function's first try (py/checked.hpp).
template <typename T>
inline constexpr bool is_exact_int = std::is_same_v<T, Int> || std::is_same_v<T, checked>;
}  // namespace detail

// Objects.
class Object;
class Instance;
class object;
class type;
class type_ref;
class BaseException;
class tracer;
template <typename T>
class ref;
template <typename T>
class maybe;
template <typename Signature>
class function;
template <typename Class, typename... Bases>
class class_;

// Containers.
class range;
class slice;
template <typename T>
class vector;
namespace detail {
template <typename T>
class storage;  // of lists
}  // namespace detail
template <typename T>
class list;
template <typename T>
class tuple;
template <typename K, typename V>
class ordered_map;
template <typename K, typename V>
class dict;
template <typename T>
class hash_set;
template <typename T>
class set;
template <typename T>
class frozenset;
template <typename T>
class deque;

// Iteration and suspension. The default arguments stand here and nowhere else.
template <typename T>
class iterator;
template <typename T, typename Send = none_t, typename Return = none_t>
class generator;
template <typename T, typename Send = none_t>
class async_generator;
template <typename T>
class task;
namespace asyncio {
template <typename T>
class Task;
template <typename T>
class Future;
}  // namespace asyncio

/// The first byte of every 16-byte value. py::str and py::object have one tag space: an object that holds a str *is* that str,
/// bit for bit, so boxing a string is a copy. Everything from `str_heap` on may own a counted block.
enum class value_tag : std::uint8_t {
  str_inline = 0,   ///< a str whose characters are inside; all zero bytes are the empty str
  str_literal = 1,  ///< a str that points at characters which live for ever
  none = 2,         ///< None
  boolean = 3,      ///< payload: a bool
  real = 4,         ///< payload: a double
  unbound = 5,      ///< no value at all: an attribute or argument that is missing (never seen by Python code)
  str_heap = 6,     ///< a str with a counted heap block
  integer = 7,      ///< payload: a py::Int
  pointer = 8,      ///< payload: a counted py::Object*
};

static_assert(static_cast<int>(value_tag::str_inline) == 0);

// Raising, for the layers below py/exceptions.hpp; defined in src/exceptions.cpp. `text` is UTF-8.
[[noreturn]] void raise_value_error(const char* text);
[[noreturn]] void raise_value_error(const str& text);
[[noreturn]] void raise_type_error(const char* text);
[[noreturn]] void raise_type_error(const str& text);
[[noreturn]] void raise_index_error(const char* text);
[[noreturn]] void raise_index_error(const str& text);
/// KeyError takes the missing key itself.
[[noreturn]] void raise_key_error(const object& key);
[[noreturn]] void raise_overflow_error(const char* text);
[[noreturn]] void raise_overflow_error(const str& text);
[[noreturn]] void raise_zero_division_error(const char* text);
[[noreturn]] void raise_attribute_error(const char* text);
[[noreturn]] void raise_attribute_error(const str& text);
[[noreturn]] void raise_name_error(const char* text);
[[noreturn]] void raise_name_error(const str& text);
[[noreturn]] void raise_unbound_local_error(const str& text);
[[noreturn]] void raise_runtime_error(const char* text);
[[noreturn]] void raise_runtime_error(const str& text);
[[noreturn]] void raise_not_implemented_error(const char* text);
[[noreturn]] void raise_lookup_error(const str& text);
[[noreturn]] void raise_memory_error();
[[noreturn]] void raise_eof_error(const char* text);
[[noreturn]] void raise_assertion_error();
[[noreturn]] void raise_assertion_error(const object& message);
[[noreturn]] void raise_recursion_error();
[[noreturn]] void raise_stop_iteration();
[[noreturn]] void raise_stop_iteration(const object& value);
[[noreturn]] void raise_stop_async_iteration();
[[noreturn]] void raise_generator_exit();
[[noreturn]] void raise_keyboard_interrupt();
[[noreturn]] void raise_system_exit(const object& code);
/// The OSError subclass that belongs to `error_number` (errno), with CPython's text; `file_name` None for no name.
[[noreturn]] void raise_os_error(int error_number, const object& file_name);
[[noreturn]] void raise_unsupported_operation(const str& text);
[[noreturn]] void raise_unicode_decode_error(const char* encoding, const bytes& input, std::int64_t start, std::int64_t end, const char* reason);
[[noreturn]] void raise_unicode_encode_error(const char* encoding, const str& input, std::int64_t start, std::int64_t end, const char* reason);

}  // namespace py
