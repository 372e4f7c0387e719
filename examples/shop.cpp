#include "shop.hpp"

#include <utility>

#include "shop/catalogue.hpp"
#include "shop/orders.hpp"

namespace shop {

void py_main() {
  static bool has_run = false;
  if (std::exchange(has_run, true)) {
    return;
  }
  shop::catalogue::py_main();
  shop::orders::py_main();
}

}  // namespace shop
