/// The products that the shop sells.
#pragma once

#include <py/builtins.hpp>
#include <py/dataclasses.hpp>

namespace shop::catalogue {

struct Product : py::Dataclass<Product, py::frozen> {
  Product(py::str code, py::str title, std::int64_t cents)
      : code(std::move(code)), title(std::move(title)), cents(cents) {}

  [[nodiscard]] py::str price() const { return py::format("{}.{:02}", cents / 100, cents % 100); }

  py::str code;
  py::str title;
  std::int64_t cents;

  static constexpr auto py_fields = std::tuple(
      py::field("code", &Product::code), py::field("title", &Product::title),
      py::field("cents", &Product::cents));
};

class Catalogue : public py::Object {
 public:
  explicit Catalogue(const py::vector<py::ref<Product>>& products) {
    for (const py::ref<Product>& product : products) {
      _by_code[product->code] = product;
    }
  }

  [[nodiscard]] std::int64_t py_len() const { return py::len(_by_code); }

  [[nodiscard]] bool py_contains(const py::str& code) const { return py::contains(_by_code, code); }

  [[nodiscard]] py::ref<Product> find(const py::str& code) const { return _by_code.at(code); }

  py::ordered_map<py::str, py::ref<Product>> _by_code;
};

}  // namespace shop::catalogue
