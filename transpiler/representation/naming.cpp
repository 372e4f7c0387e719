/// Names that C++ cannot take as they are (docs/runtime.md, A11).
#include <array>
#include <algorithm>
#include <cctype>
#include <string_view>

#include "representation/representation.hpp"

namespace krait::representation {

namespace {

constexpr std::string_view reserved[] = {
    // keywords and alternative tokens
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char", "char8_t",
    "char16_t", "char32_t", "class", "compl", "concept", "const", "consteval", "constexpr", "constinit", "const_cast", "continue",
    "co_await", "co_return", "co_yield", "decltype", "default", "delete", "do", "double", "dynamic_cast", "else", "enum", "explicit",
    "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline", "int", "long", "mutable", "namespace", "new",
    "noexcept", "not", "not_eq", "nullptr", "operator", "or", "or_eq", "private", "protected", "public", "register",
    "reinterpret_cast", "requires", "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast", "struct", "switch",
    "template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "union", "unsigned", "using", "virtual",
    "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
    // macros of headers that pylib reaches
    "NULL", "EOF", "assert", "errno", "stdin", "stdout", "stderr", "linux", "unix", "INFINITY", "NAN", "HUGE_VAL", "BUFSIZ", "RAND_MAX",
    "EXIT_SUCCESS", "EXIT_FAILURE", "INT_MAX", "INT_MIN", "LONG_MAX", "LONG_MIN", "CHAR_BIT", "SEEK_SET", "SEEK_CUR", "SEEK_END",
    "SIGINT", "SIGTERM", "SIGKILL", "I", "complex", "py", "std", "krait", "offsetof", "va_list", "setjmp", "isnan", "isinf", "signbit",
    "EPERM", "ENOENT", "EINTR", "EIO", "EAGAIN", "ENOMEM", "EACCES", "EEXIST", "ENOTDIR", "EISDIR", "EINVAL", "EPIPE", "EDOM", "ERANGE",
    "DOMAIN", "SING", "OVERFLOW", "UNDERFLOW", "PLOSS", "TLOSS", "TRUE", "FALSE", "major", "minor", "makedev"};

// Global names of the C library that cannot be reopened as namespaces.
constexpr std::string_view libc_names[] = {
    "main", "select", "log", "exp", "remove", "random", "link", "read", "write", "abs", "div", "y1", "y0", "j0", "j1", "yn", "jn", "system",
    "access", "time", "clock", "exit", "abort", "rand", "printf", "puts", "signal", "raise", "sin", "cos", "tan", "sqrt", "pow", "floor",
    "ceil", "open", "close", "pipe", "dup", "kill", "sleep", "pause", "sync", "truncate", "index", "rename", "stat", "tmpfile", "atoi",
    "qsort", "free", "malloc", "calloc", "gamma", "erf", "round", "trunc", "test", "string", "stdin", "environ", "optarg", "wait", "accept",
    "bind", "connect", "listen", "send", "recv", "socket", "shutdown", "mktime", "ctime", "daylight", "timezone", "labs", "ldiv", "strlen",
    "memcpy", "isalpha", "tolower", "toupper", "getenv", "setenv", "fork", "nice", "crypt", "swab", "step", "advance", "alarm", "chown", "chdir"};

bool contains(const std::string_view* begin, const std::string_view* end, std::string_view name) { return std::find(begin, end, name) != end; }

}  // namespace

std::string cpp_name(std::string_view name) {
  std::string text(name);
  const bool reserved_prefix = text.size() > 1 && text[0] == '_' && (text[1] == '_' || std::isupper(static_cast<unsigned char>(text[1])) != 0);
  if (reserved_prefix) {
    // `__balance`, `_Node`: reserved to the implementation; the underscore moves behind.
    const std::size_t first = text.find_first_not_of('_');
    if (first == std::string::npos) {
      return text.size() == 2 ? "_0_" : "unused";
    }
    text = text.substr(first) + "_";
  }
  std::string squeezed;
  for (const char c : text) {
    if (c == '_' && squeezed.ends_with('_')) {
      continue;  // two underscores in a row are reserved anywhere in a name
    }
    squeezed += c;
  }
  text = squeezed;
  if (contains(std::begin(reserved), std::end(reserved), text) || text.starts_with("py_")) {
    text += "_";
  }
  return text;
}

std::string namespace_of(const program::Module& module) {
  std::string text;
  for (const char c : module.name) {
    if (c == '.') {
      text += "::";
    } else {
      text += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ? c : '_';
    }
  }
  if (!text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) != 0) {
    text = "m_" + text;
  }
  if (contains(std::begin(libc_names), std::end(libc_names), text)) {
    return text + "_";
  }
  return cpp_name(text);
}

}  // namespace krait::representation
