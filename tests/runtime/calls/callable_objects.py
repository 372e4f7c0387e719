"""Objects of the library that are called: itemgetter, attrgetter, methodcaller, partial."""
from operator import itemgetter, attrgetter, methodcaller
from functools import partial, reduce


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
