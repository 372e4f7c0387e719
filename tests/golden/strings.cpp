#include "strings.hpp"

#include <py/builtins.hpp>

namespace strings {

bool is_palindrome(const py::str& text) {
  py::vector<py::str> letters;
  for (const py::str& c : text) {
    if (c.isalnum()) {
      letters.append(c.lower());
    }
  }
  return py::eq(letters, letters.slice(py::None, py::None, -1));
}

py::str caesar(const py::str& text, std::int64_t shift) {
  py::str::joiner out;
  for (const py::str& c : text) {
    if ("a" <= c && c <= "z") {
      out.append(py::chr(py::mod(py::ord(c) - 97 + shift, 26) + 97));
    } else {
      out.append(c);
    }
  }
  return out.join();
}

void py_main() {
  const py::str line = "  Zürich; 12.5; 東京  ";
  py::vector<py::str> parts;
  for (const py::str& part : line.split(";")) {
    parts.append(part.strip());
  }
  py::print(parts, py::len(parts.at(2)));
  py::print(is_palindrome("A man, a plan, a canal: Panama"));
  py::print(caesar("hello, world", 3));
  {
    const auto& operand = parts.at(0);
    py::print(py::format(
        "{:>10}|{:8.3f}|{:#x}|{:,}", operand, py::float_(parts.at(1)), 255, 1000000));
  }
  py::print(line.strip().replace("; ", "/").upper(), py::str("ab") * 3, line.find("12"));
}

}  // namespace strings
