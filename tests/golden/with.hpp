/// with: files, managers of the program, suppression, several at once.
#pragma once

#include <py/builtins.hpp>

namespace with {

class Section : public py::Object {
 public:
  explicit Section(py::str title) : title(std::move(title)) {}

  py::str py_enter() const {
    py::print("begin", title);
    return title.upper();
  }

  void py_exit(
      [[maybe_unused]] const std::optional<py::type_ref>& kind,
      [[maybe_unused]] const py::maybe<py::BaseException>& error,
      [[maybe_unused]] const py::object& traceback) const {
    py::print("end", title);
  }

  py::str title;
};

/// Swallows errors of one kind.
class Ignoring : public py::Object {
 public:
  py::ref<Ignoring> py_enter() { return py::ref<Ignoring>(this); }

  [[nodiscard]] bool py_exit(
      const std::optional<py::type_ref>& kind,
      [[maybe_unused]] const py::maybe<py::BaseException>& error,
      [[maybe_unused]] const py::object& traceback) const {
    return kind != py::None &&
        py::issubclass(py::object(kind), py::object(py::class_of<py::ValueError>()));
  }
};

/// Runs the module's body.
void py_main();

}  // namespace with
