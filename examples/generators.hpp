/// Generators: infinite ones, pipelines of them, a recursive one, and one that is sent values.
#pragma once

namespace generators {

/// Runs the module's body.
void py_main();

}  // namespace generators
