#include "shop/orders.hpp"

namespace shop::orders {

void py_main() {
  static bool has_run = false;
  if (std::exchange(has_run, true)) {
    return;
  }
  shop::catalogue::py_main();
}

}  // namespace shop::orders
