import functools
@functools.total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o):
        if not isinstance(o, V):
            return NotImplemented
        return self.v == o.v
    def __lt__(self, o):
        if not isinstance(o, V):
            return NotImplemented
        return self.v < o.v
    def __repr__(self): return f"V({self.v})"
print(V(1) <= V(2), V(3) >= V(4), V(2) > V(1), V(1) != V(1))
try:
    V(1) <= 3
except TypeError as e:
    print(e)
xs: list = [V(3), V(1)]
print(max(xs), sorted(xs, reverse=True), xs[0] >= xs[1])


from functools import total_ordering


@total_ordering
class Low:
    def __init__(self, rank):
        self.rank = rank

    def __ge__(self, other):
        return self.rank >= other.rank


@total_ordering
class At:
    def __init__(self, rank):
        self.rank = rank

    def __eq__(self, other):
        return self.rank == other.rank

    def __gt__(self, other):
        return self.rank > other.rank


@total_ordering
class Most:
    def __init__(self, rank):
        self.rank = rank

    def __eq__(self, other):
        return self.rank == other.rank

    def __le__(self, other):
        return self.rank <= other.rank


same = Low(2)
print(Low(1) < Low(2), same <= same, Low(1) <= Low(2), Low(3) > same, same > same)
for kind in (At, Most):
    a, b, c = kind(1), kind(2), kind(2)
    print([x < y for x in (a, b, c) for y in (a, b, c)], [x >= y for x in (a, b, c) for y in (a, b, c)])
print(min(At(4), At(3)).rank, max([Most(4), Most(3)]).rank, Most(1) < Most(2), Most(2) > Most(1), Most(2) >= Most(2))
