# expect: K0401 9:7
from typing import NamedTuple


class Point(NamedTuple):
    x: int


class Labelled(Point):
    pass


print(Labelled(1))
