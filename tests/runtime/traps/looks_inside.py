"""Texts, comparisons, truth and copies look inside values: what a neighbour changes must not show."""
from dataclasses import dataclass, replace, field

@dataclass(order=True)
class P:
    x: int
    tags: list[str] = field(default_factory=list)
    def bump(self) -> int:
        self.x += 1
        self.tags.append("t")
        return self.x

@dataclass(eq=True, frozen=True)
class Q:
    p: tuple[int, int]

xs = [1, 2]
p = P(1)
q = P(3)
def add(n: int) -> int:
    xs.append(n)
    return n
def drop() -> int:
    return xs.pop()

print(xs == [1, 2], xs.append(3), xs == [1, 2, 3])
print(3 in xs, xs.pop(), 3 in xs, f"{xs}", xs.append(9), xs)
print(f"{xs!r:>20}", add(4), str(xs), add(5), repr(xs), len(xs))
print((1, xs) == (1, [1, 2, 9, 4, 5]), drop(), (1, xs) == (1, [1, 2, 9, 4]))
print(xs < [1, 3], drop(), [xs] == [[1, 2, 9]], drop(), [xs, xs])
print(repr(p), p.bump())
print(p == P(2, ["t"]), p.bump(), p == P(3, ["t", "t"]), p < q, p.bump(), p < q)
print(f"{p}", p.bump(), f"{p.tags} {p!r}", p.bump())
print(replace(p, x=p.x), p.bump(), replace(p).x, p.bump())
print(str([p]), p.bump(), repr({"k": p}), p.bump(), f"{(p, 1)}", p.bump())
print(max([p, q]) is p, q.bump(), [q.bump() for _ in range(9)][-1], max([p, q]) is p)
print(q in [p], p.bump(), sorted([p, q])[0] is p, [p.bump() for _ in range(9)][-1], sorted([p, q])[0] is p)
d = {"a": [1]}
print(f"{d}", d["a"].append(2), d == {"a": [1, 2]}, d["a"].pop(), str(d), d.pop("a"), d)
print("%s %r" % (d, p), p.bump(), "{}".format(p), p.bump())
xs = [1, 2, 3]
print(f"{xs} {xs.pop()} {xs}", f"{p} {p.bump()} {p!r:>30}", f"{xs=} {drop()} {xs!r:>10}")
print(not xs, drop(), not xs, xs or "none", add(1), xs and 1, 1 if xs else 2)
print([x for x in xs], xs.append(7), [*xs, 0], add(8), {**{"a": xs}}, xs + [1], xs * 2, drop())
class Base:
    n = 0
    def __init__(self) -> None:
        self.x = 1
    def get(self) -> int:
        return self.x
    def step(self) -> int:
        return 0
class Derived(Base):
    def step(self) -> int:
        self.x += 1
        return self.x
    def __str__(self) -> str:
        self.x += 5
        return f"D{self.x}"
def both(b: Base) -> None:
    print(b.get(), b.step(), b.x, f"{b} {b.x}".startswith("D"), b.x, b.step())
both(Derived())
print("%s" % xs, xs.append(1), "%d %s" % (1, xs), drop(), xs in [[1, 7, 8]], drop())
