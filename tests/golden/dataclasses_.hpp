/// Data classes.
#pragma once

#include <cstdint>
#include <py/dataclasses.hpp>
#include <py/list.hpp>
#include <py/str.hpp>
#include <tuple>
#include <utility>

namespace dataclasses_ {

struct Point : py::Dataclass<Point, py::frozen> {
  explicit Point(std::int64_t x, std::int64_t y = 0) : x(x), y(y) {}

  std::int64_t x;
  std::int64_t y;

  static constexpr auto py_fields = std::tuple(
      py::field("x", &Point::x), py::field("y", &Point::y));
};

/// What somebody buys.
struct Basket : py::Dataclass<Basket> {
  explicit Basket(py::str owner, py::list<py::str> items = {})
      : owner(std::move(owner)), items(std::move(items)) {}

  void add(const py::str& item) { items.append(item); }

  py::str owner;
  py::list<py::str> items;

  static constexpr auto py_fields = std::tuple(
      py::field("owner", &Basket::owner), py::field("items", &Basket::items));
};

/// Runs the module's body.
void py_main();

}  // namespace dataclasses_
