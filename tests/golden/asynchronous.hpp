/// Coroutines: awaits in expressions, tasks, queues, cancellation.
#pragma once

namespace asynchronous {

/// Runs the module's body.
void py_main();

}  // namespace asynchronous
