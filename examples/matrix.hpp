/// Matrices as lists of lists: product, transpose, determinant, powers.
#pragma once

namespace matrix {

/// Runs the module's body.
void py_main();

}  // namespace matrix
