"""Managers of several classes, `__exit__` with any number of arguments, and `self` as one of several results."""
class A:
    def __init__(self, n):
        self.n = n

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return True

    def me(self):
        return self


class B:
    def __enter__(self):
        return 5

    def __exit__(self, *details):
        return False

    def me(self):
        return "b"


for t in (A(1), B()):
    with t as v:
        print(type(v).__name__)
    print(type(t.me()).__name__)


things = [1, "a"]


class Own:
    def add(self):
        things.append(self)
        return self

    def either(self, flag):
        if flag:
            return self
        return 5

    def maybe(self, flag):
        return self if flag else None

    def each(self):
        yield self
        yield 5


own = Own()
own.add()
print(type(own.either(True)).__name__, own.either(False), len(things), own.either(True) is own)
print(own.maybe(False), own.maybe(True) is own, [x is own for x in own.each()])
