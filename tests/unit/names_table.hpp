/// Tables of Python sources and lines that the dump of their names must hold.
#pragma once

#include <doctest/doctest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "names/names.hpp"
#include "program_project.hpp"

namespace krait::test {

struct NamesCase {
  const char* rule;
  const char* source;
  std::vector<std::string> lines;  ///< without indentation
};

inline Sources with_stubs(Sources sources) {
  sources.emplace("stubs/builtins.pyi",
                  "def print(*xs): ...\ndef int(x): ...\ndef str(x): ...\ndef len(x): ...\ndef any(x): ...\ndef sum(x): ...\ndef range(*x): ...\n"
                  "def vars(*x): ...\ndef dir(*x): ...\ndef locals(): ...\ndef globals(): ...\ndef exec(x): ...\nclass object: ...\n"
                  "class Exception: ...\nclass ValueError(Exception): ...\nclass ImportError(Exception): ...\nclass list: ...\nclass tuple: ...\n"
                  "@hook(\"property\")\nclass property: ...\n"
                  "class File:\n    def __exit__(self, *x) -> None: ...\ndef open(path) -> File: ...\n");
  sources.emplace("stubs/contextlib.pyi",
                  "class suppress:\n    def __exit__(self, *x) -> bool: ...\nclass closing:\n    def __exit__(self, *x) -> None: ...\n"
                  "@hook(\"contextmanager\")\ndef contextmanager(f): ...\n");
  sources.emplace("stubs/sys.pyi", "from typing import NoReturn\ndef exit(code=0) -> NoReturn: ...\nargv: list\n");
  sources.emplace("stubs/typing.pyi", "class NoReturn: ...\n");
  sources.emplace("stubs/functools.pyi", "@hook(\"wraps\")\ndef wraps(f): ...\n@hook(\"lru_cache\")\ndef cache(f): ...\n");
  sources.emplace("stubs/enum.pyi", "@hook(\"Enum\")\nclass Enum: ...\n");
  return sources;
}

inline std::set<std::string> trimmed_lines(const std::string& text) {
  std::set<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.insert(line.substr(std::min(line.find_first_not_of(' '), line.size())));
  }
  return lines;
}

inline void check_dump(const Project& project, const names::Names& names, const std::vector<std::string>& expected) {
  const std::string dump = names::dump(names, project.program);
  const std::set<std::string> lines = trimmed_lines(dump);
  for (const std::string& line : expected) {
    CAPTURE(line);
    INFO(dump);
    CHECK(lines.count(line) == 1);
  }
  for (const std::string& problem : names::verify(names, project.program)) {
    FAIL_CHECK(problem);
  }
}

inline void check(const std::vector<NamesCase>& table) {
  for (const NamesCase& example : table) {
    CAPTURE(example.rule);
    Project project(with_stubs({{"main.py", example.source}}));
    CHECK_EQ(project.problems(), "");
    const names::Names names = names::resolve(project.program, project.diagnostics);
    check_dump(project, names, example.lines);
  }
}

}  // namespace krait::test
