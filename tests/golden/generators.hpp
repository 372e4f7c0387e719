/// Generators: endless ones, pipelines, delegation, clean-up.
#pragma once

namespace generators {

/// Runs the module's body.
void py_main();

}  // namespace generators
