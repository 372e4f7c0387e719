# object.__setattr__ in frozen data classes, and setattr with a known name.
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    norm: float = 0.0

    def __post_init__(self):
        if self.x < 0:
            raise ValueError("negative")
        object.__setattr__(self, "norm", (self.x ** 2 + self.y ** 2) ** 0.5)


@dataclass(frozen=True)
class Name:
    text: str
    parts: list = None

    def __post_init__(self):
        object.__setattr__(self, "text", self.text.strip())
        object.__setattr__(self, "parts", self.text.split())


p = Point(3.0, 4.0)
print(p, p.norm)
n = Name("  a b ")
print(n, n.parts, hash(p) == hash(Point(3.0, 4.0)))
for f in (lambda: setattr(p, "x", 1.0), lambda: Point(-1.0, 0.0)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
object.__setattr__(p, "x", 9.0)
print(p)


class Lazy:
    def __init__(self):
        self.value = None

    def get(self):
        if self.value is None:
            setattr(self, "value", [1, 2])
        return self.value


lazy = Lazy()
print(lazy.get(), lazy.get() is lazy.value)
