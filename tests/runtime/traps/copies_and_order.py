# What C++ would share, or evaluate too early or too late.
from collections import Counter


def copies(xs, pairs, names):
    ys, other, more = list(xs), dict(pairs), set(names)
    ys.append(4)
    other["z"] = 26
    more.add("new")
    print(xs, ys, pairs, other, sorted(names), sorted(more))


copies([1, 2], {"a": 1}, {"n"})
counts = Counter("hello")
plain = dict(counts)
plain["h"] += 98
print(counts["h"], plain, type(plain).__name__)


def note(text, value):
    print("note", text)
    return value


# Under a condition, operands are evaluated only if it holds.
for flag in (True, False):
    print(flag and note("a", 1) + note("b", 2) > 2)
    print((note("c", 3) - note("d", 1)) if flag else "skipped")
    print(flag or note("e", 0) + note("f", 0))
print(note("g", None) or note("h", "kept"))
print([print("item", i) or i * i for i in range(2)])
total = 1


def grow():
    global total
    total += 10
    return 5


total += grow()
print(total)


def shared():
    items = [1]
    alias = items

    def extend():
        nonlocal items
        items += [2]

    extend()
    return items, alias, items is alias


print(shared())


class Vector:
    def __init__(self, x):
        self.x = x

    def __mul__(self, other):
        return Vector(self.x * other)

    __rmul__ = __mul__

    def scaled(self, by):
        return self * by

    times = scaled


print((3 * Vector(2)).x, (Vector(2) * 4).x, Vector(5).times(2).x)
