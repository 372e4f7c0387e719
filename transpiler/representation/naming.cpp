/// Names that C++ cannot take as they are (docs/runtime.md, A11).
#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string_view>
#include <vector>

#include "representation/naming.hpp"
#include "representation/representation.hpp"

namespace krait::representation {

namespace {

constexpr std::string_view reserved[] = {
    // keywords and alternative tokens
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char", "char8_t", "char16_t", "char32_t", "class", "compl",
    "concept", "const", "consteval", "constexpr", "constinit", "const_cast", "continue", "co_await", "co_return", "co_yield", "decltype", "default", "delete", "do", "double",
    "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline", "int", "long", "mutable", "namespace", "new",
    "noexcept", "not", "not_eq", "nullptr", "operator", "or", "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires", "return", "short", "signed",
    "sizeof", "static", "static_assert", "static_cast", "struct", "switch", "template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "union",
    "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
    // names of the runtime library and of the standard library's namespaces
    "py", "std", "krait", "complex"};

// Macros, sorted.
constexpr std::string_view macros[] = {
#include "representation/macros.inc"
};

// Global names of the C library that cannot be reopened as namespaces.
constexpr std::string_view libc_names[] = {
    "main",    "select",  "log",    "exp",    "remove", "random", "link",     "read",   "write",  "abs",      "div",      "y1",       "y0",      "j0",     "j1",     "yn",
    "jn",      "system",  "access", "time",   "clock",  "exit",   "abort",    "rand",   "printf", "puts",     "signal",   "raise",    "sin",     "cos",    "tan",    "sqrt",
    "pow",     "floor",   "ceil",   "open",   "close",  "pipe",   "dup",      "kill",   "sleep",  "pause",    "sync",     "truncate", "index",   "rename", "stat",   "tmpfile",
    "atoi",    "qsort",   "free",   "malloc", "calloc", "gamma",  "erf",      "round",  "trunc",  "test",     "string",   "stdin",    "environ", "optarg", "wait",   "accept",
    "bind",    "connect", "listen", "send",   "recv",   "socket", "shutdown", "mktime", "ctime",  "daylight", "timezone", "labs",     "ldiv",    "strlen", "memcpy", "isalpha",
    "tolower", "toupper", "getenv", "setenv", "fork",   "nice",   "crypt",    "swab",   "step",   "advance",  "alarm",    "chown",    "chdir"};

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
    const bool digit = std::isdigit(static_cast<unsigned char>(text[first])) != 0;
    text = (digit ? "_" : "") + text.substr(first) + "_";
  }
  std::string squeezed;
  for (const char c : text) {
    if (c == '_' && squeezed.ends_with('_')) {
      continue;  // two underscores in a row are reserved anywhere in a name
    }
    squeezed += c;
  }
  text = squeezed;
  if (contains(std::begin(reserved), std::end(reserved), text) || text.starts_with("py_") || text.starts_with("SYS_") ||
      std::binary_search(std::begin(macros), std::end(macros), text)) {
    text += "_";
  }
  return text;
}

Naming::Naming(const program::Program& program, const names::Names& names, const types::Facts& facts) {
  add_private_names(facts);
  for (const names::Symbol& symbol : names.symbols) {
    if (program.modules[names.scope(symbol.scope).module]->kind == program::ModuleKind::User) {
      add(symbol.name);
    }
  }
  for (const types::ClassInfo& cls : facts.classes) {
    if (cls.is_stub) {
      continue;
    }
    add(cls.name);
    classes_.insert(name(cls.name));
    for (const auto& [field, info] : cls.fields) {
      add(field);
    }
  }
}

/// `_C__x` is spelled as `__x` would be, unless a class that C derives from, or that derives from C, has an `__x` of its own.
void Naming::add_private_names(const types::Facts& facts) {
  std::map<std::string, std::vector<types::ClassId>> owners;  // by C++ name
  const auto related = [&](types::ClassId a, types::ClassId b) { return facts.is_subclass(a, b) || facts.is_subclass(b, a); };
  for (const types::ClassInfo& cls : facts.classes) {
    const auto first = cls.name.find_first_not_of('_');
    if (cls.is_stub || first == std::string::npos) {
      continue;
    }
    const std::string prefix = "_" + cls.name.substr(first) + "__";
    const auto add_one = [&](const std::string& member) {
      if (!member.starts_with(prefix) || names_.contains(member)) {
        return;
      }
      std::string text = cpp_name(member.substr(prefix.size() - 2));
      while (std::any_of(owners[text].begin(), owners[text].end(), [&](types::ClassId other) { return related(cls.id, other); })) {
        text += "_";
      }
      owners[text].push_back(cls.id);
      taken_.insert(text);
      names_.emplace(member, text);
    };
    for (const std::string& field : cls.field_order) {
      add_one(field);
    }
    for (const auto& [method, function] : cls.methods) {
      add_one(method);
    }
  }
}

void Naming::add(const std::string& python_name) {
  if (names_.contains(python_name)) {
    return;
  }
  std::string text = cpp_name(python_name);
  while (!taken_.insert(text).second) {
    text += "_";
  }
  names_.emplace(python_name, std::move(text));
}

std::string Naming::name(std::string_view python_name) const {
  const auto it = names_.find(python_name);
  return it != names_.end() ? it->second : cpp_name(python_name);
}

std::string Naming::member(std::string_view python_name) const {
  std::string text = name(python_name);
  if (classes_.contains(text)) {
    do {
      text += "_";
    } while (taken_.contains(text));
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
