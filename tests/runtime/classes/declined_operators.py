"""Operators that give NotImplemented, always or for some operands, and in-place operators of what may be None."""


class Never:
    def __add__(self, other):
        return NotImplemented

    def __lt__(self, other):
        return NotImplemented

    def __eq__(self, other):
        return NotImplemented


class Counter:
    def __init__(self, n=0):
        self.n = n

    def __iadd__(self, k):
        self.n += k
        return self

    def __sub__(self, k):
        return Counter(self.n - k)


def show(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


a, b = Never(), Never()
print(a == b, a == a, a != b, [a] == [a], a in [b])
for action in (lambda: a + 1, lambda: a + b, lambda: a < b, lambda: 1 + a, lambda: sorted([a, b])):
    show(action)
c = Counter()
c += 5
c -= 2
print(c.n)
c = None
print(c)


def use(flag):
    x = Counter(1) if flag else None
    if x is not None:
        x += 3
        x -= 1
        return x.n
    return x


print(use(True), use(False))


def plain():
    yield 1


print(hasattr(plain, "__call__"), hasattr(plain, "__name__"), hasattr(plain, "other"), getattr(plain, "__name__"))
