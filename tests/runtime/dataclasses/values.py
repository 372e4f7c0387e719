"""Dataclasses as plain values in computations: NamedTuple, frozen points, inheritance, own methods that replace generated ones."""
from dataclasses import dataclass
from typing import NamedTuple
from collections import namedtuple
import math


@dataclass(frozen=True)
class Vec:
    x: float
    y: float

    def __add__(self, other: "Vec") -> "Vec":
        return Vec(self.x + other.x, self.y + other.y)

    def length(self) -> float:
        return math.hypot(self.x, self.y)


@dataclass
class Quiet:
    secret: str

    def __repr__(self):
        return "Quiet(...)"

    def __eq__(self, other):
        return True


class Pixel(NamedTuple):
    x: int
    y: int
    colour: str = "black"

    def shifted(self, by):
        return self._replace(x=self.x + by)


Pair = namedtuple("Pair", ["left", "right"])
path = [Vec(0, 0), Vec(3, 4), Vec(1.5, -2)]
total = Vec(0, 0)
for v in path:
    total = total + v
print(total, sum(v.length() for v in path), max(path, key=Vec.length))
print(Quiet("a"), Quiet("a") == 5, Quiet("a") != Quiet("b"))
p = Pixel(1, 2)
print(p, p.shifted(5), p == (1, 2, "black"), p[0], len(p), p._fields, p._asdict())
x, y, colour = p
print(x, y, colour, p < Pixel(1, 3), {p: 1}[Pixel(1, 2)], Pixel(y=1, x=2))
pair = Pair(1, "r")
print(pair, pair.left, pair + (3,), list(pair), Pair._make([3, 4]), pair._replace(left=9))
print(sorted([Pair(2, "a"), Pair(1, "z"), Pair(1, "b")]), isinstance(pair, tuple), hash(pair) == hash((1, "r")))
try:
    p.x = 3
except AttributeError as error:
    print(error)
try:
    Pair(1)
except TypeError as error:
    print(error)
match p:
    case Pixel(x=1, y=height):
        print("matched", height)
