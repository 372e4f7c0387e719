/// Dicts with constant keys.
#pragma once

#include <cstdint>
#include <optional>
#include <py/list.hpp>
#include <py/record.hpp>
#include <py/str.hpp>
#include <tuple>
#include <utility>

namespace records {

/// A dict with these keys.
struct parse_record : py::Record<parse_record> {
  parse_record(
      std::int64_t line, py::str level, std::optional<py::str> text, py::list<py::str> words)
      : line(line), level(std::move(level)), text(std::move(text)), words(std::move(words)) {}

  std::int64_t line;
  py::str level;
  std::optional<py::str> text;
  py::list<py::str> words;

  static constexpr auto py_fields = std::tuple(
      py::field("line", &parse_record::line), py::field("level", &parse_record::level),
      py::field("text", &parse_record::text), py::field("words", &parse_record::words));
};

/// Runs the module's body.
void py_main();

}  // namespace records
