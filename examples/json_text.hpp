/// A small JSON reader and writer: values of several types, errors with positions, recursion.
#pragma once

#include <py/builtins.hpp>
#include <py/function.hpp>

namespace json_text {

class JsonError : public virtual py::ValueError {
 public:
  JsonError(const py::str& message, const py::Int& position) : position(position) {
    set_args(py::format("{} at {}", message, position));
  }

  py::Int position;
};

class Reader : public py::Object {
 public:
  explicit Reader(py::str text) : text(std::move(text)) {}

  py::str peek() {
    while (at < py::len(text) && text.at(py::as_index(at)).isspace()) {
      at += 1;
    }
    return at < py::len(text) ? text.at(py::as_index(at)) : "";
  }

  void expect(const py::str& symbol) {
    if (peek() != symbol) {
      throw JsonError(py::format("expected {!r}", symbol), at);
    }
    at += 1;
  }
  py::object value();
  py::list<py::object> items(
      const py::str& opening, const py::str& closing, const py::function<py::object()>& read);

  std::tuple<py::str, py::object> member() {
    py::check_stack();
    const py::str name = string();
    expect(":");
    return {name, value()};
  }

  py::str string() {
    expect("\"");
    const std::int64_t end = text.find("\"", at);
    if (end < 0) {
      throw JsonError("unfinished string", at);
    }
    const py::str result = text.slice(at, end);
    at = end + 1;
    return result;
  }
  py::Number number();

  py::str text;
  py::Int at = 0;
};

/// Runs the module's body.
void py_main();

}  // namespace json_text
