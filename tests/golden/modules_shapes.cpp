#include "modules_shapes.hpp"
