#include "shop/catalogue.hpp"
