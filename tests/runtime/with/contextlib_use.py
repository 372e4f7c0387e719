"""contextmanager, suppress, ExitStack, closing, redirect of output, nullcontext."""
import contextlib
import io
from contextlib import contextmanager


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


class Thing:
    def __init__(self, name):
        self.name = name

    def close(self):
        print("closed", self.name)


with tag("b") as name:
    print("inside", name)
with tag("i"):
    raise ValueError("oops")
try:
    with tag("u"):
        raise KeyError("passes")
except KeyError as error:
    print("outside", error)
with contextlib.suppress(KeyError, IndexError):
    [][1]
    print("never")
with contextlib.closing(Thing("t")) as thing:
    print(thing.name)
with contextlib.ExitStack() as stack:
    for n in "xyz":
        stack.enter_context(tag(n))
    stack.callback(print, "callback", 1)
    print("stacked")
buffer = io.StringIO()
with contextlib.redirect_stdout(buffer):
    print("captured", 1)
print(repr(buffer.getvalue()))
with contextlib.nullcontext(5) as five:
    print(five)


@contextmanager
def changed(settings, **changes):
    old = dict(settings)
    settings.update(changes)
    try:
        yield settings
    finally:
        settings.clear()
        settings.update(old)


options = {"a": 1}
with changed(options, a=2, b=3) as current:
    print(current, options is current)
print(options)


@tag("decorated")
def decorated(x):
    print("body", x)
    return x + 1


print(decorated(1))
