#include "shop/catalogue.hpp"

namespace shop::catalogue {

void py_main() {}

}  // namespace shop::catalogue
