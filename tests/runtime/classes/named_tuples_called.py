# Named tuples made from what is spread, with defaults for some fields or for all.
from dataclasses import dataclass
from typing import NamedTuple


class P(NamedTuple):
    x: int = 0
    y: int = 0


class Q(NamedTuple):
    p: P = P(1, 2)
    name: str = ""


class Holder:
    def __init__(self, flag: bool) -> None:
        if flag:
            self.where = P(4)
        self.other = P()


@dataclass
class Box:
    corner: P = P(1)
    size: int = 3


def pick(n: int) -> P:
    if n > 1:
        found = P(n)
    else:
        found = P()
    for i in range(n):
        last = P(i, i)
    return found if n < 3 else last


h = Holder(True)
print(h.where, h.other, Box(), Box(P(7, 8)), Q(), Q(P(9)), pick(0), pick(2), pick(5))
rows = [P(1, 2), P()]
table = {"a": P(5)}
print(rows, table, P(*[3, 4]), P(*(1,)), list(map(P, [1, 2])), P._make([7, 8]), P()._replace(y=2))
try:
    P(1, 2, *[3])
except TypeError as error:
    print(error)

class Edge(NamedTuple):
    src: str
    dst: str
    weight: int = 1


def build(edges):
    return [Edge(*e) for e in edges]


print(build([("a", "b", 3), ("b", "c")]))
row = ("x", "y", 2)
print(Edge(*row))
parts = ["p", "q"]
print(Edge(*parts))
try:
    print(Edge(*["a"]))
except TypeError as error:
    print(error)
