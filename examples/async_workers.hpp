/// Coroutines: workers that share a queue, a timeout, and a task that is cancelled.
#pragma once

namespace async_workers {

/// Runs the module's body.
void py_main();

}  // namespace async_workers
