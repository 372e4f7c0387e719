/// A program of several modules: a package, imported in three ways.
#pragma once

namespace modules {

/// Runs the module's body.
void py_main();

}  // namespace modules
