/// A program of several modules: the package `shop` and this file, which uses it.
#pragma once

namespace shop_app {

/// Runs the module's body.
void py_main();

}  // namespace shop_app
