"""Classes whose base is a call of namedtuple."""
import collections
from collections import namedtuple
from typing import NamedTuple


class Point(namedtuple("Point", "x y")):
    __slots__ = ()

    def norm(self):
        return self.x * self.x + self.y * self.y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    @classmethod
    def origin(cls):
        return cls(0, 0)


class Version(collections.namedtuple("Version", ["major", "minor", "label"], defaults=[0, "final"])):
    def __str__(self):
        return f"{self.major}.{self.minor}-{self.label}"

    @property
    def is_final(self):
        return self.label == "final"


class Edge(NamedTuple):
    start: Point
    end: Point


a = Point(3, 4)
print(a, a.norm(), a + Point(1, 1), Point.origin(), a == (3, 4), a._fields, a._replace(x=0), a._asdict())
x, y = a
print(x, y, a[0], len(a), sorted([Point(2, 1), Point(1, 5)]), {Point(1, 1): "one"}[Point(1, 1)])
print(Version(3), Version(3, 12), Version(3, 13, "rc"), repr(Version(1)), Version(2) < Version(2, 1), Version(1).is_final)
print(Edge(a, Point.origin()).start.norm(), isinstance(a, Point), isinstance(a, tuple), Point._make([5, 6]))
