#include "shop/orders.hpp"
