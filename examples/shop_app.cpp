#include "shop_app.hpp"

#include <py/builtins.hpp>

#include "shop.hpp"
#include "shop/catalogue.hpp"
#include "shop/orders.hpp"

namespace shop_app {

void py_main() {
  const auto catalogue = py::make<shop::catalogue::Catalogue>(
      py::vector<py::ref<shop::catalogue::Product>>{
          py::make<shop::catalogue::Product>("pen", "Fountain pen", 2'495),
          py::make<shop::catalogue::Product>("ink", "Bottle of ink", 725),
          py::make<shop::catalogue::Product>("pad", "Writing pad", 340),
      });
  const auto order = py::make<shop::orders::Order>(catalogue);
  order->add("pen", 2);
  order->add("ink");
  try {
    order->add("car");
  } catch (shop::orders::UnknownProduct& error) {
    py::print("skipped:", py::keep(error));
  }
  for (const auto& [product, amount] : order->lines) {
    py::print(py::format("{} x {:<14} {:>6}", amount, product->title, product->price()));
  }
  py::print(py::format(
      "total {:.2f} of {} products on offer", py::true_div(order->total(), 100),
      py::len(catalogue)));
}

}  // namespace shop_app
