#include "shop.hpp"

#include "shop/catalogue.hpp"
#include "shop/orders.hpp"
