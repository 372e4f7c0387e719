/// A small shop: what it sells and what was ordered.
#pragma once

namespace shop {

/// Runs the module's body.
void py_main();

}  // namespace shop
