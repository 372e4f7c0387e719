# One name several times among the targets: `_`, as a rule.
from typing import NamedTuple


class Edge(NamedTuple):
    start: str
    end: str
    weight: int


rows = [(1, "a", 3), (4, "b", 6)]
edges = [Edge("p", "q", 1), Edge("q", "r", 2)]

for _, _, x in rows:
    print(x)
print([x for _, _, x in rows], {x: y for _, y, x in rows})
for _, (_, q) in [(1, (2, 3)), ("s", ("t", "u"))]:
    print(q)
_, _, z = rows[0]
print(z)
a, a = 1, 2
print(a)


class Walker:
    def __init__(self, edges):
        self.edges = edges

    def ends(self):
        for _, end, _ in self.edges:
            yield end

    def last(self):
        for _, _, weight in self.edges:
            if weight > 1:
                return weight
        return None


def totals():
    for i, (_, _, x) in enumerate(rows):
        print(i, x)
    for _, _, x in sorted(rows, key=lambda r: -r[0]):
        print(x)
    for _, _, x in [[1, 2, 3], [4, 5, 6]]:
        print(x)
    _, _, z = rows[1]
    return z, sum(x for _, _, x in rows), max(e for e, _, _ in edges)


print(totals(), list(Walker(edges).ends()), Walker(edges).last())
for _, _, _ in edges:
    print("edge")
