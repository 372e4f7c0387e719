/// Orders of products.
#pragma once

#include <py/builtins.hpp>

#include "shop/catalogue.hpp"

namespace shop::orders {

inline constexpr std::int64_t DISCOUNT_FROM = 5'000;
inline constexpr std::int64_t DISCOUNT_PERCENT = 10;

class UnknownProduct : public virtual py::LookupError {
 public:
  using py::LookupError::LookupError;
};

/// Lines of products and amounts; the total has a discount from 50.00 on.
class Order : public py::Object {
 public:
  explicit Order(py::ref<shop::catalogue::Catalogue> catalogue) : catalogue(std::move(catalogue)) {}

  void add(const py::str& code, std::int64_t amount = 1) {
    if (!py::contains(catalogue, code)) {
      throw UnknownProduct(py::format("no product {!r}", code));
    }
    lines.append(std::tuple{catalogue->find(code), amount});
  }

  [[nodiscard]] py::Int total() const {
    py::Int cents = py::sum(
        py::each(lines, [&](const py::ref<shop::catalogue::Product>& product, std::int64_t amount) {
          return product->cents * amount;
        }));
    if (cents >= DISCOUNT_FROM) {
      cents -= py::floor_div(cents * DISCOUNT_PERCENT, 100);
    }
    return cents;
  }

  py::ref<shop::catalogue::Catalogue> catalogue;
  py::vector<std::tuple<py::ref<shop::catalogue::Product>, std::int64_t>> lines;
};

}  // namespace shop::orders
