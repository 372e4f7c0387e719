"""Objects of the library that are called: itemgetter, attrgetter, methodcaller, partial, what cmp_to_key gives."""
from operator import itemgetter, attrgetter, methodcaller
from functools import cmp_to_key, partial, reduce


class P:
    def __init__(self, a, b):
        self.a = a
        self.b = b


x = ("a", "b", "c")
print(itemgetter(1, 0)(x), itemgetter(1)(x))
f = itemgetter("k")
rows = [{"k": 3}, {"k": 1}]
print([f(row) for row in rows])
print(sorted(rows, key=f))
g = attrgetter("a", "b")
print(g(P(1, "q")))
up = methodcaller("upper")
print(up("abc"))


def add(a, b, c=0):
    return a + b + c


p = partial(add, 1, c=10)
print(p(2), partial(add, 1)(2))
print(p(b=5))


# Kept in containers, fields, variables of the module, results and parameters.
ORDERS = {"first": itemgetter(0), "second": itemgetter(1)}
PLAIN = itemgetter(1)
keep = [itemgetter(1), itemgetter(0, 2), itemgetter("a", "b"), attrgetter("real"), methodcaller("split", ","), methodcaller("split", ",", maxsplit=1)]


class Sorter:
    def __init__(self, column):
        self.key = itemgetter(column)
        self.shout = methodcaller("upper")

    def sort(self, rows):
        return sorted(rows, key=self.key)


def getter_of(index):
    return itemgetter(index)


def apply(getter, row):
    return getter(row)


def show(action):
    try:
        print(action())
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)


for kept in keep:
    print(kept, type(kept).__name__, callable(kept))
print(keep[0]("abc"), keep[1]((1, 2, 3)), keep[2]({"a": 1, "b": 2}), keep[3](5), keep[4]("a,b"), keep[5]("a,b,c"))
show(lambda: keep[0]())
show(lambda: keep[0](1, 2))
show(lambda: keep[0](5))
show(lambda: keep[2]({"a": 1}))
for how in ORDERS:
    print(how, sorted([(2, "a"), (1, "b")], key=ORDERS[how]))
print(Sorter(1).sort([(1, 5), (2, 3)]), Sorter(0).shout("loud"))
print(getter_of(0)("abc"), apply(itemgetter("k"), {"k": 3}), apply(PLAIN, [1, 9]))
print(max([{"a": 1}, {"a": 3}], key=itemgetter("a")), list(map(itemgetter(0), [(1, 2), (3, 4)])))


def comparison(kind):
    table = {"length": cmp_to_key(lambda a, b: len(a) - len(b)), "text": cmp_to_key(lambda a, b: (a > b) - (a < b))}
    return table[kind]


def by_size(reverse):
    def compare(a, b):
        return b - a if reverse else a - b
    return cmp_to_key(compare)


print(sorted(["ccc", "bb", "aaaa"], key=comparison("length")), sorted(["b", "c", "a"], key=comparison("text")))
print(sorted([3, 1, 2], key=by_size(True)), sorted([3, 1, 2], key=by_size(False)), min([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
wrap = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(wrap(1) < wrap(2), wrap(2) == wrap(2), wrap(3) >= wrap(4), wrap(5) != wrap(5))
