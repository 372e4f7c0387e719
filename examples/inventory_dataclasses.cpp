#include "inventory_dataclasses.hpp"

#include <py/function.hpp>

namespace inventory_dataclasses {

/// What must be installed for `wanted`, dependencies first.
py::list<py::str> install_order(
    const py::dict<py::str, py::ref<Package>>& packages, const py::str& wanted) {
  py::list<py::str> order;

  const py::function<void(py::str)> visit = [&](const py::str& name) -> void {
    py::check_stack();
    if (py::contains(order, name)) {
      return;
    }
    for (const py::str& needed : packages.at(name)->needs) {
      visit(needed);
    }
    order.append(name);
  };

  visit(wanted);
  return order;
}

void py_main() {
  const py::vector<py::ref<Package>> known{
      py::make<Package>("app", py::make<Version>(1, 2), py::list<py::str>{"web", "db"}, 1.5),
      py::make<Package>("web", py::make<Version>(3), py::list<py::str>{"core"}, 12.25),
      py::make<Package>("db", py::make<Version>(2, 7), py::list<py::str>{"core"}, 8.0),
      py::make<Package>("core", py::make<Version>(1)),
  };
  const py::dict<py::str, py::ref<Package>> packages;
  for (const py::ref<Package>& package : known) {
    packages[package->name] = package;
  }
  py::print(install_order(packages, "app"));
  py::print(
      py::max(known, py::key = [](const py::ref<Package>& package) { return package->version; }));
  py::print(
      py::make<Version>(1, 2)->bumped(),
      py::lt(py::make<Version>(1, 9), py::make<Version>(2)),
      py::eq(packages.at("core"), py::make<Package>("core", py::make<Version>(1))));
  py::print(
      py::format(
          "{:.1f} MB",
          py::sum(py::each(known, [](const auto& package) { return package->size; }), 0.0)));
}

}  // namespace inventory_dataclasses
