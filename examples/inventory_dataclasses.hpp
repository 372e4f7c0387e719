/// Dataclasses: values, defaults, order, and tables of them.
#pragma once

#include <py/builtins.hpp>
#include <py/dataclasses.hpp>

namespace inventory_dataclasses {

struct Version : py::Dataclass<Version, py::frozen, py::ordered> {
  explicit Version(std::int64_t major_, std::int64_t minor_ = 0) : major_(major_), minor_(minor_) {}

  [[nodiscard]] py::ref<Version> bumped() const { return py::make<Version>(major_, minor_ + 1); }

  std::int64_t major_;
  std::int64_t minor_;

  static constexpr auto py_fields = std::tuple(
      py::field("major", &Version::major_), py::field("minor", &Version::minor_));
};

struct Package : py::Dataclass<Package> {
  Package(py::str name, py::ref<Version> version, py::list<py::str> needs = {}, double size = 0.0)
      : name(std::move(name)), version(std::move(version)), needs(std::move(needs)), size(size) {}

  py::str name;
  py::ref<Version> version;
  py::list<py::str> needs;
  double size;

  static constexpr auto py_fields = std::tuple(
      py::field("name", &Package::name), py::field("version", &Package::version),
      py::field("needs", &Package::needs), py::field("size", &Package::size));
};

/// Runs the module's body.
void py_main();

}  // namespace inventory_dataclasses
