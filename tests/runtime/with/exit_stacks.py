"""ExitStack over generator-based and other managers, and what is left when entering fails."""
from contextlib import ExitStack, contextmanager


@contextmanager
def opened(name):
    print("open", name)
    try:
        yield name * 2
    finally:
        print("close", name)


class Guard:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, error, traceback):
        print("exit", kind.__name__ if kind else None)
        return self.swallow


with ExitStack() as stack:
    names = [stack.enter_context(opened(n)) for n in ("a", "b")]
    guard = stack.enter_context(Guard(False))
    stack.callback(print, "called", 1)
    print(names, guard.swallow)
with ExitStack() as stack:
    stack.enter_context(Guard(True))
    stack.enter_context(opened("c"))
    raise ValueError("swallowed")
try:
    with ExitStack() as stack:
        stack.enter_context(opened("d"))
        raise KeyError("passes")
except KeyError as error:
    print(error)
with ExitStack() as stack:
    stack.enter_context(opened("e"))
    kept = stack.pop_all()
print("still open")
kept.close()
