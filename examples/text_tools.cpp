#include "text_tools.hpp"

#include <py/builtins.hpp>

namespace text_tools {

py::vector<py::str> wrap(const py::str& text, std::int64_t width) {
  py::vector<py::str> lines;
  py::str line = "";
  for (const py::str& word : text.split()) {
    if (py::truth(line) && py::len(line) + 1 + py::len(word) > width) {
      lines.append(line);
      line = word;
    } else {
      line = py::truth(line) ? py::format("{} {}", line, word) : word;
    }
  }
  if (py::truth(line)) {
    lines.append(line);
  }
  return lines;
}

py::str framed(const py::vector<py::str>& lines) {
  const std::int64_t width = py::max(py::each(lines, py::len));
  const py::str edge = py::str("+") + py::str("-") * (width + 2) + "+";
  py::vector<py::str> middle;
  for (const py::str& line : lines) {
    middle.append(py::format("| {:<{}} |", line, width));
  }
  py::vector<py::str> items{edge};
  items.extend(middle);
  items.append(edge);
  return py::str("\n").join(items);
}

/// Moves ASCII letters along the alphabet; everything else stays.
py::str rotate(const py::str& text, std::int64_t shift) {
  py::str result = "";
  for (py::str c : text) {
    if ("a" <= c && c <= "z") {
      c = py::chr(py::mod(py::ord(c) - py::ord("a") + shift, 26) + py::ord("a"));
    }
    result += c;
  }
  return result;
}

void py_main() {
  py::print(framed(wrap(
      "Zürich, São Paulo and 東京 are cities whose names need more than ASCII.", 24)));
  const py::str secret = text_tools::rotate("meet me at noon", 7);
  py::print(secret, "->", text_tools::rotate(secret, -7));
  py::print(
      py::str("-").join(py::reversed("abc")), py::str("naïve").at(2), py::len("東京"),
      py::str("ß").upper());
}

}  // namespace text_tools
