"""with: files, managers of the program, suppression, several at once."""
import io
from contextlib import contextmanager


class Section:
    def __init__(self, title: str):
        self.title = title

    def __enter__(self) -> str:
        print("begin", self.title)
        return self.title.upper()

    def __exit__(self, kind, error, traceback) -> None:
        print("end", self.title)


class Ignoring:
    """Swallows errors of one kind."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback) -> bool:
        return kind is not None and issubclass(kind, ValueError)


@contextmanager
def tagged(name: str):
    print(f"<{name}>")
    try:
        yield name
    finally:
        print(f"</{name}>")


def parse(text: str) -> int:
    with Ignoring():
        return int(text)
    return -1


with Section("one") as title:
    # the body
    print(title)
with Section("two"), tagged("b") as tag:
    print(tag)
with io.StringIO() as buffer:
    buffer.write("kept")
    print(buffer.getvalue())
print(parse("12"), parse("twelve"))
