#include "shop.hpp"
